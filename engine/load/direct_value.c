/* Values of a case in JSON in which no record stands, read directly. */
#include <string.h>

#include "load/form.h"
#include "load/scan.h"

/* Called at the end of ek_scan_value, which needs no frame then for what it does itself. */
#define SLOW __attribute__((noinline))

/* A text in quotes, or true, false or a number as JSON writes them; what follows is looked at by
 * whoever goes on. */
static ek_node take_scalar(ek_scan *s)
{
    ek_spot begin = ek_scan_spot(s, s->at);
    ek_node node = {.kind = EK_NODE_SCALAR, .quoted = *s->at == '"'};
    const char *from = s->at;
    ek_fraction number;

    node.line = begin.line;
    node.column = begin.column;
    if (node.quoted) {
        node.text = ek_scan_text(s);
        return node;
    }
    if (strncmp(from, "true", 4) == 0 || strncmp(from, "false", 5) == 0) {
        s->at += *from == 't' ? 4 : 5;
        node.text = (ek_text){from, (uint32_t)(s->at - from)};
        return node;
    }
    while (*s->at == '-' || *s->at == '.' || (*s->at >= '0' && *s->at <= '9'))
        s->at++;
    node.text = (ek_text){from, (uint32_t)(s->at - from)};
    if (ek_fraction_read(&number, node.text) != ERKEND_OK)
        ek_scan_give_up(s);
    return node;
}

/* A value of which only nodes will do. */
static const ek_node *take_nodes(ek_scan *s)
{
    ek_text bytes = {s->begin, (uint32_t)(s->end - s->begin)}, read;
    uint32_t from = (uint32_t)(s->at - s->begin);
    uint32_t depth = s->reader->limits.document_depth - (uint32_t)s->depth_left;
    ek_spot begin = ek_scan_spot(s, s->at);
    ek_json_part part = {from, begin.line, begin.column, depth, 0}; /* counted: see may_be_many */
    const ek_node *node =
        ek_json_parse_part(s->reader->arena, &part, bytes, &s->reader->limits, s->reader->problems);

    read = ek_text_slice(bytes, from, part.at);
    if (!node || ek_utf8_check(read.bytes, read.size) < read.size || ek_form_has_control(read))
        ek_scan_give_up(s);
    s->at = s->begin + part.at;
    s->line = part.line;
    s->before = (uint32_t)(uintptr_t)s->at - part.column;
    return node;
}

void ek_scan_refer(ek_scan *s, const ek_key *key, ek_value *value)
{
    ek_node node = take_scalar(s);

    ek_refer(s->reader, key->field->record, &node, value, NULL);
}

/* ---- What is seldom, or written otherwise than mostly -----------------------------------------
 */

/* The kinds that are rare, and values that are not written plainly. */
static void read_scalar(ek_scan *s, const ek_key *key, ek_value *value)
{
    ek_node node;

    if (*s->at == '[' && key->kind == EK_KIND_ANSWER)
        node = *take_nodes(s);
    else
        node = take_scalar(s);
    ek_read_value(s->reader, key->owner, key->field, value, &node);
}

static void wait_for_scale(ek_scan *s, ek_mark *mark)
{
    ek_read_kit *kit = s->kit;

    *EK_PUSH(&kit->arena, kit->marks, kit->mark_count, kit->mark_capacity) = mark;
}

/* null: said not to exist. */
static const char *read_none(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    if (memcmp(at, "null", 4) != 0 || (key->flags & (EK_REQUIRED | EK_ID)))
        ek_scan_give_up(s);
    value->state = EK_NONE;
    return at + 4;
}

static SLOW const char *read_odd(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    if (*at == 'n')
        return read_none(s, at, key, value);
    s->at = at;
    switch ((ek_kind)key->kind) {
    case EK_KIND_YES: value->as.yes = ek_scan_yes(s); break;
    case EK_KIND_BY_COUNTRY:
    case EK_KIND_TREE:
    case EK_KIND_SET: ek_scan_give_up(s);
    default: read_scalar(s, key, value); break;
    }
    if (key->kind == EK_KIND_MARK && value->as.mark)
        wait_for_scale(s, (ek_mark *)value->as.mark);
    return s->at;
}

/* ---- What is frequent -------------------------------------------------------------------------
 */

/* A word that is long, or that is written with escapes. */
static SLOW const char *read_long_word(ek_scan *s, const char *at, const ek_key *key, ek_text *out)
{
    at = ek_scan_text_at(s, at, out);
    if (!ek_is_word(key->field, *out))
        ek_scan_give_up(s);
    return at;
}

static inline const char *read_word(ek_scan *s, const char *at, const ek_key *key, ek_text *out)
{
    const ek_word *word = ek_key_word_at(key, at + 1);

    if (!word)
        return read_long_word(s, at, key, out);
    *out = (ek_text){at + 1, word->size};
    return at + word->size + 2;
}

