/* Differences of outcomes: a case decided twice, what differs put into groups. */
#include "desk/diff.h"

#include <string.h>

#include "base/api.h"
#include "decide/timeline.h"
#include "explain/page.h"

/* ---- Making one ------------------------------------------------------------------------------ */

static erkend_status check_side(const erkend_diff_side *side, ek_date *day, erkend_error *error)
{
    *day = EK_DATE_NEVER;
    if (!side || !side->bundle)
        return ek_error_say(error, ERKEND_ECALL, "erkend_diff_new needs two sides with a bundle");
    if (side->country && !ek_bundle_book(side->bundle, ek_text_of(side->country)))
        return ek_error_say(error, ERKEND_ENOPOLICY, "there is no policy of the country '%s'",
                            side->country);
    if (side->on && ek_date_read(day, ek_text_of(side->on)) != ERKEND_OK)
        return ek_error_say(error, ERKEND_ECALL, "'%s' is no date: write it as 2026-03-01",
                            side->on);
    return ERKEND_OK;
}

static void fill_side(erkend_diff *diff, uint32_t i, const erkend_diff_side *side, ek_date day)
{
    diff->workers[i] = (struct erkend_worker){
        .bundle = side->bundle, .mode = ERKEND_COMPILED, .allocator = diff->host};
    diff->names[i] = ek_text_copy(&diff->arena, ek_text_of(side->name));
    diff->countries[i] = ek_text_copy(&diff->arena, ek_text_of(side->country));
    diff->days[i] = day;
}

erkend_status erkend_diff_new(erkend_diff **out, const erkend_diff_side *before,
                              const erkend_diff_side *after, erkend_error *error)
{
    erkend_diff *diff;
    ek_date days[2];
    ek_escape escape;
    erkend_status status;

    ek_error_clear(error);
    if (!out)
        return ek_error_say(error, ERKEND_ECALL, "erkend_diff_new needs somewhere to put it");
    *out = NULL;
    if ((status = check_side(before, &days[0], error)) != ERKEND_OK ||
        (status = check_side(after, &days[1], error)) != ERKEND_OK)
        return status;
    if (!before->country != !after->country)
        return ek_error_say(error, ERKEND_ECALL,
                            "erkend_diff_new: both sides have a country of their own, or neither");
    diff = ek_host_alloc(before->bundle->arena.host, sizeof *diff);
    if (!diff)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    memset(diff, 0, sizeof *diff);
    diff->host = before->bundle->arena.host;
    ek_arena_init(&diff->arena, diff->host, 0);
    ek_arena_init(&diff->scratch, diff->host, 0);
    if (EK_TRY(&diff->arena, &escape)) {
        fill_side(diff, 0, before, days[0]);
        fill_side(diff, 1, after, days[1]);
    }
    ek_escape_end(&diff->arena, &escape);
    if (escape.status != ERKEND_OK) {
        erkend_diff_free(diff);
        return ek_error_fill(error, escape.status, NULL);
    }
    *out = diff;
    return ERKEND_OK;
}

void erkend_diff_free(erkend_diff *diff)
{
    if (!diff)
        return;
    ek_arena_dispose(&diff->scratch);
    ek_arena_dispose(&diff->arena);
    ek_host_free(diff->host, diff, sizeof *diff);
}

/* ---- Countries asked ------------------------------------------------------------------------- */

static ek_diff_country *find_country(erkend_diff *diff, ek_text country)
{
    ek_text before = diff->countries[0].size ? diff->countries[0] : country;
    ek_text after = diff->countries[1].size ? diff->countries[1] : country;
    ek_diff_country *made;

    for (uint32_t i = 0; i < diff->asked_count; i++)
        if (ek_text_equal(diff->asked[i].before, before) &&
            ek_text_equal(diff->asked[i].after, after))
            return &diff->asked[i];
    made = EK_PUSH(&diff->arena, diff->asked, diff->asked_count, diff->asked_capacity);
    *made = (ek_diff_country){.before = ek_text_copy(&diff->arena, before),
                              .after = ek_text_copy(&diff->arena, after)};
    made->compared =
        ek_text_equal(before, after) && diff->workers[0].bundle != diff->workers[1].bundle;
    if (made->compared)
        ek_policy_diff_find(&made->policy, &diff->arena,
                            ek_bundle_book(diff->workers[0].bundle, before),
                            ek_bundle_book(diff->workers[1].bundle, after));
    return made;
}

/* ---- One side -------------------------------------------------------------------------------- */

typedef struct side {
    struct erkend_decision decision;
    bool decided;
    ek_text error; /* why not, in the scratch arena */
} side;

