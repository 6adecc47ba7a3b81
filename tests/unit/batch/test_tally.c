/* Tests of batch/tally.c, tally_api.c and the summaries: exact sums, the same for any threads, and
 * what was saved is what is loaded. */
#include "make.h"

#include "batch/summary.h"

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

static erkend_tally *tally_of(const char *input, uint32_t threads)
{
    static const char *const in[] = {"DE", "NL", NULL};
    erkend_tally *tally = NULL;
    host h;
    erkend_batch batch = batch_of(&h, input);

    assert_int_equal(erkend_tally_new(&tally, bundle, NULL), ERKEND_OK);
    batch.in = in;
    batch.threads = threads;
    batch.tally = tally;
    h.piece = 700;
    assert_int_equal(erkend_batch_run(bundle, &batch, NULL, NULL), ERKEND_OK);
    free(h.output);
    return tally;
}

static char *saved(erkend_tally *tally)
{
    erkend_text *text;
    char *copy;

    assert_int_equal(erkend_tally_save(&text, tally, NULL), ERKEND_OK);
    copy = strdup(erkend_text_bytes(text));
    assert_non_null(copy);
    erkend_text_free(text);
    return copy;
}

static char *rendered(erkend_tally *tally, erkend_format format)
{
    erkend_style style = {.struct_size = sizeof style, .format = format};
    erkend_text *text;
    char *copy;

    assert_int_equal(erkend_render_tally(&text, tally, &style, NULL), ERKEND_OK);
    copy = strdup(erkend_text_bytes(text));
    assert_non_null(copy);
    erkend_text_free(text);
    return copy;
}

#define FOUR CASE_A "\n" CASE_B "\nbad\n" CASE_A "\n" CASE_B "\n"

#pragma GCC diagnostic ignored "-Woverlength-strings" /* lines of cases */

static void test_erkend_batch_run__counts_claims_rules_and_effects(void **state)
{
    erkend_tally *tally = tally_of(FOUR, 1);
    erkend_tally_row row;
    size_t i, rules = 0;

    (void)state;
    assert_int_equal(erkend_tally_counts(tally)->lines, 5);
    assert_int_equal(erkend_tally_counts(tally)->rejected, 1);
    assert_int_equal(erkend_tally_counts(tally)->decisions, 8);
    assert_true(erkend_tally_at(tally, 0, &row));
    assert_string_equal(row.what, "claim");
    assert_string_equal(row.country, "DE");
    assert_string_equal(row.key, "abroad");
    assert_string_equal(row.state, "recognised");
    assert_int_equal(row.count, 2);
    for (i = 0; erkend_tally_at(tally, i, &row); i++) {
        rules += strcmp(row.what, "rule") == 0;
        if (strcmp(row.key, "de.bbig.2.3.quarter") == 0)
            assert_string_equal(row.law, "BBiG § 2 Abs. 3 Satz 2");
        if (strcmp(row.key, "count_as_training") == 0 && strcmp(row.state, "in_force") == 0) {
            assert_int_equal(row.count, 2);
            assert_string_equal(row.months, "18");
            assert_null(row.points);
        }
    }
    assert_true(rules > 1);
    assert_false(erkend_tally_at(tally, i, &row));
    erkend_tally_free(tally);
}

static void test_erkend_batch_run__counts_lines_only_where_no_more_is_wanted(void **state)
{
    erkend_tally *tally;
    erkend_tally_row row;
    host h;
    erkend_batch batch = batch_of(&h, FOUR);

    (void)state;
    assert_int_equal(erkend_tally_new(&tally, bundle, NULL), ERKEND_OK);
    batch.tally = tally;
    batch.counts_only = 1;
    assert_int_equal(erkend_batch_run(bundle, &batch, NULL, NULL), ERKEND_OK);
    free(h.output);
    assert_int_equal(erkend_tally_counts(tally)->lines, 5);
    assert_int_equal(erkend_tally_counts(tally)->rejected, 1);
    assert_int_equal(erkend_tally_counts(tally)->decisions, 4);
    assert_false(erkend_tally_at(tally, 0, &row));
    erkend_tally_free(tally);
}

static void test_erkend_batch_run__counts_the_same_with_any_threads(void **state)
{
    erkend_tally *one = tally_of(FOUR FOUR FOUR, 1), *four = tally_of(FOUR FOUR FOUR, 4);
    char *a = saved(one), *b = saved(four);

    (void)state;
    assert_string_equal(a, b);
    free(a);
    free(b);
    erkend_tally_free(one);
    erkend_tally_free(four);
}

static void test_erkend_tally_load__goes_on_where_it_was_saved(void **state)
{
    erkend_tally *first = tally_of(FOUR, 1), *second = tally_of(CASE_B "\n" FOUR, 1),
                 *both = tally_of(FOUR CASE_B "\n" FOUR, 2), *loaded;
    char *a = saved(first), *b = saved(second), *want = saved(both), *got;

    (void)state;
    assert_int_equal(erkend_tally_new(&loaded, bundle, NULL), ERKEND_OK);
    assert_int_equal(erkend_tally_load(loaded, a, strlen(a), NULL), ERKEND_OK);
    assert_int_equal(erkend_tally_load(loaded, b, strlen(b), NULL), ERKEND_OK);
    got = saved(loaded);
    assert_string_equal(got, want);
    free(a);
    free(b);
    free(want);
    free(got);
    erkend_tally_free(first);
    erkend_tally_free(second);
    erkend_tally_free(both);
    erkend_tally_free(loaded);
}

