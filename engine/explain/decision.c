/* A decision for people: the answer of each claim first, then the reason, then where to look. */
#include "explain/page.h"
#include "explain/timeline.h"

#define ROWS 9
#define MOST_NEAREST 3

typedef struct page_rows {
    ek_row_of_cells rows[ROWS];
    ek_cell cells[ROWS];
    uint32_t count;
} page_rows;

static void add_row(page_rows *page, ek_text label, ek_text text, uint32_t style)
{
    if (text.size == 0 || page->count == ROWS)
        return;
    page->cells[page->count] = (ek_cell){text, style};
    page->rows[page->count] = (ek_row_of_cells){label, &page->cells[page->count]};
    page->count++;
}

static void write_says(ek_pen *pen, const struct erkend_decision *decision, const ek_claim *claim,
                       const ek_reason *reason)
{
    ek_text line = EK_TEXT("");

    ek_buffer_text(pen->out, ek_reason_says(pen, reason));
    if (reason->detail->nearest_count)
        line = ek_say_field(pen, ek_say(pen, EK_SAY_NEAREST),
                            ek_say_nearest(pen, decision, claim, reason, MOST_NEAREST));
    else if (reason->rule && reason->verdict != ERKEND_RECOGNISED)
        line = ek_sides_line(pen, decision, reason, reason->rule->must);
    if (line.size) {
        ek_buffer_char(pen->out, '\n');
        ek_buffer_text(pen->out, line);
    }
}

/* "BBiG § 2 Abs. 3 Satz 2 (law not verified)  de.bbig.2.3.quarter", what it says, both sides. */
static ek_text say_reasons(const ek_pen *pen, const struct erkend_decision *decision,
                           const ek_claim *claim)
{
    ek_buffer buffer;
    ek_pen aside = ek_pen_aside(pen, &buffer);

    for (uint32_t i = 0; i < claim->reason_count; i++) {
        const ek_reason *reason = &claim->reasons[i];
        ek_text parts[3];

        if (!ek_reason_tells(claim, reason))
            continue;
        parts[0] = ek_reason_law(pen, reason);
        parts[1] = ek_shown(pen, ek_reason_id(reason));
        parts[2] = reason->unverified ? ek_say(pen, EK_SAY_UNVERIFIED) : EK_TEXT("");
        if (buffer.size)
            ek_buffer_char(&buffer, '\n');
        ek_buffer_text(&buffer, ek_joined(pen, parts, 3, " · "));
        ek_buffer_char(&buffer, '\n');
        write_says(&aside, decision, claim, reason);
    }
    return ek_buffer_done(&buffer);
}

static ek_text say_others(const ek_pen *pen, const ek_claim *claim)
{
    ek_text *ids = EK_NEW_ARRAY(pen->out->arena, ek_text, claim->reason_count + 1u);
    uint32_t count = 0;

    for (uint32_t i = 0; i < claim->reason_count; i++) {
        const ek_reason *reason = &claim->reasons[i];
        ek_text id = ek_reason_id(reason);

        if (!reason->silent && reason->verdict == ERKEND_RECOGNISED &&
            !ek_reason_tells(claim, reason) && !ek_texts_have((ek_texts){ids, count}, id))
            ids[count++] = id;
    }
    return ek_shown(pen, ek_joined(pen, ids, count, ", "));
}

static ek_text say_limits(const ek_pen *pen, const ek_claim *claim)
{
    ek_measure months = {.power = {[EK_MONTHS] = 1}};
    ek_text *notes = EK_NEW_ARRAY(pen->out->arena, ek_text, 2u * claim->effect_count + 1u);
    uint32_t count = 0;

    for (uint32_t i = 0; i < claim->effect_count; i++) {
        const ek_given *given = &claim->effects[i];

        if (given->state == EK_EFFECT_NONE)
            continue;
        if (given->limited_by)
            notes[count++] =
                ek_say2(pen, EK_SAY_LIMITED,
                        ek_say_quantity(pen, given->before_limit, &months, EK_FORM_PLAIN),
                        ek_shown(pen, given->limited_by->id));
        if (given->cut_to_asked)
            notes[count++] = ek_say(pen, EK_SAY_CUT_TO_ASKED);
    }
    return ek_joined(pen, notes, count, "; ");
}

static ek_text say_covered(const ek_pen *pen, const ek_claim *claim, bool covered)
{
    ek_text said = EK_TEXT("");

    for (uint32_t i = 0; i < claim->reason_count; i++) {
        const ek_reason *reason = &claim->reasons[i];
        ek_texts texts = covered ? reason->detail->covered : reason->detail->not_covered;

        if (reason->decides && !reason->silent && texts.count && said.size == 0)
            said = ek_say_words(pen, texts);
    }
    return said;
}

