/* An explanation: for each claim every rule that spoke, the law, both sides of its condition with
 * the places of facts and parameters; what is missing and who can supply it; what a body has to
 * decide; every fact that was read. When one claim is asked for by name, also the rules that were
 * silent, and why. */
#include "explain/page.h"

#define PLACE_COLUMN 58

/* ---- Lines with a place -------------------------------------------------------------------- */

/* Text at the indent; the place behind it where there is room, else on the next line. */
static void write_placed(ek_pen *pen, ek_text text, ek_text where, uint32_t indent, uint32_t style)
{
    uint32_t width = ek_utf8_width(where), column = PLACE_COLUMN, at = indent;
    uint32_t room = pen->columns > indent ? pen->columns - indent : 1;
    ek_text line;
    bool first = true;

    while (ek_line_next(&text, room, &line)) {
        if (!first)
            ek_buffer_char(pen->out, '\n');
        ek_pen_spaces(pen, indent + (first ? 0 : 2));
        ek_pen_styled(pen, line, style);
        at = indent + (first ? 0 : 2) + ek_utf8_width(line);
        room = pen->columns > indent + 2 ? pen->columns - indent - 2 : 1;
        first = false;
    }
    if (width > 0) {
        if (column + width > pen->columns)
            column = pen->columns > width ? pen->columns - width : indent;
        if (at + 2 > column) {
            ek_buffer_char(pen->out, '\n');
            at = 0;
        }
        ek_pen_spaces(pen, column > at ? column - at : 0);
        ek_pen_styled(pen, where, EK_STYLE_FAINT);
    }
    ek_buffer_char(pen->out, '\n');
}

static ek_text say_where(const ek_pen *pen, ek_place place, ek_text name)
{
    ek_text parts[] = {ek_say_place(pen, place), name};

    return ek_joined(pen, parts, 2, "  ");
}

static ek_text say_side(const ek_pen *pen, const ek_side *side)
{
    ek_text notes[] = {side->law, side->unverified ? ek_say(pen, EK_SAY_UNVERIFIED) : EK_TEXT(""),
                       side->assumed ? ek_say(pen, EK_SAY_ASSUMED) : EK_TEXT("")};
    ek_text note = ek_joined(pen, notes, 3, "; ");

    return note.size ? ek_say2(pen, EK_SAY_A_STEP, side->says, note) : side->says;
}

static void write_sides(ek_pen *pen, const ek_sides *sides, uint32_t indent)
{
    for (uint32_t i = 0; i < sides->count; i++) {
        const ek_side *side = &sides->items[i];
        uint32_t style = side->kind == EK_SIDE_DIFFERENCE ? EK_STYLE_STRONG : EK_STYLE_PLAIN;

        write_placed(pen, say_side(pen, side), say_where(pen, side->place, side->name),
                     indent + 2 * side->depth, style);
    }
}

static void write_note(ek_pen *pen, ek_phrase label, ek_text text, uint32_t indent)
{
    if (text.size == 0)
        return;
    ek_pen_spaces(pen, indent);
    ek_write_wrapped(pen, ek_say_field(pen, ek_say(pen, label), text), indent, indent + 2,
                     EK_STYLE_PLAIN);
}

static ek_text say_actor(const ek_pen *pen, const struct erkend_decision *decision, ek_text actor)
{
    return ek_shown(pen, ek_label_of_actor(pen->language, decision->book, actor));
}

/* ---- A reason ------------------------------------------------------------------------------ */

static void write_missing(ek_pen *pen, const struct erkend_decision *decision,
                          const ek_reason *reason, uint32_t indent)
{
    for (uint32_t i = 0; i < reason->detail->lacking_count; i++) {
        const ek_lacking *lacking = &reason->detail->lacking[i];
        ek_text parts[] = {
            ek_lacking_label(pen, lacking),
            ek_say1(pen, EK_SAY_ROW_FROM, say_actor(pen, decision, ek_text_of(lacking->supplier)))};
        ek_text where = say_where(
            pen,
            lacking->record ? ek_record_place(decision->the_case, lacking->record) : (ek_place){0},
            ek_shown(pen, lacking->name));

        write_placed(
            pen, ek_say_field(pen, ek_say(pen, EK_SAY_ROW_MISSING), ek_joined(pen, parts, 2, "; ")),
            where, indent, EK_STYLE_STRONG);
    }
}

