/* A changed case: a copy of all records of a case in which some facts have other values.
 *
 * Records keep their numbers and places. What follows from other facts is forgotten where it was
 * derived, and derived again after the change. A claim that arises from facts is written into the
 * copy as a claim that is made, when a fact of the claim itself changes. */
#include <string.h>

#include "decide/whynot.h"

typedef struct copier {
    ek_arena *arena;
    const struct erkend_case *from;
    ek_record **made; /* by number */
} copier;

static ek_record *copy_record(copier *to, const ek_record *record);

static ek_list copy_list(copier *to, ek_list list)
{
    const ek_record **items = EK_NEW_ARRAY(to->arena, const ek_record *, list.count + 1u);

    for (uint32_t i = 0; i < list.count; i++)
        items[i] = copy_record(to, list.items[i]);
    return (ek_list){items, list.count};
}

static ek_record *copy_record(copier *to, const ek_record *record)
{
    ek_record *copy;

    if (record->number < to->from->record_count && to->made[record->number])
        return to->made[record->number];
    copy = ek_record_new(to->arena, record->type);
    if (record->number < to->from->record_count)
        to->made[record->number] = copy;
    copy->key = record->key;
    copy->number = record->number;
    copy->file = record->file;
    copy->column = record->column;
    copy->line = record->line;
    for (uint32_t i = 0; i < record->type->field_count; i++) {
        ek_value *value = &copy->slots[i];

        *value = record->slots[i];
        if (value->state != EK_KNOWN)
            continue;
        if (value->kind == EK_KIND_RECORD)
            value->as.record = copy_record(to, value->as.record);
        else if (value->kind == EK_KIND_LIST || value->kind == EK_KIND_BY_COUNTRY)
            value->as.list = copy_list(to, value->as.list);
    }
    return copy;
}

/* ---- What follows from other facts ---------------------------------------------------------- */

static bool stands_at(const ek_value *a, const ek_value *b)
{
    return a->file == b->file && a->line == b->line && a->column == b->column;
}

static bool is_derived(const ek_record *record, uint32_t slot)
{
    const ek_field *field = &record->type->fields[slot];
    const ek_value *value = &record->slots[slot], *source;
    const char *const *from = ek_derived_from(record->type, field);

    if (field->flags & EK_COMPUTED)
        return true;
    if (!(field->flags & EK_DERIVED) || !from || value->state == EK_MISSING)
        return false;
    source = ek_record_at(record, from[0]);
    if (source->kind == EK_KIND_RECORD && source->state == EK_KNOWN)
        source = ek_record_at(source->as.record, field->name);
    return source->state != EK_MISSING && stands_at(source, value);
}

/* From the last record to the first: what a claim says of its unit is told by the unit's own place.
 */
static void forget_derived(copier *to)
{
    for (uint32_t i = to->from->record_count; i-- > 0;) {
        ek_record *record = to->made[i];

        for (uint32_t k = 0; record && k < record->type->field_count; k++)
            if ((record->type->fields[k].flags & (EK_COMPUTED | EK_DERIVED)) &&
                is_derived(record, k))
                record->slots[k].state = EK_MISSING;
    }
}

/* ---- Changes -------------------------------------------------------------------------------- */

static void add_to_list(ek_arena *arena, ek_value *list, const ek_record *record)
{
    uint32_t count = list->state == EK_KNOWN ? list->as.list.count : 0;
    const ek_record **items = EK_NEW_ARRAY(arena, const ek_record *, count + 1u);

    for (uint32_t i = 0; i < count; i++)
        items[i] = list->as.list.items[i];
    items[count] = record;
    list->state = EK_KNOWN;
    list->assumed = 0;
    list->as.list = (ek_list){items, count + 1};
}

static void put_text(ek_record *record, const char *field, ek_text text)
{
    ek_value *value = &record->slots[ek_slot(record->type, field)];

    value->state = EK_KNOWN;
    value->assumed = 0;
    value->as.text = text;
}

