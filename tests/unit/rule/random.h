/* Random law, for test_differential.c: typed expressions over the whole schema, in rules,
 * definitions and an allocation. From one seed comes one world; random_case.h makes its cases. */
#ifndef TESTS_UNIT_RULE_RANDOM_H
#define TESTS_UNIT_RULE_RANDOM_H

#include "make.h"

#define MANY_FIELDS 1024
#define MANY_PARAMS 8
#define MANY_TERMS 11
#define MANY_QUESTIONS 7
#define RULES 24
#define CASES 24

typedef struct field_entry {
    ek_path path;
    ek_kind kind;
    ek_dimension unit;
} field_entry;

typedef struct term_entry {
    const ek_term *term;
    uint32_t needs; /* many scopes */
} term_entry;

typedef struct generator {
    make *m;
    uint32_t random;
    uint32_t many; /* many scopes at hand, a bit each */
    const field_entry *fields;
    uint32_t field_count;
    const ek_parameter *numbers[EK_DIMENSIONS + 1][2], *date, *rounding, *texts, *table, *words;
    const ek_parameter *grades, *list_of_numbers, *list_of_marks;
    ek_question *questions[MANY_QUESTIONS];
    term_entry terms[MANY_TERMS];
    uint32_t term_count;
} generator;

static uint32_t roll(generator *g, uint32_t below)
{
    g->random ^= g->random << 13;
    g->random ^= g->random >> 17;
    g->random ^= g->random << 5;
    return (uint32_t)(((uint64_t)g->random * below) >> 32);
}

static bool one_in(generator *g, uint32_t times)
{
    return roll(g, times) == 0;
}

/* ---- Fields of the schema ------------------------------------------------------------------- */

static void add_field(field_entry *fields, uint32_t *count, ek_scope scope, const char *outer,
                      const ek_field *field)
{
    ek_text names[2], nearest;
    uint32_t name_count = 0;
    ek_path path;

    if ((field->flags & EK_HIDDEN) != 0 || *count == MANY_FIELDS)
        return;
    if (outer != NULL)
        names[name_count++] = ek_text_of(outer);
    names[name_count++] = ek_text_of(field->name);
    if (ek_path_find(&path, scope, names, name_count, &nearest))
        fields[(*count)++] = (field_entry){path, field->kind, field->unit};
}

static uint32_t list_fields(field_entry *fields)
{
    uint32_t count = 0;

    for (ek_scope scope = 0; scope < EK_SCOPE_COUNT; scope++) {
        const ek_record_type *type = ek_scope_of(scope)->record;

        for (uint32_t i = 0; i < type->field_count; i++) {
            const ek_field *field = &type->fields[i];
            bool embedded = (field->flags & EK_EMBED) != 0;

            if (!embedded)
                add_field(fields, &count, scope, NULL, field);
            for (uint32_t k = 0; field->kind == EK_KIND_RECORD && k < field->record->field_count;
                 k++)
                add_field(fields, &count, scope, embedded ? NULL : field->name,
                          &field->record->fields[k]);
        }
    }
    return count;
}

static bool is_at_hand(const generator *g, ek_scope scope)
{
    return ek_scope_of(scope)->kind != EK_SCOPE_MANY || (g->many >> scope & 1) != 0;
}

/* A fact of that kind (and unit) whose scope is at hand; prefers those of a list's elements. */
static const ek_expr *gen_fact(generator *g, ek_kind kind, ek_dimension unit)
{
    for (uint32_t tries = 0; tries < 400; tries++) {
        const field_entry *entry = &g->fields[roll(g, g->field_count)];
        ek_expr *expr;

        if (entry->kind != kind || !is_at_hand(g, entry->path.scope) ||
            (kind == EK_KIND_NUMBER && entry->unit != unit) ||
            (g->many != 0 && (g->many >> entry->path.scope & 1) == 0 && tries < 200))
            continue;
        expr = make_leaf(g->m, EK_OP_FACT);
        expr->as.path = entry->path;
        return make_typed(g->m, expr);
    }
    return NULL;
}

