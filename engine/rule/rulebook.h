/* A rulebook: all that one country says. Rules, definitions, allocations, parameters, questions,
 * and the country's own words. Built by load (YAML) and script (Lua) at opening; immutable
 * afterwards. */
#ifndef EK_RULE_RULEBOOK_H
#define EK_RULE_RULEBOOK_H

#include "rule/expr.h"

/* Words for people by language. An absent language is an empty text. First the languages that the
 * engine speaks itself, then the other official ones of the EU and the EEA, in which a country may
 * write its own words: the sentences of the engine around them are then English. */
typedef enum ek_language {
    EK_EN,
    EK_DE,
    EK_FI,
    EK_NL,
    EK_SPOKEN, /* so many the engine speaks */
    EK_BG = EK_SPOKEN,
    EK_CS,
    EK_DA,
    EK_EL,
    EK_ES,
    EK_ET,
    EK_FR,
    EK_GA,
    EK_HR,
    EK_HU,
    EK_IS,
    EK_IT,
    EK_LT,
    EK_LV,
    EK_MT,
    EK_NO,
    EK_PL,
    EK_PT,
    EK_RO,
    EK_SK,
    EK_SL,
    EK_SV,
    EK_LANGUAGES
} ek_language;
typedef struct ek_says {
    ek_text in[EK_LANGUAGES];
} ek_says;
/* In that language, else English, else any. */
ek_text ek_says_in(const ek_says *says, ek_language language);
/* "en", "de_DE.UTF-8", "nl-NL"; EK_LANGUAGES when it is none of ours. */
ek_language ek_language_named(ek_text name);
/* The language in which the engine speaks to whoever reads that one: itself, else English. */
ek_language ek_language_spoken(ek_language language);
/* Two letters; the English name. */
const char *ek_language_code(ek_language language);
const char *ek_language_name(ek_language language);
/* What a message says of those there are. */
#define EK_LANGUAGES_SAID                                                                          \
    "en, de, fi, nl, or another official language of the EU or EEA by its two letters"

/* ---- Parameters ------------------------------------------------------------------------- */

typedef enum ek_datum_kind {
    EK_DATUM_NUMBER,
    EK_DATUM_DATE,
    EK_DATUM_TEXT,
    EK_DATUM_TEXTS,
    EK_DATUM_ROUNDING,
    EK_DATUM_NUMBERS,
    EK_DATUM_TABLE
} ek_datum_kind;

typedef struct ek_row ek_row;
typedef struct ek_datum {
    ek_datum_kind kind;
    union {
        ek_fraction number;
        ek_date date;
        ek_text text;
        ek_texts texts;
        ek_rounding rounding;
        struct {
            const ek_fraction *items;
            uint32_t count;
        } numbers; /* a list of numbers */
        struct {
            const ek_row *rows;
            uint32_t count;
        } table; /* sorted by key, bytewise */
    } as;
} ek_datum;
struct ek_row {
    ek_text key; /* as written: "24", "two-year school"; numbers in lowest terms */
    ek_datum value;
};
/* NULL when there is no such row. */
const ek_datum *ek_datum_row(const ek_datum *table, ek_text key);

typedef struct ek_dated {
    ek_date since; /* first day; the next value ends it */
    ek_datum value;
    ek_text law;
    bool unverified;
    ek_place place;
} ek_dated;

typedef enum ek_unit_kind {
    EK_UNIT_MEASURE,
    EK_UNIT_DATE,
    EK_UNIT_TEXT,
    EK_UNIT_TEXTS,
    EK_UNIT_ROUNDING
} ek_unit_kind;

struct ek_parameter {
    ek_text name;
    ek_says says;
    ek_unit_kind unit_kind;
    ek_measure measure;
    const ek_dated *values; /* by since, ascending */
    uint32_t value_count;
    ek_place place;
};
/* The value in force on `day`, or NULL: before the first. */
const ek_dated *ek_parameter_on(const ek_parameter *parameter, ek_date day);

/* ---- Questions to competent bodies ------------------------------------------------------- */

typedef enum ek_question_type {
    EK_ASKS_EXCEPTION,
    EK_ASKS_DISCRETION,
    EK_ASKS_FORECAST,
    EK_ASKS_FINDING,
    EK_ASKS_COMPARISON,
    EK_ASKS_CURRENCY,
    EK_ASKS_GAP
} ek_question_type;

struct ek_question {
    ek_text name;
    ek_says asks;
    ek_question_type type;
    ek_text body;   /* key of country.yaml bodies */
    ek_scope about; /* one answer for each of these; EK_SCOPE_CASE: one for the case */
    ek_answer_kind answer;
    ek_measure measure; /* of a number */
    ek_texts choices;   /* TEXT: allowed answers; empty: any */
    ek_text law;
    ek_texts evidence; /* for people */
    bool unverified;
    ek_place place;
};

