/* The way to a missing unit: which of its outcomes units of the case show, and which do not.
 *
 * Of transcripts and of other learning, units count that were passed; one whose result nobody said
 * shows nothing yet. The lists are short, so sets are made by looking each outcome up. */
#include "explain/gap.h"

#include "explain/page.h"

static const ek_record *find_component(const ek_record *qualification, ek_text unit)
{
    const ek_value *all = ek_known_in(qualification, "components");

    for (uint32_t i = 0; all && i < all->as.list.count; i++)
        if (ek_text_equal(ek_text_in(all->as.list.items[i], "unit"), unit))
            return all->as.list.items[i];
    return NULL;
}

static bool do_units_show(const ek_value *units, ek_text outcome)
{
    for (uint32_t i = 0; units && i < units->as.list.count; i++) {
        const ek_record *unit = units->as.list.items[i];
        const ek_value *outcomes = ek_known_in(unit, "outcomes");

        if (outcomes && ek_text_is(ek_text_in(unit, "result"), "passed") &&
            ek_texts_have(outcomes->as.texts, outcome))
            return true;
    }
    return false;
}

static bool is_outcome_shown(const ek_record *root, ek_text outcome)
{
    const ek_value *transcripts = ek_known_in(root, "transcripts");

    if (do_units_show(ek_known_in(root, "other_learning"), outcome))
        return true;
    for (uint32_t i = 0; transcripts && i < transcripts->as.list.count; i++)
        if (do_units_show(ek_known_in(transcripts->as.list.items[i], "units"), outcome))
            return true;
    return false;
}

static void add(ek_texts *to, ek_text *items, ek_text outcome)
{
    items[to->count++] = outcome;
    to->items = items;
}

bool ek_gap_find(ek_gap *out, ek_arena *arena, const struct erkend_decision *decision,
                 const ek_lack *lack)
{
    const ek_record *root = decision->the_case->root;
    const ek_record *component = lack->node->kind == EK_TREE_UNIT
                                     ? find_component(decision->qualification, lack->node->name)
                                     : NULL;
    const ek_value *outcomes = ek_known_in(component, "outcomes"), *expected;
    const ek_value *agreement = ek_known_in(root, "agreement");
    ek_text *items;

    *out = (ek_gap){0};
    if (!outcomes || outcomes->as.texts.count == 0)
        return false;
    expected = ek_known_in(agreement ? agreement->as.record : NULL, "outcomes");
    items = EK_NEW_ARRAY(arena, ek_text, 3 * outcomes->as.texts.count);
    for (uint32_t i = 0; i < outcomes->as.texts.count; i++) {
        ek_text outcome = outcomes->as.texts.items[i];

        if (is_outcome_shown(root, outcome)) {
            add(&out->shown, items, outcome);
            continue;
        }
        add(&out->not_shown, items + outcomes->as.texts.count, outcome);
        if (expected && ek_texts_have(expected->as.texts, outcome))
            add(&out->planned, items + 2 * outcomes->as.texts.count, outcome);
    }
    out->assessment = ek_text_in(component, "assessment");
    return true;
}
