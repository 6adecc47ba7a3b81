/* The compiled evaluation, by hand: what it answers and what it reads. That it does as the plain
 * one does is the matter of test_differential.c. */
#include "make.h"

#include "rule/plan.h"

static ek_answer run_on(make *m, ek_scene *scene, const ek_expr *must, ek_date day, ek_reads *reads)
{
    ek_escape escape;
    ek_answer answer = {.type = EK_TYPE_ANY};

    ek_reads_init(reads, &m->arena);
    if (EK_TRY(&m->arena, &escape))
        answer = ek_compiled_eval(scene, must, day, reads);
    else
        answer.count = (uint32_t)escape.status;
    ek_escape_end(&m->arena, &escape);
    return answer;
}

static ek_answer run(make *m, ek_scene *scene, const ek_expr *must, ek_reads *reads)
{
    make_book(m, 1, &must);
    return run_on(m, scene, must, 20000, reads);
}

static const char *read_name(const ek_reads *reads, uint32_t index)
{
    assert_in_range(index, 0, reads->count - 1);
    assert_int_equal(reads->items[index].kind, EK_READ_FACT);
    return reads->items[index].field->name;
}

/* An exemption of which nothing is known yet. */
static ek_record *put_exemption(make *m, ek_scene *scene)
{
    ek_record *exemption = make_record(m, &ek_type_exemption);

    put_at(scene, EK_SCOPE_EXEMPTION, exemption);
    return exemption;
}

static const ek_expr *all_of_exemption(make *m, ek_op op)
{
    return MAKE_2(m, op, make_fact(m, EK_SCOPE_EXEMPTION, "requested"),
                  make_fact(m, EK_SCOPE_EXEMPTION, "generic"));
}

static void test_ek_compiled_eval__stops_reading_at_the_first_false(void **state)
{
    make *m = *state;
    ek_scene *scene = make_scene(m);
    ek_record *exemption = put_exemption(m, scene);
    ek_reads reads;

    set_yes(exemption, "requested", false);
    assert_int_equal(run(m, scene, all_of_exemption(m, EK_OP_ALL), &reads).truth, EK_FALSE);
    assert_int_equal(reads.count, 1);
    assert_string_equal(read_name(&reads, 0), "requested");
}

static void test_ek_compiled_eval__finds_false_after_unknown_and_forgets_why(void **state)
{
    make *m = *state;
    ek_scene *scene = make_scene(m);
    ek_record *exemption = put_exemption(m, scene);
    ek_answer answer;
    ek_reads reads;

    set_yes(exemption, "generic", false);
    answer = run(m, scene, all_of_exemption(m, EK_OP_ALL), &reads);
    assert_int_equal(answer.truth, EK_FALSE);
    assert_int_equal(answer.because, 0);
    assert_int_equal(reads.count, 2);
}

/* any { all { unknown fact, false }, ruling }: unknown for the ruling alone. */
static void test_ek_compiled_eval__keeps_only_the_reasons_that_still_count(void **state)
{
    make *m = *state;
    ek_scene *scene = make_scene(m);
    ek_record *exemption = put_exemption(m, scene);
    ek_question question = {.name = EK_TEXT("q"),
                            .body = EK_TEXT("chamber"),
                            .about = EK_SCOPE_CASE,
                            .answer = EK_ANSWER_YES};
    ek_answer answer;
    ek_reads reads;

    set_yes(exemption, "generic", false);
    answer = run(m, scene,
                 MAKE_2(m, EK_OP_ANY, all_of_exemption(m, EK_OP_ALL), make_ruling(m, &question)),
                 &reads);
    assert_int_equal(answer.truth, EK_UNKNOWN);
    assert_int_equal(answer.because, EK_BECAUSE_RULING);
}

