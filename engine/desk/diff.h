/* Which outcomes change between two policies, two days or two countries, for whom, and why.
 *
 *   erkend_diff_new     two sides; where both are one country's policy, what differs in it is found
 *                       first (policy_diff.h): rules that can answer otherwise
 *   erkend_diff_add     a case is decided on both sides; claims are put beside each other (the same
 *                       kind and id; for two countries what is about the same thing) and those
 * whose verdict or effects differ fall into groups erkend_diff_declare changes that the editor
 * announced: groups are looked for in them erkend_render_diff  text, JSON or one HTML page
 *
 * A group is what one sentence can say: from this verdict to that one, by this rule. It keeps
 * counts, sums of effects on both sides, the first cases and the smallest one. Memory grows with
 * the number of groups, never with that of cases. */
#ifndef EK_DESK_DIFF_H
#define EK_DESK_DIFF_H

#include "decide/decide.h"
#include "desk/desk.h"
#include "desk/policy_diff.h"

/* Besides erkend_verdict. */
#define EK_NOT_ASKED (-1)
#define EK_NO_DECISION (-2)

#define EK_DIFF_EXAMPLES 3
#define EK_DIFF_GROUPS 4096

/* Effects of one kind, on one side of a group. */
typedef struct ek_effect_sum {
    uint64_t in_force, waiting; /* how many; waiting: proposed, or after a step */
    ek_fraction months, points; /* of those in force */
    bool lost;                  /* a sum is too large to be exact */
} ek_effect_sum;

typedef struct ek_case_seen {
    ek_text id, place;
    ek_text document; /* bytes, of the smallest only */
} ek_case_seen;

typedef struct ek_declared {
    ek_text change; /* for people */
    ek_text country, claim, rule;
    int from, to;
    bool counted;
    uint64_t cases; /* when counted */
    uint64_t found; /* cases that it covered */
    ek_place place;
} ek_declared;

typedef struct ek_diff_group {
    ek_text before_country, after_country;
    ek_text before_kind, after_kind; /* of the claim; empty: none on that side */
    int from, to;                    /* erkend_verdict, EK_NOT_ASKED, EK_NO_DECISION */
    ek_text rule, law;               /* that decides the difference */
    ek_text error;                   /* of EK_NO_DECISION */
    bool touched;                    /* by what differs in the policies */
    uint64_t cases, claims;
    ek_effect_sum before[EK_EFFECTS], after[EK_EFFECTS];
    ek_case_seen first[EK_DIFF_EXAMPLES];
    uint32_t first_count;
    ek_case_seen smallest;
    uint64_t last_case; /* number of the case that was counted last */
    ek_declared *declared;
} ek_diff_group;

typedef struct ek_diff_country {
    ek_text before, after; /* codes */
    ek_policy_diff policy; /* where both sides are this country's */
    bool compared;         /* policy was made */
    uint64_t cases, touched;
} ek_diff_country;

struct erkend_diff {
    ek_arena arena;   /* groups, policies */
    ek_arena scratch; /* one case */
    const erkend_allocator *host;
    struct erkend_worker workers[2];
    ek_text names[2];     /* of the sides, for people */
    ek_text countries[2]; /* fixed, or empty: the one asked */
    ek_date days[2];      /* fixed, or EK_DATE_NEVER: the case's own */
    ek_diff_country *asked;
    uint32_t asked_count, asked_capacity;
    ek_diff_group *groups;
    uint32_t group_count, group_capacity;
    ek_declared *declared;
    uint32_t declared_count;
    bool has_declared;
    bool cut_short; /* more than EK_DIFF_GROUPS groups */
    uint64_t cases, changed;
};

/* diff_order.c: groups sorted for a reader: undeclared first, then by country, then by cases. */
void ek_diff_sort(erkend_diff *diff);
uint64_t ek_diff_unexpected(const erkend_diff *diff);
/* "recognised", "not asked", "no decision". */
const char *ek_diff_outcome(int outcome);
bool ek_diff_outcome_read(ek_text word, int *outcome);
/* diff_declared.c */
void ek_diff_match(erkend_diff *diff);

#endif