/* ---- Law of rules -------------------------------------------------------------------------- */

typedef struct ek_law {
    ek_text code;   /* of qualification.law for { BBiG = …, HwO = … }; empty: always */
    ek_date before; /* law_before: the wording before this day; EK_DATE_NEVER: the present one */
    ek_text text;   /* "BBiG § 2 Abs. 3 Satz 2" */
} ek_law;

typedef enum ek_effect_kind {
    EK_EFFECT_AWARD,
    EK_EFFECT_AWARD_QUALIFICATION,
    EK_EFFECT_EXEMPT,
    EK_EFFECT_CERTIFY,
    EK_EFFECT_DECLARE,
    EK_EFFECT_SHORTEN,
    EK_EFFECT_CREDIT_TIME,
    EK_EFFECT_COUNT_AS_TRAINING,
    EK_EFFECT_SET_DURATION,
    EK_EFFECT_ADMIT,
    EK_EFFECT_INFORM,
    EK_EFFECTS
} ek_effect_kind;
const char *ek_effect_name(ek_effect_kind kind);

typedef struct ek_effect_field {
    ek_text name;
    const ek_expr *value;
    bool at_most; /* up_to(x): the body may give less */
    ek_place place;
} ek_effect_field;

typedef struct ek_effect {
    ek_effect_kind kind;
    const ek_effect_field *fields; /* by name, bytewise */
    uint32_t field_count;
    ek_place place;
} ek_effect;

typedef enum ek_otherwise_kind {
    EK_ELSE_NOTHING,
    EK_ELSE_REFUSED,
    EK_ELSE_PARTIAL,
    EK_ELSE_CONDITIONAL,
    EK_ELSE_RULING
} ek_otherwise_kind;

typedef struct ek_otherwise {
    ek_otherwise_kind kind;
    ek_texts instead;      /* REFUSED: other roads, keys of country.yaml roads */
    ek_text step;          /* CONDITIONAL: key of country.yaml steps */
    const ek_expr *ruling; /* RULING */
    ek_place place;
} ek_otherwise;

typedef enum ek_phase { EK_PHASE_ASSESS, EK_PHASE_VALIDATE, EK_PHASE_RECOGNISE } ek_phase;

typedef struct ek_rule ek_rule;
struct ek_rule {
    ek_text id;
    const ek_law *laws;
    uint32_t law_count;
    ek_date since, last_day; /* EK_DATE_NEVER: no last day */
    const ek_expr *clock;    /* NULL: case.decided */
    ek_says says, reading;   /* no words: nothing is unclear */
    bool unverified;
    ek_text overrides; /* id, or empty */
    ek_scope for_each; /* a claim, or a thing listed in one */
    ek_scope claim;    /* the claim it judges */
    ek_phase phase;
    const ek_expr *where; /* NULL: always */
    ek_scope choose;      /* EK_SCOPE_NONE: not used */
    const ek_expr *to_reach;
    const ek_expr *must; /* NULL: asks nothing */
    ek_otherwise otherwise;
    const ek_effect *gives, *limits; /* NULL: none */
    ek_place place;
    bool shared;    /* from an adopted EU set */
    uint32_t index; /* in rulebook->rules */
};

struct ek_definition {
    ek_text name;
    const ek_law *laws;
    uint32_t law_count;
    ek_date since, last_day;
    const ek_expr *clock;
    ek_says says;
    bool unverified;
    const ek_expr *is;
    ek_place place;
};

/* A word of the law: all its definitions, by date. */
struct ek_term {
    ek_text name;
    const ek_definition *const *versions; /* by since */
    uint32_t version_count;
    ek_type type;
    ek_measure measure;
    uint32_t index; /* in rulebook->terms */
    ek_place place; /* of the first use or definition */
};

typedef struct ek_allocation {
    ek_text id;
    const ek_law *laws;
    uint32_t law_count;
    ek_date since, last_day;
    const ek_expr *clock;
    ek_says says, reading; /* no words: nothing is unclear */
    bool unverified;
    const ek_expr *where, *total, *by, *rounding; /* over component */
    ek_place place;
} ek_allocation;

/* One line of a checklist that a case can be held against: no verdict, no effect. It is met, not
 * met, or not said. */
typedef struct ek_item {
    ek_text id;
    ek_text list; /* key of country.yaml checklists */
    const ek_law *laws;
    uint32_t law_count;
    ek_date since, last_day; /* of the deciding date */
    ek_says says, reading;   /* no words: nothing is unclear */
    bool unverified;
    ek_scope for_each; /* a claim, a thing listed in one, component; EK_SCOPE_CASE: once */
    const ek_expr *where, *must;
    ek_place place;
} ek_item;

