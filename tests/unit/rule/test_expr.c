/* Expressions: printing, equality, what they need at hand, and measures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "rule/rulebook.h"

#include <cmocka.h>

typedef struct bench {
    ek_arena arena;
} bench;

static int open_bench(void **state)
{
    bench *b = calloc(1, sizeof *b);

    if (!b)
        return -1;
    ek_arena_init(&b->arena, NULL, 0);
    *state = b;
    return 0;
}

static int close_bench(void **state)
{
    bench *b = *state;

    ek_arena_dispose(&b->arena);
    free(b);
    return 0;
}

#define WITH_BENCH(function) cmocka_unit_test_setup_teardown(function, open_bench, close_bench)

static ek_expr *leaf(bench *b, ek_op op)
{
    ek_expr *expr = EK_NEW(&b->arena, ek_expr);

    expr->op = op;
    expr->list_scope = EK_SCOPE_NONE;
    return expr;
}

static ek_expr *number(bench *b, int64_t value)
{
    ek_expr *expr = leaf(b, EK_OP_NUMBER);

    expr->as.number = ek_fraction_whole(value);
    return expr;
}

static ek_expr *text(bench *b, ek_text value)
{
    ek_expr *expr = leaf(b, EK_OP_TEXT);

    expr->as.text = value;
    return expr;
}

static ek_expr *thing(bench *b, ek_scope scope)
{
    ek_expr *expr = leaf(b, EK_OP_THING);

    expr->as.scope = scope;
    return expr;
}

static ek_expr *fact(bench *b, ek_scope scope, const char *name, const char *second)
{
    ek_expr *expr = leaf(b, EK_OP_FACT);
    ek_text names[2] = {ek_text_of(name), ek_text_of(second)}, nearest;

    assert_true(ek_path_find(&expr->as.path, scope, names, second ? 2 : 1, &nearest));
    return expr;
}

static ek_expr *node(bench *b, ek_op op, uint32_t count, const ek_expr *first,
                     const ek_expr *second, const ek_expr *third)
{
    ek_expr *expr = leaf(b, op);
    const ek_expr **args = EK_NEW_ARRAY(&b->arena, const ek_expr *, 3);

    args[0] = first;
    args[1] = second;
    args[2] = third;
    expr->count = count;
    expr->args = args;
    return expr;
}

static const char *shown(bench *b, const ek_expr *expr)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, &b->arena);
    ek_buffer_expr(&buffer, expr);
    return ek_text_terminated(&b->arena, ek_buffer_done(&buffer));
}

static void test_op_name__every_word_has_one_of_its_own(void **state)
{
    (void)state;
    for (int op = 0; op < EK_OPS; op++) {
        assert_non_null(ek_op_name((ek_op)op));
        for (int other = 0; other < op; other++)
            assert_string_not_equal(ek_op_name((ek_op)op), ek_op_name((ek_op)other));
    }
    assert_string_equal(ek_op_name(EK_OP_AT_MOST), "at_most");
    assert_string_equal(ek_op_name(EK_OP_MULTIPLY), "*");
    assert_string_equal(ek_op_name(EK_OPS), "?");
}

static void test_buffer_expr__leaves(void **state)
{
    bench *b = *state;
    ek_parameter parameter = {.name = EK_TEXT("share")};
    ek_question question = {.name = EK_TEXT("longer")};
    ek_term term = {.name = EK_TEXT("months")};
    ek_expr *expr;

    assert_string_equal(shown(b, number(b, 1)), "1");
    assert_string_equal(shown(b, text(b, EK_TEXT("a \"b\" \\ c\n\1\177 ä"))),
                        "\"a \\\"b\\\" \\\\ c\\n\\001\\127 ä\"");
    assert_string_equal(shown(b, leaf(b, EK_OP_NONE)), "none");
    assert_string_equal(shown(b, fact(b, EK_SCOPE_STAY, "weeks", NULL)), "stay.weeks");
    assert_string_equal(shown(b, fact(b, EK_SCOPE_UNIT, "requirements", "first_day")),
                        "unit.requirements.first_day");
    assert_string_equal(shown(b, fact(b, EK_SCOPE_UNIT, "target", "points")), "unit.target.points");
    assert_string_equal(shown(b, thing(b, EK_SCOPE_MOU)), "mou");
    assert_string_equal(shown(b, thing(b, EK_SCOPE_TARGET)), "unit.target");
    expr = leaf(b, EK_OP_PARAM);
    expr->as.param = &parameter;
    assert_string_equal(shown(b, expr), "param.share");
    expr = leaf(b, EK_OP_RULING);
    expr->as.question = &question;
    assert_string_equal(shown(b, expr), "ruling.longer");
    expr = leaf(b, EK_OP_TERM);
    expr->as.term = &term;
    assert_string_equal(shown(b, expr), "term.months");
}

static void test_buffer_expr__brackets_only_where_they_are_needed(void **state)
{
    bench *b = *state;
    const ek_expr *one = number(b, 1), *nought = number(b, 0);
    const ek_expr *sum = node(b, EK_OP_ADD, 2, one, nought, NULL);
    const ek_expr *difference = node(b, EK_OP_SUBTRACT, 2, one, nought, NULL);
    const ek_expr *product = node(b, EK_OP_MULTIPLY, 2, one, nought, NULL);

    assert_string_equal(shown(b, node(b, EK_OP_ADD, 2, sum, product, NULL)), "1 + 0 + 1 * 0");
    assert_string_equal(shown(b, node(b, EK_OP_ADD, 2, one, sum, NULL)), "1 + (1 + 0)");
    assert_string_equal(shown(b, node(b, EK_OP_SUBTRACT, 2, difference, difference, NULL)),
                        "1 - 0 - (1 - 0)");
    assert_string_equal(shown(b, node(b, EK_OP_MULTIPLY, 2, sum, difference, NULL)),
                        "(1 + 0) * (1 - 0)");
    assert_string_equal(shown(b, node(b, EK_OP_MULTIPLY, 2, product, product, NULL)),
                        "1 * 0 * (1 * 0)");
    assert_string_equal(shown(b, node(b, EK_OP_DIVIDE, 2, sum, one, NULL)), "divide(1 + 0, 1)");
}

static void test_buffer_expr__words(void **state)
{
    bench *b = *state;
    const ek_expr *a = text(b, EK_TEXT("a")), *one = number(b, 1);
    ek_expr *table = node(b, EK_OP_FROM_TABLE, 3, a, one, leaf(b, EK_OP_NONE));
    ek_expr *sum;

    assert_string_equal(shown(b, node(b, EK_OP_ALL, 2, a, one, NULL)), "all { \"a\", 1 }");
    assert_string_equal(shown(b, node(b, EK_OP_AVERAGE_OF, 1, one, NULL, NULL)),
                        "average_of { 1 }");
    assert_string_equal(shown(b, node(b, EK_OP_TEXTS, 2, a, a, NULL)), "{ \"a\", \"a\" }");
    assert_string_equal(shown(b, leaf(b, EK_OP_TEXTS)), "{}");
    assert_string_equal(shown(b, node(b, EK_OP_NO, 1, a, NULL, NULL)), "no(\"a\")");
    assert_string_equal(shown(b, table), "from_table { \"a\", 1, none }");
    table->has_otherwise = true;
    assert_string_equal(shown(b, table), "from_table { \"a\", 1, otherwise = none }");
    sum = node(b, EK_OP_SUM_OF, 2, thing(b, EK_SCOPE_STAY), fact(b, EK_SCOPE_STAY, "weeks", NULL),
               NULL);
    sum->list_scope = EK_SCOPE_STAY;
    assert_string_equal(shown(b, sum), "sum_of(stay.weeks)");
    sum = node(b, EK_OP_SUM_OF, 2, thing(b, EK_SCOPE_STAY), one, NULL);
    sum->list_scope = EK_SCOPE_STAY;
    assert_string_equal(shown(b, sum), "sum_of(stay, 1)");
    sum = node(b, EK_OP_NUMBER_OF, 1, thing(b, EK_SCOPE_STAY), NULL, NULL);
    sum->list_scope = EK_SCOPE_STAY;
    assert_string_equal(shown(b, sum), "number_of(stay)");
}

static void test_expr_equal__compares_what_is_said(void **state)
{
    bench *b = *state;
    const ek_expr *distinct[] = {number(b, 0),
                                 number(b, 1),
                                 text(b, EK_TEXT("a")),
                                 text(b, EK_TEXT("b")),
                                 leaf(b, EK_OP_NONE),
                                 thing(b, EK_SCOPE_MOU),
                                 thing(b, EK_SCOPE_STAY),
                                 fact(b, EK_SCOPE_STAY, "weeks", NULL),
                                 fact(b, EK_SCOPE_STAY, "days", NULL),
                                 fact(b, EK_SCOPE_WORK, "first_day", NULL),
                                 fact(b, EK_SCOPE_UNIT, "requirements", NULL),
                                 fact(b, EK_SCOPE_UNIT, "requirements", "first_day"),
                                 node(b, EK_OP_NO, 1, number(b, 0), NULL, NULL),
                                 node(b, EK_OP_GIVEN, 1, number(b, 0), NULL, NULL),
                                 node(b, EK_OP_ALL, 1, number(b, 0), NULL, NULL),
                                 node(b, EK_OP_ALL, 2, number(b, 0), number(b, 0), NULL),
                                 node(b, EK_OP_ALL, 2, number(b, 0), number(b, 1), NULL)};
    size_t count = sizeof distinct / sizeof distinct[0];
    ek_expr *placed = number(b, 1);

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            assert_int_equal(ek_expr_equal(distinct[i], distinct[j]), i == j);
    placed->place = (ek_place){EK_TEXT("x"), 3, 4};
    placed->number_id = 7;
    assert_true(ek_expr_equal(placed, distinct[1]));
    assert_false(ek_expr_equal(placed, NULL));
    assert_true(ek_expr_equal(NULL, NULL));
}

static uint32_t bit(ek_scope scope)
{
    return (uint32_t)1 << scope;
}

static void test_expr_scopes__of_leaves(void **state)
{
    bench *b = *state;
    ek_question question = {.about = EK_SCOPE_EARLIER};
    ek_expr *ruling = leaf(b, EK_OP_RULING);

    ruling->as.question = &question;
    assert_int_equal(ek_expr_scopes(number(b, 1)), 0);
    assert_int_equal(ek_expr_scopes(fact(b, EK_SCOPE_STAY, "weeks", NULL)), bit(EK_SCOPE_STAY));
    assert_int_equal(ek_expr_scopes(fact(b, EK_SCOPE_UNIT, "target", "points")),
                     bit(EK_SCOPE_UNIT));
    assert_int_equal(ek_expr_scopes(thing(b, EK_SCOPE_MOU)), bit(EK_SCOPE_MOU));
    assert_int_equal(ek_expr_scopes(thing(b, EK_SCOPE_STAY)), bit(EK_SCOPE_ABROAD));
    assert_int_equal(ek_expr_scopes(thing(b, EK_SCOPE_WORK)), bit(EK_SCOPE_LEARNER));
    assert_int_equal(ek_expr_scopes(ruling), bit(EK_SCOPE_EARLIER));
}

static void test_expr_scopes__of_list_words_are_without_their_own(void **state)
{
    bench *b = *state;
    const ek_expr *weeks = fact(b, EK_SCOPE_STAY, "weeks", NULL);
    const ek_expr *points = fact(b, EK_SCOPE_UNIT, "points", NULL);
    ek_expr *every = node(b, EK_OP_EVERY, 2, thing(b, EK_SCOPE_STAY),
                          node(b, EK_OP_AT_MOST, 2, weeks, points, NULL), NULL);

    every->list_scope = EK_SCOPE_STAY;
    assert_int_equal(ek_expr_scopes(every), bit(EK_SCOPE_ABROAD) | bit(EK_SCOPE_UNIT));
    assert_int_equal(ek_expr_scopes(node(b, EK_OP_ALL, 2, every, weeks, NULL)),
                     bit(EK_SCOPE_ABROAD) | bit(EK_SCOPE_UNIT) | bit(EK_SCOPE_STAY));
}

static void test_expr_scopes__go_through_definitions_and_stop_in_rings(void **state)
{
    bench *b = *state;
    ek_definition first = {0}, second = {0};
    const ek_definition *first_versions[] = {&first}, *second_versions[] = {&second};
    ek_term one = {.versions = first_versions, .version_count = 1, .index = 0};
    ek_term other = {.versions = second_versions, .version_count = 1, .index = 1};
    ek_expr *use_one = leaf(b, EK_OP_TERM), *use_other = leaf(b, EK_OP_TERM);
    ek_expr *every;

    use_one->as.term = &one;
    use_other->as.term = &other;
    first.is = node(b, EK_OP_ALL, 2, use_other, fact(b, EK_SCOPE_STAY, "weeks", NULL), NULL);
    first.clock = fact(b, EK_SCOPE_CASE, "applied", NULL);
    second.is = node(b, EK_OP_ALL, 2, use_one, fact(b, EK_SCOPE_UNIT, "points", NULL), NULL);
    assert_int_equal(ek_expr_scopes(use_one),
                     bit(EK_SCOPE_STAY) | bit(EK_SCOPE_UNIT) | bit(EK_SCOPE_CASE));
    every = node(b, EK_OP_EVERY, 2, thing(b, EK_SCOPE_STAY), use_one, NULL);
    every->list_scope = EK_SCOPE_STAY;
    assert_int_equal(ek_expr_scopes(every),
                     bit(EK_SCOPE_ABROAD) | bit(EK_SCOPE_UNIT) | bit(EK_SCOPE_CASE));
    /* The same definition, bound in one place and not in another. */
    assert_int_equal(ek_expr_scopes(node(b, EK_OP_ALL, 2, every, use_one, NULL)) &
                         bit(EK_SCOPE_STAY),
                     bit(EK_SCOPE_STAY));
}

