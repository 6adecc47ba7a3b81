/* The arena: memory that is taken piece by piece and given back all at once.
 *
 * It takes blocks from the host and hands out room from the front of the newest. Blocks double
 * from 4 kB to 256 kB, so a small case costs one call of the host and a large one few. A piece
 * larger than a quarter of the block that would be taken gets a block of its own, put behind the
 * newest, whose free room stays in use. The last block before a limit is as large as what is left.
 *
 * Under AddressSanitizer the room that is not handed out is poisoned, so running past a piece is
 * found although the host's block goes on. */
#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define CLOSE_ROOM(bytes, size) ASAN_POISON_MEMORY_REGION((bytes), (size))
#define OPEN_ROOM(bytes, size) ASAN_UNPOISON_MEMORY_REGION((bytes), (size))
#else
#define CLOSE_ROOM(bytes, size) ((void)(bytes), (void)(size))
#define OPEN_ROOM(bytes, size) ((void)(bytes), (void)(size))
#endif

#define ALIGNMENT (_Alignof(max_align_t))
#define LEAST_BLOCK ((size_t)4096)
#define LARGEST_BLOCK ((size_t)256 * 1024)

struct ek_block {
    ek_block *older;
    size_t size; /* bytes taken from the host, this head included */
};

#define HEAD_BYTES ((sizeof(ek_block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT)

static void *resize_plainly(void *user, void *old, size_t old_size, size_t new_size)
{
    (void)user;
    (void)old_size;
    if (new_size == 0) {
        free(old);
        return NULL;
    }
    return realloc(old, new_size);
}

static const erkend_allocator plain_allocator = {resize_plainly, NULL};

void ek_arena_init(ek_arena *arena, const erkend_allocator *host, size_t max_bytes)
{
    memset(arena, 0, sizeof *arena);
    arena->host = host ? host : &plain_allocator;
    arena->max_bytes = max_bytes;
}

static void free_block(ek_arena *arena, ek_block *block)
{
    OPEN_ROOM(block, block->size);
    arena->used_bytes -= block->size;
    arena->host->resize(arena->host->user, block, block->size, 0);
}

void ek_arena_dispose(ek_arena *arena)
{
    ek_block *older;

    for (ek_block *block = arena->blocks; block; block = older) {
        older = block->older;
        free_block(arena, block);
    }
    arena->blocks = NULL;
    arena->next = arena->end = NULL;
}

/* Makes the whole of a block the room that is handed out next. */
static void open_block(ek_arena *arena, ek_block *block)
{
    arena->next = (char *)block + HEAD_BYTES;
    arena->end = (char *)block + block->size;
    CLOSE_ROOM(arena->next, (size_t)(arena->end - arena->next));
}

void ek_arena_reset(ek_arena *arena)
{
    ek_block *largest = arena->blocks, *older;

    if (!largest)
        return;
    if (!largest->older) { /* as mostly */
        open_block(arena, largest);
        return;
    }
    for (ek_block *block = arena->blocks; block; block = block->older)
        if (block->size > largest->size)
            largest = block;
    for (ek_block *block = arena->blocks; block; block = older) {
        older = block->older;
        if (block != largest)
            free_block(arena, block);
    }
    largest->older = NULL;
    arena->blocks = largest;
    open_block(arena, largest);
}

/* Takes a block from the host; `size` counts its head. */
static ek_block *take_block(ek_arena *arena, size_t size)
{
    ek_block *block = arena->host->resize(arena->host->user, NULL, 0, size);

    if (!block)
        ek_raise(arena, ERKEND_ENOMEM);
    block->size = size;
    arena->used_bytes += size;
    return block;
}

/* How large the next block of small pieces is. */
static size_t choose_block_size(const ek_arena *arena)
{
    size_t size = LEAST_BLOCK;

    while (size < LARGEST_BLOCK && size < arena->used_bytes)
        size *= 2;
    return size;
}

/* A piece that the newest block has no room for; `size` is a multiple of the alignment. */
static char *alloc_slowly(ek_arena *arena, size_t size)
{
    size_t needed = size + HEAD_BYTES;
    size_t block_size = choose_block_size(arena);
    size_t left = SIZE_MAX;
    ek_block *block;

    if (arena->max_bytes > 0) /* the host may have lowered the limit meanwhile */
        left = arena->max_bytes > arena->used_bytes ? arena->max_bytes - arena->used_bytes : 0;
    if (needed > left)
        ek_raise(arena, ERKEND_ELIMIT);
    if (block_size > left)
        block_size = left;
    if (arena->blocks && needed > block_size / 4 && needed < left) {
        block = take_block(arena, needed);
        block->older = arena->blocks->older;
        arena->blocks->older = block;
        CLOSE_ROOM((char *)block + HEAD_BYTES, size);
        return (char *)block + HEAD_BYTES;
    }
    if (block_size < needed)
        block_size = needed;
    block = take_block(arena, block_size);
    block->older = arena->blocks;
    arena->blocks = block;
    open_block(arena, block);
    arena->next += size;
    return arena->next - size;
}

