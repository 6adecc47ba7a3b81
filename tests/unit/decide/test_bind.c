/* Binding: claims made and claims that arise, their names, targets, and what is at hand. */
#include "unit/decide/make.h"

#define CASE "id: c1\ndecided: 2026-01-01\n"

static const char *const arising_country =
    "country: XX\nname: { en: Test }\nlanguage: en\nfirst_day: 2000-01-01\naccumulates: true\n"
    "uses_points: true\nadopts: []\nacts:\n"
    "  Act: { title: The Act, compared: 2026-11-22, status: verified }\n"
    "bodies:\n  chamber:\n    says: { en: the chamber }\n"
    "steps:\n  agreed_plan:\n    by: employer\n    says: { en: agree a plan }\n"
    "roads:\n  other_road:\n    says: { en: another road }\n"
    "claims:\n  abroad: { from: stays }\n  unit: { from: units_outside_stays }\n"
    "  exemption:\n    from: units\n    fields: { part: target.unit, part_outcomes: "
    "target.outcomes, "
    "outcomes: outcomes }\n";

#define EXEMPT                                                                                     \
    RULE("xx.exempt", "exemption",                                                                 \
         "must = covers(exemption.outcomes, exemption.part_outcomes), otherwise = refused, gives " \
         "= exempt { part = exemption.part },")
#define STAYS "stays:\n- id: s1\n  first_day: 2025-01-01\n  last_day: 2025-03-31\n"
#define UNITS                                                                                      \
    "transcripts:\n- id: t1\n  units:\n  - id: u1\n    stay: s1\n    outcomes: [a]\n"              \
    "    targets:\n      XX:\n        unit: T1\n  - id: u2\n    outcomes: [b]\n"

static void open_arising(make *m)
{
    put_country(m, arising_country,
                EXEMPT RULE("xx.abroad", "abroad",
                            "gives = count_as_training { months = months_in_all(stay) },"));
    open_files(m);
}

static uint32_t count_kind(const make *m, ek_scope kind)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < m->decision->claim_count; i++)
        count += m->decision->claims[i].kind == kind;
    return count;
}

static const ek_claim *claim_of_kind(const make *m, ek_scope kind, const char *id)
{
    for (uint32_t i = 0; i < m->decision->claim_count; i++)
        if (m->decision->claims[i].kind == kind && ek_text_is(m->decision->claims[i].id, id))
            return &m->decision->claims[i];
    fail_msg("no such claim: %s", id);
    return NULL;
}

static void test_arise__stays_make_one_claim(void **state)
{
    const ek_claim *claim;

    open_arising(*state);
    decide_case(*state, CASE STAYS);
    assert_int_equal(count_kind(*state, EK_SCOPE_ABROAD), 1);
    claim = claim_of_kind(*state, EK_SCOPE_ABROAD, "stays");
    assert_true(claim->arises);
    assert_int_equal(claim->verdict, ERKEND_RECOGNISED);
    assert_string_equal(claim->effects[0].shown, "months=3");
}

static void test_arise__units_by_where_they_were_learnt(void **state)
{
    open_arising(*state);
    decide_case(*state, CASE STAYS UNITS);
    assert_int_equal(count_kind(*state, EK_SCOPE_UNIT), 1);
    assert_int_equal(count_kind(*state, EK_SCOPE_EXEMPTION), 2);
    (void)claim_of_kind(*state, EK_SCOPE_UNIT, "u2");
}

static void test_arise__fields_come_from_unit_and_target(void **state)
{
    const ek_claim *claim;

    open_arising(*state);
    decide_case(*state, CASE STAYS UNITS "qualification:\n  components:\n  - unit: T1\n"
                                         "    outcomes: [a]\n");
    claim = claim_of_kind(*state, EK_SCOPE_EXEMPTION, "u1");
    assert_int_equal(claim->verdict, ERKEND_RECOGNISED);
    assert_string_equal(claim->effects[0].shown, "part=T1");
    assert_int_equal(claim_of_kind(*state, EK_SCOPE_EXEMPTION, "u2")->verdict, ERKEND_INCOMPLETE);
}

static void test_arise__not_where_the_case_makes_one_here(void **state)
{
    open_arising(*state);
    decide_case(*state, CASE STAYS UNITS "exemption:\n  part: P9\n");
    assert_int_equal(count_kind(*state, EK_SCOPE_EXEMPTION), 1);
    (void)claim_of_kind(*state, EK_SCOPE_EXEMPTION, "exemption");
}

static void test_only_in__a_claim_for_another_country_is_not_made_here(void **state)
{
    open_arising(*state);
    decide_case(*state,
                CASE "exemption:\n- part: P8\n  only_in: [DE]\n- part: P9\n  only_in: [XX]\n");
    assert_int_equal(count_kind(*state, EK_SCOPE_EXEMPTION), 1);
    decide_case(*state, CASE STAYS UNITS "exemption:\n  part: P8\n  only_in: [DE]\n");
    assert_int_equal(count_kind(*state, EK_SCOPE_EXEMPTION), 2);
}

