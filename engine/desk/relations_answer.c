/* Answers of a case and of its twin: decided, reduced to what a relation speaks of, held against
 * each other; and the rule that is to blame where they break it. */
#include "base/sort.h"
#include "decide/timeline.h"
#include "desk/trial.h"

/* ---- Answers -------------------------------------------------------------------------------- */

static bool counts(const ek_given *given)
{
    return given->state == EK_EFFECT_IN_FORCE &&
           (given->kind == EK_EFFECT_AWARD || given->kind == EK_EFFECT_CREDIT_TIME ||
            given->kind == EK_EFFECT_COUNT_AS_TRAINING || given->kind == EK_EFFECT_SHORTEN);
}

static void add_number(ek_fraction *to, const ek_given *given, const char *name)
{
    for (uint32_t i = 0; i < given->field_count; i++)
        if (ek_text_is(given->fields[i].name, name) &&
            given->fields[i].value.type == EK_TYPE_QUANTITY &&
            given->fields[i].value.state == EK_KNOWN)
            (void)ek_fraction_add(to, *to, given->fields[i].value.low);
}

static void put_decider(ek_told *out, const ek_claim *claim)
{
    for (uint32_t i = 0; i < claim->reason_count; i++) {
        const ek_reason *reason = &claim->reasons[i];

        if (!reason->decides || reason->silent)
            continue;
        out->rule = reason->rule ? reason->rule->id : ek_text_of(reason->detail->core_id);
        out->law = reason->law;
        return;
    }
}

static void put_effects(ek_told *out, const ek_claim *claim)
{
    for (uint32_t i = 0; i < claim->effect_count; i++) {
        const ek_given *given = &claim->effects[i];

        if (!counts(given))
            continue;
        add_number(&out->months, given, "months");
        add_number(&out->points, given, "points");
        if (given->by_count == 0 && !given->limited_by)
            continue;
        out->giver = (given->limited_by ? given->limited_by : given->by[0])->id;
        for (uint32_t k = 0; k < claim->reason_count; k++)
            if (claim->reasons[k].rule && ek_text_equal(claim->reasons[k].rule->id, out->giver))
                out->giver_law = claim->reasons[k].law;
    }
}

static ek_tolds take_answers(ek_trial *t, const struct erkend_decision *decision)
{
    ek_arena *arena = &t->work;
    ek_tolds out = {.decided = true, .months = EK_ZERO, .points = EK_ZERO};

    out.items = EK_NEW_ARRAY(arena, ek_told, decision->claim_count + 1u);
    for (uint32_t i = 0; i < decision->claim_count; i++) {
        const ek_claim *claim = &decision->claims[i];
        ek_told *a = &out.items[out.count++];
        const ek_value *id = claim->unit ? ek_record_at(claim->unit, "id") : NULL;

        a->kind = claim->kind;
        a->id = ek_text_copy(arena, claim->id);
        if (id && id->state == EK_KNOWN)
            a->unit = ek_text_copy(arena, id->as.text);
        a->verdict = claim->verdict;
        a->months = a->points = EK_ZERO;
        put_decider(a, claim);
        put_effects(a, claim);
        a->law = ek_text_copy(arena, a->law);
        a->giver_law = ek_text_copy(arena, a->giver_law);
        (void)ek_fraction_add(&out.months, out.months, a->months);
        (void)ek_fraction_add(&out.points, out.points, a->points);
    }
    if (decision->account && decision->account->exhaustive)
        out.points = decision->account->points;
    return out;
}

ek_tolds ek_trial_decide(ek_trial *t, const ek_sample *root, ek_arena *brinks)
{
    erkend_case_options how = {
        .struct_size = sizeof how, .files = t->files, .country = t->book->code.bytes};
    erkend_case *the_case = NULL;
    erkend_decision *decision = NULL;
    ek_text document = ek_sample_json(&t->work, root);
    ek_tolds out = {.decided = false};
    erkend_status status =
        erkend_case_read(&the_case, t->name, document.bytes, document.size, &how, t->error);

    if (status == ERKEND_OK)
        status = erkend_decide(&decision, &t->worker, the_case, t->book->code.bytes, t->error);
    if (status == ERKEND_OK)
        out = take_answers(t, decision);
    if (out.decided && brinks)
        out.brinks = ek_brinks_find(brinks, decision);
    erkend_decision_free(decision);
    erkend_case_free(the_case);
    return out;
}

/* ---- Judging -------------------------------------------------------------------------------- */

static const ek_told *find_answer(const ek_tolds *in, const ek_told *like)
{
    for (uint32_t i = 0; i < in->count; i++)
        if (in->items[i].kind == like->kind && ek_text_equal(in->items[i].id, like->id))
            return &in->items[i];
    return NULL;
}

static void blame(ek_broken *out, const ek_told *by, bool effect, ek_arena *arena,
                  const char *format, const char *from, const char *to)
{
    const char *kind = ek_scope_of(by->kind)->name;

    out->rule = effect && by->giver.size ? by->giver : by->rule;
    out->law = effect && by->giver.size ? by->giver_law : by->law;
    out->says = ek_text_format(arena, format, kind, from, to);
}

static const char *number_text(ek_arena *arena, ek_fraction number)
{
    return ek_text_terminated(arena, ek_fraction_text(arena, number));
}

