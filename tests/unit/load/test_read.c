/* load/read.c and load/read_value.c: DECISIONS 1 cell by cell, keys, kinds and ranges. */
#include "fixture.h"

/* ---- The table of absence ----------------------------------------------------------------------
 * For each kind of field: what each way of writing absence means, in YAML and in JSON. */

typedef struct cell {
    const char *yaml, *json; /* NULL: this form has no such writing */
    int state;               /* of ek_state; -1: refused */
    const char *words;       /* of the refusal */
} cell;

typedef struct table {
    const char *before_yaml, *before_json; /* up to the value */
    const char *after_yaml, *after_json;
    const char *path;
    cell cells[12];
} table;

static void check_cell(const table *row, const cell *at, int is_json)
{
    const char *value = is_json ? at->json : at->yaml;
    char bytes[1000];
    reading made;

    if (!value)
        return;
    snprintf(bytes, sizeof bytes, "%s%s%s", is_json ? row->before_json : row->before_yaml, value,
             is_json ? row->after_json : row->after_yaml);
    made = is_json ? read_json(bytes) : read_yaml(bytes);
    if (at->state < 0) {
        if (made.status == ERKEND_OK)
            fail_msg("not refused: %s", bytes);
        assert_true(has_problem(made.error, "", at->words));
    } else {
        if (made.status != ERKEND_OK)
            (void)has_problem(made.error, "", "there should be no problem");
        assert_int_equal(made.status, ERKEND_OK);
        if (value_at(made.the_case, row->path)->state != at->state)
            fail_msg("state %d, not %d: %s", value_at(made.the_case, row->path)->state, at->state,
                     bytes);
    }
    close_reading(&made);
}

static void check_table(const table *row)
{
    for (size_t i = 0; i < 12 && (row->cells[i].yaml || row->cells[i].json); i++) {
        check_cell(row, &row->cells[i], 0);
        check_cell(row, &row->cells[i], 1);
    }
}

#define YAML_NULLS                                                                                 \
    {" null", NULL, -1, "write none if it is said not to exist"},                                  \
        {" ~", NULL, -1, "write none if it is said not to exist"},                                 \
        {"", NULL, -1, "nothing is written here"},                                                 \
    {                                                                                              \
        " none", "null", EK_NONE, NULL                                                             \
    }

static void test_absence__of_a_yes(void **state)
{
    const table row = {"id: c\nlearner:\n  in_compulsory_education:",
                       "{\"id\":\"c\",\"learner\":{\"in_compulsory_education\":",
                       "\n",
                       "}}",
                       "learner.in_compulsory_education",
                       {YAML_NULLS,
                        {" []", "[]", -1, "write true or false"},
                        {" \"none\"", "\"none\"", -1, "write true or false"},
                        {" \"true\"", "\"true\"", -1, "write true or false"},
                        {" yes", NULL, -1, "write true or false"},
                        {" True", NULL, -1, "write true or false"},
                        {" false", "false", EK_KNOWN, NULL},
                        {" 0", "0", -1, "write true or false"}}};

    (void)state;
    check_table(&row);
}

static void test_absence__of_a_number(void **state)
{
    const table row = {"id: c\ntraining:\n  credited_months:",
                       "{\"id\":\"c\",\"training\":{\"credited_months\":",
                       "\n",
                       "}}",
                       "training.credited_months",
                       {YAML_NULLS,
                        {" []", "[]", -1, "is a number"},
                        {" \"none\"", "\"none\"", -1, "is a number"},
                        {" 0", "0", EK_KNOWN, NULL},
                        {" -1", "-1", -1, "must not be less than 0"}}};

    (void)state;
    check_table(&row);
}

static void test_absence__of_a_text(void **state)
{
    const table row = {"id: c\nlearner:\n  schooling:",
                       "{\"id\":\"c\",\"learner\":{\"schooling\":",
                       "\n",
                       "}}",
                       "learner.schooling",
                       {YAML_NULLS,
                        {" []", "[]", -1, "is a text"},
                        {" \"none\"", "\"none\"", EK_KNOWN, NULL},
                        {" \"\"", "\"\"", EK_KNOWN, NULL},
                        {" 12", "12", -1, "quote it, \"12\""},
                        {" true", "true", -1, "quote it, \"true\""}}};

    (void)state;
    check_table(&row);
}

