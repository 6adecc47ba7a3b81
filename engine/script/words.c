/* The words of the core: each call becomes one expression (LANGUAGE section 5).
 *
 * A word has a shape: how its values are written, and how many. Types and units are not looked at
 * here, the check does that for each new node; what is looked at is the number of values, the form
 * of the call, and which name stands for each in turn inside a word that goes over a list. */
#include "script/state.h"

#include <assert.h>

#define MAX_VALUES 250

typedef enum shape {
    SHAPE_VALUES, /* at_most(a, b) */
    SHAPE_BRACES, /* all { a, b } */
    SHAPE_TABLE,  /* from_table { table, key, otherwise = v } */
    SHAPE_LIST,   /* every(list, c): the list stands first */
    SHAPE_EACH    /* sum_of(stay.weeks, c): the list follows from the value */
} shape;

struct ek_word {
    ek_op op;
    shape shape;
    uint8_t least, most; /* values; most 0: any number */
    const char *model;   /* how it is written */
};

static const ek_word words[] = {
    {EK_OP_ALL, SHAPE_BRACES, 1, 0, "all { a, b }"},
    {EK_OP_ANY, SHAPE_BRACES, 1, 0, "any { a, b }"},
    {EK_OP_NO, SHAPE_VALUES, 1, 1, "no(a)"},
    {EK_OP_AT_LEAST, SHAPE_VALUES, 2, 2, "at_least(a, b)"},
    {EK_OP_AT_MOST, SHAPE_VALUES, 2, 2, "at_most(a, b)"},
    {EK_OP_MORE_THAN, SHAPE_VALUES, 2, 2, "more_than(a, b)"},
    {EK_OP_LESS_THAN, SHAPE_VALUES, 2, 2, "less_than(a, b)"},
    {EK_OP_BEFORE, SHAPE_VALUES, 2, 2, "before(a, b)"},
    {EK_OP_AFTER, SHAPE_VALUES, 2, 2, "after(a, b)"},
    {EK_OP_ON_OR_BEFORE, SHAPE_VALUES, 2, 2, "on_or_before(a, b)"},
    {EK_OP_ON_OR_AFTER, SHAPE_VALUES, 2, 2, "on_or_after(a, b)"},
    {EK_OP_SAME, SHAPE_VALUES, 2, 2, "same(a, b)"},
    {EK_OP_DIFFERENT, SHAPE_VALUES, 2, 2, "different(a, b)"},
    {EK_OP_ONE_OF, SHAPE_VALUES, 2, 2, "one_of(a, { \"x\", \"y\" })"},
    {EK_OP_COVERS, SHAPE_VALUES, 2, 2, "covers(have, want)"},
    {EK_OP_MULTIPLE_OF, SHAPE_VALUES, 2, 2, "multiple_of(a, step)"},
    {EK_OP_IN_FORCE, SHAPE_VALUES, 2, 2, "in_force(thing, day)"},
    {EK_OP_IN_TRANSITION, SHAPE_VALUES, 2, 2, "in_transition(thing, day)"},
    {EK_OP_GIVEN, SHAPE_VALUES, 1, 1, "given(x)"},
    {EK_OP_EVERY, SHAPE_LIST, 2, 2, "every(list, c)"},
    {EK_OP_SOME, SHAPE_LIST, 2, 2, "some(list, c)"},
    {EK_OP_FULFILS, SHAPE_VALUES, 2, 2, "fulfils(parts, composition)"},
    {EK_OP_DIVIDE, SHAPE_VALUES, 2, 2, "divide(a, b)"},
    {EK_OP_LESSER_OF, SHAPE_VALUES, 2, 0, "lesser_of(a, b)"},
    {EK_OP_GREATER_OF, SHAPE_VALUES, 2, 0, "greater_of(a, b)"},
    {EK_OP_ROUNDED, SHAPE_VALUES, 2, 2, "rounded(x, param.p)"},
    {EK_OP_UP_TO, SHAPE_VALUES, 1, 1, "up_to(x)"},
    {EK_OP_SUM_OF, SHAPE_EACH, 1, 2, "sum_of(stay.weeks, c)"},
    {EK_OP_MEAN_OF, SHAPE_EACH, 1, 2, "mean_of(elective.mark, c)"},
    {EK_OP_LARGEST_OF, SHAPE_EACH, 1, 2, "largest_of(stay.weeks, c)"},
    {EK_OP_SMALLEST_OF, SHAPE_EACH, 1, 2, "smallest_of(stay.weeks, c)"},
    {EK_OP_WEIGHTED_MEAN_OF, SHAPE_EACH, 2, 3, "weighted_mean_of(part.grade, part.points, c)"},
    {EK_OP_NUMBER_OF, SHAPE_LIST, 1, 2, "number_of(list, c)"},
    {EK_OP_SHARE_OF, SHAPE_LIST, 1, 2, "share_of(list, c)"},
    {EK_OP_SHARE_COVERED, SHAPE_VALUES, 2, 2, "share_covered(have, want)"},
    {EK_OP_AVERAGE_OF, SHAPE_BRACES, 1, 0, "average_of { a, b }"},
    {EK_OP_FROM_TABLE, SHAPE_TABLE, 2, 0, "from_table { param.t, key, otherwise = v }"},
    {EK_OP_AGE_ON, SHAPE_VALUES, 2, 2, "age_on(birth, day)"},
    {EK_OP_MONTHS_IN, SHAPE_VALUES, 2, 2, "months_in(first, last)"},
    {EK_OP_MONTHS_AFTER, SHAPE_VALUES, 2, 2, "months_after(day, n)"},
    {EK_OP_YEARS_AFTER, SHAPE_VALUES, 2, 2, "years_after(day, n)"},
    {EK_OP_MONTHS_IN_ALL, SHAPE_VALUES, 1, 1, "months_in_all(stay)"},
    {EK_OP_DAYS_IN_ALL, SHAPE_VALUES, 1, 1, "days_in_all(stay)"},
    {EK_OP_EQF, SHAPE_VALUES, 1, 1, "eqf(level)"},
    {EK_OP_EACH_OF, SHAPE_EACH, 1, 1, "each_of(subject.name)"},
    {EK_OP_THOSE, SHAPE_LIST, 2, 2, "those(list, c)"},
};

