/* Twins of cases: for each relation, what is done to a case at a place of it. */
#include "desk/relations.h"

#include <string.h>

static const struct {
    const char *name, *says;
} relations[EK_RELATIONS] = {
    [EK_MORE_LEARNING] = {"more_learning", "more learning or a higher level never hurts"},
    [EK_SPLIT] = {"split", "what is shown in two parts counts as it does in one"},
    [EK_ORDER] = {"order", "order and names change nothing"},
    [EK_SCALE] = {"scale", "scaling all points changes no verdict"},
    [EK_TWICE] = {"twice", "showing the same learning twice never counts twice"},
    [EK_THERE_AND_BACK] = {"there_and_back", "what was awarded, shown again, gives no more"},
    [EK_MISSING_FACT] = {"missing_fact",
                         "adding a missing fact never turns recognised into incomplete"},
};

const char *ek_relation_name(ek_relation relation)
{
    return relations[relation].name;
}

const char *ek_relation_says(ek_relation relation)
{
    return relations[relation].says;
}

enum { ORDERS = 3, STEPS = 2 };

/* ---- Places --------------------------------------------------------------------------------- */

static bool is_field(const ek_sample *node, const ek_record_type *in, const char *name)
{
    return node->in == in && node->field && strcmp(node->field->name, name) == 0;
}

static bool is_element_of(const ek_sample *node, const ek_record_type *type)
{
    return node->is == type && node->parent && node->parent->kind == EK_NODE_LIST;
}

bool ek_sample_is_unit(const ek_sample *node)
{
    const ek_sample *points = ek_sample_get(node, "points");

    return node->is == &ek_type_unit || (points && points->in == &ek_type_unit);
}

static bool may_go(const ek_sample *node)
{
    return node->field && node->kind == EK_NODE_SCALAR && node->parent &&
           node->parent->kind == EK_NODE_MAP &&
           !(node->field->flags &
             (EK_REQUIRED | EK_ID | EK_HIDDEN | EK_PERSONAL | EK_ABSENT_NONE | EK_ABSENT_EMPTY));
}

/* Learning that is measured: more of it is more learning. */
static const struct {
    const ek_record_type *in;
    const char *field;
} amounts[] = {{&ek_type_unit, "points"},   {&ek_type_unit, "hours"}, {&ek_type_unit, "weeks"},
               {&ek_type_work, "months"},   {&ek_type_work, "hours"}, {&ek_type_earlier, "months"},
               {&ek_type_earlier, "hours"}, {&ek_type_part, "points"}};

static bool has_length(const ek_sample *node)
{
    static const char *const lengths[] = {"months", "weeks", "days", "hours", NULL};

    for (uint32_t i = 0; lengths[i]; i++)
        if (ek_sample_get(node, lengths[i]))
            return true;
    return false;
}

/* Of work or earlier learning that is as long as its days. */
static bool is_first_day(const ek_sample *node)
{
    return (is_field(node, &ek_type_work, "first_day") ||
            is_field(node, &ek_type_earlier, "first_day")) &&
           !has_length(node->parent);
}

static bool is_amount(const ek_sample *node)
{
    for (uint32_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++)
        if (is_field(node, amounts[i].in, amounts[i].field))
            return true;
    return false;
}

static bool is_divided(const ek_sample *node)
{
    return is_element_of(node, &ek_type_stay) || is_element_of(node, &ek_type_work) ||
           is_element_of(node, &ek_type_earlier) || is_element_of(node, &ek_type_transcript) ||
           is_element_of(node, &ek_type_unit) || is_element_of(node, &ek_type_part);
}

/* Is there something to change? */
static bool fits(ek_relation relation, const ek_sample *node)
{
    switch (relation) {
    case EK_MORE_LEARNING:
        return is_amount(node) || is_field(node, &ek_type_unit, "level") ||
               is_field(node, &ek_type_unit, "outcomes") ||
               is_field(node, &ek_type_unit, "result") || is_first_day(node);
    case EK_SPLIT: return is_divided(node);
    case EK_TWICE:
        return is_element_of(node, &ek_type_stay) || is_element_of(node, &ek_type_work) ||
               is_element_of(node, &ek_type_earlier) || is_element_of(node, &ek_type_unit);
    case EK_THERE_AND_BACK: return ek_sample_is_unit(node);
    case EK_MISSING_FACT: return may_go(node);
    case EK_ORDER:
    case EK_SCALE:
    case EK_RELATIONS: break;
    }
    return false;
}

