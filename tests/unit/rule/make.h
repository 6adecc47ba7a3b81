/* What the tests of this room share: making expressions, records, rulebooks and scenes by hand.
 *
 * Everything lives in the arena of the test. Expressions are typed by ek_check_expr as they are
 * made; a test that makes a wrong one finds that in `problems`. */
#ifndef TESTS_UNIT_RULE_MAKE_H
#define TESTS_UNIT_RULE_MAKE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "rule/check.h"
#include "rule/eval.h"

#include <cmocka.h>

typedef struct make {
    ek_arena arena;
    ek_problems problems; /* of expressions */
    ek_rulebook book;
    const ek_rulebook *books[1];
    ek_rulebooks all;
    uint32_t expr_count, record_count;
} make;

static inline int open_make(void **state)
{
    make *m = calloc(1, sizeof *m);

    if (m == NULL)
        return -1;
    ek_arena_init(&m->arena, NULL, 0);
    ek_problems_init(&m->problems, &m->arena);
    m->books[0] = &m->book;
    m->all = (ek_rulebooks){m->books, 1};
    m->book.code = EK_TEXT("ZZ");
    m->book.all = &m->all;
    *state = m;
    return 0;
}

static inline int close_make(void **state)
{
    make *m = *state;

    ek_arena_dispose(&m->arena);
    free(m);
    return 0;
}

#define WITH_MAKE(function) cmocka_unit_test_setup_teardown(function, open_make, close_make)

/* ---- Expressions --------------------------------------------------------------------------- */

static inline ek_expr *make_leaf(make *m, ek_op op)
{
    ek_expr *expr = EK_NEW(&m->arena, ek_expr);

    expr->op = op;
    expr->list_scope = EK_SCOPE_NONE;
    expr->place = (ek_place){EK_TEXT("test.lua"), m->expr_count + 1, 1};
    expr->number_id = m->expr_count++;
    m->book.expr_count = m->expr_count;
    return expr;
}

static inline const ek_expr *make_typed(make *m, ek_expr *expr)
{
    ek_check_expr(expr, &m->problems);
    return expr;
}

static inline const ek_expr *make_word(make *m, ek_op op, uint32_t count,
                                       const ek_expr *const *args)
{
    ek_expr *expr = make_leaf(m, op);

    expr->count = count;
    expr->args = ek_arena_copy(&m->arena, args, count * sizeof *args);
    return make_typed(m, expr);
}

#define MAKE_1(m, op, a) make_word((m), (op), 1, (const ek_expr *const[]){(a)})
#define MAKE_2(m, op, a, b) make_word((m), (op), 2, (const ek_expr *const[]){(a), (b)})
#define MAKE_3(m, op, a, b, c) make_word((m), (op), 3, (const ek_expr *const[]){(a), (b), (c)})

static inline const ek_expr *make_number(make *m, ek_fraction number)
{
    ek_expr *expr = make_leaf(m, EK_OP_NUMBER);

    expr->as.number = number;
    return make_typed(m, expr);
}

static inline const ek_expr *make_text(make *m, const char *text)
{
    ek_expr *expr = make_leaf(m, EK_OP_TEXT);

    expr->as.text = ek_text_of(text);
    return make_typed(m, expr);
}

static inline const ek_expr *make_none(make *m)
{
    return make_typed(m, make_leaf(m, EK_OP_NONE));
}

/* "months" or "requirements.first_day", seen from a scope. */
static inline const ek_expr *make_fact(make *m, ek_scope scope, const char *name)
{
    ek_expr *expr = make_leaf(m, EK_OP_FACT);
    ek_text whole = ek_text_of(name), names[2], nearest;
    uint32_t count = 1, dot = 0;

    while (dot < whole.size && whole.bytes[dot] != '.')
        dot++;
    names[0] = ek_text_slice(whole, 0, dot);
    if (dot < whole.size)
        names[count++] = ek_text_slice(whole, dot + 1, whole.size);
    assert_true(ek_path_find(&expr->as.path, scope, names, count, &nearest));
    return make_typed(m, expr);
}

static inline const ek_expr *make_thing(make *m, ek_scope scope)
{
    ek_expr *expr = make_leaf(m, EK_OP_THING);

    expr->as.scope = scope;
    return make_typed(m, expr);
}

static inline const ek_expr *make_param(make *m, const ek_parameter *param)
{
    ek_expr *expr = make_leaf(m, EK_OP_PARAM);

    expr->as.param = param;
    return make_typed(m, expr);
}

static inline const ek_expr *make_term(make *m, const ek_term *term)
{
    ek_expr *expr = make_leaf(m, EK_OP_TERM);

    expr->as.term = term;
    return make_typed(m, expr);
}

static inline const ek_expr *make_ruling(make *m, const ek_question *question)
{
    ek_expr *expr = make_leaf(m, EK_OP_RULING);

    expr->as.question = question;
    return make_typed(m, expr);
}

static inline const ek_expr *make_from_table(make *m, const ek_expr *table, const ek_expr *key,
                                             const ek_expr *otherwise)
{
    ek_expr *expr = make_leaf(m, EK_OP_FROM_TABLE);
    const ek_expr *args[3] = {table, key, otherwise};

    expr->count = otherwise != NULL ? 3 : 2;
    expr->has_otherwise = otherwise != NULL;
    expr->args = ek_arena_copy(&m->arena, args, expr->count * sizeof *args);
    return make_typed(m, expr);
}

