/* Looking things up in a rulebook. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "rule/rulebook.h"

#include <cmocka.h>

static void assert_text(ek_text text, const char *expected)
{
    if (!ek_text_is(text, expected))
        fail_msg("'%.*s' is not '%s'", EK_TEXT_ARGS(text), expected);
}

static ek_date day(int32_t year, int32_t month, int32_t number)
{
    return ek_date_from((ek_civil){year, month, number});
}

static void test_says_in__that_language_else_english_else_any(void **state)
{
    ek_says says = {{{"", 0}}};

    (void)state;
    assert_text(ek_says_in(&says, EK_DE), "");
    says.in[EK_FI] = EK_TEXT("suomi");
    assert_text(ek_says_in(&says, EK_DE), "suomi");
    says.in[EK_EN] = EK_TEXT("english");
    assert_text(ek_says_in(&says, EK_DE), "english");
    assert_text(ek_says_in(&says, EK_FI), "suomi");
    assert_text(ek_says_in(&says, EK_LANGUAGES), "english");
    says.in[EK_RO] = EK_TEXT("română");
    assert_text(ek_says_in(&says, EK_RO), "română");
    assert_text(ek_says_in(&says, EK_SV), "english");
}

static void test_language_spoken__english_for_those_the_engine_does_not_speak(void **state)
{
    (void)state;
    assert_int_equal(ek_language_spoken(EK_NL), EK_NL);
    assert_int_equal(ek_language_spoken(EK_BG), EK_EN);
    assert_int_equal(ek_language_spoken(EK_SV), EK_EN);
    assert_int_equal(ek_language_spoken(EK_LANGUAGES), EK_EN);
}

static void test_language_code__each_names_its_own_language_and_none_stands_twice(void **state)
{
    (void)state;
    for (int i = 0; i < EK_LANGUAGES; i++) {
        assert_int_equal(ek_language_named(ek_text_of(ek_language_code((ek_language)i))), i);
        assert_true(ek_language_name((ek_language)i)[0] >= 'A');
    }
    assert_string_equal(ek_language_code(EK_LANGUAGES), "en");
    assert_string_equal(ek_language_name(EK_ES), "Spanish");
}

static void test_language_named__as_locales_name_them(void **state)
{
    (void)state;
    assert_int_equal(ek_language_named(EK_TEXT("en")), EK_EN);
    assert_int_equal(ek_language_named(EK_TEXT("de_DE.UTF-8")), EK_DE);
    assert_int_equal(ek_language_named(EK_TEXT("nl-NL")), EK_NL);
    assert_int_equal(ek_language_named(EK_TEXT("FI")), EK_FI);
    assert_int_equal(ek_language_named(EK_TEXT("it_IT.UTF-8")), EK_IT);
    assert_int_equal(ek_language_named(EK_TEXT("ro")), EK_RO);
    assert_int_equal(ek_language_named(EK_TEXT("es")), EK_ES);
    assert_int_equal(ek_language_named(EK_TEXT("de@euro")), EK_DE);
    assert_int_equal(ek_language_named(EK_TEXT("den")), EK_LANGUAGES);
    assert_int_equal(ek_language_named(EK_TEXT("xx")), EK_LANGUAGES);
    assert_int_equal(ek_language_named(EK_TEXT("C")), EK_LANGUAGES);
    assert_int_equal(ek_language_named(EK_TEXT("")), EK_LANGUAGES);
}

static void test_datum_row__finds_every_row_and_no_other(void **state)
{
    static const ek_row rows[] = {{.key = {"18", 2}, .value = {.kind = EK_DATUM_NUMBER}},
                                  {.key = {"24", 2}, .value = {.kind = EK_DATUM_TEXT}},
                                  {.key = {"36", 2}, .value = {.kind = EK_DATUM_DATE}}};
    ek_datum table = {.kind = EK_DATUM_TABLE, .as.table = {rows, 3}};
    ek_datum number = {.kind = EK_DATUM_NUMBER};

    (void)state;
    for (size_t i = 0; i < 3; i++)
        assert_ptr_equal(ek_datum_row(&table, rows[i].key), &rows[i].value);
    assert_null(ek_datum_row(&table, EK_TEXT("2")));
    assert_null(ek_datum_row(&table, EK_TEXT("240")));
    assert_null(ek_datum_row(&table, EK_TEXT("42")));
    assert_null(ek_datum_row(&number, EK_TEXT("18")));
}

static void test_parameter_on__from_its_first_day_to_the_next_value(void **state)
{
    ek_dated values[] = {{.since = day(2005, 4, 1)}, {.since = day(2020, 1, 1)}};
    ek_parameter parameter = {.values = values, .value_count = 2};
    ek_parameter empty = {0};

    (void)state;
    assert_null(ek_parameter_on(&parameter, day(2005, 3, 31)));
    assert_ptr_equal(ek_parameter_on(&parameter, day(2005, 4, 1)), &values[0]);
    assert_ptr_equal(ek_parameter_on(&parameter, day(2019, 12, 31)), &values[0]);
    assert_ptr_equal(ek_parameter_on(&parameter, day(2020, 1, 1)), &values[1]);
    assert_null(ek_parameter_on(&empty, day(2020, 1, 1)));
}

static void test_effect_name__every_effect_has_one(void **state)
{
    (void)state;
    for (int i = 0; i < EK_EFFECTS; i++)
        assert_string_not_equal(ek_effect_name((ek_effect_kind)i), "?");
    assert_string_equal(ek_effect_name(EK_EFFECT_COUNT_AS_TRAINING), "count_as_training");
    assert_string_equal(ek_effect_name(EK_EFFECTS), "?");
}

static void test_named_find__by_its_name(void **state)
{
    static const ek_named items[] = {{.name = {"chamber", 7}}, {.name = {"school", 6}}};

    (void)state;
    assert_ptr_equal(ek_named_find(items, 2, EK_TEXT("school")), &items[1]);
    assert_null(ek_named_find(items, 2, EK_TEXT("schoo")));
    assert_null(ek_named_find(NULL, 0, EK_TEXT("school")));
}

static void test_eqf_level__by_the_tables_of_all_countries(void **state)
{
    static const ek_text labels[] = {{"4", 1}, {"4+", 2}};
    static const uint8_t eqf[] = {4, 5};
    static const ek_framework framework = {{"NLQF", 4}, labels, eqf, 2};
    ek_rulebook first = {0}, second = {.frameworks = &framework, .framework_count = 1};
    const ek_rulebook *items[] = {&first, &second};
    ek_rulebooks books = {items, 2};
    ek_level level = {EK_TEXT("NLQF"), EK_TEXT("4+")};

    (void)state;
    assert_int_equal(ek_eqf_level(&books, &level), 5);
    level.label = EK_TEXT("9");
    assert_int_equal(ek_eqf_level(&books, &level), 0);
    level = (ek_level){EK_TEXT("XQF"), EK_TEXT("4")};
    assert_int_equal(ek_eqf_level(&books, &level), 0);
    level = (ek_level){EK_TEXT("EQF"), EK_TEXT("8")};
    assert_int_equal(ek_eqf_level(&books, &level), 8);
    assert_int_equal(ek_eqf_level(NULL, &level), 8);
    level.label = EK_TEXT("9");
    assert_int_equal(ek_eqf_level(&books, &level), 0);
    level.label = EK_TEXT("0");
    assert_int_equal(ek_eqf_level(&books, &level), 0);
    level.label = EK_TEXT("4 ");
    assert_int_equal(ek_eqf_level(&books, &level), 0);
}

static void test_law_cited__by_code_and_day(void **state)
{
    ek_law laws[] = {{EK_TEXT("BBiG"), EK_DATE_NEVER, EK_TEXT("BBiG § 7")},
                     {EK_TEXT("HwO"), EK_DATE_NEVER, EK_TEXT("HwO § 27a")},
                     {EK_TEXT("HwO"), day(2020, 1, 1), EK_TEXT("HwO § 27b")},
                     {EK_TEXT("HwO"), day(2005, 4, 1), EK_TEXT("HwO § 27c")}};

    (void)state;
    assert_text(ek_law_cited(laws, 4, EK_TEXT("HwO"), day(2020, 1, 1)), "HwO § 27a");
    assert_text(ek_law_cited(laws, 4, EK_TEXT("HwO"), day(2019, 12, 31)), "HwO § 27b");
    assert_text(ek_law_cited(laws, 4, EK_TEXT("HwO"), day(2005, 3, 31)), "HwO § 27c");
    assert_text(ek_law_cited(laws, 4, EK_TEXT("BBiG"), day(1990, 1, 1)), "BBiG § 7");
    assert_text(ek_law_cited(laws, 4, EK_TEXT(""), day(2020, 1, 1)), "BBiG § 7");
    assert_text(ek_law_cited(laws, 4, EK_TEXT("SGB"), day(2020, 1, 1)), "BBiG § 7");
    assert_text(ek_law_cited(NULL, 0, EK_TEXT("HwO"), day(2020, 1, 1)), "");
}

static void test_law_cited__a_common_law_holds_for_every_code(void **state)
{
    ek_law laws[] = {{EK_TEXT(""), EK_DATE_NEVER, EK_TEXT("§ 1")},
                     {EK_TEXT(""), day(2020, 1, 1), EK_TEXT("§ 2")}};

    (void)state;
    assert_text(ek_law_cited(laws, 2, EK_TEXT("HwO"), day(2020, 1, 1)), "§ 1");
    assert_text(ek_law_cited(laws, 2, EK_TEXT("HwO"), day(2019, 1, 1)), "§ 2");
    assert_text(ek_law_cited(laws, 2, EK_TEXT(""), day(2019, 1, 1)), "§ 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_says_in__that_language_else_english_else_any),
        cmocka_unit_test(test_language_named__as_locales_name_them),
        cmocka_unit_test(test_language_spoken__english_for_those_the_engine_does_not_speak),
        cmocka_unit_test(test_language_code__each_names_its_own_language_and_none_stands_twice),
        cmocka_unit_test(test_datum_row__finds_every_row_and_no_other),
        cmocka_unit_test(test_parameter_on__from_its_first_day_to_the_next_value),
        cmocka_unit_test(test_effect_name__every_effect_has_one),
        cmocka_unit_test(test_named_find__by_its_name),
        cmocka_unit_test(test_eqf_level__by_the_tables_of_all_countries),
        cmocka_unit_test(test_law_cited__by_code_and_day),
        cmocka_unit_test(test_law_cited__a_common_law_holds_for_every_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
