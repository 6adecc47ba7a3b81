/* The environment of a file: the names that it may use, built from nothing.
 *
 * It is an empty table; each name goes through look_up, so that a name which does not exist is an
 * error with its place and the nearest right one. Only the vocabulary may write names, and only
 * those of new words. */
#include "script/state.h"

#define MAX_NAMES 512
#define MAX_NESTED 6 /* functions that call functions: how far their memory is followed */

static int push_scope(lua_State *lua, ek_scope scope, ek_place place)
{
    return ek_push_expr(lua, ek_thing_new(ek_script_of(lua), scope, place));
}

static int push_none(lua_State *lua, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    ek_expr *expr = ek_expr_new(script, EK_OP_NONE, place, 0);

    expr->type = EK_TYPE_NONE;
    return ek_push_expr(lua, ek_expr_finish(script, expr));
}

static bool push_named(lua_State *lua, ek_object_kind kind, int which, const ek_word *word,
                       const char *name)
{
    ek_object_push(lua, kind, which, word)->text = ek_text_of(name);
    return true;
}

/* param, term, ruling; rule, define, allocation, check; effects and words of the core. */
static bool push_core(lua_State *lua, ek_text name)
{
    static const ek_op kinds[] = {EK_OP_PARAM, EK_OP_TERM, EK_OP_RULING};
    const ek_word *word;
    int effect;

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (ek_text_is_word(name, ek_op_name(kinds[i])))
            return push_named(lua, EK_OBJECT_NAMES, (int)kinds[i], NULL, ek_op_name(kinds[i]));
    for (int form = EK_FORM_RULE; form <= EK_FORM_CHECK; form++)
        if (ek_text_is_word(name, ek_form_name((ek_form_kind)form)))
            return push_named(lua, EK_OBJECT_FORM, form, NULL, ek_form_name((ek_form_kind)form));
    if ((word = ek_word_named(name)))
        return push_named(lua, EK_OBJECT_WORD, 0, word, ek_word_name(word));
    effect = ek_effect_named(name);
    return effect >= 0 && push_named(lua, EK_OBJECT_EFFECT_WORD, effect, NULL,
                                     ek_effect_name((ek_effect_kind)effect));
}

/* A word that is composed in Lua. */
static bool push_composed(lua_State *lua, int name)
{
    lua_getfield(lua, LUA_REGISTRYINDEX, "words");
    lua_pushvalue(lua, name);
    lua_rawget(lua, -2);
    lua_remove(lua, -2);
    if (!lua_isnil(lua, -1))
        return true;
    lua_pop(lua, 1);
    return false;
}

static bool push_library(lua_State *lua, int name)
{
    lua_getfield(lua, LUA_REGISTRYINDEX, "libs");
    lua_pushvalue(lua, name);
    lua_rawget(lua, -2);
    lua_remove(lua, -2);
    if (!lua_isnil(lua, -1))
        return true;
    lua_pop(lua, 1);
    return false;
}

static ek_text nearest_name(const ek_script *script, ek_text name)
{
    static const char *const others[] = {"none",    "param",   "term",       "ruling",
                                         "rule",    "define",  "allocation", "check",
                                         "refused", "partial", "conditional"};
    ek_text names[MAX_NAMES];
    uint32_t count = ek_word_names(names, MAX_NAMES / 2);

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        names[count++] = ek_text_of(others[i]);
    for (uint32_t i = 0; i < EK_SCOPE_TARGET; i++)
        names[count++] = ek_text_of(ek_scope_of((ek_scope)i)->name);
    for (uint32_t i = 0; i < EK_EFFECTS; i++)
        names[count++] = ek_text_of(ek_effect_name((ek_effect_kind)i));
    for (uint32_t i = 0; i < script->composed_count && count < MAX_NAMES; i++)
        names[count++] = script->composed[i];
    return ek_text_nearest(name, names, count);
}

/* Verdicts that nobody writes; NULL: it is none of them. */
static const char *find_arising(ek_text name)
{
    if (ek_text_is(name, "referred"))
        return "when a body has not ruled; write its question, as ruling.longer_stay";
    if (ek_text_is(name, "incomplete"))
        return "when a fact is missing";
    if (ek_text_is(name, "recognised"))
        return "when all rules hold";
    return NULL;
}

static int push_unknown(lua_State *lua, ek_text name, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    const char *arises = find_arising(name);
    ek_text nearest = nearest_name(script, name);
    ek_object *object;

    if (arises)
        ek_tell(script, place, "'%.*s' is not written: it arises %s", EK_TEXT_ARGS(name), arises);
    else if (nearest.size)
        ek_tell(script, place, "unknown name '%.*s': did you mean '%.*s'?", EK_TEXT_ARGS(name),
                EK_TEXT_ARGS(nearest));
    else
        ek_tell(script, place, "unknown name '%.*s': it is no fact and no word",
                EK_TEXT_ARGS(name));
    ek_push_expr(lua, ek_expr_wrong(script, place));
    object = ek_object_at(lua, -1);
    object->text = ek_text_copy(script->arena, name);
    return 1;
}

