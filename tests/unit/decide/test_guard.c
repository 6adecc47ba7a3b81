/* The invariants, each attacked by a hostile policy and by hostile documents. */
#include "unit/decide/make.h"

#define CASE "id: c1\ndecided: 2026-01-01\n"
#define UNIT(id, facts) "  - id: " id "\n    context: formal\n    result: passed\n" facts
#define UNITS(units) CASE "transcripts:\n- id: t1\n  units:\n" units
#define TARGET(code, outcomes)                                                                     \
    "  target:\n    unit: " code "\n    points: 15\n    outcomes: " outcomes "\n"
#define CLAIM(unit, code, outcomes) "unit:\n  unit: " unit "\n" TARGET(code, outcomes)
#define TWO(a, a_target, a_outcomes, b, b_target, b_outcomes)                                      \
    "unit:\n- unit: " a "\n" TARGET(a_target, a_outcomes) "- unit: " b                             \
                                                          "\n" TARGET(b_target, b_outcomes)

#define ALL_PHASES ASSESSED VALIDATED AWARDED
#define GREEDY                                                                                     \
    RULE("xx.greedy", "unit",                                                                      \
         "phase = \"recognise\", gives = award { unit = unit.target.unit, points = "               \
         "unit.target.points },")

/* A country that looks at no outcome. */
#define TAKEN_AS_IT_IS                                                                             \
    ASSESSED                                                                                       \
    RULE("xx.as_it_is", "unit",                                                                    \
         "phase = \"validate\", must = same(unit.result, \"passed\"), otherwise = refused,")       \
    GREEDY

/* ---- 1: assessed, validated, recognised --------------------------------------------------- */

static void test_assessed__a_policy_that_only_awards_recognises_nothing(void **state)
{
    open_rules(*state, GREEDY);
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n")) CLAIM("u1", "T1", "[a]"));
    assert_verdict(*state, NULL, "refused");
    assert_decides(*state, NULL, "core.not_assessed");
    assert_decides(*state, NULL, "core.not_validated");
}

static void test_assessed__a_rule_that_asks_nothing_assesses_nothing(void **state)
{
    open_rules(*state,
               RULE("xx.empty", "unit", "phase = \"assess\", gives = inform { seen = \"yes\" },")
                   VALIDATED GREEDY);
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n")) CLAIM("u1", "T1", "[a]"));
    assert_verdict(*state, NULL, "refused");
    assert_decides(*state, NULL, "core.not_assessed");
}

static void test_assessed__what_was_failed_is_refused_whatever_the_policy_asks(void **state)
{
    open_rules(*state, RULE("xx.lax", "unit",
                            "phase = \"assess\", must = given(unit.result), otherwise = refused,")
                           VALIDATED GREEDY);
    decide_case(*state, CASE "transcripts:\n- id: t1\n  units:\n  - id: u1\n    context: formal\n"
                             "    result: failed\n    outcomes: [a]\n" CLAIM("u1", "T1", "[a]"));
    assert_verdict(*state, NULL, "refused");
    assert_decides(*state, NULL, "core.not_assessed");
}

static void test_assessed__a_missing_result_is_asked_for(void **state)
{
    open_rules(*state, RULE("xx.lax", "unit",
                            "phase = \"assess\", must = given(unit.context), otherwise = refused,")
                           VALIDATED GREEDY);
    decide_case(*state, CASE "transcripts:\n- id: t1\n  units:\n  - id: u1\n    context: formal\n"
                             "    outcomes: [a]\n" CLAIM("u1", "T1", "[a]"));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "unit.result");
}

static void test_assessed__learning_outside_school_needs_a_procedure_of_the_country(void **state)
{
    static const char *const learning =
        CASE "other_learning:\n- id: w1\n  context: informal\n  outcomes: [a]\n" CLAIM("w1", "T1",
                                                                                       "[a]");

    open_rules(*state, VALIDATED GREEDY);
    decide_case(*state, learning);
    assert_verdict(*state, NULL, "recognised");
}

static void test_validated__without_a_rule_that_validates_nothing_is_recognised(void **state)
{
    open_rules(*state, ASSESSED GREEDY);
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n")) CLAIM("u1", "T1", "[a]"));
    assert_verdict(*state, NULL, "refused");
    assert_decides(*state, NULL, "core.not_validated");
}

