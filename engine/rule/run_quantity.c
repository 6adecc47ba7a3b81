/* Quantities: exact arithmetic with bounds, marks with their scales, and the calendar.
 *
 * A quantity that is unknown may lie between two ends; each operation keeps the ends it can. Where
 * the two meet the quantity is known, whatever is missing behind it (LANGUAGE section 3). */
#include <assert.h>

#include "rule/compile.h"

/* ---- Errors -------------------------------------------------------------------------------- */

/* Does it look at no case? */
static bool is_law_alone(const ek_expr *expr)
{
    for (uint32_t i = 0; i < expr->count; i++)
        if (!is_law_alone(expr->args[i]))
            return false;
    return expr->count > 0 || expr->op == EK_OP_NUMBER || expr->op == EK_OP_TEXT ||
           expr->op == EK_OP_NONE || expr->op == EK_OP_PARAM;
}

/* May this expression have been folded to that constant on some day? */
static bool may_be_constant(const ek_expr *expr, const ek_answer *constant)
{
    const ek_parameter *param = expr->as.param;
    ek_answer value;

    if (expr->op == EK_OP_NUMBER)
        return constant->type == EK_TYPE_QUANTITY &&
               ek_fraction_equal(expr->as.number, constant->low);
    if (expr->op != EK_OP_PARAM)
        return is_law_alone(expr);
    for (uint32_t i = 0; i < param->value_count; i++) {
        ek_answer_of_datum(&value, &param->values[i].value, param->measure.scale);
        if (ek_answer_equal(&value, constant))
            return true;
    }
    return constant->state != EK_KNOWN;
}

static bool may_be_folded(const ek_expr *expr, const ek_node *node)
{
    if (node->is_constant)
        return may_be_constant(expr, node->as.constant);
    if (expr->op != node->op || expr->count != node->count)
        return false;
    for (uint32_t i = 0; i < expr->count; i++)
        if (!may_be_folded(expr->args[i], node->args[i]))
            return false;
    return expr->count > 0 || ek_expr_equal(expr, node->origin);
}

/* The first expression that may have become this node. Equal ones of all rules are one node, so the
 * node alone does not know where it stands. */
static const ek_expr *find_expr(const ek_expr *in, const ek_node *node)
{
    const ek_expr *found = NULL;

    if (may_be_folded(in, node))
        return in;
    for (uint32_t i = 0; i < in->count && found == NULL; i++)
        found = find_expr(in->args[i], node);
    return found;
}

_Noreturn void ek_run_fail(ek_run *run, const ek_node *node, erkend_status status,
                           const char *message)
{
    const ek_expr *at = find_expr(run->root, node);

    assert(run->root != NULL);
    ek_problem_add(run->scene->problems, status, at != NULL ? at->place : run->root->place, "%s",
                   message);
    ek_raise(run->scene->arena, status);
}

void ek_run_check(ek_run *run, const ek_node *node, erkend_status status)
{
    if (status != ERKEND_OK)
        ek_run_fail(run, node, status, "a number became too large to be exact");
}

static bool lacks_scale(const ek_answer *answer, bool marks)
{
    return marks && answer->state == EK_KNOWN && answer->scale.size == 0;
}

bool ek_run_scales(ek_run *run, const ek_node *node, const ek_answer *a, bool a_marks,
                   const ek_answer *b, bool b_marks)
{
    if (a->scale.size != 0 && b->scale.size != 0 && !ek_text_equal(a->scale, b->scale)) {
        ek_text message =
            ek_text_format(run->scene->problems->arena,
                           "marks on %.*s and on %.*s do not compare; convert one with from_table",
                           EK_TEXT_ARGS(a->scale), EK_TEXT_ARGS(b->scale));

        ek_run_fail(run, node, ERKEND_ECONFLICT,
                    ek_text_terminated(run->scene->problems->arena, message));
    }
    return !lacks_scale(a, a_marks) && !lacks_scale(b, b_marks);
}

void ek_run_join_scale(ek_run *run, const ek_node *node, ek_common_scale *common,
                       const ek_answer *next, bool marks)
{
    ek_answer before;

    if (next->scale.size != 0) {
        before = (ek_answer){.type = EK_TYPE_QUANTITY, .scale = common->scale};
        (void)ek_run_scales(run, node, &before, false, next, marks);
    }
    if (lacks_scale(next, marks))
        common->unclear = true;
    if (common->scale.size == 0)
        common->scale = next->scale;
}

void ek_answer_scale(ek_answer *out, const ek_node *node, const ek_common_scale *common)
{
    out->scale = (ek_text){NULL, 0};
    if (node->marks && !common->unclear)
        out->scale = common->scale;
}

/* ---- Bounds -------------------------------------------------------------------------------- */

