/* The writer of JSON: line breaks and indents of pages, and values; texts are escaped as RFC 8259
 * asks. What every key of a line costs is in json.h. */
#include "explain/json.h"

void ek_json_init(ek_json *json, ek_buffer *out, ek_language language, bool line)
{
    *json = (ek_json){.out = out, .line = line};
    json->pen = (ek_pen){.out = out, .language = language, .columns = EK_COLUMNS};
}

static void break_line(ek_json *json)
{
    if (json->line)
        return;
    ek_buffer_char(json->out, '\n');
    ek_buffer_repeat(json->out, "  ", json->depth);
}

void ek_json_begin_slowly(ek_json *json, const char *key)
{
    if (json->lead)
        ek_buffer_char(json->out, json->lead);
    if (json->depth > 0)
        break_line(json);
    json->lead = ',';
    if (key) {
        ek_buffer_json(json->out, ek_text_of(key));
        ek_buffer_string(json->out, json->line ? ":" : ": ");
    }
}

void ek_json_hole_begin(ek_json *json, ek_hole_kind kind, uint32_t effect, uint32_t index)
{
    ek_holes *holes = json->holes;

    *EK_PUSH(holes->arena, holes->items, holes->count, holes->capacity) =
        (ek_hole){json->out->size, json->out->size, kind, json->lead, effect, index};
}

void ek_json_begin_named(ek_json *json, ek_text key)
{
    ek_json_begin(json, NULL);
    ek_buffer_json(json->out, key);
    ek_buffer_add(json->out, ": ", json->line ? 1 : 2);
}

/* Closes the object or list at hand; empty, its opening bracket is still waiting. */
void ek_json_close_bracket(ek_json *json, char bracket)
{
    json->depth--;
    if (json->lead == ',')
        break_line(json);
    else
        ek_buffer_char(json->out, json->lead);
    ek_buffer_char(json->out, bracket);
    json->lead = ',';
}

void ek_json_close_slowly(ek_json *json, char bracket)
{
    uint32_t depth = json->depth - 1;

    if (!json->codes || json->lead == ',' || depth >= EK_JSON_DEPTH ||
        json->opened[depth] == SIZE_MAX) {
        ek_json_close_bracket(json, bracket);
        return;
    }
    json->depth = depth;
    json->out->size = json->opened[depth];
    json->lead = json->led[depth];
}

void ek_json_put_yes(ek_json *json, bool yes)
{
    ek_buffer_add(json->out, yes ? "true" : "false", yes ? 4 : 5);
}

void ek_json_put_count(ek_json *json, uint64_t count)
{
    ek_buffer_count(json->out, count);
}

static __attribute__((noinline)) void put_any_number(ek_json *json, ek_fraction number)
{
    ek_buffer_char(json->out, '"');
    ek_buffer_fraction(json->out, number);
    ek_buffer_char(json->out, '"');
}

static bool is_below_100(int64_t number)
{
    return (uint64_t)number < 100;
}

/* Most have two digits at most, above and below. */
void ek_json_put_number(ek_json *json, ek_fraction number)
{
    ek_buffer *out = json->out;
    char *at;

    if (!is_below_100(number.num) || !is_below_100(number.den) ||
        out->capacity - out->size <= sizeof "\"99/99\"") {
        put_any_number(json, number);
        return;
    }
    at = out->bytes + out->size;
    *at++ = '"';
    at = ek_put_digits(at, (uint64_t)number.num);
    if (number.den != 1) {
        *at++ = '/';
        at = ek_put_digits(at, (uint64_t)number.den);
    }
    *at++ = '"';
    *at = '\0';
    out->size = (size_t)(at - out->bytes);
}

void ek_json_put_date(ek_json *json, ek_date date)
{
    if (date < EK_DATE_MIN || date > EK_DATE_MAX) {
        ek_buffer_add(json->out, "null", 4);
        return;
    }
    ek_buffer_char(json->out, '"');
    ek_buffer_date(json->out, date);
    ek_buffer_char(json->out, '"');
}

void ek_json_put_texts(ek_json *json, ek_texts texts)
{
    json->lead = '[';
    json->depth++;
    for (uint32_t i = 0; i < texts.count; i++)
        ek_json_text(json, NULL, texts.items[i]);
    ek_json_close_bracket(json, ']');
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
