/* Collecting hints: a walk through every condition of a rulebook. */
#include "desk/hints.h"

#include "base/sort.h"

void ek_hints_init(ek_hints *hints, ek_arena *arena)
{
    *hints = (ek_hints){.arena = arena};
}

const ek_field_hints *ek_hints_of(const ek_hints *hints, const ek_field *field)
{
    uint32_t i;

    for (i = 0; i < hints->field_count; i++)
        if (hints->fields[i].field == field)
            return &hints->fields[i];
    return NULL;
}

static ek_field_hints *open_field(ek_hints *hints, const ek_field *field)
{
    const ek_field_hints *found = ek_hints_of(hints, field);

    if (found != NULL)
        return &hints->fields[found - hints->fields];
    *EK_PUSH(hints->arena, hints->fields, hints->field_count, hints->field_capacity) =
        (ek_field_hints){.field = field};
    return &hints->fields[hints->field_count - 1];
}

/* ---- Values -------------------------------------------------------------------------------- */

static void add_number(ek_hints *hints, ek_field_hints *to, ek_fraction number)
{
    *EK_PUSH(hints->arena, to->numbers, to->number_count, to->number_capacity) = number;
}

static void add_text(ek_hints *hints, ek_field_hints *to, ek_text text)
{
    if (text.size > 0)
        *EK_PUSH(hints->arena, to->texts, to->text_count, to->text_capacity) = text;
}

static void add_datum(ek_hints *hints, ek_field_hints *to, const ek_datum *datum)
{
    uint32_t i;

    switch (datum->kind) {
    case EK_DATUM_NUMBER: add_number(hints, to, datum->as.number); break;
    case EK_DATUM_DATE:
        *EK_PUSH(hints->arena, to->dates, to->date_count, to->date_capacity) = datum->as.date;
        break;
    case EK_DATUM_TEXT: add_text(hints, to, datum->as.text); break;
    case EK_DATUM_TEXTS:
        for (i = 0; i < datum->as.texts.count; i++)
            add_text(hints, to, datum->as.texts.items[i]);
        break;
    case EK_DATUM_NUMBERS:
        for (i = 0; i < datum->as.numbers.count; i++)
            add_number(hints, to, datum->as.numbers.items[i]);
        break;
    case EK_DATUM_ROUNDING:
    case EK_DATUM_TABLE: break;
    }
}

/* What stands for itself on one side: numbers, texts, parameters on all their days. */
static void add_side(ek_hints *hints, ek_field_hints *to, const ek_expr *side)
{
    uint32_t i;

    switch (side->op) {
    case EK_OP_NUMBER: add_number(hints, to, side->as.number); break;
    case EK_OP_TEXT: add_text(hints, to, side->as.text); break;
    case EK_OP_TEXTS:
        for (i = 0; i < side->count; i++)
            add_side(hints, to, side->args[i]);
        break;
    case EK_OP_PARAM:
        for (i = 0; i < side->as.param->value_count; i++)
            add_datum(hints, to, &side->as.param->values[i].value);
        break;
    default: break;
    }
}

/* ---- Conditions ---------------------------------------------------------------------------- */

/* The field that a side is about: itself, or the one of each in a list, or what is summed up. */
static const ek_field *find_field(const ek_expr *side)
{
    switch (side->op) {
    case EK_OP_FACT: return side->as.path.field;
    case EK_OP_EACH_OF:
    case EK_OP_LARGEST_OF:
    case EK_OP_SMALLEST_OF:
    case EK_OP_SUM_OF: return side->count > 1 ? find_field(side->args[1]) : NULL;
    case EK_OP_TERM:
        return side->as.term->version_count > 0 ? find_field(side->as.term->versions[0]->is) : NULL;
    default: return NULL;
    }
}

/* Each argument against each other. */
static void add_comparison(ek_hints *hints, const ek_expr *expr)
{
    uint32_t i, k;

    for (i = 0; i < expr->count; i++) {
        const ek_field *field = find_field(expr->args[i]);

        for (k = 0; field != NULL && k < expr->count; k++)
            if (k != i)
                add_side(hints, open_field(hints, field), expr->args[k]);
    }
}

/* from_table(param, key, …): the keys of each level belong to the field that is looked up there. */
static void add_rows(ek_hints *hints, const ek_datum *table, const ek_expr *expr, uint32_t level)
{
    uint32_t keys = expr->count - (expr->has_otherwise ? 1 : 0), i;
    const ek_field *field = level < keys ? find_field(expr->args[level]) : NULL;
    ek_fraction number;

    if (level >= keys || table->kind != EK_DATUM_TABLE)
        return;
    for (i = 0; i < table->as.table.count; i++) {
        const ek_row *row = &table->as.table.rows[i];

        if (field != NULL && field->kind == EK_KIND_NUMBER) {
            if (ek_fraction_read(&number, row->key) == ERKEND_OK)
                add_number(hints, open_field(hints, field), number);
        } else if (field != NULL) {
            add_text(hints, open_field(hints, field), row->key);
        }
        add_rows(hints, &row->value, expr, level + 1);
    }
}

