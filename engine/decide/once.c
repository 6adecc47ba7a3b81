/* Nothing counts twice: no outcome towards one qualification in two claims (guard.c, 2).
 *
 * Claims of units are compared with each other once all are judged. Of two that would count the
 * same the better one counts; what is open may yet be the best, so that the others wait for it.
 * Mostly all are apart, which the ends of what they ask for show. */
#include "decide/inside.h"

/* What the claim awards by this name, as far as it is known. */
static const ek_answer *find_awarded(const ek_judging *j, const char *name, ek_type type)
{
    for (uint32_t i = 0; i < j->effect_count; i++) {
        const ek_given_field *field;

        if (j->effects[i].kind != EK_EFFECT_AWARD)
            continue;
        field = ek_given_field_named(&j->effects[i], name);
        if (field && field->value.state == EK_KNOWN && field->value.type == type)
            return &field->value;
    }
    return NULL;
}

static ek_text counted_unit(const ek_judging *j)
{
    const ek_answer *unit = find_awarded(j, "unit", EK_TYPE_TEXT);

    return unit ? unit->as.text : ek_text_in_slot(j->claim->target, j->plan->at.unit_target_unit);
}

static bool is_named(const ek_record *record, uint16_t slot)
{
    return record && record->slots[slot].state == EK_KNOWN &&
           record->slots[slot].as.texts.count > 0;
}

/* What a claim of a unit counts at most, found out once for all claims that it is compared with. */
typedef struct counting {
    ek_judging *j;
    bool of_unit;          /* its unit names outcomes */
    bool of_target;        /* what it is to count for does */
    bool found;            /* outcomes are: they are looked for when somebody asks */
    ek_texts have, want;   /* of its unit, of its target, as far as named; sorted */
    uint64_t first, last;  /* heads of what is wanted */
    ek_texts outcomes;     /* those of its unit that its target asks for, as far as named; sorted */
    ek_text unit;          /* of the target qualification */
    erkend_verdict stands; /* its verdict so far */
    bool settled;          /* before the others were looked at nothing of it was open */
    const ek_answer *points, *grade; /* awarded with it; NULL: none */
} counting;

static void find_counted(counting *out, ek_judging *j)
{
    const ek_slots *at = &j->plan->at;
    ek_texts none = {NULL, 0};

    out->j = j;
    out->found = false;
    out->of_unit = is_named(j->claim->unit, at->unit_outcomes);
    out->of_target = is_named(j->claim->target, at->unit_target_outcomes);
    out->have = out->of_unit ? j->claim->unit->slots[at->unit_outcomes].as.texts : none;
    out->want = out->of_target ? j->claim->target->slots[at->unit_target_outcomes].as.texts : none;
    if (out->of_target) {
        out->first = ek_text_head(out->want.items[0]);
        out->last = ek_text_head(out->want.items[out->want.count - 1]);
    }
    out->unit = counted_unit(j);
    out->stands = ek_weakest(j);
}

static ek_texts outcomes_of(counting *c)
{
    ek_texts rest;

    if (c->found)
        return c->outcomes;
    c->outcomes = c->of_unit ? c->have : c->want;
    if (c->of_unit && c->of_target)
        c->outcomes = ek_texts_shared(c->j->arena, c->have, c->want, &rest);
    c->found = true;
    return c->outcomes;
}

/* Texts or dates of two records that are equal, or of which nobody said one. */
static bool may_equal(const ek_record *a, const ek_record *b, uint16_t slot)
{
    const ek_value *left = &a->slots[slot], *right = &b->slots[slot];

    if (left->state == EK_MISSING || right->state == EK_MISSING)
        return true;
    if (left->state != EK_KNOWN || right->state != EK_KNOWN)
        return left->state == right->state;
    if (a->type->fields[slot].kind == EK_KIND_DATE)
        return left->as.date == right->as.date;
    return ek_text_equal(left->as.text, right->as.text);
}

/* One unit, or one code in two transcripts that do not say that it was assessed twice. */
static bool is_one_unit(const ek_judging *a, const ek_judging *b)
{
    const ek_record *left = a->claim->unit, *right = b->claim->unit;
    const ek_slots *at = &a->plan->at;

    if (!left || !right || left == right)
        return left && left == right;
    return left->slots[at->unit_code].state == EK_KNOWN &&
           right->slots[at->unit_code].state == EK_KNOWN && may_equal(left, right, at->unit_code) &&
           may_equal(left, right, at->unit_assessed) &&
           may_equal(left, right, at->unit_assessed_by);
}

static bool names_both(const counting *c)
{
    return c->of_unit && c->of_target;
}

/* Is any text in both? They are sorted. */
static bool share_any(ek_texts a, ek_texts b)
{
    uint32_t i = 0, k = 0;

    if (a.count == 0 || b.count == 0 || ek_text_compare(a.items[a.count - 1], b.items[0]) < 0 ||
        ek_text_compare(b.items[b.count - 1], a.items[0]) < 0)
        return false;
    while (i < a.count && k < b.count) {
        int order = ek_text_compare(a.items[i], b.items[k]);

        if (order == 0)
            return true;
        if (order < 0)
            i++;
        else
            k++;
    }
    return false;
}

