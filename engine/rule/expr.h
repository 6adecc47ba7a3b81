/* Expressions: what a rule says, as the core keeps it (DESIGN section 2).
 *
 * Running a policy file in Lua builds these; no case is at hand then. They are immutable trees in
 * the bundle's arena. The check reads them (types, units), the compiler folds and compiles them,
 * the plain evaluation walks them, the explain room prints them. */
#ifndef EK_RULE_EXPR_H
#define EK_RULE_EXPR_H

#include "model/document.h"

typedef enum ek_type {
    EK_TYPE_CONDITION, /* true, false, unknown */
    EK_TYPE_QUANTITY,  /* a number with a measure; bounds */
    EK_TYPE_DATE,
    EK_TYPE_TEXT,
    EK_TYPE_SET, /* texts */
    EK_TYPE_LEVEL,
    EK_TYPE_RECORD, /* a thing: mou, unit.requirements, qualification */
    EK_TYPE_LIST,   /* things: stay, work, those(…) */
    EK_TYPE_TREE,   /* a composition */
    EK_TYPE_ROUNDING,
    EK_TYPE_TABLE, /* only of a parameter, only in from_table */
    EK_TYPE_NONE,  /* the word none */
    EK_TYPE_ANY    /* decided in the case: a table's cells, a ruling without a type, an error */
} ek_type;

/* What a quantity counts: powers of dimensions, and for marks the scale. points/year: POINTS 1,
 * YEARS -1. All powers 0: plain. `any` fits everything (0, 1, an error already reported). */
typedef struct ek_measure {
    int8_t power[EK_DIMENSIONS];
    bool any;
    ek_text scale; /* of marks; empty: the scale of the case */
} ek_measure;

typedef enum ek_op {
    /* leaves */
    EK_OP_NUMBER, /* number: 0 and 1 in country files */
    EK_OP_TEXT,   /* text */
    EK_OP_TEXTS,  /* args: TEXT, …, or any texts: { "home", agreement.host } */
    EK_OP_NONE,   /* the word none */
    EK_OP_FACT,   /* path */
    EK_OP_THING,  /* scope: a record as such (given(mou), in_force(qualification, d)) or, for a MANY
                     scope, the list of them */
    EK_OP_PARAM,  /* param */
    EK_OP_TERM,   /* term: name of a definition, resolved by the check */
    EK_OP_RULING, /* question */
    /* conditions; args in the order of the words */
    EK_OP_ALL,
    EK_OP_ANY,
    EK_OP_NO,
    EK_OP_AT_LEAST,
    EK_OP_AT_MOST,
    EK_OP_MORE_THAN,
    EK_OP_LESS_THAN,
    EK_OP_BEFORE,
    EK_OP_AFTER,
    EK_OP_ON_OR_BEFORE,
    EK_OP_ON_OR_AFTER,
    EK_OP_SAME,
    EK_OP_DIFFERENT,
    EK_OP_ONE_OF,
    EK_OP_COVERS,
    EK_OP_MULTIPLE_OF,
    EK_OP_IN_FORCE,
    EK_OP_IN_TRANSITION,
    EK_OP_GIVEN,
    EK_OP_EVERY,
    EK_OP_SOME,    /* list, condition */
    EK_OP_FULFILS, /* parts, composition */
    /* quantities and dates */
    EK_OP_ADD,
    EK_OP_SUBTRACT,
    EK_OP_MULTIPLY,
    EK_OP_DIVIDE,
    EK_OP_LESSER_OF,
    EK_OP_GREATER_OF,
    EK_OP_ROUNDED,
    EK_OP_UP_TO,
    EK_OP_SUM_OF,
    EK_OP_MEAN_OF,
    EK_OP_LARGEST_OF,
    EK_OP_SMALLEST_OF,      /* list, x, [condition] */
    EK_OP_WEIGHTED_MEAN_OF, /* list, x, w, [condition] */
    EK_OP_NUMBER_OF,
    EK_OP_SHARE_OF,      /* list, [condition] */
    EK_OP_SHARE_COVERED, /* have, want */
    EK_OP_AVERAGE_OF,    /* x, … */
    EK_OP_FROM_TABLE,    /* table, key, …; `otherwise` is the last arg if has_otherwise */
    EK_OP_AGE_ON,
    EK_OP_MONTHS_IN,
    EK_OP_MONTHS_AFTER,
    EK_OP_YEARS_AFTER,
    EK_OP_MONTHS_IN_ALL,
    EK_OP_DAYS_IN_ALL, /* list */
    EK_OP_EQF,
    EK_OP_EACH_OF, /* list, x: the set of the values */
    EK_OP_THOSE,   /* list, condition */
    EK_OPS
} ek_op;

typedef struct ek_parameter ek_parameter;
typedef struct ek_question ek_question;
typedef struct ek_definition ek_definition;
typedef struct ek_term ek_term;
typedef struct ek_expr ek_expr;

struct ek_expr {
    ek_op op;
    ek_type type;
    ek_measure measure;  /* of a QUANTITY */
    bool has_otherwise;  /* FROM_TABLE */
    ek_scope list_scope; /* list words: which name stands for each in turn; THOSE and THING too */
    uint32_t count;
    const ek_expr *const *args;
    union {
        ek_fraction number;
        ek_text text;
        ek_path path;
        ek_scope scope;
        const ek_parameter *param;
        const ek_term *term;
        const ek_question *question;
    } as;
    ek_place place;
    uint32_t number_id; /* unique in the bundle; order of making; for memo tables, never printed */
};

/* The word as policies write it: "at_most", "+", "fact". */
const char *ek_op_name(ek_op op);
/* A word in whose arguments the name of a list stands for each in turn. */
bool ek_op_binds_each(ek_op op);
bool ek_expr_equal(const ek_expr *a, const ek_expr *b); /* places apart */
/* Writes the expression back as policy text: at_most(months_in_all(stay), param.x * …). */
void ek_buffer_expr(ek_buffer *buffer, const ek_expr *expr);
/* Which scopes an expression needs at hand from outside (bit per ek_scope), through its terms. */
uint32_t ek_expr_scopes(const ek_expr *expr);

/* "months", "points/year", "mark(nl_10)", "share", "factor", "count", "weeks", …: as
 * parameters.yaml writes it. false: no such unit. */
bool ek_measure_read(ek_measure *out, ek_text text);
void ek_buffer_measure(ek_buffer *buffer, const ek_measure *measure);
bool ek_measure_equal(const ek_measure *a,
                      const ek_measure *b); /* `any` and an unnamed scale fit */

#endif