static void test_validated__a_rule_that_is_silent_validates_nothing(void **state)
{
    static const char *const rule =
        ASSESSED RULE("xx.sometimes", "unit",
                      "phase = \"validate\", where = unit.quality_assured, must = "
                      "given(unit.context), otherwise = refused,") GREEDY;

    open_rules(*state, rule);
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n    quality_assured: false\n"))
                            CLAIM("u1", "T1", "[a]"));
    assert_verdict(*state, NULL, "refused");
    assert_decides(*state, NULL, "core.not_validated");
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n")) CLAIM("u1", "T1", "[a]"));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "unit.quality_assured");
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n    quality_assured: true\n"))
                            CLAIM("u1", "T1", "[a]"));
    assert_verdict(*state, NULL, "recognised");
}

static void test_order__what_is_validated_was_assessed_before(void **state)
{
    open_rules(*state, ALL_PHASES);
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n    assessed: 2025-06-02\n"
                                         "    validated: 2025-06-01\n")) CLAIM("u1", "T1", "[a]"));
    assert_verdict(*state, NULL, "refused");
    assert_decides(*state, NULL, "core.out_of_order");
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n    assessed: 2025-06-01\n"
                                         "    validated: 2025-06-01\n")) CLAIM("u1", "T1", "[a]"));
    assert_verdict(*state, NULL, "recognised");
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n    validated: 2025-06-01\n"))
                            CLAIM("u1", "T1", "[a]"));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "unit.assessed");
}

static void test_order__the_day_of_a_validation_has_to_be_known(void **state)
{
    open_rules(*state, ALL_PHASES);
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n    assessed: 2025-06-02\n"
                                         "    validated_by: home\n")) CLAIM("u1", "T1", "[a]"));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "unit.validated");
}

/* ---- 2: nothing counts twice -------------------------------------------------------------- */

static void test_once__one_target_is_reached_once_of_equals_by_id(void **state)
{
    open_rules(*state, ALL_PHASES);
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n") UNIT("u2", "    outcomes: [a]\n"))
                            TWO("u2", "T1", "[a]", "u1", "T1", "[a]"));
    assert_verdict(*state, "u1", "recognised");
    assert_verdict(*state, "u2", "refused");
    assert_decides(*state, "u2", "core.counts_once");
    decide_case(*state, UNITS(UNIT("u2", "    outcomes: [a]\n") UNIT("u1", "    outcomes: [a]\n"))
                            TWO("u1", "T1", "[a]", "u2", "T1", "[a]"));
    assert_verdict(*state, "u1", "recognised");
    assert_verdict(*state, "u2", "refused");
}

static void test_once__the_whole_counts_before_a_part(void **state)
{
    open_rules(*state, ALL_PHASES);
    decide_case(*state,
                UNITS(UNIT("u1", "    outcomes: [a]\n") UNIT("u2", "    outcomes: [a, b]\n"))
                    TWO("u1", "T1", "[a, b]", "u2", "T1", "[a, b]"));
    assert_verdict(*state, "u1", "refused");
    assert_decides(*state, "u1", "core.counts_once");
    assert_verdict(*state, "u2", "recognised");
}

#define POINTS_AND_GRADE                                                                           \
    ASSESSED VALIDATED RULE("xx.awarded", "unit",                                                  \
                            "phase = \"recognise\", gives = award { unit = unit.target.unit, "     \
                            "points = unit.points },")                                             \
        RULE("xx.grade", "unit",                                                                   \
             "phase = \"recognise\", where = given(unit.grade), gives = award { grade = "          \
             "unit.grade },")
#define POINTS(n) "    outcomes: [a]\n    points: " n "\n"
#define GRADE(n) POINTS("9") "    grade: " n "\n    scale: nl_10\n"
#define NO_GRADE POINTS("9") "    grade: none\n    scale: none\n"
#define ONE_TARGET(u1, u2)                                                                         \
    UNITS(UNIT("u1", u1) UNIT("u2", u2)) TWO("u1", "T1", "[a]", "u2", "T1", "[a]")

