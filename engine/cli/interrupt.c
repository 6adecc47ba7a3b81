/* Interruptions: Ctrl-C and SIGTERM asked for by commands that can stop well. A second one ends the
 * program at once. */
#include <signal.h>
#include <string.h>

#include "cli/cli.h"

static volatile sig_atomic_t interrupted;

static void note_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

void cli_catch_interrupts(void)
{
    struct sigaction how;

    memset(&how, 0, sizeof how);
    how.sa_handler = note_interrupt;
    how.sa_flags = (int)SA_RESETHAND;
    (void)sigaction(SIGINT, &how, NULL);
    (void)sigaction(SIGTERM, &how, NULL);
}

bool cli_interrupted(void)
{
    return interrupted != 0;
}
