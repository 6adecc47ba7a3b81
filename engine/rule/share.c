/* Sharing out a total by weights, so that the shares are whole steps and sum exactly to the total.
 *
 * Each share is first rounded down to a step; the steps that are left go to the largest remainders,
 * one each; of equal remainders the unit with the lesser code (bytewise) comes first, so the order
 * in which the units are given does not matter. */
#include "base/sort.h"
#include "rule/fulfil.h"

typedef struct claimant {
    ek_fraction remainder;
    ek_text code;
    uint32_t index;
} claimant;

static int compare_claimants(const void *a, const void *b)
{
    const claimant *left = a, *right = b;
    int order = -ek_fraction_compare(left->remainder, right->remainder);

    if (order == 0)
        order = ek_text_compare(left->code, right->code);
    if (order == 0)
        order = left->index < right->index ? -1 : left->index > right->index;
    return order;
}

static erkend_status add_weights(ek_fraction *sum, const ek_fraction *weights, uint32_t count)
{
    *sum = EK_ZERO;
    for (uint32_t i = 0; i < count; i++) {
        if (weights[i].num < 0)
            return ERKEND_EVALUE;
        if (ek_fraction_add(sum, *sum, weights[i]) != ERKEND_OK)
            return ERKEND_EOVERFLOW;
    }
    return sum->num > 0 ? ERKEND_OK : ERKEND_EVALUE;
}

/* Whole steps of each, their remainders, and how many steps that makes together. */
static erkend_status share_down(int64_t *steps, claimant *claimants, int64_t *given,
                                ek_fraction all_steps, ek_fraction sum, const ek_fraction *weights,
                                uint32_t count)
{
    *given = 0;
    for (uint32_t i = 0; i < count; i++) {
        ek_fraction share;

        if (ek_fraction_divide(&share, weights[i], sum) != ERKEND_OK ||
            ek_fraction_multiply(&share, share, all_steps) != ERKEND_OK)
            return ERKEND_EOVERFLOW;
        steps[i] = ek_fraction_floor(share);
        *given += steps[i];
        if (ek_fraction_subtract(&claimants[i].remainder, share, ek_fraction_whole(steps[i])) !=
            ERKEND_OK)
            return ERKEND_EOVERFLOW;
        claimants[i].index = i;
    }
    return ERKEND_OK;
}

erkend_status ek_share_out(ek_arena *arena, ek_fraction *out, ek_fraction total,
                           const ek_fraction *weights, const ek_text *codes, uint32_t count,
                           ek_rounding rounding)
{
    int64_t *steps = EK_NEW_ARRAY(arena, int64_t, count), given;
    claimant *claimants = EK_NEW_ARRAY(arena, claimant, count);
    ek_fraction sum, all_steps;
    erkend_status status;

    if (total.num < 0 || rounding.step.num <= 0)
        return ERKEND_EVALUE;
    if (ek_fraction_divide(&all_steps, total, rounding.step) != ERKEND_OK)
        return ERKEND_EOVERFLOW;
    if (!ek_fraction_is_whole(all_steps))
        return ERKEND_EVALUE;
    if ((status = add_weights(&sum, weights, count)) != ERKEND_OK ||
        (status = share_down(steps, claimants, &given, all_steps, sum, weights, count)) !=
            ERKEND_OK)
        return status;
    for (uint32_t i = 0; i < count; i++)
        claimants[i].code = codes[i];
    ek_sort(claimants, count, sizeof *claimants, compare_claimants);
    for (uint32_t i = 0; i < count && given < all_steps.num; i++, given++)
        steps[claimants[i].index]++;
    for (uint32_t i = 0; i < count; i++)
        if (ek_fraction_multiply(&out[i], ek_fraction_whole(steps[i]), rounding.step) != ERKEND_OK)
            return ERKEND_EOVERFLOW;
    return ERKEND_OK;
}
