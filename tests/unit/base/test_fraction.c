/* Fractions against 128-bit arithmetic, at the ends of 64 bits, and as texts. */
#include "base/fraction.h"

#include "fixture.h"

__extension__ typedef __int128 wide;

typedef erkend_status (*operation)(ek_fraction *out, ek_fraction a, ek_fraction b);

/* What must stay when an operation fails. */
static const ek_fraction untouched = {-77, 78};

static void assert_fraction(ek_fraction a, int64_t num, int64_t den)
{
    if (a.num != num || a.den != den)
        fail_msg("%lld/%lld instead of %lld/%lld", (long long)a.num, (long long)a.den,
                 (long long)num, (long long)den);
}

static void assert_result(operation operate, ek_fraction a, ek_fraction b, int64_t num, int64_t den)
{
    ek_fraction out = untouched;

    assert_int_equal(operate(&out, a, b), ERKEND_OK);
    assert_fraction(out, num, den);
}

static void assert_status(operation operate, ek_fraction a, ek_fraction b, erkend_status status)
{
    ek_fraction out = untouched;

    assert_int_equal(operate(&out, a, b), status);
    assert_fraction(out, untouched.num, untouched.den);
}

static void test_ek_fraction_make__brings_to_lowest_terms(void **state)
{
    ek_fraction out = untouched;

    (void)state;
    assert_int_equal(ek_fraction_make(&out, 6, 4), ERKEND_OK);
    assert_fraction(out, 3, 2);
    assert_int_equal(ek_fraction_make(&out, 6, -4), ERKEND_OK);
    assert_fraction(out, -3, 2);
    assert_int_equal(ek_fraction_make(&out, 0, -9), ERKEND_OK);
    assert_fraction(out, 0, 1);
    assert_int_equal(ek_fraction_make(&out, INT64_MIN, INT64_MIN), ERKEND_OK);
    assert_fraction(out, 1, 1);
    assert_int_equal(ek_fraction_make(&out, INT64_MIN, 2), ERKEND_OK);
    assert_fraction(out, INT64_MIN / 2, 1);
    assert_int_equal(ek_fraction_make(&out, 2, INT64_MIN), ERKEND_OK);
    assert_fraction(out, -1, INT64_C(1) << 62);
}

static void test_ek_fraction_make__refuses_what_does_not_fit(void **state)
{
    ek_fraction out = untouched;

    (void)state;
    assert_int_equal(ek_fraction_make(&out, 1, 0), ERKEND_EVALUE);
    assert_int_equal(ek_fraction_make(&out, 0, 0), ERKEND_EVALUE);
    assert_int_equal(ek_fraction_make(&out, INT64_MIN, -1), ERKEND_EOVERFLOW);
    assert_int_equal(ek_fraction_make(&out, 1, INT64_MIN), ERKEND_EOVERFLOW);
    assert_fraction(out, untouched.num, untouched.den);
}

static void test_ek_fraction_add__a_third_and_a_sixth_make_a_half(void **state)
{
    (void)state;
    assert_result(ek_fraction_add, (ek_fraction){1, 3}, (ek_fraction){1, 6}, 1, 2);
    assert_result(ek_fraction_add, (ek_fraction){1, 2}, (ek_fraction){1, 2}, 1, 1);
    assert_result(ek_fraction_add, (ek_fraction){1, 2}, (ek_fraction){-1, 2}, 0, 1);
    assert_result(ek_fraction_subtract, (ek_fraction){1, 2}, (ek_fraction){1, 3}, 1, 6);
    assert_result(ek_fraction_multiply, (ek_fraction){2, 3}, (ek_fraction){3, 4}, 1, 2);
    assert_result(ek_fraction_multiply, (ek_fraction){2, 3}, EK_ZERO, 0, 1);
    assert_result(ek_fraction_divide, (ek_fraction){1, 2}, (ek_fraction){-1, 4}, -2, 1);
    assert_result(ek_fraction_divide, EK_ZERO, (ek_fraction){-3, 4}, 0, 1);
}

