/* The plain evaluation: quantities with their bounds, comparisons, and the calendar.
 *
 * A known quantity has two bounds that are equal. A missing one has a low bound, a high bound, both
 * or none. Arithmetic works on the bounds as on intervals; where they meet, the quantity is known
 * after all. none on one side makes the result none, whatever the other side is. */
#include "rule/plain.h"

/* ---- Marks -------------------------------------------------------------------------------- */

bool ek_plain_is_mark(const ek_expr *expr)
{
    return expr->type == EK_TYPE_QUANTITY && expr->measure.power[EK_MARKS] != 0;
}

bool ek_plain_scales(ek_plain *plain, const ek_expr *at, const ek_answer *a, bool a_is_mark,
                     const ek_answer *b, bool b_is_mark)
{
    if (a->scale.size != 0 && b->scale.size != 0 && !ek_text_equal(a->scale, b->scale))
        ek_plain_stop(plain, at, ERKEND_ECONFLICT,
                      "marks on %.*s and on %.*s do not compare; convert one with from_table",
                      EK_TEXT_ARGS(a->scale), EK_TEXT_ARGS(b->scale));
    if (a_is_mark && a->state == EK_KNOWN && a->scale.size == 0)
        return false;
    return !(b_is_mark && b->state == EK_KNOWN && b->scale.size == 0);
}

void ek_plain_gather(ek_plain *plain, const ek_expr *expr, ek_plain_marks *marks,
                     const ek_answer *next, bool is_mark)
{
    ek_answer so_far = {.type = EK_TYPE_QUANTITY, .state = EK_MISSING, .scale = marks->scale};

    if (!ek_plain_scales(plain, expr, &so_far, false, next, is_mark))
        marks->unclear = true;
    if (marks->scale.size == 0)
        marks->scale = next->scale;
}

void ek_plain_put_scale(const ek_expr *expr, const ek_plain_marks *marks, ek_answer *answer)
{
    bool keeps = ek_plain_is_mark(expr) && !marks->unclear;

    answer->scale = keeps ? marks->scale : (ek_text){NULL, 0};
}

/* ---- Bounds ------------------------------------------------------------------------------- */

ek_answer ek_plain_settled(ek_answer answer)
{
    if (answer.has_low && answer.has_high && ek_fraction_equal(answer.low, answer.high)) {
        answer.state = EK_KNOWN;
        answer.because = 0;
    }
    return answer;
}

/* Missing, because of what is missing among both; no bounds yet. */
static ek_answer join_missing(const ek_answer *a, const ek_answer *b)
{
    return ek_plain_missing(EK_TYPE_QUANTITY, (a->state == EK_MISSING ? a->because : 0u) |
                                                  (b->state == EK_MISSING ? b->because : 0u));
}

static ek_answer negate(ek_plain *plain, const ek_expr *expr, ek_answer a)
{
    ek_answer negative = a;

    negative.has_low = a.has_high;
    negative.has_high = a.has_low;
    if (a.has_high)
        ek_plain_exact(plain, expr, ek_fraction_subtract(&negative.low, EK_ZERO, a.high));
    if (a.has_low)
        ek_plain_exact(plain, expr, ek_fraction_subtract(&negative.high, EK_ZERO, a.low));
    return negative;
}

ek_answer ek_plain_sum(ek_plain *plain, const ek_expr *expr, ek_answer a, ek_answer b)
{
    ek_answer sum = join_missing(&a, &b);

    sum.has_low = a.has_low && b.has_low;
    sum.has_high = a.has_high && b.has_high;
    if (sum.has_low)
        ek_plain_exact(plain, expr, ek_fraction_add(&sum.low, a.low, b.low));
    if (sum.has_high)
        ek_plain_exact(plain, expr, ek_fraction_add(&sum.high, a.high, b.high));
    return ek_plain_settled(sum);
}

/* An end of an interval: a number, or endless in one direction. */
typedef struct end {
    int endless; /* -1, 1; 0: `number` */
    ek_fraction number;
} end;

static end low_end(const ek_answer *a)
{
    return a->has_low ? (end){0, a->low} : (end){-1, EK_ZERO};
}

static end high_end(const ek_answer *a)
{
    return a->has_high ? (end){0, a->high} : (end){1, EK_ZERO};
}

static int sign_of(end a)
{
    return a.endless != 0 ? a.endless : (a.number.num > 0) - (a.number.num < 0);
}

