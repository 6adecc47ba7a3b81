/* erkend_render_*: pages and JSON of decisions, as erkend.h promises them.
 *
 * Everything is made in an arena of its own; the host gets a copy. The decision is only read. */
#include "base/api.h"
#include "decide/timeline.h"
#include "explain/europass.h"
#include "explain/json.h"
#include "explain/timeline.h"
#include "explain/whynot.h"

typedef enum page_kind {
    PAGE_DECISION,
    PAGE_COMPARISON,
    PAGE_EXPLANATION,
    PAGE_WHY_NOT,
    PAGE_TIMELINE
} page_kind;

typedef struct page {
    page_kind kind;
    const struct erkend_decision *const *decisions;
    uint32_t count;
    ek_text claim;
    ek_date from, to; /* of a timeline */
    erkend_format format;
} render_task;

erkend_status ek_style_read(ek_pen *pen, erkend_format *format, const erkend_style *style,
                            erkend_format most, erkend_error *error)
{
    const erkend_style none = {.struct_size = sizeof none};

    style = style ? style : &none;
    if (style->struct_size < sizeof *style)
        return ek_error_say(error, ERKEND_ECALL, "erkend_style: struct_size is not set");
    if ((unsigned)style->format > (unsigned)most)
        return ek_error_say(error, ERKEND_EVALUE, "there is no format %d", (int)style->format);
    pen->language = style->language ? ek_language_named(ek_text_of(style->language)) : EK_EN;
    if (pen->language == EK_LANGUAGES)
        return ek_error_say(error, ERKEND_EVALUE, "there is no language '%s': " EK_LANGUAGES_SAID,
                            style->language);
    pen->colour = style->colour != 0;
    pen->columns = style->columns ? style->columns : EK_COLUMNS;
    if (pen->columns < 40)
        pen->columns = 40;
    *format = style->format;
    return ERKEND_OK;
}

static void write_lines(ek_pen *pen, const render_task *task)
{
    for (uint32_t i = 0; i < task->count; i++) {
        if (task->kind == PAGE_EXPLANATION)
            ek_json_put_explanation(pen->out, task->decisions[i], task->claim, pen->language, true);
        else if (task->kind == PAGE_WHY_NOT)
            ek_json_why_not(pen->out, task->decisions[i], task->claim, pen->language, true);
        else if (task->kind == PAGE_TIMELINE)
            ek_json_timeline(pen->out, task->decisions[i], task->claim, task->from, task->to,
                             pen->language, true);
        else if (task->format == ERKEND_CODES)
            ek_json_codes(pen->out, task->decisions[i]);
        else
            ek_json_decision(pen->out, task->decisions[i], pen->language, true);
        ek_buffer_char(pen->out, '\n');
    }
}

static void write_json(ek_pen *pen, const render_task *task)
{
    switch (task->kind) {
    case PAGE_DECISION: ek_json_decision(pen->out, task->decisions[0], pen->language, false); break;
    case PAGE_COMPARISON:
        ek_json_comparison(pen->out, task->decisions, task->count, pen->language);
        break;
    case PAGE_EXPLANATION:
        ek_json_explanation(pen->out, task->decisions[0], task->claim, pen->language);
        break;
    case PAGE_WHY_NOT:
        ek_json_why_not(pen->out, task->decisions[0], task->claim, pen->language, false);
        break;
    case PAGE_TIMELINE:
        ek_json_timeline(pen->out, task->decisions[0], task->claim, task->from, task->to,
                         pen->language, false);
        break;
    }
    ek_buffer_char(pen->out, '\n');
}

static void write_text(ek_pen *pen, const render_task *task)
{
    switch (task->kind) {
    case PAGE_DECISION: ek_write_decision(pen, task->decisions[0]); break;
    case PAGE_COMPARISON: ek_write_comparison(pen, task->decisions, task->count); break;
    case PAGE_EXPLANATION: ek_write_explanation(pen, task->decisions[0], task->claim); break;
    case PAGE_WHY_NOT: ek_write_why_not(pen, task->decisions[0], task->claim); break;
    case PAGE_TIMELINE:
        ek_write_timeline(pen, task->decisions[0], task->claim, task->from, task->to);
        break;
    }
}

static void write_page(ek_pen *pen, const render_task *task)
{
    if (task->format == ERKEND_EUROPASS) {
        ek_json_europass(pen->out, task->decisions[0], pen->language);
        ek_buffer_char(pen->out, '\n');
        return;
    }
    if (task->format != ERKEND_CODES)
        pen->names = ek_names_make(pen->out->arena, task->decisions[0]->the_case);
    if (task->format == ERKEND_NDJSON || task->format == ERKEND_CODES)
        write_lines(pen, task);
    else if (task->format == ERKEND_JSON)
        write_json(pen, task);
    else
        write_text(pen, task);
}

