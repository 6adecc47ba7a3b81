/* The summary of a tally in words and as JSON; the public function that gives it. */
#include "batch/summary.h"

#include "base/api.h"
#include "explain/json.h"

#include <inttypes.h>
#include <string.h>

static int find_verdict(const char *name)
{
    int v = 0;

    while (v < EK_VERDICTS - 1 && strcmp(erkend_verdict_name((erkend_verdict)v), name) != 0)
        v++;
    return v;
}

const ek_claim_line *ek_claim_lines(ek_arena *arena, const erkend_tally *tally, uint32_t *count)
{
    ek_claim_line *lines = NULL;
    uint32_t lined = 0, capacity = 0, all = 0, i;

    for (i = 0; i < tally->row_count && strcmp(tally->rows[i].what, "claim") == 0; i++) {
        const erkend_tally_row *row = &tally->rows[i];
        int v = find_verdict(row->state);

        if (lined == 0 || strcmp(lines[lined - 1].country, row->country) != 0) {
            all = lined;
            *EK_PUSH(arena, lines, lined, capacity) = (ek_claim_line){.country = row->country};
        }
        if (lines[lined - 1].kind == NULL || strcmp(lines[lined - 1].kind, row->key) != 0)
            *EK_PUSH(arena, lines, lined, capacity) =
                (ek_claim_line){.country = row->country, .kind = row->key};
        lines[lined - 1].claims[v] += row->count;
        lines[lined - 1].all += row->count;
        lines[all].claims[v] += row->count;
        lines[all].all += row->count;
    }
    *count = lined;
    return lines;
}

/* ---- Words --------------------------------------------------------------------------------- */

/* `text` at the left, or at the right, of so many columns, and two spaces before. */
static void put_left(ek_buffer *out, const char *text, uint32_t columns)
{
    uint32_t width = ek_utf8_width(ek_text_of(text));

    ek_buffer_string(out, "  ");
    ek_buffer_string(out, text);
    if (width < columns)
        ek_buffer_repeat(out, " ", columns - width);
}

static void put_right(ek_buffer *out, uint64_t number, uint32_t columns)
{
    size_t before = out->size, width;

    ek_buffer_grouped(out, number);
    width = out->size - before;
    if (width < columns) {
        ek_buffer_repeat(out, " ", columns - (uint32_t)width);
        memmove(out->bytes + out->size - width, out->bytes + before, width);
        memset(out->bytes + before, ' ', columns - width);
    }
}

static void put_counts(ek_buffer *out, const erkend_batch_counts *counts)
{
    ek_buffer_grouped(out, counts->lines);
    ek_buffer_string(out, " lines: ");
    ek_buffer_grouped(out, counts->cases);
    ek_buffer_string(out, " cases decided, ");
    ek_buffer_grouped(out, counts->rejected);
    ek_buffer_string(out, " rejected, ");
    ek_buffer_grouped(out, counts->decisions);
    ek_buffer_string(out, " decisions\n");
}

static void put_claim_lines(ek_buffer *out, const erkend_tally *tally)
{
    uint32_t count, i;
    const ek_claim_line *lines = ek_claim_lines(out->arena, tally, &count);
    int v;

    if (count == 0)
        return;
    ek_buffer_string(out, "\nClaims          ");
    for (v = EK_VERDICTS - 1; v >= 0; v--)
        ek_buffer_format(out, "%13s", erkend_verdict_name((erkend_verdict)v));
    ek_buffer_char(out, '\n');
    for (i = 0; i < count; i++) {
        ek_buffer_format(out, "%s%-14s", lines[i].kind ? "  " : "",
                         lines[i].kind ? lines[i].kind : lines[i].country);
        if (lines[i].kind == NULL)
            ek_buffer_string(out, "  ");
        for (v = EK_VERDICTS - 1; v >= 0; v--)
            put_right(out, lines[i].claims[v], 13);
        ek_buffer_char(out, '\n');
    }
}

static void put_rules(ek_buffer *out, const erkend_tally *tally)
{
    uint32_t widest_rule = 0, widest_law = 0, pass, i;
    bool any = false;

    for (pass = 0; pass < 2; pass++)
        for (i = 0; i < tally->row_count; i++) {
            const erkend_tally_row *row = &tally->rows[i];
            uint32_t rule = ek_utf8_width(ek_text_of(row->key)),
                     law = ek_utf8_width(ek_text_of(row->law));

            if (strcmp(row->what, "rule") != 0)
                continue;
            if (pass == 0) {
                widest_rule = rule > widest_rule ? rule : widest_rule;
                widest_law = law > widest_law ? law : widest_law;
                continue;
            }
            if (!any)
                ek_buffer_string(out, "\nDecided by\n");
            any = true;
            put_left(out, row->country, 2);
            put_left(out, row->key, widest_rule);
            put_left(out, row->law, widest_law);
            put_left(out, row->state, 11);
            put_right(out, row->count, 13);
            ek_buffer_char(out, '\n');
        }
}

enum { smallest_part = 100 }; /* of a whole; what is finer is shown in hundredths */

void ek_summary_sum(ek_buffer *out, const char *sum)
{
    const ek_rounding to_hundredths = {EK_ROUND_HALF_UP, {1, smallest_part}};
    ek_fraction number;
    int64_t whole, rest;
    bool fine;

    if (ek_fraction_read(&number, ek_text_of(sum)) != ERKEND_OK || number.num < 0) {
        ek_buffer_string(out, "too large a sum");
        return;
    }
    fine = number.den > smallest_part;
    if (fine && ek_fraction_round(&number, number, to_hundredths) != ERKEND_OK) {
        ek_buffer_string(out, "too large a sum");
        return;
    }
    whole = number.num / number.den;
    rest = number.num % number.den;
    ek_buffer_string(out, fine ? "about " : "");
    if (whole != 0 || rest == 0 || fine)
        ek_buffer_grouped(out, (uint64_t)whole);
    if (rest != 0 && fine)
        ek_buffer_format(out, ".%02d", (int)(rest * (smallest_part / number.den)));
    else if (rest != 0)
        ek_buffer_format(out, "%s%" PRId64 "/%" PRId64, whole != 0 ? " " : "", rest, number.den);
}