/* Nothing times anything is nothing, however large the other may be. */
static end multiply_ends(ek_plain *plain, const ek_expr *expr, end a, end b)
{
    end product = {0, EK_ZERO};

    if (sign_of(a) == 0 || sign_of(b) == 0)
        return product;
    if (a.endless != 0 || b.endless != 0)
        product.endless = sign_of(a) * sign_of(b);
    else
        ek_plain_exact(plain, expr, ek_fraction_multiply(&product.number, a.number, b.number));
    return product;
}

static bool is_below(end a, end b)
{
    if (a.endless != 0 || b.endless != 0)
        return a.endless < b.endless;
    return ek_fraction_compare(a.number, b.number) < 0;
}

ek_answer ek_plain_product(ek_plain *plain, const ek_expr *expr, ek_answer a, ek_answer b)
{
    end of_a[2] = {low_end(&a), high_end(&a)}, of_b[2] = {low_end(&b), high_end(&b)};
    end low = {1, EK_ZERO}, high = {-1, EK_ZERO};
    ek_answer product = join_missing(&a, &b);

    for (uint32_t i = 0; i < 2; i++)
        for (uint32_t j = 0; j < 2; j++) {
            end corner = multiply_ends(plain, expr, of_a[i], of_b[j]);

            low = is_below(corner, low) ? corner : low;
            high = is_below(high, corner) ? corner : high;
        }
    product.has_low = low.endless == 0;
    product.low = low.number;
    product.has_high = high.endless == 0;
    product.high = high.number;
    return ek_plain_settled(product);
}

/* 1 / b where b is surely above nothing, or surely below. */
static ek_answer invert(ek_plain *plain, const ek_expr *expr, ek_answer b)
{
    ek_answer inverse = b;

    inverse.has_low = inverse.has_high = true;
    inverse.low = inverse.high = EK_ZERO; /* towards which 1 / b goes as b grows without end */
    if (b.has_high)
        ek_plain_exact(plain, expr, ek_fraction_divide(&inverse.low, EK_ONE, b.high));
    if (b.has_low)
        ek_plain_exact(plain, expr, ek_fraction_divide(&inverse.high, EK_ONE, b.low));
    return inverse;
}

ek_answer ek_plain_quotient(ek_plain *plain, const ek_expr *expr, ek_answer a, ek_answer b)
{
    bool nothing = b.has_low && b.has_high && b.low.num == 0 && b.high.num == 0;

    if (a.state == EK_KNOWN && b.state == EK_KNOWN && !nothing) {
        ek_fraction quotient;

        ek_plain_exact(plain, expr, ek_fraction_divide(&quotient, a.low, b.low));
        return ek_plain_number(quotient);
    }
    if (!nothing && ((b.has_low && b.low.num > 0) || (b.has_high && b.high.num < 0)))
        return ek_plain_product(plain, expr, a, invert(plain, expr, b));
    a = join_missing(&a, &b);
    a.because = nothing ? a.because | EK_BECAUSE_FACT : a.because;
    return a;
}

/* ---- Words of arithmetic ------------------------------------------------------------------ */

static ek_answer eval_two(ek_plain *plain, const ek_expr *expr)
{
    ek_answer a = ek_plain_of(plain, expr->args[0]), b = ek_plain_of(plain, expr->args[1]);
    ek_answer result;
    ek_plain_marks marks = {.unclear = false};

    if (a.state == EK_NONE || b.state == EK_NONE)
        return ek_plain_none(EK_TYPE_QUANTITY);
    switch (expr->op) {
    case EK_OP_MULTIPLY: result = ek_plain_product(plain, expr, a, b); break;
    case EK_OP_DIVIDE: result = ek_plain_quotient(plain, expr, a, b); break;
    case EK_OP_SUBTRACT: result = ek_plain_sum(plain, expr, a, negate(plain, expr, b)); break;
    default: result = ek_plain_sum(plain, expr, a, b); break;
    }
    if (expr->op == EK_OP_ADD || expr->op == EK_OP_SUBTRACT || ek_plain_is_mark(expr)) {
        ek_plain_gather(plain, expr, &marks, &a, ek_plain_is_mark(expr->args[0]));
        ek_plain_gather(plain, expr, &marks, &b, ek_plain_is_mark(expr->args[1]));
    }
    ek_plain_put_scale(expr, &marks, &result);
    return result;
}

static bool is_lesser(ek_fraction a, ek_fraction b, bool least)
{
    int order = ek_fraction_compare(a, b);

    return least ? order < 0 : order > 0;
}

/* The least (or greatest) bound so far. */
static void take_bound(bool *has, ek_fraction *bound, bool has_more, ek_fraction more, bool least)
{
    if (!has_more)
        return;
    if (!*has || is_lesser(more, *bound, least))
        *bound = more;
    *has = true;
}

