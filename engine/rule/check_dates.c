/* The check of days: identifiers that stand twice, gaps between versions, overrides, and parameters
 * that have no value on a day when a rule needs it. */
#include "rule/check_inside.h"

/* ---- Versions of one name ------------------------------------------------------------------ */

/* A version of a rule, definition or allocation, by since. */
typedef struct version {
    const char *kind;
    ek_text name;
    ek_date since, last_day;
    ek_place place;
} version;

static ek_text write_place(ek_arena *arena, ek_place place)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, arena);
    ek_buffer_place(&buffer, place);
    return ek_buffer_done(&buffer);
}

static void check_span(ek_checking *check, const version *v)
{
    if (v->last_day < v->since)
        ek_problem_add(check->problems, ERKEND_EPOLICY, v->place,
                       "%s '%.*s' ends on %.*s, before it begins on %.*s", v->kind,
                       EK_TEXT_ARGS(v->name), EK_TEXT_ARGS(ek_date_says(check->arena, v->last_day)),
                       EK_TEXT_ARGS(ek_date_says(check->arena, v->since)));
}

/* `later` begins on or after the day on which `earlier` begins. */
static void check_neighbours(ek_checking *check, const version *earlier, const version *later)
{
    ek_arena *arena = check->arena;

    if (earlier->last_day >= later->since)
        ek_problem_add(check->problems, ERKEND_EPOLICY, later->place,
                       "%s '%.*s' stands twice on %.*s: also at %.*s; end the earlier one with "
                       "last_day",
                       later->kind, EK_TEXT_ARGS(later->name),
                       EK_TEXT_ARGS(ek_date_says(arena, later->since)),
                       EK_TEXT_ARGS(write_place(arena, earlier->place)));
    else if (earlier->last_day + 1 < later->since)
        ek_problem_warn(check->problems, ERKEND_EPOLICY, later->place,
                        "%s '%.*s' has a gap: it ends on %.*s and begins again on %.*s",
                        later->kind, EK_TEXT_ARGS(later->name),
                        EK_TEXT_ARGS(ek_date_says(arena, earlier->last_day)),
                        EK_TEXT_ARGS(ek_date_says(arena, later->since)));
}

static version version_of_rule(const ek_rule *rule)
{
    return (version){"rule", rule->id, rule->since, rule->last_day, rule->place};
}

static version version_of_definition(const ek_definition *definition)
{
    return (version){"definition", definition->name, definition->since, definition->last_day,
                     definition->place};
}

static version version_of_allocation(const ek_allocation *allocation)
{
    return (version){"allocation", allocation->id, allocation->since, allocation->last_day,
                     allocation->place};
}

static version version_of_item(const ek_item *item)
{
    return (version){"check", item->id, item->since, item->last_day, item->place};
}

static void check_item_versions(ek_checking *check)
{
    const ek_rulebook *book = check->book;

    for (uint32_t i = 0; i < book->item_count; i++) {
        version now = version_of_item(book->items[i]), before;

        check_span(check, &now);
        if (i == 0 || !ek_text_equal(book->items[i - 1]->id, now.name))
            continue;
        before = version_of_item(book->items[i - 1]);
        check_neighbours(check, &before, &now);
    }
}

static void check_versions(ek_checking *check)
{
    const ek_rulebook *book = check->book;

    for (uint32_t i = 0; i < book->rule_count; i++) {
        version now = version_of_rule(book->rules[i]), before;

        check_span(check, &now);
        if (i == 0 || !ek_text_equal(book->rules[i - 1]->id, now.name))
            continue;
        before = version_of_rule(book->rules[i - 1]);
        check_neighbours(check, &before, &now);
    }
    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t j = 0; j < book->terms[i]->version_count; j++) {
            version now = version_of_definition(book->terms[i]->versions[j]), before;

            check_span(check, &now);
            if (j == 0)
                continue;
            before = version_of_definition(book->terms[i]->versions[j - 1]);
            check_neighbours(check, &before, &now);
        }
    for (uint32_t i = 0; i < book->allocation_count; i++) {
        version now = version_of_allocation(book->allocations[i]), before;

        check_span(check, &now);
        if (i == 0 || !ek_text_equal(book->allocations[i - 1]->id, now.name))
            continue;
        before = version_of_allocation(book->allocations[i - 1]);
        check_neighbours(check, &before, &now);
    }
    check_item_versions(check);
}