/* No claim is answered worse than before. */
static bool find_worse(ek_trial *t, const ek_tolds *before, const ek_tolds *after, ek_broken *out)
{
    for (uint32_t i = 0; i < before->count; i++) {
        const ek_told *was = &before->items[i], *is = find_answer(after, was);

        if (!is)
            continue;
        if (is->verdict < was->verdict) {
            blame(out, is, false, &t->work, "%s %s → %s", erkend_verdict_name(was->verdict),
                  erkend_verdict_name(is->verdict));
            return true;
        }
        if (is->verdict == was->verdict && ek_fraction_compare(is->points, was->points) < 0) {
            blame(out, is, true, &t->work, "%s: %s points → %s points",
                  number_text(&t->work, was->points), number_text(&t->work, is->points));
            return true;
        }
        if (is->verdict == was->verdict && ek_fraction_compare(is->months, was->months) < 0) {
            blame(out, is, true, &t->work, "%s: %s months → %s months",
                  number_text(&t->work, was->months), number_text(&t->work, is->months));
            return true;
        }
    }
    return false;
}

/* The sums do not grow. */
static bool find_gain(ek_trial *t, const ek_tolds *before, const ek_tolds *after, ek_broken *out)
{
    bool points = ek_fraction_compare(after->points, before->points) > 0;
    bool months = ek_fraction_compare(after->months, before->months) > 0;

    for (uint32_t i = after->count; (points || months) && i-- > 0;) {
        const ek_told *is = &after->items[i];

        if (!is->giver.size || (points ? is->points.num : is->months.num) == 0)
            continue;
        blame(out, is, true, &t->work,
              points ? "%s: %s points → %s points in all" : "%s: %s months → %s months in all",
              number_text(&t->work, points ? before->points : before->months),
              number_text(&t->work, points ? after->points : after->months));
        return true;
    }
    return false;
}

/* No claim is answered better. */
static bool find_better(ek_trial *t, const ek_tolds *before, const ek_tolds *after, ek_broken *out)
{
    for (uint32_t i = 0; i < before->count; i++) {
        const ek_told *was = &before->items[i], *is = find_answer(after, was);

        if (!is || is->verdict <= was->verdict)
            continue;
        blame(out, was, false, &t->work, "%s %s → %s", erkend_verdict_name(was->verdict),
              erkend_verdict_name(is->verdict));
        return true;
    }
    return false;
}

static int compare_answers(const void *left, const void *right)
{
    const ek_told *a = left, *b = right;
    int order = (int)a->kind - (int)b->kind;

    if (order == 0)
        order = (int)a->verdict - (int)b->verdict;
    if (order == 0)
        order = ek_fraction_compare(a->points, b->points);
    if (order == 0)
        order = ek_fraction_compare(a->months, b->months);
    return order;
}

/* The same answers, whatever the claims are called. */
static bool find_other(ek_trial *t, const ek_tolds *before, const ek_tolds *after,
                       bool verdicts_only, ek_broken *out)
{
    uint32_t count = before->count < after->count ? before->count : after->count;

    ek_sort(before->items, before->count, sizeof *before->items, compare_answers);
    ek_sort(after->items, after->count, sizeof *after->items, compare_answers);
    for (uint32_t i = 0; i < count; i++) {
        const ek_told *was = &before->items[i], *is = &after->items[i];

        if (was->kind == is->kind && was->verdict == is->verdict &&
            (verdicts_only || compare_answers(was, is) == 0))
            continue;
        blame(out, was->verdict < is->verdict ? was : is, was->verdict == is->verdict, &t->work,
              "%s %s → %s", erkend_verdict_name(was->verdict),
              was->verdict == is->verdict ? "the same, with other effects"
                                          : erkend_verdict_name(is->verdict));
        return true;
    }
    return false;
}

/* Of what is shown in parts: whatever was answered of a kind still is, and no other. */
static bool has_verdict(const ek_tolds *in, const ek_told *like)
{
    for (uint32_t i = 0; i < in->count; i++)
        if (in->items[i].kind == like->kind && in->items[i].verdict == like->verdict)
            return true;
    return false;
}

static bool find_split(ek_trial *t, const ek_tolds *before, const ek_tolds *after, ek_broken *out)
{
    for (uint32_t i = 0; i < after->count; i++)
        if (!has_verdict(before, &after->items[i])) {
            const ek_told *was = find_answer(before, &after->items[i]);

            blame(out, was && was->verdict < after->items[i].verdict ? was : &after->items[i],
                  false, &t->work, "%s %s → %s",
                  was ? erkend_verdict_name(was->verdict) : "not asked",
                  erkend_verdict_name(after->items[i].verdict));
            return true;
        }
    return find_gain(t, before, after, out) || find_gain(t, after, before, out);
}

static bool find_incomplete(ek_trial *t, const ek_tolds *before, const ek_tolds *after,
                            ek_broken *out)
{
    for (uint32_t i = 0; i < before->count; i++) {
        const ek_told *was = &before->items[i], *is = find_answer(after, was);

        if (!is || was->verdict != ERKEND_RECOGNISED || is->verdict != ERKEND_INCOMPLETE)
            continue;
        blame(out, is, false, &t->work, "%s %s → %s", "recognised", "incomplete");
        return true;
    }
    return false;
}

bool ek_trial_is_kept(ek_trial *t, ek_relation relation, const ek_tolds *as_is,
                      const ek_tolds *twin, ek_broken *out)
{
    switch (relation) {
    case EK_MORE_LEARNING: return !find_worse(t, as_is, twin, out);
    case EK_SPLIT: return !find_split(t, as_is, twin, out);
    case EK_ORDER: return !find_other(t, as_is, twin, false, out);
    case EK_SCALE: return !find_other(t, as_is, twin, true, out);
    case EK_TWICE: return !find_better(t, as_is, twin, out) && !find_gain(t, as_is, twin, out);
    case EK_THERE_AND_BACK: return !find_gain(t, as_is, twin, out);
    case EK_MISSING_FACT: return !find_incomplete(t, twin, as_is, out);
    case EK_RELATIONS: break;
    }
    return true;
}
