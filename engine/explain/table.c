/* Columns: texts side by side in a fixed width, words wrapped inside their column. Widths count
 * what a terminal shows (ek_utf8_width), never bytes. */
#include "explain/page.h"

#define GAP 2
#define LEAST_WIDTH 8

static uint32_t at_least(uint32_t width)
{
    return width < LEAST_WIDTH ? LEAST_WIDTH : width;
}

static uint32_t end_of_word(ek_text text, uint32_t from)
{
    while (from < text.size && text.bytes[from] != ' ' && text.bytes[from] != '\n')
        from++;
    return from;
}

/* Words that stay with what follows them: BBiG § 2 Abs. 3, art. 3b. */
static bool holds_next(ek_text word, ek_text next)
{
    static const char *const holding[] = {"§",     "§§",     "Abs.",  "Satz",   "Nr.",
                                          "art",   "art.",   "Art.",  "lid",    "mom.",
                                          "Annex", "Anhang", "liite", "bijlage"};

    for (uint32_t i = 0; i < sizeof holding / sizeof holding[0]; i++)
        if (ek_text_is(word, holding[i]) || ek_text_is(next, holding[i]))
            return true;
    if (ek_text_starts(next, "§"))
        return true;
    return word.size == 1 && word.bytes[0] >= '0' && word.bytes[0] <= '9';
}

/* How many bytes of a long word fit into the width: up to a mark within it where there is one; at
 * least one character. */
static uint32_t fit_bytes(ek_text text, uint32_t width)
{
    uint32_t offset = 0, kept = 0, marked = 0;

    while (offset < text.size) {
        ek_utf8_next(text, &offset);
        if (kept > 0 && ek_utf8_width(ek_text_slice(text, 0, offset)) > width)
            break;
        kept = offset;
        if (text.bytes[kept - 1] == '_' || text.bytes[kept - 1] == '-' ||
            text.bytes[kept - 1] == '/')
            marked = kept;
    }
    return marked > kept / 2 ? marked : kept;
}

bool ek_line_next(ek_text *rest, uint32_t width, ek_text *line)
{
    uint32_t end = 0, word = 0, held = 0;

    while (rest->size > 0 && rest->bytes[0] == ' ')
        *rest = ek_text_slice(*rest, 1, rest->size);
    if (rest->size == 0)
        return false;
    width = width ? width : 1;
    while (word < rest->size) {
        uint32_t stop = end_of_word(*rest, word);

        if (ek_utf8_width(ek_text_slice(*rest, 0, stop)) > width)
            break;
        if (stop == rest->size || rest->bytes[stop] == '\n' ||
            !holds_next(ek_text_slice(*rest, word, stop),
                        ek_text_slice(*rest, stop + 1, end_of_word(*rest, stop + 1))))
            held = stop;
        end = stop;
        if (stop == rest->size || rest->bytes[stop] == '\n')
            break;
        word = stop + 1;
    }
    if (end < rest->size && rest->bytes[end] != '\n' && held > 0)
        end = held;
    if (end == 0 && rest->bytes[0] != '\n')
        end = fit_bytes(*rest, width);
    *line = ek_text_slice(*rest, 0, end);
    while (line->size > 0 && line->bytes[line->size - 1] == ' ')
        line->size--;
    if (end < rest->size && (rest->bytes[end] == '\n' || rest->bytes[end] == ' '))
        end++;
    *rest = ek_text_slice(*rest, end, rest->size);
    return true;
}

static uint32_t widest_label(const ek_row_of_cells *rows, uint32_t count)
{
    uint32_t widest = 0;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t width = ek_utf8_width(rows[i].label);

        widest = width > widest ? width : widest;
    }
    return widest;
}

/* One line of a row: the label at `indent`, the first cell at `first`. */
static void write_line(ek_pen *pen, ek_text label, ek_text *rests, const ek_row_of_cells *row,
                       uint32_t columns, uint32_t indent, uint32_t first, uint32_t width)
{
    uint32_t at = 0, column = first;

    if (label.size > 0) {
        ek_pen_spaces(pen, indent);
        ek_pen_styled(pen, label, EK_STYLE_FAINT);
        at = indent + ek_utf8_width(label);
    }
    for (uint32_t i = 0; i < columns; i++, column += width + GAP) {
        ek_text line;

        if (!ek_line_next(&rests[i], width, &line) || line.size == 0)
            continue;
        ek_pen_spaces(pen, column - at);
        ek_pen_styled(pen, line, row->cells[i].style);
        at = column + ek_utf8_width(line);
    }
    ek_buffer_char(pen->out, '\n');
}

static bool is_left(const ek_text *rests, uint32_t columns)
{
    for (uint32_t i = 0; i < columns; i++)
        if (rests[i].size > 0)
            return true;
    return false;
}

void ek_write_columns(ek_pen *pen, const ek_row_of_cells *rows, uint32_t row_count,
                      uint32_t columns, uint32_t indent)
{
    uint32_t label_width = widest_label(rows, row_count);
    uint32_t first = indent + label_width + (label_width ? GAP : 0);
    uint32_t room = pen->columns > first ? pen->columns - first : 0;
    uint32_t width = columns ? (room + GAP) / columns : room;
    ek_text *rests = EK_NEW_ARRAY(pen->out->arena, ek_text, columns + 1u);

    width = at_least(width > GAP ? width - GAP : 0);
    for (uint32_t r = 0; r < row_count; r++) {
        ek_text label = rows[r].label;

        for (uint32_t i = 0; i < columns; i++)
            rests[i] = rows[r].cells[i].text;
        do {
            write_line(pen, label, rests, &rows[r], columns, indent, first, width);
            label = EK_TEXT("");
        } while (is_left(rests, columns));
    }
}

void ek_write_wrapped(ek_pen *pen, ek_text text, uint32_t at, uint32_t indent, uint32_t style)
{
    ek_text line;
    bool first = true;

    for (;;) {
        uint32_t used = first ? at : indent;
        uint32_t width = at_least(pen->columns > used ? pen->columns - used : 0);

        if (!ek_line_next(&text, width, &line))
            break;
        if (!first)
            ek_pen_spaces(pen, indent);
        ek_pen_styled(pen, line, style);
        ek_buffer_char(pen->out, '\n');
        first = false;
    }
    if (first)
        ek_buffer_char(pen->out, '\n');
}

void ek_write_edges(ek_pen *pen, ek_text left, uint32_t left_style, ek_text right)
{
    uint32_t left_width = ek_utf8_width(left), right_width = ek_utf8_width(right);

    if (left_width + GAP + right_width <= pen->columns) {
        ek_pen_styled(pen, left, left_style);
        ek_pen_spaces(pen, pen->columns - left_width - right_width);
        ek_pen_styled(pen, right, EK_STYLE_FAINT);
        ek_buffer_char(pen->out, '\n');
        return;
    }
    ek_write_wrapped(pen, left, 0, 0, left_style);
    ek_pen_spaces(pen, pen->columns > right_width ? pen->columns - right_width : 0);
    ek_pen_styled(pen, right, EK_STYLE_FAINT);
    ek_buffer_char(pen->out, '\n');
}
