/* Simple values: what an expression is where everything that it looks at is simply known.
 *
 * Most quantities, dates and sets of a case are given, have no scale and no bounds, and do not
 * overflow. For these an answer with its reasons, bounds and scale is not needed: a number, a day,
 * a text or a set goes from hand to hand. Whatever is not so simple, here or further down, ends as
 * false, and the asker evaluates the whole on the general path (run_value.c and its kin). What was
 * read until then is the beginning of what the general path reads, in the same order, so that
 * reading it twice leaves no trace. Which nodes are worth a try, ek_is_simple says when they are
 * made. */
#include <assert.h>
#include <string.h>

#include "rule/compile.h"

/* ---- Which nodes may be simple ------------------------------------------------------------- */

static bool is_simple_type(ek_type type)
{
    return type == EK_TYPE_QUANTITY || type == EK_TYPE_DATE || type == EK_TYPE_TEXT ||
           type == EK_TYPE_SET || type == EK_TYPE_LEVEL;
}

static bool is_simple_arg(const ek_node *node, uint32_t index, ek_type type)
{
    return node->args[index]->simple && node->args[index]->type == type;
}

static bool is_simple_constant(const ek_node *node)
{
    const ek_answer *constant = node->as.constant;

    return constant->state == EK_KNOWN && constant->scale.size == 0 && !node->marks &&
           is_simple_type(constant->type);
}

static bool is_simple_table(const ek_node *node)
{
    uint32_t keys = node->count - (node->has_otherwise ? 1u : 0u);
    const ek_node *table = node->args[0];

    if (!table->is_constant || table->as.constant->state != EK_KNOWN ||
        table->as.constant->type != EK_TYPE_TABLE || table->as.constant->scale.size != 0)
        return false;
    for (uint32_t i = 1; i < keys; i++)
        if (!is_simple_arg(node, i, EK_TYPE_TEXT) && !is_simple_arg(node, i, EK_TYPE_QUANTITY))
            return false;
    return true;
}

static bool are_simple_quantities(const ek_node *node)
{
    for (uint32_t i = 0; i < node->count; i++)
        if (!is_simple_arg(node, i, EK_TYPE_QUANTITY))
            return false;
    return node->count > 0;
}

bool ek_is_simple(const ek_node *node)
{
    if (node->is_constant)
        return is_simple_constant(node);
    if (node->marks)
        return false;
    switch (node->op) {
    case EK_OP_FACT: return node->direct && is_simple_type(node->type);
    case EK_OP_TERM: return is_simple_type(node->type);
    case EK_OP_ADD:
    case EK_OP_SUBTRACT:
    case EK_OP_MULTIPLY:
    case EK_OP_DIVIDE:
    case EK_OP_LESSER_OF:
    case EK_OP_GREATER_OF: return are_simple_quantities(node);
    case EK_OP_UP_TO: return is_simple_arg(node, 0, node->type);
    case EK_OP_ROUNDED:
        return is_simple_arg(node, 0, EK_TYPE_QUANTITY) && node->args[1]->is_constant &&
               node->args[1]->as.constant->state == EK_KNOWN &&
               node->args[1]->as.constant->type == EK_TYPE_ROUNDING;
    case EK_OP_EQF: return is_simple_arg(node, 0, EK_TYPE_LEVEL);
    case EK_OP_SHARE_COVERED:
        return is_simple_arg(node, 0, EK_TYPE_SET) && is_simple_arg(node, 1, EK_TYPE_SET);
    case EK_OP_AGE_ON:
    case EK_OP_MONTHS_IN:
        return is_simple_arg(node, 0, EK_TYPE_DATE) && is_simple_arg(node, 1, EK_TYPE_DATE);
    case EK_OP_MONTHS_AFTER:
    case EK_OP_YEARS_AFTER:
        return is_simple_arg(node, 0, EK_TYPE_DATE) && is_simple_arg(node, 1, EK_TYPE_QUANTITY);
    case EK_OP_FROM_TABLE: return is_simple_table(node);
    default: return false;
    }
}

/* ---- Cells of tables ----------------------------------------------------------------------- */

/* The cell for simple keys; *cell NULL: there is none. False: a key is not simple. */
static bool find_cell(ek_run *run, const ek_node *node, const ek_datum **cell)
{
    uint32_t keys = node->count - (node->has_otherwise ? 1u : 0u);

    *cell = node->args[0]->as.constant->as.datum;
    for (uint32_t i = 1; i < keys; i++) {
        char room[EK_KEY_ROOM];
        ek_fraction number = EK_ZERO;
        ek_text key;

        if (node->args[i]->type == EK_TYPE_TEXT) {
            if (!ek_simple_text(run, node->args[i], &key))
                return false;
        } else if (!ek_simple_number(run, node->args[i], &number) ||
                   !ek_write_key(room, number, &key)) {
            return false;
        }
        if (*cell != NULL)
            *cell = (*cell)->kind == EK_DATUM_TABLE ? ek_find_row(*cell, key) : NULL;
    }
    return true;
}

