/* The check of rules against each other: rules that can never fire, rules that contradict each
 * other, kinds of claims to which nothing is ever given. Only for books that are in order. */
#include "rule/check_inside.h"
#include "rule/eval.h"

/* ---- Constant conditions ------------------------------------------------------------------- */

/* Does it depend on no case? Arithmetic is left to the case: it may overflow. */
static bool is_constant(const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_NUMBER:
    case EK_OP_TEXT:
    case EK_OP_NONE: return true;
    case EK_OP_PARAM: return expr->as.param->value_count == 1;
    case EK_OP_TEXTS:
    case EK_OP_AT_LEAST:
    case EK_OP_AT_MOST:
    case EK_OP_MORE_THAN:
    case EK_OP_LESS_THAN:
    case EK_OP_BEFORE:
    case EK_OP_AFTER:
    case EK_OP_ON_OR_BEFORE:
    case EK_OP_ON_OR_AFTER:
    case EK_OP_SAME:
    case EK_OP_DIFFERENT:
    case EK_OP_ONE_OF:
    case EK_OP_COVERS:
        for (uint32_t i = 0; i < expr->count; i++)
            if (!is_constant(expr->args[i]))
                return false;
        return true;
    default: return false;
    }
}

static ek_truth evaluate_constant(ek_checking *check, const ek_expr *expr, ek_date day)
{
    ek_scene scene = {
        .book = check->book, .arena = check->arena, .decided = day, .chosen = EK_SCOPE_NONE};
    ek_problems ignored;
    ek_reads reads;

    ek_problems_init(&ignored, check->arena);
    ek_reads_init(&reads, check->arena);
    scene.problems = &ignored;
    return ek_plain_eval(&scene, expr, day, &reads, NULL).truth;
}

/* Two conditions of which one is the other's negation, or two texts for one fact. */
static bool exclude_each_other(const ek_expr *a, const ek_expr *b)
{
    if (a->op == EK_OP_NO && ek_expr_equal(a->args[0], b))
        return true;
    if (b->op == EK_OP_NO && ek_expr_equal(b->args[0], a))
        return true;
    return a->op == EK_OP_SAME && b->op == EK_OP_SAME && ek_expr_equal(a->args[0], b->args[0]) &&
           a->args[1]->op == EK_OP_TEXT && b->args[1]->op == EK_OP_TEXT &&
           !ek_text_equal(a->args[1]->as.text, b->args[1]->as.text);
}

static bool contradicts_itself(const ek_expr *all)
{
    for (uint32_t i = 0; i < all->count; i++)
        for (uint32_t j = i + 1; j < all->count; j++)
            if (exclude_each_other(all->args[i], all->args[j]))
                return true;
    return false;
}

/* What a condition always is, whatever the case; unknown: it depends. */
static ek_truth find_constant(ek_checking *check, const ek_expr *expr, ek_date day)
{
    bool all_alike = true;
    ek_truth stops = expr->op == EK_OP_ALL ? EK_FALSE : EK_TRUE, truth;

    if (expr->op == EK_OP_NO) {
        truth = find_constant(check, expr->args[0], day);
        return truth == EK_UNKNOWN ? truth : truth == EK_TRUE ? EK_FALSE : EK_TRUE;
    }
    if (expr->op != EK_OP_ALL && expr->op != EK_OP_ANY)
        return expr->type == EK_TYPE_CONDITION && is_constant(expr)
                   ? evaluate_constant(check, expr, day)
                   : EK_UNKNOWN;
    for (uint32_t i = 0; i < expr->count; i++) {
        truth = find_constant(check, expr->args[i], day);
        if (truth == stops)
            return stops;
        all_alike = all_alike && truth != EK_UNKNOWN;
    }
    if (expr->op == EK_OP_ALL && contradicts_itself(expr))
        return EK_FALSE;
    return !all_alike ? EK_UNKNOWN : stops == EK_FALSE ? EK_TRUE : EK_FALSE;
}

