/* A trial of relations, in memory: what its files share.
 *
 *   relations_run.c     which cases are tried, at which places
 *   relations_answer.c  a case decided; what is compared of two decisions, and who is to blame
 *   relations_report.c  the words */
#ifndef EK_DESK_TRIAL_H
#define EK_DESK_TRIAL_H

#include "decide/testing.h"
#include "desk/relations.h"

/* What is compared of a claim. */
typedef struct ek_told {
    ek_scope kind;
    ek_text id, unit; /* id of the claim, of the unit that it is about */
    erkend_verdict verdict;
    ek_fraction months, points; /* in force */
    ek_text rule, law;          /* that decides, or gives */
    ek_text giver, giver_law;
} ek_told;

typedef struct ek_tolds {
    bool decided;
    ek_told *items;
    uint32_t count;
    ek_fraction months, points; /* in all; counted, where the country accumulates */
    ek_brinks brinks;           /* where they were asked for */
} ek_tolds;

/* What breaks a relation. */
typedef struct ek_broken {
    ek_relation relation;
    ek_text rule, law, says, told;
    ek_sample *smallest;
    ek_place from; /* the country's own test that it was made from; no file: made up, or given */
} ek_broken;

/* A condition and a fact that were varied around it already. */
typedef struct ek_varied {
    const ek_expr *by;
    const ek_field *field;
    uint32_t times;
} ek_varied;

typedef struct ek_trial {
    const erkend_search *how;
    const erkend_bundle *bundle;
    const erkend_config *config;
    const ek_rulebook *book;
    ek_arena arena, around, work; /* of the trial, of the case at hand, of a pair */
    ek_search search;
    ek_suite suite; /* the country's own tests */
    struct erkend_worker worker;
    erkend_error *error;
    /* Of the case at hand. */
    const erkend_files *files;
    const char *name; /* beside which its documents lie */
    ek_place from;
    ek_problems problems;
    ek_breaches breaches;
    ek_broken *found;
    uint32_t found_count, found_capacity;
    ek_varied *varied;
    uint32_t varied_count, varied_capacity;
    uint64_t cases, compared;
    bool scaled;             /* the rules compare points with points only */
    const ek_broken *wanted; /* while shrinking */
    ek_chance chance;
} ek_trial;

/* In trial->work. `brinks`: where they are to lie, if they are to be found too; or NULL. */
ek_tolds ek_trial_decide(ek_trial *trial, const ek_sample *root, ek_arena *brinks);
/* False: the twin's answers break the relation; then `out` says how. */
bool ek_trial_is_kept(ek_trial *trial, ek_relation relation, const ek_tolds *as_is,
                      const ek_tolds *twin, ek_broken *out);
/* Text, or JSON. */
void ek_trial_write(ek_buffer *out, const ek_trial *trial, bool json);
uint32_t ek_trial_count_stale(const ek_trial *trial);

#endif
