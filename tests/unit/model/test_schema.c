/* model/schema.c: names, scopes and paths of the one schema. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/schema.h"

#include <cmocka.h>

static void test_ek_scope_of__lists_are_where_the_scope_says(void **state)
{
    static const struct {
        ek_scope scope;
        const char *list;
    } lists[] = {{EK_SCOPE_STAY, "stays"},
                 {EK_SCOPE_WORK, "work"},
                 {EK_SCOPE_EARLIER, "earlier"},
                 {EK_SCOPE_ELECTIVE, "electives"},
                 {EK_SCOPE_SUBJECT, "subjects"},
                 {EK_SCOPE_PART, "parts"},
                 {EK_SCOPE_DIFFERENCE, "differences"},
                 {EK_SCOPE_COMPONENT, "components"},
                 {EK_SCOPE_INSTITUTION, "institutions"}};
    uint32_t many = 0;

    (void)state;
    for (uint32_t i = 0; i < EK_SCOPE_COUNT; i++)
        many += ek_scope_of((ek_scope)i)->kind == EK_SCOPE_MANY;
    assert_int_equal(many, sizeof lists / sizeof lists[0]);
    for (size_t i = 0; i < many; i++) {
        const ek_scope_info *info = ek_scope_of(lists[i].scope);
        const ek_field *field = &ek_scope_of(info->parent)->record->fields[info->list];

        assert_string_equal(field->name, lists[i].list);
        assert_int_equal(field->kind, EK_KIND_LIST);
        assert_ptr_equal(field->record, info->record);
    }
}

static void test_ek_scope_of__claims_are_the_fields_of_claims(void **state)
{
    (void)state;
    for (int i = EK_FIRST_CLAIM; i <= EK_LAST_CLAIM; i++) {
        const ek_scope_info *info = ek_scope_of((ek_scope)i);
        uint32_t slot = ek_field_named(&ek_type_claims, ek_text_of(info->name));

        assert_int_equal(info->kind, EK_SCOPE_CLAIM);
        assert_true(slot != EK_NO_FIELD);
        assert_ptr_equal(ek_type_claims.fields[slot].record, info->record);
    }
}

static void test_ek_scope_named__knows_every_name_but_target(void **state)
{
    (void)state;
    for (int i = 0; i < EK_SCOPE_TARGET; i++)
        assert_int_equal(ek_scope_named(ek_text_of(ek_scope_of((ek_scope)i)->name)), i);
    assert_int_equal(ek_scope_named(EK_TEXT("target")), EK_SCOPE_NONE);
    assert_int_equal(ek_scope_named(EK_TEXT("units")), EK_SCOPE_NONE);
    assert_int_equal(ek_scope_named(EK_TEXT("")), EK_SCOPE_NONE);
}

static bool find(ek_path *path, ek_text *nearest, ek_scope scope, const char *first,
                 const char *second, const char *third)
{
    ek_text names[3] = {ek_text_of(first), ek_text_of(second), ek_text_of(third)};
    uint32_t count = third ? 3 : second ? 2 : first ? 1 : 0;

    return ek_path_find(path, scope, names, count, nearest);
}

static void test_ek_path_find__goes_through_embedded_records(void **state)
{
    ek_path path;
    ek_text nearest;

    (void)state;
    assert_true(find(&path, &nearest, EK_SCOPE_UNIT, "points", NULL, NULL));
    assert_int_equal(path.scope, EK_SCOPE_UNIT);
    assert_int_equal(path.length, 2);
    assert_int_equal(path.slots[0], ek_slot(&ek_type_unit_claim, "unit"));
    assert_int_equal(path.slots[1], ek_slot(&ek_type_unit, "points"));
    assert_string_equal(path.field->name, "points");
    assert_true(find(&path, &nearest, EK_SCOPE_UNIT, "id", NULL, NULL));
    assert_int_equal(path.length, 1); /* of the claim, not of its unit */
    assert_true(find(&path, &nearest, EK_SCOPE_UNIT, "requirements", "first_day", NULL));
    assert_int_equal(path.length, 3);
    assert_true(find(&path, &nearest, EK_SCOPE_UNIT, "requirements", NULL, NULL));
    assert_int_equal(path.field->kind, EK_KIND_RECORD);
}

