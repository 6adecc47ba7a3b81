/* Names: what documents call a fact: transcripts[1].units[2].points.
 *
 * One walk over the case finds for each record the record around it. A record that others refer to
 * is named by where it is written, so references are followed last. Records that no document holds
 * (claims that arise, what a unit is to count for) are called by their type. */
#include "explain/page.h"

typedef struct name_entry {
    const ek_record *record; /* NULL: never met */
    const ek_record *around; /* NULL: the case itself */
    const ek_field *field;   /* of `around` */
    uint32_t index;          /* in a list, from 1; 0: in none */
} name_entry;

struct ek_names {
    name_entry *entries; /* by number of the record */
    uint32_t count;
};

static void walk_record(struct ek_names *names, const ek_record *at, bool references);

static void meet_record(struct ek_names *names, const ek_record *record, const ek_record *around,
                        const ek_field *field, uint32_t index)
{
    if (!record || record->number >= names->count || names->entries[record->number].record)
        return;
    names->entries[record->number] = (name_entry){record, around, field, index};
    walk_record(names, record, false);
}

/* Kinds of values that hold records; most hold none. */
enum { OF_RECORDS = 1u << EK_KIND_RECORD | 1u << EK_KIND_LIST | 1u << EK_KIND_BY_COUNTRY };

static void walk_record(struct ek_names *names, const ek_record *at, bool references)
{
    const ek_value *value = at->slots, *end = value + at->type->field_count;

    for (; value < end; value++) {
        const ek_field *field;
        bool listed;

        if ((OF_RECORDS >> value->kind & 1) == 0 || value->state != EK_KNOWN)
            continue;
        field = &at->type->fields[value - at->slots];
        listed = value->kind == EK_KIND_LIST;
        if (((field->flags & EK_REFERENCE) != 0) != references)
            continue;
        if (value->kind == EK_KIND_RECORD)
            meet_record(names, value->as.record, at, field, 0);
        else
            for (uint32_t k = 0; k < value->as.list.count; k++)
                meet_record(names, value->as.list.items[k], at, field, listed ? k + 1 : 0);
    }
}

const ek_names *ek_names_make(ek_arena *arena, const struct erkend_case *the_case)
{
    struct ek_names *names = EK_NEW(arena, struct ek_names);

    names->count = the_case->record_count;
    names->entries = EK_NEW_ARRAY(arena, name_entry, names->count + 1u);
    meet_record(names, the_case->root, NULL, NULL, 0);
    for (uint32_t i = 0; i < names->count; i++)
        if (names->entries[i].record)
            walk_record(names, names->entries[i].record, true);
    return names;
}

static bool write_path(ek_buffer *out, const ek_names *names, const ek_record *record)
{
    const name_entry *entry =
        record->number < names->count ? &names->entries[record->number] : NULL;

    if (!entry || entry->record != record)
        return false;
    if (!entry->around)
        return true;
    if (!write_path(out, names, entry->around))
        return false;
    if ((entry->field->flags & EK_EMBED) && record->type != &ek_type_unit)
        return true;
    if (out->size > 0)
        ek_buffer_char(out, '.');
    ek_buffer_string(out, entry->field->name);
    if (entry->index) {
        ek_buffer_char(out, '[');
        ek_buffer_count(out, entry->index);
        ek_buffer_char(out, ']');
    } else if (record->key.size) {
        ek_buffer_char(out, '.');
        ek_buffer_text(out, record->key);
    }
    return true;
}

static const char *name_of_type(const ek_record_type *type)
{
    if (type == &ek_type_unit_claim)
        return "unit";
    return type == &ek_type_unit_target ? "unit.target" : type->name;
}

void ek_record_name(ek_buffer *out, const ek_names *names, const ek_record *record)
{
    out->size = 0;
    if (!write_path(out, names, record))
        ek_buffer_string(out, name_of_type(record->type));
}

ek_text ek_fact_name(const ek_pen *pen, const struct erkend_case *the_case, const ek_record *record,
                     const ek_field *field)
{
    const ek_names *names = pen->names;
    ek_buffer name;

    ek_buffer_init(&name, pen->out->arena);
    if (record && !names)
        names = ek_names_make(pen->out->arena, the_case);
    if (record && !write_path(&name, names, record))
        ek_buffer_string(&name, name_of_type(record->type));
    if (name.size > 0 && field)
        ek_buffer_char(&name, '.');
    if (field)
        ek_buffer_string(&name, field->name);
    return ek_shown(pen, ek_buffer_done(&name));
}
