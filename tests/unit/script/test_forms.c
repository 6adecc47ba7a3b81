/* Forms: what a rule, a definition and an allocation leave in the book, and what is wrong with
 * them. */
#include "fixture.h"

#define HEAD                                                                                       \
    "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, for_each = "      \
    "unit,\n"

static ek_date day(int32_t year, int32_t month, int32_t number)
{
    return ek_date_from((ek_civil){year, month, number});
}

static const ek_rule *rule_of(room *r)
{
    assert_int_equal(r->book.rule_count, 1);
    return r->book.rules[0];
}

static void test_rule__keeps_all_its_fields(void **state)
{
    room *r = *state;
    const ek_rule *rule;

    run_alone(r, NULL,
              "\nrule \"xx.law.2.stay\" {\n"
              "  law       = \"Law § 2\",\n"
              "  since     = \"2020-01-31\",\n"
              "  last_day  = \"2021-12-31\",\n"
              "  clock     = stay.first_day,\n"
              "  says      = { en = \"English.\", de = \"Deutsch.\", fi = \"Suomi.\", nl = "
              "\"Nederlands.\" },\n"
              "  reading   = { en = \"As it stands.\", fi = \"Sellaisenaan.\" },\n"
              "  status    = \"unverified\",\n"
              "  overrides = \"xx.law.1\",\n"
              "  for_each  = stay,\n"
              "  where     = more_than(stay.weeks, 0),\n"
              "  must      = stay.plan_agreed,\n"
              "  otherwise = conditional \"agreed_plan\",\n"
              "  gives     = count_as_training { months = up_to(stay.months) },\n"
              "  limits    = count_as_training { months = param.months_left },\n"
              "}\n");
    assert_clean(r);
    rule = rule_of(r);
    assert_true(ek_text_is(rule->id, "xx.law.2.stay"));
    assert_int_equal(rule->law_count, 1);
    assert_true(ek_text_is(rule->laws[0].text, "Law § 2"));
    assert_int_equal(rule->laws[0].before, EK_DATE_NEVER);
    assert_int_equal(rule->since, day(2020, 1, 31));
    assert_int_equal(rule->last_day, day(2021, 12, 31));
    assert_string_equal(shown_expr(r, rule->clock), "stay.first_day");
    assert_true(ek_text_is(rule->says.in[EK_EN], "English."));
    assert_true(ek_text_is(rule->says.in[EK_NL], "Nederlands."));
    assert_true(ek_text_is(rule->reading.in[EK_EN], "As it stands."));
    assert_true(ek_text_is(rule->reading.in[EK_FI], "Sellaisenaan."));
    assert_true(rule->unverified);
    assert_true(ek_text_is(rule->overrides, "xx.law.1"));
    assert_int_equal(rule->for_each, EK_SCOPE_STAY);
    assert_int_equal(rule->claim, EK_SCOPE_ABROAD);
    assert_int_equal(rule->phase, EK_PHASE_RECOGNISE);
    assert_string_equal(shown_expr(r, rule->where), "more_than(stay.weeks, 0)");
    assert_int_equal(rule->choose, EK_SCOPE_NONE);
    assert_string_equal(shown_expr(r, rule->must), "stay.plan_agreed");
    assert_int_equal(rule->otherwise.kind, EK_ELSE_CONDITIONAL);
    assert_true(ek_text_is(rule->otherwise.step, "agreed_plan"));
    assert_int_equal(rule->otherwise.place.line, 14);
    assert_int_equal(rule->gives->kind, EK_EFFECT_COUNT_AS_TRAINING);
    assert_true(rule->gives->fields[0].at_most);
    assert_string_equal(shown_expr(r, rule->gives->fields[0].value), "stay.months");
    assert_false(rule->limits->fields[0].at_most);
    assert_int_equal(rule->place.line, 2);
    assert_int_equal(rule->place.column, 1);
    assert_false(rule->shared);
    assert_int_equal(rule->index, 0);
}

