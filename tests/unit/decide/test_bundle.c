/* Bundles: whole or not at all, with every error; order of files is no fact; sets are adopted. */
#include "unit/decide/make.h"

#define GIVES RULE("xx.gives", "abroad", "gives = count_as_training { months = param.six },")

static erkend_status try_files(make *m)
{
    erkend_config config = make_config(m);

    return erkend_bundle_open(&m->bundle, &config, m->error);
}

static void test_load__a_country_of_its_files(void **state)
{
    make *m = *state;

    open_rules(m, GIVES);
    assert_int_equal(erkend_bundle_country_count(m->bundle), 1);
    assert_string_equal(erkend_bundle_country(m->bundle, 0), "XX");
    assert_null(erkend_bundle_country(m->bundle, 1));
    assert_int_equal(strlen(erkend_bundle_digest(m->bundle, "XX")), 64);
    assert_null(erkend_bundle_digest(m->bundle, "YY"));
    assert_int_equal(m->bundle->books.items[0]->file_count, 5);
    assert_true(ek_text_is(m->bundle->books.items[0]->files[0].name, "countries/xx/country.yaml"));
}

static void test_load__every_error_of_every_file(void **state)
{
    make *m = *state;

    put_country(m, plain_country,
                RULE("xx.a", "abroad", "must = abroad.servs_goal, otherwise = refused,"));
    put_file(m, "countries/xx/more.lua",
             RULE("xx.b", "abroad", "must = abroad.employr_agrees, otherwise = refused,"));
    assert_int_equal(try_files(m), ERKEND_EPOLICY);
    assert_null(m->bundle);
    assert_true(error_says(m, "countries/xx/rules.lua"));
    assert_true(error_says(m, "countries/xx/more.lua"));
}

static void test_load__a_folder_that_is_not_there_is_an_error(void **state)
{
    make *m = *state;

    assert_int_equal(try_files(m), ERKEND_EPOLICY);
    assert_true(error_says(m, "countries: there is no such folder"));
}

static void test_load__a_folder_without_a_country_is_an_error(void **state)
{
    make *m = *state;

    put_file(m, "countries/yy/rules.lua", "");
    assert_int_equal(try_files(m), ERKEND_EPOLICY);
    assert_true(error_says(m, "countries/yy: there is no country.yaml"));
}

static void test_load__only_the_countries_that_are_wanted(void **state)
{
    static const char *const only[] = {"XX", NULL}, *const absent[] = {"YY", NULL};
    make *m = *state;
    erkend_config config = make_config(m);

    put_country(m, plain_country, GIVES);
    put_file(m, "countries/zz/rules.lua", "broken(");
    config.only = only;
    assert_int_equal(erkend_bundle_open(&m->bundle, &config, m->error), ERKEND_OK);
    erkend_bundle_free(m->bundle);
    config.only = absent;
    assert_int_equal(erkend_bundle_open(&m->bundle, &config, m->error), ERKEND_EPOLICY);
    assert_true(error_says(m, "country YY"));
}

static void test_digest__changes_with_a_file_and_not_with_their_order(void **state)
{
    make *m = *state;
    char before[65];

    put_country(m, plain_country, GIVES);
    put_file(m, "countries/xx/a.lua", "-- nothing\n");
    assert_int_equal(try_files(m), ERKEND_OK);
    (void)strcpy(before, erkend_bundle_digest(m->bundle, "XX"));
    erkend_bundle_free(m->bundle);
    for (uint32_t i = 0; i < m->file_count / 2; i++) {
        const char *name = m->files[i].name, *text = m->files[i].text;
        uint32_t other = m->file_count - 1 - i;

        m->files[i] = m->files[other];
        m->files[other].name = name;
        m->files[other].text = text;
    }
    assert_int_equal(try_files(m), ERKEND_OK);
    assert_string_equal(erkend_bundle_digest(m->bundle, "XX"), before);
    erkend_bundle_free(m->bundle);
    for (uint32_t i = 0; i < m->file_count; i++)
        if (strcmp(m->files[i].name, "countries/xx/a.lua") == 0)
            m->files[i].text = "-- nothing at all\n";
    assert_int_equal(try_files(m), ERKEND_OK);
    assert_string_not_equal(erkend_bundle_digest(m->bundle, "XX"), before);
}

