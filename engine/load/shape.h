/* Shapes: the schema table made ready for reading at full speed.
 *
 * A shape says of one record type what reader after reader would look up again: the keys that may
 * stand in such a record, those of its embedded records among them, found by a hash; a record in
 * which nothing is written yet; which keys are needed, which field names the record. Everything in
 * it follows from the schema table and from nothing else; test_shape.c holds it against the table.
 *
 * Shapes are made when they are first asked for and belong to one thread. */
#ifndef EK_LOAD_SHAPE_H
#define EK_LOAD_SHAPE_H

#include <string.h>

#include "model/document.h"

#define EK_SLOT_NONE 255u
#define EK_LONGEST_KEY 64u /* bytes of the name of any key, its quote and a word behind it */
#define EK_SHAPE_KEYS 64u  /* most keys of a record: a set of keys is one word */
#define EK_SHAPE_TABLE                                                                             \
    256u /* places of the hash, four for each key: most keys are found at once                     \
          */
#define EK_SHAPE_TYPES 64u

typedef struct ek_shape ek_shape;
typedef struct ek_key ek_key;

/* A key that may stand in a record of the shape. */
struct ek_key {
    uint64_t head, tail; /* first eight bytes of its name, and last where it is longer */
    uint64_t mask;       /* of the bytes that head holds */
    uint64_t bit;        /* of the key in a set of keys of its shape */
    uint32_t size;
    uint8_t
        within;   /* slot of the embedded record it belongs to; EK_SLOT_NONE: it is the record's */
    uint8_t slot; /* of the field in the record that it belongs to */
    uint8_t kind; /* of the field: an ek_kind */
    uint32_t flags; /* of the field */
    const ek_field *field;
    const ek_record_type *owner; /* type of the record that the field is of */
    const ek_shape *inner;       /* of field->record; NULL until ek_key_inner asked */
    const ek_key *next;          /* what came after it the last time */
};

struct ek_shape {
    const ek_record_type *type;
    const ek_record *empty; /* as ek_record_new makes it */
    size_t bytes;           /* of a record */
    uint32_t key_count;
    uint64_t needed;    /* keys without which the record is refused */
    uint64_t own;       /* keys of the record itself: the others belong to an embedded one */
    uint64_t referring; /* the key that names by its id what else is embedded */
    uint8_t id;         /* slot of the field that names the record, or EK_SLOT_NONE */
    uint8_t first_day, last_day; /* slots, or EK_SLOT_NONE */
    uint8_t part;       /* slot of an embedded record that is always there, or EK_SLOT_NONE */
    uint8_t reference;  /* slot of an embedded record that may be a reference, or EK_SLOT_NONE */
    uint8_t scale;      /* slot of the scale of marks in it, or EK_SLOT_NONE */
    uint8_t cause;      /* slot of the field that ek_derive_own needs, or EK_SLOT_NONE */
    bool named_by_list; /* its ids name things within one list only */
    ek_key *keys;
    const ek_key *first;           /* what came first the last time */
    uint8_t table[EK_SHAPE_TABLE]; /* number of the key and 1; 0: free */
};

typedef struct ek_shapes {
    ek_arena *arena; /* what they lie in; only these two functions take from it */
    ek_shape *made[EK_SHAPE_TYPES];
    uint32_t count;
} ek_shapes;

const ek_shape *ek_shape_of(ek_shapes *shapes, const ek_record_type *type);
/* The shape of the records that the key's value holds. */
static inline const ek_shape *ek_key_inner(ek_shapes *shapes, const ek_key *key)
{
    if (!key->inner)
        ((ek_key *)key)->inner = ek_shape_of(shapes, key->field->record);
    return key->inner;
}

/* Eight bytes, the first of them the lowest. */
static inline uint64_t ek_key_word(const char *bytes)
{
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* Is that key's name what stands there, with a quote behind it? EK_LONGEST_KEY bytes can be read.
 */
static inline bool ek_key_is(const ek_key *key, const char *bytes)
{
    return bytes[key->size] == '"' && (ek_key_word(bytes) & key->mask) == key->head &&
           (key->size <= 8 || ek_key_word(bytes + key->size - 8) == key->tail) &&
           (key->size <= 16 || memcmp(bytes + 8, key->field->name + 8, key->size - 16) == 0);
}

/* The key of that name; NULL: none may be written so. */
const ek_key *ek_shape_key(const ek_shape *shape, const char *name, size_t size);

/* Ids of these name things within one list only: the same unit stands in several qualifications. */
bool ek_is_named_by_list(const ek_record_type *type);
/* May a key of that name be written? Not what is only computed, nor an embedded record as such. */
bool ek_may_be_written(const ek_field *field);

#endif
