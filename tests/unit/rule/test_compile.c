/* What ek_compile makes: intervals of law, one node for equal expressions, steps that fit. */
#include "make.h"

#include "rule/compile.h"

static const ek_root *root_of(const make *m, const ek_expr *expr)
{
    return m->book.programs->roots[expr->number_id];
}

static const ek_step *first_step(const make *m, const ek_expr *expr)
{
    return root_of(m, expr)->intervals[0].node->test->steps;
}

static void test_ek_compile__cuts_a_root_where_its_parameters_change(void **state)
{
    make *m = *state;
    const ek_expr *must = MAKE_2(
        m, EK_OP_AT_MOST, make_fact(m, EK_SCOPE_QUALIFICATION, "prescribed_months"),
        make_param(m, make_parameter(m, "months", datum_number(4, 1), 18262, datum_number(8, 1))));
    const ek_root *root;

    make_book(m, 1, &must);
    root = root_of(m, must);
    assert_int_equal(root->count, 3); /* before the first value, from it, from the second */
    assert_int_equal(root->intervals[1].since, 0);
    assert_int_equal(root->intervals[2].since, 18262);
    assert_ptr_equal(ek_root_on(root, -1), root->intervals[0].node);
    assert_ptr_equal(ek_root_on(root, 18261), root->intervals[1].node);
    assert_ptr_equal(ek_root_on(root, 18262), root->intervals[2].node);
    assert_ptr_equal(ek_root_on(root, EK_DATE_MAX), root->intervals[2].node);
}

static void test_ek_compile__keeps_one_interval_where_a_value_stays_the_same(void **state)
{
    make *m = *state;
    const ek_expr *must = MAKE_2(
        m, EK_OP_AT_MOST, make_fact(m, EK_SCOPE_QUALIFICATION, "prescribed_months"),
        make_param(m, make_parameter(m, "months", datum_number(8, 1), 18262, datum_number(8, 1))));

    make_book(m, 1, &must);
    assert_int_equal(root_of(m, must)->count, 2); /* before it, and from it */
}

static void test_ek_compile__makes_equal_expressions_one_node(void **state)
{
    make *m = *state;
    const ek_expr *musts[2];

    for (uint32_t i = 0; i < 2; i++)
        musts[i] = MAKE_2(m, EK_OP_SAME, make_fact(m, EK_SCOPE_LEARNER, "schooling"),
                          make_text(m, "none of these"));
    make_book(m, 2, musts);
    assert_ptr_not_equal(root_of(m, musts[0]), root_of(m, musts[1]));
    assert_ptr_equal(root_of(m, musts[0])->intervals[0].node,
                     root_of(m, musts[1])->intervals[0].node);
    assert_int_equal(m->book.programs->fact_count, 1);
}

static void test_ek_compile__finds_no_root_where_an_expression_is_none(void **state)
{
    make *m = *state;
    const ek_expr *must = MAKE_1(m, EK_OP_NO, make_fact(m, EK_SCOPE_EXEMPTION, "requested"));

    make_book(m, 1, &must);
    assert_non_null(root_of(m, must));
    assert_null(root_of(m, must->args[0]));
}

static void test_ek_compile__makes_a_quarter_of_36_a_linear_test(void **state)
{
    make *m = *state;
    const ek_parameter *quarter =
        make_parameter(m, "share", datum_number(1, 4), EK_DATE_NEVER, datum_number(0, 1));
    const ek_expr *must =
        MAKE_2(m, EK_OP_AT_MOST, make_fact(m, EK_SCOPE_TRAINING, "credited_months"),
               MAKE_2(m, EK_OP_MULTIPLY, make_param(m, quarter),
                      make_fact(m, EK_SCOPE_QUALIFICATION, "prescribed_months")));
    const ek_step *step;

    make_book(m, 1, &must);
    step = ek_root_on(root_of(m, must), 0)->test->steps;
    assert_int_equal(step->code, EK_STEP_LINEAR);
    assert_int_equal(step->with.linear->count, 2);
    assert_int_equal(step->with.linear->times[0], 4); /* 4 credited - 1 prescribed <= 0 */
    assert_int_equal(step->with.linear->times[1], -1);
    assert_int_equal(step->with.linear->constant, 0);
}

