/* Several countries side by side: blocks, columns, widths, why they differ. */
#include "unit/explain/page.h"

#define COUNTRY(code, name, claims)                                                                \
    "country: " code "\nname: { en: " name " }\nlanguage: en\nfirst_day: 2000-01-01\n"             \
    "accumulates: false\nuses_points: true\nadopts: []\nacts:\n"                                   \
    "  Act: { title: The Act, compared: 2026-11-22, status: verified }\n"                          \
    "bodies:\n  chamber:\n    says: { en: the chamber }\n" claims
#define COUNTS                                                                                     \
    "rule \"aa.counts\" {\n law = \"Act A § 1\", since = \"2000-01-01\",\n"                       \
    " says = { en = \"Time abroad counts.\" }, for_each = abroad,\n"                               \
    " must = at_most(months_in_all(stay), param.six), otherwise = refused,\n"                      \
    " gives = count_as_training { months = months_in_all(stay) } }\n"
#define AWARDS                                                                                     \
    "rule \"bb.assessed\" {\n law = \"Act B § 1\", since = \"2000-01-01\", phase = \"assess\",\n" \
    " says = { en = \"It was passed.\" }, for_each = unit,\n"                                      \
    " must = same(unit.result, \"passed\"), otherwise = refused }\n"                               \
    "rule \"bb.validated\" {\n law = \"Act B § 2\", since = \"2000-01-01\", phase = "             \
    "\"validate\",\n"                                                                              \
    " says = { en = \"It is valid.\" }, for_each = unit,\n"                                        \
    " must = given(unit.points), otherwise = refused }\n"                                          \
    "rule \"bb.awarded\" {\n law = \"Act B § 3\", since = \"2000-01-01\", phase = "               \
    "\"recognise\",\n"                                                                             \
    " says = { en = \"Units are awarded.\" }, for_each = unit,\n"                                  \
    " gives = certify { part = unit.code } }\n"
#define PARAMETERS                                                                                 \
    "six:\n  says: { en: six months }\n  unit: months\n  values:\n"                                \
    "    2000-01-01: { value: 6, law: \"Act § 6\" }\n"

#define CASE                                                                                       \
    "id: c1\ntitle: One learner\ndecided: 2026-01-01\n"                                            \
    "stays:\n- { id: s1, country: FI, first_day: 2024-01-01, last_day: 2024-09-30 }\n"             \
    "transcripts:\n- id: t1\n  country: FI\n  units:\n"                                            \
    "  - { id: u1, title: Wiring, context: formal, result: passed, points: 15, code: w1, stay: "   \
    "s1 }\n"

typedef struct compared {
    erkend_decision *decisions[5];
    size_t count;
    erkend_text *text;
} compared;

/* AA counts the stay, BB awards the unit that was learnt in it. */
static void open_two(make *m)
{
    put_file(m, "countries/aa/country.yaml",
             COUNTRY("AA", "Aland", "claims: { abroad: { from: stays } }\n"));
    put_file(m, "countries/aa/parameters.yaml", PARAMETERS);
    put_file(m, "countries/aa/rules.lua", COUNTS);
    put_file(m, "countries/bb/country.yaml",
             COUNTRY("BB", "Beland", "claims: { unit: { from: units } }\n"));
    put_file(m, "countries/bb/rules.lua", AWARDS);
    open_files(m);
    assert_int_equal(read_case(m, CASE), ERKEND_OK);
}

static void decide_in(make *m, compared *c, const char *country)
{
    assert_int_equal(
        erkend_decide(&c->decisions[c->count], m->worker, m->the_case, country, m->error),
        ERKEND_OK);
    c->count++;
}

static const char *compare(make *m, compared *c, erkend_style *style)
{
    style->struct_size = sizeof *style;
    erkend_text_free(c->text);
    assert_int_equal(erkend_render_comparison(&c->text,
                                              (const erkend_decision *const *)c->decisions,
                                              c->count, style, m->error),
                     ERKEND_OK);
    return erkend_text_bytes(c->text);
}

static void close_compared(compared *c)
{
    erkend_text_free(c->text);
    for (size_t i = 0; i < c->count; i++)
        erkend_decision_free(c->decisions[i]);
}

