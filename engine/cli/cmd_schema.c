/* erkend schema: the schema of documents, policies and rules, for editors and people. */
#include "cli/cli.h"

static int run(const cli_options *options)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_text *text = NULL;
    int status = EXIT_WANTED;

    if (options->argument_count != 1) {
        cli_complain("erkend schema: name one of case, qualification, country, parameters, "
                     "questions, laws, survivors, relations, cases, rules, reference, keys");
        status = EXIT_CALL;
    } else if (erkend_schema(&text, options->arguments[0], error) != ERKEND_OK) {
        (void)cli_say_error(error, NULL);
        status = EXIT_CALL;
    } else
        (void)cli_print_text(text);
    erkend_error_free(error);
    return status;
}

const cli_command cli_schema = {
    "schema",
    "case|qualification|country|parameters|questions|laws|survivors|relations|cases|rules|"
    "reference|keys",
    "JSON Schema, types for rules, a reference page",
    "case, qualification, country, parameters, questions, laws, survivors, relations, cases:\n"
    "JSON Schema (2020-12), for completion and checks in an editor. rules: LuaCATS types of facts\n"
    "and words. reference: a page in Markdown. keys: every key of a case document, one a line.",
    "  erkend schema case > case.schema.json\n"
    "  erkend schema rules > policies/erkend.meta.lua",
    0,
    run,
};
