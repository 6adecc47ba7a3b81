/* Told: parts of a condition that need not be asked (see told.h).
 *
 * Each case below is one of docs/semantics.md in which the states of what is looked at decide. It
 * costs a few comparisons where an answer costs some hundred. */
#include "decide/told.h"

ek_answer ek_part_ask(const ek_asking *to, ek_part at)
{
    if (at.form)
        return ek_form_eval(to->scene, at.form, to->root, to->scratch);
    return ek_plain_eval(to->scene, at.expr, to->day, to->scratch, NULL);
}

/* Without a case: there are no parts of it to be asked for. */
static bool is_folded(ek_part at)
{
    return at.expr->count > 0 && ek_form_is_constant(at.form);
}

/* A side that may be a mark, whose scale nobody may know. */
static bool has_marks(const ek_expr *expr)
{
    for (uint32_t i = 0; i < expr->count; i++)
        if (expr->args[i]->type != EK_TYPE_QUANTITY ||
            expr->args[i]->measure.power[EK_MARKS] != 0 || expr->args[i]->measure.any)
            return true;
    return false;
}

/* What a part is, as far as what it looks at says it: known, none, or missing, without bounds where
 * it is a quantity. */
typedef enum told { TOLD_MISSING, TOLD_NONE, TOLD_KNOWN, TOLD_NOTHING } told;

static told tell(const ek_asking *to, ek_part at);

static told told_state(uint64_t state)
{
    return state == EK_MISSING ? TOLD_MISSING : state == EK_NONE ? TOLD_NONE : TOLD_KNOWN;
}

static told tell_fact(const ek_scene *scene, const ek_path *path)
{
    const ek_at *at = &scene->at[path->scope];
    const ek_record *record = at->as.record;
    uint64_t state = at->state;

    for (uint32_t i = 0; i < path->length && state == EK_KNOWN; i++) {
        const ek_value *value = &record->slots[path->slots[i]];

        state = value->state;
        if (i + 1 < path->length)
            record = value->as.record;
    }
    return told_state(state);
}

/* None counts first, then missing; something of which nothing is told leaves either open. */
static told tell_all(const ek_asking *to, ek_part at)
{
    told all = TOLD_KNOWN;

    for (uint32_t i = 0; i < at.expr->count; i++) {
        told one = tell(to, ek_part_arg(at, i));

        if (one == TOLD_NOTHING)
            return TOLD_NOTHING;
        if (one == TOLD_NONE || all == TOLD_KNOWN)
            all = one == TOLD_NONE ? TOLD_NONE : one;
    }
    return all;
}

/* A key that is missing is enough, whatever the others are. */
static told tell_table(const ek_asking *to, ek_part at)
{
    uint32_t keys = at.expr->count - (at.expr->has_otherwise ? 1U : 0U);

    for (uint32_t i = 1; i < keys; i++)
        if (tell(to, ek_part_arg(at, i)) == TOLD_MISSING)
            return TOLD_MISSING;
    return TOLD_NOTHING;
}

static told tell_rounded(const ek_asking *to, ek_part at)
{
    told x = tell(to, ek_part_arg(at, 0)), how = tell(to, ek_part_arg(at, 1));

    return x == TOLD_MISSING && how == TOLD_KNOWN ? TOLD_MISSING : TOLD_NOTHING;
}

/* What has no bounds has none, times anything that is not 0. */
static told tell_product(const ek_asking *to, ek_part at)
{
    told a = tell(to, ek_part_arg(at, 0)), b = tell(to, ek_part_arg(at, 1));
    ek_answer other;

    if (a == TOLD_MISSING && b == TOLD_MISSING)
        return TOLD_MISSING;
    if ((a != TOLD_MISSING && b != TOLD_MISSING) || a == TOLD_NONE || b == TOLD_NONE)
        return TOLD_NOTHING;
    other = ek_part_ask(to, ek_part_arg(at, a == TOLD_MISSING));
    return other.state == EK_KNOWN && other.low.num != 0 ? TOLD_MISSING : TOLD_NOTHING;
}

