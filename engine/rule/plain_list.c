/* The plain evaluation: words about lists.
 *
 * Each element in turn stands at its name in the scene: its condition is read first, and its value
 * only where the condition is not false. An element is in, perhaps in, or out; what is perhaps in
 * counts for the bounds. A missing list may have any elements. */
#include "rule/plain.h"

/* One element: its condition, and what was asked of it. */
typedef struct element {
    bool perhaps;
    ek_answer x, w; /* type CONDITION: not asked */
} element;

typedef struct walk {
    ek_plain *plain;
    const ek_expr *expr;
    ek_answer list;
    uint32_t at;
    ek_at before;    /* what stood at the name */
    uint8_t because; /* of unknown conditions */
    ek_plain_marks marks;
} walk;

static bool is_perhaps(const ek_answer *list, uint32_t index)
{
    return list->perhaps != NULL && list->perhaps[index];
}

static walk begin_walk(ek_plain *plain, const ek_expr *expr)
{
    walk w = {.plain = plain, .expr = expr};

    w.list = ek_plain_of(plain, expr->args[0]);
    if (w.list.state == EK_NONE) {
        w.list = (ek_answer){.type = EK_TYPE_LIST, .state = EK_KNOWN};
    } else if (w.list.state == EK_MISSING) {
        w.because = w.list.because;
        w.list.count = 0;
    }
    if (expr->list_scope < EK_SCOPE_COUNT)
        w.before = plain->scene->at[expr->list_scope];
    return w;
}

static void end_walk(walk *w)
{
    if (w->expr->list_scope < EK_SCOPE_COUNT)
        w->plain->scene->at[w->expr->list_scope] = w->before;
}

/* Puts the next element at its name; false after the last. */
static bool step_walk(walk *w)
{
    if (w->at == w->list.count)
        return false;
    if (w->expr->list_scope < EK_SCOPE_COUNT)
        w->plain->scene->at[w->expr->list_scope] = ek_at_record(w->list.items[w->at]);
    w->at++;
    return true;
}

static bool is_missing_list(const walk *w)
{
    return w->list.state == EK_MISSING;
}

/* The condition at args[index], if there is one: is the element in? Keeps why that is unknown. */
static ek_truth test_element(walk *w, uint32_t index)
{
    bool perhaps = is_perhaps(&w->list, w->at - 1);
    ek_answer answer = ek_plain_truth(EK_TRUE, 0);

    if (w->expr->count > index)
        answer = ek_plain_of(w->plain, w->expr->args[index]);
    if (answer.type != EK_TYPE_CONDITION)
        answer = ek_plain_truth(answer.state == EK_MISSING ? EK_UNKNOWN
                                : answer.state == EK_KNOWN ? EK_TRUE
                                                           : EK_FALSE,
                                answer.because);
    if (answer.truth == EK_FALSE)
        return EK_FALSE;
    w->because = w->because | answer.because | (perhaps ? w->list.because : 0u);
    return perhaps ? EK_UNKNOWN : answer.truth;
}

/* ---- every, some, those, each_of ----------------------------------------------------------- */

/* every stops at the first element that surely fails, some at the first that surely holds. One
 * that is perhaps in decides nothing alone. */
static ek_answer eval_quantifier(ek_plain *plain, const ek_expr *expr)
{
    walk w = begin_walk(plain, expr);
    ek_truth stops = expr->op == EK_OP_EVERY ? EK_FALSE : EK_TRUE;
    bool stopped = false;
    uint8_t because = w.because;

    while (!stopped && step_walk(&w)) {
        bool perhaps = is_perhaps(&w.list, w.at - 1);
        ek_answer answer = ek_plain_of(plain, expr->args[1]);

        if (answer.truth == EK_UNKNOWN)
            because = because | answer.because;
        if (perhaps && (answer.truth == stops || answer.truth == EK_UNKNOWN))
            because = because | w.list.because;
        stopped = !perhaps && answer.truth == stops;
    }
    end_walk(&w);
    if (stopped)
        return ek_plain_truth(stops, 0);
    if (because != 0)
        return ek_plain_truth(EK_UNKNOWN, because);
    return ek_plain_truth(stops == EK_FALSE ? EK_TRUE : EK_FALSE, 0);
}