static void test_absence__of_a_date_and_a_country(void **state)
{
    const table date = {"id: c\napplied:",
                        "{\"id\":\"c\",\"applied\":",
                        "\n",
                        "}",
                        "applied",
                        {YAML_NULLS,
                         {" []", "[]", -1, "is a date"},
                         {" \"none\"", "\"none\"", -1, "is a date"},
                         {" 2024-02-29", "\"2024-02-29\"", EK_KNOWN, NULL},
                         {" 2023-02-29", "\"2023-02-29\"", -1, "is a date"}}};
    const table country = {"id: c\nhome_country:",
                           "{\"id\":\"c\",\"home_country\":",
                           "\n",
                           "}",
                           "home_country",
                           {YAML_NULLS,
                            {" []", "[]", -1, "is a country"},
                            {" \"none\"", "\"none\"", -1, "is a country"},
                            {" NO", "\"NO\"", EK_KNOWN, NULL},
                            {" \"NO\"", NULL, EK_KNOWN, NULL},
                            {" false", "false", -1, "is a country"},
                            {" no", "\"no\"", -1, "is a country"}}};

    (void)state;
    check_table(&date);
    check_table(&country);
}

static void test_absence__of_a_word_and_a_level(void **state)
{
    const table word = {"id: c\nadmission:\n  route:",
                        "{\"id\":\"c\",\"admission\":{\"route\":",
                        "\n",
                        "}}",
                        "claims.admission.route",
                        {YAML_NULLS,
                         {" []", "[]", -1, "is a word"},
                         {" \"none\"", "\"none\"", -1, "has no none"},
                         {" external", "\"external\"", EK_KNOWN, NULL}}};
    const table level = {"id: c\nqualification:\n  level:",
                         "{\"id\":\"c\",\"qualification\":{\"level\":",
                         "\n",
                         "}}",
                         "qualification.level",
                         {YAML_NULLS,
                          {" []", "[]", -1, "is a level"},
                          {" \"none\"", "\"none\"", -1, "is a level"},
                          {" 4", "4", -1, "is a level"},
                          {" NLQF 4+", "\"NLQF 4+\"", EK_KNOWN, NULL},
                          {" RQF Entry 3", "\"RQF Entry 3\"", EK_KNOWN, NULL}}};

    (void)state;
    check_table(&word);
    check_table(&level);
}

static void test_absence__of_a_set(void **state)
{
    const table row = {"id: c\nadmission:\n  evidence:",
                       "{\"id\":\"c\",\"admission\":{\"evidence\":",
                       "\n",
                       "}}",
                       "claims.admission.evidence",
                       {YAML_NULLS,
                        {" []", "[]", EK_KNOWN, NULL},
                        {" \"none\"", "\"none\"", -1, "is a list of texts"},
                        {" [none]", "[null]", -1, "none cannot stand in a list"},
                        {" [\"none\"]", "[\"none\"]", EK_KNOWN, NULL},
                        {" [a, a]", "[\"a\",\"a\"]", -1, "has \"a\" twice"},
                        {" {}", "{}", -1, "is a list of texts"}}};

    (void)state;
    check_table(&row);
}

static void test_absence__of_records_and_lists(void **state)
{
    const table record = {"id: c\ntraining:",
                          "{\"id\":\"c\",\"training\":",
                          "\n",
                          "}",
                          "training",
                          {YAML_NULLS,
                           {" []", "[]", -1, "a training is due here"},
                           {" \"none\"", "\"none\"", -1, "a training is due here"},
                           {" {}", "{}", EK_KNOWN, NULL}}};
    const table list = {"id: c\nlearner:\n  work:",
                        "{\"id\":\"c\",\"learner\":{\"work\":",
                        "\n",
                        "}}",
                        "learner.work",
                        {YAML_NULLS,
                         {" []", "[]", EK_KNOWN, NULL},
                         {" \"none\"", "\"none\"", -1, "is a list"},
                         {" [none]", "[null]", -1, "none cannot stand in a list"},
                         {" {}", "{}", -1, "is a list"}}};
    const table by_country = {"id: c\ntargets:",
                              "{\"id\":\"c\",\"targets\":",
                              "\n",
                              "}",
                              "targets",
                              {YAML_NULLS,
                               {" []", "[]", -1, "is written by country"},
                               {" {}", "{}", EK_KNOWN, NULL},
                               {" {F: {}}", "{\"F\":{}}", -1, "is no country"}}};

    (void)state;
    check_table(&record);
    check_table(&list);
    check_table(&by_country);
}