static void test_names__of_its_own_or_by_kind(void **state)
{
    open_arising(*state);
    decide_case(*state,
                CASE STAYS UNITS "exemption:\n- id: mine\n  part: P1\n- part: P3\n- part: P4\n");
    (void)claim_of_kind(*state, EK_SCOPE_EXEMPTION, "mine");
    (void)claim_of_kind(*state, EK_SCOPE_EXEMPTION, "exemption");
    (void)claim_of_kind(*state, EK_SCOPE_EXEMPTION, "exemption-2");
}

static void test_names__stand_in_bytewise_order_however_they_come(void **state)
{
    static const char *const ids[] = {"a", "u1", "u10", "u2", "\xc3\xa4"};
    const make *m = *state;

    open_arising(*state);
    decide_case(*state, CASE "transcripts:\n- id: t1\n  units:\n  - id: u10\n  - id: u2\n"
                             "  - id: u1\n  - id: \xc3\xa4\n  - id: a\n");
    assert_int_equal(m->decision->claim_count, 10);
    for (uint32_t i = 0; i < 10; i++) {
        assert_int_equal(m->decision->claims[i].kind, i < 5 ? EK_SCOPE_UNIT : EK_SCOPE_EXEMPTION);
        assert_true(ek_text_is(m->decision->claims[i].id, ids[i % 5]));
    }
}

static void test_names__of_two_alike_the_later_gets_a_number(void **state)
{
    open_arising(*state);
    decide_case(*state, CASE "transcripts:\n- id: t1\n  units:\n  - id: u1\n  - id: u2\n"
                             "unit:\n- unit: u2\n- unit: u1\n- unit: u2\n");
    assert_int_equal(count_kind(*state, EK_SCOPE_UNIT), 3);
    assert_string_equal(claim_of_kind(*state, EK_SCOPE_UNIT, "u2")->title.bytes, "u2");
    assert_string_equal(claim_of_kind(*state, EK_SCOPE_UNIT, "u2-2")->title.bytes, "u2-2");
}

/* Texts of a case in JSON end where its own bytes go on; those that a host is shown do not. */
static void test_names__end_where_a_host_reads_them(void **state)
{
    static const char json[] = "{\"id\":\"c1\",\"decided\":\"2026-01-01\",\"transcripts\":[{\"id\":"
                               "\"t1\",\"units\":[{\"id\":\"u1\",\"title\":\"Wiring\"}]}]}";
    make *m = *state;
    erkend_claim claim;

    open_arising(m);
    assert_int_equal(
        erkend_case_read(&m->the_case, "case.json", json, strlen(json), NULL, m->error), ERKEND_OK);
    assert_int_equal(erkend_decide(&m->decision, m->worker, m->the_case, "XX", m->error),
                     ERKEND_OK);
    assert_int_equal(erkend_decision_claim(m->decision, 0, &claim), 1);
    assert_string_equal(claim.id, "u1");
    assert_string_equal(claim.title, "Wiring");
}

/* ---- Targets ------------------------------------------------------------------------------ */

#define CLAIMED                                                                                    \
    "transcripts:\n- id: t1\n  units:\n  - id: u1\n    context: formal\n    result: passed\n"      \
    "    outcomes: [a]\n    targets:\n      XX:\n        unit: T1\n"
#define QUALIFICATION(indent)                                                                      \
    indent "components:\n" indent "- unit: T1\n" indent "  points: 15\n" indent                    \
           "  outcomes: [a]\n" indent "- unit: T2\n" indent "  points: 5\n" indent                 \
           "  outcomes: [a]\n"

static void test_target__is_completed_from_the_qualification(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, CASE CLAIMED "unit:\n  unit: u1\nqualification:\n" QUALIFICATION("  "));
    assert_verdict(*state, NULL, "recognised");
    assert_string_equal(effects(*state, NULL), "in_force award points=15 unit=T1");
}

#define PUT_TO(id, code)                                                                           \
    "  - id: " id "\n    context: formal\n    result: passed\n    outcomes: [a]\n"                 \
    "    targets:\n      XX:\n        unit: " code "\n"

static void test_target__is_found_in_whatever_order_units_come(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state,
                CASE "transcripts:\n- id: t1\n  units:\n" PUT_TO("u1", "T2") PUT_TO("u2", "T9")
                    PUT_TO("u3", "T1") "unit:\n- unit: u1\n- unit: u2\n- unit: u3\n"
                                       "qualification:\n" QUALIFICATION("  "));
    assert_non_null(strstr(effects(*state, "u1"), "award points=5 unit=T2"));
    assert_verdict(*state, "u2", "incomplete");
    assert_non_null(strstr(effects(*state, "u3"), "award points=15 unit=T1"));
}

static void test_target__that_of_the_claim_counts(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state,
                CASE CLAIMED "unit:\n  unit: u1\n  targets:\n    XX:\n      unit: T2\n"
                             "    DE:\n      unit: T1\nqualification:\n" QUALIFICATION("  "));
    assert_string_equal(effects(*state, NULL), "in_force award points=5 unit=T2");
}