/* ---- Parameters ---------------------------------------------------------------------------- */

static inline ek_datum datum_number(int64_t num, int64_t den)
{
    ek_datum datum = {.kind = EK_DATUM_NUMBER};

    assert_int_equal(ek_fraction_make(&datum.as.number, num, den), ERKEND_OK);
    return datum;
}

/* A parameter with up to two values; the second from `second_day` if that is no EK_DATE_NEVER. */
static inline const ek_parameter *make_parameter(make *m, const char *unit, ek_datum first,
                                                 ek_date second_day, ek_datum second)
{
    ek_parameter *param = EK_NEW(&m->arena, ek_parameter);
    ek_dated *values = EK_NEW_ARRAY(&m->arena, ek_dated, 2);

    if (unit != NULL)
        assert_true(ek_measure_read(&param->measure, ek_text_of(unit)));
    param->name = EK_TEXT("p");
    values[0] = (ek_dated){.since = 0, .value = first};
    values[1] = (ek_dated){.since = second_day, .value = second};
    param->values = values;
    param->value_count = second_day == EK_DATE_NEVER ? 1 : 2;
    return param;
}

/* ---- Records ------------------------------------------------------------------------------- */

static inline ek_record *make_record(make *m, const ek_record_type *type)
{
    ek_record *record = ek_record_new(&m->arena, type);

    record->number = m->record_count++;
    for (uint32_t i = 0; i < type->field_count; i++)
        record->slots[i] = (ek_value){.state = EK_MISSING, .kind = (uint8_t)type->fields[i].kind};
    return record;
}

/* The slot of a field, said to be known; the caller fills `as`. */
static inline ek_value *known_slot(ek_record *record, const char *field)
{
    ek_value *value = &record->slots[ek_slot(record->type, field)];

    value->state = EK_KNOWN;
    return value;
}

static inline void set_number(ek_record *record, const char *field, int64_t num, int64_t den)
{
    ek_value *value = known_slot(record, field);
    ek_fraction number;

    assert_int_equal(ek_fraction_make(&number, num, den), ERKEND_OK);
    value->as.number = number;
}

static inline void set_mark(make *m, ek_record *record, const char *field, int64_t number,
                            const ek_text *scale)
{
    ek_mark *mark = EK_NEW(&m->arena, ek_mark);

    *mark = (ek_mark){ek_fraction_whole(number), scale};
    known_slot(record, field)->as.mark = mark;
}

static inline void set_yes(ek_record *record, const char *field, bool yes)
{
    known_slot(record, field)->as.yes = yes;
}

static inline void set_date(ek_record *record, const char *field, ek_date date)
{
    known_slot(record, field)->as.date = date;
}

static inline void set_text(ek_record *record, const char *field, const char *text)
{
    known_slot(record, field)->as.text = ek_text_of(text);
}

static inline void set_none(ek_record *record, const char *field)
{
    record->slots[ek_slot(record->type, field)].state = EK_NONE;
}

static inline void set_list(make *m, ek_record *record, const char *field, uint32_t count,
                            const ek_record *const *items)
{
    ek_value *value = known_slot(record, field);

    value->as.list.items = ek_arena_copy(&m->arena, items, count * sizeof *items);
    value->as.list.count = count;
}

static inline void set_texts(make *m, ek_record *record, const char *field, uint32_t count,
                             const char *const *texts)
{
    ek_value *value = known_slot(record, field);
    ek_text *items = EK_NEW_ARRAY(&m->arena, ek_text, count);

    for (uint32_t i = 0; i < count; i++)
        items[i] = ek_text_of(texts[i]);
    value->as.texts = (ek_texts){items, count};
}

/* ---- Scenes -------------------------------------------------------------------------------- */

/* Nothing is at hand; on day 20000 (2024-10-04). */
static inline ek_scene *make_scene(make *m)
{
    ek_scene *scene = EK_NEW(&m->arena, ek_scene);

    scene->book = &m->book;
    scene->decided = 20000;
    scene->arena = &m->arena;
    scene->problems = &m->problems;
    scene->chosen = EK_SCOPE_NONE;
    scene->search_steps = 100000;
    for (ek_scope scope = 0; scope < EK_SCOPE_COUNT; scope++)
        scene->at[scope] = ek_at_record(NULL);
    return scene;
}

static inline void put_at(ek_scene *scene, ek_scope scope, const ek_record *record)
{
    scene->at[scope] = ek_at_record(record);
}

/* ---- Rulebooks ----------------------------------------------------------------------------- */

/* A book of one rule for each expression: it is its `must`. Compiled. */
static inline void make_book(make *m, uint32_t count, const ek_expr *const *musts)
{
    ek_rule *rules = EK_NEW_ARRAY(&m->arena, ek_rule, count);
    const ek_rule **list = EK_NEW_ARRAY(&m->arena, const ek_rule *, count);

    for (uint32_t i = 0; i < count; i++) {
        rules[i].must = musts[i];
        rules[i].index = i;
        list[i] = &rules[i];
    }
    m->book.rules = list;
    m->book.rule_count = count;
    m->book.programs = ek_compile(&m->arena, &m->book);
}

#endif
