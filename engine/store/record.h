/* A decision as one compact text, and what its numbers mean.
 *
 * The record is JSON without spaces, made of lists whose places have a meaning; SQLite's JSON
 * functions read it (the views claim, reason, fact and effect of layout.c), and so can anybody.
 *
 *   {"claims":[CLAIM…],"facts":[FACT…],"account":…,"allocations":[…],
 *    "lacking":[LACKING…],"things":[TEXT…]}
 *   CLAIM       [kind, id, title, verdict, arises, [REASON…], [EFFECT…], [fact…]]
 *   REASON      [rule, cited, verdict, decides], and perhaps an object with what there is of
 *               about, day, law, missing, asks, step, instead, covered, not_covered, unless,
 *               unverified
 *   EFFECT      [kind, state, fields, [rule…]], and perhaps an object: limited_by, before, cut,
 *               at_most
 *   FACT        [thing, field, value], and where it stands: column, line, document; or, of what is
 *               no field, [name, 0, value, …]
 *   account     [fulfilled, exhaustive, points, [[unit, requirement, points]…],
 *               [[requirement, points, units, competes]…]]
 *   allocations [[id, known, total, [[unit, points]…], [lacking…]]…]
 *   LACKING     [fact, supplier] or [fact, supplier, thing]
 *
 * What a claim read are indices into "facts", what reasons miss into "lacking": each stands once.
 * Verdicts are 0 (refused) to 5 (recognised). A rule is its number in the policy's table `rule`;
 * `cited` chooses among its laws. A thing is an index into "things": where the record stands in the
 * case. Lines are 0 in a case that is a line of JSON itself. Rules that did not speak are left out:
 * deciding again finds them. The same decision gives the same bytes. */
#ifndef EK_STORE_RECORD_H
#define EK_STORE_RECORD_H

#include "explain/explain.h"

/* Appends it; what is needed meanwhile lies in `scratch`. */
void ek_record_write(ek_buffer *out, ek_arena *scratch, const struct erkend_decision *decision);
/* The rules that records of that policy speak of: those of the book, then those of the core. */
uint32_t ek_record_rules(const ek_rulebook *book);
/* Identifier and English sentence of rule number `rule`. */
ek_text ek_record_rule_id(const ek_rulebook *book, uint32_t rule);
ek_text ek_record_rule_says(const ek_rulebook *book, uint32_t rule);
/* Its law number `cited`; false: there are no more. Every rule has a first one, perhaps "". */
bool ek_record_rule_law(const ek_rulebook *book, uint32_t rule, uint32_t cited, ek_text *law);

#endif
