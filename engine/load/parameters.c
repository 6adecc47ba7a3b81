/* parameters.yaml: numbers, dates, lists, tables and roundings of the law, each with its days. */
#include "base/sort.h"
#include "load/policy.h"
#include "load/reader.h"

#define TABLE_DEPTH 3 /* keys of one table */

static const char *const parameter_keys[] = {"says", "unit", "values", NULL};
static const char *const dated_keys[] = {"value", "law", "status", NULL};

/* ---- Values -------------------------------------------------------------------------------------
 */

static bool read_datum(const ek_policy *policy, const ek_parameter *parameter, const ek_node *node,
                       uint32_t depth, ek_datum *out);

static bool read_numbers(const ek_policy *policy, const ek_node *node, ek_datum *out)
{
    ek_fraction *items = EK_NEW_ARRAY(policy->arena, ek_fraction, node->count);

    for (uint32_t i = 0; i < node->count; i++)
        if (!ek_policy_number(policy, node->items[i], "an item of this list", &items[i]))
            return false;
    out->kind = EK_DATUM_NUMBERS;
    out->as.numbers.items = items;
    out->as.numbers.count = node->count;
    return true;
}

static bool read_list(const ek_policy *policy, const ek_parameter *parameter, const ek_node *node,
                      ek_datum *out)
{
    if (node->count == 0 && parameter->unit_kind == EK_UNIT_MEASURE) {
        ek_policy_refuse(policy, ek_policy_place(policy, node), "the list is empty: write numbers");
        return false;
    }
    if (parameter->unit_kind == EK_UNIT_MEASURE)
        return read_numbers(policy, node, out);
    if (parameter->unit_kind == EK_UNIT_DATE || parameter->unit_kind == EK_UNIT_ROUNDING) {
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "a %s is due here, and this is a list: write one",
                         parameter->unit_kind == EK_UNIT_DATE ? "date" : "rounding");
        return false;
    }
    out->kind = EK_DATUM_TEXTS;
    return ek_policy_texts(policy, node, "value", true, &out->as.texts);
}

static bool read_rounding(const ek_policy *policy, const ek_node *node, ek_datum *out)
{
    out->kind = EK_DATUM_ROUNDING;
    if (node->kind == EK_NODE_SCALAR &&
        ek_rounding_read(&out->as.rounding, node->text) == ERKEND_OK)
        return true;
    ek_policy_refuse(
        policy, ek_policy_place(policy, node),
        "this is no rounding: write down to 1, up to 1, half up to 1/100, half even to "
        "1 or largest remainder to 1");
    return false;
}

static bool read_scalar(const ek_policy *policy, const ek_parameter *parameter, const ek_node *node,
                        ek_datum *out)
{
    switch (parameter->unit_kind) {
    case EK_UNIT_MEASURE:
        out->kind = EK_DATUM_NUMBER;
        return ek_policy_number(policy, node, "value", &out->as.number);
    case EK_UNIT_DATE:
        out->kind = EK_DATUM_DATE;
        return ek_policy_date(policy, node, "value", &out->as.date);
    case EK_UNIT_TEXT:
        out->kind = EK_DATUM_TEXT;
        return ek_policy_text(policy, node, "value", &out->as.text);
    case EK_UNIT_TEXTS: return ek_policy_texts(policy, node, "value", true, &out->as.texts);
    case EK_UNIT_ROUNDING: return read_rounding(policy, node, out);
    }
    return false;
}

/* ---- Tables -------------------------------------------------------------------------------------
 */

/* A key that is a number, in lowest terms; any other as it is. */
static ek_text make_key(const ek_policy *policy, ek_text written)
{
    ek_fraction number;
    ek_buffer key;

    if (ek_fraction_read(&number, written) != ERKEND_OK)
        return written;
    ek_buffer_init(&key, policy->arena);
    ek_buffer_fraction(&key, number);
    return ek_buffer_done(&key);
}

