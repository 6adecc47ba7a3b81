/* What the fuzzers share: files in memory, and a bundle of this checkout made once. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdint.h>

#include "../examples/folder.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Reads bytes as a case and decides it everywhere, both evaluations compared. */
static inline void fuzz_case(const erkend_bundle *bundle, const char *name, const uint8_t *bytes,
                             size_t size)
{
    erkend_case_options options;
    erkend_error *error = erkend_error_new(NULL);
    erkend_worker *worker = NULL;
    erkend_case *the_case = NULL;
    size_t i;

    memset(&options, 0, sizeof options);
    options.struct_size = sizeof options;
    options.decided = "2024-06-01";
    if (erkend_case_read(&the_case, name, (const char *)bytes, size, &options, error) ==
            ERKEND_OK &&
        erkend_worker_new(&worker, bundle, ERKEND_VERIFY, error) == ERKEND_OK)
        for (i = 0; i < erkend_bundle_country_count(bundle); i++) {
            erkend_decision *decision = NULL;
            erkend_text *text = NULL;
            erkend_style style = {sizeof style, ERKEND_TEXT, "de", 0, 0};
            erkend_problem problem;

            if (erkend_decide(&decision, worker, the_case, erkend_bundle_country(bundle, i),
                              error) == ERKEND_OK) {
                (void)erkend_render_explanation(&text, decision, NULL, &style, error);
                erkend_text_free(text);
            } else if (erkend_error_at(error, 0, &problem) &&
                       strstr(problem.message, "evaluations differ") != NULL)
                __builtin_trap(); /* compiled and plain must agree */
            erkend_decision_free(decision);
        }
    erkend_worker_free(worker);
    erkend_case_free(the_case);
    erkend_error_free(error);
}

static inline erkend_bundle *fuzz_bundle(void)
{
    static erkend_bundle *bundle;
    erkend_files files = folder_files(".");
    erkend_config config;

    if (bundle == NULL) {
        memset(&config, 0, sizeof config);
        config.struct_size = sizeof config;
        config.files = &files;
        if (erkend_bundle_open(&bundle, &config, NULL) != ERKEND_OK)
            abort();
    }
    return bundle;
}

#endif
