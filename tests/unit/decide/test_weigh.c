/* Weighing: points of units by weight, exact sums, and never a guess. */
#include "unit/decide/make.h"

#define ALLOCATION                                                                                 \
    "allocation \"xx.points\" {\n  law = \"Act § 60\", since = \"2010-01-01\",\n"                 \
    "  says = { en = \"Points by weight.\" },\n  for_each = qualification, over = component,\n"    \
    "  total = param.year * qualification.reference_years,\n"                                      \
    "  by = component.importance + component.effort,\n  rounding = param.whole,\n}\n"
#define QUALIFICATION(facts) "id: c1\ndecided: 2026-01-01\nqualification:\n" facts "  components:\n"
#define UNIT(code, importance, effort)                                                             \
    "  - unit: " code "\n    importance: " importance "\n    effort: " effort "\n"

static const ek_allocated *only(const make *m)
{
    assert_int_equal(m->decision->allocated_count, 1);
    return &m->decision->allocated[0];
}

static void assert_points(const make *m, uint32_t unit, int64_t points)
{
    assert_true(ek_fraction_equal(only(m)->points[unit], ek_fraction_whole(points)));
}

static void test_weigh__weights_share_out_the_total(void **state)
{
    open_rules(*state, ALLOCATION);
    decide_case(*state, QUALIFICATION("  reference: formal\n  reference_years: 3\n")
                            UNIT("A", "30", "5") UNIT("B", "20", "20") UNIT("C", "25", "0"));
    assert_true(only(*state)->known);
    assert_points(*state, 0, 63);
    assert_points(*state, 1, 72);
    assert_points(*state, 2, 45);
    assert_true(ek_text_is(only(*state)->law, "Act § 60"));
}

static void test_weigh__the_sum_is_exact(void **state)
{
    ek_fraction sum = EK_ZERO;

    open_rules(*state, ALLOCATION);
    decide_case(*state,
                QUALIFICATION("  reference: formal\n  reference_years: 1\n") UNIT("A", "1", "0")
                    UNIT("B", "1", "0") UNIT("C", "1", "0") UNIT("D", "1", "0") UNIT("E", "1", "0")
                        UNIT("F", "1", "0") UNIT("G", "1", "0"));
    for (uint32_t i = 0; i < 7; i++)
        assert_int_equal(ek_fraction_add(&sum, sum, only(*state)->points[i]), ERKEND_OK);
    assert_true(ek_fraction_equal(sum, ek_fraction_whole(60)));
    assert_points(*state, 3, 9);
    assert_points(*state, 4, 8);
}

static void test_weigh__a_missing_weight_is_lacking(void **state)
{
    open_rules(*state, ALLOCATION);
    decide_case(*state, QUALIFICATION("  reference: formal\n  reference_years: 1\n")
                            UNIT("A", "1", "0") "  - unit: B\n    importance: 1\n");
    assert_false(only(*state)->known);
    assert_int_equal(only(*state)->lacking_count, 1);
    assert_true(ek_text_is(only(*state)->lacking[0].name, "component.effort"));
}

static void test_weigh__no_weight_at_all_is_not_guessed(void **state)
{
    open_rules(*state, ALLOCATION);
    decide_case(*state, QUALIFICATION("  reference: formal\n  reference_years: 1\n")
                            UNIT("A", "0", "0") UNIT("B", "0", "0"));
    assert_false(only(*state)->known);
}

#define COMPARED(level)                                                                            \
    "  compared_with:\n    level: EQF " level "\n    reference: formal\n    reference_years: 2\n"

static void test_weigh__without_a_formal_reference_by_comparison(void **state)
{
    open_rules(*state, ALLOCATION);
    decide_case(*state,
                QUALIFICATION("  reference: similarity\n" COMPARED("4")) UNIT("A", "1", "0"));
    assert_points(*state, 0, 120);
    decide_case(*state, QUALIFICATION("  level: EQF 4\n  reference: eqf_level\n" COMPARED("4"))
                            UNIT("A", "1", "0"));
    assert_points(*state, 0, 120);
    decide_case(*state, QUALIFICATION("  level: EQF 4\n  reference: eqf_level\n" COMPARED("5"))
                            UNIT("A", "1", "0"));
    assert_false(only(*state)->known);
}

static void test_weigh__without_anything_to_compare_nothing_is_known(void **state)
{
    open_rules(*state, ALLOCATION);
    decide_case(*state, QUALIFICATION("  reference: similarity\n  reference_years: 3\n")
                            UNIT("A", "1", "0"));
    assert_false(only(*state)->known);
    assert_true(ek_text_is(only(*state)->lacking[0].name, "qualification.compared_with"));
}

static void test_weigh__the_law_has_its_day(void **state)
{
    open_rules(*state, ALLOCATION);
    decide_case(*state, "id: c1\ndecided: 2009-12-31\nqualification:\n  reference: formal\n"
                        "  reference_years: 1\n  components:\n" UNIT("A", "1", "0"));
    assert_int_equal(((make *)*state)->decision->allocated_count, 0);
}

static void test_weigh__national_credit_is_no_points(void **state)
{
    open_rules(*state, ALLOCATION);
    decide_case(
        *state,
        QUALIFICATION(
            "  reference: formal\n") "  - unit: A\n    national_credit: 30\n    importance: 1\n"
                                     "    effort: 0\n");
    assert_false(only(*state)->known);
    assert_true(ek_text_is(only(*state)->lacking[0].name, "qualification.reference_years"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_weigh__weights_share_out_the_total),
        WITH_MAKE(test_weigh__the_sum_is_exact),
        WITH_MAKE(test_weigh__a_missing_weight_is_lacking),
        WITH_MAKE(test_weigh__no_weight_at_all_is_not_guessed),
        WITH_MAKE(test_weigh__without_a_formal_reference_by_comparison),
        WITH_MAKE(test_weigh__without_anything_to_compare_nothing_is_known),
        WITH_MAKE(test_weigh__the_law_has_its_day),
        WITH_MAKE(test_weigh__national_credit_is_no_points),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