/* Why a ruling on an open question leaves it open. */
static ek_text say_no_answer(const ek_pen *pen, const struct erkend_decision *decision,
                             const ek_question *question, const ek_record *ruling)
{
    const ek_value *date = ek_record_at(ruling, "date");
    ek_text role = ek_text_in(ruling, "role");

    if (!ek_text_equal(role, question->body))
        return ek_say1(pen, EK_SAY_NO_ANSWER_BODY, say_actor(pen, decision, role));
    if (date->state == EK_KNOWN && date->as.date > decision->the_case->decided)
        return ek_say1(pen, EK_SAY_NO_ANSWER_LATER, ek_say_date(pen, date->as.date));
    return ek_say(pen, EK_SAY_NO_ANSWER_OTHER);
}

/* The rulings of the case on an open question: whoever wrote them meant an answer. */
static void write_no_answers(ek_pen *pen, const struct erkend_decision *decision,
                             const ek_question *question, uint32_t indent)
{
    const ek_value *rulings = ek_record_at(decision->the_case->root, "rulings");

    for (uint32_t i = 0; rulings->state == EK_KNOWN && i < rulings->as.list.count; i++) {
        const ek_record *ruling = rulings->as.list.items[i];
        ek_text country = ek_text_in(ruling, "country");

        if (!ek_text_equal(ek_text_in(ruling, "question"), question->name) ||
            (country.size && !ek_text_equal(country, decision->book->code)))
            continue;
        write_placed(pen, say_no_answer(pen, decision, question, ruling),
                     say_where(pen, ek_record_place(decision->the_case, ruling), EK_TEXT("")),
                     indent, EK_STYLE_STRONG);
    }
}

static void write_questions(ek_pen *pen, const struct erkend_decision *decision,
                            const ek_reason *reason, uint32_t indent)
{
    for (uint32_t i = 0; i < reason->detail->open_count; i++) {
        const ek_question *question = reason->detail->open[i].question;
        ek_text law[2] = {ek_shown(pen, question->law),
                          question->unverified ? ek_say(pen, EK_SAY_UNVERIFIED) : EK_TEXT("")};

        write_note(pen, EK_SAY_ROW_QUESTION,
                   ek_say2(pen, EK_SAY_A_STEP,
                           ek_shown(pen, ek_says_in(&question->asks, pen->language)),
                           ek_say_question_type(pen, question->type)),
                   indent);
        write_note(pen, EK_SAY_ROW_BODY, say_actor(pen, decision, question->body), indent + 2);
        write_note(pen, EK_SAY_ROW_LAW, ek_joined(pen, law, 2, "; "), indent + 2);
        if (question->evidence.count)
            write_note(pen, EK_SAY_ROW_EVIDENCE, ek_say_evidence(pen, question->evidence),
                       indent + 2);
        write_no_answers(pen, decision, question, indent + 2);
    }
}

static void write_outcome(ek_pen *pen, const struct erkend_decision *decision,
                          const ek_reason *reason, uint32_t indent)
{
    const ek_rulebook *book = decision->book;

    write_missing(pen, decision, reason, indent);
    write_questions(pen, decision, reason, indent);
    if (reason->detail->step.size)
        write_note(pen, EK_SAY_ROW_NEEDED,
                   ek_say_named(pen, book->steps, book->step_count, reason->detail->step), indent);
    for (uint32_t i = 0; i < reason->detail->instead.count; i++)
        write_note(
            pen, EK_SAY_ROW_INSTEAD,
            ek_say_named(pen, book->roads, book->road_count, reason->detail->instead.items[i]),
            indent);
    if (reason->detail->covered.count)
        write_note(pen, EK_SAY_ROW_COUNTS, ek_say_words(pen, reason->detail->covered), indent);
    if (reason->detail->not_covered.count)
        write_note(pen, EK_SAY_ROW_COUNTS_NOT, ek_say_words(pen, reason->detail->not_covered),
                   indent);
}

static void write_nearest(ek_pen *pen, const struct erkend_decision *decision,
                          const ek_claim *claim, const ek_reason *reason, uint32_t indent)
{
    ek_text rest = ek_say_nearest(pen, decision, claim, reason, reason->detail->nearest_count),
            line;

    while (ek_line_next(&rest, UINT32_MAX, &line))
        write_note(pen, EK_SAY_NEAREST, line, indent);
}

static ek_text say_reason_title(const ek_pen *pen, const ek_reason *reason)
{
    ek_text parts[] = {
        ek_shown(pen, ek_reason_id(reason)),
        ek_reason_law(pen, reason),
        reason->rule ? ek_say1(pen, EK_SAY_SINCE, ek_say_date(pen, reason->rule->since))
                     : EK_TEXT(""),
        reason->thing ? ek_say_record(pen, reason->thing) : EK_TEXT(""),
        reason->unverified ? ek_say(pen, EK_SAY_UNVERIFIED) : EK_TEXT(""),
    };

    return ek_joined(pen, parts, 5, " · ");
}

