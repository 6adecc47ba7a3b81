/* Reasons: made while a claim is judged, and put in order: those that decide first, then by the
 * identifiers of their rules, then by thing.
 *
 * Of most rules only a byte says what came of them (ek_judging.said). Here each becomes a reason
 * beside those that were made while the claim was judged. Where the same was said before
 * (pattern.h), the reasons are copied in their order, and what is of this claim alone is put in its
 * place; else they are put in order, and the pattern is kept for the next claim. */
#include <assert.h>
#include <string.h>

#include "decide/inside.h"

/* ---- Making reasons ------------------------------------------------------------------------ */

erkend_verdict ek_verdict_because(uint8_t because)
{
    return because & EK_BECAUSE_FACT || !because ? ERKEND_INCOMPLETE : ERKEND_REFERRED;
}

const ek_detail ek_no_detail = {0};

ek_detail *ek_reason_detail(ek_arena *arena, ek_reason *reason)
{
    if (reason->detail == &ek_no_detail)
        reason->detail = EK_NEW(arena, ek_detail);
    return (ek_detail *)(uintptr_t)reason->detail;
}

void ek_verdict_set(ek_judging *j, uint32_t index, erkend_verdict verdict)
{
    ek_reason *reason = &j->reasons[index];

    assert(index < j->reason_count && !reason->silent);
    if (verdict > reason->verdict && reason->verdict == j->weakest)
        j->weakest_known = false;
    reason->verdict = verdict;
    if (verdict < j->weakest)
        j->weakest = verdict;
}

void ek_reason_lower(ek_judging *j, uint32_t index, uint8_t because, const ek_wants *wants)
{
    erkend_verdict verdict = ek_verdict_because(because);
    ek_wants copy = *wants;

    if (j->reasons[index].verdict > verdict)
        ek_verdict_set(j, index, verdict);
    ek_wants_put(&copy, j->arena, &j->reasons[index]);
}

erkend_verdict ek_weakest_found(ek_judging *j)
{
    erkend_verdict weakest = ERKEND_RECOGNISED;

    for (uint32_t i = 0; i < j->reason_count; i++)
        if (!j->reasons[i].silent && j->reasons[i].verdict < weakest)
            weakest = j->reasons[i].verdict;
    j->weakest = weakest;
    j->weakest_known = true;
    return weakest;
}

/* ---- Names and places ---------------------------------------------------------------------- */

static ek_text name_of(const ek_record *thing)
{
    if (!thing)
        return EK_TEXT("");
    for (uint32_t i = 0; i < thing->type->field_count; i++)
        if (thing->type->fields[i].flags & EK_ID)
            return thing->slots[i].state == EK_KNOWN ? thing->slots[i].as.text : EK_TEXT("");
    return EK_TEXT("");
}

/* Of one rule: by the name of the thing, then as they were read, then by the day of the wording. */
static int compare_things(const ek_reason *a, const ek_reason *b)
{
    int order = ek_text_compare(name_of(a->thing), name_of(b->thing));

    if (order == 0 && a->thing && b->thing)
        order = a->thing->number < b->thing->number ? -1 : a->thing->number > b->thing->number;
    if (order == 0 && a->rule && b->rule)
        order = a->rule->since < b->rule->since ? -1 : a->rule->since > b->rule->since;
    return order;
}

/* Where a reason stands: those that decide first, then in the order of identifiers. Reasons of the
 * core stand between those of rules. */
typedef struct place_of {
    uint32_t key, from;
} place_of;

/* Rules of the core in the order of their identifiers, counted from 0. */
static uint32_t order_in_core(const char *id)
{
    static const char *const ids[] = {EK_CORE_COUNTS_ONCE, EK_CORE_NOT_ASSESSED,
                                      EK_CORE_NOT_VALIDATED, EK_CORE_NOTHING_GIVES,
                                      EK_CORE_OUT_OF_ORDER};
    uint32_t order = 0;

    while (order < sizeof ids / sizeof ids[0] && strcmp(ids[order], id) != 0)
        order++;
    return order;
}

#define AFTER_CORE 7U /* more than there are rules of the core */

static uint32_t key_of(const ek_judging *j, const ek_reason *reason)
{
    uint32_t later = reason->decides ? 0 : UINT32_C(1) << 31;

    if (reason->rule)
        return later | (j->plan->rules[reason->rule->index].rank << 3 | AFTER_CORE);
    assert(reason->detail->core_id != NULL);
    return later | ek_plan_rank(j->book, ek_text_of(reason->detail->core_id)) << 3 |
           order_in_core(reason->detail->core_id);
}

