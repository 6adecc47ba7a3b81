/* The plan of a rulebook: which rules judge a claim, in which order, and what may displace them. */
#include "make.h"

#include <string.h>

#include "rule/eval.h"
#include "rule/plan.h"

#define RULES 5

/* Rules for units and one for stays abroad, by id; the last overrides the first. */
static const ek_plan *plan_rules(make *m, ek_rule *rules)
{
    static const char *const ids[RULES] = {"a", "b", "b", "c", "d"};
    const ek_rule **list = EK_NEW_ARRAY(&m->arena, const ek_rule *, RULES);

    for (uint32_t i = 0; i < RULES; i++) {
        rules[i].id = ek_text_of(ids[i]);
        rules[i].index = i;
        rules[i].claim = rules[i].for_each = EK_SCOPE_UNIT;
        rules[i].phase = EK_PHASE_RECOGNISE;
        list[i] = &rules[i];
    }
    rules[1].phase = EK_PHASE_ASSESS;
    rules[3].claim = rules[3].for_each = EK_SCOPE_ABROAD;
    rules[4].overrides = EK_TEXT("a");
    m->book.rules = list;
    m->book.rule_count = RULES;
    m->book.programs = ek_compile(&m->arena, &m->book);
    return ek_plan_of(&m->book);
}

static void test_ek_plan_make__puts_rules_by_claim_and_phase(void **state)
{
    make *m = *state;
    ek_rule rules[RULES] = {0};
    const ek_plan *plan = plan_rules(m, rules);
    const ek_planned_kind *units = &plan->kinds[EK_SCOPE_UNIT];

    assert_int_equal(units->count, 4);
    assert_int_equal(units->phase_end[EK_PHASE_ASSESS], 1);
    assert_int_equal(units->phase_end[EK_PHASE_VALIDATE], 1);
    assert_int_equal(units->phase_end[EK_PHASE_RECOGNISE], 4);
    assert_ptr_equal(units->rules[0]->rule, &rules[1]);
    assert_ptr_equal(units->rules[1]->rule, &rules[0]);
    assert_int_equal(plan->kinds[EK_SCOPE_ABROAD].count, 1);
    assert_int_equal(plan->kinds[EK_SCOPE_EXEMPTION].count, 0);
}

static void test_ek_plan_make__ranks_wordings_of_one_rule_alike(void **state)
{
    make *m = *state;
    ek_rule rules[RULES] = {0};
    const ek_plan *plan = plan_rules(m, rules);

    assert_int_equal(ek_planned_of(plan, &rules[0])->rank, 0);
    assert_int_equal(ek_planned_of(plan, &rules[1])->rank, 1);
    assert_int_equal(ek_planned_of(plan, &rules[2])->rank, 1);
    assert_int_equal(ek_planned_of(plan, &rules[4])->rank, 4);
    assert_int_equal(ek_plan_rank(&m->book, EK_TEXT("core.nothing_gives")), 4);
}

static void test_ek_plan_make__finds_exceptions_of_the_same_claim(void **state)
{
    make *m = *state;
    ek_rule rules[RULES] = {0};
    const ek_plan *plan;

    rules[3].overrides = EK_TEXT("b");
    plan = plan_rules(m, rules);
    assert_int_equal(ek_planned_of(plan, &rules[0])->exception_count, 1);
    assert_ptr_equal(ek_planned_of(plan, &rules[0])->exceptions[0]->rule, &rules[4]);
    assert_int_equal(ek_planned_of(plan, &rules[1])->exception_count, 0);
}

