/* Judging a claim: verdicts, unknown parts, exceptions, things, phases, clocks. */
#include "unit/decide/make.h"

#define CASE "id: c1\ndecided: 2026-01-01\nlearner: { id: l1 }\n"
#define ABROAD(facts) CASE "abroad:\n" facts

#define GOAL                                                                                       \
    RULE("xx.goal", "abroad",                                                                      \
         "must = abroad.serves_goal, otherwise = refused { instead = { \"other_road\" } }, "       \
         "gives = count_as_training { months = param.six },")

static void test_judge__a_condition_that_holds_is_recognised(void **state)
{
    open_rules(*state, GOAL);
    decide_case(*state, ABROAD("    serves_goal: true\n"));
    assert_verdict(*state, NULL, "recognised");
    assert_decides(*state, NULL, "xx.goal");
    assert_string_equal(effects(*state, NULL), "in_force count_as_training months=6");
}

static void test_judge__a_condition_that_fails_is_what_otherwise_says(void **state)
{
    const ek_reason *reason;

    open_rules(*state, GOAL);
    decide_case(*state, ABROAD("    serves_goal: false\n"));
    assert_verdict(*state, NULL, "refused");
    reason = reason_of(*state, NULL, "xx.goal");
    assert_int_equal(reason->detail->instead.count, 1);
    assert_true(ek_text_is(reason->detail->instead.items[0], "other_road"));
}

static void test_judge__a_missing_fact_is_named(void **state)
{
    open_rules(*state, GOAL);
    decide_case(*state, ABROAD("    employer_agrees: true\n"));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "abroad.serves_goal");
    assert_string_equal(effects(*state, NULL), "none count_as_training months=6");
}

static void test_judge__the_weakest_of_several_rules_stands(void **state)
{
    open_rules(*state, GOAL RULE("xx.agreed", "abroad",
                                 "must = abroad.employer_agrees, otherwise = conditional "
                                 "\"agreed_plan\","));
    decide_case(*state, ABROAD("    serves_goal: true\n    employer_agrees: false\n"));
    assert_verdict(*state, NULL, "conditional");
    assert_decides(*state, NULL, "xx.agreed");
    assert_true(ek_text_is(reason_of(*state, NULL, "xx.agreed")->detail->step, "agreed_plan"));
    assert_false(reason_of(*state, NULL, "xx.goal")->decides);
    assert_string_equal(effects(*state, NULL), "after_step count_as_training months=6");
    decide_case(*state, ABROAD("    serves_goal: false\n    employer_agrees: false\n"));
    assert_verdict(*state, NULL, "refused");
}

#define RULING_RULE                                                                                \
    RULE("xx.ruling", "abroad",                                                                    \
         "must = abroad.serves_goal, otherwise = ruling.allowed, gives = count_as_training { "     \
         "months = param.six },")
#define RULED(answer)                                                                              \
    "rulings:\n- question: allowed\n  answer: " answer "\n  role: chamber\n  by: IHK\n"            \
    "  date: 2025-12-01\n"

static void test_judge__a_body_that_has_not_ruled_is_asked(void **state)
{
    open_rules(*state, RULING_RULE);
    decide_case(*state, ABROAD("    serves_goal: false\n"));
    assert_verdict(*state, NULL, "referred");
    assert_string_equal(asks(*state, NULL), "allowed");
    assert_string_equal(effects(*state, NULL), "proposed count_as_training months=6");
}

static void test_judge__the_ruling_decides_like_the_condition(void **state)
{
    open_rules(*state, RULING_RULE);
    decide_case(*state, ABROAD("    serves_goal: false\n") RULED("true"));
    assert_verdict(*state, NULL, "recognised");
    decide_case(*state, ABROAD("    serves_goal: false\n") RULED("false"));
    assert_verdict(*state, NULL, "refused");
}

static void test_judge__a_ruling_that_allows_makes_a_missing_fact_needless(void **state)
{
    open_rules(*state, RULING_RULE);
    decide_case(*state, ABROAD("    employer_agrees: true\n") RULED("true"));
    assert_verdict(*state, NULL, "recognised");
    decide_case(*state, ABROAD("    employer_agrees: true\n") RULED("false"));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "abroad.serves_goal");
}

/* ---- where -------------------------------------------------------------------------------- */

