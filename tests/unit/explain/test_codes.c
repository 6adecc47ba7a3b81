/* Codes: the document that NDJSON is, without words for people and keys that have nothing to say:
 * no key more, none changed, none missing that says something. */
#include "unit/explain/page.h"

#include "load/node.h"
#include "unit/explain/examples.h"

static const char *const left_out[] = {"title",
                                       "digest",
                                       "documents",
                                       "language",
                                       "country_says",
                                       "facts",
                                       "heading",
                                       "as",
                                       "because",
                                       "needs",
                                       "why",
                                       "says",
                                       "verdict_says",
                                       "reading",
                                       "asks",
                                       "type",
                                       "law",
                                       "supplier_says",
                                       "body_says",
                                       "evidence",
                                       "shown",
                                       "not_shown",
                                       "planned",
                                       "assessment",
                                       NULL};

static bool is_nothing(const ek_node *node)
{
    if (node->kind == EK_NODE_NULL)
        return true;
    if (node->kind == EK_NODE_SCALAR)
        return node->text.size == 0 || (!node->quoted && ek_text_is(node->text, "false"));
    for (uint32_t i = 0; node->kind == EK_NODE_MAP && i < node->count; i++)
        if (!is_nothing(node->pairs[i].value))
            return false;
    return node->kind == EK_NODE_MAP || node->count == 0;
}

static bool may_be_missing(const ek_pair *pair, ek_text decided)
{
    if (is_nothing(pair->value) || (ek_text_is(pair->key, "decides") && pair->value->quoted))
        return true;
    if (ek_text_is(pair->key, "day"))
        return ek_text_equal(pair->value->text, decided);
    for (uint32_t i = 0; left_out[i]; i++)
        if (ek_text_is(pair->key, left_out[i]))
            return true;
    return false;
}

static const ek_node *find_key(const ek_node *map, ek_text key)
{
    for (uint32_t i = 0; i < map->count; i++)
        if (ek_text_equal(map->pairs[i].key, key))
            return map->pairs[i].value;
    return NULL;
}

/* How many keys were compared. */
static uint32_t compare_nodes(const ek_node *codes, const ek_node *full, ek_text decided)
{
    uint32_t compared = 0;

    assert_int_equal(codes->kind, full->kind);
    if (codes->kind == EK_NODE_SCALAR) {
        assert_true(ek_text_equal(codes->text, full->text));
        assert_int_equal(codes->quoted, full->quoted);
    } else if (codes->kind == EK_NODE_LIST) {
        assert_int_equal(codes->count, full->count);
        for (uint32_t i = 0; i < codes->count; i++)
            compared += compare_nodes(codes->items[i], full->items[i], decided);
    } else if (codes->kind == EK_NODE_MAP) {
        uint32_t at = 0; /* the keys stand in the same order */

        for (uint32_t i = 0; i < full->count; i++)
            if (at < codes->count && ek_text_equal(codes->pairs[at].key, full->pairs[i].key))
                compared +=
                    1 + compare_nodes(codes->pairs[at++].value, full->pairs[i].value, decided);
            else if (!may_be_missing(&full->pairs[i], decided))
                fail_msg("codes have no %.*s", EK_TEXT_ARGS(full->pairs[i].key));
        assert_int_equal(at, codes->count);
    }
    return compared;
}

static const ek_node *read_page(ek_arena *arena, const erkend_text *text)
{
    ek_problems problems;
    erkend_limits limits = ek_limits_of(NULL);

    ek_problems_init(&problems, arena);
    return ek_json_parse(arena, EK_TEXT("page.json"), ek_text_of(erkend_text_bytes(text)), &limits,
                         &problems);
}

/* The decision as NDJSON and as codes: the same document. */
static uint32_t compare_pages(const erkend_decision *decision, erkend_error *error)
{
    erkend_style style = {.struct_size = sizeof style, .format = ERKEND_NDJSON};
    erkend_text *full = NULL, *codes = NULL;
    const ek_node *volatile a = NULL, *volatile b = NULL;
    uint32_t compared;
    ek_arena arena;
    ek_escape escape;

    assert_int_equal(erkend_render_decision(&full, decision, &style, error), ERKEND_OK);
    style.format = ERKEND_CODES;
    assert_int_equal(erkend_render_decision(&codes, decision, &style, error), ERKEND_OK);
    ek_arena_init(&arena, NULL, 0);
    if (EK_TRY(&arena, &escape)) {
        a = read_page(&arena, codes);
        b = read_page(&arena, full);
    }
    ek_escape_end(&arena, &escape);
    assert_non_null(a);
    assert_non_null(b);
    compared = compare_nodes(a, b, find_key(b, EK_TEXT("decided"))->text);
    ek_arena_dispose(&arena);
    erkend_text_free(codes);
    erkend_text_free(full);
    return compared;
}

