/* Lookups: many texts of every size, and those that nearly stand there. */
#include "base/lookup.h"

#include "fixture.h"

static void test_ek_lookup_find__knows_nothing_where_nothing_was_put(void **state)
{
    const ek_lookup *lookup = ek_lookup_new(*state, 0);

    assert_null(ek_lookup_find(lookup, EK_TEXT("")));
    assert_null(ek_lookup_find(lookup, EK_TEXT("DE")));
    assert_null(ek_lookup_find(lookup, EK_TEXT("longer than a word")));
}

/* Every text of up to five letters of an alphabet of three, and each of them behind a long one:
 * found, each its own, and none but those that were put. */
static void test_ek_lookup_find__tells_near_texts_of_every_size_apart(void **state)
{
    enum { COUNT = 363 }; /* 3 + 9 + 27 + 81 + 243 */
    static char letters[2 * COUNT][40];
    ek_text texts[2 * COUNT];
    ek_lookup *lookup = ek_lookup_new(*state, COUNT);
    uint32_t count = 0;

    for (uint32_t size = 1, all = 3; size <= 5; size++, all *= 3)
        for (uint32_t code = 0; code < all; code++, count += 2) {
            char *at = letters[count + 1];

            for (uint32_t i = 0, rest = code; i < size; i++, rest /= 3)
                letters[count][i] = (char)('a' + rest % 3);
            texts[count] = (ek_text){letters[count], size};
            memcpy(at, "abc", 3 + code % 2);
            memcpy(at + 3, letters[count], size);
            memcpy(at + 3 + size, "cbacbacba", (code % 3) * 3);
            texts[count + 1] = (ek_text){at, 3 + size + (code % 3) * 3};
        }
    assert_int_equal(count, 2 * COUNT);
    for (uint32_t i = 0; i < count; i += 2)
        assert_true(ek_lookup_put(lookup, texts[i], &texts[i]));
    for (uint32_t i = 0; i < count; i++) {
        const ek_text *found = ek_lookup_find(lookup, texts[i]);

        assert_true(found == NULL || ek_text_equal(*found, texts[i]));
        assert_true(i % 2 == 1 || found == &texts[i]);
    }
}

static void test_ek_lookup_find__compares_what_is_longer_than_a_word(void **state)
{
    const ek_text texts[] = {EK_TEXT("two-year school"), EK_TEXT("two-year  school"),
                             EK_TEXT("two-yeer school"), EK_TEXT("12345678"),
                             EK_TEXT("123456789"),       EK_TEXT("")};
    ek_lookup *lookup = ek_lookup_new(*state, 6);

    for (uint32_t i = 0; i < 6; i++) {
        assert_null(ek_lookup_find(lookup, texts[i]));
        assert_true(ek_lookup_put(lookup, texts[i], &texts[i]));
    }
    for (uint32_t i = 0; i < 6; i++)
        assert_ptr_equal(ek_lookup_find(lookup, texts[i]), &texts[i]);
    assert_null(ek_lookup_find(lookup, EK_TEXT("two-yeEr school")));
}

static void test_ek_lookup_put__keeps_what_stands_there(void **state)
{
    ek_lookup *lookup = ek_lookup_new(*state, 2);
    int first = 1, second = 2;

    assert_true(ek_lookup_put(lookup, EK_TEXT("NL"), &first));
    assert_false(ek_lookup_put(lookup, EK_TEXT("NL"), &second));
    assert_ptr_equal(ek_lookup_find(lookup, EK_TEXT("NL")), &first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_ek_lookup_find__knows_nothing_where_nothing_was_put),
        WITH_ARENA(test_ek_lookup_find__tells_near_texts_of_every_size_apart),
        WITH_ARENA(test_ek_lookup_find__compares_what_is_longer_than_a_word),
        WITH_ARENA(test_ek_lookup_put__keeps_what_stands_there),
    };

    return cmocka_run_group_tests_name("base/lookup", tests, NULL, NULL);
}
