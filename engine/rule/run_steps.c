/* Running: steps, the inner loop of the engine.
 *
 * A step looks at one or two facts directly, or at what steps before it put into cells, and goes
 * on; where a fact is not simply known, or a number not small and whole, it asks the node behind
 * it, which knows everything. Both ways read the same facts in the same order.
 *
 * The steps are dispatched by computed goto where the compiler has it, else by a switch. */
#include <assert.h>
#include <string.h>

#include "rule/compile.h"

/* ---- Steps --------------------------------------------------------------------------------- */

/* The record at the end of a path before its last field; NULL: there is none. */
static const ek_record *walk_to(const ek_record *record, const ek_fact *fact)
{
    for (uint32_t i = 0; i < fact->before; i++) {
        const ek_value *value = &record->slots[fact->path.slots[i]];

        if (value->state != EK_KNOWN)
            return NULL;
        record = value->as.record;
    }
    return record;
}

/* The value of a fact, its read recorded; NULL when there is no record that has it. */
static inline const ek_value *look_at(ek_run *run, const ek_fact *fact)
{
    const ek_at *at = &run->scene->at[fact->path.scope];
    const ek_record *record = at->as.record;

    if (at->state != EK_KNOWN)
        return NULL;
    if (fact->before > 0 && (record = walk_to(record, fact)) == NULL)
        return NULL;
    ek_run_note(run, fact->path.scope, record, fact->last);
    return &record->slots[fact->last];
}

/* As above, but NULL too when the value is not known. */
static inline const ek_value *look_at_known(ek_run *run, const ek_fact *fact)
{
    const ek_value *value = look_at(run, fact);

    return value != NULL && value->state == EK_KNOWN ? value : NULL;
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

    if (a != NULL)
        *truth = ek_lookup_find(step->with.lookup, a->as.text) != NULL ? EK_TRUE : EK_FALSE;
    return a != NULL;
}

/* ---- Tests of values ------------------------------------------------------------------------ */

static inline ek_truth run_order(const ek_step *step, ek_fraction a, ek_fraction b)
{
    return a.den == b.den ? relate(a.num, b.num, step->relation)
                          : relate(ek_fraction_compare(a, b), 0, step->relation);
}

static inline ek_truth truth_of(bool holds)
{
    return holds ? EK_TRUE : EK_FALSE;
}

static inline bool have_text(ek_texts texts, ek_text wanted)
{
    for (uint32_t i = 0; i < texts.count; i++)
        if (ek_text_equal(texts.items[i], wanted))
            return true;
    return false;
}

static ek_truth run_covers(const ek_cell *cells)
{
    for (uint32_t i = 0; i < cells[1].texts.count; i++)
        if (!have_text(cells[0].texts, cells[1].texts.items[i]))
            return EK_FALSE;
    return EK_TRUE;
}

static ek_truth run_covers_written(const ek_step *step, const ek_cell *cells)
{
    for (uint32_t i = 1; i <= step->negated; i++)
        if (!have_text(cells[0].texts, cells[i].text))
            return EK_FALSE;
    return EK_TRUE;
}

static ek_truth run_has_number(const ek_step *step, const ek_cell *cells)
{
    const ek_datum *numbers = step->with.datum;

    for (uint32_t i = 0; i < numbers->as.numbers.count; i++)
        if (ek_fraction_equal(numbers->as.numbers.items[i], cells[0].number))
            return EK_TRUE;
    return EK_FALSE;
}

static ek_truth run_period(const ek_step *step, const ek_cell *cells)
{
    const ek_record *thing = cells[0].record;
    const ek_value *first = &thing->slots[step->node->slots[0]];
    const ek_value *last = &thing->slots[step->node->slots[1]];
    ek_date day = cells[1].day;

    return truth_of(day >= first->as.date && (last->state == EK_NONE || day <= last->as.date));
}

/* ---- Values --------------------------------------------------------------------------------- */

