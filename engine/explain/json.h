/* JSON of this room: a small writer that puts keys in the order in which they are written, and the
 * parts that decision, comparison and explanation share. The keys are promised in docs/json.md.
 *
 * Every line of a batch goes through here, so what is written for each key is in this header: where
 * the key is a literal, it and what stands around it are bytes that the compiler knows. Commas and
 * opening brackets wait in `lead` for what follows them: an object or list that was just opened and
 * one that goes on differ in that byte alone. */
#ifndef EK_EXPLAIN_JSON_H
#define EK_EXPLAIN_JSON_H

#include <string.h>

#include "explain/page.h"

#define EK_JSON_DEPTH 16 /* objects and lists that stand in each other, with `codes` */

/* Where a claim says what its like may say otherwise: its id, the value of a field of an effect, or
 * a reason with the comma or bracket before it. */
typedef enum ek_hole_kind { EK_HOLE_ID, EK_HOLE_VALUE, EK_HOLE_REASON, EK_HOLE_END } ek_hole_kind;
typedef struct ek_hole {
    size_t from, to; /* of the buffer */
    ek_hole_kind kind;
    char lead;       /* of the writer, at `from` */
    uint32_t effect; /* of a value */
    uint32_t index;  /* of the field, or of the reason */
} ek_hole;

typedef struct ek_holes {
    ek_arena *arena;
    ek_hole *items;
    uint32_t count, capacity;
} ek_holes;

typedef struct ek_json {
    ek_buffer *out; /* complete once the outermost object is closed */
    bool line;      /* no line breaks, no spaces */
    bool explain;   /* with conditions, facts and silent rules */
    bool codes;     /* without words, and without keys that have nothing to say */
    char lead;      /* comes before what is written next: ',', '{', '[', or 0 at the beginning */
    uint32_t depth;
    ek_pen pen;                        /* for words; its buffer is never written to */
    size_t opened[EK_JSON_DEPTH];      /* codes: how long all was before the object or list */
    char led[EK_JSON_DEPTH];           /* and its lead */
    const ek_pieces *pieces;           /* or NULL; a line only */
    const struct ek_book_pieces *book; /* those of the decision's country, or NULL */
    ek_patterns *patterns; /* where it is remembered what was printed, or NULL; a line only */
    ek_holes *holes;       /* those of the claim at hand, where it is to be remembered; or NULL */
} ek_json;

void ek_json_init(ek_json *json, ek_buffer *out, ek_language language, bool line);

/* In all of these key NULL is an element of a list. With `codes`, a key whose value is null, false,
 * an empty text, list or object is left out (an object or list when it is closed). */

/* What stands before a value: json_writer.c for pages, and for keys that are not literals. */
void ek_json_begin_slowly(ek_json *json, const char *key);
void ek_json_begin_named(ek_json *json, ek_text key);
static inline __attribute__((always_inline)) void ek_json_begin(ek_json *json, const char *key)
{
    size_t size = key ? strlen(key) : 0;
    char *room;

    if (!json->line || !__builtin_constant_p(size)) {
        ek_json_begin_slowly(json, key);
        return;
    }
    room = ek_buffer_room(json->out, size + 4);
    room[0] = json->lead;
    if (!key) {
        json->out->size += json->lead != 0;
    } else {
        room[1] = '"';
        memcpy(room + 2, key, size + 1); /* its end goes at once */
        room[size + 2] = '"';
        room[size + 3] = ':';
        json->out->size += size + 4;
    }
    json->lead = ',';
}

static inline __attribute__((always_inline)) void ek_json_open(ek_json *json, const char *key,
                                                               char bracket)
{
    if (json->codes && json->depth < EK_JSON_DEPTH) {
        json->opened[json->depth] = key ? json->out->size : SIZE_MAX;
        json->led[json->depth] = json->lead;
    }
    ek_json_begin(json, key);
    json->lead = bracket;
    json->depth++;
}
void ek_json_close_slowly(ek_json *json, char bracket);
static inline __attribute__((always_inline)) void ek_json_close(ek_json *json, char bracket)
{
    if (!json->line || json->lead != ',') {
        ek_json_close_slowly(json, bracket);
        return;
    }
    json->depth--;
    ek_buffer_char(json->out, bracket);
}
void ek_json_close_bracket(ek_json *json, char bracket); /* also of what is empty, with codes */

static inline __attribute__((always_inline)) void ek_json_text(ek_json *json, const char *key,
                                                               ek_text text)
{
    if (json->codes && key && text.size == 0)
        return;
    ek_json_begin(json, key);
    ek_buffer_json(json->out, text);
}

/* Around what is a hole. */
void ek_json_hole_begin(ek_json *json, ek_hole_kind kind, uint32_t effect, uint32_t index);
static inline void ek_json_hole(ek_json *json, ek_hole_kind kind, uint32_t effect, uint32_t index)
{
    if (json->holes)
        ek_json_hole_begin(json, kind, effect, index);
}
static inline void ek_json_hole_end(ek_json *json)
{
    if (json->holes)
        json->holes->items[json->holes->count - 1].to = json->out->size;
}

