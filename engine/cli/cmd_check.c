/* erkend check: all that is wrong with the rules before any case runs. */
#include <string.h>

#include "cli/cli.h"

static void print_json_text(const char *text)
{
    const char *c;

    cli_print("\"");
    for (c = text; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            cli_print("\\%c", *c);
        else if ((unsigned char)*c < 0x20)
            cli_print("\\u%04x", (unsigned)(unsigned char)*c);
        else
            cli_write(c, 1);
    }
    cli_print("\"");
}

static void print_json(const erkend_error *error)
{
    erkend_problem problem;
    size_t i;

    cli_print("{\"problems\":[");
    for (i = 0; erkend_error_at(error, i, &problem); i++) {
        cli_print("%s\n  {\"severity\":\"%s\",\"file\":", i > 0 ? "," : "",
                  problem.is_warning ? "warning" : "error");
        print_json_text(problem.file);
        cli_print(",\"line\":%u,\"column\":%u,\"message\":", problem.line, problem.column);
        print_json_text(problem.message);
        cli_print("}");
    }
    cli_print("%s]}\n", i > 0 ? "\n" : "");
}

static void print_text(const erkend_error *error, const cli_bundle *bundle)
{
    erkend_problem problem;
    size_t i, errors = 0, warnings = 0, files = 0;
    char last[4096] = "";

    for (i = 0; erkend_error_at(error, i, &problem); i++) {
        const char *shown = problem.line_text;
        bool ours = strncmp(shown, "countries/", 10) == 0;
        cli_print("%s%s%s\n", ours ? bundle->countries : "", ours ? shown + 9 : shown,
                  problem.is_warning ? " (warning)" : "");
        if (problem.is_warning)
            warnings++;
        else
            errors++;
        if (strcmp(last, problem.file) != 0) {
            files++;
            (void)snprintf(last, sizeof last, "%s", problem.file);
        }
    }
    if (i == 0)
        cli_print("no errors, no warnings\n");
    else
        cli_print("%zu error%s, %zu warning%s in %zu file%s\n", errors, errors == 1 ? "" : "s",
                  warnings, warnings == 1 ? "" : "s", files, files == 1 ? "" : "s");
}

static int run(const cli_options *options)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_format format;
    cli_bundle bundle;
    erkend_status result;
    int status = cli_format(&format, options);

    if (status == EXIT_WANTED)
        status = cli_bundle_find(&bundle, options, options->arguments, options->argument_count);
    if (status == EXIT_WANTED) {
        result = erkend_check(&bundle.config, error);
        if (result != ERKEND_OK && result != ERKEND_EPOLICY)
            status = cli_say_error(error, &bundle);
        else {
            if (format == ERKEND_TEXT)
                print_text(error, &bundle);
            else
                print_json(error);
            status = result == ERKEND_OK ? EXIT_WANTED : EXIT_NO;
        }
    }
    erkend_error_free(error);
    return status;
}

const cli_command cli_check = {
    "check",
    "[countries/de …]",
    "what is wrong with the rules before any case runs",
    "Reads all policies (or those of the countries named) and prints every error and warning, one\n"
    "a line, file:line:column first. Exit status 1 if there are errors. Formats: text, json.",
    "  erkend check countries/de\n"
    "  erkend check --format json",
    TAKES_FORMAT | TAKES_POLICIES,
    run,
};
