/* Sheet: Markdown that shows words as they are, and wrapped text. */
#include "desk/sheet.h"

/* Signs that Markdown would read as its own become plain. */
static void write_plain(ek_buffer *out, ek_text text)
{
    for (uint32_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];

        if (c == '*' || c == '_' || c == '`' || c == '[' || c == ']' || c == '<' || c == '\\')
            ek_buffer_char(out, '\\');
        ek_buffer_char(out, c == '\n' ? ' ' : c);
    }
}

static void write_words(ek_sheet *sheet, ek_text text)
{
    if (sheet->markdown)
        write_plain(sheet->pen->out, text);
    else
        ek_buffer_text(sheet->pen->out, text);
}

/* An empty line between what belongs to different blocks. */
static void part(ek_sheet *sheet)
{
    if (sheet->pen->out->size > 0)
        ek_buffer_char(sheet->pen->out, '\n');
    sheet->listed = false;
}

void ek_sheet_heading(ek_sheet *sheet, uint32_t level, ek_text text)
{
    part(sheet);
    if (sheet->markdown) {
        ek_buffer_repeat(sheet->pen->out, "#", level);
        ek_buffer_char(sheet->pen->out, ' ');
        write_plain(sheet->pen->out, text);
        ek_buffer_char(sheet->pen->out, '\n');
        return;
    }
    ek_write_wrapped(sheet->pen, text, 0, 2, level < 4 ? EK_STYLE_STRONG : EK_STYLE_PLAIN);
}

void ek_sheet_paragraph(ek_sheet *sheet, ek_text text)
{
    part(sheet);
    if (sheet->markdown) {
        write_plain(sheet->pen->out, text);
        ek_buffer_char(sheet->pen->out, '\n');
    } else {
        ek_write_wrapped(sheet->pen, text, 0, 0, EK_STYLE_PLAIN);
    }
}

static void begin_item(ek_sheet *sheet, uint32_t depth)
{
    if (!sheet->listed)
        part(sheet);
    sheet->listed = true;
    if (!sheet->markdown)
        return;
    ek_buffer_repeat(sheet->pen->out, "  ", depth);
    ek_buffer_string(sheet->pen->out, "- ");
}

void ek_sheet_item(ek_sheet *sheet, uint32_t depth, ek_text label, ek_text text)
{
    uint32_t indent = 2 + depth * 2;

    begin_item(sheet, depth);
    if (!sheet->markdown) {
        ek_pen_spaces(sheet->pen, indent);
        ek_write_wrapped(sheet->pen, label.size ? ek_say_field(sheet->pen, label, text) : text,
                         indent, indent + 2, EK_STYLE_PLAIN);
        return;
    }
    if (label.size) {
        ek_buffer_string(sheet->pen->out, "**");
        write_words(sheet, label);
        ek_buffer_string(sheet->pen->out, text.size ? ":** " : ":**");
    }
    write_words(sheet, text);
    ek_buffer_char(sheet->pen->out, '\n');
}

void ek_sheet_code_item(ek_sheet *sheet, uint32_t depth, ek_text label, ek_text code, ek_text text)
{
    ek_text parts[2] = {code, text};

    if (!sheet->markdown) {
        ek_sheet_item(sheet, depth, label, ek_joined(sheet->pen, parts, 2, "; "));
        return;
    }
    begin_item(sheet, depth);
    ek_buffer_string(sheet->pen->out, "**");
    write_words(sheet, label);
    ek_buffer_string(sheet->pen->out, ":** `");
    ek_buffer_text(sheet->pen->out, code);
    ek_buffer_char(sheet->pen->out, '`');
    if (text.size)
        ek_buffer_string(sheet->pen->out, "; ");
    write_words(sheet, text);
    ek_buffer_char(sheet->pen->out, '\n');
}

void ek_sheet_codes(ek_sheet *sheet, ek_text label, ek_texts codes)
{
    if (codes.count == 0)
        return;
    if (!sheet->markdown) {
        ek_sheet_paragraph(
            sheet,
            ek_say_field(sheet->pen, label, ek_joined(sheet->pen, codes.items, codes.count, ", ")));
        return;
    }
    part(sheet);
    write_words(sheet, label);
    ek_buffer_char(sheet->pen->out, ':');
    for (uint32_t i = 0; i < codes.count; i++) {
        ek_buffer_string(sheet->pen->out, i ? ", `" : " `");
        ek_buffer_text(sheet->pen->out, codes.items[i]);
        ek_buffer_char(sheet->pen->out, '`');
    }
    ek_buffer_char(sheet->pen->out, '\n');
}