static void write_reason(ek_pen *pen, const struct erkend_decision *decision, const ek_claim *claim,
                         const ek_reason *reason)
{
    ek_text verdict = ek_say_verdict(pen, reason->verdict);
    ek_sides sides;

    ek_buffer_char(pen->out, '\n');
    ek_pen_spaces(pen, 2);
    ek_pen_styled(pen, verdict, EK_STYLE_VERDICT + (uint32_t)reason->verdict);
    ek_pen_spaces(pen, 2);
    ek_write_wrapped(pen, say_reason_title(pen, reason), ek_utf8_width(verdict) + 4, 4,
                     EK_STYLE_FAINT);
    ek_pen_spaces(pen, 4);
    ek_write_wrapped(pen, ek_reason_says(pen, reason), 4, 4, EK_STYLE_PLAIN);
    if (reason->rule && reason->rule->where && ek_reason_tells(claim, reason)) {
        sides = ek_sides_of(pen, decision, reason, reason->rule->where);
        ek_pen_spaces(pen, 6);
        ek_write_wrapped(pen, ek_say(pen, EK_SAY_APPLIES), 6, 8, EK_STYLE_FAINT);
        write_sides(pen, &sides, 8);
    }
    if (reason->rule && reason->rule->must) {
        sides = ek_sides_of(pen, decision, reason, reason->rule->must);
        write_sides(pen, &sides, 6);
    }
    write_outcome(pen, decision, reason, 6);
    write_nearest(pen, decision, claim, reason, 6);
    write_note(pen, EK_SAY_ROW_READING, ek_reason_reading(pen, reason), 6);
}

/* ---- Lists below the reasons --------------------------------------------------------------- */

static void write_list_title(ek_pen *pen, ek_phrase phrase)
{
    ek_buffer_char(pen->out, '\n');
    ek_pen_spaces(pen, 2);
    ek_pen_styled(pen, ek_say(pen, phrase), EK_STYLE_STRONG);
    ek_buffer_char(pen->out, '\n');
}

static void write_silent(ek_pen *pen, const struct erkend_decision *decision, const ek_claim *claim)
{
    bool titled = false;

    for (uint32_t i = 0; i < claim->reason_count; i++) {
        const ek_reason *reason = &claim->reasons[i];

        if (!reason->silent)
            continue;
        if (!titled)
            write_list_title(pen, EK_SAY_SILENT);
        titled = true;
        ek_pen_spaces(pen, 4);
        ek_write_wrapped(pen,
                         ek_say_field(pen, ek_shown(pen, ek_reason_id(reason)),
                                      ek_say_silence(pen, decision, reason)),
                         4, 6, EK_STYLE_PLAIN);
    }
}

static void write_fact(ek_pen *pen, const struct erkend_decision *decision, const ek_read *read)
{
    const struct erkend_case *the_case = decision->the_case;
    const ek_record_type *type = read->record ? read->record->type : NULL;
    ek_text says = ek_say_field(pen, ek_label_of_field(pen->language, type, read->field),
                                ek_say_value(pen, read->value, read->field));

    if (read->value->assumed)
        says = ek_say2(pen, EK_SAY_A_STEP, says, ek_say(pen, EK_SAY_ASSUMED));
    write_placed(
        pen, says,
        say_where(pen, read->value->line ? ek_value_place(the_case, read->value) : (ek_place){0},
                  ek_fact_name(pen, the_case, read->record, read->field)),
        4, EK_STYLE_PLAIN);
}

static void write_ruling(ek_pen *pen, const struct erkend_decision *decision, const ek_read *read)
{
    ek_text asks = ek_shown(pen, ek_says_in(&read->question->asks, pen->language));
    ek_text name =
        ek_text_format(pen->out->arena, "ruling.%.*s", EK_TEXT_ARGS(read->question->name));

    if (read->ruling)
        write_placed(
            pen,
            ek_say_field(pen, asks, ek_say_value(pen, ek_record_at(read->ruling, "answer"), NULL)),
            say_where(pen, ek_record_place(decision->the_case, read->ruling), name), 4,
            EK_STYLE_PLAIN);
    else
        write_placed(pen,
                     ek_say_field(pen, asks,
                                  ek_say1(pen, EK_SAY_NOT_KNOWN_FROM,
                                          say_actor(pen, decision, read->question->body))),
                     name, 4, EK_STYLE_PLAIN);
}

