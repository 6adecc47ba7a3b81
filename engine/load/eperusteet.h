/* One run over a file of ePerusteet, from inside. */
#ifndef EK_LOAD_EPERUSTEET_H
#define EK_LOAD_EPERUSTEET_H

#include "load/load.h"
#include "load/node.h"

typedef struct ek_eperusteet_entry {
    ek_text id;
    const ek_node *node;
} ek_eperusteet_entry;

typedef struct ek_eperusteet_table {
    const ek_eperusteet_entry *entries; /* by id */
    uint32_t count;
} ek_eperusteet_table;

typedef struct ek_eperusteet {
    struct erkend_case *the_case;
    ek_arena *arena;
    ek_problems *problems;
    uint16_t file;
    ek_eperusteet_table units;      /* tutkinnonOsat */
    ek_eperusteet_table references; /* tutkinnonOsaViitteet of the mode */
} ek_eperusteet;

ek_place ek_eperusteet_place(const ek_eperusteet *run, const ek_node *node);
/* The value of a key if it is of that kind, else NULL (null and absent alike). */
const ek_node *ek_eperusteet_get(const ek_node *map, const char *key, ek_node_kind kind);
ek_text ek_eperusteet_text(const ek_node *map, const char *key);
const ek_node *ek_eperusteet_name(const ek_node *map);
/* The unit that a reference of the structure means; *size its points in this qualification, or
 * NULL. */
const ek_node *ek_eperusteet_unit(const ek_eperusteet *run, ek_text reference,
                                  const ek_node **size);

/* eperusteet_tree.c: a node of the structure with all below it; NULL when it says nothing. */
const ek_tree *ek_eperusteet_tree(ek_eperusteet *run, const ek_node *node);

#endif
