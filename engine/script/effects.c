/* Verdicts and effects: what a rule says if its condition does not hold, and what it gives.
 *
 * refused, partial and conditional "step" become an ek_otherwise; award { … } and the other effects
 * become an ek_effect with its fields by name. Both are objects until a rule takes them up. */
#include "script/state.h"

/* ---- Verdicts ----------------------------------------------------------------------------- */

static void push_verdict(lua_State *lua, const ek_otherwise *verdict, const char *name)
{
    ek_object *object = ek_object_push(lua, EK_OBJECT_VERDICT, (int)verdict->kind, verdict);

    object->text = ek_text_of(name);
    object->place = verdict->place;
}

static ek_otherwise *new_verdict(ek_script *script, ek_otherwise_kind kind, ek_place place)
{
    ek_otherwise *verdict = EK_NEW(script->arena, ek_otherwise);

    verdict->kind = kind;
    verdict->place = place;
    return verdict;
}

bool ek_verdict_push(lua_State *lua, ek_text name, ek_place place)
{
    static const struct {
        const char *name;
        ek_otherwise_kind kind;
    } verdicts[] = {{"refused", EK_ELSE_REFUSED},
                    {"partial", EK_ELSE_PARTIAL},
                    {"conditional", EK_ELSE_CONDITIONAL}};

    for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++)
        if (ek_text_is(name, verdicts[i].name)) {
            push_verdict(lua, new_verdict(ek_script_of(lua), verdicts[i].kind, place),
                         verdicts[i].name);
            return true;
        }
    return false;
}

/* A key of country.yaml: bodies, steps or roads. */
static void check_named(ek_script *script, const ek_named *items, uint32_t count, ek_text name,
                        const char *what, ek_place place)
{
    ek_text names[64], nearest;
    uint32_t known = 0;

    if (ek_named_find(items, count, name))
        return;
    for (uint32_t i = 0; i < count && known < 64; i++)
        names[known++] = items[i].name;
    nearest = ek_text_nearest(name, names, known);
    if (nearest.size)
        ek_tell(script, place, "country.yaml has no %s '%.*s': did you mean '%.*s'?", what,
                EK_TEXT_ARGS(name), EK_TEXT_ARGS(nearest));
    else
        ek_tell(script, place, "country.yaml has no %s '%.*s': declare it under %ss", what,
                EK_TEXT_ARGS(name), what);
}

/* instead = { "external_admission" }: the value on top. */
static ek_texts read_roads(const ek_fields *fields)
{
    lua_State *lua = fields->lua;
    ek_script *script = fields->script;
    const ek_rulebook *book = script->set->book;
    ek_place place = ek_field_place(fields, "instead");
    uint32_t count = lua_type(lua, -1) == LUA_TTABLE ? (uint32_t)lua_rawlen(lua, -1) : 0;
    ek_text *roads = EK_NEW_ARRAY(script->arena, ek_text, count);
    uint32_t kept = 0;

    if (count == 0)
        ek_tell(script, place, "'instead' names other roads in braces: { \"external_admission\" }");
    for (uint32_t i = 0; i < count; i++) {
        lua_rawgeti(lua, -1, (lua_Integer)i + 1);
        if (lua_type(lua, -1) == LUA_TSTRING) {
            roads[kept] = ek_lua_text(lua, -1);
            check_named(script, book->roads, book->road_count, roads[kept++], "road", place);
        } else {
            ek_tell(script, place, "'instead' names other roads as texts, not as %s",
                    ek_shown_kind(lua, -1));
        }
        lua_pop(lua, 1);
    }
    return (ek_texts){roads, kept};
}

static int call_refused(lua_State *lua, ek_place place)
{
    static const char *const names[] = {"instead", NULL};
    ek_script *script = ek_script_of(lua);
    ek_otherwise *verdict = new_verdict(script, EK_ELSE_REFUSED, place);
    ek_fields fields = {lua, script, 2, script->braces, place, "refused"};

    if (lua_gettop(lua) != 2 || lua_type(lua, 2) != LUA_TTABLE) {
        ek_tell(script, place, "refused stands alone, or as refused { instead = { \"…\" } }");
    } else {
        ek_fields_check(&fields, names);
        if (ek_field_push(&fields, "instead"))
            verdict->instead = read_roads(&fields);
        else
            ek_tell(script, place, "refused { … } needs 'instead': write refused alone without it");
    }
    push_verdict(lua, verdict, "refused");
    return 1;
}

