/* No thread can be started: a batch is decided by the thread that called, to the same bytes. With a
 * register, which needs a keeper, it ends before anything is read. */
#include "faults/disk.h"

#include <errno.h>
#include <pthread.h>

static const char line[] = "{\"id\":\"c\",\"home_country\":\"DE\",\"decided\":\"2024-11-22\"}\n";

enum { LINES = 50 };

static erkend_bundle *bundle;
static int asked; /* threads */

/* Instead of the one that the library would get. */
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*work)(void *),
                   void *user)
{
    (void)thread;
    (void)attributes;
    (void)work;
    (void)user;
    asked++;
    return EAGAIN;
}

typedef struct lines {
    int read, written;
    bool late; /* a line was asked for before the one before was answered */
} lines;

static erkend_status read_line(void *user, char *bytes, size_t room, size_t *got)
{
    lines *l = user;

    l->late = l->late || l->written < l->read;
    *got = l->read < LINES && room >= sizeof line - 1 ? sizeof line - 1 : 0;
    memcpy(bytes, line, *got);
    l->read += *got > 0;
    return ERKEND_OK;
}

static erkend_status count_lines(void *user, const char *bytes, size_t size)
{
    lines *l = user;

    for (size_t i = 0; i < size; i++)
        l->written += bytes[i] == '\n';
    return ERKEND_OK;
}

static erkend_batch batch_of(lines *l)
{
    static const char *const countries[] = {"DE", NULL};

    *l = (lines){0, 0, false};
    return (erkend_batch){.struct_size = sizeof(erkend_batch),
                          .user = l,
                          .read = read_line,
                          .write = count_lines,
                          .in = countries,
                          .format = ERKEND_CODES};
}

static void test_erkend_batch_run__decides_alone_when_no_thread_starts(void **state)
{
    (void)state;
    for (uint32_t threads = 1; threads <= 4; threads++) {
        lines l;
        erkend_batch batch = batch_of(&l);
        erkend_batch_counts counts;

        asked = 0;
        batch.threads = threads;
        assert_int_equal(erkend_batch_run(bundle, &batch, &counts, NULL), ERKEND_OK);
        assert_int_equal(asked, threads == 1 ? 0 : 1);
        assert_int_equal(counts.decisions, LINES);
        assert_int_equal(l.written, LINES);
        assert_false(l.late);
    }
}

static void test_erkend_batch_run__keeps_nothing_without_a_keeper(void **state)
{
    char folder[] = "/tmp/erkend-alone-XXXXXX", path[sizeof folder + 8];
    erkend_register *reg = NULL;
    int64_t rows = -1;
    lines l;
    erkend_batch batch = batch_of(&l);

    (void)state;
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/r.db", folder);
    assert_int_equal(erkend_register_open(&reg, path, NULL, NULL), ERKEND_OK);
    batch.reg = reg;
    assert_int_equal(erkend_batch_run(bundle, &batch, NULL, NULL), ERKEND_ENOMEM);
    assert_int_equal(l.read, 0);
    assert_int_equal(erkend_register_verify(reg, &rows, NULL), ERKEND_OK);
    assert_int_equal(rows, 0);
    erkend_register_close(reg);
    remove_register(path);
    (void)rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erkend_batch_run__decides_alone_when_no_thread_starts),
        cmocka_unit_test(test_erkend_batch_run__keeps_nothing_without_a_keeper),
    };
    int failed;

    bundle = host_bundle();
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    erkend_bundle_free(bundle);
    return failed;
}