static bool find_text_cell(ek_run *run, const ek_node *node, ek_text *out)
{
    const ek_datum *cell;

    if (!find_cell(run, node, &cell) || cell == NULL || cell->kind != EK_DATUM_TEXT)
        return false;
    *out = cell->as.text;
    return true;
}

/* ---- Leaves -------------------------------------------------------------------------------- */

static const ek_answer *find_known_word(ek_run *run, const ek_node *node, ek_answer *room)
{
    const ek_answer *answer = ek_run_word(run, node->as.term, node->type, room);

    return answer->type == node->type && answer->state == EK_KNOWN ? answer : NULL;
}

bool ek_simple_text(ek_run *run, const ek_node *node, ek_text *out)
{
    const ek_answer *answer = node->is_constant ? node->as.constant : NULL;
    const ek_value *value;
    ek_answer room;

    assert(node->simple && node->type == EK_TYPE_TEXT);
    if (answer == NULL && node->op == EK_OP_FACT) {
        value = ek_run_known(run, node->as.fact);
        if (value == NULL)
            return false;
        *out = value->as.text;
        return true;
    }
    if (answer == NULL && node->op == EK_OP_FROM_TABLE)
        return find_text_cell(run, node, out);
    if (answer == NULL)
        answer = node->op == EK_OP_TERM ? find_known_word(run, node, &room) : NULL;
    if (answer != NULL)
        *out = answer->as.text;
    return answer != NULL;
}

bool ek_simple_set(ek_run *run, const ek_node *node, ek_texts *out)
{
    const ek_answer *answer = node->is_constant ? node->as.constant : NULL;
    const ek_value *value;
    ek_answer room;

    assert(node->simple && node->type == EK_TYPE_SET);
    if (answer == NULL && node->op == EK_OP_FACT) {
        value = ek_run_known(run, node->as.fact);
        if (value == NULL)
            return false;
        *out = value->as.texts;
        return true;
    }
    if (answer == NULL)
        answer = node->op == EK_OP_TERM ? find_known_word(run, node, &room) : NULL;
    if (answer != NULL)
        *out = answer->as.texts;
    return answer != NULL;
}

/* ---- Days ---------------------------------------------------------------------------------- */

static bool find_later(ek_run *run, const ek_node *node, ek_date *out)
{
    ek_fraction months = EK_ZERO;
    ek_date day = 0;

    if (!ek_simple_day(run, node->args[0], &day) ||
        !ek_simple_number(run, node->args[1], &months) ||
        (node->op == EK_OP_YEARS_AFTER &&
         ek_fraction_multiply(&months, months, ek_fraction_whole(12)) != ERKEND_OK))
        return false;
    return ek_date_months_after(out, day, ek_fraction_floor(months)) == ERKEND_OK;
}

bool ek_simple_day(ek_run *run, const ek_node *node, ek_date *out)
{
    const ek_answer *answer = NULL;
    const ek_value *value;
    ek_answer room;

    assert(node->simple && node->type == EK_TYPE_DATE);
    if (node->is_constant) {
        answer = node->as.constant;
    } else if (node->op == EK_OP_FACT) {
        value = ek_run_known(run, node->as.fact);
        if (value == NULL)
            return false;
        *out = value->as.date;
        return true;
    } else if (node->op == EK_OP_TERM) {
        answer = find_known_word(run, node, &room);
    } else {
        if (node->op == EK_OP_UP_TO)
            return ek_simple_day(run, node->args[0], out);
        return (node->op == EK_OP_MONTHS_AFTER || node->op == EK_OP_YEARS_AFTER) &&
               find_later(run, node, out);
    }
    if (answer != NULL)
        *out = answer->as.date;
    return answer != NULL;
}

/* ---- Numbers ------------------------------------------------------------------------------- */

/* Both arguments; when the first is not simple the second is not read. */
static bool find_two(ek_run *run, const ek_node *node, ek_fraction *a, ek_fraction *b)
{
    return ek_simple_number(run, node->args[0], a) && ek_simple_number(run, node->args[1], b);
}

