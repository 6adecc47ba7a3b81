/* Tests of the assignment of parts, with a brute force beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "rule/fulfil.h"

#define STEPS 1000000u

static ek_arena arena;

static int set_up(void **state)
{
    (void)state;
    ek_arena_init(&arena, NULL, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ek_arena_dispose(&arena);
    return 0;
}

/* ---- Trees by hand ------------------------------------------------------------------------ */

static ek_tree *make_leaf(ek_tree_kind kind, const char *name)
{
    ek_tree *tree = EK_NEW(&arena, ek_tree);

    tree->kind = kind;
    tree->name = ek_text_of(name);
    tree->min_points = tree->max_points = EK_ZERO;
    return tree;
}

static ek_tree *unit(const char *code)
{
    return make_leaf(EK_TREE_UNIT, code);
}

static ek_tree *any(const char *kind)
{
    return make_leaf(EK_TREE_ANY, kind);
}

static ek_tree *group(ek_tree_kind kind, uint32_t count, ...)
{
    ek_tree *tree = make_leaf(kind, "group");
    const ek_tree **children = EK_NEW_ARRAY(&arena, const ek_tree *, count);
    va_list arguments;

    va_start(arguments, count);
    for (uint32_t i = 0; i < count; i++)
        children[i] = va_arg(arguments, ek_tree *);
    va_end(arguments);
    tree->children = children;
    tree->child_count = count;
    return tree;
}

static ek_tree *points(ek_tree *tree, int64_t least, int64_t most)
{
    tree->has_min_points = least >= 0;
    tree->has_max_points = most >= 0;
    tree->min_points = ek_fraction_whole(least);
    tree->max_points = ek_fraction_whole(most);
    return tree;
}

static ek_tree *units(ek_tree *tree, uint32_t least, uint32_t most)
{
    tree->has_min_units = true;
    tree->has_max_units = true;
    tree->min_units = least;
    tree->max_units = most;
    return tree;
}

static ek_part_in part(const char *code, const char *kind, int64_t worth)
{
    return (ek_part_in){ek_text_of(code), ek_text_of(kind), true, ek_fraction_whole(worth), NULL};
}

static const ek_service *service_of(const ek_account *account, uint32_t index)
{
    for (uint32_t i = 0; i < account->service_count; i++)
        if (account->services[i].part == index)
            return &account->services[i];
    return NULL;
}

/* ---- By hand -------------------------------------------------------------------------------- */

static void test_fulfil__each_unit_of_all_is_needed(void **state)
{
    ek_tree *tree = group(EK_TREE_ALL, 2, unit("a"), unit("b"));
    ek_part_in parts[] = {part("b", "unit", 10)};
    ek_account *account = ek_fulfil(&arena, tree, parts, 1, STEPS);

    (void)state;
    assert_false(account->fulfilled);
    assert_true(account->exhaustive);
    assert_int_equal(account->lack_count, 1);
    assert_ptr_equal(account->lacks[0].node, tree->children[0]);
    assert_int_equal(account->lacks[0].units, 1);
    assert_false(account->lacks[0].competes);
}

static void test_fulfil__surplus_above_a_maximum_is_left_over(void **state)
{
    ek_tree *tree = points(group(EK_TREE_CHOOSE, 3, unit("a"), unit("b"), unit("c")), 20, 20);
    ek_part_in parts[] = {part("c", "unit", 10), part("a", "unit", 10), part("b", "unit", 10)};
    ek_account *account = ek_fulfil(&arena, tree, parts, 3, STEPS);

    (void)state;
    assert_true(account->fulfilled);
    assert_true(ek_fraction_equal(account->points, ek_fraction_whole(20)));
    assert_null(service_of(account, 0)->leaf); /* c comes last */
    assert_non_null(service_of(account, 1)->leaf);
    assert_int_equal(account->services[2].part, 0); /* leftovers last */
}

