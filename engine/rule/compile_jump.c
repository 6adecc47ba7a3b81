/* Steps of a condition: all, any and no become jumps with three targets.
 *
 * A step tests one thing. Where it is true the next step follows in memory, so that a rule that
 * holds is a straight run; where it is false or unknown the step says where to go on. After an
 * unknown the rest of an `all` is laid out a second time, as "at best unknown": it can still
 * become false, and it is read as far as the plain evaluation reads it.
 *
 * Why something is unknown gathers in one word of the run. What becomes known after all (false and
 * unknown is false) must not leave its reasons there: a KEEP before and a DROP after restore the
 * word; where nothing can have gathered before, the DROP alone empties it.
 *
 * Steps are first drafted from the last to the first, each knowing its targets, then laid out. */
#include "rule/compile.h"

/* Nested deeper than this a condition is called, as each level may double the steps. */
#define DEEPEST 4u

typedef struct draft draft;
struct draft {
    ek_step step;
    draft *yes, *no, *unknown;
    uint32_t place; /* 1 + index; 0: not laid out yet */
};

typedef struct drafting {
    ek_compiler *compiler;
    draft *ends[3];        /* by ek_truth */
    ek_value_steps values; /* of the test at hand */
    draft **placed;        /* by index of the step */
    ek_step *steps;
    uint32_t count, capacity, placed_capacity;
} drafting;

/* Where a condition goes on. */
typedef struct targets {
    draft *yes, *no, *unknown;
} targets;

static draft *new_draft(drafting *d, ek_step_code code, targets to)
{
    draft *made = EK_NEW(d->compiler->arena, draft);

    made->step.code = (uint8_t)code;
    made->yes = to.yes;
    made->no = to.no;
    made->unknown = to.unknown;
    return made;
}

/* ---- Single tests ---------------------------------------------------------------------------- */

static bool is_direct(const ek_node *node, ek_type type)
{
    return node->op == EK_OP_FACT && !node->is_constant && node->direct && node->type == type;
}

static bool is_known(const ek_node *node, ek_type type)
{
    return node->is_constant && node->type == type && node->as.constant->state == EK_KNOWN;
}

static ek_relation flip_relation(ek_relation relation)
{
    switch (relation) {
    case EK_LESS: return EK_MORE;
    case EK_LESS_OR_SAME: return EK_MORE_OR_SAME;
    case EK_MORE: return EK_LESS;
    default: return EK_LESS_OR_SAME;
    }
}

static bool find_relation(ek_op op, ek_relation *relation)
{
    switch (op) {
    case EK_OP_AT_LEAST:
    case EK_OP_ON_OR_AFTER: *relation = EK_MORE_OR_SAME; return true;
    case EK_OP_AT_MOST:
    case EK_OP_ON_OR_BEFORE: *relation = EK_LESS_OR_SAME; return true;
    case EK_OP_MORE_THAN:
    case EK_OP_AFTER: *relation = EK_MORE; return true;
    case EK_OP_LESS_THAN:
    case EK_OP_BEFORE: *relation = EK_LESS; return true;
    default: return false;
    }
}

static bool choose_dates(ek_step *step, const ek_node *a, const ek_node *b, ek_relation relation)
{
    bool swapped = a->is_constant;

    if (swapped) {
        const ek_node *other = a;

        a = b;
        b = other;
        relation = flip_relation(relation);
    }
    if (!is_direct(a, EK_TYPE_DATE))
        return false;
    step->relation = (uint8_t)relation;
    step->a = a->as.fact;
    if (is_known(b, EK_TYPE_DATE)) {
        step->code = EK_STEP_DATE;
        step->with.date = b->as.constant->as.date;
        return true;
    }
    if (!is_direct(b, EK_TYPE_DATE))
        return false;
    step->code = EK_STEP_DATES;
    step->with.b = b->as.fact;
    return true;
}

/* ---- Linear forms -------------------------------------------------------------------------- */

/* Numbers so small that six of their products with 31 bits, and what the plain evaluation works
 * out on the way, fit 63 bits. */
#define SMALL (INT64_C(1) << 20)

