/* Facts, things and rulings of a case as answers, and the record of what was read.
 *
 * Each read is kept once, at the place of its first reading. */
#include <assert.h>

#include "rule/compile.h"

/* ---- Answers ------------------------------------------------------------------------------- */

/* Of a list that is none there are none: it is known and empty. */
static void answer_absent_list(ek_answer *out, ek_state state)
{
    *out = (ek_answer){.type = EK_TYPE_LIST, .state = EK_KNOWN};
    if (state != EK_MISSING)
        return;
    out->state = EK_MISSING;
    out->because = EK_BECAUSE_FACT;
    out->list_unknown = true;
}

void ek_answer_none(ek_answer *out, ek_type type)
{
    *out = (ek_answer){.type = type, .truth = EK_FALSE, .state = EK_NONE};
}

void ek_answer_unknown(ek_answer *out, ek_type type, uint8_t because)
{
    *out = (ek_answer){.type = type, .truth = EK_UNKNOWN, .state = EK_MISSING, .because = because};
}

void ek_answer_truth(ek_answer *out, ek_truth truth, uint8_t because)
{
    *out = (ek_answer){.type = EK_TYPE_CONDITION,
                       .truth = truth,
                       .state = truth == EK_UNKNOWN ? EK_MISSING : EK_KNOWN,
                       .because = truth == EK_UNKNOWN ? because : 0};
}

void ek_answer_number(ek_answer *out, ek_fraction number)
{
    *out = (ek_answer){.type = EK_TYPE_QUANTITY,
                       .state = EK_KNOWN,
                       .has_low = true,
                       .has_high = true,
                       .low = number,
                       .high = number};
}

void ek_answer_settle(ek_answer *answer)
{
    if (answer->has_low && answer->has_high && ek_fraction_equal(answer->low, answer->high)) {
        answer->state = EK_KNOWN;
        answer->because = 0;
    }
}

static void answer_known(ek_answer *out, ek_type type)
{
    *out = (ek_answer){.type = type, .state = EK_KNOWN};
}

void ek_answer_of_datum(ek_answer *out, const ek_datum *datum, ek_text scale)
{
    switch (datum->kind) {
    case EK_DATUM_NUMBER:
        ek_answer_number(out, datum->as.number);
        out->scale = scale;
        break;
    case EK_DATUM_DATE:
        answer_known(out, EK_TYPE_DATE);
        out->as.date = datum->as.date;
        break;
    case EK_DATUM_TEXT:
        answer_known(out, EK_TYPE_TEXT);
        out->as.text = datum->as.text;
        break;
    case EK_DATUM_TEXTS:
        answer_known(out, EK_TYPE_SET);
        out->as.texts = datum->as.texts;
        break;
    case EK_DATUM_ROUNDING:
        answer_known(out, EK_TYPE_ROUNDING);
        out->as.rounding = datum->as.rounding;
        break;
    case EK_DATUM_NUMBERS:
    case EK_DATUM_TABLE:
        answer_known(out, EK_TYPE_TABLE);
        out->as.datum = datum;
        out->scale = scale;
        break;
    }
}

static ek_type type_of_kind(ek_kind kind)
{
    switch (kind) {
    case EK_KIND_YES: return EK_TYPE_CONDITION;
    case EK_KIND_NUMBER:
    case EK_KIND_MARK: return EK_TYPE_QUANTITY;
    case EK_KIND_DATE: return EK_TYPE_DATE;
    case EK_KIND_TEXT:
    case EK_KIND_WORD:
    case EK_KIND_COUNTRY: return EK_TYPE_TEXT;
    case EK_KIND_SET: return EK_TYPE_SET;
    case EK_KIND_LEVEL: return EK_TYPE_LEVEL;
    case EK_KIND_RECORD: return EK_TYPE_RECORD;
    case EK_KIND_LIST:
    case EK_KIND_BY_COUNTRY: return EK_TYPE_LIST;
    case EK_KIND_TREE: return EK_TYPE_TREE;
    case EK_KIND_ANSWER: break;
    }
    return EK_TYPE_ANY;
}

static void answer_of_known(ek_answer *out, const ek_value *value)
{
    switch ((ek_kind)value->kind) {
    case EK_KIND_YES: ek_answer_truth(out, value->as.yes ? EK_TRUE : EK_FALSE, 0); break;
    case EK_KIND_NUMBER: ek_answer_number(out, value->as.number); break;
    case EK_KIND_MARK:
        ek_answer_number(out, value->as.mark->value);
        if (value->as.mark->scale != NULL)
            out->scale = *value->as.mark->scale;
        break;
    case EK_KIND_DATE: out->as.date = value->as.date; break;
    case EK_KIND_TEXT:
    case EK_KIND_WORD:
    case EK_KIND_COUNTRY: out->as.text = value->as.text; break;
    case EK_KIND_SET: out->as.texts = value->as.texts; break;
    case EK_KIND_LEVEL: out->as.level = value->as.level; break;
    case EK_KIND_RECORD: out->as.record = value->as.record; break;
    case EK_KIND_LIST:
    case EK_KIND_BY_COUNTRY:
        out->items = value->as.list.items;
        out->count = value->as.list.count;
        break;
    case EK_KIND_TREE: out->as.tree = value->as.tree; break;
    case EK_KIND_ANSWER: break;
    }
}

