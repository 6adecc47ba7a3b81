/* A country's tests in memory: read once, tried as often as somebody likes.
 *
 * suite.c reads the files and runs them for the host (erkend_test_run); testing.c decides one test
 * and compares what came with what was expected. The desk tries the same suite against changed
 * rulebooks. */
#ifndef EK_DECIDE_TESTING_H
#define EK_DECIDE_TESTING_H

#include "decide/decide.h"

/* The tests of one file. */
typedef struct ek_loaded_tests {
    ek_test_case *tests;
    uint32_t count;
    struct ek_loaded_tests *before;
} ek_loaded_tests;

typedef struct ek_suite {
    ek_arena arena; /* of the tests; whoever loads may put its own things there */
    ek_problems problems;
    const struct erkend_bundle *bundle;
    const ek_rulebook *book;
    ek_test_case *tests; /* in the order of files, then of lines; those with errors left out */
    uint32_t count, capacity;
    struct ek_loaded_tests *loaded; /* the last file's; their cases are to be freed */
    ek_text *files;
    uint32_t file_count, file_capacity;
    bool failed; /* no memory, within the host's call */
} ek_suite;

/* Makes the suite ready; free it with ek_suite_dispose, whatever ek_suite_load says. */
void ek_suite_init(ek_suite *suite, const struct erkend_bundle *bundle, const ek_rulebook *book);
/* Reads countries/xx/cases. ERKEND_EINVALID: some files have errors, which are in problems; the
 * others are there. A country without tests has none. */
erkend_status ek_suite_load(ek_suite *suite, const erkend_config *config);
void ek_suite_dispose(ek_suite *suite);

/* Decides one test with that worker and writes what differs to `out`, a line for each difference;
 * nothing is written when it passed. `error` is used on the way. *decision (or NULL): what was
 * decided, to be freed by the caller; NULL when there was an error. Raises in the buffer's arena
 * when there is no memory. */
void ek_test_try(const ek_test_case *test, const ek_rulebook *book, erkend_worker *worker,
                 erkend_error *error, ek_buffer *out, erkend_decision **decision);

#endif
