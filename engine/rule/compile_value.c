/* Steps of a value: what is worked out, laid out in line.
 *
 * Most quantities, dates and texts of a case are simply known: given, without a scale or bounds.
 * For these a node becomes a run of steps over cells, a cell for each value that waits for another:
 * the arguments first, in the order in which they are read, then what is made of them. Where
 * something is not so simple, a step leaves for the node that asked, which is evaluated on the
 * general path (run_value.c and its kin). What was read until then is the beginning of what that
 * path reads, in the same order, so that reading it twice leaves no trace. */
#include <assert.h>

#include "rule/compile.h"

/* ---- Which nodes are simple ----------------------------------------------------------------- */

static bool is_simple_type(ek_type type)
{
    return type == EK_TYPE_QUANTITY || type == EK_TYPE_DATE || type == EK_TYPE_TEXT ||
           type == EK_TYPE_SET;
}

static bool is_arg(const ek_node *node, uint32_t index, ek_type type)
{
    return node->args[index]->cells > 0 && node->args[index]->type == type;
}

static bool is_simple_constant(const ek_node *node)
{
    const ek_answer *constant = node->as.constant;

    return constant->state == EK_KNOWN && constant->scale.size == 0 && !node->marks &&
           is_simple_type(constant->type);
}

static bool is_table(const ek_node *node, bool with_scale)
{
    const ek_answer *constant = node->is_constant ? node->as.constant : NULL;

    return constant != NULL && constant->state == EK_KNOWN && constant->type == EK_TYPE_TABLE &&
           (constant->scale.size > 0) == with_scale;
}

/* How many args are keys, the table among them. */
static uint32_t count_keys(const ek_node *node)
{
    return node->count - (node->has_otherwise ? 1u : 0u);
}

/* Of a mark the number alone is looked for. */
static bool is_mark(const ek_node *node)
{
    return node->op == EK_OP_FACT && !node->is_constant && node->direct && node->marks &&
           node->type == EK_TYPE_QUANTITY;
}

static bool has_simple_keys(const ek_node *node)
{
    for (uint32_t i = 1; i < count_keys(node); i++)
        if (!is_arg(node, i, EK_TYPE_TEXT) && !is_arg(node, i, EK_TYPE_QUANTITY) &&
            !is_mark(node->args[i]))
            return false;
    return node->type == EK_TYPE_QUANTITY || node->type == EK_TYPE_TEXT;
}

static bool are_quantities(const ek_node *node)
{
    for (uint32_t i = 0; i < node->count; i++)
        if (!is_arg(node, i, EK_TYPE_QUANTITY))
            return false;
    return node->count > 0;
}

static bool is_rounding(const ek_node *node)
{
    return node->is_constant && node->as.constant->state == EK_KNOWN &&
           node->as.constant->type == EK_TYPE_ROUNDING;
}

/* Of some words the check alone knows what they are; there the general path finds out. */
static bool has_its_type(const ek_node *node)
{
    switch (node->op) {
    case EK_OP_FACT:
    case EK_OP_TERM:
    case EK_OP_UP_TO:
    case EK_OP_FROM_TABLE: return is_simple_type(node->type);
    case EK_OP_MONTHS_AFTER:
    case EK_OP_YEARS_AFTER: return node->type == EK_TYPE_DATE;
    default: return node->type == EK_TYPE_QUANTITY;
    }
}

static bool is_simple(const ek_node *node)
{
    if (node->is_constant)
        return is_simple_constant(node);
    if (node->marks || !has_its_type(node))
        return false;
    switch (node->op) {
    case EK_OP_FACT: return node->direct;
    case EK_OP_TERM: return true;
    case EK_OP_ADD:
    case EK_OP_SUBTRACT:
    case EK_OP_MULTIPLY:
    case EK_OP_DIVIDE:
    case EK_OP_LESSER_OF:
    case EK_OP_GREATER_OF: return are_quantities(node);
    case EK_OP_UP_TO: return is_arg(node, 0, node->type);
    case EK_OP_ROUNDED: return is_arg(node, 0, EK_TYPE_QUANTITY) && is_rounding(node->args[1]);
    case EK_OP_EQF:
        return node->args[0]->op == EK_OP_FACT && !node->args[0]->is_constant &&
               node->args[0]->direct && node->args[0]->type == EK_TYPE_LEVEL;
    case EK_OP_SHARE_COVERED: return is_arg(node, 0, EK_TYPE_SET) && is_arg(node, 1, EK_TYPE_SET);
    case EK_OP_AGE_ON:
    case EK_OP_MONTHS_IN: return is_arg(node, 0, EK_TYPE_DATE) && is_arg(node, 1, EK_TYPE_DATE);
    case EK_OP_MONTHS_AFTER:
    case EK_OP_YEARS_AFTER:
        return is_arg(node, 0, EK_TYPE_DATE) && is_arg(node, 1, EK_TYPE_QUANTITY);
    case EK_OP_FROM_TABLE: return is_table(node->args[0], false) && has_simple_keys(node);
    default: return false;
    }
}