static void test_fulfil__one_part_does_not_serve_two_places(void **state)
{
    ek_tree *tree = group(EK_TREE_ALL, 2, points(group(EK_TREE_CHOOSE, 1, unit("a")), 5, -1),
                          points(group(EK_TREE_CHOOSE, 1, unit("a")), 5, -1));
    ek_part_in parts[] = {part("a", "unit", 10)};
    ek_account *account = ek_fulfil(&arena, tree, parts, 1, STEPS);

    (void)state;
    assert_false(account->fulfilled);
    assert_int_equal(account->lack_count, 1);
    assert_true(account->lacks[0].competes);
    assert_true(ek_fraction_equal(account->lacks[0].points, ek_fraction_whole(5)));
}

static void test_fulfil__alternatives_are_not_summed(void **state)
{
    ek_tree *tree = points(group(EK_TREE_ONE_OF, 2, group(EK_TREE_ALL, 1, unit("a")),
                                 group(EK_TREE_ALL, 1, unit("b"))),
                           20, -1);
    ek_part_in parts[] = {part("a", "unit", 10), part("b", "unit", 10)};

    (void)state;
    assert_false(ek_fulfil(&arena, tree, parts, 2, STEPS)->fulfilled);
    parts[1] = part("b", "unit", 20);
    assert_true(ek_fulfil(&arena, tree, parts, 2, STEPS)->fulfilled);
}

static void test_fulfil__any_below_its_minimum_counts_as_nothing_in_a_choice(void **state)
{
    ek_tree *tree =
        points(group(EK_TREE_CHOOSE, 2, unit("a"), points(any("other"), 5, 15)), 14, -1);
    ek_part_in parts[] = {part("a", "unit", 10), part("x", "other", 4), part("y", "other", 30)};

    (void)state;
    assert_false(ek_fulfil(&arena, tree, parts, 2, STEPS)->fulfilled);
    {
        ek_account *account = ek_fulfil(&arena, tree, parts, 3, STEPS);

        assert_true(account->fulfilled);
        assert_true(ek_fraction_equal(account->points, ek_fraction_whole(25)));
        assert_true(account->capped);
    }
}

static void test_fulfil__an_optional_unit_may_be_absent(void **state)
{
    ek_tree *free_unit = unit("b"), *tree = group(EK_TREE_ALL, 2, unit("a"), free_unit);
    ek_part_in parts[] = {part("a", "unit", 10)};

    (void)state;
    assert_false(ek_fulfil(&arena, tree, parts, 1, STEPS)->fulfilled);
    free_unit->optional = true;
    assert_true(ek_fulfil(&arena, tree, parts, 1, STEPS)->fulfilled);
}

static void test_fulfil__a_minimum_of_units_counts_parts(void **state)
{
    ek_tree *tree = units(group(EK_TREE_CHOOSE, 3, unit("a"), unit("b"), unit("c")), 2, 3);
    ek_part_in parts[] = {part("a", "unit", 0), part("c", "unit", 0)};
    ek_account *account = ek_fulfil(&arena, tree, parts, 1, STEPS);

    (void)state;
    assert_false(account->fulfilled);
    assert_int_equal(account->lacks[0].units, 1);
    assert_true(ek_fulfil(&arena, tree, parts, 2, STEPS)->fulfilled);
}

static void test_fulfil__beyond_the_limit_it_says_so(void **state)
{
    ek_tree *tree = group(EK_TREE_ALL, 2, points(any("k"), 11, -1), points(any("k"), 12, -1));
    ek_part_in parts[12];
    ek_account *account;

    (void)state;
    for (uint32_t i = 0; i < 12; i++) {
        char *code = EK_NEW_ARRAY(&arena, char, 2);

        code[0] = (char)('a' + i);
        parts[i] = part(code, "k", 2);
    }
    account = ek_fulfil(&arena, tree, parts, 12, 3);
    assert_false(account->exhaustive);
    assert_false(account->fulfilled);
    account = ek_fulfil(&arena, tree, parts, 12, STEPS);
    assert_true(account->exhaustive);
    assert_true(account->fulfilled); /* six to each: 12 and 12 */
}

