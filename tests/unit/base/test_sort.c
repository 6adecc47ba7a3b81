/* Sorting against insertion, over many small arrays. */
#include "base/sort.h"

#include "fixture.h"

static int compare_ints(const void *a, const void *b)
{
    int left = *(const int *)a, right = *(const int *)b;

    return left < right ? -1 : left > right;
}

/* Every array of up to seven of the values 0 to 3: all orders, all repetitions. */
static void test_ek_sort__orders_every_small_array(void **state)
{
    (void)state;
    for (unsigned count = 0; count <= 7; count++) {
        for (unsigned code = 0; code < 1u << (2 * count); code++) {
            int items[7], seen[4] = {0};

            for (unsigned i = 0; i < count; i++)
                seen[items[i] = (int)(code >> (2 * i) & 3)]++;
            ek_sort(items, count, sizeof *items, compare_ints);
            for (unsigned i = 0; i < count; i++) {
                seen[items[i]]--;
                assert_true(i == 0 || items[i - 1] <= items[i]);
            }
            for (int i = 0; i < 4; i++)
                assert_int_equal(seen[i], 0);
        }
    }
}

static void test_ek_sort__orders_ten_thousand_and_moves_whole_items(void **state)
{
    struct {
        int key;
        char rest[13];
    } items[10000];
    unsigned random = 1;

    (void)state;
    for (int i = 0; i < 10000; i++) {
        random = random * 1103515245u + 12345u;
        items[i].key = (int)(random >> 8);
        memset(items[i].rest, (int)(random >> 8) & 0xff, sizeof items[i].rest);
    }
    ek_sort(items, 10000, sizeof *items, compare_ints);
    for (int i = 0; i < 10000; i++) {
        assert_true(i == 0 || items[i - 1].key <= items[i].key);
        assert_int_equal((unsigned char)items[i].rest[12], items[i].key & 0xff);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_sort__orders_every_small_array),
        cmocka_unit_test(test_ek_sort__orders_ten_thousand_and_moves_whole_items),
    };

    return cmocka_run_group_tests_name("base/sort", tests, NULL, NULL);
}
