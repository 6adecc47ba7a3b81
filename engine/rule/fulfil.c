/* Fulfilment: assigns parts to the leaves of a composition, exactly.
 *
 * Search, from the outside in:
 *   1. An alternative is chosen for each one_of that counts (fulfil_search.c).
 *   2. Parts that fit but one leaf go there; what no leaf wants is left over.
 *   3. The others are tried, leaf by leaf, parts of equal code, kind and points only once. States
 *      that are alike for what can still come (the same sums where sums alone matter) are visited
 *      once, which makes the search a dynamic programme over sums rather than over subsets.
 * Before each step the tree is looked at as if every part that is left could serve everywhere it
 * fits; when even that lacks no less than the best so far, the branch is dropped. More parts never
 * hurt, since a maximum caps and does not refuse, so this bound is right.
 *
 * The best assignment lacks the fewest units, then the fewest points; the first found of equals.
 * This file has the tree, its value, and the account; a step costs one walk over the tree. */
#include "rule/fulfil_inside.h"

#include <assert.h>

#include "base/sort.h"

/* ---- The tree as an array ------------------------------------------------------------------ */

static uint32_t count_nodes(const ek_tree *tree)
{
    uint32_t count = 1;

    for (uint32_t i = 0; i < tree->child_count; i++)
        count += count_nodes(tree->children[i]);
    return count;
}

static bool has_limits(const ek_tree *tree)
{
    return tree->has_min_points || tree->has_max_points || tree->has_min_units ||
           tree->has_max_units;
}

/* Preorder; a node's subtree is [index, end). */
static void flatten(ek_fulfilment *f, const ek_tree *tree, uint32_t parent)
{
    uint32_t index = f->node_count++;
    ek_place_node *node = &f->nodes[index];

    *node = (ek_place_node){.tree = tree,
                            .parent = parent,
                            .choice = EK_UNDECIDED,
                            .points = EK_ZERO,
                            .hoped_points = EK_ZERO,
                            .limited = has_limits(tree)};
    f->alternatives = f->alternatives || tree->kind == EK_TREE_ONE_OF;
    for (uint32_t i = 0; i < tree->child_count; i++)
        flatten(f, tree->children[i], index);
    node->end = f->node_count;
}

/* Is it enough when nothing serves this child? An alternative that nothing serves is no
 * alternative.
 */
static inline bool may_miss(const ek_tree *child, const ek_tree *group)
{
    return group->kind == EK_TREE_CHOOSE || (child->optional && group->kind != EK_TREE_ONE_OF);
}

static bool is_optional(const ek_fulfilment *f, uint32_t index)
{
    const ek_place_node *node = &f->nodes[index];

    return index > 0 && may_miss(node->tree, f->nodes[node->parent].tree);
}

/* ---- The value of the tree ----------------------------------------------------------------- */

static ek_fraction add_points(const ek_fulfilment *f, ek_fraction a, ek_fraction b)
{
    ek_fraction sum = EK_ZERO;

    if (ek_fraction_add(&sum, a, b) != ERKEND_OK)
        ek_raise(f->arena, ERKEND_EOVERFLOW);
    return sum;
}

static ek_fraction points_between(const ek_fulfilment *f, ek_fraction low, ek_fraction high)
{
    ek_fraction difference = EK_ZERO;

    if (ek_fraction_subtract(&difference, high, low) != ERKEND_OK)
        ek_raise(f->arena, ERKEND_EOVERFLOW);
    return difference;
}

bool ek_lacks_less(const ek_worth *a, const ek_worth *b)
{
    if (a->lacking_units != b->lacking_units)
        return a->lacking_units < b->lacking_units;
    return ek_fraction_compare(a->lacking_points, b->lacking_points) < 0;
}

/* What the leaf has, and (hoping) what could still come to it. */
static ek_worth value_leaf(const ek_fulfilment *f, uint32_t index, bool hoping)
{
    const ek_place_node *node = &f->nodes[index];
    ek_worth worth = {
        .ok = true, .points = node->points, .units = node->units, .lacking_points = EK_ZERO};

    if (node->tree->kind == EK_TREE_UNIT) {
        if (node->units == 0 && hoping && node->hoped_units > 0) {
            worth.points = node->hoped_points;
            worth.units = 1;
        }
        if (worth.units == 0 && !is_optional(f, index)) {
            worth.ok = false;
            worth.lacking_units = 1;
        }
    } else if (hoping) {
        worth.points = add_points(f, node->points, node->hoped_points);
        worth.units = node->units + node->hoped_units;
    }
    return worth;
}

