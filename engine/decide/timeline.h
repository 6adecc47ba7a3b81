/* Timeline: the days on which a case would be answered differently, and what makes the difference.
 *
 * The deciding date is moved through a period day by day, everything else of the case stays, and
 * each day is decided anew: there is nothing to guess, and nothing between two days. A turn is a
 * day on which some claim's verdict or effects differ from those of the day before. What made it:
 * rules that began or ceased, definitions and parameter values that began, read by the rules that
 * speak before or after; where the law is the same on both days, the days in the case have passed.
 */
#ifndef EK_DECIDE_TIMELINE_H
#define EK_DECIDE_TIMELINE_H

#include "decide/decide.h"

#define EK_TIMELINE_DAYS 73050 /* 200 years */
#define EK_TIMELINE_TURNS 512

typedef enum ek_cause_kind {
    EK_CAUSE_RULE_BEGAN,
    EK_CAUSE_RULE_CEASED,
    EK_CAUSE_DEFINITION,
    EK_CAUSE_PARAMETER,
    EK_CAUSE_DAYS /* the law is the same; `rule` decides */
} ek_cause_kind;

typedef struct ek_cause {
    ek_cause_kind kind;
    const ek_rule *rule; /* that reads it; NULL: a rule of the core decides */
    ek_text name;        /* of the rule, definition or parameter */
    ek_text law;
    ek_date day; /* by which it was chosen: the clock of the rule */
} ek_cause;

/* One claim that is answered differently. */
typedef struct ek_turn {
    ek_date day;
    const ek_claim *before, *after; /* NULL: not asked then */
    const struct erkend_decision *of_before, *of_after;
    const ek_cause *causes;
    uint32_t cause_count;
} ek_turn;

typedef struct ek_timeline {
    ek_date from, to;
    const struct erkend_decision *first; /* of the first day that can be decided; NULL: none */
    ek_date first_day;
    ek_turn *turns; /* by day, then kind, then id */
    uint32_t count, capacity;
    uint32_t days;      /* decided */
    uint32_t undecided; /* days before the first that can be, or that end in an error */
    bool cut_short;     /* EK_TIMELINE_TURNS was reached */
    struct ek_kept_decision *kept;
} ek_timeline;

/* "recognised", and each effect with its state: what is compared from one day to the next. */
ek_text ek_claim_outcome(ek_arena *arena, const ek_claim *claim);
/* A copy of the case whose deciding date is `day`. */
struct erkend_case *ek_case_moved(ek_arena *arena, const struct erkend_case *the_case,
                                  const ek_rulebook *book, ek_date day);

/* Each day from `from` to `to`, both counted; at most EK_TIMELINE_DAYS. Raises ENOMEM only. */
void ek_timeline_search(ek_timeline *out, ek_arena *arena, const struct erkend_decision *decision,
                        ek_date from, ek_date to);
/* The same for the days after the deciding date on which law that is written now begins or ends. */
void ek_timeline_ahead(ek_timeline *out, ek_arena *arena, const struct erkend_decision *decision);
/* Frees the decisions that turns point at. */
void ek_timeline_end(ek_timeline *timeline);

#endif
