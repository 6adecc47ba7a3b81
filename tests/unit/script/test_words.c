/* Words: each builds its expression, prints back as it was written, and says how it is used. */
#include "fixture.h"

typedef struct written {
    const char *for_each, *text;
} written;

/* Conditions that print back as they were written. */
static const written conditions[] = {
    {"unit", "all { given(unit.grade), unit.formally_certified }"},
    {"unit", "any { given(unit.grade), unit.formally_certified }"},
    {"unit", "no(unit.formally_certified)"},
    {"unit", "at_least(unit.points, unit.target.points)"},
    {"unit", "at_most(unit.points, 1)"},
    {"unit", "more_than(unit.hours, 0)"},
    {"unit", "less_than(unit.points + unit.target.points, qualification.points)"},
    {"unit", "before(unit.assessed, case.applied)"},
    {"unit", "after(unit.assessed, param.reform)"},
    {"unit", "on_or_before(unit.assessed, unit.valid_until)"},
    {"unit", "on_or_after(unit.assessed, case.decided)"},
    {"unit", "same(unit.context, \"formal\")"},
    {"unit", "same(unit.grade, none)"},
    {"unit", "different(agreement.home, agreement.host)"},
    {"unit", "one_of(unit.origin, { \"work\", \"hobby\" })"},
    {"unit", "one_of(unit.origin, param.kinds)"},
    {"unit", "covers(mou.parties, { agreement.home, agreement.host })"},
    {"unit", "covers(unit.outcomes, unit.target.outcomes)"},
    {"abroad", "multiple_of(ruling.months, param.months_left)"},
    {"unit", "in_force(mou, unit.assessed)"},
    {"unit", "in_force(unit.requirements, case.applied)"},
    {"completion", "in_transition(qualification, completion.completed)"},
    {"unit", "given(mou)"},
    {"abroad", "every(stay, stay.plan_agreed)"},
    {"abroad", "some(earlier, all { same(earlier.kind, \"training\"), ruling.relevant })"},
    {"completion", "every(completion.parts, given(part.grade))"},
    {"abroad", "every(those(stay, more_than(stay.weeks, 0)), stay.plan_agreed)"},
    {"completion", "fulfils(completion.parts, qualification.composition)"},
    {"abroad",
     "at_most(months_in_all(stay), param.share_abroad * qualification.prescribed_months)"},
    {"abroad", "at_most(sum_of(work.months, work.in_occupation), divide(ruling.months, 1))"},
    {"abroad",
     "at_most(lesser_of(ruling.months, qualification.prescribed_months), param.months_left)"},
    {"abroad", "at_most(greater_of(ruling.months, param.months_left, 0), param.months_left)"},
    {"abroad", "at_most(rounded(ruling.months, param.whole), param.months_left)"},
    {"abroad", "at_most(up_to(ruling.months), param.months_left)"},
    {"abroad", "more_than(number_of(stay), 1)"},
    {"abroad", "more_than(number_of(stay, stay.plan_agreed), 1)"},
    {"abroad", "at_least(share_of(stay, stay.plan_agreed), param.share_abroad)"},
    {"unit", "at_least(share_covered(unit.outcomes, unit.target.outcomes), param.share_abroad)"},
    {"abroad", "at_most(largest_of(stay.weeks), smallest_of(stay.weeks, stay.plan_agreed))"},
    {"completion", "at_least(mean_of(elective.mark), weighted_mean_of(part.grade, part.points, "
                   "given(part.grade)))"},
    {"completion", "every(subject, at_least(average_of { subject.school_mark, subject.central_mark "
                   "}, subject.school_mark))"},
    {"unit", "given(from_table { param.grades, unit.grade })"},
    {"unit", "given(from_table { param.grades, unit.grade, otherwise = none })"},
    {"unit", "at_least(age_on(learner.birth_date, case.applied), 1)"},
    {"unit", "at_least(months_in(unit.assessed, case.applied), param.months_left)"},
    {"unit", "before(months_after(unit.assessed, param.months_left), case.applied)"},
    {"completion", "before(years_after(programme.admitted, programme.years), case.applied)"},
    {"abroad", "more_than(days_in_all(stay), 0)"},
    {"unit", "at_least(eqf(unit.level), eqf(qualification.level))"},
    {"completion", "covers(each_of(subject.name), param.kinds)"},
    {"abroad", "at_most(ruling.months - (ruling.months - param.months_left), 1)"},
    {"abroad", "at_most(param.share_abroad * (ruling.months + param.months_left), 1)"},
};

static void test_words__print_back_as_they_were_written(void **state)
{
    EACH(conditions, i)
    {
        run_must(*state, conditions[i].for_each, conditions[i].text);
        assert_clean(*state);
        assert_string_equal(shown_expr(*state, ((room *)*state)->book.rules[0]->must),
                            conditions[i].text);
    }
}

