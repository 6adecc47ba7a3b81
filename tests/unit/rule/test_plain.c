/* Tests of the plain evaluation: what each word answers, and why when it does not know. The random
 * comparison with the compiled evaluation is in test_differential.c. */
#include "make.h"

#define DAY 20000

typedef struct scenery {
    make *m;
    ek_scene *scene;
    ek_record *learner, *training, *unit_claim, *unit, *agreement, *mou;
    ek_reads reads;
} scenery;

/* A learner, a training, a claimed unit, an agreement, an MoU: all facts missing. */
static scenery set_scene(make *m)
{
    scenery s = {.m = m, .scene = make_scene(m)};
    ek_record *the_case = make_record(m, &ek_type_case);

    s.learner = make_record(m, &ek_type_learner);
    s.training = make_record(m, &ek_type_training);
    s.unit_claim = make_record(m, &ek_type_unit_claim);
    s.unit = make_record(m, &ek_type_unit);
    s.agreement = make_record(m, &ek_type_agreement);
    s.mou = make_record(m, &ek_type_mou);
    known_slot(s.unit_claim, "unit")->as.record = s.unit;
    put_at(s.scene, EK_SCOPE_CASE, the_case);
    put_at(s.scene, EK_SCOPE_LEARNER, s.learner);
    put_at(s.scene, EK_SCOPE_TRAINING, s.training);
    put_at(s.scene, EK_SCOPE_UNIT, s.unit_claim);
    put_at(s.scene, EK_SCOPE_AGREEMENT, s.agreement);
    put_at(s.scene, EK_SCOPE_MOU, s.mou);
    ek_reads_init(&s.reads, &m->arena);
    return s;
}

static ek_answer eval(scenery *s, const ek_expr *expr)
{
    ek_reads_init(&s->reads, &s->m->arena);
    assert_int_equal(s->m->problems.count, 0); /* the expression is in order */
    return ek_plain_eval(s->scene, expr, DAY, &s->reads, NULL);
}

#define TRUTH(s, expr, expected) assert_int_equal(eval((s), (expr)).truth, (expected))
#define UNKNOWN_BY(s, expr, why)                                                                   \
    do {                                                                                           \
        ek_answer answer_ = eval((s), (expr));                                                     \
        assert_int_equal(answer_.truth, EK_UNKNOWN);                                               \
        assert_int_equal(answer_.because, (why));                                                  \
    } while (0)

static void assert_number(ek_answer answer, int64_t num, int64_t den)
{
    assert_int_equal(answer.state, EK_KNOWN);
    assert_int_equal(answer.low.num, num);
    assert_int_equal(answer.low.den, den);
    assert_true(ek_fraction_equal(answer.low, answer.high));
}

/* Whole bounds; -1: none on that side. */
static void assert_bounds(ek_answer answer, int64_t low, int64_t high)
{
    assert_int_equal(answer.state, EK_MISSING);
    assert_int_equal(answer.has_low, low >= 0);
    assert_int_equal(answer.has_high, high >= 0);
    if (low >= 0)
        assert_true(ek_fraction_equal(answer.low, ek_fraction_whole(low)));
    if (high >= 0)
        assert_true(ek_fraction_equal(answer.high, ek_fraction_whole(high)));
}

static ek_date on(int32_t year, int32_t month, int32_t day)
{
    return ek_date_from((ek_civil){year, month, day});
}

static const ek_expr *months_param(make *m, int64_t months)
{
    return make_param(m, make_parameter(m, "months", datum_number(months, 1), EK_DATE_NEVER,
                                        (ek_datum){.kind = EK_DATUM_NUMBER}));
}

static const ek_question *yes_or_no(make *m)
{
    ek_question *question = EK_NEW(&m->arena, ek_question);

    question->name = EK_TEXT("allowed");
    question->body = EK_TEXT("chamber");
    question->about = EK_SCOPE_CASE;
    question->answer = EK_ANSWER_YES;
    return question;
}

/* Work of that many months each; -1: missing, -2: none. In the occupation: 1, 0, or 2: missing. */
static void set_work(scenery *s, uint32_t count, const int64_t *months, const int *in_occupation)
{
    const ek_record *items[8];

    for (uint32_t i = 0; i < count; i++) {
        ek_record *work = make_record(s->m, &ek_type_work);

        if (months[i] >= 0)
            set_number(work, "months", months[i], 1);
        else if (months[i] == -2)
            set_none(work, "months");
        if (in_occupation[i] != 2)
            set_yes(work, "in_occupation", in_occupation[i] == 1);
        items[i] = work;
    }
    set_list(s->m, s->learner, "work", count, items);
}

