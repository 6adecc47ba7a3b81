/* load/case.c and load/case_api.c: the whole of a case, options, digests, days, memory. */
#include "fixture.h"

static const stored folder[] = {
    {"q.yaml", "code: \"Q1\"\n"}, {"q2.yaml", "code: \"Q2\"\n"}, {NULL, NULL}};

static erkend_files files = {(void *)(uintptr_t)folder, open_stored, done_stored, NULL};

static erkend_case_options plain_options(void)
{
    erkend_case_options options;

    memset(&options, 0, sizeof options);
    options.struct_size = sizeof options;
    options.files = &files;
    return options;
}

static reading read_so(const char *bytes, const erkend_case_options *options)
{
    return read_with("case.yaml", bytes, strlen(bytes), options);
}

static void test_erkend_case_read__takes_the_deciding_day_from_the_case_first(void **state)
{
    erkend_case_options options = plain_options();
    reading made;

    (void)state;
    options.decided = "2026-03-01";
    made = read_so("id: c\n", &options);
    assert_int_equal(made.status, ERKEND_OK);
    assert_value(made.the_case, "decided", "2026-03-01");
    assert_true(made.the_case->decided_assumed);
    assert_int_equal(value_at(made.the_case, "decided")->assumed, 1);
    close_reading(&made);
    made = read_so("id: c\ndecided: 2025-01-01\n", &options);
    assert_value(made.the_case, "decided", "2025-01-01");
    assert_false(made.the_case->decided_assumed);
    assert_int_equal(made.the_case->decided, value_at(made.the_case, "decided")->as.date);
    close_reading(&made);
    made = read_so("id: c\n", NULL);
    assert_int_equal(made.the_case->decided, EK_DATE_NEVER);
    close_reading(&made);
    options.decided = "yesterday";
    made = read_so("id: c\n", &options);
    assert_int_equal(made.status, ERKEND_EINVALID);
    assert_true(has_problem(made.error, "", "the option decided is yesterday"));
    close_reading(&made);
}

static void test_erkend_case_read__puts_the_named_qualification_into_targets(void **state)
{
    erkend_case_options options = plain_options();
    reading made;

    (void)state;
    options.qualification = "q.yaml";
    options.country = "FI";
    made = read_so("id: c\n", &options);
    assert_int_equal(made.status, ERKEND_OK);
    assert_value(made.the_case, "targets", "[FI]");
    assert_value(made.the_case, "targets.qualification.code", "Q1");
    close_reading(&made);
    made = read_so("id: c\ntargets: { FI: { qualification: q2.yaml } }\n", &options);
    assert_value(made.the_case, "targets", "[FI]");
    assert_value(made.the_case, "targets.qualification.code", "Q1");
    close_reading(&made);
    made = read_so("id: c\ntargets: { DE: { qualification: q2.yaml } }\n", &options);
    assert_value(made.the_case, "targets", "[DE, FI]");
    assert_value(made.the_case, "targets.qualification.code", "Q2");
    close_reading(&made);
    options.country = NULL;
    made = read_so("id: c\n", &options);
    assert_value(made.the_case, "qualification.code", "Q1");
    close_reading(&made);
    options.qualification = "../q.yaml";
    made = read_so("id: c\n", &options);
    assert_true(has_problem(made.error, "", "the file name ../q.yaml"));
    close_reading(&made);
}

static int same_digest(const char *a, const char *b, const char *name_of_b)
{
    erkend_case_options options = plain_options();
    reading one = read_so(a, &options);
    reading two = read_with(name_of_b, b, strlen(b), &options);
    int same;

    assert_int_equal(one.status, ERKEND_OK);
    assert_int_equal(two.status, ERKEND_OK);
    assert_int_equal(strlen(erkend_case_digest(one.the_case)), 64);
    same = strcmp(erkend_case_digest(one.the_case), erkend_case_digest(two.the_case)) == 0;
    close_reading(&one);
    close_reading(&two);
    return same;
}

static void test_erkend_case_digest__is_that_of_all_bytes_and_no_place(void **state)
{
    (void)state;
    assert_true(same_digest("id: c\n", "id: c\n", "elsewhere/other.yaml"));
    assert_false(same_digest("id: c\n", "id: d\n", "case.yaml"));
    assert_false(same_digest("id: c\n", "id:  c\n", "case.yaml"));
    assert_false(same_digest("id: c\nqualification: q.yaml\n", "id: c\nqualification: q2.yaml\n",
                             "case.yaml"));
}