#define LIMIT                                                                                      \
    RULE("xx.limit", "abroad",                                                                     \
         "must = at_most(months_in_all(stay), param.six), otherwise = ruling.allowed, "            \
         "gives = count_as_training { months = months_in_all(stay) },")
#define NINE STAY("s1", "2024-01-01", "2024-09-30")

static void test_json_codes__a_line_in_every_language(void **state)
{
    rendered page = {NULL};
    static const char *const languages[] = {"en", "de", "fi", "nl"};
    static const char *const parts[] = {
        "{\"erkend\":\"" ERKEND_VERSION
        "\",\"kind\":\"decision\",\"case\":{\"id\":\"c1\"},\"decided\":\"2026-01-01\","
        "\"country\":\"XX\",\"policy\":\"",
        "\",\"claims\":[{\"id\":\"a1\",\"kind\":\"abroad\",\"verdict\":\"referred\","
        "\"effects\":[{\"kind\":\"count_as_training\",\"state\":\"proposed\","
        "\"fields\":{\"months\":\"9\"},\"by\":[\"xx.limit\"]}],"
        "\"reasons\":[{\"rule\":\"xx.limit\",\"law\":\"Act § xx.limit\",\"verdict\":\"referred\","
        "\"decides\":true,\"questions\":[{\"question\":\"allowed\",\"about\":\"a1\","
        "\"body\":\"chamber\"}]}]}]}\n"};

    open_rules(*state, LIMIT);
    decide_case(*state, ABROAD_CASE(NINE));
    for (uint32_t i = 0; i < 4; i++) {
        const char *text = render_as(*state, &page, ERKEND_CODES, languages[i]);

        assert_memory_equal(text, parts[0], strlen(parts[0]));
        assert_string_equal(text + strlen(parts[0]) + 64, parts[1]);
    }
    erkend_text_free(page.text);
}

static void test_json_codes__nothing_claimed(void **state)
{
    rendered page = {NULL};
    const char *text;

    open_rules(*state, LIMIT);
    decide_case(*state, "id: \"a \\\"b\\\"\"\ndecided: 2026-01-01\n");
    text = render_as(*state, &page, ERKEND_CODES, NULL);
    assert_holds(text, "\"case\":{\"id\":\"a \\\"b\\\"\"},");
    assert_lacks(text, "claims");
    assert_string_equal(text + strlen(text) - 3, "\"}\n");
    erkend_text_free(page.text);
}

/* A field of an effect that is known says something, also when it is false. */
static void test_json_codes__known_fields_stay(void **state)
{
    rendered page = {NULL};
    make *m = *state;

    open_rules(m, RULE("xx.tells", "abroad",
                       "gives = inform { goal = abroad.serves_goal, other = "
                       "abroad.employer_agrees },"));
    decide_case(m, "id: c1\ndecided: 2026-01-01\nabroad:\n- { id: a1, serves_goal: false }\n");
    assert_holds(render_as(m, &page, ERKEND_CODES, NULL), "\"fields\":{\"goal\":false}");
    assert_true(compare_pages(m->decision, m->error) > 5);
    erkend_text_free(page.text);
}

static void test_json_codes__explanations_have_none(void **state)
{
    make *m = *state;
    erkend_style style = {.struct_size = sizeof style, .format = ERKEND_CODES};
    erkend_text *text = NULL;

    open_rules(m, LIMIT);
    decide_case(m, ABROAD_CASE(NINE));
    assert_int_equal(erkend_render_explanation(&text, m->decision, NULL, &style, m->error),
                     ERKEND_EVALUE);
    assert_true(error_says(m, "take ndjson"));
    assert_int_equal(erkend_render_why_not(&text, m->decision, NULL, &style, m->error),
                     ERKEND_EVALUE);
    assert_null(text);
}

static uint32_t compare_example(const erkend_decision *decision, erkend_error *error, void *user)
{
    (void)user;
    return compare_pages(decision, error);
}

static void test_json_codes__examples_are_the_same_document(void **state)
{
    (void)state;
    assert_true(each_example(NULL, compare_example, NULL) > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_json_codes__a_line_in_every_language),
        WITH_MAKE(test_json_codes__nothing_claimed),
        WITH_MAKE(test_json_codes__known_fields_stay),
        WITH_MAKE(test_json_codes__explanations_have_none),
        cmocka_unit_test(test_json_codes__examples_are_the_same_document),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
