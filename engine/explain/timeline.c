/* Timelines: per claim, how it is answered from which day on, and what made each difference. */
#include "explain/timeline.h"

#include "decide/timeline.h"
#include "explain/json.h"

/* ---- In words ------------------------------------------------------------------------------- */

static bool gives_something(const ek_claim *claim)
{
    for (uint32_t i = 0; i < claim->effect_count; i++)
        if (claim->effects[i].state != EK_EFFECT_NONE)
            return claim->verdict != ERKEND_INCOMPLETE;
    return false;
}

/* "recognised: 9 months count as training". */
static ek_text say_answer(const ek_pen *pen, const struct erkend_decision *decision,
                          const ek_claim *claim)
{
    ek_text parts[2];

    if (!claim)
        return ek_say(pen, EK_SAY_NO_CLAIM);
    parts[0] = ek_say_verdict(pen, claim->verdict);
    parts[1] = gives_something(claim) ? ek_claim_as(pen, decision, claim) : EK_TEXT("");
    return ek_joined(pen, parts, 2, ": ");
}

static ek_text say_cause(const ek_pen *pen, const struct erkend_decision *decision,
                         const ek_cause *cause)
{
    static const ek_phrase phrases[] = {[EK_CAUSE_RULE_BEGAN] = EK_SAY_CAUSE_BEGAN,
                                        [EK_CAUSE_RULE_CEASED] = EK_SAY_CAUSE_CEASED,
                                        [EK_CAUSE_DEFINITION] = EK_SAY_CAUSE_VALUE,
                                        [EK_CAUSE_PARAMETER] = EK_SAY_CAUSE_VALUE,
                                        [EK_CAUSE_DAYS] = EK_SAY_CAUSE_DAYS};
    ek_text parts[3] = {ek_shown(pen, cause->law), ek_shown(pen, cause->name), EK_TEXT("")};

    (void)decision;
    if (cause->rule && !ek_text_equal(cause->rule->id, cause->name))
        parts[2] = ek_shown(pen, cause->rule->id);
    return ek_say1(pen, phrases[cause->kind], ek_joined(pen, parts, 3, " · "));
}

static ek_text say_turn(const ek_pen *pen, const ek_turn *turn)
{
    ek_text *lines = EK_NEW_ARRAY(pen->out->arena, ek_text, turn->cause_count + 1u);

    lines[0] = say_answer(pen, turn->of_after, turn->after);
    for (uint32_t i = 0; i < turn->cause_count; i++)
        lines[i + 1] = say_cause(pen, turn->of_after, &turn->causes[i]);
    return ek_joined(pen, lines, turn->cause_count + 1, "\n");
}

static const ek_claim *claim_of(const ek_turn *turn)
{
    return turn->after ? turn->after : turn->before;
}

static bool same_claim(const ek_claim *a, const ek_claim *b)
{
    return a->kind == b->kind && ek_text_equal(a->id, b->id);
}

static bool is_asked(const ek_claim *claim, ek_text wanted)
{
    return wanted.size == 0 || ek_text_equal(claim->id, wanted);
}

/* ---- Text ----------------------------------------------------------------------------------- */

/* The claim as it is on the first day (NULL: not asked then), and every turn of it. */
static void write_claim(ek_pen *pen, const ek_timeline *line, const struct erkend_decision *of,
                        const ek_claim *claim, bool at_first)
{
    ek_row_of_cells *rows = EK_NEW_ARRAY(pen->out->arena, ek_row_of_cells, line->count + 1u);
    ek_cell *cells = EK_NEW_ARRAY(pen->out->arena, ek_cell, line->count + 1u);
    uint32_t count = 0;

    ek_buffer_char(pen->out, '\n');
    ek_write_edges(pen, ek_claim_heading(pen, of, claim), EK_STYLE_STRONG,
                   ek_shown(pen, claim->id));
    if (at_first) {
        cells[0] = (ek_cell){say_answer(pen, of, claim), EK_STYLE_VERDICT + claim->verdict};
        rows[count++].label = ek_say_date(pen, line->first_day);
    }
    for (uint32_t i = 0; i < line->count; i++) {
        const ek_turn *turn = &line->turns[i];

        if (!same_claim(claim_of(turn), claim))
            continue;
        cells[count] =
            (ek_cell){say_turn(pen, turn), turn->after ? EK_STYLE_VERDICT + turn->after->verdict
                                                       : (uint32_t)EK_STYLE_PLAIN};
        rows[count++].label = ek_say_date(pen, turn->day);
    }
    for (uint32_t i = 0; i < count; i++)
        rows[i].cells = &cells[i];
    ek_write_columns(pen, rows, count, 1, 2);
}

