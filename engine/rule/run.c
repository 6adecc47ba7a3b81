/* Running: roots, steps and words.
 *
 * ek_compiled_eval finds the root of an expression, its node on the day, and runs it. Steps are the
 * inner loop of the engine: a step looks at one or two facts directly and goes on; where a fact is
 * not simply known, or a number not small and whole, it asks the node behind it, which knows
 * everything. Both ways read the same facts in the same order.
 *
 * The steps are dispatched by computed goto where the compiler has it, else by a switch. */
#include <assert.h>
#include <string.h>

#include "rule/compile.h"

const ek_node *ek_root_on(const ek_root *root, ek_date day)
{
    uint32_t low = 0, high = root->count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (root->intervals[middle].since <= day)
            low = middle;
        else
            high = middle;
    }
    return root->intervals[low].node;
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
    if (run->reads->unkept) {
        if (remembered->turn == run->memo->turn)
            return &remembered->answer;
        run_versions(run, word, type, room);
        return room;
    }
    token = run->reads->token != NULL ? run->reads->token : token_of(run->reads);
    if (remembered->turn != run->memo->turn || remembered->reads != token) {
        remembered->turn = 0; /* while it is worked out */
        run_versions(run, word, type, &remembered->answer);
        remembered->turn = run->memo->turn;
        remembered->reads = token;
    }
    return &remembered->answer;
}

/* ---- Steps --------------------------------------------------------------------------------- */

/* The value of a fact, its read recorded; NULL when there is no record that has it. */
static inline const ek_value *look_at(ek_run *run, const ek_fact *fact)
{
    const ek_path *path = &fact->path;
    const ek_at *at = &run->scene->at[path->scope];
    const ek_record *record = at->as.record;
    uint32_t last = path->length - 1;

    if (at->state != EK_KNOWN)
        return NULL;
    for (uint32_t i = 0; i < last; i++) {
        const ek_value *value = &record->slots[path->slots[i]];

        if (value->state != EK_KNOWN)
            return NULL;
        record = value->as.record;
    }
    ek_run_note(run, path->scope, record, path->slots[last]);
    return &record->slots[path->slots[last]];
}

/* As above, but NULL too when the value is not known. */
static inline const ek_value *look_at_known(ek_run *run, const ek_fact *fact)
{
    const ek_value *value = look_at(run, fact);

    return value != NULL && value->state == EK_KNOWN ? value : NULL;
}

const ek_value *ek_run_known(ek_run *run, const ek_fact *fact)
{
    return look_at_known(run, fact);
}

static inline ek_truth relate(int64_t a, int64_t b, uint8_t relation)
{
    switch (relation) {
    case EK_LESS: return a < b ? EK_TRUE : EK_FALSE;
    case EK_LESS_OR_SAME: return a <= b ? EK_TRUE : EK_FALSE;
    case EK_MORE: return a > b ? EK_TRUE : EK_FALSE;
    default: return a >= b ? EK_TRUE : EK_FALSE;
    }
}

static inline bool is_whole_and_small(const ek_value *value)
{
    return value != NULL && value->as.number.den == 1 && value->as.number.num > INT32_MIN &&
           value->as.number.num < INT32_MAX;
}

static bool run_yes(ek_run *run, const ek_step *step, ek_truth *truth)
{
    const ek_value *value = look_at_known(run, step->a);

    if (value != NULL)
        *truth = value->as.yes ? EK_TRUE : EK_FALSE;
    return value != NULL;
}

static bool run_given(ek_run *run, const ek_step *step, ek_truth *truth)
{
    const ek_value *value = look_at(run, step->a);

    if (value == NULL || value->state == EK_MISSING)
        return false;
    *truth = value->state == EK_KNOWN ? EK_TRUE : EK_FALSE;
    return true;
}

static bool run_date(ek_run *run, const ek_step *step, ek_truth *truth)
{
    const ek_value *a = look_at_known(run, step->a);

    if (a != NULL)
        *truth = relate(a->as.date, step->with.date, step->relation);
    return a != NULL;
}

static bool run_dates(ek_run *run, const ek_step *step, ek_truth *truth)
{
    const ek_value *a = look_at_known(run, step->a);
    const ek_value *b = a != NULL ? look_at_known(run, step->with.b) : NULL;

    if (b != NULL)
        *truth = relate(a->as.date, b->as.date, step->relation);
    return b != NULL;
}

static bool run_number(ek_run *run, const ek_step *step, ek_truth *truth)
{
    const ek_value *a = look_at_known(run, step->a);

    if (!is_whole_and_small(a))
        return false;
    *truth = relate(a->as.number.num, step->with.number, step->relation);
    return true;
}