/* Whether both claims count an outcome. What is named proves that they do not; where all is named
 * it proves that they do. Of one unit it is not known which of its outcomes went where, as long as
 * somebody did not name them. Two units of which one says nothing are two. */
static ek_truth shares_outcomes(counting *a, counting *b)
{
    bool left_named = a->of_unit || a->of_target, right_named = b->of_unit || b->of_target;
    bool one_unit = is_one_unit(a->j, b->j);

    if (!left_named || !right_named)
        return one_unit ? EK_UNKNOWN : EK_FALSE;
    /* Targets that ask for nothing in common: mostly, and then no more is looked at. */
    if (!one_unit && a->of_target && b->of_target && !share_any(a->want, b->want))
        return EK_FALSE;
    if (one_unit && (outcomes_of(a).count == 0 || outcomes_of(b).count == 0))
        return EK_UNKNOWN;
    if (!share_any(outcomes_of(a), outcomes_of(b)))
        return EK_FALSE;
    return names_both(a) && names_both(b) ? EK_TRUE : EK_UNKNOWN;
}

static bool shares_target(const counting *a, const counting *b)
{
    return a->unit.size > 0 && ek_text_equal(a->unit, b->unit);
}

/* Parts of one unit, each shown elsewhere, may stand side by side. */
static bool are_parts(const counting *a, const counting *b)
{
    return a->stands == ERKEND_PARTIAL && b->stands == ERKEND_PARTIAL;
}

/* The second claim waits for what the first lacks. */
static void wait_for(ek_judging *first, ek_judging *second, erkend_verdict stands)
{
    uint32_t index = ek_core_reason(second, EK_CORE_COUNTS_ONCE, stands);
    ek_wants wants = {0};

    second->reasons[index].thing = first->claim->record;
    for (uint32_t i = 0; i < first->reason_count; i++) {
        const ek_reason *reason = &first->reasons[i];
        ek_wants more = {
            (ek_lacking *)(uintptr_t)reason->detail->lacking, reason->detail->lacking_count, 0,
            (ek_open *)(uintptr_t)reason->detail->open,       reason->detail->open_count,    0};

        if (!reason->silent && reason->verdict == stands)
            ek_wants_join(&wants, second->arena, &more);
    }
    ek_wants_put(&wants, second->arena, &second->reasons[index]);
}

/* Nobody named which outcomes are which. */
static void want_outcomes(const counting *first, const counting *second)
{
    ek_judging *j = second->j;
    uint32_t index = ek_core_reason(j, EK_CORE_COUNTS_ONCE, ERKEND_INCOMPLETE);
    const counting *both[2] = {first, second};
    const ek_slots *at = &j->plan->at;
    ek_wants wants = {0};

    j->reasons[index].thing = first->j->claim->record;
    for (uint32_t i = 0; i < 2; i++) {
        const ek_claim *claim = both[i]->j->claim;

        if (claim->unit && !both[i]->of_unit)
            ek_wants_fact(&wants, j->scene, EK_SCOPE_UNIT, claim->unit,
                          &ek_type_unit.fields[at->unit_outcomes], EK_TEXT("unit.outcomes"));
        if (!both[i]->of_target)
            ek_wants_fact(&wants, j->scene, EK_SCOPE_TARGET, claim->target,
                          &ek_type_unit_target.fields[at->unit_target_outcomes],
                          EK_TEXT("unit.target.outcomes"));
    }
    if (wants.fact_count == 0)
        ek_wants_fact(&wants, j->scene, EK_SCOPE_UNIT, j->claim->unit,
                      &ek_type_unit.fields[at->unit_outcomes], EK_TEXT("unit.outcomes"));
    ek_wants_put(&wants, j->arena, &j->reasons[index]);
}

/* Two units that go to two targets, which ask for nothing in common: mostly, and seen at once. */
static inline bool are_apart(const counting *a, const counting *b)
{
    const ek_record *left = a->j->claim->unit, *right = b->j->claim->unit;
    uint16_t code = a->j->plan->at.unit_code;

    return a->of_target && b->of_target && (a->last < b->first || b->last < a->first) &&
           !shares_target(a, b) &&
           (!left || !right ||
            (left != right &&
             (left->slots[code].state != EK_KNOWN || right->slots[code].state != EK_KNOWN)));
}

/* Would something count in both? */
static ek_truth counts_twice(counting *a, counting *b)
{
    if (a->stands == ERKEND_REFUSED || b->stands == ERKEND_REFUSED)
        return EK_FALSE;
    if (shares_target(a, b) && !are_parts(a, b))
        return EK_TRUE;
    return shares_outcomes(a, b);
}

static void refuse_second(const counting *first, counting *second)
{
    uint32_t index = ek_core_reason(second->j, EK_CORE_COUNTS_ONCE, ERKEND_REFUSED);

    second->j->reasons[index].thing = first->j->claim->record;
    second->stands = ek_weakest(second->j);
}

/* The second of two has no more than what is left by the first: nothing where that counts, an open
 * question where it may count. */
