/* Searching why not: each change alone, then each two, decided again on a changed copy of the case.
 *
 * After each single change what was read is collected anew, so a second change may be of a fact
 * that only matters after the first. A set is kept when its verdict is better than that of the case
 * and of each of its parts.
 *
 * Better: what counts in part counts more than what waits for somebody (a body or a step, either of
 * which may come first), and that more than what is refused or cannot be told. */
#include "decide/whynot.h"

/* One decision at a time; its arena holds the changed case too. */
typedef struct trial {
    struct erkend_decision decision;
    const ek_claim *claim; /* the claim that is asked about, or NULL */
} trial;

typedef struct search {
    ek_arena *arena;
    const struct erkend_decision *decision;
    const ek_claim *claim;
    struct erkend_worker worker;
    trial trial;
    ek_why_not *out;
    ek_changes base;        /* to try alone */
    ek_changes *after;      /* by index in base: to try with it */
    erkend_verdict *singly; /* by index in base */
} search;

static uint32_t rank_of(erkend_verdict verdict)
{
    switch (verdict) {
    case ERKEND_REFUSED:
    case ERKEND_INCOMPLETE: return 0;
    case ERKEND_REFERRED:
    case ERKEND_CONDITIONAL: return 1;
    case ERKEND_PARTIAL: return 2;
    case ERKEND_RECOGNISED: break;
    }
    return 3;
}

static bool is_better(erkend_verdict verdict, erkend_verdict than)
{
    return rank_of(verdict) > rank_of(than);
}

static erkend_status decide_changed(search *s, const ek_change *changes, uint32_t count)
{
    struct erkend_decision *d = &s->trial.decision;
    ek_problems problems;
    const struct erkend_case *changed;

    ek_problems_init(&problems, &d->arena);
    changed = ek_case_changed(&d->arena, s->decision, changes, count, &problems);
    if (!changed)
        return ERKEND_EINVALID;
    return ek_decide(d, &s->worker, changed, s->decision->book, &problems);
}

/* The verdict under these changes; that of the case where they make no sense together. */
static erkend_verdict try_changes(search *s, const ek_change *changes, uint32_t count)
{
    struct erkend_decision *d = &s->trial.decision;
    ek_arena arena = d->arena;
    erkend_status status;
    ek_escape escape;

    ek_arena_reset(&arena);
    *d = (struct erkend_decision){.arena = arena};
    s->trial.claim = NULL;
    if (EK_TRY(&d->arena, &escape))
        status = decide_changed(s, changes, count);
    else
        status = escape.status;
    ek_escape_end(&d->arena, &escape);
    if (status == ERKEND_ENOMEM)
        ek_raise(s->arena, status);
    if (status == ERKEND_OK)
        s->trial.claim = ek_claim_like(d, s->claim);
    return s->trial.claim ? s->trial.claim->verdict : s->claim->verdict;
}

static void collect(search *s, ek_changes *into, const struct erkend_decision *decision,
                    const ek_claim *claim)
{
    into->arena = s->arena;
    into->record_count = s->decision->the_case->record_count;
    if (claim)
        ek_changes_find(into, decision, claim);
}

static void keep_remedy(search *s, const ek_change *changes, uint32_t count, erkend_verdict verdict)
{
    ek_remedy *remedy = EK_PUSH(s->arena, s->out->remedies, s->out->count, s->out->capacity);

    *remedy = (ek_remedy){.count = count, .verdict = verdict};
    for (uint32_t i = 0; i < count; i++) {
        remedy->changes[i] = changes[i];
        if (changes[i].control > remedy->control)
            remedy->control = changes[i].control;
    }
}