static void test_write_comparison__a_unit_and_its_stay_stand_side_by_side(void **state)
{
    make *m = *state;
    compared c = {.count = 0};
    erkend_style style = {0};
    const char *text;

    open_two(m);
    decide_in(m, &c, "AA");
    decide_in(m, &c, "BB");
    text = compare(m, &c, &style);
    assert_ptr_equal(strstr(text, "One learner   "), text);
    assert_holds(text, "   decided 1 January 2026\n\nWiring, 15 points, learnt in Finland\n");
    assert_holds(text, "                Aland                                      Beland\n"
                       "  verdict       refused                                    recognised\n");
    assert_holds(text,
                 "\nWhy they differ\n"
                 "  Aland: Time abroad counts: 9 months, all together; at most 6 months: 3 months "
                 "too long (Act A § 1)\n"
                 "  Beland: Units are awarded (Act B § 3)\n");
    close_compared(&c);
}

static void test_write_comparison__one_country_has_nothing_to_differ_from(void **state)
{
    make *m = *state;
    compared c = {.count = 0};
    erkend_style style = {0};
    const char *text;

    open_two(m);
    decide_in(m, &c, "BB");
    text = compare(m, &c, &style);
    assert_holds(text, "\nWhy\n");
    assert_lacks(text, "differ");
    close_compared(&c);
}

static void test_write_comparison__fits_with_one_to_five_countries(void **state)
{
    make *m = *state;
    compared c = {.count = 0};

    open_two(m);
    for (size_t i = 0; i < 5; i++) {
        decide_in(m, &c, i % 2 ? "BB" : "AA");
        for (uint32_t columns = 60; columns <= 100; columns += 20)
            for (int language = 0; language < EK_SPOKEN; language++) {
                static const char *const codes[] = {"en", "de", "fi", "nl"};
                erkend_style style = {.language = codes[language], .columns = columns};

                assert_true(widest_line(compare(m, &c, &style)) <= columns);
            }
    }
    close_compared(&c);
}

static void test_write_comparison__colour_changes_no_letter(void **state)
{
    make *m = *state;
    compared c = {.count = 0};
    erkend_style style = {0};
    char plain[4096], stripped[4096];
    const char *text;
    size_t used = 0;

    open_two(m);
    decide_in(m, &c, "AA");
    decide_in(m, &c, "BB");
    text = compare(m, &c, &style);
    assert_true(strlen(text) < sizeof plain);
    (void)strcpy(plain, text);
    style.colour = 1;
    for (text = compare(m, &c, &style); *text; text++) {
        if (*text == '\x1b')
            text = strchr(text, 'm');
        else if (used + 1 < sizeof stripped)
            stripped[used++] = *text;
    }
    stripped[used] = '\0';
    assert_string_equal(stripped, plain);
    close_compared(&c);
}

static void test_render_comparison__json_has_blocks_and_decisions(void **state)
{
    make *m = *state;
    compared c = {.count = 0};
    erkend_style style = {.format = ERKEND_JSON};
    const char *text;

    open_two(m);
    decide_in(m, &c, "AA");
    decide_in(m, &c, "BB");
    text = compare(m, &c, &style);
    assert_holds(text, "\"kind\": \"comparison\"");
    assert_holds(text, "\"differ\": true");
    assert_holds(text, "\"country\": \"BB\"");
    close_compared(&c);
}

static void test_render_comparison__decisions_of_two_cases_are_refused(void **state)
{
    make *m = *state;
    compared c = {.count = 0};
    erkend_case *first;

    open_two(m);
    decide_in(m, &c, "AA");
    first = m->the_case;
    m->the_case = NULL;
    assert_int_equal(read_case(m, CASE), ERKEND_OK);
    decide_in(m, &c, "BB");
    assert_int_equal(erkend_render_comparison(&c.text, (const erkend_decision *const *)c.decisions,
                                              2, NULL, m->error),
                     ERKEND_ECALL);
    assert_null(c.text);
    close_compared(&c);
    erkend_case_free(first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_write_comparison__a_unit_and_its_stay_stand_side_by_side),
        WITH_MAKE(test_write_comparison__one_country_has_nothing_to_differ_from),
        WITH_MAKE(test_write_comparison__fits_with_one_to_five_countries),
        WITH_MAKE(test_write_comparison__colour_changes_no_letter),
        WITH_MAKE(test_render_comparison__json_has_blocks_and_decisions),
        WITH_MAKE(test_render_comparison__decisions_of_two_cases_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
