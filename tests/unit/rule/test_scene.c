/* Tests of what both evaluations see alike: lists, rulings, equal answers. */
#include "make.h"

typedef struct court {
    make *m;
    ek_scene *scene;
    ek_record *the_case, *abroad, *stays[2];
    ek_question question;
    ek_record *rulings[4];
    uint32_t ruling_count;
    ek_reads reads;
} court;

/* A claim about time abroad with two stays, and a question about each stay. */
static court set_court(make *m)
{
    static const char *const ids[] = {"s1", "s2"};
    court c = {.m = m, .scene = make_scene(m)};

    c.the_case = make_record(m, &ek_type_case);
    c.abroad = make_record(m, &ek_type_abroad);
    for (uint32_t i = 0; i < 2; i++) {
        c.stays[i] = make_record(m, &ek_type_stay);
        set_text(c.stays[i], "id", ids[i]);
    }
    set_list(m, c.abroad, "stays", 2, (const ek_record *const *)c.stays);
    put_at(c.scene, EK_SCOPE_CASE, c.the_case);
    put_at(c.scene, EK_SCOPE_ABROAD, c.abroad);
    put_at(c.scene, EK_SCOPE_STAY, c.stays[0]);
    c.question = (ek_question){.name = EK_TEXT("longer"),
                               .body = EK_TEXT("chamber"),
                               .about = EK_SCOPE_STAY,
                               .answer = EK_ANSWER_YES};
    ek_reads_init(&c.reads, &m->arena);
    return c;
}

static ek_record *rule_on(court *c, const char *about, ek_date date, bool yes)
{
    ek_record *ruling = make_record(c->m, &ek_type_ruling);
    ek_value *answer = known_slot(ruling, "answer");

    set_text(ruling, "question", "longer");
    set_text(ruling, "role", "chamber");
    set_date(ruling, "date", date);
    if (about != NULL)
        set_text(ruling, "about", about);
    answer->answer = EK_ANSWER_YES;
    answer->as.yes = yes;
    c->rulings[c->ruling_count++] = ruling;
    set_list(c->m, c->the_case, "rulings", c->ruling_count, (const ek_record *const *)c->rulings);
    return ruling;
}

static const ek_record *find(court *c)
{
    return ek_scene_ruling(c->scene, &c->question, &c->reads);
}

static void test_ek_scene_ruling__is_the_latest_before_the_decision(void **state)
{
    court c = set_court(*state);
    ek_record *first, *second;

    assert_null(find(&c));
    assert_int_equal(c.reads.count, 1);
    assert_null(c.reads.items[0].ruling);
    assert_ptr_equal(c.reads.items[0].record, c.stays[0]);
    second = rule_on(&c, "s1", 200, true);
    first = rule_on(&c, "s1", 100, false);
    rule_on(&c, "s1", 20001, false); /* a day after the decision */
    assert_ptr_equal(find(&c), second);
    set_date(second, "date", 99);
    assert_ptr_equal(find(&c), first);
}

static void test_ek_scene_ruling__contradicted_on_its_day_is_none(void **state)
{
    court c = set_court(*state);
    ek_record *later;

    (void)rule_on(&c, "s1", 100, true);
    (void)rule_on(&c, "s1", 100, false);
    assert_null(find(&c));
    later = rule_on(&c, "s1", 101, true);
    assert_ptr_equal(find(&c), later);
    assert_non_null(rule_on(&c, "s1", 101, true));
    assert_non_null(find(&c));
}

static void test_ek_scene_ruling__of_another_body_thing_or_country_is_none(void **state)
{
    court c = set_court(*state);
    ek_record *ruling = rule_on(&c, "s2", 100, true);

    assert_null(find(&c));
    put_at(c.scene, EK_SCOPE_STAY, c.stays[1]);
    assert_ptr_equal(find(&c), ruling);
    set_text(ruling, "country", "XX");
    assert_null(find(&c));
    set_text(ruling, "country", "ZZ");
    assert_ptr_equal(find(&c), ruling);
    set_text(ruling, "role", "employer");
    assert_null(find(&c));
}

static void test_ek_scene_ruling__about_nothing_named_is_about_the_only_one(void **state)
{
    court c = set_court(*state);
    ek_record *ruling = rule_on(&c, NULL, 100, true);

    assert_null(find(&c)); /* there are two stays */
    set_list(c.m, c.abroad, "stays", 1, (const ek_record *const *)c.stays);
    assert_ptr_equal(find(&c), ruling);
}

