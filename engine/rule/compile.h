/* Programs: what the compiled evaluation runs. Internal to engine/rule/compile*.c, plan.c,
 * fold.c and run*.c.
 *
 * fold.c        turns an expression, for one interval of law, into nodes: parameters are constants,
 *               equal nodes are one node (for the whole book).
 * compile_jump.c turns a condition node into steps: a straight run of tests that jump where the
 *               answer is false or unknown; "true" is the next step in memory.
 * compile_value.c turns what a test compares into steps, as far as it is simply known.
 * plan.c        finds out what deciding needs of the rules besides their answers.
 * compile_asks.c finds what rules ask of a claim on which day.
 * compile.c     finds the roots of a book, cuts each at the days its parameters change, and keeps
 *               the table from an expression's number to its programs.
 * run_steps.c   runs steps: the inner loop of the engine.
 * run_word.c    what words are, and what is remembered of them.
 * run*.c        run nodes against a scene. */
#ifndef EK_RULE_COMPILE_H
#define EK_RULE_COMPILE_H

#include "base/lookup.h"
#include "rule/eval.h"
#include "rule/plan.h"

#define EK_LOOKED_AT_MAX 3

typedef struct ek_node ek_node;
typedef struct ek_test ek_test;

/* A field as a rule reaches it. One for each path of a book. */
typedef struct ek_fact {
    ek_path path;
    uint32_t index;
    uint16_t before; /* slots of the path before the last: most often none */
    uint16_t last;
} ek_fact;

/* A question as a rule asks it; `index` names what is remembered of its answer. */
typedef struct ek_asked {
    const ek_question *question;
    uint32_t index;
} ek_asked;

/* A folded expression. `op` is that of the expression; NUMBER, TEXT, NONE and PARAM stand for any
 * constant. Args are those of the expression, in its order. */
struct ek_node {
    ek_op op;
    ek_type type;
    bool is_constant;
    bool marks;        /* a quantity with a scale */
    bool not_negative; /* a fact that the schema says is never below 0 */
    bool has_otherwise;
    bool direct;   /* a fact: a field, no thing as a whole */
    uint8_t cells; /* it takes to work it out as a simple value; 0: it is none */
    uint8_t depth; /* of all, any and no below and with this one */
    ek_scope list_scope;
    uint32_t count;
    const ek_node *const *args;
    union {
        const ek_answer *constant;
        const ek_fact *fact;
        ek_scope scope;
        const ek_term *term;
        const ek_asked *asked;
    } as;
    const ek_test *test; /* of a condition, or of a simple value, where one is needed */
    /* Of a word that looks into things (in_force, months_in_all, fulfils): what they most likely
     * are,
       and where their fields named by ek_looked_at stand; EK_NO_FIELD: they have no such. */
    const ek_record_type *looks_into;
    uint32_t slots[EK_LOOKED_AT_MAX];
    const ek_expr *origin; /* the first expression that folded to it */
    ek_node *chained;      /* in the table of nodes */
    uint32_t hash;
};

/* What a step does. Steps that look at facts fall back to their node where a fact is not simply
 * known. */
