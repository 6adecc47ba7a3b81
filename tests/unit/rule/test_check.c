/* Tests of the check of a whole rulebook: each message of LANGUAGE section 13 once. */
#include "make.h"

typedef struct desk {
    make *m;
    ek_rule *rules[8];
    uint32_t rule_count;
    ek_term *terms[8];
    uint32_t term_count;
    const ek_parameter *parameters[4];
    const ek_question *questions[4];
    ek_named bodies[2], steps[2], roads[2];
    ek_law law;
} desk;

static desk set_desk(make *m)
{
    desk d = {.m = m};

    d.law = (ek_law){.before = EK_DATE_NEVER, .text = EK_TEXT("Act § 1")};
    m->book.language = EK_EN;
    m->book.folder = EK_TEXT("countries/zz");
    return d;
}

static ek_says english(const char *text)
{
    ek_says says = {{{NULL, 0}}};

    says.in[EK_EN] = ek_text_of(text);
    return says;
}

static ek_place place_at(uint32_t line)
{
    return (ek_place){EK_TEXT("countries/zz/transfer.lua"), line, 1};
}

/* In force from day 100 on, for each claim about time abroad; it gives months. */
static ek_rule *add_rule(desk *d, const char *id)
{
    make *m = d->m;
    ek_rule *rule = EK_NEW(&m->arena, ek_rule);
    ek_effect *effect = EK_NEW(&m->arena, ek_effect);
    ek_effect_field *field = EK_NEW(&m->arena, ek_effect_field);

    *field = (ek_effect_field){.name = EK_TEXT("months"),
                               .value = make_fact(m, EK_SCOPE_TRAINING, "credited_months")};
    *effect = (ek_effect){.kind = EK_EFFECT_COUNT_AS_TRAINING, .fields = field, .field_count = 1};
    *rule = (ek_rule){.id = ek_text_of(id),
                      .laws = &d->law,
                      .law_count = 1,
                      .since = 100,
                      .last_day = EK_DATE_NEVER,
                      .says = english("It is so."),
                      .for_each = EK_SCOPE_ABROAD,
                      .claim = EK_SCOPE_ABROAD,
                      .choose = EK_SCOPE_NONE,
                      .gives = effect,
                      .place = place_at(10 * (d->rule_count + 1))};
    d->rules[d->rule_count++] = rule;
    return rule;
}

static const ek_term *add_term(desk *d, const char *name)
{
    ek_term *term = EK_NEW(&d->m->arena, ek_term);

    *term = (ek_term){.name = ek_text_of(name),
                      .type = EK_TYPE_ANY,
                      .measure = {.any = true},
                      .index = d->term_count,
                      .place = place_at(500)};
    d->terms[d->term_count++] = term;
    return term;
}

static void define(desk *d, const ek_term *term, ek_date since, const ek_expr *is)
{
    make *m = d->m;
    ek_term *open = (ek_term *)(uintptr_t)term;
    ek_definition *definition = EK_NEW(&m->arena, ek_definition);
    const ek_definition **versions =
        EK_NEW_ARRAY(&m->arena, const ek_definition *, open->version_count + 1);

    *definition = (ek_definition){.name = term->name,
                                  .laws = &d->law,
                                  .law_count = 1,
                                  .since = since,
                                  .last_day = EK_DATE_NEVER,
                                  .says = english("a word"),
                                  .is = is,
                                  .place = place_at(600 + open->version_count)};
    for (uint32_t i = 0; i < open->version_count; i++)
        versions[i] = open->versions[i];
    versions[open->version_count++] = definition;
    open->versions = versions;
}

static void check(desk *d)
{
    ek_rulebook *book = &d->m->book;

    book->rules = (const ek_rule *const *)d->rules;
    book->rule_count = d->rule_count;
    book->terms = (const ek_term *const *)d->terms;
    book->term_count = d->term_count;
    assert_int_equal(d->m->problems.count, 0); /* the expressions are in order */
    ek_check_book(book, &d->m->problems);
}

/* The only problem there is. */
static void assert_only(desk *d, bool warning, const char *expected)
{
    ek_problems *problems = &d->m->problems;

    check(d);
    for (uint32_t i = 0; problems->count != 1 && i < problems->count; i++)
        print_message("%s\n", ek_text_terminated(&d->m->arena, problems->items[i].message));
    assert_int_equal(problems->count, 1);
    assert_string_equal(ek_text_terminated(&d->m->arena, problems->items[0].message), expected);
    assert_int_equal(problems->items[0].warning, warning);
}

