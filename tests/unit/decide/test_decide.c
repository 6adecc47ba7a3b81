/* Deciding as a whole: dates, order of documents, facts read, both evaluations. */
#include "unit/decide/make.h"

#define UNIT(id, outcome)                                                                          \
    "  - id: " id "\n    context: formal\n    result: passed\n    outcomes: [" outcome "]\n"
#define CLAIM(unit, code, outcome)                                                                 \
    "- unit: " unit "\n  target:\n    unit: " code "\n    points: 5\n    outcomes: [" outcome "]"  \
    "\n"
#define CASE "id: c1\ndecided: 2026-01-01\ntranscripts:\n- id: t1\n  units:\n"

static void test_decide__needs_a_deciding_date(void **state)
{
    open_rules(*state, AWARDED);
    assert_int_equal(try_case(*state, "id: c1\nabroad:\n  id: a1\n"), ERKEND_EINVALID);
    assert_true(error_says(*state, "no deciding date"));
}

static void test_decide__not_before_the_first_day(void **state)
{
    open_rules(*state, AWARDED);
    assert_int_equal(try_case(*state, "id: c1\ndecided: 1999-12-31\nabroad:\n  id: a1\n"),
                     ERKEND_ENOPOLICY);
    assert_true(error_says(*state, "2000-01-01"));
    assert_int_equal(try_case(*state, "id: c1\ndecided: 2000-01-01\nabroad:\n  id: a1\n"),
                     ERKEND_OK);
}

static void test_decide__a_country_that_is_not_there(void **state)
{
    make *m = *state;

    open_rules(m, AWARDED);
    assert_int_equal(read_case(m, "id: c1\ndecided: 2026-01-01\n"), ERKEND_OK);
    assert_int_equal(erkend_decide(&m->decision, m->worker, m->the_case, "YY", m->error),
                     ERKEND_ENOPOLICY);
    assert_null(m->decision);
    assert_int_equal(erkend_decide(&m->decision, m->worker, NULL, "XX", m->error), ERKEND_ECALL);
}

static void test_decide__a_case_that_claims_nothing_decides_nothing(void **state)
{
    open_rules(*state, AWARDED);
    decide_case(*state, "id: c1\ndecided: 2026-01-01\n");
    assert_int_equal(erkend_decision_claim_count(((make *)*state)->decision), 0);
}

static void describe(make *m, char *out, size_t size)
{
    erkend_claim claim;
    erkend_reason reason;
    erkend_effect effect;

    out[0] = '\0';
    for (size_t i = 0; erkend_decision_claim(m->decision, i, &claim); i++) {
        (void)snprintf(out + strlen(out), size - strlen(out), "%s %s %s\n", claim.kind, claim.id,
                       erkend_verdict_name(claim.verdict));
        for (size_t k = 0; erkend_decision_reason(m->decision, i, k, &reason); k++)
            (void)snprintf(out + strlen(out), size - strlen(out), " %s %d\n", reason.rule,
                           (int)reason.verdict);
        for (size_t k = 0; erkend_decision_effect(m->decision, i, k, &effect); k++)
            (void)snprintf(out + strlen(out), size - strlen(out), " %s %s %s\n", effect.kind,
                           effect.state, effect.text);
    }
}

static void test_decide__the_order_of_documents_is_no_fact(void **state)
{
    char first[4096], second[4096];

    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, CASE UNIT("u1", "a") UNIT("u2", "b") UNIT("u3", "a") "unit:\n" CLAIM(
                            "u1", "T1", "a") CLAIM("u2", "T2", "b") CLAIM("u3", "T1", "a"));
    describe(*state, first, sizeof first);
    decide_case(*state, CASE UNIT("u3", "a") UNIT("u2", "b") UNIT("u1", "a") "unit:\n" CLAIM(
                            "u3", "T1", "a") CLAIM("u1", "T1", "a") CLAIM("u2", "T2", "b"));
    describe(*state, second, sizeof second);
    assert_string_equal(first, second);
    assert_non_null(strstr(first, "u3 refused"));
}

