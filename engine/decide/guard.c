/* The guard: what no policy can break, because the core holds it (DESIGN section 3).
 *
 * 1. What is recognised was validated, what is validated was assessed or established:
 *    core.not_assessed, core.not_validated, core.out_of_order. A unit is awarded only as a whole
 *    (settle.c).
 * 2. No outcome counts twice towards one qualification: core.counts_once (once.c).
 * 3. Points awarded never exceed those of the unit in the target qualification (an error of the
 *    case). Shares sum exactly (weigh.c).
 * 4. Every claim ends in one verdict with a reason that names a rule: core.nothing_gives.
 * 5. A missing fact is never a no: each guard that meets one is incomplete and names it.
 * 6. What the law leaves to a body is referred (transfer.c). No guard strengthens a verdict.
 * 7. Order of documents is no fact: of two that would count twice the better counts, of equals the
 *    first by its id (once.c).
 * 8. Quantities are exact (base/fraction.h).
 *
 * A guard only ever adds a reason, so the weakest verdict can only become weaker. */
#include <assert.h>

#include "decide/inside.h"

uint32_t ek_core_reason(ek_judging *j, const char *id, erkend_verdict verdict)
{
    bool open = verdict == ERKEND_INCOMPLETE || verdict == ERKEND_REFERRED;
    ek_reason *reason = ek_reason_begin(j);

    *reason = (ek_reason){.verdict = verdict,
                          .where = EK_TRUE,
                          .must = open ? EK_UNKNOWN : EK_FALSE,
                          .day = j->scene->decided,
                          .law = EK_TEXT(EK_CORE_LAW),
                          .asked = EK_NO_ASK,
                          .scene = j->scene,
                          .detail = &ek_no_detail};
    ek_reason_detail(j->arena, reason)->core_id = id;
    return ek_reason_end(j);
}

/* ---- 4: something gives ------------------------------------------------------------------- */

static bool gave(const ek_judging *j)
{
    for (uint32_t i = 0; i < j->effect_count; i++)
        if (j->effects[i].kind != EK_EFFECT_INFORM)
            return true;
    return false;
}

/* A rule that may give yet, once it is known whether it is in force at all. */
static bool may_give(const ek_judging *j)
{
    for (uint32_t i = 0; i < j->reason_count; i++) {
        const ek_reason *reason = &j->reasons[i];
        bool has_gift = false;

        if (reason->silent || !reason->rule || !ek_effect_recognises(reason->rule->gives))
            continue;
        for (uint32_t k = 0; k < j->gift_count && !has_gift; k++)
            has_gift = j->gifts[k].reason == i;
        if (!has_gift && reason->verdict > ERKEND_REFUSED)
            return true;
    }
    return false;
}

/* A rule gives, but no months so far: the step that is still to be done may change that. */
static bool gives_nothing_yet(const ek_judging *j)
{
    for (uint32_t i = 0; i < j->gift_count; i++)
        if (!j->gifts[i].limits && ek_effect_recognises(j->gifts[i].effect))
            return true;
    return false;
}

/* A rule says why nothing comes of it. */
static bool is_refused(const ek_judging *j)
{
    for (uint32_t i = 0; i < j->reason_count; i++)
        if (j->reasons[i].rule && !j->reasons[i].silent && j->reasons[i].verdict == ERKEND_REFUSED)
            return true;
    return false;
}

static void guard_gives(ek_judging *j)
{
    const ek_planned_kind *kind = &j->plan->kinds[j->claim->kind];
    ek_detail *detail;
    uint32_t index;

    if (gave(j) || (ek_weakest(j) == ERKEND_REFUSED && is_refused(j)) || may_give(j) ||
        (gives_nothing_yet(j) && ek_weakest(j) <= ERKEND_CONDITIONAL))
        return;
    index = ek_core_reason(j, EK_CORE_NOTHING_GIVES, ERKEND_REFUSED);
    j->reasons[index].law = EK_TEXT(""); /* it is the absence of one */
    detail = ek_reason_detail(j->arena, &j->reasons[index]);
    detail->nearest = kind->givers;
    detail->nearest_count = kind->giver_count;
}

/* ---- 1: assessed, validated, in this order ------------------------------------------------ */

typedef struct known {
    ek_truth truth;
    ek_wants wants;
    uint8_t because;
} known;

