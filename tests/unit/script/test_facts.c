/* Facts: names become expressions with type, measure and place; what makes no sense is said. */
#include "fixture.h"

static const ek_expr *must_of(room *r)
{
    return r->book.rules[0]->must;
}

static void test_facts__have_the_type_of_their_field(void **state)
{
    static const struct {
        const char *text;
        ek_type type;
    } facts[] = {
        {"unit.formally_certified", EK_TYPE_CONDITION},
        {"unit.points", EK_TYPE_QUANTITY},
        {"unit.grade", EK_TYPE_QUANTITY},
        {"unit.assessed", EK_TYPE_DATE},
        {"unit.origin", EK_TYPE_TEXT},
        {"unit.context", EK_TYPE_TEXT},
        {"learner.residence", EK_TYPE_TEXT},
        {"unit.outcomes", EK_TYPE_SET},
        {"unit.level", EK_TYPE_LEVEL},
        {"unit.requirements", EK_TYPE_RECORD},
        {"unit.target", EK_TYPE_RECORD},
        {"mou", EK_TYPE_RECORD},
        {"learner.work", EK_TYPE_LIST},
        {"work", EK_TYPE_LIST},
        {"qualification.composition", EK_TYPE_TREE},
        {"param.whole", EK_TYPE_ROUNDING},
        {"param.grades", EK_TYPE_TABLE},
        {"param.kinds", EK_TYPE_SET},
        {"param.reform", EK_TYPE_DATE},
        {"none", EK_TYPE_NONE},
    };

    EACH(facts, i)
    {
        char file[256];
        room *r = *state;

        snprintf(
            file, sizeof file,
            "define \"x\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, is = %s }",
            facts[i].text);
        run_alone(r, NULL, file);
        assert_clean(r);
        assert_int_equal(r->book.terms[0]->versions[0]->is->type, facts[i].type);
        assert_string_equal(shown_expr(r, r->book.terms[0]->versions[0]->is), facts[i].text);
    }
}

static void test_facts__carry_units_through_arithmetic(void **state)
{
    room *r = *state;
    const ek_expr *product;

    run_must(r, "unit",
             "at_least(param.points_a_year * qualification.reference_years, unit.target.points)");
    assert_clean(r);
    product = must_of(r)->args[0];
    assert_int_equal(product->measure.power[EK_POINTS], 1);
    assert_int_equal(product->measure.power[EK_YEARS], 0);
}

static void test_facts__stand_where_they_are_written(void **state)
{
    room *r = *state;
    const ek_expr *must;

    run_must(r, "unit",
             "all { at_least(unit.points, unit.target.points + unit.points),\n"
             "      at_least(unit.points, 0), given(mou) }");
    assert_clean(r);
    must = must_of(r);
    assert_int_equal(must->place.line, 3);
    assert_int_equal(must->place.column, 1);
    assert_string_equal(ek_text_terminated(&r->arena, must->place.file), "x.lua");
    assert_int_equal(must->args[0]->place.column, 7);
    assert_int_equal(must->args[0]->args[0]->place.column, 21);
    assert_int_equal(must->args[0]->args[1]->place.column, 48); /* the sign */
    assert_int_equal(must->args[0]->args[1]->args[1]->place.column, 55);
    assert_int_equal(must->args[1]->place.line, 4);
    assert_int_equal(must->args[1]->place.column, 7);
    assert_int_equal(must->args[2]->args[0]->place.column, 39);
}

static void test_facts__of_a_target_are_seen_from_the_unit(void **state)
{
    room *r = *state;
    const ek_expr *fact;

    run_must(r, "unit", "given(unit.target.points)");
    assert_clean(r);
    fact = must_of(r)->args[0];
    assert_int_equal(fact->as.path.scope, EK_SCOPE_TARGET);
    assert_int_equal(fact->as.path.length, 1);
}

static void test_facts__numbers_of_expressions_are_unique_and_counted(void **state)
{
    room *r = *state;

    run_must(r, "unit", "at_least(unit.points, unit.target.points)");
    assert_clean(r);
    assert_true(must_of(r)->number_id < r->book.expr_count);
    assert_int_not_equal(must_of(r)->args[0]->number_id, must_of(r)->args[1]->number_id);
}

static void test_facts__a_minus_before_one_takes_it_from_nought(void **state)
{
    room *r = *state;

    run_must(r, "unit", "at_most(-unit.points + unit.points, 1)");
    assert_clean(r);
    assert_string_equal(shown_expr(r, must_of(r)->args[0]), "0 - unit.points + unit.points");
    assert_int_equal(must_of(r)->args[0]->args[0]->place.column, 9);
}

