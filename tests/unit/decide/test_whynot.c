/* Why not: which sets of changed facts are found, with which values, by whom they can be brought
 * about; that they are minimal, that the case stays as it is, and that limits are told. */
#include "decide/whynot.h"

#include "unit/decide/make.h"

#define CASE "id: c1\ndecided: 2026-01-01\n"
#define ABROAD(facts) CASE "abroad:\n" facts
#define STAY(from, to) "  stays: [{ id: s, first_day: " from ", last_day: " to " }]\n"

#define SHORT                                                                                      \
    RULE("xx.short", "abroad",                                                                     \
         "must = at_most(months_in_all(stay), param.six), otherwise = ruling.allowed, gives = "    \
         "count_as_training { months = months_in_all(stay) },")
#define YES(id, name, otherwise)                                                                   \
    RULE(id, "abroad",                                                                             \
         "must = abroad." name ", otherwise = " otherwise                                          \
         ", gives = count_as_training { months = param.six },")

typedef struct asked {
    ek_arena arena;
    ek_why_not *found;
} asked;

static void ask_why_not(asked *to, const make *m)
{
    ek_escape escape;

    ek_arena_init(&to->arena, NULL, 0);
    if (EK_TRY(&to->arena, &escape))
        to->found = ek_why_not_search(&to->arena, m->decision, claim_of(m, NULL), ERKEND_VERIFY);
    ek_escape_end(&to->arena, &escape);
    assert_non_null(to->found);
}

/* "learner recognised: last_day=2025-06-30 + …; …". */
static const char *remedies(make *m)
{
    static const char *const who[] = {"learner", "body", "rules"};
    asked a = {.found = NULL};
    ek_buffer out;

    ask_why_not(&a, m);
    ek_buffer_init(&out, &a.arena);
    for (uint32_t i = 0; i < a.found->count; i++) {
        const ek_remedy *remedy = &a.found->remedies[i];

        ek_buffer_format(&out, "%s%s %s:", i ? "; " : "", who[remedy->control],
                         erkend_verdict_name(remedy->verdict));
        for (uint32_t k = 0; k < remedy->count; k++) {
            const ek_change *change = &remedy->changes[k];

            ek_buffer_string(&out, k ? " + " : " ");
            if (change->question)
                ek_buffer_text(&out, change->question->name);
            else
                ek_buffer_string(&out, change->field->name);
            ek_buffer_char(&out, '=');
            ek_buffer_value(&out, &change->to);
        }
    }
    (void)snprintf(m->words, sizeof m->words, "%.*s", EK_TEXT_ARGS(ek_buffer_done(&out)));
    ek_arena_dispose(&a.arena);
    return m->words;
}

static void test_search__finds_the_days_of_a_limit_and_the_ruling(void **state)
{
    open_rules(*state, SHORT);
    decide_case(*state, ABROAD(STAY("2025-01-01", "2025-07-15")));
    assert_verdict(*state, NULL, "referred");
    assert_string_equal(remedies(*state), "learner recognised: last_day=2025-06-30; "
                                          "learner recognised: first_day=2025-01-16; "
                                          "body recognised: allowed=true");
}

static void test_search__leaves_the_case_alone(void **state)
{
    make *m = *state;
    const ek_record *stay;

    open_rules(m, SHORT);
    decide_case(m, ABROAD(STAY("2025-01-01", "2025-07-15")));
    (void)remedies(m);
    stay = ek_record_at(claim_of(m, NULL)->record, "stays")->as.list.items[0];
    assert_int_equal(ek_record_at(stay, "last_day")->as.date, 20284);
    assert_int_equal(ek_record_at(m->the_case->root, "rulings")->as.list.count, 0);
    assert_verdict(m, NULL, "referred");
}

static void test_search__derived_lengths_change_by_their_days(void **state)
{
    open_rules(*state, RULE("xx.weeks", "stay",
                            "must = at_most(stay.months, param.six), otherwise = refused,")
                           YES("xx.gives", "serves_goal", "refused"));
    decide_case(*state, ABROAD("  serves_goal: true\n" STAY("2025-01-01", "2025-07-15")));
    assert_verdict(*state, NULL, "refused");
    assert_string_equal(remedies(*state), "learner recognised: last_day=2025-06-30; "
                                          "learner recognised: first_day=2025-01-16");
}

static void test_search__stated_lengths_change_themselves(void **state)
{
    open_rules(*state, SHORT);
    decide_case(*state, ABROAD("  stays: [{ id: s, months: 7 }, { id: t, months: 1 }]\n"));
    assert_string_equal(remedies(*state), "learner recognised: months=5; "
                                          "body recognised: allowed=true");
}

static void test_search__two_facts_that_only_help_together(void **state)
{
    open_rules(*state, YES("xx.a.goal", "serves_goal", "refused")
                           YES("xx.employer", "employer_agrees", "refused"));
    decide_case(*state, ABROAD("  serves_goal: false\n  employer_agrees: false\n"));
    assert_string_equal(remedies(*state),
                        "learner recognised: serves_goal=true + employer_agrees=true");
}

static void test_search__what_is_read_after_the_first_change_counts(void **state)
{
    open_rules(*state, RULE("xx.both", "abroad",
                            "must = all { abroad.serves_goal, abroad.employer_agrees }, otherwise "
                            "= refused, gives = count_as_training { months = param.six },"));
    decide_case(*state, ABROAD("  serves_goal: false\n  employer_agrees: false\n"));
    assert_int_equal(claim_of(*state, NULL)->reads.count, 1);
    assert_string_equal(remedies(*state),
                        "learner recognised: serves_goal=true + employer_agrees=true");
}

