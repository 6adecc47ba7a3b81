/* Accumulation: what is earned towards the target qualification. */
#include "unit/decide/make.h"

#define CASE "id: c1\ndecided: 2026-01-01\n"
#define UNITS                                                                                      \
    "transcripts:\n- id: t1\n  units:\n  - id: u1\n    context: formal\n    result: passed\n"      \
    "    outcomes: [a]\n    targets:\n      XX:\n        unit: T1\n"
#define QUALIFICATION                                                                              \
    "qualification:\n  components:\n  - unit: T1\n    points: 15\n    outcomes: [a]\n"             \
    "  composition:\n    points: 25\n    all: [{ unit: T1 }, { unit: T2 }]\n"

static const ek_account *account_of(const make *m)
{
    assert_non_null(m->decision->account);
    return m->decision->account;
}

static void test_earn__what_is_recognised_now_and_what_was_passed_before(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, CASE UNITS QUALIFICATION "unit:\n  unit: u1\ncompletion:\n  parts:\n"
                                                 "  - unit: T2\n    points: 10\n");
    assert_int_equal(((make *)*state)->decision->part_count, 2);
    assert_true(account_of(*state)->fulfilled);
}

static void test_earn__what_is_missing_is_said(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, CASE UNITS QUALIFICATION "unit:\n  unit: u1\n");
    assert_false(account_of(*state)->fulfilled);
    assert_true(account_of(*state)->lack_count > 0);
}

static void test_earn__one_code_counts_once(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, CASE UNITS QUALIFICATION "unit:\n  unit: u1\ncompletion:\n  parts:\n"
                                                 "  - unit: T1\n    points: 15\n");
    assert_int_equal(((make *)*state)->decision->part_count, 1);
}

static void test_earn__only_what_is_recognised_as_a_whole(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, CASE "transcripts:\n- id: t1\n  units:\n  - id: u1\n    context: formal\n"
                             "    result: passed\n    outcomes: [a]\n"
                             "qualification:\n  components:\n  - unit: T1\n    points: 15\n"
                             "    outcomes: [a, b]\n  composition:\n    all: [{ unit: T1 }]\n"
                             "unit:\n  unit: u1\n  targets:\n    XX:\n      unit: T1\n");
    assert_verdict(*state, NULL, "partial");
    assert_int_equal(((make *)*state)->decision->part_count, 0);
}

static void test_earn__nothing_where_units_do_not_add_up(void **state)
{
    char country[2048];
    char *accumulates;

    (void)snprintf(country, sizeof country, "%s", plain_country);
    accumulates = strstr(country, "accumulates: true");
    (void)memcpy(accumulates, "accumulates: fals", 17);
    (void)memmove(accumulates + 18, accumulates + 17, strlen(accumulates + 17) + 1);
    accumulates[17] = 'e';
    put_country(*state, country, ASSESSED VALIDATED AWARDED);
    open_files(*state);
    decide_case(*state, CASE UNITS QUALIFICATION "unit:\n  unit: u1\n");
    assert_null(((make *)*state)->decision->account);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_earn__what_is_recognised_now_and_what_was_passed_before),
        WITH_MAKE(test_earn__what_is_missing_is_said),
        WITH_MAKE(test_earn__one_code_counts_once),
        WITH_MAKE(test_earn__only_what_is_recognised_as_a_whole),
        WITH_MAKE(test_earn__nothing_where_units_do_not_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
