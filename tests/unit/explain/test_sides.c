/* Both sides of each word of conditions, in words, as far as they decided. */
#include "unit/explain/page.h"

#define DEFINE(name, is)                                                                           \
    "define \"" name                                                                               \
    "\" { law = \"Act § 5\", since = \"2000-01-01\", says = { en = \"the word\" }, is = " is       \
    " }\n"

/* The line of the only claim's rule xx.rule, in a language. */
static void assert_line(make *m, const char *yaml, ek_language language, const char *expected)
{
    const ek_reason *reason;
    paper p;

    decide_case(m, yaml);
    reason = reason_of(m, NULL, "xx.rule");
    assert_non_null(reason);
    open_paper(&p, language);
    ENTER(&p)
    SAYS(&p, ek_sides_line(&p.pen, m->decision, reason, reason->rule->must), expected);
    LEAVE(&p)
    close_paper(&p);
}

#define MUST(condition) RULE("xx.rule", "abroad", "must = " condition ", otherwise = refused,")
#define NINE STAY("s1", "2024-01-01", "2024-09-30")
#define SIX STAY("s1", "2024-01-01", "2024-06-30")
#define SEVEN STAY("s1", "2024-01-01", "2024-07-15")

static void test_at_most__by_how_much_it_fails(void **state)
{
    open_rules(*state, MUST("at_most(months_in_all(stay), param.six)"));
    assert_line(*state, ABROAD_CASE(NINE), EK_EN,
                "9 months, all together; at most 6 months: 3 months too long");
    assert_line(*state, ABROAD_CASE(SIX), EK_EN,
                "6 months, all together; at most 6 months: exactly that");
    assert_line(*state, ABROAD_CASE(STAY("s1", "2024-06-01", "2024-06-30")), EK_EN,
                "1 month, all together; at most 6 months");
    assert_line(*state, ABROAD_CASE(NINE), EK_DE,
                "9 Monate, alle zusammen; höchstens 6 Monate: 3 Monate zu lang");
}

static void test_at_least__of_a_product(void **state)
{
    open_rules(*state, MUST("at_least(months_in_all(stay), qualification.prescribed_months * 1)"));
    assert_line(
        *state, "qualification: { prescribed_months: 12 }\n" ABROAD_CASE(NINE), EK_EN,
        "9 months, all together; at least 12 months, 1 times 12 months: 3 months too short");
}

static void test_at_most__unknown_when_the_days_are_missing(void **state)
{
    open_rules(*state, MUST("at_most(months_in_all(stay), param.six)"));
    assert_line(*state, ABROAD_CASE("      - { id: s1, country: FI }\n"), EK_EN,
                "not known, all together; at most 6 months");
}

static void test_dates__too_late_by_days(void **state)
{
    open_rules(*state, MUST("on_or_before(case.decided, case.applied)"));
    assert_line(*state, "applied: 2025-12-30\n" ABROAD_CASE(NINE), EK_EN,
                "decision: 1 January 2026; on 30 December 2025 at the latest: 2 days too late");
    assert_line(*state, "applied: 2026-01-01\n" ABROAD_CASE(NINE), EK_EN,
                "decision: 1 January 2026; on 1 January 2026 at the latest");
}

static void test_before__the_day_itself_is_a_day_too_late(void **state)
{
    open_rules(*state, MUST("before(case.decided, case.applied)"));
    assert_line(*state, "applied: 2026-01-01\n" ABROAD_CASE(NINE), EK_NL,
                "beslissing: 1 januari 2026; vóór 1 januari 2026: 1 dag te laat");
}

static void test_all__the_first_false_part_alone(void **state)
{
    open_rules(*state, MUST("all { abroad.serves_goal, abroad.employer_agrees, "
                            "at_most(months_in_all(stay), param.six) }"));
    assert_line(*state, ABROAD_CASE(NINE "    employer_agrees: false\n"), EK_EN,
                "employer agrees: no");
    assert_line(*state, ABROAD_CASE(SIX "    employer_agrees: true\n"), EK_EN,
                "serves the goal of the training: yes. employer agrees: yes. 6 months, all "
                "together; at most 6 months: exactly that");
}

static void test_any__the_first_true_part_alone(void **state)
{
    open_rules(*state, MUST("any { abroad.employer_agrees, abroad.serves_goal }"));
    assert_line(*state, ABROAD_CASE(NINE "    employer_agrees: false\n"), EK_EN,
                "serves the goal of the training: yes");
    assert_line(*state, ABROAD_CASE(NINE "    employer_agrees: true\n"), EK_EN,
                "employer agrees: yes");
}

static void test_every__the_element_that_fails(void **state)
{
    open_rules(*state, MUST("every(stay, at_most(stay.months, param.six))"));
    assert_line(*state, ABROAD_CASE(SIX STAY("s2", "2025-01-01", "2025-07-31")), EK_EN,
                "length of the stay: 7 months; at most 6 months: 1 month too long");
}

static void test_some__all_elements_when_none_holds(void **state)
{
    open_rules(*state, MUST("some(stay, same(stay.country, \"NL\"))"));
    assert_line(*state, ABROAD_CASE(SIX), EK_EN, "country: Finland; not the Netherlands");
}

static void test_same_and_one_of__what_it_is_not(void **state)
{
    open_rules(*state, MUST("one_of(learner.schooling, { \"first\", \"second\" })"));
    assert_line(*state, "learner: { schooling: third }\n" ABROAD_CASE(NINE), EK_EN,
                "schooling: third; not one of: first, second");
}

