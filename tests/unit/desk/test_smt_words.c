/* Tests of desk/smt*.c and prove_rules.c: what is written for a solver says what the engine says,
 * of rules, their effects and verdicts together, and of random expressions; and a wrong word is
 * noticed. Cases are made up, and every fact of the problem is fixed to that of the case. */
#include "fixed.h"

#include "../examples/folder.h"
#include "../rule/random_case.h"
#include "desk/population.h"

enum { LENGTH = 2, DECIDED = 300, CLAIMS = 25, FEW_TEXTS = 16, FEW_UNITS = 6 };

/* ---- Decided cases -------------------------------------------------------------------------- */

static erkend_bundle *open_folder(const char *folder)
{
    erkend_files files = folder_files(folder);
    erkend_config config = {.struct_size = sizeof config, .files = &files};
    erkend_bundle *bundle = NULL;

    assert_int_equal(erkend_bundle_open(&bundle, &config, NULL), ERKEND_OK);
    return bundle;
}

static bool has_gap(const ek_smt *smt, ek_text rule)
{
    for (uint32_t i = 0; i < smt->gap_count; i++)
        if (ek_text_equal(smt->gaps[i].rule, rule))
            return true;
    return false;
}

static const ek_reason *find_reason(const ek_claim *claim, const ek_said *said,
                                    const ek_record *thing)
{
    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (claim->reasons[i].rule == said->rule && claim->reasons[i].thing == thing)
            return &claim->reasons[i];
    return NULL;
}

static bool is_settled(const ek_reason *reason)
{
    return reason->where != EK_UNKNOWN &&
           (reason->silent || (reason->must != EK_UNKNOWN && !reason->detail->overridden_by));
}

static void hold_effects(exam *e, ek_smt *smt, const ek_said *said, const ek_reason *reason,
                         ek_text name)
{
    const ek_effect *gives = said->rule->gives;

    for (uint32_t i = 0; gives && i < gives->field_count; i++) {
        ek_scene scene = *reason->scene;
        ek_reads reads;
        ek_answer answer;

        ek_reads_init(&reads, smt->arena);
        scene.search_steps = 100000;
        answer = ek_plain_eval(&scene, gives->fields[i].value, reason->day, &reads, NULL);
        hold(e, smt, term_of_answer(smt, &said->gives[i], &answer),
             ek_smt_format(smt, "%.*s gives %.*s", EK_TEXT_ARGS(name),
                           EK_TEXT_ARGS(gives->fields[i].name)));
    }
}

/* false: the rule says something that is not known, or cannot be written. */
static bool hold_rule(exam *e, ek_smt *smt, const ek_claim *claim, const ek_said *said,
                      const ek_record *thing, ek_text name)
{
    const ek_reason *reason = find_reason(claim, said, thing);
    ek_text full =
        ek_smt_format(smt, "%.*s %.*s", EK_TEXT_ARGS(name), EK_TEXT_ARGS(said->rule->id));

    if (said->rule->choose != EK_SCOPE_NONE || has_gap(smt, said->rule->id) ||
        (!reason && claim->kind == EK_SCOPE_UNIT) || (reason && !is_settled(reason)))
        return false;
    hold(e, smt, reason && !reason->silent ? said->speaks : ek_smt_not(smt, said->speaks),
         ek_smt_format(smt, "%.*s speaks", EK_TEXT_ARGS(full)));
    if (!reason || reason->silent)
        return true;
    hold(e, smt, reason->must == EK_FALSE ? said->fails : ek_smt_not(smt, said->fails),
         ek_smt_format(smt, "%.*s fails", EK_TEXT_ARGS(full)));
    if (reason->verdict == ERKEND_INCOMPLETE || reason->verdict == ERKEND_REFERRED)
        return false;
    if (reason->must != EK_TRUE || reason->verdict != ERKEND_PARTIAL) /* less than was asked */
        hold(e, smt,
             ek_smt_format(smt, "(= %.*s %d)", EK_TEXT_ARGS(said->verdict), (int)reason->verdict),
             ek_smt_format(smt, "%.*s verdict %d", EK_TEXT_ARGS(full), (int)reason->verdict));
    hold_effects(e, smt, said, reason, full);
    return true;
}

