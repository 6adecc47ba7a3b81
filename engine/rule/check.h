/* The check: all that is wrong with a rulebook before any case runs (LANGUAGE section 13).
 *
 * Types and units of every expression, scopes at hand, terms and rings, overrides, dates (gaps,
 * overlaps, parameters without a value on a day a rule needs it), rules that can never fire, claims
 * that nothing gives, words and languages that are missing, parameters and questions nobody uses.
 */
#ifndef EK_RULE_CHECK_H
#define EK_RULE_CHECK_H

#include "rule/rulebook.h"

/* Types one node from its already typed args; called by the script room when it builds, so that an
 * error stands where it was written. Sets type and measure; reports into problems and answers
 * EK_TYPE_ANY after an error, so that one mistake is one message. */
void ek_check_expr(ek_expr *expr, ek_problems *problems);
/* Everything about the whole book; terms are resolved and their types known afterwards. */
void ek_check_book(ek_rulebook *book, ek_problems *problems);

#endif