static void try_singles(search *s)
{
    uint32_t count = s->base.count;

    if (count > EK_WHY_NOT_SINGLES) {
        count = s->base.count = EK_WHY_NOT_SINGLES;
        s->out->cut_short = true;
    }
    s->after = EK_NEW_ARRAY(s->arena, ek_changes, count + 1u);
    s->singly = EK_NEW_ARRAY(s->arena, erkend_verdict, count + 1u);
    for (uint32_t i = 0; i < count; i++) {
        s->singly[i] = try_changes(s, &s->base.items[i], 1);
        s->out->singles++;
        if (is_better(s->singly[i], s->claim->verdict))
            keep_remedy(s, &s->base.items[i], 1, s->singly[i]);
        s->after[i].arena = s->arena;
        if (s->singly[i] < ERKEND_RECOGNISED)
            collect(s, &s->after[i], &s->trial.decision, s->trial.claim);
    }
}

static uint32_t find_change(search *s, const ek_changes *in, const ek_change *change)
{
    for (uint32_t i = 0; i < in->count; i++)
        if (ek_change_same(s->arena, &in->items[i], change))
            return i;
    return UINT32_MAX;
}

/* Was the pair tried the other way round? */
static bool is_tried(search *s, uint32_t first, uint32_t second)
{
    return second < first && find_change(s, &s->after[second], &s->base.items[first]) != UINT32_MAX;
}

static void try_pair(search *s, uint32_t first, const ek_change *second, uint32_t known)
{
    ek_change changes[2] = {s->base.items[first], *second};
    erkend_verdict alone = s->singly[first], verdict = try_changes(s, changes, 2);

    s->out->pairs++;
    if (!is_better(verdict, s->claim->verdict) || !is_better(verdict, alone))
        return;
    alone = known != UINT32_MAX ? s->singly[known] : try_changes(s, second, 1);
    if (is_better(verdict, alone))
        keep_remedy(s, changes, 2, verdict);
}

static void try_pairs(search *s)
{
    for (uint32_t i = 0; i < s->base.count; i++)
        for (uint32_t k = 0; k < s->after[i].count; k++) {
            const ek_change *second = &s->after[i].items[k];
            uint32_t known;

            if (ek_change_same_fact(&s->base.items[i], second))
                continue;
            known = find_change(s, &s->base, second);
            if (known != UINT32_MAX && is_tried(s, i, known))
                continue;
            if (s->out->pairs == EK_WHY_NOT_PAIRS) {
                s->out->cut_short = true;
                return;
            }
            try_pair(s, i, second, known);
        }
}

/* ---- One value for each set of facts -------------------------------------------------------- */

static bool is_nearer(const ek_value *was, const ek_value *a, const ek_value *b)
{
    ek_fraction x, y;

    if (was->state != EK_KNOWN || a->state != EK_KNOWN || b->state != EK_KNOWN)
        return false;
    if (a->kind == EK_KIND_DATE) {
        int64_t left = (int64_t)a->as.date - was->as.date,
                right = (int64_t)b->as.date - was->as.date;

        return (left < 0 ? -left : left) < (right < 0 ? -right : right);
    }
    if (a->kind != EK_KIND_NUMBER ||
        ek_fraction_subtract(&x, a->as.number, was->as.number) != ERKEND_OK ||
        ek_fraction_subtract(&y, b->as.number, was->as.number) != ERKEND_OK)
        return false;
    x.num = x.num < 0 ? -x.num : x.num;
    y.num = y.num < 0 ? -y.num : y.num;
    return ek_fraction_compare(x, y) < 0;
}

static const ek_change *find_same_fact(const ek_remedy *in, const ek_change *change)
{
    for (uint32_t i = 0; i < in->count; i++)
        if (ek_change_same_fact(&in->changes[i], change))
            return &in->changes[i];
    return NULL;
}

static bool are_of_same_facts(const ek_remedy *a, const ek_remedy *b)
{
    bool same = a->count == b->count && a->verdict == b->verdict;

    for (uint32_t i = 0; same && i < a->count; i++)
        same = find_same_fact(b, &a->changes[i]) != NULL;
    return same;
}