typedef enum ek_step_code {
    EK_STEP_FALSE,
    EK_STEP_TRUE,
    EK_STEP_UNKNOWN, /* ends */
    EK_STEP_SAID,    /* ends: what a rule says, EK_SAID in `relation` */
    EK_STEP_SAID_ON, /* the same, and on to the next rule that is asked */
    EK_STEP_SILENT,  /* the same of a rule whose `where` is false, and of those alike (ek_ask) */
    EK_STEP_GOTO,
    EK_STEP_KEEP,           /* remembers why in kept[slot] */
    EK_STEP_DROP,           /* forgets what became known otherwise: why = kept[slot], or nothing */
    EK_STEP_YES,            /* fact a */
    EK_STEP_GIVEN,          /* fact a */
    EK_STEP_DATES,          /* fact a against fact b */
    EK_STEP_DATE,           /* fact a against a constant */
    EK_STEP_NUMBERS,        /* fact a against fact b */
    EK_STEP_NUMBER,         /* fact a against a whole constant */
    EK_STEP_LINEAR,         /* a sum of whole multiples of facts against 0 */
    EK_STEP_TEXT,           /* fact a is this text */
    EK_STEP_TEXTS,          /* fact a is the same text as fact b */
    EK_STEP_ONE_OF,         /* fact a is one of these texts */
    EK_STEP_ORDER,          /* cells 0 and 1, quantities */
    EK_STEP_ORDER_WRITTEN,  /* cell 0, a quantity, against a constant */
    EK_STEP_DAYS,           /* cells 0 and 1 */
    EK_STEP_MEMBER,         /* cell 0, a text, is one of cell 1, a set */
    EK_STEP_COVERS,         /* cell 0, a set, covers cell 1 */
    EK_STEP_COVERS_WRITTEN, /* cell 0, a set, covers the texts in as many cells behind it */
    EK_STEP_PERIOD,         /* the thing in cell 0 is in force on the day in cell 1 */
    EK_STEP_HAS_NUMBER,     /* cell 0, a quantity, is one of these numbers */
    EK_STEP_WORD,           /* a word has a value at all */
    EK_STEP_TERM,           /* a condition that has a name */
    EK_STEP_INNER,          /* all, any, no, nested too deep to be laid out in line */
    EK_STEP_SHARED,         /* a condition of several rules, which is remembered */
    EK_STEP_TELL,           /* it was asked in line: `relation` is to be remembered, of `number` */
    EK_STEP_ROOT,           /* `where` is true: what is asked now is with.root */
    EK_STEP_NODE,           /* any other condition */
    /* values, into cell `slot`, made of it and the one behind it where of two */
    EK_STEP_CONSTANT,
    EK_STEP_FACT,     /* fact a: day, text or set */
    EK_STEP_QUANTITY, /* fact a */
    EK_STEP_MARK,     /* fact a, the number without its scale: a key of a table */
    EK_STEP_EQF,      /* fact a, a level */
    EK_STEP_THING,    /* a thing at hand whose first and last day are looked at */
    EK_STEP_WORD_VALUE,
    EK_STEP_WORD_MARK, /* a word whose value has a scale: this one, or any where it is empty */
    EK_STEP_ADD,
    EK_STEP_SUBTRACT,
    EK_STEP_MULTIPLY,
    EK_STEP_DIVIDE,
    EK_STEP_LESSER,
    EK_STEP_GREATER,
    EK_STEP_ROUND,
    EK_STEP_ROUND_PRODUCT,
    EK_STEP_SHARE,
    EK_STEP_AGE,
    EK_STEP_MONTHS,
    EK_STEP_LATER,
    EK_STEP_YEARS_LATER,
    EK_STEP_TABLE, /* keys from the cell on; found: goes on further */
    EK_STEP_CODES
} ek_step_code;

typedef enum ek_relation { EK_LESS, EK_LESS_OR_SAME, EK_MORE, EK_MORE_OR_SAME } ek_relation;

/* Σ times[i] * facts[i] + constant, with whole numbers that are small enough for the sum to be
 * exact while each fact is a whole number below 2^31. */
#define EK_LINEAR_MAX 6
typedef struct ek_linear {
    uint32_t count;
    int64_t times[EK_LINEAR_MAX];
    const ek_fact *facts[EK_LINEAR_MAX]; /* in the order of reading */
    int64_t constant;
} ek_linear;

/* A table by the texts of its keys. Behind all but the last key stands a lookup, behind that one
 * an ek_datum. */
typedef struct ek_keyed {
    const ek_lookup *rows;
    uint32_t keys;
    uint32_t numbers;   /* which of them are numbers: a bit each */
    ek_datum_kind kind; /* of a cell that is simple */
    uint32_t further;   /* steps to go on where a cell was found */
} ek_keyed;

/* A simple value while it is worked with. */
typedef union ek_cell {
    ek_fraction number;
    ek_date day;
    ek_text text;
    ek_texts texts;
    const ek_record *record;
} ek_cell;
#define EK_CELLS 16
#define EK_WRITTEN_MAX 6 /* texts written out in a COVERS_WRITTEN */

