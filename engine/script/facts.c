/* Facts and other names, as a policy meets them: objects with one metatable, and the environment
 * that gives them by name.
 *
 * unit, unit.points, param.x, at_most are all objects; a dot, a call or a sign builds the next one.
 * What makes no sense is reported with line and column and answered by an object that fits
 * everywhere, so that the file goes on and one run finds all of its mistakes. */
#include "script/state.h"

#include "rule/check.h"

#define OBJECT_TYPE "ek_object"
/* Where the registry holds their metatable, besides under that name: found without the name. */
static const char object_key;
#define MAX_NAMES 512

/* ---- Places and messages ------------------------------------------------------------------ */

ek_place ek_this_place(ek_script *script)
{
    ek_place place = {script->source->name, 0, 0};
    lua_Debug debug;

    if (script->word_depth > 0)
        return script->word_place;
    for (int level = 0; lua_getstack(script->lua, level, &debug); level++) {
        lua_getinfo(script->lua, "l", &debug);
        if (debug.currentline > 0) {
            place.line = (uint32_t)debug.currentline;
            break;
        }
    }
    return place;
}

ek_place ek_take_place(ek_script *script, ek_step_kind kind, ek_text name)
{
    const ek_order *order = &script->order;

    script->braces = EK_NO_BRACES;
    if (script->word_depth > 0 || script->vocabulary_runs)
        return ek_this_place(script);
    for (uint32_t i = script->step; i < order->count; i++) {
        const ek_step *step = &order->steps[i];

        if (step->kind != kind || (name.size && !ek_text_equal(step->name, name)))
            continue;
        ek_charge(script->lua, i - script->step);
        script->step = i + 1;
        script->braces = step->braces;
        return (ek_place){script->source->name, step->line, step->column};
    }
    ek_charge(script->lua, order->count - script->step);
    return ek_this_place(script);
}

void ek_tell(ek_script *script, ek_place place, const char *format, ...)
{
    ek_buffer message;
    va_list arguments;

    ek_buffer_init(&message, script->arena);
    va_start(arguments, format);
    ek_buffer_format_list(&message, format, arguments);
    va_end(arguments);
    ek_problem_add(script->problems, ERKEND_EPOLICY, place, "%.*s",
                   EK_TEXT_ARGS(ek_buffer_done(&message)));
}

/* Reports a name that does not exist: "unknown fact 'abroad.servs_goal': did you mean …?" */
static void tell_unknown(ek_script *script, ek_place place, const char *what, ek_text name,
                         ek_text nearest)
{
    if (nearest.size)
        ek_tell(script, place, "%s '%.*s': did you mean '%.*s'?", what, EK_TEXT_ARGS(name),
                EK_TEXT_ARGS(nearest));
    else
        ek_tell(script, place, "%s '%.*s'", what, EK_TEXT_ARGS(name));
}

/* ---- Objects ------------------------------------------------------------------------------ */

ek_object *ek_object_push(lua_State *lua, ek_object_kind kind, int which, const void *what)
{
    ek_object *object = lua_newuserdatauv(lua, sizeof *object, kind == EK_OBJECT_COMPOSED ? 1 : 0);

    *object = (ek_object){kind, which, what, {"", 0}, {{"", 0}, 0, 0}};
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &object_key);
    lua_setmetatable(lua, -2);
    return object;
}

/* Only our objects are userdata here; the boxes of luaL_Buffer never reach a policy. */
ek_object *ek_object_at(lua_State *lua, int index)
{
    return lua_type(lua, index) == LUA_TUSERDATA ? lua_touserdata(lua, index) : NULL;
}

static const ek_expr *expr_object(lua_State *lua, int index)
{
    const ek_object *object = ek_object_at(lua, index);

    return object && object->kind == EK_OBJECT_EXPR ? object->what : NULL;
}

static bool is_wrong(const ek_expr *expr)
{
    return expr->op == EK_OP_NONE && expr->type == EK_TYPE_ANY;
}

