/* A decision as a page: each verdict with what belongs to it, in four languages. */
#include "unit/explain/page.h"

#define QUARTER                                                                                    \
    RULE("xx.limit", "abroad",                                                                     \
         "must = at_most(months_in_all(stay), param.six), otherwise = ruling.allowed, "            \
         "gives = count_as_training { months = months_in_all(stay) },")
#define NINE STAY("s1", "2024-01-01", "2024-09-30")
#define SIX STAY("s1", "2024-01-01", "2024-06-30")

static void test_write_decision__recognised(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, QUARTER);
    decide_case(*state, ABROAD_CASE(SIX));
    text = render_as(*state, &page, ERKEND_TEXT, NULL);
    assert_ptr_equal(strstr(text, "A case   "), text);
    assert_holds(text, "   Test, decided 1 January 2026\n");
    assert_holds(text, "Stay abroad in Finland, 1 January 2024 to 30 June 2024, 6 months");
    assert_holds(text, "  verdict  recognised\n");
    assert_holds(text, "  as       6 months count as training\n");
    assert_holds(text, "  decides  the law itself\n");
    assert_holds(text, "Act § xx.limit · xx.limit\n");
    assert_lacks(text, "still needed");
    assert_holds(text, "2 facts decided; 6 others were never read.   "
                       "Details: erkend explain case.yaml\n");
    erkend_text_free(page.text);
}

static void test_write_decision__referred(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, QUARTER);
    decide_case(*state, ABROAD_CASE(NINE));
    text = render_as(*state, &page, ERKEND_TEXT, NULL);
    assert_holds(text, "  verdict       referred\n");
    assert_holds(text, "  as            9 months count as training (proposed)\n");
    assert_holds(text, "  decides       the chamber\n");
    assert_holds(text, "9 months, all together; at most 6 months: 3 months too long\n");
    assert_holds(text, "  still needed  decision: Is it allowed?\n");
    erkend_text_free(page.text);
}

static void test_write_decision__incomplete_names_the_fact_and_who_has_it(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, RULE("xx.goal", "abroad",
                            "must = abroad.employer_agrees, otherwise = refused, "
                            "gives = count_as_training { months = param.six },"));
    decide_case(*state, ABROAD_CASE(NINE));
    text = render_as(*state, &page, ERKEND_TEXT, NULL);
    assert_holds(text, "  verdict       incomplete\n");
    assert_holds(text, "  as            nothing yet\n");
    assert_holds(text, "  still needed  employer agrees (from the employer)\n");
    erkend_text_free(page.text);
}

static void test_write_decision__conditional_names_the_step(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(
        *state,
        RULE("xx.plan", "stay", "must = stay.plan_agreed, otherwise = conditional \"agreed_plan\",")
            RULE("xx.gives", "abroad", "gives = count_as_training { months = param.six },"));
    decide_case(*state, ABROAD_CASE("      - { id: s1, plan_agreed: false }\n"));
    text = render_as(*state, &page, ERKEND_TEXT, NULL);
    assert_holds(text, "  verdict       conditional\n");
    assert_holds(text, "  as            6 months count as training (once that is done)\n");
    assert_holds(text, "  still needed  agree a plan (the employer)\n");
    erkend_text_free(page.text);
}

static void test_write_decision__refused_names_other_roads(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state,
               RULE("xx.goal", "abroad",
                    "must = no(abroad.serves_goal), otherwise = refused { instead = { "
                    "\"other_road\" } }, gives = count_as_training { months = param.six },"));
    decide_case(*state, ABROAD_CASE(NINE));
    text = render_as(*state, &page, ERKEND_TEXT, NULL);
    assert_holds(text, "  verdict     refused\n");
    assert_holds(text, "  open roads  another road\n");
    assert_holds(text, "serves the goal of the training: yes\n");
    erkend_text_free(page.text);
}

#define UNIT_CASE                                                                                  \
    "id: c1\ndecided: 2026-01-01\ntranscripts:\n- id: t1\n  country: FI\n  units:\n"               \
    "  - { id: u1, title: Wiring a house, context: formal, result: passed, points: 15, "           \
    "assessed: 2024-06-14, outcomes: [a, b] }\n"                                                   \
    "unit:\n- { unit: u1, target: { unit: x, outcomes: [a, c], points: 10 } }\n"

