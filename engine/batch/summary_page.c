/* The summary of a tally as one page: HTML with its style and its charts in it.
 *
 * No script, nothing from elsewhere. Each chart is an SVG with a title and a text for those who do
 * not see it, and has the table of its numbers beneath; colours differ in lightness too, follow the
 * reader's choice of dark or light, and never say anything that the words do not say. */
#include "batch/summary.h"
#include "explain/html.h"

#include <inttypes.h>
#include <string.h>

enum { CHART_WIDTH = 800, BAR_LEFT = 220, BAR_WIDTH = 560, BAR_STEP = 30, RULES_DRAWN = 20 };

static void put_cell(ek_buffer *out, const char *text)
{
    ek_buffer_string(out, "<td>");
    ek_html_text(out, ek_text_of(text));
    ek_buffer_string(out, "</td>");
}

static void put_number(ek_buffer *out, uint64_t number)
{
    ek_buffer_string(out, "<td class=\"n\">");
    ek_buffer_grouped(out, number);
    ek_buffer_string(out, "</td>");
}

static void put_head(ek_buffer *out, const char *caption, const char *const *columns,
                     uint32_t numbers_from)
{
    uint32_t i;

    ek_buffer_format(out, "<div class=\"scroll\"><table>\n<caption>%s</caption>\n<thead><tr>",
                     caption);
    for (i = 0; columns[i] != NULL; i++)
        ek_buffer_format(out, "<th scope=\"col\"%s>%s</th>",
                         i >= numbers_from ? " class=\"n\"" : "", columns[i]);
    ek_buffer_string(out, "</tr></thead>\n<tbody>\n");
}

static void put_foot(ek_buffer *out)
{
    ek_buffer_string(out, "</tbody></table></div>\n");
}

/* ---- Claims -------------------------------------------------------------------------------- */

/* One bar for all claims of a country, cut by verdict. Widths are tenths of a pixel. */
static void put_bar(ek_buffer *out, const ek_claim_line *line, uint32_t at)
{
    uint64_t passed = 0, unit = (uint64_t)BAR_WIDTH * 10;
    int v;

    ek_buffer_format(out, "<text x=\"0\" y=\"%" PRIu32 "\">%s, ", at * BAR_STEP + 20,
                     line->country);
    ek_buffer_grouped(out, line->all);
    ek_buffer_string(out, " claims</text>\n");
    for (v = EK_VERDICTS - 1; v >= 0; v--) {
        uint64_t from = passed * unit / line->all, to;

        passed += line->claims[v];
        to = passed * unit / line->all;
        if (line->claims[v] == 0)
            continue;
        ek_buffer_format(out,
                         "<rect class=\"%s\" x=\"%" PRIu64 ".%" PRIu64 "\" y=\"%" PRIu32
                         "\" width=\"%" PRIu64 ".%" PRIu64 "\" height=\"22\"><title>%s: ",
                         erkend_verdict_name((erkend_verdict)v), BAR_LEFT + from / 10, from % 10,
                         at * BAR_STEP + 4, (to - from) / 10, (to - from) % 10,
                         erkend_verdict_name((erkend_verdict)v));
        ek_buffer_grouped(out, line->claims[v]);
        ek_buffer_string(out, "</title></rect>\n");
    }
}

static void put_legend(ek_buffer *out, uint32_t at)
{
    uint32_t x = BAR_LEFT;
    int v;

    for (v = EK_VERDICTS - 1; v >= 0; v--, x += 93)
        ek_buffer_format(out,
                         "<rect class=\"%s\" x=\"%" PRIu32 "\" y=\"%" PRIu32
                         "\" width=\"10\" height=\"10\"/><text x=\"%" PRIu32 "\" y=\"%" PRIu32
                         "\">%s</text>\n",
                         erkend_verdict_name((erkend_verdict)v), x, at * BAR_STEP + 10, x + 14,
                         at * BAR_STEP + 20, erkend_verdict_name((erkend_verdict)v));
}