/* any { fact, all { fact, ruling, … false } }: dirty already when the inner one begins. */
static void test_ek_compiled_eval__restores_the_reasons_from_before_a_nested_condition(void **state)
{
    make *m = *state;
    ek_scene *scene = make_scene(m);
    ek_record *exemption = put_exemption(m, scene);
    ek_question question = {.name = EK_TEXT("q"),
                            .body = EK_TEXT("chamber"),
                            .about = EK_SCOPE_CASE,
                            .answer = EK_ANSWER_YES};
    ek_answer answer;
    ek_reads reads;

    set_yes(exemption, "generic", false);
    answer = run(m, scene,
                 MAKE_2(m, EK_OP_ANY, make_fact(m, EK_SCOPE_EXEMPTION, "requested"),
                        MAKE_2(m, EK_OP_ALL, make_ruling(m, &question),
                               make_fact(m, EK_SCOPE_EXEMPTION, "generic"))),
                 &reads);
    assert_int_equal(answer.truth, EK_UNKNOWN);
    assert_int_equal(answer.because, EK_BECAUSE_FACT);
}

static void test_ek_compiled_eval__takes_the_parameter_of_the_day(void **state)
{
    make *m = *state;
    ek_scene *scene = make_scene(m);
    ek_record *training = make_record(m, &ek_type_training);
    const ek_expr *must = MAKE_2(
        m, EK_OP_AT_MOST, make_fact(m, EK_SCOPE_TRAINING, "credited_months"),
        make_param(m, make_parameter(m, "months", datum_number(4, 1), 18262, datum_number(8, 1))));
    ek_reads reads;

    put_at(scene, EK_SCOPE_TRAINING, training);
    set_number(training, "credited_months", 5, 1);
    make_book(m, 1, &must);
    assert_int_equal(run_on(m, scene, must, 18261, &reads).truth, EK_FALSE);
    assert_int_equal(run_on(m, scene, must, 18262, &reads).truth, EK_TRUE);
}

/* Nine months and a day are more than a quarter of 36; 8 999/1000 are not. */
static void test_ek_compiled_eval__compares_fractions_where_whole_numbers_do_not_reach(void **state)
{
    make *m = *state;
    ek_scene *scene = make_scene(m);
    ek_record *training = make_record(m, &ek_type_training);
    ek_record *qualification = make_record(m, &ek_type_qualification);
    const ek_expr *must =
        MAKE_2(m, EK_OP_AT_MOST, make_fact(m, EK_SCOPE_TRAINING, "credited_months"),
               MAKE_2(m, EK_OP_MULTIPLY,
                      make_param(m, make_parameter(m, "share", datum_number(1, 4), EK_DATE_NEVER,
                                                   datum_number(0, 1))),
                      make_fact(m, EK_SCOPE_QUALIFICATION, "prescribed_months")));
    static const struct {
        int64_t num, den;
        ek_truth truth;
    } rows[] = {{9, 1, EK_TRUE}, {280, 31, EK_FALSE}, {8999, 1000, EK_TRUE}, {10, 1, EK_FALSE}};
    ek_reads reads;

    put_at(scene, EK_SCOPE_TRAINING, training);
    put_at(scene, EK_SCOPE_QUALIFICATION, qualification);
    set_number(qualification, "prescribed_months", 36, 1);
    make_book(m, 1, &must);
    for (uint32_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        set_number(training, "credited_months", rows[i].num, rows[i].den);
        assert_int_equal(run_on(m, scene, must, 20000, &reads).truth, rows[i].truth);
        assert_int_equal(reads.count, 2);
        assert_string_equal(read_name(&reads, 0), "credited_months");
    }
}