static bool run_numbers(ek_run *run, const ek_step *step, ek_truth *truth)
{
    const ek_value *a = look_at_known(run, step->a);
    const ek_value *b = is_whole_and_small(a) ? look_at_known(run, step->with.b) : NULL;

    if (!is_whole_and_small(b))
        return false;
    *truth = relate(a->as.number.num, b->as.number.num, step->relation);
    return true;
}

static bool run_linear(ek_run *run, const ek_step *step, ek_truth *truth)
{
    const ek_linear *linear = step->with.linear;
    int64_t sum = linear->constant;

    for (uint32_t i = 0; i < linear->count; i++) {
        const ek_value *value = look_at_known(run, linear->facts[i]);

        if (!is_whole_and_small(value))
            return false;
        sum += linear->times[i] * value->as.number.num;
    }
    *truth = relate(sum, 0, step->relation);
    return true;
}

static bool run_text(ek_run *run, const ek_step *step, ek_truth *truth)
{
    const ek_value *a = look_at_known(run, step->a);

    if (a != NULL)
        *truth =
            ek_text_equal(a->as.text, step->with.text) != (step->negated != 0) ? EK_TRUE : EK_FALSE;
    return a != NULL;
}

static bool run_texts(ek_run *run, const ek_step *step, ek_truth *truth)
{
    const ek_value *a = look_at_known(run, step->a);
    const ek_value *b = a != NULL ? look_at_known(run, step->with.b) : NULL;

    if (b != NULL)
        *truth = ek_text_equal(a->as.text, b->as.text) != (step->negated != 0) ? EK_TRUE : EK_FALSE;
    return b != NULL;
}

static bool run_one_of(ek_run *run, const ek_step *step, ek_truth *truth)
{
    const ek_value *a = look_at_known(run, step->a);

    if (a == NULL)
        return false;
    *truth = EK_FALSE;
    for (uint32_t i = 0; i < step->with.texts.count; i++)
        if (ek_text_equal(a->as.text, step->with.texts.items[i]))
            *truth = EK_TRUE;
    return true;
}

static bool run_order(ek_run *run, const ek_step *step, ek_truth *truth)
{
    ek_fraction a, b;

    if (!ek_simple_number(run, step->node->args[0], &a) ||
        !ek_simple_number(run, step->node->args[1], &b))
        return false;
    *truth = a.den == b.den ? relate(a.num, b.num, step->relation)
                            : relate(ek_fraction_compare(a, b), 0, step->relation);
    return true;
}

static bool run_days(ek_run *run, const ek_step *step, ek_truth *truth)
{
    ek_date a, b;

    if (!ek_simple_day(run, step->node->args[0], &a) ||
        !ek_simple_day(run, step->node->args[1], &b))
        return false;
    *truth = relate(a, b, step->relation);
    return true;
}

static bool run_member(ek_run *run, const ek_step *step, ek_truth *truth)
{
    ek_text text;
    ek_texts set;

    if (!ek_simple_text(run, step->node->args[0], &text) ||
        !ek_simple_set(run, step->node->args[1], &set))
        return false;
    *truth = EK_FALSE;
    for (uint32_t i = 0; i < set.count && *truth == EK_FALSE; i++)
        if (ek_text_equal(text, set.items[i]))
            *truth = EK_TRUE;
    return true;
}

/* The set that is covered: one, or texts written out, all of which are read. */
static bool run_covers(ek_run *run, const ek_step *step, ek_truth *truth)
{
    const ek_node *want = step->node->args[1];
    bool written = !want->is_constant && want->op == EK_OP_TEXTS;
    ek_texts have, set = {NULL, 0};
    bool covered = true;

    if (!ek_simple_set(run, step->node->args[0], &have) ||
        (!written && !ek_simple_set(run, want, &set)))
        return false;
    for (uint32_t i = 0; written && i < want->count; i++) {
        ek_text text;

        if (!ek_simple_text(run, want->args[i], &text))
            return false;
        covered = covered && ek_texts_have(have, text);
    }
    for (uint32_t i = 0; i < set.count && covered; i++)
        covered = ek_texts_have(have, set.items[i]);
    *truth = covered ? EK_TRUE : EK_FALSE;
    return true;
}

/* in_force of a thing that is at hand, its first day and the day known. */
static bool run_period(ek_run *run, const ek_step *step, ek_truth *truth)
{
    const ek_node *node = step->node;
    const ek_at *at = &run->scene->at[node->args[0]->as.scope];
    const ek_value *first, *last;
    ek_date day;

    if (at->state != EK_KNOWN || at->as.record->type != node->looks_into)
        return false;
    ek_run_note(run, EK_SCOPE_NONE, at->as.record, node->slots[0]);
    ek_run_note(run, EK_SCOPE_NONE, at->as.record, node->slots[1]);
    first = &at->as.record->slots[node->slots[0]];
    last = &at->as.record->slots[node->slots[1]];
    if (first->state != EK_KNOWN || last->state == EK_MISSING ||
        !ek_simple_day(run, node->args[1], &day))
        return false;
    *truth = day >= first->as.date && (last->state == EK_NONE || day <= last->as.date) ? EK_TRUE
                                                                                       : EK_FALSE;
    return true;
}

