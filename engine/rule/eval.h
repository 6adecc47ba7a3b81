/* Evaluation: one expression, one case, an answer, and a record of what was read.
 *
 * There are two evaluations that share no code: the plain one (rule/plain.c) walks the tree, slowly
 * and obviously; the compiled one (rule/compile.c, rule/run.c) runs programs made when the bundle
 * was opened. They must give the same answer and the same reads in the same order (DECISIONS 4).
 * What each word means exactly, for both, is docs/semantics.md: read it first. What they
 * share is arithmetic (base), the assignment of parts (rule/fulfil.c) and the types below. */
#ifndef EK_RULE_EVAL_H
#define EK_RULE_EVAL_H

#include "model/tree.h"
#include "rule/rulebook.h"

/* Why something is unknown. A missing fact outweighs an open ruling (LANGUAGE section 3). */
typedef enum ek_because { EK_BECAUSE_FACT = 1, EK_BECAUSE_RULING = 2 } ek_because;

typedef enum ek_truth { EK_FALSE, EK_TRUE, EK_UNKNOWN } ek_truth;

/* The value of an expression. For a CONDITION `truth` alone counts. For others: KNOWN, NONE, or
 * MISSING (unknown). A QUANTITY that is MISSING may still have bounds. What stands behind `scale`
 * is of its type alone. */
typedef struct ek_answer {
    ek_type type;
    ek_truth truth;  /* CONDITION */
    ek_state state;  /* others */
    uint8_t because; /* ek_because bits when unknown, else 0 */
    bool has_low, has_high;
    bool list_unknown; /* LIST: more may exist that nobody named */
    ek_text scale;     /* of marks */
    union {
        struct {
            ek_fraction low, high; /* QUANTITY: both, and equal, when KNOWN */
        };
        union {
            ek_date date;
            ek_text text;
            ek_texts texts;
            const ek_level *level;
            const ek_record *record;
            const ek_tree *tree;
            ek_rounding rounding;
            const ek_datum *datum;
        } as;
        struct { /* LIST: elements, each certainly in or perhaps in */
            const ek_record *const *items;
            const bool *perhaps; /* NULL: all certainly */
            uint32_t count;
        };
    };
} ek_answer;

/* One thing that was read. Two reads are the same when record and slot, or question and record,
 * are. */
typedef enum ek_read_kind { EK_READ_FACT, EK_READ_SCOPE, EK_READ_RULING } ek_read_kind;
typedef struct ek_read {
    ek_read_kind kind;
    ek_scope scope; /* SCOPE: the whole thing was asked for (given(mou)), or it was missing */
    const ek_record *record; /* FACT: whose; RULING: about which; NULL: the scope has no record */
    const ek_field *field;   /* FACT */
    const ek_value *value;   /* FACT; points into the case */
    const ek_question *question; /* RULING */
    const ek_record *ruling;     /* RULING: the one that answered, or NULL */
} ek_read;

typedef struct ek_reads {
    ek_arena *arena;
    ek_read *items; /* in the order of first reading */
    uint32_t count, capacity;
    uint32_t *table; /* open addressing over items that have no mark; size is a power of two */
    uint32_t table_size, tabled;
    uint64_t *marks; /* by number of a record: a bit for each slot that was read; NULL: no marks */
    uint32_t mark_count;
    const void *token; /* unlike that of any other reads of the arena; NULL: not asked for yet */
    bool ended;        /* nothing more may be added */
    bool unkept;       /* nobody asks what was read: nothing is kept */
} ek_reads;
void ek_reads_init(ek_reads *reads, ek_arena *arena);
/* Reads that nobody asks for: adding to them keeps nothing. */
void ek_reads_none(ek_reads *reads, ek_arena *arena);
/* The same of a whole claim: what is remembered of words while it is judged holds for these reads.
 */
void ek_reads_unread(ek_reads *reads, ek_arena *arena);
/* Facts are marked from now on in `marks`, one word a record, all 0: that is what makes adding them
 * again cheap. Records with a number of `count` or more are found by the table. */
void ek_reads_mark(ek_reads *reads, uint64_t *marks, uint32_t count);
/* Takes the marks back, all 0 again, for the next reads. Nothing can be added after this. */
void ek_reads_end(ek_reads *reads);
void ek_reads_add(ek_reads *reads, ek_read read);
/* The first read of a fact that has a mark, which the caller has set. */
void ek_reads_put(ek_reads *reads, ek_scope scope, const ek_record *record, uint32_t slot);
void ek_reads_put_unmarked(ek_reads *reads, ek_scope scope, const ek_record *record, uint32_t slot);
/* A field of a record, marked or not. */
static inline void ek_reads_note(ek_reads *reads, ek_scope scope, const ek_record *record,
                                 uint32_t slot)
{
    if (record->number < reads->mark_count) {
        uint64_t *marks = &reads->marks[record->number], mark = UINT64_C(1) << slot;

        if ((*marks & mark) == 0) {
            *marks |= mark;
            ek_reads_put(reads, scope, record, slot);
        }
        return;
    }
    if (!reads->unkept)
        ek_reads_put_unmarked(reads, scope, record, slot);
}
bool ek_reads_equal(const ek_reads *a, const ek_reads *b);

struct ek_trace;
struct ek_ask; /* engine/rule/plan.h */