static const ek_expr *yes(make *m)
{
    return make_fact(m, EK_SCOPE_ABROAD, "serves_goal");
}

static void test_ek_check_book__a_book_in_order_is_sorted(void **state)
{
    desk d = set_desk(*state);
    ek_rule *b = add_rule(&d, "zz.b"), *a = add_rule(&d, "zz.a"), *later = add_rule(&d, "zz.a");

    a->last_day = 199;
    later->since = 200;
    check(&d);
    assert_int_equal(d.m->problems.count, 0);
    assert_ptr_equal(d.m->book.rules[0], a);
    assert_ptr_equal(d.m->book.rules[1], later);
    assert_ptr_equal(d.m->book.rules[2], b);
    assert_int_equal(b->index, 2);
}

static void test_ek_check_book__one_id_twice_on_a_day(void **state)
{
    desk d = set_desk(*state);

    add_rule(&d, "zz.a")->last_day = 200;
    add_rule(&d, "zz.a")->since = 200;
    assert_only(&d, false,
                "rule 'zz.a' stands twice on 1970-07-20: also at "
                "countries/zz/transfer.lua:10:1; end the earlier one with last_day");
}

static void test_ek_check_book__a_gap_between_versions(void **state)
{
    desk d = set_desk(*state);

    add_rule(&d, "zz.a")->last_day = 198;
    add_rule(&d, "zz.a")->since = 200;
    assert_only(&d, true,
                "rule 'zz.a' has a gap: it ends on 1970-07-18 and begins again on "
                "1970-07-20");
}

static void test_ek_check_book__an_unknown_override(void **state)
{
    desk d = set_desk(*state);

    add_rule(&d, "zz.abroad");
    add_rule(&d, "zz.b")->overrides = EK_TEXT("zz.abrod");
    assert_only(&d, false,
                "rule 'zz.b' overrides 'zz.abrod', and there is no such rule: did you "
                "mean 'zz.abroad'?");
}

static void test_ek_check_book__a_ring_of_overrides(void **state)
{
    desk d = set_desk(*state);

    add_rule(&d, "zz.b")->overrides = EK_TEXT("zz.a");
    add_rule(&d, "zz.a")->overrides = EK_TEXT("zz.b");
    assert_only(&d, false,
                "rules override each other in a ring: zz.a, zz.b "
                "(countries/zz/transfer.lua:10:1), zz.a");
}

static void test_ek_check_book__an_unknown_definition(void **state)
{
    desk d = set_desk(*state);
    const ek_term *known = add_term(&d, "long_stay"), *unknown = add_term(&d, "long_stya");

    define(&d, known, 100, yes(d.m));
    add_rule(&d, "zz.a")->where =
        MAKE_2(d.m, EK_OP_ALL, make_term(d.m, known), make_term(d.m, unknown));
    assert_only(&d, false, "no definition 'long_stya': did you mean 'long_stay'?");
}

static void test_ek_check_book__definitions_of_one_name_list_the_same_things(void **state)
{
    desk d = set_desk(*state);
    const ek_term *term = add_term(&d, "periods");

    define(&d, term, 100, make_thing(d.m, EK_SCOPE_WORK));
    define(&d, term, 200, make_thing(d.m, EK_SCOPE_EARLIER));
    add_rule(&d, "zz.a")->where = MAKE_2(d.m, EK_OP_SOME, make_term(d.m, term),
                                         make_fact(d.m, EK_SCOPE_WORK, "in_occupation"));
    check(&d);
    assert_true(d.m->problems.errors > 0);
    assert_string_equal(ek_text_terminated(&d.m->arena, d.m->problems.items[0].message),
                        "definition 'periods' of 1970-07-20 is of another type, unit or list than "
                        "that of 1970-04-11; give it another name");
}

static void test_ek_check_book__a_definition_through_itself(void **state)
{
    desk d = set_desk(*state);
    const ek_term *a = add_term(&d, "a"), *b = add_term(&d, "b");

    define(&d, a, 100, MAKE_1(d.m, EK_OP_NO, make_term(d.m, b)));
    define(&d, b, 100, MAKE_1(d.m, EK_OP_NO, make_term(d.m, a)));
    assert_only(&d, false,
                "definition 'a' uses itself: a (countries/zz/transfer.lua:600:1), b "
                "(countries/zz/transfer.lua:600:1), a; define one without the other");
}

