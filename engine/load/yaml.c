/* YAML: libyaml's events become the plain tree.
 *
 * libyaml 0.2.5 has no limits: it takes minutes for 200 kB of brackets. So depth, values and bytes
 * are counted here while it runs, and the run is left at once when one is exceeded. Of YAML only
 * what has one reading is taken: scalars, lists and maps with text keys. Anchors, aliases, tags,
 * merge keys, complex keys, directives and further documents are refused, each where it stands.
 *
 * libyaml takes its memory from malloc. The run lies in the arena, so whatever raises, the frame of
 * ek_yaml_parse can free the parser and its last event. */
#include <string.h>
#include <yaml.h>

#include "load/form.h"

/* Lines that begin with %, one of which is one too many: see has_many_directives. */
#define MAX_DIRECTIVES 64

typedef struct yaml_run {
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_event;
    bool broken; /* nothing more can be read */
    ek_arena *arena;
    ek_problems *problems;
    const erkend_limits *limits;
    ek_text name;
    uint32_t depth, nodes;
    erkend_status status;
    ek_escape own, theirs; /* of the two arenas */
    const ek_node *root;
} yaml_run;

static ek_place make_place(const yaml_run *run, yaml_mark_t mark)
{
    return (ek_place){run->name, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1};
}

static void refuse(yaml_run *run, const char *message)
{
    ek_problem_add(run->problems, ERKEND_EINVALID, make_place(run, run->event.start_mark), "%s",
                   message);
}

/* What to do about what libyaml says. */
static const char *find_advice(const char *problem)
{
    static const struct {
        const char *part, *advice;
    } list[] = {
        {"cannot start any token",
         ": indent with spaces, not tabs; put texts with signs in quotes"},
        {"expected ':'", ": is a ':' missing on that line?"},
        {"mapping values are not allowed",
         ": put a text that holds ': ' in quotes, and look at the indentation"},
        {"expected ',' or", ": is a comma or a bracket missing?"},
    };

    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        if (strstr(problem, list[i].part) != NULL)
            return list[i].advice;
    return "";
}

static void report_parser(yaml_run *run)
{
    const yaml_parser_t *parser = &run->parser;
    const char *problem = parser->problem ? parser->problem : "it cannot be read";
    const char *advice = find_advice(problem);

    run->broken = true;
    if (parser->error == YAML_MEMORY_ERROR)
        ek_raise(run->arena, ERKEND_ENOMEM);
    if (parser->context && parser->context_mark.line != parser->problem_mark.line)
        ek_problem_add(run->problems, ERKEND_EINVALID, make_place(run, parser->problem_mark),
                       "this is not YAML: %s (%s that began on line %lu)%s", problem,
                       parser->context, (unsigned long)parser->context_mark.line + 1, advice);
    else
        ek_problem_add(run->problems, ERKEND_EINVALID, make_place(run, parser->problem_mark),
                       "this is not YAML: %s%s", problem, advice);
}

/* The next event; false when nothing more can be read. */
static bool next_event(yaml_run *run)
{
    if (run->has_event)
        yaml_event_delete(&run->event);
    run->has_event = false;
    if (run->broken)
        return false;
    if (!yaml_parser_parse(&run->parser, &run->event)) {
        report_parser(run);
        return false;
    }
    run->has_event = true;
    return true;
}

static void report_limit(yaml_run *run, const char *what, const char *limit, uint32_t most)
{
    run->broken = true;
    ek_problem_add(run->problems, ERKEND_ELIMIT, make_place(run, run->event.start_mark),
                   "%s than the limit %s of %lu: simplify the document, or raise the limit", what,
                   limit, (unsigned long)most);
}

/* Counts one value that begins. */
static bool count_node(yaml_run *run)
{
    if (++run->nodes > run->limits->document_nodes)
        report_limit(run, "the document has more values", "document_nodes",
                     run->limits->document_nodes);
    else if (run->depth > run->limits->document_depth)
        report_limit(run, "this is nested deeper", "document_depth", run->limits->document_depth);
    return !run->broken;
}

static void check_properties(yaml_run *run, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor)
        refuse(run, "an anchor (&) is not allowed: write the value out where it is needed");
    if (tag)
        refuse(run, "a tag (!) is not allowed: the schema says what each value is; remove it");
}