/* ---- Expressions --------------------------------------------------------------------------- */

static const ek_expr *gen_condition(generator *g, uint32_t depth);
static const ek_expr *gen_quantity(generator *g, ek_dimension unit, uint32_t depth);

static const ek_expr *gen_term(generator *g, ek_type type)
{
    for (uint32_t tries = 0; tries < 8 && g->term_count > 0; tries++) {
        const term_entry *entry = &g->terms[roll(g, g->term_count)];

        if (entry->term->type == type && (entry->needs & ~g->many) == 0)
            return make_term(g->m, entry->term);
    }
    return NULL;
}

/* A word whose value is a mark. */
static const ek_expr *gen_mark_term(generator *g)
{
    for (uint32_t i = 0; i < g->term_count; i++)
        if (g->terms[i].term->type == EK_TYPE_QUANTITY &&
            g->terms[i].term->measure.power[EK_MARKS] != 0)
            return make_term(g->m, g->terms[i].term);
    return NULL;
}

static const ek_expr *gen_ruling(generator *g, ek_answer_kind kind)
{
    for (uint32_t tries = 0; tries < 12; tries++) {
        const ek_question *question = g->questions[roll(g, MANY_QUESTIONS)];

        if (question->answer == kind && is_at_hand(g, question->about))
            return make_ruling(g->m, question);
    }
    return NULL;
}

static const ek_expr *gen_date(generator *g, uint32_t depth)
{
    const ek_expr *made = NULL;

    if (depth > 0 && one_in(g, 5))
        return MAKE_2(g->m, EK_OP_MONTHS_AFTER, gen_date(g, depth - 1),
                      gen_quantity(g, EK_MONTHS, 0));
    if (depth > 0 && one_in(g, 6))
        return MAKE_2(g->m, EK_OP_YEARS_AFTER, gen_date(g, depth - 1),
                      gen_quantity(g, EK_YEARS, 0));
    if (one_in(g, 8))
        made = gen_term(g, EK_TYPE_DATE);
    if (made == NULL && one_in(g, 10))
        made = gen_ruling(g, EK_ANSWER_DATE);
    if (made == NULL && !one_in(g, 5))
        made = gen_fact(g, EK_KIND_DATE, EK_PLAIN);
    return made != NULL ? made : make_param(g->m, g->date);
}

static const char *const some_texts[] = {"home", "host", "learner", "passed", "unit", "a", "b"};

static const ek_expr *gen_text(generator *g)
{
    static const ek_kind kinds[] = {EK_KIND_TEXT, EK_KIND_WORD, EK_KIND_COUNTRY};
    const ek_expr *made = NULL;

    if (one_in(g, 10))
        made = gen_ruling(g, EK_ANSWER_TEXT);
    if (made == NULL && one_in(g, 6))
        made = gen_term(g, EK_TYPE_TEXT);
    if (made == NULL && !one_in(g, 3))
        made = gen_fact(g, kinds[roll(g, 3)], EK_PLAIN);
    return made != NULL ? made : make_text(g->m, some_texts[roll(g, 7)]);
}

/* The list of a many scope, perhaps narrowed; which scope comes out too. */
static const ek_expr *gen_list(generator *g, uint32_t depth, ek_scope *scope)
{
    const ek_expr *list;
    uint32_t before = g->many;

    do {
        *scope = one_in(g, 3) ? EK_SCOPE_STAY : (ek_scope)roll(g, EK_SCOPE_COUNT);
    } while (ek_scope_of(*scope)->kind != EK_SCOPE_MANY);
    list = make_thing(g->m, *scope);
    g->many |= UINT32_C(1) << *scope;
    if (depth > 0 && one_in(g, 3))
        list = MAKE_2(g->m, EK_OP_THOSE, list, gen_condition(g, depth - 1));
    g->many = before;
    return list;
}

