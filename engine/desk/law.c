/* Gathering: laws.yaml, everything that cites law, and what the country's tests reach. */
#include "desk/law.h"

#include "base/sort.h"

/* ---- Articles ------------------------------------------------------------------------------ */

static ek_arena *arena_of(ek_law_view *view)
{
    return &view->suite.arena;
}

static void read_laws(ek_law_view *view, const erkend_config *config)
{
    ek_text name =
        ek_text_format(arena_of(view), "%.*s/laws.yaml", EK_TEXT_ARGS(view->book->folder));
    const ek_article *articles;
    ek_source source;
    uint32_t count;

    if (ek_source_open(&source, arena_of(view), config->files,
                       ek_text_terminated(arena_of(view), name),
                       view->suite.bundle->limits.policy_file_bytes, &view->suite.problems,
                       (ek_place){.file = name}) != ERKEND_OK)
        return;
    ek_laws_load(arena_of(view), &source, &view->suite.bundle->limits, &articles, &count,
                 &view->suite.problems);
    view->lines = EK_NEW_ARRAY(arena_of(view), ek_article_line, count + 1u);
    view->line_count = count;
    for (uint32_t i = 0; i < count; i++)
        view->lines[i].article = &articles[i];
}

/* The acts of the articles; an article's name is read as a citation of its act. */
static const ek_text *name_acts(ek_law_view *view, uint32_t *count)
{
    ek_text *acts = EK_NEW_ARRAY(arena_of(view), ek_text, view->line_count + 1u);

    for (uint32_t i = 0; i < view->line_count; i++)
        acts[i] = view->lines[i].article->act;
    *count = ek_texts_once(acts, view->line_count);
    return acts;
}

static void read_articles(ek_law_view *view, const ek_text *acts, uint32_t act_count)
{
    for (uint32_t i = 0; i < view->line_count; i++) {
        const ek_article *article = view->lines[i].article;
        ek_provisions found = {NULL, 0, 0};

        ek_citation_read(&found, arena_of(view),
                         ek_text_format(arena_of(view), "%.*s %.*s", EK_TEXT_ARGS(article->act),
                                        EK_TEXT_ARGS(article->name)),
                         acts, act_count);
        view->lines[i].provisions = found;
    }
}

/* ---- What cites ---------------------------------------------------------------------------- */

typedef struct gathering {
    ek_law_view *view;
    const ek_text *acts;
    uint32_t act_count;
} gathering;

static bool is_same(const ek_provision *a, const ek_provision *b)
{
    return a->act.size ? ek_provision_within(a, b) && ek_provision_within(b, a)
                       : b->act.size == 0 && ek_text_equal(a->text, b->text);
}

static void add_citation(const gathering *g, ek_citer *citer, ek_text text)
{
    ek_provisions found = {NULL, 0, 0};

    ek_citation_read(&found, arena_of(g->view), text, g->acts, g->act_count);
    for (uint32_t i = 0; i < found.count; i++) {
        bool known = false;

        for (uint32_t k = 0; k < citer->cites.count && !known; k++)
            known = is_same(&citer->cites.items[k], &found.items[i]);
        if (!known)
            *EK_PUSH(arena_of(g->view), citer->cites.items, citer->cites.count,
                     citer->cites.capacity) = found.items[i];
    }
}

static ek_citer *add_citer(const gathering *g, ek_citer_kind kind, ek_text name, ek_place place,
                           const void *item)
{
    ek_law_view *view = g->view;
    ek_citer *citer =
        EK_PUSH(arena_of(view), view->citers, view->citer_count, view->citer_capacity);

    *citer = (ek_citer){.kind = kind, .name = name, .place = place, .item = item};
    return citer;
}

static void add_laws(const gathering *g, ek_citer *citer, const ek_law *laws, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        add_citation(g, citer, laws[i].text);
}

/* In the order of the rulebook: the rule with index i is citer i. */
static void add_rules(const gathering *g)
{
    const ek_rulebook *book = g->view->book;

    for (uint32_t i = 0; i < book->rule_count; i++) {
        const ek_rule *rule = book->rules[i];
        ek_citer *citer = add_citer(g, EK_CITES_RULE, rule->id, rule->place, rule);

        citer->reached = EK_NEW(arena_of(g->view), ek_reached);
        add_laws(g, citer, rule->laws, rule->law_count);
    }
}

