/* Checklists: lines of a list that a case is held against. Nothing is decided and nothing given.
 *
 * Each line is judged by the law of the deciding date, once for the case or for each thing it is
 * for, by the plain evaluation. It is met, not met, or not said: then what is lacking is named. A
 * line whose `where` does not hold does not apply to that thing. */
#ifndef EK_DECIDE_CHECKLIST_H
#define EK_DECIDE_CHECKLIST_H

#include "decide/decide.h"

typedef struct ek_checked {
    const ek_item *item;
    const ek_record *thing; /* NULL: the case */
    ek_text about;          /* id or code of the thing; empty: the case */
    ek_text law;            /* as cited that day */
    bool applies;           /* false: where does not hold */
    ek_truth truth;         /* of must; EK_UNKNOWN also when it is not known whether it applies */
    const ek_lacking *lacking;
    uint32_t lacking_count;
    const ek_open *open; /* what a body has to say */
    uint32_t open_count;
    ek_scene *scene; /* to show both sides */
} ek_checked;

typedef struct ek_checked_list {
    ek_checked *items; /* in the order of the country's checklists, then by id, then as listed */
    uint32_t count, capacity;
    struct erkend_decision of; /* case, book, day: for those who print */
} ek_checked_list;

/* Raises on conflicts (two scales), limits, no memory; the problem is in `problems`. */
void ek_checklists_hold(ek_checked_list *out, ek_arena *arena, const struct erkend_bundle *bundle,
                        const struct erkend_case *the_case, const ek_rulebook *book,
                        ek_problems *problems);

#endif
