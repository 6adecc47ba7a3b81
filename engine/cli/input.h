/* What a batch reads: one input after the other, in whole lines.
 *
 * A file or standard input (plain, or gzip or zstd by name), or a column of a table of a SQLite
 * file ("FILE.db:table.column"), a value a line. What is handed out ends with a line, except the
 * last line of an input, and, for a line of more than INPUT_LINE_BYTES, that line; so an input that
 * breaks off loses the line that is not whole, and nothing else. */
#ifndef EK_CLI_INPUT_H
#define EK_CLI_INPUT_H

#include <stdatomic.h>
#include <stdbool.h>

#include "cli/codec.h"
#include "cli/sum.h"
#include "erkend.h"

#define INPUT_LINE_BYTES ((size_t)2 * 1024 * 1024)

typedef struct cli_input {
    const char *name; /* as typed; for places and messages */
    int descriptor;   /* -1: a table */
    erkend_table *table;
    cli_unpacker *unpacker; /* NULL: plain */
    char *packed;           /* read and not unpacked: [packed_at, packed_size) */
    size_t packed_at, packed_size;
    char *bytes;                      /* read and not given: [at, size) */
    size_t at, whole, size, capacity; /* [at, whole) may be given */
    bool begun, ended;
    bool summed;                /* a journal is kept: lines are counted, and bytes summed */
    uint64_t lines_left;        /* to be given before `paused`, if summed */
    bool paused;                /* an end was told, but there is more */
    uint64_t lines, given;      /* lines and bytes given; 0 lines unless summed */
    cli_sum sum;                /* of them, if summed */
    uint64_t all;               /* bytes of the file as it lies; 0: not known */
    atomic_uint_fast64_t taken; /* of these */
    char failed[768];           /* a message; "": nothing was wrong */
    bool machine;               /* it was the machine's fault */
} cli_input;

/* EXIT_WANTED, or another status after saying why. Close it in any case. `summed`: count and sum.
 */
int cli_input_open(cli_input *input, const char *name, bool summed);
void cli_input_close(cli_input *input);
/* Some bytes; 0: the end, or `lines_left` lines were given (paused). Never fails: what is wrong
 * with the input is said in `failed` and is an end. */
size_t cli_input_read(cli_input *input, char *bytes, size_t room);
/* Passes over so many bytes; false: there are not so many. */
bool cli_input_skip(cli_input *input, uint64_t bytes);
/* Nothing is left. May read on. */
bool cli_input_done(cli_input *input);

#endif
