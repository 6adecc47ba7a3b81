/* Values worth trying: for each fact and ruling that a claim read, those at which a condition could
 * turn.
 *
 * First by kind alone: yes and no, the words of the schema, none where a fact may be absent. Then
 * by walking the conditions of the rules: what stands on the other side of a comparison, the keys
 * of a table, the limits of a period, each with a step beyond. Where a side is made of several
 * facts (months of all stays together, a share of the prescribed time) each of them takes the whole
 * difference. */
#include "decide/whynot.h"

#define WALK_DEPTH 24

typedef struct walk {
    ek_changes *out;
    const struct erkend_decision *decision;
    const ek_claim *claim;
    ek_scene scene;
    ek_date day;
    ek_reads scratch;
    const ek_expr *by; /* the comparison at hand */
    uint32_t depth;
} walk;

/* ---- Same ----------------------------------------------------------------------------------- */

bool ek_change_same_fact(const ek_change *a, const ek_change *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == EK_CHANGE_FACT)
        return a->number == b->number && a->slot == b->slot;
    return a->scope == b->scope && a->question == b->question && ek_text_equal(a->id, b->id) &&
           a->slot == b->slot;
}

static ek_text value_text(ek_arena *arena, const ek_value *value)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, arena);
    ek_buffer_value(&buffer, value);
    return ek_buffer_done(&buffer);
}

bool ek_change_same(ek_arena *arena, const ek_change *a, const ek_change *b)
{
    if (!ek_change_same_fact(a, b) || a->to.state != b->to.state)
        return false;
    switch (a->to.kind) {
    case EK_KIND_YES: return a->to.as.yes == b->to.as.yes;
    case EK_KIND_DATE: return a->to.as.date == b->to.as.date;
    case EK_KIND_NUMBER: return ek_fraction_equal(a->to.as.number, b->to.as.number);
    default: return ek_text_equal(value_text(arena, &a->to), value_text(arena, &b->to));
    }
}

/* ---- Putting a change down ------------------------------------------------------------------ */

static ek_text id_of(const ek_record *record)
{
    ek_text id = ek_text_at(record, "id");
    const ek_value *unit;

    if (record && id.size == 0)
        for (uint32_t i = 0; i < record->type->field_count; i++)
            if ((record->type->fields[i].flags & EK_ID) && record->slots[i].state == EK_KNOWN)
                return record->slots[i].as.text;
    if (record && id.size == 0 && record->type == &ek_type_unit_claim) {
        unit = ek_record_at(record, "unit");
        return unit->state == EK_KNOWN ? ek_text_at(unit->as.record, "id") : id;
    }
    return id;
}

/* The value outlives the decision that it was taken from. */
static ek_value keep_value(ek_arena *arena, ek_value value)
{
    ek_text *items;
    ek_level *level;
    ek_mark *mark;

    if (value.state != EK_KNOWN)
        return value;
    if (value.kind == EK_KIND_TEXT || value.kind == EK_KIND_WORD || value.kind == EK_KIND_COUNTRY ||
        (value.kind == EK_KIND_ANSWER && value.answer == EK_ANSWER_TEXT)) {
        value.as.text = ek_text_copy(arena, value.as.text);
    } else if (value.kind == EK_KIND_SET ||
               (value.kind == EK_KIND_ANSWER && value.answer == EK_ANSWER_TEXTS)) {
        items = EK_NEW_ARRAY(arena, ek_text, value.as.texts.count + 1u);
        for (uint32_t i = 0; i < value.as.texts.count; i++)
            items[i] = ek_text_copy(arena, value.as.texts.items[i]);
        value.as.texts.items = items;
    } else if (value.kind == EK_KIND_LEVEL) {
        level = EK_NEW(arena, ek_level);
        level->framework = ek_text_copy(arena, value.as.level->framework);
        level->label = ek_text_copy(arena, value.as.level->label);
        value.as.level = level;
    } else if (value.kind == EK_KIND_MARK) {
        mark = EK_NEW(arena, ek_mark);
        mark->value = value.as.mark->value; /* its scale is found anew */
        value.as.mark = mark;
    }
    return value;
}

