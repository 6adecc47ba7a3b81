/* JSON of this room: a small writer that puts keys in the order in which they are written, and the
 * parts that decision, comparison and explanation share. The keys are promised in docs/json.md. */
#ifndef EK_EXPLAIN_JSON_H
#define EK_EXPLAIN_JSON_H

#include "explain/page.h"

#define EK_JSON_DEPTH 16 /* objects and lists that stand in each other */

typedef struct ek_json {
    ek_buffer *out;
    bool line;  /* no line breaks, no spaces */
    bool first; /* nothing stands yet in the object or list at hand */
    uint32_t depth;
    ek_pen pen;                   /* for words; its buffer is never written to */
    bool explain;                 /* with conditions, facts and silent rules */
    bool codes;                   /* without words, and without keys that have nothing to say */
    size_t opened[EK_JSON_DEPTH]; /* codes: how long all was before the object or list */
    bool was_first[EK_JSON_DEPTH];
} ek_json;

void ek_json_init(ek_json *json, ek_buffer *out, ek_language language, bool line);
/* key NULL: an element of a list. With `codes`, a key whose value is null, false, an empty text,
 * list or object is left out (an object or list when it is closed). */
void ek_json_open(ek_json *json, const char *key, char bracket);
void ek_json_close(ek_json *json, char bracket);
void ek_json_text(ek_json *json, const char *key, ek_text text);
void ek_json_string(ek_json *json, const char *key, const char *terminated);
void ek_json_yes(ek_json *json, const char *key, bool yes);
void ek_json_count(ek_json *json, const char *key, uint64_t count);
void ek_json_null(ek_json *json, const char *key);
void ek_json_number(ek_json *json, const char *key, ek_fraction number); /* "19/2" */
void ek_json_date(ek_json *json, const char *key, ek_date date); /* null outside the calendar */
void ek_json_texts(ek_json *json, const char *key, ek_texts texts);
/* "file:line:column" in parts; null without a place. */
void ek_json_place(ek_json *json, const char *key, ek_place place);

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
