/* Arenas: alignment, limits, escapes, and a host whose memory ends at every possible moment. */
#include "base/memory.h"

#include "fixture.h"

/* A host that counts, refuses on demand, and checks that sizes come back as they were given. */
typedef struct counting_host {
    size_t calls, outstanding_bytes, outstanding_blocks;
    size_t refuse_at; /* the call that gets nothing, from 1; 0: none */
    bool for_good;    /* and every call after it */
} counting_host;

static void *resize_counted(void *user, void *old, size_t old_size, size_t new_size)
{
    counting_host *host = user;
    size_t *block = old ? (size_t *)old - 2 : NULL;

    if (new_size == 0) {
        assert_non_null(block);
        assert_int_equal(block[0], old_size);
        host->outstanding_bytes -= old_size;
        host->outstanding_blocks--;
        free(block);
        return NULL;
    }
    assert_null(old);
    assert_int_equal(old_size, 0);
    host->calls++;
    if (host->refuse_at > 0 &&
        (host->calls == host->refuse_at || (host->for_good && host->calls > host->refuse_at)))
        return NULL;
    block = malloc(new_size + 2 * sizeof *block);
    assert_non_null(block);
    memset(block, 0xa5, new_size + 2 * sizeof *block);
    block[0] = new_size;
    host->outstanding_bytes += new_size;
    host->outstanding_blocks++;
    return block + 2;
}

static void test_ek_arena_init__takes_no_memory(void **state)
{
    counting_host host = {0};
    erkend_allocator allocator = {resize_counted, &host};
    ek_arena arena;

    (void)state;
    ek_arena_init(&arena, &allocator, 0);
    assert_int_equal(host.calls, 0);
    ek_arena_dispose(&arena);
    assert_int_equal(host.calls, 0);
}

static void test_ek_arena_alloc__gives_zeroed_aligned_separate_pieces(void **state)
{
    unsigned char *pieces[600];

    for (size_t i = 0; i < 600; i++) {
        pieces[i] = ek_arena_alloc(*state, i);
        assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        for (size_t j = 0; j < (i == 0 ? 1 : i); j++)
            assert_int_equal(pieces[i][j], 0);
        memset(pieces[i], (int)(i % 255) + 1, i == 0 ? 1 : i);
    }
    for (size_t i = 1; i < 600; i++)
        for (size_t j = 0; j < i; j++)
            assert_int_equal(pieces[i][j], i % 255 + 1);
}

static void test_ek_arena_alloc__zeroes_after_reset(void **state)
{
    unsigned char *piece = ek_arena_alloc(*state, 1000);

    memset(piece, 0xff, 1000);
    ek_arena_reset(*state);
    piece = ek_arena_alloc(*state, 1000);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(piece[i], 0);
}

static void test_ek_arena_alloc__keeps_filling_the_newest_block_past_a_large_piece(void **state)
{
    char *before = ek_arena_alloc(*state, 16), *after;
    char *large = ek_arena_alloc(*state, 1000000);

    memset(large, 1, 1000000);
    after = ek_arena_alloc(*state, 16);
    assert_ptr_equal(after, before + 16);
}

static void test_ek_arena_reset__keeps_one_block_and_gives_back_the_others(void **state)
{
    counting_host host = {0};
    erkend_allocator allocator = {resize_counted, &host};
    ek_arena arena;

    (void)state;
    ek_arena_init(&arena, &allocator, 0);
    ek_arena_reset(&arena);
    for (int i = 0; i < 1000; i++)
        ek_arena_alloc(&arena, 100);
    ek_arena_alloc(&arena, 500000);
    assert_true(host.outstanding_blocks > 2);
    assert_int_equal(arena.used_bytes, host.outstanding_bytes);
    ek_arena_reset(&arena);
    assert_int_equal(host.outstanding_blocks, 1);
    assert_int_equal(arena.used_bytes, host.outstanding_bytes);
    assert_true(arena.used_bytes >= 500000);
    host.calls = 0;
    for (int i = 0; i < 1000; i++)
        ek_arena_alloc(&arena, 400);
    assert_int_equal(host.calls, 0);
    ek_arena_dispose(&arena);
    assert_int_equal(host.outstanding_blocks, 0);
    assert_int_equal(arena.used_bytes, 0);
    ek_arena_dispose(&arena); /* nothing left: nothing happens */
}

