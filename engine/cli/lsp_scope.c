/* Scopes: a country (or all of a folder) as it is in the editor, and what is wrong with it.
 *
 * A document of a country belongs to the scope of that country, one of policies/ to that of all
 * countries beside it; a case, wherever it lies, is read alone. What was found is kept by who found
 * it, so that a file which two countries use shows what both say and loses each when it is mended.
 * While files are broken names come from what can be read, and else from the last time that all was
 * well. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/lsp.h"

/* ---- Files ---------------------------------------------------------------------------------- */

bool lsp_files_path(const lsp_files *files, const char *name, char out[PATH_MAX])
{
    size_t i;

    for (i = 0; i < files->disk.folder_count; i++) {
        const cli_folder *folder = &files->disk.folders[i];
        size_t size = strlen(folder->named);

        if (strncmp(name, folder->named, size) != 0 ||
            (size > 0 && name[size] != '/' && name[size] != '\0'))
            continue;
        if (name[size] == '\0')
            return snprintf(out, PATH_MAX, "%s", folder->path) < PATH_MAX;
        return snprintf(out, PATH_MAX, "%s/%s", folder->path, name + size + (size > 0)) < PATH_MAX;
    }
    return false;
}

static erkend_status open_file(void *user, const char *name, size_t max_bytes, const char **bytes,
                               size_t *size, void **handle)
{
    lsp_files *files = user;
    char path[PATH_MAX];
    const lsp_document *document =
        lsp_files_path(files, name, path) ? lsp_document_at(files->server, path) : NULL;

    if (document == NULL)
        return files->disk.files.open(files->disk.files.user, name, max_bytes, bytes, size, handle);
    if (document->size > max_bytes)
        return ERKEND_ELIMIT;
    *bytes = *handle = lsp_copy(document->text, document->size);
    *size = document->size;
    return ERKEND_OK;
}

static void close_file(void *user, void *handle)
{
    (void)user;
    free(handle);
}

typedef struct listing {
    const char *const *open; /* names that are open and may be new */
    size_t count;
    bool *seen;
    void (*found)(void *to, const char *name);
    void *to;
} listing;

static void note_name(void *to, const char *name)
{
    listing *at = to;
    size_t i;

    for (i = 0; i < at->count; i++)
        if (strcmp(at->open[i], name) == 0)
            at->seen[i] = true;
    at->found(at->to, name);
}

enum { OPEN_MAX = 64 };

/* What is open and was never saved is there too. */
static erkend_status list_folder(void *user, const char *folder,
                                 void (*found)(void *to, const char *name), void *to)
{
    lsp_files *files = user;
    const char *open[OPEN_MAX];
    bool seen[OPEN_MAX] = {false};
    listing at = {open, 0, seen, found, to};
    char path[PATH_MAX];
    const lsp_document *document = files->server->documents;
    erkend_status status;
    size_t size, i;

    if (!lsp_files_path(files, folder, path))
        path[0] = '\0';
    size = strlen(path);
    while (size > 0 && path[size - 1] == '/')
        path[--size] = '\0';
    for (; size > 0 && document != NULL && at.count < OPEN_MAX; document = document->next)
        if (strncmp(document->path, path, size) == 0 && document->path[size] == '/' &&
            strchr(document->path + size + 1, '/') == NULL)
            open[at.count++] = document->path + size + 1;
    status = files->disk.files.list(files->disk.files.user, folder, note_name, &at);
    for (i = 0; status == ERKEND_OK && i < at.count; i++)
        if (!seen[i])
            found(to, open[i]);
    return status;
}

static void init_files(lsp_files *files, lsp_server *server)
{
    cli_files_init(&files->disk);
    files->server = server;
    files->files =
        (erkend_files){.user = files, .open = open_file, .done = close_file, .list = list_folder};
}

/* The text of what the library calls so, as the editor has it; new, or NULL. */
static char *read_named(const lsp_files *files, const char *name, size_t *size)
{
    const char *bytes;
    void *handle;
    char *copy;

    if (open_file((void *)(uintptr_t)files, name, LSP_MESSAGE_MAX, &bytes, size, &handle) !=
        ERKEND_OK)
        return NULL;
    copy = lsp_copy(bytes, *size);
    free(handle);
    return copy;
}

