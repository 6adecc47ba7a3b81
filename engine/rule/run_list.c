/* Words over lists: every, some, those, sums, means, counts, periods joined, and fulfilment.
 *
 * A walk takes each element in turn, makes it what its name stands for, and asks the condition, if
 * there is one. An element is `in`, `perhaps` in (its condition is unknown, or it was only perhaps
 * in the list), or out of it; then it is not looked at further. */
#include "rule/compile.h"

typedef struct walk {
    ek_run *run;
    const ek_node *node;
    const ek_node *condition; /* NULL: none */
    ek_answer list;
    ek_at outside; /* what the name stood for before */
    uint32_t next;
    /* of the element at hand */
    const ek_record *record;
    bool perhaps;
    uint8_t because; /* of all that is perhaps */
} walk;

static void begin_walk(walk *w, ek_run *run, const ek_node *node)
{
    uint32_t args = ek_list_args(node->op);

    *w = (walk){.run = run, .node = node};
    w->condition = node->count > args ? node->args[args] : NULL;
    if (node->op == EK_OP_EVERY || node->op == EK_OP_SOME || node->op == EK_OP_SHARE_OF)
        w->condition = NULL; /* theirs decides, and does not choose */
    ek_run_value(run, node->args[0], &w->list);
    if (node->list_scope < EK_SCOPE_COUNT)
        w->outside = run->scene->at[node->list_scope];
}

static void stand_for(walk *w, const ek_record *record)
{
    if (w->node->list_scope < EK_SCOPE_COUNT)
        w->run->scene->at[w->node->list_scope] = ek_at_record(record);
}

static void end_walk(walk *w)
{
    if (w->node->list_scope < EK_SCOPE_COUNT)
        w->run->scene->at[w->node->list_scope] = w->outside;
}

static bool known_list(const walk *w)
{
    return w->list.state == EK_KNOWN;
}

/* The next element that is not out. */
static bool next_element(walk *w)
{
    while (known_list(w) && w->next < w->list.count) {
        uint32_t index = w->next++;
        ek_truth truth = EK_TRUE;
        uint8_t why = 0;

        w->record = w->list.items[index];
        w->perhaps = w->list.perhaps != NULL && w->list.perhaps[index];
        stand_for(w, w->record);
        if (w->condition != NULL)
            truth = w->condition->test != NULL ? ek_run_test(w->run, w->condition->test, &why)
                                               : ek_run_truth(w->run, w->condition, &why);
        if (truth == EK_FALSE)
            continue;
        if (w->perhaps)
            w->because |= w->list.because;
        if (truth == EK_UNKNOWN) {
            w->because |= why;
            w->perhaps = true;
        }
        return true;
    }
    end_walk(w);
    return false;
}

/* ---- Every, some ----------------------------------------------------------------------------- */

ek_truth ek_run_quantifier(ek_run *run, const ek_node *node, uint8_t *because)
{
    ek_truth stops = node->op == EK_OP_EVERY ? EK_FALSE : EK_TRUE;
    const ek_node *condition = node->args[1];
    walk w;

    *because = 0;
    begin_walk(&w, run, node);
    if (!known_list(&w)) {
        *because = w.list.because;
        return w.list.state == EK_MISSING ? EK_UNKNOWN : stops == EK_FALSE ? EK_TRUE : EK_FALSE;
    }
    while (next_element(&w)) {
        uint8_t why = 0;
        ek_truth truth = condition->test != NULL ? ek_run_test(run, condition->test, &why)
                                                 : ek_run_truth(run, condition, &why);

        if (truth == stops && !w.perhaps) {
            end_walk(&w);
            *because = 0;
            return stops;
        }
        if (truth == EK_UNKNOWN)
            *because |= why;
        if (w.perhaps && truth != (stops == EK_FALSE ? EK_TRUE : EK_FALSE))
            *because |= w.list.because;
    }
    if (*because != 0)
        return EK_UNKNOWN;
    return stops == EK_FALSE ? EK_TRUE : EK_FALSE;
}

/* ---- Those --------------------------------------------------------------------------------- */

