/* Tests of sharing out points (LANGUAGE section 12, example 23). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "rule/fulfil.h"

static ek_arena arena;

static int set_up(void **state)
{
    (void)state;
    ek_arena_init(&arena, NULL, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ek_arena_dispose(&arena);
    return 0;
}

static const ek_rounding whole = {EK_ROUND_LARGEST_REMAINDER, {1, 1}};

static void test_share_out__shares_that_are_whole_stay_as_they_are(void **state)
{
    ek_fraction weights[] = {{35, 100}, {40, 100}, {25, 100}}, out[3];
    ek_text codes[] = {EK_TEXT("a"), EK_TEXT("b"), EK_TEXT("c")};

    (void)state;
    for (int i = 0; i < 3; i++)
        ek_fraction_make(&weights[i], weights[i].num, weights[i].den);
    assert_int_equal(ek_share_out(&arena, out, ek_fraction_whole(180), weights, codes, 3, whole),
                     ERKEND_OK);
    assert_int_equal(out[0].num, 63);
    assert_int_equal(out[1].num, 72);
    assert_int_equal(out[2].num, 45);
}

static void test_share_out__what_is_left_goes_by_code_among_equals(void **state)
{
    const ek_text codes[] = {EK_TEXT("g"), EK_TEXT("f"), EK_TEXT("e"), EK_TEXT("d"),
                             EK_TEXT("c"), EK_TEXT("b"), EK_TEXT("a")};
    ek_fraction weights[7], out[7];
    int64_t sum = 0;

    (void)state;
    for (int i = 0; i < 7; i++)
        weights[i] = EK_ONE;
    assert_int_equal(ek_share_out(&arena, out, ek_fraction_whole(60), weights, codes, 7, whole),
                     ERKEND_OK);
    for (int i = 0; i < 7; i++) {
        assert_int_equal(out[i].num, i >= 3 ? 9 : 8); /* a, b, c, d before e, f, g */
        sum += out[i].num;
    }
    assert_int_equal(sum, 60);
}

static void test_share_out__the_largest_remainder_comes_first(void **state)
{
    const ek_text codes[] = {EK_TEXT("a"), EK_TEXT("b"), EK_TEXT("c")};
    static const ek_fraction weights[] = {{1, 1}, {1, 1}, {5, 1}};
    ek_fraction out[3];

    (void)state;
    /* 10/7, 10/7, 50/7: 1 3/7, 1 3/7, 7 1/7 */
    assert_int_equal(ek_share_out(&arena, out, ek_fraction_whole(10), weights, codes, 3, whole),
                     ERKEND_OK);
    assert_int_equal(out[0].num, 2);
    assert_int_equal(out[1].num, 1);
    assert_int_equal(out[2].num, 7);
}

static void test_share_out__a_step_may_be_a_half(void **state)
{
    const ek_text codes[] = {EK_TEXT("a"), EK_TEXT("b")};
    static const ek_fraction weights[] = {{1, 1}, {2, 1}};
    static const ek_rounding half = {EK_ROUND_LARGEST_REMAINDER, {1, 2}};
    ek_fraction out[2], sum;

    (void)state;
    assert_int_equal(ek_share_out(&arena, out, ek_fraction_whole(1), weights, codes, 2, half),
                     ERKEND_OK);
    assert_int_equal(ek_fraction_add(&sum, out[0], out[1]), ERKEND_OK);
    assert_true(ek_fraction_equal(sum, EK_ONE));
    assert_true(ek_fraction_equal(out[0], (ek_fraction){1, 2}));
}

static void test_share_out__refuses_what_cannot_be_shared(void **state)
{
    const ek_text codes[] = {EK_TEXT("a"), EK_TEXT("b")};
    static const ek_fraction nothing[] = {{0, 1}, {0, 1}}, one[] = {{1, 1}, {1, 1}};
    ek_fraction out[2];

    (void)state;
    assert_int_equal(ek_share_out(&arena, out, ek_fraction_whole(60), nothing, codes, 2, whole),
                     ERKEND_EVALUE);
    assert_int_equal(ek_share_out(&arena, out, (ek_fraction){121, 2}, one, codes, 2, whole),
                     ERKEND_EVALUE);
    assert_int_equal(ek_share_out(&arena, out, EK_ONE, one, codes, 0, whole), ERKEND_EVALUE);
}

static void test_share_out__too_large_a_number_is_said(void **state)
{
    const ek_text codes[] = {EK_TEXT("a"), EK_TEXT("b")};
    static const ek_fraction weights[] = {{INT64_MAX, 1}, {INT64_MAX, 1}};
    ek_fraction out[2];

    (void)state;
    assert_int_equal(ek_share_out(&arena, out, EK_ONE, weights, codes, 2, whole), ERKEND_EOVERFLOW);
}

#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_share_out__shares_that_are_whole_stay_as_they_are),
        WITH_ARENA(test_share_out__what_is_left_goes_by_code_among_equals),
        WITH_ARENA(test_share_out__the_largest_remainder_comes_first),
        WITH_ARENA(test_share_out__a_step_may_be_a_half),
        WITH_ARENA(test_share_out__refuses_what_cannot_be_shared),
        WITH_ARENA(test_share_out__too_large_a_number_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
