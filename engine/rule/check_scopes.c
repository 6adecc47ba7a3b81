/* The check of what is at hand: a rule may speak of the case, of the claim that it judges, of the
 * thing it is for, and of what a list word has in turn. Besides: clocks, conditions, effects. */
#include "rule/check_inside.h"
#include "rule/check_typing.h"

static uint32_t bit_of(ek_scope scope)
{
    if (scope >= EK_SCOPE_COUNT)
        return 0;
    return (uint32_t)1 << (scope == EK_SCOPE_TARGET ? EK_SCOPE_UNIT : scope);
}

/* Things of which a case has one. */
static uint32_t find_always(void)
{
    uint32_t always = 0;

    for (ek_scope scope = EK_SCOPE_CASE; scope < EK_SCOPE_TARGET; scope++)
        if (ek_scope_of(scope)->kind == EK_SCOPE_ONE)
            always |= bit_of(scope);
    return always;
}

/* ---- Not at hand --------------------------------------------------------------------------- */

static void report_scope(ek_checking *check, const ek_form *form, const ek_expr *expr,
                         ek_scope scope)
{
    const ek_scope_info *info = ek_scope_of(scope);

    if (expr->op == EK_OP_RULING)
        ek_problem_add(check->problems, ERKEND_EPOLICY, expr->place,
                       "the question '%.*s' is about each %s, which is not at hand here",
                       EK_TEXT_ARGS(expr->as.question->name), info->name);
    else if (expr->op == EK_OP_TERM)
        ek_problem_add(check->problems, ERKEND_EPOLICY, expr->place,
                       "term.%.*s speaks of each %s, which is not at hand here",
                       EK_TEXT_ARGS(expr->as.term->name), info->name);
    else if (info->kind == EK_SCOPE_MANY)
        ek_problem_add(check->problems, ERKEND_EPOLICY, expr->place,
                       "'%s' stands for many here: write for_each = %s, or every, some, sum_of",
                       info->name, info->name);
    else
        ek_problem_add(check->problems, ERKEND_EPOLICY, expr->place,
                       "'%s' is not at hand: this %s is not for each %s", info->name,
                       form->rule != NULL   ? "rule"
                       : form->item != NULL ? "check"
                                            : "allocation",
                       info->name);
}

/* What one leaf needs from outside. */
static uint32_t needs_of_leaf(const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_FACT:
    case EK_OP_THING:
    case EK_OP_RULING:
    case EK_OP_TERM: return ek_expr_scopes(expr);
    default: return 0;
    }
}

/* The first of each scope that is needed and not at hand is reported. */
static void check_needs(ek_checking *check, const ek_form *form, const ek_expr *expr,
                        uint32_t at_hand, uint32_t *reported)
{
    uint32_t lacking = needs_of_leaf(expr) & ~at_hand & ~*reported;

    for (ek_scope scope = EK_SCOPE_CASE; lacking != 0 && scope < EK_SCOPE_TARGET; scope++)
        if (lacking & bit_of(scope))
            report_scope(check, form, expr, scope);
    *reported |= lacking;
    for (uint32_t i = 0; i < expr->count; i++) {
        uint32_t inside = at_hand;

        if (i > 0 && ek_op_binds_each(expr->op))
            inside |= bit_of(expr->list_scope);
        check_needs(check, form, expr->args[i], inside, reported);
    }
}

/* The claim in which that thing is listed, or itself. */
static ek_scope claim_of(ek_scope scope)
{
    return ek_scope_of(scope)->kind == EK_SCOPE_MANY ? ek_scope_of(scope)->parent : scope;
}

static void check_root(ek_checking *check, const ek_form *form, const ek_expr *root, void *to)
{
    uint32_t at_hand = *(const uint32_t *)to, reported = 0;

    if (form->rule != NULL)
        at_hand |= bit_of(form->rule->claim) | bit_of(form->rule->for_each);
    else if (form->item != NULL)
        at_hand |= bit_of(form->item->for_each) | bit_of(claim_of(form->item->for_each));
    else if (root != form->clock && root != form->allocation->total &&
             root != form->allocation->where && root != form->allocation->rounding)
        at_hand |= bit_of(EK_SCOPE_COMPONENT);
    check_needs(check, form, root, at_hand, &reported);
}

/* ---- Types of places ------------------------------------------------------------------------- */

static void need_type(ek_checking *check, const ek_expr *expr, ek_type type, const char *message)
{
    if (expr != NULL && expr->type != type && expr->type != EK_TYPE_ANY &&
        !ek_told_here(check, expr->place))
        ek_problem_add(check->problems, ERKEND_EPOLICY, expr->place, "%s", message);
}

static void check_clock(ek_checking *check, const ek_expr *clock)
{
    need_type(check, clock, EK_TYPE_DATE,
              "'clock' is no date: name a date fact, as stay.first_day or case.applied");
}

