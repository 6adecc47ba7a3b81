/* Runs a command with its output thrown away and says what it took, in microseconds and kilobytes:
 * USER SYSTEM ELAPSED LARGEST_RSS. usage: measure COMMAND…
 * Exit status: that of the command; 4 if it could not be run. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long microseconds(struct timeval t)
{
    return (long long)t.tv_sec * 1000000 + t.tv_usec;
}

static long long now(void)
{
    struct timespec t;

    return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? t.tv_sec * 1000000LL + t.tv_nsec / 1000 : 0;
}

static _Noreturn void run(char **command)
{
    int nothing = open("/dev/null", O_RDWR);

    if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0)
        _exit(4);
    execvp(command[0], command);
    _exit(4);
}

int main(int count, char **words)
{
    struct rusage used;
    long long start = now();
    int status = 0;
    pid_t child;

    if (count < 2) {
        (void)fprintf(stderr, "usage: measure COMMAND...\n");
        return 2;
    }
    child = fork();
    if (child == 0)
        run(words + 1);
    if (child < 0 || waitpid(child, &status, 0) != child || getrusage(RUSAGE_CHILDREN, &used) != 0)
        return 4;
    printf("%lld %lld %lld %ld\n", microseconds(used.ru_utime), microseconds(used.ru_stime),
           now() - start, used.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 4;
}