/* A thing that is at hand, its first day known and its last not missing. */
static bool run_thing(ek_run *run, const ek_step *step, ek_cell *out)
{
    const ek_node *node = step->node;
    const ek_at *at = &run->scene->at[node->args[0]->as.scope];
    const ek_record *thing = at->as.record;

    if (at->state != EK_KNOWN || thing->type != node->looks_into)
        return false;
    ek_run_note(run, EK_SCOPE_NONE, thing, node->slots[0]);
    ek_run_note(run, EK_SCOPE_NONE, thing, node->slots[1]);
    out->record = thing;
    return thing->slots[node->slots[0]].state == EK_KNOWN &&
           thing->slots[node->slots[1]].state != EK_MISSING;
}

/* Days, texts and sets stand at the beginning of what a value is. */
static inline bool run_fact(ek_run *run, const ek_step *step, ek_cell *out)
{
    const ek_value *value = look_at_known(run, step->a);

    if (value == NULL)
        return false;
    memcpy(out, &value->as, sizeof *out);
    return true;
}

static inline bool run_quantity(ek_run *run, const ek_step *step, ek_cell *out)
{
    const ek_value *value = look_at_known(run, step->a);

    if (value == NULL || value->kind != EK_KIND_NUMBER)
        return false;
    out->number = value->as.number;
    return true;
}

static bool run_mark(ek_run *run, const ek_step *step, ek_cell *out)
{
    const ek_value *value = look_at_known(run, step->a);

    if (value == NULL)
        return false;
    out->number = value->kind == EK_KIND_MARK ? value->as.mark->value : value->as.number;
    return value->kind == EK_KIND_MARK || value->kind == EK_KIND_NUMBER;
}

static bool run_eqf(ek_run *run, const ek_step *step, ek_cell *out)
{
    const ek_value *value = look_at_known(run, step->a);
    const ek_level *level = value != NULL ? value->as.level : NULL;
    const ek_lookup *labels =
        level != NULL ? ek_lookup_find(step->with.lookup, level->framework) : NULL;
    const ek_fraction *number = labels != NULL ? ek_lookup_find(labels, level->label) : NULL;

    if (number != NULL)
        out->number = *number;
    return number != NULL;
}

static bool run_arithmetic(const ek_step *step, ek_cell *cells)
{
    ek_fraction a = cells[0].number, b = cells[1].number;

    switch (step->code) {
    case EK_STEP_ADD: return ek_fraction_add(&cells[0].number, a, b) == ERKEND_OK;
    case EK_STEP_SUBTRACT: return ek_fraction_subtract(&cells[0].number, a, b) == ERKEND_OK;
    case EK_STEP_MULTIPLY: return ek_fraction_multiply(&cells[0].number, a, b) == ERKEND_OK;
    default: return b.num != 0 && ek_fraction_divide(&cells[0].number, a, b) == ERKEND_OK;
    }
}

static void run_extreme(const ek_step *step, ek_cell *cells)
{
    int order = ek_fraction_compare(cells[1].number, cells[0].number);

    if (step->code == EK_STEP_LESSER ? order < 0 : order > 0)
        cells[0].number = cells[1].number;
}

static inline bool run_round(const ek_step *step, ek_cell *cells)
{
    return ek_fraction_round(&cells[0].number, cells[0].number, *step->with.rounding) == ERKEND_OK;
}

static inline bool run_round_product(const ek_step *step, ek_cell *cells)
{
    return ek_fraction_multiply_round(&cells[0].number, cells[0].number, cells[1].number,
                                      step->with.rounding) == ERKEND_OK;
}

/* How many of one set are in another. Most sets are in order, so each text is looked for first
 * behind the one before it. */