/* An arg waits in its cell until those behind it are there. */
static uint32_t count_cells(const ek_node *node)
{
    uint32_t most = 1, waiting = 0;

    for (uint32_t i = 0; !node->is_constant && i < node->count; i++) {
        uint32_t cells = node->args[i]->cells > 0 ? node->args[i]->cells : is_mark(node->args[i]);

        if (waiting + cells > most)
            most = waiting + cells;
        waiting += cells > 0;
    }
    return most;
}

uint8_t ek_count_cells(const ek_node *node)
{
    uint32_t count = is_simple(node) ? count_cells(node) : 0;

    return count <= EK_CELLS - EK_WRITTEN_MAX ? (uint8_t)count : 0;
}

/* ---- Steps ---------------------------------------------------------------------------------- */

static ek_step *push_step(ek_value_steps *out, ek_step_code code, uint32_t cell,
                          const ek_node *node)
{
    ek_step *step = EK_PUSH(out->compiler->arena, out->items, out->count, out->capacity);

    assert(cell < EK_CELLS);
    *step = (ek_step){.code = (uint8_t)code, .slot = (uint8_t)cell, .node = node};
    return step;
}

static void put_constant(ek_value_steps *out, const ek_node *node, uint32_t cell)
{
    ek_step *step = push_step(out, EK_STEP_CONSTANT, cell, node);
    const ek_answer *constant = node->as.constant;

    switch (constant->type) {
    case EK_TYPE_QUANTITY: step->with.cell.number = constant->low; break;
    case EK_TYPE_DATE: step->with.cell.day = constant->as.date; break;
    case EK_TYPE_TEXT: step->with.cell.text = constant->as.text; break;
    default: step->with.cell.texts = constant->as.texts; break;
    }
}

static void put_extreme(ek_value_steps *out, const ek_node *node, uint32_t cell)
{
    ek_put_value(out, node->args[0], cell);
    for (uint32_t i = 1; i < node->count; i++) {
        ek_put_value(out, node->args[i], cell + 1);
        push_step(out, node->op == EK_OP_LESSER_OF ? EK_STEP_LESSER : EK_STEP_GREATER, cell, node);
    }
}

/* ---- Lookups -------------------------------------------------------------------------------- */

const ek_lookup *ek_look_up_texts(ek_arena *arena, ek_texts texts)
{
    ek_lookup *lookup = ek_lookup_new(arena, texts.count);

    for (uint32_t i = 0; i < texts.count; i++)
        (void)ek_lookup_put(lookup, texts.items[i], &texts.items[i]);
    return lookup;
}

/* Rows that hold no table where one more key is asked for are left out: nothing is found there. */
static const ek_lookup *look_up_rows(ek_arena *arena, const ek_datum *table, uint32_t keys)
{
    uint32_t count = table->kind == EK_DATUM_TABLE ? table->as.table.count : 0;
    ek_lookup *lookup = ek_lookup_new(arena, count);

    for (uint32_t i = 0; i < count; i++) {
        const ek_row *row = &table->as.table.rows[i];

        if (keys == 1)
            (void)ek_lookup_put(lookup, row->key, &row->value);
        else if (row->value.kind == EK_DATUM_TABLE)
            (void)ek_lookup_put(lookup, row->key, look_up_rows(arena, &row->value, keys - 1));
    }
    return lookup;
}