/* ---- Overrides ----------------------------------------------------------------------------- */

static void report_unknown_rule(ek_checking *check, const ek_rule *rule)
{
    const ek_rulebook *book = check->book;
    ek_text *names = EK_NEW_ARRAY(check->arena, ek_text, book->rule_count);

    for (uint32_t i = 0; i < book->rule_count; i++)
        names[i] = book->rules[i]->id;
    ek_problem_add(check->problems, ERKEND_EPOLICY, rule->place,
                   "rule '%.*s' overrides '%.*s', and there is no such rule%.*s",
                   EK_TEXT_ARGS(rule->id), EK_TEXT_ARGS(rule->overrides),
                   EK_TEXT_ARGS(ek_meant(check->arena, rule->overrides, names, book->rule_count)));
}

static void check_override(ek_checking *check, const ek_rule *rule)
{
    const ek_rulebook *book = check->book;
    bool found = false, meets = false, same_claim = true;

    for (uint32_t i = 0; i < book->rule_count; i++) {
        const ek_rule *other = book->rules[i];

        if (!ek_text_equal(other->id, rule->overrides))
            continue;
        found = true;
        same_claim = same_claim && other->claim == rule->claim;
        meets = meets || rule->clock != NULL || other->clock != NULL ||
                ek_days_meet(rule->since, rule->last_day, other->since, other->last_day);
    }
    if (!found)
        report_unknown_rule(check, rule);
    else if (!same_claim)
        ek_problem_add(check->problems, ERKEND_EPOLICY, rule->place,
                       "rule '%.*s' overrides '%.*s', which judges another kind of claim",
                       EK_TEXT_ARGS(rule->id), EK_TEXT_ARGS(rule->overrides));
    else if (!meets)
        ek_problem_warn(check->problems, ERKEND_EPOLICY, rule->place,
                        "rule '%.*s' overrides '%.*s', which is never in force on the same day",
                        EK_TEXT_ARGS(rule->id), EK_TEXT_ARGS(rule->overrides));
}

/* A ring is named at its rule with the least identifier, once. */
static void check_ring(ek_checking *check, const ek_rule *rule)
{
    const ek_rulebook *book = check->book;
    ek_buffer buffer;
    ek_text id = rule->overrides;

    ek_buffer_init(&buffer, check->arena);
    for (uint32_t steps = 0; id.size != 0 && steps <= book->rule_count; steps++) {
        const ek_rule *next = NULL;

        if (ek_text_equal(id, rule->id)) {
            ek_problem_add(check->problems, ERKEND_EPOLICY, rule->place,
                           "rules override each other in a ring: %.*s, %.*s%.*s",
                           EK_TEXT_ARGS(rule->id), EK_TEXT_ARGS(ek_buffer_done(&buffer)),
                           EK_TEXT_ARGS(rule->id));
            return;
        }
        if (ek_text_compare(id, rule->id) < 0)
            return; /* said there */
        for (uint32_t i = 0; i < book->rule_count && next == NULL; i++)
            if (ek_text_equal(book->rules[i]->id, id) && book->rules[i]->overrides.size != 0)
                next = book->rules[i];
        if (next == NULL)
            return;
        ek_buffer_format(&buffer, "%.*s (", EK_TEXT_ARGS(next->id));
        ek_buffer_place(&buffer, next->place);
        ek_buffer_string(&buffer, "), ");
        id = next->overrides;
    }
}

/* ---- Parameters ---------------------------------------------------------------------------- */

