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

/* Percent, rounded down, so that 100 means all; 100 of none. */
uint32_t ek_percent(size_t part, size_t all);

/* Each writes all countries. */
void ek_coverage_text(ek_buffer *out, const erkend_coverage *const *items, size_t count);
void ek_coverage_json(ek_buffer *out, const erkend_coverage *const *items, size_t count);
void ek_coverage_lcov(ek_buffer *out, const erkend_coverage *const *items, size_t count);
void ek_coverage_html(ek_buffer *out, const erkend_coverage *const *items, size_t count);

#endif
