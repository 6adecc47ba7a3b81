/* Numbers with their units, dates, words and colours, in four languages. */
#include "unit/explain/page.h"

static ek_measure measure(ek_dimension dimension)
{
    ek_measure made = {0};

    made.power[dimension] = 1;
    return made;
}

static void assert_quantity(ek_language language, int64_t num, int64_t den, ek_dimension dimension,
                            const char *expected)
{
    paper p;
    ek_measure of = measure(dimension);
    ek_fraction number = {num, den};

    open_paper(&p, language);
    ENTER(&p)
    ek_pen_quantity(&p.pen, &number, &of);
    SAYS(&p, ek_buffer_done(&p.buffer), expected);
    LEAVE(&p)
    close_paper(&p);
}

static void test_pen_quantity__singular_plural_and_half(void **state)
{
    (void)state;
    assert_quantity(EK_EN, 1, 1, EK_MONTHS, "1 month");
    assert_quantity(EK_EN, 19, 2, EK_MONTHS, "9 1/2 months");
    assert_quantity(EK_EN, 1, 2, EK_MONTHS, "half a month");
    assert_quantity(EK_EN, 3, 4, EK_MONTHS, "3/4 month");
    assert_quantity(EK_EN, 0, 1, EK_MONTHS, "0 months");
    assert_quantity(EK_EN, -2, 1, EK_WEEKS, "-2 weeks");
    assert_quantity(EK_DE, 1, 1, EK_WEEKS, "1 Woche");
    assert_quantity(EK_DE, 8, 1, EK_WEEKS, "8 Wochen");
    assert_quantity(EK_DE, 1, 2, EK_YEARS, "ein halbes Jahr");
    assert_quantity(EK_FI, 1, 1, EK_MONTHS, "1 kuukausi");
    assert_quantity(EK_FI, 19, 2, EK_MONTHS, "9 1/2 kuukautta");
    assert_quantity(EK_FI, 3, 4, EK_MONTHS, "3/4 kuukautta");
    assert_quantity(EK_NL, 3, 1, EK_YEARS, "3 jaar");
    assert_quantity(EK_NL, 15, 1, EK_POINTS, "15 punten");
}

static void test_pen_quantity__marks_are_decimal(void **state)
{
    (void)state;
    assert_quantity(EK_EN, 15, 2, EK_MARKS, "7.5");
    assert_quantity(EK_NL, 15, 2, EK_MARKS, "7,5");
    assert_quantity(EK_FI, 4, 1, EK_MARKS, "4");
    assert_quantity(EK_EN, 1, 3, EK_MARKS, "1/3");
}

static void test_say_quantity__compound_units_and_plain_numbers(void **state)
{
    paper p;
    ek_measure compound = {.power = {[EK_POINTS] = 1, [EK_YEARS] = -1}}, plain = {0};

    (void)state;
    open_paper(&p, EK_EN);
    ENTER(&p)
    SAYS(&p, ek_say_quantity(&p.pen, ek_fraction_whole(60), &compound, EK_FORM_PLAIN),
         "60 points/year");
    SAYS(&p, ek_say_quantity(&p.pen, (ek_fraction){1, 4}, &plain, EK_FORM_PLAIN), "1/4");
    LEAVE(&p)
    close_paper(&p);
}

static void test_say_quantity__the_case_after_of(void **state)
{
    paper p;
    ek_measure months = measure(EK_MONTHS);

    (void)state;
    open_paper(&p, EK_DE);
    ENTER(&p)
    SAYS(&p, ek_say_quantity(&p.pen, ek_fraction_whole(36), &months, EK_FORM_OF), "36 Monaten");
    p.pen.language = EK_FI;
    SAYS(&p, ek_say_quantity(&p.pen, ek_fraction_whole(36), &months, EK_FORM_OF), "36 kuukaudesta");
    LEAVE(&p)
    close_paper(&p);
}

static void test_pen_date__in_the_readers_order(void **state)
{
    static const char *const expected[EK_SPOKEN] = {"14 June 2024", "14. Juni 2024",
                                                    "14. kesäkuuta 2024", "14 juni 2024"};
    paper p;

    (void)state;
    open_paper(&p, EK_EN);
    ENTER(&p)
    for (int language = 0; language < EK_SPOKEN; language++) {
        p.pen.language = (ek_language)language;
        SAYS(&p, ek_say_date(&p.pen, ek_date_from((ek_civil){2024, 6, 14})), expected[language]);
    }
    SAYS(&p, ek_say_date(&p.pen, EK_DATE_NEVER), "–");
    LEAVE(&p)
    close_paper(&p);
}

