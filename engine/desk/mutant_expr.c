/* Mutants of what rules say: each expression in turn, outermost first. */
#include "desk/mutant.h"

typedef struct walker {
    ek_mutants *mutants;
    const ek_host *host;
    ek_text owner;
    const ek_expr *parent; /* of the one at hand; NULL: it is a root */
    const ek_expr *fixed;  /* the outermost that parameters alone decide, or NULL */
} walker;

/* ---- What provably changes nothing ---------------------------------------------------------- */

static bool is_fixed(const ek_expr *expr)
{
    if (expr->op == EK_OP_FACT || expr->op == EK_OP_THING || expr->op == EK_OP_RULING ||
        expr->op == EK_OP_TERM)
        return false;
    for (uint32_t i = 0; i < expr->count; i++)
        if (!is_fixed(expr->args[i]))
            return false;
    return true;
}

static ek_answer answer_on(walker *w, const ek_expr *expr, ek_date day)
{
    ek_problems problems;
    ek_reads reads;
    ek_scene scene = {.book = w->mutants->book,
                      .decided = day,
                      .arena = w->mutants->arena,
                      .problems = &problems,
                      .chosen = EK_SCOPE_NONE};

    ek_problems_init(&problems, w->mutants->arena);
    ek_reads_init(&reads, w->mutants->arena);
    return ek_plain_eval(&scene, expr, day, &reads, NULL);
}

static void collect_days(walker *w, const ek_expr *expr, ek_date **days, uint32_t *count,
                         uint32_t *capacity)
{
    if (expr->op == EK_OP_PARAM)
        for (uint32_t i = 0; i < expr->as.param->value_count; i++) {
            ek_date day = expr->as.param->values[i].since;

            if (day > w->host->since && day <= w->host->last_day)
                *EK_PUSH(w->mutants->arena, *days, *count, *capacity) = day;
        }
    for (uint32_t i = 0; i < expr->count; i++)
        collect_days(w, expr->args[i], days, count, capacity);
}

/* Does what parameters alone decide come out as before, on every day of law? */
static bool changes_nothing(walker *w, const ek_mutant *mutant)
{
    ek_date *days = NULL;
    uint32_t count = 0, capacity = 0;
    ek_answer *before;
    bool same = true;

    if (!w->fixed || w->fixed->type == EK_TYPE_TABLE)
        return false;
    *EK_PUSH(w->mutants->arena, days, count, capacity) = w->host->since;
    collect_days(w, w->fixed, &days, &count, &capacity);
    before = EK_NEW_ARRAY(w->mutants->arena, ek_answer, count);
    for (uint32_t i = 0; i < count; i++)
        before[i] = answer_on(w, w->fixed, days[i]);
    ek_mutant_swap(mutant);
    for (uint32_t i = 0; i < count && same; i++) {
        ek_answer after = answer_on(w, w->fixed, days[i]);

        same = ek_answer_equal(&before[i], &after);
    }
    ek_mutant_swap(mutant);
    return same;
}

/* The last mutant, complete by now: kept, or taken back. */
static void keep(walker *w, const ek_expr *expr)
{
    ek_mutant *mutant = &w->mutants->items[w->mutants->count - 1];

    ek_mutant_ids(w->mutants, mutant, &expr->number_id, 1);
    if (changes_nothing(w, mutant))
        w->mutants->count--;
}

/* ---- One expression ------------------------------------------------------------------------- */

/* Where it stands, for the sentence: what is around a number or a text, else the thing itself. */
static ek_text context_of(walker *w, const ek_expr *expr)
{
    bool leaf = expr->op == EK_OP_NUMBER || expr->op == EK_OP_TEXT || expr->op == EK_OP_TEXTS;

    return ek_expr_text(w->mutants->arena, leaf && w->parent ? w->parent : expr);
}

static ek_mutant *add(walker *w, const ek_expr *expr, const char *what, ek_text from,
                      const char *became, ek_text to)
{
    return ek_mutant_add(w->mutants, w->owner, expr->place, w->host->claims,
                         "%s%.*s%s%.*s in %.*s, %s: %.*s", what, EK_TEXT_ARGS(from), became,
                         EK_TEXT_ARGS(to), EK_TEXT_ARGS(w->owner), w->host->part,
                         EK_TEXT_ARGS(context_of(w, expr)));
}

static ek_op other_op(ek_op op)
{
    static const ek_op pairs[][2] = {{EK_OP_AT_MOST, EK_OP_LESS_THAN},
                                     {EK_OP_AT_LEAST, EK_OP_MORE_THAN},
                                     {EK_OP_BEFORE, EK_OP_ON_OR_BEFORE},
                                     {EK_OP_AFTER, EK_OP_ON_OR_AFTER},
                                     {EK_OP_SAME, EK_OP_DIFFERENT},
                                     {EK_OP_ALL, EK_OP_ANY},
                                     {EK_OP_EVERY, EK_OP_SOME},
                                     {EK_OP_ADD, EK_OP_SUBTRACT},
                                     {EK_OP_LESSER_OF, EK_OP_GREATER_OF},
                                     {EK_OP_LARGEST_OF, EK_OP_SMALLEST_OF},
                                     {EK_OP_IN_FORCE, EK_OP_IN_TRANSITION}};

    for (uint32_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (pairs[i][0] == op)
            return pairs[i][1];
        if (pairs[i][1] == op)
            return pairs[i][0];
    }
    return EK_OPS;
}

static void flip_op(walker *w, const ek_expr *expr)
{
    ek_op other = other_op(expr->op);

    if (other == EK_OPS || other == EK_OP_IN_FORCE ||
        ((expr->op == EK_OP_ALL || expr->op == EK_OP_ANY) && expr->count < 2))
        return;
    ek_mutant_patch(w->mutants,
                    add(w, expr, "", ek_text_of(ek_op_name(expr->op)), " became ",
                        ek_text_of(ek_op_name(other))),
                    &expr->op, &other, sizeof other);
    keep(w, expr);
}

