/* Hints: what the rules of some countries compare each field with, and the days on which their law
 * changes. Who makes up cases draws from them, so that cases lie on both sides of each limit.
 *
 * A field gets the numbers, dates and texts that stand on the other side of a comparison with it,
 * the keys of tables in which it is looked up, and each value that a parameter there ever had. */
#ifndef EK_DESK_HINTS_H
#define EK_DESK_HINTS_H

#include "decide/decide.h"

typedef struct ek_field_hints {
    const ek_field *field;
    ek_fraction *numbers;
    ek_date *dates;
    ek_text *texts;
    uint32_t number_count, number_capacity, date_count, date_capacity, text_count, text_capacity;
} ek_field_hints;

typedef struct ek_hints {
    ek_arena *arena;
    ek_field_hints *fields;
    uint32_t field_count, field_capacity;
    ek_date *law_days; /* on which something begins to hold, or has ceased; ascending, each once */
    uint32_t law_day_count, law_day_capacity;
    uint32_t claims; /* kinds that rules judge: bits by ek_scope */
} ek_hints;

void ek_hints_init(ek_hints *hints, ek_arena *arena);
/* Adds what the rules of a country say. */
void ek_hints_add(ek_hints *hints, const ek_rulebook *book);
/* After the last country: sorts, each once, so that the order of countries changes nothing. */
void ek_hints_done(ek_hints *hints);
/* NULL: nothing is compared with it. */
const ek_field_hints *ek_hints_of(const ek_hints *hints, const ek_field *field);

#endif