/* Is that value more learning than what stands there? */
static bool is_more(const ek_brink *brink, const ek_sample *node)
{
    ek_fraction number;
    ek_date day;

    if (node->kind != EK_NODE_SCALAR || !ek_brink_fits(brink, node))
        return false;
    if (is_amount(node))
        return brink->to.kind == EK_KIND_NUMBER && ek_sample_number(node, &number) &&
               ek_fraction_compare(brink->to.as.number, number) > 0;
    return is_first_day(node) && brink->to.kind == EK_KIND_DATE && ek_sample_date(node, &day) &&
           brink->to.as.date < day;
}

static void add_site(ek_sites *to, ek_arena *arena, ek_site site)
{
    *EK_PUSH(arena, to->items, to->count, to->capacity) = site;
}

ek_sites ek_relation_sites(ek_relation relation, ek_arena *arena, const ek_samples *all,
                           const ek_brinks *brinks)
{
    bool twice = relation == EK_MORE_LEARNING || relation == EK_THERE_AND_BACK;
    ek_sites out = {NULL, 0, 0};

    if (relation == EK_ORDER || relation == EK_SCALE) {
        for (uint32_t i = 0; i < (relation == EK_ORDER ? ORDERS : 1); i++)
            add_site(&out, arena, (ek_site){0, i, NULL});
        return out;
    }
    for (uint32_t i = 1; i < all->count; i++) {
        if (!fits(relation, all->items[i]))
            continue;
        for (uint32_t way = 0; way < (twice ? STEPS : 1); way++)
            add_site(&out, arena, (ek_site){i, way, NULL});
        for (uint32_t k = 0; relation == EK_MORE_LEARNING && brinks && k < brinks->count; k++)
            if (is_more(&brinks->items[k], all->items[i]))
                add_site(&out, arena, (ek_site){i, 0, &brinks->items[k]});
    }
    return out;
}

/* What another unit shows counts there; and of what was validated, the order of the two days
 * has to be known. */
const char *ek_relation_of_core(ek_relation relation, ek_text rule)
{
    if ((relation == EK_MORE_LEARNING || relation == EK_MISSING_FACT) &&
        ek_text_is(rule, "core.counts_once"))
        return "what one unit shows does not count for another as well";
    if (relation == EK_MISSING_FACT && ek_text_is(rule, "core.out_of_order"))
        return "who says that it was validated has to say when";
    return NULL;
}

static void tell(ek_text *told, ek_arena *arena, const ek_sample *node, const char *what)
{
    ek_text path = ek_sample_path(arena, node);

    *told = ek_text_format(arena, "%.*s %s", EK_TEXT_ARGS(path), what);
}

/* ---- More learning -------------------------------------------------------------------------- */

/* "EQF 4" becomes "EQF 5"; what is no such level is no case, and the reader says so. */
static bool raise_level(ek_sample *node, ek_arena *arena)
{
    ek_text before = ek_text_slice(node->text, 0, node->text.size - 1);
    char last = node->text.size > 0 ? node->text.bytes[node->text.size - 1] : ' ';

    if (last < '1' || last > '7')
        return false;
    node->text = ek_text_format(arena, "%.*s%c", EK_TEXT_ARGS(before), last + 1);
    return true;
}

/* An outcome of a target, which the unit does not have yet. */
static bool add_outcome(ek_sample *node, ek_arena *arena, const ek_samples *all)
{
    for (uint32_t i = 0; i < all->count; i++) {
        const ek_sample *from = all->items[i];
        ek_sample *child;

        if (!from->parent || !is_field(from->parent, &ek_type_component, "outcomes"))
            continue;
        for (child = node->first; child; child = child->next)
            if (ek_text_equal(child->text, from->text))
                break;
        if (child)
            continue;
        ek_sample_add(node, ek_sample_copy(arena, from));
        return true;
    }
    return false;
}

/* Up to a value at which a condition turns. */
static bool add_up_to(const ek_brink *brink, ek_sample *node, ek_arena *arena, ek_text *told)
{
    ek_text path = ek_sample_path(arena, node);

    if (!ek_brink_put(brink, arena, node))
        return false;
    *told = ek_text_format(arena, "%.*s became %.*s", EK_TEXT_ARGS(path), EK_TEXT_ARGS(node->text));
    return true;
}

