/* Patterns: a table by the bytes of what was said. */
#include "decide/pattern.h"

#include <string.h>

#include "decide/decide.h"

#define TABLE_SIZE 1024u           /* a power of two */
#define MOST_PATTERNS (TABLE_SIZE) /* so chains stay short */
#define MOST_BYTES ((size_t)1 << 20)

void ek_patterns_init(ek_patterns *patterns, const erkend_allocator *host)
{
    memset(patterns, 0, sizeof *patterns);
    ek_arena_init(&patterns->arena, host, 0);
}

void ek_patterns_dispose(ek_patterns *patterns)
{
    ek_arena_dispose(&patterns->arena);
    memset(patterns, 0, sizeof *patterns);
}

static void forget(ek_patterns *patterns)
{
    const erkend_allocator *host = patterns->arena.host;

    ek_patterns_dispose(patterns);
    ek_patterns_init(patterns, host);
}

void ek_patterns_begin(ek_patterns *patterns)
{
    if (patterns->count >= MOST_PATTERNS || patterns->arena.used_bytes >= MOST_BYTES)
        forget(patterns);
}

/* ---- Looking up ---------------------------------------------------------------------------- */

static inline uint64_t eight_at(const uint8_t *bytes)
{
    uint64_t eight;

    memcpy(&eight, bytes, sizeof eight);
    return eight;
}

static uint64_t hash_of(const ek_asks *asks, const uint8_t *said, uint32_t count)
{
    uint64_t hash = (uint64_t)(uintptr_t)asks ^ count;

    for (uint32_t i = 0; i < count; i += EK_SAID_SPARE) {
        hash = (hash ^ eight_at(said + i)) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
    }
    return hash;
}

static bool is_same(const uint8_t *a, const uint8_t *b, uint32_t count)
{
    for (uint32_t i = 0; i < count; i += EK_SAID_SPARE)
        if (eight_at(a + i) != eight_at(b + i))
            return false;
    return true;
}

ek_pattern *ek_pattern_find(const ek_patterns *patterns, const ek_asks *asks, uint8_t *said,
                            uint32_t count)
{
    uint64_t hash;
    ek_pattern *at;

    memset(said + count, 0, EK_SAID_SPARE);
    if (!patterns->table)
        return NULL;
    hash = hash_of(asks, said, count);
    at = patterns->table[hash & (TABLE_SIZE - 1)];
    while (at && (at->hash != hash || at->asks != asks || at->said_count != count ||
                  !is_same(at->said, said, count)))
        at = at->chained;
    return at;
}

/* ---- Adding -------------------------------------------------------------------------------- */

static ek_pattern *add(ek_patterns *patterns, const ek_pattern *like)
{
    ek_arena *arena = &patterns->arena;
    ek_pattern *made, **chain;

    if (!patterns->table)
        patterns->table = EK_NEW_ARRAY(arena, ek_pattern *, TABLE_SIZE);
    made = EK_NEW(arena, ek_pattern);
    *made = *like;
    made->said = ek_arena_copy(arena, like->said, like->said_count + EK_SAID_SPARE);
    made->reasons = ek_arena_copy(arena, like->reasons, like->reason_count * sizeof *made->reasons);
    made->places = ek_arena_copy(arena, like->places, like->said_count * sizeof *made->places);
    chain = &patterns->table[made->hash & (TABLE_SIZE - 1)];
    made->chained = *chain;
    *chain = made;
    patterns->count++;
    return made;
}

ek_pattern *ek_pattern_add(ek_patterns *patterns, const ek_asks *asks, const uint8_t *said,
                           uint32_t count, const ek_reason *reasons, uint32_t reason_count,
                           const uint16_t *places)
{
    const ek_pattern like = {.asks = asks,
                             .said = said,
                             .said_count = count,
                             .reasons = reasons,
                             .reason_count = reason_count,
                             .places = places,
                             .hash = hash_of(asks, said, count)};
    ek_pattern *volatile made = NULL;
    ek_escape escape;

    if (EK_TRY(&patterns->arena, &escape))
        made = add(patterns, &like);
    ek_escape_end(&patterns->arena, &escape);
    return made;
}

void *ek_patterns_make(ek_patterns *patterns, void *(*make)(ek_arena *arena, const void *like),
                       const void *like)
{
    void *volatile made = NULL;
    ek_escape escape;

    if (EK_TRY(&patterns->arena, &escape))
        made = make(&patterns->arena, like);
    ek_escape_end(&patterns->arena, &escape);
    return made;
}
