/* erkend lsp: a language server over standard input and output, for one editor.
 *
 * lsp_frame.c reads and writes messages; cmd_lsp.c hands each to who answers it; lsp_document.c
 * keeps the open documents and knows lines and positions; lsp_scope.c reads a country as it is in
 * the editor and says what is wrong with it; lsp_words.c has the words of the vocabulary;
 * lsp_lua.c and lsp_yaml.c see what stands at a position; lsp_answer.c makes the answers.
 *
 * One thread; every request is answered before the next is read. JSON is jansson's: texts of
 * strangers are read here, and a reader that others keep and try is the better one. */
#ifndef EK_CLI_LSP_H
#define EK_CLI_LSP_H

#include <jansson.h>
#include <limits.h>

#include "cli/cli.h"

#define LSP_MESSAGE_MAX ((size_t)16 * 1024 * 1024)
#define LSP_NAME_MAX 256 /* bytes of a name, with its end */

enum { /* of JSON-RPC and of the protocol */
       LSP_PARSE_ERROR = -32700,
       LSP_INVALID_REQUEST = -32600,
       LSP_NO_METHOD = -32601,
       LSP_INVALID_PARAMS = -32602,
       LSP_NOT_INITIALIZED = -32002
};

/* Memory, or the program ends: an editor starts it anew. */
void *lsp_alloc(size_t size);
char *lsp_copy(const char *bytes, size_t size); /* terminated; new, free() */

/* ---- lsp_frame.c ------------------------------------------------------------------------------
 */

typedef enum lsp_frame_state {
    FRAME_MESSAGE, /* there is one */
    FRAME_NOTHING, /* what came was no message; an error was answered */
    FRAME_END,     /* the end of input */
    FRAME_BROKEN   /* it is not known where the next message begins; an error was answered */
} lsp_frame_state;

typedef struct lsp_input {
    char *bytes;
    size_t size, capacity; /* read and not yet taken */
    bool ended;
} lsp_input;

lsp_frame_state lsp_read(lsp_input *input, json_t **message);
bool lsp_is_waiting(lsp_input *input); /* is there more to read, without waiting? */
void lsp_write(json_t *message);       /* taken */
void lsp_answer(json_t *id, json_t *result);
void lsp_answer_error(json_t *id, int code, const char *says);
void lsp_notify(const char *method, json_t *params);

/* ---- lsp_document.c ---------------------------------------------------------------------------
 */

typedef enum lsp_kind {
    DOC_OTHER,
    DOC_RULES, /* Lua in a country or a set */
    DOC_WORDS, /* Lua of the vocabulary */
    DOC_COUNTRY,
    DOC_PARAMETERS,
    DOC_QUESTIONS,
    DOC_LAWS,
    DOC_TESTS,
    DOC_CASE,
    DOC_QUALIFICATION
} lsp_kind;

typedef struct lsp_document lsp_document;
struct lsp_document {
    char *uri, *path; /* the path with its folders resolved; "" for what is no file */
    char *text;       /* terminated; may hold zero bytes */
    size_t size;
    bool dirty; /* it, or what it rests on, changed since it was checked */
    lsp_document *next;
};

/* Where a position of the editor stands in a text: a line from 0, and units of UTF-16 in it. */
size_t lsp_offset_of(const char *text, size_t size, json_int_t line, json_int_t units);
/* {"line", "character"} of an offset. */
json_t *lsp_position(const char *text, size_t size, size_t offset);
json_t *lsp_range(const char *text, size_t size, size_t from, size_t to);
/* The offset of a line (from 1) and a column in code points (from 1), at most the line's end. */
size_t lsp_offset_of_place(const char *text, size_t size, uint32_t line, uint32_t column);
/* How far what begins there reaches: a name, a text in quotes, else one sign. */
size_t lsp_token_end(const char *text, size_t size, size_t from);
bool lsp_is_name(char c);

char *lsp_path_of_uri(const char *uri); /* new; "" for what is no file */
char *lsp_uri_of_path(const char *path);

/* ---- lsp_words.c ------------------------------------------------------------------------------
 */

/* What LuaCATS says: {"words": {name: {"signature", "says"}}, "fields": {class: {name: {"type",
 * "says"}}}}; `into` is added to. */
void lsp_words_read(json_t *into, const char *text, size_t size);