static const ek_expr *over_work(make *m, ek_op op, bool with_condition)
{
    const ek_expr *list = make_thing(m, EK_SCOPE_WORK);
    const ek_expr *x = make_fact(m, EK_SCOPE_WORK, "months");
    const ek_expr *c = make_fact(m, EK_SCOPE_WORK, "in_occupation");

    return with_condition ? MAKE_3(m, op, list, x, c) : MAKE_2(m, op, list, x);
}

static void assert_raises(scenery *s, const ek_expr *expr, erkend_status expected)
{
    ek_escape escape;
    volatile erkend_status status = ERKEND_OK;

    ek_reads_init(&s->reads, &s->m->arena);
    if (EK_TRY(&s->m->arena, &escape))
        (void)ek_plain_eval(s->scene, expr, DAY, &s->reads, NULL);
    else
        status = escape.status;
    ek_escape_end(&s->m->arena, &escape);
    assert_int_equal(status, expected);
    assert_int_equal(s->m->problems.count, 1);
}

/* ---- Conditions ------------------------------------------------------------------------------ */

static void test_all__follows_kleene_and_stops_at_false(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_expr *a = make_fact(m, EK_SCOPE_UNIT, "formally_certified");
    const ek_expr *b = make_fact(m, EK_SCOPE_UNIT, "quality_assured");
    const ek_expr *c = make_fact(m, EK_SCOPE_TRAINING, "marks_above_average");
    const ek_expr *all = MAKE_3(m, EK_OP_ALL, a, b, c), *any = MAKE_3(m, EK_OP_ANY, a, b, c);

    set_yes(s.unit, "quality_assured", false);
    TRUTH(&s, all, EK_FALSE);
    assert_int_equal(s.reads.count, 2); /* the third was not read */
    UNKNOWN_BY(&s, any, EK_BECAUSE_FACT);
    assert_int_equal(s.reads.count, 3);
    set_yes(s.unit, "quality_assured", true);
    TRUTH(&s, any, EK_TRUE);
    assert_int_equal(eval(&s, any).because, 0);
    UNKNOWN_BY(&s, all, EK_BECAUSE_FACT);
    TRUTH(&s, MAKE_1(m, EK_OP_NO, b), EK_FALSE);
    UNKNOWN_BY(&s, MAKE_1(m, EK_OP_NO, a), EK_BECAUSE_FACT);
}

static void test_ruling__not_given_is_unknown_because_of_a_ruling(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_expr *ruling = make_ruling(m, yes_or_no(m));
    const ek_expr *fact = make_fact(m, EK_SCOPE_UNIT, "quality_assured");

    UNKNOWN_BY(&s, ruling, EK_BECAUSE_RULING);
    UNKNOWN_BY(&s, MAKE_2(m, EK_OP_ALL, ruling, fact), EK_BECAUSE_FACT | EK_BECAUSE_RULING);
    UNKNOWN_BY(&s, MAKE_1(m, EK_OP_GIVEN, ruling), EK_BECAUSE_RULING);
}

static void test_none__compares_false_but_to_none(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_expr *day = make_fact(m, EK_SCOPE_UNIT, "valid_until");
    const ek_expr *other = make_fact(m, EK_SCOPE_UNIT, "assessed");
    const ek_expr *is_none = MAKE_2(m, EK_OP_SAME, day, make_none(m));

    UNKNOWN_BY(&s, is_none, EK_BECAUSE_FACT);
    UNKNOWN_BY(&s, MAKE_1(m, EK_OP_GIVEN, day), EK_BECAUSE_FACT);
    set_none(s.unit, "valid_until");
    TRUTH(&s, is_none, EK_TRUE);
    TRUTH(&s, MAKE_1(m, EK_OP_GIVEN, day), EK_FALSE);
    TRUTH(&s, MAKE_2(m, EK_OP_BEFORE, other, day), EK_FALSE); /* also while other is missing */
    set_date(s.unit, "valid_until", DAY);
    TRUTH(&s, is_none, EK_FALSE);
    TRUTH(&s, MAKE_1(m, EK_OP_GIVEN, day), EK_TRUE);
}

static void test_given__a_no_is_given_and_an_empty_list_is_not(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_expr *yes = make_fact(m, EK_SCOPE_UNIT, "quality_assured");
    const ek_expr *set = make_fact(m, EK_SCOPE_UNIT, "evidence");

    set_yes(s.unit, "quality_assured", false);
    TRUTH(&s, MAKE_1(m, EK_OP_GIVEN, yes), EK_TRUE);
    set_none(s.unit, "quality_assured");
    TRUTH(&s, MAKE_1(m, EK_OP_GIVEN, yes), EK_FALSE);
    TRUTH(&s, yes, EK_FALSE);
    set_texts(m, s.unit, "evidence", 0, NULL);
    TRUTH(&s, MAKE_1(m, EK_OP_GIVEN, set), EK_FALSE);
    TRUTH(&s, MAKE_1(m, EK_OP_GIVEN, make_thing(m, EK_SCOPE_MOU)), EK_TRUE);
    s.scene->at[EK_SCOPE_MOU].state = EK_MISSING;
    UNKNOWN_BY(&s, MAKE_1(m, EK_OP_GIVEN, make_thing(m, EK_SCOPE_MOU)), EK_BECAUSE_FACT);
}