ek_bounds ek_bounds_of(const ek_answer *answer)
{
    return (ek_bounds){answer->has_low, answer->has_high, answer->low, answer->high};
}

static ek_fraction add(ek_run *run, const ek_node *node, ek_fraction a, ek_fraction b)
{
    ek_fraction sum = EK_ZERO;

    ek_run_check(run, node, ek_fraction_add(&sum, a, b));
    return sum;
}

static ek_fraction multiply(ek_run *run, const ek_node *node, ek_fraction a, ek_fraction b)
{
    ek_fraction product = EK_ZERO;

    ek_run_check(run, node, ek_fraction_multiply(&product, a, b));
    return product;
}

void ek_bounds_add(ek_run *run, const ek_node *node, ek_bounds *a, const ek_bounds *b)
{
    a->has_low = a->has_low && b->has_low;
    a->has_high = a->has_high && b->has_high;
    if (a->has_low)
        a->low = add(run, node, a->low, b->low);
    if (a->has_high)
        a->high = add(run, node, a->high, b->high);
}

void ek_answer_bounds(ek_answer *out, const ek_bounds *bounds, uint8_t because)
{
    ek_answer_unknown(out, EK_TYPE_QUANTITY, because);
    out->has_low = bounds->has_low;
    out->has_high = bounds->has_high;
    if (bounds->has_low)
        out->low = bounds->low;
    if (bounds->has_high)
        out->high = bounds->high;
    ek_answer_settle(out);
}

static ek_bounds negate_bounds(ek_run *run, const ek_node *node, const ek_bounds *a)
{
    ek_bounds negated = {.has_low = a->has_high, .has_high = a->has_low};
    ek_fraction minus = ek_fraction_whole(-1);

    if (a->has_high)
        negated.low = multiply(run, node, a->high, minus);
    if (a->has_low)
        negated.high = multiply(run, node, a->low, minus);
    return negated;
}

/* One end of a product; `infinite` is -1, 1, or 0 for a number. */
typedef struct end {
    int infinite;
    ek_fraction number;
} end;

static int sign_of(const end *e)
{
    if (e->infinite != 0)
        return e->infinite;
    return e->number.num < 0 ? -1 : e->number.num > 0;
}

static end multiply_ends(ek_run *run, const ek_node *node, const end *a, const end *b)
{
    int sign = sign_of(a) * sign_of(b);

    if (sign != 0 && (a->infinite != 0 || b->infinite != 0))
        return (end){sign, EK_ZERO};
    if (sign == 0)
        return (end){0, EK_ZERO};
    return (end){0, multiply(run, node, a->number, b->number)};
}

static bool is_end_below(const end *a, const end *b)
{
    if (a->infinite != 0 || b->infinite != 0)
        return a->infinite < b->infinite;
    return ek_fraction_compare(a->number, b->number) < 0;
}

static ek_bounds multiply_bounds(ek_run *run, const ek_node *node, const ek_bounds *a,
                                 const ek_bounds *b)
{
    end left[2] = {{a->has_low ? 0 : -1, a->low}, {a->has_high ? 0 : 1, a->high}};
    end right[2] = {{b->has_low ? 0 : -1, b->low}, {b->has_high ? 0 : 1, b->high}};
    end low = multiply_ends(run, node, &left[0], &right[0]), high = low;

    for (int i = 1; i < 4; i++) {
        end product = multiply_ends(run, node, &left[i & 1], &right[i >> 1]);

        if (is_end_below(&product, &low))
            low = product;
        if (is_end_below(&high, &product))
            high = product;
    }
    return (ek_bounds){low.infinite == 0, high.infinite == 0, low.number, high.number};
}

/* 1 / a where 0 lies outside; false: it may be 0. */
static bool invert_bounds(ek_run *run, const ek_node *node, const ek_bounds *a, ek_bounds *out)
{
    bool positive = a->has_low && a->low.num > 0, negative = a->has_high && a->high.num < 0;

    if (!positive && !negative)
        return false;
    *out = (ek_bounds){true, true, EK_ZERO, EK_ZERO};
    if (a->has_high)
        ek_run_check(run, node, ek_fraction_divide(&out->low, EK_ONE, a->high));
    if (a->has_low)
        ek_run_check(run, node, ek_fraction_divide(&out->high, EK_ONE, a->low));
    return true;
}

/* ---- Operations on two --------------------------------------------------------------------- */

static void divide_known(ek_run *run, const ek_node *node, const ek_answer *a, const ek_answer *b,
                         ek_answer *out)
{
    ek_fraction result = EK_ZERO;

    if (b->low.num == 0) {
        ek_answer_unknown(out, EK_TYPE_QUANTITY, EK_BECAUSE_FACT);
        return;
    }
    ek_run_check(run, node, ek_fraction_divide(&result, a->low, b->low));
    ek_answer_number(out, result);
}

