/* The table of phrases: whole in every language, with the same places to fill in. */
#include "unit/explain/page.h"

static uint32_t places_of(const char *phrase)
{
    uint32_t places = 0;

    for (; *phrase; phrase++)
        if (phrase[0] == '{' && phrase[1] >= '0' && phrase[1] <= '9' && phrase[2] == '}')
            places |= 1U << (phrase[1] - '0');
    return places;
}

static void test_phrases__every_language_has_every_phrase(void **state)
{
    (void)state;
    for (int phrase = 0; phrase < EK_PHRASES; phrase++)
        for (int language = 0; language < EK_SPOKEN; language++) {
            const char *text = ek_phrase_in((ek_language)language, (ek_phrase)phrase);

            if (text[0] == '\0')
                print_message("phrase %d, language %d\n", phrase, language);
            assert_true(text[0] != '\0');
            assert_int_equal(ek_utf8_check(text, strlen(text)), strlen(text));
        }
}

static void test_phrases__languages_fill_in_the_same_places(void **state)
{
    (void)state;
    for (int phrase = 0; phrase < EK_PHRASES; phrase++)
        for (int language = 1; language < EK_SPOKEN; language++) {
            uint32_t english = places_of(ek_phrase_in(EK_EN, (ek_phrase)phrase));
            uint32_t other = places_of(ek_phrase_in((ek_language)language, (ek_phrase)phrase));

            if (english != other)
                print_message("phrase %d, language %d\n", phrase, language);
            assert_int_equal(english, other);
        }
}

static void test_phrase_in__another_language_is_english(void **state)
{
    (void)state;
    assert_string_equal(ek_phrase_in(EK_SPOKEN, EK_SAY_RECOGNISED), "recognised");
    assert_string_equal(ek_phrase_in(EK_EN, EK_PHRASES), "");
}

static void test_phrase_put__fills_in_texts_wherever_they_stand(void **state)
{
    paper p;
    ek_text texts[] = {EK_TEXT("Finland"), EK_TEXT("{1} June")};

    (void)state;
    open_paper(&p, EK_DE);
    ENTER(&p)
    ek_phrase_put(&p.buffer, EK_DE, EK_SAY_ASSESSED_IN, texts, 2);
    SAYS(&p, ek_buffer_done(&p.buffer), "bewertet am {1} June (Finland)");
    LEAVE(&p)
    close_paper(&p);
}

static void test_verdicts__are_phrases_in_their_order(void **state)
{
    (void)state;
    for (int verdict = ERKEND_REFUSED; verdict <= ERKEND_RECOGNISED; verdict++)
        assert_string_equal(ek_phrase_in(EK_EN, (ek_phrase)(EK_SAY_REFUSED + verdict)),
                            erkend_verdict_name((erkend_verdict)verdict));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_phrases__every_language_has_every_phrase),
        cmocka_unit_test(test_phrases__languages_fill_in_the_same_places),
        cmocka_unit_test(test_phrase_in__another_language_is_english),
        cmocka_unit_test(test_phrase_put__fills_in_texts_wherever_they_stand),
        cmocka_unit_test(test_verdicts__are_phrases_in_their_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