static void test_dates__both_ends_count(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_expr *a = make_fact(m, EK_SCOPE_TRAINING, "first_day");
    const ek_expr *b = make_fact(m, EK_SCOPE_TRAINING, "last_day");

    set_date(s.training, "first_day", DAY);
    UNKNOWN_BY(&s, MAKE_2(m, EK_OP_BEFORE, a, b), EK_BECAUSE_FACT);
    set_date(s.training, "last_day", DAY);
    TRUTH(&s, MAKE_2(m, EK_OP_BEFORE, a, b), EK_FALSE);
    TRUTH(&s, MAKE_2(m, EK_OP_AFTER, a, b), EK_FALSE);
    TRUTH(&s, MAKE_2(m, EK_OP_ON_OR_BEFORE, a, b), EK_TRUE);
    TRUTH(&s, MAKE_2(m, EK_OP_ON_OR_AFTER, a, b), EK_TRUE);
    set_date(s.training, "last_day", DAY + 1);
    TRUTH(&s, MAKE_2(m, EK_OP_BEFORE, a, b), EK_TRUE);
    TRUTH(&s, MAKE_2(m, EK_OP_AFTER, b, a), EK_TRUE);
}

static void test_share_covered__counts_what_is_wanted(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const char *const outcomes[] = {"a", "b", "d"};
    const ek_expr *have = make_fact(m, EK_SCOPE_UNIT, "outcomes");
    const ek_expr *want =
        make_word(m, EK_OP_TEXTS, 3,
                  (const ek_expr *[]){make_text(m, "c"), make_text(m, "a"), make_text(m, "b")});
    const ek_expr *share = MAKE_2(m, EK_OP_SHARE_COVERED, have, want);
    ek_answer answer = eval(&s, share);

    assert_int_equal(answer.state, EK_MISSING);
    assert_int_equal(answer.because, EK_BECAUSE_FACT);
    assert_false(answer.has_low || answer.has_high);
    set_texts(m, s.unit, "outcomes", 3, outcomes);
    assert_true(ek_fraction_equal(eval(&s, share).low, (ek_fraction){2, 3}));
    set_texts(m, s.unit, "outcomes", 0, NULL);
    assert_true(ek_fraction_equal(eval(&s, share).low, EK_ZERO));
    share = MAKE_2(m, EK_OP_SHARE_COVERED, want, have);
    assert_true(ek_fraction_equal(eval(&s, share).low, EK_ONE));
}

static void test_one_of_and_covers__look_into_sets(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const char *const outcomes[] = {"a", "b"};
    const ek_expr *have = make_fact(m, EK_SCOPE_UNIT, "outcomes");
    const ek_expr *a_c = MAKE_2(m, EK_OP_TEXTS, make_text(m, "c"), make_text(m, "a"));
    const ek_expr *a_b = MAKE_2(m, EK_OP_TEXTS, make_text(m, "b"), make_text(m, "a"));
    const ek_expr *code = make_fact(m, EK_SCOPE_UNIT, "code");

    UNKNOWN_BY(&s, MAKE_2(m, EK_OP_COVERS, have, a_b), EK_BECAUSE_FACT);
    set_texts(m, s.unit, "outcomes", 2, outcomes);
    TRUTH(&s, MAKE_2(m, EK_OP_COVERS, have, a_b), EK_TRUE);
    TRUTH(&s, MAKE_2(m, EK_OP_COVERS, have, a_c), EK_FALSE);
    UNKNOWN_BY(&s, MAKE_2(m, EK_OP_ONE_OF, code, a_c), EK_BECAUSE_FACT);
    set_text(s.unit, "code", "c");
    TRUTH(&s, MAKE_2(m, EK_OP_ONE_OF, code, a_c), EK_TRUE);
    TRUTH(&s, MAKE_2(m, EK_OP_ONE_OF, code, have), EK_FALSE);
    TRUTH(&s, MAKE_2(m, EK_OP_DIFFERENT, code, make_text(m, "a")), EK_TRUE);
}

