/* The benchmark's task by hand (limit.c): the provisions, from the struct of a case to bits. */
#ifndef BENCH_RECOG_LIMIT_JUDGE_H
#define BENCH_RECOG_LIMIT_JUDGE_H

#include "limit_read.h"

/* ---- The rules ----------------------------------------------------------------------------- */

typedef enum verdict { REFUSED, INCOMPLETE, REFERRED, PARTIAL, RECOGNISED, VERDICTS } verdict;

static const char *const verdict_names[VERDICTS] = {"refused", "incomplete", "referred", "partial",
                                                    "recognised"};

/* In the order in which reasons are printed. */
typedef enum rule_id {
    PASSED,
    FULL,
    GRADE,
    PASS,
    WHOLE,
    PARTLY,
    BODY,
    CONTEXT,
    PARTNERS,
    IN_FORCE,
    LISTED,
    AGREED,
    LEVEL,
    FRESH,
    LEAST,
    RULES
} rule_id;

typedef struct rule_text {
    const char *id, *law, *question;
} rule_text;

static const rule_text rules[RULES] = {
    [PASSED] = {"1.passed", "1", NULL},
    [FULL] = {"10.full", "10", NULL},
    [GRADE] = {"11.grade", "11", "without_grade"},
    [PASS] = {"12.pass", "12", NULL},
    [WHOLE] = {"13.1.whole", "13 (1)", NULL},
    [PARTLY] = {"13.2.part", "13 (2)", NULL},
    [BODY] = {"2.body", "2", "assessment_accepted"},
    [CONTEXT] = {"3.context", "3", "learning_identified"},
    [PARTNERS] = {"4.partners", "4", "partners_accepted"},
    [IN_FORCE] = {"5.in_force", "5", NULL},
    [LISTED] = {"6.listed", "6", "unit_accepted"},
    [AGREED] = {"7.agreed", "7", "agreed_afterwards"},
    [LEVEL] = {"8.1.level", "8 (1)", NULL},
    [FRESH] = {"8.2.fresh", "8 (2)", "up_to_date"},
    [LEAST] = {"9.least", "9", NULL},
};

/* Questions are put in the order in which rules are judged. */
static const rule_id asking[] = {BODY, CONTEXT, PARTNERS, LISTED, AGREED, FRESH, GRADE};
enum { ASKING = sizeof asking / sizeof asking[0] };

typedef struct parameters {
    int32_t least[2], full[2]; /* a share */
    int32_t below, years;
    bool informal;
    int32_t step; /* tenths */
    int32_t ratio[COUNTRIES][2];
    int32_t passes_from, passes_to;
    int8_t grades[COUNTRIES][11]; /* by the host's scale and grade; -1: not in the table */
} parameters;