static const ek_expr *gen_set(generator *g, uint32_t depth)
{
    const ek_expr *args[3], *made = NULL;
    uint32_t count = roll(g, 3), before = g->many;
    ek_scope scope;

    if (one_in(g, 8))
        return make_param(g->m, g->texts);
    if (depth > 0 && one_in(g, 4)) {
        args[0] = gen_list(g, depth, &scope);
        g->many |= UINT32_C(1) << scope;
        args[1] = one_in(g, 4) ? gen_fact(g, EK_KIND_SET, EK_PLAIN) : NULL;
        if (args[1] == NULL)
            args[1] = gen_text(g);
        g->many = before;
        return make_word(g->m, EK_OP_EACH_OF, 2, args);
    }
    if (one_in(g, 10))
        made = gen_ruling(g, EK_ANSWER_TEXTS);
    if (made == NULL && one_in(g, 6))
        made = gen_term(g, EK_TYPE_SET);
    if (made == NULL && one_in(g, 2))
        made = gen_fact(g, EK_KIND_SET, EK_PLAIN);
    if (made != NULL)
        return made;
    for (uint32_t i = 0; i <= count; i++) {
        args[i] = one_in(g, 8) ? gen_fact(g, EK_KIND_SET, EK_PLAIN) : NULL;
        if (args[i] == NULL)
            args[i] = gen_text(g);
    }
    return make_word(g->m, EK_OP_TEXTS, count + 1, args);
}

static const ek_expr *gen_leaf(generator *g, ek_dimension unit)
{
    const ek_expr *made = NULL;

    if (one_in(g, 12))
        return make_number(g->m, one_in(g, 2) ? EK_ONE : EK_ZERO);
    if (one_in(g, 6))
        made = gen_term(g, EK_TYPE_QUANTITY);
    if (made == NULL && one_in(g, 10))
        made = gen_ruling(g, EK_ANSWER_NUMBER);
    if (made == NULL && !one_in(g, 4))
        made = gen_fact(g, unit == EK_MARKS ? EK_KIND_MARK : EK_KIND_NUMBER, unit);
    return made != NULL ? made : make_param(g->m, g->numbers[unit][roll(g, 2)]);
}

static const ek_expr *gen_over_list(generator *g, ek_dimension unit, uint32_t depth)
{
    static const ek_op ops[] = {EK_OP_SUM_OF,     EK_OP_SUM_OF,      EK_OP_MEAN_OF,
                                EK_OP_LARGEST_OF, EK_OP_SMALLEST_OF, EK_OP_WEIGHTED_MEAN_OF};
    const ek_expr *args[4];
    uint32_t count = 1, before = g->many;
    ek_op op = ops[roll(g, 6)];
    ek_scope scope;

    args[0] = gen_list(g, depth, &scope);
    g->many |= UINT32_C(1) << scope;
    args[count++] = one_in(g, 3) ? gen_quantity(g, unit, depth - 1) : gen_leaf(g, unit);
    if (op == EK_OP_WEIGHTED_MEAN_OF)
        args[count++] = gen_leaf(g, EK_PLAIN);
    if (one_in(g, 2))
        args[count++] = gen_condition(g, depth - 1);
    g->many = before;
    return make_word(g->m, op, count, args);
}

static const ek_expr *gen_count(generator *g, uint32_t depth)
{
    const ek_expr *args[2];
    uint32_t before = g->many, count = 1 + roll(g, 2);
    ek_scope scope;

    args[0] = gen_list(g, depth, &scope);
    g->many |= UINT32_C(1) << scope;
    if (count == 2)
        args[1] = gen_condition(g, depth - 1);
    g->many = before;
    return make_word(g->m, one_in(g, 2) ? EK_OP_NUMBER_OF : EK_OP_SHARE_OF, count, args);
}

static const ek_expr *gen_table(generator *g, ek_dimension unit, uint32_t depth)
{
    const ek_expr *key = one_in(g, 3) ? gen_fact(g, EK_KIND_MARK, EK_MARKS) : NULL;
    const ek_expr *otherwise = one_in(g, 3)   ? make_none(g->m)
                               : one_in(g, 2) ? gen_quantity(g, unit, depth - 1)
                                              : NULL;

    if (key == NULL)
        key = one_in(g, 2) ? gen_text(g) : gen_quantity(g, EK_PLAIN, 0);
    return make_from_table(g->m, make_param(g->m, unit == EK_MARKS ? g->grades : g->table), key,
                           otherwise);
}