static void test_ek_fraction_divide__by_nothing_has_no_value(void **state)
{
    (void)state;
    assert_status(ek_fraction_divide, EK_ONE, EK_ZERO, ERKEND_EVALUE);
    assert_status(ek_fraction_divide, EK_ZERO, EK_ZERO, ERKEND_EVALUE);
}

static void test_ek_fraction__nothing_wraps_at_the_ends(void **state)
{
    const ek_fraction least = {INT64_MIN, 1}, most = {INT64_MAX, 1}, minus_one = {-1, 1};
    const ek_fraction tiny = {1, INT64_MAX}, half = {1, 2};

    (void)state;
    assert_status(ek_fraction_add, most, EK_ONE, ERKEND_EOVERFLOW);
    assert_status(ek_fraction_add, least, minus_one, ERKEND_EOVERFLOW);
    assert_status(ek_fraction_add, least, least, ERKEND_EOVERFLOW);
    assert_result(ek_fraction_add, most, least, -1, 1);
    assert_status(ek_fraction_subtract, least, EK_ONE, ERKEND_EOVERFLOW);
    assert_status(ek_fraction_subtract, EK_ZERO, least, ERKEND_EOVERFLOW);
    assert_result(ek_fraction_subtract, minus_one, least, INT64_MAX, 1);
    assert_status(ek_fraction_add, most, half, ERKEND_EOVERFLOW);
    assert_status(ek_fraction_add, most, tiny, ERKEND_EOVERFLOW);
    assert_status(ek_fraction_add, tiny, half, ERKEND_EOVERFLOW);
    assert_status(ek_fraction_multiply, least, minus_one, ERKEND_EOVERFLOW);
    assert_status(ek_fraction_multiply, least, least, ERKEND_EOVERFLOW);
    assert_status(ek_fraction_multiply, tiny, half, ERKEND_EOVERFLOW);
    assert_result(ek_fraction_multiply, least, EK_ONE, INT64_MIN, 1);
    assert_result(ek_fraction_multiply, most, tiny, 1, 1);
    assert_result(ek_fraction_multiply, (ek_fraction){INT64_MIN, 3}, (ek_fraction){3, 1}, INT64_MIN,
                  1);
    assert_status(ek_fraction_divide, least, minus_one, ERKEND_EOVERFLOW);
    assert_status(ek_fraction_divide, EK_ONE, least, ERKEND_EOVERFLOW);
    assert_status(ek_fraction_divide, most, half, ERKEND_EOVERFLOW);
    assert_result(ek_fraction_divide, least, least, 1, 1);
    assert_result(ek_fraction_divide, EK_ONE, most, 1, INT64_MAX);
}

/* Numbers that sit at an edge of something, and a few that do not. */
static const int64_t edges[] = {
    INT64_MIN,
    INT64_MIN + 1,
    INT64_MIN / 2,
    -3037000500,
    -65536,
    -7,
    -2,
    -1,
    0,
    1,
    2,
    3,
    12,
    1000003,
    3037000499,
    INT64_C(1) << 62,
    INT64_MAX / 3,
    INT64_MAX - 1,
    INT64_MAX,
};
#define EDGES (sizeof edges / sizeof *edges)