static void put_claims(ek_buffer *out, const erkend_tally *tally)
{
    static const char *const columns[] = {"Country",    "Claim",       "Recognised",
                                          "Partial",    "Conditional", "Referred",
                                          "Incomplete", "Refused",     NULL};
    uint32_t count, at = 0, bars = 0, i;
    const ek_claim_line *lines = ek_claim_lines(out->arena, tally, &count);
    int v;

    for (i = 0; i < count; i++)
        bars += lines[i].kind == NULL;
    if (count == 0)
        return;
    ek_buffer_format(out,
                     "<h2>Claims by verdict</h2>\n<svg viewBox=\"0 0 %d %" PRIu32
                     "\" role=\"img\" aria-labelledby=\"claims-title claims-text\">\n"
                     "<title id=\"claims-title\">Claims by country and verdict</title>\n"
                     "<desc id=\"claims-text\">One bar a country, cut by verdict, from recognised "
                     "to refused; the numbers stand in the table below.</desc>\n",
                     CHART_WIDTH, (bars + 1) * BAR_STEP);
    for (i = 0; i < count; i++)
        if (lines[i].kind == NULL)
            put_bar(out, &lines[i], at++);
    put_legend(out, at);
    ek_buffer_string(out, "</svg>\n");
    put_head(out, "Claims by country, kind and verdict", columns, 2);
    for (i = 0; i < count; i++) {
        ek_buffer_format(out, "<tr><th scope=\"row\">%s</th>", lines[i].country);
        put_cell(out, lines[i].kind != NULL ? lines[i].kind : "all");
        for (v = EK_VERDICTS - 1; v >= 0; v--)
            put_number(out, lines[i].claims[v]);
        ek_buffer_string(out, "</tr>\n");
    }
    put_foot(out);
}

/* ---- Rules --------------------------------------------------------------------------------- */

/* The rows of rules, those that decided most first; equals as they stand. */
static const erkend_tally_row **sort_rules(ek_arena *arena, const erkend_tally *tally,
                                           uint32_t *count)
{
    const erkend_tally_row **rows = EK_NEW_ARRAY(arena, const erkend_tally_row *, tally->row_count);
    uint32_t i, k;

    *count = 0;
    for (i = 0; i < tally->row_count; i++) {
        if (strcmp(tally->rows[i].what, "rule") != 0)
            continue;
        for (k = (*count)++; k > 0 && rows[k - 1]->count < tally->rows[i].count; k--)
            rows[k] = rows[k - 1];
        rows[k] = &tally->rows[i];
    }
    return rows;
}

static void draw_rules(ek_buffer *out, const erkend_tally_row *const *rows, uint32_t count)
{
    uint32_t drawn = count < RULES_DRAWN ? count : RULES_DRAWN, i;
    uint64_t most = count > 0 ? rows[0]->count : 1;

    ek_buffer_format(out,
                     "<svg viewBox=\"0 0 %d %" PRIu32 "\" role=\"img\" "
                     "aria-labelledby=\"rules-title rules-text\">\n"
                     "<title id=\"rules-title\">Rules that decided most claims</title>\n"
                     "<desc id=\"rules-text\">The first %" PRIu32 " rows of the table below.</desc>"
                     "\n",
                     CHART_WIDTH, drawn * BAR_STEP, drawn);
    for (i = 0; i < drawn; i++) {
        uint64_t width = rows[i]->count * BAR_WIDTH / most;

        ek_buffer_format(out, "<text x=\"0\" y=\"%" PRIu32 "\">", i * BAR_STEP + 20);
        ek_buffer_format(out, "%s, ", rows[i]->country);
        ek_html_text(out, ek_text_of(rows[i]->key));
        ek_buffer_format(out,
                         ": %s</text>\n<rect class=\"%s\" x=\"%d\" y=\"%" PRIu32
                         "\" width=\"%" PRIu64 "\" height=\"22\"><title>%s: ",
                         rows[i]->state, rows[i]->state, CHART_WIDTH - BAR_WIDTH / 2,
                         i * BAR_STEP + 4, width / 2 > 0 ? width / 2 : 1, rows[i]->state);
        ek_buffer_grouped(out, rows[i]->count);
        ek_buffer_string(out, "</title></rect>\n");
    }
    ek_buffer_string(out, "</svg>\n");
}

static void put_rules(ek_buffer *out, const erkend_tally *tally)
{
    static const char *const columns[] = {"Country", "Rule", "Law", "Verdict", "Claims", NULL};
    uint32_t count, i;
    const erkend_tally_row **rows = sort_rules(out->arena, tally, &count);

    if (count == 0)
        return;
    ek_buffer_string(out, "<h2>What decided</h2>\n<p>A claim that several rules decided is counted "
                          "for each of them.</p>\n");
    draw_rules(out, rows, count);
    put_head(out, "Deciding rules, those that decided most claims first", columns, 4);
    for (i = 0; i < count; i++) {
        ek_buffer_format(out, "<tr><th scope=\"row\">%s</th>", rows[i]->country);
        put_cell(out, rows[i]->key);
        put_cell(out, rows[i]->law);
        put_cell(out, rows[i]->state);
        put_number(out, rows[i]->count);
        ek_buffer_string(out, "</tr>\n");
    }
    put_foot(out);
}

