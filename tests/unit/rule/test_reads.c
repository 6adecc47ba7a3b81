/* Tests of the record of reads. */
#include "make.h"

static ek_read fact_of(const ek_record *record, const char *field)
{
    uint32_t slot = ek_slot(record->type, field);

    return (ek_read){.kind = EK_READ_FACT,
                     .record = record,
                     .field = &record->type->fields[slot],
                     .value = &record->slots[slot]};
}

static void test_ek_reads_add__keeps_each_once_in_order(void **state)
{
    make *m = *state;
    ek_record *a = make_record(m, &ek_type_training), *b = make_record(m, &ek_type_training);
    ek_reads reads;

    ek_reads_init(&reads, &m->arena);
    ek_reads_add(&reads, fact_of(b, "last_day"));
    ek_reads_add(&reads, fact_of(a, "last_day"));
    ek_reads_add(&reads, fact_of(b, "last_day"));
    ek_reads_add(&reads, fact_of(b, "first_day"));
    ek_reads_add(&reads, (ek_read){.kind = EK_READ_SCOPE, .scope = EK_SCOPE_MOU});
    ek_reads_add(&reads, (ek_read){.kind = EK_READ_SCOPE, .scope = EK_SCOPE_MOU});
    assert_int_equal(reads.count, 4);
    assert_ptr_equal(reads.items[0].record, b);
    assert_ptr_equal(reads.items[1].record, a);
    assert_int_equal(reads.items[3].kind, EK_READ_SCOPE);
}

static void test_ek_reads_add__tells_rulings_apart_by_what_they_are_about(void **state)
{
    make *m = *state;
    ek_record *a = make_record(m, &ek_type_stay), *b = make_record(m, &ek_type_stay);
    ek_question one = {.name = EK_TEXT("q")}, other = {.name = EK_TEXT("q")};
    ek_reads reads;

    ek_reads_init(&reads, &m->arena);
    ek_reads_add(&reads, (ek_read){.kind = EK_READ_RULING, .record = a, .question = &one});
    ek_reads_add(&reads, (ek_read){.kind = EK_READ_RULING, .record = b, .question = &one});
    ek_reads_add(&reads, (ek_read){.kind = EK_READ_RULING, .record = a, .question = &one});
    ek_reads_add(&reads, (ek_read){.kind = EK_READ_RULING, .record = a, .question = &other});
    assert_int_equal(reads.count, 3);
}

static void test_ek_reads_add__finds_what_it_has_among_thousands(void **state)
{
    make *m = *state;
    ek_record *records[300];
    ek_reads reads;

    ek_reads_init(&reads, &m->arena);
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < 300; i++) {
            if (round == 0)
                records[i] = make_record(m, &ek_type_stay);
            for (uint32_t j = 0; j < ek_type_stay.field_count; j++)
                ek_reads_add(&reads, (ek_read){.kind = EK_READ_FACT,
                                               .record = records[i],
                                               .field = &ek_type_stay.fields[j]});
        }
    assert_int_equal(reads.count, 300 * ek_type_stay.field_count);
    assert_ptr_equal(reads.items[reads.count - 1].record, records[299]);
}

static void test_ek_reads_equal__asks_for_the_same_order(void **state)
{
    make *m = *state;
    ek_record *a = make_record(m, &ek_type_training);
    ek_reads one, two;

    ek_reads_init(&one, &m->arena);
    ek_reads_init(&two, &m->arena);
    assert_true(ek_reads_equal(&one, &two));
    ek_reads_add(&one, fact_of(a, "first_day"));
    assert_false(ek_reads_equal(&one, &two));
    ek_reads_add(&two, fact_of(a, "first_day"));
    assert_true(ek_reads_equal(&one, &two));
    ek_reads_add(&one, fact_of(a, "last_day"));
    ek_reads_add(&one, fact_of(a, "land"));
    ek_reads_add(&two, fact_of(a, "land"));
    ek_reads_add(&two, fact_of(a, "last_day"));
    assert_false(ek_reads_equal(&one, &two));
}

static void test_ek_reads_mark__finds_facts_by_a_bit_and_the_rest_by_the_table(void **state)
{
    make *m = *state;
    ek_record *near = make_record(m, &ek_type_training), *far = make_record(m, &ek_type_training);
    uint64_t marks[1] = {0};
    ek_reads reads;

    ek_reads_init(&reads, &m->arena);
    ek_reads_mark(&reads, marks, 1); /* the second record has none */
    for (uint32_t round = 0; round < 2; round++) {
        ek_reads_add(&reads, fact_of(far, "last_day"));
        ek_reads_add(&reads, fact_of(near, "last_day"));
        ek_reads_add(&reads, (ek_read){.kind = EK_READ_SCOPE, .scope = EK_SCOPE_MOU});
        ek_reads_add(&reads, fact_of(near, "first_day"));
    }
    assert_int_equal(reads.count, 4);
    assert_ptr_equal(reads.items[0].record, far);
    assert_ptr_equal(reads.items[3].field,
                     &ek_type_training.fields[ek_slot(&ek_type_training, "first_day")]);
    assert_int_equal(__builtin_popcountll(marks[0]), 2);
}

static void test_ek_reads_end__gives_the_marks_back_empty(void **state)
{
    make *m = *state;
    uint64_t marks[8] = {0};
    ek_reads reads;

    for (uint32_t read = 1; read <= 8; read += 7) { /* few of many, and most of them */
        ek_reads_init(&reads, &m->arena);
        ek_reads_mark(&reads, marks, 8);
        m->record_count = 0;
        for (uint32_t i = 0; i < read; i++)
            ek_reads_add(&reads, fact_of(make_record(m, &ek_type_training), "land"));
        ek_reads_end(&reads);
        assert_int_equal(reads.count, read);
        for (uint32_t i = 0; i < 8; i++)
            assert_int_equal(marks[i], 0);
    }
}

static void test_ek_reads_none__keeps_nothing(void **state)
{
    make *m = *state;
    ek_reads reads;

    ek_reads_none(&reads, &m->arena);
    ek_reads_add(&reads, fact_of(make_record(m, &ek_type_training), "land"));
    ek_reads_add(&reads, (ek_read){.kind = EK_READ_SCOPE, .scope = EK_SCOPE_MOU});
    assert_int_equal(reads.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_ek_reads_add__keeps_each_once_in_order),
        WITH_MAKE(test_ek_reads_add__tells_rulings_apart_by_what_they_are_about),
        WITH_MAKE(test_ek_reads_add__finds_what_it_has_among_thousands),
        WITH_MAKE(test_ek_reads_mark__finds_facts_by_a_bit_and_the_rest_by_the_table),
        WITH_MAKE(test_ek_reads_end__gives_the_marks_back_empty),
        WITH_MAKE(test_ek_reads_none__keeps_nothing),
        WITH_MAKE(test_ek_reads_equal__asks_for_the_same_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