static ek_answer eval_those(ek_plain *plain, const ek_expr *expr)
{
    walk w = begin_walk(plain, expr);
    ek_arena *arena = plain->scene->arena;
    const ek_record **items = EK_NEW_ARRAY(arena, const ek_record *, w.list.count + 1);
    bool *perhaps = EK_NEW_ARRAY(arena, bool, w.list.count + 1), any = false;
    ek_answer those = {.type = EK_TYPE_LIST, .state = EK_KNOWN};

    while (step_walk(&w)) {
        ek_truth truth = test_element(&w, 1);

        if (truth == EK_FALSE)
            continue;
        items[those.count] = w.list.items[w.at - 1];
        perhaps[those.count++] = truth == EK_UNKNOWN;
        any = any || truth == EK_UNKNOWN;
    }
    end_walk(&w);
    if (is_missing_list(&w))
        return ek_plain_missing(EK_TYPE_LIST, w.because);
    those.items = items;
    those.perhaps = any ? perhaps : NULL;
    those.because = w.because;
    return those;
}

static ek_answer eval_each_of(ek_plain *plain, const ek_expr *expr)
{
    walk w = begin_walk(plain, expr);
    ek_text *items = NULL;
    uint32_t count = 0, capacity = 0;

    while (step_walk(&w)) {
        ek_answer x = ek_plain_of(plain, expr->args[1]);

        if (is_perhaps(&w.list, w.at - 1))
            w.because = w.because | w.list.because;
        if (x.state == EK_MISSING)
            w.because = w.because | x.because;
        if (x.state != EK_KNOWN)
            continue;
        if (x.type == EK_TYPE_TEXT)
            *EK_PUSH(plain->scene->arena, items, count, capacity) = x.as.text;
        else if (x.type == EK_TYPE_SET)
            for (uint32_t i = 0; i < x.as.texts.count; i++)
                *EK_PUSH(plain->scene->arena, items, count, capacity) = x.as.texts.items[i];
    }
    end_walk(&w);
    return w.because != 0 ? ek_plain_missing(EK_TYPE_SET, w.because) : ek_plain_set(items, count);
}

/* ---- Sums and means ------------------------------------------------------------------------ */

/* Does the schema say that this fact is never below nothing? */
static bool is_never_negative(const ek_expr *x)
{
    return x->op == EK_OP_FACT && x->as.path.field != NULL &&
           (x->as.path.field->flags & (EK_NOT_NEGATIVE | EK_POSITIVE)) != 0;
}

/* The next element that is not out, its x (and its weight) read; false after the last. */
static bool take_element(walk *w, bool weighted, element *out)
{
    uint32_t condition = weighted ? 3 : 2;

    while (step_walk(w)) {
        ek_truth truth = test_element(w, condition);

        if (truth == EK_FALSE)
            continue;
        out->perhaps = truth == EK_UNKNOWN;
        out->x = ek_plain_of(w->plain, w->expr->args[1]);
        ek_plain_gather(w->plain, w->expr, &w->marks, &out->x, ek_plain_is_mark(w->expr->args[1]));
        if (weighted)
            out->w = ek_plain_of(w->plain, w->expr->args[2]);
        return true;
    }
    return false;
}

/* What an element adds: its x; nothing to x where it is only perhaps in. */
static ek_answer weigh_element(walk *w, const element *e)
{
    ek_answer x = e->x;

    if (x.state == EK_MISSING && is_never_negative(w->expr->args[1])) {
        x.has_low = true;
        x.low = EK_ZERO;
    }
    if (!e->perhaps)
        return x;
    x.state = EK_MISSING;
    if (x.has_low && x.low.num > 0)
        x.low = EK_ZERO;
    if (x.has_high && x.high.num < 0)
        x.high = EK_ZERO;
    return x;
}

static ek_answer eval_sum(ek_plain *plain, const ek_expr *expr)
{
    walk w = begin_walk(plain, expr);
    ek_answer sum = ek_plain_number(EK_ZERO);
    element e;
    bool none = false, perhaps_none = false;
    uint8_t because = 0;

    while (take_element(&w, false, &e)) {
        none = none || (e.x.state == EK_NONE && !e.perhaps);
        perhaps_none = perhaps_none || e.x.state == EK_NONE;
        if (e.x.state == EK_NONE)
            continue;
        if (e.x.state == EK_MISSING)
            because = because | e.x.because;
        sum = ek_plain_sum(plain, expr, sum, weigh_element(&w, &e));
    }
    end_walk(&w);
    if (none)
        return ek_plain_none(EK_TYPE_QUANTITY);
    because = because | w.because;
    if (is_missing_list(&w)) {
        sum.state = EK_MISSING;
        sum.has_low = is_never_negative(expr->args[1]);
        sum.has_high = false;
    } else if (perhaps_none) {
        sum = ek_plain_missing(EK_TYPE_QUANTITY, because);
    }
    sum.because = because;
    ek_plain_put_scale(expr, &w.marks, &sum);
    if (sum.has_low && sum.has_high && ek_fraction_equal(sum.low, sum.high))
        return ek_plain_settled(sum);
    sum.state = EK_MISSING;
    return sum;
}

