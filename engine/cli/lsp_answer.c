/* Answers: what may be written at a position, what a name means, where it is declared, and what a
 * file declares. Everything here only looks names up that others have found. */
#include <stdlib.h>
#include <string.h>

#include "cli/lsp.h"

enum { /* of the protocol: what a completion is shown as */
       ITEM_FUNCTION = 3,
       ITEM_FIELD = 5,
       ITEM_VARIABLE = 6,
       ITEM_PROPERTY = 10,
       ITEM_VALUE = 12,
       ITEM_REFERENCE = 18,
       ITEM_CONSTANT = 21,
       ITEM_STRUCT = 22
};

/* ---- Words for people ----------------------------------------------------------------------- */

/* In Markdown: a heading, a sentence, and a list; new. */
static char *mark_down(const char *title, const char *type, const char *says, const char *about)
{
    char *text = NULL;
    const char *before = "\n\n- ";
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    if (out == NULL)
        return lsp_copy(says, strlen(says));
    (void)fprintf(out, "`%s`%s%s", title, type[0] != '\0' ? ": " : "", type);
    if (says[0] != '\0')
        (void)fprintf(out, "\n\n%s", says);
    for (; about[0] != '\0'; about += strcspn(about, "\n") + 1) {
        (void)fprintf(out, "%s%.*s", before, (int)strcspn(about, "\n"), about);
        before = "\n- ";
    }
    (void)fclose(out);
    return text;
}

static json_t *markup(const char *text)
{
    return json_pack("{s:s, s:s}", "kind", "markdown", "value", text);
}

static char *symbol_text(const erkend_symbol *symbol, const char *title)
{
    return mark_down(title, symbol->type, symbol->says, symbol->about);
}

/* ---- Completion ----------------------------------------------------------------------------- */

typedef struct completion {
    lsp_server *server;
    lsp_scope *scope; /* or NULL */
    json_t *items, *seen;
    json_t *range; /* that a completion takes the place of */
} completion;

static void add_item(completion *c, const char *label, int kind, const char *detail,
                     const char *text)
{
    if (json_object_get(c->seen, label) != NULL)
        return;
    (void)json_object_set_new(c->seen, label, json_true());
    (void)json_array_append_new(c->items, json_pack("{s:s, s:i, s:s, s:o, s:{s:O, s:s}}", "label",
                                                    label, "kind", kind, "detail", detail,
                                                    "documentation", markup(text), "textEdit",
                                                    "range", c->range, "newText", label));
}

static void add_symbols_of(completion *c, const erkend_symbols *symbols, const char *kind,
                           const char *owner, int item)
{
    erkend_symbol symbol;
    size_t i;

    for (i = 0; symbols != NULL && erkend_symbols_at(symbols, i, &symbol); i++) {
        char *text;

        if (strcmp(symbol.kind, kind) != 0 || (owner != NULL && strcmp(symbol.owner, owner) != 0))
            continue;
        text = symbol_text(&symbol, symbol.name);
        add_item(c, symbol.name, item, symbol.type, text);
        free(text);
    }
}

static void add_symbols(completion *c, const char *kind, const char *owner, int item)
{
    if (c->scope == NULL)
        return;
    add_symbols_of(c, c->scope->latest, kind, owner, item);
    add_symbols_of(c, c->scope->good, kind, owner, item);
}

static const char *text_in(json_t *in, const char *key)
{
    const char *text = json_string_value(json_object_get(in, key));

    return text != NULL ? text : "";
}

static void add_words(completion *c, json_t *from)
{
    json_t *words = json_object_get(from, "words"), *word;
    const char *name;

    json_object_foreach (words, name, word) {
        char *text = mark_down(text_in(word, "signature"), "", text_in(word, "says"), "");

        add_item(c, name, ITEM_FUNCTION, text_in(word, "signature"), text);
        free(text);
    }
}

