/* erkend decide, explain, timeline: one case, one country (or each in turn), with reasons. */
#include <string.h>

#include "cli/cli.h"

typedef struct asked {
    const char *claim; /* or NULL */
    const char *from, *to;
} asked;

typedef erkend_status (*render_decision)(erkend_text **out, const erkend_decision *decision,
                                         const asked *what, const erkend_style *style,
                                         erkend_error *error);

static erkend_status render_short(erkend_text **out, const erkend_decision *decision,
                                  const asked *what, const erkend_style *style, erkend_error *error)
{
    (void)what;
    return erkend_render_decision(out, decision, style, error);
}

static erkend_status render_explanation(erkend_text **out, const erkend_decision *decision,
                                        const asked *what, const erkend_style *style,
                                        erkend_error *error)
{
    return erkend_render_explanation(out, decision, what->claim, style, error);
}

static erkend_status render_why_not(erkend_text **out, const erkend_decision *decision,
                                    const asked *what, const erkend_style *style,
                                    erkend_error *error)
{
    return erkend_render_why_not(out, decision, what->claim, style, error);
}

static erkend_status render_timeline(erkend_text **out, const erkend_decision *decision,
                                     const asked *what, const erkend_style *style,
                                     erkend_error *error)
{
    return erkend_render_timeline(out, decision, what->claim, what->from, what->to, style, error);
}

/* --format, and for a decision europass as well. */
static int read_format(erkend_format *out, const cli_options *options, render_decision render)
{
    if (render != render_short || options->format == NULL ||
        strcmp(options->format, "europass") != 0)
        return cli_format(out, options);
    *out = ERKEND_EUROPASS;
    return EXIT_WANTED;
}

static int print_decision(const cli_options *options, erkend_decision *decision,
                          render_decision render, const asked *what)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_text *text = NULL;
    erkend_format format = ERKEND_TEXT;
    erkend_style style;
    int status = read_format(&format, options, render);

    style = cli_style(options, format);
    if (status == EXIT_WANTED && render(&text, decision, what, &style, error) != ERKEND_OK)
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

static int check_decision(const erkend_self_check *check, const erkend_decision *decision,
                          const cli_bundle *bundle)
{
    erkend_error *error = erkend_error_new(NULL);
    int status = EXIT_WANTED;

    if (erkend_self_check_decision(check, decision, error) != ERKEND_OK)
        status = cli_say_error(error, bundle);
    erkend_error_free(error);
    return status;
}

static int decide_case(const cli_options *options, const cli_bundle *bundle, erkend_worker *worker,
                       const erkend_self_check *check, const char *path, render_decision render,
                       const asked *what)
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
            if (status == EXIT_WANTED && check != NULL)
                status = check_decision(check, decision, bundle);
            if (status == EXIT_WANTED)
                status = cli_keep(options, bundle, &decision, 1);
            if (status == EXIT_WANTED) {
                if (i > 0 && (options->format == NULL || strcmp(options->format, "text") == 0))
                    cli_print("\n");
                status = print_decision(options, decision, render, what);
                if (status == EXIT_WANTED && what->claim != NULL &&
                    !has_claim(decision, what->claim))
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
                   const asked *what)
{
    cli_bundle bundle;
    erkend_worker *worker = NULL;
    erkend_self_check *check = NULL;
    erkend_format format;
    int status, i;

    if ((status = read_format(&format, options, render)) != EXIT_WANTED)
        return status;
    status = cli_bundle_open(&bundle, options);
    if (status == EXIT_WANTED)
        status = cli_worker_new(&worker, &bundle, options);
    if (status == EXIT_WANTED)
        status = cli_self_check_open(&check, &bundle, options);
    if (status == EXIT_WANTED)
        for (i = 0; i < case_count; i++) {
            int one;
            if (i > 0 && format == ERKEND_TEXT)
                cli_print("\n\n");
            one = decide_case(options, &bundle, worker, check, options->arguments[i], render, what);
            if (one > status)
                status = one;
        }
    erkend_self_check_free(check);
    erkend_worker_free(worker);
    cli_bundle_dispose(&bundle);
    return status;
}

static int run_decide(const cli_options *options)
{
    const asked all = {NULL, NULL, NULL};

    if (options->argument_count == 0) {
        cli_complain("erkend decide: name a case file, as in erkend decide examples/anna.yaml");
        return EXIT_CALL;
    }
    return run_all(options, options->argument_count, render_short, &all);
}

/* One case, and perhaps one claim of it. */
static int run_one(const cli_options *options, const char *command, render_decision render)
{
    asked what = {NULL, options->from, options->to};

    if (options->argument_count < 1 || options->argument_count > 2) {
        cli_complain("erkend %s: name one case file, and perhaps one claim of it, as in "
                     "erkend %s examples/anna.yaml wiring",
                     command, command);
        return EXIT_CALL;
    }
    if (options->format != NULL && strcmp(options->format, "codes") == 0) {
        cli_complain("erkend %s: --format codes is of decisions (erkend decide, compare, batch); "
                     "an explanation is all words: take --format ndjson",
                     command);
        return EXIT_CALL;
    }
    if (options->argument_count == 2)
        what.claim = options->arguments[1];
    return run_all(options, 1, render, &what);
}

static int run_explain(const cli_options *options)
{
    return run_one(options, "explain", options->why_not ? render_why_not : render_explanation);
}

static int run_timeline(const cli_options *options)
{
    return run_one(options, "timeline", render_timeline);
}

const cli_command cli_decide = {
    "decide",
    "CASE… [--in DE] [--on DATE] [--qualification FILE]",
    "what one country answers, with reasons",
    "Decides each case and shows for each claim the verdict, what it counts as, and the reasons.\n"
    "A refusal is a decision: exit status 0. Without --in: the countries that the case names\n"
    "targets for, else its home country. Formats: text, json, ndjson, codes, and europass: the\n"
    "recognised units as a credential of the European Learning Model, one document a decision,\n"
    "for the learner, an employer or another institution; a case may name it as a transcript.",
    "  erkend decide examples/wiring-abroad.yaml --in DE\n"
    "  erkend decide examples/wiring-abroad.yaml --in FI --format json\n"
    "  erkend decide examples/staff-training-week.yaml --in EU --format europass",
    TAKES_IN | TAKES_ON | TAKES_FORMAT | TAKES_REGISTER | TAKES_QUALIFICATION | TAKES_EVALUATION |
        TAKES_SELF_CHECK | TAKES_POLICIES,
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

const cli_command cli_timeline = {
    "timeline",
    "CASE [CLAIM] [--in DE] [--from DATE] [--to DATE]",
    "the days on which the answer would change, and the law that changes it",
    "Moves the deciding date through a period, day by day, and shows from which day on a claim is\n"
    "answered differently: what began or ceased to be law, which value of a parameter changed, or\n"
    "that the law is the same and days of the case have passed. Formats: text, json, ndjson.",
    "  erkend timeline examples/wiring-abroad.yaml --in DE --from 2019-01-01 --to 2026-12-31\n"
    "  erkend timeline examples/apprentice-9-months.yaml stays --in DE --format json",
    TAKES_IN | TAKES_ON | TAKES_FORMAT | TAKES_QUALIFICATION | TAKES_EVALUATION | TAKES_POLICIES |
        TAKES_PERIOD,
    run_timeline,
};
