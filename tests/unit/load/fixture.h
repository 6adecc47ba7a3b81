/* What the tests of this room share: reading a case from a string with documents in memory, and
 * what its problems say. */
#ifndef TESTS_UNIT_LOAD_FIXTURE_H
#define TESTS_UNIT_LOAD_FIXTURE_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load/load.h"
#include "load/node.h"

#include <cmocka.h>

/* Documents of a host: names and bytes, the last name NULL. */
typedef struct stored {
    const char *name, *bytes;
} stored;

static inline erkend_status open_stored(void *user, const char *name, size_t max_bytes,
                                        const char **bytes, size_t *size, void **handle)
{
    const stored *documents = user;

    (void)max_bytes;
    for (; documents->name; documents++) {
        if (strcmp(documents->name, name) == 0) {
            *bytes = documents->bytes;
            *size = strlen(documents->bytes);
            *handle = NULL;
            return ERKEND_OK;
        }
    }
    return ERKEND_EIO;
}

static inline void done_stored(void *user, void *handle)
{
    (void)user;
    (void)handle;
}

/* A case that was read, or why not. */
typedef struct reading {
    erkend_case *the_case;
    erkend_error *error;
    erkend_status status;
} reading;

static inline reading read_with(const char *name, const char *bytes, size_t size,
                                const erkend_case_options *options)
{
    reading made = {NULL, erkend_error_new(NULL), ERKEND_OK};

    assert_non_null(made.error);
    made.status = erkend_case_read(&made.the_case, name, bytes, size, options, made.error);
    assert_int_equal(made.status == ERKEND_OK, made.the_case != NULL);
    return made;
}

static inline reading read_yaml(const char *bytes)
{
    return read_with("case.yaml", bytes, strlen(bytes), NULL);
}

static inline reading read_json(const char *bytes)
{
    return read_with("case.json", bytes, strlen(bytes), NULL);
}

static inline reading read_stored(const char *bytes, const stored *documents)
{
    erkend_files files = {(void *)(uintptr_t)documents, open_stored, done_stored, NULL};
    erkend_case_options options;

    memset(&options, 0, sizeof options);
    options.struct_size = sizeof options;
    options.files = &files;
    return read_with("case.yaml", bytes, strlen(bytes), &options);
}

static inline void close_reading(reading *made)
{
    erkend_case_free(made->the_case);
    erkend_error_free(made->error);
}

/* Whether a problem begins with that place (may be "") and says those words. */
static inline int has_problem(const erkend_error *error, const char *place, const char *words)
{
    erkend_problem problem;

    for (size_t i = 0; erkend_error_at(error, i, &problem); i++)
        if (strncmp(problem.line_text, place, strlen(place)) == 0 &&
            strstr(problem.message, words) != NULL)
            return 1;
    for (size_t i = 0; erkend_error_at(error, i, &problem); i++)
        print_message("  %s\n", problem.line_text);
    return 0;
}

#define REFUSED(bytes, place, words) assert_true(is_refused(read_yaml(bytes), (place), (words)))
#define REFUSED_JSON(bytes, place, words)                                                          \
    assert_true(is_refused(read_json(bytes), (place), (words)))

static inline int is_refused(reading made, const char *place, const char *words)
{
    int found = made.status != ERKEND_OK && has_problem(made.error, place, words);

    if (made.status == ERKEND_OK)
        print_message("  nothing was refused\n");
    close_reading(&made);
    return found;
}

/* A value below the root: "learner.birth_date". Lists: their first item. */
static inline const ek_value *value_at(const erkend_case *the_case, const char *path)
{
    const ek_record *record = the_case->root;
    const ek_value *value = NULL;
    char name[64];

    while (*path) {
        size_t size = strcspn(path, ".");

        assert_true(size < sizeof name);
        memcpy(name, path, size);
        name[size] = '\0';
        if (value && value->kind != EK_KIND_RECORD)
            record = value->as.list.items[0];
        else if (value)
            record = value->as.record;
        value = ek_record_at(record, name);
        path += size + (path[size] == '.');
    }
    assert_non_null(value);
    return value;
}

static inline void assert_value(const erkend_case *the_case, const char *path, const char *expected)
{
    ek_arena arena;
    ek_buffer buffer;
    ek_escape escape;
    char shown[200] = "";

    ek_arena_init(&arena, NULL, 0);
    if (EK_TRY(&arena, &escape)) {
        ek_buffer_init(&buffer, &arena);
        ek_buffer_value(&buffer, value_at(the_case, path));
        snprintf(shown, sizeof shown, "%.*s", (int)buffer.size, buffer.bytes);
    }
    ek_escape_end(&arena, &escape);
    ek_arena_dispose(&arena);
    assert_string_equal(shown, expected);
}

/* ---- Policy files ---------------------------------------------------------------------------- */

/* An arena with problems, in which policy files are read. */
typedef struct bench {
    ek_arena arena;
    ek_problems problems;
    ek_escape escape;
} bench;

static inline int open_bench(void **state)
{
    bench *made = calloc(1, sizeof *made);

    if (!made)
        return -1;
    ek_arena_init(&made->arena, NULL, 0);
    ek_escape_begin(&made->arena, &made->escape); /* nothing raises here: no jump is made */
    ek_problems_init(&made->problems, &made->arena);
    *state = made;
    return 0;
}

static inline int close_bench(void **state)
{
    bench *made = *state;

    ek_escape_end(&made->arena, &made->escape);
    ek_arena_dispose(&made->arena);
    free(made);
    return 0;
}

static inline ek_source source_of(const char *name, const char *bytes)
{
    ek_source source;

    memset(&source, 0, sizeof source);
    source.name = ek_text_of(name);
    source.bytes = ek_text_of(bytes);
    return source;
}

static inline int bench_says(const bench *made, const char *place, const char *words)
{
    for (uint32_t i = 0; i < made->problems.count; i++) {
        ek_buffer line;

        ek_buffer_init(&line, (ek_arena *)(uintptr_t)&made->arena);
        ek_buffer_problem(&line, &made->problems.items[i]);
        if (strncmp(line.bytes, place, strlen(place)) == 0 && strstr(line.bytes, words) != NULL)
            return 1;
    }
    for (uint32_t i = 0; i < made->problems.count; i++)
        print_message("  %.*s\n", EK_TEXT_ARGS(made->problems.items[i].message));
    return 0;
}

#define WITH_BENCH(function) cmocka_unit_test_setup_teardown(function, open_bench, close_bench)

#endif
