/* model/derive.c: what follows from other fields of a case, as it is read. */
#include "../load/fixture.h"

static void test_ek_derive__lengths_of_stays_follow_from_their_days(void **state)
{
    reading made =
        read_yaml("id: c\nstays: [{ id: s, first_day: 2024-01-01, last_day: 2024-09-30 }]\n");

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    assert_value(made.the_case, "stays.months", "9");
    assert_value(made.the_case, "stays.days", "274");
    assert_value(made.the_case, "stays.weeks", "274/7");
    assert_int_equal(value_at(made.the_case, "stays.weeks")->line, 2);
    assert_int_equal(value_at(made.the_case, "stays.weeks")->column, 29); /* where first_day is */
    assert_int_equal(value_at(made.the_case, "stays.weeks")->assumed, 0);
    close_reading(&made);
}

static void test_ek_derive__nothing_follows_from_half_of_the_days(void **state)
{
    reading made = read_yaml("id: c\nstays: [{ id: s, first_day: 2024-01-01 }]\n"
                             "learner: { work: [{ last_day: 2024-01-01 }] }\n");

    (void)state;
    assert_int_equal(value_at(made.the_case, "stays.months")->state, EK_MISSING);
    assert_int_equal(value_at(made.the_case, "stays.weeks")->state, EK_MISSING);
    assert_int_equal(value_at(made.the_case, "learner.work.months")->state, EK_MISSING);
    close_reading(&made);
}

static void test_ek_derive__what_is_written_stays(void **state)
{
    reading made = read_yaml("id: c\nstays: [{ id: s, months: 2 }]\nlearner: { work: [{ months: 5,"
                             " first_day: 2024-01-01, last_day: 2024-01-31 }] }\n");

    (void)state;
    assert_value(made.the_case, "stays.months", "2");
    assert_int_equal(value_at(made.the_case, "stays.days")->state, EK_MISSING);
    assert_value(made.the_case, "learner.work.months", "5");
    close_reading(&made);
}

static void test_ek_derive__outcomes_are_the_ids_sorted_once(void **state)
{
    reading made = read_yaml("id: c\nother_learning: [{ id: u, learning_outcomes: [{ id: k2 },"
                             " { id: k1 }] }]\nagreement: { learning_outcomes: none }\n"
                             "qualification: { components: [{ unit: \"1\" }] }\n");

    (void)state;
    assert_value(made.the_case, "other_learning.outcomes", "[k1, k2]");
    assert_value(made.the_case, "agreement.outcomes", "none");
    assert_int_equal(value_at(made.the_case, "qualification.components.outcomes")->state,
                     EK_MISSING);
    close_reading(&made);
}

static void test_ek_derive__an_exemption_shows_what_its_unit_shows(void **state)
{
    reading made =
        read_yaml("id: c\ntranscripts: [{ units: [{ id: u, learning_outcomes: [{ id: k }] }]"
                  " }]\nexemption: [{ unit: u }]\n");

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    assert_value(made.the_case, "claims.exemption.outcomes", "[k]");
    close_reading(&made);
}

static void test_ek_derive__a_stay_written_in_its_claim_is_derived_too(void **state)
{
    reading made =
        read_yaml("id: c\nabroad: { stays: [{ first_day: 2024-01-01, last_day: 2024-01-14 }]"
                  " }\nunit: { stay: { first_day: 2024-01-01, last_day: 2024-01-07 } }\n");

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    assert_value(made.the_case, "claims.abroad.stays.weeks", "2");
    assert_value(made.the_case, "claims.unit.unit.stay.weeks", "1");
    close_reading(&made);
}

static void test_ek_derived_from__names_what_a_field_follows_from(void **state)
{
    const ek_field *weeks = &ek_type_stay.fields[ek_slot(&ek_type_stay, "weeks")];
    const ek_field *id = &ek_type_stay.fields[ek_slot(&ek_type_stay, "id")];

    (void)state;
    assert_string_equal(ek_derived_from(&ek_type_stay, weeks)[0], "first_day");
    assert_string_equal(ek_derived_from(&ek_type_stay, weeks)[1], "last_day");
    assert_null(ek_derived_from(&ek_type_stay, weeks)[2]);
    assert_null(ek_derived_from(&ek_type_stay, id));
    for (uint32_t i = 0; ek_all_types[i]; i++) {
        for (uint32_t j = 0; j < ek_all_types[i]->field_count; j++) {
            const ek_field *field = &ek_all_types[i]->fields[j];
            const char *const *from = ek_derived_from(ek_all_types[i], field);

            assert_int_equal(from != NULL, (field->flags & (EK_DERIVED | EK_COMPUTED)) != 0);
            for (; from && *from; from++)
                assert_true(ek_field_named(ek_all_types[i], ek_text_of(*from)) != EK_NO_FIELD);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_derive__lengths_of_stays_follow_from_their_days),
        cmocka_unit_test(test_ek_derive__nothing_follows_from_half_of_the_days),
        cmocka_unit_test(test_ek_derive__what_is_written_stays),
        cmocka_unit_test(test_ek_derive__outcomes_are_the_ids_sorted_once),
        cmocka_unit_test(test_ek_derive__an_exemption_shows_what_its_unit_shows),
        cmocka_unit_test(test_ek_derive__a_stay_written_in_its_claim_is_derived_too),
        cmocka_unit_test(test_ek_derived_from__names_what_a_field_follows_from),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