/* Own minimum and maximum of a node. A minimum that an optional unit does not reach asks nothing.
 */
static void apply_limits(const ek_fulfilment *f, uint32_t index, ek_worth *worth)
{
    const ek_tree *tree = f->nodes[index].tree;

    if (tree->has_min_points && ek_fraction_compare(worth->points, tree->min_points) < 0) {
        worth->ok = false;
        worth->lacking_points = add_points(f, worth->lacking_points,
                                           points_between(f, worth->points, tree->min_points));
    }
    if (tree->has_min_units && worth->units < tree->min_units) {
        worth->ok = false;
        worth->lacking_units += tree->min_units - worth->units;
    }
    if (tree->has_max_points && ek_fraction_compare(worth->points, tree->max_points) > 0) {
        worth->points = tree->max_points;
        worth->capped = true;
    }
    if (tree->has_max_units && worth->units > tree->max_units) {
        worth->units = tree->max_units;
        worth->capped = true;
    }
}

static void add_worth(const ek_fulfilment *f, ek_worth *to, const ek_worth *more)
{
    to->ok = to->ok && more->ok;
    to->capped = to->capped || more->capped;
    to->points = add_points(f, to->points, more->points);
    to->units += more->units;
    to->lacking_units += more->lacking_units;
    to->lacking_points = add_points(f, to->lacking_points, more->lacking_points);
}

/* Alternatives: the one chosen; while none is, the best that each could give, for a bound. */
static void add_alternative(ek_worth *to, const ek_worth *more, bool first)
{
    if (first) {
        *to = *more;
        return;
    }
    to->ok = to->ok || more->ok;
    if (ek_fraction_compare(more->points, to->points) > 0)
        to->points = more->points;
    if (more->units > to->units)
        to->units = more->units;
    if (more->lacking_units < to->lacking_units)
        to->lacking_units = more->lacking_units;
    if (ek_fraction_compare(more->lacking_points, to->lacking_points) < 0)
        to->lacking_points = more->lacking_points;
}

/* A unit without limits among others of a group. */
static inline bool is_bare_unit(const ek_place_node *node)
{
    return node->tree->kind == EK_TREE_UNIT && !node->limited;
}

/* The same as its ek_worth_of, added up. */
static inline void add_bare_unit(const ek_fulfilment *f, ek_worth *to, const ek_place_node *node,
                                 const ek_tree *group, bool hoping)
{
    if (node->units > 0) {
        to->points = add_points(f, to->points, node->points);
        to->units += node->units;
    } else if (hoping && node->hoped_units > 0) {
        to->points = add_points(f, to->points, node->hoped_points);
        to->units++;
    } else if (!may_miss(node->tree, group)) {
        to->ok = false;
        to->lacking_units++;
    }
}

static ek_worth value_group(const ek_fulfilment *f, uint32_t index, bool hoping)
{
    const ek_place_node *node = &f->nodes[index];
    ek_worth worth = {.ok = true, .points = EK_ZERO, .lacking_points = EK_ZERO};
    bool adds = node->tree->kind != EK_TREE_ONE_OF;
    uint32_t child = index + 1;

    for (uint32_t i = 0; i < node->tree->child_count; i++, child = f->nodes[child].end) {
        ek_worth more;

        if (adds && is_bare_unit(&f->nodes[child])) {
            add_bare_unit(f, &worth, &f->nodes[child], node->tree, hoping);
            continue;
        }
        if (!adds && node->choice != EK_UNDECIDED && node->choice != i)
            continue;
        more = ek_worth_of(f, child, hoping);
        if (adds)
            add_worth(f, &worth, &more);
        else
            add_alternative(&worth, &more, node->choice != EK_UNDECIDED || i == 0);
    }
    if (!adds && node->tree->child_count == 0)
        worth.ok = false;
    return worth;
}

ek_worth ek_worth_of(const ek_fulfilment *f, uint32_t index, bool hoping)
{
    const ek_tree *tree = f->nodes[index].tree;
    bool is_leaf = tree->kind == EK_TREE_UNIT || tree->kind == EK_TREE_ANY;
    ek_worth worth = is_leaf ? value_leaf(f, index, hoping) : value_group(f, index, hoping);

    if (f->nodes[index].limited)
        apply_limits(f, index, &worth);
    if (worth.ok || !is_optional(f, index))
        return worth;
    return (ek_worth){.ok = true, .points = EK_ZERO, .lacking_points = EK_ZERO};
}

