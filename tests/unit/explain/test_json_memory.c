/* Claims from memory: they have the bytes that they have without. */
#include "unit/explain/page.h"

#include "explain/json_pieces.h"

#define ABROAD                                                                                     \
    RULE(                                                                                          \
        "xx.a.partner", "abroad",                                                                  \
        "must = given(mou), otherwise = conditional \"agreed_plan\", gives = count_as_training { " \
        "months = months_in_all(stay) },")                                                         \
    RULE("xx.b.goal", "abroad",                                                                    \
         "must = abroad.serves_goal, otherwise = refused { instead = { \"other_road\" } },")       \
    RULE("xx.c.limit", "abroad",                                                                   \
         "must = at_most(months_in_all(stay), param.six), otherwise = ruling.allowed,")            \
    RULE("xx.d.silent", "abroad",                                                                  \
         "where = abroad.employer_agrees, must = abroad.serves_goal, otherwise = refused,")
#define ABROAD_ON(day, goal, stays)                                                                \
    "id: c1\ndecided: " day "\nabroad:\n  - id: a1\n    serves_goal: " goal                        \
    "\n    employer_agrees: false\n    stays:\n" stays
#define THREE STAY("s1", "2024-01-01", "2024-03-31")
#define FOUR STAY("s1", "2024-01-01", "2024-04-30")
#define LIMITED                                                                                    \
    RULE("xx.a.counts", "abroad",                                                                  \
         "must = abroad.serves_goal, otherwise = refused, "                                        \
         "gives = count_as_training { months = months_in_all(stay) },")                            \
    RULE("xx.b.most", "abroad", "limits = count_as_training { months = param.six },")
#define NINE STAY("s1", "2024-01-01", "2024-09-30")

typedef struct printer {
    ek_arena kept, arena; /* of the pieces, of lines */
    const ek_pieces *codes, *full;
    ek_patterns patterns;
} printer;

static void open_printer(printer *p, make *m, const erkend_allocator *host)
{
    ek_escape escape;

    ek_arena_init(&p->kept, NULL, 0);
    ek_arena_init(&p->arena, NULL, 0);
    ek_patterns_init(&p->patterns, host);
    if (EK_TRY(&p->kept, &escape)) {
        p->codes = ek_pieces_make(&p->kept, m->bundle, EK_EN, true, NULL);
        p->full = ek_pieces_make(&p->kept, m->bundle, EK_EN, false, NULL);
    }
    ek_escape_end(&p->kept, &escape);
    assert_int_equal(escape.status, ERKEND_OK);
}

static void close_printer(printer *p)
{
    ek_patterns_dispose(&p->patterns);
    ek_arena_dispose(&p->arena);
    ek_arena_dispose(&p->kept);
}

static ek_text print_line(printer *p, const struct erkend_decision *decision,
                          const ek_pieces *pieces, ek_patterns *patterns)
{
    ek_buffer line;
    ek_escape escape;

    ek_buffer_init(&line, &p->arena);
    if (EK_TRY(&p->arena, &escape))
        ek_json_line(&line, &p->arena, decision, pieces, patterns);
    ek_escape_end(&p->arena, &escape);
    assert_int_equal(escape.status, ERKEND_OK);
    return ek_buffer_done(&line);
}

static void assert_same(ek_text a, ek_text b)
{
    assert_int_equal(a.size, b.size);
    assert_memory_equal(a.bytes, b.bytes, a.size);
}

/* The same with the memory of patterns and without, in both forms. What it printed as codes. */
static ek_text print_both(printer *p, const struct erkend_decision *decision)
{
    ek_text codes = print_line(p, decision, p->codes, NULL);
    ek_text full = print_line(p, decision, p->full, NULL);

    assert_same(print_line(p, decision, p->codes, &p->patterns), codes);
    assert_same(print_line(p, decision, p->full, &p->patterns), full);
    return codes;
}