static void test_rule__has_defaults_for_what_is_not_said(void **state)
{
    room *r = *state;

    run_rule(r, "unit", "gives = inform { x = 1 }");
    assert_clean(r);
    assert_int_equal(rule_of(r)->last_day, EK_DATE_NEVER);
    assert_null(rule_of(r)->clock);
    assert_null(rule_of(r)->where);
    assert_null(rule_of(r)->must);
    assert_null(rule_of(r)->limits);
    assert_int_equal(rule_of(r)->otherwise.kind, EK_ELSE_NOTHING);
    assert_int_equal(rule_of(r)->phase, EK_PHASE_RECOGNISE);
    assert_false(rule_of(r)->unverified);
    assert_int_equal(rule_of(r)->overrides.size, 0);
}

static void test_rule__law_by_code_and_before_a_renumbering(void **state)
{
    room *r = *state;
    const ek_rule *rule;

    run_alone(r, NULL,
              "rule \"xx.a\" { law = { HwO = \"§ 27a\", BBiG = \"§ 7\" }, law_before = { "
              "[\"2020-01-01\"] = "
              "{ HwO = \"§ 27b\" }, [\"2005-04-01\"] = \"old\" }, since = \"2000-01-01\", says = { "
              "en = \"s\" "
              "}, for_each = unit, gives = inform { x = 1 } }");
    assert_clean(r);
    rule = rule_of(r);
    assert_int_equal(rule->law_count, 4);
    assert_true(ek_text_is(ek_law_cited(rule->laws, 4, EK_TEXT("HwO"), day(2021, 1, 1)), "§ 27a"));
    assert_true(
        ek_text_is(ek_law_cited(rule->laws, 4, EK_TEXT("HwO"), day(2019, 12, 31)), "§ 27b"));
    assert_true(ek_text_is(ek_law_cited(rule->laws, 4, EK_TEXT("BBiG"), day(2019, 12, 31)), "§ 7"));
    assert_true(ek_text_is(ek_law_cited(rule->laws, 4, EK_TEXT("BBiG"), day(2005, 3, 31)), "old"));
}

static void test_rule__verdicts(void **state)
{
    room *r = *state;

    run_rule(r, "abroad", "must = abroad.serves_goal, otherwise = refused");
    assert_int_equal(rule_of(r)->otherwise.kind, EK_ELSE_REFUSED);
    assert_int_equal(rule_of(r)->otherwise.instead.count, 0);
    run_rule(r, "abroad", "must = abroad.serves_goal, otherwise = partial");
    assert_int_equal(rule_of(r)->otherwise.kind, EK_ELSE_PARTIAL);
    run_rule(
        r, "abroad",
        "must = abroad.serves_goal, otherwise = refused { instead = { \"external_admission\" } }");
    assert_clean(r);
    assert_int_equal(rule_of(r)->otherwise.kind, EK_ELSE_REFUSED);
    assert_true(ek_text_is(rule_of(r)->otherwise.instead.items[0], "external_admission"));
    run_rule(r, "abroad", "must = abroad.serves_goal, otherwise = ruling.longer_stay");
    assert_clean(r);
    assert_int_equal(rule_of(r)->otherwise.kind, EK_ELSE_RULING);
    assert_true(ek_text_is(rule_of(r)->otherwise.ruling->as.question->name, "longer_stay"));
}

static void test_rule__phases(void **state)
{
    static const char *const phases[] = {"assess", "validate", "recognise"};

    EACH(phases, i)
    {
        char fields[100];

        snprintf(fields, sizeof fields, "phase = \"%s\", gives = inform { x = 1 }", phases[i]);
        run_rule(*state, "unit", fields);
        assert_clean(*state);
        assert_int_equal(rule_of(*state)->phase, i);
    }
}

static void test_rule__chooses_among_many(void **state)
{
    room *r = *state;

    run_rule(r, "completion",
             "choose = elective, to_reach = more_than(sum_of(elective.hours), 0),\n"
             "must = every(elective, given(elective.mark)), otherwise = refused");
    assert_clean(r);
    assert_int_equal(rule_of(r)->choose, EK_SCOPE_ELECTIVE);
    assert_string_equal(shown_expr(r, rule_of(r)->to_reach),
                        "more_than(sum_of(elective.hours), 0)");
}

static void test_effects__keep_their_fields_by_name(void **state)
{
    room *r = *state;
    const ek_effect *effect;

    run_rule(r, "unit",
             "gives = award { unit = unit.target.unit, points = up_to(unit.target.points), grade = "
             "none }");
    assert_clean(r);
    effect = rule_of(r)->gives;
    assert_int_equal(effect->kind, EK_EFFECT_AWARD);
    assert_int_equal(effect->field_count, 3);
    assert_true(ek_text_is(effect->fields[0].name, "grade"));
    assert_true(ek_text_is(effect->fields[1].name, "points"));
    assert_true(ek_text_is(effect->fields[2].name, "unit"));
    assert_true(effect->fields[1].at_most);
    assert_int_equal(effect->fields[1].place.column, 42);
}