/* A fact of the assessed unit; the read is put down. */
static inline const ek_value *read_unit(ek_judging *j, uint16_t slot)
{
    const ek_record *unit = j->claim->unit;

    if (!unit)
        return NULL;
    assert(unit->type == &ek_type_unit);
    ek_reads_note(&j->claim->reads, EK_SCOPE_UNIT, unit, slot);
    return &unit->slots[slot];
}

static void want_unit(ek_judging *j, known *to, uint16_t slot)
{
    const ek_field *field = &ek_type_unit.fields[slot];

    to->because |= EK_BECAUSE_FACT;
    ek_wants_fact(&to->wants, j->scene, EK_SCOPE_UNIT, j->claim->unit, field,
                  ek_text_format(j->arena, "unit.%s", field->name));
}

/* A rule that asks nothing, or only informs, judges nothing. */
static bool judges_in(const ek_judging *j, const ek_rule *rule, ek_phase phase)
{
    return rule->phase == phase && j->plan->rules[rule->index].judges;
}

/* A rule of that phase that was asked at once looked at the claim, for sure. */
static inline bool was_said(const ek_judging *j, ek_phase phase)
{
    uint32_t from = 0, end;

    for (uint32_t before = EK_PHASE_ASSESS; before < (uint32_t)phase; before++)
        from += j->asks->counts[before];
    end = from + j->asks->counts[phase];
    for (uint32_t i = from; i < end && i < j->said_count; i++) {
        const ek_planned *planned = j->asks->all[i].planned;

        if (EK_SAID_WHERE(j->said[i]) == EK_TRUE && planned->at_once && planned->judges)
            return true;
    }
    return false;
}

/* Did a rule of that phase judge the claim? How it ended stands in its own reason. A rule of which
 * it is not known whether it speaks of this case leaves that open. */
static known find_judged(ek_judging *j, ek_phase phase)
{
    known found = {.truth = EK_FALSE};

    if (was_said(j, phase)) {
        found.truth = EK_TRUE;
        return found;
    }
    for (uint32_t i = 0; i < j->reason_count; i++) {
        const ek_reason *reason = &j->reasons[i];

        if (!reason->rule || reason->silent || !judges_in(j, reason->rule, phase))
            continue;
        if (reason->where == EK_TRUE && (!reason->detail->overridden_by ||
                                         judges_in(j, reason->detail->overridden_by, phase))) {
            found.truth = EK_TRUE;
            return found;
        }
        if (reason->detail->overridden_by && reason->detail->overridden_by->where)
            ek_wants_expr(&found.wants, reason->scene ? reason->scene : j->scene,
                          reason->detail->overridden_by->where, reason->day);
        found.truth = EK_UNKNOWN;
        if (reason->rule->where && reason->where == EK_UNKNOWN &&
            reason->detail->lacking_count == 0 && reason->detail->open_count == 0)
            ek_wants_expr(&found.wants, reason->scene ? reason->scene : j->scene,
                          reason->rule->where, reason->day);
        for (uint32_t k = 0; k < reason->detail->lacking_count; k++)
            ek_wants_fact(&found.wants, j->scene, reason->detail->lacking[k].scope,
                          reason->detail->lacking[k].record, reason->detail->lacking[k].field,
                          reason->detail->lacking[k].name);
        for (uint32_t k = 0; k < reason->detail->open_count; k++)
            *EK_PUSH(j->arena, found.wants.open, found.wants.open_count,
                     found.wants.open_capacity) = reason->detail->open[k];
    }
    if (found.truth == EK_UNKNOWN)
        found.because = found.wants.fact_count > 0 || found.wants.open_count == 0
                            ? EK_BECAUSE_FACT
                            : EK_BECAUSE_RULING;
    return found;
}

static known both_of(ek_judging *j, known a, known b)
{
    if (a.truth == EK_FALSE || b.truth == EK_FALSE)
        return (known){.truth = EK_FALSE};
    if (a.truth == EK_TRUE)
        return b;
    if (b.truth == EK_UNKNOWN) {
        ek_wants_join(&a.wants, j->arena, &b.wants);
        a.because = (uint8_t)(a.because | b.because);
    }
    return a;
}

static known either_of(ek_judging *j, known a, known b)
{
    if (a.truth == EK_TRUE || b.truth == EK_TRUE)
        return (known){.truth = EK_TRUE};
    if (a.truth == EK_FALSE)
        return b;
    if (b.truth == EK_UNKNOWN) {
        ek_wants_join(&a.wants, j->arena, &b.wants);
        a.because = (uint8_t)(a.because | b.because);
    }
    return a;
}

