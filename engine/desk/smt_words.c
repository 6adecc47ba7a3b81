/* Words over lists: each thing in turn, as far as the list may be long; and what is printed of an
 * expression to compare two sides. */
#include "desk/smt.h"

/* ---- Each in turn --------------------------------------------------------------------------- */

typedef struct turn {
    ek_text guard;
    int32_t at;
} turn;

static turn begin_turn(ek_smt *smt, const ek_smt_value *list, uint32_t i)
{
    turn before = {smt->guard, smt->at[list->scope]};

    smt->at[list->scope] = (int32_t)i;
    smt->guard = ek_smt_and(smt, smt->guard, list->items[i]);
    return before;
}

static void end_turn(ek_smt *smt, const ek_smt_value *list, turn before)
{
    smt->guard = before.guard;
    smt->at[list->scope] = before.at;
}

/* A value of each thing, and whether it is in: by the list, and by a condition. */
typedef struct rows {
    ek_smt_value list;
    ek_text *in;
    ek_smt_value *values;
} rows;

static bool read_rows(ek_smt *smt, const ek_expr *expr, int32_t value_at, int32_t condition_at,
                      rows *out)
{
    out->list = ek_smt_expr(smt, expr->args[0]);
    out->in = EK_NEW_ARRAY(smt->arena, ek_text, smt->length);
    out->values = EK_NEW_ARRAY(smt->arena, ek_smt_value, smt->length);
    if (out->list.type == EK_TYPE_NONE)
        out->list.items = NULL;
    else if (out->list.type != EK_TYPE_LIST || out->list.opaque)
        return false;
    for (uint32_t i = 0; i < smt->length; i++) {
        turn before;

        out->in[i] = EK_TEXT("false");
        if (!out->list.items)
            continue;
        before = begin_turn(smt, &out->list, i);
        out->in[i] = out->list.items[i];
        if (condition_at >= 0 && (uint32_t)condition_at < expr->count)
            out->in[i] = ek_smt_and(smt, out->in[i], ek_smt_expr(smt, expr->args[condition_at]).is);
        if (value_at >= 0)
            out->values[i] = ek_smt_expr(smt, expr->args[value_at]);
        end_turn(smt, &out->list, before);
    }
    return true;
}

static ek_text count_in(ek_smt *smt, const ek_text *in)
{
    ek_text count = EK_TEXT("0");

    for (uint32_t i = 0; i < smt->length; i++)
        count = ek_smt_keep(smt, "Int",
                            ek_smt_format(smt, "(+ %.*s (ite %.*s 1 0))", EK_TEXT_ARGS(count),
                                          EK_TEXT_ARGS(in[i])));
    return count;
}

/* a / number, where the number is one of 1 to length. */
static ek_smt_value over(ek_smt *smt, ek_text a, ek_text number, ek_text none)
{
    ek_smt_value out = ek_smt_quantity(EK_TEXT("0.0"), EK_TEXT("true"));

    for (uint32_t i = 1; i <= smt->length; i++)
        out = ek_smt_either(
            smt, ek_smt_format(smt, "(= %.*s %u)", EK_TEXT_ARGS(number), i),
            ek_smt_quantity(ek_smt_format(smt, "(/ %.*s %u.0)", EK_TEXT_ARGS(a), i), none), out);
    return out;
}

static bool are_quantities(ek_smt *smt, const rows *all)
{
    for (uint32_t i = 0; i < smt->length; i++)
        if (all->list.items && all->values[i].type != EK_TYPE_QUANTITY)
            return false;
    return true;
}

static ek_smt_value sum_rows(ek_smt *smt, const rows *all)
{
    ek_text sum = EK_TEXT("0.0"), none = EK_TEXT("false");

    for (uint32_t i = 0; all->list.items && i < smt->length; i++) {
        sum = ek_smt_keep(smt, "Real",
                          ek_smt_format(smt, "(+ %.*s (ite %.*s %.*s 0.0))", EK_TEXT_ARGS(sum),
                                        EK_TEXT_ARGS(all->in[i]), EK_TEXT_ARGS(all->values[i].is)));
        none = ek_smt_or(smt, none, ek_smt_and(smt, all->in[i], all->values[i].none));
    }
    return ek_smt_quantity(sum, none);
}

static ek_smt_value extreme_of(ek_smt *smt, const rows *all, bool largest)
{
    ek_smt_value out = ek_smt_quantity(EK_TEXT("0.0"), EK_TEXT("true"));

    for (uint32_t i = 0; all->list.items && i < smt->length; i++) {
        ek_text there = ek_smt_and(smt, all->in[i], ek_smt_not(smt, all->values[i].none));
        ek_text better =
            ek_smt_keep(smt, "Bool",
                        ek_smt_format(smt, "(%s %.*s %.*s)", largest ? ">" : "<",
                                      EK_TEXT_ARGS(all->values[i].is), EK_TEXT_ARGS(out.is)));

        out = ek_smt_either(smt, ek_smt_and(smt, there, ek_smt_or(smt, out.none, better)),
                            ek_smt_quantity(all->values[i].is, EK_TEXT("false")), out);
    }
    return out;
}

