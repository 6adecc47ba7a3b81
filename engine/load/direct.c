/* The direct reader: records and values of a case in JSON, in one pass (see direct.h). */
#include "load/direct.h"

#include <assert.h>
#include <string.h>

#include "load/scan.h"

/* Where the column stands in the first eight bytes of a value. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define COLUMN_SHIFT 0
#else
#define COLUMN_SHIFT 48
#endif
_Static_assert(offsetof(ek_value, column) == 6, "the column ends the first eight bytes");

static ek_record *read_record(ek_scan *s, const char *at, const ek_shape *shape, uint32_t list);

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
    if (*at == '{') {
        keep_item(s, read_inner(s, at, key, list), 0);
        return s->at;
    }
    if (*at != '"' || !(key->flags & EK_REFERENCE))
        ek_scan_give_up(s); /* a file, or nothing that may stand here */
    keep_item(s, NULL, s->kit->reference_count);
    s->at = at;
    ek_scan_refer(s, key, NULL);
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
    s->depth_left++;
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
    s->depth_left++;
    value->as.list = close_list(s, from);
    return at;
}

static void read_one(ek_scan *s, const ek_key *key, ek_value *value)
{
    if (*s->at != '{')
        ek_scan_give_up(s);
    value->as.record = read_inner(s, s->at, key, 0);
}

/* What is written otherwise than nearly always, or is rare. */
static const char *read_odd(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    if (*at == 'n' || (key->kind != EK_KIND_RECORD && key->kind != EK_KIND_LIST))
        return ek_scan_value(s, at, key, EK_WAY_ODD, value);
    s->at = at;
    if (key->kind == EK_KIND_RECORD)
        read_one(s, key, value);
    else
        read_list_of_one(s, key, value);
    return s->at;
}

