/* Binding: what this country is asked, and what each name of a rule stands for.
 *
 * Claims made stand in the case (those that are made in other countries only are left out). Where
 * the case makes none of a kind, country.yaml may let claims arise from facts: then a record of the
 * claim is made here, its values copied with their places. A claimed unit finds its target in the
 * target qualification by code. Nothing of the case is changed; everything made lives in the arena
 * of the decision. */
#include <assert.h>
#include <string.h>

#include "decide/inside.h"

#include "base/sort.h"

typedef struct binder {
    struct erkend_decision *decision;
    const struct erkend_case *the_case;
    const ek_rulebook *book;
    const ek_plan *plan;
    const ek_slots *slots;
    ek_arena *arena;
    ek_problems *problems;
    ek_scene *base;
    ek_claim *claims;
    uint32_t claim_count, claim_room;
    uint32_t made_count;     /* claims that the case makes; those that arise come behind them */
    uint32_t next_number;    /* of records made here */
    uint32_t next_component; /* behind the one that was found last */
} binder;

/* ---- Reading records ---------------------------------------------------------------------- */

ek_value ek_value_of_record(const ek_record *record)
{
    ek_value value = {.state = EK_MISSING, .kind = EK_KIND_RECORD};

    if (record) {
        value.state = EK_KNOWN;
        value.file = record->file;
        value.line = record->line;
        value.column = record->column;
        value.as.record = record;
    }
    return value;
}

/* The value in that slot; one that is missing where there is no record or no such field. */
static const ek_value *at(const ek_record *record, uint16_t slot)
{
    static const ek_value missing = {.state = EK_MISSING, .kind = EK_KIND_TEXT};

    return record && slot != EK_NO_SLOT ? &record->slots[slot] : &missing;
}

static const ek_record *record_at(const ek_record *record, uint16_t slot)
{
    const ek_value *value = at(record, slot);

    return value->state == EK_KNOWN && value->kind == EK_KIND_RECORD ? value->as.record : NULL;
}

#define KIND_BIT(kind) (UINT32_C(1) << (kind))
#define LIST_KINDS (KIND_BIT(EK_KIND_LIST) | KIND_BIT(EK_KIND_BY_COUNTRY))
#define TEXT_KINDS (KIND_BIT(EK_KIND_TEXT) | KIND_BIT(EK_KIND_WORD) | KIND_BIT(EK_KIND_COUNTRY))

static bool is_one_of(const ek_value *value, uint32_t kinds)
{
    return value->state == EK_KNOWN && (kinds >> value->kind & 1) != 0;
}

static ek_list list_at(const ek_record *record, uint16_t slot)
{
    const ek_value *value = at(record, slot);

    return is_one_of(value, LIST_KINDS) ? value->as.list : (ek_list){NULL, 0};
}

static ek_text text_of(const ek_value *value)
{
    return is_one_of(value, TEXT_KINDS) ? value->as.text : EK_TEXT("");
}

ek_text ek_text_in_slot(const ek_record *record, uint16_t slot)
{
    return text_of(at(record, slot));
}

ek_text ek_text_at(const ek_record *record, const char *field)
{
    uint32_t slot = record ? ek_field_named(record->type, ek_text_of(field)) : EK_NO_FIELD;

    return slot == EK_NO_FIELD ? EK_TEXT("") : text_of(&record->slots[slot]);
}

static const ek_record *find_country(const ek_record *record, uint16_t slot, ek_text country)
{
    const ek_value *value = at(record, slot);

    if (value->state != EK_KNOWN || value->kind != EK_KIND_BY_COUNTRY)
        return NULL;
    for (uint32_t i = 0; i < value->as.list.count; i++)
        if (ek_text_equal(value->as.list.items[i]->key, country))
            return value->as.list.items[i];
    return NULL;
}