static void write_claim(ek_pen *pen, const struct erkend_decision *decision, const ek_claim *claim,
                        ek_text later)
{
    page_rows page = {.count = 0};
    ek_text as[2] = {ek_claim_as(pen, decision, claim), say_limits(pen, claim)};
    bool partial = claim->verdict == ERKEND_PARTIAL;

    ek_buffer_char(pen->out, '\n');
    ek_write_edges(pen, ek_claim_heading(pen, decision, claim), EK_STYLE_STRONG,
                   ek_shown(pen, claim->id));
    add_row(&page, ek_say(pen, EK_SAY_ROW_VERDICT), ek_say_verdict(pen, claim->verdict),
            EK_STYLE_VERDICT + (uint32_t)claim->verdict);
    add_row(&page, ek_say(pen, EK_SAY_ROW_AS), ek_joined(pen, as, 2, "; "), EK_STYLE_PLAIN);
    if (partial) {
        add_row(&page, ek_say(pen, EK_SAY_ROW_COUNTS), say_covered(pen, claim, true),
                EK_STYLE_PLAIN);
        add_row(&page, ek_say(pen, EK_SAY_ROW_COUNTS_NOT), say_covered(pen, claim, false),
                EK_STYLE_PLAIN);
    }
    add_row(&page, ek_say(pen, EK_SAY_ROW_DECIDES), ek_claim_decides(pen, decision, claim),
            EK_STYLE_PLAIN);
    add_row(&page, ek_say(pen, EK_SAY_ROW_BECAUSE), say_reasons(pen, decision, claim),
            EK_STYLE_PLAIN);
    if (!partial && claim->verdict != ERKEND_RECOGNISED &&
        !ek_text_is(ek_claim_needs(pen, decision, claim),
                    ek_phrase_in(pen->language, EK_SAY_NOTHING)))
        add_row(
            &page,
            ek_say(pen, claim->verdict == ERKEND_REFUSED ? EK_SAY_ROW_INSTEAD : EK_SAY_ROW_NEEDED),
            ek_claim_needs(pen, decision, claim), EK_STYLE_PLAIN);
    add_row(&page, ek_say(pen, EK_SAY_ROW_ALSO), say_others(pen, claim), EK_STYLE_FAINT);
    add_row(&page, ek_say(pen, EK_SAY_ROW_LATER), later, EK_STYLE_PLAIN);
    ek_write_columns(pen, page.rows, page.count, 1, 2);
}

void ek_write_title(ek_pen *pen, const struct erkend_decision *decision, bool country)
{
    const struct erkend_case *the_case = decision->the_case;
    ek_text title = ek_text_in(the_case->root, "title");
    ek_text parts[2];

    parts[0] = country ? ek_say_country(pen, decision, decision->book->code) : EK_TEXT("");
    parts[1] =
        ek_say1(pen, the_case->decided_assumed ? EK_SAY_DECIDED_ON_ASSUMED : EK_SAY_DECIDED_ON,
                ek_say_date(pen, decision->decided));
    ek_write_edges(pen, ek_shown(pen, title.size ? title : ek_text_of(the_case->id)),
                   EK_STYLE_STRONG, ek_joined(pen, parts, 2, ", "));
}

void ek_write_footer(ek_pen *pen, const struct erkend_decision *const *decisions, uint32_t count,
                     bool details)
{
    const struct erkend_case *the_case = decisions[0]->the_case;
    uint32_t read, unread;
    ek_text parts[2] = {EK_TEXT(""), EK_TEXT("")};

    ek_count_facts(decisions, count, pen->out->arena, &read, &unread);
    parts[0] = ek_say_facts(pen, read, unread);
    if (details && the_case->document_count > 0)
        parts[1] =
            ek_say1(pen, EK_SAY_DETAILS,
                    ek_text_format(pen->out->arena, "erkend explain %.*s",
                                   EK_TEXT_ARGS(ek_shown(pen, the_case->documents[0].name))));
    ek_buffer_char(pen->out, '\n');
    if (ek_utf8_width(parts[0]) + 3 + ek_utf8_width(parts[1]) <= pen->columns) {
        ek_pen_styled(pen, ek_joined(pen, parts, 2, "   "), EK_STYLE_FAINT);
        ek_buffer_char(pen->out, '\n');
        return;
    }
    ek_write_wrapped(pen, parts[0], 0, 0, EK_STYLE_FAINT);
    ek_write_wrapped(pen, parts[1], 0, 0, EK_STYLE_FAINT);
}

void ek_write_decision(ek_pen *pen, const struct erkend_decision *decision)
{
    const ek_text *later = ek_say_ahead(pen, decision);

    ek_write_title(pen, decision, true);
    for (uint32_t i = 0; i < decision->claim_count; i++)
        write_claim(pen, decision, &decision->claims[i], later[i]);
    if (decision->claim_count == 0) {
        ek_buffer_char(pen->out, '\n');
        ek_write_wrapped(pen, ek_say(pen, EK_SAY_NO_CLAIMS), 0, 0, EK_STYLE_PLAIN);
    }
    ek_write_account(pen, decision);
    ek_write_allocated(pen, decision);
    ek_write_footer(pen, &decision, 1, true);
}
