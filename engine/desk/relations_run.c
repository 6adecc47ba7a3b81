/* Relations tried: twins are decided, what breaks is shrunk.
 *
 * First the country's own tests, at all their places, then cases of the host, then made-up ones;
 * and around each of them what lies at the limits of the rules that it was asked: one fact at a
 * time is set to where a condition turns, and one step beside. */
#include <string.h>

#include "base/api.h"
#include "desk/trial.h"

enum { SITES_MOST = 4, SITES_OF_TESTS = 32, VARIED_MOST = 6, BUDGET = 1500 };

/* ---- Trying --------------------------------------------------------------------------------- */

/* Points that were awarded for the unit at that place; false: none. */
static bool find_award(const ek_trial *t, const ek_sample *unit, const ek_tolds *as_is,
                       ek_awarded *out)
{
    const ek_sample *id = ek_sample_get(unit, "id");

    out->country = t->book->code.bytes;
    for (uint32_t i = 0; ek_sample_is_unit(unit) && i < as_is->count; i++) {
        out->points = as_is->items[i].points;
        if (out->points.num > 0 && (id ? ek_text_equal(as_is->items[i].unit, id->text)
                                       : as_is->items[i].kind == EK_SCOPE_UNIT))
            return true;
    }
    return false;
}

/* At one place. Is the relation kept? Where there is nothing to try, it is. */
static bool try_site(ek_trial *t, ek_relation relation, const ek_sample *root,
                     const ek_samples *all, const ek_site *site, const ek_tolds *as_is,
                     ek_broken *out)
{
    ek_sample *twin = ek_sample_copy(&t->work, root);
    ek_awarded awarded;
    bool has =
        relation == EK_THERE_AND_BACK && find_award(t, all->items[site->node], as_is, &awarded);
    ek_tolds came;

    if (!ek_relation_apply(relation, &t->work, twin, site, has ? &awarded : NULL, &out->told))
        return true;
    came = ek_trial_decide(t, twin, NULL);
    t->compared++;
    out->relation = relation;
    return !came.decided || ek_trial_is_kept(t, relation, as_is, &came, out);
}

static bool is_same(const ek_broken *a, const ek_broken *b)
{
    return a->relation == b->relation && ek_text_equal(a->rule, b->rule);
}

/* Does the same rule break the same relation, at any place? Keeps the words for it. */
static bool still_breaks(void *to, const ek_sample *root)
{
    ek_trial *t = to;
    ek_relation relation = t->wanted->relation;
    ek_samples all;
    ek_tolds as_is;
    ek_sites sites;

    ek_arena_reset(&t->work);
    all = ek_samples_of(&t->work, (ek_sample *)(uintptr_t)root);
    as_is = ek_trial_decide(t, root, relation == EK_MORE_LEARNING ? &t->work : NULL);
    sites = ek_relation_sites(relation, &t->work, &all, &as_is.brinks);
    for (uint32_t i = 0; as_is.decided && i < sites.count; i++) {
        ek_broken now = {.relation = relation};

        if (try_site(t, relation, root, &all, &sites.items[i], &as_is, &now) ||
            !is_same(&now, t->wanted))
            continue;
        ((ek_broken *)(uintptr_t)t->wanted)->says = ek_text_copy(&t->arena, now.says);
        ((ek_broken *)(uintptr_t)t->wanted)->told = ek_text_copy(&t->arena, now.told);
        return true;
    }
    return false;
}

static bool is_by_law(ek_trial *t, const ek_broken *now)
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

static void keep_broken(ek_trial *t, const ek_broken *now, const ek_sample *root)
{
    ek_broken *kept;

    for (uint32_t i = 0; i < t->found_count; i++)
        if (is_same(&t->found[i], now))
            return;
    kept = EK_PUSH(&t->arena, t->found, t->found_count, t->found_capacity);
    *kept = *now;
    kept->rule = ek_text_copy(&t->arena, now->rule);
    kept->law = ek_text_copy(&t->arena, now->law);
    kept->says = ek_text_copy(&t->arena, now->says);
    kept->told = ek_text_copy(&t->arena, now->told);
    kept->from = t->from;
    kept->smallest = ek_sample_copy(&t->arena, root);
    t->wanted = kept;
    ek_shrink(&t->arena, kept->smallest, still_breaks, t, BUDGET);
    (void)still_breaks(t, kept->smallest); /* its last words */
}

/* One relation at some places of a case. */
static void try_relation(ek_trial *t, ek_relation relation, const ek_sample *root, uint32_t most)
{
    ek_samples all;
    ek_tolds as_is;
    ek_sites sites;

    ek_arena_reset(&t->work);
    all = ek_samples_of(&t->work, (ek_sample *)(uintptr_t)root);
    as_is = ek_trial_decide(t, root, relation == EK_MORE_LEARNING ? &t->work : NULL);
    sites = ek_relation_sites(relation, &t->work, &all, &as_is.brinks);
    for (; as_is.decided && as_is.count > 0 && sites.count > 0 && most > 0; most--) {
        uint32_t at = (uint32_t)ek_chance_between(&t->chance, 0, (int64_t)sites.count - 1);
        ek_broken now = {.relation = relation};
        bool kept = try_site(t, relation, root, &all, &sites.items[at], &as_is, &now);

        sites.items[at] = sites.items[--sites.count];
        if (kept || is_by_law(t, &now))
            continue;
        keep_broken(t, &now, root);
        return; /* the answers lie in an arena that was used */
    }
}

