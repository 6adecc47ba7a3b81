/* The direct reader: records and values of a case in JSON, in one pass (see direct.h). */
#include "load/direct.h"

#include <assert.h>
#include <string.h>

#include "load/form.h"
#include "load/scan.h"

/* Where the column stands in the first eight bytes of a value. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define COLUMN_SHIFT 0
#else
#define COLUMN_SHIFT 48
#endif
_Static_assert(offsetof(ek_value, column) == 6, "the column ends the first eight bytes");

static ek_record *read_record(ek_scan *s, const char *at, const ek_shape *shape, uint32_t list);

/* ---- Nodes for the reader of values --------------------------------------------------------- */

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
    uint32_t from = (uint32_t)(s->at - s->begin), most = s->reader->limits.document_nodes;
    ek_spot begin = ek_scan_spot(s, s->at);
    ek_json_part part = {from, begin.line, begin.column, s->depth, most - s->nodes_left};
    const ek_node *node =
        ek_json_parse_part(s->reader->arena, &part, bytes, &s->reader->limits, s->reader->problems);

    read = ek_text_slice(bytes, from, part.at);
    if (!node || ek_utf8_check(read.bytes, read.size) < read.size || ek_form_has_control(read))
        ek_scan_give_up(s);
    s->at = s->begin + part.at;
    s->line = part.line;
    s->before = (uint32_t)(uintptr_t)s->at - part.column;
    s->nodes_left = most - part.nodes + 1; /* the first is counted with its key */
    return node;
}

/* ---- Records in records ---------------------------------------------------------------------- */

/* The record that opens at `at`. Where an id might stand in its place, marks in it take no scale
 * from what is around it. */
static inline const ek_record *read_inner(ek_scan *s, const char *at, const ek_key *key,
                                          uint32_t list)
{
    uint32_t marks = s->kit->mark_count;
    const ek_record *record = read_record(s, at, ek_key_inner(&s->kit->shapes, key), list);

    if (key->flags & EK_REFERENCE)
        s->kit->mark_count = marks;
    return record;
}

/* An id that stands at s->at. */
static void refer(ek_scan *s, const ek_key *key, ek_value *value)
{
    ek_node node = take_scalar(s);

    ek_refer(s->reader, key->field->record, &node, value, NULL);
}

static inline void keep_item(ek_scan *s, const ek_record *record, uint32_t reference)
{
    ek_read_kit *kit = s->kit;

    *EK_PUSH(&kit->arena, kit->listed, kit->listed_count, kit->listed_capacity) =
        (ek_listed){record, reference};
}

/* Moves what was kept from `from` on into a list; references find their place in it. */
static ek_list close_list(ek_scan *s, uint32_t from)
{
    ek_read_kit *kit = s->kit;
    uint32_t count = kit->listed_count - from;
    const ek_record **items = ek_arena_take(s->arena, count * sizeof(const ek_record *));
    const ek_listed *listed = kit->listed + from;

    for (uint32_t i = 0; i < count; i++) {
        items[i] = listed[i].record;
        if (!listed[i].record)
            kit->references[listed[i].reference].item = &items[i];
    }
    kit->listed_count = from;
    return (ek_list){items, count};
}

static inline const char *read_item(ek_scan *s, const char *at, const ek_key *key, uint32_t list)
{
    ek_scan_count(s, 1);
    if (*at == '{') {
        keep_item(s, read_inner(s, at, key, list), 0);
        return s->at;
    }
    if (*at != '"' || !(key->flags & EK_REFERENCE))
        ek_scan_give_up(s); /* a file, or nothing that may stand here */
    keep_item(s, NULL, s->kit->reference_count);
    s->at = at;
    refer(s, key, NULL);
    return s->at;
}

/* A list whose bracket is at `at`. */
static const char *read_list(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    uint32_t from = s->kit->listed_count, list = ++s->reader->list_count;

    ek_scan_deepen(s);
    at = ek_scan_look_at(s, at + 1);
    if (*at != ']') {
        for (;;) {
            at = ek_scan_look_at(s, read_item(s, at, key, list));
            if (*at != ',')
                break;
            at = ek_scan_look_at(s, at + 1);
        }
    }
    at = ek_scan_mark_at(s, at, ']');
    s->depth--;
    value->as.list = close_list(s, from);
    return at;
}