const char *ek_shown_kind(lua_State *lua, int index)
{
    const ek_object *object = ek_object_at(lua, index);

    switch (lua_type(lua, index)) {
    case LUA_TNIL:
    case LUA_TNONE: return "nothing";
    case LUA_TBOOLEAN: return "true or false of Lua";
    case LUA_TNUMBER: return "a number";
    case LUA_TSTRING: return "a text";
    case LUA_TTABLE: return "braces";
    case LUA_TFUNCTION: return "a function";
    default: break;
    }
    switch (object ? object->kind : EK_OBJECT_EXPR) {
    case EK_OBJECT_EXPR: return "a fact";
    case EK_OBJECT_NAMES: return "param, term or ruling without a name";
    case EK_OBJECT_WORD:
    case EK_OBJECT_COMPOSED: return "a word without its values";
    case EK_OBJECT_FORM:
    case EK_OBJECT_OPEN_FORM: return "rule, define, allocation or check";
    case EK_OBJECT_VERDICT: return "a verdict";
    case EK_OBJECT_EFFECT_WORD: return "an effect without its fields";
    case EK_OBJECT_EFFECT: return "an effect";
    }
    return "something else";
}

/* ---- Expressions -------------------------------------------------------------------------- */

ek_expr *ek_expr_new(ek_script *script, ek_op op, ek_place place, uint32_t count)
{
    ek_expr *expr;

    if (!script->set)
        ek_lua_fail(script->lua, "facts can be named only inside the functions of words");
    ek_charge(script->lua, 8 + (size_t)count);
    expr = EK_NEW(script->arena, ek_expr);
    expr->op = op;
    expr->type = EK_TYPE_ANY;
    expr->measure.any = true;
    expr->list_scope = EK_SCOPE_NONE;
    expr->count = count;
    expr->args = count ? EK_NEW_ARRAY(script->arena, const ek_expr *, count) : NULL;
    expr->place = place;
    return expr;
}

static ek_node_size *size_of(ek_script *script, const ek_expr *expr)
{
    uint32_t index = expr->number_id - script->first_id;

    return index < script->size_count ? &script->sizes[index] : NULL;
}

/* Numbers the node and counts what is below it. false: too large. */
static bool measure_node(ek_script *script, ek_expr *expr)
{
    ek_node_size own = {1, 1};

    for (uint32_t i = 0; i < expr->count; i++) {
        const ek_node_size *below = size_of(script, expr->args[i]);

        if (!below)
            continue;
        own.nodes += below->nodes;
        if (below->depth >= own.depth)
            own.depth = below->depth + 1;
    }
    if (script->size_count == 0)
        script->first_id = script->set->book->expr_count;
    expr->number_id = script->set->book->expr_count++;
    *EK_PUSH(script->arena, script->sizes, script->size_count, script->size_capacity) = own;
    return own.depth <= EK_MAX_EXPR_DEPTH && own.nodes <= EK_MAX_EXPR_NODES;
}

const ek_expr *ek_expr_finish(ek_script *script, ek_expr *expr)
{
    if (!measure_node(script, expr)) {
        ek_tell(script, expr->place,
                "an expression of more than %u parts or %u levels: give parts of it a name with "
                "define",
                EK_MAX_EXPR_NODES, EK_MAX_EXPR_DEPTH);
        return ek_expr_wrong(script, expr->place);
    }
    ek_check_expr(expr, script->problems);
    return expr;
}

const ek_expr *ek_expr_wrong(ek_script *script, ek_place place)
{
    ek_expr *expr = ek_expr_new(script, EK_OP_NONE, place, 0);

    measure_node(script, expr);
    return expr;
}

int ek_push_expr(lua_State *lua, const ek_expr *expr)
{
    ek_object_push(lua, EK_OBJECT_EXPR, 0, expr);
    return 1;
}

static int push_wrong(lua_State *lua, ek_place place)
{
    return ek_push_expr(lua, ek_expr_wrong(ek_script_of(lua), place));
}

ek_text ek_lua_text(lua_State *lua, int index)
{
    size_t size;
    const char *bytes;

    if (lua_type(lua, index) != LUA_TSTRING)
        return EK_TEXT("");
    bytes = lua_tolstring(lua, index, &size);
    ek_charge(lua, size / 16 + 1);
    return ek_text_copy(ek_script_of(lua)->arena, (ek_text){bytes, (uint32_t)size});
}

