/* JSON: RFC 8259 read strictly into the plain tree.
 *
 * Stricter than the RFC where a document could have two readings: keys that stand twice (after
 * their escapes), lone surrogates, control characters that are escaped, numbers with an exponent,
 * anything after the value. Whatever is malformed ends the reading. Columns are counted forward
 * only, so one long line costs no more than many. */
#include <string.h>

#include "load/form.h"

typedef struct json_run {
    ek_arena *arena;
    ek_problems *problems;
    const erkend_limits *limits;
    ek_text name, bytes;
    uint32_t at;                    /* next byte */
    uint32_t counted, line, column; /* place of the byte `counted` */
    uint32_t depth, nodes;
    bool broken;
} json_run;

static ek_place find_place(json_run *run, uint32_t at)
{
    for (; run->counted < at; run->counted++) {
        unsigned char c = (unsigned char)run->bytes.bytes[run->counted];

        if (c == '\n') {
            run->line++;
            run->column = 1;
        } else if ((c & 0xc0) != 0x80) {
            run->column++;
        }
    }
    return (ek_place){run->name, run->line, run->column};
}

/* Where reading stopped may lie before what was counted last: then the nearest place is said. */
static void refuse(json_run *run, uint32_t at, erkend_status code, const char *message)
{
    if (!run->broken)
        ek_problem_add(run->problems, code, find_place(run, at), "%s", message);
    run->broken = true;
}

static void refuse_limit(json_run *run, const char *what, const char *limit, uint32_t most)
{
    if (!run->broken)
        ek_problem_add(run->problems, ERKEND_ELIMIT, find_place(run, run->at),
                       "%s than the limit %s of %lu: simplify the document, or raise the limit",
                       what, limit, (unsigned long)most);
    run->broken = true;
}

static char peek(const json_run *run)
{
    return run->at < run->bytes.size ? run->bytes.bytes[run->at] : '\0';
}

static void skip_space(json_run *run)
{
    while (run->at < run->bytes.size && strchr(" \t\n\r", peek(run)))
        run->at++;
}

static bool take(json_run *run, char c)
{
    if (run->at >= run->bytes.size || peek(run) != c)
        return false;
    run->at++;
    return true;
}

/* ---- Strings ------------------------------------------------------------------------------- */

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four hexadecimal digits; -1 when they are none. */
static int32_t read_hex(json_run *run)
{
    int32_t value = 0;

    for (int i = 0; i < 4; i++) {
        int digit = hex_value(peek(run));

        if (digit < 0)
            return -1;
        value = value * 16 + digit;
        run->at++;
    }
    return value;
}