/* The only thing of a list, without brackets; or no list at all. */
static void read_list_of_one(ek_scan *s, const ek_key *key, ek_value *value)
{
    uint32_t from = s->kit->listed_count, list = ++s->reader->list_count;

    if (*s->at != '{' || !(key->flags & EK_ONE_OR_MANY))
        ek_scan_give_up(s);
    keep_item(s, read_inner(s, s->at, key, list), 0);
    value->as.list = close_list(s, from);
}

/* Countries that stood already, by both letters of their codes. */
typedef struct countries {
    uint32_t first; /* letters: those that begin a code; else nothing is said of the next */
    uint32_t second[26];
} countries;

static const char *read_country(ek_scan *s, const char *at, const ek_key *key, countries *seen)
{
    ek_record *record;
    ek_text code;
    uint32_t first, second;

    at = ek_scan_mark_at(s, ek_scan_text_at(s, at, &code), ':');
    if (!ek_text_is_country(code))
        ek_scan_give_up(s);
    first = (uint32_t)(code.bytes[0] - 'A');
    second = UINT32_C(1) << (code.bytes[1] - 'A');
    if (!(seen->first >> first & 1))
        seen->second[first] = 0;
    if (seen->second[first] & second)
        ek_scan_give_up(s);
    seen->first |= UINT32_C(1) << first;
    seen->second[first] |= second;
    ek_scan_count(s, 1);
    at = ek_scan_look_at(s, at);
    if (*at != '{')
        ek_scan_give_up(s);
    record = (ek_record *)read_inner(s, at, key, 0);
    record->key = code;
    keep_item(s, record, 0);
    return s->at;
}

/* Records by country, whose brace is at `at`. */
static const char *read_by_country(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    uint32_t from = s->kit->listed_count;
    countries seen;

    seen.first = 0;
    ek_scan_deepen(s);
    at = ek_scan_look_at(s, at + 1);
    if (*at != '}') {
        for (;;) {
            at = ek_scan_look_at(s, read_country(s, at, key, &seen));
            if (*at != ',')
                break;
            at = ek_scan_look_at(s, at + 1);
        }
    }
    at = ek_scan_mark_at(s, at, '}');
    s->depth--;
    value->as.list = close_list(s, from);
    return at;
}

static void read_one(ek_scan *s, const ek_key *key, ek_value *value)
{
    if (*s->at != '{')
        ek_scan_give_up(s);
    value->as.record = read_inner(s, s->at, key, 0);
}

/* ---- Values that are seldom ---------------------------------------------------------------------
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

/* What is written otherwise than nearly always, or is rare. */
static const char *read_odd(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    if (*at == 'n')
        return read_none(s, at, key, value);
    s->at = at;
    switch ((ek_kind)key->kind) {
    case EK_KIND_YES: value->as.yes = ek_scan_yes(s); break;
    case EK_KIND_RECORD: read_one(s, key, value); break;
    case EK_KIND_LIST: read_list_of_one(s, key, value); break;
    case EK_KIND_BY_COUNTRY:
    case EK_KIND_TREE:
    case EK_KIND_SET: ek_scan_give_up(s);
    default: read_scalar(s, key, value); break;
    }
    if (key->kind == EK_KIND_MARK && value->as.mark)
        wait_for_scale(s, (ek_mark *)value->as.mark);
    return s->at;
}

/* ---- Sets ------------------------------------------------------------------------------------ */

/* Texts of a list that are being read. */
typedef struct text_list {
    ek_text *items, *next, *end;
    bool plain; /* all are of the document, in their order, and none stands twice */
} text_list;

enum { FEW_TEXTS = 16 };

/* More than few are kept apart until it is known how many they are. */
static void make_room(ek_scan *s, text_list *list)
{
    ek_read_kit *kit = s->kit;
    uint32_t count = (uint32_t)(list->next - list->items);
    bool moved = list->items != kit->texts;

    kit->texts = ek_grow(&kit->arena, kit->texts, count, &kit->text_capacity, sizeof *kit->texts);
    if (moved)
        memcpy(kit->texts, list->items, count * sizeof *list->items);
    list->items = kit->texts;
    list->next = kit->texts + count;
    list->end = kit->texts + kit->text_capacity;
}

/* The first eight bytes of a text, as a number that sorts as they do. */
static inline uint64_t head_of(const char *bytes, size_t size)
{
    static const uint64_t masks[] = {
        0,          0xff,         0xffff,         0xffffff,
        0xffffffff, 0xffffffffff, 0xffffffffffff, 0xffffffffffffff}; /* of sizes below eight */
    uint64_t word = ek_key_word(bytes);

    return __builtin_bswap64(size < 8 ? word & masks[size] : word);
}

