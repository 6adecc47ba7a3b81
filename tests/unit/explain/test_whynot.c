/* Why not in words and JSON: who can bring what about, in four languages; and that no memory is
 * lost when there is none. */
#include "explain/whynot.h"

#include "unit/explain/page.h"

#define NINE STAY("s1", "2024-01-01", "2024-09-30")
#define LIMIT                                                                                      \
    RULE("xx.limit", "abroad",                                                                     \
         "must = at_most(months_in_all(stay), param.six), otherwise = ruling.allowed, "            \
         "gives = count_as_training { months = months_in_all(stay) },")
#define GOAL                                                                                       \
    RULE("xx.goal", "abroad",                                                                      \
         "must = all { abroad.serves_goal, abroad.employer_agrees }, otherwise = refused, "        \
         "gives = count_as_training { months = param.six },")

static const char *why_not_as(make *m, rendered *page, erkend_format format, const char *claim,
                              const char *language)
{
    erkend_style style = {.struct_size = sizeof style, .format = format, .language = language};

    erkend_text_free(page->text);
    assert_int_equal(erkend_render_why_not(&page->text, m->decision, claim, &style, m->error),
                     ERKEND_OK);
    return erkend_text_bytes(page->text);
}

static void test_write_why_not__says_what_by_whom_and_why(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, LIMIT);
    decide_case(*state, ABROAD_CASE(NINE));
    text = why_not_as(*state, &page, ERKEND_TEXT, NULL, NULL);
    assert_holds(text, "referred to the chamber\n");
    assert_holds(text, "  What the learner, school or company can show\n"
                       "  The answer would be “recognised”, with\n"
                       "    • last day (s1): 30 June 2024, instead of 30 September 2024\n"
                       "    • first day (s1): 1 April 2024, instead of 1 January 2024\n"
                       "        9 months, all together; at most 6 months: 3 months too long\n");
    assert_holds(text, "  What a competent body must decide\n"
                       "  The answer would be “recognised”, with\n"
                       "    • Is it allowed? yes; decides: the chamber\n");
    assert_lacks(text, "change of the rules");
    assert_holds(text, "each answer above was decided again and holds.\n");
    assert_true(widest_line(text) <= EK_COLUMNS);
    erkend_text_free(page.text);
}

static void test_write_why_not__in_four_languages(void **state)
{
    rendered page = {NULL};

    open_rules(*state, LIMIT);
    decide_case(*state, ABROAD_CASE(NINE));
    assert_holds(why_not_as(*state, &page, ERKEND_TEXT, NULL, "de"),
                 "Das Ergebnis wäre „anerkannt“ mit\n");
    assert_holds(why_not_as(*state, &page, ERKEND_TEXT, NULL, "fi"),
                 "Ratkaisu olisi ”tunnustettu”, jos\n");
    assert_holds(why_not_as(*state, &page, ERKEND_TEXT, NULL, "nl"),
                 "De uitkomst zou ‘erkend’ zijn, met\n");
    erkend_text_free(page.text);
}

static void test_write_why_not__two_changes_stand_together(void **state)
{
    rendered page = {NULL};

    open_rules(*state, GOAL);
    decide_case(*state, "id: c1\ndecided: 2026-01-01\nabroad:\n  - id: a1\n"
                        "    serves_goal: false\n");
    assert_holds(why_not_as(*state, &page, ERKEND_TEXT, "a1", NULL),
                 "yes, instead of no\n      and employer agrees (a1): yes; so far not known\n");
    erkend_text_free(page.text);
}

