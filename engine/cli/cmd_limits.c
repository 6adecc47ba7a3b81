/* erkend limits: rules that always or never speak on many cases, and how near these lie to limits.
 */
#include <string.h>

#include "cli/bar.h"
#include "cli/cli.h"

typedef struct ask {
    const cli_options *options;
    cli_bundle bundle;
    erkend_gauge *gauges[CLI_COUNTRIES_MAX];
    size_t count;
    uint64_t lines, unread;
    cli_bar bar;
} ask;

static int add_case(ask *a, const erkend_case *the_case)
{
    erkend_error *error = erkend_error_new(NULL);
    int status = EXIT_WANTED;
    size_t i;

    for (i = 0; i < a->count && status == EXIT_WANTED; i++)
        if (erkend_gauge_add(a->gauges[i], the_case, error) != ERKEND_OK)
            status = cli_say_error(error, NULL);
    erkend_error_free(error);
    return status;
}

static int add_line(void *to, const char *path, uint64_t line, const char *bytes, size_t size)
{
    ask *a = to;
    erkend_error *error = erkend_error_new(NULL);
    erkend_case *the_case = NULL;
    erkend_case_options how;
    char date[11];
    int status = EXIT_WANTED;

    cli_bar_draw(&a->bar, ++a->lines, 0);
    cli_today(date);
    memset(&how, 0, sizeof how);
    how.struct_size = sizeof how;
    how.decided = a->options->on != NULL ? a->options->on : date;
    how.line = (uint32_t)line;
    if (erkend_case_read(&the_case, path, bytes, size, &how, error) == ERKEND_OK)
        status = add_case(a, the_case);
    else {
        cli_bar_clear(&a->bar);
        (void)cli_say_error(error, NULL);
        a->unread++;
    }
    erkend_case_free(the_case);
    erkend_error_free(error);
    return status;
}

static int add_all(ask *a)
{
    int i, status = EXIT_WANTED;

    cli_bar_init(&a->bar, 0);
    for (i = 0; i < a->options->argument_count && status == EXIT_WANTED; i++) {
        const char *path = a->options->arguments[i];
        erkend_case *the_case = NULL;

        if (cli_is_lines(path)) {
            status = cli_lines_read(path, add_line, a);
            continue;
        }
        status = cli_case_read(&the_case, path, a->options, NULL);
        if (status == EXIT_WANTED)
            status = add_case(a, the_case);
        erkend_case_free(the_case);
    }
    cli_bar_clear(&a->bar);
    return status;
}

/* No case is named: what the countries' own tests give. */
static int add_tests(ask *a)
{
    erkend_error *error = erkend_error_new(NULL);
    int status = EXIT_WANTED;
    size_t i;

    for (i = 0; i < a->count && status == EXIT_WANTED; i++)
        if (erkend_gauge_add_tests(a->gauges[i], &a->bundle.config, error) != ERKEND_OK)
            status = cli_say_error(error, &a->bundle);
    erkend_error_free(error);
    return status;
}

static int open_gauges(ask *a)
{
    erkend_error *error = erkend_error_new(NULL);
    int status = EXIT_WANTED;
    size_t i;

    for (i = 0; status == EXIT_WANTED; i++) {
        const char *country = a->options->in[0] != NULL
                                  ? a->options->in[i]
                                  : erkend_bundle_country(a->bundle.bundle, i);

        if (country == NULL || a->count == CLI_COUNTRIES_MAX)
            break;
        if (erkend_gauge_new(&a->gauges[a->count], a->bundle.bundle, country, error) != ERKEND_OK)
            status = cli_say_error(error, NULL);
        else
            a->count++;
    }
    erkend_error_free(error);
    return status;
}

static int print_gauges(ask *a, erkend_format format)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_style style = cli_style(a->options, format);
    int status = EXIT_WANTED;
    size_t i;

    for (i = 0; i < a->count && status == EXIT_WANTED; i++) {
        erkend_text *text = NULL;

        if (erkend_render_gauge(&text, a->gauges[i], &style, error) != ERKEND_OK)
            status = cli_say_error(error, NULL);
        else {
            cli_write(erkend_text_bytes(text), erkend_text_size(text));
            erkend_text_free(text);
        }
    }
    erkend_error_free(error);
    return status;
}

static int run(const cli_options *options)
{
    erkend_format format;
    ask a;
    int status;
    size_t i;

    if (cli_format(&format, options) != EXIT_WANTED)
        return EXIT_CALL;
    if (format != ERKEND_TEXT && format != ERKEND_JSON) {
        cli_complain("erkend limits: --format: limits are told as text or json");
        return EXIT_CALL;
    }
    memset(&a, 0, sizeof a);
    a.options = options;
    status = cli_bundle_open(&a.bundle, options);
    if (status == EXIT_WANTED)
        status = open_gauges(&a);
    if (status == EXIT_WANTED)
        status = options->argument_count > 0 ? add_all(&a) : add_tests(&a);
    if (status == EXIT_WANTED)
        status = print_gauges(&a, format);
    for (i = 0; i < a.count; i++)
        erkend_gauge_free(a.gauges[i]);
    cli_bundle_dispose(&a.bundle);
    return status == EXIT_WANTED && a.unread > 0 ? EXIT_INPUT : status;
}

const cli_command cli_limits = {
    "limits",
    "[CASE…] [--in DE,FI,NL]",
    "rules that never or always fire on these cases, and how near these lie to limits",
    "Decides each case in the countries named (all, when not given) and counts: which rules were\n"
    "never asked; which always held, never held, or were always unknown; and for each limit "
    "how\n"
    "many comparisons came out within one step of it: a day, one month, week, hour or point, a\n"
    "hundredth of a share. Cases: documents, or one a line (.ndjson, also .gz and .zst; a table "
    "of\n"
    "SQLite); when none is named, what the countries' own tests give. Formats: text, json (a\n"
    "line a country). In English.",
    "  erkend simulate --count 10000 --in DE --out population.ndjson\n"
    "  erkend limits population.ndjson --in DE",
    TAKES_IN | TAKES_ON | TAKES_FORMAT | TAKES_POLICIES,
    run,
};
