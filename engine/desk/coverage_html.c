/* Coverage as one page of HTML that works alone: no script, no other file.
 *
 * Each rule file is shown whole. Where a condition stands its text is coloured, and signs behind it
 * say which outcomes came about: + holds, − fails, ? is unknown; before one that lacks stands a
 * cross. Rules carry the same for in force and not in force. */
#include "desk/report.h"
#include "explain/html.h"

static const char *sign_of(uint32_t outcome)
{
    switch (outcome) {
    case EK_OUT_HOLDS: return "+";
    case EK_OUT_FAILS: return "−";
    case EK_OUT_UNKNOWN: return "?";
    case EK_OUT_IN_FORCE: return "in force";
    case EK_OUT_OUT_OF_FORCE: return "not in force";
    case EK_OUT_APPLIES: return "applies";
    default: return "leaves";
    }
}

/* "all", "part", "none": the class of a point, and its sign for who sees no colours. */
static const char *class_of(const ek_point *point)
{
    uint32_t open = 0;

    for (uint32_t k = 0; k < EK_OUTCOMES; k++)
        open += (point->needed >> k & 1u) && !(point->waived >> k & 1u) && point->times[k] == 0;
    return open == 0 ? "all" : ek_point_reached(point) > 0 ? "part" : "none";
}

static void write_signs(ek_buffer *out, const ek_point *point)
{
    for (uint32_t k = 0; k < EK_OUTCOMES; k++) {
        ek_buffer title;

        if (!(point->needed >> k & 1u))
            continue;
        ek_buffer_init(&title, out->arena);
        if (point->times[k] == 0)
            ek_buffer_not_covered(&title, point, (ek_outcome)k);
        else
            ek_buffer_format(&title, "%llu times", (unsigned long long)point->times[k]);
        ek_buffer_string(out, point->times[k] > 0 ? "<sup class=\"all\" title=\""
                              : point->waived >> k & 1u
                                  ? "<sup class=\"all\" title=\"with a reason: "
                                  : "<sup class=\"none\" title=\"");
        ek_html_text(out, ek_buffer_done(&title));
        ek_buffer_format(out, "\">%s%s%s</sup>",
                         point->times[k] > 0       ? ""
                         : point->waived >> k & 1u ? "("
                                                   : "✗",
                         sign_of(k), point->times[k] == 0 && (point->waived >> k & 1u) ? ")" : "");
    }
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.';
}

/* Where the condition that starts at `at` ends: a name, then what its brackets hold. */
static size_t find_end(ek_text text, size_t at)
{
    uint32_t depth = 0;
    size_t end = at, next;

    while (end < text.size && is_word(text.bytes[end]))
        end++;
    for (next = end; next < text.size && text.bytes[next] == ' ';)
        next++;
    if (next >= text.size || (text.bytes[next] != '(' && text.bytes[next] != '{'))
        return end;
    for (end = next; end < text.size; end++) {
        char c = text.bytes[end];

        if (c == '"') {
            for (end++; end < text.size && text.bytes[end] != '"'; end++)
                end += text.bytes[end] == '\\';
        } else if (c == '(' || c == '{') {
            depth++;
        } else if ((c == ')' || c == '}') && --depth == 0) {
            return end + 1;
        }
    }
    return text.size;
}

/* The byte at which a place stands, from one that stands before it. */
static size_t find_byte(ek_text text, size_t from, uint32_t *line, ek_place place)
{
    uint32_t column = 1, offset;

    while (from < text.size && *line < place.line)
        *line += text.bytes[from++] == '\n';
    while (from > 0 && text.bytes[from - 1] != '\n')
        from--;
    for (offset = (uint32_t)from; column < place.column && offset < text.size; column++)
        (void)ek_utf8_next(text, &offset);
    while (offset > 0 && is_word(text.bytes[offset - 1])) /* a fact stands at its last name */
        offset--;
    return offset;
}

#define DEEPEST 64

