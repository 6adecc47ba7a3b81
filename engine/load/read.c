/* The reader of meaning: nodes become records by the schema table.
 *
 * It knows nothing of YAML or JSON. Everything wrong is a problem and reading goes on; what is
 * wrong stays missing, and the case is refused at the end. A record whose fields are embedded (a
 * claimed unit) takes the keys that the record around it does not know. */
#include "load/reader.h"

#define MAX_NAMES 96

static void read_field(ek_reader *reader, ek_record *record, uint32_t slot, const ek_node *node);
static ek_record *read_listed(ek_reader *reader, const ek_record_type *type, const ek_node *node,
                              uint32_t list);

ek_place ek_reader_place(const ek_reader *reader, uint32_t line, uint32_t column)
{
    return (ek_place){reader->the_case->documents[reader->file].name, line, column};
}

ek_place ek_node_place(const ek_reader *reader, const ek_node *node)
{
    return ek_reader_place(reader, node->line, node->column);
}

static uint16_t short_column(uint32_t column)
{
    return column > UINT16_MAX ? UINT16_MAX : (uint16_t)column;
}

ek_record *ek_read_new(ek_reader *reader, const ek_record_type *type, const ek_node *node)
{
    ek_record *record = ek_record_new(reader->arena, type);

    record->number = reader->the_case->record_count++;
    record->file = reader->file;
    record->line = node->line;
    record->column = short_column(node->column);
    return record;
}

/* Also for none: the state is set by whoever knows it. */
static void put_place(const ek_reader *reader, ek_value *value, const ek_node *node)
{
    value->assumed = 0;
    value->file = reader->file;
    value->line = node->line;
    value->column = short_column(node->column);
}

void ek_read_known(ek_reader *reader, ek_value *value, const ek_node *node)
{
    put_place(reader, value, node);
    value->state = EK_KNOWN;
}

/* ---- Unknown and misplaced keys ------------------------------------------------------------- */

static uint32_t collect_keys(ek_text *names, uint32_t count, const ek_record_type *type)
{
    for (uint32_t i = 0; i < type->field_count; i++) {
        if (ek_may_be_written(&type->fields[i]) && count < MAX_NAMES)
            names[count++] = ek_text_of(type->fields[i].name);
        if (type->fields[i].flags & EK_EMBED)
            count = collect_keys(names, count, type->fields[i].record);
    }
    return count;
}

/* Where a key that does not belong here would belong: "qualification, training"; empty: nowhere. */
static ek_text find_owners(ek_reader *reader, ek_text key)
{
    ek_buffer owners;
    uint32_t count = 0;

    ek_buffer_init(&owners, reader->arena);
    for (uint32_t i = 0; ek_all_types[i] && count < 4; i++) {
        const ek_record_type *type = ek_all_types[i];
        uint32_t slot = ek_field_named(type, key);

        if (slot == EK_NO_FIELD || !ek_may_be_written(&type->fields[slot]))
            continue;
        ek_buffer_format(&owners, "%s%s", count > 0 ? ", " : "",
                         type == &ek_type_claims ? "case" : type->name);
        count++;
    }
    return ek_buffer_done(&owners);
}

static void report_unknown(ek_reader *reader, const ek_record_type *type, const ek_pair *pair)
{
    ek_text names[MAX_NAMES], nearest, owners;
    ek_text key = ek_text_slice(pair->key, 0, 60);
    ek_place place = ek_reader_place(reader, pair->line, pair->column);

    nearest = ek_text_nearest(pair->key, names, collect_keys(names, 0, type));
    owners = nearest.size > 0 ? EK_TEXT("") : find_owners(reader, pair->key);
    if (type == &ek_type_case && ek_text_is(key, "claims"))
        ek_problem_add(reader->problems, ERKEND_EINVALID, place,
                       "claims stand in the case under their own names: write unit, abroad, "
                       "crediting, … without claims around them");
    else if (ek_node_is_empty(pair->value))
        ek_problem_add(reader->problems, ERKEND_EINVALID, place,
                       "'%.*s' stands alone after a comma: put a text with a comma in quotes, "
                       "write a decimal number with a point",
                       EK_TEXT_ARGS(key));
    else if (nearest.size > 0)
        ek_problem_add(reader->problems, ERKEND_EINVALID, place,
                       "%s has no %.*s: did you mean %.*s?", type->name, EK_TEXT_ARGS(key),
                       EK_TEXT_ARGS(nearest));
    else if (owners.size > 0)
        ek_problem_add(reader->problems, ERKEND_EINVALID, place,
                       "%s has no %.*s: it belongs to %.*s", type->name, EK_TEXT_ARGS(key),
                       EK_TEXT_ARGS(owners));
    else
        ek_problem_add(reader->problems, ERKEND_EINVALID, place,
                       "%s has no %.*s: remove it, or see the reference of documents", type->name,
                       EK_TEXT_ARGS(key));
}

