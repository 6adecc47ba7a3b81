/* Mutants of rules, definitions and allocations, as far as they are more than what they say:
 * being there, days, clocks, verdicts, effects, exceptions. */
#include <string.h>

#include "desk/mutant.h"
#include "desk/uses.h"

/* ---- Making and swapping -------------------------------------------------------------------- */

ek_mutant *ek_mutant_add(ek_mutants *mutants, ek_text owner, ek_place place, uint32_t claims,
                         const char *format, ...)
{
    ek_mutant *mutant = EK_PUSH(mutants->arena, mutants->items, mutants->count, mutants->capacity);
    va_list arguments;
    ek_buffer out;

    ek_buffer_init(&out, mutants->arena);
    va_start(arguments, format);
    ek_buffer_format_list(&out, format, arguments);
    va_end(arguments);
    *mutant = (ek_mutant){
        .sentence = ek_buffer_done(&out), .owner = owner, .place = place, .claims = claims};
    return mutant;
}

void ek_mutant_patch(ek_mutants *mutants, ek_mutant *mutant, const void *at, const void *with,
                     size_t size)
{
    mutant->patches[mutant->patch_count++] =
        (ek_patch){(void *)(uintptr_t)at, ek_arena_copy(mutants->arena, with, size), size};
}

void ek_mutant_ids(ek_mutants *mutants, ek_mutant *mutant, const uint32_t *ids, uint32_t count)
{
    mutant->ids = ek_arena_copy(mutants->arena, ids, count * sizeof *ids);
    mutant->id_count = count;
}

void ek_mutant_swap(const ek_mutant *mutant)
{
    char kept[sizeof(ek_expr)];

    for (uint32_t i = 0; i < mutant->patch_count; i++) {
        const ek_patch *patch = &mutant->patches[i];

        memcpy(kept, patch->at, patch->size);
        memcpy(patch->at, patch->with, patch->size);
        memcpy(patch->with, kept, patch->size);
    }
}

ek_text ek_expr_text(ek_arena *arena, const ek_expr *expr)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    ek_buffer_expr(&out, expr);
    return ek_buffer_done(&out);
}

ek_text ek_date_text(ek_arena *arena, ek_date date)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    ek_buffer_date(&out, date);
    return ek_buffer_done(&out);
}

/* ---- Days ----------------------------------------------------------------------------------- */

static ek_text name_of(ek_mutants *mutants, const ek_owner *owner)
{
    ek_buffer out;

    ek_buffer_init(&out, mutants->arena);
    ek_buffer_owner(&out, owner);
    return ek_buffer_done(&out);
}

/* A day moved by one, if the day that comes or goes by it is one on which cases are decided. */
static void move_day(ek_mutants *mutants, const ek_host *host, const ek_date *day, int by,
                     bool first)
{
    ek_date moved = *day + by;
    ek_date touched = first ? (by > 0 ? *day : moved) : (by > 0 ? moved : *day);
    ek_mutant *mutant;

    if (!host->has_clock && touched < mutants->book->first_day)
        return;
    if (host->owner.definition &&
        !ek_definition_asked_on(mutants->book, host->owner.definition, touched))
        return;
    mutant = ek_mutant_add(mutants, name_of(mutants, &host->owner), ek_owner_place(&host->owner),
                           host->claims, "%.*s %s on %.*s instead of %.*s",
                           EK_TEXT_ARGS(name_of(mutants, &host->owner)), first ? "began" : "ended",
                           EK_TEXT_ARGS(ek_date_text(mutants->arena, moved)),
                           EK_TEXT_ARGS(ek_date_text(mutants->arena, *day)));
    ek_mutant_patch(mutants, mutant, day, &moved, sizeof moved);
}

static void move_days(ek_mutants *mutants, const ek_host *host, const ek_date *since,
                      const ek_date *last_day)
{
    if (*since != EK_DATE_ALWAYS) {
        move_day(mutants, host, since, 1, true);
        move_day(mutants, host, since, -1, true);
    }
    if (*last_day != EK_DATE_NEVER) {
        move_day(mutants, host, last_day, 1, false);
        move_day(mutants, host, last_day, -1, false);
    }
}

