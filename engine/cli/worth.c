/* erkend test --coverage, --mutate: are the tests worth something? */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

/* ---- What both take ------------------------------------------------------------------------- */

/* *min: -1 when there is none. */
static int read_min(int *min, const cli_options *options)
{
    char *end = NULL;
    long number;

    *min = -1;
    if (options->min == NULL)
        return EXIT_WANTED;
    number = strtol(options->min, &end, 10);
    if (end == options->min || *end != '\0' || number < 0 || number > 100) {
        cli_complain("erkend test: --min: '%s' is no percentage from 0 to 100", options->min);
        return EXIT_CALL;
    }
    *min = (int)number;
    return EXIT_WANTED;
}

static int read_json(bool *json, const cli_options *options)
{
    const char *word = options->format != NULL ? options->format : "text";

    *json = strcmp(word, "json") == 0;
    if (*json || strcmp(word, "text") == 0)
        return EXIT_WANTED;
    cli_complain("erkend test: --format: '%s' is not text or json with --coverage and --mutate",
                 word);
    return EXIT_CALL;
}

/* Lines that begin with `before` and then "countries/": with the folder that the user named. */
static bool write_lines(const char *text, const char *before, const char *countries,
                        bool (*write)(void *to, const char *bytes, size_t size), void *to)
{
    const size_t skip = strlen(before), named = strlen("countries");
    bool good = true;

    while (good && *text != '\0') {
        size_t size = strcspn(text, "\n");

        size += text[size] == '\n';
        if (strncmp(text, before, skip) == 0 && strncmp(text + skip, "countries/", named + 1) == 0)
            good = write(to, before, skip) && write(to, countries, strlen(countries)) &&
                   write(to, text + skip + named, size - skip - named);
        else
            good = write(to, text, size);
        text += size;
    }
    return good;
}

static bool write_out(void *to, const char *bytes, size_t size)
{
    (void)to;
    cli_write(bytes, size);
    return true;
}

static bool write_result(void *to, const char *bytes, size_t size)
{
    return cli_result_write(to, bytes, size);
}

/* ---- Coverage ------------------------------------------------------------------------------- */

static int save_coverage(const char *path, const erkend_coverage *const *items, size_t count,
                         erkend_coverage_form form, const cli_bundle *bundle)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_text *text = NULL;
    cli_result result;
    int status, closed;

    if (path == NULL) {
        erkend_error_free(error);
        return EXIT_WANTED;
    }
    status = cli_result_open(&result, path);
    if (status == EXIT_WANTED &&
        erkend_render_coverage(&text, items, count, form, error) != ERKEND_OK)
        status = cli_say_error(error, bundle);
    if (status == EXIT_WANTED)
        (void)write_lines(erkend_text_bytes(text), form == ERKEND_COVERAGE_LCOV ? "SF:" : "<h2>",
                          bundle->countries, write_result, &result);
    closed = cli_result_close(&result, status == EXIT_WANTED);
    erkend_text_free(text);
    erkend_error_free(error);
    return status != EXIT_WANTED ? status : closed;
}

static int print_coverage(const erkend_coverage *const *items, size_t count, bool json,
                          const cli_bundle *bundle)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_text *text = NULL;
    int status = EXIT_WANTED;

    if (erkend_render_coverage(&text, items, count,
                               json ? ERKEND_COVERAGE_JSON : ERKEND_COVERAGE_TEXT,
                               error) != ERKEND_OK)
        status = cli_say_error(error, bundle);
    else if (json)
        cli_write(erkend_text_bytes(text), erkend_text_size(text));
    else
        (void)write_lines(erkend_text_bytes(text), "", bundle->countries, write_out, NULL);
    erkend_text_free(text);
    erkend_error_free(error);
    return status;
}

/* Failed tests, stale reasons, or less than what was asked for. */
static bool is_enough(const erkend_coverage *coverage, int min)
{
    erkend_coverage_counts c;

    erkend_coverage_counts_of(coverage, &c);
    if (c.failed > 0 || c.stale > 0)
        return false;
    return min < 0 || ((c.outcomes_reached + c.waived) * 100 >= c.outcomes * (size_t)min &&
                       c.rules_reached * 100 >= c.rules * (size_t)min);
}

static int run_coverage(erkend_coverage **items, size_t *count, const cli_bundle *bundle)
{
    erkend_error *error = erkend_error_new(NULL);
    int status = EXIT_WANTED;
    size_t i;

    for (i = 0; i < erkend_bundle_country_count(bundle->bundle) && status == EXIT_WANTED; i++) {
        const char *country = erkend_bundle_country(bundle->bundle, i);
        if (!cli_bundle_names(bundle, country))
            continue;
        if (erkend_coverage_run(&items[*count], bundle->bundle, &bundle->config, country, error) !=
            ERKEND_OK)
            status = cli_say_error(error, bundle);
        else
            (*count)++;
    }
    erkend_error_free(error);
    return status;
}