static void write_file(ek_buffer *out, const ek_source *source, const ek_point *points,
                       uint32_t count)
{
    size_t at = 0, ends[DEEPEST], start = 0;
    const ek_point *open[DEEPEST];
    uint32_t depth = 0, next = 0, line = 1;

    ek_buffer_format(out, "<h2>%.*s</h2>\n<pre>", EK_TEXT_ARGS(source->name));
    while (at < source->bytes.size || depth > 0) {
        if (next < count && start <= at)
            start = find_byte(source->bytes, at, &line, points[next].place);
        while (depth > 0 && ends[depth - 1] <= at) {
            ek_buffer_string(out, "</span>");
            write_signs(out, open[--depth]);
        }
        if (at >= source->bytes.size)
            break;
        if (next < count && start <= at) {
            if (depth < DEEPEST) {
                ek_buffer_format(out, "<span class=\"%s\">", class_of(&points[next]));
                open[depth] = &points[next];
                ends[depth] =
                    points[next].kind == EK_POINT_CONDITION ? find_end(source->bytes, at) : at + 1;
                while (points[next].kind != EK_POINT_CONDITION &&
                       ends[depth] < source->bytes.size &&
                       is_word(source->bytes.bytes[ends[depth]]))
                    ends[depth]++;
                depth++;
            }
            next++;
            start = 0;
            continue;
        }
        ek_html_text(out, (ek_text){source->bytes.bytes + at, 1});
        at++;
    }
    ek_buffer_string(out, "</pre>\n");
}

static void write_table(ek_buffer *out, const erkend_coverage *const *items, size_t count)
{
    ek_buffer_string(
        out, "<div class=\"scroll\"><table>\n<tr><th>country</th><th>tests</th><th>rules</th>"
             "<th>outcomes</th><th>not reached</th><th>with a reason</th></tr>\n");
    for (size_t i = 0; i < count; i++) {
        erkend_coverage_counts counts;
        size_t reached;

        erkend_coverage_counts_of(items[i], &counts);
        reached = counts.outcomes_reached + counts.waived;
        ek_buffer_format(out,
                         "<tr><td>%.*s</td><td>%zu</td><td>%u %% of %zu</td><td>%u %% of %zu</td>"
                         "<td>%zu</td><td>%zu</td></tr>\n",
                         EK_TEXT_ARGS(items[i]->points.book->code), counts.passed,
                         ek_percent(counts.rules_reached, counts.rules), counts.rules,
                         ek_percent(reached, counts.outcomes), counts.outcomes,
                         counts.outcomes - reached, counts.waived);
    }
    ek_buffer_string(out, "</table></div>\n");
}

static const char style[] =
    "pre{font:14px/1.6 monospace;white-space:pre-wrap;border:1px solid var(--line);padding:1em}\n"
    "span.all{background:#1a7f4b22}span.part{background:#d9a40044}span.none{background:#b3372f44}\n"
    "sup{font:11px/1 monospace;margin-left:.2em}sup.all{color:var(--recognised)}"
    "sup.none{color:var(--refused);font-weight:bold}\n";

void ek_coverage_html(ek_buffer *out, const erkend_coverage *const *items, size_t count)
{
    ek_html_begin(out, ek_text_of("What the tests reach"), style);
    ek_buffer_string(
        out,
        "<p>Behind each condition: <b>+</b> it held in a test, <b>−</b> it failed, <b>?</b> it was "
        "unknown; <b>✗</b> before a sign: in none. In brackets: in none, with a written "
        "reason.</p>\n");
    write_table(out, items, count);
    for (size_t n = 0; n < count; n++) {
        const ek_coverage *coverage = &items[n]->points;

        for (uint32_t s = 0; s < items[n]->source_count; s++) {
            uint32_t first = 0, end;

            while (first < coverage->count &&
                   !ek_text_equal(coverage->points[first].place.file, items[n]->sources[s].name))
                first++;
            for (end = first;
                 end < coverage->count &&
                 ek_text_equal(coverage->points[end].place.file, items[n]->sources[s].name);)
                end++;
            write_file(out, &items[n]->sources[s], coverage->points + first, end - first);
        }
    }
    ek_html_end(out);
}
