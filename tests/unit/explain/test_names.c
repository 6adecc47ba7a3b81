/* What documents call a fact. */
#include "unit/explain/page.h"

#define AWARDED_CASE                                                                               \
    "id: c1\ndecided: 2026-01-01\n"                                                                \
    "stays:\n- { id: s0 }\n- { id: s1, country: FI }\n"                                            \
    "transcripts:\n- id: t1\n  units:\n  - { id: u1, points: 5, stay: s1 }\n"                      \
    "unit:\n- { unit: u1, target: { unit: x } }\n"

static const ek_record *in_list(const ek_record *record, const char *field, uint32_t index)
{
    return ek_record_at(record, field)->as.list.items[index];
}

static void assert_name(make *m, const ek_record *record, const char *field, const char *expected)
{
    paper p;

    open_paper(&p, EK_EN);
    ENTER(&p)
    p.pen.names = ek_names_make(&p.arena, m->the_case);
    SAYS(&p,
         ek_fact_name(&p.pen, m->the_case, record,
                      field ? &record->type->fields[ek_slot(record->type, field)] : NULL),
         expected);
    LEAVE(&p)
    close_paper(&p);
}

static void test_fact_name__by_where_it_is_written(void **state)
{
    make *m = *state;
    const ek_record *root, *unit, *claim;

    open_rules(m, AWARDED);
    assert_int_equal(read_case(m, AWARDED_CASE), ERKEND_OK);
    root = m->the_case->root;
    unit = in_list(in_list(root, "transcripts", 0), "units", 0);
    claim = in_list(ek_record_at(root, "claims")->as.record, "unit", 0);
    assert_name(m, root, "decided", "decided");
    assert_name(m, unit, "points", "transcripts[1].units[1].points");
    assert_name(m, ek_record_at(unit, "stay")->as.record, "country", "stays[2].country");
    assert_name(m, claim, NULL, "unit[1]");
    assert_name(m, ek_record_at(claim, "target")->as.record, "unit", "unit[1].target.unit");
}

static void test_fact_name__what_no_document_holds_is_called_by_its_type(void **state)
{
    make *m = *state;
    ek_arena arena;
    ek_escape escape;

    open_rules(m, AWARDED);
    assert_int_equal(read_case(m, AWARDED_CASE), ERKEND_OK);
    ek_arena_init(&arena, NULL, 0);
    if (EK_TRY(&arena, &escape)) {
        ek_record *target = ek_record_new(&arena, &ek_type_unit_target);

        target->number = 1000;
        assert_name(m, target, "points", "unit.target.points");
    }
    ek_escape_end(&arena, &escape);
    ek_arena_dispose(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_fact_name__by_where_it_is_written),
        WITH_MAKE(test_fact_name__what_no_document_holds_is_called_by_its_type),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