static void test_ek_plan_make__says_what_depends_on_the_day_and_what_is_unverified(void **state)
{
    make *m = *state;
    ek_rule rules[RULES] = {0};
    ek_effect award = {.kind = EK_EFFECT_AWARD}, words = {.kind = EK_EFFECT_INFORM};
    ek_law law = {.text = EK_TEXT("Act")};
    const ek_plan *plan;

    rules[0].where =
        MAKE_2(m, EK_OP_AT_LEAST, make_fact(m, EK_SCOPE_TRAINING, "credited_months"),
               make_param(m, make_parameter(m, "months", (ek_datum){.as.number = EK_ONE},
                                            EK_DATE_NEVER, (ek_datum){.as.number = EK_ONE})));
    rules[0].gives = &award;
    rules[0].laws = &law;
    rules[0].law_count = 1;
    rules[1].gives = &words;
    rules[1].unverified = true;
    plan = plan_rules(m, rules);
    assert_true(ek_planned_of(plan, &rules[0])->where_needs_day);
    assert_true(ek_planned_of(plan, &rules[0])->recognises);
    assert_true(ek_planned_of(plan, &rules[0])->judges);
    assert_false(ek_planned_of(plan, &rules[0])->unverified);
    assert_ptr_equal(ek_planned_of(plan, &rules[0])->law, &law);
    assert_false(ek_planned_of(plan, &rules[1])->where_needs_day);
    assert_false(ek_planned_of(plan, &rules[1])->recognises);
    assert_false(ek_planned_of(plan, &rules[1])->judges);
    assert_true(ek_planned_of(plan, &rules[1])->unverified);
    assert_int_equal(plan->kinds[EK_SCOPE_UNIT].giver_count, 1);
}

/* Rules asked of a unit in that phase on that day, by their ids. */
static void assert_asked(const ek_plan *plan, ek_date day, ek_phase phase, const char *ids)
{
    const ek_asks *asks = ek_asks_on(&plan->kinds[EK_SCOPE_UNIT], day);

    assert_true(asks->since <= day);
    assert_int_equal(asks->counts[phase], strlen(ids));
    for (uint32_t i = 0; i < asks->counts[phase]; i++) {
        assert_true(
            ek_text_starts(asks->phases[phase][i].planned->rule->id, (char[2]){ids[i], '\0'}));
        assert_non_null(asks->phases[phase][i].steps);
    }
    assert_null(asks->phases[phase][asks->counts[phase]].planned);
}

static void test_ek_asks_on__leaves_out_rules_that_are_not_in_force(void **state)
{
    make *m = *state;
    ek_rule rules[RULES] = {0};
    ek_expr clock;
    const ek_plan *plan;

    for (uint32_t i = 0; i < RULES; i++) {
        rules[i].since = 100;
        rules[i].last_day = EK_DATE_NEVER;
    }
    rules[0].last_day = 199;
    rules[2].since = 300;
    clock = *make_fact(m, EK_SCOPE_TRAINING, "first_day");
    rules[4].clock = &clock; /* whatever the day of the decision */
    plan = plan_rules(m, rules);
    assert_asked(plan, 99, EK_PHASE_RECOGNISE, "d");
    assert_asked(plan, 100, EK_PHASE_RECOGNISE, "ad");
    assert_asked(plan, 100, EK_PHASE_ASSESS, "b");
    assert_asked(plan, 199, EK_PHASE_RECOGNISE, "ad");
    assert_asked(plan, 200, EK_PHASE_RECOGNISE, "d");
    assert_asked(plan, 300, EK_PHASE_RECOGNISE, "bd");
    assert_asked(plan, EK_DATE_MAX, EK_PHASE_RECOGNISE, "bd");
    assert_asked(plan, 300, EK_PHASE_VALIDATE, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_ek_plan_make__puts_rules_by_claim_and_phase),
        WITH_MAKE(test_ek_plan_make__ranks_wordings_of_one_rule_alike),
        WITH_MAKE(test_ek_plan_make__finds_exceptions_of_the_same_claim),
        WITH_MAKE(test_ek_plan_make__says_what_depends_on_the_day_and_what_is_unverified),
        WITH_MAKE(test_ek_asks_on__leaves_out_rules_that_are_not_in_force),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
