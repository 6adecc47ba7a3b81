/* What the vocabulary may call of Lua's own: a few functions on texts, tables and whole numbers.
 *
 * None of Lua's own library is opened; these are ours. Each charges the budget for what it does,
 * looks at tables raw, and gives the same answer on every run: pairs and next go through keys in
 * order, sort is stable. There are no patterns, no clock, no addresses, and nothing that catches
 * errors. Country files see none of it. */
#include "script/state.h"

#include <string.h>

#define MAX_UNPACKED 200
#define MAX_NEEDLE 1024

static lua_Integer check_whole(lua_State *lua, int index)
{
    if (!lua_isinteger(lua, index))
        ek_lua_fail(lua, "value %d has to be a whole number, not %s", index,
                    luaL_typename(lua, index));
    return lua_tointeger(lua, index);
}

static lua_Integer optional_whole(lua_State *lua, int index, lua_Integer absent)
{
    return lua_isnoneornil(lua, index) ? absent : check_whole(lua, index);
}

static const char *check_text(lua_State *lua, int index, size_t *size)
{
    if (lua_type(lua, index) != LUA_TSTRING)
        ek_lua_fail(lua, "value %d has to be a text, not %s", index, luaL_typename(lua, index));
    return lua_tolstring(lua, index, size);
}

static void check_table(lua_State *lua, int index)
{
    if (lua_type(lua, index) != LUA_TTABLE)
        ek_lua_fail(lua, "value %d has to be a table, not %s", index, luaL_typename(lua, index));
}

/* ---- Keys in order ------------------------------------------------------------------------ */

/* Whole numbers come before texts; texts bytewise. */
static int compare_keys(lua_State *lua, int a, int b)
{
    bool number_a = lua_isinteger(lua, a), number_b = lua_isinteger(lua, b);
    size_t size_a, size_b;
    const char *text_a, *text_b;
    int order;

    if (number_a != number_b)
        return number_a ? -1 : 1;
    if (number_a) {
        lua_Integer one = lua_tointeger(lua, a), other = lua_tointeger(lua, b);

        return one < other ? -1 : one > other;
    }
    text_a = lua_tolstring(lua, a, &size_a);
    text_b = lua_tolstring(lua, b, &size_b);
    ek_charge(lua, (size_a < size_b ? size_a : size_b) / 64);
    order = memcmp(text_a, text_b, size_a < size_b ? size_a : size_b);
    if (order != 0)
        return order;
    return size_a < size_b ? -1 : size_a > size_b;
}

static void check_ordered(lua_State *lua, int index, const char *what)
{
    if (!lua_isinteger(lua, index) && lua_type(lua, index) != LUA_TSTRING)
        ek_lua_fail(lua, "%s have to be texts or whole numbers, not %s", what,
                    luaL_typename(lua, index));
}

/* Whether the value at the top comes before the one below it, by the function at 2 if there is one.
 */
static bool comes_before(lua_State *lua, bool has_function)
{
    bool before;

    ek_charge(lua, 4);
    if (!has_function) {
        check_ordered(lua, -1, "values to sort");
        check_ordered(lua, -2, "values to sort");
        return compare_keys(lua, -1, -2) < 0;
    }
    lua_pushvalue(lua, 2);
    lua_pushvalue(lua, -2);
    lua_pushvalue(lua, -4);
    lua_call(lua, 2, 1);
    before = lua_toboolean(lua, -1);
    lua_pop(lua, 1);
    return before;
}

/* Merges two runs of `from` that lie side by side into `to`; equal ones keep their order. */
static void merge_runs(lua_State *lua, int from, int to, lua_Integer first, lua_Integer middle,
                       lua_Integer end, bool has_function)
{
    lua_Integer left = first, right = middle;

    for (lua_Integer at = first; at < end; at++) {
        bool take_right = left >= middle;

        if (left < middle && right < end) {
            lua_rawgeti(lua, from, left);
            lua_rawgeti(lua, from, right);
            take_right = comes_before(lua, has_function);
            lua_pop(lua, 2);
        }
        ek_charge(lua, 2);
        lua_rawgeti(lua, from, take_right ? right++ : left++);
        lua_rawseti(lua, to, at);
    }
}

