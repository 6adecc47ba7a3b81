/* The direct reader: records and values of a case in JSON, in one pass (see direct.h). */
#include "load/direct.h"

#include <string.h>

#include "load/form.h"
#include "load/scan.h"

static ek_record *read_record(ek_scan *s, const ek_shape *shape, uint32_t list);

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
    s->origin = s->at - (part.column - 1);
    s->nodes_left = most - part.nodes + 1; /* the first is counted with its key */
    return node;
}

/* ---- Records in records ---------------------------------------------------------------------- */

/* A record where an id might stand: marks in it take no scale from what is around it. */
static const ek_record *read_inner(ek_scan *s, const ek_key *key, uint32_t list)
{
    uint32_t marks = s->kit->mark_count;
    const ek_record *record = read_record(s, ek_key_inner(&s->kit->shapes, key), list);

    if (key->flags & EK_REFERENCE)
        s->kit->mark_count = marks;
    return record;
}

static const ek_record *take_record(ek_scan *s, const ek_key *key, uint32_t list)
{
    ek_scan_count(s, 1);
    if (ek_scan_look(s) != '{')
        ek_scan_give_up(s);
    return read_inner(s, key, list);
}

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
    const ek_record **items = EK_NEW_ARRAY(s->reader->arena, const ek_record *, count);

    for (uint32_t i = 0; i < count; i++) {
        const ek_listed *listed = &kit->listed[from + i];

        items[i] = listed->record;
        if (!listed->record)
            kit->references[listed->reference].item = &items[i];
    }
    kit->listed_count = from;
    return (ek_list){items, count};
}

static void read_item(ek_scan *s, const ek_key *key, uint32_t list)
{
    if (ek_scan_look(s) != '"') {
        keep_item(s, take_record(s, key, list), 0);
        return;
    }
    if (!(key->flags & EK_REFERENCE))
        ek_scan_give_up(s); /* a file, or nothing that may stand here */
    ek_scan_count(s, 1);
    keep_item(s, NULL, s->kit->reference_count);
    refer(s, key, NULL);
}

static void read_list(ek_scan *s, const ek_key *key, ek_value *value)
{
    uint32_t from = s->kit->listed_count, list = ++s->reader->list_count;

    if (*s->at == '{' && (key->flags & EK_ONE_OR_MANY)) {
        keep_item(s, read_inner(s, key, list), 0);
    } else if (*s->at == '[') {
        ek_scan_enter(s);
        if (ek_scan_look(s) != ']') {
            read_item(s, key, list);
            while (ek_scan_look(s) == ',') {
                s->at++;
                read_item(s, key, list);
            }
        }
        ek_scan_mark(s, ']');
        s->depth--;
    } else {
        ek_scan_give_up(s);
    }
    value->as.list = close_list(s, from);
}

static void read_country(ek_scan *s, const ek_key *key, uint32_t seen[26])
{
    ek_record *record;
    ek_text code;

    if (ek_scan_look(s) != '"')
        ek_scan_give_up(s);
    code = ek_scan_text(s);
    if (!ek_text_is_country(code) ||
        (seen[code.bytes[0] - 'A'] & UINT32_C(1) << (code.bytes[1] - 'A')))
        ek_scan_give_up(s);
    seen[code.bytes[0] - 'A'] |= UINT32_C(1) << (code.bytes[1] - 'A');
    ek_scan_mark(s, ':');
    record = (ek_record *)take_record(s, key, 0);
    record->key = code;
    keep_item(s, record, 0);
}

static void read_by_country(ek_scan *s, const ek_key *key, ek_value *value)
{
    uint32_t from = s->kit->listed_count, seen[26] = {0};

    if (*s->at != '{')
        ek_scan_give_up(s);
    ek_scan_enter(s);
    if (ek_scan_look(s) != '}') {
        read_country(s, key, seen);
        while (ek_scan_look(s) == ',') {
            s->at++;
            read_country(s, key, seen);
        }
    }
    ek_scan_mark(s, '}');
    s->depth--;
    value->as.list = close_list(s, from);
}

static void read_one(ek_scan *s, const ek_key *key, ek_value *value)
{
    if (*s->at == '{')
        value->as.record = read_inner(s, key, 0);
    else if (*s->at == '"' && (key->flags & EK_REFERENCE))
        refer(s, key, value);
    else
        ek_scan_give_up(s);
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
    case EK_KIND_LIST: read_list(s, key, value); break;
    case EK_KIND_BY_COUNTRY: read_by_country(s, key, value); break;
    case EK_KIND_TREE:
        s->nodes_left++; /* it counts its first node as well */
        value->as.tree = ek_scan_tree(s);
        break;
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
    ek_text *items;
    uint32_t count, room;
    uint64_t last; /* first bytes of the last, as a number that sorts as they do */
    bool sorted;   /* so far, and none stands twice */
    bool borrowed; /* all of them are of the document */
} text_list;