static void run_those(ek_run *run, const ek_node *node, ek_answer *out)
{
    ek_arena *arena = run->scene->arena;
    const ek_record **items;
    bool *perhaps, some_perhaps = false;
    uint32_t count = 0;
    walk w;

    begin_walk(&w, run, node);
    if (!known_list(&w)) {
        *out = w.list;
        return;
    }
    items = EK_NEW_ARRAY(arena, const ek_record *, w.list.count);
    perhaps = EK_NEW_ARRAY(arena, bool, w.list.count);
    while (next_element(&w)) {
        items[count] = w.record;
        perhaps[count++] = w.perhaps;
        some_perhaps = some_perhaps || w.perhaps;
    }
    *out = (ek_answer){.type = EK_TYPE_LIST,
                       .state = EK_KNOWN,
                       .items = items,
                       .count = count,
                       .perhaps = some_perhaps ? perhaps : NULL,
                       .because = w.because};
}

/* ---- Sums, means, extremes ----------------------------------------------------------------- */

static void widen_to_zero(ek_bounds *bounds)
{
    if (bounds->has_low && bounds->low.num > 0)
        bounds->low = EK_ZERO;
    if (bounds->has_high && bounds->high.num < 0)
        bounds->high = EK_ZERO;
}

/* What an element adds: its x, or as little as the schema allows; nothing to that where it is
 * perhaps in. */
static ek_bounds weigh_element(const walk *w, const ek_answer *x)
{
    ek_bounds bounds = ek_bounds_of(x);

    if (x->state == EK_MISSING && w->node->args[1]->not_negative) {
        bounds.has_low = true;
        bounds.low = EK_ZERO;
    }
    if (w->perhaps)
        widen_to_zero(&bounds);
    return bounds;
}

static void answer_missing_list(const walk *w, ek_answer *out, bool from_zero)
{
    ek_answer_unknown(out, EK_TYPE_QUANTITY, w->list.because);
    out->has_low = from_zero;
    out->low = EK_ZERO;
}

/* A whole, not too large number of the element at hand, looked at directly; the read is recorded.
 */
static bool look_at_number(const walk *w, int64_t *number)
{
    const ek_node *x = w->node->args[1];
    const ek_fact *fact = x->as.fact;
    const ek_value *value;

    if (w->perhaps || x->op != EK_OP_FACT || fact->path.length != 1 || x->marks ||
        x->type != EK_TYPE_QUANTITY || fact->path.scope != w->node->list_scope)
        return false;
    value = &w->record->slots[fact->path.slots[0]];
    if (value->state != EK_KNOWN || value->as.number.den != 1 ||
        value->as.number.num <= INT32_MIN || value->as.number.num >= INT32_MAX)
        return false;
    ek_run_note(w->run, fact->path.scope, w->record, fact->path.slots[0]);
    *number = value->as.number.num;
    return true;
}

static void run_sum(ek_run *run, const ek_node *node, ek_answer *out)
{
    ek_bounds sum = {true, true, EK_ZERO, EK_ZERO};
    int64_t whole = 0, number; /* the sum, while no element needs more than small whole numbers */
    ek_common_scale common = {.unclear = false};
    bool none = false, perhaps_none = false, simple = true;
    uint8_t because = 0;
    walk w;
    ek_answer x;

    begin_walk(&w, run, node);
    while (next_element(&w)) {
        ek_bounds part;

        if (simple && look_at_number(&w, &number)) {
            whole += number;
            continue;
        }
        if (simple)
            sum.low = sum.high = ek_fraction_whole(whole);
        simple = false;
        ek_run_value(run, node->args[1], &x);
        ek_run_join_scale(run, node, &common, &x, node->args[1]->marks);
        if (x.state == EK_NONE) {
            none = none || !w.perhaps;
            perhaps_none = true;
            continue;
        }
        because |= x.because;
        part = weigh_element(&w, &x);
        ek_bounds_add(run, node, &sum, &part);
    }
    if (simple)
        sum.low = sum.high = ek_fraction_whole(whole);
    if (!known_list(&w)) {
        answer_missing_list(&w, out, node->args[1]->not_negative);
    } else if (none) {
        ek_answer_none(out, EK_TYPE_QUANTITY);
    } else if (perhaps_none) {
        ek_answer_unknown(out, EK_TYPE_QUANTITY, because | w.because);
        ek_answer_scale(out, node, &common);
    } else {
        ek_answer_bounds(out, &sum, because | w.because);
        ek_answer_scale(out, node, &common);
    }
}