/* ---- Where a document belongs --------------------------------------------------------------- */

lsp_document *lsp_document_at(const lsp_server *server, const char *path)
{
    lsp_document *document = server->documents;

    while (document != NULL && (document->path[0] == '\0' || strcmp(document->path, path) != 0))
        document = document->next;
    return document;
}

static bool is_there(const lsp_server *server, const char *path)
{
    FILE *file;

    if (lsp_document_at(server, path) != NULL)
        return true;
    file = fopen(path, "rb");
    if (file != NULL)
        (void)fclose(file);
    return file != NULL;
}

static bool is_vocabulary(const char *policies)
{
    char path[PATH_MAX + 32];

    (void)snprintf(path, sizeof path, "%s/words.lua", policies);
    return access(path, F_OK) == 0;
}

/* Those that were named, those beside the countries, those that are installed. */
static bool find_policies(const lsp_server *server, const char *countries, char out[PATH_MAX])
{
    char beside[PATH_MAX + 16];
    cli_bundle *bundle;
    bool found;

    if (server->options->policies == NULL) {
        (void)snprintf(beside, sizeof beside, "%s/../policies", countries);
        if (cli_is_folder(beside) && is_vocabulary(beside))
            return realpath(beside, out) != NULL;
    }
    bundle = lsp_alloc(sizeof *bundle);
    found = cli_bundle_find(bundle, server->options, NULL, 0) == EXIT_WANTED &&
            realpath(bundle->policies, out) != NULL;
    free(bundle);
    return found;
}

static lsp_scope *scope_of(lsp_server *server, const char *countries, const char *code)
{
    lsp_scope *scope = server->scopes;

    while (scope != NULL &&
           (strcmp(scope->countries, countries) != 0 || strcmp(scope->code, code) != 0))
        scope = scope->next;
    if (scope != NULL)
        return scope;
    scope = lsp_alloc(sizeof *scope);
    (void)snprintf(scope->countries, sizeof scope->countries, "%s", countries);
    (void)snprintf(scope->code, sizeof scope->code, "%s", code);
    if (!find_policies(server, countries, scope->policies)) {
        free(scope);
        return NULL;
    }
    init_files(&scope->files, server);
    cli_files_add(&scope->files.disk, "policies", scope->policies);
    cli_files_add(&scope->files.disk, "countries", scope->countries);
    scope->dirty = true;
    scope->next = server->scopes;
    server->scopes = scope;
    return scope;
}

static bool ends(const char *text, const char *with)
{
    size_t size = strlen(text), end = strlen(with);

    return size >= end && strcmp(text + size - end, with) == 0;
}

static lsp_kind kind_in_country(const char *rest)
{
    static const struct {
        const char *name;
        lsp_kind kind;
    } kinds[] = {{"country.yaml", DOC_COUNTRY},
                 {"parameters.yaml", DOC_PARAMETERS},
                 {"questions.yaml", DOC_QUESTIONS},
                 {"laws.yaml", DOC_LAWS}};
    size_t i;

    for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(rest, kinds[i].name) == 0)
            return kinds[i].kind;
    if (strchr(rest, '/') == NULL && ends(rest, ".lua"))
        return DOC_RULES;
    if (strncmp(rest, "cases/", 6) == 0 && ends(rest, ".yaml"))
        return DOC_TESTS;
    if (strncmp(rest, "qualifications/", 15) == 0 && ends(rest, ".yaml"))
        return DOC_QUALIFICATION;
    return DOC_OTHER;
}

static lsp_kind kind_in_policies(const char *rest)
{
    const char *slash = strchr(rest, '/');

    if (ends(rest, ".lua"))
        return slash == NULL ? DOC_WORDS : DOC_RULES;
    return slash != NULL ? kind_in_country(slash + 1) : DOC_OTHER;
}

