/* The check of a whole rulebook: sorts it, gives terms their types, then looks at everything else.
 *
 * What makes a decision impossible or wrong is an error; what only looks like it, a warning. */
#include "rule/check_inside.h"

#include "base/sort.h"

/* ---- What other files of the check use ----------------------------------------------------- */

ek_text ek_date_says(ek_arena *arena, ek_date date)
{
    ek_buffer buffer;

    if (date < EK_DATE_MIN || date > EK_DATE_MAX)
        return EK_TEXT("ever");
    ek_buffer_init(&buffer, arena);
    ek_buffer_date(&buffer, date);
    return ek_buffer_done(&buffer);
}

ek_text ek_meant(ek_arena *arena, ek_text wanted, const ek_text *names, uint32_t count)
{
    ek_text nearest = ek_text_nearest(wanted, names, count);

    if (nearest.size == 0)
        return EK_TEXT("");
    return ek_text_format(arena, ": did you mean '%.*s'?", EK_TEXT_ARGS(nearest));
}

ek_text ek_form_says(ek_arena *arena, const ek_form *form)
{
    if (form->rule != NULL)
        return ek_text_format(arena, "rule '%.*s'", EK_TEXT_ARGS(form->rule->id));
    if (form->definition != NULL)
        return ek_text_format(arena, "definition '%.*s'", EK_TEXT_ARGS(form->definition->name));
    if (form->item != NULL)
        return ek_text_format(arena, "check '%.*s'", EK_TEXT_ARGS(form->item->id));
    return ek_text_format(arena, "allocation '%.*s'", EK_TEXT_ARGS(form->allocation->id));
}

bool ek_days_meet(ek_date a_first, ek_date a_last, ek_date b_first, ek_date b_last)
{
    return a_first <= b_last && b_first <= a_last;
}

bool ek_is_displaced(const ek_checking *check, const ek_rule *rule, const ek_rule *by)
{
    ek_text id = by->overrides;

    for (uint32_t steps = 0; id.size != 0 && steps <= check->book->rule_count; steps++) {
        const ek_rule *next = NULL;

        if (ek_text_equal(id, rule->id))
            return true;
        for (uint32_t i = 0; i < check->book->rule_count && next == NULL; i++)
            if (ek_text_equal(check->book->rules[i]->id, id))
                next = check->book->rules[i];
        id = next != NULL ? next->overrides : (ek_text){NULL, 0};
    }
    return false;
}

/* ---- Visiting ------------------------------------------------------------------------------ */

static void visit_expr(ek_checking *check, const ek_form *form, const ek_expr *root,
                       ek_visit *visit, void *to)
{
    if (root != NULL)
        visit(check, form, root, to);
}

static void visit_effect(ek_checking *check, const ek_form *form, const ek_effect *effect,
                         ek_visit *visit, void *to)
{
    for (uint32_t i = 0; effect != NULL && i < effect->field_count; i++)
        visit_expr(check, form, effect->fields[i].value, visit, to);
}

void ek_visit_rule(ek_checking *check, const ek_rule *rule, ek_visit *visit, void *to)
{
    ek_form form = {
        .rule = rule, .since = rule->since, .last_day = rule->last_day, .clock = rule->clock};

    visit_expr(check, &form, rule->clock, visit, to);
    visit_expr(check, &form, rule->where, visit, to);
    visit_expr(check, &form, rule->to_reach, visit, to);
    visit_expr(check, &form, rule->must, visit, to);
    visit_expr(check, &form, rule->otherwise.ruling, visit, to);
    visit_effect(check, &form, rule->gives, visit, to);
    visit_effect(check, &form, rule->limits, visit, to);
}

void ek_visit_definition(ek_checking *check, const ek_definition *definition, ek_visit *visit,
                         void *to)
{
    ek_form form = {.definition = definition,
                    .since = definition->since,
                    .last_day = definition->last_day,
                    .clock = definition->clock};

    visit_expr(check, &form, definition->clock, visit, to);
    visit_expr(check, &form, definition->is, visit, to);
}

void ek_visit_allocation(ek_checking *check, const ek_allocation *allocation, ek_visit *visit,
                         void *to)
{
    ek_form form = {.allocation = allocation,
                    .since = allocation->since,
                    .last_day = allocation->last_day,
                    .clock = allocation->clock};

    visit_expr(check, &form, allocation->clock, visit, to);
    visit_expr(check, &form, allocation->where, visit, to);
    visit_expr(check, &form, allocation->total, visit, to);
    visit_expr(check, &form, allocation->by, visit, to);
    visit_expr(check, &form, allocation->rounding, visit, to);
}

