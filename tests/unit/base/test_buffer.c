/* Buffers: growing, formatting, and two ways of escaping. */
#include "base/text.h"

#include <stdio.h>

#include "fixture.h"

/* The same where there is room and where there is none. */
static ek_text make_json(ek_arena *arena, ek_text text)
{
    ek_buffer roomy, buffer;

    ek_buffer_init(&roomy, arena);
    (void)ek_buffer_room(&roomy, (size_t)text.size + 2);
    ek_buffer_json(&roomy, text);
    assert_int_equal(roomy.bytes[roomy.size], '\0');
    ek_buffer_init(&buffer, arena);
    ek_buffer_json(&buffer, text);
    assert_int_equal(buffer.bytes[buffer.size], '\0');
    assert_int_equal(buffer.size, roomy.size);
    assert_memory_equal(buffer.bytes, roomy.bytes, buffer.size);
    return ek_buffer_done(&roomy);
}

static ek_text make_shown(ek_arena *arena, ek_text text)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, arena);
    ek_buffer_shown(&buffer, text);
    return ek_buffer_done(&buffer);
}

static void test_ek_buffer_done__is_empty_at_first(void **state)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, *state);
    assert_int_equal(ek_buffer_done(&buffer).size, 0);
    assert_non_null(ek_buffer_done(&buffer).bytes);
    ek_buffer_add(&buffer, NULL, 0);
    assert_string_equal(buffer.bytes, "");
}

static void test_ek_buffer__puts_everything_in_order(void **state)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, *state);
    ek_buffer_text(&buffer, EK_TEXT("a\0b"));
    ek_buffer_string(&buffer, "cd");
    ek_buffer_char(&buffer, 'e');
    ek_buffer_repeat(&buffer, "-=", 3);
    ek_buffer_repeat(&buffer, "never", 0);
    ek_buffer_format(&buffer, "%s %d", "f", -1);
    assert_int_equal(buffer.size, 16);
    assert_memory_equal(buffer.bytes, "a\0bcde-=-=-=f -1", 17);
}

static void test_ek_buffer__is_terminated_at_every_size(void **state)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, *state);
    for (size_t size = 1; size <= 5000; size++) {
        ek_buffer_char(&buffer, 'x');
        if (size % 100 == 0)
            ek_arena_alloc(*state, 1); /* makes the buffer move */
        assert_int_equal(buffer.size, size);
        assert_int_equal(buffer.bytes[size], 0);
        assert_true(buffer.capacity > size);
    }
    for (size_t i = 0; i < 5000; i++)
        assert_int_equal(buffer.bytes[i], 'x');
}

static void test_ek_buffer_format__fits_around_each_capacity(void **state)
{
    for (int size = 0; size < 300; size++) {
        ek_buffer buffer;

        ek_buffer_init(&buffer, *state);
        ek_buffer_string(&buffer, "<");
        ek_buffer_format(&buffer, "%*s", size, "");
        ek_buffer_string(&buffer, ">");
        assert_int_equal(buffer.size, size + 2);
        assert_int_equal(buffer.bytes[size + 1], '>');
        assert_int_equal(strlen(buffer.bytes), size + 2);
    }
}

static void test_ek_buffer_add__raises_beyond_what_a_text_can_hold(void **state)
{
    ek_arena *arena = *state;
    ek_escape escape;

    if (EK_TRY(arena, &escape)) {
        ek_buffer buffer;

        ek_buffer_init(&buffer, arena);
        ek_buffer_char(&buffer, 'x');
        ek_buffer_add(&buffer, "", (size_t)UINT32_MAX - 1);
    }
    ek_escape_end(arena, &escape);
    assert_int_equal(escape.status, ERKEND_ELIMIT);
}

static void test_ek_buffer_json__escapes_what_the_standard_asks_for(void **state)
{
    TEXT_EQUAL(make_json(*state, (ek_text){NULL, 0}), "\"\"");
    TEXT_EQUAL(make_json(*state, EK_TEXT("plain")), "\"plain\"");
    TEXT_EQUAL(make_json(*state, EK_TEXT("\"a\\b/")), "\"\\\"a\\\\b/\"");
    TEXT_EQUAL(make_json(*state, EK_TEXT("\b\f\n\r\t")), "\"\\b\\f\\n\\r\\t\"");
    TEXT_EQUAL(make_json(*state, EK_TEXT("x\0y\x1f\x7f")), "\"x\\u0000y\\u001f\x7f\"");
    TEXT_EQUAL(make_json(*state, EK_TEXT("\xc2\xa7 2 \xf0\x9f\x98\x80")),
               "\"\xc2\xa7 2 \xf0\x9f\x98\x80\"");
}

