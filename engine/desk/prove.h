/* Questions about all cases at once: problems for a solver, and what its answers mean.
 *
 *   erkend_inquiry_new      one problem for each rule, or each kind of claim, that the question is
 * of erkend_inquiry_problem  its text (SMT-LIB 2) erkend_inquiry_answer   what a solver printed:
 * nothing of that kind exists, or values of facts; of these a case is made, decided by the engine,
 * and held against the answer erkend_render_inquiry   what is proved, what was found, what stays
 * open and why
 *
 * A problem is about one claim of a complete case: every fact given or said not to exist, every
 * question to a body answered. What rules say is translated (smt.h); what the core adds follows
 * from it: where every rule of a kind says the same, verdict and effects are the same. */
#ifndef EK_DESK_PROVE_H
#define EK_DESK_PROVE_H

#include "desk/desk.h"
#include "desk/smt.h"

typedef enum ek_inquiry_state {
    EK_INQUIRY_OPEN,        /* nobody answered yet, or not in time */
    EK_INQUIRY_NEVER,       /* no case is like that */
    EK_INQUIRY_CASE,        /* this one is, and the engine agrees */
    EK_INQUIRY_UNCONFIRMED, /* a solver's case that the engine decides otherwise */
    EK_INQUIRY_UNREAD       /* what the solver printed is no answer */
} ek_inquiry_state;

/* SAME: what is asked of a kind of claim, or of the country. */
typedef enum ek_inquiry_part {
    EK_PART_RULES,   /* what the rules say of a claim */
    EK_PART_ARISES,  /* from which facts it arises */
    EK_PART_ACCOUNT, /* what awarded units add up to */
    EK_PART_SHARES   /* how points are shared out */
} ek_inquiry_part;

typedef struct ek_inquiry_item {
    ek_scope claim;
    ek_inquiry_part part;
    const ek_rule *rule; /* of FIRES */
    bool fails;          /* FIRES: can it fail, rather than speak */
    bool by_words;       /* settled without a solver: both sides say the same, word by word */
    ek_inquiry_state state;
    ek_text document, more; /* the case; MONOTONE: and the one with more learning */
    ek_text shown;          /* what the engine says of it */
    const ek_smt_gap *gaps;
    uint32_t gap_count;
    bool has_list;
} ek_inquiry_item;

/* What one rule says of one thing, as terms. */
typedef struct ek_said {
    const ek_rule *rule;
    int32_t element;              /* the thing of that number; -1: the claim itself */
    ek_text speaks, fails;        /* Bool */
    ek_text verdict;              /* Int: erkend_verdict; 5 where it is silent */
    ek_smt_value *gives, *limits; /* one for each field of the effect */
} ek_said;

typedef struct ek_sayings {
    ek_said *items;
    uint32_t count, capacity;
    ek_text verdict;   /* Int: the weakest */
    ek_text settled;   /* Int: the same; partial where less time is given than was asked */
    ek_text judged[3]; /* Bool: a rule of that phase that asks something spoke */
} ek_sayings;

struct erkend_inquiry {
    ek_arena arena, work; /* work: the problem at hand */
    const erkend_allocator *host;
    const struct erkend_bundle *bundles[2];
    const ek_rulebook *books[2]; /* the second: NULL but for SAME */
    erkend_inquiry_kind question;
    uint32_t length;
    bool given; /* no fact is none unless its absence means that */
    ek_date last_day;
    ek_inquiry_item *items;
    uint32_t item_count, item_capacity;
    ek_smt smt; /* of the problem at hand */
    size_t at;  /* which that is; SIZE_MAX: none */
};

/* prove.c: no document says a last day before the first one. */
void ek_inquiry_order_days(ek_smt *smt);

/* NULL: it cannot be read, and why. */
erkend_case *ek_inquiry_read_case(erkend_inquiry *inquiry, ek_text document, ek_text *error_text);

/* prove_frame.c */
bool ek_inquiry_has_part(const erkend_inquiry *inquiry, ek_scope claim, ek_inquiry_part part);
/* Answers an item of a part other than rules and account. */
void ek_inquiry_frame(erkend_inquiry *inquiry, ek_inquiry_item *item);
/* Accounts are alike where units arise and are decided alike; anew after each answer. */
void ek_inquiry_settle_accounts(erkend_inquiry *inquiry);

/* prove_rules.c */
void ek_sayings_of(ek_smt *smt, const ek_rulebook *book, ek_sayings *out);
/* Fills `settled`; the claim's months_asked becomes a fact of the problem. */
void ek_sayings_settle(ek_smt *smt, ek_sayings *all);
ek_text ek_sayings_differ(ek_smt *smt, const ek_sayings *a, const ek_sayings *b);
ek_text ek_sayings_contradict(ek_smt *smt, const ek_sayings *all);
/* All that the rules of a kind say, to compare two rulebooks. */
ek_text ek_sayings_print(ek_arena *arena, const ek_rulebook *book, ek_scope claim);

/* prove_case.c */
/* What is asked of the solver after (check-sat), in the order of the facts. */
void ek_inquiry_ask_values(ek_smt *smt, ek_buffer *out);
/* The case as a document; `copy`: which of two cases. false: no values could be read. */
bool ek_inquiry_document(ek_smt *smt, ek_text output, const char *copy, ek_buffer *out);

#endif
