/* The plain evaluation: periods counted together, and parts that fulfil a composition. */
#include "rule/fulfil.h"
#include "rule/plain.h"

/* ---- months_in_all, days_in_all ------------------------------------------------------------ */

typedef struct periods {
    ek_period *items;
    uint32_t count;
    ek_fraction months; /* of elements that state months only */
    uint8_t because;    /* elements that state neither */
} periods;

static bool is_known(const ek_value *value)
{
    return value != NULL && value->state == EK_KNOWN;
}

/* Adds one element: its days, else its months. */
static void gather_period(ek_plain *plain, const ek_expr *expr, const ek_record *record,
                          periods *into)
{
    const ek_value *first = ek_plain_field(plain, record, "first_day");
    const ek_value *last = ek_plain_field(plain, record, "last_day");
    const ek_value *months = NULL;

    if (is_known(first) && is_known(last)) {
        if (last->as.date < first->as.date)
            ek_plain_stop(plain, expr, ERKEND_EINVALID,
                          "a period ends before it begins; correct its first_day or last_day");
        into->items[into->count++] = (ek_period){first->as.date, last->as.date};
        return;
    }
    if (expr->op == EK_OP_MONTHS_IN_ALL)
        months = ek_plain_field(plain, record, "months");
    if (is_known(months))
        ek_plain_exact(plain, expr,
                       ek_fraction_add(&into->months, into->months, months->as.number));
    else
        into->because = EK_BECAUSE_FACT;
}

static ek_fraction count_periods(ek_plain *plain, const ek_expr *expr, periods *of)
{
    uint32_t joined = ek_periods_join(of->items, of->count);
    ek_fraction total = of->months, part;

    for (uint32_t i = 0; i < joined; i++) {
        ek_date first = of->items[i].first_day, last = of->items[i].last_day;

        part = ek_fraction_whole((int64_t)last - first + 1);
        if (expr->op == EK_OP_MONTHS_IN_ALL)
            ek_plain_exact(plain, expr, ek_date_months_in(&part, first, last));
        ek_plain_exact(plain, expr, ek_fraction_add(&total, total, part));
    }
    return total;
}

/* The total of those surely in, or of all. */
static ek_fraction count_list(ek_plain *plain, const ek_expr *expr, const ek_answer *list,
                              bool perhaps_too, uint8_t *because)
{
    periods of = {.months = EK_ZERO};

    of.items = EK_NEW_ARRAY(plain->scene->arena, ek_period, list->count + 1);
    for (uint32_t i = 0; i < list->count; i++)
        if (perhaps_too || list->perhaps == NULL || !list->perhaps[i])
            gather_period(plain, expr, list->items[i], &of);
    *because = of.because;
    return count_periods(plain, expr, &of);
}

ek_answer ek_plain_in_all(ek_plain *plain, const ek_expr *expr)
{
    ek_answer list = ek_plain_of(plain, expr->args[0]), answer;
    uint8_t of_all, of_certain;

    if (list.state == EK_NONE)
        return ek_plain_number(EK_ZERO);
    answer = ek_plain_missing(EK_TYPE_QUANTITY, list.because);
    answer.has_low = true;
    answer.low = EK_ZERO;
    if (list.state == EK_MISSING)
        return answer;
    answer.high = count_list(plain, expr, &list, true, &of_all);
    answer.low = answer.high;
    if (list.perhaps != NULL)
        answer.low = count_list(plain, expr, &list, false, &of_certain);
    answer.because = (list.perhaps != NULL ? list.because : 0u) | of_all;
    answer.has_high = of_all == 0;
    return ek_plain_settled(answer);
}

/* ---- fulfils ------------------------------------------------------------------------------- */

/* Reads what the assignment looks at; false: kind or points of a part are missing. */
static bool read_parts(ek_plain *plain, const ek_answer *list)
{
    bool known = true;

    for (uint32_t i = 0; i < list->count; i++) {
        const ek_value *value;

        (void)ek_plain_field(plain, list->items[i], "unit");
        value = ek_plain_field(plain, list->items[i], "kind");
        known = known && (value == NULL || value->state != EK_MISSING);
        value = ek_plain_field(plain, list->items[i], "points");
        known = known && (value == NULL || value->state != EK_MISSING);
    }
    return known;
}

/* Do the parts (those perhaps in, too) fulfil it? *lacks_code: a part has no code. */
static bool try_parts(ek_plain *plain, const ek_expr *expr, const ek_answer *list,
                      const ek_tree *tree, bool perhaps_too, bool *lacks_code)
{
    ek_arena *arena = plain->scene->arena;
    const ek_record **items = EK_NEW_ARRAY(arena, const ek_record *, list->count + 1);
    uint32_t count = 0;
    ek_part_in *parts;
    ek_account *account;

    for (uint32_t i = 0; i < list->count; i++)
        if (perhaps_too || list->perhaps == NULL || !list->perhaps[i])
            items[count++] = list->items[i];
    *lacks_code = !ek_parts_of(arena, items, count, &parts);
    if (*lacks_code)
        return false;
    account = ek_fulfil(arena, tree, parts, count, plain->scene->search_steps);
    plain->scene->search_steps -=
        account->steps < plain->scene->search_steps ? account->steps : plain->scene->search_steps;
    if (!account->exhaustive && !account->fulfilled)
        ek_plain_stop(plain, expr, ERKEND_ELIMIT,
                      "which part serves what was not found within the limit of search_steps; "
                      "raise it");
    return account->fulfilled;
}

ek_answer ek_plain_fulfils(ek_plain *plain, const ek_expr *expr)
{
    ek_answer list = ek_plain_of(plain, expr->args[0]), tree = ek_plain_of(plain, expr->args[1]);
    bool lacks_code = false, known;

    if (tree.state == EK_NONE)
        return ek_plain_truth(EK_FALSE, 0);
    if (list.state == EK_MISSING || tree.state == EK_MISSING)
        return ek_plain_truth(EK_UNKNOWN, (list.state == EK_MISSING ? list.because : 0u) |
                                              (tree.state == EK_MISSING ? tree.because : 0u));
    known = read_parts(plain, &list);
    if (try_parts(plain, expr, &list, tree.as.tree, false, &lacks_code))
        return ek_plain_truth(EK_TRUE, 0);
    if (lacks_code || !known)
        return ek_plain_truth(EK_UNKNOWN, EK_BECAUSE_FACT);
    if (list.perhaps != NULL && try_parts(plain, expr, &list, tree.as.tree, true, &lacks_code))
        return ek_plain_truth(EK_UNKNOWN, list.because);
    return ek_plain_truth(lacks_code ? EK_UNKNOWN : EK_FALSE, lacks_code ? EK_BECAUSE_FACT : 0);
}