/* No change farther from what is, and one of them nearer. */
static bool is_nearer_in_all(const ek_remedy *a, const ek_remedy *b)
{
    bool nearer = false;

    for (uint32_t i = 0; i < a->count; i++) {
        const ek_change *mine = &a->changes[i], *other = find_same_fact(b, mine);

        if (!other || is_nearer(&mine->from, &other->to, &mine->to))
            return false;
        nearer = nearer || is_nearer(&mine->from, &mine->to, &other->to);
    }
    return nearer;
}

/* Of several values for the same facts with the same verdict the nearest to what is; of values
 * without distance each stands, when it is alone. */
static void keep_nearest(ek_why_not *out)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < out->count; i++) {
        ek_remedy now = out->remedies[i];
        uint8_t kind = now.changes[0].to.kind;
        bool alone = now.count == 1 && kind != EK_KIND_DATE && kind != EK_KIND_NUMBER, drop = false;

        for (uint32_t k = 0; k < kept && !drop && !alone; k++) {
            if (!are_of_same_facts(&now, &out->remedies[k]))
                continue;
            drop = true;
            if (is_nearer_in_all(&now, &out->remedies[k]))
                out->remedies[k] = now;
        }
        if (!drop)
            out->remedies[kept++] = now;
    }
    out->count = kept;
}

/* Two facts, of which one alone (perhaps with another value) does as much. */
static bool has_smaller(const ek_why_not *out, const ek_remedy *pair)
{
    for (uint32_t i = 0; i < out->count; i++) {
        const ek_remedy *single = &out->remedies[i];

        if (single->count == 1 && !is_better(pair->verdict, single->verdict) &&
            (ek_change_same_fact(&single->changes[0], &pair->changes[0]) ||
             ek_change_same_fact(&single->changes[0], &pair->changes[1])))
            return true;
    }
    return false;
}

static void keep_smallest(ek_why_not *out)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < out->count; i++) { /* singles stand before pairs */
        ek_remedy now = out->remedies[i];

        if (now.count == 1 || !has_smaller(out, &now))
            out->remedies[kept++] = now;
    }
    out->count = kept;
}

static void sort_remedies(ek_why_not *out)
{
    for (uint32_t i = 1; i < out->count; i++) { /* few, and equal ones keep their order */
        ek_remedy now = out->remedies[i];
        uint32_t at = i;

        for (; at > 0; at--) {
            const ek_remedy *before = &out->remedies[at - 1];
            int order = (int)before->control - (int)now.control;

            if (order == 0)
                order = (int)now.verdict - (int)before->verdict;
            if (order == 0)
                order = (int)before->count - (int)now.count;
            if (order <= 0)
                break;
            out->remedies[at] = *before;
        }
        out->remedies[at] = now;
    }
}

static void run_search(search *s)
{
    collect(s, &s->base, s->decision, s->claim);
    try_singles(s);
    try_pairs(s);
    keep_smallest(s->out);
    keep_nearest(s->out);
    sort_remedies(s->out);
}

ek_why_not *ek_why_not_search(ek_arena *arena, const struct erkend_decision *decision,
                              const ek_claim *claim, erkend_mode mode)
{
    search *s = EK_NEW(arena, search);
    erkend_status status = ERKEND_OK;
    ek_escape escape;

    s->arena = arena;
    s->decision = decision;
    s->claim = claim;
    s->worker = (struct erkend_worker){
        .bundle = decision->bundle, .mode = mode, .allocator = decision->arena.host};
    s->out = EK_NEW(arena, ek_why_not);
    ek_arena_init(&s->trial.decision.arena, decision->arena.host,
                  decision->bundle->limits.decision_bytes);
    if (EK_TRY(arena, &escape)) {
        if (claim->verdict < ERKEND_RECOGNISED)
            run_search(s);
    } else {
        status = escape.status;
    }
    ek_escape_end(arena, &escape);
    ek_arena_dispose(&s->trial.decision.arena);
    if (status != ERKEND_OK)
        ek_raise(arena, status);
    return s->out;
}
