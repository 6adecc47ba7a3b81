/* Allocations of the register fail, once and for good, the host's and SQLite's in one count, by
 * steps that meet every part of the work: nothing is lost that was acknowledged, nothing leaks, and
 * no proof says yes for lack of memory (TRUST G2). */
#include "faults/host.h"

#include <sqlite3.h>
#include <unistd.h>

/* One for the whole program, as SQLite has one allocator. */
static struct {
    sqlite3_mem_methods real;
    long countdown; /* allocations until one fails; negative: none does */
    bool for_good, failed;
    long live; /* pieces of the host's */
} memory;

static bool fails(void)
{
    if (memory.failed && memory.for_good)
        return true;
    if (memory.countdown == 0) {
        memory.failed = true;
        memory.countdown = -1;
        return true;
    }
    if (memory.countdown > 0)
        memory.countdown--;
    return false;
}

static void *resize(void *user, void *old, size_t old_size, size_t new_size)
{
    void *piece;

    (void)user;
    (void)old_size;
    if (new_size == 0) {
        memory.live -= old != NULL;
        free(old);
        return NULL;
    }
    if (fails())
        return NULL;
    piece = realloc(old, new_size);
    memory.live += piece != NULL && old == NULL;
    return piece;
}

static void *sqlite_malloc(int size)
{
    return fails() ? NULL : memory.real.xMalloc(size);
}

static void *sqlite_realloc(void *old, int size)
{
    return fails() ? NULL : memory.real.xRealloc(old, size);
}

static const erkend_allocator host = {resize, NULL};
static erkend_decision *decision;
static char folder[64], path[96];

static void remove_register(void)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    char name[112];

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        (void)snprintf(name, sizeof name, "%s%s", path, ends[i]);
        (void)unlink(name);
    }
}

static void assert_lacks_memory(erkend_status status)
{
    assert_true(memory.failed);
    if (status != ERKEND_ENOMEM && status != ERKEND_EREGISTER && status != ERKEND_EBUSY)
        fail_msg("status %d", (int)status);
}

/* What is to be tried; says whether it went through. */
typedef bool (*attempt)(erkend_register *reg);

static bool try_adding(erkend_register *reg)
{
    int64_t row = 0;
    int added = 0;
    erkend_status status = erkend_register_add(reg, decision, &row, &added, NULL);

    if (status != ERKEND_OK)
        assert_lacks_memory(status);
    else
        assert_int_equal(row, 1);
    return status == ERKEND_OK;
}

static bool try_proving(erkend_register *reg)
{
    erkend_proof_counts counts;
    erkend_status status = erkend_register_prove(reg, NULL, &counts, NULL);

    if (status != ERKEND_OK)
        assert_lacks_memory(status);
    else
        assert_int_equal(counts.proved, 1);
    return status == ERKEND_OK;
}

static bool try_showing(erkend_register *reg)
{
    erkend_style style = {.struct_size = sizeof style, .format = ERKEND_JSON};
    erkend_text *list = NULL, *one = NULL;
    erkend_status status = erkend_register_list(&list, reg, NULL, NULL);

    if (status == ERKEND_OK)
        status = erkend_register_show(&one, reg, 1, &style, NULL);
    if (status != ERKEND_OK)
        assert_lacks_memory(status);
    else if (!memory.failed)
        assert_non_null(strstr(erkend_text_bytes(one), "\"record\""));
    erkend_text_free(list);
    erkend_text_free(one);
    return status == ERKEND_OK;
}

/* With memory again: what was acknowledged is there, and it is whole. */
static void check_register(bool acknowledged)
{
    erkend_register *reg = NULL;
    int64_t row;
    int added = 1;

    memory.countdown = -1;
    memory.failed = false;
    assert_int_equal(erkend_register_open(&reg, path, NULL, NULL), ERKEND_OK);
    assert_int_equal(erkend_register_add(reg, decision, &row, &added, NULL), ERKEND_OK);
    if (acknowledged)
        assert_int_equal(added, 0);
    assert_int_equal(erkend_register_verify(reg, NULL, NULL), ERKEND_OK);
    erkend_register_close(reg);
}

static void try_all(attempt what, bool fresh, bool for_good, long step)
{
    bool failed = true;
    long n;

    remove_register();
    if (!fresh)
        check_register(false);
    for (n = 0; failed; n += step) {
        erkend_register *reg = NULL;
        erkend_status status;
        bool done;

        if (fresh)
            remove_register();
        memory.live = 0;
        memory.for_good = for_good;
        memory.failed = false;
        memory.countdown = n;
        status = erkend_register_open(&reg, path, &host, NULL);
        if (status != ERKEND_OK)
            assert_lacks_memory(status);
        done = status == ERKEND_OK && what(reg);
        erkend_register_close(reg);
        assert_int_equal(memory.live, 0);
        failed = memory.failed;
        memory.for_good = false;
        check_register(done && (fresh ? what == try_adding : true));
    }
    assert_true(n > 300);
}

static void test_register_memory__a_decision_added_to_a_fresh_one(void **state)
{
    (void)state;
    try_all(try_adding, true, false, 13);
    try_all(try_adding, true, true, 29);
}

static void test_register_memory__a_decision_found_in_one_in_use(void **state)
{
    (void)state;
    try_all(try_adding, false, false, 7);
}

static void test_register_memory__shown(void **state)
{
    (void)state;
    try_all(try_showing, false, false, 61);
}

static void test_register_memory__proved(void **state)
{
    (void)state;
    try_all(try_proving, false, false, 1009);
    try_all(try_proving, false, true, 2003);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_register_memory__a_decision_added_to_a_fresh_one),
        cmocka_unit_test(test_register_memory__a_decision_found_in_one_in_use),
        cmocka_unit_test(test_register_memory__shown),
        cmocka_unit_test(test_register_memory__proved),
    };
    sqlite3_mem_methods failing;
    erkend_bundle *bundle;
    erkend_worker *worker = NULL;
    erkend_case *the_case = NULL;
    size_t size;
    char *bytes;
    int failed;

    memory.countdown = -1;
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.real) != SQLITE_OK)
        return 1;
    failing = memory.real;
    failing.xMalloc = sqlite_malloc;
    failing.xRealloc = sqlite_realloc;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &failing) != SQLITE_OK)
        return 1;
    bundle = host_bundle();
    bytes = host_read("apprentice-9-months.yaml", &size);
    (void)snprintf(folder, sizeof folder, "%s/erkend-memory-XXXXXX",
                   access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (mkdtemp(folder) == NULL ||
        erkend_worker_new(&worker, bundle, ERKEND_COMPILED, NULL) != ERKEND_OK ||
        host_case(&the_case, "apprentice-9-months.yaml", bytes, size, NULL) != ERKEND_OK ||
        erkend_decide(&decision, worker, the_case, "DE", NULL) != ERKEND_OK)
        return 1;
    free(bytes);
    (void)snprintf(path, sizeof path, "%s/r.db", folder);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    remove_register();
    (void)rmdir(folder);
    erkend_decision_free(decision);
    erkend_case_free(the_case);
    erkend_worker_free(worker);
    erkend_bundle_free(bundle);
    return failed;
}
