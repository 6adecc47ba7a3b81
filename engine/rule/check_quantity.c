/* Types and measures of words about lists, quantities, tables, the calendar; see check_expr.c. */
#include "rule/check_typing.h"

/* ---- Lists -------------------------------------------------------------------------------- */

/* The list of a list word, and whose name stands for each. */
static void need_list(ek_typing *t)
{
    const ek_expr *list = ek_typing_arg(t, 0);

    ek_need_type(t, 0, EK_TYPE_LIST);
    if (list->type == EK_TYPE_LIST)
        t->expr->list_scope = list->list_scope;
}

static void need_condition_at(ek_typing *t, uint32_t index)
{
    if (t->expr->count > index)
        ek_need_type(t, index, EK_TYPE_CONDITION);
}

void ek_type_list_condition(ek_typing *t)
{
    need_list(t);
    need_condition_at(t, 1);
    ek_typed(t, t->expr->op == EK_OP_THOSE ? EK_TYPE_LIST : EK_TYPE_CONDITION);
}

void ek_type_fulfils(ek_typing *t)
{
    const ek_record_type *type;

    need_list(t);
    ek_need_type(t, 1, EK_TYPE_TREE);
    type = ek_record_type_of(ek_typing_arg(t, 0));
    if (!t->wrong && type != NULL && type != &ek_type_part)
        ek_typing_report(t, ek_typing_arg(t, 0), "a list of parts",
                         "write completion.parts, or those(part, …)");
    ek_typed(t, EK_TYPE_CONDITION);
}

void ek_type_over_list(ek_typing *t)
{
    ek_measure measure;

    need_list(t);
    measure = ek_merge_args(t, 1, 2, "add up");
    if (t->expr->op == EK_OP_WEIGHTED_MEAN_OF) {
        ek_need_quantity(t, 2);
        need_condition_at(t, 3);
    } else {
        need_condition_at(t, 2);
    }
    ek_typed_measure(t, measure);
}

void ek_type_number_of(ek_typing *t)
{
    need_list(t);
    need_condition_at(t, 1);
    ek_typed_plain(t);
}

void ek_type_in_all(ek_typing *t)
{
    const ek_record_type *type;

    need_list(t);
    type = ek_record_type_of(ek_typing_arg(t, 0));
    if (t->expr->op == EK_OP_DAYS_IN_ALL || !ek_has_field(type, "months")) {
        ek_need_field(t, ek_typing_arg(t, 0), "first_day");
        ek_need_field(t, ek_typing_arg(t, 0), "last_day");
    }
    ek_typed_dimension(t, t->expr->op == EK_OP_DAYS_IN_ALL ? EK_DAYS : EK_MONTHS);
}

void ek_type_each_of(ek_typing *t)
{
    need_list(t);
    if (ek_typing_arg(t, 1)->type != EK_TYPE_SET)
        ek_need_type(t, 1, EK_TYPE_TEXT);
    ek_typed(t, EK_TYPE_SET);
}

/* ---- Quantities --------------------------------------------------------------------------- */

void ek_type_sum(ek_typing *t)
{
    const char *verb = t->expr->op == EK_OP_ADD ? "add up" : "subtract";

    for (uint32_t i = 0; i < 2; i++)
        if (ek_typing_arg(t, i)->type == EK_TYPE_DATE)
            ek_typing_report(t, ek_typing_arg(t, i), "quantities",
                             "write months_after, years_after or months_in");
    ek_typed_measure(t, ek_merge_args(t, 0, 2, verb));
}

static ek_measure factor_of(const ek_expr *arg)
{
    ek_measure measure = ek_measure_of(arg);

    if (arg->op == EK_OP_NUMBER)
        measure.any = false;
    return measure;
}

void ek_type_product(ek_typing *t)
{
    ek_measure a = factor_of(ek_typing_arg(t, 0)), b = factor_of(ek_typing_arg(t, 1)), product = a;

    ek_need_quantity(t, 0);
    ek_need_quantity(t, 1);
    if (a.scale.size != 0 && b.scale.size != 0 && !ek_text_equal(a.scale, b.scale))
        ek_merge_measures(t, &a, &b, t->expr->op == EK_OP_DIVIDE ? "divide" : "multiply");
    product.any = a.any || b.any;
    for (uint32_t i = 0; i < EK_DIMENSIONS; i++) {
        int power =
            t->expr->op == EK_OP_MULTIPLY ? a.power[i] + b.power[i] : a.power[i] - b.power[i];

        if ((power > 100 || power < -100) && !t->wrong) {
            t->wrong = true;
            ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place,
                           "no law counts in such a unit: too many factors");
        }
        product.power[i] = (int8_t)power;
    }
    if (product.scale.size == 0)
        product.scale = b.scale;
    if (product.power[EK_MARKS] == 0)
        product.scale = (ek_text){NULL, 0};
    ek_typed_measure(t, product);
}

void ek_type_rounded(ek_typing *t)
{
    const ek_expr *how = ek_typing_arg(t, 1);

    ek_need_quantity(t, 0);
    ek_need_type(t, 1, EK_TYPE_ROUNDING);
    if (!t->wrong && how->op == EK_OP_PARAM)
        for (uint32_t i = 0; i < how->as.param->value_count && !t->wrong; i++)
            if (how->as.param->values[i].value.kind == EK_DATUM_ROUNDING &&
                how->as.param->values[i].value.as.rounding.mode == EK_ROUND_LARGEST_REMAINDER) {
                t->wrong = true;
                ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place,
                               "largest remainder shares out a total and rounds no single number: "
                               "use it in an allocation");
            }
    ek_typed_measure(t, ek_measure_of(ek_typing_arg(t, 0)));
}

