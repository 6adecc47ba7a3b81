/* Points: what of a policy can come out in several ways, and in which.
 *
 * Each rule, definition and allocation is one point, and so is each condition in it, however deep,
 * but for `no`, which is the mirror of what it negates. What a condition could come to is found by
 * going through it once: a fact that a document must state is never unknown, and what depends on
 * parameters alone is tried for each interval of law in which its owner can be in force. */
#include "base/sort.h"
#include "desk/coverage.h"
#include "desk/uses.h"

enum {
    HOLDS = 1u << EK_OUT_HOLDS,
    FAILS = 1u << EK_OUT_FAILS,
    UNKNOWN = 1u << EK_OUT_UNKNOWN,
    IN_FORCE = 1u << EK_OUT_IN_FORCE,
    OUT_OF_FORCE = 1u << EK_OUT_OUT_OF_FORCE,
    APPLIES = 1u << EK_OUT_APPLIES,
    LEAVES = 1u << EK_OUT_LEAVES
};

typedef struct finder {
    ek_coverage *coverage;
    const ek_rulebook *book;
    ek_owner owner;
    ek_date since, last_day; /* of the owner; not before the country's first day */
    const char *part;
    uint32_t depth; /* of terms within terms; the check has refused rings */
    uint32_t bound; /* scopes that stand for each in turn of a list at hand, a bit each */
} finder;

/* ---- What may be missing -------------------------------------------------------------------- */

static bool may_miss(finder *to, const ek_expr *expr);

/* Inside a word that goes over a list its name stands for each; what was bound before. */
static uint32_t bind(finder *to, const ek_expr *expr, uint32_t arg)
{
    uint32_t before = to->bound;

    if (arg > 0 && ek_op_binds_each(expr->op) && expr->list_scope < EK_SCOPE_COUNT)
        to->bound |= UINT32_C(1) << expr->list_scope;
    return before;
}

static bool may_miss_field(const ek_field *field)
{
    return !(field->flags & (EK_REQUIRED | EK_ABSENT_NONE | EK_ABSENT_EMPTY | EK_EMBED));
}

/* A claim is there where its rules are judged, the case always; of a list each in turn. */
static bool may_miss_scope(const finder *to, ek_scope scope)
{
    const ek_scope_info *info = ek_scope_of(scope);

    if (scope == EK_SCOPE_CASE || info->kind == EK_SCOPE_CLAIM || (to->bound >> scope & 1u))
        return false;
    if (info->kind == EK_SCOPE_MANY)
        return may_miss_scope(to, info->parent) ||
               may_miss_field(&ek_scope_of(info->parent)->record->fields[info->list]);
    return true;
}

/* The list itself, not each in it. */
static bool may_miss_list(const finder *to, ek_scope scope)
{
    finder free = *to;

    free.bound &= ~(UINT32_C(1) << scope);
    return may_miss_scope(&free, scope);
}

static bool may_miss_path(const finder *to, const ek_path *path)
{
    const ek_record_type *type = ek_scope_of(path->scope)->record;

    if (may_miss_scope(to, path->scope))
        return true;
    for (uint32_t i = 0; i < path->length && type; i++) {
        const ek_field *field = &type->fields[path->slots[i]];

        if (may_miss_field(field))
            return true;
        type = field->record;
    }
    return false;
}

static bool may_miss_term(finder *to, const ek_term *term)
{
    bool may = false;

    if (to->depth > 64)
        return true;
    to->depth++;
    for (uint32_t i = 0; i < term->version_count && !may; i++)
        may = (term->versions[i]->clock && may_miss(to, term->versions[i]->clock)) ||
              may_miss(to, term->versions[i]->is);
    to->depth--;
    return may;
}

