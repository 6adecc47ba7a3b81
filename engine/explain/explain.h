/* Explaining: decisions in words, tables and JSON; and where erkend.h's text comes from. */
#ifndef EK_EXPLAIN_EXPLAIN_H
#define EK_EXPLAIN_EXPLAIN_H

#include "decide/decide.h"

typedef struct ek_pen {
    ek_buffer *out;
    ek_language language;
    bool colour;
    uint32_t columns;
    const struct ek_names *names; /* of the case's records, or NULL: looked up anew each time */
    const struct ek_book_pieces *pieces; /* words of the country made before, or NULL */
} ek_pen;

void ek_write_decision(ek_pen *pen, const struct erkend_decision *decision);
void ek_write_comparison(ek_pen *pen, const struct erkend_decision *const *decisions,
                         uint32_t count);
void ek_write_explanation(ek_pen *pen, const struct erkend_decision *decision, ek_text claim);

/* Stable, documented (docs/json.md): keys in this order always, quantities as text, no pretty
 * spaces with `line`. */
void ek_json_decision(ek_buffer *out, const struct erkend_decision *decision, ek_language language,
                      bool line);
/* The same document in one line, without words for people and keys that have nothing to say. */
void ek_json_codes(ek_buffer *out, const struct erkend_decision *decision);
/* The same lines, of many decisions of one bundle: what depends on bundle and language alone is
 * made once, in that arena, for the countries `in` (NULL-ended; NULL: all; others are printed
 * without). Words of a decision are made in `scratch`, to be reset after it. What claims of one
 * pattern have in common is remembered in `patterns`, those by which it was decided (NULL: it is
 * not). */
typedef struct ek_pieces ek_pieces;
const ek_pieces *ek_pieces_make(ek_arena *arena, const struct erkend_bundle *bundle,
                                ek_language language, bool codes, const char *const *in);
void ek_json_line(ek_buffer *out, ek_arena *scratch, const struct erkend_decision *decision,
                  const ek_pieces *pieces, ek_patterns *patterns);
void ek_json_comparison(ek_buffer *out, const struct erkend_decision *const *decisions,
                        uint32_t count, ek_language language);
void ek_json_explanation(ek_buffer *out, const struct erkend_decision *decision, ek_text claim,
                         ek_language language);

/* Words (explain/words.c): the sentences of the engine in four languages. */
void ek_pen_quantity(ek_pen *pen, const ek_fraction *number, const ek_measure *measure);
void ek_pen_date(ek_pen *pen, ek_date date);

/* The pen and format of a host's style; formats up to `most`. NULL: text in English. */
erkend_status ek_style_read(ek_pen *pen, erkend_format *format, const erkend_style *style,
                            erkend_format most, erkend_error *error);

#endif