/* What measures a dimension and nothing else. */
static const ek_expr *gen_special(generator *g, ek_dimension unit, uint32_t depth)
{
    ek_scope scope;
    const ek_expr *level;

    switch (unit) {
    case EK_MONTHS:
        if (one_in(g, 2))
            return MAKE_2(g->m, EK_OP_MONTHS_IN, gen_date(g, depth - 1), gen_date(g, depth - 1));
        return MAKE_1(g->m, EK_OP_MONTHS_IN_ALL, gen_list(g, depth, &scope));
    case EK_DAYS: return MAKE_1(g->m, EK_OP_DAYS_IN_ALL, gen_list(g, depth, &scope));
    case EK_YEARS:
        return MAKE_2(g->m, EK_OP_AGE_ON, gen_date(g, depth - 1), gen_date(g, depth - 1));
    case EK_MARKS:
    case EK_POINTS: return gen_table(g, unit, depth);
    case EK_PLAIN:
        if (one_in(g, 2))
            return gen_count(g, depth);
        if (one_in(g, 2))
            return MAKE_2(g->m, EK_OP_SHARE_COVERED, gen_set(g, depth), gen_set(g, depth));
        level = gen_fact(g, EK_KIND_LEVEL, EK_PLAIN);
        return level != NULL ? MAKE_1(g->m, EK_OP_EQF, level) : gen_leaf(g, unit);
    default: return gen_leaf(g, unit);
    }
}

static const ek_expr *gen_quantity(generator *g, ek_dimension unit, uint32_t depth)
{
    static const ek_op pairs[] = {EK_OP_ADD, EK_OP_SUBTRACT, EK_OP_LESSER_OF, EK_OP_GREATER_OF,
                                  EK_OP_AVERAGE_OF};
    ek_op op;

    if (depth == 0 || one_in(g, 4))
        return gen_leaf(g, unit);
    switch (roll(g, 10)) {
    case 0:
    case 1:
    case 2:
        op = pairs[roll(g, 5)];
        if (roll(g, 3) > 0 || op == EK_OP_ADD || op == EK_OP_SUBTRACT)
            return MAKE_2(g->m, op, gen_quantity(g, unit, depth - 1),
                          gen_quantity(g, unit, depth - 1));
        return MAKE_3(g->m, op, gen_quantity(g, unit, depth - 1), gen_quantity(g, unit, depth - 1),
                      gen_quantity(g, unit, depth - 1));
    case 3:
        return MAKE_2(g->m, EK_OP_MULTIPLY, gen_quantity(g, EK_PLAIN, depth - 1),
                      gen_quantity(g, unit, depth - 1));
    case 4:
        return MAKE_2(g->m, EK_OP_DIVIDE, gen_quantity(g, unit, depth - 1),
                      gen_quantity(g, EK_PLAIN, depth - 1));
    case 5:
        return MAKE_2(g->m, EK_OP_ROUNDED, gen_quantity(g, unit, depth - 1),
                      make_param(g->m, g->rounding));
    case 6: return MAKE_1(g->m, EK_OP_UP_TO, gen_quantity(g, unit, depth - 1));
    case 7:
    case 8: return gen_over_list(g, unit, depth);
    default: return gen_special(g, unit, depth);
    }
}

static const ek_expr *gen_comparison(generator *g, uint32_t depth)
{
    static const ek_op orders[] = {EK_OP_AT_LEAST,   EK_OP_AT_MOST, EK_OP_MORE_THAN,
                                   EK_OP_LESS_THAN,  EK_OP_SAME,    EK_OP_DIFFERENT,
                                   EK_OP_MULTIPLE_OF};
    static const ek_op days[] = {EK_OP_BEFORE,      EK_OP_AFTER, EK_OP_ON_OR_BEFORE,
                                 EK_OP_ON_OR_AFTER, EK_OP_SAME,  EK_OP_DIFFERENT};
    ek_dimension unit = (ek_dimension)roll(g, EK_DIMENSIONS + 1);

    if (one_in(g, 2))
        return MAKE_2(g->m, orders[roll(g, 7)], gen_quantity(g, unit, depth),
                      gen_quantity(g, unit, depth));
    return MAKE_2(g->m, days[roll(g, 6)], gen_date(g, depth), gen_date(g, depth));
}