typedef struct visit {
    erkend_diff *diff;
    ek_diff_country *asked;
    const struct erkend_case *the_case;
    ek_text place, document;
    side sides[2];
    bool touched, changed;
} visit;

static erkend_status decide_side(visit *v, uint32_t i, const ek_rulebook *book,
                                 ek_problems *problems)
{
    struct erkend_decision *decision = &v->sides[i].decision;
    const struct erkend_case *the_case = v->the_case;

    if (v->diff->days[i] != EK_DATE_NEVER)
        the_case = ek_case_moved(&decision->arena, the_case, book, v->diff->days[i]);
    return ek_decide(decision, &v->diff->workers[i], the_case, book, problems);
}

static ek_text copy_problem(ek_arena *arena, const ek_problems *problems, erkend_status status)
{
    if (problems->count > 0)
        return ek_text_copy(arena, problems->items[0].message);
    return ek_text_of(erkend_status_says(status));
}

static void make_side(visit *v, uint32_t i)
{
    side *s = &v->sides[i];
    const ek_rulebook *book =
        ek_bundle_book(v->diff->workers[i].bundle, i == 0 ? v->asked->before : v->asked->after);
    ek_problems problems;
    erkend_status status;
    ek_escape escape;

    s->error = EK_TEXT("the country has no policy on this side");
    s->decided = false;
    if (!book)
        return;
    ek_problems_init(&problems, &s->decision.arena);
    if (EK_TRY(&s->decision.arena, &escape))
        status = decide_side(v, i, book, &problems);
    else
        status = escape.status;
    ek_escape_end(&s->decision.arena, &escape);
    if (status == ERKEND_ENOMEM)
        ek_raise(&v->diff->scratch, status);
    s->decided = status == ERKEND_OK;
    if (!s->decided)
        s->error = copy_problem(&v->diff->scratch, &problems, status);
}

/* ---- Groups ---------------------------------------------------------------------------------- */

static int verdict_of(const visit *v, uint32_t i, const ek_claim *claim)
{
    if (!v->sides[i].decided)
        return EK_NO_DECISION;
    return claim ? (int)claim->verdict : EK_NOT_ASKED;
}

static const ek_reason *first_deciding(const ek_claim *claim)
{
    for (uint32_t i = 0; claim && i < claim->reason_count; i++)
        if (claim->reasons[i].decides && !claim->reasons[i].silent)
            return &claim->reasons[i];
    return NULL;
}

static const ek_given *find_given(ek_arena *arena, const ek_claim *claim, const ek_given *like)
{
    ek_text wanted = ek_given_text(arena, like);

    for (uint32_t i = 0; i < claim->effect_count; i++)
        if (claim->effects[i].kind == like->kind && claim->effects[i].state == like->state &&
            ek_text_equal(ek_given_text(arena, &claim->effects[i]), wanted))
            return &claim->effects[i];
    return NULL;
}

/* Of two equal verdicts: the rule whose effect is another one. */
static const ek_reason *by_effect(ek_arena *arena, const ek_claim *before, const ek_claim *after)
{
    for (uint32_t i = 0; i < after->effect_count; i++) {
        const ek_given *given = &after->effects[i];
        const ek_rule *by = given->limited_by     ? given->limited_by
                            : given->by_count > 0 ? given->by[0]
                                                  : NULL;

        if (!by || find_given(arena, before, given))
            continue;
        for (uint32_t k = 0; k < after->reason_count; k++)
            if (after->reasons[k].rule == by)
                return &after->reasons[k];
    }
    return first_deciding(after);
}

/* What no longer stops it, or what stops it now. */
static const ek_reason *deciding_reason(ek_arena *arena, const ek_claim *before,
                                        const ek_claim *after)
{
    if (!before || !after)
        return first_deciding(after ? after : before);
    if (before->verdict == after->verdict)
        return by_effect(arena, before, after);
    return first_deciding(after->verdict > before->verdict ? before : after);
}

static ek_text id_of_reason(const ek_reason *reason)
{
    return !reason        ? EK_TEXT("")
           : reason->rule ? reason->rule->id
                          : ek_text_of(reason->detail->core_id);
}

static bool same_group(const ek_diff_group *a, const ek_diff_group *b)
{
    return a->from == b->from && a->to == b->to &&
           ek_text_equal(a->before_country, b->before_country) &&
           ek_text_equal(a->after_country, b->after_country) &&
           ek_text_equal(a->before_kind, b->before_kind) &&
           ek_text_equal(a->after_kind, b->after_kind) && ek_text_equal(a->rule, b->rule) &&
           ek_text_equal(a->error, b->error);
}