ek_value ek_path_follow(const ek_scene *scene, const ek_path *path, const ek_record **owner)
{
    ek_at at = scene->at[path->scope];
    ek_value value = {.state = (uint8_t)at.state, .kind = EK_KIND_RECORD};

    *owner = NULL;
    if (at.state == EK_KNOWN)
        value = ek_value_of_record(at.as.record);
    for (uint32_t i = 0; i < path->length; i++) {
        if (value.state != EK_KNOWN) {
            *owner = NULL;
            value.line = 0;
            return value;
        }
        *owner = value.as.record;
        value = value.as.record->slots[path->slots[i]];
    }
    return value;
}

/* ---- Making records ----------------------------------------------------------------------- */

/* Room for a record, all but its values written. */
static ek_record *begin_record(binder *to, const ek_record *empty, const ek_record *from)
{
    size_t size = sizeof *empty + empty->type->field_count * sizeof empty->slots[0];
    ek_record *record = ek_arena_take(to->arena, size);

    *record = *empty;
    record->number = to->next_number++;
    if (from) {
        record->file = from->file;
        record->line = from->line;
        record->column = from->column;
    }
    return record;
}

static ek_record *make_record(binder *to, const ek_record *empty, const ek_record *from)
{
    ek_record *record = begin_record(to, empty, from);

    for (uint32_t i = 0, count = empty->type->field_count; i < count; i++)
        record->slots[i] = empty->slots[i];
    return record;
}

/* That record stands in the slot, which is one for records. */
static void put_record(ek_record *record, uint16_t slot, const ek_record *other)
{
    ek_value *value = &record->slots[slot];

    value->state = EK_KNOWN;
    value->assumed = 0;
    value->file = other->file;
    value->line = other->line;
    value->column = other->column;
    value->as.record = other;
}

/* A claim that arises is called like what it arises from, and rulings speak of it by that name. */
static void put_id(ek_record *record, uint16_t slot, ek_text id)
{
    if (slot == EK_NO_SLOT || id.size == 0 || record->slots[slot].state == EK_KNOWN)
        return;
    record->slots[slot].state = EK_KNOWN;
    record->slots[slot].as.text = id;
}

/* ---- The scene that every claim shares ---------------------------------------------------- */

/* What the case aims at in this country. A qualification of another country is none of ours. */
static ek_at find_qualification(binder *to)
{
    const ek_record *root = to->the_case->root;
    const ek_record *target = find_country(root, to->slots->case_targets, to->book->code);
    const ek_value *qualification = at(root, to->slots->case_qualification);
    ek_text country;

    if (target)
        return ek_at_value(at(target, to->slots->target_qualification));
    if (qualification->state != EK_KNOWN)
        return ek_at_value(qualification);
    country = ek_text_in_slot(qualification->as.record, to->slots->qualification_country);
    if (country.size == 0 || ek_text_equal(country, to->book->code))
        return ek_at_value(qualification);
    return ek_at_record(NULL);
}

/* The memorandum that the learning agreement rests on; that of the case where it names none. */
static ek_at find_mou(const ek_slots *slots, const ek_record *root)
{
    ek_at mou = ek_at_value(at(root, slots->case_mou));
    const ek_value *named = at(record_at(root, slots->case_agreement), slots->agreement_mou);
    ek_text id;

    if (named->state == EK_NONE && !named->assumed && mou.state == EK_MISSING)
        mou.state = EK_NONE;
    if (named->state != EK_KNOWN || mou.state != EK_KNOWN)
        return mou;
    id = ek_text_in_slot(mou.as.record, slots->mou_id);
    return id.size == 0 || ek_text_equal(id, named->as.text) ? mou : ek_at_record(NULL);
}