static const ek_expr *gen_among(generator *g, uint32_t depth)
{
    const ek_expr *one = one_in(g, 2) ? gen_mark_term(g) : NULL;

    if (one == NULL)
        one = gen_quantity(g, one_in(g, 3) ? EK_MARKS : EK_PLAIN, depth);
    return MAKE_2(g->m, EK_OP_ONE_OF, one,
                  make_param(g->m, one_in(g, 2) ? g->list_of_marks : g->list_of_numbers));
}

static const ek_expr *gen_over_texts(generator *g, uint32_t depth)
{
    switch (roll(g, 5)) {
    case 0:
        return MAKE_2(g->m, one_in(g, 2) ? EK_OP_SAME : EK_OP_DIFFERENT, gen_text(g), gen_text(g));
    case 1: return MAKE_2(g->m, EK_OP_ONE_OF, gen_text(g), gen_set(g, depth));
    case 2: return MAKE_2(g->m, EK_OP_SAME, gen_text(g), make_none(g->m));
    case 3: return gen_among(g, depth);
    default: return MAKE_2(g->m, EK_OP_COVERS, gen_set(g, depth), gen_set(g, depth));
    }
}

static const ek_expr *gen_given(generator *g, uint32_t depth)
{
    static const ek_scope things[] = {EK_SCOPE_MOU, EK_SCOPE_AGREEMENT, EK_SCOPE_STAY};
    const ek_expr *x = NULL;

    switch (roll(g, 8)) {
    case 0: x = gen_fact(g, EK_KIND_YES, EK_PLAIN); break;
    case 1: x = make_thing(g->m, things[roll(g, 3)]); break;
    case 2: x = gen_set(g, depth); break;
    case 3: x = gen_ruling(g, EK_ANSWER_YES); break;
    case 4: x = gen_quantity(g, EK_MONTHS, depth); break;
    case 5: x = one_in(g, 2) ? gen_mark_term(g) : gen_fact(g, EK_KIND_RECORD, EK_PLAIN); break;
    case 6: x = gen_term(g, one_in(g, 2) ? EK_TYPE_CONDITION : EK_TYPE_LIST); break;
    default: x = gen_fact(g, EK_KIND_LIST, EK_PLAIN); break;
    }
    return MAKE_1(g->m, EK_OP_GIVEN, x != NULL ? x : gen_text(g));
}

static const ek_expr *gen_in_force(generator *g, uint32_t depth)
{
    static const ek_scope things[] = {EK_SCOPE_MOU, EK_SCOPE_QUALIFICATION};
    const ek_expr *thing = one_in(g, 3) ? make_fact(g->m, EK_SCOPE_UNIT, "requirements")
                                        : make_thing(g->m, things[roll(g, 2)]);

    return MAKE_2(g->m, one_in(g, 2) ? EK_OP_IN_FORCE : EK_OP_IN_TRANSITION, thing,
                  gen_date(g, depth));
}

static const ek_expr *gen_quantifier(generator *g, uint32_t depth)
{
    const ek_expr *args[2];
    uint32_t before = g->many;
    ek_scope scope;

    args[0] = one_in(g, 8) ? gen_term(g, EK_TYPE_LIST) : NULL;
    if (args[0] != NULL)
        scope = args[0]->list_scope;
    else
        args[0] = gen_list(g, depth, &scope);
    if (scope < EK_SCOPE_COUNT)
        g->many |= UINT32_C(1) << scope;
    args[1] = gen_condition(g, depth - 1);
    g->many = before;
    return make_word(g->m, one_in(g, 2) ? EK_OP_EVERY : EK_OP_SOME, 2, args);
}