static void combine_known(ek_run *run, const ek_node *node, const ek_answer *a, const ek_answer *b,
                          ek_answer *out)
{
    ek_fraction result = EK_ZERO;
    erkend_status status = ERKEND_OK;

    switch (node->op) {
    case EK_OP_ADD: status = ek_fraction_add(&result, a->low, b->low); break;
    case EK_OP_SUBTRACT: status = ek_fraction_subtract(&result, a->low, b->low); break;
    case EK_OP_MULTIPLY: status = ek_fraction_multiply(&result, a->low, b->low); break;
    default: divide_known(run, node, a, b, out); return;
    }
    ek_run_check(run, node, status);
    ek_answer_number(out, result);
}

static void combine_bounds(ek_run *run, const ek_node *node, const ek_answer *a, const ek_answer *b,
                           ek_answer *out)
{
    ek_bounds left = ek_bounds_of(a), right = ek_bounds_of(b), inverse, nothing = {0};
    uint8_t because = a->because | b->because;

    switch (node->op) {
    case EK_OP_ADD: ek_bounds_add(run, node, &left, &right); break;
    case EK_OP_SUBTRACT:
        right = negate_bounds(run, node, &right);
        ek_bounds_add(run, node, &left, &right);
        break;
    case EK_OP_MULTIPLY: left = multiply_bounds(run, node, &left, &right); break;
    default:
        if (b->state == EK_KNOWN && b->low.num == 0)
            because |= EK_BECAUSE_FACT;
        left = invert_bounds(run, node, &right, &inverse)
                   ? multiply_bounds(run, node, &left, &inverse)
                   : nothing;
        break;
    }
    ek_answer_bounds(out, &left, because);
}

static void run_two(ek_run *run, const ek_node *node, ek_answer *out)
{
    ek_answer a, b;
    ek_common_scale common = {.unclear = false};

    ek_run_value(run, node->args[0], &a);
    ek_run_value(run, node->args[1], &b);
    if (a.state == EK_NONE || b.state == EK_NONE) {
        ek_answer_none(out, EK_TYPE_QUANTITY);
        return;
    }
    if (a.state == EK_KNOWN && b.state == EK_KNOWN)
        combine_known(run, node, &a, &b, out);
    else
        combine_bounds(run, node, &a, &b, out);
    if (node->op == EK_OP_ADD || node->op == EK_OP_SUBTRACT || node->marks) {
        ek_run_join_scale(run, node, &common, &a, node->args[0]->marks);
        ek_run_join_scale(run, node, &common, &b, node->args[1]->marks);
        ek_answer_scale(out, node, &common);
    }
}

/* ---- Operations on many -------------------------------------------------------------------- */

static bool is_nearer(ek_op op, ek_fraction a, ek_fraction b)
{
    int order = ek_fraction_compare(a, b);

    return op == EK_OP_LESSER_OF ? order < 0 : order > 0;
}

/* lesser_of: low is the least low if all have one, high the least of those that exist; greater_of
 * mirrors it. */
static void narrow_bounds(ek_op op, ek_bounds *to, const ek_bounds *by)
{
    bool lesser = op == EK_OP_LESSER_OF;
    bool *sure = lesser ? &to->has_low : &to->has_high;
    bool *some = lesser ? &to->has_high : &to->has_low;
    ek_fraction *sure_end = lesser ? &to->low : &to->high;
    ek_fraction *some_end = lesser ? &to->high : &to->low;
    bool by_sure = lesser ? by->has_low : by->has_high;
    bool by_some = lesser ? by->has_high : by->has_low;
    ek_fraction by_sure_end = lesser ? by->low : by->high;
    ek_fraction by_some_end = lesser ? by->high : by->low;

    if (by_some && (!*some || is_nearer(op, by_some_end, *some_end))) {
        *some = true;
        *some_end = by_some_end;
    }
    *sure = *sure && by_sure;
    if (*sure && is_nearer(op, by_sure_end, *sure_end))
        *sure_end = by_sure_end;
}

static void run_extreme(ek_run *run, const ek_node *node, ek_answer *out)
{
    ek_common_scale common = {.unclear = false};
    ek_answer arg;
    ek_bounds bounds = {0};
    uint8_t because = 0;
    bool none = false;

    for (uint32_t i = 0; i < node->count; i++) {
        ek_bounds next;

        ek_run_value(run, node->args[i], &arg);
        none = none || arg.state == EK_NONE;
        because |= arg.because;
        ek_run_join_scale(run, node, &common, &arg, node->args[i]->marks);
        next = ek_bounds_of(&arg);
        if (i == 0)
            bounds = next;
        else
            narrow_bounds(node->op, &bounds, &next);
    }
    if (none) {
        ek_answer_none(out, EK_TYPE_QUANTITY);
        return;
    }
    ek_answer_bounds(out, &bounds, because);
    ek_answer_scale(out, node, &common);
}

