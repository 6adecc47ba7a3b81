/* Relations on a small country: what breaks one is found without a made-up case, from the country's
 * own tests and from the limits that these meet. */
#include "unit/decide/make.h"

#define CLIFF                                                                                      \
    RULE("xx.worked", "admission",                                                                 \
         "must = all { at_least(months_in_all(work), param.six), at_most(months_in_all(work), "    \
         "param.ten) }, otherwise = refused,\n"                                                    \
         "  gives = admit { to = \"exam\" },")
#define STEADY                                                                                     \
    RULE("xx.worked", "admission",                                                                 \
         "must = at_least(months_in_all(work), param.six), otherwise = refused,\n"                 \
         "  gives = admit { to = \"exam\" },")
#define TESTS                                                                                      \
    "- name: Six months\n  decided: 2026-01-01\n"                                                  \
    "  given: { learner: { work: [{ months: 6 }] }, admission: { route: external } }\n"            \
    "  expect: { verdict: recognised }\n"

static erkend_status check(make *m, erkend_text **out, uint64_t *wrong)
{
    erkend_config config = make_config(m);
    erkend_search how = {.struct_size = sizeof how, .seed = 1, .tries = 0};

    return erkend_relations_check(out, wrong, m->bundle, &config, "XX", &how, NULL, m->error);
}

static void assert_says(make *m, const char *words, uint64_t wanted)
{
    erkend_text *text = NULL;
    uint64_t wrong = 7;

    assert_int_equal(check(m, &text, &wrong), ERKEND_OK);
    assert_int_equal(wrong, wanted);
    if (!strstr(erkend_text_bytes(text), words))
        fail_msg("%s", erkend_text_bytes(text));
    erkend_text_free(text);
}

static void test_relations_check__a_cliff_beyond_a_test(void **state)
{
    put_file(*state, "countries/xx/cases/all.yaml", TESTS);
    open_rules(*state, CLIFF);
    assert_says(*state, "xx.worked breaks more_learning", 1);
    assert_says(*state, "from the test countries/xx/cases/all.yaml:1:3", 1);
}

static void test_relations_check__nothing_to_find(void **state)
{
    put_file(*state, "countries/xx/cases/all.yaml", TESTS);
    open_rules(*state, STEADY);
    assert_says(*state, ": 0 broken", 0);
}

static void test_relations_check__no_tests(void **state)
{
    open_rules(*state, CLIFF);
    assert_says(*state, " 0 cases, 0 pairs decided: 0 broken", 0);
}

static void test_relations_check__tests_with_errors(void **state)
{
    make *m = *state;
    erkend_text *text = NULL;
    uint64_t wrong = 7;

    put_file(m, "countries/xx/cases/all.yaml", "- name: Six months\n");
    open_rules(m, CLIFF);
    assert_int_equal(check(m, &text, &wrong), ERKEND_EINVALID);
    assert_null(text);
    assert_int_equal(wrong, 0);
    assert_true(error_says(m, "countries/xx/cases/all.yaml:1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_relations_check__a_cliff_beyond_a_test),
        WITH_MAKE(test_relations_check__nothing_to_find),
        WITH_MAKE(test_relations_check__no_tests),
        WITH_MAKE(test_relations_check__tests_with_errors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