static bool combine(ek_run *run, const ek_node *node, ek_fraction *out)
{
    ek_fraction a, b;

    if (!find_two(run, node, &a, &b))
        return false;
    switch (node->op) {
    case EK_OP_ADD: return ek_fraction_add(out, a, b) == ERKEND_OK;
    case EK_OP_SUBTRACT: return ek_fraction_subtract(out, a, b) == ERKEND_OK;
    case EK_OP_MULTIPLY: return ek_fraction_multiply(out, a, b) == ERKEND_OK;
    default: return b.num != 0 && ek_fraction_divide(out, a, b) == ERKEND_OK;
    }
}

static bool find_extreme(ek_run *run, const ek_node *node, ek_fraction *out)
{
    for (uint32_t i = 0; i < node->count; i++) {
        ek_fraction next;
        int order;

        if (!ek_simple_number(run, node->args[i], &next))
            return false;
        order = i == 0 ? 0 : ek_fraction_compare(next, *out);
        if (i == 0 || (node->op == EK_OP_LESSER_OF ? order < 0 : order > 0))
            *out = next;
    }
    return true;
}

static bool find_share(ek_run *run, const ek_node *node, ek_fraction *out)
{
    ek_texts have, want;
    int64_t shown = 0;

    if (!ek_simple_set(run, node->args[0], &have) || !ek_simple_set(run, node->args[1], &want))
        return false;
    *out = EK_ONE;
    if (want.count == 0)
        return true;
    for (uint32_t i = 0; i < want.count; i++)
        shown += ek_texts_have(have, want.items[i]);
    return ek_fraction_make(out, shown, want.count) == ERKEND_OK;
}

static bool find_period(ek_run *run, const ek_node *node, ek_fraction *out)
{
    ek_date first, last;

    if (!ek_simple_day(run, node->args[0], &first) || !ek_simple_day(run, node->args[1], &last))
        return false;
    if (node->op == EK_OP_AGE_ON) {
        *out = ek_fraction_whole(ek_date_age_on(first, last));
        return true;
    }
    return (int64_t)last >= (int64_t)first - 1 && ek_date_months_in(out, first, last) == ERKEND_OK;
}

static bool find_number_cell(ek_run *run, const ek_node *node, ek_fraction *out)
{
    uint32_t last = node->count - 1;
    const ek_datum *cell;

    if (!find_cell(run, node, &cell))
        return false;
    if (cell == NULL && node->has_otherwise && node->args[last]->simple &&
        node->args[last]->type == EK_TYPE_QUANTITY)
        return ek_simple_number(run, node->args[last], out);
    if (cell == NULL || cell->kind != EK_DATUM_NUMBER)
        return false;
    *out = cell->as.number;
    return true;
}

static bool find_level(ek_run *run, const ek_node *node, ek_fraction *out)
{
    const ek_node *level = node->args[0];
    const ek_value *value =
        !level->is_constant && level->op == EK_OP_FACT ? ek_run_known(run, level->as.fact) : NULL;
    uint8_t number = value != NULL ? ek_eqf_level(run->scene->book->all, value->as.level) : 0;

    *out = ek_fraction_whole(number);
    return number != 0;
}

static bool find_number(ek_run *run, const ek_node *node, ek_fraction *out)
{
    const ek_value *value;

    switch (node->op) {
    case EK_OP_FACT:
        value = ek_run_known(run, node->as.fact);
        if (value == NULL || value->kind != EK_KIND_NUMBER)
            return false;
        *out = value->as.number;
        return true;
    case EK_OP_ADD:
    case EK_OP_SUBTRACT:
    case EK_OP_MULTIPLY:
    case EK_OP_DIVIDE: return combine(run, node, out);
    case EK_OP_LESSER_OF:
    case EK_OP_GREATER_OF: return find_extreme(run, node, out);
    case EK_OP_UP_TO: return ek_simple_number(run, node->args[0], out);
    case EK_OP_ROUNDED:
        return ek_simple_number(run, node->args[0], out) &&
               ek_fraction_round(out, *out, node->args[1]->as.constant->as.rounding) == ERKEND_OK;
    case EK_OP_EQF: return find_level(run, node, out);
    case EK_OP_SHARE_COVERED: return find_share(run, node, out);
    case EK_OP_AGE_ON:
    case EK_OP_MONTHS_IN: return find_period(run, node, out);
    case EK_OP_FROM_TABLE: return find_number_cell(run, node, out);
    default: return false;
    }
}

bool ek_simple_number(ek_run *run, const ek_node *node, ek_fraction *out)
{
    const ek_answer *answer;
    ek_answer room;

    assert(node->simple && node->type == EK_TYPE_QUANTITY);
    if (node->is_constant) {
        *out = node->as.constant->low;
        return true;
    }
    if (node->op != EK_OP_TERM)
        return find_number(run, node, out);
    answer = find_known_word(run, node, &room);
    if (answer == NULL || answer->scale.size != 0)
        return false;
    *out = answer->low;
    return true;
}
