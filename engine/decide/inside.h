/* What the parts of the decide room share: one claim while it is judged.
 *
 * bind makes an ek_binding once; each claim of it is then judged in an ek_judging: transfer fills
 * reasons and gifts, settle makes effects of the gifts, guard adds the reasons of the core. When
 * both evaluations are compared, the same binding is judged twice. */
#ifndef EK_DECIDE_INSIDE_H
#define EK_DECIDE_INSIDE_H

#include <assert.h>

#include "decide/decide.h"

/* The claims of a case in one country, by kind, then id, each with what its rules can see. */
typedef struct ek_binding {
    ek_claim *claims;
    ek_scene *scenes;
    uint32_t count;
    ek_scene base;         /* no claim at hand: for allocations and accumulation */
    uint32_t record_count; /* records of the case and those made here have numbers below it */
} ek_binding;

/* An effect that a rule gives or limits, evaluated. */
typedef struct ek_gift {
    const ek_effect *effect;
    uint32_t reason; /* index of the reason of its rule */
    bool limits;
    bool perhaps;      /* whether the rule speaks of this case is not known */
    ek_answer *values; /* one for each field of the effect */
} ek_gift;

typedef struct ek_judging {
    ek_arena *arena;
    ek_problems *problems;
    const ek_rulebook *book;
    const ek_plan *plan;
    ek_evaluate evaluate;
    ek_claim *claim;
    ek_scene *scene;
    const ek_asks *asks; /* what is asked of the claim, phase by phase */
    /* What came of each that was asked so far, see below. Of rules asked at once that are silent or
     * content nothing else is kept until reasons are put in order; the others have reasons. */
    uint8_t *said;
    uint32_t said_count;
    ek_reason *reasons;
    uint32_t reason_count, reason_capacity;
    ek_gift *gifts;
    uint32_t gift_count, gift_capacity;
    ek_given *effects;
    uint32_t effect_count;
    bool ended;       /* a phase ended refused: what comes later was not judged */
    ek_text law_code; /* of the target qualification: which law is cited */
    uint64_t *marks;  /* for the reads of one claim at a time */
    uint32_t mark_count;
    erkend_verdict weakest; /* of the reasons that are not silent, while weakest_known */
    bool weakest_known;
} ek_judging;

/* What came of a rule that was asked: EK_SAID (rule/eval.h), if it was asked at once; nothing yet,
 * or no reason; or, once the claim is judged, of what kind its one reason is. */
#define EK_SAID_NOTHING 0x80
#define EK_SAID_OWN 0x10 /* a reason of its own: with its verdict */
#define EK_SAID_SILENT 0x08
#define EK_SAID_QUIET 0x20 /* nothing of it is of the case but the scene */
#define EK_SAID_UNVERIFIED 0x40
#define EK_SAID_FAILED 0x80 /* of its own: its `must` is false */
/* Said, and no reason was kept: the rule is silent, or it is content and does no more. */
static inline bool ek_said_plainly(const ek_planned *planned, uint8_t said)
{
    return planned->at_once && (said & EK_SAID_OWN) == 0 &&
           (EK_SAID_WHERE(said) == EK_FALSE ||
            (planned->only_asks && said == EK_SAID(EK_TRUE, EK_TRUE)));
}

/* What is lacking for an answer: facts and rulings. */
typedef struct ek_wants {
    ek_lacking *facts;
    uint32_t fact_count, fact_capacity;
    ek_open *open;
    uint32_t open_count, open_capacity;
} ek_wants;

/* bind.c. `decision` has bundle, the_case, book and decided; `qualification` is filled here. */
void ek_bind(ek_binding *out, struct erkend_decision *decision, ek_arena *arena,
             ek_problems *problems);
/* A value that holds that record; NULL: missing. */
ek_value ek_value_of_record(const ek_record *record);
/* The known text in that field, or an empty one; also for record NULL. */
ek_text ek_text_at(const ek_record *record, const char *field);
/* The same by slot; also for EK_NO_SLOT. */
ek_text ek_text_in_slot(const ek_record *record, uint16_t slot);
/* Where the thing at the end of a path stands in the scene; a missing or none record on the way
 * makes it so. *owner: whose field it is, NULL when that is not known. */
ek_value ek_path_follow(const ek_scene *scene, const ek_path *path, const ek_record **owner);

/* lacking.c */
/* Adds what makes `expr` unknown on `day`; nothing when it is known. */
void ek_wants_expr(ek_wants *wants, ek_scene *scene, const ek_expr *expr, ek_date day);
/* The same where it was just found to be: it is not asked again. */
void ek_wants_unknown(ek_wants *wants, ek_scene *scene, const ek_expr *expr, ek_date day);
void ek_wants_fact(ek_wants *wants, ek_scene *scene, ek_scope scope, const ek_record *record,
                   const ek_field *field, ek_text name);
