/* The one schema: every document kind and every field, written once (DESIGN section 5).
 *
 * From this table come the YAML and JSON readers with their errors, the names that rules use, JSON
 * Schema, the LuaCATS file, and the reference page. The table itself is model/schema_table.c.
 *
 * A record type is a list of fields. A record in memory has one slot for each field, in the order
 * of the table, so a field's number is its slot. */
#ifndef EK_MODEL_SCHEMA_H
#define EK_MODEL_SCHEMA_H

#include "base/text.h"

typedef enum ek_kind {
    EK_KIND_YES,    /* true or false; a condition in rules */
    EK_KIND_NUMBER, /* exact number of `unit` */
    EK_KIND_MARK,   /* number on a scale; the scale is the nearest `scale` field around it */
    EK_KIND_DATE,
    EK_KIND_TEXT,       /* free text or a code; numbers must be quoted */
    EK_KIND_WORD,       /* one of `words` */
    EK_KIND_COUNTRY,    /* two capital letters; NO is Norway */
    EK_KIND_SET,        /* texts, or some of `words`; order does not matter, no text twice */
    EK_KIND_LEVEL,      /* "EQF 4", "NLQF 4+": a framework and a level of it */
    EK_KIND_RECORD,     /* one record of type `record` */
    EK_KIND_LIST,       /* records of type `record` */
    EK_KIND_BY_COUNTRY, /* records of type `record`, each under a country code */
    EK_KIND_TREE,       /* a composition (model/tree.h) */
    EK_KIND_ANSWER /* what a body ruled: yes or no, a number, a date, a text, a list of texts */
} ek_kind;

/* What a number counts. Dimensions multiply and divide (DECISIONS 15). */
typedef enum ek_dimension {
    EK_MONTHS,
    EK_WEEKS,
    EK_DAYS,
    EK_YEARS,
    EK_HOURS,
    EK_POINTS,
    EK_MARKS,
    EK_DIMENSIONS,
    EK_PLAIN = EK_DIMENSIONS /* share, factor, count */
} ek_dimension;

typedef enum ek_field_flag {
    EK_REQUIRED = 1 << 0,     /* a document without it is refused */
    EK_ABSENT_NONE = 1 << 1,  /* absent means none (the ° of LANGUAGE section 14) */
    EK_ABSENT_EMPTY = 1 << 2, /* an absent list is empty (claims) */
    EK_PERSONAL = 1 << 3,     /* never read by a rule (a name) */
    EK_ID = 1 << 4,           /* names the record within the case; unique among its type */
    EK_REFERENCE = 1 << 5,    /* a text here is the id of a record of type `record` of the case */
    EK_FILE = 1 << 6,         /* a text here is the relative path of a document of that type */
    EK_EMBED = 1 << 7,        /* fields of the record are read and written as if they stood here */
    EK_ONE_OR_MANY = 1 << 8,  /* a single mapping is a list of one */
    EK_NOT_NEGATIVE = 1 << 9,
    EK_POSITIVE = 1 << 10,
    EK_DERIVED = 1 << 11,  /* may be computed from other fields of the record (model/derive.c) */
    EK_COMPUTED = 1 << 12, /* is only ever computed; writing it in a document is an error */
    EK_HIDDEN = 1 << 13    /* structure of documents; no fact of rules */
} ek_field_flag;

/* Who can change a fact, for why-not (the learner shows it, a body decides it, only the rules). */
typedef enum ek_control { EK_BY_LEARNER, EK_BY_BODY, EK_BY_RULES } ek_control;

typedef struct ek_record_type ek_record_type;

typedef struct ek_field {
    const char *name;
    uint32_t name_size;
    ek_kind kind;
    ek_dimension unit;
    uint32_t flags;
    const char *const *words;     /* NULL-ended; WORD, SET */
    const ek_record_type *record; /* RECORD, LIST, BY_COUNTRY, and TEXT with EK_REFERENCE */
    const char *supplier; /* who can supply it when it is missing: a key of the word lists */
    ek_control control;
    const char *meaning; /* one English sentence */
    const char *source;  /* law or requirement behind it, or NULL */
} ek_field;

struct ek_record_type {
    const char *name;
    const char *meaning;
    const ek_field *fields;
    uint32_t field_count;
};

