/* Documents in memory: records of values, each value with its place.
 *
 * Everything here lives in the arena of one case (or of one bundle, for policy data) and never
 * changes after reading. */
#ifndef EK_MODEL_DOCUMENT_H
#define EK_MODEL_DOCUMENT_H

#include "base/date.h"
#include "base/digest.h"
#include "base/problem.h"
#include "model/schema.h"

/* Missing: nobody said. None: said not to exist. (DECISIONS 1) */
typedef enum ek_state { EK_MISSING, EK_NONE, EK_KNOWN } ek_state;

typedef struct ek_record ek_record;
typedef struct ek_tree ek_tree;

typedef struct ek_level {
    ek_text framework; /* "EQF", "NLQF", "RQF" */
    ek_text label;     /* "4", "4+" */
} ek_level;

typedef struct ek_mark {
    ek_fraction value;
    const ek_text *scale; /* NULL: none is given */
} ek_mark;

typedef struct ek_list {
    const ek_record *const *items;
    uint32_t count;
} ek_list;

/* What a ruling may answer. */
typedef enum ek_answer_kind {
    EK_ANSWER_YES,
    EK_ANSWER_NUMBER,
    EK_ANSWER_DATE,
    EK_ANSWER_TEXT,
    EK_ANSWER_TEXTS
} ek_answer_kind;

typedef struct ek_value {
    uint8_t state;   /* ek_state */
    uint8_t kind;    /* ek_kind of the field */
    uint8_t answer;  /* ek_answer_kind, kind ANSWER only */
    uint8_t assumed; /* comes from a default of the schema (absent: none, empty) */
    uint16_t file;   /* index into the case's documents */
    uint16_t column; /* 65535: that or more */
    uint32_t line;   /* 0: not written anywhere (absent, or derived from nothing written) */
    union {
        bool yes;
        ek_date date;
        ek_text text; /* TEXT, WORD, COUNTRY */
        ek_fraction number;
        const ek_mark *mark;
        const ek_level *level;
        ek_texts texts; /* SET: sorted bytewise, each once */
        const ek_record *record;
        ek_list list; /* LIST, BY_COUNTRY */
        const ek_tree *tree;
    } as;
} ek_value;
_Static_assert(sizeof(ek_value) <= 32, "a case has many values");

struct ek_record {
    const ek_record_type *type;
    ek_text key;     /* BY_COUNTRY: the country */
    uint32_t number; /* unique within the case, in order of reading */
    uint16_t file;
    uint16_t column;
    uint32_t line;
    ek_value slots[]; /* type->field_count of them */
};

ek_record *ek_record_new(ek_arena *arena, const ek_record_type *type);
const ek_value *ek_record_at(const ek_record *record, const char *field); /* asserts the name */

typedef struct ek_document {
    ek_text name;
    ek_digest digest; /* of its bytes */
    ek_text bytes;    /* copied */
} ek_document;

struct erkend_case {
    ek_arena arena;
    ek_document *documents; /* [0] is the case file */
    uint32_t document_count;
    ek_digest digest; /* over names and digests of all documents; see ek_case_digest */
    char digest_hex[65];
    const char *digested[2]; /* options that the digest is over as well; NULL: none */
    uint32_t line;           /* on which it stands, a line of JSON among others; 0: alone */
    uint16_t named_document; /* of the qualification that an option named; 0: none did */
    const ek_record *root;   /* of ek_type_case */
    const char *id;
    uint32_t record_count;
    ek_date decided;                 /* the deciding date; EK_DATE_NEVER when there is none */
    bool decided_assumed;            /* from the options, not from the file */
    const char *decided_text, *home; /* as hosts see them; "" when there is none */
    const char *const *targets;      /* countries that it names a target for, by code */
    uint32_t target_count;
};

ek_place ek_value_place(const struct erkend_case *the_case, const ek_value *value);
ek_place ek_record_place(const struct erkend_case *the_case, const ek_record *record);

/* Fills fields that follow from others of the same record, and in its records: stay.days,
 * stay.weeks, months from dates, scales of marks, outcomes from learning_outcomes. Called once, by
 * the reader. */
void ek_derive(ek_arena *arena, ek_record *record);
/* Only what follows from the record's own fields, for a reader that has it in hand; an exemption's
 * follow from its unit, which must be derived before. */
void ek_derive_own(ek_arena *arena, ek_record *record);
/* Slots of the days of a period and of its length; EK_NO_FIELD: there is no such field. */
typedef struct ek_length {
    uint32_t first_day, last_day, months, days, weeks;
} ek_length;
bool ek_length_find(ek_length *out, const ek_record_type *type); /* false: none follows */
/* As ek_derive_own for a record of a type that has one. */
void ek_derive_length(ek_record *record, const ek_length *length);
/* The field without which nothing follows in records of the type; NULL: nothing ever does. */
const char *ek_derives_from(const ek_record_type *type);
/* The fields that a derived field follows from, NULL-ended; NULL when it is not derived. */
const char *const *ek_derived_from(const ek_record_type *type, const ek_field *field);

/* A value for people: "9 1/2 months", "yes", "1 March 2024" is the explain room's; this one is for
 * machines and digests: 19/2, true, 2024-03-01, [a, b]. */
void ek_buffer_value(ek_buffer *buffer, const ek_value *value);
/* Would it write that text as it is, without quotes? */
bool ek_text_is_value(ek_text text);

#endif