static const ek_expr *gen_fulfils(generator *g, uint32_t depth)
{
    const ek_expr *list = make_thing(g->m, EK_SCOPE_PART);
    uint32_t before = g->many;

    g->many |= UINT32_C(1) << EK_SCOPE_PART;
    if (one_in(g, 3))
        list = MAKE_2(g->m, EK_OP_THOSE, list, gen_condition(g, depth - 1));
    g->many = before;
    return MAKE_2(g->m, EK_OP_FULFILS, list,
                  make_fact(g->m, EK_SCOPE_QUALIFICATION, "composition"));
}

static const ek_expr *gen_plain_condition(generator *g)
{
    const ek_expr *made = NULL;

    if (one_in(g, 5))
        made = gen_ruling(g, EK_ANSWER_YES);
    if (made == NULL && one_in(g, 4))
        made = gen_term(g, EK_TYPE_CONDITION);
    if (made == NULL)
        made = gen_fact(g, EK_KIND_YES, EK_PLAIN);
    return made != NULL ? made : MAKE_1(g->m, EK_OP_GIVEN, gen_text(g));
}

static const ek_expr *gen_condition(generator *g, uint32_t depth)
{
    const ek_expr *args[4];
    uint32_t count = 1 + roll(g, 4);

    if (depth == 0)
        return one_in(g, 2) ? gen_plain_condition(g) : gen_comparison(g, 0);
    switch (roll(g, 12)) {
    case 0:
    case 1:
    case 2:
    case 3:
        for (uint32_t i = 0; i < count; i++)
            args[i] = gen_condition(g, depth - 1);
        return make_word(g->m, one_in(g, 2) ? EK_OP_ALL : EK_OP_ANY, count, args);
    case 4: return MAKE_1(g->m, EK_OP_NO, gen_condition(g, depth - 1));
    case 5: return gen_plain_condition(g);
    case 6: return gen_over_texts(g, depth - 1);
    case 7: return gen_given(g, depth - 1);
    case 8: return gen_in_force(g, depth - 1);
    case 9: return one_in(g, 4) ? gen_fulfils(g, depth) : gen_quantifier(g, depth);
    default: return gen_comparison(g, depth - 1);
    }
}

/* All in any in all: deeper than steps are laid out in line. */
static const ek_expr *gen_nest(generator *g, uint32_t depth)
{
    const ek_expr *inner, *args[3];

    if (depth == 0)
        return gen_plain_condition(g);
    inner = gen_nest(g, depth - 1);
    if (one_in(g, 6))
        inner = MAKE_1(g->m, EK_OP_NO, inner);
    args[0] = gen_condition(g, 0);
    args[1] = one_in(g, 2) ? inner : gen_plain_condition(g);
    args[2] = args[1] == inner ? gen_plain_condition(g) : inner;
    return make_word(g->m, depth % 2 == 0 ? EK_OP_ALL : EK_OP_ANY, 3, args);
}

/* ---- The law ------------------------------------------------------------------------------- */

