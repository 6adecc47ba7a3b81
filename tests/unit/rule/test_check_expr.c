/* Tests of types and measures: what goes together, and the words for what does not. */
#include "make.h"

/* The one message, and that its expression fits everywhere now. */
static void assert_says(make *m, const ek_expr *expr, const char *expected)
{
    assert_int_equal(m->problems.count, 1);
    assert_string_equal(ek_text_terminated(&m->arena, m->problems.items[0].message), expected);
    assert_int_equal(m->problems.items[0].code, ERKEND_EPOLICY);
    assert_int_equal(expr->type, EK_TYPE_ANY);
}

static const ek_expr *param_of(make *m, const char *unit)
{
    return make_param(m, make_parameter(m, unit, datum_number(4, 1), EK_DATE_NEVER,
                                        (ek_datum){.kind = EK_DATUM_NUMBER}));
}

static ek_text unit_of(make *m, const ek_expr *expr)
{
    ek_buffer buffer;

    assert_int_equal(m->problems.count, 0);
    assert_int_equal(expr->type, EK_TYPE_QUANTITY);
    ek_buffer_init(&buffer, &m->arena);
    ek_buffer_measure(&buffer, &expr->measure);
    return ek_buffer_done(&buffer);
}

static void test_ek_check_expr__weeks_and_months_do_not_compare(void **state)
{
    make *m = *state;
    const ek_expr *weeks = make_fact(m, EK_SCOPE_STAY, "weeks");

    assert_says(m, MAKE_2(m, EK_OP_AT_MOST, weeks, param_of(m, "months")),
                "weeks and months do not compare: bring both to one unit");
}

static void test_ek_check_expr__points_and_hours_do_not_add_up(void **state)
{
    make *m = *state;
    const ek_expr *points = make_fact(m, EK_SCOPE_UNIT, "points");

    assert_says(m, MAKE_2(m, EK_OP_ADD, points, make_fact(m, EK_SCOPE_UNIT, "hours")),
                "points and hours do not add up: bring both to one unit");
}

static void test_ek_check_expr__one_mistake_is_one_message(void **state)
{
    make *m = *state;
    const ek_expr *weeks = make_fact(m, EK_SCOPE_STAY, "weeks");
    const ek_expr *wrong = MAKE_2(m, EK_OP_AT_MOST, weeks, param_of(m, "months"));

    assert_int_equal(MAKE_2(m, EK_OP_ALL, wrong, wrong)->type, EK_TYPE_CONDITION);
    assert_int_equal(m->problems.count, 1);
}

static void test_ek_check_expr__points_a_year_times_years_are_points(void **state)
{
    make *m = *state;
    const ek_expr *years = make_fact(m, EK_SCOPE_QUALIFICATION, "reference_years");
    const ek_expr *product = MAKE_2(m, EK_OP_MULTIPLY, param_of(m, "points/year"), years);

    assert_true(ek_text_is(unit_of(m, product), "points"));
    assert_true(ek_text_is(unit_of(m, MAKE_2(m, EK_OP_DIVIDE, product, years)), "points/year"));
}

static void test_ek_check_expr__nought_and_one_fit_every_unit_but_are_plain_as_factors(void **state)
{
    make *m = *state;
    const ek_expr *months = make_fact(m, EK_SCOPE_TRAINING, "credited_months");
    const ek_expr *one = make_number(m, EK_ONE);

    assert_true(ek_text_is(unit_of(m, MAKE_2(m, EK_OP_ADD, one, months)), "months"));
    assert_true(ek_text_is(unit_of(m, MAKE_2(m, EK_OP_MULTIPLY, one, months)), "months"));
    assert_int_equal(MAKE_2(m, EK_OP_AT_LEAST, months, one)->type, EK_TYPE_CONDITION);
    assert_int_equal(m->problems.count, 0);
}

static void test_ek_check_expr__marks_of_two_scales_do_not_compare(void **state)
{
    make *m = *state;

    assert_says(m,
                MAKE_2(m, EK_OP_AT_LEAST, param_of(m, "mark(nl_10)"), param_of(m, "mark(fi_1_5)")),
                "marks of the scales 'nl_10' and 'fi_1_5' do not compare: convert one with "
                "from_table");
}

static void test_ek_check_expr__marks_and_shares_do_not_add_up(void **state)
{
    make *m = *state;
    const ek_expr *grade = make_fact(m, EK_SCOPE_UNIT, "grade");

    (void)MAKE_2(m, EK_OP_ADD, grade, param_of(m, "share"));
    assert_int_equal(m->problems.count, 1);
}

static void test_ek_check_expr__dates_have_words_of_their_own(void **state)
{
    make *m = *state;
    const ek_expr *day = make_fact(m, EK_SCOPE_TRAINING, "first_day");

    assert_says(m, MAKE_2(m, EK_OP_AT_MOST, day, day),
                "at_most takes quantities, and 'training.first_day' is a date: for dates write "
                "before, after, on_or_before or on_or_after");
}