static bool add_learning(ek_sample *node, ek_arena *arena, const ek_samples *all, bool far,
                         ek_text *told)
{
    ek_fraction number;
    ek_date day;

    if (is_amount(node) && ek_sample_number(node, &number) &&
        ek_fraction_add(&number, number, ek_fraction_whole(far ? 100 : 1)) == ERKEND_OK) {
        ek_sample_set_number(node, arena, number);
        tell(told, arena, node, far ? "became a hundred more" : "became one more");
        return true;
    }
    if (is_field(node, &ek_type_unit, "level") && raise_level(node, arena)) {
        tell(told, arena, node, "became one level higher");
        return true;
    }
    if (is_field(node, &ek_type_unit, "outcomes") && node->kind == EK_NODE_LIST &&
        add_outcome(node, arena, all)) {
        tell(told, arena, node, "became one outcome more");
        return true;
    }
    if (is_field(node, &ek_type_unit, "result") && ek_text_is(node->text, "failed")) {
        node->text = EK_TEXT("passed");
        tell(told, arena, node, "became passed");
        return true;
    }
    if (is_first_day(node) && ek_sample_date(node, &day)) {
        ek_sample_set_date(node, arena, day - (far ? 3650 : 31));
        tell(told, arena, node, far ? "became 3650 days earlier" : "became 31 days earlier");
        return true;
    }
    return false;
}

/* ---- Parts and copies ----------------------------------------------------------------------- */

/* Wherever that id stands in a list of references, the new one stands behind it. */
static void refer_also(ek_arena *arena, const ek_samples *all, ek_text id, ek_text also)
{
    for (uint32_t i = 0; i < all->count; i++) {
        ek_sample *node = all->items[i], *made;

        if (node->kind != EK_NODE_SCALAR || !node->parent || !node->parent->field ||
            node->parent->kind != EK_NODE_LIST || !(node->parent->field->flags & EK_REFERENCE) ||
            !ek_text_equal(node->text, id))
            continue;
        made = ek_sample_copy(arena, node);
        made->text = also;
        ek_sample_add(node->parent, made);
    }
}

/* The same again, under another id, at the end of its list. */
static ek_sample *add_copy(ek_arena *arena, const ek_samples *all, ek_sample *node)
{
    ek_sample *made = ek_sample_copy(arena, node), *id = ek_sample_get(node, "id");

    if (id) {
        ek_text name = ek_text_format(arena, "%.*s-again", EK_TEXT_ARGS(id->text));

        ek_sample_get(made, "id")->text = name;
        refer_also(arena, all, id->text, name);
    }
    ek_sample_add(node->parent, made);
    return made;
}

/* What is told by its days: up to the middle, and from the day after. Not earlier learning, for a
 * body answers of the whole of it. */
static bool split_days(ek_arena *arena, const ek_samples *all, ek_sample *node, ek_text *told)
{
    ek_sample *last = ek_sample_get(node, "last_day"), *second;
    ek_date first_day, last_day, middle;

    if (!ek_sample_date(ek_sample_get(node, "first_day"), &first_day) ||
        !ek_sample_date(last, &last_day) || last_day <= first_day || has_length(node) ||
        is_element_of(node, &ek_type_earlier))
        return false;
    middle = first_day + (last_day - first_day) / 2;
    second = add_copy(arena, all, node);
    ek_sample_set_date(last, arena, middle);
    ek_sample_set_date(ek_sample_get(second, "first_day"), arena, middle + 1);
    tell(told, arena, node, "was split in two that adjoin");
    return true;
}

/* The first half of a list goes behind the second. */
static void turn_list(ek_sample *list)
{
    uint32_t count = 0;

    for (const ek_sample *child = list->first; child; child = child->next)
        count++;
    for (uint32_t i = 0; i < count / 2; i++) {
        ek_sample *child = list->first;

        list->first = child->next;
        child->next = NULL;
        ek_sample_add(list, child);
    }
}

/* In two parts that are merged again: it stands where the second part stood, and lists first what
 * that showed; what was measured of it is the sum of both. So it is with units, and with what is
 * told by its length alone: whether two of these overlap nobody knows. */
static bool split_and_merge(ek_sample *node, ek_arena *arena, ek_text *told)
{
    ek_sample *list = node->parent;

    tell(told, arena, node, "was split in two and merged again");
    for (ek_sample *child = node->first; child; child = child->next)
        if (child->kind == EK_NODE_LIST)
            turn_list(child);
    if (!node->next && list->first == node)
        return true;
    ek_sample_take(node);
    node->taken = false;
    node->next = NULL;
    ek_sample_add(list, node);
    return true;
}

