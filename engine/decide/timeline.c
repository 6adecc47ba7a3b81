/* Searching a timeline: every day decided anew, what differs from the day before kept.
 *
 * The search itself keeps one copy of the case, whose deciding date moves, and of each outcome only
 * its words. The decisions of a turn's two days are made again, each in an arena of its own, so
 * that whoever prints them finds them whole. */
#include "decide/timeline.h"

#include "decide/inside.h"
#include "decide/whynot.h"

typedef struct ek_kept_decision ek_kept_decision;
struct ek_kept_decision {
    struct erkend_decision decision;
    ek_kept_decision *next;
};

typedef struct search {
    ek_arena *arena;
    ek_timeline *out;
    const struct erkend_decision *asked;
    struct erkend_worker worker;
    struct erkend_decision scratch; /* one day at a time */
    struct erkend_case *moved;      /* the case, its deciding date moved */
    ek_text outcome;                /* of the last day that was decided, in words */
    ek_date last;                   /* that day; EK_DATE_NEVER: none yet */
} search;

/* ---- One day -------------------------------------------------------------------------------- */

static void move_to(struct erkend_case *moved, ek_date day)
{
    ek_record *root = (ek_record *)moved->root;
    ek_value *value = &root->slots[ek_slot(root->type, "decided")];

    moved->decided = day;
    value->state = EK_KNOWN;
    value->as.date = day;
}

struct erkend_case *ek_case_moved(ek_arena *arena, const struct erkend_case *the_case,
                                  const ek_rulebook *book, ek_date day)
{
    const struct erkend_decision asked = {.the_case = the_case, .book = book};
    struct erkend_case *moved;
    ek_problems problems;

    ek_problems_init(&problems, arena);
    moved = (struct erkend_case *)ek_case_changed(arena, &asked, NULL, 0, &problems);
    move_to(moved, day);
    return moved;
}

static erkend_status decide_moved(search *s, struct erkend_decision *d, struct erkend_case *moved,
                                  ek_date day)
{
    ek_problems problems;

    ek_problems_init(&problems, &d->arena);
    if (moved)
        move_to(moved, day);
    else
        moved = ek_case_moved(&d->arena, s->asked->the_case, s->asked->book, day);
    return ek_decide(d, &s->worker, moved, s->asked->book, &problems);
}

/* Decides on `day` in a fresh arena, `moved` NULL: on a copy of the case of its own; false when
 * there is no decision for that day. */
static bool decide_on(search *s, struct erkend_decision *d, struct erkend_case *moved, ek_date day)
{
    ek_arena arena = d->arena;
    erkend_status status;
    ek_escape escape;

    ek_arena_reset(&arena);
    *d = (struct erkend_decision){.arena = arena};
    if (EK_TRY(&d->arena, &escape))
        status = decide_moved(s, d, moved, day);
    else
        status = escape.status;
    ek_escape_end(&d->arena, &escape);
    if (status == ERKEND_ENOMEM)
        ek_raise(s->arena, status);
    return status == ERKEND_OK;
}

/* The decision of that day, to stay. */
static const struct erkend_decision *keep_day(search *s, ek_date day)
{
    ek_kept_decision *kept = EK_NEW(s->arena, ek_kept_decision);

    ek_arena_init(&kept->decision.arena, s->asked->arena.host,
                  s->asked->bundle->limits.decision_bytes);
    kept->next = s->out->kept;
    s->out->kept = kept;
    return decide_on(s, &kept->decision, NULL, day) ? &kept->decision : NULL;
}

ek_text ek_claim_outcome(ek_arena *arena, const ek_claim *claim)
{
    ek_buffer words;

    ek_buffer_init(&words, arena);
    ek_buffer_string(&words, erkend_verdict_name(claim->verdict));
    for (uint32_t i = 0; i < claim->effect_count; i++) {
        const ek_given *given = &claim->effects[i];

        ek_buffer_format(&words, "\n%s %d ", ek_effect_name(given->kind), (int)given->state);
        ek_buffer_text(&words, ek_given_text(arena, given));
    }
    return ek_buffer_done(&words);
}

