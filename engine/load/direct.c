/* The direct reader: JSON straight into records, in one pass (see direct.h).
 *
 * The column of what is read is its distance from `origin`, which is the begin of the line, moved
 * on by the bytes that are no columns of their own. Text without escapes is borrowed from the
 * document. Bytes are checked sixteen at a time; what is not ASCII is looked at one by one. */
#include "load/direct.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "load/form.h"

#define LONGEST_KEY 64u /* texts of keys are not measured */

typedef struct direct {
    ek_reader *reader;
    ek_read_kit *kit;
    const char *at, *end; /* *end is a zero byte */
    const char *begin, *origin;
    uint32_t line, depth;
    uint32_t nodes_left; /* how many values may still come */
    uint32_t text_bytes; /* the longest text that may stand here */
} direct;

/* Where something begins. */
typedef struct spot {
    uint32_t line, column;
} spot;

static ek_record *read_record(direct *d, const ek_shape *shape, uint32_t list);

/* To the reader of meaning with it, by way of nodes. */
static _Noreturn void give_up(direct *d)
{
    d->kit->gave_up = true;
    ek_raise(d->reader->arena, ERKEND_EINVALID);
}

/* ---- Bytes --------------------------------------------------------------------------------- */

/* The first byte from `at` on that is no plain letter of a text: a quote, a backslash, a control
 * character, or not ASCII. There is one before or at the end. */
static inline const char *skip_plain(const char *at, const char *end)
{
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\');
    const __m128i space = _mm_set1_epi8(' '), delete = _mm_set1_epi8(0x7f);

    for (; end - at >= 16; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i marks =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash));
        __m128i others = _mm_or_si128(_mm_cmplt_epi8(bytes, space), _mm_cmpeq_epi8(bytes, delete));
        int odd = _mm_movemask_epi8(_mm_or_si128(marks, others));

        if (odd != 0)
            return at + __builtin_ctz((unsigned)odd);
    }
#else
    (void)end;
#endif
    while ((signed char)*at >= 0x20 && *at != '"' && *at != '\\' && *at != 0x7f)
        at++;
    return at;
}

/* What JSON may have between its marks. */
static void skip_space(direct *d)
{
    for (;; d->at++) {
        if (*d->at == '\n') {
            d->line++;
            d->origin = d->at + 1;
        } else if (*d->at != ' ' && *d->at != '\t' && *d->at != '\r') {
            return;
        }
    }
}

/* The next byte that is no space. */
static inline char look(direct *d)
{
    if ((unsigned char)*d->at <= ' ')
        skip_space(d);
    return *d->at;
}

static inline void expect(direct *d, char mark)
{
    if (*d->at != mark && look(d) != mark)
        give_up(d);
    d->at++;
}

static inline spot here(const direct *d)
{
    return (spot){d->line, (uint32_t)(d->at - d->origin) + 1};
}

static inline uint16_t short_column(uint32_t column)
{
    return column > UINT16_MAX ? UINT16_MAX : (uint16_t)column;
}

/* ---- Texts --------------------------------------------------------------------------------- */

/* Behind the letter at `at`, which is not ASCII: it is well formed, no control character and no
 * byte order mark. */
static const char *pass_letter(direct *d, const char *at)
{
    uint32_t size = ek_utf8_measure(at, (size_t)(d->end - at));

    if (size < 2 || ek_form_has_control((ek_text){at, size}))
        give_up(d);
    d->origin += size - 1;
    return at + size;
}

/* A text with escapes is read by the one reader of escapes; its bytes are checked here. */
static ek_text unescape(direct *d, const char *from)
{
    ek_text bytes = {d->begin, (uint32_t)(d->end - d->begin)}, text;
    uint32_t at = (uint32_t)(from - d->begin);

    if (!ek_json_unquote(&text, &at, bytes, d->reader->arena, &d->reader->limits,
                         d->reader->problems))
        give_up(d);
    d->at = d->begin + at;
    while (from < d->at)
        from = (signed char)*from >= 0 ? from + 1 : pass_letter(d, from);
    return text;
}

/* A text from `from` on, of which the byte at `at` is the first that is not plain. */
static ek_text take_odd_text(direct *d, const char *from, const char *at)
{
    const char *origin = d->origin;

    while (*at != '"') {
        if (*at == '\\') {
            d->origin = origin;
            return unescape(d, from);
        }
        if ((signed char)*at >= 0)
            give_up(d);
        at = skip_plain(pass_letter(d, at), d->end);
    }
    d->at = at + 1;
    return (ek_text){from, (uint32_t)(at - from)};
}