static void report_computed(ek_reader *reader, const ek_record_type *type, const ek_field *field,
                            const ek_pair *pair)
{
    const char *const *from = ek_derived_from(type, field);

    ek_problem_add(reader->problems, ERKEND_EINVALID,
                   ek_reader_place(reader, pair->line, pair->column),
                   "%s.%s follows from %s%s%s: leave it out", type->name, field->name,
                   from ? from[0] : "other fields", from && from[1] ? " and " : "",
                   from && from[1] ? from[1] : "");
}

/* ---- One key --------------------------------------------------------------------------------- */

/* The record embedded in `slot`, made when its first key comes. */
static ek_record *open_embedded(ek_reader *reader, ek_record *record, uint32_t slot,
                                const ek_node *node, const ek_pair *pair)
{
    const ek_field *field = &record->type->fields[slot];
    ek_value *value = &record->slots[slot];

    if (value->state == EK_KNOWN)
        return (ek_record *)value->as.record;
    if (ek_node_get(node, field->name)) {
        ek_problem_add(reader->problems, ERKEND_EINVALID,
                       ek_reader_place(reader, pair->line, pair->column),
                       "%.*s stands beside %s, which says it already: write the id, or the keys",
                       EK_TEXT_ARGS(pair->key), field->name);
        return NULL;
    }
    value->as.record = ek_read_new(reader, field->record, node);
    ek_read_known(reader, value, node);
    return (ek_record *)value->as.record;
}

static void read_pair(ek_reader *reader, ek_record *record, const ek_node *node,
                      const ek_pair *pair)
{
    const ek_record_type *type = record->type;
    uint32_t slot = ek_field_named(type, pair->key);

    if (slot != EK_NO_FIELD && (type->fields[slot].flags & EK_COMPUTED)) {
        report_computed(reader, type, &type->fields[slot], pair);
        return;
    }
    if (slot != EK_NO_FIELD && ek_may_be_written(&type->fields[slot])) {
        read_field(reader, record, slot, pair->value);
        return;
    }
    for (uint32_t i = 0; i < type->field_count; i++) {
        const ek_field *field = &type->fields[i];
        uint32_t inner =
            field->flags & EK_EMBED ? ek_field_named(field->record, pair->key) : EK_NO_FIELD;

        if (inner != EK_NO_FIELD && ek_may_be_written(&field->record->fields[inner])) {
            ek_record *embedded = open_embedded(reader, record, i, node, pair);

            if (embedded)
                read_field(reader, embedded, inner, pair->value);
            return;
        }
    }
    report_unknown(reader, type, pair);
}

/* ---- Records in records ---------------------------------------------------------------------- */

static void read_one(ek_reader *reader, const ek_field *field, ek_value *value, const ek_node *node)
{
    const ek_record *inner;

    if (node->kind == EK_NODE_SCALAR && (field->flags & EK_REFERENCE)) {
        ek_refer(reader, field->record, node, value, NULL);
        return;
    }
    if (node->kind == EK_NODE_SCALAR && (field->flags & EK_FILE))
        inner = ek_read_file(reader, field->record, node->text, ek_node_place(reader, node));
    else
        inner = read_listed(reader, field->record, node, 0);
    if (!inner)
        return;
    ek_read_known(reader, value, node);
    value->as.record = inner;
}

