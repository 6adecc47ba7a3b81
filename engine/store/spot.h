/* Values that need not be said again: they stand in the document, at their place, as a record would
 * say them.
 *
 * Of a case that is a line of JSON a record says only the column of such a value: a text or a date
 * in quotes, a level, a whole number, a list of texts without spaces between. What stands there is
 * compared byte for byte, so whoever has the document and the column has the value; the view `fact`
 * (layout.c) takes it from there with the functions of SQL. */
#ifndef EK_STORE_SPOT_H
#define EK_STORE_SPOT_H

#include "model/document.h"

typedef struct ek_spots {
    ek_text line;     /* empty: the case is no line */
    uint32_t number;  /* of the line */
    uint32_t *shifts; /* columns behind which there is a byte that is no column of its own */
    uint32_t shift_count, shift_capacity;
} ek_spots;

void ek_spots_init(ek_spots *spots, ek_arena *arena, const struct erkend_case *the_case);
/* Is it enough to say the column? */
bool ek_spots_say(const ek_spots *spots, const ek_value *value);

#endif
