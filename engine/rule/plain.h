/* The plain evaluation, between its own files: plain.c (leaves, conditions), plain_quantity.c
 * (numbers, dates, bounds), plain_list.c (list words), plain_period.c (periods, parts). */
#ifndef EK_RULE_PLAIN_H
#define EK_RULE_PLAIN_H

#include "rule/eval.h"

typedef struct ek_plain {
    ek_scene *scene;
    ek_reads *reads;
    const ek_trace *trace;
    ek_date day; /* by which parameters are chosen */
} ek_plain;

/* Any expression. */
ek_answer ek_plain_of(ek_plain *plain, const ek_expr *expr);
/* A field of a record at hand; records the read. NULL: the type has no such field. */
const ek_value *ek_plain_field(ek_plain *plain, const ek_record *record, const char *name);

/* A condition; state says whether it is known. */
ek_answer ek_plain_truth(ek_truth truth, uint8_t because);
ek_answer ek_plain_none(ek_type type);
ek_answer ek_plain_missing(ek_type type, uint8_t because);
ek_answer ek_plain_number(ek_fraction number);
/* Texts sorted bytewise, each once; changes `items`. */
ek_answer ek_plain_set(ek_text *items, uint32_t count);

/* Adds a problem at the expression and leaves. */
_Noreturn void ek_plain_stop(ek_plain *plain, const ek_expr *expr, erkend_status code,
                             const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Leaves when an operation on exact numbers did not succeed. */
void ek_plain_exact(ek_plain *plain, const ek_expr *expr, erkend_status status);

/* plain_quantity.c */
ek_answer ek_plain_arithmetic(ek_plain *plain, const ek_expr *expr);
ek_answer ek_plain_order(ek_plain *plain, const ek_expr *expr); /* at_least and its kin */
ek_answer ek_plain_multiple(ek_plain *plain, const ek_expr *expr);
ek_answer ek_plain_calendar(ek_plain *plain, const ek_expr *expr);
/* Bounds that meet make a quantity known. */
ek_answer ek_plain_settled(ek_answer answer);
/* Of bounds, without scales; neither side none. */
ek_answer ek_plain_sum(ek_plain *plain, const ek_expr *expr, ek_answer a, ek_answer b);
ek_answer ek_plain_quotient(ek_plain *plain, const ek_expr *expr, ek_answer a, ek_answer b);
ek_answer ek_plain_product(ek_plain *plain, const ek_expr *expr, ek_answer a, ek_answer b);
/* Two scales: a problem, and leaves. false: a mark among both is known, and its scale is not. */
bool ek_plain_scales(ek_plain *plain, const ek_expr *at, const ek_answer *a, bool a_is_mark,
                     const ek_answer *b, bool b_is_mark);
bool ek_plain_is_mark(const ek_expr *expr);
/* The scale of many quantities together, as they are met. */
typedef struct ek_plain_marks {
    ek_text scale;
    bool unclear; /* a known mark without a scale was met */
} ek_plain_marks;
void ek_plain_gather(ek_plain *plain, const ek_expr *expr, ek_plain_marks *marks,
                     const ek_answer *next, bool is_mark);
void ek_plain_put_scale(const ek_expr *expr, const ek_plain_marks *marks, ek_answer *answer);

/* plain_list.c */
ek_answer ek_plain_list_word(ek_plain *plain, const ek_expr *expr);

/* plain_period.c */
ek_answer ek_plain_fulfils(ek_plain *plain, const ek_expr *expr);
ek_answer ek_plain_in_all(ek_plain *plain, const ek_expr *expr);

#endif
