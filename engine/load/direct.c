/* The direct reader: JSON straight into records, in one pass (see direct.h).
 *
 * The column of what is read is its distance from `origin`, which is the begin of the line, moved
 * on by the bytes that are no columns of their own. Text without escapes is borrowed from the
 * document. Bytes are checked sixteen at a time; what is not ASCII is looked at one by one. */
#include "load/direct.h"

#include <string.h>

#include "load/form.h"

typedef struct direct {
    ek_reader *reader;
    ek_read_kit *kit;
    const char *at, *end; /* *end is a zero byte */
    const char *begin, *origin;
    uint32_t line, depth, nodes;
} direct;

static ek_record *read_record(direct *d, const ek_shape *shape, uint32_t list);

/* To the reader of meaning with it, by way of nodes. */
static _Noreturn void give_up(direct *d)
{
    d->kit->gave_up = true;
    ek_raise(d->reader->arena, ERKEND_EINVALID);
}

/* ---- Bytes --------------------------------------------------------------------------------- */

typedef signed char vector __attribute__((vector_size(16)));
typedef uint64_t words __attribute__((vector_size(16)));

/* The first byte from `at` on that is no plain letter of a text: a quote, a backslash, a control
 * character, or not ASCII. There is one before or at the end. */
static const char *skip_plain(const char *at, const char *end)
{
    while (end - at >= 16) {
        vector bytes;
        words odd;

        memcpy(&bytes, at, sizeof bytes);
        odd = (words)((bytes < 0x20) | (bytes == '"') | (bytes == '\\') | (bytes == 0x7f));
        if (odd[0] | odd[1]) {
            uint64_t half = odd[0] ? odd[0] : odd[1];

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
            half = __builtin_bswap64(half);
#endif
            return at + (odd[0] ? 0 : 8) + __builtin_ctzll(half) / 8;
        }
        at += 16;
    }
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
static char look(direct *d)
{
    if ((unsigned char)*d->at <= ' ')
        skip_space(d);
    return *d->at;
}

static void expect(direct *d, char mark)
{
    if (look(d) != mark)
        give_up(d);
    d->at++;
}

static uint32_t column_of(const direct *d, const char *at)
{
    return (uint32_t)(at - d->origin) + 1;
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

/* A text whose quote is at d->at. */
static ek_text take_text(direct *d)
{
    const char *from = ++d->at, *at = skip_plain(from, d->end), *origin = d->origin;
    ek_text text;

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
    text = (ek_text){from, (uint32_t)(at - from)};
    if (text.size > d->reader->limits.text_bytes)
        give_up(d);
    return text;
}

/* ---- Nodes for the reader of values --------------------------------------------------------- */

static void count_node(direct *d)
{
    if (++d->nodes > d->reader->limits.document_nodes)
        give_up(d);
}

static void enter(direct *d)
{
    if (++d->depth > d->reader->limits.document_depth)
        give_up(d);
    d->at++;
}

/* What stands at d->at, its text still to come. */
static ek_node node_here(const direct *d, ek_node_kind kind, bool quoted)
{
    ek_node node = {.kind = kind, .quoted = quoted};

    node.line = d->line;
    node.column = column_of(d, d->at);
    return node;
}

static ek_node take_quoted(direct *d)
{
    ek_node node = node_here(d, EK_NODE_SCALAR, true);

    node.text = take_text(d);
    return node;
}

/* true, false or a number as JSON writes them; what follows is looked at by whoever goes on. */
static ek_node take_bare(direct *d)
{
    ek_node node = node_here(d, EK_NODE_SCALAR, false);
    const char *from = d->at;
    ek_fraction number;

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
    ek_text bytes = {d->begin, (uint32_t)(d->end - d->begin)}, part;
    const char *from = d->at;
    ek_json_part here = {(uint32_t)(from - d->begin), d->line, column_of(d, from), d->depth,
                         d->nodes - 1};
    const ek_node *node =
        ek_json_parse_part(d->reader->arena, &here, bytes, &d->reader->limits, d->reader->problems);

    part = (ek_text){from, here.at - (uint32_t)(from - d->begin)};
    if (!node || ek_utf8_check(part.bytes, part.size) < part.size || ek_form_has_control(part))
        give_up(d);
    d->at = d->begin + here.at;
    d->line = here.line;
    d->origin = d->at - (here.column - 1);
    d->nodes = here.nodes;
    return node;
}

/* ---- Records in records ---------------------------------------------------------------------- */

static const ek_record *take_record(direct *d, const ek_shape *shape, uint32_t list)
{
    count_node(d);
    if (look(d) != '{')
        give_up(d);
    return read_record(d, shape, list);
}

static void keep_item(direct *d, const ek_record *record, uint32_t reference)
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
    ek_node node;

    if (look(d) != '"') {
        keep_item(d, take_record(d, ek_key_inner(&d->kit->shapes, key), list), 0);
        return;
    }
    if (!(key->field->flags & EK_REFERENCE))
        give_up(d); /* a file, or nothing that may stand here */
    count_node(d);
    node = take_quoted(d);
    keep_item(d, NULL, d->kit->reference_count);
    ek_refer(d->reader, key->field->record, &node, NULL, NULL);
}

static void read_list(direct *d, const ek_key *key, ek_value *value)
{
    ek_node node = node_here(d, EK_NODE_LIST, false);
    uint32_t from = d->kit->listed_count, list = ++d->reader->list_count;

    if (*d->at == '{' && (key->field->flags & EK_ONE_OR_MANY)) {
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
    ek_read_known(d->reader, value, &node);
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
    ek_node node = node_here(d, EK_NODE_MAP, false);
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
    ek_read_known(d->reader, value, &node);
    value->as.list = close_list(d, from);
}

static void read_one(direct *d, const ek_key *key, ek_value *value)
{
    ek_node node;

    if (*d->at == '{') {
        node = node_here(d, EK_NODE_MAP, false);
        value->as.record = read_record(d, ek_key_inner(&d->kit->shapes, key), 0);
        ek_read_known(d->reader, value, &node);
    } else if (*d->at == '"' && (key->field->flags & EK_REFERENCE)) {
        node = take_quoted(d);
        ek_refer(d->reader, key->field->record, &node, value, NULL);
    } else {
        give_up(d);
    }
}

/* ---- Values ---------------------------------------------------------------------------------- */

/* A list of texts, in any order, none twice. */
static void read_set(direct *d, const ek_key *key, ek_value *value)
{
    ek_node node = node_here(d, EK_NODE_LIST, false);
    ek_read_kit *kit = d->kit;
    ek_text *items;

    if (*d->at != '[')
        give_up(d);
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
    items = EK_NEW_ARRAY(d->reader->arena, ek_text, kit->text_count);
    if (kit->text_count > 0)
        memcpy(items, kit->texts, kit->text_count * sizeof *items);
    if (!ek_read_texts(d->reader, key->owner, key->field, value, items, kit->text_count, &node))
        give_up(d);
}

static void read_scalar(direct *d, const ek_key *key, ek_value *value)
{
    ek_node node;

    if (*d->at == '"')
        node = take_quoted(d);
    else if (*d->at == '[' && key->field->kind == EK_KIND_ANSWER)
        node = *take_nodes(d);
    else
        node = take_bare(d);
    ek_read_value(d->reader, key->owner, key->field, value, &node);
}

static void read_tree(direct *d, ek_value *value)
{
    const ek_node *node = take_nodes(d);

    value->as.tree = ek_tree_read(d->reader, node);
    ek_read_known(d->reader, value, node);
}

/* null: said not to exist. */
static void read_none(direct *d, const ek_key *key, ek_value *value)
{
    ek_node node = node_here(d, EK_NODE_NULL, true);

    if (strncmp(d->at, "null", 4) != 0 || (key->field->flags & (EK_REQUIRED | EK_ID)))
        give_up(d);
    d->at += 4;
    ek_read_known(d->reader, value, &node);
    value->state = EK_NONE;
}

static void read_field(direct *d, const ek_key *key, ek_value *value)
{
    count_node(d);
    if (look(d) == 'n') {
        read_none(d, key, value);
        return;
    }
    switch (key->field->kind) {
    case EK_KIND_RECORD: read_one(d, key, value); break;
    case EK_KIND_LIST: read_list(d, key, value); break;
    case EK_KIND_BY_COUNTRY: read_by_country(d, key, value); break;
    case EK_KIND_SET: read_set(d, key, value); break;
    case EK_KIND_TREE: read_tree(d, value); break;
    default: read_scalar(d, key, value); break;
    }
}

/* ---- A record as a whole --------------------------------------------------------------------- */

static ek_record *new_record(direct *d, const ek_shape *shape, const ek_node *node)
{
    ek_record *record = ek_arena_copy(d->reader->arena, shape->empty, shape->bytes);

    ek_read_place(d->reader, record, node);
    return record;
}

static void embed(direct *d, ek_record *record, uint32_t slot, const ek_node *node)
{
    ek_value *value = &record->slots[slot];

    value->as.record =
        new_record(d, ek_shape_of(&d->kit->shapes, record->type->fields[slot].record), node);
    ek_read_known(d->reader, value, node);
}

/* The next key, with the mark behind it; one of the shape that did not stand before. */
static const ek_key *take_key(direct *d, const ek_shape *shape, uint64_t written)
{
    const ek_key *key = NULL;
    const char *from;

    if (look(d) != '"')
        give_up(d);
    from = ++d->at;
    d->at = skip_plain(from, d->end);
    if (*d->at == '"') /* else it has escapes */
        key = ek_shape_key(shape, from, (size_t)(d->at - from), (size_t)(d->end - from));
    if (!key || (written & UINT64_C(1) << key->number) || key->size > d->reader->limits.text_bytes)
        give_up(d);
    d->at++;
    expect(d, ':');
    return key;
}

/* One key and its value; returns the keys that were written with it. */
static uint64_t read_pair(direct *d, const ek_shape *shape, ek_record *record, const ek_node *node,
                          uint64_t written)
{
    const ek_key *key = take_key(d, shape, written);

    if (key->within != EK_SLOT_NONE) {
        if (record->slots[key->within].state != EK_KNOWN)
            embed(d, record, key->within, node);
        record = (ek_record *)record->slots[key->within].as.record;
    }
    read_field(d, key, &record->slots[key->slot]);
    return written | UINT64_C(1) << key->number;
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
    ek_node node = node_here(d, EK_NODE_MAP, false);
    ek_record *record = new_record(d, shape, &node);
    uint64_t written = 0;

    if (shape->part != EK_SLOT_NONE)
        embed(d, record, shape->part, &node);
    enter(d);
    if (look(d) != '}') {
        written = read_pair(d, shape, record, &node, written);
        while (look(d) == ',') {
            d->at++;
            written = read_pair(d, shape, record, &node, written);
        }
    }
    expect(d, '}');
    d->depth--;
    finish(d, shape, record, written, list);
    return record;
}

ek_record *ek_direct_read(ek_reader *reader, ek_text bytes, uint32_t line)
{
    direct d = {.reader = reader, .kit = reader->kit, .line = line};
    ek_record *root;

    if (bytes.size >= 3 && memcmp(bytes.bytes, "\xef\xbb\xbf", 3) == 0)
        bytes = ek_text_slice(bytes, 3, bytes.size);
    d.begin = d.at = bytes.bytes;
    d.end = bytes.bytes + bytes.size;
    d.origin = d.begin;
    if (bytes.size > reader->limits.document_bytes)
        give_up(&d);
    root = (ek_record *)take_record(&d, ek_shape_of(&d.kit->shapes, &ek_type_case), 0);
    (void)look(&d);
    if (d.at != d.end || reader->problems->errors > 0)
        give_up(&d);
    return root;
}