/* The lesser of some is at least the least of their lows, if all have one, and at most the least of
 * the highs that there are. The greater of some mirrors that. */
static ek_answer eval_extreme(ek_plain *plain, const ek_expr *expr)
{
    bool least = expr->op == EK_OP_LESSER_OF, none = false, all_low = true, all_high = true;
    ek_answer result = {.type = EK_TYPE_QUANTITY, .state = EK_KNOWN};
    ek_plain_marks marks = {.unclear = false};

    for (uint32_t i = 0; i < expr->count; i++) {
        ek_answer answer = ek_plain_of(plain, expr->args[i]);

        none = none || answer.state == EK_NONE;
        if (answer.state == EK_MISSING)
            result.state = EK_MISSING;
        result.because = result.because | answer.because;
        all_low = all_low && answer.has_low;
        all_high = all_high && answer.has_high;
        take_bound(&result.has_low, &result.low, answer.has_low, answer.low, least);
        take_bound(&result.has_high, &result.high, answer.has_high, answer.high, least);
        ek_plain_gather(plain, expr, &marks, &answer, ek_plain_is_mark(expr->args[i]));
    }
    if (none)
        return ek_plain_none(EK_TYPE_QUANTITY);
    if (least)
        result.has_low = all_low;
    else
        result.has_high = all_high;
    ek_plain_put_scale(expr, &marks, &result);
    return ek_plain_settled(result);
}

static ek_answer eval_rounded(ek_plain *plain, const ek_expr *expr)
{
    ek_answer x = ek_plain_of(plain, expr->args[0]), how = ek_plain_of(plain, expr->args[1]);

    if (x.state == EK_NONE || how.state == EK_NONE)
        return ek_plain_none(EK_TYPE_QUANTITY);
    if (how.state == EK_MISSING)
        return ek_plain_missing(EK_TYPE_QUANTITY,
                                (x.state == EK_MISSING ? x.because : 0u) | how.because);
    if (x.has_low)
        ek_plain_exact(plain, expr, ek_fraction_round(&x.low, x.low, how.as.rounding));
    if (x.has_high)
        ek_plain_exact(plain, expr, ek_fraction_round(&x.high, x.high, how.as.rounding));
    return ek_plain_settled(x);
}

/* The mean of those that are not none. */
static ek_answer eval_average(ek_plain *plain, const ek_expr *expr)
{
    ek_answer sum = ek_plain_number(EK_ZERO);
    ek_plain_marks marks = {.unclear = false};
    uint32_t count = 0;
    uint8_t because = 0;

    for (uint32_t i = 0; i < expr->count; i++) {
        ek_answer answer = ek_plain_of(plain, expr->args[i]);

        because = because | answer.because;
        ek_plain_gather(plain, expr, &marks, &answer, ek_plain_is_mark(expr->args[i]));
        if (answer.state != EK_KNOWN)
            continue;
        sum = ek_plain_sum(plain, expr, sum, answer);
        count++;
    }
    if (because != 0)
        return ek_plain_missing(EK_TYPE_QUANTITY, because);
    if (count == 0)
        return ek_plain_none(EK_TYPE_QUANTITY);
    sum = ek_plain_quotient(plain, expr, sum, ek_plain_number(ek_fraction_whole(count)));
    ek_plain_put_scale(expr, &marks, &sum);
    return sum;
}

ek_answer ek_plain_arithmetic(ek_plain *plain, const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_LESSER_OF:
    case EK_OP_GREATER_OF: return eval_extreme(plain, expr);
    case EK_OP_ROUNDED: return eval_rounded(plain, expr);
    case EK_OP_UP_TO: return ek_plain_of(plain, expr->args[0]);
    case EK_OP_AVERAGE_OF: return eval_average(plain, expr);
    default: return eval_two(plain, expr);
    }
}

/* ---- Comparisons -------------------------------------------------------------------------- */

/* Is a surely at least b, surely below it, or neither? */
static ek_truth is_at_least(const ek_answer *a, const ek_answer *b)
{
    if (a->has_low && b->has_high && ek_fraction_compare(a->low, b->high) >= 0)
        return EK_TRUE;
    if (a->has_high && b->has_low && ek_fraction_compare(a->high, b->low) < 0)
        return EK_FALSE;
    return EK_UNKNOWN;
}

static ek_truth turn(ek_truth truth)
{
    return truth == EK_UNKNOWN ? EK_UNKNOWN : truth == EK_TRUE ? EK_FALSE : EK_TRUE;
}