static void check_fires(ek_checking *check, const ek_rule *rule)
{
    ek_truth where = EK_TRUE, must = EK_UNKNOWN;

    if (rule->where != NULL)
        where = find_constant(check, rule->where, rule->since);
    if (rule->must != NULL)
        must = find_constant(check, rule->must, rule->since);
    if (where == EK_FALSE && !ek_told_here(check, rule->where->place))
        ek_problem_warn(check->problems, ERKEND_EPOLICY, rule->where->place,
                        "rule '%.*s' never speaks: its 'where' is always false",
                        EK_TEXT_ARGS(rule->id));
    if (must == EK_TRUE)
        ek_problem_warn(check->problems, ERKEND_EPOLICY, rule->must->place,
                        "rule '%.*s' asks nothing: its 'must' is always true",
                        EK_TEXT_ARGS(rule->id));
}

static bool are_same_or_null(const ek_expr *a, const ek_expr *b)
{
    return (a == NULL && b == NULL) || (a != NULL && b != NULL && ek_expr_equal(a, b));
}

/* One that overrides it in every case, on all its days. */
static void check_shadow(ek_checking *check, const ek_rule *rule, const ek_rule *by)
{
    if (by->overrides.size == 0 || !ek_text_equal(by->overrides, rule->id) ||
        by->for_each != rule->for_each || by->since > rule->since ||
        by->last_day < rule->last_day || !are_same_or_null(by->clock, rule->clock))
        return;
    if (by->where == NULL || find_constant(check, by->where, by->since) == EK_TRUE ||
        (rule->where != NULL && ek_expr_equal(by->where, rule->where)))
        ek_problem_warn(check->problems, ERKEND_EPOLICY, rule->place,
                        "rule '%.*s' never speaks: '%.*s' overrides it in every case",
                        EK_TEXT_ARGS(rule->id), EK_TEXT_ARGS(by->id));
}

/* ---- Rules that contradict each other ------------------------------------------------------- */

/* Effects of this kind must agree where several rules give them. */
static bool must_agree(ek_effect_kind kind)
{
    switch (kind) {
    case EK_EFFECT_SHORTEN:
    case EK_EFFECT_CREDIT_TIME:
    case EK_EFFECT_COUNT_AS_TRAINING:
    case EK_EFFECT_INFORM:
    case EK_EFFECTS: return false;
    default: return true;
    }
}

static bool has_one_law(const ek_rule *a, const ek_rule *b)
{
    for (uint32_t i = 0; i < a->law_count; i++)
        for (uint32_t j = 0; j < b->law_count; j++)
            if (ek_text_equal(a->laws[i].text, b->laws[j].text) &&
                ek_text_equal(a->laws[i].code, b->laws[j].code))
                return true;
    return false;
}

static const ek_effect_field *find_field(const ek_effect *effect, ek_text name)
{
    for (uint32_t i = 0; i < effect->field_count; i++)
        if (ek_text_equal(effect->fields[i].name, name))
            return &effect->fields[i];
    return NULL;
}

/* Two constants that are not one: whatever the case, they differ. */
static bool surely_differ(const ek_expr *a, const ek_expr *b)
{
    if (a->op == EK_OP_TEXT && b->op == EK_OP_TEXT)
        return !ek_text_equal(a->as.text, b->as.text);
    return a->op == EK_OP_NUMBER && b->op == EK_OP_NUMBER &&
           !ek_fraction_equal(a->as.number, b->as.number);
}

typedef enum difference { ALIKE, MAY_DIFFER, SURELY_DIFFER } difference;

static difference compare_effects(const ek_effect *a, const ek_effect *b, ek_text *field)
{
    difference found = ALIKE;

    for (uint32_t i = 0; i < a->field_count; i++) {
        const ek_effect_field *other = find_field(b, a->fields[i].name);

        if (other == NULL || ek_expr_equal(a->fields[i].value, other->value))
            continue;
        *field = other->name;
        if (surely_differ(a->fields[i].value, other->value))
            return SURELY_DIFFER;
        found = MAY_DIFFER;
    }
    return found;
}

