/* Transfer: one claim against the rules in force; the weakest verdict stands (LANGUAGE section 3).
 *
 * For each rule, in the order of identifiers, and each thing that it is for: its clock says whether
 * it is in force; an exception may displace it; `where` says whether it speaks of this case; then
 * `must`, `choose` and `otherwise` give the verdict as far as this rule goes, and what it gives is
 * put down. Claims of a unit go through three phases; one that ends refused ends the claim, so that
 * later phases ask for nothing. No branch here reads a missing fact as a no: removing a fact leaves
 * the verdict or makes it incomplete, or referred where only a ruling is lacking (DECISIONS 3). */
#include <assert.h>
#include <string.h>

#include "decide/inside.h"

/* Where one rule stands in the claim: on its day, for its thing. */
typedef struct turn {
    const ek_planned *planned;
    uint32_t number; /* of what is asked */
    const ek_rule *rule;
    const ek_record *thing;
    ek_date day;
    ek_truth in_force;
    uint8_t because; /* why in_force is unknown */
    bool asked;      /* `must` was asked already: */
    ek_truth must;
    uint8_t why;
} turn;

/* Most claims have no more that are not plain. */
#define FEW_REASONS 8
/* Most claims are given no more. */
#define FEW_GIFTS 4

/* ---- Asking ------------------------------------------------------------------------------- */

bool ek_effect_recognises(const ek_effect *effect)
{
    return effect && effect->kind != EK_EFFECT_INFORM;
}

static ek_answer ask(ek_judging *j, const ek_expr *expr, ek_date day)
{
    return j->evaluate(j->scene, expr, day, &j->claim->reads);
}

static inline void ask_into(ek_judging *j, const ek_expr *expr, ek_date day, ek_answer *out)
{
    if (j->scene->compiled)
        ek_compiled_answer(j->scene, expr, day, &j->claim->reads, out);
    else
        *out = ask(j, expr, day);
}

static inline ek_truth ask_truth(ek_judging *j, const ek_expr *expr, ek_date day, uint8_t *because)
{
    ek_answer answer;

    if (j->scene->compiled)
        return ek_compiled_truth(j->scene, expr, day, &j->claim->reads, because);
    answer = j->evaluate(j->scene, expr, day, &j->claim->reads);
    *because = answer.because;
    return answer.truth;
}

/* The thing in turn. What is remembered of words never depends on it. */
static void set_thing(ek_judging *j, ek_scope scope, const ek_record *thing)
{
    j->scene->at[scope] = ek_at_record(thing);
}

/* ---- In force ----------------------------------------------------------------------------- */

static void read_own_clock(ek_judging *j, turn *now)
{
    ek_answer clock = ask(j, now->rule->clock, now->day);

    if (clock.state == EK_MISSING) {
        now->in_force = EK_UNKNOWN;
        now->because = clock.because;
    } else if (clock.state == EK_NONE) {
        now->in_force = EK_FALSE;
    } else {
        now->day = clock.as.date;
    }
}

static inline void read_clock(ek_judging *j, turn *now)
{
    const ek_rule *rule = now->rule;

    now->day = j->scene->decided;
    now->because = 0;
    now->in_force = EK_TRUE;
    if (rule->clock)
        read_own_clock(j, now);
    if (now->in_force == EK_TRUE)
        now->in_force = now->day >= rule->since && now->day <= rule->last_day ? EK_TRUE : EK_FALSE;
}

/* ---- Exceptions --------------------------------------------------------------------------- */

static ek_truth find_displaced(ek_judging *j, const turn *now, uint32_t depth, uint8_t *because,
                               ek_wants *wants, const ek_rule **by);