static void test_fulfil__forty_parts_for_two_groups_are_few_steps(void **state)
{
    ek_tree *tree = group(EK_TREE_ALL, 2, points(any("k"), 100, -1), points(any("k"), 101, -1));
    ek_part_in parts[40];
    ek_account *account;

    (void)state;
    for (uint32_t i = 0; i < 40; i++) {
        char *code = EK_NEW_ARRAY(&arena, char, 3);

        code[0] = (char)('a' + i / 26);
        code[1] = (char)('a' + i % 26);
        parts[i] = part(code, "k", 5);
    }
    account = ek_fulfil(&arena, tree, parts, 40, STEPS);
    assert_true(account->exhaustive);
    assert_false(account->fulfilled); /* 200 points do not make 201 */
    assert_true(account->steps < 20000);
}

/* ---- Brute force ---------------------------------------------------------------------------- */

static uint64_t random_state = 88172645463325252u;

static uint32_t draw(uint32_t below)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state % below);
}

static const char *const codes[] = {"a", "b", "c", "d"};
static const char *const kinds[] = {"k", "l"};

static ek_tree *draw_tree(uint32_t depth)
{
    static const ek_tree_kind groups[] = {EK_TREE_ALL, EK_TREE_ONE_OF, EK_TREE_CHOOSE};
    ek_tree *tree, **children;

    if (depth == 0 || draw(4) == 0) {
        tree = draw(3) == 0 ? any(kinds[draw(2)]) : unit(codes[draw(4)]);
    } else {
        tree = make_leaf(groups[draw(3)], "group");
        tree->child_count = 1 + draw(3);
        children = EK_NEW_ARRAY(&arena, ek_tree *, tree->child_count);
        for (uint32_t i = 0; i < tree->child_count; i++)
            children[i] = draw_tree(depth - 1);
        tree->children = (const ek_tree *const *)children;
    }
    if (draw(3) == 0)
        points(tree, draw(2) ? (int64_t)draw(8) : -1, draw(2) ? (int64_t)draw(9) : -1);
    if (draw(6) == 0)
        units(tree, draw(3), 1 + draw(3));
    tree->optional = draw(6) == 0;
    return tree;
}

typedef struct slot {
    const ek_tree *leaf;
    int64_t points;
    uint32_t units;
} slot;

static slot slots[64];
static uint32_t slot_count;

static void collect_slots(const ek_tree *tree)
{
    if (tree->child_count == 0)
        slots[slot_count++] = (slot){tree, 0, 0};
    for (uint32_t i = 0; i < tree->child_count; i++)
        collect_slots(tree->children[i]);
}

/* What a subtree may pass upwards when it is in order: bit `units` of can[points]. */
typedef struct passes {
    uint32_t can[80];
} passes;

static void add_pass(passes *to, const ek_tree *tree, int64_t worth, uint32_t number)
{
    if ((tree->has_min_points && worth < tree->min_points.num) ||
        (tree->has_min_units && number < tree->min_units))
        return;
    if (tree->has_max_points && worth > tree->max_points.num)
        worth = tree->max_points.num;
    if (tree->has_max_units && number > tree->max_units)
        number = tree->max_units;
    to->can[worth] |= 1u << number;
}

static passes pass_all(const ek_tree *tree, uint32_t *at, bool may_be_absent);

static passes join_passes(const passes *a, const passes *b)
{
    passes joined;

    memset(&joined, 0, sizeof joined);
    for (uint32_t i = 0; i < 40; i++)
        for (uint32_t j = 0; j < 40; j++)
            for (uint32_t u = 0; a->can[i] != 0 && b->can[j] != 0 && u < 10; u++)
                if (a->can[i] >> u & 1)
                    joined.can[i + j] |= b->can[j] << u;
    return joined;
}

