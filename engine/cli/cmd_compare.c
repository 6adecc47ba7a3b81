/* erkend compare: the same case in several countries, side by side, and why they differ. */
#include <string.h>

#include "cli/cli.h"

static int render(const cli_options *options, erkend_decision *const *decisions, size_t count)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_text *text = NULL;
    erkend_format format;
    erkend_style style;
    int status = cli_format(&format, options);

    if (status == EXIT_WANTED) {
        style = cli_style(options, format);
        if (erkend_render_comparison(&text, (const erkend_decision *const *)decisions, count,
                                     &style, error) != ERKEND_OK)
            status = cli_say_error(error, NULL);
        else
            (void)cli_print_text(text);
    }
    erkend_error_free(error);
    return status;
}

static int compare_case(const cli_options *options, const cli_bundle *bundle, erkend_worker *worker,
                        const char *path)
{
    const char *countries[CLI_COUNTRIES_MAX];
    erkend_decision *decisions[CLI_COUNTRIES_MAX];
    erkend_case *the_case = NULL;
    size_t count = 0, wanted, i;
    int status = cli_case_read(&the_case, path, options, NULL);

    if (status == EXIT_WANTED) {
        wanted = cli_countries(countries, options, the_case, bundle);
        for (i = 0; i < wanted && status == EXIT_WANTED; i++) {
            status = cli_decide_in(&decisions[count], worker, the_case, countries[i], bundle);
            if (status == EXIT_WANTED)
                count++;
        }
        if (status == EXIT_WANTED)
            status = cli_keep(options, bundle, decisions, count);
        if (status == EXIT_WANTED)
            status = render(options, decisions, count);
        for (i = 0; i < count; i++)
            erkend_decision_free(decisions[i]);
    }
    erkend_case_free(the_case);
    return status;
}

/* Every case is tried; the worst exit status stands. */
static int run(const cli_options *options)
{
    cli_bundle bundle;
    erkend_worker *worker = NULL;
    erkend_format format;
    int status, i;

    if (options->argument_count == 0) {
        cli_complain("erkend compare: name a case file, as in erkend compare examples/anna.yaml");
        return EXIT_CALL;
    }
    if ((status = cli_format(&format, options)) != EXIT_WANTED)
        return status;
    status = cli_bundle_open(&bundle, options);
    if (status == EXIT_WANTED)
        status = cli_worker_new(&worker, &bundle, options);
    if (status == EXIT_WANTED)
        for (i = 0; i < options->argument_count; i++) {
            int one;
            if (i > 0 && format == ERKEND_TEXT)
                cli_print("\n\n");
            one = compare_case(options, &bundle, worker, options->arguments[i]);
            if (one > status)
                status = one;
        }
    erkend_worker_free(worker);
    cli_bundle_dispose(&bundle);
    return status;
}

const cli_command cli_compare = {
    "compare",
    "CASE… [--in DE,FI,NL] [--on DATE]",
    "the same case in several countries, side by side",
    "Decides each case in each country and shows, for each claim, the verdict, what it counts as,\n"
    "who decides, the law, and in one line a country why they differ. Without --in: the countries\n"
    "that the case names targets for. Formats: text, json, ndjson, codes.",
    "  erkend compare examples/wiring-abroad.yaml --in DE,FI,NL\n"
    "  erkend compare examples/*.yaml --register decisions.db --lang nl",
    TAKES_IN | TAKES_ON | TAKES_FORMAT | TAKES_REGISTER | TAKES_EVALUATION | TAKES_POLICIES,
    run,
};
