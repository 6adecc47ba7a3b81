/* Compositions: which units make up a qualification, as a document writes them (LANGUAGE section
 * 11).
 *
 * A node has exactly one of all, one_of, choose (a list of nodes), unit (a code) and any (a kind of
 * part). A document's nesting is limited, and so is this recursion. */
#include "model/tree.h"
#include "load/reader.h"

static const char *const shape_names[] = {"all", "one_of", "choose", "unit", "any"};
static const ek_tree_kind shape_kinds[] = {EK_TREE_ALL, EK_TREE_ONE_OF, EK_TREE_CHOOSE,
                                           EK_TREE_UNIT, EK_TREE_ANY};
#define SHAPES 5

static const char *const other_names[] = {"group", "points", "units", "optional"};
#define OTHERS 4

static void refuse(ek_reader *reader, const ek_node *node, const char *message)
{
    ek_problem_add(reader->problems, ERKEND_EINVALID, ek_node_place(reader, node), "%s", message);
}

/* ---- Limits ---------------------------------------------------------------------------------- */

static bool read_bound(ek_reader *reader, const ek_node *node, ek_fraction *out, bool whole)
{
    erkend_status status = ERKEND_EVALUE;

    if (node->kind == EK_NODE_SCALAR && (!node->quoted || ek_text_is_number(node->text)))
        status = ek_fraction_read(out, node->text);
    if (status == ERKEND_OK && out->num >= 0 &&
        (!whole || (ek_fraction_is_whole(*out) && out->num <= UINT32_MAX)))
        return true;
    if (node->kind != EK_NODE_NULL || node->quoted)
        refuse(reader, node,
               whole ? "a number of units is due here: write it as 2"
                     : "a number of points is due here: write it as 15 or 4.5, not below 0");
    return false;
}

typedef struct tree_limits {
    bool has_min, has_max;
    ek_fraction min, max;
} tree_limits;

/* "145" is both limits; { at_least: 5, at_most: 15 } one or both. */
static void read_limits(ek_reader *reader, const ek_node *node, tree_limits *out, bool whole)
{
    if (node->kind != EK_NODE_MAP) {
        out->has_min = out->has_max = read_bound(reader, node, &out->min, whole);
        out->max = out->min;
        return;
    }
    for (uint32_t i = 0; i < node->count; i++) {
        const ek_pair *pair = &node->pairs[i];

        if (ek_text_is(pair->key, "at_least"))
            out->has_min = read_bound(reader, pair->value, &out->min, whole);
        else if (ek_text_is(pair->key, "at_most"))
            out->has_max = read_bound(reader, pair->value, &out->max, whole);
        else
            ek_problem_add(reader->problems, ERKEND_EINVALID,
                           ek_reader_place(reader, pair->line, pair->column),
                           "a limit has no %.*s: write at_least, at_most or both",
                           EK_TEXT_ARGS(ek_text_slice(pair->key, 0, 60)));
    }
    if (out->has_min && out->has_max && ek_fraction_compare(out->min, out->max) > 0)
        refuse(reader, node, "at_least is more than at_most: correct one of the two");
}

static void put_points(ek_reader *reader, ek_tree *tree, const ek_node *node)
{
    tree_limits limits = {false, false, EK_ZERO, EK_ZERO};

    read_limits(reader, node, &limits, false);
    tree->has_min_points = limits.has_min;
    tree->has_max_points = limits.has_max;
    tree->min_points = limits.min;
    tree->max_points = limits.max;
}

static void put_units(ek_reader *reader, ek_tree *tree, const ek_node *node)
{
    tree_limits limits = {false, false, EK_ZERO, EK_ZERO};

    read_limits(reader, node, &limits, true);
    tree->has_min_units = limits.has_min;
    tree->has_max_units = limits.has_max;
    tree->min_units = (uint32_t)limits.min.num;
    tree->max_units = (uint32_t)limits.max.num;
}

/* ---- Nodes -------------------------------------------------------------------------------------
 */

static ek_text read_code(ek_reader *reader, const ek_node *node)
{
    if (node->kind != EK_NODE_SCALAR || node->text.size == 0)
        refuse(reader, node, "a text is due here: write the code of the unit, or the kind of part");
    else if (!node->quoted && ek_text_needs_quotes(node->text))
        ek_problem_add(reader->problems, ERKEND_EINVALID, ek_node_place(reader, node),
                       "a code is a text, and this is none: quote it, \"%.*s\"",
                       EK_TEXT_ARGS(ek_text_slice(node->text, 0, 60)));
    return node->kind == EK_NODE_SCALAR ? node->text : EK_TEXT("");
}

