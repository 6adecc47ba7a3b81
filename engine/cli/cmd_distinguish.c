/* erkend distinguish: the smallest case that two policies, days or countries decide differently. */
#include <string.h>

#include "cli/bar.h"
#include "cli/cli.h"

typedef struct ask {
    const cli_options *options;
    cli_side sides[2];
    cli_documents documents;
    const char *countries[CLI_COUNTRIES_MAX + 1];
    cli_bar bar;
} ask;

static bool has_country(const erkend_bundle *bundle, const char *country)
{
    return erkend_bundle_digest(bundle, country) != NULL;
}

/* --in, else those of the newer side whose files differ; all of them of two days. */
static int find_countries(ask *a)
{
    const erkend_bundle *before = cli_sides_bundle(a->sides, 0)->bundle;
    const erkend_bundle *after = cli_sides_bundle(a->sides, 1)->bundle;
    size_t count = 0, i;

    for (i = 0; a->options->in[i] != NULL; i++) {
        if (!has_country(before, a->options->in[i]) && !has_country(after, a->options->in[i])) {
            cli_complain("erkend distinguish: --in: there is no policy of the country '%s'",
                         a->options->in[i]);
            return EXIT_CALL;
        }
        a->countries[count++] = a->options->in[i];
    }
    for (i = 0; count == 0 || a->options->in[0] == NULL; i++) {
        const char *country = erkend_bundle_country(after, i), *was;

        if (country == NULL || count == CLI_COUNTRIES_MAX)
            break;
        was = erkend_bundle_digest(before, country);
        if (before == after || was == NULL ||
            strcmp(was, erkend_bundle_digest(after, country)) != 0)
            a->countries[count++] = country;
    }
    a->countries[count] = NULL;
    return EXIT_WANTED;
}

static void show_progress(void *user, uint64_t tried, uint64_t all)
{
    (void)all;
    cli_bar_draw(user, tried, tried);
}

static int find_case(ask *a, uint64_t seed, uint64_t tries, erkend_format format)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_style style = cli_style(a->options, format);
    erkend_search how;
    erkend_diff_side sides[2];
    erkend_text *text = NULL;
    int found = 0, status = EXIT_WANTED;

    memset(&how, 0, sizeof how);
    how.struct_size = sizeof how;
    how.seed = seed;
    how.tries = tries;
    how.countries = a->countries;
    how.cases = a->documents.items;
    how.case_count = a->documents.count;
    how.progress = show_progress;
    how.user = &a->bar;
    cli_bar_init(&a->bar, tries);
    cli_sides_fill(sides, a->sides);
    if (erkend_distinguish(&text, &found, &sides[0], &sides[1], &how, &style, error) != ERKEND_OK)
        status = cli_say_error(error, NULL);
    cli_bar_clear(&a->bar);
    if (status == EXIT_WANTED) {
        (void)cli_print_text(text);
        status = found ? EXIT_NO : EXIT_WANTED;
    }
    erkend_error_free(error);
    return status;
}

static int run_ask(ask *a)
{
    uint64_t seed = 1, tries = 10000;
    erkend_format format = ERKEND_TEXT;
    int status = cli_read_number(&seed, "distinguish", "seed", a->options->seed);

    if (status == EXIT_WANTED)
        status = cli_read_number(&tries, "distinguish", "tries", a->options->tries);
    if (status == EXIT_WANTED)
        status = cli_format(&format, a->options);
    if (status == EXIT_WANTED && format != ERKEND_TEXT && format != ERKEND_JSON) {
        cli_complain("erkend distinguish: --format: the answer is text or json");
        status = EXIT_CALL;
    }
    if (status == EXIT_WANTED)
        status = cli_sides_open(a->sides, "distinguish", a->options);
    if (status == EXIT_WANTED)
        status = find_countries(a);
    if (status == EXIT_WANTED)
        status = cli_documents_read(&a->documents, a->options->arguments + 2,
                                    a->options->argument_count - 2);
    return status == EXIT_WANTED ? find_case(a, seed, tries, format) : status;
}

static int run(const cli_options *options)
{
    ask a;
    int status;

    if (options->argument_count < 2) {
        cli_complain("erkend distinguish: name two policies (folders, git revisions), dates or "
                     "countries, as in erkend distinguish DE FI");
        return EXIT_CALL;
    }
    memset(&a, 0, sizeof a);
    a.options = options;
    status = run_ask(&a);
    cli_documents_free(&a.documents);
    cli_sides_close(a.sides);
    return status;
}

const cli_command cli_distinguish = {
    "distinguish",
    "A B [CASE…] [--in DE] [--tries NUMBER] [--seed NUMBER]",
    "the smallest case that two policies decide differently",
    "Looks for a case that A and B (folders, git revisions, two dates, or two countries, as in\n"
    "`erkend diff`) decide differently: what the countries' own tests give, the cases named here,\n"
    "then made-up ones, varied towards the limits of both sides' rules. What it finds is shrunk as "
    "long as it stays a case and the\n"
    "difference stays the same, and printed as a case file, with a sentence that says when they\n"
    "differ and by which rule. Without --in, of folders and revisions: the countries whose files\n"
    "differ. The same seed gives the same case. Exit status 1 when a difference was found, 0 when\n"
    "there was none in so many tries. Formats: text, json. In English.",
    "  erkend distinguish DE FI > case.yaml; erkend compare case.yaml --in DE,FI\n"
    "  erkend distinguish main . --in DE\n"
    "  erkend distinguish 2019-12-31 2020-01-01 --in DE examples/wiring-abroad.yaml",
    TAKES_IN | TAKES_FORMAT | TAKES_POLICIES | TAKES_TRIES,
    run,
};