static void test_in_force__last_days_count(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_expr *day = make_fact(m, EK_SCOPE_UNIT, "assessed");
    const ek_expr *force = MAKE_2(m, EK_OP_IN_FORCE, make_thing(m, EK_SCOPE_MOU), day);
    const ek_expr *transition = MAKE_2(m, EK_OP_IN_TRANSITION, make_thing(m, EK_SCOPE_MOU), day);

    set_date(s.unit, "assessed", 100);
    UNKNOWN_BY(&s, force, EK_BECAUSE_FACT);
    assert_int_equal(s.reads.count, 3); /* first_day, last_day, the day; not the whole MoU */
    set_date(s.mou, "last_day", 99);
    TRUTH(&s, force, EK_FALSE); /* whatever the first day is */
    set_date(s.mou, "first_day", 50);
    set_date(s.mou, "last_day", 100);
    TRUTH(&s, force, EK_TRUE);
    set_none(s.mou, "last_day");
    TRUTH(&s, force, EK_TRUE);
    TRUTH(&s, transition, EK_FALSE);
    set_date(s.mou, "last_day", 99);
    set_date(s.mou, "transition_last_day", 100);
    TRUTH(&s, transition, EK_TRUE);
    set_date(s.mou, "transition_last_day", 99);
    TRUTH(&s, transition, EK_FALSE);
    s.scene->at[EK_SCOPE_MOU].state = EK_NONE;
    TRUTH(&s, force, EK_FALSE);
}

static void test_multiple_of__is_whole_and_positive(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_expr *x = make_fact(m, EK_SCOPE_TRAINING, "credited_months");
    const ek_expr *of = MAKE_2(m, EK_OP_MULTIPLE_OF, x, months_param(m, 6));

    UNKNOWN_BY(&s, of, EK_BECAUSE_FACT);
    set_number(s.training, "credited_months", 12, 1);
    TRUTH(&s, of, EK_TRUE);
    set_number(s.training, "credited_months", 9, 1);
    TRUTH(&s, of, EK_FALSE);
    set_number(s.training, "credited_months", 0, 1);
    TRUTH(&s, of, EK_FALSE);
}

/* ---- Quantities ------------------------------------------------------------------------------ */

static void test_arithmetic__keeps_fractions_bounds_and_none(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_expr *a = make_fact(m, EK_SCOPE_TRAINING, "credited_months");
    const ek_expr *b = make_fact(m, EK_SCOPE_TRAINING, "shortened_months");
    const ek_expr *zero = make_number(m, EK_ZERO);

    set_number(s.training, "credited_months", 10, 1);
    set_number(s.training, "shortened_months", 4, 1);
    assert_number(eval(&s, MAKE_2(m, EK_OP_SUBTRACT, a, b)), 6, 1);
    assert_number(eval(&s, MAKE_2(m, EK_OP_DIVIDE, a, b)), 5, 2);
    assert_number(eval(&s, MAKE_2(m, EK_OP_LESSER_OF, a, b)), 4, 1);
    assert_number(eval(&s, MAKE_2(m, EK_OP_GREATER_OF, a, b)), 10, 1);
    assert_int_equal(eval(&s, MAKE_2(m, EK_OP_DIVIDE, a, zero)).state, EK_MISSING);
    s.training->slots[ek_slot(&ek_type_training, "shortened_months")].state = EK_MISSING;
    assert_bounds(eval(&s, MAKE_2(m, EK_OP_LESSER_OF, a, b)), -1, 10);
    assert_bounds(eval(&s, MAKE_2(m, EK_OP_ADD, a, b)), -1, -1);
    assert_number(eval(&s, MAKE_2(m, EK_OP_MULTIPLY, zero, b)), 0, 1);
    TRUTH(&s, MAKE_2(m, EK_OP_AT_MOST, MAKE_2(m, EK_OP_LESSER_OF, a, b), months_param(m, 10)),
          EK_TRUE);
    UNKNOWN_BY(&s, MAKE_2(m, EK_OP_LESS_THAN, MAKE_2(m, EK_OP_LESSER_OF, a, b), a),
               EK_BECAUSE_FACT);
    set_none(s.training, "shortened_months");
    assert_int_equal(eval(&s, MAKE_2(m, EK_OP_ADD, a, b)).state, EK_NONE);
    TRUTH(&s, MAKE_2(m, EK_OP_AT_LEAST, a, b), EK_FALSE);
}

static void test_rounded__rounds_as_the_parameter_says(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    ek_datum half = {.kind = EK_DATUM_ROUNDING};
    const ek_expr *x = make_fact(m, EK_SCOPE_TRAINING, "credited_months"), *how;

    half.as.rounding = (ek_rounding){EK_ROUND_DOWN, {6, 1}};
    how = make_param(m, make_parameter(m, NULL, half, EK_DATE_NEVER, half));
    set_number(s.training, "credited_months", 17, 1);
    assert_number(eval(&s, MAKE_2(m, EK_OP_ROUNDED, x, how)), 12, 1);
}

static void test_param__is_that_of_the_day(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_expr *p =
        make_param(m, make_parameter(m, "weeks", datum_number(4, 1), DAY, datum_number(8, 1)));

    assert_number(eval(&s, p), 8, 1);
    assert_number(ek_plain_eval(s.scene, p, DAY - 1, &s.reads, NULL), 4, 1);
    assert_int_equal(ek_plain_eval(s.scene, p, -1, &s.reads, NULL).state, EK_NONE);
}

