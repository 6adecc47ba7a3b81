/* Journals: writing whole, reading back, and what differs. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/codec.h"
#include "cli/journal.h"

#define FIRST_LINE "erkend batch journal 2\n"

enum { JOURNAL_BYTES = 64 * 1024 * 1024 };

static char *name_beside(const char *path, const char *end)
{
    size_t size = strlen(path) + strlen(end) + 1;
    char *name = malloc(size);

    if (name != NULL)
        (void)snprintf(name, size, "%s%s", path, end);
    return name;
}

bool cli_journal_init(cli_journal *journal, const char *out, size_t input_count)
{
    memset(journal, 0, sizeof *journal);
    journal->input_count = input_count;
    journal->inputs = calloc(input_count, sizeof *journal->inputs);
    cli_today(journal->today);
    if (out != NULL && strcmp(out, "-") != 0) {
        journal->path = name_beside(out, ".journal");
        journal->next = name_beside(out, ".journal.new");
        return journal->inputs != NULL && journal->path != NULL && journal->next != NULL;
    }
    return journal->inputs != NULL;
}

void cli_journal_dispose(cli_journal *journal)
{
    free(journal->path);
    free(journal->next);
    free(journal->asked);
    free(journal->inputs);
    free(journal->tally);
    memset(journal, 0, sizeof *journal);
}

bool cli_journal_ask(cli_journal *journal, const char *key, const char *value)
{
    size_t size = strlen(key) + strlen(value) + 2, needed = journal->asked_size + size + 1, i;
    char *at;

    if (needed > journal->asked_capacity) {
        char *larger = realloc(journal->asked, needed * 2);

        if (larger == NULL)
            return false;
        journal->asked = larger;
        journal->asked_capacity = needed * 2;
    }
    at = journal->asked + journal->asked_size;
    (void)snprintf(at, size + 1, "%s\t%s\n", key, value);
    for (i = strlen(key) + 1; i + 1 < size; i++)
        if ((unsigned char)at[i] < 0x20)
            at[i] = '?';
    journal->asked_size += size;
    return true;
}

/* ---- Writing ------------------------------------------------------------------------------- */

static bool put(FILE *file, uint32_t *crc, const char *bytes, size_t size)
{
    *crc = cli_crc(*crc, bytes, size);
    return fwrite(bytes, 1, size, file) == size;
}

static bool put_all(FILE *file, const cli_journal *journal)
{
    char line[256];
    uint32_t crc = 0;
    size_t i;
    bool good = put(file, &crc, FIRST_LINE, sizeof FIRST_LINE - 1) &&
                put(file, &crc, journal->asked, journal->asked_size);

    for (i = 0; i <= journal->at && i < journal->input_count && good; i++) {
        (void)snprintf(line, sizeof line, "done\t%" PRIu64 "\t%" PRIu64 "\t%016" PRIx64 "\n",
                       journal->inputs[i].lines, journal->inputs[i].bytes, journal->inputs[i].sum);
        good = put(file, &crc, line, strlen(line));
    }
    (void)snprintf(line, sizeof line,
                   "today\t%s\nout\t%" PRIu64 "\nrejects\t%" PRIu64 "\ncomplete\t%d\ntally\t%zu\n",
                   journal->today, journal->out_size, journal->rejects_size, journal->complete,
                   journal->tally_size);
    good = good && put(file, &crc, line, strlen(line)) &&
           put(file, &crc, journal->tally, journal->tally_size);
    return good && fprintf(file, "end\t%08" PRIx32 "\n", crc) > 0;
}

int cli_journal_write(const cli_journal *journal)
{
    FILE *file = fopen(journal->next, "wb");
    bool good =
        file != NULL && put_all(file, journal) && fflush(file) == 0 && fdatasync(fileno(file)) == 0;
    int why = errno;

    if (file != NULL && fclose(file) != 0 && good) {
        why = errno;
        good = false;
    }
    if (good && rename(journal->next, journal->path) == 0)
        return EXIT_WANTED;
    why = good ? errno : why;
    (void)unlink(journal->next);
    cli_complain("%s: could not be written: %s", journal->path, strerror(why));
    return EXIT_MACHINE;
}

void cli_journal_remove(const cli_journal *journal)
{
    if (journal->path != NULL)
        (void)unlink(journal->path);
}

/* ---- Reading ------------------------------------------------------------------------------- */

static int say_damaged(const cli_journal *journal)
{
    cli_complain("%s: the journal is damaged, or of another version; run without --resume to begin "
                 "again",
                 journal->path);
    return EXIT_INPUT;
}