static void push_change(walk *w, ek_change change)
{
    ek_arena *arena = w->out->arena;

    change.to.file = change.to.column = 0;
    change.to.line = 0;
    change.to.assumed = 0;
    if (change.to.state == change.from.state &&
        (change.to.state != EK_KNOWN ||
         ek_text_equal(value_text(arena, &change.to), value_text(arena, &change.from))))
        return;
    for (uint32_t i = 0; i < w->out->count; i++)
        if (ek_change_same(arena, &w->out->items[i], &change))
            return;
    change.to = keep_value(arena, change.to);
    change.from = keep_value(arena, change.from);
    change.id = ek_text_copy(arena, change.id);
    *EK_PUSH(arena, w->out->items, w->out->count, w->out->capacity) = change;
}

static bool is_changeable(const ek_field *field)
{
    return !(field->flags & (EK_ID | EK_PERSONAL | EK_COMPUTED | EK_HIDDEN | EK_REFERENCE)) &&
           field->kind != EK_KIND_RECORD && field->kind != EK_KIND_LIST &&
           field->kind != EK_KIND_BY_COUNTRY && field->kind != EK_KIND_TREE &&
           field->kind != EK_KIND_ANSWER;
}

static bool is_in_range(const ek_field *field, const ek_value *value)
{
    int64_t num;

    if (value->state != EK_KNOWN || (field->kind != EK_KIND_NUMBER && field->kind != EK_KIND_MARK))
        return true;
    num = field->kind == EK_KIND_MARK ? value->as.mark->value.num : value->as.number.num;
    return !((field->flags & EK_POSITIVE && num <= 0) ||
             (field->flags & EK_NOT_NEGATIVE && num < 0));
}

/* Where a record that is not of the case took its fact from: the same place in the case. */
static bool find_source(const ek_record *at, const ek_value *like, const ek_field *field,
                        bool *seen, const ek_record **owner, uint32_t *slot)
{
    if (seen[at->number])
        return false;
    seen[at->number] = true;
    for (uint32_t i = 0; i < at->type->field_count; i++) {
        const ek_value *value = &at->slots[i];

        if (value->line == like->line && value->column == like->column &&
            value->file == like->file && value->kind == like->kind &&
            value->kind == (uint8_t)field->kind && is_changeable(&at->type->fields[i])) {
            *owner = at;
            *slot = i;
            return true;
        }
        if (value->state != EK_KNOWN)
            continue;
        if (value->kind == EK_KIND_RECORD &&
            find_source(value->as.record, like, field, seen, owner, slot))
            return true;
        if (value->kind == EK_KIND_LIST || value->kind == EK_KIND_BY_COUNTRY)
            for (uint32_t k = 0; k < value->as.list.count; k++)
                if (find_source(value->as.list.items[k], like, field, seen, owner, slot))
                    return true;
    }
    return false;
}

/* Whose fact that is: of a record of the case, or of the claim itself. */
static bool make_change(walk *w, const ek_record *record, uint32_t slot, ek_change *out)
{
    const struct erkend_case *the_case = w->decision->the_case;
    uint32_t written = w->out->record_count; /* what is numbered beyond stands in no document */
    const ek_field *field = &record->type->fields[slot];
    const ek_value *value = &record->slots[slot];
    bool *seen;

    *out = (ek_change){.kind = EK_CHANGE_FACT, .slot = slot, .from = *value, .by = w->by};
    if (!is_changeable(field))
        return false;
    if (record->number >= written && value->line > 0) {
        seen = EK_NEW_ARRAY(w->scratch.arena, bool, the_case->record_count + 1u);
        for (uint32_t i = written; i < the_case->record_count; i++)
            seen[i] = true;
        if (!find_source(the_case->root, value, field, seen, &record, &out->slot))
            return false;
    }
    if (record->number >= written) {
        if (record != w->claim->record)
            return false;
        out->kind = EK_CHANGE_CLAIM;
        out->scope = w->claim->kind;
        out->id = w->claim->id;
    }
    out->number = record->number;
    out->type = record->type;
    out->field = &record->type->fields[out->slot];
    out->control = out->field->control;
    return !(record->type == &ek_type_case && ek_text_is(ek_text_of(out->field->name), "decided"));
}

