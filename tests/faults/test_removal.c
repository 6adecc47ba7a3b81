/* A missing fact is never read as false, zero or no: removing any one fact from any example leaves
 * each verdict as it was, or makes it incomplete (referred, for a ruling). The YAML document and
 * its JSON twin decide alike. (DECISIONS 3, DESIGN section 3 invariant 5) */
#include "faults/host.h"

static erkend_bundle *bundle;
static erkend_worker *worker;
static int removed;

static bool find_claim(const erkend_decision *decision, const erkend_claim *wanted,
                       erkend_claim *out)
{
    size_t i;

    for (i = 0; erkend_decision_claim(decision, i, out); i++)
        if (strcmp(out->id, wanted->id) == 0 && strcmp(out->kind, wanted->kind) == 0)
            return true;
    return false;
}

static void compare_decisions(const char *name, const char *country, ek_text key,
                              const erkend_decision *whole, const erkend_decision *without)
{
    erkend_claim before, after;
    size_t i;

    for (i = 0; erkend_decision_claim(whole, i, &before); i++) {
        if (!find_claim(without, &before, &after))
            continue; /* the claim arose from what was removed */
        if (after.verdict != before.verdict && after.verdict != ERKEND_INCOMPLETE &&
            !(ek_text_is(key, "answer") && after.verdict == ERKEND_REFERRED))
            fail_msg("%s in %s without %.*s: %s became %s", name, country, EK_TEXT_ARGS(key),
                     erkend_verdict_name(before.verdict), erkend_verdict_name(after.verdict));
    }
}

static erkend_decision *decide(const erkend_case *the_case, const char *country, const char *name)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_decision *decision = NULL;
    erkend_status status = erkend_decide(&decision, worker, the_case, country, error);

    if (status != ERKEND_OK && status != ERKEND_ENOPOLICY)
        host_fail(error, name);
    erkend_error_free(error);
    return decision;
}

/* The case without its n-th leaf; false when there are fewer. */
static bool try_without(const char *name, const ek_node *node, const erkend_case *whole, int n)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_case *the_case = NULL;
    ek_text key = {NULL, 0};
    ek_arena arena;
    ek_buffer json;
    int skip = n;
    size_t i;

    ek_arena_init(&arena, NULL, 0);
    ek_buffer_init(&json, &arena);
    host_json(&json, node, &ek_type_case, &skip, &key);
    if (host_case(&the_case, "case.json", json.bytes, json.size, error) == ERKEND_OK &&
        erkend_case_decided(the_case, NULL)[0] != '\0') {
        for (i = 0; i < erkend_bundle_country_count(bundle); i++) {
            const char *country = erkend_bundle_country(bundle, i);
            erkend_decision *before = decide(whole, country, name);
            erkend_decision *after = decide(the_case, country, name);
            assert_int_equal(before == NULL, after == NULL); /* no policy on that day */
            compare_decisions(name, country, key, before, after);
            if (n == 0)
                assert_int_equal(erkend_decision_claim_count(before),
                                 erkend_decision_claim_count(after));
            erkend_decision_free(before);
            erkend_decision_free(after);
        }
        removed++;
    } else if (n == 0)
        host_fail(error, name);
    erkend_case_free(the_case);
    erkend_error_free(error);
    ek_arena_dispose(&arena);
    return skip <= 0;
}

static void test_removal__leaves_a_verdict_or_makes_it_incomplete(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; example_names[i] != NULL; i++) {
        erkend_error *error = erkend_error_new(NULL);
        erkend_case *whole = NULL;
        ek_arena arena;
        const ek_node *node;
        size_t size;
        char *bytes = host_read(example_names[i], &size);
        int n;

        if (host_case(&whole, example_names[i], bytes, size, error) != ERKEND_OK)
            host_fail(error, example_names[i]);
        ek_arena_init(&arena, NULL, 0);
        node = host_parse(&arena, example_names[i], bytes, size);
        assert_true(try_without(example_names[i], node, whole, 0));
        for (n = 1; try_without(example_names[i], node, whole, n); n++)
            ;
        assert_true(n > 15); /* every example has many facts */
        erkend_case_free(whole);
        erkend_error_free(error);
        ek_arena_dispose(&arena);
        free(bytes);
    }
    assert_true(removed > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_removal__leaves_a_verdict_or_makes_it_incomplete),
    };
    int failed;

    bundle = host_bundle();
    if (erkend_worker_new(&worker, bundle, ERKEND_VERIFY, NULL) != ERKEND_OK)
        return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    erkend_worker_free(worker);
    erkend_bundle_free(bundle);
    return failed;
}
