/* The guard: what no policy can break, because the core holds it (DESIGN section 3).
 *
 *  1  what is recognised was validated, what is validated was assessed or established:
 * core.not_assessed, core.not_validated, core.out_of_order; and a unit is awarded only as a whole
 * (settle.c) 2  no outcome counts twice towards one qualification: core.counts_once 3  points
 * awarded never exceed those of the unit in the target qualification (an error of the case); shares
 * sum exactly (weigh.c) 4  every claim ends in one verdict with a reason that names a rule:
 * core.nothing_gives 5  a missing fact is never a no: each guard that meets one is incomplete and
 * names it 6  what the law leaves to a body is referred: transfer.c; no guard strengthens a verdict
 *  7  order of documents is no fact: of two that would count twice the better counts, of equals the
 * first by its id
 *  8  quantities are exact: base/fraction.h
 *
 * A guard only ever adds a reason, so the weakest verdict can only become weaker. */
#include <assert.h>

#include "decide/inside.h"

static uint32_t add_core(ek_judging *j, const char *id, erkend_verdict verdict)
{
    ek_reason *reason = ek_reason_begin(j);

    ek_reason_detail(j->arena, reason)->core_id = id;
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
    ek_detail *detail;
    uint32_t index;

    if (gave(j) || (ek_weakest(j) == ERKEND_REFUSED && is_refused(j)) || may_give(j) ||
        (gives_nothing_yet(j) && ek_weakest(j) <= ERKEND_CONDITIONAL))
        return;
    index = add_core(j, EK_CORE_NOTHING_GIVES, ERKEND_REFUSED);
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

/* ---- 2: nothing counts twice -------------------------------------------------------------- */

/* What the claim awards by this name, as far as it is known. */
static const ek_answer *find_awarded(const ek_judging *j, const char *name, ek_type type)
{
    for (uint32_t i = 0; i < j->effect_count; i++) {
        const ek_given_field *field;

        if (j->effects[i].kind != EK_EFFECT_AWARD)
            continue;
        field = ek_given_field_named(&j->effects[i], name);
        if (field && field->value.state == EK_KNOWN && field->value.type == type)
            return &field->value;
    }
    return NULL;
}

static ek_text counted_unit(const ek_judging *j)
{
    const ek_answer *unit = find_awarded(j, "unit", EK_TYPE_TEXT);

    return unit ? unit->as.text : ek_text_in_slot(j->claim->target, j->plan->at.unit_target_unit);
}

static bool is_named(const ek_record *record, uint16_t slot)
{
    return record && record->slots[slot].state == EK_KNOWN &&
           record->slots[slot].as.texts.count > 0;
}

/* What a claim of a unit counts at most, found out once for all claims that it is compared with. */
typedef struct counting {
    ek_judging *j;
    bool of_unit;          /* its unit names outcomes */
    bool of_target;        /* what it is to count for does */
    bool found;            /* outcomes are: they are looked for when somebody asks */
    ek_texts have, want;   /* of its unit, of its target, as far as named; sorted */
    uint64_t first, last;  /* heads of what is wanted */
    ek_texts outcomes;     /* those of its unit that its target asks for, as far as named; sorted */
    ek_text unit;          /* of the target qualification */
    erkend_verdict stands; /* its verdict so far */
    bool settled;          /* before the others were looked at nothing of it was open */
    const ek_answer *points, *grade; /* awarded with it; NULL: none */
} counting;

static void find_counted(counting *out, ek_judging *j)
{
    const ek_slots *at = &j->plan->at;
    ek_texts none = {NULL, 0};

    out->j = j;
    out->found = false;
    out->of_unit = is_named(j->claim->unit, at->unit_outcomes);
    out->of_target = is_named(j->claim->target, at->unit_target_outcomes);
    out->have = out->of_unit ? j->claim->unit->slots[at->unit_outcomes].as.texts : none;
    out->want = out->of_target ? j->claim->target->slots[at->unit_target_outcomes].as.texts : none;
    if (out->of_target) {
        out->first = ek_text_head(out->want.items[0]);
        out->last = ek_text_head(out->want.items[out->want.count - 1]);
    }
    out->unit = counted_unit(j);
    out->stands = ek_weakest(j);
}

static ek_texts outcomes_of(counting *c)
{
    ek_texts rest;

    if (c->found)
        return c->outcomes;
    c->outcomes = c->of_unit ? c->have : c->want;
    if (c->of_unit && c->of_target)
        c->outcomes = ek_texts_shared(c->j->arena, c->have, c->want, &rest);
    c->found = true;
    return c->outcomes;
}

/* Texts or dates of two records that are equal, or of which nobody said one. */
static bool may_equal(const ek_record *a, const ek_record *b, uint16_t slot)
{
    const ek_value *left = &a->slots[slot], *right = &b->slots[slot];

    if (left->state == EK_MISSING || right->state == EK_MISSING)
        return true;
    if (left->state != EK_KNOWN || right->state != EK_KNOWN)
        return left->state == right->state;
    if (a->type->fields[slot].kind == EK_KIND_DATE)
        return left->as.date == right->as.date;
    return ek_text_equal(left->as.text, right->as.text);
}

/* One unit, or one code in two transcripts that do not say that it was assessed twice. */
static bool is_one_unit(const ek_judging *a, const ek_judging *b)
{
    const ek_record *left = a->claim->unit, *right = b->claim->unit;
    const ek_slots *at = &a->plan->at;

    if (!left || !right || left == right)
        return left && left == right;
    return left->slots[at->unit_code].state == EK_KNOWN &&
           right->slots[at->unit_code].state == EK_KNOWN && may_equal(left, right, at->unit_code) &&
           may_equal(left, right, at->unit_assessed) &&
           may_equal(left, right, at->unit_assessed_by);
}

static bool names_both(const counting *c)
{
    return c->of_unit && c->of_target;
}

/* Is any text in both? They are sorted. */
static bool share_any(ek_texts a, ek_texts b)
{
    uint32_t i = 0, k = 0;

    if (a.count == 0 || b.count == 0 || ek_text_compare(a.items[a.count - 1], b.items[0]) < 0 ||
        ek_text_compare(b.items[b.count - 1], a.items[0]) < 0)
        return false;
    while (i < a.count && k < b.count) {
        int order = ek_text_compare(a.items[i], b.items[k]);

        if (order == 0)
            return true;
        if (order < 0)
            i++;
        else
            k++;
    }
    return false;
}

/* Whether both claims count an outcome. What is named proves that they do not; where all is named
 * it proves that they do. Of one unit it is not known which of its outcomes went where, as long as
 * somebody did not name them. Two units of which one says nothing are two. */
static ek_truth shares_outcomes(counting *a, counting *b)
{
    bool left_named = a->of_unit || a->of_target, right_named = b->of_unit || b->of_target;
    bool one_unit = is_one_unit(a->j, b->j);

    if (!left_named || !right_named)
        return one_unit ? EK_UNKNOWN : EK_FALSE;
    /* Targets that ask for nothing in common: mostly, and then no more is looked at. */
    if (!one_unit && a->of_target && b->of_target && !share_any(a->want, b->want))
        return EK_FALSE;
    if (one_unit && (outcomes_of(a).count == 0 || outcomes_of(b).count == 0))
        return EK_UNKNOWN;
    if (!share_any(outcomes_of(a), outcomes_of(b)))
        return EK_FALSE;
    return names_both(a) && names_both(b) ? EK_TRUE : EK_UNKNOWN;
}

static bool shares_target(const counting *a, const counting *b)
{
    return a->unit.size > 0 && ek_text_equal(a->unit, b->unit);
}

/* Parts of one unit, each shown elsewhere, may stand side by side. */
static bool are_parts(const counting *a, const counting *b)
{
    return a->stands == ERKEND_PARTIAL && b->stands == ERKEND_PARTIAL;
}

/* The second claim waits for what the first lacks. */
static void wait_for(ek_judging *first, ek_judging *second, erkend_verdict stands)
{
    uint32_t index = add_core(second, EK_CORE_COUNTS_ONCE, stands);
    ek_wants wants = {0};

    second->reasons[index].thing = first->claim->record;
    for (uint32_t i = 0; i < first->reason_count; i++) {
        const ek_reason *reason = &first->reasons[i];
        ek_wants more = {
            (ek_lacking *)(uintptr_t)reason->detail->lacking, reason->detail->lacking_count, 0,
            (ek_open *)(uintptr_t)reason->detail->open,       reason->detail->open_count,    0};

        if (!reason->silent && reason->verdict == stands)
            ek_wants_join(&wants, second->arena, &more);
    }
    ek_wants_put(&wants, second->arena, &second->reasons[index]);
}

/* Nobody named which outcomes are which. */
static void want_outcomes(const counting *first, const counting *second)
{
    ek_judging *j = second->j;
    uint32_t index = add_core(j, EK_CORE_COUNTS_ONCE, ERKEND_INCOMPLETE);
    const counting *both[2] = {first, second};
    const ek_slots *at = &j->plan->at;
    known outcomes = {.truth = EK_UNKNOWN};

    j->reasons[index].thing = first->j->claim->record;
    for (uint32_t i = 0; i < 2; i++) {
        const ek_claim *claim = both[i]->j->claim;

        if (claim->unit && !both[i]->of_unit)
            ek_wants_fact(&outcomes.wants, j->scene, EK_SCOPE_UNIT, claim->unit,
                          &ek_type_unit.fields[at->unit_outcomes], EK_TEXT("unit.outcomes"));
        if (!both[i]->of_target)
            ek_wants_fact(&outcomes.wants, j->scene, EK_SCOPE_TARGET, claim->target,
                          &ek_type_unit_target.fields[at->unit_target_outcomes],
                          EK_TEXT("unit.target.outcomes"));
    }
    if (outcomes.wants.fact_count == 0)
        want_unit(j, &outcomes, at->unit_outcomes);
    ek_wants_put(&outcomes.wants, j->arena, &j->reasons[index]);
}

/* Two units that go to two targets, which ask for nothing in common: mostly, and seen at once. */
static inline bool are_apart(const counting *a, const counting *b)
{
    const ek_record *left = a->j->claim->unit, *right = b->j->claim->unit;
    uint16_t code = a->j->plan->at.unit_code;

    return a->of_target && b->of_target && (a->last < b->first || b->last < a->first) &&
           !shares_target(a, b) &&
           (!left || !right ||
            (left != right &&
             (left->slots[code].state != EK_KNOWN || right->slots[code].state != EK_KNOWN)));
}

/* Would something count in both? */
static ek_truth counts_twice(counting *a, counting *b)
{
    if (a->stands == ERKEND_REFUSED || b->stands == ERKEND_REFUSED)
        return EK_FALSE;
    if (shares_target(a, b) && !are_parts(a, b))
        return EK_TRUE;
    return shares_outcomes(a, b);
}

static void refuse_second(const counting *first, counting *second)
{
    uint32_t index = add_core(second->j, EK_CORE_COUNTS_ONCE, ERKEND_REFUSED);

    second->j->reasons[index].thing = first->j->claim->record;
    second->stands = ek_weakest(second->j);
}

/* The second of two has no more than what is left by the first: nothing where that counts, an open
 * question where it may count. */
static void guard_pair(counting *first, counting *second)
{
    ek_truth outcomes = counts_twice(first, second);

    if (outcomes == EK_FALSE)
        return;
    if (first->stands <= ERKEND_REFERRED) {
        wait_for(first->j, second->j, first->stands);
    } else if (outcomes == EK_UNKNOWN) {
        want_outcomes(first, second);
    } else {
        refuse_second(first, second);
    }
    second->stands = ek_weakest(second->j);
}

static bool is_open(const counting *c)
{
    return c->stands == ERKEND_INCOMPLETE || c->stands == ERKEND_REFERRED;
}

/* Below 0: a has less than b. Without any is least. */
static int compare_awarded(const ek_answer *a, const ek_answer *b)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    return ek_fraction_compare(a->low, b->low);
}