/* One item of a list; the record comes now, or when references are resolved. */
static void read_item(ek_reader *reader, const ek_field *field, const ek_node *node, uint32_t list,
                      const ek_record **item)
{
    if (node->kind == EK_NODE_NULL && !node->quoted)
        return; /* reported by the reader of YAML */
    if (ek_node_is_none(node))
        ek_problem_add(reader->problems, ERKEND_EINVALID, ek_node_place(reader, node),
                       "none cannot stand in a list: leave it out");
    else if (node->kind == EK_NODE_SCALAR && (field->flags & EK_REFERENCE))
        ek_refer(reader, field->record, node, NULL, item);
    else if (node->kind == EK_NODE_SCALAR && (field->flags & EK_FILE))
        *item = ek_read_file(reader, field->record, node->text, ek_node_place(reader, node));
    else
        *item = read_listed(reader, field->record, node, list);
}

static void read_list(ek_reader *reader, const ek_record_type *owner, const ek_field *field,
                      ek_value *value, const ek_node *node)
{
    bool alone = node->kind == EK_NODE_MAP && (field->flags & EK_ONE_OR_MANY);
    uint32_t count = alone ? 1 : node->count, list = ++reader->list_count;
    const ek_record **items;

    if (node->kind != EK_NODE_LIST && !alone) {
        ek_problem_add(reader->problems, ERKEND_EINVALID, ek_node_place(reader, node),
                       "%s.%s is a list: write - before each item, or brackets around them",
                       owner->name, field->name);
        return;
    }
    items = EK_NEW_ARRAY(reader->arena, const ek_record *, count);
    for (uint32_t i = 0; i < count; i++)
        read_item(reader, field, alone ? node : node->items[i], list, &items[i]);
    ek_read_known(reader, value, node);
    value->as.list = (ek_list){items, count};
}

static void read_by_country(ek_reader *reader, const ek_record_type *owner, const ek_field *field,
                            ek_value *value, const ek_node *node)
{
    const ek_record **items;
    uint32_t count = 0;

    if (node->kind != EK_NODE_MAP) {
        ek_problem_add(reader->problems, ERKEND_EINVALID, ek_node_place(reader, node),
                       "%s.%s is written by country: FI: { … }", owner->name, field->name);
        return;
    }
    items = EK_NEW_ARRAY(reader->arena, const ek_record *, node->count + 1u);
    for (uint32_t i = 0; i < node->count; i++) {
        const ek_pair *pair = &node->pairs[i];
        ek_record *record;

        if (!ek_text_is_country(pair->key)) {
            ek_problem_add(reader->problems, ERKEND_EINVALID,
                           ek_reader_place(reader, pair->line, pair->column),
                           "%.*s is no country: write its two capital letters, as FI",
                           EK_TEXT_ARGS(ek_text_slice(pair->key, 0, 60)));
            continue;
        }
        record = read_listed(reader, field->record, pair->value, 0);
        if (!record)
            continue;
        record->key = pair->key;
        items[count++] = record;
    }
    ek_read_known(reader, value, node);
    value->as.list = (ek_list){items, count};
}

static void read_none(ek_reader *reader, const ek_record_type *type, const ek_field *field,
                      ek_value *value, const ek_node *node)
{
    if (field->flags & (EK_REQUIRED | EK_ID)) {
        ek_problem_add(reader->problems, ERKEND_EINVALID, ek_node_place(reader, node),
                       "%s.%s cannot be none: write it, %s", type->name, field->name,
                       field->flags & EK_REQUIRED ? "it is needed" : "or leave it out");
        return;
    }
    put_place(reader, value, node);
    value->state = EK_NONE;
}

static void read_field(ek_reader *reader, ek_record *record, uint32_t slot, const ek_node *node)
{
    const ek_field *field = &record->type->fields[slot];
    ek_value *value = &record->slots[slot];

    if (node->kind == EK_NODE_NULL && !node->quoted)
        return; /* reported by the reader of YAML */
    if (ek_node_is_none(node)) {
        read_none(reader, record->type, field, value, node);
    } else if (field->kind == EK_KIND_RECORD) {
        read_one(reader, field, value, node);
    } else if (field->kind == EK_KIND_LIST) {
        read_list(reader, record->type, field, value, node);
    } else if (field->kind == EK_KIND_BY_COUNTRY) {
        read_by_country(reader, record->type, field, value, node);
    } else if (field->kind == EK_KIND_TREE) {
        const ek_tree *tree = ek_tree_read(reader, node);

        if (!tree)
            return;
        ek_read_known(reader, value, node);
        value->as.tree = tree;
    } else {
        ek_read_value(reader, record->type, field, value, node);
    }
}