static bool is_new(const ek_timeline *line, uint32_t at)
{
    const ek_claim *claim = claim_of(&line->turns[at]);

    for (uint32_t i = 0; i < line->first->claim_count; i++)
        if (same_claim(&line->first->claims[i], claim))
            return false;
    for (uint32_t i = 0; i < at; i++)
        if (same_claim(claim_of(&line->turns[i]), claim))
            return false;
    return true;
}

static void write_footer(ek_pen *pen, const ek_timeline *line)
{
    ek_buffer_char(pen->out, '\n');
    ek_write_wrapped(pen, ek_say1(pen, EK_SAY_DAYS_DECIDED, ek_say_count(pen, line->days)), 0, 0,
                     EK_STYLE_FAINT);
    if (line->undecided > 0)
        ek_write_wrapped(pen,
                         ek_say1(pen, EK_SAY_DAYS_UNDECIDED, ek_say_count(pen, line->undecided)), 0,
                         0, EK_STYLE_STRONG);
    if (line->cut_short)
        ek_write_wrapped(pen, ek_say1(pen, EK_SAY_TURNS_CUT, ek_say_count(pen, EK_TIMELINE_TURNS)),
                         0, 0, EK_STYLE_STRONG);
}

static void write_absent(ek_pen *pen, ek_text claim)
{
    ek_buffer_char(pen->out, '\n');
    ek_write_wrapped(pen,
                     claim.size ? ek_say1(pen, EK_SAY_NEVER_ASKED, ek_shown(pen, claim))
                                : ek_say(pen, EK_SAY_NO_CLAIMS),
                     0, 0, EK_STYLE_PLAIN);
}