void ek_visit_item(ek_checking *check, const ek_item *item, ek_visit *visit, void *to)
{
    ek_form form = {.item = item, .since = item->since, .last_day = item->last_day};

    visit_expr(check, &form, item->where, visit, to);
    visit_expr(check, &form, item->must, visit, to);
}

void ek_visit_all(ek_checking *check, ek_visit *visit, void *to)
{
    const ek_rulebook *book = check->book;

    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t j = 0; j < book->terms[i]->version_count; j++)
            ek_visit_definition(check, book->terms[i]->versions[j], visit, to);
    for (uint32_t i = 0; i < book->rule_count; i++)
        ek_visit_rule(check, book->rules[i], visit, to);
    for (uint32_t i = 0; i < book->allocation_count; i++)
        ek_visit_allocation(check, book->allocations[i], visit, to);
    for (uint32_t i = 0; i < book->item_count; i++)
        ek_visit_item(check, book->items[i], visit, to);
}

/* ---- Sorting ------------------------------------------------------------------------------- */

static int compare_places(ek_place a, ek_place b)
{
    int order = ek_text_compare(a.file, b.file);

    if (order == 0 && a.line != b.line)
        order = a.line < b.line ? -1 : 1;
    if (order == 0)
        order = a.column < b.column ? -1 : a.column > b.column;
    return order;
}

static int compare_days(ek_date a, ek_date b)
{
    return a < b ? -1 : a > b;
}

static int compare_rules(const void *a, const void *b)
{
    const ek_rule *left = *(const ek_rule *const *)a, *right = *(const ek_rule *const *)b;
    int order = ek_text_compare(left->id, right->id);

    if (order == 0)
        order = compare_days(left->since, right->since);
    return order != 0 ? order : compare_places(left->place, right->place);
}

static int compare_allocations(const void *a, const void *b)
{
    const ek_allocation *left = *(const ek_allocation *const *)a;
    const ek_allocation *right = *(const ek_allocation *const *)b;
    int order = ek_text_compare(left->id, right->id);

    if (order == 0)
        order = compare_days(left->since, right->since);
    return order != 0 ? order : compare_places(left->place, right->place);
}

static int compare_items(const void *a, const void *b)
{
    const ek_item *left = *(const ek_item *const *)a, *right = *(const ek_item *const *)b;
    int order = ek_text_compare(left->id, right->id);

    if (order == 0)
        order = compare_days(left->since, right->since);
    return order != 0 ? order : compare_places(left->place, right->place);
}

static int compare_terms(const void *a, const void *b)
{
    return ek_text_compare((*(const ek_term *const *)a)->name, (*(const ek_term *const *)b)->name);
}

static int compare_definitions(const void *a, const void *b)
{
    const ek_definition *left = *(const ek_definition *const *)a;
    const ek_definition *right = *(const ek_definition *const *)b;
    int order = compare_days(left->since, right->since);

    return order != 0 ? order : compare_places(left->place, right->place);
}

/* The book is not in use yet: what others may only read is put in order here. */
static void *open_up(const void *items)
{
    return (void *)(uintptr_t)items;
}

static void sort_book(ek_rulebook *book)
{
    if (book->rule_count > 0)
        ek_sort(open_up(book->rules), book->rule_count, sizeof *book->rules, compare_rules);
    for (uint32_t i = 0; i < book->rule_count; i++)
        ((ek_rule *)open_up(book->rules[i]))->index = i;
    if (book->allocation_count > 0)
        ek_sort(open_up(book->allocations), book->allocation_count, sizeof *book->allocations,
                compare_allocations);
    if (book->item_count > 0)
        ek_sort(open_up(book->items), book->item_count, sizeof *book->items, compare_items);
    if (book->term_count > 0)
        ek_sort(open_up(book->terms), book->term_count, sizeof *book->terms, compare_terms);
    for (uint32_t i = 0; i < book->term_count; i++) {
        ek_term *term = open_up(book->terms[i]);

        term->index = i;
        if (term->version_count > 0)
            ek_sort(open_up(term->versions), term->version_count, sizeof *term->versions,
                    compare_definitions);
    }
}

/* ---- Types of terms ------------------------------------------------------------------------ */

typedef struct typing_terms {
    ek_checking *check;
    uint8_t *state; /* by index: 0 not looked at, 1 being looked at, 2 done */
    uint32_t *path; /* terms being looked at, outermost first */
    uint32_t depth;
} typing_terms;

static void type_term(typing_terms *to, const ek_term *term);

/* Types again what stands above a term; true when a term stands below. */
static bool retype(typing_terms *to, const ek_expr *expr)
{
    bool above = expr->op == EK_OP_TERM;

    if (above)
        type_term(to, expr->as.term);
    for (uint32_t i = 0; i < expr->count; i++)
        above = retype(to, expr->args[i]) || above;
    if (above)
        ek_check_expr((ek_expr *)open_up(expr), to->check->problems);
    return above;
}

