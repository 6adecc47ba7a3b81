/* A tally for readers: words, JSON, and a page with charts. The rows of the tally are made before;
 * everything is written into `out`, in the order of rows, so the same tally gives the same bytes.
 */
#ifndef EK_BATCH_SUMMARY_H
#define EK_BATCH_SUMMARY_H

#include "batch/tally.h"
#include "explain/words.h"

/* Claims of a country by kind and verdict; kind NULL: all kinds. */
typedef struct ek_claim_line {
    const char *country, *kind;
    uint64_t claims[EK_VERDICTS], all;
} ek_claim_line;

/* For each country one line of all kinds, then one for each kind; new in `arena`. */
const ek_claim_line *ek_claim_lines(ek_arena *arena, const erkend_tally *tally, uint32_t *count);

/* A sum of months or points, exact as the tally has it, for people: 1,283 or 77 1/3; "about
 * 4,840.31" where its parts are smaller than hundredths; "too large a sum" when it is none. */
void ek_summary_sum(ek_buffer *out, const char *sum);
void ek_summary_text(ek_buffer *out, const erkend_tally *tally);
void ek_summary_json(ek_buffer *out, const erkend_tally *tally);
void ek_summary_page(ek_buffer *out, const erkend_tally *tally); /* HTML */

#endif