static ek_keyed *make_keyed(ek_arena *arena, const ek_node *node)
{
    ek_keyed *keyed = EK_NEW(arena, ek_keyed);

    keyed->keys = count_keys(node) - 1;
    keyed->rows = look_up_rows(arena, node->args[0]->as.constant->as.datum, keyed->keys);
    for (uint32_t i = 0; i < keyed->keys; i++)
        if (node->args[i + 1]->type != EK_TYPE_TEXT)
            keyed->numbers |= UINT32_C(1) << i;
    keyed->kind = node->type == EK_TYPE_TEXT ? EK_DATUM_TEXT : EK_DATUM_NUMBER;
    return keyed;
}

/* The levels of a framework as ek_eqf_level finds them. */
static const ek_lookup *look_up_labels(ek_arena *arena, const ek_rulebooks *books,
                                       const ek_framework *framework)
{
    ek_lookup *lookup = ek_lookup_new(arena, framework->count);

    for (uint32_t i = 0; i < framework->count; i++) {
        ek_level level = {framework->name, framework->labels[i]};
        ek_fraction *number = EK_NEW(arena, ek_fraction);

        *number = ek_fraction_whole(ek_eqf_level(books, &level));
        if (number->num != 0)
            (void)ek_lookup_put(lookup, level.label, number);
    }
    return lookup;
}

/* Of the European framework, then those of all countries; of one name the first. */
static const ek_lookup *look_up_levels(ek_compiler *compiler)
{
    static const ek_text labels[] = {{"1", 1}, {"2", 1}, {"3", 1}, {"4", 1},
                                     {"5", 1}, {"6", 1}, {"7", 1}, {"8", 1}};
    static const ek_framework european = {{"EQF", 3}, labels, NULL, 8};
    const ek_rulebooks *books = compiler->book->all;
    uint32_t count = 1;
    ek_lookup *lookup;

    if (compiler->levels != NULL)
        return compiler->levels;
    for (uint32_t i = 0; books != NULL && i < books->count; i++)
        count += books->items[i]->framework_count;
    lookup = ek_lookup_new(compiler->arena, count);
    ek_lookup_put(lookup, european.name, look_up_labels(compiler->arena, books, &european));
    for (uint32_t i = 0; books != NULL && i < books->count; i++)
        for (uint32_t k = 0; k < books->items[i]->framework_count; k++) {
            const ek_framework *framework = &books->items[i]->frameworks[k];

            (void)ek_lookup_put(lookup, framework->name,
                                look_up_labels(compiler->arena, books, framework));
        }
    return compiler->levels = lookup;
}

/* ---- Steps of several args ------------------------------------------------------------------ */

/* The keys, then the cell of the table; where there is none, what stands for it otherwise. */
static void put_table(ek_value_steps *out, const ek_node *node, uint32_t cell)
{
    ek_keyed *keyed = make_keyed(out->compiler->arena, node);
    uint32_t keys = count_keys(node), at;

    for (uint32_t i = 1; i < keys; i++)
        if (is_mark(node->args[i]))
            push_step(out, EK_STEP_MARK, cell + i - 1, node->args[i])->a = node->args[i]->as.fact;
        else
            ek_put_value(out, node->args[i], cell + i - 1);
    at = out->count;
    push_step(out, EK_STEP_TABLE, cell, node);
    if (node->has_otherwise && is_arg(node, keys, node->type)) {
        out->items[at].negated = true;
        ek_put_value(out, node->args[keys], cell);
    }
    keyed->further = out->count - at;
    out->items[at].with.keyed = keyed;
}

static void put_two(ek_value_steps *out, const ek_node *node, uint32_t cell, ek_step_code code)
{
    ek_put_value(out, node->args[0], cell);
    ek_put_value(out, node->args[1], cell + 1);
    push_step(out, code, cell, node);
}

static void put_eqf(ek_value_steps *out, const ek_node *node, uint32_t cell)
{
    ek_step *step = push_step(out, EK_STEP_EQF, cell, node);

    step->a = node->args[0]->as.fact;
    step->with.lookup = look_up_levels(out->compiler);
}

/* A product is rounded as it is made. */
static void put_rounded(ek_value_steps *out, const ek_node *node, uint32_t cell)
{
    const ek_node *what = node->args[0];
    bool is_product = !what->is_constant && what->op == EK_OP_MULTIPLY;

    if (is_product) {
        ek_put_value(out, what->args[0], cell);
        ek_put_value(out, what->args[1], cell + 1);
    } else {
        ek_put_value(out, what, cell);
    }
    push_step(out, is_product ? EK_STEP_ROUND_PRODUCT : EK_STEP_ROUND, cell, node)->with.rounding =
        &node->args[1]->as.constant->as.rounding;
}