static void test_overflow__is_an_error_of_the_case(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_expr *x = make_fact(m, EK_SCOPE_TRAINING, "credited_months");

    set_number(s.training, "credited_months", INT64_MAX, 1);
    assert_raises(&s, MAKE_2(m, EK_OP_ADD, x, x), ERKEND_EOVERFLOW);
}

static void test_from_table__otherwise_only_without_a_row(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    ek_row *rows = EK_NEW_ARRAY(&m->arena, ek_row, 1);
    ek_datum table = {.kind = EK_DATUM_TABLE};
    const ek_expr *t, *key = make_fact(m, EK_SCOPE_UNIT, "code"), *from, *without;

    rows[0] = (ek_row){EK_TEXT("x"), datum_number(12, 1)};
    table.as.table.rows = rows;
    table.as.table.count = 1;
    t = make_param(m, make_parameter(m, "months", table, EK_DATE_NEVER, table));
    from = make_from_table(m, t, key, make_number(m, EK_ZERO));
    without = make_from_table(m, t, key, NULL);
    assert_int_equal(from->type, EK_TYPE_QUANTITY);
    assert_bounds(eval(&s, from), -1, -1);
    set_text(s.unit, "code", "x");
    assert_number(eval(&s, from), 12, 1);
    set_text(s.unit, "code", "y");
    assert_number(eval(&s, from), 0, 1);
    assert_int_equal(eval(&s, without).because, EK_BECAUSE_FACT);
}

/* ---- Marks ----------------------------------------------------------------------------------- */

static const ek_expr *mark_param(make *m, const char *unit)
{
    return make_param(m, make_parameter(m, unit, datum_number(3, 1), EK_DATE_NEVER,
                                        (ek_datum){.kind = EK_DATUM_NUMBER}));
}

static void test_marks__without_a_scale_are_unknown(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_text scale = EK_TEXT("fi_1_5");
    const ek_expr *grade = make_fact(m, EK_SCOPE_UNIT, "grade");
    const ek_expr *enough = MAKE_2(m, EK_OP_AT_LEAST, grade, mark_param(m, "mark(fi_1_5)"));

    set_mark(m, s.unit, "grade", 4, NULL);
    UNKNOWN_BY(&s, enough, EK_BECAUSE_FACT);
    set_mark(m, s.unit, "grade", 4, &scale);
    TRUTH(&s, enough, EK_TRUE);
}

static void test_marks__of_two_scales_are_an_error(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_text scale = EK_TEXT("fi_1_5");

    set_mark(m, s.unit, "grade", 4, &scale);
    assert_raises(&s,
                  MAKE_2(m, EK_OP_AT_LEAST, make_fact(m, EK_SCOPE_UNIT, "grade"),
                         mark_param(m, "mark(nl_10)")),
                  ERKEND_ECONFLICT);
    assert_true(ek_text_starts(m->problems.items[0].message, "marks on fi_1_5 and on nl_10"));
}

/* ---- Lists ----------------------------------------------------------------------------------- */

static void test_sum_of__has_bounds(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const int64_t months[] = {54, -1, 6};
    const int yes[] = {1, 1, 1}, mixed[] = {1, 0, 2};

    assert_bounds(eval(&s, over_work(m, EK_OP_SUM_OF, true)), 0, -1); /* the list is missing */
    set_work(&s, 0, NULL, NULL);
    assert_number(eval(&s, over_work(m, EK_OP_SUM_OF, true)), 0, 1);
    set_work(&s, 3, months, yes);
    assert_bounds(eval(&s, over_work(m, EK_OP_SUM_OF, false)), 60, -1);
    TRUTH(&s, MAKE_2(m, EK_OP_AT_LEAST, over_work(m, EK_OP_SUM_OF, false), months_param(m, 54)),
          EK_TRUE);
    set_work(&s, 3, months, mixed);
    assert_bounds(eval(&s, over_work(m, EK_OP_SUM_OF, true)), 54, 60);
}

static void test_sum_of__reads_the_value_only_where_the_condition_is_not_false(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const int64_t months[] = {5, 7};
    const int mixed[] = {0, 1};

    set_work(&s, 2, months, mixed);
    assert_number(eval(&s, over_work(m, EK_OP_SUM_OF, true)), 7, 1);
    assert_int_equal(s.reads.count, 4); /* the list, c, c and x */
}

