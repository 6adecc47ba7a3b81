/* The same bytes read directly and by way of nodes, and whatever differs between the two: whether
 * they are a case, what is wrong with them, and each value with its state and its place. Also for
 * the fuzzer, so nothing here asserts. */
#ifndef TESTS_UNIT_LOAD_TWINS_H
#define TESTS_UNIT_LOAD_TWINS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load/reader.h"

typedef struct twin {
    struct erkend_case the_case;
    ek_arena arena; /* of the problems */
    ek_problems problems;
    erkend_status status;
} twin;

typedef struct twins {
    twin direct, nodes;
    bool *visited;   /* records, by number */
    bool gave_up;    /* the direct reader did */
    char where[160]; /* the field in which they differ, or "" */
} twins;

static inline bool twins_differ(twins *t, const char *what, const char *name)
{
    if (t->where[0] == '\0')
        (void)snprintf(t->where, sizeof t->where, "%s of %s", what, name);
    return false;
}

#define TWINS_SAME(condition, what, name)                                                          \
    do {                                                                                           \
        if (!(condition))                                                                          \
            return twins_differ(t, (what), (name));                                                \
    } while (0)

static inline bool same_trees(twins *t, const ek_tree *a, const ek_tree *b)
{
    TWINS_SAME(a->kind == b->kind && ek_text_equal(a->name, b->name), "kind or name", "tree");
    TWINS_SAME(a->has_min_points == b->has_min_points && a->has_max_points == b->has_max_points &&
                   a->has_min_units == b->has_min_units && a->has_max_units == b->has_max_units &&
                   ek_fraction_equal(a->min_points, b->min_points) &&
                   ek_fraction_equal(a->max_points, b->max_points) &&
                   a->min_units == b->min_units && a->max_units == b->max_units &&
                   a->optional == b->optional,
               "limits", "tree");
    TWINS_SAME(a->file == b->file && a->line == b->line && a->column == b->column, "place", "tree");
    TWINS_SAME(a->child_count == b->child_count, "children", "tree");
    for (uint32_t i = 0; i < a->child_count; i++)
        if (!same_trees(t, a->children[i], b->children[i]))
            return false;
    return true;
}

static inline bool same_records(twins *t, const ek_record *a, const ek_record *b);

static inline bool same_contents(twins *t, const ek_value *a, const ek_value *b)
{
    int kind = a->kind;

    if (kind == EK_KIND_ANSWER)
        kind = a->answer == EK_ANSWER_YES      ? EK_KIND_YES
               : a->answer == EK_ANSWER_NUMBER ? EK_KIND_NUMBER
               : a->answer == EK_ANSWER_DATE   ? EK_KIND_DATE
               : a->answer == EK_ANSWER_TEXT   ? EK_KIND_TEXT
                                               : EK_KIND_SET;
    switch ((ek_kind)kind) {
    case EK_KIND_YES: return a->as.yes == b->as.yes;
    case EK_KIND_NUMBER: return ek_fraction_equal(a->as.number, b->as.number);
    case EK_KIND_MARK:
        return ek_fraction_equal(a->as.mark->value, b->as.mark->value) &&
               (a->as.mark->scale != NULL) == (b->as.mark->scale != NULL) &&
               (!a->as.mark->scale || ek_text_equal(*a->as.mark->scale, *b->as.mark->scale));
    case EK_KIND_DATE: return a->as.date == b->as.date;
    case EK_KIND_TEXT:
    case EK_KIND_WORD:
    case EK_KIND_COUNTRY: return ek_text_equal(a->as.text, b->as.text);
    case EK_KIND_SET: return ek_texts_equal(a->as.texts, b->as.texts);
    case EK_KIND_LEVEL:
        return ek_text_equal(a->as.level->framework, b->as.level->framework) &&
               ek_text_equal(a->as.level->label, b->as.level->label);
    case EK_KIND_RECORD: return same_records(t, a->as.record, b->as.record);
    case EK_KIND_LIST:
    case EK_KIND_BY_COUNTRY:
        if (a->as.list.count != b->as.list.count)
            return false;
        for (uint32_t i = 0; i < a->as.list.count; i++)
            if (!same_records(t, a->as.list.items[i], b->as.list.items[i]))
                return false;
        return true;
    case EK_KIND_TREE: return same_trees(t, a->as.tree, b->as.tree);
    case EK_KIND_ANSWER: break;
    }
    return false;
}

static inline bool same_records(twins *t, const ek_record *a, const ek_record *b)
{
    TWINS_SAME(a && b && a->type == b->type, "type", "record");
    TWINS_SAME(a->number == b->number, "number", a->type->name);
    TWINS_SAME(a->file == b->file && a->line == b->line && a->column == b->column, "place",
               a->type->name);
    TWINS_SAME(ek_text_equal(a->key, b->key), "key", a->type->name);
    if (t->visited[a->number])
        return true;
    t->visited[a->number] = true;
    for (uint32_t i = 0; i < a->type->field_count; i++) {
        const ek_value *x = &a->slots[i], *y = &b->slots[i];
        char name[100];

        (void)snprintf(name, sizeof name, "%s.%s", a->type->name, a->type->fields[i].name);
        TWINS_SAME(x->state == y->state, "state", name);
        TWINS_SAME(x->kind == y->kind && x->answer == y->answer && x->assumed == y->assumed,
                   "kind or origin", name);
        TWINS_SAME(x->file == y->file && x->line == y->line && x->column == y->column, "place",
                   name);
        TWINS_SAME(x->state != EK_KNOWN || same_contents(t, x, y), "value", name);
    }
    return true;
}