static int call_conditional(lua_State *lua, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    const ek_rulebook *book = script->set->book;
    ek_otherwise *verdict = new_verdict(script, EK_ELSE_CONDITIONAL, place);

    if (lua_gettop(lua) == 2 && lua_type(lua, 2) == LUA_TSTRING) {
        verdict->step = ek_lua_text(lua, 2);
        check_named(script, book->steps, book->step_count, verdict->step, "step", place);
    } else {
        ek_tell(script, place, "conditional takes the name of a step: conditional \"agreed_plan\"");
        verdict->step = EK_TEXT("?");
    }
    push_verdict(lua, verdict, "conditional");
    return 1;
}

int ek_verdict_call(lua_State *lua, const ek_object *verdict, ek_place place)
{
    ek_script *script = ek_script_of(lua);

    if (!script->set)
        return ek_lua_fail(lua, "verdicts can be named only inside the functions of words");
    if (verdict->which == EK_ELSE_REFUSED)
        return call_refused(lua, place);
    if (verdict->which == EK_ELSE_CONDITIONAL)
        return call_conditional(lua, place);
    ek_tell(script, place, "partial stands alone: what was found counts, the rest does not");
    lua_settop(lua, 1);
    return 1;
}

/* ---- Effects ------------------------------------------------------------------------------ */

/* Fields of each effect; NULL: any. */
static const char *const award_fields[] = {"unit", "points", "grade", NULL};
static const char *const qualification_fields[] = {"by", "mean", NULL};
static const char *const exempt_fields[] = {"part", "mark", NULL};
static const char *const month_fields[] = {"months", NULL};
static const char *const admit_fields[] = {"to", NULL};
static const char *const *const effect_fields[EK_EFFECTS] = {
    [EK_EFFECT_AWARD] = award_fields,        [EK_EFFECT_AWARD_QUALIFICATION] = qualification_fields,
    [EK_EFFECT_EXEMPT] = exempt_fields,      [EK_EFFECT_SHORTEN] = month_fields,
    [EK_EFFECT_CREDIT_TIME] = month_fields,  [EK_EFFECT_COUNT_AS_TRAINING] = month_fields,
    [EK_EFFECT_SET_DURATION] = month_fields, [EK_EFFECT_ADMIT] = admit_fields,
};

const char *const *ek_effect_fields(ek_effect_kind kind)
{
    return effect_fields[kind];
}

int ek_effect_named(ek_text name)
{
    for (int i = 0; i < EK_EFFECTS; i++)
        if (ek_text_is_word(name, ek_effect_name((ek_effect_kind)i)))
            return i;
    return -1;
}

/* up_to(x) is no part of the value: it says that the body may give less. */
static ek_effect_field read_field(const ek_fields *fields, ek_text name)
{
    ek_place place = ek_field_place(fields, name.bytes);
    ek_effect_field field = {name, NULL, false, place};

    ek_field_push(fields, name.bytes);
    field.value = ek_expr_at(fields->lua, lua_gettop(fields->lua), name.bytes, place);
    while (field.value->op == EK_OP_UP_TO && field.value->count == 1) {
        field.at_most = true;
        field.value = field.value->args[0];
    }
    lua_pop(fields->lua, 1);
    return field;
}

int ek_effect_call(lua_State *lua, ek_effect_kind kind, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    ek_effect *effect = EK_NEW(script->arena, ek_effect);
    ek_fields fields = {lua, script, 2, script->braces, place, ek_effect_name(kind)};

    if (!script->set)
        return ek_lua_fail(lua, "effects can be named only inside the functions of words");
    effect->kind = kind;
    effect->place = place;
    if (lua_gettop(lua) == 2 && lua_type(lua, 2) == LUA_TTABLE) {
        ek_texts names = ek_fields_names(&fields);
        ek_effect_field *items = EK_NEW_ARRAY(script->arena, ek_effect_field, names.count);

        if (effect_fields[kind])
            ek_fields_check(&fields, effect_fields[kind]);
        for (uint32_t i = 0; i < names.count; i++)
            items[i] = read_field(&fields, names.items[i]);
        effect->fields = items;
        effect->field_count = names.count;
        if (names.count == 0)
            ek_tell(script, place, "%s gives nothing: name a field", ek_effect_name(kind));
    } else {
        ek_tell(script, place, "%s is written with its fields in braces: %s { %s = … }",
                ek_effect_name(kind), ek_effect_name(kind),
                effect_fields[kind] ? effect_fields[kind][0] : "name");
    }
    ek_object_push(lua, EK_OBJECT_EFFECT, (int)kind, effect)->place = place;
    return 1;
}
