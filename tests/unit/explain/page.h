/* What the tests of this room share: a country made of texts (see unit/decide/make.h), and pages of
 * what it decided, as C strings. */
#ifndef TESTS_UNIT_EXPLAIN_PAGE_H
#define TESTS_UNIT_EXPLAIN_PAGE_H

#include "explain/page.h"
#include "unit/decide/make.h"

/* Claims of the tests: a year of training, with stays. */
#define ABROAD_CASE(stays)                                                                         \
    "id: c1\ntitle: A case\ndecided: 2026-01-01\nabroad:\n  - id: a1\n    serves_goal: true\n"     \
    "    stays:\n" stays
#define STAY(id, first, last)                                                                      \
    "      - { id: " id ", country: FI, first_day: " first ", last_day: " last " }\n"

typedef struct paper {
    ek_arena arena;
    ek_buffer buffer;
    ek_pen pen;
} paper;

static inline void open_paper(paper *p, ek_language language)
{
    ek_arena_init(&p->arena, NULL, 0);
    ek_buffer_init(&p->buffer, &p->arena);
    p->pen = (ek_pen){.out = &p->buffer, .language = language, .columns = EK_COLUMNS};
}

static inline void close_paper(paper *p)
{
    ek_arena_dispose(&p->arena);
}

/* Everything that follows until LEAVE may take memory. */
#define ENTER(p)                                                                                   \
    {                                                                                              \
        ek_escape escape_;                                                                         \
        if (EK_TRY(&(p)->arena, &escape_)) {
#define LEAVE(p)                                                                                   \
    }                                                                                              \
    ek_escape_end(&(p)->arena, &escape_);                                                          \
    assert_int_equal(escape_.status, ERKEND_OK);                                                   \
    }

#define SAYS(p, text, expected)                                                                    \
    assert_string_equal(ek_text_terminated(&(p)->arena, (text)), (expected))

/* A rendered page that lives until the next one. */
typedef struct rendered {
    erkend_text *text;
} rendered;

static inline const char *render_as(make *m, rendered *page, erkend_format format,
                                    const char *language)
{
    erkend_style style = {.struct_size = sizeof style, .format = format, .language = language};

    erkend_text_free(page->text);
    assert_int_equal(erkend_render_decision(&page->text, m->decision, &style, m->error), ERKEND_OK);
    return erkend_text_bytes(page->text);
}

static inline const char *explain_as(make *m, rendered *page, const char *claim,
                                     const char *language)
{
    erkend_style style = {.struct_size = sizeof style, .language = language};

    erkend_text_free(page->text);
    assert_int_equal(erkend_render_explanation(&page->text, m->decision, claim, &style, m->error),
                     ERKEND_OK);
    return erkend_text_bytes(page->text);
}

static inline void assert_holds(const char *page, const char *part)
{
    if (!strstr(page, part))
        print_message("'%s' is not in:\n%s\n", part, page);
    assert_non_null(strstr(page, part));
}

static inline void assert_lacks(const char *page, const char *part)
{
    if (strstr(page, part))
        print_message("'%s' is in:\n%s\n", part, page);
    assert_null(strstr(page, part));
}

/* Terminal columns of the widest line. */
static inline uint32_t widest_line(const char *page)
{
    uint32_t widest = 0;

    for (;;) {
        const char *end = strchr(page, '\n');
        size_t size = end ? (size_t)(end - page) : strlen(page);
        uint32_t width = ek_utf8_width((ek_text){page, (uint32_t)size});

        widest = width > widest ? width : widest;
        if (!end)
            return widest;
        page = end + 1;
    }
}

#endif
