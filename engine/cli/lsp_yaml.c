/* What stands at a position of a YAML document: the way of keys down to it, by indentation outside
 * of braces and by braces inside; and where a JSON Schema leads on that way.
 *
 * It reads line by line up to the position and goes on over whatever is half written. */
#include <stdlib.h>
#include <string.h>

#include "cli/lsp.h"

typedef struct frame {
    size_t indent;
    bool item, flow;
    char close; /* of flow */
    char key[LSP_NAME_MAX];
} frame;

typedef struct reading {
    const char *text;
    size_t at, end;
    frame stack[LSP_YAML_DEPTH];
    size_t depth;
    size_t flows;         /* how many of them are flow */
    bool valued, comment; /* what follows is a value; the position is in a comment */
    size_t word_at;
    bool in_block; /* a text after | or >, deeper than this */
    size_t block_indent;
} reading;

static void push(reading *r, size_t indent, bool item, char close)
{
    frame *top;

    if (r->depth == LSP_YAML_DEPTH)
        return;
    top = &r->stack[r->depth++];
    *top = (frame){.indent = indent, .item = item, .flow = close != '\0', .close = close};
    r->flows += close != '\0';
}

static void pop(reading *r)
{
    if (r->depth > 0)
        r->flows -= r->stack[--r->depth].flow;
}

static void set_key(reading *r, const char *from, size_t size)
{
    frame *top = r->depth > 0 ? &r->stack[r->depth - 1] : NULL;

    if (size > 1 && (from[0] == '"' || from[0] == '\'')) {
        from++;
        size -= 2;
    }
    if (top == NULL || size >= sizeof top->key)
        return;
    memcpy(top->key, from, size);
    top->key[size] = '\0';
}

static bool is_line_end(const reading *r, size_t at)
{
    return at >= r->end || r->text[at] == '\n';
}

static bool is_gap(const reading *r, size_t at)
{
    return at >= r->end || strchr(" \t\r\n", r->text[at]) != NULL;
}

/* The end of what begins at `at`: a text in quotes, or plain words up to one of `stops`. */
static size_t scalar_end(const reading *r, size_t at, const char *stops)
{
    char quote = r->text[at];

    if (quote == '"' || quote == '\'') {
        for (at++; at < r->end && r->text[at] != quote; at++)
            if (r->text[at] == '\\' && quote == '"')
                at++;
        return at < r->end ? at + 1 : r->end;
    }
    while (!is_line_end(r, at) && strchr(stops, r->text[at]) == NULL &&
           !(r->text[at] == ':' && is_gap(r, at + 1)) && !(r->text[at] == '#' && is_gap(r, at - 1)))
        at++;
    return at;
}

static size_t trimmed(const reading *r, size_t from, size_t to)
{
    while (to > from && strchr(" \t\r", r->text[to - 1]) != NULL)
        to--;
    return to - from;
}

/* One sign or word within braces. */
static void read_flow(reading *r)
{
    char c = r->text[r->at];
    frame *top = &r->stack[r->depth - 1];
    size_t end;

    if (c == '{' || c == '[') {
        push(r, 0, c == '[', c == '{' ? '}' : ']');
        r->valued = c == '[';
        r->at++;
        r->word_at = r->at;
    } else if (c == '}' || c == ']') {
        pop(r);
        r->at++;
        r->valued = true;
        r->word_at = r->at;
    } else if (c == ',') {
        if (!top->item)
            top->key[0] = '\0';
        r->valued = top->item;
        r->at++;
        r->word_at = r->at;
    } else if (strchr(" \t\r\n", c) != NULL) {
        r->at++;
    } else if (c == '#' && is_gap(r, r->at - 1)) {
        while (!is_line_end(r, r->at))
            r->at++;
        r->comment = r->at >= r->end;
    } else {
        end = scalar_end(r, r->at, ",{}[]");
        if (end == r->at) /* a colon or a sign of a comment alone */
            end++;
        r->word_at = r->at;
        if (end < r->end && r->text[end] == ':' && is_gap(r, end + 1)) {
            set_key(r, r->text + r->at, trimmed(r, r->at, end));
            r->valued = true;
            r->word_at = ++end;
        }
        r->at = end;
    }
}

static void drop_to(reading *r, size_t indent, bool dash)
{
    while (r->depth > 0 && r->flows == 0) {
        const frame *top = &r->stack[r->depth - 1];

        if (top->indent < indent || (dash && top->indent == indent && !top->item))
            break;
        pop(r);
    }
}

static void skip_spaces(reading *r)
{
    while (!is_line_end(r, r->at) && strchr(" \t\r", r->text[r->at]) != NULL)
        r->at++;
}

/* What stands behind a key or a dash, up to the end of the line or into braces. */
static void read_value(reading *r)
{
    skip_spaces(r);
    r->word_at = r->at;
    if (is_line_end(r, r->at))
        return;
    if (r->text[r->at] == '{' || r->text[r->at] == '[') {
        push(r, 0, r->text[r->at] == '[', r->text[r->at] == '{' ? '}' : ']');
        r->valued = r->text[r->at] == '[';
        r->at++;
        r->word_at = r->at;
        return;
    }
    if (r->text[r->at] == '|' || r->text[r->at] == '>') {
        r->in_block = true;
        r->block_indent = r->depth > 0 ? r->stack[r->depth - 1].indent : 0;
    }
    r->at = scalar_end(r, r->at, "");
    if (!is_line_end(r, r->at) && r->text[r->at] == '#')
        r->comment = true;
    while (!is_line_end(r, r->at))
        r->at++;
    if (r->comment && r->at < r->end)
        r->comment = false;
}

