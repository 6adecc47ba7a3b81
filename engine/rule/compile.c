/* Compiling a rulebook: its roots, and each root for every interval of law.
 *
 * A root is an expression that the decide room asks for: a clock, a where, a field of an effect.
 * It is folded once for each day on which a parameter that it names changes; on a day in between
 * the last one holds. A term has its own clock, so its parameters cut its own root, not that of
 * who uses it. Roots are found by the number of their expression, in one step. */
#include <assert.h>

#include "base/sort.h"
#include "rule/compile.h"

#define FIRST_TABLE_SIZE 256u

typedef struct days {
    ek_date *items;
    uint32_t count, capacity;
} days;

static int compare_days(const void *a, const void *b)
{
    ek_date left = *(const ek_date *)a, right = *(const ek_date *)b;

    return left < right ? -1 : left > right;
}

/* The first days of all values of all parameters beneath an expression. */
static void collect_days(ek_compiler *compiler, const ek_expr *expr, days *to)
{
    if (expr->op == EK_OP_PARAM)
        for (uint32_t i = 0; i < expr->as.param->value_count; i++)
            *EK_PUSH(compiler->arena, to->items, to->count, to->capacity) =
                expr->as.param->values[i].since;
    for (uint32_t i = 0; i < expr->count; i++)
        collect_days(compiler, expr->args[i], to);
}

static const ek_root *compile_root(ek_compiler *compiler, const ek_expr *expr)
{
    const ek_root **roots = (const ek_root **)(uintptr_t)compiler->programs->roots;
    ek_root *root;
    ek_interval *intervals;
    days cuts = {NULL, 0, 0};

    if (expr == NULL)
        return NULL;
    assert(expr->number_id < compiler->programs->root_count);
    if (roots[expr->number_id] != NULL)
        return roots[expr->number_id];
    *EK_PUSH(compiler->arena, cuts.items, cuts.count, cuts.capacity) = EK_DATE_ALWAYS;
    collect_days(compiler, expr, &cuts);
    ek_sort(cuts.items, cuts.count, sizeof *cuts.items, compare_days);
    root = EK_NEW(compiler->arena, ek_root);
    intervals = EK_NEW_ARRAY(compiler->arena, ek_interval, cuts.count);
    root->expr = expr;
    root->intervals = intervals;
    for (uint32_t i = 0; i < cuts.count; i++) {
        const ek_node *node;

        if (i > 0 && cuts.items[i] == cuts.items[i - 1])
            continue;
        node = ek_fold(compiler, expr, cuts.items[i]);
        if (node->type == EK_TYPE_CONDITION || node->depth > 0)
            ek_compile_test(compiler, node);
        else
            ek_compile_value(compiler, node);
        if (root->count > 0 && intervals[root->count - 1].node == node)
            continue;
        intervals[root->count++] = (ek_interval){cuts.items[i], node};
    }
    if (root->count == 1 && intervals[0].node->type == EK_TYPE_CONDITION)
        root->always = intervals[0].node->test;
    roots[expr->number_id] = root;
    return root;
}

static void compile_effect(ek_compiler *compiler, const ek_effect *effect)
{
    if (effect == NULL)
        return;
    for (uint32_t i = 0; i < effect->field_count; i++)
        (void)compile_root(compiler, effect->fields[i].value);
}

static void compile_rule(ek_compiler *compiler, const ek_rule *rule)
{
    (void)compile_root(compiler, rule->clock);
    (void)compile_root(compiler, rule->where);
    (void)compile_root(compiler, rule->to_reach);
    (void)compile_root(compiler, rule->must);
    (void)compile_root(compiler, rule->otherwise.ruling);
    compile_effect(compiler, rule->gives);
    compile_effect(compiler, rule->limits);
}

static void compile_allocation(ek_compiler *compiler, const ek_allocation *allocation)
{
    (void)compile_root(compiler, allocation->clock);
    (void)compile_root(compiler, allocation->where);
    (void)compile_root(compiler, allocation->total);
    (void)compile_root(compiler, allocation->by);
    (void)compile_root(compiler, allocation->rounding);
}

/* ---- Words ----------------------------------------------------------------------------------- */

/* The first version in force, as it is on that day of the decision. */
static ek_meaning find_meaning(ek_compiler *compiler, const ek_word *word, ek_date day)
{
    ek_meaning meaning = {.since = day};

    for (uint32_t i = 0; i < word->count; i++) {
        const ek_version *version = &word->versions[i];
        const ek_node *node;

        if (day < version->since || day > version->last_day)
            continue;
        node = ek_root_on(version->is, day);
        meaning.root = version->is->expr;
        if (word->term->type != EK_TYPE_CONDITION)
            meaning.test = ek_compile_meaning(compiler, node, &meaning.scale);
        else if (!node->is_constant && node->op >= EK_OP_ALL && node->op <= EK_OP_FULFILS)
            meaning.test = node->test;
        break;
    }
    return meaning;
}

