/* Fulfilment, between its own files: fulfil.c (tree, value, account) and fulfil_search.c. */
#ifndef EK_RULE_FULFIL_INSIDE_H
#define EK_RULE_FULFIL_INSIDE_H

#include "rule/fulfil.h"

#define EK_NOWHERE UINT32_MAX
#define EK_UNDECIDED UINT32_MAX

/* A node of the tree while parts are placed; preorder, its subtree is [own index, end). */
typedef struct ek_place_node {
    const ek_tree *tree;
    uint32_t parent, end;
    uint32_t choice;    /* ONE_OF: which child counts */
    ek_fraction points; /* of parts placed here; leaves only */
    uint32_t units;
    ek_fraction hoped_points; /* of parts not placed yet that fit here */
    uint32_t hoped_units;
    bool limited;    /* has a minimum or a maximum of its own */
    bool sums_alone; /* in the search: which part serves it does not matter, sums do */
} ek_place_node;

/* A part, and where it serves now. */
typedef struct ek_offer {
    const ek_part_in *part;
    ek_fraction points;
    uint32_t given;       /* index as given */
    uint32_t at;          /* index of a leaf, or EK_NOWHERE */
    const uint32_t *fits; /* leaves that count and take it, in tree order */
    uint32_t fit_count;
    bool may_rest; /* leaving it over may let a better part of the same code serve */
} ek_offer;

typedef struct ek_placed {
    uint32_t at, order;
} ek_placed;

/* What a node passes upwards, and what it lacks. */
typedef struct ek_worth {
    bool ok, capped;
    ek_fraction points;
    uint32_t units;
    uint32_t lacking_units;
    ek_fraction lacking_points;
} ek_worth;

typedef struct ek_seen {
    uint64_t a, b; /* both 0: empty */
} ek_seen;

typedef struct ek_fulfilment {
    ek_arena *arena;
    ek_place_node *nodes;
    uint32_t node_count;
    bool alternatives; /* the tree has some */
    ek_offer *offers;  /* by code, kind, points */
    uint32_t offer_count;
    bool distinct;   /* no two parts have one code */
    bool plain;      /* there was nothing to try: each part fits one leaf at most */
    ek_offer **open; /* those with a choice, in the order of trying */
    uint32_t open_count;
    uint32_t steps, max_steps;
    bool exhaustive;
    bool has_best;
    ek_worth best;
    uint32_t *best_places;  /* by offer */
    uint32_t *best_choices; /* by node */
    ek_seen *seen;          /* states visited; a power of two */
    uint32_t seen_size, seen_count;
    ek_fraction *sums; /* by node; room for comparing states */
    uint32_t *counts;
} ek_fulfilment;

/* Hoping: as if every part not placed yet served everywhere it fits. */
ek_worth ek_worth_of(const ek_fulfilment *f, uint32_t index, bool hoping);
bool ek_lacks_less(const ek_worth *a, const ek_worth *b);
bool ek_offers_alike(const ek_offer *a, const ek_offer *b);
bool ek_offer_fits(const ek_offer *offer, const ek_tree *leaf);
void ek_place_offer(ek_fulfilment *f, ek_offer *offer, uint32_t index);
void ek_remove_offer(ek_fulfilment *f, ek_offer *offer);
/* Is the node in no alternative that was not chosen? */
bool ek_is_active(const ek_fulfilment *f, uint32_t index);
/* Fills best, best_places, best_choices, steps, exhaustive. */
void ek_fulfil_search(ek_fulfilment *f);

#endif