static uint32_t count_shared(ek_texts have, ek_texts want)
{
    uint32_t shared = 0, at = 0;

    for (uint32_t i = 0; i < want.count; i++)
        for (uint32_t left = have.count; left > 0; left--) {
            bool found = ek_text_equal(have.items[at], want.items[i]);

            at = at + 1 < have.count ? at + 1 : 0;
            if (found) {
                shared++;
                break;
            }
        }
    return shared;
}

static bool run_share(ek_cell *cells)
{
    ek_texts want = cells[1].texts;
    uint32_t shown = count_shared(cells[0].texts, want);

    if (shown == want.count) {
        cells[0].number = EK_ONE;
        return true;
    }
    return ek_fraction_make(&cells[0].number, shown, want.count) == ERKEND_OK;
}

static bool run_months(ek_cell *cells)
{
    ek_date first = cells[0].day, last = cells[1].day;

    return (int64_t)last >= (int64_t)first - 1 &&
           ek_date_months_in(&cells[0].number, first, last) == ERKEND_OK;
}

static bool run_later(const ek_step *step, ek_cell *cells)
{
    ek_fraction months = cells[1].number;

    if (step->code == EK_STEP_YEARS_LATER &&
        ek_fraction_multiply(&months, months, ek_fraction_whole(12)) != ERKEND_OK)
        return false;
    return ek_date_months_after(&cells[0].day, cells[0].day, ek_fraction_floor(months)) ==
           ERKEND_OK;
}

/* How many steps to go on: past what it is otherwise; 0: it is not simple. */
static uint32_t run_table(const ek_step *step, ek_cell *cells)
{
    const ek_keyed *keyed = step->with.keyed;
    const void *found = keyed->rows;

    for (uint32_t i = 0; i < keyed->keys && found != NULL; i++) {
        char room[EK_KEY_ROOM];
        ek_text key = cells[i].text;

        if ((keyed->numbers >> i & 1) != 0 && !ek_write_key(room, cells[i].number, &key))
            return 0;
        found = ek_lookup_find(found, key);
    }
    if (found == NULL)
        return step->negated;
    if (((const ek_datum *)found)->kind != keyed->kind)
        return 0;
    memcpy(&cells[0], &((const ek_datum *)found)->as, sizeof *cells);
    return keyed->further;
}

/* given(term.x): a condition and a list are no matter of their state alone. */
static bool has_state(ek_type type)
{
    return type != EK_TYPE_LIST && type != EK_TYPE_SET && type != EK_TYPE_CONDITION;
}

static bool run_has_word(ek_run *run, const ek_step *step, ek_truth *truth, uint8_t *because)
{
    const ek_remembered *word = ek_run_recall(run, step->node->args[0]);

    if (word == NULL || !has_state(step->node->args[0]->type) ||
        (word->whole && !has_state(word->answer->type)))
        return false;
    *truth = word->state == EK_KNOWN ? EK_TRUE : word->state == EK_NONE ? EK_FALSE : EK_UNKNOWN;
    *because = word->because;
    return true;
}

static ek_truth run_term(ek_run *run, const ek_step *step, uint8_t *because)
{
    const ek_remembered *word = ek_run_recall(run, step->node);
    ek_answer answer;

    if (word != NULL) {
        *because = word->because;
        return (ek_truth)word->truth;
    }
    ek_run_word(run, step->node, &answer);
    *because = answer.because;
    return answer.truth;
}

static bool run_word_value(ek_run *run, const ek_step *step, ek_cell *out)
{
    const ek_remembered *word = ek_run_recall(run, step->node);

    if (word == NULL || !word->simple || word->scale.size > 0)
        return false;
    *out = word->cell;
    return true;
}

/* A mark without a scale, or on another one, is for the general path. */
static bool run_word_mark(ek_run *run, const ek_step *step, ek_cell *out)
{
    const ek_remembered *word = ek_run_recall(run, step->node);

    if (word == NULL || !word->simple || word->scale.size == 0 ||
        (step->with.text.size > 0 && !ek_text_equal(word->scale, step->with.text)))
        return false;
    *out = word->cell;
    return true;
}

