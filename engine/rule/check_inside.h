/* The check of a rulebook, between its own files:
 *   check.c         the order of it all; terms: types, rings
 *   check_dates.c   identifiers, overlaps, gaps, overrides, parameters without a value
 *   check_scopes.c  what is not at hand; clocks, effects and their fields
 *   check_rules.c   rules that cannot fire, rules that contradict each other, claims nothing gives
 *   check_words.c   what is unknown, unused, or not said in a language
 *   check_numbers.c sentences that name a number which is another on some day */
#ifndef EK_RULE_CHECK_INSIDE_H
#define EK_RULE_CHECK_INSIDE_H

#include "rule/check.h"

typedef struct ek_checking {
    ek_rulebook *book;
    ek_problems *problems;
    ek_arena *arena;
} ek_checking;

/* A form with expressions in it. One of rule, definition, allocation, item is not NULL. */
typedef struct ek_form {
    const ek_rule *rule;
    const ek_definition *definition;
    const ek_allocation *allocation;
    const ek_item *item;
    ek_date since, last_day;
    const ek_expr *clock;
} ek_form;

/* Calls `visit` with each expression of each form that is not NULL, in the order of the book. */
typedef void ek_visit(ek_checking *check, const ek_form *form, const ek_expr *root, void *to);
void ek_visit_all(ek_checking *check, ek_visit *visit, void *to);
void ek_visit_rule(ek_checking *check, const ek_rule *rule, ek_visit *visit, void *to);
void ek_visit_definition(ek_checking *check, const ek_definition *definition, ek_visit *visit,
                         void *to);
void ek_visit_allocation(ek_checking *check, const ek_allocation *allocation, ek_visit *visit,
                         void *to);

void ek_visit_item(ek_checking *check, const ek_item *item, ek_visit *visit, void *to);

/* "2020-01-31"; "ever" for open ends. */
ek_text ek_date_says(ek_arena *arena, ek_date date);
/* Has something on that line been refused already? Then what follows from it is not said again. */
bool ek_told_here(const ek_checking *check, ek_place place);
/* ": did you mean 'x'?", or nothing. */
ek_text ek_meant(ek_arena *arena, ek_text wanted, const ek_text *names, uint32_t count);
/* "rule 'x'", "definition 'x'", "allocation 'x'", "check 'x'". */
ek_text ek_form_says(ek_arena *arena, const ek_form *form);
/* Do two spans of days share a day? */
bool ek_days_meet(ek_date a_first, ek_date a_last, ek_date b_first, ek_date b_last);
/* Is `rule` displaced by `by`, perhaps through others? */
bool ek_is_displaced(const ek_checking *check, const ek_rule *rule, const ek_rule *by);

void ek_check_dates(ek_checking *check);
void ek_check_scopes(ek_checking *check);
void ek_check_rules(ek_checking *check);
void ek_check_words(ek_checking *check);
void ek_check_numbers(ek_checking *check);

#endif
