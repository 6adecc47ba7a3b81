/* Samples: the document of a case as a tree that can be changed piece by piece.
 *
 * Made from what erkend_population_case writes, or from a case that somebody gave (YAML or JSON).
 * Each node knows which field of the schema it is the value of, so that whoever changes it knows
 * what else may stand there. A sample is read back as JSON, in the ordinary way: whatever was done
 * to it, it is a case only when the reader says so. */
#ifndef EK_DESK_SAMPLE_H
#define EK_DESK_SAMPLE_H

#include "load/node.h"

typedef struct ek_sample ek_sample;
struct ek_sample {
    ek_node_kind kind;
    bool quoted;              /* SCALAR: text, not a number or true */
    ek_text key;              /* in a map */
    ek_text text;             /* SCALAR */
    const ek_record_type *in; /* the record that it is a field of; NULL: none of the schema */
    const ek_field *field;    /* NULL: an element of a list, a country's part, a composition */
    const ek_record_type *is; /* MAP: the record that it is; NULL: none */
    bool taken;               /* out of its parent */
    ek_sample *parent, *first, *next;
};

/* Numbers that JSON cannot write ("1/4") stay texts. */
ek_sample *ek_sample_make(ek_arena *arena, const ek_node *document);
/* With all texts. */
ek_sample *ek_sample_copy(ek_arena *arena, const ek_sample *sample);
ek_sample *ek_sample_get(const ek_sample *map, const char *key); /* NULL: not there */
/* Every node, parents first, in order of the document. */
typedef struct ek_samples {
    ek_sample **items;
    uint32_t count, capacity;
} ek_samples;
ek_samples ek_samples_of(ek_arena *arena, ek_sample *root);

/* Takes a node out of its list or map; puts it back where it was. */
void ek_sample_take(ek_sample *node);
void ek_sample_put_back(ek_sample *node);
/* Neither it nor anything around it was taken out. */
bool ek_sample_is_in(const ek_sample *node);
/* Adds a child at the end. */
void ek_sample_add(ek_sample *parent, ek_sample *child);
void ek_sample_set(ek_sample *map, ek_arena *arena, const char *key, ek_text text, bool quoted);

/* The place in words of a path: "stays[2].last_day". */
ek_text ek_sample_path(ek_arena *arena, const ek_sample *node);
ek_text ek_sample_json(ek_arena *arena, const ek_sample *root);
/* For people, and for erkend decide; short records stand on one line. */
ek_text ek_sample_yaml(ek_arena *arena, const ek_sample *root);

/* A scalar as what its field holds; false: it is none. */
bool ek_sample_number(const ek_sample *node, ek_fraction *out);
bool ek_sample_date(const ek_sample *node, ek_date *out);
void ek_sample_set_number(ek_sample *node, ek_arena *arena, ek_fraction number);
void ek_sample_set_date(ek_sample *node, ek_arena *arena, ek_date date);

#endif
