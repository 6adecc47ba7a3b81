/* The direct reader: the case that a JSON document holds, in one pass and without nodes.
 *
 *     bytes ── direct reader ─────────────────────────────► records    nearly all cases
 *         └─── form (json.c, yaml.c) ──► nodes ── read.c ─► records    and whatever is wrong
 *
 * It walks the same schema table by keys made ready (load/shape.h), reads values by the same
 * functions (read_value.c), names and refers by the same (references.c), and knows no message:
 * wherever it meets something that is wrong, or that it is not made for (a file that the case
 * refers to, a key with escapes), it gives up, and the document is read again by way of nodes,
 * which says what is wrong. So all words of errors come from one place, and what the direct reader
 * accepts must be accepted by the other with the same records: tests/unit/load/test_direct.c and
 * tests/fuzz/fuzz_direct.c compare them value by value, state by state, place by place. */
#ifndef EK_LOAD_DIRECT_H
#define EK_LOAD_DIRECT_H

#include "load/reader.h"

/* The root record, as ek_read_record makes it of the nodes of these bytes, which begin on that
 * line, are followed by EK_SPARE_BYTES and are borrowed by the texts of the case. Gives up by a
 * raise in the arena of the case, with kit->gave_up set: nothing of the case can be used then. */
ek_record *ek_direct_read(ek_reader *reader, ek_text bytes, uint32_t line);

#endif