/* ---- Parts --------------------------------------------------------------------------------- */

/* By code, kind, the larger points first, then as given. */
static int compare_parts(const void *a, const void *b)
{
    const ek_offer *left = a, *right = b;
    int order = ek_text_compare(left->part->unit, right->part->unit);

    if (order == 0)
        order = ek_text_compare(left->part->kind, right->part->kind);
    if (order == 0)
        order = -ek_fraction_compare(left->points, right->points);
    if (order == 0)
        order = left->given < right->given ? -1 : left->given > right->given;
    return order;
}

bool ek_offers_alike(const ek_offer *a, const ek_offer *b)
{
    return ek_text_equal(a->part->unit, b->part->unit) &&
           ek_text_equal(a->part->kind, b->part->kind) && ek_fraction_equal(a->points, b->points);
}

bool ek_offer_fits(const ek_offer *offer, const ek_tree *leaf)
{
    if (leaf->kind == EK_TREE_UNIT)
        return ek_text_equal(offer->part->unit, leaf->name);
    return leaf->kind == EK_TREE_ANY && ek_text_equal(offer->part->kind, leaf->name);
}

static void take_offers(ek_fulfilment *f, const ek_part_in *parts, uint32_t count)
{
    f->offers = EK_ROOM(f->arena, ek_offer, count);
    f->offer_count = count;
    f->distinct = true;
    for (uint32_t i = 0; i < count; i++) {
        f->offers[i] = (ek_offer){.part = &parts[i],
                                  .points = parts[i].has_points ? parts[i].points : EK_ZERO,
                                  .given = i,
                                  .at = EK_NOWHERE};
        f->distinct =
            f->distinct && (i == 0 || ek_text_is_before(parts[i - 1].unit, parts[i].unit));
    }
    if (f->distinct)
        return; /* and in order */
    ek_sort(f->offers, count, sizeof *f->offers, compare_parts);
    f->distinct = true;
    for (uint32_t i = 1; i < count && f->distinct; i++)
        f->distinct = !ek_text_equal(f->offers[i - 1].part->unit, f->offers[i].part->unit);
}

void ek_place_offer(ek_fulfilment *f, ek_offer *offer, uint32_t index)
{
    f->nodes[index].points = add_points(f, f->nodes[index].points, offer->points);
    f->nodes[index].units++;
    offer->at = index;
}

void ek_remove_offer(ek_fulfilment *f, ek_offer *offer)
{
    ek_place_node *node = &f->nodes[offer->at];

    node->points = points_between(f, offer->points, node->points);
    node->units--;
    offer->at = EK_NOWHERE;
}

/* The only leaf that takes the offer; EK_NOWHERE: none does. *more: another does, too. */
static uint32_t find_only_leaf(const ek_fulfilment *f, const ek_offer *offer, bool *more)
{
    uint32_t found = EK_NOWHERE;

    for (uint32_t i = 0; i < f->node_count; i++) {
        if (!ek_offer_fits(offer, f->nodes[i].tree))
            continue;
        *more = *more || found != EK_NOWHERE;
        found = i;
    }
    return found;
}

/* As many as the search takes for it: to look at what is chosen, and to find nothing to try. */
#define PLAIN_STEPS 2

/* Where nothing can be chosen, as in most cases: no alternatives, no two parts of one code, and
 * each fits one leaf at most. False: something can, and nothing is placed. */
static bool place_plainly(ek_fulfilment *f)
{
    bool more = f->alternatives || !f->distinct || f->max_steps < PLAIN_STEPS;

    for (uint32_t i = 0; i < f->offer_count && !more; i++)
        f->offers[i].at = find_only_leaf(f, &f->offers[i], &more);
    for (uint32_t i = 0; i < f->offer_count; i++) {
        uint32_t at = f->offers[i].at;

        f->offers[i].at = EK_NOWHERE;
        if (at != EK_NOWHERE && !more)
            ek_place_offer(f, &f->offers[i], at);
    }
    f->plain = !more;
    return f->plain;
}

/* ---- The account --------------------------------------------------------------------------- */

/* Puts the best assignment back into the tree. */
static void restore_best(ek_fulfilment *f)
{
    for (uint32_t i = 0; i < f->node_count; i++) {
        f->nodes[i].points = f->nodes[i].hoped_points = EK_ZERO;
        f->nodes[i].units = f->nodes[i].hoped_units = 0;
        f->nodes[i].choice = f->best_choices[i];
    }
    for (uint32_t i = 0; i < f->offer_count; i++) {
        f->offers[i].at = EK_NOWHERE;
        if (f->best_places[i] != EK_NOWHERE)
            ek_place_offer(f, &f->offers[i], f->best_places[i]);
    }
}