static void test_limit__all_files_of_a_country(void **state)
{
    make *m = *state;
    erkend_config config = make_config(m);

    put_country(m, plain_country, GIVES);
    config.limits.policy_all_bytes = 1000;
    assert_int_equal(erkend_bundle_open(&m->bundle, &config, m->error), ERKEND_EPOLICY);
    assert_true(error_says(m, "larger than 1000 bytes together"));
}

/* Short to write, endless to evaluate: each definition uses the one before twice. */
static void test_limit__memory_of_the_policies_is_named(void **state)
{
    make *m = *state;
    erkend_config config;

    put_country(m, plain_country, GIVES);
    config = make_config(m);
    for (size_t bytes = 1; bytes <= 10000; bytes *= 10) {
        config.limits.policy_bytes = bytes;
        assert_int_equal(erkend_bundle_open(&m->bundle, &config, m->error), ERKEND_ELIMIT);
        assert_true(error_says(m, "policy_bytes"));
    }
}

static void test_limit__definitions_that_unfold_without_end(void **state)
{
    make *m = *state;
    static char rules[16384];

    (void)snprintf(rules, sizeof rules,
                   "define \"t0\" {\n  law = \"Act § 9\", since = \"2000-01-01\",\n"
                   "  says = { en = \"t\" },\n  is = abroad.serves_goal,\n}\n");
    for (int i = 1; i < 40; i++)
        (void)snprintf(rules + strlen(rules), sizeof rules - strlen(rules),
                       "define \"t%d\" {\n  law = \"Act § 9\", since = \"2000-01-01\",\n"
                       "  says = { en = \"t\" },\n  is = all { term.t%d, term.t%d },\n}\n",
                       i, i - 1, i - 1);
    (void)strcat(rules, RULE("xx.endless", "abroad", "must = term.t39, otherwise = refused,"));
    put_country(m, plain_country, rules);
    assert_int_equal(try_files(m), ERKEND_EPOLICY);
    assert_true(error_says(m, "'xx.endless' unfolds to more than"));
}

/* ---- Adopted sets ------------------------------------------------------------------------- */

static const char *adopting(const char *sets)
{
    static char country[4096];
    const char *adopts = strstr(plain_country, "adopts: []");

    (void)snprintf(country, sizeof country, "%.*sadopts: [%s]%s", (int)(adopts - plain_country),
                   plain_country, sets, adopts + 10);
    return country;
}

static void put_set(make *m)
{
    put_file(m, "policies/eu/parameters.yaml",
             "length:\n  says: { en: a length }\n  unit: months\n  values:\n"
             "    2000-01-01: { value: 3, law: \"EU § 1\" }\n");
    put_file(m, "policies/eu/questions.yaml",
             "used:\n  asks: { en: \"Is it used?\" }\n  type: finding\n  body: chamber\n"
             "  about: abroad\n  answer: yes or no\n  law: \"EU § 2\"\n  evidence: [plan]\n"
             "idle:\n  asks: { en: \"Is it idle?\" }\n  type: finding\n  body: nobody\n"
             "  about: abroad\n  answer: yes or no\n  law: \"EU § 3\"\n  evidence: [plan]\n");
    put_file(m, "policies/eu/stays.lua",
             RULE("eu.stays", "abroad",
                  "must = ruling.used, otherwise = refused, gives = count_as_training { months = "
                  "param.length },"));
}

static void test_adopt__a_set_with_its_parameters_and_the_questions_it_asks(void **state)
{
    make *m = *state;
    const ek_rulebook *book;

    put_set(m);
    put_country(m, adopting("eu/stays"), GIVES);
    open_files(m);
    book = m->bundle->books.items[0];
    assert_int_equal(book->rule_count, 2);
    assert_true(ek_text_is(book->rules[0]->id, "eu.stays"));
    assert_true(book->rules[0]->shared);
    assert_int_equal(book->question_count, 3);
    assert_int_equal(book->file_count, 8);
    decide_case(m, "id: c1\ndecided: 2026-01-01\nabroad:\n  id: a1\n");
    assert_verdict(m, NULL, "referred");
    assert_string_equal(effects(m, NULL), "proposed count_as_training months=9");
}

static void test_adopt__national_law_may_override_it(void **state)
{
    make *m = *state;

    put_set(m);
    put_country(
        m, adopting("eu/stays"),
        RULE("xx.own", "abroad",
             "overrides = \"eu.stays\", gives = count_as_training { months = param.six },"));
    open_files(m);
    decide_case(m, "id: c1\ndecided: 2026-01-01\nabroad:\n  id: a1\n");
    assert_verdict(m, NULL, "recognised");
    assert_string_equal(effects(m, NULL), "in_force count_as_training months=6");
}