typedef struct form {
    uint32_t count;
    ek_fraction times[EK_LINEAR_MAX];
    const ek_fact *facts[EK_LINEAR_MAX];
    ek_fraction constant;
} form;

static bool is_small(ek_fraction number)
{
    return number.num > -SMALL && number.num < SMALL && number.den < SMALL;
}

static bool scale_form(form *f, ek_fraction factor)
{
    if (ek_fraction_multiply(&f->constant, f->constant, factor) != ERKEND_OK ||
        !is_small(f->constant))
        return false;
    for (uint32_t i = 0; i < f->count; i++)
        if (ek_fraction_multiply(&f->times[i], f->times[i], factor) != ERKEND_OK ||
            !is_small(f->times[i]))
            return false;
    return true;
}

/* a += b * sign */
static bool join_forms(form *a, form *b, int sign)
{
    if (!scale_form(b, ek_fraction_whole(sign)) || a->count + b->count > EK_LINEAR_MAX ||
        ek_fraction_add(&a->constant, a->constant, b->constant) != ERKEND_OK ||
        !is_small(a->constant))
        return false;
    for (uint32_t i = 0; i < b->count; i++) {
        a->times[a->count] = b->times[i];
        a->facts[a->count++] = b->facts[i];
    }
    return true;
}

static bool find_form(form *out, const ek_node *node)
{
    form other;

    *out = (form){.constant = EK_ZERO};
    if (node->marks)
        return false;
    if (is_known(node, EK_TYPE_QUANTITY)) {
        out->constant = node->as.constant->low;
        return node->as.constant->scale.size == 0 && is_small(out->constant);
    }
    if (is_direct(node, EK_TYPE_QUANTITY)) {
        out->count = 1;
        out->times[0] = EK_ONE;
        out->facts[0] = node->as.fact;
        return true;
    }
    switch (node->op) {
    case EK_OP_ADD:
    case EK_OP_SUBTRACT:
        return !node->is_constant && find_form(out, node->args[0]) &&
               find_form(&other, node->args[1]) &&
               join_forms(out, &other, node->op == EK_OP_ADD ? 1 : -1);
    case EK_OP_MULTIPLY:
        if (is_known(node->args[0], EK_TYPE_QUANTITY))
            return find_form(out, node->args[1]) && find_form(&other, node->args[0]) &&
                   scale_form(out, other.constant);
        return is_known(node->args[1], EK_TYPE_QUANTITY) && find_form(out, node->args[0]) &&
               find_form(&other, node->args[1]) && scale_form(out, other.constant);
    default: return false;
    }
}

/* All coefficients brought to whole numbers; the sign of the sum stays. */
static bool make_whole(form *f)
{
    for (uint32_t i = 0; i <= f->count; i++) {
        ek_fraction at = i < f->count ? f->times[i] : f->constant;

        if (at.den != 1 && !scale_form(f, ek_fraction_whole(at.den)))
            return false;
    }
    return true;
}

static bool choose_linear(drafting *d, ek_step *step, const ek_node *a, const ek_node *b,
                          ek_relation relation)
{
    form left, right;
    ek_linear *linear;

    if (!find_form(&left, a) || !find_form(&right, b) || !join_forms(&left, &right, -1) ||
        left.count == 0 || !make_whole(&left))
        return false;
    step->relation = (uint8_t)relation;
    if (left.count == 1 && ek_fraction_equal(left.times[0], EK_ONE)) {
        step->code = EK_STEP_NUMBER;
        step->a = left.facts[0];
        step->with.number = -left.constant.num;
        return true;
    }
    if (left.count == 2 && left.constant.num == 0 && ek_fraction_equal(left.times[0], EK_ONE) &&
        ek_fraction_equal(left.times[1], ek_fraction_whole(-1))) {
        step->code = EK_STEP_NUMBERS;
        step->a = left.facts[0];
        step->with.b = left.facts[1];
        return true;
    }
    linear = EK_NEW(d->compiler->arena, ek_linear);
    linear->count = left.count;
    linear->constant = left.constant.num;
    for (uint32_t i = 0; i < left.count; i++) {
        linear->times[i] = left.times[i].num;
        linear->facts[i] = left.facts[i];
    }
    step->code = EK_STEP_LINEAR;
    step->with.linear = linear;
    return true;
}