/* A level whose framework has that many bytes; the label stands behind one space. */
static inline void put_level(ek_scan *s, ek_value *value, ek_text text, uint32_t space)
{
    ek_level *level = ek_arena_take(s->arena, sizeof *level);

    level->framework = (ek_text){text.bytes, space};
    level->label = (ek_text){text.bytes + space + 1, text.size - space - 1};
    value->as.level = level;
}

/* A level that is long, or that is written with escapes. */
static SLOW const char *read_long_level(ek_scan *s, const char *at, ek_value *value)
{
    uint32_t space = 0;
    ek_text text;

    at = ek_scan_text_at(s, at, &text);
    while (space < text.size && text.bytes[space] != ' ')
        space++;
    if (space == 0 || space + 1 >= text.size || text.bytes[space + 1] == ' ' ||
        text.bytes[text.size - 1] == ' ')
        ek_scan_give_up(s);
    put_level(s, value, text, space);
    return at;
}

/* "NLQF 4+": the framework, one space, its level. */
static SLOW const char *read_level(ek_scan *s, const char *at, ek_value *value)
{
    static const _Alignas(16) char blank[] = "                ";
    uint32_t size = (uint32_t)ek_scan_plain_16(at + 1), spaces, space;

    if (at[1 + size] != '"' || size == 0)
        return read_long_level(s, at, value);
    spaces = ek_same_bytes(at + 1, blank) & ((1u << size) - 1);
    space = (uint32_t)__builtin_ctz(spaces | 0x10000);
    if (spaces == 0 || (spaces & (1u | 2u << space | 1u << (size - 1))))
        ek_scan_give_up(s); /* it opens or closes with a space, or two stand together */
    put_level(s, value, (ek_text){at + 1, size}, space);
    return at + size + 2;
}

/* A number that is not written as most are; NULL: not plainly at all. */
static const char *read_number(ek_scan *s, const char *at, const ek_key *key, ek_fraction *out)
{
    at = ek_scan_number_at(at, out);
    if (at && out->num <= 0 &&
        ((key->flags & EK_POSITIVE) || (out->num < 0 && (key->flags & EK_NOT_NEGATIVE))))
        ek_scan_give_up(s);
    return at;
}

static SLOW const char *read_mark(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    ek_mark *mark = ek_arena_take(s->arena, sizeof *mark);
    const char *behind = ek_scan_whole_at(at, &mark->value.num);

    mark->value.den = 1;
    if (!behind)
        behind = read_number(s, at, key, &mark->value);
    if (!behind)
        return read_odd(s, at, key, value);
    mark->scale = NULL;
    value->as.mark = mark;
    wait_for_scale(s, mark);
    return behind;
}

/* An id in place of a record. */
static SLOW const char *read_reference(ek_scan *s, const char *at, const ek_key *key,
                                       ek_value *value)
{
    s->at = at;
    ek_scan_refer(s, key, value);
    return s->at;
}

static SLOW const char *read_tree(ek_scan *s, const char *at, ek_value *value)
{
    s->at = at;
    value->as.tree = ek_scan_tree(s);
    return s->at;
}

static SLOW const char *read_id(ek_scan *s, const char *at, ek_value *value)
{
    at = ek_scan_quoted_at(s, at + 1, &value->as.text);
    if (value->as.text.size == 0)
        ek_scan_give_up(s);
    return at;
}

static SLOW const char *read_date(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    if (at[11] == '"' && ek_scan_date_at(s->kit->months, at + 1, &value->as.date))
        return at + 12;
    return read_odd(s, at, key, value);
}

static SLOW const char *read_quantity(ek_scan *s, const char *at, const ek_key *key,
                                      ek_value *value)
{
    const char *behind = read_number(s, at, key, &value->as.number);

    return behind ? behind : read_odd(s, at, key, value);
}

const char *ek_scan_value(ek_scan *s, const char *at, const ek_key *key, ek_way way,
                          ek_value *value)
{
    switch (way) {
    case EK_WAY_YES:
        value->as.yes = *at == 't';
        return memcmp(at, "true", 4) == 0 ? at + 4 : read_odd(s, at, key, value);
    case EK_WAY_ID: return read_id(s, at, value);
    case EK_WAY_TEXT: return ek_scan_quoted_at(s, at + 1, &value->as.text);
    case EK_WAY_WORD: return read_word(s, at, key, &value->as.text);
    case EK_WAY_COUNTRY:
        value->as.text = (ek_text){at + 1, 2};
        return ek_scan_is_country(at) ? at + 4 : read_odd(s, at, key, value);
    case EK_WAY_DATE: return read_date(s, at, key, value);
    case EK_WAY_NUMBER: return read_quantity(s, at, key, value);
    case EK_WAY_MARK: return read_mark(s, at, key, value);
    case EK_WAY_LEVEL: return read_level(s, at, value);
    case EK_WAY_SET: return ek_scan_set(s, at, key, value);
    case EK_WAY_REFERENCE: return read_reference(s, at, key, value);
    case EK_WAY_TREE: return read_tree(s, at, value);
    default: return read_odd(s, at, key, value);
    }
}