static void test_effects__all_can_be_given(void **state)
{
    static const char *const effects[EK_EFFECTS] = {
        "award { unit = unit.target.unit }",
        "award_qualification { by = \"parts\", mean = 1 }",
        "exempt { part = \"a\", mark = unit.grade }",
        "certify { anything = \"a\" }",
        "declare { equivalent_to = \"a\" }",
        "shorten { months = param.months_left }",
        "credit_time { months = param.months_left }",
        "count_as_training { months = param.months_left }",
        "set_duration { months = param.months_left }",
        "admit { to = \"final_exam\" }",
        "inform { level = eqf(unit.level) }"};

    EACH(effects, i)
    {
        char fields[200];

        snprintf(fields, sizeof fields, "gives = %s", effects[i]);
        run_rule(*state, "unit", fields);
        assert_clean(*state);
        assert_int_equal(rule_of(*state)->gives->kind, i);
    }
}

static void test_define__versions_gather_in_one_term(void **state)
{
    room *r = *state;

    run_alone(
        r, NULL,
        "define \"x\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, is = "
        "given(mou) }\n"
        "define \"x\" { law = \"L\", since = \"2010-01-01\", last_day = \"2019-12-31\", clock = "
        "case.applied, status = \"unverified\", says = { en = \"s\" }, is = term.y }");
    assert_clean(r);
    assert_int_equal(r->book.term_count, 2);
    assert_int_equal(r->book.terms[0]->version_count, 2);
    assert_true(r->book.terms[0]->versions[1]->unverified);
    assert_string_equal(shown_expr(r, r->book.terms[0]->versions[1]->clock), "case.applied");
    assert_int_equal(r->book.terms[1]->version_count, 0);
}

static void test_allocation__keeps_all_its_fields(void **state)
{
    room *r = *state;
    const ek_allocation *allocation;

    run_alone(
        r, NULL,
        "allocation \"xx.points\" { law = \"L\", since = \"2009-06-18\", says = { en = \"s\" }, "
        "reading = "
        "{ en = \"r\" },\nfor_each = qualification, over = component, where = "
        "given(qualification.points),\n"
        "total = param.points_a_year * qualification.reference_years,\n"
        "by = component.importance + component.effort, rounding = param.whole }");
    assert_clean(r);
    assert_int_equal(r->book.allocation_count, 1);
    allocation = r->book.allocations[0];
    assert_true(ek_text_is(allocation->id, "xx.points"));
    assert_string_equal(shown_expr(r, allocation->total),
                        "param.points_a_year * qualification.reference_years");
    assert_string_equal(shown_expr(r, allocation->by), "component.importance + component.effort");
    assert_string_equal(shown_expr(r, allocation->rounding), "param.whole");
    assert_string_equal(shown_expr(r, allocation->where), "given(qualification.points)");
}

static void test_forms__many_of_them_stay_in_order(void **state)
{
    room *r = *state;
    char *bytes = calloc(1, 200 * 50);

    assert_non_null(bytes);
    open_script(r, NULL, NULL);
    for (int i = 0; i < 50; i++) {
        snprintf(bytes, 200,
                 "rule \"xx.a%d\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, "
                 "for_each = unit, "
                 "gives = inform { x = 1 } }",
                 i);
        assert_int_equal(run_file(r, "x.lua", bytes), ERKEND_OK);
    }
    free(bytes);
    assert_int_equal(r->book.rule_count, 50);
    for (uint32_t i = 0; i < 50; i++) {
        assert_int_equal(r->book.rules[i]->index, i);
        assert_true(ek_text_is(r->book.rules[i]->id,
                               ek_text_format(&r->arena, "xx.a%u", (unsigned)i).bytes));
    }
}

static void test_forms__of_an_adopted_set_are_shared(void **state)
{
    room *r = *state;

    open_script(r, NULL, NULL);
    r->set.shared = true;
    assert_int_equal(run_file(r, "policies/eu/x.lua", HEAD "gives = inform { x = 1 } }"),
                     ERKEND_OK);
    assert_true(rule_of(r)->shared);
    assert_true(ek_text_is(rule_of(r)->place.file, "policies/eu/x.lua"));
}

