/* Samples to try, by their number: given ones, then those of populations; each with variations. */
#include "desk/search.h"

#include "load/load.h"

/* Of each document: once as it is, then with one more change each time. */
enum { VARIATIONS = 5, GIVEN_VARIATIONS = 12 };

void ek_search_init(ek_search *search, const erkend_allocator *host, uint64_t seed,
                    const erkend_document *given, size_t given_count)
{
    *search = (ek_search){.seed = seed, .given = given, .given_count = given_count};
    ek_arena_init(&search->arena, host, 0);
    ek_arena_init(&search->work, host, 0);
    ek_arena_init(&search->base, host, 0);
    ek_hints_init(&search->hints, &search->arena);
}

void ek_search_dispose(ek_search *search)
{
    for (uint32_t i = 0; i < search->suite_count; i++)
        ek_suite_dispose(search->suites[i]);
    for (uint32_t i = 0; i < search->population_count; i++)
        erkend_population_free(search->populations[i]);
    ek_arena_dispose(&search->base);
    ek_arena_dispose(&search->work);
    ek_arena_dispose(&search->arena);
}

void ek_search_side(ek_search *search, const erkend_bundle *bundle, const char *country,
                    const char *const *countries)
{
    const char *one[] = {country, NULL};
    const char *const *names = country ? one : countries;
    erkend_population *made = NULL;
    erkend_status status;

    for (uint32_t i = 0; names[i]; i++) {
        const ek_rulebook *book = ek_bundle_book(bundle, ek_text_of(names[i]));

        if (book)
            ek_hints_add(&search->hints, book);
        else
            return; /* it has no such country; the other side makes up learners */
    }
    status = erkend_population_new(&made, bundle, search->seed, names, NULL, NULL);
    if (status == ERKEND_ENOMEM)
        ek_raise(&search->arena, status);
    if (made)
        search->populations[search->population_count++] = made;
}

static bool is_listed(const ek_search *search, ek_text name)
{
    for (uint32_t i = 0; i < search->test_count; i++)
        if (ek_text_equal(search->tests[i].name, name))
            return true;
    return false;
}

/* A side of the same files has the same tests at the same lines. */
static void list_tests(ek_search *search, const ek_suite *suite)
{
    for (uint32_t i = 0; i < suite->count; i++) {
        const ek_test_case *test = &suite->tests[i];
        ek_text name = ek_text_format(&search->arena, "%.*s:%lu", EK_TEXT_ARGS(test->place.file),
                                      (unsigned long)test->place.line);

        if (test->document && !is_listed(search, name))
            *EK_PUSH(&search->arena, search->tests, search->test_count, search->test_capacity) =
                (ek_search_test){name, test->document};
    }
}

void ek_search_tests(ek_search *search, const erkend_bundle *bundle, const erkend_config *config,
                     const char *country, const char *const *countries)
{
    const char *one[] = {country, NULL};
    const char *const *names = country ? one : countries;

    for (uint32_t i = 0; names[i]; i++) {
        const ek_rulebook *book = ek_bundle_book(bundle, ek_text_of(names[i]));
        ek_suite *suite;

        if (!book)
            continue;
        suite = EK_NEW(&search->arena, ek_suite);
        ek_suite_init(suite, bundle, book);
        *EK_PUSH(&search->arena, search->suites, search->suite_count, search->suite_capacity) =
            suite;
        if (ek_suite_load(suite, config) == ERKEND_ENOMEM)
            ek_raise(&search->arena, ERKEND_ENOMEM);
        list_tests(search, suite);
    }
}

void ek_search_begin(ek_search *search)
{
    ek_hints_done(&search->hints);
}

static ek_sample *parse(ek_search *search, ek_text name, ek_text bytes)
{
    erkend_limits limits = ek_limits_of(NULL);
    const ek_node *node;
    ek_problems problems;

    search->base.escape = search->work.escape;
    ek_arena_reset(&search->base);
    ek_problems_init(&problems, &search->base);
    node =
        ek_form_parse(&search->base, name, ek_text_copy(&search->base, bytes), &limits, &problems);
    if (!node || problems.errors > 0 || node->kind != EK_NODE_MAP)
        return NULL;
    return ek_sample_make(&search->base, node);
}

static ek_sample *make_up(ek_search *search, uint64_t number)
{
    uint32_t which = (uint32_t)(number % search->population_count);
    const char *line;
    size_t size;
    erkend_status status = erkend_population_case(
        search->populations[which], number / search->population_count + 1, &line, &size, NULL);

    if (status != ERKEND_OK)
        ek_raise(&search->arena, status);
    return parse(search, EK_TEXT("case.json"), (ek_text){line, (uint32_t)size});
}

static ek_sample *take_test(ek_search *search, uint64_t number)
{
    const ek_search_test *test = &search->tests[number % search->test_count];

    search->base.escape = search->work.escape;
    ek_arena_reset(&search->base);
    search->given_now = test->name;
    return ek_sample_make(&search->base, test->document);
}

/* Of those that nobody gave, each varied: in turn a made-up one and one of a test. */
static bool open_unasked(ek_search *search, uint64_t number)
{
    bool of_test = search->test_count > 0 && (search->population_count == 0 || number % 2 == 1);

    if (search->population_count == 0 && search->test_count == 0)
        return false;
    if (search->population_count > 0 && search->test_count > 0)
        number /= 2;
    search->document = of_test ? take_test(search, number) : make_up(search, number);
    return true;
}

static void take_given(ek_search *search, uint64_t number)
{
    const erkend_document *given = &search->given[number];

    search->given_now = ek_text_of(given->name);
    search->files_now = given->files;
    search->document =
        parse(search, search->given_now, (ek_text){given->bytes, (uint32_t)given->size});
}

/* Sets the document of that number: those given and those of tests as they are, then all of them
 * and others varied. False: there are no more. */
static bool open_document(ek_search *search, uint64_t at, uint64_t *variation)
{
    uint64_t of_given = (uint64_t)search->given_count * GIVEN_VARIATIONS;

    search->listed = at < search->given_count + search->test_count;
    *variation = 0;
    if (at < search->given_count) {
        take_given(search, at);
        return true;
    }
    at -= search->given_count;
    if (search->listed) {
        search->files_now = NULL;
        search->document = take_test(search, at);
        return true;
    }
    at -= search->test_count;
    if (at < of_given) {
        *variation = at % GIVEN_VARIATIONS;
        if (*variation == 0)
            take_given(search, at / GIVEN_VARIATIONS);
        return true;
    }
    at -= of_given;
    *variation = at % VARIATIONS;
    if (*variation > 0)
        return true;
    search->given_now = (ek_text){"", 0};
    search->files_now = NULL;
    return open_unasked(search, at / VARIATIONS);
}

ek_sample *ek_search_next(ek_search *search)
{
    ek_chance chance;
    ek_sample *made;
    uint64_t variation;

    do {
        uint64_t at = search->number++;

        if (!open_document(search, at, &variation))
            return NULL;
        chance.state = search->seed ^ at * UINT64_C(0x9e3779b97f4a7c15);
    } while (!search->document);
    ek_arena_reset(&search->work);
    made = ek_sample_copy(&search->work, search->document);
    search->varied = variation;
    (void)ek_chance_draw(&chance);
    while (variation-- > 0)
        ek_vary(&search->work, made, &search->hints, &chance);
    return made;
}