/* mean_of and weighted_mean_of: known when all of it is. */
static void run_mean(ek_run *run, const ek_node *node, ek_answer *out)
{
    bool weighted = node->op == EK_OP_WEIGHTED_MEAN_OF, none = false;
    ek_fraction sum = EK_ZERO, weights = EK_ZERO, part;
    ek_common_scale common = {.unclear = false};
    uint32_t count = 0;
    uint8_t because = 0;
    walk w;
    ek_answer x, weight;

    begin_walk(&w, run, node);
    ek_answer_number(&weight, EK_ONE);
    for (; next_element(&w); count++) {
        ek_run_value(run, node->args[1], &x);
        ek_run_join_scale(run, node, &common, &x, node->args[1]->marks);
        if (weighted)
            ek_run_value(run, node->args[2], &weight);
        none = none || (!w.perhaps && (x.state == EK_NONE || weight.state == EK_NONE));
        because |= x.because | weight.because;
        if (x.state != EK_KNOWN || weight.state != EK_KNOWN || w.perhaps)
            continue;
        part = x.low;
        if (weighted)
            ek_run_check(run, node, ek_fraction_multiply(&part, x.low, weight.low));
        ek_run_check(run, node, ek_fraction_add(&sum, sum, part));
        ek_run_check(run, node, ek_fraction_add(&weights, weights, weight.low));
    }
    because |= w.because;
    if (!known_list(&w)) {
        answer_missing_list(&w, out, false);
    } else if (none || (count == 0 && because == 0)) {
        ek_answer_none(out, EK_TYPE_QUANTITY);
    } else if (because != 0 || weights.num == 0) {
        ek_answer_unknown(out, EK_TYPE_QUANTITY, because != 0 ? because : EK_BECAUSE_FACT);
        if (because == 0)
            ek_answer_scale(out, node, &common);
    } else {
        ek_run_check(run, node, ek_fraction_divide(&sum, sum, weights));
        ek_answer_number(out, sum);
        ek_answer_scale(out, node, &common);
    }
}

static bool is_further(ek_op op, ek_fraction a, ek_fraction b)
{
    int order = ek_fraction_compare(a, b);

    return op == EK_OP_LARGEST_OF ? order > 0 : order < 0;
}

static void stretch(ek_op op, bool *has, ek_fraction *end, ek_fraction by)
{
    if (!*has || is_further(op, by, *end))
        *end = by;
    *has = true;
}

/* The largest is at least the largest that is in, and at most the largest there may be; smallest
 * mirrors it. Those without x (none) are left out. */
static void run_extreme_of(ek_run *run, const ek_node *node, ek_answer *out)
{
    bool largest = node->op == EK_OP_LARGEST_OF, has_sure = false, has_far = false, open = false;
    bool any = false, certain = false;
    ek_common_scale common = {.unclear = false};
    ek_fraction sure = EK_ZERO, far = EK_ZERO;
    uint8_t because = 0;
    walk w;
    ek_answer x;

    begin_walk(&w, run, node);
    while (next_element(&w)) {
        ek_run_value(run, node->args[1], &x);
        ek_run_join_scale(run, node, &common, &x, node->args[1]->marks);
        if (x.state == EK_NONE)
            continue;
        because |= x.because;
        any = true;
        certain = certain || !w.perhaps;
        if (!w.perhaps && (largest ? x.has_low : x.has_high))
            stretch(node->op, &has_sure, &sure, largest ? x.low : x.high);
        if (largest ? x.has_high : x.has_low)
            stretch(node->op, &has_far, &far, largest ? x.high : x.low);
        else
            open = true;
    }
    if (!known_list(&w)) {
        answer_missing_list(&w, out, false);
        return;
    }
    if (!any) {
        ek_answer_none(out, EK_TYPE_QUANTITY);
        return;
    }
    ek_answer_unknown(out, EK_TYPE_QUANTITY, because | w.because);
    if (!certain)
        return;
    out->has_low = largest ? has_sure : !open;
    out->has_high = largest ? !open : has_sure;
    out->low = largest ? sure : far;
    out->high = largest ? far : sure;
    ek_answer_settle(out);
    ek_answer_scale(out, node, &common);
}

/* ---- Counts -------------------------------------------------------------------------------- */

static void run_number_of(ek_run *run, const ek_node *node, ek_answer *out)
{
    uint32_t in = 0, perhaps = 0;
    walk w;

    begin_walk(&w, run, node);
    while (next_element(&w)) {
        in += w.perhaps ? 0 : 1;
        perhaps += w.perhaps ? 1 : 0;
    }
    if (!known_list(&w)) {
        answer_missing_list(&w, out, true);
        return;
    }
    ek_answer_unknown(out, EK_TYPE_QUANTITY, w.because);
    out->has_low = out->has_high = true;
    out->low = ek_fraction_whole(in);
    out->high = ek_fraction_whole((int64_t)in + perhaps);
    ek_answer_settle(out);
}