static passes pass_raw(const ek_tree *tree, uint32_t *at)
{
    passes raw, child;

    memset(&raw, 0, sizeof raw);
    if (tree->child_count == 0) {
        slot *s = &slots[(*at)++];

        if (tree->kind == EK_TREE_ANY || s->units > 0)
            raw.can[s->points] |= 1u << s->units;
        return raw;
    }
    if (tree->kind != EK_TREE_ONE_OF)
        raw.can[0] = 1;
    for (uint32_t i = 0; i < tree->child_count; i++) {
        const ek_tree *next = tree->children[i];
        bool absent = tree->kind == EK_TREE_CHOOSE || (tree->kind == EK_TREE_ALL && next->optional);

        child = pass_all(next, at, absent);
        if (tree->kind == EK_TREE_ONE_OF)
            for (uint32_t p = 0; p < 80; p++)
                raw.can[p] |= child.can[p];
        else
            raw = join_passes(&raw, &child);
    }
    return raw;
}

static passes pass_all(const ek_tree *tree, uint32_t *at, bool may_be_absent)
{
    passes raw = pass_raw(tree, at), out;

    memset(&out, 0, sizeof out);
    for (uint32_t p = 0; p < 80; p++)
        for (uint32_t u = 0; u < 20; u++)
            if (raw.can[p] >> u & 1)
                add_pass(&out, tree, p, u);
    if (may_be_absent)
        out.can[0] |= 1;
    return out;
}

static bool is_in_order(const ek_tree *tree)
{
    uint32_t at = 0;
    passes all = pass_all(tree, &at, false);

    for (uint32_t p = 0; p < 80; p++)
        if (all.can[p] != 0)
            return true;
    return false;
}

static bool try_all(const ek_tree *tree, const ek_part_in *parts, uint32_t count)
{
    if (count == 0)
        return is_in_order(tree);
    for (uint32_t i = 0; i < slot_count; i++) {
        slot *s = &slots[i];
        bool fits = s->leaf->kind == EK_TREE_UNIT
                        ? s->units == 0 && ek_text_equal(s->leaf->name, parts->unit)
                        : s->leaf->kind == EK_TREE_ANY && ek_text_equal(s->leaf->name, parts->kind);
        bool done;

        if (!fits)
            continue;
        s->points += parts->points.num;
        s->units++;
        done = try_all(tree, parts + 1, count - 1);
        s->points -= parts->points.num;
        s->units--;
        if (done)
            return true;
    }
    return try_all(tree, parts + 1, count - 1);
}

static void check_account(const ek_account *account, const ek_part_in *parts, uint32_t count)
{
    ek_fraction counted = EK_ZERO;
    uint32_t seen = 0;

    assert_int_equal(account->service_count, count);
    for (uint32_t i = 0; i < count; i++) {
        const ek_service *service = &account->services[i];

        assert_int_equal(seen >> service->part & 1, 0);
        seen |= 1u << service->part;
        if (service->leaf == NULL)
            continue;
        assert_true(service->leaf->kind == EK_TREE_UNIT
                        ? ek_text_equal(service->leaf->name, parts[service->part].unit)
                        : ek_text_equal(service->leaf->name, parts[service->part].kind));
        assert_true(ek_fraction_compare(service->points, parts[service->part].points) <= 0);
        assert_int_equal(ek_fraction_add(&counted, counted, service->points), ERKEND_OK);
    }
    assert_true(ek_fraction_compare(account->points, counted) <= 0); /* caps only take away */
    assert_int_equal(account->lack_count == 0, account->fulfilled);
}

static void test_fulfil__agrees_with_brute_force(void **state)
{
    uint32_t yes = 0;

    (void)state;
    for (uint32_t round = 0; round < 6000; round++) {
        ek_part_in parts[5], turned[5];
        uint32_t count = draw(6);
        ek_tree *tree = draw_tree(3);
        ek_account *account, *again;
        bool expected;

        for (uint32_t i = 0; i < count; i++)
            parts[i] = part(codes[draw(4)], kinds[draw(2)], 1 + (int64_t)draw(5));
        for (uint32_t i = 0; i < count; i++)
            turned[i] = parts[count - 1 - i];
        slot_count = 0;
        collect_slots(tree);
        expected = try_all(tree, parts, count);
        account = ek_fulfil(&arena, tree, parts, count, STEPS);
        assert_true(account->exhaustive);
        assert_int_equal(account->fulfilled, expected);
        check_account(account, parts, count);
        again = ek_fulfil(&arena, tree, turned, count, STEPS);
        assert_true(ek_fraction_equal(account->points, again->points));
        assert_int_equal(account->lack_count, again->lack_count);
        yes += expected;
        ek_arena_reset(&arena);
    }
    assert_true(yes > 500 && yes < 5500);
}