static void set_scene(binder *to, ek_scene *scene)
{
    const ek_slots *slots = to->slots;
    const ek_record *root = to->the_case->root;

    scene->book = to->book;
    scene->the_case = to->the_case;
    scene->decided = to->the_case->decided;
    scene->arena = to->arena;
    scene->problems = to->problems;
    scene->chosen = EK_SCOPE_NONE;
    scene->search_steps = to->decision->bundle->limits.search_steps;
    memset(scene->at, 0, sizeof scene->at); /* nobody is there: EK_MISSING */
    scene->at[EK_SCOPE_CASE] = ek_at_record(root);
    scene->at[EK_SCOPE_LEARNER] = ek_at_value(at(root, slots->case_learner));
    scene->at[EK_SCOPE_TRAINING] = ek_at_value(at(root, slots->case_training));
    scene->at[EK_SCOPE_PROGRAMME] = ek_at_value(at(root, slots->case_programme));
    scene->at[EK_SCOPE_AGREEMENT] = ek_at_value(at(root, slots->case_agreement));
    scene->at[EK_SCOPE_QUALIFICATION] = find_qualification(to);
    scene->at[EK_SCOPE_MOU] = find_mou(slots, root);
}

/* ---- What a unit is to count for ---------------------------------------------------------- */

static bool is_component(const ek_record *component, uint16_t slot, ek_text code)
{
    const ek_value *value = &component->slots[slot];

    return value->state == EK_KNOWN && ek_text_equal(value->as.text, code);
}

/* Units mostly come in the order of what they are to count for. A code stands there once. */
static const ek_record *find_component(binder *to, ek_text code)
{
    const ek_at *qualification = &to->base->at[EK_SCOPE_QUALIFICATION];
    uint16_t slot = to->slots->component_unit;
    ek_list list;

    if (qualification->state != EK_KNOWN || code.size == 0)
        return NULL;
    list = list_at(qualification->as.record, to->slots->qualification_components);
    for (uint32_t i = 0, at = to->next_component; i < list.count; i++, at++) {
        if (at >= list.count)
            at = 0;
        if (is_component(list.items[at], slot, code)) {
            to->next_component = at + 1;
            return list.items[at];
        }
    }
    return NULL;
}

static ek_text show_value(ek_arena *arena, const ek_value *value)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, arena);
    ek_buffer_value(&buffer, value);
    return ek_buffer_done(&buffer);
}

/* What a claim says of its target has to be what the qualification says: then the loss of either
 * fact cannot turn a verdict around (DECISIONS 3). */
static void check_agreement(binder *to, const ek_field *field, const ek_value *said,
                            const ek_value *holds, ek_text code)
{
    ek_text a, b;

    if (said->state != EK_KNOWN || holds->state != EK_KNOWN || (field->flags & EK_PERSONAL))
        return;
    if (said->kind == EK_KIND_TEXT && ek_text_equal(said->as.text, holds->as.text))
        return;
    a = show_value(to->arena, said);
    b = show_value(to->arena, holds);
    if (ek_text_equal(a, b))
        return;
    ek_conflict(
        to->arena, to->problems, ek_value_place(to->the_case, said),
        ek_text_format(to->arena,
                       "the claim says %s %.*s of unit %.*s, the target qualification %.*s; "
                       "leave it out of the claim",
                       field->name, EK_TEXT_ARGS(a), EK_TEXT_ARGS(code), EK_TEXT_ARGS(b)));
}

/* The target's fields are those of the component of the qualification; where it says nothing, those
 * of the claim. */
static void complete_target(binder *to, ek_record *target, const ek_record *component, ek_text code)
{
    for (uint32_t i = 0; i < target->type->field_count; i++) {
        const ek_value *holds = at(component, to->slots->component_of_target[i]);
        ek_value *own = &target->slots[i];

        if (holds->state == EK_MISSING)
            continue;
        if (own->state == EK_KNOWN)
            check_agreement(to, &target->type->fields[i], own, holds, code);
        *own = *holds;
    }
}

/* `said`: what a claim says of it; `code` may be missing there. */
static const ek_record *make_said_target(binder *to, const ek_record *said, const ek_value *code)
{
    ek_record *target = make_record(to, said, said);
    const ek_record *component;

    if (code->state != EK_KNOWN)
        return target;
    target->slots[to->slots->unit_target_unit] = *code;
    component = find_component(to, code->as.text);
    if (component)
        complete_target(to, target, component, code->as.text);
    return target;
}

