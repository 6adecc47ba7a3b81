/* Running: roots and words.
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

/* ---- Words of the law: definitions, remembered within a claim ------------------------------ */

/* The version in force on the day of its clock: 1; none: 0; its clock is unknown: -1. */
static int choose_version(ek_run *run, const ek_word *word, const ek_version **version,
                          ek_date *day, uint8_t *because)
{
    for (uint32_t i = 0; i < word->count; i++) {
        const ek_version *at = &word->versions[i];
        ek_answer clock;

        *day = run->scene->decided;
        if (at->clock != NULL) {
            run->root = at->clock->expr;
            ek_run_value(run, ek_root_on(at->clock, run->scene->decided), &clock);
            if (clock.state == EK_MISSING) {
                *because = clock.because;
                return -1;
            }
            if (clock.state == EK_NONE)
                continue;
            *day = clock.as.date;
        }
        if (*day >= at->since && *day <= at->last_day) {
            *version = at;
            return 1;
        }
    }
    return 0;
}

static void run_versions(const ek_run *outside, const ek_word *word, ek_type type, ek_answer *out)
{
    ek_run inside = *outside, *run = &inside;
    const ek_version *version = NULL;
    uint8_t because = 0;
    ek_date day;
    int found = choose_version(run, word, &version, &day, &because);

    if (found < 0) {
        ek_answer_unknown(out, type, because);
    } else if (found == 0) {
        ek_answer_none(out, type);
    } else {
        run->root = version->is->expr;
        ek_run_value(run, ek_root_on(version->is, day), out);
    }
}

/* Tells these reads from others, also from later ones in the same place. */
static const void *token_of(ek_reads *reads)
{
    reads->token = ek_arena_alloc(reads->arena, 1);
    return reads->token;
}

/* The value alone, where the answer is one that steps can work with. */
static bool take_simple(const ek_answer *answer, ek_type type, ek_cell *out)
{
    if (answer->type != type || answer->state != EK_KNOWN || answer->scale.size > 0)
        return false;
    switch (type) {
    case EK_TYPE_QUANTITY: out->number = answer->low; return true;
    case EK_TYPE_DATE: out->day = answer->as.date; return true;
    case EK_TYPE_TEXT: out->text = answer->as.text; return true;
    case EK_TYPE_SET: out->texts = answer->as.texts; return true;
    default: return false;
    }
}

bool ek_run_word_cell(ek_run *run, const ek_node *node, ek_cell *out)
{
    const ek_remembered *remembered = &run->memo->words[node->as.term->index];
    ek_answer room;

    if (remembered->turn == run->memo->turn && remembered->reads == run->reads->token &&
        run->reads->token != NULL && run->scene->chosen == EK_SCOPE_NONE) {
        *out = remembered->cell;
        return remembered->simple;
    }
    return take_simple(ek_run_word(run, node->as.term, node->type, &room), node->type, out);
}

const ek_answer *ek_run_word(ek_run *run, const ek_term *term, ek_type type, ek_answer *room)
{
    const ek_word *word = &run->programs->words[term->index];
    const ek_scene *scene = run->scene;
    const void *token;
    ek_remembered *remembered;
    bool narrowed = scene->chosen < EK_SCOPE_COUNT && (word->lists >> scene->chosen & 1) != 0;

    if (!word->remembered || narrowed) {
        run_versions(run, word, type, room);
        return room;
    }
    remembered = &run->memo->words[term->index];
    if (run->reads->unkept && run->reads->token == NULL) {
        if (remembered->turn == run->memo->turn)
            return &remembered->answer;
        run_versions(run, word, type, room);
        return room;
    }
    token = run->reads->token != NULL ? run->reads->token : token_of(run->reads);
    if (remembered->turn != run->memo->turn || remembered->reads != token) {
        remembered->turn = 0; /* while it is worked out */
        run_versions(run, word, type, &remembered->answer);
        remembered->simple = take_simple(&remembered->answer, type, &remembered->cell);
        remembered->turn = run->memo->turn;
        remembered->reads = token;
    }
    return &remembered->answer;
}

/* ---- Roots --------------------------------------------------------------------------------- */

static ek_memo *make_memo(ek_scene *scene, const ek_programs *programs)
{
    ek_memo *memo = EK_NEW(scene->arena, ek_memo);

    memo->programs = programs;
    memo->turn = 1;
    memo->answers = EK_NEW_ARRAY(scene->arena, ek_answered, programs->asked_count);
    memo->words = EK_NEW_ARRAY(scene->arena, ek_remembered, programs->word_count);
    memo->told = EK_NEW_ARRAY(scene->arena, ek_told, programs->shared_count + 1);
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

ek_answer ek_compiled_eval(ek_scene *scene, const ek_expr *root, ek_date day, ek_reads *reads)
{
    const ek_programs *programs = scene->book->programs;
    ek_run run = {scene, programs, memo_of(scene, programs), reads, root, NULL, NULL};
    ek_answer answer;

    ek_run_value(&run, find_node(programs, root, day), &answer);
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

    (void)ek_run_test(&run, asks->test, because);
    return (uint32_t)(run.ask - asks);
}
