/* Typing one node, between its own files: check_expr.c (leaves, conditions) and check_quantity.c
 * (lists, quantities, tables, the calendar).
 * Functions called ek_type_… type a word of that kind. */
#ifndef EK_RULE_CHECK_TYPING_H
#define EK_RULE_CHECK_TYPING_H

#include "rule/check.h"

typedef struct ek_typing {
    ek_expr *expr;
    ek_problems *problems;
    bool wrong; /* an error was reported; there will be no second one */
} ek_typing;

void ek_typed(ek_typing *t, ek_type type);
void ek_typed_plain(ek_typing *t);
void ek_typed_measure(ek_typing *t, ek_measure measure);
void ek_typed_dimension(ek_typing *t, ek_dimension dimension);
const char *ek_type_says(ek_type type);
ek_text ek_measure_says(ek_arena *arena, const ek_measure *measure);
const ek_expr *ek_typing_arg(const ek_typing *t, uint32_t index);
void ek_typing_report(ek_typing *t, const ek_expr *arg, const char *wanted, const char *advice);
bool ek_is_type(const ek_expr *arg, ek_type type);
void ek_need_type(ek_typing *t, uint32_t index, ek_type type);
void ek_need_quantity(ek_typing *t, uint32_t index);
ek_measure ek_merge_measures(ek_typing *t, const ek_measure *a, const ek_measure *b,
                             const char *verb);
ek_measure ek_measure_of(const ek_expr *arg);
ek_measure ek_merge_args(ek_typing *t, uint32_t from, uint32_t to, const char *verb);
void ek_type_datum(ek_typing *t, ek_datum_kind kind, const ek_parameter *param);
bool ek_is_list_of_numbers(const ek_expr *arg);
const ek_record_type *ek_record_type_of(const ek_expr *arg);
bool ek_has_field(const ek_record_type *type, const char *name);
void ek_need_field(ek_typing *t, const ek_expr *arg, const char *name);
void ek_type_list_condition(ek_typing *t);
void ek_type_fulfils(ek_typing *t);
void ek_type_over_list(ek_typing *t);
void ek_type_number_of(ek_typing *t);
void ek_type_in_all(ek_typing *t);
void ek_type_each_of(ek_typing *t);
void ek_type_sum(ek_typing *t);
void ek_type_product(ek_typing *t);
void ek_type_rounded(ek_typing *t);
void ek_type_from_table(ek_typing *t);
void ek_type_later_day(ek_typing *t, ek_dimension dimension);
void ek_type_between_days(ek_typing *t, ek_dimension dimension);

#endif
