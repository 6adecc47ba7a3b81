/* A decision as one compact text, and what its numbers mean.
 *
 * The record is JSON without spaces, made of lists whose places have a meaning; SQLite's JSON
 * functions read it (the views claim, reason, fact and effect of layout.c), and so can anybody.
 *
 *   {"claims":[CLAIM…],"facts":[FACT…],"account":…,"allocations":[…],
 *    "lacking":[LACKING…],"things":[TEXT…]}
 *   CLAIM       [kind, id, title, verdict, arises, [REASON…], [EFFECT…], [fact…]]
 *   REASON      [verdict, decides, cited, rule…]: of several rules in their order; of one rule
 *               perhaps an object behind it, with what there is of about, day, law, missing, asks,
 *               step, instead, covered, not_covered, unless, unverified
 *   EFFECT      [kind, state, fields, [rule…]], and perhaps an object: limited_by, before, cut,
 *               at_most
 *   FACT        three places of "facts": thing, field, and the column of its value, where that
 *               stands in the line as it is (spot.h), else a list: [value], and where it stands:
 *               column, line, document; or [], of what has no value. Of what is no field: name, 0,
 *               and such a list
 *   account     [fulfilled, exhaustive, points, [[unit, requirement, points]…],
 *               [[requirement, points, units, competes]…]]
 *   allocations [[id, known, total, [[unit, points]…], [lacking…]]…]
 *   LACKING     [fact, supplier] or [fact, supplier, thing]
 *
 * What a claim read are numbers of facts, what reasons miss indices into "lacking": each stands
 * once. Verdicts are 0 (refused) to 5 (recognised). A rule is its number in the policy's table
 * `rule`; `cited` chooses among its laws. A field is its number in the table `field`. A thing is an
 * index into "things": where the record stands in the case. Lines are 0 in a case that is a line of
 * JSON itself. Rules that did not speak are left out: deciding again finds them. The same decision
 * gives the same bytes. */
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
/* The fields that records of this program speak of, and their names. */
uint32_t ek_record_fields(void);
ek_text ek_record_field(uint32_t number);

#endif
