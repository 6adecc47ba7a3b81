/* The sandbox against hostile policies: one test for each thing that may never happen. What a
 * policy can do, it does in the vocabulary; country files are held to a list (test_scan.c). */
#include "fixture.h"

#include <locale.h>
#include <pthread.h>
#include <time.h>

static const char plain_rule[] =
    "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, for_each = unit,\n"
    "must = w(unit.points), otherwise = refused }";

/* Runs this body when the vocabulary is opened. */
static erkend_status open_hostile(room *r, const char *body, const erkend_limits *limits)
{
    ek_problems_init(&r->problems, &r->arena);
    fill_book(r);
    return open_script(r, body, limits);
}

/* Runs this body inside a word, while a rule is loaded. */
static erkend_status call_hostile(room *r, const char *body)
{
    char vocabulary[8192];

    snprintf(vocabulary, sizeof vocabulary, "function w(x)\n%s\nend", body);
    return run_alone(r, vocabulary, plain_rule);
}

/* What the body leaves in `out`, a text; shown through an error. */
static void assert_gives(room *r, const char *body, const char *expected)
{
    char bytes[4096], problem[4096];

    snprintf(bytes, sizeof bytes, "local out %s error('out: ' .. tostring(out))", body);
    assert_int_equal(open_hostile(r, bytes, NULL), ERKEND_EPOLICY);
    snprintf(problem, sizeof problem, "policies/words.lua:1: out: %s", expected);
    assert_problem(r, problem);
}

/* ---- Loading ------------------------------------------------------------------------------ */

static void test_load__bytecode_is_refused(void **state)
{
    static const char bytecode[] = "\x1bLuaT\0\x19\x93\r\n\x1a\n\x04\x08\x08x";
    room *r = *state;
    ek_source source = {EK_TEXT("x.lua"), {bytecode, sizeof bytecode - 1}, {{0}}};

    assert_int_equal(open_script(r, NULL, NULL), ERKEND_OK);
    assert_int_equal(ek_script_run(r->script, &source, &r->set, &r->problems), ERKEND_EPOLICY);
    assert_true(has_problem(r, "x.lua:1:1: "));
    r->vocabulary = source;
    ek_script_close(r->script);
    assert_int_equal(ek_script_open(&r->script, &r->arena, &source, 1, NULL, &r->problems),
                     ERKEND_EPOLICY);
}

static void test_load__nesting_too_deep_names_the_file(void **state)
{
    static const char *const opening[] = {"(", "{", "f(", "-", "not "};

    EACH(opening, i)
    {
        char *bytes = calloc(1, 70000);

        assert_non_null(bytes);
        strcpy(bytes, "local a = ");
        for (int n = 0; n < 10000; n++)
            memcpy(bytes + 10 + (size_t)n * strlen(opening[i]), opening[i], strlen(opening[i]));
        assert_int_equal(open_hostile(*state, bytes, NULL), ERKEND_EPOLICY);
        free(bytes);
        assert_string_equal(
            ek_text_terminated(&((room *)*state)->arena,
                               ek_text_slice(ek_text_of(shown_problem(*state, 0)), 0, 19)),
            "policies/words.lua:");
    }
}

static void test_load__syntax_errors_have_a_line_and_a_column(void **state)
{
    run_alone(*state, NULL, "rule \"xx.a\" {\n law = \"x\" since = \"y\"\n}");
    assert_problem(*state, "x.lua:2:12: a comma is missing before 'since'");
    run_alone(*state, NULL, "rule \"xx.a\" {\n law = \"x\"\n");
    assert_problem(*state, "x.lua:1:13: this '{' is never closed: write '}' where it ends");
}

static void test_load__long_chains_of_dots_do_not_run(void **state)
{
    char bytes[2048] = "local a = {} local b = a";

    for (int i = 0; i < 400; i++)
        strcat(bytes, ".b");
    assert_int_equal(open_hostile(*state, bytes, NULL), ERKEND_EPOLICY);
    assert_true(has_problem(*state, "more than 64 dots and brackets"));
    assert_false(has_problem(*state, "attempt to index"));
}

static void test_load__what_lua_computes_wrongly_does_not_run(void **state)
{
    static const char *const refused[] = {
        "error('ran') local a = 1 & 2", "error('ran') local a = ~1",
        "error('ran') local a <close> = nil",
        "error('ran') goto x ::x::", "error('ran') local a = 1 / 2"};

    EACH(refused, i)
    {
        assert_int_equal(open_hostile(*state, refused[i], NULL), ERKEND_EPOLICY);
        assert_false(has_problem(*state, "ran"));
    }
}