static void try_relations(ek_trial *t, const ek_sample *root, uint32_t most)
{
    t->cases++;
    t->chance.state = t->how->seed ^ t->cases * UINT64_C(0x94d049bb133111eb);
    for (uint32_t relation = 0; relation < EK_RELATIONS; relation++)
        if (relation != EK_SCALE || t->scaled)
            try_relation(t, (ek_relation)relation, root, most);
}

/* Often enough for the condition and the fact? */
static bool is_varied(ek_trial *t, const ek_brink *brink)
{
    for (uint32_t i = 0; i < t->varied_count; i++)
        if (t->varied[i].by == brink->by && t->varied[i].field == brink->field)
            return ++t->varied[i].times > VARIED_MOST;
    *EK_PUSH(&t->arena, t->varied, t->varied_count, t->varied_capacity) =
        (ek_varied){brink->by, brink->field, 1};
    return false;
}

/* As it is, and with one fact at each limit that it meets. */
static void try_around(ek_trial *t, const ek_sample *given, uint32_t most)
{
    ek_sample *root = ek_sample_copy(&t->around, given);
    ek_brinks brinks;
    ek_samples all;

    try_relations(t, root, most);
    ek_arena_reset(&t->work);
    brinks = ek_trial_decide(t, root, &t->around).brinks;
    all = ek_samples_of(&t->around, root);
    for (uint32_t i = 0; i < brinks.count; i++)
        for (uint32_t k = 0; k < all.count; k++) {
            ek_sample *made;

            if (!ek_brink_fits(&brinks.items[i], all.items[k]))
                continue;
            if (is_varied(t, &brinks.items[i]))
                break;
            made = ek_sample_copy(&t->around, root);
            if (ek_brink_put(&brinks.items[i], &t->around,
                             ek_samples_of(&t->around, made).items[k]))
                try_relations(t, made, SITES_MOST);
            break;
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

static void show_progress(const ek_trial *t, uint64_t done)
{
    if (t->how->progress)
        t->how->progress(t->how->user, done, t->suite.count + t->how->tries);
}

/* The country's own tests lie at the limits of its rules already. */
static void try_tests(ek_trial *t)
{
    t->files = t->config->files;
    t->name = ek_text_format(&t->arena, "%.*s/case.json", EK_TEXT_ARGS(t->book->folder)).bytes;
    for (uint32_t i = 0; i < t->suite.count; i++) {
        t->from = t->suite.tests[i].place;
        ek_arena_reset(&t->around);
        try_around(t, ek_sample_make(&t->around, t->suite.tests[i].document), SITES_OF_TESTS);
        show_progress(t, i + 1u);
    }
}

static void try_others(ek_trial *t)
{
    ek_sample *root;

    t->name = "case.json";
    t->from = (ek_place){{"", 0}, 0, 0};
    for (uint64_t i = 0; i < t->how->tries && (root = ek_search_next(&t->search)) != NULL; i++) {
        t->files = t->search.files_now;
        ek_arena_reset(&t->around);
        try_around(t, root, SITES_MOST);
        show_progress(t, t->suite.count + i + 1);
    }
}

static void try_cases(ek_trial *t)
{
    const char *const countries[] = {t->book->code.bytes, NULL};

    ek_search_side(&t->search, t->bundle, NULL, countries);
    ek_search_begin(&t->search);
    t->scaled = !compares_points(&t->search.hints, t->book);
    try_tests(t);
    try_others(t);
}

/* ---- For hosts ------------------------------------------------------------------------------ */

static erkend_status run_trial(ek_trial *t, erkend_text **out, const erkend_style *style)
{
    ek_buffer text;

    ek_problems_init(&t->problems, &t->arena);
    ek_breaches_load(&t->breaches, &t->arena, t->book, t->config, &t->bundle->limits, &t->problems);
    if (t->problems.errors > 0)
        return ERKEND_EINVALID;
    if (ek_suite_load(&t->suite, t->config) == ERKEND_ENOMEM)
        return ERKEND_ENOMEM;
    if (t->suite.problems.errors > 0)
        return ERKEND_EINVALID;
    try_cases(t);
    ek_buffer_init(&text, &t->arena);
    ek_trial_write(&text, t, style && style->format == ERKEND_JSON);
    return ek_text_give(out, t->arena.host, ek_buffer_done(&text));
}

static void dispose_trial(ek_trial *t)
{
    const erkend_allocator *host = t->arena.host;

    erkend_error_free(t->error);
    ek_search_dispose(&t->search);
    ek_suite_dispose(&t->suite);
    ek_arena_dispose(&t->work);
    ek_arena_dispose(&t->around);
    ek_arena_dispose(&t->arena);
    ek_host_free(host, t, sizeof *t);
}

erkend_status erkend_relations_check(erkend_text **out, uint64_t *wrong,
                                     const erkend_bundle *bundle, const erkend_config *config,
                                     const char *country, const erkend_search *options,
                                     const erkend_style *style, erkend_error *error)
{
    ek_trial *t;
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
    ek_arena_init(&t->around, bundle->arena.host, 0);
    ek_suite_init(&t->suite, bundle, t->book);
    ek_search_init(&t->search, bundle->arena.host, options->seed, options->cases,
                   options->case_count);
    t->error = erkend_error_new(bundle->arena.host);
    if (EK_TRY(&t->arena, &escape)) {
        t->work.escape = t->around.escape = t->search.arena.escape = t->search.work.escape =
            t->arena.escape;
        status = run_trial(t, out, style);
    } else
        status = escape.status;
    ek_escape_end(&t->arena, &escape);
    *wrong = t->found_count + ek_trial_count_stale(t);
    status =
        ek_error_fill(error, status, t->problems.errors > 0 ? &t->problems : &t->suite.problems);
    dispose_trial(t);
    return status;
}