static void test_write_decision__partial_says_what_counts(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, UNIT_CASE);
    text = render_as(*state, &page, ERKEND_TEXT, NULL);
    assert_holds(text, "Wiring a house, 15 points, assessed in Finland on 14 June 2024");
    assert_holds(text, "  verdict   partial\n");
    assert_holds(text, "  as        the outcomes a\n");
    assert_holds(text, "  counts    a\n");
    assert_holds(text, "  does not  c\n");
    erkend_text_free(page.text);
}

static void test_write_decision__nothing_gives(void **state)
{
    rendered page = {NULL};

    open_rules(*state, QUARTER);
    decide_case(*state, "id: c1\ndecided: 2026-01-01\nexemption: { id: e1, requested: true }\n");
    assert_holds(render_as(*state, &page, ERKEND_TEXT, NULL),
                 "No rule of this country gives anything for this claim.");
    erkend_text_free(page.text);
}

static void test_write_decision__nothing_claimed(void **state)
{
    rendered page = {NULL};

    open_rules(*state, QUARTER);
    decide_case(*state, "id: c1\ndecided: 2026-01-01\n");
    assert_holds(render_as(*state, &page, ERKEND_TEXT, NULL), "Nothing is claimed here.\n");
    erkend_text_free(page.text);
}

static void test_write_decision__in_the_readers_language(void **state)
{
    rendered page = {NULL};

    open_rules(*state, QUARTER);
    decide_case(*state, ABROAD_CASE(NINE));
    assert_holds(render_as(*state, &page, ERKEND_TEXT, "de"),
                 "9 Monate zählen als Ausbildung (Vorschlag)");
    assert_holds(render_as(*state, &page, ERKEND_TEXT, "fi"),
                 "9 kuukautta luetaan koulutukseksi (ehdotus)");
    assert_holds(render_as(*state, &page, ERKEND_TEXT, "nl"),
                 "9 maanden tellen mee als opleiding (voorstel)");
    erkend_text_free(page.text);
}

static void test_write_decision__texts_of_documents_are_made_safe(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, QUARTER);
    decide_case(*state, "id: c1\ntitle: \"left \\u202eright\"\ndecided: 2026-01-01\n"
                        "abroad:\n- { id: \"a\\u20281\", stays: [] }\n");
    text = render_as(*state, &page, ERKEND_TEXT, NULL);
    assert_lacks(text, "\xe2\x80\xae");
    assert_holds(text, "left \\u{202e}right");
    erkend_text_free(page.text);
}

static void test_write_decision__fits_narrow_and_wide(void **state)
{
    make *m = *state;
    rendered page = {NULL};

    open_rules(m, QUARTER);
    decide_case(m, ABROAD_CASE(NINE));
    for (uint32_t columns = 40; columns <= 160; columns += 7) {
        erkend_style style = {.struct_size = sizeof style, .language = "de", .columns = columns};

        erkend_text_free(page.text);
        assert_int_equal(erkend_render_decision(&page.text, m->decision, &style, m->error),
                         ERKEND_OK);
        assert_true(widest_line(erkend_text_bytes(page.text)) <= columns);
    }
    erkend_text_free(page.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_write_decision__recognised),
        WITH_MAKE(test_write_decision__referred),
        WITH_MAKE(test_write_decision__incomplete_names_the_fact_and_who_has_it),
        WITH_MAKE(test_write_decision__conditional_names_the_step),
        WITH_MAKE(test_write_decision__refused_names_other_roads),
        WITH_MAKE(test_write_decision__partial_says_what_counts),
        WITH_MAKE(test_write_decision__nothing_gives),
        WITH_MAKE(test_write_decision__nothing_claimed),
        WITH_MAKE(test_write_decision__in_the_readers_language),
        WITH_MAKE(test_write_decision__texts_of_documents_are_made_safe),
        WITH_MAKE(test_write_decision__fits_narrow_and_wide),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
