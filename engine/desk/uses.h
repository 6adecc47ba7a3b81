/* Uses: on which days a definition can be asked at all.
 *
 * A definition without a clock is asked on the day of the decision, so whoever asks it is in force
 * on that very day; the same holds where both have the same clock. What lies outside all of these
 * days can neither be reached by a test nor noticed by one. Where the clocks are different ones
 * every day can come about. */
#ifndef EK_DESK_USES_H
#define EK_DESK_USES_H

#include "rule/rulebook.h"

/* On this day of its clock, by anybody, and not answered by an earlier version. */
bool ek_definition_asked_on(const ek_rulebook *book, const ek_definition *definition, ek_date day);
/* On a day that is not one of its own. */
bool ek_definition_asked_outside(const ek_rulebook *book, const ek_definition *definition);
/* While its clock's day is unknown. */
bool ek_definition_asked_undated(const ek_rulebook *book, const ek_definition *definition);

#endif
