/* Conditions written out, without a case. */
#include "unit/explain/page.h"

#include "explain/sentence.h"

#define DEFINE(name, is)                                                                           \
    "define \"" name                                                                               \
    "\" { law = \"Act § 5\", since = \"2000-01-01\", says = { en = \"the word\" }, is = " is       \
    " }\n"
#define MUST(condition) RULE("xx.rule", "abroad", "must = " condition ", otherwise = refused,")
#define UNIT_MUST(condition)                                                                       \
    RULE("xx.rule", "unit", "phase = \"assess\", must = " condition ", otherwise = refused,")

/* The lines of the only rule's `must`, indented by two for each depth, with "; " between them. */
static void assert_says(make *m, ek_language language, const char *expected)
{
    const ek_rulebook *book = ek_bundle_book(m->bundle, EK_TEXT("XX"));
    const ek_rule *rule = book->rules[0];
    ek_sentences s;
    ek_buffer out;
    paper p;

    open_paper(&p, language);
    ENTER(&p)
    ek_buffer_init(&out, &p.arena);
    ek_sentences_init(&s, &p.pen, book, rule->for_each, rule->claim);
    ek_sentences_condition(&s, rule->must, false);
    for (uint32_t i = 0; i < s.count; i++) {
        ek_buffer_string(&out, i ? "; " : "");
        ek_buffer_repeat(&out, "  ", s.lines[i].depth);
        ek_buffer_text(&out, s.lines[i].text);
    }
    SAYS(&p, ek_buffer_done(&out), expected);
    LEAVE(&p)
    close_paper(&p);
}

static void test_facts__yes_or_no_is_a_sentence(void **state)
{
    open_rules(*state, MUST("all { abroad.employer_agrees, no(abroad.serves_goal) }"));
    assert_says(*state, EK_EN,
                "the employer agrees; not so: the stay serves the goal of the training");
    assert_says(*state, EK_DE,
                "der Betrieb stimmt zu; trifft nicht zu: der Aufenthalt dient dem Ausbildungsziel");
    assert_says(*state, EK_FI,
                "työnantaja suostuu; ei pidä paikkaansa: jakso palvelee koulutuksen tavoitetta");
    assert_says(*state, EK_NL,
                "het leerbedrijf stemt in; niet het geval: het verblijf dient het opleidingsdoel");
}

static void test_comparisons__no_is_said_in_the_verb(void **state)
{
    open_rules(*state, MUST("no(at_least(months_in_all(stay), param.six))"));
    assert_says(*state, EK_EN,
                "length of all stays abroad together is less than 6 months (six months)");
    assert_says(*state, EK_DE,
                "Dauer aller Einträge unter „Auslandsaufenthalte“ zusammen beträgt weniger als "
                "6 Monate (six months)");
}

static void test_comparisons__of_what_is_many(void **state)
{
    open_rules(*state, UNIT_MUST("at_least(unit.points, param.twenty)"));
    assert_says(*state, EK_EN, "points of the unit are at least 20 points (twenty points)");
    assert_says(*state, EK_DE, "Punkte der Einheit betragen mindestens 20 Punkte (twenty points)");
}

static void test_lists__every_opens_a_list_of_lines(void **state)
{
    open_rules(*state, MUST("any { every(stay, stay.plan_agreed), no(some(stay, "
                            "same(stay.country, \"FI\"))) }"));
    assert_says(
        *state, EK_EN,
        "at least one of these:;   for each of these: stays abroad;     a plan for the stay "
        "is agreed;   for none of these: stays abroad;     country is Finland");
}

static void test_texts__words_lists_and_what_is_not_there(void **state)
{
    open_rules(*state, UNIT_MUST("all { different(unit.result, \"failed\"), "
                                 "one_of(unit.context, { \"formal\", \"informal\" }), "
                                 "no(given(unit.grade)), same(unit.scale, \"nl_10\") }"));
    assert_says(*state, EK_EN,
                "result of the unit is not “failed”; kind of learning is one of these: “formal”, "
                "“informal”; grade is not given; scale is “marks to ten”");
}

static void test_terms_and_rulings__are_quoted(void **state)
{
    open_rules(*state, MUST("all { no(term.long), ruling.allowed }")
                           DEFINE("long", "more_than(months_in_all(stay), param.six)"));
    assert_says(*state, EK_EN, "not so: “the word”; the chamber answers yes: “Is it allowed?”");
}

static void test_values__sums_only_where_something_holds(void **state)
{
    open_rules(*state, MUST("at_most(sum_of(stay.months, stay.plan_agreed) + param.six, "
                            "lesser_of(param.ten, param.six * (1 + 1)))"));
    assert_says(*state, EK_EN,
                "sum of length of the stay (stays abroad) (only where: a plan for the stay is "
                "agreed) + 6 months (six months) is at most the smallest of: 10 months (ten "
                "months); 6 months (six months) × 2");
}

static void test_evidence__in_the_reader_s_language(void **state)
{
    static const ek_text proof[] = {{"training plan", 13}, {"a letter", 8}};
    paper p;

    (void)state;
    open_paper(&p, EK_DE);
    ENTER(&p)
    SAYS(&p, ek_say_evidence(&p.pen, (ek_texts){proof, 2}), "Ausbildungsplan, a letter");
    LEAVE(&p)
    close_paper(&p);
}

/* "not so: the placement" would be no sentence. */
static void test_truths__every_yes_or_no_fact_has_a_sentence(void **state)
{
    (void)state;
    for (uint32_t i = 0; ek_all_types[i]; i++)
        for (uint32_t k = 0; k < ek_all_types[i]->field_count; k++) {
            const ek_field *field = &ek_all_types[i]->fields[k];

            for (int in = 0; in < EK_SPOKEN && field->kind == EK_KIND_YES; in++) {
                if (ek_truth_of_field((ek_language)in, ek_all_types[i], field).size == 0)
                    print_message("%s.%s\n", ek_all_types[i]->name, field->name);
                assert_true(ek_truth_of_field((ek_language)in, ek_all_types[i], field).size > 0);
            }
        }
}

static void test_nouns__of_facts_whose_labels_are_none(void **state)
{
    open_rules(*state, UNIT_MUST("all { given(unit.evidence), no(given(unit.assessors)), "
                                 "same(unit.validated_by, \"home\") }"));
    assert_says(*state, EK_DE,
                "Nachweise liegen vor; Bewertende liegen nicht vor; die validierende Seite ist "
                "„entsendende Einrichtung“");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_facts__yes_or_no_is_a_sentence),
        WITH_MAKE(test_comparisons__no_is_said_in_the_verb),
        WITH_MAKE(test_comparisons__of_what_is_many),
        WITH_MAKE(test_lists__every_opens_a_list_of_lines),
        WITH_MAKE(test_texts__words_lists_and_what_is_not_there),
        WITH_MAKE(test_terms_and_rulings__are_quoted),
        WITH_MAKE(test_values__sums_only_where_something_holds),
        WITH_MAKE(test_evidence__in_the_reader_s_language),
        WITH_MAKE(test_truths__every_yes_or_no_fact_has_a_sentence),
        WITH_MAKE(test_nouns__of_facts_whose_labels_are_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
