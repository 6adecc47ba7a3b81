/* Nodes: the plain tree of a YAML or JSON document, with places. */
#ifndef EK_LOAD_NODE_H
#define EK_LOAD_NODE_H

#include "model/document.h"

typedef enum ek_node_kind { EK_NODE_SCALAR, EK_NODE_LIST, EK_NODE_MAP, EK_NODE_NULL } ek_node_kind;

typedef struct ek_node ek_node;
typedef struct ek_pair {
    ek_text key; /* unescaped; duplicates were refused */
    uint32_t line, column;
    const ek_node *value;
} ek_pair;

struct ek_node {
    ek_node_kind kind;
    bool quoted; /* SCALAR: certainly text. A JSON string is quoted; a JSON number or true is not */
    uint32_t line, column;
    ek_text text;                /* SCALAR: unescaped */
    const ek_node *const *items; /* LIST */
    const ek_pair *pairs;        /* MAP, in order of the document */
    uint32_t count;
};

/* NULL when the form is broken. What is merely not allowed (a key that stands twice, an anchor, a
 * YAML null) is a problem too, and the rest is returned so that one run finds more. YAML null, ~
 * and empty scalars are reported at once and come out as EK_NODE_NULL with `quoted` false: pass
 * over them. JSON null is EK_NODE_NULL with `quoted` true: it means none. */
const ek_node *ek_yaml_parse(ek_arena *arena, ek_text name, ek_text bytes,
                             const erkend_limits *limits, ek_problems *problems);
const ek_node *ek_json_parse(ek_arena *arena, ek_text name, ek_text bytes,
                             const erkend_limits *limits, ek_problems *problems);
/* A document that begins on that line of its file. */
const ek_node *ek_json_parse_line(ek_arena *arena, ek_text name, ek_text bytes, uint32_t line,
                                  const erkend_limits *limits, ek_problems *problems);
/* By the name's ending (.json), else YAML. */
const ek_node *ek_form_parse(ek_arena *arena, ek_text name, ek_text bytes,
                             const erkend_limits *limits, ek_problems *problems);
const ek_node *ek_node_get(const ek_node *map, const char *key); /* NULL: not there */
/* Is nothing written there, as behind the comma of { value: 5,45 }? */
bool ek_node_is_empty(const ek_node *node);

#endif