static bool choose_texts(drafting *d, ek_step *step, const ek_node *node)
{
    const ek_node *a = node->args[0], *b = node->args[1];

    step->negated = node->op == EK_OP_DIFFERENT;
    if (is_direct(a, EK_TYPE_TEXT) && node->op == EK_OP_ONE_OF && is_known(b, EK_TYPE_SET)) {
        step->code = EK_STEP_ONE_OF;
        step->a = a->as.fact;
        step->with.lookup = ek_look_up_texts(d->compiler->arena, b->as.constant->as.texts);
        return true;
    }
    if (node->op == EK_OP_ONE_OF)
        return false;
    if (is_direct(b, EK_TYPE_TEXT) && is_known(a, EK_TYPE_TEXT)) {
        a = node->args[1];
        b = node->args[0];
    }
    if (!is_direct(a, EK_TYPE_TEXT))
        return false;
    step->a = a->as.fact;
    if (is_known(b, EK_TYPE_TEXT)) {
        step->code = EK_STEP_TEXT;
        step->with.text = b->as.constant->as.text;
        return true;
    }
    if (!is_direct(b, EK_TYPE_TEXT))
        return false;
    step->code = EK_STEP_TEXTS;
    step->with.b = b->as.fact;
    return true;
}

/* ---- Tests of values ----------------------------------------------------------------------- */

static bool is_simple(const ek_node *node, ek_type type)
{
    return node->cells > 0 && node->type == type;
}

static bool are_simple(const ek_node *node, ek_type type)
{
    return node->count == 2 && is_simple(node->args[0], type) && is_simple(node->args[1], type);
}

/* A quantity against one that is written in the law. */
static void choose_written(drafting *d, ek_step *step, const ek_node *node, ek_relation relation)
{
    bool swapped = node->args[0]->is_constant;

    step->code = EK_STEP_ORDER_WRITTEN;
    step->relation = (uint8_t)(swapped ? flip_relation(relation) : relation);
    step->with.cell.number = node->args[swapped ? 0 : 1]->as.constant->low;
    ek_put_value(&d->values, node->args[swapped ? 1 : 0], 0);
}

/* Days and quantities that are worked out. */
static void choose_order(drafting *d, ek_step *step, const ek_node *node, ek_relation relation)
{
    if (are_simple(node, EK_TYPE_QUANTITY) &&
        node->args[0]->is_constant != node->args[1]->is_constant) {
        choose_written(d, step, node, relation);
        return;
    }
    if (are_simple(node, EK_TYPE_DATE))
        step->code = EK_STEP_DAYS;
    else if (are_simple(node, EK_TYPE_QUANTITY))
        step->code = EK_STEP_ORDER;
    else
        return;
    step->relation = (uint8_t)relation;
    ek_put_value(&d->values, node->args[0], 0);
    ek_put_value(&d->values, node->args[1], 1);
}

static bool are_texts_written(const ek_node *node)
{
    if (node->is_constant || node->op != EK_OP_TEXTS || node->count > EK_WRITTEN_MAX)
        return false;
    for (uint32_t i = 0; i < node->count; i++)
        if (!is_simple(node->args[i], EK_TYPE_TEXT))
            return false;
    return true;
}

/* A quantity, or a word that is a mark, among numbers. */
static void choose_numbers(drafting *d, ek_step *step, const ek_node *a, const ek_node *numbers)
{
    const ek_answer *among = numbers->as.constant;

    if (!among->as.datum || among->as.datum->kind != EK_DATUM_NUMBERS)
        return;
    if (is_simple(a, EK_TYPE_QUANTITY)) {
        ek_put_value(&d->values, a, 0);
    } else if (a->op == EK_OP_TERM && !a->is_constant && a->type == EK_TYPE_QUANTITY && a->marks) {
        *EK_PUSH(d->compiler->arena, d->values.items, d->values.count, d->values.capacity) =
            (ek_step){.code = EK_STEP_WORD_MARK, .node = a, .with.text = among->scale};
    } else {
        return;
    }
    step->code = EK_STEP_HAS_NUMBER;
    step->with.datum = among->as.datum;
}

