/* The examples, decided in the countries there are. */
#ifndef TESTS_UNIT_EXPLAIN_EXAMPLES_H
#define TESTS_UNIT_EXPLAIN_EXAMPLES_H

#include "../examples/folder.h"
#include "unit/explain/page.h"

typedef uint32_t (*use_decision)(const erkend_decision *decision, erkend_error *error, void *user);

static inline uint32_t decide_example(erkend_worker *worker, const char *name, use_decision use,
                                      void *user, erkend_error *error)
{
    erkend_files files = folder_files("examples");
    erkend_case_options options = {.struct_size = sizeof options, .files = &files};
    erkend_case *the_case = NULL;
    const char *bytes, *country;
    uint32_t sum = 0;
    void *handle;
    size_t size;

    assert_int_equal(files.open(files.user, name, 1 << 22, &bytes, &size, &handle), ERKEND_OK);
    assert_int_equal(erkend_case_read(&the_case, name, bytes, size, &options, error), ERKEND_OK);
    for (size_t i = 0; (country = erkend_case_target(the_case, i)) != NULL; i++) {
        erkend_decision *decision = NULL;

        assert_int_equal(erkend_decide(&decision, worker, the_case, country, error), ERKEND_OK);
        sum += use(decision, error, user);
        erkend_decision_free(decision);
    }
    erkend_case_free(the_case);
    free(handle);
    return sum;
}

/* Calls `opened` (or not, when NULL) with the bundle, then `use` with every decision: the sum of
 * what it gives. */
static inline uint32_t each_example(void (*opened)(const erkend_bundle *bundle, void *user),
                                    use_decision use, void *user)
{
    static const char *const examples[] = {"wiring-abroad.yaml",
                                           "apprentice-9-months-and-a-half.yaml",
                                           "apprentice-9-months.yaml",
                                           "entrepreneurship-care.yaml",
                                           "staff-training-week.yaml",
                                           "community-development.yaml",
                                           "care-worker-validation.yaml",
                                           "temp-worker-logistics.yaml",
                                           "half-a-unit.yaml"};
    erkend_files files = folder_files(".");
    erkend_config config = {.struct_size = sizeof config, .files = &files};
    erkend_error *error = erkend_error_new(NULL);
    erkend_bundle *bundle = NULL;
    erkend_worker *worker = NULL;
    uint32_t sum = 0;

    assert_int_equal(erkend_bundle_open(&bundle, &config, error), ERKEND_OK);
    assert_int_equal(erkend_worker_new(&worker, bundle, ERKEND_COMPILED, error), ERKEND_OK);
    if (opened)
        opened(bundle, user);
    for (uint32_t i = 0; i < sizeof examples / sizeof examples[0]; i++)
        sum += decide_example(worker, examples[i], use, user, error);
    erkend_worker_free(worker);
    erkend_bundle_free(bundle);
    erkend_error_free(error);
    return sum;
}

#endif