static void add_others(const gathering *g)
{
    const ek_rulebook *book = g->view->book;
    ek_citer *citer;

    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t k = 0; k < book->terms[i]->version_count; k++) {
            const ek_definition *version = book->terms[i]->versions[k];

            citer = add_citer(g, EK_CITES_TERM, version->name, version->place, version);
            add_laws(g, citer, version->laws, version->law_count);
        }
    for (uint32_t i = 0; i < book->allocation_count; i++) {
        const ek_allocation *allocation = book->allocations[i];

        citer = add_citer(g, EK_CITES_ALLOCATION, allocation->id, allocation->place, allocation);
        add_laws(g, citer, allocation->laws, allocation->law_count);
    }
    for (uint32_t i = 0; i < book->item_count; i++) {
        const ek_item *item = book->items[i];

        citer = add_citer(g, EK_CITES_ITEM, item->id, item->place, item);
        add_laws(g, citer, item->laws, item->law_count);
    }
    for (uint32_t i = 0; i < book->parameter_count; i++) {
        const ek_parameter *parameter = book->parameters[i];

        citer = add_citer(g, EK_CITES_PARAMETER, parameter->name, parameter->place, parameter);
        for (uint32_t k = 0; k < parameter->value_count; k++)
            add_citation(g, citer, parameter->values[k].law);
    }
    for (uint32_t i = 0; i < book->question_count; i++) {
        const ek_question *question = book->questions[i];

        citer = add_citer(g, EK_CITES_QUESTION, question->name, question->place, question);
        add_citation(g, citer, question->law);
    }
}

/* ---- Holding one against the other --------------------------------------------------------- */

static bool is_part_of(const ek_provision *inner, const ek_article_line *line)
{
    for (uint32_t i = 0; i < line->provisions.count; i++)
        if (ek_provision_within(inner, &line->provisions.items[i]))
            return true;
    return false;
}

static bool is_whole_of(const ek_provision *outer, const ek_article_line *line)
{
    for (uint32_t i = 0; i < line->provisions.count; i++)
        if (ek_provision_within(&line->provisions.items[i], outer))
            return true;
    return false;
}

static bool cites_exactly(const ek_citer *citer, const ek_article_line *line)
{
    for (uint32_t i = 0; i < citer->cites.count; i++)
        if (is_part_of(&citer->cites.items[i], line))
            return true;
    return false;
}

bool ek_law_cites(const ek_citer *citer, const ek_article_line *line)
{
    for (uint32_t i = 0; i < citer->cites.count; i++)
        if (is_part_of(&citer->cites.items[i], line) || is_whole_of(&citer->cites.items[i], line))
            return true;
    return false;
}

static bool is_declared(const ek_law_view *view, const ek_provision *provision)
{
    for (uint32_t i = 0; i < view->line_count; i++)
        if (is_part_of(provision, &view->lines[i]) || is_whole_of(provision, &view->lines[i]))
            return true;
    return false;
}

static ek_text say_provision(ek_law_view *view, const ek_provision *provision)
{
    ek_buffer out;

    if (provision->act.size == 0)
        return provision->text;
    ek_buffer_init(&out, arena_of(view));
    ek_buffer_text(&out, provision->act);
    for (uint32_t i = 0; i < provision->count; i++)
        ek_buffer_format(&out, " %.*s %.*s", EK_TEXT_ARGS(provision->steps[i].marker),
                         EK_TEXT_ARGS(provision->steps[i].number));
    return ek_buffer_done(&out);
}

/* The article to print it below: that of its first citation that has one. */
static uint32_t find_first(const ek_law_view *view, const ek_citer *citer)
{
    for (uint32_t k = 0; k < citer->cites.count; k++) {
        for (uint32_t i = 0; i < view->line_count; i++)
            if (is_part_of(&citer->cites.items[k], &view->lines[i]))
                return i;
        for (uint32_t i = 0; i < view->line_count; i++)
            if (is_whole_of(&citer->cites.items[k], &view->lines[i]))
                return i;
    }
    return UINT32_MAX;
}

static void hold_citer(ek_law_view *view, ek_citer *citer)
{
    bool law = citer->kind <= EK_CITES_ITEM;

    for (uint32_t i = 0; i < view->line_count; i++) {
        ek_article_line *line = &view->lines[i];
        bool exactly = cites_exactly(citer, line);

        if (!exactly && !ek_law_cites(citer, line))
            continue;
        line->count[citer->kind]++;
        line->idle = line->idle || (exactly && citer->kind == EK_CITES_RULE &&
                                    ek_article_has_reason(line->article));
    }
    citer->first = find_first(view, citer);
    for (uint32_t i = 0; law && i < citer->cites.count && citer->undeclared.size == 0; i++)
        if (!is_declared(view, &citer->cites.items[i]))
            citer->undeclared = say_provision(view, &citer->cites.items[i]);
}

