/* Mutation: each mutant is put into a bundle of our own, and the country's tests are tried until
 * one notices. erkend_mutation of erkend.h.
 *
 * First the tests run once as the rules are, watched, so that it is known which expressions each of
 * them evaluates and which kinds of claims it decides. A mutant is tried with the tests that
 * evaluate it, then with the others that it could touch. Both evaluations see it, and a mutant on
 * which they differ is an error of the engine, which the report says. */
#include <string.h>

#include "base/api.h"
#include "base/sort.h"
#include "desk/mutant.h"
#include "desk/report.h"
#include "rule/check.h"

typedef struct run {
    const erkend_config *config;
    const erkend_mutation_options *options;
    erkend_bundle *bundle; /* our own: it is changed */
    ek_rulebook *book;
    struct erkend_mutation *to;
    ek_suite suite;
    ek_arena arena; /* of mutants */
    ek_arena work;  /* of one mutant at work */
    ek_mutants mutants;
    erkend_worker *worker;
    erkend_error *error;
    bool is_noticed, disagrees; /* the mutant at work */
    bool **evaluates;           /* by test, by number_id */
    uint32_t *claims;           /* by test: kinds of claims that it decides, a bit each */
} run;

/* ---- As the rules are ----------------------------------------------------------------------- */

static uint32_t kinds_of(const erkend_decision *decision)
{
    uint32_t kinds = 0;

    if (!decision)
        return EK_ANY_CLAIM; /* an error: anything may have led to it */
    kinds = EK_NO_CLAIM;
    for (uint32_t i = 0; i < decision->claim_count; i++)
        kinds |= UINT32_C(1) << decision->claims[i].kind;
    return kinds;
}

static void watch_test(run *at, uint32_t index)
{
    ek_coverage seen;
    erkend_decision *decision = NULL;
    ek_buffer out;
    bool *evaluates = EK_NEW_ARRAY(&at->arena, bool, at->book->expr_count + 1);

    ek_arena_reset(&at->work);
    ek_coverage_init(&seen, &at->work, at->book);
    ek_buffer_init(&out, &at->work);
    at->worker->watch = &seen.trace;
    ek_test_try(&at->suite.tests[index], at->book, at->worker, at->error, &out, &decision);
    at->worker->watch = NULL;
    at->claims[index] = kinds_of(decision);
    erkend_decision_free(decision);
    for (uint32_t i = 0; i < at->book->expr_count; i++)
        evaluates[i] = seen.evaluated[i] > 0;
    at->evaluates[index] = evaluates;
    if (out.size > 0)
        at->to->failed++;
}

static void watch_tests(run *at)
{
    uint32_t count = at->suite.count;

    at->evaluates = EK_NEW_ARRAY(&at->arena, bool *, count + 1);
    at->claims = EK_NEW_ARRAY(&at->arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++)
        watch_test(at, i);
    at->to->tests = count;
}

/* ---- One mutant ----------------------------------------------------------------------------- */

static bool evaluates(const run *at, const ek_mutant *mutant, uint32_t test)
{
    for (uint32_t i = 0; i < mutant->id_count; i++)
        if (at->evaluates[test][mutant->ids[i]])
            return true;
    return false;
}

static bool is_difference_of_evaluations(const erkend_error *error)
{
    erkend_problem problem;

    return erkend_error_at(error, 0, &problem) && problem.code == ERKEND_ECONFLICT &&
           strstr(problem.message, "the compiled and the plain evaluation differ") != NULL;
}

static bool notices(run *at, uint32_t test)
{
    ek_buffer out;

    ek_buffer_init(&out, &at->work);
    ek_test_try(&at->suite.tests[test], at->book, at->worker, at->error, &out, NULL);
    at->disagrees = at->disagrees || is_difference_of_evaluations(at->error);
    return out.size > 0;
}

/* The tests that evaluate what was changed, then the others. */
static bool is_noticed(run *at, const ek_mutant *mutant)
{
    for (int turn = 0; turn < 2; turn++)
        for (uint32_t i = 0; i < at->suite.count; i++) {
            if (!(at->claims[i] & mutant->claims) || evaluates(at, mutant, i) != (turn == 0))
                continue;
            if (notices(at, i))
                return true;
        }
    return false;
}