static void test_once__more_points_then_the_better_grade_then_the_id(void **state)
{
    static const struct {
        const char *text, *u1, *u2;
    } rows[] = {
        {ONE_TARGET(POINTS("9"), POINTS("10")), "refused", "recognised"},
        {ONE_TARGET(POINTS("10"), POINTS("10")), "recognised", "refused"},
        {ONE_TARGET(POINTS("10"), POINTS("9")), "recognised", "refused"},
        {ONE_TARGET(POINTS("10"), GRADE("10")), "recognised", "refused"},
        {ONE_TARGET(GRADE("6"), GRADE("7")), "refused", "recognised"},
        {ONE_TARGET(GRADE("7"), GRADE("6")), "recognised", "refused"},
        {ONE_TARGET(NO_GRADE, GRADE("6")), "refused", "recognised"},
    };

    open_rules(*state, POINTS_AND_GRADE);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        decide_case(*state, rows[i].text);
        assert_verdict(*state, "u1", rows[i].u1);
        assert_verdict(*state, "u2", rows[i].u2);
    }
}

/* Else the fact that is missing would have made the weaker win. */
static void test_once__what_is_open_may_be_the_better(void **state)
{
    open_rules(*state, POINTS_AND_GRADE);
    decide_case(*state, ONE_TARGET(POINTS("9"), "    outcomes: [a]\n"));
    assert_verdict(*state, "u1", "incomplete");
    assert_decides(*state, "u1", "core.counts_once");
    assert_string_equal(lacks(*state, "u1"), "unit.points");
    assert_verdict(*state, "u2", "incomplete");
}

static void test_once__one_outcome_counts_for_one_target(void **state)
{
    open_rules(*state, ALL_PHASES);
    decide_case(*state,
                UNITS(UNIT("u1", "    outcomes: [a, b]\n") UNIT("u2", "    outcomes: [b, c]\n"))
                    TWO("u1", "T1", "[a, b]", "u2", "T2", "[b, c]"));
    assert_verdict(*state, "u1", "recognised");
    assert_verdict(*state, "u2", "refused");
    assert_decides(*state, "u2", "core.counts_once");
}

static void test_once__outcomes_of_one_unit_may_go_to_two_targets(void **state)
{
    open_rules(*state, ALL_PHASES);
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a, b]\n"))
                            TWO("u1", "T1", "[a]", "u1", "T2", "[b]"));
    assert_verdict(*state, "u1", "recognised");
    assert_verdict(*state, "u1-2", "recognised");
}

/* What somebody left out never makes two of what may be one. */
static void test_once__outcomes_that_nobody_named_may_be_shared(void **state)
{
    static const char *const cases[] = {
        UNITS(UNIT("u1", "    outcomes: [a]\n") UNIT("u2", "    outcomes: [a]\n"))
            TWO("u1", "T1", "[a]", "u2", "T2", "[]"),
        UNITS(UNIT("u1", "    outcomes: [a]\n") UNIT("u2", "    outcomes: [a]\n"))
            TWO("u1", "T1", "[]", "u2", "T2", "[a]"),
        UNITS(UNIT("u1", "") UNIT("u2", "    outcomes: [a]\n"))
            TWO("u1", "T1", "[a]", "u2", "T2", "[a]"),
        UNITS(UNIT("u1", "    outcomes: [a]\n") UNIT("u2", ""))
            TWO("u1", "T1", "[a]", "u2", "T2", "[a]"),
        UNITS(UNIT("u1", "    code: k\n") UNIT("u2", "    code: k\n    assessed: 2025-06-01\n"))
            TWO("u1", "T1", "[]", "u2", "T2", "[]"),
    };

    open_rules(*state, TAKEN_AS_IT_IS);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        decide_case(*state, cases[i]);
        assert_verdict(*state, "u1", "recognised");
        assert_verdict(*state, "u2", "incomplete");
        assert_decides(*state, "u2", "core.counts_once");
    }
    decide_case(*state,
                UNITS(UNIT("u1", "    outcomes: []\n")) TWO("u1", "T1", "[]", "u1", "T2", "[]"));
    assert_verdict(*state, "u1-2", "incomplete");
    decide_case(*state,
                UNITS(UNIT("u1", "    outcomes: [x]\n")) TWO("u1", "T1", "[a]", "u1", "T2", "[b]"));
    assert_verdict(*state, "u1-2", "incomplete");
    assert_string_equal(lacks(*state, "u1-2"), "unit.outcomes");
}