static void propose(walk *w, const ek_record *record, uint32_t slot, ek_value to)
{
    ek_change change;

    if (!make_change(w, record, slot, &change) || !is_in_range(change.field, &to))
        return;
    to.kind = (uint8_t)change.field->kind;
    change.to = to;
    push_change(w, change);
}

static bool is_read(const walk *w, const ek_record *record, const ek_field *field)
{
    const ek_reads *reads = &w->claim->reads;

    for (uint32_t i = 0; i < reads->count; i++)
        if (reads->items[i].record == record && reads->items[i].field == field)
            return true;
    return false;
}

static void propose_ruling(walk *w, const ek_question *question, const ek_record *about,
                           const ek_record *ruling, ek_value to)
{
    ek_change change = {.kind = EK_CHANGE_RULING,
                        .scope = question->about,
                        .id = question->about == EK_SCOPE_CASE ? EK_TEXT("") : id_of(about),
                        .question = question,
                        .by = w->by,
                        .control = EK_BY_BODY,
                        .to = to};

    if (ruling)
        change.from = *ek_record_at(ruling, "answer");
    change.from.kind = EK_KIND_ANSWER;
    change.to.kind = EK_KIND_ANSWER;
    change.to.answer = (uint8_t)question->answer;
    push_change(w, change);
}

/* ---- By kind -------------------------------------------------------------------------------- */

/* A period whose length is stated without its days. */
static bool has_length(const ek_record *record)
{
    uint32_t months = ek_field_named(record->type, EK_TEXT("months"));

    return months != EK_NO_FIELD && record->slots[months].state == EK_KNOWN;
}

static void propose_by_kind(walk *w, const ek_record *record, const ek_field *field)
{
    uint32_t slot = (uint32_t)(field - record->type->fields);
    const ek_value *was = &record->slots[slot];
    ek_value to = {.state = EK_KNOWN, .kind = (uint8_t)field->kind};

    if (field->kind == EK_KIND_YES)
        for (int yes = 1; yes >= 0; yes--) {
            to.as.yes = yes != 0;
            propose(w, record, slot, to);
        }
    for (uint32_t i = 0; field->kind == EK_KIND_WORD && field->words && field->words[i]; i++) {
        to.as.text = ek_text_of(field->words[i]);
        propose(w, record, slot, to);
    }
    if (field->kind == EK_KIND_DATE && was->state != EK_KNOWN && !has_length(record)) {
        to.as.date = w->decision->decided;
        propose(w, record, slot, to);
    }
    if ((field->flags & EK_ABSENT_NONE) && was->state == EK_KNOWN) {
        to.state = EK_NONE;
        propose(w, record, slot, to);
    }
}

static void propose_answers(walk *w, const ek_read *read)
{
    const ek_question *question = read->question;
    ek_value to = {.state = EK_KNOWN};

    if (question->answer == EK_ANSWER_YES)
        for (int yes = 1; yes >= 0; yes--) {
            to.as.yes = yes != 0;
            propose_ruling(w, question, read->record, read->ruling, to);
        }
    for (uint32_t i = 0; question->answer == EK_ANSWER_TEXT && i < question->choices.count; i++) {
        to.as.text = question->choices.items[i];
        propose_ruling(w, question, read->record, read->ruling, to);
    }
}

static void walk_reads(walk *w)
{
    for (uint32_t i = 0; i < w->claim->reads.count; i++) {
        const ek_read *read = &w->claim->reads.items[i];

        if (read->kind == EK_READ_RULING)
            propose_answers(w, read);
        else if (read->kind == EK_READ_FACT && read->record && read->field)
            propose_by_kind(w, read->record, read->field);
    }
}

