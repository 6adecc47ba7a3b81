/* Inputs with one case a line, handed out line by line: plain, packed, or a table (input.h). */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/input.h"

enum { CHUNK = 65536 };

static bool ends(const char *path, const char *with)
{
    size_t size = strlen(path), tail = strlen(with);

    return size > tail && strcmp(path + size - tail, with) == 0;
}

bool cli_is_lines(const char *path)
{
    return ends(path, ".ndjson") || ends(path, ".ndjson.gz") || ends(path, ".ndjson.zst") ||
           strstr(path, ".db:") != NULL;
}

typedef struct reader {
    const char *path;
    cli_line_each each;
    void *to;
    char *held; /* a line that is not whole yet */
    size_t size, room;
    uint64_t line;
} reader;

static int give_line(reader *r, const char *bytes, size_t size)
{
    r->line++;
    while (size > 0 && (bytes[size - 1] == '\n' || bytes[size - 1] == '\r'))
        size--;
    return size > 0 ? r->each(r->to, r->path, r->line, bytes, size) : EXIT_WANTED;
}

static bool hold(reader *r, const char *bytes, size_t size)
{
    if (size == 0)
        return true;
    if (r->held == NULL || r->size + size > r->room) {
        size_t room = (r->size + size) * 2;
        char *more = realloc(r->held, room);
        if (more == NULL)
            return false;
        r->held = more;
        r->room = room;
    }
    memcpy(r->held + r->size, bytes, size);
    r->size += size;
    return true;
}

/* Whole lines of a chunk go on; what is left over is held. */
static int take_chunk(reader *r, const char *chunk, size_t size)
{
    const char *at = chunk, *end = chunk + size, *stop;
    int status = EXIT_WANTED;

    while (status == EXIT_WANTED && (stop = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        if (r->size == 0)
            status = give_line(r, at, (size_t)(stop - at));
        else if (!hold(r, at, (size_t)(stop - at)))
            return EXIT_MACHINE;
        else
            status = give_line(r, r->held, r->size);
        r->size = 0;
        at = stop + 1;
    }
    if (status != EXIT_WANTED)
        return status;
    return at == end || hold(r, at, (size_t)(end - at)) ? EXIT_WANTED : EXIT_MACHINE;
}

static int read_all(reader *r, cli_input *input)
{
    char *chunk = malloc(CHUNK);
    size_t got;
    int status = chunk != NULL ? EXIT_WANTED : EXIT_MACHINE;

    while (status == EXIT_WANTED && (got = cli_input_read(input, chunk, CHUNK)) > 0)
        status = take_chunk(r, chunk, got);
    if (status == EXIT_WANTED && r->size > 0)
        status = give_line(r, r->held, r->size);
    if (status == EXIT_WANTED && input->failed[0] != '\0') {
        cli_complain("%s", input->failed);
        status = input->machine ? EXIT_MACHINE : EXIT_INPUT;
    }
    free(chunk);
    return status;
}

int cli_lines_read(const char *path, cli_line_each each, void *to)
{
    reader r;
    cli_input input;
    int status = cli_input_open(&input, path, false);

    memset(&r, 0, sizeof r);
    r.path = path;
    r.each = each;
    r.to = to;
    if (status == EXIT_WANTED)
        status = read_all(&r, &input);
    cli_input_close(&input);
    free(r.held);
    return status;
}
