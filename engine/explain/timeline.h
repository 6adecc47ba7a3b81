/* A timeline in words and JSON; and, beside today's answer, what law that is written already will
 * change. */
#ifndef EK_EXPLAIN_TIMELINE_H
#define EK_EXPLAIN_TIMELINE_H

#include "explain/explain.h"

/* From `from` to `to`, both counted; claim empty: all. */
void ek_write_timeline(ek_pen *pen, const struct erkend_decision *decision, ek_text claim,
                       ek_date from, ek_date to);
void ek_json_timeline(ek_buffer *out, const struct erkend_decision *decision, ek_text claim,
                      ek_date from, ek_date to, ek_language language, bool line);

/* One line for each change that law written now will bring: "from 1 August 2027: recognised, … ";
 * for each claim of the decision; an empty text where there is none. The array is the arena's. */
const ek_text *ek_say_ahead(const ek_pen *pen, const struct erkend_decision *decision);

#endif