static wide find_divisor(wide a, wide b)
{
    a = a < 0 ? -a : a;
    while (b != 0) {
        wide rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* Whether `status` and `out` are what num / den (den > 0) must give. */
static void assert_agrees(erkend_status status, ek_fraction out, wide num, wide den)
{
    wide divisor = find_divisor(num, den);

    num /= divisor;
    den /= divisor;
    if (num < INT64_MIN || num > INT64_MAX || den > INT64_MAX) {
        assert_int_equal(status, ERKEND_EOVERFLOW);
        assert_fraction(out, untouched.num, untouched.den);
    } else {
        assert_int_equal(status, ERKEND_OK);
        assert_fraction(out, (int64_t)num, (int64_t)den);
    }
}

static void compare_with_wide(ek_fraction a, ek_fraction b)
{
    wide cross_a = (wide)a.num * b.den, cross_b = (wide)b.num * a.den, den = (wide)a.den * b.den;
    ek_fraction out = untouched;
    erkend_status status;

    status = ek_fraction_add(&out, a, b);
    assert_agrees(status, out, cross_a + cross_b, den);
    out = untouched;
    status = ek_fraction_subtract(&out, a, b);
    assert_agrees(status, out, cross_a - cross_b, den);
    out = untouched;
    status = ek_fraction_multiply(&out, a, b);
    assert_agrees(status, out, (wide)a.num * b.num, den);
    out = untouched;
    status = ek_fraction_divide(&out, a, b);
    if (b.num == 0)
        assert_int_equal(status, ERKEND_EVALUE);
    else if (b.num < 0)
        assert_agrees(status, out, -cross_a, -(wide)a.den * b.num);
    else
        assert_agrees(status, out, cross_a, (wide)a.den * b.num);
    assert_int_equal(ek_fraction_compare(a, b), cross_a < cross_b ? -1 : cross_a > cross_b);
    assert_int_equal(ek_fraction_equal(a, b), cross_a == cross_b);
}

static size_t make_edges(ek_fraction all[EDGES * EDGES])
{
    size_t count = 0;

    for (size_t i = 0; i < EDGES; i++)
        for (size_t j = 0; j < EDGES; j++)
            if (edges[j] > 0 && ek_fraction_make(&all[count], edges[i], edges[j]) == ERKEND_OK)
                count++;
    assert_true(count > 150);
    return count;
}

static void test_ek_fraction__agrees_with_128_bits_at_every_pair_of_edges(void **state)
{
    ek_fraction all[EDGES * EDGES];
    size_t count = make_edges(all);

    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            compare_with_wide(all[i], all[j]);
}

/* a / step as a whole number. */
static wide count_steps(ek_fraction a, ek_fraction step, ek_rounding_mode mode)
{
    wide num = (wide)a.num * step.den, den = (wide)a.den * step.num;
    wide below = num >= 0 ? num / den : -((den - 1 - num) / den), rest = num - below * den;

    if (rest == 0 || mode == EK_ROUND_DOWN)
        return below;
    if (mode == EK_ROUND_UP || rest > den - rest)
        return below + 1;
    if (rest < den - rest)
        return below;
    return mode == EK_ROUND_HALF_UP || below % 2 != 0 ? below + 1 : below;
}

static void test_ek_fraction_round__agrees_with_128_bits_at_every_pair_of_edges(void **state)
{
    ek_fraction all[EDGES * EDGES], out;
    size_t count = make_edges(all);

    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            for (uint32_t mode = EK_ROUND_DOWN; mode <= EK_ROUND_HALF_EVEN; mode++) {
                ek_rounding rounding = {(ek_rounding_mode)mode, all[j]};
                erkend_status status;

                if (all[j].num <= 0)
                    continue;
                out = untouched;
                status = ek_fraction_round(&out, all[i], rounding);
                assert_agrees(status, out, count_steps(all[i], all[j], rounding.mode) * all[j].num,
                              all[j].den);
            }
}

static void test_ek_fraction_multiply_round__is_a_product_and_then_a_rounding(void **state)
{
    static const ek_fraction steps[] = {{1, 1}, {1, 10}, {3, 4}, {INT64_MAX, 7}};
    ek_fraction all[EDGES * EDGES], out, expected;
    size_t count = make_edges(all);

    (void)state;
    for (size_t i = 0; i < count * count; i++)
        for (uint32_t k = 0; k < 4 * (EK_ROUND_LARGEST_REMAINDER + 1u); k++) {
            ek_rounding rounding = {(ek_rounding_mode)(k / 4), steps[k % 4]};
            ek_fraction a = all[i / count], b = all[i % count];
            erkend_status status = ek_fraction_multiply(&expected, a, b);

            if (status == ERKEND_OK)
                status = ek_fraction_round(&expected, expected, rounding);
            out = untouched;
            assert_int_equal(ek_fraction_multiply_round(&out, a, b, &rounding), status);
            assert_true(ek_fraction_equal(out, status == ERKEND_OK ? expected : untouched));
        }
}

static void test_ek_fraction_compare__sees_the_smallest_difference(void **state)
{
    (void)state;
    assert_int_equal(ek_fraction_compare((ek_fraction){INT64_MAX - 1, INT64_MAX},
                                         (ek_fraction){INT64_MAX - 2, INT64_MAX - 1}),
                     1);
    assert_int_equal(ek_fraction_compare((ek_fraction){INT64_MIN, 1}, (ek_fraction){INT64_MAX, 1}),
                     -1);
    assert_true(ek_fraction_is_whole((ek_fraction){-4, 1}));
    assert_false(ek_fraction_is_whole((ek_fraction){1, 2}));
}

static void test_ek_fraction_floor__goes_downwards(void **state)
{
    (void)state;
    assert_int_equal(ek_fraction_floor((ek_fraction){7, 2}), 3);
    assert_int_equal(ek_fraction_floor((ek_fraction){-7, 2}), -4);
    assert_int_equal(ek_fraction_floor((ek_fraction){-4, 1}), -4);
    assert_int_equal(ek_fraction_floor((ek_fraction){-1, INT64_MAX}), -1);
    assert_int_equal(ek_fraction_floor((ek_fraction){INT64_MIN, 1}), INT64_MIN);
    assert_int_equal(ek_fraction_floor((ek_fraction){INT64_MIN, 3}), INT64_MIN / 3 - 1);
}

static void test_ek_fraction_read__reads_the_three_forms(void **state)
{
    static const struct {
        const char *text;
        int64_t num, den;
    } table[] = {
        {"0", 0, 1},
        {"-0", 0, 1},
        {"12", 12, 1},
        {"-7", -7, 1},
        {"5.45", 109, 20},
        {"2.49", 249, 100},
        {"-0.5", -1, 2},
        {"1.50", 3, 2},
        {"1.000000000000000000000000000000000000000000000000000000000000", 1, 1},
        {"1/3", 1, 3},
        {"-6/4", -3, 2},
        {"0/5", 0, 1},
        {"9223372036854775807", INT64_MAX, 1},
        {"-9223372036854775808", INT64_MIN, 1},
        {"18446744073709551614/2", INT64_MAX, 1},
        {"1/9223372036854775807", 1, INT64_MAX},
        {"0.000000000000000001", 1, INT64_C(1000000000000000000)},
        {"0.00000000000000000025", 1, INT64_C(4000000000000000000)},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ek_fraction out = untouched;

        if (ek_fraction_read(&out, ek_text_of(table[i].text)) != ERKEND_OK)
            fail_msg("%s is refused", table[i].text);
        assert_fraction(out, table[i].num, table[i].den);
    }
}

static void assert_unread(ek_text text, erkend_status status)
{
    ek_fraction out = untouched;

    if (ek_fraction_read(&out, text) != status)
        fail_msg("%.*s", EK_TEXT_ARGS(text));
    assert_fraction(out, untouched.num, untouched.den);
}

static void test_ek_fraction_read__refuses_every_other_form(void **state)
{
    static const char *const others[] = {
        "",      "-",   "+1",    "--1",      " 1",   "1 ",    "01",   "00",   "-01",   "1.",
        ".5",    "-.5", "1.2.3", "1/",       "/2",   "1/0",   "1/02", "1/-2", "1/2/3", "1.5/2",
        "1/2.5", "1e3", "1E3",   "0x10",     "1,5",  "1_000", "1\n",  "nan",  "inf",   "one",
        "1..2",  "- 1", "1/ 2",  "\xd9\xa3", "1.5-", "00.5",  "1.-5",
    };

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_unread(ek_text_of(others[i]), ERKEND_EVALUE);
    assert_unread((ek_text){NULL, 0}, ERKEND_EVALUE);
    assert_unread(EK_TEXT("1\0"), ERKEND_EVALUE);
    assert_unread(EK_TEXT("1\0"
                          "2"),
                  ERKEND_EVALUE);
}

static void test_ek_fraction_read__tells_too_large_from_wrong(void **state)
{
    static const char *const large[] = {
        "9223372036854775808",
        "-9223372036854775809",
        "1/9223372036854775808",
        "18446744073709551616",
        "0.0000000000000000001",
        "170141183460469231731687303715884105727",
        "170141183460469231731687303715884105728",
        "340282366920938463463374607431768211456",
        "340282366920938463463374607431768211457/340282366920938463463374607431768211457",
        "99999999999999999999999999999999999999999999999999999999999999999999999999999999",
        "0.00000000000000000000000000000000000000000000000000000000000000000000000000000001",
    };

    (void)state;
    for (size_t i = 0; i < sizeof large / sizeof *large; i++)
        assert_unread(ek_text_of(large[i]), ERKEND_EOVERFLOW);
    assert_unread(EK_TEXT("999999999999999999999999999999999999999999999999x"), ERKEND_EVALUE);
}

static void assert_written(void **state, ek_fraction a, const char *machine, const char *people,
                           const char *decimal)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, *state);
    ek_buffer_fraction(&buffer, a);
    assert_string_equal(buffer.bytes, machine);
    ek_buffer_init(&buffer, *state);
    ek_buffer_fraction_shown(&buffer, a);
    assert_string_equal(buffer.bytes, people);
    ek_buffer_init(&buffer, *state);
    ek_buffer_fraction_decimal(&buffer, a, ',');
    assert_string_equal(buffer.bytes, decimal);
}

