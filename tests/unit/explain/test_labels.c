/* Labels: facts that rules can read, words, actors and countries have names in every language. */
#include "unit/explain/page.h"

static void test_labels__each_once_and_in_order(void **state)
{
    (void)state;
    assert_true(ek_labels_sorted());
}

static void test_label_of_field__facts_of_rules_have_one_in_every_language(void **state)
{
    (void)state;
    for (uint32_t t = 0; ek_all_types[t]; t++)
        for (uint32_t i = 0; i < ek_all_types[t]->field_count; i++) {
            const ek_field *field = &ek_all_types[t]->fields[i];

            if (field->flags & (EK_HIDDEN | EK_PERSONAL))
                continue;
            for (int language = EK_DE; language < EK_SPOKEN; language++) {
                ek_text label = ek_label_of_field((ek_language)language, ek_all_types[t], field);

                if (label.size == 0 || ek_text_is(label, field->meaning))
                    print_message("%s.%s\n", ek_all_types[t]->name, field->name);
                assert_true(label.size > 0);
                assert_false(ek_text_is(label, field->meaning));
            }
        }
}

static void test_label_of_field__the_type_goes_first(void **state)
{
    const ek_record_type *stay = &ek_type_stay, *work = &ek_type_work;

    (void)state;
    assert_true(ek_text_is(ek_label_of_field(EK_EN, stay, &stay->fields[ek_slot(stay, "months")]),
                           "length of the stay"));
    assert_true(ek_text_is(ek_label_of_field(EK_EN, work, &work->fields[ek_slot(work, "months")]),
                           "months of work"));
}

static void test_label_of_field__an_unknown_one_has_its_meaning(void **state)
{
    static const ek_field field = {.name = "never_heard_of", .meaning = "what it means"};

    (void)state;
    assert_true(ek_text_is(ek_label_of_field(EK_FI, &ek_type_stay, &field), "what it means"));
}

static void test_label_of_scope__every_scope_has_one(void **state)
{
    (void)state;
    for (int scope = 0; scope < EK_SCOPE_COUNT; scope++)
        for (int language = 0; language < EK_SPOKEN; language++)
            assert_true(ek_label_of_scope((ek_language)language, (ek_scope)scope).size > 0);
}

static void test_label_of_word__every_word_of_the_schema_has_one(void **state)
{
    (void)state;
    for (uint32_t t = 0; ek_all_types[t]; t++)
        for (uint32_t i = 0; i < ek_all_types[t]->field_count; i++)
            for (const char *const *word = ek_all_types[t]->fields[i].words; word && *word; word++)
                assert_true(ek_label_of_word(EK_NL, ek_text_of(*word)).size > 0);
    assert_int_equal(ek_label_of_word(EK_NL, EK_TEXT("never heard of")).size, 0);
}

static void test_label_of_actor__every_supplier_of_the_schema_has_one(void **state)
{
    (void)state;
    for (uint32_t t = 0; ek_all_types[t]; t++)
        for (uint32_t i = 0; i < ek_all_types[t]->field_count; i++) {
            const char *supplier = ek_all_types[t]->fields[i].supplier;

            assert_false(
                supplier &&
                ek_text_is(ek_label_of_actor(EK_DE, NULL, ek_text_of(supplier)), supplier));
        }
    assert_true(ek_text_is(ek_label_of_actor(EK_EN, NULL, EK_TEXT("the moon")), "the moon"));
}

static void test_label_of_actor__the_country_names_its_own_bodies(void **state)
{
    static const ek_named bodies[] = {
        {.name = {"chamber", 7}, .says = {.in = {[EK_DE] = {"die IHK", 7}}}}};
    ek_rulebook book = {.bodies = bodies, .body_count = 1};

    (void)state;
    assert_true(ek_text_equal(ek_label_of_actor(EK_DE, &book, EK_TEXT("chamber")),
                              bodies[0].says.in[EK_DE]));
}

static void test_label_of_country__ours_or_the_code(void **state)
{
    (void)state;
    assert_true(ek_text_is(ek_label_of_country(EK_FI, NULL, EK_TEXT("NO")), "Norja"));
    assert_true(ek_text_is(ek_label_of_country(EK_FI, NULL, EK_TEXT("ZZ")), "ZZ"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels__each_once_and_in_order),
        cmocka_unit_test(test_label_of_field__facts_of_rules_have_one_in_every_language),
        cmocka_unit_test(test_label_of_field__the_type_goes_first),
        cmocka_unit_test(test_label_of_field__an_unknown_one_has_its_meaning),
        cmocka_unit_test(test_label_of_scope__every_scope_has_one),
        cmocka_unit_test(test_label_of_word__every_word_of_the_schema_has_one),
        cmocka_unit_test(test_label_of_actor__every_supplier_of_the_schema_has_one),
        cmocka_unit_test(test_label_of_actor__the_country_names_its_own_bodies),
        cmocka_unit_test(test_label_of_country__ours_or_the_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
