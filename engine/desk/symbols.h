/* Symbols: every name that a policy may write, with what it means and where it stands.
 *
 * For editors: made of the schema and of the rulebooks that could be read, also when there are
 * errors in them. A symbol is a plain record of texts, so a host needs to know no types of ours. */
#ifndef EK_DESK_SYMBOLS_H
#define EK_DESK_SYMBOLS_H

#include "decide/decide.h"

typedef struct ek_symbols {
    ek_arena *arena;
    ek_date day; /* on which values of parameters are shown */
    erkend_symbol *items;
    uint32_t count, capacity;
} ek_symbols;

/* Names of the schema: what rules speak of, its facts, effects and their fields. */
void ek_symbols_of_schema(ek_symbols *symbols);
/* Names of one country: parameters, questions, words, rules, what country.yaml declares. */
void ek_symbols_of_book(ek_symbols *symbols, const ek_rulebook *book);

#endif