static void test_absence__of_what_is_needed(void **state)
{
    (void)state;
    REFUSED("id: none\n", "case.yaml:1:5", "case.id cannot be none");
    REFUSED("title: x\n", "case.yaml:1:1", "case needs id");
    REFUSED_JSON("{\"id\": null}", "case.json:1:8", "case.id cannot be none");
    REFUSED("id: \"\"\n", "case.yaml:1:5", "write at least one character");
}

static void test_absence__without_a_key_is_missing_unless_the_schema_says_otherwise(void **state)
{
    reading made = read_yaml("id: c\nlearner: {}\nmou: {}\n");

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    assert_int_equal(value_at(made.the_case, "applied")->state, EK_MISSING);
    assert_int_equal(value_at(made.the_case, "learner.birth_date")->state, EK_MISSING);
    assert_int_equal(value_at(made.the_case, "learner.work")->state, EK_MISSING);
    assert_int_equal(value_at(made.the_case, "training")->state, EK_MISSING);
    assert_int_equal(value_at(made.the_case, "mou.last_day")->state, EK_NONE);
    assert_int_equal(value_at(made.the_case, "mou.last_day")->assumed, 1);
    assert_int_equal(value_at(made.the_case, "claims.unit")->state, EK_KNOWN);
    assert_int_equal(value_at(made.the_case, "claims.unit")->as.list.count, 0);
    assert_int_equal(value_at(made.the_case, "claims.unit")->assumed, 1);
    close_reading(&made);
    made = read_yaml("id: c\nmou: { last_day: none }\n");
    assert_int_equal(value_at(made.the_case, "mou.last_day")->assumed, 0);
    assert_int_equal(value_at(made.the_case, "mou.last_day")->line, 2);
    close_reading(&made);
}

/* ---- Scalars
 * -------------------------------------------------------------------------------------- */

static void test_numbers__are_exact_and_one_reading(void **state)
{
    static const char *const pairs[][2] = {{"9", "9"},
                                           {"5.45", "109/20"},
                                           {"1/3", "1/3"},
                                           {"\"1/3\"", "1/3"},
                                           {"0", "0"},
                                           {"9007199254740993", "9007199254740993"},
                                           {"9223372036854775807", "9223372036854775807"}};
    static const char *const refused[] = {"0123", "1_000", "0x1F", ".inf",  "1e3", "22:22",
                                          "+1",   "1.",    ".5",   "\"9\"", "1/0", "9 months",
                                          "1/ 3", "0.1e1", "-0x1", ".nan",  "yes", "1,5"};
    char bytes[200];

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        reading made;

        snprintf(bytes, sizeof bytes, "id: c\ntraining:\n  credited_months: %s\n", pairs[i][0]);
        made = read_yaml(bytes);
        assert_int_equal(made.status, ERKEND_OK);
        assert_value(made.the_case, "training.credited_months", pairs[i][1]);
        close_reading(&made);
    }
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        snprintf(bytes, sizeof bytes, "id: c\ntraining:\n  credited_months: %s\n", refused[i]);
        REFUSED(bytes, "case.yaml:3:20", "is a number");
    }
    REFUSED("id: c\ntraining: { credited_months: 9223372036854775808 }\n", "case.yaml:2:30",
            "too large a number");
    REFUSED_JSON("{\"id\":\"c\",\"training\":{\"credited_months\":9223372036854775808}}", "",
                 "too large a number");
}

static void test_texts__want_quotes_where_they_look_like_something_else(void **state)
{
    static const char *const refused[] = {"12",    "0123", "01067", "1.5",   "1/3",  "true",
                                          "false", "-4",   ".inf",  "-.inf", ".nan", "+7"};
    static const char *const taken[] = {"NO",  "22:22",      "1_000",     "0x1F",
                                        "yes", "2024-01-01", "\"01067\"", "\"true\""};
    char bytes[200];

    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        snprintf(bytes, sizeof bytes, "id: c\nlearner:\n  schooling: %s\n", refused[i]);
        REFUSED(bytes, "case.yaml:3:14", "quote it");
    }
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        reading made;

        snprintf(bytes, sizeof bytes, "id: c\nlearner:\n  schooling: %s\n", taken[i]);
        made = read_yaml(bytes);
        assert_int_equal(made.status, ERKEND_OK);
        close_reading(&made);
    }
}

static void test_words__name_the_nearest(void **state)
{
    (void)state;
    REFUSED("id: c\nadmission: { route: erly }\n", "case.yaml:2:21", "write early");
    REFUSED("id: c\nadmission: { route: sideways }\n", "", "one of external, early, regular");
    REFUSED("id: c\nagreement: { signed_by: [home, hose] }\n", "case.yaml:2:32", "write ho");
}

