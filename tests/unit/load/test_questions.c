/* load/questions.c: what bodies decide. */
#include "fixture.h"

static const ek_question *const *load(bench *made, const char *bytes, uint32_t *count)
{
    ek_source source = source_of("questions.yaml", bytes);
    const ek_question *const *items;

    made->problems.count = made->problems.errors = 0;
    ek_questions_load(&made->arena, &source, NULL, &items, count, &made->problems);
    return items;
}

static void test_ek_questions_load__reads_each_kind_of_answer(void **state)
{
    bench *made = *state;
    uint32_t count;
    const ek_question *const *items =
        load(made,
             "z: { asks: { en: \"May it?\" }, type: exception, body: chamber, about: abroad,"
             " answer: yes or no, law: L, evidence: [plan], status: unverified }\n"
             "a: { asks: { en: How long }, type: discretion, body: chamber, about: case,"
             " answer: number, unit: months, law: L }\n"
             "m: { asks: { en: Which }, type: comparison, body: school, about: difference,"
             " answer: [full, predominant, none], law: L }\n"
             "n: { asks: { en: When }, type: finding, body: school, about: earlier, answer: date,"
             " law: L }\n",
             &count);

    assert_int_equal(made->problems.count, 0);
    assert_int_equal(count, 4);
    assert_true(ek_text_is(items[0]->name, "a"));
    assert_int_equal(items[0]->answer, EK_ANSWER_NUMBER);
    assert_int_equal(items[0]->measure.power[EK_MONTHS], 1);
    assert_int_equal(items[0]->about, EK_SCOPE_CASE);
    assert_int_equal(items[1]->answer, EK_ANSWER_TEXT);
    assert_int_equal(items[1]->choices.count, 3);
    assert_true(ek_text_is(items[1]->choices.items[2], "none"));
    assert_int_equal(items[1]->about, EK_SCOPE_DIFFERENCE);
    assert_int_equal(items[2]->answer, EK_ANSWER_DATE);
    assert_int_equal(items[3]->answer, EK_ANSWER_YES);
    assert_int_equal(items[3]->type, EK_ASKS_EXCEPTION);
    assert_true(items[3]->unverified);
    assert_true(ek_text_is(items[3]->evidence.items[0], "plan"));
}

#define REST ", type: gap, body: b, law: L"
#define SAYS(bytes, place, words)                                                                  \
    do {                                                                                           \
        uint32_t ignored;                                                                          \
        (void)load(made, (bytes), &ignored);                                                       \
        assert_true(bench_says(made, (place), (words)));                                           \
    } while (0)

static void test_ek_questions_load__says_what_is_wrong(void **state)
{
    bench *made = *state;

    SAYS("q: {}\n", "questions.yaml:1:4", "needs asks");
    SAYS("q: {}\n", "questions.yaml:1:4", "needs law");
    SAYS("q: { asks: { en: x }, type: hunch, body: b }\n", "questions.yaml:1:29", "exception,");
    SAYS("q: { asks: x, about: case }\n", "questions.yaml:1:12", "written by language");
    SAYS("q: { about: learner" REST " }\n", "questions.yaml:1:13", "cannot be about learner");
    SAYS("q: { about: abrod" REST " }\n", "questions.yaml:1:13", "did you mean abroad");
    SAYS("q: { answer: maybe" REST " }\n", "questions.yaml:1:14", "yes or no, number");
    SAYS("q: { answer: [one]" REST " }\n", "questions.yaml:1:14", "at least two");
    SAYS("q: { answer: number" REST " }\n", "questions.yaml:1:4", "needs unit");
    SAYS("q: { answer: date, unit: months" REST " }\n", "questions.yaml:1:26", "goes with answer");
    SAYS("q: { answer: number, unit: monts" REST " }\n", "questions.yaml:1:28", "no unit monts");
    SAYS("Q: { answer: date" REST " }\n", "questions.yaml:1:1", "cannot name a question");
    SAYS("q: { ask: { en: x }" REST " }\n", "questions.yaml:1:6", "did you mean asks?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BENCH(test_ek_questions_load__reads_each_kind_of_answer),
        WITH_BENCH(test_ek_questions_load__says_what_is_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