/* Opens an object of a list, with that member. */
static inline __attribute__((always_inline)) void ek_json_open_text(ek_json *json, const char *key,
                                                                    ek_text text)
{
    size_t size = strlen(key);
    char *room;

    if (!json->line || text.size == 0) {
        ek_json_open(json, NULL, '{');
        ek_json_text(json, key, text);
        return;
    }
    room = ek_buffer_room(json->out, size + 5);
    room[0] = json->lead;
    room[1] = '{';
    room[2] = '"';
    memcpy(room + 3, key, size + 1);
    room[size + 3] = '"';
    room[size + 4] = ':';
    json->out->size += size + 5;
    json->lead = ',';
    json->depth++;
    ek_buffer_json(json->out, text);
}

static inline __attribute__((always_inline)) void ek_json_string(ek_json *json, const char *key,
                                                                 const char *terminated)
{
    ek_json_text(json, key, (ek_text){terminated, (uint32_t)strlen(terminated)});
}

void ek_json_put_yes(ek_json *json, bool yes);
static inline __attribute__((always_inline)) void ek_json_yes(ek_json *json, const char *key,
                                                              bool yes)
{
    if (json->codes && key && !yes)
        return;
    ek_json_begin(json, key);
    ek_json_put_yes(json, yes);
}

static inline __attribute__((always_inline)) void ek_json_null(ek_json *json, const char *key)
{
    if (json->codes && key)
        return;
    ek_json_begin(json, key);
    ek_buffer_add(json->out, "null", 4);
}

void ek_json_put_count(ek_json *json, uint64_t count);
static inline __attribute__((always_inline)) void ek_json_count(ek_json *json, const char *key,
                                                                uint64_t count)
{
    ek_json_begin(json, key);
    ek_json_put_count(json, count);
}

/* "19/2" */
void ek_json_put_number(ek_json *json, ek_fraction number);
static inline __attribute__((always_inline)) void ek_json_number(ek_json *json, const char *key,
                                                                 ek_fraction number)
{
    ek_json_begin(json, key);
    ek_json_put_number(json, number);
}

/* null outside the calendar */
void ek_json_put_date(ek_json *json, ek_date date);
static inline __attribute__((always_inline)) void ek_json_date(ek_json *json, const char *key,
                                                               ek_date date)
{
    bool known = date >= EK_DATE_MIN && date <= EK_DATE_MAX;

    if (json->codes && key && !known)
        return;
    ek_json_begin(json, key);
    ek_json_put_date(json, date);
}

void ek_json_put_texts(ek_json *json, ek_texts texts);
static inline __attribute__((always_inline)) void ek_json_texts(ek_json *json, const char *key,
                                                                ek_texts texts)
{
    if (json->codes && key && texts.count == 0)
        return;
    ek_json_begin(json, key);
    ek_json_put_texts(json, texts);
}

/* "file:line:column" in parts; null without a place. */
void ek_json_place(ek_json *json, const char *key, ek_place place);

/* Parts of a decision (json_reason.c). */
void ek_json_put_reason(ek_json *json, const struct erkend_decision *decision,
                        const ek_reason *reason);
/* The same of all reasons of a claim that are not silent (json_reasons.c). */
void ek_json_put_reasons(ek_json *json, const struct erkend_decision *decision,
                         const ek_claim *claim);
void ek_json_put_missing(ek_json *json, const ek_rulebook *book, const ek_lacking *lacking,
                         uint32_t count);
void ek_json_put_ids(ek_json *json, const ek_rule *const *rules, uint32_t count);
static inline __attribute__((always_inline)) void ek_json_rule_ids(ek_json *json, const char *key,
                                                                   const ek_rule *const *rules,
                                                                   uint32_t count)
{
    if (json->codes && count == 0)
        return;
    ek_json_begin(json, key);
    ek_json_put_ids(json, rules, count);
}

/* A claim, as an element of a list; and what a field of an effect is, where it is known (json.c).
 */
void ek_json_put_claim(ek_json *json, const struct erkend_decision *decision,
                       const ek_claim *claim);
void ek_json_put_known(ek_json *json, const ek_answer *answer);
/* A claim as its like was put before, where that is remembered (json_memory.c). */
void ek_json_put_claim_again(ek_json *json, const struct erkend_decision *decision,
                             const ek_claim *claim);

/* The whole decision as members of the object at hand. */
void ek_json_put_case(ek_json *json, const struct erkend_decision *decision);
void ek_json_put_decision(ek_json *json, const struct erkend_decision *decision, ek_text claim);

/* ek_json_explanation, or the same in one line. */
void ek_json_put_explanation(ek_buffer *out, const struct erkend_decision *decision, ek_text claim,
                             ek_language language, bool line);

/* Of an explanation (json_explanation.c). */
void ek_json_put_conditions(ek_json *json, const struct erkend_decision *decision,
                            const ek_reason *reason);
void ek_json_put_facts(ek_json *json, const struct erkend_decision *decision,
                       const ek_claim *claim);
void ek_json_put_silent(ek_json *json, const struct erkend_decision *decision,
                        const ek_claim *claim);

#endif
