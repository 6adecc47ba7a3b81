/* Patterns: a claim that came out like one before has the same reasons in the same order, and
 * whatever is its own. All other tests decide with patterns too, and compare with the plain
 * evaluation, which has none. */
#include "unit/decide/make.h"

static void test_pattern__is_found_again_on_another_day(void **state)
{
    make *m = *state;
    struct erkend_decision *first, *again;
    ek_pattern *pattern;
    ek_patterns patterns;

    ek_patterns_init(&patterns, NULL);
    open_rules(m, ASSESSED VALIDATED AWARDED);
    first = decide_within(m, &patterns, CASE_OF_UNIT("2026-01-01", "a, b, c"));
    pattern = first->claims[0].pattern;
    assert_non_null(pattern);
    assert_int_equal(pattern->reason_count, 3);
    free_decision(first);
    again = decide_within(m, &patterns, CASE_OF_UNIT("2026-02-02", "a, b, c"));
    assert_ptr_equal(again->claims[0].pattern, pattern);
    assert_int_equal(again->claims[0].reason_count, 3);
    for (uint32_t i = 0; i < 3; i++) {
        assert_true(again->claims[0].reasons[i].decides);
        assert_false(again->claims[0].reasons[i].apart);
        assert_int_equal(again->claims[0].reasons[i].day, again->decided);
        assert_non_null(again->claims[0].reasons[i].scene);
        assert_int_equal(again->claims[0].reasons[i].scene->decided, again->decided);
    }
    free_decision(again);
    ek_patterns_dispose(&patterns);
}

static void assert_covers(const struct erkend_decision *decision, const char *covered)
{
    const ek_claim *claim = &decision->claims[0];

    assert_int_equal(claim->verdict, ERKEND_PARTIAL);
    assert_string_equal(claim->reasons[0].rule->id.bytes, "xx.validated");
    assert_true(claim->reasons[0].apart);
    assert_int_equal(claim->reasons[0].detail->covered.count, 1);
    assert_true(ek_text_is(claim->reasons[0].detail->covered.items[0], covered));
}

static void test_pattern__leaves_a_claim_what_is_its_own(void **state)
{
    make *m = *state;
    struct erkend_decision *first, *again;
    ek_pattern *pattern;
    ek_patterns patterns;

    ek_patterns_init(&patterns, NULL);
    open_rules(m, ASSESSED VALIDATED AWARDED);
    first = decide_within(m, &patterns, CASE_OF_UNIT("2026-01-01", "b"));
    pattern = first->claims[0].pattern;
    assert_non_null(pattern);
    assert_covers(first, "b");
    free_decision(first);
    again = decide_within(m, &patterns, CASE_OF_UNIT("2026-01-01", "c"));
    assert_ptr_equal(again->claims[0].pattern, pattern);
    assert_covers(again, "c");
    free_decision(again);
    ek_patterns_dispose(&patterns);
}

static void test_pattern__another_outcome_is_another(void **state)
{
    make *m = *state;
    struct erkend_decision *first, *second;
    ek_patterns patterns;

    ek_patterns_init(&patterns, NULL);
    open_rules(m, ASSESSED VALIDATED AWARDED);
    first = decide_within(m, &patterns, CASE_OF_UNIT("2026-01-01", "a, b, c"));
    second = decide_within(m, &patterns, CASE_OF_UNIT("2026-01-01", "a"));
    assert_non_null(second->claims[0].pattern);
    assert_ptr_not_equal(second->claims[0].pattern, first->claims[0].pattern);
    assert_int_equal(patterns.count, 2);
    free_decision(first);
    free_decision(second);
    ek_patterns_dispose(&patterns);
}

