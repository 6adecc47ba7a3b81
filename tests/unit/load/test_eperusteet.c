/* load/eperusteet.c and load/eperusteet_tree.c: on small documents, and on real ones of the Finnish
 * National Agency for Education where they are at hand (ERKEND_DATA, or ../shared/data). */
#include "fixture.h"

#define UNITS                                                                                      \
    "\"tutkinnonOsat\": [{\"id\": 1, \"koodiArvo\": \"A\", \"nimi\": {\"fi\": \"Yksi\"}},"         \
    "{\"id\": 2, \"koodiArvo\": \"B\", \"nimi\": null}, {\"id\": 3, \"koodiArvo\": \"C\","         \
    " \"osaAlueet\": [{\"koodiArvo\": \"S\", \"pakollisetOsaamistavoitteet\": {\"laajuus\": 4}},"  \
    "{\"koodiArvo\": \"T\", \"osaamistavoitteet\": [{\"pakollinen\": true, \"laajuus\": 1}]},"     \
    "{\"koodiArvo\": \"T\", \"osaamistavoitteet\": [{\"pakollinen\": true, \"laajuus\": 2}]}]}]"
#define REFERENCES                                                                                 \
    "\"tutkinnonOsaViitteet\": [{\"id\": 11, \"laajuus\": 30, \"_tutkinnonOsa\": \"1\"},"          \
    "{\"id\": 12, \"laajuus\": null, \"_tutkinnonOsa\": \"2\"},"                                   \
    "{\"id\": 13, \"laajuus\": 5, \"_tutkinnonOsa\": \"3\"}]"
#define GROUP(role, limits, children)                                                              \
    "{\"rooli\": \"" role                                                                          \
    "\", \"nimi\": {\"fi\": \"Ryhm\xc3\xa4\"}, \"muodostumisSaanto\": " limits                     \
    ", \"osat\": [" children "]}"
#define LEAF(reference, compulsory)                                                                \
    "{\"_tutkinnonOsaViite\": \"" reference "\", \"pakollinen\": " compulsory "}"
#define POINTS(min, max)                                                                           \
    "{\"laajuus\": {\"minimi\": " min ", \"maksimi\": " max "}, \"koko\": null}"
#define DOCUMENT(head, structure)                                                                  \
    "{\"diaarinumero\": \"OPH-1\", " head                                                          \
    ", \"suoritustavat\": [{\"suoritustapakoodi\": \"reformi\","                                   \
    "\"rakenne\": " structure ", " REFERENCES "}], " UNITS "}"

static reading read_document(const char *document, const char *mode)
{
    stored folder[] = {{"q.json", NULL}, {NULL, NULL}};
    char bytes[200];

    folder[0].bytes = document;
    snprintf(bytes, sizeof bytes, "id: c\ntargets: { FI: { %s%s%s qualification: q.json } }\n",
             mode ? "mode: " : "", mode ? mode : "", mode ? "," : "");
    return read_stored(bytes, folder);
}

static const ek_tree *tree_of(const reading *made)
{
    return value_at(made->the_case, "targets.qualification.composition")->as.tree;
}

static void test_ek_eperusteet_read__reads_codes_days_and_sizes(void **state)
{
    reading made = read_document(
        DOCUMENT("\"nimi\": {\"sv\": \"Examen\"}, \"voimassaoloAlkaa\":"
                 " 1533070800000, \"voimassaoloLoppuu\": null",
                 GROUP("m\xc3\xa4\xc3\xa4ritelty", POINTS("180", "180"), LEAF("11", "true"))),
        NULL);
    const ek_value *components;

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    assert_value(made.the_case, "targets.qualification.code", "OPH-1");
    assert_value(made.the_case, "targets.qualification.title", "Examen");
    assert_value(made.the_case, "targets.qualification.country", "FI");
    assert_value(made.the_case, "targets.qualification.first_day", "2018-08-01");
    assert_value(made.the_case, "targets.qualification.last_day", "none");
    assert_value(made.the_case, "targets.qualification.points", "180");
    assert_value(made.the_case, "targets.qualification.components", "[A, B, C, S, T]");
    components = value_at(made.the_case, "targets.qualification.components");
    assert_int_equal(ek_record_at(components->as.list.items[0], "points")->as.number.num, 30);
    assert_int_equal(ek_record_at(components->as.list.items[1], "points")->state, EK_MISSING);
    assert_int_equal(ek_record_at(components->as.list.items[3], "points")->as.number.num, 4);
    assert_true(
        ek_text_is(ek_record_at(components->as.list.items[3], "kind")->as.text, "sub_area"));
    /* two sizes of one code: which holds is not known */
    assert_int_equal(ek_record_at(components->as.list.items[4], "points")->state, EK_MISSING);
    close_reading(&made);
}