/* ---- A record as a whole -----------------------------------------------------------------------
 */

void ek_check_days(ek_reader *reader, const ek_record *record, uint32_t first, uint32_t last)
{
    const ek_value *a = &record->slots[first], *b = &record->slots[last];

    if (a->state == EK_KNOWN && b->state == EK_KNOWN && b->as.date < a->as.date)
        ek_problem_add(reader->problems, ERKEND_EINVALID,
                       ek_reader_place(reader, b->line, b->column),
                       "last_day lies before first_day: correct one of the two");
}

static void check_days(ek_reader *reader, const ek_record *record)
{
    uint32_t first = ek_field_named(record->type, EK_TEXT("first_day"));
    uint32_t last = ek_field_named(record->type, EK_TEXT("last_day"));

    if (first != EK_NO_FIELD && last != EK_NO_FIELD)
        ek_check_days(reader, record, first, last);
}

/* What is needed, what names it, what must agree. `node`: where its keys stand. */
static void finish_record(ek_reader *reader, ek_record *record, const ek_node *node, uint32_t list)
{
    for (uint32_t i = 0; i < record->type->field_count; i++) {
        const ek_field *field = &record->type->fields[i];
        const ek_value *value = &record->slots[i];

        if ((field->flags & EK_REQUIRED) && value->state != EK_KNOWN &&
            !ek_node_get(node, field->name))
            ek_problem_add(reader->problems, ERKEND_EINVALID, ek_node_place(reader, node),
                           "%s needs %s: %s", record->type->name, field->name, field->meaning);
        if ((field->flags & EK_ID) && value->state == EK_KNOWN)
            ek_name_record(reader->kit, record, value->as.text,
                           ek_is_named_by_list(record->type) ? list : 0);
    }
    check_days(reader, record);
}

/* A unit that is written in its claim has the id of the claim; without one both get it later. */
static void finish_embedded(ek_reader *reader, ek_record *record, const ek_node *node)
{
    for (uint32_t i = 0; i < record->type->field_count; i++) {
        const ek_field *field = &record->type->fields[i];
        ek_record *inner;
        ek_value *id;

        if (!(field->flags & EK_EMBED) || record->slots[i].state != EK_KNOWN ||
            ek_node_get(node, field->name))
            continue;
        inner = (ek_record *)record->slots[i].as.record;
        if (field->flags & EK_REFERENCE) {
            id = &inner->slots[ek_slot(inner->type, "id")];
            *id = *ek_record_at(record, "id");
            if (id->state != EK_KNOWN) { /* named with its claim, see references.c */
                check_days(reader, inner);
                continue;
            }
        }
        finish_record(reader, inner, node, 0);
    }
}

static ek_record *read_listed(ek_reader *reader, const ek_record_type *type, const ek_node *node,
                              uint32_t list)
{
    const ek_node *mode = NULL;
    ek_text outer_mode = reader->mode;
    ek_record *record;

    if (node->kind != EK_NODE_MAP) {
        if (node->kind != EK_NODE_NULL || node->quoted)
            ek_problem_add(reader->problems, ERKEND_EINVALID, ek_node_place(reader, node),
                           "a %s is due here, %s: write its keys", type->name, type->meaning);
        return NULL;
    }
    if (type == &ek_type_target)
        mode = ek_node_get(node, "mode"); /* needed before the file that it chooses from */
    if (mode && mode->kind == EK_NODE_SCALAR)
        reader->mode = mode->text;
    record = ek_read_new(reader, type, node);
    for (uint32_t i = 0; i < type->field_count; i++) {
        const ek_field *field = &type->fields[i];

        if ((field->flags & EK_EMBED) && !(field->flags & EK_REFERENCE)) {
            record->slots[i].as.record = ek_read_new(reader, field->record, node);
            ek_read_known(reader, &record->slots[i], node);
        }
    }
    for (uint32_t i = 0; i < node->count; i++)
        read_pair(reader, record, node, &node->pairs[i]);
    finish_embedded(reader, record, node);
    finish_record(reader, record, node, list);
    reader->mode = outer_mode;
    return record;
}

ek_record *ek_read_record(ek_reader *reader, const ek_record_type *type, const ek_node *node)
{
    return read_listed(reader, type, node, 0);
}