/* A text whose quote is at d->at. */
static inline ek_text take_text(direct *d)
{
    const char *from = ++d->at, *at = skip_plain(from, d->end);
    ek_text text;

    if (*at == '"') {
        d->at = at + 1;
        text = (ek_text){from, (uint32_t)(at - from)};
    } else {
        text = take_odd_text(d, from, at);
    }
    if (text.size > d->text_bytes)
        give_up(d);
    return text;
}

/* ---- Nodes for the reader of values --------------------------------------------------------- */

static inline void count_node(direct *d)
{
    if (d->nodes_left-- == 0)
        give_up(d);
}

static inline void enter(direct *d)
{
    if (++d->depth > d->reader->limits.document_depth)
        give_up(d);
    d->at++;
}

/* A text in quotes, or true, false or a number as JSON writes them; what follows is looked at by
 * whoever goes on. */
static ek_node take_scalar(direct *d)
{
    spot begin = here(d);
    ek_node node = {.kind = EK_NODE_SCALAR, .quoted = *d->at == '"'};
    const char *from = d->at;
    ek_fraction number;

    node.line = begin.line;
    node.column = begin.column;
    if (node.quoted) {
        node.text = take_text(d);
        return node;
    }
    if (strncmp(from, "true", 4) == 0 || strncmp(from, "false", 5) == 0) {
        d->at += *from == 't' ? 4 : 5;
        node.text = (ek_text){from, (uint32_t)(d->at - from)};
        return node;
    }
    while (*d->at == '-' || *d->at == '.' || (*d->at >= '0' && *d->at <= '9'))
        d->at++;
    node.text = (ek_text){from, (uint32_t)(d->at - from)};
    if (ek_fraction_read(&number, node.text) != ERKEND_OK)
        give_up(d);
    return node;
}

/* A value of which only nodes will do. */
static const ek_node *take_nodes(direct *d)
{
    ek_text bytes = {d->begin, (uint32_t)(d->end - d->begin)}, read;
    uint32_t from = (uint32_t)(d->at - d->begin), most = d->reader->limits.document_nodes;
    spot begin = here(d);
    ek_json_part part = {from, begin.line, begin.column, d->depth, most - d->nodes_left - 1};
    const ek_node *node =
        ek_json_parse_part(d->reader->arena, &part, bytes, &d->reader->limits, d->reader->problems);

    read = ek_text_slice(bytes, from, part.at);
    if (!node || ek_utf8_check(read.bytes, read.size) < read.size || ek_form_has_control(read))
        give_up(d);
    d->at = d->begin + part.at;
    d->line = part.line;
    d->origin = d->at - (part.column - 1);
    d->nodes_left = most - part.nodes;
    return node;
}

/* ---- Records in records ---------------------------------------------------------------------- */

/* Before the value is read: what is in front of it is its place. The file is the first, as in an
 * empty record. */
static inline void put_place(const direct *d, ek_value *value)
{
    spot begin = here(d);

    value->state = EK_KNOWN;
    value->assumed = 0;
    value->line = begin.line;
    value->column = short_column(begin.column);
}

static const ek_record *take_record(direct *d, const ek_shape *shape, uint32_t list)
{
    count_node(d);
    if (look(d) != '{')
        give_up(d);
    return read_record(d, shape, list);
}

static void refer(direct *d, const ek_key *key, ek_value *value)
{
    ek_node node = take_scalar(d);

    ek_refer(d->reader, key->field->record, &node, value, NULL);
}

static inline void keep_item(direct *d, const ek_record *record, uint32_t reference)
{
    ek_read_kit *kit = d->kit;

    *EK_PUSH(&kit->arena, kit->listed, kit->listed_count, kit->listed_capacity) =
        (ek_listed){record, reference};
}

/* Moves what was kept from `from` on into a list; references find their place in it. */
static ek_list close_list(direct *d, uint32_t from)
{
    ek_read_kit *kit = d->kit;
    uint32_t count = kit->listed_count - from;
    const ek_record **items = EK_NEW_ARRAY(d->reader->arena, const ek_record *, count);

    for (uint32_t i = 0; i < count; i++) {
        const ek_listed *listed = &kit->listed[from + i];

        items[i] = listed->record;
        if (!listed->record)
            kit->references[listed->reference].item = &items[i];
    }
    kit->listed_count = from;
    return (ek_list){items, count};
}

