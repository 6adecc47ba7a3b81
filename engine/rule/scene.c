/* The scene: what both evaluations see of a case in one way: lists, rulings, and when two answers
 * are the same. It decides nothing. */
#include "rule/eval.h"

/* ---- Lists -------------------------------------------------------------------------------- */

static ek_answer make_list(const ek_value *value)
{
    ek_answer answer = {.type = EK_TYPE_LIST, .state = EK_KNOWN};

    if (value->state == EK_MISSING) {
        answer.state = EK_MISSING;
        answer.because = EK_BECAUSE_FACT;
        answer.list_unknown = true;
    } else if (value->state == EK_KNOWN) {
        answer.items = value->as.list.items;
        answer.count = value->as.list.count;
    }
    return answer; /* a list that is none is empty */
}

ek_answer ek_scene_list(ek_scene *scene, ek_scope scope, ek_reads *reads)
{
    const ek_scope_info *info = ek_scope_of(scope);
    const ek_at *parent = &scene->at[info->parent];
    const ek_value *list;
    const ek_record *record;
    ek_answer answer;

    if (parent->state != EK_KNOWN) {
        ek_value nothing = {.state = (uint8_t)parent->state};

        ek_reads_add(reads, (ek_read){.kind = EK_READ_SCOPE, .scope = info->parent});
        return make_list(&nothing);
    }
    record = parent->as.record;
    list = &record->slots[info->list];
    ek_reads_add(reads, (ek_read){.kind = EK_READ_FACT,
                                  .scope = info->parent,
                                  .record = record,
                                  .field = &record->type->fields[info->list],
                                  .value = list});
    answer = make_list(list);
    if (scene->chosen == scope && answer.state == EK_KNOWN) {
        answer.items = scene->chosen_items;
        answer.count = scene->chosen_count;
    }
    return answer;
}

/* ---- Rulings ------------------------------------------------------------------------------ */

/* The known text in a field, or an empty one; also where the type has no such field. */
static ek_text find_text(const ek_record *record, const char *name)
{
    uint32_t slot = ek_field_named(record->type, ek_text_of(name));

    if (slot == EK_NO_FIELD || record->slots[slot].state != EK_KNOWN)
        return (ek_text){NULL, 0};
    return record->slots[slot].as.text;
}

static const ek_field *find_id_field(const ek_record_type *type)
{
    for (uint32_t i = 0; i < type->field_count; i++)
        if (type->fields[i].flags & EK_ID)
            return &type->fields[i];
    return NULL;
}

/* How documents name a record; empty: they cannot. The claim of a unit that has no id of its own is
 * called like the unit. */
static ek_text find_id(const ek_record *record)
{
    const ek_field *field = find_id_field(record->type);
    ek_text id = {NULL, 0};

    if (field != NULL)
        id = find_text(record, field->name);
    if (id.size == 0 && record->type == &ek_type_unit_claim) {
        const ek_value *unit = &record->slots[ek_slot(record->type, "unit")];

        if (unit->state == EK_KNOWN)
            id = find_text(unit->as.record, "id");
    }
    if (id.size == 0 && record->type == &ek_type_qualification)
        id = find_text(record, "code");
    return id;
}

static uint32_t count_list(const ek_record *record, const char *name)
{
    uint32_t slot = ek_field_named(record->type, ek_text_of(name));

    if (slot == EK_NO_FIELD || record->slots[slot].state != EK_KNOWN)
        return 0;
    return record->slots[slot].as.list.count;
}

static uint32_t count_units(const ek_record *root)
{
    const ek_value *transcripts = &root->slots[ek_slot(root->type, "transcripts")];
    uint32_t count = count_list(root, "other_learning");

    if (transcripts->state == EK_KNOWN)
        for (uint32_t i = 0; i < transcripts->as.list.count; i++)
            count += count_list(transcripts->as.list.items[i], "units");
    return count;
}

