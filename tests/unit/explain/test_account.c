/* Accumulation in words: what served what, what is left over, what is missing. */
#include "unit/explain/page.h"

#define GIVES                                                                                      \
    RULE("xx.complete", "completion",                                                              \
         "must = fulfils(completion.parts, qualification.composition), otherwise = refused, "      \
         "gives = award_qualification { by = \"parts\" },")
#define COMPLETION_CASE(parts)                                                                     \
    "id: c1\ndecided: 2026-01-01\nqualification:\n  title: A trade\n  composition:\n"              \
    "    points: 30\n    all:\n    - { unit: a }\n"                                                \
    "    - { group: electives, points: 20, choose: [{ unit: b }, { unit: c }] }\n"                 \
    "  components:\n  - { unit: a, points: 10 }\n  - { unit: b, points: 10 }\n"                    \
    "  - { unit: c, points: 10 }\ncompletion:\n  id: done\n  parts:\n" parts

static void test_write_account__fulfilled_and_left_over(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, GIVES);
    decide_case(*state,
                COMPLETION_CASE("  - { unit: a, points: 10 }\n  - { unit: b, points: 10 }\n"
                                "  - { unit: c, points: 10 }\n  - { unit: z, points: 5 }\n"));
    text = render_as(*state, &page, ERKEND_TEXT, NULL);
    assert_holds(text, "whole qualification: A trade");
    assert_holds(text, "  as       the qualification: A trade\n");
    assert_holds(text, "Towards the qualification: A trade\n");
    assert_holds(text, "  a, 10 points\n");
    assert_holds(text, "  left over: z\n");
    assert_holds(text, "  counted: 30 points\n  everything that is asked for is there\n");
    erkend_text_free(page.text);
}

static void test_write_account__what_is_missing(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, GIVES);
    decide_case(*state,
                COMPLETION_CASE("  - { unit: a, points: 10 }\n  - { unit: b, points: 10 }\n"));
    text = render_as(*state, &page, ERKEND_TEXT, NULL);
    assert_holds(text, "electives: 10 points missing");
    assert_lacks(text, "everything that is asked for");
    text = render_as(*state, &page, ERKEND_JSON, NULL);
    assert_holds(text, "\"fulfilled\": false");
    assert_holds(text, "\"name\": \"electives\"");
    erkend_text_free(page.text);
}

/* A unit that is missing: failed and unjudged units show nothing, other learning does, and what the
 * unit does not ask for is left out. */
static void test_write_account__the_way_to_a_missing_unit(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, GIVES);
    decide_case(*state,
                "id: c1\ndecided: 2026-01-01\nqualification:\n  title: A trade\n  composition:\n"
                "    all: [{ unit: a }, { unit: b }]\n  components:\n"
                "  - { unit: a, outcomes: [o1, o2, o3, o4, o5], assessment: on the job }\n"
                "  - { unit: b }\n"
                "agreement: { id: g, outcomes: [o1, o4] }\n"
                "transcripts:\n  - units:\n"
                "      - { id: u1, outcomes: [o1, z], result: passed }\n"
                "      - { id: u2, outcomes: [o4], result: failed }\n"
                "      - { id: u3, outcomes: [o5] }\n"
                "other_learning: [{ id: u4, outcomes: [o2], result: passed }]\n"
                "completion: { id: done, parts: [] }\n");
    text = render_as(*state, &page, ERKEND_TEXT, NULL);
    assert_holds(text, "  a: missing\n    shown: o1, o2\n    not shown yet: o3, o4, o5\n"
                       "    expected in the learning agreement: o4\n"
                       "    how it is assessed: on the job\n  b: missing\n");
    text = render_as(*state, &page, ERKEND_JSON, NULL);
    assert_holds(text, "\"shown\": [\n");
    assert_holds(text, "\"not_shown\": [],\n        \"planned\": [],\n"
                       "        \"assessment\": null");
    erkend_text_free(page.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_write_account__fulfilled_and_left_over),
        WITH_MAKE(test_write_account__what_is_missing),
        WITH_MAKE(test_write_account__the_way_to_a_missing_unit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
