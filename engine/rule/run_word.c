/* Running: words of the law, remembered within a claim.
 *
 * What a word is on a day of the decision was found when the bundle was opened, unless a version
 * has a clock of its own: then it is a run of steps, and most often a simple value, which goes from
 * the steps straight to where it is remembered. Of all else the answer is kept. */
#include <assert.h>

#include "rule/compile.h"

/* ---- By versions --------------------------------------------------------------------------- */

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

/* ---- By what it is on the day of the decision ------------------------------------------------ */

static const ek_meaning *find_meaning(const ek_word *word, ek_date day)
{
    uint32_t at = 0;

    if (word->meanings == NULL)
        return NULL;
    if (word->meaning_count > 1)
        at = ek_date_find(word->meanings, sizeof *word->meanings, word->meaning_count, day);
    return word->meanings[at].test != NULL ? &word->meanings[at] : NULL;
}

static void run_condition(ek_run *run, const ek_meaning *meaning, ek_remembered *out)
{
    const ek_expr *outside = run->root;

    run->root = meaning->root;
    out->truth = (uint8_t)ek_run_test(run, meaning->test, &out->because);
    run->root = outside;
    out->state = out->truth == EK_UNKNOWN ? EK_MISSING : EK_KNOWN;
    out->simple = false;
}

/* false: something on the way was not simple. */
static bool run_simple(ek_run *run, const ek_meaning *meaning, ek_remembered *out)
{
    ek_cell cells[EK_CELLS];

    if (ek_run_steps(run, meaning->test->steps, cells, &out->because) != EK_TRUE)
        return false;
    out->cell = cells[0];
    out->scale = meaning->scale;
    out->state = EK_KNOWN;
    out->truth = EK_FALSE;
    out->simple = true;
    return true;
}

/* ---- Remembering ----------------------------------------------------------------------------- */

/* The value alone, where the answer is one that steps can work with. */
static bool take_simple(const ek_answer *answer, ek_type type, ek_cell *out)
{
    if (answer->type != type || answer->state != EK_KNOWN)
        return false;
    switch (type) {
    case EK_TYPE_QUANTITY: out->number = answer->low; return true;
    case EK_TYPE_DATE: out->day = answer->as.date; return true;
    case EK_TYPE_TEXT: out->text = answer->as.text; return true;
    case EK_TYPE_SET: out->texts = answer->as.texts; return true;
    default: return false;
    }
}

static void run_whole(ek_run *run, const ek_word *word, ek_type type, ek_remembered *out)
{
    ek_answer *answer = out->answer;

    if (answer == NULL)
        answer = EK_ROOM(run->scene->arena, ek_answer, 1);
    run_versions(run, word, type, answer);
    out->answer = answer;
    out->whole = true;
    out->state = (uint8_t)answer->state;
    out->truth = (uint8_t)answer->truth;
    out->because = answer->because;
    out->scale = answer->scale;
    out->simple = take_simple(answer, type, &out->cell);
}

static void work_out(ek_run *run, const ek_word *word, ek_type type, ek_remembered *out)
{
    const ek_meaning *meaning;

    if (out->meant_on != run->scene->decided) {
        out->meant_on = run->scene->decided;
        out->meaning = find_meaning(word, out->meant_on);
    }
    meaning = out->meaning;
    out->turn = 0; /* while it is worked out */
    out->whole = false;
    if (meaning != NULL && type == EK_TYPE_CONDITION)
        run_condition(run, meaning, out);
    else if (meaning == NULL || !run_simple(run, meaning, out))
        run_whole(run, word, type, out);
    out->turn = run->memo->turn;
}

/* Tells these reads from others, also from later ones in the same place. */
static const void *token_of(ek_reads *reads)
{
    reads->token = ek_arena_alloc(reads->arena, 1);
    return reads->token;
}

const ek_remembered *ek_run_remember(ek_run *run, const ek_term *term, ek_type type)
{
    const ek_word *word = &run->programs->words[term->index];
    const ek_scene *scene = run->scene;
    ek_remembered *remembered = &run->memo->words[term->index];
    bool narrowed = scene->chosen < EK_SCOPE_COUNT && (word->lists >> scene->chosen & 1) != 0;
    const void *token;

    if (!word->remembered || narrowed)
        return NULL;
    if (run->reads->unkept && run->reads->token == NULL)
        return remembered->turn == run->memo->turn ? remembered : NULL;
    token = run->reads->token != NULL ? run->reads->token : token_of(run->reads);
    if (remembered->turn != run->memo->turn || remembered->reads != token) {
        work_out(run, word, type, remembered);
        remembered->reads = token;
    }
    return remembered;
}

static void answer_simple(ek_answer *out, const ek_remembered *remembered, ek_type type)
{
    if (type == EK_TYPE_QUANTITY) {
        ek_answer_number(out, remembered->cell.number);
        out->scale = remembered->scale;
        return;
    }
    ek_answer_none(out, type);
    out->state = EK_KNOWN;
    if (type == EK_TYPE_TEXT)
        out->as.text = remembered->cell.text;
    else if (type == EK_TYPE_DATE)
        out->as.date = remembered->cell.day;
    else
        out->as.texts = remembered->cell.texts;
}

void ek_run_word(ek_run *run, const ek_node *word, ek_answer *out)
{
    const ek_remembered *remembered = ek_run_recall(run, word);
    ek_type type = word->type;

    if (remembered == NULL)
        run_versions(run, &run->programs->words[word->as.term->index], type, out);
    else if (remembered->whole)
        *out = *remembered->answer;
    else if (type == EK_TYPE_CONDITION)
        ek_answer_truth(out, (ek_truth)remembered->truth, remembered->because);
    else
        answer_simple(out, remembered, type);
}