/* Does this exception hold for the thing at hand? */
static ek_truth judge_exception(ek_judging *j, const ek_planned *planned, const ek_record *thing,
                                uint32_t depth, uint8_t *because, ek_wants *wants)
{
    const ek_rule *exception = planned->rule;
    turn now = {.planned = planned, .rule = exception, .thing = thing};
    ek_truth where = EK_TRUE, displaced;
    const ek_rule *by = NULL;
    ek_wants lacking = {0};
    uint8_t why = 0;

    read_clock(j, &now);
    if (now.in_force == EK_FALSE)
        return EK_FALSE;
    if (now.in_force == EK_UNKNOWN && exception->where && !planned->where_needs_day &&
        ask_truth(j, exception->where, now.day, &why) == EK_FALSE)
        return EK_FALSE;
    if (now.in_force == EK_UNKNOWN) {
        *because = (uint8_t)(*because | now.because);
        ek_wants_expr(wants, j->scene, exception->clock, j->scene->decided);
        return EK_UNKNOWN;
    }
    if (exception->where) {
        where = ask_truth(j, exception->where, now.day, &why);
        if (where == EK_UNKNOWN)
            ek_wants_expr(&lacking, j->scene, exception->where, now.day);
    }
    displaced =
        where == EK_FALSE ? EK_FALSE : find_displaced(j, &now, depth + 1, &why, &lacking, &by);
    if (where == EK_FALSE || displaced == EK_TRUE)
        return EK_FALSE;
    if (where == EK_TRUE && displaced == EK_FALSE)
        return EK_TRUE;
    *because = (uint8_t)(*because | why);
    ek_wants_join(wants, j->arena, &lacking);
    return EK_UNKNOWN;
}

/* An exception for each thing displaces a rule for the whole claim where it holds for one of them.
 */
static ek_truth judge_exception_of(ek_judging *j, const ek_planned *exception, const turn *now,
                                   uint32_t depth, uint8_t *because, ek_wants *wants)
{
    ek_scope scope = exception->rule->for_each;
    ek_truth truth = EK_FALSE;
    ek_answer list;

    if (scope == exception->rule->claim || scope == now->rule->for_each)
        return judge_exception(j, exception, now->thing, depth, because, wants);
    list = ek_scene_list(j->scene, scope, &j->claim->reads);
    if (list.state == EK_MISSING)
        return judge_exception(j, exception, NULL, depth, because, wants);
    for (uint32_t i = 0; i < list.count && truth != EK_TRUE; i++) {
        ek_truth one;

        set_thing(j, scope, list.items[i]);
        one = judge_exception(j, exception, list.items[i], depth, because, wants);
        truth = one == EK_FALSE ? truth : one;
    }
    set_thing(j, scope, NULL);
    return truth;
}

static ek_truth find_displaced(ek_judging *j, const turn *now, uint32_t depth, uint8_t *because,
                               ek_wants *wants, const ek_rule **by)
{
    ek_truth displaced = EK_FALSE;

    for (uint32_t i = 0; i < now->planned->exception_count && depth <= j->book->rule_count; i++) {
        const ek_planned *exception = now->planned->exceptions[i];
        ek_truth truth;

        truth = judge_exception_of(j, exception, now, depth, because, wants);
        if (truth == EK_FALSE)
            continue;
        *by = exception->rule;
        displaced = truth;
        if (truth == EK_TRUE)
            return EK_TRUE;
    }
    return displaced;
}

/* ---- Verdict of a rule -------------------------------------------------------------------- */

ek_texts ek_texts_shared(ek_arena *arena, ek_texts want, ek_texts have, ek_texts *rest)
{
    ek_text *shared = EK_ROOM(arena, ek_text, want.count);
    ek_text *others = EK_ROOM(arena, ek_text, want.count);
    ek_texts found = {shared, 0};

    rest->items = others;
    rest->count = 0;
    for (uint32_t i = 0; i < want.count; i++) {
        if (ek_texts_have(have, want.items[i]))
            shared[found.count++] = want.items[i];
        else
            others[rest->count++] = want.items[i];
    }
    return found;
}

static ek_texts join_texts(ek_arena *arena, ek_texts a, ek_texts b)
{
    ek_text *items = EK_NEW_ARRAY(arena, ek_text, a.count + b.count ? a.count + b.count : 1);
    uint32_t count = 0;

    for (uint32_t i = 0; i < a.count; i++)
        items[count++] = a.items[i];
    for (uint32_t i = 0; i < b.count; i++)
        if (!ek_texts_have(a, b.items[i]))
            items[count++] = b.items[i];
    return (ek_texts){items, count};
}

/* A part of a condition, which no program was made for. */
static ek_answer ask_part(ek_judging *j, const ek_expr *expr, ek_date day)
{
    return ek_plain_eval(j->scene, expr, day, &j->claim->reads, NULL);
}