static ek_text say_outcome(ek_arena *arena, const struct erkend_decision *decision)
{
    ek_buffer words;

    ek_buffer_init(&words, arena);
    for (uint32_t i = 0; i < decision->claim_count; i++) {
        const ek_claim *claim = &decision->claims[i];

        ek_buffer_format(&words, "%s %.*s\n", ek_scope_of(claim->kind)->name,
                         EK_TEXT_ARGS(claim->id));
        ek_buffer_text(&words, ek_claim_outcome(arena, claim));
        ek_buffer_char(&words, '\n');
    }
    return ek_buffer_done(&words);
}

/* ---- What made the difference --------------------------------------------------------------- */

static void add_cause(search *s, ek_turn *turn, ek_cause cause)
{
    ek_cause *causes;

    for (uint32_t i = 0; i < turn->cause_count; i++)
        if (turn->causes[i].kind == cause.kind && ek_text_equal(turn->causes[i].name, cause.name))
            return;
    causes = EK_NEW_ARRAY(s->arena, ek_cause, turn->cause_count + 1u);
    for (uint32_t i = 0; i < turn->cause_count; i++)
        causes[i] = turn->causes[i];
    causes[turn->cause_count++] = cause;
    turn->causes = causes;
}

static const ek_reason *find_reason(const ek_claim *claim, const ek_reason *like)
{
    for (uint32_t i = 0; claim && i < claim->reason_count; i++)
        if (claim->reasons[i].rule && ek_text_equal(claim->reasons[i].rule->id, like->rule->id) &&
            !claim->reasons[i].thing == !like->thing)
            return &claim->reasons[i];
    return NULL;
}

static const ek_definition *version_on(const ek_term *term, ek_date day)
{
    const ek_definition *found = NULL;

    for (uint32_t i = 0; i < term->version_count; i++)
        if (term->versions[i]->since <= day && day <= term->versions[i]->last_day)
            found = term->versions[i];
    return found;
}

/* Parameters and definitions behind an expression that are other ones on the later day. */
static void find_dated(search *s, ek_turn *turn, const ek_rule *rule, const ek_expr *expr,
                       ek_date before, ek_date after, uint32_t depth)
{
    if (!expr || depth > 64)
        return;
    if (expr->op == EK_OP_PARAM) {
        const ek_dated *now = ek_parameter_on(expr->as.param, after);

        if (now && now != ek_parameter_on(expr->as.param, before))
            add_cause(s, turn,
                      (ek_cause){EK_CAUSE_PARAMETER, rule, expr->as.param->name, now->law, after});
    } else if (expr->op == EK_OP_TERM) {
        const ek_definition *was = version_on(expr->as.term, before);
        const ek_definition *now = version_on(expr->as.term, after);

        if (now && now != was)
            add_cause(s, turn,
                      (ek_cause){EK_CAUSE_DEFINITION, rule, now->name,
                                 ek_law_cited(now->laws, now->law_count, EK_TEXT(""), after),
                                 after});
        if (now)
            find_dated(s, turn, rule, now->is, before, after, depth + 1);
    }
    for (uint32_t i = 0; i < expr->count; i++)
        find_dated(s, turn, rule, expr->args[i], before, after, depth + 1);
}

static void find_dated_effect(search *s, ek_turn *turn, const ek_rule *rule,
                              const ek_effect *effect, ek_date before, ek_date after)
{
    for (uint32_t i = 0; effect && i < effect->field_count; i++)
        find_dated(s, turn, rule, effect->fields[i].value, before, after, 0);
}

/* A rule on both days: by the clock of the rule, which may be another day than the deciding date.
 */
static void find_in_rule(search *s, ek_turn *turn, const ek_reason *was, const ek_reason *now)
{
    const ek_rule *rule = now->rule;

    find_dated(s, turn, rule, rule->where, was->day, now->day, 0);
    find_dated(s, turn, rule, rule->must, was->day, now->day, 0);
    find_dated(s, turn, rule, rule->to_reach, was->day, now->day, 0);
    find_dated_effect(s, turn, rule, rule->gives, was->day, now->day);
    find_dated_effect(s, turn, rule, rule->limits, was->day, now->day);
}