static void test_where__false_keeps_the_rule_silent(void **state)
{
    open_rules(*state, GOAL RULE("xx.silent", "abroad",
                                 "where = abroad.employer_agrees, must = abroad.serves_goal, "
                                 "otherwise = refused,"));
    decide_case(*state, ABROAD("    serves_goal: true\n    employer_agrees: false\n"));
    assert_verdict(*state, NULL, "recognised");
    assert_true(reason_of(*state, NULL, "xx.silent")->silent);
}

static void test_where__unknown_does_no_harm_to_a_rule_that_is_content(void **state)
{
    open_rules(*state, GOAL RULE("xx.content", "abroad",
                                 "where = abroad.employer_agrees, must = abroad.serves_goal, "
                                 "otherwise = refused,"));
    decide_case(*state, ABROAD("    serves_goal: true\n"));
    assert_verdict(*state, NULL, "recognised");
}

static void test_where__unknown_and_not_content_is_incomplete(void **state)
{
    open_rules(*state,
               RULE("xx.gives", "abroad", "gives = count_as_training { months = param.six },")
                   RULE("xx.strict", "abroad",
                        "where = abroad.employer_agrees, must = abroad.serves_goal, "
                        "otherwise = refused,"));
    decide_case(*state, ABROAD("    serves_goal: false\n"));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "abroad.employer_agrees");
}

static void test_where__unknown_leaves_what_it_gives_open(void **state)
{
    open_rules(*state, RULE("xx.perhaps", "abroad",
                            "where = abroad.employer_agrees, gives = count_as_training { months = "
                            "param.six },"));
    decide_case(*state, ABROAD("    serves_goal: true\n"));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "abroad.employer_agrees");
}

/* ---- Exceptions --------------------------------------------------------------------------- */

#define STRICT RULE("xx.strict", "abroad", "must = abroad.serves_goal, otherwise = refused,")
#define GIVES RULE("xx.gives", "abroad", "gives = count_as_training { months = param.six },")
#define EXCEPTION(fields)                                                                          \
    RULE("xx.exception", "abroad",                                                                 \
         "overrides = \"xx.strict\", where = abroad.employer_agrees, " fields)
#define CONTENT_EXCEPTION EXCEPTION("must = no(no(abroad.employer_agrees)), otherwise = refused,")

static void test_overrides__the_displaced_rule_is_silent(void **state)
{
    open_rules(*state, STRICT GIVES CONTENT_EXCEPTION);
    decide_case(*state, ABROAD("    serves_goal: false\n    employer_agrees: true\n"));
    assert_verdict(*state, NULL, "recognised");
    assert_true(reason_of(*state, NULL, "xx.strict")->silent);
    assert_true(ek_text_is(reason_of(*state, NULL, "xx.strict")->detail->overridden_by->id,
                           "xx.exception"));
}

static void test_overrides__without_the_exception_the_rule_holds(void **state)
{
    open_rules(*state, STRICT GIVES CONTENT_EXCEPTION);
    decide_case(*state, ABROAD("    serves_goal: false\n    employer_agrees: false\n"));
    assert_verdict(*state, NULL, "refused");
}

static void test_overrides__an_unknown_exception_to_a_content_rule_asks_nothing(void **state)
{
    open_rules(*state, STRICT GIVES CONTENT_EXCEPTION);
    decide_case(*state, ABROAD("    serves_goal: true\n"));
    assert_int_equal(reason_of(*state, NULL, "xx.strict")->verdict, ERKEND_RECOGNISED);
}

static void test_overrides__an_unknown_exception_to_a_failing_rule_is_incomplete(void **state)
{
    open_rules(*state, STRICT GIVES CONTENT_EXCEPTION);
    decide_case(*state, ABROAD("    serves_goal: false\n"));
    assert_verdict(*state, NULL, "incomplete");
    assert_int_equal(reason_of(*state, NULL, "xx.strict")->verdict, ERKEND_INCOMPLETE);
    assert_true(ek_text_is(reason_of(*state, NULL, "xx.strict")->detail->lacking[0].name,
                           "abroad.employer_agrees"));
}

static void test_overrides__an_unknown_exception_to_what_gives_is_not_recognised(void **state)
{
    open_rules(*state, RULE("xx.strict", "abroad",
                            "gives = count_as_training { months = param.six },") CONTENT_EXCEPTION);
    decide_case(*state, ABROAD("    employer_agrees: true\n"));
    assert_verdict(*state, NULL, "refused"); /* displaced, and nothing else gives */
    decide_case(*state, ABROAD("    serves_goal: true\n"));
    assert_verdict(*state, NULL, "incomplete");
}