static bool may_miss(finder *to, const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_FACT: return may_miss_path(to, &expr->as.path);
    case EK_OP_THING:
        return expr->type == EK_TYPE_LIST ? may_miss_list(to, expr->as.scope)
                                          : may_miss_scope(to, expr->as.scope);
    case EK_OP_RULING: return true;
    case EK_OP_TERM: return may_miss_term(to, expr->as.term);
    case EK_OP_EQF: return true; /* a level of no known framework */
    case EK_OP_IN_FORCE:
    case EK_OP_IN_TRANSITION:
    case EK_OP_MONTHS_IN_ALL:
    case EK_OP_DAYS_IN_ALL:
    case EK_OP_FULFILS: return true; /* they look into things */
    case EK_OP_FROM_TABLE:
        if (!expr->has_otherwise)
            return true;
        break;
    default: break;
    }
    for (uint32_t i = 0; i < expr->count; i++) {
        uint32_t before = bind(to, expr, i);
        bool may = may_miss(to, expr->args[i]);

        to->bound = before;
        if (may)
            return true;
    }
    return false;
}

/* ---- What depends on parameters alone ------------------------------------------------------- */

static bool is_fixed(const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_FACT:
    case EK_OP_THING:
    case EK_OP_RULING:
    case EK_OP_TERM: return false;
    default: break;
    }
    for (uint32_t i = 0; i < expr->count; i++)
        if (!is_fixed(expr->args[i]))
            return false;
    return true;
}

static uint32_t outcome_on(finder *to, const ek_expr *expr, ek_date day)
{
    ek_problems problems;
    ek_reads reads;
    ek_scene scene = {.book = to->book,
                      .decided = day,
                      .arena = to->coverage->arena,
                      .problems = &problems,
                      .chosen = EK_SCOPE_NONE};
    ek_answer answer;

    ek_problems_init(&problems, to->coverage->arena);
    ek_reads_init(&reads, to->coverage->arena);
    answer = ek_plain_eval(&scene, expr, day, &reads, NULL);
    return answer.truth == EK_TRUE ? HOLDS : answer.truth == EK_FALSE ? FAILS : UNKNOWN;
}

/* On the owner's first day and on each later day on which a parameter changes. */
static uint32_t outcomes_of_law(finder *to, const ek_expr *expr, const ek_expr *below)
{
    uint32_t outcomes = 0;

    if (below->op == EK_OP_PARAM)
        for (uint32_t i = 0; i < below->as.param->value_count; i++) {
            ek_date day = below->as.param->values[i].since;

            if (day > to->since && day <= to->last_day)
                outcomes |= outcome_on(to, expr, day);
        }
    for (uint32_t i = 0; i < below->count; i++)
        outcomes |= outcomes_of_law(to, expr, below->args[i]);
    return outcomes;
}

/* ---- What a condition could come to --------------------------------------------------------- */

static uint32_t outcomes_of(finder *to, const ek_expr *expr);

static uint32_t outcomes_of_term(finder *to, const ek_term *term)
{
    uint32_t outcomes = 0;

    if (to->depth > 64)
        return HOLDS | FAILS | UNKNOWN;
    to->depth++;
    for (uint32_t i = 0; i < term->version_count; i++) {
        const ek_definition *version = term->versions[i];

        outcomes |= outcomes_of(to, version->is);
        if (version->clock && may_miss(to, version->clock))
            outcomes |= UNKNOWN;
    }
    to->depth--;
    return outcomes;
}

static uint32_t outcomes_of_several(finder *to, const ek_expr *expr)
{
    uint32_t ends = expr->op == EK_OP_ALL ? FAILS : HOLDS, other = FAILS + HOLDS - ends;
    uint32_t any = 0, every = other;

    for (uint32_t i = 0; i < expr->count; i++) {
        uint32_t one = outcomes_of(to, expr->args[i]);

        any |= one;
        every &= one;
        if (!(one & (other | UNKNOWN)))
            return ends; /* it always ends here */
    }
    return (any & (ends | UNKNOWN)) | every;
}

static uint32_t outcomes_of(finder *to, const ek_expr *expr)
{
    uint32_t mirrored;

    if (is_fixed(expr) && expr->type == EK_TYPE_CONDITION)
        return outcome_on(to, expr, to->since) | outcomes_of_law(to, expr, expr);
    switch (expr->op) {
    case EK_OP_ALL:
    case EK_OP_ANY: return outcomes_of_several(to, expr);
    case EK_OP_NO:
        mirrored = outcomes_of(to, expr->args[0]);
        return (mirrored & UNKNOWN) | (mirrored & HOLDS ? FAILS : 0u) |
               (mirrored & FAILS ? HOLDS : 0u);
    case EK_OP_TERM:
        if (expr->type == EK_TYPE_CONDITION)
            return outcomes_of_term(to, expr->as.term);
        break;
    default: break;
    }
    return HOLDS | FAILS | (may_miss(to, expr) ? UNKNOWN : 0u);
}