/* ---- Environment -------------------------------------------------------------------------- */

static void test_environment__has_nothing_of_luas_own(void **state)
{
    static const char *const names[] = {
        "load",   "loadstring",   "dofile",       "loadfile",  "require",        "package",
        "io",     "os",           "debug",        "coroutine", "collectgarbage", "warn",
        "print",  "setmetatable", "getmetatable", "rawset",    "rawget",         "rawequal",
        "rawlen", "utf8",         "_G",           "_VERSION",  "pcall",          "xpcall",
        "unpack", "module",       "setfenv",      "getfenv",   "bit32",          "newproxy",
        "arg"};

    EACH(names, i)
    {
        char bytes[64], problem[128];

        snprintf(bytes, sizeof bytes, "local a = %s", names[i]);
        assert_int_equal(open_hostile(*state, bytes, NULL), ERKEND_EPOLICY);
        snprintf(problem, sizeof problem, "policies/words.lua:1: unknown name '%s'", names[i]);
        assert_problem(*state, problem);
    }
}

static void test_environment__libraries_have_only_what_is_ours(void **state)
{
    static const char *const names[] = {"string.dump",     "string.pack",    "string.unpack",
                                        "string.packsize", "string.gsub",    "string.gmatch",
                                        "string.match",    "string.char",    "table.move",
                                        "table.pack",      "math.random",    "math.randomseed",
                                        "math.huge",       "math.pi",        "math.sqrt",
                                        "math.floor",      "(\"x\").gsub",   "(\"x\").dump",
                                        "(\"x\").__index", "string.__index", "string.__metatable"};

    EACH(names, i)
    {
        char bytes[64];

        snprintf(bytes, sizeof bytes, "local a = %s", names[i]);
        assert_int_equal(open_hostile(*state, bytes, NULL), ERKEND_EPOLICY);
        assert_true(has_problem(*state, "the vocabulary has no library function '"));
    }
}

static void test_environment__libraries_and_facts_cannot_be_changed(void **state)
{
    static const char *const writes[] = {"string.upper = nil",
                                         "string.x = 1",
                                         "table.sort = 1",
                                         "math.x = 1",
                                         "(\"x\").upper = 1",
                                         "at_most.x = 1",
                                         "rule.x = 1",
                                         "refused.x = 1",
                                         "award = function() end",
                                         "string = {}",
                                         "pairs = function() end",
                                         "unit = function() end",
                                         "all = function() end",
                                         "none = function() end",
                                         "x = 1",
                                         "x = {}",
                                         "x = nil"};

    EACH(writes, i)
    assert_int_equal(open_hostile(*state, writes[i], NULL), ERKEND_EPOLICY);
}

static void test_environment__methods_of_texts_are_ours(void **state)
{
    assert_gives(*state, "out = (\"aä\"):upper() .. (\"ABC\"):lower():sub(-2)", "Aäbc");
}

static void test_environment__country_files_see_no_library(void **state)
{
    static const char *const names[] = {"string", "table", "math", "pairs", "error", "tostring"};

    EACH(names, i)
    {
        char must[64];

        snprintf(must, sizeof must, "given(%s)", names[i]);
        run_must(*state, "unit", must);
        assert_true(has_problem(*state, "x.lua:3:7: unknown name '"));
    }
}

static void test_environment__facts_cannot_be_named_before_there_is_a_rule(void **state)
{
    open_hostile(*state, "local a = unit.points", NULL);
    assert_problem(*state,
                   "policies/words.lua:1: facts can be named only inside the functions of words");
    open_hostile(*state, "local a = award { points = 1 }", NULL);
    assert_problem(*state,
                   "policies/words.lua:1: effects can be named only inside the functions of words");
    open_hostile(*state, "local a = refused { instead = { 'x' } }", NULL);
    assert_problem(
        *state, "policies/words.lua:1: verdicts can be named only inside the functions of words");
    open_hostile(*state, "rule 'xx.a' { }", NULL);
    assert_problem(*state, "policies/words.lua:1: rule stands only in rule files, not in words");
}

static void test_tostring__shows_no_addresses(void **state)
{
    assert_gives(*state, "out = tostring({}) .. tostring(tostring) .. tostring(at_most)",
                 "tablefunctionword");
    assert_gives(*state, "out = string.format('%s %d %%', {}, 3)", "table 3 %");
    open_hostile(*state, "string.format('%p', {})", NULL);
    assert_problem(*state, "policies/words.lua:1: format knows %s, %d and %% only");
}

