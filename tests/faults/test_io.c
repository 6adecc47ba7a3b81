/* Every call of the register to the disk fails once, and once for good: what was acknowledged is
 * there afterwards, once, and the register is whole (TRUST G3). The disk is a layer over SQLite's
 * own; a write that fails has written the first half of its bytes. */
#include "faults/host.h"

#include <sqlite3.h>
#include <unistd.h>

enum { DECISIONS = 3 };

typedef enum fault { FAULT_IO, FAULT_FULL } fault;

/* The disk: one for the whole program, as SQLite has one list of them. */
static struct {
    sqlite3_vfs vfs, *real;
    long countdown; /* calls until one fails; negative: none does */
    bool for_good;
    bool failed;
    fault kind;
} disk;

typedef struct shim_file {
    sqlite3_file base;
    sqlite3_file *real; /* behind this structure */
} shim_file;

static bool fails(void)
{
    if (disk.failed && disk.for_good)
        return true;
    if (disk.countdown == 0) {
        disk.failed = true;
        disk.countdown = -1;
        return true;
    }
    if (disk.countdown > 0)
        disk.countdown--;
    return false;
}

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((shim_file *)(void *)file)->real;
}

/* ---- A file ---------------------------------------------------------------------------------- */

static int shim_close(sqlite3_file *file)
{
    return real_of(file)->pMethods->xClose(real_of(file));
}

static int shim_read(sqlite3_file *file, void *to, int size, sqlite3_int64 at)
{
    if (fails())
        return SQLITE_IOERR_READ;
    return real_of(file)->pMethods->xRead(real_of(file), to, size, at);
}

static int shim_write(sqlite3_file *file, const void *from, int size, sqlite3_int64 at)
{
    if (fails()) {
        (void)real_of(file)->pMethods->xWrite(real_of(file), from, size / 2, at);
        return disk.kind == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    return real_of(file)->pMethods->xWrite(real_of(file), from, size, at);
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return fails() ? SQLITE_IOERR_TRUNCATE
                   : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

/* No power fails here, so what was written need not reach the disk. */
static int shim_sync(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags;
    return fails() ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int shim_file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return fails() ? SQLITE_IOERR_FSTAT : real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int shim_lock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int shim_unlock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int shim_check_lock(sqlite3_file *file, int *held)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), held);
}

static int shim_control(sqlite3_file *file, int what, void *with)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), what, with);
}

static int shim_sector(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int shim_device(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int shim_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **at)
{
    return fails() ? SQLITE_IOERR_SHMMAP
                   : real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, at);
}

static int shim_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void shim_shm_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int shim_shm_unmap(sqlite3_file *file, int delete_it)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), delete_it);
}

static const sqlite3_io_methods shim_methods = {2,
                                                shim_close,
                                                shim_read,
                                                shim_write,
                                                shim_truncate,
                                                shim_sync,
                                                shim_file_size,
                                                shim_lock,
                                                shim_unlock,
                                                shim_check_lock,
                                                shim_control,
                                                shim_sector,
                                                shim_device,
                                                shim_shm_map,
                                                shim_shm_lock,
                                                shim_shm_barrier,
                                                shim_shm_unmap,
                                                NULL,
                                                NULL};

/* ---- The disk ----------------------------------------------------------------------------------
 */

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *got)
{
    shim_file *f = (shim_file *)(void *)file;
    int code;

    (void)vfs;
    f->base.pMethods = NULL;
    f->real = (sqlite3_file *)(void *)(f + 1);
    if (fails())
        return SQLITE_CANTOPEN;
    code = disk.real->xOpen(disk.real, name, f->real, flags, got);
    if (f->real->pMethods != NULL)
        f->base.pMethods = &shim_methods;
    return code;
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
    (void)vfs;
    (void)sync_folder; /* as shim_sync */
    return fails() ? SQLITE_IOERR_DELETE : disk.real->xDelete(disk.real, name, 0);
}

static int shim_access(sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
    (void)vfs;
    return fails() ? SQLITE_IOERR_ACCESS : disk.real->xAccess(disk.real, name, flags, result);
}

/* A disk that fails is asked again at once. */
static int shim_sleep(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return microseconds;
}

static void put_disk(void)
{
    disk.real = sqlite3_vfs_find(NULL);
    assert_non_null(disk.real);
    disk.vfs = *disk.real;
    disk.vfs.zName = "failing";
    disk.vfs.pNext = NULL;
    disk.vfs.szOsFile = (int)sizeof(shim_file) + disk.real->szOsFile;
    disk.vfs.xOpen = shim_open;
    disk.vfs.xDelete = shim_delete;
    disk.vfs.xAccess = shim_access;
    disk.vfs.xSleep = shim_sleep;
    disk.countdown = -1;
    assert_int_equal(sqlite3_vfs_register(&disk.vfs, 1), SQLITE_OK);
}

/* ---- The runs ----------------------------------------------------------------------------------
 */

static erkend_decision *decisions[DECISIONS];
static char folder[64];
static char path[80];

static void remove_register(void)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    char name[96];
    size_t i;

    for (i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        (void)snprintf(name, sizeof name, "%s%s", path, ends[i]);
        (void)unlink(name);
    }
}

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
        remove_register();
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
    remove_register();
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
    static const char *const countries[DECISIONS] = {"DE", "FI", "NL"};
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
