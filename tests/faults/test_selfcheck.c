/* The second opinion: silent where all is well, and loud where the answer hangs on what it must not
 * hang on. The planted dependence is a host whose files say something else the second time they are
 * opened, which is what a dependence on order, address or seed comes to. */
#include "faults/host.h"

typedef struct changing {
    erkend_files inner;
    bool changed; /* from now on a quarter is a fortieth */
    char *held;
} changing;

static erkend_status open_changing(void *user, const char *name, size_t max_bytes,
                                   const char **bytes, size_t *size, void **handle)
{
    changing *c = user;
    erkend_status status = c->inner.open(c->inner.user, name, max_bytes, bytes, size, handle);
    char *at;

    if (status != ERKEND_OK || !c->changed || strcmp(name, "countries/de/parameters.yaml") != 0)
        return status;
    free(c->held);
    c->held = malloc(*size + 1);
    assert_non_null(c->held);
    memcpy(c->held, *bytes, *size);
    c->held[*size] = '\0';
    at = strstr(c->held, "value: 1/4");
    assert_non_null(at);
    memcpy(at, "value: 1/9", 10);
    *bytes = c->held;
    return status;
}

static void done_changing(void *user, void *handle)
{
    changing *c = user;

    c->inner.done(c->inner.user, handle);
}

static erkend_status list_changing(void *user, const char *folder,
                                   void (*found)(void *to, const char *name), void *to)
{
    changing *c = user;

    return c->inner.list(c->inner.user, folder, found, to);
}

/* Opens twice, decides every example where it is asked, and counts what the second opinion says. */
static int count_differences(bool change)
{
    changing c = {.inner = folder_files("."), .changed = false, .held = NULL};
    erkend_files files = {&c, open_changing, done_changing, list_changing};
    erkend_config config = host_config(&files, NULL);
    erkend_error *error = erkend_error_new(NULL);
    erkend_bundle *bundle = NULL;
    erkend_worker *worker = NULL;
    erkend_self_check *check = NULL;
    int differences = 0, i, k;

    if (erkend_bundle_open(&bundle, &config, error) != ERKEND_OK)
        host_fail(error, "bundle");
    c.changed = change;
    if (erkend_self_check_open(&check, &config, error) != ERKEND_OK)
        host_fail(error, "self-check");
    assert_int_equal(erkend_worker_new(&worker, bundle, ERKEND_COMPILED, error), ERKEND_OK);
    for (i = 0; example_names[i] != NULL; i++) {
        static const char *const countries[] = {"DE", "FI", "NL", "EU"};
        erkend_files case_files = folder_files("examples");
        erkend_case_options options;
        erkend_case *the_case = NULL;
        size_t size;
        char *bytes = host_read(example_names[i], &size);

        memset(&options, 0, sizeof options);
        options.struct_size = sizeof options;
        options.files = &case_files;
        options.decided = "2026-11-01";
        if (erkend_case_read(&the_case, example_names[i], bytes, size, &options, error) !=
            ERKEND_OK)
            host_fail(error, example_names[i]);
        for (k = 0; k < 4; k++) {
            erkend_decision *decision = NULL;
            erkend_problem problem;

            if (erkend_decide(&decision, worker, the_case, countries[k], error) != ERKEND_OK)
                continue;
            if (erkend_self_check_decision(check, decision, error) != ERKEND_OK) {
                assert_int_equal(erkend_error_code(error), ERKEND_ECONFLICT);
                assert_true(erkend_error_at(error, 0, &problem));
                assert_non_null(strstr(problem.message, "the answer differs at byte"));
                differences++;
            }
            erkend_decision_free(decision);
        }
        erkend_case_free(the_case);
        free(bytes);
    }
    erkend_self_check_free(check);
    erkend_worker_free(worker);
    erkend_bundle_free(bundle);
    erkend_error_free(error);
    free(c.held);
    return differences;
}

static void test_self_check__says_nothing_where_all_is_well(void **state)
{
    (void)state;
    assert_int_equal(count_differences(false), 0);
}

static void test_self_check__finds_a_policy_that_came_out_differently(void **state)
{
    (void)state;
    /* Every German decision shows it, at least by the policy's digest. */
    assert_true(count_differences(true) >= 10);
}

static void test_self_check__refuses_calls_that_make_no_sense(void **state)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_self_check *check = NULL;

    (void)state;
    assert_int_equal(erkend_self_check_open(NULL, NULL, error), ERKEND_ECALL);
    assert_int_equal(erkend_self_check_open(&check, NULL, error), ERKEND_ECALL);
    assert_int_equal(erkend_self_check_decision(NULL, NULL, error), ERKEND_ECALL);
    erkend_self_check_free(NULL);
    erkend_error_free(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_self_check__says_nothing_where_all_is_well),
        cmocka_unit_test(test_self_check__finds_a_policy_that_came_out_differently),
        cmocka_unit_test(test_self_check__refuses_calls_that_make_no_sense),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