static void test_ek_check_expr__levels_compare_only_through_eqf(void **state)
{
    make *m = *state;
    const ek_expr *level = make_fact(m, EK_SCOPE_UNIT, "level");
    const ek_expr *eqf = MAKE_1(m, EK_OP_EQF, level);

    assert_int_equal(MAKE_2(m, EK_OP_AT_LEAST, eqf, eqf)->type, EK_TYPE_CONDITION);
    assert_int_equal(m->problems.count, 0);
    assert_says(m, MAKE_2(m, EK_OP_AT_LEAST, level, eqf),
                "at_least takes a quantity, and 'unit.level' is a level: national levels compare "
                "only through eqf(…)");
}

static void test_ek_check_expr__a_word_that_the_schema_lacks_is_never_the_same(void **state)
{
    make *m = *state;

    assert_says(m,
                MAKE_2(m, EK_OP_SAME, make_fact(m, EK_SCOPE_UNIT, "result"), make_text(m, "pased")),
                "'unit.result' is never \"pased\": did you mean \"passed\"?");
}

static void test_ek_check_expr__none_compares_with_dates_but_does_not_add(void **state)
{
    make *m = *state;
    const ek_expr *day = make_fact(m, EK_SCOPE_UNIT, "valid_until");

    assert_int_equal(MAKE_2(m, EK_OP_SAME, day, make_none(m))->type, EK_TYPE_CONDITION);
    assert_int_equal(m->problems.count, 0);
    (void)MAKE_2(m, EK_OP_ADD, make_fact(m, EK_SCOPE_UNIT, "points"), make_none(m));
    assert_int_equal(m->problems.count, 1);
}

static void test_ek_check_expr__counts_what_a_word_takes(void **state)
{
    make *m = *state;

    assert_says(m, MAKE_1(m, EK_OP_MORE_THAN, param_of(m, "months")),
                "more_than takes 2 values, not 1");
}

static void test_ek_check_expr__in_force_needs_days(void **state)
{
    make *m = *state;
    const ek_expr *day = make_fact(m, EK_SCOPE_UNIT, "assessed");

    (void)MAKE_2(m, EK_OP_IN_FORCE, make_thing(m, EK_SCOPE_MOU), day);
    (void)MAKE_2(m, EK_OP_IN_FORCE, make_fact(m, EK_SCOPE_UNIT, "requirements"), day);
    assert_int_equal(m->problems.count, 0);
    assert_says(m, MAKE_2(m, EK_OP_IN_FORCE, make_thing(m, EK_SCOPE_LEARNER), day),
                "in_force needs 'first_day', and a learner has none");
}

static void test_ek_check_expr__a_table_takes_as_many_keys_as_it_has(void **state)
{
    make *m = *state;
    ek_row *rows = EK_NEW_ARRAY(&m->arena, ek_row, 1);
    ek_datum table = {.kind = EK_DATUM_TABLE};
    ek_expr *expr = make_leaf(m, EK_OP_FROM_TABLE);
    const ek_expr *args[3];

    rows[0] = (ek_row){EK_TEXT("x"), datum_number(1, 1)};
    table.as.table.rows = rows;
    table.as.table.count = 1;
    args[0] = make_param(m, make_parameter(m, "months", table, EK_DATE_NEVER, table));
    args[1] = args[2] = make_text(m, "x");
    assert_true(ek_text_is(unit_of(m, make_from_table(m, args[0], args[1], NULL)), "months"));
    expr->args = args;
    expr->count = 3;
    assert_says(m, make_typed(m, expr), "param.p is a table of 1 key, and 2 are given");
}

static void test_ek_check_expr__list_words_learn_whose_name_stands_for_each(void **state)
{
    make *m = *state;
    const ek_expr *parts = make_fact(m, EK_SCOPE_COMPLETION, "parts");
    const ek_expr *points = make_fact(m, EK_SCOPE_PART, "points");
    const ek_expr *sum = MAKE_2(m, EK_OP_SUM_OF, parts, points);

    assert_int_equal(parts->list_scope, EK_SCOPE_PART);
    assert_int_equal(sum->list_scope, EK_SCOPE_PART);
    assert_true(ek_text_is(unit_of(m, sum), "points"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_ek_check_expr__weeks_and_months_do_not_compare),
        WITH_MAKE(test_ek_check_expr__points_and_hours_do_not_add_up),
        WITH_MAKE(test_ek_check_expr__one_mistake_is_one_message),
        WITH_MAKE(test_ek_check_expr__points_a_year_times_years_are_points),
        WITH_MAKE(test_ek_check_expr__nought_and_one_fit_every_unit_but_are_plain_as_factors),
        WITH_MAKE(test_ek_check_expr__marks_of_two_scales_do_not_compare),
        WITH_MAKE(test_ek_check_expr__marks_and_shares_do_not_add_up),
        WITH_MAKE(test_ek_check_expr__dates_have_words_of_their_own),
        WITH_MAKE(test_ek_check_expr__levels_compare_only_through_eqf),
        WITH_MAKE(test_ek_check_expr__a_word_that_the_schema_lacks_is_never_the_same),
        WITH_MAKE(test_ek_check_expr__none_compares_with_dates_but_does_not_add),
        WITH_MAKE(test_ek_check_expr__counts_what_a_word_takes),
        WITH_MAKE(test_ek_check_expr__in_force_needs_days),
        WITH_MAKE(test_ek_check_expr__a_table_takes_as_many_keys_as_it_has),
        WITH_MAKE(test_ek_check_expr__list_words_learn_whose_name_stands_for_each),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