/* How many claims of that kind a case makes; where it makes none, how many may arise. */
static uint32_t count_claims(const ek_scene *scene, ek_scope claim)
{
    const ek_record *root = scene->at[EK_SCOPE_CASE].as.record;
    const ek_value *claims = &root->slots[ek_slot(root->type, "claims")];
    uint32_t made = 0;

    if (claims->state == EK_KNOWN)
        made = count_list(claims->as.record, ek_scope_of(claim)->name);
    if (made > 0)
        return made;
    for (uint32_t i = 0; i < scene->book->arises_count; i++) {
        if (scene->book->arises[i].claim != claim)
            continue;
        switch (scene->book->arises[i].from) {
        case EK_FROM_STAYS: return 1;
        case EK_FROM_UNITS:
        case EK_FROM_UNITS_OUTSIDE_STAYS: return count_units(root);
        case EK_FROM_EXAMINATIONS: return count_list(root, "examinations");
        }
    }
    return 1;
}

/* Is there but one thing that the question could be about? */
static bool is_only_one(const ek_scene *scene, ek_scope about)
{
    const ek_scope_info *info = ek_scope_of(about);
    const ek_at *parent;

    if (info->kind == EK_SCOPE_ONE || scene->at[EK_SCOPE_CASE].state != EK_KNOWN)
        return true;
    if (info->kind == EK_SCOPE_CLAIM)
        return count_claims(scene, about) <= 1;
    parent = &scene->at[info->parent];
    if (parent->state != EK_KNOWN || parent->as.record->slots[info->list].state != EK_KNOWN)
        return false;
    return parent->as.record->slots[info->list].as.list.count == 1 &&
           (ek_scope_of(info->parent)->kind != EK_SCOPE_CLAIM ||
            count_claims(scene, info->parent) <= 1);
}

static bool is_about(const ek_scene *scene, const ek_record *ruling, const ek_question *question,
                     const ek_record *about)
{
    ek_text named = find_text(ruling, "about");

    if (named.size == 0)
        return is_only_one(scene, question->about);
    return about != NULL && ek_text_equal(named, find_id(about));
}

/* Does the answer have the declared form? */
static bool is_answer(const ek_value *answer, const ek_question *question)
{
    if (answer->state != EK_KNOWN)
        return answer->state == EK_NONE;
    if (answer->answer != (uint8_t)question->answer)
        return false;
    if (question->answer == EK_ANSWER_TEXT && question->choices.count > 0)
        return ek_texts_have(question->choices, answer->as.text);
    if (question->answer == EK_ANSWER_TEXTS && question->choices.count > 0)
        for (uint32_t i = 0; i < answer->as.texts.count; i++)
            if (!ek_texts_have(question->choices, answer->as.texts.items[i]))
                return false;
    return true;
}

/* By the right body, for this country, in time, about the right thing, of the right form. */
static bool does_answer(const ek_scene *scene, const ek_record *ruling, const ek_question *question,
                        const ek_record *about)
{
    ek_text country = find_text(ruling, "country");
    const ek_value *date = &ruling->slots[ek_slot(ruling->type, "date")];

    return ek_text_equal(find_text(ruling, "question"), question->name) &&
           ek_text_equal(find_text(ruling, "role"), question->body) &&
           (country.size == 0 || ek_text_equal(country, scene->book->code)) &&
           date->state == EK_KNOWN && date->as.date <= scene->decided &&
           is_answer(&ruling->slots[ek_slot(ruling->type, "answer")], question) &&
           is_about(scene, ruling, question, about);
}

static ek_date date_of_ruling(const ek_record *ruling)
{
    return ruling->slots[ek_slot(ruling->type, "date")].as.date;
}

static bool is_same_answer(const ek_record *a, const ek_record *b)
{
    uint32_t slot = ek_slot(a->type, "answer");
    const ek_value *left = &a->slots[slot], *right = &b->slots[slot];

    if (left->state != EK_KNOWN || right->state != EK_KNOWN)
        return left->state == right->state;
    switch (left->answer) {
    case EK_ANSWER_YES: return left->as.yes == right->as.yes;
    case EK_ANSWER_NUMBER: return ek_fraction_equal(left->as.number, right->as.number);
    case EK_ANSWER_DATE: return left->as.date == right->as.date;
    case EK_ANSWER_TEXT: return ek_text_equal(left->as.text, right->as.text);
    default: break;
    }
    if (left->as.texts.count != right->as.texts.count)
        return false;
    for (uint32_t i = 0; i < left->as.texts.count; i++)
        if (!ek_texts_have(right->as.texts, left->as.texts.items[i]))
            return false;
    return true;
}

/* The latest. Two of one day that contradict each other are no answer: the order in which they
 * stand says nothing. */