/* Who stands for a name of rules, or why nobody does. */
typedef struct ek_at {
    uint64_t state; /* ek_state; as wide as the other, so that nothing lies between */
    struct {
        const ek_record *record; /* when KNOWN */
    } as;
} ek_at;
/* NULL: missing. */
static inline ek_at ek_at_record(const ek_record *record)
{
    return (ek_at){record != NULL ? EK_KNOWN : EK_MISSING, {record}};
}
/* A value of kind RECORD. */
static inline ek_at ek_at_value(const ek_value *value)
{
    return (ek_at){value->state, {value->state == EK_KNOWN ? value->as.record : NULL}};
}

/* What rules can see: one claim of one case, in one country. Records by scope; state says whether
 * the record is missing, none or there. Inside list words and for_each, the MANY scope in turn is
 * set. */
typedef struct ek_scene {
    const ek_rulebook *book;
    const struct erkend_case *the_case;
    ek_at at[EK_SCOPE_COUNT];
    ek_date decided;
    ek_arena *arena;       /* of the decision; answers may live in it */
    ek_problems *problems; /* ERKEND_ECONFLICT (scales), ERKEND_EOVERFLOW go here, then raise */
    ek_scope chosen;       /* choose: this MANY scope's list is narrowed to chosen_items */
    const ek_record *const *chosen_items;
    uint32_t chosen_count;
    uint32_t search_steps; /* left for fulfils and choose; see erkend_limits */
    bool compiled;         /* which evaluation judges the case */
    void *memo;            /* of the compiled evaluation; NULL at first; see ek_compiled_forget */
    void *lacked;          /* what decide/lacking.c found for this claim; NULL at first */
    const struct ek_trace *watch; /* of the plain evaluation while it decides; NULL: nobody */
} ek_scene;

/* Called for each expression as it is evaluated, children first. Used by the explain room, and by
 * the desk, which watches a whole decision (ek_scene.watch). */
typedef struct ek_trace {
    void (*seen)(void *to, const ek_scene *scene, const ek_expr *expr, const ek_answer *answer);
    void *to;
} ek_trace;

/* `day`: the date by which parameters are chosen (the rule's clock). trace may be NULL. Raises on
 * overflow, two scales in one comparison, limits. */
ek_answer ek_plain_eval(ek_scene *scene, const ek_expr *expr, ek_date day, ek_reads *reads,
                        const ek_trace *trace);

/* Compiles every rule, definition and allocation of a rulebook. Called once, after the check. */
const struct ek_programs *ek_compile(ek_arena *arena, const ek_rulebook *book);
/* The same as ek_plain_eval, for an expression that is a root of a rule, a definition or an
 * allocation (clock, where, to_reach, must, otherwise.ruling, effect fields, total, by, rounding).
 */
ek_answer ek_compiled_eval(ek_scene *scene, const ek_expr *root, ek_date day, ek_reads *reads);

/* The same, put where it is wanted. */
void ek_compiled_answer(ek_scene *scene, const ek_expr *root, ek_date day, ek_reads *reads,
                        ek_answer *out);

/* The truth of a condition that is a root, without the rest of an answer; *because 0 unless it is
 * unknown. */
ek_truth ek_compiled_truth(ek_scene *scene, const ek_expr *root, ek_date day, ek_reads *reads,
                           uint8_t *because);

/* What a rule says of a claim as a whole: `where` and `must`, an ek_truth each; `must` is asked
 * only where `where` is true, else it is true. */
#define EK_SAID(where, must) ((uint8_t)((where) | (must) << 2))
#define EK_SAID_WHERE(said) ((ek_truth)((said)&3))
#define EK_SAID_MUST(said) ((ek_truth)((said) >> 2))
/* Asks rules that need no more than the claim (ek_planned.at_once), one after the other, to the
 * first of which more is to be said than that it is silent or content, or to one of another sort.
 * How many were asked; said[i] is of asks[i]. *because: why the last is unknown, else anything. */
uint32_t ek_compiled_asks(ek_scene *scene, const struct ek_ask *asks, ek_reads *reads,
                          uint8_t *said, uint8_t *because);

/* The compiled form of a root on a day, and of an argument of what is not constant; for whoever has
 * to ask for parts of what was evaluated. The form has the shape of its expression. */
const struct ek_node *ek_compiled_form(const ek_rulebook *book, const ek_expr *root, ek_date day);
const struct ek_node *ek_form_arg(const struct ek_node *form, uint32_t index);
bool ek_form_is_constant(const struct ek_node *form);
/* As ek_compiled_eval. `root` is where problems are looked for. */
ek_answer ek_form_eval(ek_scene *scene, const struct ek_node *form, const ek_expr *root,
                       ek_reads *reads);

/* Forgets what the scene remembers, and keeps its room: before the next claim. */
void ek_compiled_forget(ek_scene *scene);

/* How the decide room evaluates: one of the two, or both with a comparison. */
typedef ek_answer (*ek_evaluate)(ek_scene *scene, const ek_expr *root, ek_date day,
                                 ek_reads *reads);

/* Shared by both: the element list of a MANY scope as seen in the scene. Records the read of the
 * list field, and of the parent scope where that is missing. */
ek_answer ek_scene_list(ek_scene *scene, ek_scope scope, ek_reads *reads);
/* The ruling that answers a question in this scene: the latest dated on or before `decided`, by the
 * right body, about the right thing; NULL: none. Records the read. (DECISIONS 10) */
const ek_record *ek_scene_ruling(ek_scene *scene, const ek_question *question, ek_reads *reads);
bool ek_answer_equal(const ek_answer *a, const ek_answer *b);
/* It says something: true or false, or a value. */
static inline bool ek_answer_is_known(const ek_answer *answer)
{
    return answer->type == EK_TYPE_CONDITION ? answer->truth != EK_UNKNOWN
                                             : answer->state == EK_KNOWN;
}

#endif