static void read_children(ek_reader *reader, ek_tree *tree, const ek_node *node)
{
    const ek_tree **children;

    if (node->kind != EK_NODE_LIST) {
        refuse(reader, node, "a list of units and groups is due here: write it in brackets");
        return;
    }
    children = EK_NEW_ARRAY(reader->arena, const ek_tree *, node->count);
    for (uint32_t i = 0; i < node->count; i++) {
        const ek_tree *child = ek_tree_read(reader, node->items[i]);

        if (child)
            children[tree->child_count++] = child;
    }
    tree->children = children;
}

static void report_key(ek_reader *reader, const ek_pair *pair)
{
    ek_text names[SHAPES + OTHERS], nearest;

    for (uint32_t i = 0; i < SHAPES; i++)
        names[i] = ek_text_of(shape_names[i]);
    for (uint32_t i = 0; i < OTHERS; i++)
        names[SHAPES + i] = ek_text_of(other_names[i]);
    nearest = ek_text_nearest(pair->key, names, SHAPES + OTHERS);
    ek_problem_add(
        reader->problems, ERKEND_EINVALID, ek_reader_place(reader, pair->line, pair->column),
        "a composition has no %.*s%s%.*s", EK_TEXT_ARGS(ek_text_slice(pair->key, 0, 60)),
        nearest.size > 0 ? ": did you mean "
                         : ": write group, points, units, optional, all, one_of, choose, "
                           "unit or any",
        EK_TEXT_ARGS(nearest));
}

static void read_optional(ek_reader *reader, ek_tree *tree, const ek_node *node)
{
    tree->optional = node->kind == EK_NODE_SCALAR && ek_text_is(node->text, "true");
    if (!tree->optional &&
        (node->kind != EK_NODE_SCALAR || node->quoted || !ek_text_is(node->text, "false")))
        refuse(reader, node, "optional is true or false: write one of the two");
}

static void read_other(ek_reader *reader, ek_tree *tree, const ek_pair *pair)
{
    if (ek_text_is(pair->key, "group"))
        tree->name = tree->name.size > 0 ? tree->name : read_code(reader, pair->value);
    else if (ek_text_is(pair->key, "points"))
        put_points(reader, tree, pair->value);
    else if (ek_text_is(pair->key, "units"))
        put_units(reader, tree, pair->value);
    else if (ek_text_is(pair->key, "optional"))
        read_optional(reader, tree, pair->value);
    else
        report_key(reader, pair);
}

/* The pair that says what the node is; NULL with a problem unless there is exactly one. */
static const ek_pair *find_shape(ek_reader *reader, const ek_node *node, ek_tree_kind *kind)
{
    const ek_pair *found = NULL;
    uint32_t count = 0;

    for (uint32_t i = 0; i < node->count; i++)
        for (uint32_t j = 0; j < SHAPES; j++)
            if (ek_text_is(node->pairs[i].key, shape_names[j])) {
                found = &node->pairs[i];
                *kind = shape_kinds[j];
                count++;
            }
    if (count == 1)
        return found;
    refuse(reader, node,
           count == 0 ? "this says no units: write all, one_of, choose, unit or any"
                      : "this says two things: write one of all, one_of, choose, unit "
                        "and any, and groups within for the others");
    return NULL;
}

static void check_unit(ek_reader *reader, const ek_node *node)
{
    if (ek_node_get(node, "points") || ek_node_get(node, "units") || ek_node_get(node, "group"))
        refuse(reader, node,
               "a unit has no limits and no group here: its points stand in components");
}

const ek_tree *ek_tree_read(ek_reader *reader, const ek_node *node)
{
    ek_tree *tree = EK_NEW(reader->arena, ek_tree);
    const ek_pair *shape;

    if (node->kind != EK_NODE_MAP) {
        if (node->kind != EK_NODE_NULL || node->quoted)
            refuse(reader, node,
                   "a unit or a group is due here: write { unit: \"code\" }, or a "
                   "group with all, one_of or choose");
        return NULL;
    }
    tree->file = reader->file;
    tree->line = node->line;
    tree->column = node->column > UINT16_MAX ? UINT16_MAX : (uint16_t)node->column;
    shape = find_shape(reader, node, &tree->kind);
    for (uint32_t i = 0; i < node->count; i++) {
        const ek_pair *pair = &node->pairs[i];
        bool is_shape = false;

        for (uint32_t j = 0; j < SHAPES; j++)
            is_shape = is_shape || ek_text_is(pair->key, shape_names[j]);
        if (!is_shape)
            read_other(reader, tree, pair);
    }
    if (!shape)
        return NULL;
    if (tree->kind == EK_TREE_UNIT)
        check_unit(reader, node);
    if (tree->kind == EK_TREE_UNIT || tree->kind == EK_TREE_ANY)
        tree->name = read_code(reader, shape->value);
    else
        read_children(reader, tree, shape->value);
    return tree;
}