/* The fields that LuaCATS gives to rule { … } and its like; NULL: it is none of them. */
static json_t *fields_of_form(const lsp_server *server, const char *form)
{
    static const char *const forms[][2] = {{"rule", "rule_fields"},
                                           {"define", "definition_fields"},
                                           {"allocation", "allocation_fields"},
                                           {"check", "check_fields"}};
    size_t i;

    for (i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (strcmp(forms[i][0], form) == 0)
            return json_object_get(json_object_get(server->words, "fields"), forms[i][1]);
    return NULL;
}

static void add_fields(completion *c, const char *head)
{
    json_t *fields = fields_of_form(c->server, head), *field;
    const char *name;

    json_object_foreach (fields, name, field) {
        char *text = mark_down(name, text_in(field, "type"), text_in(field, "says"), "");

        add_item(c, name, ITEM_PROPERTY, text_in(field, "type"), text);
        free(text);
    }
    add_symbols(c, "field", head, ITEM_PROPERTY);
    if (strcmp(head, "says") == 0) {
        uint32_t i;

        for (i = 0; (name = erkend_language(i)) != NULL; i++)
            add_item(c, name, ITEM_PROPERTY, "a sentence in that language", "");
    }
}

/* The type whose facts stand behind `chain`, which ends before a point: unit.target. */
static bool type_behind(const lsp_scope *scope, const char *chain, char type[LSP_NAME_MAX])
{
    char name[LSP_NAME_MAX];
    erkend_symbol symbol;
    size_t size = strcspn(chain, ".");

    (void)snprintf(name, sizeof name, "%.*s", (int)size, chain);
    if (!lsp_symbol_find(scope, "scope", NULL, name, &symbol))
        return false;
    (void)snprintf(type, LSP_NAME_MAX, "%s", symbol.leads_to);
    for (chain += size; *chain == '.'; chain += size) {
        size = strcspn(++chain, ".");
        (void)snprintf(name, sizeof name, "%.*s", (int)size, chain);
        if (!lsp_symbol_find(scope, "fact", type, name, &symbol))
            return false;
        (void)snprintf(type, LSP_NAME_MAX, "%s", symbol.leads_to);
    }
    return true;
}

/* Names that stand behind param, term, ruling; NULL: another name. */
static const char *kind_behind(const char *name, size_t size)
{
    static const char *const kinds[][2] = {
        {"param", "parameter"}, {"term", "term"}, {"ruling", "question"}};
    size_t i;

    for (i = 0; i < 3; i++)
        if (strlen(kinds[i][0]) == size && memcmp(kinds[i][0], name, size) == 0)
            return kinds[i][1];
    return NULL;
}

/* What a text in quotes names in a policy file; NULL: nothing. */
static const char *kind_in_quotes(const lsp_lua *at)
{
    if (strcmp(at->before, "conditional") == 0)
        return "step";
    if (strcmp(at->head, "instead") == 0)
        return "road";
    if (strcmp(at->key, "overrides") == 0)
        return "rule";
    if (strcmp(at->key, "list") == 0)
        return "checklist";
    return NULL;
}

static void complete_lua(completion *c, const lsp_lua *at)
{
    const char *point = strrchr(at->chain, '.');
    char before[LSP_NAME_MAX], type[LSP_NAME_MAX];
    const char *kind;

    if (at->string) {
        kind = kind_in_quotes(at);
        if (kind != NULL)
            add_symbols(c, kind, NULL, ITEM_REFERENCE);
        return;
    }
    if (point != NULL) {
        (void)snprintf(before, sizeof before, "%.*s", (int)(point - at->chain), at->chain);
        kind = kind_behind(before, strlen(before));
        if (kind != NULL)
            add_symbols(c, kind, NULL, ITEM_CONSTANT);
        else if (c->scope != NULL && type_behind(c->scope, before, type))
            add_symbols(c, "fact", type, ITEM_FIELD);
        return;
    }
    if (at->at_key)
        add_fields(c, at->head);
    if (json_array_size(c->items) > 0)
        return;
    add_symbols(c, "scope", NULL, ITEM_VARIABLE);
    add_symbols(c, "effect", NULL, ITEM_STRUCT);
    add_words(c, c->server->words);
    if (c->scope != NULL)
        add_words(c, c->scope->words);
}

/* What a value names in a document, by the last key on the way to it; NULL: nothing. */
static const char *kind_of_value(lsp_kind kind, const lsp_yaml *at)
{
    static const char *const tests[][2] = {
        {"because", "rule"}, {"asks", "question"}, {"step", "step"}, {"instead", "road"}};
    size_t depth = at->depth, i;

    while (depth > 0 && at->path[depth - 1].key[0] == '\0')
        depth--;
    if (depth == 0)
        return NULL;
    for (i = 0; kind == DOC_TESTS && i < 4; i++)
        if (strcmp(at->path[depth - 1].key, tests[i][0]) == 0)
            return tests[i][1];
    if (kind == DOC_QUESTIONS && strcmp(at->path[depth - 1].key, "body") == 0)
        return "body";
    return NULL;
}

static void add_keys(void *to, json_t *node)
{
    json_t *property;
    const char *name;

    json_object_foreach (json_object_get(node, "properties"), name, property) {
        add_item(to, name, ITEM_PROPERTY, "", text_in(property, "description"));
    }
}

static void add_values(void *to, json_t *node)
{
    json_t *value;
    size_t i;

    json_array_foreach (json_object_get(node, "enum"), i, value) {
        if (json_is_string(value))
            add_item(to, json_string_value(value), ITEM_VALUE, "", "");
    }
    if (json_is_string(json_object_get(node, "const")))
        add_item(to, text_in(node, "const"), ITEM_VALUE, "", "");
    if (strcmp(text_in(node, "type"), "boolean") == 0) {
        add_item(to, "true", ITEM_VALUE, "", "");
        add_item(to, "false", ITEM_VALUE, "", "");
    }
}

/* JSON Schema of a kind of document; NULL: there is none. */
static json_t *schema_of(lsp_server *server, lsp_kind kind)
{
    static const char *const names[] = {[DOC_COUNTRY] = "country",
                                        [DOC_PARAMETERS] = "parameters",
                                        [DOC_QUESTIONS] = "questions",
                                        [DOC_LAWS] = "laws",
                                        [DOC_TESTS] = "cases",
                                        [DOC_CASE] = "case",
                                        [DOC_QUALIFICATION] = "qualification"};
    erkend_text *text = NULL;
    json_t *schema;

    if (kind < DOC_COUNTRY)
        return NULL;
    schema = json_object_get(server->schemas, names[kind]);
    if (schema != NULL)
        return schema;
    if (erkend_schema(&text, names[kind], NULL) == ERKEND_OK)
        schema = json_loadb(erkend_text_bytes(text), erkend_text_size(text), 0, NULL);
    erkend_text_free(text);
    if (schema != NULL)
        (void)json_object_set_new(server->schemas, names[kind], schema);
    return schema;
}

static void add_units(completion *c)
{
    static const char *const units[] = {"share", "factor", "count", "months",  "weeks",
                                        "days",  "years",  "hours", "points",  "points/year",
                                        "date",  "text",   "texts", "rounding"};
    size_t i;

    for (i = 0; i < sizeof units / sizeof units[0]; i++)
        add_item(c, units[i], ITEM_VALUE, "", "");
}

static void complete_yaml(completion *c, lsp_kind kind, const lsp_yaml *at)
{
    json_t *schema = schema_of(c->server, kind);
    const char *names = kind_of_value(kind, at);
    bool item = at->depth > 0 && at->path[at->depth - 1].key[0] == '\0';

    if (at->at_key)
        lsp_schema_walk(schema, at, add_keys, c);
    if (at->at_key && !item)
        return;
    lsp_schema_walk(schema, at, add_values, c);
    if (kind == DOC_PARAMETERS && at->depth == 2 && strcmp(at->path[1].key, "unit") == 0)
        add_units(c);
    if (names != NULL)
        add_symbols(c, names, NULL, ITEM_REFERENCE);
}

json_t *lsp_complete(lsp_server *server, const lsp_document *document, size_t offset)
{
    completion c = {server, NULL, json_array(), json_object(), NULL};
    char name[PATH_MAX];
    lsp_kind kind = lsp_kind_of(server, document, &c.scope, name);
    size_t from = offset;

    if (kind == DOC_RULES || kind == DOC_WORDS) {
        lsp_lua *at = lsp_alloc(sizeof *at);

        lsp_lua_at(at, document->text, offset);
        from = at->chain_at;
        if (!at->string && strrchr(at->chain, '.') != NULL)
            from += (size_t)(strrchr(at->chain, '.') - at->chain) + 1;
        c.range = lsp_range(document->text, document->size, from, offset);
        if (!at->comment)
            complete_lua(&c, at);
        free(at);
    } else if (kind != DOC_OTHER) {
        lsp_yaml *at = lsp_alloc(sizeof *at);

        lsp_yaml_at(at, document->text, offset);
        c.range = lsp_range(document->text, document->size, at->word_at, offset);
        if (!at->comment)
            complete_yaml(&c, kind, at);
        free(at);
    }
    json_decref(c.range);
    json_decref(c.seen);
    return json_pack("{s:b, s:o}", "isIncomplete", 0, "items", c.items);
}

/* ---- What stands at a position -------------------------------------------------------------- */

typedef struct target {
    const char *kind;         /* of symbols; NULL: none */
    char owner[LSP_NAME_MAX]; /* of a fact */
    char name[LSP_NAME_MAX];
    char title[LSP_NAME_MAX];
    char *text;             /* for people, where it is no symbol; new */
    const lsp_scope *scope; /* or NULL */
} target;

static size_t word_end(const lsp_document *document, size_t offset, const char *more)
{
    while (offset < document->size && document->text[offset] != '\0' &&
           (lsp_is_name(document->text[offset]) || strchr(more, document->text[offset]) != NULL))
        offset++;
    return offset;
}

static void set_name(target *out, const char *kind, const char *name)
{
    out->kind = kind;
    (void)snprintf(out->name, sizeof out->name, "%s", name);
}

static bool find_word(target *out, json_t *from, const char *name)
{
    json_t *word = json_object_get(json_object_get(from, "words"), name);

    if (word != NULL)
        out->text = mark_down(text_in(word, "signature"), "", text_in(word, "says"), "");
    return word != NULL;
}

static void find_field(target *out, const lsp_server *server, const lsp_lua *at)
{
    json_t *field = json_object_get(fields_of_form(server, at->head), at->chain);

    if (field != NULL)
        out->text = mark_down(at->chain, text_in(field, "type"), text_in(field, "says"), "");
}

static void find_chain(target *out, const lsp_server *server, const lsp_scope *scope,
                       const char *chain)
{
    const char *point = strrchr(chain, '.');
    char before[LSP_NAME_MAX];
    erkend_symbol symbol;

    if (point == NULL) {
        if (lsp_symbol_find(scope, "scope", NULL, chain, &symbol))
            set_name(out, "scope", chain);
        else if (!find_word(out, server->words, chain))
            (void)find_word(out, scope->words, chain);
        return;
    }
    (void)snprintf(before, sizeof before, "%.*s", (int)(point - chain), chain);
    if (kind_behind(before, strlen(before)) != NULL)
        set_name(out, kind_behind(before, strlen(before)), point + 1);
    else if (type_behind(scope, before, out->owner))
        set_name(out, "fact", point + 1);
}

static void find_lua(target *out, const lsp_server *server, const lsp_scope *scope,
                     const lsp_document *document, size_t offset)
{
    lsp_lua *at = lsp_alloc(sizeof *at);

    lsp_lua_at(at, document->text, offset);
    lsp_lua_at(at, document->text, word_end(document, offset, at->string ? "." : ""));
    (void)snprintf(out->title, sizeof out->title, "%s", at->chain);
    if (at->string) {
        const char *kind = strcmp(at->before, "rule") == 0 ? "rule" : kind_in_quotes(at);

        if (kind != NULL)
            set_name(out, kind, at->chain);
    } else if (!at->comment && at->at_key && fields_of_form(server, at->head) != NULL) {
        find_field(out, server, at);
    } else if (!at->comment) {
        find_chain(out, server, scope, at->chain);
    }
    free(at);
}

static void take_description(void *to, json_t *node)
{
    target *out = to;
    const char *says = text_in(node, "description");

    if (out->text == NULL && says[0] != '\0')
        out->text = mark_down(out->title, "", says, "");
}

/* The key is a fact where its map is a thing of the schema: more is known of it then. */
static void take_fact(void *to, json_t *node)
{
    target *out = to;
    const char *type = text_in(node, "$ref");
    erkend_symbol symbol;

    if (out->kind != NULL || out->scope == NULL || strncmp(type, "#/$defs/", 8) != 0 ||
        !lsp_symbol_find(out->scope, "fact", type + 8, out->title, &symbol))
        return;
    set_name(out, "fact", out->title);
    (void)snprintf(out->owner, sizeof out->owner, "%s", type + 8);
}

/* What a key declares; NULL: nothing. */
static const char *name_of_key(lsp_kind kind, const lsp_yaml *at)
{
    if (at->depth > 0)
        return NULL;
    return kind == DOC_PARAMETERS ? "parameter" : kind == DOC_QUESTIONS ? "question" : NULL;
}

static void find_yaml(target *out, lsp_server *server, lsp_kind kind, const lsp_document *document,
                      size_t offset)
{
    size_t end = word_end(document, offset, ".-");
    bool is_key = end < document->size && document->text[end] == ':';
    lsp_yaml *at = lsp_alloc(sizeof *at);
    const char *names;

    lsp_yaml_at(at, document->text, end);
    (void)snprintf(out->title, sizeof out->title, "%.*s", (int)(end - at->word_at),
                   document->text + at->word_at);
    if (at->comment || at->word_at >= end) {
        free(at);
        return;
    }
    names = is_key ? name_of_key(kind, at) : kind_of_value(kind, at);
    if (names != NULL)
        set_name(out, names, out->title);
    else if (is_key)
        lsp_schema_walk(schema_of(server, kind), at, take_fact, out);
    if (is_key && at->depth < LSP_YAML_DEPTH)
        (void)snprintf(at->path[at->depth++].key, LSP_NAME_MAX, "%s", out->title);
    if (out->kind == NULL)
        lsp_schema_walk(schema_of(server, kind), at, take_description, out);
    free(at);
}

/* False: nothing is known there. */
static bool find_target(target *out, lsp_server *server, lsp_scope **scope,
                        const lsp_document *document, size_t offset)
{
    char name[PATH_MAX];
    lsp_kind kind = lsp_kind_of(server, document, scope, name);

    memset(out, 0, sizeof *out);
    out->scope = *scope;
    if ((kind == DOC_RULES || kind == DOC_WORDS) && *scope != NULL)
        find_lua(out, server, *scope, document, offset);
    else if (kind >= DOC_COUNTRY)
        find_yaml(out, server, kind, document, offset);
    return out->kind != NULL || out->text != NULL;
}

json_t *lsp_hover(lsp_server *server, const lsp_document *document, size_t offset)
{
    target *at = lsp_alloc(sizeof *at);
    json_t *hover = json_null();
    erkend_symbol symbol;
    lsp_scope *scope;

    if (find_target(at, server, &scope, document, offset)) {
        if (at->text == NULL && scope != NULL &&
            lsp_symbol_find(scope, at->kind, at->owner[0] != '\0' ? at->owner : NULL, at->name,
                            &symbol))
            at->text = symbol_text(&symbol, at->title);
        if (at->text != NULL)
            hover = json_pack("{s:o}", "contents", markup(at->text));
    }
    free(at->text);
    free(at);
    return hover;
}

/* ---- Places --------------------------------------------------------------------------------- */

/* The text of a file as the editor has it, by what the library calls it; new, or NULL. */
static char *text_of(lsp_scope *scope, const char *name, size_t *size)
{
    const erkend_files *files = &scope->files.files;
    const char *bytes;
    void *handle;
    char *copy;

    if (files->open(files->user, name, LSP_MESSAGE_MAX, &bytes, size, &handle) != ERKEND_OK)
        return NULL;
    copy = lsp_copy(bytes, *size);
    files->done(files->user, handle);
    return copy;
}

static json_t *location_of(lsp_scope *scope, const erkend_symbol *symbol)
{
    char path[PATH_MAX], *text, *uri;
    const lsp_document *document;
    size_t size, from;
    json_t *location;

    if (symbol->line == 0 || !lsp_files_path(&scope->files, symbol->file, path))
        return NULL;
    text = text_of(scope, symbol->file, &size);
    if (text == NULL)
        return NULL;
    document = lsp_document_at(scope->files.server, path);
    uri = document != NULL ? NULL : lsp_uri_of_path(path);
    from = lsp_offset_of_place(text, size, symbol->line, symbol->column);
    location = json_pack("{s:s, s:o}", "uri", document != NULL ? document->uri : uri, "range",
                         lsp_range(text, size, from, lsp_token_end(text, size, from)));
    free(uri);
    free(text);
    return location;
}

json_t *lsp_define(lsp_server *server, const lsp_document *document, size_t offset)
{
    target *at = lsp_alloc(sizeof *at);
    json_t *found = json_array();
    erkend_symbol symbol;
    lsp_scope *scope;
    size_t i, k;

    if (find_target(at, server, &scope, document, offset) && at->kind != NULL && scope != NULL) {
        const erkend_symbols *lists[] = {scope->latest, scope->good};

        for (k = 0; k < 2 && json_array_size(found) == 0; k++)
            for (i = 0; lists[k] != NULL && erkend_symbols_at(lists[k], i, &symbol); i++)
                if (strcmp(symbol.kind, at->kind) == 0 && strcmp(symbol.name, at->name) == 0) {
                    json_t *location = location_of(scope, &symbol);

                    if (location != NULL)
                        (void)json_array_append_new(found, location);
                }
    }
    free(at->text);
    free(at);
    return found;
}

json_t *lsp_outline(lsp_server *server, const lsp_document *document)
{
    char name[PATH_MAX];
    lsp_scope *scope;
    json_t *found = json_array();
    erkend_symbol symbol;
    size_t i;

    (void)lsp_kind_of(server, document, &scope, name);
    for (i = 0;
         scope != NULL && scope->latest != NULL && erkend_symbols_at(scope->latest, i, &symbol);
         i++) {
        size_t from;

        if (symbol.line == 0 || strcmp(symbol.file, name) != 0)
            continue;
        from = lsp_offset_of_place(document->text, document->size, symbol.line, symbol.column);
        (void)json_array_append_new(
            found,
            json_pack("{s:s, s:s, s:i, s:o, s:o}", "name", symbol.name, "detail", symbol.says,
                      "kind", strcmp(symbol.kind, "rule") == 0 ? 12 : 14, "range",
                      lsp_range(document->text, document->size, from,
                                lsp_token_end(document->text, document->size, from)),
                      "selectionRange",
                      lsp_range(document->text, document->size, from,
                                lsp_token_end(document->text, document->size, from))));
    }
    return found;
}