/* Sorts 1 to count of the table at `table`, stably, in n log n. */
static void sort_values(lua_State *lua, int table, lua_Integer count, bool has_function)
{
    int from = table, to;

    lua_newtable(lua);
    to = lua_gettop(lua);
    for (lua_Integer run = 1; run < count; run *= 2) {
        int other = from;

        for (lua_Integer first = 1; first <= count; first += 2 * run) {
            lua_Integer middle = first + run, end = first + 2 * run;

            middle = middle > count + 1 ? count + 1 : middle;
            end = end > count + 1 ? count + 1 : end;
            merge_runs(lua, from, to, first, middle, end, has_function);
        }
        from = to;
        to = other;
    }
    for (lua_Integer at = 1; from != table && at <= count; at++) {
        ek_charge(lua, 1);
        lua_rawgeti(lua, from, at);
        lua_rawseti(lua, table, at);
    }
    lua_pop(lua, 1);
}

static int lib_sort(lua_State *lua)
{
    lua_Integer count;

    check_table(lua, 1);
    count = (lua_Integer)lua_rawlen(lua, 1);
    if (!lua_isnoneornil(lua, 2) && lua_type(lua, 2) != LUA_TFUNCTION)
        return ek_lua_fail(lua, "value 2 has to be a function, not %s", luaL_typename(lua, 2));
    lua_settop(lua, 2);
    sort_values(lua, 1, count, !lua_isnil(lua, 2));
    return 0;
}

static int step_pairs(lua_State *lua)
{
    lua_Integer at = lua_tointeger(lua, lua_upvalueindex(3));

    for (;;) {
        ek_charge(lua, 1);
        lua_settop(lua, 0);
        lua_rawgeti(lua, lua_upvalueindex(2), ++at);
        lua_pushinteger(lua, at);
        lua_replace(lua, lua_upvalueindex(3));
        if (lua_isnil(lua, 1))
            return 1;
        lua_pushvalue(lua, 1);
        lua_rawget(lua, lua_upvalueindex(1));
        if (!lua_isnil(lua, 2))
            return 2;
    }
}

static int lib_pairs(lua_State *lua)
{
    lua_Integer count = 0;

    check_table(lua, 1);
    lua_settop(lua, 1);
    lua_newtable(lua);
    lua_pushnil(lua);
    while (lua_next(lua, 1)) {
        ek_charge(lua, 2);
        lua_pop(lua, 1);
        check_ordered(lua, -1, "keys of a table");
        lua_pushvalue(lua, -1);
        lua_rawseti(lua, 2, ++count);
    }
    sort_values(lua, 2, count, false);
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, step_pairs, 3);
    return 1;
}

/* The least key after the given one: a walk through the table. */
static int lib_next(lua_State *lua)
{
    bool found = false;

    check_table(lua, 1);
    lua_settop(lua, 2);
    if (!lua_isnil(lua, 2))
        check_ordered(lua, 2, "keys of a table");
    lua_pushnil(lua); /* 3: the best so far */
    lua_pushnil(lua);
    while (lua_next(lua, 1)) {
        ek_charge(lua, 2);
        lua_pop(lua, 1);
        check_ordered(lua, -1, "keys of a table");
        if ((!lua_isnil(lua, 2) && compare_keys(lua, 4, 2) <= 0) ||
            (found && compare_keys(lua, 4, 3) >= 0))
            continue;
        lua_pushvalue(lua, 4);
        lua_replace(lua, 3);
        found = true;
    }
    if (!found)
        return lua_pushnil(lua), 1;
    lua_settop(lua, 3);
    lua_pushvalue(lua, 3);
    lua_rawget(lua, 1);
    return 2;
}

static int step_ipairs(lua_State *lua)
{
    lua_Integer at = lua_tointeger(lua, 2) + 1;

    ek_charge(lua, 1);
    lua_pushinteger(lua, at);
    lua_rawgeti(lua, 1, at);
    return lua_isnil(lua, -1) ? 1 : 2;
}

static int lib_ipairs(lua_State *lua)
{
    check_table(lua, 1);
    lua_pushcfunction(lua, step_ipairs);
    lua_pushvalue(lua, 1);
    lua_pushinteger(lua, 0);
    return 3;
}