/* __index of an environment; the upvalue says whether it is the vocabulary's. */
static int look_up(lua_State *lua)
{
    ek_script *script = ek_script_of(lua);
    bool vocabulary = lua_toboolean(lua, lua_upvalueindex(1));
    size_t size = 0;
    ek_text name = {lua_tolstring(lua, 2, &size), 0};
    ek_scope scope;
    ek_place place;

    ek_charge(lua, 8);
    name.size = (uint32_t)size;
    place = ek_take_place(script, EK_STEP_NAME, name);
    scope = ek_scope_named(name);
    if (scope != EK_SCOPE_NONE)
        return push_scope(lua, scope, place);
    if (ek_text_is(name, "none"))
        return push_none(lua, place);
    if (push_core(lua, name) || ek_verdict_push(lua, name, place) || push_composed(lua, 2) ||
        (vocabulary && push_library(lua, 2)))
        return 1;
    if (vocabulary)
        return ek_lua_fail(lua, "unknown name '%s'", name.bytes);
    return push_unknown(lua, name, place);
}

static bool is_taken(lua_State *lua, ek_text name)
{
    bool taken = ek_scope_named(name) != EK_SCOPE_NONE || ek_text_is(name, "none") ||
                 push_core(lua, name) || ek_verdict_push(lua, name, (ek_place){0}) ||
                 push_composed(lua, 2) || push_library(lua, 2);

    lua_settop(lua, 3);
    return taken;
}

/* A word must not carry anything from one call to the next. Tables that its functions share with
 * the file around them are refused here; other values are compared after each call
 * (ek_memory_push). */
static void check_memory(lua_State *lua, int function, const char *word, int depth)
{
    luaL_checkstack(lua, 4, "functions of words");
    for (int i = 1; depth < MAX_NESTED; i++) {
        const char *name = lua_getupvalue(lua, function, i);

        if (!name)
            return;
        ek_charge(lua, 1);
        if (lua_type(lua, -1) == LUA_TTABLE && !ek_text_is(ek_text_of(name), "_ENV"))
            ek_lua_fail(lua, "the word '%s' shares the table '%s' with others: make it inside",
                        word, name);
        if (lua_type(lua, -1) == LUA_TFUNCTION)
            check_memory(lua, lua_gettop(lua), word, depth + 1);
        lua_pop(lua, 1);
    }
}

/* Appends all values that a function and those it calls share with the file around them. */
static void note_memory(lua_State *lua, int function, int table, int depth)
{
    luaL_checkstack(lua, 4, "functions of words");
    for (int i = 1; depth < MAX_NESTED && lua_getupvalue(lua, function, i); i++) {
        ek_charge(lua, 2);
        if (lua_type(lua, -1) == LUA_TFUNCTION) {
            note_memory(lua, lua_gettop(lua), table, depth + 1);
        } else if (lua_isnil(lua, -1)) {
            lua_pop(lua, 1);
            lua_pushlightuserdata(lua, NULL);
        }
        lua_rawseti(lua, table, (lua_Integer)lua_rawlen(lua, table) + 1);
    }
}

void ek_memory_push(lua_State *lua, int function)
{
    lua_newtable(lua);
    note_memory(lua, function, lua_gettop(lua), 0);
}

bool ek_memory_equal(lua_State *lua, int before, int after)
{
    lua_Integer count = (lua_Integer)lua_rawlen(lua, before);
    bool equal = count == (lua_Integer)lua_rawlen(lua, after);

    for (lua_Integer i = 1; equal && i <= count; i++) {
        lua_rawgeti(lua, before, i);
        lua_rawgeti(lua, after, i);
        equal = lua_rawequal(lua, -1, -2);
        lua_pop(lua, 2);
    }
    return equal;
}

/* __newindex of the vocabulary's environment: function within_months(…) … end */
static int add_word(lua_State *lua)
{
    ek_script *script = ek_script_of(lua);
    ek_text name = ek_lua_text(lua, 2);
    ek_object *object;

    ek_charge(lua, 8);
    if (!script->vocabulary_runs || script->word_depth > 0)
        return ek_lua_fail(lua, "'%s' is written to by a word: words keep nothing", name.bytes);
    if (lua_type(lua, 3) != LUA_TFUNCTION)
        return ek_lua_fail(lua, "'%s' is written to: only words are, and words are functions",
                           name.bytes);
    if (is_taken(lua, name))
        return ek_lua_fail(lua, "the word '%s' exists already", name.bytes);
    check_memory(lua, 3, name.bytes, 0);
    lua_getfield(lua, LUA_REGISTRYINDEX, "words");
    lua_pushvalue(lua, 2);
    object = ek_object_push(lua, EK_OBJECT_COMPOSED, 0, NULL);
    object->text = name;
    lua_pushvalue(lua, 3);
    lua_setiuservalue(lua, -2, 1);
    lua_rawset(lua, -3);
    *EK_PUSH(script->arena, script->composed, script->composed_count, script->composed_capacity) =
        name;
    return 0;
}

/* x = … in a country file. */
static int refuse_write(lua_State *lua)
{
    ek_script *script = ek_script_of(lua);
    ek_text name = ek_lua_text(lua, 2);

    ek_charge(lua, 8);
    ek_tell(script, ek_take_place(script, EK_STEP_WRITE, name),
            "'%.*s = …' stands on its own: a file holds rules, definitions and allocations; give a "
            "value a name with define",
            EK_TEXT_ARGS(name));
    return 0;
}

void ek_push_environment(lua_State *lua, bool vocabulary)
{
    lua_newtable(lua);
    lua_newtable(lua);
    lua_pushboolean(lua, vocabulary);
    lua_pushcclosure(lua, look_up, 1);
    lua_setfield(lua, -2, "__index");
    lua_pushcfunction(lua, vocabulary ? add_word : refuse_write);
    lua_setfield(lua, -2, "__newindex");
    lua_pushboolean(lua, false);
    lua_setfield(lua, -2, "__metatable");
    lua_setmetatable(lua, -2);
}