/* ---- Work --------------------------------------------------------------------------------- */

static void assert_ends(room *r, const char *body)
{
    erkend_limits limits = {.policy_steps = 1000000}; /* a tenth, for the tests under valgrind */
    clock_t start = clock();
    erkend_status status = open_hostile(r, body, &limits);

    assert_int_not_equal(status, ERKEND_OK);
    assert_true(r->problems.errors > 0);
    assert_true((clock() - start) / CLOCKS_PER_SEC < 20); /* sanitizers and valgrind included */
}

static void test_steps__whatever_loops_ends(void **state)
{
    static const char *const endless[] = {
        "while true do end",
        "repeat until false",
        "for i = 1, 9223372036854775 do end",
        "local function f() return f() end f()",
        "local function f() f() end f()",
        "local function f() f() return 1 end f()",
        "while true do local a = {} end",
        "while true do local a = function() end end",
        "local t = {} while true do t[#t + 1] = 1 end",
        "local t = {} for i = 1, 100000000 do t[i] = {} end",
        "local s = 'x' while true do s = s .. s end",
        "local s = '' while true do s = s .. 'x' end",
        "local s = ('x'):rep(1000000) while true do local a = s .. 'x' end",
        "local s, t = ('x'):rep(1000000), ('x'):rep(999999) .. 'x' while true do local a = s == t "
        "end",
        "local s, t = ('x'):rep(1000000), ('x'):rep(999999) .. 'y' while true do local a = s < t "
        "end",
        "local s = ('x'):rep(1000000) while true do local a = s:find('xxxxxxxxxxxxxxxxy') end",
        "local s = ('x'):rep(1000000) while true do local a = s:upper() end",
        "local s = ('x'):rep(1000000) while true do local a = s:sub(2) end",
        "while true do local a = ('x'):rep(1000000) end",
        "while true do local a = string.format('%s', ('x'):rep(100000)) end",
        "local t = {} for i = 1, 100000 do t[i] = i end while true do table.insert(t, 1, 0) end",
        "local t = {} for i = 1, 100000 do t[i] = i end while true do table.remove(t, 1) end",
        "local t = {} for i = 1, 100000 do t[i] = -i end while true do table.sort(t) end",
        "local t = {} for i = 1, 1000 do t[i] = 'x' end while true do local a = table.concat(t) "
        "end",
        "local t = {} for i = 1, 10000 do t['a' .. i] = 1 end while true do local a = next(t, "
        "'a1') end",
        "local t = {} for i = 1, 10000 do t['a' .. i] = 1 end while true do local a = pairs(t) end",
        "local t = {1, 2} while true do table.sort(t, function() return true end) end",
        "local t = {} for i = 1, 300 do t[i] = i end local function f(a, b) table.sort(t, f) "
        "return a < b end table.sort(t, f)",
        "local f f = function(a) return f(f(a)) end f(1)",
        "while true do local a = at_most end",
        "while true do local a = refused end",
        "while true do for _, v in ipairs({1, 2, 3}) do end end",
        "while true do select('#', 1, 2, 3) end",
        "while true do local a = tostring(12345) end",
    };

    EACH(endless, i)
    assert_ends(*state, endless[i]);
}

static void test_steps__of_words_are_counted_too(void **state)
{
    room *r = *state;

    assert_int_equal(call_hostile(r, "while true do x = no(given(x)) end"), ERKEND_ELIMIT);
    assert_int_equal(call_hostile(r, "while true do local a = unit.points end"), ERKEND_ELIMIT);
    assert_int_equal(call_hostile(r, "while true do local a = term.x end"), ERKEND_ELIMIT);
    assert_int_equal(call_hostile(r, "while true do local a = x + 1 end"), ERKEND_ELIMIT);
    assert_int_equal(call_hostile(r, "while true do local a = award { points = x } end"),
                     ERKEND_ELIMIT);
    assert_int_equal(call_hostile(r, "while true do local a = all { x, x, x, x } end"),
                     ERKEND_ELIMIT);
    assert_int_equal(call_hostile(r, "return w(x)"), ERKEND_EPOLICY); /* Lua's own depth of calls */
}

