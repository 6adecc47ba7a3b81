/* Many workers over one bundle, each in a thread of its own: the same bytes as one thread gives,
 * and nothing of the host changed. A bundle opens on 512 kB of stack. (TRUST G12) Built with
 * -fsanitize=thread this is the race test too. */
#include "faults/host.h"

#include <fenv.h>
#include <locale.h>
#include <pthread.h>

enum { THREADS = 4, ROUNDS = 3, EXAMPLES = sizeof example_names / sizeof example_names[0] - 1 };

static erkend_bundle *bundle;
static erkend_case *cases[EXAMPLES];

/* All answers of all countries to all examples, in one text. */
typedef struct answers {
    char *bytes;
    size_t size, room;
    size_t decisions;
    int first; /* the example to begin with, so that threads meet in different cases */
    bool failed;
} answers;

static void add_bytes(answers *to, const char *bytes, size_t size)
{
    if (to->size + size > to->room) {
        to->room = 2 * (to->size + size);
        to->bytes = realloc(to->bytes, to->room);
        if (to->bytes == NULL)
            abort();
    }
    memcpy(to->bytes + to->size, bytes, size);
    to->size += size;
}

static void add_decision(answers *to, erkend_worker *worker, const erkend_case *the_case,
                         const char *country)
{
    erkend_style style = {sizeof style, ERKEND_JSON, NULL, 0, 0};
    erkend_error *error = erkend_error_new(NULL);
    erkend_decision *decision = NULL;
    erkend_text *text = NULL;
    erkend_status status = erkend_decide(&decision, worker, the_case, country, error);

    if (status == ERKEND_OK) {
        if (erkend_render_explanation(&text, decision, NULL, &style, error) != ERKEND_OK)
            to->failed = true;
        else
            add_bytes(to, erkend_text_bytes(text), erkend_text_size(text));
        to->decisions++;
    } else if (status != ERKEND_ENOPOLICY)
        to->failed = true;
    erkend_text_free(text);
    erkend_decision_free(decision);
    erkend_error_free(error);
}

/* No assertion in here: cmocka leaves a failed test by a jump that must not cross threads. */
static void *decide_all(void *user)
{
    answers *to = user;
    erkend_worker *worker = NULL;
    int i;
    size_t k;

    if (erkend_worker_new(&worker, bundle, ERKEND_VERIFY, NULL) != ERKEND_OK) {
        to->failed = true;
        return NULL;
    }
    for (i = 0; i < EXAMPLES; i++) {
        const erkend_case *the_case = cases[(to->first + i) % EXAMPLES];
        for (k = 0; k < erkend_bundle_country_count(bundle); k++)
            add_decision(to, worker, the_case, erkend_bundle_country(bundle, k));
    }
    erkend_worker_free(worker);
    return NULL;
}

static void test_threads__decide_as_one_thread_does(void **state)
{
    answers alone[THREADS];
    int round, i;

    (void)state;
    for (i = 0; i < THREADS; i++) {
        alone[i] = (answers){.first = i * 3};
        decide_all(&alone[i]);
        assert_false(alone[i].failed);
        assert_true(alone[i].decisions > EXAMPLES);
    }
    for (round = 0; round < ROUNDS; round++) {
        answers together[THREADS];
        pthread_t threads[THREADS];

        for (i = 0; i < THREADS; i++) {
            together[i] = (answers){.first = i * 3};
            assert_int_equal(pthread_create(&threads[i], NULL, decide_all, &together[i]), 0);
        }
        for (i = 0; i < THREADS; i++)
            assert_int_equal(pthread_join(threads[i], NULL), 0);
        for (i = 0; i < THREADS; i++) {
            assert_false(together[i].failed);
            assert_int_equal(together[i].size, alone[i].size);
            assert_memory_equal(together[i].bytes, alone[i].bytes, alone[i].size);
            free(together[i].bytes);
        }
    }
    for (i = 0; i < THREADS; i++)
        free(alone[i].bytes);
}

typedef struct opening {
    erkend_status status;
    size_t countries;
} opening;

static void *open_bundle(void *user)
{
    opening *o = user;
    erkend_files files = folder_files(".");
    erkend_config config = host_config(&files, NULL);
    erkend_bundle *own = NULL;

    o->status = erkend_bundle_open(&own, &config, NULL);
    o->countries = erkend_bundle_country_count(own);
    erkend_bundle_free(own);
    return NULL;
}

static void test_threads__open_a_bundle_on_the_least_stack(void **state)
{
    opening o = {ERKEND_ECALL, 0};
    pthread_attr_t attributes;
    pthread_t thread;

    (void)state;
    assert_int_equal(pthread_attr_init(&attributes), 0);
    assert_int_equal(pthread_attr_setstacksize(&attributes, 512 * 1024), 0);
    assert_int_equal(pthread_create(&thread, &attributes, open_bundle, &o), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(pthread_attr_destroy(&attributes), 0);
    assert_int_equal(o.status, ERKEND_OK);
    assert_int_equal(o.countries, erkend_bundle_country_count(bundle));
}

static void test_threads__open_bundles_side_by_side(void **state)
{
    opening o[THREADS];
    pthread_t threads[THREADS];
    int i;

    (void)state;
    memset(o, 0, sizeof o);
    for (i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, open_bundle, &o[i]), 0);
    for (i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(o[i].status, ERKEND_OK);
        assert_int_equal(o[i].countries, erkend_bundle_country_count(bundle));
    }
}

static void test_threads__leave_the_host_as_it_was(void **state)
{
    static const char *const locales[] = {"C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8"};
    answers before = {.first = 0};
    size_t i;

    (void)state;
    decide_all(&before);
    for (i = 0; i < sizeof locales / sizeof locales[0]; i++) {
        answers after = {.first = 0};
        opening o = {ERKEND_ECALL, 0};
        mode_t mask = umask(0123);
        locale_t thread_locale = uselocale((locale_t)0);
        char *name;

        (void)setlocale(LC_ALL, locales[i]); /* those that are not installed change nothing */
        name = strdup(setlocale(LC_ALL, NULL));
        assert_int_equal(fesetround(FE_UPWARD), 0);
        (void)open_bundle(&o);
        decide_all(&after);
        assert_int_equal(fegetround(), FE_UPWARD);
        assert_string_equal(setlocale(LC_ALL, NULL), name);
        assert_ptr_equal(uselocale((locale_t)0), thread_locale);
        assert_int_equal(umask(mask), 0123);
        (void)fesetround(FE_TONEAREST);
        (void)setlocale(LC_ALL, "C");
        assert_int_equal(o.status, ERKEND_OK);
        assert_int_equal(after.size, before.size);
        assert_memory_equal(after.bytes, before.bytes, before.size);
        free(name);
        free(after.bytes);
    }
    free(before.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads__decide_as_one_thread_does),
        cmocka_unit_test(test_threads__open_a_bundle_on_the_least_stack),
        cmocka_unit_test(test_threads__open_bundles_side_by_side),
        cmocka_unit_test(test_threads__leave_the_host_as_it_was),
    };
    int failed, i;

    bundle = host_bundle();
    for (i = 0; i < EXAMPLES; i++) {
        size_t size;
        char *bytes = host_read(example_names[i], &size);
        if (host_case(&cases[i], example_names[i], bytes, size, NULL) != ERKEND_OK)
            return 1;
        free(bytes);
    }
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    for (i = 0; i < EXAMPLES; i++)
        erkend_case_free(cases[i]);
    erkend_bundle_free(bundle);
    return failed;
}