static void gen_parameters(generator *g)
{
    static const char *const units[] = {"months", "weeks",  "days",        "years",
                                        "hours",  "points", "mark(nl_10)", "factor"};
    static ek_text words[] = {{"a", 1}, {"home", 4}, {"passed", 6}};
    static ek_fraction few[] = {{1, 1}, {3, 1}, {5, 2}};
    ek_datum date = {.kind = EK_DATUM_DATE, .as.date = 19000}, later = date;
    ek_datum rounding = {.kind = EK_DATUM_ROUNDING, .as.rounding = {EK_ROUND_DOWN, {1, 1}}},
             other = rounding;
    ek_datum texts = {.kind = EK_DATUM_TEXTS, .as.texts = {words, 3}};
    ek_datum numbers = {.kind = EK_DATUM_NUMBERS, .as.numbers = {few, 3}};
    ek_datum table = {.kind = EK_DATUM_TABLE};
    ek_row *rows = EK_NEW_ARRAY(&g->m->arena, ek_row, 4);

    for (uint32_t unit = 0; unit <= EK_DIMENSIONS; unit++)
        for (uint32_t i = 0; i < 2; i++)
            g->numbers[unit][i] =
                make_parameter(g->m, units[unit], datum_number(roll(g, 40), 1 + roll(g, 3)),
                               one_in(g, 2) ? EK_DATE_NEVER : 17000 + (ek_date)roll(g, 4000),
                               datum_number(roll(g, 40), 1));
    later.as.date = 20500;
    g->date = make_parameter(g->m, NULL, date, 20000, later);
    other.as.rounding = (ek_rounding){EK_ROUND_HALF_UP, {1, 10}};
    g->rounding = make_parameter(g->m, NULL, rounding, 19500, other);
    g->texts = make_parameter(g->m, NULL, texts, EK_DATE_NEVER, texts);
    g->list_of_numbers = make_parameter(g->m, "factor", numbers, EK_DATE_NEVER, numbers);
    g->list_of_marks = make_parameter(g->m, "mark(nl_10)", numbers, EK_DATE_NEVER, numbers);
    rows[0] = (ek_row){EK_TEXT("1"), datum_number(5, 1)};
    rows[1] = (ek_row){EK_TEXT("3"), datum_number(7, 2)};
    rows[2] = (ek_row){EK_TEXT("home"), datum_number(9, 1)};
    rows[3] = (ek_row){EK_TEXT("passed"), datum_number(0, 1)};
    table.as.table.rows = rows;
    table.as.table.count = 4;
    g->table = make_parameter(g->m, "points", table, EK_DATE_NEVER, table);
    g->grades =
        make_parameter(g->m, one_in(g, 4) ? "mark(fi_1_5)" : "mark(nl_10)", table, 19000, table);
}

static void gen_questions(generator *g)
{
    static const ek_scope abouts[] = {EK_SCOPE_CASE, EK_SCOPE_UNIT, EK_SCOPE_QUALIFICATION,
                                      EK_SCOPE_STAY};
    static const char *const names[] = {"q0", "q1", "q2", "q3", "q4", "q5", "q6"};
    static const ek_answer_kind kinds[] = {EK_ANSWER_YES,  EK_ANSWER_YES,   EK_ANSWER_NUMBER,
                                           EK_ANSWER_TEXT, EK_ANSWER_TEXTS, EK_ANSWER_YES,
                                           EK_ANSWER_DATE};

    for (uint32_t i = 0; i < MANY_QUESTIONS; i++) {
        g->questions[i] = EK_NEW(&g->m->arena, ek_question);
        g->questions[i]->name = ek_text_of(names[i]);
        g->questions[i]->body = EK_TEXT("chamber");
        g->questions[i]->about = i == 5 ? EK_SCOPE_STAY : abouts[roll(g, 3)];
        g->questions[i]->answer = kinds[i];
        assert_true(ek_measure_read(&g->questions[i]->measure, EK_TEXT("months")));
    }
}

/* What words are about; the last two speak of each stay. */
static const ek_type term_types[MANY_TERMS] = {
    EK_TYPE_CONDITION, EK_TYPE_QUANTITY,  EK_TYPE_DATE,     EK_TYPE_LIST,
    EK_TYPE_CONDITION, EK_TYPE_QUANTITY,  EK_TYPE_QUANTITY, EK_TYPE_TEXT,
    EK_TYPE_SET,       EK_TYPE_CONDITION, EK_TYPE_QUANTITY,
};
#define MARK_TERM 6
#define FIRST_STAY_TERM 9

static const ek_expr *gen_definition(generator *g, uint32_t term)
{
    ek_scope scope;

    if (term == MARK_TERM)
        return one_in(g, 3) ? gen_leaf(g, EK_MARKS) : gen_table(g, EK_MARKS, 1);
    switch (term_types[term]) {
    case EK_TYPE_CONDITION: return gen_condition(g, 2);
    case EK_TYPE_QUANTITY: return gen_quantity(g, EK_MONTHS, 2);
    case EK_TYPE_DATE: return gen_date(g, 1);
    case EK_TYPE_TEXT: return gen_text(g);
    case EK_TYPE_SET: return gen_set(g, 2);
    default: return gen_list(g, 2, &scope);
    }
}

