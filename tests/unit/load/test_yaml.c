/* load/yaml.c: what is refused, where, and how long it may take (TRUST section 6). */
#include <time.h>

#include "fixture.h"

static reading read_bytes(const char *bytes, size_t size)
{
    return read_with("case.yaml", bytes, size, NULL);
}

static void test_ek_yaml_parse__refuses_what_has_two_readings(void **state)
{
    (void)state;
    REFUSED("id: &a c\ntitle: *a\n", "case.yaml:1:5", "an anchor (&) is not allowed");
    REFUSED("id: &a c\ntitle: *a\n", "case.yaml:2:8", "an alias (*) is not allowed");
    REFUSED("id: c\nlearner: &l [*l]\n", "case.yaml:2:10", "an anchor");
    REFUSED("id: !!str c\n", "case.yaml:1:5", "a tag (!) is not allowed");
    REFUSED("id: ! c\n", "case.yaml:1:5", "a tag (!) is not allowed");
    REFUSED("id: c\nlearner: !!map { residence: FI }\n", "case.yaml:2:10", "a tag");
    REFUSED("id: c\n<<: { title: x }\n", "case.yaml:2:1", "a merge key (<<)");
    REFUSED("id: c\n? [a]\n: x\n", "case.yaml:2:3", "a key must be a text");
    REFUSED("id: c\n? { a: b }\n: x\n", "case.yaml:2:3", "a key must be a text");
    REFUSED("id: c\n---\nid: d\n", "case.yaml:2:1", "a second document begins here");
    REFUSED("%YAML 1.1\n---\nid: c\n", "case.yaml", "a directive (%)");
    REFUSED("id: c\n*a : x\n", "case.yaml:2:1", "an alias (*)");
}

static void test_ek_yaml_parse__refuses_keys_that_stand_twice(void **state)
{
    (void)state;
    REFUSED("id: c\napplied: 2024-01-01\nid: d\n", "case.yaml:3:1",
            "id stands here twice, first on line 1");
    REFUSED("id: c\n\"\\x69d\": d\n", "case.yaml:2:1", "id stands here twice");
    REFUSED("id: c\nlearner: { id: a, id: b }\n", "case.yaml:2:19", "id stands here twice");
}

static void test_ek_yaml_parse__finds_twins_among_many_keys(void **state)
{
    enum { COUNT = 40000 };
    static char bytes[COUNT * 12 + 100];
    erkend_limits limits = ek_limits_of(NULL);
    bench *made = *state;
    const ek_node *root;
    size_t size = 0;
    clock_t begin = clock();

    for (int i = 0; i < COUNT; i++)
        size += (size_t)sprintf(bytes + size, "k%d: 1\n", i);
    size += (size_t)sprintf(bytes + size, "k7: 2\n");
    root = ek_yaml_parse(&made->arena, EK_TEXT("x.yaml"), (ek_text){bytes, (uint32_t)size}, &limits,
                         &made->problems);
    assert_non_null(root);
    assert_int_equal(root->count, COUNT);
    assert_true(ek_text_is(ek_node_get(root, "k7")->text, "1"));
    assert_int_equal(made->problems.count, 1);
    assert_true(bench_says(made, "x.yaml:40001:1", "k7 stands here twice, first on line 8"));
    assert_true((clock() - begin) / CLOCKS_PER_SEC < 10);
}

static void test_ek_yaml_parse__places_what_is_broken(void **state)
{
    (void)state;
    REFUSED("id: c\nlearner: {\n", "case.yaml:3:1", "this is not YAML");
    REFUSED("id: c\n\ttitle: x\n", "case.yaml:2", "this is not YAML");
    REFUSED("id: \"c\n", "case.yaml:2:1", "this is not YAML");
    REFUSED("", "case.yaml:1:1", "the document is empty");
    REFUSED("# nothing\n", "case.yaml:1:1", "the document is empty");
    REFUSED("- id: c\n", "case.yaml:1:1", "a case is due here");
    REFUSED("just text\n", "case.yaml:1:1", "a case is due here");
}