static void find_causes(search *s, ek_turn *turn)
{
    const ek_claim *before = turn->before, *after = turn->after;

    for (uint32_t i = 0; after && i < after->reason_count; i++) {
        const ek_reason *now = &after->reasons[i];
        const ek_reason *was = now->rule ? find_reason(before, now) : NULL;

        if (!now->rule)
            continue;
        if (now->rule->since == now->day && (!was || was->rule != now->rule || was->silent))
            add_cause(
                s, turn,
                (ek_cause){EK_CAUSE_RULE_BEGAN, now->rule, now->rule->id, now->law, now->day});
        else if (was && was->rule == now->rule)
            find_in_rule(s, turn, was, now);
    }
    for (uint32_t i = 0; before && i < before->reason_count; i++) {
        const ek_reason *was = &before->reasons[i];

        if (was->rule && !was->silent && was->rule->last_day == was->day &&
            was->rule->last_day < turn->day)
            add_cause(
                s, turn,
                (ek_cause){EK_CAUSE_RULE_CEASED, was->rule, was->rule->id, was->law, was->day});
    }
    for (uint32_t i = 0; after && turn->cause_count == 0 && i < after->reason_count; i++)
        if (after->reasons[i].decides)
            add_cause(s, turn,
                      (ek_cause){EK_CAUSE_DAYS, after->reasons[i].rule,
                                 after->reasons[i].rule
                                     ? after->reasons[i].rule->id
                                     : ek_text_of(after->reasons[i].detail->core_id),
                                 after->reasons[i].law, after->reasons[i].day});
}

/* ---- Turns ---------------------------------------------------------------------------------- */

static void add_turn(search *s, ek_date day, const struct erkend_decision *before,
                     const struct erkend_decision *after, const ek_claim *was, const ek_claim *now)
{
    ek_turn *turn;

    if (was && now &&
        ek_text_equal(ek_claim_outcome(s->arena, was), ek_claim_outcome(s->arena, now)))
        return;
    if (s->out->count == EK_TIMELINE_TURNS) {
        s->out->cut_short = true;
        return;
    }
    turn = EK_PUSH(s->arena, s->out->turns, s->out->count, s->out->capacity);
    *turn =
        (ek_turn){.day = day, .before = was, .after = now, .of_before = before, .of_after = after};
    find_causes(s, turn);
}

static void turn_on(search *s, ek_date day)
{
    const struct erkend_decision *before = keep_day(s, s->last), *after = keep_day(s, day);

    for (uint32_t i = 0; after && i < after->claim_count; i++)
        add_turn(s, day, before, after, ek_claim_like(before, &after->claims[i]),
                 &after->claims[i]);
    for (uint32_t i = 0; before && i < before->claim_count; i++)
        if (!ek_claim_like(after, &before->claims[i]))
            add_turn(s, day, before, after, &before->claims[i], NULL);
}

static void visit_day(search *s, ek_date day)
{
    ek_text outcome;

    if (!decide_on(s, &s->scratch, s->moved, day)) {
        s->out->undecided++;
        return;
    }
    s->out->days++;
    outcome = say_outcome(&s->scratch.arena, &s->scratch);
    if (s->last == EK_DATE_NEVER)
        s->outcome = ek_text_copy(s->arena, outcome);
    else if (!ek_text_equal(outcome, s->outcome) && !s->out->cut_short) {
        turn_on(s, day);
        s->outcome = ek_text_copy(s->arena, outcome);
    }
    s->last = day;
}

/* ---- Days on which law begins or ends ------------------------------------------------------- */

typedef struct days {
    ek_arena *arena;
    ek_date after;
    ek_date *items;
    uint32_t count, capacity;
} days;

