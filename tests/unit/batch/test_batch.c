/* Tests of batch/batch.c and batch/worker.c: the same answers in the same order, whatever happens
 * to single lines, and nothing left behind. */
#include "make.h"

#include <time.h>
#include <unistd.h>

static erkend_bundle *bundle;

static int open_all(void **state)
{
    (void)state;
    bundle = bundle_of(NULL);
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    erkend_bundle_free(bundle);
    return 0;
}

/* What erkend_decide and erkend_render_decision say of one line. */
static void add_expected(char **out, size_t *size, const char *line, const char *country)
{
    erkend_case_options how = {.struct_size = sizeof how};
    erkend_style style = {.struct_size = sizeof style, .format = ERKEND_NDJSON};
    erkend_worker *worker;
    erkend_case *the_case;
    erkend_decision *decision;
    erkend_text *text;

    assert_int_equal(erkend_worker_new(&worker, bundle, ERKEND_COMPILED, NULL), ERKEND_OK);
    assert_int_equal(erkend_case_read(&the_case, "cases.json", line, strlen(line), &how, NULL),
                     ERKEND_OK);
    assert_int_equal(erkend_decide(&decision, worker, the_case, country, NULL), ERKEND_OK);
    assert_int_equal(erkend_render_decision(&text, decision, &style, NULL), ERKEND_OK);
    *out = realloc(*out, *size + erkend_text_size(text) + 1);
    assert_non_null(*out);
    memcpy(*out + *size, erkend_text_bytes(text), erkend_text_size(text) + 1);
    *size += erkend_text_size(text);
    erkend_text_free(text);
    erkend_decision_free(decision);
    erkend_case_free(the_case);
    erkend_worker_free(worker);
}

static void test_erkend_batch_run__says_what_decide_says(void **state)
{
    static const char *const in[] = {"DE", "NL", NULL};
    char *expected = NULL;
    size_t size = 0;
    host h;
    erkend_batch batch = batch_of(&h, CASE_A "\n");
    erkend_batch_counts counts;

    (void)state;
    add_expected(&expected, &size, CASE_A, "DE");
    add_expected(&expected, &size, CASE_A, "NL");
    batch.in = in;
    assert_int_equal(erkend_batch_run(bundle, &batch, &counts, NULL), ERKEND_OK);
    assert_string_equal(h.output, expected);
    assert_int_equal(counts.decisions, 2);
    assert_int_equal(counts.cases, 1);
    free(expected);
    free(h.output);
}

/* 200 cases, each fifth of them broken. */
static char *make_many(void)
{
    char *input = malloc(200 * (sizeof CASE_A + 1)), *at = input;
    int i;

    assert_non_null(input);
    for (i = 0; i < 200; i++)
        at += sprintf(at, "%s\n", i % 5 == 4 ? "{\"id\":" : i % 2 ? CASE_A : CASE_B);
    return input;
}

static void test_erkend_batch_run__writes_the_same_bytes_with_any_threads(void **state)
{
    static const uint32_t threads[] = {1, 2, 4, 8};
    static const size_t pieces[] = {0, 7000, 333, 100000};
    char *input = make_many(), *first = NULL;
    erkend_batch_counts counts;
    host h;
    size_t i;

    (void)state;
    for (i = 0; i < 4; i++) {
        erkend_batch batch = batch_of(&h, input);
        batch.threads = threads[i];
        batch.at_hand = i % 2 == 1;
        h.piece = pieces[i];
        batch.rejected = NULL;
        batch.mode = i == 3 ? ERKEND_VERIFY : ERKEND_COMPILED;
        assert_int_equal(erkend_batch_run(bundle, &batch, &counts, NULL), ERKEND_OK);
        assert_int_equal(counts.lines, 200);
        assert_int_equal(counts.cases, 160);
        assert_int_equal(counts.rejected, 40);
        if (first != NULL)
            assert_string_equal(h.output, first);
        else
            first = strdup(h.output);
        free(h.output);
    }
    free(first);
    free(input);
}

/* Whoever sends a line and waits for its answer before the next. */
typedef struct asker {
    int asked; /* lines sent */
    atomic_int answered;
    atomic_bool in_vain; /* no answer came in ten seconds */
} asker;