void ek_wants_join(ek_wants *wants, ek_arena *arena, const ek_wants *more);
void ek_wants_put(ek_wants *wants, ek_arena *arena, ek_reason *reason);

/* unverified.c */
#define EK_WORDS_DEEP 200 /* expressions and definitions in one another that are looked into */
/* The version of a definition that counts in this scene; NULL: none. *known false: its clock is
 * not. */
const ek_definition *ek_term_version(ek_scene *scene, const ek_term *term, ek_date *day,
                                     bool *known);
/* Does any law, word, parameter or question behind the rule stand unverified? */
bool ek_rule_unverified(ek_scene *scene, const ek_rule *rule, ek_date day);

/* expand.c: refuses what unfolds to more than can be evaluated at ease. */
void ek_check_unfolding(ek_arena *arena, const ek_rulebook *book, ek_problems *problems);

/* transfer.c */
void ek_judge_claim(ek_judging *judging);
/* Members of `want` that `have` holds; the others into *rest. */
ek_texts ek_texts_shared(ek_arena *arena, ek_texts want, ek_texts have, ek_texts *rest);
bool ek_effect_recognises(const ek_effect *effect); /* not NULL, and no inform */

/* reasons.c */
#define EK_NO_ASK UINT16_MAX
/* Room for one more reason, to be filled as a whole (its detail ek_no_detail, where it has none)
 * and then put down by ek_reason_end, which returns its index. Nothing else may begin in between.
 * Its verdict changes by ek_verdict_set only. */
static inline ek_reason *ek_reason_begin(ek_judging *judging)
{
    judging->reasons = ek_grow(judging->arena, judging->reasons, judging->reason_count,
                               &judging->reason_capacity, sizeof *judging->reasons);
    return &judging->reasons[judging->reason_count];
}
static inline uint32_t ek_reason_end(ek_judging *judging)
{
    const ek_reason *reason = &judging->reasons[judging->reason_count];

    assert(reason->rule || reason->detail->core_id);
    if (!reason->silent && reason->verdict < judging->weakest)
        judging->weakest = reason->verdict;
    return judging->reason_count++;
}
/* Its own details, to be written: all empty when it had none. */
ek_detail *ek_reason_detail(ek_arena *arena, ek_reason *reason);
void ek_verdict_set(ek_judging *judging, uint32_t reason, erkend_verdict verdict);
/* Lowers a reason to incomplete (a fact is lacking) or referred (a ruling only). */
void ek_reason_lower(ek_judging *judging, uint32_t reason, uint8_t because, const ek_wants *wants);
erkend_verdict ek_verdict_because(uint8_t because);
erkend_verdict ek_weakest_found(ek_judging *judging);
static inline erkend_verdict ek_weakest(ek_judging *judging)
{
    return judging->weakest_known ? judging->weakest : ek_weakest_found(judging);
}
/* What was said becomes the reasons of the claim, in their order. */
void ek_reasons_order(ek_judging *judging, struct erkend_decision *decision, ek_patterns *patterns);

/* choose.c: does some selection that reaches hold? Leaves scene->chosen set to it when one does. */
ek_answer ek_choose(ek_judging *judging, const ek_rule *rule, ek_date day, ek_wants *wants);

/* settle.c */
void ek_settle(ek_judging *judging);
void ek_settle_states(ek_claim *claim, ek_given *effects, uint32_t count);
static inline const ek_given_field *ek_given_field_named(const ek_given *given, const char *name)
{
    for (uint32_t i = 0; i < given->field_count; i++)
        if (ek_text_is(given->fields[i].name, name))
            return &given->fields[i];
    return NULL;
}

/* guard.c */
void ek_guard_claim(ek_judging *judging);
/* A reason of the core, by its identifier: its index. */
uint32_t ek_core_reason(ek_judging *judging, const char *id, erkend_verdict verdict);
/* once.c. Among all claims: nothing counts twice. */
void ek_guard_claims(ek_judging *judgings, uint32_t count);
/* Of the target qualification: its mandatory units do not have more points than it has. */
void ek_guard_total(const struct erkend_decision *decision, ek_arena *arena, ek_problems *problems);
_Noreturn void ek_conflict(ek_arena *arena, ek_problems *problems, ek_place place, ek_text message);

/* earn.c: what is earned; weigh.c: points of units */
void ek_earn(struct erkend_decision *decision, ek_scene *base, ek_arena *arena);
void ek_weigh(struct erkend_decision *decision, ek_scene *base, ek_evaluate evaluate,
              ek_arena *arena, ek_problems *problems);

/* decide.c */
ek_evaluate ek_evaluate_of(erkend_mode mode);

#endif
