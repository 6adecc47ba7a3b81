/* A sample: nodes of a document that hang together both ways, and are written again. */
#include "desk/sample.h"

#include <string.h>

/* ---- Which field ---------------------------------------------------------------------------- */

/* Also through records whose fields stand as if they were of this one; those that are referred to
 * (unit: { … } instead of unit: unit-1) last. */
static const ek_field *find_field(const ek_record_type *type, ek_text key,
                                  const ek_record_type **in)
{
    uint32_t slot = ek_field_named(type, key);

    *in = type;
    if (slot != EK_NO_FIELD &&
        !(type->fields[slot].flags & EK_EMBED && type->fields[slot].flags & EK_HIDDEN))
        return &type->fields[slot];
    /* what is written in the record itself before what may stand elsewhere */
    for (uint32_t referred = 0; referred < 2; referred++)
        for (uint32_t i = 0; i < type->field_count; i++) {
            const ek_field *field = &type->fields[i], *found;

            if (!(field->flags & EK_EMBED) || !field->record ||
                ((field->flags & EK_REFERENCE) != 0) != (referred == 1))
                continue;
            found = find_field(field->record, key, in);
            if (found)
                return found;
        }
    *in = NULL;
    return NULL;
}

static void name_fields(ek_sample *node, const ek_record_type *type);

/* What stands below a field: records, records by country, lists of records. */
static void name_value(ek_sample *node)
{
    const ek_field *field = node->field;
    ek_sample *child;

    if (!field || !field->record)
        return;
    if (field->kind == EK_KIND_RECORD || (node->kind == EK_NODE_MAP && field->kind == EK_KIND_LIST))
        name_fields(node, field->record);
    else if (field->kind == EK_KIND_LIST || field->kind == EK_KIND_BY_COUNTRY)
        for (child = node->first; child; child = child->next)
            name_fields(child, field->record);
}

static void name_fields(ek_sample *node, const ek_record_type *type)
{
    ek_sample *child;

    if (node->kind != EK_NODE_MAP)
        return;
    node->is = type;
    for (child = node->first; child; child = child->next) {
        child->field = find_field(type, child->key, &child->in);
        name_value(child);
    }
}

/* ---- Making --------------------------------------------------------------------------------- */

static ek_sample *make_node(ek_arena *arena, const ek_node *node, ek_text key)
{
    ek_sample *made = EK_NEW(arena, ek_sample);
    ek_fraction number;

    made->kind = node->kind;
    made->key = key;
    made->text = node->text;
    if (node->kind == EK_NODE_SCALAR && !node->quoted && ek_text_is(node->text, "none"))
        made->kind = EK_NODE_NULL;
    /* YAML does not say what is a text: what is no number, no yes or no, is. */
    made->quoted =
        node->quoted || !(ek_fraction_read(&number, node->text) == ERKEND_OK ||
                          ek_text_is(node->text, "true") || ek_text_is(node->text, "false"));
    for (uint32_t i = 0; i < node->count; i++)
        ek_sample_add(made, node->kind == EK_NODE_MAP
                                ? make_node(arena, node->pairs[i].value, node->pairs[i].key)
                                : make_node(arena, node->items[i], (ek_text){"", 0}));
    return made;
}

ek_sample *ek_sample_make(ek_arena *arena, const ek_node *document)
{
    ek_sample *made = make_node(arena, document, (ek_text){"", 0});

    name_fields(made, &ek_type_case);
    return made;
}

ek_sample *ek_sample_copy(ek_arena *arena, const ek_sample *sample)
{
    ek_sample *made = ek_arena_copy(arena, sample, sizeof *sample);

    made->parent = made->first = made->next = NULL;
    made->text = ek_text_copy(arena, sample->text);
    made->key = ek_text_copy(arena, sample->key);
    for (const ek_sample *child = sample->first; child; child = child->next)
        ek_sample_add(made, ek_sample_copy(arena, child));
    return made;
}

ek_sample *ek_sample_get(const ek_sample *map, const char *key)
{
    ek_sample *child;

    for (child = map ? map->first : NULL; child; child = child->next)
        if (ek_text_is(child->key, key))
            return child;
    return NULL;
}