/* ---- What country.yaml says ---------------------------------------------------------------- */

typedef struct ek_named {
    ek_text name;
    ek_says says;
    ek_text by; /* of a step: who does it */
    ek_place place;
} ek_named;

typedef struct ek_framework {
    ek_text name;          /* "DQR" */
    const ek_text *labels; /* national level */
    const uint8_t *eqf;    /* its EQF level, 1 to 8 */
    uint32_t count;
} ek_framework;

typedef struct ek_scale {
    ek_text name;                /* "nl_10" */
    ek_fraction lowest, highest; /* best is one of the two */
    bool low_is_best;
    ek_says says;
    ek_place place;
} ek_scale;

/* A claim that arises from facts when the case makes none of that kind. */
typedef enum ek_arises_from {
    EK_FROM_UNITS,               /* each assessed unit */
    EK_FROM_UNITS_OUTSIDE_STAYS, /* each assessed unit that was not learnt in a stay abroad */
    EK_FROM_STAYS,               /* all stays together */
    EK_FROM_EXAMINATIONS         /* each examination */
} ek_arises_from;

typedef struct ek_arises_field {
    ek_text name; /* of the claim */
    uint32_t slot;
    ek_path from; /* seen from unit (EK_FROM_UNITS…), or from case (stays) */
    ek_place place;
} ek_arises_field;

typedef struct ek_arises {
    ek_scope claim;
    ek_arises_from from;
    const ek_arises_field *fields;
    uint32_t field_count;
    ek_place place;
} ek_arises;

typedef struct ek_act {
    ek_text name, title, status; /* draft, partial, verified */
    ek_date compared;            /* with the official text */
    ek_date repealed;            /* EK_DATE_NEVER: it is not */
    ek_place place;
} ek_act;

typedef struct ek_adopts {
    ek_text set; /* "eu/units" */
    ek_place place;
} ek_adopts;

typedef struct ek_policy_file {
    ek_text name;
    ek_digest digest;
    ek_text bytes;
} ek_policy_file;

typedef struct ek_rulebook {
    ek_text code;   /* "DE" */
    ek_text folder; /* "countries/de" */
    ek_says name;
    ek_language language; /* its own; EK_LANGUAGES: none of ours */
    bool accumulates;     /* units add up to a qualification (R052, R058) */
    bool uses_points;     /* R026, R133 */
    ek_text applied;      /* the European framework: none, testing, partly, fully; or empty */
    ek_date first_day;    /* no decisions before; ERKEND_ENOPOLICY */
    const ek_named *bodies, *steps, *roads, *checklists;
    uint32_t body_count, step_count, road_count, checklist_count;
    const ek_framework *frameworks;
    uint32_t framework_count;
    const ek_scale *scales;
    uint32_t scale_count;
    const ek_arises *arises;
    uint32_t arises_count;
    const ek_act *acts;
    uint32_t act_count;
    const ek_adopts *adopts;
    uint32_t adopts_count;
    const ek_parameter *const *parameters; /* by name; adopted sets' own apart */
    uint32_t parameter_count;
    const ek_question *const *questions; /* by name; those of adopted sets too */
    uint32_t question_count;
    const ek_rule *const *rules; /* by id, then since */
    uint32_t rule_count;
    const ek_term *const *terms; /* by name */
    uint32_t term_count;
    const ek_allocation *const *allocations;
    uint32_t allocation_count;
    const ek_item *const *items; /* of checklists, by id, then since */
    uint32_t item_count;
    const ek_policy_file *files; /* by name; the vocabulary and adopted sets too */
    uint32_t file_count;
    char digest_hex[65]; /* over files */
    ek_digest seal; /* over all that its decisions rest on: files, and every country's frameworks */
    const struct ek_programs *programs; /* made by ek_compile; NULL before */
    const struct ek_rulebooks *all;     /* for eqf(): frameworks of every country */
    uint32_t expr_count;                /* expressions have number_id < expr_count */
    ek_place place;
} ek_rulebook;

typedef struct ek_rulebooks {
    const ek_rulebook *const *items; /* by code */
    uint32_t count;
} ek_rulebooks;

const ek_named *ek_named_find(const ek_named *items, uint32_t count, ek_text name);
/* The EQF level, or 0: framework or level not in any table. "EQF" itself is in the core. */
uint8_t ek_eqf_level(const ek_rulebooks *books, const ek_level *level);
/* The law of a rule as cited on `day` for a qualification under `code` (may be empty). */
ek_text ek_law_cited(const ek_law *laws, uint32_t count, ek_text code, ek_date day);

#endif
