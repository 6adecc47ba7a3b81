/* Text: bytes, cuts and the nearest name. */
#include "base/text.h"

#include "fixture.h"

static const ek_text nothing = {NULL, 0};

static void test_ek_text_of__takes_null_as_empty(void **state)
{
    (void)state;
    assert_int_equal(ek_text_of(NULL).size, 0);
    assert_int_equal(ek_text_of("").size, 0);
    assert_int_equal(ek_text_of("abc").size, 3);
}

static void test_ek_text_copy__terminates_and_stands_alone(void **state)
{
    char bytes[] = "a\0b";
    ek_text copy = ek_text_copy(*state, (ek_text){bytes, 3});

    memset(bytes, 'x', 3);
    assert_int_equal(copy.size, 3);
    assert_memory_equal(copy.bytes, "a\0b", 4);
    assert_string_equal(ek_text_copy(*state, nothing).bytes, "");
}

static void test_ek_copy_blocks__copies_whole_blocks(void **state)
{
    char bytes[3 * EK_BLOCK_BYTES], to[4 * EK_BLOCK_BYTES];

    memset(bytes, 'x', sizeof bytes);
    for (uint32_t size = 0; size <= sizeof bytes; size++) {
        size_t blocks = size <= EK_BLOCK_BYTES ? 1 : size <= 2 * EK_BLOCK_BYTES ? 2 : 3;
        ek_text text = ek_text_in_blocks(*state, (ek_text){bytes, size});

        memset(to, '-', sizeof to);
        ek_copy_blocks(to, text);
        assert_int_equal(text.size, size);
        assert_memory_equal(to, bytes, size);
        for (size_t i = size; i < sizeof to; i++)
            assert_int_equal(to[i], i < blocks * EK_BLOCK_BYTES ? 0 : '-');
    }
    assert_int_equal(ek_text_in_blocks(*state, nothing).size, 0);
}

static void test_ek_text_format__formats(void **state)
{
    ek_text text = EK_TEXT("chamber");

    TEXT_EQUAL(
        ek_text_format(*state, "<%.*s|%.*s|%d>", EK_TEXT_ARGS(text), EK_TEXT_ARGS(nothing), 7),
        "<chamber||7>");
}

static void test_ek_text_equal__looks_at_all_bytes(void **state)
{
    (void)state;
    assert_true(ek_text_equal(nothing, EK_TEXT("")));
    assert_true(ek_text_equal(EK_TEXT("a\0b"), EK_TEXT("a\0b")));
    assert_false(ek_text_equal(EK_TEXT("a\0b"), EK_TEXT("a\0c")));
    assert_false(ek_text_equal(EK_TEXT("a"), EK_TEXT("ab")));
    assert_true(ek_text_is(EK_TEXT("unit"), "unit"));
    assert_false(ek_text_is(EK_TEXT("unit\0"), "unit"));
    assert_false(ek_text_is(nothing, "unit"));
}

static void test_ek_text_compare__orders_bytes_without_sign(void **state)
{
    (void)state;
    assert_int_equal(ek_text_compare(nothing, nothing), 0);
    assert_int_equal(ek_text_compare(nothing, EK_TEXT("a")), -1);
    assert_int_equal(ek_text_compare(EK_TEXT("ab"), EK_TEXT("a")), 1);
    assert_int_equal(ek_text_compare(EK_TEXT("a"), EK_TEXT("b")), -1);
    assert_int_equal(ek_text_compare(EK_TEXT("z"), EK_TEXT("\xc3\xa4")), -1);
    assert_int_equal(ek_text_compare(EK_TEXT("a\0b"), EK_TEXT("a\0b")), 0);
}

static void test_ek_text_starts_and_ends__need_the_whole_word(void **state)
{
    (void)state;
    assert_true(ek_text_starts(EK_TEXT("de.bbig"), "de."));
    assert_true(ek_text_starts(EK_TEXT("de."), "de."));
    assert_true(ek_text_starts(nothing, ""));
    assert_false(ek_text_starts(EK_TEXT("de"), "de."));
    assert_false(ek_text_starts(nothing, "d"));
    assert_true(ek_text_ends(EK_TEXT("case.json"), ".json"));
    assert_true(ek_text_ends(nothing, ""));
    assert_false(ek_text_ends(EK_TEXT("json"), ".json"));
    assert_false(ek_text_ends(EK_TEXT("a.jsonx"), ".json"));
}

static void test_ek_text_slice__stays_inside(void **state)
{
    ek_text text = EK_TEXT("abcdef");

    TEXT_EQUAL(ek_text_slice(text, 1, 3), "bc");
    TEXT_EQUAL(ek_text_slice(text, 0, UINT32_MAX), "abcdef");
    TEXT_EQUAL(ek_text_slice(text, 5, 2), "");
    TEXT_EQUAL(ek_text_slice(text, 9, 12), "");
    TEXT_EQUAL(ek_text_slice(nothing, 0, 4), "");
}

static void test_ek_text_distance__counts_changes(void **state)
{
    static const struct {
        const char *a, *b;
        uint32_t changes;
    } pairs[] = {
        {"", "", 0},       {"", "abc", 3},          {"abc", "abc", 0},
        {"abc", "abd", 1}, {"abc", "ab", 1},        {"abc", "abcd", 1},
        {"abc", "acb", 1}, {"abcd", "badc", 2},     {"kitten", "sitting", 3},
        {"ca", "abc", 3},  {"months", "mnoths", 1}, {"first_day", "last_day", 3},
    };

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        ek_text a = ek_text_of(pairs[i].a), b = ek_text_of(pairs[i].b);

        assert_int_equal(ek_text_distance(a, b), pairs[i].changes);
        assert_int_equal(ek_text_distance(b, a), pairs[i].changes);
    }
}

