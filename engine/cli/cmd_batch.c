/* erkend batch: many cases, one a line; what cannot be decided is named, and the others go on. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

enum { BAR_CELLS = 32, WORKERS_MOST = 64 };

typedef struct batch_run {
    const char *name; /* of the input, as typed */
    int descriptor;
    int read_failed; /* errno */
    bool write_failed;
    atomic_uint_fast64_t bytes_read;
    uint64_t bytes_all; /* 0: not known */
    cli_result out, rejects;
    bool terminal, drawn;
    double started, last_drawn;
} batch_run;

static double seconds_now(void)
{
    struct timespec now;

    return clock_gettime(CLOCK_MONOTONIC, &now) == 0
               ? (double)now.tv_sec + (double)now.tv_nsec / 1e9
               : 0;
}

/* "7,320,114" */
static const char *group_digits(uint64_t number, char out[32])
{
    char plain[32];
    size_t size, used = 0, i;

    (void)snprintf(plain, sizeof plain, "%" PRIu64, number);
    size = strlen(plain);
    for (i = 0; i < size; i++) {
        if (i > 0 && (size - i) % 3 == 0)
            out[used++] = ',';
        out[used++] = plain[i];
    }
    out[used] = '\0';
    return out;
}

/* ---- What the library calls ---------------------------------------------------------------- */

static erkend_status read_input(void *user, char *bytes, size_t room, size_t *got)
{
    batch_run *run = user;
    ssize_t size;

    do
        size = read(run->descriptor, bytes, room);
    while (size < 0 && errno == EINTR);
    if (size < 0) {
        run->read_failed = errno;
        return ERKEND_EIO;
    }
    *got = (size_t)size;
    atomic_fetch_add(&run->bytes_read, (uint_fast64_t)size);
    return ERKEND_OK;
}

static erkend_status write_decisions(void *user, const char *bytes, size_t size)
{
    batch_run *run = user;

    if (cli_result_write(&run->out, bytes, size) &&
        (run->out.stream != stdout || cli_result_flush(&run->out)))
        return ERKEND_OK;
    cli_complain("%s: could not be written: %s",
                 run->out.stream == stdout ? "standard output" : run->out.path, strerror(errno));
    run->write_failed = true;
    return ERKEND_EIO;
}

static void clear_bar(batch_run *run)
{
    if (run->drawn)
        (void)fprintf(stderr, "\r\033[K");
    run->drawn = false;
}

static erkend_status tell_rejected(void *user, uint64_t line, const char *bytes, size_t size,
                                   const erkend_error *why)
{
    batch_run *run = user;
    erkend_problem problem;
    size_t i;

    clear_bar(run);
    for (i = 0; erkend_error_at(why, i, &problem); i++)
        if (!problem.is_warning && problem.line > 0)
            cli_complain("%s", problem.line_text);
        else if (!problem.is_warning)
            cli_complain("%s:%" PRIu64 ": %s", run->name, line, problem.message);
    if (cli_result_write(&run->rejects, bytes, size) &&
        (size == 0 || cli_result_write(&run->rejects, "\n", 1)))
        return ERKEND_OK;
    cli_complain("%s: could not be written: %s", run->rejects.path, strerror(errno));
    run->write_failed = true;
    return ERKEND_EIO;
}

/* " 61 %  ████░░  7,320,114 lines   171,000 a second   27 s left", five times a second. */
static erkend_status draw_bar(void *user, const erkend_batch_counts *so_far)
{
    batch_run *run = user;
    double now = run->terminal ? seconds_now() : 0, passed = now - run->started;
    uint64_t read = atomic_load(&run->bytes_read);
    char lines[32], rate[32];
    unsigned cells, i;

    if (!run->terminal || now - run->last_drawn < 0.2 || passed <= 0)
        return ERKEND_OK;
    run->last_drawn = now;
    run->drawn = true;
    (void)fprintf(stderr, "\r\033[K");
    if (run->bytes_all > 0) {
        if (read > run->bytes_all)
            read = run->bytes_all;
        cells = (unsigned)(read * BAR_CELLS / run->bytes_all);
        (void)fprintf(stderr, " %2u %%  ", (unsigned)(read * 100 / run->bytes_all));
        for (i = 0; i < BAR_CELLS; i++)
            (void)fputs(i < cells ? "█" : "░", stderr);
    }
    (void)fprintf(stderr, "  %s lines   %s a second", group_digits(so_far->lines, lines),
                  group_digits((uint64_t)((double)so_far->lines / passed), rate));
    if (run->bytes_all > 0 && read > 0)
        (void)fprintf(stderr, "   %.0f s left",
                      passed * (double)(run->bytes_all - read) / (double)read);
    (void)fflush(stderr);
    return ERKEND_OK;
}

