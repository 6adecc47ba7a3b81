/* The compiled evaluation against the plain one: random expressions over random cases, in which
 * facts are missing, none, on another scale, or far too large. Both must give the same answer, the
 * same reads in the same order, and the same error. The seeds are fixed, so that a failure comes
 * again; DIFFERENTIAL_BOOKS=100 in the environment tries more of them. */
#include "make.h"

#include <stdio.h>

#define MANY_FIELDS 1024
#define MANY_PARAMS 8
#define MANY_TERMS 8
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
    const ek_parameter *list_of_numbers;
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
    static const ek_op ops[] = {EK_OP_SUM_OF, EK_OP_SUM_OF, EK_OP_MEAN_OF, EK_OP_LARGEST_OF,
                                EK_OP_SMALLEST_OF, EK_OP_WEIGHTED_MEAN_OF};
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
    const ek_expr *key = one_in(g, 2) ? gen_text(g) : gen_quantity(g, EK_PLAIN, 0);
    const ek_expr *otherwise = one_in(g, 3)   ? make_none(g->m)
                               : one_in(g, 2) ? gen_quantity(g, unit, depth - 1)
                                              : NULL;

    return make_from_table(g->m, make_param(g->m, g->table), key, otherwise);
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
    case EK_POINTS: return gen_table(g, unit, depth);
    case EK_PLAIN:
        if (one_in(g, 2))
            return gen_count(g, depth);
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
    case 0: case 1: case 2:
        op = pairs[roll(g, 5)];
        if (roll(g, 3) > 0 || op == EK_OP_ADD || op == EK_OP_SUBTRACT)
            return MAKE_2(g->m, op, gen_quantity(g, unit, depth - 1),
                          gen_quantity(g, unit, depth - 1));
        return MAKE_3(g->m, op, gen_quantity(g, unit, depth - 1),
                      gen_quantity(g, unit, depth - 1), gen_quantity(g, unit, depth - 1));
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
    case 7: case 8: return gen_over_list(g, unit, depth);
    default: return gen_special(g, unit, depth);
    }
}

static const ek_expr *gen_comparison(generator *g, uint32_t depth)
{
    static const ek_op orders[] = {EK_OP_AT_LEAST, EK_OP_AT_MOST, EK_OP_MORE_THAN,
                                   EK_OP_LESS_THAN, EK_OP_SAME, EK_OP_DIFFERENT,
                                   EK_OP_MULTIPLE_OF};
    static const ek_op days[] = {EK_OP_BEFORE, EK_OP_AFTER, EK_OP_ON_OR_BEFORE,
                                 EK_OP_ON_OR_AFTER, EK_OP_SAME, EK_OP_DIFFERENT};
    ek_dimension unit = (ek_dimension)roll(g, EK_DIMENSIONS + 1);

    if (one_in(g, 2))
        return MAKE_2(g->m, orders[roll(g, 7)], gen_quantity(g, unit, depth),
                      gen_quantity(g, unit, depth));
    return MAKE_2(g->m, days[roll(g, 6)], gen_date(g, depth), gen_date(g, depth));
}