static void test_ek_compile__makes_no_linear_test_of_marks_or_of_large_numbers(void **state)
{
    make *m = *state;
    const ek_parameter *mark =
        make_parameter(m, "mark(nl_10)", datum_number(6, 1), EK_DATE_NEVER, datum_number(0, 1));
    const ek_parameter *large =
        make_parameter(m, "months", datum_number(INT64_MAX, 1), EK_DATE_NEVER, datum_number(0, 1));
    const ek_expr *musts[2] = {
        MAKE_2(m, EK_OP_AT_LEAST, make_fact(m, EK_SCOPE_EXEMPTION, "earlier_mark"),
               make_param(m, mark)),
        MAKE_2(m, EK_OP_AT_LEAST, make_fact(m, EK_SCOPE_TRAINING, "credited_months"),
               make_param(m, large))};
    const ek_step *step;

    make_book(m, 2, musts);
    assert_int_equal(ek_root_on(root_of(m, musts[0]), 0)->test->steps->code, EK_STEP_NODE);
    step = ek_root_on(root_of(m, musts[1]), 0)->test->steps;
    assert_int_equal(step[0].code, EK_STEP_QUANTITY);
    assert_int_equal(step[1].code, EK_STEP_ORDER_WRITTEN);
}

static void test_ek_compile__turns_a_comparison_whose_constant_stands_first(void **state)
{
    make *m = *state;
    ek_datum day = {.kind = EK_DATUM_DATE, .as.date = 19000};
    const ek_expr *must =
        MAKE_2(m, EK_OP_BEFORE, make_param(m, make_parameter(m, NULL, day, EK_DATE_NEVER, day)),
               make_fact(m, EK_SCOPE_CASE, "applied"));
    const ek_step *step;

    make_book(m, 1, &must);
    step = ek_root_on(root_of(m, must), 0)->test->steps;
    assert_int_equal(step->code, EK_STEP_DATE);
    assert_int_equal(step->relation, EK_MORE); /* applied > 19000 */
    assert_int_equal(step->with.date, 19000);
}

static void test_ek_compile__puts_true_next_in_memory(void **state)
{
    make *m = *state;
    const ek_expr *all = MAKE_3(m, EK_OP_ALL, make_fact(m, EK_SCOPE_EXEMPTION, "requested"),
                                make_fact(m, EK_SCOPE_EXEMPTION, "generic"),
                                make_fact(m, EK_SCOPE_LEARNER, "in_compulsory_education"));
    const ek_step *steps, *rest;

    make_book(m, 1, &all);
    steps = first_step(m, all);
    assert_int_equal(steps[0].code, EK_STEP_YES);
    assert_int_equal(steps[1].code, EK_STEP_YES);
    assert_int_equal(steps[2].code, EK_STEP_YES);
    assert_int_equal(steps[3].code, EK_STEP_TRUE);
    assert_int_equal(ek_step_to(&steps[0], steps[0].no)->code, EK_STEP_FALSE);
    assert_int_equal(ek_step_to(&steps[2], steps[2].unknown)->code, EK_STEP_UNKNOWN);
    assert_ptr_equal(ek_step_to(&steps[0], steps[0].unknown)->a,
                     steps[1].a); /* the rest, at best unknown */
    rest = ek_step_to(&steps[0], steps[0].unknown) + 1;
    assert_int_equal(ek_step_to(rest, rest->no)->code, EK_STEP_FALSE);
}

/* Each level may double the steps; beyond a few the inside is called instead. */
static void test_ek_compile__does_not_grow_without_end_in_deep_conditions(void **state)
{
    make *m = *state;
    const ek_expr *deep = make_fact(m, EK_SCOPE_EXEMPTION, "requested");

    for (uint32_t i = 0; i < 60; i++)
        deep = MAKE_3(m, i % 2 == 0 ? EK_OP_ALL : EK_OP_ANY,
                      make_fact(m, EK_SCOPE_EXEMPTION, "generic"), deep,
                      make_fact(m, EK_SCOPE_LEARNER, "in_compulsory_education"));
    make_book(m, 1, &deep);
    assert_in_range(root_of(m, deep)->intervals[0].node->test->count, 60, 6000);
    assert_in_range(m->arena.used_bytes, 1, 64u << 20);
}