/* What was told before in this claim is told again: the scene is the same, and the same was read.
 */
static ek_truth run_shared(ek_run *run, const ek_step *step, uint8_t *because)
{
    const ek_test *test = step->node->test;
    ek_told *told = &run->memo->told[test->shared];

    if (told->turn != run->memo->turn) {
        told->truth = (uint8_t)ek_run_test(run, test, &told->because);
        told->turn = run->memo->turn;
    }
    *because = told->because;
    return (ek_truth)told->truth;
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
        step = truth == EK_TRUE ? step + 1                                                         \
                                : ek_step_to(step, truth == EK_FALSE ? step->no : step->unknown);  \
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
/* A test that cannot fail, and a value: the next step, or who asks instead. */
#define TEST(holds)                                                                                \
    do {                                                                                           \
        truth = (holds);                                                                           \
        GO_ON();                                                                                   \
    } while (0)
#define VALUE(works)                                                                               \
    do {                                                                                           \
        if (!(works))                                                                              \
            goto not_simple;                                                                       \
        step++;                                                                                    \
        DISPATCH();                                                                                \
    } while (0)

/* clang-format off: labels made by macros are no expressions */
ek_truth ek_run_steps(ek_run *run, const ek_step *step, ek_cell cells[EK_CELLS], uint8_t *because)
{
#if EK_COMPUTED_GOTO
    static const void *const where[EK_STEP_CODES] = {
        [EK_STEP_FALSE] = &&at_EK_STEP_FALSE,
        [EK_STEP_TRUE] = &&at_EK_STEP_TRUE,
        [EK_STEP_UNKNOWN] = &&at_EK_STEP_UNKNOWN,
        [EK_STEP_SAID] = &&at_EK_STEP_SAID,
        [EK_STEP_SAID_ON] = &&at_EK_STEP_SAID_ON,
        [EK_STEP_SILENT] = &&at_EK_STEP_SILENT,
        [EK_STEP_GOTO] = &&at_EK_STEP_GOTO,
        [EK_STEP_KEEP] = &&at_EK_STEP_KEEP,
        [EK_STEP_DROP] = &&at_EK_STEP_DROP,
        [EK_STEP_YES] = &&at_EK_STEP_YES,
        [EK_STEP_GIVEN] = &&at_EK_STEP_GIVEN,
        [EK_STEP_DATES] = &&at_EK_STEP_DATES,
        [EK_STEP_DATE] = &&at_EK_STEP_DATE,
        [EK_STEP_NUMBERS] = &&at_EK_STEP_NUMBERS,
        [EK_STEP_NUMBER] = &&at_EK_STEP_NUMBER,
        [EK_STEP_LINEAR] = &&at_EK_STEP_LINEAR,
        [EK_STEP_TEXT] = &&at_EK_STEP_TEXT,
        [EK_STEP_TEXTS] = &&at_EK_STEP_TEXTS,
        [EK_STEP_ONE_OF] = &&at_EK_STEP_ONE_OF,
        [EK_STEP_ORDER] = &&at_EK_STEP_ORDER,
        [EK_STEP_ORDER_WRITTEN] = &&at_EK_STEP_ORDER_WRITTEN,
        [EK_STEP_DAYS] = &&at_EK_STEP_DAYS,
        [EK_STEP_MEMBER] = &&at_EK_STEP_MEMBER,
        [EK_STEP_COVERS] = &&at_EK_STEP_COVERS,
        [EK_STEP_COVERS_WRITTEN] = &&at_EK_STEP_COVERS_WRITTEN,
        [EK_STEP_PERIOD] = &&at_EK_STEP_PERIOD,
        [EK_STEP_HAS_NUMBER] = &&at_EK_STEP_HAS_NUMBER,
        [EK_STEP_WORD] = &&at_EK_STEP_WORD,
        [EK_STEP_TERM] = &&at_EK_STEP_TERM,
        [EK_STEP_INNER] = &&at_EK_STEP_INNER,
        [EK_STEP_SHARED] = &&at_EK_STEP_SHARED,
        [EK_STEP_TELL] = &&at_EK_STEP_TELL,
        [EK_STEP_ROOT] = &&at_EK_STEP_ROOT,
        [EK_STEP_NODE] = &&at_EK_STEP_NODE,
        [EK_STEP_CONSTANT] = &&at_EK_STEP_CONSTANT,
        [EK_STEP_FACT] = &&at_EK_STEP_FACT,
        [EK_STEP_QUANTITY] = &&at_EK_STEP_QUANTITY,
        [EK_STEP_MARK] = &&at_EK_STEP_MARK,
        [EK_STEP_EQF] = &&at_EK_STEP_EQF,
        [EK_STEP_THING] = &&at_EK_STEP_THING,
        [EK_STEP_WORD_VALUE] = &&at_EK_STEP_WORD_VALUE,
        [EK_STEP_WORD_MARK] = &&at_EK_STEP_WORD_MARK,
        [EK_STEP_ADD] = &&at_EK_STEP_ADD,
        [EK_STEP_SUBTRACT] = &&at_EK_STEP_SUBTRACT,
        [EK_STEP_MULTIPLY] = &&at_EK_STEP_MULTIPLY,
        [EK_STEP_DIVIDE] = &&at_EK_STEP_DIVIDE,
        [EK_STEP_LESSER] = &&at_EK_STEP_LESSER,
        [EK_STEP_GREATER] = &&at_EK_STEP_GREATER,
        [EK_STEP_ROUND] = &&at_EK_STEP_ROUND,
        [EK_STEP_ROUND_PRODUCT] = &&at_EK_STEP_ROUND_PRODUCT,
        [EK_STEP_SHARE] = &&at_EK_STEP_SHARE,
        [EK_STEP_AGE] = &&at_EK_STEP_AGE,
        [EK_STEP_MONTHS] = &&at_EK_STEP_MONTHS,
        [EK_STEP_LATER] = &&at_EK_STEP_LATER,
        [EK_STEP_YEARS_LATER] = &&at_EK_STEP_YEARS_LATER,
        [EK_STEP_TABLE] = &&at_EK_STEP_TABLE};
#endif
    uint8_t gathered = 0, why = 0, kept[EK_KEPT_MAX];
    ek_truth truth;
    uint32_t further;

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
    ON(EK_STEP_SAID) : *run->said++ = step->relation;
    run->ask++;
    *because = gathered;
    return EK_TRUE;
    ON(EK_STEP_SILENT) : further = run->ask->alike;
    memset(run->said, step->relation, further);
    run->said += further;
    run->ask += further;
    *run->said++ = step->relation;
    goto next_ask;
    ON(EK_STEP_SAID_ON) : *run->said++ = step->relation;
next_ask:
    run->ask++;
    run->root = run->ask->root;
    step = run->ask->steps;
    gathered = 0;
    DISPATCH();
    ON(EK_STEP_GOTO) : step = ek_step_to(step, step->no);
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
    ON(EK_STEP_ORDER) : TEST(run_order(step, cells[0].number, cells[1].number));
    ON(EK_STEP_ORDER_WRITTEN) : TEST(run_order(step, cells[0].number, step->with.cell.number));
    ON(EK_STEP_DAYS) : TEST(relate(cells[0].day, cells[1].day, step->relation));
    ON(EK_STEP_MEMBER) : TEST(truth_of(have_text(cells[1].texts, cells[0].text)));
    ON(EK_STEP_COVERS) : TEST(run_covers(cells));
    ON(EK_STEP_COVERS_WRITTEN) : TEST(run_covers_written(step, cells));
    ON(EK_STEP_PERIOD) : TEST(run_period(step, cells));
    ON(EK_STEP_HAS_NUMBER) : TEST(run_has_number(step, cells));
    ON(EK_STEP_WORD) : if (!run_has_word(run, step, &truth, &why)) ASK(step->node);
    if (truth == EK_UNKNOWN)
        gathered |= why;
    GO_ON();
    ON(EK_STEP_TERM) : truth = run_term(run, step, &why);
    if (truth == EK_UNKNOWN)
        gathered |= why;
    GO_ON();
    ON(EK_STEP_INNER) : truth = ek_run_test(run, step->node->test, &why);
    if (truth == EK_UNKNOWN)
        gathered |= why;
    GO_ON();
    ON(EK_STEP_SHARED) : truth = run_shared(run, step, &why);
    if (truth == EK_UNKNOWN)
        gathered |= why;
    GO_ON();
    ON(EK_STEP_TELL)
        : run->memo->told[step->with.number] = (ek_told){run->memo->turn, step->relation, gathered};
    step++;
    DISPATCH();
    ON(EK_STEP_ROOT) : run->root = step->with.root;
    step++;
    DISPATCH();
    ON(EK_STEP_NODE) : ASK(step->node);
    ON(EK_STEP_CONSTANT) : cells[step->slot] = step->with.cell;
    step++;
    DISPATCH();
    ON(EK_STEP_FACT) : VALUE(run_fact(run, step, &cells[step->slot]));
    ON(EK_STEP_QUANTITY) : VALUE(run_quantity(run, step, &cells[step->slot]));
    ON(EK_STEP_MARK) : VALUE(run_mark(run, step, &cells[step->slot]));
    ON(EK_STEP_EQF) : VALUE(run_eqf(run, step, &cells[step->slot]));
    ON(EK_STEP_THING) : VALUE(run_thing(run, step, &cells[step->slot]));
    ON(EK_STEP_WORD_VALUE) : VALUE(run_word_value(run, step, &cells[step->slot]));
    ON(EK_STEP_WORD_MARK) : VALUE(run_word_mark(run, step, &cells[step->slot]));
    ON(EK_STEP_ADD) : VALUE(run_arithmetic(step, &cells[step->slot]));
    ON(EK_STEP_SUBTRACT) : VALUE(run_arithmetic(step, &cells[step->slot]));
    ON(EK_STEP_MULTIPLY) : VALUE(run_arithmetic(step, &cells[step->slot]));
    ON(EK_STEP_DIVIDE) : VALUE(run_arithmetic(step, &cells[step->slot]));
    ON(EK_STEP_LESSER) : run_extreme(step, &cells[step->slot]);
    step++;
    DISPATCH();
    ON(EK_STEP_GREATER) : run_extreme(step, &cells[step->slot]);
    step++;
    DISPATCH();
    ON(EK_STEP_ROUND) : VALUE(run_round(step, &cells[step->slot]));
    ON(EK_STEP_ROUND_PRODUCT) : VALUE(run_round_product(step, &cells[step->slot]));
    ON(EK_STEP_SHARE) : VALUE(run_share(&cells[step->slot]));
    ON(EK_STEP_AGE)
        : cells[step->slot].number =
        ek_fraction_whole(ek_date_age_on(cells[step->slot].day, cells[step->slot + 1].day));
    step++;
    DISPATCH();
    ON(EK_STEP_MONTHS) : VALUE(run_months(&cells[step->slot]));
    ON(EK_STEP_LATER) : VALUE(run_later(step, &cells[step->slot]));
    ON(EK_STEP_YEARS_LATER) : VALUE(run_later(step, &cells[step->slot]));
    ON(EK_STEP_TABLE) : further = run_table(step, &cells[step->slot]);
    if (further == 0)
        goto not_simple;
    step += further;
    DISPATCH();
not_simple:
    step = ek_step_to(step, step->no);
    if (step->code == EK_STEP_UNKNOWN)
        return EK_UNKNOWN;
    ASK(step->node);
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
