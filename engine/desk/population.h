/* Populations: cases that are made up, as many as wanted, each by its number.
 *
 *   frequencies   how often a field is stated, and what it is likely to be (frequencies.c)
 *   hints         what the rules of the countries compare fields with (hints.h)
 *   story         the days, places and names that one case keeps to
 *
 * Case n of seed s is the same whatever was asked before: chance begins anew with each case, from
 * seed and number. A case is written field by field from the schema's table, so a new field of the
 * schema appears by itself, with the frequency of its kind. Documents are always well formed; facts
 * may be missing, late, or against a rule: that is what they are for. */
#ifndef EK_DESK_POPULATION_H
#define EK_DESK_POPULATION_H

#include "desk/hints.h"
#include "explain/json.h"

typedef struct ek_chance {
    uint64_t state;
} ek_chance;

uint64_t ek_chance_draw(ek_chance *chance); /* splitmix64 */
int64_t ek_chance_between(ek_chance *chance, int64_t least, int64_t most);
bool ek_chance_often(ek_chance *chance, uint32_t of_thousand);

/* Days that others are told from. */
typedef enum ek_anchor {
    EK_ANCHOR_NONE,
    EK_ANCHOR_BIRTH,
    EK_ANCHOR_BEGIN,    /* of the training or programme */
    EK_ANCHOR_AWAY,     /* first day of the first stay */
    EK_ANCHOR_ASSESSED, /* of the unit at hand */
    EK_ANCHOR_APPLIED,
    EK_ANCHOR_DECIDED,
    EK_ANCHOR_FIRST_DAY, /* of the record at hand */
    EK_ANCHORS
} ek_anchor;

/* What a field of the schema is like in a population. */
typedef struct ek_frequency {
    const char *field;   /* "unit.assessed" */
    uint16_t stated;     /* how often of a thousand */
    uint16_t likely;     /* YES: true; WORD: the first word; TEXT: a value of ours, not of rules */
    ek_anchor anchor;    /* DATE */
    int32_t least, most; /* DATE: days from the anchor; NUMBER: the number; LIST, SET: how many */
    const char *const *values; /* TEXT, SET: ours; NULL-ended */
} ek_frequency;

/* That of the field, or of its kind. */
ek_frequency ek_frequency_of(const ek_record_type *type, const ek_field *field);

enum { EK_UNITS_MOST = 6, EK_IDS_MOST = 16 };

/* Who the case is about: which parts of a case there are at all. */
typedef enum ek_learner_kind {
    EK_LEARNER_MOBILE,  /* comes back from a stay abroad, with units assessed there */
    EK_LEARNER_TRAINEE, /* wants a training credited, shortened, extended, cut, examined */
    EK_LEARNER_WORKER,  /* shows what was learnt at work */
    EK_LEARNER_FOREIGN, /* holds a foreign qualification */
    EK_LEARNER_SCHOOL,  /* completes a programme, or asks to look again at an assessment */
    EK_LEARNER_KINDS
} ek_learner_kind;

typedef struct ek_story {
    ek_learner_kind kind;
    ek_date days[EK_ANCHORS];
    uint32_t units;          /* of the target qualifications: U1 … */
    uint32_t at;             /* the unit or component at hand, from 1 */
    uint32_t stays;          /* s1 … */
    const char *home, *host; /* countries */
    const ek_rulebook *book; /* whose qualification or claim is at hand; NULL: none */
    const ek_scale *scale;   /* of the record at hand; NULL: none */
    /* Ids that were given, by type; for references and rulings. */
    struct {
        const ek_record_type *type;
        char id[24];
    } ids[64];
    uint32_t id_count;
} ek_story;

/* The fields of a type, by slot: looked up once, for all cases. */
typedef struct ek_sketch {
    const ek_record_type *type;
    const ek_frequency *fields;
    const ek_field_hints **hints; /* of all countries; NULL where there are none */
} ek_sketch;

typedef struct ek_population {
    ek_arena arena;   /* of the hints */
    ek_arena scratch; /* of the case at hand */
    const struct erkend_bundle *bundle;
    const ek_rulebook **books; /* countries asked, by code */
    uint32_t book_count;
    ek_hints hints;          /* of all of them */
    ek_hints *book_hints;    /* of each */
    ek_sketch *sketches;     /* as ek_all_types */
    const ek_scale **scales; /* of these countries; else of all */
    uint32_t scale_count, scale_capacity;
    ek_date
        first_day; /* of the last of the countries, and not before 2019: cases are decided after */
    uint64_t seed;
    uint32_t missing; /* facts left out besides, of a thousand */
    ek_chance chance;
    ek_story story;
    ek_json json;
} ek_population;

/* The case as one line of JSON, without an end of line; in population->scratch, until the next. May
 * raise there. */
ek_text ek_population_make(ek_population *population, uint64_t number);

/* fields.c: the keys of a record, those of `left_out` (NULL-ended, may be NULL) apart. */
void ek_population_put_record(ek_population *population, const ek_record_type *type,
                              const char *const *left_out);
const ek_sketch *ek_population_sketch(const ek_population *population, const ek_record_type *type);
/* A single field, stated whatever the frequencies say. */
void ek_population_put_field(ek_population *population, const ek_record_type *type,
                             const char *field);
/* A new id of that type: "unit-2"; borrowed. */
const char *ek_population_id(ek_population *population, const ek_record_type *type);

#endif
