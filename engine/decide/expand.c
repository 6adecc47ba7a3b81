/* How much one evaluation can be: the parts of an expression, those of its definitions included.
 *
 * A definition that uses another twice, which uses another twice, is short to write and endless to
 * evaluate. The plain evaluation and the search for what lacks remember nothing, so a book whose
 * expressions unfold beyond the limit is refused when it is opened, never in the middle of a batch.
 * Called after the check, which has refused rings. */
#include "decide/inside.h"

#define MAX_PARTS 20000u

typedef struct unfolding {
    uint32_t *of; /* by index of the term; 0: not known yet */
} unfolding;

static uint32_t add(uint32_t a, uint32_t b)
{
    return a > MAX_PARTS || b > MAX_PARTS ? MAX_PARTS + 1 : a + b;
}

static uint32_t count_term(unfolding *known, const ek_term *term);

static uint32_t count_parts(unfolding *known, const ek_expr *expr)
{
    uint32_t count = 1;

    if (!expr)
        return 0;
    if (expr->op == EK_OP_TERM)
        count = add(count, count_term(known, expr->as.term));
    for (uint32_t i = 0; i < expr->count && count <= MAX_PARTS; i++)
        count = add(count, count_parts(known, expr->args[i]));
    return count;
}

static uint32_t count_term(unfolding *known, const ek_term *term)
{
    uint32_t count = 1;

    if (known->of[term->index] > 0)
        return known->of[term->index];
    known->of[term->index] = 1;
    for (uint32_t i = 0; i < term->version_count; i++) {
        count = add(count, count_parts(known, term->versions[i]->clock));
        count = add(count, count_parts(known, term->versions[i]->is));
    }
    known->of[term->index] = count;
    return count;
}

static uint32_t count_effect(unfolding *known, const ek_effect *effect)
{
    uint32_t count = 0;

    for (uint32_t i = 0; effect && i < effect->field_count; i++)
        count = add(count, count_parts(known, effect->fields[i].value));
    return count;
}

static uint32_t count_rule(unfolding *known, const ek_rule *rule)
{
    const ek_expr *const roots[] = {rule->clock, rule->where, rule->to_reach, rule->must,
                                    rule->otherwise.ruling};
    uint32_t count = add(count_effect(known, rule->gives), count_effect(known, rule->limits));

    for (uint32_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
        count = add(count, count_parts(known, roots[i]));
    return count;
}

static uint32_t count_allocation(unfolding *known, const ek_allocation *allocation)
{
    const ek_expr *const roots[] = {allocation->clock, allocation->where, allocation->total,
                                    allocation->by, allocation->rounding};
    uint32_t count = 0;

    for (uint32_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
        count = add(count, count_parts(known, roots[i]));
    return count;
}

static void refuse(ek_problems *problems, ek_place place, ek_text id)
{
    ek_problem_add(problems, ERKEND_EPOLICY, place,
                   "'%.*s' unfolds to more than %u parts with the definitions it uses; use each "
                   "definition fewer times",
                   EK_TEXT_ARGS(id), MAX_PARTS);
}

void ek_check_unfolding(ek_arena *arena, const ek_rulebook *book, ek_problems *problems)
{
    unfolding known = {EK_NEW_ARRAY(arena, uint32_t, book->term_count + 1)};

    for (uint32_t i = 0; i < book->rule_count; i++)
        if (count_rule(&known, book->rules[i]) > MAX_PARTS)
            refuse(problems, book->rules[i]->place, book->rules[i]->id);
    for (uint32_t i = 0; i < book->allocation_count; i++)
        if (count_allocation(&known, book->allocations[i]) > MAX_PARTS)
            refuse(problems, book->allocations[i]->place, book->allocations[i]->id);
}