typedef struct ek_step ek_step;
struct ek_step {
    uint8_t code;     /* ek_step_code */
    uint8_t relation; /* ek_relation; SAID: EK_SAID */
    uint8_t slot;     /* KEEP, DROP; EK_KEPT_MAX: nothing is kept. Of values: their cell */
    uint8_t negated;  /* TEXT, TEXTS: different; TABLE: what it is otherwise comes next;
                         COVERS_WRITTEN: how many texts */
    /* Where to go on: ek_step_to; GOTO goes to `no`. A value that is not simple: the step whose
     * node is asked instead, or an UNKNOWN. */
    int32_t no, unknown;
    const ek_node *node;
    const ek_fact *a;
    union {
        ek_cell cell;
        const ek_rounding *rounding;
        const ek_fact *b;
        int64_t number;
        ek_date date;
        ek_text text;
        ek_texts texts;
        const ek_linear *linear;
        const ek_expr *root;
        const ek_datum *datum;
        const ek_keyed *keyed;
        const ek_lookup *lookup;
    } with;
};
#define EK_LAST_END EK_STEP_SILENT
/* Steps are counted in bytes from the one that says where to go on. */
static inline const ek_step *ek_step_to(const ek_step *step, int32_t away)
{
    return (const ek_step *)(const void *)((const char *)step + away);
}
/* From step to step of one run, by their numbers. */
static inline int32_t ek_steps_away(uint32_t from, uint32_t to)
{
    return ((int32_t)to - (int32_t)from) * (int32_t)sizeof(ek_step);
}

#define EK_KEPT_MAX 16

struct ek_test {
    const ek_step *steps;
    uint32_t count;
    uint32_t
        shared; /* more than one rule asks it of a claim alone: where its answer is kept; 0: no */
    const ek_rule *first; /* the first rule that does: it tells the others */
};

/* One expression, for every day: nodes by first day, ascending; the first from ever. */
typedef struct ek_interval {
    ek_date since; /* first: ek_date_find */
    const ek_node *node;
} ek_interval;
typedef struct ek_root {
    const ek_expr *expr;
    const ek_interval *intervals;
    uint32_t count;
    const ek_test *always; /* of a condition that has the same steps on all days; else NULL */
} ek_root;

typedef struct ek_version {
    ek_date since, last_day;
    const ek_root *clock; /* NULL: the day of the decision */
    const ek_root *is;
} ek_version;
/* What a word is from that day of the decision to the next, where no version has a clock. */
typedef struct ek_meaning {
    ek_date since; /* first: ek_date_find */
    /* A condition that is made of others, or a value that steps can work out; NULL: the general
     * path finds out. */
    const ek_test *test;
    const ek_expr *root;
    ek_text scale; /* of the value; empty: it has none */
} ek_meaning;
typedef struct ek_word {
    const ek_term *term;
    const ek_version *versions;
    uint32_t count;
    const ek_meaning *meanings; /* NULL: a version has a clock */
    uint32_t meaning_count;
    bool remembered; /* depends on nothing that changes within a claim */
    uint32_t lists;  /* many scopes that it walks, a bit each: while one of them is narrowed it
                        is not remembered */
    uint32_t needs;  /* scopes it needs from outside */
} ek_word;

typedef struct ek_programs {
    const ek_rulebook *book;
    const ek_plan *plan;
    const ek_root *const *roots; /* by number_id; NULL where an expression is no root */
    uint32_t root_count;
    const ek_word *words; /* by index of the term */
    uint32_t word_count;
    uint32_t fact_count, asked_count, shared_count;
} ek_programs;

/* ---- While compiling ----------------------------------------------------------------------- */

typedef struct ek_compiler {
    ek_arena *arena;
    const ek_rulebook *book;
    ek_programs *programs;
    ek_node **table; /* of nodes; chained */
    uint32_t table_size;
    ek_fact **facts;
    uint32_t fact_count, fact_capacity;
    ek_asked **asked;
    uint32_t asked_count, asked_capacity;
    ek_word *words;
    const ek_lookup *levels; /* frameworks, then labels: an ek_fraction; NULL: not asked for yet */
} ek_compiler;

const ek_node *ek_fold(ek_compiler *compiler, const ek_expr *expr, ek_date day);
/* Makes the steps of a condition, once. */
void ek_compile_test(ek_compiler *compiler, const ek_node *node);
/* Makes the steps of a rule that is asked at once, with its `where` and `must` of a day: what it
 * says. only_asks: where it is content it has nothing to add. */
const ek_test *ek_compile_said(ek_compiler *compiler, const ek_rule *rule, const ek_node *where,
                               const ek_node *must, bool only_asks);
