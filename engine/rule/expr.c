/* Expressions: names of words, equality, printing back as policy text, and what must be at hand.
 *
 * Nothing here changes an expression. Printing gives text that would build the same expression
 * again; it is what `check`, `explain` and the tests show of a rule. */
#include "rule/expr.h"

#include "rule/rulebook.h"

/* ---- Words -------------------------------------------------------------------------------- */

static const char *const op_names[EK_OPS] = {
    [EK_OP_NUMBER] = "number",
    [EK_OP_TEXT] = "text",
    [EK_OP_TEXTS] = "texts",
    [EK_OP_NONE] = "none",
    [EK_OP_FACT] = "fact",
    [EK_OP_THING] = "thing",
    [EK_OP_PARAM] = "param",
    [EK_OP_TERM] = "term",
    [EK_OP_RULING] = "ruling",
    [EK_OP_ALL] = "all",
    [EK_OP_ANY] = "any",
    [EK_OP_NO] = "no",
    [EK_OP_AT_LEAST] = "at_least",
    [EK_OP_AT_MOST] = "at_most",
    [EK_OP_MORE_THAN] = "more_than",
    [EK_OP_LESS_THAN] = "less_than",
    [EK_OP_BEFORE] = "before",
    [EK_OP_AFTER] = "after",
    [EK_OP_ON_OR_BEFORE] = "on_or_before",
    [EK_OP_ON_OR_AFTER] = "on_or_after",
    [EK_OP_SAME] = "same",
    [EK_OP_DIFFERENT] = "different",
    [EK_OP_ONE_OF] = "one_of",
    [EK_OP_COVERS] = "covers",
    [EK_OP_MULTIPLE_OF] = "multiple_of",
    [EK_OP_IN_FORCE] = "in_force",
    [EK_OP_IN_TRANSITION] = "in_transition",
    [EK_OP_GIVEN] = "given",
    [EK_OP_EVERY] = "every",
    [EK_OP_SOME] = "some",
    [EK_OP_FULFILS] = "fulfils",
    [EK_OP_ADD] = "+",
    [EK_OP_SUBTRACT] = "-",
    [EK_OP_MULTIPLY] = "*",
    [EK_OP_DIVIDE] = "divide",
    [EK_OP_LESSER_OF] = "lesser_of",
    [EK_OP_GREATER_OF] = "greater_of",
    [EK_OP_ROUNDED] = "rounded",
    [EK_OP_UP_TO] = "up_to",
    [EK_OP_SUM_OF] = "sum_of",
    [EK_OP_MEAN_OF] = "mean_of",
    [EK_OP_LARGEST_OF] = "largest_of",
    [EK_OP_SMALLEST_OF] = "smallest_of",
    [EK_OP_WEIGHTED_MEAN_OF] = "weighted_mean_of",
    [EK_OP_NUMBER_OF] = "number_of",
    [EK_OP_SHARE_OF] = "share_of",
    [EK_OP_SHARE_COVERED] = "share_covered",
    [EK_OP_AVERAGE_OF] = "average_of",
    [EK_OP_FROM_TABLE] = "from_table",
    [EK_OP_AGE_ON] = "age_on",
    [EK_OP_MONTHS_IN] = "months_in",
    [EK_OP_MONTHS_AFTER] = "months_after",
    [EK_OP_YEARS_AFTER] = "years_after",
    [EK_OP_MONTHS_IN_ALL] = "months_in_all",
    [EK_OP_DAYS_IN_ALL] = "days_in_all",
    [EK_OP_EQF] = "eqf",
    [EK_OP_EACH_OF] = "each_of",
    [EK_OP_THOSE] = "those",
};

const char *ek_op_name(ek_op op)
{
    return (unsigned)op < EK_OPS ? op_names[op] : "?";
}

/* ---- Equality ----------------------------------------------------------------------------- */

static bool same_path(const ek_path *a, const ek_path *b)
{
    if (a->scope != b->scope || a->length != b->length)
        return false;
    for (uint32_t i = 0; i < a->length; i++)
        if (a->slots[i] != b->slots[i])
            return false;
    return true;
}

static bool same_leaf(const ek_expr *a, const ek_expr *b)
{
    switch (a->op) {
    case EK_OP_NUMBER: return ek_fraction_equal(a->as.number, b->as.number);
    case EK_OP_TEXT: return ek_text_equal(a->as.text, b->as.text);
    case EK_OP_FACT: return same_path(&a->as.path, &b->as.path);
    case EK_OP_THING: return a->as.scope == b->as.scope;
    case EK_OP_PARAM: return a->as.param == b->as.param;
    case EK_OP_TERM: return a->as.term == b->as.term;
    case EK_OP_RULING: return a->as.question == b->as.question;
    default: return true;
    }
}