/* ---- Making points -------------------------------------------------------------------------- */

static ek_point *add_point(finder *to, ek_point_kind kind, ek_place place, uint32_t needed)
{
    ek_coverage *coverage = to->coverage;
    ek_point *point =
        EK_PUSH(coverage->arena, coverage->points, coverage->count, coverage->capacity);

    *point =
        (ek_point){.kind = kind, .owner = to->owner, .part = "", .place = place, .needed = needed};
    return point;
}

static void add_conditions(finder *to, const ek_expr *expr)
{
    if (expr->type == EK_TYPE_CONDITION && expr->op != EK_OP_NO &&
        to->coverage->of_expr[expr->number_id] == 0) {
        ek_point *point = add_point(to, EK_POINT_CONDITION, expr->place, outcomes_of(to, expr));

        point->expr = expr;
        point->part = to->part;
        to->coverage->of_expr[expr->number_id] = to->coverage->count;
    }
    for (uint32_t i = 0; i < expr->count; i++) {
        uint32_t before = bind(to, expr, i);

        add_conditions(to, expr->args[i]);
        to->bound = before;
    }
}

static void add_part(finder *to, const char *part, const ek_expr *expr)
{
    to->part = part;
    if (expr)
        add_conditions(to, expr);
}

static void add_effect(finder *to, const char *part, const ek_effect *effect)
{
    for (uint32_t i = 0; effect && i < effect->field_count; i++)
        add_part(to,
                 ek_text_format(to->coverage->arena, "%s.%.*s", part,
                                EK_TEXT_ARGS(effect->fields[i].name))
                     .bytes,
                 effect->fields[i].value);
}

/* Can it be judged on a day that is not its own? With a clock always; else decisions begin on the
 * country's first day. */
static void add_owner(finder *to, ek_point_kind kind, const ek_owner *owner, ek_date since,
                      ek_date last_day, const ek_expr *clock)
{
    uint32_t needed = IN_FORCE;

    to->owner = *owner;
    to->since = since;
    to->last_day = last_day;
    if (!clock && to->book->first_day > since)
        to->since = to->book->first_day;
    if (clock || since > to->book->first_day || last_day != EK_DATE_NEVER)
        needed |= OUT_OF_FORCE;
    if (clock && may_miss(to, clock))
        needed |= UNKNOWN;
    if (!clock && last_day < to->book->first_day)
        needed = OUT_OF_FORCE;
    (void)add_point(to, kind, ek_owner_place(owner), needed);
    if (clock)
        to->coverage->of_clock[clock->number_id] = to->coverage->count;
}

static void add_rule(finder *to, const ek_rule *rule)
{
    ek_owner owner = {.rule = rule};

    add_owner(to, EK_POINT_RULE, &owner, rule->since, rule->last_day, rule->clock);
    if (rule->overrides.size > 0)
        (void)add_point(to, EK_POINT_EXCEPTION, rule->place, APPLIES);
    if (rule->limits)
        (void)add_point(to, EK_POINT_LIMIT, rule->limits->place, APPLIES | LEAVES);
    add_part(to, "where", rule->where);
    add_part(to, "to_reach", rule->to_reach);
    add_part(to, "must", rule->must);
    add_part(to, "otherwise", rule->otherwise.ruling);
    add_effect(to, "gives", rule->gives);
    add_effect(to, "limits", rule->limits);
}

/* Of what lists hold a definition is asked for each in turn, unless a rule is for each of these:
 * that is judged for a thing of which nothing is known, too, where the list is missing. */
static uint32_t bound_by_lists(const ek_rulebook *book)
{
    uint32_t bound = 0;

    for (ek_scope scope = 0; scope < EK_SCOPE_COUNT; scope++)
        if (ek_scope_of(scope)->kind == EK_SCOPE_MANY)
            bound |= UINT32_C(1) << scope;
    for (uint32_t i = 0; i < book->rule_count; i++)
        bound &= ~(UINT32_C(1) << book->rules[i]->for_each);
    return bound;
}

