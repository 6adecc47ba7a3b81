/* The search of fulfilment: alternatives, then the parts that have a choice (see fulfil.c). */
#include "base/sort.h"
#include "rule/fulfil_inside.h"

#define FIRST_SEEN 1024u
#define MOST_SEEN (1u << 18)

/* ---- States visited ------------------------------------------------------------------------ */

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 29;
    hash *= UINT64_C(0xBF58476D1CE4E5B9);
    return hash ^ hash >> 32;
}

/* Where a leaf's parts are told apart no further: in its group, where that only adds up. */
static uint32_t find_sink(const ek_fulfilment *f, uint32_t index)
{
    while (index > 0 && f->nodes[index].sums_alone)
        index = f->nodes[index].parent;
    return index;
}

/* Two states are alike when the same parts are left and each sink has the same sums. The sums of
 * one sink may come in any order, so they are added before they are mixed. */
static ek_seen describe_state(ek_fulfilment *f, uint32_t level, uint32_t from)
{
    ek_seen state = {mix(1, level), mix(2, level)};

    state.a = mix(state.a, from);
    state.b = mix(state.b, from);
    for (uint32_t i = 0; i < f->node_count; i++) {
        f->sums[i] = EK_ZERO;
        f->counts[i] = 0;
    }
    for (uint32_t i = 0; i < f->node_count; i++) {
        uint32_t sink;

        if (f->nodes[i].units == 0)
            continue;
        sink = find_sink(f, i);
        if (ek_fraction_add(&f->sums[sink], f->sums[sink], f->nodes[i].points) != ERKEND_OK)
            ek_raise(f->arena, ERKEND_EOVERFLOW);
        f->counts[sink] += f->nodes[i].units;
    }
    for (uint32_t i = 0; i < f->node_count; i++) {
        if (f->counts[i] == 0)
            continue;
        state.a = mix(mix(mix(mix(state.a, i), f->counts[i]), (uint64_t)f->sums[i].num),
                      (uint64_t)f->sums[i].den);
        state.b = mix(mix(mix(mix(state.b, f->counts[i]), i), (uint64_t)f->sums[i].den),
                      (uint64_t)f->sums[i].num);
    }
    state.a |= 1;
    return state;
}

static void keep_seen(ek_seen *table, uint32_t size, ek_seen state)
{
    uint32_t place = (uint32_t)state.b & (size - 1);

    while (table[place].a != 0)
        place = (place + 1) & (size - 1);
    table[place] = state;
}

static void grow_seen(ek_fulfilment *f)
{
    uint32_t size = f->seen_size == 0 ? FIRST_SEEN : f->seen_size * 2;
    ek_seen *table = EK_NEW_ARRAY(f->arena, ek_seen, size);

    for (uint32_t i = 0; i < f->seen_size; i++)
        if (f->seen[i].a != 0)
            keep_seen(table, size, f->seen[i]);
    f->seen = table;
    f->seen_size = size;
}

/* Was this state visited? Remembers it; a full table remembers no more, which costs time alone. */
static bool was_seen(ek_fulfilment *f, ek_seen state)
{
    uint32_t place;

    if ((f->seen_count + 1) * 2 > f->seen_size && f->seen_size < MOST_SEEN)
        grow_seen(f);
    place = (uint32_t)state.b & (f->seen_size - 1);
    while (f->seen[place].a != 0) {
        if (f->seen[place].a == state.a && f->seen[place].b == state.b)
            return true;
        place = (place + 1) & (f->seen_size - 1);
    }
    if ((f->seen_count + 1) * 2 <= f->seen_size) {
        f->seen[place] = state;
        f->seen_count++;
    }
    return false;
}

static void forget_seen(ek_fulfilment *f)
{
    for (uint32_t i = 0; i < f->seen_size; i++)
        f->seen[i] = (ek_seen){0, 0};
    f->seen_count = 0;
}

/* ---- Which parts have a choice -------------------------------------------------------------- */

bool ek_is_active(const ek_fulfilment *f, uint32_t index)
{
    while (index > 0) {
        const ek_place_node *parent = &f->nodes[f->nodes[index].parent];
        uint32_t child = f->nodes[index].parent + 1, number = 0;

        while (child != index) {
            child = f->nodes[child].end;
            number++;
        }
        if (parent->tree->kind == EK_TREE_ONE_OF && parent->choice != EK_UNDECIDED &&
            parent->choice != number)
            return false;
        index = f->nodes[index].parent;
    }
    return true;
}

