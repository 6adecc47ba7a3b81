/* Choosing: `choose = elective, to_reach = …`: a rule holds if some selection holds.
 *
 * A selection is a set of the things that reaches, and of which no member could be left out
 * (DECISIONS 17). Selections are tried one by one, the things in the order of their names; each
 * costs a step of the search, and beyond the limit the case is an error that says so. Where
 * reaching is a sum or a count of what is never negative, a selection that reaches is not made
 * larger: that would be no selection. */
#include "decide/inside.h"

#include "base/sort.h"

typedef struct chooser {
    ek_judging *j;
    const ek_rule *rule;
    ek_date day;
    ek_wants *wants;
    const ek_record **items;
    uint32_t count;
    const ek_record **chosen;
    uint32_t chosen_count;
    const ek_record **fewer; /* room for one selection */
    bool grows;              /* what reaches goes on reaching with more */
    ek_truth truth;          /* so far */
    uint8_t because;
} chooser;

static int compare_things(const void *left, const void *right)
{
    const ek_record *a = *(const ek_record *const *)left, *b = *(const ek_record *const *)right;
    uint32_t id = EK_NO_FIELD;
    int order = 0;

    for (uint32_t i = 0; i < a->type->field_count && id == EK_NO_FIELD; i++)
        if (a->type->fields[i].flags & EK_ID)
            id = i;
    if (id != EK_NO_FIELD && a->slots[id].state == EK_KNOWN && b->slots[id].state == EK_KNOWN)
        order = ek_text_compare(a->slots[id].as.text, b->slots[id].as.text);
    if (order == 0)
        order = a->number < b->number ? -1 : a->number > b->number;
    return order;
}

static bool is_growing(const ek_expr *reach)
{
    const ek_expr *sum = reach->count > 0 ? reach->args[0] : NULL;

    if ((reach->op != EK_OP_AT_LEAST && reach->op != EK_OP_MORE_THAN) || !sum)
        return false;
    if (sum->op == EK_OP_NUMBER_OF)
        return true;
    return sum->op == EK_OP_SUM_OF && sum->args[1]->op == EK_OP_FACT &&
           sum->args[1]->as.path.field &&
           sum->args[1]->as.path.field->flags & (EK_NOT_NEGATIVE | EK_POSITIVE);
}

static ek_answer ask_with(chooser *to, const ek_expr *expr, const ek_record *const *items,
                          uint32_t count)
{
    ek_scene *scene = to->j->scene;

    if (scene->search_steps <= to->count) {
        ek_problem_add(to->j->problems, ERKEND_ELIMIT, to->rule->place,
                       "rule %.*s: more selections than the limit of the search allows; leave out "
                       "things that cannot matter",
                       EK_TEXT_ARGS(to->rule->id));
        ek_raise(to->j->arena, ERKEND_ELIMIT);
    }
    scene->search_steps -= to->count + 1; /* each looks at all of the things */
    scene->chosen = to->rule->choose;
    scene->chosen_items = items;
    scene->chosen_count = count;
    return to->j->evaluate(scene, expr, to->day, &to->j->claim->reads);
}

/* Could one be left out? True, false, or not known. */
static ek_truth find_spare(chooser *to)
{
    const ek_record **fewer = to->fewer;
    ek_truth spare = EK_FALSE;

    for (uint32_t left = 0; left < to->chosen_count && spare != EK_TRUE; left++) {
        uint32_t count = 0;
        ek_truth reaches;

        for (uint32_t i = 0; i < to->chosen_count; i++)
            if (i != left)
                fewer[count++] = to->chosen[i];
        reaches = ask_with(to, to->rule->to_reach, fewer, count).truth;
        spare = reaches == EK_FALSE ? spare : reaches;
    }
    return spare;
}

static void want(chooser *to, const ek_answer *answer, const ek_expr *expr)
{
    to->because = (uint8_t)(to->because | answer->because);
    ek_wants_expr(to->wants, to->j->scene, expr, to->day);
}

/* One selection that reaches, or may reach. */
static void try_selection(chooser *to, const ek_answer *reaches)
{
    ek_truth spare = find_spare(to);
    ek_answer must;

    if (spare == EK_TRUE)
        return;
    must = ask_with(to, to->rule->must, to->chosen, to->chosen_count);
    if (must.truth == EK_FALSE)
        return;
    if (reaches->truth == EK_TRUE && spare == EK_FALSE && must.truth == EK_TRUE) {
        to->truth = EK_TRUE;
        return;
    }
    to->truth = EK_UNKNOWN;
    if (reaches->truth == EK_UNKNOWN)
        want(to, reaches, to->rule->to_reach);
    if (must.truth == EK_UNKNOWN)
        want(to, &must, to->rule->must);
    if (!to->because)
        to->because = EK_BECAUSE_FACT;
}

static void try_from(chooser *to, uint32_t next)
{
    ek_answer reaches = ask_with(to, to->rule->to_reach, to->chosen, to->chosen_count);

    if (reaches.truth != EK_FALSE)
        try_selection(to, &reaches);
    if (to->truth == EK_TRUE || (reaches.truth == EK_TRUE && to->grows))
        return;
    for (uint32_t i = next; i < to->count && to->truth != EK_TRUE; i++) {
        to->chosen[to->chosen_count++] = to->items[i];
        try_from(to, i + 1);
        if (to->truth != EK_TRUE)
            to->chosen_count--;
    }
}

ek_answer ek_choose(ek_judging *j, const ek_rule *rule, ek_date day, ek_wants *wants)
{
    ek_answer answer = {.type = EK_TYPE_CONDITION, .truth = EK_UNKNOWN, .because = EK_BECAUSE_FACT};
    ek_answer list = ek_scene_list(j->scene, rule->choose, &j->claim->reads);
    chooser to = {.j = j,
                  .rule = rule,
                  .day = day,
                  .wants = wants,
                  .count = list.count,
                  .grows = is_growing(rule->to_reach),
                  .truth = EK_FALSE};

    if (list.state == EK_MISSING) {
        ek_wants_expr(wants, j->scene, rule->to_reach, day);
        ek_wants_expr(wants, j->scene, rule->must, day);
        return answer;
    }
    to.items = EK_NEW_ARRAY(j->arena, const ek_record *, list.count + 1);
    to.fewer = EK_NEW_ARRAY(j->arena, const ek_record *, list.count + 1);
    to.chosen = EK_NEW_ARRAY(j->arena, const ek_record *, list.count + 1);
    for (uint32_t i = 0; i < list.count; i++)
        to.items[i] = list.items[i];
    ek_sort(to.items, to.count, sizeof(void *), compare_things);
    try_from(&to, 0);
    if (to.truth == EK_TRUE) {
        j->scene->chosen = rule->choose;
        j->scene->chosen_items = to.chosen;
        j->scene->chosen_count = to.chosen_count;
    } else {
        j->scene->chosen = EK_SCOPE_NONE;
        j->scene->chosen_items = NULL;
        j->scene->chosen_count = 0;
    }
    answer.truth = to.truth;
    answer.because = to.truth == EK_UNKNOWN ? to.because : 0;
    return answer;
}
