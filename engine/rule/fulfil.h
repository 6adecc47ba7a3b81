/* Fulfilment: which part serves which requirement (LANGUAGE section 11, DESIGN section 3).
 *
 * Parts are assigned to leaves of a composition so that no part serves twice. When the tree can be
 * fulfilled, the account says what served what and what is left over; when it cannot, what is
 * missing and which requirements compete for the same parts. The search is exact: parts of equal
 * code, kind and points are interchangeable, groups are bounded by what they can still pass
 * upwards. Beyond `max_steps` it stops and says so. Deterministic: independent of the order of
 * parts and of children that are equal. */
#ifndef EK_RULE_FULFIL_H
#define EK_RULE_FULFIL_H

#include "model/tree.h"

typedef struct ek_part_in {
    ek_text unit, kind;
    bool has_points;
    ek_fraction points;      /* counts as nothing towards points when unknown */
    const ek_record *record; /* for the account; may be NULL */
} ek_part_in;

typedef struct ek_service {
    const ek_tree *leaf; /* what was served; NULL: left over */
    uint32_t part;       /* index into the parts given */
    ek_fraction points;  /* that counted here after caps of its leaf */
} ek_service;

typedef struct ek_lack {
    const ek_tree *node; /* unit or group that is not fulfilled */
    ek_fraction points;  /* points still missing; 0 when none are */
    uint32_t units;      /* units still missing */
    bool competes;       /* a part that would serve it serves elsewhere */
} ek_lack;

typedef struct ek_account {
    bool fulfilled;
    bool exhaustive;      /* false: the limit was hit; `fulfilled` is then false and not certain */
    bool capped;          /* surplus above a maximum was not counted */
    ek_fraction points;   /* counted at the root */
    ek_service *services; /* by tree order, then unit code; leftovers last */
    uint32_t service_count;
    ek_lack *lacks; /* in tree order; of the assignment that lacks least */
    uint32_t lack_count;
    uint32_t steps;
} ek_account;

/* New in `arena`. ERKEND_EOVERFLOW is raised. */
ek_account *ek_fulfil(ek_arena *arena, const ek_tree *tree, const ek_part_in *parts, uint32_t count,
                      uint32_t max_steps);
/* The parts of a list of ek_type_part records. false when a code is missing. */
bool ek_parts_of(ek_arena *arena, const ek_record *const *items, uint32_t count, ek_part_in **out);

/* Shares `total` out by weights, each a multiple of the rounding's step, by largest remainder
 * (ties: unit code bytewise), summing exactly to total. ERKEND_EVALUE: weights are all 0, or total
 * is no multiple of the step. */
erkend_status ek_share_out(ek_arena *arena, ek_fraction *out, ek_fraction total,
                           const ek_fraction *weights, const ek_text *codes, uint32_t count,
                           ek_rounding rounding);

#endif
