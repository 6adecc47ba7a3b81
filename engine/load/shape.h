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

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define EK_SLOT_NONE 255u
#define EK_LONGEST_KEY 64u /* bytes of any key as it is written */
#define EK_SHAPE_KEYS 64u  /* most keys of a record: a set of keys is one word */
#define EK_SHAPE_TABLE                                                                             \
    256u /* places of the hash, four for each key: most keys are found at once                     \
          */
#define EK_SHAPE_TYPES 64u

typedef struct ek_shape ek_shape;
typedef struct ek_key ek_key;

/* Which keys are tried first: what stood here the last time, and the time before. */
typedef struct ek_guess {
    const ek_key *first, *second;
} ek_guess;

/* A word of a field. */
typedef struct ek_word {
    uint64_t head, mask; /* its first eight bytes, and which of them there are */
    uint32_t size;       /* 0: there are no more words */
    const char *bytes;
} ek_word;

/* A key that may stand in a record of the shape. */
struct ek_key {
    char written[32];    /* "name": unless that is too long; then it is found by the hash only */
    uint32_t span, mask; /* how many bytes of it there are (0: none), and a bit for each */
    uint32_t offset;     /* of the value in the record that it belongs to */
    uint32_t flags;      /* of the field */
    uint8_t kind;        /* of the field: an ek_kind */
    uint8_t
        within;   /* slot of the embedded record it belongs to; EK_SLOT_NONE: it is the record's */
    uint8_t slot; /* of the field in the record that it belongs to */
    uint8_t size; /* of its name */
    uint64_t bit; /* of the key in a set of keys of its shape */
    ek_guess guess;       /* what comes after it */
    const ek_word *words; /* of the field; NULL: any text will do */
    const ek_field *field;
    const ek_record_type *owner; /* type of the record that the field is of */
    const ek_shape *inner;       /* of field->record; NULL until ek_key_inner asked */
    uint64_t head, tail;         /* first eight bytes of its name, and last where it is longer */
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
    bool has_length;    /* that follows from its days */
    ek_length length;   /* where it has one */
    bool named_by_list; /* its ids name things within one list only */
    ek_key *keys;
    ek_guess guess;                /* what comes first */
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

/* Does that key stand there in its quotes, with a colon behind it? 32 bytes can be read. */
static inline bool ek_key_is(const ek_key *key, const char *bytes)
{
#ifdef __SSE2__
    const __m128i *there = (const __m128i *)(const void *)bytes;
    const __m128i *wanted = (const __m128i *)(const void *)key->written;
    unsigned same = (unsigned)_mm_movemask_epi8(
        _mm_cmpeq_epi8(_mm_loadu_si128(there), _mm_loadu_si128(wanted)));

    if (key->span > 16)
        same |= (unsigned)_mm_movemask_epi8(
                    _mm_cmpeq_epi8(_mm_loadu_si128(there + 1), _mm_loadu_si128(wanted + 1)))
                << 16;
    return (key->mask & ~same) == 0;
#else
    return key->span > 0 && memcmp(bytes, key->written, key->span) == 0;
#endif
}

/* Which of the first bytes of a word there are. */
static inline uint64_t ek_word_mask(uint32_t size)
{
    return size < 8 ? (UINT64_C(1) << (8 * size)) - 1 : UINT64_MAX;
}

/* Is that text a word of the key's field? Eight bytes can be read from its begin. */
static inline bool ek_key_has_word(const ek_key *key, ek_text text)
{
    uint64_t head = ek_key_word(text.bytes);

    for (const ek_word *word = key->words; word->size > 0; word++)
        if (word->size == text.size && ((head ^ word->head) & word->mask) == 0 &&
            (word->size <= 8 || memcmp(text.bytes + 8, word->bytes + 8, word->size - 8) == 0))
            return true;
    return false;
}

/* The key of that name; NULL: none may be written so. */
const ek_key *ek_shape_key(const ek_shape *shape, const char *name, size_t size);

/* Ids of these name things within one list only: the same unit stands in several qualifications. */
bool ek_is_named_by_list(const ek_record_type *type);
/* May a key of that name be written? Not what is only computed, nor an embedded record as such. */
bool ek_may_be_written(const ek_field *field);

#endif
