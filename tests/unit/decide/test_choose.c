/* Choosing: some selection, of which no member could be left out, has to hold. */
#include "unit/decide/make.h"

#define CASE(electives)                                                                            \
    "id: c1\ndecided: 2026-01-01\nprogramme:\n  scale: nl_10\n  electives:\n" electives            \
    "certificate:\n  part: P1\n"
#define ELECTIVE(title, hours, mark)                                                               \
    "  - title: " title "\n    hours: " hours "\n    mark: " mark "\n"

#define CHOOSE                                                                                     \
    RULE("xx.electives", "certificate",                                                            \
         "choose = elective, to_reach = at_least(sum_of(elective.hours), param.hours), must = "    \
         "every(elective, at_least(elective.mark, param.pass)), otherwise = refused, gives = "     \
         "certify { part = certificate.part },")

static void open_choose(make *m)
{
    static char parameters[4096];

    (void)snprintf(parameters, sizeof parameters,
                   "%spass:\n  says: { en: lowest mark }\n  unit: mark(nl_10)\n  values:\n"
                   "    2000-01-01: { value: 6, law: \"Act § 6\" }\n",
                   plain_parameters);
    put_file(m, "countries/xx/country.yaml", plain_country);
    put_file(m, "countries/xx/parameters.yaml", parameters);
    put_file(m, "countries/xx/questions.yaml", plain_questions);
    put_file(m, "countries/xx/rules.lua", CHOOSE);
    open_files(m);
}

static void test_choose__one_selection_that_holds_is_enough(void **state)
{
    const ek_scene *scene;

    open_choose(*state);
    decide_case(*state,
                CASE(ELECTIVE("x", "60", "4") ELECTIVE("y", "60", "7") ELECTIVE("z", "50", "8")));
    assert_verdict(*state, NULL, "recognised");
    scene = reason_of(*state, NULL, "xx.electives")->scene;
    assert_int_equal(scene->chosen_count, 2);
    assert_true(ek_text_is(ek_record_at(scene->chosen_items[0], "title")->as.text, "y"));
    assert_true(ek_text_is(ek_record_at(scene->chosen_items[1], "title")->as.text, "z"));
}

static void test_choose__a_selection_has_nothing_to_spare(void **state)
{
    open_choose(*state);
    /* x alone reaches, so { x, y } is no selection; only x and { y, z } are. */
    decide_case(*state, CASE(ELECTIVE("x", "100", "4") ELECTIVE("y", "60", "7")));
    assert_verdict(*state, NULL, "refused");
}

static void test_choose__what_cannot_reach_does_not_hold(void **state)
{
    open_choose(*state);
    decide_case(*state, CASE(ELECTIVE("x", "40", "9") ELECTIVE("y", "59", "9")));
    assert_verdict(*state, NULL, "refused");
    decide_case(*state, CASE(ELECTIVE("x", "41", "9") ELECTIVE("y", "59", "9")));
    assert_verdict(*state, NULL, "recognised");
}

static void test_choose__a_missing_mark_matters_only_where_it_may_decide(void **state)
{
    open_choose(*state);
    decide_case(*state, CASE(ELECTIVE("x", "100", "7") "  - title: y\n    hours: 100\n"));
    assert_verdict(*state, NULL, "recognised");
    decide_case(*state, CASE(ELECTIVE("x", "100", "4") "  - title: y\n    hours: 100\n"));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "elective.mark");
}

static void test_choose__a_missing_list_is_lacking(void **state)
{
    open_choose(*state);
    decide_case(*state, "id: c1\ndecided: 2026-01-01\nprogramme:\n  scale: nl_10\n"
                        "certificate:\n  part: P1\n");
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "programme.electives");
}

static void test_choose__too_many_selections_are_an_error_that_says_so(void **state)
{
    char text[4096] = "id: c1\ndecided: 2026-01-01\nprogramme:\n  scale: nl_10\n  electives:\n";

    open_choose(*state);
    for (int i = 0; i < 24; i++)
        (void)snprintf(text + strlen(text), sizeof text - strlen(text),
                       "  - title: e%02d\n    hours: 9\n    mark: 4\n", i);
    (void)strcat(text, "certificate:\n  part: P1\n");
    assert_int_equal(try_case(*state, text), ERKEND_ELIMIT);
    assert_true(error_says(*state, "xx.electives"));
}

static void test_removal__of_any_fact_leaves_the_verdict_or_makes_it_incomplete(void **state)
{
    open_choose(*state);
    (void)assert_removal_harmless(
        *state, CASE(ELECTIVE("x", "60", "4") ELECTIVE("y", "60", "7") ELECTIVE("z", "50", "8")));
    assert_true(assert_removal_harmless(
                    *state, CASE(ELECTIVE("x", "100", "4") ELECTIVE("y", "60", "7"))) > 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_choose__one_selection_that_holds_is_enough),
        WITH_MAKE(test_choose__a_selection_has_nothing_to_spare),
        WITH_MAKE(test_choose__what_cannot_reach_does_not_hold),
        WITH_MAKE(test_choose__a_missing_mark_matters_only_where_it_may_decide),
        WITH_MAKE(test_choose__a_missing_list_is_lacking),
        WITH_MAKE(test_choose__too_many_selections_are_an_error_that_says_so),
        WITH_MAKE(test_removal__of_any_fact_leaves_the_verdict_or_makes_it_incomplete),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
