/* Brinks: values of facts at which a condition of the rules turns, as one decided case meets them.
 *
 * The other side of each comparison that the case was asked, worked out for this case (54 months of
 * work, where a rule asks for one and a half times a prescribed time of 36), with one step to
 * either side of it. Who tries cases near the limits of the rules puts these values into samples;
 * where a limit lies is found by ek_changes_find, as for erkend explain --why-not. */
#ifndef EK_DESK_BRINK_H
#define EK_DESK_BRINK_H

#include "decide/whynot.h"
#include "desk/sample.h"

typedef struct ek_brink {
    const ek_record_type *in;
    const ek_field *field;
    ek_value to;
    const ek_expr *by; /* the comparison; NULL: by the kind of the fact alone */
} ek_brink;

typedef struct ek_brinks {
    ek_brink *items;
    uint32_t count, capacity;
} ek_brinks;

/* Of all claims, each value of a field once; all of it in `arena`. */
ek_brinks ek_brinks_find(ek_arena *arena, const struct erkend_decision *decision);
/* Is that fact a value of this node, or of a field that it lacks? */
bool ek_brink_fits(const ek_brink *brink, const ek_sample *node);
/* Writes it there. False: it stands there already, or a document cannot say it in one word. */
bool ek_brink_put(const ek_brink *brink, ek_arena *arena, ek_sample *node);

#endif
