/* Shapes: made from the schema table, and keys found in them.
 *
 * A key's place in the table comes from its first and its last eight bytes, which tell apart all
 * names of the schema; what the words do not hold of a long name is compared at the end. */
#include "load/shape.h"

#include <assert.h>

bool ek_is_named_by_list(const ek_record_type *type)
{
    return type == &ek_type_outcome || type == &ek_type_component || type == &ek_type_part ||
           type == &ek_type_elective || type == &ek_type_subject;
}

bool ek_may_be_written(const ek_field *field)
{
    return !(field->flags & EK_COMPUTED) &&
           !((field->flags & EK_EMBED) && !(field->flags & EK_REFERENCE));
}

/* ---- Finding a key ------------------------------------------------------------------------- */

/* The words of a name; a short one is copied, so that nothing is read behind it. */
static void load_words(const char *name, size_t size, uint64_t *head, uint64_t *tail)
{
    char copy[8] = {0};

    for (size_t i = 0; i < size && size < 8; i++)
        copy[i] = name[i];
    *head = ek_key_word(size < 8 ? copy : name);
    *tail = size > 8 ? ek_key_word(name + size - 8) : 0;
}

static uint32_t find_place(uint64_t head, uint64_t tail)
{
    return (uint32_t)(((head ^ tail << 1) * UINT64_C(0x9e3779b97f4a7c15)) >> 56);
}

const ek_key *ek_shape_key(const ek_shape *shape, const char *name, size_t size)
{
    uint64_t head, tail;
    uint32_t place;

    load_words(name, size, &head, &tail);
    for (place = find_place(head, tail); shape->table[place] != 0;
         place = (place + 1) % EK_SHAPE_TABLE) {
        const ek_key *key = &shape->keys[shape->table[place] - 1];

        if (key->head == head && key->tail == tail && key->size == size &&
            (size <= 16 || memcmp(name + 8, key->field->name + 8, size - 16) == 0))
            return key;
    }
    return NULL;
}

/* ---- Making a shape ------------------------------------------------------------------------ */

/* The bits of sixteen bytes that are not the first `count` of them. */
static uint32_t bits_behind(uint32_t count)
{
    return count < 16 ? 0xffffu << count & 0xffffu : 0;
}

/* A word is never empty: that would end them. */
static const ek_word *make_words(ek_arena *arena, const char *const *words)
{
    uint32_t count = 0;
    ek_word *made;

    while (words && words[count])
        count++;
    if (count == 0)
        return NULL;
    made = EK_NEW_ARRAY(arena, ek_word, count + 1u);
    for (uint32_t i = 0; i < count; i++) {
        made[i].size = (uint32_t)strlen(words[i]);
        assert(made[i].size > 0);
        made[i].others = EK_NOT_COMPARED;
        if (made[i].size >= sizeof made[i].written)
            continue;
        made[i].others = bits_behind(made[i].size + 1);
        memcpy(made[i].written, words[i], made[i].size);
        made[i].written[made[i].size] = '"';
    }
    return made;
}

/* How the values of a field are written nearly always. */
static ek_way find_way(const ek_field *field)
{
    static const uint8_t ways[] = {
        [EK_KIND_YES] = EK_WAY_YES,         [EK_KIND_NUMBER] = EK_WAY_NUMBER,
        [EK_KIND_MARK] = EK_WAY_MARK,       [EK_KIND_DATE] = EK_WAY_DATE,
        [EK_KIND_TEXT] = EK_WAY_TEXT,       [EK_KIND_WORD] = EK_WAY_WORD,
        [EK_KIND_COUNTRY] = EK_WAY_COUNTRY, [EK_KIND_SET] = EK_WAY_SET,
        [EK_KIND_LEVEL] = EK_WAY_LEVEL,     [EK_KIND_RECORD] = EK_WAY_RECORD,
        [EK_KIND_LIST] = EK_WAY_LIST,       [EK_KIND_BY_COUNTRY] = EK_WAY_BY_COUNTRY,
        [EK_KIND_TREE] = EK_WAY_TREE,       [EK_KIND_ANSWER] = EK_WAY_ODD};

    if (field->flags & EK_ID)
        return EK_WAY_ID;
    if (field->kind == EK_KIND_RECORD && (field->flags & EK_REFERENCE))
        return EK_WAY_REFERENCE;
    return (ek_way)ways[field->kind];
}

