/* What pages of HTML share: a page that needs nothing else (no script, no other file), in light and
 * dark, for print and for readers who see no colours. */
#ifndef EK_EXPLAIN_HTML_H
#define EK_EXPLAIN_HTML_H

#include "base/text.h"

/* Up to <main> with the title as its heading; `style` (may be NULL) is added to the shared one. */
void ek_html_begin(ek_buffer *out, ek_text title, const char *style);
void ek_html_end(ek_buffer *out);
/* Text with what HTML would read as its own replaced. */
void ek_html_text(ek_buffer *out, ek_text text);
/* "<NAME class>text</NAME>"; class may be NULL. */
void ek_html_element(ek_buffer *out, const char *name, const char *class_name, ek_text text);

#endif
