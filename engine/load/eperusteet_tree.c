/* The structure (rakenne) of ePerusteet as a composition.
 *
 * The file says of each unit whether it is compulsory (pakollinen), of each group its role (rooli)
 * and its limits (muodostumisSaanto), and no more. So: a group with compulsory units asks for each
 * of them; its other units are optional; competence areas (osaamisala) and titles (tutkintonimike)
 * side by side are alternatives; a group whose groups are all defined (määritelty) asks for each;
 *   any other group is a choice, as far as its limits ask;
 *   an undefined group (määrittelemätön) without content takes any number of parts of a kind, which
 *   only its name tells. */
#include "load/eperusteet.h"

#include <string.h>

/* ---- Limits
 * --------------------------------------------------------------------------------------- */

/* null and 0 are no limit. */
static bool read_limit(const ek_node *limits, const char *key, ek_fraction *out)
{
    const ek_node *node = ek_eperusteet_get(limits, key, EK_NODE_SCALAR);

    return node && ek_fraction_read(out, node->text) == ERKEND_OK && out->num > 0;
}

static bool read_count(const ek_node *limits, const char *key, uint32_t *out)
{
    ek_fraction number;

    if (!read_limit(limits, key, &number) || !ek_fraction_is_whole(number) ||
        number.num > UINT32_MAX)
        return false;
    *out = (uint32_t)number.num;
    return true;
}

static void put_limits(ek_eperusteet *run, ek_tree *tree, const ek_node *node)
{
    const ek_node *rule = ek_eperusteet_get(node, "muodostumisSaanto", EK_NODE_MAP);
    const ek_node *points = ek_eperusteet_get(rule, "laajuus", EK_NODE_MAP);
    const ek_node *units = ek_eperusteet_get(rule, "koko", EK_NODE_MAP);

    tree->min_points = tree->max_points = EK_ZERO;
    tree->has_min_points = read_limit(points, "minimi", &tree->min_points);
    tree->has_max_points = read_limit(points, "maksimi", &tree->max_points);
    tree->has_min_units = read_count(units, "minimi", &tree->min_units);
    tree->has_max_units = read_count(units, "maksimi", &tree->max_units);
    if ((tree->has_min_points && tree->has_max_points &&
         ek_fraction_compare(tree->min_points, tree->max_points) > 0) ||
        (tree->has_min_units && tree->has_max_units && tree->min_units > tree->max_units))
        ek_problem_add(
            run->problems, ERKEND_EINVALID, ek_eperusteet_place(run, rule),
            "the minimum of this group is more than its maximum: download the file again");
}

/* ---- Parts that are not listed
 * ---------------------------------------------------------------------- */

static bool has_word(ek_text text, const char *word)
{
    size_t size = strlen(word);

    for (uint32_t i = 0; i + size <= text.size; i++)
        if (memcmp(text.bytes + i, word, size) == 0)
            return true;
    return false;
}

/* The kind of part that a group's name tells. The order matters: a group of sub-areas or upper
 * secondary studies is one of further studies although it names the common units. */
