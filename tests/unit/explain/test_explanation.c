/* An explanation: both sides with places, what is missing, what is open, what was silent. */
#include "unit/explain/page.h"

#define NINE STAY("s1", "2024-01-01", "2024-09-30")
#define LIMIT                                                                                      \
    RULE("xx.limit", "abroad",                                                                     \
         "must = at_most(months_in_all(stay), param.six), otherwise = ruling.allowed, "            \
         "gives = count_as_training { months = months_in_all(stay) },")

static void test_write_explanation__sides_with_their_places(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, LIMIT);
    decide_case(*state, ABROAD_CASE(NINE));
    text = explain_as(*state, &page, NULL, NULL);
    assert_holds(text, "referred to the chamber: 9 months count as training (proposed)\n");
    assert_holds(text, "  referred  xx.limit · Act § xx.limit · since 1 January 2000\n");
    assert_holds(text, "      9 months, all together\n");
    assert_holds(text, "        first day: 1 January 2024");
    assert_holds(text, "case.yaml:8:43  abroad[1].stays[1].first_day\n");
    assert_holds(text, "      at most 6 months\n");
    assert_holds(text, "six months: 6 months (Act § 6, since 1 January 2000)");
    assert_holds(text, "      3 months too long\n");
    assert_true(widest_line(text) <= EK_COLUMNS);
    erkend_text_free(page.text);
}

static void test_write_explanation__the_question_with_all_that_belongs_to_it(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, LIMIT);
    decide_case(*state, ABROAD_CASE(NINE));
    text = explain_as(*state, &page, "a1", NULL);
    assert_holds(text, "question: Is it allowed? (an exception)\n");
    assert_holds(text, "for: the chamber\n");
    assert_holds(text, "law: Act § 7\n");
    assert_holds(text, "evidence: plan\n");
    erkend_text_free(page.text);
}

static void test_write_explanation__what_is_missing_and_who_can_supply_it(void **state)
{
    rendered page = {NULL};

    open_rules(*state, RULE("xx.goal", "abroad",
                            "must = abroad.employer_agrees, otherwise = refused, "
                            "gives = count_as_training { months = param.six },"));
    decide_case(*state, ABROAD_CASE(NINE));
    assert_holds(explain_as(*state, &page, NULL, NULL),
                 "missing: employer agrees; can be supplied by: the employer");
    assert_holds(page.text ? erkend_text_bytes(page.text) : "", "abroad.employer_agrees");
    erkend_text_free(page.text);
}

static void test_write_explanation__silent_rules_only_for_a_claim_by_name(void **state)
{
    rendered page = {NULL};

    open_rules(*state, LIMIT RULE("xx.other", "abroad",
                                  "where = no(abroad.serves_goal), must = abroad.employer_agrees, "
                                  "otherwise = refused,"));
    decide_case(*state, ABROAD_CASE(NINE));
    assert_lacks(explain_as(*state, &page, NULL, NULL), "xx.other");
    assert_holds(explain_as(*state, &page, "a1", NULL),
                 "    xx.other: serves the goal of the training: yes\n");
    erkend_text_free(page.text);
}

static void test_write_explanation__defaults_are_marked_as_assumed(void **state)
{
    rendered page = {NULL};

    open_rules(*state, RULE("xx.until", "unit",
                            "phase = \"assess\", must = no(given(unit.valid_until)), "
                            "otherwise = refused,"));
    decide_case(*state, "id: c1\ndecided: 2026-01-01\nother_learning:\n"
                        "- { id: u1, title: A unit, context: formal }\nunit:\n- { unit: u1 }\n");
    assert_holds(explain_as(*state, &page, NULL, NULL),
                 "valid until: none (assumed, as nothing is written)");
    erkend_text_free(page.text);
}

static void test_write_explanation__no_such_claim(void **state)
{
    rendered page = {NULL};

    open_rules(*state, LIMIT);
    decide_case(*state, ABROAD_CASE(NINE));
    assert_holds(explain_as(*state, &page, "b1", NULL),
                 "There is no claim 'b1' here; there are: a1\n");
    erkend_text_free(page.text);
}

static void test_write_explanation__law_that_was_not_verified(void **state)
{
    rendered page = {NULL};

    open_rules(*state,
               RULE("xx.goal", "abroad",
                    "status = \"unverified\", must = abroad.serves_goal, otherwise = refused, "
                    "gives = count_as_training { months = param.six },"));
    decide_case(*state, ABROAD_CASE(NINE));
    assert_holds(explain_as(*state, &page, NULL, NULL), " · law not verified\n");
    erkend_text_free(page.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_write_explanation__sides_with_their_places),
        WITH_MAKE(test_write_explanation__the_question_with_all_that_belongs_to_it),
        WITH_MAKE(test_write_explanation__what_is_missing_and_who_can_supply_it),
        WITH_MAKE(test_write_explanation__silent_rules_only_for_a_claim_by_name),
        WITH_MAKE(test_write_explanation__defaults_are_marked_as_assumed),
        WITH_MAKE(test_write_explanation__no_such_claim),
        WITH_MAKE(test_write_explanation__law_that_was_not_verified),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