static const ek_expr *make_number(ek_script *script, lua_Integer number, ek_place place)
{
    ek_expr *expr = ek_expr_new(script, EK_OP_NUMBER, place, 0);

    expr->as.number = ek_fraction_whole(number);
    expr->type = EK_TYPE_QUANTITY;
    expr->measure = (ek_measure){.any = true, .scale = {"", 0}};
    return ek_expr_finish(script, expr);
}

static const ek_expr *make_text(lua_State *lua, int index, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    ek_expr *expr = ek_expr_new(script, EK_OP_TEXT, place, 0);

    expr->as.text = ek_lua_text(lua, index);
    expr->type = EK_TYPE_TEXT;
    return ek_expr_finish(script, expr);
}

/* { "home", agreement.host } */
static const ek_expr *make_texts(lua_State *lua, int index, const char *word, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    uint32_t count = (uint32_t)lua_rawlen(lua, index);
    uint32_t keys = 0;
    ek_expr *expr;
    const ek_expr **args;

    for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1))
        keys++;
    if (keys != count) {
        ek_tell(script, place, "%s takes a list of texts in braces: { \"a\", \"b\" }", word);
        return ek_expr_wrong(script, place);
    }
    expr = ek_expr_new(script, EK_OP_TEXTS, place, count);
    args = (const ek_expr **)(uintptr_t)expr->args;
    for (uint32_t i = 0; i < count; i++) {
        lua_rawgeti(lua, index, (lua_Integer)i + 1);
        if (lua_type(lua, -1) == LUA_TTABLE) {
            ek_tell(script, place, "a list of texts holds texts, not braces");
            args[i] = ek_expr_wrong(script, place);
        } else {
            args[i] = ek_expr_at(lua, lua_gettop(lua), word, place);
        }
        lua_pop(lua, 1);
    }
    expr->type = EK_TYPE_SET;
    return ek_expr_finish(script, expr);
}

const ek_expr *ek_expr_at(lua_State *lua, int index, const char *word, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    const ek_expr *expr = expr_object(lua, index);

    if (expr)
        return expr;
    luaL_checkstack(lua, 8, "values");
    if (lua_isinteger(lua, index))
        return make_number(script, lua_tointeger(lua, index), place);
    if (lua_type(lua, index) == LUA_TSTRING)
        return make_text(lua, index, place);
    if (lua_type(lua, index) == LUA_TTABLE)
        return make_texts(lua, lua_absindex(lua, index), word, place);
    /* In a country file the scan has reported numbers with a fraction, true, false, nil. */
    if (script->word_depth > 0 || lua_type(lua, index) == LUA_TUSERDATA)
        ek_tell(script, place, "%s takes a value, not %s", word, ek_shown_kind(lua, index));
    return ek_expr_wrong(script, place);
}

/* ---- Facts -------------------------------------------------------------------------------- */

static void set_fact_type(ek_expr *expr, const ek_field *field)
{
    static const ek_type types[] = {
        [EK_KIND_YES] = EK_TYPE_CONDITION, [EK_KIND_NUMBER] = EK_TYPE_QUANTITY,
        [EK_KIND_MARK] = EK_TYPE_QUANTITY, [EK_KIND_DATE] = EK_TYPE_DATE,
        [EK_KIND_TEXT] = EK_TYPE_TEXT,     [EK_KIND_WORD] = EK_TYPE_TEXT,
        [EK_KIND_COUNTRY] = EK_TYPE_TEXT,  [EK_KIND_SET] = EK_TYPE_SET,
        [EK_KIND_LEVEL] = EK_TYPE_LEVEL,   [EK_KIND_RECORD] = EK_TYPE_RECORD,
        [EK_KIND_LIST] = EK_TYPE_LIST,     [EK_KIND_BY_COUNTRY] = EK_TYPE_LIST,
        [EK_KIND_TREE] = EK_TYPE_TREE,     [EK_KIND_ANSWER] = EK_TYPE_ANY};

    expr->type = types[field->kind];
    expr->measure = (ek_measure){.scale = {"", 0}};
    if (field->kind == EK_KIND_NUMBER && field->unit < EK_DIMENSIONS)
        expr->measure.power[field->unit] = 1;
    if (field->kind == EK_KIND_MARK)
        expr->measure.power[EK_MARKS] = 1;
}