/* NULL when there are too many. */
static ek_diff_group *find_group(erkend_diff *diff, const ek_diff_group *wanted)
{
    ek_diff_group *made;

    for (uint32_t i = 0; i < diff->group_count; i++)
        if (same_group(&diff->groups[i], wanted))
            return &diff->groups[i];
    if (diff->group_count == EK_DIFF_GROUPS) {
        diff->cut_short = true;
        return NULL;
    }
    made = EK_PUSH(&diff->arena, diff->groups, diff->group_count, diff->group_capacity);
    *made = *wanted;
    made->rule = ek_text_copy(&diff->arena, wanted->rule);
    made->law = ek_text_copy(&diff->arena, wanted->law);
    made->error = ek_text_copy(&diff->arena, wanted->error);
    for (uint32_t i = 0; i < EK_EFFECTS; i++)
        made->before[i].months = made->before[i].points = made->after[i].months =
            made->after[i].points = ek_fraction_whole(0);
    return made;
}

static void add_sum(ek_effect_sum *sum, ek_fraction *to, const ek_given *given, const char *name)
{
    const ek_given_field *field = NULL;
    ek_fraction total;

    for (uint32_t i = 0; i < given->field_count; i++)
        if (ek_text_is(given->fields[i].name, name))
            field = &given->fields[i];
    if (!field || field->value.type != EK_TYPE_QUANTITY || field->value.state != EK_KNOWN)
        return;
    if (ek_fraction_add(&total, *to, field->value.low) == ERKEND_OK)
        *to = total;
    else
        sum->lost = true;
}

static void add_effects(ek_effect_sum *sums, const ek_claim *claim)
{
    for (uint32_t i = 0; claim && i < claim->effect_count; i++) {
        const ek_given *given = &claim->effects[i];
        ek_effect_sum *sum = &sums[given->kind];

        if (given->state == EK_EFFECT_NONE)
            continue;
        if (given->state != EK_EFFECT_IN_FORCE) {
            sum->waiting++;
            continue;
        }
        sum->in_force++;
        add_sum(sum, &sum->months, given, "months");
        add_sum(sum, &sum->points, given, "points");
    }
}

static void keep_example(visit *v, ek_diff_group *group)
{
    ek_arena *arena = &v->diff->arena;
    ek_case_seen seen = {ek_text_of(v->the_case->id), v->place, v->document};

    if (group->first_count < EK_DIFF_EXAMPLES) {
        ek_case_seen *kept = &group->first[group->first_count++];
        kept->id = ek_text_copy(arena, seen.id);
        kept->place = ek_text_copy(arena, seen.place);
        kept->document = EK_TEXT("");
    }
    if (group->smallest.id.size == 0 || seen.document.size < group->smallest.document.size) {
        group->smallest.id = ek_text_copy(arena, seen.id);
        group->smallest.place = ek_text_copy(arena, seen.place);
        group->smallest.document = ek_text_copy(arena, seen.document);
    }
}

static void count_difference(visit *v, const ek_claim *before, const ek_claim *after)
{
    const ek_reason *reason = deciding_reason(&v->diff->scratch, before, after);
    ek_diff_group wanted = {
        .before_country = v->asked->before,
        .after_country = v->asked->after,
        .before_kind = before ? ek_text_of(ek_scope_of(before->kind)->name) : EK_TEXT(""),
        .after_kind = after ? ek_text_of(ek_scope_of(after->kind)->name) : EK_TEXT(""),
        .from = verdict_of(v, 0, before),
        .to = verdict_of(v, 1, after),
        .rule = id_of_reason(reason),
        .law = reason ? reason->law : EK_TEXT(""),
        .error = !v->sides[1].decided   ? v->sides[1].error
                 : !v->sides[0].decided ? v->sides[0].error
                                        : EK_TEXT("")};
    ek_diff_group *group = find_group(v->diff, &wanted);

    v->changed = true;
    if (!group)
        return;
    group->claims++;
    group->touched |= v->touched;
    if (group->cases == 0 || group->last_case != v->diff->cases) {
        group->cases++;
        keep_example(v, group);
    }
    group->last_case = v->diff->cases;
    add_effects(group->before, before);
    add_effects(group->after, after);
}

/* ---- Claims beside each other ---------------------------------------------------------------- */

static bool is_touched(const visit *v)
{
    const ek_policy_diff *policy = &v->asked->policy;

    if (!v->asked->compared || policy->everything)
        return true;
    for (uint32_t s = 0; s < 2; s++) {
        const struct erkend_decision *decision = &v->sides[s].decision;

        for (uint32_t i = 0; v->sides[s].decided && i < decision->claim_count; i++)
            for (uint32_t k = 0; k < decision->claims[i].reason_count; k++)
                if (ek_policy_diff_touches(policy, id_of_reason(&decision->claims[i].reasons[k])))
                    return true;
    }
    return false;
}