/* Decides and prints that often, each time the same; what is kept of the first claim's pattern. */
static const void *print_often(printer *p, make *m, const char *yaml, uint32_t times,
                               const char *says)
{
    const void *printed = NULL;

    for (uint32_t i = 0; i < times; i++) {
        struct erkend_decision *decision = decide_within(m, &p->patterns, yaml);
        ek_text codes = print_both(p, decision);

        assert_non_null(strstr(codes.bytes, says));
        assert_non_null(decision->claims[0].pattern);
        printed = decision->claims[0].pattern->printed;
        free_decision(decision);
    }
    return printed;
}

static void test_json_memory__claims_are_remembered_at_once(void **state)
{
    make *m = *state;
    const void *kept;
    printer p;

    open_rules(m, ASSESSED VALIDATED AWARDED);
    open_printer(&p, m, NULL);
    kept = print_often(&p, m, CASE_OF_UNIT("2026-01-01", "a, b, c"), 1, "\"xx.awarded\"");
    assert_non_null(kept);
    assert_ptr_equal(print_often(&p, m, CASE_OF_UNIT("2026-01-02", "a, b, c"), 2, "2026-01-02"),
                     kept);
    close_printer(&p);
}

/* An effect that a limit cut, between those that none did. */
static void test_json_memory__what_the_pattern_does_not_tell_is_compared(void **state)
{
    make *m = *state;
    const void *kept;
    printer p;

    open_rules(m, LIMITED);
    open_printer(&p, m, NULL);
    kept = print_often(&p, m, ABROAD_ON("2026-01-01", "true", THREE), 2, "\"months\":\"3\"");
    assert_non_null(kept);
    assert_ptr_equal(print_often(&p, m, ABROAD_ON("2026-01-01", "true", NINE), 2,
                                 "\"limited_by\":\"xx.b.most\",\"before_limit\":\"9\""),
                     kept);
    assert_ptr_equal(
        print_often(&p, m, ABROAD_ON("2026-01-01", "true", FOUR), 2, "\"months\":\"4\""), kept);
    close_printer(&p);
}

/* Of one pattern only so many ways are kept, and the others are put anew. */
static void test_json_memory__few_are_kept_of_a_pattern(void **state)
{
    const ek_claim *claim;
    make *m = *state;
    const void *kept = NULL;
    printer p;

    open_rules(m, ASSESSED VALIDATED AWARDED);
    open_printer(&p, m, NULL);
    for (uint32_t i = 0; i < 12; i++) {
        struct erkend_decision *decision =
            decide_within(m, &p.patterns, CASE_OF_UNIT("2026-01-01", "a, b, c"));

        claim = &decision->claims[0];
        ((ek_given *)(uintptr_t)claim->effects)->state = (ek_effect_state)(i % 4);
        ((ek_claim *)(uintptr_t)claim)->verdict = (erkend_verdict)(i / 4);
        (void)print_both(&p, decision);
        if (i >= 8)
            assert_ptr_equal(claim->pattern->printed, kept);
        else
            assert_ptr_not_equal(claim->pattern->printed, kept);
        kept = claim->pattern->printed;
        free_decision(decision);
    }
    close_printer(&p);
}

/* What was covered stands between what is remembered, and each claim has its own. */
static void test_json_memory__each_claim_prints_what_is_its_own(void **state)
{
    make *m = *state;
    const void *kept;
    printer p;

    open_rules(m, ASSESSED VALIDATED AWARDED);
    open_printer(&p, m, NULL);
    kept = print_often(&p, m, CASE_OF_UNIT("2026-01-01", "a"), 3, "\"covered\":[\"a\"]");
    assert_ptr_equal(print_often(&p, m, CASE_OF_UNIT("2026-01-01", "b"), 2, "\"covered\":[\"b\"]"),
                     kept);
    assert_ptr_equal(print_often(&p, m, CASE_OF_UNIT("2026-01-01", "c"), 2, "\"covered\":[\"c\"]"),
                     kept);
    close_printer(&p);
}

