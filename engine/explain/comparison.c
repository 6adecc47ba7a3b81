/* The same case in several countries, side by side.
 *
 * Claims stand in blocks. A block is about one assessed unit, or about the stay in which that unit
 * was learnt (one country awards the unit, another counts the time), or, where a claim is about
 * neither, about claims of one kind and id. In a block each country has a column; where a country
 * has several claims in one block they follow one another. Under each block stands, in a line a
 * country, why. */
#include "explain/page.h"

#define MOST_COLUMNS 5
#define ROWS 6

typedef struct comparison {
    ek_pen *pen;
    const struct erkend_decision *const *decisions;
    uint32_t count;
    ek_blocks blocks;
} comparison;

/* ---- A block's columns --------------------------------------------------------------------- */

typedef ek_text (*say_part)(const ek_pen *pen, const struct erkend_decision *decision,
                            const ek_claim *claim);

static ek_text say_its_verdict(const ek_pen *pen, const struct erkend_decision *decision,
                               const ek_claim *claim)
{
    (void)decision;
    return ek_say_verdict(pen, claim->verdict);
}

static const struct {
    ek_phrase label;
    say_part say;
} row_parts[] = {{EK_SAY_ROW_VERDICT, say_its_verdict},
                 {EK_SAY_ROW_AS, ek_claim_as},
                 {EK_SAY_ROW_DECIDES, ek_claim_decides},
                 {EK_SAY_ROW_BECAUSE, ek_claim_because},
                 {EK_SAY_ROW_NEEDED, ek_claim_needs}};

static ek_cell make_cell(const comparison *c, const ek_claim *claim, uint32_t decision,
                         uint32_t part)
{
    uint32_t style = EK_STYLE_PLAIN;
    ek_text text;

    if (!claim)
        return (ek_cell){ek_say(c->pen, part == 0 ? EK_SAY_NO_CLAIM : EK_SAY_NOTHING),
                         EK_STYLE_FAINT};
    if (part == 0)
        style = EK_STYLE_VERDICT + (uint32_t)claim->verdict;
    text = row_parts[part].say(c->pen, c->decisions[decision], claim);
    if (row_parts[part].label == EK_SAY_ROW_NEEDED && claim->verdict == ERKEND_REFUSED &&
        !ek_text_equal(text, ek_say(c->pen, EK_SAY_NOTHING)))
        text = ek_say_field(c->pen, ek_say(c->pen, EK_SAY_ROW_INSTEAD), text);
    return (ek_cell){text, style};
}

static void write_columns(comparison *c, const ek_claim *const *claims, uint32_t from, uint32_t to)
{
    ek_arena *arena = c->pen->out->arena;
    uint32_t columns = to - from;
    ek_row_of_cells rows[ROWS];

    for (uint32_t r = 0; r < ROWS; r++) {
        ek_cell *cells = EK_NEW_ARRAY(arena, ek_cell, columns + 1u);

        for (uint32_t i = 0; i < columns; i++) {
            const struct erkend_decision *decision = c->decisions[from + i];

            cells[i] = r == 0 ? (ek_cell){ek_say_country(c->pen, decision, decision->book->code),
                                          EK_STYLE_STRONG}
                              : make_cell(c, claims[from + i], from + i, r - 1);
        }
        rows[r].label = r == 0 ? EK_TEXT("") : ek_say(c->pen, row_parts[r - 1].label);
        rows[r].cells = cells;
    }
    ek_write_columns(c->pen, rows, ROWS, columns, 2);
}

/* More countries than fit side by side stand below one another. */
static void write_turn(comparison *c, const ek_claim *const *claims)
{
    uint32_t most = c->pen->columns / 20;

    most = most > MOST_COLUMNS ? MOST_COLUMNS : most < 1 ? 1 : most;
    for (uint32_t from = 0; from < c->count; from += most) {
        ek_buffer_char(c->pen->out, '\n');
        write_columns(c, claims, from, from + most < c->count ? from + most : c->count);
    }
}

/* What the second claim about one thing asks for: "certificate: B1-K1". */
static void write_turn_title(comparison *c, const ek_claim *const *claims)
{
    uint32_t i = 0;
    ek_text parts[2];

    while (i + 1 < c->count && !claims[i])
        i++;
    if (!claims[i])
        return;
    parts[0] = ek_label_of_scope(c->pen->language, claims[i]->kind);
    parts[1] = ek_shown(c->pen, claims[i]->id);
    ek_buffer_char(c->pen->out, '\n');
    ek_pen_spaces(c->pen, 2);
    ek_write_wrapped(c->pen, ek_joined(c->pen, parts, 2, ": "), 2, 4, EK_STYLE_STRONG);
}

/* ---- Why ----------------------------------------------------------------------------------- */

static void write_why(comparison *c, const ek_block_of_claims *b)
{
    ek_pen *pen = c->pen;

    ek_buffer_char(pen->out, '\n');
    ek_pen_styled(
        pen, ek_say(pen, ek_block_differs(&c->blocks, b) ? EK_SAY_WHY_THEY_DIFFER : EK_SAY_WHY),
        EK_STYLE_STRONG);
    ek_buffer_char(pen->out, '\n');
    for (uint32_t d = 0; d < c->count; d++)
        for (uint32_t turn = 0; turn < b->turns; turn++) {
            const ek_claim *claim = b->claims[turn * c->count + d];
            ek_text who[2] = {ek_say_country(pen, c->decisions[d], c->decisions[d]->book->code),
                              EK_TEXT("")};

            if (!claim)
                continue;
            if (b->turns > 1)
                who[1] = ek_label_of_scope(pen->language, claim->kind);
            ek_pen_spaces(pen, 2);
            ek_write_wrapped(pen,
                             ek_say2(pen, EK_SAY_COUNTRY_SAYS, ek_joined(pen, who, 2, ", "),
                                     ek_claim_why(pen, c->decisions[d], claim)),
                             2, 4, EK_STYLE_PLAIN);
        }
}

static void write_block(comparison *c, const ek_block_of_claims *b)
{
    ek_buffer_char(c->pen->out, '\n');
    ek_write_wrapped(c->pen, ek_claim_heading(c->pen, b->of_first, b->first), 0, 2,
                     EK_STYLE_STRONG);
    for (uint32_t turn = 0; turn < b->turns; turn++) {
        if (turn > 0)
            write_turn_title(c, &b->claims[turn * c->count]);
        write_turn(c, &b->claims[turn * c->count]);
    }
    write_why(c, b);
}

void ek_write_comparison(ek_pen *pen, const struct erkend_decision *const *decisions,
                         uint32_t count)
{
    comparison c = {.pen = pen, .decisions = decisions, .count = count};

    if (count == 0)
        return;
    ek_blocks_make(&c.blocks, pen->out->arena, decisions, count);
    ek_write_title(pen, decisions[0], false);
    for (uint32_t i = 0; i < c.blocks.count; i++)
        write_block(&c, &c.blocks.items[i]);
    if (c.blocks.count == 0) {
        ek_buffer_char(pen->out, '\n');
        ek_write_wrapped(pen, ek_say(pen, EK_SAY_NO_CLAIMS), 0, 0, EK_STYLE_PLAIN);
    }
    ek_write_footer(pen, decisions, count, true);
}
