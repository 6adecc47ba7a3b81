/* Values: the one switch over all nodes, sets of texts, tables and levels. */
#include <assert.h>
#include <string.h>

#include "rule/compile.h"

/* { "home", agreement.host }: none when one of the texts is none. */
void ek_run_texts(ek_run *run, const ek_node *node, ek_answer *out)
{
    ek_text *items = NULL;
    uint32_t count = 0, capacity = 0;
    uint8_t because = 0;
    bool none = false;

    for (uint32_t i = 0; i < node->count; i++) {
        ek_answer item;

        ek_run_value(run, node->args[i], &item);
        because |= item.because;
        none |= item.state == EK_NONE;
        if (item.state != EK_KNOWN)
            continue;
        if (item.type == EK_TYPE_SET)
            for (uint32_t k = 0; k < item.as.texts.count; k++) {
                assert(item.as.texts.items != NULL);
                *EK_PUSH(run->scene->arena, items, count, capacity) = item.as.texts.items[k];
            }
        else
            *EK_PUSH(run->scene->arena, items, count, capacity) = item.as.text;
    }
    ek_answer_none(out, EK_TYPE_SET);
    if (none)
        return;
    if (because != 0) {
        ek_answer_unknown(out, EK_TYPE_SET, because);
        return;
    }
    out->state = EK_KNOWN;
    out->as.texts = (ek_texts){items, ek_texts_once(items, count)};
}

/* ---- Tables -------------------------------------------------------------------------------- */

/* As many rows as are looked through faster one by one. */
#define FEW_ROWS 12