/* Where nothing but its code was said. */
static const ek_record *make_target(binder *to, const ek_value *code, const ek_record *from)
{
    const ek_slots *slots = to->slots;
    const ek_record *empty = slots->empty_target;
    const ek_record *component = find_component(to, code->as.text);
    ek_record *target;

    if (!component) {
        target = make_record(to, empty, from);
        target->slots[slots->unit_target_unit] = *code;
        return target;
    }
    target = begin_record(to, empty, from);
    for (uint32_t i = 0, count = empty->type->field_count; i < count; i++) {
        uint16_t slot = slots->component_of_target[i];
        const ek_value *holds = &empty->slots[i];

        if (slot != EK_NO_SLOT && component->slots[slot].state != EK_MISSING)
            holds = &component->slots[slot];
        target->slots[i] = *holds;
    }
    return target;
}

/* Of a unit from which a claim arises: what the case puts it to. */
static const ek_record *find_put(binder *to, const ek_record *unit)
{
    const ek_record *put = find_country(unit, to->slots->unit_targets, to->book->code);
    const ek_value *code = at(put, to->slots->target_choice_unit);

    return code->state == EK_KNOWN ? make_target(to, code, put) : NULL;
}

static const ek_record *find_target(binder *to, const ek_record *claim, const ek_record *unit)
{
    const ek_slots *slots = to->slots;
    const ek_value *own = at(claim, slots->unit_claim_target), *code;
    const ek_record *said = own->state == EK_KNOWN ? own->as.record : NULL;
    const ek_record *claimed = find_country(claim, slots->unit_claim_targets, to->book->code);
    const ek_record *put = find_country(unit, slots->unit_targets, to->book->code);

    code = at(said, slots->unit_target_unit);
    if (code->state != EK_KNOWN && claimed)
        code = at(claimed, slots->target_choice_unit);
    if (code->state != EK_KNOWN && put)
        code = at(put, slots->target_choice_unit);
    if (said)
        return make_said_target(to, said, code);
    if (own->state == EK_NONE || code->state != EK_KNOWN)
        return NULL;
    return make_target(to, code, claimed ? claimed : put);
}

/* ---- Claims ------------------------------------------------------------------------------- */

static const ek_claim_slots *slots_of(const binder *to, ek_scope kind)
{
    return &to->plan->kinds[kind].slots;
}

static ek_text title_of(const binder *to, const ek_claim *claim)
{
    const ek_claim_slots *slots = slots_of(to, claim->kind);
    ek_text title = text_of(at(claim->unit, to->slots->unit_title));

    if (title.size == 0)
        title = ek_text_in_slot(claim->target, to->slots->unit_target_title);
    for (uint32_t i = 0; title.size == 0 && i < sizeof slots->titles / sizeof slots->titles[0]; i++)
        title = ek_text_in_slot(claim->record, slots->titles[i]);
    return title.size ? title : claim->id;
}

static ek_claim *add_claim(binder *to, ek_scope kind, const ek_record *record,
                           const ek_record *unit, bool arises)
{
    ek_claim *claim = &to->claims[to->claim_count++];

    assert(to->claim_count <= to->claim_room);
    claim->kind = kind;
    claim->record = record;
    claim->unit = unit;
    claim->arises = arises;
    if (kind == EK_SCOPE_UNIT && !arises)
        claim->target = find_target(to, record, unit);
    else if (unit)
        claim->target = find_put(to, unit);
    claim->id = text_of(at(record, slots_of(to, kind)->id));
    if (claim->id.size == 0)
        claim->id = text_of(at(unit, to->slots->unit_id));
    return claim;
}

static bool is_made_here(binder *to, ek_scope kind, const ek_record *record)
{
    const ek_value *only = at(record, slots_of(to, kind)->only_in);

    return only->state != EK_KNOWN || ek_texts_have(only->as.texts, to->book->code);
}