const ek_expr *ek_thing_new(ek_script *script, ek_scope scope, ek_place place)
{
    ek_expr *expr = ek_expr_new(script, EK_OP_THING, place, 0);
    bool many = ek_scope_of(scope)->kind == EK_SCOPE_MANY;

    expr->as.scope = scope;
    expr->type = many ? EK_TYPE_LIST : EK_TYPE_RECORD;
    expr->list_scope = many ? scope : EK_SCOPE_NONE;
    return ek_expr_finish(script, expr);
}

/* The names that lead to a fact or a thing, for one more behind them. */
static uint32_t path_names(const ek_expr *expr, ek_text *names, ek_scope *scope)
{
    const ek_path *path = &expr->as.path;
    const ek_record_type *type;
    uint32_t count = 0;

    *scope = expr->op == EK_OP_THING ? expr->as.scope : path->scope;
    if (*scope == EK_SCOPE_TARGET) {
        names[count++] = EK_TEXT("target");
        *scope = EK_SCOPE_UNIT;
        type = ek_scope_of(EK_SCOPE_TARGET)->record;
    } else {
        type = ek_scope_of(*scope)->record;
    }
    for (uint32_t i = 0; expr->op == EK_OP_FACT && i < path->length; i++) {
        const ek_field *field = &type->fields[path->slots[i]];

        if (!(field->flags & EK_EMBED))
            names[count++] = ek_text_of(field->name);
        type = field->record;
    }
    return count;
}

static void tell_no_fact(ek_script *script, ek_scope scope, const ek_text *names, uint32_t count,
                         ek_text nearest, ek_place place)
{
    ek_buffer whole;

    ek_buffer_init(&whole, script->arena);
    ek_buffer_string(&whole, ek_scope_of(scope)->name);
    for (uint32_t i = 0; i < count; i++)
        ek_buffer_format(&whole, ".%.*s", EK_TEXT_ARGS(names[i]));
    tell_unknown(script, place, "unknown fact", ek_buffer_done(&whole), nearest);
}

static int push_fact(lua_State *lua, const ek_expr *of, ek_text name, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    ek_text names[EK_PATH_MAX + 3], nearest;
    ek_scope scope;
    uint32_t count = path_names(of, names, &scope);
    ek_path path;
    ek_expr *expr;

    names[count++] = name;
    if (!ek_path_find(&path, scope, names, count, &nearest)) {
        tell_no_fact(script, scope, names, count, nearest, place);
        return push_wrong(lua, place);
    }
    if (path.length == 0)
        return ek_push_expr(lua, ek_thing_new(script, path.scope, place));
    if (path.field->flags & EK_PERSONAL) {
        ek_tell(script, place, "'%.*s' is for people, no rule reads it: %s", EK_TEXT_ARGS(name),
                path.field->meaning);
        return push_wrong(lua, place);
    }
    expr = ek_expr_new(script, EK_OP_FACT, place, 0);
    expr->as.path = path;
    set_fact_type(expr, path.field);
    return ek_push_expr(lua, ek_expr_finish(script, expr));
}

/* ---- param.x, term.x, ruling.x ------------------------------------------------------------- */

static const ek_parameter *find_parameter(const ek_parameter *const *items, uint32_t count,
                                          ek_text name)
{
    for (uint32_t i = 0; i < count; i++)
        if (ek_text_equal(items[i]->name, name))
            return items[i];
    return NULL;
}

static ek_text nearest_parameter(const ek_script_set *set, ek_text name)
{
    ek_text names[MAX_NAMES];
    uint32_t count = 0;

    for (uint32_t i = 0; i < set->parameter_count && count < MAX_NAMES; i++)
        names[count++] = set->parameters[i]->name;
    for (uint32_t i = 0; i < set->book->parameter_count && count < MAX_NAMES; i++)
        names[count++] = set->book->parameters[i]->name;
    return ek_text_nearest(name, names, count);
}