static void test_json_memory__steps_roads_and_questions(void **state)
{
    static const struct {
        const char *yaml, *says;
    } cases[] = {
        {ABROAD_ON("2026-01-01", "true", THREE) "mou: none\n",
         "\"verdict\":\"conditional\",\"decides\":true,\"step\":{\"step\":\"agreed_plan\""},
        {ABROAD_ON("2026-01-02", "false", THREE) "mou: none\n",
         "\"instead\":[{\"road\":\"other_road\"}]"},
        {ABROAD_ON("2026-01-03", "true", NINE) "mou: none\n",
         "\"questions\":[{\"question\":\"allowed\",\"about\":\"a1\""},
        {ABROAD_ON("2026-01-04", "true", THREE), "\"missing\":[{\"fact\":\"mou\""},
        {ABROAD_ON("2026-01-05", "false", NINE), "\"missing\":[{\"fact\":\"mou\""},
    };
    make *m = *state;
    printer p;

    open_rules(m, ABROAD);
    open_printer(&p, m, NULL);
    for (uint32_t turn = 0; turn < 3; turn++)
        for (uint32_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
            (void)print_often(&p, m, cases[i].yaml, 2, cases[i].says);
    close_printer(&p);
}

/* What other pieces printed is printed anew. */
static void test_json_memory__other_pieces_remember_for_themselves(void **state)
{
    make *m = *state;
    printer p, other;
    const void *kept;

    open_rules(m, ASSESSED VALIDATED AWARDED);
    open_printer(&p, m, NULL);
    open_printer(&other, m, NULL);
    kept = print_often(&p, m, CASE_OF_UNIT("2026-01-01", "a"), 3, "xx.validated");
    p.codes = other.codes;
    assert_ptr_not_equal(print_often(&p, m, CASE_OF_UNIT("2026-01-01", "a"), 3, "xx.validated"),
                         kept);
    close_printer(&other);
    close_printer(&p);
}

static void *refuse(void *user, void *old, size_t old_size, size_t new_size)
{
    const bool *poor = user;

    (void)old_size;
    if (new_size == 0) {
        free(old);
        return NULL;
    }
    return *poor ? NULL : realloc(old, new_size);
}

static void *make_some(ek_arena *arena, const void *like)
{
    (void)like;
    return ek_arena_array(arena, 64, 1);
}

static void test_json_memory__without_room_the_same(void **state)
{
    make *m = *state;
    bool poor = false;
    erkend_allocator host = {refuse, &poor};
    const void *kept;
    printer p, other;

    open_rules(m, ASSESSED VALIDATED AWARDED);
    open_printer(&p, m, &host);
    open_printer(&other, m, NULL);
    (void)print_often(&p, m, CASE_OF_UNIT("2026-01-01", "a"), 1, "xx.validated");
    kept = print_often(&p, m, CASE_OF_UNIT("2026-01-01", "a"), 1, "xx.validated");
    p.codes = other.codes; /* what they kept is of no use to these */
    poor = true;
    while (ek_patterns_make(&p.patterns, make_some, NULL))
        continue;
    assert_ptr_equal(print_often(&p, m, CASE_OF_UNIT("2026-01-01", "a"), 2, "xx.validated"), kept);
    poor = false;
    assert_ptr_not_equal(print_often(&p, m, CASE_OF_UNIT("2026-01-01", "a"), 2, "xx.validated"),
                         kept);
    close_printer(&other);
    close_printer(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_json_memory__claims_are_remembered_at_once),
        WITH_MAKE(test_json_memory__what_the_pattern_does_not_tell_is_compared),
        WITH_MAKE(test_json_memory__few_are_kept_of_a_pattern),
        WITH_MAKE(test_json_memory__each_claim_prints_what_is_its_own),
        WITH_MAKE(test_json_memory__steps_roads_and_questions),
        WITH_MAKE(test_json_memory__other_pieces_remember_for_themselves),
        WITH_MAKE(test_json_memory__without_room_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
