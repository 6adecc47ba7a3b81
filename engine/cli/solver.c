/* A solver: a program that reads a problem on standard input and prints what it found. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

extern char **environ;

enum { OUTPUT_BYTES_MAX = 16 * 1024 * 1024 };

static bool is_z3(const char *program)
{
    const char *slash = strrchr(program, '/');

    return strncmp(slash != NULL ? slash + 1 : program, "z3", 2) == 0;
}

static pid_t start(const char *program, int in, int out)
{
    char *words[] = {(char *)program, is_z3(program) ? (char *)"-in" : NULL, NULL};
    posix_spawn_file_actions_t actions;
    pid_t child = -1;

    if (posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    (void)posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    (void)posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    if (posix_spawnp(&child, program, &actions, NULL, words, environ) != 0)
        child = -1;
    (void)posix_spawn_file_actions_destroy(&actions);
    return child;
}

static int64_t now(void)
{
    struct timespec at;

    (void)clock_gettime(CLOCK_MONOTONIC, &at);
    return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

/* Until its end or the deadline; false: too late, or too much. */
static bool read_until(int from, int64_t deadline, char **output, size_t *size)
{
    for (;;) {
        struct pollfd wait = {.fd = from, .events = POLLIN};
        int64_t left = deadline - now();
        char *more;
        ssize_t got;
        int ready = left > 0 ? poll(&wait, 1, left > 3600000 ? 3600000 : (int)left) : 0;

        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0 || *size > OUTPUT_BYTES_MAX)
            return false;
        more = realloc(*output, *size + 65537);
        if (more == NULL)
            return false;
        *output = more;
        got = read(from, more + *size, 65536);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        *size += (size_t)got;
        more[*size] = '\0';
    }
}

/* The problem as a file, so that nobody waits for anybody. */
static FILE *keep_problem(const char *smt, size_t size)
{
    FILE *file = tmpfile();

    if (file == NULL)
        return NULL;
    if (fwrite(smt, 1, size, file) != size || fflush(file) != 0 ||
        lseek(fileno(file), 0, SEEK_SET) != 0) {
        (void)fclose(file);
        return NULL;
    }
    return file;
}

int cli_solve(char **output, size_t *size, const char *program, uint64_t seconds, const char *smt,
              size_t smt_size, bool *missing)
{
    static const char silence[] = "it ended without an answer"; /* which is not: too late */
    FILE *problem = keep_problem(smt, smt_size);
    int ends[2], status = -1;
    pid_t child;

    *output = NULL;
    *size = 0;
    *missing = false;
    if (problem == NULL || pipe(ends) != 0) {
        if (problem != NULL)
            (void)fclose(problem);
        cli_complain("the problem for the solver could not be written: %s", strerror(errno));
        return EXIT_MACHINE;
    }
    child = start(program != NULL ? program : "z3", fileno(problem), ends[1]);
    (void)close(ends[1]);
    (void)fclose(problem);
    if (child >= 0 && !read_until(ends[0], now() + (int64_t)seconds * 1000, output, size)) {
        (void)kill(child, SIGKILL);
        *size = 0;
    } else if (child >= 0 && *size == 0) {
        free(*output);
        *output = strdup(silence);
        *size = *output != NULL ? sizeof silence - 1 : 0;
    }
    (void)close(ends[0]);
    while (child >= 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    *missing = child < 0 || (WIFEXITED(status) && WEXITSTATUS(status) == 127);
    return *missing ? EXIT_MACHINE : EXIT_WANTED;
}
