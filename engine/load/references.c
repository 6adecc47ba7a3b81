/* Ids: what they name, that each names one thing, and what refers to them.
 *
 * Everything is collected while documents are read and resolved once at the end: claims may stand
 * before what they refer to. The few names of most cases are found by a small hash; many are
 * sorted, so that no choice of ids makes reading slow, and so are names of which something must be
 * said. Claims without an id get one then, because decisions, rulings and reports speak of claims
 * by id. */
#include <string.h>

#include "base/sort.h"
#include "load/reader.h"

void ek_refer(ek_reader *reader, const ek_record_type *type, const ek_node *node, ek_value *value,
              const ek_record **item)
{
    ek_read_kit *kit = reader->kit;

    if (!node->quoted && ek_text_needs_quotes(node->text)) {
        ek_problem_add(reader->problems, ERKEND_EINVALID, ek_node_place(reader, node),
                       "an id is a text, and this is none: quote it, \"%.*s\"",
                       EK_TEXT_ARGS(ek_text_slice(node->text, 0, 60)));
        return;
    }
    if (value)
        ek_read_known(reader, value, node);
    if (value)
        value->state = EK_MISSING; /* until it is resolved */
    *EK_PUSH(&kit->arena, kit->references, kit->reference_count, kit->reference_capacity) =
        (ek_reference){node->text, type, value, item, ek_node_place(reader, node)};
}

/* ---- Order of names ------------------------------------------------------------------------- */

static int compare_ids(const ek_record_type *type, ek_text id, const ek_named_record *other)
{
    int order = ek_text_compare(ek_text_of(type->name), ek_text_of(other->record->type->name));

    return order != 0 ? order : ek_text_compare(id, other->id);
}

static int compare_names(const void *a, const void *b)
{
    const ek_named_record *left = a, *right = b;
    int order = compare_ids(left->record->type, left->id, right);

    if (order != 0)
        return order;
    if (left->list != right->list)
        return left->list < right->list ? -1 : 1;
    return left->record->number < right->record->number
               ? -1
               : left->record->number > right->record->number;
}

static void sort_names(ek_read_kit *kit)
{
    ek_sort(kit->names, kit->name_count, sizeof *kit->names, compare_names);
    kit->sorted = true;
}

/* By its first and its last bytes: few share both. */
static inline uint32_t hash_id(ek_text id)
{
    uint64_t word = 0;

    if (id.size >= 8)
        word = ek_load_8(id.bytes) * 31 + ek_load_8(id.bytes + id.size - 8);
    else if (id.size >= 4)
        word = (uint64_t)ek_load_4(id.bytes) << 32 | ek_load_4(id.bytes + id.size - 4);
    else if (id.size > 0)
        word = (uint64_t)(unsigned char)id.bytes[0] << 8 | (unsigned char)id.bytes[id.size - 1];
    return (uint32_t)((word * UINT64_C(0x9e3779b97f4a7c15)) >> 57);
}
_Static_assert(2 * EK_FEW_NAMES == 1u << (64 - 57), "the highest bits are a place");

/* False: they are many, or one stands twice. */
static bool index_names(ek_read_kit *kit)
{
    if (kit->name_count > EK_FEW_NAMES)
        return false;
    memset(kit->index, 0, sizeof kit->index);
    for (uint32_t i = 0; i < kit->name_count; i++) {
        const ek_named_record *name = &kit->names[i];
        uint32_t at = hash_id(name->id);

        for (; kit->index[at] != 0; at = (at + 1) % (2 * EK_FEW_NAMES)) {
            const ek_named_record *other = &kit->names[kit->index[at] - 1];

            if (other->record->type == name->record->type && other->list == name->list &&
                ek_text_equal(other->id, name->id))
                return false;
        }
        kit->index[at] = (uint8_t)(i + 1);
    }
    return true;
}

