/* load/tests.c: a country's own tests. */
#include "fixture.h"

static const stored folder[] = {{"countries/fi/qualifications/q.yaml", "code: \"Q1\"\n"},
                                {NULL, NULL}};

typedef struct loaded {
    ek_test_case *tests;
    uint32_t count;
    erkend_status status;
} loaded;

static loaded load(bench *made, const char *bytes)
{
    static erkend_files files = {(void *)(uintptr_t)folder, open_stored, done_stored, NULL};
    erkend_case_options options;
    ek_source source = source_of("countries/fi/cases/a.yaml", bytes);
    ek_rulebook book;
    loaded out;

    memset(&options, 0, sizeof options);
    options.struct_size = sizeof options;
    options.files = &files;
    memset(&book, 0, sizeof book);
    book.folder = EK_TEXT("countries/fi");
    made->problems.count = made->problems.errors = 0;
    out.status = ek_tests_load(&made->arena, &source, &book, &options, &out.tests, &out.count,
                               &made->problems);
    return out;
}

static void free_loaded(const loaded *out)
{
    for (uint32_t i = 0; i < out->count; i++)
        erkend_case_free(out->tests[i].given);
}

static void test_ek_tests_load__reads_what_is_given_and_expected(void **state)
{
    bench *made = *state;
    loaded out =
        load(made, "- name: One\n  decided: 2026-01-02\n  given: { unit: { code: \"77\" } }\n"
                   "  expect: { verdict: recognised, because: [fi.a], effects: [],"
                   " step: s, instead: [r], missing: [unit.points], asks: [q] }\n"
                   "- name: Two\n  decided: 2026-01-02\n"
                   "  given: { id: mine, decided: 2020-01-01, qualification: "
                   "qualifications/q.yaml }\n"
                   "  expect: [{ claim: unit, verdict: refused }, { claim: abroad, verdict: "
                   "partial }]\n"
                   "- name: Three\n  given: {}\n  expect: { error: conflict }\n");

    for (uint32_t i = 0; i < made->problems.count; i++)
        print_message("%.*s\n", EK_TEXT_ARGS(made->problems.items[i].message));
    assert_int_equal(out.status, ERKEND_OK);
    assert_int_equal(out.count, 3);
    assert_true(ek_text_is(out.tests[0].name, "One"));
    assert_int_equal(out.tests[0].place.line, 1);
    assert_value(out.tests[0].given, "decided", "2026-01-02");
    assert_value(out.tests[0].given, "claims.unit.unit.code", "77");
    assert_int_equal(value_at(out.tests[0].given, "claims.unit.unit.code")->line, 3);
    assert_string_equal(erkend_case_id(out.tests[0].given), "test");
    assert_true(out.tests[0].expects[0].says_effects);
    assert_int_equal(out.tests[0].expects[0].effects.count, 0);
    assert_true(ek_text_is(out.tests[0].expects[0].missing.items[0], "unit.points"));
    assert_string_equal(erkend_case_id(out.tests[1].given), "mine");
    assert_value(out.tests[1].given, "decided", "2020-01-01");
    assert_value(out.tests[1].given, "qualification.code", "Q1");
    assert_int_equal(out.tests[1].expect_count, 2);
    assert_false(out.tests[1].expects[1].says_effects);
    assert_true(ek_text_is(out.tests[1].expects[1].claim, "abroad"));
    assert_true(ek_text_is(out.tests[2].expects[0].error, "conflict"));
    assert_int_equal(out.tests[2].given->decided, EK_DATE_NEVER);
    free_loaded(&out);
}

#define SAYS(bytes, place, words)                                                                  \
    do {                                                                                           \
        loaded out = load(made, (bytes));                                                          \
        assert_int_equal(out.status, ERKEND_EINVALID);                                             \
        assert_true(bench_says(made, "countries/fi/cases/a.yaml:" place, (words)));                \
        free_loaded(&out);                                                                         \
    } while (0)

static void test_ek_tests_load__says_what_is_wrong(void **state)
{
    bench *made = *state;

    SAYS("name: x\n", "1:1", "tests are a list");
    SAYS("- { name: x, given: {}, expects: {} }\n", "1:25", "did you mean expect?");
    SAYS("- { given: {}, expect: { verdict: partial } }\n", "1:3", "needs name");
    SAYS("- { name: x, expect: { verdict: partial } }\n", "1:3", "needs given");
    SAYS("- { name: x, given: {}, expect: { verdict: granted } }\n", "1:44", "recognised, partial");
    SAYS("- { name: x, given: {}, expect: {} }\n", "1:33", "nothing is expected");
    SAYS("- { name: x, given: {}, expect: [] }\n", "1:33", "nothing is expected");
    SAYS("- { name: x, given: {}, expect: { error: conflict, verdict: partial } }\n", "1:42",
         "nothing else");
    SAYS("- { name: x, given: {}, expect: [{ verdict: partial }, { verdict: partial }] }\n", "1:34",
         "say which with claim");
    SAYS("- { name: x, given: { unti: {} }, expect: { verdict: partial } }\n", "1:23",
         "did you mean unit?");
    SAYS("- { name: x, decided: soon, given: {}, expect: { verdict: partial } }\n", "1:23",
         "case.decided is a date");
}

static void test_ek_tests_load__one_faulty_case_leaves_the_others(void **state)
{
    bench *made = *state;
    loaded out = load(made, "- { name: x, given: { bad: 1 }, expect: { verdict: partial } }\n"
                            "- { name: y, given: {}, expect: { verdict: partial } }\n");

    assert_int_equal(out.status, ERKEND_EINVALID);
    assert_int_equal(out.count, 2);
    assert_null(out.tests[0].given);
    assert_non_null(out.tests[1].given);
    free_loaded(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BENCH(test_ek_tests_load__reads_what_is_given_and_expected),
        WITH_BENCH(test_ek_tests_load__says_what_is_wrong),
        WITH_BENCH(test_ek_tests_load__one_faulty_case_leaves_the_others),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
