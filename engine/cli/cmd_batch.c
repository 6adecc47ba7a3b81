/* erkend batch: many cases, one a line; what cannot be decided is named, and the others go on.
 *
 * Inputs are decided one after the other, each in one run of the library, or, where the result is a
 * file, in runs of so many lines. After each such run the outputs are made durable and a journal
 * says how far it is (cli/journal.h): a run that was interrupted goes on from there. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/bar.h"
#include "cli/cli.h"
#include "cli/input.h"
#include "cli/journal.h"
#include "cli/outlet.h"

enum { WORKERS_MOST = 64 };

#define CHECKPOINT_LINES 25000u

typedef struct batch_run {
    const cli_options *options;
    cli_bundle bundle;
    erkend_register *reg;
    erkend_self_check *check; /* --self-check, or NULL */
    erkend_tally *tally;
    erkend_batch batch; /* what is the same for every run of the library */
    cli_input input;
    cli_outlet out, rejects;
    cli_journal journal;
    cli_bar bar;
    uint64_t bytes_before; /* of the inputs that are done, as they lie */
    uint64_t checkpoint;   /* lines */
    bool begun;            /* something was asked of the library */
    bool marked;           /* the journal is written: the part is worth keeping */
    erkend_error *error;
} batch_run;

/* ---- What the library calls ---------------------------------------------------------------- */

static erkend_status read_input(void *user, char *bytes, size_t room, size_t *got)
{
    batch_run *run = user;

    *got = cli_input_read(&run->input, bytes, room);
    return ERKEND_OK;
}

static erkend_status write_decisions(void *user, const char *bytes, size_t size)
{
    batch_run *run = user;

    return cli_outlet_write(&run->out, bytes, size) ? ERKEND_OK : ERKEND_EIO;
}

static erkend_status tell_rejected(void *user, uint64_t line, const char *bytes, size_t size,
                                   const erkend_error *why)
{
    batch_run *run = user;
    erkend_problem problem;
    size_t i;

    cli_bar_clear(&run->bar);
    for (i = 0; erkend_error_at(why, i, &problem); i++)
        if (problem.is_warning)
            continue;
        else if (problem.line == 0)
            cli_complain("%s:%" PRIu64 ": %s", run->input.name, line, problem.message);
        else if (strcmp(problem.file, run->input.name) == 0)
            cli_complain("%s", problem.line_text);
        else
            cli_complain("%s:%" PRIu64 ": %s (%s:%" PRIu32 ":%" PRIu32 ")", run->input.name, line,
                         problem.message, problem.file, problem.line, problem.column);
    return cli_outlet_write(&run->rejects, bytes, size) &&
                   (size == 0 || cli_outlet_write(&run->rejects, "\n", 1))
               ? ERKEND_OK
               : ERKEND_EIO;
}

static erkend_status draw_bar(void *user, const erkend_batch_counts *so_far)
{
    batch_run *run = user;

    cli_bar_draw(&run->bar, erkend_tally_counts(run->tally)->lines + so_far->lines,
                 run->bytes_before + atomic_load(&run->input.taken));
    return ERKEND_OK;
}

/* ---- Options ------------------------------------------------------------------------------- */

static int read_number(uint64_t *out, const char *option, const char *text, uint64_t most)
{
    char *end;

    if (text == NULL)
        return EXIT_WANTED;
    errno = 0;
    *out = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 || *out < 1 || *out > most) {
        cli_complain("erkend batch: --%s: '%s' is no number from 1 to %" PRIu64, option, text,
                     most);
        return EXIT_CALL;
    }
    return EXIT_WANTED;
}

static int read_threads(uint32_t *out, const cli_options *options)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t number = processors < 1              ? 1
                      : processors > WORKERS_MOST ? WORKERS_MOST
                                                  : (uint64_t)processors;
    int status = read_number(&number, "threads", options->threads, WORKERS_MOST);

    *out = (uint32_t)number;
    return status;
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