/* What such a value opens with; 0: with this or that. */
static char find_opening(ek_way way)
{
    switch (way) {
    case EK_WAY_DATE:
    case EK_WAY_ID:
    case EK_WAY_TEXT:
    case EK_WAY_WORD:
    case EK_WAY_COUNTRY:
    case EK_WAY_LEVEL:
    case EK_WAY_REFERENCE: return '"';
    case EK_WAY_SET:
    case EK_WAY_LIST: return '[';
    case EK_WAY_RECORD:
    case EK_WAY_BY_COUNTRY:
    case EK_WAY_TREE: return '{';
    default: return '\0';
    }
}

static void put_written(ek_key *key)
{
    uint32_t span = key->size + 4u, count = span + (key->opens != '\0');

    key->others = key->quick_others = EK_NOT_COMPARED;
    key->span = (uint8_t)span;
    if (count > sizeof key->written)
        return;
    key->longer = count > 16;
    key->others = bits_behind(count);
    key->quick_others = key->longer ? EK_NOT_COMPARED : key->others;
    key->late_others = key->longer ? bits_behind(count - 16) : 0;
    key->opening = UINT32_C(1) | (key->opens ? UINT32_C(1) << span : 0);
    key->written[0] = ',';
    key->written[1] = key->written[span - 2] = '"';
    memcpy(key->written + 2, key->field->name, key->size);
    key->written[span - 1] = ':';
    if (key->opens)
        key->written[span] = key->opens;
}

static const ek_key *make_end(ek_arena *arena)
{
    ek_key *end = EK_NEW(arena, ek_key);

    end->written[0] = '}';
    end->others = end->quick_others = bits_behind(1);
    end->span = 1;
    end->way = EK_WAY_END;
    end->read = ek_read_ways[EK_WAY_END];
    return end;
}

static uint64_t make_known(ek_kind kind)
{
    ek_value value = {.state = EK_KNOWN, .kind = (uint8_t)kind};
    uint64_t known;

    memcpy(&known, &value, sizeof known);
    return known;
}

/* Returns the bit of the key. */
static uint64_t add_key(ek_arena *arena, ek_shape *shape, const ek_record_type *owner,
                        uint32_t slot, uint8_t within)
{
    const ek_field *field = &owner->fields[slot];
    ek_key *key = &shape->keys[shape->key_count];
    uint32_t place;

    assert(shape->key_count < EK_SHAPE_KEYS && slot < EK_SLOT_NONE);
    assert(field->name_size + 3u <= EK_LONGEST_KEY);
    key->size = (uint8_t)field->name_size;
    key->kind = (uint8_t)field->kind;
    key->flags = field->flags;
    key->bit = UINT64_C(1) << shape->key_count;
    key->guess = (ek_guess){shape->keys, shape->keys};
    key->within = within;
    key->slot = (uint8_t)slot;
    key->offset = (uint32_t)(sizeof(ek_record) + slot * sizeof(ek_value));
    key->shape = shape;
    key->owner = owner;
    key->field = field;
    key->words = make_words(arena, field->words);
    key->known = make_known(field->kind);
    key->inner_way = (uint8_t)find_way(field);
    key->opens = find_opening((ek_way)key->inner_way);
    key->way = within == EK_SLOT_NONE ? key->inner_way : (uint8_t)EK_WAY_WITHIN;
    key->read = ek_read_ways[key->way];
    put_written(key);
    load_words(field->name, key->size, &key->head, &key->tail);
    place = find_place(key->head, key->tail);
    while (shape->table[place] != 0)
        place = (place + 1) % EK_SHAPE_TABLE;
    shape->table[place] = (uint8_t)++shape->key_count;
    return key->bit;
}

static void add_own_keys(ek_arena *arena, ek_shape *shape)
{
    const ek_record_type *type = shape->type;

    for (uint32_t i = 0; i < type->field_count; i++) {
        const ek_field *field = &type->fields[i];
        uint64_t bit;

        if (field->flags & EK_ID) {
            assert(shape->id == EK_SLOT_NONE);
            shape->id = (uint8_t)i;
        }
        if (ek_text_is(EK_TEXT("first_day"), field->name))
            shape->first_day = (uint8_t)i;
        else if (ek_text_is(EK_TEXT("last_day"), field->name))
            shape->last_day = (uint8_t)i;
        else if (ek_text_is(EK_TEXT("scale"), field->name))
            shape->scale = (uint8_t)i;
        if (!ek_may_be_written(field))
            continue;
        bit = add_key(arena, shape, type, i, EK_SLOT_NONE);
        shape->own |= bit;
        shape->needed |= field->flags & EK_REQUIRED ? bit : 0;
        shape->referring |= field->flags & EK_EMBED ? bit : 0;
    }
}

/* A record's own names go before those of what is embedded in it, also those that it must not
 * write: they are found by no key then. */