void ek_put_value(ek_value_steps *out, const ek_node *node, uint32_t cell)
{
    assert(node->cells > 0);
    if (node->is_constant) {
        put_constant(out, node, cell);
        return;
    }
    switch (node->op) {
    case EK_OP_FACT:
        push_step(out, node->type == EK_TYPE_QUANTITY ? EK_STEP_QUANTITY : EK_STEP_FACT, cell, node)
            ->a = node->as.fact;
        break;
    case EK_OP_TERM: push_step(out, EK_STEP_WORD_VALUE, cell, node); break;
    case EK_OP_ADD: put_two(out, node, cell, EK_STEP_ADD); break;
    case EK_OP_SUBTRACT: put_two(out, node, cell, EK_STEP_SUBTRACT); break;
    case EK_OP_MULTIPLY: put_two(out, node, cell, EK_STEP_MULTIPLY); break;
    case EK_OP_DIVIDE: put_two(out, node, cell, EK_STEP_DIVIDE); break;
    case EK_OP_SHARE_COVERED: put_two(out, node, cell, EK_STEP_SHARE); break;
    case EK_OP_AGE_ON: put_two(out, node, cell, EK_STEP_AGE); break;
    case EK_OP_MONTHS_IN: put_two(out, node, cell, EK_STEP_MONTHS); break;
    case EK_OP_MONTHS_AFTER: put_two(out, node, cell, EK_STEP_LATER); break;
    case EK_OP_YEARS_AFTER: put_two(out, node, cell, EK_STEP_YEARS_LATER); break;
    case EK_OP_LESSER_OF:
    case EK_OP_GREATER_OF: put_extreme(out, node, cell); break;
    case EK_OP_ROUNDED: put_rounded(out, node, cell); break;
    case EK_OP_EQF: put_eqf(out, node, cell); break;
    case EK_OP_FROM_TABLE: put_table(out, node, cell); break;
    default: assert(node->op == EK_OP_UP_TO); ek_put_value(out, node->args[0], cell);
    }
}

/* ---- Values that are asked for by themselves ------------------------------------------------ */

/* Ends true with the value in the first cell, or unknown where something was not simple. */
static ek_test *end_value(ek_value_steps *steps)
{
    ek_test *test = EK_NEW(steps->compiler->arena, ek_test);
    uint32_t count = steps->count;

    push_step(steps, EK_STEP_TRUE, 0, NULL);
    push_step(steps, EK_STEP_UNKNOWN, 0, NULL);
    for (uint32_t i = 0; i < count; i++)
        steps->items[i].no = ek_steps_away(i, count + 1);
    test->steps = steps->items;
    test->count = steps->count;
    return test;
}

void ek_compile_value(ek_compiler *compiler, const ek_node *node)
{
    ek_value_steps steps = {.compiler = compiler};

    if (node->cells == 0 || node->is_constant || node->test != NULL || node->op == EK_OP_FACT ||
        node->op == EK_OP_TERM)
        return;
    ek_put_value(&steps, node, 0);
    ((ek_node *)(uintptr_t)node)->test = end_value(&steps);
}

/* A mark that a table with a scale says, and nothing else where it has none. */
static bool is_mark_of_table(const ek_node *node)
{
    return !node->is_constant && node->op == EK_OP_FROM_TABLE && node->marks &&
           node->type == EK_TYPE_QUANTITY && is_table(node->args[0], true) &&
           has_simple_keys(node) && count_cells(node) <= EK_CELLS &&
           !(node->has_otherwise && is_arg(node, count_keys(node), node->type));
}

const ek_test *ek_compile_meaning(ek_compiler *compiler, const ek_node *node, ek_text *scale)
{
    ek_value_steps steps = {.compiler = compiler};

    *scale = EK_TEXT("");
    if (is_mark_of_table(node)) {
        *scale = node->args[0]->as.constant->scale;
        put_table(&steps, node, 0);
        return end_value(&steps);
    }
    if (node->cells == 0)
        return NULL;
    ek_put_value(&steps, node, 0);
    return end_value(&steps);
}
