/* Compositions in JSON, read directly: which units make up a qualification (see tree.c). A
 * document's nesting is limited, and so is this recursion. */
#include "load/scan.h"
#include "model/tree.h"

/* Keys of a node of a composition; the first five say what it is. Their order is that of
 * ek_tree_kind. */
#define KEY(name)                                                                                  \
    {                                                                                              \
        (name), sizeof(name) - 1                                                                   \
    }
static const ek_text tree_keys[] = {KEY("all"),    KEY("one_of"), KEY("choose"),
                                    KEY("unit"),   KEY("any"),    KEY("group"),
                                    KEY("points"), KEY("units"),  KEY("optional")};
#undef KEY
enum { SHAPES = 5, GROUP = 5, POINTS, UNITS, OPTIONAL, TREE_KEYS };

static ek_fraction take_bound(ek_scan *s, bool whole)
{
    ek_fraction bound;
    const char *behind;

    (void)ek_scan_look(s);
    behind = ek_scan_number_at(s->at, &bound);
    if (!behind || bound.num < 0 || (whole && (bound.den != 1 || bound.num > UINT32_MAX)))
        ek_scan_give_up(s);
    s->at = behind;
    return bound;
}

/* 145, or { "at_least": 5, "at_most": 15 }. */
static void take_limits(ek_scan *s, bool whole, bool has[2], ek_fraction limits[2])
{
    if (ek_scan_look(s) != '{') {
        limits[0] = limits[1] = take_bound(s, whole);
        has[0] = has[1] = true;
        return;
    }
    ek_scan_enter(s);
    do {
        ek_text key = ek_scan_look(s) == '"' ? ek_scan_text(s) : EK_TEXT("");
        bool most = ek_text_is(key, "at_most");

        if ((!most && !ek_text_is(key, "at_least")) || has[most])
            ek_scan_give_up(s);
        ek_scan_mark(s, ':');
        limits[most] = take_bound(s, whole);
        has[most] = true;
    } while (ek_scan_look(s) == ',' && s->at++);
    ek_scan_mark(s, '}');
    s->depth_left++;
    if (has[0] && has[1] && ek_fraction_compare(limits[0], limits[1]) > 0)
        ek_scan_give_up(s);
}

static void read_tree_limits(ek_scan *s, ek_tree *tree, bool units)
{
    bool has[2] = {false, false};
    ek_fraction limits[2] = {EK_ZERO, EK_ZERO};

    take_limits(s, units, has, limits);
    if (units) {
        tree->has_min_units = has[0];
        tree->has_max_units = has[1];
        tree->min_units = (uint32_t)limits[0].num;
        tree->max_units = (uint32_t)limits[1].num;
    } else {
        tree->has_min_points = has[0];
        tree->has_max_points = has[1];
        tree->min_points = limits[0];
        tree->max_points = limits[1];
    }
}

static void read_children(ek_scan *s, ek_tree *tree)
{
    ek_read_kit *kit = s->kit;
    uint32_t from = kit->tree_count;

    if (ek_scan_look(s) != '[')
        ek_scan_give_up(s);
    ek_scan_enter(s);
    if (ek_scan_look(s) != ']') {
        do {
            const ek_tree *child = ek_scan_tree(s);

            *EK_PUSH(&kit->arena, kit->trees, kit->tree_count, kit->tree_capacity) = child;
        } while (ek_scan_look(s) == ',' && s->at++);
    }
    ek_scan_mark(s, ']');
    s->depth_left++;
    tree->child_count = kit->tree_count - from;
    tree->children =
        ek_arena_copy(s->arena, kit->trees + from, tree->child_count * sizeof(const ek_tree *));
    kit->tree_count = from;
}

static ek_text take_code(ek_scan *s)
{
    ek_text code;

    code = ek_scan_look(s) == '"' ? ek_scan_text(s) : EK_TEXT("");
    if (code.size == 0)
        ek_scan_give_up(s);
    return code;
}

/* The value of the key with that number. */
static void read_tree_value(ek_scan *s, ek_tree *tree, uint32_t key)
{
    ek_text code;

    if (key < SHAPES)
        tree->kind = (ek_tree_kind)key;
    switch (key) {
    case EK_TREE_ALL:
    case EK_TREE_ONE_OF:
    case EK_TREE_CHOOSE: read_children(s, tree); break;
    case EK_TREE_UNIT:
    case EK_TREE_ANY: tree->name = take_code(s); break;
    case GROUP:
        code = take_code(s);
        tree->name = tree->name.size > 0 ? tree->name : code; /* an `any` keeps its kind */
        break;
    case OPTIONAL:
        (void)ek_scan_look(s);
        tree->optional = ek_scan_yes(s);
        break;
    default: read_tree_limits(s, tree, key == UNITS); break;
    }
}

/* As ek_tree_read; what that would report is given up. */
const ek_tree *ek_scan_tree(ek_scan *s)
{
    const uint32_t shapes = (1u << SHAPES) - 1,
                   of_groups = 1u << GROUP | 1u << POINTS | 1u << UNITS;
    ek_tree *tree = EK_NEW(s->arena, ek_tree);
    uint32_t seen = 0, key, shape;
    ek_spot begin;

    if (ek_scan_look(s) != '{')
        ek_scan_give_up(s);
    begin = ek_scan_spot(s, s->at);
    tree->line = begin.line;
    tree->column = ek_scan_column(begin.column);
    ek_scan_enter(s);
    do {
        ek_text name = ek_scan_look(s) == '"' ? ek_scan_text(s) : EK_TEXT("");

        for (key = 0; key < TREE_KEYS && !ek_text_equal(name, tree_keys[key]); key++)
            ;
        if (key == TREE_KEYS || (seen & 1u << key))
            ek_scan_give_up(s);
        ek_scan_mark(s, ':');
        seen |= 1u << key;
        read_tree_value(s, tree, key);
    } while (ek_scan_look(s) == ',' && s->at++);
    ek_scan_mark(s, '}');
    s->depth_left++;
    shape = seen & shapes;
    if (shape == 0 || (shape & (shape - 1)) || /* none, or more than one */
        ((seen & 1u << EK_TREE_UNIT) && (seen & of_groups)))
        ek_scan_give_up(s);
    return tree;
}