/* ---- By the other side of a condition ------------------------------------------------------- */

/* One side of a comparison, what was found there, and what it is to be. */
typedef struct wish {
    const ek_expr *side;
    ek_answer is, to;
} wish;

static ek_answer ask(walk *w, const ek_expr *expr)
{
    return ek_plain_eval(&w->scene, expr, w->day, &w->scratch, NULL);
}

static void propose_date(walk *w, const ek_record *record, uint32_t slot, int64_t date)
{
    ek_value to = {.state = EK_KNOWN};

    for (int64_t step = -1; step <= 1; step++)
        if (date + step >= EK_DATE_MIN && date + step <= EK_DATE_MAX) {
            to.as.date = (ek_date)(date + step);
            propose(w, record, slot, to);
        }
}

static void propose_number(walk *w, const ek_record *record, uint32_t slot, ek_fraction number)
{
    ek_value to = {.state = EK_KNOWN};
    ek_mark mark = {number, NULL};

    for (int64_t step = 0; step < 3; step++) {
        ek_fraction beyond = ek_fraction_whole(step == 2 ? -1 : step), sum;

        if (ek_fraction_add(&sum, number, beyond) != ERKEND_OK)
            continue;
        mark.value = sum;
        if (record->type->fields[slot].kind == EK_KIND_MARK)
            to.as.mark = &mark;
        else
            to.as.number = sum;
        propose(w, record, slot, to);
    }
}

static bool is_number(const ek_answer *answer)
{
    return answer->type == EK_TYPE_QUANTITY && answer->state == EK_KNOWN;
}

/* The whole difference to this one fact: added, and as a factor. */
static void wish_number(walk *w, const wish *wanted, const ek_record *record, uint32_t slot)
{
    const ek_value *was = &record->slots[slot];
    ek_fraction number, change, factor;

    if (!is_number(&wanted->to))
        return;
    if (was->state != EK_KNOWN || !is_number(&wanted->is)) {
        propose_number(w, record, slot, wanted->to.low);
        return;
    }
    number = was->kind == EK_KIND_MARK ? was->as.mark->value : was->as.number;
    if (ek_fraction_subtract(&change, wanted->to.low, wanted->is.low) == ERKEND_OK &&
        ek_fraction_add(&change, number, change) == ERKEND_OK)
        propose_number(w, record, slot, change);
    if (ek_fraction_divide(&factor, wanted->to.low, wanted->is.low) == ERKEND_OK &&
        ek_fraction_multiply(&factor, number, factor) == ERKEND_OK)
        propose_number(w, record, slot, factor);
}

/* The last day after which a period from `first` has at most that many months. */
static ek_date find_last_day(ek_date first, ek_fraction months)
{
    int64_t low = (int64_t)first - 1, high = EK_DATE_MAX - 1;

    while (low < high) {
        int64_t middle = low + (high - low + 1) / 2;
        ek_fraction length;

        if (ek_date_months_in(&length, first, (ek_date)middle) == ERKEND_OK &&
            ek_fraction_compare(length, months) <= 0)
            low = middle;
        else
            high = middle - 1;
    }
    return (ek_date)low;
}

static ek_date find_first_day(ek_date last, ek_fraction months)
{
    int64_t low = EK_DATE_MIN, high = (int64_t)last + 1;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        ek_fraction length;

        if (ek_date_months_in(&length, (ek_date)middle, last) == ERKEND_OK &&
            ek_fraction_compare(length, months) <= 0)
            high = middle;
        else
            low = middle + 1;
    }
    return (ek_date)low;
}