/* ---- Plain functions ---------------------------------------------------------------------- */

static int lib_assert(lua_State *lua)
{
    if (lua_toboolean(lua, 1))
        return lua_gettop(lua);
    if (lua_type(lua, 2) == LUA_TSTRING) {
        lua_settop(lua, 2);
        return lua_error(lua);
    }
    return ek_lua_fail(lua, "an assertion of the vocabulary does not hold");
}

static int lib_error(lua_State *lua)
{
    size_t size;

    check_text(lua, 1, &size);
    lua_settop(lua, 1);
    return lua_error(lua);
}

static int lib_select(lua_State *lua)
{
    int count = lua_gettop(lua);
    lua_Integer at;

    ek_charge(lua, (size_t)count);
    if (lua_type(lua, 1) == LUA_TSTRING && lua_tostring(lua, 1)[0] == '#') {
        lua_pushinteger(lua, count - 1);
        return 1;
    }
    at = check_whole(lua, 1);
    if (at < 0)
        at = count + at;
    if (at < 1)
        return ek_lua_fail(lua, "select takes '#' or the number of a value");
    return at >= count ? 0 : count - (int)at;
}

static int lib_type(lua_State *lua)
{
    if (lua_gettop(lua) == 0)
        return ek_lua_fail(lua, "type takes a value");
    lua_pushstring(lua, ek_object_at(lua, 1) ? "fact" : luaL_typename(lua, 1));
    return 1;
}

/* No addresses: what has none of its own words is named by its type. */
static void push_shown(lua_State *lua, int index)
{
    const ek_object *object = ek_object_at(lua, index);
    ek_buffer buffer;

    switch (lua_type(lua, index)) {
    case LUA_TSTRING: lua_pushvalue(lua, index); return;
    case LUA_TNUMBER:
        lua_pushvalue(lua, index);
        lua_tostring(lua, -1);
        return;
    case LUA_TBOOLEAN: lua_pushstring(lua, lua_toboolean(lua, index) ? "true" : "false"); return;
    default: break;
    }
    if (!object || object->kind != EK_OBJECT_EXPR) {
        lua_pushstring(lua, object ? "word" : luaL_typename(lua, index));
        return;
    }
    ek_buffer_init(&buffer, ek_script_of(lua)->arena);
    ek_buffer_expr(&buffer, object->what);
    ek_charge(lua, buffer.size);
    lua_pushlstring(lua, buffer.bytes, buffer.size);
}

static int lib_tostring(lua_State *lua)
{
    if (lua_gettop(lua) == 0)
        return ek_lua_fail(lua, "tostring takes a value");
    push_shown(lua, 1);
    return 1;
}

/* Whole numbers alone: "12", "-3". */
static int lib_tonumber(lua_State *lua)
{
    size_t size;
    const char *bytes;
    ek_fraction number;

    if (lua_isinteger(lua, 1))
        return lua_settop(lua, 1), 1;
    if (lua_type(lua, 1) != LUA_TSTRING)
        return lua_pushnil(lua), 1;
    bytes = lua_tolstring(lua, 1, &size);
    if (size > 20 || ek_fraction_read(&number, (ek_text){bytes, (uint32_t)size}) != ERKEND_OK ||
        number.den != 1)
        return lua_pushnil(lua), 1;
    lua_pushinteger(lua, number.num);
    return 1;
}

/* ---- Texts -------------------------------------------------------------------------------- */

static int lib_len(lua_State *lua)
{
    size_t size;

    check_text(lua, 1, &size);
    lua_pushinteger(lua, (lua_Integer)size);
    return 1;
}

/* A position counted from 1, or from the end when negative, made to lie in 1 to size + 1. */
static size_t place_in(lua_Integer position, size_t size)
{
    if (position < 0)
        position = (lua_Integer)size + position + 1;
    if (position < 1)
        return 1;
    return position > (lua_Integer)size ? size + 1 : (size_t)position;
}