static void test_once__two_assessments_are_two(void **state)
{
    open_rules(*state, TAKEN_AS_IT_IS);
    decide_case(*state, UNITS(UNIT("u1", "    code: k\n    assessed: 2025-06-01\n")
                                  UNIT("u2", "    code: k\n    assessed: 2025-06-02\n"))
                            TWO("u1", "T1", "[]", "u2", "T2", "[]"));
    assert_verdict(*state, "u2", "recognised");
    decide_case(*state,
                UNITS(UNIT("u1", "") UNIT("u2", "")) TWO("u1", "T1", "[a]", "u2", "T2", "[b]"));
    assert_verdict(*state, "u2", "recognised");
}

static void test_once__the_later_waits_while_the_earlier_is_open(void **state)
{
    open_rules(*state, ALL_PHASES);
    decide_case(*state,
                UNITS("  - id: u1\n    context: formal\n    outcomes: [a]\n" UNIT(
                    "u2", "    outcomes: [a]\n")) TWO("u1", "T1", "[a]", "u2", "T1", "[a]"));
    assert_verdict(*state, "u1", "incomplete");
    assert_verdict(*state, "u2", "incomplete");
    assert_string_equal(lacks(*state, "u2"), "unit.result");
}

/* u1 waits for u3, and whichever of them counts, u2 does not. */
static void test_once__who_loses_either_way_does_not_wait(void **state)
{
    open_rules(*state, ALL_PHASES);
    decide_case(
        *state,
        UNITS(UNIT("u1", "    outcomes: [a]\n") UNIT(
            "u2", "    outcomes: [a]\n") "  - id: u3\n    context: formal\n    outcomes: [a]\n")
            TWO("u1", "T1", "[a]", "u2", "T1", "[a]") "- unit: u3\n" TARGET("T1", "[a]"));
    assert_verdict(*state, "u3", "incomplete");
    assert_verdict(*state, "u1", "incomplete");
    assert_verdict(*state, "u2", "refused");
    assert_decides(*state, "u2", "core.counts_once");
}

/* u1 waits for u3, which takes nothing from u2: where u3 counts, u2 does as well. */
static void test_once__who_may_win_in_the_end_waits(void **state)
{
    open_rules(*state, ALL_PHASES);
    decide_case(
        *state,
        UNITS(UNIT("u1", "    outcomes: [a, b]\n") UNIT(
            "u2", "    outcomes: [b]\n") "  - id: u3\n    context: formal\n    outcomes: [a]\n")
            TWO("u1", "T1", "[a, b]", "u2", "T2", "[b]") "- unit: u3\n" TARGET("T3", "[a]"));
    assert_verdict(*state, "u3", "incomplete");
    assert_verdict(*state, "u1", "incomplete");
    assert_verdict(*state, "u2", "incomplete");
}

static void test_once__a_policy_that_awards_another_unit_is_seen_through(void **state)
{
    open_rules(*state, ASSESSED VALIDATED RULE("xx.same", "unit",
                                               "phase = \"recognise\", gives = award { unit = "
                                               "\"JACKPOT\" },"));
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n") UNIT("u2", "    outcomes: [b]\n"))
                            TWO("u1", "T1", "[a]", "u2", "T2", "[b]"));
    assert_verdict(*state, "u1", "recognised");
    assert_verdict(*state, "u2", "refused");
}

/* ---- 3: points ---------------------------------------------------------------------------- */

static void test_points__more_than_the_unit_has_is_an_error(void **state)
{
    open_rules(*state, ASSESSED VALIDATED RULE("xx.generous", "unit",
                                               "phase = \"recognise\", gives = award { unit = "
                                               "unit.target.unit, points = param.twenty },"));
    assert_int_equal(
        try_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n")) CLAIM("u1", "T1", "[a]")),
        ERKEND_ECONFLICT);
    assert_true(error_says(*state, "xx.generous awards 20 points, but the unit has 15"));
}

