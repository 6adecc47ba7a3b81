/* Result files: whole or not there. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

static int say_failure(const cli_result *result)
{
    int why = errno;

    cli_complain("%s: could not be written: %s",
                 strcmp(result->path, "-") == 0 ? "standard output" : result->path,
                 strerror(why != 0 ? why : EIO));
    return EXIT_MACHINE;
}

static bool is_special(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

/* As open() would have made it. */
static void set_rights(int descriptor)
{
    mode_t mask = umask(0);

    (void)umask(mask);
    (void)fchmod(descriptor, 0666 & ~mask);
}

int cli_result_open(cli_result *result, const char *path)
{
    size_t size;
    int descriptor = -1;

    memset(result, 0, sizeof *result);
    result->path = path;
    if (path == NULL)
        return EXIT_WANTED;
    if (strcmp(path, "-") == 0) {
        result->stream = stdout;
        return EXIT_WANTED;
    }
    if (is_special(path)) {
        result->stream = fopen(path, "wb");
        return result->stream != NULL ? EXIT_WANTED : say_failure(result);
    }
    size = strlen(path) + sizeof ".XXXXXX";
    result->temporary = malloc(size);
    if (result->temporary != NULL) {
        (void)snprintf(result->temporary, size, "%s.XXXXXX", path);
        descriptor = mkstemp(result->temporary);
    }
    if (descriptor >= 0) {
        set_rights(descriptor);
        result->stream = fdopen(descriptor, "wb");
    }
    if (result->stream == NULL) {
        int status = say_failure(result);
        if (descriptor >= 0)
            (void)close(descriptor);
        free(result->temporary);
        result->temporary = NULL;
        return status;
    }
    return EXIT_WANTED;
}

bool cli_result_write(cli_result *result, const char *bytes, size_t size)
{
    errno = 0;
    return result->path == NULL || size == 0 || fwrite(bytes, 1, size, result->stream) == size;
}

bool cli_result_flush(cli_result *result)
{
    errno = 0;
    return result->path == NULL || fflush(result->stream) == 0;
}

bool cli_sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL ? strdup(".") : strndup(path, (size_t)(slash - path + 1));
    int descriptor = folder != NULL ? open(folder, O_RDONLY | O_DIRECTORY) : -1;
    bool synced = descriptor >= 0 && fsync(descriptor) == 0;

    if (descriptor >= 0)
        (void)close(descriptor);
    free(folder);
    return synced;
}

int cli_result_close(cli_result *result, bool keep)
{
    bool good;

    if (result->path == NULL || result->stream == NULL)
        return EXIT_WANTED;
    errno = 0;
    good = fflush(result->stream) == 0;
    if (good && keep && result->temporary != NULL)
        good = fsync(fileno(result->stream)) == 0;
    if (result->stream != stdout && fclose(result->stream) != 0)
        good = false;
    if (result->temporary != NULL) {
        if (good && keep)
            good = rename(result->temporary, result->path) == 0 && cli_sync_folder(result->path);
        if (!good || !keep)
            (void)unlink(result->temporary);
        free(result->temporary);
    }
    result->stream = NULL;
    if (!good && keep)
        return say_failure(result);
    return EXIT_WANTED;
}