static void choose_sets(drafting *d, ek_step *step, const ek_node *node)
{
    const ek_node *a = node->args[0], *b = node->args[1];
    bool covers = node->op == EK_OP_COVERS;

    if (node->op == EK_OP_ONE_OF && is_known(b, EK_TYPE_TABLE)) {
        choose_numbers(d, step, a, b);
        return;
    }
    if (!is_simple(a, covers ? EK_TYPE_SET : EK_TYPE_TEXT))
        return;
    if (covers && are_texts_written(b)) {
        step->code = EK_STEP_COVERS_WRITTEN;
        step->negated = (uint8_t)b->count;
        ek_put_value(&d->values, a, 0);
        for (uint32_t i = 0; i < b->count; i++)
            ek_put_value(&d->values, b->args[i], i + 1);
    } else if (is_simple(b, EK_TYPE_SET)) {
        step->code = covers ? EK_STEP_COVERS : EK_STEP_MEMBER;
        ek_put_value(&d->values, a, 0);
        ek_put_value(&d->values, b, 1);
    }
}

static void choose_given(ek_step *step, const ek_node *of)
{
    if (of->op == EK_OP_FACT && of->direct && of->type != EK_TYPE_LIST &&
        of->type != EK_TYPE_RECORD && of->type != EK_TYPE_SET) {
        step->code = EK_STEP_GIVEN;
        step->a = of->as.fact;
    } else if (of->op == EK_OP_TERM && !of->is_constant) {
        step->code = EK_STEP_WORD;
    }
}

/* in_force of a thing that is at hand: its days are looked at before the day is. */
static void choose_period(drafting *d, ek_step *step, const ek_node *node)
{
    if (node->op != EK_OP_IN_FORCE || node->args[0]->op != EK_OP_THING ||
        node->args[0]->is_constant || node->looks_into == NULL || node->slots[0] == EK_NO_FIELD ||
        node->slots[1] == EK_NO_FIELD || !is_simple(node->args[1], EK_TYPE_DATE))
        return;
    step->code = EK_STEP_PERIOD;
    *EK_PUSH(d->compiler->arena, d->values.items, d->values.count, d->values.capacity) =
        (ek_step){.code = EK_STEP_THING, .node = node};
    ek_put_value(&d->values, node->args[1], 1);
}

/* The fastest step that can do it. */
static void choose_step(drafting *d, ek_step *step, const ek_node *node)
{
    ek_relation relation;

    step->code = EK_STEP_NODE;
    step->node = node;
    if (node->is_constant)
        return;
    if (is_direct(node, EK_TYPE_CONDITION)) {
        step->code = EK_STEP_YES;
        step->a = node->as.fact;
    } else if (node->op == EK_OP_TERM) {
        step->code = EK_STEP_TERM;
    } else if (node->op == EK_OP_GIVEN) {
        choose_given(step, node->args[0]);
    } else if (find_relation(node->op, &relation)) {
        if (!choose_dates(step, node->args[0], node->args[1], relation) &&
            !choose_linear(d, step, node->args[0], node->args[1], relation))
            choose_order(d, step, node, relation);
    } else if (node->op == EK_OP_SAME || node->op == EK_OP_DIFFERENT || node->op == EK_OP_ONE_OF ||
               node->op == EK_OP_COVERS) {
        if (node->op == EK_OP_COVERS || !choose_texts(d, step, node))
            choose_sets(d, step, node);
    } else {
        choose_period(d, step, node);
    }
}

/* The values that the test looks at, one after the other before it. Each that is not simple leaves
 * for the node of the test. */
static draft *draft_values(drafting *d, draft *test)
{
    draft *next = test;

    for (uint32_t i = d->values.count; i-- > 0;) {
        draft *made = new_draft(d, EK_STEP_NODE, (targets){next, test, test});

        made->step = d->values.items[i];
        next = made;
    }
    return next;
}

