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
#define EK_NOT_COMPARED 0x10000u /* among bits of sixteen bytes: there are none */

typedef struct ek_shape ek_shape;
typedef struct ek_key ek_key;
struct ek_scan;

/* Reads the value of a key, which begins there, and all of the record that comes behind it; returns
 * which keys were written, those before it among them. */
typedef uint64_t ek_read_on(struct ek_scan *s, const char *at, const ek_key *key, ek_record *record,
                            uint64_t written);

/* Which keys are tried first: what stood here the last time, and the time before. */
typedef struct ek_guess {
    const ek_key *first, *second;
} ek_guess;

/* A word of a field. */
typedef struct ek_word {
    _Alignas(16) char written[16]; /* with the quote behind it */
    uint32_t others; /* a bit for each byte of it that is not compared; more: it is too long */
    uint32_t size;   /* of the word; 0: there are no more words */
} ek_word;

/* How a value is read: as its kind is written nearly always, or in another way. */
typedef enum ek_way {
    EK_WAY_END,    /* no key: the brace behind the last value */
    EK_WAY_WITHIN, /* the value is of an embedded record */
    EK_WAY_ODD,    /* what is rare, or written otherwise */
    EK_WAY_YES,
    EK_WAY_NUMBER,
    EK_WAY_MARK,
    EK_WAY_DATE,
    EK_WAY_ID,
    EK_WAY_TEXT,
    EK_WAY_WORD,
    EK_WAY_COUNTRY,
    EK_WAY_SET,
    EK_WAY_LEVEL,
    EK_WAY_RECORD,
    EK_WAY_REFERENCE,
    EK_WAY_LIST,
    EK_WAY_BY_COUNTRY,
    EK_WAY_TREE
} ek_way;

extern ek_read_on *const ek_read_ways[]; /* direct.c, by ek_way */

/* A key that may stand in a record of the shape. It is written ,"name": and then what its value
 * opens with, where that is nearly always the same; before the first key there is a brace. */
struct ek_key {
    _Alignas(16) char written[32];
    uint32_t others;       /* a bit for each of the first 16 bytes that is not compared; more: none
                            * is, as the name is too long, and it is found by the hash only */
    uint32_t quick_others; /* the same, where those bytes say all; else none of them is compared */
    uint32_t late_others;  /* the same for those behind them, where there are any */
    uint32_t opening;      /* the bits of what may stand otherwise: the comma, and the opening */
    uint8_t span;          /* bytes before the value */
    bool longer;           /* more than sixteen bytes are compared */
    char opens;            /* 0: its value opens with this or that */
    uint8_t way;           /* an ek_way, when the value opens so */
    uint8_t inner_way;     /* the same within an embedded record */
    uint8_t within;        /* slot of that record; EK_SLOT_NONE: the value is the record's own */
    uint8_t slot;          /* of the field in the record that it belongs to */
    uint8_t kind;          /* of the field: an ek_kind */
    uint64_t known;        /* the first eight bytes of a value that is known, without a column */
    uint64_t bit;          /* of the key in a set of keys of its shape */
    ek_guess guess;        /* what comes after it */
    ek_read_on *read;      /* its value, when that opens so */
    uint32_t offset;       /* of the value in the record that it belongs to */
    uint32_t flags;        /* of the field */
    const ek_word *words;  /* of the field; NULL: any text will do */
    const ek_field *field;
    const ek_shape *shape;       /* of the records that it may stand in */
    const ek_record_type *owner; /* type of the record that the field is of */
    const ek_shape *inner;       /* of field->record; NULL until ek_key_inner asked */
    uint64_t head, tail;         /* first eight bytes of its name, and last where it is longer */
    uint8_t size;                /* of its name */
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
    uint64_t telling;   /* keys of which something follows, or that are looked at together */
    bool has_length;    /* that follows from its days */
    ek_length length;   /* where it has one */
    bool named_by_list; /* its ids name things within one list only */
    const ek_shape *part_shape, *reference_shape; /* of those two records */
    ek_key *keys;
    const ek_key *end;             /* no key: the brace behind the last value */
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

#ifdef __SSE2__
/* Which of sixteen bytes are the same, a bit for each. */
static inline uint32_t ek_same_bytes(const char *bytes, const char *wanted)
{
    __m128i there = _mm_loadu_si128((const __m128i *)(const void *)bytes);

    return (uint32_t)_mm_movemask_epi8(
        _mm_cmpeq_epi8(there, _mm_load_si128((const __m128i *)(const void *)wanted)));
}
#else
static inline uint32_t ek_same_bytes(const char *bytes, const char *wanted)
{
    uint32_t same = 0;

    for (uint32_t i = 0; i < 16; i++)
        same |= (uint32_t)(bytes[i] == wanted[i]) << i;
    return same;
}
#endif

/* Does that key stand there, but for the bytes that are let pass? 32 bytes can be read. */
static inline bool ek_key_stands(const ek_key *key, const char *bytes, uint32_t passed)
{
    if ((ek_same_bytes(bytes, key->written) | key->others | (passed & 0xffff)) != 0xffff)
        return false;
    return !key->longer || (ek_same_bytes(bytes + 16, key->written + 16) | key->late_others |
                            passed >> 16) == 0xffff;
}

/* The word of the key's field that stands there with a quote behind it; NULL: none of sixteen bytes
 * with it. So many can be read. */
static inline const ek_word *ek_key_word_at(const ek_key *key, const char *bytes)
{
    for (const ek_word *word = key->words; word->size > 0; word++)
        if ((ek_same_bytes(bytes, word->written) | word->others) == 0xffff)
            return word;
    return NULL;
}

/* The key of that name; NULL: none may be written so. */
const ek_key *ek_shape_key(const ek_shape *shape, const char *name, size_t size);

/* Ids of these name things within one list only: the same unit stands in several qualifications. */
bool ek_is_named_by_list(const ek_record_type *type);
/* May a key of that name be written? Not what is only computed, nor an embedded record as such. */
bool ek_may_be_written(const ek_field *field);

#endif