static const ek_expr *gen_over_texts(generator *g, uint32_t depth)
{
    switch (roll(g, 5)) {
    case 0:
        return MAKE_2(g->m, one_in(g, 2) ? EK_OP_SAME : EK_OP_DIFFERENT, gen_text(g),
                      gen_text(g));
    case 1: return MAKE_2(g->m, EK_OP_ONE_OF, gen_text(g), gen_set(g, depth));
    case 2: return MAKE_2(g->m, EK_OP_SAME, gen_text(g), make_none(g->m));
    case 3:
        return MAKE_2(g->m, EK_OP_ONE_OF, gen_quantity(g, EK_PLAIN, depth),
                      make_param(g->m, g->list_of_numbers));
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
    case 5: x = gen_fact(g, EK_KIND_RECORD, EK_PLAIN); break;
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
    case 0: case 1: case 2: case 3:
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
    static const char *const units[] = {"months", "weeks", "days", "years", "hours", "points",
                                        "mark(nl_10)", "factor"};
    static ek_text words[] = {{"a", 1}, {"home", 4}, {"passed", 6}};
    static ek_fraction few[] = {{1, 1}, {3, 1}, {5, 2}};
    ek_datum date = {.kind = EK_DATUM_DATE, .as.date = 19000}, later = date;
    ek_datum rounding = {.kind = EK_DATUM_ROUNDING,
                         .as.rounding = {EK_ROUND_DOWN, {1, 1}}}, other = rounding;
    ek_datum texts = {.kind = EK_DATUM_TEXTS, .as.texts = {words, 3}};
    ek_datum numbers = {.kind = EK_DATUM_NUMBERS, .as.numbers = {few, 3}};
    ek_datum table = {.kind = EK_DATUM_TABLE};
    ek_row *rows = EK_NEW_ARRAY(&g->m->arena, ek_row, 4);

    for (uint32_t unit = 0; unit <= EK_DIMENSIONS; unit++)
        for (uint32_t i = 0; i < 2; i++)
            g->numbers[unit][i] = make_parameter(
                g->m, units[unit], datum_number(roll(g, 40), 1 + roll(g, 3)),
                one_in(g, 2) ? EK_DATE_NEVER : 17000 + (ek_date)roll(g, 4000),
                datum_number(roll(g, 40), 1));
    later.as.date = 20500;
    g->date = make_parameter(g->m, NULL, date, 20000, later);
    other.as.rounding = (ek_rounding){EK_ROUND_HALF_UP, {1, 10}};
    g->rounding = make_parameter(g->m, NULL, rounding, 19500, other);
    g->texts = make_parameter(g->m, NULL, texts, EK_DATE_NEVER, texts);
    g->list_of_numbers = make_parameter(g->m, "factor", numbers, EK_DATE_NEVER, numbers);
    rows[0] = (ek_row){EK_TEXT("1"), datum_number(5, 1)};
    rows[1] = (ek_row){EK_TEXT("3"), datum_number(7, 2)};
    rows[2] = (ek_row){EK_TEXT("home"), datum_number(9, 1)};
    rows[3] = (ek_row){EK_TEXT("passed"), datum_number(0, 1)};
    table.as.table.rows = rows;
    table.as.table.count = 4;
    g->table = make_parameter(g->m, "points", table, EK_DATE_NEVER, table);
}

static void gen_questions(generator *g)
{
    static const ek_scope abouts[] = {EK_SCOPE_CASE, EK_SCOPE_UNIT, EK_SCOPE_QUALIFICATION,
                                      EK_SCOPE_STAY};
    static const char *const names[] = {"q0", "q1", "q2", "q3", "q4", "q5", "q6"};
    static const ek_answer_kind kinds[] = {EK_ANSWER_YES, EK_ANSWER_YES, EK_ANSWER_NUMBER,
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

static const ek_expr *gen_of_type(generator *g, ek_type type)
{
    ek_scope scope;

    switch (type) {
    case EK_TYPE_CONDITION: return gen_condition(g, 2);
    case EK_TYPE_QUANTITY: return gen_quantity(g, EK_MONTHS, 2);
    case EK_TYPE_DATE: return gen_date(g, 1);
    default: return gen_list(g, 2, &scope);
    }
}

static void gen_terms(generator *g)
{
    static const ek_type types[] = {EK_TYPE_CONDITION, EK_TYPE_QUANTITY, EK_TYPE_DATE,
                                    EK_TYPE_LIST};
    const ek_term **terms = EK_NEW_ARRAY(&g->m->arena, const ek_term *, MANY_TERMS);

    for (uint32_t i = 0; i < MANY_TERMS; i++) {
        ek_term *term = EK_NEW(&g->m->arena, ek_term);
        ek_definition *versions = EK_NEW_ARRAY(&g->m->arena, ek_definition, 2);
        const ek_definition **list = EK_NEW_ARRAY(&g->m->arena, const ek_definition *, 2);
        ek_type type = types[(i < 6 ? i : i + 2) % 4]; /* the last two about each stay */

        g->many = i >= 6 ? UINT32_C(1) << EK_SCOPE_STAY : 0;
        term->version_count = 1 + roll(g, 2);
        for (uint32_t k = 0; k < term->version_count; k++) {
            versions[k].clock = one_in(g, 2) ? gen_fact(g, EK_KIND_DATE, EK_PLAIN) : NULL;
            versions[k].since = k == 0 ? 16000 : 19501;
            versions[k].last_day = k == 0 && term->version_count == 2 ? 19500 : EK_DATE_NEVER;
            do {
                versions[k].is = gen_of_type(g, type);
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

/* ---- Cases --------------------------------------------------------------------------------- */

static ek_fraction gen_amount(generator *g, bool never_negative)
{
    ek_fraction amount = ek_fraction_whole(roll(g, 40));

    if (one_in(g, 12))
        (void)ek_fraction_make(&amount, roll(g, 60), 1 + roll(g, 7));
    if (one_in(g, 20) && !never_negative)
        amount.num = -amount.num;
    if (one_in(g, 400))
        amount = ek_fraction_whole(INT64_MAX / (1 + (int64_t)roll(g, 3)));
    return amount;
}

static const ek_text scales[] = {{"nl_10", 5}, {"fi_1_5", 6}};
static const ek_level levels[] = {{{"EQF", 3}, {"4", 1}}, {{"EQF", 3}, {"6", 1}},
                                  {{"XYZ", 3}, {"2", 1}}};

static ek_text gen_word(generator *g, const ek_field *field)
{
    uint32_t count = 0;

    if (field->words == NULL)
        return ek_text_of(some_texts[roll(g, 7)]);
    while (field->words[count] != NULL)
        count++;
    return ek_text_of(field->words[roll(g, count)]);
}

static ek_texts gen_words(generator *g, const ek_field *field)
{
    ek_text *items = EK_NEW_ARRAY(&g->m->arena, ek_text, 3);
    uint32_t count = 0, wanted = roll(g, 4);

    for (uint32_t i = 0; i < wanted; i++) {
        ek_text word = gen_word(g, field);
        uint32_t at = count;

        if (ek_texts_have((ek_texts){items, count}, word))
            continue;
        for (; at > 0 && ek_text_compare(items[at - 1], word) > 0; at--)
            items[at] = items[at - 1];
        items[at] = word;
        count++;
    }
    return (ek_texts){items, count};
}

static const ek_tree *gen_tree(generator *g)
{
    ek_tree *tree = EK_NEW(&g->m->arena, ek_tree);
    const ek_tree **children = EK_NEW_ARRAY(&g->m->arena, const ek_tree *, 2);

    tree->kind = one_in(g, 2) ? EK_TREE_ALL : EK_TREE_CHOOSE;
    tree->child_count = 2;
    tree->children = children;
    tree->has_min_points = one_in(g, 2);
    tree->min_points = ek_fraction_whole(roll(g, 20));
    for (uint32_t i = 0; i < 2; i++) {
        ek_tree *leaf = EK_NEW(&g->m->arena, ek_tree);

        leaf->kind = EK_TREE_UNIT;
        leaf->name = ek_text_of(some_texts[roll(g, 7)]);
        children[i] = leaf;
    }
    return tree;
}

static const ek_record *gen_record(generator *g, const ek_record_type *type, uint32_t depth);

static void gen_value(generator *g, ek_value *value, const ek_field *field, uint32_t depth)
{
    const ek_record **items;
    uint32_t count = roll(g, 4);

    switch (field->kind) {
    case EK_KIND_YES: value->as.yes = one_in(g, 2); break;
    case EK_KIND_NUMBER:
        value->as.number =
            gen_amount(g, (field->flags & (EK_NOT_NEGATIVE | EK_POSITIVE)) != 0);
        break;
    case EK_KIND_MARK:
        value->as.mark.value = ek_fraction_whole(1 + roll(g, 10));
        value->as.mark.scale = one_in(g, 12) ? NULL : &scales[one_in(g, 30) ? 1 : 0];
        break;
    case EK_KIND_DATE: value->as.date = 18000 + (ek_date)roll(g, 3000); break;
    case EK_KIND_TEXT: case EK_KIND_WORD: case EK_KIND_COUNTRY:
        value->as.text = gen_word(g, field);
        break;
    case EK_KIND_SET: value->as.texts = gen_words(g, field); break;
    case EK_KIND_LEVEL: value->as.level = &levels[roll(g, 3)]; break;
    case EK_KIND_RECORD: value->as.record = gen_record(g, field->record, depth - 1); break;
    case EK_KIND_LIST:
        items = EK_NEW_ARRAY(&g->m->arena, const ek_record *, count);
        for (uint32_t i = 0; i < count; i++)
            items[i] = gen_record(g, field->record, depth - 1);
        value->as.list = (ek_list){items, count};
        break;
    case EK_KIND_TREE: value->as.tree = gen_tree(g); break;
    case EK_KIND_BY_COUNTRY: case EK_KIND_ANSWER: value->state = EK_MISSING; break;
    }
}

static const ek_record *gen_record(generator *g, const ek_record_type *type, uint32_t depth)
{
    ek_record *record = make_record(g->m, type);

    for (uint32_t i = 0; i < type->field_count; i++) {
        const ek_field *field = &type->fields[i];
        ek_value *value = &record->slots[i];
        uint32_t kind = roll(g, 20);

        value->state = kind < 3 ? EK_MISSING : kind < 5 ? EK_NONE : EK_KNOWN;
        if (field->record != NULL && depth == 0)
            value->state = EK_MISSING;
        if (value->state == EK_KNOWN)
            gen_value(g, value, field, depth);
    }
    return record;
}

static const ek_record *gen_ruling_document(generator *g, const ek_question *question)
{
    ek_record *ruling = make_record(g->m, &ek_type_ruling);
    ek_value *answer = known_slot(ruling, "answer");

    known_slot(ruling, "question")->as.text = question->name;
    set_text(ruling, "role", one_in(g, 8) ? "assessors" : "chamber");
    set_date(ruling, "date", 19900 + (ek_date)roll(g, 120));
    set_none(ruling, "about");
    set_none(ruling, "country");
    answer->answer = (uint8_t)question->answer;
    switch (question->answer) {
    case EK_ANSWER_YES: answer->as.yes = one_in(g, 2); break;
    case EK_ANSWER_NUMBER: answer->as.number = gen_amount(g, false); break;
    case EK_ANSWER_DATE: answer->as.date = 19000; break;
    case EK_ANSWER_TEXT: answer->as.text = ek_text_of(some_texts[roll(g, 7)]); break;
    case EK_ANSWER_TEXTS:
        answer->as.texts = gen_words(g, &(const ek_field){.words = NULL});
        break;
    }
    if (one_in(g, 10))
        answer->state = EK_NONE;
    return ruling;
}

static const ek_record *gen_case(generator *g)
{
    ek_record *root = (ek_record *)(uintptr_t)gen_record(g, &ek_type_case, 0);
    const ek_record *rulings[MANY_QUESTIONS];
    uint32_t count = 0;

    for (uint32_t i = 0; i < MANY_QUESTIONS; i++)
        if (!one_in(g, 3))
            rulings[count++] = gen_ruling_document(g, g->questions[i]);
    set_list(g->m, root, "rulings", count, rulings);
    return root;
}

static ek_scene *gen_scene(generator *g)
{
    ek_scene *scene = make_scene(g->m);

    for (ek_scope scope = 0; scope < EK_SCOPE_COUNT; scope++) {
        uint32_t kind = roll(g, 16);

        if (ek_scope_of(scope)->kind == EK_SCOPE_MANY && scope != EK_SCOPE_STAY &&
            scope != EK_SCOPE_TARGET)
            continue;
        if (scope == EK_SCOPE_CASE)
            put_at(scene, scope, gen_case(g));
        else if (kind > 1)
            put_at(scene, scope, gen_record(g, ek_scope_of(scope)->record, 2));
        else if (kind == 1)
            scene->at[scope].state = EK_NONE;
    }
    return scene;
}

/* Another selection of a list, as `choose` tries them one after the other; or none. */
static void gen_selection(generator *g, ek_scene *scene)
{
    ek_scope scope = one_in(g, 2) ? EK_SCOPE_WORK : EK_SCOPE_ELECTIVE;
    const ek_value *parent = &scene->at[ek_scope_of(scope)->parent], *list;

    scene->chosen = EK_SCOPE_NONE;
    if (parent->state != EK_KNOWN || one_in(g, 3))
        return;
    list = &parent->as.record->slots[ek_scope_of(scope)->list];
    if (list->state != EK_KNOWN || list->as.list.count == 0)
        return;
    scene->chosen = scope;
    scene->chosen_items = list->as.list.items;
    scene->chosen_count = roll(g, list->as.list.count);
}

/* ---- The comparison ------------------------------------------------------------------------ */

typedef struct outcome {
    erkend_status status;
    ek_answer answer;
    ek_problem problem; /* when the status is no ERKEND_OK */
} outcome;

static outcome evaluate(ek_scene *scene, const ek_expr *expr, ek_date day, ek_reads *reads,
                        bool compiled)
{
    ek_scene before = *scene;
    ek_escape escape;
    outcome result = {.status = ERKEND_OK};

    if (EK_TRY(scene->arena, &escape))
        result.answer = compiled ? ek_compiled_eval(scene, expr, day, reads)
                                 : ek_plain_eval(scene, expr, day, reads, NULL);
    else
        result.status = escape.status;
    ek_escape_end(scene->arena, &escape);
    if (result.status != ERKEND_OK) {
        result.problem = scene->problems->items[scene->problems->count - 1];
        scene->problems->count = 0; /* the next one finds room */
        scene->problems->errors = 0;
    }
    before.memo = scene->memo;
    if (result.status == ERKEND_OK)
        assert_memory_equal(before.at, scene->at, sizeof before.at);
    before.search_steps = 100000;
    *scene = before;
    return result;
}

static void show_answer(ek_buffer *buffer, const char *who, const outcome *o)
{
    const ek_answer *a = &o->answer;

    ek_buffer_format(buffer, "%s: status %d type %d truth %d state %d because %d", who,
                     (int)o->status, (int)a->type, (int)a->truth, (int)a->state, a->because);
    if (a->has_low)
        ek_buffer_format(buffer, " low %lld/%lld", (long long)a->low.num, (long long)a->low.den);
    if (a->has_high)
        ek_buffer_format(buffer, " high %lld/%lld", (long long)a->high.num,
                         (long long)a->high.den);
    ek_buffer_format(buffer, " scale '%.*s'", EK_TEXT_ARGS(a->scale));
    ek_buffer_format(buffer, " problem line %u '%.*s'\n", (unsigned)o->problem.place.line,
                     EK_TEXT_ARGS(o->problem.message));
}

static void show_reads(ek_buffer *buffer, const char *who, const ek_reads *reads)
{
    ek_buffer_format(buffer, "%s reads:", who);
    for (uint32_t i = 0; i < reads->count; i++) {
        const ek_read *read = &reads->items[i];

        if (read->kind == EK_READ_FACT)
            ek_buffer_format(buffer, " %s.%s#%u", read->record->type->name, read->field->name,
                             (unsigned)read->record->number);
        else if (read->kind == EK_READ_SCOPE)
            ek_buffer_format(buffer, " <%s>", ek_scope_of(read->scope)->name);
        else
            ek_buffer_format(buffer, " ?%.*s", EK_TEXT_ARGS(read->question->name));
    }
    ek_buffer_char(buffer, '\n');
}

static void compare_evaluations(make *m, ek_scene *scene, const ek_expr *expr, ek_date day,
                                ek_reads *compiled_reads)
{
    outcome plain, compiled;
    ek_reads plain_reads, own_reads;
    ek_buffer buffer;
    bool same;

    ek_reads_init(&plain_reads, &m->arena);
    ek_reads_init(&own_reads, &m->arena);
    plain = evaluate(scene, expr, day, &plain_reads, false);
    compiled = evaluate(scene, expr, day, &own_reads, true);
    same = plain.status == compiled.status;
    if (same && plain.status != ERKEND_OK)
        same = plain.problem.code == compiled.problem.code &&
               plain.problem.place.line == compiled.problem.place.line &&
               ek_text_equal(plain.problem.message, compiled.problem.message);
    if (same && plain.status == ERKEND_OK)
        same = ek_answer_equal(&plain.answer, &compiled.answer) &&
               ek_reads_equal(&plain_reads, &own_reads);
    if (same) { /* and into reads that hold something already */
        outcome again = evaluate(scene, expr, day, compiled_reads, true);

        if (again.status == ERKEND_OK)
            for (uint32_t i = 0; i < own_reads.count; i++) {
                uint32_t before = compiled_reads->count;

                ek_reads_add(compiled_reads, own_reads.items[i]);
                assert_int_equal(compiled_reads->count, before);
            }
        return;
    }
    ek_buffer_init(&buffer, &m->arena);
    ek_buffer_expr(&buffer, expr);
    ek_buffer_format(&buffer, "\non day %d\n", (int)day);
    show_answer(&buffer, "plain", &plain);
    show_answer(&buffer, "compiled", &compiled);
    show_reads(&buffer, "plain", &plain_reads);
    show_reads(&buffer, "compiled", &own_reads);
    fail_msg("the two evaluations differ:\n%s", buffer.bytes);
}

static uint32_t compare_rule(make *m, ek_scene *scene, const ek_rule *rule, ek_date day,
                             ek_reads *reads)
{
    compare_evaluations(m, scene, rule->where, day, reads);
    compare_evaluations(m, scene, rule->must, day, reads);
    for (uint32_t i = 0; i < rule->gives->field_count; i++)
        compare_evaluations(m, scene, rule->gives->fields[i].value, day, reads);
    return 2 + rule->gives->field_count;
}

static void compare_allocation(make *m, ek_scene *scene, const ek_allocation *allocation,
                               ek_reads *reads)
{
    compare_evaluations(m, scene, allocation->where, 20000, reads);
    compare_evaluations(m, scene, allocation->total, 20000, reads);
    compare_evaluations(m, scene, allocation->by, 20000, reads);
    compare_evaluations(m, scene, allocation->rounding, 20000, reads);
}

static uint32_t compare_book(uint32_t seed)
{
    static field_entry fields[MANY_FIELDS];
    generator g = {.random = seed * UINT32_C(2654435761) + 1, .fields = fields};
    void *state;
    uint32_t compared = 0;

    assert_int_equal(open_make(&state), 0);
    g.m = state;
    g.field_count = list_fields(fields);
    gen_parameters(&g);
    gen_questions(&g);
    gen_terms(&g);
    gen_rules(&g);
    gen_allocation(&g);
    g.m->book.programs = ek_compile(&g.m->arena, &g.m->book);
    for (uint32_t i = 0; i < CASES; i++) {
        ek_scene *scene = gen_scene(&g);
        ek_reads reads;

        ek_reads_init(&reads, &g.m->arena);
        compare_allocation(g.m, scene, g.m->book.allocations[0], &reads);
        for (uint32_t k = 0; k < RULES; k++) {
            if (one_in(&g, 6))
                ek_reads_init(&reads, &g.m->arena);
            gen_selection(&g, scene);
            compared += compare_rule(g.m, scene, g.m->book.rules[k],
                                     one_in(&g, 20) ? -5 : 16000 + (ek_date)roll(&g, 6000),
                                     &reads);
        }
    }
    close_make(&state);
    return compared;
}

static void test_ek_compiled_eval__answers_and_reads_as_the_plain_evaluation(void **state)
{
    const char *wanted = getenv("DIFFERENTIAL_BOOKS");
    uint32_t books = wanted != NULL ? (uint32_t)atoi(wanted) : 6, compared = 0;

    (void)state;
    for (uint32_t seed = 1; seed <= books; seed++)
        compared += compare_book(seed);
    assert_true(compared >= books * CASES * RULES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_compiled_eval__answers_and_reads_as_the_plain_evaluation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