/* Nobody could bring in a change that erkend check refuses. */
static bool is_refused(run *at)
{
    ek_problems problems;

    ek_problems_init(&problems, &at->work);
    ek_check_book(at->book, &problems);
    return problems.errors > 0;
}

static void note_result(run *at, const ek_mutant *mutant)
{
    struct erkend_mutation *to = at->to;
    ek_survivor *survivor;

    to->tried++;
    if (at->is_noticed && !at->disagrees) {
        to->noticed++;
        return;
    }
    survivor = EK_PUSH(&to->arena, to->survivors, to->survivor_count, to->capacity);
    survivor->sentence = ek_text_copy(&to->arena, mutant->sentence);
    survivor->owner = ek_text_copy(&to->arena, mutant->owner);
    survivor->place = mutant->place;
    survivor->place.file = ek_text_copy(&to->arena, mutant->place.file);
    survivor->disagrees = at->disagrees;
    if (!at->disagrees)
        survivor->waiver =
            ek_waiver_use(to->waivers.changes, to->waivers.change_count, survivor->sentence);
    to->waived += survivor->waiver != NULL;
}

/* Puts it in or takes it out. Rules know their place in the book, so they are numbered again. */
static void swap(run *at, const ek_mutant *mutant)
{
    ek_mutant_swap(mutant);
    for (uint32_t i = 0; i < at->book->rule_count; i++)
        ((ek_rule *)(uintptr_t)at->book->rules[i])->index = i;
}

/* The book is as it was before, whatever happens. */
static void try_mutant(run *at, const ek_mutant *mutant)
{
    const struct ek_programs *programs = at->book->programs;
    ek_escape escape;

    at->is_noticed = at->disagrees = false;
    ek_arena_reset(&at->work);
    swap(at, mutant);
    if (EK_TRY(&at->work, &escape)) {
        at->book->programs = ek_compile(&at->work, at->book);
        at->is_noticed = is_noticed(at, mutant) || is_refused(at);
    }
    ek_escape_end(&at->work, &escape);
    at->book->programs = programs;
    swap(at, mutant);
    if (escape.status != ERKEND_OK)
        ek_raise(&at->to->arena, escape.status);
    note_result(at, mutant);
}

static void try_mutants(run *at)
{
    for (uint32_t i = 0; i < at->mutants.count; i++) {
        if (at->options && at->options->progress)
            at->options->progress(at->options->user, at->book->code.bytes, i, at->mutants.count);
        try_mutant(at, &at->mutants.items[i]);
    }
}

/* ---- All of them ---------------------------------------------------------------------------- */

static int compare_survivors(const void *left, const void *right)
{
    const ek_survivor *a = left, *b = right;
    int order = ek_text_compare(a->place.file, b->place.file);

    if (order == 0)
        order = a->place.line < b->place.line ? -1 : a->place.line > b->place.line;
    if (order == 0)
        order = a->place.column < b->place.column ? -1 : a->place.column > b->place.column;
    return order != 0 ? order : ek_text_compare(a->sentence, b->sentence);
}

static erkend_status prepare(run *at)
{
    ek_escape escape;
    erkend_status status = ek_suite_load(&at->suite, at->config);

    if (status != ERKEND_OK)
        return status;
    if (EK_TRY(&at->work, &escape)) {
        ek_escape inner;

        if (EK_TRY(&at->arena, &inner)) {
            watch_tests(at);
            ek_mutants_find(&at->mutants, &at->arena, at->book);
        }
        ek_escape_end(&at->arena, &inner);
        if (inner.status != ERKEND_OK)
            ek_raise(&at->work, inner.status);
    }
    ek_escape_end(&at->work, &escape);
    return escape.status;
}