static bool is_same_file(const char *one, const char *other)
{
    struct stat a, b;

    if (strcmp(one, other) == 0)
        return true;
    return stat(one, &a) == 0 && stat(other, &b) == 0 && S_ISREG(a.st_mode) &&
           a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Nothing is written over what is read, and nothing twice. */
static int check_names(const cli_options *options)
{
    const char *const written[] = {options->out, options->rejects, options->summary_out};
    size_t i, k;
    int input, standard = 0;

    for (input = 0; input < options->argument_count; input++)
        standard += strcmp(options->arguments[input], "-") == 0;
    if (standard > 1) {
        cli_complain("erkend batch: standard input (-) can be read once only");
        return EXIT_CALL;
    }
    for (i = 0; i < 3; i++) {
        if (written[i] == NULL || strcmp(written[i], "-") == 0)
            continue;
        for (input = 0; input < options->argument_count; input++)
            if (is_same_file(written[i], options->arguments[input])) {
                cli_complain("erkend batch: %s is read, and would be written: choose another name",
                             written[i]);
                return EXIT_CALL;
            }
        for (k = 0; k < i; k++)
            if (written[k] != NULL && is_same_file(written[i], written[k]) &&
                strncmp(written[i], "/dev/", 5) != 0) {
                cli_complain("erkend batch: %s would be written twice: choose another name",
                             written[i]);
                return EXIT_CALL;
            }
    }
    return EXIT_WANTED;
}

static int read_options(batch_run *run)
{
    const cli_options *options = run->options;
    const char *sort = options->summary;
    erkend_batch *batch = &run->batch;
    int status;

    if (options->argument_count == 0) {
        cli_complain("erkend batch: name one file of cases or several, one case a line; - is "
                     "standard input");
        return EXIT_CALL;
    }
    if (options->resume && (options->out == NULL || strcmp(options->out, "-") == 0)) {
        cli_complain("erkend batch: --resume goes on with a file: name it with --out FILE");
        return EXIT_CALL;
    }
    if (sort != NULL && sort[0] != '\0' && strcmp(sort, "text") != 0 && strcmp(sort, "json") != 0 &&
        strcmp(sort, "html") != 0) {
        cli_complain("erkend batch: --summary: '%s' is not text, json or html", sort);
        return EXIT_CALL;
    }
    run->checkpoint = CHECKPOINT_LINES;
    batch->struct_size = sizeof *batch;
    batch->user = run;
    batch->read = read_input;
    batch->write = write_decisions;
    batch->rejected = tell_rejected;
    batch->progress = draw_bar;
    batch->in = options->in[0] != NULL ? options->in : NULL;
    batch->language = options->language;
    batch->strict = options->strict;
    status = read_threads(&batch->threads, options);
    if (status == EXIT_WANTED)
        status = read_mode(&batch->mode, options);
    if (status == EXIT_WANTED)
        status = read_format(&batch->format, options);
    if (status == EXIT_WANTED)
        status = read_number(&run->checkpoint, "checkpoint", options->checkpoint, UINT32_MAX);
    return status == EXIT_WANTED ? check_names(options) : status;
}

/* ---- The journal --------------------------------------------------------------------------- */

/* All that the bytes of the outputs depend on. */
static bool ask_all(batch_run *run)
{
    const cli_options *options = run->options;
    cli_journal *journal = &run->journal;
    char key[16], number[24], in[CLI_COUNTRIES_MAX * 3 + 1];
    size_t used = 0, i;
    bool good = cli_journal_ask(journal, "version", erkend_version());
    int input;

    in[0] = '\0';
    for (i = 0; options->in[i] != NULL; i++)
        used +=
            (size_t)snprintf(in + used, sizeof in - used, "%s%s", i > 0 ? "," : "", options->in[i]);
    (void)snprintf(number, sizeof number, "%" PRIu64, run->checkpoint);
    good = good && cli_journal_ask(journal, "--in", in) &&
           cli_journal_ask(journal, "--on", options->on != NULL ? options->on : "") &&
           cli_journal_ask(journal, "--lang", options->language) &&
           cli_journal_ask(journal, "--format", options->format ? options->format : "ndjson") &&
           cli_journal_ask(journal, "--checkpoint", number) &&
           cli_journal_ask(journal, "--rejects", options->rejects ? options->rejects : "") &&
           cli_journal_ask(journal, "--register", options->reg ? options->reg : "");
    (void)snprintf(number, sizeof number, "%d", options->argument_count);
    good = good && cli_journal_ask(journal, "inputs:", number);
    for (input = 0; input < options->argument_count; input++)
        good = good && cli_journal_ask(journal, "input", options->arguments[input]);
    for (i = 0; i < erkend_bundle_country_count(run->bundle.bundle); i++) {
        const char *code = erkend_bundle_country(run->bundle.bundle, i);

        (void)snprintf(key, sizeof key, "policy %s", code);
        good =
            good && cli_journal_ask(journal, key, erkend_bundle_digest(run->bundle.bundle, code));
    }
    if (!good)
        cli_complain("erkend: there is no memory left");
    return good;
}

static void put_position(batch_run *run)
{
    cli_done *done = &run->journal.inputs[run->journal.at];

    done->lines = run->input.lines;
    done->bytes = run->input.given;
    done->sum = cli_sum_value(&run->input.sum);
}

/* Makes durable what is done; the journal says it. */
static int mark(batch_run *run, bool complete)
{
    cli_journal *journal = &run->journal;
    erkend_text *tally = NULL;
    int status;

    if (!cli_outlet_mark(&run->out))
        return cli_outlet_say(&run->out);
    if (!cli_outlet_mark(&run->rejects))
        return cli_outlet_say(&run->rejects);
    if (run->out.part == NULL)
        return EXIT_WANTED;
    if (erkend_tally_save(&tally, run->tally, run->error) != ERKEND_OK)
        return cli_say_error(run->error, NULL);
    journal->out_size = run->out.size;
    journal->rejects_size = run->rejects.size;
    journal->complete = complete;
    free(journal->tally);
    journal->tally_size = erkend_text_size(tally);
    journal->tally = malloc(journal->tally_size + 1);
    if (journal->tally == NULL) {
        erkend_text_free(tally);
        cli_complain("erkend: there is no memory left");
        return EXIT_MACHINE;
    }
    memcpy(journal->tally, erkend_text_bytes(tally), journal->tally_size);
    erkend_text_free(tally);
    status = cli_journal_write(journal);
    run->marked = run->marked || status == EXIT_WANTED;
    return status;
}

/* ---- Going on ------------------------------------------------------------------------------ */

static int say_differs(const batch_run *run)
{
    cli_complain("%s: is not what the interrupted run read; run without --resume to begin again",
                 run->input.name);
    return EXIT_INPUT;
}

/* Opens the input and passes over what the journal says is done; `whole`: that is all of it. */
static int pass_over(batch_run *run, size_t number, bool whole)
{
    const cli_done done = run->journal.inputs[number];
    int status =
        cli_input_open(&run->input, run->options->arguments[number], run->journal.path != NULL);

    if (status != EXIT_WANTED)
        return status;
    if (!cli_input_skip(&run->input, done.bytes) || cli_sum_value(&run->input.sum) != done.sum ||
        (whole && !cli_input_done(&run->input))) {
        if (run->input.failed[0] == '\0')
            return say_differs(run);
        cli_complain("%s", run->input.failed);
        return EXIT_INPUT;
    }
    return EXIT_WANTED;
}

static int cut_outlet(cli_outlet *outlet, uint64_t size)
{
    if (cli_outlet_cut(outlet, size))
        return EXIT_WANTED;
    cli_complain("%s: is shorter than its journal says; run without --resume to begin again",
                 outlet->part);
    return EXIT_INPUT;
}

/* The outputs were complete; perhaps one of them has its name already. */
static int settle_outlet(cli_outlet *outlet, uint64_t size)
{
    return outlet->path == NULL || outlet->unfinished ? cut_outlet(outlet, size) : EXIT_WANTED;
}

static int go_on(batch_run *run)
{
    cli_journal *journal = &run->journal;
    int status = EXIT_WANTED;
    size_t i;

    if (erkend_tally_load(run->tally, journal->tally, journal->tally_size, run->error) != ERKEND_OK)
        return cli_say_error(run->error, NULL);
    run->marked = true;
    if (journal->complete) {
        status = settle_outlet(&run->out, journal->out_size);
        return status == EXIT_WANTED ? settle_outlet(&run->rejects, journal->rejects_size) : status;
    }
    for (i = 0; i <= journal->at && status == EXIT_WANTED; i++) {
        status = pass_over(run, i, i < journal->at);
        if (i < journal->at) {
            run->bytes_before += atomic_load(&run->input.taken);
            cli_input_close(&run->input);
        }
    }
    if (status == EXIT_WANTED)
        status = cut_outlet(&run->out, journal->out_size);
    if (status == EXIT_WANTED)
        status = cut_outlet(&run->rejects, journal->rejects_size);
    if (status == EXIT_WANTED)
        cli_bar_go_on(&run->bar, erkend_tally_counts(run->tally)->lines,
                      run->bytes_before + atomic_load(&run->input.taken));
    return status;
}

/* The first input, at its begin or where an earlier run was. */
static int begin(batch_run *run)
{
    bool there = false;
    int status = EXIT_WANTED;

    if (run->options->resume)
        status = cli_journal_read(&run->journal, &there);
    if (status != EXIT_WANTED)
        run->marked = true; /* nothing of that run is touched */
    if (status != EXIT_WANTED || there)
        return status == EXIT_WANTED ? go_on(run) : status;
    if (run->out.unfinished && !run->options->resume)
        cli_complain("%s: begins again what an interrupted run left (--resume would go on)",
                     run->out.part);
    cli_journal_remove(&run->journal);
    if (!cli_outlet_cut(&run->out, 0))
        return cli_outlet_say(&run->out);
    if (!cli_outlet_cut(&run->rejects, 0))
        return cli_outlet_say(&run->rejects);
    return cli_input_open(&run->input, run->options->arguments[0], run->journal.path != NULL);
}

/* ---- Deciding ------------------------------------------------------------------------------ */

static int say_end(batch_run *run, erkend_status status)
{
    const cli_outlet *failed = run->out.failed != 0       ? &run->out
                               : run->rejects.failed != 0 ? &run->rejects
                                                          : NULL;

    cli_bar_clear(&run->bar);
    if (failed != NULL && run->marked)
        cli_complain("%s: could not be written: %s; when that is mended, --resume goes on",
                     failed->path, strerror(failed->failed));
    else if (failed != NULL)
        (void)cli_outlet_say(failed);
    if (failed != NULL)
        return EXIT_MACHINE;
    if (status == ERKEND_EINVALID && run->options->strict) {
        cli_complain("erkend batch: stopped at the first line that cannot be decided (--strict)");
        return EXIT_INPUT;
    }
    if (status != ERKEND_OK)
        return cli_say_error(run->error, NULL);
    return EXIT_WANTED;
}

/* The input broke off, or somebody asked to stop: what was whole is decided and kept. A packed part
 * may only end where it always does, so there the journal stays as it was. */
static int say_broken_off(batch_run *run)
{
    bool packed = run->out.packer != NULL || run->rejects.packer != NULL;

    cli_bar_clear(&run->bar);
    if (cli_interrupted())
        cli_complain("erkend batch: interrupted after %" PRIu64 " lines",
                     erkend_tally_counts(run->tally)->lines);
    else
        cli_complain("%s", run->input.failed);
    if (packed ? !cli_outlet_mark(&run->out) || !cli_outlet_mark(&run->rejects)
               : mark(run, false) != EXIT_WANTED)
        return EXIT_MACHINE;
    if (run->out.part != NULL)
        cli_complain("%s: holds what was decided of the %" PRIu64 " lines before; --resume goes on",
                     run->out.part, erkend_tally_counts(run->tally)->lines);
    run->marked = true;
    return cli_interrupted() || run->input.machine ? EXIT_MACHINE : EXIT_INPUT;
}

/* Some lines of the input at hand. */
static int decide_some(batch_run *run)
{
    erkend_batch batch = run->batch;
    erkend_status done;
    int status;

    batch.name = run->input.name;
    batch.decided = run->options->on != NULL ? run->options->on : run->journal.today;
    batch.tally = run->tally;
    /* who goes on later may ask for the summary then */
    batch.counts_only =
        run->out.part == NULL && run->options->summary == NULL && run->options->summary_out == NULL;
    batch.reg = run->reg;
    batch.check = run->check;
    batch.first_line = run->input.lines + 1;
    batch.at_hand = run->input.table != NULL || run->input.all > 0;
    run->input.lines_left = run->out.part != NULL ? run->checkpoint : UINT64_MAX;
    done = erkend_batch_run(run->bundle.bundle, &batch, NULL, run->error);
    status = say_end(run, done);
    put_position(run);
    if (status == EXIT_WANTED && (run->input.failed[0] != '\0' || cli_interrupted()))
        status = say_broken_off(run);
    return status;
}

/* Every input from the one at hand on. */
static int decide_all(batch_run *run)
{
    cli_journal *journal = &run->journal;
    int status = EXIT_WANTED;

    while (status == EXIT_WANTED) {
        status = decide_some(run);
        if (status != EXIT_WANTED)
            break;
        if (cli_input_done(&run->input) && run->input.failed[0] == '\0' && !cli_interrupted()) {
            run->bytes_before += atomic_load(&run->input.taken);
            cli_input_close(&run->input);
            if (journal->at + 1 == journal->input_count)
                return mark(run, true);
            journal->at++;
            status = cli_input_open(&run->input, run->options->arguments[journal->at],
                                    run->journal.path != NULL);
            put_position(run);
        }
        if (status == EXIT_WANTED)
            status = mark(run, false);
    }
    return status;
}

/* ---- The end ------------------------------------------------------------------------------- */

static int write_summary(batch_run *run)
{
    const cli_options *options = run->options;
    erkend_style style = cli_style(options, ERKEND_TEXT);
    erkend_text *text = NULL;
    cli_result to;
    int status = EXIT_WANTED, closed;

    if (options->summary == NULL && options->summary_out == NULL)
        return EXIT_WANTED;
    if (options->summary != NULL && strcmp(options->summary, "json") == 0)
        style.format = ERKEND_JSON;
    if (options->summary != NULL && strcmp(options->summary, "html") == 0)
        style.format = ERKEND_HTML;
    if (erkend_render_tally(&text, run->tally, &style, run->error) != ERKEND_OK)
        return cli_say_error(run->error, NULL);
    if (options->summary_out == NULL && run->out.descriptor == STDOUT_FILENO) {
        (void)fwrite(erkend_text_bytes(text), 1, erkend_text_size(text), stderr);
        erkend_text_free(text);
        return EXIT_WANTED;
    }
    status = cli_result_open(&to, options->summary_out != NULL ? options->summary_out : "-");
    if (status == EXIT_WANTED) {
        bool wrote = cli_result_write(&to, erkend_text_bytes(text), erkend_text_size(text));

        closed = cli_result_close(&to, true);
        status = wrote ? closed : EXIT_MACHINE;
    }
    erkend_text_free(text);
    return status;
}

/* The names last: the journal says that all is there, and goes when they are given. */
static int finish(batch_run *run)
{
    const erkend_batch_counts *counts = erkend_tally_counts(run->tally);
    int status = write_summary(run);

    if (status == EXIT_WANTED && (!run->journal.complete || run->rejects.unfinished || run->begun))
        status = cli_outlet_name(&run->rejects);
    if (status == EXIT_WANTED && (!run->journal.complete || run->out.unfinished || run->begun))
        status = cli_outlet_name(&run->out);
    if (status != EXIT_WANTED)
        return status;
    cli_journal_remove(&run->journal);
    run->marked = false;
    if (counts->assumed > 0 && run->options->on == NULL)
        cli_complain("%s%s: cases that name no deciding date: %" PRIu64
                     "; decided as of %s (choose another with --on)",
                     run->options->arguments[0],
                     run->options->argument_count > 1 ? " and others" : "", counts->assumed,
                     run->journal.today);
    return counts->rejected > 0 ? EXIT_INPUT : EXIT_WANTED;
}

static uint64_t size_of_all(const cli_options *options)
{
    uint64_t all = 0;
    struct stat status;
    int i;

    for (i = 0; i < options->argument_count; i++) {
        if (stat(options->arguments[i], &status) != 0 || !S_ISREG(status.st_mode))
            return 0;
        all += (uint64_t)status.st_size;
    }
    return all;
}

/* Every input is opened once before anything is written: a name that is wrong costs no work. */
static int try_inputs(batch_run *run)
{
    int status = EXIT_WANTED, i;
    struct stat there;

    for (i = 0; i < run->options->argument_count && status == EXIT_WANTED; i++) {
        if (stat(run->options->arguments[i], &there) == 0 && !S_ISREG(there.st_mode) &&
            !S_ISDIR(there.st_mode))
            continue; /* a pipe can be opened once */
        status = cli_input_open(&run->input, run->options->arguments[i], run->journal.path != NULL);
        cli_input_close(&run->input);
    }
    return status;
}

static int open_all(batch_run *run)
{
    const cli_options *options = run->options;
    int status = cli_bundle_open(&run->bundle, options);

    if (status == EXIT_WANTED)
        status = try_inputs(run);
    if (status == EXIT_WANTED &&
        erkend_tally_new(&run->tally, run->bundle.bundle, run->error) != ERKEND_OK)
        status = cli_say_error(run->error, NULL);
    if (status == EXIT_WANTED)
        status = cli_outlet_open(&run->out, options->out != NULL ? options->out : "-");
    if (status == EXIT_WANTED)
        status = cli_outlet_open(&run->rejects, options->rejects);
    if (status == EXIT_WANTED &&
        (!cli_journal_init(&run->journal, run->out.part != NULL ? options->out : NULL,
                           (size_t)options->argument_count) ||
         !ask_all(run)))
        status = EXIT_MACHINE;
    if (status == EXIT_WANTED && options->resume && run->out.part == NULL) {
        cli_complain("erkend batch: --resume goes on with a file; %s is none", options->out);
        status = EXIT_CALL;
    }
    if (status == EXIT_WANTED)
        status = cli_self_check_open(&run->check, &run->bundle, options);
    if (status == EXIT_WANTED && options->reg != NULL &&
        erkend_register_open(&run->reg, options->reg, NULL, run->error) != ERKEND_OK)
        status = cli_say_error(run->error, &run->bundle);
    return status;
}

static int run_all(batch_run *run)
{
    int status = read_options(run);

    if (status == EXIT_WANTED)
        status = open_all(run);
    if (status != EXIT_WANTED) {
        /* What an interrupted run left stays. */
        run->marked = run->out.unfinished;
        return status;
    }
    if (run->out.part != NULL)
        cli_catch_interrupts();
    cli_bar_init(&run->bar, size_of_all(run->options));
    status = begin(run);
    if (status == EXIT_WANTED && !run->journal.complete) {
        run->begun = true;
        status = decide_all(run);
    }
    return status == EXIT_WANTED ? finish(run) : status;
}

static int run(const cli_options *options)
{
    batch_run run;
    int status;

    memset(&run, 0, sizeof run);
    run.options = options;
    run.out.descriptor = run.rejects.descriptor = run.input.descriptor = -1;
    run.error = erkend_error_new(NULL);
    status = run_all(&run);
    cli_outlet_close(&run.out, run.marked);
    cli_outlet_close(&run.rejects, run.marked);
    cli_input_close(&run.input);
    erkend_register_close(run.reg);
    erkend_self_check_free(run.check);
    erkend_tally_free(run.tally);
    cli_journal_dispose(&run.journal);
    cli_bundle_dispose(&run.bundle);
    erkend_error_free(run.error);
    return status;
}

const cli_command cli_batch = {
    "batch",
    "IN… [--in DE,FI,NL] [--out FILE] [--register FILE]",
    "many cases, one a line",
    "IN holds cases in JSON, one a line (NDJSON), packed if its name ends in .gz or .zst; or is a\n"
    "column of a SQLite table, FILE.db:table.column; or - for standard input. Several are decided\n"
    "one after the other. Writes the decisions in the same order, as `erkend decide --format\n"
    "ndjson` would print them: one line for each country. --format codes writes what programs\n"
    "need, without words for people.\n"
    "\n"
    "A line that cannot be decided is named by its number, and the others go on: exit status 3.\n"
    "--strict stops there instead.\n"
    "\n"
    "--out FILE (packed by name, too) is there when all of it is, not before: it grows as\n"
    "FILE.part, and FILE.journal says how far it is. Killed or out of room, the same command with\n"
    "--resume goes on, and the result is the same to the byte. Without --out, or with -, lines "
    "come\n"
    "as they are decided. With --register each is kept before it is written.\n"
    "\n"
    "--summary counts verdicts, the rules that decided, effects and their sums: text, json, or an\n"
    "html page with charts.",
    "  erkend batch population.ndjson --in DE,FI,NL --out decisions.ndjson --summary\n"
    "  erkend batch north.ndjson.gz south.ndjson.gz --out all.ndjson.zst --rejects bad.ndjson\n"
    "  erkend batch night.ndjson --out decisions.ndjson --register r.db --resume\n"
    "  erkend batch learners.db:learner.document --in DE --format codes --out codes.ndjson\n"
    "  erkend batch a.ndjson --out a.out --summary=html --summary-out summary.html\n"
    "  erkend simulate --count 1000 | erkend batch - --in DE",
    TAKES_IN | TAKES_ON | TAKES_FORMAT | TAKES_REGISTER | TAKES_EVALUATION | TAKES_SELF_CHECK |
        TAKES_POLICIES | TAKES_OUT | TAKES_BATCH,
    run,
};
