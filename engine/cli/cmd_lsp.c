/* erkend lsp: the life of the server, and who answers which message. */
#include <stdlib.h>
#include <string.h>

#include "cli/lsp.h"

/* ---- Documents ------------------------------------------------------------------------------ */

static lsp_document *find_document(const lsp_server *server, const char *uri)
{
    lsp_document *document = server->documents;

    while (document != NULL && strcmp(document->uri, uri) != 0)
        document = document->next;
    return document;
}

static const char *uri_in(const json_t *params)
{
    return json_string_value(json_object_get(json_object_get(params, "textDocument"), "uri"));
}

static void put_text(lsp_document *document, const json_t *text)
{
    free(document->text);
    document->text = lsp_copy(json_string_value(text), json_string_length(text));
    document->size = json_string_length(text);
}

static void open_document(lsp_server *server, const json_t *params)
{
    const json_t *text = json_object_get(json_object_get(params, "textDocument"), "text");
    const char *uri = uri_in(params);
    lsp_document *document;

    if (uri == NULL || !json_is_string(text))
        return;
    document = find_document(server, uri);
    if (document == NULL) {
        document = lsp_alloc(sizeof *document);
        document->uri = lsp_copy(uri, strlen(uri));
        document->path = lsp_path_of_uri(uri);
        document->next = server->documents;
        server->documents = document;
    }
    put_text(document, text);
    lsp_touch(server, document);
}

/* The last of the changes is the whole text: that is what was asked for. */
static void change_document(lsp_server *server, const json_t *params)
{
    const json_t *changes = json_object_get(params, "contentChanges");
    const json_t *last = json_array_get(changes, json_array_size(changes) - 1);
    const json_t *text = json_object_get(last, "text");
    lsp_document *document = uri_in(params) != NULL ? find_document(server, uri_in(params)) : NULL;

    if (document == NULL || !json_is_string(text) || json_object_get(last, "range") != NULL)
        return;
    put_text(document, text);
    lsp_touch(server, document);
}

static void save_document(lsp_server *server, const json_t *params)
{
    const lsp_document *document =
        uri_in(params) != NULL ? find_document(server, uri_in(params)) : NULL;

    if (document != NULL)
        lsp_touch(server, document);
}

static void free_document(lsp_document *document)
{
    free(document->uri);
    free(document->path);
    free(document->text);
    free(document);
}

static void close_document(lsp_server *server, const json_t *params)
{
    lsp_document *document = uri_in(params) != NULL ? find_document(server, uri_in(params)) : NULL;
    lsp_document **at = &server->documents;

    if (document == NULL)
        return;
    while (*at != document)
        at = &(*at)->next;
    lsp_touch(server, document);
    *at = document->next;
    lsp_forget(server, document);
    free_document(document);
}

/* ---- Requests ------------------------------------------------------------------------------- */

static json_t *initialize(lsp_server *server)
{
    erkend_text *text = NULL;

    server->initialized = true;
    if (erkend_schema(&text, "rules", NULL) == ERKEND_OK)
        lsp_words_read(server->words, erkend_text_bytes(text), erkend_text_size(text));
    erkend_text_free(text);
    return json_pack("{s:{s:{s:b, s:i, s:b}, s:{s:[s, s]}, s:b, s:b, s:b}, s:{s:s, s:s}}",
                     "capabilities", "textDocumentSync", "openClose", 1, "change", 1, "save", 1,
                     "completionProvider", "triggerCharacters", ".", "\"", "hoverProvider", 1,
                     "definitionProvider", 1, "documentSymbolProvider", 1, "serverInfo", "name",
                     "erkend", "version", ERKEND_VERSION);
}

/* Which of the four at a position; NULL: not there, or the params are wrong. */
static json_t *answer_position(lsp_server *server, const lsp_document *document, const char *method,
                               const json_t *params)
{
    const json_t *position = json_object_get(params, "position");
    const json_t *line = json_object_get(position, "line");
    const json_t *character = json_object_get(position, "character");
    size_t offset;

    if (strcmp(method, "textDocument/documentSymbol") == 0)
        return lsp_outline(server, document);
    if (!json_is_integer(line) || !json_is_integer(character) || json_integer_value(line) < 0 ||
        json_integer_value(character) < 0)
        return NULL;
    offset = lsp_offset_of(document->text, document->size, json_integer_value(line),
                           json_integer_value(character));
    if (strcmp(method, "textDocument/completion") == 0)
        return lsp_complete(server, document, offset);
    if (strcmp(method, "textDocument/hover") == 0)
        return lsp_hover(server, document, offset);
    return lsp_define(server, document, offset);
}

static void answer_about(lsp_server *server, json_t *id, const char *method, const json_t *params)
{
    const char *uri = uri_in(params);
    const lsp_document *document = uri != NULL ? find_document(server, uri) : NULL;
    json_t *result;

    if (document == NULL) {
        lsp_answer_error(id, LSP_INVALID_PARAMS, "there is no such open document");
        return;
    }
    lsp_check_all(server);
    result = answer_position(server, document, method, params);
    if (result != NULL)
        lsp_answer(id, result);
    else
        lsp_answer_error(id, LSP_INVALID_PARAMS, "a position is a line and a character, from 0");
}

