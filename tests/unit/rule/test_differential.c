/* The compiled evaluation against the plain one: random expressions over random cases, in which
 * facts are missing, none, on another scale, or far too large. Both must give the same answer, the
 * same reads in the same order, and the same error. The seeds are fixed, so that a failure comes
 * again; DIFFERENTIAL_BOOKS=100 in the environment tries more of them. */
#include "random_case.h"

#include <stdio.h>

/* ---- The comparison ------------------------------------------------------------------------ */

typedef struct outcome {
    erkend_status status;
    ek_answer answer;
    ek_problem problem; /* when the status is no ERKEND_OK */
} outcome;

static outcome evaluate(ek_scene *scene, const ek_expr *expr, ek_date day, ek_reads *reads,
                        bool compiled)
{
    ek_scene before = *scene;
    ek_escape escape;
    outcome result = {.status = ERKEND_OK};

    if (EK_TRY(scene->arena, &escape))
        result.answer = compiled ? ek_compiled_eval(scene, expr, day, reads)
                                 : ek_plain_eval(scene, expr, day, reads, NULL);
    else
        result.status = escape.status;
    ek_escape_end(scene->arena, &escape);
    if (result.status != ERKEND_OK) {
        result.problem = scene->problems->items[scene->problems->count - 1];
        scene->problems->count = 0; /* the next one finds room */
        scene->problems->errors = 0;
    }
    before.memo = scene->memo;
    if (result.status == ERKEND_OK)
        assert_memory_equal(before.at, scene->at, sizeof before.at);
    before.search_steps = 100000;
    *scene = before;
    return result;
}

static void show_answer(ek_buffer *buffer, const char *who, const outcome *o)
{
    const ek_answer *a = &o->answer;

    ek_buffer_format(buffer, "%s: status %d type %d truth %d state %d because %d", who,
                     (int)o->status, (int)a->type, (int)a->truth, (int)a->state, a->because);
    if (a->has_low)
        ek_buffer_format(buffer, " low %lld/%lld", (long long)a->low.num, (long long)a->low.den);
    if (a->has_high)
        ek_buffer_format(buffer, " high %lld/%lld", (long long)a->high.num, (long long)a->high.den);
    ek_buffer_format(buffer, " scale '%.*s'", EK_TEXT_ARGS(a->scale));
    ek_buffer_format(buffer, " problem line %u '%.*s'\n", (unsigned)o->problem.place.line,
                     EK_TEXT_ARGS(o->problem.message));
}

static void show_reads(ek_buffer *buffer, const char *who, const ek_reads *reads)
{
    ek_buffer_format(buffer, "%s reads:", who);
    for (uint32_t i = 0; i < reads->count; i++) {
        const ek_read *read = &reads->items[i];

        if (read->kind == EK_READ_FACT)
            ek_buffer_format(buffer, " %s.%s#%u", read->record->type->name, read->field->name,
                             (unsigned)read->record->number);
        else if (read->kind == EK_READ_SCOPE)
            ek_buffer_format(buffer, " <%s>", ek_scope_of(read->scope)->name);
        else
            ek_buffer_format(buffer, " ?%.*s", EK_TEXT_ARGS(read->question->name));
    }
    ek_buffer_char(buffer, '\n');
}

