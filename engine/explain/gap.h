/* What lies between the learner and a unit that is missing: the plan towards a target, be it a
 * qualification or the profile of a job.
 *
 * The outcomes of the unit (a component of the target) are held against what units of the case
 * show that were passed; what they do not show is held against what the learning agreement
 * expects. It decides nothing: to show an outcome is not yet to have it recognised. */
#ifndef EK_EXPLAIN_GAP_H
#define EK_EXPLAIN_GAP_H

#include "decide/decide.h"
#include "rule/fulfil.h"

typedef struct ek_gap {
    ek_texts shown;     /* of the unit, and some unit passed shows them */
    ek_texts not_shown; /* of the unit, and none does */
    ek_texts planned;   /* of those not shown: the learning agreement expects them */
    ek_text assessment; /* how the unit is assessed; empty: not said */
} ek_gap;

/* false: the lack is no unit, or the target does not list its outcomes. All texts are sorted. */
bool ek_gap_find(ek_gap *out, ek_arena *arena, const struct erkend_decision *decision,
                 const ek_lack *lack);

#endif