static void set_parameter_type(ek_expr *expr, const ek_parameter *parameter)
{
    static const ek_type types[] = {[EK_UNIT_MEASURE] = EK_TYPE_QUANTITY,
                                    [EK_UNIT_DATE] = EK_TYPE_DATE,
                                    [EK_UNIT_TEXT] = EK_TYPE_TEXT,
                                    [EK_UNIT_TEXTS] = EK_TYPE_SET,
                                    [EK_UNIT_ROUNDING] = EK_TYPE_ROUNDING};

    expr->type = types[parameter->unit_kind];
    expr->measure = parameter->measure;
    if (parameter->value_count && parameter->values[0].value.kind == EK_DATUM_TABLE)
        expr->type = EK_TYPE_TABLE;
    else if (parameter->value_count && parameter->values[0].value.kind == EK_DATUM_NUMBERS)
        expr->type = EK_TYPE_SET;
}

static int push_parameter(lua_State *lua, ek_text name, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    const ek_script_set *set = script->set;
    ek_expr *expr = ek_expr_new(script, EK_OP_PARAM, place, 0);
    const ek_parameter *found = find_parameter(set->parameters, set->parameter_count, name);

    if (!found)
        found = find_parameter(set->book->parameters, set->book->parameter_count, name);
    if (!found) {
        tell_unknown(script, place, "no parameter", name, nearest_parameter(set, name));
        return push_wrong(lua, place);
    }
    expr->as.param = found;
    set_parameter_type(expr, found);
    return ek_push_expr(lua, ek_expr_finish(script, expr));
}

static const ek_question *find_question(const ek_question *const *items, uint32_t count,
                                        ek_text name)
{
    for (uint32_t i = 0; i < count; i++)
        if (ek_text_equal(items[i]->name, name))
            return items[i];
    return NULL;
}

static ek_text nearest_question(const ek_script_set *set, ek_text name)
{
    ek_text names[MAX_NAMES];
    uint32_t count = 0;

    for (uint32_t i = 0; i < set->question_count && count < MAX_NAMES; i++)
        names[count++] = set->questions[i]->name;
    for (uint32_t i = 0; i < set->book->question_count && count < MAX_NAMES; i++)
        names[count++] = set->book->questions[i]->name;
    return ek_text_nearest(name, names, count);
}

static void set_answer_type(ek_expr *expr, const ek_question *question)
{
    static const ek_type types[] = {[EK_ANSWER_YES] = EK_TYPE_CONDITION,
                                    [EK_ANSWER_NUMBER] = EK_TYPE_QUANTITY,
                                    [EK_ANSWER_DATE] = EK_TYPE_DATE,
                                    [EK_ANSWER_TEXT] = EK_TYPE_TEXT,
                                    [EK_ANSWER_TEXTS] = EK_TYPE_SET};

    expr->type = types[question->answer];
    expr->measure = question->measure;
}

static int push_ruling(lua_State *lua, ek_text name, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    const ek_script_set *set = script->set;
    ek_expr *expr = ek_expr_new(script, EK_OP_RULING, place, 0);
    const ek_question *found = find_question(set->questions, set->question_count, name);

    if (!found)
        found = find_question(set->book->questions, set->book->question_count, name);
    if (!found) {
        tell_unknown(script, place, "no question", name, nearest_question(set, name));
        return push_wrong(lua, place);
    }
    expr->as.question = found;
    set_answer_type(expr, found);
    return ek_push_expr(lua, ek_expr_finish(script, expr));
}

static int push_term(lua_State *lua, ek_text name, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    ek_expr *expr = ek_expr_new(script, EK_OP_TERM, place, 0);

    expr->as.term = ek_term_of(script, name, place);
    return ek_push_expr(lua, ek_expr_finish(script, expr));
}

/* ---- Metamethods -------------------------------------------------------------------------- */

static int index_names(lua_State *lua, int which, ek_text name, ek_place place)
{
    switch (which) {
    case EK_OP_PARAM: return push_parameter(lua, name, place);
    case EK_OP_RULING: return push_ruling(lua, name, place);
    default: return push_term(lua, name, place);
    }
}