/* Puts into the plan what rules ask on which day. All roots are compiled. */
void ek_compile_asks(ek_compiler *compiler, const ek_plan *plan);
/* Makes the steps of a simple value that is worked out, once; of all else nothing. */
void ek_compile_value(ek_compiler *compiler, const ek_node *node);
/* The same texts, to be looked for. */
const ek_lookup *ek_look_up_texts(ek_arena *arena, ek_texts texts);
/* ek_node.cells of a node whose args have theirs. */
uint8_t ek_count_cells(const ek_node *node);
typedef struct ek_value_steps {
    ek_compiler *compiler;
    ek_step *items;
    uint32_t count, capacity;
} ek_value_steps;
/* Steps of what a word is, for itself: also of a fact, and of a mark that a table says, on which
 * scale comes out. NULL: it is not simple. */
const ek_test *ek_compile_meaning(ek_compiler *compiler, const ek_node *node, ek_text *scale);
/* Steps that work out a node that has cells, into that cell and those behind it. */
void ek_put_value(ek_value_steps *out, const ek_node *node, uint32_t cell);
/* How many args come before the condition of a list word. */
uint32_t ek_list_args(ek_op op);
bool ek_is_list_word(ek_op op);
/* The names of the fields that a word looks at in things, NULL-ended; NULL: it looks into none. */
const char *const *ek_looked_at(ek_op op);

/* ---- While running ------------------------------------------------------------------------- */

/* What is remembered while one claim is judged (ek_scene.memo): it holds while `turn` is that of
 * the memo. A word's reads need no second reading as long as they go into the same reads. */
typedef struct ek_remembered {
    uint32_t turn;
    uint8_t state;          /* ek_state; of a condition `truth` alone counts */
    uint8_t truth, because; /* ek_truth; ek_because */
    bool simple;            /* its value stands in `cell`, its scale in `scale` */
    bool whole;             /* it is `answer`; else the others here say all */
    ek_date meant_on;       /* the day of `meaning`; at first any, as NULL is right on every day */
    const void *reads;      /* the token of the reads that it was read into */
    const ek_meaning *meaning; /* NULL: the general path finds out */
    ek_cell cell;
    ek_text scale;
    ek_answer *answer; /* room for it, once it was needed */
} ek_remembered;
/* The ruling that answers a question about this record. */
typedef struct ek_answered {
    uint32_t turn;
    const ek_record *about;
    const ek_value *answer; /* NULL: not answered */
    ek_read read;
} ek_answered;
/* The answer of a condition that several rules ask. */
typedef struct ek_told {
    uint32_t turn;
    uint8_t truth, because;
} ek_told;
typedef struct ek_memo ek_memo;
typedef struct ek_run {
    ek_scene *scene;
    const ek_programs *programs;
    ek_memo *memo;
    ek_reads *reads;
    const ek_expr *root; /* what is evaluated; in a definition, that; for places of problems */
    const ek_ask *ask;   /* the rule in turn, where rules are asked */
    uint8_t *said;       /* where to put what it says */
} ek_run;

struct ek_memo {
    const ek_programs *programs;
    uint32_t turn;        /* never 0 */
    ek_answered *answers; /* by index of the question */
    ek_remembered *words; /* by index of the term */
    ek_told *told;        /* by ek_test.shared */
};

void ek_run_value(ek_run *run, const ek_node *node, ek_answer *out);
/* Runs steps from this one to an end. Of a value: EK_TRUE when it stands in cells[0], else
 * EK_UNKNOWN, and perhaps some of what it looks at was read. */
ek_truth ek_run_steps(ek_run *run, const ek_step *step, ek_cell cells[EK_CELLS], uint8_t *because);
static inline ek_truth ek_run_test(ek_run *run, const ek_test *test, uint8_t *because)
{
    ek_cell cells[EK_CELLS];

    return ek_run_steps(run, test->steps, cells, because);
}
/* A condition that is not made of others by all, any, no. */
ek_truth ek_run_decide(ek_run *run, const ek_node *node, uint8_t *because);
/* Any condition. */
ek_truth ek_run_truth(ek_run *run, const ek_node *node, uint8_t *because);
/* The value of a word. */
void ek_run_word(ek_run *run, const ek_node *word, ek_answer *out);
/* What is remembered of it, worked out where it is asked for the first time; NULL: it depends on
 * what changes within a claim. */
