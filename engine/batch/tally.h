/* A tally: how often what was answered, and what it adds up to.
 *
 *   claims    by country, kind of claim and verdict
 *   rules     by country, rule, law as cited and verdict: claims that the rule decided
 *   effects   by country, kind of effect and state, with the sums of their quantities
 *
 * Each worker counts into a tally of its own, found by numbers and not by names (book, scope,
 * rule), so that counting costs next to nothing; at the end of a run they are added to the host's.
 * Sums are kept apart by denominator: adding them is whole-number addition, so the order in which
 * threads come changes nothing. Rows for a reader are made when somebody asks. */
#ifndef EK_BATCH_TALLY_H
#define EK_BATCH_TALLY_H

#include "decide/decide.h"

#define EK_VERDICTS 6
#define EK_EFFECT_STATES 4
#define EK_CLAIM_KINDS (EK_LAST_CLAIM - EK_FIRST_CLAIM + 1)

typedef enum ek_summed { EK_SUM_MONTHS, EK_SUM_POINTS, EK_SUMS } ek_summed;

/* Quantities with the same denominator. */
typedef struct ek_part_sum {
    int64_t den, num;
} ek_part_sum;

typedef struct ek_sum {
    ek_part_sum *parts;
    uint32_t count, capacity;
    bool lost; /* too large, or too many denominators, to be exact */
} ek_sum;

typedef struct ek_effect_cell {
    uint64_t count;
    ek_sum sums[EK_SUMS];
} ek_effect_cell;

/* What a rule decided under one wording of its law. */
typedef struct ek_rule_cell ek_rule_cell;
struct ek_rule_cell {
    ek_text law;
    uint64_t claims[EK_VERDICTS];
    ek_rule_cell *next; /* by law, bytewise */
};

typedef struct ek_core_cell ek_core_cell;
struct ek_core_cell {
    ek_text id;
    uint64_t claims[EK_VERDICTS];
    ek_core_cell *next; /* by id */
};

typedef struct ek_book_tally {
    uint64_t claims[EK_CLAIM_KINDS][EK_VERDICTS];
    ek_effect_cell effects[EK_EFFECTS][EK_EFFECT_STATES];
    ek_rule_cell **rules; /* by number of the rule */
    uint32_t *first;      /* by number of the rule: that of the first one of its name */
    ek_core_cell *core;
} ek_book_tally;

struct erkend_tally {
    ek_arena arena;
    const struct erkend_bundle *bundle;
    ek_book_tally *books; /* by number of the book */
    erkend_batch_counts counts;
    erkend_tally_row *rows; /* made by erkend_tally_at; NULL: to be made */
    uint32_t row_count, row_capacity;
    ek_arena page; /* of rows */
};

/* False: no memory. */
bool ek_tally_init(erkend_tally *tally, const struct erkend_bundle *bundle);
void ek_tally_dispose(erkend_tally *tally);
/* These allocate in tally->arena and may raise there. */
void ek_tally_count(erkend_tally *tally, const struct erkend_decision *decision);
void ek_tally_add(erkend_tally *tally, const erkend_tally *other);
void ek_counts_add(erkend_batch_counts *counts, const erkend_batch_counts *other);
/* Makes rows, in order: claims, rules, effects; each by country. Raises in tally->page. */
void ek_tally_make_rows(erkend_tally *tally);
/* A row as erkend_tally_save writes it; false: it is none, or speaks of what the bundle has not. */
bool ek_tally_read_row(erkend_tally *tally, ek_text line);
/* For reading back: claims by verdict of a rule under a law (copied), or of the core; and a sum. */
uint64_t *ek_tally_rule(erkend_tally *tally, ek_book_tally *book, uint32_t number, ek_text law);
uint64_t *ek_tally_core(erkend_tally *tally, ek_book_tally *book, ek_text id);
void ek_tally_sum(erkend_tally *tally, ek_sum *sum, ek_fraction number);
/* "19/2"; "" when it is not exact. */
ek_text ek_sum_shown(ek_arena *arena, const ek_sum *sum);

const char *ek_summed_name(ek_summed summed);

#endif
