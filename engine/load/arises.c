/* Claims that arise from facts: `claims` of country.yaml.
 *
 * A claim that arises may take fields from what it arises from, by a path as rules write it. The
 * fields must be of one kind, so that what is copied can be read. */
#include <string.h>

#include "load/policy.h"

static const char *const from_words[] = {"units", "units_outside_stays", "stays", "examinations",
                                         NULL};

/* Parts a path at its points; 0 when there are too many. */
static uint32_t split_path(ek_text path, ek_text *names)
{
    uint32_t count = 0, from = 0;

    for (uint32_t i = 0; i <= path.size; i++) {
        if (i < path.size && path.bytes[i] != '.')
            continue;
        if (count == EK_PATH_MAX)
            return 0;
        names[count++] = ek_text_slice(path, from, i);
        from = i + 1;
    }
    return count;
}

static bool fit_kinds(const ek_field *to, const ek_field *from)
{
    bool to_text = to->kind == EK_KIND_TEXT || to->kind == EK_KIND_WORD;
    bool from_text = from->kind == EK_KIND_TEXT || from->kind == EK_KIND_WORD;

    if (to->kind == EK_KIND_NUMBER || to->kind == EK_KIND_MARK)
        return to->kind == from->kind && to->unit == from->unit;
    return to->kind == from->kind || (to_text && from_text);
}

static bool read_field(const ek_policy *policy, const ek_pair *pair, const ek_arises *arises,
                       ek_arises_field *out)
{
    const ek_record_type *type = ek_scope_of(arises->claim)->record;
    ek_scope seen_from = arises->from == EK_FROM_STAYS ? EK_SCOPE_CASE : EK_SCOPE_UNIT;
    ek_text names[EK_PATH_MAX], nearest = {"", 0}, path;
    uint32_t count;

    out->name = pair->key;
    out->place = ek_policy_key_place(policy, pair);
    out->slot = ek_field_named(type, pair->key);
    if (out->slot == EK_NO_FIELD ||
        (type->fields[out->slot].flags & (EK_HIDDEN | EK_ID | EK_COMPUTED | EK_EMBED))) {
        ek_policy_refuse(
            policy, out->place,
            "the claim %s has no field %.*s that could be filled: see the reference of "
            "documents",
            type->name, EK_TEXT_ARGS(ek_text_slice(pair->key, 0, 60)));
        return false;
    }
    if (!ek_policy_text(policy, pair->value, "a field of a claim", &path))
        return false;
    count = split_path(path, names);
    if (count == 0 || !ek_path_find(&out->from, seen_from, names, count, &nearest)) {
        ek_policy_refuse(policy, ek_policy_place(policy, pair->value), "%s has no %.*s%s%.*s",
                         ek_scope_of(seen_from)->name, EK_TEXT_ARGS(ek_text_slice(path, 0, 60)),
                         nearest.size > 0 ? ": did you mean " : ": write a field, as target.unit",
                         EK_TEXT_ARGS(nearest));
        return false;
    }
    if (!out->from.field || !fit_kinds(&type->fields[out->slot], out->from.field)) {
        ek_policy_refuse(policy, ek_policy_place(policy, pair->value),
                         "%.*s and %.*s hold different things: choose fields of one kind",
                         EK_TEXT_ARGS(pair->key), EK_TEXT_ARGS(path));
        return false;
    }
    return true;
}

static void read_fields(const ek_policy *policy, const ek_node *node, ek_arises *out)
{
    ek_arises_field *fields;

    if (!ek_policy_is_map(policy, node, "fields"))
        return;
    if (out->from == EK_FROM_EXAMINATIONS) {
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "a claim that arises from examinations takes no fields: remove them");
        return;
    }
    fields = EK_NEW_ARRAY(policy->arena, ek_arises_field, node->count);
    for (uint32_t i = 0; i < node->count; i++)
        out->field_count += read_field(policy, &node->pairs[i], out, &fields[out->field_count]);
    out->fields = fields;
}

static bool read_claim(const ek_policy *policy, const ek_pair *pair, ek_arises *out)
{
    static const char *const keys[] = {"from", "fields", NULL};
    const ek_node *node;
    uint32_t word = 0;

    out->place = ek_policy_key_place(policy, pair);
    out->claim = ek_scope_named(pair->key);
    if (out->claim == EK_SCOPE_NONE || ek_scope_of(out->claim)->kind != EK_SCOPE_CLAIM) {
        ek_policy_refuse(policy, out->place,
                         "%.*s is no kind of claim: write unit, abroad, exemption, …",
                         EK_TEXT_ARGS(ek_text_slice(pair->key, 0, 60)));
        return false;
    }
    if (!ek_policy_is_map(policy, pair->value, "a claim that arises"))
        return false;
    ek_policy_keys(policy, pair->value, "a claim that arises", keys);
    node = ek_policy_need(policy, pair->value, "a claim that arises", "from");
    if (!node || !ek_policy_word(policy, node, "from", from_words, &word))
        return false;
    out->from = (ek_arises_from)word; /* in the order of the words */
    if ((node = ek_node_get(pair->value, "fields")) != NULL)
        read_fields(policy, node, out);
    return true;
}

void ek_arises_read(const ek_policy *policy, const ek_node *node, ek_rulebook *book)
{
    ek_arises *items;
    uint32_t count = 0;

    if (!ek_policy_is_map(policy, node, "claims"))
        return;
    items = EK_NEW_ARRAY(policy->arena, ek_arises, node->count);
    for (uint32_t i = 0; i < node->count; i++) {
        memset(&items[count], 0, sizeof items[count]);
        count += read_claim(policy, &node->pairs[i], &items[count]);
    }
    book->arises = items;
    book->arises_count = count;
}