/* A text that is not short, or that is written with escapes: that one counts as out of order. */
static const char *read_long_text(ek_scan *s, const char *from, ek_text *text, uint64_t *head)
{
    const char *at = ek_scan_long_text(s, from, text);

    *head = text->bytes == from ? head_of(from, text->size) : 0;
    return at;
}

/* Texts behind a bracket. Nearly all lists are written in their order, which the first eight bytes
 * tell. */
static const char *read_texts(ek_scan *s, const char *at, text_list *list)
{
    ek_text *next = list->next;
    uint64_t last = 0, head;
    bool plain = true;

    for (;;) {
        const char *from = at + 1;
        size_t size = ek_scan_plain_16(from);

        if (*at != '"')
            ek_scan_give_up(s);
        if (next == list->end) {
            list->next = next;
            make_room(s, list);
            next = list->next;
        }
        if (from[size] == '"') {
            *next = (ek_text){from, (uint32_t)size};
            head = head_of(from, size);
            at = from + size + 1;
        } else {
            at = read_long_text(s, from, next, &head);
        }
        if (head <= last)
            plain = plain && head == last && head > 0 && ek_text_compare(next[-1], *next) < 0;
        last = head;
        next++;
        if (*at != ',') {
            at = ek_scan_look_at(s, at);
            if (*at != ',')
                break;
        }
        at = ek_scan_look_at(s, at + 1);
    }
    list->plain = plain;
    list->next = next;
    return at;
}

static bool are_words(const ek_key *key, const ek_text *items, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!ek_key_word_at(key, items[i].bytes) && !ek_is_word(key->field, items[i]))
            return false;
    return true;
}

/* A list of texts, in any order, none twice; its bracket is at `at`. */
static const char *read_set(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    ek_text *few = ek_arena_take(s->arena, FEW_TEXTS * sizeof *few), *items = few;
    text_list list = {few, few, few + FEW_TEXTS, true};
    uint32_t count;

    if (s->depth == s->reader->limits.document_depth)
        ek_scan_give_up(s);
    at = ek_scan_look_at(s, at + 1);
    if (*at != ']')
        at = read_texts(s, at, &list);
    at = ek_scan_mark_at(s, at, ']');
    count = (uint32_t)(list.next - list.items);
    ek_scan_count(s, count);
    if (list.items != few)
        items = ek_arena_copy(s->arena, list.items, count * sizeof *items);
    else
        ek_arena_cut(s->arena, few, FEW_TEXTS * sizeof *few, (count > 0 ? count : 1) * sizeof *few);
    if (list.plain ? key->words && !are_words(key, items, count)
                   : !ek_set_sort(key->field, items, count))
        ek_scan_give_up(s);
    value->as.texts = (ek_texts){items, count};
    return at;
}

/* ---- Values that are frequent ---------------------------------------------------------------- */

/* Before the value is read: what is in front of it is its place. The file is the first, as in an
 * empty record. */
static inline void put_place(const ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    uint32_t column = (uint32_t)(uintptr_t)at - s->before;
    uint64_t known = key->known | (uint64_t)(column < UINT16_MAX ? column : UINT16_MAX)
                                      << COLUMN_SHIFT;

    memcpy(value, &known, sizeof known);
    value->line = s->line;
}

static inline bool is_country(const char *at)
{
    return (unsigned char)(at[0] - 'A') < 26 && (unsigned char)(at[1] - 'A') < 26;
}

/* A word that is long, or that is written with escapes. */
static const char *read_long_word(ek_scan *s, const char *at, const ek_key *key, ek_text *out)
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