static void test_steps__are_named_when_they_are_used_up(void **state)
{
    erkend_limits limits = {.policy_steps = 50000};

    assert_int_equal(open_hostile(*state, "\nwhile true do end", &limits), ERKEND_ELIMIT);
    assert_problem(*state,
                   "policies/words.lua:2: policies take more work to load than policy_steps "
                   "allows: 50000; a loop that does not end?");
}

static void test_limits__are_sticky(void **state)
{
    erkend_limits limits = {.policy_steps = 200000};
    room *r = *state;
    uint32_t errors;

    open_hostile(r, "function w(x) while true do end end", &limits);
    assert_int_equal(run_file(r, "x.lua", plain_rule), ERKEND_ELIMIT);
    errors = r->problems.errors;
    assert_int_equal(run_file(r, "y.lua", "-- nothing"), ERKEND_ELIMIT);
    assert_int_equal(run_file(r, "z.lua", "-- nothing"), ERKEND_ELIMIT);
    assert_int_equal(r->problems.errors, errors);
}

static void test_limits__are_one_account_for_all_files(void **state)
{
    erkend_limits limits = {.policy_steps = 300000};
    room *r = *state;
    int runs = 0;

    open_hostile(r, "function w(x) for _ = 1, 10000 do end return given(x) end", &limits);
    while (runs < 100 && run_file(r, "x.lua", plain_rule) == ERKEND_OK)
        runs++;
    assert_in_range(runs, 5, 60);
    assert_true(has_problem(r, "policy_steps"));
}

static void test_limits__nothing_swallows_them(void **state)
{
    /* What could: a comparison in sort, an iterator, a method, an assertion's message. */
    static const char *const swallowing[] = {
        "local t = {3, 2, 1} table.sort(t, function() while true do end end) error('went on')",
        "for k in (function() while true do end end) do end error('went on')",
        "assert(false, (function() while true do end end)()) error('went on')",
    };

    EACH(swallowing, i)
    {
        assert_int_equal(open_hostile(*state, swallowing[i], NULL), ERKEND_ELIMIT);
        assert_false(has_problem(*state, "went on"));
    }
}

static void test_functions_in_c__have_bounds(void **state)
{
    assert_gives(*state, "out = string.rep('', 999999999999999999)", "");
    assert_gives(*state, "out = string.rep('x', -1) .. string.rep('ab', 2, '-')", "ab-ab");
    assert_gives(*state, "out = string.find('a.b', '.', 1) .. ''", "2");
    assert_gives(*state, "out = string.find('', '')", "1");
    assert_gives(*state,
                 "out = string.find('abc', 'c', -1) .. ' ' .. tostring(string.find('a', 'b'))",
                 "3 nil");
    assert_gives(*state,
                 "out = ('abc'):sub(0) .. ('abc'):sub(-9, -9) .. ('abc'):sub(3, 2) .. "
                 "('abc'):sub(2, 99) .. ('abc'):sub(1, 0)",
                 "abcbc");
    assert_gives(*state, "out = select('#', nil, nil) .. select(-1, 1, 2) .. select(2, 1, 2)",
                 "222");
    open_hostile(*state, "string.rep('xx', 999999999999999999)", NULL);
    assert_problem(*state, "policies/words.lua:1: a text of more than 1048576 bytes");
    open_hostile(*state, "table.unpack({}, 1, 999999999999999999)", NULL);
    assert_problem(*state, "policies/words.lua:1: unpack gives at most 200 values, from 1 on");
    open_hostile(*state, "table.unpack({}, -999999999999999999, 2)", NULL);
    assert_problem(*state, "policies/words.lua:1: unpack gives at most 200 values, from 1 on");
    open_hostile(*state, "table.insert({}, 5, 1)", NULL);
    assert_problem(*state, "policies/words.lua:1: insert: there is no place 5");
    open_hostile(*state, "('x'):find(('y'):rep(2000))", NULL);
    assert_problem(*state,
                   "policies/words.lua:1: a part of more than 1024 bytes cannot be looked for");
}

/* ---- Errors ------------------------------------------------------------------------------- */

static void test_errors__that_are_no_texts_are_told(void **state)
{
    open_hostile(*state, "error({})", NULL);
    assert_problem(*state, "policies/words.lua:1: value 1 has to be a text, not table");
    open_hostile(*state, "error()", NULL);
    assert_problem(*state, "policies/words.lua:1: value 1 has to be a text, not no value");
    open_hostile(*state, "assert(false, {})", NULL);
    assert_problem(*state, "policies/words.lua:1: an assertion of the vocabulary does not hold");
    open_hostile(*state, "assert(nil, 'so')", NULL);
    assert_problem(*state, "policies/words.lua:1: so");
}