/* The first of that id in the order of names. */
static const ek_named_record *find_indexed(const ek_read_kit *kit, const ek_record_type *type,
                                           ek_text id)
{
    const ek_named_record *found = NULL;

    for (uint32_t at = hash_id(id); kit->index[at] != 0; at = (at + 1) % (2 * EK_FEW_NAMES)) {
        const ek_named_record *name = &kit->names[kit->index[at] - 1];

        if (name->record->type == type && ek_text_equal(name->id, id) &&
            (!found || compare_names(name, found) < 0))
            found = name;
    }
    return found;
}

static const ek_named_record *find_name(const ek_reader *reader, const ek_record_type *type,
                                        ek_text id)
{
    const ek_read_kit *kit = reader->kit;
    uint32_t low = 0, high = kit->name_count;

    if (!kit->sorted)
        return find_indexed(kit, type, id);

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (compare_ids(type, id, &kit->names[middle]) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < kit->name_count && compare_ids(type, id, &kit->names[low]) == 0)
        return &kit->names[low];
    return NULL;
}

/* Where its id stands. */
static ek_place place_of(const ek_reader *reader, const ek_named_record *name)
{
    const ek_record *record = name->record;
    uint32_t id = 0;

    while (!(record->type->fields[id].flags & EK_ID))
        id++;
    return ek_value_place(reader->the_case, &record->slots[id]);
}

static void check_names(ek_reader *reader)
{
    const ek_named_record *names = reader->kit->names;

    for (uint32_t i = 1; i < reader->kit->name_count; i++) {
        const ek_named_record *first = &names[i - 1], *second = &names[i];
        ek_place before;

        if (first->list != second->list || first->record == second->record ||
            compare_ids(second->record->type, second->id, first) != 0)
            continue;
        before = place_of(reader, first);
        ek_problem_add(reader->problems, ERKEND_EINVALID, place_of(reader, second),
                       "another %s has the id %.*s, on line %lu of %.*s: give each its own",
                       second->record->type->name, EK_TEXT_ARGS(second->id),
                       (unsigned long)before.line, EK_TEXT_ARGS(before.file));
    }
}

/* ---- References ------------------------------------------------------------------------------ */

static ek_text find_nearest_id(ek_read_kit *kit, const ek_reference *reference)
{
    ek_text names[256];
    uint32_t count = 0;

    if (!kit->sorted)
        sort_names(kit);
    for (uint32_t i = 0; i < kit->name_count && count < 256; i++)
        if (kit->names[i].record->type == reference->type)
            names[count++] = kit->names[i].id;
    return ek_text_nearest(reference->id, names, count);
}

static void report_nothing(ek_reader *reader, const ek_reference *reference)
{
    ek_text nearest = find_nearest_id(reader->kit, reference);

    ek_problem_add(reader->problems, ERKEND_EINVALID, reference->place,
                   "no %s has the id %.*s%s%.*s", reference->type->name,
                   EK_TEXT_ARGS(ek_text_slice(reference->id, 0, 60)),
                   nearest.size > 0 ? ": did you mean " : ": write one that the case describes",
                   EK_TEXT_ARGS(nearest));
}

static void resolve_reference(ek_reader *reader, const ek_reference *reference)
{
    const ek_named_record *found = find_name(reader, reference->type, reference->id);

    if (!found) {
        if (reader->problems->errors < reader->problems->max_count)
            report_nothing(reader, reference);
        return;
    }
    if (reference->value) {
        reference->value->state = EK_KNOWN;
        reference->value->as.record = found->record;
    } else {
        *reference->item = found->record;
    }
}

/* ---- Claims without an id -------------------------------------------------------------------- */

typedef struct unnamed_claim {
    ek_record *claim;
    ek_text id;      /* wanted: that of its unit, or the kind of claim */
    bool names_unit; /* the unit that is written in it has none either */
} unnamed_claim;

static int compare_unnamed(const void *a, const void *b)
{
    const unnamed_claim *left = a, *right = b;
    int order = ek_text_compare(left->id, right->id);

    if (order != 0)
        return order;
    return left->claim->number < right->claim->number ? -1
                                                      : left->claim->number > right->claim->number;
}