/* They come in a few runs that are in order already, so that each moves a few places at most. */
static ek_reason *sort_reasons(const ek_judging *j)
{
    uint32_t count = j->reason_count;
    place_of *places = EK_ROOM(j->arena, place_of, count);
    ek_reason *sorted = EK_ROOM(j->arena, ek_reason, count);

    for (uint32_t i = 0; i < count; i++) {
        place_of place = {key_of(j, &j->reasons[i]), i};
        uint32_t at = i;

        while (at > 0 && (places[at - 1].key > place.key ||
                          (places[at - 1].key == place.key &&
                           compare_things(&j->reasons[places[at - 1].from], &j->reasons[i]) > 0))) {
            places[at] = places[at - 1];
            at--;
        }
        places[at] = place;
    }
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = j->reasons[places[i].from];
    return sorted;
}

/* ---- Who decides ---------------------------------------------------------------------------- */

/* Who decides, and on what law that nobody verified. So far a reason says of it only whether there
 * may be any behind its rule. */
static void mark_deciding(ek_judging *j, ek_reason *reason, struct erkend_decision *decision)
{
    reason->decides = true;
    if (!reason->unverified)
        return;
    reason->unverified =
        ek_rule_unverified(reason->scene ? reason->scene : j->scene, reason->rule, reason->day);
    decision->unverified = decision->unverified || reason->unverified;
}

/* What is incomplete says first what facts are lacking, and then what a body is asked. */
static void leave_one_kind(ek_judging *j, ek_reason *reason)
{
    ek_detail *detail = ek_reason_detail(j->arena, reason);

    if (reason->verdict == ERKEND_INCOMPLETE)
        detail->open_count = 0;
    else if (reason->verdict != ERKEND_REFERRED)
        detail->open_count = detail->lacking_count = 0;
}

static void mark_own(ek_judging *j, struct erkend_decision *decision)
{
    for (uint32_t i = 0; i < j->reason_count; i++) {
        ek_reason *reason = &j->reasons[i];

        if (reason->verdict == j->claim->verdict && !reason->silent)
            mark_deciding(j, reason, decision);
        else
            reason->unverified = false;
        if (reason->detail != &ek_no_detail)
            leave_one_kind(j, reason);
    }
}

/* ---- What was said ------------------------------------------------------------------------- */

/* Of what was said plainly only those that are content decide, where the claim is recognised. */
static void mark_plain(ek_judging *j, struct erkend_decision *decision)
{
    if (j->claim->verdict != ERKEND_RECOGNISED || !j->plan->kinds[j->claim->kind].unverified)
        return;
    for (uint32_t i = 0; i < j->said_count; i++) {
        const ek_planned *planned = j->asks->all[i].planned;

        if (!planned->unverified || !ek_said_plainly(planned, j->said[i]) ||
            EK_SAID_WHERE(j->said[i]) == EK_FALSE ||
            !ek_rule_unverified(j->scene, planned->rule, j->scene->decided))
            continue;
        j->said[i] |= EK_SAID_UNVERIFIED;
        decision->unverified = true;
    }
}

static ek_reason reason_said(const ek_judging *j, const ek_planned *planned, uint32_t number)
{
    uint8_t said = j->said[number];
    bool silent = EK_SAID_WHERE(said & ~EK_SAID_UNVERIFIED) == EK_FALSE;

    return (ek_reason){.rule = planned->rule,
                       .verdict = ERKEND_RECOGNISED,
                       .where = silent ? EK_FALSE : EK_TRUE,
                       .must = silent ? EK_UNKNOWN : EK_TRUE,
                       .day = j->scene->decided,
                       .law = planned->law->text,
                       .decides = !silent && j->claim->verdict == ERKEND_RECOGNISED,
                       .silent = silent,
                       .unverified = (said & EK_SAID_UNVERIFIED) != 0,
                       .asked = (uint16_t)number,
                       .scene = j->scene,
                       .detail = &ek_no_detail};
}

/* All reasons, those of their own behind the others; `spoken`: without the silent. */
static void gather(ek_judging *j, bool spoken)
{
    ek_reason *all = EK_ROOM(j->arena, ek_reason, j->said_count + j->reason_count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < j->said_count; i++) {
        const ek_planned *planned = j->asks->all[i].planned;
        uint8_t said = j->said[i] & (uint8_t)~EK_SAID_UNVERIFIED;

        if (ek_said_plainly(planned, said) && !(spoken && EK_SAID_WHERE(said) == EK_FALSE))
            all[count++] = reason_said(j, planned, i);
    }
    for (uint32_t i = 0; i < j->reason_count; i++)
        if (!(spoken && j->reasons[i].silent))
            all[count++] = j->reasons[i];
    j->reasons = all;
    j->reason_count = count;
}

/* ---- Patterns ------------------------------------------------------------------------------ */

/* Its step and roads are those of its rule, wherever its verdict is the one that has them. */
static bool is_as_ruled(const ek_reason *reason)
{
    const ek_otherwise *otherwise = &reason->rule->otherwise;
    bool step = reason->verdict == ERKEND_CONDITIONAL && otherwise->kind == EK_ELSE_CONDITIONAL;
    bool roads = reason->verdict == ERKEND_REFUSED && otherwise->kind == EK_ELSE_REFUSED;

    return reason->detail->step.size == (step ? otherwise->step.size : 0) &&
           reason->detail->instead.count == (roads ? otherwise->instead.count : 0);
}