static erkend_status render(erkend_text **out, render_task *task, const erkend_style *style,
                            erkend_error *error)
{
    const erkend_allocator *host = task->decisions[0]->arena.host;
    ek_pen pen = {0};
    erkend_status status = ek_style_read(&pen, &task->format, style, ERKEND_EUROPASS, error);
    ek_arena arena;
    ek_buffer buffer;
    ek_escape escape;

    if (status != ERKEND_OK)
        return status;
    if (task->format == ERKEND_CODES && task->kind != PAGE_DECISION &&
        task->kind != PAGE_COMPARISON)
        return ek_error_say(error, ERKEND_EVALUE,
                            "codes are of decisions: an explanation is all words; take ndjson");
    if (task->format == ERKEND_HTML || task->format == ERKEND_MARKDOWN)
        return ek_error_say(error, ERKEND_EVALUE, "there is no format %d", (int)task->format);
    if (task->format == ERKEND_EUROPASS && task->kind != PAGE_DECISION)
        return ek_error_say(error, ERKEND_EVALUE, "a Europass document is of one decision");
    ek_arena_init(&arena, host, 0);
    ek_buffer_init(&buffer, &arena);
    pen.out = &buffer;
    if (EK_TRY(&arena, &escape))
        write_page(&pen, task);
    ek_escape_end(&arena, &escape);
    status = escape.status;
    if (status == ERKEND_OK)
        status = ek_text_give(out, host, ek_buffer_done(&buffer));
    ek_arena_dispose(&arena);
    return ek_error_fill(error, status, NULL);
}

static erkend_status refuse_call(erkend_error *error, const char *function)
{
    return ek_error_say(error, ERKEND_ECALL, "%s: NULL where something is needed", function);
}

erkend_status erkend_render_decision(erkend_text **out, const erkend_decision *decision,
                                     const erkend_style *style, erkend_error *error)
{
    render_task task = {.kind = PAGE_DECISION, .decisions = &decision, .count = 1};

    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (!out || !decision)
        return refuse_call(error, "erkend_render_decision");
    return render(out, &task, style, error);
}

erkend_status erkend_render_comparison(erkend_text **out, const erkend_decision *const *decisions,
                                       size_t count, const erkend_style *style, erkend_error *error)
{
    render_task task = {.kind = PAGE_COMPARISON, .decisions = decisions, .count = (uint32_t)count};

    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (!out || !decisions || count == 0 || count > UINT32_MAX)
        return refuse_call(error, "erkend_render_comparison");
    for (size_t i = 0; i < count; i++) {
        if (!decisions[i])
            return refuse_call(error, "erkend_render_comparison");
        if (decisions[i]->the_case != decisions[0]->the_case)
            return ek_error_say(error, ERKEND_ECALL,
                                "erkend_render_comparison: the decisions are of different cases");
    }
    return render(out, &task, style, error);
}

erkend_status erkend_render_explanation(erkend_text **out, const erkend_decision *decision,
                                        const char *claim, const erkend_style *style,
                                        erkend_error *error)
{
    render_task task = {
        .kind = PAGE_EXPLANATION, .decisions = &decision, .count = 1, .claim = ek_text_of(claim)};

    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (!out || !decision)
        return refuse_call(error, "erkend_render_explanation");
    return render(out, &task, style, error);
}

erkend_status erkend_render_why_not(erkend_text **out, const erkend_decision *decision,
                                    const char *claim, const erkend_style *style,
                                    erkend_error *error)
{
    render_task task = {
        .kind = PAGE_WHY_NOT, .decisions = &decision, .count = 1, .claim = ek_text_of(claim)};

    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (!out || !decision)
        return refuse_call(error, "erkend_render_why_not");
    return render(out, &task, style, error);
}

static erkend_status read_day(ek_date *out, const char *text, ek_date otherwise,
                              erkend_error *error)
{
    *out = otherwise;
    if (!text || ek_date_read(out, ek_text_of(text)) == ERKEND_OK)
        return ERKEND_OK;
    return ek_error_say(error, ERKEND_ECALL, "'%s' is no date: write it as 2026-03-01", text);
}

erkend_status erkend_render_timeline(erkend_text **out, const erkend_decision *decision,
                                     const char *claim, const char *from, const char *to,
                                     const erkend_style *style, erkend_error *error)
{
    render_task task = {
        .kind = PAGE_TIMELINE, .decisions = &decision, .count = 1, .claim = ek_text_of(claim)};
    ek_date five_years;
    erkend_status status;

    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (!out || !decision)
        return refuse_call(error, "erkend_render_timeline");
    if ((status = read_day(&task.from, from, decision->decided, error)) != ERKEND_OK)
        return status;
    if (ek_date_months_after(&five_years, task.from, 60) != ERKEND_OK)
        five_years = task.from;
    if ((status = read_day(&task.to, to, five_years, error)) != ERKEND_OK)
        return status;
    if (task.to < task.from)
        return ek_error_say(error, ERKEND_ECALL, "the period ends before it begins");
    if (task.to - task.from >= EK_TIMELINE_DAYS)
        return ek_error_say(error, ERKEND_ECALL, "the period is longer than 200 years");
    return render(out, &task, style, error);
}