/* Texts are taken in pieces of several sizes, the last of which may overlap. */
static void test_ek_buffer_json__finds_what_to_escape_at_every_place(void **state)
{
    static const char special[] = {'"', '\\', '\n', 1, 0x1f};
    char text[70], expected[80];

    for (uint32_t size = 0; size < sizeof text; size++) {
        for (uint32_t i = 0; i < size; i++)
            text[i] = (char)(i % 3 ? 0x20 + i : 0x80 + i); /* neither " nor \ */
        for (uint32_t i = 0; i < size; i++)
            if (text[i] == '"' || text[i] == '\\')
                text[i] = 'x';
        (void)snprintf(expected, sizeof expected, "\"%.*s\"", (int)size, text);
        TEXT_EQUAL(make_json(*state, (ek_text){text, size}), expected);
        for (uint32_t at = 0; at < size; at++)
            for (uint32_t k = 0; k < sizeof special; k++) {
                char before = text[at];
                ek_text json;

                text[at] = special[k];
                json = make_json(*state, (ek_text){text, size});
                assert_true(json.size > size + 2);
                assert_memory_equal(json.bytes, expected, at + 1);
                assert_int_equal(json.bytes[at + 1], '\\');
                assert_memory_equal(json.bytes + json.size - (size - at), expected + at + 2,
                                    size - at);
                text[at] = before;
            }
    }
}

static void test_ek_put_digits__writes_what_printf_writes(void **state)
{
    char ours[EK_DIGITS + 1], theirs[EK_DIGITS + 1];
    uint64_t number = 1;

    (void)state;
    for (int i = 0; i < 64; i++, number *= 2)
        for (int by = -1; by <= 9; by++) {
            *ek_put_digits(ours, number + (uint64_t)by) = '\0';
            (void)snprintf(theirs, sizeof theirs, "%llu",
                           (unsigned long long)(number + (uint64_t)by));
            assert_string_equal(ours, theirs);
        }
    for (number = 1; number < UINT64_MAX / 10; number *= 10)
        for (int by = -1; by <= 1; by++) {
            *ek_put_digits(ours, number + (uint64_t)by) = '\0';
            (void)snprintf(theirs, sizeof theirs, "%llu",
                           (unsigned long long)(number + (uint64_t)by));
            assert_string_equal(ours, theirs);
        }
}

static void test_ek_text_is_json__when_nothing_is_to_be_escaped(void **state)
{
    static const char escaped[] = {'"', '\\', '\n', '\0', '\x1f'};
    char bytes[40];

    (void)state;
    for (uint32_t size = 0; size < sizeof bytes; size++) {
        memset(bytes, 0xc3, sizeof bytes);
        assert_true(ek_text_is_json((ek_text){bytes, size}));
        for (uint32_t at = 0; at < size; at++)
            for (size_t i = 0; i < sizeof escaped; i++) {
                memset(bytes, ' ', sizeof bytes);
                bytes[at] = escaped[i];
                assert_false(ek_text_is_json((ek_text){bytes, size}));
                assert_true(ek_text_is_json((ek_text){bytes, at}));
            }
    }
}

static void test_ek_text_is_shown__what_is_written_as_it_is(void **state)
{
    static const char *const texts[] = {"",
                                        "plain",
                                        "§ 2 Abs. 3 Satz 2, länger als sechzehn",
                                        "päivä",
                                        "–",
                                        "Łódź",
                                        "\x7f",
                                        "tab\t",
                                        "a long text of more than sixteen bytes\x1b",
                                        "\xc2",
                                        "\xc2\x9b",
                                        "\xe2\x80\xae",
                                        "\xc3(",
                                        "\xef\xbb\xbf",
                                        "sixteen bytes, so\xff"};

    for (uint32_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        ek_text text = ek_text_of(texts[i]);

        assert_int_equal(ek_text_is_shown(text), ek_text_equal(make_shown(*state, text), text));
    }
    for (uint32_t code = 0; code < 0x10000; code++) {
        char two[2] = {(char)(code >> 8), (char)code};
        ek_text text = {two, 2};

        assert_int_equal(ek_text_is_shown(text), ek_text_equal(make_shown(*state, text), text));
    }
}

