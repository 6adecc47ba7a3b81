/* The words of the vocabulary, as LuaCATS says them: those of the core from erkend_schema, those
 * that are composed in Lua from the files of policies/, which are written the same way.
 *
 * Lines of `---` are gathered until a line that is none: a function makes them a word, a name that
 * gets a table makes them a name, anything else forgets them. */
#include <stdlib.h>
#include <string.h>

#include "cli/lsp.h"

typedef struct reading {
    json_t *words, *fields;
    char says[4096];  /* what was gathered */
    char returns[64]; /* "condition" */
    json_t *class_at; /* whose @field lines these are, or NULL; borrowed */
} reading;

static json_t *object_in(json_t *in, const char *key)
{
    json_t *found = json_object_get(in, key);

    if (found == NULL) {
        found = json_object();
        (void)json_object_set_new(in, key, found);
    }
    return found;
}

static bool begins(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

/* The size of the word at `text`. */
static size_t word_size(const char *text)
{
    return strcspn(text, " \t");
}

static const char *after_word(const char *text)
{
    text += word_size(text);
    return text + strspn(text, " \t");
}

/* "erkend.condition" is a condition. */
static const char *short_type(const char *type)
{
    return begins(type, "erkend.") ? type + 7 : type;
}

static void add_field(reading *at, const char *line)
{
    char name[LSP_NAME_MAX], type[LSP_NAME_MAX];
    const char *type_at = after_word(line);
    size_t size = word_size(line);

    if (at->class_at == NULL)
        return;
    (void)snprintf(name, sizeof name, "%.*s", (int)size, line);
    if (name[0] != '\0' && strlen(name) == size && name[size - 1] == '?')
        name[size - 1] = '\0';
    (void)snprintf(type, sizeof type, "%.*s", (int)word_size(type_at), type_at);
    (void)json_object_set_new(
        at->class_at, name,
        json_pack("{s:s, s:s}", "type", short_type(type), "says", after_word(type_at)));
}

static void add_says(reading *at, const char *line)
{
    size_t used = strlen(at->says);

    (void)snprintf(at->says + used, sizeof at->says - used, "%s%s", used > 0 ? "\n" : "", line);
}

static void read_note(reading *at, const char *line)
{
    if (begins(line, "@class ")) {
        char name[LSP_NAME_MAX];

        line = short_type(line + 7);
        (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(line, ": "), line);
        at->class_at = object_in(at->fields, name);
    } else if (begins(line, "@field ")) {
        add_field(at, line + 7);
    } else if (begins(line, "@return ") || begins(line, "@type ")) {
        const char *type = short_type(line + (line[1] == 'r' ? 8 : 6));

        (void)snprintf(at->returns, sizeof at->returns, "%.*s", (int)word_size(type), type);
    } else if (line[0] != '@') {
        add_says(at, line);
    }
}

static void add_word(reading *at, const char *name, size_t name_size, const char *values)
{
    char key[LSP_NAME_MAX], signature[2 * LSP_NAME_MAX];

    (void)snprintf(key, sizeof key, "%.*s", (int)name_size, name);
    if (values != NULL && begins(at->returns, "fun("))
        (void)snprintf(signature, sizeof signature, "%s \"id\" { … }", key);
    else if (values != NULL)
        (void)snprintf(signature, sizeof signature, "%s%.*s%s%s", key,
                       (int)strcspn(values, ")") + 1, values, at->returns[0] != '\0' ? ": " : "",
                       at->returns);
    else
        (void)snprintf(signature, sizeof signature, "%s", key);
    (void)json_object_set_new(at->words, key,
                              json_pack("{s:s, s:s}", "signature", signature, "says", at->says));
}

static void forget(reading *at)
{
    at->says[0] = at->returns[0] = '\0';
    at->class_at = NULL;
}

static void read_line(reading *at, const char *line)
{
    size_t size = strspn(line, "abcdefghijklmnopqrstuvwxyz_");

    if (begins(line, "---")) {
        read_note(at, line + 3);
        return;
    }
    if (begins(line, "function ")) {
        line += 9;
        add_word(at, line, strcspn(line, "("), strchr(line, '('));
    } else if (size > 0 && begins(line + size, " = {}")) {
        add_word(at, line, size, NULL);
    }
    forget(at);
}

void lsp_words_read(json_t *into, const char *text, size_t size)
{
    reading *at = lsp_alloc(sizeof *at);
    size_t from = 0;

    at->words = object_in(into, "words");
    at->fields = object_in(into, "fields");
    while (from < size) {
        const char *end = memchr(text + from, '\n', size - from);
        size_t line = end != NULL ? (size_t)(end - text) - from : size - from;
        char *copy = lsp_copy(text + from, line);

        read_line(at, copy);
        free(copy);
        from += line + 1;
    }
    free(at);
}