static void read_item(direct *d, const ek_key *key, uint32_t list)
{
    if (look(d) != '"') {
        keep_item(d, take_record(d, ek_key_inner(&d->kit->shapes, key), list), 0);
        return;
    }
    if (!(key->flags & EK_REFERENCE))
        give_up(d); /* a file, or nothing that may stand here */
    count_node(d);
    keep_item(d, NULL, d->kit->reference_count);
    refer(d, key, NULL);
}

static void read_list(direct *d, const ek_key *key, ek_value *value)
{
    uint32_t from = d->kit->listed_count, list = ++d->reader->list_count;

    if (*d->at == '{' && (key->flags & EK_ONE_OR_MANY)) {
        keep_item(d, read_record(d, ek_key_inner(&d->kit->shapes, key), list), 0);
    } else if (*d->at == '[') {
        enter(d);
        if (look(d) != ']') {
            read_item(d, key, list);
            while (look(d) == ',') {
                d->at++;
                read_item(d, key, list);
            }
        }
        expect(d, ']');
        d->depth--;
    } else {
        give_up(d);
    }
    value->as.list = close_list(d, from);
}

static void read_country(direct *d, const ek_key *key, uint32_t seen[26])
{
    ek_record *record;
    ek_text code;

    if (look(d) != '"')
        give_up(d);
    code = take_text(d);
    if (!ek_text_is_country(code) ||
        (seen[code.bytes[0] - 'A'] & UINT32_C(1) << (code.bytes[1] - 'A')))
        give_up(d);
    seen[code.bytes[0] - 'A'] |= UINT32_C(1) << (code.bytes[1] - 'A');
    expect(d, ':');
    record = (ek_record *)take_record(d, ek_key_inner(&d->kit->shapes, key), 0);
    record->key = code;
    keep_item(d, record, 0);
}

static void read_by_country(direct *d, const ek_key *key, ek_value *value)
{
    uint32_t from = d->kit->listed_count, seen[26] = {0};

    if (*d->at != '{')
        give_up(d);
    enter(d);
    if (look(d) != '}') {
        read_country(d, key, seen);
        while (look(d) == ',') {
            d->at++;
            read_country(d, key, seen);
        }
    }
    expect(d, '}');
    d->depth--;
    value->as.list = close_list(d, from);
}

static void read_one(direct *d, const ek_key *key, ek_value *value)
{
    if (*d->at == '{')
        value->as.record = read_record(d, ek_key_inner(&d->kit->shapes, key), 0);
    else if (*d->at == '"' && (key->flags & EK_REFERENCE))
        refer(d, key, value);
    else
        give_up(d);
}

/* ---- Values ---------------------------------------------------------------------------------- */

static void read_texts(direct *d)
{
    ek_read_kit *kit = d->kit;

    enter(d);
    kit->text_count = 0;
    if (look(d) != ']') {
        do {
            if (look(d) != '"')
                give_up(d);
            count_node(d);
            *EK_PUSH(&kit->arena, kit->texts, kit->text_count, kit->text_capacity) = take_text(d);
        } while (look(d) == ',' && d->at++);
    }
    expect(d, ']');
    d->depth--;
}

/* A list of texts, in any order, none twice. */
static void read_set(direct *d, const ek_key *key, ek_value *value)
{
    ek_read_kit *kit = d->kit;
    ek_text *items;

    if (*d->at != '[')
        give_up(d);
    read_texts(d);
    items = ek_arena_copy(d->reader->arena, kit->texts, kit->text_count * sizeof *items);
    if (!ek_set_sort(key->field, items, kit->text_count))
        give_up(d);
    value->as.texts = (ek_texts){items, kit->text_count};
}

/* A whole number of at most eighteen digits, or 0; false: it is another one, or none. */
static inline bool take_whole(direct *d, int64_t *out)
{
    const char *at = d->at + (*d->at == '-'), *first = at;
    int64_t number = 0;

    while (*at >= '0' && *at <= '9' && at - first < 19)
        number = number * 10 + (*at++ - '0');
    if (at == first || at - first > 18 || *at == '.' || (*first == '0' && at - first > 1))
        return false;
    *out = *d->at == '-' ? -number : number;
    d->at = at;
    return true;
}

/* The kinds that are rare, and values that are not written plainly. */
static void read_scalar(direct *d, const ek_key *key, ek_value *value)
{
    ek_node node;

    if (*d->at == '[' && key->kind == EK_KIND_ANSWER)
        node = *take_nodes(d);
    else
        node = take_scalar(d);
    ek_read_value(d->reader, key->owner, key->field, value, &node);
}

