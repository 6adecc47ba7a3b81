/* load/parameters.c: numbers of the law, with their days. */
#include "fixture.h"

static const ek_parameter *const *load(bench *made, const char *bytes, uint32_t *count)
{
    ek_source source = source_of("parameters.yaml", bytes);
    const ek_parameter *const *items;

    made->problems.count = made->problems.errors = 0;
    ek_parameters_load(&made->arena, &source, NULL, &items, count, &made->problems);
    return items;
}

#define ONE(unit, value)                                                                           \
    "p:\n  says: { en: x }\n  unit: " unit "\n  values:\n    2020-01-01: { value: " value          \
    ", law: L }\n"

static const ek_datum *load_one(bench *made, const char *bytes)
{
    uint32_t count;
    const ek_parameter *const *items = load(made, bytes, &count);

    for (uint32_t i = 0; i < made->problems.count; i++)
        print_message("  %.*s\n", EK_TEXT_ARGS(made->problems.items[i].message));
    assert_int_equal(made->problems.count, 0);
    assert_int_equal(count, 1);
    assert_int_equal(items[0]->value_count, 1);
    return &items[0]->values[0].value;
}

static void test_ek_parameters_load__orders_names_and_days(void **state)
{
    bench *made = *state;
    uint32_t count;
    const ek_parameter *const *items =
        load(made,
             "weeks:\n  says: { en: longest }\n  unit: weeks\n  values:\n"
             "    2020-01-01: { value: 8, law: \"L 2\", status: unverified }\n"
             "    2005-04-01: { value: 4, law: \"L 1\" }\n"
             "a_share:\n  says: { en: share }\n  unit: share\n  values:\n"
             "    2005-04-01: { value: 1/4, law: \"L\" }\n",
             &count);

    assert_int_equal(made->problems.count, 0);
    assert_int_equal(count, 2);
    assert_true(ek_text_is(items[0]->name, "a_share"));
    assert_int_equal(items[0]->values[0].value.as.number.den, 4);
    assert_int_equal(items[1]->value_count, 2);
    assert_int_equal(items[1]->values[0].value.as.number.num, 4);
    assert_true(ek_text_is(items[1]->values[1].law, "L 2"));
    assert_true(items[1]->values[1].unverified);
    assert_false(items[1]->values[0].unverified);
    assert_int_equal(items[1]->values[1].place.line, 5);
    assert_int_equal(items[1]->measure.power[EK_WEEKS], 1);
}

static void test_ek_parameters_load__reads_each_kind_of_value(void **state)
{
    bench *made = *state;
    const ek_datum *datum = load_one(made, ONE("months", "2.49"));

    assert_int_equal(datum->kind, EK_DATUM_NUMBER);
    assert_int_equal(datum->as.number.num, 249);
    datum = load_one(made, ONE("date", "2022-08-01"));
    assert_int_equal(datum->kind, EK_DATUM_DATE);
    datum = load_one(made, ONE("text", "abc"));
    assert_int_equal(datum->kind, EK_DATUM_TEXT);
    datum = load_one(made, ONE("texts", "[b, a]"));
    assert_int_equal(datum->kind, EK_DATUM_TEXTS);
    assert_true(ek_text_is(datum->as.texts.items[0], "a"));
    datum = load_one(made, ONE("rounding", "half up to 1/100"));
    assert_int_equal(datum->kind, EK_DATUM_ROUNDING);
    assert_int_equal(datum->as.rounding.step.den, 100);
    datum = load_one(made, ONE("months", "[1, 2]"));
    assert_int_equal(datum->kind, EK_DATUM_NUMBERS);
    assert_int_equal(datum->as.numbers.count, 2);
    datum = load_one(made, ONE("texts", "{ basis: [a], vak: [b] }"));
    assert_int_equal(datum->kind, EK_DATUM_TABLE);
    assert_int_equal(datum->as.table.rows[0].value.kind, EK_DATUM_TEXTS);
}