static ek_smt_value quantity_of(ek_smt *smt, const ek_expr *expr)
{
    ek_smt_value sum;
    rows all;

    if (!read_rows(smt, expr, 1, 2, &all) || !are_quantities(smt, &all))
        return ek_smt_oracle(smt, expr, EK_TYPE_QUANTITY);
    if (expr->op == EK_OP_LARGEST_OF || expr->op == EK_OP_SMALLEST_OF)
        return extreme_of(smt, &all, expr->op == EK_OP_LARGEST_OF);
    sum = sum_rows(smt, &all);
    if (expr->op == EK_OP_SUM_OF)
        return sum;
    return over(smt, sum.is, count_in(smt, all.in), sum.none);
}

static ek_smt_value condition_of(ek_smt *smt, const ek_expr *expr)
{
    bool every = expr->op == EK_OP_EVERY;
    ek_text out = every ? EK_TEXT("true") : EK_TEXT("false");
    rows all;

    if (!read_rows(smt, expr, 1, -1, &all))
        return ek_smt_oracle(smt, expr, EK_TYPE_CONDITION);
    for (uint32_t i = 0; all.list.items && i < smt->length; i++)
        out = every ? ek_smt_and(smt, out,
                                 ek_smt_or(smt, ek_smt_not(smt, all.in[i]), all.values[i].is))
                    : ek_smt_or(smt, out, ek_smt_and(smt, all.in[i], all.values[i].is));
    return ek_smt_truth(out);
}

static ek_smt_value count_of(ek_smt *smt, const ek_expr *expr)
{
    rows all, some;
    ek_text count;

    if (!read_rows(smt, expr, -1, 1, &some) || !read_rows(smt, expr, -1, -1, &all))
        return ek_smt_oracle(smt, expr, EK_TYPE_QUANTITY);
    count = ek_smt_keep(smt, "Real",
                        ek_smt_format(smt, "(to_real %.*s)", EK_TEXT_ARGS(count_in(smt, some.in))));
    if (expr->op == EK_OP_NUMBER_OF)
        return ek_smt_quantity(count, EK_TEXT("false"));
    return over(smt, count, count_in(smt, all.in), EK_TEXT("false"));
}

static ek_smt_value set_of(ek_smt *smt, const ek_expr *expr)
{
    ek_smt_value out = {.type = EK_TYPE_SET, .none = EK_TEXT("false")};
    ek_smt_member *members = EK_NEW_ARRAY(smt->arena, ek_smt_member, smt->length);
    rows all;

    if (!read_rows(smt, expr, 1, -1, &all))
        return ek_smt_oracle(smt, expr, EK_TYPE_SET);
    for (uint32_t i = 0; all.list.items && i < smt->length; i++) {
        if (all.values[i].type != EK_TYPE_TEXT)
            return ek_smt_oracle(smt, expr, EK_TYPE_SET);
        members[out.member_count++] = (ek_smt_member){
            all.values[i].is, ek_smt_and(smt, all.in[i], ek_smt_not(smt, all.values[i].none))};
    }
    out.members = members;
    return out;
}

static ek_smt_value those_of(ek_smt *smt, const ek_expr *expr)
{
    rows all;

    if (!read_rows(smt, expr, -1, 1, &all))
        return ek_smt_oracle(smt, expr, EK_TYPE_LIST);
    all.list.items = all.list.items ? all.in : NULL;
    return all.list;
}

/* ---- Periods -------------------------------------------------------------------------------- */

static ek_smt_value field_value(ek_smt *smt, ek_scope scope, const char *field)
{
    const ek_record_type *type = ek_scope_of(scope)->record;
    ek_path path = {.scope = scope, .length = 1};

    path.slots[0] = (uint16_t)ek_slot(type, field);
    path.field = &type->fields[path.slots[0]];
    return ek_smt_of_path(smt, &path);
}

/* Periods that neither meet nor adjoin, in the order of the list. */
static void keep_apart(ek_smt *smt, const rows *days, const ek_smt_value *firsts)
{
    for (uint32_t i = 0; i + 1 < smt->length; i++)
        ek_smt_require(
            smt, ek_smt_or(smt, ek_smt_not(smt, days->list.items[i + 1]),
                           ek_smt_format(smt, "(< (+ %.*s 1) %.*s)",
                                         EK_TEXT_ARGS(ek_smt_day_number(smt, days->values[i])),
                                         EK_TEXT_ARGS(ek_smt_day_number(smt, firsts[i + 1])))));
}

