/* Columns: wrapping, widths, labels. */
#include "unit/explain/page.h"

static void assert_lines(const char *text, uint32_t width, const char *expected)
{
    ek_text rest = ek_text_of(text), line;
    paper p;

    open_paper(&p, EK_EN);
    ENTER(&p)
    while (ek_line_next(&rest, width, &line)) {
        assert_true(ek_utf8_width(line) <= width);
        ek_buffer_text(&p.buffer, line);
        ek_buffer_char(&p.buffer, '|');
    }
    SAYS(&p, ek_buffer_done(&p.buffer), expected);
    LEAVE(&p)
    close_paper(&p);
}

static void test_line_next__breaks_at_spaces(void **state)
{
    (void)state;
    assert_lines("one two three", 7, "one two|three|");
    assert_lines("one two three", 13, "one two three|");
    assert_lines("  one  ", 7, "one|");
    assert_lines("", 7, "");
    assert_lines("one\n\ntwo", 7, "one||two|");
}

static void test_line_next__breaks_long_words_where_they_have_marks(void **state)
{
    (void)state;
    assert_lines("abcdefghij", 4, "abcd|efgh|ij|");
    assert_lines("yrityksen_perustaminen", 14, "yrityksen_|perustaminen|");
    assert_lines("ääääää", 4, "ääää|ää|");
    assert_lines("漢字漢字", 5, "漢字|漢字|");
}

static void test_line_next__keeps_a_provision_together(void **state)
{
    (void)state;
    assert_lines("see BBiG § 2 (3) now", 12, "see|BBiG § 2 (3)|now|");
    assert_lines("EKB art. 3b lid 1", 12, "EKB art. 3b|lid 1|");
}

static void write_three(paper *p, uint32_t columns)
{
    ek_cell first[] = {{EK_TEXT("recognised"), EK_STYLE_PLAIN}, {EK_TEXT("–"), EK_STYLE_PLAIN}};
    ek_cell second[] = {{EK_TEXT("the unit, fifteen points"), EK_STYLE_PLAIN},
                        {EK_TEXT(""), EK_STYLE_PLAIN}};
    ek_row_of_cells rows[] = {{EK_TEXT("verdict"), first}, {EK_TEXT("as"), second}};

    p->pen.columns = columns;
    ek_write_columns(&p->pen, rows, 2, 2, 2);
}

static void test_write_columns__fills_the_width_and_no_more(void **state)
{
    paper p;

    (void)state;
    open_paper(&p, EK_EN);
    ENTER(&p)
    write_three(&p, 41);
    SAYS(&p, ek_buffer_done(&p.buffer),
         "  verdict  recognised      –\n"
         "  as       the unit,\n"
         "           fifteen points\n");
    LEAVE(&p)
    close_paper(&p);
}

static void test_write_columns__colour_takes_no_width(void **state)
{
    ek_cell cells[] = {{EK_TEXT("refused"), EK_STYLE_VERDICT + ERKEND_REFUSED},
                       {EK_TEXT("x"), EK_STYLE_PLAIN}};
    ek_row_of_cells row = {EK_TEXT(""), cells};
    paper p;

    (void)state;
    open_paper(&p, EK_EN);
    p.pen.columns = 22;
    p.pen.colour = true;
    ENTER(&p)
    ek_write_columns(&p.pen, &row, 1, 2, 0);
    SAYS(&p, ek_buffer_done(&p.buffer), "\x1b[31mrefused\x1b[0m     x\n");
    LEAVE(&p)
    close_paper(&p);
}

static void test_write_edges__two_lines_where_one_is_too_narrow(void **state)
{
    paper p;

    (void)state;
    open_paper(&p, EK_EN);
    p.pen.columns = 12;
    ENTER(&p)
    ek_write_edges(&p.pen, EK_TEXT("left"), EK_STYLE_PLAIN, EK_TEXT("right"));
    ek_write_edges(&p.pen, EK_TEXT("left left"), EK_STYLE_PLAIN, EK_TEXT("right"));
    SAYS(&p, ek_buffer_done(&p.buffer), "left   right\nleft left\n       right\n");
    LEAVE(&p)
    close_paper(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_next__breaks_at_spaces),
        cmocka_unit_test(test_line_next__breaks_long_words_where_they_have_marks),
        cmocka_unit_test(test_line_next__keeps_a_provision_together),
        cmocka_unit_test(test_write_columns__fills_the_width_and_no_more),
        cmocka_unit_test(test_write_columns__colour_takes_no_width),
        cmocka_unit_test(test_write_edges__two_lines_where_one_is_too_narrow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