/* "NLQF 4+": the framework, one space, its level. */
static const char *read_level(ek_scan *s, const char *at, ek_value *value)
{
    ek_level *level = ek_arena_take(s->arena, sizeof *level);
    uint32_t space = 0;
    ek_text text;

    at = ek_scan_text_at(s, at, &text);
    while (space < text.size && text.bytes[space] != ' ')
        space++;
    if (space == 0 || space + 1 >= text.size || text.bytes[space + 1] == ' ' ||
        text.bytes[text.size - 1] == ' ')
        ek_scan_give_up(s);
    level->framework = (ek_text){text.bytes, space};
    level->label = (ek_text){text.bytes + space + 1, text.size - space - 1};
    value->as.level = level;
    return at;
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

static inline const char *read_quantity(ek_scan *s, const char *at, const ek_key *key,
                                        ek_fraction *out)
{
    const char *behind = ek_scan_whole_at(at, &out->num);

    out->den = 1;
    return behind ? behind : read_number(s, at, key, out);
}

static const char *read_mark(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    ek_mark *mark = ek_arena_take(s->arena, sizeof *mark);
    const char *behind = read_quantity(s, at, key, &mark->value);

    if (!behind)
        return read_odd(s, at, key, value);
    mark->scale = NULL;
    value->as.mark = mark;
    wait_for_scale(s, mark);
    return behind;
}

/* An id in place of a record. */
static const char *read_reference(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    s->at = at;
    refer(s, key, value);
    return s->at;
}

static const char *read_tree(ek_scan *s, const char *at, ek_value *value)
{
    s->at = at;
    s->nodes_left++; /* it counts its first node as well */
    value->as.tree = ek_scan_tree(s);
    return s->at;
}

/* ---- A record as a whole --------------------------------------------------------------------- */

static inline ek_record *new_record(ek_scan *s, const ek_shape *shape, ek_spot begin)
{
    ek_record *record = ek_arena_take(s->arena, shape->bytes);

    memcpy(record, shape->empty, shape->bytes);
    record->number = s->record_count++;
    record->line = begin.line;
    record->column = ek_scan_column(begin.column);
    return record;
}

/* The record that is embedded in that slot; it stands where the record around it does. */
static void embed(ek_scan *s, ek_record *record, uint32_t slot, const ek_shape *shape)
{
    ek_value *value = &record->slots[slot];
    ek_record *inner = new_record(s, shape, (ek_spot){record->line, record->column});

    value->line = record->line;
    value->column = record->column;
    value->state = EK_KNOWN;
    value->assumed = 0;
    value->as.record = inner;
}

/* The value of a key; a record that it belongs to is made when the first key of it comes. */
static ek_value *find_value(ek_scan *s, const ek_shape *shape, ek_record *record, const ek_key *key)
{
    if (key->within != EK_SLOT_NONE) {
        if (record->slots[key->within].state != EK_KNOWN)
            embed(s, record, key->within, shape->reference_shape);
        record = (ek_record *)record->slots[key->within].as.record;
    }
    return (ek_value *)(void *)((char *)record + key->offset);
}

/* A key and where its value begins. */
typedef struct taken {
    const ek_key *key;
    const char *at;
} taken;

/* What was found is guessed the next time, and what was guessed is tried after it. */
static taken take_found(const ek_guess *guess, const ek_key *key, const char *at)
{
    ek_guess *kept = (ek_guess *)guess;

    if (key != kept->first && key != kept->second)
        *kept = (ek_guess){key, kept->first};
    return (taken){key, at};
}

/* A key that was not guessed, or that does not stand as it mostly does. */
static taken find_key(ek_scan *s, const char *at, const ek_shape *shape, const ek_guess *guess,
                      bool first)
{
    const ek_key *key;
    const char *from;

    at = ek_scan_look_at(s, first ? at + 1 : at);
    if (*at == '}')
        return first ? (taken){shape->end, at + 1} : take_found(guess, shape->end, at + 1);
    if (!first)
        at = ek_scan_look_at(s, ek_scan_mark_at(s, at, ','));
    if (*at != '"')
        ek_scan_give_up(s);
    for (key = guess->first;; key = guess->second) {
        assert(key);
        if (ek_key_stands(key, at - 1, key->opening))
            return (taken){key, ek_scan_look_at(s, at - 1 + key->span)};
        if (key == guess->second)
            break;
    }
    from = at + 1;
    at = ek_scan_plain(from);
    key = *at == '"' ? ek_shape_key(shape, from, (size_t)(at - from)) : NULL;
    if (!key)
        ek_scan_give_up(s); /* there is none, or it has escapes */
    return take_found(guess, key, ek_scan_look_at(s, ek_scan_mark_at(s, at + 1, ':')));
}

/* The key that stands there as it mostly does. What followed the last key before is tried first, as
 * one program writes its keys in one order, and what followed it the time before, as it leaves out
 * some. NULL: another one does. */
static inline const ek_key *guess_key(const ek_guess *guess, const char *at, uint32_t passed)
{
    if (__builtin_expect(ek_key_stands(guess->first, at, passed), 1))
        return guess->first;
    return ek_key_stands(guess->second, at, passed) ? guess->second : NULL;
}

static inline void name_record(ek_scan *s, const ek_shape *shape, const ek_record *record,
                               uint32_t list)
{
    const ek_value *id = shape->id != EK_SLOT_NONE ? &record->slots[shape->id] : NULL;

    if (id && id->state == EK_KNOWN)
        ek_name_record(s->kit, record, id->as.text, shape->named_by_list ? list : 0);
}

/* As ek_derive does it for the whole case: what follows from the record's own fields, and the scale
 * of marks in it, which stood since `marks`. */
static void derive(ek_scan *s, const ek_shape *shape, ek_record *record, uint32_t marks)
{
    ek_read_kit *kit = s->kit;
    const ek_value *scale = shape->scale != EK_SLOT_NONE ? &record->slots[shape->scale] : NULL;

    if (scale && scale->state == EK_KNOWN)
        while (kit->mark_count > marks)
            kit->marks[--kit->mark_count]->scale = &scale->as.text;
    if (shape->type == &ek_type_exemption)
        *EK_PUSH(&kit->arena, kit->later, kit->later_count, kit->later_capacity) = record;
    else if (shape->has_length)
        ek_derive_length(record, &shape->length);
    else if (shape->cause != EK_SLOT_NONE && record->slots[shape->cause].state != EK_MISSING)
        ek_derive_own(s->arena, record);
}

static void check_days(ek_scan *s, const ek_shape *shape, const ek_record *record)
{
    if (shape->first_day != EK_SLOT_NONE && shape->last_day != EK_SLOT_NONE)
        ek_check_days(s->reader, record, shape->first_day, shape->last_day);
}

/* A unit that is written in its claim has the id of the claim; without one both get it later. */
static void finish_embedded(ek_scan *s, const ek_shape *shape, const ek_record *record,
                            uint32_t marks)
{
    ek_record *inner = (ek_record *)record->slots[shape->reference].as.record;
    const ek_shape *inside = shape->reference_shape;

    inner->slots[inside->id] = record->slots[shape->id];
    name_record(s, inside, inner, 0);
    check_days(s, inside, inner);
    derive(s, inside, inner, marks);
    s->kit->mark_count = marks;
}

/* What follows from the keys that were written, and what must agree with them. */
static void finish_telling(ek_scan *s, const ek_shape *shape, ek_record *record, uint64_t written,
                           uint32_t marks)
{
    if (shape->reference != EK_SLOT_NONE && (written & ~shape->own)) {
        if (written & shape->referring)
            ek_scan_give_up(s);
        finish_embedded(s, shape, record, marks);
    }
    check_days(s, shape, record);
    derive(s, shape, record, marks);
}

/* As finish_record and finish_embedded of read.c; what they would report is given up. */
static inline void finish(ek_scan *s, const ek_shape *shape, ek_record *record, uint64_t written,
                          uint32_t list, uint32_t marks)
{
    if ((written & shape->needed) != shape->needed)
        ek_scan_give_up(s);
    if (written & shape->telling)
        finish_telling(s, shape, record, written, marks);
    name_record(s, shape, record, list);
}

/* The value that begins at `at`; where it is read in its own way, it opens as such values do. */
static inline const char *read_value(ek_scan *s, const char *at, const ek_key *key, ek_way way,
                                     ek_value *value)
{
    const char *behind;

    put_place(s, at, key, value);
    switch (way) {
    case EK_WAY_YES:
        value->as.yes = *at == 't';
        return memcmp(at, "true", 4) == 0 ? at + 4 : read_odd(s, at, key, value);
    case EK_WAY_ID:
        at = ek_scan_quoted_at(s, at + 1, &value->as.text);
        if (value->as.text.size == 0)
            ek_scan_give_up(s);
        return at;
    case EK_WAY_TEXT: return ek_scan_quoted_at(s, at + 1, &value->as.text);
    case EK_WAY_WORD: return read_word(s, at, key, &value->as.text);
    case EK_WAY_COUNTRY:
        value->as.text = (ek_text){at + 1, 2};
        return is_country(at + 1) && at[3] == '"' ? at + 4 : read_odd(s, at, key, value);
    case EK_WAY_DATE:
        if (at[11] == '"' && ek_scan_date_at(s->kit->months, at + 1, &value->as.date))
            return at + 12;
        return read_odd(s, at, key, value);
    case EK_WAY_NUMBER:
        behind = read_quantity(s, at, key, &value->as.number);
        return behind ? behind : read_odd(s, at, key, value);
    case EK_WAY_MARK: return read_mark(s, at, key, value);
    case EK_WAY_LEVEL: return read_level(s, at, value);
    case EK_WAY_SET: return read_set(s, at, key, value);
    case EK_WAY_RECORD: value->as.record = read_inner(s, at, key, 0); return s->at;
    case EK_WAY_REFERENCE: return read_reference(s, at, key, value);
    case EK_WAY_LIST: return read_list(s, at, key, value);
    case EK_WAY_BY_COUNTRY: return read_by_country(s, at, key, value);
    case EK_WAY_TREE: return read_tree(s, at, value);
    case EK_WAY_ODD: return read_odd(s, at, key, value);
    case EK_WAY_WITHIN:
    case EK_WAY_END: break;
    }
    __builtin_unreachable(); /* by read_pairs */
}

/* Its keys and values, from its brace on; returns which keys were written. */
static inline uint64_t read_pairs(ek_scan *s, const char *at, const ek_shape *shape,
                                  ek_record *record)
{
    const ek_guess *guess = &shape->guess;
    const ek_key *key = guess_key(guess, at, 1); /* the brace for a comma */
    uint64_t written = 0;
    uint32_t count = 0;

    for (;;) {
        ek_value *value;
        ek_way way;

        if (key) {
            at += key->span;
            way = (ek_way)key->way;
        } else {
            taken found = find_key(s, at, shape, guess, written == 0);

            key = found.key;
            at = found.at;
            way = key->opens && *at != key->opens ? EK_WAY_ODD : (ek_way)key->way;
        }
        value = (ek_value *)(void *)((char *)record + key->offset);
        if (way <= EK_WAY_ODD) {
            if (way == EK_WAY_END)
                break;
            value = find_value(s, shape, record, key);
            way = way == EK_WAY_WITHIN ? (ek_way)key->inner_way : way;
        }
        if (written & key->bit)
            ek_scan_give_up(s);
        written |= key->bit;
        count++;
        at = read_value(s, at, key, way, value);
        guess = &key->guess;
        key = guess_key(guess, at, 0);
    }
    ek_scan_count(s, count);
    s->at = at;
    return written;
}

static ek_record *read_record(ek_scan *s, const char *at, const ek_shape *shape, uint32_t list)
{
    ek_record *record = new_record(s, shape, ek_scan_spot(s, at));
    uint32_t marks = s->kit->mark_count;
    uint64_t written;

    if (shape->part != EK_SLOT_NONE)
        embed(s, record, shape->part, shape->part_shape);
    ek_scan_deepen(s);
    written = read_pairs(s, at, shape, record);
    s->depth--;
    finish(s, shape, record, written, list, marks);
    return record;
}

ek_record *ek_direct_read(ek_reader *reader, ek_text bytes, uint32_t line)
{
    const erkend_limits *limits = &reader->limits;
    ek_scan s = {.reader = reader, .kit = reader->kit, .arena = reader->arena, .line = line};
    ek_record *root;

    if (bytes.size >= 3 && memcmp(bytes.bytes, "\xef\xbb\xbf", 3) == 0)
        bytes = ek_text_slice(bytes, 3, bytes.size);
    s.begin = s.at = bytes.bytes;
    s.end = bytes.bytes + bytes.size;
    s.before = (uint32_t)(uintptr_t)s.begin - 1;
    s.nodes_left = limits->document_nodes;
    s.text_bytes = limits->text_bytes < UINT32_MAX ? (uint32_t)limits->text_bytes : UINT32_MAX;
    if (bytes.size > limits->document_bytes || s.text_bytes < EK_LONGEST_KEY)
        ek_scan_give_up(&s);
    ek_scan_count(&s, 1);
    if (ek_scan_look(&s) != '{')
        ek_scan_give_up(&s);
    root = read_record(&s, s.at, ek_shape_of(&s.kit->shapes, &ek_type_case), 0);
    (void)ek_scan_look(&s);
    if (s.at != s.end || reader->problems->errors > 0)
        ek_scan_give_up(&s);
    reader->the_case->record_count = s.record_count;
    return root;
}