static void test_erkend_tally_load__refuses_what_was_not_saved(void **state)
{
    static const char *const wrong[] = {
        "",
        "counts\t1\t2\t3\n",
        "counts\t1\t2\t3\t4\t5\t6",
        "counts\t1\t2\t3\t4\t5\tsix\n",
        "counts\t1\t1\t0\t1\t0\t0\nclaim\tXX\tabroad\t\trecognised\t1\t-\t-\n",
        "counts\t1\t1\t0\t1\t0\t0\nclaim\tDE\tlearner\t\trecognised\t1\t-\t-\n",
        "counts\t1\t1\t0\t1\t0\t0\nclaim\tDE\tabroad\t\tsplendid\t1\t-\t-\n",
        "counts\t1\t1\t0\t1\t0\t0\nrule\tDE\tde.never\tlaw\trefused\t1\t-\t-\n",
        "counts\t1\t1\t0\t1\t0\t0\neffect\tDE\taward\t\tin_force\t1\t1/0\t-\n",
        "counts\t1\t1\t0\t1\t0\t0\neffect\tDE\taward\t\tin_force\t1\n",
    };
    erkend_tally *tally;
    char *a;
    size_t i;

    (void)state;
    assert_int_equal(erkend_tally_new(&tally, bundle, NULL), ERKEND_OK);
    for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(erkend_tally_load(tally, wrong[i], strlen(wrong[i]), NULL), ERKEND_EVALUE);
    a = saved(tally);
    assert_string_equal(a, "counts\t0\t0\t0\t0\t0\t0\n");
    free(a);
    erkend_tally_free(tally);
}

static void test_ek_tally_sum__is_exact_or_says_that_it_is_not(void **state)
{
    struct erkend_tally tally;
    ek_sum sum = {0}, many = {0};
    ek_escape escape;
    int i;

    (void)state;
    assert_true(ek_tally_init(&tally, bundle));
    if (EK_TRY(&tally.arena, &escape)) {
        ek_tally_sum(&tally, &sum, (ek_fraction){1, 3});
        ek_tally_sum(&tally, &sum, (ek_fraction){1, 2});
        ek_tally_sum(&tally, &sum, (ek_fraction){1, 3});
        assert_true(ek_text_is(ek_sum_shown(&tally.arena, &sum), "7/6"));
        ek_tally_sum(&tally, &sum, (ek_fraction){INT64_MAX, 2});
        ek_tally_sum(&tally, &sum, (ek_fraction){INT64_MAX, 2});
        assert_true(ek_text_is(ek_sum_shown(&tally.arena, &sum), ""));
        for (i = 1; i < 80; i++)
            ek_tally_sum(&tally, &many, (ek_fraction){1, i});
        assert_true(many.lost);
    } else {
        fail_msg("no memory");
    }
    ek_escape_end(&tally.arena, &escape);
    ek_tally_dispose(&tally);
}

static void test_ek_summary_sum__is_short_for_people(void **state)
{
    static const struct {
        const char *sum, *shown;
    } sums[] = {
        {"0", "0"},
        {"1283", "1,283"},
        {"1/3", "1/3"},
        {"232/3", "77 1/3"},
        {"384301/100", "3,843 1/100"},
        {"384301/101", "about 3,804.96"},
        {"1/377580", "about 0"},
        {"377579/377580", "about 1"},
        {"1827603527/377580", "about 4,840.31"},
        {"-1", "too large a sum"},
        {"", "too large a sum"},
    };
    uint32_t i;

    (void)state;
    for (i = 0; i < sizeof sums / sizeof *sums; i++) {
        ek_arena arena;
        ek_escape escape;

        ek_arena_init(&arena, NULL, 0);
        if (EK_TRY(&arena, &escape)) {
            ek_buffer out;

            ek_buffer_init(&out, &arena);
            ek_summary_sum(&out, sums[i].sum);
            if (!ek_text_is(ek_buffer_done(&out), sums[i].shown))
                fail_msg("%s: %.*s", sums[i].sum, EK_TEXT_ARGS(ek_buffer_done(&out)));
        }
        ek_escape_end(&arena, &escape);
        ek_arena_dispose(&arena);
    }
}

static void test_erkend_render_tally__says_it_in_words_json_and_html(void **state)
{
    erkend_tally *tally = tally_of(FOUR, 1);
    char *text = rendered(tally, ERKEND_TEXT), *json = rendered(tally, ERKEND_JSON),
         *page = rendered(tally, ERKEND_HTML);
    erkend_style style = {.struct_size = sizeof style, .format = ERKEND_NDJSON};
    erkend_text *none;

    (void)state;
    assert_non_null(strstr(text, "5 lines: 4 cases decided, 1 rejected, 8 decisions\n"));
    assert_non_null(strstr(text, "in_force              2   18 months\n"));
    assert_non_null(strstr(json, "\"kind\": \"summary\""));
    assert_non_null(strstr(json, "\"months\": \"18\""));
    assert_non_null(strstr(page, "<td class=\"n\">18</td>"));
    assert_null(strstr(page, "<script"));
    assert_null(strstr(page, "http"));
    assert_int_equal(erkend_render_tally(&none, tally, &style, NULL), ERKEND_EVALUE);
    free(text);
    free(json);
    free(page);
    erkend_tally_free(tally);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erkend_batch_run__counts_claims_rules_and_effects),
        cmocka_unit_test(test_erkend_batch_run__counts_lines_only_where_no_more_is_wanted),
        cmocka_unit_test(test_erkend_batch_run__counts_the_same_with_any_threads),
        cmocka_unit_test(test_erkend_tally_load__goes_on_where_it_was_saved),
        cmocka_unit_test(test_erkend_tally_load__refuses_what_was_not_saved),
        cmocka_unit_test(test_ek_tally_sum__is_exact_or_says_that_it_is_not),
        cmocka_unit_test(test_ek_summary_sum__is_short_for_people),
        cmocka_unit_test(test_erkend_render_tally__says_it_in_words_json_and_html),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