static void test_errors__cannot_forge_their_place(void **state)
{
    open_hostile(*state, "\n\nerror('x.lua:1: at 12:30: not so')", NULL);
    assert_problem(*state, "policies/words.lua:3: x.lua:1: at 12:30: not so");
    open_hostile(*state, "error('%s%n\\27[31m')", NULL);
    assert_problem(*state, "policies/words.lua:1: %s%n\\x1b[31m");
}

static void test_errors__of_lua_have_one_place(void **state)
{
    open_hostile(*state, "local a\n\nlocal b = a.b", NULL);
    assert_problem(*state, "policies/words.lua:3: attempt to index a nil value (local 'a')");
    open_hostile(*state, "\nlocal b = 1 // 0", NULL);
    assert_true(strncmp(shown_problem(*state, 0), "policies/words.lua:2: attempt to ", 33) == 0);
    open_hostile(*state, "local b = '10' + 1", NULL);
    assert_true(has_problem(*state, "attempt to perform arithmetic on a string value"));
    open_hostile(*state, "local b = 1 < '2'", NULL);
    assert_true(has_problem(*state, "attempt to compare number with string"));
}

static void test_errors__very_long_ones_are_cut(void **state)
{
    open_hostile(*state, "error(('x'):rep(100000))", NULL);
    assert_true(strlen(shown_problem(*state, 0)) < 2300);
}

static void test_c_depth__ends_in_an_error(void **state)
{
    assert_int_equal(open_hostile(*state,
                                  "local function f(a, b) table.sort({1, 2}, f) return true end "
                                  "f()",
                                  NULL),
                     ERKEND_EPOLICY);
    assert_true(has_problem(*state, "C stack overflow"));
    assert_int_not_equal(open_hostile(*state, "local function f() f() return 1 end f()", NULL),
                         ERKEND_OK);
}

/* What goes deepest into C, on the least stack that is promised to be enough. */
static void *go_deep(void *to)
{
    static char parens[20000], braces[20000];
    static const char *const bodies[] = {
        "local function f(a, b) table.sort({1, 2}, f) return true end f()",
        "local function f() f() return 1 end f()",
        "local function f() return string.format('%s', table.concat({ f() })) end f()"};
    room *r = to;

    memset(parens, '(', sizeof parens - 1);
    memset(braces, '{', sizeof braces - 1);
    parens[0] = braces[0] = 'f';
    EACH(bodies, i)
    assert_int_not_equal(open_hostile(r, bodies[i], NULL), ERKEND_OK);
    assert_int_not_equal(open_hostile(r, parens, NULL), ERKEND_OK);
    assert_int_equal(call_hostile(r, "return w(x)"), ERKEND_EPOLICY);
    assert_int_equal(run_alone(r, NULL, braces), ERKEND_EPOLICY);
    return NULL;
}

static void test_c_depth__half_a_megabyte_of_stack_is_enough(void **state)
{
#if defined(__SANITIZE_ADDRESS__)
    go_deep(*state); /* its frames are larger than the real ones */
#else
    pthread_attr_t attributes;
    pthread_t thread;

    assert_int_equal(pthread_attr_init(&attributes), 0);
    assert_int_equal(pthread_attr_setstacksize(&attributes, 512 * 1024), 0);
    assert_int_equal(pthread_create(&thread, &attributes, go_deep, *state), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&attributes);
#endif
}

/* ---- Memory ------------------------------------------------------------------------------- */

static void test_bytes__are_named_when_they_are_used_up(void **state)
{
    erkend_limits limits = {.policy_bytes = 1 << 20};

    assert_int_equal(
        open_hostile(*state, "local t = {} for i = 1, 10000000 do t[i] = {} end", &limits),
        ERKEND_ELIMIT);
    assert_true(has_problem(*state, "more memory to load than policy_bytes allows: 1048576 bytes"));
}

static void test_bytes__of_the_bundle_count_too(void **state)
{
    erkend_limits limits = {.policy_bytes = 1 << 20};
    room *r = *state;
    size_t before;

    open_hostile(r, "function w(x) while true do x = no(x) end end", &limits);
    before = r->arena.used_bytes;
    assert_int_equal(run_file(r, "x.lua", plain_rule), ERKEND_ELIMIT);
    assert_true(has_problem(r, "policy_bytes"));
    assert_true(r->arena.used_bytes - before < 3 << 20);
}

