/* Tests of desk/population.c, fields.c, frequencies.c and hints.c: every case reads, is the same
 * whenever it is asked for, and lies near the limits of the rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "../examples/folder.h"
#include "desk/population.h"

#include <cmocka.h>

static erkend_bundle *bundle;

static int open_all(void **state)
{
    erkend_files files = folder_files(".");
    erkend_config config = {.struct_size = sizeof config, .files = &files};

    (void)state;
    assert_int_equal(erkend_bundle_open(&bundle, &config, NULL), ERKEND_OK);
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    erkend_bundle_free(bundle);
    return 0;
}

static erkend_population *population_of(uint64_t seed, const char *const *in, const char *missing)
{
    erkend_population *population = NULL;

    assert_int_equal(erkend_population_new(&population, bundle, seed, in, missing, NULL),
                     ERKEND_OK);
    return population;
}

static char *case_of(erkend_population *population, uint64_t number)
{
    const char *line;
    size_t size;
    char *copy;

    assert_int_equal(erkend_population_case(population, number, &line, &size, NULL), ERKEND_OK);
    assert_int_equal(strlen(line), size);
    assert_null(strchr(line, '\n'));
    copy = strdup(line);
    assert_non_null(copy);
    return copy;
}

static void assert_all_read(uint64_t seed, const char *const *in, const char *missing,
                            uint64_t most)
{
    erkend_case_options how = {.struct_size = sizeof how};
    erkend_population *population = population_of(seed, in, missing);
    erkend_error *error = erkend_error_new(NULL);
    erkend_case *the_case;
    erkend_problem problem;
    uint64_t i;

    for (i = 1; i <= most; i++) {
        char *line = case_of(population, i);

        if (erkend_case_read(&the_case, "made.json", line, strlen(line), &how, error) !=
            ERKEND_OK) {
            (void)erkend_error_at(error, 0, &problem);
            fail_msg("seed %u, case %u: %s", (unsigned)seed, (unsigned)i, problem.line_text);
        }
        erkend_case_free(the_case);
        free(line);
    }
    erkend_error_free(error);
    erkend_population_free(population);
}

static void test_erkend_population_case__always_reads(void **state)
{
    static const char *const three[] = {"DE", "FI", "NL", NULL}, *const one[] = {"IE", NULL};

    (void)state;
    assert_all_read(1, NULL, NULL, 1500);
    assert_all_read(2, three, "0", 1500);
    assert_all_read(3, one, "1/2", 500);
    assert_all_read(4, three, "1", 200);
    assert_all_read(UINT64_MAX, three, NULL, 200);
}

static void test_erkend_population_case__is_the_same_whenever_it_is_asked_for(void **state)
{
    erkend_population *one = population_of(7, NULL, NULL), *two = population_of(7, NULL, NULL),
                      *other = population_of(8, NULL, NULL);
    char *a = case_of(one, 17), *b, *c, *d;

    (void)state;
    free(case_of(two, UINT64_MAX));
    free(case_of(two, 3));
    b = case_of(two, 17);
    c = case_of(other, 17);
    d = case_of(one, 18);
    assert_string_equal(a, b);
    assert_string_not_equal(a, c);
    assert_string_not_equal(a, d);
    free(a);
    free(b);
    free(c);
    free(d);
    erkend_population_free(one);
    erkend_population_free(two);
    erkend_population_free(other);
}

/* How many of the first cases hold the text. */
static uint32_t count_with(const char *const *in, const char *missing, const char *text)
{
    erkend_population *population = population_of(1, in, missing);
    uint32_t found = 0, i;

    for (i = 1; i <= 1000; i++) {
        char *line = case_of(population, i);

        found += strstr(line, text) != NULL;
        free(line);
    }
    erkend_population_free(population);
    return found;
}

static void test_erkend_population_case__has_what_the_frequencies_say(void **state)
{
    static const char *const de[] = {"DE", NULL}, *const fi[] = {"FI", NULL};
    uint32_t mobile = count_with(de, "0", "\"stays\":[{");

    (void)state;
    assert_in_range(mobile, 400, 500);
    assert_in_range(count_with(de, "0", "\"crediting\":["), 80, 180);
    assert_in_range(count_with(de, "0", "\"birth_date\""), 950, 1000);
    assert_in_range(count_with(de, "1/2", "\"birth_date\""), 420, 560);
    assert_int_equal(count_with(de, "1", "\"birth_date\""), 0);
    assert_in_range(count_with(de, "0", "Berufsfachschule"), 25, 65); /* 45, and three sigma */
    assert_int_equal(count_with(fi, "0", "Berufsfachschule"), 0);
}

static bool has_number(const ek_field_hints *hints, int64_t number)
{
    uint32_t i;

    for (i = 0; hints != NULL && i < hints->number_count; i++)
        if (ek_fraction_equal(hints->numbers[i], ek_fraction_whole(number)))
            return true;
    return false;
}

static const ek_field *field_of(const ek_record_type *type, const char *name)
{
    return &type->fields[ek_slot(type, name)];
}

