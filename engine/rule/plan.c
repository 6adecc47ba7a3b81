/* Making the plan of a rulebook (see plan.h): slots by name, rules by kind of claim and phase,
 * exceptions by what they override, and what can be said of a rule without a case. */
#include <assert.h>

#include "rule/compile.h"

static uint16_t find_slot(const ek_record_type *type, const char *name)
{
    uint32_t slot = type != NULL ? ek_field_named(type, ek_text_of(name)) : EK_NO_FIELD;

    return slot == EK_NO_FIELD ? EK_NO_SLOT : (uint16_t)slot;
}

static void find_slots(ek_arena *arena, ek_slots *at)
{
#define EK_SLOT_FIND(type, field) at->type##_##field = (uint16_t)ek_slot(&ek_type_##type, #field);
    EK_SLOTS(EK_SLOT_FIND)
#undef EK_SLOT_FIND
    for (uint32_t i = 0; ek_all_types[i] != NULL; i++)
        assert(ek_all_types[i]->field_count <= 64); /* a mark of ek_reads for each */
    assert(ek_type_unit_target.field_count <=
           sizeof at->component_of_target / sizeof at->component_of_target[0]);
    for (uint32_t i = 0; i < ek_type_unit_target.field_count; i++) {
        const ek_field *field = &ek_type_unit_target.fields[i];
        uint16_t slot = find_slot(&ek_type_component, field->name);

        assert(slot == EK_NO_SLOT || ek_type_component.fields[slot].kind == field->kind);
        at->component_of_target[i] = slot;
    }
    at->empty_target = ek_record_new(arena, &ek_type_unit_target);
}