static void test_ek_eperusteet_tree__asks_for_compulsory_units_and_leaves_choices(void **state)
{
    reading made = read_document(
        DOCUMENT(
            "\"nimi\": null",
            GROUP("m\xc3\xa4\xc3\xa4ritelty", POINTS("0", "null"),
                  GROUP("osaamisala", "null", LEAF("11", "true") "," LEAF("12", "false")) "," GROUP(
                      "osaamisala", POINTS("null", "60"),
                      LEAF("12",
                           "false") ","
                                    "{\"rooli\": \"m\xc3\xa4\xc3\xa4rittelem\xc3\xa4t\xc3\xb6n\", "
                                    "\"osat\": [],"
                                    "\"nimi\": {\"fi\": \"Korkeakouluopinnot\"}, "
                                    "\"muodostumisSaanto\": " POINTS("5", "15") "}"))),
        "reformi");
    const ek_tree *tree;

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    tree = tree_of(&made);
    assert_int_equal(tree->kind, EK_TREE_ONE_OF);
    assert_false(tree->has_min_points || tree->has_max_points);
    assert_int_equal(tree->child_count, 2);
    assert_int_equal(tree->children[0]->kind, EK_TREE_ALL);
    assert_false(tree->children[0]->children[0]->optional);
    assert_true(tree->children[0]->children[1]->optional);
    tree = tree->children[1];
    assert_int_equal(tree->kind, EK_TREE_CHOOSE);
    assert_false(tree->has_min_points);
    assert_int_equal(tree->max_points.num, 60);
    assert_int_equal(tree->children[1]->kind, EK_TREE_ANY);
    assert_true(ek_text_is(tree->children[1]->name, "higher_education"));
    assert_int_equal(tree->children[1]->min_points.num, 5);
    close_reading(&made);
}

static void test_ek_eperusteet_read__refuses_what_is_no_qualification(void **state)
{
    (void)state;
    assert_true(is_refused(read_document(DOCUMENT("\"tyyppi\": \"amosaayhteinen\"", "null"), NULL),
                           "q.json:1:", "a part that several share"));
    assert_true(is_refused(read_document(DOCUMENT("\"tyyppi\": \"normaali\"", "null"), "ops"),
                           "case.yaml:2:", "has no mode ops: write one of reformi"));
    assert_true(is_refused(read_document("{\"suoritustavat\": [{\"suoritustapakoodi\": \"ops\"},"
                                         "{\"suoritustapakoodi\": \"naytto\"}], " UNITS "}",
                                         NULL),
                           "case.yaml:2:", "has several modes: write mode, one of ops, naytto"));
    assert_true(is_refused(read_document("{\"suoritustavat\": [], \"tutkinnonOsat\": []}", NULL),
                           "q.json:1:1", "no suoritustavat"));
}

static void test_ek_eperusteet_read__refuses_damaged_files(void **state)
{
    (void)state;
    assert_true(is_refused(read_document(DOCUMENT("\"voimassaoloAlkaa\": \"soon\"", "null"), NULL),
                           "q.json:1:", "a moment in milliseconds"));
    assert_true(is_refused(
        read_document(DOCUMENT("\"nimi\": null", GROUP("m", "null", LEAF("99", "true"))), NULL),
        "q.json:1:", "a unit that the file does not have"));
    assert_true(is_refused(
        read_document(DOCUMENT("\"nimi\": null", GROUP("m", POINTS("9", "5"), LEAF("11", "true"))),
                      NULL),
        "q.json:1:", "is more than its maximum"));
}

static void test_ek_eperusteet_read__survives_any_shape(void **state)
{
    static const char *const shapes[] = {
        "{\"suoritustavat\": 1, \"tutkinnonOsat\": 2}",
        "{\"suoritustavat\": [1], \"tutkinnonOsat\": {}}",
        "{\"suoritustavat\": [{\"rakenne\": []}], \"tutkinnonOsat\": [1, null, []]}",
        "{\"suoritustavat\": [{\"rakenne\": {\"osat\": [1, [], null, {}]},"
        "\"tutkinnonOsaViitteet\": [1, {}]}], \"tutkinnonOsat\": [{}]}",
        "{\"suoritustavat\": [{\"rakenne\": {\"osat\": {}, \"muodostumisSaanto\": 4}}],"
        "\"tutkinnonOsat\": null}"};

    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        reading made = read_document(shapes[i], NULL);

        assert_true(made.status == ERKEND_OK || made.status == ERKEND_EINVALID);
        close_reading(&made);
    }
}

/* ---- Real documents
 * -------------------------------------------------------------------------------- */

static char *load_real(const char *name)
{
    const char *root = getenv("ERKEND_DATA");
    char path[1000];
    FILE *file;
    char *bytes;
    size_t size;

    snprintf(path, sizeof path, "%s/fi/%s", root ? root : "../shared/data", name);
    file = fopen(path, "rb");
    if (!file) {
        print_message("%s is not at hand: set ERKEND_DATA\n", path);
        skip();
    }
    bytes = malloc((size_t)4 << 20);
    assert_non_null(bytes);
    size = fread(bytes, 1, ((size_t)4 << 20) - 1, file);
    fclose(file);
    bytes[size] = '\0';
    return bytes;
}

static reading read_real(const char *name, const char *mode)
{
    char *bytes = load_real(name);
    reading made = read_document(bytes, mode);

    free(bytes);
    return made;
}

