/* How deep definitions build on one another.
 *
 * C recurses over expressions and, through terms, over definitions. An expression alone is bounded
 * when it is made; here the chains are, after each file, since a term may be used before it is
 * defined. Rings have no depth: the check names them. */
#include "script/state.h"

typedef struct depths {
    uint32_t *of;   /* by index of the term: levels below its definitions */
    uint8_t *state; /* 0 not looked at, 1 at work, 2 known */
    uint32_t level; /* of this search: it stops where it would itself go too deep */
    bool too_deep;
} depths;

static uint32_t term_depth(depths *known, const ek_term *term);

static uint32_t expr_depth(depths *known, const ek_expr *expr)
{
    uint32_t deepest = 0;

    if (known->too_deep || ++known->level > EK_MAX_TERM_DEPTH) {
        known->too_deep = true;
        return 0;
    }
    if (expr->op == EK_OP_TERM)
        deepest = term_depth(known, expr->as.term);
    for (uint32_t i = 0; i < expr->count; i++) {
        uint32_t below = expr_depth(known, expr->args[i]);

        deepest = below > deepest ? below : deepest;
    }
    known->level--;
    return deepest + 1;
}

static uint32_t term_depth(depths *known, const ek_term *term)
{
    uint32_t deepest = 0;

    if (known->state[term->index] != 0)
        return known->of[term->index];
    known->state[term->index] = 1;
    for (uint32_t i = 0; i < term->version_count; i++) {
        uint32_t below = expr_depth(known, term->versions[i]->is);

        deepest = below > deepest ? below : deepest;
    }
    known->of[term->index] = deepest;
    known->state[term->index] = 2;
    return deepest;
}

void ek_check_term_depth(ek_script *script)
{
    const ek_rulebook *book = script->set->book;
    depths known = {NULL, NULL, 0, false};

    if (book->term_count == 0)
        return;
    known.of = EK_NEW_ARRAY(script->arena, uint32_t, book->term_count);
    known.state = EK_NEW_ARRAY(script->arena, uint8_t, book->term_count);
    for (uint32_t i = 0; i < book->term_count; i++) {
        const ek_term *term = book->terms[i];

        if (term_depth(&known, term) <= EK_MAX_TERM_DEPTH && !known.too_deep)
            continue;
        ek_problem_add(script->problems, ERKEND_EPOLICY, term->place,
                       "the definition of '%.*s' builds on others more than %u levels deep",
                       EK_TEXT_ARGS(term->name), EK_MAX_TERM_DEPTH);
        return;
    }
}
