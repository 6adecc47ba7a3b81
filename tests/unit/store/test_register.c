/* Tests of the register: whose file it opens, what it keeps, once, and what it finds changed. */
#include "office.h"

static void test_erkend_register_add__keeps_a_decision_once(void **state)
{
    office *o = *state;
    erkend_register *reg = open_register(o);
    int64_t row = 0, rows = 0;
    int added = -1;

    assert_int_equal(erkend_register_add(reg, o->decision, &row, &added, o->error), ERKEND_OK);
    assert_int_equal(row, 1);
    assert_int_equal(added, 1);
    assert_int_equal(erkend_register_add(reg, o->decision, &row, &added, o->error), ERKEND_OK);
    assert_int_equal(row, 1);
    assert_int_equal(added, 0);
    assert_int_equal(erkend_register_verify(reg, &rows, o->error), ERKEND_OK);
    assert_int_equal(rows, 1);
    erkend_register_close(reg);
}

static void test_erkend_register_add__is_there_for_the_next_who_opens(void **state)
{
    office *o = *state;
    erkend_register *reg = open_register(o);
    erkend_text *text = NULL;

    assert_int_equal(erkend_register_add(reg, o->decision, NULL, NULL, o->error), ERKEND_OK);
    erkend_register_close(reg);
    reg = open_register(o);
    assert_int_equal(erkend_register_list(&text, reg, NULL, o->error), ERKEND_OK);
    assert_non_null(strstr(erkend_text_bytes(text), "apprentice-9-months  DE  2024-11-22"));
    assert_non_null(strstr(erkend_text_bytes(text), "abroad abroad recognised"));
    erkend_text_free(text);
    text = NULL;
    assert_int_equal(erkend_register_show(&text, reg, 1, NULL, o->error), ERKEND_OK);
    assert_non_null(strstr(erkend_text_bytes(text), "de.bbig.2.3.quarter"));
    assert_non_null(strstr(erkend_text_bytes(text), "stays[1].last_day"));
    assert_non_null(strstr(erkend_text_bytes(text), "countries/de/transfer.lua"));
    erkend_text_free(text);
    erkend_register_close(reg);
}

static void test_erkend_register_list__an_empty_register_says_so(void **state)
{
    office *o = *state;
    erkend_register *reg = open_register(o);
    erkend_text *text = NULL;

    assert_int_equal(erkend_register_list(&text, reg, NULL, o->error), ERKEND_OK);
    assert_non_null(strstr(erkend_text_bytes(text), "empty"));
    erkend_text_free(text);
    erkend_register_close(reg);
}

static void test_erkend_register_show__an_unknown_number(void **state)
{
    office *o = *state;
    erkend_register *reg = open_register(o);
    erkend_text *text = NULL;

    assert_int_equal(erkend_register_show(&text, reg, 7, NULL, o->error), ERKEND_EVALUE);
    assert_null(text);
    assert_message(o, "no decision 7");
    erkend_register_close(reg);
}

static void test_erkend_register_open__what_was_kept_cannot_be_changed_or_removed(void **state)
{
    office *o = *state;
    erkend_register *reg = open_register(o);
    static const char *const changes[] = {"UPDATE decision SET decided='2000-01-01'",
                                          "DELETE FROM decision",
                                          "UPDATE cases SET bytes=x'00'",
                                          "DELETE FROM cases",
                                          "UPDATE document SET bytes=x'00'",
                                          "DELETE FROM policy",
                                          "UPDATE policy SET engine='9'",
                                          "UPDATE rule SET law=''",
                                          "DELETE FROM policy_file",
                                          "DELETE FROM bundle",
                                          "DELETE FROM bundle_file",
                                          "UPDATE file SET bytes=x'00'",
                                          NULL};
    sqlite3 *database;
    size_t i;

    assert_int_equal(erkend_register_add(reg, o->decision, NULL, NULL, o->error), ERKEND_OK);
    assert_int_equal(sqlite3_open(o->path, &database), SQLITE_OK);
    for (i = 0; changes[i] != NULL; i++)
        assert_int_equal(sqlite3_exec(database, changes[i], NULL, NULL, NULL), SQLITE_CONSTRAINT);
    (void)sqlite3_close(database);
    erkend_register_close(reg);
}

/* What is changed, past every trigger, and how it is named. */
static const char *const plants[][3] = {
    {"rule", "UPDATE rule SET law='another' WHERE number=0", "the texts of rules of policy 1 (DE)"},
    {"decision", "UPDATE decision SET record='{}' WHERE number=1",
     "decision 1 was changed after it was kept"},
    {"decision", "UPDATE decision SET decided='2000-01-01' WHERE number=1",
     "decision 1 was changed"},
    {"cases", "UPDATE cases SET bytes=x'00'", "apprentice-9-months.yaml of decision 1 was changed"},
    {"cases", "UPDATE cases SET others='[]'", "the list of documents of decision 1 was changed"},
    {"cases", "UPDATE cases SET id='somebody'", "decision 1 was changed"},
    {"document", "UPDATE document SET bytes=x'00' WHERE number=1",
     "qualifications/de-office.yaml of decision 1 was changed"},
    {"file",
     "UPDATE file SET bytes=x'00' WHERE digest=(SELECT digest FROM policy_file WHERE "
     "name='countries/de/transfer.lua')",
     "the policy file countries/de/transfer.lua was changed"},
    {"policy_file", "DELETE FROM policy_file WHERE name='countries/de/transfer.lua'",
     "the list of files of policy 1 (DE)"},
    {"bundle_file", "DELETE FROM bundle_file WHERE name='countries/de/transfer.lua'",
     "the list of files of bundle 1"},
    {"policy", "UPDATE policy SET engine='0.0.1'", "decision 1 was changed"},
    {"decision", "DELETE FROM decision WHERE number=1", "decision 1 is gone"},
    {"decision", "UPDATE decision SET number=7 WHERE number=1", "decision 1 is gone"},
    {"decision",
     "UPDATE decision SET number=9 WHERE number=1; UPDATE decision SET number=1 WHERE number=2; "
     "UPDATE decision SET number=2 WHERE number=9",
     "decision 1 stands in another place"},
    {"cases", "DELETE FROM cases", "the case of decision 1 is gone"},
    {NULL, NULL, NULL}};

