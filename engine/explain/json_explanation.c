/* What an explanation adds to a decision's JSON: both sides of each condition, the facts read with
 * their places, and the rules that were silent. */
#include "explain/json.h"

static const char *name_of_side(ek_side_kind kind)
{
    static const char *const names[] = {
        [EK_SIDE_HEAD] = "head",    [EK_SIDE_VALUE] = "value",
        [EK_SIDE_LIMIT] = "limit",  [EK_SIDE_DIFFERENCE] = "difference",
        [EK_SIDE_FACT] = "fact",    [EK_SIDE_PARAMETER] = "parameter",
        [EK_SIDE_RULING] = "ruling"};

    return names[kind];
}

static void put_sides(ek_json *json, const ek_sides *sides)
{
    for (uint32_t i = 0; i < sides->count; i++) {
        const ek_side *side = &sides->items[i];

        ek_json_open(json, NULL, '{');
        ek_json_string(json, "part", name_of_side(side->kind));
        ek_json_count(json, "depth", side->depth);
        ek_json_text(json, "says", side->says);
        ek_json_text(json, "name", side->name);
        ek_json_text(json, "law", side->law);
        ek_json_place(json, "place", side->place);
        ek_json_yes(json, "assumed", side->assumed);
        ek_json_yes(json, "unverified", side->unverified);
        ek_json_close(json, '}');
    }
}

void ek_json_put_conditions(ek_json *json, const struct erkend_decision *decision,
                            const ek_reason *reason)
{
    ek_sides sides;

    ek_json_open(json, "where", '[');
    if (reason->rule && reason->rule->where) {
        sides = ek_sides_of(&json->pen, decision, reason, reason->rule->where);
        put_sides(json, &sides);
    }
    ek_json_close(json, ']');
    ek_json_open(json, "must", '[');
    if (reason->rule && reason->rule->must && !reason->silent) {
        sides = ek_sides_of(&json->pen, decision, reason, reason->rule->must);
        put_sides(json, &sides);
    }
    ek_json_close(json, ']');
    ek_json_place(json, "place", reason->rule ? reason->rule->place : (ek_place){0});
}

static void put_fact(ek_json *json, const struct erkend_decision *decision, const ek_read *read)
{
    const ek_record_type *type = read->record ? read->record->type : NULL;
    static const char *const states[] = {
        [EK_MISSING] = "missing", [EK_NONE] = "none", [EK_KNOWN] = "known"};
    ek_buffer value;

    ek_buffer_init(&value, json->out->arena);
    if (read->value->kind != EK_KIND_LIST && read->value->kind != EK_KIND_RECORD &&
        read->value->kind != EK_KIND_TREE && read->value->kind != EK_KIND_BY_COUNTRY &&
        read->value->state == EK_KNOWN)
        ek_buffer_value(&value, read->value);
    ek_json_open(json, NULL, '{');
    ek_json_text(json, "name",
                 ek_fact_name(&json->pen, decision->the_case, read->record, read->field));
    ek_json_text(json, "label", ek_label_of_field(json->pen.language, type, read->field));
    ek_json_string(json, "state", states[read->value->state]);
    ek_json_text(json, "value", ek_buffer_done(&value));
    ek_json_text(json, "says", ek_say_value(&json->pen, read->value, read->field));
    ek_json_yes(json, "assumed", read->value->assumed != 0);
    ek_json_place(json, "place",
                  read->value->line ? ek_value_place(decision->the_case, read->value)
                                    : (ek_place){0});
    ek_json_close(json, '}');
}

static void put_ruling(ek_json *json, const struct erkend_decision *decision, const ek_read *read)
{
    const ek_value *answer = read->ruling ? ek_record_at(read->ruling, "answer") : NULL;

    ek_json_open(json, NULL, '{');
    ek_json_text(json, "question", read->question->name);
    ek_json_text(json, "about", ek_text_in(read->record, "id"));
    if (answer) {
        ek_json_text(json, "says", ek_say_value(&json->pen, answer, NULL));
        ek_json_text(json, "role", ek_text_in(read->ruling, "role"));
        ek_json_place(json, "place", ek_record_place(decision->the_case, read->ruling));
    } else {
        ek_json_null(json, "says");
        ek_json_text(json, "role", read->question->body);
        ek_json_null(json, "place");
    }
    ek_json_close(json, '}');
}

void ek_json_put_facts(ek_json *json, const struct erkend_decision *decision, const ek_claim *claim)
{
    ek_json_open(json, "facts", '[');
    for (uint32_t i = 0; i < claim->reads.count; i++)
        if (claim->reads.items[i].kind == EK_READ_FACT && claim->reads.items[i].value &&
            claim->reads.items[i].field)
            put_fact(json, decision, &claim->reads.items[i]);
    ek_json_close(json, ']');
    ek_json_open(json, "rulings", '[');
    for (uint32_t i = 0; i < claim->reads.count; i++)
        if (claim->reads.items[i].kind == EK_READ_RULING)
            put_ruling(json, decision, &claim->reads.items[i]);
    ek_json_close(json, ']');
}

void ek_json_put_silent(ek_json *json, const struct erkend_decision *decision,
                        const ek_claim *claim)
{
    ek_json_open(json, "silent", '[');
    for (uint32_t i = 0; i < claim->reason_count; i++) {
        const ek_reason *reason = &claim->reasons[i];

        if (!reason->silent)
            continue;
        ek_json_open(json, NULL, '{');
        ek_json_text(json, "rule", ek_reason_id(reason));
        ek_json_text(json, "law", ek_reason_law(&json->pen, reason));
        ek_json_text(json, "says", ek_reason_says(&json->pen, reason));
        ek_json_text(json, "about", ek_text_in(reason->thing, "id"));
        if (reason->detail->overridden_by)
            ek_json_text(json, "overridden_by", reason->detail->overridden_by->id);
        else
            ek_json_null(json, "overridden_by");
        ek_json_put_conditions(json, decision, reason);
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
}