static void test_ek_check_book__what_stands_above_a_definition_is_typed_by_it(void **state)
{
    desk d = set_desk(*state);
    make *m = d.m;
    const ek_term *weeks = add_term(&d, "weeks");
    const ek_expr *order = MAKE_2(m, EK_OP_AT_MOST, make_term(m, weeks),
                                  make_fact(m, EK_SCOPE_TRAINING, "credited_months"));

    define(&d, weeks, 100, make_fact(m, EK_SCOPE_TRAINING, "weekly_hours"));
    add_rule(&d, "zz.a")->where = order;
    assert_only(&d, false, "hours and months do not compare: bring both to one unit");
    assert_int_equal(weeks->type, EK_TYPE_QUANTITY);
}

static void test_ek_check_book__a_fact_of_many_without_for_each(void **state)
{
    desk d = set_desk(*state);

    add_rule(&d, "zz.a")->where = make_fact(d.m, EK_SCOPE_STAY, "plan_agreed");
    assert_only(&d, false,
                "'stay' stands for many here: write for_each = stay, or every, some, "
                "sum_of");
}

static void test_ek_check_book__each_of_many_is_at_hand_in_list_words(void **state)
{
    desk d = set_desk(*state);

    add_rule(&d, "zz.a")->where = MAKE_2(d.m, EK_OP_EVERY, make_thing(d.m, EK_SCOPE_STAY),
                                         make_fact(d.m, EK_SCOPE_STAY, "plan_agreed"));
    check(&d);
    assert_int_equal(d.m->problems.count, 0);
}

static void test_ek_check_book__another_claim_is_not_at_hand(void **state)
{
    desk d = set_desk(*state);

    add_rule(&d, "zz.a")->where =
        MAKE_1(d.m, EK_OP_GIVEN, make_fact(d.m, EK_SCOPE_SHORTENING, "applied"));
    assert_only(&d, false, "'shortening' is not at hand: this rule is not for each shortening");
}

static ek_question *add_question(desk *d)
{
    ek_question *question = EK_NEW(&d->m->arena, ek_question);

    *question = (ek_question){.name = EK_TEXT("relevant"),
                              .asks = english("Is it?"),
                              .body = EK_TEXT("chamber"),
                              .about = EK_SCOPE_EARLIER,
                              .answer = EK_ANSWER_YES,
                              .law = EK_TEXT("Act § 2"),
                              .place = place_at(900)};
    d->questions[0] = question;
    d->m->book.questions = d->questions;
    d->m->book.question_count = 1;
    d->bodies[0] = (ek_named){.name = EK_TEXT("chamber"), .says = english("the chamber")};
    d->m->book.bodies = d->bodies;
    d->m->book.body_count = 1;
    return question;
}

static void test_ek_check_book__a_ruling_about_what_is_not_at_hand(void **state)
{
    desk d = set_desk(*state);

    add_rule(&d, "zz.a")->where = make_ruling(d.m, add_question(&d));
    assert_only(&d, false,
                "the question 'relevant' is about each earlier, which is not at hand "
                "here");
}

static void test_ek_check_book__a_question_for_nobody_and_one_nobody_asks(void **state)
{
    desk d = set_desk(*state);

    add_question(&d)->about = EK_SCOPE_ABROAD;
    d.bodies[0].name = EK_TEXT("school");
    add_rule(&d, "zz.a");
    check(&d);
    ek_problems_sort(&d.m->problems);
    assert_int_equal(d.m->problems.count, 2); /* no such body, asked nowhere */
    assert_int_equal(d.m->problems.errors, 1);
}

static void test_ek_check_book__a_parameter_before_its_first_value(void **state)
{
    desk d = set_desk(*state);
    ek_parameter *param = (ek_parameter *)(uintptr_t)make_parameter(
        d.m, "months", datum_number(4, 1), EK_DATE_NEVER, datum_number(4, 1));

    ((ek_dated *)(uintptr_t)param->values)[0].since = 101;
    add_rule(&d, "zz.a")->where =
        MAKE_2(d.m, EK_OP_AT_MOST, make_fact(d.m, EK_SCOPE_TRAINING, "credited_months"),
               make_param(d.m, param));
    assert_only(&d, false,
                "\"p\" has no value on 1970-04-11, the first starts 1970-04-12: add a "
                "dated value, or start the rule 'zz.a' later");
}