static void guard_pair(counting *first, counting *second)
{
    ek_truth outcomes = counts_twice(first, second);

    if (outcomes == EK_FALSE)
        return;
    if (first->stands <= ERKEND_REFERRED) {
        wait_for(first->j, second->j, first->stands);
    } else if (outcomes == EK_UNKNOWN) {
        want_outcomes(first, second);
    } else {
        refuse_second(first, second);
    }
    second->stands = ek_weakest(second->j);
}

static bool is_open(const counting *c)
{
    return c->stands == ERKEND_INCOMPLETE || c->stands == ERKEND_REFERRED;
}

/* Below 0: a has less than b. Without any is least. */
static int compare_awarded(const ek_answer *a, const ek_answer *b)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    return ek_fraction_compare(a->low, b->low);
}

/* On one scale, the way that is better there; marks on two scales never compare. */
static int compare_grades(const counting *a, const counting *b)
{
    const ek_rulebook *book = a->j->book;
    int order = compare_awarded(a->grade, b->grade);

    if (!a->grade || !b->grade)
        return order;
    if (!ek_text_equal(a->grade->scale, b->grade->scale))
        return ek_text_compare(b->grade->scale, a->grade->scale);
    for (uint32_t i = 0; i < book->scale_count; i++)
        if (book->scales[i].low_is_best && ek_text_equal(book->scales[i].name, a->grade->scale))
            return -order;
    return order;
}

/* Does b go before a? What is open may yet be the best, so that all others wait for it. Then the
 * stronger verdict, the more points, the better grade: what is awarded is known wherever a verdict
 * is. What of these a missing fact hides makes the claim open: it never lets the weaker win. */
static bool is_better(const counting *b, const counting *a)
{
    int order;

    if (is_open(a) || is_open(b))
        return is_open(b) && !is_open(a);
    if (a->stands != b->stands)
        return b->stands > a->stands;
    order = compare_awarded(b->points, a->points);
    return order > 0 || (order == 0 && compare_grades(b, a) > 0);
}

/* The better first; equals stay in the order of their ids. */
static void sort_counted(counting *counted, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        counted[i].points = find_awarded(counted[i].j, "points", EK_TYPE_QUANTITY);
        counted[i].grade = find_awarded(counted[i].j, "grade", EK_TYPE_QUANTITY);
        counted[i].settled = !is_open(&counted[i]);
    }
    for (uint32_t i = 1; i < count; i++) {
        counting one = counted[i];
        uint32_t at = i;

        for (; at > 0 && is_better(&one, &counted[at - 1]); at--)
            counted[at] = counted[at - 1];
        counted[at] = one;
    }
}

static bool any_counts_twice(counting *counted, uint32_t count)
{
    for (uint32_t second = 1; second < count; second++)
        for (uint32_t first = 0; first < second; first++)
            if (!are_apart(&counted[first], &counted[second]) &&
                counts_twice(&counted[first], &counted[second]) != EK_FALSE)
                return true;
    return false;
}

/* Does whatever may hold `first` back take the place of `second` as well? */
static bool is_replaced(counting *counted, uint32_t first, uint32_t second)
{
    for (uint32_t other = 0; other < first; other++)
        if (counts_twice(&counted[other], &counted[first]) != EK_FALSE &&
            counts_twice(&counted[other], &counted[second]) != EK_TRUE)
            return false;
    return true;
}

/* A better one only waits for what would displace both: whichever of them counts in the end, the
 * second does not, so nothing is asked for its sake. NULL: it may count yet. */
static const counting *find_winner(counting *counted, uint32_t second)
{
    if (counted[second].stands == ERKEND_PARTIAL)
        return NULL;
    for (uint32_t first = 0; first < second; first++)
        if (is_open(&counted[first]) && counted[first].settled &&
            counts_twice(&counted[first], &counted[second]) == EK_TRUE &&
            is_replaced(counted, first, second))
            return &counted[first];
    return NULL;
}

/* The second has what those before it leave. */
static void guard_second(counting *counted, uint32_t second)
{
    const counting *winner = find_winner(counted, second);

    if (winner)
        refuse_second(winner, &counted[second]);
    for (uint32_t first = 0; first < second && !winner; first++)
        guard_pair(&counted[first], &counted[second]);
}

/* Claims of units stand side by side: they are in the order of kinds. */
void ek_guard_claims(ek_judging *judgings, uint32_t count)
{
    counting *counted;
    uint32_t units = 0, from = 0;

    while (from < count && judgings[from].claim->kind != EK_SCOPE_UNIT)
        from++;
    while (from + units < count && judgings[from + units].claim->kind == EK_SCOPE_UNIT)
        units++;
    if (units < 2)
        return;
    counted = EK_ROOM(judgings->arena, counting, units);
    for (uint32_t i = 0; i < units; i++)
        find_counted(&counted[i], &judgings[from + i]);
    if (!any_counts_twice(counted, units))
        return;
    sort_counted(counted, units);
    for (uint32_t second = 1; second < units; second++)
        guard_second(counted, second);
}