static erkend_status alloc_once(ek_arena *arena, size_t size)
{
    ek_escape escape;

    if (EK_TRY(arena, &escape))
        ek_arena_alloc(arena, size);
    ek_escape_end(arena, &escape);
    return escape.status;
}

static void test_ek_arena_alloc__stops_at_the_limit_and_not_before(void **state)
{
    ek_arena arena;
    size_t taken = 0;

    (void)state;
    ek_arena_init(&arena, NULL, 100000);
    while (alloc_once(&arena, 64) == ERKEND_OK)
        taken += 64;
    assert_true(arena.used_bytes <= 100000);
    assert_true(taken > 98000); /* blocks become as small as what is left */
    assert_int_equal(alloc_once(&arena, 64), ERKEND_ELIMIT);
    ek_arena_reset(&arena);
    assert_int_equal(alloc_once(&arena, 64), ERKEND_OK);
    ek_arena_dispose(&arena);

    ek_arena_init(&arena, NULL, 1);
    assert_int_equal(alloc_once(&arena, 1), ERKEND_ELIMIT);
    assert_int_equal(arena.used_bytes, 0);
    ek_arena_dispose(&arena);
}

static void test_ek_arena_alloc__refuses_sizes_that_cannot_be(void **state)
{
    static const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX - 64, SIZE_MAX / 2 + 1};

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        assert_int_equal(alloc_once(*state, sizes[i]), ERKEND_ELIMIT);
    assert_int_equal(alloc_once(*state, 1), ERKEND_OK);
}

static void test_ek_arena_array__checks_the_product(void **state)
{
    volatile erkend_status status = ERKEND_OK;
    ek_arena *arena = *state;
    ek_escape escape;

    if (EK_TRY(arena, &escape))
        ek_arena_array(arena, SIZE_MAX / 8 + 2, 8); /* wraps to 8 */
    else
        status = escape.status;
    ek_escape_end(arena, &escape);
    assert_int_equal(status, ERKEND_ELIMIT);
    assert_non_null(EK_NEW_ARRAY(arena, uint64_t, 100));
    assert_non_null(EK_NEW_ARRAY(arena, uint64_t, 0));
}

static void test_ek_arena_copy__copies(void **state)
{
    char bytes[] = "a\0b";
    char *copy = ek_arena_copy(*state, bytes, sizeof bytes);

    memset(bytes, 'x', sizeof bytes);
    assert_memory_equal(copy, "a\0b", 4);
    assert_non_null(ek_arena_copy(*state, NULL, 0));
}

static void test_ek_arena_extend__grows_in_place_or_moves_and_zeroes(void **state)
{
    char *first = ek_arena_extend(*state, NULL, 0, 10), *second, *third;

    memset(first, 'a', 10);
    second = ek_arena_extend(*state, first, 10, 1000);
    assert_ptr_equal(first, second);
    assert_int_equal(second[9], 'a');
    for (int i = 10; i < 1000; i++)
        assert_int_equal(second[i], 0);
    memset(second, 'b', 1000);
    ek_arena_alloc(*state, 1); /* in the way */
    third = ek_arena_extend(*state, second, 1000, 1001);
    assert_ptr_not_equal(second, third);
    assert_int_equal(third[999], 'b');
    assert_int_equal(third[1000], 0);
}