/* Periods with both days. With more than one, only such that do not meet. */
static ek_smt_value in_all(ek_smt *smt, const ek_expr *expr)
{
    bool months = expr->op == EK_OP_MONTHS_IN_ALL;
    ek_smt_value *firsts = EK_NEW_ARRAY(smt->arena, ek_smt_value, smt->length);
    ek_text sum = EK_TEXT("0.0");
    rows days = {.list = ek_smt_expr(smt, expr->args[0])};

    if (days.list.type == EK_TYPE_NONE)
        return ek_smt_quantity(sum, EK_TEXT("false"));
    if (days.list.type != EK_TYPE_LIST || days.list.opaque ||
        (days.list.scope != EK_SCOPE_STAY && days.list.scope != EK_SCOPE_WORK &&
         days.list.scope != EK_SCOPE_EARLIER))
        return ek_smt_oracle(smt, expr, EK_TYPE_QUANTITY);
    days.values = EK_NEW_ARRAY(smt->arena, ek_smt_value, smt->length);
    for (uint32_t i = 0; i < smt->length; i++) {
        turn before = begin_turn(smt, &days.list, i);
        ek_smt_value first = field_value(smt, days.list.scope, "first_day");
        ek_smt_value last = field_value(smt, days.list.scope, "last_day");
        ek_text one;

        ek_smt_require(smt, ek_smt_not(smt, ek_smt_or(smt, first.none, last.none)));
        ek_smt_require(smt, ek_smt_format(smt, "(<= %.*s %.*s)", EK_TEXT_ARGS(first.is),
                                          EK_TEXT_ARGS(last.is)));
        one = months ? ek_smt_months_in(smt, first, last).is
                     : ek_smt_format(smt, "(to_real (+ (- %.*s %.*s) 1))",
                                     EK_TEXT_ARGS(ek_smt_day_number(smt, last)),
                                     EK_TEXT_ARGS(ek_smt_day_number(smt, first)));
        firsts[i] = first;
        days.values[i] = last;
        end_turn(smt, &days.list, before);
        sum = ek_smt_keep(smt, "Real",
                          ek_smt_format(smt, "(+ %.*s (ite %.*s %.*s 0.0))", EK_TEXT_ARGS(sum),
                                        EK_TEXT_ARGS(days.list.items[i]), EK_TEXT_ARGS(one)));
    }
    keep_apart(smt, &days, firsts);
    return ek_smt_quantity(sum, EK_TEXT("false"));
}

ek_smt_value ek_smt_list_word(ek_smt *smt, const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_EVERY:
    case EK_OP_SOME: return condition_of(smt, expr);
    case EK_OP_SUM_OF:
    case EK_OP_MEAN_OF:
    case EK_OP_LARGEST_OF:
    case EK_OP_SMALLEST_OF: return quantity_of(smt, expr);
    case EK_OP_NUMBER_OF:
    case EK_OP_SHARE_OF: return count_of(smt, expr);
    case EK_OP_MONTHS_IN_ALL:
    case EK_OP_DAYS_IN_ALL: return in_all(smt, expr);
    case EK_OP_EACH_OF: return set_of(smt, expr);
    case EK_OP_THOSE: return those_of(smt, expr);
    default: return ek_smt_oracle(smt, expr, expr->type);
    }
}

/* ---- What is said --------------------------------------------------------------------------- */

static void print_datum(ek_buffer *out, const ek_datum *datum)
{
    switch (datum->kind) {
    case EK_DATUM_NUMBER: ek_buffer_fraction(out, datum->as.number); break;
    case EK_DATUM_DATE: ek_buffer_date(out, datum->as.date); break;
    case EK_DATUM_TEXT: ek_buffer_json(out, datum->as.text); break;
    case EK_DATUM_TEXTS:
        for (uint32_t i = 0; i < datum->as.texts.count; i++)
            ek_buffer_json(out, datum->as.texts.items[i]);
        break;
    case EK_DATUM_ROUNDING: ek_buffer_rounding(out, datum->as.rounding); break;
    case EK_DATUM_NUMBERS:
        for (uint32_t i = 0; i < datum->as.numbers.count; i++) {
            ek_buffer_char(out, ' ');
            ek_buffer_fraction(out, datum->as.numbers.items[i]);
        }
        break;
    case EK_DATUM_TABLE:
        for (uint32_t i = 0; i < datum->as.table.count; i++) {
            ek_buffer_json(out, datum->as.table.rows[i].key);
            ek_buffer_char(out, '(');
            print_datum(out, &datum->as.table.rows[i].value);
            ek_buffer_char(out, ')');
        }
        break;
    }
}

void ek_smt_print(ek_buffer *out, const ek_expr *expr, uint32_t depth)
{
    if (!expr || depth > 64)
        return;
    if (depth == 0)
        ek_buffer_expr(out, expr);
    if (expr->op == EK_OP_PARAM)
        for (uint32_t i = 0; i < expr->as.param->value_count; i++) {
            ek_buffer_char(out, '@');
            ek_buffer_date(out, expr->as.param->values[i].since);
            print_datum(out, &expr->as.param->values[i].value);
        }
    if (expr->op == EK_OP_TERM)
        for (uint32_t i = 0; i < expr->as.term->version_count; i++) {
            const ek_definition *version = expr->as.term->versions[i];

            ek_buffer_format(out, "{%d %d ", (int)version->since, (int)version->last_day);
            if (version->clock) {
                ek_buffer_expr(out, version->clock);
                ek_smt_print(out, version->clock, depth + 1);
            }
            ek_buffer_expr(out, version->is);
            ek_smt_print(out, version->is, depth + 1);
            ek_buffer_char(out, '}');
        }
    for (uint32_t i = 0; i < expr->count; i++)
        ek_smt_print(out, expr->args[i], depth + 1);
}
