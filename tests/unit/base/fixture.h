/* What the tests of this room share: an arena for each test, and a buffer's bytes as a C string. */
#ifndef TESTS_UNIT_BASE_FIXTURE_H
#define TESTS_UNIT_BASE_FIXTURE_H

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include <cmocka.h>

static inline int open_arena(void **state)
{
    ek_arena *arena = malloc(sizeof *arena);

    if (!arena)
        return -1;
    ek_arena_init(arena, NULL, 0);
    *state = arena;
    return 0;
}

static inline int close_arena(void **state)
{
    ek_arena_dispose(*state);
    free(*state);
    return 0;
}

#define WITH_ARENA(function) cmocka_unit_test_setup_teardown(function, open_arena, close_arena)
#define TEXT_EQUAL(text, expected) assert_string_equal(ek_text_terminated(*state, (text)), expected)

#endif
