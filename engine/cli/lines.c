/* Files with one case a line. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum { LINE_BYTES_MAX = 1024 * 1024 };

bool cli_is_lines(const char *path)
{
    size_t size = strlen(path);

    return size > 7 && strcmp(path + size - 7, ".ndjson") == 0;
}

int cli_lines_read(const char *path,
                   int (*each)(void *to, const char *path, uint64_t line, const char *bytes,
                               size_t size),
                   void *to)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t room = 0;
    uint64_t line = 0;
    ssize_t got;
    int status = EXIT_WANTED;

    if (file == NULL) {
        cli_complain("%s: cannot be read: %s", path, strerror(errno));
        return EXIT_INPUT;
    }
    errno = 0;
    while (status == EXIT_WANTED && (got = getline(&bytes, &room, file)) >= 0) {
        size_t size = (size_t)got;
        line++;
        while (size > 0 && (bytes[size - 1] == '\n' || bytes[size - 1] == '\r'))
            size--;
        if (size > LINE_BYTES_MAX) {
            cli_complain("%s:%llu: a line of more than 1 MB", path, (unsigned long long)line);
            status = EXIT_INPUT;
        } else if (size > 0)
            status = each(to, path, line, bytes, size);
    }
    if (status == EXIT_WANTED && ferror(file)) {
        cli_complain("%s: cannot be read: %s", path, strerror(errno));
        status = EXIT_INPUT;
    }
    free(bytes);
    (void)fclose(file);
    return status;
}