static erkend_status ask_next(void *user, char *bytes, size_t room, size_t *got)
{
    static const struct timespec moment = {0, 1000000};
    asker *a = user;
    int waited = 0;

    (void)room;
    while (atomic_load(&a->answered) < a->asked && waited++ < 10000)
        (void)nanosleep(&moment, NULL);
    if (atomic_load(&a->answered) < a->asked)
        atomic_store(&a->in_vain, true);
    *got = 0;
    if (a->asked == 6 || atomic_load(&a->in_vain))
        return ERKEND_OK;
    a->asked++;
    *got = sizeof CASE_A;
    memcpy(bytes, CASE_A "\n", *got);
    return ERKEND_OK;
}

static erkend_status take_answer(void *user, const char *bytes, size_t size)
{
    asker *a = user;
    size_t i;

    for (i = 0; i < size; i++)
        if (bytes[i] == '\n')
            (void)atomic_fetch_add(&a->answered, 1);
    return ERKEND_OK;
}

static void test_erkend_batch_run__answers_before_it_waits_for_more(void **state)
{
    uint32_t threads;

    (void)state;
    for (threads = 1; threads <= 4; threads++) {
        asker a = {0};
        erkend_batch batch = {.struct_size = sizeof batch,
                              .user = &a,
                              .read = ask_next,
                              .write = take_answer,
                              .threads = threads};

        assert_int_equal(erkend_batch_run(bundle, &batch, NULL, NULL), ERKEND_OK);
        assert_false(atomic_load(&a.in_vain));
        assert_int_equal(atomic_load(&a.answered), 6);
    }
}

static void test_erkend_batch_run__names_bad_lines_and_goes_on(void **state)
{
    host h;
    erkend_batch batch = batch_of(&h, CASE_A "\n{\"id\":}\n\n" CASE_B "\n[1]\n\xff\n" CASE_A);
    erkend_batch_counts counts;

    (void)state;
    assert_int_equal(erkend_batch_run(bundle, &batch, &counts, NULL), ERKEND_OK);
    assert_int_equal(counts.lines, 7);
    assert_int_equal(counts.cases, 3);
    assert_int_equal(counts.rejected, 3);
    assert_int_equal(h.rejected_count, 3);
    assert_int_equal(h.rejected_lines[0], 2);
    assert_int_equal(h.rejected_lines[1], 5);
    assert_int_equal(h.rejected_lines[2], 6);
    assert_string_equal(h.rejected_bytes[0], "{\"id\":}");
    assert_memory_equal(h.rejected_says[0], "cases.json:2:", 13);
    assert_memory_equal(h.rejected_says[1], "cases.json:5:", 13);
    assert_memory_equal(h.rejected_says[2], "cases.json:6:", 13);
    free(h.output);
}

/* What only the form forbids costs a line too, although a case could be made of the rest. */
static void test_erkend_batch_run__refuses_a_key_that_stands_twice(void **state)
{
    host h;
    erkend_batch batch = batch_of(&h, "{\"id\":\"a\",\"home_country\":\"DE\","
                                      "\"home_country\":\"NL\"}\n" CASE_A "\n");
    erkend_batch_counts counts;

    (void)state;
    assert_int_equal(erkend_batch_run(bundle, &batch, &counts, NULL), ERKEND_OK);
    assert_int_equal(counts.cases, 1);
    assert_int_equal(counts.rejected, 1);
    assert_memory_equal(h.rejected_says[0], "cases.json:1:31: home_country stands here twice", 46);
    free(h.output);
}

static void test_erkend_batch_run__rejects_what_a_country_cannot_decide(void **state)
{
    host h;
    erkend_batch batch =
        batch_of(&h, "{\"id\":\"x\",\"home_country\":\"FI\",\"decided\":\"2024-11-22\"}\n" CASE_A);
    erkend_batch_counts counts;

    (void)state;
    assert_int_equal(erkend_batch_run(bundle, &batch, &counts, NULL), ERKEND_OK);
    assert_int_equal(h.rejected_count, 1);
    assert_non_null(strstr(h.rejected_says[0], "no policy of the country 'FI'"));
    assert_int_equal(counts.decisions, 1);
    free(h.output);
}

static void test_erkend_batch_run__stops_at_the_first_bad_line_when_strict(void **state)
{
    static const char *const in[] = {"DE", NULL};
    uint32_t threads;

    (void)state;
    for (threads = 1; threads <= 3; threads++) {
        host h;
        erkend_batch batch = batch_of(&h, CASE_A "\n{\"id\":\n" CASE_B "\n");
        erkend_batch_counts counts;

        batch.in = in;
        batch.strict = 1;
        batch.threads = threads;
        batch.first_line = 41;
        h.piece = threads == 3 ? 100 : 0;
        assert_int_equal(erkend_batch_run(bundle, &batch, &counts, NULL), ERKEND_EINVALID);
        assert_int_equal(counts.lines, 2);
        assert_int_equal(counts.decisions, 1);
        assert_int_equal(h.rejected_count, 1);
        assert_int_equal(h.rejected_lines[0], 42);
        assert_ptr_equal(strchr(h.output, '\n'), h.output + h.output_size - 1);
        free(h.output);
    }
}

