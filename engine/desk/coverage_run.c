/* A run of a country's tests that counts what they reach: erkend_coverage of erkend.h. */
#include <string.h>

#include "base/api.h"
#include "desk/report.h"

typedef struct run {
    const erkend_bundle *bundle;
    const erkend_config *config;
    const ek_rulebook *book;
    struct erkend_coverage *to;
    ek_suite suite;
    erkend_worker *worker;
    erkend_error *error;
} run;

/* ---- Running ------------------------------------------------------------------------------- */

static void try_tests(run *at)
{
    ek_arena *arena = &at->suite.arena;

    for (uint32_t i = 0; i < at->suite.count; i++) {
        erkend_decision *decision = NULL;
        ek_buffer out;

        ek_buffer_init(&out, arena);
        ek_test_try(&at->suite.tests[i], at->book, at->worker, at->error, &out, &decision);
        if (out.size > 0)
            at->to->failed++;
        else
            at->to->passed++;
        if (decision)
            ek_coverage_note(&at->to->points, decision);
        erkend_decision_free(decision);
    }
}

static erkend_status run_suite(run *at)
{
    erkend_status loaded = ek_suite_load(&at->suite, at->config);
    ek_escape escape;

    if (loaded != ERKEND_OK)
        return loaded;
    if (EK_TRY(&at->suite.arena, &escape))
        try_tests(at);
    ek_escape_end(&at->suite.arena, &escape);
    return escape.status;
}

static erkend_status run_all(run *at, erkend_error *error)
{
    erkend_status status = erkend_worker_new(&at->worker, at->bundle, ERKEND_VERIFY, error);

    if (status != ERKEND_OK)
        return status;
    at->worker->watch = &at->to->points.trace;
    at->error = erkend_error_new(at->to->arena.host);
    if (!at->error)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    ek_suite_init(&at->suite, at->bundle, at->book);
    status = ek_error_fill(error, run_suite(at), &at->suite.problems);
    ek_suite_dispose(&at->suite);
    return status;
}

/* ---- What is kept for the reports ---------------------------------------------------------- */

static void waive(struct erkend_coverage *to)
{
    for (uint32_t i = 0; i < to->points.count; i++)
        for (uint32_t k = 0; k < EK_OUTCOMES; k++) {
            ek_point *point = &to->points.points[i];
            ek_buffer out;

            if (!(point->needed >> k & 1u) || point->times[k] > 0)
                continue;
            ek_buffer_init(&out, &to->arena);
            ek_buffer_owner(&out, &point->owner);
            ek_buffer_string(&out, ": ");
            ek_buffer_not_covered(&out, point, (ek_outcome)k);
            if (ek_waiver_use(to->waivers.outcomes, to->waivers.outcome_count,
                              ek_buffer_done(&out)))
                point->waived |= 1u << k;
        }
}

static void keep_sources(run *at)
{
    struct erkend_coverage *to = at->to;
    uint32_t capacity = 0;

    for (uint32_t i = 0; i < to->points.count; i++) {
        ek_text name = to->points.points[i].place.file;
        ek_source source;

        if (i > 0 && ek_text_equal(name, to->points.points[i - 1].place.file))
            continue;
        if (ek_source_open(&source, &to->arena, at->config->files,
                           ek_text_terminated(&to->arena, name),
                           at->bundle->limits.policy_file_bytes, &to->problems,
                           (ek_place){.file = name}) == ERKEND_OK)
            *EK_PUSH(&to->arena, to->sources, to->source_count, capacity) = source;
    }
}

static erkend_status make_coverage(run *at, erkend_error *error)
{
    struct erkend_coverage *to = at->to;
    erkend_status status = ERKEND_OK;
    ek_escape escape;

    if (EK_TRY(&to->arena, &escape)) {
        ek_coverage_init(&to->points, &to->arena, at->book);
        ek_waivers_load(&to->waivers, &to->arena, at->book, at->config, &at->bundle->limits,
                        &to->problems);
        keep_sources(at);
    }
    ek_escape_end(&to->arena, &escape);
    if (escape.status == ERKEND_OK && to->problems.errors > 0)
        escape.status = ERKEND_EINVALID;
    status = ek_error_fill(error, escape.status, &to->problems);
    if (status == ERKEND_OK)
        status = run_all(at, error);
    if (status != ERKEND_OK)
        return status;
    if (EK_TRY(&to->arena, &escape))
        waive(to);
    ek_escape_end(&to->arena, &escape);
    return ek_error_fill(error, escape.status, NULL);
}