/* On one scale, the way that is better there; marks on two scales never compare. */
static int compare_grades(const counting *a, const counting *b)
{
    const ek_rulebook *book = a->j->book;
    int order = compare_awarded(a->grade, b->grade);

    if (!a->grade || !b->grade)
        return order;
    if (!ek_text_equal(a->grade->scale, b->grade->scale))
        return ek_text_compare(b->grade->scale, a->grade->scale);
    for (uint32_t i = 0; i < book->scale_count; i++)
        if (book->scales[i].low_is_best && ek_text_equal(book->scales[i].name, a->grade->scale))
            return -order;
    return order;
}

/* Does b go before a? What is open may yet be the best, so that all others wait for it. Then the
 * stronger verdict, the more points, the better grade: what is awarded is known wherever a verdict
 * is. What of these a missing fact hides makes the claim open: it never lets the weaker win. */
static bool is_better(const counting *b, const counting *a)
{
    int order;

    if (is_open(a) || is_open(b))
        return is_open(b) && !is_open(a);
    if (a->stands != b->stands)
        return b->stands > a->stands;
    order = compare_awarded(b->points, a->points);
    return order > 0 || (order == 0 && compare_grades(b, a) > 0);
}

/* The better first; equals stay in the order of their ids. */
static void sort_counted(counting *counted, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        counted[i].points = find_awarded(counted[i].j, "points", EK_TYPE_QUANTITY);
        counted[i].grade = find_awarded(counted[i].j, "grade", EK_TYPE_QUANTITY);
        counted[i].settled = !is_open(&counted[i]);
    }
    for (uint32_t i = 1; i < count; i++) {
        counting one = counted[i];
        uint32_t at = i;

        for (; at > 0 && is_better(&one, &counted[at - 1]); at--)
            counted[at] = counted[at - 1];
        counted[at] = one;
    }
}

