/* The bar: " 61 %  ████░░  7,320,114 lines   171,000 a second   27 s left". */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/bar.h"

enum { BAR_CELLS = 32 };

static double seconds_now(void)
{
    struct timespec now;

    return clock_gettime(CLOCK_MONOTONIC, &now) == 0
               ? (double)now.tv_sec + (double)now.tv_nsec / 1e9
               : 0;
}

/* "7,320,114" */
static const char *group_digits(uint64_t number, char out[32])
{
    char plain[32];
    size_t size, used = 0, i;

    (void)snprintf(plain, sizeof plain, "%" PRIu64, number);
    size = strlen(plain);
    for (i = 0; i < size; i++) {
        if (i > 0 && (size - i) % 3 == 0)
            out[used++] = ',';
        out[used++] = plain[i];
    }
    out[used] = '\0';
    return out;
}

void cli_bar_init(cli_bar *bar, uint64_t all)
{
    memset(bar, 0, sizeof *bar);
    bar->terminal = isatty(STDERR_FILENO) == 1;
    bar->started = seconds_now();
    bar->all = all;
}

void cli_bar_go_on(cli_bar *bar, uint64_t lines, uint64_t bytes)
{
    bar->lines_before = lines;
    bar->bytes_before = bytes;
    bar->started = seconds_now();
}

/* "27 s", "4 min", "2 h 10 min" */
static void put_time(double seconds)
{
    uint64_t whole = (uint64_t)(seconds + 0.5);

    if (whole < 120)
        (void)fprintf(stderr, "   %" PRIu64 " s left", whole);
    else if (whole < 7200)
        (void)fprintf(stderr, "   %" PRIu64 " min left", (whole + 30) / 60);
    else
        (void)fprintf(stderr, "   %" PRIu64 " h %" PRIu64 " min left", whole / 3600,
                      whole % 3600 / 60);
}

void cli_bar_draw(cli_bar *bar, uint64_t lines, uint64_t bytes)
{
    double now = bar->terminal ? seconds_now() : 0, passed = now - bar->started;
    uint64_t read = bytes > bar->all ? bar->all : bytes;
    char text[32], rate[32];
    unsigned cells, i;

    if (!bar->terminal || passed < 2 || now - bar->last < 0.2)
        return;
    bar->last = now;
    bar->drawn = true;
    (void)fprintf(stderr, "\r\033[K");
    if (bar->all > 0) {
        cells = (unsigned)((double)read * BAR_CELLS / (double)bar->all);
        (void)fprintf(stderr, " %2u %%  ", (unsigned)((double)read * 100 / (double)bar->all));
        for (i = 0; i < BAR_CELLS; i++)
            (void)fputs(i < cells ? "█" : "░", stderr);
    }
    (void)fprintf(stderr, "  %s lines   %s a second", group_digits(lines, text),
                  group_digits((uint64_t)((double)(lines - bar->lines_before) / passed), rate));
    if (read > bar->bytes_before)
        put_time(passed * (double)(bar->all - read) / (double)(read - bar->bytes_before));
    (void)fflush(stderr);
}

void cli_bar_clear(cli_bar *bar)
{
    if (bar->drawn)
        (void)fprintf(stderr, "\r\033[K");
    bar->drawn = false;
}
