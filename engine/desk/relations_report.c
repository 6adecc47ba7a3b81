/* What a trial of relations found: for people, and for machines. */
#include <inttypes.h>
#include <string.h>

#include "desk/trial.h"
#include "explain/json.h"

static ek_place place_of(const ek_trial *t, ek_text rule)
{
    for (uint32_t i = 0; i < t->book->rule_count; i++)
        if (ek_text_equal(t->book->rules[i]->id, rule))
            return t->book->rules[i]->place;
    return (ek_place){{"", 0}, 0, 0};
}

static void write_broken(ek_buffer *out, const ek_trial *t, const ek_broken *b)
{
    ek_place place = place_of(t, b->rule);
    ek_text lines = ek_sample_yaml(out->arena, b->smallest);

    if (place.file.size) {
        ek_buffer_place(out, place);
        ek_buffer_string(out, ": ");
    }
    ek_buffer_format(out, "%.*s breaks %s (%s): %.*s, and %.*s", EK_TEXT_ARGS(b->rule),
                     ek_relation_name(b->relation), ek_relation_says(b->relation),
                     EK_TEXT_ARGS(b->told), EK_TEXT_ARGS(b->says));
    if (b->law.size)
        ek_buffer_format(out, " (%.*s)", EK_TEXT_ARGS(b->law));
    if (b->from.file.size) {
        ek_buffer_string(out, "; from the test ");
        ek_buffer_place(out, b->from);
    }
    ek_buffer_char(out, '\n');
    for (uint32_t at = 0, end; at < lines.size; at = end + 1) {
        const char *stop = memchr(lines.bytes + at, '\n', lines.size - at);

        end = stop ? (uint32_t)(stop - lines.bytes) : lines.size;
        ek_buffer_string(out, "    ");
        ek_buffer_add(out, lines.bytes + at, end - at);
        ek_buffer_char(out, '\n');
    }
}

uint32_t ek_trial_count_stale(const ek_trial *t)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < t->breaches.count; i++)
        count += t->breaches.items[i].stale != NULL;
    return count;
}

static void write_text(ek_buffer *out, const ek_trial *t)
{
    uint32_t met = 0;

    for (uint32_t i = 0; i < t->found_count; i++)
        write_broken(out, t, &t->found[i]);
    for (uint32_t i = 0; i < t->breaches.count; i++) {
        met += t->breaches.items[i].met;
        if (!t->breaches.items[i].stale)
            continue;
        ek_buffer_place(out, t->breaches.items[i].place);
        ek_buffer_format(out, ": stale: %s: %.*s\n", t->breaches.items[i].stale,
                         EK_TEXT_ARGS(t->breaches.items[i].rule));
    }
    ek_buffer_format(out,
                     "%.*s  %d relations, %" PRIu64 " cases, %" PRIu64 " pairs decided: %u broken",
                     EK_TEXT_ARGS(t->book->code), (int)EK_RELATIONS - !t->scaled, t->cases,
                     t->compared, t->found_count);
    if (t->breaches.count > 0)
        ek_buffer_format(out, ", %u by law (%u of them met here)", t->breaches.count, met);
    ek_buffer_char(out, '\n');
}

static void write_json(ek_buffer *out, const ek_trial *t)
{
    ek_json json;

    ek_json_init(&json, out, EK_EN, true);
    ek_json_open(&json, NULL, '{');
    ek_json_text(&json, "country", t->book->code);
    ek_json_count(&json, "cases", t->cases);
    ek_json_count(&json, "pairs", t->compared);
    ek_json_yes(&json, "scaled", t->scaled);
    ek_json_open(&json, "broken", '[');
    for (uint32_t i = 0; i < t->found_count; i++) {
        const ek_broken *b = &t->found[i];

        ek_json_open(&json, NULL, '{');
        ek_json_string(&json, "relation", ek_relation_name(b->relation));
        ek_json_text(&json, "rule", b->rule);
        ek_json_text(&json, "law", b->law);
        ek_json_place(&json, "place", place_of(t, b->rule));
        ek_json_text(&json, "change", b->told);
        ek_json_text(&json, "answer", b->says);
        if (b->from.file.size)
            ek_json_place(&json, "test", b->from);
        else
            ek_json_null(&json, "test");
        ek_json_text(&json, "case", ek_sample_yaml(out->arena, b->smallest));
        ek_json_close(&json, '}');
    }
    ek_json_close(&json, ']');
    ek_json_open(&json, "by_law", '[');
    for (uint32_t i = 0; i < t->breaches.count; i++) {
        const ek_breach *b = &t->breaches.items[i];

        ek_json_open(&json, NULL, '{');
        ek_json_string(&json, "relation", ek_relation_name(b->relation));
        ek_json_text(&json, "rule", b->rule);
        ek_json_text(&json, "law", b->law);
        ek_json_text(&json, "because", b->because);
        ek_json_yes(&json, "met", b->met);
        ek_json_yes(&json, "stale", b->stale != NULL);
        ek_json_close(&json, '}');
    }
    ek_json_close(&json, ']');
    ek_json_close(&json, '}');
    ek_buffer_char(out, '\n');
}

void ek_trial_write(ek_buffer *out, const ek_trial *trial, bool json)
{
    if (json)
        write_json(out, trial);
    else
        write_text(out, trial);
}