static bool any_counts_twice(counting *counted, uint32_t count)
{
    for (uint32_t second = 1; second < count; second++)
        for (uint32_t first = 0; first < second; first++)
            if (!are_apart(&counted[first], &counted[second]) &&
                counts_twice(&counted[first], &counted[second]) != EK_FALSE)
                return true;
    return false;
}

/* Does whatever may hold `first` back take the place of `second` as well? */
static bool is_replaced(counting *counted, uint32_t first, uint32_t second)
{
    for (uint32_t other = 0; other < first; other++)
        if (counts_twice(&counted[other], &counted[first]) != EK_FALSE &&
            counts_twice(&counted[other], &counted[second]) != EK_TRUE)
            return false;
    return true;
}

/* A better one only waits for what would displace both: whichever of them counts in the end, the
 * second does not, so nothing is asked for its sake. NULL: it may count yet. */
static const counting *find_winner(counting *counted, uint32_t second)
{
    if (counted[second].stands == ERKEND_PARTIAL)
        return NULL;
    for (uint32_t first = 0; first < second; first++)
        if (is_open(&counted[first]) && counted[first].settled &&
            counts_twice(&counted[first], &counted[second]) == EK_TRUE &&
            is_replaced(counted, first, second))
            return &counted[first];
    return NULL;
}

/* The second has what those before it leave. */
static void guard_second(counting *counted, uint32_t second)
{
    const counting *winner = find_winner(counted, second);

    if (winner)
        refuse_second(winner, &counted[second]);
    for (uint32_t first = 0; first < second && !winner; first++)
        guard_pair(&counted[first], &counted[second]);
}

/* Claims of units stand side by side: they are in the order of kinds. */
void ek_guard_claims(ek_judging *judgings, uint32_t count)
{
    counting *counted;
    uint32_t units = 0, from = 0;

    while (from < count && judgings[from].claim->kind != EK_SCOPE_UNIT)
        from++;
    while (from + units < count && judgings[from + units].claim->kind == EK_SCOPE_UNIT)
        units++;
    if (units < 2)
        return;
    counted = EK_ROOM(judgings->arena, counting, units);
    for (uint32_t i = 0; i < units; i++)
        find_counted(&counted[i], &judgings[from + i]);
    if (!any_counts_twice(counted, units))
        return;
    sort_counted(counted, units);
    for (uint32_t second = 1; second < units; second++)
        guard_second(counted, second);
}