static void test_ranges__are_kept(void **state)
{
    (void)state;
    REFUSED("id: c\nqualification: { prescribed_months: 0 }\n", "case.yaml:2:37", "more than 0");
    REFUSED("id: c\nqualification: { points: -1/2 }\n", "case.yaml:2:26", "less than 0");
    REFUSED("id: c\nagreement: { first_day: 2024-01-02, last_day: 2024-01-01 }\n", "case.yaml:2:47",
            "last_day lies before first_day");
}

static void test_answers__are_what_they_look_like(void **state)
{
    static const struct {
        const char *written;
        int answer;
        const char *shown;
    } rows[] = {{"true", EK_ANSWER_YES, "true"},       {"12", EK_ANSWER_NUMBER, "12"},
                {"1/2", EK_ANSWER_NUMBER, "1/2"},      {"2024-05-01", EK_ANSWER_DATE, "2024-05-01"},
                {"full", EK_ANSWER_TEXT, "full"},      {"\"12\"", EK_ANSWER_TEXT, "12"},
                {"[b, a]", EK_ANSWER_TEXTS, "[a, b]"}, {"[]", EK_ANSWER_TEXTS, "[]"}};
    char bytes[300];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        reading made;

        snprintf(bytes, sizeof bytes,
                 "id: c\nrulings: [{ question: q, role: r, date: 2024-01-01, answer: %s }]\n",
                 rows[i].written);
        made = read_yaml(bytes);
        assert_int_equal(made.status, ERKEND_OK);
        assert_int_equal(value_at(made.the_case, "rulings.answer")->answer, rows[i].answer);
        assert_value(made.the_case, "rulings.answer", rows[i].shown);
        close_reading(&made);
    }
}

/* ---- Keys
 * ------------------------------------------------------------------------------------------ */

static void test_keys__unknown_misplaced_or_computed_are_refused(void **state)
{
    (void)state;
    REFUSED("id: c\nhome_contry: FI\n", "case.yaml:2:1", "did you mean home_country?");
    REFUSED("id: c\nlearner: { prescribed_months: 36 }\n", "case.yaml:2:12",
            "it belongs to qualification");
    REFUSED("id: c\n__index: x\n", "case.yaml:2:1", "case has no __index");
    REFUSED("id: c\nstays: [{ id: s, weeks: 4 }]\n", "case.yaml:2:18",
            "follows from first_day and last_day");
    REFUSED("id: c\nclaims: { unit: {} }\n", "case.yaml:2:1", "under their own names");
    REFUSED("id: c\nunit: { pionts: 4 }\n", "case.yaml:2:9", "did you mean points?");
    REFUSED("id: c\nunit: { unit: u, points: 4 }\ntranscripts: [{ units: [{ id: u }] }]\n",
            "case.yaml:2:18", "write the id, or the keys");
}

static void test_errors__of_one_run_are_all_reported(void **state)
{
    reading made = read_yaml("id: 5\nhome_country: no\napplied: soon\nunknown_thing: 1\n"
                             "learner: { birth_date: x, work: 3 }\n");

    (void)state;
    assert_int_equal(made.status, ERKEND_EINVALID);
    assert_int_equal(erkend_error_count(made.error), 6);
    close_reading(&made);
}

/* ---- Records
 * ----------------------------------------------------------------------------------------- */

static void test_records__claims_stand_alone_or_in_a_list(void **state)
{
    reading made = read_yaml("id: c\nunit: { code: \"77\", points: 4 }\nabroad: [{}, {}]\n");

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    assert_value(made.the_case, "claims.unit", "[unit]");
    assert_value(made.the_case, "claims.unit.unit.code", "77");
    assert_value(made.the_case, "claims.unit.unit.id", "unit");
    assert_value(made.the_case, "claims.abroad", "[abroad, abroad-2]");
    assert_int_equal(value_at(made.the_case, "claims.unit.id")->assumed, 1);
    close_reading(&made);
}

static void test_records__by_country_keep_their_key(void **state)
{
    reading made = read_yaml("id: c\ntargets: { NO: {}, FI: { mode: ops } }\n");
    const ek_value *targets;

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    targets = value_at(made.the_case, "targets");
    assert_int_equal(targets->as.list.count, 2);
    assert_true(ek_text_is(targets->as.list.items[0]->key, "NO"));
    assert_value(made.the_case, "targets", "[NO, FI]");
    close_reading(&made);
}

