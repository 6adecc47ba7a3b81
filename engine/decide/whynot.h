/* Why not: the smallest sets of changed facts under which a claim would be answered better.
 *
 * Only facts and rulings that were read are changed. Values to try come from the other sides of
 * conditions, from parameters and tables, from words of the schema, from limits of days. Each set
 * that is told was decided again on a copy of the case, by the same evaluation, and no smaller set
 * does as well. Sets have one or two changes; after the first change what is read is collected
 * anew. */
#ifndef EK_DECIDE_WHYNOT_H
#define EK_DECIDE_WHYNOT_H

#include "decide/inside.h"

typedef enum ek_change_kind {
    EK_CHANGE_FACT,  /* of a record of the case */
    EK_CHANGE_CLAIM, /* of a claim that arises from facts: it would be made in the case */
    EK_CHANGE_RULING /* the answer to a question */
} ek_change_kind;

typedef struct ek_change {
    ek_change_kind kind;
    uint32_t number; /* FACT: of the record */
    ek_scope scope;  /* CLAIM: its kind; RULING: what the question is about */
    ek_text id;      /* CLAIM, RULING: of the claim, of the thing; empty: there is only one */
    uint32_t slot;
    const ek_record_type *type;
    const ek_field *field;       /* NULL: RULING */
    const ek_question *question; /* RULING */
    ek_value from, to;
    const ek_expr *by; /* the condition that the value was taken from, or NULL */
    ek_control control;
} ek_change;

#define EK_CHANGES_MAX 2

/* One set of changes that was decided again, and what then came out. */
typedef struct ek_remedy {
    ek_change changes[EK_CHANGES_MAX];
    uint32_t count;
    ek_control control; /* the farthest of its changes from what a learner can do */
    erkend_verdict verdict;
} ek_remedy;

typedef struct ek_why_not {
    ek_remedy *remedies; /* by control, verdict (best first), size, then as they were found */
    uint32_t count, capacity;
    uint32_t singles, pairs; /* decided again */
    bool cut_short;          /* a limit was reached before all were tried */
} ek_why_not;

#define EK_WHY_NOT_SINGLES 200
#define EK_WHY_NOT_PAIRS 3000

/* Everything in `arena`; the decision and its case are only read. */
ek_why_not *ek_why_not_search(ek_arena *arena, const struct erkend_decision *decision,
                              const ek_claim *claim, erkend_mode mode);

/* whynot_case.c: a copy of the case with these changes; NULL: they cannot be made. What follows
 * from other facts is derived again. */
const struct erkend_case *ek_case_changed(ek_arena *arena, const struct erkend_decision *decision,
                                          const ek_change *changes, uint32_t count,
                                          ek_problems *problems);

/* whynot_values.c: changes worth trying after `decision`, of what `claim` read. */
typedef struct ek_changes {
    ek_arena *arena;       /* of the items; not that of the decision */
    uint32_t record_count; /* of the case as it was read */
    ek_change *items;
    uint32_t count, capacity;
} ek_changes;
void ek_changes_find(ek_changes *changes, const struct erkend_decision *decision,
                     const ek_claim *claim);
bool ek_change_same_fact(const ek_change *a, const ek_change *b);
bool ek_change_same(ek_arena *arena, const ek_change *a, const ek_change *b);

#endif