static void collect(ek_samples *out, ek_arena *arena, ek_sample *node)
{
    *EK_PUSH(arena, out->items, out->count, out->capacity) = node;
    for (ek_sample *child = node->first; child; child = child->next)
        collect(out, arena, child);
}

ek_samples ek_samples_of(ek_arena *arena, ek_sample *root)
{
    ek_samples out = {NULL, 0, 0};

    collect(&out, arena, root);
    return out;
}

/* ---- Changing ------------------------------------------------------------------------------- */

static ek_sample **find_link(ek_sample *parent, const ek_sample *wanted)
{
    ek_sample **link = &parent->first;

    while (*link != wanted)
        link = &(*link)->next;
    return link;
}

void ek_sample_take(ek_sample *node)
{
    *find_link(node->parent, node) = node->next;
    node->taken = true;
}

void ek_sample_put_back(ek_sample *node)
{
    *find_link(node->parent, node->next) = node;
    node->taken = false;
}

bool ek_sample_is_in(const ek_sample *node)
{
    for (; node; node = node->parent)
        if (node->taken)
            return false;
    return true;
}

void ek_sample_add(ek_sample *parent, ek_sample *child)
{
    child->next = NULL;
    child->parent = parent;
    *find_link(parent, NULL) = child;
}

void ek_sample_set(ek_sample *map, ek_arena *arena, const char *key, ek_text text, bool quoted)
{
    ek_sample *child = ek_sample_get(map, key);

    if (!child) {
        child = EK_NEW(arena, ek_sample);
        child->key = ek_text_of(key);
        child->kind = EK_NODE_SCALAR;
        ek_sample_add(map, child);
        if (map->is)
            child->field = find_field(map->is, child->key, &child->in);
    }
    child->text = text;
    child->quoted = quoted;
}

bool ek_sample_number(const ek_sample *node, ek_fraction *out)
{
    return node && node->kind == EK_NODE_SCALAR && ek_fraction_read(out, node->text) == ERKEND_OK;
}

bool ek_sample_date(const ek_sample *node, ek_date *out)
{
    return node && node->kind == EK_NODE_SCALAR && ek_date_read(out, node->text) == ERKEND_OK;
}

void ek_sample_set_number(ek_sample *node, ek_arena *arena, ek_fraction number)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    ek_buffer_fraction(&out, number);
    node->text = ek_buffer_done(&out);
    node->quoted = !ek_fraction_is_whole(number);
}

void ek_sample_set_date(ek_sample *node, ek_arena *arena, ek_date date)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    ek_buffer_date(&out, date);
    node->text = ek_buffer_done(&out);
    node->quoted = true;
}

/* ---- Writing -------------------------------------------------------------------------------- */

static void write_path(ek_buffer *out, const ek_sample *node)
{
    const ek_sample *before;
    uint32_t number = 1;

    if (!node->parent)
        return;
    write_path(out, node->parent);
    if (node->parent->kind == EK_NODE_MAP) {
        if (out->size > 0)
            ek_buffer_char(out, '.');
        ek_buffer_text(out, node->key);
        return;
    }
    for (before = node->parent->first; before != node; before = before->next)
        number++;
    ek_buffer_format(out, "[%u]", number);
}

ek_text ek_sample_path(ek_arena *arena, const ek_sample *node)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    write_path(&out, node);
    return ek_buffer_done(&out);
}

static bool is_bare_in_json(const ek_sample *node)
{
    return !node->quoted && memchr(node->text.bytes, '/', node->text.size) == NULL;
}

static void write_json(ek_buffer *out, const ek_sample *node)
{
    bool list = node->kind == EK_NODE_LIST;

    switch (node->kind) {
    case EK_NODE_NULL: ek_buffer_string(out, "null"); return;
    case EK_NODE_SCALAR:
        if (is_bare_in_json(node))
            ek_buffer_text(out, node->text);
        else
            ek_buffer_json(out, node->text);
        return;
    case EK_NODE_LIST:
    case EK_NODE_MAP: break;
    }
    ek_buffer_char(out, list ? '[' : '{');
    for (const ek_sample *child = node->first; child; child = child->next) {
        if (child != node->first)
            ek_buffer_char(out, ',');
        if (!list) {
            ek_buffer_json(out, child->key);
            ek_buffer_char(out, ':');
        }
        write_json(out, child);
    }
    ek_buffer_char(out, list ? ']' : '}');
}