/* What served and what is lacking, as codes and names. */
static void cover_parts(ek_judging *j, const ek_expr *expr, ek_date day, ek_reason *reason)
{
    ek_answer parts = ask_part(j, expr->args[0], day);
    ek_answer tree = ask_part(j, expr->args[1], day);
    ek_part_in *in;
    ek_account *account;
    ek_detail *detail;
    ek_text *served, *lacks;
    uint32_t count = 0;

    if (parts.state != EK_KNOWN || tree.state != EK_KNOWN ||
        !ek_parts_of(j->arena, parts.items, parts.count, &in))
        return;
    account = ek_fulfil(j->arena, tree.as.tree, in, parts.count, j->scene->search_steps);
    served = EK_NEW_ARRAY(j->arena, ek_text, account->service_count + 1);
    lacks = EK_NEW_ARRAY(j->arena, ek_text, account->lack_count + 1);
    for (uint32_t i = 0; i < account->service_count; i++)
        if (account->services[i].leaf)
            served[count++] = in[account->services[i].part].unit;
    detail = ek_reason_detail(j->arena, reason);
    detail->covered = join_texts(j->arena, detail->covered, (ek_texts){served, count});
    for (uint32_t i = 0; i < account->lack_count; i++)
        lacks[i] = account->lacks[i].node->name;
    detail->not_covered =
        join_texts(j->arena, detail->not_covered, (ek_texts){lacks, account->lack_count});
}

/* Whether a word that covers stands in there; what it found goes into the reason. */
static bool find_covered(ek_judging *j, const ek_expr *expr, ek_date day, ek_reason *reason)
{
    bool found = false, known;
    ek_answer have, want;
    ek_detail *detail;
    ek_texts rest;

    if (expr->op == EK_OP_COVERS) {
        have = ask_part(j, expr->args[0], day);
        want = ask_part(j, expr->args[1], day);
        if (want.state != EK_KNOWN)
            return true;
        if (have.state != EK_KNOWN)
            have.as.texts = (ek_texts){NULL, 0};
        detail = ek_reason_detail(j->arena, reason);
        detail->covered =
            join_texts(j->arena, detail->covered,
                       ek_texts_shared(j->arena, want.as.texts, have.as.texts, &rest));
        detail->not_covered = join_texts(j->arena, detail->not_covered, rest);
        return true;
    }
    if (expr->op == EK_OP_FULFILS) {
        cover_parts(j, expr, day, reason);
        return true;
    }
    if (expr->op == EK_OP_TERM) {
        const ek_definition *version = ek_term_version(j->scene, expr->as.term, &day, &known);

        return version && find_covered(j, version->is, day, reason);
    }
    if (expr->op == EK_OP_ALL || expr->op == EK_OP_ANY)
        for (uint32_t i = 0; i < expr->count; i++)
            found = find_covered(j, expr->args[i], day, reason) || found;
    return found;
}

/* `must` is false. */
static void conclude_failed(ek_judging *j, const turn *now, ek_reason *reason)
{
    const ek_otherwise *otherwise = &now->rule->otherwise;

    reason->verdict = ERKEND_REFUSED;
    switch (otherwise->kind) {
    case EK_ELSE_NOTHING:
    case EK_ELSE_RULING: break;
    case EK_ELSE_REFUSED:
        if (otherwise->instead.count > 0)
            ek_reason_detail(j->arena, reason)->instead = otherwise->instead;
        break;
    case EK_ELSE_PARTIAL:
        if (!find_covered(j, now->rule->must, now->day, reason) ||
            reason->detail->covered.count > 0)
            reason->verdict = ERKEND_PARTIAL;
        break;
    case EK_ELSE_CONDITIONAL:
        reason->verdict = ERKEND_CONDITIONAL;
        ek_reason_detail(j->arena, reason)->step = otherwise->step;
        break;
    }
}

/* The verdict of `must` and `otherwise` into the reason; why it is unknown into because. What is
 * lacking is looked for only where the verdict rests on it: *lacks is the expression, or NULL. A
 * ruling that allows it is as good as the condition: true or unknown is true. */