/* The unit that is embedded in a claim of a unit, or NULL. */
static const ek_record *embedded_unit(const ek_record *claim)
{
    const ek_value *unit;

    if (claim->type != &ek_type_unit_claim)
        return NULL;
    unit = ek_record_at(claim, "unit");
    return unit->state == EK_KNOWN ? unit->as.record : NULL;
}

static void put_id(ek_record *record, ek_text id)
{
    ek_value *value = &record->slots[ek_slot(record->type, "id")];

    value->state = EK_KNOWN;
    value->assumed = 1;
    value->as.text = id;
}

static void give_id(const unnamed_claim *unnamed, ek_text id)
{
    put_id(unnamed->claim, id);
    if (unnamed->names_unit)
        put_id((ek_record *)embedded_unit(unnamed->claim), id);
}

/* The wanted id, or with a number behind it: one that nothing of the kind has. `number` is the
 * last that was given behind it. */
static ek_text choose_id(ek_reader *reader, const unnamed_claim *unnamed, uint32_t *number)
{
    const ek_record_type *type = unnamed->claim->type;
    const ek_record_type *other = type == &ek_type_unit_claim ? &ek_type_unit : type;
    ek_text id = unnamed->id;
    uint32_t behind = ++*number;

    if (behind == 1 && !find_name(reader, type, id) &&
        (!unnamed->names_unit || !find_name(reader, other, id)))
        return id;
    if (behind == 1)
        behind = 2;
    do
        id = ek_text_format(reader->arena, "%.*s-%lu", EK_TEXT_ARGS(unnamed->id),
                            (unsigned long)behind++);
    while (find_name(reader, type, id) || find_name(reader, other, id));
    *number = behind - 1;
    return id;
}

static void name_kind(ek_reader *reader, const ek_field *kind, ek_list list)
{
    unnamed_claim *unnamed = NULL;
    uint32_t count = 0, capacity = 0, number = 0, id = ek_slot(kind->record, "id");

    for (uint32_t i = 0; i < list.count; i++) {
        ek_record *claim = (ek_record *)list.items[i];
        const ek_record *unit;
        unnamed_claim one;

        if (!claim || claim->slots[id].state == EK_KNOWN)
            continue;
        unit = embedded_unit(claim);
        one.claim = claim;
        one.id = (ek_text){kind->name, kind->name_size};
        one.names_unit = unit && ek_record_at(unit, "id")->state != EK_KNOWN;
        if (unit && !one.names_unit)
            one.id = ek_record_at(unit, "id")->as.text;
        *EK_PUSH(&reader->kit->arena, unnamed, count, capacity) = one;
    }
    if (count == 0)
        return;
    ek_sort(unnamed, count, sizeof *unnamed, compare_unnamed);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0 && !ek_text_equal(unnamed[i - 1].id, unnamed[i].id))
            number = 0;
        give_id(&unnamed[i], choose_id(reader, &unnamed[i], &number));
    }
}

static void name_claims(ek_reader *reader, const ek_record *root)
{
    const ek_record *claims = root->slots[reader->kit->slots.claims].as.record;

    for (uint32_t i = 0; i < ek_type_claims.field_count; i++) {
        const ek_value *list = &claims->slots[i];

        if (list->state == EK_KNOWN && list->as.list.count > 0)
            name_kind(reader, &ek_type_claims.fields[i], list->as.list);
    }
}

void ek_references_resolve(ek_reader *reader, const ek_record *root)
{
    ek_read_kit *kit = reader->kit;

    kit->sorted = false;
    if (!index_names(kit)) {
        sort_names(kit);
        check_names(reader);
    }
    for (uint32_t i = 0; i < kit->reference_count; i++)
        resolve_reference(reader, &kit->references[i]);
    if (root)
        name_claims(reader, root);
}