ek_answer ek_plain_order(ek_plain *plain, const ek_expr *expr)
{
    ek_answer a = ek_plain_of(plain, expr->args[0]), b = ek_plain_of(plain, expr->args[1]);
    ek_truth truth;

    if (a.state == EK_NONE || b.state == EK_NONE)
        return ek_plain_truth(EK_FALSE, 0);
    if (!ek_plain_scales(plain, expr, &a, ek_plain_is_mark(expr->args[0]), &b,
                         ek_plain_is_mark(expr->args[1])))
        return ek_plain_truth(EK_UNKNOWN, a.because | b.because | EK_BECAUSE_FACT);
    switch (expr->op) {
    case EK_OP_AT_LEAST: truth = is_at_least(&a, &b); break;
    case EK_OP_AT_MOST: truth = is_at_least(&b, &a); break;
    case EK_OP_MORE_THAN: truth = turn(is_at_least(&b, &a)); break;
    default: truth = turn(is_at_least(&a, &b)); break;
    }
    return ek_plain_truth(truth, (a.state == EK_MISSING ? a.because : 0u) |
                                     (b.state == EK_MISSING ? b.because : 0u));
}

ek_answer ek_plain_multiple(ek_plain *plain, const ek_expr *expr)
{
    ek_answer a = ek_plain_of(plain, expr->args[0]), step = ek_plain_of(plain, expr->args[1]);
    ek_fraction times;

    if (a.state == EK_NONE || step.state == EK_NONE)
        return ek_plain_truth(EK_FALSE, 0);
    if (!ek_plain_scales(plain, expr, &a, ek_plain_is_mark(expr->args[0]), &step,
                         ek_plain_is_mark(expr->args[1])))
        return ek_plain_truth(EK_UNKNOWN, a.because | step.because | EK_BECAUSE_FACT);
    if (a.state == EK_MISSING || step.state == EK_MISSING)
        return ek_plain_truth(EK_UNKNOWN, (a.state == EK_MISSING ? a.because : 0u) |
                                              (step.state == EK_MISSING ? step.because : 0u));
    if (step.low.num == 0)
        return ek_plain_truth(EK_FALSE, 0);
    ek_plain_exact(plain, expr, ek_fraction_divide(&times, a.low, step.low));
    return ek_plain_truth(times.den == 1 && times.num > 0 ? EK_TRUE : EK_FALSE, 0);
}

/* ---- The calendar ------------------------------------------------------------------------- */

static ek_text write_date(ek_plain *plain, ek_date date)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, plain->scene->problems->arena);
    ek_buffer_date(&buffer, date);
    return ek_buffer_done(&buffer);
}

static ek_answer count_months(ek_plain *plain, const ek_expr *expr, ek_date first, ek_date last)
{
    ek_fraction months;
    erkend_status status = ek_date_months_in(&months, first, last);

    if (status == ERKEND_EVALUE)
        ek_plain_stop(plain, expr, ERKEND_EINVALID,
                      "months from %.*s to %.*s: the last day is before the first; correct one",
                      EK_TEXT_ARGS(write_date(plain, first)),
                      EK_TEXT_ARGS(write_date(plain, last)));
    ek_plain_exact(plain, expr, status);
    return ek_plain_number(months);
}

/* n months (years: twelve each) later; a part of a month adds no day. */
static ek_answer find_later_day(ek_plain *plain, const ek_expr *expr, ek_date day, ek_fraction n)
{
    ek_answer answer = {.type = EK_TYPE_DATE, .state = EK_KNOWN};
    ek_fraction months = n;

    if (expr->op == EK_OP_YEARS_AFTER)
        ek_plain_exact(plain, expr, ek_fraction_multiply(&months, n, ek_fraction_whole(12)));
    ek_plain_exact(plain, expr,
                   ek_date_months_after(&answer.as.date, day, ek_fraction_floor(months)));
    return answer;
}

ek_answer ek_plain_calendar(ek_plain *plain, const ek_expr *expr)
{
    ek_answer a = ek_plain_of(plain, expr->args[0]), b = ek_plain_of(plain, expr->args[1]);

    if (a.state == EK_NONE || b.state == EK_NONE)
        return ek_plain_none(expr->type);
    if (a.state == EK_MISSING || b.state == EK_MISSING)
        return ek_plain_missing(expr->type, (a.state == EK_MISSING ? a.because : 0u) |
                                                (b.state == EK_MISSING ? b.because : 0u));
    switch (expr->op) {
    case EK_OP_AGE_ON:
        return ek_plain_number(ek_fraction_whole(ek_date_age_on(a.as.date, b.as.date)));
    case EK_OP_MONTHS_IN: return count_months(plain, expr, a.as.date, b.as.date);
    default: return find_later_day(plain, expr, a.as.date, b.low);
    }
}