static bool split_transcript(ek_arena *arena, const ek_samples *all, ek_sample *node, ek_text *told)
{
    ek_sample *units = ek_sample_get(node, "units"), *second;

    if (!units || units->kind != EK_NODE_LIST || !units->first || !units->first->next)
        return false;
    second = ek_sample_get(add_copy(arena, all, node), "units");
    ek_sample_take(second->first);
    while (units->first->next)
        ek_sample_take(units->first->next);
    tell(told, arena, node, "was split in two");
    return true;
}

static bool split(ek_arena *arena, const ek_samples *all, ek_sample *node, ek_text *told)
{
    if (is_element_of(node, &ek_type_transcript))
        return split_transcript(arena, all, node, told);
    return is_divided(node) &&
           (split_days(arena, all, node, told) || split_and_merge(node, arena, told));
}

/* Of what is told by its length alone nobody sees that it is the same. */
static bool is_seen_twice(const ek_sample *node)
{
    return is_element_of(node, &ek_type_unit) ||
           (ek_sample_get(node, "first_day") && ek_sample_get(node, "last_day"));
}

static bool show_twice(ek_arena *arena, const ek_samples *all, ek_sample *node, ek_text *told)
{
    if (!fits(EK_TWICE, node) || !is_seen_twice(node))
        return false;
    (void)add_copy(arena, all, node);
    tell(told, arena, node, "was shown twice");
    return true;
}

/* ---- Order and names ------------------------------------------------------------------------ */

static void reverse(ek_sample *node, bool keys)
{
    ek_sample *child = node->first, *made = NULL;

    for (ek_sample *below = node->first; below; below = below->next)
        reverse(below, keys);
    if (node->kind != EK_NODE_LIST && !(keys && node->kind == EK_NODE_MAP))
        return;
    /* What parts a composition chooses is in the order of the document. */
    if (node->field && node->field->kind == EK_KIND_TREE)
        return;
    while (child) {
        ek_sample *next = child->next;

        child->next = made;
        made = child;
        child = next;
    }
    node->first = made;
}

static bool is_name(const ek_sample *node, const ek_text *ids, uint32_t count)
{
    const ek_field *field = node->field ? node->field : node->parent ? node->parent->field : NULL;
    const ek_record_type *in = node->in ? node->in : node->parent ? node->parent->in : NULL;

    if (node->kind != EK_NODE_SCALAR || !field)
        return false;
    if (!(field->flags & (EK_ID | EK_REFERENCE)) &&
        !(in == &ek_type_ruling && strcmp(field->name, "about") == 0))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (ek_text_equal(ids[i], node->text))
            return true;
    return false;
}

/* Others are referred to in plain text. */
static bool is_named_by_id(const ek_record_type *type)
{
    return type != &ek_type_outcome && type != &ek_type_institution && type != &ek_type_mou &&
           type != &ek_type_agreement && type != &ek_type_learner && type != &ek_type_case;
}

/* Ids of stays, units, transcripts, claims …: other names in the same order, as of two units that
 * show the same, and as well, the first by name counts (core.counts_once). Codes stay. */
static bool rename_all(ek_arena *arena, const ek_samples *all)
{
    ek_text *ids = EK_NEW_ARRAY(arena, ek_text, all->count);
    uint32_t count = 0;

    for (uint32_t i = 1; i < all->count; i++) {
        const ek_sample *node = all->items[i];

        if (node->parent != all->items[0] && node->kind == EK_NODE_SCALAR && node->field &&
            node->field->flags & EK_ID && ek_text_is(node->key, "id") && is_named_by_id(node->in) &&
            !ek_texts_have((ek_texts){ids, count}, node->text))
            ids[count++] = node->text;
    }
    count = ek_texts_once(ids, count);
    for (uint32_t i = 1; i < all->count; i++) {
        ek_sample *node = all->items[i];
        uint32_t at = 0;

        if (node->field && node->field->flags & EK_ID && !is_named_by_id(node->in))
            continue;
        if (!is_name(node, ids, count))
            continue;
        while (!ek_text_equal(ids[at], node->text))
            at++;
        node->text = ek_text_format(arena, "n%03u", at);
    }
    return count > 0;
}

static bool reorder(ek_arena *arena, const ek_samples *all, uint32_t way, ek_text *told)
{
    static const char *const says[ORDERS] = {
        "the lists of the case were turned round", "lists and keys of the case were turned round",
        "everything that has an id that is referred to by its id got another"};

    *told = ek_text_of(says[way]);
    if (way == 2)
        return rename_all(arena, all);
    reverse(all->items[0], way == 1);
    return true;
}

