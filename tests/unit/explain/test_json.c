/* JSON: keys in their order, quantities as text, everything escaped, one line where one is asked
 * for. */
#include "unit/explain/page.h"

#include "explain/json.h"
#include "load/node.h"

#define NINE STAY("s1", "2024-01-01", "2024-09-30")
#define LIMIT                                                                                      \
    RULE("xx.limit", "abroad",                                                                     \
         "must = at_most(months_in_all(stay), param.six), otherwise = ruling.allowed, "            \
         "gives = count_as_training { months = months_in_all(stay) },")

static void assert_in_order(const char *text, const char *const *parts)
{
    for (; *parts; parts++) {
        const char *found = strstr(text, *parts);

        if (!found)
            print_message("'%s' does not follow\n", *parts);
        assert_non_null(found);
        text = found;
    }
}

static void test_json_decision__keys_stand_in_their_order(void **state)
{
    static const char *const keys[] = {"\"erkend\"",
                                       "\"kind\": \"decision\"",
                                       "\"case\"",
                                       "\"digest\"",
                                       "\"documents\"",
                                       "\"decided\": \"2026-01-01\"",
                                       "\"decided_assumed\": false",
                                       "\"language\": \"en\"",
                                       "\"country\": \"XX\"",
                                       "\"policy\"",
                                       "\"unverified\": false",
                                       "\"claims\"",
                                       "\"id\": \"a1\"",
                                       "\"kind\": \"abroad\"",
                                       "\"verdict\": \"referred\"",
                                       "\"as\"",
                                       "\"decides\"",
                                       "\"because\"",
                                       "\"needs\"",
                                       "\"why\"",
                                       "\"effects\"",
                                       "\"months\": \"9\"",
                                       "\"reasons\"",
                                       "\"rule\": \"xx.limit\"",
                                       "\"law\"",
                                       "\"missing\": []",
                                       "\"questions\"",
                                       "\"question\": \"allowed\"",
                                       "\"type\": \"exception\"",
                                       "\"evidence\"",
                                       "\"step\": null",
                                       "\"instead\": []",
                                       "\"account\": null",
                                       "\"allocations\": []",
                                       "\"facts\"",
                                       "\"read\"",
                                       "\"unread\"",
                                       NULL};
    rendered page = {NULL};

    open_rules(*state, LIMIT);
    decide_case(*state, ABROAD_CASE(NINE));
    assert_in_order(render_as(*state, &page, ERKEND_JSON, NULL), keys);
    erkend_text_free(page.text);
}

static void test_json_decision__is_json_that_our_own_reader_reads(void **state)
{
    make *m = *state;
    rendered page = {NULL};
    ek_problems problems;
    ek_arena arena;
    ek_escape escape;
    erkend_limits limits = ek_limits_of(NULL);

    open_rules(m, LIMIT);
    decide_case(m, "id: c1\ntitle: \"a \\\"quote\\\" and \\\\\"\ndecided: 2026-01-01\n"
                   "abroad:\n- { id: \"a\\t1\", stays: [] }\n");
    for (int format = ERKEND_JSON; format <= ERKEND_NDJSON; format++) {
        const char *text = render_as(m, &page, (erkend_format)format, NULL);

        ek_arena_init(&arena, NULL, 0);
        ek_problems_init(&problems, &arena);
        if (EK_TRY(&arena, &escape)) {
            assert_non_null(
                ek_json_parse(&arena, EK_TEXT("page.json"), ek_text_of(text), &limits, &problems));
            assert_int_equal(problems.count, 0);
        }
        ek_escape_end(&arena, &escape);
        ek_arena_dispose(&arena);
        assert_holds(text, "\\\"quote\\\"");
    }
    erkend_text_free(page.text);
}

static void test_json_decision__a_line_is_one_line(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, LIMIT);
    decide_case(*state, ABROAD_CASE(NINE));
    text = render_as(*state, &page, ERKEND_NDJSON, "fi");
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
    assert_holds(text, "{\"erkend\":\"" ERKEND_VERSION "\",\"kind\":\"decision\",");
    erkend_text_free(page.text);
}