static const ek_record *thing_at(const ek_scene *scene, ek_arena *arena, const ek_said *said,
                                 bool *there)
{
    ek_scene own = *scene;
    ek_reads reads;
    ek_answer list;

    *there = true;
    if (said->element < 0)
        return NULL;
    ek_reads_init(&reads, arena);
    list = ek_scene_list(&own, said->rule->for_each, &reads);
    *there = list.state == EK_KNOWN && !list.list_unknown && !list.perhaps;
    return (uint32_t)said->element < list.count ? list.items[said->element] : NULL;
}

/* A claim that was decided, with all that it lives in. */
typedef struct decided {
    erkend_case *the_case;
    erkend_decision *decision;
    uint32_t number;
} decided;

static const ek_scene *scene_of(const ek_claim *claim)
{
    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (claim->reasons[i].scene)
            return claim->reasons[i].scene;
    return NULL;
}

static void hold_claim(exam *e, ek_smt *smt, const ek_sayings *says, const ek_claim *claim,
                       const char *label)
{
    const ek_scene *scene = scene_of(claim);
    bool all = true;

    begin_case(e, smt);
    fix_facts(smt, scene);
    for (uint32_t i = 0; i < says->count; i++) {
        bool there;
        const ek_record *thing = thing_at(scene, smt->arena, &says->items[i], &there);
        ek_text name = ek_smt_format(smt, "%s #%d", label, (int)says->items[i].element);

        if (says->items[i].element >= 0 && there && !thing) {
            hold(e, smt, ek_smt_not(smt, says->items[i].speaks), name);
            continue;
        }
        all = there && hold_rule(e, smt, claim, &says->items[i], thing, name) && all;
    }
    for (uint32_t i = 0; i < claim->reason_count; i++)
        all = all && claim->reasons[i].rule;
    if (all)
        hold(e, smt,
             ek_smt_format(smt, "(= %.*s %d)", EK_TEXT_ARGS(says->settled), (int)claim->verdict),
             ek_smt_format(smt, "%s as a whole %d", label, (int)claim->verdict));
    end_case(e, smt);
}

/* One problem for some claims of a kind: as many as speak of few texts. Returns where it ended. */
static uint32_t hold_some(exam *e, const ek_rulebook *book, const ek_claim *const *claims,
                          const uint32_t *numbers, uint32_t from, uint32_t count)
{
    ek_sayings says;
    ek_arena arena;
    ek_smt smt, before;
    uint32_t to = from, texts;

    ek_arena_init(&arena, NULL, 0);
    ek_smt_begin(&before, &arena, book, claims[from]->kind, LENGTH,
                 ek_date_from((ek_civil){2035, 12, 31}));
    ek_smt_gather(&before, book);
    texts = before.text_count;
    ek_sayings_of(&before, book, &says);
    ek_sayings_settle(&before, &says);
    while (to < count && (to == from || before.text_count < texts + FEW_TEXTS))
        fix_facts(&before, scene_of(claims[to++]));
    begin_with_texts(&smt, &before);
    ek_sayings_of(&smt, book, &says);
    ek_sayings_settle(&smt, &says);
    for (uint32_t i = from; i < to; i++) {
        char label[60];

        (void)snprintf(label, sizeof label, "%.*s %u %s", EK_TEXT_ARGS(book->code),
                       (unsigned)numbers[i], ek_scope_of(claims[i]->kind)->name);
        hold_claim(e, &smt, &says, claims[i], label);
    }
    end_problem(e, &smt);
    ek_arena_dispose(&arena);
    return to;
}

static void hold_kind(exam *e, const ek_rulebook *book, ek_scope kind, const decided *all,
                      uint32_t count)
{
    const ek_claim *claims[CLAIMS];
    uint32_t numbers[CLAIMS], found = 0, at = 0;
    uint32_t most = kind == EK_SCOPE_UNIT ? FEW_UNITS : CLAIMS; /* their problems are large */

    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < all[i].decision->claim_count && found < most; k++)
            if (all[i].decision->claims[k].kind == kind && scene_of(&all[i].decision->claims[k])) {
                numbers[found] = all[i].number;
                claims[found++] = &all[i].decision->claims[k];
            }
    while (at < found)
        at = hold_some(e, book, claims, numbers, at, found);
}

