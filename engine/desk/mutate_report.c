/* Mutation in sentences and in JSON: what nobody would notice. */
#include "base/api.h"
#include "desk/report.h"
#include "explain/json.h"

static const char *says_of(const ek_survivor *survivor)
{
    return survivor->disagrees ? "the two evaluations differ, which is an error of the engine, if "
                               : "no test would notice if ";
}

static void write_country(ek_buffer *out, const erkend_mutation *of)
{
    erkend_mutation_counts counts;
    size_t left;

    erkend_mutation_counts_of(of, &counts);
    for (uint32_t i = 0; i < of->survivor_count; i++) {
        if (of->survivors[i].waiver)
            continue;
        ek_buffer_place(out, of->survivors[i].place);
        ek_buffer_format(out, ": %s%.*s\n", says_of(&of->survivors[i]),
                         EK_TEXT_ARGS(of->survivors[i].sentence));
    }
    for (uint32_t i = 0; i < of->waivers.change_count; i++) {
        if (of->waivers.changes[i].used)
            continue;
        ek_buffer_place(out, of->waivers.changes[i].place);
        ek_buffer_string(out, ": stale: a test notices this by now, or it is no change any more; "
                              "take it out\n");
    }
    left = counts.tried - counts.noticed - counts.waived;
    ek_buffer_format(out, "%.*s  %zu small changes of the rules tried with %zu tests, %zu noticed",
                     EK_TEXT_ARGS(of->country), counts.tried, counts.tests, counts.noticed);
    if (left > 0)
        ek_buffer_format(out, ", %zu not noticed", left);
    if (counts.waived > 0)
        ek_buffer_format(out, ", %zu with a reason", counts.waived);
    ek_buffer_char(out, '\n');
}

static void put_country(ek_json *json, const erkend_mutation *of)
{
    erkend_mutation_counts counts;

    erkend_mutation_counts_of(of, &counts);
    ek_json_open(json, NULL, '{');
    ek_json_text(json, "country", of->country);
    ek_json_count(json, "tests", counts.tests);
    ek_json_count(json, "tried", counts.tried);
    ek_json_count(json, "noticed", counts.noticed);
    ek_json_count(json, "with_reason", counts.waived);
    ek_json_open(json, "not_noticed", '[');
    for (uint32_t i = 0; i < of->survivor_count; i++) {
        const ek_survivor *survivor = &of->survivors[i];

        ek_json_open(json, NULL, '{');
        ek_json_text(json, "change", survivor->sentence);
        ek_json_text(json, "of", survivor->owner);
        ek_json_place(json, "place", survivor->place);
        ek_json_yes(json, "evaluations_differ", survivor->disagrees);
        if (survivor->waiver)
            ek_json_text(json, "why", survivor->waiver->why);
        else
            ek_json_null(json, "why");
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
    ek_json_open(json, "stale_reasons", '[');
    for (uint32_t i = 0; i < of->waivers.change_count; i++)
        if (!of->waivers.changes[i].used)
            ek_json_text(json, NULL, of->waivers.changes[i].sentence);
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

static void put_all(ek_buffer *out, const erkend_mutation *const *items, size_t count)
{
    ek_json json;

    ek_json_init(&json, out, EK_EN, false);
    ek_json_open(&json, NULL, '{');
    ek_json_open(&json, "countries", '[');
    for (size_t i = 0; i < count; i++)
        put_country(&json, items[i]);
    ek_json_close(&json, ']');
    ek_json_close(&json, '}');
    ek_buffer_char(out, '\n');
}

erkend_status erkend_render_mutation(erkend_text **out, const erkend_mutation *const *items,
                                     size_t count, int json, erkend_error *error)
{
    ek_arena arena;
    ek_buffer buffer;
    ek_escape escape;
    erkend_status status;

    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (!out || (!items && count > 0))
        return ek_error_say(error, ERKEND_ECALL,
                            "erkend_render_mutation: NULL where something is needed");
    ek_arena_init(&arena, NULL, 0);
    ek_buffer_init(&buffer, &arena);
    if (EK_TRY(&arena, &escape)) {
        if (json)
            put_all(&buffer, items, count);
        for (size_t i = 0; i < count && !json; i++)
            write_country(&buffer, items[i]);
    }
    ek_escape_end(&arena, &escape);
    status = escape.status;
    if (status == ERKEND_OK)
        status = ek_text_give(out, NULL, ek_buffer_done(&buffer));
    ek_arena_dispose(&arena);
    return ek_error_fill(error, status, NULL);
}