static void test_ek_parameters_load__reads_tables_by_key(void **state)
{
    bench *made = *state;
    const ek_datum *datum = load_one(
        made, ONE("months", "{ 36: 18, \"24\": 12, 0.5: 1, ZZ: { two-year school: 12 } }"));

    assert_int_equal(datum->as.table.count, 4);
    assert_int_equal(ek_datum_row(datum, EK_TEXT("24"))->as.number.num, 12);
    assert_int_equal(ek_datum_row(datum, EK_TEXT("1/2"))->as.number.num, 1);
    assert_int_equal(
        ek_datum_row(ek_datum_row(datum, EK_TEXT("ZZ")), EK_TEXT("two-year school"))->as.number.num,
        12);
    assert_null(ek_datum_row(datum, EK_TEXT("42")));
}

#define SAYS(bytes, place, words)                                                                  \
    do {                                                                                           \
        uint32_t ignored;                                                                          \
        (void)load(made, (bytes), &ignored);                                                       \
        assert_true(bench_says(made, (place), (words)));                                           \
    } while (0)

static void test_ek_parameters_load__says_what_is_wrong(void **state)
{
    bench *made = *state;

    SAYS("p: { says: { en: x }, unit: months }\n", "parameters.yaml:1:4", "needs values");
    SAYS("p: { says: { en: x }, values: {} }\n", "parameters.yaml:1:4", "needs unit");
    SAYS("p: { says: { en: x }, unit: months, values: {} }\n", "parameters.yaml:1:45", "no values");
    SAYS("p: { say: { en: x } }\n", "parameters.yaml:1:6", "did you mean says?");
    SAYS("end: { says: { en: x } }\n", "parameters.yaml:1:1", "no word of Lua");
    SAYS("P1: { says: { en: x } }\n", "parameters.yaml:1:1", "small letters");
    SAYS(ONE("month", "1"), "parameters.yaml:3:9", "there is no unit month");
    SAYS(ONE("months", "x"), "parameters.yaml:5:26", "value is a number");
    SAYS(ONE("months", "\"1\""), "parameters.yaml:5:26", "value is a number");
    SAYS(ONE("date", "2022-02-30"), "parameters.yaml:5:26", "value is a date");
    SAYS(ONE("date", "[2022-02-01]"), "parameters.yaml:5:26", "a date is due here");
    SAYS(ONE("rounding", "downwards"), "parameters.yaml:5:26", "this is no rounding");
    SAYS(ONE("text", "5"), "parameters.yaml:5:26", "quote it");
    SAYS(ONE("texts", "x"), "parameters.yaml:5:26", "a list of texts");
    SAYS(ONE("months", "{ 1: 1, 1.0: 2 }"), "parameters.yaml:5:26", "the row 1 twice");
    SAYS(ONE("months", "{ a: { b: { c: { d: 1 } } } }"), "parameters.yaml:5:41", "at most three");
    SAYS(ONE("months", "{}"), "parameters.yaml:5:26", "the table is empty");
    SAYS("p:\n  says: { en: x }\n  unit: months\n  values:\n    2020-01-01: { value: 1 }\n",
         "parameters.yaml:5:17", "needs law");
    SAYS("p:\n  says: { en: x }\n  unit: months\n  values:\n    2020: { value: 1, law: L }\n",
         "parameters.yaml:5:5", "2020 is no date");
    SAYS("p:\n  says: { en: x }\n  unit: months\n  values:\n    2020-01-01: { value: 1, law: L }\n"
         "    2020-01-01: { value: 2, law: L }\n",
         "parameters.yaml:6:5", "stands here twice");
    SAYS("p:\n  says: { en: x }\n  unit: months\n  values:\n    2020-01-01: { value: 1, law: L,"
         " status: verified }\n",
         "parameters.yaml:5:45", "status is one of: unverified");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BENCH(test_ek_parameters_load__orders_names_and_days),
        WITH_BENCH(test_ek_parameters_load__reads_each_kind_of_value),
        WITH_BENCH(test_ek_parameters_load__reads_tables_by_key),
        WITH_BENCH(test_ek_parameters_load__says_what_is_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