static int compare_rows(const void *a, const void *b)
{
    return ek_text_compare(((const ek_row *)a)->key, ((const ek_row *)b)->key);
}

static bool read_table(const ek_policy *policy, const ek_parameter *parameter, const ek_node *node,
                       uint32_t depth, ek_datum *out)
{
    ek_row *rows = EK_NEW_ARRAY(policy->arena, ek_row, node->count);
    bool good = true;

    if (depth == TABLE_DEPTH || node->count == 0) {
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         node->count == 0 ? "the table is empty: write its rows"
                                          : "a table has at most three keys: split it");
        return false;
    }
    for (uint32_t i = 0; i < node->count; i++) {
        rows[i].key = make_key(policy, node->pairs[i].key);
        good =
            read_datum(policy, parameter, node->pairs[i].value, depth + 1, &rows[i].value) && good;
    }
    ek_sort(rows, node->count, sizeof *rows, compare_rows);
    for (uint32_t i = 1; i < node->count; i++) {
        if (!ek_text_equal(rows[i - 1].key, rows[i].key))
            continue;
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "the table has the row %.*s twice: keep one", EK_TEXT_ARGS(rows[i].key));
        good = false;
    }
    out->kind = EK_DATUM_TABLE;
    out->as.table.rows = rows;
    out->as.table.count = node->count;
    return good;
}

static bool read_datum(const ek_policy *policy, const ek_parameter *parameter, const ek_node *node,
                       uint32_t depth, ek_datum *out)
{
    if (node->kind == EK_NODE_NULL)
        return false; /* reported by the reader of YAML */
    if (node->kind == EK_NODE_MAP)
        return read_table(policy, parameter, node, depth, out);
    if (node->kind == EK_NODE_LIST)
        return read_list(policy, parameter, node, out);
    return read_scalar(policy, parameter, node, out);
}

/* ---- Parameters
 * ---------------------------------------------------------------------------------- */

static bool read_unit(const ek_policy *policy, const ek_node *node, ek_parameter *out)
{
    static const char *const kinds[] = {"date", "text", "texts", "rounding"};
    static const ek_unit_kind unit_kinds[] = {EK_UNIT_DATE, EK_UNIT_TEXT, EK_UNIT_TEXTS,
                                              EK_UNIT_ROUNDING};
    const ek_text known[] = {EK_TEXT("share"),   EK_TEXT("factor"), EK_TEXT("count"),
                             EK_TEXT("months"),  EK_TEXT("weeks"),  EK_TEXT("days"),
                             EK_TEXT("years"),   EK_TEXT("hours"),  EK_TEXT("points"),
                             EK_TEXT("date"),    EK_TEXT("text"),   EK_TEXT("texts"),
                             EK_TEXT("rounding")};
    ek_text unit, nearest;

    if (!ek_policy_text(policy, node, "unit", &unit))
        return false;
    for (uint32_t i = 0; i < 4; i++)
        if (ek_text_is(unit, kinds[i])) {
            out->unit_kind = unit_kinds[i];
            return true;
        }
    out->unit_kind = EK_UNIT_MEASURE;
    if (ek_measure_read(&out->measure, unit))
        return true;
    nearest = ek_text_nearest(unit, known, sizeof known / sizeof known[0]);
    if (nearest.size > 0) {
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "there is no unit %.*s: did you mean %.*s?",
                         EK_TEXT_ARGS(ek_text_slice(unit, 0, 60)), EK_TEXT_ARGS(nearest));
        return false;
    }
    ek_policy_refuse(
        policy, ek_policy_place(policy, node),
        "there is no unit %.*s: write share, factor, count, months, weeks, days, years, "
        "hours, points, points/year, mark(scale), date, text, texts or rounding",
        EK_TEXT_ARGS(ek_text_slice(unit, 0, 60)));
    return false;
}

