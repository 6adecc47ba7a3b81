/* Deciding: one case, one country, one decision (DESIGN section 3).
 *
 * bind      finds what the country is asked: claims made, claims that arise from facts, targets
 * transfer  judges each claim by the rules in force: assess, validate, recognise; the weakest
 * stands settle    effects under the verdict: agree, add up, limits, what was asked earn
 * accumulation: which unit serves what, what is missing weigh     points of units, where an
 * allocation says how guard     the eight invariants; whatever a policy says */
#ifndef EK_DECIDE_DECIDE_H
#define EK_DECIDE_DECIDE_H

#include "decide/pattern.h"
#include "load/load.h"
#include "rule/eval.h"
#include "rule/fulfil.h"
#include "rule/plan.h"

struct erkend_bundle {
    ek_arena arena;
    erkend_limits limits;
    ek_rulebooks books;
};

struct erkend_worker {
    const struct erkend_bundle *bundle;
    erkend_mode mode;
    const erkend_allocator *allocator;
    bool unread; /* nobody asks what decisions read, what is silent, or for scenes: claims keep no
                    reads, no reasons that are silent, and perhaps those of a pattern, which do not
                    live longer than the worker; not in VERIFY */
    ek_patterns *patterns; /* borrowed; NULL: nothing is remembered of claims */
    const ek_trace *watch; /* borrowed; sees what the plain evaluation evaluates; NULL: nobody */
};

/* Reserved rules of the core: they stand in reasons like any rule. */
#define EK_CORE_NOTHING_GIVES "core.nothing_gives"
#define EK_CORE_NOT_ASSESSED "core.not_assessed"
#define EK_CORE_NOT_VALIDATED "core.not_validated"
#define EK_CORE_COUNTS_ONCE "core.counts_once"
#define EK_CORE_OUT_OF_ORDER "core.out_of_order"
/* What they rest on, core.nothing_gives apart. */
#define EK_CORE_LAW "2009/C 155/02 Annex II"

/* A fact that was needed and is missing. */
typedef struct ek_lacking {
    ek_scope scope;
    const ek_record *record; /* NULL: the whole thing is missing */
    const ek_field *field;   /* NULL: the thing itself */
    ek_text name;            /* as rules write it: "stay.plan_agreed" */
    const char *supplier;
} ek_lacking;

typedef struct ek_open {
    const ek_question *question;
    const ek_record *about; /* NULL: the case */
} ek_open;

/* What few reasons have to say. Those that have nothing share ek_no_detail. */
typedef struct ek_detail {
    const char *core_id; /* of a reason of the core */
    const ek_rule
        *overridden_by;        /* not silent: perhaps; whether the exception holds is not known */
    const ek_lacking *lacking; /* INCOMPLETE */
    uint32_t lacking_count;
    const ek_open *open; /* REFERRED */
    uint32_t open_count;
    ek_text step;                  /* CONDITIONAL */
    ek_texts instead;              /* REFUSED */
    ek_texts covered, not_covered; /* PARTIAL: outcomes that count, and that do not */
    const ek_rule *const *nearest; /* core.nothing_gives: silent rules that could give */
    uint32_t nearest_count;
} ek_detail;
extern const ek_detail ek_no_detail;

/* What one rule said about one thing. A case has dozens, most of them content or silent: so they
 * are small, and what few have stands in `detail`. */
typedef struct ek_reason {
    const ek_rule *rule;    /* NULL: of the core, see detail */
    erkend_verdict verdict; /* as far as this rule goes */
    ek_truth where, must;
    ek_date day;             /* its clock; EK_DATE_NEVER: the day of the decision (unread) */
    ek_text law;             /* as cited that day */
    bool decides;            /* its verdict is the claim's */
    bool silent;             /* not judged: `where` is false, or overridden (kept for explain) */
    bool unverified;         /* rule, term, parameter or question behind it */
    bool apart;              /* of a claim with a pattern: more than the pattern tells */
    uint16_t asked;          /* which of what was asked (ek_judging.said); of the core: none */
    const ek_record *thing;  /* the stay, the difference; NULL when for each claim */
    ek_scene *scene;         /* to evaluate again for explanation; arena of the decision */
    const ek_detail *detail; /* never NULL; its own, or ek_no_detail */
} ek_reason;