static void search_best(ek_fulfilment *f)
{
    f->best_places = EK_ROOM(f->arena, uint32_t, f->offer_count);
    f->best_choices = EK_NEW_ARRAY(f->arena, uint32_t, f->node_count);
    for (uint32_t i = 0; i < f->offer_count; i++)
        f->best_places[i] = EK_NOWHERE;
    ek_fulfil_search(f);
    restore_best(f);
}

/* The points of all parts that serve, none below 0, are those of the root: then each one counts. */
static bool does_each_count(const ek_fulfilment *f, const ek_worth *whole)
{
    ek_fraction sum = EK_ZERO;

    for (uint32_t i = 0; i < f->offer_count; i++) {
        const ek_offer *offer = &f->offers[i];

        if (offer->at != EK_NOWHERE &&
            (offer->points.num < 0 || ek_fraction_add(&sum, sum, offer->points) != ERKEND_OK))
            return false;
    }
    return ek_fraction_equal(sum, whole->points);
}

/* A part whose points change nothing at the root is surplus: it is left over. The last first. */
static void leave_surplus(ek_fulfilment *f, const ek_worth *whole)
{
    for (uint32_t i = f->offer_count; i-- > 0;) {
        ek_offer *offer = &f->offers[i];
        uint32_t at = offer->at;
        ek_worth without;

        if (at == EK_NOWHERE || offer->points.num <= 0)
            continue;
        ek_remove_offer(f, offer);
        without = ek_worth_of(f, 0, false);
        if (!ek_fraction_equal(without.points, whole->points) || ek_lacks_less(whole, &without) ||
            without.ok != whole->ok)
            ek_place_offer(f, offer, at);
    }
}

static int compare_services(const void *a, const void *b)
{
    const ek_placed *left = a, *right = b;

    if (left->at != right->at)
        return left->at < right->at ? -1 : 1; /* EK_NOWHERE is the largest */
    return left->order < right->order ? -1 : left->order > right->order;
}

static ek_fraction lesser(ek_fraction a, ek_fraction b)
{
    return ek_fraction_compare(a, b) > 0 ? b : a;
}

/* By leaf, then as the offers stand; what is left over comes last. */
static ek_placed *list_placed(const ek_fulfilment *f)
{
    ek_placed *placed = EK_ROOM(f->arena, ek_placed, f->offer_count);
    uint32_t count = 0, serving;
    bool in_order = true;

    for (uint32_t i = 0; i < f->offer_count; i++)
        if (f->offers[i].at != EK_NOWHERE) {
            in_order = in_order && (count == 0 || placed[count - 1].at <= f->offers[i].at);
            placed[count++] = (ek_placed){f->offers[i].at, i};
        }
    serving = count;
    for (uint32_t i = 0; i < f->offer_count; i++)
        if (f->offers[i].at == EK_NOWHERE)
            placed[count++] = (ek_placed){EK_NOWHERE, i};
    if (!in_order)
        ek_sort(placed, serving, sizeof *placed, compare_services);
    return placed;
}

/* What served what, with the points that counted after the caps of the leaf. */
static void list_services(ek_fulfilment *f, ek_account *account)
{
    const ek_placed *placed = list_placed(f);
    ek_fraction used = EK_ZERO;

    account->services = EK_ROOM(f->arena, ek_service, f->offer_count);
    account->service_count = f->offer_count;
    for (uint32_t i = 0; i < f->offer_count; i++) {
        const ek_offer *offer = &f->offers[placed[i].order];
        ek_service *service = &account->services[i];
        const ek_tree *leaf = offer->at != EK_NOWHERE ? f->nodes[offer->at].tree : NULL;

        *service = (ek_service){leaf, offer->given, EK_ZERO};
        if (leaf == NULL)
            continue;
        service->points = offer->points;
        if (!leaf->has_max_points)
            continue;
        if (i == 0 || placed[i].at != placed[i - 1].at)
            used = EK_ZERO;
        service->points = lesser(service->points, points_between(f, used, leaf->max_points));
        used = add_points(f, used, service->points);
    }
}

