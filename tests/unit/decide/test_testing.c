/* A country's own tests: what is compared, and how differences are told. */
#include "unit/decide/make.h"

#define GOAL                                                                                       \
    RULE("xx.goal", "abroad",                                                                      \
         "must = abroad.serves_goal, otherwise = refused { instead = { \"other_road\" } }, "       \
         "gives = count_as_training { months = param.six },")
#define TEST(name, given, expect)                                                                  \
    "- name: " name "\n  decided: 2026-01-01\n  given:\n" given "  expect:\n" expect
#define YES "    abroad: { serves_goal: true }\n"
#define NO "    abroad: { serves_goal: false }\n"
#define NOTHING "    abroad: { employer_agrees: true }\n"

typedef struct results {
    uint32_t passed, failed;
    char differences[2048];
} results;

static void note_result(void *to, const erkend_test *test)
{
    results *of = to;

    if (test->passed)
        of->passed++;
    else
        of->failed++;
    (void)snprintf(of->differences + strlen(of->differences),
                   sizeof of->differences - strlen(of->differences), "%s", test->difference);
}

static results run(make *m, const char *tests)
{
    results of = {0, 0, ""};
    erkend_config config = make_config(m);
    erkend_status status;

    put_file(m, "countries/xx/cases/goal.yaml", tests);
    open_rules(m, GOAL);
    status = erkend_test_run(m->bundle, &config, "XX", note_result, &of, m->error);
    if (status != ERKEND_OK)
        show_error(m);
    assert_int_equal(status, ERKEND_OK);
    return of;
}

static void test_run__what_came_as_expected_passes(void **state)
{
    results of =
        run(*state, TEST("It serves", YES,
                         "    verdict: recognised\n    because: [xx.goal]\n"
                         "    effects: [\"count_as_training months=6.0\"]\n")
                        TEST("It does not", NO,
                             "    verdict: refused\n    instead: [other_road]\n"
                             "    effects: []\n")
                            TEST("Nobody said", NOTHING,
                                 "    verdict: incomplete\n    missing: [abroad.serves_goal]\n"));

    assert_int_equal(of.passed, 3);
    assert_string_equal(of.differences, "");
}

static void test_run__differences_are_told(void **state)
{
    results of = run(*state, TEST("It serves", YES,
                                  "    verdict: refused\n    because: [xx.other]\n"
                                  "    effects: [\"count_as_training months=7\"]\n"));

    assert_int_equal(of.failed, 1);
    assert_non_null(strstr(of.differences, "verdict: expected refused, came recognised"));
    assert_non_null(strstr(of.differences, "because: expected xx.other, decided by [xx.goal]"));
    assert_non_null(strstr(of.differences, "effects: expected [count_as_training months=7], came "
                                           "[count_as_training months=6]"));
}

static void test_run__at_most_can_be_expected(void **state)
{
    make *m = *state;
    results of = {0, 0, ""};
    erkend_config config = make_config(m);

    put_file(m, "countries/xx/cases/goal.yaml",
             TEST("At most", YES, "    effects: [\"count_as_training months<=6\"]\n")
                 TEST("Not said", YES, "    effects: [\"count_as_training months=6\"]\n")
                     TEST("Another", YES, "    effects: [\"count_as_training months<=7\"]\n"));
    open_rules(
        m, RULE("xx.goal", "abroad", "gives = count_as_training { months = up_to(param.six) },"));
    assert_int_equal(erkend_test_run(m->bundle, &config, "XX", note_result, &of, m->error),
                     ERKEND_OK);
    assert_int_equal(of.passed, 2);
    assert_string_equal(of.differences, "effects: expected [count_as_training months<=7], came "
                                        "[count_as_training months<=6]");
}

static void test_run__an_empty_list_expects_none(void **state)
{
    results of = run(*state, TEST("No road", NO, "    verdict: refused\n    instead: []\n")
                                 TEST("No fact", NOTHING, "    missing: []\n    asks: []\n"));

    assert_int_equal(of.failed, 2);
    assert_non_null(strstr(of.differences, "instead: expected [], came [other_road]"));
    assert_non_null(strstr(of.differences, "missing: expected [], came [abroad.serves_goal]"));
    assert_null(strstr(of.differences, "asks"));
}

