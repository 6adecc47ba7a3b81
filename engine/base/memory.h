/* Memory: arenas over the host's allocator, and the one way out when something cannot go on.
 *
 * Every object that a host holds (bundle, case, worker, decision) owns one arena. Nothing in an
 * arena is freed on its own; ek_arena_dispose frees all of it. Allocation inside the engine never
 * returns NULL: when the host has no memory, or a limit is reached, ek_raise leaves through the
 * innermost EK_TRY of that arena. So code between a public function and base/ needs no test for
 * memory, and nothing can leak, because nothing but arenas holds memory.
 *
 *     erkend_status status = ERKEND_OK;
 *     ek_escape escape;
 *
 *     if (EK_TRY(arena, &escape))
 *         work(arena);                  // may allocate, may ek_raise
 *     else
 *         status = escape.status;
 *     ek_escape_end(arena, &escape);    // always, on both ways
 *
 * What a frame between EK_TRY and ek_raise owns besides arena memory (a libyaml parser, a Lua
 * state, a statement) must be reachable from the frame that holds the EK_TRY, which frees it.
 * Locals changed after EK_TRY and read after an escape must be volatile (C11 7.13.2.1).
 * An arena belongs to one thread at a time. */
#ifndef EK_BASE_MEMORY_H
#define EK_BASE_MEMORY_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "erkend.h"

typedef struct ek_escape ek_escape;
struct ek_escape {
    jmp_buf where;
    erkend_status status; /* why it was left; ERKEND_OK while it was not */
    ek_escape *outer;
};

typedef struct ek_block ek_block;

typedef struct ek_arena {
    const erkend_allocator *host; /* borrowed; outlives the arena */
    ek_block *blocks;             /* newest first */
    char *next, *end;             /* free room of the newest block */
    size_t used_bytes;            /* taken from the host, blocks' heads included */
    size_t max_bytes;             /* ERKEND_ELIMIT beyond it; 0: no limit */
    ek_escape *escape;            /* innermost; never NULL while something may raise */
} ek_arena;

/* `host` NULL: malloc and free. Takes no memory yet. */
void ek_arena_init(ek_arena *arena, const erkend_allocator *host, size_t max_bytes);
void ek_arena_dispose(ek_arena *arena);
/* Forgets everything, keeps the largest block for what comes next. */
void ek_arena_reset(ek_arena *arena);

/* Zeroed, aligned for any type. Never NULL: raises ERKEND_ENOMEM or ERKEND_ELIMIT. Size 0 is 1. */
void *ek_arena_alloc(ek_arena *arena, size_t size);
/* As above for count * size, with the multiplication checked. */
void *ek_arena_array(ek_arena *arena, size_t count, size_t size);
void *ek_arena_copy(ek_arena *arena, const void *bytes, size_t size);

/* As ek_arena_array, but nothing is said of what stands there: for what is written before it is
 * read. */
void *ek_arena_room(ek_arena *arena, size_t count, size_t size);

/* The same for a piece of few bytes, mostly known when this is compiled. */
static inline void *ek_arena_take(ek_arena *arena, size_t size)
{
#if !defined(__SANITIZE_ADDRESS__)
    size_t aligned = (size + _Alignof(max_align_t) - 1) & ~(_Alignof(max_align_t) - 1);

    if (aligned <= (size_t)(arena->end - arena->next)) {
        arena->next += aligned;
        return arena->next - aligned;
    }
#endif
    return ek_arena_room(arena, 1, size);
}
/* Gives back the end of a piece, if nothing was taken after it. 0 < new_size <= old_size. */
void ek_arena_trim(ek_arena *arena, void *piece, size_t old_size, size_t new_size);
/* The same for a piece of few bytes, as ek_arena_take. */
static inline void ek_arena_cut(ek_arena *arena, void *piece, size_t old_size, size_t new_size)
{
#if !defined(__SANITIZE_ADDRESS__)
    size_t most = _Alignof(max_align_t) - 1;

    if ((char *)piece + ((old_size + most) & ~most) == arena->next)
        arena->next = (char *)piece + ((new_size + most) & ~most);
#else
    ek_arena_trim(arena, piece, old_size, new_size);
#endif
}

/* ek_arena_room, mostly of a few items. */
static inline void *ek_arena_few(ek_arena *arena, size_t count, size_t size)
{
    return count - 1 < 4096 ? ek_arena_take(arena, count * size)
                            : ek_arena_room(arena, count, size);
}

#define EK_ROOM(arena, type, count) ((type *)ek_arena_few((arena), (count), sizeof(type)))
#define EK_NEW(arena, type) ((type *)memset(ek_arena_take((arena), sizeof(type)), 0, sizeof(type)))
#define EK_NEW_ARRAY(arena, type, count) ((type *)ek_arena_array((arena), (count), sizeof(type)))

/* More room for a piece (NULL: a new one), the added bytes zeroed; the piece may move. Costs no
 * copy while it is the newest piece and its block has room. new_size >= old_size > 0. */
void *ek_arena_extend(ek_arena *arena, void *old, size_t old_size, size_t new_size);
/* As above, but nothing is said of the added bytes. */
void *ek_arena_widen(ek_arena *arena, void *old, size_t old_size, size_t new_size);

/* Makes room for one more item and returns the (perhaps moved) items; *capacity grows by doubling.
 *     items = ek_grow(arena, items, count, &capacity, sizeof *items);  items[count++] = x; */
void *ek_grow_more(ek_arena *arena, void *items, uint32_t count, uint32_t *capacity,
                   size_t item_size);
static inline void *ek_grow(ek_arena *arena, void *items, uint32_t count, uint32_t *capacity,
                            size_t item_size)
{
    return count < *capacity ? items : ek_grow_more(arena, items, count, capacity, item_size);
}
#define EK_PUSH(arena, items, count, capacity)                                                     \
    ((items) = ek_grow((arena), (items), (count), &(capacity), sizeof *(items)),                   \
     &(items)[(count)++])

_Noreturn void ek_raise(ek_arena *arena, erkend_status status);
void ek_escape_begin(ek_arena *arena, ek_escape *escape);
void ek_escape_end(ek_arena *arena, ek_escape *escape);
#define EK_TRY(arena, escape) (ek_escape_begin((arena), (escape)), setjmp((escape)->where) == 0)

#endif
