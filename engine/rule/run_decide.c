/* Single conditions on the general path: comparisons with bounds, sets, periods of law, what is
 * given.
 *
 * Each reads both its sides before it says anything. */
#include "rule/compile.h"

static ek_truth decide_if(bool holds)
{
    return holds ? EK_TRUE : EK_FALSE;
}

static ek_truth not_known(uint8_t *because, uint8_t why)
{
    *because = why;
    return EK_UNKNOWN;
}

static ek_truth negate(ek_truth truth)
{
    return truth == EK_UNKNOWN ? EK_UNKNOWN : decide_if(truth == EK_FALSE);
}

/* What both sides of a comparison are. */
typedef struct sides {
    ek_answer a, b;
} sides;

/* false: the comparison is decided already, as `truth`. */
static bool read_sides(ek_run *run, const ek_node *node, sides *s, ek_truth *truth,
                       uint8_t *because)
{
    ek_run_value(run, node->args[0], &s->a);
    ek_run_value(run, node->args[1], &s->b);
    if (s->a.state == EK_NONE || s->b.state == EK_NONE) {
        *truth = EK_FALSE;
        return false;
    }
    *because = s->a.because | s->b.because;
    return true;
}

static bool sides_comparable(ek_run *run, const ek_node *node, const sides *s)
{
    return ek_run_scales(run, node, &s->a, node->args[0]->marks, &s->b, node->args[1]->marks);
}

/* a < b or a <= b at every pair of ends; or at none; or unknown. */
static ek_truth compare_bounds(const ek_answer *a, const ek_answer *b, bool or_same)
{
    if (a->has_high && b->has_low) {
        int order = ek_fraction_compare(a->high, b->low);

        if (order < 0 || (order == 0 && or_same))
            return EK_TRUE;
    }
    if (a->has_low && b->has_high) {
        int order = ek_fraction_compare(a->low, b->high);

        if (order > 0 || (order == 0 && !or_same))
            return EK_FALSE;
    }
    return EK_UNKNOWN;
}

static ek_truth decide_order(ek_run *run, const ek_node *node, uint8_t *because)
{
    ek_truth truth = EK_UNKNOWN;
    sides s;

    if (!read_sides(run, node, &s, &truth, because))
        return truth;
    if (!sides_comparable(run, node, &s))
        return not_known(because, *because | EK_BECAUSE_FACT);
    switch (node->op) {
    case EK_OP_AT_MOST: return compare_bounds(&s.a, &s.b, true);
    case EK_OP_LESS_THAN: return compare_bounds(&s.a, &s.b, false);
    case EK_OP_AT_LEAST: return compare_bounds(&s.b, &s.a, true);
    default: return compare_bounds(&s.b, &s.a, false);
    }
}

static ek_truth decide_days(ek_run *run, const ek_node *node, uint8_t *because)
{
    ek_truth truth = EK_UNKNOWN;
    sides s;

    if (!read_sides(run, node, &s, &truth, because))
        return truth;
    if (s.a.state == EK_MISSING || s.b.state == EK_MISSING)
        return EK_UNKNOWN;
    switch (node->op) {
    case EK_OP_BEFORE: return decide_if(s.a.as.date < s.b.as.date);
    case EK_OP_AFTER: return decide_if(s.a.as.date > s.b.as.date);
    case EK_OP_ON_OR_BEFORE: return decide_if(s.a.as.date <= s.b.as.date);
    default: return decide_if(s.a.as.date >= s.b.as.date);
    }
}

/* ---- Same ---------------------------------------------------------------------------------- */

static bool bounds_apart(const ek_answer *a, const ek_answer *b)
{
    return (a->has_high && b->has_low && ek_fraction_compare(a->high, b->low) < 0) ||
           (b->has_high && a->has_low && ek_fraction_compare(b->high, a->low) < 0);
}