/* ---- Points --------------------------------------------------------------------------------- */

static bool is_in_composition(const ek_sample *node)
{
    for (; node; node = node->parent)
        if (node->field && node->field->kind == EK_KIND_TREE)
            return true;
    return false;
}

static bool scale(ek_arena *arena, const ek_samples *all, ek_text *told)
{
    bool any = false;

    for (uint32_t i = 0; i < all->count; i++) {
        ek_sample *node = all->items[i];
        bool points =
            node->field && node->field->kind == EK_KIND_NUMBER && node->field->unit == EK_POINTS;
        ek_fraction number;

        /* Points of a document of its own stay as they are. */
        if (node->field && node->field->flags & EK_FILE && node->kind == EK_NODE_SCALAR)
            return false;

        if (is_in_composition(node) && (ek_text_starts(node->key, "points") ||
                                        (node->parent && ek_text_is(node->parent->key, "points"))))
            points = node->kind == EK_NODE_SCALAR;
        if (!points || !ek_sample_number(node, &number) ||
            ek_fraction_multiply(&number, number, ek_fraction_whole(3)) != ERKEND_OK)
            continue;
        ek_sample_set_number(node, arena, number);
        any = true;
    }
    *told = EK_TEXT("all points were multiplied by three");
    return any;
}

/* ---- Facts ---------------------------------------------------------------------------------- */

static bool leave_out(ek_arena *arena, ek_sample *node, ek_text *told)
{
    if (!may_go(node))
        return false;
    tell(told, arena, node, "was added");
    ek_sample_take(node);
    return true;
}

/* ---- There and back ------------------------------------------------------------------------- */

/* The transcript of the unit names that country; one with other units is parted first. */
static void issue_in(ek_arena *arena, const ek_samples *all, ek_sample *node, const char *country)
{
    ek_sample *transcript =
        node->parent && node->parent->kind == EK_NODE_LIST ? node->parent->parent : NULL;

    if (!transcript || !is_element_of(transcript, &ek_type_transcript)) {
        ek_sample_set(node, arena, "issued_in", ek_text_of(country), true);
        return;
    }
    if (node->parent->first != node || node->next) {
        ek_sample *made = add_copy(arena, all, transcript), *units = ek_sample_get(made, "units");

        ek_sample_take(node);
        node->taken = false;
        node->next = NULL;
        units->first = NULL;
        ek_sample_add(units, node);
        transcript = made;
    }
    ek_sample_set(transcript, arena, "country", ek_text_of(country), true);
}

/* Shown again with what was awarded: as before, or as a unit of the country that awarded it. */
static bool show_again(ek_arena *arena, const ek_samples *all, ek_sample *node, bool at_home,
                       const ek_awarded *awarded, ek_text *told)
{
    ek_sample *target = ek_sample_get(node, "target"), *points = ek_sample_get(node, "points");
    ek_sample *unit;

    if (!points)
        return false;
    tell(told, arena, node,
         at_home ? "was shown again as a unit of this country, with the points that were awarded"
                 : "was shown again with the points that were awarded");
    ek_sample_set_number(points, arena, awarded->points);
    if (!at_home)
        return true;
    if (!target)
        target = ek_sample_get(ek_sample_get(node, "targets"), awarded->country);
    unit = ek_sample_get(target, "unit");
    if (unit)
        ek_sample_set(node, arena, "code", unit->text, true);
    issue_in(arena, all, node, awarded->country);
    return true;
}

bool ek_relation_apply(ek_relation relation, ek_arena *arena, ek_sample *root, const ek_site *site,
                       const ek_awarded *awarded, ek_text *told)
{
    ek_samples all = ek_samples_of(arena, root);
    ek_sample *node = site->node < all.count ? all.items[site->node] : root;

    switch (relation) {
    case EK_MORE_LEARNING:
        return site->brink ? add_up_to(site->brink, node, arena, told)
                           : add_learning(node, arena, &all, site->way > 0, told);
    case EK_SPLIT: return split(arena, &all, node, told);
    case EK_ORDER: return reorder(arena, &all, site->way, told);
    case EK_SCALE: return scale(arena, &all, told);
    case EK_TWICE: return show_twice(arena, &all, node, told);
    case EK_THERE_AND_BACK:
        return awarded && ek_sample_is_unit(node) &&
               show_again(arena, &all, node, site->way > 0, awarded, told);
    case EK_MISSING_FACT: return leave_out(arena, node, told);
    case EK_RELATIONS: break;
    }
    return false;
}
