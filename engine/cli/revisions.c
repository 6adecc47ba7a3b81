/* A git revision as a folder: policies and countries as they were, unpacked into a temporary place.
 *
 * git and tar do it; nothing of the working tree is touched. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"

extern char **environ;

/* Runs a program with these standard streams (-1: /dev/null); its exit status, or -1. */
static pid_t start(char *const *words, int in, int out)
{
    posix_spawn_file_actions_t actions;
    pid_t child = -1;

    if (posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    if (in >= 0)
        (void)posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    if (out >= 0)
        (void)posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    (void)posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&child, words[0], &actions, NULL, words, environ) != 0)
        child = -1;
    (void)posix_spawn_file_actions_destroy(&actions);
    return child;
}

static int wait_for(pid_t child)
{
    int status = -1;

    if (child < 0)
        return -1;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* git archive REVISION | tar, in the folder. */
static bool unpack(const char *revision, const char *root, const char *folder)
{
    char *archive[] = {(char *)"git",          (char *)"-C",     (char *)root, (char *)"archive",
                       (char *)"--format=tar", (char *)revision, NULL};
    char *extract[] = {(char *)"tar", (char *)"-x",   (char *)"-f", (char *)"-",
                       (char *)"-C",  (char *)folder, NULL};
    int ends[2], archived, extracted;
    pid_t git, tar;

    if (pipe(ends) != 0)
        return false;
    (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    git = start(archive, -1, ends[1]);
    tar = start(extract, ends[0], -1);
    (void)close(ends[0]);
    (void)close(ends[1]);
    archived = wait_for(git);
    extracted = wait_for(tar);
    return archived == 0 && extracted == 0;
}

/* The root of the repository that one stands in; false: none. */
static bool find_root(char *out, size_t size)
{
    char *words[] = {(char *)"git", (char *)"rev-parse", (char *)"--show-toplevel", NULL};
    int ends[2];
    ssize_t got;
    size_t used = 0;
    pid_t git;

    if (pipe(ends) != 0)
        return false;
    (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    git = start(words, -1, ends[1]);
    (void)close(ends[1]);
    while (used + 1 < size && (got = read(ends[0], out + used, size - 1 - used)) > 0)
        used += (size_t)got;
    (void)close(ends[0]);
    while (used > 0 && out[used - 1] == '\n')
        used--;
    out[used] = '\0';
    return wait_for(git) == 0 && used > 0;
}

int cli_revision_open(char **folder, const char *revision)
{
    const char *place = getenv("TMPDIR");
    char root[4096], made[4096];

    *folder = NULL;
    if (revision[0] == '-' || !find_root(root, sizeof root)) {
        cli_complain("erkend: '%s' is no folder, no date, no country, and there is no git "
                     "repository here in which it could be a revision",
                     revision);
        return EXIT_CALL;
    }
    (void)snprintf(made, sizeof made, "%s/erkend.XXXXXX",
                   place != NULL && place[0] != '\0' ? place : "/tmp");
    if (mkdtemp(made) == NULL) {
        cli_complain("%s: could not be made: %s", made, strerror(errno));
        return EXIT_MACHINE;
    }
    *folder = strdup(made);
    if (*folder == NULL || !unpack(revision, root, made)) {
        cli_complain("erkend: '%s' is no folder, no date, no country, and no git revision here",
                     revision);
        cli_revision_close(*folder);
        *folder = NULL;
        return EXIT_CALL;
    }
    return EXIT_WANTED;
}

void cli_revision_close(char *folder)
{
    char *words[] = {(char *)"rm", (char *)"-rf", (char *)"--", folder, NULL};

    if (folder == NULL)
        return;
    (void)wait_for(start(words, -1, -1));
    free(folder);
}