static ek_truth decide_same(ek_run *run, const ek_node *node, uint8_t *because)
{
    sides s;
    bool unknown;

    ek_run_value(run, node->args[0], &s.a);
    ek_run_value(run, node->args[1], &s.b);
    *because = s.a.because | s.b.because;
    unknown = s.a.state == EK_MISSING || s.b.state == EK_MISSING;
    if (s.a.type == EK_TYPE_NONE || s.b.type == EK_TYPE_NONE) /* the word itself */
        return unknown ? EK_UNKNOWN : decide_if(s.a.state == s.b.state);
    if (s.a.state == EK_NONE || s.b.state == EK_NONE) {
        *because = 0;
        return EK_FALSE;
    }
    if (s.a.type == EK_TYPE_QUANTITY && s.b.type == EK_TYPE_QUANTITY) {
        if (!sides_comparable(run, node, &s))
            return not_known(because, *because | EK_BECAUSE_FACT);
        if (bounds_apart(&s.a, &s.b))
            return EK_FALSE;
        return unknown ? EK_UNKNOWN : EK_TRUE;
    }
    return unknown ? EK_UNKNOWN : decide_if(ek_answer_equal(&s.a, &s.b));
}

static bool has_number(const ek_datum *numbers, ek_fraction wanted)
{
    for (uint32_t i = 0; i < numbers->as.numbers.count; i++)
        if (ek_fraction_equal(numbers->as.numbers.items[i], wanted))
            return true;
    return false;
}

static ek_truth decide_one_of(ek_run *run, const ek_node *node, uint8_t *because)
{
    ek_truth truth = EK_UNKNOWN;
    sides s;

    if (!read_sides(run, node, &s, &truth, because))
        return truth;
    if (s.a.state == EK_MISSING || s.b.state == EK_MISSING)
        return EK_UNKNOWN;
    if (!ek_run_scales(run, node, &s.a, node->args[0]->marks, &s.b, false))
        return not_known(because, EK_BECAUSE_FACT);
    if (s.b.type == EK_TYPE_TABLE && s.b.as.datum->kind == EK_DATUM_NUMBERS)
        return decide_if(s.a.type == EK_TYPE_QUANTITY && has_number(s.b.as.datum, s.a.low));
    if (s.b.type != EK_TYPE_SET || s.a.type != EK_TYPE_TEXT)
        return EK_FALSE;
    return decide_if(ek_texts_have(s.b.as.texts, s.a.as.text));
}

static ek_truth decide_covers(ek_run *run, const ek_node *node, uint8_t *because)
{
    ek_truth truth = EK_UNKNOWN;
    sides s;

    if (!read_sides(run, node, &s, &truth, because))
        return truth;
    if (s.a.state == EK_MISSING || s.b.state == EK_MISSING)
        return EK_UNKNOWN;
    for (uint32_t i = 0; i < s.b.as.texts.count; i++)
        if (!ek_texts_have(s.a.as.texts, s.b.as.texts.items[i]))
            return EK_FALSE;
    return EK_TRUE;
}

static ek_truth decide_multiple(ek_run *run, const ek_node *node, uint8_t *because)
{
    ek_truth truth = EK_UNKNOWN;
    ek_fraction times = EK_ZERO;
    sides s;

    if (!read_sides(run, node, &s, &truth, because))
        return truth;
    if (!sides_comparable(run, node, &s))
        return not_known(because, *because | EK_BECAUSE_FACT);
    if (s.a.state == EK_MISSING || s.b.state == EK_MISSING)
        return EK_UNKNOWN;
    if (s.b.low.num == 0)
        return EK_FALSE;
    ek_run_check(run, node, ek_fraction_divide(&times, s.a.low, s.b.low));
    return decide_if(times.num > 0 && ek_fraction_is_whole(times));
}

/* ---- Periods of law ------------------------------------------------------------------------ */

/* A day of a period: known, or how it is absent. */
typedef struct day {
    ek_state state;
    ek_date date;
} day;

/* false: such things have no such day. */
static bool read_day(ek_run *run, const ek_node *node, uint32_t which, const ek_record *record,
                     day *out)
{
    const ek_value *value = ek_run_field(run, node, which, record);

    if (value == NULL)
        return false;
    *out = (day){(ek_state)value->state, value->state == EK_KNOWN ? value->as.date : 0};
    return true;
}

static bool is_known_after(ek_date date, const day *last)
{
    return last->state == EK_KNOWN && date > last->date;
}

static bool is_known_before(ek_date date, const day *first)
{
    return first->state == EK_KNOWN && date < first->date;
}

/* Does the day lie outside, for sure? A period of law: first and last day. A transition: the last
 * day, and the last day of the transition. */
static bool is_outside(bool transition, const day *from, const day *to, ek_date date)
{
    if (is_known_after(date, to))
        return true;
    return transition ? from->state == EK_KNOWN && date <= from->date : is_known_before(date, from);
}

