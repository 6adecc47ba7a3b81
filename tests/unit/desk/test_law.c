/* The law of a country held against rules and tests: which cells are empty, and the page. */
#include "unit/decide/make.h"

#define LAWS                                                                                        \
    "Act:\n  § xx.short:\n    says: { en: the short stay }\n"                                      \
    "  § 6:\n    says: { en: the number six }\n  § 7:\n    says: { en: what the chamber decides " \
    "}\n"                                                                                           \
    "  § 8:\n    says: { en: what nobody decides }\n    no_rule_because: { en: it binds others "   \
    "}\n"
#define RULES                                                                                      \
    RULE("xx.short", "abroad",                                                                     \
         "where = abroad.serves_goal,\n  must = at_most(months_in_all(stay), param.six),\n"        \
         "  otherwise = ruling.allowed, gives = count_as_training { months = "                     \
         "months_in_all(stay) },")
#define TEST(name, decided, last, expect)                                                          \
    "- name: " name "\n  decided: " decided "\n  given:\n    abroad: { serves_goal: true, "        \
    "stays: [{ first_day: 2025-01-01, last_day: " last " }] }\n  expect: { verdict: " expect       \
    ", because: [xx.short] }\n"
#define TESTS                                                                                      \
    TEST("Six months are short", "2026-01-01", "2025-06-30", "recognised")                         \
    TEST("A day more is asked for", "2026-01-01", "2025-07-01", "referred")

static void put_law(make *m, const char *laws, const char *tests)
{
    if (laws)
        put_file(m, "countries/xx/laws.yaml", laws);
    put_file(m, "countries/xx/cases/all.yaml", tests);
    put_country(m, plain_country, RULES);
    open_files(m);
}

/* The matrix as text or JSON; freed by the caller. */
static erkend_text *cover(make *m, erkend_format format, size_t *empty)
{
    erkend_config config = make_config(m);
    erkend_style style = {.struct_size = sizeof style, .format = format};
    erkend_text *text = NULL;

    if (erkend_law_coverage(&text, empty, m->bundle, &config, "XX", &style, m->error) != ERKEND_OK)
        show_error(m);
    assert_non_null(text);
    return text;
}

static void assert_holds(const erkend_text *text, const char *part)
{
    if (!strstr(erkend_text_bytes(text), part))
        print_message("'%s' is not in:\n%s\n", part, erkend_text_bytes(text));
    assert_non_null(strstr(erkend_text_bytes(text), part));
}

static void test_coverage__nothing_is_empty(void **state)
{
    erkend_text *text;
    size_t empty = 9;

    put_law(*state, LAWS, TESTS);
    text = cover(*state, ERKEND_TEXT, &empty);
    assert_int_equal(empty, 0);
    assert_holds(text, "XX: 4 provisions (1 without a rule, for a reason), 1 rules, 2 tests");
    assert_holds(text, "no rule: it binds others");
    assert_holds(text, "XX: 0 empty cells");
    erkend_text_free(text);
}

static void test_coverage__an_article_that_nothing_cites_is_empty(void **state)
{
    erkend_text *text;
    size_t empty = 9;

    put_law(*state, LAWS "  § 9:\n    says: { en: forgotten }\n", TESTS);
    text = cover(*state, ERKEND_TEXT, &empty);
    assert_int_equal(empty, 1);
    assert_holds(text, "EMPTY: nothing cites it (forgotten)");
    erkend_text_free(text);
}

static void test_coverage__a_reason_and_a_rule_contradict_each_other(void **state)
{
    erkend_text *text;
    size_t empty = 9;

    put_law(*state,
            "Act:\n  § xx.short:\n    says: { en: the short stay }\n"
            "    no_rule_because: { en: none }\n",
            TESTS);
    text = cover(*state, ERKEND_TEXT, &empty);
    assert_int_equal(empty, 1);
    assert_holds(text, "EMPTY: it has a reason, and a rule");
    erkend_text_free(text);
}

static void test_coverage__a_rule_of_no_article_and_without_a_test_is_empty_twice(void **state)
{
    erkend_text *text;
    size_t empty = 9;

    put_law(*state, "Act:\n  § 6:\n    says: { en: six }\n", "[]\n");
    text = cover(*state, ERKEND_TEXT, &empty);
    assert_int_equal(empty, 2);
    assert_holds(text, "EMPTY: no test reaches it");
    assert_holds(text, "the rule xx.short cites Act § xx.short, which laws.yaml does not declare");
    erkend_text_free(text);
}

static void test_coverage__in_json_how_tests_found_each_rule(void **state)
{
    erkend_text *text;

    put_law(*state, LAWS,
            TESTS TEST("On the first day of the law", "2000-01-01", "2025-06-30", "recognised"));
    text = cover(*state, ERKEND_JSON, NULL);
    assert_holds(text, "\"rule\": \"xx.short\"");
    assert_holds(text, "\"speaks\": 3,\n        \"holds\": 2,\n        \"fails\": 1,\n"
                       "        \"unknown\": 0,\n        \"silent\": 0,\n"
                       "        \"day_before\": 0,\n        \"first_day\": 1");
    assert_holds(text, "\"no_rule_because\": \"it binds others\"");
    erkend_text_free(text);
}