static void drop_clock(ek_mutants *mutants, const ek_host *host, const ek_expr *const *clock)
{
    const ek_expr *none = NULL;
    ek_mutant *mutant;

    if (!*clock)
        return;
    mutant = ek_mutant_add(mutants, name_of(mutants, &host->owner), (*clock)->place, host->claims,
                           "%.*s counted by the day of the decision instead of %.*s",
                           EK_TEXT_ARGS(name_of(mutants, &host->owner)),
                           EK_TEXT_ARGS(ek_expr_text(mutants->arena, *clock)));
    ek_mutant_patch(mutants, mutant, clock, &none, sizeof none);
    ek_mutant_ids(mutants, mutant, &(*clock)->number_id, 1);
}

static ek_host host_of(const ek_rulebook *book, ek_owner owner, ek_date since, ek_date last_day,
                       const ek_expr *clock, uint32_t claims)
{
    ek_host host = {.owner = owner,
                    .part = "",
                    .since = since,
                    .last_day = last_day,
                    .has_clock = clock != NULL,
                    .claims = claims};

    if (!clock && since < book->first_day)
        host.since = book->first_day;
    return host;
}

static void mutate_part(ek_mutants *mutants, ek_host *host, const char *part, const ek_expr *expr)
{
    host->part = part;
    if (expr)
        ek_mutants_of_expr(mutants, host, expr);
}

/* ---- A rule's parts ------------------------------------------------------------------------- */

static ek_mutant *add_of(ek_mutants *mutants, const ek_host *host, ek_place place, const char *what,
                         ek_text detail)
{
    return ek_mutant_add(mutants, name_of(mutants, &host->owner), place, host->claims,
                         "%.*s %s%s%.*s", EK_TEXT_ARGS(name_of(mutants, &host->owner)), what,
                         detail.size > 0 ? " " : "", EK_TEXT_ARGS(detail));
}

/* All rules but this one. */
static void drop_rule(ek_mutants *mutants, const ek_host *host, const ek_rule *rule)
{
    ek_rulebook *book = mutants->book;
    const ek_rule **rules = EK_NEW_ARRAY(mutants->arena, const ek_rule *, book->rule_count);
    const ek_rule *const *left = rules;
    uint32_t count = 0;
    ek_mutant *mutant = add_of(mutants, host, rule->place, "were not there", EK_TEXT(""));

    for (uint32_t i = 0; i < book->rule_count; i++)
        if (book->rules[i] != rule)
            rules[count++] = book->rules[i];
    ek_mutant_patch(mutants, mutant, &book->rules, &left, sizeof left);
    ek_mutant_patch(mutants, mutant, &book->rule_count, &count, sizeof count);
}

/* A condition that stands alone; the members of `all` are left out one by one elsewhere. */
static void drop_condition(ek_mutants *mutants, const ek_host *host, const ek_expr *const *at,
                           const char *part)
{
    const ek_expr *none = NULL;
    ek_mutant *mutant;

    if (!*at || ((*at)->op == EK_OP_ALL && (*at)->count > 1))
        return;
    mutant = add_of(mutants, host, (*at)->place,
                    ek_text_format(mutants->arena, "asked nothing in %s instead of", part).bytes,
                    ek_expr_text(mutants->arena, *at));
    ek_mutant_patch(mutants, mutant, at, &none, sizeof none);
    ek_mutant_ids(mutants, mutant, &(*at)->number_id, 1);
}

static const char *verdict_word(ek_otherwise_kind kind)
{
    switch (kind) {
    case EK_ELSE_PARTIAL: return "partial";
    case EK_ELSE_CONDITIONAL: return "conditional";
    case EK_ELSE_RULING: return "the ruling";
    default: return "refused";
    }
}

static void change_verdict(ek_mutants *mutants, const ek_host *host, const ek_rule *rule)
{
    ek_otherwise changed = {.kind = EK_ELSE_REFUSED, .place = rule->otherwise.place};
    ek_mutant *mutant;

    if (!rule->must || rule->otherwise.kind == EK_ELSE_NOTHING)
        return;
    if (rule->otherwise.kind == EK_ELSE_REFUSED)
        changed.kind = EK_ELSE_PARTIAL;
    mutant = add_of(mutants, host, rule->otherwise.place,
                    ek_text_format(mutants->arena, "said %s instead of %s",
                                   verdict_word(changed.kind), verdict_word(rule->otherwise.kind))
                        .bytes,
                    EK_TEXT(""));
    ek_mutant_patch(mutants, mutant, &rule->otherwise, &changed, sizeof changed);
    ek_mutant_ids(mutants, mutant, &rule->must->number_id, 1);
}