static void test_ek_buffer_fraction__writes_for_machines_and_for_people(void **state)
{
    assert_written(state, EK_ZERO, "0", "0", "0");
    assert_written(state, (ek_fraction){9, 1}, "9", "9", "9");
    assert_written(state, (ek_fraction){-7, 1}, "-7", "-7", "-7");
    assert_written(state, (ek_fraction){19, 2}, "19/2", "9 1/2", "9,5");
    assert_written(state, (ek_fraction){-19, 2}, "-19/2", "-9 1/2", "-9,5");
    assert_written(state, (ek_fraction){-1, 3}, "-1/3", "-1/3", "-1/3");
    assert_written(state, (ek_fraction){-1, 2}, "-1/2", "-1/2", "-0,5");
    assert_written(state, (ek_fraction){109, 20}, "109/20", "5 9/20", "5,45");
    assert_written(state, (ek_fraction){1, 1000}, "1/1000", "1/1000", "0,001");
    assert_written(state, (ek_fraction){280, 31}, "280/31", "9 1/31", "9 1/31");
    assert_written(state, (ek_fraction){7, 6}, "7/6", "1 1/6", "1 1/6");
    assert_written(state, (ek_fraction){INT64_MIN, 1}, "-9223372036854775808",
                   "-9223372036854775808", "-9223372036854775808");
    assert_written(state, (ek_fraction){INT64_MIN, INT64_MAX},
                   "-9223372036854775808/9223372036854775807", "-1 1/9223372036854775807",
                   "-1 1/9223372036854775807");
    assert_written(state, (ek_fraction){1, INT64_C(1) << 62}, "1/4611686018427387904",
                   "1/4611686018427387904",
                   "0,00000000000000000021684043449710088680149056017398834228515625");
}