enum { FEW_TEXTS = 8 };

/* More than few are kept apart until it is known how many they are. */
static void make_room(ek_scan *s, text_list *list)
{
    ek_read_kit *kit = s->kit;
    bool moved = list->items != kit->texts;

    kit->texts =
        ek_grow(&kit->arena, kit->texts, list->count, &kit->text_capacity, sizeof *kit->texts);
    if (moved)
        memcpy(kit->texts, list->items, list->count * sizeof *list->items);
    list->items = kit->texts;
    list->room = kit->text_capacity;
}

/* Nearly all lists are written in their order, which the first eight bytes tell. */
static inline const char *read_text(ek_scan *s, const char *at, text_list *list)
{
    const char *from = at + 1;
    ek_text *text = &list->items[list->count];
    uint64_t head;

    at = ek_scan_text_at(s, at, text);
    if (text->bytes != from) {
        list->borrowed = list->sorted = false;
    } else {
        head = __builtin_bswap64(ek_key_word(from) & ek_word_mask(text->size));
        if (list->count > 0 && head <= list->last)
            list->sorted =
                list->sorted && head == list->last && ek_text_compare(text[-1], *text) < 0;
        list->last = head;
    }
    list->count++;
    return at;
}

static const char *read_texts(ek_scan *s, const char *at, text_list *list)
{
    at = ek_scan_look_at(s, at);
    if (*at == ']')
        return at + 1;
    for (;;) {
        if (list->count == list->room)
            make_room(s, list);
        at = read_text(s, at, list);
        if (*at != ',') {
            at = ek_scan_look_at(s, at);
            if (*at != ',')
                break;
        }
        at = ek_scan_look_at(s, at + 1);
    }
    ek_scan_count(s, list->count);
    return ek_scan_mark_at(s, at, ']');
}

/* A list of texts, in any order, none twice. */
static const char *read_set(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    ek_arena *arena = s->reader->arena;
    ek_text *few = ek_arena_take(arena, FEW_TEXTS * sizeof *few), *items = few;
    text_list list = {few, 0, FEW_TEXTS, 0, true, true};
    bool words = true;

    if (s->depth == s->reader->limits.document_depth)
        ek_scan_give_up(s);
    at = read_texts(s, at + 1, &list);
    if (list.items != few)
        items = ek_arena_copy(arena, list.items, list.count * sizeof *items);
    else
        ek_arena_trim(arena, few, FEW_TEXTS * sizeof *few,
                      (list.count > 0 ? list.count : 1) * sizeof *few);
    for (uint32_t i = 0; key->words && list.borrowed && words && i < list.count; i++)
        words = ek_key_has_word(key, items[i]);
    if (!words || (!(list.sorted && list.borrowed) && !ek_set_sort(key->field, items, list.count)))
        ek_scan_give_up(s);
    value->as.texts = (ek_texts){items, list.count};
    return at;
}

/* ---- Values that are frequent
 * -------------------------------------------------------------------- */

static inline const char *read_word(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    const char *behind = ek_scan_text_at(s, at, &value->as.text);
    ek_text text = value->as.text;

    if (!(text.bytes == at + 1 ? ek_key_has_word(key, text) : ek_is_word(key->field, text)))
        ek_scan_give_up(s);
    return behind;
}