static void test_ek_check_book__a_definition_that_begins_after_its_rule(void **state)
{
    desk d = set_desk(*state);
    const ek_term *late = add_term(&d, "late");

    define(&d, late, 101, yes(d.m));
    add_rule(&d, "zz.a")->where = make_term(d.m, late);
    assert_only(&d, false,
                "definition 'late' begins on 1970-04-12, and rule 'zz.a' on "
                "1970-04-11: start the definition earlier, or what uses it later");
}

static void test_ek_check_book__an_unused_parameter_in_one_language(void **state)
{
    desk d = set_desk(*state);
    ek_parameter *param = (ek_parameter *)(uintptr_t)make_parameter(
        d.m, "months", datum_number(4, 1), EK_DATE_NEVER, datum_number(4, 1));

    param->place = place_at(70);
    d.parameters[0] = param;
    d.m->book.parameters = d.parameters;
    d.m->book.parameter_count = 1;
    add_rule(&d, "zz.a");
    check(&d);
    assert_int_equal(d.m->problems.count, 2);
    assert_int_equal(d.m->problems.errors, 0);
    assert_true(ek_text_is(d.m->problems.items[0].message, "parameter 'p' is used nowhere"));
    assert_true(ek_text_is(d.m->problems.items[1].message, "parameter 'p' is not said in English"));
}

static void test_ek_check_book__the_countrys_own_language(void **state)
{
    desk d = set_desk(*state);

    d.m->book.language = EK_FI;
    add_rule(&d, "zz.a");
    assert_only(&d, true, "rule 'zz.a' is not said in Finnish");
}

static void test_ek_check_book__a_reading_in_the_countrys_own_language(void **state)
{
    desk d = set_desk(*state);
    ek_rule *rule;

    d.m->book.language = EK_FI;
    rule = add_rule(&d, "zz.a");
    rule->says.in[EK_FI] = EK_TEXT("Sääntö.");
    rule->reading.in[EK_EN] = EK_TEXT("Read so.");
    assert_only(&d, true, "reading of 'zz.a' is not said in Finnish");
}

static void test_ek_check_book__a_reading_in_english(void **state)
{
    desk d = set_desk(*state);

    add_rule(&d, "zz.a")->reading.in[EK_FI] = EK_TEXT("Näin luetaan.");
    assert_only(&d, true, "reading of 'zz.a' is not said in English");
}

static void test_ek_check_book__the_languages_of_the_countrys_name(void **state)
{
    desk d = set_desk(*state);

    d.m->book.name.in[EK_NL] = EK_TEXT("Zetland");
    add_rule(&d, "zz.a");
    assert_only(&d, true, "rule 'zz.a' is not said in Dutch");
}

/* ---- Numbers in sentences -------------------------------------------------------------------- */

/* A rule from day 100 to `last_day` that says so, and asks for a number: `old`, and `new` from day
 * 200 on. How many problems that makes. */
static uint32_t count_said(void **state, ek_language language, const char *says, ek_datum old,
                           ek_datum new, ek_date last_day)
{
    desk d = set_desk(*state);
    const ek_parameter *param = make_parameter(d.m, "months", old, 200, new);
    ek_rule *rule = add_rule(&d, "zz.a");

    d.m->problems.count = 0;
    rule->last_day = last_day;
    rule->says.in[language] = ek_text_of(says);
    rule->must = MAKE_2(d.m, EK_OP_AT_MOST, make_fact(d.m, EK_SCOPE_TRAINING, "credited_months"),
                        make_param(d.m, param));
    check(&d);
    return d.m->problems.count;
}

static void test_ek_check_book__a_sentence_names_a_number_that_is_another_later(void **state)
{
    desk d = set_desk(*state);
    const ek_parameter *param =
        make_parameter(d.m, "months", datum_number(4, 1), 200, datum_number(6, 1));
    ek_rule *rule = add_rule(&d, "zz.a");

    rule->says = english("At most four months are credited.");
    rule->must = MAKE_2(d.m, EK_OP_AT_MOST, make_fact(d.m, EK_SCOPE_TRAINING, "credited_months"),
                        make_param(d.m, param));
    assert_only(&d, true,
                "rule 'zz.a' says 4 in English, but \"p\" is 6 since 1970-07-20: leave the number "
                "out, or end this version with last_day and word the next anew");
}