static known is_passed(ek_judging *j)
{
    const ek_value *result = read_unit(j, j->plan->at.unit_result);
    known passed = {.truth = EK_FALSE};

    if (!result || result->state == EK_MISSING) {
        passed.truth = EK_UNKNOWN;
        want_unit(j, &passed, j->plan->at.unit_result);
    } else if (result->state == EK_KNOWN && ek_text_is(result->as.text, "passed")) {
        passed.truth = EK_TRUE;
    }
    return passed;
}

/* Formal learning was assessed with success, and a rule looked at that; other learning was
 * established by a rule of the country. Without a context both have to hold, or the context is
 * lacking. */
static known is_assessed(ek_judging *j)
{
    const ek_value *context = read_unit(j, j->plan->at.unit_context);
    known assess = find_judged(j, EK_PHASE_ASSESS), formal, other, unclear;
    bool is_formal =
        context && context->state == EK_KNOWN && ek_text_is(context->as.text, "formal");

    other = either_of(j, assess, find_judged(j, EK_PHASE_VALIDATE));
    if (context && context->state != EK_MISSING && !is_formal)
        return other;
    formal = assess.truth == EK_FALSE ? assess : both_of(j, is_passed(j), assess);
    if (is_formal || formal.truth != EK_FALSE)
        return formal;
    if (other.truth == EK_FALSE)
        return other;
    unclear = (known){.truth = EK_UNKNOWN};
    want_unit(j, &unclear, j->plan->at.unit_context);
    return unclear;
}

/* A rule of that phase looked at the claim, for sure. */
static bool was_judged(const ek_judging *j, ek_phase phase)
{
    if (was_said(j, phase))
        return true;
    for (uint32_t i = 0; i < j->reason_count; i++) {
        const ek_reason *reason = &j->reasons[i];

        if (!reason->silent && reason->where == EK_TRUE && reason->rule &&
            judges_in(j, reason->rule, phase) && !reason->detail->overridden_by)
            return true;
    }
    return false;
}

/* As is_assessed, where nothing is unknown and all is well: mostly. It reads the same. */
static bool is_plainly_assessed(ek_judging *j)
{
    const ek_value *context = read_unit(j, j->plan->at.unit_context), *result;

    if (!context || context->state != EK_KNOWN || !was_judged(j, EK_PHASE_ASSESS))
        return false;
    if (!ek_text_is(context->as.text, "formal"))
        return true;
    result = read_unit(j, j->plan->at.unit_result);
    return result->state == EK_KNOWN && ek_text_is(result->as.text, "passed");
}

static void put_known(ek_judging *j, const char *id, const known *holds)
{
    ek_wants wants = holds->wants;
    uint32_t index;

    if (holds->truth == EK_TRUE)
        return;
    if (holds->truth == EK_FALSE) {
        (void)ek_core_reason(j, id, ERKEND_REFUSED);
        return;
    }
    index = ek_core_reason(j, id, ek_verdict_because(holds->because));
    ek_wants_put(&wants, j->arena, &j->reasons[index]);
}

/* Nothing is validated before it was assessed. Where somebody validated, the day has to be known.
 */
static void guard_order(ek_judging *j)
{
    const ek_value *validated = read_unit(j, j->plan->at.unit_validated);
    const ek_value *assessed, *by;
    known order;

    if (!validated || validated->state == EK_NONE)
        return;
    by = read_unit(j, j->plan->at.unit_validated_by);
    if (validated->state == EK_MISSING && by->state != EK_KNOWN)
        return;
    assessed = read_unit(j, j->plan->at.unit_assessed);
    order = (known){.truth = EK_TRUE};
    if (assessed->state == EK_NONE)
        order.truth = EK_FALSE;
    else if (assessed->state == EK_KNOWN && validated->state == EK_KNOWN)
        order.truth = assessed->as.date <= validated->as.date ? EK_TRUE : EK_FALSE;
    else
        order.truth = EK_UNKNOWN;
    if (order.truth == EK_UNKNOWN && assessed->state == EK_MISSING)
        want_unit(j, &order, j->plan->at.unit_assessed);
    if (order.truth == EK_UNKNOWN && validated->state == EK_MISSING)
        want_unit(j, &order, j->plan->at.unit_validated);
    put_known(j, EK_CORE_OUT_OF_ORDER, &order);
}