/* What is reported of a condition that is written in line 3. */
static const struct {
    const char *for_each, *text, *problem;
} mistakes[] = {
    {"unit", "more_than(unit.points)",
     "x.lua:3:1: more_than takes 2 values, not 1: write more_than(a, b)"},
    {"unit", "more_than()", "x.lua:3:1: more_than takes 2 values, not 0: write more_than(a, b)"},
    {"unit", "no(given(mou), given(mou))", "x.lua:3:1: no takes 1 value, not 2: write no(a)"},
    {"unit", "all {}", "x.lua:3:1: all takes at least 1 value, not 0: write all { a, b }"},
    {"unit", "all(given(mou), given(mou))",
     "x.lua:3:1: all is written with its values like this: all { a, b }"},
    {"unit", "all { a = given(mou) }",
     "x.lua:3:1: all is written with its values like this: all { a, b }"},
    {"unit", "at_most { unit.points, unit.points }",
     "x.lua:3:1: at_most is written with its values like this: at_most(a, b)"},
    {"abroad", "at_most(lesser_of(ruling.months), ruling.months)",
     "x.lua:3:9: lesser_of takes at least 2 values, not 1: write lesser_of(a, b)"},
    {"unit", "every(unit, given(mou))",
     "x.lua:3:1: every goes over a list of things, like stay or those(…): write every(list, c)"},
    {"abroad", "more_than(sum_of(qualification.points), 0)",
     "x.lua:3:11: sum_of does not see which list it goes over: write sum_of(stay.weeks, c), or "
     "name "
     "the list first"},
    {"abroad", "more_than(sum_of(stay.months + work.months), 0)",
     "x.lua:3:11: sum_of goes over one list, and its value speaks of several"},
    {"abroad", "more_than(sum_of(stay), 0)",
     "x.lua:3:11: sum_of goes over what stands in each of a list: write sum_of(stay.weeks, c)"},
    {"unit", "given(from_table { param.grades })",
     "x.lua:3:7: from_table takes at least 2 values, not 1: write from_table { param.t, key, "
     "otherwise = v }"},
    {"unit", "given(from_table { param.grades, unit.grade, els = 0 })",
     "x.lua:3:7: from_table is written with its values like this: from_table { param.t, key, "
     "otherwise = v }"},
    {"unit", "at_most(param, unit.points)",
     "x.lua:3:1: at_most takes a value, not param, term or ruling without a name"},
    {"unit", "at_most(at_least, unit.points)",
     "x.lua:3:1: at_most takes a value, not a word without its values"},
    {"unit", "no(refused)", "x.lua:3:1: no takes a value, not a verdict"},
    {"unit", "one_of(unit.origin, { a = \"work\" })",
     "x.lua:3:1: one_of takes a list of texts in braces: { \"a\", \"b\" }"},
};

static void test_words__say_how_they_are_written(void **state)
{
    EACH(mistakes, i)
    {
        assert_int_equal(run_must(*state, mistakes[i].for_each, mistakes[i].text), ERKEND_EPOLICY);
        assert_problem(*state, mistakes[i].problem);
    }
}

static void test_words__one_mistake_is_one_message(void **state)
{
    run_must(*state, "abroad",
             "all { at_most(unit.pints + 1, param.x * ruling.y), every(sty, stay.plan_agreed) }");
    assert_string_equal(shown_problem(*state, 0),
                        "x.lua:3:20: unknown fact 'unit.pints': did you mean 'points'?");
    assert_string_equal(shown_problem(*state, 1), "x.lua:3:37: no parameter 'x'");
    assert_string_equal(shown_problem(*state, 2), "x.lua:3:48: no question 'y'");
    assert_string_equal(shown_problem(*state, 3),
                        "x.lua:3:58: unknown name 'sty': did you mean 'stay'?");
}

static void test_list_words__learn_their_list_from_a_definition_that_comes_later(void **state)
{
    room *r = *state;

    run_alone(
        r, NULL,
        "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" },\n"
        "for_each = completion, must = every(term.needed, subject.taken), otherwise = refused }\n"
        "define \"needed\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" },\n"
        "is = those(subject, given(subject.school_mark)) }");
    assert_clean(r);
    assert_int_equal(r->book.rules[0]->must->list_scope, EK_SCOPE_SUBJECT);
}

static void test_list_words__take_a_list_before_the_value(void **state)
{
    room *r = *state;

    run_must(r, "completion", "more_than(sum_of(those(part, given(part.grade)), part.points), 0)");
    assert_clean(r);
    assert_int_equal(r->book.rules[0]->must->args[0]->list_scope, EK_SCOPE_PART);
    assert_string_equal(shown_expr(r, r->book.rules[0]->must),
                        "more_than(sum_of(those(part, given(part.grade)), part.points), 0)");
}

static void test_words__more_than_ten_thousand_parts_are_refused(void **state)
{
    const char *doubling = "function twice(x) return all { x, x } end\n"
                           "function many(x) return twice(twice(twice(twice(twice(x))))) end";

    run_alone(*state, doubling,
              "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, "
              "for_each = unit,\n"
              "must = many(many(many(given(mou)))), otherwise = refused }");
    assert_true(has_problem(*state, "x.lua:2:8: an expression of more than 10000 parts"));
}

