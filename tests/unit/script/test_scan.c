/* The scan: tokens cut as Lua cuts them, and what may not stand in a file, at its line and column.
 */
#include "fixture.h"
#include "script/scan.h"

static ek_tokens cut(room *r, const char *bytes)
{
    ek_source source = source_of("x.lua", bytes);

    ek_problems_init(&r->problems, &r->arena);
    return ek_tokens_of(&r->arena, &source, &r->problems);
}

/* Kinds as letters: n name, k keyword, t text, 9 number, s symbol. */
static void assert_kinds(room *r, const char *bytes, const char *kinds)
{
    static const char letters[] = "nkt9s";
    ek_tokens tokens = cut(r, bytes);
    char found[64] = "";

    for (uint32_t i = 0; i + 1 < tokens.count && i < 63; i++)
        found[i] = letters[tokens.items[i].kind];
    assert_string_equal(found, kinds);
    assert_int_equal(tokens.items[tokens.count - 1].kind, EK_TOKEN_END);
}

static void test_tokens__are_cut_as_lua_cuts_them(void **state)
{
    assert_kinds(*state, "a.b(c)", "nsnsns");
    assert_kinds(*state, "a -- b\nc", "nn");
    assert_kinds(*state, "a --[[ b\n c ]] d", "nn");
    assert_kinds(*state, "a --[==[ ]] ]=] \n ]==] d", "nn");
    assert_kinds(*state, "a --[=b\nc", "nn");
    assert_kinds(*state, "'a\\'b' \"c\\\"d\" [[e]] [=[ f]]g ]=]", "tttt");
    assert_kinds(*state, "'a\\\nb' c", "tn");
    assert_kinds(*state, "'a\\z  \n  b' c", "tn");
    assert_kinds(*state, "'a\\\\' c", "tn");
    assert_kinds(*state, "1 0x1F 1e+5 .5 1..2 3.",
                 "99999"
                 "9");
    assert_kinds(*state, "a and andy", "nkn");
    assert_kinds(*state, "a<=b>=c==d~=e//f..g...h::i", "nsnsnsnsnsnsnsnsn");
    assert_kinds(*state, "a[ [[b]] ]", "nsts");
    assert_kinds(*state, "goto _x1", "kn");
    assert_kinds(*state, "", "");
}

static void test_tokens__count_lines_as_lua_and_columns_as_code_points(void **state)
{
    ek_tokens tokens = cut(*state, "a\r\nb\rc\n\rd\n\ne 'äö' f --[[ü\n]] g");

    assert_int_equal(tokens.items[1].line, 2);
    assert_int_equal(tokens.items[2].line, 3);
    assert_int_equal(tokens.items[3].line, 4);
    assert_int_equal(tokens.items[4].line, 6);
    assert_int_equal(tokens.items[6].column, 8);
    assert_int_equal(tokens.items[7].line, 7);
    assert_int_equal(tokens.items[7].column, 4);
}

static void test_tokens__that_are_broken_are_told(void **state)
{
    static const char *const broken[][2] = {
        {"a 'b\n", "x.lua:1:3: this text does not end: close it with its quote on this line"},
        {"a \"b", "x.lua:1:3: this text does not end: close it with its quote on this line"},
        {"a 'b\\", "x.lua:1:3: this text does not end: close it with its quote on this line"},
        {"a [[b]", "x.lua:1:3: this text does not end: close its long bracket"},
        {"a [==[b]=]", "x.lua:1:3: this text does not end: close its long bracket"},
        {"\n --[[b", "x.lua:2:2: this comment does not end: close its long bracket"},
        {"a = ä",
         "x.lua:1:5: 'ä' cannot stand here: names are of a to z, digits and _; texts stand "
         "in quotes"},
        {"a $",
         "x.lua:1:3: '$' cannot stand here: names are of a to z, digits and _; texts stand in "
         "quotes"},
    };

    EACH(broken, i)
    {
        ek_tokens tokens = cut(*state, broken[i][0]);

        assert_true(tokens.broken);
        assert_problem(*state, broken[i][1]);
    }
}

static void test_tokens__a_zero_byte_is_told(void **state)
{
    room *r = *state;
    ek_source source = {EK_TEXT("x.lua"), {"a\0b", 3}, {{0}}};

    assert_true(ek_tokens_of(&r->arena, &source, &r->problems).broken);
    assert_true(has_problem(r, "x.lua:1:2: '\\x00' cannot stand here"));
}

static void scan(room *r, const char *bytes, bool country)
{
    ek_source source = source_of("x.lua", bytes);

    ek_problems_init(&r->problems, &r->arena);
    ek_scan(&r->arena, &source, country, &r->problems);
}