/* given(term.x): a condition and a list are no matter of their state alone. */
static bool run_has_word(ek_run *run, const ek_step *step, ek_truth *truth)
{
    const ek_node *word = step->node->args[0];
    ek_answer room;
    const ek_answer *answer = ek_run_word(run, word->as.term, word->type, &room);

    if (answer->state == EK_MISSING || answer->type == EK_TYPE_LIST ||
        answer->type == EK_TYPE_SET || answer->type == EK_TYPE_CONDITION)
        return false;
    *truth = answer->state == EK_KNOWN ? EK_TRUE : EK_FALSE;
    return true;
}

static ek_truth run_term(ek_run *run, const ek_step *step, uint8_t *because)
{
    ek_answer room;
    const ek_answer *answer = ek_run_word(run, step->node->as.term, step->node->type, &room);

    *because = answer->because;
    return answer->truth;
}

#if defined(__GNUC__) && !defined(EK_NO_COMPUTED_GOTO)
#define EK_COMPUTED_GOTO 1
#else
#define EK_COMPUTED_GOTO 0
#endif

#if EK_COMPUTED_GOTO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#define ON(code) at_##code
#define DISPATCH() goto *where[step->code]
#else
#define ON(code) case code
#define DISPATCH() goto again
#endif

/* Goes on by what is true; a step that could not say asks its node. */
#define GO_ON()                                                                                    \
    do {                                                                                           \
        step =                                                                                     \
            truth == EK_TRUE ? step + 1 : steps + (truth == EK_FALSE ? step->no : step->unknown);  \
        DISPATCH();                                                                                \
    } while (0)
#define ASK(node)                                                                                  \
    do {                                                                                           \
        truth = ek_run_truth(run, (node), &why);                                                   \
        if (truth == EK_UNKNOWN)                                                                   \
            gathered |= why;                                                                       \
        GO_ON();                                                                                   \
    } while (0)
#define TRY(works)                                                                                 \
    do {                                                                                           \
        if (!works(run, step, &truth))                                                             \
            ASK(step->node);                                                                       \
        GO_ON();                                                                                   \
    } while (0)

