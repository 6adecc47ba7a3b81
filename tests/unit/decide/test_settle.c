/* Effects: what adds up, what has to agree, limits, what was asked, amounts that are partly
 * unknown. */
#include "unit/decide/make.h"

#define CASE "id: c1\ndecided: 2026-01-01\n"
#define SHORTENING(facts) CASE "shortening:\n" facts
#define ABROAD(facts) CASE "abroad:\n" facts

#define SIX RULE("xx.six", "shortening", "gives = shorten { months = up_to(param.six) },")
#define TEN RULE("xx.ten", "shortening", "gives = shorten { months = param.ten },")
#define PERHAPS                                                                                    \
    RULE("xx.perhaps", "shortening",                                                               \
         "where = covers(shortening.applied_by, { \"apprentice\" }), gives = shorten { months = "  \
         "param.ten },")
#define LIMIT RULE("xx.limit", "shortening", "limits = shorten { months = param.ten },")

static void test_add__grounds_add_up(void **state)
{
    open_rules(*state, SIX TEN);
    decide_case(*state, SHORTENING("  applied: 2025-01-01\n"));
    assert_verdict(*state, NULL, "recognised");
    assert_string_equal(effects(*state, NULL), "in_force shorten months=16");
    assert_int_equal(claim_of(*state, NULL)->effects[0].by_count, 2);
    assert_true(claim_of(*state, NULL)->effects[0].fields[0].at_most);
}

static void test_add__the_smallest_limit_cuts(void **state)
{
    const ek_given *given;

    open_rules(*state, SIX TEN LIMIT RULE("xx.wide", "shortening",
                                          "limits = shorten { months = param.ten + param.ten },"));
    decide_case(*state, SHORTENING("  applied: 2025-01-01\n"));
    assert_string_equal(effects(*state, NULL), "in_force shorten months=10");
    given = &claim_of(*state, NULL)->effects[0];
    assert_true(ek_text_is(given->limited_by->id, "xx.limit"));
    assert_true(ek_fraction_equal(given->before_limit, ek_fraction_whole(16)));
}

static void test_asked__nobody_gets_more(void **state)
{
    open_rules(*state, SIX TEN);
    decide_case(*state, SHORTENING("  months_asked: 12\n"));
    assert_verdict(*state, NULL, "recognised");
    assert_string_equal(effects(*state, NULL), "in_force shorten months=12");
    assert_true(claim_of(*state, NULL)->effects[0].cut_to_asked);
}

static void test_asked__exactly_what_is_given_is_recognised(void **state)
{
    open_rules(*state, SIX TEN);
    decide_case(*state, SHORTENING("  months_asked: 16\n"));
    assert_verdict(*state, NULL, "recognised");
}

static void test_asked__less_than_asked_is_partial(void **state)
{
    open_rules(*state, SIX TEN LIMIT);
    decide_case(*state, SHORTENING("  months_asked: 16\n"));
    assert_verdict(*state, NULL, "partial");
    assert_decides(*state, NULL, "xx.limit");
    assert_string_equal(effects(*state, NULL), "in_force shorten months=10");
}

#define CREDIT RULE("xx.credit", "crediting", "gives = credit_time { months = param.ten },")

static void test_asked__nobody_said_how_much(void **state)
{
    open_rules(*state, CREDIT);
    decide_case(*state, CASE "crediting:\n  applied: 2025-01-01\n");
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "crediting.months_asked");
}

static void test_unknown__a_limit_that_is_reached_anyway_decides(void **state)
{
    open_rules(*state, TEN PERHAPS LIMIT);
    decide_case(*state, SHORTENING("  applied: 2025-01-01\n"));
    assert_verdict(*state, NULL, "recognised");
    assert_string_equal(effects(*state, NULL), "in_force shorten months=10");
}

static void test_unknown__what_may_be_given_is_asked(void **state)
{
    open_rules(*state, TEN PERHAPS);
    decide_case(*state, SHORTENING("  applied: 2025-01-01\n"));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "shortening.applied_by");
    assert_string_equal(effects(*state, NULL), "none shorten ");
}

static void test_unknown__what_was_asked_may_be_reached_anyway(void **state)
{
    open_rules(*state, TEN PERHAPS);
    decide_case(*state, SHORTENING("  months_asked: 8\n"));
    assert_verdict(*state, NULL, "recognised");
    assert_string_equal(effects(*state, NULL), "in_force shorten months=8");
}