/* ---- The command --------------------------------------------------------------------------- */

static int print_summary(erkend_tally *tally, FILE *to)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_text *text = NULL;
    int status = EXIT_WANTED;

    if (erkend_render_tally(&text, tally, NULL, error) != ERKEND_OK)
        status = cli_say_error(error, NULL);
    else
        (void)fwrite(erkend_text_bytes(text), 1, erkend_text_size(text), to);
    erkend_text_free(text);
    erkend_error_free(error);
    return status;
}

static int read_threads(uint32_t *out, const cli_options *options)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN), number = 0;
    char *end;

    *out = processors < 1 ? 1 : processors > WORKERS_MOST ? WORKERS_MOST : (uint32_t)processors;
    if (options->threads == NULL)
        return EXIT_WANTED;
    number = strtol(options->threads, &end, 10);
    if (*end != '\0' || number < 1 || number > WORKERS_MOST) {
        cli_complain("erkend batch: --threads: '%s' is no number from 1 to %d", options->threads,
                     WORKERS_MOST);
        return EXIT_CALL;
    }
    *out = (uint32_t)number;
    return EXIT_WANTED;
}

static int read_mode(erkend_mode *out, const cli_options *options)
{
    const char *how = options->evaluation != NULL ? options->evaluation : "compiled";

    if (strcmp(how, "compiled") == 0)
        *out = ERKEND_COMPILED;
    else if (strcmp(how, "plain") == 0)
        *out = ERKEND_PLAIN;
    else if (strcmp(how, "verify") == 0)
        *out = ERKEND_VERIFY;
    else {
        cli_complain("erkend: --evaluation: '%s' is not compiled, plain or verify", how);
        return EXIT_CALL;
    }
    return EXIT_WANTED;
}

static int read_format(erkend_format *out, const cli_options *options)
{
    const char *word = options->format != NULL ? options->format : "ndjson";

    *out = strcmp(word, "codes") == 0 ? ERKEND_CODES : ERKEND_NDJSON;
    if (*out == ERKEND_CODES || strcmp(word, "ndjson") == 0)
        return EXIT_WANTED;
    cli_complain("erkend batch: --format: '%s' is not ndjson or codes", word);
    return EXIT_CALL;
}

static int open_input(batch_run *run)
{
    struct stat status;

    run->descriptor =
        strcmp(run->name, "-") == 0 ? STDIN_FILENO : open(run->name, O_RDONLY | O_CLOEXEC);
    if (run->descriptor < 0 || fstat(run->descriptor, &status) != 0) {
        cli_complain("%s: cannot be read: %s", run->name, strerror(errno));
        return EXIT_INPUT;
    }
    if (S_ISDIR(status.st_mode)) {
        cli_complain("%s: this is a folder; name a file of cases, one a line", run->name);
        return EXIT_INPUT;
    }
    run->bytes_all = S_ISREG(status.st_mode) ? (uint64_t)status.st_size : 0;
    return EXIT_WANTED;
}

static int say_end(const batch_run *run, erkend_status status, const erkend_error *error,
                   const erkend_batch_counts *counts)
{
    if (run->read_failed != 0)
        cli_complain("%s: cannot be read: %s", run->name, strerror(run->read_failed));
    if (run->read_failed != 0)
        return EXIT_INPUT;
    if (run->write_failed)
        return EXIT_MACHINE;
    if (status != ERKEND_OK)
        return cli_say_error(error, NULL);
    return counts->rejected > 0 ? EXIT_INPUT : EXIT_WANTED;
}