static void test_overrides__an_exception_that_is_displaced_displaces_nothing(void **state)
{
    open_rules(*state, STRICT GIVES CONTENT_EXCEPTION RULE(
                           "xx.again", "abroad",
                           "overrides = \"xx.exception\", where = same(case.home_country, "
                           "\"XX\"), must = abroad.employer_agrees, otherwise = refused,"));
    decide_case(*state, "id: c1\ndecided: 2026-01-01\nhome_country: XX\nabroad:\n"
                        "    serves_goal: false\n    employer_agrees: true\n");
    assert_verdict(*state, NULL, "refused");
    assert_decides(*state, NULL, "xx.strict");
}

/* ---- One condition of several rules ------------------------------------------------------- */

#define SAME_GOAL(id) RULE(id, "abroad", "must = abroad.serves_goal, otherwise = refused,")

static void test_shared__each_rule_says_what_it_came_to(void **state)
{
    static const struct {
        const char *text, *verdict;
        erkend_verdict says, contrary;
    } cases[] = {{ABROAD("    serves_goal: true\n"), "refused", ERKEND_RECOGNISED, ERKEND_REFUSED},
                 {ABROAD("    serves_goal: false\n"), "refused", ERKEND_REFUSED, ERKEND_RECOGNISED},
                 {ABROAD("    employer_agrees: true\n"), "incomplete", ERKEND_INCOMPLETE,
                  ERKEND_INCOMPLETE}};

    open_rules(*state, GIVES SAME_GOAL("xx.first") SAME_GOAL("xx.second")
                           RULE("xx.third", "abroad",
                                "must = no(abroad.serves_goal), otherwise = refused,"));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        decide_case(*state, cases[i].text);
        assert_verdict(*state, NULL, cases[i].verdict);
        assert_int_equal(reason_of(*state, NULL, "xx.first")->verdict, cases[i].says);
        assert_int_equal(reason_of(*state, NULL, "xx.second")->verdict, cases[i].says);
        assert_int_equal(reason_of(*state, NULL, "xx.third")->verdict, cases[i].contrary);
    }
    assert_string_equal(lacks(*state, NULL),
                        "abroad.serves_goal, abroad.serves_goal, abroad.serves_goal");
}

/* ---- Things ------------------------------------------------------------------------------- */

#define PLAN                                                                                       \
    RULE("xx.plan", "stay", "must = stay.plan_agreed, otherwise = conditional \"agreed_plan\",")
#define STAYS(plans) CASE "stays:\n" plans "abroad:\n    serves_goal: true\n    stays: [s1, s2]\n"
#define STAY(id, plan) "- id: " id "\n  first_day: 2025-01-01\n  last_day: 2025-01-31\n" plan

static void test_things__each_is_judged(void **state)
{
    open_rules(*state, GOAL PLAN);
    decide_case(*state,
                STAYS(STAY("s1", "  plan_agreed: true\n") STAY("s2", "  plan_agreed: false\n")));
    assert_verdict(*state, NULL, "conditional");
    assert_decides(*state, NULL, "xx.plan");
    assert_true(
        ek_text_is(ek_record_at(reason_of(*state, NULL, "xx.plan")->thing, "id")->as.text, "s2"));
}

static void test_things__what_is_missing_is_named_for_each(void **state)
{
    open_rules(*state, GOAL PLAN);
    decide_case(*state, STAYS(STAY("s1", "") STAY("s2", "")));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "stay.plan_agreed, stay.plan_agreed");
}

static void test_things__a_missing_list_is_lacking(void **state)
{
    open_rules(*state, GOAL PLAN);
    decide_case(*state, ABROAD("    serves_goal: true\n"));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "abroad.stays");
}

static void test_things__none_are_judged_by_nothing(void **state)
{
    open_rules(*state, GOAL PLAN);
    decide_case(*state, ABROAD("    serves_goal: true\n    stays: none\n"));
    assert_verdict(*state, NULL, "recognised");
}

/* ---- Clocks ------------------------------------------------------------------------------- */

#define DATED(id, days, fields)                                                                    \
    "rule \"" id "\" {\n  law = \"Act § 2\", " days ", says = { en = \"Dated.\" },\n"              \
    "  clock = case.applied, for_each = abroad,\n  " fields "\n}\n"