static void collect_meanings(ek_compiler *compiler, ek_word *word)
{
    days cuts = {NULL, 0, 0};
    ek_meaning *meanings;

    *EK_PUSH(compiler->arena, cuts.items, cuts.count, cuts.capacity) = EK_DATE_ALWAYS;
    for (uint32_t i = 0; i < word->count; i++) {
        const ek_version *version = &word->versions[i];

        if (version->clock != NULL)
            return;
        *EK_PUSH(compiler->arena, cuts.items, cuts.count, cuts.capacity) = version->since;
        if (version->last_day < EK_DATE_MAX)
            *EK_PUSH(compiler->arena, cuts.items, cuts.count, cuts.capacity) =
                version->last_day + 1;
        for (uint32_t k = 0; k < version->is->count; k++)
            *EK_PUSH(compiler->arena, cuts.items, cuts.count, cuts.capacity) =
                version->is->intervals[k].since;
    }
    ek_sort(cuts.items, cuts.count, sizeof *cuts.items, compare_days);
    meanings = EK_NEW_ARRAY(compiler->arena, ek_meaning, cuts.count);
    for (uint32_t i = 0; i < cuts.count; i++)
        if (i == 0 || cuts.items[i] != cuts.items[i - 1])
            meanings[word->meaning_count++] = find_meaning(compiler, word, cuts.items[i]);
    word->meanings = meanings;
}

static void compile_word(ek_compiler *compiler, const ek_term *term)
{
    ek_word *word = &compiler->words[term->index];
    ek_version *versions = EK_NEW_ARRAY(compiler->arena, ek_version, term->version_count);

    word->term = term;
    word->versions = versions;
    word->count = term->version_count;
    for (uint32_t i = 0; i < term->version_count; i++) {
        const ek_definition *definition = term->versions[i];

        versions[i].since = definition->since;
        versions[i].last_day = definition->last_day;
        versions[i].clock = compile_root(compiler, definition->clock);
        versions[i].is = compile_root(compiler, definition->is);
    }
    collect_meanings(compiler, word);
}

/* ---- What may be remembered within a claim --------------------------------------------------- */

static uint32_t bit_of(ek_scope scope)
{
    return scope < EK_SCOPE_COUNT ? UINT32_C(1) << scope : 0;
}

/* Scopes that an expression needs from outside, and many scopes whose list it walks. */
static uint32_t find_needs(ek_compiler *compiler, const ek_expr *expr, uint32_t *lists)
{
    uint32_t needs = 0, first = 0;

    switch (expr->op) {
    case EK_OP_FACT: return bit_of(expr->as.path.scope);
    case EK_OP_RULING: return bit_of(expr->as.question->about);
    case EK_OP_THING:
        if (ek_scope_of(expr->as.scope)->kind != EK_SCOPE_MANY || expr->type == EK_TYPE_RECORD)
            return bit_of(expr->as.scope);
        *lists |= bit_of(expr->as.scope);
        return bit_of(ek_scope_of(expr->as.scope)->parent);
    case EK_OP_TERM:
        *lists |= compiler->words[expr->as.term->index].lists;
        return compiler->words[expr->as.term->index].needs;
    default: break;
    }
    if (ek_is_list_word(expr->op)) {
        needs = find_needs(compiler, expr->args[0], lists);
        first = 1;
    }
    for (uint32_t i = first; i < expr->count; i++) {
        uint32_t found = find_needs(compiler, expr->args[i], lists);

        needs |= first > 0 ? found & ~bit_of(expr->list_scope) : found;
    }
    return needs;
}

/* Terms use terms: goes on until nothing is added. */
static void find_remembered(ek_compiler *compiler)
{
    uint32_t many = 0;
    bool changed = true;

    for (ek_scope scope = 0; scope < EK_SCOPE_COUNT; scope++)
        if (ek_scope_of(scope)->kind == EK_SCOPE_MANY)
            many |= bit_of(scope);
    while (changed) {
        changed = false;
        for (uint32_t i = 0; i < compiler->programs->word_count; i++) {
            ek_word *word = &compiler->words[i];
            uint32_t needs = word->needs, lists = word->lists;

            for (uint32_t k = 0; k < word->count; k++) {
                needs |= find_needs(compiler, word->versions[k].is->expr, &lists);
                if (word->versions[k].clock != NULL)
                    needs |= find_needs(compiler, word->versions[k].clock->expr, &lists);
            }
            changed = changed || needs != word->needs || lists != word->lists;
            word->needs = needs;
            word->lists = lists;
        }
    }
    for (uint32_t i = 0; i < compiler->programs->word_count; i++)
        compiler->words[i].remembered = (compiler->words[i].needs & many) == 0;
}

const ek_programs *ek_compile(ek_arena *arena, const ek_rulebook *book)
{
    ek_compiler compiler = {.arena = arena, .book = book};
    ek_programs *programs = EK_NEW(arena, ek_programs);

    compiler.programs = programs;
    compiler.table_size = FIRST_TABLE_SIZE;
    while (compiler.table_size < book->expr_count && compiler.table_size < UINT32_C(1) << 20)
        compiler.table_size *= 2;
    compiler.table = EK_NEW_ARRAY(arena, ek_node *, compiler.table_size);
    compiler.words = EK_NEW_ARRAY(arena, ek_word, book->term_count);
    programs->book = book;
    programs->root_count = book->expr_count;
    programs->roots = EK_NEW_ARRAY(arena, const ek_root *, book->expr_count);
    programs->words = compiler.words;
    programs->word_count = book->term_count;
    for (uint32_t i = 0; i < book->term_count; i++)
        compile_word(&compiler, book->terms[i]);
    for (uint32_t i = 0; i < book->rule_count; i++)
        compile_rule(&compiler, book->rules[i]);
    for (uint32_t i = 0; i < book->allocation_count; i++)
        compile_allocation(&compiler, book->allocations[i]);
    find_remembered(&compiler);
    programs->fact_count = compiler.fact_count;
    programs->asked_count = compiler.asked_count;
    programs->plan = ek_plan_make(arena, book);
    ek_compile_asks(&compiler, programs->plan);
    return programs;
}
