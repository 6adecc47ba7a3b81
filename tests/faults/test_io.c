/* Every call of the register to the disk fails once, and once for good: what was acknowledged is
 * there afterwards, once, and the register is whole (TRUST G3). */
#include "faults/disk.h"

enum { DECISIONS = 5 };

/* ---- The runs ----------------------------------------------------------------------------------
 */

static erkend_decision *decisions[DECISIONS];
static char folder[64];
static char path[80];

/* Keeps every decision; says which were acknowledged. A failure must be an error of the register.
 */
static void keep_all(bool acknowledged[DECISIONS])
{
    erkend_register *reg = NULL;
    erkend_error *error = erkend_error_new(NULL);
    erkend_status status = erkend_register_open(&reg, path, NULL, error);
    int i;

    for (i = 0; i < DECISIONS; i++)
        acknowledged[i] = false;
    if (status != ERKEND_OK) {
        assert_true(disk.failed);
        assert_int_equal(status, ERKEND_EREGISTER);
        assert_int_equal(erkend_error_count(error), 1);
        assert_null(reg);
    } else
        for (i = 0; i < DECISIONS; i++) {
            int64_t row = 0;
            int added = 0;
            status = erkend_register_add(reg, decisions[i], &row, &added, error);
            acknowledged[i] = status == ERKEND_OK;
            if (status != ERKEND_OK) {
                assert_true(disk.failed);
                assert_int_equal(status, ERKEND_EREGISTER);
                assert_int_equal(erkend_error_count(error), 1);
            }
        }
    erkend_register_close(reg);
    erkend_error_free(error);
}

/* SQLite's own word on the whole file. */
static void check_integrity(void)
{
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;

    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, "PRAGMA integrity_check", -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(statement, 0), "ok");
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

/* With a disk that works again: the file is whole, the chain holds, what was acknowledged is there,
 * the rest can be added, and nothing is there twice. */
static void check_register(const bool acknowledged[DECISIONS])
{
    erkend_register *reg = NULL;
    erkend_error *error = erkend_error_new(NULL);
    int64_t rows = 0, row;
    int i, added, there = 0;

    check_integrity();
    if (erkend_register_open(&reg, path, NULL, error) != ERKEND_OK ||
        erkend_register_verify(reg, &rows, error) != ERKEND_OK)
        host_fail(error, "the register after a failure");
    for (i = 0; i < DECISIONS; i++) {
        if (erkend_register_add(reg, decisions[i], &row, &added, error) != ERKEND_OK)
            host_fail(error, "adding after a failure");
        if (acknowledged[i])
            assert_int_equal(added, 0);
        there += added == 0;
    }
    assert_int_equal(rows, there);
    if (erkend_register_verify(reg, &rows, error) != ERKEND_OK)
        host_fail(error, "the register after adding again");
    assert_int_equal(rows, DECISIONS);
    erkend_register_close(reg);
    erkend_error_free(error);
}

static void try_all(bool for_good, fault kind, bool fresh)
{
    bool acknowledged[DECISIONS];
    long n;

    disk.for_good = for_good;
    disk.kind = kind;
    for (n = 0;; n++) {
        remove_register(path);
        disk.countdown = -1;
        disk.failed = false;
        if (!fresh) {
            erkend_register *reg = NULL;
            assert_int_equal(erkend_register_open(&reg, path, NULL, NULL), ERKEND_OK);
            assert_int_equal(erkend_register_add(reg, decisions[0], NULL, NULL, NULL), ERKEND_OK);
            erkend_register_close(reg);
        }
        disk.countdown = n;
        keep_all(acknowledged);
        if (!fresh) /* kept before anything failed */
            acknowledged[0] = true;
        disk.countdown = -1;
        disk.for_good = false;
        check_register(acknowledged);
        disk.for_good = for_good;
        if (!disk.failed)
            break;
    }
    assert_true(n > 100); /* the disk was asked that often */
    remove_register(path);
}

static void test_register__a_fresh_one_on_a_disk_that_fails_once(void **state)
{
    (void)state;
    try_all(false, FAULT_IO, true);
}

static void test_register__a_fresh_one_on_a_disk_that_fails_for_good(void **state)
{
    (void)state;
    try_all(true, FAULT_IO, true);
}

static void test_register__one_in_use_on_a_disk_that_fails_once(void **state)
{
    (void)state;
    try_all(false, FAULT_IO, false);
}

static void test_register__one_in_use_on_a_disk_that_fails_for_good(void **state)
{
    (void)state;
    try_all(true, FAULT_IO, false);
}

static void test_register__one_in_use_on_a_disk_that_is_full(void **state)
{
    (void)state;
    try_all(true, FAULT_FULL, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_register__a_fresh_one_on_a_disk_that_fails_once),
        cmocka_unit_test(test_register__a_fresh_one_on_a_disk_that_fails_for_good),
        cmocka_unit_test(test_register__one_in_use_on_a_disk_that_fails_once),
        cmocka_unit_test(test_register__one_in_use_on_a_disk_that_fails_for_good),
        cmocka_unit_test(test_register__one_in_use_on_a_disk_that_is_full),
    };
    static const char *const countries[DECISIONS] = {"DE", "FI", "NL", "ES", "IT"};
    erkend_bundle *bundle = host_bundle();
    erkend_worker *worker = NULL;
    erkend_case *the_case = NULL;
    size_t size;
    char *bytes = host_read("wiring-abroad.yaml", &size);
    int i, failed;

    (void)snprintf(folder, sizeof folder, "%s/erkend-io-XXXXXX",
                   access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (mkdtemp(folder) == NULL ||
        erkend_worker_new(&worker, bundle, ERKEND_COMPILED, NULL) != ERKEND_OK ||
        host_case(&the_case, "wiring-abroad.yaml", bytes, size, NULL) != ERKEND_OK)
        return 1;
    free(bytes);
    for (i = 0; i < DECISIONS; i++)
        if (erkend_decide(&decisions[i], worker, the_case, countries[i], NULL) != ERKEND_OK)
            return 1;
    (void)snprintf(path, sizeof path, "%s/r.db", folder);
    put_disk();
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    (void)rmdir(folder);
    for (i = 0; i < DECISIONS; i++)
        erkend_decision_free(decisions[i]);
    erkend_case_free(the_case);
    erkend_worker_free(worker);
    erkend_bundle_free(bundle);
    return failed;
}