static bool read_dated(const ek_policy *policy, const ek_parameter *parameter, const ek_pair *pair,
                       ek_dated *out)
{
    const ek_node *value, *law;
    bool good = true;

    out->place = ek_policy_key_place(policy, pair);
    if (ek_date_read(&out->since, pair->key) != ERKEND_OK) {
        ek_policy_refuse(policy, out->place,
                         "%.*s is no date: values stand under the first day on which they hold, as "
                         "2020-01-01",
                         EK_TEXT_ARGS(ek_text_slice(pair->key, 0, 60)));
        good = false;
    }
    if (!ek_policy_is_map(policy, pair->value, "a value, { value: …, law: … },"))
        return false;
    ek_policy_keys(policy, pair->value, "a value of a parameter", dated_keys);
    value = ek_policy_need(policy, pair->value, "a value of a parameter", "value");
    law = ek_policy_need(policy, pair->value, "a value of a parameter", "law");
    good = value && read_datum(policy, parameter, value, 0, &out->value) && good;
    good = law && ek_policy_text(policy, law, "law", &out->law) && good;
    out->unverified = ek_policy_unverified(policy, pair->value);
    return good;
}

static int compare_dated(const void *a, const void *b)
{
    ek_date left = ((const ek_dated *)a)->since, right = ((const ek_dated *)b)->since;

    return left < right ? -1 : left > right;
}

static void read_values(const ek_policy *policy, const ek_node *node, ek_parameter *out)
{
    ek_dated *values;

    if (!ek_policy_is_map(policy, node, "values, by first day,"))
        return;
    if (node->count == 0)
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "there are no values: write at least one, under its first day");
    values = EK_NEW_ARRAY(policy->arena, ek_dated, node->count);
    for (uint32_t i = 0; i < node->count; i++)
        out->value_count += read_dated(policy, out, &node->pairs[i], &values[out->value_count]);
    ek_sort(values, out->value_count, sizeof *values, compare_dated);
    out->values = values;
}

static const ek_parameter *read_parameter(const ek_policy *policy, const ek_pair *pair)
{
    ek_parameter *parameter = EK_NEW(policy->arena, ek_parameter);
    const char *what = ek_text_terminated(
        policy->arena, ek_text_format(policy->arena, "parameter %.*s", EK_TEXT_ARGS(pair->key)));
    const ek_node *says, *unit, *values;

    parameter->name = pair->key;
    parameter->place = ek_policy_key_place(policy, pair);
    (void)ek_policy_name(policy, pair, "parameter");
    if (!ek_policy_is_map(policy, pair->value, what))
        return parameter;
    ek_policy_keys(policy, pair->value, what, parameter_keys);
    says = ek_policy_need(policy, pair->value, what, "says");
    unit = ek_policy_need(policy, pair->value, what, "unit");
    values = ek_policy_need(policy, pair->value, what, "values");
    if (says)
        parameter->says = ek_policy_says(policy, says, "says");
    if (unit && read_unit(policy, unit, parameter) && values)
        read_values(policy, values, parameter);
    return parameter;
}

static int compare_parameters(const void *a, const void *b)
{
    return ek_text_compare((*(const ek_parameter *const *)a)->name,
                           (*(const ek_parameter *const *)b)->name);
}

void ek_parameters_load(ek_arena *arena, const ek_source *source, const erkend_limits *limits,
                        const ek_parameter *const **out, uint32_t *count, ek_problems *problems)
{
    ek_policy policy;
    const ek_node *root = ek_policy_open(&policy, arena, source, limits, problems);
    const ek_parameter **items;

    *out = NULL;
    *count = 0;
    if (!root)
        return;
    items = EK_NEW_ARRAY(arena, const ek_parameter *, root->count);
    for (uint32_t i = 0; i < root->count; i++)
        items[i] = read_parameter(&policy, &root->pairs[i]);
    ek_sort(items, root->count, sizeof *items, compare_parameters);
    *out = items;
    *count = root->count;
}