/* A mean is known when all of it is. */
static ek_answer eval_mean(ek_plain *plain, const ek_expr *expr)
{
    bool weighted = expr->op == EK_OP_WEIGHTED_MEAN_OF, none = false;
    walk w = begin_walk(plain, expr);
    ek_answer sum = ek_plain_number(EK_ZERO), weight = ek_plain_number(EK_ZERO);
    element e;
    uint32_t count = 0;
    uint8_t because = 0;

    while (take_element(&w, weighted, &e)) {
        if (!weighted)
            e.w = ek_plain_number(EK_ONE);
        none = none || (!e.perhaps && (e.x.state == EK_NONE || e.w.state == EK_NONE));
        because = because | (e.x.state == EK_MISSING ? e.x.because : 0u) |
                  (e.w.state == EK_MISSING ? e.w.because : 0u);
        count++;
        if (e.x.state != EK_KNOWN || e.w.state != EK_KNOWN || e.perhaps)
            continue;
        sum = ek_plain_sum(plain, expr, sum, ek_plain_product(plain, expr, e.x, e.w));
        weight = ek_plain_sum(plain, expr, weight, e.w);
    }
    end_walk(&w);
    because = because | w.because;
    if (none)
        return ek_plain_none(EK_TYPE_QUANTITY);
    if (because != 0)
        return ek_plain_missing(EK_TYPE_QUANTITY, because);
    if (count == 0)
        return ek_plain_none(EK_TYPE_QUANTITY);
    sum = ek_plain_quotient(plain, expr, sum, weight);
    ek_plain_put_scale(expr, &w.marks, &sum);
    return sum;
}

/* ---- Largest and smallest ------------------------------------------------------------------ */

static bool is_beyond(ek_fraction a, ek_fraction b, bool largest)
{
    int order = ek_fraction_compare(a, b);

    return largest ? order > 0 : order < 0;
}

/* The largest is at least the largest low of those surely in, and at most the largest high of all.
 * Elements that are none have no size. The smallest mirrors that. */
static ek_answer eval_outermost(ek_plain *plain, const ek_expr *expr)
{
    bool largest = expr->op == EK_OP_LARGEST_OF, has_near = false, has_far = true, any = false;
    bool certain = false;
    ek_fraction near = EK_ZERO, far = EK_ZERO;
    walk w = begin_walk(plain, expr);
    ek_answer answer = {.type = EK_TYPE_QUANTITY, .state = EK_KNOWN};
    element e;
    uint8_t because = 0;

    while (take_element(&w, false, &e)) {
        bool x_has_near = largest ? e.x.has_low : e.x.has_high;
        bool x_has_far = largest ? e.x.has_high : e.x.has_low;
        ek_fraction x_near = largest ? e.x.low : e.x.high, x_far = largest ? e.x.high : e.x.low;

        if (e.x.state == EK_NONE)
            continue;
        if (e.x.state == EK_MISSING)
            because = because | e.x.because;
        if (has_far && x_has_far && (!any || is_beyond(x_far, far, largest)))
            far = x_far;
        has_far = has_far && x_has_far;
        if (!e.perhaps && x_has_near && (!has_near || is_beyond(x_near, near, largest)))
            near = x_near;
        has_near = has_near || (!e.perhaps && x_has_near);
        certain = certain || !e.perhaps;
        any = true;
    }
    end_walk(&w);
    because = because | w.because;
    if (is_missing_list(&w) || (any && !certain))
        return ek_plain_missing(EK_TYPE_QUANTITY, because);
    if (!any)
        return ek_plain_none(EK_TYPE_QUANTITY);
    answer.state = because != 0 ? EK_MISSING : EK_KNOWN;
    answer.because = because;
    answer.has_low = largest ? has_near : has_far;
    answer.has_high = largest ? has_far : has_near;
    answer.low = largest ? near : far;
    answer.high = largest ? far : near;
    ek_plain_put_scale(expr, &w.marks, &answer);
    return ek_plain_settled(answer);
}