static void test_search__no_pair_where_one_fact_will_do(void **state)
{
    open_rules(*state, RULE("xx.one", "abroad",
                            "must = any { abroad.serves_goal, abroad.employer_agrees }, otherwise "
                            "= refused, gives = count_as_training { months = param.six },"));
    decide_case(*state, ABROAD("  serves_goal: false\n  employer_agrees: false\n"));
    assert_string_equal(remedies(*state), "learner recognised: serves_goal=true; "
                                          "learner recognised: employer_agrees=true");
}

static void test_search__what_is_missing_may_be_given(void **state)
{
    open_rules(*state, YES("xx.goal", "serves_goal", "refused"));
    decide_case(*state, ABROAD("  employer_agrees: true\n"));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(remedies(*state), "learner recognised: serves_goal=true");
}

static void test_search__waiting_for_a_step_is_no_better_than_for_a_body(void **state)
{
    open_rules(*state, SHORT YES("xx.goal", "serves_goal", "conditional \"agreed_plan\""));
    decide_case(*state, ABROAD("  serves_goal: false\n" STAY("2025-01-01", "2025-07-15")));
    assert_verdict(*state, NULL, "referred");
    assert_string_equal(remedies(*state),
                        "learner recognised: serves_goal=true + last_day=2025-06-30; "
                        "learner recognised: serves_goal=true + first_day=2025-01-16; "
                        "body recognised: serves_goal=true + allowed=true");
}

static void test_search__covers_asks_for_what_is_not_covered(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state,
                CASE "qualification:\n  code: q\n  country: XX\n  components:\n"
                     "    - { unit: u1, outcomes: [a, b], points: 5 }\n"
                     "transcripts:\n  - units:\n"
                     "    - { id: one, result: passed, outcomes: [a], assessed: 2025-01-01 }\n"
                     "unit: [{ unit: one, target: { unit: u1 } }]\n");
    assert_verdict(*state, NULL, "partial");
    assert_string_equal(remedies(*state), "learner recognised: outcomes=[a, b]");
}

static void test_search__nothing_stands_in_the_way(void **state)
{
    asked a = {.found = NULL};

    open_rules(*state, YES("xx.goal", "serves_goal", "refused"));
    decide_case(*state, ABROAD("  serves_goal: true\n"));
    ask_why_not(&a, *state);
    assert_int_equal(a.found->count + a.found->singles + a.found->pairs, 0);
    ek_arena_dispose(&a.arena);
}

static void test_search__nothing_helps_where_no_fact_is_read(void **state)
{
    asked a = {.found = NULL};

    open_rules(*state, RULE("xx.never", "abroad",
                            "must = more_than(param.six, param.ten), otherwise = refused,"));
    decide_case(*state, ABROAD("  serves_goal: true\n"));
    assert_verdict(*state, NULL, "refused");
    ask_why_not(&a, *state);
    assert_int_equal(a.found->count + a.found->singles + a.found->pairs, 0);
    ek_arena_dispose(&a.arena);
}

static void test_search__says_where_it_was_cut_short(void **state)
{
    asked a = {.found = NULL};
    static char yaml[16384];
    size_t used;

    open_rules(*state, RULE("xx.plans", "abroad",
                            "must = at_least(number_of(stay, stay.plan_agreed), "
                            "number_of(stay)), otherwise = refused, gives = count_as_training { "
                            "months = param.six },"));
    used = (size_t)snprintf(yaml, sizeof yaml, "%s", ABROAD("  stays:\n"));
    for (uint32_t i = 0; i <= EK_WHY_NOT_SINGLES; i++)
        used += (size_t)snprintf(yaml + used, sizeof yaml - used,
                                 "    - { id: s%u, plan_agreed: false }\n", i);
    decide_case(*state, yaml);
    ask_why_not(&a, *state);
    assert_true(a.found->cut_short);
    assert_int_equal(a.found->singles, EK_WHY_NOT_SINGLES);
    assert_int_equal(a.found->pairs, EK_WHY_NOT_PAIRS);
    assert_int_equal(a.found->count, 0);
    ek_arena_dispose(&a.arena);
}

static void test_search__is_the_same_each_time(void **state)
{
    make *m = *state;
    char first[2048];

    open_rules(m, SHORT YES("xx.goal", "serves_goal", "refused"));
    decide_case(m, ABROAD("  serves_goal: false\n" STAY("2025-01-01", "2025-07-15")));
    (void)snprintf(first, sizeof first, "%s", remedies(m));
    assert_true(strlen(first) > 0);
    assert_string_equal(first, remedies(m));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_search__finds_the_days_of_a_limit_and_the_ruling),
        WITH_MAKE(test_search__leaves_the_case_alone),
        WITH_MAKE(test_search__derived_lengths_change_by_their_days),
        WITH_MAKE(test_search__stated_lengths_change_themselves),
        WITH_MAKE(test_search__two_facts_that_only_help_together),
        WITH_MAKE(test_search__what_is_read_after_the_first_change_counts),
        WITH_MAKE(test_search__no_pair_where_one_fact_will_do),
        WITH_MAKE(test_search__what_is_missing_may_be_given),
        WITH_MAKE(test_search__waiting_for_a_step_is_no_better_than_for_a_body),
        WITH_MAKE(test_search__covers_asks_for_what_is_not_covered),
        WITH_MAKE(test_search__nothing_stands_in_the_way),
        WITH_MAKE(test_search__nothing_helps_where_no_fact_is_read),
        WITH_MAKE(test_search__says_where_it_was_cut_short),
        WITH_MAKE(test_search__is_the_same_each_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