static const char *const country_mistakes[][2] = {
    {"a and b", "1:3: 'and' is not a word of policies: write all { a, b }"},
    {"a or b", "1:3: 'or' is not a word of policies: write any { a, b }"},
    {"not a", "1:1: 'not' is not a word of policies: write no(a)"},
    {"a <= b", "1:3: '<=' does not work on facts: write at_most or on_or_before"},
    {"a < b", "1:3: '<' does not work on facts: write less_than or before"},
    {"a >= b", "1:3: '>=' does not work on facts: write at_least or on_or_after"},
    {"a > b", "1:3: '>' does not work on facts: write more_than or after"},
    {"a == b", "1:3: '==' does not work on facts: write same"},
    {"a ~= b", "1:3: '~=' does not work on facts: write different"},
    {"a / b", "1:3: '/' does not work on facts: write divide(a, b)"},
    {"a // b", "1:3: '//' does not work on facts: write rounded(divide(a, b), param.…)"},
    {"a % b", "1:3: '%' does not work on facts: write multiple_of(a, step)"},
    {"a ^ b", "1:3: '^' does not work on facts: write a * a"},
    {"a .. b", "1:3: '..' does not work on facts: write one text"},
    {"#a", "1:1: '#' does not work on facts: write number_of(list)"},
    {"a & b", "1:3: '&' is not a sign of policies: write all { a, b }"},
    {"a | b", "1:3: '|' is not a sign of policies: write any { a, b }"},
    {"~a", "1:1: '~' is not a sign of policies: write no(a)"},
    {"a << b", "1:3: '<<' is not a sign of policies"},
    {"a >> b", "1:3: '>>' is not a sign of policies"},
    {"a:b()", "1:2: ':' is not a sign of policies: facts stand behind a dot"},
    {"a;", "1:2: ';' is not a sign of policies: write ,"},
    {"a(...)", "1:3: '...' is not a sign of policies: give each value"},
    {"a[b]", "1:2: '[' is not a sign of policies, except in [\"…\"] = : facts stand behind a dot"},
    {"a[\"b\"]",
     "1:2: '[' is not a sign of policies, except in [\"…\"] = : facts stand behind a dot"},
    {"0.25",
     "1:1: a number with a fraction may change by law: put it in parameters.yaml, with its law"},
    {"1e3",
     "1:1: a number with a fraction may change by law: put it in parameters.yaml, with its law"},
    {"1.0",
     "1:1: a number with a fraction may change by law: put it in parameters.yaml, with its law"},
    {"8", "1:1: the number 8 may change by law: put it in parameters.yaml, with its law"},
    {"0x1", "1:1: the number 0x1 may change by law: put it in parameters.yaml, with its law"},
    {"01", "1:1: the number 01 may change by law: put it in parameters.yaml, with its law"},
    {"a = function() end",
     "1:5: 'function' is not a word of policies: give a condition a name with define"},
    {"if a then b() else c() end",
     "1:1: 'if' is not a word of policies: write where = …, or any { a, b }"},
    {"for i = 0, 1 do a() end",
     "1:1: 'for' is not a word of policies: write every, some, sum_of or number_of"},
    {"while a do b() end",
     "1:1: 'while' is not a word of policies: write every, some, sum_of or number_of"},
    {"repeat a()",
     "1:1: 'repeat' is not a word of policies: write every, some, sum_of or number_of"},
    {"a { until = b }", "1:5: 'until' is not a word of policies: write last_day"},
    {"local a = b", "1:1: 'local' is not a word of policies: give a value a name with define"},
    {"a(true)", "1:3: 'true' is not a word of policies: a yes-or-no fact stands for itself"},
    {"a(false)", "1:3: 'false' is not a word of policies: write no(a)"},
    {"a(nil)", "1:3: 'nil' is not a word of policies: write none"},
    {"return a",
     "1:1: 'return' is not a word of policies: a file holds rules, it gives nothing back"},
    {"goto a", "1:1: 'goto' is not a word of policies: rules have no order"},
    {"break", "1:1: 'break' is not a word of policies: rules have no loops"},
    {"do a() ", "1:1: 'do' is not a word of policies"},
    {"a { b = c, d, b = e }", "1:15: 'b' stands here twice, first in line 1: leave one out"},
    {"a { b = { c = d }, e = { c = d, f = g, c = h } }",
     "1:40: 'c' stands here twice, first in line 1: leave one out"},
    {"a { z = b, b = { z = d, e = { z = d } },\n z = h }",
     "2:2: 'z' stands here twice, first in line 1: leave one out"},
};

static void test_scan__of_a_country_file_says_what_to_write(void **state)
{
    EACH(country_mistakes, i)
    {
        char expected[300];

        snprintf(expected, sizeof expected, "x.lua:%s", country_mistakes[i][1]);
        scan(*state, country_mistakes[i][0], true);
        assert_problem(*state, expected);
    }
}