/* Names that rules speak of (LANGUAGE section 4). */
typedef enum ek_scope {
    EK_SCOPE_CASE,
    EK_SCOPE_LEARNER,
    EK_SCOPE_QUALIFICATION,
    EK_SCOPE_TRAINING,
    EK_SCOPE_PROGRAMME,
    EK_SCOPE_MOU,
    EK_SCOPE_AGREEMENT,
    /* claims */
    EK_SCOPE_UNIT,
    EK_SCOPE_ABROAD,
    EK_SCOPE_CREDITING,
    EK_SCOPE_SHORTENING,
    EK_SCOPE_PART_TIME,
    EK_SCOPE_ADMISSION,
    EK_SCOPE_ESTABLISHMENT,
    EK_SCOPE_EQUIVALENCE,
    EK_SCOPE_EXEMPTION,
    EK_SCOPE_CERTIFICATE,
    EK_SCOPE_COMPLETION,
    EK_SCOPE_EXTENSION,
    EK_SCOPE_REVIEW,
    /* many */
    EK_SCOPE_STAY,
    EK_SCOPE_WORK,
    EK_SCOPE_EARLIER,
    EK_SCOPE_ELECTIVE,
    EK_SCOPE_SUBJECT,
    EK_SCOPE_PART,
    EK_SCOPE_DIFFERENCE,
    EK_SCOPE_COMPONENT,
    EK_SCOPE_INSTITUTION,
    /* unit.target: what a claimed unit is to count for; no name of its own in rules */
    EK_SCOPE_TARGET,
    EK_SCOPE_COUNT,
    EK_SCOPE_NONE = EK_SCOPE_COUNT
} ek_scope;

typedef enum ek_scope_kind { EK_SCOPE_ONE, EK_SCOPE_CLAIM, EK_SCOPE_MANY } ek_scope_kind;

typedef struct ek_scope_info {
    const char *name;
    ek_scope_kind kind;
    const ek_record_type *record;
    ek_scope parent; /* MANY: whose list it is in: stay is in abroad, work in learner */
    uint32_t list;   /* MANY: slot of that list in the parent */
    const char *meaning;
} ek_scope_info;

#define EK_FIRST_CLAIM EK_SCOPE_UNIT
#define EK_LAST_CLAIM EK_SCOPE_REVIEW

const ek_scope_info *ek_scope_of(ek_scope scope);
/* EK_SCOPE_NONE when there is no such name. */
ek_scope ek_scope_named(ek_text name);

/* Record types by noun. */
extern const ek_record_type ek_type_case, ek_type_learner, ek_type_work, ek_type_earlier,
    ek_type_institution, ek_type_qualification, ek_type_component, ek_type_outcome,
    ek_type_validity, ek_type_training, ek_type_programme, ek_type_elective, ek_type_subject,
    ek_type_mou, ek_type_agreement, ek_type_transcript, ek_type_unit, ek_type_stay,
    ek_type_examination, ek_type_target, ek_type_claims, ek_type_unit_claim, ek_type_abroad,
    ek_type_crediting, ek_type_extension, ek_type_review, ek_type_shortening, ek_type_part_time,
    ek_type_admission, ek_type_establishment, ek_type_equivalence, ek_type_difference,
    ek_type_exemption, ek_type_certificate, ek_type_completion, ek_type_part, ek_type_ruling,
    ek_type_target_choice, ek_type_unit_target;
/* All of them, in the order of the reference page; NULL-ended. */
extern const ek_record_type *const ek_all_types[];

#define EK_NO_FIELD UINT32_MAX
uint32_t ek_field_named(const ek_record_type *type, ek_text name); /* EK_NO_FIELD */
/* Slot of a field the C code itself needs; asserts that it exists. */
uint32_t ek_slot(const ek_record_type *type, const char *name);

/* A path of slots from a scope's record to a field: the second and third pass through records. */
#define EK_PATH_MAX 3
typedef struct ek_path {
    ek_scope scope;
    uint32_t length; /* 0: the record itself */
    uint16_t slots[EK_PATH_MAX];
    const ek_field *field; /* the last one; NULL when length is 0 */
} ek_path;
/* Finds "field" or "record.field" seen from `scope`, through embedded records; `unit.target.x`
 * comes out as scope TARGET. On failure false, and *nearest is the nearest right name (may be
 * empty). */
bool ek_path_find(ek_path *out, ek_scope scope, const ek_text *names, uint32_t count,
                  ek_text *nearest);

/* "months", "points", …; "" for plain. */
const char *ek_dimension_name(ek_dimension dimension);

#endif
