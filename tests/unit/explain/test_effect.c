/* Effects in words, each kind, in four languages, and what is open about them. */
#include "unit/explain/page.h"

static ek_given_field number_field(const char *name, int64_t num, int64_t den)
{
    ek_given_field field = {.name = ek_text_of(name)};

    field.value = (ek_answer){.type = EK_TYPE_QUANTITY, .state = EK_KNOWN};
    field.value.low = field.value.high = (ek_fraction){num, den};
    field.value.has_low = field.value.has_high = true;
    return field;
}

static ek_given_field text_field(const char *name, const char *text)
{
    ek_given_field field = {.name = ek_text_of(name)};

    field.value = (ek_answer){.type = EK_TYPE_TEXT, .state = EK_KNOWN};
    field.value.as.text = ek_text_of(text);
    return field;
}

static void assert_effect(ek_language language, ek_effect_kind kind, ek_effect_state effect_state,
                          const ek_given_field *fields, uint32_t count, const char *expected)
{
    ek_given given = {.kind = kind, .state = effect_state, .fields = fields, .field_count = count};
    paper p;

    open_paper(&p, language);
    ENTER(&p)
    SAYS(&p, ek_say_effect(&p.pen, NULL, &given), expected);
    LEAVE(&p)
    close_paper(&p);
}

static void test_say_effect__a_unit_with_points_and_grade(void **state)
{
    ek_given_field fields[] = {number_field("grade", 4, 1), number_field("points", 15, 1),
                               text_field("unit", "105708")};

    (void)state;
    assert_effect(EK_EN, EK_EFFECT_AWARD, EK_EFFECT_IN_FORCE, fields, 3,
                  "the unit 105708, 15 points, grade 4");
    assert_effect(EK_FI, EK_EFFECT_AWARD, EK_EFFECT_IN_FORCE, fields, 3,
                  "tutkinnon osa 105708, 15 pistettä, arvosana 4");
    fields[0].value.state = EK_NONE;
    assert_effect(EK_EN, EK_EFFECT_AWARD, EK_EFFECT_IN_FORCE, fields, 3,
                  "the unit 105708, 15 points");
}

static void test_say_effect__months_one_and_many(void **state)
{
    ek_given_field one = number_field("months", 1, 1), many = number_field("months", 19, 2);

    (void)state;
    assert_effect(EK_EN, EK_EFFECT_COUNT_AS_TRAINING, EK_EFFECT_IN_FORCE, &one, 1,
                  "1 month counts as training");
    assert_effect(EK_EN, EK_EFFECT_COUNT_AS_TRAINING, EK_EFFECT_PROPOSED, &many, 1,
                  "9 1/2 months count as training (proposed)");
    assert_effect(EK_DE, EK_EFFECT_SHORTEN, EK_EFFECT_IN_FORCE, &many, 1,
                  "Ausbildung um 9 1/2 Monate kürzer");
    many.at_most = true;
    assert_effect(EK_NL, EK_EFFECT_CREDIT_TIME, EK_EFFECT_IN_FORCE, &many, 1,
                  "hoogstens 9 1/2 maanden worden toegerekend");
    assert_effect(EK_EN, EK_EFFECT_SET_DURATION, EK_EFFECT_IN_FORCE, &one, 1,
                  "training lasts 1 month");
}

static void test_say_effect__exemptions_certificates_and_admission(void **state)
{
    ek_given_field part[] = {number_field("mark", 15, 2), text_field("part", "P1-K1")};
    ek_given_field to = text_field("to", "final_exam");

    (void)state;
    assert_effect(EK_EN, EK_EFFECT_EXEMPT, EK_EFFECT_AFTER_STEP, part + 1, 1,
                  "exemption from P1-K1 (once that is done)");
    assert_effect(EK_NL, EK_EFFECT_EXEMPT, EK_EFFECT_IN_FORCE, part, 2,
                  "vrijstelling voor P1-K1, cijfer 7,5");
    assert_effect(EK_EN, EK_EFFECT_CERTIFY, EK_EFFECT_IN_FORCE, part, 2,
                  "a certificate for P1-K1, mark 7.5");
    assert_effect(EK_DE, EK_EFFECT_ADMIT, EK_EFFECT_IN_FORCE, &to, 1,
                  "Zulassung: Abschlussprüfung");
}

static void test_say_effect__fields_of_their_own(void **state)
{
    ek_given_field fields[] = {text_field("comparability", "full")};
    ek_given_field level[] = {number_field("eqf_level", 4, 1)};

    (void)state;
    assert_effect(EK_EN, EK_EFFECT_CERTIFY, EK_EFFECT_IN_FORCE, fields, 1,
                  "a certificate: comparability: full");
    assert_effect(EK_EN, EK_EFFECT_DECLARE, EK_EFFECT_IN_FORCE, fields, 1,
                  "a declaration: comparability: full");
    assert_effect(EK_EN, EK_EFFECT_INFORM, EK_EFFECT_IN_FORCE, level, 1,
                  "for information: EQF level: 4");
    level[0].value.state = EK_MISSING;
    level[0].value.has_low = level[0].value.has_high = false;
    assert_effect(EK_EN, EK_EFFECT_INFORM, EK_EFFECT_IN_FORCE, level, 1, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_say_effect__a_unit_with_points_and_grade),
        cmocka_unit_test(test_say_effect__months_one_and_many),
        cmocka_unit_test(test_say_effect__exemptions_certificates_and_admission),
        cmocka_unit_test(test_say_effect__fields_of_their_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