static void test_ek_arena_trim__gives_back_the_end_of_the_newest_piece_only(void **state)
{
    ek_arena *arena = *state;
    char *first = ek_arena_take(arena, 128), *second, *third;

    memset(first, 'a', 128);
    ek_arena_trim(arena, first, 128, 30);
    second = ek_arena_take(arena, 40);
    assert_ptr_equal(second, first + 32);
    memset(second, 'b', 40);
    assert_int_equal(first[29], 'a');
    ek_arena_trim(arena, first, 30, 1); /* there is something behind it */
    third = ek_arena_take(arena, 1);
    assert_ptr_equal(third, second + 48);
    ek_arena_trim(arena, third, 1, 1);
    assert_ptr_equal(ek_arena_take(arena, 1), third + 16);
}

static void test_EK_PUSH__keeps_all_items_while_others_grow(void **state)
{
    uint32_t *odd = NULL, odd_count = 0, odd_capacity = 0;
    uint64_t *even = NULL;
    uint32_t even_count = 0, even_capacity = 0;

    for (uint32_t i = 0; i < 20000; i++) {
        if (i % 2)
            *EK_PUSH(*state, odd, odd_count, odd_capacity) = i;
        else
            *EK_PUSH(*state, even, even_count, even_capacity) = i;
    }
    assert_int_equal(odd_count, 10000);
    assert_int_equal(even_count, 10000);
    assert_true(odd_capacity >= 10000 && odd_capacity <= 20000);
    for (uint32_t i = 0; i < 10000; i++) {
        assert_int_equal(odd[i], 2 * i + 1);
        assert_int_equal(even[i], 2 * i);
    }
}

static void test_ek_grow__raises_when_the_count_is_at_its_end(void **state)
{
    ek_arena *arena = *state;
    uint32_t capacity = UINT32_C(1) << 31;
    volatile erkend_status status = ERKEND_OK;
    ek_escape escape;

    if (EK_TRY(arena, &escape))
        ek_grow(arena, NULL, capacity, &capacity, 1);
    else
        status = escape.status;
    ek_escape_end(arena, &escape);
    assert_int_equal(status, ERKEND_ELIMIT);
    assert_int_equal(capacity, UINT32_C(1) << 31);
}

static void test_ek_raise__goes_to_the_innermost_then_outwards(void **state)
{
    ek_arena *arena = *state;
    ek_escape outer, inner;
    volatile int reached = 0;

    if (EK_TRY(arena, &outer)) {
        if (EK_TRY(arena, &inner)) {
            ek_raise(arena, ERKEND_EOVERFLOW);
        } else {
            reached = reached * 10 + 1;
            assert_int_equal(inner.status, ERKEND_EOVERFLOW);
            ek_raise(arena, ERKEND_ECONFLICT); /* in the handler: not to itself */
        }
        reached = -1;
    } else {
        reached = reached * 10 + 2;
        assert_int_equal(outer.status, ERKEND_ECONFLICT);
    }
    ek_escape_end(arena, &outer);
    assert_int_equal(reached, 12);
    assert_null(arena->escape);
}

static void test_EK_TRY__leaves_nothing_behind_when_all_is_well(void **state)
{
    ek_arena *arena = *state;
    ek_escape escape;
    volatile int worked = 0;

    if (EK_TRY(arena, &escape))
        worked = 1;
    assert_ptr_equal(arena->escape, &escape);
    ek_escape_end(arena, &escape);
    assert_int_equal(worked, 1);
    assert_int_equal(escape.status, ERKEND_OK);
    assert_null(arena->escape);
}

/* Work of every kind: small and large pieces, lists, texts. */
static void work_hard(ek_arena *arena)
{
    uint32_t *items = NULL, count = 0, capacity = 0;
    ek_buffer buffer;

    ek_buffer_init(&buffer, arena);
    for (uint32_t i = 0; i < 3000; i++) {
        *EK_PUSH(arena, items, count, capacity) = i;
        ek_arena_alloc(arena, 40);
        ek_buffer_format(&buffer, "%lu,", (unsigned long)i);
    }
    ek_arena_alloc(arena, 300000);
}