static void decide_one(decided *to, erkend_worker *worker, const char *country,
                       erkend_population *population, uint64_t number)
{
    erkend_case_options how = {.struct_size = sizeof how};
    const char *line;
    size_t size;

    *to = (decided){.number = (uint32_t)number};
    assert_int_equal(erkend_population_case(population, number, &line, &size, NULL), ERKEND_OK);
    assert_int_equal(erkend_case_read(&to->the_case, "made.json", line, size, &how, NULL),
                     ERKEND_OK);
    (void)erkend_decide(&to->decision, worker, to->the_case, country, NULL);
}

static void hold_population(exam *e, const erkend_bundle *bundle, const char *country,
                            uint32_t wanted)
{
    const char *in[] = {country, NULL};
    erkend_population *population = NULL;
    erkend_worker *worker = NULL;
    decided all[DECIDED];
    uint32_t count = 0;

    assert_true(wanted <= DECIDED);
    assert_int_equal(erkend_population_new(&population, bundle, 1, in, "0", NULL), ERKEND_OK);
    assert_int_equal(erkend_worker_new(&worker, bundle, ERKEND_VERIFY, NULL), ERKEND_OK);
    for (uint32_t i = 1; i <= wanted; i++) {
        decide_one(&all[count], worker, country, population, i);
        if (all[count].decision)
            count++;
        else
            erkend_case_free(all[count].the_case);
    }
    for (uint32_t kind = EK_FIRST_CLAIM; kind <= EK_LAST_CLAIM; kind++)
        hold_kind(e, ek_bundle_book(bundle, ek_text_of(country)), (ek_scope)kind, all, count);
    for (uint32_t i = 0; i < count; i++) {
        erkend_decision_free(all[i].decision);
        erkend_case_free(all[i].the_case);
    }
    erkend_worker_free(worker);
    erkend_population_free(population);
}

static void assert_alike(exam *e, uint32_t least)
{
    ek_text all = ek_buffer_done(&e->text);

    sit_exam(e, all);
    if (e->differences > 0)
        fail_msg("%u differences:%s", e->differences, e->first);
    if (e->inside < least)
        fail_msg("only %u of %u", e->inside, e->cases);
}

static void test_ek_sayings_of__say_what_the_engine_decides(void **state)
{
    static const char *const codes[] = {"DE", "FI", "NL"};
    erkend_bundle *bundle;
    exam e;

    (void)state;
    if (!z3_is_there())
        skip();
    bundle = open_folder(".");
    open_exam(&e);
    hold_population(&e, bundle, "DE", 70);
    hold_population(&e, bundle, "FI", 60);
    hold_population(&e, bundle, "NL", 60);
    erkend_bundle_free(bundle);
    bundle = open_folder("tests/bench/recog");
    for (uint32_t i = 0; i < 3; i++)
        hold_population(&e, bundle, codes[i], 25);
    erkend_bundle_free(bundle);
    assert_alike(&e, 150);
    ek_arena_dispose(&e.arena);
}

/* ---- Random expressions --------------------------------------------------------------------- */

static ek_scope claim_in(uint32_t scopes)
{
    for (uint32_t scope = EK_FIRST_CLAIM; scope <= EK_LAST_CLAIM; scope++)
        if (scopes >> scope & 1)
            return (ek_scope)scope;
    return EK_FIRST_CLAIM;
}

static void write_expr(ek_smt *smt, const ek_expr *expr, const ek_scene *scene, ek_date day,
                       ek_smt_value *out)
{
    smt->clock = ek_smt_date(smt, day);
    smt->owner = EK_TEXT("it");
    *out = ek_smt_expr(smt, expr);
    fix_facts(smt, scene);
}

static bool evaluate(make *m, ek_scene *scene, const ek_expr *expr, ek_date day, ek_answer *out)
{
    ek_escape escape;
    ek_reads reads;

    ek_reads_init(&reads, &m->arena);
    if (EK_TRY(&m->arena, &escape))
        *out = ek_plain_eval(scene, expr, day, &reads, NULL);
    ek_escape_end(&m->arena, &escape);
    m->problems.count = m->problems.errors = 0;
    return escape.status == ERKEND_OK;
}

