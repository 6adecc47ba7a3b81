/* Running: roots.
 *
 * ek_compiled_eval finds the root of an expression, its node on the day, and runs it. */
#include <assert.h>
#include <string.h>

#include "rule/compile.h"

const ek_node *ek_root_on(const ek_root *root, ek_date day)
{
    return root->intervals[ek_date_find(root->intervals, sizeof *root->intervals, root->count, day)]
        .node;
}

/* ---- Roots --------------------------------------------------------------------------------- */

/* Of what is not remembered yet nothing else is looked at. */
static ek_memo *make_memo(ek_scene *scene, const ek_programs *programs)
{
    ek_memo *memo = EK_NEW(scene->arena, ek_memo);

    memo->programs = programs;
    memo->turn = 1;
    memo->answers = EK_ROOM(scene->arena, ek_answered, programs->asked_count);
    memo->words = EK_ROOM(scene->arena, ek_remembered, programs->word_count);
    memo->told = EK_NEW_ARRAY(scene->arena, ek_told, programs->shared_count + 1);
    for (uint32_t i = 0; i < programs->asked_count; i++)
        memo->answers[i].turn = 0;
    for (uint32_t i = 0; i < programs->word_count; i++) {
        memo->words[i].turn = 0;
        memo->words[i].meant_on = 0;
        memo->words[i].meaning = NULL;
        memo->words[i].answer = NULL;
    }
    scene->memo = memo;
    return memo;
}

static inline ek_memo *memo_of(ek_scene *scene, const ek_programs *programs)
{
    ek_memo *memo = scene->memo;

    return memo != NULL && memo->programs == programs ? memo : make_memo(scene, programs);
}

void ek_compiled_forget(ek_scene *scene)
{
    ek_memo *memo = scene->memo;

    if (memo != NULL && ++memo->turn == 0)
        scene->memo = NULL; /* so many claims that a turn would come again */
}

/* Most are the same on all days. */
static inline const ek_node *find_node(const ek_programs *programs, const ek_expr *root,
                                       ek_date day)
{
    const ek_root *found;

    assert(root->number_id < programs->root_count);
    found = programs->roots[root->number_id];
    assert(found->expr == root);
    return found->count == 1 ? found->intervals[0].node : ek_root_on(found, day);
}

const ek_node *ek_compiled_form(const ek_rulebook *book, const ek_expr *root, ek_date day)
{
    return find_node(book->programs, root, day);
}

const ek_node *ek_form_arg(const ek_node *form, uint32_t index)
{
    assert(!form->is_constant && index < form->count);
    return form->args[index];
}

bool ek_form_is_constant(const ek_node *form)
{
    return form->is_constant;
}

ek_answer ek_form_eval(ek_scene *scene, const ek_node *form, const ek_expr *root, ek_reads *reads)
{
    const ek_programs *programs = scene->book->programs;
    ek_run run = {scene, programs, memo_of(scene, programs), reads, root, NULL, NULL};
    ek_answer answer;

    ek_run_value(&run, form, &answer);
    return answer;
}

void ek_compiled_answer(ek_scene *scene, const ek_expr *root, ek_date day, ek_reads *reads,
                        ek_answer *out)
{
    const ek_programs *programs = scene->book->programs;
    ek_run run = {scene, programs, memo_of(scene, programs), reads, root, NULL, NULL};

    ek_run_value(&run, find_node(programs, root, day), out);
}

ek_answer ek_compiled_eval(ek_scene *scene, const ek_expr *root, ek_date day, ek_reads *reads)
{
    ek_answer answer;

    ek_compiled_answer(scene, root, day, reads, &answer);
    return answer;
}

/* Not inlined: most conditions have steps. */
static ek_truth find_truth(ek_run *run, const ek_node *node, uint8_t *because)
{
    ek_answer answer;

    ek_run_value(run, node, &answer);
    *because = answer.because;
    return answer.truth;
}

static ek_truth run_root_on(ek_run *run, const ek_root *root, ek_date day, uint8_t *because)
{
    const ek_node *node = ek_root_on(root, day);

    return node->test != NULL ? ek_run_test(run, node->test, because)
                              : find_truth(run, node, because);
}

static inline ek_truth run_root(ek_run *run, const ek_root *root, ek_date day, uint8_t *because)
{
    run->root = root->expr;
    return root->always != NULL ? ek_run_test(run, root->always, because)
                                : run_root_on(run, root, day, because);
}

ek_truth ek_compiled_truth(ek_scene *scene, const ek_expr *root, ek_date day, ek_reads *reads,
                           uint8_t *because)
{
    const ek_programs *programs = scene->book->programs;
    ek_run run = {scene, programs, memo_of(scene, programs), reads, root, NULL, NULL};

    assert(root->number_id < programs->root_count);
    return run_root(&run, programs->roots[root->number_id], day, because);
}

uint32_t ek_compiled_asks(ek_scene *scene, const ek_ask *asks, ek_reads *reads, uint8_t *said,
                          uint8_t *because)
{
    const ek_programs *programs = scene->book->programs;
    ek_run run = {scene, programs, memo_of(scene, programs), reads, asks->root, asks, said};
    ek_cell cells[EK_CELLS];

    (void)ek_run_steps(&run, asks->steps, cells, because);
    return (uint32_t)(run.ask - asks);
}