/* More than half of what is allowed is in use: garbage does not count for long. */
static void test_bytes__garbage_makes_room_near_the_limit(void **state)
{
    erkend_limits limits = {.policy_bytes = 1 << 20};

    assert_int_equal(open_hostile(*state,
                                  "local t = {} for i = 1, 5000 do t[i] = { i } end "
                                  "for i = 1, 100000 do local u = { i } end",
                                  &limits),
                     ERKEND_OK);
}

static void test_bytes__every_limit_ends_in_an_error_or_works(void **state)
{
    room *r = *state;
    bool worked = false;

    for (size_t bytes = 1024; bytes < 120000; bytes += bytes < 3000 ? 1 : 61) {
        erkend_limits limits = {.policy_bytes = bytes};
        erkend_status status;

        ek_problems_init(&r->problems, &r->arena);
        status = open_script(r, "function w(x) return given(x) end", &limits);
        if (status == ERKEND_OK) {
            fill_book(r);
            status = run_file(r, "x.lua", plain_rule);
        }
        assert_true(status == ERKEND_OK || status == ERKEND_ELIMIT);
        assert_int_equal(status == ERKEND_OK, r->problems.errors == 0);
        worked = status == ERKEND_OK;
        ek_script_close(r->script);
        r->script = NULL;
        ek_arena_reset(&r->arena);
    }
    assert_true(worked);
}

/* A host whose memory ends. */
typedef struct failing_host {
    size_t calls, fail_at, outstanding;
    bool for_good;
} failing_host;

static void *resize_failing(void *user, void *old, size_t old_size, size_t new_size)
{
    failing_host *host = user;
    void *bytes;

    if (new_size == 0) {
        host->outstanding -= old_size;
        free(old);
        return NULL;
    }
    host->calls++;
    if (host->calls == host->fail_at || (host->for_good && host->calls > host->fail_at))
        return NULL;
    bytes = realloc(old, new_size);
    assert_non_null(bytes);
    host->outstanding += new_size - old_size;
    return bytes;
}

/* One load on this host; true when it went through. */
static bool load_once(failing_host *host)
{
    erkend_allocator allocator = {resize_failing, host};
    room r = {0};
    ek_escape escape;
    volatile erkend_status status = ERKEND_OK;

    ek_arena_init(&r.arena, &allocator, 0);
    if (EK_TRY(&r.arena, &escape)) {
        ek_problems_init(&r.problems, &r.arena);
        fill_book(&r);
        status = open_script(&r, "function w(x) return given(x) end", NULL);
        if (status == ERKEND_OK)
            status = run_file(&r, "x.lua", plain_rule);
        if (status != ERKEND_OK)
            fail_msg("status %d: %s", (int)status, shown_problem(&r, 0));
    }
    ek_escape_end(&r.arena, &escape);
    ek_script_close(r.script);
    ek_arena_dispose(&r.arena);
    assert_true(escape.status == ERKEND_OK || escape.status == ERKEND_ENOMEM);
    assert_int_equal(host->outstanding, 0);
    return escape.status == ERKEND_OK;
}

static void test_host_memory__every_failure_leaves_cleanly(void **state)
{
    (void)state;
    for (int for_good = 0; for_good < 2; for_good++) {
        size_t at = 1;

        for (;; at++) {
            failing_host host = {.fail_at = at, .for_good = for_good};

            if (load_once(&host))
                break;
        }
        assert_true(at > 50);
    }
}

/* ---- Order and isolation ------------------------------------------------------------------- */

static void test_pairs__go_in_order(void **state)
{
    assert_gives(
        *state,
        "out = '' for k, v in pairs({ zz = 1, a = 2, [3] = 3, [1] = 4, ab = 5, [-1] = 6 }) "
        "do out = out .. k .. v .. ' ' end",
        "-16 14 33 a2 ab5 zz1 ");
    assert_gives(*state,
                 "out = '' local t = { b = 1, a = 2, [1] = 3 } local k = next(t) while k do "
                 "out = out .. k k = next(t, k) end",
                 "1ab");
    assert_gives(*state,
                 "out = '' for i, v in ipairs({ 'a', 'b', nil, 'c' }) do out = out .. i .. v end",
                 "1a2b");
    open_hostile(*state, "for k in pairs({ [true] = 1 }) do end", NULL);
    assert_true(has_problem(*state, "keys of a table have to be texts or whole numbers"));
}

