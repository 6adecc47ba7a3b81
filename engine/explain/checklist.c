/* Checklists: per list, how much of it is met; per line, what is not, for which thing and why. */
#include "explain/checklist.h"

#include "base/api.h"
#include "explain/json.h"

static const ek_phrase outcome_says[] = {[EK_CHECK_MET] = EK_SAY_CHECK_MET,
                                         [EK_CHECK_NOT_MET] = EK_SAY_CHECK_NOT_MET,
                                         [EK_CHECK_NOT_SAID] = EK_SAY_CHECK_NOT_SAID,
                                         [EK_CHECK_NOT_APPLICABLE] = EK_SAY_CHECK_NO_MATTER};

ek_outcome_of_check ek_check_outcome(const ek_checked *checked)
{
    if (!checked->applies)
        return EK_CHECK_NOT_APPLICABLE;
    return checked->truth == EK_TRUE    ? EK_CHECK_MET
           : checked->truth == EK_FALSE ? EK_CHECK_NOT_MET
                                        : EK_CHECK_NOT_SAID;
}

/* ---- In words ------------------------------------------------------------------------------- */

static ek_text say_lacking(const ek_pen *pen, const ek_checked_list *lists,
                           const ek_checked *checked)
{
    uint32_t count = checked->lacking_count + checked->open_count, at = 0;
    ek_text *lines = EK_NEW_ARRAY(pen->out->arena, ek_text, count + 1u);

    for (uint32_t i = 0; i < checked->lacking_count; i++) {
        const ek_lacking *lacking = &checked->lacking[i];
        ek_text parts[] = {
            ek_lacking_label(pen, lacking),
            ek_say1(pen, EK_SAY_ROW_FROM,
                    ek_shown(pen, ek_label_of_actor(pen->language, lists->of.book,
                                                    ek_text_of(lacking->supplier))))};

        lines[at++] =
            ek_say_field(pen, ek_say(pen, EK_SAY_ROW_MISSING), ek_joined(pen, parts, 2, "; "));
    }
    for (uint32_t i = 0; i < checked->open_count; i++) {
        const ek_question *question = checked->open[i].question;
        ek_text parts[] = {
            ek_say_field(pen, ek_say(pen, EK_SAY_ROW_QUESTION),
                         ek_shown(pen, ek_says_in(&question->asks, pen->language))),
            ek_say_field(
                pen, ek_say(pen, EK_SAY_ROW_BODY),
                ek_shown(pen, ek_label_of_actor(pen->language, lists->of.book, question->body)))};

        lines[at++] = ek_joined(pen, parts, 2, "; ");
    }
    return ek_joined(pen, lines, at, "\n");
}

/* What was found, on one line: "EQF 3; at least EQF 4". */
static ek_text say_found(const ek_pen *pen, const ek_checked_list *lists, const ek_checked *checked)
{
    const ek_reason as_reason = {.scene = checked->scene, .day = lists->of.decided};

    if (checked->truth != EK_FALSE)
        return EK_TEXT("");
    return ek_sides_line(pen, &lists->of, &as_reason, checked->item->must);
}

static ek_text say_about(const ek_pen *pen, const ek_checked *checked)
{
    ek_text name = checked->thing ? ek_say_record(pen, checked->thing) : EK_TEXT("");
    ek_text about = ek_shown(pen, checked->about);

    if (name.size == 0 || ek_text_equal(name, about))
        return about;
    return about.size ? ek_text_format(pen->out->arena, "%.*s (%.*s)", EK_TEXT_ARGS(name),
                                       EK_TEXT_ARGS(about))
                      : name;
}

static ek_text say_head(const ek_pen *pen, const ek_checked *checked)
{
    const ek_item *item = checked->item;
    ek_text parts[] = {ek_shown(pen, checked->law), ek_shown(pen, item->id),
                       item->unverified ? ek_say(pen, EK_SAY_UNVERIFIED) : EK_TEXT("")};
    ek_text lines[] = {ek_shown(pen, ek_says_in(&item->says, pen->language)),
                       ek_joined(pen, parts, 3, " · ")};

    return ek_joined(pen, lines, 2, "\n");
}

