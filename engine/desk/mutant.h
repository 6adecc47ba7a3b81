/* Mutants: small changes of a country's rules that a test should notice.
 *
 * A mutant is a few bytes of a rulebook in memory with what they are to become, and a sentence:
 * "1/4 became 1/3 in param.share_abroad since 2005-04-01". Applying it swaps the two, applying it
 * again swaps them back; in between the book is compiled anew, so that both evaluations see the
 * change. That is done only with a bundle of one's own (mutate_run.c).
 *
 * What is changed (mutants.c for rules, mutant_expr.c for what they say, mutant_data.c for the
 * rest): numbers and parameters by one step, at_most for less_than and its kin, same for different,
 * all for any, no for nothing, a condition left out, a rule left out, first and last days by one
 * day, codes, bodies, verdicts, effects.
 *
 * Not made are changes that provably change nothing: of what is never in force, of a day before the
 * country's first, of what parameters alone decide and decide alike. */
#ifndef EK_DESK_MUTANT_H
#define EK_DESK_MUTANT_H

#include "desk/coverage.h"

#define EK_PATCHES_MAX 4
#define EK_ANY_CLAIM UINT32_MAX
#define EK_NO_CLAIM (UINT32_C(1) << 31) /* what is no claim: points of a qualification */

typedef struct ek_patch {
    void *at, *with; /* swapped; `with` lies in the arena of the mutants */
    size_t size;
} ek_patch;

typedef struct ek_mutant {
    ek_text sentence; /* what "no test would notice if" goes on with */
    ek_text owner;    /* "de.bbig.2.3.quarter", "param.share_abroad", "country" */
    ek_place place;
    ek_patch patches[EK_PATCHES_MAX];
    uint32_t patch_count;
    const uint32_t *ids; /* expressions by number_id: tests that evaluate one are tried first */
    uint32_t id_count;
    uint32_t claims; /* kinds of claims that it can touch, a bit each */
} ek_mutant;

typedef struct ek_mutants {
    ek_arena *arena;
    ek_rulebook *book;
    ek_mutant *items; /* in the order in which they were found, which never varies */
    uint32_t count, capacity;
    /* Private. */
    bool *visited; /* by number_id: expressions that were changed already */
    struct ek_param_use *uses;
    uint32_t use_count, use_capacity;
} ek_mutants;

/* Finds all changes of a book that is not in use by anybody else. */
void ek_mutants_find(ek_mutants *mutants, ek_arena *arena, ek_rulebook *book);
/* Puts it in place, or takes it back. */
void ek_mutant_swap(const ek_mutant *mutant);

/* ---- Between the files that find them ------------------------------------------------------- */

/* Whose expressions are at hand, and on which days these can be asked. */
typedef struct ek_host {
    ek_owner owner;
    const char *part;
    ek_date since, last_day;
    bool has_clock;
    uint32_t claims;
} ek_host;

/* A parameter where it is read. */
typedef struct ek_param_use {
    const ek_parameter *param;
    ek_date since, last_day; /* of days on which it can be read */
    uint32_t id;
} ek_param_use;

/* A new mutant without patches; the format makes its sentence. */
ek_mutant *ek_mutant_add(ek_mutants *mutants, ek_text owner, ek_place place, uint32_t claims,
                         const char *format, ...) __attribute__((format(printf, 5, 6)));
void ek_mutant_patch(ek_mutants *mutants, ek_mutant *mutant, const void *at, const void *with,
                     size_t size);
void ek_mutant_ids(ek_mutants *mutants, ek_mutant *mutant, const uint32_t *ids, uint32_t count);
ek_text ek_expr_text(ek_arena *arena, const ek_expr *expr);
ek_text ek_date_text(ek_arena *arena, ek_date date);

/* mutant_expr.c: everything below an expression that is a root of its host. */
void ek_mutants_of_expr(ek_mutants *mutants, const ek_host *host, const ek_expr *root);
/* mutant_data.c: parameters that were read, questions, what country.yaml says. */
void ek_mutants_of_data(ek_mutants *mutants);

#endif
