/* Errors and texts, as a host sees them.
 *
 * An erkend_error owns an arena; filling it copies every problem there, so it outlives the run that
 * failed. It is cleared and filled again by each call that it is lent to. An erkend_text is one
 * piece of the host's memory with the bytes behind its head. */
#include "base/api.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct erkend_error {
    ek_arena arena;
    erkend_status code;
    erkend_problem *items;
    uint32_t count, capacity;
};

struct erkend_text {
    const erkend_allocator *host; /* NULL: malloc */
    size_t size;
    char bytes[]; /* terminated */
};

void *ek_host_alloc(const erkend_allocator *host, size_t size)
{
    void *piece = host ? host->resize(host->user, NULL, 0, size) : malloc(size);

    if (piece)
        memset(piece, 0, size);
    return piece;
}

void ek_host_free(const erkend_allocator *host, void *piece, size_t size)
{
    if (!piece)
        return;
    if (host)
        host->resize(host->user, piece, size, 0);
    else
        free(piece);
}

/* ---- Errors ------------------------------------------------------------------------------- */

erkend_error *erkend_error_new(const erkend_allocator *allocator)
{
    erkend_error *error = ek_host_alloc(allocator, sizeof *error);

    if (error)
        ek_arena_init(&error->arena, allocator, 0);
    return error;
}

void erkend_error_free(erkend_error *error)
{
    const erkend_allocator *host;

    if (!error)
        return;
    host = error->arena.host;
    ek_arena_dispose(&error->arena);
    ek_host_free(host, error, sizeof *error);
}

void ek_error_clear(erkend_error *error)
{
    if (!error)
        return;
    ek_arena_reset(&error->arena);
    error->code = ERKEND_OK;
    error->items = NULL;
    error->count = error->capacity = 0;
}

static void keep_problem(erkend_error *error, const ek_problem *problem)
{
    ek_arena *arena = &error->arena;
    ek_buffer line;
    erkend_problem kept = {0};

    ek_buffer_init(&line, arena);
    ek_buffer_problem(&line, problem);
    ek_buffer_string(&line, "");
    kept.code = problem->code;
    kept.is_warning = problem->warning;
    kept.file = ek_text_terminated(arena, problem->place.file);
    kept.line = problem->place.line;
    kept.column = problem->place.column;
    kept.message = ek_text_terminated(arena, problem->message);
    kept.line_text = line.bytes;
    *EK_PUSH(arena, error->items, error->count, error->capacity) = kept;
}

static void keep_problems(erkend_error *error, const ek_problem *items, uint32_t count)
{
    ek_escape escape;

    if (EK_TRY(&error->arena, &escape))
        for (uint32_t i = 0; i < count; i++)
            keep_problem(error, &items[i]);
    ek_escape_end(&error->arena, &escape);
}

erkend_status ek_error_fill(erkend_error *error, erkend_status code, ek_problems *problems)
{
    if (!error)
        return code;
    ek_error_clear(error);
    error->code = code;
    if (problems && problems->count > 0) {
        ek_problems_sort(problems);
        keep_problems(error, problems->items, problems->count);
    }
    if (code != ERKEND_OK && (!problems || problems->errors == 0)) {
        ek_problem bare = {code, false, {{"", 0}, 0, 0}, ek_text_of(erkend_status_says(code))};

        keep_problems(error, &bare, 1);
    }
    return code;
}

static void say_problem(erkend_error *error, erkend_status code, const char *format,
                        va_list arguments)
{
    ek_escape escape;

    if (EK_TRY(&error->arena, &escape)) {
        ek_buffer raw, shown;
        ek_problem problem = {code, false, {{"", 0}, 0, 0}, {"", 0}};

        ek_buffer_init(&raw, &error->arena);
        ek_buffer_format_list(&raw, format, arguments);
        ek_buffer_init(&shown, &error->arena);
        ek_buffer_shown(&shown, ek_buffer_done(&raw));
        problem.message = ek_buffer_done(&shown);
        keep_problem(error, &problem);
    }
    ek_escape_end(&error->arena, &escape);
}

erkend_status ek_error_say(erkend_error *error, erkend_status code, const char *format, ...)
{
    va_list arguments;

    if (!error)
        return code;
    ek_error_clear(error);
    error->code = code;
    va_start(arguments, format);
    say_problem(error, code, format, arguments);
    va_end(arguments);
    return code;
}

erkend_status erkend_error_code(const erkend_error *error)
{
    return error ? error->code : ERKEND_OK;
}

size_t erkend_error_count(const erkend_error *error)
{
    return error ? error->count : 0;
}

int erkend_error_at(const erkend_error *error, size_t index, erkend_problem *out)
{
    if (!error || !out || index >= error->count)
        return 0;
    *out = error->items[index];
    return 1;
}

/* ---- Texts -------------------------------------------------------------------------------- */

erkend_status ek_text_give(erkend_text **out, const erkend_allocator *host, ek_text text)
{
    erkend_text *made = ek_host_alloc(host, sizeof *made + text.size + 1u);

    *out = made;
    if (!made)
        return ERKEND_ENOMEM;
    made->host = host;
    made->size = text.size;
    if (text.size > 0)
        memcpy(made->bytes, text.bytes, text.size);
    return ERKEND_OK;
}

const char *erkend_text_bytes(const erkend_text *text)
{
    return text ? text->bytes : "";
}

size_t erkend_text_size(const erkend_text *text)
{
    return text ? text->size : 0;
}

void erkend_text_free(erkend_text *text)
{
    if (text)
        ek_host_free(text->host, text, sizeof *text + text->size + 1u);
}