/* ---- Text ----------------------------------------------------------------------------------- */

typedef struct range {
    uint32_t first, end; /* lines of one item, of one list */
    uint32_t counts[EK_CHECK_OUTCOMES];
} range;

static bool same_item(const ek_checked_list *lists, uint32_t a, uint32_t b)
{
    return lists->items[a].item == lists->items[b].item;
}

static bool same_list(const ek_checked_list *lists, uint32_t a, uint32_t b)
{
    return ek_text_equal(lists->items[a].item->list, lists->items[b].item->list);
}

static range find_range(const ek_checked_list *lists, uint32_t first,
                        bool (*same)(const ek_checked_list *, uint32_t, uint32_t))
{
    range found = {.first = first, .end = first};

    while (found.end < lists->count && same(lists, first, found.end))
        found.counts[ek_check_outcome(&lists->items[found.end++])]++;
    return found;
}

/* The outcome of an item for all its things: the worst. */
static ek_outcome_of_check worst_of(const range *found)
{
    if (found->counts[EK_CHECK_NOT_MET] > 0)
        return EK_CHECK_NOT_MET;
    if (found->counts[EK_CHECK_NOT_SAID] > 0)
        return EK_CHECK_NOT_SAID;
    return found->counts[EK_CHECK_MET] > 0 ? EK_CHECK_MET : EK_CHECK_NOT_APPLICABLE;
}

static uint32_t style_of(ek_outcome_of_check outcome)
{
    static const uint32_t styles[] = {
        [EK_CHECK_MET] = EK_STYLE_VERDICT + (uint32_t)ERKEND_RECOGNISED,
        [EK_CHECK_NOT_MET] = EK_STYLE_VERDICT + (uint32_t)ERKEND_REFUSED,
        [EK_CHECK_NOT_SAID] = EK_STYLE_VERDICT + (uint32_t)ERKEND_INCOMPLETE,
        [EK_CHECK_NOT_APPLICABLE] = EK_STYLE_FAINT};

    return styles[outcome];
}

/* "Wiring (w1): 3 points; at least 5", for each thing that is not as it should be. */
static ek_text say_things(const ek_pen *pen, const ek_checked_list *lists, const range *found)
{
    ek_text said = EK_TEXT("");

    for (uint32_t i = found->first; i < found->end; i++) {
        const ek_checked *checked = &lists->items[i];
        ek_outcome_of_check outcome = ek_check_outcome(checked);
        ek_text about = say_about(pen, checked), why, both[2];

        if (outcome == EK_CHECK_MET || outcome == EK_CHECK_NOT_APPLICABLE)
            continue;
        why = outcome == EK_CHECK_NOT_MET ? say_found(pen, lists, checked)
                                          : say_lacking(pen, lists, checked);
        both[0] = said;
        both[1] = about.size == 0 ? why : why.size == 0 ? about : ek_say_field(pen, about, why);
        said = ek_joined(pen, both, 2, "\n");
    }
    return said;
}

static void write_list(ek_pen *pen, const ek_checked_list *lists, const range *all)
{
    const ek_rulebook *book = lists->of.book;
    ek_row_of_cells *rows = EK_NEW_ARRAY(pen->out->arena, ek_row_of_cells, all->end - all->first);
    ek_cell *cells = EK_NEW_ARRAY(pen->out->arena, ek_cell, all->end - all->first);
    uint32_t counts[EK_CHECK_OUTCOMES] = {0}, count = 0;

    for (uint32_t i = all->first; i < all->end;) {
        range item = find_range(lists, i, same_item);
        ek_outcome_of_check outcome = worst_of(&item);
        ek_text lines[2] = {say_head(pen, &lists->items[i]), say_things(pen, lists, &item)};

        counts[outcome]++;
        cells[count] = (ek_cell){ek_joined(pen, lines, 2, "\n"), style_of(outcome)};
        rows[count].label = ek_say(pen, outcome_says[outcome]);
        rows[count].cells = &cells[count];
        count++;
        i = item.end;
    }
    ek_buffer_char(pen->out, '\n');
    ek_write_edges(pen,
                   ek_say_named(pen, book->checklists, book->checklist_count,
                                lists->items[all->first].item->list),
                   EK_STYLE_STRONG,
                   ek_say3(pen, EK_SAY_CHECK_COUNTS, ek_say_count(pen, counts[EK_CHECK_MET]),
                           ek_say_count(pen, counts[EK_CHECK_NOT_MET]),
                           ek_say_count(pen, counts[EK_CHECK_NOT_SAID])));
    ek_write_columns(pen, rows, count, 1, 2);
}