static void answer_request(lsp_server *server, json_t *id, const char *method, const json_t *params)
{
    static const char *const about[] = {"textDocument/completion", "textDocument/hover",
                                        "textDocument/definition", "textDocument/documentSymbol"};
    size_t i;

    if (strcmp(method, "initialize") == 0 && !server->initialized) {
        lsp_answer(id, initialize(server));
        return;
    }
    if (!server->initialized) {
        lsp_answer_error(id, LSP_NOT_INITIALIZED, "the first request is initialize");
        return;
    }
    if (server->shut_down || strcmp(method, "initialize") == 0) {
        lsp_answer_error(id, LSP_INVALID_REQUEST,
                         server->shut_down ? "the server was shut down" : "that was asked already");
        return;
    }
    if (strcmp(method, "shutdown") == 0) {
        server->shut_down = true;
        lsp_answer(id, json_null());
        return;
    }
    for (i = 0; i < sizeof about / sizeof about[0]; i++)
        if (strcmp(method, about[i]) == 0) {
            answer_about(server, id, method, params);
            return;
        }
    lsp_answer_error(id, LSP_NO_METHOD, "erkend does not answer that");
}

static void take_note(lsp_server *server, const char *method, const json_t *params)
{
    static const struct {
        const char *method;
        void (*take)(lsp_server *server, const json_t *params);
    } notes[] = {{"textDocument/didOpen", open_document},
                 {"textDocument/didChange", change_document},
                 {"textDocument/didSave", save_document},
                 {"textDocument/didClose", close_document}};
    size_t i;

    if (!server->initialized || server->shut_down)
        return;
    for (i = 0; i < sizeof notes / sizeof notes[0]; i++)
        if (strcmp(method, notes[i].method) == 0)
            notes[i].take(server, params);
}

/* ---- The life of the server ----------------------------------------------------------------- */

/* False: the editor said that this is the end. */
static bool take_message(lsp_server *server, const json_t *message)
{
    json_t *id = json_object_get(message, "id");
    const char *method = json_string_value(json_object_get(message, "method"));
    const json_t *params = json_object_get(message, "params");

    if (method == NULL) { /* an answer, though nothing was asked, or nonsense */
        if (json_object_get(message, "result") == NULL && json_object_get(message, "error") == NULL)
            lsp_answer_error(json_null(), LSP_INVALID_REQUEST, "a message names a method");
        return true;
    }
    if (id == NULL && strcmp(method, "exit") == 0)
        return false;
    if (id == NULL)
        take_note(server, method, params);
    else if (json_is_string(id) || json_is_integer(id))
        answer_request(server, id, method, params);
    else
        lsp_answer_error(json_null(), LSP_INVALID_REQUEST, "an id is a number or a text");
    return true;
}

static int serve(lsp_server *server)
{
    for (;;) {
        json_t *message;
        lsp_frame_state state;
        bool go_on = true;

        if (!lsp_is_waiting(&server->input))
            lsp_check_all(server);
        state = lsp_read(&server->input, &message);
        if (state == FRAME_END || state == FRAME_BROKEN)
            return state == FRAME_END ? EXIT_NO : EXIT_INPUT;
        if (state == FRAME_MESSAGE)
            go_on = take_message(server, message);
        json_decref(message);
        if (!go_on)
            return server->shut_down ? EXIT_WANTED : EXIT_NO;
    }
}

static int run(const cli_options *options)
{
    lsp_server server;
    int status;

    if (options->argument_count > 0) {
        cli_complain("erkend lsp: takes no arguments; an editor starts it");
        return EXIT_CALL;
    }
    memset(&server, 0, sizeof server);
    server.options = options;
    server.published = json_object();
    server.words = json_object();
    server.schemas = json_object();
    status = serve(&server);
    while (server.documents != NULL) {
        lsp_document *document = server.documents;

        server.documents = document->next;
        free_document(document);
    }
    lsp_scopes_free(&server);
    json_decref(server.published);
    json_decref(server.words);
    json_decref(server.schemas);
    free(server.input.bytes);
    return status;
}

const cli_command cli_lsp = {
    "lsp",
    "",
    "serve an editor: errors as you type, completion, meaning, definition",
    "A language server (Language Server Protocol over standard input and output), for the Lua\n"
    "rules and YAML documents of policy folders, and for case documents. An editor starts it; how\n"
    "is said in docs/editor.md. Of the folder in which a file lies it finds countries and "
    "policies\n"
    "itself; a country outside of a checkout needs --policies or the installed ones.\n\n"
    "Exit status 0 after shutdown and exit; 1 if the editor went without; 3 if what came was no\n"
    "protocol.",
    "  erkend lsp\n"
    "  erkend lsp --policies policies",
    TAKES_POLICIES,
    run,
};