static void count_empty(ek_law_view *view)
{
    for (uint32_t i = 0; i < view->line_count; i++) {
        ek_article_line *line = &view->lines[i];
        uint32_t all = 0;

        for (uint32_t k = 0; k < EK_CITER_KINDS; k++)
            all += line->count[k];
        line->empty = all == 0 && !ek_article_has_reason(line->article);
        view->empty += line->empty || line->idle;
    }
    for (uint32_t i = 0; i < view->citer_count; i++) {
        const ek_citer *citer = &view->citers[i];

        view->empty += citer->undeclared.size > 0;
        view->empty += citer->kind == EK_CITES_RULE && citer->reached->speaks == 0;
    }
}

/* ---- What tests reach ---------------------------------------------------------------------- */

/* What one decision found of each rule, so that a test counts once. */
typedef struct found {
    bool speaks, holds, fails, unknown, silent, first_day, day_before;
} found;

static void look_at(found *seen, const ek_reason *reason)
{
    const ek_rule *rule = reason->rule;

    if (reason->silent) {
        seen->silent = seen->silent || !reason->detail->overridden_by;
        return;
    }
    seen->speaks = true;
    seen->first_day = seen->first_day || reason->day == rule->since;
    if (reason->where == EK_UNKNOWN || (rule->must && reason->must == EK_UNKNOWN) ||
        (!(rule->must && reason->must == EK_FALSE) && reason->verdict <= ERKEND_REFERRED))
        seen->unknown = true; /* whether it holds, or what it gives */
    else if (rule->must && reason->must == EK_FALSE)
        seen->fails = true;
    else
        seen->holds = true;
}

static bool has_reason(const ek_claim *claim, const ek_rule *rule)
{
    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (claim->reasons[i].rule == rule)
            return true;
    return false;
}

/* Does the rule's clock, in that scene, stand on the day before the rule is law? */
static bool is_eve_in(ek_scene *scene, const ek_rule *rule)
{
    ek_reads reads;
    ek_answer clock;

    ek_reads_init(&reads, scene->arena);
    clock = ek_plain_eval(scene, rule->clock, scene->decided, &reads, NULL);
    return clock.state == EK_KNOWN && clock.as.date == rule->since - 1;
}

/* A clock that runs for each thing of a list: on the eve for one of them? */
static bool is_eve_of_one(ek_scene *scene, const ek_rule *rule)
{
    ek_reads reads;
    ek_answer list;

    ek_reads_init(&reads, scene->arena);
    list = ek_scene_list(scene, rule->for_each, &reads);
    for (uint32_t i = 0; list.state == EK_KNOWN && i < list.count; i++) {
        scene->at[rule->for_each] = ek_at_record(list.items[i]);
        if (is_eve_in(scene, rule))
            return true;
    }
    return false;
}

/* Was the claim decided on the day before the rule is law, by the rule's own clock? */
static bool is_eve(ek_law_view *view, const struct erkend_decision *decision, const ek_claim *claim,
                   const ek_rule *rule)
{
    ek_scene scene;
    uint32_t i = 0;

    if (!rule->clock)
        return decision->decided == rule->since - 1;
    while (i < claim->reason_count && !claim->reasons[i].scene)
        i++;
    if (i == claim->reason_count)
        return false;
    scene = *claim->reasons[i].scene;
    scene.arena = arena_of(view);
    scene.problems = &view->suite.problems;
    scene.memo = NULL;
    scene.watch = NULL;
    return ek_scope_of(rule->for_each)->kind == EK_SCOPE_MANY ? is_eve_of_one(&scene, rule)
                                                              : is_eve_in(&scene, rule);
}

/* Rules that were not in force leave no reason behind. */
static void look_for_eves(ek_law_view *view, const struct erkend_decision *decision, found *seen)
{
    for (uint32_t i = 0; i < decision->claim_count; i++)
        for (uint32_t k = 0; k < view->book->rule_count; k++) {
            const ek_rule *rule = view->book->rules[k];
            const ek_claim *claim = &decision->claims[i];
            bool each = ek_scope_of(rule->for_each)->kind == EK_SCOPE_MANY;

            if (rule->claim == claim->kind && !seen[k].day_before &&
                (each || !has_reason(claim, rule)) && is_eve(view, decision, claim, rule))
                seen[k].day_before = true;
        }
}