/* ---- 3: no more points than the unit has -------------------------------------------------- */

static void guard_points(ek_judging *j)
{
    const ek_value *holds =
        j->claim->target ? &j->claim->target->slots[j->plan->at.unit_target_points] : NULL;

    for (uint32_t i = 0; i < j->effect_count; i++) {
        const ek_given_field *points = ek_given_field_named(&j->effects[i], "points");
        ek_buffer message;

        if (j->effects[i].kind != EK_EFFECT_AWARD || !points || points->value.state != EK_KNOWN ||
            points->value.type != EK_TYPE_QUANTITY || ek_weakest(j) <= ERKEND_INCOMPLETE)
            continue;
        if (!holds || holds->state != EK_KNOWN) {
            known allocated = {.truth = EK_UNKNOWN, .because = EK_BECAUSE_FACT};
            uint32_t index;

            for (index = 0; j->reasons[index].rule != j->effects[i].by[0]; index++)
                ;
            ek_wants_fact(&allocated.wants, j->scene, EK_SCOPE_TARGET, j->claim->target,
                          &ek_type_unit_target.fields[j->plan->at.unit_target_points],
                          EK_TEXT("unit.target.points"));
            ek_reason_lower(j, index, allocated.because, &allocated.wants);
            continue;
        }
        if (ek_fraction_compare(points->value.low, holds->as.number) <= 0)
            continue;
        ek_buffer_init(&message, j->arena);
        ek_buffer_format(&message, "claim %.*s: rule %.*s awards ", EK_TEXT_ARGS(j->claim->id),
                         EK_TEXT_ARGS(j->effects[i].by[0]->id));
        ek_buffer_fraction(&message, points->value.low);
        ek_buffer_string(&message, " points, but the unit has ");
        ek_buffer_fraction(&message, holds->as.number);
        ek_buffer_string(&message, " in the target qualification");
        ek_conflict(j->arena, j->problems, j->effects[i].by[0]->place, ek_buffer_done(&message));
    }
}

/* Units that everyone needs cannot have more points together than the whole qualification. */
void ek_guard_total(const struct erkend_decision *decision, ek_arena *arena, ek_problems *problems)
{
    const ek_slots *at = &ek_plan_of(decision->book)->at;
    const ek_value *total, *units;
    ek_fraction sum = EK_ZERO;
    ek_buffer message;

    if (!decision->qualification)
        return;
    total = &decision->qualification->slots[at->qualification_points];
    units = &decision->qualification->slots[at->qualification_components];
    if (total->state != EK_KNOWN || units->state != EK_KNOWN)
        return;
    for (uint32_t i = 0; i < units->as.list.count; i++) {
        const ek_record *unit = units->as.list.items[i];
        const ek_value *mandatory = &unit->slots[at->component_mandatory];
        const ek_value *points = &unit->slots[at->component_points];

        if (mandatory->state == EK_KNOWN && mandatory->as.yes && points->state == EK_KNOWN &&
            ek_fraction_add(&sum, sum, points->as.number) != ERKEND_OK)
            return;
    }
    if (ek_fraction_compare(sum, total->as.number) <= 0)
        return;
    ek_buffer_init(&message, arena);
    ek_buffer_string(&message, "the mandatory units have ");
    ek_buffer_fraction(&message, sum);
    ek_buffer_string(&message, " points together, the qualification has ");
    ek_buffer_fraction(&message, total->as.number);
    ek_buffer_string(&message, "; correct one of the two");
    ek_conflict(arena, problems, ek_value_place(decision->the_case, total),
                ek_buffer_done(&message));
}

/* ---- One claim ---------------------------------------------------------------------------- */

void ek_guard_claim(ek_judging *j)
{
    known holds;

    if (!j->ended)
        guard_gives(j);
    if (j->claim->kind != EK_SCOPE_UNIT || j->ended)
        return;
    if (ek_weakest(j) == ERKEND_REFUSED)
        return;
    if (!is_plainly_assessed(j)) {
        holds = is_assessed(j);
        put_known(j, EK_CORE_NOT_ASSESSED, &holds);
    }
    if (!was_judged(j, EK_PHASE_VALIDATE)) {
        holds = find_judged(j, EK_PHASE_VALIDATE);
        put_known(j, EK_CORE_NOT_VALIDATED, &holds);
    }
    guard_order(j);
    guard_points(j);
}