static void test_unknown__an_amount_of_missing_days_names_them(void **state)
{
    open_rules(*state, RULE("xx.stays", "abroad",
                            "gives = count_as_training { months = months_in_all(stay) },"));
    decide_case(*state, CASE "stays:\n- id: s1\n  first_day: 2025-01-01\nabroad:\n  stays: [s1]\n");
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "stay.last_day");
}

static void test_unknown__only_a_ruling_makes_a_proposal(void **state)
{
    open_rules(*state, RULE("xx.ruled", "abroad",
                            "where = ruling.allowed, gives = count_as_training { months = "
                            "param.six },"));
    decide_case(*state, ABROAD("  serves_goal: true\n"));
    assert_verdict(*state, NULL, "referred");
    assert_string_equal(effects(*state, NULL), "proposed count_as_training months=6");
}

static void test_nothing__no_months_are_nothing(void **state)
{
    open_rules(*state,
               RULE("xx.zero", "shortening", "gives = shorten { months = 0 * param.six },"));
    decide_case(*state, SHORTENING("  applied: 2025-01-01\n"));
    assert_verdict(*state, NULL, "refused");
    assert_decides(*state, NULL, "core.nothing_gives");
    assert_string_equal(effects(*state, NULL), "");
}

static void test_nothing__no_months_before_a_step_wait_for_the_step(void **state)
{
    open_rules(*state, RULE("xx.zero", "shortening", "gives = shorten { months = 0 * param.six },")
                           RULE("xx.step", "shortening",
                                "must = covers(shortening.applied_by, { \"employer\" }), "
                                "otherwise = conditional \"agreed_plan\","));
    decide_case(*state, SHORTENING("  applied_by: [apprentice]\n"));
    assert_verdict(*state, NULL, "conditional");
    decide_case(*state, SHORTENING("  applied_by: [employer]\n"));
    assert_verdict(*state, NULL, "refused");
    (void)assert_removal_harmless(*state, SHORTENING("  applied_by: [apprentice]\n"));
    (void)assert_removal_harmless(*state, SHORTENING("  applied_by: [employer]\n"));
}

/* ---- Fields that agree -------------------------------------------------------------------- */

#define ADMIT(id, to, where) RULE(id, "admission", where "gives = admit { to = " to " },")
#define FINAL "\"final_exam\""
#define BY_ROUTE "admission.route"

static void test_agree__two_that_say_the_same_are_one(void **state)
{
    open_rules(*state, ADMIT("xx.a", FINAL, "") ADMIT("xx.b", FINAL, ""));
    decide_case(*state, CASE "admission:\n  route: external\n");
    assert_verdict(*state, NULL, "recognised");
    assert_string_equal(effects(*state, NULL), "in_force admit to=final_exam");
    assert_int_equal(claim_of(*state, NULL)->effects[0].by_count, 2);
}

static void test_agree__two_that_differ_are_an_error_that_names_both(void **state)
{
    open_rules(*state, ADMIT("xx.a", FINAL, "") ADMIT("xx.b", BY_ROUTE, ""));
    assert_int_equal(try_case(*state, CASE "admission:\n  route: external\n"), ERKEND_ECONFLICT);
    assert_true(error_says(*state, "xx.a (Act § xx.a)"));
    assert_true(error_says(*state, "xx.b (Act § xx.b)"));
    assert_true(error_says(*state, "final_exam"));
    assert_true(error_says(*state, "external"));
}

static void test_agree__the_worker_stays_usable_after_an_error(void **state)
{
    open_rules(*state, ADMIT("xx.a", FINAL, "") ADMIT("xx.b", BY_ROUTE,
                                                      "where = same(admission.route, "
                                                      "\"early\"), "));
    assert_int_equal(try_case(*state, CASE "admission:\n  route: early\n"), ERKEND_ECONFLICT);
    decide_case(*state, CASE "admission:\n  route: external\n");
    assert_verdict(*state, NULL, "recognised");
}

