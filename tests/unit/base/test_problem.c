/* Problems: places, safe messages, order, and what happens when there are too many. */
#include "base/problem.h"

#include "fixture.h"

static ek_place place(const char *file, uint32_t line, uint32_t column)
{
    return (ek_place){ek_text_of(file), line, column};
}

static void assert_line(void **state, const ek_problem *problem, const char *expected)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, *state);
    ek_buffer_problem(&buffer, problem);
    assert_string_equal(buffer.bytes, expected);
}

static void test_ek_problem_add__keeps_code_place_and_message(void **state)
{
    char file[] = "countries/zz/zz.lua";
    ek_problems problems;

    ek_problems_init(&problems, *state);
    assert_int_equal(problems.max_count, 1000);
    ek_problem_add(&problems, ERKEND_EPOLICY, place(file, 14, 20), "%s has no value", "age");
    memset(file, 'x', sizeof file - 1); /* copied, not borrowed */
    assert_int_equal(problems.count, 1);
    assert_int_equal(problems.errors, 1);
    assert_int_equal(problems.items[0].code, ERKEND_EPOLICY);
    assert_false(problems.items[0].warning);
    assert_line(state, &problems.items[0], "countries/zz/zz.lua:14:20: age has no value");
}

static void test_ek_problem_warn__is_no_error(void **state)
{
    ek_problems problems;

    ek_problems_init(&problems, *state);
    ek_problem_warn(&problems, ERKEND_EPOLICY, place("a", 1, 1), "never fires");
    assert_int_equal(problems.count, 1);
    assert_int_equal(problems.errors, 0);
    assert_true(problems.items[0].warning);
}

static void test_ek_buffer_problem__says_as_much_of_the_place_as_is_known(void **state)
{
    ek_problem problem = {ERKEND_EINVALID, false, place("case.yaml", 3, 7), EK_TEXT("wrong")};

    assert_line(state, &problem, "case.yaml:3:7: wrong");
    problem.place.column = 0;
    assert_line(state, &problem, "case.yaml:3: wrong");
    problem.place.line = 0;
    assert_line(state, &problem, "case.yaml: wrong");
    problem.place.file = (ek_text){NULL, 0};
    assert_line(state, &problem, "wrong");
    problem.place = place("a\n\x1b[1m", UINT32_MAX, UINT32_MAX);
    assert_line(state, &problem, "a\\x0a\\x1b[1m:4294967295:4294967295: wrong");
}

static void test_ek_problem_add__makes_one_safe_line(void **state)
{
    ek_problems problems;

    ek_problems_init(&problems, *state);
    ek_problem_add(&problems, ERKEND_EINVALID, place("a", 1, 1), "key \"%s\"",
                   "x\ny\x1b]0;\xff\xe2\x80\xae");
    TEXT_EQUAL(problems.items[0].message, "key \"x\\x0ay\\x1b]0;\\xff\\u{202e}\"");
}

static void test_ek_problem_add__cuts_long_messages_between_letters(void **state)
{
    char letters[6001];
    ek_problems problems;

    /* Two bytes each and one in front: the limit falls within a letter. */
    for (size_t i = 0; i < 6000; i += 2)
        memcpy(letters + i, "\xc3\xa4", 2);
    letters[6000] = '\0';
    ek_problems_init(&problems, *state);
    for (int front = 0; front < 4; front++)
        ek_problem_add(&problems, ERKEND_EINVALID, place("a", 1, 1), "%.*s%s", front, "abcd",
                       letters);
    for (uint32_t i = 0; i < 4; i++) {
        ek_text message = problems.items[i].message;

        assert_true(message.size <= 2048 && message.size > 2040);
        assert_int_equal(ek_utf8_check(message.bytes, message.size), message.size);
        assert_true(ek_text_ends(message, "\xc3\xa4\xe2\x80\xa6"));
        assert_null(strstr(message.bytes, "\\x"));
    }
}

static void test_ek_problem_add__cuts_at_2048_bytes_and_not_before(void **state)
{
    char letters[2049];
    ek_problems problems;

    memset(letters, 'a', sizeof letters);
    ek_problems_init(&problems, *state);
    for (int size = 2047; size <= 2049; size++)
        ek_problem_add(&problems, ERKEND_EINVALID, place("a", 1, 1), "%.*s", size, letters);
    assert_int_equal(problems.items[0].message.size, 2047);
    assert_int_equal(problems.items[1].message.size, 2048);
    assert_int_equal(problems.items[1].message.bytes[2047], 'a');
    assert_int_equal(problems.items[2].message.size, 2048);
    assert_true(ek_text_ends(problems.items[2].message, "a\xe2\x80\xa6"));
    memset(letters, 0x1b, sizeof letters); /* four times as long when shown */
    ek_problem_add(&problems, ERKEND_EINVALID, place("a", 1, 1), "%.*s", 1000, letters);
    assert_true(problems.items[3].message.size <= 2048);
    assert_true(ek_text_ends(problems.items[3].message, "\xe2\x80\xa6"));
}

static void test_ek_problem_add__counts_all_and_keeps_a_thousand(void **state)
{
    ek_problems problems;

    ek_problems_init(&problems, *state);
    for (unsigned i = 1; i <= 1500; i++)
        ek_problem_add(&problems, ERKEND_EINVALID, place("a", i, 1), "wrong");
    ek_problem_warn(&problems, ERKEND_EINVALID, place("a", 1, 1), "odd");
    assert_int_equal(problems.count, 1000);
    assert_int_equal(problems.errors, 1500);
    assert_int_equal(problems.items[999].place.line, 1000);
}

