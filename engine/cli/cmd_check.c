/* erkend check: all that is wrong with the rules before any case runs. */
#include "cli/cli.h"

/* A document, not a folder of rules: is held against checklists. */
static bool names_cases(const cli_options *options)
{
    int i;

    for (i = 0; i < options->argument_count; i++)
        if (!cli_is_folder(options->arguments[i]))
            return true;
    return false;
}

static int hold_case(const cli_options *options, const cli_bundle *bundle, const char *path,
                     erkend_format format, uint64_t *not_met)
{
    const char *all[] = {"EU", NULL};
    const char *const *in = options->in[0] != NULL ? options->in : all;
    erkend_case *the_case = NULL;
    erkend_error *error = erkend_error_new(NULL);
    erkend_style style = cli_style(options, format);
    int status = cli_case_read(&the_case, path, options, NULL);

    for (; status == EXIT_WANTED && *in != NULL; in++) {
        erkend_text *text = NULL;
        uint64_t found = 0;
        if (erkend_render_checklists(&text, bundle->bundle, the_case, *in, &style, &found, error) !=
            ERKEND_OK)
            status = cli_say_error(error, bundle);
        else
            (void)cli_print_text(text);
        *not_met += found;
    }
    erkend_case_free(the_case);
    erkend_error_free(error);
    return status;
}

static int hold_cases(const cli_options *options)
{
    cli_bundle bundle;
    erkend_format format;
    uint64_t not_met = 0;
    int status, i;

    if (cli_format(&format, options) != EXIT_WANTED)
        return EXIT_CALL;
    status = cli_bundle_open(&bundle, options);
    for (i = 0; status == EXIT_WANTED && i < options->argument_count; i++) {
        if (i > 0 && format == ERKEND_TEXT)
            cli_print("\n\n");
        status = hold_case(options, &bundle, options->arguments[i], format, &not_met);
    }
    cli_bundle_dispose(&bundle);
    return status == EXIT_WANTED && not_met > 0 ? EXIT_NO : status;
}

static int run(const cli_options *options)
{
    erkend_error *error;
    cli_bundle bundle;
    erkend_status result;
    int status;

    if (options->coverage_of_law)
        return cli_coverage_of_law(options);
    if (options->relations)
        return cli_check_relations(options);
    if (options->cases != NULL || options->tries != NULL || options->seed != NULL) {
        cli_complain("erkend check: --cases, --tries and --seed go with --relations");
        return EXIT_CALL;
    }
    if (names_cases(options))
        return hold_cases(options);
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
    "[countries/de …] | CASE… [--in EU]",
    "what is wrong with the rules; or which checklists a case meets",
    "Reads all policies (or those of the countries named) and prints every error and warning, one\n"
    "a line, file:line:column first. Exit status 1 if there are errors. Formats: text, json, and\n"
    "sarif (2.1.0), which code hosts and editors show beside the line.\n\n"
    "--coverage-of-law holds the provisions that laws.yaml declares against rules and tests: "
    "which\n"
    "have no rule (and why), which rules cite none, which no test reaches, and for each rule in "
    "how\n"
    "many tests it holds, fails, is unknown, is silent, is not yet law on the day before (eve) "
    "and\n"
    "is law on its first day. Exit status 1 if a cell is empty without a reason. Formats: text, "
    "json.\n\n"
    "--relations tries relations that every country must keep, or break with an article: more\n"
    "learning never hurts; parts count as the whole; order, names and the scale of points change\n"
    "nothing; nothing counts twice; there and back never gains; a fact never makes of recognised\n"
    "incomplete. On the country's own tests, on the cases of --cases FILE and on made-up ones\n"
    "(--tries, 200; --seed, 1), and around each where a condition of the rules turns. What breaks\n"
    "one is shrunk to the smallest case. Which rule may, by which law, stands in\n"
    "countries/xx/relations.yaml. Exit status 1 if one is broken without that. Formats: text, "
    "json.\n\n"
    "Of cases: holds them against the checklists of the countries named (when none is: EU, the\n"
    "European framework), line by line: met, not met, or not said and what is lacking. Exit "
    "status\n"
    "1 if a line is not met. Formats: text, json, ndjson.",
    "  erkend check countries/de\n"
    "  erkend check --format json\n"
    "  erkend check --format sarif > erkend.sarif\n"
    "  erkend check --coverage-of-law countries/de\n"
    "  erkend check --relations countries/de --tries 1000\n"
    "  erkend check examples/community-development.yaml",
    TAKES_FORMAT | TAKES_POLICIES | TAKES_COVERAGE_OF_LAW | TAKES_RELATIONS | TAKES_TRIES |
        TAKES_IN | TAKES_ON | TAKES_QUALIFICATION,
    run,
};