#define WORD_COUNT (sizeof words / sizeof words[0])

const ek_word *ek_word_named(ek_text name)
{
    for (size_t i = 0; i < WORD_COUNT; i++)
        if (ek_text_is_word(name, ek_op_name(words[i].op)))
            return &words[i];
    return NULL;
}

const char *ek_word_name(const ek_word *word)
{
    return ek_op_name(word->op);
}

uint32_t ek_word_names(ek_text *names, uint32_t room)
{
    uint32_t count = 0;

    for (size_t i = 0; i < WORD_COUNT && count < room; i++)
        names[count++] = ek_text_of(ek_word_name(&words[i]));
    return count;
}

/* ---- Values ------------------------------------------------------------------------------- */

/* What a call gives its word. */
typedef struct values {
    const ek_expr *items[MAX_VALUES];
    uint32_t count;
    bool has_otherwise;
} values;

static int push_wrong(lua_State *lua, ek_place place)
{
    return ek_push_expr(lua, ek_expr_wrong(ek_script_of(lua), place));
}

static bool check_count(ek_script *script, const ek_word *word, uint32_t count, ek_place place)
{
    const char *name = ek_word_name(word);
    uint32_t wanted = count < word->least ? word->least : word->most;

    if (count >= word->least && (word->most == 0 || count <= word->most))
        return true;
    if (word->least == word->most)
        ek_tell(script, place, "%s takes %u value%s, not %u: write %s", name, (unsigned)wanted,
                wanted == 1 ? "" : "s", (unsigned)count, word->model);
    else
        ek_tell(script, place, "%s takes %s %u value%s, not %u: write %s", name,
                count < word->least ? "at least" : "at most", (unsigned)wanted,
                wanted == 1 ? "" : "s", (unsigned)count, word->model);
    return false;
}

