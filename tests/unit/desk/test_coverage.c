/* Coverage: which outcomes are asked for, which were reached, and how that is written. */
#include "unit/decide/make.h"

#define RULES                                                                                      \
    RULE("xx.short", "abroad",                                                                     \
         "where = abroad.serves_goal,\n  must = at_most(months_in_all(stay), param.six),\n"        \
         "  otherwise = ruling.allowed, gives = count_as_training { months = "                     \
         "months_in_all(stay) },")                                                                 \
    RULE("xx.fixed", "abroad", "must = at_least(param.ten, param.six), otherwise = refused,")
#define TEST(name, given, expect)                                                                  \
    "- name: " name "\n  decided: 2026-01-01\n  given:\n" given "  expect:\n" expect
#define SIX                                                                                        \
    "    abroad: { serves_goal: true, stays: [{ first_day: 2025-01-01, last_day: 2025-06-30 }] "   \
    "}\n"
#define RECOGNISED "    verdict: recognised\n"

static erkend_coverage *cover(make *m, const char *tests, const char *waivers)
{
    erkend_config config = make_config(m);
    erkend_coverage *coverage = NULL;
    erkend_status status;

    put_file(m, "countries/xx/cases/all.yaml", tests);
    if (waivers)
        put_file(m, "countries/xx/survivors.yaml", waivers);
    put_country(m, plain_country, RULES);
    open_files(m);
    status = erkend_coverage_run(&coverage, m->bundle, &config, "XX", m->error);
    if (status != ERKEND_OK)
        show_error(m);
    assert_int_equal(status, ERKEND_OK);
    return coverage;
}

static char *render(const erkend_coverage *coverage, erkend_coverage_form form)
{
    erkend_text *text = NULL;
    char *copy;

    assert_int_equal(erkend_render_coverage(&text, &coverage, 1, form, NULL), ERKEND_OK);
    copy = strdup(erkend_text_bytes(text));
    assert_non_null(copy);
    erkend_text_free(text);
    return copy;
}

static void assert_written(const erkend_coverage *coverage, erkend_coverage_form form,
                           const char *part, bool there)
{
    char *page = render(coverage, form);

    if ((strstr(page, part) != NULL) != there)
        print_message("%s\n", page);
    assert_int_equal(strstr(page, part) != NULL, there);
    free(page);
}

static void test_coverage__each_outcome_of_each_condition_is_counted(void **state)
{
    erkend_coverage *coverage = cover(*state, TEST("Six", SIX, RECOGNISED), NULL);
    erkend_coverage_counts counts;

    erkend_coverage_counts_of(coverage, &counts);
    assert_int_equal(counts.passed, 1);
    assert_int_equal(counts.failed, 0);
    assert_int_equal(counts.rules, 2);
    assert_int_equal(counts.rules_reached, 2);
    /* two rules in force; three of where, of must and of the ruling; one of what is fixed */
    assert_int_equal(counts.outcomes, 12);
    assert_int_equal(counts.outcomes_reached, 5);
    assert_written(coverage, ERKEND_COVERAGE_TEXT,
                   "countries/xx/rules.lua:4:18: xx.short: no test in which abroad.serves_goal "
                   "fails\n",
                   true);
    assert_written(coverage, ERKEND_COVERAGE_TEXT, "abroad.serves_goal holds", false);
    assert_written(coverage, ERKEND_COVERAGE_TEXT,
                   "XX  1 tests passed, 0 failed; 100 % of 2 rules, 41 % of 12 outcomes, 7 not "
                   "reached\n",
                   true);
    erkend_coverage_free(coverage);
}

static void test_coverage__what_law_alone_decides_has_one_outcome(void **state)
{
    erkend_coverage *coverage = cover(*state, TEST("Six", SIX, RECOGNISED), NULL);

    assert_written(coverage, ERKEND_COVERAGE_TEXT, "xx.fixed", false);
    erkend_coverage_free(coverage);
}

