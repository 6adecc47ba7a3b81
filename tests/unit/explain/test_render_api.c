/* The calls of a host: what they refuse, and that what fails leaves nothing behind. */
#include "unit/explain/page.h"

#define NINE STAY("s1", "2024-01-01", "2024-09-30")
#define LIMIT                                                                                      \
    RULE("xx.limit", "abroad",                                                                     \
         "must = at_most(months_in_all(stay), param.six), otherwise = ruling.allowed, "            \
         "gives = count_as_training { months = months_in_all(stay) },")

static void test_render__nothing_where_something_is_needed(void **state)
{
    make *m = *state;
    erkend_text *text = NULL;

    open_rules(m, LIMIT);
    decide_case(m, ABROAD_CASE(NINE));
    assert_int_equal(erkend_render_decision(NULL, m->decision, NULL, m->error), ERKEND_ECALL);
    assert_int_equal(erkend_render_decision(&text, NULL, NULL, m->error), ERKEND_ECALL);
    assert_int_equal(erkend_render_explanation(&text, NULL, NULL, NULL, m->error), ERKEND_ECALL);
    assert_int_equal(erkend_render_comparison(&text, NULL, 1, NULL, m->error), ERKEND_ECALL);
    assert_int_equal(erkend_render_comparison(&text, (const erkend_decision *const *)&m->decision,
                                              0, NULL, m->error),
                     ERKEND_ECALL);
    assert_null(text);
}

static void test_render__no_style_is_english_text(void **state)
{
    make *m = *state;
    erkend_text *text = NULL;

    open_rules(m, LIMIT);
    decide_case(m, ABROAD_CASE(NINE));
    assert_int_equal(erkend_render_decision(&text, m->decision, NULL, NULL), ERKEND_OK);
    assert_holds(erkend_text_bytes(text), "still needed");
    assert_int_equal(erkend_text_size(text), strlen(erkend_text_bytes(text)));
    erkend_text_free(text);
}

static void test_render__styles_that_there_are_not(void **state)
{
    make *m = *state;
    erkend_style style = {.struct_size = sizeof style, .language = "xx"};
    erkend_text *text = NULL;

    open_rules(m, LIMIT);
    decide_case(m, ABROAD_CASE(NINE));
    assert_int_equal(erkend_render_decision(&text, m->decision, &style, m->error), ERKEND_EVALUE);
    assert_true(error_says(m, "there is no language 'xx'"));
    style.language = NULL;
    style.format = (erkend_format)7;
    assert_int_equal(erkend_render_decision(&text, m->decision, &style, m->error), ERKEND_EVALUE);
    style.format = ERKEND_TEXT;
    style.struct_size = 0;
    assert_int_equal(erkend_render_decision(&text, m->decision, &style, m->error), ERKEND_ECALL);
    assert_null(text);
}

static void test_render__the_same_bytes_each_time(void **state)
{
    make *m = *state;
    erkend_text *first = NULL, *second = NULL;

    open_rules(m, LIMIT);
    decide_case(m, ABROAD_CASE(NINE));
    assert_int_equal(erkend_render_explanation(&first, m->decision, "a1", NULL, m->error),
                     ERKEND_OK);
    assert_int_equal(erkend_render_explanation(&second, m->decision, "a1", NULL, m->error),
                     ERKEND_OK);
    assert_string_equal(erkend_text_bytes(first), erkend_text_bytes(second));
    erkend_text_free(first);
    erkend_text_free(second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_render__nothing_where_something_is_needed),
        WITH_MAKE(test_render__no_style_is_english_text),
        WITH_MAKE(test_render__styles_that_there_are_not),
        WITH_MAKE(test_render__the_same_bytes_each_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