static void test_ek_yaml_parse__takes_utf_8_only(void **state)
{
    static const char utf_16[] = "\xff\xfei\0d\0:\0 \0c\0\n";
    static const char zero[] = "id: c\0d\n";
    reading made = read_yaml("\xef\xbb\xbfid: c\ntitle: \xc3\xa4iti\n");

    (void)state;
    assert_int_equal(made.status, ERKEND_OK); /* the mark is dropped */
    assert_string_equal(erkend_case_id(made.the_case), "c");
    close_reading(&made);
    assert_true(is_refused(read_bytes(utf_16, sizeof utf_16), "case.yaml:1:1", "not UTF-8"));
    assert_true(is_refused(read_bytes(zero, sizeof zero - 1), "case.yaml:1:6", "(U+0000)"));
    REFUSED("id: c\ntitle: \xc0\xaf\n", "case.yaml:2:8", "not UTF-8");
    REFUSED("id: c\ntitle: \xed\xa0\x80\n", "case.yaml:2:8", "not UTF-8");
    REFUSED("id: c\ntitle: a\x1b[31m\n", "case.yaml:2:9", "(U+001B)");
    REFUSED("id: c\ntitle: a\x7f\n", "case.yaml:2:9", "(U+007F)");
    REFUSED("id: c\ntitle: a\xc2\x85z\n", "case.yaml:2:9", "(U+0085)");
    REFUSED("id: c\ntitle: a\xef\xbb\xbfz\n", "case.yaml:2:9", "(U+FEFF)");
    REFUSED("id: c\ntitle: \"a\\0b\"\n", "case.yaml:2:8", "control character (U+0000)");
    REFUSED("id: c\ntitle: \"a\\eb\"\n", "case.yaml:2:8", "control character (U+001B)");
    REFUSED("id: c\ntitle: \"long enough for words, \\x7f\"\n", "case.yaml:2:8",
            "control character (U+007F)");
    REFUSED("id: c\ntitle: \"\\u00e9 long enough for words, \\t\\u0085\"\n", "case.yaml:2:8",
            "control character (U+0085)");
    REFUSED("id: c\n\"a\\0b\": x\n", "case.yaml:2:1", "control character (U+0000)");
}

static void test_ek_yaml_parse__a_text_that_goes_on_after_a_zero_is_not_cut(void **state)
{
    (void)state;
    REFUSED("id: c\nadmission: { route: \"early\\0 not\" }\n", "case.yaml:2:21",
            "control character");
}

/* ---- Limits -----------------------------------------------------------------------------------
 */

static char *repeat(const char *piece, size_t times, size_t *size)
{
    size_t one = strlen(piece);
    char *bytes = malloc(one * times + 1);

    assert_non_null(bytes);
    for (size_t i = 0; i < times; i++)
        memcpy(bytes + i * one, piece, one);
    bytes[one * times] = '\0';
    *size = one * times;
    return bytes;
}

static void check_bomb(const char *piece, size_t times, const char *words)
{
    size_t size;
    char *bytes = repeat(piece, times, &size);
    clock_t begin = clock();
    reading made = read_bytes(bytes, size);

    assert_int_equal(made.status, ERKEND_ELIMIT);
    assert_true(has_problem(made.error, "case.yaml", words));
    assert_true((clock() - begin) / CLOCKS_PER_SEC < 10);
    close_reading(&made);
    free(bytes);
}

static void test_ek_yaml_parse__stops_at_the_depth_limit_at_once(void **state)
{
    (void)state;
    check_bomb("[", 1000000, "document_depth");
    check_bomb("{\"\":[", 200000, "document_depth");
    check_bomb("[\n", 500000, "document_depth");
    check_bomb("- ", 200000, "document_depth");
}

static void test_ek_yaml_parse__many_directives_are_refused_at_once(void **state)
{
    size_t size;
    char *bytes = repeat("%TAG !a! b\n", 65, &size);
    reading made = read_bytes(bytes, size);

    (void)state;
    assert_int_equal(made.status, ERKEND_EINVALID);
    assert_true(has_problem(made.error, "case.yaml:65:1", "more than 64 lines begin with %"));
    close_reading(&made);
    free(bytes);
}

