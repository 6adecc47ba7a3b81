/* Documents as the editor sees them: lines from 0, and in a line units of UTF-16; and their URIs.
 *
 * The library counts lines and code points from 1. Texts may be anything that an editor sends:
 * bytes that are no UTF-8 cannot come, because JSON has none. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli/lsp.h"

bool lsp_is_name(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* ---- Positions ------------------------------------------------------------------------------ */

static size_t sequence_size(const char *text, size_t size, size_t at)
{
    unsigned char c = (unsigned char)text[at];
    size_t wanted = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

    return wanted < size - at ? wanted : size - at;
}

static size_t line_begin(const char *text, size_t size, json_int_t line)
{
    size_t at = 0;

    for (; line > 0 && at < size; line--) {
        const char *end = memchr(text + at, '\n', size - at);

        if (end == NULL)
            return size;
        at = (size_t)(end - text) + 1;
    }
    return at;
}

static bool is_line_end(const char *text, size_t size, size_t at)
{
    return at >= size || text[at] == '\n' ||
           (text[at] == '\r' && (at + 1 == size || text[at + 1] == '\n'));
}

size_t lsp_offset_of(const char *text, size_t size, json_int_t line, json_int_t units)
{
    size_t at = line_begin(text, size, line);

    while (units > 0 && !is_line_end(text, size, at)) {
        size_t sequence = sequence_size(text, size, at);

        units -= sequence == 4 ? 2 : 1;
        if (units < 0)
            break; /* within a pair */
        at += sequence;
    }
    return at;
}

size_t lsp_offset_of_place(const char *text, size_t size, uint32_t line, uint32_t column)
{
    size_t at = line_begin(text, size, line > 0 ? (json_int_t)line - 1 : 0);

    for (; column > 1 && !is_line_end(text, size, at); column--)
        at += sequence_size(text, size, at);
    return at;
}

json_t *lsp_position(const char *text, size_t size, size_t offset)
{
    json_int_t line = 0, units = 0;
    size_t at = 0, begin = 0;

    for (; at < offset && at < size; at++)
        if (text[at] == '\n') {
            line++;
            begin = at + 1;
        }
    for (at = begin; at < offset && at < size;) {
        size_t sequence = sequence_size(text, size, at);

        units += sequence == 4 ? 2 : 1;
        at += sequence;
    }
    return json_pack("{s:I, s:I}", "line", line, "character", units);
}

json_t *lsp_range(const char *text, size_t size, size_t from, size_t to)
{
    return json_pack("{s:o, s:o}", "start", lsp_position(text, size, from), "end",
                     lsp_position(text, size, to));
}

size_t lsp_token_end(const char *text, size_t size, size_t from)
{
    size_t at = from;

    if (is_line_end(text, size, at))
        return at;
    if (text[at] == '"' || text[at] == '\'') {
        for (at++; !is_line_end(text, size, at); at++)
            if (text[at] == text[from])
                return at + 1;
        return at;
    }
    while (at < size && (lsp_is_name(text[at]) || (at > from && text[at] == '.' && at + 1 < size &&
                                                   lsp_is_name(text[at + 1]))))
        at++;
    return at > from ? at : from + sequence_size(text, size, from);
}

/* ---- URIs ----------------------------------------------------------------------------------- */

static int hex_value(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = c != '\0' ? strchr(digits, tolower((unsigned char)c)) : NULL;

    return found != NULL ? (int)(found - digits) : -1;
}

/* Folders without links and detours, so that two names of one file are the same; the file itself
 * need not be there. */
static char *resolve(char *path)
{
    char folder[PATH_MAX];
    char *slash = strrchr(path, '/'), *resolved;
    size_t size;

    if (slash == NULL || strlen(path) >= PATH_MAX - 1)
        return path;
    *slash = '\0';
    if (realpath(slash == path ? "/" : path, folder) == NULL) {
        *slash = '/';
        return path;
    }
    *slash = '/';
    if (strcmp(folder, "/") == 0)
        folder[0] = '\0';
    size = strlen(folder) + strlen(slash) + 1;
    resolved = lsp_alloc(size);
    (void)snprintf(resolved, size, "%s%s", folder, slash);
    free(path);
    return resolved;
}

char *lsp_path_of_uri(const char *uri)
{
    char *path = lsp_alloc(strlen(uri) + 1);
    size_t used = 0;

    if (strncmp(uri, "file://", 7) != 0)
        return path;
    uri += 7;
    if (strncmp(uri, "localhost/", 10) == 0)
        uri += 9;
    for (; *uri != '\0'; uri++) {
        int high = uri[0] == '%' ? hex_value(uri[1]) : -1;
        int low = high >= 0 ? hex_value(uri[2]) : -1;

        if (low >= 0) {
            path[used++] = (char)(high * 16 + low);
            uri += 2;
        } else {
            path[used++] = *uri;
        }
    }
    path[used] = '\0';
    if (path[0] != '/')
        path[0] = '\0';
    return resolve(path);
}

char *lsp_uri_of_path(const char *path)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    char *uri = lsp_alloc(strlen(path) * 3 + 8);
    size_t used = (size_t)snprintf(uri, 8, "file://");

    for (; *path != '\0'; path++)
        if (strchr(plain, *path) != NULL)
            uri[used++] = *path;
        else {
            (void)snprintf(uri + used, 4, "%%%02X", (unsigned)(unsigned char)*path);
            used += 3;
        }
    return uri;
}