/* 54 proven months and a job of unknown length are at least 54. */
static void test_ek_compiled_eval__decides_by_bounds(void **state)
{
    make *m = *state;
    ek_scene *scene = make_scene(m);
    ek_record *learner = make_record(m, &ek_type_learner);
    ek_record *jobs[2] = {make_record(m, &ek_type_work), make_record(m, &ek_type_work)};
    const ek_expr *must = MAKE_2(m, EK_OP_AT_LEAST,
                                 MAKE_2(m, EK_OP_SUM_OF, make_thing(m, EK_SCOPE_WORK),
                                        make_fact(m, EK_SCOPE_WORK, "months")),
                                 make_param(m, make_parameter(m, "months", datum_number(54, 1),
                                                              EK_DATE_NEVER, datum_number(0, 1))));
    ek_reads reads;

    put_at(scene, EK_SCOPE_LEARNER, learner);
    set_list(m, learner, "work", 2, (const ek_record *const *)jobs);
    set_number(jobs[0], "months", 54, 1);
    make_book(m, 1, &must);
    assert_int_equal(run_on(m, scene, must, 20000, &reads).truth, EK_TRUE);
    assert_int_equal(reads.count, 3); /* the list, and the months of each */
    set_number(jobs[0], "months", 53, 1);
    assert_int_equal(run_on(m, scene, must, 20000, &reads).truth, EK_UNKNOWN);
    assert_int_equal(scene->at[EK_SCOPE_WORK].state, EK_MISSING); /* as it was before */
}

static void test_ek_compiled_eval__refuses_marks_on_two_scales(void **state)
{
    make *m = *state;
    ek_scene *scene = make_scene(m);
    ek_record *exemption = put_exemption(m, scene);
    static const ek_text scale = {"fi_1_5", 6};
    const ek_expr *must =
        MAKE_2(m, EK_OP_AT_LEAST, make_fact(m, EK_SCOPE_EXEMPTION, "earlier_mark"),
               make_param(m, make_parameter(m, "mark(nl_10)", datum_number(6, 1), EK_DATE_NEVER,
                                            datum_number(0, 1))));
    ek_answer answer;
    ek_reads reads;

    set_mark(m, exemption, "earlier_mark", 4, &scale);
    answer = run(m, scene, must, &reads);
    assert_int_equal(answer.count, ERKEND_ECONFLICT);
    assert_int_equal(m->problems.count, 1);
    assert_string_equal(ek_text_terminated(&m->arena, m->problems.items[0].message),
                        "marks on fi_1_5 and on nl_10 do not compare; convert one with "
                        "from_table");
}

static void test_ek_compiled_eval__says_when_a_number_becomes_too_large(void **state)
{
    make *m = *state;
    ek_scene *scene = make_scene(m);
    ek_record *training = make_record(m, &ek_type_training);
    const ek_expr *months = make_fact(m, EK_SCOPE_TRAINING, "credited_months");
    const ek_expr *must = MAKE_2(m, EK_OP_AT_LEAST, MAKE_2(m, EK_OP_ADD, months, months),
                                 make_fact(m, EK_SCOPE_TRAINING, "shortened_months"));
    ek_reads reads;

    put_at(scene, EK_SCOPE_TRAINING, training);
    set_number(training, "credited_months", INT64_MAX, 1);
    set_number(training, "shortened_months", 1, 1);
    assert_int_equal(run(m, scene, must, &reads).count, ERKEND_EOVERFLOW);
    assert_string_equal(ek_text_terminated(&m->arena, m->problems.items[0].message),
                        "a number became too large to be exact");
}

static const ek_expr *make_word_of_law(make *m, ek_term *term, ek_definition *version,
                                       const ek_definition **list, const ek_term **terms)
{
    version->since = 0;
    version->last_day = EK_DATE_NEVER;
    version->is = all_of_exemption(m, EK_OP_ANY);
    list[0] = version;
    *term = (ek_term){
        .name = EK_TEXT("t"), .versions = list, .version_count = 1, .type = EK_TYPE_CONDITION};
    terms[0] = term;
    m->book.terms = terms;
    m->book.term_count = 1;
    return make_term(m, term);
}

/* A definition is worked out once a claim, and its facts stand in the reads of each rule all the
 * same. */
