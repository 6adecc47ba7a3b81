/* load/references.c: ids and what refers to them. */
#include "fixture.h"

static void test_references__lead_to_the_record_wherever_it_stands(void **state)
{
    reading made = read_yaml("unit: [{ unit: u1 }]\nabroad: { stays: [s2, s1] }\nid: c\n"
                             "transcripts: [{ units: [{ id: u1, stay: s1 }] }]\n"
                             "stays: [{ id: s1 }, { id: s2 }]\n");
    const ek_value *stays;

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    assert_ptr_equal(value_at(made.the_case, "claims.unit.unit")->as.record,
                     value_at(made.the_case, "transcripts.units")->as.list.items[0]);
    assert_int_equal(value_at(made.the_case, "claims.unit.unit")->line, 1);
    stays = value_at(made.the_case, "claims.abroad.stays");
    assert_int_equal(stays->as.list.count, 2);
    assert_value(made.the_case, "claims.abroad.stays", "[s2, s1]");
    assert_value(made.the_case, "transcripts.units.stay", "s1");
    close_reading(&made);
}

static void test_references__to_nothing_are_refused_with_the_nearest(void **state)
{
    (void)state;
    REFUSED("id: c\nunit: { unit: bakin }\ntranscripts: [{ units: [{ id: baking }] }]\n",
            "case.yaml:2:15", "did you mean baking");
    REFUSED("id: c\nabroad: { stays: [s1] }\n", "case.yaml:2:19", "no stay has the id s1");
    REFUSED("id: c\nunit: { unit: 5 }\n", "case.yaml:2:15", "quote it");
    /* an id of another type is none */
    REFUSED("id: c\nunit: { unit: s1 }\nstays: [{ id: s1 }]\n", "case.yaml:2:15", "no unit");
}

static void test_references__ids_are_unique_among_their_type(void **state)
{
    reading made;

    (void)state;
    REFUSED("id: c\nstays: [{ id: s }, { id: s }]\n", "case.yaml:2:26",
            "another stay has the id s, on line 2 of case.yaml");
    REFUSED("id: c\ntranscripts: [{ units: [{ id: u }] }]\nother_learning: [{ id: u }]\n",
            "case.yaml:3:24", "another unit");
    REFUSED("id: c\nqualification: { components: [{ unit: \"1\" }, { unit: \"1\" }] }\n",
            "case.yaml:2:54", "another component");
    /* the same unit in two qualifications, the same outcome in two units, one id for a stay and a
     * unit */
    made = read_yaml("id: c\nqualification: { components: [{ unit: \"1\" }] }\n"
                     "targets: { FI: { qualification: { components: [{ unit: \"1\" }] } } }\n"
                     "other_learning: [{ id: s, learning_outcomes: [{ id: k }] },"
                     " { id: t, learning_outcomes: [{ id: k }] }]\nstays: [{ id: s }]\n");
    assert_int_equal(made.status, ERKEND_OK);
    close_reading(&made);
}

static void test_references__claims_without_an_id_get_one(void **state)
{
    reading made = read_yaml(
        "id: c\ntranscripts: [{ units: [{ id: u }, { id: unit }] }]\n"
        "unit: [{ unit: u }, { unit: u }, { code: x }, { code: y }, { id: u-2, unit: unit }]\n"
        "crediting: [{}, { id: crediting }, {}]\n");

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    assert_value(made.the_case, "claims.unit", "[u, u-3, unit-2, unit-3, u-2]");
    assert_value(made.the_case, "claims.crediting", "[crediting-2, crediting, crediting-3]");
    close_reading(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_references__lead_to_the_record_wherever_it_stands),
        cmocka_unit_test(test_references__to_nothing_are_refused_with_the_nearest),
        cmocka_unit_test(test_references__ids_are_unique_among_their_type),
        cmocka_unit_test(test_references__claims_without_an_id_get_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