static void test_clock__the_day_of_the_clock_counts(void **state)
{
    open_rules(*state, GOAL DATED("xx.dated", "since = \"2020-01-01\"",
                                  "must = abroad.employer_agrees, otherwise = refused,"));
    decide_case(*state, "id: c\ndecided: 2026-01-01\napplied: 2019-12-31\nabroad:\n"
                        "    serves_goal: true\n    employer_agrees: false\n");
    assert_verdict(*state, NULL, "recognised");
    decide_case(*state, "id: c\ndecided: 2026-01-01\napplied: 2020-01-01\nabroad:\n"
                        "    serves_goal: true\n    employer_agrees: false\n");
    assert_verdict(*state, NULL, "refused");
}

static void test_clock__a_missing_day_is_incomplete(void **state)
{
    open_rules(*state, GOAL DATED("xx.dated", "since = \"2020-01-01\"",
                                  "must = abroad.employer_agrees, otherwise = refused,"));
    decide_case(*state, ABROAD("    serves_goal: true\n    employer_agrees: true\n"));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "case.applied");
}

static void test_clock__a_missing_day_is_not_asked_where_the_rule_would_be_silent(void **state)
{
    open_rules(*state, GOAL DATED("xx.dated", "since = \"2020-01-01\"",
                                  "where = abroad.employer_agrees, must = abroad.serves_goal, "
                                  "otherwise = refused,"));
    decide_case(*state, ABROAD("    serves_goal: true\n    employer_agrees: false\n"));
    assert_verdict(*state, NULL, "recognised");
}

static void test_clock__of_a_rule_that_only_informs_a_missing_day_takes_nothing(void **state)
{
    open_rules(*state, GOAL DATED("xx.dated", "since = \"2020-01-01\"",
                                  "gives = inform { told = \"yes\" },"));
    decide_case(*state, ABROAD("    serves_goal: true\n"));
    assert_verdict(*state, NULL, "recognised");
    assert_string_equal(lacks(*state, NULL), "");
}

/* ---- Phases ------------------------------------------------------------------------------- */

#define UNIT(facts)                                                                                \
    CASE "transcripts:\n- id: t1\n  units:\n  - id: u1\n    context: formal\n" facts               \
         "unit:\n    unit: u1\n    target:\n      unit: T1\n      points: 15\n"                    \
         "      outcomes: [a, b]\n"

static void test_phases__what_is_refused_is_not_asked_about_later(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, UNIT("    result: failed\n"));
    assert_verdict(*state, NULL, "refused");
    assert_decides(*state, NULL, "xx.assessed");
    assert_string_equal(lacks(*state, NULL), "");
    assert_null(reason_of(*state, NULL, "xx.validated"));
}

/* What is asked at once goes on into the next phase only where nothing is refused. */
static void test_phases__end_behind_a_rule_that_is_content(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED RULE(
                           "xx.behind", "unit",
                           "phase = \"assess\", must = same(unit.context, \"formal\"), "
                           "otherwise = refused,"));
    decide_case(*state, UNIT("    result: failed\n"));
    assert_verdict(*state, NULL, "refused");
    assert_int_equal(reason_of(*state, NULL, "xx.behind")->verdict, ERKEND_RECOGNISED);
    assert_null(reason_of(*state, NULL, "xx.validated"));
}

static void test_phases__all_that_lacks_is_named_at_once(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, UNIT(""));
    assert_verdict(*state, NULL, "incomplete");
    assert_non_null(reason_of(*state, NULL, "xx.validated"));
    assert_string_equal(reason_of(*state, NULL, "xx.validated")->detail->lacking[0].supplier,
                        "host");
}

static void test_phases__all_three_recognise(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, UNIT("    result: passed\n    outcomes: [a, b, c]\n"));
    assert_verdict(*state, NULL, "recognised");
    assert_string_equal(effects(*state, NULL), "in_force award points=15 unit=T1");
}

static void test_phases__what_covers_found_is_partial(void **state)
{
    const ek_reason *reason;

    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, UNIT("    result: passed\n    outcomes: [a]\n"));
    assert_verdict(*state, NULL, "partial");
    reason = reason_of(*state, NULL, "xx.validated");
    assert_int_equal(reason->detail->covered.count, 1);
    assert_true(ek_text_is(reason->detail->not_covered.items[0], "b"));
    assert_string_equal(effects(*state, NULL), "none award points=15 unit=T1");
}

