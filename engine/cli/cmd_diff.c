/* erkend diff: which outcomes change between two policies, days or countries. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/bar.h"
#include "cli/cli.h"

enum { CASES_BYTES_MAX = 4 * 1024 * 1024 };

typedef struct visit {
    const cli_options *options;
    cli_side sides[2];
    erkend_diff *diff;
    const cli_bundle *bundle; /* of the newer side: countries that are asked */
    uint64_t unread;          /* cases that could not be read */
    uint64_t lines;           /* of files of cases, so far */
    cli_bar bar;
} visit;

static int make_diff(visit *v)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_diff_side sides[2];
    int status = EXIT_WANTED;

    cli_sides_fill(sides, v->sides);
    v->bundle = cli_sides_bundle(v->sides, 1);
    if (erkend_diff_new(&v->diff, &sides[0], &sides[1], error) != ERKEND_OK)
        status = cli_say_error(error, NULL);
    erkend_error_free(error);
    return status;
}

/* ---- Cases ----------------------------------------------------------------------------------- */

static int add_case(visit *v, const erkend_case *the_case, const char *place, const char *document,
                    size_t size)
{
    const char *countries[CLI_COUNTRIES_MAX];
    erkend_error *error = erkend_error_new(NULL);
    size_t count, i;
    int status = EXIT_WANTED;

    if (v->sides[0].kind == CLI_SIDE_COUNTRY) {
        countries[0] = NULL;
        count = 1;
    } else
        count = cli_countries(countries, v->options, the_case, v->bundle);
    for (i = 0; i < count && status == EXIT_WANTED; i++)
        if (erkend_diff_add(v->diff, the_case, countries[i], place, document, size, error) !=
            ERKEND_OK)
            status = cli_say_error(error, NULL);
    erkend_error_free(error);
    return status;
}

static int add_line(void *to, const char *path, uint64_t line, const char *bytes, size_t size)
{
    visit *v = to;
    erkend_error *error = erkend_error_new(NULL);
    erkend_case *the_case = NULL;
    erkend_case_options how;
    char date[11], place[4200];
    int status = EXIT_WANTED;

    v->lines++;
    cli_bar_draw(&v->bar, v->lines, 0);
    cli_today(date);
    memset(&how, 0, sizeof how);
    how.struct_size = sizeof how;
    how.decided = v->options->on != NULL ? v->options->on : date;
    how.line = (uint32_t)line;
    (void)snprintf(place, sizeof place, "%s:%llu", path, (unsigned long long)line);
    if (erkend_case_read(&the_case, path, bytes, size, &how, error) == ERKEND_OK)
        status = add_case(v, the_case, place, bytes, size);
    else {
        cli_bar_clear(&v->bar);
        (void)cli_say_error(error, NULL);
        v->unread++;
    }
    erkend_case_free(the_case);
    erkend_error_free(error);
    return status;
}

static int add_document(visit *v, const char *path)
{
    erkend_case *the_case = NULL;
    char *bytes = NULL;
    size_t size = 0;
    int status = cli_case_read(&the_case, path, v->options, NULL);

    if (status == EXIT_INPUT) {
        v->unread++;
        return EXIT_WANTED;
    }
    if (status == EXIT_WANTED && cli_read_file(path, CASES_BYTES_MAX, &bytes, &size) == EXIT_WANTED)
        status = add_case(v, the_case, path, bytes, size);
    free(bytes);
    erkend_case_free(the_case);
    return status;
}

static int add_cases(visit *v)
{
    int i, status = EXIT_WANTED;

    for (i = 2; i < v->options->argument_count && status == EXIT_WANTED; i++) {
        const char *path = v->options->arguments[i];
        status = cli_is_lines(path) ? cli_lines_read(path, add_line, v) : add_document(v, path);
    }
    cli_bar_clear(&v->bar);
    return status;
}

/* ---- What was declared, and the page --------------------------------------------------------- */

static int read_declared(visit *v)
{
    erkend_error *error;
    char *bytes;
    size_t size;
    int status;

    if (v->options->declared == NULL)
        return EXIT_WANTED;
    status = cli_read_file(v->options->declared, CASES_BYTES_MAX, &bytes, &size);
    if (status != EXIT_WANTED)
        return status;
    error = erkend_error_new(NULL);
    if (erkend_diff_declare(v->diff, v->options->declared, bytes, size, error) != ERKEND_OK)
        status = cli_say_error(error, NULL);
    erkend_error_free(error);
    free(bytes);
    return status;
}