/* ---- Effects ------------------------------------------------------------------------------- */

static void put_sum(ek_buffer *out, const char *sum)
{
    ek_buffer_string(out, "<td class=\"n\">");
    if (sum != NULL)
        ek_summary_sum(out, sum);
    ek_buffer_string(out, "</td>");
}

static void draw_effects(ek_buffer *out, const erkend_tally *tally)
{
    uint32_t bars = 0, at = 0, i;
    uint64_t most = 1;

    for (i = 0; i < tally->row_count; i++)
        if (strcmp(tally->rows[i].what, "effect") == 0) {
            bars++;
            most = tally->rows[i].count > most ? tally->rows[i].count : most;
        }
    ek_buffer_format(out,
                     "<svg viewBox=\"0 0 %d %" PRIu32 "\" role=\"img\" "
                     "aria-labelledby=\"effects-title effects-text\">\n"
                     "<title id=\"effects-title\">Effects by country, kind and state</title>\n"
                     "<desc id=\"effects-text\">One bar a row of the table below, as long as the "
                     "effect is frequent.</desc>\n",
                     CHART_WIDTH, bars * BAR_STEP);
    for (i = 0; i < tally->row_count; i++) {
        const erkend_tally_row *row = &tally->rows[i];
        uint64_t width;

        if (strcmp(row->what, "effect") != 0)
            continue;
        width = row->count * (BAR_WIDTH / 2) / most;
        ek_buffer_format(out, "<text x=\"0\" y=\"%" PRIu32 "\">%s, %s, %s</text>\n",
                         at * BAR_STEP + 20, row->country, row->key, row->state);
        ek_buffer_format(out,
                         "<rect class=\"%s\" x=\"%d\" y=\"%" PRIu32 "\" width=\"%" PRIu64
                         "\" height=\"22\"/>\n",
                         strcmp(row->state, "in_force") == 0     ? "recognised"
                         : strcmp(row->state, "after_step") == 0 ? "conditional"
                         : strcmp(row->state, "proposed") == 0   ? "referred"
                                                                 : "refused",
                         CHART_WIDTH - BAR_WIDTH / 2, at * BAR_STEP + 4, width > 0 ? width : 1);
        at++;
    }
    ek_buffer_string(out, "</svg>\n");
}

static void put_effects(ek_buffer *out, const erkend_tally *tally)
{
    static const char *const columns[] = {"Country", "Effect", "State", "Number",
                                          "Months",  "Points", NULL};
    bool any = false;
    uint32_t i;

    for (i = 0; i < tally->row_count; i++)
        any = any || strcmp(tally->rows[i].what, "effect") == 0;
    if (!any)
        return;
    ek_buffer_string(out, "<h2>Effects</h2>\n");
    draw_effects(out, tally);
    put_head(out, "Effects by country, kind and state, with exact sums", columns, 3);
    for (i = 0; i < tally->row_count; i++) {
        const erkend_tally_row *row = &tally->rows[i];

        if (strcmp(row->what, "effect") != 0)
            continue;
        ek_buffer_format(out, "<tr><th scope=\"row\">%s</th>", row->country);
        put_cell(out, row->key);
        put_cell(out, row->state);
        put_number(out, row->count);
        put_sum(out, row->months);
        put_sum(out, row->points);
        ek_buffer_string(out, "</tr>\n");
    }
    put_foot(out);
}

void ek_summary_page(ek_buffer *out, const erkend_tally *tally)
{
    const erkend_batch_counts *counts = &tally->counts;

    ek_html_begin(out, ek_text_of("What the batch came to"), NULL);
    ek_buffer_string(out, "<p>");
    ek_buffer_grouped(out, counts->lines);
    ek_buffer_string(out, " lines: ");
    ek_buffer_grouped(out, counts->cases);
    ek_buffer_string(out, " cases decided, ");
    ek_buffer_grouped(out, counts->rejected);
    ek_buffer_string(out, " rejected, ");
    ek_buffer_grouped(out, counts->decisions);
    ek_buffer_string(out, " decisions.</p>\n");
    put_claims(out, tally);
    put_rules(out, tally);
    put_effects(out, tally);
    ek_html_end(out);
}