bool ek_expr_equal(const ek_expr *a, const ek_expr *b)
{
    if (a == b)
        return true;
    if (!a || !b || a->op != b->op || a->count != b->count ||
        a->has_otherwise != b->has_otherwise || a->list_scope != b->list_scope || !same_leaf(a, b))
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!ek_expr_equal(a->args[i], b->args[i]))
            return false;
    return true;
}

/* ---- Printing ----------------------------------------------------------------------------- */

/* How tightly an operator binds: a sum, a product, or something that needs no brackets. */
static int expr_strength(const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_ADD:
    case EK_OP_SUBTRACT: return 1;
    case EK_OP_MULTIPLY: return 2;
    default: return 3;
    }
}

static void buffer_operand(ek_buffer *buffer, const ek_expr *expr, int least)
{
    bool brackets = expr_strength(expr) < least;

    if (brackets)
        ek_buffer_char(buffer, '(');
    ek_buffer_expr(buffer, expr);
    if (brackets)
        ek_buffer_char(buffer, ')');
}

static void buffer_infix(ek_buffer *buffer, const ek_expr *expr)
{
    int own = expr_strength(expr);

    buffer_operand(buffer, expr->args[0], own);
    ek_buffer_format(buffer, " %s ", ek_op_name(expr->op));
    buffer_operand(buffer, expr->args[1], own + 1);
}

static void buffer_quoted(ek_buffer *buffer, ek_text text)
{
    ek_buffer_char(buffer, '"');
    for (uint32_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.bytes[i];

        if (c == '"' || c == '\\')
            ek_buffer_format(buffer, "\\%c", c);
        else if (c == '\n')
            ek_buffer_string(buffer, "\\n");
        else if (c < 0x20 || c == 0x7f)
            ek_buffer_format(buffer, "\\%03u", c);
        else
            ek_buffer_char(buffer, (char)c);
    }
    ek_buffer_char(buffer, '"');
}

static void buffer_scope(ek_buffer *buffer, ek_scope scope)
{
    ek_buffer_string(buffer, scope == EK_SCOPE_TARGET ? "unit.target" : ek_scope_of(scope)->name);
}

/* Names of the fields that a path goes through; those of embedded records are not written. */
static void buffer_path(ek_buffer *buffer, const ek_path *path)
{
    const ek_record_type *type = ek_scope_of(path->scope)->record;

    buffer_scope(buffer, path->scope);
    for (uint32_t i = 0; i < path->length && type; i++) {
        const ek_field *field = &type->fields[path->slots[i]];

        if (!(field->flags & EK_EMBED))
            ek_buffer_format(buffer, ".%s", field->name);
        type = field->record;
    }
}

/* sum_of(stay.weeks) does not write its list: the fact names it. */
static bool list_is_implied(const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_SUM_OF:
    case EK_OP_MEAN_OF:
    case EK_OP_LARGEST_OF:
    case EK_OP_SMALLEST_OF:
    case EK_OP_WEIGHTED_MEAN_OF:
    case EK_OP_EACH_OF:
        return expr->count > 1 && expr->args[0]->op == EK_OP_THING &&
               expr->args[0]->as.scope == expr->list_scope &&
               (ek_expr_scopes(expr->args[1]) >> expr->list_scope & 1);
    default: return false;
    }
}

static bool takes_braces(ek_op op)
{
    return op == EK_OP_ALL || op == EK_OP_ANY || op == EK_OP_AVERAGE_OF || op == EK_OP_FROM_TABLE ||
           op == EK_OP_TEXTS;
}

static void buffer_word(ek_buffer *buffer, const ek_expr *expr)
{
    bool braces = takes_braces(expr->op);
    uint32_t first = list_is_implied(expr) ? 1 : 0;

    if (expr->op != EK_OP_TEXTS)
        ek_buffer_string(buffer, ek_op_name(expr->op));
    if (expr->op == EK_OP_TEXTS && expr->count == 0) {
        ek_buffer_string(buffer, "{}");
        return;
    }
    ek_buffer_string(buffer, !braces ? "(" : expr->op == EK_OP_TEXTS ? "{ " : " { ");
    for (uint32_t i = first; i < expr->count; i++) {
        if (i > first)
            ek_buffer_string(buffer, ", ");
        if (expr->has_otherwise && i + 1 == expr->count)
            ek_buffer_string(buffer, "otherwise = ");
        ek_buffer_expr(buffer, expr->args[i]);
    }
    ek_buffer_string(buffer, braces ? " }" : ")");
}