static int run_batch(batch_run *run, const cli_options *options, const cli_bundle *bundle,
                     erkend_register *reg)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_batch_counts counts;
    erkend_tally *tally = NULL;
    erkend_batch batch;
    erkend_status done;
    char date[11];
    int status;

    memset(&counts, 0, sizeof counts);
    memset(&batch, 0, sizeof batch);
    cli_today(date);
    batch.struct_size = sizeof batch;
    batch.user = run;
    batch.read = read_input;
    batch.write = write_decisions;
    batch.rejected = tell_rejected;
    batch.progress = draw_bar;
    batch.name = run->name;
    batch.in = options->in[0] != NULL ? options->in : NULL;
    batch.decided = options->on != NULL ? options->on : date;
    batch.language = options->language;
    batch.reg = reg;
    status = read_threads(&batch.threads, options);
    if (status == EXIT_WANTED)
        status = read_mode(&batch.mode, options);
    if (status == EXIT_WANTED)
        status = read_format(&batch.format, options);
    if (status == EXIT_WANTED && options->summary &&
        erkend_tally_new(&tally, bundle->bundle, error) != ERKEND_OK)
        status = cli_say_error(error, NULL);
    batch.tally = tally;
    if (status == EXIT_WANTED) {
        run->terminal = isatty(STDERR_FILENO) == 1;
        run->started = seconds_now();
        done = erkend_batch_run(bundle->bundle, &batch, &counts, error);
        clear_bar(run);
        status = say_end(run, done, error, &counts);
        if (done == ERKEND_OK && counts.assumed > 0 && options->on == NULL)
            cli_complain("%s: cases that name no deciding date: %" PRIu64
                         "; decided as of %s (choose "
                         "another with --on)",
                         run->name, counts.assumed, date);
        if (done == ERKEND_OK && options->summary)
            (void)print_summary(tally, run->out.stream == stdout ? stderr : stdout);
        if (done != ERKEND_OK && status == EXIT_WANTED)
            status = EXIT_MACHINE;
        run->write_failed = done != ERKEND_OK; /* then nothing is given its name */
    }
    erkend_tally_free(tally);
    erkend_error_free(error);
    return status;
}

static int run(const cli_options *options)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_register *reg = NULL;
    batch_run run;
    cli_bundle bundle;
    int status, closed;
    bool keep;

    if (options->argument_count != 1) {
        cli_complain("erkend batch: name one file of cases, one a line, or - for standard input");
        erkend_error_free(error);
        return EXIT_CALL;
    }
    memset(&run, 0, sizeof run);
    run.descriptor = -1;
    run.name = options->arguments[0];
    status = cli_bundle_open(&bundle, options);
    if (status == EXIT_WANTED)
        status = open_input(&run);
    if (status == EXIT_WANTED)
        status = cli_result_open(&run.out, options->out != NULL ? options->out : "-");
    if (status == EXIT_WANTED)
        status = cli_result_open(&run.rejects, options->rejects);
    if (status == EXIT_WANTED && options->reg != NULL &&
        erkend_register_open(&reg, options->reg, NULL, error) != ERKEND_OK)
        status = cli_say_error(error, &bundle);
    keep = status == EXIT_WANTED;
    if (status == EXIT_WANTED) {
        status = run_batch(&run, options, &bundle, reg);
        keep = (status == EXIT_WANTED || status == EXIT_INPUT) && !run.write_failed;
    }
    erkend_register_close(reg);
    closed = cli_result_close(&run.out, keep);
    if (closed == EXIT_WANTED)
        closed = cli_result_close(&run.rejects, keep);
    else
        (void)cli_result_close(&run.rejects, false);
    if (run.descriptor > STDERR_FILENO)
        (void)close(run.descriptor);
    cli_bundle_dispose(&bundle);
    erkend_error_free(error);
    return closed != EXIT_WANTED ? closed : status;
}

const cli_command cli_batch = {
    "batch",
    "FILE [--in DE,FI,NL] [--out FILE] [--register FILE]",
    "many cases, one a line",
    "FILE holds cases in JSON, one a line (NDJSON); - is standard input. Writes the decisions in\n"
    "the same order, as `erkend decide --format ndjson` (or codes) would print them: one line for\n"
    "each country. A line that cannot be decided is named by its number, and the others go on: "
    "exit\n"
    "status 3. --out is there when all of it is, not before; without it, or with -, lines come as\n"
    "they are decided. With --register each is kept before it is written.",
    "  erkend batch population.ndjson --in DE,FI,NL --out decisions.ndjson --summary\n"
    "  erkend batch - --in DE <population.ndjson --rejects bad.ndjson",
    TAKES_IN | TAKES_ON | TAKES_REGISTER | TAKES_EVALUATION | TAKES_POLICIES | TAKES_BATCH,
    run,
};