static int lib_sub(lua_State *lua)
{
    size_t size, first, last;
    const char *bytes = check_text(lua, 1, &size);
    lua_Integer end = optional_whole(lua, 3, -1);

    first = place_in(optional_whole(lua, 2, 1), size);
    last = end < 0 && -end > (lua_Integer)size ? 0 : place_in(end, size);
    if (end == 0)
        last = 0;
    if (last > size)
        last = size;
    ek_charge(lua, size / 16 + 1);
    if (first > last)
        lua_pushliteral(lua, "");
    else
        lua_pushlstring(lua, bytes + first - 1, last - first + 1);
    return 1;
}

static int change_case(lua_State *lua, char first, char last, int by)
{
    size_t size;
    const char *bytes = check_text(lua, 1, &size);
    luaL_Buffer buffer;
    char *out;

    ek_charge(lua, size + 1);
    out = luaL_buffinitsize(lua, &buffer, size);
    for (size_t i = 0; i < size; i++)
        out[i] = bytes[i] >= first && bytes[i] <= last ? (char)(bytes[i] + by) : bytes[i];
    luaL_pushresultsize(&buffer, size);
    return 1;
}

static int lib_lower(lua_State *lua)
{
    return change_case(lua, 'A', 'Z', 'a' - 'A');
}

static int lib_upper(lua_State *lua)
{
    return change_case(lua, 'a', 'z', 'A' - 'a');
}

static int lib_byte(lua_State *lua)
{
    size_t size, at;
    const char *bytes = check_text(lua, 1, &size);

    at = place_in(optional_whole(lua, 2, 1), size);
    if (at > size)
        return 0;
    lua_pushinteger(lua, (unsigned char)bytes[at - 1]);
    return 1;
}

static int lib_rep(lua_State *lua)
{
    size_t size, between = 0, whole;
    const char *bytes = check_text(lua, 1, &size), *joint = "";
    lua_Integer times = check_whole(lua, 2);
    luaL_Buffer buffer;

    if (!lua_isnoneornil(lua, 3))
        joint = check_text(lua, 3, &between);
    if (times <= 0 || size + between == 0)
        return lua_pushliteral(lua, ""), 1;
    if (size > EK_MAX_TEXT || between > EK_MAX_TEXT ||
        (size_t)times > EK_MAX_TEXT / (size + between))
        return ek_lua_fail(lua, "a text of more than %zu bytes", EK_MAX_TEXT);
    whole = (size_t)times * (size + between) - between;
    ek_charge(lua, whole / 4 + (size_t)times);
    luaL_buffinitsize(lua, &buffer, whole);
    for (lua_Integer i = 0; i < times; i++) {
        luaL_addlstring(&buffer, bytes, size);
        if (i + 1 < times)
            luaL_addlstring(&buffer, joint, between);
    }
    luaL_pushresult(&buffer);
    return 1;
}

/* find(text, part, from): first and last byte of a part; nothing in it is a pattern. */
static int lib_find(lua_State *lua)
{
    size_t size, wanted, from;
    const char *bytes = check_text(lua, 1, &size);
    const char *needle = check_text(lua, 2, &wanted);

    from = place_in(optional_whole(lua, 3, 1), size) - 1;
    if (wanted > MAX_NEEDLE)
        return ek_lua_fail(lua, "a part of more than %d bytes cannot be looked for", MAX_NEEDLE);
    ek_charge(lua, size / 4 * (wanted / 16 + 1) + 1);
    for (size_t at = from; at + wanted <= size; at++)
        if (memcmp(bytes + at, needle, wanted) == 0) {
            lua_pushinteger(lua, (lua_Integer)at + 1);
            lua_pushinteger(lua, (lua_Integer)at + (lua_Integer)wanted);
            return 2;
        }
    lua_pushnil(lua);
    return 1;
}

/* %s, %d and %% alone. */
static int lib_format(lua_State *lua)
{
    size_t size;
    const char *bytes = check_text(lua, 1, &size);
    int value = 1, given = lua_gettop(lua); /* the buffer takes a place above */
    luaL_Buffer buffer;

    ek_charge(lua, size + 1);
    luaL_buffinit(lua, &buffer);
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != '%') {
            luaL_addchar(&buffer, bytes[i]);
            continue;
        }
        i++;
        if (i < size && bytes[i] == '%') {
            luaL_addchar(&buffer, '%');
        } else if (i < size && (bytes[i] == 's' || bytes[i] == 'd')) {
            if (++value > given)
                return ek_lua_fail(lua, "format has more %%s than values");
            if (bytes[i] == 'd')
                check_whole(lua, value);
            push_shown(lua, value);
            ek_charge(lua, lua_rawlen(lua, -1) + 1);
            luaL_addvalue(&buffer);
        } else {
            return ek_lua_fail(lua, "format knows %%s, %%d and %%%% only");
        }
    }
    luaL_pushresult(&buffer);
    return 1;
}

