/* Citations: which provisions a text like "BBiG § 45 Abs. 2 Satz 1, 2; HwO § 37 Abs. 2" names.
 *
 * A provision is an act and a path of steps: "§ 45", "Abs. 2", "Satz 1". After a comma, "en" or
 * "jo." the path goes on from the step that is named anew ("§ 37 Abs. 1, § 38"; "lid 2 onder d, lid
 * 3"), or the last number is another one ("Satz 1, 2"). "§§ 128–129" and "mom. 2–3" are both. What
 * stands in brackets says of which day the wording is, and names nothing. */
#ifndef EK_DESK_CITATION_H
#define EK_DESK_CITATION_H

#include "load/load.h"

#define EK_CITATION_STEPS 6

typedef struct ek_step {
    ek_text marker; /* "§", "Abs.", "art."; "§§" and "arts." are read as one */
    ek_text number; /* "2", "17d", "27(2)" */
} ek_step;

typedef struct ek_provision {
    ek_text act;  /* empty: an act that nobody declared */
    ek_text text; /* the part of the citation it stands in, for people */
    ek_step steps[EK_CITATION_STEPS];
    uint32_t count; /* 0: the act as a whole */
} ek_provision;

typedef struct ek_provisions {
    ek_provision *items;
    uint32_t count, capacity;
} ek_provisions;

/* Adds what the text cites; the act is the longest of `acts` that the part begins with. */
void ek_citation_read(ek_provisions *out, ek_arena *arena, ek_text text, const ek_text *acts,
                      uint32_t act_count);
/* Is `inner` the same as `outer`, or a part of it? */
bool ek_provision_within(const ek_provision *inner, const ek_provision *outer);

#endif
