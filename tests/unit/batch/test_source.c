/* Tests of batch/source.c: whole lines, however they arrive. */
#include "make.h"

/* The lots of an input as "first_line:text|first_line:text|". */
static void cut(char out[1024], const char *input, size_t piece, size_t line_bytes)
{
    host h;
    erkend_batch batch = batch_of(&h, input);
    ek_source_lines source = {.batch = &batch, .line = 1};
    ek_lot lot;
    size_t used = 0;

    h.piece = piece;
    batch.line_bytes = line_bytes;
    memset(&lot, 0, sizeof lot);
    ek_lot_clear(&lot, NULL);
    out[0] = '\0';
    while (ek_lot_fill(&lot, &source)) {
        used += (size_t)snprintf(out + used, 1024 - used, "%d:%s%.*s|", (int)lot.first_line,
                                 lot.overlong ? "TOO LONG" : "", (int)lot.size, lot.bytes);
        ek_lot_clear(&lot, NULL);
    }
    assert_int_equal(source.status, ERKEND_OK);
    ek_lot_dispose(&lot);
    ek_source_lines_dispose(&source);
}

static void test_ek_lot_fill__hands_on_what_came_at_once(void **state)
{
    char out[1024];

    (void)state;
    cut(out, "a\nb\n\nc\n", 0, 0);
    assert_string_equal(out, "1:a\nb\n\nc\n|");
}

static void test_ek_lot_fill__takes_a_last_line_without_end(void **state)
{
    char out[1024];

    (void)state;
    cut(out, "a\nbc", 0, 0);
    assert_string_equal(out, "1:a\n|2:bc|");
    cut(out, "", 0, 0);
    assert_string_equal(out, "");
    cut(out, "\n", 0, 0);
    assert_string_equal(out, "1:\n|");
}

static void test_ek_lot_fill__joins_lines_that_come_in_pieces(void **state)
{
    char out[1024];

    (void)state;
    cut(out, "abcd\nef\ng", 3, 0);
    assert_string_equal(out, "1:abcd\n|2:ef\n|3:g|");
    cut(out, "abcd\nef\n", 1, 0);
    assert_string_equal(out, "1:abcd\n|2:ef\n|");
}

static void test_ek_lot_fill__passes_over_a_line_that_is_too_long(void **state)
{
    char out[1024];

    (void)state;
    cut(out, "a\nbbbbbbbbbbbb\nc\n", 4, 5);
    assert_string_equal(out, "1:a\n|2:TOO LONG|3:c\n|");
    cut(out, "bbbbbbbbbbbb", 4, 5);
    assert_string_equal(out, "1:TOO LONG|");
}

static void test_ek_lot_fill__stops_when_it_has_enough(void **state)
{
    host h;
    erkend_batch batch = batch_of(&h, "one\ntwo\nthree\nfour\n");
    ek_source_lines source = {.batch = &batch, .line = 1, .enough = 5};
    ek_lot lot;
    uint64_t lines = 0;
    uint32_t lots = 0;

    (void)state;
    memset(&lot, 0, sizeof lot);
    for (ek_lot_clear(&lot, NULL); ek_lot_fill(&lot, &source); ek_lot_clear(&lot, NULL)) {
        assert_int_equal(lot.first_line, lines + 1);
        assert_true(lot.size > 0 && lot.size <= 2 * source.enough);
        lines += lot.counts.lines;
        lots++;
    }
    assert_int_equal(lines, 4);
    assert_true(lots > 1);
    ek_lot_dispose(&lot);
    ek_source_lines_dispose(&source);
}

static void test_ek_lot_fill__grows_for_one_long_line(void **state)
{
    size_t size = 3 * EK_LOT_BYTES;
    char *input = malloc(size + 1);
    host h;
    erkend_batch batch;
    ek_source_lines source;
    ek_lot lot;

    (void)state;
    assert_non_null(input);
    memset(input, 'x', size);
    input[size] = '\0';
    input[size - 2] = '\n';
    batch = batch_of(&h, input);
    source = (ek_source_lines){.batch = &batch, .line = 1};
    memset(&lot, 0, sizeof lot);
    ek_lot_clear(&lot, NULL);
    assert_true(ek_lot_fill(&lot, &source));
    assert_int_equal(lot.size, size - 1);
    ek_lot_clear(&lot, NULL);
    assert_true(ek_lot_fill(&lot, &source));
    assert_int_equal(lot.size, 1);
    assert_int_equal(lot.first_line, 2);
    ek_lot_dispose(&lot);
    ek_source_lines_dispose(&source);
    free(input);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_lot_fill__hands_on_what_came_at_once),
        cmocka_unit_test(test_ek_lot_fill__takes_a_last_line_without_end),
        cmocka_unit_test(test_ek_lot_fill__joins_lines_that_come_in_pieces),
        cmocka_unit_test(test_ek_lot_fill__passes_over_a_line_that_is_too_long),
        cmocka_unit_test(test_ek_lot_fill__stops_when_it_has_enough),
        cmocka_unit_test(test_ek_lot_fill__grows_for_one_long_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
