/* Exact numbers: an int64_t numerator over a positive int64_t denominator, always in lowest terms.
 *
 * Every quantity of a case, a rule or an effect is one of these (DESIGN section 3, invariant 8).
 * There are no floating-point numbers in the engine. An operation whose result does not fit says
 * ERKEND_EOVERFLOW and leaves *out alone; nothing wraps. */
#ifndef EK_BASE_FRACTION_H
#define EK_BASE_FRACTION_H

#include "base/text.h"

typedef struct ek_fraction {
    int64_t num;
    int64_t den; /* > 0 */
} ek_fraction;

#define EK_ZERO ((ek_fraction){0, 1})
#define EK_ONE ((ek_fraction){1, 1})

static inline ek_fraction ek_fraction_whole(int64_t number)
{
    return (ek_fraction){number, 1};
}
/* ERKEND_EOVERFLOW, or ERKEND_EVALUE when den is 0. */
erkend_status ek_fraction_make(ek_fraction *out, int64_t num, int64_t den);
erkend_status ek_fraction_add_any(ek_fraction *out, ek_fraction a, ek_fraction b);
/* Whole numbers, which most quantities are, go a short way. */
static inline erkend_status ek_fraction_add(ek_fraction *out, ek_fraction a, ek_fraction b)
{
    int64_t sum;

    if (a.den != 1 || b.den != 1 || __builtin_add_overflow(a.num, b.num, &sum))
        return ek_fraction_add_any(out, a, b);
    *out = ek_fraction_whole(sum);
    return ERKEND_OK;
}
erkend_status ek_fraction_subtract_any(ek_fraction *out, ek_fraction a, ek_fraction b);
static inline erkend_status ek_fraction_subtract(ek_fraction *out, ek_fraction a, ek_fraction b)
{
    int64_t difference;

    if (a.den != 1 || b.den != 1 || __builtin_sub_overflow(a.num, b.num, &difference))
        return ek_fraction_subtract_any(out, a, b);
    *out = ek_fraction_whole(difference);
    return ERKEND_OK;
}
erkend_status ek_fraction_multiply_any(ek_fraction *out, ek_fraction a, ek_fraction b);
static inline erkend_status ek_fraction_multiply(ek_fraction *out, ek_fraction a, ek_fraction b)
{
    int64_t product;

    if (a.den != 1 || b.den != 1 || __builtin_mul_overflow(a.num, b.num, &product))
        return ek_fraction_multiply_any(out, a, b);
    *out = ek_fraction_whole(product);
    return ERKEND_OK;
}
/* ERKEND_EVALUE when b is 0. */
erkend_status ek_fraction_divide(ek_fraction *out, ek_fraction a, ek_fraction b);
int ek_fraction_compare_any(ek_fraction a, ek_fraction b);
/* -1, 0, 1; exact for all values (128-bit products where 64 bits are too few). */
static inline int ek_fraction_compare(ek_fraction a, ek_fraction b)
{
    int64_t left = a.num, right = b.num;

    if (a.den != b.den && (__builtin_mul_overflow(a.num, b.den, &left) ||
                           __builtin_mul_overflow(b.num, a.den, &right)))
        return ek_fraction_compare_any(a, b);
    return left < right ? -1 : left > right;
}
static inline bool ek_fraction_equal(ek_fraction a, ek_fraction b)
{
    return a.num == b.num && a.den == b.den;
}
bool ek_fraction_is_whole(ek_fraction a);
/* den > 0; C rounds towards zero. */
static inline int64_t ek_fraction_floor(ek_fraction a)
{
    return a.den == 1 ? a.num : a.num / a.den - (a.num % a.den < 0);
}

/* Reads "-?(0|[1-9][0-9]*)" alone, with ".[0-9]+" or with "/[1-9][0-9]*": 12, 5.45, 1/3. The whole
 * text must be one number; nothing else (no +, exponent, leading zero, space).
 * ERKEND_EVALUE: not of this form. ERKEND_EOVERFLOW: of this form, too large. */
erkend_status ek_fraction_read(ek_fraction *out, ek_text text);
/* For machines: 9, -7, 19/2. */
void ek_buffer_fraction(ek_buffer *buffer, ek_fraction a);
ek_text ek_fraction_text(ek_arena *arena, ek_fraction a); /* the same, new in the arena */
/* For people: 9, 9 1/2, -1/3; with `decimal`, terminating fractions as 9.5 (decimal sign as given).
 */
void ek_buffer_fraction_shown(ek_buffer *buffer, ek_fraction a);
void ek_buffer_fraction_decimal(ek_buffer *buffer, ek_fraction a, char decimal_sign);

/* How a law rounds; a value of a parameter (LANGUAGE section 9): "down to 1", "half up to 1/100",
 * "up to 1", "half even to 1", "largest remainder to 1". */
typedef enum ek_rounding_mode {
    EK_ROUND_DOWN, /* towards minus infinity */
    EK_ROUND_UP,   /* towards plus infinity */
    EK_ROUND_HALF_UP,
    EK_ROUND_HALF_EVEN,
    EK_ROUND_LARGEST_REMAINDER /* only for shares of a total */
} ek_rounding_mode;

typedef struct ek_rounding {
    ek_rounding_mode mode;
    ek_fraction step; /* > 0 */
} ek_rounding;

erkend_status ek_rounding_read(ek_rounding *out, ek_text text);
void ek_buffer_rounding(ek_buffer *buffer, ek_rounding rounding);
erkend_status ek_fraction_round_any(ek_fraction *out, ek_fraction a, const ek_rounding *rounding);
/* ERKEND_EVALUE for shares of a total. A whole number is one of whole steps of 1 / n. */
static inline erkend_status ek_fraction_round(ek_fraction *out, ek_fraction a, ek_rounding rounding)
{
    if (a.den != 1 || rounding.step.num != 1 || rounding.mode == EK_ROUND_LARGEST_REMAINDER)
        return ek_fraction_round_any(out, a, &rounding);
    *out = a;
    return ERKEND_OK;
}
/* The product, rounded: as ek_fraction_multiply and then ek_fraction_round. */
erkend_status ek_fraction_multiply_round(ek_fraction *out, ek_fraction a, ek_fraction b,
                                         const ek_rounding *rounding);

#endif
