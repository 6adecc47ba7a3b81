/* The solver of the tests: a problem goes into a file, z3 reads it, its answers are read back. */
#ifndef TEST_DESK_Z3_H
#define TEST_DESK_Z3_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct z3 {
    char path[32];
    FILE *answers;
} z3;

static inline bool z3_is_there(void)
{
    return system("z3 --version >/dev/null 2>&1") == 0;
}

/* Each question of the problem for so many milliseconds. */
static inline void z3_open(z3 *to, const char *problem, size_t size, unsigned milliseconds)
{
    char command[80];
    int made;
    FILE *file;

    (void)strcpy(to->path, "/tmp/erkend-smt-XXXXXX");
    made = mkstemp(to->path);
    file = made >= 0 ? fdopen(made, "w") : NULL;
    assert_non_null(file);
    assert_int_equal(fwrite(problem, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    (void)snprintf(command, sizeof command, "z3 -smt2 -t:%u %s", milliseconds, to->path);
    to->answers = popen(command, "r"); /* NOLINT(cert-env33-c): of a test */
    assert_non_null(to->answers);
}

/* The problem stays where KEEP_SMT is set. */
static inline void z3_close(z3 *to)
{
    (void)pclose(to->answers);
    if (!getenv("KEEP_SMT"))
        (void)remove(to->path);
}

#endif