static void test_ek_scene_ruling__of_another_form_is_none(void **state)
{
    court c = set_court(*state);
    ek_record *ruling = rule_on(&c, "s1", 100, true);
    const ek_text choices[] = {EK_TEXT("full"), EK_TEXT("partial")};
    ek_value *answer = known_slot(ruling, "answer");

    answer->answer = EK_ANSWER_TEXT;
    answer->as.text = EK_TEXT("full");
    assert_null(find(&c));
    c.question.answer = EK_ANSWER_TEXT;
    c.question.choices = (ek_texts){choices, 2};
    assert_ptr_equal(find(&c), ruling);
    answer->as.text = EK_TEXT("nearly");
    assert_null(find(&c));
}

static void test_ek_scene_list__is_narrowed_to_what_was_chosen(void **state)
{
    court c = set_court(*state);
    const ek_record *const chosen[] = {c.stays[1]};
    ek_answer list = ek_scene_list(c.scene, EK_SCOPE_STAY, &c.reads);

    assert_int_equal(list.count, 2);
    c.scene->chosen = EK_SCOPE_STAY;
    c.scene->chosen_items = chosen;
    c.scene->chosen_count = 1;
    list = ek_scene_list(c.scene, EK_SCOPE_STAY, &c.reads);
    assert_int_equal(list.count, 1);
    assert_ptr_equal(list.items[0], c.stays[1]);
    assert_int_equal(c.reads.count, 1); /* the list, once */
}

static void test_ek_scene_list__missing_is_unknown_and_none_is_empty(void **state)
{
    court c = set_court(*state);
    ek_answer list;

    set_none(c.abroad, "stays");
    list = ek_scene_list(c.scene, EK_SCOPE_STAY, &c.reads);
    assert_int_equal(list.state, EK_KNOWN);
    assert_int_equal(list.count, 0);
    c.scene->at[EK_SCOPE_ABROAD].state = EK_MISSING;
    list = ek_scene_list(c.scene, EK_SCOPE_STAY, &c.reads);
    assert_int_equal(list.state, EK_MISSING);
    assert_int_equal(list.because, EK_BECAUSE_FACT);
    assert_true(list.list_unknown);
    assert_int_equal(c.reads.items[c.reads.count - 1].kind, EK_READ_SCOPE);
    assert_int_equal(c.reads.items[c.reads.count - 1].scope, EK_SCOPE_ABROAD);
}

static void test_ek_answer_equal__looks_at_what_counts(void **state)
{
    ek_answer a = {.type = EK_TYPE_QUANTITY,
                   .state = EK_MISSING,
                   .because = 1,
                   .has_low = true,
                   .low = EK_ONE};
    ek_answer b = a;

    (void)state;
    assert_true(ek_answer_equal(&a, &b));
    b.low = EK_ZERO;
    assert_false(ek_answer_equal(&a, &b));
    b = a;
    b.because = EK_BECAUSE_RULING;
    assert_false(ek_answer_equal(&a, &b));
    a = (ek_answer){.type = EK_TYPE_CONDITION, .truth = EK_TRUE};
    b = (ek_answer){.type = EK_TYPE_CONDITION, .truth = EK_FALSE};
    assert_false(ek_answer_equal(&a, &b));
    b.truth = EK_TRUE;
    b.because = 1; /* of a condition that is known it says nothing */
    assert_true(ek_answer_equal(&a, &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_ek_scene_ruling__is_the_latest_before_the_decision),
        WITH_MAKE(test_ek_scene_ruling__contradicted_on_its_day_is_none),
        WITH_MAKE(test_ek_scene_ruling__of_another_body_thing_or_country_is_none),
        WITH_MAKE(test_ek_scene_ruling__about_nothing_named_is_about_the_only_one),
        WITH_MAKE(test_ek_scene_ruling__of_another_form_is_none),
        WITH_MAKE(test_ek_scene_list__is_narrowed_to_what_was_chosen),
        WITH_MAKE(test_ek_scene_list__missing_is_unknown_and_none_is_empty),
        WITH_MAKE(test_ek_answer_equal__looks_at_what_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