static void test_ek_check_book__a_reading_names_a_number_that_is_another_later(void **state)
{
    desk d = set_desk(*state);
    const ek_parameter *param =
        make_parameter(d.m, "months", datum_number(4, 1), 200, datum_number(6, 1));
    ek_rule *rule = add_rule(&d, "zz.a");

    rule->reading = english("The 4 months are whole months.");
    rule->must = MAKE_2(d.m, EK_OP_AT_MOST, make_fact(d.m, EK_SCOPE_TRAINING, "credited_months"),
                        make_param(d.m, param));
    assert_only(&d, true,
                "reading of rule 'zz.a' says 4 in English, but \"p\" is 6 since 1970-07-20: leave "
                "the number out, or end this version with last_day and word the next anew");
}

static void test_ek_check_book__a_question_names_a_number_that_is_another_later(void **state)
{
    desk d = set_desk(*state);
    const ek_parameter *param =
        make_parameter(d.m, "months", datum_number(4, 1), 200, datum_number(6, 1));
    ek_question question = {.name = EK_TEXT("q"),
                            .asks = english("May it be longer than four months?"),
                            .about = EK_SCOPE_ABROAD,
                            .place = place_at(300)};
    ek_rule *rule = add_rule(&d, "zz.a");

    rule->must = MAKE_2(d.m, EK_OP_AT_MOST, make_fact(d.m, EK_SCOPE_TRAINING, "credited_months"),
                        make_param(d.m, param));
    rule->otherwise.kind = EK_ELSE_RULING;
    rule->otherwise.ruling = make_ruling(d.m, &question);
    assert_only(&d, true,
                "question 'q' says 4 in English, but \"p\" is 6 since 1970-07-20: leave the number "
                "out");
}

static void test_ek_check_book__numbers_are_found_as_they_are_written(void **state)
{
    static const struct {
        ek_language language;
        const char *says;
        int64_t num, den;
    } found[] = {
        {EK_EN, "At most 14 days.", 14, 1},
        {EK_EN, "At most 25 % of it.", 1, 4},
        {EK_EN, "At most 25 per cent of it.", 1, 4},
        {EK_EN, "At most 1/4 of it.", 1, 4},
        {EK_EN, "Two thirds of it.", 2, 3},
        {EK_DE,
         "H\xc3\xb6"
         "chstens zw\xc3\xb6lf Monate.",
         12, 1},
        {EK_DE, "mindestens drei Viertel", 3, 4},
        {EK_FI, "enint\xc3\xa4\xc3\xa4n nelj\xc3\xa4nneksen", 1, 4},
        {EK_FI, "kahden kuukauden aikana", 2, 1},
        {EK_NL, "ten hoogste een kwart", 1, 4},
        {EK_NL, "ten minste de helft", 1, 2},
        {EK_ES, "en el plazo de seis meses", 6, 1},
        {EK_IT, "al massimo un quarto", 1, 4},
        {EK_RO, "cel mult opt luni", 8, 1},
        {EK_EN, "After the 25th birthday.", 25, 1},
    };

    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        uint32_t count =
            count_said(state, found[i].language, found[i].says,
                       datum_number(found[i].num, found[i].den), datum_number(99, 1), 999);

        if (count != 1)
            print_message("%s: %u\n", found[i].says, count);
        assert_int_equal(count, 1);
    }
}

static void test_ek_check_book__what_is_no_such_number_is_left_alone(void **state)
{
    static const char *const said[] = {
        "At most the months that the law allows.",
        "At most 4 months, from July 6.",
        "As in \xc2\xa7 4 of the act.",
        "As in art. 4.",
        "At most 4.5 months.",
        "At most 44 months.",
        "A quarter of the months.",
        "At most 1/4 of them.",
    };

    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        assert_int_equal(
            count_said(state, EK_EN, said[i], datum_number(4, 1), datum_number(6, 1), 999), 0);
    /* two thirds are no third */
    assert_int_equal(
        count_said(state, EK_EN, "Two thirds of it.", datum_number(1, 3), datum_number(1, 2), 999),
        0);
}

