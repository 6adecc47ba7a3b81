/* erkend decide, erkend explain: one case, one country (or each in turn), with reasons. */
#include <string.h>

#include "cli/cli.h"

typedef erkend_status (*render_decision)(erkend_text **out, const erkend_decision *decision,
                                         const char *claim, const erkend_style *style,
                                         erkend_error *error);

static erkend_status render_short(erkend_text **out, const erkend_decision *decision,
                                  const char *claim, const erkend_style *style, erkend_error *error)
{
    (void)claim;
    return erkend_render_decision(out, decision, style, error);
}

static int print_decision(const cli_options *options, erkend_decision *decision,
                          render_decision render, const char *claim)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_text *text = NULL;
    erkend_format format = ERKEND_TEXT;
    erkend_style style;
    int status = cli_format(&format, options);

    style = cli_style(options, format);
    if (status == EXIT_WANTED && render(&text, decision, claim, &style, error) != ERKEND_OK)
        status = cli_say_error(error, NULL);
    else if (status == EXIT_WANTED)
        (void)cli_print_text(text);
    erkend_error_free(error);
    return status;
}

/* A claim by a name that nobody has: the page says so, and so does the exit status. */
static bool has_claim(const erkend_decision *decision, const char *wanted)
{
    size_t i;

    for (i = 0; i < erkend_decision_claim_count(decision); i++) {
        erkend_claim claim;

        if (erkend_decision_claim(decision, i, &claim) && strcmp(claim.id, wanted) == 0)
            return true;
    }
    return false;
}

static int decide_case(const cli_options *options, const cli_bundle *bundle, erkend_worker *worker,
                       const char *path, render_decision render, const char *claim)
{
    const char *countries[CLI_COUNTRIES_MAX];
    const char *country = options->in[0] != NULL && options->in[1] == NULL ? options->in[0] : NULL;
    erkend_case *the_case = NULL;
    size_t wanted, i;
    int status, worst = EXIT_WANTED;

    if (options->qualification != NULL && country == NULL) {
        cli_complain("erkend: --qualification needs --in with the one country it belongs to");
        return EXIT_CALL;
    }
    status = cli_case_read(&the_case, path, options, country);
    if (status == EXIT_WANTED) {
        wanted = cli_countries(countries, options, the_case, bundle);
        for (i = 0; i < wanted; i++) {
            erkend_decision *decision = NULL;
            status = cli_decide_in(&decision, worker, the_case, countries[i], bundle);
            if (status == EXIT_WANTED)
                status = cli_keep(options, bundle, &decision, 1);
            if (status == EXIT_WANTED) {
                if (i > 0 && (options->format == NULL || strcmp(options->format, "text") == 0))
                    cli_print("\n");
                status = print_decision(options, decision, render, claim);
                if (status == EXIT_WANTED && claim != NULL && !has_claim(decision, claim))
                    status = EXIT_CALL;
            }
            erkend_decision_free(decision);
            if (status > worst)
                worst = status;
        }
        status = worst;
    }
    erkend_case_free(the_case);
    return status;
}

static int run_all(const cli_options *options, int case_count, render_decision render,
                   const char *claim)
{
    cli_bundle bundle;
    erkend_worker *worker = NULL;
    erkend_format format;
    int status, i;

    if ((status = cli_format(&format, options)) != EXIT_WANTED)
        return status;
    status = cli_bundle_open(&bundle, options);
    if (status == EXIT_WANTED)
        status = cli_worker_new(&worker, &bundle, options);
    if (status == EXIT_WANTED)
        for (i = 0; i < case_count; i++) {
            int one;
            if (i > 0 && format == ERKEND_TEXT)
                cli_print("\n\n");
            one = decide_case(options, &bundle, worker, options->arguments[i], render, claim);
            if (one > status)
                status = one;
        }
    erkend_worker_free(worker);
    cli_bundle_dispose(&bundle);
    return status;
}

static int run_decide(const cli_options *options)
{
    if (options->argument_count == 0) {
        cli_complain("erkend decide: name a case file, as in erkend decide examples/anna.yaml");
        return EXIT_CALL;
    }
    return run_all(options, options->argument_count, render_short, NULL);
}

static int run_explain(const cli_options *options)
{
    if (options->argument_count < 1 || options->argument_count > 2) {
        cli_complain("erkend explain: name one case file, and perhaps one claim of it, as in "
                     "erkend explain examples/anna.yaml wiring");
        return EXIT_CALL;
    }
    if (options->format != NULL && strcmp(options->format, "codes") == 0) {
        cli_complain("erkend explain: --format codes is of decisions (erkend decide, compare, "
                     "batch); an explanation is all words: take --format ndjson");
        return EXIT_CALL;
    }
    return run_all(options, 1, options->why_not ? erkend_render_why_not : erkend_render_explanation,
                   options->argument_count == 2 ? options->arguments[1] : NULL);
}

const cli_command cli_decide = {
    "decide",
    "CASE… [--in DE] [--on DATE] [--qualification FILE]",
    "what one country answers, with reasons",
    "Decides each case and shows for each claim the verdict, what it counts as, and the reasons.\n"
    "A refusal is a decision: exit status 0. Without --in: the countries that the case names\n"
    "targets for, else its home country. Formats: text, json, ndjson, codes.",
    "  erkend decide examples/wiring-abroad.yaml --in DE\n"
    "  erkend decide examples/wiring-abroad.yaml --in FI --format json",
    TAKES_IN | TAKES_ON | TAKES_FORMAT | TAKES_REGISTER | TAKES_QUALIFICATION | TAKES_EVALUATION |
        TAKES_POLICIES,
    run_decide,
};

const cli_command cli_explain = {
    "explain",
    "CASE [CLAIM] [--in DE] [--on DATE] [--why-not]",
    "every fact that was read, every law cited, both sides of each condition",
    "Shows how a decision came about: for each rule that spoke, the law, both sides of its\n"
    "condition, and where in the file each fact stands; what is missing and who can supply it;\n"
    "what a body still has to decide; which facts were never read. Formats: text, json, ndjson.\n"
    "With --why-not: the smallest sets of changed facts, one or two, with which the answer would\n"
    "be better, each decided again, sorted by who can bring the change about.",
    "  erkend explain examples/apprentice-9-months-and-a-half.yaml --in DE\n"
    "  erkend explain examples/wiring-abroad.yaml wiring --in FI --lang fi\n"
    "  erkend explain examples/apprentice-9-months-and-a-half.yaml --in DE --why-not",
    TAKES_IN | TAKES_ON | TAKES_FORMAT | TAKES_QUALIFICATION | TAKES_EVALUATION | TAKES_POLICIES |
        TAKES_WHY_NOT,
    run_explain,
};