/* ---- lsp_scope.c ------------------------------------------------------------------------------
 */

struct lsp_server;

/* Files as they are in the editor: what is open stands before what lies on the disk. */
typedef struct lsp_files {
    cli_files disk;
    erkend_files files;
    struct lsp_server *server;
} lsp_files;

/* What is checked together: one country, or all that a policy concerns. */
typedef struct lsp_scope lsp_scope;
struct lsp_scope {
    char countries[PATH_MAX], policies[PATH_MAX];
    char code[3]; /* "": all of the folder */
    lsp_files files;
    erkend_symbols *latest, *good; /* as it is; as it was without errors; may be the same */
    json_t *words;                 /* of policies/, as lsp_words_read says */
    bool dirty;
    lsp_scope *next;
};

typedef struct lsp_server {
    const cli_options *options;
    lsp_input input;
    bool initialized, shut_down;
    lsp_document *documents;
    lsp_scope *scopes;
    json_t *published; /* uri: {who found it: [diagnostics]} */
    json_t *words;     /* of the core, as lsp_words_read says */
    json_t *schemas;   /* JSON Schema, by what it is of */
} lsp_server;

lsp_document *lsp_document_at(const lsp_server *server, const char *path);
/* What a document is; *scope: what it belongs to, or NULL; `name` (of PATH_MAX bytes): what the
 * library calls it. */
lsp_kind lsp_kind_of(lsp_server *server, const lsp_document *document, lsp_scope **scope,
                     char *name);
/* A document was opened, changed, saved or closed. */
void lsp_touch(lsp_server *server, const lsp_document *document);
/* Checks what is dirty and tells the editor what is wrong. */
void lsp_check_all(lsp_server *server);
void lsp_check_scope(lsp_server *server, lsp_scope *scope);
/* The path of what the library calls so; false: it lies in no folder of these. */
bool lsp_files_path(const lsp_files *files, const char *name, char out[PATH_MAX]);
/* Gives a document that is closed no diagnostics of its own any more. */
void lsp_forget(lsp_server *server, const lsp_document *document);
void lsp_scopes_free(lsp_server *server);

/* The symbol of that kind, owner (NULL: any) and name; 0: there is none. */
int lsp_symbol_find(const lsp_scope *scope, const char *kind, const char *owner, const char *name,
                    erkend_symbol *out);

/* ---- lsp_lua.c --------------------------------------------------------------------------------
 */

typedef struct lsp_lua {
    bool comment, string, at_key; /* at_key: a field's name may stand here */
    char chain[LSP_NAME_MAX];  /* unit.target.po; of a text in quotes: what stands in it so far */
    size_t chain_at;           /* where it begins */
    char head[LSP_NAME_MAX];   /* whose braces these are: rule, award, instead; "" */
    char key[LSP_NAME_MAX];    /* the field whose value this is; "" */
    char before[LSP_NAME_MAX]; /* the name just before a text in quotes */
} lsp_lua;
void lsp_lua_at(lsp_lua *out, const char *text, size_t offset);

/* ---- lsp_yaml.c -------------------------------------------------------------------------------
 */

#define LSP_YAML_DEPTH 64

typedef struct lsp_yaml {
    bool comment, at_key;
    struct {
        char key[LSP_NAME_MAX]; /* "": an item of a list */
    } path[LSP_YAML_DEPTH];     /* down to the map, list or value at the position */
    size_t depth;
    size_t word_at; /* where what is being written begins */
} lsp_yaml;
void lsp_yaml_at(lsp_yaml *out, const char *text, size_t offset);

/* Calls `each` with every place of a JSON Schema that the path leads to. */
typedef void (*lsp_schema_each)(void *to, json_t *node);
void lsp_schema_walk(json_t *schema, const lsp_yaml *at, lsp_schema_each each, void *to);

/* ---- lsp_answer.c -----------------------------------------------------------------------------
 */

/* Each gives a result, also null; new. */
json_t *lsp_complete(lsp_server *server, const lsp_document *document, size_t offset);
json_t *lsp_hover(lsp_server *server, const lsp_document *document, size_t offset);
json_t *lsp_define(lsp_server *server, const lsp_document *document, size_t offset);
json_t *lsp_outline(lsp_server *server, const lsp_document *document);

#endif