static bool tell_shape(ek_script *script, const ek_word *word, ek_place place)
{
    ek_tell(script, place, "%s is written with its values like this: %s", ek_word_name(word),
            word->model);
    return false;
}

static bool tell_many(ek_script *script, const ek_word *word, ek_place place)
{
    ek_tell(script, place, "%s takes at most %d values", ek_word_name(word), MAX_VALUES - 1);
    return false;
}

/* Values in round brackets: from 2 to the top. */
static bool read_arguments(lua_State *lua, const ek_word *word, ek_place place, values *out)
{
    ek_script *script = ek_script_of(lua);
    int top = lua_gettop(lua);
    bool lone_braces = top == 2 && lua_type(lua, 2) == LUA_TTABLE;

    out->count = (uint32_t)(top - 1);
    while (top > 1 && out->count > 0 && lua_isnil(lua, top) && script->word_depth > 0) {
        top--; /* what a composed word leaves out */
        out->count--;
    }
    if (lone_braces && word->least > 1)
        return tell_shape(script, word, place);
    if (out->count >= MAX_VALUES)
        return tell_many(script, word, place);
    if (!check_count(script, word, out->count, place))
        return false;
    for (uint32_t i = 0; i < out->count; i++)
        out->items[i] = ek_expr_at(lua, (int)i + 2, ek_word_name(word), place);
    return true;
}

/* How many keys a table has besides 1 to count and `otherwise`. */
static uint32_t count_strangers(lua_State *lua, int table, uint32_t count, bool otherwise)
{
    uint32_t strangers = 0;

    lua_pushnil(lua);
    while (lua_next(lua, table)) {
        lua_pop(lua, 1);
        ek_charge(lua, 1);
        if (lua_isinteger(lua, -1) && lua_tointeger(lua, -1) >= 1 &&
            lua_tointeger(lua, -1) <= (lua_Integer)count)
            continue;
        if (otherwise && lua_type(lua, -1) == LUA_TSTRING &&
            ek_text_is(ek_text_of(lua_tostring(lua, -1)), "otherwise"))
            continue;
        strangers++;
    }
    return strangers;
}

/* Values in braces: the table at 2. */
static bool read_braces(lua_State *lua, const ek_word *word, ek_place place, values *out)
{
    ek_script *script = ek_script_of(lua);
    bool table = word->shape == SHAPE_TABLE;

    if (lua_gettop(lua) != 2 || lua_type(lua, 2) != LUA_TTABLE)
        return tell_shape(script, word, place);
    out->count = (uint32_t)lua_rawlen(lua, 2);
    if (out->count >= MAX_VALUES)
        return tell_many(script, word, place);
    if (count_strangers(lua, 2, out->count, table) > 0)
        return tell_shape(script, word, place);
    if (!check_count(script, word, out->count, place))
        return false;
    for (uint32_t i = 0; i < out->count; i++) {
        lua_rawgeti(lua, 2, (lua_Integer)i + 1);
        out->items[i] = ek_expr_at(lua, lua_gettop(lua), ek_word_name(word), place);
        lua_pop(lua, 1);
    }
    if (table && lua_getfield(lua, 2, "otherwise") != LUA_TNIL) {
        out->items[out->count++] = ek_expr_at(lua, lua_gettop(lua), "otherwise", place);
        out->has_otherwise = true;
    }
    return true;
}

/* ---- Lists -------------------------------------------------------------------------------- */

static bool is_many(ek_scope scope)
{
    return scope < EK_SCOPE_COUNT && ek_scope_of(scope)->kind == EK_SCOPE_MANY;
}