static void find_fits(ek_fulfilment *f, const uint32_t *leaves, uint32_t leaf_count)
{
    uint32_t *fits = EK_NEW_ARRAY(f->arena, uint32_t, leaf_count + 1);

    for (uint32_t i = 0; i < f->offer_count; i++) {
        ek_offer *offer = &f->offers[i];
        uint32_t count = 0;

        if (i > 0 && ek_offers_alike(offer, &f->offers[i - 1])) {
            offer->fits = f->offers[i - 1].fits;
            offer->fit_count = f->offers[i - 1].fit_count;
            continue;
        }
        for (uint32_t j = 0; j < leaf_count; j++)
            if (ek_offer_fits(offer, f->nodes[leaves[j]].tree))
                fits[count++] = leaves[j];
        offer->fits = ek_arena_copy(f->arena, fits, count * sizeof *fits);
        offer->fit_count = count;
    }
}

/* A part rests when a part of the same code but other points or kind could serve in its place. */
static void find_rests(ek_fulfilment *f)
{
    for (uint32_t i = 0; i < f->offer_count; i++) {
        ek_offer *offer = &f->offers[i];

        offer->may_rest = false;
        for (uint32_t j = 0; j < f->offer_count && !offer->may_rest; j++)
            offer->may_rest = ek_text_equal(offer->part->unit, f->offers[j].part->unit) &&
                              !ek_offers_alike(offer, &f->offers[j]);
        if (!offer->may_rest)
            continue;
        offer->may_rest = false;
        for (uint32_t j = 0; j < offer->fit_count; j++)
            offer->may_rest =
                offer->may_rest || f->nodes[offer->fits[j]].tree->kind == EK_TREE_UNIT;
    }
}

/* Leaves and groups that pass on whatever they have to a node that adds it up. */
static void find_sums_alone(ek_fulfilment *f)
{
    for (uint32_t i = 1; i < f->node_count; i++) {
        ek_place_node *node = &f->nodes[i];
        const ek_tree *parent = f->nodes[node->parent].tree;
        bool adds = parent->kind == EK_TREE_CHOOSE ||
                    (parent->kind == EK_TREE_ALL &&
                     (node->tree->optional || node->tree->kind == EK_TREE_ANY));

        node->sums_alone = adds && !node->limited &&
                           (node->tree->kind == EK_TREE_UNIT || node->tree->kind == EK_TREE_ANY ||
                            node->tree->kind == EK_TREE_CHOOSE);
    }
    for (uint32_t i = 0; i < f->offer_count; i++) /* a taken unit keeps others of its code away */
        for (uint32_t j = 0; j < f->offers[i].fit_count; j++)
            if (f->nodes[f->offers[i].fits[j]].tree->kind == EK_TREE_UNIT &&
                i + 1 < f->offer_count &&
                ek_text_equal(f->offers[i].part->unit, f->offers[i + 1].part->unit))
                f->nodes[f->offers[i].fits[j]].sums_alone = false;
}

static void hope(ek_fulfilment *f, const ek_offer *offer, bool more)
{
    for (uint32_t i = 0; i < offer->fit_count; i++) {
        ek_place_node *node = &f->nodes[offer->fits[i]];
        erkend_status status =
            more ? ek_fraction_add(&node->hoped_points, node->hoped_points, offer->points)
                 : ek_fraction_subtract(&node->hoped_points, node->hoped_points, offer->points);

        if (status != ERKEND_OK)
            ek_raise(f->arena, ERKEND_EOVERFLOW);
        node->hoped_units = more ? node->hoped_units + 1 : node->hoped_units - 1;
    }
}

static int compare_open(const void *a, const void *b)
{
    const ek_offer *left = *(ek_offer *const *)a, *right = *(ek_offer *const *)b;

    if (left->fit_count != right->fit_count)
        return left->fit_count < right->fit_count ? -1 : 1;
    return left < right ? -1 : left > right; /* both in one array */
}

static void clear_places(ek_fulfilment *f)
{
    for (uint32_t i = 0; i < f->node_count; i++) {
        f->nodes[i].points = f->nodes[i].hoped_points = EK_ZERO;
        f->nodes[i].units = f->nodes[i].hoped_units = 0;
    }
    for (uint32_t i = 0; i < f->offer_count; i++)
        f->offers[i].at = EK_NOWHERE;
}