/* "NLQF 4+": the framework, one space, its level. */
static const char *read_level(ek_scan *s, const char *at, ek_value *value)
{
    ek_level *level = ek_arena_take(s->reader->arena, sizeof *level);
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

/* NULL: it is not written plainly. */
static inline const char *read_number(ek_scan *s, const char *at, const ek_key *key,
                                      ek_value *value)
{
    ek_fraction number;
    ek_mark *mark;

    at = ek_scan_number_at(at, &number);
    if (!at)
        return NULL;
    if (number.num <= 0 &&
        ((key->flags & EK_POSITIVE) || (number.num < 0 && (key->flags & EK_NOT_NEGATIVE))))
        ek_scan_give_up(s);
    if (key->kind == EK_KIND_NUMBER) {
        value->as.number = number;
        return at;
    }
    mark = ek_arena_take(s->reader->arena, sizeof *mark);
    *mark = (ek_mark){number, NULL};
    value->as.mark = mark;
    wait_for_scale(s, mark);
    return at;
}

/* Before the value is read: what is in front of it is its place. The file is the first, as in an
 * empty record. */
static inline void put_place(const ek_scan *s, const char *at, ek_value *value)
{
    ek_spot begin = ek_scan_spot(s, at);

    value->state = EK_KNOWN;
    value->assumed = 0;
    value->line = begin.line;
    value->column = ek_scan_column(begin.column);
}

/* A value as it is nearly always written is read here, and every other way by read_odd. */
static inline const char *read_field(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    const char *behind;

    at = ek_scan_look_at(s, at);
    put_place(s, at, value);
    switch ((ek_kind)key->kind) {
    case EK_KIND_YES:
        value->as.yes = *at == 't';
        if (memcmp(at, "true", 4) == 0)
            return at + 4;
        break;
    case EK_KIND_TEXT:
        if (*at != '"')
            break;
        at = ek_scan_text_at(s, at, &value->as.text);
        if (value->as.text.size == 0 && (key->flags & EK_ID))
            ek_scan_give_up(s);
        return at;
    case EK_KIND_WORD:
        if (*at != '"')
            break;
        return read_word(s, at, key, value);
    case EK_KIND_COUNTRY:
        value->as.text = (ek_text){at + 1, 2};
        if (*at != '"' || !ek_text_is_country(value->as.text) || at[3] != '"')
            break;
        return at + 4;
    case EK_KIND_DATE:
        if (*at != '"' || at[11] != '"' ||
            ek_date_read(&value->as.date, (ek_text){at + 1, 10}) != ERKEND_OK)
            break;
        return at + 12;
    case EK_KIND_NUMBER:
    case EK_KIND_MARK:
        behind = read_number(s, at, key, value);
        if (!behind)
            break;
        return behind;
    case EK_KIND_LEVEL:
        if (*at != '"')
            break;
        return read_level(s, at, value);
    case EK_KIND_SET:
        if (*at != '[')
            break;
        return read_set(s, at, key, value);
    default: break;
    }
    return read_odd(s, at, key, value);
}

/* ---- A record as a whole --------------------------------------------------------------------- */

static ek_record *new_record(ek_scan *s, const ek_shape *shape, ek_spot begin)
{
    ek_record *record = ek_arena_copy(s->reader->arena, shape->empty, shape->bytes);

    record->number = s->reader->the_case->record_count++;
    record->line = begin.line;
    record->column = ek_scan_column(begin.column);
    return record;
}

/* The record that is embedded in that slot; it stands where the record around it does. */
static void embed(ek_scan *s, ek_record *record, uint32_t slot)
{
    ek_value *value = &record->slots[slot];
    const ek_shape *shape = ek_shape_of(&s->kit->shapes, record->type->fields[slot].record);
    ek_record *inner = new_record(s, shape, (ek_spot){record->line, record->column});

    value->line = record->line;
    value->column = record->column;
    value->state = EK_KNOWN;
    value->assumed = 0;
    value->as.record = inner;
}

/* A key that was not guessed; the next time it is, and what was guessed is tried after it. */
static const char *find_key(ek_scan *s, const char *at, const ek_shape *shape,
                            const ek_guess *guess, const ek_key **out)
{
    ek_guess *kept = (ek_guess *)guess;
    const char *from = at + 1;
    const ek_key *key;

    if (*at != '"')
        ek_scan_give_up(s);
    at = ek_scan_plain(from);
    key = *at == '"' ? ek_shape_key(shape, from, (size_t)(at - from)) : NULL;
    if (!key)
        ek_scan_give_up(s); /* there is none, or it has escapes */
    if (key != kept->first)
        *kept = (ek_guess){key, kept->first};
    *out = key;
    return ek_scan_mark_at(s, at + 1, ':');
}

/* Behind the next key and its colon. What followed the last key before is tried first, as one
 * program writes its keys in one order, and what followed it the time before, as it leaves out
 * some. */
static inline const char *take_key(ek_scan *s, const char *at, const ek_shape *shape,
                                   const ek_guess *guess, const ek_key **out)
{
    *out = guess->first;
    if (ek_key_is(*out, at))
        return at + (*out)->span;
    *out = guess->second;
    if (ek_key_is(*out, at))
        return at + (*out)->span;
    return find_key(s, at, shape, guess, out);
}

/* The value of a key that belongs to an embedded record, which is made when its first key comes. */
static ek_value *find_within(ek_scan *s, ek_record *record, const ek_key *key)
{
    if (record->slots[key->within].state != EK_KNOWN)
        embed(s, record, key->within);
    record = (ek_record *)record->slots[key->within].as.record;
    return &record->slots[key->slot];
}

static inline ek_value *find_value(ek_scan *s, ek_record *record, const ek_key *key)
{
    if (key->within != EK_SLOT_NONE)
        return find_within(s, record, key);
    return (ek_value *)(void *)((char *)record + key->offset);
}

static void name_record(ek_scan *s, const ek_shape *shape, const ek_record *record, uint32_t list)
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
        ek_derive_own(s->reader->arena, record);
}