static void test_facts_known__counts_what_was_written_once(void **state)
{
    make *m = *state;

    open_rules(m, RULE("xx.a", "abroad",
                       "must = abroad.serves_goal, otherwise = refused, gives = "
                       "count_as_training { months = param.six },"));
    decide_case(m, "id: c1\ndecided: 2026-01-01\nlearner:\n  residence: NO\n  schooling: much\n"
                   "abroad:\n  serves_goal: true\n  employer_agrees: true\n");
    assert_int_equal(m->decision->claims[0].reads.count, 1);
    /* with the deciding date */
    assert_int_equal(ek_facts_known(m->decision->the_case, &m->decision->arena), 5);
}

static void test_equal__names_the_first_difference(void **state)
{
    make *m = *state;
    erkend_decision *before, other;
    ek_buffer difference;
    ek_claim claim;

    open_rules(m, RULE("xx.a", "abroad",
                       "must = abroad.serves_goal, otherwise = refused, gives = "
                       "count_as_training { months = param.six },"));
    decide_case(m, "id: c1\ndecided: 2026-01-01\nabroad:\n  id: a1\n  serves_goal: true\n");
    before = m->decision;
    other = *before;
    claim = before->claims[0];
    other.claims = &claim;
    ek_buffer_init(&difference, &before->arena);
    assert_true(ek_decision_equal(before, &other, &difference));
    claim.verdict = ERKEND_REFUSED;
    assert_false(ek_decision_equal(before, &other, &difference));
    assert_string_equal(difference.bytes, "claim a1: verdict");
    claim.verdict = ERKEND_RECOGNISED;
    claim.reads.count = 0;
    ek_buffer_init(&difference, &before->arena);
    assert_false(ek_decision_equal(before, &other, &difference));
    assert_string_equal(difference.bytes, "claim a1: facts read");
}

/* ---- Memory ------------------------------------------------------------------------------- */

typedef struct budget {
    long left; /* allocations that still succeed; < 0: all */
    long taken;
} budget;

static void *resize_budget(void *user, void *old, size_t old_size, size_t new_size)
{
    budget *of = user;

    (void)old_size;
    if (new_size == 0) {
        free(old);
        return NULL;
    }
    of->taken++;
    if (of->left == 0)
        return NULL;
    if (of->left > 0)
        of->left--;
    return realloc(old, new_size);
}

static void test_memory__each_allocation_that_fails_leaves_nothing(void **state)
{
    make *m = *state;
    budget purse = {-1, 0};
    erkend_allocator host = {resize_budget, &purse};
    erkend_config config = make_config(m);
    static const char yaml[] = CASE UNIT("u1", "a") "unit:\n" CLAIM("u1", "T1", "a");
    bool done = false;

    put_country(m, plain_country, ASSESSED VALIDATED AWARDED);
    config.allocator = &host;
    assert_int_equal(read_case(m, yaml), ERKEND_OK);
    for (long n = 0; !done && n < 100000; n += n < 60 ? 1 : 37) {
        erkend_bundle *bundle = NULL;
        erkend_worker *worker = NULL;
        erkend_decision *decision = NULL;
        erkend_status status;

        purse.left = n;
        status = erkend_bundle_open(&bundle, &config, m->error);
        if (status == ERKEND_OK)
            status = erkend_worker_new(&worker, bundle, ERKEND_VERIFY, m->error);
        if (status == ERKEND_OK)
            status = erkend_decide(&decision, worker, m->the_case, "XX", m->error);
        if (status != ERKEND_OK)
            assert_int_equal(status, ERKEND_ENOMEM);
        done = status == ERKEND_OK;
        erkend_decision_free(decision);
        erkend_worker_free(worker);
        erkend_bundle_free(bundle);
    }
    assert_true(done);
    assert_true(purse.taken > 5);
}