static void test_say_share__names_the_common_ones(void **state)
{
    paper p;

    (void)state;
    open_paper(&p, EK_EN);
    ENTER(&p)
    SAYS(&p, ek_say_share(&p.pen, (ek_fraction){1, 4}), "a quarter");
    SAYS(&p, ek_say_share(&p.pen, (ek_fraction){9, 10}), "9/10");
    LEAVE(&p)
    close_paper(&p);
}

static void test_say_word__labels_codes_and_free_texts(void **state)
{
    paper p;

    (void)state;
    open_paper(&p, EK_NL);
    ENTER(&p)
    SAYS(&p, ek_say_word(&p.pen, EK_TEXT("final_exam")), "eindexamen");
    SAYS(&p, ek_say_word(&p.pen, EK_TEXT("give_care")), "give care");
    SAYS(&p, ek_say_word(&p.pen, EK_TEXT("P1_K1")), "P1_K1");
    SAYS(&p, ek_say_word(&p.pen, EK_TEXT("a\x1b[31mb")), "a\\x1b[31mb");
    LEAVE(&p)
    close_paper(&p);
}

static void test_say_value__none_missing_and_a_hostile_text(void **state)
{
    static const ek_field text = {.name = "code", .kind = EK_KIND_TEXT, .unit = EK_PLAIN};
    ek_value value = {.state = EK_MISSING, .kind = EK_KIND_TEXT};
    paper p;

    (void)state;
    open_paper(&p, EK_EN);
    ENTER(&p)
    SAYS(&p, ek_say_value(&p.pen, &value, &text), "missing");
    value.state = EK_NONE;
    SAYS(&p, ek_say_value(&p.pen, &value, &text), "none");
    value.state = EK_KNOWN;
    value.as.text = EK_TEXT("evil\x07");
    SAYS(&p, ek_say_value(&p.pen, &value, &text), "evil\\x07");
    LEAVE(&p)
    close_paper(&p);
}

static void test_say_answer__bounds(void **state)
{
    ek_measure months = measure(EK_MONTHS);
    ek_answer answer = {.type = EK_TYPE_QUANTITY, .state = EK_MISSING};
    paper p;

    (void)state;
    open_paper(&p, EK_EN);
    ENTER(&p)
    SAYS(&p, ek_say_answer(&p.pen, &answer, &months, EK_FORM_PLAIN), "not known");
    answer.has_low = true;
    answer.low = ek_fraction_whole(54);
    SAYS(&p, ek_say_answer(&p.pen, &answer, &months, EK_FORM_PLAIN), "at least 54 months");
    answer.has_high = true;
    answer.high = ek_fraction_whole(60);
    SAYS(&p, ek_say_answer(&p.pen, &answer, &months, EK_FORM_PLAIN),
         "between 54 months and 60 months");
    LEAVE(&p)
    close_paper(&p);
}

static void test_pen_styled__colours_only_where_there_are_colours(void **state)
{
    paper p;

    (void)state;
    open_paper(&p, EK_EN);
    ENTER(&p)
    ek_pen_styled(&p.pen, EK_TEXT("refused"), EK_STYLE_VERDICT + ERKEND_REFUSED);
    SAYS(&p, ek_buffer_done(&p.buffer), "refused");
    p.pen.colour = true;
    ek_pen_styled(&p.pen, EK_TEXT("!"), EK_STYLE_VERDICT + ERKEND_REFUSED);
    SAYS(&p, ek_buffer_done(&p.buffer), "refused\x1b[31m!\x1b[0m");
    LEAVE(&p)
    close_paper(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pen_quantity__singular_plural_and_half),
        cmocka_unit_test(test_pen_quantity__marks_are_decimal),
        cmocka_unit_test(test_say_quantity__compound_units_and_plain_numbers),
        cmocka_unit_test(test_say_quantity__the_case_after_of),
        cmocka_unit_test(test_pen_date__in_the_readers_order),
        cmocka_unit_test(test_say_share__names_the_common_ones),
        cmocka_unit_test(test_say_word__labels_codes_and_free_texts),
        cmocka_unit_test(test_say_value__none_missing_and_a_hostile_text),
        cmocka_unit_test(test_say_answer__bounds),
        cmocka_unit_test(test_pen_styled__colours_only_where_there_are_colours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