void ek_buffer_expr(ek_buffer *buffer, const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_NUMBER: ek_buffer_fraction(buffer, expr->as.number); break;
    case EK_OP_TEXT: buffer_quoted(buffer, expr->as.text); break;
    case EK_OP_NONE: ek_buffer_string(buffer, "none"); break;
    case EK_OP_FACT: buffer_path(buffer, &expr->as.path); break;
    case EK_OP_THING: buffer_scope(buffer, expr->as.scope); break;
    case EK_OP_PARAM:
        ek_buffer_format(buffer, "param.%.*s", EK_TEXT_ARGS(expr->as.param->name));
        break;
    case EK_OP_TERM:
        ek_buffer_format(buffer, "term.%.*s", EK_TEXT_ARGS(expr->as.term->name));
        break;
    case EK_OP_RULING:
        ek_buffer_format(buffer, "ruling.%.*s", EK_TEXT_ARGS(expr->as.question->name));
        break;
    case EK_OP_ADD:
    case EK_OP_SUBTRACT:
    case EK_OP_MULTIPLY: buffer_infix(buffer, expr); break;
    default: buffer_word(buffer, expr); break;
    }
}

/* ---- What must be at hand ----------------------------------------------------------------- */

/* What each term needs, so that no term is looked through twice. The script room refuses a rulebook
 * with more terms. */
#define MAX_TERMS 4096
#define MAX_LEVELS 600 /* deeper chains of definitions are refused when they are loaded */

typedef struct needs_memo {
    uint32_t needs[MAX_TERMS];
    uint8_t seen[MAX_TERMS / 8];
    uint32_t level;
} needs_memo;

static uint32_t find_needs(const ek_expr *expr, needs_memo *memo);

static uint32_t scope_bit(ek_scope scope)
{
    if (scope == EK_SCOPE_NONE)
        return 0;
    if (scope == EK_SCOPE_TARGET)
        scope = EK_SCOPE_UNIT;
    return (uint32_t)1 << scope;
}

/* A list stands in its parent: stay in abroad. */
static uint32_t thing_needs(ek_scope scope)
{
    const ek_scope_info *info = ek_scope_of(scope);

    return scope_bit(info->kind == EK_SCOPE_MANY ? info->parent : scope);
}

static uint32_t term_needs(const ek_term *term, needs_memo *memo)
{
    uint32_t index = term->index;
    uint32_t needs = 0;

    if (index >= MAX_TERMS)
        return 0;
    if (memo->seen[index / 8] >> index % 8 & 1)
        return memo->needs[index]; /* 0 in a ring, which the check reports */
    memo->seen[index / 8] = (uint8_t)(memo->seen[index / 8] | 1u << index % 8);
    memo->needs[index] = 0;
    for (uint32_t i = 0; i < term->version_count; i++) {
        if (term->versions[i]->is)
            needs |= find_needs(term->versions[i]->is, memo);
        if (term->versions[i]->clock)
            needs |= find_needs(term->versions[i]->clock, memo);
    }
    memo->needs[index] = needs;
    return needs;
}

bool ek_op_binds_each(ek_op op)
{
    switch (op) {
    case EK_OP_EVERY:
    case EK_OP_SOME:
    case EK_OP_SUM_OF:
    case EK_OP_MEAN_OF:
    case EK_OP_LARGEST_OF:
    case EK_OP_SMALLEST_OF:
    case EK_OP_WEIGHTED_MEAN_OF:
    case EK_OP_NUMBER_OF:
    case EK_OP_SHARE_OF:
    case EK_OP_EACH_OF:
    case EK_OP_THOSE: return true;
    default: return false;
    }
}

static uint32_t find_needs(const ek_expr *expr, needs_memo *memo)
{
    uint32_t needs = 0;

    if (memo->level > MAX_LEVELS)
        return 0;
    switch (expr->op) {
    case EK_OP_FACT: return scope_bit(expr->as.path.scope);
    case EK_OP_THING: return thing_needs(expr->as.scope);
    case EK_OP_RULING: return scope_bit(expr->as.question->about);
    case EK_OP_TERM: return term_needs(expr->as.term, memo);
    default: break;
    }
    memo->level++;
    for (uint32_t i = 0; i < expr->count; i++) {
        uint32_t own = find_needs(expr->args[i], memo);

        if (i > 0 && ek_op_binds_each(expr->op))
            own &= ~scope_bit(expr->list_scope);
        needs |= own;
    }
    memo->level--;
    return needs;
}