static void test_coverage__a_reason_stands_for_a_test(void **state)
{
    erkend_coverage *coverage =
        cover(*state, TEST("Six", SIX, RECOGNISED),
              "outcomes:\n- outcome: \"xx.short: no test in which abroad.serves_goal fails\"\n"
              "  why: nobody ever says no\n");
    erkend_coverage_counts counts;

    erkend_coverage_counts_of(coverage, &counts);
    assert_int_equal(counts.waived, 1);
    assert_int_equal(counts.stale, 0);
    assert_written(coverage, ERKEND_COVERAGE_TEXT, "serves_goal fails", false);
    assert_written(coverage, ERKEND_COVERAGE_TEXT, "6 not reached, 1 with a reason", true);
    erkend_coverage_free(coverage);
}

static void test_coverage__a_reason_that_is_needed_no_more_is_stale(void **state)
{
    erkend_coverage *coverage =
        cover(*state, TEST("Six", SIX, RECOGNISED),
              "outcomes:\n- outcome: \"xx.short: no test in which abroad.serves_goal holds\"\n"
              "  why: it was so\n");
    erkend_coverage_counts counts;

    erkend_coverage_counts_of(coverage, &counts);
    assert_int_equal(counts.stale, 1);
    assert_written(coverage, ERKEND_COVERAGE_TEXT, "countries/xx/survivors.yaml:2:12: stale", true);
    erkend_coverage_free(coverage);
}

static void test_coverage__tracefile_has_rules_branches_and_lines(void **state)
{
    erkend_coverage *coverage = cover(*state, TEST("Six", SIX, RECOGNISED), NULL);

    assert_written(coverage, ERKEND_COVERAGE_LCOV,
                   "TN:XX\nSF:countries/xx/rules.lua\nFN:1,xx.short\nFN:8,xx.fixed\n"
                   "FNDA:1,xx.short\nFNDA:1,xx.fixed\nFNF:2\nFNH:2\n",
                   true);
    assert_written(coverage, ERKEND_COVERAGE_LCOV, "BRDA:4,1,0,1\nBRDA:4,1,1,0\nBRDA:4,1,2,0\n",
                   true);
    assert_written(coverage, ERKEND_COVERAGE_LCOV, "DA:1,1\nDA:4,1\nDA:5,1\nDA:6,0\n", true);
    erkend_coverage_free(coverage);
}

static void test_coverage__page_marks_what_lacks_by_sign_and_colour(void **state)
{
    erkend_coverage *coverage = cover(*state, TEST("Six", SIX, RECOGNISED), NULL);

    assert_written(coverage, ERKEND_COVERAGE_HTML,
                   "<span class=\"part\">abroad.serves_goal</span><sup class=\"all\" title=\"1 "
                   "times\">+</sup><sup class=\"none\" title=\"no test in which "
                   "abroad.serves_goal fails\">✗−</sup>",
                   true);
    assert_written(coverage, ERKEND_COVERAGE_HTML, "<script", false);
    erkend_coverage_free(coverage);
}

static void test_coverage__a_failing_test_is_counted(void **state)
{
    erkend_coverage *coverage = cover(*state, TEST("Six", SIX, "    verdict: refused\n"), NULL);
    erkend_coverage_counts counts;

    erkend_coverage_counts_of(coverage, &counts);
    assert_int_equal(counts.failed, 1);
    erkend_coverage_free(coverage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_coverage__each_outcome_of_each_condition_is_counted),
        WITH_MAKE(test_coverage__what_law_alone_decides_has_one_outcome),
        WITH_MAKE(test_coverage__a_reason_stands_for_a_test),
        WITH_MAKE(test_coverage__a_reason_that_is_needed_no_more_is_stale),
        WITH_MAKE(test_coverage__tracefile_has_rules_branches_and_lines),
        WITH_MAKE(test_coverage__page_marks_what_lacks_by_sign_and_colour),
        WITH_MAKE(test_coverage__a_failing_test_is_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