static void read_key(reading *r, size_t begin)
{
    size_t column, end;

    for (;;) {
        column = r->at - begin;
        if (!is_line_end(r, r->at) && r->text[r->at] == '-' && is_gap(r, r->at + 1) &&
            r->at + 1 < r->end) {
            drop_to(r, column, true);
            push(r, column, true, '\0');
            r->at++;
            skip_spaces(r);
            continue;
        }
        break;
    }
    r->word_at = r->at;
    if (is_line_end(r, r->at)) {
        if (r->at >= r->end)
            drop_to(r, column, false);
        return;
    }
    if (r->text[r->at] == '{' || r->text[r->at] == '[') {
        read_value(r);
        return;
    }
    end = scalar_end(r, r->at, "");
    if (end < r->end && r->text[end] == ':') {
        drop_to(r, column, false);
        push(r, column, false, '\0');
        set_key(r, r->text + r->at, trimmed(r, r->at, end));
        r->valued = true;
        r->at = end + 1;
        read_value(r);
        return;
    }
    if (end >= r->end)
        drop_to(r, column, false);
    r->at = end;
    while (!is_line_end(r, r->at))
        r->at++;
}

static void read_line(reading *r)
{
    size_t begin = r->at, indent;

    r->valued = false;
    while (!is_line_end(r, r->at) && r->text[r->at] == ' ')
        r->at++;
    indent = r->at - begin;
    if (r->in_block) {
        r->in_block = is_line_end(r, r->at) || indent > r->block_indent;
        if (r->in_block) {
            while (!is_line_end(r, r->at))
                r->at++;
            r->word_at = r->at;
            r->valued = r->comment = r->at >= r->end;
            return;
        }
    }
    if (!is_line_end(r, r->at) && r->text[r->at] == '#') {
        while (!is_line_end(r, r->at))
            r->at++;
        r->comment = r->at >= r->end;
        return;
    }
    if (is_line_end(r, r->at) && r->at < r->end)
        return;
    read_key(r, begin);
}

static void give(lsp_yaml *out, const reading *r)
{
    size_t i;

    for (i = 0; i < r->depth; i++) {
        const frame *from = &r->stack[i];

        if (from->flow && !from->item && from->key[0] == '\0')
            continue; /* a map whose next key is being written */
        if (!from->item)
            memcpy(out->path[out->depth].key, from->key, LSP_NAME_MAX);
        out->depth++;
    }
    out->comment = r->comment;
    out->at_key = !r->valued;
    out->word_at = r->word_at;
}

void lsp_yaml_at(lsp_yaml *out, const char *text, size_t offset)
{
    reading *r = lsp_alloc(sizeof *r);

    memset(out, 0, sizeof *out);
    r->text = text;
    r->end = offset;
    if (offset == 0 || text[offset - 1] == '\n')
        r->word_at = offset;
    while (r->at < r->end) {
        if (r->flows > 0) {
            read_flow(r);
            continue;
        }
        if (r->text[r->at] == '\n')
            r->at++;
        else if (r->at == 0 || r->text[r->at - 1] == '\n')
            read_line(r);
        else /* behind braces */
            while (!is_line_end(r, r->at))
                r->at++;
    }
    if (r->flows == 0 && (offset == 0 || text[offset - 1] == '\n')) {
        drop_to(r, 0, false);
        r->valued = false;
    }
    give(out, r);
    free(r);
}

/* ---- JSON Schema ----------------------------------------------------------------------------- */

typedef struct walk {
    json_t *schema;
    const lsp_yaml *at;
    lsp_schema_each each;
    void *to;
    size_t steps; /* left; schemas may go round */
} walk;

static void walk_from(walk *w, json_t *node, size_t step);

static void walk_key(walk *w, json_t *node, const char *key, size_t step)
{
    json_t *patterns = json_object_get(node, "patternProperties"), *found, *value;
    const char *pattern;

    found = json_object_get(json_object_get(node, "properties"), key);
    if (found != NULL) {
        walk_from(w, found, step);
        return;
    }
    json_object_foreach (patterns, pattern, value) {
        walk_from(w, value, step);
    }
    found = json_object_get(node, "additionalProperties");
    if (json_is_object(found))
        walk_from(w, found, step);
}

static void walk_from(walk *w, json_t *node, size_t step)
{
    const char *to = json_string_value(json_object_get(node, "$ref"));
    json_t *any = json_object_get(node, "anyOf"), *one;
    size_t i;

    if (w->steps == 0 || node == NULL)
        return;
    w->steps--;
    if (step == w->at->depth)
        w->each(w->to, node);
    if (to != NULL && strncmp(to, "#/$defs/", 8) == 0)
        walk_from(w, json_object_get(json_object_get(w->schema, "$defs"), to + 8), step);
    json_array_foreach (any, i, one) {
        walk_from(w, one, step);
    }
    if (step == w->at->depth)
        return;
    if (w->at->path[step].key[0] == '\0')
        walk_from(w, json_object_get(node, "items"), step + 1);
    else
        walk_key(w, node, w->at->path[step].key, step + 1);
}

void lsp_schema_walk(json_t *schema, const lsp_yaml *at, lsp_schema_each each, void *to)
{
    walk w = {schema, at, each, to, 20000};

    walk_from(&w, schema, 0);
}
