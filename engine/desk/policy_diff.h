/* What differs between two versions of a country's policy, found without any case.
 *
 * Both rulebooks are walked side by side by name and date: parameters value by value, rules,
 * definitions and allocations part by part (as policy text), questions, and the country's own
 * words. From what differs follows which rules can answer otherwise: those that changed, and those
 * that read a parameter, definition or question that did. A case none of whose rules is among them
 * cannot be touched, unless what changed stands behind every rule (levels, claims that arise,
 * allocations). */
#ifndef EK_DESK_POLICY_DIFF_H
#define EK_DESK_POLICY_DIFF_H

#include "rule/rulebook.h"

typedef enum ek_difference { EK_ADDED, EK_REMOVED, EK_ALTERED } ek_difference;

typedef struct ek_policy_change {
    const char *thing; /* "parameter", "rule", "definition", "allocation", "question", "file" */
    ek_difference difference;
    ek_text name;
    ek_text says;    /* "1/4 → 1/3, since 2005-04-01"; "must, gives" */
    ek_place place;  /* of the newer version, of the older when it was removed */
    bool words_only; /* texts for people, laws cited: no answer depends on it */
} ek_policy_change;

typedef struct ek_policy_diff {
    ek_policy_change *items; /* by thing, then name, then day */
    uint32_t count, capacity;
    ek_text *rules; /* ids of rules that can answer otherwise, sorted */
    uint32_t rule_count, rule_capacity;
    bool everything; /* every rule can */
} ek_policy_diff;

/* One of the two may be NULL: the country is new, or gone. */
void ek_policy_diff_find(ek_policy_diff *out, ek_arena *arena, const ek_rulebook *before,
                         const ek_rulebook *after);
bool ek_policy_diff_touches(const ek_policy_diff *diff, ek_text rule);

#endif