static void test_points__of_a_unit_whose_points_nobody_knows_are_not_awarded(void **state)
{
    open_rules(*state, ASSESSED VALIDATED RULE("xx.generous", "unit",
                                               "phase = \"recognise\", gives = award { unit = "
                                               "unit.target.unit, points = param.twenty },"));
    decide_case(*state, UNITS(UNIT("u1", "    outcomes: [a]\n")) "unit:\n  unit: u1\n  target:\n   "
                                                                 " unit: T1\n    outcomes: [a]\n");
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "unit.target.points");
}

static void test_points__a_claim_cannot_say_more_than_the_qualification(void **state)
{
    open_rules(*state, ALL_PHASES);
    assert_int_equal(
        try_case(*state,
                 UNITS(UNIT("u1", "    outcomes: [a]\n"))
                     CLAIM("u1", "T1",
                           "[a]") "qualification:\n  components:\n  - unit: T1\n    points: 10\n"),
        ERKEND_ECONFLICT);
    assert_true(error_says(*state, "points 15 of unit T1"));
}

static void test_points__of_mandatory_units_do_not_exceed_the_whole(void **state)
{
    open_rules(*state, ALL_PHASES);
    assert_int_equal(try_case(*state, CASE "qualification:\n  points: 60\n  components:\n"
                                           "  - unit: A\n    points: 40\n    mandatory: true\n"
                                           "  - unit: B\n    points: 30\n    mandatory: true\n"),
                     ERKEND_ECONFLICT);
    assert_true(error_says(*state, "case.yaml:4:11: the mandatory units have 70 points together"));
    decide_case(*state, CASE "qualification:\n  points: 60\n  components:\n"
                             "  - unit: A\n    points: 30\n    mandatory: true\n"
                             "  - unit: B\n    points: 30\n    mandatory: true\n"
                             "  - unit: C\n    points: 30\n    mandatory: false\n");
}

/* ---- 4: one verdict, a reason ------------------------------------------------------------- */

static void test_reason__a_kind_that_no_rule_knows_is_refused_with_a_reason(void **state)
{
    erkend_claim claim;
    erkend_reason reason;

    open_rules(*state, GREEDY);
    decide_case(*state, CASE "abroad:\n  serves_goal: true\n");
    assert_verdict(*state, NULL, "refused");
    assert_int_equal(erkend_decision_claim(((make *)*state)->decision, 0, &claim), 1);
    assert_int_equal(claim.reason_count, 1);
    assert_int_equal(erkend_decision_reason(((make *)*state)->decision, 0, 0, &reason), 1);
    assert_string_equal(reason.rule, "core.nothing_gives");
    assert_true(strlen(reason.says) > 0);
}

static void test_reason__the_nearest_rules_are_named(void **state)
{
    const ek_reason *reason;

    open_rules(*state, RULE("xx.far", "abroad",
                            "where = abroad.serves_goal, gives = count_as_training { months = "
                            "param.six },"));
    decide_case(*state, CASE "abroad:\n  serves_goal: false\n");
    assert_verdict(*state, NULL, "refused");
    reason = reason_of(*state, NULL, "core.nothing_gives");
    assert_int_equal(reason->detail->nearest_count, 1);
    assert_true(ek_text_is(reason->detail->nearest[0]->id, "xx.far"));
}

/* ---- 6: no right to automatic recognition ------------------------------------------------- */

static void test_body__no_policy_and_no_learner_answers_for_a_body(void **state)
{
    open_rules(*state, RULE("xx.body", "abroad",
                            "must = ruling.allowed, otherwise = refused, gives = "
                            "count_as_training { months = param.six },"));
    decide_case(*state, CASE "abroad:\n  serves_goal: true\n");
    assert_verdict(*state, NULL, "referred");
    decide_case(*state, CASE "abroad:\n  serves_goal: true\nrulings:\n- question: allowed\n"
                             "  answer: true\n  role: learner\n  date: 2025-01-01\n");
    assert_verdict(*state, NULL, "referred");
    decide_case(*state, CASE "abroad:\n  serves_goal: true\nrulings:\n- question: allowed\n"
                             "  answer: true\n  role: chamber\n  date: 2026-01-02\n");
    assert_verdict(*state, NULL, "referred");
}