/* A period whose length is to change by that many months or days. */
static void wish_period(walk *w, const wish *wanted, const ek_record *record)
{
    uint32_t first = ek_slot(record->type, "first_day"), last = ek_slot(record->type, "last_day");
    const ek_measure *measure = &wanted->side->measure;
    ek_fraction change, length;
    int64_t days;

    if (record->slots[first].state != EK_KNOWN || record->slots[last].state != EK_KNOWN ||
        !is_number(&wanted->is) || !is_number(&wanted->to) ||
        ek_fraction_subtract(&change, wanted->to.low, wanted->is.low) != ERKEND_OK)
        return;
    if (measure->power[EK_DAYS] == 1 || measure->power[EK_WEEKS] == 1) {
        if (measure->power[EK_WEEKS] == 1 &&
            ek_fraction_multiply(&change, change, ek_fraction_whole(7)) != ERKEND_OK)
            return;
        days = ek_fraction_floor(change);
        propose_date(w, record, last, record->slots[last].as.date + days);
        propose_date(w, record, first, record->slots[first].as.date - days);
    } else if (ek_date_months_in(&length, record->slots[first].as.date,
                                 record->slots[last].as.date) == ERKEND_OK &&
               ek_fraction_add(&length, length, change) == ERKEND_OK && length.num >= 0) {
        propose_date(w, record, last, find_last_day(record->slots[first].as.date, length));
        propose_date(w, record, first, find_first_day(record->slots[last].as.date, length));
    }
}

/* A day that a number of years, months or days is counted from. */
static void wish_day(walk *w, const wish *wanted, const ek_record *record, uint32_t slot)
{
    const ek_value *was = &record->slots[slot];
    const ek_measure *measure = &wanted->side->measure;
    ek_fraction change;
    int64_t whole, per = measure->power[EK_YEARS] == 1 ? 12 : 1;
    ek_date day;

    if (wanted->to.type == EK_TYPE_DATE && wanted->to.state == EK_KNOWN) {
        if (was->state != EK_KNOWN || wanted->is.state != EK_KNOWN)
            propose_date(w, record, slot, wanted->to.as.date);
        else
            propose_date(w, record, slot,
                         (int64_t)was->as.date + wanted->to.as.date - wanted->is.as.date);
        return;
    }
    if (was->state != EK_KNOWN || !is_number(&wanted->is) || !is_number(&wanted->to) ||
        ek_fraction_subtract(&change, wanted->to.low, wanted->is.low) != ERKEND_OK)
        return;
    whole = ek_fraction_floor(change);
    for (int sign = -1; sign <= 1; sign += 2) {
        if (measure->power[EK_DAYS] == 1)
            propose_date(w, record, slot, was->as.date + sign * whole);
        else if (whole > -1200 && whole < 1200 &&
                 ek_date_months_after(&day, was->as.date, sign * whole * per) == ERKEND_OK)
            propose_date(w, record, slot, day);
    }
}

static void wish_texts(walk *w, const wish *wanted, const ek_record *record, uint32_t slot)
{
    const ek_value *was = &record->slots[slot];
    ek_value to = {.state = EK_KNOWN};
    ek_text *items;

    if (wanted->to.state != EK_KNOWN)
        return;
    if (record->type->fields[slot].kind != EK_KIND_SET) {
        if (wanted->to.type == EK_TYPE_TEXT) {
            to.as.text = wanted->to.as.text;
            propose(w, record, slot, to);
        }
        for (uint32_t i = 0; wanted->to.type == EK_TYPE_SET && i < wanted->to.as.texts.count; i++) {
            to.as.text = wanted->to.as.texts.items[i];
            propose(w, record, slot, to);
        }
    } else if (wanted->to.type == EK_TYPE_SET || wanted->to.type == EK_TYPE_TEXT) {
        ek_texts more = wanted->to.type == EK_TYPE_SET ? wanted->to.as.texts
                                                       : (ek_texts){&wanted->to.as.text, 1};
        uint32_t had = was->state == EK_KNOWN ? was->as.texts.count : 0;

        items = EK_NEW_ARRAY(w->scratch.arena, ek_text, had + more.count + 1u);
        for (uint32_t i = 0; i < had; i++)
            items[i] = was->as.texts.items[i];
        for (uint32_t i = 0; i < more.count; i++)
            items[had + i] = more.items[i];
        to.as.texts = (ek_texts){items, ek_texts_once(items, had + more.count)};
        propose(w, record, slot, to);
    }
}

