/* What the two readers of form share: the bytes that both refuse, and duplicate keys. */
#ifndef EK_LOAD_FORM_H
#define EK_LOAD_FORM_H

#include "load/node.h"

/* The bytes of a document without a byte order mark. False, with a problem, when they are too many,
 * not UTF-8, or hold control characters. */
bool ek_form_check(ek_text *out, ek_text name, ek_text bytes, const erkend_limits *limits,
                   ek_problems *problems);
/* A text after its escapes were read: not over the limit, no control characters but tab and ends of
 * lines. False with a problem. */
bool ek_form_text_check(ek_text text, ek_place place, const erkend_limits *limits,
                        ek_problems *problems);
/* Refuses keys that stand twice; the first of them stays. Returns how many pairs are left. */
uint32_t ek_form_keys_check(ek_arena *arena, ek_text name, ek_pair *pairs, uint32_t count,
                            ek_problems *problems);

#endif