/* How many keys a table takes, and what its cells are; false when rows differ. */
static bool find_cell_kind(const ek_datum *datum, uint32_t depth, ek_datum_kind *kind, bool *found)
{
    if (depth == 0) {
        if (*found && *kind != datum->kind)
            return false;
        *kind = datum->kind;
        *found = true;
        return true;
    }
    if (datum->kind != EK_DATUM_TABLE)
        return true;
    for (uint32_t i = 0; i < datum->as.table.count; i++)
        if (!find_cell_kind(&datum->as.table.rows[i].value, depth - 1, kind, found))
            return false;
    return true;
}

static uint32_t count_keys(const ek_datum *datum)
{
    uint32_t most = 0;

    if (datum->kind != EK_DATUM_TABLE)
        return 0;
    for (uint32_t i = 0; i < datum->as.table.count; i++) {
        uint32_t keys = count_keys(&datum->as.table.rows[i].value);

        most = keys > most ? keys : most;
    }
    return most + 1;
}

static void check_keys(ek_typing *t, uint32_t keys)
{
    const ek_parameter *param = ek_typing_arg(t, 0)->as.param;

    for (uint32_t i = 1; i <= keys; i++)
        if (!ek_is_type(ek_typing_arg(t, i), EK_TYPE_TEXT) &&
            !ek_is_type(ek_typing_arg(t, i), EK_TYPE_QUANTITY))
            ek_typing_report(t, ek_typing_arg(t, i), "a text or a number as a key", "");
    for (uint32_t i = 0; i < param->value_count && !t->wrong; i++) {
        uint32_t wanted = count_keys(&param->values[i].value);

        if (wanted == keys)
            continue;
        t->wrong = true;
        ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place,
                       "param.%.*s is a table of %u key%s, and %u %s given",
                       EK_TEXT_ARGS(param->name), (unsigned)wanted, wanted == 1 ? "" : "s",
                       (unsigned)keys, keys == 1 ? "is" : "are");
    }
}

static void check_otherwise(ek_typing *t)
{
    const ek_expr *last = ek_typing_arg(t, t->expr->count - 1);

    if (t->wrong || t->expr->type == EK_TYPE_ANY || last->type == EK_TYPE_ANY ||
        last->type == EK_TYPE_NONE)
        return;
    if (last->type != t->expr->type) {
        t->wrong = true;
        ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place,
                       "the table holds %s, and its otherwise is %s", ek_type_says(t->expr->type),
                       ek_type_says(last->type));
    } else if (last->type == EK_TYPE_QUANTITY) {
        t->expr->measure =
            ek_merge_measures(t, &t->expr->measure, &last->measure, "fit in one table");
    }
}

void ek_type_from_table(ek_typing *t)
{
    const ek_expr *table = ek_typing_arg(t, 0);
    uint32_t keys = t->expr->count - 1 - (t->expr->has_otherwise ? 1u : 0u);
    ek_datum_kind kind = EK_DATUM_TABLE;
    bool found = false, alike = true;

    if (table->type == EK_TYPE_ANY) {
        ek_typed(t, EK_TYPE_ANY);
        return;
    }
    if (table->op != EK_OP_PARAM || table->type != EK_TYPE_TABLE || ek_is_list_of_numbers(table)) {
        ek_typing_report(t, table, "a parameter that is a table", "");
        return;
    }
    check_keys(t, keys);
    if (t->wrong)
        return;
    for (uint32_t i = 0; i < table->as.param->value_count; i++)
        alike = alike && find_cell_kind(&table->as.param->values[i].value, keys, &kind, &found);
    if (found && alike && kind != EK_DATUM_TABLE && kind != EK_DATUM_NUMBERS)
        ek_type_datum(t, kind, table->as.param);
    else
        ek_typed(t, EK_TYPE_ANY);
    if (t->expr->has_otherwise)
        check_otherwise(t);
}

/* ---- The calendar ------------------------------------------------------------------------- */

void ek_type_later_day(ek_typing *t, ek_dimension dimension)
{
    ek_measure wanted = {.any = false}, measure = ek_measure_of(ek_typing_arg(t, 1));

    wanted.power[dimension] = 1;
    ek_need_type(t, 0, EK_TYPE_DATE);
    ek_need_quantity(t, 1);
    if (!t->wrong && !ek_measure_equal(&wanted, &measure)) {
        t->wrong = true;
        ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place, "%s takes %s, not %.*s",
                       ek_op_name(t->expr->op), ek_dimension_name(dimension),
                       EK_TEXT_ARGS(ek_measure_says(t->problems->arena, &measure)));
    }
    ek_typed(t, EK_TYPE_DATE);
}

void ek_type_between_days(ek_typing *t, ek_dimension dimension)
{
    ek_need_type(t, 0, EK_TYPE_DATE);
    ek_need_type(t, 1, EK_TYPE_DATE);
    ek_typed_dimension(t, dimension);
}