static void test_coverage__says_what_is_wrong_with_laws(void **state)
{
    make *m = *state;
    erkend_config config = make_config(m);
    erkend_text *text = NULL;
    erkend_problem problem;

    put_law(m, "Act:\n  § 1, § 2:\n    says: { en: two }\n    rule: none\n", TESTS);
    assert_int_equal(erkend_law_coverage(&text, NULL, m->bundle, &config, "XX", NULL, m->error),
                     ERKEND_EINVALID);
    assert_null(text);
    assert_true(erkend_error_at(m->error, 0, &problem));
    assert_string_equal(problem.line_text,
                        "countries/xx/laws.yaml:4:5: a provision has no rule: its keys are says, "
                        "no_rule_because");
}

static void test_coverage__needs_laws_and_a_country(void **state)
{
    make *m = *state;
    erkend_config config = make_config(m);
    erkend_text *text = NULL;
    erkend_style style = {.struct_size = sizeof style, .format = ERKEND_NDJSON};

    put_law(m, NULL, TESTS);
    assert_int_not_equal(erkend_law_coverage(&text, NULL, m->bundle, &config, "XX", NULL, m->error),
                         ERKEND_OK);
    assert_int_equal(erkend_law_page(&text, m->bundle, &config, "YY", NULL, m->error),
                     ERKEND_ENOPOLICY);
    assert_int_equal(erkend_law_page(&text, m->bundle, &config, "XX", &style, m->error),
                     ERKEND_EVALUE);
    assert_int_equal(erkend_law_page(NULL, m->bundle, &config, "XX", NULL, m->error), ERKEND_ECALL);
    assert_int_equal(erkend_law_coverage(&text, NULL, NULL, &config, "XX", NULL, m->error),
                     ERKEND_ECALL);
    assert_null(text);
}

static void assert_page(make *m, erkend_format format, const char *language,
                        const char *const *parts)
{
    erkend_config config = make_config(m);
    erkend_style style = {.struct_size = sizeof style, .format = format, .language = language};
    erkend_text *text = NULL;

    if (erkend_law_page(&text, m->bundle, &config, "XX", &style, m->error) != ERKEND_OK)
        show_error(m);
    assert_non_null(text);
    for (; *parts; parts++)
        assert_holds(text, *parts);
    erkend_text_free(text);
}

static void test_page__each_rule_below_its_provision(void **state)
{
    put_law(*state, LAWS, TESTS);
    assert_page(*state, ERKEND_MARKDOWN, "en",
                (const char *const[]){
                    "# Test: recognition of vocational learning",
                    "### Act § xx.short – the short stay\n\n#### A sentence.\n\n"
                    "- **rule:** `xx.short`\n- **law:** Act § xx.short\n"
                    "- **in force:** from 1 January 2000\n- **about:** time abroad\n"
                    "- **speaks where:** the stay serves the goal of the training\n"
                    "- **has to hold:** length of all stays abroad together is at most 6 months "
                    "(six months)\n"
                    "- **otherwise:** the chamber decides: “Is it allowed?”\n",
                    "- **number: six months:** 6 months (from 1 January 2000, Act § 6)\n"
                    "- **question:** the chamber decides: “Is it allowed?” (an exception; Act § 7; "
                    "evidence: plan)\n"
                    "- **tested by:** 2 tests reach it\n  - Six months are short\n"
                    "  - A day more is asked for\n",
                    "No rule: it binds others", "## Who decides\n\n- the chamber", NULL});
    assert_page(*state, ERKEND_TEXT, "de",
                (const char *const[]){
                    "  verlangt: Dauer aller Einträge unter „Auslandsaufenthalte“ zusammen beträgt "
                    "höchstens 6 Monate",
                    NULL});
    assert_page(*state, ERKEND_JSON, "nl",
                (const char *const[]){"\"rule\": \"xx.short\"",
                                      "\"must\": [\n            \"duur van alle verblijven", NULL});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_coverage__nothing_is_empty),
        WITH_MAKE(test_coverage__an_article_that_nothing_cites_is_empty),
        WITH_MAKE(test_coverage__a_reason_and_a_rule_contradict_each_other),
        WITH_MAKE(test_coverage__a_rule_of_no_article_and_without_a_test_is_empty_twice),
        WITH_MAKE(test_coverage__in_json_how_tests_found_each_rule),
        WITH_MAKE(test_coverage__says_what_is_wrong_with_laws),
        WITH_MAKE(test_coverage__needs_laws_and_a_country),
        WITH_MAKE(test_page__each_rule_below_its_provision),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