/* "key<TAB>value" at *at, without its end; *at moves on. False: there is no line. */
static bool next_line(char **at, char **key, char **value)
{
    char *end = strchr(*at, '\n'), *tab;

    if (end == NULL)
        return false;
    *end = '\0';
    tab = strchr(*at, '\t');
    *key = *at;
    *value = tab != NULL ? tab + 1 : end;
    if (tab != NULL)
        *tab = '\0';
    *at = end + 1;
    return true;
}

static int say_other(const cli_journal *journal, const char *key, const char *was, const char *is)
{
    if (strncmp(key, "policy ", 7) == 0)
        cli_complain("%s: the policy of %s has changed since the run was interrupted; run without "
                     "--resume to begin again",
                     journal->path, key + 7);
    else
        cli_complain("%s: the interrupted run had %s %s, this one has %s; run with the same, or "
                     "without --resume to begin again",
                     journal->path, key, was[0] != '\0' ? was : "none",
                     is[0] != '\0' ? is : "none");
    return EXIT_CALL;
}

/* Whether it was asked the same, line by line; *at moves behind what was asked. */
static int compare_asked(const cli_journal *journal, char **at)
{
    char *asked = malloc(journal->asked_size + 1), *here = asked, *key, *value, *was_key, *was;
    int status = EXIT_WANTED;

    if (asked == NULL)
        return say_damaged(journal);
    memcpy(asked, journal->asked, journal->asked_size);
    asked[journal->asked_size] = '\0';
    while (status == EXIT_WANTED && next_line(&here, &key, &value)) {
        if (!next_line(at, &was_key, &was) || strcmp(key, was_key) != 0)
            status = say_damaged(journal);
        else if (strcmp(value, was) != 0)
            status = say_other(journal, key, was, value);
    }
    free(asked);
    return status;
}

static bool read_done(cli_journal *journal, char *value)
{
    cli_done *done = &journal->inputs[journal->at];

    return sscanf(value, "%" SCNu64 "\t%" SCNu64 "\t%" SCNx64, &done->lines, &done->bytes,
                  &done->sum) == 3;
}

/* What follows what was asked. */
static bool read_position(cli_journal *journal, char *at, const char *end)
{
    char *key, *value;
    size_t inputs = 0;
    int complete = 0;

    while (next_line(&at, &key, &value)) {
        if (strcmp(key, "done") == 0) {
            if (inputs == journal->input_count)
                return false;
            journal->at = inputs++;
            if (!read_done(journal, value))
                return false;
        } else if (strcmp(key, "today") == 0) {
            (void)snprintf(journal->today, sizeof journal->today, "%s", value);
        } else if (strcmp(key, "out") == 0) {
            journal->out_size = strtoull(value, NULL, 10);
        } else if (strcmp(key, "rejects") == 0) {
            journal->rejects_size = strtoull(value, NULL, 10);
        } else if (strcmp(key, "complete") == 0) {
            complete = value[0] == '1';
        } else if (strcmp(key, "tally") == 0) {
            journal->tally_size = strtoull(value, NULL, 10);
            break;
        } else {
            return false;
        }
    }
    journal->complete = complete;
    if (inputs == 0 || journal->tally_size != (size_t)(end - at))
        return false;
    journal->tally = malloc(journal->tally_size + 1);
    if (journal->tally == NULL)
        return false;
    memcpy(journal->tally, at, journal->tally_size);
    return true;
}

/* The end line holds, and is right; it is cut off. */
static bool check_end(char *bytes, size_t *size)
{
    const size_t tail = sizeof "end\t00000000\n" - 1;
    char wanted[32];

    if (*size < tail || strlen(bytes) != *size)
        return false;
    *size -= tail;
    (void)snprintf(wanted, sizeof wanted, "end\t%08" PRIx32 "\n", cli_crc(0, bytes, *size));
    if (strcmp(bytes + *size, wanted) != 0)
        return false;
    bytes[*size] = '\0';
    return strncmp(bytes, FIRST_LINE, sizeof FIRST_LINE - 1) == 0;
}

int cli_journal_read(cli_journal *journal, bool *there)
{
    char *bytes, *at;
    size_t size;
    int status;

    *there = journal->path != NULL && access(journal->path, F_OK) == 0;
    if (!*there)
        return EXIT_WANTED;
    status = cli_read_file(journal->path, JOURNAL_BYTES, &bytes, &size);
    if (status != EXIT_WANTED)
        return status;
    if (check_end(bytes, &size)) {
        at = bytes + sizeof FIRST_LINE - 1;
        status = compare_asked(journal, &at);
        if (status == EXIT_WANTED && !read_position(journal, at, bytes + size))
            status = say_damaged(journal);
    } else {
        status = say_damaged(journal);
    }
    free(bytes);
    return status;
}
