/* base/api.c: errors and texts as a host sees them. */
#include "fixture.h"

#include "base/api.h"

static void test_ek_error_fill__copies_problems_in_order(void **state)
{
    ek_arena *arena = *state;
    erkend_error *error = erkend_error_new(NULL);
    erkend_problem problem;
    ek_problems problems;
    ek_escape escape;

    ek_escape_begin(arena, &escape);
    ek_problems_init(&problems, arena);
    ek_problem_add(&problems, ERKEND_EINVALID, (ek_place){EK_TEXT("b.yaml"), 2, 3}, "second");
    ek_problem_warn(&problems, ERKEND_EINVALID, (ek_place){EK_TEXT("a.yaml"), 1, 1}, "first");
    ek_escape_end(arena, &escape);
    assert_int_equal(ek_error_fill(error, ERKEND_EINVALID, &problems), ERKEND_EINVALID);
    ek_arena_reset(arena); /* the error keeps its own copy */
    assert_int_equal(erkend_error_code(error), ERKEND_EINVALID);
    assert_int_equal(erkend_error_count(error), 2);
    assert_int_equal(erkend_error_at(error, 0, &problem), 1);
    assert_string_equal(problem.message, "first");
    assert_int_equal(problem.is_warning, 1);
    assert_int_equal(erkend_error_at(error, 1, &problem), 1);
    assert_string_equal(problem.line_text, "b.yaml:2:3: second");
    assert_string_equal(problem.file, "b.yaml");
    assert_int_equal(problem.column, 3);
    assert_int_equal(erkend_error_at(error, 2, &problem), 0);
    assert_int_equal(ek_error_fill(error, ERKEND_ENOMEM, NULL), ERKEND_ENOMEM);
    assert_int_equal(erkend_error_count(error), 1);
    erkend_error_at(error, 0, &problem);
    assert_string_equal(problem.message, erkend_status_says(ERKEND_ENOMEM));
    assert_int_equal(ek_error_fill(error, ERKEND_OK, NULL), ERKEND_OK);
    assert_int_equal(erkend_error_count(error), 0);
    erkend_error_free(error);
}

static void test_ek_error_fill__needs_no_error(void **state)
{
    (void)state;
    assert_int_equal(ek_error_fill(NULL, ERKEND_EIO, NULL), ERKEND_EIO);
    assert_int_equal(ek_error_say(NULL, ERKEND_EIO, "x"), ERKEND_EIO);
    assert_int_equal(erkend_error_count(NULL), 0);
    assert_int_equal(erkend_error_at(NULL, 0, NULL), 0);
    erkend_error_free(NULL);
}

static void test_ek_error_say__makes_what_is_said_safe_to_show(void **state)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_problem problem;

    (void)state;
    assert_int_equal(ek_error_say(error, ERKEND_ECALL, "no %s%c", "such", 0x1b), ERKEND_ECALL);
    assert_int_equal(erkend_error_at(error, 0, &problem), 1);
    assert_string_equal(problem.message, "no such\\x1b");
    assert_int_equal(problem.line, 0);
    erkend_error_free(error);
}

static void test_ek_text_give__keeps_bytes_and_size(void **state)
{
    erkend_text *text = NULL;

    (void)state;
    assert_int_equal(ek_text_give(&text, NULL, (ek_text){"a\0b", 3}), ERKEND_OK);
    assert_int_equal(erkend_text_size(text), 3);
    assert_memory_equal(erkend_text_bytes(text), "a\0b", 4);
    erkend_text_free(text);
    erkend_text_free(NULL);
    assert_int_equal(erkend_text_size(NULL), 0);
}

static void *no_memory(void *user, void *old, size_t old_size, size_t new_size)
{
    (void)user;
    (void)old;
    (void)old_size;
    (void)new_size;
    return NULL;
}

static void test_ek_text_give__says_when_there_is_no_memory(void **state)
{
    const erkend_allocator nothing = {no_memory, NULL};
    erkend_text *text;

    (void)state;
    assert_int_equal(ek_text_give(&text, &nothing, EK_TEXT("a")), ERKEND_ENOMEM);
    assert_null(text);
    assert_null(erkend_error_new(&nothing));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_ek_error_fill__copies_problems_in_order),
        cmocka_unit_test(test_ek_error_fill__needs_no_error),
        cmocka_unit_test(test_ek_error_say__makes_what_is_said_safe_to_show),
        cmocka_unit_test(test_ek_text_give__keeps_bytes_and_size),
        cmocka_unit_test(test_ek_text_give__says_when_there_is_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
