/* Coverage: what a country's tests reach, by outcome of each condition and not by line.
 *
 * A point is something of the policy that can come out in several ways: a rule (or definition, or
 * allocation) that is in force on the day, or not; a condition that holds, fails or is unknown; an
 * exception that sets a rule aside; a limit that cuts, or leaves what was given. Points and the
 * outcomes that each of them could have are found when the collection is made (points.c); which of
 * them came about is counted while cases are decided (coverage.c), from the plain evaluation
 * through ek_scene.watch and from the finished decision. Nobody else pays anything for it.
 *
 *     ek_coverage_init(&coverage, &arena, book);
 *     worker->watch = &coverage.trace;              a worker that decides plainly, or verifies
 *     … erkend_decide …  ek_coverage_note(&coverage, decision);
 *
 * Outcomes that cannot come about are not asked for: an unknown where nothing can be missing, the
 * other side of what depends on parameters alone, a day before the country's first. Rules of an
 * adopted set are points only in a country that has no rules of its own: there the sets are tested.
 */
#ifndef EK_DESK_COVERAGE_H
#define EK_DESK_COVERAGE_H

#include "decide/decide.h"
#include "decide/testing.h"

typedef enum ek_point_kind {
    EK_POINT_RULE,
    EK_POINT_DEFINITION,
    EK_POINT_ALLOCATION,
    EK_POINT_CONDITION,
    EK_POINT_LIMIT,    /* `limits` of a rule */
    EK_POINT_EXCEPTION /* `overrides` of a rule */
} ek_point_kind;

typedef enum ek_outcome {
    EK_OUT_HOLDS,        /* condition */
    EK_OUT_FAILS,        /* condition */
    EK_OUT_UNKNOWN,      /* condition; the day of a rule or definition */
    EK_OUT_IN_FORCE,     /* rule, definition, allocation */
    EK_OUT_OUT_OF_FORCE, /* the same: judged on a day that is not theirs */
    EK_OUT_APPLIES,      /* limit: it cut; exception: it set the other rule aside */
    EK_OUT_LEAVES,       /* limit: there was nothing to cut */
    EK_OUTCOMES
} ek_outcome;
/* "holds", "fails", "unknown", "in_force", "out_of_force", "applies", "leaves". */
const char *ek_outcome_name(ek_outcome outcome);

/* Whose a point or a change is: one of three, the others NULL. */
typedef struct ek_owner {
    const ek_rule *rule;
    const ek_definition *definition;
    const ek_allocation *allocation;
} ek_owner;
ek_text ek_owner_name(const ek_owner *owner);
/* "de.bbig.2.3.quarter", "term.waits_for_its_plan". */
void ek_buffer_owner(ek_buffer *out, const ek_owner *owner);
ek_place ek_owner_place(const ek_owner *owner);

typedef struct ek_point {
    ek_point_kind kind;
    ek_owner owner;
    const char *part;    /* CONDITION: "where", "must", "gives.months", "is"; else "" */
    const ek_expr *expr; /* CONDITION */
    ek_place place;
    uint32_t needed; /* outcomes that could come about, a bit each */
    uint32_t waived; /* outcomes that need not be reached, with a reason (waiver.h) */
    uint64_t times[EK_OUTCOMES];
} ek_point;

typedef struct ek_coverage {
    const ek_rulebook *book;
    ek_arena *arena;
    ek_point *points; /* by file, line, column; of one place in the order of the rule */
    uint32_t count;
    uint64_t *evaluated; /* by number_id: how often the expression was evaluated */
    ek_trace trace;      /* for a worker */
    /* Private. */
    uint32_t *of_expr;    /* by number_id: 1 + index of the condition's point */
    uint32_t *of_clock;   /* by number_id: 1 + index of the point of whose clock it is the root */
    uint32_t *of_version; /* by number_id of what a definition is: 1 + index of its point */
    uint32_t capacity;
} ek_coverage;

void ek_coverage_init(ek_coverage *coverage, ek_arena *arena, const ek_rulebook *book);
/* After each decision that the trace watched: what only the decision as a whole knows. */
void ek_coverage_note(ek_coverage *coverage, const struct erkend_decision *decision);
/* Is this file where the country's own law is tested? (See above about sets.) */
bool ek_coverage_counts(const ek_rulebook *book, ek_place place);

/* Outcomes that were needed, and how many of them came about; of one point. */
uint32_t ek_point_needed(const ek_point *point);
uint32_t ek_point_reached(const ek_point *point);
/* "no test in which stay.plan_agreed is unknown". */
void ek_buffer_not_covered(ek_buffer *out, const ek_point *point, ek_outcome outcome);

/* points.c: finds the points and what each could come to; called by ek_coverage_init. */
void ek_points_find(ek_coverage *coverage);

#endif