static void test_target__of_a_code_that_is_not_listed_only_the_code_is_known(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, CASE CLAIMED "unit:\n  unit: u1\n  targets:\n    XX:\n      unit: T9\n"
                                     "qualification:\n" QUALIFICATION("  "));
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "unit.target.points, unit.target.outcomes");
}

static void test_target__none_at_all_is_lacking(void **state)
{
    open_rules(*state, ASSESSED VALIDATED AWARDED);
    decide_case(*state, CASE "transcripts:\n- id: t1\n  units:\n  - id: u1\n    context: formal\n"
                             "    result: passed\n    outcomes: [a]\nunit:\n  unit: u1\n");
    assert_verdict(*state, NULL, "incomplete");
    assert_non_null(strstr(lacks(*state, NULL), "unit.target.outcomes"));
}

#define PRESCRIBED                                                                                 \
    RULE("xx.length", "abroad",                                                                    \
         "must = at_least(qualification.prescribed_months, param.ten), otherwise = refused, "      \
         "gives = count_as_training { months = param.six },")

static void test_qualification__the_target_of_the_country_goes_first(void **state)
{
    open_rules(*state, PRESCRIBED);
    decide_case(*state, CASE "abroad:\n  serves_goal: true\n"
                             "qualification:\n  prescribed_months: 5\n"
                             "targets:\n  XX:\n    qualification:\n      prescribed_months: 36\n");
    assert_verdict(*state, NULL, "recognised");
}

static void test_qualification__that_of_another_country_is_none_of_ours(void **state)
{
    open_rules(*state, PRESCRIBED);
    decide_case(*state, CASE "abroad:\n  serves_goal: true\n"
                             "qualification:\n  country: DE\n  prescribed_months: 36\n");
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "qualification.prescribed_months");
    decide_case(*state, CASE "abroad:\n  serves_goal: true\n"
                             "qualification:\n  country: XX\n  prescribed_months: 36\n");
    assert_verdict(*state, NULL, "recognised");
}

/* ---- The memorandum ----------------------------------------------------------------------- */

#define MOU_RULE                                                                                   \
    RULE("xx.mou", "abroad",                                                                       \
         "must = given(mou), otherwise = conditional \"agreed_plan\", gives = count_as_training "  \
         "{ months = param.six },")

static void test_mou__missing_is_not_none(void **state)
{
    open_rules(*state, MOU_RULE);
    decide_case(*state, CASE "abroad:\n  serves_goal: true\n");
    assert_verdict(*state, NULL, "incomplete");
    assert_string_equal(lacks(*state, NULL), "mou");
    decide_case(*state, CASE "mou: none\nabroad:\n  serves_goal: true\n");
    assert_verdict(*state, NULL, "conditional");
    decide_case(*state, CASE "mou:\n  id: m1\nabroad:\n  serves_goal: true\n");
    assert_verdict(*state, NULL, "recognised");
}

static void test_mou__is_the_one_that_the_agreement_rests_on(void **state)
{
    open_rules(*state, MOU_RULE);
    decide_case(*state, CASE "mou:\n  id: m1\nagreement:\n  id: a1\n  mou: m1\nabroad:\n"
                             "  serves_goal: true\n");
    assert_verdict(*state, NULL, "recognised");
    decide_case(*state, CASE "mou:\n  id: m1\nagreement:\n  id: a1\n  mou: m2\nabroad:\n"
                             "  serves_goal: true\n");
    assert_verdict(*state, NULL, "incomplete");
    decide_case(*state, CASE "agreement:\n  id: a1\n  mou: none\nabroad:\n  serves_goal: true\n");
    assert_verdict(*state, NULL, "conditional");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_arise__stays_make_one_claim),
        WITH_MAKE(test_arise__units_by_where_they_were_learnt),
        WITH_MAKE(test_arise__fields_come_from_unit_and_target),
        WITH_MAKE(test_arise__not_where_the_case_makes_one_here),
        WITH_MAKE(test_only_in__a_claim_for_another_country_is_not_made_here),
        WITH_MAKE(test_names__of_its_own_or_by_kind),
        WITH_MAKE(test_names__stand_in_bytewise_order_however_they_come),
        WITH_MAKE(test_names__of_two_alike_the_later_gets_a_number),
        WITH_MAKE(test_names__end_where_a_host_reads_them),
        WITH_MAKE(test_target__is_completed_from_the_qualification),
        WITH_MAKE(test_target__is_found_in_whatever_order_units_come),
        WITH_MAKE(test_target__that_of_the_claim_counts),
        WITH_MAKE(test_target__of_a_code_that_is_not_listed_only_the_code_is_known),
        WITH_MAKE(test_target__none_at_all_is_lacking),
        WITH_MAKE(test_qualification__the_target_of_the_country_goes_first),
        WITH_MAKE(test_qualification__that_of_another_country_is_none_of_ours),
        WITH_MAKE(test_mou__missing_is_not_none),
        WITH_MAKE(test_mou__is_the_one_that_the_agreement_rests_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
