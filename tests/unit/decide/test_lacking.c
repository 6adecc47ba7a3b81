/* What lacks is named: only what contributed, by the names of rules, with who can supply it. */
#include "unit/decide/make.h"

#define CASE "id: c1\ndecided: 2026-01-01\n"
#define MUST(condition)                                                                            \
    RULE("xx.must", "abroad",                                                                      \
         "must = " condition ", otherwise = refused, gives = count_as_training { months = "        \
         "param.six },")
#define ABROAD CASE "abroad:\n  id: a1\n"
#define STAY(facts) CASE "stays:\n- id: s1\n" facts "abroad:\n  stays: [s1]\n"

static void assert_lacks(void **state, const char *rules, const char *yaml, const char *names)
{
    open_rules(*state, rules);
    decide_case(*state, yaml);
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), names);
}

static void test_all__each_unknown_part(void **state)
{
    assert_lacks(state,
                 MUST("all { abroad.serves_goal, abroad.employer_agrees, given(case.applied) }"),
                 CASE "applied: 2025-01-01\nabroad:\n  id: a1\n",
                 "abroad.employer_agrees, abroad.serves_goal");
}

static void test_any__what_is_false_contributed_nothing(void **state)
{
    assert_lacks(state, MUST("any { abroad.serves_goal, abroad.employer_agrees }"),
                 CASE "abroad:\n  serves_goal: false\n", "abroad.employer_agrees");
}

static void test_derived__names_what_it_follows_from(void **state)
{
    assert_lacks(
        state,
        RULE("xx.must", "stay", "must = at_most(stay.days, stay.days), otherwise = refused,")
            RULE("xx.gives", "abroad", "gives = count_as_training { months = param.six },"),
        STAY("  first_day: 2025-01-01\n"), "stay.last_day");
}

static void test_supplier__comes_from_the_schema(void **state)
{
    open_rules(*state, MUST("abroad.serves_goal"));
    decide_case(*state, ABROAD);
    assert_string_equal(claim_of(*state, NULL)->reasons[0].detail->lacking[0].supplier, "employer");
}

static void test_record__of_a_thing_that_is_missing_as_a_whole(void **state)
{
    assert_lacks(state, MUST("at_least(qualification.prescribed_months, param.six)"), ABROAD,
                 "qualification.prescribed_months");
    assert_null(claim_of(*state, NULL)->reasons[0].detail->lacking[0].record);
}

static void test_period__of_a_memorandum_without_its_first_day(void **state)
{
    assert_lacks(state, MUST("in_force(mou, case.applied)"),
                 CASE "applied: 2025-01-01\nmou:\n  id: m1\nabroad:\n  id: a1\n", "mou.first_day");
}

static void test_list__elements_that_count_and_lack(void **state)
{
    assert_lacks(state, MUST("at_least(sum_of(work.months, work.in_occupation), param.six)"),
                 CASE "learner:\n  work:\n  - id: w1\n    in_occupation: true\n"
                      "  - id: w2\n    in_occupation: false\n  - id: w3\n    months: 2\n"
                      "abroad:\n  id: a1\n",
                 "work.in_occupation, work.months");
}

static void test_list__a_sum_that_is_reached_anyway_lacks_nothing(void **state)
{
    open_rules(*state, MUST("at_least(sum_of(work.months, work.in_occupation), param.six)"));
    decide_case(*state, CASE "learner:\n  work:\n  - id: w1\n    in_occupation: true\n"
                             "  - id: w2\n    in_occupation: true\n    months: 6\n"
                             "abroad:\n  id: a1\n");
    assert_verdict(*state, NULL, "recognised");
}

static void test_term__looks_into_the_definition(void **state)
{
    assert_lacks(
        state,
        "define \"agreed\" {\n  law = \"Act § 9\", since = \"2000-01-01\",\n"
        "  says = { en = \"agreed\" },\n"
        "  is = all { abroad.serves_goal, abroad.employer_agrees },\n}\n" MUST("term.agreed"),
        CASE "abroad:\n  serves_goal: true\n", "abroad.employer_agrees");
}

static void test_fulfils__names_what_a_part_lacks(void **state)
{
    assert_lacks(state,
                 RULE("xx.complete", "completion",
                      "must = fulfils(completion.parts, qualification.composition), otherwise = "
                      "refused, gives = award_qualification { by = \"parts\" },"),
                 CASE "qualification:\n  composition:\n    all: [{ unit: A }, { any: sub_area }]\n"
                      "    points: 20\ncompletion:\n  parts:\n  - unit: A\n    kind: unit\n"
                      "    points: 10\n  - unit: B\n    points: 10\n",
                 "part.kind");
}

#define TERM(name, is)                                                                             \
    "define \"" name "\" {\n  law = \"Act § 9\", since = \"2000-01-01\",\n"                       \
    "  says = { en = \"a word\" },\n  is = " is ",\n}\n"
#define FULFILLED "fulfils(completion.parts, qualification.composition)"
#define COMPLETE(id, must) RULE(id, "completion", "must = " must ", otherwise = refused,")

/* What is found for a word within a claim holds for each rule that asks for it. */
static void test_term__lacks_the_same_in_each_rule(void **state)
{
    open_rules(*state,
               TERM("agreed", "all { abroad.serves_goal, given(mou), abroad.employer_agrees }")
                   RULE("xx.a", "abroad", "must = term.agreed, otherwise = refused,")
                       RULE("xx.b", "abroad",
                            "must = all { given(case.applied), term.agreed }, otherwise = refused,")
                           RULE("xx.c", "abroad",
                                "must = term.agreed, otherwise = refused, "
                                "gives = count_as_training { months = param.six },"));
    decide_case(*state, CASE "abroad:\n  serves_goal: true\n");
    assert_string_equal(lacks(*state, NULL), "abroad.employer_agrees, mou, abroad.employer_agrees, "
                                             "case.applied, mou, abroad.employer_agrees, mou");
}