static void test_ek_compiled_eval__gives_a_remembered_definition_its_reads_again(void **state)
{
    make *m = *state;
    ek_scene *scene = make_scene(m);
    ek_record *exemption = put_exemption(m, scene);
    ek_term term;
    ek_definition version = {.clock = NULL};
    const ek_definition *list[1];
    const ek_term *terms[1];
    const ek_expr *must = make_word_of_law(m, &term, &version, list, terms);
    ek_reads reads;

    set_yes(exemption, "requested", false);
    set_yes(exemption, "generic", true);
    assert_int_equal(run(m, scene, must, &reads).truth, EK_TRUE);
    assert_int_equal(reads.count, 2);
    set_yes(exemption, "generic", false); /* not looked at again within the claim */
    assert_int_equal(ek_compiled_eval(scene, must, 20000, &reads).truth, EK_TRUE);
    assert_int_equal(reads.count, 2);
    ek_compiled_forget(scene); /* the next claim */
    assert_int_equal(ek_compiled_eval(scene, must, 20000, &reads).truth, EK_FALSE);
    set_yes(exemption, "generic", true); /* other reads have to be read into */
    assert_int_equal(run_on(m, scene, must, 20000, &reads).truth, EK_TRUE);
    assert_int_equal(reads.count, 2);
    assert_string_equal(read_name(&reads, 1), "generic");
}

/* A word that is a fact which is none has no value: a condition that is made of others is false. */
static void test_ek_compiled_eval__tells_a_word_that_is_none_from_one_that_is_false(void **state)
{
    make *m = *state;
    ek_scene *scene = make_scene(m);
    ek_record *exemption = put_exemption(m, scene);
    ek_term term;
    ek_definition version = {.clock = NULL};
    const ek_definition *list[1];
    const ek_term *terms[1];
    const ek_expr *given =
        MAKE_1(m, EK_OP_GIVEN, make_word_of_law(m, &term, &version, list, terms));
    ek_reads reads;

    set_none(exemption, "requested");
    set_none(exemption, "generic");
    assert_int_equal(run(m, scene, given, &reads).truth, EK_TRUE);
    version.is = make_fact(m, EK_SCOPE_EXEMPTION, "requested");
    scene->memo = NULL;
    assert_int_equal(run(m, scene, given, &reads).truth, EK_FALSE);
}

static void test_ek_compiled_eval__chooses_a_definition_by_its_own_clock(void **state)
{
    make *m = *state;
    ek_scene *scene = make_scene(m);
    ek_record *exemption = put_exemption(m, scene), *training = make_record(m, &ek_type_training);
    ek_term term;
    ek_definition version = {.clock = NULL};
    const ek_definition *list[1];
    const ek_term *terms[1];
    const ek_expr *must;
    ek_reads reads;

    version.clock = make_fact(m, EK_SCOPE_TRAINING, "first_day");
    must = make_word_of_law(m, &term, &version, list, terms);
    put_at(scene, EK_SCOPE_TRAINING, training);
    set_yes(exemption, "requested", true);
    assert_int_equal(run(m, scene, must, &reads).truth, EK_UNKNOWN);
    assert_string_equal(read_name(&reads, 0), "first_day");
    scene->memo = NULL;
    set_date(training, "first_day", -1); /* before the definition */
    assert_int_equal(run_on(m, scene, must, 20000, &reads).truth, EK_FALSE);
    assert_int_equal(reads.count, 1);
    scene->memo = NULL;
    set_date(training, "first_day", 0);
    assert_int_equal(run_on(m, scene, must, 20000, &reads).truth, EK_TRUE);
}

