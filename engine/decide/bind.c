/* Binding: what this country is asked, and what each name of a rule stands for.
 *
 * Claims made stand in the case (those that are made in other countries only are left out). Where
 * the case makes none of a kind, country.yaml may let claims arise from facts: then a record of the
 * claim is made here, its values copied with their places. A claimed unit finds its target in the
 * target qualification by code. Nothing of the case is changed; everything made lives in the arena
 * of the decision. */
#include <assert.h>

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
    uint32_t claim_count, claim_capacity;
    uint32_t made_count;  /* claims that the case makes; those that arise come behind them */
    uint32_t next_number; /* of records made here */
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

static ek_list list_at(const ek_record *record, uint16_t slot)
{
    const ek_value *value = at(record, slot);
    ek_list empty = {NULL, 0};

    return value->state == EK_KNOWN &&
                   (value->kind == EK_KIND_LIST || value->kind == EK_KIND_BY_COUNTRY)
               ? value->as.list
               : empty;
}

static ek_text text_of(const ek_value *value)
{
    return value->state == EK_KNOWN &&
                   (value->kind == EK_KIND_TEXT || value->kind == EK_KIND_WORD ||
                    value->kind == EK_KIND_COUNTRY)
               ? value->as.text
               : EK_TEXT("");
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
    ek_list list = list_at(record, slot);

    for (uint32_t i = 0; i < list.count; i++)
        if (ek_text_equal(list.items[i]->key, country))
            return list.items[i];
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

static ek_record *make_record(binder *to, const ek_record_type *type, const ek_record *from)
{
    ek_record *record = ek_record_new(to->arena, type);

    record->number = to->next_number++;
    if (from) {
        record->file = from->file;
        record->line = from->line;
        record->column = from->column;
    }
    return record;
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
    for (uint32_t i = 0; i < EK_SCOPE_COUNT; i++)
        scene->at[i] = ek_at_record(NULL);
    scene->at[EK_SCOPE_CASE] = ek_at_record(root);
    scene->at[EK_SCOPE_LEARNER] = ek_at_value(at(root, slots->case_learner));
    scene->at[EK_SCOPE_TRAINING] = ek_at_value(at(root, slots->case_training));
    scene->at[EK_SCOPE_PROGRAMME] = ek_at_value(at(root, slots->case_programme));
    scene->at[EK_SCOPE_AGREEMENT] = ek_at_value(at(root, slots->case_agreement));
    scene->at[EK_SCOPE_QUALIFICATION] = find_qualification(to);
    scene->at[EK_SCOPE_MOU] = find_mou(slots, root);
}

/* ---- What a unit is to count for ---------------------------------------------------------- */

static const ek_record *find_component(binder *to, ek_text code)
{
    const ek_at *qualification = &to->base->at[EK_SCOPE_QUALIFICATION];
    ek_list list;

    if (qualification->state != EK_KNOWN || code.size == 0)
        return NULL;
    list = list_at(qualification->as.record, to->slots->qualification_components);
    for (uint32_t i = 0; i < list.count; i++)
        if (ek_text_equal(ek_text_in_slot(list.items[i], to->slots->component_unit), code))
            return list.items[i];
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
    for (uint32_t i = 0; component && i < to->slots->shared_count; i++) {
        uint16_t slot = to->slots->shared[i];
        const ek_value *holds = &component->slots[to->slots->component_of_target[slot]];
        ek_value *own = &target->slots[slot];

        if (holds->state == EK_MISSING || holds->kind != own->kind)
            continue;
        if (own->state == EK_KNOWN)
            check_agreement(to, &target->type->fields[slot], own, holds, code);
        *own = *holds;
    }
}

/* `claim` may be NULL: a unit from which a claim arises. */
static ek_value find_target(binder *to, const ek_record *claim, const ek_record *unit)
{
    const ek_slots *slots = to->slots;
    const ek_value *own = at(claim, slots->unit_claim_target), *code;
    const ek_record *said = own->state == EK_KNOWN ? own->as.record : NULL;
    const ek_record *claimed = find_country(claim, slots->unit_claim_targets, to->book->code);
    const ek_record *put = find_country(unit, slots->unit_targets, to->book->code);
    ek_record *target;

    code = at(said, slots->unit_target_unit);
    if (code->state != EK_KNOWN && claimed)
        code = at(claimed, slots->target_choice_unit);
    if (code->state != EK_KNOWN && put)
        code = at(put, slots->target_choice_unit);
    if (claim && own->state == EK_NONE)
        return *own;
    if (!said && code->state != EK_KNOWN)
        return ek_value_of_record(NULL);
    target = make_record(to, &ek_type_unit_target, said ? said : claimed ? claimed : put);
    for (uint32_t i = 0; said && i < target->type->field_count; i++)
        target->slots[i] = said->slots[i];
    if (code->state == EK_KNOWN) {
        target->slots[slots->unit_target_unit] = *code;
        complete_target(to, target, find_component(to, code->as.text), code->as.text);
    }
    return ek_value_of_record(target);
}

/* ---- Claims ------------------------------------------------------------------------------- */

static const ek_claim_slots *slots_of(const binder *to, ek_scope kind)
{
    return &to->plan->kinds[kind].slots;
}

static ek_text title_of(const binder *to, const ek_claim *claim)
{
    const ek_claim_slots *slots = slots_of(to, claim->kind);
    ek_text title = ek_text_in_slot(claim->unit, to->slots->unit_title);

    if (title.size == 0)
        title = ek_text_in_slot(claim->target, to->slots->unit_target_title);
    for (uint32_t i = 0; title.size == 0 && i < sizeof slots->titles / sizeof slots->titles[0]; i++)
        title = ek_text_in_slot(claim->record, slots->titles[i]);
    return title.size ? title : claim->id;
}

static ek_claim *add_claim(binder *to, ek_scope kind, const ek_record *record,
                           const ek_record *unit, bool arises)
{
    ek_claim *claim = EK_PUSH(to->arena, to->claims, to->claim_count, to->claim_capacity);
    ek_value target;

    claim->kind = kind;
    claim->record = record;
    claim->unit = unit;
    claim->arises = arises;
    if (unit || kind == EK_SCOPE_UNIT) {
        target = find_target(to, kind == EK_SCOPE_UNIT && !arises ? record : NULL, unit);
        claim->target = target.state == EK_KNOWN ? target.as.record : NULL;
    }
    claim->id = ek_text_in_slot(record, slots_of(to, kind)->id);
    if (claim->id.size == 0)
        claim->id = ek_text_in_slot(unit, to->slots->unit_id);
    return claim;
}

static bool is_made_here(binder *to, ek_scope kind, const ek_record *record)
{
    const ek_value *only = at(record, slots_of(to, kind)->only_in);

    return only->state != EK_KNOWN || ek_texts_have(only->as.texts, to->book->code);
}

/* Whether the case makes any claim of that kind in this country. */
static bool bind_made(binder *to, ek_scope kind)
{
    const ek_claim_slots *slots = slots_of(to, kind);
    ek_list made = list_at(record_at(to->the_case->root, to->slots->case_claims), slots->made);
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

static void arise_from_unit(binder *to, const ek_arises *arises, const ek_record *unit)
{
    ek_record *seen = make_record(to, &ek_type_unit_claim, unit), *record = seen;
    const ek_claim_slots *slots = slots_of(to, arises->claim);
    ek_claim *claim;
    ek_scene from;

    seen->slots[to->slots->unit_claim_unit] = ek_value_of_record(unit);
    if (arises->claim != EK_SCOPE_UNIT) {
        record = make_record(to, ek_scope_of(arises->claim)->record, unit);
        if (slots->unit != EK_NO_SLOT)
            record->slots[slots->unit] = ek_value_of_record(unit);
        put_id(record, slots->id, ek_text_in_slot(unit, to->slots->unit_id));
    }
    claim = add_claim(to, arises->claim, record, unit, true);
    if (arises->field_count == 0)
        return;
    from = *to->base;
    from.at[EK_SCOPE_UNIT] = ek_at_record(seen);
    from.at[EK_SCOPE_TARGET] = ek_at_record(claim->target);
    fill_fields(arises, record, &from);
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
    ek_record *record = make_record(to, ek_scope_of(arises->claim)->record, thing);
    const ek_claim_slots *slots = slots_of(to, arises->claim);
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
static void name_claims(binder *to)
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
        claim->id = ek_text_copy(to->arena, id);
        claim->title = ek_text_copy(to->arena, title_of(to, claim));
    }
    ek_sort(to->claims, to->claim_count, sizeof *to->claims, compare_claims);
}

static void set_scenes(binder *to, ek_binding *out)
{
    out->scenes = EK_ROOM(to->arena, ek_scene, to->claim_count ? to->claim_count : 1);
    for (uint32_t i = 0; i < to->claim_count; i++) {
        ek_scene *scene = &out->scenes[i];

        *scene = *to->base;
        scene->at[to->claims[i].kind] = ek_at_record(to->claims[i].record);
        scene->at[EK_SCOPE_TARGET] = ek_at_record(to->claims[i].target);
        if (to->claims[i].kind == EK_SCOPE_UNIT && !to->claims[i].target &&
            at(to->claims[i].record, to->slots->unit_claim_target)->state == EK_NONE)
            scene->at[EK_SCOPE_TARGET].state = EK_NONE;
    }
}

void ek_bind(ek_binding *out, struct erkend_decision *decision, ek_arena *arena,
             ek_problems *problems)
{
    binder to = {.decision = decision,
                 .the_case = decision->the_case,
                 .book = decision->book,
                 .plan = ek_plan_of(decision->book),
                 .slots = &ek_plan_of(decision->book)->at,
                 .arena = arena,
                 .problems = problems,
                 .base = &out->base,
                 .next_number = decision->the_case->record_count};

    bool made[EK_SCOPE_COUNT] = {false};

    set_scene(&to, &out->base);
    for (uint32_t kind = EK_FIRST_CLAIM; kind <= EK_LAST_CLAIM; kind++)
        made[kind] = bind_made(&to, (ek_scope)kind);
    to.made_count = to.claim_count;
    for (uint32_t i = 0; i < decision->book->arises_count; i++)
        if (!made[decision->book->arises[i].claim])
            bind_arising(&to, &decision->book->arises[i]);
    name_claims(&to);
    set_scenes(&to, out);
    out->claims = to.claims;
    out->count = to.claim_count;
    out->record_count = to.next_number;
    if (out->base.at[EK_SCOPE_QUALIFICATION].state == EK_KNOWN)
        decision->qualification = out->base.at[EK_SCOPE_QUALIFICATION].as.record;
}
