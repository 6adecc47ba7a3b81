/* The writer of JSON: commas, line breaks and indents; texts escaped as RFC 8259 asks. */
#include "explain/json.h"

void ek_json_init(ek_json *json, ek_buffer *out, ek_language language, bool line)
{
    *json = (ek_json){.out = out, .line = line, .first = true};
    json->pen = (ek_pen){.out = out, .language = language, .columns = EK_COLUMNS};
}

static void break_line(ek_json *json)
{
    if (json->line)
        return;
    ek_buffer_char(json->out, '\n');
    ek_buffer_repeat(json->out, "  ", json->depth);
}

static void begin(ek_json *json, const char *key)
{
    if (!json->first)
        ek_buffer_char(json->out, ',');
    if (json->depth > 0)
        break_line(json);
    json->first = false;
    if (key) {
        ek_buffer_json(json->out, ek_text_of(key));
        ek_buffer_string(json->out, json->line ? ":" : ": ");
    }
}

void ek_json_open(ek_json *json, const char *key, char bracket)
{
    if (json->codes && json->depth < EK_JSON_DEPTH) {
        json->opened[json->depth] = key ? json->out->size : SIZE_MAX;
        json->was_first[json->depth] = json->first;
    }
    begin(json, key);
    ek_buffer_char(json->out, bracket);
    json->depth++;
    json->first = true;
}

void ek_json_close(ek_json *json, char bracket)
{
    json->depth--;
    if (json->codes && json->first && json->depth < EK_JSON_DEPTH &&
        json->opened[json->depth] != SIZE_MAX) {
        json->out->size = json->opened[json->depth];
        json->first = json->was_first[json->depth];
        return;
    }
    if (!json->first)
        break_line(json);
    ek_buffer_char(json->out, bracket);
    json->first = false;
}

/* Is that a key with nothing to say, in a document that leaves those out? */
static bool is_left_out(const ek_json *json, const char *key, bool nothing)
{
    return nothing && json->codes && key;
}

void ek_json_text(ek_json *json, const char *key, ek_text text)
{
    if (is_left_out(json, key, text.size == 0))
        return;
    begin(json, key);
    ek_buffer_json(json->out, text);
}

void ek_json_string(ek_json *json, const char *key, const char *terminated)
{
    ek_json_text(json, key, ek_text_of(terminated));
}

void ek_json_yes(ek_json *json, const char *key, bool yes)
{
    if (is_left_out(json, key, !yes))
        return;
    begin(json, key);
    ek_buffer_string(json->out, yes ? "true" : "false");
}

void ek_json_count(ek_json *json, const char *key, uint64_t count)
{
    begin(json, key);
    ek_buffer_format(json->out, "%llu", (unsigned long long)count);
}

void ek_json_null(ek_json *json, const char *key)
{
    if (is_left_out(json, key, true))
        return;
    begin(json, key);
    ek_buffer_string(json->out, "null");
}

void ek_json_number(ek_json *json, const char *key, ek_fraction number)
{
    ek_buffer text;

    ek_buffer_init(&text, json->out->arena);
    ek_buffer_fraction(&text, number);
    ek_json_text(json, key, ek_buffer_done(&text));
}

void ek_json_date(ek_json *json, const char *key, ek_date date)
{
    ek_buffer text;

    if (date < EK_DATE_MIN || date > EK_DATE_MAX) {
        ek_json_null(json, key);
        return;
    }
    ek_buffer_init(&text, json->out->arena);
    ek_buffer_date(&text, date);
    ek_json_text(json, key, ek_buffer_done(&text));
}

void ek_json_texts(ek_json *json, const char *key, ek_texts texts)
{
    ek_json_open(json, key, '[');
    for (uint32_t i = 0; i < texts.count; i++)
        ek_json_text(json, NULL, texts.items[i]);
    ek_json_close(json, ']');
}

void ek_json_place(ek_json *json, const char *key, ek_place place)
{
    if (place.file.size == 0) {
        ek_json_null(json, key);
        return;
    }
    ek_json_open(json, key, '{');
    ek_json_text(json, "file", place.file);
    ek_json_count(json, "line", place.line);
    ek_json_count(json, "column", place.column);
    ek_json_close(json, '}');
}
