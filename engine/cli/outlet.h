/* What a batch writes: a file that grows, and is there whole or not at all.
 *
 * A file is written as FILE.part, packed when its name ends in .gz or .zst, and gets its name at
 * the end. A mark makes all that was written durable and ends a packed part there, so that a later
 * run can cut the file at the mark and go on. FILE.part is locked: two programs cannot write it.
 * "-" and what is no ordinary file (a pipe, /dev/null) are written in place, as it comes. */
#ifndef EK_CLI_OUTLET_H
#define EK_CLI_OUTLET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/codec.h"

typedef struct cli_outlet {
    const char *path; /* NULL: not asked for; everything is done with nothing */
    char *part;       /* NULL: written in place */
    int descriptor;
    cli_packer *packer; /* NULL: plain */
    uint64_t size;      /* bytes of the file, of those that were written here */
    bool unfinished;    /* the part was there */
    int failed;         /* errno */
} cli_outlet;

/* EXIT_WANTED, or another status after saying why. Close it in any case. What a part that is there
 * holds is kept until cli_outlet_cut. */
int cli_outlet_open(cli_outlet *outlet, const char *path);
/* Leaves so many bytes. False: it has fewer, or cannot be cut. */
bool cli_outlet_cut(cli_outlet *outlet, uint64_t size);
bool cli_outlet_write(cli_outlet *outlet, const char *bytes, size_t size);
/* All that was written is durable, and outlet->size bytes. */
bool cli_outlet_mark(cli_outlet *outlet);
/* Gives it its name, after a mark. EXIT_MACHINE after saying why. */
int cli_outlet_name(cli_outlet *outlet);
/* EXIT_MACHINE, having said what `failed` was. */
int cli_outlet_say(const cli_outlet *outlet);
/* `keep`: a part that has no name yet stays. */
void cli_outlet_close(cli_outlet *outlet, bool keep);

#endif
