/* The journal of a batch, FILE.journal beside FILE.part: how far it is, so that it can go on.
 *
 * It says what the run was asked (a run with other input, rules or options must not go on), how
 * many lines of which input are done and a checksum of their bytes, how long the outputs were then,
 * and the tally. It is replaced as a whole at each mark, after the outputs are durable. */
#ifndef EK_CLI_JOURNAL_H
#define EK_CLI_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cli_done {
    uint64_t lines, bytes;
    uint64_t sum; /* of the bytes */
} cli_done;

typedef struct cli_journal {
    char *path, *next; /* FILE.journal, FILE.journal.new */
    char *asked;       /* what the run was asked: lines "key<TAB>value" */
    size_t asked_size, asked_capacity;
    char today[11];   /* the deciding date where a case states none */
    cli_done *inputs; /* of every input; those after `at` are not begun */
    size_t input_count, at;
    uint64_t out_size, rejects_size;
    bool complete; /* everything is decided; only the names are to be given */
    char *tally;   /* as the library saved it */
    size_t tally_size;
} cli_journal;

/* For the output of that name; `out` NULL or "-": nothing is kept. False: no memory. */
bool cli_journal_init(cli_journal *journal, const char *out, size_t input_count);
void cli_journal_dispose(cli_journal *journal);
/* Control characters in a value are written as '?'. */
bool cli_journal_ask(cli_journal *journal, const char *key, const char *value);
/* EXIT_WANTED: read, and it was asked the same; *there false: there is none. Else another status,
 * after saying what differs. */
int cli_journal_read(cli_journal *journal, bool *there);
/* EXIT_MACHINE after saying why. */
int cli_journal_write(const cli_journal *journal);
void cli_journal_remove(const cli_journal *journal);

#endif