static void test_pattern__tells_nothing_where_the_core_speaks(void **state)
{
    make *m = *state;
    struct erkend_decision *decision;
    ek_patterns patterns;

    ek_patterns_init(&patterns, NULL);
    open_rules(m, ASSESSED AWARDED); /* nothing validates */
    decision = decide_within(m, &patterns, CASE_OF_UNIT("2026-01-01", "a, b, c"));
    assert_null(decision->claims[0].pattern);
    assert_int_equal(decision->claims[0].reason_count, 3);
    assert_string_equal(decision->claims[0].reasons[0].detail->core_id, EK_CORE_NOT_VALIDATED);
    assert_int_equal(patterns.count, 0);
    free_decision(decision);
    ek_patterns_dispose(&patterns);
}

/* Partial as the condition fails, or as less is given than was asked: what follows is not the same.
 */
static void test_pattern__tells_what_failed_from_what_was_cut(void **state)
{
    make *m = *state;
    struct erkend_decision *failed, *cut;
    ek_patterns patterns;

    ek_patterns_init(&patterns, NULL);
    open_rules(m, RULE("xx.part", "shortening",
                       "must = at_most(shortening.months_asked, param.ten), otherwise = partial, "
                       "gives = shorten { months = param.six },"));
    failed = decide_within(m, &patterns,
                           "id: c1\ndecided: 2026-01-01\nshortening:\n  months_asked: 16\n");
    cut = decide_within(m, &patterns,
                        "id: c1\ndecided: 2026-01-01\nshortening:\n  months_asked: 8\n");
    assert_int_equal(failed->claims[0].verdict, ERKEND_PARTIAL);
    assert_int_equal(cut->claims[0].verdict, ERKEND_PARTIAL);
    assert_int_equal(failed->claims[0].reasons[0].must, EK_FALSE);
    assert_int_equal(cut->claims[0].reasons[0].must, EK_TRUE);
    assert_non_null(cut->claims[0].pattern);
    assert_ptr_not_equal(failed->claims[0].pattern, cut->claims[0].pattern);
    free_decision(failed);
    free_decision(cut);
    ek_patterns_dispose(&patterns);
}

/* Whoever asks neither for reads nor for what is silent gets neither. */
static void test_pattern__the_silent_are_left_out_where_nobody_asks(void **state)
{
    make *m = *state;
    struct erkend_decision *decision;

    open_rules(m, ASSESSED VALIDATED AWARDED RULE(
                      "xx.silent", "unit",
                      "phase = \"validate\", where = same(unit.context, "
                      "\"informal\"), must = given(unit.code), otherwise = refused,"));
    m->worker->mode = ERKEND_COMPILED;
    m->worker->unread = true;
    for (int i = 0; i < 3; i++) { /* without a pattern, with one, and asked about */
        if (i == 2)
            m->worker->unread = false;
        if (i == 2)
            ek_worker_forgets(m->worker);
        decide_case(m, CASE_OF_UNIT("2026-01-01", "a, b, c"));
        decision = m->decision;
        assert_int_equal(decision->claims[0].verdict, ERKEND_RECOGNISED);
        assert_int_equal(decision->claims[0].reason_count, i == 2 ? 4 : 3);
        for (uint32_t k = 0; k < 3; k++) {
            assert_false(decision->claims[0].reasons[k].silent);
            assert_true(ek_reason_is_of_today(&decision->claims[0].reasons[k], decision->decided));
            assert_int_equal(decision->claims[0].reasons[k].scene == NULL, i == 1);
        }
    }
}

/* ---- The table ------------------------------------------------------------------------------ */

static ek_pattern *add_number(ek_patterns *patterns, const ek_asks *asks, uint32_t number)
{
    uint8_t said[12 + EK_SAID_SPARE] = {0};
    const uint16_t places[12] = {0};
    const ek_reason reason = {.asked = 0};

    memcpy(said + 7, &number, sizeof number);
    if (ek_pattern_find(patterns, asks, said, 12))
        return NULL;
    return ek_pattern_add(patterns, asks, said, 12, &reason, 1, places);
}

