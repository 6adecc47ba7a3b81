/* Tests of store/table.c: another program's table is read in the order of its rows, never written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"

#include <cmocka.h>

static char path[64];

static int make_file(void **state)
{
    sqlite3 *database;
    int descriptor;

    (void)state;
    (void)strcpy(path, "/tmp/erkend-table-XXXXXX");
    descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    (void)close(descriptor);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(database,
                     "CREATE TABLE learner (id INTEGER PRIMARY KEY, json TEXT, note TEXT);"
                     "INSERT INTO learner VALUES (9, 'last', ''), (2, 'first', ''), (5, NULL, '');"
                     "CREATE TABLE \"one \"\"odd\"\" table\" (x TEXT PRIMARY KEY) WITHOUT ROWID;"
                     "INSERT INTO \"one \"\"odd\"\" table\" VALUES (17);"
                     "CREATE VIEW seen AS SELECT json AS \"case\", id FROM learner WHERE id = 9;"
                     "CREATE TABLE two (a TEXT, b TEXT);",
                     NULL, NULL, NULL),
        SQLITE_OK);
    (void)sqlite3_close(database);
    return 0;
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void assert_next(erkend_table *table, const char *wanted)
{
    const char *bytes;
    size_t size;

    assert_int_equal(erkend_table_next(table, &bytes, &size, NULL), ERKEND_OK);
    if (wanted == NULL) {
        assert_null(bytes);
        return;
    }
    assert_non_null(bytes);
    assert_int_equal(size, strlen(wanted));
    assert_memory_equal(bytes, wanted, size);
}

static void assert_refused(const char *file, const char *name, const char *column,
                           erkend_status status, const char *words)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_problem problem;
    erkend_table *table;

    assert_int_equal(erkend_table_open(&table, file, name, column, NULL, error), status);
    assert_null(table);
    assert_true(erkend_error_at(error, 0, &problem));
    if (strstr(problem.message, words) == NULL)
        fail_msg("not '%s' but '%s'", words, problem.message);
    erkend_error_free(error);
}

static void test_erkend_table_open__finds_the_column(void **state)
{
    erkend_table *table;

    (void)state;
    assert_int_equal(erkend_table_open(&table, path, "learner", NULL, NULL, NULL), ERKEND_OK);
    assert_next(table, "first");
    assert_next(table, "");
    assert_next(table, "last");
    assert_next(table, NULL);
    erkend_table_close(table);
    assert_int_equal(erkend_table_open(&table, path, "one \"odd\" table", NULL, NULL, NULL),
                     ERKEND_OK);
    assert_next(table, "17");
    assert_next(table, NULL);
    erkend_table_close(table);
    assert_int_equal(erkend_table_open(&table, path, "seen", NULL, NULL, NULL), ERKEND_OK);
    assert_next(table, "last");
    erkend_table_close(table);
    assert_int_equal(erkend_table_open(&table, path, "two", "b", NULL, NULL), ERKEND_OK);
    assert_next(table, NULL);
    erkend_table_close(table);
}

static void test_erkend_table_open__says_what_there_is(void **state)
{
    (void)state;
    assert_refused(path, "learners", NULL, ERKEND_EVALUE,
                   "it has learner, one \"odd\" table, seen");
    assert_refused(path, "learner", "x", ERKEND_EVALUE, "it has id, json, note");
    assert_refused(path, "two", NULL, ERKEND_EVALUE, "name one of a, b");
    assert_refused("/nowhere/x.db", "learner", NULL, ERKEND_EIO, "cannot be read");
    assert_refused("Makefile", "learner", NULL, ERKEND_EIO, "is no SQLite file");
    assert_int_equal(erkend_table_open(NULL, path, "two", NULL, NULL, NULL), ERKEND_ECALL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_erkend_table_open__finds_the_column, make_file,
                                        remove_file),
        cmocka_unit_test_setup_teardown(test_erkend_table_open__says_what_there_is, make_file,
                                        remove_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