static void test_expr_scopes__doubled_definitions_cost_nothing(void **state)
{
    bench *b = *state;
    ek_term *terms = EK_NEW_ARRAY(&b->arena, ek_term, 64);
    ek_expr *use = NULL;

    for (uint32_t i = 0; i < 64; i++) {
        ek_definition *definition = EK_NEW(&b->arena, ek_definition);
        const ek_definition **versions = EK_NEW_ARRAY(&b->arena, const ek_definition *, 1);
        const ek_expr *below = use ? use : fact(b, EK_SCOPE_UNIT, "points", NULL);

        definition->is = node(b, EK_OP_ADD, 2, below, below, NULL);
        versions[0] = definition;
        terms[i] = (ek_term){.versions = versions, .version_count = 1, .index = i};
        use = leaf(b, EK_OP_TERM);
        use->as.term = &terms[i];
    }
    assert_int_equal(ek_expr_scopes(use), bit(EK_SCOPE_UNIT)); /* 2^64 ways, each walked once */
}

static void test_measure__reads_and_prints(void **state)
{
    static const char *const units[][2] = {{"months", "months"},
                                           {"weeks", "weeks"},
                                           {"days", "days"},
                                           {"years", "years"},
                                           {"hours", "hours"},
                                           {"points", "points"},
                                           {"points/year", "points/year"},
                                           {"mark", "mark"},
                                           {"mark(nl_10)", "mark(nl_10)"},
                                           {"share", "count"},
                                           {"factor", "count"},
                                           {"count", "count"},
                                           {"1/year", "1/year"},
                                           {"months*points", "months*points"},
                                           {"points*points/year*year", "points*points/year*year"},
                                           {"years/year", "count"}};
    bench *b = *state;

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        ek_measure measure;
        ek_buffer buffer;

        assert_true(ek_measure_read(&measure, ek_text_of(units[i][0])));
        assert_false(measure.any);
        ek_buffer_init(&buffer, &b->arena);
        ek_buffer_measure(&buffer, &measure);
        assert_string_equal(ek_text_terminated(&b->arena, ek_buffer_done(&buffer)), units[i][1]);
    }
}

