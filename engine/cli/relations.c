/* erkend check --relations: relations that every country must keep, or break with an article. */
#include <string.h>

#include "cli/bar.h"
#include "cli/cli.h"

static void show_progress(void *user, uint64_t tried, uint64_t all)
{
    cli_bar *bar = user;

    bar->all = all;
    cli_bar_draw(bar, tried, tried);
}

static int check_country(const cli_bundle *bundle, const char *country, const erkend_search *asked,
                         const erkend_style *style, uint64_t *wrong)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_text *text = NULL;
    uint64_t found = 0;
    erkend_search how = *asked;
    cli_bar bar;
    int status = EXIT_WANTED;

    cli_bar_init(&bar, how.tries);
    how.progress = show_progress;
    how.user = &bar;
    if (erkend_relations_check(&text, &found, bundle->bundle, &bundle->config, country, &how, style,
                               error) != ERKEND_OK)
        status = cli_say_error(error, bundle);
    cli_bar_clear(&bar);
    if (status == EXIT_WANTED) {
        cli_write(erkend_text_bytes(text), erkend_text_size(text));
        erkend_text_free(text);
    }
    *wrong += found;
    erkend_error_free(error);
    return status;
}

static int check_all(const cli_options *options, cli_bundle *bundle, const erkend_search *how,
                     erkend_format format)
{
    erkend_style style = cli_style(options, format);
    erkend_error *error = erkend_error_new(NULL);
    uint64_t wrong = 0;
    int status = EXIT_WANTED;
    size_t i;

    /* Levels are compared through the frameworks of all countries, whichever are tried. */
    bundle->config.only = NULL;
    if (erkend_bundle_open(&bundle->bundle, &bundle->config, error) != ERKEND_OK)
        status = cli_say_error(error, bundle);
    for (i = 0; status == EXIT_WANTED && i < erkend_bundle_country_count(bundle->bundle); i++) {
        const char *country = erkend_bundle_country(bundle->bundle, i);

        if (cli_bundle_names(bundle, country))
            status = check_country(bundle, country, how, &style, &wrong);
    }
    erkend_error_free(error);
    return status == EXIT_WANTED && wrong > 0 ? EXIT_NO : status;
}

int cli_check_relations(const cli_options *options)
{
    erkend_search how;
    cli_documents documents;
    cli_bundle bundle;
    erkend_format format;
    char *cases[1];
    int status;

    memset(&how, 0, sizeof how);
    memset(&documents, 0, sizeof documents);
    memset(&bundle, 0, sizeof bundle);
    how.struct_size = sizeof how;
    how.seed = 1;
    how.tries = 200;
    status = cli_read_number(&how.seed, "check", "seed", options->seed);
    if (status == EXIT_WANTED)
        status = cli_read_number(&how.tries, "check", "tries", options->tries);
    if (status == EXIT_WANTED)
        status = cli_format(&format, options);
    if (status == EXIT_WANTED && format != ERKEND_TEXT && format != ERKEND_JSON) {
        cli_complain("erkend check: --format: relations are told as text or json");
        status = EXIT_CALL;
    }
    cases[0] = (char *)options->cases;
    if (status == EXIT_WANTED && options->cases != NULL)
        status = cli_documents_read(&documents, cases, 1);
    how.cases = documents.items;
    how.case_count = documents.count;
    if (status == EXIT_WANTED)
        status = cli_bundle_find(&bundle, options, options->arguments, options->argument_count);
    if (status == EXIT_WANTED)
        status = check_all(options, &bundle, &how, format);
    cli_bundle_dispose(&bundle);
    cli_documents_free(&documents);
    return status;
}