static void put_code_point(ek_buffer *out, uint32_t c)
{
    if (c < 0x80) {
        ek_buffer_char(out, (char)c);
    } else if (c < 0x800) {
        ek_buffer_char(out, (char)(0xc0 | c >> 6));
        ek_buffer_char(out, (char)(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        ek_buffer_char(out, (char)(0xe0 | c >> 12));
        ek_buffer_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
        ek_buffer_char(out, (char)(0x80 | (c & 0x3f)));
    } else {
        ek_buffer_char(out, (char)(0xf0 | c >> 18));
        ek_buffer_char(out, (char)(0x80 | (c >> 12 & 0x3f)));
        ek_buffer_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
        ek_buffer_char(out, (char)(0x80 | (c & 0x3f)));
    }
}

/* What follows \u; a pair of surrogates is one character. */
static void read_unicode(json_run *run, ek_buffer *out, uint32_t from)
{
    int32_t high = read_hex(run), low;

    if (high >= 0xd800 && high <= 0xdbff && take(run, '\\') && take(run, 'u')) {
        low = read_hex(run);
        if (low >= 0xdc00 && low <= 0xdfff) {
            put_code_point(out,
                           0x10000u + ((uint32_t)(high - 0xd800) << 10) + (uint32_t)(low - 0xdc00));
            return;
        }
        high = 0xd800;
    }
    if (high < 0)
        refuse(run, from, ERKEND_EINVALID, "\\u needs four hexadecimal digits");
    else if (high >= 0xd800 && high <= 0xdfff)
        refuse(run, from, ERKEND_EINVALID,
               "half of a surrogate pair stands alone: write the character itself");
    else
        put_code_point(out, (uint32_t)high);
}

static void read_escape(json_run *run, ek_buffer *out)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    uint32_t from = run->at - 1;
    char c = peek(run);
    const char *found = c ? strchr(letters, c) : NULL;

    run->at++;
    if (c == 'u')
        read_unicode(run, out, from);
    else if (found)
        ek_buffer_char(out, meanings[found - letters]);
    else
        refuse(run, from, ERKEND_EINVALID, "there is no such escape in JSON");
}

/* A string whose quote is taken already. */
static ek_text read_string(json_run *run, ek_place place)
{
    uint32_t from = run->at;
    ek_buffer out;
    ek_text text = {"", 0};

    while (run->at < run->bytes.size && peek(run) != '"' && peek(run) != '\\' &&
           (unsigned char)peek(run) >= 0x20)
        run->at++;
    if (peek(run) == '"') { /* nearly all: no escapes */
        text = ek_text_copy(run->arena, ek_text_slice(run->bytes, from, run->at++));
    } else {
        ek_buffer_init(&out, run->arena);
        ek_buffer_text(&out, ek_text_slice(run->bytes, from, run->at));
        while (!run->broken && !take(run, '"')) {
            if (run->at >= run->bytes.size)
                refuse(run, run->at, ERKEND_EINVALID, "a text does not end: close it with \"");
            else if ((unsigned char)peek(run) < 0x20)
                refuse(run, run->at, ERKEND_EINVALID,
                       "a text runs over the end of the line, or holds a tab: write \\n or \\t");
            else if (take(run, '\\'))
                read_escape(run, &out);
            else
                ek_buffer_char(&out, run->bytes.bytes[run->at++]);
        }
        text = ek_buffer_done(&out);
    }
    if (!run->broken && !ek_form_text_check(text, place, run->limits, run->problems))
        run->broken = true;
    return text;
}

/* ---- Values -------------------------------------------------------------------------------- */

static const ek_node *read_value(json_run *run);

static ek_node *new_node(json_run *run, ek_node_kind kind)
{
    ek_node *node = EK_NEW(run->arena, ek_node);
    ek_place place = find_place(run, run->at);

    node->kind = kind;
    node->line = place.line;
    node->column = place.column;
    return node;
}

static const ek_node *read_list(json_run *run)
{
    ek_node *node = new_node(run, EK_NODE_LIST);
    const ek_node **items = NULL;
    uint32_t count = 0, capacity = 0;

    run->at++;
    skip_space(run);
    if (take(run, ']'))
        return node;
    do {
        const ek_node *item = read_value(run);

        if (!item)
            return NULL;
        *EK_PUSH(run->arena, items, count, capacity) = item;
        skip_space(run);
    } while (take(run, ','));
    if (!take(run, ']'))
        refuse(run, run->at, ERKEND_EINVALID, "a list goes on with , or ends with ]");
    node->items = items;
    node->count = count;
    return node;
}

static bool read_pair(json_run *run, ek_pair *pair)
{
    ek_place place;

    skip_space(run);
    place = find_place(run, run->at);
    if (!take(run, '"')) {
        refuse(run, run->at, ERKEND_EINVALID, "a key in quotes is due here");
        return false;
    }
    pair->line = place.line;
    pair->column = place.column;
    pair->key = read_string(run, place);
    skip_space(run);
    if (!run->broken && !take(run, ':'))
        refuse(run, run->at, ERKEND_EINVALID, "a : is due after the key");
    pair->value = run->broken ? NULL : read_value(run);
    return pair->value != NULL;
}

static const ek_node *read_map(json_run *run)
{
    ek_node *node = new_node(run, EK_NODE_MAP);
    ek_pair *pairs = NULL;
    uint32_t count = 0, capacity = 0;

    run->at++;
    skip_space(run);
    if (take(run, '}'))
        return node;
    do {
        ek_pair pair = {{"", 0}, 0, 0, NULL};

        if (!read_pair(run, &pair))
            return NULL;
        *EK_PUSH(run->arena, pairs, count, capacity) = pair;
        skip_space(run);
    } while (take(run, ','));
    if (!take(run, '}'))
        refuse(run, run->at, ERKEND_EINVALID, "an object goes on with , or ends with }");
    node->count = ek_form_keys_check(run->arena, run->name, pairs, count, run->problems);
    node->pairs = pairs;
    return node;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* true, false, null, or a number: what stands up to the next mark of JSON. */
static const ek_node *read_bare(json_run *run)
{
    ek_node *node = new_node(run, EK_NODE_SCALAR);
    uint32_t from = run->at;
    ek_fraction number;
    erkend_status status;

    while (run->at < run->bytes.size && !strchr(" \t\n\r,:[]{}\"", peek(run)))
        run->at++;
    node->text = ek_text_copy(run->arena, ek_text_slice(run->bytes, from, run->at));
    if (ek_text_is(node->text, "true") || ek_text_is(node->text, "false"))
        return node;
    if (ek_text_is(node->text, "null")) {
        node->kind = EK_NODE_NULL;
        node->quoted = true;
        return node;
    }
    status = memchr(node->text.bytes, '/', node->text.size) ? ERKEND_EVALUE
                                                            : ek_fraction_read(&number, node->text);
    if (status == ERKEND_OK || status == ERKEND_EOVERFLOW)
        return node; /* too large a number is refused where a number is due */
    if (node->text.size > 0 && (is_digit(node->text.bytes[0]) || node->text.bytes[0] == '-'))
        refuse(run, from, ERKEND_EINVALID,
               "this is no number: write 12, 0.5 or -3, without exponent; a fraction as \"1/3\"");
    else
        refuse(run, from, ERKEND_EINVALID,
               run->at >= run->bytes.size ? "the document ends too early: a value is due here"
                                          : "a value is due here: texts stand in quotes");
    return NULL;
}

static const ek_node *read_value(json_run *run)
{
    const ek_node *node;
    char c;

    skip_space(run);
    if (++run->nodes > run->limits->document_nodes)
        refuse_limit(run, "the document has more values", "document_nodes",
                     run->limits->document_nodes);
    c = peek(run);
    if ((c == '[' || c == '{') && ++run->depth > run->limits->document_depth)
        refuse_limit(run, "this is nested deeper", "document_depth", run->limits->document_depth);
    if (run->broken)
        return NULL;
    if (c == '"') {
        ek_node *text = new_node(run, EK_NODE_SCALAR);

        run->at++;
        text->quoted = true;
        text->text = read_string(run, (ek_place){run->name, text->line, text->column});
        node = text;
    } else if (c == '[' || c == '{') {
        node = c == '[' ? read_list(run) : read_map(run);
        run->depth--;
    } else {
        node = read_bare(run);
    }
    return run->broken ? NULL : node;
}

bool ek_json_unquote(ek_text *out, uint32_t *at, ek_text bytes, ek_arena *arena,
                     const erkend_limits *limits, ek_problems *problems)
{
    json_run run = {.arena = arena, .problems = problems, .limits = limits, .bytes = bytes};

    run.at = run.counted = *at;
    *out = read_string(&run, (ek_place){{"", 0}, 0, 0});
    *at = run.at;
    return !run.broken;
}

const ek_node *ek_json_parse_part(ek_arena *arena, ek_json_part *part, ek_text bytes,
                                  const erkend_limits *limits, ek_problems *problems)
{
    json_run run = {.arena = arena, .problems = problems, .limits = limits, .bytes = bytes};
    const ek_node *node;
    ek_place end;

    run.at = run.counted = part->at;
    run.line = part->line;
    run.column = part->column;
    run.depth = part->depth;
    run.nodes = part->nodes;
    node = read_value(&run);
    end = find_place(&run, run.at);
    *part = (ek_json_part){run.at, end.line, end.column, run.depth, run.nodes};
    return node;
}

const ek_node *ek_json_parse(ek_arena *arena, ek_text name, ek_text bytes,
                             const erkend_limits *limits, ek_problems *problems)
{
    return ek_json_parse_line(arena, name, bytes, 1, limits, problems);
}

const ek_node *ek_json_parse_line(ek_arena *arena, ek_text name, ek_text bytes, uint32_t line,
                                  const erkend_limits *limits, ek_problems *problems)
{
    json_run run = {.arena = arena, .problems = problems, .limits = limits, .name = name};
    const ek_node *root;

    run.line = line;
    run.column = 1;
    if (!ek_form_check(&run.bytes, name, bytes, limits, problems))
        return NULL;
    root = read_value(&run);
    skip_space(&run);
    if (root && run.at < run.bytes.size)
        refuse(&run, run.at, ERKEND_EINVALID, "something stands after the end of the document");
    return run.broken ? NULL : root;
}