/* Of two rulings of one day the later in the list counts. */
static void put_ruling(ek_arena *arena, struct erkend_case *copy, const ek_change *change,
                       ek_text country)
{
    ek_record *root = (ek_record *)copy->root, *ruling = ek_record_new(arena, &ek_type_ruling);
    ek_value *date = &ruling->slots[ek_slot(&ek_type_ruling, "date")];

    ruling->number = copy->record_count++;
    put_text(ruling, "question", change->question->name);
    put_text(ruling, "role", change->question->body);
    put_text(ruling, "country", country);
    if (change->id.size)
        put_text(ruling, "about", change->id);
    date->state = EK_KNOWN;
    date->as.date = copy->decided;
    ruling->slots[ek_slot(&ek_type_ruling, "answer")] = change->to;
    add_to_list(arena, &root->slots[ek_slot(&ek_type_case, "rulings")], ruling);
}

static void put_fact(ek_record *record, const ek_change *change)
{
    ek_value *value = &record->slots[change->slot];
    uint16_t file = value->file, column = value->column;
    uint32_t line = value->line;

    *value = change->to;
    value->file = file;
    value->column = column;
    value->line = line;
}

/* Claims that arise in the copy, made; with the changes that are about them. */
static bool put_claims(ek_arena *arena, struct erkend_case *copy,
                       const struct erkend_decision *decision, const ek_change *changes,
                       uint32_t count, ek_problems *problems)
{
    struct erkend_decision scratch = *decision;
    ek_record *claims;
    ek_binding binding = {0};
    uint32_t put = 0, wanted = 0;

    scratch.the_case = copy;
    ek_bind(&binding, &scratch, arena, problems);
    claims = (ek_record *)ek_record_at(copy->root, "claims")->as.record;
    for (uint32_t i = 0; i < count; i++)
        wanted += changes[i].kind == EK_CHANGE_CLAIM;
    for (uint32_t i = 0; i < binding.count; i++) {
        const ek_claim *claim = &binding.claims[i];
        ek_record *record = (ek_record *)claim->record;

        if (!claim->arises)
            continue;
        record->number = copy->record_count++;
        put_text(record, "id", claim->id);
        for (uint32_t k = 0; k < count; k++)
            if (changes[k].kind == EK_CHANGE_CLAIM && changes[k].scope == claim->kind &&
                ek_text_equal(changes[k].id, claim->id)) {
                put_fact(record, &changes[k]);
                put++;
            }
        add_to_list(arena, &claims->slots[ek_slot(claims->type, ek_scope_of(claim->kind)->name)],
                    record);
    }
    return put == wanted;
}

const struct erkend_case *ek_case_changed(ek_arena *arena, const struct erkend_decision *decision,
                                          const ek_change *changes, uint32_t count,
                                          ek_problems *problems)
{
    struct erkend_case *copy = EK_NEW(arena, struct erkend_case);
    copier to = {.arena = arena, .from = decision->the_case};
    bool claims = false;

    *copy = *decision->the_case;
    memset(&copy->arena, 0, sizeof copy->arena);
    to.made = EK_NEW_ARRAY(arena, ek_record *, copy->record_count + 1u);
    copy->root = copy_record(&to, decision->the_case->root);
    forget_derived(&to);
    for (uint32_t i = 0; i < count; i++) {
        if (changes[i].kind == EK_CHANGE_RULING)
            put_ruling(arena, copy, &changes[i], decision->book->code);
        else if (changes[i].kind == EK_CHANGE_CLAIM)
            claims = true;
        else if (changes[i].number >= to.from->record_count || !to.made[changes[i].number])
            return NULL;
        else
            put_fact(to.made[changes[i].number], &changes[i]);
    }
    ek_derive(arena, (ek_record *)copy->root);
    if (claims && (ek_record_at(copy->root, "claims")->state != EK_KNOWN ||
                   !put_claims(arena, copy, decision, changes, count, problems)))
        return NULL;
    return copy;
}
