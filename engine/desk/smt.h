/* Rules as SMT-LIB 2: what expressions say, written for a solver. Text only; no process, no files.
 *
 *   ek_smt          one problem while it is written: facts asked of the case, lines of definitions
 *   ek_smt_value    what an expression comes to, as terms: its value and when there is none
 *   ek_smt_fact     a fact, thing or ruling of the case that the problem has variables for
 *
 * Conditions are Bool, quantities Real, texts numbers of the problem's own list of texts, days
 * 32 * month + day, where months are counted from the year 0: so that they compare in order and the
 * calendar of laws is exact. A set is a row of members, each with its condition. A list has at most
 * `length` things, the first of them first.
 *
 * Every fact is given: known or none. What cannot be written stands as a variable of its own, an
 * oracle, the same on both sides where both say the same: then a proof still holds, and a case that
 * the solver finds is only shown when the engine agrees. */
#ifndef EK_DESK_SMT_H
#define EK_DESK_SMT_H

#include "decide/decide.h"

#define EK_SMT_FRESH 2 /* texts that no rule names */

typedef struct ek_smt_member {
    ek_text text; /* Int */
    ek_text in;   /* Bool */
} ek_smt_member;

typedef struct ek_smt_value {
    ek_type type;
    ek_text none;                 /* Bool: said not to exist */
    ek_text is;                   /* Bool, Real or Int; a condition that is none is false */
    ek_text month, day;           /* DATE: Int, Int */
    const ek_smt_member *members; /* SET */
    uint32_t member_count;
    ek_scope scope;       /* LIST: which things */
    bool opaque;          /* SET, LIST: nobody knows what is in; `is` says only whose it is */
    const ek_text *items; /* LIST: whether the thing of that number is in, `length` of them */
} ek_smt_value;

typedef struct ek_smt_fact {
    ek_text key;           /* "stay#1.first_day", "ruling:longer_stay_abroad" */
    ek_scope scope;        /* whose */
    uint32_t element;      /* which of a list, from 0 */
    ek_text path;          /* "requirements.first_day"; empty: the thing itself */
    const ek_field *field; /* NULL: a thing, or a ruling */
    const ek_question *question;
    ek_smt_value value;
    bool is_list;     /* the list of a MANY scope */
    ek_text own_none; /* Bool variable; empty: it cannot be none */
} ek_smt_fact;

/* A word that could not be written, and the rule that uses it. */
typedef struct ek_smt_gap {
    ek_text rule, word;
} ek_smt_gap;

typedef struct ek_smt {
    ek_arena *arena;
    const ek_rulebook *book; /* whose words are translated now */
    uint32_t length;
    ek_date first_day, last_day; /* of deciding */
    ek_scope claim;
    ek_buffer lines;
    uint32_t defined;
    ek_smt_fact *facts;
    uint32_t fact_count, fact_capacity;
    ek_text *texts; /* number i is the text i */
    uint32_t text_count, text_capacity;
    uint32_t literal_count;     /* the first ones; the others are nobody's */
    int32_t at[EK_SCOPE_COUNT]; /* the thing in turn; -1: none */
    ek_smt_value clock;         /* of the rule or definition */
    ek_text guard;              /* Bool: the thing in turn is there */
    ek_smt_gap *gaps;
    uint32_t gap_count, gap_capacity;
    ek_text *oracles; /* what stands for what; the number is the place */
    uint32_t oracle_count, oracle_capacity;
    ek_text owner;       /* id of the rule */
    const ek_rule *only; /* NULL: every rule of the claim is asked about */
    uint32_t depth;
    const char *copy; /* "" or "'": facts of a second case beside the first */
} ek_smt;

/* smt.c */
void ek_smt_begin(ek_smt *smt, ek_arena *arena, const ek_rulebook *book, ek_scope claim,
                  uint32_t length, ek_date last_day);
/* Texts that the rules of a claim name; of every side, before anything is translated. */
void ek_smt_gather(ek_smt *smt, const ek_rulebook *book);
void ek_smt_gather_expr(ek_smt *smt, const ek_expr *expr);
/* Short terms stay as they are, others get a name. */
ek_text ek_smt_keep(ek_smt *smt, const char *sort, ek_text term);
ek_text ek_smt_format(ek_smt *smt, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ek_smt_assert(ek_smt *smt, ek_text term);
/* The same, while the thing in turn is there. */
void ek_smt_require(ek_smt *smt, ek_text term);
ek_text ek_smt_not(ek_smt *smt, ek_text a);
ek_text ek_smt_and(ek_smt *smt, ek_text a, ek_text b);
ek_text ek_smt_or(ek_smt *smt, ek_text a, ek_text b);
ek_text ek_smt_number(ek_smt *smt, ek_fraction number);
uint32_t ek_smt_text_number(ek_smt *smt, ek_text text);
ek_smt_value ek_smt_date(ek_smt *smt, ek_date date);
ek_smt_value ek_smt_truth(ek_text is);
ek_smt_value ek_smt_quantity(ek_text is, ek_text none);
/* Either value; of one type, but for none. */
ek_smt_value ek_smt_either(ek_smt *smt, ek_text condition, ek_smt_value a, ek_smt_value b);
ek_text ek_smt_same(ek_smt *smt, ek_smt_value a, ek_smt_value b);

/* smt_fact.c */
ek_smt_value ek_smt_of_path(ek_smt *smt, const ek_path *path);
ek_smt_value ek_smt_of_thing(ek_smt *smt, ek_scope scope);
ek_smt_value ek_smt_of_list(ek_smt *smt, ek_scope scope);
ek_smt_value ek_smt_of_ruling(ek_smt *smt, const ek_question *question);
ek_smt_value ek_smt_decided(ek_smt *smt);
/* A field beside the others of a path or thing. */
ek_smt_value ek_smt_field_of(ek_smt *smt, const ek_expr *thing, const char *field);

/* smt_expr.c */
ek_smt_value ek_smt_expr(ek_smt *smt, const ek_expr *expr);
ek_smt_value ek_smt_oracle(ek_smt *smt, const ek_expr *expr, ek_type type);
ek_text ek_smt_in_days(ek_smt *smt, ek_date since, ek_date last_day);
/* smt_date.c: the calendar */
void ek_smt_prelude(ek_buffer *out);
ek_smt_value ek_smt_months_after(ek_smt *smt, ek_smt_value day, ek_text months);
ek_smt_value ek_smt_months_in(ek_smt *smt, ek_smt_value first, ek_smt_value last);
ek_smt_value ek_smt_age_on(ek_smt *smt, ek_smt_value birth, ek_smt_value day);
ek_text ek_smt_day_number(ek_smt *smt, ek_smt_value day); /* Int */
ek_text ek_smt_round(ek_smt *smt, ek_text number, ek_rounding rounding);
/* smt_words.c */
ek_smt_value ek_smt_list_word(ek_smt *smt, const ek_expr *expr);

/* What the words, parameters and definitions behind an expression say, to compare two sides. */
void ek_smt_print(ek_buffer *out, const ek_expr *expr, uint32_t depth);

#endif