static void test_write_why_not__says_when_nothing_helps_and_when_nothing_is_needed(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, RULE("xx.never", "abroad",
                            "must = more_than(param.six, param.ten), otherwise = refused,")
                           RULE("xx.six", "shortening", "gives = shorten { months = param.six },"));
    decide_case(*state, ABROAD_CASE(NINE) "shortening: [{ id: all, applied: 2025-01-01 }]\n");
    text = why_not_as(*state, &page, ERKEND_TEXT, "a1", NULL);
    assert_holds(text, "only a change of the rules would\n  change it.\n");
    assert_holds(text, "Checked: 0 single changes, 0 pairs.\n");
    text = why_not_as(*state, &page, ERKEND_TEXT, "all", NULL);
    assert_holds(text, "Nothing is in the way: it is recognised as it stands.\n");
    text = why_not_as(*state, &page, ERKEND_TEXT, "zz", NULL);
    assert_holds(text, "There is no claim 'zz' here; there are: a1, all\n");
    erkend_text_free(page.text);
}

static void test_json_why_not__one_line_holds_all(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, LIMIT);
    decide_case(*state, ABROAD_CASE(NINE));
    text = why_not_as(*state, &page, ERKEND_NDJSON, NULL, NULL);
    assert_holds(text, "\"kind\":\"why_not\"");
    assert_holds(text, "\"name\":\"abroad[1].stays[1].last_day\",\"about\":\"s1\","
                       "\"from\":\"2024-09-30\",\"to\":\"2024-06-30\",\"who\":\"learner\"");
    assert_holds(text, "\"name\":\"ruling.allowed\",\"about\":\"a1\",\"from\":\"missing\","
                       "\"to\":\"true\",\"who\":\"body\"");
    assert_holds(text, "\"cut_short\":false}]}\n");
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
    erkend_text_free(page.text);
}

static void test_render_why_not__nothing_where_something_is_needed(void **state)
{
    make *m = *state;
    erkend_text *text = NULL;

    assert_int_equal(erkend_render_why_not(&text, NULL, NULL, NULL, m->error), ERKEND_ECALL);
    assert_null(text);
    assert_true(error_says(m, "erkend_render_why_not"));
}

/* ---- Memory --------------------------------------------------------------------------------- */

typedef struct meter {
    int left; /* pieces that are still given */
    long held;
} meter;

static void *resize_metered(void *user, void *old, size_t old_size, size_t new_size)
{
    meter *m = user;
    void *piece;

    if (new_size == 0) {
        free(old);
        m->held -= (long)old_size;
        return NULL;
    }
    if (m->left == 0)
        return NULL;
    m->left--;
    piece = realloc(old, new_size);
    m->held += piece ? (long)new_size - (long)old_size : 0;
    return piece;
}

static void test_render_why_not__gives_all_memory_back_wherever_it_ends(void **state)
{
    make *m = *state;
    meter metered = {0};
    const erkend_allocator host = {resize_metered, &metered}, *before;
    erkend_status status = ERKEND_ENOMEM;
    int tries = 0;

    open_rules(m, LIMIT);
    decide_case(m, ABROAD_CASE(NINE));
    before = m->decision->arena.host;
    m->decision->arena.host = &host;
    for (; status != ERKEND_OK && tries < 1000; tries++) {
        erkend_text *text = NULL;

        metered.left = tries;
        status = erkend_render_why_not(&text, m->decision, NULL, NULL, m->error);
        assert_true(status == ERKEND_OK || status == ERKEND_ENOMEM);
        erkend_text_free(text);
        assert_int_equal(metered.held, 0);
    }
    m->decision->arena.host = before;
    assert_int_equal(status, ERKEND_OK);
    assert_true(tries > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_write_why_not__says_what_by_whom_and_why),
        WITH_MAKE(test_write_why_not__in_four_languages),
        WITH_MAKE(test_write_why_not__two_changes_stand_together),
        WITH_MAKE(test_write_why_not__says_when_nothing_helps_and_when_nothing_is_needed),
        WITH_MAKE(test_json_why_not__one_line_holds_all),
        WITH_MAKE(test_render_why_not__nothing_where_something_is_needed),
        WITH_MAKE(test_render_why_not__gives_all_memory_back_wherever_it_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