static const parameters of_country[COUNTRIES] = {
    [DE] = {.least = {1, 2},
            .full = {4, 5},
            .below = 0,
            .years = 5,
            .informal = false,
            .step = 10,
            .ratio = {{1, 1}, {4, 3}, {3, 2}},
            .passes_from = 1,
            .passes_to = 4,
            .grades = {{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
                       {-1, 4, 3, 3, 2, 1, -1, -1, -1, -1, -1},
                       {-1, 6, 6, 6, 5, 5, 4, 3, 2, 1, 1}}},
    [FI] = {.least = {2, 5},
            .full = {3, 5},
            .below = 1,
            .years = 10,
            .informal = true,
            .step = 5,
            .ratio = {{3, 4}, {1, 1}, {9, 8}},
            .passes_from = 1,
            .passes_to = 5,
            .grades = {{-1, 5, 4, 3, 1, 0, 0, -1, -1, -1, -1},
                       {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
                       {-1, 0, 0, 0, 0, 0, 1, 3, 4, 5, 5}}},
    [NL] = {.least = {1, 1},
            .full = {1, 1},
            .below = 0,
            .years = 6,
            .informal = false,
            .step = 1,
            .ratio = {{2, 3}, {8, 9}, {1, 1}},
            .passes_from = 6,
            .passes_to = 10,
            .grades = {{-1, 9, 8, 7, 6, 5, 3, -1, -1, -1, -1},
                       {-1, 6, 6, 7, 8, 9, -1, -1, -1, -1, -1},
                       {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}}},
};

static const int32_t weights[] = {[UNIT] = 100, [SUB_AREA] = 75, [PART] = 50};

typedef struct once { /* core.counts_once */
    verdict verdict;
    uint8_t asked[ASKING];
    uint32_t asked_count;
} once;

typedef struct judged {
    uint32_t spoke;            /* bits of rules */
    uint32_t failed[VERDICTS]; /* bits of rules that are not content, by verdict */
    verdict verdict;
    bool ended;
    int32_t grade, points; /* -1: none; unknown */
    const component *target;
    texts counted; /* outcomes that can count */
    uint64_t filter;
    once onces[MOST_UNITS];
    uint32_t once_count;
} judged;

static inline void put(judged *j, rule_id rule, bool holds, verdict otherwise)
{
    j->spoke |= 1u << rule;
    if (!holds)
        j->failed[otherwise] |= 1u << rule;
}

static inline int32_t half_up(int32_t number, int32_t by)
{
    return (2 * number + by) / (2 * by);
}

static int32_t points_at_home(const learner_case *c, const unit *u, const component *target)
{
    const parameters *of = &of_country[c->home_country];
    const int32_t *ratio = of->ratio[c->host_country];
    int32_t points = half_up(u->points * ratio[0], ratio[1]);

    points = half_up(points * weights[target->kind], 100);
    points = half_up(points, of->step) * of->step;
    return points < target->points ? points : target->points;
}

static const component *find_target(const learner_case *c, const text *code)
{
    for (uint32_t i = 0; i < c->component_count; i++)
        if (same(&c->components[i].unit, code))
            return &c->components[i];
    return NULL;
}

/* The outcomes of the unit that its target asks for; without a target all of them. */
static void find_counted(const unit *u, judged *j)
{
    uint64_t filter = 0;

    if (j->target == NULL) {
        j->counted = u->outcomes;
    } else {
        j->counted.count = 0;
        for (uint32_t i = 0; i < j->target->outcomes.count; i++)
            if (have(&u->outcomes, &j->target->outcomes.items[i]))
                j->counted.items[j->counted.count++] = j->target->outcomes.items[i];
    }
    for (uint32_t i = 0; i < j->counted.count; i++)
        filter |= UINT64_C(1) << (j->counted.items[i].head * UINT64_C(0x9e3779b97f4a7c15) >> 58);
    j->filter = filter;
}

static void set_verdict(judged *j)
{
    j->verdict = j->failed[REFUSED]      ? REFUSED
                 : j->failed[INCOMPLETE] ? INCOMPLETE
                 : j->failed[REFERRED]   ? REFERRED
                 : j->failed[PARTIAL]    ? PARTIAL
                                         : RECOGNISED;
}

static void validate(const learner_case *c, const unit *u, judged *j, bool partners)
{
    const parameters *of = &of_country[c->home_country];
    int32_t shown, wanted;

    put(j, PARTNERS, partners, REFERRED);
    put(j, IN_FORCE, u->assessed >= c->mou_first && u->assessed <= c->mou_last, REFUSED);
    put(j, LISTED, have(&c->listed, &u->target), REFERRED);
    put(j, AGREED, have(&c->agreed, &u->target), REFERRED);
    put(j, LEVEL, u->level >= c->level - of->below, REFUSED);
    put(j, FRESH, c->last_day <= u->assessed + of->years * 10000, REFERRED);
    find_counted(u, j);
    if (j->target == NULL) {
        put(j, LEAST, false, INCOMPLETE);
        put(j, FULL, false, INCOMPLETE);
        return;
    }
    shown = (int32_t)j->counted.count;
    wanted = (int32_t)j->target->outcomes.count;
    if (wanted == 0)
        shown = wanted = 1;
    if (shown * of->least[1] < wanted * of->least[0]) {
        put(j, LEAST, false, REFUSED);
        return;
    }
    put(j, LEAST, true, REFUSED);
    put(j, FULL, shown * of->full[1] >= wanted * of->full[0], PARTIAL);
}

static void recognise(const learner_case *c, const unit *u, judged *j)
{
    const parameters *of = &of_country[c->home_country];

    j->grade = u->scale < 0 || u->grade < 0 || u->grade > 10 ? -1 : of->grades[u->scale][u->grade];
    put(j, GRADE, j->grade >= 0, REFERRED);
    if (j->grade >= 0)
        put(j, PASS, j->grade >= of->passes_from && j->grade <= of->passes_to, REFUSED);
    if (j->target == NULL) {
        put(j, WHOLE, false, INCOMPLETE);
        put(j, PARTLY, false, INCOMPLETE);
        return;
    }
    j->points = points_at_home(c, u, j->target);
    if (j->failed[PARTIAL]) {
        put(j, PARTLY, true, REFUSED);
        j->points = (int32_t)((int64_t)j->points * j->counted.count / j->target->outcomes.count);
    } else {
        put(j, WHOLE, true, REFUSED);
    }
}

static void judge(const learner_case *c, const unit *u, judged *j, bool partners)
{
    j->spoke = 0;
    memset(j->failed, 0, sizeof j->failed);
    j->once_count = 0;
    j->grade = j->points = -1;
    j->ended = true;
    put(j, PASSED, u->passed, REFUSED);
    put(j, BODY, have(&c->parties, &u->assessed_by), REFERRED);
    put(j, CONTEXT, of_country[c->home_country].informal || !u->informal, REFERRED);
    if (!j->failed[REFUSED]) {
        j->target = find_target(c, &u->target);
        validate(c, u, j, partners);
    }
    if (!j->failed[REFUSED]) {
        recognise(c, u, j);
        j->ended = false;
    }
    set_verdict(j);
}

/* ---- Nothing counts twice ------------------------------------------------------------------- */

static bool share(const judged *a, const judged *b)
{
    if ((a->filter & b->filter) == 0)
        return false;
    for (uint32_t i = 0; i < a->counted.count; i++)
        if (have(&b->counted, &a->counted.items[i]))
            return true;
    return false;
}

static void ask_once(once *o, uint8_t question)
{
    for (uint32_t i = 0; i < o->asked_count; i++)
        if (o->asked[i] == question)
            return;
    o->asked[o->asked_count++] = question;
}

static void count_once(judged *first, judged *second, bool certain)
{
    once *o = &second->onces[second->once_count++];

    o->asked_count = 0;
    o->verdict = first->verdict <= REFERRED ? first->verdict : REFUSED;
    if (o->verdict == REFUSED && !certain)
        give_up("outcomes that nobody named may count twice");
    if (o->verdict == REFERRED) {
        for (uint32_t i = 0; i < ASKING; i++)
            if (first->failed[REFERRED] >> asking[i] & 1)
                ask_once(o, (uint8_t)i);
        for (uint32_t i = 0; i < first->once_count; i++)
            for (uint32_t k = 0;
                 first->onces[i].verdict == REFERRED && k < first->onces[i].asked_count; k++)
                ask_once(o, first->onces[i].asked[k]);
    }
    if (o->verdict < second->verdict)
        second->verdict = o->verdict;
}

/* Would both reach one target? Parts may stand side by side. */
static bool same_target(const learner_case *c, const judged *all, uint32_t a, uint32_t b)
{
    return same(&c->units[a].target, &c->units[b].target) &&
           !(all[a].verdict == PARTIAL && all[b].verdict == PARTIAL);
}

static bool counts_twice(const learner_case *c, const judged *all, uint32_t a, uint32_t b)
{
    return all[a].verdict != REFUSED && all[b].verdict != REFUSED &&
           (same_target(c, all, a, b) || share(&all[a], &all[b]));
}

static bool is_open(const judged *j)
{
    return j->verdict == INCOMPLETE || j->verdict == REFERRED;
}

/* Does b go before a? In the German country folder 1 is the best grade. */
static bool is_better(const learner_case *c, const judged *b, const judged *a)
{
    if (is_open(a) || is_open(b))
        return is_open(b) && !is_open(a);
    if (a->verdict != b->verdict)
        return b->verdict > a->verdict;
    if (a->points != b->points)
        return b->points > a->points;
    if (a->grade < 0 || b->grade < 0)
        return b->grade > a->grade;
    return c->home_country == 0 ? b->grade < a->grade : b->grade > a->grade;
}

static void guard(const learner_case *c, judged *all)
{
    uint32_t order[MOST_UNITS], count = c->unit_count;
    bool any = false;

    for (uint32_t second = 1; second < count && !any; second++)
        for (uint32_t first = 0; first < second && !any; first++)
            any = counts_twice(c, all, first, second);
    if (!any)
        return;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = i;

        for (; at > 0 && is_better(c, &all[i], &all[order[at - 1]]); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    for (uint32_t second = 1; second < count; second++)
        for (uint32_t first = 0; first < second; first++) {
            uint32_t i = order[first], k = order[second];

            if (counts_twice(c, all, i, k))
                count_once(&all[i], &all[k],
                           same_target(c, all, i, k) || (all[i].target && all[k].target));
        }
}

#endif
