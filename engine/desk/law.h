/* The law of a country held against its rules and its tests: articles × rules × tests.
 *
 * Articles are those that laws.yaml declares; rules, words, allocations, numbers and questions cite
 * them; tests reach rules. A cell is empty when an article has nothing that cites it and no reason,
 * when a citation names no declared article, or when no test reaches a rule.
 *
 * law.c gathers, citation.c reads what a law text names, law_table.c prints the matrix, law_page.c
 * the page for lawyers. */
#ifndef EK_DESK_LAW_H
#define EK_DESK_LAW_H

#include "decide/testing.h"
#include "desk/citation.h"
#include "desk/desk.h"
#include "explain/explain.h"

typedef enum ek_citer_kind {
    EK_CITES_RULE,
    EK_CITES_TERM,
    EK_CITES_ALLOCATION,
    EK_CITES_ITEM, /* a line of a checklist; up to here: what a page writes out */
    EK_CITES_PARAMETER,
    EK_CITES_QUESTION,
    EK_CITER_KINDS
} ek_citer_kind;

/* How many tests found a rule so, at least once. A rule speaks where it is in force and `where`
 * holds; without `must` it holds whenever it speaks. */
typedef struct ek_reached {
    uint32_t speaks, holds, fails, unknown;
    uint32_t silent; /* in force, but `where` does not hold */
    uint32_t first_day, day_before;
    ek_text *tests; /* names of tests that expect it among the deciding reasons */
    uint32_t test_count, test_capacity;
} ek_reached;

/* A rule, word, allocation, line of a checklist, number or question, with what it cites. */
typedef struct ek_citer {
    ek_citer_kind kind;
    ek_text name;
    ek_place place;
    const void
        *item; /* ek_rule, ek_definition, ek_allocation, ek_item, ek_parameter, ek_question */
    ek_provisions cites; /* once each */
    uint32_t first;      /* the article of its first citation; UINT32_MAX: none */
    ek_reached *reached; /* of a rule */
    ek_text undeclared;  /* a citation that no article answers to; empty: none */
} ek_citer;

typedef struct ek_article_line {
    const ek_article *article;
    ek_provisions provisions; /* usually one; several of "arts. 175-188" */
    uint32_t count[EK_CITER_KINDS];
    uint32_t tests; /* that reach one of its rules */
    bool empty;     /* nothing cites it, and no reason */
    bool idle;      /* there is a reason although a rule cites it */
} ek_article_line;

typedef struct ek_law_view {
    ek_suite suite; /* its arena holds all this */
    const ek_rulebook *book;
    ek_article_line *lines;
    uint32_t line_count;
    ek_citer *citers;
    uint32_t citer_count, citer_capacity;
    uint32_t test_count, failed_count; /* of the country's tests */
    uint32_t empty;                    /* cells */
    erkend_worker *worker;
    erkend_error *error;       /* of the test at hand */
    erkend_decision *decision; /* of the test at hand */
} ek_law_view;

/* Reads laws.yaml and the tests, runs them, and holds everything together. Dispose in any event.
 * ERKEND_EINVALID: files have errors, all in view->suite.problems. */
erkend_status ek_law_gather(ek_law_view *view, const struct erkend_bundle *bundle,
                            const ek_rulebook *book, const erkend_config *config);
void ek_law_dispose(ek_law_view *view);
/* Does the citer cite the article, a part of it, or the whole that it is a part of? */
bool ek_law_cites(const ek_citer *citer, const ek_article_line *line);

/* The matrix (law_table.c), the page (law_page.c). */
void ek_law_table(ek_pen *pen, const ek_law_view *view);
/* ERKEND_TEXT, ERKEND_MARKDOWN or ERKEND_JSON. */
void ek_law_page(ek_pen *pen, const ek_law_view *view, erkend_format format);
void ek_law_json(ek_buffer *out, const ek_law_view *view, ek_language language);

#endif