static void test_ek_hints_add__finds_what_fields_are_compared_with(void **state)
{
    const ek_rulebook *book = ek_bundle_book(bundle, EK_TEXT("DE"));
    ek_date plan_day = ek_date_from((ek_civil){2020, 1, 1});
    const ek_field_hints *law;
    bool found = false;
    ek_hints hints;
    ek_arena arena;
    uint32_t i;

    (void)state;
    ek_arena_init(&arena, NULL, 0);
    ek_hints_init(&hints, &arena);
    ek_hints_add(&hints, book);
    ek_hints_add(&hints, book);
    ek_hints_done(&hints);
    assert_true(has_number(ek_hints_of(&hints, field_of(&ek_type_stay, "weeks")), 4));
    assert_true(has_number(ek_hints_of(&hints, field_of(&ek_type_stay, "weeks")), 8));
    law = ek_hints_of(&hints, field_of(&ek_type_qualification, "law"));
    assert_non_null(law);
    for (i = 0; i < law->text_count; i++)
        found = found || ek_text_is(law->texts[i], "HwO");
    assert_true(found);
    assert_null(ek_hints_of(&hints, field_of(&ek_type_learner, "name")));
    assert_true(hints.claims >> EK_SCOPE_ABROAD & 1);
    found = false;
    for (i = 0; i < hints.law_day_count; i++) {
        found = found || hints.law_days[i] == plan_day;
        if (i > 0)
            assert_true(hints.law_days[i] > hints.law_days[i - 1]);
    }
    assert_true(found);
    ek_arena_dispose(&arena);
}

static void test_erkend_population_new__refuses_a_wrong_call(void **state)
{
    static const char *const nowhere[] = {"DE", "XX", NULL}, *const none[] = {NULL};
    erkend_population *population;

    (void)state;
    assert_int_equal(erkend_population_new(&population, bundle, 1, nowhere, NULL, NULL),
                     ERKEND_ENOPOLICY);
    assert_null(population);
    assert_int_equal(erkend_population_new(&population, bundle, 1, none, NULL, NULL),
                     ERKEND_EVALUE);
    assert_int_equal(erkend_population_new(&population, bundle, 1, NULL, "3/2", NULL),
                     ERKEND_EVALUE);
    assert_int_equal(erkend_population_new(&population, bundle, 1, NULL, "many", NULL),
                     ERKEND_EVALUE);
    assert_int_equal(erkend_population_new(NULL, bundle, 1, NULL, NULL, NULL), ERKEND_ECALL);
    assert_int_equal(erkend_population_new(&population, NULL, 1, NULL, NULL, NULL), ERKEND_ECALL);
}

typedef struct scarce {
    long left;  /* pieces that may still be taken; negative: any number */
    long bytes; /* taken and not given back */
} scarce;

static void *resize(void *user, void *old, size_t old_size, size_t new_size)
{
    scarce *s = user;
    void *piece;

    if (new_size > old_size && s->left == 0)
        return NULL;
    if (new_size > old_size && s->left > 0)
        s->left--;
    s->bytes += (long)new_size - (long)old_size;
    if (new_size == 0) {
        free(old);
        return NULL;
    }
    piece = realloc(old, new_size);
    assert_non_null(piece);
    return piece;
}

static void test_erkend_population_new__leaves_nothing_when_memory_ends(void **state)
{
    static const char *const only[] = {"DE", NULL};
    scarce s = {-1, 0};
    erkend_allocator allocator = {resize, &s};
    erkend_files files = folder_files(".");
    erkend_config config = {
        .struct_size = sizeof config, .allocator = &allocator, .files = &files, .only = only};
    erkend_status status = ERKEND_ENOMEM;
    erkend_population *population;
    erkend_bundle *own;
    const char *line;
    long before, pieces;
    size_t size;

    (void)state;
    assert_int_equal(erkend_bundle_open(&own, &config, NULL), ERKEND_OK);
    before = s.bytes;
    for (pieces = 0; status != ERKEND_OK && pieces < 1000; pieces++) {
        s.left = pieces;
        status = erkend_population_new(&population, own, 1, NULL, NULL, NULL);
        if (status == ERKEND_OK)
            status = erkend_population_case(population, 1, &line, &size, NULL);
        s.left = -1;
        assert_true(status == ERKEND_OK || status == ERKEND_ENOMEM);
        erkend_population_free(population);
        assert_int_equal(s.bytes, before);
    }
    assert_int_equal(status, ERKEND_OK);
    assert_true(pieces > 3);
    erkend_bundle_free(own);
    assert_int_equal(s.bytes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erkend_population_case__always_reads),
        cmocka_unit_test(test_erkend_population_case__is_the_same_whenever_it_is_asked_for),
        cmocka_unit_test(test_erkend_population_case__has_what_the_frequencies_say),
        cmocka_unit_test(test_ek_hints_add__finds_what_fields_are_compared_with),
        cmocka_unit_test(test_erkend_population_new__refuses_a_wrong_call),
        cmocka_unit_test(test_erkend_population_new__leaves_nothing_when_memory_ends),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
