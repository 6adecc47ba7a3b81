/* The frame of a page, and text in it. */
#include "explain/html.h"

static const char shared_style[] =
    ":root{color-scheme:light dark;--ink:#1b1b1b;--soft:#555;--page:#fff;--line:#ccc;"
    "--recognised:#1a7f4b;--partial:#58a65c;--conditional:#2f6fb3;--referred:#8a63b8;"
    "--incomplete:#b98a1d;--refused:#b3372f;--none:#888}\n"
    "@media (prefers-color-scheme:dark){:root{--ink:#eaeaea;--soft:#aaa;--page:#161616;"
    "--line:#444;--recognised:#4cc285;--partial:#9ad29c;--conditional:#7fb3ec;"
    "--referred:#c3a6e8;--incomplete:#e6c15a;--refused:#f0837b;--none:#999}}\n"
    "body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);"
    "max-width:60rem;margin:2rem auto;padding:0 1rem}\n"
    "svg{width:100%;height:auto;display:block;margin:1rem 0}\n"
    "svg text{fill:var(--ink);font:13px system-ui,sans-serif}\n"
    "table{border-collapse:collapse;width:100%;margin:1rem 0 2rem}\n"
    "caption{text-align:left;color:var(--soft);padding-bottom:.3rem}\n"
    "th,td{border-bottom:1px solid var(--line);padding:.25rem .5rem;text-align:left;"
    "vertical-align:top}\n"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}\n"
    ".scroll{overflow-x:auto}\n"
    ".soft{color:var(--soft)}\n"
    ".recognised{fill:var(--recognised)}.partial{fill:var(--partial)}"
    ".conditional{fill:var(--conditional)}.referred{fill:var(--referred)}"
    ".incomplete{fill:var(--incomplete)}.refused{fill:var(--refused)}\n"
    "@media print{body{margin:0;max-width:none}}\n";

void ek_html_begin(ek_buffer *out, ek_text title, const char *style)
{
    ek_buffer_string(out,
                     "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    ek_html_text(out, title);
    ek_buffer_string(out, "</title>\n<style>\n");
    ek_buffer_string(out, shared_style);
    ek_buffer_string(out, style ? style : "");
    ek_buffer_string(out, "</style>\n</head>\n<body>\n<main>\n<h1>");
    ek_html_text(out, title);
    ek_buffer_string(out, "</h1>\n");
}

void ek_html_end(ek_buffer *out)
{
    ek_buffer_string(out, "</main>\n</body>\n</html>\n");
}

void ek_html_text(ek_buffer *out, ek_text text)
{
    for (uint32_t i = 0; i < text.size; i++)
        switch (text.bytes[i]) {
        case '&': ek_buffer_string(out, "&amp;"); break;
        case '<': ek_buffer_string(out, "&lt;"); break;
        case '>': ek_buffer_string(out, "&gt;"); break;
        case '"': ek_buffer_string(out, "&quot;"); break;
        default: ek_buffer_char(out, text.bytes[i]);
        }
}

void ek_html_element(ek_buffer *out, const char *name, const char *class_name, ek_text text)
{
    if (class_name)
        ek_buffer_format(out, "<%s class=\"%s\">", name, class_name);
    else
        ek_buffer_format(out, "<%s>", name);
    ek_html_text(out, text);
    ek_buffer_format(out, "</%s>", name);
}