static void test_json_explanation__conditions_facts_and_places(void **state)
{
    static const char *const keys[] = {"\"kind\": \"explanation\"",
                                       "\"must\": [",
                                       "\"part\": \"value\"",
                                       "\"part\": \"fact\"",
                                       "\"name\": \"abroad[1].stays[1].first_day\"",
                                       "\"file\": \"case.yaml\"",
                                       "\"line\": 8",
                                       "\"column\": 43",
                                       "\"part\": \"limit\"",
                                       "\"name\": \"param.six\"",
                                       "\"part\": \"difference\"",
                                       "\"silent\": [",
                                       "\"facts\": [",
                                       "\"value\": \"2024-01-01\"",
                                       "\"says\": \"1 January 2024\"",
                                       "\"rulings\": [",
                                       NULL};
    make *m = *state;
    erkend_style style = {.struct_size = sizeof style, .format = ERKEND_JSON};
    erkend_text *text = NULL;

    open_rules(m, LIMIT);
    decide_case(m, ABROAD_CASE(NINE));
    assert_int_equal(erkend_render_explanation(&text, m->decision, "a1", &style, m->error),
                     ERKEND_OK);
    assert_in_order(erkend_text_bytes(text), keys);
    erkend_text_free(text);
}

static void test_json_writer__empty_and_nested(void **state)
{
    ek_json json;
    paper p;

    (void)state;
    open_paper(&p, EK_EN);
    ENTER(&p)
    ek_json_init(&json, &p.buffer, EK_EN, true);
    ek_json_open(&json, NULL, '{');
    ek_json_open(&json, "a", '[');
    ek_json_close(&json, ']');
    ek_json_open(&json, "b", '[');
    ek_json_number(&json, NULL, (ek_fraction){19, 2});
    ek_json_null(&json, NULL);
    ek_json_close(&json, ']');
    ek_json_date(&json, "c", EK_DATE_NEVER);
    ek_json_place(&json, "d", (ek_place){{"", 0}, 0, 0});
    ek_json_close(&json, '}');
    SAYS(&p, ek_buffer_done(&p.buffer), "{\"a\":[],\"b\":[\"19/2\",null],\"c\":null,\"d\":null}");
    LEAVE(&p)
    close_paper(&p);
}

static void test_json_writer__numbers_of_all_sizes(void **state)
{
    static const ek_fraction numbers[] = {
        {0, 1},           {9, 1},   {10, 1},        {99, 1},         {100, 1},
        {INT64_MAX, 1},   {1, 3},   {93, 10},       {12345, 678},    {-7, 1},
        {-INT64_MAX, 10}, {-1, 99}, {1, INT64_MAX}, {INT64_MAX, 100}};
    ek_json json;
    paper p;

    (void)state;
    open_paper(&p, EK_EN);
    ENTER(&p)
    ek_json_init(&json, &p.buffer, EK_EN, true);
    ek_json_open(&json, NULL, '[');
    for (uint32_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        ek_json_number(&json, NULL, numbers[i]);
    ek_json_close(&json, ']');
    SAYS(&p, ek_buffer_done(&p.buffer),
         "[\"0\",\"9\",\"10\",\"99\",\"100\",\"9223372036854775807\",\"1/3\",\"93/10\","
         "\"12345/678\",\"-7\",\"-9223372036854775807/10\",\"-1/99\",\"1/9223372036854775807\","
         "\"9223372036854775807/100\"]");
    LEAVE(&p)
    close_paper(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_json_decision__keys_stand_in_their_order),
        WITH_MAKE(test_json_decision__is_json_that_our_own_reader_reads),
        WITH_MAKE(test_json_decision__a_line_is_one_line),
        WITH_MAKE(test_json_explanation__conditions_facts_and_places),
        cmocka_unit_test(test_json_writer__empty_and_nested),
        cmocka_unit_test(test_json_writer__numbers_of_all_sizes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
