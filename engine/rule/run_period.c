/* Periods of a list joined and counted, and parts that fulfil a composition. */
#include "rule/compile.h"
#include "rule/fulfil.h"

/* ---- months_in_all, days_in_all -------------------------------------------------------------- */

typedef struct span {
    ek_period *periods, *sure; /* all; of elements that are certainly in */
    uint32_t count, sure_count;
    ek_fraction months, sure_months; /* of elements that only say how long */
    bool lacking;                    /* one says nothing, or no days where days are counted */
} span;

static bool is_day(const ek_value *value)
{
    return value != NULL && value->state == EK_KNOWN;
}

static void add_period(ek_run *run, const ek_node *node, span *s, bool perhaps, ek_date first,
                       ek_date last)
{
    if (last < first)
        ek_run_fail(run, node, ERKEND_EINVALID,
                    "a period ends before it begins; correct its first_day or last_day");
    s->periods[s->count++] = (ek_period){first, last};
    if (!perhaps)
        s->sure[s->sure_count++] = (ek_period){first, last};
}

static void add_months(ek_run *run, const ek_node *node, span *s, bool perhaps, ek_fraction months)
{
    ek_run_check(run, node, ek_fraction_add(&s->months, s->months, months));
    if (!perhaps)
        ek_run_check(run, node, ek_fraction_add(&s->sure_months, s->sure_months, months));
}

static void add_element(ek_run *run, const ek_node *node, span *s, const ek_record *record,
                        bool perhaps)
{
    const ek_value *first = ek_run_field(run, node, 0, record);
    const ek_value *last = ek_run_field(run, node, 1, record), *months;

    if (is_day(first) && is_day(last)) {
        add_period(run, node, s, perhaps, first->as.date, last->as.date);
        return;
    }
    if (node->op == EK_OP_MONTHS_IN_ALL) {
        months = ek_run_field(run, node, 2, record);
        if (is_day(months)) {
            add_months(run, node, s, perhaps, months->as.number);
            return;
        }
    }
    s->lacking = true;
}

static ek_fraction count_periods(ek_run *run, const ek_node *node, ek_period *periods,
                                 uint32_t count, ek_fraction start)
{
    count = ek_periods_join(periods, count);
    for (uint32_t i = 0; i < count; i++) {
        ek_fraction length =
            ek_fraction_whole((int64_t)periods[i].last_day - periods[i].first_day + 1);

        if (node->op == EK_OP_MONTHS_IN_ALL)
            ek_run_check(run, node,
                         ek_date_months_in(&length, periods[i].first_day, periods[i].last_day));
        ek_run_check(run, node, ek_fraction_add(&start, start, length));
    }
    return start;
}

void ek_run_periods(ek_run *run, const ek_node *node, ek_answer *out)
{
    span s = {.months = EK_ZERO, .sure_months = EK_ZERO};
    bool some_perhaps = false;
    ek_answer list;

    ek_run_value(run, node->args[0], &list);
    if (list.state == EK_MISSING) {
        ek_answer_unknown(out, EK_TYPE_QUANTITY, list.because);
        out->has_low = true;
        out->low = EK_ZERO;
        return;
    }
    s.periods = EK_NEW_ARRAY(run->scene->arena, ek_period, list.count);
    s.sure = EK_NEW_ARRAY(run->scene->arena, ek_period, list.count);
    for (uint32_t i = 0; i < list.count; i++) {
        bool perhaps = list.perhaps != NULL && list.perhaps[i];

        some_perhaps = some_perhaps || perhaps;
        add_element(run, node, &s, list.items[i], perhaps);
    }
    ek_answer_unknown(
        out, EK_TYPE_QUANTITY,
        (uint8_t)((s.lacking ? EK_BECAUSE_FACT : 0) | (some_perhaps ? list.because : 0)));
    out->has_low = true;
    out->low = count_periods(run, node, s.sure, s.sure_count, s.sure_months);
    out->has_high = !s.lacking;
    out->high = out->low;
    if (out->has_high && some_perhaps)
        out->high = count_periods(run, node, s.periods, s.count, s.months);
    ek_answer_settle(out);
}

/* ---- fulfils ------------------------------------------------------------------------------- */

/* Reads what the assignment looks at; false: the kind or the points of one are missing. */
static bool read_parts(ek_run *run, const ek_node *node, const ek_answer *list)
{
    bool all_known = true;

    for (uint32_t i = 0; i < list->count; i++) {
        const ek_value *kind, *points;

        (void)ek_run_field(run, node, 0, list->items[i]);
        kind = ek_run_field(run, node, 1, list->items[i]);
        points = ek_run_field(run, node, 2, list->items[i]);
        all_known = all_known && (kind == NULL || kind->state != EK_MISSING) &&
                    (points == NULL || points->state != EK_MISSING);
    }
    return all_known;
}

/* With the parts that are certainly in the list, or with all; unknown: one has no code. */
static ek_truth solve(ek_run *run, const ek_node *node, const ek_tree *tree, const ek_answer *list,
                      bool all)
{
    ek_scene *scene = run->scene;
    const ek_record **items = EK_NEW_ARRAY(scene->arena, const ek_record *, list->count);
    uint32_t count = 0;
    ek_part_in *parts;
    ek_account *account;

    for (uint32_t i = 0; i < list->count; i++)
        if (all || list->perhaps == NULL || !list->perhaps[i])
            items[count++] = list->items[i];
    if (!ek_parts_of(scene->arena, items, count, &parts))
        return EK_UNKNOWN;
    account = ek_fulfil(scene->arena, tree, parts, count, scene->search_steps);
    scene->search_steps -=
        account->steps < scene->search_steps ? account->steps : scene->search_steps;
    if (account->fulfilled)
        return EK_TRUE;
    if (!account->exhaustive)
        ek_run_fail(run, node, ERKEND_ELIMIT,
                    "which part serves what was not found within the limit of search_steps; "
                    "raise it");
    return EK_FALSE;
}

ek_truth ek_run_fulfils(ek_run *run, const ek_node *node, uint8_t *because)
{
    ek_answer list, tree;
    ek_truth certain;
    bool all_known;

    ek_run_value(run, node->args[0], &list);
    ek_run_value(run, node->args[1], &tree);
    if (tree.state == EK_NONE)
        return EK_FALSE;
    *because = tree.because | (list.state == EK_MISSING ? list.because : 0);
    if (*because != 0)
        return EK_UNKNOWN;
    all_known = read_parts(run, node, &list);
    certain = solve(run, node, tree.as.tree, &list, false);
    if (certain == EK_TRUE)
        return EK_TRUE;
    *because = EK_BECAUSE_FACT;
    if (certain == EK_UNKNOWN || !all_known)
        return EK_UNKNOWN;
    if (list.perhaps == NULL)
        return EK_FALSE;
    certain = solve(run, node, tree.as.tree, &list, true);
    if (certain == EK_TRUE)
        *because = list.because;
    return certain == EK_TRUE ? EK_UNKNOWN : certain;
}