/* ---- DECISIONS 3 -------------------------------------------------------------------------- */

static void test_removal__of_any_fact_leaves_the_verdict_or_makes_it_incomplete(void **state)
{
    static const char *const cases[] = {
        UNITS(
            UNIT("u1", "    outcomes: [a]\n    assessed: 2025-06-01\n    validated: 2025-06-01\n"))
            CLAIM("u1", "T1", "[a]"),
        UNITS(UNIT("u1", "    outcomes: [a, b]\n")) TWO("u1", "T1", "[a]", "u1", "T2", "[b]"),
        UNITS(UNIT("u1", "    outcomes: [a]\n") UNIT("u2", "    outcomes: [a]\n"))
            TWO("u1", "T1", "[a]", "u2", "T1", "[a]"),
        UNITS("  - id: u1\n    context: formal\n    result: failed\n    outcomes: [a]\n" UNIT(
            "u2", "    outcomes: [a]\n")) TWO("u1", "T1", "[a]", "u2", "T1", "[a]"),
    };
    uint32_t removed = 0;

    open_rules(*state, ALL_PHASES);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        removed += assert_removal_harmless(*state, cases[i]);
    assert_true(removed > 20);
}

static void test_removal__of_an_outcome_never_lets_another_count_twice(void **state)
{
    open_rules(*state, TAKEN_AS_IT_IS);
    assert_true(assert_removal_harmless(*state, UNITS(UNIT("u1", "    outcomes: [a]\n")
                                                          UNIT("u2", "    outcomes: [a]\n"))
                                                    TWO("u1", "T1", "[a]", "u2", "T2", "[a]")) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_assessed__a_policy_that_only_awards_recognises_nothing),
        WITH_MAKE(test_assessed__a_rule_that_asks_nothing_assesses_nothing),
        WITH_MAKE(test_assessed__what_was_failed_is_refused_whatever_the_policy_asks),
        WITH_MAKE(test_assessed__a_missing_result_is_asked_for),
        WITH_MAKE(test_assessed__learning_outside_school_needs_a_procedure_of_the_country),
        WITH_MAKE(test_validated__without_a_rule_that_validates_nothing_is_recognised),
        WITH_MAKE(test_validated__a_rule_that_is_silent_validates_nothing),
        WITH_MAKE(test_order__what_is_validated_was_assessed_before),
        WITH_MAKE(test_order__the_day_of_a_validation_has_to_be_known),
        WITH_MAKE(test_once__one_target_is_reached_once_of_equals_by_id),
        WITH_MAKE(test_once__the_whole_counts_before_a_part),
        WITH_MAKE(test_once__more_points_then_the_better_grade_then_the_id),
        WITH_MAKE(test_once__what_is_open_may_be_the_better),
        WITH_MAKE(test_once__one_outcome_counts_for_one_target),
        WITH_MAKE(test_once__outcomes_of_one_unit_may_go_to_two_targets),
        WITH_MAKE(test_once__outcomes_that_nobody_named_may_be_shared),
        WITH_MAKE(test_once__two_assessments_are_two),
        WITH_MAKE(test_once__the_later_waits_while_the_earlier_is_open),
        WITH_MAKE(test_once__who_loses_either_way_does_not_wait),
        WITH_MAKE(test_once__who_may_win_in_the_end_waits),
        WITH_MAKE(test_once__a_policy_that_awards_another_unit_is_seen_through),
        WITH_MAKE(test_points__more_than_the_unit_has_is_an_error),
        WITH_MAKE(test_points__of_a_unit_whose_points_nobody_knows_are_not_awarded),
        WITH_MAKE(test_points__a_claim_cannot_say_more_than_the_qualification),
        WITH_MAKE(test_points__of_mandatory_units_do_not_exceed_the_whole),
        WITH_MAKE(test_reason__a_kind_that_no_rule_knows_is_refused_with_a_reason),
        WITH_MAKE(test_reason__the_nearest_rules_are_named),
        WITH_MAKE(test_body__no_policy_and_no_learner_answers_for_a_body),
        WITH_MAKE(test_removal__of_any_fact_leaves_the_verdict_or_makes_it_incomplete),
        WITH_MAKE(test_removal__of_an_outcome_never_lets_another_count_twice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