/* Does a part that serves elsewhere fit into this subtree, as far as it counts? */
static bool does_compete(const ek_fulfilment *f, uint32_t index)
{
    if (f->plain)
        return false;
    for (uint32_t i = 0; i < f->offer_count; i++) {
        const ek_offer *offer = &f->offers[i];

        if (offer->at == EK_NOWHERE || (offer->at >= index && offer->at < f->nodes[index].end))
            continue;
        for (uint32_t leaf = index; leaf < f->nodes[index].end; leaf++)
            if (ek_is_active(f, leaf) && ek_offer_fits(offer, f->nodes[leaf].tree))
                return true;
    }
    return false;
}

static void add_lack(ek_fulfilment *f, ek_account *account, uint32_t index, ek_fraction points,
                     uint32_t units)
{
    assert(account->lack_count < f->node_count);
    account->lacks[account->lack_count++] =
        (ek_lack){f->nodes[index].tree, points, units, does_compete(f, index)};
}

/* In tree order: a node's own lack, then those of what it needs. */
static void list_lacks(ek_fulfilment *f, ek_account *account, uint32_t index)
{
    const ek_place_node *node = &f->nodes[index];
    const ek_tree *tree = node->tree;
    bool is_leaf = tree->kind == EK_TREE_UNIT || tree->kind == EK_TREE_ANY;
    ek_worth raw = is_leaf ? value_leaf(f, index, false) : value_group(f, index, false);
    ek_worth own = {
        .ok = true, .points = raw.points, .units = raw.units, .lacking_points = EK_ZERO};
    ek_worth whole = raw;
    uint32_t child = index + 1;

    apply_limits(f, index, &whole);
    if (whole.ok || is_optional(f, index))
        return;
    apply_limits(f, index, &own);
    if (is_leaf)
        own.lacking_units += raw.lacking_units;
    if (own.lacking_units > 0 || own.lacking_points.num > 0)
        add_lack(f, account, index, own.lacking_points, own.lacking_units);
    for (uint32_t i = 0; i < tree->child_count; i++, child = f->nodes[child].end) {
        const ek_place_node *one = &f->nodes[child];

        if (is_bare_unit(one) && (one->units > 0 || may_miss(one->tree, tree)))
            continue;
        if (tree->kind != EK_TREE_ONE_OF || node->choice == i)
            list_lacks(f, account, child);
    }
}

ek_account *ek_fulfil(ek_arena *arena, const ek_tree *tree, const ek_part_in *parts, uint32_t count,
                      uint32_t max_steps)
{
    ek_account *account = EK_NEW(arena, ek_account);
    ek_fulfilment f = {.arena = arena, .max_steps = max_steps, .exhaustive = true};
    ek_worth worth;

    f.nodes = EK_ROOM(arena, ek_place_node, count_nodes(tree));
    flatten(&f, tree, 0);
    take_offers(&f, parts, count);
    if (place_plainly(&f))
        f.steps = PLAIN_STEPS;
    else
        search_best(&f);
    worth = f.has_best ? f.best : ek_worth_of(&f, 0, false);
    if (!does_each_count(&f, &worth)) {
        leave_surplus(&f, &worth);
        worth = ek_worth_of(&f, 0, false);
    }
    account->exhaustive = f.exhaustive || worth.ok;
    account->fulfilled = worth.ok;
    account->capped = worth.capped;
    account->points = worth.points;
    account->steps = f.steps;
    list_services(&f, account);
    if (!worth.ok) {
        account->lacks = EK_ROOM(arena, ek_lack, f.node_count);
        list_lacks(&f, account, 0);
    }
    return account;
}

/* ---- Parts of a list ------------------------------------------------------------------------- */

bool ek_parts_of(ek_arena *arena, const ek_record *const *items, uint32_t count, ek_part_in **out)
{
    ek_part_in *parts = EK_NEW_ARRAY(arena, ek_part_in, count);
    uint32_t unit = ek_slot(&ek_type_part, "unit"), kind = ek_slot(&ek_type_part, "kind");
    uint32_t points = ek_slot(&ek_type_part, "points");
    bool complete = true;

    for (uint32_t i = 0; i < count; i++) {
        const ek_value *slots = items[i]->slots;

        parts[i].record = items[i];
        if (slots[unit].state == EK_KNOWN)
            parts[i].unit = slots[unit].as.text;
        else
            complete = false;
        if (slots[kind].state == EK_KNOWN)
            parts[i].kind = slots[kind].as.text;
        parts[i].has_points = slots[points].state == EK_KNOWN;
        if (parts[i].has_points)
            parts[i].points = slots[points].as.number;
    }
    *out = parts;
    return complete;
}
