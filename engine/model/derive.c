/* What follows from other fields: lengths of stays, of work and of earlier learning, codes of
 * outcomes, scales of marks.
 *
 * A derived value stands where the value stands that it follows from, so an explanation can point
 * there. A record is derived where it is written: a value that names a record by its id stands
 * elsewhere than the record, and is not followed. So each record is visited once, apart from the
 * unit that an exemption rests on, which is derived before (transcripts come before claims). */
#include "model/document.h"

typedef struct ek_follows {
    const ek_record_type *type;
    const char *field;
    const char *from[3]; /* NULL-ended */
} ek_follows;

static const ek_follows table[] = {
    {&ek_type_stay, "months", {"first_day", "last_day", NULL}},
    {&ek_type_stay, "days", {"first_day", "last_day", NULL}},
    {&ek_type_stay, "weeks", {"first_day", "last_day", NULL}},
    {&ek_type_work, "months", {"first_day", "last_day", NULL}},
    {&ek_type_earlier, "months", {"first_day", "last_day", NULL}},
    {&ek_type_review, "days", {"notified", "applied", NULL}},
    {&ek_type_component, "outcomes", {"learning_outcomes", NULL, NULL}},
    {&ek_type_unit, "outcomes", {"learning_outcomes", NULL, NULL}},
    {&ek_type_agreement, "outcomes", {"learning_outcomes", NULL, NULL}},
    {&ek_type_exemption, "outcomes", {"unit", NULL, NULL}},
};

const char *const *ek_derived_from(const ek_record_type *type, const ek_field *field)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].type == type && ek_text_is(ek_text_of(table[i].field), field->name))
            return table[i].from;
    return NULL;
}

const char *ek_derives_from(const ek_record_type *type)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].type == type)
            return table[i].from[0];
    return NULL;
}

/* Takes the place of `from` and becomes known. */
static void put_derived(ek_value *value, const ek_value *from)
{
    value->state = EK_KNOWN;
    value->file = from->file;
    value->line = from->line;
    value->column = from->column;
}

/* Nothing when there is no such field. */
static void derive_number(ek_record *record, uint32_t slot, const ek_value *from,
                          ek_fraction number)
{
    if (slot == EK_NO_FIELD || record->slots[slot].state != EK_MISSING)
        return;
    put_derived(&record->slots[slot], from);
    record->slots[slot].as.number = number;
}

bool ek_length_find(ek_length *out, const ek_record_type *type)
{
    if (type != &ek_type_stay && type != &ek_type_work && type != &ek_type_earlier)
        return false;
    *out =
        (ek_length){ek_slot(type, "first_day"), ek_slot(type, "last_day"), ek_slot(type, "months"),
                    ek_field_named(type, EK_TEXT("days")), ek_field_named(type, EK_TEXT("weeks"))};
    return true;
}

void ek_derive_length(ek_record *record, const ek_length *length)
{
    const ek_value *first = &record->slots[length->first_day];
    const ek_value *last = &record->slots[length->last_day];
    ek_fraction months, weeks;
    int64_t days;

    if (first->state != EK_KNOWN || last->state != EK_KNOWN || last->as.date < first->as.date)
        return;
    days = (int64_t)last->as.date - first->as.date + 1;
    if (ek_date_months_in(&months, first->as.date, last->as.date) == ERKEND_OK)
        derive_number(record, length->months, first, months);
    derive_number(record, length->days, first, ek_fraction_whole(days));
    if (ek_fraction_make(&weeks, days, 7) == ERKEND_OK)
        derive_number(record, length->weeks, first, weeks);
}

/* The day on which a time limit begins is not counted. */
static void derive_limit(ek_record *review)
{
    const ek_value *notified = ek_record_at(review, "notified");
    const ek_value *applied = ek_record_at(review, "applied");

    if (notified->state == EK_KNOWN && applied->state == EK_KNOWN)
        derive_number(review, ek_slot(review->type, "days"), notified,
                      ek_fraction_whole((int64_t)applied->as.date - notified->as.date));
}

/* The ids of the records of a list, sorted, each once. */
static ek_texts collect_ids(ek_arena *arena, ek_list list)
{
    ek_text *ids = EK_NEW_ARRAY(arena, ek_text, list.count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < list.count; i++) {
        const ek_value *id = ek_record_at(list.items[i], "id");

        if (id->state == EK_KNOWN)
            ids[count++] = id->as.text;
    }
    return (ek_texts){ids, ek_texts_once(ids, count)};
}

