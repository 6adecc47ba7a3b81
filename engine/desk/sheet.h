/* Sheet: headings, paragraphs and lists, written as Markdown or as text for a terminal. */
#ifndef EK_DESK_SHEET_H
#define EK_DESK_SHEET_H

#include "explain/page.h"

typedef struct ek_sheet {
    ek_pen *pen;
    bool markdown;
    bool listed; /* the last line was one of a list */
} ek_sheet;

void ek_sheet_heading(ek_sheet *sheet, uint32_t level, ek_text text);
void ek_sheet_paragraph(ek_sheet *sheet, ek_text text);
/* A line of a list; the label (may be empty) stands before it. */
void ek_sheet_item(ek_sheet *sheet, uint32_t depth, ek_text label, ek_text text);
void ek_sheet_code_item(ek_sheet *sheet, uint32_t depth, ek_text label, ek_text code, ek_text text);
/* Names that rules have, in one paragraph; nothing when there are none. */
void ek_sheet_codes(ek_sheet *sheet, ek_text label, ek_texts codes);

#endif
