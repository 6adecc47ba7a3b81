/* Uses of definitions: found by looking through the whole book each time; books are small. */
#include "desk/uses.h"

/* Whoever asks: a rule, another definition, an allocation. */
typedef struct asker {
    ek_date since, last_day;
    const ek_expr *clock;
    bool in_where; /* of a rule: asked also while the rule's own day is unknown */
} asker;

typedef struct search {
    const ek_rulebook *book;
    const ek_definition *definition;
    ek_date day;
    bool (*fits)(const struct search *to, const asker *by);
} search;

static bool names_term(const ek_expr *expr, ek_text name)
{
    if (!expr)
        return false;
    if (expr->op == EK_OP_TERM && ek_text_equal(expr->as.term->name, name))
        return true;
    for (uint32_t i = 0; i < expr->count; i++)
        if (names_term(expr->args[i], name))
            return true;
    return false;
}

static bool effect_names(const ek_effect *effect, ek_text name)
{
    for (uint32_t i = 0; effect && i < effect->field_count; i++)
        if (names_term(effect->fields[i].value, name))
            return true;
    return false;
}

static bool asked_by_rule(const search *to, const ek_rule *rule)
{
    ek_text name = to->definition->name;
    asker by = {rule->since, rule->last_day, rule->clock, true};

    if (names_term(rule->where, name) && to->fits(to, &by))
        return true;
    by.in_where = false;
    return (names_term(rule->to_reach, name) || names_term(rule->must, name) ||
            names_term(rule->otherwise.ruling, name) || effect_names(rule->gives, name) ||
            effect_names(rule->limits, name)) &&
           to->fits(to, &by);
}

static bool asked_by_definition(const search *to, const ek_definition *other)
{
    asker by = {other->since, other->last_day, other->clock, true};

    return names_term(other->is, to->definition->name) && to->fits(to, &by);
}

static bool asked_by_allocation(const search *to, const ek_allocation *allocation)
{
    ek_text name = to->definition->name;
    asker by = {allocation->since, allocation->last_day, allocation->clock, true};

    return (names_term(allocation->where, name) || names_term(allocation->total, name) ||
            names_term(allocation->by, name) || names_term(allocation->rounding, name)) &&
           to->fits(to, &by);
}

static bool is_asked(const search *to)
{
    const ek_rulebook *book = to->book;

    for (uint32_t i = 0; i < book->rule_count; i++)
        if (asked_by_rule(to, book->rules[i]))
            return true;
    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t k = 0; k < book->terms[i]->version_count; k++)
            if (asked_by_definition(to, book->terms[i]->versions[k]))
                return true;
    for (uint32_t i = 0; i < book->allocation_count; i++)
        if (asked_by_allocation(to, book->allocations[i]))
            return true;
    return false;
}

static bool same_clock(const ek_expr *a, const ek_expr *b)
{
    return a == b || (a && b && ek_expr_equal(a, b));
}

static const ek_term *term_of(const ek_rulebook *book, ek_text name)
{
    for (uint32_t i = 0; i < book->term_count; i++)
        if (ek_text_equal(book->terms[i]->name, name))
            return book->terms[i];
    return NULL;
}

/* A version that stands before it and answers on that day, by the same clock. */
static bool is_answered_before(const ek_rulebook *book, const ek_definition *definition,
                               ek_date day)
{
    const ek_term *term = term_of(book, definition->name);

    for (uint32_t i = 0; term && i < term->version_count && term->versions[i] != definition; i++)
        if (same_clock(term->versions[i]->clock, definition->clock) &&
            day >= term->versions[i]->since && day <= term->versions[i]->last_day)
            return true;
    return false;
}

static bool fits_day(const search *to, const asker *by)
{
    if (!same_clock(by->clock, to->definition->clock))
        return true;
    return to->day >= by->since && to->day <= by->last_day &&
           (by->clock || to->day >= to->book->first_day);
}

bool ek_definition_asked_on(const ek_rulebook *book, const ek_definition *definition, ek_date day)
{
    search to = {book, definition, day, fits_day};

    return !is_answered_before(book, definition, day) && is_asked(&to);
}

/* The first day of whoever asks, and the days next to the definition's own: if none of these is
 * outside, none is. */
static bool fits_outside(const search *to, const asker *by)
{
    const ek_definition *definition = to->definition;
    ek_date first = by->clock || by->since > to->book->first_day ? by->since : to->book->first_day;
    ek_date days[4] = {first, by->last_day, 0, 0};
    uint32_t count = 2;

    if (!same_clock(by->clock, definition->clock))
        return true;
    if (definition->since != EK_DATE_ALWAYS)
        days[count++] = definition->since - 1;
    if (definition->last_day != EK_DATE_NEVER)
        days[count++] = definition->last_day + 1;
    for (uint32_t i = 0; i < count; i++)
        if (days[i] >= first && days[i] <= by->last_day &&
            (days[i] < definition->since || days[i] > definition->last_day) &&
            !is_answered_before(to->book, definition, days[i]))
            return true;
    return false;
}

bool ek_definition_asked_outside(const ek_rulebook *book, const ek_definition *definition)
{
    search to = {book, definition, 0, fits_outside};

    return is_asked(&to);
}

static bool fits_undated(const search *to, const asker *by)
{
    return by->in_where || !same_clock(by->clock, to->definition->clock);
}

bool ek_definition_asked_undated(const ek_rulebook *book, const ek_definition *definition)
{
    const ek_term *term = term_of(book, definition->name);
    search to = {book, definition, 0, fits_undated};

    for (uint32_t i = 0; term && i < term->version_count && term->versions[i] != definition; i++)
        if (same_clock(term->versions[i]->clock, definition->clock))
            return false; /* the version before it is asked, and no other */
    return is_asked(&to);
}