static void test_sum_and_mean__are_none_with_an_element_that_is(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const int64_t months[] = {5, -2, -1}, known[] = {5, 7, 9};
    const int yes[] = {1, 1, 1}, mixed[] = {1, 1, 2};

    set_work(&s, 3, months, yes);
    assert_int_equal(eval(&s, over_work(m, EK_OP_SUM_OF, false)).state, EK_NONE);
    assert_int_equal(eval(&s, over_work(m, EK_OP_MEAN_OF, false)).state, EK_NONE);
    assert_bounds(eval(&s, over_work(m, EK_OP_LARGEST_OF, false)), 5, -1); /* left out */
    set_work(&s, 3, known, mixed);
    assert_number(eval(&s, over_work(m, EK_OP_MEAN_OF, false)), 7, 1);
    assert_bounds(eval(&s, over_work(m, EK_OP_MEAN_OF, true)), -1, -1);
    assert_bounds(eval(&s, over_work(m, EK_OP_LARGEST_OF, true)), 7, 9);
    assert_number(eval(&s, over_work(m, EK_OP_SMALLEST_OF, true)), 5, 1); /* 9 changes nothing */
    set_work(&s, 0, NULL, NULL);
    assert_int_equal(eval(&s, over_work(m, EK_OP_MEAN_OF, false)).state, EK_NONE);
    assert_int_equal(eval(&s, over_work(m, EK_OP_LARGEST_OF, false)).state, EK_NONE);
}

static void test_weighted_mean_of__weighs(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const int64_t months[] = {10, 20};
    const int yes[] = {1, 1};
    const ek_expr *mean =
        MAKE_3(m, EK_OP_WEIGHTED_MEAN_OF, make_thing(m, EK_SCOPE_WORK),
               make_fact(m, EK_SCOPE_WORK, "months"), make_fact(m, EK_SCOPE_WORK, "weekly_hours"));
    const ek_value *list;

    set_work(&s, 2, months, yes);
    list = ek_record_at(s.learner, "work");
    set_number((ek_record *)(uintptr_t)list->as.list.items[0], "weekly_hours", 30, 1);
    set_number((ek_record *)(uintptr_t)list->as.list.items[1], "weekly_hours", 10, 1);
    assert_number(eval(&s, mean), 25, 2);
}

static void test_number_and_share__have_bounds(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const int64_t months[] = {1, 1, 1, 1};
    const int mixed[] = {1, 1, 0, 2};
    const ek_expr *list = make_thing(m, EK_SCOPE_WORK);
    const ek_expr *c = make_fact(m, EK_SCOPE_WORK, "in_occupation");
    const ek_expr *number = MAKE_2(m, EK_OP_NUMBER_OF, list, c);
    const ek_expr *share = MAKE_2(m, EK_OP_SHARE_OF, list, c);
    ek_answer answer;

    assert_bounds(eval(&s, number), 0, -1);
    set_work(&s, 4, months, mixed);
    assert_bounds(eval(&s, number), 2, 3);
    answer = eval(&s, share);
    assert_true(ek_fraction_equal(answer.low, (ek_fraction){1, 2}));
    assert_true(ek_fraction_equal(answer.high, (ek_fraction){3, 4}));
    set_work(&s, 0, NULL, NULL);
    assert_number(eval(&s, number), 0, 1);
    assert_int_equal(eval(&s, share).state, EK_NONE);
}

static void test_every_and_some__stop_and_know_what_is_perhaps(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const int64_t months[] = {3, 9};
    const int mixed[] = {2, 1};
    const ek_expr *list = make_thing(m, EK_SCOPE_WORK);
    const ek_expr *c = make_fact(m, EK_SCOPE_WORK, "in_occupation");
    const ek_expr *those = MAKE_2(m, EK_OP_THOSE, list, c);
    const ek_expr *long_enough =
        MAKE_2(m, EK_OP_AT_LEAST, make_fact(m, EK_SCOPE_WORK, "months"), months_param(m, 6));

    UNKNOWN_BY(&s, MAKE_2(m, EK_OP_EVERY, list, long_enough), EK_BECAUSE_FACT);
    set_work(&s, 2, months, mixed);
    TRUTH(&s, MAKE_2(m, EK_OP_EVERY, list, long_enough), EK_FALSE);
    assert_int_equal(s.reads.count, 2); /* the list and the first */
    TRUTH(&s, MAKE_2(m, EK_OP_SOME, list, long_enough), EK_TRUE);
    UNKNOWN_BY(&s, MAKE_2(m, EK_OP_EVERY, those, long_enough), EK_BECAUSE_FACT);
    TRUTH(&s, MAKE_2(m, EK_OP_SOME, those, long_enough), EK_TRUE);
    TRUTH(&s, MAKE_1(m, EK_OP_GIVEN, those), EK_TRUE);
    set_work(&s, 0, NULL, NULL);
    TRUTH(&s, MAKE_2(m, EK_OP_EVERY, list, long_enough), EK_TRUE);
    TRUTH(&s, MAKE_2(m, EK_OP_SOME, list, long_enough), EK_FALSE);
    assert_int_equal(s.scene->at[EK_SCOPE_WORK].state, EK_MISSING); /* nobody stands there now */
}

