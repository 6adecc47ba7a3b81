/* A batch with a register, whose keeper is a thread of its own: each of its calls to the disk, and
 * each piece of memory that SQLite or the library asks for, fails once and for good. The batch ends
 * with a status that says so, what was written is kept, once, and a second run adds the rest. */
#include "faults/disk.h"

#include <stdatomic.h>

enum { CASES = 24, COUNTRIES = 2 };

static const char *const countries[COUNTRIES + 1] = {"DE", "NL", NULL};

/* Pieces until one is refused: of SQLite (the keeper alone asks for them while a batch runs), and
 * of the library, which all threads ask for. Negative: none is. */
static struct {
    sqlite3_mem_methods real;
    atomic_long sqlite, host;
    atomic_bool for_good, failed;
    atomic_long held; /* pieces of the library */
} memory;

static bool is_refused(atomic_long *countdown)
{
    long left = atomic_load(countdown);

    if (left < 0)
        return false;
    if (left > 0 || !atomic_load(&memory.for_good)) {
        left = atomic_fetch_sub(countdown, 1);
        if (left != 0)
            return false;
        if (atomic_load(&memory.for_good))
            atomic_store(countdown, 0);
    }
    atomic_store(&memory.failed, true);
    return true;
}

static void *resize(void *user, void *old, size_t old_size, size_t new_size)
{
    void *piece;

    (void)user;
    (void)old_size;
    if (new_size == 0) {
        atomic_fetch_sub(&memory.held, old != NULL);
        free(old);
        return NULL;
    }
    if (is_refused(&memory.host))
        return NULL;
    piece = realloc(old, new_size);
    atomic_fetch_add(&memory.held, piece != NULL && old == NULL);
    return piece;
}

static void *sqlite_malloc(int size)
{
    return is_refused(&memory.sqlite) ? NULL : memory.real.xMalloc(size);
}

static void *sqlite_realloc(void *old, int size)
{
    return is_refused(&memory.sqlite) ? NULL : memory.real.xRealloc(old, size);
}

/* ---- A batch ------------------------------------------------------------------------------- */

typedef struct lines {
    const char *input;
    size_t at, written; /* `written`: whole lines that came out */
} lines;

static const erkend_allocator host = {resize, NULL};
static erkend_bundle *bundle;
static char *input;
static char folder[64], path[80];

/* One line at a time, so that there are many lots to be kept. */
static erkend_status read_line(void *user, char *bytes, size_t room, size_t *got)
{
    lines *l = user;
    const char *from = l->input + l->at, *stop = strchr(from, '\n');

    *got = stop != NULL ? (size_t)(stop + 1 - from) : 0;
    if (*got > room)
        *got = room;
    memcpy(bytes, from, *got);
    l->at += *got;
    return ERKEND_OK;
}

static erkend_status count_lines(void *user, const char *bytes, size_t size)
{
    lines *l = user;

    for (size_t i = 0; i < size; i++)
        l->written += bytes[i] == '\n';
    return ERKEND_OK;
}

static erkend_status run_batch(erkend_register *reg, lines *l, erkend_batch_counts *counts,
                               erkend_error *error)
{
    erkend_batch batch = {.struct_size = sizeof batch,
                          .read = read_line,
                          .write = count_lines,
                          .user = l,
                          .in = countries,
                          .threads = 2,
                          .format = ERKEND_CODES,
                          .reg = reg};

    *l = (lines){input, 0, 0};
    return erkend_batch_run(bundle, &batch, counts, error);
}

/* With a disk and memory that work: all that was written is there, and the rest can be added. */
static void check_register(size_t written)
{
    erkend_register *reg = NULL;
    erkend_batch_counts counts;
    erkend_error *error = erkend_error_new(NULL);
    int64_t before = 0, after = 0;
    lines l;

    if (erkend_register_open(&reg, path, NULL, error) != ERKEND_OK ||
        erkend_register_verify(reg, &before, error) != ERKEND_OK)
        host_fail(error, "the register after a failure");
    assert_true((size_t)before >= written);
    assert_int_equal(run_batch(reg, &l, &counts, error), ERKEND_OK);
    assert_int_equal(l.written, CASES * COUNTRIES);
    assert_int_equal(counts.added, CASES * COUNTRIES - before);
    assert_int_equal(erkend_register_verify(reg, &after, error), ERKEND_OK);
    assert_int_equal(after, CASES * COUNTRIES);
    erkend_register_close(reg);
    erkend_error_free(error);
}

