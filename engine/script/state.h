/* Within the script room: the Lua state with its limits, the file at work, and what Lua holds.
 *
 * Everything that a policy can get hold of is a text, a whole number, a table it made itself, one
 * of the functions of libs.c, or an ek_object. Objects point into the bundle's arena; Lua frees
 * their shells. */
#ifndef EK_SCRIPT_STATE_H
#define EK_SCRIPT_STATE_H

#include <lauxlib.h>
#include <lua.h>

#include "script/scan.h"

/* Why nothing may run any more; it does not change back. */
typedef enum ek_stop {
    EK_STOP_NOT,
    EK_STOP_STEPS, /* policy_steps used up */
    EK_STOP_BYTES, /* policy_bytes used up, or a text over EK_MAX_TEXT */
    EK_STOP_HOST   /* the host has no memory */
} ek_stop;

#define EK_MAX_TEXT ((size_t)1024 * 1024) /* the longest text that Lua may make */
#define EK_MAX_TERMS 4096u
/* C recurses over expressions, and an expression that a word uses twice is evaluated twice. */
#define EK_MAX_EXPR_DEPTH 64u
#define EK_MAX_EXPR_NODES 10000u
#define EK_MAX_TERM_DEPTH 256u /* levels of an expression, those of its definitions included */

typedef struct ek_node_size {
    uint32_t nodes, depth; /* of the tree below, itself included */
} ek_node_size;

/* A list word whose list is a term: its scope is known when the term is. */
typedef struct ek_waiting ek_waiting;
struct ek_waiting {
    ek_expr *expr;
    ek_waiting *next;
};

/* A rule file that may run again, as the scan left it. */
typedef struct ek_scanned {
    const char *bytes; /* by which it is known */
    ek_tokens tokens;
    ek_order order; /* none where it does not run */
    bool runs;
} ek_scanned;

struct ek_script {
    ek_arena *arena;
    ek_arena scratch; /* tokens and order of the file at work, where no other runs them again */
    lua_State *lua;
    erkend_limits limits;
    uint64_t steps;      /* work done so far, in C and in Lua */
    size_t bytes;        /* that Lua holds */
    bool tight;          /* they are many: garbage is looked for early */
    size_t kept_bytes;   /* that earlier files left in the arena */
    size_t arena_before; /* the arena's bytes when the file at work began */
    size_t longest_text; /* that Lua ever made: a comparison may cost that much */
    ek_stop stop;
    bool stop_told;
    const ek_source *vocabulary;
    uint32_t vocabulary_count;
    bool vocabulary_broken; /* its errors are reported; rule files are only scanned */

    ek_scanned *scanned; /* the sets that were adopted so far */
    uint32_t scanned_count, scanned_capacity;

    /* the file at work */
    const ek_source *source;
    bool vocabulary_runs;     /* it is one of policies/ that defines words */
    const ek_script_set *set; /* NULL: only words are defined */
    ek_problems *problems;
    ek_tokens tokens; /* of a rule file */
    ek_order order;
    uint32_t step;       /* where in `order` it is */
    uint32_t braces;     /* of the call at work */
    ek_place word_place; /* of the composed word at work */
    uint32_t word_depth; /* > 0: inside a word that is composed in Lua */
    ek_text open_form;   /* id of a rule "…" that awaits its { … } */
    ek_place open_place;
    const char *open_word; /* NULL: none is open */
    ek_waiting *waiting;
    const ek_rulebook *waiting_book;

    const char *chunk_name; /* terminated name of the source that is being loaded */
    ek_text *composed;      /* names of words composed in Lua, for the nearest one */
    uint32_t composed_count, composed_capacity;
    ek_node_size *sizes; /* of the expressions of this file, by number_id - first_id */
    uint32_t first_id, size_count, size_capacity;

    /* the last error of Lua */
    ek_place error_place;
    uint32_t error_prefix; /* bytes of the message that only repeat the place */
    ek_text error_message;
};

