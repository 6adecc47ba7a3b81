/* load/json.c: RFC 8259, strictly, and what has two readings refused (TRUST section 6). */
#include <time.h>

#include "fixture.h"

static const ek_node *parse(bench *made, const char *bytes)
{
    erkend_limits limits = ek_limits_of(NULL);

    made->problems.count = made->problems.errors = 0;
    return ek_json_parse(&made->arena, EK_TEXT("x.json"), ek_text_of(bytes), &limits,
                         &made->problems);
}

static void test_ek_json_parse__reads_every_kind_of_value(void **state)
{
    bench *made = *state;
    const ek_node *root = parse(made, " { \"a\" : [ 1 , -2.50 , true , false , null , \"x\" ] ,\n"
                                      "\"b\" : { } , \"c\" : [ ] } ");
    const ek_node *list;

    assert_non_null(root);
    list = ek_node_get(root, "a");
    assert_int_equal(list->count, 6);
    assert_true(ek_text_is(list->items[1]->text, "-2.50"));
    assert_false(list->items[2]->quoted);
    assert_int_equal(list->items[4]->kind, EK_NODE_NULL);
    assert_true(list->items[4]->quoted);
    assert_true(list->items[5]->quoted);
    assert_int_equal(ek_node_get(root, "b")->count, 0);
    assert_int_equal(ek_node_get(root, "b")->line, 2);
    assert_int_equal(ek_node_get(root, "b")->column, 7);
    assert_int_equal(ek_node_get(root, "c")->kind, EK_NODE_LIST);
}

static void test_ek_json_parse__unescapes(void **state)
{
    bench *made = *state;
    const ek_node *node =
        parse(made, "\"a\\\"\\\\\\/\\n\\r\\t\\u00e4\\u20ac\\ud83d\\ude00\\u0041z\"");

    assert_non_null(node);
    assert_string_equal(ek_text_terminated(&made->arena, node->text),
                        "a\"\\/\n\r\t\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80"
                        "Az");
}

static void test_ek_json_parse__refuses_what_is_no_json(void **state)
{
    static const char *const broken[] = {"",
                                         "{",
                                         "[",
                                         "{\"a\"}",
                                         "{\"a\":}",
                                         "{\"a\":1,}",
                                         "[1,]",
                                         "[1 2]",
                                         "{a:1}",
                                         "{'a':1}",
                                         "\"a",
                                         "\"a\\x\"",
                                         "\"a\nb\"",
                                         "\"a\tb\"",
                                         "tru",
                                         "True",
                                         "nul",
                                         "NaN",
                                         "Infinity",
                                         "-",
                                         "01",
                                         "+1",
                                         "1.",
                                         ".5",
                                         "1e5",
                                         "1E5",
                                         "1e+400",
                                         "0x10",
                                         "1/2",
                                         "-Infinity",
                                         "[1] x",
                                         "[] []",
                                         "{} ,",
                                         "//x\n1",
                                         "\"\\u12\"",
                                         "\"\\ud800\"",
                                         "\"\\udc00\"",
                                         "\"\\ud800x\"",
                                         "\"\\ud800\\u0041\"",
                                         "\"\\ud800\\ud800\"",
                                         "[1",
                                         "{\"a\":1",
                                         "\"\\u0000\"",
                                         "\"\\u001b\"",
                                         "\"\\b\"",
                                         "\"\\"};
    bench *made = *state;

    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        if (parse(made, broken[i]) != NULL)
            fail_msg("taken: %s", broken[i]);
        assert_true(made->problems.errors > 0);
    }
}

static void test_ek_json_parse__places_what_is_broken(void **state)
{
    bench *made = *state;

    assert_null(parse(made, "{\n  \"\xc3\xa4\": 1e5\n}"));
    assert_true(bench_says(made, "x.json:2:8", "without exponent"));
    assert_null(parse(made, "{\"a\": \"x\\ud800\"}"));
    assert_true(bench_says(made, "x.json:1:9", "surrogate"));
    assert_null(parse(made, "[1, 2"));
    assert_true(bench_says(made, "x.json:1:6", "ends with ]"));
    assert_null(parse(made, "[1] 2"));
    assert_true(bench_says(made, "x.json:1:5", "after the end"));
}

static void test_ek_json_parse__refuses_keys_that_stand_twice_after_unescaping(void **state)
{
    (void)state;
    REFUSED_JSON("{\"id\":\"c\",\"id\":\"d\"}", "case.json:1:11", "id stands here twice");
    REFUSED_JSON("{\"id\":\"c\",\"\\u0069d\":\"d\"}", "case.json:1:11", "id stands here twice");
}

static void test_ek_json_parse__keeps_to_utf_8(void **state)
{
    static const char zero[] = "{\"id\":\"a\0b\"}";
    reading made = read_with("case.json", "\xef\xbb\xbf{\"id\":\"c\"}", 13, NULL);

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    close_reading(&made);
    REFUSED_JSON("{\"id\":\"\xff\"}", "case.json:1:8", "not UTF-8");
    assert_true(is_refused(read_with("case.json", zero, sizeof zero - 1, NULL), "case.json:1:9",
                           "(U+0000)"));
}

static void test_ek_json_parse__stops_at_limits(void **state)
{
    enum { COUNT = 1000000 };
    char *bytes = malloc(COUNT + 1);
    clock_t begin = clock();
    reading made;

    (void)state;
    assert_non_null(bytes);
    memset(bytes, '[', COUNT);
    made = read_with("case.json", bytes, COUNT, NULL);
    assert_int_equal(made.status, ERKEND_ELIMIT);
    assert_true(has_problem(made.error, "case.json:1:33", "document_depth"));
    close_reading(&made);
    bytes[0] = '[';
    for (int i = 1; i + 1 < COUNT; i += 2)
        memcpy(bytes + i, "1,", 2);
    made = read_with("case.json", bytes, COUNT, NULL);
    assert_int_equal(made.status, ERKEND_ELIMIT);
    assert_true(has_problem(made.error, "case.json", "document_nodes"));
    close_reading(&made);
    assert_true((clock() - begin) / CLOCKS_PER_SEC < 10);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BENCH(test_ek_json_parse__reads_every_kind_of_value),
        WITH_BENCH(test_ek_json_parse__unescapes),
        WITH_BENCH(test_ek_json_parse__refuses_what_is_no_json),
        WITH_BENCH(test_ek_json_parse__places_what_is_broken),
        cmocka_unit_test(test_ek_json_parse__refuses_keys_that_stand_twice_after_unescaping),
        cmocka_unit_test(test_ek_json_parse__keeps_to_utf_8),
        cmocka_unit_test(test_ek_json_parse__stops_at_limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