static inline bool same_problems(twins *t, const ek_problems *a, const ek_problems *b)
{
    TWINS_SAME(a->errors == b->errors && a->count == b->count, "number", "problems");
    for (uint32_t i = 0; i < a->count; i++) {
        const ek_problem *x = &a->items[i], *y = &b->items[i];

        TWINS_SAME(x->code == y->code && x->warning == y->warning &&
                       ek_text_equal(x->message, y->message) &&
                       ek_text_equal(x->place.file, y->place.file) &&
                       x->place.line == y->place.line && x->place.column == y->place.column,
                   "words or place", "a problem");
    }
    return true;
}

static inline bool same_cases(twins *t)
{
    const struct erkend_case *a = &t->direct.the_case, *b = &t->nodes.the_case;

    TWINS_SAME(t->direct.status == t->nodes.status, "status", "case");
    TWINS_SAME((a->root != NULL) == (b->root != NULL), "root", "case");
    if (!a->root)
        return same_problems(t, &t->direct.problems, &t->nodes.problems);
    TWINS_SAME(a->record_count == b->record_count, "number", "records");
    TWINS_SAME(a->decided == b->decided && a->decided_assumed == b->decided_assumed &&
                   strcmp(a->decided_text, b->decided_text) == 0,
               "day", "case");
    TWINS_SAME(strcmp(a->id, b->id) == 0 && strcmp(a->home, b->home) == 0, "id or home", "case");
    TWINS_SAME(a->target_count == b->target_count, "targets", "case");
    for (uint32_t i = 0; i < a->target_count; i++)
        TWINS_SAME(strcmp(a->targets[i], b->targets[i]) == 0, "target", "case");
    TWINS_SAME(strcmp(a->digest_hex, b->digest_hex) == 0 && a->digest_hex[0], "digest", "case");
    t->visited = calloc(a->record_count + 1u, sizeof *t->visited);
    return t->visited && same_records(t, a->root, b->root);
}

static inline void open_twin(twin *made)
{
    ek_arena_init(&made->the_case.arena, NULL, 0);
    ek_arena_init(&made->arena, NULL, 0);
    ek_problems_init(&made->problems, &made->arena);
}

static inline void close_twin(twin *made)
{
    ek_arena_dispose(&made->the_case.arena);
    ek_arena_dispose(&made->arena);
}

static inline void read_by_nodes(twin *made, const char *bytes, size_t size,
                                 const erkend_case_options *options)
{
    erkend_limits limits = ek_limits_of(options ? &options->limits : NULL);
    ek_text text = {bytes, (uint32_t)size};
    const ek_node *node;
    ek_escape escape;

    made->status = ERKEND_EINVALID;
    if (EK_TRY(&made->arena, &escape)) {
        node = ek_json_parse(&made->arena, EK_TEXT("case.json"), text, &limits, &made->problems);
        for (uint32_t i = 0; !options && i < made->problems.count; i++)
            made->problems.items[i].place.line = 1; /* a line has no second one */
        if (node)
            made->status = ek_case_load_node(&made->the_case, EK_TEXT("case.json"), text, node,
                                             EK_TEXT(""), options, &made->problems);
        if (made->problems.errors > 0) { /* of the form alone, such as a key that stands twice */
            made->status = ERKEND_EINVALID;
            made->the_case.root = NULL;
        }
        for (uint32_t i = 0; i < made->problems.count; i++)
            if (made->problems.items[i].code == ERKEND_ELIMIT)
                made->status = ERKEND_ELIMIT;
        ek_problems_sort(&made->problems);
    }
    ek_escape_end(&made->arena, &escape);
}

static inline void read_directly(twin *made, ek_read_kit *kit, const char *bytes, size_t size,
                                 const erkend_case_options *options)
{
    ek_text text = {bytes, (uint32_t)size};
    ek_escape escape;

    if (EK_TRY(&made->arena, &escape)) {
        made->status = options ? ek_case_load(&made->the_case, "case.json", bytes, size, options,
                                              &made->problems)
                               : ek_case_load_line(&made->the_case, kit, EK_TEXT("case.json"), text,
                                                   1, NULL, &made->problems);
        if (made->status == ERKEND_OK)
            ek_case_digest(&made->the_case);
        ek_problems_sort(&made->problems);
    }
    ek_escape_end(&made->arena, &escape);
}

/* Where the two readings differ; NULL: nowhere. `kit` and *gave_up: without options. */
static inline const char *twins_compare(ek_read_kit *kit, const char *bytes, size_t size,
                                        const erkend_case_options *options, bool *gave_up)
{
    static char where[160];
    char *copy = calloc(1, size + EK_SPARE_BYTES);
    twins t;
    bool same;

    memset(&t, 0, sizeof t);
    if (!copy)
        return "no memory";
    if (size > 0)
        memcpy(copy, bytes, size);
    open_twin(&t.direct);
    open_twin(&t.nodes);
    read_directly(&t.direct, kit, copy, size, options);
    read_by_nodes(&t.nodes, copy, size, options);
    same = same_cases(&t);
    if (!same && t.where[0] == '\0')
        (void)snprintf(t.where, sizeof t.where, "something");
    memcpy(where, t.where, sizeof where);
    if (gave_up)
        *gave_up = kit->gave_up;
    close_twin(&t.direct);
    close_twin(&t.nodes);
    free(t.visited);
    free(copy);
    return same ? NULL : where;
}

#endif
