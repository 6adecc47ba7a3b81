/* The guard: what no policy can break, because the core holds it (DESIGN section 3).
 *
 *  1  what is recognised was validated, what is validated was assessed or established:
 * core.not_assessed, core.not_validated, core.out_of_order; and a unit is awarded only as a whole
 * (settle.c) 2  no outcome counts twice towards one qualification: core.counts_once 3  points
 * awarded never exceed those of the unit in the target qualification (an error of the case); shares
 * sum exactly (weigh.c) 4  every claim ends in one verdict with a reason that names a rule:
 * core.nothing_gives 5  a missing fact is never a no: each guard that meets one is incomplete and
 * names it 6  what the law leaves to a body is referred: transfer.c; no guard strengthens a verdict
 *  7  order of documents is no fact: claims are compared in the order of their ids
 *  8  quantities are exact: base/fraction.h
 *
 * A guard only ever adds a reason, so the weakest verdict can only become weaker. */
#include "decide/inside.h"

static uint32_t add_core(ek_judging *j, const char *id, erkend_verdict verdict)
{
    ek_reason *reason = ek_reason_begin(j);

    reason->core_id = id;
    reason->verdict = verdict;
    reason->where = EK_TRUE;
    reason->must =
        verdict == ERKEND_INCOMPLETE || verdict == ERKEND_REFERRED ? EK_UNKNOWN : EK_FALSE;
    reason->day = j->scene->decided;
    reason->scene = j->scene;
    reason->law = EK_TEXT(EK_CORE_LAW);
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
    uint32_t index;

    if (is_refused(j) || gave(j) || may_give(j) ||
        (gives_nothing_yet(j) && ek_weakest(j) <= ERKEND_CONDITIONAL))
        return;
    index = add_core(j, EK_CORE_NOTHING_GIVES, ERKEND_REFUSED);
    j->reasons[index].law = EK_TEXT(""); /* it is the absence of one */
    j->reasons[index].nearest = kind->givers;
    j->reasons[index].nearest_count = kind->giver_count;
}

/* ---- 1: assessed, validated, in this order ------------------------------------------------ */

typedef struct known {
    ek_truth truth;
    ek_wants wants;
    uint8_t because;
} known;

/* A fact of the assessed unit; the read is put down. */
static const ek_value *read_unit(ek_judging *j, const char *name)
{
    ek_read read = {.kind = EK_READ_FACT, .scope = EK_SCOPE_UNIT, .record = j->claim->unit};
    uint32_t slot;

    if (!j->claim->unit)
        return NULL;
    slot = ek_slot(j->claim->unit->type, name);
    read.field = &j->claim->unit->type->fields[slot];
    read.value = &j->claim->unit->slots[slot];
    ek_reads_add(&j->claim->reads, read);
    return read.value;
}

static void want_unit(ek_judging *j, known *to, const char *name)
{
    const ek_field *field = &ek_type_unit.fields[ek_slot(&ek_type_unit, name)];

    to->because |= EK_BECAUSE_FACT;
    ek_wants_fact(&to->wants, j->scene, EK_SCOPE_UNIT, j->claim->unit, field,
                  ek_text_format(j->arena, "unit.%s", name));
}

/* A rule that asks nothing judges nothing. */
static bool judges_in(const ek_rule *rule, ek_phase phase)
{
    return rule->phase == phase && (rule->must || rule->where);
}

/* Did a rule of that phase judge the claim? How it ended stands in its own reason. A rule of which
 * it is not known whether it speaks of this case leaves that open. */