static void wish_level(walk *w, const wish *wanted, const ek_record *record, uint32_t slot)
{
    ek_value to = {.state = EK_KNOWN};
    ek_level level = {EK_TEXT("EQF"), EK_TEXT("")};

    if (wanted->to.type == EK_TYPE_LEVEL && wanted->to.state == EK_KNOWN) {
        to.as.level = wanted->to.as.level;
        propose(w, record, slot, to);
    } else if (is_number(&wanted->to) && ek_fraction_is_whole(wanted->to.low) &&
               wanted->to.low.num >= 1 && wanted->to.low.num <= 8) {
        level.label = ek_text_format(w->scratch.arena, "%d", (int)wanted->to.low.num);
        to.as.level = &level;
        propose(w, record, slot, to);
    }
}

/* A fact behind a side. Lengths that follow from days change by their days. */
static void wish_fact(walk *w, const wish *wanted, const ek_record *record, uint32_t slot)
{
    const ek_field *field = &record->type->fields[slot];
    const char *const *from = ek_derived_from(record->type, field);

    if (!is_read(w, record, field))
        return;
    if (from && ek_text_is(ek_text_of(from[0]), "first_day") &&
        ek_record_at(record, "first_day")->state == EK_KNOWN &&
        ek_record_at(record, "last_day")->state == EK_KNOWN) {
        wish_period(w, wanted, record);
        return;
    }
    switch (field->kind) {
    case EK_KIND_NUMBER:
    case EK_KIND_MARK: wish_number(w, wanted, record, slot); break;
    case EK_KIND_DATE: wish_day(w, wanted, record, slot); break;
    case EK_KIND_TEXT:
    case EK_KIND_WORD:
    case EK_KIND_COUNTRY:
    case EK_KIND_SET: wish_texts(w, wanted, record, slot); break;
    case EK_KIND_LEVEL: wish_level(w, wanted, record, slot); break;
    default: break;
    }
}

static void wish_ruling(walk *w, const wish *wanted, const ek_question *question)
{
    const ek_at *about = &w->scene.at[question->about];
    const ek_record *ruling = ek_scene_ruling(&w->scene, question, &w->scratch);
    ek_value to = {.state = EK_KNOWN};

    if (wanted->to.state != EK_KNOWN)
        return;
    if (question->answer == EK_ANSWER_NUMBER && is_number(&wanted->to))
        to.as.number = wanted->to.low;
    else if (question->answer == EK_ANSWER_DATE && wanted->to.type == EK_TYPE_DATE)
        to.as.date = wanted->to.as.date;
    else if (question->answer == EK_ANSWER_TEXT && wanted->to.type == EK_TYPE_TEXT)
        to.as.text = wanted->to.as.text;
    else if (question->answer == EK_ANSWER_TEXTS && wanted->to.type == EK_TYPE_SET)
        to.as.texts = wanted->to.as.texts;
    else
        return;
    propose_ruling(w, question, about->state == EK_KNOWN ? about->as.record : NULL, ruling, to);
}

/* ---- Walking -------------------------------------------------------------------------------- */

static void walk_expr(walk *w, const ek_expr *expr, const wish *wanted);

static void walk_list(walk *w, const ek_expr *expr, const wish *wanted)
{
    ek_answer list = ask(w, expr->args[0]);
    ek_scope scope =
        expr->list_scope < EK_SCOPE_COUNT ? expr->list_scope : expr->args[0]->list_scope;
    ek_at before;

    walk_expr(w, expr->args[0], NULL);
    if (list.state != EK_KNOWN || scope >= EK_SCOPE_COUNT)
        return;
    before = w->scene.at[scope];
    for (uint32_t i = 0; i < list.count; i++) {
        w->scene.at[scope] = ek_at_record(list.items[i]);
        for (uint32_t k = 1; k < expr->count; k++)
            walk_expr(w, expr->args[k], wanted);
        if (!wanted || (expr->op != EK_OP_MONTHS_IN_ALL && expr->op != EK_OP_DAYS_IN_ALL))
            continue;
        wish_period(w, wanted, list.items[i]);
        if (ek_record_at(list.items[i], "first_day")->state != EK_KNOWN &&
            ek_field_named(list.items[i]->type, EK_TEXT("months")) != EK_NO_FIELD)
            wish_number(w, wanted, list.items[i], ek_slot(list.items[i]->type, "months"));
    }
    w->scene.at[scope] = before;
}

