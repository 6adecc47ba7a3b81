/* Inputs of a batch: reading, unpacking, rows; cut after whole lines. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/input.h"

enum { READ_BYTES = 256 * 1024, PACKED_BYTES = 64 * 1024 };

__attribute__((format(printf, 2, 3))) static void fail(cli_input *input, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(input->failed, sizeof input->failed, format, arguments);
    va_end(arguments);
    input->ended = true;
}

/* ---- Opening ------------------------------------------------------------------------------- */

/* "population.db:learner.document": the file, table and column in a copy; false: it is no table. */
static bool split_table(const char *name, char copy[4096], const char **table, const char **column)
{
    struct stat status;
    char *colon, *point;

    if (stat(name, &status) == 0 || snprintf(copy, 4096, "%s", name) >= 4096)
        return false;
    colon = strrchr(copy, ':');
    if (colon == NULL || colon == copy)
        return false;
    *colon = '\0';
    if (stat(copy, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    *table = colon + 1;
    point = strchr(colon + 1, '.');
    if (point != NULL)
        *point++ = '\0';
    *column = point;
    return true;
}

static int open_table(cli_input *input, const char *path, const char *table, const char *column)
{
    erkend_error *error = erkend_error_new(NULL);
    int status = EXIT_WANTED;

    if (erkend_table_open(&input->table, path, table, column, NULL, error) != ERKEND_OK) {
        status = cli_say_error(error, NULL);
        status = status == EXIT_CALL ? EXIT_CALL : EXIT_INPUT;
    }
    erkend_error_free(error);
    return status;
}

static int open_file(cli_input *input)
{
    cli_coding coding = cli_coding_of(input->name);
    struct stat status;

    input->descriptor =
        strcmp(input->name, "-") == 0 ? STDIN_FILENO : open(input->name, O_RDONLY | O_CLOEXEC);
    if (input->descriptor < 0 || fstat(input->descriptor, &status) != 0) {
        cli_complain("%s: cannot be read: %s", input->name, strerror(errno));
        return EXIT_INPUT;
    }
    if (S_ISDIR(status.st_mode)) {
        cli_complain("%s: this is a folder; name a file of cases, one a line", input->name);
        return EXIT_INPUT;
    }
    input->all = S_ISREG(status.st_mode) ? (uint64_t)status.st_size : 0;
    if (coding == CODING_NONE)
        return EXIT_WANTED;
    input->unpacker = cli_unpacker_new(coding);
    input->packed = malloc(PACKED_BYTES);
    if (input->unpacker == NULL || input->packed == NULL) {
        cli_complain("erkend: there is no memory left");
        return EXIT_MACHINE;
    }
    return EXIT_WANTED;
}

int cli_input_open(cli_input *input, const char *name, bool summed)
{
    const char *table, *column;
    char copy[4096];

    memset(input, 0, sizeof *input);
    input->name = name;
    input->summed = summed;
    input->descriptor = -1;
    input->lines_left = UINT64_MAX;
    atomic_init(&input->taken, 0);
    if (split_table(name, copy, &table, &column))
        return open_table(input, copy, table, column);
    return open_file(input);
}

void cli_input_close(cli_input *input)
{
    if (input->descriptor > STDERR_FILENO)
        (void)close(input->descriptor);
    input->descriptor = -1;
    erkend_table_close(input->table);
    input->table = NULL;
    cli_unpacker_free(input->unpacker);
    input->unpacker = NULL;
    free(input->packed);
    input->packed = NULL;
    free(input->bytes);
    input->bytes = NULL;
}

/* ---- Reading ------------------------------------------------------------------------------- */

/* Waits for a pipe; whoever asks to stop meanwhile may have been heard by another thread. */
static void wait_for_bytes(const cli_input *input)
{
    struct pollfd what = {.fd = input->descriptor, .events = POLLIN};

    while (input->all == 0 && !cli_interrupted() && poll(&what, 1, 200) == 0) {
    }
}

/* Bytes of the file as it lies; 0: the end, or it failed. */
static size_t read_raw(cli_input *input, char *bytes, size_t room)
{
    ssize_t size = -1;

    do {
        wait_for_bytes(input);
        if (!cli_interrupted())
            size = read(input->descriptor, bytes, room);
    } while (size < 0 && errno == EINTR && !cli_interrupted());
    if (cli_interrupted()) {
        fail(input, "%s", "");
        return 0;
    }
    if (size < 0)
        fail(input, "%s: cannot be read: %s", input->name, strerror(errno));
    if (size <= 0)
        return 0;
    atomic_fetch_add(&input->taken, (uint_fast64_t)size);
    return (size_t)size;
}

static size_t read_plain(cli_input *input, char *bytes, size_t room)
{
    size_t got = read_raw(input, bytes, room);
    cli_coding seen = input->begun ? CODING_NONE : cli_coding_seen(bytes, got);

    input->begun = true;
    if (seen != CODING_NONE) {
        fail(input, "%s: these are %s data: give the file a name that ends in %s, or unpack it",
             input->name, cli_coding_name(seen), seen == CODING_GZIP ? ".gz" : ".zst");
        return 0;
    }
    input->ended = input->ended || got == 0;
    return got;
}

static size_t read_packed(cli_input *input, char *bytes, size_t room)
{
    const char *why = "";
    size_t got = 0;

    while (got == 0 && !input->ended) {
        if (input->packed_at == input->packed_size) {
            input->packed_at = 0;
            input->packed_size = read_raw(input, input->packed, PACKED_BYTES);
            if (input->packed_size == 0) {
                if (!input->ended && !cli_unpacker_whole(input->unpacker))
                    fail(input,
                         "%s: the compressed data end in the middle: the file is truncated; get it "
                         "whole",
                         input->name);
                input->ended = true;
                break;
            }
        }
        if (!cli_unpacker_go(input->unpacker, input->packed, input->packed_size, &input->packed_at,
                             bytes, room, &got, &why))
            fail(input, "%s: the compressed data are damaged (%s); get the file anew", input->name,
                 why);
    }
    return got;
}

/* A row, an end of line behind it; what breaks a line in a text is a space of JSON all the same,
 * and a tab is as wrong within quotes. */
static size_t read_row(cli_input *input)
{
    erkend_error *error = erkend_error_new(NULL);
    const char *text = NULL;
    erkend_problem problem;
    size_t size = 0, i;

    if (cli_interrupted()) {
        fail(input, "%s", "");
    } else if (erkend_table_next(input->table, &text, &size, error) != ERKEND_OK) {
        fail(input, "%s: cannot be read: %s", input->name,
             erkend_error_at(error, 0, &problem) ? problem.message : "no memory");
    } else if (text == NULL) {
        input->ended = true;
    } else if (size + 1 > input->capacity - input->size) {
        char *larger = realloc(input->bytes, input->size + size + 1 + READ_BYTES);

        if (larger != NULL) {
            input->bytes = larger;
            input->capacity = input->size + size + 1 + READ_BYTES;
        } else {
            fail(input, "erkend: there is no memory left");
            input->machine = true;
        }
    }
    if (!input->ended) {
        char *bytes = input->bytes + input->size;

        for (i = 0; i < size; i++)
            bytes[i] = text[i] == '\n' || text[i] == '\r' ? '\t' : text[i];
        bytes[size++] = '\n';
    }
    erkend_error_free(error);
    return input->ended ? 0 : size;
}

static bool make_room(cli_input *input)
{
    size_t wanted = input->capacity == 0 ? READ_BYTES : input->capacity;
    char *larger;

    if (input->at > 0) {
        memmove(input->bytes, input->bytes + input->at, input->size - input->at);
        input->size -= input->at;
        input->whole -= input->at;
        input->at = 0;
    }
    while (wanted - input->size < READ_BYTES / 2)
        wanted *= 2;
    if (wanted == input->capacity)
        return true;
    larger = realloc(input->bytes, wanted);
    if (larger == NULL) {
        fail(input, "erkend: there is no memory left");
        input->machine = true;
        return false;
    }
    input->bytes = larger;
    input->capacity = wanted;
    return true;
}

/* The bytes up to and with the last end of a line; 0: there is none. */
static size_t find_whole(const char *bytes, size_t size)
{
    while (size > 0) {
        size_t from = size > 256 ? size - 256 : 0;
        const char *stop = memchr(bytes + from, '\n', size - from), *last = NULL;

        for (; stop != NULL; stop = memchr(stop + 1, '\n', (size_t)(bytes + size - stop - 1)))
            last = stop;
        if (last != NULL)
            return (size_t)(last + 1 - bytes);
        size = from;
    }
    return 0;
}

/* It did not break off, and nobody asked to stop. */
static bool has_come_to_end(const cli_input *input)
{
    return input->ended && input->failed[0] == '\0' && !cli_interrupted();
}

/* Reads until something may be given, or it has ended. */
static void fill(cli_input *input)
{
    while (input->at == input->whole && !input->ended && make_room(input)) {
        char *to = input->bytes + input->size;
        size_t room = input->capacity - input->size, got, whole;

        if (input->table != NULL)
            got = read_row(input);
        else if (input->unpacker != NULL)
            got = read_packed(input, to, room);
        else
            got = read_plain(input, to, room);
        to = input->bytes + input->size;
        input->size += got;
        whole = find_whole(to, got);
        if (whole > 0)
            input->whole = (size_t)(to - input->bytes) + whole;
        else if (input->size >= INPUT_LINE_BYTES)
            input->whole = input->size;
    }
    if (has_come_to_end(input))
        input->whole = input->size; /* a last line without its end */
}

/* How many of these bytes are given: all, or as many lines as are left. */
static size_t give(cli_input *input, const char *bytes, size_t size)
{
    const char *at = bytes, *end = bytes + size;

    while (input->summed && at < end && input->lines_left > 0) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));

        if (stop != NULL) {
            input->lines++;
            input->lines_left--;
        }
        at = stop != NULL ? stop + 1 : end;
    }
    if (input->summed) {
        size = (size_t)(at - bytes);
        cli_sum_add(&input->sum, bytes, size);
    }
    input->given += size;
    return size;
}