/* Could both speak of one thing on one day? */
static bool may_meet(const ek_checking *check, const ek_rule *a, const ek_rule *b)
{
    if (a->for_each != b->for_each || !are_same_or_null(a->clock, b->clock) ||
        !ek_days_meet(a->since, a->last_day, b->since, b->last_day))
        return false;
    return !ek_is_displaced(check, a, b) && !ek_is_displaced(check, b, a);
}

static ek_text write_rule(ek_checking *check, const ek_rule *rule)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, check->arena);
    ek_buffer_format(&buffer, "'%.*s' (", EK_TEXT_ARGS(rule->id));
    if (rule->law_count > 0)
        ek_buffer_format(&buffer, "%.*s, ", EK_TEXT_ARGS(rule->laws[0].text));
    ek_buffer_place(&buffer, rule->place);
    ek_buffer_char(&buffer, ')');
    return ek_buffer_done(&buffer);
}

/* Rules with one `where` speak of the same things. What they then give must agree. */
static void check_pair(ek_checking *check, const ek_rule *a, const ek_rule *b)
{
    ek_text field = {NULL, 0};
    difference found;

    if (a->gives == NULL || b->gives == NULL || a->gives->kind != b->gives->kind ||
        !must_agree(a->gives->kind) || !may_meet(check, a, b) ||
        !are_same_or_null(a->where, b->where))
        return;
    found = compare_effects(a->gives, b->gives, &field);
    if (found == SURELY_DIFFER)
        ek_problem_add(check->problems, ERKEND_EPOLICY, b->place,
                       "rules %.*s and %.*s give %s with a different %.*s on one day: let one "
                       "override the other",
                       EK_TEXT_ARGS(write_rule(check, a)), EK_TEXT_ARGS(write_rule(check, b)),
                       ek_effect_name(a->gives->kind), EK_TEXT_ARGS(field));
    else if (found == MAY_DIFFER && has_one_law(a, b))
        ek_problem_add(check->problems, ERKEND_EPOLICY, b->place,
                       "two rules of one provision on one day: %.*s and %.*s; end the earlier one "
                       "with last_day",
                       EK_TEXT_ARGS(write_rule(check, a)), EK_TEXT_ARGS(write_rule(check, b)));
}

/* ---- Claims that nothing gives --------------------------------------------------------------- */

/* Says the law itself that nothing is given? A rule that always refuses says so. */
static bool always_refuses(ek_checking *check, const ek_rule *rule)
{
    return rule->where == NULL && rule->must != NULL && rule->otherwise.kind == EK_ELSE_REFUSED &&
           find_constant(check, rule->must, rule->since) == EK_FALSE;
}

static void check_claim(ek_checking *check, ek_scope claim)
{
    const ek_rulebook *book = check->book;
    ek_place place = book->place;
    bool spoken_of = false;

    for (uint32_t i = 0; i < book->rule_count; i++) {
        const ek_rule *rule = book->rules[i];

        if (rule->claim != claim)
            continue;
        if ((rule->gives != NULL && rule->gives->kind != EK_EFFECT_INFORM) ||
            always_refuses(check, rule))
            return;
        if (!spoken_of)
            place = rule->place;
        spoken_of = true;
    }
    for (uint32_t i = 0; i < book->arises_count; i++)
        if (book->arises[i].claim == claim) {
            place = book->arises[i].place;
            spoken_of = true;
        }
    if (spoken_of && check->problems->errors == 0)
        ek_problem_warn(check->problems, ERKEND_EPOLICY, place,
                        "no rule ever gives anything to a claim of kind '%s': each is refused",
                        ek_scope_of(claim)->name);
}

void ek_check_rules(ek_checking *check)
{
    const ek_rulebook *book = check->book;

    for (uint32_t i = 0; i < book->rule_count; i++) {
        check_fires(check, book->rules[i]);
        for (uint32_t j = 0; j < book->rule_count; j++)
            check_shadow(check, book->rules[i], book->rules[j]);
        for (uint32_t j = 0; j < i; j++)
            if (!ek_text_equal(book->rules[i]->id, book->rules[j]->id))
                check_pair(check, book->rules[j], book->rules[i]);
    }
    for (ek_scope claim = EK_FIRST_CLAIM; claim <= EK_LAST_CLAIM; claim++)
        check_claim(check, claim);
}