/* A unit that is written in its claim has the id of the claim; without one both get it later. */
static void finish_embedded(ek_scan *s, const ek_shape *shape, const ek_record *record,
                            uint32_t marks)
{
    ek_record *inner = (ek_record *)record->slots[shape->reference].as.record;
    const ek_shape *inside = ek_shape_of(&s->kit->shapes, inner->type);

    inner->slots[inside->id] = record->slots[shape->id];
    name_record(s, inside, inner, 0);
    if (inside->first_day != EK_SLOT_NONE && inside->last_day != EK_SLOT_NONE)
        ek_check_days(s->reader, inner, inside->first_day, inside->last_day);
    derive(s, inside, inner, marks);
    s->kit->mark_count = marks;
}

/* As finish_record and finish_embedded of read.c; what they would report is given up. */
static void finish(ek_scan *s, const ek_shape *shape, ek_record *record, uint64_t written,
                   uint32_t list, uint32_t marks)
{
    if ((written & shape->needed) != shape->needed ||
        ((written & shape->referring) && (written & ~shape->own)))
        ek_scan_give_up(s);
    if (shape->reference != EK_SLOT_NONE && (written & ~shape->own))
        finish_embedded(s, shape, record, marks);
    name_record(s, shape, record, list);
    if (shape->first_day != EK_SLOT_NONE && shape->last_day != EK_SLOT_NONE)
        ek_check_days(s->reader, record, shape->first_day, shape->last_day);
    derive(s, shape, record, marks);
}

/* Its keys and values; returns which keys were written. */
static inline uint64_t read_pairs(ek_scan *s, const ek_shape *shape, ek_record *record)
{
    const ek_guess *guess = &shape->guess;
    const char *at = ek_scan_look_at(s, s->at);
    uint64_t written = 0;
    uint32_t count = 0;

    for (bool more = *at != '}'; more;) {
        const ek_key *key;

        at = take_key(s, at, shape, guess, &key);
        if (written & key->bit)
            ek_scan_give_up(s);
        written |= key->bit;
        at = read_field(s, at, key, find_value(s, record, key));
        guess = &key->guess;
        count++;
        at = ek_scan_look_at(s, at);
        more = *at == ',';
        if (more)
            at = ek_scan_look_at(s, at + 1);
    }
    ek_scan_count(s, count);
    s->at = ek_scan_mark_at(s, at, '}');
    return written;
}

static ek_record *read_record(ek_scan *s, const ek_shape *shape, uint32_t list)
{
    ek_record *record = new_record(s, shape, ek_scan_spot(s, s->at));
    uint32_t marks = s->kit->mark_count;
    uint64_t written;

    if (shape->part != EK_SLOT_NONE)
        embed(s, record, shape->part);
    ek_scan_enter(s);
    written = read_pairs(s, shape, record);
    s->depth--;
    finish(s, shape, record, written, list, marks);
    return record;
}

ek_record *ek_direct_read(ek_reader *reader, ek_text bytes, uint32_t line)
{
    const erkend_limits *limits = &reader->limits;
    ek_scan s = {.reader = reader, .kit = reader->kit, .line = line};
    ek_record *root;

    if (bytes.size >= 3 && memcmp(bytes.bytes, "\xef\xbb\xbf", 3) == 0)
        bytes = ek_text_slice(bytes, 3, bytes.size);
    s.begin = s.at = s.origin = bytes.bytes;
    s.end = bytes.bytes + bytes.size;
    s.nodes_left = limits->document_nodes;
    s.text_bytes = limits->text_bytes < UINT32_MAX ? (uint32_t)limits->text_bytes : UINT32_MAX;
    if (bytes.size > limits->document_bytes || s.text_bytes < EK_LONGEST_KEY)
        ek_scan_give_up(&s);
    ek_scan_count(&s, 1);
    if (ek_scan_look(&s) != '{')
        ek_scan_give_up(&s);
    root = read_record(&s, ek_shape_of(&s.kit->shapes, &ek_type_case), 0);
    (void)ek_scan_look(&s);
    if (s.at != s.end || reader->problems->errors > 0)
        ek_scan_give_up(&s);
    return root;
}