static void test_agree__of_a_refused_claim_no_one_asks(void **state)
{
    open_rules(*state, ADMIT("xx.a", FINAL, "") ADMIT("xx.b", BY_ROUTE, "")
                           RULE("xx.c", "admission",
                                "must = same(admission.route, \"early\"), otherwise = refused,"));
    decide_case(*state, CASE "admission:\n  route: external\n");
    assert_verdict(*state, NULL, "refused");
}

static void test_agree__fields_of_several_rules_make_one_effect(void **state)
{
    open_rules(*state, RULE("xx.a", "certificate", "gives = certify { part = certificate.part },")
                           RULE("xx.b", "certificate", "gives = certify { found = \"a text\" },"));
    decide_case(*state, CASE "certificate:\n  part: P1\n");
    assert_string_equal(effects(*state, NULL), "in_force certify found=\"a text\" part=P1");
}

static void test_inform__stands_under_every_verdict_and_recognises_nothing(void **state)
{
    open_rules(*state, RULE("xx.tells", "abroad", "gives = inform { plan = abroad.serves_goal },"));
    decide_case(*state, ABROAD("  serves_goal: true\n"));
    assert_verdict(*state, NULL, "refused");
    assert_decides(*state, NULL, "core.nothing_gives");
    assert_string_equal(effects(*state, NULL), "in_force inform plan=yes");
}

static void test_overflow__is_an_error_of_the_case(void **state)
{
    open_rules(*state, RULE("xx.stays", "abroad",
                            "gives = count_as_training { months = sum_of(stay.months) },"));
    assert_int_equal(try_case(*state, CASE "stays:\n- id: s1\n  months: 9223372036854775807\n"
                                           "- id: s2\n  months: 9223372036854775807\n"
                                           "abroad:\n  stays: [s1, s2]\n"),
                     ERKEND_EOVERFLOW);
}

static void test_removal__of_any_fact_leaves_the_verdict_or_makes_it_incomplete(void **state)
{
    open_rules(*state, SIX TEN PERHAPS LIMIT CREDIT RULE(
                           "xx.strict", "crediting",
                           "must = covers(crediting.applied_by, { \"employer\" }), otherwise = "
                           "conditional \"agreed_plan\","));
    assert_true(assert_removal_harmless(*state, SHORTENING("  months_asked: 16 # default\n"
                                                           "  applied: 2025-01-01\n"
                                                           "  applied_by: [apprentice]\n")) > 0);
    (void)assert_removal_harmless(*state,
                                  CASE "crediting:\n  months_asked: 24\n  applied_by: []\n");
    (void)assert_removal_harmless(*state, CASE
                                  "crediting:\n  months_asked: 24\n  applied_by: [employer]\n");
    (void)assert_removal_harmless(*state,
                                  CASE "crediting:\n  months_asked: 4\n  applied_by: [employer]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_add__grounds_add_up),
        WITH_MAKE(test_add__the_smallest_limit_cuts),
        WITH_MAKE(test_asked__nobody_gets_more),
        WITH_MAKE(test_asked__exactly_what_is_given_is_recognised),
        WITH_MAKE(test_asked__less_than_asked_is_partial),
        WITH_MAKE(test_asked__nobody_said_how_much),
        WITH_MAKE(test_unknown__a_limit_that_is_reached_anyway_decides),
        WITH_MAKE(test_unknown__what_may_be_given_is_asked),
        WITH_MAKE(test_unknown__what_was_asked_may_be_reached_anyway),
        WITH_MAKE(test_unknown__an_amount_of_missing_days_names_them),
        WITH_MAKE(test_unknown__only_a_ruling_makes_a_proposal),
        WITH_MAKE(test_nothing__no_months_are_nothing),
        WITH_MAKE(test_nothing__no_months_before_a_step_wait_for_the_step),
        WITH_MAKE(test_agree__two_that_say_the_same_are_one),
        WITH_MAKE(test_agree__two_that_differ_are_an_error_that_names_both),
        WITH_MAKE(test_agree__the_worker_stays_usable_after_an_error),
        WITH_MAKE(test_agree__of_a_refused_claim_no_one_asks),
        WITH_MAKE(test_agree__fields_of_several_rules_make_one_effect),
        WITH_MAKE(test_inform__stands_under_every_verdict_and_recognises_nothing),
        WITH_MAKE(test_overflow__is_an_error_of_the_case),
        WITH_MAKE(test_removal__of_any_fact_leaves_the_verdict_or_makes_it_incomplete),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