uint32_t ek_expr_scopes(const ek_expr *expr)
{
    needs_memo memo;

    for (uint32_t i = 0; i < MAX_TERMS / 8; i++)
        memo.seen[i] = 0;
    memo.level = 0;
    return find_needs(expr, &memo);
}

/* ---- Measures ----------------------------------------------------------------------------- */

static const char *const unit_names[EK_DIMENSIONS][2] = {
    [EK_MONTHS] = {"months", "month"}, [EK_WEEKS] = {"weeks", "week"},
    [EK_DAYS] = {"days", "day"},       [EK_YEARS] = {"years", "year"},
    [EK_HOURS] = {"hours", "hour"},    [EK_POINTS] = {"points", "point"},
    [EK_MARKS] = {"mark", "mark"},
};

/* Above the line units are plural, below it singular: points/year. */
static int find_unit(ek_text name, bool below)
{
    for (int i = 0; i < EK_DIMENSIONS; i++)
        if (ek_text_is(name, unit_names[i][below ? 1 : 0]))
            return i;
    return -1;
}

static bool read_mark(ek_measure *out, ek_text text)
{
    ek_text scale = ek_text_slice(text, 5, text.size - 1);

    if (scale.size == 0)
        return false;
    for (uint32_t i = 0; i < scale.size; i++) {
        char c = scale.bytes[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '_'))
            return false;
    }
    out->power[EK_MARKS] = 1;
    out->scale = scale;
    return true;
}

static bool read_product(ek_measure *out, ek_text text)
{
    bool below = false;
    uint32_t start = 0;

    for (uint32_t i = 0; i <= text.size; i++) {
        ek_text name;
        int unit;

        if (i < text.size && text.bytes[i] != '*' && text.bytes[i] != '/')
            continue;
        name = ek_text_slice(text, start, i);
        unit = find_unit(name, below);
        if (unit >= 0 && out->power[unit] < 8 && out->power[unit] > -8)
            out->power[unit] = (int8_t)(out->power[unit] + (below ? -1 : 1));
        else if (!(start == 0 && ek_text_is(name, "1") && i < text.size))
            return false;
        if (i < text.size && text.bytes[i] == '/') {
            if (below)
                return false;
            below = true;
        }
        start = i + 1;
    }
    return true;
}

bool ek_measure_read(ek_measure *out, ek_text text)
{
    ek_measure measure = {0};
    bool right;

    if (ek_text_is(text, "share") || ek_text_is(text, "factor") || ek_text_is(text, "count"))
        right = true;
    else if (ek_text_starts(text, "mark(") && ek_text_ends(text, ")"))
        right = read_mark(&measure, text);
    else
        right = read_product(&measure, text);
    if (right)
        *out = measure;
    return right;
}

static void buffer_units(ek_buffer *buffer, const ek_measure *measure, bool below)
{
    const char *between = "";

    for (int i = 0; i < EK_DIMENSIONS; i++) {
        int power = below ? -measure->power[i] : measure->power[i];

        for (int n = 0; n < power; n++) {
            ek_buffer_format(buffer, "%s%s", between, unit_names[i][below ? 1 : 0]);
            if (i == EK_MARKS && measure->scale.size)
                ek_buffer_format(buffer, "(%.*s)", EK_TEXT_ARGS(measure->scale));
            between = "*";
        }
    }
}

void ek_buffer_measure(ek_buffer *buffer, const ek_measure *measure)
{
    bool above = false, below = false;

    for (int i = 0; i < EK_DIMENSIONS; i++) {
        above = above || measure->power[i] > 0;
        below = below || measure->power[i] < 0;
    }
    if (!above && !below) {
        ek_buffer_string(buffer, measure->any ? "any" : "count");
        return;
    }
    if (!above)
        ek_buffer_char(buffer, '1');
    buffer_units(buffer, measure, false);
    if (below) {
        ek_buffer_char(buffer, '/');
        buffer_units(buffer, measure, true);
    }
}

bool ek_measure_equal(const ek_measure *a, const ek_measure *b)
{
    if (a->any || b->any)
        return true;
    for (int i = 0; i < EK_DIMENSIONS; i++)
        if (a->power[i] != b->power[i])
            return false;
    return a->scale.size == 0 || b->scale.size == 0 || ek_text_equal(a->scale, b->scale);
}