static void test_scan__leaves_alone_what_a_country_file_may_hold(void **state)
{
    scan(*state,
         "-- if a and b then 8 <= 0.25\n--[[ for ]] rule 'and 8' { a = b.c(0, 1 - d.e * f + g), "
         "h = { i, \"<=\", [[#]] }, [\"2020-01-01\"] = \"x\", }",
         true);
    assert_clean(*state);
}

static void test_scan__of_the_vocabulary_refuses_what_lua_gets_wrong(void **state)
{
    static const char *const refused[][2] = {
        {"local a = 1 & 2", "1:13: '&' is refused: Lua 5.4.4 may compute it wrongly"},
        {"local a = 1 | 2", "1:13: '|' is refused: Lua 5.4.4 may compute it wrongly"},
        {"local a = ~2", "1:11: '~' is refused: Lua 5.4.4 may compute it wrongly"},
        {"local a = 1 << 2", "1:13: '<<' is refused: Lua 5.4.4 may compute it wrongly"},
        {"local a = 1 >> 2", "1:13: '>>' is refused: Lua 5.4.4 may compute it wrongly"},
        {"local a <close> = b", "1:9: '<close>' is refused: Lua 5.4.4 runs it wrongly"},
        {"local a < close > = b", "1:9: '<close>' is refused: Lua 5.4.4 runs it wrongly"},
        {"local a --[[x]] <\nclose> = b", "1:17: '<close>' is refused: Lua 5.4.4 runs it wrongly"},
        {"goto a", "1:1: 'goto' is refused: write the loop without it"},
        {"::a::", "1:1: '::' is refused: write the loop without goto"},
        {"local a = 0.5",
         "1:11: a number with a fraction is refused: numbers of policies are exact"},
        {"local a = 1e3",
         "1:11: a number with a fraction is refused: numbers of policies are exact"},
        {"local a = 0x1p4",
         "1:11: a number with a fraction is refused: numbers of policies are exact"},
        {"local a = 9223372036854775808",
         "1:11: a number with a fraction is refused: numbers of policies are exact"},
        {"local a = b / c",
         "1:13: '/' is refused: it makes numbers that are not exact; write divide(a, b)"},
        {"local a = b ^ c",
         "1:13: '^' is refused: it makes numbers that are not exact; write a * a"},
        {"local _ENV = {}", "1:7: '_ENV' is refused: names of policies are fixed"},
    };

    EACH(refused, i)
    {
        char expected[300];

        snprintf(expected, sizeof expected, "x.lua:%s", refused[i][1]);
        scan(*state, refused[i][0], false);
        assert_true(has_problem(*state, expected));
    }
}

static void test_scan__of_the_vocabulary_allows_lua(void **state)
{
    scan(*state,
         "local a <const> = 7 // 2 % 3\nfunction f(x, ...) for i = 1, 10 do if x < i and a ~= 1 "
         "then "
         "return #x .. '~&|<<' end end end -- 1 & 2\nlocal b = a < c and c > a",
         false);
    assert_clean(*state);
}

static char *chain_of(uint32_t links)
{
    char *bytes = calloc(1, links * 2 + 10);

    assert_non_null(bytes);
    strcpy(bytes, "f(a");
    for (uint32_t i = 0; i < links; i++)
        strcat(bytes, ".b");
    strcat(bytes, ")");
    return bytes;
}

static void test_scan__long_chains_of_dots_are_refused(void **state)
{
    char *good = chain_of(64), *bad = chain_of(65);

    for (int country = 0; country < 2; country++) {
        scan(*state, good, country);
        assert_clean(*state);
        scan(*state, bad, country);
        assert_problem(*state,
                       "x.lua:1:132: more than 64 dots and brackets in one expression: write "
                       "it in parts");
    }
    free(good);
    free(bad);
}

/* "local b = a" and `links` times `link`; the caller frees it. */
static char *hidden_chain(const char *link, uint32_t links)
{
    char *bytes = calloc(1, 32 + links * strlen(link));

    assert_non_null(bytes);
    strcpy(bytes, "local b = a");
    for (uint32_t i = 0; i < links; i++)
        strcat(bytes, link);
    return bytes;
}

static void test_scan__chains_do_not_hide_behind_what_their_brackets_hold(void **state)
{
    static const char *const links[] = {"[f{}]", "[f(1, 1)]", "[f{1; 1}]",
                                        "[(function() return 1 end)()]"};

    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        char *good = hidden_chain(links[i], 64), *bad = hidden_chain(links[i], 65);

        scan(*state, good, false);
        assert_clean(*state);
        scan(*state, bad, false);
        assert_true(has_problem(*state, "more than 64 dots and brackets in one expression"));
        free(good);
        free(bad);
    }
}