static void test_real__vehicle_sector(void **state)
{
    reading made = read_real("autoala-PT-OPH-2762-2017.json", NULL);
    const ek_tree *tree, *areas, *common;

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    assert_value(made.the_case, "targets.qualification.code", "OPH-2762-2017");
    assert_value(made.the_case, "targets.qualification.first_day", "2018-08-01");
    tree = tree_of(&made);
    assert_int_equal(tree->kind, EK_TREE_ALL);
    assert_int_equal(tree->min_points.num, 180);
    assert_int_equal(tree->child_count, 2);
    areas = tree->children[0];
    assert_int_equal(areas->kind, EK_TREE_ONE_OF);
    assert_int_equal(areas->min_points.num, 145);
    assert_int_equal(areas->child_count, 6);
    assert_int_equal(areas->children[0]->kind, EK_TREE_ALL);
    assert_int_equal(areas->children[0]->children[0]->kind, EK_TREE_ALL);
    assert_int_equal(areas->children[0]->children[0]->child_count, 3);
    assert_true(ek_text_is(areas->children[0]->children[0]->children[0]->name, "105708"));
    assert_int_equal(areas->children[0]->children[1]->kind, EK_TREE_CHOOSE);
    assert_int_equal(areas->children[0]->children[1]->child_count, 13);
    common = tree->children[1];
    assert_int_equal(common->kind, EK_TREE_ALL);
    assert_int_equal(common->child_count, 4);
    assert_int_equal(common->children[3]->kind, EK_TREE_ANY);
    assert_true(ek_text_is(common->children[3]->name, "sub_area"));
    assert_int_equal(common->children[3]->min_points.num, 9);
    close_reading(&made);
}

static void test_real__hairdressing_has_two_modes(void **state)
{
    reading made = read_real("hiusala-PT-43-011-2014.json", NULL);

    (void)state;
    assert_true(has_problem(made.error, "case.yaml:2:", "one of ops, naytto"));
    close_reading(&made);
    made = read_real("hiusala-PT-43-011-2014.json", "naytto");
    assert_int_equal(made.status, ERKEND_OK);
    assert_false(tree_of(&made)->has_min_points);
    assert_int_equal(tree_of(&made)->children[0]->children[0]->min_units, 5);
    assert_int_equal(value_at(made.the_case, "targets.qualification.points")->state, EK_MISSING);
    close_reading(&made);
    made = read_real("hiusala-PT-43-011-2014.json", "ops");
    assert_int_equal(tree_of(&made)->max_points.num, 180);
    close_reading(&made);
}

static void test_real__sports_ends_and_has_a_transition(void **state)
{
    reading made = read_real("liikunta-ja-valmennus-AT-OPH-1161-2018.json", NULL);

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    assert_value(made.the_case, "targets.qualification.first_day", "2019-01-01");
    assert_value(made.the_case, "targets.qualification.last_day", "2026-07-31");
    assert_value(made.the_case, "targets.qualification.transition_last_day", "2028-07-31");
    assert_value(made.the_case, "targets.qualification.kind", "further_vocational");
    assert_int_equal(tree_of(&made)->kind, EK_TREE_ONE_OF);
    assert_int_equal(tree_of(&made)->child_count, 2);
    close_reading(&made);
}

static void test_real__supervisors_count_units_without_size(void **state)
{
    reading made = read_real("autoala-tyonjohto-EAT-40-011-2001.json", "naytto");
    const ek_tree *tree;

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    tree = tree_of(&made);
    assert_int_equal(tree->kind, EK_TREE_ALL);
    assert_int_equal(tree->children[0]->min_units, 4);
    assert_int_equal(tree->children[1]->kind, EK_TREE_CHOOSE);
    assert_int_equal(tree->children[1]->max_units, 3);
    assert_false(tree->children[2]->has_min_units);
    assert_int_equal(tree->children[2]->max_units, 1);
    close_reading(&made);
}

static void test_real__a_shared_part_is_no_qualification(void **state)
{
    (void)state;
    assert_true(is_refused(read_real("ammatillinen-perustutkinto-2022-OPH-456-2022.json", NULL),
                           "q.json:1:", "a part that several share"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_eperusteet_read__reads_codes_days_and_sizes),
        cmocka_unit_test(test_ek_eperusteet_tree__asks_for_compulsory_units_and_leaves_choices),
        cmocka_unit_test(test_ek_eperusteet_read__refuses_what_is_no_qualification),
        cmocka_unit_test(test_ek_eperusteet_read__refuses_damaged_files),
        cmocka_unit_test(test_ek_eperusteet_read__survives_any_shape),
        cmocka_unit_test(test_real__vehicle_sector),
        cmocka_unit_test(test_real__hairdressing_has_two_modes),
        cmocka_unit_test(test_real__sports_ends_and_has_a_transition),
        cmocka_unit_test(test_real__supervisors_count_units_without_size),
        cmocka_unit_test(test_real__a_shared_part_is_no_qualification),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