/* The mean of those that are not none. */
static void run_average(ek_run *run, const ek_node *node, ek_answer *out)
{
    ek_common_scale common = {.unclear = false};
    ek_answer arg;
    ek_fraction sum = EK_ZERO;
    uint32_t count = 0;
    uint8_t because = 0;

    for (uint32_t i = 0; i < node->count; i++) {
        ek_run_value(run, node->args[i], &arg);
        because |= arg.because;
        ek_run_join_scale(run, node, &common, &arg, node->args[i]->marks);
        if (arg.state != EK_KNOWN)
            continue;
        sum = add(run, node, sum, arg.low);
        count++;
    }
    if (because != 0) {
        ek_answer_unknown(out, EK_TYPE_QUANTITY, because);
    } else if (count == 0) {
        ek_answer_none(out, EK_TYPE_QUANTITY);
    } else {
        ek_run_check(run, node, ek_fraction_divide(&sum, sum, ek_fraction_whole(count)));
        ek_answer_number(out, sum);
        ek_answer_scale(out, node, &common);
    }
}

static void run_rounded(ek_run *run, const ek_node *node, ek_answer *out)
{
    ek_answer how;

    ek_run_value(run, node->args[0], out);
    ek_run_value(run, node->args[1], &how);
    if (out->state == EK_NONE || how.state == EK_NONE) {
        ek_answer_none(out, EK_TYPE_QUANTITY);
        return;
    }
    if (how.state != EK_KNOWN) {
        ek_answer_unknown(out, EK_TYPE_QUANTITY, out->because | how.because);
        return;
    }
    if (out->has_low)
        ek_run_check(run, node, ek_fraction_round(&out->low, out->low, how.as.rounding));
    if (out->has_high)
        ek_run_check(run, node, ek_fraction_round(&out->high, out->high, how.as.rounding));
    ek_answer_settle(out);
}

void ek_run_arithmetic(ek_run *run, const ek_node *node, ek_answer *out)
{
    switch (node->op) {
    case EK_OP_LESSER_OF:
    case EK_OP_GREATER_OF: run_extreme(run, node, out); break;
    case EK_OP_AVERAGE_OF: run_average(run, node, out); break;
    case EK_OP_ROUNDED: run_rounded(run, node, out); break;
    default: run_two(run, node, out); break;
    }
}

/* ---- The calendar -------------------------------------------------------------------------- */

static void run_months_in(ek_run *run, const ek_node *node, ek_date first, ek_date last,
                          ek_answer *out)
{
    ek_fraction months = EK_ZERO;

    if ((int64_t)last < (int64_t)first - 1) {
        ek_buffer buffer;

        ek_buffer_init(&buffer, run->scene->problems->arena);
        ek_buffer_string(&buffer, "months from ");
        ek_buffer_date(&buffer, first);
        ek_buffer_string(&buffer, " to ");
        ek_buffer_date(&buffer, last);
        ek_buffer_string(&buffer, ": the last day is before the first; correct one");
        ek_run_fail(run, node, ERKEND_EINVALID, buffer.bytes);
    }
    ek_run_check(run, node, ek_date_months_in(&months, first, last));
    ek_answer_number(out, months);
}

/* The rest of a month is left out: laws count whole ones here. */
static void run_later(ek_run *run, const ek_node *node, ek_date day, ek_fraction number,
                      ek_answer *out)
{
    ek_fraction months = number;

    if (node->op == EK_OP_YEARS_AFTER)
        months = multiply(run, node, number, ek_fraction_whole(12));
    ek_answer_none(out, EK_TYPE_DATE);
    out->state = EK_KNOWN;
    ek_run_check(run, node, ek_date_months_after(&out->as.date, day, ek_fraction_floor(months)));
}

void ek_run_calendar(ek_run *run, const ek_node *node, ek_answer *out)
{
    bool later = node->op == EK_OP_MONTHS_AFTER || node->op == EK_OP_YEARS_AFTER;
    ek_type type = later ? EK_TYPE_DATE : EK_TYPE_QUANTITY;
    ek_answer a, b;

    ek_run_value(run, node->args[0], &a);
    ek_run_value(run, node->args[1], &b);
    if (a.state == EK_NONE || b.state == EK_NONE)
        ek_answer_none(out, type);
    else if (a.state == EK_MISSING || b.state == EK_MISSING)
        ek_answer_unknown(out, type, a.because | b.because);
    else if (later)
        run_later(run, node, a.as.date, b.low, out);
    else if (node->op == EK_OP_AGE_ON)
        ek_answer_number(out, ek_fraction_whole(ek_date_age_on(a.as.date, b.as.date)));
    else
        run_months_in(run, node, a.as.date, b.as.date, out);
}