const ek_datum *ek_find_row(const ek_datum *table, ek_text key)
{
    uint32_t low = 0, high = table->as.table.count;

    if (high <= FEW_ROWS) {
        for (; low < high; low++)
            if (ek_text_equal(table->as.table.rows[low].key, key))
                return &table->as.table.rows[low].value;
        return NULL;
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = ek_text_compare(table->as.table.rows[middle].key, key);

        if (order == 0)
            return &table->as.table.rows[middle].value;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool ek_write_key(char room[EK_KEY_ROOM], ek_fraction number, ek_text *out)
{
    uint32_t at = EK_KEY_ROOM, left;

    if (number.den != 1 || number.num < 0 || number.num > 99999999)
        return false;
    left = (uint32_t)number.num;
    do
        room[--at] = (char)('0' + left % 10);
    while ((left /= 10) != 0);
    *out = (ek_text){room + at, EK_KEY_ROOM - at};
    return true;
}

static ek_text name_key(ek_run *run, const ek_answer *key, char room[EK_KEY_ROOM])
{
    ek_buffer buffer;
    ek_text text;

    if (key->type != EK_TYPE_QUANTITY)
        return key->as.text;
    if (ek_write_key(room, key->low, &text))
        return text;
    ek_buffer_init(&buffer, run->scene->arena);
    ek_buffer_fraction(&buffer, key->low);
    return ek_buffer_done(&buffer);
}

static void run_table(ek_run *run, const ek_node *node, ek_answer *out)
{
    uint32_t keys = node->count - (node->has_otherwise ? 1u : 0u);
    const ek_answer *table = node->args[0]->as.constant;
    ek_answer key, room_of_table;
    const ek_datum *cell = NULL;
    char room[EK_KEY_ROOM];
    uint8_t because = 0;

    if (!node->args[0]->is_constant) {
        ek_run_value(run, node->args[0], &room_of_table);
        table = &room_of_table;
    }
    if (table->state == EK_KNOWN && table->type == EK_TYPE_TABLE)
        cell = table->as.datum;
    for (uint32_t i = 1; i < keys; i++) {
        ek_run_value(run, node->args[i], &key);
        because |= key.because;
        if (key.state != EK_KNOWN || cell == NULL || cell->kind != EK_DATUM_TABLE)
            cell = NULL;
        else
            cell = ek_find_row(cell, name_key(run, &key, room));
    }
    if (because != 0)
        ek_answer_unknown(out, node->type, because);
    else if (table->state == EK_NONE)
        ek_answer_none(out, node->type); /* no law of that day gives a table */
    else if (cell != NULL)
        ek_answer_of_datum(out, cell, table->scale);
    else if (node->has_otherwise)
        ek_run_value(run, node->args[node->count - 1], out);
    else
        ek_answer_unknown(out, node->type, EK_BECAUSE_FACT);
}

static void run_eqf(ek_run *run, const ek_node *node, ek_answer *out)
{
    ek_answer level;
    uint8_t number;

    ek_run_value(run, node->args[0], &level);
    if (level.state == EK_NONE) {
        ek_answer_none(out, EK_TYPE_QUANTITY);
        return;
    }
    number = level.state == EK_KNOWN ? ek_eqf_level(run->scene->book->all, level.as.level) : 0;
    if (level.state == EK_MISSING)
        ek_answer_unknown(out, EK_TYPE_QUANTITY, level.because);
    else if (number == 0)
        ek_answer_unknown(out, EK_TYPE_QUANTITY, EK_BECAUSE_FACT);
    else
        ek_answer_number(out, ek_fraction_whole(number));
}

static void run_share_covered(ek_run *run, const ek_node *node, ek_answer *out)
{
    ek_fraction share = ek_fraction_whole(1);
    ek_answer have, want;
    int64_t shown = 0;

    ek_run_value(run, node->args[0], &have);
    ek_run_value(run, node->args[1], &want);
    if (have.state == EK_NONE || want.state == EK_NONE) {
        ek_answer_none(out, EK_TYPE_QUANTITY);
        return;
    }
    if (have.state == EK_MISSING || want.state == EK_MISSING) {
        ek_answer_unknown(out, EK_TYPE_QUANTITY, have.because | want.because);
        return;
    }
    assert(want.as.texts.count == 0 || want.as.texts.items != NULL);
    for (uint32_t i = 0; i < want.as.texts.count; i++)
        if (ek_texts_have(have.as.texts, want.as.texts.items[i]))
            shown++;
    if (want.as.texts.count > 0) /* at most 1: it cannot overflow */
        (void)ek_fraction_make(&share, shown, want.as.texts.count);
    ek_answer_number(out, share);
}

static void run_condition(ek_run *run, const ek_node *node, ek_answer *out)
{
    uint8_t because = 0;
    ek_truth truth = node->test != NULL ? ek_run_test(run, node->test, &because)
                                        : ek_run_decide(run, node, &because);

    ek_answer_truth(out, truth, because);
}

/* A node that is worked out, as a simple value. */
static bool run_simple(ek_run *run, const ek_node *node, ek_answer *out)
{
    ek_cell cells[EK_CELLS];
    uint8_t because;

    if (ek_run_steps(run, node->test->steps, cells, &because) != EK_TRUE)
        return false;
    if (node->type == EK_TYPE_QUANTITY) {
        ek_answer_number(out, cells[0].number);
        return true;
    }
    ek_answer_none(out, node->type);
    out->state = EK_KNOWN;
    if (node->type == EK_TYPE_TEXT)
        out->as.text = cells[0].text;
    else if (node->type == EK_TYPE_DATE)
        out->as.date = cells[0].day;
    else
        out->as.texts = cells[0].texts;
    return true;
}

void ek_run_value(ek_run *run, const ek_node *node, ek_answer *out)
{
    if (node->is_constant) {
        *out = *node->as.constant;
        return;
    }
    if (node->cells > 0 && node->test != NULL && run_simple(run, node, out))
        return;
    switch (node->op) {
    case EK_OP_FACT: ek_run_fact(run, node, out); break;
    case EK_OP_THING: ek_run_thing(run, node, out); break;
    case EK_OP_RULING: ek_run_ruling(run, node, out); break;
    case EK_OP_TERM: ek_run_word(run, node, out); break;
    case EK_OP_UP_TO: ek_run_value(run, node->args[0], out); break;
    case EK_OP_TEXTS: ek_run_texts(run, node, out); break;
    case EK_OP_ADD:
    case EK_OP_SUBTRACT:
    case EK_OP_MULTIPLY:
    case EK_OP_DIVIDE:
    case EK_OP_LESSER_OF:
    case EK_OP_GREATER_OF:
    case EK_OP_AVERAGE_OF:
    case EK_OP_ROUNDED: ek_run_arithmetic(run, node, out); break;
    case EK_OP_AGE_ON:
    case EK_OP_MONTHS_IN:
    case EK_OP_MONTHS_AFTER:
    case EK_OP_YEARS_AFTER: ek_run_calendar(run, node, out); break;
    case EK_OP_SUM_OF:
    case EK_OP_MEAN_OF:
    case EK_OP_LARGEST_OF:
    case EK_OP_SMALLEST_OF:
    case EK_OP_WEIGHTED_MEAN_OF:
    case EK_OP_NUMBER_OF:
    case EK_OP_SHARE_OF:
    case EK_OP_MONTHS_IN_ALL:
    case EK_OP_DAYS_IN_ALL:
    case EK_OP_EACH_OF:
    case EK_OP_THOSE: ek_run_list_word(run, node, out); break;
    case EK_OP_FROM_TABLE: run_table(run, node, out); break;
    case EK_OP_EQF: run_eqf(run, node, out); break;
    case EK_OP_SHARE_COVERED: run_share_covered(run, node, out); break;
    default: run_condition(run, node, out); break;
    }
}
