/* Relations tried: twins are decided, answers held against each other, what breaks is shrunk. */
#include <inttypes.h>
#include <string.h>

#include "base/api.h"
#include "base/sort.h"
#include "decide/timeline.h"
#include "desk/relations.h"
#include "explain/json.h"

enum { SITES_MOST = 4, BUDGET = 1500 };

/* What is compared of a claim. */
typedef struct answer {
    ek_scope kind;
    ek_text id, unit; /* id of the claim, of the unit that it is about */
    erkend_verdict verdict;
    ek_fraction months, points; /* in force */
    ek_text rule, law;          /* that decides, or gives */
    ek_text giver, giver_law;
} answer;

typedef struct answers {
    bool decided;
    answer *items;
    uint32_t count;
    ek_fraction months, points; /* in all; counted, where the country accumulates */
} answers;

/* What breaks a relation. */
typedef struct broken {
    ek_relation relation;
    ek_text rule, law, says, told;
    ek_sample *smallest;
} broken;

typedef struct trial {
    const erkend_search *how;
    const erkend_bundle *bundle;
    const erkend_config *config;
    const ek_rulebook *book;
    ek_arena arena, work;
    ek_search search;
    struct erkend_worker worker;
    erkend_error *error;
    const erkend_files *files;
    ek_problems problems;
    ek_breaches breaches;
    broken *found;
    uint32_t found_count, found_capacity;
    uint64_t cases, compared;
    bool scaled;          /* the rules compare points with points only */
    const broken *wanted; /* while shrinking */
    ek_chance chance;
} trial;

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

static void put_decider(answer *out, const ek_claim *claim)
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

static void put_effects(answer *out, const ek_claim *claim)
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

