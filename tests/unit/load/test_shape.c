/* load/shape.c: shapes say what the schema table says, for every record type. */
#include "fixture.h"
#include "load/shape.h"

static const ek_key *key_of(const ek_shape *shape, const char *name)
{
    return ek_shape_key(shape, name, strlen(name));
}

/* What a key means is what the reader of nodes makes of it: a field of the record itself, else of
 * the first embedded record that has it. */
static void check_name(const ek_shape *shape, const char *name)
{
    const ek_record_type *type = shape->type, *owner = NULL;
    uint32_t slot = ek_field_named(type, ek_text_of(name)), within = EK_SLOT_NONE, inner;
    const ek_key *key = key_of(shape, name);

    if (slot != EK_NO_FIELD && (type->fields[slot].flags & EK_COMPUTED)) {
        assert_null(key);
        return;
    }
    if (slot != EK_NO_FIELD && ek_may_be_written(&type->fields[slot]))
        owner = type;
    for (uint32_t i = 0; !owner && i < type->field_count; i++) {
        if (!(type->fields[i].flags & EK_EMBED))
            continue;
        inner = ek_field_named(type->fields[i].record, ek_text_of(name));
        if (inner == EK_NO_FIELD || !ek_may_be_written(&type->fields[i].record->fields[inner]))
            continue;
        owner = type->fields[i].record;
        within = i;
        slot = inner;
    }
    assert_int_equal(key != NULL, owner != NULL);
    if (!key)
        return;
    assert_ptr_equal(key->owner, owner);
    assert_int_equal(key->slot, slot);
    assert_int_equal(key->within, within);
    assert_ptr_equal(key->field, &owner->fields[slot]);
    assert_int_equal(key->bit, UINT64_C(1) << (key - shape->keys));
    assert_true(key->size < 64);
}

static void test_ek_shape_of__knows_the_keys_of_every_type_and_no_others(void **state)
{
    bench *made = *state;
    ek_shapes shapes = {.arena = &made->arena};

    for (uint32_t i = 0; ek_all_types[i]; i++) {
        const ek_shape *shape = ek_shape_of(&shapes, ek_all_types[i]);

        assert_ptr_equal(ek_shape_of(&shapes, ek_all_types[i]), shape);
        for (uint32_t j = 0; ek_all_types[j]; j++)
            for (uint32_t k = 0; k < ek_all_types[j]->field_count; k++)
                check_name(shape, ek_all_types[j]->fields[k].name);
        assert_null(key_of(shape, ""));
        assert_null(key_of(shape, "i"));
        assert_null(key_of(shape, "first_dayy"));
        assert_null(key_of(shape, "first_da"));
    }
}

static void test_ek_shape_of__needs_and_names_what_the_table_does(void **state)
{
    bench *made = *state;
    ek_shapes shapes = {.arena = &made->arena};

    for (uint32_t i = 0; ek_all_types[i]; i++) {
        const ek_record_type *type = ek_all_types[i];
        const ek_shape *shape = ek_shape_of(&shapes, type);

        for (uint32_t k = 0; k < type->field_count; k++) {
            const ek_key *key = key_of(shape, type->fields[k].name);
            bool needed = (type->fields[k].flags & EK_REQUIRED) != 0;

            if (key && key->owner == type)
                assert_int_equal((shape->needed & key->bit) != 0, needed);
            assert_int_equal(shape->id == k, (type->fields[k].flags & EK_ID) != 0);
        }
        assert_memory_equal(shape->empty, ek_record_new(&made->arena, type), shape->bytes);
    }
}

/* A key is known by each of its bytes, the quotes, the colon and what opens its value; one that is
 * too long, by nothing. What is let pass may be anything. */
static void test_ek_key_stands__knows_a_name_as_it_is_written(void **state)
{
    bench *made = *state;
    ek_shapes shapes = {.arena = &made->arena};

    for (uint32_t i = 0; ek_all_types[i]; i++) {
        const ek_shape *shape = ek_shape_of(&shapes, ek_all_types[i]);

        for (uint32_t k = 0; k < shape->key_count; k++) {
            const ek_key *key = &shape->keys[k];
            char *alone = calloc(1, EK_LONGEST_KEY);
            size_t size = key->size + 4u + (key->opens != 0);

            assert_non_null(alone);
            (void)snprintf(alone, EK_LONGEST_KEY, ",\"%s\":%c", key->field->name, key->opens);
            assert_int_equal(key->span, key->size + 4u);
            assert_int_equal(ek_key_stands(key, alone, 0), size <= 32);
            for (size_t at = 0; at < size; at++) {
                bool passed = at == 0 || at == key->span;

                alone[at] ^= 1;
                assert_false(ek_key_stands(key, alone, 0));
                assert_int_equal(ek_key_stands(key, alone, 1), at == 0 && size <= 32);
                assert_int_equal(ek_key_stands(key, alone, key->opening), passed && size <= 32);
                alone[at] ^= 1;
            }
            free(alone);
        }
    }
}

/* Where nothing is compared, sixteen bytes of nothing are no key either. */
static void test_ek_key_stands__a_brace_ends_the_keys(void **state)
{
    bench *made = *state;
    ek_shapes shapes = {.arena = &made->arena};
    const ek_shape *shape = ek_shape_of(&shapes, &ek_type_case);
    char bytes[32] = "}";

    assert_true(ek_key_stands(shape->end, bytes, 0));
    bytes[0] = 0;
    assert_false(ek_key_stands(shape->end, bytes, 0));
    for (uint32_t k = 0; k < shape->key_count; k++)
        assert_false(ek_key_stands(&shape->keys[k], bytes, 0));
}

static void check_word(const ek_key *key, const char *name, uint32_t *found)
{
    uint32_t size = (uint32_t)strlen(name);
    char *alone = calloc(1, size + 16u);
    const ek_word *word;

    assert_non_null(alone);
    memcpy(alone, name, size);
    assert_null(ek_key_word_at(key, alone));
    alone[size] = '"';
    word = ek_key_word_at(key, alone);
    assert_int_equal(word != NULL, size < 16);
    *found += word != NULL;
    if (word)
        assert_int_equal(word->size, size);
    for (uint32_t i = 0; i <= size; i++) {
        alone[i] ^= 1;
        assert_null(ek_key_word_at(key, alone));
        alone[i] ^= 1;
    }
    free(alone);
}

static void test_ek_key_word_at__knows_the_words_of_the_field(void **state)
{
    bench *made = *state;
    ek_shapes shapes = {.arena = &made->arena};
    uint32_t found = 0;

    for (uint32_t i = 0; ek_all_types[i]; i++) {
        const ek_shape *shape = ek_shape_of(&shapes, ek_all_types[i]);

        for (uint32_t k = 0; k < shape->key_count; k++) {
            const ek_key *key = &shape->keys[k];

            assert_int_equal(key->words != NULL, key->field->words != NULL);
            for (uint32_t w = 0; key->words && key->field->words[w]; w++)
                check_word(key, key->field->words[w], &found);
        }
    }
    assert_true(found > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BENCH(test_ek_shape_of__knows_the_keys_of_every_type_and_no_others),
        WITH_BENCH(test_ek_shape_of__needs_and_names_what_the_table_does),
        WITH_BENCH(test_ek_key_stands__knows_a_name_as_it_is_written),
        WITH_BENCH(test_ek_key_stands__a_brace_ends_the_keys),
        WITH_BENCH(test_ek_key_word_at__knows_the_words_of_the_field),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