/* A list of which nothing matters to the case is left out. */
void ek_write_checklists(ek_pen *pen, const ek_checked_list *lists)
{
    bool shown = false;

    pen->names = ek_names_make(pen->out->arena, lists->of.the_case);
    ek_write_title(pen, &lists->of, true);
    for (uint32_t i = 0; i < lists->count;) {
        range all = find_range(lists, i, same_list);

        if (all.counts[EK_CHECK_NOT_APPLICABLE] < all.end - all.first) {
            write_list(pen, lists, &all);
            shown = true;
        }
        i = all.end;
    }
    if (!shown) {
        ek_buffer_char(pen->out, '\n');
        ek_write_wrapped(pen, ek_say(pen, EK_SAY_CHECK_NONE), 0, 0, EK_STYLE_PLAIN);
    }
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static void put_checked(ek_json *json, const ek_checked_list *lists, const ek_checked *checked)
{
    static const char *const outcomes[] = {[EK_CHECK_MET] = "met",
                                           [EK_CHECK_NOT_MET] = "not_met",
                                           [EK_CHECK_NOT_SAID] = "not_said",
                                           [EK_CHECK_NOT_APPLICABLE] = "not_applicable"};

    ek_json_open(json, NULL, '{');
    ek_json_text(json, "check", checked->item->id);
    ek_json_text(json, "law", checked->law);
    ek_json_text(json, "says", ek_says_in(&checked->item->says, json->pen.language));
    ek_json_text(json, "about", checked->about);
    ek_json_string(json, "outcome", outcomes[ek_check_outcome(checked)]);
    ek_json_text(json, "found", say_found(&json->pen, lists, checked));
    ek_json_open(json, "missing", '[');
    for (uint32_t i = 0; i < checked->lacking_count; i++)
        ek_json_text(json, NULL, checked->lacking[i].name);
    ek_json_close(json, ']');
    ek_json_open(json, "questions", '[');
    for (uint32_t i = 0; i < checked->open_count; i++)
        ek_json_text(json, NULL, checked->open[i].question->name);
    ek_json_close(json, ']');
    ek_json_yes(json, "unverified", checked->item->unverified);
    ek_json_close(json, '}');
}

void ek_json_checklists(ek_buffer *out, const ek_checked_list *lists, ek_language language,
                        bool line)
{
    ek_json json;

    ek_json_init(&json, out, language, line);
    ek_json_open(&json, NULL, '{');
    ek_json_string(&json, "erkend", ERKEND_VERSION);
    ek_json_string(&json, "kind", "checklists");
    json.pen.names = ek_names_make(out->arena, lists->of.the_case);
    ek_json_put_case(&json, &lists->of);
    ek_json_text(&json, "country", lists->of.book->code);
    ek_json_open(&json, "lists", '[');
    for (uint32_t i = 0; i < lists->count;) {
        range all = find_range(lists, i, same_list);

        ek_json_open(&json, NULL, '{');
        ek_json_text(&json, "list", lists->items[i].item->list);
        ek_json_text(&json, "says",
                     ek_say_named(&json.pen, lists->of.book->checklists,
                                  lists->of.book->checklist_count, lists->items[i].item->list));
        ek_json_count(&json, "met", all.counts[EK_CHECK_MET]);
        ek_json_count(&json, "not_met", all.counts[EK_CHECK_NOT_MET]);
        ek_json_count(&json, "not_said", all.counts[EK_CHECK_NOT_SAID]);
        ek_json_open(&json, "checks", '[');
        for (; i < all.end; i++)
            put_checked(&json, lists, &lists->items[i]);
        ek_json_close(&json, ']');
        ek_json_close(&json, '}');
    }
    ek_json_close(&json, ']');
    ek_json_close(&json, '}');
}

/* ---- The host's ----------------------------------------------------------------------------- */

static uint64_t count_not_met(const ek_checked_list *lists)
{
    uint64_t count = 0;

    for (uint32_t i = 0; i < lists->count; i++)
        count += ek_check_outcome(&lists->items[i]) == EK_CHECK_NOT_MET;
    return count;
}

typedef struct page {
    ek_pen pen;
    ek_buffer buffer;
    ek_problems problems;
    ek_checked_list lists;
    erkend_format format;
} page;

static void write_page(page *p, ek_arena *arena, const erkend_bundle *bundle,
                       const erkend_case *the_case, const ek_rulebook *book)
{
    ek_checklists_hold(&p->lists, arena, bundle, the_case, book, &p->problems);
    if (p->format == ERKEND_TEXT)
        ek_write_checklists(&p->pen, &p->lists);
    else {
        ek_json_checklists(&p->buffer, &p->lists, p->pen.language, p->format == ERKEND_NDJSON);
        ek_buffer_char(&p->buffer, '\n');
    }
}

static erkend_status read_style(page *p, const erkend_style *style, erkend_error *error)
{
    p->format = style ? style->format : ERKEND_TEXT;
    p->pen.language =
        style && style->language ? ek_language_named(ek_text_of(style->language)) : EK_EN;
    p->pen.colour = style && style->colour != 0;
    p->pen.columns = style && style->columns >= 40 ? style->columns : EK_COLUMNS;
    p->pen.out = &p->buffer;
    if (p->pen.language == EK_LANGUAGES)
        return ek_error_say(error, ERKEND_EVALUE, "there is no language '%s': " EK_LANGUAGES_SAID,
                            style->language);
    if (p->format != ERKEND_TEXT && p->format != ERKEND_JSON && p->format != ERKEND_NDJSON)
        return ek_error_say(error, ERKEND_EVALUE, "checklists are shown as text, JSON or NDJSON");
    return ERKEND_OK;
}

erkend_status erkend_render_checklists(erkend_text **out, const erkend_bundle *bundle,
                                       const erkend_case *the_case, const char *country,
                                       const erkend_style *style, uint64_t *not_met,
                                       erkend_error *error)
{
    const ek_rulebook *book;
    erkend_status status;
    ek_arena arena;
    ek_escape escape;
    page p = {.format = ERKEND_TEXT};

    ek_error_clear(error);
    if (!out || !bundle || !the_case || !country)
        return ek_error_say(error, ERKEND_ECALL,
                            "erkend_render_checklists: NULL where something is needed");
    *out = NULL;
    if (!(book = ek_bundle_book(bundle, ek_text_of(country))))
        return ek_error_say(error, ERKEND_ENOPOLICY, "there is no policy of the country '%s'",
                            country);
    if ((status = read_style(&p, style, error)) != ERKEND_OK)
        return status;
    ek_arena_init(&arena, bundle->arena.host, bundle->limits.decision_bytes);
    ek_buffer_init(&p.buffer, &arena);
    ek_problems_init(&p.problems, &arena);
    if (EK_TRY(&arena, &escape))
        write_page(&p, &arena, bundle, the_case, book);
    ek_escape_end(&arena, &escape);
    status = escape.status;
    if (status == ERKEND_OK && not_met)
        *not_met = count_not_met(&p.lists);
    if (status == ERKEND_OK)
        status = ek_text_give(out, bundle->arena.host, ek_buffer_done(&p.buffer));
    status = ek_error_fill(error, status, &p.problems);
    ek_arena_dispose(&arena);
    return status;
}