void ek_answer_of_value(ek_answer *out, const ek_value *value)
{
    ek_type type = type_of_kind((ek_kind)value->kind);

    if (type == EK_TYPE_LIST && value->state != EK_KNOWN) {
        answer_absent_list(out, (ek_state)value->state);
    } else if (value->state == EK_MISSING) {
        ek_answer_unknown(out, type, EK_BECAUSE_FACT);
    } else if (value->state == EK_NONE) {
        ek_answer_none(out, type);
    } else {
        answer_known(out, type);
        answer_of_known(out, value);
    }
}

/* ---- Reads --------------------------------------------------------------------------------- */

static void read_scope(ek_run *run, ek_scope scope)
{
    const ek_at *at = &run->scene->at[scope];

    ek_reads_add(run->reads, (ek_read){.kind = EK_READ_SCOPE,
                                       .scope = scope,
                                       .record = at->state == EK_KNOWN ? at->as.record : NULL});
}

const ek_value *ek_run_field(ek_run *run, const ek_node *node, uint32_t which,
                             const ek_record *record)
{
    uint32_t slot = node->slots[which];

    if (record->type != node->looks_into)
        slot = ek_field_named(record->type, ek_text_of(ek_looked_at(node->op)[which]));
    if (slot == EK_NO_FIELD)
        return NULL;
    ek_run_note(run, EK_SCOPE_NONE, record, slot);
    return &record->slots[slot];
}

static void answer_absent(ek_answer *out, ek_state state, ek_type type)
{
    if (type == EK_TYPE_LIST)
        answer_absent_list(out, state);
    else if (state == EK_NONE)
        ek_answer_none(out, type);
    else
        ek_answer_unknown(out, type, EK_BECAUSE_FACT);
}

void ek_run_fact(ek_run *run, const ek_node *node, ek_answer *out)
{
    const ek_path *path = &node->as.fact->path;
    const ek_at *at = &run->scene->at[path->scope];
    const ek_value *value;
    const ek_record *record;

    if (at->state != EK_KNOWN) {
        read_scope(run, path->scope);
        answer_absent(out, (ek_state)at->state, node->type);
        return;
    }
    record = at->as.record;
    for (uint32_t i = 0; i + 1 < path->length; i++) {
        value = &record->slots[path->slots[i]];
        if (value->state != EK_KNOWN) {
            ek_run_note(run, path->scope, record, path->slots[i]);
            answer_absent(out, (ek_state)value->state, node->type);
            return;
        }
        record = value->as.record;
    }
    if (path->length == 0) {
        read_scope(run, path->scope);
        answer_known(out, EK_TYPE_RECORD);
        out->as.record = record;
        return;
    }
    ek_run_note(run, path->scope, record, path->slots[path->length - 1]);
    ek_answer_of_value(out, &record->slots[path->slots[path->length - 1]]);
}

void ek_run_thing(ek_run *run, const ek_node *node, ek_answer *out)
{
    const ek_at *at = &run->scene->at[node->as.scope];

    if (node->type == EK_TYPE_LIST) {
        *out = ek_scene_list(run->scene, node->as.scope, run->reads);
        return;
    }
    read_scope(run, node->as.scope);
    if (at->state != EK_KNOWN) {
        answer_absent(out, (ek_state)at->state, EK_TYPE_RECORD);
        return;
    }
    answer_known(out, EK_TYPE_RECORD);
    out->as.record = at->as.record;
}

static void answer_of_ruling(ek_answer *out, const ek_question *question, const ek_value *value)
{
    switch (question->answer) {
    case EK_ANSWER_YES: ek_answer_truth(out, value->as.yes ? EK_TRUE : EK_FALSE, 0); break;
    case EK_ANSWER_NUMBER:
        ek_answer_number(out, value->as.number);
        out->scale = question->measure.scale;
        break;
    case EK_ANSWER_DATE:
        answer_known(out, EK_TYPE_DATE);
        out->as.date = value->as.date;
        break;
    case EK_ANSWER_TEXT:
        answer_known(out, EK_TYPE_TEXT);
        out->as.text = value->as.text;
        break;
    case EK_ANSWER_TEXTS:
        answer_known(out, EK_TYPE_SET);
        out->as.texts = value->as.texts;
        break;
    }
}

/* Looks for the ruling, and keeps it with the read for the next time. */
static void find_answer(ek_run *run, const ek_question *question, const ek_record *about,
                        ek_answered *out)
{
    ek_reads own;
    const ek_record *ruling;

    ek_reads_init(&own, run->scene->arena);
    ruling = ek_scene_ruling(run->scene, question, &own);
    *out = (ek_answered){.turn = run->memo->turn, .about = about, .read = own.items[0]};
    if (ruling != NULL)
        out->answer = &ruling->slots[ek_slot(ruling->type, "answer")];
}

void ek_run_ruling(ek_run *run, const ek_node *node, ek_answer *out)
{
    const ek_question *question = node->as.asked->question;
    ek_answered *answered = &run->memo->answers[node->as.asked->index];
    const ek_record *about = NULL;

    if (question->about < EK_SCOPE_COUNT && run->scene->at[question->about].state == EK_KNOWN)
        about = run->scene->at[question->about].as.record;
    if (answered->turn != run->memo->turn || answered->about != about)
        find_answer(run, question, about, answered);
    ek_reads_add(run->reads, answered->read);
    if (answered->answer == NULL)
        ek_answer_unknown(out, node->type, EK_BECAUSE_RULING);
    else if (answered->answer->state != EK_KNOWN)
        ek_answer_none(out, node->type);
    else
        answer_of_ruling(out, question, answered->answer);
}