static void write_facts(ek_pen *pen, const struct erkend_decision *decision, const ek_claim *claim)
{
    if (claim->reads.count == 0)
        return;
    write_list_title(pen, EK_SAY_FACTS_READ);
    for (uint32_t i = 0; i < claim->reads.count; i++) {
        const ek_read *read = &claim->reads.items[i];

        if (read->kind == EK_READ_FACT && read->value && read->field)
            write_fact(pen, decision, read);
        else if (read->kind == EK_READ_RULING)
            write_ruling(pen, decision, read);
        else if (read->kind == EK_READ_SCOPE && read->scope < EK_SCOPE_COUNT && !read->record)
            write_placed(pen,
                         ek_say_field(pen, ek_label_of_scope(pen->language, read->scope),
                                      ek_say(pen, EK_SAY_MISSING)),
                         EK_TEXT(""), 4, EK_STYLE_PLAIN);
    }
}

static void write_laws(ek_pen *pen, const ek_claim *claim)
{
    ek_text *laws = EK_NEW_ARRAY(pen->out->arena, ek_text, claim->reason_count + 1u);
    uint32_t count = 0;

    for (uint32_t i = 0; i < claim->reason_count; i++) {
        ek_text law = ek_reason_law(pen, &claim->reasons[i]);

        if (!claim->reasons[i].silent && law.size && !ek_texts_have((ek_texts){laws, count}, law))
            laws[count++] = law;
    }
    if (count == 0)
        return;
    write_list_title(pen, EK_SAY_LAWS_CITED);
    for (uint32_t i = 0; i < count; i++) {
        ek_pen_spaces(pen, 4);
        ek_write_wrapped(pen, laws[i], 4, 6, EK_STYLE_PLAIN);
    }
}

/* ---- Claims -------------------------------------------------------------------------------- */

static ek_text say_answer(const ek_pen *pen, const struct erkend_decision *decision,
                          const ek_claim *claim)
{
    ek_text parts[2] = {ek_say_verdict(pen, claim->verdict), ek_claim_as(pen, decision, claim)};

    if (claim->verdict == ERKEND_REFERRED)
        parts[0] = ek_say1(pen, EK_SAY_REFERRED_TO, ek_claim_decides(pen, decision, claim));
    if (ek_text_is(parts[1], ek_phrase_in(pen->language, EK_SAY_NOTHING)))
        parts[1] = EK_TEXT("");
    return ek_joined(pen, parts, 2, ": ");
}

static void write_claim(ek_pen *pen, const struct erkend_decision *decision, const ek_claim *claim,
                        bool with_silent)
{
    ek_buffer_char(pen->out, '\n');
    ek_write_edges(pen, ek_claim_heading(pen, decision, claim), EK_STYLE_STRONG,
                   ek_shown(pen, claim->id));
    ek_write_wrapped(pen, say_answer(pen, decision, claim), 0, 2,
                     EK_STYLE_VERDICT + (uint32_t)claim->verdict);
    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (!claim->reasons[i].silent)
            write_reason(pen, decision, claim, &claim->reasons[i]);
    if (with_silent)
        write_silent(pen, decision, claim);
    write_facts(pen, decision, claim);
    write_laws(pen, claim);
}

static void write_no_such_claim(ek_pen *pen, const struct erkend_decision *decision, ek_text claim)
{
    ek_text *ids = EK_NEW_ARRAY(pen->out->arena, ek_text, decision->claim_count + 1u);

    for (uint32_t i = 0; i < decision->claim_count; i++)
        ids[i] = ek_shown(pen, decision->claims[i].id);
    ek_buffer_char(pen->out, '\n');
    ek_write_wrapped(pen,
                     decision->claim_count == 0
                         ? ek_say(pen, EK_SAY_NO_CLAIMS)
                         : ek_say2(pen, EK_SAY_NO_SUCH_CLAIM, ek_shown(pen, claim),
                                   ek_joined(pen, ids, decision->claim_count, ", ")),
                     0, 0, EK_STYLE_PLAIN);
}

void ek_write_explanation(ek_pen *pen, const struct erkend_decision *decision, ek_text claim)
{
    uint32_t written = 0;

    ek_write_title(pen, decision, true);
    for (uint32_t i = 0; i < decision->claim_count; i++)
        if (claim.size == 0 || ek_text_equal(claim, decision->claims[i].id)) {
            write_claim(pen, decision, &decision->claims[i], claim.size > 0);
            written++;
        }
    if (written == 0)
        write_no_such_claim(pen, decision, claim);
    if (claim.size == 0) {
        ek_write_account(pen, decision);
        ek_write_allocated(pen, decision);
    }
    ek_write_footer(pen, &decision, 1, false);
}
