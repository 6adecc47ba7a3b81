/* Decides a case from another program: examples/embed CASE COUNTRY, in the root of the checkout. */
#include <erkend.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h" /* erkend_files over a folder: see examples/folder.h */

int main(int argc, char **argv)
{
    erkend_files files = folder_files(".");
    erkend_config config = {.struct_size = sizeof config, .files = &files};
    erkend_case_options options = {.struct_size = sizeof options, .files = &files};
    erkend_error *error = erkend_error_new(NULL);
    erkend_bundle *bundle = NULL; /* policies and countries: open once, share between threads */
    erkend_worker *worker = NULL; /* one for each thread */
    erkend_case *the_case = NULL;
    erkend_decision *decision = NULL;
    erkend_claim claim;
    erkend_problem problem;
    const char *bytes = NULL;
    void *handle = NULL;
    size_t size = 0, i;

    if (argc != 3)
        return 2;
    if (erkend_bundle_open(&bundle, &config, error) == ERKEND_OK &&
        erkend_worker_new(&worker, bundle, ERKEND_COMPILED, error) == ERKEND_OK &&
        files.open(files.user, argv[1], 1 << 20, &bytes, &size, &handle) == ERKEND_OK &&
        erkend_case_read(&the_case, argv[1], bytes, size, &options, error) == ERKEND_OK &&
        erkend_decide(&decision, worker, the_case, argv[2], error) == ERKEND_OK)
        for (i = 0; erkend_decision_claim(decision, i, &claim); i++)
            printf("%s %s: %s\n", claim.kind, claim.id, erkend_verdict_name(claim.verdict));
    for (i = 0; erkend_error_at(error, i, &problem); i++)
        fprintf(stderr, "%s\n", problem.line_text);
    files.done(files.user, handle);
    erkend_decision_free(decision);
    erkend_case_free(the_case);
    erkend_worker_free(worker);
    erkend_bundle_free(bundle);
    i = erkend_error_count(error);
    erkend_error_free(error);
    return i == 0 ? 0 : 3;
}
