/* What the tests of this room share: a country with a few parameters and questions, a vocabulary,
 * and files given as texts. */
#ifndef TESTS_UNIT_SCRIPT_FIXTURE_H
#define TESTS_UNIT_SCRIPT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "script/script.h"

#include <cmocka.h>

typedef struct room {
    ek_arena arena;
    ek_problems problems;
    ek_rulebook book;
    ek_script_set set;
    ek_script *script;
    ek_source vocabulary;
} room;

static inline ek_source source_of(const char *name, const char *bytes)
{
    return (ek_source){ek_text_of(name), ek_text_of(bytes), {{0}}};
}

static inline const ek_parameter *new_parameter(ek_arena *arena, const char *name, const char *unit,
                                                ek_datum_kind kind)
{
    ek_parameter *parameter = EK_NEW(arena, ek_parameter);
    ek_dated *value = EK_NEW(arena, ek_dated);

    parameter->name = ek_text_of(name);
    parameter->values = value;
    parameter->value_count = 1;
    value->value.kind = kind;
    if (strcmp(unit, "rounding") == 0)
        parameter->unit_kind = EK_UNIT_ROUNDING;
    else if (strcmp(unit, "texts") == 0)
        parameter->unit_kind = EK_UNIT_TEXTS;
    else if (strcmp(unit, "date") == 0)
        parameter->unit_kind = EK_UNIT_DATE;
    else
        assert_true(ek_measure_read(&parameter->measure, ek_text_of(unit)));
    return parameter;
}

static inline const ek_question *new_question(ek_arena *arena, const char *name, ek_scope about,
                                              ek_answer_kind answer, const char *unit)
{
    ek_question *question = EK_NEW(arena, ek_question);

    question->name = ek_text_of(name);
    question->about = about;
    question->answer = answer;
    assert_true(ek_measure_read(&question->measure, ek_text_of(unit)));
    return question;
}

static inline void fill_book(room *r)
{
    static const ek_named steps[] = {{.name = {"agreed_plan", 11}}, {.name = {"request", 7}}};
    static const ek_named roads[] = {{.name = {"external_admission", 18}}};
    const ek_parameter **parameters = EK_NEW_ARRAY(&r->arena, const ek_parameter *, 7);
    const ek_question **questions = EK_NEW_ARRAY(&r->arena, const ek_question *, 3);

    parameters[0] = new_parameter(&r->arena, "grades", "mark(fi_1_5)", EK_DATUM_TABLE);
    parameters[1] = new_parameter(&r->arena, "kinds", "texts", EK_DATUM_TEXTS);
    parameters[2] = new_parameter(&r->arena, "months_left", "months", EK_DATUM_NUMBER);
    parameters[3] = new_parameter(&r->arena, "points_a_year", "points/year", EK_DATUM_NUMBER);
    parameters[4] = new_parameter(&r->arena, "reform", "date", EK_DATUM_DATE);
    parameters[5] = new_parameter(&r->arena, "share_abroad", "share", EK_DATUM_NUMBER);
    parameters[6] = new_parameter(&r->arena, "whole", "rounding", EK_DATUM_ROUNDING);
    questions[0] = new_question(&r->arena, "longer_stay", EK_SCOPE_ABROAD, EK_ANSWER_YES, "count");
    questions[1] = new_question(&r->arena, "months", EK_SCOPE_ABROAD, EK_ANSWER_NUMBER, "months");
    questions[2] = new_question(&r->arena, "relevant", EK_SCOPE_EARLIER, EK_ANSWER_YES, "count");
    r->book = (ek_rulebook){.code = EK_TEXT("DE"),
                            .folder = EK_TEXT("countries/de"),
                            .steps = steps,
                            .step_count = 2,
                            .roads = roads,
                            .road_count = 1,
                            .parameters = parameters,
                            .parameter_count = 7,
                            .questions = questions,
                            .question_count = 3};
    r->set = (ek_script_set){.book = &r->book};
}

static inline int open_room(void **state)
{
    room *r = calloc(1, sizeof *r);

    if (!r)
        return -1;
    ek_arena_init(&r->arena, NULL, 0);
    ek_problems_init(&r->problems, &r->arena);
    fill_book(r);
    *state = r;
    return 0;
}

static inline int close_room(void **state)
{
    room *r = *state;

    ek_script_close(r->script);
    ek_arena_dispose(&r->arena);
    free(r);
    return 0;
}

#define WITH_ROOM(function) cmocka_unit_test_setup_teardown(function, open_room, close_room)

/* Opens a fresh sandbox with this vocabulary (NULL: none) and limits (NULL: the usual ones). */
static inline erkend_status open_script(room *r, const char *vocabulary,
                                        const erkend_limits *limits)
{
    ek_script_close(r->script);
    r->script = NULL;
    if (vocabulary)
        r->vocabulary = source_of("policies/words.lua", vocabulary);
    return ek_script_open(&r->script, &r->arena, &r->vocabulary, vocabulary ? 1 : 0, limits,
                          &r->problems);
}

/* Runs one rule file of the country. */
static inline erkend_status run_file(room *r, const char *name, const char *bytes)
{
    ek_source source = source_of(name, bytes);

    return ek_script_run(r->script, &source, &r->set, &r->problems);
}

/* A rule file of its own sandbox and of an empty book. */
static inline erkend_status run_alone(room *r, const char *vocabulary, const char *bytes)
{
    erkend_status status;

    ek_problems_init(&r->problems, &r->arena);
    fill_book(r);
    status = open_script(r, vocabulary, NULL);
    return status != ERKEND_OK ? status : run_file(r, "x.lua", bytes);
}

/* A rule whose fields after for_each are given. */
static inline erkend_status run_rule(room *r, const char *for_each, const char *fields)
{
    char bytes[8192];

    snprintf(
        bytes, sizeof bytes,
        "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, for_each = "
        "%s,\n%s }",
        for_each, fields);
    return run_alone(r, NULL, bytes);
}

/* A rule that must hold what is given, on a line of its own. */
static inline erkend_status run_must(room *r, const char *for_each, const char *must)
{
    char fields[4096];

    snprintf(fields, sizeof fields, "must =\n%s\n, otherwise = refused", must);
    return run_rule(r, for_each, fields);
}

static inline const char *shown_problem(room *r, uint32_t index)
{
    ek_buffer buffer;

    ek_problems_sort(&r->problems);
    if (index >= r->problems.count)
        return "";
    ek_buffer_init(&buffer, &r->arena);
    ek_buffer_problem(&buffer, &r->problems.items[index]);
    ek_buffer_char(&buffer, '\0');
    return buffer.bytes;
}

static inline const char *shown_expr(room *r, const ek_expr *expr)
{
    ek_buffer buffer;

    assert_non_null(expr);
    ek_buffer_init(&buffer, &r->arena);
    ek_buffer_expr(&buffer, expr);
    return ek_text_terminated(&r->arena, ek_buffer_done(&buffer));
}

/* That no problem was reported; shows the first one otherwise. */
static inline void assert_clean(room *r)
{
    assert_string_equal(shown_problem(r, 0), "");
}

/* That exactly this problem was reported. */
static inline void assert_problem(room *r, const char *problem)
{
    assert_string_equal(shown_problem(r, 0), problem);
    assert_string_equal(shown_problem(r, 1), "");
}

static inline bool has_problem(room *r, const char *part)
{
    for (uint32_t i = 0; i < r->problems.count; i++)
        if (strstr(shown_problem(r, i), part))
            return true;
    return false;
}

#define EACH(list, i) for (size_t i = 0; i < sizeof(list) / sizeof((list)[0]); i++)

#endif
