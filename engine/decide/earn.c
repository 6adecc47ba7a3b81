/* Earning: accumulation towards the target qualification.
 *
 * Where units add up to a qualification (country.yaml: accumulates) and the target has a
 * composition, the parts passed before and the units that this decision recognises are assigned to
 * it so that no part serves twice. Only units recognised as a whole, in force, count as parts. */
#include "decide/inside.h"

#include "base/sort.h"

static const ek_claim *find_claim(const struct erkend_decision *decision, ek_scope kind)
{
    for (uint32_t i = 0; i < decision->claim_count; i++)
        if (decision->claims[i].kind == kind)
            return &decision->claims[i];
    return NULL;
}

static bool is_there(const ek_part_in *parts, uint32_t count, ek_text unit)
{
    for (uint32_t i = 0; i < count; i++)
        if (ek_text_equal(parts[i].unit, unit))
            return true;
    return false;
}

/* The unit that a claim was awarded, as a part. false: none. */
static bool read_award(const ek_slots *at, const ek_claim *claim, ek_part_in *out)
{
    const ek_given_field *unit = NULL, *points = NULL;

    if (claim->kind != EK_SCOPE_UNIT || claim->verdict != ERKEND_RECOGNISED)
        return false;
    for (uint32_t i = 0; i < claim->effect_count; i++)
        if (claim->effects[i].kind == EK_EFFECT_AWARD &&
            claim->effects[i].state == EK_EFFECT_IN_FORCE) {
            unit = ek_given_field_named(&claim->effects[i], "unit");
            points = ek_given_field_named(&claim->effects[i], "points");
        }
    if (!unit || unit->value.state != EK_KNOWN || unit->value.type != EK_TYPE_TEXT)
        return false;
    *out = (ek_part_in){.unit = unit->value.as.text, .record = claim->record};
    out->kind = ek_text_in_slot(claim->target, at->unit_target_kind);
    if (points && points->value.state == EK_KNOWN && points->value.type == EK_TYPE_QUANTITY) {
        out->has_points = true;
        out->points = points->value.low;
    } else if (claim->target && claim->target->slots[at->unit_target_points].state == EK_KNOWN) {
        out->has_points = true;
        out->points = claim->target->slots[at->unit_target_points].as.number;
    }
    return true;
}

static int compare_parts(const void *left, const void *right)
{
    const ek_part_in *a = left, *b = right;
    int order = ek_text_compare(a->unit, b->unit);

    if (order == 0)
        order = ek_text_compare(a->kind, b->kind);
    if (order == 0 && a->has_points != b->has_points)
        order = a->has_points ? 1 : -1;
    if (order == 0 && a->has_points)
        order = ek_fraction_compare(a->points, b->points);
    if (order == 0 && a->record && b->record)
        order = a->record->number < b->record->number ? -1 : a->record->number > b->record->number;
    return order;
}

/* As most come, in the order of claims: by code, and each has its own. */
static bool are_in_order(const ek_part_in *parts, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (!ek_text_is_before(parts[i - 1].unit, parts[i].unit))
            return false;
    return true;
}

/* One code counts once, whether it was passed before or is recognised now. */
static uint32_t collect_parts(const struct erkend_decision *decision, ek_arena *arena,
                              ek_part_in **out)
{
    const ek_slots *at = &ek_plan_of(decision->book)->at;
    const ek_claim *completion = find_claim(decision, EK_SCOPE_COMPLETION);
    const ek_value *passed = completion ? &completion->record->slots[at->completion_parts] : NULL;
    uint32_t listed = passed && passed->state == EK_KNOWN ? passed->as.list.count : 0, count = 0;
    ek_part_in *parts = EK_ROOM(arena, ek_part_in, listed + decision->claim_count);
    ek_part_in *before = NULL;

    if (listed > 0 && !ek_parts_of(arena, passed->as.list.items, listed, &before))
        listed = 0;
    for (uint32_t i = 0; i < listed; i++)
        parts[count++] = before[i];
    for (uint32_t i = 0; i < decision->claim_count; i++) {
        ek_part_in award;

        if (read_award(at, &decision->claims[i], &award) && !is_there(parts, count, award.unit))
            parts[count++] = award;
    }
    if (!are_in_order(parts, count))
        ek_sort(parts, count, sizeof *parts, compare_parts);
    *out = parts;
    return count;
}

void ek_earn(struct erkend_decision *decision, ek_scene *base, ek_arena *arena)
{
    const ek_value *composition;
    ek_part_in *parts;

    decision->account = NULL;
    if (!decision->book->accumulates || !decision->qualification)
        return;
    composition =
        &decision->qualification->slots[ek_plan_of(decision->book)->at.qualification_composition];
    if (composition->state != EK_KNOWN)
        return;
    decision->part_count = collect_parts(decision, arena, &parts);
    decision->parts = parts;
    decision->account =
        ek_fulfil(arena, composition->as.tree, parts, decision->part_count, base->search_steps);
}