ek_text ek_sample_json(ek_arena *arena, const ek_sample *root)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    write_json(&out, root);
    return ek_buffer_done(&out);
}

static bool is_word(ek_text text, const char *word)
{
    uint32_t i;

    for (i = 0; i < text.size && word[i]; i++)
        if ((text.bytes[i] | 0x20) != word[i])
            return false;
    return i == text.size && !word[i];
}

/* Letters, digits and a few signs, with a letter in front, and no word that YAML knows: stands
 * without quotes. Dates do too. */
static bool is_plain(ek_text text)
{
    static const char *const known[] = {"true", "false", "null", "yes", "no", "on",
                                        "off",  "none",  "y",    "n",   NULL};
    ek_date date;

    if (ek_date_read(&date, text) == ERKEND_OK)
        return true;
    for (uint32_t i = 0; known[i]; i++)
        if (is_word(text, known[i]))
            return false;
    for (uint32_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.')))
            return false;
    }
    return text.size > 0;
}

static void write_scalar(ek_buffer *out, const ek_sample *node)
{
    if (node->kind == EK_NODE_NULL)
        ek_buffer_string(out, "none");
    else if (!node->quoted || is_plain(node->text))
        ek_buffer_text(out, node->text);
    else if (node->field && node->field->kind == EK_KIND_NUMBER)
        ek_buffer_text(out, node->text);
    else
        ek_buffer_json(out, node->text);
}

static void write_flow(ek_buffer *out, const ek_sample *node)
{
    bool list = node->kind == EK_NODE_LIST;

    if (node->kind == EK_NODE_NULL || node->kind == EK_NODE_SCALAR) {
        write_scalar(out, node);
        return;
    }
    ek_buffer_string(out, list ? "[" : node->first ? "{ " : "{");
    for (const ek_sample *child = node->first; child; child = child->next) {
        if (child != node->first)
            ek_buffer_string(out, ", ");
        if (!list) {
            ek_buffer_text(out, child->key);
            ek_buffer_string(out, ": ");
        }
        write_flow(out, child);
    }
    ek_buffer_string(out, list ? "]" : node->first ? " }" : "}");
}

static bool fits(ek_arena *arena, const ek_sample *node, uint32_t depth)
{
    ek_buffer out;

    if (node->kind == EK_NODE_NULL || node->kind == EK_NODE_SCALAR || !node->first)
        return true;
    ek_buffer_init(&out, arena);
    write_flow(&out, node);
    return ek_buffer_done(&out).size + 2 * depth + node->key.size < 96;
}

static void write_block(ek_buffer *out, const ek_sample *node, uint32_t depth)
{
    for (const ek_sample *child = node->first; child; child = child->next) {
        bool list = node->kind == EK_NODE_LIST, first = child == node->first;

        /* The first key of an element stands behind its dash. */
        if (!(first && node->kind == EK_NODE_MAP && out->size > 1 &&
              out->bytes[out->size - 1] == ' '))
            ek_buffer_repeat(out, "  ", depth);
        if (list)
            ek_buffer_string(out, "- ");
        else {
            ek_buffer_text(out, child->key);
            ek_buffer_char(out, ':');
        }
        if (fits(out->arena, child, depth)) {
            if (!list)
                ek_buffer_char(out, ' ');
            write_flow(out, child);
            ek_buffer_char(out, '\n');
        } else {
            if (!list)
                ek_buffer_char(out, '\n');
            write_block(out, child, depth + 1);
        }
    }
}

ek_text ek_sample_yaml(ek_arena *arena, const ek_sample *root)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    write_block(&out, root, 0);
    return ek_buffer_done(&out);
}