/* In JSON such a key stands anywhere. */
static bool looks_like_json_case(const lsp_document *document)
{
    static const char *const keys[] = {"\"decided\"", "\"learner\"", "\"abroad\"",
                                       "\"transcripts\"", "\"qualification\""};
    size_t i;

    for (i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (strstr(document->text, keys[i]) != NULL)
            return true;
    return false;
}

/* A key that only cases have stands at the beginning of a line. */
static bool looks_like_case(const lsp_document *document)
{
    static const char *const keys[] = {"decided:", "home_country:", "host_country:", "learner:",
                                       "abroad:",  "stays:",        "qualification:"};
    const char *line = document->text;
    size_t i;

    if (ends(document->path, ".json"))
        return looks_like_json_case(document);
    if (!ends(document->path, ".yaml"))
        return false;
    while (line != NULL) {
        for (i = 0; i < sizeof keys / sizeof keys[0]; i++)
            if (strncmp(line, keys[i], strlen(keys[i])) == 0)
                return true;
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    return false;
}

/* Is `folder` a country's (its name made a code), or policies beside countries? */
static lsp_kind kind_below(lsp_server *server, const char *folder, const char *rest,
                           lsp_scope **scope, char *name)
{
    char path[PATH_MAX + 16], parent[PATH_MAX], code[3] = "";
    const char *base = strrchr(folder, '/') + 1;

    (void)snprintf(parent, sizeof parent, "%.*s", (int)(base - folder - 1), folder);
    (void)snprintf(path, sizeof path, "%s/country.yaml", folder);
    if (strlen(base) == 2 && is_there(server, path)) {
        code[0] = (char)toupper((unsigned char)base[0]);
        code[1] = (char)toupper((unsigned char)base[1]);
        *scope = scope_of(server, parent, code);
        (void)snprintf(name, PATH_MAX, "countries/%s/%s", base, rest);
        return *scope != NULL ? kind_in_country(rest) : DOC_OTHER;
    }
    (void)snprintf(path, sizeof path, "%s/countries", parent);
    if (strcmp(base, "policies") == 0 && cli_is_folder(path) && strlen(path) < PATH_MAX) {
        *scope = scope_of(server, path, "");
        (void)snprintf(name, PATH_MAX, "policies/%s", rest);
        return *scope != NULL ? kind_in_policies(rest) : DOC_OTHER;
    }
    return DOC_OTHER;
}

lsp_kind lsp_kind_of(lsp_server *server, const lsp_document *document, lsp_scope **scope,
                     char *name)
{
    char folder[PATH_MAX];
    char *slash;

    *scope = NULL;
    name[0] = '\0';
    (void)snprintf(folder, sizeof folder, "%s", document->path);
    if (strlen(document->path) >= sizeof folder)
        return DOC_OTHER;
    while ((slash = strrchr(folder, '/')) != NULL && slash != folder) {
        lsp_kind kind;

        *slash = '\0';
        kind = kind_below(server, folder, document->path + (slash - folder) + 1, scope, name);
        if (*scope != NULL)
            return kind;
    }
    if (strstr(document->path, "/qualifications/") != NULL && ends(document->path, ".yaml"))
        return DOC_QUALIFICATION;
    return looks_like_case(document) ? DOC_CASE : DOC_OTHER;
}

/* ---- Diagnostics ---------------------------------------------------------------------------- */

static json_t *diagnostic(const erkend_problem *problem, const char *text, size_t size)
{
    size_t from = lsp_offset_of_place(text, size, problem->line, problem->column);
    size_t to = problem->line > 0 ? lsp_token_end(text, size, from) : from;

    return json_pack("{s:o, s:i, s:s, s:s}", "range", lsp_range(text, size, from, to), "severity",
                     problem->is_warning ? 2 : 1, "source", "erkend", "message", problem->message);
}

/* The URI by which the editor knows a file. */
static char *uri_of(const lsp_server *server, const char *path)
{
    const lsp_document *document = lsp_document_at(server, path);

    return document != NULL ? lsp_copy(document->uri, strlen(document->uri))
                            : lsp_uri_of_path(path);
}

/* {uri: [diagnostics]} */
static json_t *gather(const lsp_files *files, const erkend_error *error)
{
    json_t *found = json_object();
    erkend_problem problem;
    size_t i;

    for (i = 0; erkend_error_at(error, i, &problem); i++) {
        char path[PATH_MAX], *uri, *text;
        size_t size = 0;
        json_t *list;

        if (!lsp_files_path(files, problem.file, path))
            continue;
        uri = uri_of(files->server, path);
        text = read_named(files, problem.file, &size);
        list = json_object_get(found, uri);
        if (list == NULL) {
            list = json_array();
            (void)json_object_set_new(found, uri, list);
        }
        (void)json_array_append_new(list, diagnostic(&problem, text != NULL ? text : "", size));
        free(text);
        free(uri);
    }
    return found;
}

static bool has(const json_t *list, const json_t *item)
{
    size_t i;

    for (i = 0; i < json_array_size(list); i++)
        if (json_equal(json_array_get(list, i), item))
            return true;
    return false;
}

/* All that anybody found in that file. */
static void publish(json_t *published, const char *uri)
{
    json_t *by = json_object_get(published, uri), *list, *item, *all = json_array();
    const char *who;
    size_t i;

    json_object_foreach (by, who, list) {
        json_array_foreach (list, i, item) {
            if (!has(all, item))
                (void)json_array_append(all, item);
        }
    }
    lsp_notify("textDocument/publishDiagnostics",
               json_pack("{s:s, s:o}", "uri", uri, "diagnostics", all));
}

/* What `who` finds now takes the place of what it found before; only what differs is told. */
static void replace(lsp_server *server, const char *who, json_t *found)
{
    json_t *by, *list;
    const char *uri;
    void *next;

    json_object_foreach (found, uri, list) {
        if (json_object_get(server->published, uri) == NULL)
            (void)json_object_set_new(server->published, uri, json_object());
        by = json_object_get(server->published, uri);
        if (json_equal(json_object_get(by, who), list))
            continue;
        (void)json_object_set(by, who, list);
        publish(server->published, uri);
    }
    json_object_foreach_safe (server->published, next, uri, by) {
        if (json_object_get(found, uri) != NULL || json_object_del(by, who) != 0)
            continue;
        publish(server->published, uri);
        if (json_object_size(by) == 0)
            (void)json_object_del(server->published, uri);
    }
    json_decref(found);
}

/* ---- Checking ------------------------------------------------------------------------------- */

static void who_of(const lsp_scope *scope, char out[PATH_MAX + 8])
{
    (void)snprintf(out, PATH_MAX + 8, "%s %s", scope->code, scope->countries);
}

static void config_of(lsp_scope *scope, const char *only[2], erkend_config *config)
{
    memset(config, 0, sizeof *config);
    config->struct_size = sizeof *config;
    config->files = &scope->files.files;
    config->policies = "policies";
    config->countries = "countries";
    only[0] = scope->code;
    only[1] = NULL;
    config->only = scope->code[0] != '\0' ? only : NULL;
}

static void read_word_file(void *to, const char *name)
{
    lsp_scope *scope = to;
    char path[PATH_MAX];
    size_t size;
    char *text;

    if (!ends(name, ".lua") || snprintf(path, sizeof path, "policies/%s", name) >= PATH_MAX)
        return;
    text = read_named(&scope->files, path, &size);
    if (text != NULL)
        lsp_words_read(scope->words, text, size);
    free(text);
}

static void keep_symbols(lsp_scope *scope, erkend_symbols *symbols, bool good)
{
    if (scope->latest != scope->good)
        erkend_symbols_free(scope->latest);
    scope->latest = symbols;
    if (!good)
        return;
    if (scope->good != symbols)
        erkend_symbols_free(scope->good);
    scope->good = symbols;
}

void lsp_check_scope(lsp_server *server, lsp_scope *scope)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_symbols *symbols = NULL;
    erkend_config config;
    const char *only[2];
    char who[PATH_MAX + 8], today[11];
    erkend_status status;

    cli_today(today);
    config_of(scope, only, &config);
    status = erkend_symbols_read(&symbols, &config, today, error);
    if (symbols != NULL)
        keep_symbols(scope, symbols, status == ERKEND_OK);
    json_decref(scope->words);
    scope->words = json_object();
    (void)list_folder(&scope->files, "policies", read_word_file, scope);
    who_of(scope, who);
    replace(server, who, gather(&scope->files, error));
    scope->dirty = false;
    erkend_error_free(error);
}

/* The document as a case; `text`: a case that refers to it, or NULL. */
static void check_as_case(lsp_server *server, const lsp_document *document, const char *text)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_case_options options;
    erkend_case *the_case = NULL;
    lsp_files *files = lsp_alloc(sizeof *files);
    char *folder = lsp_copy(document->path, strlen(document->path)), *slash = strrchr(folder, '/');
    char today[11];

    memset(&options, 0, sizeof options);
    *slash = '\0';
    init_files(files, server);
    cli_files_add(&files->disk, "", slash == folder ? "/" : folder);
    cli_today(today);
    options.struct_size = sizeof options;
    options.files = &files->files;
    options.decided = today;
    if (text == NULL)
        (void)erkend_case_read(&the_case, slash + 1, document->text, document->size, &options,
                               error);
    else
        (void)erkend_case_read(&the_case, "a case", text, strlen(text), &options, error);
    erkend_case_free(the_case);
    replace(server, document->uri, gather(files, error));
    free(folder);
    free(files);
    erkend_error_free(error);
}