/* The claims that the case makes, whatever country they are for; NULL: none. */
static const ek_record *find_made(const binder *to)
{
    const ek_record *claims = record_at(to->the_case->root, to->slots->case_claims);

    for (uint32_t i = 0; claims && i < claims->type->field_count; i++)
        if (claims->slots[i].state == EK_KNOWN && claims->slots[i].as.list.count > 0)
            return claims;
    return NULL;
}

/* Whether the case makes any claim of that kind in this country. */
static bool bind_made(binder *to, const ek_record *claims, ek_scope kind)
{
    const ek_claim_slots *slots = slots_of(to, kind);
    ek_list made = list_at(claims, slots->made);
    bool any = false;

    for (uint32_t i = 0; i < made.count; i++) {
        if (!is_made_here(to, kind, made.items[i]))
            continue;
        add_claim(to, kind, made.items[i], record_at(made.items[i], slots->unit), false);
        any = true;
    }
    return any;
}

/* Fields of a claim that arises, as seen from what it arises from. */
static void fill_fields(const ek_arises *arises, ek_record *record, const ek_scene *from)
{
    for (uint32_t i = 0; i < arises->field_count; i++) {
        const ek_record *owner;
        ek_value value = ek_path_follow(from, &arises->fields[i].from, &owner);

        value.kind = (uint8_t)record->type->fields[arises->fields[i].slot].kind;
        record->slots[arises->fields[i].slot] = value;
    }
}

/* The same where it arises from a unit, and of what that is to count for. */
static void fill_from_unit(binder *to, const ek_arises *arises, ek_record *record,
                           const ek_record *seen, const ek_record *target)
{
    ek_at *at = to->base->at;

    at[EK_SCOPE_UNIT] = ek_at_record(seen);
    at[EK_SCOPE_TARGET] = ek_at_record(target);
    fill_fields(arises, record, to->base);
    at[EK_SCOPE_UNIT] = at[EK_SCOPE_TARGET] = ek_at_record(NULL);
}

static void arise_from_unit(binder *to, const ek_arises *arises, const ek_record *unit)
{
    ek_record *seen = make_record(to, to->plan->kinds[EK_SCOPE_UNIT].slots.empty, unit),
              *record = seen;
    const ek_claim_slots *slots = slots_of(to, arises->claim);
    ek_claim *claim;

    put_record(seen, to->slots->unit_claim_unit, unit);
    if (arises->claim != EK_SCOPE_UNIT) {
        record = make_record(to, slots->empty, unit);
        if (slots->unit != EK_NO_SLOT)
            put_record(record, slots->unit, unit);
        put_id(record, slots->id, ek_text_in_slot(unit, to->slots->unit_id));
    }
    claim = add_claim(to, arises->claim, record, unit, true);
    if (arises->field_count > 0)
        fill_from_unit(to, arises, record, seen, claim->target);
}

/* Something is asked of this unit already: nothing else arises from it. */
static bool is_claimed(const binder *to, const ek_record *unit)
{
    for (uint32_t i = 0; i < to->made_count; i++)
        if (to->claims[i].unit == unit)
            return true;
    return false;
}

static void arise_from_units(binder *to, const ek_arises *arises, ek_list units)
{
    for (uint32_t i = 0; i < units.count; i++)
        if (!is_claimed(to, units.items[i]) &&
            (arises->from == EK_FROM_UNITS ||
             at(units.items[i], to->slots->unit_stay)->state != EK_KNOWN))
            arise_from_unit(to, arises, units.items[i]);
}

static void arise_from_case(binder *to, const ek_arises *arises, const ek_record *thing, ek_text id)
{
    const ek_claim_slots *slots = slots_of(to, arises->claim);
    ek_record *record = make_record(to, slots->empty, thing);
    ek_claim *claim;

    if (slots->stays != EK_NO_SLOT)
        record->slots[slots->stays] = *at(to->the_case->root, to->slots->case_stays);
    fill_fields(arises, record, to->base);
    put_id(record, slots->id, id);
    claim = add_claim(to, arises->claim, record, NULL, true);
    claim->id = id;
}