static int index_expr(lua_State *lua, const ek_expr *expr, ek_text name, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    ek_buffer shown;

    if (is_wrong(expr))
        return ek_push_expr(lua, expr);
    if (expr->op == EK_OP_THING || (expr->op == EK_OP_FACT && expr->type == EK_TYPE_RECORD))
        return push_fact(lua, expr, name, place);
    ek_buffer_init(&shown, script->arena);
    ek_buffer_expr(&shown, expr);
    ek_tell(script, place, "'%.*s' has no '%.*s': nothing lies behind it",
            EK_TEXT_ARGS(ek_text_slice(ek_buffer_done(&shown), 0, 200)), EK_TEXT_ARGS(name));
    return push_wrong(lua, place);
}

static int index_object(lua_State *lua)
{
    ek_script *script = ek_script_of(lua);
    const ek_object *object = ek_object_at(lua, 1);
    ek_text name = ek_lua_text(lua, 2);
    ek_place place;

    if (name.size == 0)
        return ek_lua_fail(lua, "facts stand behind a dot: unit.points");
    place = ek_take_place(script, EK_STEP_INDEX, name);
    if (object->kind == EK_OBJECT_EXPR)
        return index_expr(lua, object->what, name, place);
    if (object->kind == EK_OBJECT_NAMES)
        return index_names(lua, object->which, name, place);
    ek_tell(script, place, "'%.*s' cannot stand here: %s has nothing behind a dot",
            EK_TEXT_ARGS(name), ek_shown_kind(lua, 1));
    return push_wrong(lua, place);
}

/* Calls the function of a word. It may give a value, and may remember nothing. */
static int call_composed(lua_State *lua, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    const char *name = ek_object_at(lua, 1)->text.bytes; /* terminated: ek_text_at made it */
    ek_place outer = script->word_place;
    int type;

    if (script->word_depth == 0)
        script->word_place = place;
    script->word_depth++;
    lua_getiuservalue(lua, 1, 1);
    lua_replace(lua, 1);
    ek_memory_push(lua, 1);
    lua_insert(lua, 1);
    lua_pushvalue(lua, 2);
    lua_insert(lua, 1); /* function, what it remembers, function, values */
    lua_call(lua, lua_gettop(lua) - 3, 1);
    ek_memory_push(lua, 1);
    if (!ek_memory_equal(lua, 2, lua_gettop(lua)))
        return ek_lua_fail(lua,
                           "the word '%s' remembers something: its outcome has to follow from "
                           "its values alone",
                           name);
    lua_pop(lua, 1);
    type = lua_type(lua, -1);
    if (type != LUA_TUSERDATA && type != LUA_TTABLE && type != LUA_TSTRING &&
        !lua_isinteger(lua, -1))
        return ek_lua_fail(lua, "the word '%s' gives %s: it has to give a condition or a quantity",
                           name, ek_shown_kind(lua, -1));
    script->word_depth--;
    script->word_place = script->word_depth ? script->word_place : outer;
    return 1;
}

static int call_object(lua_State *lua)
{
    ek_script *script = ek_script_of(lua);
    const ek_object *object = ek_object_at(lua, 1);
    ek_place place;

    ek_charge(lua, 8);
    luaL_checkstack(lua, 32, "values");
    place = ek_take_place(script, EK_STEP_CALL, object->text);
    switch (object->kind) {
    case EK_OBJECT_WORD: return ek_word_call(lua, object->what, place);
    case EK_OBJECT_COMPOSED: return call_composed(lua, place);
    case EK_OBJECT_FORM: return ek_form_open(lua, (ek_form_kind)object->which, place);
    case EK_OBJECT_OPEN_FORM: return ek_form_close(lua, object, place);
    case EK_OBJECT_VERDICT: return ek_verdict_call(lua, object, place);
    case EK_OBJECT_EFFECT_WORD: return ek_effect_call(lua, (ek_effect_kind)object->which, place);
    default: break;
    }
    if (object->kind != EK_OBJECT_EXPR || !is_wrong(object->what))
        ek_tell(script, place, "%s takes no values: it is no word", ek_shown_kind(lua, 1));
    return push_wrong(lua, place);
}