/* What an effect's field is, by name; "by", "to", "unit" and "part" are texts. */
static void check_field(ek_checking *check, const ek_effect *effect, const ek_effect_field *field)
{
    const ek_expr *value = field->value;
    ek_measure wanted = {.any = false};
    bool mark = ek_text_is(field->name, "grade") || ek_text_is(field->name, "mark") ||
                ek_text_is(field->name, "mean");
    bool text = ek_text_is(field->name, "unit") || ek_text_is(field->name, "part") ||
                ek_text_is(field->name, "to") || ek_text_is(field->name, "by");

    if (value == NULL || value->type == EK_TYPE_ANY || value->type == EK_TYPE_NONE ||
        effect->kind == EK_EFFECT_INFORM || effect->kind == EK_EFFECT_CERTIFY ||
        effect->kind == EK_EFFECT_DECLARE)
        return;
    if (text) {
        if (value->type != EK_TYPE_TEXT)
            ek_problem_add(check->problems, ERKEND_EPOLICY, value->place,
                           "%s %.*s: it takes a text", ek_effect_name(effect->kind),
                           EK_TEXT_ARGS(field->name));
        return;
    }
    if (mark)
        wanted.power[EK_MARKS] = 1;
    else if (ek_text_is(field->name, "months"))
        wanted.power[EK_MONTHS] = 1;
    else if (ek_text_is(field->name, "points"))
        wanted.power[EK_POINTS] = 1;
    else
        return;
    if (value->type != EK_TYPE_QUANTITY || !ek_measure_equal(&wanted, &value->measure)) {
        ek_text is = ek_text_of(ek_type_says(value->type));
        ek_buffer buffer;

        if (value->type == EK_TYPE_QUANTITY) {
            ek_buffer_init(&buffer, check->arena);
            ek_buffer_measure(&buffer, &value->measure);
            is = ek_buffer_done(&buffer);
        }
        ek_buffer_init(&buffer, check->arena);
        ek_buffer_measure(&buffer, &wanted);
        ek_problem_add(check->problems, ERKEND_EPOLICY, value->place,
                       "%s %.*s: it takes %.*s, and this is %.*s", ek_effect_name(effect->kind),
                       EK_TEXT_ARGS(field->name), EK_TEXT_ARGS(ek_buffer_done(&buffer)),
                       EK_TEXT_ARGS(is));
    }
}

static void check_effect(ek_checking *check, const ek_effect *effect)
{
    for (uint32_t i = 0; effect != NULL && i < effect->field_count; i++)
        check_field(check, effect, &effect->fields[i]);
}

static void check_choose(ek_checking *check, const ek_rule *rule)
{
    const ek_scope_info *info;

    if (rule->choose >= EK_SCOPE_COUNT)
        return;
    info = ek_scope_of(rule->choose);
    if (info->kind != EK_SCOPE_MANY)
        ek_problem_add(check->problems, ERKEND_EPOLICY, rule->place,
                       "choose takes things of which there are many, and '%s' is one", info->name);
    else if ((bit_of(info->parent) & (find_always() | bit_of(rule->claim))) == 0)
        ek_problem_add(check->problems, ERKEND_EPOLICY, rule->place,
                       "choose = %s: '%s' is not at hand in a rule for each %s", info->name,
                       ek_scope_of(info->parent)->name, ek_scope_of(rule->claim)->name);
}

static void check_rule(ek_checking *check, const ek_rule *rule)
{
    check_clock(check, rule->clock);
    need_type(check, rule->where, EK_TYPE_CONDITION, "'where' is no condition");
    need_type(check, rule->must, EK_TYPE_CONDITION, "'must' is no condition");
    need_type(check, rule->to_reach, EK_TYPE_CONDITION, "'to_reach' is no condition");
    need_type(check, rule->otherwise.ruling, EK_TYPE_CONDITION,
              "'otherwise' takes a ruling that answers yes or no");
    check_effect(check, rule->gives);
    check_effect(check, rule->limits);
    check_choose(check, rule);
}

static void check_allocation(ek_checking *check, const ek_allocation *allocation)
{
    const ek_expr *rounding = allocation->rounding;
    ek_measure points = {.any = false};

    points.power[EK_POINTS] = 1;
    check_clock(check, allocation->clock);
    need_type(check, allocation->where, EK_TYPE_CONDITION, "'where' is no condition");
    need_type(check, allocation->total, EK_TYPE_QUANTITY, "'total' is no quantity");
    need_type(check, allocation->by, EK_TYPE_QUANTITY, "'by' is no quantity");
    need_type(check, rounding, EK_TYPE_ROUNDING, "'rounding' is no parameter with a rounding");
    if (allocation->total != NULL && allocation->total->type == EK_TYPE_QUANTITY &&
        !ek_measure_equal(&allocation->total->measure, &points))
        ek_problem_add(check->problems, ERKEND_EPOLICY, allocation->total->place,
                       "'total' of an allocation is points");
    if (rounding == NULL || rounding->op != EK_OP_PARAM)
        return;
    for (uint32_t i = 0; i < rounding->as.param->value_count; i++)
        if (rounding->as.param->values[i].value.kind == EK_DATUM_ROUNDING &&
            rounding->as.param->values[i].value.as.rounding.mode != EK_ROUND_LARGEST_REMAINDER)
            ek_problem_add(check->problems, ERKEND_EPOLICY, rounding->as.param->values[i].place,
                           "points are shared out by largest remainder: write largest remainder "
                           "to 1");
}

static void check_item(ek_checking *check, const ek_item *item)
{
    need_type(check, item->where, EK_TYPE_CONDITION, "'where' is no condition");
    need_type(check, item->must, EK_TYPE_CONDITION, "'must' is no condition");
}

void ek_check_scopes(ek_checking *check)
{
    const ek_rulebook *book = check->book;
    uint32_t always = find_always();

    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t j = 0; j < book->terms[i]->version_count; j++)
            check_clock(check, book->terms[i]->versions[j]->clock);
    for (uint32_t i = 0; i < book->rule_count; i++) {
        check_rule(check, book->rules[i]);
        ek_visit_rule(check, book->rules[i], check_root, &always);
    }
    for (uint32_t i = 0; i < book->allocation_count; i++) {
        check_allocation(check, book->allocations[i]);
        ek_visit_allocation(check, book->allocations[i], check_root, &always);
    }
    for (uint32_t i = 0; i < book->item_count; i++) {
        check_item(check, book->items[i]);
        ek_visit_item(check, book->items[i], check_root, &always);
    }
}