int cli_test_coverage(const cli_options *options, const cli_bundle *bundle)
{
    size_t count = 0, i;
    erkend_coverage **items;
    const erkend_coverage *const *shown;
    int min, status, worst;
    bool json;

    if ((status = read_min(&min, options)) != EXIT_WANTED ||
        (status = read_json(&json, options)) != EXIT_WANTED)
        return status;
    items = calloc(erkend_bundle_country_count(bundle->bundle) + 1, sizeof *items);
    if (items == NULL)
        return EXIT_MACHINE;
    shown = (const erkend_coverage *const *)items;
    status = run_coverage(items, &count, bundle);
    if (status == EXIT_WANTED)
        status = print_coverage(shown, count, json, bundle);
    if (status == EXIT_WANTED)
        status = save_coverage(options->lcov, shown, count, ERKEND_COVERAGE_LCOV, bundle);
    if (status == EXIT_WANTED)
        status = save_coverage(options->html, shown, count, ERKEND_COVERAGE_HTML, bundle);
    worst = EXIT_WANTED;
    for (i = 0; i < count; i++) {
        if (!is_enough(items[i], min))
            worst = EXIT_NO;
        erkend_coverage_free(items[i]);
    }
    free(items);
    return status != EXIT_WANTED ? status : worst;
}

/* ---- Mutation ------------------------------------------------------------------------------- */

typedef struct bar {
    bool shown; /* on a terminal only */
    time_t began, drawn;
} bar;

/* After two seconds, once a second, on standard error. */
static void draw_bar(void *user, const char *country, size_t tried, size_t all)
{
    bar *at = user;
    struct timespec now;

    if (!at->shown || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return;
    if (at->began == 0)
        at->began = now.tv_sec;
    if (now.tv_sec < at->began + 2 || now.tv_sec == at->drawn)
        return;
    at->drawn = now.tv_sec;
    (void)fprintf(stderr, "\r%s  %zu of %zu changes \033[K", country, tried, all);
    (void)fflush(stderr);
}

static void clear_bar(const bar *at)
{
    if (at->drawn != 0)
        (void)fputs("\r\033[K", stderr);
}

static int print_mutation(const erkend_mutation *const *items, size_t count, bool json,
                          const cli_bundle *bundle)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_text *text = NULL;
    int status = EXIT_WANTED;

    if (erkend_render_mutation(&text, items, count, json, error) != ERKEND_OK)
        status = cli_say_error(error, bundle);
    else if (json)
        cli_write(erkend_text_bytes(text), erkend_text_size(text));
    else
        (void)write_lines(erkend_text_bytes(text), "", bundle->countries, write_out, NULL);
    erkend_text_free(text);
    erkend_error_free(error);
    return status;
}

static int run_mutation(erkend_mutation **items, size_t *count, const cli_bundle *bundle)
{
    bar at = {isatty(STDERR_FILENO) != 0, 0, 0};
    erkend_mutation_options options = {
        .struct_size = sizeof options, .progress = draw_bar, .user = &at};
    erkend_error *error = erkend_error_new(NULL);
    int status = EXIT_WANTED;
    size_t i;

    for (i = 0; i < erkend_bundle_country_count(bundle->bundle) && status == EXIT_WANTED; i++) {
        const char *country = erkend_bundle_country(bundle->bundle, i);
        if (!cli_bundle_names(bundle, country))
            continue;
        if (erkend_mutation_run(&items[*count], &bundle->config, country, &options, error) !=
            ERKEND_OK) {
            clear_bar(&at);
            status = cli_say_error(error, bundle);
        } else {
            (*count)++;
        }
    }
    clear_bar(&at);
    erkend_error_free(error);
    return status;
}

static bool is_noticed(const erkend_mutation *mutation, int min)
{
    erkend_mutation_counts c;

    erkend_mutation_counts_of(mutation, &c);
    if (c.stale > 0 || c.disagreed > 0)
        return false;
    return min < 0 || (c.noticed + c.waived) * 100 >= c.tried * (size_t)min;
}

int cli_test_mutate(const cli_options *options, const cli_bundle *bundle)
{
    size_t count = 0, i;
    erkend_mutation **items;
    int min, status, worst = EXIT_WANTED;
    bool json;

    if ((status = read_min(&min, options)) != EXIT_WANTED ||
        (status = read_json(&json, options)) != EXIT_WANTED)
        return status;
    items = calloc(erkend_bundle_country_count(bundle->bundle) + 1, sizeof *items);
    if (items == NULL)
        return EXIT_MACHINE;
    status = run_mutation(items, &count, bundle);
    if (status == EXIT_WANTED)
        status = print_mutation((const erkend_mutation *const *)items, count, json, bundle);
    for (i = 0; i < count; i++) {
        if (!is_noticed(items[i], min))
            worst = EXIT_NO;
        erkend_mutation_free(items[i]);
    }
    free(items);
    return status != EXIT_WANTED ? status : worst;
}