static void add_expr(ek_hints *hints, const ek_expr *expr)
{
    uint32_t i;

    if (expr == NULL)
        return;
    switch (expr->op) {
    case EK_OP_AT_LEAST:
    case EK_OP_AT_MOST:
    case EK_OP_MORE_THAN:
    case EK_OP_LESS_THAN:
    case EK_OP_BEFORE:
    case EK_OP_AFTER:
    case EK_OP_ON_OR_BEFORE:
    case EK_OP_ON_OR_AFTER:
    case EK_OP_SAME:
    case EK_OP_DIFFERENT:
    case EK_OP_ONE_OF:
    case EK_OP_COVERS:
    case EK_OP_MULTIPLE_OF: add_comparison(hints, expr); break;
    case EK_OP_FROM_TABLE:
        for (i = 0; expr->args[0]->op == EK_OP_PARAM && i < expr->args[0]->as.param->value_count;
             i++)
            add_rows(hints, &expr->args[0]->as.param->values[i].value, expr, 1);
        break;
    default: break;
    }
    for (i = 0; i < expr->count; i++)
        add_expr(hints, expr->args[i]);
}

/* ---- A rulebook ---------------------------------------------------------------------------- */

static void add_period(ek_hints *hints, ek_date since, ek_date last_day)
{
    if (since >= EK_DATE_MIN && since <= EK_DATE_MAX)
        *EK_PUSH(hints->arena, hints->law_days, hints->law_day_count, hints->law_day_capacity) =
            since;
    if (last_day >= EK_DATE_MIN && last_day < EK_DATE_MAX)
        *EK_PUSH(hints->arena, hints->law_days, hints->law_day_count, hints->law_day_capacity) =
            last_day + 1;
}

void ek_hints_add(ek_hints *hints, const ek_rulebook *book)
{
    uint32_t i, k, law_slot = ek_slot(&ek_type_qualification, "law");
    const ek_field *law_field = &ek_type_qualification.fields[law_slot];

    for (i = 0; i < book->rule_count; i++) {
        const ek_rule *rule = book->rules[i];

        add_period(hints, rule->since, rule->last_day);
        add_expr(hints, rule->where);
        add_expr(hints, rule->must);
        add_expr(hints, rule->to_reach);
        hints->claims |= 1u << rule->claim;
        for (k = 0; k < rule->law_count; k++)
            add_text(hints, open_field(hints, law_field), rule->laws[k].code);
    }
    for (i = 0; i < book->term_count; i++)
        for (k = 0; k < book->terms[i]->version_count; k++) {
            const ek_definition *version = book->terms[i]->versions[k];

            add_period(hints, version->since, version->last_day);
            add_expr(hints, version->is);
        }
    for (i = 0; i < book->parameter_count; i++)
        for (k = 0; k < book->parameters[i]->value_count; k++)
            add_period(hints, book->parameters[i]->values[k].since, EK_DATE_NEVER);
}

/* ---- Order --------------------------------------------------------------------------------- */

static int compare_dates(const void *a, const void *b)
{
    ek_date left = *(const ek_date *)a, right = *(const ek_date *)b;

    return left < right ? -1 : left > right;
}

static int compare_numbers(const void *a, const void *b)
{
    return ek_fraction_compare(*(const ek_fraction *)a, *(const ek_fraction *)b);
}

static uint32_t keep_dates_once(ek_date *dates, uint32_t count)
{
    uint32_t kept = 0, i;

    ek_sort(dates, count, sizeof *dates, compare_dates);
    for (i = 0; i < count; i++)
        if (kept == 0 || dates[kept - 1] != dates[i])
            dates[kept++] = dates[i];
    return kept;
}

static uint32_t keep_numbers_once(ek_fraction *numbers, uint32_t count)
{
    uint32_t kept = 0, i;

    ek_sort(numbers, count, sizeof *numbers, compare_numbers);
    for (i = 0; i < count; i++)
        if (kept == 0 || !ek_fraction_equal(numbers[kept - 1], numbers[i]))
            numbers[kept++] = numbers[i];
    return kept;
}

void ek_hints_done(ek_hints *hints)
{
    uint32_t i;

    hints->law_day_count = keep_dates_once(hints->law_days, hints->law_day_count);
    for (i = 0; i < hints->field_count; i++) {
        ek_field_hints *field = &hints->fields[i];

        field->number_count = keep_numbers_once(field->numbers, field->number_count);
        field->date_count = keep_dates_once(field->dates, field->date_count);
        field->text_count = ek_texts_once(field->texts, field->text_count);
    }
}