const ek_remembered *ek_run_remember(ek_run *run, const ek_term *term, ek_type type);
/* The same, most often at hand. */
static inline const ek_remembered *ek_run_recall(ek_run *run, const ek_node *word)
{
    const ek_remembered *remembered = &run->memo->words[word->as.term->index];

    return remembered->turn == run->memo->turn && remembered->reads == run->reads->token &&
                   run->reads->token != NULL && run->scene->chosen == EK_SCOPE_NONE
               ? remembered
               : ek_run_remember(run, word->as.term, word->type);
}
const ek_node *ek_root_on(const ek_root *root, ek_date day);

/* Facts and reads. */
void ek_run_fact(ek_run *run, const ek_node *node, ek_answer *out);
void ek_run_thing(ek_run *run, const ek_node *node, ek_answer *out);
void ek_run_ruling(ek_run *run, const ek_node *node, ek_answer *out);
/* Records the read of a field. */
static inline void ek_run_note(ek_run *run, ek_scope scope, const ek_record *record, uint32_t slot)
{
    ek_reads_note(run->reads, scope, record, slot);
}
/* A field that the word of this node looks at, in the order of ek_looked_at; records the read.
 * NULL: the record has no such field. */
const ek_value *ek_run_field(ek_run *run, const ek_node *node, uint32_t which,
                             const ek_record *record);
void ek_answer_of_value(ek_answer *out, const ek_value *value);
void ek_answer_of_datum(ek_answer *out, const ek_datum *datum, ek_text scale);

/* Rows of tables are found by texts; a number that is whole and not too large is written to `room`.
 * False: another number. */
#define EK_KEY_ROOM 12
bool ek_write_key(char room[EK_KEY_ROOM], ek_fraction number, ek_text *out);
const ek_datum *ek_find_row(const ek_datum *table, ek_text key);

/* Answers. */
void ek_answer_number(ek_answer *out, ek_fraction number);
void ek_answer_none(ek_answer *out, ek_type type);
void ek_answer_unknown(ek_answer *out, ek_type type, uint8_t because);
void ek_answer_truth(ek_answer *out, ek_truth truth, uint8_t because);
/* Bounds that meet make a quantity known. */
void ek_answer_settle(ek_answer *answer);

/* Quantities. */
typedef struct ek_bounds {
    bool has_low, has_high;
    ek_fraction low, high;
} ek_bounds;
void ek_run_arithmetic(ek_run *run, const ek_node *node, ek_answer *out);
void ek_run_calendar(ek_run *run, const ek_node *node, ek_answer *out);
/* The bounds of a known or unknown quantity. */
ek_bounds ek_bounds_of(const ek_answer *answer);
/* a += b, each end that both have. */
void ek_bounds_add(ek_run *run, const ek_node *node, ek_bounds *a, const ek_bounds *b);
void ek_answer_bounds(ek_answer *out, const ek_bounds *bounds, uint8_t because);
/* May these two stand in one comparison? Raises when both have a scale and the two differ. False:
 * a mark among them is known and its scale is not. */
bool ek_run_scales(ek_run *run, const ek_node *node, const ek_answer *a, bool a_marks,
                   const ek_answer *b, bool b_marks);
/* The scale of many quantities together, as they are met. */
typedef struct ek_common_scale {
    ek_text scale;
    bool unclear; /* a known mark without a scale was met */
} ek_common_scale;
void ek_run_join_scale(ek_run *run, const ek_node *node, ek_common_scale *common,
                       const ek_answer *next, bool marks);
/* Gives the scale to the result, where the node is a quantity of marks. */
void ek_answer_scale(ek_answer *out, const ek_node *node, const ek_common_scale *common);
_Noreturn void ek_run_fail(ek_run *run, const ek_node *node, erkend_status status,
                           const char *message);
/* Raises unless the status is good: ERKEND_EOVERFLOW. */
void ek_run_check(ek_run *run, const ek_node *node, erkend_status status);

/* Lists. */
void ek_run_periods(ek_run *run, const ek_node *node, ek_answer *out);
void ek_run_list_word(ek_run *run, const ek_node *node, ek_answer *out);
ek_truth ek_run_quantifier(ek_run *run, const ek_node *node, uint8_t *because);
ek_truth ek_run_fulfils(ek_run *run, const ek_node *node, uint8_t *because);
void ek_run_texts(ek_run *run, const ek_node *node, ek_answer *out);

#endif