/* Fields in line 2 of a rule for each unit, and what is reported. */
static const struct {
    const char *for_each, *fields, *problem;
} mistakes[] = {
    {"unit", "must = given(mou)",
     "x.lua:2:1: 'must' without 'otherwise': say what follows if it does not hold"},
    {"unit", "otherwise = refused, gives = inform { x = 1 }",
     "x.lua:2:1: 'otherwise' without 'must': say what has to hold"},
    {"unit", "where = given(mou)",
     "x.lua:1:1: this rule asks nothing and gives nothing: write must, gives or limits"},
    {"unit", "mst = given(mou), gives = inform { x = 1 }",
     "x.lua:2:1: rule has no field 'mst': did you mean 'must'?"},
    {"unit", "colour = \"red\", gives = inform { x = 1 }", "x.lua:2:1: rule has no field 'colour'"},
    {"unit", "given(mou), gives = inform { x = 1 }",
     "x.lua:1:1: rule has a value without a name: write name = …"},
    {"work", "gives = inform { x = 1 }",
     "x.lua:1:69: a rule is for each claim or each thing listed in one (unit, abroad, stay, …), "
     "not for "
     "each work"},
    {"unit.points", "gives = inform { x = 1 }",
     "x.lua:1:69: 'for_each' takes a name like abroad or stay, nothing else"},
    {"unit", "must = unit.points, otherwise = refused", "x.lua:2:1: 'must' has to be a condition"},
    {"unit", "where = \"x\", gives = inform { x = 1 }", "x.lua:2:1: 'where' has to be a condition"},
    {"unit", "clock = unit.points, gives = inform { x = 1 }",
     "x.lua:2:1: 'clock' has to be a date"},
    {"unit", "must = given(mou), otherwise = given(mou)",
     "x.lua:2:20: 'otherwise' takes refused, partial, conditional \"…\" or a ruling"},
    {"unit", "must = given(mou), otherwise = \"refused\"",
     "x.lua:2:20: 'otherwise' takes refused, partial, conditional \"…\" or a ruling"},
    {"abroad", "must = given(mou), otherwise = ruling.months",
     "x.lua:2:20: 'otherwise' takes a ruling that answers yes or no"},
    {"unit", "must = given(mou), otherwise = conditional",
     "x.lua:2:20: conditional takes the name of a step: conditional \"agreed_plan\""},
    {"unit", "must = given(mou), otherwise = conditional \"agreed_plam\"",
     "x.lua:2:32: country.yaml has no step 'agreed_plam': did you mean 'agreed_plan'?"},
    {"unit", "must = given(mou), otherwise = conditional { \"x\" }",
     "x.lua:2:32: conditional takes the name of a step: conditional \"agreed_plan\""},
    {"unit",
     "must = given(mou), otherwise = refused { insted = { \"external_admission\" }, instead = { "
     "\"external_admission\" } }",
     "x.lua:2:42: refused has no field 'insted': did you mean 'instead'?"},
    {"unit", "must = given(mou), otherwise = refused { instead = { \"moon\" } }",
     "x.lua:2:42: country.yaml has no road 'moon': declare it under roads"},
    {"unit", "must = given(mou), otherwise = refused { instead = {} }",
     "x.lua:2:42: 'instead' names other roads in braces: { \"external_admission\" }"},
    {"unit", "must = given(mou), otherwise = refused {}",
     "x.lua:2:32: refused { … } needs 'instead': write refused alone without it"},
    {"unit", "must = given(mou), otherwise = refused \"x\"",
     "x.lua:2:32: refused stands alone, or as refused { instead = { \"…\" } }"},
    {"unit", "must = given(mou), otherwise = partial { instead = \"x\" }",
     "x.lua:2:32: partial stands alone: what was found counts, the rest does not"},
    {"exemption", "gives = award { unit = exemption.part }",
     "x.lua:2:1: award is for rules for each unit; for each exemption write "
     "exempt, certify or another"},
    {"unit", "gives = award { pints = 1 }",
     "x.lua:2:17: award has no field 'pints': did you mean 'points'?"},
    {"unit", "gives = award {}", "x.lua:2:9: award gives nothing: name a field"},
    {"unit", "gives = award",
     "x.lua:2:1: 'gives' takes one effect, like award { points = … }, not an effect without its "
     "fields"},
    {"unit", "gives = award \"x\"",
     "x.lua:2:9: award is written with its fields in braces: award { unit = … }"},
    {"unit", "gives = given(mou)",
     "x.lua:2:1: 'gives' takes one effect, like award { points = … }, not a fact"},
    {"unit", "gives = { award { points = 1 } }",
     "x.lua:2:1: 'gives' takes one effect, like award { points = … }, not braces"},
    {"unit", "limits = award { points = 1 }",
     "x.lua:2:1: 'limits' is for effects that add up: shorten, credit_time, count_as_training"},
    {"unit", "phase = \"asses\", gives = inform { x = 1 }",
     "x.lua:2:1: 'phase' is \"assess\", \"validate\" or \"recognise\", not \"asses\""},
    {"abroad", "phase = \"assess\", gives = inform { x = 1 }",
     "x.lua:2:1: only rules for each unit have a 'phase'"},
    {"unit", "status = \"verified\", gives = inform { x = 1 }",
     "x.lua:2:1: 'status' can only be \"unverified\": leave it out for what is verified"},
    {"unit", "reading = \"r\", gives = inform { x = 1 }",
     "x.lua:2:1: 'reading' is written by language: reading = { en = \"…\" }"},
    {"unit", "reading = { en = \"\" }, gives = inform { x = 1 }",
     "x.lua:2:13: 'en' has to be a text, not an empty one"},
    {"unit", "reading = {}, gives = inform { x = 1 }",
     "x.lua:2:1: 'reading' has no words: write reading = { en = \"…\" }"},
    {"unit", "overrides = unit, gives = inform { x = 1 }",
     "x.lua:2:1: 'overrides' has to be a text, not a fact"},
    {"unit", "last_day = \"2019-12-31\", gives = inform { x = 1 }",
     "x.lua:2:1: 'last_day' lies before 'since'"},
    {"unit", "last_day = \"2019-02-30\", gives = inform { x = 1 }",
     "x.lua:2:1: 'last_day' has to be a day like \"2020-01-31\", not \"2019-02-30\""},
    {"unit", "choose = unit, to_reach = given(mou), gives = inform { x = 1 }",
     "x.lua:2:1: 'choose' takes a name that stands for many, like elective, not unit"},
    {"unit", "choose = elective, gives = inform { x = 1 }",
     "x.lua:2:1: 'choose' without 'to_reach': say how much is to be chosen"},
    {"unit", "to_reach = given(mou), gives = inform { x = 1 }",
     "x.lua:2:1: 'to_reach' without 'choose': say what is chosen from"},
    {"unit", "law_before = { [\"2020\"] = \"x\" }, gives = inform { x = 1 }",
     "x.lua:2:17: 'law_before' is written by day: { [\"2020-01-01\"] = \"…\" }, not '2020'"},
    {"unit", "law_before = \"x\", gives = inform { x = 1 }",
     "x.lua:2:1: 'law_before' is written by day: { [\"2020-01-01\"] = \"…\" }"},
};