static bool has_number(ek_patterns *patterns, const ek_asks *asks, uint32_t number, uint32_t count)
{
    uint8_t said[12 + EK_SAID_SPARE] = {0};

    memcpy(said + 7, &number, sizeof number);
    return ek_pattern_find(patterns, asks, said, count) != NULL;
}

static void test_pattern__is_told_from_all_others(void **state)
{
    ek_asks asks[2] = {{0}, {0}};
    ek_patterns patterns;

    (void)state;
    ek_patterns_init(&patterns, NULL);
    assert_false(has_number(&patterns, asks, 1, 12));
    for (uint32_t number = 0; number < 500; number++)
        assert_non_null(add_number(&patterns, asks, number));
    for (uint32_t number = 0; number < 500; number++)
        assert_true(has_number(&patterns, asks, number, 12));
    assert_false(has_number(&patterns, asks, 500, 12));
    assert_false(has_number(&patterns, asks, 0, 11));
    assert_false(has_number(&patterns, &asks[1], 0, 12));
    ek_patterns_dispose(&patterns);
}

static void test_pattern__all_are_forgotten_when_they_are_many(void **state)
{
    ek_asks asks = {0};
    ek_patterns patterns;
    uint32_t number = 0;

    (void)state;
    ek_patterns_init(&patterns, NULL);
    while (number < 100000 && patterns.count == number) {
        assert_non_null(add_number(&patterns, &asks, number++));
        ek_patterns_begin(&patterns);
    }
    assert_in_range(number, 100, 5000);
    assert_int_equal(patterns.count, 0);
    assert_false(has_number(&patterns, &asks, 0, 12));
    assert_non_null(add_number(&patterns, &asks, 0));
    ek_patterns_dispose(&patterns);
}

static void *refuse(void *user, void *old, size_t old_size, size_t new_size)
{
    int *left = user;

    (void)old_size;
    if (new_size == 0) {
        free(old);
        return NULL;
    }
    return (*left)-- > 0 ? realloc(old, new_size) : NULL;
}

static void *make_some(ek_arena *arena, const void *like)
{
    (void)like;
    return ek_arena_array(arena, 100, 1);
}

static void test_pattern__without_memory_nothing_is_remembered(void **state)
{
    make *m = *state;
    struct erkend_decision *decision;
    int left = 0;
    erkend_allocator poor = {refuse, &left};
    ek_patterns patterns;

    ek_patterns_init(&patterns, &poor);
    open_rules(m, ASSESSED VALIDATED AWARDED);
    decision = decide_within(m, &patterns, CASE_OF_UNIT("2026-01-01", "a, b, c"));
    assert_int_equal(decision->claims[0].verdict, ERKEND_RECOGNISED);
    assert_int_equal(decision->claims[0].reason_count, 3);
    assert_null(decision->claims[0].pattern);
    assert_null(ek_patterns_make(&patterns, make_some, NULL));
    free_decision(decision);
    left = 1000;
    assert_non_null(ek_patterns_make(&patterns, make_some, NULL));
    decision = decide_within(m, &patterns, CASE_OF_UNIT("2026-01-01", "a, b, c"));
    assert_non_null(decision->claims[0].pattern);
    free_decision(decision);
    ek_patterns_dispose(&patterns);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_pattern__is_found_again_on_another_day),
        WITH_MAKE(test_pattern__leaves_a_claim_what_is_its_own),
        WITH_MAKE(test_pattern__another_outcome_is_another),
        WITH_MAKE(test_pattern__tells_nothing_where_the_core_speaks),
        WITH_MAKE(test_pattern__tells_what_failed_from_what_was_cut),
        WITH_MAKE(test_pattern__the_silent_are_left_out_where_nobody_asks),
        cmocka_unit_test(test_pattern__is_told_from_all_others),
        cmocka_unit_test(test_pattern__all_are_forgotten_when_they_are_many),
        WITH_MAKE(test_pattern__without_memory_nothing_is_remembered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