/* A qualification is read as a case refers to it. */
static void check_qualification(lsp_server *server, const lsp_document *document)
{
    char text[PATH_MAX + 64];
    const char *name = strrchr(document->path, '/') + 1;

    if (strchr(name, '"') != NULL || strchr(name, '\\') != NULL)
        return; /* no document is referred to by such a name */
    (void)snprintf(text, sizeof text, "{ \"id\": \"a\", \"qualification\": \"%s\" }", name);
    check_as_case(server, document, text);
}

/* What no check of the country reads: tests and laws. */
static void check_document(lsp_server *server, lsp_scope *scope, const lsp_document *document,
                           const char *name)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_config config;
    const char *only[2];

    config_of(scope, only, &config);
    (void)erkend_symbols_check(scope->latest, &config, name, error);
    replace(server, document->uri, gather(&scope->files, error));
    erkend_error_free(error);
}

void lsp_touch(lsp_server *server, const lsp_document *document)
{
    char name[PATH_MAX];
    lsp_scope *scope, *other;
    lsp_document *beside;
    lsp_kind kind = lsp_kind_of(server, document, &scope, name);

    for (beside = server->documents; beside != NULL; beside = beside->next)
        beside->dirty = true;
    if (scope == NULL || kind == DOC_TESTS || kind == DOC_LAWS || kind == DOC_QUALIFICATION)
        return;
    for (other = server->scopes; other != NULL; other = other->next)
        if (strcmp(other->countries, scope->countries) == 0 &&
            (scope->code[0] == '\0' || other->code[0] == '\0' ||
             strcmp(other->code, scope->code) == 0))
            other->dirty = true;
}