static void add_day(days *list, ek_date day)
{
    uint32_t at = 0;

    if (day <= list->after || day == EK_DATE_NEVER)
        return;
    while (at < list->count && list->items[at] < day)
        at++;
    if (at < list->count && list->items[at] == day)
        return;
    (void)EK_PUSH(list->arena, list->items, list->count, list->capacity);
    for (uint32_t i = list->count - 1; i > at; i--)
        list->items[i] = list->items[i - 1];
    list->items[at] = day;
}

static void add_span(days *list, ek_date since, ek_date last_day)
{
    add_day(list, since);
    if (last_day != EK_DATE_NEVER)
        add_day(list, last_day + 1);
}

static void find_days(days *list, const ek_rulebook *book)
{
    for (uint32_t i = 0; i < book->rule_count; i++)
        add_span(list, book->rules[i]->since, book->rules[i]->last_day);
    for (uint32_t i = 0; i < book->allocation_count; i++)
        add_span(list, book->allocations[i]->since, book->allocations[i]->last_day);
    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t k = 0; k < book->terms[i]->version_count; k++)
            add_span(list, book->terms[i]->versions[k]->since,
                     book->terms[i]->versions[k]->last_day);
    for (uint32_t i = 0; i < book->parameter_count; i++)
        for (uint32_t k = 0; k < book->parameters[i]->value_count; k++)
            add_day(list, book->parameters[i]->values[k].since);
}

/* ---- The two searches ----------------------------------------------------------------------- */

static void visit_all(search *s)
{
    s->moved = ek_case_moved(s->arena, s->asked->the_case, s->asked->book, s->asked->decided);
    for (ek_date day = s->out->from; day <= s->out->to; day++) {
        visit_day(s, day);
        if (!s->out->first && s->last == day) {
            s->out->first = keep_day(s, day);
            s->out->first_day = day;
        }
    }
}

static void visit_ahead(search *s)
{
    days list = {.arena = s->arena, .after = s->asked->decided};

    s->moved = ek_case_moved(s->arena, s->asked->the_case, s->asked->book, s->asked->decided);
    find_days(&list, s->asked->book);
    for (uint32_t i = 0; i < list.count; i++) {
        /* The day before as well: what changed between is not the law's doing. */
        if (s->last != list.items[i] - 1) {
            s->last = EK_DATE_NEVER;
            visit_day(s, list.items[i] - 1);
        }
        visit_day(s, list.items[i]);
    }
}

static void run_search(ek_timeline *out, ek_arena *arena, const struct erkend_decision *decision,
                       void (*visit)(search *s))
{
    search *s = EK_NEW(arena, search);
    erkend_status status = ERKEND_OK;
    ek_escape escape;

    s->arena = arena;
    s->out = out;
    s->asked = decision;
    s->last = EK_DATE_NEVER;
    s->worker = (struct erkend_worker){
        .bundle = decision->bundle, .mode = ERKEND_COMPILED, .allocator = decision->arena.host};
    ek_arena_init(&s->scratch.arena, decision->arena.host, decision->bundle->limits.decision_bytes);
    if (EK_TRY(arena, &escape))
        visit(s);
    else
        status = escape.status;
    ek_escape_end(arena, &escape);
    ek_arena_dispose(&s->scratch.arena);
    if (status != ERKEND_OK) {
        ek_timeline_end(out);
        ek_raise(arena, status);
    }
}

void ek_timeline_search(ek_timeline *out, ek_arena *arena, const struct erkend_decision *decision,
                        ek_date from, ek_date to)
{
    *out = (ek_timeline){.from = from, .to = to};
    run_search(out, arena, decision, visit_all);
}

void ek_timeline_ahead(ek_timeline *out, ek_arena *arena, const struct erkend_decision *decision)
{
    *out = (ek_timeline){.from = decision->decided, .to = EK_DATE_NEVER};
    run_search(out, arena, decision, visit_ahead);
}

void ek_timeline_end(ek_timeline *timeline)
{
    ek_kept_decision *kept;

    for (kept = timeline->kept; kept; kept = kept->next)
        ek_arena_dispose(&kept->decision.arena);
    timeline->kept = NULL;
}