static void find_claim_slots(ek_arena *arena, ek_claim_slots *at, ek_scope kind)
{
    static const char *const titles[] = {"title", "part", "certificate", "programme"};
    const ek_record_type *type = ek_scope_of(kind)->record;

    at->made = find_slot(&ek_type_claims, ek_scope_of(kind)->name);
    at->id = find_slot(type, "id");
    at->only_in = find_slot(type, "only_in");
    at->unit = find_slot(type, "unit");
    at->stays = find_slot(type, "stays");
    at->months_asked = find_slot(type, "months_asked");
    for (uint32_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        at->titles[i] = find_slot(type, titles[i]);
    at->empty = ek_record_new(arena, type);
}

/* ---- What can be said of a rule ----------------------------------------------------------- */

/* Does the answer depend on the day by which parameters are chosen? Definitions have their own. */
static bool needs_day(const ek_expr *expr)
{
    if (expr == NULL)
        return false;
    if (expr->op == EK_OP_PARAM)
        return true;
    for (uint32_t i = 0; i < expr->count; i++)
        if (needs_day(expr->args[i]))
            return true;
    return false;
}

#define MAX_DEPTH 200 /* of definitions in one another; the check refuses rings */

static bool may_be_unverified(const ek_expr *expr, uint32_t depth)
{
    if (expr == NULL || depth == MAX_DEPTH)
        return false;
    switch (expr->op) {
    case EK_OP_PARAM:
        for (uint32_t i = 0; i < expr->as.param->value_count; i++)
            if (expr->as.param->values[i].unverified)
                return true;
        return false;
    case EK_OP_RULING: return expr->as.question->unverified;
    case EK_OP_TERM:
        for (uint32_t i = 0; i < expr->as.term->version_count; i++)
            if (expr->as.term->versions[i]->unverified ||
                may_be_unverified(expr->as.term->versions[i]->is, depth + 1))
                return true;
        return false;
    default: break;
    }
    for (uint32_t i = 0; i < expr->count; i++)
        if (may_be_unverified(expr->args[i], depth + 1))
            return true;
    return false;
}

static bool effect_may_be_unverified(const ek_effect *effect)
{
    for (uint32_t i = 0; effect != NULL && i < effect->field_count; i++)
        if (may_be_unverified(effect->fields[i].value, 0))
            return true;
    return false;
}

static bool rule_may_be_unverified(const ek_rule *rule)
{
    return rule->unverified || may_be_unverified(rule->clock, 0) ||
           may_be_unverified(rule->where, 0) || may_be_unverified(rule->to_reach, 0) ||
           may_be_unverified(rule->must, 0) || may_be_unverified(rule->otherwise.ruling, 0) ||
           effect_may_be_unverified(rule->gives) || effect_may_be_unverified(rule->limits);
}

uint32_t ek_plan_rank(const ek_rulebook *book, ek_text id)
{
    uint32_t low = 0, high = book->rule_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (ek_text_compare(book->rules[middle]->id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void find_exceptions(ek_arena *arena, const ek_rulebook *book, ek_planned *rules,
                            ek_planned *of)
{
    const ek_planned **found = NULL;
    uint32_t count = 0, capacity = 0;

    for (uint32_t i = 0; i < book->rule_count; i++) {
        const ek_rule *exception = book->rules[i];

        if (exception->overrides.size > 0 && exception->claim == of->rule->claim &&
            ek_text_equal(exception->overrides, of->rule->id))
            *EK_PUSH(arena, found, count, capacity) = &rules[i];
    }
    of->exceptions = found;
    of->exception_count = count;
}

static void plan_rule(const ek_rulebook *book, const ek_rule *rule, ek_planned *out)
{
    out->rule = rule;
    out->rank = ek_plan_rank(book, rule->id);
    out->where_needs_day = needs_day(rule->where);
    out->recognises = rule->gives != NULL && rule->gives->kind != EK_EFFECT_INFORM;
    out->only_asks = rule->gives == NULL && rule->limits == NULL;
    out->judges =
        rule->must != NULL || (rule->where != NULL && (rule->limits != NULL || out->recognises));
    out->unverified = rule_may_be_unverified(rule);
    out->law = rule->law_count == 1 ? &rule->laws[0] : NULL;
}

/* A claim alone says all that judging it needs. */
static bool is_at_once(const ek_planned *planned)
{
    const ek_rule *rule = planned->rule;

    return rule->clock == NULL && planned->exception_count == 0 && rule->for_each == rule->claim &&
           rule->choose == EK_SCOPE_NONE && planned->law != NULL;
}

/* ---- Rules of one kind -------------------------------------------------------------------- */

static void plan_kind(ek_arena *arena, const ek_rulebook *book, ek_planned *rules, ek_scope kind,
                      ek_planned_kind *out)
{
    const ek_planned **found = EK_NEW_ARRAY(arena, const ek_planned *, book->rule_count);
    const ek_rule **givers = EK_NEW_ARRAY(arena, const ek_rule *, book->rule_count);

    for (int phase = EK_PHASE_ASSESS; phase <= EK_PHASE_RECOGNISE; phase++) {
        for (uint32_t i = 0; i < book->rule_count; i++)
            if (book->rules[i]->claim == kind &&
                (kind == EK_SCOPE_UNIT ? book->rules[i]->phase == (ek_phase)phase
                                       : phase == EK_PHASE_RECOGNISE))
                found[out->count++] = &rules[i];
        out->phase_end[phase] = out->count;
    }
    assert(out->count < UINT16_MAX);
    for (uint32_t i = 0; i < book->rule_count; i++) {
        if (book->rules[i]->claim != kind)
            continue;
        out->unverified = out->unverified || rules[i].unverified;
        if (rules[i].recognises)
            givers[out->giver_count++] = book->rules[i];
    }
    out->rules = found;
    out->givers = givers;
    find_claim_slots(arena, &out->slots, kind);
}

const ek_plan *ek_plan_make(ek_arena *arena, const ek_rulebook *book)
{
    ek_plan *plan = EK_NEW(arena, ek_plan);

    find_slots(arena, &plan->at);
    plan->rules = EK_NEW_ARRAY(arena, ek_planned, book->rule_count);
    for (uint32_t i = 0; i < book->rule_count; i++) {
        plan_rule(book, book->rules[i], &plan->rules[i]);
        find_exceptions(arena, book, plan->rules, &plan->rules[i]);
        plan->rules[i].at_once = is_at_once(&plan->rules[i]);
    }
    for (ek_scope kind = EK_FIRST_CLAIM; kind <= EK_LAST_CLAIM; kind++)
        plan_kind(arena, book, plan->rules, kind, &plan->kinds[kind]);
    return plan;
}

const ek_planned *ek_planned_of(const ek_plan *plan, const ek_rule *rule)
{
    assert(plan->rules[rule->index].rule == rule);
    return &plan->rules[rule->index];
}

const ek_asks *ek_asks_on(const ek_planned_kind *kind, ek_date day)
{
    return &kind->asks[ek_date_find(kind->asks, sizeof *kind->asks, kind->ask_count, day)];
}

const ek_plan *ek_plan_of(const ek_rulebook *book)
{
    assert(book->programs != NULL && book->programs->plan != NULL);
    return book->programs->plan;
}
