/* Brinks: the values at which a condition turns for the case at hand, and writing them into it. */
#include "desk/brink.h"
#include "load/load.h"

#include "unit/decide/make.h"

#define WORKED                                                                                     \
    RULE("xx.worked", "admission",                                                                 \
         "where = same(admission.route, \"external\"),\n"                                          \
         "  must = at_least(months_in_all(work), param.six), otherwise = refused,\n"               \
         "  gives = admit { to = \"exam\" },")
#define CASE                                                                                       \
    "id: c\ndecided: 2026-01-01\n"                                                                 \
    "learner: { work: [{ months: 4 }] }\nadmission: { route: external }\n"

static ek_sample *read_sample(ek_arena *arena, const char *yaml)
{
    erkend_limits limits = ek_limits_of(NULL);
    ek_problems problems;

    ek_problems_init(&problems, arena);
    return ek_sample_make(
        arena, ek_yaml_parse(arena, EK_TEXT("c.yaml"), ek_text_of(yaml), &limits, &problems));
}

static bool has_number(const ek_brinks *brinks, const char *field, int64_t number)
{
    for (uint32_t i = 0; i < brinks->count; i++)
        if (strcmp(brinks->items[i].field->name, field) == 0 &&
            brinks->items[i].to.kind == EK_KIND_NUMBER &&
            ek_fraction_equal(brinks->items[i].to.as.number, ek_fraction_whole(number)))
            return true;
    return false;
}

static void test_brinks_find__both_sides_of_a_limit(void **state)
{
    make *m = *state;
    ek_brinks brinks;
    ek_arena arena;

    open_rules(m, WORKED);
    decide_case(m, CASE);
    ek_arena_init(&arena, NULL, 0);
    brinks = ek_brinks_find(&arena, m->decision);
    assert_true(has_number(&brinks, "months", 5));
    assert_true(has_number(&brinks, "months", 6));
    assert_true(has_number(&brinks, "months", 7));
    assert_false(has_number(&brinks, "months", 4)); /* stands there already */
    for (uint32_t i = 0; i < brinks.count; i++)
        for (uint32_t k = 0; k < i; k++)
            assert_false(
                brinks.items[i].field == brinks.items[k].field &&
                brinks.items[i].to.kind == EK_KIND_NUMBER &&
                ek_fraction_equal(brinks.items[i].to.as.number, brinks.items[k].to.as.number));
    ek_arena_dispose(&arena);
}

static void test_brink_put__a_number_a_word_and_a_lacking_field(void **state)
{
    ek_brink months = {.in = &ek_type_work}, yes = {.in = &ek_type_work};
    ek_sample *root, *work;
    ek_arena arena;

    (void)state;
    ek_arena_init(&arena, NULL, 0);
    months.field = &ek_type_work.fields[ek_slot(&ek_type_work, "months")];
    months.to = (ek_value){.state = EK_KNOWN, .kind = EK_KIND_NUMBER};
    months.to.as.number = ek_fraction_whole(6);
    yes.field = &ek_type_work.fields[ek_slot(&ek_type_work, "in_occupation")];
    yes.to = (ek_value){.state = EK_KNOWN, .kind = EK_KIND_YES};
    yes.to.as.yes = true;
    root = read_sample(&arena, CASE);
    work = ek_sample_get(ek_sample_get(root, "learner"), "work")->first;
    assert_true(ek_brink_fits(&months, ek_sample_get(work, "months")));
    assert_false(ek_brink_fits(&months, work)); /* it is not lacking */
    assert_false(ek_brink_fits(&months, root));
    assert_true(ek_brink_put(&months, &arena, ek_sample_get(work, "months")));
    assert_false(ek_brink_put(&months, &arena, ek_sample_get(work, "months")));
    assert_true(ek_brink_fits(&yes, work));
    assert_true(ek_brink_put(&yes, &arena, work));
    assert_true(ek_text_is(ek_sample_json(&arena, work), "{\"months\":6,\"in_occupation\":true}"));
    ek_arena_dispose(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_brinks_find__both_sides_of_a_limit),
        WITH_MAKE(test_brink_put__a_number_a_word_and_a_lacking_field),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