static void test_ek_compile__remembers_what_is_the_same_for_the_whole_claim(void **state)
{
    make *m = *state;
    ek_definition versions[2] = {{.since = 0, .last_day = EK_DATE_NEVER},
                                 {.since = 0, .last_day = EK_DATE_NEVER}};
    const ek_definition *lists[2] = {&versions[0], &versions[1]};
    ek_term terms[2] = {{.version_count = 1, .index = 0}, {.version_count = 1, .index = 1}};
    const ek_term *both[2] = {&terms[0], &terms[1]};
    const ek_programs *programs;

    versions[0].is = MAKE_2(m, EK_OP_SUM_OF, make_thing(m, EK_SCOPE_WORK),
                            make_fact(m, EK_SCOPE_WORK, "months"));
    versions[1].is = make_fact(m, EK_SCOPE_WORK, "months");
    for (uint32_t i = 0; i < 2; i++)
        terms[i].versions = &lists[i];
    m->book.terms = both;
    m->book.term_count = 2;
    make_book(m, 0, NULL);
    programs = m->book.programs;
    assert_true(programs->words[0].remembered); /* all work together */
    assert_int_equal(programs->words[0].lists, UINT32_C(1) << EK_SCOPE_WORK);
    assert_false(programs->words[1].remembered); /* that of each work in turn */
}

/* Two definitions one after the other, the second with a parameter: before them there is nothing to
 * run. */
static void test_ek_compile__knows_what_a_word_is_on_each_day(void **state)
{
    make *m = *state;
    ek_definition versions[2] = {{.since = 0, .last_day = 99},
                                 {.since = 100, .last_day = EK_DATE_NEVER}};
    const ek_definition *list[2] = {&versions[0], &versions[1]};
    ek_term term = {.version_count = 2, .versions = list, .type = EK_TYPE_QUANTITY};
    const ek_term *terms[1] = {&term};
    const ek_word *word;

    versions[0].is = make_fact(m, EK_SCOPE_TRAINING, "credited_months");
    versions[1].is =
        make_param(m, make_parameter(m, "months", datum_number(4, 1), 18262, datum_number(8, 1)));
    m->book.terms = terms;
    m->book.term_count = 1;
    make_book(m, 0, NULL);
    word = &m->book.programs->words[0];
    assert_int_equal(word->meaning_count, 4);
    assert_null(word->meanings[0].test);
    assert_int_equal(word->meanings[1].since, 0);
    assert_int_equal(word->meanings[1].test->steps->code, EK_STEP_QUANTITY);
    assert_int_equal(word->meanings[2].since, 100);
    assert_int_equal(word->meanings[2].test->steps->with.cell.number.num, 4);
    assert_int_equal(word->meanings[3].since, 18262);
    assert_int_equal(word->meanings[3].test->steps->with.cell.number.num, 8);
    versions[1].clock = make_fact(m, EK_SCOPE_TRAINING, "first_day");
    make_book(m, 0, NULL);
    assert_null(m->book.programs->words[0].meanings); /* its clock tells in each case */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_ek_compile__cuts_a_root_where_its_parameters_change),
        WITH_MAKE(test_ek_compile__keeps_one_interval_where_a_value_stays_the_same),
        WITH_MAKE(test_ek_compile__makes_equal_expressions_one_node),
        WITH_MAKE(test_ek_compile__finds_no_root_where_an_expression_is_none),
        WITH_MAKE(test_ek_compile__makes_a_quarter_of_36_a_linear_test),
        WITH_MAKE(test_ek_compile__makes_no_linear_test_of_marks_or_of_large_numbers),
        WITH_MAKE(test_ek_compile__turns_a_comparison_whose_constant_stands_first),
        WITH_MAKE(test_ek_compile__puts_true_next_in_memory),
        WITH_MAKE(test_ek_compile__does_not_grow_without_end_in_deep_conditions),
        WITH_MAKE(test_ek_compile__remembers_what_is_the_same_for_the_whole_claim),
        WITH_MAKE(test_ek_compile__knows_what_a_word_is_on_each_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