static void conclude(ek_judging *j, const turn *now, ek_reason *reason, uint8_t *because,
                     ek_wants *wants, const ek_expr **lacks)
{
    const ek_rule *rule = now->rule;
    ek_wants chosen = {0};
    uint8_t why = 0, ruled = 0;
    bool chooses = rule->choose != EK_SCOPE_NONE && rule->to_reach && rule->must;

    reason->verdict = ERKEND_RECOGNISED;
    reason->must = EK_TRUE;
    if (chooses) {
        ek_answer must = ek_choose(j, rule, now->day, &chosen);

        reason->must = must.truth;
        why = must.because;
    } else if (now->asked) {
        reason->must = now->must;
        why = now->why;
    } else if (rule->must) {
        reason->must = ask_truth(j, rule->must, now->day, &why);
    }
    if (reason->must == EK_TRUE)
        return;
    if (rule->otherwise.kind == EK_ELSE_RULING) {
        ek_truth ruling = ask_truth(j, rule->otherwise.ruling, now->day, &ruled);

        if (ruling == EK_TRUE)
            return;
        if (reason->must == EK_FALSE && ruling == EK_UNKNOWN) {
            *because = (uint8_t)(*because | ruled);
            *lacks = rule->otherwise.ruling;
            reason->verdict = ek_verdict_because(ruled);
            return;
        }
    }
    if (reason->must == EK_FALSE) {
        conclude_failed(j, now, reason);
        return;
    }
    *because = (uint8_t)(*because | why);
    if (chooses)
        ek_wants_join(wants, j->arena, &chosen);
    else
        *lacks = rule->must;
    reason->verdict = ek_verdict_because(why);
}

/* ---- What a rule gives -------------------------------------------------------------------- */

static bool adds_up(ek_effect_kind kind)
{
    return kind == EK_EFFECT_SHORTEN || kind == EK_EFFECT_CREDIT_TIME ||
           kind == EK_EFFECT_COUNT_AS_TRAINING;
}

static void put_gift(ek_judging *j, const turn *now, const ek_effect *effect, uint32_t reason,
                     bool limits, bool perhaps)
{
    ek_gift *gift;

    if (j->gifts == NULL) {
        j->gift_capacity = FEW_GIFTS;
        j->gifts = EK_ROOM(j->arena, ek_gift, j->gift_capacity);
    }
    gift = EK_PUSH(j->arena, j->gifts, j->gift_count, j->gift_capacity);
    gift->effect = effect;
    gift->reason = reason;
    gift->limits = limits;
    gift->perhaps = perhaps;
    gift->values = EK_ROOM(j->arena, ek_answer, effect->field_count);
    for (uint32_t i = 0; i < effect->field_count; i++) {
        ek_wants lacking = {0};

        ask_into(j, effect->fields[i].value, now->day, &gift->values[i]);
        if (gift->values[i].type == EK_TYPE_CONDITION || gift->values[i].state != EK_MISSING ||
            effect->kind == EK_EFFECT_INFORM)
            continue;
        /* Quantities that add up may be decided by limits yet: settle asks then. */
        if (adds_up(effect->kind) && ek_text_is(effect->fields[i].name, "months"))
            continue;
        ek_wants_unknown(&lacking, j->scene, effect->fields[i].value, now->day);
        ek_reason_lower(j, reason, gift->values[i].because, &lacking);
    }
}

static void put_gifts(ek_judging *j, const turn *now, uint32_t reason, bool perhaps)
{
    const ek_rule *rule = now->rule;

    if (j->reasons[reason].verdict == ERKEND_REFUSED)
        return;
    if (rule->gives && !(perhaps && rule->gives->kind == EK_EFFECT_INFORM))
        put_gift(j, now, rule->gives, reason, false, perhaps);
    if (rule->limits)
        put_gift(j, now, rule->limits, reason, true, perhaps);
}

/* Nothing that the rule gives or limits would have to be taken back if it did not speak. */
static bool is_harmless(const ek_rule *rule)
{
    return !ek_effect_recognises(rule->gives) && !rule->limits;
}

/* With `where` unknown: no harm if the rule is content and gives nothing, or only amounts, which
 * settle counts from nothing to all. */
static bool may_wait(const ek_rule *rule)
{
    return (!ek_effect_recognises(rule->gives) || adds_up(rule->gives->kind)) &&
           (!rule->limits || adds_up(rule->limits->kind));
}

