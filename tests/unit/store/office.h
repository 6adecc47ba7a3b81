/* What tests of the register share: a case decided, a folder for the file, and changes past every
 * trigger. */
#ifndef TESTS_UNIT_STORE_OFFICE_H
#define TESTS_UNIT_STORE_OFFICE_H

#include <sqlite3.h>
#include <unistd.h>

#include "faults/host.h"

typedef struct office {
    erkend_bundle *bundle;
    erkend_worker *worker;
    erkend_case *the_case;
    erkend_decision *decision;
    erkend_error *error;
    char folder[64], path[96];
} office;

static inline int open_office(void **state)
{
    office *o = calloc(1, sizeof *o);
    size_t size;
    char *bytes = host_read("apprentice-9-months.yaml", &size);

    o->error = erkend_error_new(NULL);
    o->bundle = host_bundle();
    if (erkend_worker_new(&o->worker, o->bundle, ERKEND_COMPILED, o->error) != ERKEND_OK ||
        host_case(&o->the_case, "apprentice-9-months.yaml", bytes, size, o->error) != ERKEND_OK ||
        erkend_decide(&o->decision, o->worker, o->the_case, "DE", o->error) != ERKEND_OK)
        host_fail(o->error, "deciding");
    free(bytes);
    (void)snprintf(o->folder, sizeof o->folder, "/tmp/erkend-register-XXXXXX");
    assert_non_null(mkdtemp(o->folder));
    (void)snprintf(o->path, sizeof o->path, "%s/r.db", o->folder);
    *state = o;
    return 0;
}

static inline int close_office(void **state)
{
    office *o = *state;
    char side[128];

    erkend_decision_free(o->decision);
    erkend_case_free(o->the_case);
    erkend_worker_free(o->worker);
    erkend_bundle_free(o->bundle);
    erkend_error_free(o->error);
    (void)unlink(o->path);
    (void)snprintf(side, sizeof side, "%s-wal", o->path);
    (void)unlink(side);
    (void)snprintf(side, sizeof side, "%s-shm", o->path);
    (void)unlink(side);
    (void)rmdir(o->folder);
    free(o);
    return 0;
}

static inline erkend_register *open_register(office *o)
{
    erkend_register *reg = NULL;

    if (erkend_register_open(&reg, o->path, NULL, o->error) != ERKEND_OK)
        host_fail(o->error, "opening the register");
    return reg;
}

static inline void change(office *o, const char *sql)
{
    sqlite3 *database;

    assert_int_equal(sqlite3_open(o->path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(database);
}

static inline void assert_message(office *o, const char *words)
{
    erkend_problem problem;

    assert_int_equal(erkend_error_count(o->error), 1);
    assert_true(erkend_error_at(o->error, 0, &problem));
    if (strstr(problem.message, words) == NULL)
        fail_msg("'%s' is not in: %s", words, problem.message);
}

/* Changes rows of a table whose triggers would refuse it. */
static inline void plant(office *o, const char *table, const char *sql)
{
    char drop[256];

    (void)snprintf(drop, sizeof drop,
                   "PRAGMA foreign_keys=OFF; DROP TRIGGER %s_keeps; DROP TRIGGER %s_stays", table,
                   table);
    change(o, drop);
    change(o, sql);
}

#define WITH_OFFICE(test) cmocka_unit_test_setup_teardown(test, open_office, close_office)

#endif
