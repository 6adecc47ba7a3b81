/* UTF-8: every code point, every pair of bytes, and the malformed forms by name. */
#include "base/text.h"

#include "fixture.h"

/* Puts a code point as UTF-8 says, surrogates and all; returns its bytes. */
static size_t encode(char out[4], uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xc0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xe0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3f));
    out[2] = (char)(0x80 | (code >> 6 & 0x3f));
    out[3] = (char)(0x80 | (code & 0x3f));
    return 4;
}

static void test_ek_utf8__takes_every_code_point_but_surrogates(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x110000; code++) {
        char bytes[4];
        size_t size = encode(bytes, code);
        bool good = code < 0x110000 && (code < 0xd800 || code > 0xdfff);

        if ((ek_utf8_check(bytes, size) == size) != good)
            fail_msg("U+%04lX", (unsigned long)code);
        if (good) {
            ek_text text = {bytes, (uint32_t)size};
            uint32_t offset = 0;

            if (ek_utf8_next(text, &offset) != code || offset != size)
                fail_msg("U+%04lX is read as another", (unsigned long)code);
            for (size_t cut = 1; cut < size; cut++)
                if (ek_utf8_check(bytes, cut) != 0)
                    fail_msg("U+%04lX is taken in part", (unsigned long)code);
        }
    }
}

static void test_ek_utf8_check__names_the_first_bad_byte(void **state)
{
    static const struct {
        const char *bytes;
        size_t size, offset;
    } table[] = {
        {"", 0, 0},
        {"a\0b", 3, 3}, /* a zero byte is a byte */
        {"\x80", 1, 0}, /* continuation alone */
        {"ab\xbf", 3, 2},
        {"\xc0\x80", 2, 0}, /* overlong NUL */
        {"\xc0\xaf", 2, 0}, /* overlong '/' */
        {"\xc1\xbf", 2, 0},
        {"\xe0\x80\xaf", 3, 0},             /* overlong '/' in three */
        {"\xe0\x9f\xbf", 3, 0},             /* overlong U+07FF */
        {"\xe0\xa0\x80", 3, 3},             /* U+0800, the first of three */
        {"\xf0\x80\x80\xaf", 4, 0},         /* overlong '/' in four */
        {"\xf0\x8f\xbf\xbf", 4, 0},         /* overlong U+FFFF */
        {"\xf0\x90\x80\x80", 4, 4},         /* U+10000, the first of four */
        {"\xed\x9f\xbf", 3, 3},             /* U+D7FF */
        {"\xed\xa0\x80", 3, 0},             /* U+D800 */
        {"\xed\xbf\xbf", 3, 0},             /* U+DFFF */
        {"\xed\xa0\xbd\xed\xb8\x80", 6, 0}, /* a pair of surrogates (CESU-8) */
        {"\xee\x80\x80", 3, 3},             /* U+E000 */
        {"\xef\xbf\xbf", 3, 3},             /* U+FFFF is a code point */
        {"\xf4\x8f\xbf\xbf", 4, 4},         /* U+10FFFF */
        {"\xf4\x90\x80\x80", 4, 0},         /* U+110000 */
        {"\xf5\x80\x80\x80", 4, 0},
        {"\xf8\x88\x80\x80\x80", 5, 0}, /* five */
        {"\xfc\x84\x80\x80\x80\x80", 6, 0},
        {"\xfe", 1, 0},
        {"\xff", 1, 0},
        {"x\xc3", 2, 1}, /* cut short */
        {"x\xe2\x82", 3, 1},
        {"x\xf0\x9f\x98", 4, 1},
        {"\xc3(", 2, 0}, /* another letter instead */
        {"\xe2\x82(", 3, 0},
        {"\xf0\x9f\x98(", 4, 0},
        {"\xe2(\x82", 3, 0},
        {"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\xff", 10, 9},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        /* On the heap and no byte longer, so that reading on is noticed. */
        char *exact = malloc(table[i].size + (table[i].size == 0));

        assert_non_null(exact);
        memcpy(exact, table[i].bytes, table[i].size);
        if (ek_utf8_check(exact, table[i].size) != table[i].offset)
            fail_msg("row %zu", i);
        free(exact);
    }
}

static void test_ek_utf8_next__does_not_run_past_malformed_ends(void **state)
{
    char *exact = malloc(2);
    uint32_t offset = 0;

    (void)state;
    assert_non_null(exact);
    memcpy(exact, "a\xf0", 2);
    assert_int_equal(ek_utf8_next((ek_text){exact, 2}, &offset), 'a');
    assert_int_equal(ek_utf8_next((ek_text){exact, 2}, &offset), 0xfffd);
    assert_int_equal(offset, 2);
    free(exact);
}

static void test_ek_utf8_width__counts_columns(void **state)
{
    static const struct {
        const char *text;
        uint32_t columns;
    } table[] = {
        {"", 0},
        {"unit", 4},
        {"\xc3\xa4\xc3\xb6", 2},         /* letters with marks, composed */
        {"a\xcc\x88", 1},                /* and not composed */
        {"\xcc\x80", 0},                 /* U+0300, first of the table */
        {"\xe2\x82\xac", 1},             /* euro sign */
        {"\xe2\x80\x8b", 0},             /* zero width space */
        {"\xe6\xbc\xa2\xe5\xad\x97", 4}, /* two Han characters */
        {"\xea\xb0\x80", 2},             /* U+AC00, first Hangul syllable */
        {"\xed\x9e\xa3", 2},             /* U+D7A3, last */
        {"\xef\xbc\xa1", 2},             /* full-width A */
        {"\xef\xbd\xb1", 1},             /* half-width katakana */
        {"\xf0\x9f\x98\x80", 2},         /* emoji */
        {"\xf3\xa0\x87\xaf", 0},         /* U+E01EF, last of the table */
        {"\xf4\x8f\xbf\xbf", 1},
        {"\xc2\xa7 2 Abs. 3", 10},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_int_equal(ek_utf8_width(ek_text_of(table[i].text)), table[i].columns);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_utf8__takes_every_code_point_but_surrogates),
        cmocka_unit_test(test_ek_utf8_check__names_the_first_bad_byte),
        cmocka_unit_test(test_ek_utf8_next__does_not_run_past_malformed_ends),
        cmocka_unit_test(test_ek_utf8_width__counts_columns),
    };

    return cmocka_run_group_tests_name("base/utf8", tests, NULL, NULL);
}