static void test_ek_yaml_parse__depth_of_32_is_allowed(void **state)
{
    erkend_limits limits = ek_limits_of(NULL);
    bench *made = *state;
    char bytes[80];

    for (int depth = 32; depth <= 33; depth++) {
        memset(bytes, '[', (size_t)depth);
        memset(bytes + depth, ']', (size_t)depth);
        bytes[2 * depth] = '\0';
        assert_int_equal(ek_yaml_parse(&made->arena, EK_TEXT("x.yaml"), ek_text_of(bytes), &limits,
                                       &made->problems) != NULL,
                         depth == 32);
    }
    assert_true(bench_says(made, "x.yaml:1:33", "document_depth of 32"));
}

static void test_ek_yaml_parse__stops_at_the_limits_of_values_and_bytes(void **state)
{
    (void)state;
    check_bomb("- 1\n", 100001, "document_nodes");
    check_bomb("# 4 MB of comment 64 bytes long, so that it takes a while to\n", 80000,
               "document_bytes");
}

static void test_ek_yaml_parse__a_long_text_is_a_limit(void **state)
{
    static const char head[] = "id: c\ntitle: ";
    size_t size;
    char *bytes = repeat("x", (1u << 20) + sizeof head, &size);
    reading made;

    (void)state;
    memcpy(bytes, head, sizeof head - 1);
    made = read_bytes(bytes, size);
    assert_int_equal(made.status, ERKEND_ELIMIT);
    assert_true(has_problem(made.error, "case.yaml:2:8", "text_bytes"));
    close_reading(&made);
    free(bytes);
}

/* ---- Nodes -------------------------------------------------------------------------------------
 */

static void test_ek_yaml_parse__makes_a_plain_tree_with_places(void **state)
{
    erkend_limits limits = ek_limits_of(NULL);
    bench *made = *state;
    const ek_node *root =
        ek_yaml_parse(&made->arena, EK_TEXT("x.yaml"),
                      ek_text_of("a: [1, \"1\", 'x']\n\xc3\xa4: { b: |\n    two\n    lines\n  }\n"),
                      &limits, &made->problems);

    assert_null(root); /* a block text within braces is not YAML */
    made->problems.count = made->problems.errors = 0;
    root = ek_yaml_parse(&made->arena, EK_TEXT("x.yaml"),
                         ek_text_of("a: [1, \"1\", 'x']\n\xc3\xa4\xc3\xa4: { b: c }\n"), &limits,
                         &made->problems);
    assert_non_null(root);
    assert_int_equal(root->kind, EK_NODE_MAP);
    assert_int_equal(root->count, 2);
    assert_int_equal(ek_node_get(root, "a")->count, 3);
    assert_false(ek_node_get(root, "a")->items[0]->quoted);
    assert_true(ek_node_get(root, "a")->items[1]->quoted);
    assert_true(ek_node_get(root, "a")->items[2]->quoted);
    assert_int_equal(ek_node_get(root, "a")->items[1]->column, 8);
    assert_int_equal(ek_node_get(root, "\xc3\xa4\xc3\xa4")->line, 2);
    assert_int_equal(ek_node_get(root, "\xc3\xa4\xc3\xa4")->column, 5); /* code points */
    assert_null(ek_node_get(root, "b"));
    assert_null(ek_node_get(ek_node_get(root, "a"), "b"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_yaml_parse__refuses_what_has_two_readings),
        cmocka_unit_test(test_ek_yaml_parse__refuses_keys_that_stand_twice),
        WITH_BENCH(test_ek_yaml_parse__finds_twins_among_many_keys),
        cmocka_unit_test(test_ek_yaml_parse__places_what_is_broken),
        cmocka_unit_test(test_ek_yaml_parse__takes_utf_8_only),
        cmocka_unit_test(test_ek_yaml_parse__a_text_that_goes_on_after_a_zero_is_not_cut),
        cmocka_unit_test(test_ek_yaml_parse__stops_at_the_depth_limit_at_once),
        cmocka_unit_test(test_ek_yaml_parse__many_directives_are_refused_at_once),
        WITH_BENCH(test_ek_yaml_parse__depth_of_32_is_allowed),
        cmocka_unit_test(test_ek_yaml_parse__stops_at_the_limits_of_values_and_bytes),
        cmocka_unit_test(test_ek_yaml_parse__a_long_text_is_a_limit),
        WITH_BENCH(test_ek_yaml_parse__makes_a_plain_tree_with_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