static void test_erkend_case_read__copies_what_it_is_given(void **state)
{
    char bytes[] = "id: long-identifier\nhome_country: FI\n", name[] = "here.yaml";
    reading made = read_with(name, bytes, strlen(bytes), NULL);

    (void)state;
    assert_int_equal(made.status, ERKEND_OK);
    memset(bytes, 'x', sizeof bytes - 1);
    memset(name, 'y', sizeof name - 1);
    assert_string_equal(erkend_case_id(made.the_case), "long-identifier");
    assert_value(made.the_case, "home_country", "FI");
    assert_true(ek_text_is(made.the_case->documents[0].name, "here.yaml"));
    close_reading(&made);
}

static void test_erkend_case_read__refuses_wrong_calls(void **state)
{
    erkend_case_options options = plain_options();
    erkend_case *the_case = NULL;

    (void)state;
    assert_int_equal(erkend_case_read(NULL, "x", "", 0, NULL, NULL), ERKEND_ECALL);
    assert_int_equal(erkend_case_read(&the_case, NULL, "", 0, NULL, NULL), ERKEND_ECALL);
    assert_int_equal(erkend_case_read(&the_case, "x", NULL, 1, NULL, NULL), ERKEND_ECALL);
    options.struct_size = 1;
    assert_int_equal(erkend_case_read(&the_case, "x", "", 0, &options, NULL), ERKEND_ECALL);
    assert_int_equal(erkend_case_read(&the_case, "x", NULL, 0, NULL, NULL), ERKEND_EINVALID);
    assert_null(the_case);
    erkend_case_free(NULL);
    assert_null(erkend_case_id(NULL));
}

/* ---- Memory
 * ---------------------------------------------------------------------------------------- */

typedef struct counting {
    long left, live;
} counting;

static void *resize_counting(void *user, void *old, size_t old_size, size_t new_size)
{
    counting *count = user;

    (void)old_size;
    if (new_size == 0) {
        count->live -= old != NULL;
        free(old);
        return NULL;
    }
    if (count->left-- <= 0)
        return NULL;
    count->live += old == NULL;
    return realloc(old, new_size);
}

static void check_memory(const char *name, const char *bytes, const char *bad)
{
    erkend_status status = ERKEND_ENOMEM;
    long allowed;

    for (int good = 0; good < 2; good++) {
        status = ERKEND_ENOMEM;
        for (allowed = 0; status == ERKEND_ENOMEM; allowed++) {
            counting count = {allowed, 0};
            erkend_allocator allocator = {resize_counting, &count};
            erkend_case_options options = plain_options();
            erkend_case *the_case = NULL;
            erkend_error *error = erkend_error_new(NULL);
            char *text = strdup(bytes);

            if (good)
                memset(strstr(text, bad), ' ', strlen(bad));
            options.allocator = &allocator;
            status = erkend_case_read(&the_case, name, text, strlen(text), &options, error);
            if (status == ERKEND_ENOMEM)
                assert_null(the_case);
            erkend_case_free(the_case);
            erkend_error_free(error);
            free(text);
            assert_int_equal(count.live, 0);
            assert_true(allowed < 1000);
        }
        assert_int_equal(status, good ? ERKEND_OK : ERKEND_EINVALID);
        assert_true(allowed > 2);
    }
}

static void test_erkend_case_read__gives_everything_back_when_memory_ends_anywhere(void **state)
{
    (void)state;
    check_memory("c.yaml",
                 "id: c\nlearner: { work: [{ months: 3 }] }\nqualification: q.yaml\nbad: 1\n"
                 "transcripts: [{ units: [{ id: u, learning_outcomes: [{ id: k }] }] }]\n"
                 "unit: [{ unit: u }]\n",
                 "bad: 1");
    check_memory("c.json",
                 "{\"id\":\"c\",\"learner\":{\"work\":[{\"months\":3}]},\"stays\":[{\"id\":\"s\"}],"
                 "\"abroad\":{\"stays\":[\"s\"]},\"unit\":[{\"outcomes\":[\"b\",\"a\"]}],"
                 "\"title\":\"\\u00e4\" ,\"bad\":1}",
                 ",\"bad\":1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erkend_case_read__takes_the_deciding_day_from_the_case_first),
        cmocka_unit_test(test_erkend_case_read__puts_the_named_qualification_into_targets),
        cmocka_unit_test(test_erkend_case_digest__is_that_of_all_bytes_and_no_place),
        cmocka_unit_test(test_erkend_case_read__copies_what_it_is_given),
        cmocka_unit_test(test_erkend_case_read__refuses_wrong_calls),
        cmocka_unit_test(test_erkend_case_read__gives_everything_back_when_memory_ends_anywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
