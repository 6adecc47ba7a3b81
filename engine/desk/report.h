/* What the desk says of a country's tests: the two handles of erkend.h, and how they are written.
 */
#ifndef EK_DESK_REPORT_H
#define EK_DESK_REPORT_H

#include "desk/coverage.h"
#include "desk/waiver.h"

struct erkend_coverage {
    ek_arena arena;
    ek_problems problems;
    ek_coverage points;
    ek_waivers waivers;
    ek_source *sources; /* the files in which points stand, by name */
    uint32_t source_count;
    uint32_t passed, failed; /* tests */
};

/* A change that no test noticed, or on which the two evaluations differed. */
typedef struct ek_survivor {
    ek_text sentence, owner;
    ek_place place;
    bool disagrees;
    const ek_waiver *waiver; /* NULL: there is no reason */
} ek_survivor;

struct erkend_mutation {
    ek_arena arena;
    ek_problems problems;
    ek_waivers waivers;
    ek_text country;
    uint32_t tests, failed, tried, noticed, waived;
    ek_survivor *survivors; /* by file, line, column */
    uint32_t survivor_count, capacity;
};

/* Percent, rounded down, so that 100 means all; 100 of none. */
uint32_t ek_percent(size_t part, size_t all);

/* Each writes all countries. */
void ek_coverage_text(ek_buffer *out, const erkend_coverage *const *items, size_t count);
void ek_coverage_json(ek_buffer *out, const erkend_coverage *const *items, size_t count);
void ek_coverage_lcov(ek_buffer *out, const erkend_coverage *const *items, size_t count);
void ek_coverage_html(ek_buffer *out, const erkend_coverage *const *items, size_t count);

#endif