void lsp_check_all(lsp_server *server)
{
    lsp_document *document;
    lsp_scope *scope;

    for (document = server->documents; document != NULL; document = document->next) {
        char name[PATH_MAX];
        lsp_kind kind;

        if (!document->dirty)
            continue;
        document->dirty = false;
        kind = lsp_kind_of(server, document, &scope, name);
        if (scope != NULL && scope->dirty)
            lsp_check_scope(server, scope);
        if (kind == DOC_CASE)
            check_as_case(server, document, NULL);
        else if (kind == DOC_QUALIFICATION)
            check_qualification(server, document);
        else if (scope != NULL && scope->latest != NULL && (kind == DOC_TESTS || kind == DOC_LAWS))
            check_document(server, scope, document, name);
    }
    for (scope = server->scopes; scope != NULL; scope = scope->next)
        if (scope->dirty)
            lsp_check_scope(server, scope);
}

void lsp_forget(lsp_server *server, const lsp_document *document)
{
    replace(server, document->uri, json_object());
}

void lsp_scopes_free(lsp_server *server)
{
    while (server->scopes != NULL) {
        lsp_scope *scope = server->scopes;

        server->scopes = scope->next;
        if (scope->latest != scope->good)
            erkend_symbols_free(scope->latest);
        erkend_symbols_free(scope->good);
        json_decref(scope->words);
        free(scope);
    }
}

int lsp_symbol_find(const lsp_scope *scope, const char *kind, const char *owner, const char *name,
                    erkend_symbol *out)
{
    const erkend_symbols *lists[] = {scope->latest, scope->good};
    size_t i, k;

    for (k = 0; k < 2; k++)
        for (i = 0; lists[k] != NULL && erkend_symbols_at(lists[k], i, out); i++)
            if (strcmp(out->kind, kind) == 0 && strcmp(out->name, name) == 0 &&
                (owner == NULL || strcmp(out->owner, owner) == 0))
                return 1;
    return 0;
}
