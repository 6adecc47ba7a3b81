/* What the tests of whole runs share: the bundle of this checkout, the examples, and a case written
 * again as JSON with one value left out. Programs run in the root of the checkout. */
#ifndef TESTS_FAULTS_HOST_H
#define TESTS_FAULTS_HOST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../examples/folder.h"
#include "base/text.h"
#include "load/load.h"
#include "load/node.h"

static const char *const example_names[] = {"wiring-abroad.yaml",
                                            "apprentice-9-months.yaml",
                                            "apprentice-9-months-and-a-half.yaml",
                                            "entrepreneurship-business.yaml",
                                            "entrepreneurship-care.yaml",
                                            "entrepreneurship-clothing.yaml",
                                            "staff-training-week.yaml",
                                            "community-development.yaml",
                                            "care-worker-validation.yaml",
                                            "temp-worker-logistics.yaml",
                                            NULL};

static inline erkend_config host_config(const erkend_files *files,
                                        const erkend_allocator *allocator)
{
    erkend_config config;

    memset(&config, 0, sizeof config);
    config.struct_size = sizeof config;
    config.files = files;
    config.allocator = allocator;
    return config;
}

/* Prints what an error holds and fails. */
static inline void host_fail(const erkend_error *error, const char *doing)
{
    erkend_problem problem;
    size_t i;

    for (i = 0; erkend_error_at(error, i, &problem); i++)
        print_error("%s: %s\n", doing, problem.line_text);
    fail_msg("%s", doing);
}

static inline erkend_bundle *host_bundle(void)
{
    erkend_files files = folder_files(".");
    erkend_config config = host_config(&files, NULL);
    erkend_error *error = erkend_error_new(NULL);
    erkend_bundle *bundle = NULL;

    if (erkend_bundle_open(&bundle, &config, error) != ERKEND_OK)
        host_fail(error, "opening the bundle");
    erkend_error_free(error);
    return bundle;
}

/* The bytes of an example; free(). */
static inline char *host_read(const char *name, size_t *size)
{
    erkend_files files = folder_files("examples");
    const char *bytes;
    void *handle;

    if (files.open(files.user, name, 1 << 22, &bytes, size, &handle) != ERKEND_OK)
        fail_msg("cannot read examples/%s", name);
    return handle;
}

static inline erkend_status host_case(erkend_case **out, const char *name, const char *bytes,
                                      size_t size, erkend_error *error)
{
    erkend_files files = folder_files("examples");
    erkend_case_options options;

    memset(&options, 0, sizeof options);
    options.struct_size = sizeof options;
    options.files = &files;
    return erkend_case_read(out, name, bytes, size, &options, error);
}

/* A YAML scalar as JSON: none, true, false and numbers as they are, all else as text. */
static inline void host_scalar(ek_buffer *out, const ek_node *node)
{
    const char *c = node->text.bytes;
    bool number = !node->quoted && node->text.size > 0;
    bool dot = false;
    uint32_t i;

    for (i = 0; i < node->text.size; i++) {
        if (c[i] == '.' && !dot && i > 0)
            dot = true;
        else if (c[i] < '0' || c[i] > '9')
            number = false;
    }
    if (!node->quoted && ek_text_is(node->text, "none"))
        ek_buffer_string(out, "null");
    else if (number ||
             (!node->quoted && (ek_text_is(node->text, "true") || ek_text_is(node->text, "false"))))
        ek_buffer_text(out, node->text);
    else
        ek_buffer_json(out, node->text);
}

static inline void host_by_country(ek_buffer *out, const ek_node *node, const ek_record_type *type,
                                   int *skip, ek_text *skipped);

/* The field of a mapping's key, through records that are embedded. */
static inline const ek_field *host_field(const ek_record_type *type, ek_text key)
{
    uint32_t slot, i;
    const ek_field *found;

    if (type == NULL)
        return NULL;
    slot = ek_field_named(type, key);
    if (slot != EK_NO_FIELD)
        return &type->fields[slot];
    for (i = 0; i < type->field_count; i++)
        if ((type->fields[i].flags & EK_EMBED) &&
            (found = host_field(type->fields[i].record, key)) != NULL)
            return found;
    return NULL;
}

/* A fact: a value of its own, whose absence the schema gives no meaning. The nodes of a composition
 * are structure, no facts. */
static inline bool host_is_fact(const ek_field *field, const ek_node *value)
{
    if (field == NULL || (field->flags & (EK_ABSENT_NONE | EK_ABSENT_EMPTY)) != 0 ||
        field->kind == EK_KIND_TREE)
        return false;
    return value->kind == EK_NODE_SCALAR ||
           (value->kind == EK_NODE_LIST &&
            (value->count == 0 || value->items[0]->kind == EK_NODE_SCALAR));
}

/* Writes a node as JSON; `skip` counts down at each fact, and the one that makes it zero is left
 * out, with its name in *skipped. */
static inline void host_json(ek_buffer *out, const ek_node *node, const ek_record_type *type,
                             int *skip, ek_text *skipped)
{
    uint32_t i;
    bool first = true;

    switch (node->kind) {
    case EK_NODE_SCALAR: host_scalar(out, node); break;
    case EK_NODE_NULL: ek_buffer_string(out, "null"); break;
    case EK_NODE_LIST:
        ek_buffer_char(out, '[');
        for (i = 0; i < node->count; i++) {
            ek_buffer_string(out, i > 0 ? "," : "");
            host_json(out, node->items[i], type, skip, skipped);
        }
        ek_buffer_char(out, ']');
        break;
    case EK_NODE_MAP:
        ek_buffer_char(out, '{');
        for (i = 0; i < node->count; i++) {
            const ek_pair *pair = &node->pairs[i];
            const ek_field *field = host_field(type, pair->key);
            if (host_is_fact(field, pair->value) && --*skip == 0) {
                *skipped = pair->key;
                continue;
            }
            ek_buffer_string(out, first ? "" : ",");
            first = false;
            ek_buffer_json(out, pair->key);
            ek_buffer_char(out, ':');
            /* By country: the keys of the mapping are codes, its values are the records. */
            if (field != NULL && field->kind == EK_KIND_BY_COUNTRY)
                host_by_country(out, pair->value, field->record, skip, skipped);
            else
                host_json(out, pair->value, field != NULL ? field->record : NULL, skip, skipped);
        }
        ek_buffer_char(out, '}');
        break;
    }
}

static inline void host_by_country(ek_buffer *out, const ek_node *node, const ek_record_type *type,
                                   int *skip, ek_text *skipped)
{
    uint32_t i;

    ek_buffer_char(out, '{');
    for (i = 0; i < node->count; i++) {
        ek_buffer_string(out, i > 0 ? "," : "");
        ek_buffer_json(out, node->pairs[i].key);
        ek_buffer_char(out, ':');
        host_json(out, node->pairs[i].value, type, skip, skipped);
    }
    ek_buffer_char(out, '}');
}

static inline const ek_node *host_parse(ek_arena *arena, const char *name, const char *bytes,
                                        size_t size)
{
    erkend_limits limits = ek_limits_of(NULL);
    ek_problems problems;
    const ek_node *node;

    ek_problems_init(&problems, arena);
    node = ek_form_parse(arena, ek_text_of(name), (ek_text){bytes, (uint32_t)size}, &limits,
                         &problems);
    assert_non_null(node);
    return node;
}

#endif