static void walk_term(walk *w, const ek_expr *expr, const wish *wanted)
{
    ek_date before = w->day, day = w->day;
    bool known;
    const ek_definition *version = ek_term_version(&w->scene, expr->as.term, &day, &known);

    if (!version)
        return;
    w->day = day;
    walk_expr(w, version->is, wanted);
    w->day = before;
}

static void walk_sides(walk *w, const ek_expr *expr)
{
    const ek_expr *before = w->by;
    wish left = {.side = expr->args[0]}, right = {.side = expr->args[1]};

    w->by = expr;
    left.is = right.to = ask(w, expr->args[0]);
    right.is = left.to = ask(w, expr->args[1]);
    walk_expr(w, expr->args[0], &left);
    walk_expr(w, expr->args[1], &right);
    w->by = before;
}

/* in_force(thing, day): the day to the ends of the period, and the ends to the day. */
static void walk_period(walk *w, const ek_expr *expr)
{
    static const char *const ends[] = {"first_day", "last_day", "transition_last_day"};
    ek_answer thing = ask(w, expr->args[0]), day = ask(w, expr->args[1]);
    wish wanted = {.side = expr->args[1], .is = day};
    const ek_expr *before = w->by;

    if (thing.state != EK_KNOWN || !thing.as.record)
        return;
    w->by = expr;
    for (uint32_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const ek_value *end = ek_record_at(thing.as.record, ends[i]);

        wanted.to = (ek_answer){.type = EK_TYPE_DATE, .state = EK_KNOWN};
        if (end->state == EK_KNOWN) {
            wanted.to.as.date = end->as.date;
            walk_expr(w, expr->args[1], &wanted);
        }
        if (day.state == EK_KNOWN &&
            is_read(w, thing.as.record,
                    &thing.as.record->type->fields[ek_slot(thing.as.record->type, ends[i])]))
            propose_date(w, thing.as.record, ek_slot(thing.as.record->type, ends[i]), day.as.date);
    }
    w->by = before;
}

static void walk_table(walk *w, const ek_expr *expr)
{
    const ek_dated *dated;
    uint32_t keys = expr->count - (expr->has_otherwise ? 1u : 0u);

    for (uint32_t i = 0; i < expr->count; i++)
        walk_expr(w, expr->args[i], NULL);
    if (expr->args[0]->op != EK_OP_PARAM || keys != 2)
        return;
    dated = ek_parameter_on(expr->args[0]->as.param, w->day);
    if (!dated || dated->value.kind != EK_DATUM_TABLE)
        return;
    for (uint32_t i = 0; i < dated->value.as.table.count; i++) {
        wish wanted = {.side = expr->args[1], .is = ask(w, expr->args[1])};

        wanted.to = (ek_answer){.type = EK_TYPE_TEXT, .state = EK_KNOWN};
        wanted.to.as.text = dated->value.as.table.rows[i].key;
        if (expr->args[1]->type == EK_TYPE_QUANTITY) {
            if (ek_fraction_read(&wanted.to.low, wanted.to.as.text) != ERKEND_OK)
                continue;
            wanted.to.type = EK_TYPE_QUANTITY;
            wanted.to.high = wanted.to.low;
        }
        walk_expr(w, expr->args[1], &wanted);
    }
}

