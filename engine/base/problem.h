/* Problems: everything wrong that one run can find, each with its place (DECISIONS 20). */
#ifndef EK_BASE_PROBLEM_H
#define EK_BASE_PROBLEM_H

#include "base/text.h"

/* Where something stands. `line` 0: the file as a whole; file empty: no place. Columns count code
 * points from 1. */
typedef struct ek_place {
    ek_text file;
    uint32_t line, column;
} ek_place;

typedef struct ek_problem {
    erkend_status code;
    bool warning; /* does not refuse anything */
    ek_place place;
    ek_text message; /* "what is wrong; what to do", one line, shown-safe, at most 2 kB */
} ek_problem;

typedef struct ek_problems {
    ek_arena *arena;
    ek_problem *items;
    uint32_t count, capacity;
    uint32_t errors;    /* how many are no warnings, those beyond max_count included */
    uint32_t max_count; /* kept at most; 1,000 */
} ek_problems;

void ek_problems_init(ek_problems *problems, ek_arena *arena);
void ek_problem_add(ek_problems *problems, erkend_status code, ek_place place, const char *format,
                    ...) __attribute__((format(printf, 4, 5)));
void ek_problem_warn(ek_problems *problems, erkend_status code, ek_place place, const char *format,
                     ...) __attribute__((format(printf, 4, 5)));
/* By file, line, column, message; equal ones once. */
void ek_problems_sort(ek_problems *problems);
/* "file:line:column: message". */
void ek_buffer_problem(ek_buffer *buffer, const ek_problem *problem);
void ek_buffer_place(ek_buffer *buffer, ek_place place);

#endif