/* ---- Tables ------------------------------------------------------------------------------- */

static int lib_concat(lua_State *lua)
{
    size_t between = 0, whole = 0;
    const char *joint = "";
    lua_Integer count;
    luaL_Buffer buffer;

    check_table(lua, 1);
    if (!lua_isnoneornil(lua, 2))
        joint = check_text(lua, 2, &between);
    count = (lua_Integer)lua_rawlen(lua, 1);
    luaL_buffinit(lua, &buffer);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(lua, 1, i);
        if (lua_type(lua, -1) != LUA_TSTRING && !lua_isinteger(lua, -1))
            return ek_lua_fail(lua, "concat takes texts and whole numbers, not %s",
                               luaL_typename(lua, -1));
        lua_tostring(lua, -1);
        whole += lua_rawlen(lua, -1) + between;
        ek_charge(lua, (lua_rawlen(lua, -1) + between) / 4 + 1);
        if (whole > EK_MAX_TEXT)
            return ek_lua_fail(lua, "a text of more than %zu bytes", EK_MAX_TEXT);
        luaL_addvalue(&buffer);
        if (i < count)
            luaL_addlstring(&buffer, joint, between);
    }
    luaL_pushresult(&buffer);
    return 1;
}

static int lib_insert(lua_State *lua)
{
    lua_Integer count, at;

    check_table(lua, 1);
    count = (lua_Integer)lua_rawlen(lua, 1);
    if (lua_gettop(lua) != 2 && lua_gettop(lua) != 3)
        return ek_lua_fail(lua, "insert takes a table, a place and a value");
    at = lua_gettop(lua) == 3 ? check_whole(lua, 2) : count + 1;
    if (at < 1 || at > count + 1)
        return ek_lua_fail(lua, "insert: there is no place %lld", (long long)at);
    for (lua_Integer i = count; i >= at; i--) {
        ek_charge(lua, 1);
        lua_rawgeti(lua, 1, i);
        lua_rawseti(lua, 1, i + 1);
    }
    ek_charge(lua, 1);
    lua_pushvalue(lua, -1);
    lua_rawseti(lua, 1, at);
    return 0;
}

static int lib_remove(lua_State *lua)
{
    lua_Integer count, at;

    check_table(lua, 1);
    count = (lua_Integer)lua_rawlen(lua, 1);
    at = optional_whole(lua, 2, count);
    if (count == 0)
        return lua_pushnil(lua), 1;
    if (at < 1 || at > count)
        return ek_lua_fail(lua, "remove: there is no place %lld", (long long)at);
    lua_settop(lua, 1);
    lua_rawgeti(lua, 1, at);
    for (lua_Integer i = at; i < count; i++) {
        ek_charge(lua, 1);
        lua_rawgeti(lua, 1, i + 1);
        lua_rawseti(lua, 1, i);
    }
    ek_charge(lua, 1);
    lua_pushnil(lua);
    lua_rawseti(lua, 1, count);
    return 1;
}

static int lib_unpack(lua_State *lua)
{
    lua_Integer first, last;

    check_table(lua, 1);
    first = optional_whole(lua, 2, 1);
    last = optional_whole(lua, 3, (lua_Integer)lua_rawlen(lua, 1));
    if (first < 1 || last > first + MAX_UNPACKED - 1)
        return ek_lua_fail(lua, "unpack gives at most %d values, from 1 on", MAX_UNPACKED);
    if (last < first)
        return 0;
    luaL_checkstack(lua, MAX_UNPACKED, "unpack");
    ek_charge(lua, MAX_UNPACKED);
    for (lua_Integer i = first; i <= last; i++)
        lua_rawgeti(lua, 1, i);
    return (int)(last - first + 1);
}

/* ---- Whole numbers ------------------------------------------------------------------------ */