static known find_judged(ek_judging *j, ek_phase phase)
{
    known found = {.truth = EK_FALSE};

    for (uint32_t i = 0; i < j->reason_count; i++) {
        const ek_reason *reason = &j->reasons[i];

        if (!reason->rule || reason->silent || !judges_in(reason->rule, phase))
            continue;
        if (reason->where == EK_TRUE &&
            (!reason->overridden_by || judges_in(reason->overridden_by, phase))) {
            found.truth = EK_TRUE;
            return found;
        }
        if (reason->overridden_by && reason->overridden_by->where)
            ek_wants_expr(&found.wants, reason->scene ? reason->scene : j->scene,
                          reason->overridden_by->where, reason->day);
        found.truth = EK_UNKNOWN;
        if (reason->rule->where && reason->where == EK_UNKNOWN && reason->lacking_count == 0 &&
            reason->open_count == 0)
            ek_wants_expr(&found.wants, reason->scene ? reason->scene : j->scene,
                          reason->rule->where, reason->day);
        for (uint32_t k = 0; k < reason->lacking_count; k++)
            ek_wants_fact(&found.wants, j->scene, reason->lacking[k].scope,
                          reason->lacking[k].record, reason->lacking[k].field,
                          reason->lacking[k].name);
        for (uint32_t k = 0; k < reason->open_count; k++)
            *EK_PUSH(j->arena, found.wants.open, found.wants.open_count,
                     found.wants.open_capacity) = reason->open[k];
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
    const ek_value *result = read_unit(j, "result");
    known passed = {.truth = EK_FALSE};

    if (!result || result->state == EK_MISSING) {
        passed.truth = EK_UNKNOWN;
        want_unit(j, &passed, "result");
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
    const ek_value *context = read_unit(j, "context");
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
    want_unit(j, &unclear, "context");
    return unclear;
}

static void put_known(ek_judging *j, const char *id, const known *holds)
{
    ek_wants wants = holds->wants;
    uint32_t index;

    if (holds->truth == EK_TRUE)
        return;
    if (holds->truth == EK_FALSE) {
        (void)add_core(j, id, ERKEND_REFUSED);
        return;
    }
    index = add_core(j, id, ek_verdict_because(holds->because));
    ek_wants_put(&wants, j->arena, &j->reasons[index]);
}

/* Nothing is validated before it was assessed. Where somebody validated, the day has to be known.
 */
static void guard_order(ek_judging *j)
{
    const ek_value *validated = read_unit(j, "validated");
    const ek_value *assessed, *by;
    known order = {.truth = EK_TRUE};

    if (!validated || validated->state == EK_NONE)
        return;
    by = read_unit(j, "validated_by");
    if (validated->state == EK_MISSING && by->state != EK_KNOWN)
        return;
    assessed = read_unit(j, "assessed");
    if (assessed->state == EK_NONE)
        order.truth = EK_FALSE;
    else if (assessed->state == EK_KNOWN && validated->state == EK_KNOWN)
        order.truth = assessed->as.date <= validated->as.date ? EK_TRUE : EK_FALSE;
    else
        order.truth = EK_UNKNOWN;
    if (order.truth == EK_UNKNOWN && assessed->state == EK_MISSING)
        want_unit(j, &order, "assessed");
    if (order.truth == EK_UNKNOWN && validated->state == EK_MISSING)
        want_unit(j, &order, "validated");
    put_known(j, EK_CORE_OUT_OF_ORDER, &order);
}

/* ---- 3: no more points than the unit has -------------------------------------------------- */

static void guard_points(ek_judging *j)
{
    const ek_value *holds = j->claim->target ? ek_record_at(j->claim->target, "points") : NULL;

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
                          &ek_type_unit_target.fields[ek_slot(&ek_type_unit_target, "points")],
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
    const ek_value *total, *units;
    ek_fraction sum = EK_ZERO;
    ek_buffer message;

    if (!decision->qualification)
        return;
    total = ek_record_at(decision->qualification, "points");
    units = ek_record_at(decision->qualification, "components");
    if (total->state != EK_KNOWN || units->state != EK_KNOWN)
        return;
    for (uint32_t i = 0; i < units->as.list.count; i++) {
        const ek_value *mandatory = ek_record_at(units->as.list.items[i], "mandatory");
        const ek_value *points = ek_record_at(units->as.list.items[i], "points");

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
    holds = is_assessed(j);
    put_known(j, EK_CORE_NOT_ASSESSED, &holds);
    holds = find_judged(j, EK_PHASE_VALIDATE);
    put_known(j, EK_CORE_NOT_VALIDATED, &holds);
    guard_order(j);
    guard_points(j);
}

/* ---- 2: nothing counts twice -------------------------------------------------------------- */

static ek_text counted_unit(const ek_judging *j)
{
    for (uint32_t i = 0; i < j->effect_count; i++) {
        const ek_given_field *unit = ek_given_field_named(&j->effects[i], "unit");

        if (j->effects[i].kind == EK_EFFECT_AWARD && unit && unit->value.state == EK_KNOWN &&
            unit->value.type == EK_TYPE_TEXT)
            return unit->value.as.text;
    }
    return ek_text_at(j->claim->target, "unit");
}

static ek_texts texts_of(const ek_value *value)
{
    ek_texts none = {NULL, 0};

    return value && value->state == EK_KNOWN ? value->as.texts : none;
}

static const ek_value *outcomes_of(const ek_record *record)
{
    return record ? ek_record_at(record, "outcomes") : NULL;
}

static bool is_known(const ek_value *value)
{
    return value && value->state == EK_KNOWN;
}

static bool is_named(const ek_value *outcomes)
{
    return is_known(outcomes) && outcomes->as.texts.count > 0;
}

/* What a claim can count at most: the outcomes of its unit that its target asks for, as far as they
 * are named. false: neither names any. */
static bool find_counted(ek_judging *j, ek_texts *out)
{
    const ek_value *have = outcomes_of(j->claim->unit), *want = outcomes_of(j->claim->target);
    ek_texts rest;

    *out = texts_of(is_named(have) ? have : want);
    if (is_named(have) && is_named(want))
        *out = ek_texts_shared(j->arena, texts_of(have), texts_of(want), &rest);
    return is_named(have) || is_named(want);
}

/* Texts or dates of two records that are equal, or of which nobody said one. */
static bool may_equal(const ek_record *a, const ek_record *b, const char *name)
{
    const ek_value *left = ek_record_at(a, name), *right = ek_record_at(b, name);

    if (left->state == EK_MISSING || right->state == EK_MISSING)
        return true;
    if (left->state != EK_KNOWN || right->state != EK_KNOWN)
        return left->state == right->state;
    if (a->type->fields[ek_slot(a->type, name)].kind == EK_KIND_DATE)
        return left->as.date == right->as.date;
    return ek_text_equal(left->as.text, right->as.text);
}

/* One unit, or one code in two transcripts that do not say that it was assessed twice. */
static bool is_one_unit(const ek_judging *a, const ek_judging *b)
{
    const ek_record *left = a->claim->unit, *right = b->claim->unit;

    if (!left || !right || left == right)
        return left && left == right;
    return is_known(ek_record_at(left, "code")) && is_known(ek_record_at(right, "code")) &&
           may_equal(left, right, "code") && may_equal(left, right, "assessed") &&
           may_equal(left, right, "assessed_by");
}

static bool names_both(const ek_judging *j)
{
    return is_named(outcomes_of(j->claim->unit)) && is_named(outcomes_of(j->claim->target));
}

/* Whether both claims count an outcome. What is named proves that they do not; where all is named
 * it proves that they do. Of one unit it is not known which of its outcomes went where, as long as
 * somebody did not name them. Two units of which one says nothing are two. */
static ek_truth shares_outcomes(ek_judging *a, ek_judging *b)
{
    bool one_unit = is_one_unit(a, b);
    ek_texts left, right, rest;
    bool left_named = find_counted(a, &left), right_named = find_counted(b, &right);

    if (!left_named || !right_named)
        return one_unit ? EK_UNKNOWN : EK_FALSE;
    if (one_unit && (left.count == 0 || right.count == 0))
        return EK_UNKNOWN;
    if (ek_texts_shared(a->arena, left, right, &rest).count == 0)
        return EK_FALSE;
    return names_both(a) && names_both(b) ? EK_TRUE : EK_UNKNOWN;
}

static bool shares_target(ek_judging *a, ek_judging *b)
{
    ek_text left = counted_unit(a), right = counted_unit(b);

    return left.size > 0 && ek_text_equal(left, right);
}

/* Parts of one unit, each shown elsewhere, may stand side by side. */
static bool are_parts(ek_judging *a, ek_judging *b)
{
    return ek_weakest(a) == ERKEND_PARTIAL && ek_weakest(b) == ERKEND_PARTIAL;
}

/* The second claim waits for what the first lacks. */
static void wait_for(ek_judging *first, ek_judging *second, erkend_verdict stands)
{
    uint32_t index = add_core(second, EK_CORE_COUNTS_ONCE, stands);
    ek_wants wants = {0};

    second->reasons[index].thing = first->claim->record;
    for (uint32_t i = 0; i < first->reason_count; i++) {
        const ek_reason *reason = &first->reasons[i];
        ek_wants more = {(ek_lacking *)(uintptr_t)reason->lacking, reason->lacking_count, 0,
                         (ek_open *)(uintptr_t)reason->open,       reason->open_count,    0};

        if (!reason->silent && reason->verdict == stands)
            ek_wants_join(&wants, second->arena, &more);
    }
    ek_wants_put(&wants, second->arena, &second->reasons[index]);
}

/* Nobody named which outcomes are which. */
static void want_outcomes(ek_judging *first, ek_judging *second)
{
    uint32_t index = add_core(second, EK_CORE_COUNTS_ONCE, ERKEND_INCOMPLETE);
    ek_judging *both[2] = {first, second};
    known outcomes = {.truth = EK_UNKNOWN};

    second->reasons[index].thing = first->claim->record;
    for (uint32_t i = 0; i < 2; i++) {
        if (both[i]->claim->unit && !is_named(outcomes_of(both[i]->claim->unit)))
            ek_wants_fact(&outcomes.wants, second->scene, EK_SCOPE_UNIT, both[i]->claim->unit,
                          &ek_type_unit.fields[ek_slot(&ek_type_unit, "outcomes")],
                          EK_TEXT("unit.outcomes"));
        if (!is_named(outcomes_of(both[i]->claim->target)))
            ek_wants_fact(&outcomes.wants, second->scene, EK_SCOPE_TARGET, both[i]->claim->target,
                          &ek_type_unit_target.fields[ek_slot(&ek_type_unit_target, "outcomes")],
                          EK_TEXT("unit.target.outcomes"));
    }
    if (outcomes.wants.fact_count == 0)
        want_unit(second, &outcomes, "outcomes");
    ek_wants_put(&outcomes.wants, second->arena, &second->reasons[index]);
}

/* The later of two has no more than what is left by the earlier: nothing where that counts, an open
 * question where it may count. */
static void guard_pair(ek_judging *first, ek_judging *second)
{
    erkend_verdict stands = ek_weakest(first);
    ek_truth outcomes;
    uint32_t index;

    if (stands == ERKEND_REFUSED || ek_weakest(second) == ERKEND_REFUSED)
        return;
    outcomes = shares_outcomes(first, second);
    if (shares_target(first, second) && !are_parts(first, second))
        outcomes = EK_TRUE;
    if (outcomes == EK_FALSE)
        return;
    if (stands <= ERKEND_REFERRED) {
        wait_for(first, second, stands);
        return;
    }
    if (outcomes == EK_UNKNOWN) {
        want_outcomes(first, second);
        return;
    }
    index = add_core(second, EK_CORE_COUNTS_ONCE, ERKEND_REFUSED);
    second->reasons[index].thing = first->claim->record;
}

void ek_guard_claims(ek_judging *judgings, uint32_t count)
{
    for (uint32_t second = 1; second < count; second++)
        for (uint32_t first = 0; first < second; first++)
            if (judgings[first].claim->kind == EK_SCOPE_UNIT &&
                judgings[second].claim->kind == EK_SCOPE_UNIT)
                guard_pair(&judgings[first], &judgings[second]);
}