/* A batch into a fresh register, in which the `n`th fails; false: there were not so many. */
static bool try_batch(atomic_long *pieces, long n, bool for_good)
{
    erkend_register *reg = NULL;
    erkend_batch_counts counts;
    erkend_error *error = erkend_error_new(NULL);
    erkend_status status;
    long held;
    lines l;
    bool failed;

    remove_register(path);
    disk.failed = false;
    atomic_store(&memory.failed, false);
    assert_int_equal(erkend_register_open(&reg, path, &host, NULL), ERKEND_OK);
    held = atomic_load(&memory.held);
    atomic_store(&memory.for_good, for_good);
    disk.for_good = for_good;
    if (pieces != NULL)
        atomic_store(pieces, n);
    else
        disk.countdown = n;
    status = run_batch(reg, &l, &counts, error);
    if (pieces != NULL)
        atomic_store(pieces, -1);
    disk.countdown = -1;
    disk.for_good = false;
    failed = disk.failed || atomic_load(&memory.failed);
    assert_int_equal(atomic_load(&memory.held), held);
    if (status == ERKEND_OK) {
        assert_int_equal(l.written, CASES * COUNTRIES);
    } else {
        assert_true(failed);
        if (status != ERKEND_ENOMEM && status != ERKEND_EREGISTER && status != ERKEND_EBUSY)
            fail_msg("status %d", (int)status);
        assert_int_equal(erkend_error_count(error), 1);
    }
    disk.failed = false;
    erkend_register_close(reg);
    erkend_error_free(error);
    check_register(l.written);
    return failed;
}

/* Which step: every one while there are few, then further and further apart. */
static void try_all(atomic_long *pieces, bool for_good, long least)
{
    long n = 0;

    while (try_batch(pieces, n, for_good))
        n += 1 + n / 16;
    assert_true(n > least);
    remove_register(path);
}

static void test_erkend_batch_run__keeper_on_a_disk_that_fails_once(void **state)
{
    (void)state;
    disk.kind = FAULT_IO;
    try_all(NULL, false, 30);
}

static void test_erkend_batch_run__keeper_on_a_disk_that_fails_for_good(void **state)
{
    (void)state;
    disk.kind = FAULT_IO;
    try_all(NULL, true, 30);
}

static void test_erkend_batch_run__keeper_on_a_disk_that_is_full(void **state)
{
    (void)state;
    disk.kind = FAULT_FULL;
    try_all(NULL, true, 30);
}

static void test_erkend_batch_run__keeper_without_memory_of_sqlite(void **state)
{
    (void)state;
    try_all(&memory.sqlite, false, 100);
    try_all(&memory.sqlite, true, 100);
}

static void test_erkend_batch_run__keeper_without_memory_of_the_host(void **state)
{
    (void)state;
    try_all(&memory.host, false, 30);
    try_all(&memory.host, true, 30);
}

static char *make_input(void)
{
    static const char one[] = "{\"id\":\"case-%d\",\"home_country\":\"DE\",\"decided\":\"2024-11-"
                              "22\",\"training\":{\"first_day\":\"2023-08-01\",\"last_day\":"
                              "\"2026-07-31\"}}\n";
    size_t size = 0, room = CASES * (sizeof one + 8);
    char *made = malloc(room);

    assert_non_null(made);
    for (int i = 0; i < CASES; i++)
        size += (size_t)snprintf(made + size, room - size, one, i);
    return made;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erkend_batch_run__keeper_on_a_disk_that_fails_once),
        cmocka_unit_test(test_erkend_batch_run__keeper_on_a_disk_that_fails_for_good),
        cmocka_unit_test(test_erkend_batch_run__keeper_on_a_disk_that_is_full),
        cmocka_unit_test(test_erkend_batch_run__keeper_without_memory_of_sqlite),
        cmocka_unit_test(test_erkend_batch_run__keeper_without_memory_of_the_host),
    };
    erkend_files files = folder_files(".");
    erkend_config config = host_config(&files, &host);
    sqlite3_mem_methods failing;
    int failed;

    atomic_store(&memory.sqlite, -1);
    atomic_store(&memory.host, -1);
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.real) != SQLITE_OK)
        return 1;
    failing = memory.real;
    failing.xMalloc = sqlite_malloc;
    failing.xRealloc = sqlite_realloc;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &failing) != SQLITE_OK ||
        erkend_bundle_open(&bundle, &config, NULL) != ERKEND_OK)
        return 1;
    (void)snprintf(folder, sizeof folder, "%s/erkend-keeper-XXXXXX",
                   access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (mkdtemp(folder) == NULL)
        return 1;
    (void)snprintf(path, sizeof path, "%s/r.db", folder);
    input = make_input();
    put_disk();
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    (void)rmdir(folder);
    free(input);
    erkend_bundle_free(bundle);
    return failed;
}
