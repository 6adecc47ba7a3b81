/* What stands at a position of a policy file: a light reading of Lua from the beginning, which goes
 * on over whatever is half written. It knows names, texts in quotes, comments and braces; a brace
 * is called after what stands before it: rule "id" { … } is rule, instead = { … } is instead. */
#include <stdlib.h>
#include <string.h>

#include "cli/lsp.h"

enum { BRACES_MAX = 128 };

typedef struct braces {
    char head[LSP_NAME_MAX], key[LSP_NAME_MAX];
    size_t parentheses; /* open within: a comma there ends no field */
} braces;

typedef struct reading {
    const char *text;
    size_t at, end;
    braces stack[BRACES_MAX];
    size_t depth;
    size_t beyond;           /* braces deeper than the stack */
    char last[LSP_NAME_MAX]; /* the last name, a text in quotes behind it passed over */
    bool fresh;              /* after { or , : a field may begin */
} reading;

static void copy_name(char out[LSP_NAME_MAX], const char *from, size_t size)
{
    if (size >= LSP_NAME_MAX)
        size = LSP_NAME_MAX - 1;
    memcpy(out, from, size);
    out[size] = '\0';
}

/* The size of a long bracket's opening at `at` ([[, [==[), or 0. */
static size_t long_open(const reading *r, size_t at)
{
    size_t size = 1;

    if (at >= r->end || r->text[at] != '[')
        return 0;
    while (at + size < r->end && r->text[at + size] == '=')
        size++;
    return at + size < r->end && r->text[at + size] == '[' ? size + 1 : 0;
}

/* Passes over a long bracket; false: the position lies in it. */
static bool pass_long(reading *r, size_t opening)
{
    size_t at = r->at + opening;

    for (; at + opening <= r->end; at++) {
        size_t level = 1;

        if (r->text[at] != ']')
            continue;
        while (level + 1 < opening && r->text[at + level] == '=')
            level++;
        if (level + 1 == opening && r->text[at + level] == ']') {
            r->at = at + opening;
            return true;
        }
    }
    return false;
}

/* Passes over a comment; false: the position lies in it. */
static bool pass_comment(reading *r)
{
    size_t opening = long_open(r, r->at + 2);
    const char *end;

    if (opening > 0) {
        r->at += 2;
        return pass_long(r, opening);
    }
    end = memchr(r->text + r->at, '\n', r->end - r->at);
    if (end == NULL)
        return false;
    r->at = (size_t)(end - r->text) + 1;
    return true;
}

/* Passes over a text in quotes; false: the position lies in it. */
static bool pass_text(reading *r)
{
    char quote = r->text[r->at];
    size_t at = r->at + 1;

    for (; at < r->end && r->text[at] != '\n'; at++)
        if (r->text[at] == '\\')
            at++;
        else if (r->text[at] == quote) {
            r->at = at + 1;
            return true;
        }
    if (at >= r->end)
        return false;
    r->at = at;
    return true;
}

static void open_braces(reading *r, bool after_equals)
{
    const char *key;
    braces *top;

    if (r->depth == BRACES_MAX) {
        r->beyond++;
        return;
    }
    key = r->depth > 0 ? r->stack[r->depth - 1].key : "";
    top = &r->stack[r->depth++];
    copy_name(top->head, after_equals ? key : r->last, strlen(after_equals ? key : r->last));
    top->key[0] = '\0';
    top->parentheses = 0;
}

static void close_braces(reading *r)
{
    if (r->beyond > 0)
        r->beyond--;
    else if (r->depth > 0)
        r->depth--;
    r->last[0] = '\0';
}

/* Passes over a name with its points: unit.target.unit. */
static void pass_name(reading *r)
{
    size_t from = r->at;

    while (r->at < r->end && (lsp_is_name(r->text[r->at]) || r->text[r->at] == '.'))
        r->at++;
    copy_name(r->last, r->text + from, r->at - from);
}

static void pass_comma(reading *r, braces *top)
{
    r->last[0] = '\0';
    r->fresh = top == NULL || top->parentheses == 0;
    if (top != NULL && r->fresh)
        top->key[0] = '\0';
}

static void pass_sign(reading *r, bool *after_equals)
{
    braces *top = r->depth > 0 && r->beyond == 0 ? &r->stack[r->depth - 1] : NULL;
    char c = r->text[r->at++];
    bool was_equals = *after_equals;

    *after_equals = false;
    if (c == ',' || c == ';') {
        pass_comma(r, top);
        return;
    }
    r->fresh = c == '{';
    if (c == '{') {
        open_braces(r, was_equals);
    } else if (c == '}') {
        close_braces(r);
    } else if (c == '(' && top != NULL) {
        top->parentheses++;
    } else if (c == ')' && top != NULL && top->parentheses > 0) {
        top->parentheses--;
    } else if (c == '=' && top != NULL) {
        copy_name(top->key, r->last, strlen(r->last));
        *after_equals = true;
    }
}

static void give_place(lsp_lua *out, const reading *r)
{
    const braces *top = r->depth > 0 && r->beyond == 0 ? &r->stack[r->depth - 1] : NULL;

    if (top != NULL) {
        copy_name(out->head, top->head, strlen(top->head));
        copy_name(out->key, top->key, strlen(top->key));
    }
}

void lsp_lua_at(lsp_lua *out, const char *text, size_t offset)
{
    reading *r = lsp_alloc(sizeof *r);
    bool after_equals = false;

    memset(out, 0, sizeof *out);
    *r = (reading){.text = text, .end = offset};
    out->chain_at = offset;
    while (r->at < r->end) {
        char c = text[r->at];
        bool commented = c == '-' && r->at + 1 < r->end && text[r->at + 1] == '-';
        size_t opening = long_open(r, r->at), begin = r->at;

        if (commented || opening > 0) {
            if (commented ? pass_comment(r) : pass_long(r, opening))
                continue;
            out->comment = true;
            break;
        }
        if (c == '"' || c == '\'') {
            if (pass_text(r)) {
                after_equals = r->fresh = false;
                continue;
            }
            out->string = true;
            copy_name(out->before, r->last, strlen(r->last));
            out->chain_at = begin + 1;
            break;
        }
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            r->at++;
        } else if (lsp_is_name(c)) {
            pass_name(r);
            if (r->at == r->end) {
                out->chain_at = begin;
                out->at_key = r->fresh;
                break;
            }
            after_equals = r->fresh = false;
        } else {
            pass_sign(r, &after_equals);
        }
    }
    if (out->chain_at == offset)
        out->at_key = r->fresh;
    copy_name(out->chain, text + out->chain_at, offset - out->chain_at);
    give_place(out, r);
    free(r);
}