static void test_phases__partial_of_nothing_is_refused(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, UNIT("    result: passed\n    outcomes: [z]\n"));
    assert_verdict(*state, NULL, "refused");
    assert_decides(*state, NULL, "xx.validated");
}

/* ---- DECISIONS 3 -------------------------------------------------------------------------- */

static void test_removal__of_any_fact_leaves_the_verdict_or_makes_it_incomplete(void **state)
{
    static const char *const cases[] = {
        UNIT("    result: passed\n    outcomes: [a, b, c]\n"),
        UNIT("    result: passed\n    outcomes: [a]\n"),
        UNIT("    result: failed\n    outcomes: [a]\n"),
        ABROAD("    serves_goal: true\n    employer_agrees: true\n"),
        ABROAD("    serves_goal: false\n    employer_agrees: true\n"),
        ABROAD("    serves_goal: true\n    employer_agrees: false\n"),
        ABROAD("    serves_goal: false\n    employer_agrees: false\n"),
    };
    uint32_t removed = 0;

    open_rules(*state, ASSESSED VALIDATED AWARDED STRICT GIVES CONTENT_EXCEPTION DATED(
                           "xx.dated", "since = \"2020-01-01\"",
                           "where = abroad.employer_agrees, must = abroad.serves_goal, "
                           "otherwise = refused,"));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        removed += assert_removal_harmless(*state, cases[i]);
    assert_true(removed > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_judge__a_condition_that_holds_is_recognised),
        WITH_MAKE(test_judge__a_condition_that_fails_is_what_otherwise_says),
        WITH_MAKE(test_judge__a_missing_fact_is_named),
        WITH_MAKE(test_judge__the_weakest_of_several_rules_stands),
        WITH_MAKE(test_judge__a_body_that_has_not_ruled_is_asked),
        WITH_MAKE(test_judge__the_ruling_decides_like_the_condition),
        WITH_MAKE(test_judge__a_ruling_that_allows_makes_a_missing_fact_needless),
        WITH_MAKE(test_where__false_keeps_the_rule_silent),
        WITH_MAKE(test_where__unknown_does_no_harm_to_a_rule_that_is_content),
        WITH_MAKE(test_where__unknown_and_not_content_is_incomplete),
        WITH_MAKE(test_where__unknown_leaves_what_it_gives_open),
        WITH_MAKE(test_overrides__the_displaced_rule_is_silent),
        WITH_MAKE(test_overrides__without_the_exception_the_rule_holds),
        WITH_MAKE(test_overrides__an_unknown_exception_to_a_content_rule_asks_nothing),
        WITH_MAKE(test_overrides__an_unknown_exception_to_a_failing_rule_is_incomplete),
        WITH_MAKE(test_overrides__an_unknown_exception_to_what_gives_is_not_recognised),
        WITH_MAKE(test_overrides__an_exception_that_is_displaced_displaces_nothing),
        WITH_MAKE(test_shared__each_rule_says_what_it_came_to),
        WITH_MAKE(test_things__each_is_judged),
        WITH_MAKE(test_things__what_is_missing_is_named_for_each),
        WITH_MAKE(test_things__a_missing_list_is_lacking),
        WITH_MAKE(test_things__none_are_judged_by_nothing),
        WITH_MAKE(test_clock__the_day_of_the_clock_counts),
        WITH_MAKE(test_clock__a_missing_day_is_incomplete),
        WITH_MAKE(test_clock__a_missing_day_is_not_asked_where_the_rule_would_be_silent),
        WITH_MAKE(test_clock__of_a_rule_that_only_informs_a_missing_day_takes_nothing),
        WITH_MAKE(test_phases__what_is_refused_is_not_asked_about_later),
        WITH_MAKE(test_phases__end_behind_a_rule_that_is_content),
        WITH_MAKE(test_phases__all_that_lacks_is_named_at_once),
        WITH_MAKE(test_phases__all_three_recognise),
        WITH_MAKE(test_phases__what_covers_found_is_partial),
        WITH_MAKE(test_phases__partial_of_nothing_is_refused),
        WITH_MAKE(test_removal__of_any_fact_leaves_the_verdict_or_makes_it_incomplete),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
