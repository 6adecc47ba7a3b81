/* Progress on a terminal, on standard error: share, lines, rate, time left. Nothing at all where
 * standard error is no terminal, or before two seconds have passed. */
#ifndef EK_CLI_BAR_H
#define EK_CLI_BAR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cli_bar {
    bool terminal, drawn;
    double started, last;                /* seconds */
    uint64_t all;                        /* bytes to be read; 0: not known */
    uint64_t lines_before, bytes_before; /* done by an earlier run */
} cli_bar;

void cli_bar_init(cli_bar *bar, uint64_t all);
/* What an earlier run did counts for the share, not for the rate. */
void cli_bar_go_on(cli_bar *bar, uint64_t lines, uint64_t bytes);
void cli_bar_draw(cli_bar *bar, uint64_t lines, uint64_t bytes);
/* Before anything else is said on standard error. */
void cli_bar_clear(cli_bar *bar);

#endif