static void test_param__of_a_set_is_named_when_another_is_meant(void **state)
{
    room *r = *state;
    const ek_parameter *own = new_parameter(&r->arena, "validity", "months", EK_DATUM_NUMBERS);
    const ek_question *asked =
        new_question(&r->arena, "identified", EK_SCOPE_UNIT, EK_ANSWER_YES, "count");

    open_script(r, NULL, NULL);
    r->set.parameters = &own;
    r->set.parameter_count = 1;
    r->set.questions = &asked;
    r->set.question_count = 1;
    run_file(
        r, "x.lua",
        "define \"x\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, is = all { "
        "same(1, param.validty), ruling.identifed, ruling.identified, one_of(1, param.validity) } "
        "}");
    assert_true(has_problem(r, "no parameter 'validty': did you mean 'validity'?"));
    assert_true(has_problem(r, "no question 'identifed': did you mean 'identified'?"));
    assert_int_equal(r->problems.errors, 2);
}

static void test_param__is_looked_up_in_the_set_before_the_book(void **state)
{
    room *r = *state;
    const ek_parameter *own = new_parameter(&r->arena, "share_abroad", "months", EK_DATUM_NUMBER);

    open_script(r, NULL, NULL);
    r->set.parameters = &own;
    r->set.parameter_count = 1;
    run_file(r, "x.lua",
             "define \"x\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, is = "
             "param.share_abroad + param.months_left }");
    assert_clean(r);
    assert_ptr_equal(r->book.terms[0]->versions[0]->is->args[0]->as.param, own);
}

static void test_term__is_one_for_all_its_uses(void **state)
{
    room *r = *state;

    run_must(r, "unit", "all { term.a, term.b, term.a }");
    assert_clean(r);
    assert_int_equal(r->book.term_count, 2);
    assert_ptr_equal(must_of(r)->args[0]->as.term, must_of(r)->args[2]->as.term);
    assert_int_equal(r->book.terms[1]->index, 1);
}

/* What is written in line 3 of a rule, and what is reported. Lines that are a number, a sign or a
 * keyword are the scan's: see test_scan.c. */
static const struct {
    const char *for_each, *text, *problem;
} mistakes[] = {
    {"abroad", "abroad.servs_goal",
     "x.lua:3:8: unknown fact 'abroad.servs_goal': did you mean 'serves_goal'?"},
    {"unit", "given(unit.target.pints)",
     "x.lua:3:19: unknown fact 'unit.target.pints': did you mean 'points'?"},
    {"unit", "given(unit.requirements.first)",
     "x.lua:3:25: unknown fact 'unit.requirements.first'"},
    {"abroad", "at_most(param.share_abrod, 1)",
     "x.lua:3:15: no parameter 'share_abrod': did you mean 'share_abroad'?"},
    {"abroad", "ruling.longer_stey",
     "x.lua:3:8: no question 'longer_stey': did you mean 'longer_stay'?"},
    {"abroad", "ruling.zzz", "x.lua:3:8: no question 'zzz'"},
    {"unit", "gven(mou)", "x.lua:3:1: unknown name 'gven': did you mean 'given'?"},
    {"unit", "os.execute(\"true\")", "x.lua:3:1: unknown name 'os': it is no fact and no word"},
    {"unit", "given(unit.points.value)",
     "x.lua:3:19: 'unit.points' has no 'value': nothing lies behind it"},
    {"unit", "given.unit",
     "x.lua:3:7: 'unit' cannot stand here: a word without its values has nothing "
     "behind a dot"},
    {"unit", "given(unit.points(1))", "x.lua:3:12: a fact takes no values: it is no word"},
    {"unit", "given(unit.title)",
     "x.lua:3:12: 'title' is for people, no rule reads it: title of the unit"},
    {"unit", "given(learner.name)",
     "x.lua:3:15: 'name' is for people, no rule reads it: name; optional, never read by a rule"},
    {"unit", "one_of(unit.origin, { { \"a\" } })",
     "x.lua:3:1: a list of texts holds texts, not braces"},
    {"unit", "no(rule)", "x.lua:3:1: no takes a value, not rule, define, allocation or check"},
    {"unit", "no(award { points = 1 })", "x.lua:3:1: no takes a value, not an effect"},
    {"abroad", "at_most(sum_of(stay.weeks), param.months_left)",
     "x.lua:3:1: at_most compares quantities of one unit: weeks and months do not compare"},
};