static answers take_answers(trial *t, const struct erkend_decision *decision)
{
    ek_arena *arena = &t->work;
    answers out = {.decided = true, .months = EK_ZERO, .points = EK_ZERO};

    out.items = EK_NEW_ARRAY(arena, answer, decision->claim_count + 1u);
    for (uint32_t i = 0; i < decision->claim_count; i++) {
        const ek_claim *claim = &decision->claims[i];
        answer *a = &out.items[out.count++];
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

static answers decide_sample(trial *t, const ek_sample *root)
{
    erkend_case_options how = {.struct_size = sizeof how, .files = t->files};
    erkend_case *the_case = NULL;
    erkend_decision *decision = NULL;
    ek_text document = ek_sample_json(&t->work, root);
    answers out = {.decided = false};
    erkend_status status =
        erkend_case_read(&the_case, "case.json", document.bytes, document.size, &how, t->error);

    if (status == ERKEND_OK)
        status = erkend_decide(&decision, &t->worker, the_case, t->book->code.bytes, t->error);
    if (status == ERKEND_OK)
        out = take_answers(t, decision);
    erkend_decision_free(decision);
    erkend_case_free(the_case);
    return out;
}

/* ---- Judging -------------------------------------------------------------------------------- */

static const answer *find_answer(const answers *in, const answer *like)
{
    for (uint32_t i = 0; i < in->count; i++)
        if (in->items[i].kind == like->kind && ek_text_equal(in->items[i].id, like->id))
            return &in->items[i];
    return NULL;
}

static void blame(broken *out, const answer *by, bool effect, ek_arena *arena, const char *format,
                  const char *from, const char *to)
{
    const char *kind = ek_scope_of(by->kind)->name;

    out->rule = effect && by->giver.size ? by->giver : by->rule;
    out->law = effect && by->giver.size ? by->giver_law : by->law;
    out->says = ek_text_format(arena, format, kind, from, to);
}

static const char *number_text(ek_arena *arena, ek_fraction number)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    ek_buffer_fraction(&out, number);
    return ek_text_terminated(arena, ek_buffer_done(&out));
}

/* No claim is answered worse than before. */
static bool find_worse(trial *t, const answers *before, const answers *after, broken *out)
{
    for (uint32_t i = 0; i < before->count; i++) {
        const answer *was = &before->items[i], *is = find_answer(after, was);

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
static bool find_gain(trial *t, const answers *before, const answers *after, broken *out)
{
    bool points = ek_fraction_compare(after->points, before->points) > 0;
    bool months = ek_fraction_compare(after->months, before->months) > 0;

    for (uint32_t i = after->count; (points || months) && i-- > 0;) {
        const answer *is = &after->items[i];

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
static bool find_better(trial *t, const answers *before, const answers *after, broken *out)
{
    for (uint32_t i = 0; i < before->count; i++) {
        const answer *was = &before->items[i], *is = find_answer(after, was);

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
    const answer *a = left, *b = right;
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
static bool find_other(trial *t, const answers *before, const answers *after, bool verdicts_only,
                       broken *out)
{
    uint32_t count = before->count < after->count ? before->count : after->count;

    ek_sort(before->items, before->count, sizeof *before->items, compare_answers);
    ek_sort(after->items, after->count, sizeof *after->items, compare_answers);
    for (uint32_t i = 0; i < count; i++) {
        const answer *was = &before->items[i], *is = &after->items[i];

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
static bool has_verdict(const answers *in, const answer *like)
{
    for (uint32_t i = 0; i < in->count; i++)
        if (in->items[i].kind == like->kind && in->items[i].verdict == like->verdict)
            return true;
    return false;
}

static bool find_split(trial *t, const answers *before, const answers *after, broken *out)
{
    for (uint32_t i = 0; i < after->count; i++)
        if (!has_verdict(before, &after->items[i])) {
            const answer *was = find_answer(before, &after->items[i]);

            blame(out, was && was->verdict < after->items[i].verdict ? was : &after->items[i],
                  false, &t->work, "%s %s → %s",
                  was ? erkend_verdict_name(was->verdict) : "not asked",
                  erkend_verdict_name(after->items[i].verdict));
            return true;
        }
    return find_gain(t, before, after, out) || find_gain(t, after, before, out);
}

static bool find_incomplete(trial *t, const answers *before, const answers *after, broken *out)
{
    for (uint32_t i = 0; i < before->count; i++) {
        const answer *was = &before->items[i], *is = find_answer(after, was);

        if (!is || was->verdict != ERKEND_RECOGNISED || is->verdict != ERKEND_INCOMPLETE)
            continue;
        blame(out, is, false, &t->work, "%s %s → %s", "recognised", "incomplete");
        return true;
    }
    return false;
}

static bool is_kept(trial *t, ek_relation relation, const answers *as_is, const answers *twin,
                    broken *out)
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

/* ---- Trying --------------------------------------------------------------------------------- */

/* Points that were awarded for the unit at that place; NULL: none. */
static const ek_fraction *find_award(const ek_samples *all, uint32_t site, const answers *as_is)
{
    const ek_sample *id =
        all->items[site]->is == &ek_type_unit ? ek_sample_get(all->items[site], "id") : NULL;

    for (uint32_t i = 0; id && i < as_is->count; i++)
        if (ek_text_equal(as_is->items[i].unit, id->text) && as_is->items[i].points.num > 0)
            return &as_is->items[i].points;
    return NULL;
}

/* At one place. False: there is nothing to try there. */
static bool try_site(trial *t, ek_relation relation, const ek_sample *root, const ek_samples *all,
                     uint32_t site, const answers *as_is, broken *out, bool *kept)
{
    const ek_fraction *points = relation == EK_THERE_AND_BACK ? find_award(all, site, as_is) : NULL;
    ek_sample *twin = ek_sample_copy(&t->work, root);
    answers came;

    *kept = true;
    if (!ek_relation_apply(relation, &t->work, twin, site, points, &out->told))
        return false;
    came = decide_sample(t, twin);
    t->compared++;
    out->relation = relation;
    *kept = !came.decided || is_kept(t, relation, as_is, &came, out);
    return true;
}

static bool is_same(const broken *a, const broken *b)
{
    return a->relation == b->relation && ek_text_equal(a->rule, b->rule);
}

/* Does the same rule break the same relation, at any place? Keeps the words for it. */
static bool still_breaks(void *to, const ek_sample *root)
{
    trial *t = to;
    ek_samples all;
    answers as_is;
    ek_sites sites;

    ek_arena_reset(&t->work);
    all = ek_samples_of(&t->work, (ek_sample *)(uintptr_t)root);
    as_is = decide_sample(t, root);
    sites = ek_relation_sites(t->wanted->relation, &t->work, &all);
    for (uint32_t i = 0; as_is.decided && i < sites.count; i++) {
        broken now = {.relation = t->wanted->relation};
        bool kept;

        (void)try_site(t, t->wanted->relation, root, &all, sites.items[i], &as_is, &now, &kept);
        if (kept || !is_same(&now, t->wanted))
            continue;
        ((broken *)(uintptr_t)t->wanted)->says = ek_text_copy(&t->arena, now.says);
        ((broken *)(uintptr_t)t->wanted)->told = ek_text_copy(&t->arena, now.told);
        return true;
    }
    return false;
}

static bool is_by_law(trial *t, const broken *now)
{
    if (ek_relation_of_core(now->relation, now->rule))
        return true;
    for (uint32_t i = 0; i < t->breaches.count; i++) {
        ek_breach *breach = &t->breaches.items[i];

        if (breach->stale || breach->relation != now->relation ||
            !ek_text_equal(breach->rule, now->rule))
            continue;
        breach->met = true;
        return true;
    }
    return false;
}

static void keep_broken(trial *t, const broken *now, const ek_sample *root)
{
    broken *kept;

    for (uint32_t i = 0; i < t->found_count; i++)
        if (is_same(&t->found[i], now))
            return;
    kept = EK_PUSH(&t->arena, t->found, t->found_count, t->found_capacity);
    *kept = *now;
    kept->rule = ek_text_copy(&t->arena, now->rule);
    kept->law = ek_text_copy(&t->arena, now->law);
    kept->says = ek_text_copy(&t->arena, now->says);
    kept->told = ek_text_copy(&t->arena, now->told);
    kept->smallest = ek_sample_copy(&t->arena, root);
    t->wanted = kept;
    ek_shrink(&t->arena, kept->smallest, still_breaks, t, BUDGET);
    (void)still_breaks(t, kept->smallest); /* its last words */
}

/* One relation at a few places of a case. */
static void try_relation(trial *t, ek_relation relation, const ek_sample *root)
{
    ek_samples all;
    answers as_is;
    uint32_t tried = 0;
    ek_sites sites;

    ek_arena_reset(&t->work);
    all = ek_samples_of(&t->work, (ek_sample *)(uintptr_t)root);
    as_is = decide_sample(t, root);
    sites = ek_relation_sites(relation, &t->work, &all);
    for (; as_is.decided && as_is.count > 0 && sites.count > 0 && tried < SITES_MOST; tried++) {
        uint32_t at = (uint32_t)ek_chance_between(&t->chance, 0, (int64_t)sites.count - 1);
        broken now = {.relation = relation};
        bool kept;

        (void)try_site(t, relation, root, &all, sites.items[at], &as_is, &now, &kept);
        sites.items[at] = sites.items[--sites.count];
        if (kept || is_by_law(t, &now))
            continue;
        keep_broken(t, &now, root);
        return; /* the answers lie in an arena that was used */
    }
}

/* Do rules compare points with numbers of their own? Then points mean something by themselves. */
static bool compares_points(const ek_hints *hints, const ek_rulebook *book)
{
    for (uint32_t i = 0; i < hints->field_count; i++)
        if (hints->fields[i].field->unit == EK_POINTS && hints->fields[i].number_count > 0)
            return true;
    for (uint32_t i = 0; i < book->parameter_count; i++)
        if (book->parameters[i]->measure.power[EK_POINTS] != 0)
            return true;
    return false;
}

static void try_cases(trial *t)
{
    const char *const countries[] = {t->book->code.bytes, NULL};
    ek_sample *root;

    ek_search_side(&t->search, t->bundle, NULL, countries);
    ek_search_begin(&t->search);
    t->scaled = !compares_points(&t->search.hints, t->book);
    while (t->cases < t->how->tries && (root = ek_search_next(&t->search)) != NULL) {
        t->cases++;
        t->files = t->search.files_now;
        t->chance.state = t->how->seed ^ t->cases * UINT64_C(0x94d049bb133111eb);
        for (uint32_t relation = 0; relation < EK_RELATIONS; relation++)
            if (relation != EK_SCALE || t->scaled)
                try_relation(t, (ek_relation)relation, root);
        if (t->how->progress)
            t->how->progress(t->how->user, t->cases, t->how->tries);
    }
}

/* ---- In words ------------------------------------------------------------------------------- */

static ek_place place_of(const trial *t, ek_text rule)
{
    for (uint32_t i = 0; i < t->book->rule_count; i++)
        if (ek_text_equal(t->book->rules[i]->id, rule))
            return t->book->rules[i]->place;
    return (ek_place){{"", 0}, 0, 0};
}

static void write_broken(ek_buffer *out, const trial *t, const broken *b)
{
    ek_place place = place_of(t, b->rule);
    ek_text lines = ek_sample_yaml(out->arena, b->smallest);

    if (place.file.size) {
        ek_buffer_place(out, place);
        ek_buffer_string(out, ": ");
    }
    ek_buffer_format(out, "%.*s breaks %s (%s): %.*s, and %.*s", EK_TEXT_ARGS(b->rule),
                     ek_relation_name(b->relation), ek_relation_says(b->relation),
                     EK_TEXT_ARGS(b->told), EK_TEXT_ARGS(b->says));
    if (b->law.size)
        ek_buffer_format(out, " (%.*s)", EK_TEXT_ARGS(b->law));
    ek_buffer_char(out, '\n');
    for (uint32_t at = 0, end; at < lines.size; at = end + 1) {
        const char *stop = memchr(lines.bytes + at, '\n', lines.size - at);

        end = stop ? (uint32_t)(stop - lines.bytes) : lines.size;
        ek_buffer_string(out, "    ");
        ek_buffer_add(out, lines.bytes + at, end - at);
        ek_buffer_char(out, '\n');
    }
}

static uint32_t count_stale(const trial *t)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < t->breaches.count; i++)
        count += t->breaches.items[i].stale != NULL;
    return count;
}

static void write_text(ek_buffer *out, const trial *t)
{
    uint32_t met = 0;

    for (uint32_t i = 0; i < t->found_count; i++)
        write_broken(out, t, &t->found[i]);
    for (uint32_t i = 0; i < t->breaches.count; i++) {
        met += t->breaches.items[i].met;
        if (!t->breaches.items[i].stale)
            continue;
        ek_buffer_place(out, t->breaches.items[i].place);
        ek_buffer_format(out, ": stale: %s: %.*s\n", t->breaches.items[i].stale,
                         EK_TEXT_ARGS(t->breaches.items[i].rule));
    }
    ek_buffer_format(out,
                     "%.*s  %d relations, %" PRIu64 " cases, %" PRIu64 " pairs decided: %u broken",
                     EK_TEXT_ARGS(t->book->code), (int)EK_RELATIONS - !t->scaled, t->cases,
                     t->compared, t->found_count);
    if (t->breaches.count > 0)
        ek_buffer_format(out, ", %u by law (%u of them met here)", t->breaches.count, met);
    ek_buffer_char(out, '\n');
}

static void write_json(ek_buffer *out, const trial *t)
{
    ek_json json;

    ek_json_init(&json, out, EK_EN, true);
    ek_json_open(&json, NULL, '{');
    ek_json_text(&json, "country", t->book->code);
    ek_json_count(&json, "cases", t->cases);
    ek_json_count(&json, "pairs", t->compared);
    ek_json_yes(&json, "scaled", t->scaled);
    ek_json_open(&json, "broken", '[');
    for (uint32_t i = 0; i < t->found_count; i++) {
        const broken *b = &t->found[i];

        ek_json_open(&json, NULL, '{');
        ek_json_string(&json, "relation", ek_relation_name(b->relation));
        ek_json_text(&json, "rule", b->rule);
        ek_json_text(&json, "law", b->law);
        ek_json_place(&json, "place", place_of(t, b->rule));
        ek_json_text(&json, "change", b->told);
        ek_json_text(&json, "answer", b->says);
        ek_json_text(&json, "case", ek_sample_yaml(out->arena, b->smallest));
        ek_json_close(&json, '}');
    }
    ek_json_close(&json, ']');
    ek_json_open(&json, "by_law", '[');
    for (uint32_t i = 0; i < t->breaches.count; i++) {
        const ek_breach *b = &t->breaches.items[i];

        ek_json_open(&json, NULL, '{');
        ek_json_string(&json, "relation", ek_relation_name(b->relation));
        ek_json_text(&json, "rule", b->rule);
        ek_json_text(&json, "law", b->law);
        ek_json_text(&json, "because", b->because);
        ek_json_yes(&json, "met", b->met);
        ek_json_yes(&json, "stale", b->stale != NULL);
        ek_json_close(&json, '}');
    }
    ek_json_close(&json, ']');
    ek_json_close(&json, '}');
    ek_buffer_char(out, '\n');
}

/* ---- For hosts ------------------------------------------------------------------------------ */

static erkend_status run_trial(trial *t, erkend_text **out, const erkend_style *style)
{
    ek_buffer text;

    ek_problems_init(&t->problems, &t->arena);
    ek_breaches_load(&t->breaches, &t->arena, t->book, t->config, &t->bundle->limits, &t->problems);
    if (t->problems.errors > 0)
        return ERKEND_EINVALID;
    try_cases(t);
    ek_buffer_init(&text, &t->arena);
    if (style && style->format == ERKEND_JSON)
        write_json(&text, t);
    else
        write_text(&text, t);
    return ek_text_give(out, t->arena.host, ek_buffer_done(&text));
}

static void dispose_trial(trial *t)
{
    const erkend_allocator *host = t->arena.host;

    erkend_error_free(t->error);
    ek_search_dispose(&t->search);
    ek_arena_dispose(&t->work);
    ek_arena_dispose(&t->arena);
    ek_host_free(host, t, sizeof *t);
}

erkend_status erkend_relations_check(erkend_text **out, uint64_t *wrong,
                                     const erkend_bundle *bundle, const erkend_config *config,
                                     const char *country, const erkend_search *options,
                                     const erkend_style *style, erkend_error *error)
{
    trial *t;
    volatile erkend_status status;
    ek_escape escape;

    ek_error_clear(error);
    if (!out || !wrong || !bundle || !config || !country || !options ||
        options->struct_size != sizeof *options)
        return ek_error_say(error, ERKEND_ECALL, "erkend_relations_check needs all but a style");
    *out = NULL;
    *wrong = 0;
    if (!ek_bundle_book(bundle, ek_text_of(country)))
        return ek_error_say(error, ERKEND_ENOPOLICY, "there is no policy of the country '%s'",
                            country);
    t = ek_host_alloc(bundle->arena.host, sizeof *t);
    if (!t)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    t->how = options;
    t->bundle = bundle;
    t->config = config;
    t->book = ek_bundle_book(bundle, ek_text_of(country));
    t->worker = (struct erkend_worker){
        .bundle = bundle, .mode = ERKEND_COMPILED, .allocator = bundle->arena.host};
    ek_arena_init(&t->arena, bundle->arena.host, 0);
    ek_arena_init(&t->work, bundle->arena.host, 0);
    ek_search_init(&t->search, bundle->arena.host, options->seed, options->cases,
                   options->case_count);
    t->error = erkend_error_new(bundle->arena.host);
    if (EK_TRY(&t->arena, &escape)) {
        t->work.escape = t->search.arena.escape = t->search.work.escape = t->arena.escape;
        status = run_trial(t, out, style);
    } else
        status = escape.status;
    ek_escape_end(&t->arena, &escape);
    *wrong = t->found_count + count_stale(t);
    status = ek_error_fill(error, status, &t->problems);
    dispose_trial(t);
    return status;
}