static void test_run__points_of_units_can_be_expected(void **state)
{
    make *m = *state;
    results of = {0, 0, ""};
    erkend_config config = make_config(m);

    put_file(
        m, "countries/xx/cases/points.yaml",
        TEST("Shared out",
             "    qualification: { reference: formal, reference_years: 1, components: [{ unit: "
             "A, importance: 1 }, { unit: B, importance: 2 }] }\n",
             "    points: [\"B=40\", \"A=20\"]\n")
            TEST("Nothing to share", "    qualification: { reference: formal }\n",
                 "    points: [\"A=60\"]\n"));
    open_rules(m, "allocation \"xx.points\" { law = \"Act\", since = \"2000-01-01\", says = { en = "
                  "\"Points.\" }, for_each = qualification, over = component, total = param.year * "
                  "qualification.reference_years, by = component.importance, rounding = "
                  "param.whole }\n");
    assert_int_equal(erkend_test_run(m->bundle, &config, "XX", note_result, &of, m->error),
                     ERKEND_OK);
    assert_int_equal(of.passed, 1);
    assert_string_equal(of.differences, "points: expected [A=60], came []");
}

static void test_run__missing_facts_are_exact(void **state)
{
    results of = run(*state, TEST("Nobody said", NOTHING,
                                  "    verdict: incomplete\n"
                                  "    missing: [abroad.serves_goal, abroad.stays]\n"));

    assert_int_equal(of.failed, 1);
    assert_non_null(strstr(of.differences, "missing: expected [abroad.serves_goal, abroad.stays], "
                                           "came [abroad.serves_goal]"));
}

static void test_run__of_several_claims_one_is_named(void **state)
{
    results of = run(*state, TEST("Two claims", YES "    certificate: { part: P1 }\n",
                                  "    - claim: abroad\n      verdict: recognised\n"
                                  "    - claim: certificate\n      verdict: refused\n"
                                  "      because: [core.nothing_gives]\n"));

    assert_int_equal(of.passed, 1);
}

static void test_run__a_country_without_tests_has_none(void **state)
{
    make *m = *state;
    results of = {0, 0, ""};
    erkend_config config = make_config(m);

    open_rules(m, GOAL);
    assert_int_equal(erkend_test_run(m->bundle, &config, "XX", note_result, &of, m->error),
                     ERKEND_OK);
    assert_int_equal(of.passed + of.failed, 0);
    assert_int_equal(erkend_test_run(m->bundle, &config, "YY", note_result, &of, m->error),
                     ERKEND_ENOPOLICY);
}

static void test_run__a_file_with_errors_is_reported_and_the_others_run(void **state)
{
    make *m = *state;
    results of = {0, 0, ""};
    erkend_config config = make_config(m);

    put_file(m, "countries/xx/cases/a.yaml",
             TEST("Wrong", "    abroad: { servs_goal: true }\n", "    verdict: recognised\n"));
    put_file(m, "countries/xx/cases/b.yaml", TEST("Right", YES, "    verdict: recognised\n"));
    open_rules(m, GOAL);
    assert_int_equal(erkend_test_run(m->bundle, &config, "XX", note_result, &of, m->error),
                     ERKEND_EINVALID);
    assert_int_equal(of.passed, 1);
    assert_true(error_says(m, "a.yaml"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_run__what_came_as_expected_passes),
        WITH_MAKE(test_run__differences_are_told),
        WITH_MAKE(test_run__at_most_can_be_expected),
        WITH_MAKE(test_run__an_empty_list_expects_none),
        WITH_MAKE(test_run__points_of_units_can_be_expected),
        WITH_MAKE(test_run__missing_facts_are_exact),
        WITH_MAKE(test_run__of_several_claims_one_is_named),
        WITH_MAKE(test_run__a_country_without_tests_has_none),
        WITH_MAKE(test_run__a_file_with_errors_is_reported_and_the_others_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