static void write_line(ek_pen *pen, const ek_timeline *line, const struct erkend_decision *decision,
                       ek_text claim)
{
    uint32_t written = 0;
    ek_text title = ek_text_in(decision->the_case->root, "title");
    ek_text parts[2] = {
        ek_say_country(pen, decision, decision->book->code),
        ek_say2(pen, EK_SAY_PERIOD, ek_say_date(pen, line->from), ek_say_date(pen, line->to))};

    ek_write_edges(pen, ek_shown(pen, title.size ? title : ek_text_of(decision->the_case->id)),
                   EK_STYLE_STRONG, ek_joined(pen, parts, 2, ", "));
    for (uint32_t i = 0; line->first && i < line->first->claim_count; i++)
        if (is_asked(&line->first->claims[i], claim)) {
            write_claim(pen, line, line->first, &line->first->claims[i], true);
            written++;
        }
    for (uint32_t i = 0; line->first && i < line->count; i++)
        if (is_new(line, i) && is_asked(claim_of(&line->turns[i]), claim)) {
            write_claim(pen, line,
                        line->turns[i].after ? line->turns[i].of_after : line->turns[i].of_before,
                        claim_of(&line->turns[i]), false);
            written++;
        }
    if (written == 0 && line->first)
        write_absent(pen, claim);
    write_footer(pen, line);
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static void put_answer(ek_json *json, const char *key, const struct erkend_decision *decision,
                       const ek_claim *claim)
{
    if (!claim) {
        ek_json_null(json, key);
        return;
    }
    ek_json_open(json, key, '{');
    ek_json_string(json, "verdict", erkend_verdict_name(claim->verdict));
    ek_json_text(json, "says", say_answer(&json->pen, decision, claim));
    ek_json_open(json, "effects", '[');
    for (uint32_t i = 0; i < claim->effect_count; i++)
        ek_json_text(json, NULL, ek_given_text(json->out->arena, &claim->effects[i]));
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

static void put_cause(ek_json *json, const struct erkend_decision *decision, const ek_cause *cause)
{
    static const char *const kinds[] = {[EK_CAUSE_RULE_BEGAN] = "rule_began",
                                        [EK_CAUSE_RULE_CEASED] = "rule_ceased",
                                        [EK_CAUSE_DEFINITION] = "definition",
                                        [EK_CAUSE_PARAMETER] = "parameter",
                                        [EK_CAUSE_DAYS] = "days"};

    ek_json_open(json, NULL, '{');
    ek_json_string(json, "kind", kinds[cause->kind]);
    ek_json_text(json, "name", cause->name);
    ek_json_text(json, "rule", cause->rule ? cause->rule->id : EK_TEXT(""));
    ek_json_text(json, "law", cause->law);
    ek_json_text(json, "says", say_cause(&json->pen, decision, cause));
    ek_json_close(json, '}');
}

static void put_turn(ek_json *json, const ek_turn *turn)
{
    const ek_claim *claim = claim_of(turn);

    ek_json_open(json, NULL, '{');
    ek_json_date(json, "day", turn->day);
    ek_json_string(json, "kind", ek_scope_of(claim->kind)->name);
    ek_json_text(json, "id", claim->id);
    put_answer(json, "before", turn->of_before, turn->before);
    put_answer(json, "after", turn->of_after, turn->after);
    ek_json_open(json, "causes", '[');
    for (uint32_t i = 0; i < turn->cause_count; i++)
        put_cause(json, turn->of_after, &turn->causes[i]);
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

static void put_line(ek_json *json, const ek_timeline *line, const struct erkend_decision *decision,
                     ek_text claim)
{
    ek_json_open(json, NULL, '{');
    ek_json_string(json, "erkend", ERKEND_VERSION);
    ek_json_string(json, "kind", "timeline");
    json->pen.names = ek_names_make(json->out->arena, decision->the_case);
    ek_json_put_case(json, decision);
    ek_json_text(json, "country", decision->book->code);
    ek_json_date(json, "from", line->from);
    ek_json_date(json, "to", line->to);
    ek_json_open(json, "first", '[');
    for (uint32_t i = 0; line->first && i < line->first->claim_count; i++) {
        const ek_claim *at = &line->first->claims[i];

        if (!is_asked(at, claim))
            continue;
        ek_json_open(json, NULL, '{');
        ek_json_date(json, "day", line->first_day);
        ek_json_string(json, "kind", ek_scope_of(at->kind)->name);
        ek_json_text(json, "id", at->id);
        put_answer(json, "answer", line->first, at);
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
    ek_json_open(json, "turns", '[');
    for (uint32_t i = 0; i < line->count; i++)
        if (is_asked(claim_of(&line->turns[i]), claim))
            put_turn(json, &line->turns[i]);
    ek_json_close(json, ']');
    ek_json_count(json, "days", line->days);
    ek_json_count(json, "undecided", line->undecided);
    ek_json_yes(json, "cut_short", line->cut_short);
    ek_json_close(json, '}');
}

/* ---- A search, its decisions freed on every way out ----------------------------------------- */

typedef struct task {
    ek_timeline line;
    ek_pen *pen;   /* text */
    ek_json *json; /* or JSON */
    const struct erkend_decision *decision;
    ek_text claim;
    ek_text *ahead; /* or a line a claim */
} task;

/* "from 1 August 2027 recognised: 12 months count as training". */
static ek_text say_from(const ek_pen *pen, const ek_turn *turn)
{
    ek_text parts[] = {ek_say1(pen, EK_SAY_FROM_DAY, ek_say_date(pen, turn->day)),
                       say_turn(pen, turn)};

    return ek_joined(pen, parts, 2, " ");
}

static void say_ahead(task *t)
{
    for (uint32_t i = 0; i < t->line.count; i++) {
        const ek_turn *turn = &t->line.turns[i];

        for (uint32_t k = 0; k < t->decision->claim_count; k++) {
            ek_text parts[2] = {t->ahead[k], EK_TEXT("")};

            if (!same_claim(claim_of(turn), &t->decision->claims[k]))
                continue;
            parts[1] = say_from(t->pen, turn);
            t->ahead[k] = ek_joined(t->pen, parts, 2, "\n");
        }
    }
}

static void print_task(task *t)
{
    if (t->json)
        put_line(t->json, &t->line, t->decision, t->claim);
    else if (t->ahead)
        say_ahead(t);
    else
        write_line(t->pen, &t->line, t->decision, t->claim);
}

static void run_task(task *t, ek_arena *arena)
{
    ek_escape escape;

    if (EK_TRY(arena, &escape))
        print_task(t);
    ek_escape_end(arena, &escape);
    ek_timeline_end(&t->line);
    if (escape.status != ERKEND_OK)
        ek_raise(arena, escape.status);
}

void ek_write_timeline(ek_pen *pen, const struct erkend_decision *decision, ek_text claim,
                       ek_date from, ek_date to)
{
    task t = {.pen = pen, .decision = decision, .claim = claim};

    ek_timeline_search(&t.line, pen->out->arena, decision, from, to);
    run_task(&t, pen->out->arena);
}

void ek_json_timeline(ek_buffer *out, const struct erkend_decision *decision, ek_text claim,
                      ek_date from, ek_date to, ek_language language, bool line)
{
    ek_json json;
    task t = {.json = &json, .decision = decision, .claim = claim};

    ek_json_init(&json, out, language, line);
    ek_timeline_search(&t.line, out->arena, decision, from, to);
    run_task(&t, out->arena);
}

const ek_text *ek_say_ahead(const ek_pen *pen, const struct erkend_decision *decision)
{
    ek_pen aside = *pen;
    task t = {.pen = &aside, .decision = decision};

    t.ahead = EK_NEW_ARRAY(pen->out->arena, ek_text, decision->claim_count + 1u);
    ek_timeline_ahead(&t.line, pen->out->arena, decision);
    run_task(&t, pen->out->arena);
    return t.ahead;
}
