/* Variations of a sample, by the schema and the hints of the rules; and shrinking. */
#include "desk/vary.h"

#include <string.h>

/* ---- Values --------------------------------------------------------------------------------- */

static int64_t draw(ek_chance *chance, uint32_t count)
{
    return ek_chance_between(chance, 0, (int64_t)count - 1);
}

static ek_date bound_day(int64_t day)
{
    return day < EK_DATE_MIN ? EK_DATE_MIN : day > EK_DATE_MAX ? EK_DATE_MAX : (ek_date)day;
}

static void vary_number(ek_arena *arena, ek_sample *node, const ek_field_hints *hints,
                        ek_chance *chance)
{
    ek_fraction number = EK_ZERO, step = ek_fraction_whole(ek_chance_between(chance, -1, 1));

    (void)ek_sample_number(node, &number);
    if (hints && hints->number_count > 0 && ek_chance_often(chance, 800))
        number = hints->numbers[draw(chance, hints->number_count)];
    else if (step.num == 0)
        step = EK_ONE;
    if (ek_fraction_add(&number, number, step) == ERKEND_OK && number.num >= 0)
        ek_sample_set_number(node, arena, number);
}

static void vary_date(ek_arena *arena, ek_sample *node, const ek_hints *all,
                      const ek_field_hints *hints, ek_chance *chance)
{
    static const int32_t steps[] = {-365, -31, -7, -1, 1, 7, 31, 365};
    ek_date day;

    if (!ek_sample_date(node, &day))
        return;
    if (hints && hints->date_count > 0 && ek_chance_often(chance, 400))
        day = hints->dates[draw(chance, hints->date_count)];
    else if (all->law_day_count > 0 && ek_chance_often(chance, 400))
        day = all->law_days[draw(chance, all->law_day_count)];
    else
        day = bound_day((int64_t)day + steps[draw(chance, 8)]);
    ek_sample_set_date(node, arena, bound_day((int64_t)day + ek_chance_between(chance, -1, 1)));
}

/* Of a record with first and last day: as long as a rule compares its length with, a day more or
 * less. False: it has no length that rules speak of. */
static bool vary_length(ek_arena *arena, ek_sample *node, const ek_hints *all, ek_chance *chance)
{
    static const char *const lengths[] = {"months", "weeks", "days"};
    const ek_record_type *type = node->parent->is;
    uint32_t which = (uint32_t)draw(chance, 3), slot;
    const ek_field_hints *hints;
    ek_date first, last;
    ek_fraction length;

    if (!type || !ek_text_is(node->key, "last_day") ||
        !ek_sample_date(ek_sample_get(node->parent, "first_day"), &first))
        return false;
    slot = ek_field_named(type, ek_text_of(lengths[which]));
    hints = slot == EK_NO_FIELD ? NULL : ek_hints_of(all, &type->fields[slot]);
    if (!hints || hints->number_count == 0)
        return false;
    length = hints->numbers[draw(chance, hints->number_count)];
    last = first;
    if (which == 0 && ek_date_months_after(&last, first, ek_fraction_floor(length)) != ERKEND_OK)
        return false;
    if (which > 0)
        last = bound_day(first + ek_fraction_floor(length) * (which == 1 ? 7 : 1));
    last = bound_day((int64_t)last - 1 + ek_chance_between(chance, -1, 1));
    if (last >= first)
        ek_sample_set_date(node, arena, last);
    return true;
}

static void vary_text(ek_sample *node, const ek_field_hints *hints, ek_chance *chance)
{
    if (node->field->flags & (EK_ID | EK_REFERENCE) || !hints || hints->text_count == 0)
        return;
    node->text = hints->texts[draw(chance, hints->text_count)];
    node->quoted = true;
}

static void vary_word(ek_sample *node, ek_chance *chance)
{
    uint32_t count = 0;

    while (node->field->words[count])
        count++;
    node->text = ek_text_of(node->field->words[draw(chance, count)]);
}

