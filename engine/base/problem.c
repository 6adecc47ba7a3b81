/* Problems: a list of what is wrong, kept in the arena of the run that finds it.
 *
 * A run goes on after an error and reports all it can find. Of very many the first max_count are
 * kept and all are counted; an error takes the place of a warning when the list is full, so that
 * what refuses is never hidden behind what does not. */
#include "base/problem.h"

#include <stdio.h>
#include <string.h>

#include "base/sort.h"

#define DEFAULT_MAX_COUNT 1000u
#define MAX_MESSAGE_BYTES 2048u

static const char cut_mark[] = "\xe2\x80\xa6"; /* an ellipsis */

void ek_problems_init(ek_problems *problems, ek_arena *arena)
{
    memset(problems, 0, sizeof *problems);
    problems->arena = arena;
    problems->max_count = DEFAULT_MAX_COUNT;
}

/* The start of a text, at most `size` bytes, without a code point cut in two. */
static ek_text cut_text(ek_text text, uint32_t size)
{
    if (text.size <= size)
        return text;
    while (size > 0 && ((unsigned char)text.bytes[size] & 0xc0) == 0x80)
        size--;
    return ek_text_slice(text, 0, size);
}

/* What is formatted, made safe to show, and cut with an ellipsis where it is too long. */
static ek_text make_message(ek_arena *arena, const char *format, va_list arguments)
{
    char raw[MAX_MESSAGE_BYTES + 2];
    int size = vsnprintf(raw, sizeof raw, format, arguments);
    ek_buffer shown;
    ek_text message;

    if (size < 0)
        return EK_TEXT("a problem whose message is too long to be written");
    ek_buffer_init(&shown, arena);
    message = (ek_text){raw, (uint32_t)size < sizeof raw ? (uint32_t)size : sizeof raw - 1};
    ek_buffer_shown(&shown, cut_text(message, MAX_MESSAGE_BYTES));
    if (message.size <= MAX_MESSAGE_BYTES && shown.size <= MAX_MESSAGE_BYTES)
        return ek_buffer_done(&shown);
    message = cut_text(ek_buffer_done(&shown), MAX_MESSAGE_BYTES - (sizeof cut_mark - 1));
    return ek_text_format(arena, "%.*s%s", EK_TEXT_ARGS(message), cut_mark);
}

/* A file is named by many problems in a row: one copy serves them all. */
static ek_text keep_file(const ek_problems *problems, ek_text file)
{
    if (problems->count > 0 && ek_text_equal(problems->items[problems->count - 1].place.file, file))
        return problems->items[problems->count - 1].place.file;
    return ek_text_copy(problems->arena, file);
}

/* Where a new problem goes; NULL when the list is full of what matters as much. */
static ek_problem *find_room(ek_problems *problems, bool warning)
{
    if (problems->count < problems->max_count)
        return EK_PUSH(problems->arena, problems->items, problems->count, problems->capacity);
    if (warning || problems->errors >= problems->max_count)
        return NULL; /* nothing but errors is left when so many were found */
    for (uint32_t i = problems->count; i-- > 0;)
        if (problems->items[i].warning)
            return &problems->items[i];
    return NULL;
}

static void add_problem(ek_problems *problems, bool warning, erkend_status code, ek_place place,
                        const char *format, va_list arguments)
{
    ek_problem problem = {code, warning, place, {"", 0}};
    ek_problem *room;

    if (problems->count < problems->max_count || (!warning && problems->errors < problems->count)) {
        problem.place.file = keep_file(problems, place.file);
        problem.message = make_message(problems->arena, format, arguments);
        room = find_room(problems, warning);
        if (room)
            *room = problem;
    }
    if (!warning)
        problems->errors++;
}

void ek_problem_add(ek_problems *problems, erkend_status code, ek_place place, const char *format,
                    ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_problem(problems, false, code, place, format, arguments);
    va_end(arguments);
}

void ek_problem_warn(ek_problems *problems, erkend_status code, ek_place place, const char *format,
                     ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_problem(problems, true, code, place, format, arguments);
    va_end(arguments);
}

static int compare_numbers(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

/* 0 for problems that say the same. */
static int compare_words(const ek_problem *a, const ek_problem *b)
{
    int order = ek_text_compare(a->place.file, b->place.file);

    if (order == 0)
        order = compare_numbers(a->place.line, b->place.line);
    if (order == 0)
        order = compare_numbers(a->place.column, b->place.column);
    return order != 0 ? order : ek_text_compare(a->message, b->message);
}

/* Of those that say the same, the error comes first and stays. */
static int compare_problems(const void *a, const void *b)
{
    const ek_problem *left = a, *right = b;
    int order = compare_words(left, right);

    if (order != 0)
        return order;
    if (left->warning != right->warning)
        return left->warning ? 1 : -1;
    return compare_numbers((uint32_t)left->code, (uint32_t)right->code);
}

void ek_problems_sort(ek_problems *problems)
{
    uint32_t kept = 0;

    ek_sort(problems->items, problems->count, sizeof *problems->items, compare_problems);
    for (uint32_t i = 0; i < problems->count; i++) {
        if (kept > 0 && compare_words(&problems->items[kept - 1], &problems->items[i]) == 0) {
            if (!problems->items[i].warning)
                problems->errors--;
        } else {
            problems->items[kept++] = problems->items[i];
        }
    }
    problems->count = kept;
}

void ek_buffer_place(ek_buffer *buffer, ek_place place)
{
    ek_buffer_shown(buffer, place.file);
    if (place.file.size == 0 || place.line == 0)
        return;
    ek_buffer_format(buffer, ":%lu", (unsigned long)place.line);
    if (place.column > 0)
        ek_buffer_format(buffer, ":%lu", (unsigned long)place.column);
}

void ek_buffer_problem(ek_buffer *buffer, const ek_problem *problem)
{
    if (problem->place.file.size > 0) {
        ek_buffer_place(buffer, problem->place);
        ek_buffer_string(buffer, ": ");
    }
    ek_buffer_text(buffer, problem->message);
}