static void test_rule__says_what_is_wrong_and_where(void **state)
{
    EACH(mistakes, i)
    {
        assert_int_equal(run_rule(*state, mistakes[i].for_each, mistakes[i].fields),
                         ERKEND_EPOLICY);
        assert_problem(*state, mistakes[i].problem);
    }
}

/* Whole files. */
static const char *const broken[][2] = {
    {"rule \"xx.a\"", "x.lua:1:1: rule \"xx.a\" has no fields: write { … } behind its name"},
    {"rule { }", "x.lua:1:1: rule has an identifier of small letters, digits, _ and dots: rule "
                 "\"xx.law.1.word\" { … }"},
    {"rule \"xx.a\" \"xx.b\"", "x.lua:1:1: rule has its fields in braces: rule \"…\" { … }"},
    {"rule \"Ä b\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, for_each = unit, "
     "gives = "
     "inform { x = 1 } }",
     "x.lua:1:1: rule has an identifier of small letters, digits, _ and dots: rule "
     "\"xx.law.1.word\" { … }"},
    {"define \"a.b\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, is = given(mou) "
     "}",
     "x.lua:1:1: a definition has a name of small letters, digits and _: define \"name\" { … }"},
    {"define \"a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" } }",
     "x.lua:1:1: define needs 'is'"},
    {"define \"a\" { since = \"2020-01-01\", says = { en = \"s\" }, is = given(mou) }",
     "x.lua:1:1: define needs 'law'"},
    {"define \"a\" { law = \"L\", says = { en = \"s\" }, is = given(mou) }",
     "x.lua:1:1: define needs 'since'"},
    {"define \"a\" { law = \"L\", since = \"2020-01-01\", is = given(mou) }",
     "x.lua:1:1: define needs 'says'"},
    {"define \"a\" { law = \"L\", since = \"2020-01-01\", says = \"s\", is = given(mou) }",
     "x.lua:1:47: 'says' is written by language: says = { en = \"…\" }"},
    {"define \"a\" { law = \"L\", since = \"2020-01-01\", says = { xx = \"s\" }, is = given(mou) }",
     "x.lua:1:56: 'says' knows no language 'xx': " EK_LANGUAGES_SAID},
    {"define \"a\" { law = \"L\", since = \"2020-01-01\", says = {}, is = given(mou) }",
     "x.lua:1:47: 'says' has no words: write says = { en = \"…\" }"},
    {"define \"a\" { law = \"L\", since = \"2020-01-01\", says = { en = unit }, is = given(mou) }",
     "x.lua:1:56: 'en' has to be a text, not a fact"},
    {"define \"a\" { law = {}, since = \"2020-01-01\", says = { en = \"s\" }, is = given(mou) }",
     "x.lua:1:14: 'law' names no law"},
    {"define \"a\" { law = mou, since = \"2020-01-01\", says = { en = \"s\" }, is = given(mou) }",
     "x.lua:1:14: 'law' has to be a text, or texts by law: { BBiG = \"§ 7\" }"},
    {"allocation \"a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, for_each = "
     "unit, over = "
     "component, total = 1, by = component.effort, rounding = param.whole }",
     "x.lua:1:72: 'for_each' of an allocation is qualification"},
    {"allocation \"a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, for_each = "
     "qualification, over "
     "= component, total = 1, by = component.effort, rounding = 1 }",
     "x.lua:1:150: 'rounding' has to be a rounding of parameters.yaml"},
};