static told tell(const ek_asking *to, ek_part at)
{
    const ek_expr *expr = at.expr;

    switch (expr->op) {
    case EK_OP_NUMBER:
    case EK_OP_TEXT: return TOLD_KNOWN;
    case EK_OP_NONE: return TOLD_NONE;
    case EK_OP_PARAM: return ek_parameter_on(expr->as.param, to->day) ? TOLD_KNOWN : TOLD_NONE;
    case EK_OP_FACT: return tell_fact(to->scene, &expr->as.path);
    case EK_OP_THING:
        return expr->type == EK_TYPE_LIST ? TOLD_NOTHING
                                          : told_state(to->scene->at[expr->as.scope].state);
    case EK_OP_TEXTS: return is_folded(at) ? TOLD_NOTHING : tell_all(to, at);
    case EK_OP_FROM_TABLE: return is_folded(at) ? TOLD_NOTHING : tell_table(to, at);
    case EK_OP_ROUNDED: return is_folded(at) ? TOLD_NOTHING : tell_rounded(to, at);
    case EK_OP_MULTIPLY: return is_folded(at) ? TOLD_NOTHING : tell_product(to, at);
    default: return TOLD_NOTHING;
    }
}

/* A condition that looks at what its sides are, and no further, until both are known. */
static bool looks_at_sides(const ek_expr *expr)
{
    ek_type type;

    switch (expr->op) {
    case EK_OP_BEFORE:
    case EK_OP_AFTER:
    case EK_OP_ON_OR_BEFORE:
    case EK_OP_ON_OR_AFTER:
    case EK_OP_COVERS: return true;
    case EK_OP_ONE_OF:
    case EK_OP_SAME:
    case EK_OP_DIFFERENT:
        type = expr->args[0]->type;
        return (type == EK_TYPE_TEXT || type == EK_TYPE_DATE) && expr->args[1]->op != EK_OP_NONE;
    default: return false;
    }
}

bool ek_part_told(const ek_asking *to, ek_part at, bool *unknown)
{
    told what = TOLD_NOTHING;

    if (!at.form)
        return false;
    if (at.expr->op == EK_OP_GIVEN)
        what = is_folded(at) ? TOLD_NOTHING : tell(to, ek_part_arg(at, 0));
    else if (looks_at_sides(at.expr))
        what = is_folded(at) ? TOLD_NOTHING : tell_all(to, at);
    else
        what = tell(to, at);
    *unknown = what == TOLD_MISSING;
    return what != TOLD_NOTHING;
}

/* Where all that it is made of is known, so is it: if it is not, some of that is not. */
static bool is_known_by_parts(const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_ALL:
    case EK_OP_ANY:
    case EK_OP_NO:
    case EK_OP_BEFORE:
    case EK_OP_AFTER:
    case EK_OP_ON_OR_BEFORE:
    case EK_OP_ON_OR_AFTER:
    case EK_OP_COVERS:
    case EK_OP_GIVEN:
    case EK_OP_TEXTS:
    case EK_OP_SHARE_COVERED:
    case EK_OP_YEARS_AFTER:
    case EK_OP_MONTHS_AFTER:
    case EK_OP_AGE_ON:
    case EK_OP_UP_TO:
    case EK_OP_MULTIPLY:
    case EK_OP_ROUNDED: return true;
    case EK_OP_AT_LEAST:
    case EK_OP_AT_MOST:
    case EK_OP_LESS_THAN:
    case EK_OP_MORE_THAN:
    case EK_OP_ADD:
    case EK_OP_SUBTRACT:
    case EK_OP_LESSER_OF:
    case EK_OP_GREATER_OF: return !has_marks(expr);
    default: return looks_at_sides(expr);
    }
}

bool ek_part_only_unknown(const ek_asking *to, ek_part at, uint32_t *only)
{
    uint32_t untold = 0;
    bool unknown = false;

    if (!at.form || !is_known_by_parts(at.expr))
        return false;
    for (uint32_t i = 0; i < at.expr->count; i++) {
        const ek_expr *arg = at.expr->args[i];

        if (arg->count == 0 && ek_part_told(to, ek_part_arg(at, i), &unknown)) {
            if (unknown)
                return false;
            continue;
        }
        *only = i;
        if (++untold > 1)
            return false;
    }
    return untold == 1;
}
