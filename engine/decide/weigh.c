/* Weighing: points of the units of the target qualification, where an allocation says how.
 *
 * The total is that of the qualification's formal reference; a qualification without one takes its
 * points from the one it was compared with, by level or similarity (2009/C 155/02 Annex II.4).
 * Weights share it out so that the sum is exact. Without weights or reference the points are not
 * known, never guessed. National credit is another number and stands beside; no points are made of
 * it. */
#include "decide/inside.h"

typedef struct weighing {
    struct erkend_decision *decision;
    ek_scene scene;
    ek_evaluate evaluate;
    ek_arena *arena;
    ek_problems *problems;
    ek_reads reads;
    ek_wants wants;
    bool known;
} weighing;

static ek_answer ask(weighing *to, const ek_expr *expr, ek_date day)
{
    ek_answer answer = to->evaluate(&to->scene, expr, day, &to->reads);

    if (answer.type == EK_TYPE_CONDITION ? answer.truth == EK_UNKNOWN : answer.state != EK_KNOWN) {
        to->known = false;
        ek_wants_expr(&to->wants, &to->scene, expr, day);
    }
    return answer;
}

static void want(weighing *to, const ek_record *record, const char *field)
{
    const ek_record_type *type = &ek_type_qualification;

    to->known = false;
    ek_wants_fact(&to->wants, &to->scene, EK_SCOPE_QUALIFICATION, record,
                  &type->fields[ek_slot(type, field)],
                  ek_text_format(to->arena, "qualification.%s", field));
}

static bool is_same_level(weighing *to, const ek_record *a, const ek_record *b)
{
    const ek_value *left = ek_record_at(a, "level"), *right = ek_record_at(b, "level");
    uint8_t eqf;

    if (left->state != EK_KNOWN)
        want(to, a, "level");
    if (right->state != EK_KNOWN)
        want(to, b, "level");
    if (left->state != EK_KNOWN || right->state != EK_KNOWN)
        return false;
    eqf = ek_eqf_level(to->decision->book->all, left->as.level);
    return eqf != 0 && eqf == ek_eqf_level(to->decision->book->all, right->as.level);
}

/* The total: by the formula over the formal reference, or the points of what it was compared with.
 */
static ek_answer find_total(weighing *to, const ek_allocation *allocation, ek_date day)
{
    const ek_record *own = to->decision->qualification;
    ek_text reference = ek_text_at(own, "reference");
    const ek_value *compared = ek_record_at(own, "compared_with");
    ek_answer total = {.type = EK_TYPE_QUANTITY, .state = EK_MISSING};
    const ek_record *other;

    if (reference.size == 0 || ek_text_is(reference, "formal"))
        return ask(to, allocation->total, day);
    if (compared->state != EK_KNOWN) {
        want(to, own, "compared_with");
        return total;
    }
    other = compared->as.record;
    if (!ek_text_is(reference, "similarity") && !is_same_level(to, own, other)) {
        to->known = false;
        return total;
    }
    if (ek_record_at(other, "points")->state == EK_KNOWN) {
        total.state = EK_KNOWN;
        total.has_low = total.has_high = true;
        total.low = total.high = ek_record_at(other, "points")->as.number;
        return total;
    }
    to->scene.at[EK_SCOPE_QUALIFICATION] = ek_at_record(other);
    to->scene.memo = NULL;
    total = ask(to, allocation->total, day);
    to->scene.at[EK_SCOPE_QUALIFICATION] = ek_at_record(own);
    to->scene.memo = NULL;
    return total;
}

static void weigh_units(weighing *to, const ek_allocation *allocation, ek_date day,
                        const ek_list *units, ek_fraction *weights, ek_text *codes)
{
    for (uint32_t i = 0; i < units->count; i++) {
        ek_answer weight;

        to->scene.at[EK_SCOPE_COMPONENT] = ek_at_record(units->items[i]);
        weight = ask(to, allocation->by, day);
        codes[i] = ek_text_at(units->items[i], "unit");
        weights[i] = weight.state == EK_KNOWN ? weight.low : EK_ZERO;
        if (weights[i].num < 0)
            weights[i] = EK_ZERO;
    }
    to->scene.at[EK_SCOPE_COMPONENT] = ek_at_record(NULL);
}

static void share(weighing *to, ek_allocated *out, const ek_allocation *allocation, ek_date day,
                  const ek_list *units)
{
    ek_fraction *weights = EK_NEW_ARRAY(to->arena, ek_fraction, units->count);
    ek_fraction *points = EK_NEW_ARRAY(to->arena, ek_fraction, units->count);
    ek_text *codes = EK_NEW_ARRAY(to->arena, ek_text, units->count);
    ek_answer total = find_total(to, allocation, day), rounding;
    ek_rounding whole = {EK_ROUND_LARGEST_REMAINDER, EK_ONE};

    weigh_units(to, allocation, day, units, weights, codes);
    if (allocation->rounding) {
        rounding = ask(to, allocation->rounding, day);
        if (rounding.state == EK_KNOWN)
            whole = rounding.as.rounding;
    }
    out->codes = codes;
    out->points = points;
    out->count = units->count;
    out->total = total.state == EK_KNOWN ? total.low : EK_ZERO;
    if (to->known && ek_share_out(to->arena, points, out->total, weights, codes, units->count,
                                  whole) != ERKEND_OK)
        to->known = false; /* no weight at all, or a total that the rounding cannot make */
}

/* In force, for this qualification? */
static bool is_allocating(weighing *to, const ek_allocation *allocation, ek_date *day)
{
    ek_answer answer;

    *day = to->decision->decided;
    if (allocation->clock) {
        answer = to->evaluate(&to->scene, allocation->clock, *day, &to->reads);
        if (answer.state != EK_KNOWN)
            return false;
        *day = answer.as.date;
    }
    if (*day < allocation->since || *day > allocation->last_day)
        return false;
    if (!allocation->where)
        return true;
    answer = ask(to, allocation->where, *day);
    return answer.truth != EK_FALSE;
}

void ek_weigh(struct erkend_decision *decision, ek_scene *base, ek_evaluate evaluate,
              ek_arena *arena, ek_problems *problems)
{
    const ek_rulebook *book = decision->book;
    const ek_value *units;
    ek_allocated *all;

    if (!decision->qualification || book->allocation_count == 0)
        return;
    units = &decision->qualification->slots[ek_plan_of(book)->at.qualification_components];
    if (units->state != EK_KNOWN || units->as.list.count == 0)
        return;
    all = EK_NEW_ARRAY(arena, ek_allocated, book->allocation_count);
    decision->allocated = all;
    decision->allocated_count = 0;
    for (uint32_t i = 0; i < book->allocation_count; i++) {
        weighing to = {.decision = decision,
                       .scene = *base,
                       .evaluate = evaluate,
                       .arena = arena,
                       .problems = problems,
                       .known = true};
        ek_allocated *out = &all[decision->allocated_count];
        ek_date day;

        ek_reads_init(&to.reads, arena);
        if (!is_allocating(&to, book->allocations[i], &day))
            continue;
        out->allocation = book->allocations[i];
        share(&to, out, book->allocations[i], day, &units->as.list);
        out->known = to.known;
        out->lacking = to.wants.facts;
        out->lacking_count = to.wants.fact_count;
        out->law = ek_law_cited(book->allocations[i]->laws, book->allocations[i]->law_count,
                                ek_text_at(decision->qualification, "law"), day);
        decision->allocated_count++;
    }
}
