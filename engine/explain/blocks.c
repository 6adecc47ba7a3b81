/* Blocks: which claims of which countries belong side by side. Order: as the first country has
 * them, claims of units before others, so that a stay finds the unit that was learnt in it. */
#include "explain/page.h"

static bool holds_stay(const ek_claim *claim, const ek_record *stay)
{
    const ek_value *stays;

    if (claim->kind != EK_SCOPE_ABROAD || !claim->record || !stay)
        return false;
    stays = ek_record_at(claim->record, "stays");
    for (uint32_t i = 0; stays->state == EK_KNOWN && i < stays->as.list.count; i++)
        if (stays->as.list.items[i] == stay)
            return true;
    return false;
}

static bool belongs_to(const ek_block_of_claims *block, const ek_claim *claim)
{
    if (claim->unit)
        return block->unit == claim->unit;
    if (block->unit && holds_stay(claim, ek_unit_stay(block->unit)))
        return true;
    return !block->unit && block->first->kind == claim->kind &&
           ek_text_equal(block->first->id, claim->id);
}

static ek_block_of_claims *find_block(ek_blocks *blocks, ek_arena *arena,
                                      const struct erkend_decision *decision, const ek_claim *claim)
{
    ek_block_of_claims *made;

    for (uint32_t i = 0; i < blocks->count; i++)
        if (belongs_to(&blocks->items[i], claim))
            return &blocks->items[i];
    made = EK_PUSH(arena, blocks->items, blocks->count, blocks->capacity);
    *made = (ek_block_of_claims){.unit = claim->unit, .first = claim, .of_first = decision};
    return made;
}

/* The kind of claim that a turn is about: that of the first claim in it. */
static ek_scope kind_of_turn(const ek_blocks *blocks, const ek_block_of_claims *block,
                             uint32_t turn)
{
    for (uint32_t i = 0; i < blocks->decision_count; i++)
        if (block->claims[turn * blocks->decision_count + i])
            return block->claims[turn * blocks->decision_count + i]->kind;
    return EK_SCOPE_NONE;
}

/* Beside claims of its kind where that is possible; else into the first turn in which the country's
 * column is free. */
static void put_claim(const ek_blocks *blocks, ek_arena *arena, ek_block_of_claims *block,
                      uint32_t decision, const ek_claim *claim)
{
    uint32_t columns = blocks->decision_count, turn = 0;

    while (turn < block->turns && (block->claims[turn * columns + decision] ||
                                   kind_of_turn(blocks, block, turn) != claim->kind))
        turn++;
    if (turn == block->turns)
        turn = 0;
    while (turn < block->turns && block->claims[turn * columns + decision])
        turn++;
    if (turn == block->turns) {
        const ek_claim **more = ek_arena_array(arena, (size_t)(turn + 1) * columns, sizeof *more);

        for (uint32_t i = 0; i < turn * columns; i++)
            more[i] = block->claims[i];
        block->claims = more;
        block->turns++;
    }
    block->claims[turn * columns + decision] = claim;
}

void ek_blocks_make(ek_blocks *out, ek_arena *arena, const struct erkend_decision *const *decisions,
                    uint32_t count)
{
    *out = (ek_blocks){.decisions = decisions, .decision_count = count};
    for (int about_unit = 1; about_unit >= 0; about_unit--)
        for (uint32_t d = 0; d < count; d++)
            for (uint32_t i = 0; i < decisions[d]->claim_count; i++) {
                const ek_claim *claim = &decisions[d]->claims[i];

                if ((claim->unit != NULL) == (about_unit == 1))
                    put_claim(out, arena, find_block(out, arena, decisions[d], claim), d, claim);
            }
}

bool ek_block_differs(const ek_blocks *blocks, const ek_block_of_claims *block)
{
    const ek_claim *before = NULL;

    if (blocks->decision_count == 1)
        return false;
    for (uint32_t i = 0; i < block->turns * blocks->decision_count; i++) {
        const ek_claim *claim = block->claims[i];

        if (!claim && i < blocks->decision_count)
            return true;
        if (!claim)
            continue;
        if (before && (before->verdict != claim->verdict || before->kind != claim->kind))
            return true;
        before = claim;
    }
    return false;
}