/* The value that begins at `at`; where it is read in its own way, it opens as such values do. */
static const char *read_value(ek_scan *s, const char *at, const ek_key *key, ek_way way,
                              ek_value *value)
{
    switch (way) {
    case EK_WAY_RECORD: value->as.record = read_inner(s, at, key, 0); return s->at;
    case EK_WAY_LIST: return read_list(s, at, key, value);
    case EK_WAY_BY_COUNTRY: return read_by_country(s, at, key, value);
    case EK_WAY_ODD: return read_odd(s, at, key, value);
    default: return ek_scan_value(s, at, key, way, value);
    }
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

/* ---- One value behind the other --------------------------------------------------------------
 *
 * Each way of reading has a function of type ek_read_on. It reads the value of its key, which
 * begins at `at`, and goes on to the key behind by a call in its last place: a jump, so that the
 * five things which a record needs stay in registers from brace to brace. Where calls are no
 * jumps they nest as deep as a record has keys, as none may stand twice. The brace behind the last
 * value returns which keys were written. What is not as it mostly is goes through read_any. */

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

/* Before the value of that key is read. */
static inline void note_value(ek_scan *s, const char *at, const ek_key *key, ek_value *value,
                              uint64_t *written)
{
    if (*written & key->bit)
        ek_scan_give_up(s);
    *written |= key->bit;
    put_place(s, at, key, value);
}

static inline ek_value *open_value(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                                   uint64_t *written)
{
    ek_value *value = (ek_value *)(void *)((char *)record + key->offset);

    note_value(s, at, key, value, written);
    return value;
}

static uint64_t go_slowly(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                          uint64_t written);

/* Behind the value of that key. */
static inline uint64_t go_on(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                             uint64_t written)
{
    const ek_key *next = key->guess.first;

    if (__builtin_expect((ek_same_bytes(at, next->written) | next->quick_others) != 0xffff, 0))
        return go_slowly(s, at, key, record, written);
    return next->read(s, at + next->span, next, record, written);
}

/* Any value: as it mostly is, or otherwise. */
static uint64_t read_any(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                         uint64_t written)
{
    ek_value *value = find_value(s, key->shape, record, key);
    bool odd = key->opens && *at != key->opens;

    note_value(s, at, key, value, &written);
    at = read_value(s, at, key, odd ? EK_WAY_ODD : (ek_way)key->inner_way, value);
    return go_on(s, at, key, record, written);
}

static uint64_t read_end(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                         uint64_t written)
{
    (void)key;
    (void)record;
    s->at = at;
    return written;
}

/* A text or an id that is long or has escapes, so that it is not empty. */
static __attribute__((noinline)) uint64_t read_long_text_on(ek_scan *s, const char *at,
                                                            const ek_key *key, ek_record *record,
                                                            uint64_t written)
{
    ek_value *value = open_value(s, at, key, record, &written);
    const char *from = at + 1, *end = ek_scan_plain(from);

    if (*end == '"' && end - from <= (ptrdiff_t)s->text_bytes) {
        value->as.text = (ek_text){from, (uint32_t)(end - from)};
        return go_on(s, end + 1, key, record, written);
    }
    at = ek_scan_long_text(s, from, &value->as.text);
    return go_on(s, at, key, record, written);
}

static uint64_t read_text_on(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                             uint64_t written)
{
    size_t size = ek_scan_plain_16(at + 1);

    if (at[1 + size] != '"')
        return read_long_text_on(s, at, key, record, written);
    open_value(s, at, key, record, &written)->as.text = (ek_text){at + 1, (uint32_t)size};
    return go_on(s, at + size + 2, key, record, written);
}

static uint64_t read_id_on(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                           uint64_t written)
{
    if (at[1] == '"')
        ek_scan_give_up(s);
    return read_text_on(s, at, key, record, written);
}

static uint64_t read_word_on(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                             uint64_t written)
{
    const ek_word *word = ek_key_word_at(key, at + 1);

    if (!word)
        return read_any(s, at, key, record, written);
    open_value(s, at, key, record, &written)->as.text = (ek_text){at + 1, word->size};
    return go_on(s, at + word->size + 2, key, record, written);
}

static uint64_t read_country_on(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                                uint64_t written)
{
    if (!ek_scan_is_country(at))
        return read_any(s, at, key, record, written);
    open_value(s, at, key, record, &written)->as.text = (ek_text){at + 1, 2};
    return go_on(s, at + 4, key, record, written);
}

static uint64_t read_date_on(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                             uint64_t written)
{
    ek_date date;

    if (at[11] != '"' || !ek_scan_known_date_at(s->kit->months, at + 1, &date))
        return read_any(s, at, key, record, written);
    open_value(s, at, key, record, &written)->as.date = date;
    return go_on(s, at + 12, key, record, written);
}

static uint64_t read_number_on(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                               uint64_t written)
{
    int64_t number;
    const char *behind = ek_scan_whole_at(at, &number);

    if (!behind)
        return read_any(s, at, key, record, written);
    open_value(s, at, key, record, &written)->as.number = (ek_fraction){number, 1};
    return go_on(s, behind, key, record, written);
}

/* A value in which no record stands. */
static uint64_t read_value_on(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                              uint64_t written)
{
    at = ek_scan_value(s, at, key, (ek_way)key->way, open_value(s, at, key, record, &written));
    return go_on(s, at, key, record, written);
}

static uint64_t read_set_on(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                            uint64_t written)
{
    at = ek_scan_set(s, at, key, open_value(s, at, key, record, &written));
    return go_on(s, at, key, record, written);
}

static uint64_t read_record_on(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                               uint64_t written)
{
    ek_value *value = open_value(s, at, key, record, &written);

    value->as.record = read_inner(s, at, key, 0);
    return go_on(s, s->at, key, record, written);
}

static uint64_t read_list_on(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                             uint64_t written)
{
    at = read_list(s, at, key, open_value(s, at, key, record, &written));
    return go_on(s, at, key, record, written);
}

static uint64_t read_by_country_on(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                                   uint64_t written)
{
    at = read_by_country(s, at, key, open_value(s, at, key, record, &written));
    return go_on(s, at, key, record, written);
}

ek_read_on *const ek_read_ways[] = {
    [EK_WAY_END] = read_end,
    [EK_WAY_WITHIN] = read_any,
    [EK_WAY_ODD] = read_any,
    [EK_WAY_YES] = read_value_on,
    [EK_WAY_NUMBER] = read_number_on,
    [EK_WAY_MARK] = read_value_on,
    [EK_WAY_DATE] = read_date_on,
    [EK_WAY_ID] = read_id_on,
    [EK_WAY_TEXT] = read_text_on,
    [EK_WAY_WORD] = read_word_on,
    [EK_WAY_COUNTRY] = read_country_on,
    [EK_WAY_SET] = read_set_on,
    [EK_WAY_LEVEL] = read_value_on,
    [EK_WAY_RECORD] = read_record_on,
    [EK_WAY_REFERENCE] = read_value_on,
    [EK_WAY_LIST] = read_list_on,
    [EK_WAY_BY_COUNTRY] = read_by_country_on,
    [EK_WAY_TREE] = read_value_on,
};

/* To a value that opens as such values do, or otherwise. */
static inline uint64_t go_to(ek_scan *s, taken found, ek_record *record, uint64_t written)
{
    const ek_key *key = found.key;
    bool odd = key->opens && *found.at != key->opens;

    return (odd ? read_any : key->read)(s, found.at, key, record, written);
}

/* As go_slowly, where a key stands that was not guessed, or that is long. */
static __attribute__((noinline)) uint64_t go_anywhere(ek_scan *s, const char *at, const ek_key *key,
                                                      ek_record *record, uint64_t written)
{
    const ek_key *next = guess_key(&key->guess, at, 0);

    if (next)
        return next->read(s, at + next->span, next, record, written);
    return go_to(s, find_key(s, at, key->shape, &key->guess, false), record, written);
}

/* As go_on, where another key stands than the one that was guessed first, or a long one. */
static uint64_t go_slowly(ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                          uint64_t written)
{
    const ek_key *next = key->guess.second;

    if ((ek_same_bytes(at, next->written) | next->quick_others) != 0xffff)
        return go_anywhere(s, at, key, record, written);
    return next->read(s, at + next->span, next, record, written);
}

/* Its keys and values, from its brace on; returns which keys were written. */
static inline uint64_t read_pairs(ek_scan *s, const char *at, const ek_shape *shape,
                                  ek_record *record)
{
    const ek_key *key = guess_key(&shape->guess, at, 1); /* the brace for a comma */

    if (key)
        return key->read(s, at + key->span, key, record, 0);
    return go_to(s, find_key(s, at, shape, &shape->guess, true), record, 0);
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
    s->depth_left++;
    finish(s, shape, record, written, list, marks);
    return record;
}

/* Can it hold more values than that? Each but the first stands behind a colon, a comma or the
 * bracket of a list, and takes two bytes. */
static bool may_be_many(ek_text bytes, uint32_t most)
{
    uint32_t count = 1;

    if (bytes.size / 2 + 1 <= most)
        return false;
    for (uint32_t i = 0; i < bytes.size; i++)
        count += bytes.bytes[i] == ':' || bytes.bytes[i] == ',' || bytes.bytes[i] == '[';
    return count > most;
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
    s.depth_left = (int32_t)limits->document_depth; /* of which few are allowed */
    s.text_bytes = limits->text_bytes < UINT32_MAX ? (uint32_t)limits->text_bytes : UINT32_MAX;
    if (bytes.size > limits->document_bytes || s.text_bytes < EK_LONGEST_KEY ||
        may_be_many(bytes, limits->document_nodes))
        ek_scan_give_up(&s);
    if (ek_scan_look(&s) != '{')
        ek_scan_give_up(&s);
    root = read_record(&s, s.at, ek_shape_of(&s.kit->shapes, &ek_type_case), 0);
    (void)ek_scan_look(&s);
    if (s.at != s.end || reader->problems->errors > 0)
        ek_scan_give_up(&s);
    reader->the_case->record_count = s.record_count;
    return root;
}