static void put_sum(ek_buffer *out, const char *sum, const char *unit)
{
    if (sum == NULL)
        return;
    ek_buffer_string(out, "   ");
    ek_summary_sum(out, sum);
    ek_buffer_format(out, " %s", unit);
}

static void put_effects(ek_buffer *out, const erkend_tally *tally)
{
    bool any = false;
    uint32_t i;

    for (i = 0; i < tally->row_count; i++) {
        const erkend_tally_row *row = &tally->rows[i];

        if (strcmp(row->what, "effect") != 0)
            continue;
        if (!any)
            ek_buffer_string(out, "\nEffects\n");
        any = true;
        put_left(out, row->country, 2);
        put_left(out, row->key, 19);
        put_left(out, row->state, 10);
        put_right(out, row->count, 13);
        put_sum(out, row->months, "months");
        put_sum(out, row->points, "points");
        ek_buffer_char(out, '\n');
    }
}

void ek_summary_text(ek_buffer *out, const erkend_tally *tally)
{
    put_counts(out, &tally->counts);
    put_claim_lines(out, tally);
    put_rules(out, tally);
    put_effects(out, tally);
}

/* ---- JSON ---------------------------------------------------------------------------------- */

/* Rows of one sort; `key` and `count` are named by what they are. */
static void put_rows(ek_json *json, const erkend_tally *tally, const char *list, const char *what,
                     const char *key, const char *state)
{
    uint32_t i;

    ek_json_open(json, list, '[');
    for (i = 0; i < tally->row_count; i++) {
        const erkend_tally_row *row = &tally->rows[i];

        if (strcmp(row->what, what) != 0)
            continue;
        ek_json_open(json, NULL, '{');
        ek_json_string(json, "country", row->country);
        ek_json_string(json, key, row->key);
        if (strcmp(what, "rule") == 0)
            ek_json_string(json, "law", row->law);
        ek_json_string(json, state, row->state);
        ek_json_count(json, "count", row->count);
        if (strcmp(what, "effect") == 0) {
            if (row->months == NULL || row->months[0] == '\0')
                ek_json_null(json, "months");
            else
                ek_json_string(json, "months", row->months);
            if (row->points == NULL || row->points[0] == '\0')
                ek_json_null(json, "points");
            else
                ek_json_string(json, "points", row->points);
        }
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
}

void ek_summary_json(ek_buffer *out, const erkend_tally *tally)
{
    const erkend_batch_counts *counts = &tally->counts;
    ek_json json;

    ek_json_init(&json, out, EK_EN, false);
    ek_json_open(&json, NULL, '{');
    ek_json_string(&json, "erkend", ERKEND_VERSION);
    ek_json_string(&json, "kind", "summary");
    ek_json_count(&json, "lines", counts->lines);
    ek_json_count(&json, "cases", counts->cases);
    ek_json_count(&json, "rejected", counts->rejected);
    ek_json_count(&json, "decisions", counts->decisions);
    ek_json_count(&json, "decided_assumed", counts->assumed);
    put_rows(&json, tally, "claims", "claim", "kind", "verdict");
    put_rows(&json, tally, "rules", "rule", "rule", "verdict");
    put_rows(&json, tally, "effects", "effect", "kind", "state");
    ek_json_close(&json, '}');
    ek_buffer_char(out, '\n');
}

/* ---- For the host -------------------------------------------------------------------------- */

static erkend_status check_style(const erkend_style *style, erkend_format *format,
                                 erkend_error *error)
{
    *format = style != NULL ? style->format : ERKEND_TEXT;
    if (style != NULL && style->struct_size != sizeof *style)
        return ek_error_say(error, ERKEND_ECALL, "erkend_render_tally: a style of another size");
    if (*format != ERKEND_TEXT && *format != ERKEND_JSON && *format != ERKEND_HTML)
        return ek_error_say(error, ERKEND_EVALUE, "a summary is text, json or html");
    return ERKEND_OK;
}

erkend_status erkend_render_tally(erkend_text **out, erkend_tally *tally, const erkend_style *style,
                                  erkend_error *error)
{
    erkend_tally_row row;
    erkend_format format;
    erkend_status status;
    ek_escape escape;
    ek_buffer page;
    ek_arena arena;

    ek_error_clear(error);
    if (out == NULL || tally == NULL)
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    *out = NULL;
    status = check_style(style, &format, error);
    if (status != ERKEND_OK)
        return status;
    (void)erkend_tally_at(tally, 0, &row);
    if (tally->rows == NULL)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    ek_arena_init(&arena, tally->arena.host, 0);
    ek_buffer_init(&page, &arena);
    if (EK_TRY(&arena, &escape)) {
        if (format == ERKEND_JSON)
            ek_summary_json(&page, tally);
        else if (format == ERKEND_HTML)
            ek_summary_page(&page, tally);
        else
            ek_summary_text(&page, tally);
    }
    ek_escape_end(&arena, &escape);
    status = escape.status;
    if (status == ERKEND_OK)
        status = ek_text_give(out, arena.host, ek_buffer_done(&page));
    ek_arena_dispose(&arena);
    return ek_error_fill(error, status, NULL);
}
