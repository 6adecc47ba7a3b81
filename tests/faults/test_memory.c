/* Every allocation of a reference run fails once, and once for good: nothing crashes, nothing
 * leaks, nothing else is decided (TRUST G2). Leaks are counted here and seen by the sanitizers too.
 */
#include "faults/host.h"

typedef struct failing {
    long countdown; /* allocations until one fails; negative: none does */
    bool for_good;  /* all later ones fail too */
    size_t held;    /* bytes out */
    bool failed;
} failing;

static void *resize(void *user, void *old, size_t old_size, size_t new_size)
{
    failing *f = user;
    void *piece;

    if (new_size == 0) {
        f->held -= old_size;
        free(old);
        return NULL;
    }
    if (f->countdown == 0 || (f->failed && f->for_good)) {
        f->failed = true;
        if (f->countdown == 0)
            f->countdown = -1;
        return NULL;
    }
    if (f->countdown > 0)
        f->countdown--;
    piece = realloc(old, new_size);
    if (piece != NULL)
        f->held += new_size - (old != NULL ? old_size : 0);
    return piece;
}

/* The reference run; the text of the decision, or NULL when memory was short. */
static erkend_text *run(const erkend_allocator *allocator, const char *name, const char *country,
                        bool *short_of_memory)
{
    erkend_files files = folder_files(".");
    erkend_files case_files = folder_files("examples");
    erkend_config config = host_config(&files, allocator);
    const char *only[] = {country, NULL};
    erkend_case_options options;
    erkend_error *error = erkend_error_new(allocator);
    erkend_bundle *bundle = NULL;
    erkend_worker *worker = NULL;
    erkend_case *the_case = NULL;
    erkend_decision *decision = NULL;
    erkend_text *text = NULL, *line = NULL;
    erkend_style style;
    erkend_status status;
    size_t size;
    char *bytes = host_read(name, &size);

    config.only = only;
    memset(&style, 0, sizeof style);
    style.struct_size = sizeof style;
    memset(&options, 0, sizeof options);
    options.struct_size = sizeof options;
    options.allocator = allocator;
    options.files = &case_files;
    status = erkend_bundle_open(&bundle, &config, error);
    if (status == ERKEND_OK)
        status = erkend_worker_new(&worker, bundle, ERKEND_COMPILED, error);
    if (status == ERKEND_OK)
        status = erkend_case_read(&the_case, name, bytes, size, &options, error);
    if (status == ERKEND_OK)
        status = erkend_decide(&decision, worker, the_case, country, error);
    if (status == ERKEND_OK)
        status = erkend_render_timeline(&line, decision, NULL, "2019-12-01", "2020-02-01", &style,
                                        error);
    erkend_text_free(line);
    if (status == ERKEND_OK)
        status = erkend_render_explanation(&text, decision, NULL, &style, error);
    if (status != ERKEND_OK && status != ERKEND_ENOMEM)
        host_fail(error, "not a shortage of memory");
    *short_of_memory = status == ERKEND_ENOMEM;
    erkend_decision_free(decision);
    erkend_case_free(the_case);
    erkend_worker_free(worker);
    erkend_bundle_free(bundle);
    erkend_error_free(error);
    free(bytes);
    return text;
}

static erkend_text *run_case(const erkend_allocator *allocator, bool *short_of_memory)
{
    return run(allocator, "wiring-abroad.yaml", "NL", short_of_memory);
}

/* The page of a small country, with its tests. */
static erkend_text *run_law(const erkend_allocator *allocator, bool *short_of_memory)
{
    erkend_files files = folder_files(".");
    erkend_config config = host_config(&files, allocator);
    const char *only[] = {"RO", NULL};
    erkend_error *error = erkend_error_new(allocator);
    erkend_bundle *bundle = NULL;
    erkend_text *text = NULL;
    erkend_status status;

    config.only = only;
    status = erkend_bundle_open(&bundle, &config, error);
    if (status == ERKEND_OK)
        status = erkend_law_page(&text, bundle, &config, "RO", NULL, error);
    if (status != ERKEND_OK && status != ERKEND_ENOMEM)
        host_fail(error, "not a shortage of memory");
    *short_of_memory = status == ERKEND_ENOMEM;
    erkend_bundle_free(bundle);
    erkend_error_free(error);
    return text;
}

/* Names of a small country for an editor, and a document held against them. The text stands for
 * the answer. */
static erkend_text *run_symbols(const erkend_allocator *allocator, bool *short_of_memory)
{
    erkend_files files = folder_files(".");
    erkend_config config = host_config(&files, allocator);
    const char *only[] = {"RO", NULL};
    erkend_error *error = erkend_error_new(allocator);
    erkend_symbols *symbols = NULL;
    erkend_symbol symbol;
    erkend_text *text = NULL;
    erkend_status status;
    size_t count = 0;

    config.only = only;
    status = erkend_symbols_read(&symbols, &config, "2026-01-01", error);
    if (status == ERKEND_OK)
        status = erkend_symbols_check(symbols, &config, "countries/ro/laws.yaml", error);
    while (erkend_symbols_at(symbols, count, &symbol))
        count++;
    if (status == ERKEND_OK) {
        assert_true(count > 100);
        status = erkend_schema(&text, "keys", NULL);
    }
    if (status != ERKEND_OK && status != ERKEND_ENOMEM)
        host_fail(error, "not a shortage of memory");
    *short_of_memory = status == ERKEND_ENOMEM;
    erkend_symbols_free(symbols);
    erkend_error_free(error);
    return text;
}

typedef erkend_text *(*reference_run)(const erkend_allocator *allocator, bool *short_of_memory);

static void try_all(reference_run make, bool for_good)
{
    failing f = {-1, for_good, 0, false};
    erkend_allocator allocator = {resize, &f};
    bool short_of_memory;
    erkend_text *reference = make(&allocator, &short_of_memory);
    long n;

    assert_non_null(reference);
    for (n = 0;; n++) {
        erkend_text *text;
        f.countdown = n;
        f.failed = false;
        text = make(&allocator, &short_of_memory);
        if (text != NULL) { /* an error value that could not be made must not change an answer */
            assert_string_equal(erkend_text_bytes(text), erkend_text_bytes(reference));
            erkend_text_free(text);
        } else
            assert_true(short_of_memory);
        if (!f.failed)
            break;
    }
    assert_true(n > 20);
    erkend_text_free(reference);
    assert_int_equal(f.held, 0);
}

static void test_memory__each_allocation_fails_once(void **state)
{
    (void)state;
    try_all(run_case, false);
}

static void test_memory__each_allocation_fails_and_all_later_ones(void **state)
{
    (void)state;
    try_all(run_case, true);
}

static void test_memory__each_allocation_of_a_page_of_law_fails_once(void **state)
{
    (void)state;
    try_all(run_law, false);
}

static void test_memory__each_allocation_of_names_fails_once(void **state)
{
    (void)state;
    try_all(run_symbols, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory__each_allocation_fails_once),
        cmocka_unit_test(test_memory__each_allocation_fails_and_all_later_ones),
        cmocka_unit_test(test_memory__each_allocation_of_a_page_of_law_fails_once),
        cmocka_unit_test(test_memory__each_allocation_of_names_fails_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