static void test_records__values_know_their_places(void **state)
{
    reading made = read_yaml("id: c\nlearner:\n  work:\n    - { months: 3, country: NO }\n");
    ek_place place;

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    place = ek_value_place(made.the_case, value_at(made.the_case, "learner.work.country"));
    assert_true(ek_text_is(place.file, "case.yaml"));
    assert_int_equal(place.line, 4);
    assert_int_equal(place.column, 29);
    close_reading(&made);
}

static void test_records__marks_get_the_nearest_scale(void **state)
{
    reading made =
        read_yaml("id: c\nprogramme: { scale: nl_10, subjects: [{ name: n, school_mark: 7 }]"
                  " }\ntranscripts: [{ units: [{ id: u, grade: 4, scale: fi_1_5 }] }]\n"
                  "other_learning: [{ id: v, grade: 3 }]\n");

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    assert_true(ek_text_is(
        *value_at(made.the_case, "programme.subjects.school_mark")->as.mark->scale, "nl_10"));
    assert_true(
        ek_text_is(*value_at(made.the_case, "transcripts.units.grade")->as.mark->scale, "fi_1_5"));
    assert_null(value_at(made.the_case, "other_learning.grade")->as.mark->scale);
    close_reading(&made);
}

static void test_records__a_yaml_document_and_its_json_twin_are_read_alike(void **state)
{
    static const char *const paths[] = {"id",
                                        "home_country",
                                        "learner.birth_date",
                                        "mou.last_day",
                                        "claims.admission.evidence",
                                        "qualification.points",
                                        "qualification.level"};
    reading yaml = read_yaml("id: c\nhome_country: NO\nlearner: { birth_date: 2000-02-29 }\n"
                             "mou: { last_day: none }\nadmission: { evidence: [b, a] }\n"
                             "qualification: { points: 1/3, level: EQF 4 }\n");
    reading json = read_json(
        "{\"id\":\"c\",\"home_country\":\"NO\",\"learner\":{\"birth_date\":\"2000-02-29\"},"
        "\"mou\":{\"last_day\":null},\"admission\":{\"evidence\":[\"b\",\"a\"]},"
        "\"qualification\":{\"points\":\"1/3\",\"level\":\"EQF 4\"}}");

    (void)state;
    assert_int_equal(yaml.status, ERKEND_OK);
    assert_int_equal(json.status, ERKEND_OK);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        ek_arena arena;
        ek_buffer one, two;
        ek_escape escape;

        ek_arena_init(&arena, NULL, 0);
        ek_escape_begin(&arena, &escape);
        ek_buffer_init(&one, &arena);
        ek_buffer_init(&two, &arena);
        ek_buffer_value(&one, value_at(yaml.the_case, paths[i]));
        ek_buffer_value(&two, value_at(json.the_case, paths[i]));
        assert_string_equal(one.bytes, two.bytes);
        ek_arena_dispose(&arena);
    }
    close_reading(&yaml);
    close_reading(&json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_absence__of_a_yes),
        cmocka_unit_test(test_absence__of_a_number),
        cmocka_unit_test(test_absence__of_a_text),
        cmocka_unit_test(test_absence__of_a_date_and_a_country),
        cmocka_unit_test(test_absence__of_a_word_and_a_level),
        cmocka_unit_test(test_absence__of_a_set),
        cmocka_unit_test(test_absence__of_records_and_lists),
        cmocka_unit_test(test_absence__of_what_is_needed),
        cmocka_unit_test(test_absence__without_a_key_is_missing_unless_the_schema_says_otherwise),
        cmocka_unit_test(test_numbers__are_exact_and_one_reading),
        cmocka_unit_test(test_texts__want_quotes_where_they_look_like_something_else),
        cmocka_unit_test(test_words__name_the_nearest),
        cmocka_unit_test(test_ranges__are_kept),
        cmocka_unit_test(test_answers__are_what_they_look_like),
        cmocka_unit_test(test_keys__unknown_misplaced_or_computed_are_refused),
        cmocka_unit_test(test_errors__of_one_run_are_all_reported),
        cmocka_unit_test(test_records__claims_stand_alone_or_in_a_list),
        cmocka_unit_test(test_records__by_country_keep_their_key),
        cmocka_unit_test(test_records__values_know_their_places),
        cmocka_unit_test(test_records__marks_get_the_nearest_scale),
        cmocka_unit_test(test_records__a_yaml_document_and_its_json_twin_are_read_alike),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