static void change_step(ek_mutants *mutants, const ek_host *host, const ek_rule *rule)
{
    const ek_rulebook *book = mutants->book;
    ek_text other = EK_TEXT("another_step");
    ek_mutant *mutant;

    if (rule->otherwise.kind != EK_ELSE_CONDITIONAL)
        return;
    for (uint32_t i = 0; i < book->step_count; i++)
        if (ek_text_equal(book->steps[i].name, rule->otherwise.step))
            other = book->steps[(i + 1) % book->step_count].name;
    if (ek_text_equal(other, rule->otherwise.step))
        other = EK_TEXT("another_step");
    mutant = add_of(mutants, host, rule->otherwise.place, "named another step than",
                    rule->otherwise.step);
    ek_mutant_patch(mutants, mutant, &rule->otherwise.step, &other, sizeof other);
    ek_mutant_ids(mutants, mutant, &rule->must->number_id, 1);
}

static ek_texts texts_without(ek_arena *arena, ek_texts texts, uint32_t left_out)
{
    ek_text *items = EK_NEW_ARRAY(arena, ek_text, texts.count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < texts.count; i++)
        if (i != left_out)
            items[count++] = texts.items[i];
    return (ek_texts){items, count};
}

static void drop_roads(ek_mutants *mutants, const ek_host *host, const ek_rule *rule)
{
    for (uint32_t i = 0; i < rule->otherwise.instead.count; i++) {
        ek_texts left = texts_without(mutants->arena, rule->otherwise.instead, i);
        ek_mutant *mutant = add_of(mutants, host, rule->otherwise.place, "did not name the road",
                                   rule->otherwise.instead.items[i]);

        ek_mutant_patch(mutants, mutant, &rule->otherwise.instead, &left, sizeof left);
        ek_mutant_ids(mutants, mutant, &rule->must->number_id, 1);
    }
}

static void drop_exception(ek_mutants *mutants, const ek_host *host, const ek_rule *rule)
{
    ek_text none = EK_TEXT("");
    ek_mutant *mutant;

    if (rule->overrides.size == 0)
        return;
    mutant = add_of(mutants, host, rule->place, "did not set aside", rule->overrides);
    ek_mutant_patch(mutants, mutant, &rule->overrides, &none, sizeof none);
}

/* ---- Effects -------------------------------------------------------------------------------- */

/* The same expression and one more; it takes over the number of the root. */
static const ek_expr *add_one(ek_arena *arena, const ek_expr *expr)
{
    ek_expr *sum = EK_NEW(arena, ek_expr), *one = EK_NEW(arena, ek_expr);
    const ek_expr **args = EK_NEW_ARRAY(arena, const ek_expr *, 2);

    *one = (ek_expr){.op = EK_OP_NUMBER,
                     .type = EK_TYPE_QUANTITY,
                     .measure = {.any = true, .scale = {"", 0}},
                     .list_scope = EK_SCOPE_NONE,
                     .as.number = EK_ONE,
                     .place = expr->place};
    one->number_id = expr->number_id;
    *sum = *one;
    sum->op = EK_OP_ADD;
    sum->measure = expr->measure;
    sum->args = args;
    sum->count = 2;
    args[0] = expr;
    args[1] = one;
    return sum;
}

static void change_field(ek_mutants *mutants, const ek_host *host, const char *verb,
                         const ek_effect_field *field)
{
    ek_mutant *mutant;

    if (field->value->type == EK_TYPE_QUANTITY && field->value->op != EK_OP_UP_TO) {
        const ek_expr *more = add_one(mutants->arena, field->value);

        mutant = add_of(mutants, host, field->value->place,
                        ek_text_format(mutants->arena, "%s one more of", verb).bytes, field->name);
        ek_mutant_patch(mutants, mutant, &field->value, &more, sizeof more);
        ek_mutant_ids(mutants, mutant, &field->value->number_id, 1);
    }
    if (field->at_most) {
        bool no = false;

        mutant = add_of(mutants, host, field->place, "did not say \"at most\" of", field->name);
        ek_mutant_patch(mutants, mutant, &field->at_most, &no, sizeof no);
    }
}

static void drop_field(ek_mutants *mutants, const ek_host *host, const char *verb,
                       const ek_effect *effect, uint32_t left_out)
{
    ek_effect_field *fields = EK_NEW_ARRAY(mutants->arena, ek_effect_field, effect->field_count);
    const ek_effect_field *left = fields;
    uint32_t count = 0;
    ek_mutant *mutant = add_of(
        mutants, host, effect->fields[left_out].place,
        ek_text_format(mutants->arena, "%s %s without", verb, ek_effect_name(effect->kind)).bytes,
        effect->fields[left_out].name);

    for (uint32_t i = 0; i < effect->field_count; i++)
        if (i != left_out)
            fields[count++] = effect->fields[i];
    ek_mutant_patch(mutants, mutant, &effect->fields, &left, sizeof left);
    ek_mutant_patch(mutants, mutant, &effect->field_count, &count, sizeof count);
    ek_mutant_ids(mutants, mutant, &effect->fields[left_out].value->number_id, 1);
}