static const ek_record *find_ruling(const ek_scene *scene, const ek_question *question,
                                    const ek_record *about)
{
    const ek_record *root, *found = NULL;
    const ek_value *rulings;
    bool contradicted = false;

    if (scene->at[EK_SCOPE_CASE].state != EK_KNOWN)
        return NULL;
    root = scene->at[EK_SCOPE_CASE].as.record;
    rulings = &root->slots[ek_slot(root->type, "rulings")];
    if (rulings->state != EK_KNOWN)
        return NULL;
    for (uint32_t i = 0; i < rulings->as.list.count; i++) {
        const ek_record *ruling = rulings->as.list.items[i];

        if (!does_answer(scene, ruling, question, about) ||
            (found && date_of_ruling(ruling) < date_of_ruling(found)))
            continue;
        if (found && date_of_ruling(ruling) == date_of_ruling(found))
            contradicted = contradicted || !is_same_answer(found, ruling);
        else
            contradicted = false;
        found = ruling;
    }
    return contradicted ? NULL : found;
}

const ek_record *ek_scene_ruling(ek_scene *scene, const ek_question *question, ek_reads *reads)
{
    const ek_record *about = NULL, *ruling = NULL;
    bool at_hand = question->about < EK_SCOPE_COUNT && scene->at[question->about].state == EK_KNOWN;

    if (at_hand)
        about = scene->at[question->about].as.record;
    if (at_hand)
        ruling = find_ruling(scene, question, about);
    ek_reads_add(reads, (ek_read){.kind = EK_READ_RULING,
                                  .scope = question->about,
                                  .record = question->about == EK_SCOPE_CASE ? NULL : about,
                                  .question = question,
                                  .ruling = ruling});
    return ruling;
}

/* ---- Answers ------------------------------------------------------------------------------ */

static bool is_perhaps(const ek_answer *list, uint32_t index)
{
    return list->perhaps != NULL && list->perhaps[index];
}

static bool are_lists_equal(const ek_answer *a, const ek_answer *b)
{
    if (a->count != b->count || a->list_unknown != b->list_unknown)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (a->items[i] != b->items[i] || is_perhaps(a, i) != is_perhaps(b, i))
            return false;
    return true;
}

static bool are_bounds_equal(const ek_answer *a, const ek_answer *b)
{
    if (a->has_low != b->has_low || a->has_high != b->has_high)
        return false;
    return (!a->has_low || ek_fraction_equal(a->low, b->low)) &&
           (!a->has_high || ek_fraction_equal(a->high, b->high));
}

static bool are_known_equal(const ek_answer *a, const ek_answer *b)
{
    switch (a->type) {
    case EK_TYPE_QUANTITY:
        return ek_fraction_equal(a->low, b->low) && ek_text_equal(a->scale, b->scale);
    case EK_TYPE_DATE: return a->as.date == b->as.date;
    case EK_TYPE_TEXT: return ek_text_equal(a->as.text, b->as.text);
    case EK_TYPE_SET: return ek_texts_equal(a->as.texts, b->as.texts);
    case EK_TYPE_LEVEL:
        return ek_text_equal(a->as.level->framework, b->as.level->framework) &&
               ek_text_equal(a->as.level->label, b->as.level->label);
    case EK_TYPE_RECORD: return a->as.record == b->as.record;
    case EK_TYPE_LIST: return are_lists_equal(a, b);
    case EK_TYPE_TREE: return a->as.tree == b->as.tree;
    case EK_TYPE_ROUNDING:
        return a->as.rounding.mode == b->as.rounding.mode &&
               ek_fraction_equal(a->as.rounding.step, b->as.rounding.step);
    case EK_TYPE_TABLE: return a->as.datum == b->as.datum;
    case EK_TYPE_CONDITION:
    case EK_TYPE_NONE:
    case EK_TYPE_ANY: break;
    }
    return true;
}

bool ek_answer_equal(const ek_answer *a, const ek_answer *b)
{
    if (a->type == EK_TYPE_CONDITION || b->type == EK_TYPE_CONDITION)
        return a->type == b->type && a->truth == b->truth &&
               (a->truth != EK_UNKNOWN || a->because == b->because);
    if (a->state != b->state)
        return false;
    if (a->state == EK_NONE)
        return true;
    if (a->state == EK_MISSING)
        return a->because == b->because && are_bounds_equal(a, b);
    return a->type == b->type && are_known_equal(a, b);
}
