/* The functions of the vocabulary's libraries: what they give, and what they say of a wrong use. */
#include "fixture.h"

static const char *const gives[][2] = {
    {"type(nil) .. type(1) .. type('') .. type({}) .. type(at_most) .. type(type)",
     "nilnumberstringtablefactfunction"},
    {"tostring(nil) .. tostring(true) .. tostring(false) .. tostring(-7)", "niltruefalse-7"},
    {"tostring(tonumber(5)) .. tostring(tonumber({})) .. tostring(tonumber('-3')) .. "
     "tostring(tonumber('1/2')) .. tostring(tonumber('99999999999999999999999'))",
     "5nil-3nilnil"},
    {"('äb'):len() .. string.len('')", "30"},
    {"('abc'):byte() .. ' ' .. ('abc'):byte(-1) .. tostring((('abc'):byte(9)))", "97 99nil"},
    {"('a'):rep(3) .. ('a'):rep(0) .. ('ab'):rep(2, '/')", "aaaab/ab"},
    {"('ABz'):lower() .. ('abÄ'):upper()", "abzABÄ"},
    {"table.concat({}) .. table.concat({ 'a', 1, 'b' }, ', ')", "a, 1, b"},
    {"table.concat({ table.unpack({ 'a', 'b', 'c' }, 2) }) .. select('#', table.unpack({}))",
     "bc0"},
    {"tostring(table.remove({})) .. tostring(table.remove({ 5 }))", "nil5"},
    {"select(2, 'a', 'b') .. select('#') .. tostring((select(3, 1, 2)))", "b0nil"},
    {"tostring(next({})) .. next({ b = 1, a = 2 })", "nila"},
    {"assert('a', 'b') .. tostring(assert(1))", "a1"},
    {"math.max(3) .. math.min(3, -1, 2) .. math.abs(4)", "3-14"},
    {"string.format('%s%s%s %d', 'a', 1, nil, 7)", "a1nil 7"},
    {"tostring(('abcb'):find('b', 3)) .. tostring(('abc'):find('', 2))", "42"},
};

static void test_libs__give(void **state)
{
    EACH(gives, i)
    {
        room *r = *state;
        char bytes[512], problem[512];

        snprintf(bytes, sizeof bytes, "error('out: ' .. %s)", gives[i][0]);
        ek_problems_init(&r->problems, &r->arena);
        assert_int_equal(open_script(r, bytes, NULL), ERKEND_EPOLICY);
        snprintf(problem, sizeof problem, "policies/words.lua:1: out: %s", gives[i][1]);
        assert_problem(r, problem);
    }
}

static const char *const says[][2] = {
    {"type()", "type takes a value"},
    {"tostring()", "tostring takes a value"},
    {"select('x', 1)", "value 1 has to be a whole number, not string"},
    {"select(0, 1)", "select takes '#' or the number of a value"},
    {"select(-5, 1)", "select takes '#' or the number of a value"},
    {"ipairs(1)", "value 1 has to be a table, not number"},
    {"pairs()", "value 1 has to be a table, not no value"},
    {"pairs('x')", "value 1 has to be a table, not string"},
    {"next({}, {})", "keys of a table have to be texts or whole numbers, not table"},
    {"next({ [true] = 1 })", "keys of a table have to be texts or whole numbers, not boolean"},
    {"table.sort({}, 1)", "value 2 has to be a function, not number"},
    {"table.sort({ {}, {} })", "values to sort have to be texts or whole numbers, not table"},
    {"table.sort({ 1, {} })", "values to sort have to be texts or whole numbers, not table"},
    {"table.concat({ {} })", "concat takes texts and whole numbers, not table"},
    {"table.concat({ 1 }, {})", "value 2 has to be a text, not table"},
    {"local s = ('x'):rep(600000) table.concat({ s, s })", "a text of more than 1048576 bytes"},
    {"table.insert({})", "insert takes a table, a place and a value"},
    {"table.insert({}, 0, 1)", "insert: there is no place 0"},
    {"table.insert({}, 'a', 1)", "value 2 has to be a whole number, not string"},
    {"table.remove({ 1 }, 5)", "remove: there is no place 5"},
    {"table.unpack({}, 0)", "unpack gives at most 200 values, from 1 on"},
    {"math.abs(-9223372036854775807 - 1)", "a number with a fraction is refused"},
    {"math.abs(-999999999999999999 * 9223372036 - 1)", ""},
    {"math.max()", "value 1 has to be a whole number, not no value"},
    {"math.max('1')", "value 1 has to be a whole number, not string"},
    {"string.format('%s')", "format has more %s than values"},
    {"string.format('%d', 'a')", "value 2 has to be a whole number, not string"},
    {"string.format('%q', 'a')", "format knows %s, %d and %% only"},
    {"string.format('%')", "format knows %s, %d and %% only"},
    {"string.rep(1, 1)", "value 1 has to be a text, not number"},
    {"string.rep('a')", "value 2 has to be a whole number, not no value"},
    {"string.rep('a', 1048577)", "a text of more than 1048576 bytes"},
    {"string.upper({})", "value 1 has to be a text, not table"},
    {"(1 < 2):x()", "attempt to index a boolean value"},
};

static void test_libs__say_what_is_wrong(void **state)
{
    EACH(says, i)
    {
        room *r = *state;

        ek_problems_init(&r->problems, &r->arena);
        if (says[i][1][0] == '\0') {
            open_script(r, says[i][0], NULL);
            continue; /* whatever Lua's own whole numbers wrap to: no crash */
        }
        if (open_script(r, says[i][0], NULL) != ERKEND_EPOLICY)
            fail_msg("%s goes through", says[i][0]);
        assert_true(has_problem(r, says[i][1]));
    }
}

static void test_tostring__of_a_fact_is_how_it_is_written(void **state)
{
    room *r = *state;

    run_alone(r, "function w(x) error(tostring(x) .. string.format(' %s', no(x))) end",
              "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" },\n"
              "for_each = unit, must = w(given(unit.points)), otherwise = refused }");
    assert_problem(r, "policies/words.lua:1: given(unit.points) no(given(unit.points)); called at "
                      "x.lua:2:25");
}

static void test_pairs__see_what_is_written_meanwhile(void **state)
{
    room *r = *state;

    open_script(
        r,
        "local out, t = '', { a = 1, b = 2, c = 3 } for k, v in pairs(t) do out = out .. k .. "
        "v t.b = nil t.c = 9 end error(out)",
        NULL);
    assert_problem(r, "policies/words.lua:1: a1c9");
}

static void test_sort__of_many_by_texts_and_numbers(void **state)
{
    room *r = *state;

    open_script(r,
                "local t = {} for i = 1, 1000 do t[i] = i * 7919 % 1000 end table.sort(t) "
                "for i = 2, 1000 do assert(t[i - 1] <= t[i], 'not sorted') end "
                "t = { 'b', 'ab', 'a', '', 2, -1, 10 } table.sort(t) error(table.concat(t, '|'))",
                NULL);
    assert_problem(r, "policies/words.lua:1: -1|2|10||a|ab|b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ROOM(test_libs__give),
        WITH_ROOM(test_libs__say_what_is_wrong),
        WITH_ROOM(test_tostring__of_a_fact_is_how_it_is_written),
        WITH_ROOM(test_pairs__see_what_is_written_meanwhile),
        WITH_ROOM(test_sort__of_many_by_texts_and_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
