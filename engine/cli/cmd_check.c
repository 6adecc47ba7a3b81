/* erkend check: all that is wrong with the rules before any case runs. */
#include "cli/cli.h"

static int run(const cli_options *options)
{
    erkend_error *error;
    cli_bundle bundle;
    erkend_status result;
    int status;

    if (options->coverage_of_law)
        return cli_coverage_of_law(options);
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
    "sarif (2.1.0), which code hosts and editors show beside the line.\n\n"
    "--coverage-of-law holds the provisions that laws.yaml declares against rules and tests: which\n"
    "have no rule (and why), which rules cite none, which no test reaches, and for each rule in how\n"
    "many tests it holds, fails, is unknown, is silent, is not yet law on the day before (eve) and\n"
    "is law on its first day. Exit status 1 if a cell is empty without a reason. Formats: text, json.",
    "  erkend check countries/de\n"
    "  erkend check --format json\n"
    "  erkend check --format sarif > erkend.sarif\n"
    "  erkend check --coverage-of-law countries/de",
    TAKES_FORMAT | TAKES_POLICIES | TAKES_COVERAGE_OF_LAW,
    run,
};