/* completion.parts is the list that `part` stands for. */
static ek_scope scope_of_path(const ek_path *path)
{
    for (uint32_t i = 0; i < EK_SCOPE_COUNT; i++) {
        const ek_scope_info *info = ek_scope_of((ek_scope)i);

        if (info->kind == EK_SCOPE_MANY && info->parent == path->scope && path->length == 1 &&
            info->list == path->slots[0])
            return (ek_scope)i;
    }
    return EK_SCOPE_NONE;
}

/* Which name stands for each of a list; EK_SCOPE_NONE: not known (yet). */
static ek_scope scope_of_list(const ek_expr *list, int depth)
{
    if (depth > 32)
        return EK_SCOPE_NONE;
    switch (list->op) {
    case EK_OP_THING: return is_many(list->as.scope) ? list->as.scope : EK_SCOPE_NONE;
    case EK_OP_FACT:
        return list->type == EK_TYPE_LIST ? scope_of_path(&list->as.path) : EK_SCOPE_NONE;
    case EK_OP_THOSE: return list->list_scope;
    case EK_OP_TERM:
        for (uint32_t i = 0; i < list->as.term->version_count; i++)
            if (list->as.term->versions[i]->is)
                return scope_of_list(list->as.term->versions[i]->is, depth + 1);
        return EK_SCOPE_NONE;
    default: return EK_SCOPE_NONE;
    }
}

static void await_list(ek_script *script, ek_expr *expr)
{
    ek_waiting *waiting = EK_NEW(script->arena, ek_waiting);

    if (script->waiting_book != script->set->book)
        script->waiting = NULL;
    script->waiting_book = script->set->book;
    waiting->expr = expr;
    waiting->next = script->waiting;
    script->waiting = waiting;
}

void ek_settle_waiting(ek_script *script)
{
    bool changed = true;

    while (changed) {
        ek_waiting **link = &script->waiting;

        changed = false;
        while (*link) {
            ek_expr *expr = (*link)->expr;

            expr->list_scope = scope_of_list(expr->args[0], 0);
            if (expr->list_scope == EK_SCOPE_NONE) {
                link = &(*link)->next;
                continue;
            }
            *link = (*link)->next;
            changed = true;
        }
    }
}

static uint32_t scopes_in(const ek_expr *expr)
{
    uint32_t found = 0;

    switch (expr->op) {
    case EK_OP_FACT: return (uint32_t)1 << expr->as.path.scope;
    case EK_OP_RULING: return (uint32_t)1 << expr->as.question->about;
    case EK_OP_THING: return 0; /* the list as a whole */
    default: break;
    }
    for (uint32_t i = expr->list_scope == EK_SCOPE_NONE ? 0 : 1; i < expr->count; i++)
        found |= scopes_in(expr->args[i]);
    if (expr->list_scope != EK_SCOPE_NONE)
        found &= ~((uint32_t)1 << expr->list_scope);
    return found;
}

/* The one name in `value` that stands for many; NONE: there is none, COUNT + 1: there are several.
 */
#define SEVERAL ((ek_scope)(EK_SCOPE_COUNT + 1))
static ek_scope each_in(const ek_expr *value)
{
    uint32_t found = scopes_in(value);
    ek_scope each = EK_SCOPE_NONE;

    for (uint32_t i = 0; i < EK_SCOPE_COUNT; i++) {
        if (!(found >> i & 1) || !is_many((ek_scope)i))
            continue;
        each = each == EK_SCOPE_NONE ? (ek_scope)i : SEVERAL;
    }
    return each;
}

static bool is_wrong(const ek_expr *expr)
{
    return expr->op == EK_OP_NONE && expr->type == EK_TYPE_ANY;
}

static bool is_list(const ek_expr *expr)
{
    return expr->type == EK_TYPE_LIST;
}

/* Whether something may turn out to be a list: a term, or what has been reported. */
static bool may_be_list(const ek_expr *expr)
{
    return expr->op == EK_OP_TERM || is_wrong(expr);
}

static bool any_wrong(const values *given)
{
    for (uint32_t i = 0; i < given->count; i++)
        if (is_wrong(given->items[i]))
            return true;
    return false;
}