/* ---- All, any, no -------------------------------------------------------------------------- */

static draft *draft_condition(drafting *d, const ek_node *node, targets to, bool dirty,
                              uint8_t slot);

/* Where it ends known: nobody asks there why anything was unknown. */
static bool forgets(const draft *end)
{
    return end->step.code <= EK_LAST_END && end->step.code != EK_STEP_UNKNOWN;
}

/* `all` with targets as they are; `any` with true and false changing places. dirty: reasons may
 * have gathered before; then they are kept in `slot`. */
static draft *draft_list(drafting *d, const ek_node *node, targets to, bool dirty, uint8_t slot)
{
    bool all = node->op == EK_OP_ALL;
    draft *end = all ? to.no : to.yes; /* where one that decides goes */
    draft *dropped = end, *sure = all ? to.yes : to.no, *doubtful = to.unknown;
    uint8_t inner = dirty ? (uint8_t)(slot + 1) : slot;

    if (node->count > 1 && (dirty || !forgets(end))) {
        dropped = new_draft(d, EK_STEP_DROP, (targets){end, end, end});
        dropped->step.slot = dirty ? slot : EK_KEPT_MAX;
    }
    for (uint32_t i = node->count; i-- > 0;) {
        targets firm = all ? (targets){sure, end, doubtful} : (targets){end, sure, doubtful};
        targets loose =
            all ? (targets){doubtful, dropped, doubtful} : (targets){dropped, doubtful, doubtful};
        draft *next_sure = draft_condition(d, node->args[i], firm, dirty, inner);

        doubtful = i == 0 ? doubtful : draft_condition(d, node->args[i], loose, true, inner);
        sure = next_sure;
    }
    if (dirty && dropped != end) {
        draft *keep = new_draft(d, EK_STEP_KEEP, (targets){sure, sure, sure});

        keep->step.slot = slot;
        return keep;
    }
    return sure;
}

static draft *draft_condition(drafting *d, const ek_node *node, targets to, bool dirty,
                              uint8_t slot)
{
    draft *made;

    if (!node->is_constant && node->op == EK_OP_NO)
        return draft_condition(d, node->args[0], (targets){to.no, to.yes, to.unknown}, dirty, slot);
    if (!node->is_constant && (node->op == EK_OP_ALL || node->op == EK_OP_ANY)) {
        if (node->depth <= DEEPEST || slot == 0)
            return draft_list(d, node, to, dirty, slot);
        ek_compile_test(d->compiler, node);
        made = new_draft(d, EK_STEP_INNER, to);
        made->step.node = node;
        return made;
    }
    made = new_draft(d, EK_STEP_NODE, to);
    d->values.count = 0;
    choose_step(d, &made->step, node);
    return draft_values(d, made);
}

/* ---- Layout -------------------------------------------------------------------------------- */

static uint32_t place_step(drafting *d, draft *at)
{
    *EK_PUSH(d->compiler->arena, d->placed, d->count, d->placed_capacity) = at;
    d->count--;
    *EK_PUSH(d->compiler->arena, d->steps, d->count, d->capacity) = at->step;
    return d->count;
}

/* Lays out a run of "true" after "true". */
static void place_run(drafting *d, draft *at)
{
    while (at->place == 0) {
        at->place = place_step(d, at);
        if (at->step.code <= EK_LAST_END)
            return;
        at = at->yes;
    }
    draft *jump = new_draft(d, EK_STEP_GOTO, (targets){at, at, at});

    (void)place_step(d, jump);
}

static ek_test *lay_out(drafting *d, draft *first)
{
    ek_test *test = EK_NEW(d->compiler->arena, ek_test);

    place_run(d, first);
    for (uint32_t i = 0; i < d->count; i++) {
        draft *at = d->placed[i];

        if (at->step.code <= EK_LAST_END)
            continue;
        if (at->no->place == 0)
            place_run(d, at->no);
        if (at->unknown->place == 0)
            place_run(d, at->unknown);
    }
    for (uint32_t i = 0; i < d->count; i++)
        if (d->placed[i]->step.code > EK_LAST_END) {
            d->steps[i].no = ek_steps_away(i, d->placed[i]->no->place - 1);
            d->steps[i].unknown = ek_steps_away(i, d->placed[i]->unknown->place - 1);
        }
    test->steps = d->steps;
    test->count = d->count;
    return test;
}