static void test_ek_problem_add__puts_errors_in_the_place_of_warnings(void **state)
{
    ek_problems problems;
    uint32_t errors = 0;

    ek_problems_init(&problems, *state);
    problems.max_count = 5;
    for (unsigned i = 1; i <= 10; i++)
        ek_problem_warn(&problems, ERKEND_EPOLICY, place("a", i, 1), "odd");
    for (unsigned i = 1; i <= 3; i++)
        ek_problem_add(&problems, ERKEND_EPOLICY, place("b", i, 1), "wrong");
    assert_int_equal(problems.count, 5);
    assert_int_equal(problems.errors, 3);
    for (uint32_t i = 0; i < 5; i++)
        errors += !problems.items[i].warning;
    assert_int_equal(errors, 3);
    for (unsigned i = 4; i <= 20; i++)
        ek_problem_add(&problems, ERKEND_EPOLICY, place("b", i, 1), "wrong");
    assert_int_equal(problems.count, 5);
    assert_int_equal(problems.errors, 20);
    for (uint32_t i = 0; i < 5; i++)
        assert_false(problems.items[i].warning);
}

static void test_ek_problems_sort__orders_and_says_equal_ones_once(void **state)
{
    static const char *const expected[] = {"file",      "a: whole",  "a:2:1: x", "a:2:9: w",
                                           "a:10:1: v", "a:10:1: y", "b:1:1: z"};
    ek_problems problems;

    ek_problems_init(&problems, *state);
    ek_problem_add(&problems, ERKEND_EINVALID, place("b", 1, 1), "z");
    ek_problem_add(&problems, ERKEND_EINVALID, place("a", 10, 1), "y");
    ek_problem_warn(&problems, ERKEND_EINVALID, place("a", 10, 1), "v");
    ek_problem_warn(&problems, ERKEND_EINVALID, place("a", 2, 1), "x");
    ek_problem_add(&problems, ERKEND_EINVALID, place("a", 2, 9), "w");
    ek_problem_add(&problems, ERKEND_EINVALID, place("b", 1, 1), "z");
    ek_problem_add(&problems, ERKEND_EINVALID, place("a", 2, 1), "x");
    ek_problem_add(&problems, ERKEND_EINVALID, place("a", 0, 0), "whole");
    ek_problem_add(&problems, ERKEND_EINVALID, place("", 0, 0), "file");
    ek_problem_warn(&problems, ERKEND_EINVALID, place("a", 10, 1), "v");
    ek_problems_sort(&problems);
    assert_int_equal(problems.count, 7);
    for (uint32_t i = 0; i < 7; i++)
        assert_line(state, &problems.items[i], expected[i]);
    assert_int_equal(problems.errors, 6);    /* all but the warning v */
    assert_false(problems.items[2].warning); /* the error x stays, not the warning */
}

static void test_ek_problems_sort__does_not_depend_on_the_order_of_arrival(void **state)
{
    ek_problems forwards, backwards;

    ek_problems_init(&forwards, *state);
    ek_problems_init(&backwards, *state);
    for (uint32_t i = 0; i < 100; i++) {
        uint32_t j = 99 - i;

        ek_problem_add(&forwards, ERKEND_EPOLICY, place("f", i % 7, i % 3), "m%lu",
                       (unsigned long)(i % 5));
        ek_problem_add(&backwards, ERKEND_EPOLICY, place("f", j % 7, j % 3), "m%lu",
                       (unsigned long)(j % 5));
    }
    ek_problems_sort(&forwards);
    ek_problems_sort(&backwards);
    assert_int_equal(forwards.count, 100); /* 7, 3 and 5 have no common divisor */
    assert_int_equal(backwards.count, forwards.count);
    for (uint32_t i = 0; i < forwards.count; i++) {
        assert_int_equal(forwards.items[i].place.line, backwards.items[i].place.line);
        assert_int_equal(forwards.items[i].place.column, backwards.items[i].place.column);
        assert_true(ek_text_equal(forwards.items[i].message, backwards.items[i].message));
    }
}

static void test_ek_problems_sort__takes_an_empty_list(void **state)
{
    ek_problems problems;

    ek_problems_init(&problems, *state);
    ek_problems_sort(&problems);
    assert_int_equal(problems.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_ek_problem_add__keeps_code_place_and_message),
        WITH_ARENA(test_ek_problem_warn__is_no_error),
        WITH_ARENA(test_ek_buffer_problem__says_as_much_of_the_place_as_is_known),
        WITH_ARENA(test_ek_problem_add__makes_one_safe_line),
        WITH_ARENA(test_ek_problem_add__cuts_long_messages_between_letters),
        WITH_ARENA(test_ek_problem_add__cuts_at_2048_bytes_and_not_before),
        WITH_ARENA(test_ek_problem_add__counts_all_and_keeps_a_thousand),
        WITH_ARENA(test_ek_problem_add__puts_errors_in_the_place_of_warnings),
        WITH_ARENA(test_ek_problems_sort__orders_and_says_equal_ones_once),
        WITH_ARENA(test_ek_problems_sort__does_not_depend_on_the_order_of_arrival),
        WITH_ARENA(test_ek_problems_sort__takes_an_empty_list),
    };

    return cmocka_run_group_tests_name("base/problem", tests, NULL, NULL);
}