static erkend_status try_to_work(counting_host *host)
{
    erkend_allocator allocator = {resize_counted, host};
    volatile erkend_status status = ERKEND_OK;
    ek_escape escape;
    ek_arena arena;

    ek_arena_init(&arena, &allocator, 0);
    if (EK_TRY(&arena, &escape))
        work_hard(&arena);
    else
        status = escape.status;
    ek_escape_end(&arena, &escape);
    assert_int_equal(arena.used_bytes, host->outstanding_bytes);
    if (status != ERKEND_OK && !host->for_good) /* the arena is as good as before */
        assert_non_null(ek_arena_alloc(&arena, 100000));
    ek_arena_dispose(&arena);
    return status;
}

static void test_arena__survives_every_single_refusal_and_every_end_of_memory(void **state)
{
    (void)state;
    for (int for_good = 0; for_good < 2; for_good++) {
        erkend_status status = ERKEND_ENOMEM;
        size_t refuse_at = 0;

        while (status != ERKEND_OK) {
            counting_host host = {0};

            host.refuse_at = ++refuse_at;
            host.for_good = for_good != 0;
            status = try_to_work(&host);
            assert_true(status == ERKEND_OK || status == ERKEND_ENOMEM);
            assert_int_equal(host.outstanding_blocks, 0);
            assert_int_equal(host.outstanding_bytes, 0);
        }
        assert_true(refuse_at > 5);
    }
}

static erkend_status work_within(size_t max_bytes)
{
    ek_escape escape;
    ek_arena arena;

    ek_arena_init(&arena, NULL, max_bytes);
    if (EK_TRY(&arena, &escape))
        work_hard(&arena);
    ek_escape_end(&arena, &escape);
    assert_true(arena.used_bytes <= max_bytes);
    ek_arena_dispose(&arena);
    return escape.status;
}

static void test_arena__survives_every_limit(void **state)
{
    (void)state;
    for (size_t max_bytes = 1; max_bytes < 900000; max_bytes += 1009) {
        erkend_status status = work_within(max_bytes);

        assert_true(status == ERKEND_OK || status == ERKEND_ELIMIT);
        if (max_bytes < 300000)
            assert_int_equal(status, ERKEND_ELIMIT);
        if (max_bytes > 800000)
            assert_int_equal(status, ERKEND_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_arena_init__takes_no_memory),
        WITH_ARENA(test_ek_arena_alloc__gives_zeroed_aligned_separate_pieces),
        WITH_ARENA(test_ek_arena_alloc__zeroes_after_reset),
        WITH_ARENA(test_ek_arena_alloc__keeps_filling_the_newest_block_past_a_large_piece),
        cmocka_unit_test(test_ek_arena_reset__keeps_one_block_and_gives_back_the_others),
        cmocka_unit_test(test_ek_arena_alloc__stops_at_the_limit_and_not_before),
        WITH_ARENA(test_ek_arena_alloc__refuses_sizes_that_cannot_be),
        WITH_ARENA(test_ek_arena_array__checks_the_product),
        WITH_ARENA(test_ek_arena_copy__copies),
        WITH_ARENA(test_ek_arena_extend__grows_in_place_or_moves_and_zeroes),
        WITH_ARENA(test_ek_arena_trim__gives_back_the_end_of_the_newest_piece_only),
        WITH_ARENA(test_EK_PUSH__keeps_all_items_while_others_grow),
        WITH_ARENA(test_ek_grow__raises_when_the_count_is_at_its_end),
        WITH_ARENA(test_ek_raise__goes_to_the_innermost_then_outwards),
        WITH_ARENA(test_EK_TRY__leaves_nothing_behind_when_all_is_well),
        cmocka_unit_test(test_arena__survives_every_single_refusal_and_every_end_of_memory),
        cmocka_unit_test(test_arena__survives_every_limit),
    };

    return cmocka_run_group_tests_name("base/memory", tests, NULL, NULL);
}