static const ek_record *make_stay(make *m, ek_date first, ek_date last)
{
    ek_record *stay = make_record(m, &ek_type_stay);

    set_date(stay, "first_day", first);
    set_date(stay, "last_day", last);
    return stay;
}

static void test_months_in_all__counts_overlapping_days_once(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    ek_record *abroad = make_record(m, &ek_type_abroad), *open = make_record(m, &ek_type_stay);
    const ek_record *stays[3];
    const ek_expr *all = MAKE_1(m, EK_OP_MONTHS_IN_ALL, make_thing(m, EK_SCOPE_STAY));
    const ek_expr *days = MAKE_1(m, EK_OP_DAYS_IN_ALL, make_thing(m, EK_SCOPE_STAY));

    put_at(s.scene, EK_SCOPE_ABROAD, abroad);
    stays[0] = make_stay(m, on(2024, 1, 1), on(2024, 3, 31));
    stays[1] = make_stay(m, on(2024, 3, 1), on(2024, 6, 30));
    set_list(m, abroad, "stays", 2, stays);
    assert_number(eval(&s, all), 6, 1);
    assert_number(eval(&s, days), 182, 1);
    stays[2] = open;
    set_list(m, abroad, "stays", 3, stays);
    assert_bounds(eval(&s, all), 6, -1);
    set_number(open, "months", 2, 1);
    assert_number(eval(&s, all), 8, 1);
    assert_bounds(eval(&s, days), 182, -1);
}

/* ---- The calendar ---------------------------------------------------------------------------- */

static void test_calendar__ages_and_months(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_expr *birth = make_fact(m, EK_SCOPE_LEARNER, "birth_date");
    const ek_expr *first = make_fact(m, EK_SCOPE_TRAINING, "first_day");
    const ek_expr *later = MAKE_2(m, EK_OP_MONTHS_AFTER, first, months_param(m, 1));
    ek_answer answer;

    assert_bounds(eval(&s, MAKE_2(m, EK_OP_AGE_ON, birth, first)), -1, -1);
    set_date(s.learner, "birth_date", on(2000, 2, 29));
    set_date(s.training, "first_day", on(2025, 2, 28));
    assert_number(eval(&s, MAKE_2(m, EK_OP_AGE_ON, birth, first)), 24, 1);
    set_date(s.training, "first_day", on(2025, 1, 31));
    answer = eval(&s, later);
    assert_int_equal(answer.as.date, on(2025, 2, 28));
    set_date(s.training, "last_day", on(2025, 3, 30));
    assert_number(
        eval(&s, MAKE_2(m, EK_OP_MONTHS_IN, first, make_fact(m, EK_SCOPE_TRAINING, "last_day"))), 2,
        1);
}

static void test_months_in__backwards_is_an_error_of_the_case(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);

    set_date(s.training, "first_day", 100);
    set_date(s.training, "last_day", 98);
    assert_raises(&s,
                  MAKE_2(m, EK_OP_MONTHS_IN, make_fact(m, EK_SCOPE_TRAINING, "first_day"),
                         make_fact(m, EK_SCOPE_TRAINING, "last_day")),
                  ERKEND_EINVALID);
    assert_non_null(
        strstr(ek_text_terminated(&m->arena, m->problems.items[0].message), "1970-04-11"));
}

/* ---- Definitions, tracing ----------------------------------------------------------------------
 */

static void test_term__has_its_own_clock(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    ek_definition *old = EK_NEW(&m->arena, ek_definition), *now = EK_NEW(&m->arena, ek_definition);
    const ek_definition **versions = EK_NEW_ARRAY(&m->arena, const ek_definition *, 2);
    ek_term *term = EK_NEW(&m->arena, ek_term);
    const ek_expr *clock = make_fact(m, EK_SCOPE_TRAINING, "first_day"), *word;

    *old = (ek_definition){.since = 0, .last_day = 99, .clock = clock, .is = months_param(m, 4)};
    *now = (ek_definition){
        .since = 100, .last_day = EK_DATE_NEVER, .clock = clock, .is = months_param(m, 8)};
    versions[0] = old;
    versions[1] = now;
    *term = (ek_term){.name = EK_TEXT("t"),
                      .versions = versions,
                      .version_count = 2,
                      .type = EK_TYPE_QUANTITY,
                      .measure = old->is->measure};
    word = make_term(m, term);
    assert_int_equal(eval(&s, word).because, EK_BECAUSE_FACT);
    set_date(s.training, "first_day", 99);
    assert_number(eval(&s, word), 4, 1);
    set_date(s.training, "first_day", 100);
    assert_number(eval(&s, word), 8, 1);
    set_date(s.training, "first_day", -1);
    assert_int_equal(eval(&s, word).state, EK_NONE);
}