static void test_ek_path_find__target_is_a_scope_of_its_own(void **state)
{
    ek_path path;
    ek_text nearest;

    (void)state;
    assert_true(find(&path, &nearest, EK_SCOPE_UNIT, "target", "outcomes", NULL));
    assert_int_equal(path.scope, EK_SCOPE_TARGET);
    assert_int_equal(path.length, 1);
    assert_int_equal(path.slots[0], ek_slot(&ek_type_unit_target, "outcomes"));
    assert_true(find(&path, &nearest, EK_SCOPE_UNIT, "target", NULL, NULL));
    assert_int_equal(path.length, 0);
    assert_null(path.field);
    assert_false(find(&path, &nearest, EK_SCOPE_UNIT, "target", "pionts", NULL));
    assert_true(ek_text_is(nearest, "points"));
    assert_false(find(&path, &nearest, EK_SCOPE_UNIT, "tarjet", NULL, NULL));
    assert_true(ek_text_is(nearest, "target"));
}

static void test_ek_path_find__refuses_what_is_hidden_or_not_there(void **state)
{
    ek_path path;
    ek_text nearest;

    (void)state;
    assert_false(find(&path, &nearest, EK_SCOPE_CASE, "transcripts", NULL, NULL));
    assert_false(find(&path, &nearest, EK_SCOPE_CASE, "claims", NULL, NULL));
    assert_false(find(&path, &nearest, EK_SCOPE_UNIT, "unit", "points", NULL));
    assert_false(find(&path, &nearest, EK_SCOPE_LEARNER, "bith_date", NULL, NULL));
    assert_true(ek_text_is(nearest, "birth_date"));
    assert_false(find(&path, &nearest, EK_SCOPE_LEARNER, "xyzzy", NULL, NULL));
    assert_int_equal(nearest.size, 0);
    assert_false(find(&path, &nearest, EK_SCOPE_LEARNER, "birth_date", "year", NULL));
    assert_false(find(&path, &nearest, EK_SCOPE_ABROAD, "stays", "months", NULL));
    assert_true(find(&path, &nearest, EK_SCOPE_ABROAD, NULL, NULL, NULL));
    assert_int_equal(path.length, 0);
}

/* ---- The table itself -------------------------------------------------------------------------
 */

static void test_schema__every_field_is_whole(void **state)
{
    (void)state;
    for (uint32_t i = 0; ek_all_types[i]; i++) {
        const ek_record_type *type = ek_all_types[i];

        for (uint32_t j = 0; j < type->field_count; j++) {
            const ek_field *field = &type->fields[j];
            bool has_record = field->kind == EK_KIND_RECORD || field->kind == EK_KIND_LIST ||
                              field->kind == EK_KIND_BY_COUNTRY;

            assert_int_equal(ek_field_named(type, ek_text_of(field->name)), j); /* once */
            assert_int_equal(has_record, field->record != NULL);
            assert_int_equal(field->kind == EK_KIND_WORD,
                             field->words && field->kind != EK_KIND_SET);
            assert_non_null(field->meaning);
            assert_false((field->flags & EK_REQUIRED) && (field->flags & EK_ABSENT_NONE));
            assert_false((field->flags & EK_ABSENT_EMPTY) && field->kind != EK_KIND_LIST);
            assert_false((field->flags & EK_ID) && field->kind != EK_KIND_TEXT);
            assert_false((field->flags & EK_EMBED) && field->kind != EK_KIND_RECORD);
        }
    }
}

static void test_schema__no_quantity_is_assumed(void **state)
{
    (void)state; /* DECISIONS 2: absent is never 0 */
    for (uint32_t i = 0; ek_all_types[i]; i++)
        for (uint32_t j = 0; j < ek_all_types[i]->field_count; j++)
            if (ek_all_types[i]->fields[j].kind == EK_KIND_NUMBER)
                assert_false(ek_all_types[i]->fields[j].flags & EK_ABSENT_EMPTY);
}

static void test_ek_dimension_name__names_each(void **state)
{
    (void)state;
    assert_string_equal(ek_dimension_name(EK_MONTHS), "months");
    assert_string_equal(ek_dimension_name(EK_MARKS), "marks");
    assert_string_equal(ek_dimension_name(EK_PLAIN), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_scope_of__lists_are_where_the_scope_says),
        cmocka_unit_test(test_ek_scope_of__claims_are_the_fields_of_claims),
        cmocka_unit_test(test_ek_scope_named__knows_every_name_but_target),
        cmocka_unit_test(test_ek_path_find__goes_through_embedded_records),
        cmocka_unit_test(test_ek_path_find__target_is_a_scope_of_its_own),
        cmocka_unit_test(test_ek_path_find__refuses_what_is_hidden_or_not_there),
        cmocka_unit_test(test_schema__every_field_is_whole),
        cmocka_unit_test(test_schema__no_quantity_is_assumed),
        cmocka_unit_test(test_ek_dimension_name__names_each),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
