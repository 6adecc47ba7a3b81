/* load/country.c and load/arises.c: country.yaml. */
#include "fixture.h"

static const char good[] =
    "country: DE\nname: { en: Germany, de: Deutschland }\nlanguage: de\nfirst_day: 2005-04-01\n"
    "accumulates: true\nadopts: [eu/points]\n"
    "acts:\n  BBiG: { title: Berufsbildungsgesetz, compared: 2026-11-22, status: partial }\n"
    "bodies:\n  chamber:\n    says: { en: the chamber }\n"
    "steps:\n  agreed_plan: { by: chamber, says: { en: agree a plan } }\n"
    "roads:\n  external: { says: { en: the examination } }\n"
    "frameworks:\n  DQR: { \"1\": 1, \"4\": 4 }\n"
    "scales:\n  de_1_6: { from: 1, to: 6, best: 1, says: { en: school marks } }\n"
    "claims:\n  abroad: { from: stays }\n  unit: { from: units_outside_stays }\n"
    "  exemption:\n    from: units\n    fields: { part: target.unit, part_outcomes: "
    "target.outcomes,"
    " outcomes: outcomes }\n";

static ek_rulebook load(bench *made, const char *bytes)
{
    ek_rulebook book;
    ek_source source = source_of("country.yaml", bytes);

    memset(&book, 0, sizeof book);
    made->problems.count = made->problems.errors = 0;
    ek_country_load(&book, &made->arena, &source, NULL, &made->problems);
    return book;
}

static void test_ek_country_load__fills_the_book(void **state)
{
    bench *made = *state;
    ek_rulebook book = load(made, good);

    assert_int_equal(made->problems.count, 0);
    assert_true(ek_text_is(book.code, "DE"));
    assert_int_equal(book.language, EK_DE);
    assert_true(ek_text_is(book.name.in[EK_DE], "Deutschland"));
    assert_true(book.accumulates);
    assert_false(book.uses_points);
    assert_true(ek_text_is(book.adopts[0].set, "eu/points"));
    assert_int_equal(book.adopts[0].place.line, 6);
    assert_true(ek_text_is(book.acts[0].status, "partial"));
    assert_int_equal(book.body_count, 1);
    assert_true(ek_text_is(book.steps[0].by, "chamber"));
    assert_int_equal(book.road_count, 1);
    assert_true(ek_text_is(book.frameworks[0].labels[1], "4"));
    assert_int_equal(book.frameworks[0].eqf[1], 4);
    assert_true(book.scales[0].low_is_best);
    assert_int_equal(book.scales[0].highest.num, 6);
    assert_int_equal(book.arises_count, 3);
    assert_int_equal(book.arises[0].from, EK_FROM_STAYS);
    assert_int_equal(book.arises[1].from, EK_FROM_UNITS_OUTSIDE_STAYS);
    assert_int_equal(book.arises[2].field_count, 3);
    assert_int_equal(book.arises[2].fields[0].from.scope, EK_SCOPE_TARGET);
    assert_int_equal(book.arises[2].fields[0].slot, ek_slot(&ek_type_exemption, "part"));
    assert_int_equal(book.arises[2].fields[2].from.length, 2); /* through the embedded unit */
}

#define HEAD "country: DE\nname: { en: G }\nlanguage: de\nfirst_day: 2005-04-01\n"
#define SAYS(bytes, place, words)                                                                  \
    do {                                                                                           \
        (void)load(made, (bytes));                                                                 \
        assert_true(bench_says(made, (place), (words)));                                           \
        assert_int_equal(made->problems.items[0].code, ERKEND_EPOLICY);                            \
    } while (0)

static void test_ek_country_load__says_what_is_wrong(void **state)
{
    bench *made = *state;

    SAYS("country: DE\n", "country.yaml:1:1", "needs name");
    SAYS("country: Germany\n", "country.yaml:1:10", "two capital letters");
    SAYS(HEAD "adpots: []\n", "country.yaml:5:1", "did you mean adopts?");
    SAYS(HEAD "adopts: [points]\n", "country.yaml:5:10", "is no set");
    SAYS(HEAD "adopts: [eu/../x]\n", "country.yaml:5:10", "is no set");
    SAYS(HEAD "adopts: [eu/points, eu/points]\n", "country.yaml:5:21", "adopted twice");
    SAYS(HEAD "accumulates: yes\n", "country.yaml:5:14", "true or false");
    SAYS(HEAD "acts: { B: { title: x, status: done } }\n", "country.yaml:5:32", "draft, partial");
    SAYS(HEAD "bodies: { b: { says: { de: x } } }\n", "country.yaml:5:22", "no English");
    SAYS(HEAD "bodies: { b: { says: { en: x, xx: y } } }\n", "country.yaml:5:31", "says has no xx");
    SAYS(HEAD "steps: { s: { by: nobody, says: { en: x } } }\n", "country.yaml:5:19", "unknown");
    SAYS(HEAD "frameworks: { DQR: { \"1\": 9 } }\n", "country.yaml:5:27", "write 1 to 8");
    SAYS(HEAD "frameworks: { EQF: { \"1\": 1 } }\n", "country.yaml:5:15", "known already");
    SAYS(HEAD "scales: { s: { from: 6, to: 1, best: 1, says: { en: x } } }\n", "country.yaml:5:14",
         "from is not below to");
    SAYS(HEAD "scales: { s: { from: 1, to: 6, best: 3, says: { en: x } } }\n", "country.yaml:5:38",
         "neither from nor to");
    SAYS(HEAD "claims: { stay: { from: stays } }\n", "country.yaml:5:11", "no kind of claim");
    SAYS(HEAD "claims: { abroad: { from: stay } }\n", "country.yaml:5:27", "units_outside_stays");
    SAYS(HEAD "claims: { exemption: { from: units, fields: { part: target.unti } } }\n",
         "country.yaml:5:53", "did you mean unit");
    SAYS(HEAD "claims: { exemption: { from: units, fields: { prat: title } } }\n",
         "country.yaml:5:47", "no field prat");
    SAYS(HEAD "claims: { exemption: { from: units, fields: { part: points } } }\n",
         "country.yaml:5:53", "different things");
    SAYS(HEAD "claims: { exemption: { from: examinations, fields: { part: code } } }\n",
         "country.yaml:5:52", "takes no fields");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BENCH(test_ek_country_load__fills_the_book),
        WITH_BENCH(test_ek_country_load__says_what_is_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