static ek_node *new_node(yaml_run *run, ek_node_kind kind)
{
    ek_node *node = EK_NEW(run->arena, ek_node);
    ek_place place = make_place(run, run->event.start_mark);

    node->kind = kind;
    node->line = place.line;
    node->column = place.column;
    return node;
}

/* ---- Scalars ------------------------------------------------------------------------------- */

static bool is_null(ek_text text)
{
    return text.size == 0 || ek_text_is(text, "~") || ek_text_is(text, "null") ||
           ek_text_is(text, "Null") || ek_text_is(text, "NULL");
}

static ek_text copy_scalar(yaml_run *run)
{
    ek_text text = {(const char *)run->event.data.scalar.value, 0};

    if (run->event.data.scalar.length > UINT32_MAX)
        ek_raise(run->arena, ERKEND_ELIMIT);
    text.size = (uint32_t)run->event.data.scalar.length;
    if (!ek_form_text_check(text, make_place(run, run->event.start_mark), run->limits,
                            run->problems))
        text.size = 0;
    return ek_text_copy(run->arena, text);
}

static const ek_node *read_scalar(yaml_run *run)
{
    ek_node *node = new_node(run, EK_NODE_SCALAR);

    check_properties(run, run->event.data.scalar.anchor, run->event.data.scalar.tag);
    node->text = copy_scalar(run);
    node->quoted = run->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    if (!node->quoted && run->event.data.scalar.length == node->text.size && is_null(node->text)) {
        node->kind = EK_NODE_NULL;
        refuse(run, node->text.size == 0
                        ? "nothing is written here: leave the key out if nobody said, write none "
                          "if it is said not to exist"
                        : "null and ~ are not allowed: leave the key out if nobody said, write "
                          "none if it is said not to exist");
    }
    return node;
}

/* ---- Lists and maps ------------------------------------------------------------------------ */

static const ek_node *read_node(yaml_run *run);

static const ek_node *read_list(yaml_run *run)
{
    ek_node *node = new_node(run, EK_NODE_LIST);
    const ek_node **items = NULL;
    uint32_t count = 0, capacity = 0;

    check_properties(run, run->event.data.sequence_start.anchor,
                     run->event.data.sequence_start.tag);
    while (next_event(run) && run->event.type != YAML_SEQUENCE_END_EVENT) {
        const ek_node *item = read_node(run);

        if (item)
            *EK_PUSH(run->arena, items, count, capacity) = item;
    }
    node->items = items;
    node->count = count;
    return node;
}

static bool read_key(yaml_run *run, ek_pair *pair)
{
    ek_place place = make_place(run, run->event.start_mark);

    if (run->event.type != YAML_SCALAR_EVENT) {
        refuse(run, run->event.type == YAML_ALIAS_EVENT
                        ? "an alias (*) is not allowed: write the key out"
                        : "a key must be a text: lists and maps cannot be keys");
        run->broken = true;
        return false;
    }
    check_properties(run, run->event.data.scalar.anchor, run->event.data.scalar.tag);
    pair->key = copy_scalar(run);
    pair->line = place.line;
    pair->column = place.column;
    if (run->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE && ek_text_is(pair->key, "<<"))
        refuse(run, "a merge key (<<) is not allowed: write the keys out");
    return true;
}

static const ek_node *read_map(yaml_run *run)
{
    ek_node *node = new_node(run, EK_NODE_MAP);
    ek_pair *pairs = NULL;
    uint32_t count = 0, capacity = 0;

    check_properties(run, run->event.data.mapping_start.anchor, run->event.data.mapping_start.tag);
    while (next_event(run) && run->event.type != YAML_MAPPING_END_EVENT) {
        ek_pair pair = {{"", 0}, 0, 0, NULL};

        if (!read_key(run, &pair) || !next_event(run))
            break;
        pair.value = read_node(run);
        if (pair.value)
            *EK_PUSH(run->arena, pairs, count, capacity) = pair;
    }
    node->count = ek_form_keys_check(run->arena, run->name, pairs, count, run->problems);
    node->pairs = pairs;
    return node;
}

