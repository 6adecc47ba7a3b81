/* What rules ask of a claim, day by day.
 *
 * A rule that needs no more than the claim (ek_planned.at_once) becomes one run of steps that says
 * what the rule says and goes on to the next, so that rules that are silent or content pass by
 * without a call. Which rules there are, and with which parameters, changes on few days: for each
 * kind of claim and each interval between two such days there is a list. A condition that several
 * rules ask is asked once for a claim. */
#include "base/sort.h"
#include "rule/compile.h"

typedef struct asking {
    ek_compiler *compiler;
    const ek_plan *plan;
    const ek_step *stops; /* behind the last rule of a phase, and for rules that are not at once */
    struct last {
        const ek_node *where, *must;
        const ek_test *test;
    } * last; /* by rule: on the day before */
    ek_date *days;
    uint32_t day_count, day_capacity;
} asking;

static const ek_root *root_of(const asking *to, const ek_expr *expr)
{
    return expr != NULL ? to->compiler->programs->roots[expr->number_id] : NULL;
}

/* ---- Conditions of several rules ------------------------------------------------------------- */

/* What `no` says of a condition is told with it. */
static ek_test *test_of(const asking *to, const ek_node *node)
{
    while (!node->is_constant && node->op == EK_OP_NO) {
        node = node->args[0];
        ek_compile_test(to->compiler, node);
    }
    return (ek_test *)(uintptr_t)node->test;
}

static void share_tests(asking *to, const ek_rule *rule, const ek_root *root)
{
    for (uint32_t i = 0; root != NULL && i < root->count; i++) {
        ek_test *test = test_of(to, root->intervals[i].node);

        if (test == NULL || test->shared > 0)
            continue;
        if (test->first != NULL)
            test->shared = ++to->compiler->programs->shared_count;
        else
            test->first = rule;
    }
}

/* ---- Days ------------------------------------------------------------------------------------ */

static int compare_days(const void *a, const void *b)
{
    ek_date left = *(const ek_date *)a, right = *(const ek_date *)b;

    return left < right ? -1 : left > right;
}

static void add_day(asking *to, ek_date day)
{
    *EK_PUSH(to->compiler->arena, to->days, to->day_count, to->day_capacity) = day;
}

static void add_days_of_root(asking *to, const ek_root *root)
{
    for (uint32_t i = 0; root != NULL && i < root->count; i++)
        add_day(to, root->intervals[i].since);
}

static void collect_days(asking *to, const ek_planned_kind *kind)
{
    to->day_count = 0;
    add_day(to, EK_DATE_ALWAYS);
    for (uint32_t i = 0; i < kind->count; i++) {
        const ek_rule *rule = kind->rules[i]->rule;

        if (rule->clock != NULL)
            continue;
        add_day(to, rule->since);
        if (rule->last_day < EK_DATE_MAX)
            add_day(to, rule->last_day + 1);
        if (kind->rules[i]->at_once) {
            add_days_of_root(to, root_of(to, rule->where));
            add_days_of_root(to, root_of(to, rule->must));
        }
    }
    ek_sort(to->days, to->day_count, sizeof *to->days, compare_days);
}

/* ---- Lists ----------------------------------------------------------------------------------- */

static const ek_node *node_on(const asking *to, const ek_expr *expr, ek_date day)
{
    return expr != NULL ? ek_root_on(root_of(to, expr), day) : NULL;
}

static const ek_test *test_on(asking *to, const ek_planned *planned, ek_date day)
{
    const ek_rule *rule = planned->rule;
    struct last *last = &to->last[rule->index];
    const ek_node *where = node_on(to, rule->where, day), *must = node_on(to, rule->must, day);

    if (last->test == NULL || last->where != where || last->must != must)
        *last = (struct last){where, must,
                              ek_compile_said(to->compiler, rule, where, must, planned->only_asks)};
    return last->test;
}

static bool may_be_in_force(const ek_rule *rule, ek_date day)
{
    return rule->clock != NULL || (day >= rule->since && day <= rule->last_day);
}

