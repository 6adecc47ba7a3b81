/* The plan of a rulebook: what deciding asks of every case and what only the rules answer, found
 * out once when the bundle is opened.
 *
 * Which rules judge a kind of claim and in which order, which exceptions may displace a rule, where
 * the fields stand that the core itself looks at. A plan is made by ek_compile with the programs
 * and is as immutable as they are; both evaluations use it, as neither depends on it for an answer.
 */
#ifndef EK_RULE_PLAN_H
#define EK_RULE_PLAN_H

#include "rule/rulebook.h"

/* Fields that the core reads by itself: slot(type, field). */
#define EK_SLOTS(slot)                                                                             \
    slot(case, qualification) slot(case, targets) slot(case, mou) slot(case, agreement) slot(      \
        case, learner) slot(case, training) slot(case, programme) slot(case, transcripts)          \
        slot(case, other_learning) slot(case, stays) slot(case, examinations) slot(case, claims)   \
            slot(target, qualification) slot(qualification, country) slot(qualification, law)      \
                slot(qualification, components) slot(qualification, composition)                   \
                    slot(qualification, points) slot(component, unit) slot(component, mandatory)   \
                        slot(component, points) slot(mou, id) slot(agreement, mou) slot(           \
                            transcript, units) slot(target_choice, unit) slot(unit_claim, unit)    \
                            slot(unit_claim, target) slot(unit_claim, targets)                     \
                                slot(unit_target, unit) slot(unit_target, title)                   \
                                    slot(unit_target, kind) slot(unit_target, outcomes)            \
                                        slot(unit_target, points) slot(unit, id) slot(unit, title) \
                                            slot(unit, stay) slot(unit, targets) slot(unit, code)  \
                                                slot(unit, outcomes) slot(unit, result)            \
                                                    slot(unit, context) slot(unit, assessed)       \
                                                        slot(unit, assessed_by)                    \
                                                            slot(unit, validated)                  \
                                                                slot(unit, validated_by)           \
                                                                    slot(examination, id)          \
                                                                        slot(completion, parts)

typedef struct ek_slots {
#define EK_SLOT_FIELD(type, field) uint16_t type##_##field;
    EK_SLOTS(EK_SLOT_FIELD)
#undef EK_SLOT_FIELD
    uint16_t
        component_of_target[16];   /* by slot of a unit's target: that of a component; EK_NO_SLOT */
    const ek_record *empty_target; /* of which a target is a copy, to begin with */
} ek_slots;

#define EK_NO_SLOT UINT16_MAX

/* Fields that claims of some kinds have; EK_NO_SLOT: this kind has none. */
typedef struct ek_claim_slots {
    uint16_t made; /* of ek_type_claims: the list of them */
    uint16_t id, only_in, unit, stays, months_asked;
    uint16_t titles[4];     /* what it may be called after, in this order */
    const ek_record *empty; /* of which a claim that arises is a copy, to begin with */
} ek_claim_slots;

struct ek_step; /* engine/rule/compile.h */

typedef struct ek_planned ek_planned;
struct ek_planned {
    const ek_rule *rule;
    uint32_t rank; /* in the order of identifiers; wordings of one rule have one rank */
    const ek_planned *const *exceptions; /* rules that override it, by id, then since */
    uint32_t exception_count;
    bool where_needs_day; /* its `where` depends on the day by which parameters are chosen */
    bool recognises;      /* gives something, and not only words */
    bool judges;          /* asks something, of more than what it is good to know */
    bool unverified;      /* it, or a word, parameter or question behind it may be unverified */
    bool only_asks;       /* gives and limits nothing */
    bool at_once;         /* no clock, exception, choice or thing in turn; one law */
    const ek_law *law;    /* the only one there is, whatever the day and the code; or NULL */
};

/* A rule that may be in force on the day of the decision. */
typedef struct ek_ask {
    const ek_planned *planned;
    const struct ek_step *steps; /* at once: says what it says and goes on; else stops */
    const ek_expr *root;         /* at once: what is asked first; NULL: nothing */
    uint32_t alike; /* at once: how many right behind it are so too and have the same `where` */
} ek_ask;

/* From that day to the next of the same kind of claim: the rules to ask, phase by phase, and behind
 * the last of each phase one that stops; and all in one row, where nothing stops between phases. */
typedef struct ek_asks {
    ek_date since; /* first: ek_date_find */
    const ek_ask *all;
    const ek_ask *phases[EK_PHASE_RECOGNISE + 1];
    uint32_t counts[EK_PHASE_RECOGNISE + 1];
} ek_asks;

/* The rules for one kind of claim. */
typedef struct ek_planned_kind {
    const ek_planned *const *rules; /* by id, then since; for units by phase first */
    uint32_t count;
    uint32_t phase_end[EK_PHASE_RECOGNISE + 1]; /* rules before this one are of that phase */
    const ek_asks *asks;                        /* by day, ascending; the first from ever */
    uint32_t ask_count;
    const ek_rule *const *givers; /* rules that recognise, by id */
    uint32_t giver_count;
    bool unverified; /* some rule may rest on law that nobody verified */
    ek_claim_slots slots;
} ek_planned_kind;

typedef struct ek_plan {
    ek_slots at;
    ek_planned *rules; /* by index of the rule */
    ek_planned_kind kinds[EK_SCOPE_COUNT];
} ek_plan;

const ek_plan *ek_plan_make(ek_arena *arena, const ek_rulebook *book);
/* The plan that was made with the book's programs. */
const ek_plan *ek_plan_of(const ek_rulebook *book);
const ek_planned *ek_planned_of(const ek_plan *plan, const ek_rule *rule);
/* What a claim of that kind is asked on the day of the decision. */
const ek_asks *ek_asks_on(const ek_planned_kind *kind, ek_date day);
/* How many rules have an identifier before this one. */
uint32_t ek_plan_rank(const ek_rulebook *book, ek_text id);

#endif
