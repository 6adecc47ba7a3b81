/* Output: one way out, and certainty that it arrived.
 *
 * Results go to standard output, everything else to standard error. A result that could not be
 * written (a full disk, a closed pipe) ends in exit status 4, never in silence. */
#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "cli/cli.h"

static int write_failed; /* errno of the first failure */

static void note_failure(void)
{
    if (write_failed == 0)
        write_failed = errno ? errno : EIO;
}

void cli_write(const char *bytes, size_t size)
{
    errno = 0;
    if (size > 0 && fwrite(bytes, 1, size, stdout) != size)
        note_failure();
}

void cli_print(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    errno = 0;
    if (vprintf(format, arguments) < 0)
        note_failure();
    va_end(arguments);
}

void cli_complain(const char *format, ...)
{
    va_list arguments;

    (void)fflush(stdout);
    va_start(arguments, format);
    (void)vfprintf(stderr, format, arguments);
    va_end(arguments);
    (void)fputc('\n', stderr);
}

int cli_finish(int status)
{
    errno = 0;
    if (fflush(stdout) != 0)
        note_failure();
    if (write_failed == 0)
        return status;
    if (write_failed == EPIPE) /* whoever reads has read enough */
        return EXIT_MACHINE;
    (void)fprintf(stderr, "erkend: the output could not be written: %s\n", strerror(write_failed));
    return EXIT_MACHINE;
}
