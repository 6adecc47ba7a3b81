/* Patterns: which reasons a claim has and in which order, remembered by what its rules said.
 *
 * Of many cases most claims come out in one of a few dozen ways. What a claim's rules said (a byte
 * for each that was asked, ek_judging.said) tells which reasons there are, which of them decide and
 * how they are ordered; so the first claim of a pattern has its reasons put in order, and the later
 * ones copy them and put what is their own in its place. A pattern is never an answer: what is said
 * was found out before it is looked up.
 *
 * Patterns belong to one worker and are forgotten together when they take too much room; where
 * there is no memory for them nothing is remembered. */
#ifndef EK_DECIDE_PATTERN_H
#define EK_DECIDE_PATTERN_H

#include "base/memory.h"
#include "rule/plan.h"

struct ek_reason;

typedef struct ek_pattern ek_pattern;
struct ek_pattern {
    const ek_asks *asks; /* what was asked */
    const uint8_t *said; /* and what came of it; EK_SAID_SPARE bytes of 0 behind */
    uint32_t said_count;
    uint32_t reason_count;
    const struct ek_reason *reasons; /* as a claim has them, without what is of a case */
    const uint16_t *places;          /* by ask: index of its reason; anything: it has none */
    const void *printed;             /* what a printer remembers of it; NULL: nothing yet */
    uint64_t hash;
    ek_pattern *chained;
};

#define EK_SAID_SPARE 8

typedef struct ek_patterns {
    ek_arena arena;
    ek_pattern **table; /* NULL: there are none yet */
    uint32_t count;
} ek_patterns;

void ek_patterns_init(ek_patterns *patterns, const erkend_allocator *host);
void ek_patterns_dispose(ek_patterns *patterns);
/* Before a decision: forgets all when they are many. Until the next call no pattern goes away. */
void ek_patterns_begin(ek_patterns *patterns);
/* `said` has room for EK_SAID_SPARE bytes behind `count`, which are set to 0. NULL: there is none.
 */
ek_pattern *ek_pattern_find(const ek_patterns *patterns, const ek_asks *asks, uint8_t *said,
                            uint32_t count);
/* A new one, its reasons and places copied, for what was not found. NULL: there is no memory. */
ek_pattern *ek_pattern_add(ek_patterns *patterns, const ek_asks *asks, const uint8_t *said,
                           uint32_t count, const struct ek_reason *reasons, uint32_t reason_count,
                           const uint16_t *places);
/* What `make` makes in the memory of the patterns, that lives as long as they; NULL: there is no
 * memory for it. */
void *ek_patterns_make(ek_patterns *patterns, void *(*make)(ek_arena *arena, const void *like),
                       const void *like);

#endif