static void test_ek_fraction_read__reads_what_was_written(void **state)
{
    for (size_t i = 0; i < EDGES; i++) {
        for (size_t j = 0; j < EDGES; j++) {
            ek_fraction a, b = untouched;
            ek_buffer buffer;

            if (edges[j] == 0 || ek_fraction_make(&a, edges[i], edges[j]) != ERKEND_OK)
                continue;
            ek_buffer_init(&buffer, *state);
            ek_buffer_fraction(&buffer, a);
            assert_int_equal(ek_fraction_read(&b, ek_buffer_done(&buffer)), ERKEND_OK);
            assert_true(ek_fraction_equal(a, b));
        }
    }
}

static void test_ek_rounding_read__reads_what_a_law_says(void **state)
{
    static const struct {
        const char *text;
        ek_rounding rounding;
    } table[] = {
        {"down to 1", {EK_ROUND_DOWN, {1, 1}}},
        {"down to 6", {EK_ROUND_DOWN, {6, 1}}},
        {"up to 1", {EK_ROUND_UP, {1, 1}}},
        {"half up to 1/100", {EK_ROUND_HALF_UP, {1, 100}}},
        {"half even to 1", {EK_ROUND_HALF_EVEN, {1, 1}}},
        {"largest remainder to 1", {EK_ROUND_LARGEST_REMAINDER, {1, 1}}},
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ek_rounding out;
        ek_buffer buffer;

        assert_int_equal(ek_rounding_read(&out, ek_text_of(table[i].text)), ERKEND_OK);
        assert_int_equal(out.mode, table[i].rounding.mode);
        assert_true(ek_fraction_equal(out.step, table[i].rounding.step));
        ek_buffer_init(&buffer, *state);
        ek_buffer_rounding(&buffer, out);
        assert_string_equal(buffer.bytes, table[i].text);
    }
}

