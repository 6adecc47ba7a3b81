/* erkend check: all that is wrong with the rules before any case runs. */
#include "cli/cli.h"

static int run(const cli_options *options)
{
    erkend_error *error;
    cli_bundle bundle;
    erkend_status result;
    int status;

    if (!cli_problems_format(options->format))
        return EXIT_CALL;
    status = cli_bundle_find(&bundle, options, options->arguments, options->argument_count);
    if (status != EXIT_WANTED)
        return status;
    error = erkend_error_new(NULL);
    result = erkend_check(&bundle.config, error);
    if (result != ERKEND_OK && result != ERKEND_EPOLICY)
        status = cli_say_error(error, &bundle);
    else {
        cli_print_problems(error, &bundle, options->format);
        status = result == ERKEND_OK ? EXIT_WANTED : EXIT_NO;
    }
    erkend_error_free(error);
    return status;
}

const cli_command cli_check = {
    "check",
    "[countries/de …]",
    "what is wrong with the rules before any case runs",
    "Reads all policies (or those of the countries named) and prints every error and warning, one\n"
    "a line, file:line:column first. Exit status 1 if there are errors. Formats: text, json, and\n"
    "sarif (2.1.0), which code hosts and editors show beside the line.",
    "  erkend check countries/de\n"
    "  erkend check --format json\n"
    "  erkend check --format sarif > erkend.sarif",
    TAKES_FORMAT | TAKES_POLICIES,
    run,
};