static void report_ring(typing_terms *to, const ek_term *term)
{
    ek_checking *check = to->check;
    ek_buffer buffer;
    uint32_t from = to->depth;

    while (from > 0 && to->path[from - 1] != term->index)
        from--;
    ek_buffer_init(&buffer, check->arena);
    for (uint32_t i = from > 0 ? from - 1 : 0; i < to->depth; i++) {
        const ek_term *on_the_way = check->book->terms[to->path[i]];

        ek_buffer_format(&buffer, "%.*s (", EK_TEXT_ARGS(on_the_way->name));
        ek_buffer_place(&buffer, on_the_way->versions[0]->place);
        ek_buffer_string(&buffer, "), ");
    }
    ek_problem_add(check->problems, ERKEND_EPOLICY, term->versions[0]->place,
                   "definition '%.*s' uses itself: %.*s%.*s; define one without the other",
                   EK_TEXT_ARGS(term->name), EK_TEXT_ARGS(ek_buffer_done(&buffer)),
                   EK_TEXT_ARGS(term->name));
}

static void report_unknown_term(ek_checking *check, const ek_term *term)
{
    ek_text *names = EK_NEW_ARRAY(check->arena, ek_text, check->book->term_count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < check->book->term_count; i++)
        if (check->book->terms[i]->version_count > 0)
            names[count++] = check->book->terms[i]->name;
    ek_problem_add(check->problems, ERKEND_EPOLICY, term->place, "no definition '%.*s'%.*s",
                   EK_TEXT_ARGS(term->name),
                   EK_TEXT_ARGS(ek_meant(check->arena, term->name, names, count)));
}

/* All definitions of one word are of one type. */
static void join_type(ek_checking *check, ek_term *term, const ek_definition *version, bool first)
{
    const ek_expr *is = version->is;

    if (is->type == EK_TYPE_ANY || is->type == EK_TYPE_NONE)
        return;
    if (first || term->type == EK_TYPE_ANY) {
        term->type = is->type;
        term->measure = is->measure;
        return;
    }
    if (term->type == is->type &&
        (term->type != EK_TYPE_LIST || term->versions[0]->is->list_scope == is->list_scope) &&
        (term->type != EK_TYPE_QUANTITY || ek_measure_equal(&term->measure, &is->measure))) {
        if (term->measure.any)
            term->measure = is->measure;
        return;
    }
    ek_problem_add(
        check->problems, ERKEND_EPOLICY, version->place,
        "definition '%.*s' of %.*s is of another type, unit or list than that of %.*s; give "
        "it another name",
        EK_TEXT_ARGS(term->name), EK_TEXT_ARGS(ek_date_says(check->arena, version->since)),
        EK_TEXT_ARGS(ek_date_says(check->arena, term->versions[0]->since)));
}

static void type_term(typing_terms *to, const ek_term *term)
{
    ek_term *open = open_up(term);

    if (to->state[term->index] == 1)
        report_ring(to, term);
    if (to->state[term->index] != 0)
        return;
    to->state[term->index] = 1;
    to->path[to->depth++] = term->index;
    open->type = EK_TYPE_ANY;
    open->measure = (ek_measure){.any = true};
    if (term->version_count == 0)
        report_unknown_term(to->check, term);
    for (uint32_t i = 0; i < term->version_count; i++) {
        const ek_definition *version = term->versions[i];

        if (version->clock != NULL)
            retype(to, version->clock);
        if (version->is == NULL)
            continue;
        retype(to, version->is);
        join_type(to->check, open, version, i == 0);
    }
    to->depth--;
    to->state[term->index] = 2;
}

static void retype_root(ek_checking *check, const ek_form *form, const ek_expr *root, void *to)
{
    (void)check;
    if (form->definition == NULL)
        retype(to, root);
}

static void type_terms(ek_checking *check)
{
    typing_terms to = {.check = check};
    uint32_t count = check->book->term_count;

    to.state = EK_NEW_ARRAY(check->arena, uint8_t, count);
    to.path = EK_NEW_ARRAY(check->arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++)
        type_term(&to, check->book->terms[i]);
    ek_visit_all(check, retype_root, &to);
}

void ek_check_book(ek_rulebook *book, ek_problems *problems)
{
    ek_checking check = {book, problems, problems->arena};
    uint32_t errors = problems->errors;

    sort_book(book);
    type_terms(&check);
    ek_check_dates(&check);
    ek_check_scopes(&check);
    ek_check_words(&check);
    ek_check_numbers(&check);
    if (problems->errors == errors)
        ek_check_rules(&check); /* looks into expressions, which have to be in order */
}
