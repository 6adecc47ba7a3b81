/* Pieces: a line made with them has the bytes that it has without. */
#include "unit/explain/examples.h"

#include "explain/json_pieces.h"

#define FORMS (EK_SPOKEN * 2)

typedef struct printer {
    ek_arena pieces_arena, scratch, arena;
    const ek_pieces *pieces[FORMS]; /* by language, with words and as codes */
    ek_buffer line;                 /* one for all */
} printer;

static void make_pieces(const erkend_bundle *bundle, void *user)
{
    static const char *const few[] = {"FI", "IE", NULL}; /* the others go without */
    printer *p = user;
    ek_escape escape;

    if (EK_TRY(&p->pieces_arena, &escape))
        for (uint32_t i = 0; i < FORMS; i++)
            p->pieces[i] = ek_pieces_make(&p->pieces_arena, bundle, (ek_language)(i % EK_SPOKEN),
                                          i >= EK_SPOKEN, i == 1 ? few : NULL);
    ek_escape_end(&p->pieces_arena, &escape);
    assert_int_equal(escape.status, ERKEND_OK);
}

static void print_line(printer *p, const erkend_decision *decision, const ek_pieces *pieces)
{
    ek_escape escape, inner;

    ek_arena_reset(&p->scratch);
    p->line.size = 0;
    if (EK_TRY(&p->arena, &escape)) {
        if (EK_TRY(&p->scratch, &inner))
            ek_json_line(&p->line, &p->scratch, decision, pieces, NULL);
        ek_escape_end(&p->scratch, &inner);
        assert_int_equal(inner.status, ERKEND_OK);
        ek_buffer_char(&p->line, '\n');
    }
    ek_escape_end(&p->arena, &escape);
    assert_int_equal(escape.status, ERKEND_OK);
}

static uint32_t compare_lines(const erkend_decision *decision, erkend_error *error, void *user)
{
    static const char *const languages[] = {"en", "de", "fi", "nl"};
    printer *p = user;

    for (uint32_t i = 0; i < FORMS; i++) {
        erkend_style style = {.struct_size = sizeof style,
                              .format = i < EK_SPOKEN ? ERKEND_NDJSON : ERKEND_CODES,
                              .language = languages[i % EK_SPOKEN]};
        erkend_text *text = NULL;

        assert_int_equal(erkend_render_decision(&text, decision, &style, error), ERKEND_OK);
        print_line(p, decision, p->pieces[i]);
        assert_int_equal(p->line.size, erkend_text_size(text));
        assert_memory_equal(p->line.bytes, erkend_text_bytes(text), p->line.size);
        erkend_text_free(text);
    }
    return 1;
}

static void test_json_line__the_same_bytes_with_pieces(void **state)
{
    printer p = {0};

    (void)state;
    ek_arena_init(&p.pieces_arena, NULL, 0);
    ek_arena_init(&p.scratch, NULL, 0);
    ek_arena_init(&p.arena, NULL, 0);
    ek_buffer_init(&p.line, &p.arena);
    assert_true(each_example(make_pieces, compare_lines, &p) >= 15);
    ek_arena_dispose(&p.arena);
    ek_arena_dispose(&p.scratch);
    ek_arena_dispose(&p.pieces_arena);
}

/* What ek_id_in relies on. */
static void test_id_in__ids_are_first(void **state)
{
    uint32_t ids = 0;

    (void)state;
    for (uint32_t i = 0; ek_all_types[i]; i++) {
        uint32_t slot = ek_field_named(ek_all_types[i], EK_TEXT("id"));

        assert_true(slot == 0 || slot == EK_NO_FIELD);
        ids += slot == 0;
    }
    assert_true(ids > 10);
    assert_int_equal(ek_id_in(NULL).size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_line__the_same_bytes_with_pieces),
        cmocka_unit_test(test_id_in__ids_are_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