static void test_memory__a_decision_has_its_limit(void **state)
{
    make *m = *state;
    erkend_config config = make_config(m);

    put_country(m, plain_country, ASSESSED VALIDATED AWARDED);
    config.limits.decision_bytes = 1000;
    assert_int_equal(erkend_bundle_open(&m->bundle, &config, m->error), ERKEND_OK);
    assert_int_equal(erkend_worker_new(&m->worker, m->bundle, ERKEND_PLAIN, m->error), ERKEND_OK);
    assert_int_equal(try_case(m, CASE UNIT("u1", "a") "unit:\n" CLAIM("u1", "T1", "a")),
                     ERKEND_ELIMIT);
    assert_true(error_says(m, "decision_bytes of 1000"));
}

/* ---- Rules that ask the same first --------------------------------------------------------- */

#define PASSED_FIRST(id, must)                                                                     \
    RULE(id, "unit",                                                                               \
         "phase = \"recognise\", where = same(unit.result, \"passed\"), must = " must ", "         \
         "otherwise = refused,")
#define OF_RESULT(result)                                                                          \
    "id: c1\ndecided: 2026-01-01\ntranscripts:\n- id: t1\n  units:\n  - id: u1\n    context: "     \
    "formal\n" result "    outcomes: [a]\n"                                                        \
    "unit:\n- unit: u1\n  target:\n    unit: T1\n    points: 5\n    outcomes: [a]\n"

static void open_alike(make *m)
{
    open_rules(m, PASSED_FIRST("xx.1", "same(unit.context, \"formal\")")
                      PASSED_FIRST("xx.2", "same(unit.context, \"informal\")")
                          RULE("xx.3", "unit",
                               "phase = \"recognise\", must = same(unit.context, \"formal\"), "
                               "otherwise = refused,")
                              PASSED_FIRST("xx.4", "at_least(unit.points, param.twenty)"));
}

static void test_decide__rules_with_one_where_are_silent_together(void **state)
{
    make *m = *state;
    static const char *const silent[] = {"xx.1", "xx.2", "xx.4"};

    open_alike(m);
    decide_case(m, OF_RESULT("    result: failed\n"));
    for (uint32_t i = 0; i < 3; i++) {
        assert_true(reason_of(m, NULL, silent[i])->silent);
        assert_int_equal(reason_of(m, NULL, silent[i])->where, EK_FALSE);
    }
    assert_false(reason_of(m, NULL, "xx.3")->silent);
    assert_int_equal(reason_of(m, NULL, "xx.3")->verdict, ERKEND_RECOGNISED);
}

static void test_decide__rules_with_one_where_are_each_asked_where_it_holds(void **state)
{
    make *m = *state;

    open_alike(m);
    decide_case(m, OF_RESULT("    result: passed\n"));
    assert_int_equal(reason_of(m, NULL, "xx.1")->verdict, ERKEND_RECOGNISED);
    assert_int_equal(reason_of(m, NULL, "xx.2")->verdict, ERKEND_REFUSED);
    assert_int_equal(reason_of(m, NULL, "xx.4")->verdict, ERKEND_INCOMPLETE);
    decide_case(m, OF_RESULT(""));
    assert_int_equal(reason_of(m, NULL, "xx.1")->verdict, ERKEND_RECOGNISED);
    assert_int_equal(reason_of(m, NULL, "xx.2")->verdict, ERKEND_INCOMPLETE);
    assert_int_equal(reason_of(m, NULL, "xx.2")->where, EK_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_decide__needs_a_deciding_date),
        WITH_MAKE(test_decide__not_before_the_first_day),
        WITH_MAKE(test_decide__a_country_that_is_not_there),
        WITH_MAKE(test_decide__a_case_that_claims_nothing_decides_nothing),
        WITH_MAKE(test_decide__the_order_of_documents_is_no_fact),
        WITH_MAKE(test_facts_known__counts_what_was_written_once),
        WITH_MAKE(test_equal__names_the_first_difference),
        WITH_MAKE(test_memory__each_allocation_that_fails_leaves_nothing),
        WITH_MAKE(test_memory__a_decision_has_its_limit),
        WITH_MAKE(test_decide__rules_with_one_where_are_silent_together),
        WITH_MAKE(test_decide__rules_with_one_where_are_each_asked_where_it_holds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