/* ---- One rule, one thing ------------------------------------------------------------------ */

static ek_scene *copy_scene(ek_judging *j)
{
    ek_scene *kept = EK_ROOM(j->arena, ek_scene, 1);

    *kept = *j->scene;
    kept->memo = NULL;
    return kept;
}

static inline ek_scene *keep_scene(ek_judging *j, const turn *now)
{
    return !now->thing && j->scene->chosen == EK_SCOPE_NONE ? j->scene : copy_scene(j);
}

static void forget_choice(ek_judging *j)
{
    if (j->scene->chosen == EK_SCOPE_NONE)
        return;
    j->scene->chosen = EK_SCOPE_NONE;
    j->scene->chosen_items = NULL;
    j->scene->chosen_count = 0;
}

/* A reason of the rule in turn, its law cited on its day. */
static inline ek_reason *begin_reason(ek_judging *j, const turn *now)
{
    const ek_rule *rule = now->rule;
    const ek_law *law = now->planned->law;
    ek_reason *reason = ek_reason_begin(j);

    *reason = (ek_reason){
        .rule = rule,
        .day = now->day,
        .law = law ? law->text : ek_law_cited(rule->laws, rule->law_count, j->law_code, now->day),
        .unverified = now->planned->unverified,
        .asked = (uint16_t)now->number,
        .thing = now->thing,
        .detail = &ek_no_detail};
    return reason;
}

/* A rule that asks nothing and says only what is good to know. */
static bool only_informs(const ek_rule *rule)
{
    return !rule->must && is_harmless(rule);
}

/* The clock's date is missing: the rule is silent if its `where` is false on every day, or if it
 * only informs, else lacks it. */
static void judge_clockless(ek_judging *j, const turn *now)
{
    ek_reason *reason = begin_reason(j, now);
    ek_wants wants = {0};
    uint8_t because = 0;

    reason->scene = keep_scene(j, now);
    reason->verdict = ek_verdict_because(now->because);
    reason->where = EK_UNKNOWN;
    reason->must = EK_UNKNOWN;
    if (now->rule->where && !now->planned->where_needs_day)
        reason->where = ask_truth(j, now->rule->where, now->day, &because);
    if (reason->where == EK_FALSE || only_informs(now->rule)) {
        reason->silent = true;
    } else {
        ek_wants_expr(&wants, j->scene, now->rule->clock, j->scene->decided);
        ek_wants_put(&wants, j->arena, reason);
    }
    (void)ek_reason_end(j);
}

static void forget_instead(ek_judging *j, ek_reason *reason)
{
    ek_detail *detail;

    if (reason->detail->instead.count == 0 && reason->detail->step.size == 0)
        return;
    detail = ek_reason_detail(j->arena, reason);
    detail->instead = (ek_texts){NULL, 0};
    detail->step = EK_TEXT("");
}

/* Another verdict than the one found first: what was to be done instead goes with it. */
static void retract(ek_judging *j, uint32_t index, erkend_verdict verdict)
{
    ek_verdict_set(j, index, verdict);
    forget_instead(j, &j->reasons[index]);
}

/* The rule may be displaced: if it is content and harmless there is no question; else what makes
 * the exception unknown is lacking (LANGUAGE section 10). */
static void judge_perhaps_displaced(ek_judging *j, const ek_rule *by, uint8_t because,
                                    ek_wants *wants)
{
    uint32_t index = j->reason_count - 1;
    ek_reason *reason = &j->reasons[index];

    ek_reason_detail(j->arena, reason)->overridden_by = by;
    if (reason->verdict == ERKEND_RECOGNISED && is_harmless(reason->rule))
        return;
    retract(j, index, ek_verdict_because(because));
    ek_wants_put(wants, j->arena, reason);
}

/* Whether the rule speaks is asked without what was chosen. */
static void want_where(ek_judging *j, const turn *now, ek_wants *wants)
{
    ek_scope chosen = j->scene->chosen;

    j->scene->chosen = EK_SCOPE_NONE;
    ek_wants_unknown(wants, j->scene, now->rule->where, now->day);
    j->scene->chosen = chosen;
}