static void add_definition(finder *to, const ek_definition *definition)
{
    ek_owner owner = {.definition = definition};
    ek_point *point;

    add_owner(to, EK_POINT_DEFINITION, &owner, definition->since, definition->last_day,
              definition->clock);
    point = &to->coverage->points[to->coverage->count - 1];
    if (!ek_definition_asked_outside(to->book, definition))
        point->needed &= ~(uint32_t)OUT_OF_FORCE;
    if (!ek_definition_asked_undated(to->book, definition))
        point->needed &= ~(uint32_t)UNKNOWN;
    to->bound = bound_by_lists(to->book);
    add_part(to, "is", definition->is);
    to->bound = 0;
}

static void add_allocation(finder *to, const ek_allocation *allocation)
{
    ek_owner owner = {.allocation = allocation};

    add_owner(to, EK_POINT_ALLOCATION, &owner, allocation->since, allocation->last_day,
              allocation->clock);
    add_part(to, "where", allocation->where);
    add_part(to, "total", allocation->total);
    add_part(to, "by", allocation->by);
}

/* ---- In order ------------------------------------------------------------------------------- */

static int compare_points(const void *left, const void *right)
{
    const ek_point *a = left, *b = right;
    int order = ek_text_compare(a->place.file, b->place.file);

    if (order == 0)
        order = a->place.line < b->place.line ? -1 : a->place.line > b->place.line;
    if (order == 0)
        order = a->place.column < b->place.column ? -1 : a->place.column > b->place.column;
    if (order == 0)
        order = (int)a->kind - (int)b->kind;
    if (order == 0 && a->expr && b->expr) /* what stands around another was made after it */
        order =
            a->expr->number_id > b->expr->number_id ? -1 : a->expr->number_id < b->expr->number_id;
    return order;
}

static const ek_expr *clock_of(const ek_owner *owner)
{
    return owner->rule         ? owner->rule->clock
           : owner->definition ? owner->definition->clock
                               : owner->allocation->clock;
}

/* The tables again, now that the points stand in order. */
static void index_points(ek_coverage *coverage)
{
    for (uint32_t i = 0; i < coverage->count; i++) {
        const ek_point *point = &coverage->points[i];

        if (point->expr)
            coverage->of_expr[point->expr->number_id] = i + 1;
        if (point->kind <= EK_POINT_ALLOCATION && clock_of(&point->owner))
            coverage->of_clock[clock_of(&point->owner)->number_id] = i + 1;
        if (point->kind == EK_POINT_DEFINITION)
            coverage->of_version[point->owner.definition->is->number_id] = i + 1;
    }
}

static bool has_own_rules(const ek_rulebook *book)
{
    for (uint32_t i = 0; i < book->rule_count; i++)
        if (!book->rules[i]->shared)
            return true;
    return false;
}

bool ek_coverage_counts(const ek_rulebook *book, ek_place place)
{
    bool own = place.file.size > book->folder.size &&
               ek_text_equal(ek_text_slice(place.file, 0, book->folder.size), book->folder);

    return own || !has_own_rules(book);
}

void ek_points_find(ek_coverage *coverage)
{
    const ek_rulebook *book = coverage->book;
    finder to = {.coverage = coverage, .book = book};

    for (uint32_t i = 0; i < book->rule_count; i++)
        if (ek_coverage_counts(book, book->rules[i]->place))
            add_rule(&to, book->rules[i]);
    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t k = 0; k < book->terms[i]->version_count; k++)
            if (ek_coverage_counts(book, book->terms[i]->versions[k]->place))
                add_definition(&to, book->terms[i]->versions[k]);
    for (uint32_t i = 0; i < book->allocation_count; i++)
        if (ek_coverage_counts(book, book->allocations[i]->place))
            add_allocation(&to, book->allocations[i]);
    if (coverage->count > 0)
        ek_sort(coverage->points, coverage->count, sizeof *coverage->points, compare_points);
    index_points(coverage);
}
