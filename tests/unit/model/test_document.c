/* model/document.c: empty records, and values as text for machines. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/document.h"

#include <cmocka.h>

static ek_arena arena;
static ek_escape escape;

static int open_arena(void **state)
{
    (void)state;
    ek_arena_init(&arena, NULL, 0);
    ek_escape_begin(&arena, &escape);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    ek_escape_end(&arena, &escape);
    ek_arena_dispose(&arena);
    return 0;
}

static const char *shown(const ek_value *value)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, &arena);
    ek_buffer_value(&buffer, value);
    return buffer.bytes;
}

static void test_ek_record_new__absent_fields_are_what_the_schema_says(void **state)
{
    const ek_record *mou = ek_record_new(&arena, &ek_type_mou);
    const ek_record *claims = ek_record_new(&arena, &ek_type_claims);

    (void)state;
    assert_int_equal(ek_record_at(mou, "signed")->state, EK_MISSING);
    assert_int_equal(ek_record_at(mou, "signed")->assumed, 0);
    assert_int_equal(ek_record_at(mou, "signed")->kind, EK_KIND_DATE);
    assert_int_equal(ek_record_at(mou, "last_day")->state, EK_NONE);
    assert_int_equal(ek_record_at(mou, "last_day")->assumed, 1);
    assert_int_equal(ek_record_at(claims, "unit")->state, EK_KNOWN);
    assert_int_equal(ek_record_at(claims, "unit")->as.list.count, 0);
}

static void test_ek_buffer_value__writes_each_kind(void **state)
{
    ek_text texts[] = {EK_TEXT("a"), EK_TEXT("b c")};
    ek_level level = {EK_TEXT("NLQF"), EK_TEXT("4+")};
    ek_record *stay = ek_record_new(&arena, &ek_type_stay);
    const ek_record *stays[] = {stay, stay};
    ek_value value = {.kind = EK_KIND_YES};

    (void)state;
    assert_string_equal(shown(&value), "missing");
    value.state = EK_NONE;
    assert_string_equal(shown(&value), "none");
    value.state = EK_KNOWN;
    value.as.yes = true;
    assert_string_equal(shown(&value), "true");
    value.kind = EK_KIND_NUMBER;
    value.as.number = (ek_fraction){19, 2};
    assert_string_equal(shown(&value), "19/2");
    value.kind = EK_KIND_DATE;
    value.as.date = 0;
    assert_string_equal(shown(&value), "1970-01-01");
    value.kind = EK_KIND_SET;
    value.as.texts = (ek_texts){texts, 2};
    assert_string_equal(shown(&value), "[a, b c]");
    value.kind = EK_KIND_LEVEL;
    value.as.level = &level;
    assert_string_equal(shown(&value), "NLQF 4+");
    value.kind = EK_KIND_RECORD;
    value.as.record = stay;
    assert_string_equal(shown(&value), "stay");
    stay->slots[ek_slot(&ek_type_stay, "id")].state = EK_KNOWN;
    stay->slots[ek_slot(&ek_type_stay, "id")].as.text = EK_TEXT("s1");
    assert_string_equal(shown(&value), "s1");
    value.kind = EK_KIND_LIST;
    value.as.list = (ek_list){stays, 2};
    assert_string_equal(shown(&value), "[s1, s1]");
}

static void test_ek_buffer_value__quotes_texts_that_could_be_taken_for_more(void **state)
{
    static const char *const pairs[][2] = {
        {"none", "\"none\""},  {"true", "\"true\""}, {"", "\"\""},
        {"a, b", "\"a, b\""},  {"[a", "\"[a\""},     {" a", "\" a\""},
        {"a\nb", "\"a\\nb\""}, {"plain", "plain"},   {"\xc3\xa4", "\xc3\xa4"}};
    ek_value value = {.kind = EK_KIND_TEXT, .state = EK_KNOWN};

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        value.as.text = ek_text_of(pairs[i][0]);
        assert_string_equal(shown(&value), pairs[i][1]);
    }
}

static void test_ek_value_place__is_empty_where_nothing_was_written(void **state)
{
    ek_document documents[] = {{.name = EK_TEXT("a.yaml")}, {.name = EK_TEXT("b.yaml")}};
    struct erkend_case the_case;
    ek_value value = {.file = 1, .line = 3, .column = 7};
    ek_place place;

    (void)state;
    memset(&the_case, 0, sizeof the_case);
    the_case.documents = documents;
    the_case.document_count = 2;
    place = ek_value_place(&the_case, &value);
    assert_true(ek_text_is(place.file, "b.yaml"));
    assert_int_equal(place.line, 3);
    assert_int_equal(place.column, 7);
    value.line = 0;
    assert_int_equal(ek_value_place(&the_case, &value).file.size, 0);
}

int main(void)
{
#define WITH_ARENA(function) cmocka_unit_test_setup_teardown(function, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_ek_record_new__absent_fields_are_what_the_schema_says),
        WITH_ARENA(test_ek_buffer_value__writes_each_kind),
        WITH_ARENA(test_ek_buffer_value__quotes_texts_that_could_be_taken_for_more),
        WITH_ARENA(test_ek_value_place__is_empty_where_nothing_was_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