static void test_sort__is_stable(void **state)
{
    assert_gives(
        *state,
        "local t = {} for i = 1, 300 do t[i] = { i % 3, i } end "
        "table.sort(t, function(a, b) return a[1] < b[1] end) out = 'stable' "
        "for i = 2, 300 do if t[i][1] < t[i - 1][1] or (t[i][1] == t[i - 1][1] and t[i][2] < "
        "t[i - 1][2]) then out = 'not stable' end end",
        "stable");
    assert_gives(*state, "local t = { 'b', 10, 'a', 9 } table.sort(t) out = table.concat(t, ' ')",
                 "9 10 a b");
    assert_gives(*state, "local t = {} table.sort(t) t = { 1 } table.sort(t) out = #t", "1");
}

static void test_tables__insert_and_remove(void **state)
{
    assert_gives(*state,
                 "local t = { 1, 2 } table.insert(t, 3) table.insert(t, 1, 0) "
                 "out = table.concat(t, ',') .. ' ' .. table.remove(t) .. table.remove(t, 1) .. #t",
                 "0,1,2,3 302");
    assert_gives(*state,
                 "out = math.max(1, 3, 2) .. math.min(2, 1) .. math.abs(-4) .. "
                 "tostring(tonumber('12')) .. tostring(tonumber('1.5')) .. tostring(tonumber('x'))",
                 "31412nilnil");
}

static void test_words__may_remember_nothing(void **state)
{
    run_alone(*state, "local n = 0\nfunction w(x) n = n + 1 return at_least(x, n) end", plain_rule);
    assert_true(has_problem(*state, "the word 'w' remembers something"));
    run_alone(*state,
              "local n\nfunction w(x) if n then return given(x) end n = 1 return no(given(x)) end",
              plain_rule);
    assert_true(has_problem(*state, "the word 'w' remembers something"));
    run_alone(*state, "local t = {}\nfunction w(x) t[1] = x return given(x) end", plain_rule);
    assert_true(
        has_problem(*state, "the word 'w' shares the table 't' with others: make it inside"));
    run_alone(
        *state,
        "local t = {}\nlocal function f(x) t[1] = x end\nfunction w(x) f(x) return given(x) end",
        plain_rule);
    assert_true(has_problem(*state, "shares the table 't'"));
    run_alone(*state, "function w(x) v = function() end return given(x) end", plain_rule);
    assert_true(has_problem(*state, "'v' is written to by a word: words keep nothing"));
    run_alone(
        *state,
        "local n = 1\nlocal function f(x) return at_least(x, n) end\nfunction w(x) return f(x) end",
        plain_rule);
    assert_clean(*state);
}

static void test_words__are_new_for_each_file(void **state)
{
    room *r = *state;

    assert_int_equal(run_alone(r, "function w(x) return given(x) end", plain_rule), ERKEND_OK);
    assert_int_equal(run_file(r, "y.lua", plain_rule), ERKEND_OK);
    assert_int_equal(r->book.rule_count, 2);
    assert_true(ek_expr_equal(r->book.rules[0]->must, r->book.rules[1]->must));
}

/* A set is scanned and compiled once, and runs for each country that adopts it. */
static void test_sets__run_again_as_the_first_time(void **state)
{
    room *r = *state;
    ek_source source = source_of("policies/eu/set.lua", plain_rule);
    ek_source wrong = source_of("policies/eu/wrong.lua", "local");
    ek_rulebook first;

    open_script(r, "local least = 1\nfunction w(x) return at_least(x, least) end", NULL);
    r->set.shared = true;
    assert_int_equal(ek_script_run(r->script, &source, &r->set, &r->problems), ERKEND_OK);
    first = r->book;
    assert_int_equal(run_file(r, "policies/eu/other.lua", plain_rule), ERKEND_OK);
    fill_book(r);
    r->set.shared = true;
    assert_int_equal(ek_script_run(r->script, &source, &r->set, &r->problems), ERKEND_OK);
    assert_int_equal(r->book.rule_count, 1);
    assert_ptr_not_equal(r->book.rules[0], first.rules[0]);
    assert_true(ek_expr_equal(r->book.rules[0]->must, first.rules[0]->must));
    assert_int_equal(r->book.rules[0]->must->place.column, first.rules[0]->must->place.column);
    assert_clean(r);
    assert_int_equal(ek_script_run(r->script, &wrong, &r->set, &r->problems), ERKEND_EPOLICY);
    ek_script_run(r->script, &wrong, &r->set, &r->problems);
    assert_int_equal(r->problems.errors, 1);
}