/* The thing: where it is at hand it is looked into, and not read as a whole. */
static void read_thing(ek_run *run, const ek_node *node, ek_answer *out)
{
    if (node->op == EK_OP_THING && run->scene->at[node->as.scope].state == EK_KNOWN) {
        ek_answer_none(out, EK_TYPE_RECORD);
        out->state = EK_KNOWN;
        out->as.record = run->scene->at[node->as.scope].as.record;
        return;
    }
    ek_run_value(run, node, out);
}

static ek_truth decide_period(ek_run *run, const ek_node *node, uint8_t *because)
{
    bool transition = node->op == EK_OP_IN_TRANSITION, whole;
    ek_answer thing, on;
    day from = {EK_NONE, 0}, to = {EK_NONE, 0};

    read_thing(run, node->args[0], &thing);
    if (thing.state != EK_KNOWN)
        return thing.state == EK_NONE ? EK_FALSE : not_known(because, thing.because);
    whole = read_day(run, node, 0, thing.as.record, &from);
    whole = read_day(run, node, 1, thing.as.record, &to) && whole;
    ek_run_value(run, node->args[1], &on);
    *because = on.because;
    if (!whole || on.state == EK_NONE || from.state == EK_NONE ||
        (transition && to.state == EK_NONE))
        return EK_FALSE;
    if (on.state == EK_KNOWN && is_outside(transition, &from, &to, on.as.date))
        return EK_FALSE;
    if (from.state == EK_MISSING || to.state == EK_MISSING)
        *because |= EK_BECAUSE_FACT;
    return *because != 0 ? EK_UNKNOWN : EK_TRUE;
}

/* Something may only perhaps be in the list. */
static bool has_certain(const ek_answer *list)
{
    if (list->perhaps == NULL)
        return list->count > 0;
    for (uint32_t i = 0; i < list->count; i++)
        if (!list->perhaps[i])
            return true;
    return false;
}

static ek_truth decide_given(ek_run *run, const ek_node *node, uint8_t *because)
{
    ek_answer x;

    ek_run_value(run, node->args[0], &x);
    if (x.state == EK_MISSING)
        return not_known(because, x.because);
    if (x.state == EK_NONE)
        return EK_FALSE;
    if (x.type == EK_TYPE_LIST && x.count > 0 && !has_certain(&x))
        return not_known(because, x.because);
    if (x.type == EK_TYPE_LIST)
        return decide_if(x.count > 0);
    return decide_if(x.type != EK_TYPE_SET || x.as.texts.count > 0);
}

ek_truth ek_run_decide(ek_run *run, const ek_node *node, uint8_t *because)
{
    *because = 0;
    switch (node->op) {
    case EK_OP_AT_LEAST:
    case EK_OP_AT_MOST:
    case EK_OP_MORE_THAN:
    case EK_OP_LESS_THAN: return decide_order(run, node, because);
    case EK_OP_BEFORE:
    case EK_OP_AFTER:
    case EK_OP_ON_OR_BEFORE:
    case EK_OP_ON_OR_AFTER: return decide_days(run, node, because);
    case EK_OP_SAME: return decide_same(run, node, because);
    case EK_OP_DIFFERENT: return negate(decide_same(run, node, because));
    case EK_OP_ONE_OF: return decide_one_of(run, node, because);
    case EK_OP_COVERS: return decide_covers(run, node, because);
    case EK_OP_MULTIPLE_OF: return decide_multiple(run, node, because);
    case EK_OP_IN_FORCE:
    case EK_OP_IN_TRANSITION: return decide_period(run, node, because);
    case EK_OP_GIVEN: return decide_given(run, node, because);
    case EK_OP_EVERY:
    case EK_OP_SOME: return ek_run_quantifier(run, node, because);
    case EK_OP_FULFILS: return ek_run_fulfils(run, node, because);
    default: return ek_run_truth(run, node, because);
    }
}

ek_truth ek_run_truth(ek_run *run, const ek_node *node, uint8_t *because)
{
    ek_answer answer;

    if (!node->is_constant && node->op >= EK_OP_AT_LEAST && node->op <= EK_OP_FULFILS)
        return ek_run_decide(run, node, because);
    ek_run_value(run, node, &answer);
    *because = answer.because;
    if (answer.state == EK_MISSING)
        return EK_UNKNOWN;
    if (answer.type == EK_TYPE_CONDITION)
        return answer.truth;
    return decide_if(answer.state == EK_KNOWN); /* a cell of a table counts when it is there */
}