/* The value that the present event begins; NULL when it is refused. */
static const ek_node *read_node(yaml_run *run)
{
    const ek_node *node = NULL;

    run->depth += run->event.type != YAML_SCALAR_EVENT;
    if (count_node(run)) {
        if (run->event.type == YAML_SCALAR_EVENT)
            return read_scalar(run);
        if (run->event.type == YAML_SEQUENCE_START_EVENT)
            node = read_list(run);
        else if (run->event.type == YAML_MAPPING_START_EVENT)
            node = read_map(run);
        else
            refuse(run, "an alias (*) is not allowed: write the value out");
    }
    if (run->depth > 0)
        run->depth--;
    return node;
}

/* ---- The stream ----------------------------------------------------------------------------- */

/* Whether a line begins at `at`, as libyaml counts them. */
static bool begins_line(ek_text bytes, uint32_t at)
{
    const char *end = bytes.bytes + at;

    return at == 0 || end[-1] == '\n' || end[-1] == '\r' ||
           (at >= 3 &&
            (memcmp(end - 3, "\xe2\x80\xa8", 3) == 0 || memcmp(end - 3, "\xe2\x80\xa9", 3) == 0));
}

/* libyaml compares each directive with all those before it, and only then says that there are any:
 * 3 MB of them would take minutes. */
static bool has_many_directives(ek_text name, ek_text bytes, ek_problems *problems)
{
    uint32_t found = 0, line = 1;

    if (bytes.size == 0 || !memchr(bytes.bytes, '%', bytes.size)) /* as mostly */
        return false;
    for (uint32_t i = 0; i < bytes.size; i++) {
        if (bytes.bytes[i] == '%' && begins_line(bytes, i) && ++found > MAX_DIRECTIVES) {
            ek_problem_add(problems, ERKEND_EINVALID, (ek_place){name, line, 1},
                           "more than %d lines begin with %%: a directive is not allowed, and a "
                           "text is indented",
                           MAX_DIRECTIVES);
            return true;
        }
        line += bytes.bytes[i] == '\n';
    }
    return false;
}

static void check_document(yaml_run *run)
{
    if (run->event.data.document_start.version_directive ||
        run->event.data.document_start.tag_directives.start !=
            run->event.data.document_start.tag_directives.end)
        refuse(run, "a directive (%) is not allowed: remove it");
}

static void read_stream(yaml_run *run)
{
    bool seen = false;

    while (next_event(run) && run->event.type != YAML_STREAM_END_EVENT) {
        if (run->event.type != YAML_DOCUMENT_START_EVENT)
            continue;
        if (seen) {
            refuse(run, "a second document begins here: one file holds one document");
            run->broken = true;
            return;
        }
        seen = true;
        check_document(run);
        if (next_event(run))
            run->root = read_node(run);
    }
    if (!seen && !run->broken)
        ek_problem_add(run->problems, ERKEND_EINVALID, (ek_place){run->name, 1, 1},
                       "the document is empty: write its keys");
}

/* Leaves by either arena's way out come back here. */
static void read_guarded(yaml_run *run)
{
    bool both = run->problems->arena != run->arena;

    if (EK_TRY(run->arena, &run->own)) {
        if (!both)
            read_stream(run);
        else if (EK_TRY(run->problems->arena, &run->theirs))
            read_stream(run);
        else
            run->status = run->theirs.status;
    } else {
        run->status = run->own.status;
    }
    if (both)
        ek_escape_end(run->problems->arena, &run->theirs);
    ek_escape_end(run->arena, &run->own);
}

const ek_node *ek_yaml_parse(ek_arena *arena, ek_text name, ek_text bytes,
                             const erkend_limits *limits, ek_problems *problems)
{
    yaml_run *run;

    if (!ek_form_check(&bytes, name, bytes, limits, problems) ||
        has_many_directives(name, bytes, problems))
        return NULL;
    run = EK_NEW(arena, yaml_run);
    run->arena = arena;
    run->problems = problems;
    run->limits = limits;
    run->name = name;
    if (!yaml_parser_initialize(&run->parser))
        ek_raise(arena, ERKEND_ENOMEM);
    yaml_parser_set_encoding(&run->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&run->parser, (const yaml_char_t *)(bytes.size ? bytes.bytes : ""),
                                 bytes.size);
    read_guarded(run);
    if (run->has_event)
        yaml_event_delete(&run->event);
    yaml_parser_delete(&run->parser);
    if (run->status != ERKEND_OK)
        ek_raise(run->own.status != ERKEND_OK ? arena : problems->arena, run->status);
    return run->broken ? NULL : run->root;
}