static void derive_outcomes(ek_arena *arena, ek_record *record)
{
    const ek_value *from = ek_record_at(record, "learning_outcomes");
    ek_value *outcomes;

    if (from->state == EK_MISSING)
        return;
    outcomes = &record->slots[ek_slot(record->type, "outcomes")];
    if (outcomes->state != EK_MISSING)
        return;
    put_derived(outcomes, from);
    outcomes->state = from->state;
    if (from->state == EK_KNOWN)
        outcomes->as.texts = collect_ids(arena, from->as.list);
}

static void derive_shown(ek_record *exemption)
{
    ek_value *outcomes = &exemption->slots[ek_slot(exemption->type, "outcomes")];
    const ek_value *unit = ek_record_at(exemption, "unit");

    if (outcomes->state == EK_MISSING && unit->state == EK_KNOWN)
        *outcomes = *ek_record_at(unit->as.record, "outcomes");
}

/* ---- The walk ------------------------------------------------------------------------------ */

/* A record and what it stands in. */
typedef struct around around;
struct around {
    const ek_record *record;
    const around *outer; /* NULL: nothing that a scale is taken from */
};

static void derive_record(ek_arena *arena, ek_record *record, const around *outer);

/* The nearest scale, or NULL. */
static const ek_text *find_scale(const around *at)
{
    for (; at; at = at->outer) {
        uint32_t own = ek_field_named(at->record->type, EK_TEXT("scale"));

        if (own != EK_NO_FIELD && at->record->slots[own].state == EK_KNOWN)
            return &at->record->slots[own].as.text;
    }
    return NULL;
}

static bool stands_here(const ek_value *value, const ek_record *record)
{
    return value->file == record->file && value->line == record->line &&
           value->column == record->column;
}

/* Kinds of values in which something may follow. */
#define HOLDERS                                                                                    \
    (1u << EK_KIND_MARK | 1u << EK_KIND_RECORD | 1u << EK_KIND_LIST | 1u << EK_KIND_BY_COUNTRY)

/* Made anew, for a copy of the record may have the mark as well. */
static void derive_scale(ek_arena *arena, ek_value *value, const ek_text *scale)
{
    ek_mark *mark;

    if (value->as.mark->scale == scale)
        return;
    mark = EK_NEW(arena, ek_mark);
    *mark = (ek_mark){value->as.mark->value, scale};
    value->as.mark = mark;
}

static void derive_slot(ek_arena *arena, const ek_field *field, ek_value *value, const around *at)
{
    bool may_refer = (field->flags & EK_REFERENCE) != 0;

    if (field->kind == EK_KIND_MARK) {
        derive_scale(arena, value, find_scale(at));
    } else if (field->kind == EK_KIND_RECORD) {
        if (!may_refer || stands_here(value, value->as.record))
            derive_record(arena, (ek_record *)value->as.record, may_refer ? NULL : at);
    } else {
        for (uint32_t i = 0; i < value->as.list.count; i++)
            derive_record(arena, (ek_record *)value->as.list.items[i], may_refer ? NULL : at);
    }
}

/* Most slots hold nothing, and most others nothing to follow: they are passed over first. */
static void derive_slots(ek_arena *arena, ek_record *record, const around *outer)
{
    ek_value *value = record->slots, *end = value + record->type->field_count;
    around at = {record, outer};

    for (; value < end; value++)
        if (value->state == EK_KNOWN && (HOLDERS >> value->kind & 1u))
            derive_slot(arena, &record->type->fields[value - record->slots], value, &at);
}

static void derive_record(ek_arena *arena, ek_record *record, const around *outer)
{
    derive_slots(arena, record, outer);
    ek_derive_own(arena, record);
}

void ek_derive_own(ek_arena *arena, ek_record *record)
{
    const ek_record_type *type = record->type;
    ek_length length;

    if (ek_length_find(&length, type))
        ek_derive_length(record, &length);
    else if (type == &ek_type_review)
        derive_limit(record);
    else if (type == &ek_type_unit || type == &ek_type_component || type == &ek_type_agreement)
        derive_outcomes(arena, record);
    else if (type == &ek_type_exemption)
        derive_shown(record);
}

void ek_derive(ek_arena *arena, ek_record *record)
{
    derive_record(arena, record, NULL);
}