/* One country can decide the line, the other cannot: it is a bad line, and nothing of it stands. */
static void test_erkend_batch_run__writes_nothing_of_a_bad_line_when_strict(void **state)
{
    static const char *const in[] = {"DE", NULL};
    host h;
    erkend_batch batch = batch_of(&h, "{\"id\":\"x\",\"colour\":1}\n" CASE_A "\n");

    (void)state;
    batch.in = in;
    batch.strict = 1;
    assert_int_equal(erkend_batch_run(bundle, &batch, NULL, NULL), ERKEND_EINVALID);
    assert_null(h.output);
    assert_int_equal(h.rejected_count, 1);
}

static void test_erkend_batch_run__takes_dates_from_the_host(void **state)
{
    host h;
    erkend_batch batch = batch_of(&h, "{\"id\":\"x\",\"home_country\":\"DE\"}");
    erkend_batch_counts counts;

    (void)state;
    assert_int_equal(erkend_batch_run(bundle, &batch, &counts, NULL), ERKEND_OK);
    assert_int_equal(counts.rejected, 1);
    batch = batch_of(&h, "{\"id\":\"x\",\"home_country\":\"DE\"}");
    batch.decided = "2024-11-22";
    assert_int_equal(erkend_batch_run(bundle, &batch, &counts, NULL), ERKEND_OK);
    assert_int_equal(counts.rejected, 0);
    assert_int_equal(counts.assumed, 1);
    free(h.output);
}

static void test_erkend_batch_run__does_nothing_with_nothing(void **state)
{
    host h;
    erkend_batch batch = batch_of(&h, "");
    erkend_batch_counts counts;

    (void)state;
    batch.threads = 4;
    assert_int_equal(erkend_batch_run(bundle, &batch, &counts, NULL), ERKEND_OK);
    assert_int_equal(counts.lines, 0);
    assert_null(h.output);
}

static void test_erkend_batch_run__ends_when_reading_or_writing_fails(void **state)
{
    char *input = make_many();
    host h;
    erkend_batch batch = batch_of(&h, input);
    erkend_batch_counts counts;

    (void)state;
    batch.threads = 4;
    batch.rejected = NULL;
    h.write_fails = ERKEND_EIO;
    assert_int_equal(erkend_batch_run(bundle, &batch, &counts, NULL), ERKEND_EIO);
    assert_int_equal(counts.lines, 0);
    batch = batch_of(&h, input);
    batch.rejected = NULL;
    h.read_fails = ERKEND_EIO;
    assert_int_equal(erkend_batch_run(bundle, &batch, &counts, NULL), ERKEND_EIO);
    free(h.output);
    free(input);
}

static void test_erkend_batch_run__refuses_a_wrong_call(void **state)
{
    static const char *const in[] = {"XX", NULL};
    host h;
    erkend_batch batch = batch_of(&h, "");

    (void)state;
    assert_int_equal(erkend_batch_run(NULL, &batch, NULL, NULL), ERKEND_ECALL);
    assert_int_equal(erkend_batch_run(bundle, NULL, NULL, NULL), ERKEND_ECALL);
    batch.in = in;
    assert_int_equal(erkend_batch_run(bundle, &batch, NULL, NULL), ERKEND_ENOPOLICY);
    batch.in = NULL;
    batch.decided = "yesterday";
    assert_int_equal(erkend_batch_run(bundle, &batch, NULL, NULL), ERKEND_EVALUE);
    batch.decided = NULL;
    batch.language = "xx";
    assert_int_equal(erkend_batch_run(bundle, &batch, NULL, NULL), ERKEND_EVALUE);
    batch.language = NULL;
    batch.read = NULL;
    assert_int_equal(erkend_batch_run(bundle, &batch, NULL, NULL), ERKEND_ECALL);
}

