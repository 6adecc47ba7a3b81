/* A country's tests: its files read, and all of them run for the host.
 *
 * Each file of countries/xx/cases is read; a file with errors is reported whole, the others still
 * count. Cases lie outside the arena, as each has its own; what they borrow lies in it. */
#include "decide/testing.h"

#include "base/api.h"

/* ---- Reading ------------------------------------------------------------------------------- */

void ek_suite_init(ek_suite *suite, const struct erkend_bundle *bundle, const ek_rulebook *book)
{
    *suite = (ek_suite){.bundle = bundle, .book = book};
    ek_arena_init(&suite->arena, bundle->arena.host, 0);
    ek_problems_init(&suite->problems, &suite->arena);
}

void ek_suite_dispose(ek_suite *suite)
{
    for (const ek_loaded_tests *loaded = suite->loaded; loaded; loaded = loaded->before)
        for (uint32_t i = 0; i < loaded->count; i++)
            erkend_case_free(loaded->tests[i].given);
    suite->loaded = NULL;
    ek_arena_dispose(&suite->arena);
}

/* Called by the host: nothing may leave through its frames. */
static void note_file(void *user, const char *name)
{
    ek_suite *suite = user;
    ek_text text = ek_text_of(name);
    ek_escape escape;

    if (suite->failed || !(ek_text_ends(text, ".yaml") || ek_text_ends(text, ".json")))
        return;
    if (EK_TRY(&suite->arena, &escape)) {
        ek_text path =
            ek_text_format(&suite->arena, "%.*s/cases/%s", EK_TEXT_ARGS(suite->book->folder), name);

        *EK_PUSH(&suite->arena, suite->files, suite->file_count, suite->file_capacity) = path;
    } else {
        suite->failed = true;
    }
    ek_escape_end(&suite->arena, &escape);
}

/* Those of one file. Kept in the suite before they are made, so that they are freed in any event.
 */
static void load_file(ek_suite *suite, const erkend_config *config, ek_text name)
{
    erkend_case_options options = {.struct_size = sizeof options,
                                   .allocator = suite->arena.host,
                                   .files = config->files,
                                   .limits = suite->bundle->limits,
                                   .country = suite->book->code.bytes};
    ek_loaded_tests *loaded;
    ek_source source;

    if (ek_source_open(&source, &suite->arena, config->files,
                       ek_text_terminated(&suite->arena, name),
                       suite->bundle->limits.document_bytes, &suite->problems,
                       (ek_place){.file = name}) != ERKEND_OK)
        return;
    loaded = EK_NEW(&suite->arena, ek_loaded_tests);
    loaded->before = suite->loaded;
    suite->loaded = loaded;
    (void)ek_tests_load(&suite->arena, &source, suite->book, &options, &loaded->tests,
                        &loaded->count, &suite->problems);
    for (uint32_t i = 0; i < loaded->count; i++)
        if (loaded->tests[i].given)
            *EK_PUSH(&suite->arena, suite->tests, suite->count, suite->capacity) = loaded->tests[i];
}

static void load_files(ek_suite *suite, const erkend_config *config)
{
    ek_text folder = ek_text_format(&suite->arena, "%.*s/cases", EK_TEXT_ARGS(suite->book->folder));

    /* A country without tests passes them all. */
    if (config->files->list(config->files->user, ek_text_terminated(&suite->arena, folder),
                            note_file, suite) != ERKEND_OK &&
        suite->file_count == 0)
        return;
    if (suite->failed)
        ek_raise(&suite->arena, ERKEND_ENOMEM);
    ek_texts_sort(suite->files, suite->file_count);
    for (uint32_t i = 0; i < suite->file_count; i++)
        load_file(suite, config, suite->files[i]);
}

erkend_status ek_suite_load(ek_suite *suite, const erkend_config *config)
{
    ek_escape escape;

    if (EK_TRY(&suite->arena, &escape))
        load_files(suite, config);
    ek_escape_end(&suite->arena, &escape);
    if (escape.status != ERKEND_OK)
        return escape.status;
    return suite->problems.errors > 0 ? ERKEND_EINVALID : ERKEND_OK;
}

/* ---- Running ------------------------------------------------------------------------------- */

typedef struct run {
    ek_suite suite;
    erkend_worker *worker;
    erkend_error *error; /* of the decision at work */
    void (*report)(void *to, const erkend_test *test);
    void *to;
} run;

static void run_test(run *at, const ek_test_case *test)
{
    erkend_test report = {0};
    ek_arena *arena = &at->suite.arena;
    ek_buffer out;

    ek_buffer_init(&out, arena);
    ek_test_try(test, at->suite.book, at->worker, at->error, &out, NULL);
    report.country = at->suite.book->code.bytes;
    report.file = ek_text_terminated(arena, test->place.file);
    report.line = test->place.line;
    report.name = ek_text_terminated(arena, test->name);
    report.passed = out.size == 0;
    report.difference = ek_text_terminated(arena, ek_buffer_done(&out));
    at->report(at->to, &report);
}

static erkend_status run_tests(run *at)
{
    ek_escape escape;

    if (EK_TRY(&at->suite.arena, &escape))
        for (uint32_t i = 0; i < at->suite.count; i++)
            run_test(at, &at->suite.tests[i]);
    ek_escape_end(&at->suite.arena, &escape);
    return escape.status;
}

static erkend_status start_run(run *at, erkend_error *error)
{
    erkend_status status = erkend_worker_new(&at->worker, at->suite.bundle, ERKEND_VERIFY, error);

    if (status != ERKEND_OK)
        return status;
    at->error = erkend_error_new(at->suite.arena.host);
    return at->error ? ERKEND_OK : ek_error_fill(error, ERKEND_ENOMEM, NULL);
}

static erkend_status run_suite(run *at, const erkend_config *config, erkend_error *error)
{
    erkend_status status = start_run(at, error), loaded;

    if (status != ERKEND_OK)
        return status;
    loaded = ek_suite_load(&at->suite, config);
    if (loaded == ERKEND_OK || loaded == ERKEND_EINVALID)
        status = run_tests(at);
    return ek_error_fill(error, status == ERKEND_OK ? loaded : status, &at->suite.problems);
}

erkend_status erkend_test_run(const erkend_bundle *bundle, const erkend_config *config,
                              const char *country,
                              void (*report)(void *to, const erkend_test *test), void *to,
                              erkend_error *error)
{
    run *at;
    erkend_status status;
    const ek_rulebook *book;

    ek_error_clear(error);
    if (!bundle || !config || !config->files || !country || !report)
        return ek_error_say(error, ERKEND_ECALL, "a test run needs a bundle, files and a country");
    book = ek_bundle_book(bundle, ek_text_of(country));
    if (!book)
        return ek_error_say(error, ERKEND_ENOPOLICY, "there is no policy of the country '%s'",
                            country);
    at = ek_host_alloc(bundle->arena.host, sizeof *at);
    if (!at)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    ek_suite_init(&at->suite, bundle, book);
    at->report = report;
    at->to = to;
    status = run_suite(at, config, error);
    erkend_error_free(at->error);
    erkend_worker_free(at->worker);
    ek_suite_dispose(&at->suite);
    ek_host_free(bundle->arena.host, at, sizeof *at);
    return status;
}