static void test_ek_buffer_shown__leaves_words_alone(void **state)
{
    TEXT_EQUAL(make_shown(*state, EK_TEXT("BBiG \xc2\xa7 2 (3) \"\\\" \xe2\x82\xac")),
               "BBiG \xc2\xa7 2 (3) \"\\\" \xe2\x82\xac");
    TEXT_EQUAL(make_shown(*state, (ek_text){NULL, 0}), "");
    TEXT_EQUAL(make_shown(*state, EK_TEXT("\xc2\xa0\xe2\x80\x90")), "\xc2\xa0\xe2\x80\x90");
}

static void test_ek_buffer_shown__disarms_what_a_terminal_obeys(void **state)
{
    TEXT_EQUAL(make_shown(*state, EK_TEXT("a\0\n\t\x1b[31m\x7f")),
               "a\\x00\\x0a\\x09\\x1b[31m\\x7f");
    TEXT_EQUAL(make_shown(*state, EK_TEXT("\xc2\x80\xc2\x9b\xc2\x9f")),
               "\\u{0080}\\u{009b}\\u{009f}");
    TEXT_EQUAL(make_shown(*state, EK_TEXT("\xe2\x80\xae"
                                          "abc\xe2\x80\xac")),
               "\\u{202e}abc\\u{202c}");
    TEXT_EQUAL(make_shown(*state, EK_TEXT("\xe2\x81\xa6\xe2\x81\xa9\xd8\x9c\xe2\x80\x8e")),
               "\\u{2066}\\u{2069}\\u{061c}\\u{200e}");
    TEXT_EQUAL(make_shown(*state, EK_TEXT("\xe2\x80\xa8\xef\xbb\xbf")), "\\u{2028}\\u{feff}");
}

static void test_ek_buffer_shown__writes_malformed_bytes_as_numbers(void **state)
{
    TEXT_EQUAL(make_shown(*state, EK_TEXT("a\xff"
                                          "b\xc3")),
               "a\\xffb\\xc3");
    TEXT_EQUAL(make_shown(*state, EK_TEXT("\xed\xa0\x80"
                                          "z")),
               "\\xed\\xa0\\x80z");
    TEXT_EQUAL(make_shown(*state, EK_TEXT("\xc0\xaf\x80")), "\\xc0\\xaf\\x80");
}

/* Whatever comes in: what goes out is well formed and has no control characters. */
static void test_ek_buffer_shown__is_safe_for_every_pair_of_bytes(void **state)
{
    for (int first = 0; first < 256; first++) {
        for (int second = 0; second < 256; second++) {
            char bytes[3] = {(char)first, (char)second, '.'};
            ek_text shown = make_shown(*state, (ek_text){bytes, 3});

            assert_int_equal(ek_utf8_check(shown.bytes, shown.size), shown.size);
            for (uint32_t i = 0; i < shown.size; i++)
                assert_true((unsigned char)shown.bytes[i] >= 0x20 && shown.bytes[i] != 0x7f);
        }
        ek_arena_reset(*state);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_ek_buffer_done__is_empty_at_first),
        WITH_ARENA(test_ek_buffer__puts_everything_in_order),
        WITH_ARENA(test_ek_buffer__is_terminated_at_every_size),
        WITH_ARENA(test_ek_buffer_format__fits_around_each_capacity),
        WITH_ARENA(test_ek_buffer_add__raises_beyond_what_a_text_can_hold),
        WITH_ARENA(test_ek_buffer_json__escapes_what_the_standard_asks_for),
        WITH_ARENA(test_ek_buffer_json__finds_what_to_escape_at_every_place),
        WITH_ARENA(test_ek_put_digits__writes_what_printf_writes),
        WITH_ARENA(test_ek_text_is_json__when_nothing_is_to_be_escaped),
        WITH_ARENA(test_ek_text_is_shown__what_is_written_as_it_is),
        WITH_ARENA(test_ek_buffer_shown__leaves_words_alone),
        WITH_ARENA(test_ek_buffer_shown__disarms_what_a_terminal_obeys),
        WITH_ARENA(test_ek_buffer_shown__writes_malformed_bytes_as_numbers),
        WITH_ARENA(test_ek_buffer_shown__is_safe_for_every_pair_of_bytes),
    };

    return cmocka_run_group_tests_name("base/buffer", tests, NULL, NULL);
}