ek_script *ek_script_of(lua_State *lua);
/* Counts work; leaves by a Lua error when there was too much. */
void ek_charge(lua_State *lua, size_t steps);
/* Leaves by a Lua error with this message; the place is found by the one who catches it. */
int ek_lua_fail(lua_State *lua, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* libs.c: pushes a table of the functions that the vocabulary may call, read-only ones inside. */
void ek_push_libs(lua_State *lua);

/* ---- Objects -------------------------------------------------------------------------------- */

typedef enum ek_object_kind {
    EK_OBJECT_EXPR,        /* what: ek_expr */
    EK_OBJECT_NAMES,       /* which: EK_OP_PARAM, EK_OP_TERM, EK_OP_RULING */
    EK_OBJECT_WORD,        /* what: ek_word */
    EK_OBJECT_COMPOSED,    /* a word in Lua: its user value; text: the name */
    EK_OBJECT_FORM,        /* which: ek_form_kind */
    EK_OBJECT_OPEN_FORM,   /* rule "id": which, text */
    EK_OBJECT_VERDICT,     /* what: ek_otherwise */
    EK_OBJECT_EFFECT_WORD, /* which: ek_effect_kind */
    EK_OBJECT_EFFECT       /* what: ek_effect */
} ek_object_kind;

typedef enum ek_form_kind {
    EK_FORM_RULE,
    EK_FORM_DEFINE,
    EK_FORM_ALLOCATION,
    EK_FORM_CHECK
} ek_form_kind;

typedef struct ek_object {
    ek_object_kind kind;
    int which;
    const void *what;
    ek_text text;
    ek_place place;
} ek_object;

ek_object *ek_object_push(lua_State *lua, ek_object_kind kind, int which, const void *what);
ek_object *ek_object_at(lua_State *lua, int index); /* NULL: something else */
/* What it is called in messages: "a text", "the word at_most", … */
const char *ek_shown_kind(lua_State *lua, int index);

/* ---- facts.c --------------------------------------------------------------------------------- */

void ek_open_facts(lua_State *lua); /* the metatable of objects */
/* names.c. */
/* Pushes the environment of a file: `vocabulary` may define words and call the libraries. */
void ek_push_environment(lua_State *lua, bool vocabulary);

/* Pushes a table of the values that a word's functions share with the file around them. */
void ek_memory_push(lua_State *lua, int function);
bool ek_memory_equal(lua_State *lua, int before, int after);

/* The place of what is being asked for: the next step of that kind and name. */
ek_place ek_take_place(ek_script *script, ek_step_kind kind, ek_text name);
/* Where a problem stands that was found while running, steps apart. */
ek_place ek_this_place(ek_script *script);
void ek_tell(ek_script *script, ek_place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* New nodes: typed and checked, kept in the arena. Pushes nothing. */
ek_expr *ek_expr_new(ek_script *script, ek_op op, ek_place place, uint32_t count);
const ek_expr *ek_expr_finish(ek_script *script, ek_expr *expr);
/* Fits everywhere: stands for what was wrong and has been reported. */
const ek_expr *ek_expr_wrong(ek_script *script, ek_place place);
const ek_expr *ek_thing_new(ek_script *script, ek_scope scope, ek_place place);
int ek_push_expr(lua_State *lua, const ek_expr *expr);
/* The value at `index` as an expression; what cannot be one is reported as a value of `word`. */
const ek_expr *ek_expr_at(lua_State *lua, int index, const char *word, ek_place place);
/* "text" as ek_text of the arena, or empty. */
ek_text ek_lua_text(lua_State *lua, int index);

/* ---- words.c --------------------------------------------------------------------------------- */

typedef struct ek_word ek_word;
const ek_word *ek_word_named(ek_text name);
const char *ek_word_name(const ek_word *word);
/* Calls a word: its values are from 2 to the top. */
int ek_word_call(lua_State *lua, const ek_word *word, ek_place place);
/* Names of all words, for the nearest one. */
uint32_t ek_word_names(ek_text *names, uint32_t room);
/* Builds a + b and the like from the two values at 1 and 2. */
int ek_sign_call(lua_State *lua, ek_op op, ek_place place);
/* List words over terms that are known by now. */
void ek_settle_waiting(ek_script *script);
/* terms.c: refuses definitions that build on one another too deep. */
void ek_check_term_depth(ek_script *script);

/* ---- forms.c, effects.c, law.c -----------------------------------------------------------------
 */

int ek_form_open(lua_State *lua, ek_form_kind form, ek_place place);      /* rule "id" */
int ek_form_close(lua_State *lua, const ek_object *open, ek_place place); /* { … } */
const char *ek_form_name(ek_form_kind form);

/* The term of that name in the book at work; made when it is not there yet. */
ek_term *ek_term_of(ek_script *script, ek_text name, ek_place place);

/* -1: no such word. */
int ek_effect_named(ek_text name);
int ek_effect_call(lua_State *lua, ek_effect_kind kind, ek_place place);
/* refused, partial, conditional: pushes it; false: no such word. */
bool ek_verdict_push(lua_State *lua, ek_text name, ek_place place);
int ek_verdict_call(lua_State *lua, const ek_object *verdict, ek_place place);

/* A table of fields being read, with the place of each. */
typedef struct ek_fields {
    lua_State *lua;
    ek_script *script;
    int table;
    uint32_t braces; /* EK_NO_BRACES: places are not known */
    ek_place place;  /* of the whole */
    const char *of;  /* "rule": for messages */
} ek_fields;
ek_place ek_field_place(const ek_fields *fields, const char *name);
uint32_t ek_field_braces(const ek_fields *fields, const char *name);
/* Pushes the field; false (and nothing pushed) when it is not there. */
bool ek_field_push(const ek_fields *fields, const char *name);
/* Keys that are none of `names` (NULL-ended), with the nearest right one. */
void ek_fields_check(const ek_fields *fields, const char *const *names);
/* The names of a table's fields, sorted bytewise; other keys are reported. */
ek_texts ek_fields_names(const ek_fields *fields);
ek_text ek_field_text(const ek_fields *fields, const char *name, bool required);
ek_date ek_field_date(const ek_fields *fields, const char *name, ek_date absent, bool required);
ek_says ek_field_says(const ek_fields *fields, const char *name, bool required);
bool ek_field_unverified(const ek_fields *fields);
const ek_law *ek_field_laws(const ek_fields *fields, uint32_t *count);

#endif
