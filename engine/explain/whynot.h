/* Why not, in words and JSON: what would have to be otherwise for a better answer. */
#ifndef EK_EXPLAIN_WHYNOT_H
#define EK_EXPLAIN_WHYNOT_H

#include "explain/explain.h"

void ek_write_why_not(ek_pen *pen, const struct erkend_decision *decision, ek_text claim);
void ek_json_why_not(ek_buffer *out, const struct erkend_decision *decision, ek_text claim,
                     ek_language language, bool line);

#endif