static void test_forms__say_what_is_wrong_and_where(void **state)
{
    EACH(broken, i)
    {
        assert_int_equal(run_alone(*state, NULL, broken[i][0]), ERKEND_EPOLICY);
        assert_problem(*state, broken[i][1]);
    }
}

static void test_forms__all_mistakes_of_a_file_are_told_in_one_run(void **state)
{
    room *r = *state;

    run_alone(r, NULL,
              "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, "
              "for_each = unit,\n"
              "  where = unit.ponts and unit.points <= 8,\n"
              "  must = all { abroad.servs_goal, more_than(unit.points), at_least(unit.points / 4, "
              "0.25) },\n"
              "  otherwise = refuse,\n"
              "  gives = award { poins = 1 },\n"
              "}\n"
              "rule \"xx.b\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, "
              "for_each = unt, gives = "
              "inform { x = param.y } }\n");
    assert_int_equal(r->problems.errors, 13);
    assert_int_equal(r->book.rule_count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ROOM(test_rule__keeps_all_its_fields),
        WITH_ROOM(test_rule__has_defaults_for_what_is_not_said),
        WITH_ROOM(test_rule__law_by_code_and_before_a_renumbering),
        WITH_ROOM(test_rule__verdicts),
        WITH_ROOM(test_rule__phases),
        WITH_ROOM(test_rule__chooses_among_many),
        WITH_ROOM(test_effects__keep_their_fields_by_name),
        WITH_ROOM(test_effects__all_can_be_given),
        WITH_ROOM(test_define__versions_gather_in_one_term),
        WITH_ROOM(test_allocation__keeps_all_its_fields),
        WITH_ROOM(test_forms__many_of_them_stay_in_order),
        WITH_ROOM(test_forms__of_an_adopted_set_are_shared),
        WITH_ROOM(test_rule__says_what_is_wrong_and_where),
        WITH_ROOM(test_forms__say_what_is_wrong_and_where),
        WITH_ROOM(test_forms__all_mistakes_of_a_file_are_told_in_one_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
