/* load/read_file.c: documents that a case refers to. */
#include "fixture.h"

static const stored folder[] = {{"q.yaml", "code: \"Q1\"\nprescribed_months: 36\n"},
                                {"q.json", "{\"code\": \"Q2\", \"last_day\": null}"},
                                {"sub/t.yaml", "id: t1\nunits: [{ id: u1, outcomes: [a] }]\n"},
                                {"loop_a.yaml", "code: \"A\"\ncompared_with: loop_b.yaml\n"},
                                {"loop_b.yaml", "code: \"B\"\ncompared_with: loop_a.yaml\n"},
                                {"broken.yaml", "code: {\n"},
                                {"wrong.yaml", "code: 5\n"},
                                {NULL, NULL}};

static int refused(const char *bytes, const char *place, const char *words)
{
    return is_refused(read_stored(bytes, folder), place, words);
}

static void test_ek_read_file__reads_yaml_and_json_in_place(void **state)
{
    reading made = read_stored("id: c\nqualification: q.yaml\ntranscripts: [sub/t.yaml]\n"
                               "targets: { FI: { qualification: q.json } }\nunit: { unit: u1 }\n",
                               folder);
    ek_place place;

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    assert_value(made.the_case, "qualification.code", "Q1");
    assert_value(made.the_case, "targets.qualification.last_day", "none");
    assert_value(made.the_case, "claims.unit.unit.outcomes", "[a]");
    assert_int_equal(made.the_case->document_count, 4);
    place = ek_value_place(made.the_case, value_at(made.the_case, "transcripts.units.outcomes"));
    assert_true(ek_text_is(place.file, "sub/t.yaml"));
    assert_int_equal(place.line, 2);
    close_reading(&made);
}

static void test_ek_read_file__reads_a_document_once(void **state)
{
    reading made = read_stored("id: c\ntranscripts: [sub/t.yaml]\nqualification: q.yaml\n"
                               "targets: { FI: { qualification: q.yaml } }\n",
                               folder);

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    assert_int_equal(made.the_case->document_count, 3);
    assert_ptr_equal(value_at(made.the_case, "qualification")->as.record,
                     value_at(made.the_case, "targets.qualification")->as.record);
    close_reading(&made);
}

static void test_ek_read_file__never_leaves_the_folder(void **state)
{
    static const char *const names[] = {"../q.yaml",
                                        "/etc/passwd",
                                        "sub/../q.yaml",
                                        "./q.yaml",
                                        "sub//t.yaml",
                                        "sub\\\\t.yaml",
                                        "..",
                                        "c:q.yaml",
                                        "sub/",
                                        "http://x/y",
                                        ""};
    char bytes[200];

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(bytes, sizeof bytes, "id: c\nqualification: \"%s\"\n", names[i]);
        assert_true(refused(bytes, "case.yaml:2:16", "the file name"));
    }
}

static void test_ek_read_file__refuses_documents_that_refer_to_each_other(void **state)
{
    (void)state;
    assert_true(refused("id: c\nqualification: loop_a.yaml\n", "loop_b.yaml:2:16",
                        "loop_a.yaml refers to itself"));
}

static void test_ek_read_file__names_what_is_wrong_in_the_document(void **state)
{
    (void)state;
    assert_true(refused("id: c\nqualification: wrong.yaml\n", "wrong.yaml:1:7", "quote it"));
    assert_true(refused("id: c\nqualification: broken.yaml\n", "broken.yaml:2:1", "not YAML"));
    assert_true(
        refused("id: c\nqualification: nothing.yaml\n", "case.yaml:2:16", "there is no such file"));
    REFUSED("id: c\nqualification: q.yaml\n", "case.yaml:2:16", "without access to files");
}

static void test_ek_read_file__limits_the_number_of_documents(void **state)
{
    erkend_files files = {(void *)(uintptr_t)folder, open_stored, done_stored, NULL};
    erkend_case_options options;
    const char *bytes = "id: c\nqualification: q.yaml\ntranscripts: [sub/t.yaml]\n";
    reading made;

    (void)state;
    memset(&options, 0, sizeof options);
    options.struct_size = sizeof options;
    options.files = &files;
    options.limits.documents = 1;
    made = read_with("case.yaml", bytes, strlen(bytes), &options);
    assert_int_equal(made.status, ERKEND_ELIMIT);
    assert_true(has_problem(made.error, "case.yaml:3:15", "more files than the limit documents"));
    close_reading(&made);
    options.limits.documents = 2;
    options.limits.document_bytes = strlen(bytes);
    made = read_with("case.yaml", bytes, strlen(bytes), &options);
    assert_int_equal(made.status, ERKEND_OK);
    close_reading(&made);
    options.limits.document_bytes = strlen(bytes) - 1;
    made = read_with("case.yaml", bytes, strlen(bytes), &options);
    assert_int_equal(made.status, ERKEND_ELIMIT);
    assert_true(has_problem(made.error, "case.yaml", "document_bytes"));
    close_reading(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_read_file__reads_yaml_and_json_in_place),
        cmocka_unit_test(test_ek_read_file__reads_a_document_once),
        cmocka_unit_test(test_ek_read_file__never_leaves_the_folder),
        cmocka_unit_test(test_ek_read_file__refuses_documents_that_refer_to_each_other),
        cmocka_unit_test(test_ek_read_file__names_what_is_wrong_in_the_document),
        cmocka_unit_test(test_ek_read_file__limits_the_number_of_documents),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