static void bind_arising(binder *to, const ek_arises *arises)
{
    const ek_slots *slots = to->slots;
    const ek_record *root = to->the_case->root;
    ek_list transcripts = list_at(root, slots->case_transcripts);
    ek_list list;

    switch (arises->from) {
    case EK_FROM_UNITS:
    case EK_FROM_UNITS_OUTSIDE_STAYS:
        for (uint32_t i = 0; i < transcripts.count; i++)
            arise_from_units(to, arises, list_at(transcripts.items[i], slots->transcript_units));
        arise_from_units(to, arises, list_at(root, slots->case_other_learning));
        break;
    case EK_FROM_STAYS:
        list = list_at(root, slots->case_stays);
        if (list.count > 0)
            arise_from_case(to, arises, list.items[0], EK_TEXT("stays"));
        break;
    case EK_FROM_EXAMINATIONS:
        list = list_at(root, slots->case_examinations);
        for (uint32_t i = 0; i < list.count; i++)
            arise_from_case(to, arises, list.items[i],
                            ek_text_in_slot(list.items[i], slots->examination_id));
        break;
    }
}

/* ---- Names and order ---------------------------------------------------------------------- */

static int compare_claims(const void *left, const void *right)
{
    const ek_claim *a = left, *b = right;
    int order = (int)a->kind - (int)b->kind;

    if (order == 0)
        order = ek_text_compare(a->id, b->id);
    if (order == 0)
        order = ek_text_compare(ek_text_at(a->target, "unit"), ek_text_at(b->target, "unit"));
    if (order == 0)
        order = a->record->number < b->record->number ? -1 : 1;
    return order;
}

static bool is_taken(const binder *to, const ek_claim *except, ek_text id)
{
    for (uint32_t i = 0; i < to->claim_count; i++)
        if (&to->claims[i] != except && to->claims[i].kind == except->kind &&
            ek_text_equal(to->claims[i].id, id))
            return true;
    return false;
}

/* Whether a neighbour in the order of names has the same: no other can while none got a new name.
 */
static bool is_beside(const binder *to, uint32_t i)
{
    const ek_claim *claim = &to->claims[i];

    return (i > 0 && ek_text_equal(claim[-1].id, claim->id)) ||
           (i + 1 < to->claim_count && ek_text_equal(claim[1].id, claim->id));
}

/* A claim without a name is called after its kind; of two with one name the later gets a number. */
static void find_names(binder *to)
{
    bool renamed = false;

    ek_sort(to->claims, to->claim_count, sizeof *to->claims, compare_claims);
    for (uint32_t i = 0; i < to->claim_count; i++) {
        ek_claim *claim = &to->claims[i];
        ek_text stem = claim->id.size ? claim->id : ek_text_of(ek_scope_of(claim->kind)->name);
        bool again = i > 0 && to->claims[i - 1].kind == claim->kind && claim->id.size &&
                     (renamed || is_beside(to, i)) && is_taken(to, claim, stem);
        ek_text id = stem;

        for (uint32_t n = 2; (again || claim->id.size == 0) && is_taken(to, claim, id); n++)
            id = ek_text_format(to->arena, "%.*s-%u", EK_TEXT_ARGS(stem), n);
        renamed = renamed || !ek_text_equal(id, claim->id);
        claim->id = id;
    }
    if (renamed)
        ek_sort(to->claims, to->claim_count, sizeof *to->claims, compare_claims);
}

/* As most stand: by kind, then id, and each has its own. */
static bool have_own_names(const binder *to)
{
    for (uint32_t i = 0; i < to->claim_count; i++) {
        const ek_claim *claim = &to->claims[i], *before = claim - 1;

        if (claim->id.size == 0)
            return false;
        if (i > 0 && (claim->kind == before->kind ? !ek_text_is_before(before->id, claim->id)
                                                  : claim->kind < before->kind))
            return false;
    }
    return true;
}