/* How many of a list are what, by how certain it is that they are in the list at all. */
typedef struct shares {
    uint32_t yes, no, unsure; /* certainly in */
    uint32_t perhaps_yes, perhaps_no, perhaps_unsure;
} shares;

static void count_shares(walk *w, const ek_node *condition, shares *s)
{
    while (next_element(w)) {
        uint8_t why = 0;
        ek_truth truth = EK_TRUE;

        if (condition != NULL)
            truth = condition->test != NULL ? ek_run_test(w->run, condition->test, &why)
                                            : ek_run_truth(w->run, condition, &why);
        w->because |= why;
        if (truth == EK_TRUE)
            (*(w->perhaps ? &s->perhaps_yes : &s->yes))++;
        else if (truth == EK_FALSE)
            (*(w->perhaps ? &s->perhaps_no : &s->no))++;
        else
            (*(w->perhaps ? &s->perhaps_unsure : &s->unsure))++;
    }
}

static ek_fraction share_of(ek_run *run, const ek_node *node, uint32_t part, uint32_t whole)
{
    ek_fraction share = EK_ZERO;

    ek_run_check(run, node, ek_fraction_make(&share, part, whole));
    return share;
}

static void run_share_of(ek_run *run, const ek_node *node, ek_answer *out)
{
    const ek_node *condition = node->count > 1 ? node->args[1] : NULL;
    shares s = {0};
    uint32_t sure, least, most;
    walk w;

    begin_walk(&w, run, node);
    count_shares(&w, condition, &s);
    sure = s.yes + s.no + s.unsure;
    if (!known_list(&w)) {
        answer_missing_list(&w, out, false);
        return;
    }
    if (w.list.count == 0) {
        ek_answer_none(out, EK_TYPE_QUANTITY);
        return;
    }
    ek_answer_unknown(out, EK_TYPE_QUANTITY, w.because);
    if (sure == 0)
        return;
    least = sure + s.perhaps_no + s.perhaps_unsure;
    most = sure + s.perhaps_yes + s.perhaps_unsure;
    out->has_low = out->has_high = true;
    out->low = share_of(run, node, s.yes, least);
    out->high = share_of(run, node, s.yes + s.unsure + s.perhaps_yes + s.perhaps_unsure, most);
    ek_answer_settle(out);
}

static void run_each_of(ek_run *run, const ek_node *node, ek_answer *out)
{
    ek_text *items = NULL;
    uint32_t count = 0, capacity = 0;
    uint8_t because = 0;
    walk w;
    ek_answer x;

    begin_walk(&w, run, node);
    while (next_element(&w)) {
        ek_run_value(run, node->args[1], &x);
        because |= x.because;
        if (x.state != EK_KNOWN)
            continue;
        if (x.type == EK_TYPE_SET)
            for (uint32_t i = 0; i < x.as.texts.count; i++)
                *EK_PUSH(run->scene->arena, items, count, capacity) = x.as.texts.items[i];
        else
            *EK_PUSH(run->scene->arena, items, count, capacity) = x.as.text;
    }
    because |= w.because;
    if (w.list.state == EK_MISSING)
        because |= w.list.because;
    if (because != 0) {
        ek_answer_unknown(out, EK_TYPE_SET, because);
        return;
    }
    ek_answer_none(out, EK_TYPE_SET);
    out->state = EK_KNOWN;
    out->as.texts = (ek_texts){items, ek_texts_once(items, count)};
}

void ek_run_list_word(ek_run *run, const ek_node *node, ek_answer *out)
{
    switch (node->op) {
    case EK_OP_THOSE: run_those(run, node, out); break;
    case EK_OP_SUM_OF: run_sum(run, node, out); break;
    case EK_OP_MEAN_OF:
    case EK_OP_WEIGHTED_MEAN_OF: run_mean(run, node, out); break;
    case EK_OP_LARGEST_OF:
    case EK_OP_SMALLEST_OF: run_extreme_of(run, node, out); break;
    case EK_OP_NUMBER_OF: run_number_of(run, node, out); break;
    case EK_OP_SHARE_OF: run_share_of(run, node, out); break;
    case EK_OP_EACH_OF: run_each_of(run, node, out); break;
    default: ek_run_periods(run, node, out); break;
    }
}