static void test_ek_check_book__a_version_of_its_own_may_name_its_number(void **state)
{
    assert_int_equal(count_said(state, EK_EN, "At most four months.", datum_number(4, 1),
                                datum_number(6, 1), 199),
                     0);
    assert_int_equal(count_said(state, EK_EN, "At most four months.", datum_number(4, 1),
                                datum_number(6, 1), 200),
                     1);
}

static void test_ek_check_book__the_countrys_own_language_that_the_engine_does_not_speak(
    void **state)
{
    desk d = set_desk(*state);

    d.m->book.language = EK_IT;
    add_rule(&d, "zz.a");
    assert_only(&d, true, "rule 'zz.a' is not said in Italian");
}

static void test_ek_check_book__a_rule_that_another_always_overrides(void **state)
{
    desk d = set_desk(*state);

    add_rule(&d, "zz.a");
    add_rule(&d, "zz.b")->overrides = EK_TEXT("zz.a");
    assert_only(&d, true, "rule 'zz.a' never speaks: 'zz.b' overrides it in every case");
}

static void test_ek_check_book__a_rule_that_another_overrides_from_a_later_day(void **state)
{
    desk d = set_desk(*state);
    ek_rule *by;

    add_rule(&d, "zz.a");
    by = add_rule(&d, "zz.b");
    by->overrides = EK_TEXT("zz.a");
    by->since = 101;
    check(&d);
    assert_int_equal(d.m->problems.count, 0);
}

static void test_ek_check_book__a_rule_that_another_overrides_in_some_cases(void **state)
{
    desk d = set_desk(*state);
    ek_rule *by;

    add_rule(&d, "zz.a");
    by = add_rule(&d, "zz.b");
    by->overrides = EK_TEXT("zz.a");
    by->where = yes(d.m);
    check(&d);
    assert_int_equal(d.m->problems.count, 0);
}

static void test_ek_check_book__a_step_that_the_country_does_not_know(void **state)
{
    desk d = set_desk(*state);
    ek_rule *rule = add_rule(&d, "zz.a");

    d.steps[0] = (ek_named){.name = EK_TEXT("agreed_plan"),
                            .says = english("agree a plan"),
                            .by = EK_TEXT("employer"),
                            .place = place_at(1)};
    d.m->book.steps = d.steps;
    d.m->book.step_count = 1;
    add_rule(&d, "zz.b")->otherwise =
        (ek_otherwise){.kind = EK_ELSE_CONDITIONAL, .step = EK_TEXT("agreed_plan")};
    rule->must = yes(d.m);
    rule->otherwise = (ek_otherwise){.kind = EK_ELSE_CONDITIONAL, .step = EK_TEXT("agreed_pln")};
    assert_only(&d, false, "no step 'agreed_pln': did you mean 'agreed_plan'?");
}

static void test_ek_check_book__a_where_that_contradicts_itself(void **state)
{
    desk d = set_desk(*state);

    add_rule(&d, "zz.a")->where = MAKE_2(d.m, EK_OP_ALL, yes(d.m), MAKE_1(d.m, EK_OP_NO, yes(d.m)));
    assert_only(&d, true, "rule 'zz.a' never speaks: its 'where' is always false");
}

/* Both admit, to what the texts say. */
static void give_admission(desk *d, ek_rule *rule, const char *to)
{
    ek_effect *effect = EK_NEW(&d->m->arena, ek_effect);
    ek_effect_field *field = EK_NEW(&d->m->arena, ek_effect_field);

    *field = (ek_effect_field){.name = EK_TEXT("to"), .value = make_text(d->m, to)};
    *effect = (ek_effect){.kind = EK_EFFECT_ADMIT, .fields = field, .field_count = 1};
    rule->gives = effect;
}

static void test_ek_check_book__effects_that_surely_differ(void **state)
{
    desk d = set_desk(*state);
    ek_rule *a = add_rule(&d, "zz.a"), *b = add_rule(&d, "zz.b");

    give_admission(&d, a, "final_exam");
    give_admission(&d, b, "part_one");
    assert_only(&d, false,
                "rules 'zz.a' (Act § 1, countries/zz/transfer.lua:10:1) and 'zz.b' (Act "
                "§ 1, countries/zz/transfer.lua:20:1) give admit with a different to on "
                "one day: let one override the other");
}

static void test_ek_check_book__an_override_lets_effects_differ(void **state)
{
    desk d = set_desk(*state);
    ek_rule *a = add_rule(&d, "zz.a"), *b = add_rule(&d, "zz.b");

    give_admission(&d, a, "final_exam");
    give_admission(&d, b, "part_one");
    b->overrides = EK_TEXT("zz.a");
    b->last_day = 200;
    check(&d);
    assert_int_equal(d.m->problems.count, 0);
}