/* A random scene says what follows from other fields as it likes; a case that was read does not. */
static bool reads_derived(const ek_expr *expr, uint32_t depth)
{
    bool found = expr->op == EK_OP_FACT && expr->as.path.field &&
                 expr->as.path.field->flags & (EK_DERIVED | EK_COMPUTED);

    if (expr->op == EK_OP_TERM && depth < 16)
        for (uint32_t i = 0; i < expr->as.term->version_count; i++)
            found = found || reads_derived(expr->as.term->versions[i]->is, depth + 1);
    for (uint32_t i = 0; i < expr->count; i++)
        found = found || reads_derived(expr->args[i], depth);
    return found;
}

static bool has_bounds(const ek_expr *expr, uint32_t depth)
{
    bool found = expr->op == EK_OP_LESSER_OF || expr->op == EK_OP_GREATER_OF;

    if (expr->op == EK_OP_TERM && depth < 16)
        for (uint32_t i = 0; i < expr->as.term->version_count; i++)
            found = found || has_bounds(expr->as.term->versions[i]->is, depth + 1);
    for (uint32_t i = 0; i < expr->count; i++)
        found = found || has_bounds(expr->args[i], depth);
    return found;
}

/* What is known by a bound alone holds for each value of what is missing, if there is one. */
static void say_missing_exists(ek_smt *smt, ek_scene scene)
{
    ek_reads reads;

    ek_reads_init(&reads, smt->arena);
    for (uint32_t i = 0; i < smt->fact_count; i++) {
        const ek_smt_fact *fact = &smt->facts[i];
        const ek_record *record;
        const ek_value *value;

        if (fact->question || fact->is_list || fact->own_none.size == 0)
            continue;
        record = thing_of(fact, &scene, &reads);
        value = record && fact->path.size ? value_at(record, fact->path) : NULL;
        if (fact->path.size ? !value || value->state == EK_MISSING
                            : scene.at[fact->scope].state == EK_MISSING)
            ek_smt_assert(smt, ek_smt_not(smt, fact->own_none));
    }
}

static void hold_expr(exam *e, make *m, const ek_scene *scene, const ek_expr *expr, ek_date day)
{
    ek_scope claim = claim_in(ek_expr_scopes(expr));
    ek_scene own = *scene;
    ek_smt before, smt;
    ek_answer answer;
    ek_smt_value value;
    ek_buffer shown;
    ek_arena arena;

    if (reads_derived(expr, 0) || scene->at[claim].state != EK_KNOWN ||
        scene->at[EK_SCOPE_LEARNER].state == EK_NONE ||
        !evaluate(m, &own, expr, day, &answer)) /* no case is without them */
        return;
    ek_arena_init(&arena, NULL, 0);
    ek_smt_begin(&before, &arena, &m->book, claim, 3, ek_date_from((ek_civil){2059, 12, 31}));
    ek_smt_gather_expr(&before, expr);
    write_expr(&before, expr, scene, day, &value);
    if (before.gap_count == 0) {
        begin_with_texts(&smt, &before);
        write_expr(&smt, expr, scene, day, &value);
        if (has_bounds(expr, 0))
            say_missing_exists(&smt, *scene);
        ek_buffer_init(&shown, &arena);
        ek_buffer_expr(&shown, expr);
        ek_buffer_format(&shown, " is %d", (int)answer.truth);
        begin_case(e, &smt);
        hold(e, &smt, term_of_answer(&smt, &value, &answer), ek_buffer_done(&shown));
        end_case(e, &smt);
        if (e->held > 0)
            end_problem(e, &smt);
        else
            e->cases--;
    }
    ek_arena_dispose(&arena);
}

static bool needs_thing(const ek_expr *expr)
{
    uint32_t scopes = ek_expr_scopes(expr);

    for (uint32_t scope = 0; scope < EK_SCOPE_COUNT; scope++)
        if (scopes >> scope & 1 && ek_scope_of((ek_scope)scope)->kind == EK_SCOPE_MANY)
            return true;
    return scopes >> EK_SCOPE_TARGET & 1;
}