/* A parameter has a value on the first day of what uses it, so it has one on every later day. */
static void check_params(ek_checking *check, const ek_form *form, const ek_expr *expr)
{
    if (expr->op == EK_OP_PARAM && expr->as.param->value_count > 0 &&
        ek_parameter_on(expr->as.param, form->since) == NULL)
        ek_problem_add(check->problems, ERKEND_EPOLICY, expr->place,
                       "\"%.*s\" has no value on %.*s, the first starts %.*s: add a dated value, "
                       "or start the %.*s later",
                       EK_TEXT_ARGS(expr->as.param->name),
                       EK_TEXT_ARGS(ek_date_says(check->arena, form->since)),
                       EK_TEXT_ARGS(ek_date_says(check->arena, expr->as.param->values[0].since)),
                       EK_TEXT_ARGS(ek_form_says(check->arena, form)));
    for (uint32_t i = 0; i < expr->count; i++)
        check_params(check, form, expr->args[i]);
}

static bool has_clock(const ek_definition *one, const ek_expr *clock)
{
    return (one->clock == NULL && clock == NULL) ||
           (one->clock != NULL && clock != NULL && ek_expr_equal(one->clock, clock));
}

/* A definition of the same clock holds on every day on which something uses it; else the word would
 * mean nothing on some day, and a condition of that name would be false. */
static void check_terms(ek_checking *check, const ek_form *form, const ek_expr *expr)
{
    for (uint32_t i = 0; i < expr->count; i++)
        check_terms(check, form, expr->args[i]);
    if (expr->op == EK_OP_TERM && expr->as.term->version_count > 0) {
        const ek_term *term = expr->as.term;
        const ek_definition *first = term->versions[0];
        const ek_definition *last = term->versions[term->version_count - 1];

        if (has_clock(first, form->clock) && first->since > form->since)
            ek_problem_add(check->problems, ERKEND_EPOLICY, expr->place,
                           "definition '%.*s' begins on %.*s, and %.*s on %.*s: start the "
                           "definition earlier, or what uses it later",
                           EK_TEXT_ARGS(term->name),
                           EK_TEXT_ARGS(ek_date_says(check->arena, first->since)),
                           EK_TEXT_ARGS(ek_form_says(check->arena, form)),
                           EK_TEXT_ARGS(ek_date_says(check->arena, form->since)));
        if (has_clock(last, form->clock) && last->last_day < form->last_day)
            ek_problem_add(check->problems, ERKEND_EPOLICY, expr->place,
                           "definition '%.*s' ends on %.*s, and %.*s goes on: end what uses it, "
                           "too, or add a definition",
                           EK_TEXT_ARGS(term->name),
                           EK_TEXT_ARGS(ek_date_says(check->arena, last->last_day)),
                           EK_TEXT_ARGS(ek_form_says(check->arena, form)));
    }
}

static void check_root(ek_checking *check, const ek_form *form, const ek_expr *root, void *to)
{
    (void)to;
    if (root == form->clock) /* which day holds for a clock is not said by the clock */
        return;
    check_params(check, form, root);
    check_terms(check, form, root);
}

static void check_kinds(ek_checking *check, const ek_parameter *param)
{
    for (uint32_t i = 1; i < param->value_count; i++)
        if (param->values[i].value.kind != param->values[0].value.kind)
            ek_problem_add(check->problems, ERKEND_EPOLICY, param->values[i].place,
                           "\"%.*s\" changes its form on %.*s: one number, list, table or text "
                           "stays one",
                           EK_TEXT_ARGS(param->name),
                           EK_TEXT_ARGS(ek_date_says(check->arena, param->values[i].since)));
}

void ek_check_dates(ek_checking *check)
{
    const ek_rulebook *book = check->book;

    check_versions(check);
    for (uint32_t i = 0; i < book->rule_count; i++) {
        if (book->rules[i]->overrides.size == 0)
            continue;
        check_override(check, book->rules[i]);
        check_ring(check, book->rules[i]);
    }
    ek_visit_all(check, check_root, NULL);
    for (uint32_t i = 0; i < book->parameter_count; i++)
        check_kinds(check, book->parameters[i]);
}