/* Four rules for units: content, silent, unknown, false; all need the claim alone. */
#define ASKED 4
static const ek_ask *ask_rules(make *m, const ek_expr *const conditions[ASKED])
{
    ek_rule *rules = EK_NEW_ARRAY(&m->arena, ek_rule, ASKED);
    const ek_rule **list = EK_NEW_ARRAY(&m->arena, const ek_rule *, ASKED);
    static const ek_law law = {.text = {"Act", 3}};

    for (uint32_t i = 0; i < ASKED; i++) {
        rules[i].index = i;
        rules[i].claim = rules[i].for_each = EK_SCOPE_UNIT;
        rules[i].phase = EK_PHASE_RECOGNISE;
        rules[i].choose = EK_SCOPE_NONE;
        rules[i].last_day = EK_DATE_NEVER;
        rules[i].laws = &law;
        rules[i].law_count = 1;
        *(i == 1 ? &rules[i].where : &rules[i].must) = conditions[i];
        list[i] = &rules[i];
    }
    m->book.rules = list;
    m->book.rule_count = ASKED;
    m->book.programs = ek_compile(&m->arena, &m->book);
    return ek_asks_on(&ek_plan_of(&m->book)->kinds[EK_SCOPE_UNIT], 20000)
        ->phases[EK_PHASE_RECOGNISE];
}

static void test_ek_compiled_asks__goes_on_past_rules_that_are_silent_or_content(void **state)
{
    make *m = *state;
    ek_scene *scene = make_scene(m);
    ek_record *exemption = put_exemption(m, scene);
    const ek_expr *yes = make_fact(m, EK_SCOPE_EXEMPTION, "requested");
    const ek_expr *no = make_fact(m, EK_SCOPE_EXEMPTION, "generic");
    const ek_expr *open = make_fact(m, EK_SCOPE_TRAINING, "credited_months");
    const ek_expr *unknown = MAKE_2(m, EK_OP_AT_LEAST, open, make_number(m, EK_ONE));
    const ek_expr *const conditions[ASKED] = {yes, no, unknown, no};
    const ek_ask *asks = ask_rules(m, conditions);
    uint8_t said[ASKED], because = 0;
    ek_reads reads;

    set_yes(exemption, "requested", true);
    set_yes(exemption, "generic", false);
    put_at(scene, EK_SCOPE_TRAINING, make_record(m, &ek_type_training));
    ek_reads_init(&reads, &m->arena);
    assert_int_equal(ek_compiled_asks(scene, asks, &reads, said, &because), 3);
    assert_int_equal(said[0], EK_SAID(EK_TRUE, EK_TRUE));
    assert_int_equal(said[1], EK_SAID(EK_FALSE, EK_TRUE));
    assert_int_equal(said[2], EK_SAID(EK_TRUE, EK_UNKNOWN));
    assert_int_equal(because, EK_BECAUSE_FACT);
    assert_int_equal(ek_compiled_asks(scene, asks + 3, &reads, said, &because), 1);
    assert_int_equal(said[0], EK_SAID(EK_TRUE, EK_FALSE));
    assert_int_equal(reads.count, 3); /* generic was read once for both rules */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_ek_compiled_eval__stops_reading_at_the_first_false),
        WITH_MAKE(test_ek_compiled_eval__finds_false_after_unknown_and_forgets_why),
        WITH_MAKE(test_ek_compiled_eval__keeps_only_the_reasons_that_still_count),
        WITH_MAKE(test_ek_compiled_eval__restores_the_reasons_from_before_a_nested_condition),
        WITH_MAKE(test_ek_compiled_eval__takes_the_parameter_of_the_day),
        WITH_MAKE(test_ek_compiled_eval__compares_fractions_where_whole_numbers_do_not_reach),
        WITH_MAKE(test_ek_compiled_eval__decides_by_bounds),
        WITH_MAKE(test_ek_compiled_eval__refuses_marks_on_two_scales),
        WITH_MAKE(test_ek_compiled_eval__says_when_a_number_becomes_too_large),
        WITH_MAKE(test_ek_compiled_eval__gives_a_remembered_definition_its_reads_again),
        WITH_MAKE(test_ek_compiled_eval__tells_a_word_that_is_none_from_one_that_is_false),
        WITH_MAKE(test_ek_compiled_eval__chooses_a_definition_by_its_own_clock),
        WITH_MAKE(test_ek_compiled_asks__goes_on_past_rules_that_are_silent_or_content),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