/* Places what has no choice; hopes for the rest. */
static void prepare(ek_fulfilment *f)
{
    uint32_t *leaves = EK_NEW_ARRAY(f->arena, uint32_t, f->node_count), leaf_count = 0;

    clear_places(f);
    for (uint32_t i = 0; i < f->node_count; i++)
        if (f->nodes[i].end == i + 1 && ek_is_active(f, i))
            leaves[leaf_count++] = i;
    find_fits(f, leaves, leaf_count);
    find_rests(f);
    find_sums_alone(f);
    f->open_count = 0;
    for (uint32_t i = 0; i < f->offer_count; i++) {
        ek_offer *offer = &f->offers[i];

        if (offer->fit_count == 0)
            continue;
        if (offer->fit_count > 1 || offer->may_rest) {
            f->open[f->open_count++] = offer;
            hope(f, offer, true);
        } else if (f->nodes[offer->fits[0]].tree->kind == EK_TREE_ANY ||
                   f->nodes[offer->fits[0]].units == 0) {
            ek_place_offer(f, offer, offer->fits[0]);
        }
    }
    ek_sort(f->open, f->open_count, sizeof *f->open, compare_open);
}

/* ---- The search ----------------------------------------------------------------------------- */

static bool is_done(ek_fulfilment *f)
{
    if (f->has_best && f->best.ok)
        return true;
    if (f->steps >= f->max_steps) {
        f->exhaustive = false;
        return true;
    }
    return false;
}

/* Could this branch lack less than the best so far? */
static bool is_promising(const ek_fulfilment *f)
{
    ek_worth hoped;

    if (!f->has_best)
        return true;
    hoped = ek_worth_of(f, 0, true);
    return hoped.ok || ek_lacks_less(&hoped, &f->best);
}

static void keep_best(ek_fulfilment *f)
{
    ek_worth worth = ek_worth_of(f, 0, false);

    if (f->has_best && !worth.ok && !ek_lacks_less(&worth, &f->best))
        return;
    f->has_best = true;
    f->best = worth;
    for (uint32_t i = 0; i < f->offer_count; i++)
        f->best_places[i] = f->offers[i].at;
    for (uint32_t i = 0; i < f->node_count; i++)
        f->best_choices[i] = f->nodes[i].choice;
}

static void place_open(ek_fulfilment *f, uint32_t level, uint32_t from);

/* The next part starts where the one before stood, when both are alike. */
static void go_deeper(ek_fulfilment *f, uint32_t level, uint32_t at)
{
    bool alike = level + 1 < f->open_count && ek_offers_alike(f->open[level], f->open[level + 1]);

    place_open(f, level + 1, alike ? at : 0);
}

/* Tries each leaf from `from` for the part at `level`; leaves it over where nothing takes it. */
static void place_open(ek_fulfilment *f, uint32_t level, uint32_t from)
{
    ek_offer *offer;
    bool placed = false;

    if (is_done(f))
        return;
    f->steps++;
    if (level == f->open_count) {
        keep_best(f);
        return;
    }
    if (!is_promising(f) || was_seen(f, describe_state(f, level, from)))
        return;
    offer = f->open[level];
    hope(f, offer, false);
    for (uint32_t i = from; i < offer->fit_count; i++) {
        const ek_place_node *node = &f->nodes[offer->fits[i]];

        if (node->tree->kind == EK_TREE_UNIT && node->units > 0)
            continue;
        placed = true;
        ek_place_offer(f, offer, offer->fits[i]);
        go_deeper(f, level, i);
        ek_remove_offer(f, offer);
    }
    if (!placed || offer->may_rest)
        go_deeper(f, level, offer->fit_count);
    hope(f, offer, true);
}

/* Everything hoped for, with the alternatives chosen so far. */
static void choose_alternative(ek_fulfilment *f, uint32_t index)
{
    ek_place_node *node;

    while (index < f->node_count &&
           (f->nodes[index].tree->kind != EK_TREE_ONE_OF ||
            f->nodes[index].tree->child_count == 0 || !ek_is_active(f, index)))
        index++;
    if (is_done(f))
        return;
    f->steps++;
    prepare(f);
    if (!is_promising(f))
        return;
    if (index == f->node_count) {
        forget_seen(f);
        place_open(f, 0, 0);
        return;
    }
    node = &f->nodes[index];
    for (uint32_t i = 0; i < node->tree->child_count; i++) {
        node->choice = i;
        choose_alternative(f, index + 1);
    }
    node->choice = EK_UNDECIDED;
}

void ek_fulfil_search(ek_fulfilment *f)
{
    f->open = EK_NEW_ARRAY(f->arena, ek_offer *, f->offer_count);
    f->sums = EK_NEW_ARRAY(f->arena, ek_fraction, f->node_count);
    f->counts = EK_NEW_ARRAY(f->arena, uint32_t, f->node_count);
    choose_alternative(f, 0);
}