static void test_scan__brackets_may_nest_deeper_than_is_counted(void **state)
{
    char bytes[2048] = "local b = a.x";

    for (int i = 0; i < 300; i++)
        strcat(bytes, "[{");
    for (int i = 0; i < 300; i++)
        strcat(bytes, "}]");
    scan(*state, bytes, false);
    assert_clean(*state);
}

static void test_scan__many_short_chains_are_fine(void **state)
{
    char bytes[4096] = "";

    for (int i = 0; i < 100; i++)
        strcat(bytes, "rule 'x' { a = b.c, d(e.f, g.h) }\n");
    scan(*state, bytes, true);
    assert_clean(*state);
}

static void test_order__is_that_in_which_lua_gets_there(void **state)
{
    room *r = *state;
    ek_order order;
    char found[256] = "";

    ek_order_of(&order, &r->arena,
                cut(r, "rule 'x' { is = a(b.c * d + 1 - e.f, g { h }), z = i * (j + k) }"),
                EK_TEXT("x.lua"), &r->problems);
    for (uint32_t i = 0; i < order.count; i++) {
        static const char kinds[] = "nic";
        char one[32];

        snprintf(one, sizeof one, "%c%.*s ",
                 order.steps[i].kind == EK_STEP_SIGN ? 's' : kinds[order.steps[i].kind],
                 EK_TEXT_ARGS(order.steps[i].name));
        strcat(found, one);
    }
    assert_string_equal(found,
                        "nrule crule na nb ic nd s* s+ ne if s- ng nh cg ca ni nj nk s+ s* crule ");
}

static void test_order_field__finds_names_in_their_braces(void **state)
{
    room *r = *state;
    ek_order order;
    const ek_order_entry *says, *en;

    ek_order_of(&order, &r->arena,
                cut(r, "rule 'x' { law = 'a', says = { en = 'b',\n de = 'c' }, [\"2020\"] = d }"),
                EK_TEXT("x.lua"), &r->problems);
    assert_int_equal(order.steps[order.count - 1].braces, 0);
    says = ek_order_field(&order, 0, EK_TEXT("says"));
    assert_non_null(says);
    assert_int_equal(says->column, 23);
    en = ek_order_field(&order, says->inner, EK_TEXT("de"));
    assert_non_null(en);
    assert_int_equal(en->line, 2);
    assert_null(ek_order_field(&order, 0, EK_TEXT("de")));
    assert_non_null(ek_order_field(&order, 0, EK_TEXT("2020")));
}

static void test_order__stops_where_it_is_lost(void **state)
{
    static const char *const odd[] = {"a b",    "a(", "a { b", "a.",    "a = = b", ")",  "a {{{{",
                                      "a(b c)", "1",  "a +",   "a['b'", "{}",      "a.1"};
    room *r = *state;
    ek_order order;

    EACH(odd, i)
    {
        ek_order_of(&order, &r->arena, cut(r, odd[i]), EK_TEXT("x.lua"), &r->problems);
        assert_true(order.count <= 3);
    }
}

static void test_order__deep_nesting_does_not_overflow(void **state)
{
    room *r = *state;
    char *bytes = malloc(200001);
    ek_order order;

    assert_non_null(bytes);
    memset(bytes, '{', 200000);
    bytes[0] = 'a';
    bytes[200000] = '\0';
    ek_order_of(&order, &r->arena, cut(r, bytes), EK_TEXT("x.lua"), &r->problems);
    assert_int_equal(order.count, 1);
    memset(bytes + 1, '(', 199999);
    ek_order_of(&order, &r->arena, cut(r, bytes), EK_TEXT("x.lua"), &r->problems);
    assert_int_equal(order.count, 1);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ROOM(test_tokens__are_cut_as_lua_cuts_them),
        WITH_ROOM(test_tokens__count_lines_as_lua_and_columns_as_code_points),
        WITH_ROOM(test_tokens__that_are_broken_are_told),
        WITH_ROOM(test_tokens__a_zero_byte_is_told),
        WITH_ROOM(test_scan__of_a_country_file_says_what_to_write),
        WITH_ROOM(test_scan__leaves_alone_what_a_country_file_may_hold),
        WITH_ROOM(test_scan__of_the_vocabulary_refuses_what_lua_gets_wrong),
        WITH_ROOM(test_scan__of_the_vocabulary_allows_lua),
        WITH_ROOM(test_scan__long_chains_of_dots_are_refused),
        WITH_ROOM(test_scan__chains_do_not_hide_behind_what_their_brackets_hold),
        WITH_ROOM(test_scan__brackets_may_nest_deeper_than_is_counted),
        WITH_ROOM(test_scan__many_short_chains_are_fine),
        WITH_ROOM(test_order__is_that_in_which_lua_gets_there),
        WITH_ROOM(test_order_field__finds_names_in_their_braces),
        WITH_ROOM(test_order__stops_where_it_is_lost),
        WITH_ROOM(test_order__deep_nesting_does_not_overflow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