/* clang-format off: labels made by macros are no expressions */
ek_truth ek_run_test(ek_run *run, const ek_test *test, uint8_t *because)
{
#if EK_COMPUTED_GOTO
    static const void *const where[EK_STEP_CODES] = {
        [EK_STEP_FALSE] = &&at_EK_STEP_FALSE,     [EK_STEP_TRUE] = &&at_EK_STEP_TRUE,
        [EK_STEP_UNKNOWN] = &&at_EK_STEP_UNKNOWN, [EK_STEP_GOTO] = &&at_EK_STEP_GOTO,
        [EK_STEP_KEEP] = &&at_EK_STEP_KEEP,       [EK_STEP_DROP] = &&at_EK_STEP_DROP,
        [EK_STEP_YES] = &&at_EK_STEP_YES,         [EK_STEP_GIVEN] = &&at_EK_STEP_GIVEN,
        [EK_STEP_DATES] = &&at_EK_STEP_DATES,     [EK_STEP_DATE] = &&at_EK_STEP_DATE,
        [EK_STEP_NUMBERS] = &&at_EK_STEP_NUMBERS, [EK_STEP_NUMBER] = &&at_EK_STEP_NUMBER,
        [EK_STEP_LINEAR] = &&at_EK_STEP_LINEAR,   [EK_STEP_TEXT] = &&at_EK_STEP_TEXT,
        [EK_STEP_TEXTS] = &&at_EK_STEP_TEXTS,     [EK_STEP_ONE_OF] = &&at_EK_STEP_ONE_OF,
        [EK_STEP_ORDER] = &&at_EK_STEP_ORDER,     [EK_STEP_DAYS] = &&at_EK_STEP_DAYS,
        [EK_STEP_MEMBER] = &&at_EK_STEP_MEMBER,   [EK_STEP_COVERS] = &&at_EK_STEP_COVERS,
        [EK_STEP_PERIOD] = &&at_EK_STEP_PERIOD,   [EK_STEP_WORD] = &&at_EK_STEP_WORD,
        [EK_STEP_TERM] = &&at_EK_STEP_TERM,       [EK_STEP_INNER] = &&at_EK_STEP_INNER,
        [EK_STEP_NODE] = &&at_EK_STEP_NODE};
#endif
    const ek_step *steps = test->steps, *step = steps;
    uint8_t gathered = 0, why = 0, kept[EK_KEPT_MAX];
    ek_truth truth;

    *because = 0;
#if EK_COMPUTED_GOTO
    DISPATCH();
#else
again:
    switch (step->code) {
#endif
    ON(EK_STEP_FALSE) : return EK_FALSE;
    ON(EK_STEP_TRUE) : return EK_TRUE;
    ON(EK_STEP_UNKNOWN) : *because = gathered;
    return EK_UNKNOWN;
    ON(EK_STEP_GOTO) : step = steps + step->no;
    DISPATCH();
    ON(EK_STEP_KEEP) : kept[step->slot] = gathered;
    step++;
    DISPATCH();
    ON(EK_STEP_DROP) : gathered = step->slot == EK_KEPT_MAX ? 0 : kept[step->slot];
    step++;
    DISPATCH();
    ON(EK_STEP_YES) : TRY(run_yes);
    ON(EK_STEP_GIVEN) : TRY(run_given);
    ON(EK_STEP_DATE) : TRY(run_date);
    ON(EK_STEP_DATES) : TRY(run_dates);
    ON(EK_STEP_NUMBER) : TRY(run_number);
    ON(EK_STEP_NUMBERS) : TRY(run_numbers);
    ON(EK_STEP_LINEAR) : TRY(run_linear);
    ON(EK_STEP_TEXT) : TRY(run_text);
    ON(EK_STEP_TEXTS) : TRY(run_texts);
    ON(EK_STEP_ONE_OF) : TRY(run_one_of);
    ON(EK_STEP_ORDER) : TRY(run_order);
    ON(EK_STEP_DAYS) : TRY(run_days);
    ON(EK_STEP_MEMBER) : TRY(run_member);
    ON(EK_STEP_COVERS) : TRY(run_covers);
    ON(EK_STEP_PERIOD) : TRY(run_period);
    ON(EK_STEP_WORD) : TRY(run_has_word);
    ON(EK_STEP_TERM) : truth = run_term(run, step, &why);
    if (truth == EK_UNKNOWN)
        gathered |= why;
    GO_ON();
    ON(EK_STEP_INNER) : truth = ek_run_test(run, step->node->test, &why);
    if (truth == EK_UNKNOWN)
        gathered |= why;
    GO_ON();
    ON(EK_STEP_NODE) : ASK(step->node);
#if !EK_COMPUTED_GOTO
default: break;
}
assert(!"a step without a code");
return EK_UNKNOWN;
#endif
}
/* clang-format on */
#if EK_COMPUTED_GOTO
#pragma GCC diagnostic pop
#endif

/* ---- Roots --------------------------------------------------------------------------------- */

static ek_memo *make_memo(ek_scene *scene, const ek_programs *programs)
{
    ek_memo *memo = EK_NEW(scene->arena, ek_memo);

    memo->programs = programs;
    memo->turn = 1;
    memo->answers = EK_NEW_ARRAY(scene->arena, ek_answered, programs->asked_count);
    memo->words = EK_NEW_ARRAY(scene->arena, ek_remembered, programs->word_count);
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

ek_answer ek_form_eval(ek_scene *scene, const ek_node *form, const ek_expr *root, ek_reads *reads)
{
    const ek_programs *programs = scene->book->programs;
    ek_run run = {scene, programs, memo_of(scene, programs), reads, root};
    ek_answer answer;

    ek_run_value(&run, form, &answer);
    return answer;
}

ek_answer ek_compiled_eval(ek_scene *scene, const ek_expr *root, ek_date day, ek_reads *reads)
{
    const ek_programs *programs = scene->book->programs;
    ek_run run = {scene, programs, memo_of(scene, programs), reads, root};
    ek_answer answer;

    ek_run_value(&run, find_node(programs, root, day), &answer);
    return answer;
}

static ek_truth find_truth(ek_run *run, const ek_node *node, uint8_t *because)
{
    ek_answer answer;

    ek_run_value(run, node, &answer);
    *because = answer.because;
    return answer.truth;
}

ek_truth ek_compiled_truth(ek_scene *scene, const ek_expr *root, ek_date day, ek_reads *reads,
                           uint8_t *because)
{
    const ek_programs *programs = scene->book->programs;
    ek_run run = {scene, programs, memo_of(scene, programs), reads, root};
    const ek_node *node = find_node(programs, root, day);
    ek_truth truth;

    if (node->test == NULL)
        return find_truth(&run, node, because);
    truth = ek_run_test(&run, node->test, because);
    if (truth != EK_UNKNOWN)
        *because = 0;
    return truth;
}