static void add_found(ek_reached *to, const found *seen)
{
    to->speaks += seen->speaks;
    to->holds += seen->holds;
    to->fails += seen->fails;
    to->unknown += seen->unknown;
    to->silent += seen->silent;
    to->first_day += seen->first_day;
    to->day_before += seen->day_before;
}

static bool is_expected(const ek_test_case *test, ek_text id)
{
    for (uint32_t i = 0; i < test->expect_count; i++)
        if (ek_texts_have(test->expects[i].because, id))
            return true;
    return false;
}

static void note_decision(ek_law_view *view, const ek_test_case *test,
                          const struct erkend_decision *decision)
{
    found *seen = EK_NEW_ARRAY(arena_of(view), found, view->book->rule_count + 1u);

    for (uint32_t i = 0; i < decision->claim_count; i++)
        for (uint32_t k = 0; k < decision->claims[i].reason_count; k++) {
            const ek_reason *reason = &decision->claims[i].reasons[k];

            if (reason->rule && reason->rule->index < view->book->rule_count)
                look_at(&seen[reason->rule->index], reason);
        }
    look_for_eves(view, decision, seen);
    for (uint32_t i = 0; i < view->book->rule_count; i++) {
        ek_reached *reached = view->citers[i].reached;

        add_found(reached, &seen[i]);
        if (seen[i].speaks && is_expected(test, view->book->rules[i]->id))
            *EK_PUSH(arena_of(view), reached->tests, reached->test_count, reached->test_capacity) =
                test->name;
    }
    for (uint32_t i = 0; i < view->line_count; i++) {
        bool any = false;

        for (uint32_t k = 0; k < view->book->rule_count && !any; k++)
            any = seen[k].speaks && ek_law_cites(&view->citers[k], &view->lines[i]);
        view->lines[i].tests += any;
    }
}

static void try_tests(ek_law_view *view)
{
    for (uint32_t i = 0; i < view->suite.count; i++) {
        ek_buffer out;

        ek_buffer_init(&out, arena_of(view));
        ek_test_try(&view->suite.tests[i], view->book, view->worker, view->error, &out,
                    &view->decision);
        if (!view->decision && erkend_error_code(view->error) == ERKEND_ENOMEM)
            ek_raise(arena_of(view), ERKEND_ENOMEM); /* no test failed: there was no memory */
        view->test_count++;
        view->failed_count += out.size > 0;
        if (view->decision)
            note_decision(view, &view->suite.tests[i], view->decision);
        erkend_decision_free(view->decision);
        view->decision = NULL;
    }
}

/* ---- All of it ----------------------------------------------------------------------------- */

static void gather(ek_law_view *view, const erkend_config *config)
{
    gathering g = {.view = view};

    read_laws(view, config);
    g.acts = name_acts(view, &g.act_count);
    read_articles(view, g.acts, g.act_count);
    add_rules(&g);
    add_others(&g);
    for (uint32_t i = 0; i < view->citer_count; i++)
        hold_citer(view, &view->citers[i]);
    try_tests(view);
    count_empty(view);
}

erkend_status ek_law_gather(ek_law_view *view, const struct erkend_bundle *bundle,
                            const ek_rulebook *book, const erkend_config *config)
{
    erkend_status status, loaded;
    ek_escape escape;

    *view = (ek_law_view){.book = book};
    ek_suite_init(&view->suite, bundle, book);
    if ((status = erkend_worker_new(&view->worker, bundle, ERKEND_COMPILED, NULL)) != ERKEND_OK)
        return status;
    view->error = erkend_error_new(bundle->arena.host);
    loaded = ek_suite_load(&view->suite, config);
    status = view->error ? loaded : ERKEND_ENOMEM;
    if (status == ERKEND_OK || status == ERKEND_EINVALID) {
        if (EK_TRY(&view->suite.arena, &escape))
            gather(view, config);
        ek_escape_end(&view->suite.arena, &escape);
        status = escape.status;
    }
    if (status == ERKEND_OK && view->suite.problems.errors > 0)
        status = ERKEND_EINVALID;
    return status;
}

void ek_law_dispose(ek_law_view *view)
{
    erkend_decision_free(view->decision);
    erkend_error_free(view->error);
    erkend_worker_free(view->worker);
    ek_suite_dispose(&view->suite);
}