/* Names and titles are those of the case, which outlives the decision. */
static void name_claims(binder *to)
{
    if (!have_own_names(to))
        find_names(to);
    for (uint32_t i = 0; i < to->claim_count; i++)
        to->claims[i].title = title_of(to, &to->claims[i]);
}

/* ---- Everything ---------------------------------------------------------------------------- */

static void set_scenes(binder *to, ek_binding *out)
{
    out->scenes = EK_ROOM(to->arena, ek_scene, to->claim_count ? to->claim_count : 1);
    for (uint32_t i = 0; i < to->claim_count; i++) {
        const ek_claim *claim = &to->claims[i];
        ek_scene *scene = &out->scenes[i];

        *scene = *to->base;
        scene->at[claim->kind] = ek_at_record(claim->record);
        scene->at[EK_SCOPE_TARGET] = ek_at_record(claim->target);
        if (claim->kind == EK_SCOPE_UNIT && !claim->target &&
            at(claim->record, to->slots->unit_claim_target)->state == EK_NONE)
            scene->at[EK_SCOPE_TARGET].state = EK_NONE;
    }
}

static uint32_t count_units(const binder *to)
{
    const ek_record *root = to->the_case->root;
    ek_list transcripts = list_at(root, to->slots->case_transcripts);
    uint32_t count = list_at(root, to->slots->case_other_learning).count;

    for (uint32_t i = 0; i < transcripts.count; i++)
        count += list_at(transcripts.items[i], to->slots->transcript_units).count;
    return count;
}

/* As many as may be made or arise: they stand in one piece that never moves. */
static void make_room(binder *to, const ek_record *claims)
{
    const ek_record *root = to->the_case->root;
    uint32_t count = 0, units = count_units(to);

    for (uint32_t kind = EK_FIRST_CLAIM; claims && kind <= EK_LAST_CLAIM; kind++)
        count += list_at(claims, slots_of(to, (ek_scope)kind)->made).count;
    for (uint32_t i = 0; i < to->book->arises_count; i++)
        switch (to->book->arises[i].from) {
        case EK_FROM_UNITS:
        case EK_FROM_UNITS_OUTSIDE_STAYS: count += units; break;
        case EK_FROM_STAYS: count++; break;
        case EK_FROM_EXAMINATIONS:
            count += list_at(root, to->slots->case_examinations).count;
            break;
        }
    to->claim_room = count;
    to->claims = EK_NEW_ARRAY(to->arena, ek_claim, count);
}

static void bind_claims(binder *to)
{
    const ek_record *claims = find_made(to);
    bool made[EK_SCOPE_COUNT] = {false};

    make_room(to, claims);
    for (uint32_t kind = EK_FIRST_CLAIM; claims && kind <= EK_LAST_CLAIM; kind++)
        made[kind] = bind_made(to, claims, (ek_scope)kind);
    to->made_count = to->claim_count;
    for (uint32_t i = 0; i < to->book->arises_count; i++)
        if (!made[to->book->arises[i].claim])
            bind_arising(to, &to->book->arises[i]);
}

void ek_bind(ek_binding *out, struct erkend_decision *decision, ek_arena *arena,
             ek_problems *problems)
{
    const ek_plan *plan = ek_plan_of(decision->book);
    binder to = {.decision = decision,
                 .the_case = decision->the_case,
                 .book = decision->book,
                 .plan = plan,
                 .slots = &plan->at,
                 .arena = arena,
                 .problems = problems,
                 .base = &out->base,
                 .next_number = decision->the_case->record_count};

    set_scene(&to, &out->base);
    bind_claims(&to);
    name_claims(&to);
    set_scenes(&to, out);
    out->claims = to.claims;
    out->count = to.claim_count;
    out->record_count = to.next_number;
    if (out->base.at[EK_SCOPE_QUALIFICATION].state == EK_KNOWN)
        decision->qualification = out->base.at[EK_SCOPE_QUALIFICATION].as.record;
}