/* The smallest case of each kind of change: 0001.json, 0002.yaml … in the order of the page. */
static int write_examples(visit *v)
{
    const char *folder = v->options->examples, *id, *document;
    size_t i, size;
    int status = EXIT_WANTED;

    if (folder == NULL)
        return EXIT_WANTED;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        cli_complain("%s: could not be made: %s", folder, strerror(errno));
        return EXIT_MACHINE;
    }
    for (i = 0; status == EXIT_WANTED && erkend_diff_example(v->diff, i, &id, &document, &size);
         i++) {
        if (size == 0)
            continue;
        char path[4200];
        cli_result result;

        (void)snprintf(path, sizeof path, "%s/%04zu.%s", folder, i + 1,
                       size > 0 && document[0] == '{' ? "json" : "yaml");
        status = cli_result_open(&result, path);
        if (status == EXIT_WANTED) {
            bool good = cli_result_write(&result, document, size) &&
                        (document[size - 1] == '\n' || cli_result_write(&result, "\n", 1));
            status = cli_result_close(&result, good);
            if (status == EXIT_WANTED && !good)
                status = EXIT_MACHINE;
        }
    }
    return status;
}

static int print_diff(visit *v, erkend_format format)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_style style = cli_style(v->options, format);
    erkend_text *text = NULL;
    int status = EXIT_WANTED;

    if (erkend_render_diff(&text, v->diff, &style, error) != ERKEND_OK)
        status = cli_say_error(error, NULL);
    else
        (void)cli_print_text(text);
    erkend_error_free(error);
    return status;
}

static int read_format(erkend_format *out, const cli_options *options)
{
    if (options->format != NULL && strcmp(options->format, "html") == 0) {
        *out = ERKEND_HTML;
        return EXIT_WANTED;
    }
    if (cli_format(out, options) != EXIT_WANTED)
        return EXIT_CALL;
    if (*out == ERKEND_CODES) {
        cli_complain("erkend diff: --format: a diff is shown as text, json, ndjson or html");
        return EXIT_CALL;
    }
    return EXIT_WANTED;
}

static int run_visit(visit *v)
{
    erkend_format format;
    int status = read_format(&format, v->options);

    if (status == EXIT_WANTED)
        status = cli_sides_open(v->sides, "diff", v->options);
    if (status == EXIT_WANTED)
        status = make_diff(v);
    if (status == EXIT_WANTED)
        status = read_declared(v);
    if (status == EXIT_WANTED)
        status = add_cases(v);
    if (status == EXIT_WANTED)
        status = write_examples(v);
    if (status == EXIT_WANTED)
        status = print_diff(v, format);
    if (status == EXIT_WANTED && v->unread > 0) {
        cli_complain("erkend diff: %llu case%s could not be read and %s not compared",
                     (unsigned long long)v->unread, v->unread == 1 ? "" : "s",
                     v->unread == 1 ? "was" : "were");
        return EXIT_INPUT;
    }
    return status == EXIT_WANTED && erkend_diff_unexpected(v->diff) > 0 ? EXIT_NO : status;
}

static int run(const cli_options *options)
{
    visit v;
    int status;

    if (options->argument_count < 3) {
        cli_complain("erkend diff: name two policies (folders, git revisions), dates or countries, "
                     "then cases, as in erkend diff main . examples/wiring-abroad.yaml");
        return EXIT_CALL;
    }
    memset(&v, 0, sizeof v);
    v.options = options;
    cli_bar_init(&v.bar, 0);
    status = run_visit(&v);
    erkend_diff_free(v.diff);
    cli_sides_close(v.sides);
    return status;
}

const cli_command cli_diff = {
    "diff",
    "OLD NEW CASES… [--in DE,FI,NL] [--declared FILE]",
    "which outcomes change, for whom, and whether that was declared",
    "Decides each case twice and groups what differs: from which verdict to which, by which rule\n"
    "and article, how many cases, what it means in months, points, exemptions. OLD and NEW are\n"
    "folders (with policies and countries, or countries alone), git revisions, two dates, or two\n"
    "countries. Cases: documents, or one a line (.ndjson, also .gz and .zst; a table of SQLite).\n"
    "Exit status 1 when an outcome changes; with --declared, when one changes that the file does\n"
    "not announce, or one that it announces does not. Formats: text, json, ndjson, html (one page\n"
    "with pictures). In English.",
    "  erkend diff main . examples/wiring-abroad.yaml --in DE\n"
    "  erkend diff 2019-12-31 2020-01-01 population.ndjson --in DE --format html > diff.html\n"
    "  erkend diff DE FI examples/wiring-abroad.yaml\n"
    "  erkend diff main . population.ndjson --declared changes.yaml --examples build/diff",
    TAKES_IN | TAKES_ON | TAKES_FORMAT | TAKES_POLICIES | TAKES_DIFF,
    run,
};