static void compare_evaluations(make *m, ek_scene *scene, const ek_expr *expr, ek_date day,
                                ek_reads *compiled_reads)
{
    outcome plain, compiled;
    ek_reads plain_reads, own_reads;
    ek_buffer buffer;
    bool same;

    ek_reads_init(&plain_reads, &m->arena);
    ek_reads_init(&own_reads, &m->arena);
    ek_reads_mark(&own_reads, EK_NEW_ARRAY(&m->arena, uint64_t, m->record_count + 1),
                  m->record_count / 2);
    plain = evaluate(scene, expr, day, &plain_reads, false);
    compiled = evaluate(scene, expr, day, &own_reads, true);
    same = plain.status == compiled.status;
    if (same && plain.status != ERKEND_OK)
        same = plain.problem.code == compiled.problem.code &&
               plain.problem.place.line == compiled.problem.place.line &&
               ek_text_equal(plain.problem.message, compiled.problem.message);
    if (same && plain.status == ERKEND_OK)
        same = ek_answer_equal(&plain.answer, &compiled.answer) &&
               ek_reads_equal(&plain_reads, &own_reads);
    if (same) { /* and into reads that hold something already */
        outcome again = evaluate(scene, expr, day, compiled_reads, true);

        if (again.status == ERKEND_OK)
            for (uint32_t i = 0; i < own_reads.count; i++) {
                uint32_t before = compiled_reads->count;

                ek_reads_add(compiled_reads, own_reads.items[i]);
                assert_int_equal(compiled_reads->count, before);
            }
        return;
    }
    ek_buffer_init(&buffer, &m->arena);
    ek_buffer_expr(&buffer, expr);
    ek_buffer_format(&buffer, "\non day %d\n", (int)day);
    show_answer(&buffer, "plain", &plain);
    show_answer(&buffer, "compiled", &compiled);
    show_reads(&buffer, "plain", &plain_reads);
    show_reads(&buffer, "compiled", &own_reads);
    fail_msg("the two evaluations differ:\n%s", buffer.bytes);
}

static uint32_t compare_rule(make *m, ek_scene *scene, const ek_rule *rule, ek_date day,
                             ek_reads *reads)
{
    compare_evaluations(m, scene, rule->where, day, reads);
    compare_evaluations(m, scene, rule->must, day, reads);
    for (uint32_t i = 0; i < rule->gives->field_count; i++)
        compare_evaluations(m, scene, rule->gives->fields[i].value, day, reads);
    return 2 + rule->gives->field_count;
}

static void compare_allocation(make *m, ek_scene *scene, const ek_allocation *allocation,
                               ek_reads *reads)
{
    compare_evaluations(m, scene, allocation->where, 20000, reads);
    compare_evaluations(m, scene, allocation->total, 20000, reads);
    compare_evaluations(m, scene, allocation->by, 20000, reads);
    compare_evaluations(m, scene, allocation->rounding, 20000, reads);
}

static uint32_t compare_book(uint32_t seed)
{
    static field_entry fields[MANY_FIELDS];
    generator g = {.random = seed * UINT32_C(2654435761) + 1, .fields = fields};
    void *state = NULL;
    uint32_t compared = 0;

    assert_int_equal(open_make(&state), 0);
    g.m = state;
    g.field_count = list_fields(fields);
    gen_parameters(&g);
    gen_questions(&g);
    gen_terms(&g);
    gen_rules(&g);
    gen_allocation(&g);
    g.m->book.programs = ek_compile(&g.m->arena, &g.m->book);
    for (uint32_t i = 0; i < CASES; i++) {
        ek_scene *scene = gen_scene(&g);
        ek_reads reads;

        ek_reads_init(&reads, &g.m->arena);
        compare_allocation(g.m, scene, g.m->book.allocations[0], &reads);
        for (uint32_t k = 0; k < RULES; k++) {
            if (one_in(&g, 6))
                ek_reads_init(&reads, &g.m->arena);
            gen_selection(&g, scene);
            compared += compare_rule(g.m, scene, g.m->book.rules[k],
                                     one_in(&g, 20) ? -5 : 16000 + (ek_date)roll(&g, 6000), &reads);
        }
    }
    close_make(&state);
    return compared;
}

static void test_ek_compiled_eval__answers_and_reads_as_the_plain_evaluation(void **state)
{
    const char *wanted = getenv("DIFFERENTIAL_BOOKS");
    uint32_t books = wanted != NULL ? (uint32_t)atoi(wanted) : 80, compared = 0;

    (void)state;
    for (uint32_t seed = 1; seed <= books; seed++)
        compared += compare_book(seed);
    assert_true(compared >= books * CASES * RULES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_compiled_eval__answers_and_reads_as_the_plain_evaluation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