static erkend_status run_all(run *at, erkend_error *error)
{
    struct erkend_mutation *to = at->to;
    erkend_status status;
    ek_escape escape;

    if (EK_TRY(&to->arena, &escape)) {
        to->country = ek_text_copy(&to->arena, at->book->code);
        ek_waivers_load(&to->waivers, &to->arena, at->book, at->config, &at->bundle->limits,
                        &to->problems);
    }
    ek_escape_end(&to->arena, &escape);
    status =
        escape.status == ERKEND_OK && to->problems.errors > 0 ? ERKEND_EINVALID : escape.status;
    if (status != ERKEND_OK)
        return ek_error_fill(error, status, &to->problems);
    status = prepare(at);
    if (status != ERKEND_OK)
        return ek_error_fill(error, status, &at->suite.problems);
    if (to->failed > 0)
        return ek_error_say(error, ERKEND_EINVALID,
                            "%s: %u test%s as the rules are; mend %s first (erkend test)",
                            at->book->code.bytes, to->failed, to->failed == 1 ? " fails" : "s fail",
                            to->failed == 1 ? "it" : "these");
    if (EK_TRY(&to->arena, &escape)) {
        try_mutants(at);
        if (to->survivor_count > 0)
            ek_sort(to->survivors, to->survivor_count, sizeof *to->survivors, compare_survivors);
    }
    ek_escape_end(&to->arena, &escape);
    return ek_error_fill(error, escape.status, NULL);
}

static erkend_status start(run *at, const char *country, erkend_error *error)
{
    erkend_status status = erkend_bundle_open(&at->bundle, at->config, error);

    if (status != ERKEND_OK)
        return status;
    at->book = (ek_rulebook *)(uintptr_t)ek_bundle_book(at->bundle, ek_text_of(country));
    if (!at->book)
        return ek_error_say(error, ERKEND_ENOPOLICY, "there is no policy of the country '%s'",
                            country);
    status = erkend_worker_new(&at->worker, at->bundle, ERKEND_VERIFY, error);
    if (status != ERKEND_OK)
        return status;
    ek_worker_forgets(at->worker);
    at->error = erkend_error_new(at->bundle->arena.host);
    return at->error ? ERKEND_OK : ek_error_fill(error, ERKEND_ENOMEM, NULL);
}

erkend_status erkend_mutation_run(erkend_mutation **out, const erkend_config *config,
                                  const char *country, const erkend_mutation_options *options,
                                  erkend_error *error)
{
    run at = {.config = config, .options = options};
    erkend_status status;

    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (!out || !config || !config->files || !country ||
        (options && options->struct_size != sizeof *options))
        return ek_error_say(error, ERKEND_ECALL, "mutation needs files and a country");
    status = start(&at, country, error);
    if (status == ERKEND_OK) {
        at.to = ek_host_alloc(at.bundle->arena.host, sizeof *at.to);
        if (!at.to)
            status = ek_error_fill(error, ERKEND_ENOMEM, NULL);
    }
    if (status == ERKEND_OK) {
        ek_arena_init(&at.to->arena, at.bundle->arena.host, 0);
        ek_problems_init(&at.to->problems, &at.to->arena);
        ek_arena_init(&at.arena, at.bundle->arena.host, 0);
        ek_arena_init(&at.work, at.bundle->arena.host, 0);
        ek_suite_init(&at.suite, at.bundle, at.book);
        status = run_all(&at, error);
        ek_suite_dispose(&at.suite);
        ek_arena_dispose(&at.work);
        ek_arena_dispose(&at.arena);
    }
    erkend_error_free(at.error);
    erkend_worker_free(at.worker);
    erkend_bundle_free(at.bundle);
    if (status == ERKEND_OK)
        *out = at.to;
    else
        erkend_mutation_free(at.to);
    return status;
}

void erkend_mutation_free(erkend_mutation *mutation)
{
    const erkend_allocator *host;

    if (!mutation)
        return;
    host = mutation->arena.host;
    ek_arena_dispose(&mutation->arena);
    ek_host_free(host, mutation, sizeof *mutation);
}

void erkend_mutation_counts_of(const erkend_mutation *mutation, erkend_mutation_counts *out)
{
    memset(out, 0, sizeof *out);
    if (!mutation)
        return;
    out->tests = mutation->tests;
    out->tried = mutation->tried;
    out->noticed = mutation->noticed;
    out->waived = mutation->waived;
    for (uint32_t i = 0; i < mutation->survivor_count; i++)
        out->disagreed += mutation->survivors[i].disagrees;
    for (uint32_t i = 0; i < mutation->waivers.change_count; i++)
        out->stale += !mutation->waivers.changes[i].used;
}
