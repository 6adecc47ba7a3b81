/* Mutation: which changes are made, which are noticed, and how the others are told. */
#include "unit/decide/make.h"

#define LIMIT                                                                                      \
    RULE("xx.limit", "abroad",                                                                     \
         "must = at_most(months_in_all(stay), param.six), otherwise = refused,\n"                  \
         "  gives = count_as_training { months = months_in_all(stay) },")
#define STAY(name, last_day, verdict)                                                              \
    "- name: " name "\n  decided: 2026-01-01\n  given:\n    abroad: { stays: [{ first_day: "       \
    "2025-01-01, last_day: " last_day " }] }\n  expect: { verdict: " verdict " }\n"
#define SIX STAY("Six months", "2025-06-30", "recognised")
#define SIX_INCOMPLETE STAY("Nobody said", "2025-06-30", "incomplete")
#define A_DAY_MORE STAY("A day more", "2025-07-01", "refused")

static erkend_mutation *mutate(make *m, const char *rules, const char *tests, const char *waivers)
{
    erkend_config config = make_config(m);
    erkend_mutation *mutation = NULL;
    erkend_status status;

    put_file(m, "countries/xx/cases/all.yaml", tests);
    if (waivers)
        put_file(m, "countries/xx/survivors.yaml", waivers);
    put_country(m, plain_country, rules);
    status = erkend_mutation_run(&mutation, &config, "XX", NULL, m->error);
    if (status != ERKEND_OK)
        show_error(m);
    assert_int_equal(status, ERKEND_OK);
    return mutation;
}

static bool says(const erkend_mutation *mutation, const char *part)
{
    erkend_text *text = NULL;
    bool there;

    assert_int_equal(erkend_render_mutation(&text, &mutation, 1, 0, NULL), ERKEND_OK);
    there = strstr(erkend_text_bytes(text), part) != NULL;
    erkend_text_free(text);
    return there;
}

static void test_mutation__one_step_of_a_limit_needs_tests_on_both_sides(void **state)
{
    erkend_mutation *mutation = mutate(*state, LIMIT, SIX, NULL);

    assert_true(says(mutation, "countries/xx/parameters.yaml:5:5: no test would notice if 6 became "
                               "7 in param.six since 2000-01-01\n"));
    assert_false(says(mutation, "6 became 5"));
    erkend_mutation_free(mutation);
}

static void test_mutation__tests_at_a_limit_and_above_notice(void **state)
{
    erkend_mutation *mutation = mutate(*state, LIMIT, SIX A_DAY_MORE, NULL);

    assert_false(says(mutation, "param.six since"));
    assert_false(says(mutation, "less_than"));
    assert_true(says(mutation, "xx.limit gave one more of months"));
    erkend_mutation_free(mutation);
}

static void test_mutation__a_rule_that_no_test_reaches_is_not_missed(void **state)
{
    erkend_mutation *mutation =
        mutate(*state,
               LIMIT RULE("xx.other", "unit",
                          "must = same(unit.result, \"passed\"), otherwise = refused,"),
               SIX, NULL);

    assert_true(says(mutation, "no test would notice if xx.other were not there\n"));
    assert_true(says(mutation, "no test would notice if same became different in xx.other, must: "
                               "same(unit.result, \"passed\")\n"));
    assert_true(says(mutation, "\"passed\" became another word in xx.other"));
    erkend_mutation_free(mutation);
}

static void test_mutation__conditions_are_left_out_and_joined_otherwise(void **state)
{
    erkend_mutation *mutation =
        mutate(*state,
               RULE("xx.both", "abroad",
                    "must = all { abroad.serves_goal, no(abroad.employer_agrees) },"
                    "otherwise = refused { instead = { \"other_road\" } },"
                    "gives = count_as_training { months = param.six },"),
               "- name: No\n  decided: 2026-01-01\n  given: { abroad: { serves_goal: false, "
               "employer_agrees: true } }\n  expect: { verdict: refused }\n",
               NULL);

    assert_true(says(mutation, "abroad.serves_goal was left out in xx.both"));
    assert_true(says(mutation, "all became any in xx.both"));
    assert_true(says(mutation, "xx.both did not name the road other_road"));
    assert_false(says(mutation, "xx.both said partial instead of refused"));
    erkend_mutation_free(mutation);
}

static void test_mutation__what_changes_nothing_is_not_tried(void **state)
{
    erkend_mutation *mutation = mutate(
        *state,
        RULE("xx.fixed", "abroad", "must = at_least(param.six, param.ten), otherwise = refused,"),
        STAY("Refused", "2025-06-30", "refused"), NULL);

    assert_false(says(mutation, "more_than")); /* six is no more than ten, either */
    assert_false(says(mutation, "began on 1999-12-31 instead of 2000-01-01 in xx"));
    assert_false(says(mutation, "param.six began on 1999-12-31"));
    erkend_mutation_free(mutation);
}

