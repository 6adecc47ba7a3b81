/* load/tree.c: compositions as documents write them. */
#include "fixture.h"

#define WITHIN(tree) "id: c\nqualification:\n  composition:\n" tree

static void test_ek_tree_read__reads_limits_and_shapes(void **state)
{
    reading made = read_yaml(WITHIN(
        "    points: 180\n    all:\n"
        "      - group: vocational units\n        points: { at_least: 145 }\n"
        "        one_of:\n"
        "          - { group: a, all: [{ unit: \"1\" }, { unit: \"2\", optional: true }] }\n"
        "          - { group: b, units: { at_least: 2, at_most: 4 }, choose: [{ unit: \"3\" },"
        " { any: local_unit, points: { at_least: 5, at_most: 15 } }] }\n"));
    const ek_tree *tree, *inner;

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    tree = value_at(made.the_case, "qualification.composition")->as.tree;
    assert_int_equal(tree->kind, EK_TREE_ALL);
    assert_true(tree->has_min_points && tree->has_max_points);
    assert_int_equal(tree->max_points.num, 180);
    assert_int_equal(tree->line, 4);
    inner = tree->children[0];
    assert_int_equal(inner->kind, EK_TREE_ONE_OF);
    assert_true(inner->has_min_points && !inner->has_max_points);
    assert_true(ek_text_is(inner->name, "vocational units"));
    assert_int_equal(inner->child_count, 2);
    assert_false(inner->children[0]->children[0]->optional);
    assert_true(inner->children[0]->children[1]->optional);
    inner = inner->children[1];
    assert_int_equal(inner->kind, EK_TREE_CHOOSE);
    assert_int_equal(inner->min_units, 2);
    assert_int_equal(inner->max_units, 4);
    assert_int_equal(inner->children[1]->kind, EK_TREE_ANY);
    assert_true(ek_text_is(inner->children[1]->name, "local_unit"));
    close_reading(&made);
}

static void test_ek_tree_read__refuses_what_says_nothing_or_two_things(void **state)
{
    (void)state;
    REFUSED(WITHIN("    points: 5\n"), "case.yaml:4:5", "this says no units");
    REFUSED(WITHIN("    { all: [], choose: [] }\n"), "case.yaml:4:5", "this says two things");
    REFUSED(WITHIN("    { all: [{ unit: 5 }] }\n"), "case.yaml:4:21", "quote it");
    REFUSED(WITHIN("    { all: { unit: x } }\n"), "case.yaml:4:12", "a list of units");
    REFUSED(WITHIN("    { all: [x] }\n"), "case.yaml:4:13", "a unit or a group is due here");
    REFUSED(WITHIN("    { all: [{ unit: x, points: 5 }] }\n"), "case.yaml:4:13", "no limits");
    REFUSED(WITHIN("    { all: [], point: 5 }\n"), "case.yaml:4:16", "did you mean points");
    REFUSED(WITHIN("    { all: [], points: { at_least: 5, at_most: 4 } }\n"), "case.yaml:4:24",
            "at_least is more than at_most");
    REFUSED(WITHIN("    { all: [], points: { least: 5 } }\n"), "case.yaml:4:26",
            "write at_least, at_most");
    REFUSED(WITHIN("    { all: [], points: -5 }\n"), "case.yaml:4:24", "a number of points");
    REFUSED(WITHIN("    { all: [], units: 1/2 }\n"), "case.yaml:4:23", "a number of units");
    REFUSED(WITHIN("    { all: [{ unit: x, optional: maybe }] }\n"), "case.yaml:4:34",
            "true or false");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_tree_read__reads_limits_and_shapes),
        cmocka_unit_test(test_ek_tree_read__refuses_what_says_nothing_or_two_things),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