static void walk_leaf(walk *w, const ek_expr *expr, const wish *wanted)
{
    const ek_record *owner = NULL;

    if (!wanted)
        return;
    if (expr->op == EK_OP_RULING) {
        wish_ruling(w, wanted, expr->as.question);
        return;
    }
    (void)ek_path_follow(&w->scene, &expr->as.path, &owner);
    if (owner && expr->as.path.length > 0)
        wish_fact(w, wanted, owner, expr->as.path.slots[expr->as.path.length - 1]);
}

static void walk_op(walk *w, const ek_expr *expr, const wish *wanted)
{
    if (expr->op >= EK_OP_AT_LEAST && expr->op <= EK_OP_MULTIPLE_OF) {
        walk_sides(w, expr);
        return;
    }
    switch (expr->op) {
    case EK_OP_FACT:
    case EK_OP_RULING: walk_leaf(w, expr, wanted); break;
    case EK_OP_TERM: walk_term(w, expr, wanted); break;
    case EK_OP_IN_FORCE:
    case EK_OP_IN_TRANSITION: walk_period(w, expr); break;
    case EK_OP_FROM_TABLE: walk_table(w, expr); break;
    case EK_OP_EVERY:
    case EK_OP_SOME:
    case EK_OP_SUM_OF:
    case EK_OP_MEAN_OF:
    case EK_OP_LARGEST_OF:
    case EK_OP_SMALLEST_OF:
    case EK_OP_WEIGHTED_MEAN_OF:
    case EK_OP_NUMBER_OF:
    case EK_OP_SHARE_OF:
    case EK_OP_EACH_OF:
    case EK_OP_THOSE:
    case EK_OP_MONTHS_IN_ALL:
    case EK_OP_DAYS_IN_ALL: walk_list(w, expr, wanted); break;
    default:
        for (uint32_t i = 0; i < expr->count; i++)
            walk_expr(w, expr->args[i], wanted);
        break;
    }
}

static void walk_expr(walk *w, const ek_expr *expr, const wish *wanted)
{
    if (!expr || w->depth == WALK_DEPTH)
        return;
    w->depth++;
    walk_op(w, expr, wanted);
    w->depth--;
}

static void walk_reason(walk *w, const ek_reason *reason, ek_problems *problems)
{
    const ek_rule *rule = reason->rule;

    if (!rule || !reason->scene)
        return;
    w->scene = *reason->scene;
    w->scene.memo = NULL;
    w->scene.arena = w->out->arena;
    w->scene.problems = problems;
    w->day = w->decision->decided;
    if (reason->where == EK_UNKNOWN && reason->must == EK_UNKNOWN)
        walk_expr(w, rule->clock, NULL);
    w->day = reason->day;
    walk_expr(w, rule->where, NULL);
    walk_expr(w, rule->must, NULL);
    walk_expr(w, rule->to_reach, NULL);
    walk_expr(w, rule->otherwise.ruling, NULL);
    for (uint32_t i = 0; rule->gives && i < rule->gives->field_count; i++)
        walk_expr(w, rule->gives->fields[i].value, NULL);
}

/* A part that was never reached may not be able to be evaluated: then what it found until there is
 * what is tried. */
static void walk_safely(walk *w, const ek_reason *reason, ek_problems *problems)
{
    ek_escape escape;

    ek_reads_init(&w->scratch, w->out->arena);
    if (EK_TRY(w->out->arena, &escape))
        walk_reason(w, reason, problems);
    ek_escape_end(w->out->arena, &escape);
    w->depth = 0;
    w->by = NULL;
    if (escape.status == ERKEND_ENOMEM)
        ek_raise(w->out->arena, escape.status);
}

void ek_changes_find(ek_changes *changes, const struct erkend_decision *decision,
                     const ek_claim *claim)
{
    walk *w = EK_NEW(changes->arena, walk);
    ek_problems problems;

    *w = (walk){.out = changes, .decision = decision, .claim = claim};
    ek_reads_init(&w->scratch, changes->arena);
    ek_problems_init(&problems, changes->arena);
    walk_reads(w);
    for (uint32_t i = 0; i < claim->reason_count; i++)
        walk_safely(w, &claim->reasons[i], &problems);
}