static int add_objects(lua_State *lua)
{
    return ek_sign_call(lua, EK_OP_ADD,
                        ek_take_place(ek_script_of(lua), EK_STEP_SIGN, EK_TEXT("+")));
}

static int subtract_objects(lua_State *lua)
{
    return ek_sign_call(lua, EK_OP_SUBTRACT,
                        ek_take_place(ek_script_of(lua), EK_STEP_SIGN, EK_TEXT("-")));
}

static int multiply_objects(lua_State *lua)
{
    return ek_sign_call(lua, EK_OP_MULTIPLY,
                        ek_take_place(ek_script_of(lua), EK_STEP_SIGN, EK_TEXT("*")));
}

static int negate_object(lua_State *lua)
{
    ek_place place = ek_take_place(ek_script_of(lua), EK_STEP_SIGN, EK_TEXT("-"));

    lua_settop(lua, 1);
    lua_pushinteger(lua, 0);
    lua_insert(lua, 1);
    return ek_sign_call(lua, EK_OP_SUBTRACT, place);
}

/* Signs that facts do not know. In a country file the scan has said so already, with what to write.
 */
static int misuse_sign(lua_State *lua, const char *message)
{
    ek_script *script = ek_script_of(lua);

    if (script->vocabulary_runs || script->word_depth > 0)
        return ek_lua_fail(lua, "%s", message);
    return push_wrong(lua, ek_this_place(script));
}

static int divide_objects(lua_State *lua)
{
    return misuse_sign(lua, "'/' does not work on facts: write divide(a, b)");
}

static int whole_divide_objects(lua_State *lua)
{
    return misuse_sign(lua, "'//' does not work on facts: write rounded(divide(a, b), param.…)");
}

static int modulo_objects(lua_State *lua)
{
    return misuse_sign(lua, "'%' does not work on facts: write multiple_of(a, step)");
}

static int power_objects(lua_State *lua)
{
    return misuse_sign(lua, "'^' does not work on facts: write a * a");
}

static int join_objects(lua_State *lua)
{
    return misuse_sign(lua, "'..' does not work on facts: write one text");
}

static int count_object(lua_State *lua)
{
    return misuse_sign(lua, "'#' does not work on facts: write number_of(list)");
}

static int bit_objects(lua_State *lua)
{
    return misuse_sign(lua, "this sign does not work on facts: write all, any or no");
}

static int compare_same(lua_State *lua)
{
    return misuse_sign(lua, "'==' does not work on facts: write same");
}

static int compare_less(lua_State *lua)
{
    return misuse_sign(lua,
                       "'<' does not work on facts: write less_than, more_than, before or after");
}

static int compare_at_most(lua_State *lua)
{
    return misuse_sign(lua, "'<=' does not work on facts: write at_most or on_or_before");
}

static int write_object(lua_State *lua)
{
    return ek_lua_fail(lua, "facts cannot be written");
}

void ek_open_facts(lua_State *lua)
{
    static const luaL_Reg methods[] = {{"__index", index_object},
                                       {"__newindex", write_object},
                                       {"__call", call_object},
                                       {"__add", add_objects},
                                       {"__sub", subtract_objects},
                                       {"__mul", multiply_objects},
                                       {"__unm", negate_object},
                                       {"__div", divide_objects},
                                       {"__idiv", whole_divide_objects},
                                       {"__mod", modulo_objects},
                                       {"__pow", power_objects},
                                       {"__concat", join_objects},
                                       {"__len", count_object},
                                       {"__eq", compare_same},
                                       {"__lt", compare_less},
                                       {"__le", compare_at_most},
                                       {"__band", bit_objects},
                                       {"__bor", bit_objects},
                                       {"__bxor", bit_objects},
                                       {"__bnot", bit_objects},
                                       {"__shl", bit_objects},
                                       {"__shr", bit_objects},
                                       {NULL, NULL}};

    luaL_newmetatable(lua, OBJECT_TYPE);
    luaL_setfuncs(lua, methods, 0);
    lua_pushboolean(lua, false);
    lua_setfield(lua, -2, "__metatable");
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &object_key);
}