static void test_erkend_register_verify__names_what_was_changed_from_outside(void **state)
{
    office *o = *state;
    erkend_decision *second = NULL;

    assert_int_equal(erkend_decide(&second, o->worker, o->the_case, "FI", o->error), ERKEND_OK);
    for (size_t i = 0; plants[i][0] != NULL; i++) {
        erkend_register *reg = open_register(o);

        assert_int_equal(erkend_register_add(reg, o->decision, NULL, NULL, o->error), ERKEND_OK);
        assert_int_equal(erkend_register_add(reg, second, NULL, NULL, o->error), ERKEND_OK);
        assert_int_equal(erkend_register_verify(reg, NULL, o->error), ERKEND_OK);
        erkend_register_close(reg);
        plant(o, plants[i][0], plants[i][1]);
        reg = open_register(o);
        assert_int_equal(erkend_register_verify(reg, NULL, o->error), ERKEND_EREGISTER);
        assert_message(o, plants[i][2]);
        erkend_register_close(reg);
        (void)unlink(o->path);
    }
    erkend_decision_free(second);
}

static void test_erkend_register_open__anothers_database_is_left_alone(void **state)
{
    office *o = *state;
    erkend_register *reg = NULL;

    change(o, "CREATE TABLE mine(x)");
    assert_int_equal(erkend_register_open(&reg, o->path, NULL, o->error), ERKEND_EREGISTER);
    assert_null(reg);
    assert_message(o, "belongs to another program");
}

static void test_erkend_register_open__a_newer_register_is_refused(void **state)
{
    office *o = *state;
    erkend_register *reg = open_register(o);

    erkend_register_close(reg);
    reg = NULL;
    change(o, "PRAGMA user_version=99");
    assert_int_equal(erkend_register_open(&reg, o->path, NULL, o->error), ERKEND_EREGISTER);
    assert_null(reg);
    assert_message(o, "version 99");
}

static void test_erkend_register_open__one_from_before_the_first_release_is_refused(void **state)
{
    office *o = *state;
    erkend_register *reg = open_register(o);

    erkend_register_close(reg);
    reg = NULL;
    change(o, "PRAGMA user_version=2");
    assert_int_equal(erkend_register_open(&reg, o->path, NULL, o->error), ERKEND_EREGISTER);
    assert_null(reg);
    assert_message(o, "version 2, from before the first release");
}

static void test_erkend_register_open__writes_ahead_and_durably(void **state)
{
    office *o = *state;
    erkend_register *reg = open_register(o);
    sqlite3 *database;
    sqlite3_stmt *statement;

    assert_int_equal(sqlite3_open(o->path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, "PRAGMA journal_mode", -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(statement, 0), "wal");
    (void)sqlite3_finalize(statement);
    assert_int_equal(sqlite3_prepare_v2(database, "PRAGMA page_size", -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(statement, 0), 32768);
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(database);
    erkend_register_close(reg);
}

static void test_erkend_register_open__a_register_is_a_file(void **state)
{
    office *o = *state;
    erkend_register *reg = NULL;

    assert_int_equal(erkend_register_open(&reg, "", NULL, o->error), ERKEND_EVALUE);
    assert_message(o, "is no file name");
    assert_int_equal(erkend_register_open(&reg, ":memory:", NULL, o->error), ERKEND_EVALUE);
    assert_null(reg);
}

static void test_erkend_register__calls_with_nothing_are_errors(void **state)
{
    office *o = *state;
    erkend_register *reg = NULL;
    erkend_text *text = NULL;

    assert_int_equal(erkend_register_open(NULL, o->path, NULL, o->error), ERKEND_ECALL);
    assert_int_equal(erkend_register_open(&reg, NULL, NULL, o->error), ERKEND_ECALL);
    assert_int_equal(erkend_register_add(NULL, o->decision, NULL, NULL, NULL), ERKEND_ECALL);
    assert_int_equal(erkend_register_list(&text, NULL, NULL, NULL), ERKEND_ECALL);
    assert_int_equal(erkend_register_verify(NULL, NULL, NULL), ERKEND_ECALL);
    erkend_register_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_OFFICE(test_erkend_register_add__keeps_a_decision_once),
        WITH_OFFICE(test_erkend_register_add__is_there_for_the_next_who_opens),
        WITH_OFFICE(test_erkend_register_list__an_empty_register_says_so),
        WITH_OFFICE(test_erkend_register_show__an_unknown_number),
        WITH_OFFICE(test_erkend_register_open__what_was_kept_cannot_be_changed_or_removed),
        WITH_OFFICE(test_erkend_register_verify__names_what_was_changed_from_outside),
        WITH_OFFICE(test_erkend_register_open__anothers_database_is_left_alone),
        WITH_OFFICE(test_erkend_register_open__a_newer_register_is_refused),
        WITH_OFFICE(test_erkend_register_open__one_from_before_the_first_release_is_refused),
        WITH_OFFICE(test_erkend_register_open__writes_ahead_and_durably),
        WITH_OFFICE(test_erkend_register_open__a_register_is_a_file),
        WITH_OFFICE(test_erkend_register__calls_with_nothing_are_errors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