static void test_ek_check_book__a_claim_that_nothing_gives(void **state)
{
    desk d = set_desk(*state);
    ek_rule *rule = add_rule(&d, "zz.a");

    rule->gives = NULL;
    rule->must = yes(d.m);
    rule->otherwise.kind = EK_ELSE_REFUSED;
    assert_only(&d, true,
                "no rule ever gives anything to a claim of kind 'abroad': each is "
                "refused");
}

static void test_ek_check_book__an_effect_takes_its_own_unit(void **state)
{
    desk d = set_desk(*state);
    ek_rule *rule = add_rule(&d, "zz.a");

    ((ek_effect_field *)(uintptr_t)rule->gives->fields)->value =
        make_fact(d.m, EK_SCOPE_TRAINING, "weekly_hours");
    assert_only(&d, false, "count_as_training months: it takes months, and this is hours");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_ek_check_book__a_book_in_order_is_sorted),
        WITH_MAKE(test_ek_check_book__one_id_twice_on_a_day),
        WITH_MAKE(test_ek_check_book__a_gap_between_versions),
        WITH_MAKE(test_ek_check_book__an_unknown_override),
        WITH_MAKE(test_ek_check_book__a_ring_of_overrides),
        WITH_MAKE(test_ek_check_book__an_unknown_definition),
        WITH_MAKE(test_ek_check_book__definitions_of_one_name_list_the_same_things),
        WITH_MAKE(test_ek_check_book__a_definition_through_itself),
        WITH_MAKE(test_ek_check_book__what_stands_above_a_definition_is_typed_by_it),
        WITH_MAKE(test_ek_check_book__a_fact_of_many_without_for_each),
        WITH_MAKE(test_ek_check_book__each_of_many_is_at_hand_in_list_words),
        WITH_MAKE(test_ek_check_book__another_claim_is_not_at_hand),
        WITH_MAKE(test_ek_check_book__a_ruling_about_what_is_not_at_hand),
        WITH_MAKE(test_ek_check_book__a_question_for_nobody_and_one_nobody_asks),
        WITH_MAKE(test_ek_check_book__a_parameter_before_its_first_value),
        WITH_MAKE(test_ek_check_book__a_definition_that_begins_after_its_rule),
        WITH_MAKE(test_ek_check_book__an_unused_parameter_in_one_language),
        WITH_MAKE(test_ek_check_book__the_countrys_own_language),
        WITH_MAKE(test_ek_check_book__a_reading_in_the_countrys_own_language),
        WITH_MAKE(test_ek_check_book__a_reading_in_english),
        WITH_MAKE(test_ek_check_book__the_languages_of_the_countrys_name),
        WITH_MAKE(test_ek_check_book__a_sentence_names_a_number_that_is_another_later),
        WITH_MAKE(test_ek_check_book__a_reading_names_a_number_that_is_another_later),
        WITH_MAKE(test_ek_check_book__a_question_names_a_number_that_is_another_later),
        WITH_MAKE(test_ek_check_book__numbers_are_found_as_they_are_written),
        WITH_MAKE(test_ek_check_book__what_is_no_such_number_is_left_alone),
        WITH_MAKE(test_ek_check_book__a_version_of_its_own_may_name_its_number),
        WITH_MAKE(test_ek_check_book__the_countrys_own_language_that_the_engine_does_not_speak),
        WITH_MAKE(test_ek_check_book__a_rule_that_another_always_overrides),
        WITH_MAKE(test_ek_check_book__a_rule_that_another_overrides_from_a_later_day),
        WITH_MAKE(test_ek_check_book__a_rule_that_another_overrides_in_some_cases),
        WITH_MAKE(test_ek_check_book__a_step_that_the_country_does_not_know),
        WITH_MAKE(test_ek_check_book__a_where_that_contradicts_itself),
        WITH_MAKE(test_ek_check_book__effects_that_surely_differ),
        WITH_MAKE(test_ek_check_book__an_override_lets_effects_differ),
        WITH_MAKE(test_ek_check_book__a_claim_that_nothing_gives),
        WITH_MAKE(test_ek_check_book__an_effect_takes_its_own_unit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