static void test_mutation__rules_after_one_left_out_keep_their_place(void **state)
{
    erkend_mutation *mutation = mutate(
        *state, RULE("xx.first", "abroad", "must = abroad.serves_goal, otherwise = refused,") LIMIT,
        "- name: Both\n  decided: 2026-01-01\n  given: { abroad: { serves_goal: false, stays: "
        "[{ first_day: 2025-01-01, last_day: 2025-06-30 }] } }\n"
        "  expect: { verdict: refused }\n",
        NULL);

    assert_false(says(mutation, "xx.first were not there"));
    assert_true(says(mutation, "xx.limit were not there"));
    erkend_mutation_free(mutation);
}

static void test_mutation__a_definition_is_not_moved_to_days_on_which_nobody_asks(void **state)
{
    erkend_mutation *mutation =
        mutate(*state,
               "define \"serves\" { law = \"Act\", since = \"2010-01-01\", says = { en = \"it "
               "serves\" }, is = abroad.serves_goal }\n"
               "rule \"xx.late\" { law = \"Act\", since = \"2010-01-01\", says = { en = \"A "
               "sentence.\" }, for_each = abroad, must = term.serves, otherwise = refused, gives = "
               "count_as_training { months = param.six } }\n",
               SIX_INCOMPLETE, NULL);

    assert_false(says(mutation, "term.serves began on 2009-12-31"));
    assert_false(says(mutation, "term.serves began on 2010-01-02")); /* a gap: check refuses it */
    assert_true(says(mutation, "xx.late began on 2010-01-02"));
    erkend_mutation_free(mutation);
}

static void test_mutation__several_sentences_may_share_a_reason(void **state)
{
    erkend_mutation *mutation = mutate(*state, LIMIT, SIX,
                                       "changes:\n- change:\n  - 6 became 7 in param.six since "
                                       "2000-01-01\n  - xx.limit gave one more of months\n"
                                       "  why: for the test\n");
    erkend_mutation_counts counts;

    erkend_mutation_counts_of(mutation, &counts);
    assert_int_equal(counts.waived, 2);
    erkend_mutation_free(mutation);
}

static void test_mutation__a_reason_is_kept_and_a_stale_one_told(void **state)
{
    erkend_mutation *mutation =
        mutate(*state, LIMIT, SIX,
               "changes:\n- change: 6 became 7 in param.six since 2000-01-01\n  why: for the test\n"
               "- change: 6 became 5 in param.six since 2000-01-01\n  why: it is noticed\n");
    erkend_mutation_counts counts;

    erkend_mutation_counts_of(mutation, &counts);
    assert_int_equal(counts.waived, 1);
    assert_int_equal(counts.stale, 1);
    assert_int_equal(counts.disagreed, 0);
    assert_false(says(mutation, "6 became 7"));
    assert_true(says(mutation, "countries/xx/survivors.yaml:4:11: stale"));
    erkend_mutation_free(mutation);
}

static void test_mutation__tests_that_fail_already_are_an_error(void **state)
{
    make *m = *state;
    erkend_config config = make_config(m);
    erkend_mutation *mutation = NULL;

    put_file(m, "countries/xx/cases/all.yaml", STAY("Wrong", "2025-06-30", "refused"));
    put_country(m, plain_country, LIMIT);
    assert_int_equal(erkend_mutation_run(&mutation, &config, "XX", NULL, m->error),
                     ERKEND_EINVALID);
    assert_null(mutation);
    assert_true(error_says(m, "1 test fails as the rules are; mend it first"));
}

static void test_mutation__the_same_again_says_the_same(void **state)
{
    make *m = *state;
    erkend_config config = make_config(m);
    erkend_mutation *first = mutate(m, LIMIT, SIX, NULL), *second = NULL;
    erkend_text *a = NULL, *b = NULL;

    assert_int_equal(erkend_mutation_run(&second, &config, "XX", NULL, m->error), ERKEND_OK);
    assert_int_equal(erkend_render_mutation(&a, (const erkend_mutation *const *)&first, 1, 1, NULL),
                     ERKEND_OK);
    assert_int_equal(
        erkend_render_mutation(&b, (const erkend_mutation *const *)&second, 1, 1, NULL), ERKEND_OK);
    assert_string_equal(erkend_text_bytes(a), erkend_text_bytes(b));
    assert_non_null(
        strstr(erkend_text_bytes(a), "\"change\": \"6 became 7 in param.six since 2000-01-01\""));
    erkend_text_free(a);
    erkend_text_free(b);
    erkend_mutation_free(first);
    erkend_mutation_free(second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_mutation__one_step_of_a_limit_needs_tests_on_both_sides),
        WITH_MAKE(test_mutation__tests_at_a_limit_and_above_notice),
        WITH_MAKE(test_mutation__a_rule_that_no_test_reaches_is_not_missed),
        WITH_MAKE(test_mutation__conditions_are_left_out_and_joined_otherwise),
        WITH_MAKE(test_mutation__what_changes_nothing_is_not_tried),
        WITH_MAKE(test_mutation__rules_after_one_left_out_keep_their_place),
        WITH_MAKE(test_mutation__a_definition_is_not_moved_to_days_on_which_nobody_asks),
        WITH_MAKE(test_mutation__several_sentences_may_share_a_reason),
        WITH_MAKE(test_mutation__a_reason_is_kept_and_a_stale_one_told),
        WITH_MAKE(test_mutation__tests_that_fail_already_are_an_error),
        WITH_MAKE(test_mutation__the_same_again_says_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