/* The expression becomes one of its own. */
static void become(walker *w, const ek_expr *expr, const ek_expr *arg)
{
    ek_expr copy = *arg;

    copy.number_id = expr->number_id;
    ek_mutant_patch(
        w->mutants,
        add(w, expr, "", ek_text_of(ek_op_name(expr->op)), " was left out", EK_TEXT("")), expr,
        &copy, sizeof copy);
    keep(w, expr);
}

static void leave_out(walker *w, const ek_expr *expr, uint32_t left_out, const char *what)
{
    const ek_expr **args = EK_NEW_ARRAY(w->mutants->arena, const ek_expr *, expr->count);
    const ek_expr *const *left = args;
    uint32_t count = 0;
    ek_mutant *mutant = add(w, expr, what, ek_expr_text(w->mutants->arena, expr->args[left_out]),
                            " was left out", EK_TEXT(""));

    for (uint32_t i = 0; i < expr->count; i++)
        if (i != left_out)
            args[count++] = expr->args[i];
    ek_mutant_patch(w->mutants, mutant, &expr->args, &left, sizeof left);
    ek_mutant_patch(w->mutants, mutant, &expr->count, &count, sizeof count);
    keep(w, expr);
}

/* How many args a list word has without its condition; 0: it needs it, or is none. */
static uint32_t args_without_condition(ek_op op)
{
    switch (op) {
    case EK_OP_NUMBER_OF: return 1;
    case EK_OP_SUM_OF:
    case EK_OP_MEAN_OF:
    case EK_OP_LARGEST_OF:
    case EK_OP_SMALLEST_OF: return 2;
    case EK_OP_WEIGHTED_MEAN_OF: return 3;
    default: return 0;
    }
}

static void leave_out_args(walker *w, const ek_expr *expr)
{
    uint32_t least = args_without_condition(expr->op);

    if (expr->op == EK_OP_ALL || expr->op == EK_OP_ANY || expr->op == EK_OP_TEXTS)
        for (uint32_t i = 0; i < expr->count && expr->count > 1; i++)
            leave_out(w, expr, i, "");
    if (least > 0 && expr->count > least)
        leave_out(w, expr, expr->count - 1, "the condition ");
}

/* ---- Numbers and texts ---------------------------------------------------------------------- */

static void step_number(walker *w, const ek_expr *expr, int64_t by)
{
    ek_fraction number = ek_fraction_whole(expr->as.number.num + by);
    ek_buffer from, to;

    ek_buffer_init(&from, w->mutants->arena);
    ek_buffer_init(&to, w->mutants->arena);
    ek_buffer_fraction(&from, expr->as.number);
    ek_buffer_fraction(&to, number);
    ek_mutant_patch(w->mutants,
                    add(w, expr, "", ek_buffer_done(&from), " became ", ek_buffer_done(&to)),
                    &expr->as.number, &number, sizeof number);
    keep(w, expr);
}

static void change_number(walker *w, const ek_expr *expr)
{
    if (!ek_fraction_is_whole(expr->as.number))
        return;
    step_number(w, expr, 1);
    if (expr->as.number.num > 0)
        step_number(w, expr, -1);
}

static void change_text(walker *w, const ek_expr *expr)
{
    ek_text other = ek_text_format(w->mutants->arena, "%.*s~", EK_TEXT_ARGS(expr->as.text));

    if (w->parent && w->parent->op == EK_OP_TEXTS)
        return; /* it is left out of the list instead */
    ek_mutant_patch(w->mutants,
                    add(w, expr, "",
                        ek_text_format(w->mutants->arena, "\"%.*s\"", EK_TEXT_ARGS(expr->as.text)),
                        " became another word", EK_TEXT("")),
                    &expr->as.text, &other, sizeof other);
    keep(w, expr);
}

static void note_param(walker *w, const ek_expr *expr)
{
    *EK_PUSH(w->mutants->arena, w->mutants->uses, w->mutants->use_count, w->mutants->use_capacity) =
        (ek_param_use){expr->as.param, w->host->since, w->host->last_day, expr->number_id};
}

/* ---- All below a root ----------------------------------------------------------------------- */

static void walk(walker *w, const ek_expr *expr)
{
    const ek_expr *parent = w->parent, *fixed = w->fixed;

    if (expr->op == EK_OP_PARAM)
        note_param(w, expr);
    if (w->mutants->visited[expr->number_id])
        return;
    w->mutants->visited[expr->number_id] = true;
    if (!w->fixed && is_fixed(expr))
        w->fixed = expr;
    flip_op(w, expr);
    leave_out_args(w, expr);
    if (expr->op == EK_OP_NO || expr->op == EK_OP_THOSE || expr->op == EK_OP_ROUNDED)
        become(w, expr, expr->args[0]);
    if (expr->op == EK_OP_NUMBER)
        change_number(w, expr);
    if (expr->op == EK_OP_TEXT)
        change_text(w, expr);
    w->parent = expr;
    for (uint32_t i = 0; i < expr->count; i++)
        walk(w, expr->args[i]);
    w->parent = parent;
    w->fixed = fixed;
}

void ek_mutants_of_expr(ek_mutants *mutants, const ek_host *host, const ek_expr *root)
{
    walker w = {.mutants = mutants, .host = host};
    ek_buffer owner;

    ek_buffer_init(&owner, mutants->arena);
    ek_buffer_owner(&owner, &host->owner);
    w.owner = ek_buffer_done(&owner);
    walk(&w, root);
}