static void add_embedded_keys(ek_arena *arena, ek_shape *shape, uint32_t slot)
{
    const ek_record_type *inner = shape->type->fields[slot].record;

    for (uint32_t i = 0; i < inner->field_count; i++) {
        ek_text name = ek_text_of(inner->fields[i].name);
        uint32_t own = ek_field_named(shape->type, name);

        if (!ek_may_be_written(&inner->fields[i]) ||
            (own != EK_NO_FIELD && (ek_may_be_written(&shape->type->fields[own]) ||
                                    (shape->type->fields[own].flags & EK_COMPUTED))) ||
            ek_shape_key(shape, name.bytes, name.size))
            continue;
        (void)add_key(arena, shape, inner, i, (uint8_t)slot);
    }
}

static uint32_t count_fields(const ek_record_type *type)
{
    uint32_t count = type->field_count;

    for (uint32_t i = 0; i < type->field_count; i++)
        if (type->fields[i].flags & EK_EMBED)
            count += type->fields[i].record->field_count;
    return count;
}

/* What readers take for granted of embedded records: an id may be needed, which is that of the
 * record around, and nothing else is. */
static void check_embedded(const ek_shape *shape, const ek_record_type *inner)
{
    bool named = false;

    for (uint32_t i = 0; i < inner->field_count; i++) {
        assert(!(inner->fields[i].flags & EK_REQUIRED) || (inner->fields[i].flags & EK_ID));
        named = named || (inner->fields[i].flags & EK_ID);
    }
    assert(named == (shape->reference != EK_SLOT_NONE) && (!named || shape->id != EK_SLOT_NONE));
    (void)named;
    (void)shape;
}

/* The bit of the record's own key of that slot; 0: there is none. */
static uint64_t bit_of(const ek_shape *shape, uint32_t slot)
{
    for (uint32_t i = 0; i < shape->key_count; i++)
        if (shape->keys[i].within == EK_SLOT_NONE && shape->keys[i].slot == slot)
            return shape->keys[i].bit;
    return 0;
}

static uint64_t find_telling(const ek_shape *shape)
{
    uint64_t days = shape->first_day != EK_SLOT_NONE ? bit_of(shape, shape->last_day) : 0;

    return days | bit_of(shape, shape->scale) | bit_of(shape, shape->cause) |
           (shape->reference != EK_SLOT_NONE ? ~shape->own : 0);
}

static ek_shape *make_shape(ek_shapes *shapes, const ek_record_type *type)
{
    ek_arena *arena = shapes->arena;
    ek_shape *shape = EK_NEW(arena, ek_shape);
    const char *from = ek_derives_from(type);

    shape->keys = EK_NEW_ARRAY(arena, ek_key, count_fields(type));
    shape->guess = (ek_guess){shape->keys, shape->keys};
    shape->type = type;
    shape->empty = ek_record_new(arena, type);
    shape->bytes = sizeof(ek_record) + type->field_count * sizeof(ek_value);
    shape->cause = from ? (uint8_t)ek_slot(type, from) : (uint8_t)EK_SLOT_NONE;
    shape->scale = shape->id = shape->first_day = shape->last_day = shape->part = shape->reference =
        EK_SLOT_NONE;
    shape->has_length = ek_length_find(&shape->length, type);
    shape->named_by_list = ek_is_named_by_list(type);
    add_own_keys(arena, shape);
    for (uint32_t i = 0; i < type->field_count; i++) {
        if (!(type->fields[i].flags & EK_EMBED))
            continue;
        add_embedded_keys(arena, shape, i);
        if (type->fields[i].flags & EK_REFERENCE) {
            shape->reference = (uint8_t)i;
            shape->reference_shape = ek_shape_of(shapes, type->fields[i].record);
        } else {
            shape->part = (uint8_t)i;
            shape->part_shape = ek_shape_of(shapes, type->fields[i].record);
        }
        check_embedded(shape, type->fields[i].record);
    }
    assert(shape->key_count > 0); /* the first is guessed */
    shape->end = make_end(arena);
    shape->telling = find_telling(shape);
    return shape;
}

const ek_shape *ek_shape_of(ek_shapes *shapes, const ek_record_type *type)
{
    ek_shape *shape;

    for (uint32_t i = 0; i < shapes->count; i++)
        if (shapes->made[i]->type == type)
            return shapes->made[i];
    shape = make_shape(shapes, type);
    assert(shapes->count < EK_SHAPE_TYPES); /* those of embedded records came before it */
    shapes->made[shapes->count++] = shape;
    return shape;
}
