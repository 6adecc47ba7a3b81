/* What the two readers of form share: the bytes that both refuse, and duplicate keys. */
#ifndef EK_LOAD_FORM_H
#define EK_LOAD_FORM_H

#include "load/node.h"

/* The bytes of a document without a byte order mark. False, with a problem, when they are too many,
 * not UTF-8, or hold control characters. */
bool ek_form_check(ek_text *out, ek_text name, ek_text bytes, const erkend_limits *limits,
                   ek_problems *problems);
/* Is there a control character in a well-formed text, other than tab and ends of lines; or a byte
 * order mark, which would be as invisible? */
bool ek_form_has_control(ek_text text);
/* A text after its escapes were read: not over the limit, no control characters but tab and ends of
 * lines. False with a problem. */
bool ek_form_text_check(ek_text text, ek_place place, const erkend_limits *limits,
                        ek_problems *problems);
/* Refuses keys that stand twice; the first of them stays. Returns how many pairs are left. */
uint32_t ek_form_keys_check(ek_arena *arena, ek_text name, ek_pair *pairs, uint32_t count,
                            ek_problems *problems);

/* json.c, for the direct reader, which checks the bytes itself. A text in JSON: *at is behind its
 * opening quote, then behind the closing one. False with a problem. */
bool ek_json_unquote(ek_text *out, uint32_t *at, ek_text bytes, ek_arena *arena,
                     const erkend_limits *limits, ek_problems *problems);

/* Where a value stands, and how much was read before it. */
typedef struct ek_json_part {
    uint32_t at, line, column, depth, nodes;
} ek_json_part;
/* The value at `part`, which moves behind it; places are without a file. NULL with a problem. */
const ek_node *ek_json_parse_part(ek_arena *arena, ek_json_part *part, ek_text bytes,
                                  const erkend_limits *limits, ek_problems *problems);

#endif