static void test_given__there_is_none(void **state)
{
    open_rules(*state, MUST("given(mou)"));
    assert_line(*state, "mou: none\n" ABROAD_CASE(NINE), EK_EN,
                "the memorandum of understanding: there is none");
    assert_line(*state, ABROAD_CASE(NINE), EK_EN, "the memorandum of understanding: not known");
}

static void test_in_force__its_days_and_the_day(void **state)
{
    open_rules(*state, MUST("in_force(mou, case.decided)"));
    assert_line(*state, "mou: { first_day: 2020-01-01, last_day: 2025-06-30 }\n" ABROAD_CASE(NINE),
                EK_EN,
                "the memorandum of understanding: in force from 1 January 2020 to 30 June 2025; "
                "on 1 January 2026");
}

static void test_covers__what_is_covered_and_what_is_not(void **state)
{
    open_rules(*state, MUST("covers(mou.parties, { \"a\", \"b\" })"));
    assert_line(*state, "mou: { parties: [a, c] }\n" ABROAD_CASE(NINE), EK_EN,
                "covered: a; not covered: b");
}

static void test_multiple_of__the_first_of_them(void **state)
{
    open_rules(*state, MUST("multiple_of(months_in_all(stay), param.six)"));
    assert_line(*state, ABROAD_CASE(NINE), EK_EN,
                "9 months, all together; not 6, 12, 18 months, …");
}

static void test_term__its_words_stand_in_the_head(void **state)
{
    make *m = *state;
    const ek_reason *reason;
    ek_sides sides;
    paper p;

    open_rules(m, DEFINE("short", "at_most(months_in_all(stay), param.six)") MUST("term.short"));
    decide_case(m, ABROAD_CASE(NINE));
    reason = reason_of(m, NULL, "xx.rule");
    open_paper(&p, EK_EN);
    ENTER(&p)
    sides = ek_sides_of(&p.pen, m->decision, reason, reason->rule->must);
    assert_int_equal(sides.items[0].kind, EK_SIDE_HEAD);
    SAYS(&p, sides.items[0].says, "the word: no");
    SAYS(&p, sides.items[0].law, "Act § 5");
    assert_int_equal(sides.items[1].depth, 1);
    LEAVE(&p)
    close_paper(&p);
}

static void test_ruling__not_yet_decided_by_the_body(void **state)
{
    open_rules(*state, MUST("ruling.allowed"));
    assert_line(*state, ABROAD_CASE(NINE), EK_EN,
                "Is it allowed? (not yet decided by: the chamber)");
    assert_line(*state,
                "rulings:\n  - { question: allowed, answer: false, role: chamber, "
                "date: 2025-12-01 }\n" ABROAD_CASE(NINE),
                EK_EN, "Is it allowed? no");
}

static void test_places__of_facts_and_of_parameters(void **state)
{
    make *m = *state;
    const ek_reason *reason;
    volatile bool fact = false, parameter = false;
    ek_sides sides;
    paper p;

    open_rules(m, MUST("at_most(months_in_all(stay), param.six)"));
    decide_case(m, ABROAD_CASE(NINE));
    reason = reason_of(m, NULL, "xx.rule");
    open_paper(&p, EK_EN);
    ENTER(&p)
    sides = ek_sides_of(&p.pen, m->decision, reason, reason->rule->must);
    for (uint32_t i = 0; i < sides.count; i++) {
        const ek_side *side = &sides.items[i];

        if (ek_text_is(side->name, "abroad[1].stays[1].first_day")) {
            fact = true;
            SAYS(&p, ek_say_place(&p.pen, side->place), "case.yaml:8:43");
        }
        if (ek_text_is(side->name, "param.six")) {
            parameter = true;
            SAYS(&p, side->law, "Act § 6, since 1 January 2000");
            SAYS(&p, ek_say_place(&p.pen, side->place), "countries/xx/parameters.yaml:5:5");
        }
    }
    assert_true(fact);
    assert_true(parameter);
    LEAVE(&p)
    close_paper(&p);
}

static void test_constants__say_nothing_of_the_case(void **state)
{
    open_rules(*state, MUST("same(\"months\", \"years\")"));
    assert_line(*state, ABROAD_CASE(NINE), EK_EN, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_at_most__by_how_much_it_fails),
        WITH_MAKE(test_at_least__of_a_product),
        WITH_MAKE(test_at_most__unknown_when_the_days_are_missing),
        WITH_MAKE(test_dates__too_late_by_days),
        WITH_MAKE(test_before__the_day_itself_is_a_day_too_late),
        WITH_MAKE(test_all__the_first_false_part_alone),
        WITH_MAKE(test_any__the_first_true_part_alone),
        WITH_MAKE(test_every__the_element_that_fails),
        WITH_MAKE(test_some__all_elements_when_none_holds),
        WITH_MAKE(test_same_and_one_of__what_it_is_not),
        WITH_MAKE(test_given__there_is_none),
        WITH_MAKE(test_in_force__its_days_and_the_day),
        WITH_MAKE(test_covers__what_is_covered_and_what_is_not),
        WITH_MAKE(test_multiple_of__the_first_of_them),
        WITH_MAKE(test_term__its_words_stand_in_the_head),
        WITH_MAKE(test_ruling__not_yet_decided_by_the_body),
        WITH_MAKE(test_places__of_facts_and_of_parameters),
        WITH_MAKE(test_constants__say_nothing_of_the_case),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