/* Whatever its case, it reads the same: what stands in its detail is written in its rule. */
static bool is_quiet(const ek_judging *j, const ek_reason *reason)
{
    const ek_detail *detail = reason->detail;

    return !reason->thing && reason->day == j->scene->decided &&
           j->plan->rules[reason->rule->index].law && is_as_ruled(reason) &&
           (detail->lacking_count | detail->open_count | detail->covered.count |
            detail->not_covered.count | detail->nearest_count) == 0;
}

static uint8_t say_own(const ek_judging *j, ek_reason *reason)
{
    reason->apart = !is_quiet(j, reason);
    return (uint8_t)(EK_SAID_OWN | reason->verdict | (reason->silent ? EK_SAID_SILENT : 0) |
                     (reason->apart ? 0 : EK_SAID_QUIET) |
                     (reason->unverified ? EK_SAID_UNVERIFIED : 0) |
                     (reason->must == EK_FALSE ? EK_SAID_FAILED : 0));
}

/* Puts into what was said of what kind the reasons of their own are. False: that does not tell all,
 * as the core has a reason too, or a rule one for each of several things. */
static bool say_all(ek_judging *j)
{
    bool all = true;

    for (uint32_t i = 0; i < j->reason_count && all; i++) {
        ek_reason *reason = &j->reasons[i];

        all = reason->asked != EK_NO_ASK && (j->said[reason->asked] & EK_SAID_OWN) == 0;
        if (all)
            j->said[reason->asked] = say_own(j, reason);
    }
    return all;
}

/* What a pattern knows of reasons in their order: nothing of the case. */
static ek_pattern *keep_pattern(ek_judging *j, ek_patterns *patterns, const ek_reason *sorted)
{
    uint16_t *places = EK_NEW_ARRAY(j->arena, uint16_t, j->said_count);
    ek_reason *known = EK_ROOM(j->arena, ek_reason, j->reason_count);

    for (uint32_t i = 0; i < j->reason_count; i++) {
        known[i] = sorted[i];
        known[i].scene = NULL;
        known[i].day = EK_DATE_NEVER;
        known[i].thing = NULL;
        known[i].detail = &ek_no_detail;
        places[sorted[i].asked] = (uint16_t)i;
    }
    return ek_pattern_add(patterns, j->asks, j->said, j->said_count, known, j->reason_count,
                          places);
}

/* Does any of its own reasons say more than the pattern's? */
static bool says_more(const ek_judging *j)
{
    for (uint32_t i = 0; i < j->reason_count; i++)
        if (j->reasons[i].apart || j->reasons[i].detail != &ek_no_detail)
            return true;
    return false;
}

static void copy_pattern(ek_judging *j, const ek_pattern *pattern, bool spoken)
{
    ek_reason *reasons = EK_ROOM(j->arena, ek_reason, pattern->reason_count);

    memcpy(reasons, pattern->reasons, pattern->reason_count * sizeof *reasons);
    for (uint32_t i = 0; i < pattern->reason_count; i++) {
        reasons[i].scene = j->scene;
        reasons[i].day = j->scene->decided;
    }
    for (uint32_t i = 0; i < j->reason_count; i++)
        if (!(spoken && j->reasons[i].silent))
            reasons[pattern->places[j->reasons[i].asked]] = j->reasons[i];
    j->reasons = reasons;
}

/* `spoken`: nobody asks for scenes either; where the pattern tells all its own reasons will do. */
static void take_pattern(ek_judging *j, const ek_pattern *pattern, bool spoken)
{
    if (spoken && !says_more(j))
        j->reasons = (ek_reason *)(uintptr_t)pattern->reasons;
    else
        copy_pattern(j, pattern, spoken);
    j->reason_count = pattern->reason_count;
}

/* Without patterns, or where they do not tell all. */
static void order_plainly(ek_judging *j, bool spoken)
{
    gather(j, spoken);
    j->reasons = sort_reasons(j);
}

void ek_reasons_order(ek_judging *j, struct erkend_decision *decision, ek_patterns *patterns)
{
    ek_claim *claim = j->claim;

    mark_own(j, decision);
    mark_plain(j, decision);
    if (patterns && say_all(j)) {
        claim->pattern = ek_pattern_find(patterns, j->asks, j->said, j->said_count);
        if (claim->pattern) {
            take_pattern(j, claim->pattern, decision->unread);
        } else {
            order_plainly(j, decision->unread);
            claim->pattern = keep_pattern(j, patterns, j->reasons);
        }
    } else {
        order_plainly(j, decision->unread);
    }
    claim->reasons = j->reasons;
    claim->reason_count = j->reason_count;
}