/* Of parts it is named what they lack only where nothing else was: that depends on the rule. */
static void test_term__of_parts_is_looked_into_each_time(void **state)
{
    open_rules(*state, TERM("whole", FULFILLED) COMPLETE("xx.a", "term.whole")
                           COMPLETE("xx.b", "all { given(case.applied), term.whole }")
                               COMPLETE("xx.c", "all { term.whole, given(case.applied) }"));
    decide_case(*state, CASE "qualification:\n  composition:\n    all: [{ unit: A }, { any: x }]\n"
                             "    points: 20\n"
                             "completion:\n  parts:\n  - unit: A\n  - unit: B\n");
    assert_string_equal(lacks(*state, NULL), "part.kind, part.kind, part.points, part.points, "
                                             "case.applied, case.applied, part.kind, part.kind, "
                                             "part.points, part.points");
}

/* What a thing in turn lacks is its own. */
static void test_term__is_not_remembered_from_thing_to_thing(void **state)
{
    open_rules(*state,
               RULE("xx.stay", "stay", "must = given(stay.plan_agreed), otherwise = refused,")
                   RULE("xx.gives", "abroad", "gives = count_as_training { months = param.six },"));
    decide_case(*state, CASE "stays:\n- id: s1\n- id: s2\n  plan_agreed: true\n- id: s3\n"
                             "abroad:\n  stays: [s1, s2, s3]\n");
    assert_string_equal(lacks(*state, NULL), "stay.plan_agreed, stay.plan_agreed");
}

/* One side that is none decides, whatever the other is; missing times 0 is 0. */
static void test_sides__none_and_nothing_lack_nothing(void **state)
{
    assert_lacks(state,
                 MUST("any { covers(mou.parties, { agreement.home, agreement.host }), "
                      "same(case.home_country, none), one_of(case.host_country, mou.parties), "
                      "before(case.applied, mou.first_day) }"),
                 CASE "mou:\n  id: m1\n  parties: none\nagreement:\n  home: none\n"
                      "abroad:\n  id: a1\n",
                 "case.applied, case.home_country, mou.first_day");
}

static void test_product__with_nothing_lacks_nothing(void **state)
{
    assert_lacks(state,
                 RULE("xx.must", "admission",
                      "must = at_most(admission.attempts * admission.months_since_certificate, "
                      "qualification.prescribed_months), otherwise = refused, gives = admit { to = "
                      "\"final_exam\" },"),
                 CASE "admission:\n  attempts: 2\n",
                 "admission.months_since_certificate, qualification.prescribed_months");
    decide_case(*state, CASE "admission:\n  attempts: 0\n");
    assert_string_equal(lacks(*state, NULL), "qualification.prescribed_months");
}

static void test_open__questions_are_named_once_facts_are_there(void **state)
{
    open_rules(*state, MUST("all { abroad.serves_goal, ruling.allowed }"));
    decide_case(*state, ABROAD);
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(asks(*state, NULL), "");
    decide_case(*state, CASE "abroad:\n  serves_goal: true\n");
    assert_verdict(*state, NULL, "referred");
    assert_string_equal(asks(*state, NULL), "allowed");
    assert_ptr_equal(claim_of(*state, NULL)->reasons[0].detail->open[0].about,
                     claim_of(*state, NULL)->record);
}

static void test_unverified__follows_from_what_decided(void **state)
{
    erkend_reason reason;

    open_rules(*state, RULE("xx.a", "abroad",
                            "status = \"unverified\", must = abroad.serves_goal, otherwise = "
                            "refused,") RULE("xx.b", "abroad",
                                             "gives = count_as_training { months = param.six },"));
    decide_case(*state, CASE "abroad:\n  serves_goal: false\n");
    assert_int_equal(erkend_decision_reason(((make *)*state)->decision, 0, 0, &reason), 1);
    assert_int_equal(reason.unverified, 1);
    assert_true(((make *)*state)->decision->unverified);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_all__each_unknown_part),
        WITH_MAKE(test_any__what_is_false_contributed_nothing),
        WITH_MAKE(test_derived__names_what_it_follows_from),
        WITH_MAKE(test_supplier__comes_from_the_schema),
        WITH_MAKE(test_record__of_a_thing_that_is_missing_as_a_whole),
        WITH_MAKE(test_period__of_a_memorandum_without_its_first_day),
        WITH_MAKE(test_list__elements_that_count_and_lack),
        WITH_MAKE(test_list__a_sum_that_is_reached_anyway_lacks_nothing),
        WITH_MAKE(test_term__looks_into_the_definition),
        WITH_MAKE(test_fulfils__names_what_a_part_lacks),
        WITH_MAKE(test_term__lacks_the_same_in_each_rule),
        WITH_MAKE(test_term__of_parts_is_looked_into_each_time),
        WITH_MAKE(test_term__is_not_remembered_from_thing_to_thing),
        WITH_MAKE(test_sides__none_and_nothing_lack_nothing),
        WITH_MAKE(test_product__with_nothing_lacks_nothing),
        WITH_MAKE(test_open__questions_are_named_once_facts_are_there),
        WITH_MAKE(test_unverified__follows_from_what_decided),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