static const char *find_part_kind(ek_text name)
{
    static const struct {
        const char *word, *kind;
    } words[] = {
        {"aikallisiin ammattitaitovaatimuksiin", "local_unit"},
        {"orkeakouluopin", "higher_education"},
        {"jatko-opin", "further_studies"},
        {"Jatko-opin", "further_studies"},
        {"lukio-opin", "further_studies"},
        {"yökokemuksen", "work_experience"},
        {"valinnaiset osaamistavoitteet", "sub_area"},
        {"vapaasti valittavista", "free_choice"},
        {"yksilöllisesti laajentavat", "extension"},
        {"mmatillisia tutkinnon osia", "other_qualification"},
        {"perustutkinno", "other_qualification"},
        {"ammattitutkinno", "other_qualification"},
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (has_word(name, words[i].word))
            return words[i].kind;
    return "other";
}

/* ---- Nodes
 * ------------------------------------------------------------------------------------------ */

static bool is_alternative(const ek_node *node)
{
    ek_text role = ek_eperusteet_text(node, "rooli");

    return ek_text_is(role, "osaamisala") || ek_text_is(role, "tutkintonimike");
}

static bool is_leaf(const ek_node *node)
{
    return ek_eperusteet_text(node, "_tutkinnonOsaViite").size > 0;
}

static bool is_compulsory(const ek_node *node)
{
    return is_leaf(node) && ek_text_is(ek_eperusteet_text(node, "pakollinen"), "true");
}

static ek_tree *new_tree(ek_eperusteet *run, const ek_node *node, ek_tree_kind kind)
{
    ek_tree *tree = EK_NEW(run->arena, ek_tree);

    tree->kind = kind;
    tree->file = run->file;
    tree->line = node->line;
    tree->column = node->column > UINT16_MAX ? UINT16_MAX : (uint16_t)node->column;
    tree->min_points = tree->max_points = EK_ZERO;
    return tree;
}

static const ek_tree *make_leaf(ek_eperusteet *run, const ek_node *node)
{
    const ek_node *size;
    const ek_node *unit =
        ek_eperusteet_unit(run, ek_eperusteet_text(node, "_tutkinnonOsaViite"), &size);
    ek_text code = unit ? ek_eperusteet_text(unit, "koodiArvo") : EK_TEXT("");
    ek_tree *tree;

    if (code.size == 0) {
        ek_problem_add(run->problems, ERKEND_EINVALID, ek_eperusteet_place(run, node),
                       "the structure refers to a unit that the file does not have, or that has no "
                       "code: download it again");
        return NULL;
    }
    tree = new_tree(run, node, EK_TREE_UNIT);
    tree->name = code;
    tree->optional = !is_compulsory(node);
    return tree;
}

/* What a group asks of its children, by what they are. */
static ek_tree_kind choose_kind(const ek_node *children)
{
    uint32_t compulsory = 0, leaves = 0, defined = 0;

    for (uint32_t i = 0; i < children->count; i++) {
        const ek_node *child = children->items[i];
        const ek_node *inner = ek_eperusteet_get(child, "osat", EK_NODE_LIST);

        compulsory += is_compulsory(child);
        leaves += is_leaf(child);
        defined += is_alternative(child) || (!is_leaf(child) && inner && inner->count > 0);
    }
    return compulsory > 0 || (leaves == 0 && defined > 0) ? EK_TREE_ALL : EK_TREE_CHOOSE;
}

/* Children that are alternatives, as one group, at the place of the first of them. */
static const ek_tree *make_alternatives(ek_eperusteet *run, const ek_node *children)
{
    const ek_tree **items = EK_NEW_ARRAY(run->arena, const ek_tree *, children->count);
    ek_tree *tree = NULL;

    for (uint32_t i = 0; i < children->count; i++) {
        const ek_node *child = children->items[i];
        const ek_tree *made = is_alternative(child) ? ek_eperusteet_tree(run, child) : NULL;

        if (!made)
            continue;
        if (!tree)
            tree = new_tree(run, child, EK_TREE_ONE_OF);
        items[tree->child_count++] = made;
    }
    if (tree)
        tree->children = items;
    return tree;
}

static void put_children(ek_eperusteet *run, ek_tree *tree, const ek_node *children)
{
    const ek_tree **items = EK_NEW_ARRAY(run->arena, const ek_tree *, children->count + 1u);
    const ek_tree *alternatives = make_alternatives(run, children);
    uint32_t others = 0;

    if (alternatives)
        items[tree->child_count++] = alternatives;
    for (uint32_t i = 0; i < children->count; i++) {
        const ek_tree *made;

        if (is_alternative(children->items[i]))
            continue;
        made = ek_eperusteet_tree(run, children->items[i]);
        if (!made)
            continue;
        items[tree->child_count++] = made;
        others++;
    }
    tree->children = items;
    if (!alternatives || others > 0)
        return;
    tree->kind = EK_TREE_ONE_OF; /* nothing but alternatives: the group is theirs */
    tree->children = alternatives->children;
    tree->child_count = alternatives->child_count;
}

const ek_tree *ek_eperusteet_tree(ek_eperusteet *run, const ek_node *node)
{
    const ek_node *children = ek_eperusteet_get(node, "osat", EK_NODE_LIST);
    const ek_node *name;
    ek_tree *tree;

    if (node->kind != EK_NODE_MAP)
        return NULL;
    if (is_leaf(node))
        return make_leaf(run, node);
    name = ek_eperusteet_name(node);
    tree = new_tree(run, node, EK_TREE_ANY);
    put_limits(run, tree, node);
    if (!children || children->count == 0) {
        tree->name = ek_text_of(find_part_kind(name ? name->text : EK_TEXT("")));
        return tree;
    }
    tree->name = name ? name->text : EK_TEXT("");
    tree->kind = choose_kind(children);
    put_children(run, tree, children);
    return tree;
}