static void change_effect(ek_mutants *mutants, ek_host *host, const char *part, const char *verb,
                          const ek_effect *const *at)
{
    const ek_effect *effect = *at, *none = NULL;
    ek_mutant *mutant;

    if (!effect)
        return;
    mutant = add_of(mutants, host, effect->place,
                    ek_text_format(mutants->arena, "%s nothing instead of", verb).bytes,
                    ek_text_of(ek_effect_name(effect->kind)));
    ek_mutant_patch(mutants, mutant, at, &none, sizeof none);
    for (uint32_t i = 0; i < effect->field_count; i++) {
        change_field(mutants, host, verb, &effect->fields[i]);
        if (effect->field_count > 1)
            drop_field(mutants, host, verb, effect, i);
        mutate_part(mutants, host, part, effect->fields[i].value);
    }
}

/* ---- Rules, definitions, allocations -------------------------------------------------------- */

static void mutate_rule(ek_mutants *mutants, const ek_rule *rule)
{
    ek_host host = host_of(mutants->book, (ek_owner){.rule = rule}, rule->since, rule->last_day,
                           rule->clock, UINT32_C(1) << rule->claim);

    drop_rule(mutants, &host, rule);
    move_days(mutants, &host, &rule->since, &rule->last_day);
    drop_clock(mutants, &host, &rule->clock);
    drop_exception(mutants, &host, rule);
    drop_condition(mutants, &host, &rule->where, "where");
    mutate_part(mutants, &host, "where", rule->where);
    mutate_part(mutants, &host, "to_reach", rule->to_reach);
    if (rule->choose == EK_SCOPE_NONE)
        drop_condition(mutants, &host, &rule->must, "must");
    mutate_part(mutants, &host, "must", rule->must);
    change_verdict(mutants, &host, rule);
    change_step(mutants, &host, rule);
    drop_roads(mutants, &host, rule);
    change_effect(mutants, &host, "gives", "gave", &rule->gives);
    change_effect(mutants, &host, "limits", "limited", &rule->limits);
}

static void mutate_definition(ek_mutants *mutants, const ek_definition *definition)
{
    ek_host host = host_of(mutants->book, (ek_owner){.definition = definition}, definition->since,
                           definition->last_day, definition->clock, EK_ANY_CLAIM);

    move_days(mutants, &host, &definition->since, &definition->last_day);
    drop_clock(mutants, &host, &definition->clock);
    mutate_part(mutants, &host, "is", definition->is);
}

static void mutate_allocation(ek_mutants *mutants, const ek_allocation *allocation)
{
    ek_host host = host_of(mutants->book, (ek_owner){.allocation = allocation}, allocation->since,
                           allocation->last_day, allocation->clock, EK_ANY_CLAIM);

    move_days(mutants, &host, &allocation->since, &allocation->last_day);
    drop_clock(mutants, &host, &allocation->clock);
    drop_condition(mutants, &host, &allocation->where, "where");
    mutate_part(mutants, &host, "where", allocation->where);
    mutate_part(mutants, &host, "total", allocation->total);
    mutate_part(mutants, &host, "by", allocation->by);
    mutate_part(mutants, &host, "rounding", allocation->rounding);
}

void ek_mutants_find(ek_mutants *mutants, ek_arena *arena, ek_rulebook *book)
{
    *mutants = (ek_mutants){.arena = arena, .book = book};
    mutants->visited = EK_NEW_ARRAY(arena, bool, book->expr_count + 1);
    for (uint32_t i = 0; i < book->rule_count; i++)
        if (ek_coverage_counts(book, book->rules[i]->place))
            mutate_rule(mutants, book->rules[i]);
    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t k = 0; k < book->terms[i]->version_count; k++)
            if (ek_coverage_counts(book, book->terms[i]->versions[k]->place))
                mutate_definition(mutants, book->terms[i]->versions[k]);
    for (uint32_t i = 0; i < book->allocation_count; i++)
        if (ek_coverage_counts(book, book->allocations[i]->place))
            mutate_allocation(mutants, book->allocations[i]);
    ek_mutants_of_data(mutants);
}