static void vary_value(ek_arena *arena, ek_sample *node, const ek_hints *all, ek_chance *chance)
{
    const ek_field_hints *hints = ek_hints_of(all, node->field);

    switch (node->field->kind) {
    case EK_KIND_YES:
        node->text = ek_text_is(node->text, "true") ? EK_TEXT("false") : EK_TEXT("true");
        break;
    case EK_KIND_NUMBER:
    case EK_KIND_MARK: vary_number(arena, node, hints, chance); break;
    case EK_KIND_DATE:
        if (!(ek_chance_often(chance, 600) && vary_length(arena, node, all, chance)))
            vary_date(arena, node, all, hints, chance);
        break;
    case EK_KIND_TEXT: vary_text(node, hints, chance); break;
    case EK_KIND_WORD: vary_word(node, chance); break;
    default: break;
    }
}

void ek_vary(ek_arena *arena, ek_sample *root, const ek_hints *hints, ek_chance *chance)
{
    ek_samples all = ek_samples_of(arena, root);

    for (uint32_t turn = 0; turn < 40; turn++) {
        ek_sample *node = all.items[draw(chance, all.count)];

        if (!node->field || node->field->flags & EK_HIDDEN)
            continue;
        if (ek_chance_often(chance, 150) && !(node->field->flags & (EK_REQUIRED | EK_ID))) {
            ek_sample_take(node);
            return;
        }
        if (node->kind != EK_NODE_SCALAR)
            continue;
        /* Where rules set limits more often than elsewhere. */
        if (!ek_hints_of(hints, node->field) && node->field->kind != EK_KIND_YES &&
            node->field->kind != EK_KIND_DATE && ek_chance_often(chance, 700))
            continue;
        vary_value(arena, node, hints, chance);
        return;
    }
}

/* ---- Shrinking ------------------------------------------------------------------------------ */

typedef struct shrink {
    ek_arena *arena;
    ek_sample *root;
    ek_still still;
    void *to;
    uint32_t left; /* of the budget */
    bool changed;
} shrink;

static bool ask(shrink *s)
{
    if (s->left == 0)
        return false;
    s->left--;
    return s->still(s->to, s->root);
}

static void leave_out(shrink *s)
{
    ek_samples all = ek_samples_of(s->arena, s->root);

    for (uint32_t i = 1; i < all.count && s->left > 0; i++) {
        if (!ek_sample_is_in(all.items[i]) ||
            (all.items[i]->field && all.items[i]->field->flags & EK_ID &&
             all.items[i]->parent == s->root))
            continue;
        ek_sample_take(all.items[i]);
        if (ask(s))
            s->changed = true;
        else
            ek_sample_put_back(all.items[i]);
    }
}

static bool try_text(shrink *s, ek_sample *node, const ek_sample *plainer)
{
    ek_sample before = *node;

    if (ek_text_equal(node->text, plainer->text))
        return false;
    node->text = plainer->text;
    node->quoted = plainer->quoted;
    if (ask(s))
        return s->changed = true;
    node->text = before.text;
    node->quoted = before.quoted;
    return false;
}

static void make_plainer(shrink *s, ek_sample *node)
{
    ek_sample plainer = *node;
    ek_fraction number;
    ek_date day;
    ek_civil civil;

    if (node->field->kind == EK_KIND_NUMBER && ek_sample_number(node, &number) &&
        !ek_fraction_is_whole(number)) {
        ek_sample_set_number(&plainer, s->arena, ek_fraction_whole(ek_fraction_floor(number)));
        (void)try_text(s, node, &plainer);
    }
    if (node->field->kind != EK_KIND_DATE || !ek_sample_date(node, &day))
        return;
    civil = ek_date_civil(day);
    civil.day = 1;
    ek_sample_set_date(&plainer, s->arena, ek_date_from((ek_civil){civil.year, 1, 1}));
    if (try_text(s, node, &plainer))
        return;
    ek_sample_set_date(&plainer, s->arena, ek_date_from(civil));
    (void)try_text(s, node, &plainer);
}

void ek_shrink(ek_arena *arena, ek_sample *root, ek_still still, void *to, uint32_t budget)
{
    shrink s = {arena, root, still, to, budget, true};

    while (s.changed && s.left > 0) {
        ek_samples all;

        s.changed = false;
        leave_out(&s);
        if (s.changed)
            continue;
        all = ek_samples_of(arena, root);
        for (uint32_t i = 1; i < all.count; i++)
            if (all.items[i]->field && all.items[i]->kind == EK_NODE_SCALAR)
                make_plainer(&s, all.items[i]);
        s.changed = false; /* plainer once is plain enough */
    }
}