static void compare_pair(visit *v, const ek_claim *before, const ek_claim *after)
{
    ek_arena *arena = &v->diff->scratch;

    if (before && after && before->kind == after->kind &&
        ek_text_equal(ek_claim_outcome(arena, before), ek_claim_outcome(arena, after)))
        return;
    if (!before && !after)
        return;
    count_difference(v, before, after);
}

/* One country's claims on both sides, by kind and id. */
static void compare_claims(visit *v)
{
    const struct erkend_decision *before = &v->sides[0].decision, *after = &v->sides[1].decision;

    for (uint32_t i = 0; i < before->claim_count; i++)
        compare_pair(v, &before->claims[i], ek_claim_like(after, &before->claims[i]));
    for (uint32_t i = 0; i < after->claim_count; i++)
        if (!ek_claim_like(before, &after->claims[i]))
            compare_pair(v, NULL, &after->claims[i]);
}

/* Claims of two countries about one thing. Only verdicts are compared: what they give is each
 * country's own. */
static void compare_blocks(visit *v)
{
    const struct erkend_decision *both[2] = {&v->sides[0].decision, &v->sides[1].decision};
    ek_blocks blocks;

    ek_blocks_make(&blocks, &v->diff->scratch, both, 2);
    for (uint32_t i = 0; i < blocks.count; i++)
        for (uint32_t turn = 0; turn < blocks.items[i].turns; turn++) {
            const ek_claim *before = blocks.items[i].claims[2 * turn];
            const ek_claim *after = blocks.items[i].claims[2 * turn + 1];

            if (!before || !after || before->verdict != after->verdict)
                count_difference(v, before, after);
        }
}

static void compare_sides(visit *v)
{
    make_side(v, 0);
    make_side(v, 1);
    v->touched = is_touched(v);
    v->asked->cases++;
    v->asked->touched += v->touched;
    if (!v->sides[0].decided && !v->sides[1].decided) {
        if (!ek_text_equal(v->sides[0].error, v->sides[1].error))
            count_difference(v, NULL, NULL);
    } else if (!v->sides[0].decided || !v->sides[1].decided)
        count_difference(v, NULL, NULL);
    else if (ek_text_equal(v->asked->before, v->asked->after))
        compare_claims(v);
    else
        compare_blocks(v);
    v->diff->changed += v->changed;
}

static void run_in_scratch(visit *v, ek_text country)
{
    ek_escape escape;

    v->asked = find_country(v->diff, country);
    if (EK_TRY(&v->diff->scratch, &escape))
        compare_sides(v);
    ek_escape_end(&v->diff->scratch, &escape);
    if (escape.status != ERKEND_OK)
        ek_raise(&v->diff->arena, escape.status);
}

/* Both arenas of the diff may run out of memory; what was counted stays. */
static erkend_status run_visit(visit *v, ek_text country)
{
    ek_escape escape;

    if (EK_TRY(&v->diff->arena, &escape))
        run_in_scratch(v, country);
    ek_escape_end(&v->diff->arena, &escape);
    return escape.status;
}

erkend_status erkend_diff_add(erkend_diff *diff, const erkend_case *the_case, const char *country,
                              const char *place, const char *document, size_t size,
                              erkend_error *error)
{
    visit *v;
    erkend_status status;

    ek_error_clear(error);
    if (!diff || !the_case || (!country && diff->countries[0].size == 0))
        return ek_error_say(error, ERKEND_ECALL, "erkend_diff_add needs a diff, a case, a country");
    v = ek_host_alloc(diff->host, sizeof *v);
    if (!v)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    memset(v, 0, sizeof *v);
    ek_arena_reset(&diff->scratch);
    v->diff = diff;
    v->the_case = the_case;
    v->place = ek_text_of(place);
    v->document = (ek_text){document ? document : "", document ? (uint32_t)size : 0};
    for (uint32_t i = 0; i < 2; i++)
        ek_arena_init(&v->sides[i].decision.arena, diff->host,
                      diff->workers[i].bundle->limits.decision_bytes);
    diff->cases++;
    status = run_visit(v, ek_text_of(country));
    for (uint32_t i = 0; i < 2; i++)
        ek_arena_dispose(&v->sides[i].decision.arena);
    ek_host_free(diff->host, v, sizeof *v);
    return ek_error_fill(error, status, NULL);
}