static void test_measure__refuses_what_is_no_unit(void **state)
{
    static const char *const wrong[] = {"",
                                        "month",
                                        "Months",
                                        "months ",
                                        " months",
                                        "points/years",
                                        "points/",
                                        "/year",
                                        "points//year",
                                        "points/year/year",
                                        "1",
                                        "1/",
                                        "mark()",
                                        "mark(a b)",
                                        "mark(nl_10",
                                        "marks",
                                        "any",
                                        "months*",
                                        "*months",
                                        "2/year",
                                        "1*1",
                                        "rounding",
                                        "date"};
    ek_measure measure = {.any = true};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(ek_measure_read(&measure, ek_text_of(wrong[i])));
    assert_true(measure.any); /* left alone */
}

static void test_measure_read__powers_do_not_overflow(void **state)
{
    char text_of_units[2000] = "months";
    ek_measure measure;

    (void)state;
    for (int i = 0; i < 200; i++)
        strcat(text_of_units, "*months");
    assert_false(ek_measure_read(&measure, ek_text_of(text_of_units)));
}

static void test_measure_equal__any_and_unnamed_scales_fit(void **state)
{
    ek_measure months, points, mark, dutch, finnish, any = {.any = true};

    (void)state;
    assert_true(ek_measure_read(&months, EK_TEXT("months")));
    assert_true(ek_measure_read(&points, EK_TEXT("points")));
    assert_true(ek_measure_read(&mark, EK_TEXT("mark")));
    assert_true(ek_measure_read(&dutch, EK_TEXT("mark(nl_10)")));
    assert_true(ek_measure_read(&finnish, EK_TEXT("mark(fi_1_5)")));
    assert_true(ek_measure_equal(&months, &months));
    assert_false(ek_measure_equal(&months, &points));
    assert_true(ek_measure_equal(&any, &points));
    assert_true(ek_measure_equal(&points, &any));
    assert_true(ek_measure_equal(&mark, &dutch));
    assert_true(ek_measure_equal(&finnish, &mark));
    assert_false(ek_measure_equal(&finnish, &dutch));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BENCH(test_op_name__every_word_has_one_of_its_own),
        WITH_BENCH(test_buffer_expr__leaves),
        WITH_BENCH(test_buffer_expr__brackets_only_where_they_are_needed),
        WITH_BENCH(test_buffer_expr__words),
        WITH_BENCH(test_expr_equal__compares_what_is_said),
        WITH_BENCH(test_expr_scopes__of_leaves),
        WITH_BENCH(test_expr_scopes__of_list_words_are_without_their_own),
        WITH_BENCH(test_expr_scopes__go_through_definitions_and_stop_in_rings),
        WITH_BENCH(test_expr_scopes__doubled_definitions_cost_nothing),
        WITH_BENCH(test_measure__reads_and_prints),
        WITH_BENCH(test_measure__refuses_what_is_no_unit),
        WITH_BENCH(test_measure_read__powers_do_not_overflow),
        WITH_BENCH(test_measure_equal__any_and_unnamed_scales_fit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