static void test_erkend_batch_run__keeps_each_decision_once(void **state)
{
    char path[] = "/tmp/erkend-batch-XXXXXX", beside[sizeof path + 8];
    char *input = make_many();
    int descriptor = mkstemp(path);
    erkend_register *reg = NULL;
    erkend_batch_counts counts;
    int64_t rows = 0;
    host h;
    int turn;

    (void)state;
    assert_true(descriptor >= 0);
    (void)close(descriptor);
    assert_int_equal(erkend_register_open(&reg, path, NULL, NULL), ERKEND_OK);
    for (turn = 0; turn < 2; turn++) {
        erkend_batch batch = batch_of(&h, input);
        batch.threads = 2;
        batch.rejected = NULL;
        batch.reg = reg;
        assert_int_equal(erkend_batch_run(bundle, &batch, &counts, NULL), ERKEND_OK);
        assert_int_equal(counts.decisions, 160);
        /* there are two cases only, again and again */
        assert_int_equal(counts.added, turn == 0 ? 2 : 0);
        free(h.output);
    }
    assert_int_equal(erkend_register_verify(reg, &rows, NULL), ERKEND_OK);
    assert_int_equal(rows, 2);
    erkend_register_close(reg);
    (void)unlink(path);
    (void)snprintf(beside, sizeof beside, "%s-wal", path);
    (void)unlink(beside);
    (void)snprintf(beside, sizeof beside, "%s-shm", path);
    (void)unlink(beside);
    free(input);
}

/* ---- Memory ------------------------------------------------------------------------------------
 */

typedef struct scarce {
    atomic_long left;  /* pieces that are still given; negative: no end */
    atomic_long bytes; /* held by the library */
} scarce;

static void *resize(void *user, void *old, size_t old_size, size_t new_size)
{
    scarce *s = user;
    void *piece;

    if (new_size == 0) {
        atomic_fetch_sub(&s->bytes, (long)old_size);
        free(old);
        return NULL;
    }
    if (atomic_load(&s->left) >= 0 && atomic_fetch_sub(&s->left, 1) <= 0) {
        atomic_store(&s->left, 0);
        return NULL;
    }
    piece = realloc(old, new_size);
    if (piece != NULL)
        atomic_fetch_add(&s->bytes, (long)new_size - (long)old_size);
    return piece;
}

static void test_erkend_batch_run__leaves_nothing_when_memory_ends(void **state)
{
    scarce s;
    erkend_allocator allocator = {resize, &s};
    char *input = make_many();
    erkend_bundle *own;
    erkend_status status = ERKEND_ENOMEM;
    long before, pieces;

    (void)state;
    atomic_init(&s.left, -1);
    atomic_init(&s.bytes, 0);
    own = bundle_of(&allocator);
    before = atomic_load(&s.bytes);
    for (pieces = 0; status != ERKEND_OK && pieces < 2000; pieces++) {
        host h;
        erkend_batch batch = batch_of(&h, input);
        batch.threads = 2;
        batch.rejected = NULL;
        assert_int_equal(erkend_tally_new(&batch.tally, own, NULL), ERKEND_OK);
        atomic_store(&s.left, pieces);
        status = erkend_batch_run(own, &batch, NULL, NULL);
        atomic_store(&s.left, -1);
        assert_true(status == ERKEND_OK || status == ERKEND_ENOMEM);
        erkend_tally_free(batch.tally);
        assert_int_equal(atomic_load(&s.bytes), before);
        free(h.output);
    }
    assert_int_equal(status, ERKEND_OK);
    assert_true(pieces > 10);
    erkend_bundle_free(own);
    assert_int_equal(atomic_load(&s.bytes), 0);
    free(input);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erkend_batch_run__says_what_decide_says),
        cmocka_unit_test(test_erkend_batch_run__writes_the_same_bytes_with_any_threads),
        cmocka_unit_test(test_erkend_batch_run__answers_before_it_waits_for_more),
        cmocka_unit_test(test_erkend_batch_run__names_bad_lines_and_goes_on),
        cmocka_unit_test(test_erkend_batch_run__refuses_a_key_that_stands_twice),
        cmocka_unit_test(test_erkend_batch_run__rejects_what_a_country_cannot_decide),
        cmocka_unit_test(test_erkend_batch_run__stops_at_the_first_bad_line_when_strict),
        cmocka_unit_test(test_erkend_batch_run__writes_nothing_of_a_bad_line_when_strict),
        cmocka_unit_test(test_erkend_batch_run__takes_dates_from_the_host),
        cmocka_unit_test(test_erkend_batch_run__does_nothing_with_nothing),
        cmocka_unit_test(test_erkend_batch_run__ends_when_reading_or_writing_fails),
        cmocka_unit_test(test_erkend_batch_run__refuses_a_wrong_call),
        cmocka_unit_test(test_erkend_batch_run__keeps_each_decision_once),
        cmocka_unit_test(test_erkend_batch_run__leaves_nothing_when_memory_ends),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