static void read_number(direct *d, const ek_key *key, ek_value *value)
{
    int64_t number;

    if (!take_whole(d, &number)) {
        read_scalar(d, key, value);
        return;
    }
    if (number <= 0 &&
        ((key->flags & EK_POSITIVE) || (number < 0 && (key->flags & EK_NOT_NEGATIVE))))
        give_up(d);
    if (key->kind == EK_KIND_MARK)
        value->as.mark.value = ek_fraction_whole(number);
    else
        value->as.number = ek_fraction_whole(number);
}

static inline ek_text take_quoted(direct *d)
{
    if (*d->at != '"')
        give_up(d);
    return take_text(d);
}

static void read_yes(direct *d, ek_value *value)
{
    value->as.yes = *d->at == 't';
    if (strncmp(d->at, "true", 4) != 0 && strncmp(d->at, "false", 5) != 0)
        give_up(d);
    d->at += value->as.yes ? 4 : 5;
}

static void read_tree(direct *d, ek_value *value)
{
    value->as.tree = ek_tree_read(d->reader, take_nodes(d));
}

/* null: said not to exist. */
static void read_none(direct *d, const ek_key *key, ek_value *value)
{
    if (strncmp(d->at, "null", 4) != 0 || (key->flags & (EK_REQUIRED | EK_ID)))
        give_up(d);
    d->at += 4;
    value->state = EK_NONE;
}

static inline void read_field(direct *d, const ek_key *key, ek_value *value)
{
    count_node(d);
    if (look(d) == 'n') {
        put_place(d, value);
        read_none(d, key, value);
        return;
    }
    put_place(d, value);
    switch ((ek_kind)key->kind) {
    case EK_KIND_YES: read_yes(d, value); break;
    case EK_KIND_NUMBER:
    case EK_KIND_MARK: read_number(d, key, value); break;
    case EK_KIND_DATE:
        if (ek_date_read(&value->as.date, take_quoted(d)) != ERKEND_OK)
            give_up(d);
        break;
    case EK_KIND_TEXT:
        value->as.text = take_quoted(d);
        if (value->as.text.size == 0 && (key->flags & EK_ID))
            give_up(d);
        break;
    case EK_KIND_WORD:
        value->as.text = take_quoted(d);
        if (!ek_is_word(key->field, value->as.text))
            give_up(d);
        break;
    case EK_KIND_COUNTRY:
        value->as.text = take_quoted(d);
        if (!ek_text_is_country(value->as.text))
            give_up(d);
        break;
    case EK_KIND_SET: read_set(d, key, value); break;
    case EK_KIND_LEVEL:
    case EK_KIND_ANSWER: read_scalar(d, key, value); break;
    case EK_KIND_RECORD: read_one(d, key, value); break;
    case EK_KIND_LIST: read_list(d, key, value); break;
    case EK_KIND_BY_COUNTRY: read_by_country(d, key, value); break;
    case EK_KIND_TREE: read_tree(d, value); break;
    }
}

/* ---- A record as a whole --------------------------------------------------------------------- */

static ek_record *new_record(direct *d, const ek_shape *shape, spot begin)
{
    ek_record *record = ek_arena_copy(d->reader->arena, shape->empty, shape->bytes);

    record->number = d->reader->the_case->record_count++;
    record->line = begin.line;
    record->column = short_column(begin.column);
    return record;
}

/* The record that is embedded in that slot; it stands where the record around it does. */
static void embed(direct *d, ek_record *record, uint32_t slot)
{
    ek_value *value = &record->slots[slot];
    const ek_shape *shape = ek_shape_of(&d->kit->shapes, record->type->fields[slot].record);
    ek_record *inner = new_record(d, shape, (spot){record->line, record->column});

    value->line = record->line;
    value->column = record->column;
    value->state = EK_KNOWN;
    value->assumed = 0;
    value->as.record = inner;
}

/* The next key, with the mark behind it: one of the shape that did not stand before. What followed
 * the last key before is tried first, as one program writes its keys in one order. */
