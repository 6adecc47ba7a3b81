/* The fraction: exact numbers in 64 bits, worked out in 128 and then brought to lowest terms.
 *
 * Products of two parts are at most 2^126 and sums of two such at most 2^127 - 2^64, so no step in
 * between can wrap; only the result is asked whether it fits. Whole numbers, which most quantities
 * are, go a short way without division; where all steps fit 64 bits, which they nearly always do,
 * nothing is worked out in 128. */
#include "base/fraction.h"

#include <assert.h>

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

#define WIDE_MAX ((unsigned_wide)-1 >> 1)

static uint64_t find_small_divisor(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

static unsigned_wide find_common_divisor(unsigned_wide a, unsigned_wide b)
{
    while (b != 0) {
        unsigned_wide rest;

        if (a <= UINT64_MAX && b <= UINT64_MAX)
            return find_small_divisor((uint64_t)a, (uint64_t)b);
        rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* num / den in lowest terms; den > 0. A divisor is no larger than den, so that it fits. */
static inline void reduce_small(ek_fraction *out, int64_t num, int64_t den)
{
    uint64_t size = num < 0 ? 0 - (uint64_t)num : (uint64_t)num;
    int64_t divisor = den == 1 ? 1 : (int64_t)find_small_divisor(size, (uint64_t)den);

    *out = divisor == 1 ? (ek_fraction){num, den} : (ek_fraction){num / divisor, den / divisor};
}

/* The same in 128 bits; num above the least value of its type. */
static erkend_status reduce_wide(ek_fraction *out, wide num, wide den)
{
    unsigned_wide size = num < 0 ? (unsigned_wide)-num : (unsigned_wide)num;
    wide divisor;

    assert(den > 0);
    divisor = (wide)find_common_divisor(size, (unsigned_wide)den);
    assert(divisor > 0);
    num /= divisor;
    den /= divisor;
    if (num < INT64_MIN || num > INT64_MAX || den > INT64_MAX)
        return ERKEND_EOVERFLOW;
    *out = (ek_fraction){(int64_t)num, (int64_t)den};
    return ERKEND_OK;
}

erkend_status ek_fraction_make(ek_fraction *out, int64_t num, int64_t den)
{
    if (den > 0) {
        reduce_small(out, num, den);
        return ERKEND_OK;
    }
    return den == 0 ? ERKEND_EVALUE : reduce_wide(out, -(wide)num, -(wide)den);
}

erkend_status ek_fraction_add_any(ek_fraction *out, ek_fraction a, ek_fraction b)
{
    int64_t left = a.num, right = b.num, sum, den = a.den;

    if ((a.den == b.den || (!__builtin_mul_overflow(a.num, b.den, &left) &&
                            !__builtin_mul_overflow(b.num, a.den, &right) &&
                            !__builtin_mul_overflow(a.den, b.den, &den))) &&
        !__builtin_add_overflow(left, right, &sum)) {
        reduce_small(out, sum, den);
        return ERKEND_OK;
    }
    return reduce_wide(out, (wide)a.num * b.den + (wide)b.num * a.den, (wide)a.den * b.den);
}

erkend_status ek_fraction_subtract_any(ek_fraction *out, ek_fraction a, ek_fraction b)
{
    if (b.num != INT64_MIN)
        return ek_fraction_add_any(out, a, (ek_fraction){-b.num, b.den});
    return reduce_wide(out, (wide)a.num * b.den - (wide)b.num * a.den, (wide)a.den * b.den);
}

erkend_status ek_fraction_multiply_any(ek_fraction *out, ek_fraction a, ek_fraction b)
{
    int64_t num, den;

    if (!__builtin_mul_overflow(a.num, b.num, &num) &&
        !__builtin_mul_overflow(a.den, b.den, &den)) {
        reduce_small(out, num, den);
        return ERKEND_OK;
    }
    return reduce_wide(out, (wide)a.num * b.num, (wide)a.den * b.den);
}

/* The divisor turned around, where that is a fraction; its parts have none in common. */
erkend_status ek_fraction_divide(ek_fraction *out, ek_fraction a, ek_fraction b)
{
    wide num = (wide)a.num * b.den, den = (wide)a.den * b.num;

    if (b.num > 0)
        return ek_fraction_multiply_any(out, a, (ek_fraction){b.den, b.num});
    return b.num == 0 ? ERKEND_EVALUE : reduce_wide(out, -num, -den);
}

int ek_fraction_compare_any(ek_fraction a, ek_fraction b)
{
    wide left = (wide)a.num * b.den, right = (wide)b.num * a.den;

    return left < right ? -1 : left > right;
}

bool ek_fraction_is_whole(ek_fraction a)
{
    return a.den == 1;
}

/* ---- Reading ------------------------------------------------------------------------------ */

static bool is_digit_at(ek_text text, uint32_t at)
{
    return at < text.size && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

/* Puts one more digit after `number`; false when that is too large. */
static bool append_digit(unsigned_wide *number, char digit)
{
    unsigned value = (unsigned)(digit - '0');

    if (*number > (WIDE_MAX - value) / 10)
        return false;
    *number = *number * 10 + value;
    return true;
}

/* Where the digits that begin at `from` end. */
static uint32_t skip_digits(ek_text text, uint32_t from)
{
    while (is_digit_at(text, from))
        from++;
    return from;
}

/* What a number looks like; ends are offsets behind the last digit. */
typedef struct number_form {
    bool negative;
    uint32_t whole, whole_end;
    uint32_t rest, rest_end; /* decimals, or the denominator; equal when there are none */
    bool is_ratio;
} number_form;

static bool match_form(number_form *form, ek_text text)
{
    uint32_t at = 0;

    *form = (number_form){0};
    if (text.size > 0 && text.bytes[0] == '-') {
        form->negative = true;
        at = 1;
    }
    form->whole = at;
    form->whole_end = at = skip_digits(text, at);
    if (at == form->whole || (at - form->whole > 1 && text.bytes[form->whole] == '0'))
        return false;
    if (at < text.size && (text.bytes[at] == '.' || text.bytes[at] == '/')) {
        form->is_ratio = text.bytes[at] == '/';
        form->rest = at + 1;
        form->rest_end = at = skip_digits(text, at + 1);
        if (form->rest_end == form->rest || (form->is_ratio && text.bytes[form->rest] == '0'))
            return false;
    }
    return at == text.size;
}

/* Numerator and denominator are read in 127 bits, that is 38 digits each; more is too large even
 * where it could be shortened to what fits. Zeros at the end of decimals are no digits. */
erkend_status ek_fraction_read(ek_fraction *out, ek_text text)
{
    number_form form;
    unsigned_wide num = 0, den = 1;
    bool fits = true;

    if (!match_form(&form, text))
        return ERKEND_EVALUE;
    for (uint32_t i = form.whole; fits && i < form.whole_end; i++)
        fits = append_digit(&num, text.bytes[i]);
    if (form.is_ratio) {
        den = 0;
        for (uint32_t i = form.rest; fits && i < form.rest_end; i++)
            fits = append_digit(&den, text.bytes[i]);
    } else {
        while (form.rest_end > form.rest && text.bytes[form.rest_end - 1] == '0')
            form.rest_end--;
        for (uint32_t i = form.rest; fits && i < form.rest_end; i++)
            fits = append_digit(&num, text.bytes[i]) && append_digit(&den, '0');
    }
    if (!fits)
        return ERKEND_EOVERFLOW;
    return reduce_wide(out, form.negative ? -(wide)num : (wide)num, (wide)den);
}

/* ---- Writing ------------------------------------------------------------------------------ */

static uint64_t measure_size(int64_t number)
{
    return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

void ek_buffer_fraction(ek_buffer *buffer, ek_fraction a)
{
    if (a.num < 0)
        ek_buffer_char(buffer, '-');
    ek_buffer_count(buffer, measure_size(a.num));
    if (a.den != 1) {
        ek_buffer_char(buffer, '/');
        ek_buffer_count(buffer, (uint64_t)a.den);
    }
}

ek_text ek_fraction_text(ek_arena *arena, ek_fraction a)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    ek_buffer_fraction(&out, a);
    return ek_buffer_done(&out);
}

void ek_buffer_fraction_shown(ek_buffer *buffer, ek_fraction a)
{
    uint64_t size = measure_size(a.num), den = (uint64_t)a.den;

    if (size < den || den == 1) {
        ek_buffer_fraction(buffer, a);
        return;
    }
    if (a.num < 0)
        ek_buffer_char(buffer, '-');
    ek_buffer_count(buffer, size / den);
    ek_buffer_char(buffer, ' ');
    ek_buffer_count(buffer, size % den);
    ek_buffer_char(buffer, '/');
    ek_buffer_count(buffer, den);
}

/* Twos and fives alone make decimals that end. */
static bool has_decimals_that_end(int64_t den)
{
    while (den % 2 == 0)
        den /= 2;
    while (den % 5 == 0)
        den /= 5;
    return den == 1;
}

void ek_buffer_fraction_decimal(ek_buffer *buffer, ek_fraction a, char decimal_sign)
{
    uint64_t size = measure_size(a.num), den = (uint64_t)a.den;
    unsigned_wide rest = size % den;

    if (!has_decimals_that_end(a.den)) {
        ek_buffer_fraction_shown(buffer, a);
        return;
    }
    if (a.num < 0)
        ek_buffer_char(buffer, '-');
    ek_buffer_count(buffer, size / den);
    if (rest != 0)
        ek_buffer_char(buffer, decimal_sign);
    for (; rest != 0; rest = rest * 10 % den)
        ek_buffer_char(buffer, (char)('0' + (char)(rest * 10 / den)));
}

/* ---- Rounding ----------------------------------------------------------------------------- */

static const char *const rounding_words[] = {
    [EK_ROUND_DOWN] = "down to ",
    [EK_ROUND_UP] = "up to ",
    [EK_ROUND_HALF_UP] = "half up to ",
    [EK_ROUND_HALF_EVEN] = "half even to ",
    [EK_ROUND_LARGEST_REMAINDER] = "largest remainder to ",
};

erkend_status ek_rounding_read(ek_rounding *out, ek_text text)
{
    for (uint32_t mode = 0; mode < sizeof rounding_words / sizeof *rounding_words; mode++) {
        ek_text words = ek_text_of(rounding_words[mode]);
        ek_fraction step;
        erkend_status status;

        if (!ek_text_starts(text, rounding_words[mode]))
            continue;
        status = ek_fraction_read(&step, ek_text_slice(text, words.size, text.size));
        if (status == ERKEND_OK && step.num <= 0)
            status = ERKEND_EVALUE;
        if (status == ERKEND_OK)
            *out = (ek_rounding){(ek_rounding_mode)mode, step};
        return status;
    }
    return ERKEND_EVALUE;
}

void ek_buffer_rounding(ek_buffer *buffer, ek_rounding rounding)
{
    ek_buffer_string(buffer, rounding_words[rounding.mode]);
    ek_buffer_fraction(buffer, rounding.step);
}

/* A denominator so small that twice a rest fits. */
#define SMALL_ENOUGH (INT64_C(1) << 61)

/* How many steps a number of steps that is not whole is rounded to; `steps` are those below it, and
 * rest / den of a step above them. */
static int64_t round_steps(int64_t steps, int64_t rest, int64_t den, ek_rounding_mode mode)
{
    switch (mode) {
    case EK_ROUND_UP: return steps + 1;
    case EK_ROUND_HALF_UP: return steps + (2 * rest >= den);
    case EK_ROUND_HALF_EVEN: return steps + (2 * rest > den || (2 * rest == den && steps % 2 != 0));
    default: assert(mode == EK_ROUND_DOWN); return steps;
    }
}

/* num / den, which need not be in lowest terms, in 64 bits; false: they are too few. */
static inline bool round_small(ek_fraction *out, int64_t num, int64_t den,
                               const ek_rounding *rounding)
{
    ek_fraction step = rounding->step;
    int64_t steps, rest;

    if (__builtin_mul_overflow(num, step.den, &num) ||
        __builtin_mul_overflow(den, step.num, &den) || den >= SMALL_ENOUGH)
        return false;
    steps = num / den;
    rest = num % den;
    if (rest < 0) {
        steps--;
        rest += den;
    }
    if (rest != 0)
        steps = round_steps(steps, rest, den, rounding->mode);
    if (__builtin_mul_overflow(steps, step.num, &num))
        return false;
    reduce_small(out, num, step.den);
    return true;
}

/* Counts steps: a / step = num / den, rounded to a whole number, times step again. Halves go
 * towards plus infinity or to the even step; a share of a total cannot be rounded on its own. */
erkend_status ek_fraction_round_any(ek_fraction *out, ek_fraction a, const ek_rounding *rounding)
{
    ek_fraction step = rounding->step;
    wide num, den, steps, rest;

    assert(step.num > 0 && a.den > 0);
    if (rounding->mode == EK_ROUND_LARGEST_REMAINDER)
        return ERKEND_EVALUE;
    if (round_small(out, a.num, a.den, rounding))
        return ERKEND_OK;
    num = (wide)a.num * step.den;
    den = (wide)a.den * step.num;
    steps = num / den - (num % den < 0);
    rest = num - steps * den; /* 0 <= rest < den < 2^126 */
    switch (rounding->mode) {
    case EK_ROUND_UP: steps += rest > 0; break;
    case EK_ROUND_HALF_UP: steps += 2 * rest >= den; break;
    case EK_ROUND_HALF_EVEN: steps += 2 * rest > den || (2 * rest == den && steps % 2 != 0); break;
    default: break;
    }
    return reduce_wide(out, steps * step.num, step.den);
}

/* Where 64 bits are enough the product needs no lowest terms. */
erkend_status ek_fraction_multiply_round(ek_fraction *out, ek_fraction a, ek_fraction b,
                                         const ek_rounding *rounding)
{
    int64_t num, den;
    ek_fraction product;
    erkend_status status;

    if (rounding->mode != EK_ROUND_LARGEST_REMAINDER &&
        !__builtin_mul_overflow(a.num, b.num, &num) &&
        !__builtin_mul_overflow(a.den, b.den, &den) && round_small(out, num, den, rounding))
        return ERKEND_OK;
    status = ek_fraction_multiply_any(&product, a, b);
    return status == ERKEND_OK ? ek_fraction_round_any(out, product, rounding) : status;
}