/* ---- For hosts ------------------------------------------------------------------------------ */

erkend_status erkend_coverage_run(erkend_coverage **out, const erkend_bundle *bundle,
                                  const erkend_config *config, const char *country,
                                  erkend_error *error)
{
    run at = {.bundle = bundle, .config = config};
    erkend_status status;

    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (!out || !bundle || !config || !config->files || !country)
        return ek_error_say(error, ERKEND_ECALL, "coverage needs a bundle, files and a country");
    at.book = ek_bundle_book(bundle, ek_text_of(country));
    if (!at.book)
        return ek_error_say(error, ERKEND_ENOPOLICY, "there is no policy of the country '%s'",
                            country);
    at.to = ek_host_alloc(bundle->arena.host, sizeof *at.to);
    if (!at.to)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    ek_arena_init(&at.to->arena, bundle->arena.host, 0);
    ek_problems_init(&at.to->problems, &at.to->arena);
    status = make_coverage(&at, error);
    erkend_error_free(at.error);
    erkend_worker_free(at.worker);
    if (status == ERKEND_OK)
        *out = at.to;
    else
        erkend_coverage_free(at.to);
    return status;
}

void erkend_coverage_free(erkend_coverage *coverage)
{
    const erkend_allocator *host;

    if (!coverage)
        return;
    host = coverage->arena.host;
    ek_arena_dispose(&coverage->arena);
    ek_host_free(host, coverage, sizeof *coverage);
}

uint32_t ek_percent(size_t part, size_t all)
{
    return all == 0 ? 100 : (uint32_t)((uint64_t)part * 100 / all);
}

void erkend_coverage_counts_of(const erkend_coverage *coverage, erkend_coverage_counts *out)
{
    memset(out, 0, sizeof *out);
    if (!coverage)
        return;
    out->passed = coverage->passed;
    out->failed = coverage->failed;
    for (uint32_t i = 0; i < coverage->points.count; i++) {
        const ek_point *point = &coverage->points.points[i];

        if (point->kind <= EK_POINT_ALLOCATION) {
            out->rules++;
            out->rules_reached += point->times[EK_OUT_IN_FORCE] > 0 ||
                                  !(point->needed >> EK_OUT_IN_FORCE & 1u) ||
                                  (point->waived >> EK_OUT_IN_FORCE & 1u);
        }
        out->outcomes += ek_point_needed(point);
        out->outcomes_reached += ek_point_reached(point);
        for (uint32_t k = 0; k < EK_OUTCOMES; k++)
            out->waived += point->waived >> k & 1u;
    }
    for (uint32_t i = 0; i < coverage->waivers.outcome_count; i++)
        out->stale += !coverage->waivers.outcomes[i].used;
}

erkend_status erkend_render_coverage(erkend_text **out, const erkend_coverage *const *items,
                                     size_t count, erkend_coverage_form form, erkend_error *error)
{
    ek_arena arena;
    ek_buffer buffer;
    ek_escape escape;
    erkend_status status;

    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (!out || (!items && count > 0))
        return ek_error_say(error, ERKEND_ECALL,
                            "erkend_render_coverage: NULL where something is needed");
    ek_arena_init(&arena, NULL, 0);
    ek_buffer_init(&buffer, &arena);
    if (EK_TRY(&arena, &escape))
        switch (form) {
        case ERKEND_COVERAGE_TEXT: ek_coverage_text(&buffer, items, count); break;
        case ERKEND_COVERAGE_JSON: ek_coverage_json(&buffer, items, count); break;
        case ERKEND_COVERAGE_LCOV: ek_coverage_lcov(&buffer, items, count); break;
        case ERKEND_COVERAGE_HTML: ek_coverage_html(&buffer, items, count); break;
        }
    ek_escape_end(&arena, &escape);
    status = escape.status;
    if (status == ERKEND_OK)
        status = ek_text_give(out, NULL, ek_buffer_done(&buffer));
    ek_arena_dispose(&arena);
    return ek_error_fill(error, status, NULL);
}
