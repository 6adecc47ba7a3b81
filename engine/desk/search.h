/* Search: samples one after the other, first those given and then made-up ones, each as it is and
 * varied a few times towards the limits of the rules. In a first round those given come as they
 * are, and then what a country's own tests give: each rule is tested at its limits, so nobody
 * stands nearer to them. The same seed gives the same samples. */
#ifndef EK_DESK_SEARCH_H
#define EK_DESK_SEARCH_H

#include "decide/testing.h"
#include "desk/vary.h"

/* What a test gives. */
typedef struct ek_search_test {
    ek_text name; /* its file and line */
    const ek_node *document;
} ek_search_test;

typedef struct ek_search {
    ek_arena arena; /* lasts */
    ek_arena work;  /* of the sample at hand */
    uint64_t seed;
    const erkend_document *given;
    size_t given_count;
    ek_hints hints;    /* of both sides */
    ek_suite **suites; /* that the tests lie in */
    uint32_t suite_count, suite_capacity;
    ek_search_test *tests;
    uint32_t test_count, test_capacity;
    erkend_population *populations[2];
    uint32_t population_count;
    uint64_t number;     /* of samples that were made */
    ek_sample *document; /* not varied yet; in arena `base` */
    ek_arena base;
    const erkend_files *files_now; /* those of the given case at hand; NULL: it needs none */
    const erkend_files *files;     /* free for the caller */
    uint64_t varied;               /* how many changes were made to the sample at hand */
    bool listed;                   /* it is given or a test's, as it is, in the first round */
    ek_text given_now;             /* its name; empty: made up */
} ek_search;

/* Arenas have no escape of their own: set that of the caller before anything is asked. */
void ek_search_init(ek_search *search, const erkend_allocator *host, uint64_t seed,
                    const erkend_document *given, size_t given_count);
void ek_search_dispose(ek_search *search);
/* Once or twice: whose limits count and whose learners are made up. Either a country, or several
 * (NULL-ended). May raise. */
void ek_search_side(ek_search *search, const erkend_bundle *bundle, const char *country,
                    const char *const *countries);
/* The tests of these countries, read as the bundle was opened. A file with errors is passed over;
 * what two suites give alike comes once. May raise. */
void ek_search_tests(ek_search *search, const erkend_bundle *bundle, const erkend_config *config,
                     const char *country, const char *const *countries);
void ek_search_begin(ek_search *search);
/* The next; valid until the one after. Given cases that cannot be parsed are passed over. */
ek_sample *ek_search_next(ek_search *search);

#endif