static void test_ek_rounding_read__refuses_every_other_form(void **state)
{
    static const char *const others[] = {
        "",           "down",           "down to",      "down to ",  "down to 0",
        "down to -1", "down to 1 ",     " down to 1",   "Down to 1", "down  to 1",
        "half to 1",  "half down to 1", "nearest to 1", "1",         "up to one",
    };
    ek_rounding out = {EK_ROUND_UP, {5, 7}};

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(ek_rounding_read(&out, ek_text_of(others[i])), ERKEND_EVALUE);
    assert_int_equal(ek_rounding_read(&out, EK_TEXT("up to 99999999999999999999")),
                     ERKEND_EOVERFLOW);
    assert_int_equal(out.step.num, 5);
}

static void test_ek_fraction_round__rounds_as_the_law_says(void **state)
{
    static const struct {
        const char *rounding, *from, *to;
    } table[] = {
        {"down to 1", "9/2", "4"},
        {"down to 1", "4", "4"},
        {"down to 1", "-9/2", "-5"},
        {"down to 6", "17", "12"},
        {"down to 6", "18", "18"},
        {"up to 1", "9/2", "5"},
        {"up to 1", "-9/2", "-4"},
        {"up to 1", "4", "4"},
        {"up to 1", "401/100", "5"},
        {"half up to 1", "9/2", "5"},
        {"half up to 1", "449/100", "4"},
        {"half up to 1", "-9/2", "-4"},
        {"half up to 1", "-451/100", "-5"},
        {"half even to 1", "9/2", "4"},
        {"half even to 1", "11/2", "6"},
        {"half even to 1", "-9/2", "-4"},
        {"half even to 1", "-11/2", "-6"},
        {"half even to 1", "451/100", "5"},
        {"half even to 1", "1/2", "0"},
        {"half up to 1/100", "1.005", "1.01"},
        {"half up to 1/100", "1/3", "0.33"},
        {"half up to 1/100", "2/3", "0.67"},
        {"down to 1/10", "2.49", "2.4"},
        {"half up to 3/2", "9/4", "3"},
        {"down to 1", "-9223372036854775808", "-9223372036854775808"},
        {"up to 1", "9223372036854775807", "9223372036854775807"},
        {"down to 1", "-1/9223372036854775807", "-1"},
        {"up to 1", "1/9223372036854775807", "1"},
        {"up to 9223372036854775807", "1/9223372036854775807", "9223372036854775807"},
        {"half up to 1/9223372036854775807", "1/3", "3074457345618258602/9223372036854775807"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ek_fraction from, to, out = untouched;
        ek_rounding rounding;

        assert_int_equal(ek_rounding_read(&rounding, ek_text_of(table[i].rounding)), ERKEND_OK);
        assert_int_equal(ek_fraction_read(&from, ek_text_of(table[i].from)), ERKEND_OK);
        assert_int_equal(ek_fraction_read(&to, ek_text_of(table[i].to)), ERKEND_OK);
        assert_int_equal(ek_fraction_round(&out, from, rounding), ERKEND_OK);
        if (!ek_fraction_equal(out, to))
            fail_msg("%s %s gives %lld/%lld", table[i].from, table[i].rounding, (long long)out.num,
                     (long long)out.den);
    }
}

static void test_ek_fraction_round__refuses_what_it_cannot_say(void **state)
{
    ek_fraction out = untouched;

    (void)state;
    assert_int_equal(
        ek_fraction_round(&out, EK_ONE, (ek_rounding){EK_ROUND_LARGEST_REMAINDER, EK_ONE}),
        ERKEND_EVALUE);
    assert_int_equal(
        ek_fraction_round(&out, (ek_fraction){INT64_MAX, 1}, (ek_rounding){EK_ROUND_UP, {2, 1}}),
        ERKEND_EOVERFLOW);
    assert_int_equal(
        ek_fraction_round(&out, (ek_fraction){INT64_MIN, 1}, (ek_rounding){EK_ROUND_DOWN, {3, 1}}),
        ERKEND_EOVERFLOW);
    assert_fraction(out, untouched.num, untouched.den);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_fraction_make__brings_to_lowest_terms),
        cmocka_unit_test(test_ek_fraction_make__refuses_what_does_not_fit),
        cmocka_unit_test(test_ek_fraction_add__a_third_and_a_sixth_make_a_half),
        cmocka_unit_test(test_ek_fraction_divide__by_nothing_has_no_value),
        cmocka_unit_test(test_ek_fraction__nothing_wraps_at_the_ends),
        cmocka_unit_test(test_ek_fraction__agrees_with_128_bits_at_every_pair_of_edges),
        cmocka_unit_test(test_ek_fraction_compare__sees_the_smallest_difference),
        cmocka_unit_test(test_ek_fraction_floor__goes_downwards),
        cmocka_unit_test(test_ek_fraction_read__reads_the_three_forms),
        cmocka_unit_test(test_ek_fraction_read__refuses_every_other_form),
        cmocka_unit_test(test_ek_fraction_read__tells_too_large_from_wrong),
        WITH_ARENA(test_ek_buffer_fraction__writes_for_machines_and_for_people),
        WITH_ARENA(test_ek_fraction_read__reads_what_was_written),
        WITH_ARENA(test_ek_rounding_read__reads_what_a_law_says),
        cmocka_unit_test(test_ek_rounding_read__refuses_every_other_form),
        cmocka_unit_test(test_ek_fraction_round__rounds_as_the_law_says),
        cmocka_unit_test(test_ek_fraction_round__agrees_with_128_bits_at_every_pair_of_edges),
        cmocka_unit_test(test_ek_fraction_multiply_round__is_a_product_and_then_a_rounding),
        cmocka_unit_test(test_ek_fraction_round__refuses_what_it_cannot_say),
    };

    return cmocka_run_group_tests_name("base/fraction", tests, NULL, NULL);
}
