/* Europass: what a decision recognises, as a document that Europass and other programs read. */
#ifndef EK_EXPLAIN_EUROPASS_H
#define EK_EXPLAIN_EUROPASS_H

#include "explain/explain.h"

/* Units whose claims are recognised, with nothing left to do; there may be none. Not signed: the
 * institution that issues it seals it. */
void ek_json_europass(ek_buffer *out, const struct erkend_decision *decision, ek_language language);

#endif