static void count_seen(void *to, const ek_scene *scene, const ek_expr *expr,
                       const ek_answer *answer)
{
    (void)scene;
    (void)answer;
    ((const ek_expr **)to)[expr->op == EK_OP_AT_LEAST ? 1 : 0] = expr;
}

static void test_trace__sees_both_sides_and_the_comparison(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    const ek_expr *seen[2] = {NULL, NULL};
    ek_trace trace = {count_seen, seen};
    const ek_expr *side = months_param(m, 4);
    const ek_expr *order =
        MAKE_2(m, EK_OP_AT_LEAST, make_fact(m, EK_SCOPE_TRAINING, "credited_months"), side);

    (void)ek_plain_eval(s.scene, order, DAY, &s.reads, &trace);
    assert_ptr_equal(seen[0], side); /* the last before the comparison itself */
    assert_ptr_equal(seen[1], order);
}

static void test_fulfils__missing_points_are_unknown_where_they_could_matter(void **state)
{
    make *m = *state;
    scenery s = set_scene(m);
    ek_record *completion = make_record(m, &ek_type_completion);
    ek_record *qualification = make_record(m, &ek_type_qualification);
    ek_record *part = make_record(m, &ek_type_part);
    ek_tree *tree = EK_NEW(&m->arena, ek_tree);
    const ek_record *parts[] = {part};
    const ek_expr *fulfils = MAKE_2(m, EK_OP_FULFILS, make_fact(m, EK_SCOPE_COMPLETION, "parts"),
                                    make_fact(m, EK_SCOPE_QUALIFICATION, "composition"));

    put_at(s.scene, EK_SCOPE_COMPLETION, completion);
    put_at(s.scene, EK_SCOPE_QUALIFICATION, qualification);
    UNKNOWN_BY(&s, fulfils, EK_BECAUSE_FACT);
    tree->kind = EK_TREE_UNIT;
    tree->name = EK_TEXT("a");
    tree->has_min_points = true;
    tree->min_points = ek_fraction_whole(10);
    known_slot(qualification, "composition")->as.tree = tree;
    set_text(part, "unit", "a");
    set_text(part, "kind", "unit");
    set_list(m, completion, "parts", 1, parts);
    UNKNOWN_BY(&s, fulfils, EK_BECAUSE_FACT);
    set_number(part, "points", 9, 1);
    TRUTH(&s, fulfils, EK_FALSE);
    set_number(part, "points", 10, 1);
    TRUTH(&s, fulfils, EK_TRUE);
    set_none(qualification, "composition");
    TRUTH(&s, fulfils, EK_FALSE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_all__follows_kleene_and_stops_at_false),
        WITH_MAKE(test_ruling__not_given_is_unknown_because_of_a_ruling),
        WITH_MAKE(test_none__compares_false_but_to_none),
        WITH_MAKE(test_given__a_no_is_given_and_an_empty_list_is_not),
        WITH_MAKE(test_dates__both_ends_count),
        WITH_MAKE(test_share_covered__counts_what_is_wanted),
        WITH_MAKE(test_one_of_and_covers__look_into_sets),
        WITH_MAKE(test_in_force__last_days_count),
        WITH_MAKE(test_multiple_of__is_whole_and_positive),
        WITH_MAKE(test_arithmetic__keeps_fractions_bounds_and_none),
        WITH_MAKE(test_rounded__rounds_as_the_parameter_says),
        WITH_MAKE(test_param__is_that_of_the_day),
        WITH_MAKE(test_overflow__is_an_error_of_the_case),
        WITH_MAKE(test_from_table__otherwise_only_without_a_row),
        WITH_MAKE(test_marks__without_a_scale_are_unknown),
        WITH_MAKE(test_marks__of_two_scales_are_an_error),
        WITH_MAKE(test_sum_of__has_bounds),
        WITH_MAKE(test_sum_of__reads_the_value_only_where_the_condition_is_not_false),
        WITH_MAKE(test_sum_and_mean__are_none_with_an_element_that_is),
        WITH_MAKE(test_weighted_mean_of__weighs),
        WITH_MAKE(test_number_and_share__have_bounds),
        WITH_MAKE(test_every_and_some__stop_and_know_what_is_perhaps),
        WITH_MAKE(test_months_in_all__counts_overlapping_days_once),
        WITH_MAKE(test_calendar__ages_and_months),
        WITH_MAKE(test_months_in__backwards_is_an_error_of_the_case),
        WITH_MAKE(test_term__has_its_own_clock),
        WITH_MAKE(test_trace__sees_both_sides_and_the_comparison),
        WITH_MAKE(test_fulfils__missing_points_are_unknown_where_they_could_matter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