static int lib_abs(lua_State *lua)
{
    lua_Integer number = check_whole(lua, 1);

    if (number == LUA_MININTEGER)
        return ek_lua_fail(lua, "this number has no positive twin");
    lua_pushinteger(lua, number < 0 ? -number : number);
    return 1;
}

static int choose_number(lua_State *lua, bool largest)
{
    int count = lua_gettop(lua);
    lua_Integer best = check_whole(lua, 1);

    ek_charge(lua, (size_t)count);
    for (int i = 2; i <= count; i++) {
        lua_Integer number = check_whole(lua, i);

        if (largest ? number > best : number < best)
            best = number;
    }
    lua_pushinteger(lua, best);
    return 1;
}

static int lib_max(lua_State *lua)
{
    return choose_number(lua, true);
}

static int lib_min(lua_State *lua)
{
    return choose_number(lua, false);
}

/* ---- The tables themselves ---------------------------------------------------------------- */

static const luaL_Reg plain_functions[] = {{"assert", lib_assert},     {"error", lib_error},
                                           {"ipairs", lib_ipairs},     {"next", lib_next},
                                           {"pairs", lib_pairs},       {"select", lib_select},
                                           {"type", lib_type},         {"tonumber", lib_tonumber},
                                           {"tostring", lib_tostring}, {NULL, NULL}};
static const luaL_Reg text_functions[] = {
    {"byte", lib_byte}, {"find", lib_find},   {"format", lib_format},
    {"len", lib_len},   {"lower", lib_lower}, {"rep", lib_rep},
    {"sub", lib_sub},   {"upper", lib_upper}, {NULL, NULL}};
static const luaL_Reg table_functions[] = {{"concat", lib_concat}, {"insert", lib_insert},
                                           {"remove", lib_remove}, {"sort", lib_sort},
                                           {"unpack", lib_unpack}, {NULL, NULL}};
static const luaL_Reg number_functions[] = {
    {"abs", lib_abs}, {"max", lib_max}, {"min", lib_min}, {NULL, NULL}};

static int refuse_write(lua_State *lua)
{
    return ek_lua_fail(lua, "the libraries cannot be changed");
}

static int refuse_name(lua_State *lua)
{
    return ek_lua_fail(lua, "the vocabulary has no library function '%s'",
                       lua_type(lua, 2) == LUA_TSTRING ? lua_tostring(lua, 2) : "?");
}

/* Pushes a table of functions; a name that it lacks is an error. */
static void push_functions(lua_State *lua, const luaL_Reg *functions)
{
    lua_newtable(lua);
    luaL_setfuncs(lua, functions, 0);
    lua_newtable(lua);
    lua_pushcfunction(lua, refuse_name);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
}

/* Puts the table at the top behind an empty one that cannot be written. */
static void seal_table(lua_State *lua)
{
    lua_newtable(lua);
    lua_newtable(lua);
    lua_pushvalue(lua, -3);
    lua_setfield(lua, -2, "__index");
    lua_pushcfunction(lua, refuse_write);
    lua_setfield(lua, -2, "__newindex");
    lua_pushboolean(lua, false);
    lua_setfield(lua, -2, "__metatable");
    lua_setmetatable(lua, -2);
    lua_remove(lua, -2);
}

/* ("x"):upper() goes through here: our functions, hidden, and no arithmetic on texts. */
static void set_text_methods(lua_State *lua)
{
    lua_pushliteral(lua, "");
    lua_newtable(lua);
    push_functions(lua, text_functions);
    lua_setfield(lua, -2, "__index");
    lua_pushboolean(lua, false);
    lua_setfield(lua, -2, "__metatable");
    lua_setmetatable(lua, -2);
    lua_pop(lua, 1);
}

void ek_push_libs(lua_State *lua)
{
    set_text_methods(lua);
    lua_newtable(lua);
    luaL_setfuncs(lua, plain_functions, 0);
    push_functions(lua, text_functions);
    seal_table(lua);
    lua_setfield(lua, -2, "string");
    push_functions(lua, table_functions);
    seal_table(lua);
    lua_setfield(lua, -2, "table");
    push_functions(lua, number_functions);
    seal_table(lua);
    lua_setfield(lua, -2, "math");
}