/* Two parts of one code that fit nowhere leave nothing as it is but the way in which it is found.
 */
static void test_fulfil__what_is_plain_is_what_a_search_finds(void **state)
{
    uint32_t plain = 0;

    (void)state;
    for (uint32_t round = 0; round < 3000; round++) {
        ek_part_in parts[6];
        uint32_t count = draw(5);
        ek_tree *tree = draw_tree(3);
        ek_account *a, *b;

        for (uint32_t i = 0; i < count; i++)
            parts[i] = part(codes[i], kinds[draw(2)], 1 + (int64_t)draw(5));
        parts[count] = parts[count + 1] = part("~", "neither", 1);
        a = ek_fulfil(&arena, tree, parts, count, STEPS);
        b = ek_fulfil(&arena, tree, parts, count + 2, STEPS);
        assert_int_equal(a->fulfilled, b->fulfilled);
        assert_int_equal(a->capped, b->capped);
        assert_true(ek_fraction_equal(a->points, b->points));
        assert_int_equal(a->steps, b->steps);
        for (uint32_t i = 0; i < count; i++) {
            assert_ptr_equal(a->services[i].leaf, b->services[i].leaf);
            assert_int_equal(a->services[i].part, b->services[i].part);
            assert_true(ek_fraction_equal(a->services[i].points, b->services[i].points));
        }
        assert_int_equal(a->lack_count, b->lack_count);
        for (uint32_t i = 0; i < a->lack_count; i++) {
            assert_ptr_equal(a->lacks[i].node, b->lacks[i].node);
            assert_true(ek_fraction_equal(a->lacks[i].points, b->lacks[i].points));
            assert_int_equal(a->lacks[i].units, b->lacks[i].units);
            assert_int_equal(a->lacks[i].competes, b->lacks[i].competes);
        }
        plain += a->steps == 2;
        ek_arena_reset(&arena);
    }
    assert_true(plain > 500);
}

static void test_fulfil__an_alternative_that_nothing_serves_is_lacking(void **state)
{
    ek_tree *tree = group(EK_TREE_ONE_OF, 1, unit("A"));
    ek_account *account;

    (void)state;
    ((ek_tree *)(uintptr_t)tree->children[0])->optional = true;
    account = ek_fulfil(&arena, tree, NULL, 0, STEPS);
    assert_false(account->fulfilled);
    assert_int_equal(account->lack_count, 1);
    assert_ptr_equal(account->lacks[0].node, tree->children[0]);
}

static void test_fulfil__one_step_is_too_few_for_what_is_plain(void **state)
{
    ek_part_in one = part("A", "k", 1);

    (void)state;
    assert_false(ek_fulfil(&arena, group(EK_TREE_ALL, 1, unit("A")), &one, 1, 1)->exhaustive);
    assert_true(ek_fulfil(&arena, group(EK_TREE_ALL, 1, unit("A")), &one, 1, 2)->fulfilled);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_fulfil__each_unit_of_all_is_needed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fulfil__surplus_above_a_maximum_is_left_over, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_fulfil__one_part_does_not_serve_two_places, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_fulfil__alternatives_are_not_summed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            test_fulfil__any_below_its_minimum_counts_as_nothing_in_a_choice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fulfil__an_optional_unit_may_be_absent, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_fulfil__a_minimum_of_units_counts_parts, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_fulfil__beyond_the_limit_it_says_so, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_fulfil__forty_parts_for_two_groups_are_few_steps,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fulfil__agrees_with_brute_force, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fulfil__what_is_plain_is_what_a_search_finds, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_fulfil__an_alternative_that_nothing_serves_is_lacking,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fulfil__one_step_is_too_few_for_what_is_plain, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
