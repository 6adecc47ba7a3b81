/* Relations that every country must keep, or break with an article.
 *
 *   ek_relation_apply   a twin of a case: the same learning shown otherwise, or more of it
 *   both are decided    relations_run.c
 *   the answers are held against each other; what breaks a relation is shrunk, and the rule and law
 *   that break it are named
 *   countries/xx/relations.yaml says which rules may, by which law and why (relations_file.c)
 *
 * A relation is a statement about two cases, so it needs no table of right answers. */
#ifndef EK_DESK_RELATIONS_H
#define EK_DESK_RELATIONS_H

#include "desk/brink.h"
#include "desk/search.h"

typedef enum ek_relation {
    EK_MORE_LEARNING,  /* more learning, or a higher level, never hurts */
    EK_SPLIT,          /* a period or a transcript in two parts is what it was as one */
    EK_ORDER,          /* order and names change nothing */
    EK_SCALE,          /* all points times three: the same verdicts */
    EK_TWICE,          /* the same learning shown twice never counts twice */
    EK_THERE_AND_BACK, /* what was awarded, shown again, gives no more */
    EK_MISSING_FACT,   /* a fact that was missing never makes of recognised incomplete */
    EK_RELATIONS
} ek_relation;

const char *ek_relation_name(ek_relation relation); /* "more_learning" */
const char *ek_relation_says(ek_relation relation); /* what it states */

/* The places of a case that the relation may be tried at, and in which way there. */
typedef struct ek_site {
    uint32_t node;         /* of ek_samples */
    uint32_t way;          /* counted from 0, of the relation's own */
    const ek_brink *brink; /* EK_MORE_LEARNING: up to that value; NULL: by a step */
} ek_site;
typedef struct ek_sites {
    ek_site *items;
    uint32_t count, capacity;
} ek_sites;
ek_sites ek_relation_sites(ek_relation relation, ek_arena *arena, const ek_samples *all,
                           const ek_brinks *brinks);
/* Is it a unit, or one that stands in its claim (unit: { … })? */
bool ek_sample_is_unit(const ek_sample *node);
/* What was awarded for the unit at the place at hand, and where. */
typedef struct ek_awarded {
    ek_fraction points;
    const char *country;
} ek_awarded;
/* Changes a copy at one of them. `told` (arena) says what was done. False: nothing there to change.
 * EK_THERE_AND_BACK needs `awarded`. */
bool ek_relation_apply(ek_relation relation, ek_arena *arena, ek_sample *root, const ek_site *site,
                       const ek_awarded *awarded, ek_text *told);

/* May the core itself break it so, in every country? Then the reason; else NULL. */
const char *ek_relation_of_core(ek_relation relation, ek_text rule);

/* relations_file.c */
typedef struct ek_breach {
    ek_relation relation;
    ek_text rule, law, because;
    ek_place place;
    const char *stale; /* why, or NULL */
    bool met;          /* in this run */
} ek_breach;
typedef struct ek_breaches {
    ek_breach *items;
    uint32_t count;
} ek_breaches;
void ek_breaches_load(ek_breaches *out, ek_arena *arena, const ek_rulebook *book,
                      const erkend_config *config, const erkend_limits *limits,
                      ek_problems *problems);

#endif
