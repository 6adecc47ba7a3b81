/* The schemas: each is made, JSON is JSON, and every key of the table is in them. */
#include "unit/explain/page.h"

#include "explain/schema.h"
#include "load/node.h"

static erkend_text *make_schema(const char *what)
{
    erkend_text *text = NULL;

    assert_int_equal(erkend_schema(&text, what, NULL), ERKEND_OK);
    return text;
}

static void test_schema__json_is_json(void **state)
{
    static const char *const whats[] = {"case",       "qualification", "country",
                                        "parameters", "questions",     "cases"};
    erkend_limits limits = ek_limits_of(NULL);

    (void)state;
    for (size_t i = 0; i < sizeof whats / sizeof whats[0]; i++) {
        erkend_text *text = make_schema(whats[i]);
        ek_problems problems;
        paper p;

        open_paper(&p, EK_EN);
        ENTER(&p)
        ek_problems_init(&problems, &p.arena);
        assert_non_null(ek_json_parse(&p.arena, EK_TEXT("schema.json"),
                                      ek_text_of(erkend_text_bytes(text)), &limits, &problems));
        assert_int_equal(problems.count, 0);
        LEAVE(&p)
        assert_holds(erkend_text_bytes(text), "https://json-schema.org/draft/2020-12/schema");
        close_paper(&p);
        erkend_text_free(text);
    }
}

/* "unit.points", a tab; or case.abroad for a claim. */
static void assert_key(const char *keys, const ek_record_type *type, const ek_field *field)
{
    char name[128];

    (void)snprintf(name, sizeof name, "%s.%s\t", type == &ek_type_claims ? "case" : type->name,
                   field->name);
    assert_holds(keys, name);
}

static void test_schema__every_key_is_in_the_list_and_in_the_page(void **state)
{
    erkend_text *keys = make_schema("keys"), *page = make_schema("reference");

    (void)state;
    for (uint32_t t = 0; ek_all_types[t]; t++)
        for (uint32_t i = 0; i < ek_all_types[t]->field_count; i++) {
            const ek_field *field = &ek_all_types[t]->fields[i];
            char cell[128];

            if (!ek_schema_is_written(field))
                continue;
            assert_key(erkend_text_bytes(keys), ek_all_types[t], field);
            (void)snprintf(cell, sizeof cell, "| `%s` | ", field->name);
            assert_holds(erkend_text_bytes(page), cell);
        }
    erkend_text_free(keys);
    erkend_text_free(page);
}

static void test_schema__types_of_rules_have_every_word_effect_and_scope(void **state)
{
    erkend_text *text = make_schema("rules");
    const char *rules = erkend_text_bytes(text);
    char part[128];

    (void)state;
    for (int op = EK_OP_ALL; op < EK_OPS; op++) {
        if (op == EK_OP_ADD || op == EK_OP_SUBTRACT || op == EK_OP_MULTIPLY)
            continue;
        (void)snprintf(part, sizeof part, "\nfunction %s(", ek_op_name((ek_op)op));
        assert_holds(rules, part);
    }
    for (int kind = 0; kind < EK_EFFECTS; kind++) {
        (void)snprintf(part, sizeof part, "\nfunction %s(", ek_effect_name((ek_effect_kind)kind));
        assert_holds(rules, part);
    }
    for (int scope = 0; scope < EK_SCOPE_TARGET; scope++) {
        (void)snprintf(part, sizeof part, "\n%s = {}\n", ek_scope_of((ek_scope)scope)->name);
        assert_holds(rules, part);
    }
    assert_holds(rules, "---@field prescribed_months erkend.quantity length that the regulation "
                        "prescribes; months\n");
    assert_lacks(rules, "---@field person ");
    erkend_text_free(text);
}

static void test_schema__there_is_no_other(void **state)
{
    make *m = *state;
    erkend_text *text = NULL;

    assert_int_equal(erkend_schema(&text, "everything", m->error), ERKEND_EVALUE);
    assert_true(error_says(m, "there is no schema of 'everything'"));
    assert_int_equal(erkend_schema(&text, NULL, m->error), ERKEND_ECALL);
    assert_int_equal(erkend_schema(NULL, "case", m->error), ERKEND_ECALL);
    assert_null(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_schema__json_is_json),
        cmocka_unit_test(test_schema__every_key_is_in_the_list_and_in_the_page),
        cmocka_unit_test(test_schema__types_of_rules_have_every_word_effect_and_scope),
        WITH_MAKE(test_schema__there_is_no_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
