/* Variations of samples: towards the limits of the rules, and towards what is small and plain. */
#ifndef EK_DESK_VARY_H
#define EK_DESK_VARY_H

#include "desk/population.h"
#include "desk/sample.h"

/* Changes one thing: a value to one that a rule compares its field with, to one step beside that,
 * to another word, by one step; a period to a length that a rule asks for; or leaves a fact out. */
void ek_vary(ek_arena *arena, ek_sample *root, const ek_hints *hints, ek_chance *chance);

/* What a changed sample still has to be. Asked many times. */
typedef bool (*ek_still)(void *to, const ek_sample *root);
/* Leaves out what can be left out, parts first, then makes values plainer: whole numbers, first
 * days of months; until nothing more can go, or `budget` questions were asked. */
void ek_shrink(ek_arena *arena, ek_sample *root, ek_still still, void *to, uint32_t budget);

#endif