static void test_words__that_exist_cannot_be_written_again(void **state)
{
    open_hostile(*state, "function at_most() end", NULL);
    assert_problem(*state, "policies/words.lua:1: the word 'at_most' exists already");
    open_hostile(*state, "function unit() end", NULL);
    assert_problem(*state, "policies/words.lua:1: the word 'unit' exists already");
    open_hostile(*state, "function w() end function w() end", NULL);
    assert_problem(*state, "policies/words.lua:1: the word 'w' exists already");
}

static void test_locale__of_the_host_is_given_back(void **state)
{
    locale_t before = uselocale((locale_t)0);

    run_alone(*state, NULL, "-- nothing");
    assert_ptr_equal(uselocale((locale_t)0), before);
    call_hostile(*state, "while true do end");
    assert_ptr_equal(uselocale((locale_t)0), before);
}

static void test_vocabulary__with_errors_runs_no_rule_file(void **state)
{
    room *r = *state;

    assert_int_equal(open_hostile(r, "local a = ", NULL), ERKEND_EPOLICY);
    assert_int_equal(run_file(r, "x.lua", "rule \"xx.a\" { must = 8 }"), ERKEND_EPOLICY);
    assert_true(has_problem(r, "the number 8"));
    assert_int_equal(r->problems.errors, 2);
    assert_int_equal(r->book.rule_count, 0);
}

static void test_close__accepts_nothing_and_twice(void **state)
{
    room *r = *state;

    ek_script_close(NULL);
    open_script(r, NULL, NULL);
    ek_script_close(r->script);
    ek_script_close(r->script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ROOM(test_load__bytecode_is_refused),
        WITH_ROOM(test_load__nesting_too_deep_names_the_file),
        WITH_ROOM(test_load__syntax_errors_have_a_line_and_a_column),
        WITH_ROOM(test_load__long_chains_of_dots_do_not_run),
        WITH_ROOM(test_load__what_lua_computes_wrongly_does_not_run),
        WITH_ROOM(test_environment__has_nothing_of_luas_own),
        WITH_ROOM(test_environment__libraries_have_only_what_is_ours),
        WITH_ROOM(test_environment__libraries_and_facts_cannot_be_changed),
        WITH_ROOM(test_environment__methods_of_texts_are_ours),
        WITH_ROOM(test_environment__country_files_see_no_library),
        WITH_ROOM(test_environment__facts_cannot_be_named_before_there_is_a_rule),
        WITH_ROOM(test_tostring__shows_no_addresses),
        WITH_ROOM(test_steps__whatever_loops_ends),
        WITH_ROOM(test_steps__of_words_are_counted_too),
        WITH_ROOM(test_steps__are_named_when_they_are_used_up),
        WITH_ROOM(test_limits__are_sticky),
        WITH_ROOM(test_limits__are_one_account_for_all_files),
        WITH_ROOM(test_limits__nothing_swallows_them),
        WITH_ROOM(test_functions_in_c__have_bounds),
        WITH_ROOM(test_errors__that_are_no_texts_are_told),
        WITH_ROOM(test_errors__cannot_forge_their_place),
        WITH_ROOM(test_errors__of_lua_have_one_place),
        WITH_ROOM(test_errors__very_long_ones_are_cut),
        WITH_ROOM(test_c_depth__ends_in_an_error),
        WITH_ROOM(test_c_depth__half_a_megabyte_of_stack_is_enough),
        WITH_ROOM(test_bytes__are_named_when_they_are_used_up),
        WITH_ROOM(test_bytes__of_the_bundle_count_too),
        WITH_ROOM(test_bytes__garbage_makes_room_near_the_limit),
        WITH_ROOM(test_bytes__every_limit_ends_in_an_error_or_works),
        WITH_ROOM(test_host_memory__every_failure_leaves_cleanly),
        WITH_ROOM(test_pairs__go_in_order),
        WITH_ROOM(test_sort__is_stable),
        WITH_ROOM(test_tables__insert_and_remove),
        WITH_ROOM(test_words__may_remember_nothing),
        WITH_ROOM(test_words__are_new_for_each_file),
        WITH_ROOM(test_sets__run_again_as_the_first_time),
        WITH_ROOM(test_words__that_exist_cannot_be_written_again),
        WITH_ROOM(test_locale__of_the_host_is_given_back),
        WITH_ROOM(test_vocabulary__with_errors_runs_no_rule_file),
        WITH_ROOM(test_close__accepts_nothing_and_twice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
