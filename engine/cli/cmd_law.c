/* erkend law: a country's law as its rules see it, for a lawyer to proofread; and what of it rules
 * and tests cover (erkend check --coverage-of-law). */
#include <string.h>

#include "cli/cli.h"

typedef erkend_status (*law_function)(erkend_text **out, size_t *empty, const cli_bundle *bundle,
                                      const char *country, const erkend_style *style,
                                      erkend_error *error);

static erkend_status give_page(erkend_text **out, size_t *empty, const cli_bundle *bundle,
                               const char *country, const erkend_style *style, erkend_error *error)
{
    *empty = 0;
    return erkend_law_page(out, bundle->bundle, &bundle->config, country, style, error);
}

static erkend_status give_coverage(erkend_text **out, size_t *empty, const cli_bundle *bundle,
                                   const char *country, const erkend_style *style,
                                   erkend_error *error)
{
    return erkend_law_coverage(out, empty, bundle->bundle, &bundle->config, country, style, error);
}

static int print_country(law_function give, const cli_bundle *bundle, const char *country,
                         const erkend_style *style, size_t *empty)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_text *text = NULL;
    size_t here = 0;
    int status = EXIT_WANTED;

    if (give(&text, &here, bundle, country, style, error) != ERKEND_OK)
        status = cli_say_error(error, bundle);
    else
        status = cli_print_text(text);
    *empty += here;
    erkend_error_free(error);
    return status;
}

static size_t count_asked(const cli_bundle *bundle)
{
    size_t count = 0, i;

    for (i = 0; i < erkend_bundle_country_count(bundle->bundle); i++)
        count += cli_bundle_names(bundle, erkend_bundle_country(bundle->bundle, i));
    return count;
}

/* Several countries in JSON are a list. */
static int print_all(law_function give, const cli_bundle *bundle, const erkend_style *style,
                     size_t *empty)
{
    bool list = style->format == ERKEND_JSON && count_asked(bundle) > 1, first = true;
    int worst = EXIT_WANTED;
    size_t i;

    if (list)
        cli_print("[");
    for (i = 0; i < erkend_bundle_country_count(bundle->bundle); i++) {
        const char *country = erkend_bundle_country(bundle->bundle, i);
        int status;

        if (!cli_bundle_names(bundle, country))
            continue;
        if (!first)
            cli_print(list ? ",\n" : "\n");
        first = false;
        status = print_country(give, bundle, country, style, empty);
        worst = status > worst ? status : worst;
    }
    if (list)
        cli_print("]\n");
    return worst;
}

/* All countries are open, whichever are asked for: levels are told by the tables of others. */
static int run_law(law_function give, const cli_options *options, erkend_format format,
                   size_t *empty)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_style style = cli_style(options, format);
    cli_bundle bundle;
    int status;

    memset(&bundle, 0, sizeof bundle);
    *empty = 0;
    status = cli_bundle_find(&bundle, options, options->arguments, options->argument_count);
    bundle.config.only = NULL;
    if (status == EXIT_WANTED &&
        erkend_bundle_open(&bundle.bundle, &bundle.config, error) != ERKEND_OK)
        status = cli_say_error(error, &bundle);
    if (status == EXIT_WANTED)
        status = print_all(give, &bundle, &style, empty);
    cli_bundle_dispose(&bundle);
    erkend_error_free(error);
    return status;
}

static int read_format(erkend_format *out, const cli_options *options, bool markdown)
{
    const char *word = options->format != NULL ? options->format : "text";

    if (strcmp(word, "text") == 0)
        *out = ERKEND_TEXT;
    else if (strcmp(word, "json") == 0)
        *out = ERKEND_JSON;
    else if (markdown && strcmp(word, "markdown") == 0)
        *out = ERKEND_MARKDOWN;
    else {
        cli_complain("erkend: --format: '%s' is not text%s or json", word,
                     markdown ? ", markdown" : "");
        return EXIT_CALL;
    }
    return EXIT_WANTED;
}

int cli_coverage_of_law(const cli_options *options)
{
    erkend_format format;
    size_t empty = 0;
    int status = read_format(&format, options, false);

    if (status == EXIT_WANTED)
        status = run_law(give_coverage, options, format, &empty);
    return status == EXIT_WANTED && empty > 0 ? EXIT_NO : status;
}

static int run(const cli_options *options)
{
    erkend_format format;
    size_t empty = 0;
    int status = read_format(&format, options, true);

    return status == EXIT_WANTED ? run_law(give_page, options, format, &empty) : status;
}

const cli_command cli_law = {
    "law",
    "[countries/de …]",
    "a country's law as its rules see it, to proofread",
    "Prints the provisions that countries/xx/laws.yaml declares, in the order of the law, and "
    "below\n"
    "each the rules that rest on it: dates, conditions in words, what follows, numbers with their\n"
    "dates, how an unclear text is read, what a body decides, which tests cover it. Formats: "
    "text,\n"
    "markdown, json. The pages in docs/countries are made so.",
    "  erkend law countries/de --lang de\n"
    "  erkend law countries/fi --format markdown > fi.md",
    TAKES_FORMAT | TAKES_POLICIES,
    run,
};
