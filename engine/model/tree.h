/* Composition: which units make up a qualification (LANGUAGE section 11).
 *
 * A node asks for units, or for groups of nodes. A minimum must be reached; a maximum caps what is
 * passed upwards and never refuses. One part serves one place. */
#ifndef EK_MODEL_TREE_H
#define EK_MODEL_TREE_H

#include "model/document.h"

typedef enum ek_tree_kind {
    EK_TREE_ALL,    /* each of the children */
    EK_TREE_ONE_OF, /* alternatives: exactly one child counts, not summed */
    EK_TREE_CHOOSE, /* any of the children, as far as the node's own limits ask */
    EK_TREE_UNIT,   /* the part with this code */
    EK_TREE_ANY     /* any number of parts of this kind */
} ek_tree_kind;

struct ek_tree {
    ek_tree_kind kind;
    ek_text name; /* of a group; code of a UNIT; part kind of an ANY */
    bool has_min_points, has_max_points, has_min_units, has_max_units;
    ek_fraction min_points, max_points; /* "points: 145" is both: at least 145, and no more count */
    uint32_t min_units, max_units;      /* of different parts */
    bool optional; /* a UNIT under CHOOSE or ONE_OF is optional anyway; under ALL it is not */
    const ek_tree *const *children;
    uint32_t child_count;
    uint16_t file, column;
    uint32_t line;
};

#endif