/* What `must` lacks matters only if the rule speaks. */
static void judge_spoken(ek_judging *j, const turn *now, ek_reason *reason, uint8_t where_because)
{
    ek_wants wants = {0};
    uint8_t because = 0;
    bool perhaps = reason->where == EK_UNKNOWN;
    const ek_expr *lacks = NULL;
    uint32_t index;

    conclude(j, now, reason, &because, &wants, &lacks);
    if (perhaps && !(reason->verdict == ERKEND_RECOGNISED && may_wait(now->rule))) {
        wants = (ek_wants){0};
        lacks = NULL;
        want_where(j, now, &wants);
        reason->verdict = ek_verdict_because(where_because);
        forget_instead(j, reason);
    }
    if (lacks)
        ek_wants_unknown(&wants, j->scene, lacks, now->day);
    if (wants.fact_count > 0 || wants.open_count > 0)
        ek_wants_put(&wants, j->arena, reason);
    reason->scene = keep_scene(j, now);
    index = ek_reason_end(j);
    put_gifts(j, now, index, perhaps);
    forget_choice(j);
}

static void judge_silent(ek_judging *j, const turn *now, ek_reason *reason, const ek_rule *by)
{
    if (by)
        ek_reason_detail(j->arena, reason)->overridden_by = by;
    reason->silent = true;
    reason->verdict = ERKEND_RECOGNISED;
    reason->must = EK_UNKNOWN;
    reason->scene = keep_scene(j, now);
    (void)ek_reason_end(j);
}

static void judge_thing(ek_judging *j, const ek_planned *planned, uint32_t number,
                        const ek_record *thing)
{
    turn now = {.planned = planned, .number = number, .rule = planned->rule, .thing = thing};
    ek_wants wants = {0};
    ek_truth displaced = EK_FALSE, where = EK_TRUE;
    ek_reason *reason;
    const ek_rule *by = NULL;
    uint8_t because = 0, where_because = 0;

    read_clock(j, &now);
    if (now.in_force == EK_FALSE)
        return;
    if (now.in_force == EK_UNKNOWN) {
        judge_clockless(j, &now);
        return;
    }
    if (planned->exception_count > 0)
        displaced = find_displaced(j, &now, 0, &because, &wants, &by);
    if (displaced != EK_TRUE && now.rule->where)
        where = ask_truth(j, now.rule->where, now.day, &where_because);
    reason = begin_reason(j, &now);
    reason->where = where;
    if (displaced == EK_TRUE || where == EK_FALSE) {
        judge_silent(j, &now, reason, displaced == EK_TRUE ? by : NULL);
        return;
    }
    judge_spoken(j, &now, reason, where_because);
    if (displaced == EK_UNKNOWN)
        judge_perhaps_displaced(j, by, because, &wants);
}

static uint32_t ask_plainly(ek_judging *j, const ek_ask *ask, uint8_t *said, uint8_t *because)
{
    const ek_rule *rule = ask->planned->rule;
    ek_date day = j->scene->decided;
    ek_truth where = EK_TRUE, must = EK_TRUE;

    if (rule->where)
        where = ask_truth(j, rule->where, day, because);
    if (rule->must && where == EK_TRUE)
        must = ask_truth(j, rule->must, day, because);
    *said = EK_SAID(where, must);
    return 1;
}

/* Of rules asked at once the last alone may have more to say than that it is silent or content. */
static void judge_last(ek_judging *j, const ek_ask *ask, uint32_t number, uint8_t because)
{
    const ek_planned *planned = ask->planned;
    ek_truth where = EK_SAID_WHERE(j->said[number]);
    turn now = {planned,
                number,
                planned->rule,
                NULL,
                j->scene->decided,
                EK_TRUE,
                0,
                where == EK_TRUE,
                EK_SAID_MUST(j->said[number]),
                because};
    ek_reason *reason = begin_reason(j, &now);

    reason->where = where;
    judge_spoken(j, &now, reason, because);
}

/* Rules that need no more than the claim (ek_planned.at_once), as judge_thing does it. */
static void judge_at_once(ek_judging *j, const ek_ask *asks)
{
    uint8_t because = 0, *said = j->said + j->said_count;
    uint32_t asked = j->scene->compiled
                         ? ek_compiled_asks(j->scene, asks, &j->claim->reads, said, &because)
                         : ask_plainly(j, asks, said, &because);

    j->said_count += asked;
    if (!ek_said_plainly(asks[asked - 1].planned, said[asked - 1]))
        judge_last(j, &asks[asked - 1], j->said_count - 1, because);
}