/* The size in whole steps of alignment; raises where it does not fit. */
static size_t align_size(ek_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        ek_raise(arena, ERKEND_ELIMIT);
    return size == 0 ? ALIGNMENT : (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* Room for a piece, with whatever bytes are in it. */
static inline char *take_room(ek_arena *arena, size_t size)
{
    size_t aligned = align_size(arena, size);
    char *piece;

    if (aligned <= (size_t)(arena->end - arena->next)) {
        piece = arena->next;
        arena->next += aligned;
    } else {
        piece = alloc_slowly(arena, aligned);
    }
    OPEN_ROOM(piece, size == 0 ? 1 : size);
    return piece;
}

void *ek_arena_alloc(ek_arena *arena, size_t size)
{
    return memset(take_room(arena, size), 0, size == 0 ? 1 : size);
}

void *ek_arena_array(ek_arena *arena, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        ek_raise(arena, ERKEND_ELIMIT);
    return ek_arena_alloc(arena, bytes);
}

void *ek_arena_room(ek_arena *arena, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        ek_raise(arena, ERKEND_ELIMIT);
    return take_room(arena, bytes);
}

void *ek_arena_copy(ek_arena *arena, const void *bytes, size_t size)
{
    char *copy = take_room(arena, size);

    if (size > 0)
        memcpy(copy, bytes, size);
    else
        *copy = 0;
    return copy;
}

void *ek_arena_widen(ek_arena *arena, void *old, size_t old_size, size_t new_size)
{
    size_t old_aligned, new_aligned;
    void *moved;

    if (!old)
        return ek_arena_room(arena, 1, new_size);
    assert(new_size >= old_size && old_size > 0);
    old_aligned = align_size(arena, old_size);
    new_aligned = align_size(arena, new_size);
    if ((char *)old + old_aligned == arena->next &&
        new_aligned - old_aligned <= (size_t)(arena->end - arena->next)) {
        arena->next += new_aligned - old_aligned;
        OPEN_ROOM(old, new_size);
        return old;
    }
    moved = ek_arena_room(arena, 1, new_size);
    memcpy(moved, old, old_size);
    return moved;
}

void *ek_arena_extend(ek_arena *arena, void *old, size_t old_size, size_t new_size)
{
    char *piece = ek_arena_widen(arena, old, old_size, new_size);

    old_size = old ? old_size : 0;
    memset(piece + old_size, 0, new_size - old_size);
    return piece;
}

void ek_arena_trim(ek_arena *arena, void *piece, size_t old_size, size_t new_size)
{
    size_t aligned = align_size(arena, new_size);

    assert(new_size > 0 && new_size <= old_size);
    if ((char *)piece + align_size(arena, old_size) != arena->next)
        return;
    arena->next = (char *)piece + aligned;
    CLOSE_ROOM((char *)piece + new_size, align_size(arena, old_size) - new_size);
}

void *ek_grow_more(ek_arena *arena, void *items, uint32_t count, uint32_t *capacity,
                   size_t item_size)
{
    uint32_t wanted = *capacity < 4 ? 4 : *capacity;
    size_t bytes;

    while (wanted <= count) {
        if (wanted > UINT32_MAX / 2)
            ek_raise(arena, ERKEND_ELIMIT);
        wanted *= 2;
    }
    if (__builtin_mul_overflow((size_t)wanted, item_size, &bytes))
        ek_raise(arena, ERKEND_ELIMIT);
    items = ek_arena_extend(arena, *capacity > 0 ? items : NULL, *capacity * item_size, bytes);
    *capacity = wanted;
    return items;
}

/* The escape that is taken is left at once, so a second raise on the way out goes further out. */
_Noreturn void ek_raise(ek_arena *arena, erkend_status status)
{
    ek_escape *escape = arena->escape;

    assert(escape != NULL && status != ERKEND_OK);
    escape->status = status;
    arena->escape = escape->outer;
    longjmp(escape->where, 1);
}

void ek_escape_begin(ek_arena *arena, ek_escape *escape)
{
    escape->status = ERKEND_OK;
    escape->outer = arena->escape;
    arena->escape = escape;
}

void ek_escape_end(ek_arena *arena, ek_escape *escape)
{
    arena->escape = escape->outer;
}