static inline const ek_key *take_key(direct *d, const ek_shape *shape, const ek_key **guess,
                                     uint64_t written)
{
    const ek_key *key = *guess;
    const char *from;

    if (*d->at != '"' && look(d) != '"')
        give_up(d);
    from = ++d->at;
    if (ek_key_is(key, from, (size_t)(d->end - from))) {
        d->at = from + key->size;
    } else {
        d->at = skip_plain(from, d->end);
        key = *d->at == '"' ? ek_shape_key(shape, from, (size_t)(d->at - from)) : NULL;
        if (!key)
            give_up(d); /* there is none, or it has escapes */
        *guess = key;
    }
    if (written & key->bit)
        give_up(d);
    d->at++;
    expect(d, ':');
    return key;
}

/* The value that a key is of; embedded records are made when their first key comes. */
static inline ek_value *find_value(direct *d, ek_record *record, const ek_key *key)
{
    if (key->within == EK_SLOT_NONE)
        return &record->slots[key->slot];
    if (record->slots[key->within].state != EK_KNOWN)
        embed(d, record, key->within);
    record = (ek_record *)record->slots[key->within].as.record;
    return &record->slots[key->slot];
}

static void name_record(direct *d, const ek_shape *shape, const ek_record *record, uint32_t list)
{
    const ek_value *id = shape->id != EK_SLOT_NONE ? &record->slots[shape->id] : NULL;

    if (id && id->state == EK_KNOWN)
        ek_name_record(d->reader, record, id->as.text, shape->named_by_list ? list : 0,
                       ek_reader_place(d->reader, id->line, id->column));
}

/* A unit that is written in its claim has the id of the claim; without one both get it later. */
static void finish_embedded(direct *d, const ek_shape *shape, const ek_record *record)
{
    ek_record *inner = (ek_record *)record->slots[shape->reference].as.record;
    const ek_shape *inside = ek_shape_of(&d->kit->shapes, inner->type);

    inner->slots[inside->id] = record->slots[shape->id];
    name_record(d, inside, inner, 0);
    if (inside->first_day != EK_SLOT_NONE && inside->last_day != EK_SLOT_NONE)
        ek_check_days(d->reader, inner, inside->first_day, inside->last_day);
}

/* As finish_record and finish_embedded of read.c; what they would report is given up. */
static void finish(direct *d, const ek_shape *shape, ek_record *record, uint64_t written,
                   uint32_t list)
{
    if ((written & shape->needed) != shape->needed ||
        ((written & shape->referring) && (written & ~shape->own)))
        give_up(d);
    if (shape->reference != EK_SLOT_NONE && (written & ~shape->own))
        finish_embedded(d, shape, record);
    name_record(d, shape, record, list);
    if (shape->first_day != EK_SLOT_NONE && shape->last_day != EK_SLOT_NONE)
        ek_check_days(d->reader, record, shape->first_day, shape->last_day);
}

static ek_record *read_record(direct *d, const ek_shape *shape, uint32_t list)
{
    ek_record *record = new_record(d, shape, here(d));
    uint64_t written = 0;

    if (shape->part != EK_SLOT_NONE)
        embed(d, record, shape->part);
    enter(d);
    if (look(d) != '}') {
        const ek_key **guess = (const ek_key **)&shape->first;

        do {
            const ek_key *key = take_key(d, shape, guess, written);

            read_field(d, key, find_value(d, record, key));
            written |= key->bit;
            guess = (const ek_key **)&key->next;
        } while ((*d->at == ',' || look(d) == ',') && d->at++);
    }
    expect(d, '}');
    d->depth--;
    finish(d, shape, record, written, list);
    return record;
}

ek_record *ek_direct_read(ek_reader *reader, ek_text bytes, uint32_t line)
{
    const erkend_limits *limits = &reader->limits;
    direct d = {.reader = reader, .kit = reader->kit, .line = line};
    ek_record *root;

    if (bytes.size >= 3 && memcmp(bytes.bytes, "\xef\xbb\xbf", 3) == 0)
        bytes = ek_text_slice(bytes, 3, bytes.size);
    d.begin = d.at = d.origin = bytes.bytes;
    d.end = bytes.bytes + bytes.size;
    d.nodes_left = limits->document_nodes;
    d.text_bytes = limits->text_bytes < UINT32_MAX ? (uint32_t)limits->text_bytes : UINT32_MAX;
    if (bytes.size > limits->document_bytes || d.text_bytes < LONGEST_KEY)
        give_up(&d);
    root = (ek_record *)take_record(&d, ek_shape_of(&d.kit->shapes, &ek_type_case), 0);
    (void)look(&d);
    if (d.at != d.end || reader->problems->errors > 0)
        give_up(&d);
    return root;
}