static void hold_world(exam *e, uint32_t seed)
{
    static field_entry fields[MANY_FIELDS];
    generator g = {.random = seed * UINT32_C(2654435761) + 1, .fields = fields};
    void *state = NULL;

    assert_int_equal(open_make(&state), 0);
    g.m = state;
    g.field_count = list_fields(fields);
    gen_parameters(&g);
    gen_questions(&g);
    gen_terms(&g);
    gen_rules(&g);
    gen_allocation(&g);
    for (uint32_t i = 0; i < CASES; i++) {
        ek_scene *scene = gen_scene(&g);
        const ek_value *day = ek_record_at(scene->at[EK_SCOPE_CASE].as.record, "decided");

        if (day->state == EK_NONE) /* no case that was read says so, nor two days */
            continue;
        if (day->state == EK_KNOWN)
            scene->decided = day->as.date;
        for (uint32_t k = 0; k < RULES; k++) {
            const ek_rule *rule = g.m->book.rules[k];
            const ek_expr *parts[] = {rule->where, rule->must};

            gen_selection(&g, scene);
            scene->chosen = EK_SCOPE_NONE;
            for (uint32_t n = 0; n < 2; n++)
                if (parts[n] && !needs_thing(parts[n]))
                    hold_expr(e, g.m, scene, parts[n], 16000 + (ek_date)roll(&g, 6000));
        }
    }
    close_make(&state);
}

static void test_ek_smt_expr__is_what_random_expressions_come_to(void **state)
{
    exam e;

    (void)state;
    if (!z3_is_there())
        skip();
    open_exam(&e);
    for (uint32_t seed = 1; seed <= 2; seed++)
        hold_world(&e, seed);
    assert_alike(&e, 100);
    ek_arena_dispose(&e.arena);
}

/* ---- A mistake in what is written ----------------------------------------------------------- */

/* The text with a word in each definition of a term replaced. */
static ek_text spoil(ek_arena *arena, ek_text text, const char *was, const char *is)
{
    ek_buffer out;
    bool in_term = false;

    ek_buffer_init(&out, arena);
    for (uint32_t i = 0; i < text.size; i++) {
        ek_text rest = ek_text_slice(text, i, text.size);

        if (i == 0 || text.bytes[i - 1] == '\n')
            in_term =
                ek_text_starts(rest, "(define-fun t") || ek_text_starts(rest, "(define-fun e");
        if (in_term && ek_text_starts(rest, was)) {
            ek_buffer_string(&out, is);
            i += (uint32_t)strlen(was) - 1;
        } else
            ek_buffer_char(&out, text.bytes[i]);
    }
    return ek_buffer_done(&out);
}

/* Each comparison just below a limit, at it, and just above. */
static void hold_limits(exam *e)
{
    static const ek_op words[] = {EK_OP_AT_LEAST, EK_OP_AT_MOST, EK_OP_MORE_THAN, EK_OP_LESS_THAN};
    void *state = NULL;
    ek_scene *scene;

    assert_int_equal(open_make(&state), 0);
    scene = make_scene(state);
    put_at(scene, EK_FIRST_CLAIM, make_record(state, ek_scope_of(EK_FIRST_CLAIM)->record));
    for (int64_t number = 2; number <= 4; number++)
        for (uint32_t i = 0; i < sizeof words / sizeof words[0]; i++)
            hold_expr(e, state, scene,
                      MAKE_2(state, words[i], make_number(state, ek_fraction_whole(number)),
                             make_number(state, ek_fraction_whole(3))),
                      20000);
    close_make(&state);
}

static void test_ek_smt_expr__a_wrong_word_is_noticed(void **state)
{
    static const char *const wrong[][2] = {
        {"(>= ", "(> "}, {"(<= ", "(< "}, {"(and ", "(or "}, {"(not ", "(or "}};
    erkend_bundle *bundle;
    ek_text all;
    exam e;

    (void)state;
    if (!z3_is_there())
        skip();
    open_exam(&e);
    bundle = open_folder(".");
    hold_population(&e, bundle, "DE", 12);
    hold_population(&e, bundle, "DE", 200);
    erkend_bundle_free(bundle);
    hold_limits(&e);
    all = ek_buffer_done(&e.text);
    for (uint32_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        sit_exam(&e, spoil(&e.arena, all, wrong[i][0], wrong[i][1]));
        if (e.differences == 0)
            fail_msg("%s for %s: nothing notices", wrong[i][1], wrong[i][0]);
    }
    ek_arena_dispose(&e.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_sayings_of__say_what_the_engine_decides),
        cmocka_unit_test(test_ek_smt_expr__is_what_random_expressions_come_to),
        cmocka_unit_test(test_ek_smt_expr__a_wrong_word_is_noticed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