void ek_compile_test(ek_compiler *compiler, const ek_node *node)
{
    drafting d = {.compiler = compiler, .values = {.compiler = compiler}};
    draft *first;

    if (node->test != NULL)
        return;
    for (int truth = EK_FALSE; truth <= EK_UNKNOWN; truth++)
        d.ends[truth] = new_draft(&d, (ek_step_code)truth, (targets){NULL, NULL, NULL});
    first = draft_condition(
        &d, node, (targets){d.ends[EK_TRUE], d.ends[EK_FALSE], d.ends[EK_UNKNOWN]}, false, 0);
    ((ek_node *)(uintptr_t)node)->test = lay_out(&d, first);
}

/* ---- What a rule says ------------------------------------------------------------------------ */

static draft *draft_said(drafting *d, bool goes_on, ek_truth where, ek_truth must)
{
    draft *made =
        new_draft(d, goes_on ? EK_STEP_SAID_ON : EK_STEP_SAID, (targets){NULL, NULL, NULL});

    made->step.relation = EK_SAID(where, must);
    return made;
}

/* What it came to is remembered on the way on. */
static draft *draft_tell(drafting *d, const ek_test *test, ek_truth truth, draft *next)
{
    draft *made = new_draft(d, EK_STEP_TELL, (targets){next, next, next});

    made->step.relation = (uint8_t)truth;
    made->step.with.number = test->shared;
    return made;
}

/* `where` or `must` of a rule. */
static draft *draft_root(drafting *d, const ek_rule *rule, const ek_node *node, targets to)
{
    const ek_test *test = node->test;
    draft *made;

    if (!node->is_constant && node->op == EK_OP_NO)
        return draft_root(d, rule, node->args[0], (targets){to.no, to.yes, to.unknown});
    if (test == NULL || test->shared == 0)
        return draft_condition(d, node, to, false, 0);
    if (test->first == rule)
        return draft_condition(d, node,
                               (targets){draft_tell(d, test, EK_TRUE, to.yes),
                                         draft_tell(d, test, EK_FALSE, to.no),
                                         draft_tell(d, test, EK_UNKNOWN, to.unknown)},
                               false, 0);
    made = new_draft(d, EK_STEP_SHARED, to);
    made->step.node = node;
    return made;
}

static draft *draft_silent(drafting *d)
{
    draft *made = new_draft(d, EK_STEP_SILENT, (targets){NULL, NULL, NULL});

    made->step.relation = EK_SAID(EK_FALSE, EK_TRUE);
    return made;
}

const ek_test *ek_compile_said(ek_compiler *compiler, const ek_rule *rule, const ek_node *where,
                               const ek_node *must, bool only_asks)
{
    drafting d = {.compiler = compiler, .values = {.compiler = compiler}};
    draft *first = draft_said(&d, only_asks, EK_TRUE, EK_TRUE);

    for (int truth = EK_FALSE; truth <= EK_UNKNOWN; truth++)
        d.ends[truth] = new_draft(&d, (ek_step_code)truth, (targets){NULL, NULL, NULL});
    if (must != NULL)
        first = draft_root(&d, rule, must,
                           (targets){first, draft_said(&d, false, EK_TRUE, EK_FALSE),
                                     draft_said(&d, false, EK_TRUE, EK_UNKNOWN)});
    if (must != NULL && where != NULL) {
        draft *begins = new_draft(&d, EK_STEP_ROOT, (targets){first, first, first});

        begins->step.with.root = rule->must;
        first = begins;
    }
    if (where != NULL)
        first = draft_root(
            &d, rule, where,
            (targets){first, draft_silent(&d), draft_said(&d, false, EK_UNKNOWN, EK_TRUE)});
    return lay_out(&d, first);
}
