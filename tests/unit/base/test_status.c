/* The phrases of the status codes. */
#include "fixture.h"

static void test_erkend_status_says__has_a_phrase_of_its_own_for_each(void **state)
{
    (void)state;
    for (int a = ERKEND_OK; a <= ERKEND_ECALL; a++) {
        assert_true(strlen(erkend_status_says((erkend_status)a)) > 5);
        assert_string_not_equal(erkend_status_says((erkend_status)a), "an unknown status");
        for (int b = ERKEND_OK; b < a; b++)
            assert_string_not_equal(erkend_status_says((erkend_status)a),
                                    erkend_status_says((erkend_status)b));
    }
}

static void test_erkend_status_says__does_not_fail_for_what_is_no_status(void **state)
{
    (void)state;
    assert_string_equal(erkend_status_says((erkend_status)(ERKEND_ECALL + 1)), "an unknown status");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erkend_status_says__has_a_phrase_of_its_own_for_each),
        cmocka_unit_test(test_erkend_status_says__does_not_fail_for_what_is_no_status),
    };

    return cmocka_run_group_tests_name("base/status", tests, NULL, NULL);
}