/* Whether all that is kept is the begin of a line, and more of a file may be read behind it. */
static bool is_straight(const cli_input *input, size_t room)
{
    return input->all > 0 && input->unpacker == NULL && !input->ended &&
           input->at == input->whole && input->size - input->at < room / 2;
}

/* Lines of a file are read to where they are wanted; what is behind them is kept. 0: the end, or
 * no line ends there. */
static size_t read_straight(cli_input *input, char *bytes, size_t room)
{
    size_t size, whole, given;

    if (!make_room(input))
        return 0;
    if (room > READ_BYTES / 2) /* as much can be kept */
        room = READ_BYTES / 2;
    size = input->size;
    memcpy(bytes, input->bytes, size);
    size += read_plain(input, bytes + size, room - size);
    if (has_come_to_end(input))
        whole = size; /* a last line without its end */
    else
        whole = input->ended ? 0 : find_whole(bytes, size);
    given = give(input, bytes, whole);
    memcpy(input->bytes, bytes + given, size - given);
    input->whole = whole - given;
    input->size = size - given;
    return given;
}

size_t cli_input_read(cli_input *input, char *bytes, size_t room)
{
    size_t given;

    if (input->lines_left == 0) {
        input->paused = true;
        return 0;
    }
    if (is_straight(input, room) && (given = read_straight(input, bytes, room)) > 0)
        return given;
    if (input->at == input->whole)
        fill(input);
    if (room > input->whole - input->at)
        room = input->whole - input->at;
    given = give(input, input->bytes + input->at, room);
    if (given > 0)
        memcpy(bytes, input->bytes + input->at, given);
    input->at += given;
    return given;
}

bool cli_input_done(cli_input *input)
{
    if (input->at == input->whole)
        fill(input);
    return input->at == input->whole;
}

bool cli_input_skip(cli_input *input, uint64_t bytes)
{
    char *unused = malloc(READ_BYTES);

    input->lines_left = UINT64_MAX;
    while (bytes > 0 && unused != NULL) {
        size_t got = cli_input_read(input, unused, bytes < READ_BYTES ? (size_t)bytes : READ_BYTES);

        if (got == 0)
            break;
        bytes -= got;
    }
    free(unused);
    return bytes == 0;
}