/* sum_of(stay.weeks, c) becomes list, value, condition; sum_of(list, value, c) is allowed too. */
static bool insert_list(ek_script *script, const ek_word *word, ek_place place, values *given)
{
    const char *name = ek_word_name(word);
    ek_scope each = each_in(given->items[0]);

    if (is_list(given->items[0]) || (given->items[0]->op == EK_OP_TERM && each == EK_SCOPE_NONE &&
                                     given->count > word->least)) {
        if (given->count > word->least)
            return true;
        ek_tell(script, place, "%s goes over what stands in each of a list: write %s", name,
                word->model);
        return false;
    }
    if (any_wrong(given))
        return false;
    if (each == SEVERAL) {
        ek_tell(script, place, "%s goes over one list, and its value speaks of several", name);
        return false;
    }
    if (each == EK_SCOPE_NONE) {
        ek_tell(script, place,
                "%s does not see which list it goes over: write %s, or name the list "
                "first",
                name, word->model);
        return false;
    }
    for (uint32_t i = given->count++; i > 0; i--)
        given->items[i] = given->items[i - 1];
    given->items[0] = ek_thing_new(script, each, given->items[1]->place);
    return true;
}

static bool check_list(ek_script *script, const ek_word *word, ek_place place, const values *given)
{
    assert(given->items[0]);
    if (is_list(given->items[0]) || may_be_list(given->items[0]))
        return true;
    ek_tell(script, place, "%s goes over a list of things, like stay or those(…): write %s",
            ek_word_name(word), word->model);
    return false;
}

/* ---- Calls -------------------------------------------------------------------------------- */

static bool read_values(lua_State *lua, const ek_word *word, ek_place place, values *out)
{
    ek_script *script = ek_script_of(lua);

    if (word->shape == SHAPE_BRACES || word->shape == SHAPE_TABLE)
        return read_braces(lua, word, place, out);
    if (word->shape == SHAPE_EACH) {
        ek_word wider = *word;

        wider.most = (uint8_t)(word->most + 1); /* with the list */
        if (!read_arguments(lua, &wider, place, out))
            return false;
        assert(out->items[0]); /* these words take one value at least */
        return (out->count <= word->most || is_list(out->items[0]) || may_be_list(out->items[0]) ||
                check_count(script, word, out->count, place)) &&
               insert_list(script, word, place, out);
    }
    return read_arguments(lua, word, place, out) &&
           (word->shape != SHAPE_LIST || check_list(script, word, place, out));
}

int ek_word_call(lua_State *lua, const ek_word *word, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    values given = {.count = 0, .has_otherwise = false};
    bool over_list = word->shape == SHAPE_LIST || word->shape == SHAPE_EACH;
    ek_expr *expr;

    if (!read_values(lua, word, place, &given))
        return push_wrong(lua, place);
    expr = ek_expr_new(script, word->op, place, given.count);
    for (uint32_t i = 0; i < given.count; i++)
        ((const ek_expr **)(uintptr_t)expr->args)[i] = given.items[i];
    expr->has_otherwise = given.has_otherwise;
    if (over_list) {
        expr->list_scope = scope_of_list(given.items[0], 0);
        if (expr->list_scope == EK_SCOPE_NONE)
            await_list(script, expr);
    }
    return ek_push_expr(lua, ek_expr_finish(script, expr));
}

int ek_sign_call(lua_State *lua, ek_op op, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    const ek_expr *left, *right;
    ek_expr *expr;

    ek_charge(lua, 8);
    left = ek_expr_at(lua, 1, ek_op_name(op), place);
    right = ek_expr_at(lua, 2, ek_op_name(op), place);
    expr = ek_expr_new(script, op, place, 2);
    ((const ek_expr **)(uintptr_t)expr->args)[0] = left;
    ((const ek_expr **)(uintptr_t)expr->args)[1] = right;
    return ek_push_expr(lua, ek_expr_finish(script, expr));
}