/* The list is missing: the rule is judged for a thing of which nothing is known. Unless it is
 * silent or content with any, the list is lacking, whatever else would be. */
static void judge_unlisted(ek_judging *j, const ek_planned *planned, uint32_t number)
{
    const ek_rule *rule = planned->rule;
    uint32_t before = j->reason_count;
    const ek_scope_info *info = ek_scope_of(rule->for_each);
    const ek_at *parent = &j->scene->at[info->parent];
    const ek_field *field = &ek_scope_of(info->parent)->record->fields[info->list];
    ek_wants wants = {0};
    ek_detail *detail;
    ek_reason *reason;

    judge_thing(j, planned, number, NULL);
    if (j->reason_count == before)
        return;
    reason = &j->reasons[before];
    if (reason->silent || (reason->verdict == ERKEND_RECOGNISED && is_harmless(rule)))
        return;
    ek_wants_fact(&wants, j->scene, info->parent,
                  parent->state == EK_KNOWN ? parent->as.record : NULL, field,
                  ek_text_format(j->arena, "%s.%s", ek_scope_of(info->parent)->name, field->name));
    detail = ek_reason_detail(j->arena, reason);
    detail->lacking_count = detail->open_count = 0;
    retract(j, before, ERKEND_INCOMPLETE);
    ek_wants_put(&wants, j->arena, reason);
}

/* ---- The whole claim ---------------------------------------------------------------------- */

static void judge_rule(ek_judging *j, const ek_planned *planned, uint32_t number)
{
    const ek_rule *rule = planned->rule;
    ek_answer list;

    if (rule->for_each == rule->claim) {
        judge_thing(j, planned, number, NULL);
        return;
    }
    list = ek_scene_list(j->scene, rule->for_each, &j->claim->reads);
    if (list.state == EK_MISSING)
        judge_unlisted(j, planned, number);
    for (uint32_t i = 0; list.state == EK_KNOWN && i < list.count; i++) {
        set_thing(j, rule->for_each, list.items[i]);
        judge_thing(j, planned, number, list.items[i]);
        set_thing(j, rule->for_each, NULL);
    }
}

/* From what was asked last to that end. What is asked at once goes on into the next phase, as long
 * as nothing is refused. */
static void judge_until(ek_judging *j, ek_phase phase, uint32_t from, uint32_t end)
{
    bool phases = j->claim->kind == EK_SCOPE_UNIT;

    while (j->said_count < end) {
        const ek_ask *ask = &j->asks->all[j->said_count];

        if (!ask->planned->at_once) {
            j->said[j->said_count] = EK_SAID_NOTHING;
            judge_rule(j, ask->planned, j->said_count++);
            continue;
        }
        if (phases && ek_weakest(j) == ERKEND_REFUSED)
            ask = &j->asks->phases[phase][j->said_count - from];
        judge_at_once(j, ask);
    }
}

/* Assess, validate, recognise: what is refused before is not asked about later. */
void ek_judge_claim(ek_judging *j)
{
    const ek_planned_kind *kind = &j->plan->kinds[j->claim->kind];
    bool phases = j->claim->kind == EK_SCOPE_UNIT;
    uint32_t end = 0;

    j->weakest = ERKEND_RECOGNISED;
    j->weakest_known = true;
    j->asks = ek_asks_on(kind, j->scene->decided);
    j->reason_capacity = FEW_REASONS;
    j->reasons = EK_ROOM(j->arena, ek_reason, j->reason_capacity);
    j->said = EK_ROOM(j->arena, uint8_t, kind->count + EK_SAID_SPARE);
    for (int phase = EK_PHASE_ASSESS; phase <= EK_PHASE_RECOGNISE && !j->ended; phase++) {
        uint32_t from = end;

        end += j->asks->counts[phase];
        judge_until(j, (ek_phase)phase, from, end);
        j->ended = phases && phase != EK_PHASE_RECOGNISE && j->said_count == end &&
                   ek_weakest(j) == ERKEND_REFUSED;
    }
}
