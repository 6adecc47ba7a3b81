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

#include "model/document.h"

#define EK_SLOT_NONE 255u
#define EK_SHAPE_KEYS 64u /* most keys of a record: a set of keys is one word */
#define EK_SHAPE_TABLE                                                                             \
    256u /* places of the hash, four for each key: most keys are found at once                     \
          */
#define EK_SHAPE_TYPES 64u

typedef struct ek_shape ek_shape;

/* A key that may stand in a record of the shape. */
typedef struct ek_key {
    uint64_t head, tail; /* first and last eight bytes of its name, see ek_key_words */
    const char *name;
    uint32_t size;
    uint8_t number; /* within the shape */
    uint8_t
        within;   /* slot of the embedded record it belongs to; EK_SLOT_NONE: it is the record's */
    uint8_t slot; /* of the field in the record that it belongs to */
    const ek_record_type *owner; /* that record's type */
    const ek_field *field;
    const ek_shape *inner; /* of field->record; NULL until ek_key_inner asked */
} ek_key;

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
    bool named_by_list; /* its ids name things within one list only */
    ek_key *keys;
    uint8_t table[EK_SHAPE_TABLE]; /* number of the key and 1; 0: free */
};

typedef struct ek_shapes {
    ek_arena *arena; /* what they lie in; only ek_shape_of and ek_key_inner take from it */
    ek_shape *made[EK_SHAPE_TYPES];
    uint32_t count;
} ek_shapes;

const ek_shape *ek_shape_of(ek_shapes *shapes, const ek_record_type *type);
/* The shape of the records that the key's value holds. */
const ek_shape *ek_key_inner(ek_shapes *shapes, const ek_key *key);

/* The first and the last eight bytes of a name; a shorter one is its own head and has no tail.
 * `room`: how many bytes may be read from `name` on, at least `size`. */
void ek_key_words(const char *name, size_t size, size_t room, uint64_t *head, uint64_t *tail);
/* The key of that name; NULL: none may be written so. */
const ek_key *ek_shape_key(const ek_shape *shape, const char *name, size_t size, size_t room);

/* Ids of these name things within one list only: the same unit stands in several qualifications. */
bool ek_is_named_by_list(const ek_record_type *type);
/* May a key of that name be written? Not what is only computed, nor an embedded record as such. */
bool ek_may_be_written(const ek_field *field);

#endif