static void gen_terms(generator *g)
{
    const ek_term **terms = EK_NEW_ARRAY(&g->m->arena, const ek_term *, MANY_TERMS);

    for (uint32_t i = 0; i < MANY_TERMS; i++) {
        ek_term *term = EK_NEW(&g->m->arena, ek_term);
        ek_definition *versions = EK_NEW_ARRAY(&g->m->arena, ek_definition, 2);
        const ek_definition **list = EK_NEW_ARRAY(&g->m->arena, const ek_definition *, 2);
        ek_type type = term_types[i];

        g->many = i >= FIRST_STAY_TERM ? UINT32_C(1) << EK_SCOPE_STAY : 0;
        term->version_count = 1 + roll(g, 2);
        for (uint32_t k = 0; k < term->version_count; k++) {
            versions[k].clock = one_in(g, 3) ? gen_fact(g, EK_KIND_DATE, EK_PLAIN) : NULL;
            versions[k].since = k == 0 ? 16000 : 19501;
            versions[k].last_day = k == 0 && term->version_count == 2 ? 19500 : EK_DATE_NEVER;
            do {
                versions[k].is = gen_definition(g, i);
            } while (versions[k].is->type != type ||
                     versions[k].is->list_scope != versions[0].is->list_scope);
            list[k] = &versions[k];
        }
        term->versions = list;
        term->type = type;
        term->measure = versions[0].is->measure;
        term->index = i;
        terms[i] = term;
        g->terms[g->term_count++] = (term_entry){term, g->many};
        g->many = 0;
    }
    g->m->book.terms = terms;
    g->m->book.term_count = MANY_TERMS;
}

/* Rules with a where, a must, and an effect of six fields; every third is for each stay. */
static void gen_rules(generator *g)
{
    static const ek_dimension units[] = {EK_MONTHS, EK_MARKS, EK_PLAIN};
    ek_rule *rules = EK_NEW_ARRAY(&g->m->arena, ek_rule, RULES);
    const ek_rule **list = EK_NEW_ARRAY(&g->m->arena, const ek_rule *, RULES);

    for (uint32_t i = 0; i < RULES; i++) {
        ek_effect *effect = EK_NEW(&g->m->arena, ek_effect);
        ek_effect_field *fields = EK_NEW_ARRAY(&g->m->arena, ek_effect_field, 6);
        ek_scope scope;

        g->many = i % 3 == 2 ? UINT32_C(1) << EK_SCOPE_STAY : 0;
        rules[i].where = one_in(g, 3) ? gen_nest(g, 3 + roll(g, 6)) : gen_condition(g, 3);
        rules[i].must = gen_condition(g, 4);
        for (uint32_t k = 0; k < 3; k++)
            fields[k].value = gen_quantity(g, units[k], 3);
        fields[3].value = gen_date(g, 2);
        fields[4].value = gen_set(g, 2);
        fields[5].value = gen_list(g, 2, &scope);
        effect->fields = fields;
        effect->field_count = 6;
        rules[i].gives = effect;
        list[i] = &rules[i];
        g->many = 0;
    }
    g->m->book.rules = list;
    g->m->book.rule_count = RULES;
}

static void gen_allocation(generator *g)
{
    ek_allocation *allocation = EK_NEW(&g->m->arena, ek_allocation);
    const ek_allocation **list = EK_NEW(&g->m->arena, const ek_allocation *);

    allocation->where = gen_condition(g, 2);
    allocation->total = gen_quantity(g, EK_POINTS, 2);
    allocation->by = gen_quantity(g, EK_PLAIN, 3);
    allocation->rounding = make_param(g->m, g->rounding);
    list[0] = allocation;
    g->m->book.allocations = list;
    g->m->book.allocation_count = 1;
}

#endif