static void test_ek_text_distance__looks_at_64_bytes(void **state)
{
    char a[100], b[100];

    (void)state;
    memset(a, 'a', sizeof a);
    memset(b, 'b', sizeof b);
    assert_int_equal(ek_text_distance((ek_text){a, 100}, (ek_text){b, 100}), 64);
    memset(b, 'a', 64);
    assert_int_equal(ek_text_distance((ek_text){a, 100}, (ek_text){b, 100}), 0);
    assert_int_equal(ek_text_distance((ek_text){a, 63}, (ek_text){b, 100}), 1);
}

static void test_ek_text_nearest__finds_what_was_meant(void **state)
{
    const ek_text names[] = {EK_TEXT("first_day"), EK_TEXT("last_day"), EK_TEXT("months"),
                             EK_TEXT("month"), EK_TEXT("id")};

    TEXT_EQUAL(ek_text_nearest(EK_TEXT("fist_day"), names, 5), "first_day");
    TEXT_EQUAL(ek_text_nearest(EK_TEXT("monhts"), names, 5), "months");
    TEXT_EQUAL(ek_text_nearest(EK_TEXT("month"), names, 5), "month");
    TEXT_EQUAL(ek_text_nearest(EK_TEXT("di"), names, 5), "id");
    TEXT_EQUAL(ek_text_nearest(EK_TEXT("zz"), names, 5), "");
    TEXT_EQUAL(ek_text_nearest(EK_TEXT("months"), names, 0), "");
    TEXT_EQUAL(ek_text_nearest(nothing, names, 5), "");
}

static void test_ek_text_nearest__allows_a_third_and_three_at_most(void **state)
{
    const ek_text five[] = {EK_TEXT("abcde")}, six[] = {EK_TEXT("abcdef")};
    const ek_text long_name[] = {EK_TEXT("abcdefghijklmno")};
    const ek_text equals[] = {EK_TEXT("cat"), EK_TEXT("car"), EK_TEXT("cas")};

    TEXT_EQUAL(ek_text_nearest(EK_TEXT("abcdX"), five, 1), "abcde");
    TEXT_EQUAL(ek_text_nearest(EK_TEXT("abcXX"), five, 1), "");
    TEXT_EQUAL(ek_text_nearest(EK_TEXT("abcdXX"), six, 1), "abcdef");
    TEXT_EQUAL(ek_text_nearest(EK_TEXT("abcdefghijklXXX"), long_name, 1), "abcdefghijklmno");
    TEXT_EQUAL(ek_text_nearest(EK_TEXT("abcdefghijkXXXX"), long_name, 1), "");
    TEXT_EQUAL(ek_text_nearest(EK_TEXT("cax"), equals, 3), "cat");
    TEXT_EQUAL(ek_text_nearest(EK_TEXT("cas"), equals, 3), "cas");
}

static void test_ek_texts_have__finds_members(void **state)
{
    const ek_text items[] = {EK_TEXT("a"), EK_TEXT("bc")};
    ek_texts texts = {items, 2};

    (void)state;
    assert_true(ek_texts_have(texts, EK_TEXT("bc")));
    assert_false(ek_texts_have(texts, EK_TEXT("b")));
    assert_false(ek_texts_have((ek_texts){NULL, 0}, nothing));
}

/* Wherever they differ, and where one ends before the other. */
static void test_ek_text_compare__orders_as_memcmp_does(void **state)
{
    char left[40], right[40];

    (void)state;
    for (uint32_t size = 0; size + 1 < sizeof left; size++)
        for (uint32_t at = 0; at <= size; at++)
            for (int byte = 0; byte < 256; byte += 51) {
                int order;

                memset(left, 0x66, sizeof left);
                memset(right, 0x66, sizeof right);
                right[at] = (char)byte;
                right[sizeof right - 1 - at / 2] ^= (char)0x80;
                order = size > 0 ? memcmp(left, right, size) : 0;
                order = order < 0 ? -1 : order > 0;
                assert_int_equal(ek_text_compare((ek_text){left, size}, (ek_text){right, size}),
                                 order);
                assert_int_equal(ek_text_compare((ek_text){right, size}, (ek_text){left, size}),
                                 -order);
                if (order == 0)
                    assert_int_equal(
                        ek_text_compare((ek_text){left, size}, (ek_text){right, size + 1}), -1);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_text_of__takes_null_as_empty),
        WITH_ARENA(test_ek_text_copy__terminates_and_stands_alone),
        WITH_ARENA(test_ek_copy_blocks__copies_whole_blocks),
        WITH_ARENA(test_ek_text_format__formats),
        cmocka_unit_test(test_ek_text_equal__looks_at_all_bytes),
        cmocka_unit_test(test_ek_text_compare__orders_bytes_without_sign),
        cmocka_unit_test(test_ek_text_compare__orders_as_memcmp_does),
        cmocka_unit_test(test_ek_text_starts_and_ends__need_the_whole_word),
        WITH_ARENA(test_ek_text_slice__stays_inside),
        cmocka_unit_test(test_ek_text_distance__counts_changes),
        cmocka_unit_test(test_ek_text_distance__looks_at_64_bytes),
        WITH_ARENA(test_ek_text_nearest__finds_what_was_meant),
        WITH_ARENA(test_ek_text_nearest__allows_a_third_and_three_at_most),
        cmocka_unit_test(test_ek_texts_have__finds_members),
    };

    return cmocka_run_group_tests_name("base/text", tests, NULL, NULL);
}