/* ---- Numbers and shares -------------------------------------------------------------------- */

/* How many elements are in (or perhaps in) the list, by the truth of the condition for each. */
typedef struct tally {
    uint32_t certain[3], perhaps[3]; /* by ek_truth */
} tally;

static tally count_elements(walk *w)
{
    tally counted = {{0, 0, 0}, {0, 0, 0}};

    while (step_walk(w)) {
        bool perhaps = is_perhaps(&w->list, w->at - 1);
        ek_answer answer = ek_plain_truth(EK_TRUE, 0);

        if (w->expr->count > 1)
            answer = ek_plain_of(w->plain, w->expr->args[1]);
        w->because = w->because | answer.because;
        if (perhaps)
            counted.perhaps[answer.truth]++;
        else
            counted.certain[answer.truth]++;
    }
    end_walk(w);
    return counted;
}

static ek_answer eval_number_of(ek_plain *plain, const ek_expr *expr)
{
    walk w = begin_walk(plain, expr);
    tally counted = count_elements(&w);
    uint32_t most = counted.certain[EK_TRUE] + counted.certain[EK_UNKNOWN] +
                    counted.perhaps[EK_TRUE] + counted.perhaps[EK_UNKNOWN];
    ek_answer answer = ek_plain_missing(EK_TYPE_QUANTITY, w.because);

    if (counted.perhaps[EK_TRUE] + counted.perhaps[EK_UNKNOWN] > 0)
        answer.because = answer.because | w.list.because;
    answer.has_low = true;
    answer.low = ek_fraction_whole(counted.certain[EK_TRUE]);
    answer.has_high = !is_missing_list(&w);
    answer.high = ek_fraction_whole(most);
    return ek_plain_settled(answer);
}

static ek_fraction divide_counts(ek_plain *plain, const ek_expr *expr, uint32_t a, uint32_t b)
{
    ek_fraction share = EK_ZERO;

    if (b > 0)
        ek_plain_exact(plain, expr, ek_fraction_make(&share, a, b));
    return share;
}

/* The least share: those perhaps in are in where they fail; the greatest: where they hold. */
static ek_answer eval_share_of(ek_plain *plain, const ek_expr *expr)
{
    walk w = begin_walk(plain, expr);
    tally counted = count_elements(&w);
    uint32_t all =
        counted.certain[EK_TRUE] + counted.certain[EK_FALSE] + counted.certain[EK_UNKNOWN];
    uint32_t fail = counted.perhaps[EK_FALSE] + counted.perhaps[EK_UNKNOWN];
    uint32_t hold = counted.perhaps[EK_TRUE] + counted.perhaps[EK_UNKNOWN];
    ek_answer answer = ek_plain_missing(EK_TYPE_QUANTITY, w.because);

    if (w.list.perhaps != NULL)
        answer.because = answer.because | w.list.because;
    if (is_missing_list(&w) || (all == 0 && w.list.count > 0))
        return answer;
    if (all == 0)
        return ek_plain_none(EK_TYPE_QUANTITY);
    answer.has_low = answer.has_high = true;
    answer.low = divide_counts(plain, expr, counted.certain[EK_TRUE], all + fail);
    answer.high = divide_counts(
        plain, expr, counted.certain[EK_TRUE] + counted.certain[EK_UNKNOWN] + hold, all + hold);
    return ek_plain_settled(answer);
}

ek_answer ek_plain_list_word(ek_plain *plain, const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_EVERY:
    case EK_OP_SOME: return eval_quantifier(plain, expr);
    case EK_OP_THOSE: return eval_those(plain, expr);
    case EK_OP_EACH_OF: return eval_each_of(plain, expr);
    case EK_OP_SUM_OF: return eval_sum(plain, expr);
    case EK_OP_LARGEST_OF:
    case EK_OP_SMALLEST_OF: return eval_outermost(plain, expr);
    case EK_OP_NUMBER_OF: return eval_number_of(plain, expr);
    case EK_OP_SHARE_OF: return eval_share_of(plain, expr);
    default: return eval_mean(plain, expr);
    }
}