static const ek_node *where_of(const asking *to, const ek_ask *ask, ek_date day)
{
    return ask->planned->at_once ? node_on(to, ask->planned->rule->where, day) : NULL;
}

/* Equal nodes are one. */
static void count_alike(const asking *to, ek_ask *asks, uint32_t count, ek_date day)
{
    for (uint32_t i = count; i-- > 1;) {
        const ek_node *where = where_of(to, &asks[i], day);

        if (where != NULL && where_of(to, &asks[i - 1], day) == where)
            asks[i - 1].alike = asks[i].alike + 1;
    }
}

static void list_phase(asking *to, const ek_planned_kind *kind, uint32_t from, uint32_t end,
                       ek_date day, ek_asks *out, int phase)
{
    ek_ask *asks = EK_NEW_ARRAY(to->compiler->arena, ek_ask, end - from + 1);
    uint32_t count = 0;

    for (uint32_t i = from; i < end; i++) {
        const ek_planned *planned = kind->rules[i];
        const ek_rule *rule = planned->rule;

        if (!may_be_in_force(rule, day))
            continue;
        asks[count].planned = planned;
        asks[count].steps = planned->at_once ? test_on(to, planned, day)->steps : to->stops;
        asks[count++].root = rule->where != NULL ? rule->where : rule->must;
    }
    count_alike(to, asks, count, day);
    asks[count].steps = to->stops;
    out->phases[phase] = asks;
    out->counts[phase] = count;
}

static void list_all(asking *to, ek_asks *out)
{
    uint32_t count = out->counts[EK_PHASE_ASSESS] + out->counts[EK_PHASE_VALIDATE] +
                     out->counts[EK_PHASE_RECOGNISE];
    ek_ask *all = EK_NEW_ARRAY(to->compiler->arena, ek_ask, count + 1), *next = all;

    for (int phase = EK_PHASE_ASSESS; phase <= EK_PHASE_RECOGNISE; phase++)
        for (uint32_t i = 0; i < out->counts[phase]; i++)
            *next++ = out->phases[phase][i];
    next->steps = to->stops;
    out->all = all;
}

static void list_kind(asking *to, ek_planned_kind *kind)
{
    ek_asks *asks;

    collect_days(to, kind);
    asks = EK_NEW_ARRAY(to->compiler->arena, ek_asks, to->day_count);
    for (uint32_t i = 0; i < to->day_count; i++) {
        ek_asks *out = &asks[kind->ask_count];
        uint32_t from = 0;

        if (i > 0 && to->days[i] == to->days[i - 1])
            continue;
        out->since = to->days[i];
        for (int phase = EK_PHASE_ASSESS; phase <= EK_PHASE_RECOGNISE; phase++) {
            list_phase(to, kind, from, kind->phase_end[phase], out->since, out, phase);
            from = kind->phase_end[phase];
        }
        list_all(to, out);
        kind->ask_count++;
    }
    kind->asks = asks;
}

static const ek_step *make_stop(ek_arena *arena)
{
    ek_step *step = EK_NEW(arena, ek_step);

    step->code = EK_STEP_TRUE;
    return step;
}

void ek_compile_asks(ek_compiler *compiler, const ek_plan *plan)
{
    const ek_rulebook *book = compiler->book;
    asking to = {.compiler = compiler, .plan = plan, .stops = make_stop(compiler->arena)};

    to.last = EK_NEW_ARRAY(compiler->arena, struct last, book->rule_count);
    for (uint32_t i = 0; i < book->rule_count; i++)
        if (plan->rules[i].at_once) {
            share_tests(&to, book->rules[i], root_of(&to, book->rules[i]->where));
            share_tests(&to, book->rules[i], root_of(&to, book->rules[i]->must));
        }
    for (ek_scope kind = EK_FIRST_CLAIM; kind <= EK_LAST_CLAIM; kind++)
        list_kind(&to, (ek_planned_kind *)(uintptr_t)&plan->kinds[kind]);
}