static void test_words__deep_expressions_are_refused(void **state)
{
    const char *deep = "function deep(x) for _ = 1, 70 do x = no(x) end return x end";

    run_alone(*state, deep,
              "rule \"xx.a\" { law = \"L\", since = \"2020-01-01\", says = { en = \"s\" }, "
              "for_each = unit,\n"
              "must = deep(given(mou)), otherwise = refused }");
    assert_true(has_problem(*state, "or 64 levels"));
}

static void test_terms__that_build_too_deep_on_one_another_are_refused(void **state)
{
    char *bytes = calloc(1, 100000);
    size_t at = 0;

    assert_non_null(bytes);
    for (int i = 0; i < 300; i++)
        at +=
            (size_t)snprintf(bytes + at, 100000 - at,
                             "define \"d%d\" { law = \"L\", since = \"2020-01-01\", says = { en = "
                             "\"s\" }, is = no(term.d%d) }\n",
                             i, i + 1);
    run_alone(*state, NULL, bytes);
    assert_true(has_problem(*state, "builds on others more than 256 levels deep"));
    free(bytes);
}

/* Every name of the core: facts' scopes, words, effects, and the rest. */
static uint32_t all_names(ek_text *names)
{
    static const char *const others[] = {"none",    "param",      "term",       "ruling",
                                         "rule",    "define",     "allocation", "refused",
                                         "partial", "conditional"};
    uint32_t count = 0;

    for (uint32_t i = 0; i < EK_SCOPE_TARGET; i++)
        names[count++] = ek_text_of(ek_scope_of((ek_scope)i)->name);
    for (int op = EK_OP_ALL; op < EK_OPS; op++)
        if (op != EK_OP_ADD && op != EK_OP_SUBTRACT && op != EK_OP_MULTIPLY)
            names[count++] = ek_text_of(ek_op_name((ek_op)op));
    for (int i = 0; i < EK_EFFECTS; i++)
        names[count++] = ek_text_of(ek_effect_name((ek_effect_kind)i));
    EACH(others, i)
    names[count++] = ek_text_of(others[i]);
    return count;
}

static bool is_reserved(ek_text name)
{
    static const char *const reserved[] = {
        "and",      "break",  "do",    "else",   "elseif",  "end",   "false",  "for",
        "function", "goto",   "if",    "in",     "local",   "nil",   "not",    "or",
        "repeat",   "return", "then",  "true",   "until",   "while", "string", "table",
        "math",     "assert", "error", "ipairs", "next",    "pairs", "select", "tonumber",
        "tostring", "type",   "print", "load",   "require", "os",    "io",     "coroutine"};

    EACH(reserved, i)
    if (ek_text_is(name, reserved[i]))
        return true;
    return false;
}

static void test_names__are_no_keywords_and_mean_one_thing(void **state)
{
    ek_text names[256];
    uint32_t count = all_names(names);

    (void)state;
    for (uint32_t i = 0; i < count; i++) {
        assert_false(is_reserved(names[i]));
        for (uint32_t j = 0; j < i; j++)
            assert_false(ek_text_equal(names[i], names[j]));
    }
}

static void test_names__of_fields_are_no_keywords(void **state)
{
    (void)state;
    for (const ek_record_type *const *type = ek_all_types; *type; type++)
        for (uint32_t i = 0; i < (*type)->field_count; i++) {
            ek_text name = ek_text_of((*type)->fields[i].name);

            if (is_reserved(name) && !ek_text_is(name, "type"))
                fail_msg("%s.%s cannot be written in a rule", (*type)->name,
                         (*type)->fields[i].name);
        }
}

static void test_names__all_words_of_the_core_can_be_called(void **state)
{
    ek_text names[256];
    uint32_t count = all_names(names);

    for (uint32_t i = 0; i < count; i++) {
        char must[128];

        snprintf(must, sizeof must, "given(%s)",
                 ek_text_terminated(&((room *)*state)->arena, names[i]));
        run_must(*state, "unit", must);
        assert_false(has_problem(*state, "unknown name"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ROOM(test_words__print_back_as_they_were_written),
        WITH_ROOM(test_words__say_how_they_are_written),
        WITH_ROOM(test_words__one_mistake_is_one_message),
        WITH_ROOM(test_list_words__learn_their_list_from_a_definition_that_comes_later),
        WITH_ROOM(test_list_words__take_a_list_before_the_value),
        WITH_ROOM(test_words__more_than_ten_thousand_parts_are_refused),
        WITH_ROOM(test_words__deep_expressions_are_refused),
        WITH_ROOM(test_terms__that_build_too_deep_on_one_another_are_refused),
        WITH_ROOM(test_names__are_no_keywords_and_mean_one_thing),
        WITH_ROOM(test_names__of_fields_are_no_keywords),
        WITH_ROOM(test_names__all_words_of_the_core_can_be_called),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
