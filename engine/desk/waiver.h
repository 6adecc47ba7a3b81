/* Waivers: what no test of a country will ever notice or reach, with a written reason.
 *
 * countries/xx/survivors.yaml (docs/policy-desk.md). A change or an outcome is named by the very
 * sentence that the reports print, so that it can be copied from there. One that names nothing any
 * more, or something that a test notices by now, is stale: the report says so and the run fails. */
#ifndef EK_DESK_WAIVER_H
#define EK_DESK_WAIVER_H

#include "decide/decide.h"

typedef struct ek_waiver {
    ek_text sentence, why;
    ek_place place;
    bool used;
} ek_waiver;

typedef struct ek_waivers {
    ek_waiver *changes, *outcomes;
    uint32_t change_count, outcome_count;
} ek_waivers;

/* Reads the file where there is one; what is wrong with it goes into problems. */
void ek_waivers_load(ek_waivers *out, ek_arena *arena, const ek_rulebook *book,
                     const erkend_config *config, const erkend_limits *limits,
                     ek_problems *problems);
/* The waiver of that sentence, or NULL; it is in use from now on. */
const ek_waiver *ek_waiver_use(ek_waiver *waivers, uint32_t count, ek_text sentence);

#endif
