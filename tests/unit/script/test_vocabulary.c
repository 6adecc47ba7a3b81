/* The shared vocabulary itself, policies/words.lua: what each word is made of. Run from the
 * project's folder. */
#include "fixture.h"

static const char *read_vocabulary(room *r)
{
    FILE *file = fopen("policies/words.lua", "rb");
    char *bytes = ek_arena_alloc(&r->arena, 100001);
    size_t size;

    assert_non_null(file);
    size = fread(bytes, 1, 100000, file);
    fclose(file);
    assert_in_range(size, 1000, 99999);
    return bytes;
}

/* What is written, and the words of the core that it stands for. */
static const char *const meanings[][2] = {
    {"none_of(unit.origin, { \"work\" })", "no(one_of(unit.origin, { \"work\" }))"},
    {"none_of(unit.origin, param.kinds)", "no(one_of(unit.origin, param.kinds))"},
    {"not_given(unit.grade)", "no(given(unit.grade))"},
    {"when(given(mou), unit.formally_certified)",
     "any { no(given(mou)), unit.formally_certified }"},
    {"between(unit.points, 0, unit.target.points)",
     "all { at_least(unit.points, 0), at_most(unit.points, unit.target.points) }"},
    {"within(unit.assessed, mou.first_day, mou.last_day)",
     "all { on_or_after(unit.assessed, mou.first_day), on_or_before(unit.assessed, mou.last_day) "
     "}"},
    {"within(unit.assessed, mou.first_day)", "on_or_after(unit.assessed, mou.first_day)"},
    {"within_months(case.applied, unit.assessed, param.months_left)",
     "on_or_before(case.applied, months_after(unit.assessed, param.months_left))"},
    {"within_years(case.applied, unit.assessed, programme.years)",
     "on_or_before(case.applied, years_after(unit.assessed, programme.years))"},
    {"at_least_so_many(1, work)", "at_least(number_of(work), 1)"},
    {"at_least_so_many(1, work, work.in_occupation)",
     "at_least(number_of(work, work.in_occupation), 1)"},
};

static void test_vocabulary__is_made_of_words_of_the_core(void **state)
{
    EACH(meanings, i)
    {
        room *r = *state;
        char bytes[1024];

        snprintf(bytes, sizeof bytes,
                 "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" },\n"
                 "for_each = unit, must = %s, otherwise = refused }",
                 meanings[i][0]);
        run_alone(r, read_vocabulary(r), bytes);
        assert_clean(r);
        assert_string_equal(shown_expr(r, r->book.rules[0]->must), meanings[i][1]);
    }
}

static void test_vocabulary__mistakes_stand_where_the_word_is_called(void **state)
{
    room *r = *state;

    run_alone(r, read_vocabulary(r),
              "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" },\n"
              "for_each = unit, must = between(unit.points), otherwise = refused }");
    assert_true(has_problem(r, "x.lua:2:25: at_least takes 2 values, not 1"));
    assert_true(has_problem(r, "x.lua:2:25: at_most takes 2 values, not 1"));
    run_alone(r, read_vocabulary(r),
              "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" },\n"
              "for_each = unit, must = none_off(unit.origin, { \"work\" }), otherwise = refused }");
    assert_problem(r, "x.lua:2:25: unknown name 'none_off': did you mean 'none_of'?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ROOM(test_vocabulary__is_made_of_words_of_the_core),
        WITH_ROOM(test_vocabulary__mistakes_stand_where_the_word_is_called),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