static void test_facts__say_what_is_wrong_and_where(void **state)
{
    EACH(mistakes, i)
    {
        assert_int_equal(run_must(*state, mistakes[i].for_each, mistakes[i].text), ERKEND_EPOLICY);
        if (i + 1 < sizeof mistakes / sizeof mistakes[0])
            assert_problem(*state, mistakes[i].problem);
        else
            assert_true(has_problem(*state, "weeks and months do not compare"));
    }
}

static void test_facts__misuse_in_the_vocabulary_stops_with_the_word_to_write(void **state)
{
    static const struct {
        const char *body, *message;
    } misuses[] = {
        {"return a < b", "'<' does not work on facts: write less_than"},
        {"return a <= b", "'<=' does not work on facts: write at_most or on_or_before"},
        {"return a == b", "'==' does not work on facts: write same"},
        {"return a .. 'x'", "'..' does not work on facts"},
        {"return #a", "'#' does not work on facts: write number_of(list)"},
        {"return a // 1", "'//' does not work on facts"},
        {"return a % 1", "'%' does not work on facts: write multiple_of(a, step)"},
        {"a.points = 1 return a", "facts cannot be written"},
        {"return a[1]", "facts stand behind a dot"},
        {"for x in pairs(a) do end return a", "value 1 has to be a table"},
        {"return no(true)", "no takes a value, not true or false of Lua"},
        {"return no(function() end)", "no takes a value, not a function"},
        {"return nil", "the word 'w' gives nothing"},
        {"return", "the word 'w' gives nothing"},
        {"return true", "the word 'w' gives true or false of Lua"},
        {"return function() end", "the word 'w' gives a function"},
        {"return print", "unknown name 'print'"},
    };

    EACH(misuses, i)
    {
        char vocabulary[256];

        snprintf(vocabulary, sizeof vocabulary, "function w(a, b)\n%s end", misuses[i].body);
        assert_int_equal(
            run_alone(*state, vocabulary,
                      "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = "
                      "\"s\" }, for_each = unit,\nmust = w(unit.points, unit.hours), "
                      "otherwise = refused }"),
            ERKEND_EPOLICY);
        assert_true(has_problem(*state, misuses[i].message));
    }
}

static void test_words_of_lua__stand_where_they_are_called(void **state)
{
    room *r = *state;

    run_alone(
        r, "function both(a, b) return all { a, b } end",
        "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, for_each = "
        "unit,\n"
        "must = all { both(given(mou), given(agreement)), both(given(learner), given(mou)) },\n"
        "otherwise = refused }");
    assert_clean(r);
    assert_string_equal(
        shown_expr(r, must_of(r)),
        "all { all { given(mou), given(agreement) }, all { given(learner), given(mou) } }");
    assert_int_equal(must_of(r)->args[0]->place.column, 14);
    assert_int_equal(must_of(r)->args[1]->place.column, 50);
    assert_int_equal(must_of(r)->args[1]->args[1]->place.column, 71);
}

static void test_words_of_lua__an_error_inside_names_both_places(void **state)
{
    run_alone(*state, "function w(a)\n  error('not so')\nend",
              "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, "
              "for_each = unit,\n"
              "must = w(unit.points), otherwise = refused }");
    assert_problem(*state, "policies/words.lua:2: not so; called at x.lua:2:8");
}

static void test_assignment__is_refused_in_rule_files(void **state)
{
    run_alone(*state, NULL, "\n  limit = unit.points\n");
    assert_problem(*state,
                   "x.lua:2:3: 'limit = …' stands on its own: a file holds rules, definitions "
                   "and allocations; give a value a name with define");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ROOM(test_facts__have_the_type_of_their_field),
        WITH_ROOM(test_facts__carry_units_through_arithmetic),
        WITH_ROOM(test_facts__stand_where_they_are_written),
        WITH_ROOM(test_facts__of_a_target_are_seen_from_the_unit),
        WITH_ROOM(test_facts__numbers_of_expressions_are_unique_and_counted),
        WITH_ROOM(test_facts__a_minus_before_one_takes_it_from_nought),
        WITH_ROOM(test_param__of_a_set_is_named_when_another_is_meant),
        WITH_ROOM(test_param__is_looked_up_in_the_set_before_the_book),
        WITH_ROOM(test_term__is_one_for_all_its_uses),
        WITH_ROOM(test_facts__say_what_is_wrong_and_where),
        WITH_ROOM(test_facts__misuse_in_the_vocabulary_stops_with_the_word_to_write),
        WITH_ROOM(test_words_of_lua__stand_where_they_are_called),
        WITH_ROOM(test_words_of_lua__an_error_inside_names_both_places),
        WITH_ROOM(test_assignment__is_refused_in_rule_files),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