/* A sector's set goes over the framework where it speaks; elsewhere the framework stands. */
static void test_adopt__a_sector_over_the_framework(void **state)
{
    make *m = *state;

    put_set(m);
    put_file(m, "policies/care/parameters.yaml",
             "four:\n  says: { en: months of the sector }\n  unit: months\n  values:\n"
             "    2000-01-01: { value: 4, law: \"Care agreement § 1\" }\n");
    put_file(m, "policies/care/stays.lua",
             RULE("care.stays", "abroad",
                  "where = same(qualification.code, \"care\"), overrides = \"eu.stays\", "
                  "gives = count_as_training { months = param.four },"));
    put_country(m, adopting("eu/stays, care/stays"), "");
    open_files(m);
    decide_case(m, "id: c1\ndecided: 2026-01-01\nqualification: { code: care }\n"
                   "abroad:\n  id: a1\n");
    assert_verdict(m, NULL, "recognised");
    assert_string_equal(effects(m, NULL), "in_force count_as_training months=4");
    decide_case(m, "id: c2\ndecided: 2026-01-01\nqualification: { code: trade }\n"
                   "abroad:\n  id: a1\n");
    assert_verdict(m, NULL, "referred");
}

/* Besides the diploma of the country there may be a certificate of the sector. */
static void test_adopt__a_sector_over_the_country(void **state)
{
    make *m = *state;

    put_file(m, "policies/care/certificates.lua",
             RULE("care.certificate", "certificate",
                  "where = same(qualification.code, \"care\"), overrides = \"xx.designated\", "
                  "must = covers(certificate.evidence, { \"validation_certificate\" }), "
                  "otherwise = refused, gives = certify { part = certificate.part },"));
    put_country(m, adopting("care/certificates"),
                RULE("xx.designated", "certificate",
                     "must = certificate.designated, otherwise = refused,"));
    open_files(m);
    decide_case(m, "id: c1\ndecided: 2026-01-01\nqualification: { code: care }\ncertificate:\n"
                   "  { id: a1, part: lifting, designated: false, "
                   "evidence: [validation_certificate] }\n");
    assert_verdict(m, NULL, "recognised");
    assert_string_equal(effects(m, NULL), "in_force certify part=lifting");
    decide_case(m, "id: c2\ndecided: 2026-01-01\nqualification: { code: trade }\ncertificate:\n"
                   "  { id: a1, part: lifting, designated: false, "
                   "evidence: [validation_certificate] }\n");
    assert_verdict(m, NULL, "refused");
}

static void test_adopt__what_is_not_there_or_is_no_name(void **state)
{
    make *m = *state;

    put_set(m);
    put_country(m, adopting("eu/absent, \"eu/../../etc/passwd\""), GIVES);
    assert_int_equal(try_files(m), ERKEND_EPOLICY);
    assert_true(error_says(m, "there is no set 'eu/absent'"));
    assert_true(error_says(m, "eu/../../etc/passwd is no set"));
}

static void test_check__warnings_go_along(void **state)
{
    make *m = *state;
    erkend_config config = make_config(m);
    erkend_problem problem;

    put_country(m, plain_country, GIVES);
    assert_int_equal(erkend_check(&config, m->error), ERKEND_OK);
    assert_int_equal(erkend_error_at(m->error, 0, &problem), 1);
    assert_int_equal(problem.is_warning, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_load__a_country_of_its_files),
        WITH_MAKE(test_load__every_error_of_every_file),
        WITH_MAKE(test_load__a_folder_that_is_not_there_is_an_error),
        WITH_MAKE(test_load__a_folder_without_a_country_is_an_error),
        WITH_MAKE(test_load__only_the_countries_that_are_wanted),
        WITH_MAKE(test_digest__changes_with_a_file_and_not_with_their_order),
        WITH_MAKE(test_limit__all_files_of_a_country),
        WITH_MAKE(test_limit__memory_of_the_policies_is_named),
        WITH_MAKE(test_limit__definitions_that_unfold_without_end),
        WITH_MAKE(test_adopt__a_set_with_its_parameters_and_the_questions_it_asks),
        WITH_MAKE(test_adopt__national_law_may_override_it),
        WITH_MAKE(test_adopt__a_sector_over_the_framework),
        WITH_MAKE(test_adopt__a_sector_over_the_country),
        WITH_MAKE(test_adopt__what_is_not_there_or_is_no_name),
        WITH_MAKE(test_check__warnings_go_along),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
