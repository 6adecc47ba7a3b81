/* Names for editors: all that there is, with its place; also of files that have errors. */
#include "unit/decide/make.h"

#define RULES                                                                                      \
    RULE("xx.short", "abroad",                                                                     \
         "must = at_most(months_in_all(stay), param.six),\n"                                       \
         "  otherwise = ruling.allowed, gives = count_as_training { months = "                     \
         "months_in_all(stay) },")

static erkend_symbols *read_symbols(make *m, const char *day, erkend_status wanted)
{
    erkend_config config = make_config(m);
    erkend_symbols *symbols = NULL;

    assert_int_equal(erkend_symbols_read(&symbols, &config, day, m->error), wanted);
    assert_non_null(symbols);
    return symbols;
}

static erkend_symbol find(const erkend_symbols *symbols, const char *kind, const char *owner,
                          const char *name)
{
    erkend_symbol symbol = {0};

    for (size_t i = 0; erkend_symbols_at(symbols, i, &symbol); i++)
        if (strcmp(symbol.kind, kind) == 0 && strcmp(symbol.owner, owner) == 0 &&
            strcmp(symbol.name, name) == 0)
            return symbol;
    fail_msg("no %s %s", kind, name);
    return symbol;
}

static bool has(const erkend_symbols *symbols, const char *kind, const char *name)
{
    erkend_symbol symbol;

    for (size_t i = 0; erkend_symbols_at(symbols, i, &symbol); i++)
        if (strcmp(symbol.kind, kind) == 0 && strcmp(symbol.name, name) == 0)
            return true;
    return false;
}

static void test_symbols__of_schema_and_country(void **state)
{
    erkend_symbols *symbols;
    erkend_symbol symbol;

    put_country(*state, plain_country, RULES);
    symbols = read_symbols(*state, "2026-01-01", ERKEND_OK);
    assert_string_equal(find(symbols, "scope", "", "stay").leads_to, "stay");
    symbol = find(symbols, "fact", "stay", "weeks");
    assert_string_equal(symbol.type, "number of weeks");
    assert_string_equal(find(symbols, "field", "shorten", "months").name, "months");
    symbol = find(symbols, "rule", "", "xx.short");
    assert_string_equal(symbol.file, "countries/xx/rules.lua");
    assert_int_equal(symbol.line, 1);
    assert_non_null(strstr(symbol.about, "§ xx.short\nsince: "));
    symbol = find(symbols, "parameter", "", "six");
    assert_string_equal(symbol.type, "months");
    assert_non_null(strstr(symbol.about, "**6 months** since "));
    assert_string_equal(find(symbols, "question", "", "allowed").file,
                        "countries/xx/questions.yaml");
    assert_int_equal(erkend_symbols_at(symbols, 1000000, &symbol), 0);
    erkend_symbols_free(symbols);
}

static void test_symbols__day_before_any_value(void **state)
{
    erkend_symbols *symbols;

    put_country(*state, plain_country, RULES);
    symbols = read_symbols(*state, "0900-01-01", ERKEND_OK);
    assert_non_null(
        strstr(find(symbols, "parameter", "", "six").about, "no value yet\n6 months since"));
    erkend_symbols_free(symbols);
}

static void test_symbols__no_day(void **state)
{
    make *m = *state;
    erkend_config config = make_config(m);
    erkend_symbols *symbols = NULL;

    put_country(m, plain_country, RULES);
    assert_int_equal(erkend_symbols_read(&symbols, &config, "2026-02-30", m->error), ERKEND_EVALUE);
    assert_int_equal(erkend_symbols_read(NULL, &config, NULL, m->error), ERKEND_ECALL);
    assert_null(symbols);
}

static void test_symbols__broken_rules_leave_the_rest(void **state)
{
    make *m = *state;
    erkend_symbols *symbols;

    put_country(m, plain_country, "rule \"xx.broken\" { must = stay. }");
    symbols = read_symbols(m, NULL, ERKEND_EPOLICY);
    assert_true(erkend_error_count(m->error) > 0);
    assert_true(has(symbols, "parameter", "six"));
    assert_false(has(symbols, "rule", "xx.broken"));
    erkend_symbols_free(symbols);
}

static void test_symbols_check__tests_and_laws(void **state)
{
    make *m = *state;
    erkend_config config;
    erkend_symbols *symbols;
    erkend_problem problem;

    put_country(m, plain_country, RULES);
    put_file(m, "countries/xx/cases/all.yaml",
             "- name: x\n  given: { abroad: { serves_gaol: true } }\n  expect: { verdict: no }\n");
    put_file(m, "countries/xx/laws.yaml", "Act:\n  says: { en: the act }\n");
    symbols = read_symbols(m, NULL, ERKEND_OK);
    config = make_config(m);
    assert_int_equal(
        erkend_symbols_check(symbols, &config, "countries/xx/cases/all.yaml", m->error),
        ERKEND_EINVALID);
    assert_true(erkend_error_at(m->error, 0, &problem));
    assert_int_equal(problem.line, 2);
    assert_int_equal(erkend_symbols_check(symbols, &config, "countries/xx/laws.yaml", m->error),
                     ERKEND_OK);
    assert_int_equal(erkend_symbols_check(symbols, &config, "countries/xx/rules.lua", m->error),
                     ERKEND_OK);
    assert_int_equal(erkend_symbols_check(symbols, &config, "elsewhere/laws.yaml", m->error),
                     ERKEND_ENOPOLICY);
    assert_int_equal(erkend_symbols_check(NULL, &config, "x", m->error), ERKEND_ECALL);
    erkend_symbols_free(symbols);
    erkend_symbols_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_symbols__of_schema_and_country),
        WITH_MAKE(test_symbols__day_before_any_value),
        WITH_MAKE(test_symbols__no_day),
        WITH_MAKE(test_symbols__broken_rules_leave_the_rest),
        WITH_MAKE(test_symbols_check__tests_and_laws),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