typedef enum ek_effect_state {
    EK_EFFECT_IN_FORCE,
    EK_EFFECT_AFTER_STEP,
    EK_EFFECT_PROPOSED,
    EK_EFFECT_NONE
} ek_effect_state;
/* "in_force", "after_step", "proposed", "none" */
const char *ek_effect_state_name(ek_effect_state state);

typedef struct ek_given_field {
    ek_text name;
    ek_answer value;
    bool at_most;
} ek_given_field;

typedef struct ek_given {
    ek_effect_kind kind;
    ek_effect_state state;
    const ek_given_field *fields; /* by name */
    uint32_t field_count;
    const ek_rule *const *by; /* rules that gave it */
    uint32_t by_count;
    const ek_rule *limited_by; /* NULL: no limit cut it */
    ek_fraction before_limit;  /* months before limits and what was asked */
    bool cut_to_asked;
    const char *shown; /* for the host, see ek_decision_show; else NULL */
} ek_given;

typedef struct ek_claim {
    ek_scope kind;
    ek_text id;
    ek_text title;
    bool arises;             /* from facts, by country.yaml */
    const ek_record *record; /* of the claim (made by bind when it arises) */
    const ek_record *unit;   /* the assessed unit it is about, or NULL */
    const ek_record *target; /* what a unit is to count for, or NULL */
    erkend_verdict verdict;
    const ek_reason *reasons; /* deciding ones first, then by rule id, then thing */
    uint32_t reason_count;
    ek_pattern *pattern;     /* of the worker that decides; NULL: none is known */
    const ek_given *effects; /* by kind */
    uint32_t effect_count;
    ek_reads reads;
} ek_claim;

typedef struct ek_allocated {
    const ek_allocation *allocation;
    ek_fraction total;
    const ek_text *codes;
    const ek_fraction *points;
    uint32_t count;
    bool known;
    const ek_lacking *lacking; /* when not known */
    uint32_t lacking_count;
    ek_text law;
} ek_allocated;

struct erkend_decision {
    ek_arena arena;
    const struct erkend_bundle *bundle;
    const struct erkend_case *the_case;
    const ek_rulebook *book;
    ek_date decided;
    const ek_record *qualification; /* the target here, or NULL */
    const ek_claim *claims;         /* by kind, then id */
    uint32_t claim_count;
    const ek_account *account; /* accumulation; NULL: the country does not accumulate, or there is
                                  no composition */
    const ek_part_in *parts;   /* what the account is about */
    uint32_t part_count;
    const ek_allocated *allocated;
    uint32_t allocated_count;
    bool unverified; /* anything decided rests on unverified law */
    bool unread;     /* claims say nothing of what was read, nor of what is silent or of scenes */
};

/* Remembers nothing of claims from now on: for whoever changes rules under a worker. */
void ek_worker_forgets(struct erkend_worker *worker);

/* Makes a bundle from files (bundle.c), or all problems. */
erkend_status ek_bundle_load(struct erkend_bundle *bundle, const erkend_config *config,
                             ek_problems *problems);
const ek_rulebook *ek_bundle_book(const struct erkend_bundle *bundle, ek_text code);

/* Decides into `decision`, whose arena is ready. Problems of the case go into problems. */
erkend_status ek_decide(struct erkend_decision *decision, const struct erkend_worker *worker,
                        const struct erkend_case *the_case, const ek_rulebook *book,
                        ek_problems *problems);
/* Writes what the host is shown: names and titles of claims, terminated, and effects. */
void ek_decision_show(struct erkend_decision *decision);
/* Facts of a case that rules could read, each once although several records may refer to it. */
uint32_t ek_facts_known(const struct erkend_case *the_case, ek_arena *arena);
/* Is its day that of the decision? */
static inline bool ek_reason_is_of_today(const ek_reason *reason, ek_date decided)
{
    return reason->day == decided || reason->day == EK_DATE_NEVER;
}
/* What a reason of the core says, in English. */
const char *ek_core_says(const char *id);
/* "months=19/2", "grade=4 points=15 unit=105708": known fields, by name; terminated. */
ek_text ek_given_text(ek_arena *arena, const ek_given *given);
/* The claim of that kind and id; NULL: there is none, or no decision. */
const ek_claim *ek_claim_like(const struct erkend_decision *decision, const ek_claim *like);
/* Same verdicts, effects, reasons and reads? Names the first difference. */
bool ek_decision_equal(const struct erkend_decision *a, const struct erkend_decision *b,
                       ek_buffer *difference);

#endif
