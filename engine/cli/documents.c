/* Cases in memory, for commands that change and try them many times. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum { DOCUMENT_BYTES_MAX = 4 * 1024 * 1024 };

/* The folder in which a case stands; a list, freed together. */
typedef struct folder {
    struct folder *next;
    cli_files files;
    char path[4096], named[4096];
} folder;

static int add_document(cli_documents *documents, const char *name, const char *bytes, size_t size,
                        const erkend_files *files)
{
    erkend_document *item;

    if (documents->count == documents->capacity) {
        size_t capacity = documents->capacity * 2 + 8;
        erkend_document *more = realloc(documents->items, capacity * sizeof *more);

        if (more == NULL)
            return EXIT_MACHINE;
        documents->items = more;
        documents->capacity = capacity;
    }
    item = &documents->items[documents->count];
    item->name = strdup(name);
    item->bytes = malloc(size + 1);
    item->size = size;
    item->files = files;
    if (item->name == NULL || item->bytes == NULL) {
        free((char *)item->name);
        free((char *)item->bytes);
        return EXIT_MACHINE;
    }
    memcpy((char *)item->bytes, bytes, size);
    ((char *)item->bytes)[size] = '\0';
    documents->count++;
    return EXIT_WANTED;
}

static int add_line(void *to, const char *path, uint64_t line, const char *bytes, size_t size)
{
    char name[4200];

    (void)snprintf(name, sizeof name, "%s:%llu.json", path, (unsigned long long)line);
    return add_document(to, name, bytes, size, NULL);
}

static int add_file(cli_documents *documents, const char *path)
{
    const char *slash = strrchr(path, '/');
    folder *in = calloc(1, sizeof *in);
    char *bytes = NULL;
    size_t size;
    int status;

    if (in == NULL)
        return EXIT_MACHINE;
    in->next = documents->folders;
    documents->folders = in;
    (void)snprintf(in->path, sizeof in->path, "%.*s", slash == NULL ? 1 : (int)(slash - path + 1),
                   slash == NULL ? "." : path);
    cli_files_init(&in->files);
    cli_files_add(&in->files, in->named, in->path);
    status = cli_read_file(path, DOCUMENT_BYTES_MAX, &bytes, &size);
    if (status == EXIT_WANTED)
        status = add_document(documents, path, bytes, size, &in->files.files);
    free(bytes);
    return status;
}

int cli_documents_read(cli_documents *documents, char *const *paths, int count)
{
    int i, status = EXIT_WANTED;

    for (i = 0; i < count && status == EXIT_WANTED; i++)
        status = cli_is_lines(paths[i]) ? cli_lines_read(paths[i], add_line, documents)
                                        : add_file(documents, paths[i]);
    return status;
}

void cli_documents_free(cli_documents *documents)
{
    size_t i;
    folder *in = documents->folders;

    for (i = 0; i < documents->count; i++) {
        free((char *)documents->items[i].name);
        free((char *)documents->items[i].bytes);
    }
    free(documents->items);
    while (in != NULL) {
        folder *next = in->next;

        free(in);
        in = next;
    }
}

int cli_read_number(uint64_t *out, const char *command, const char *option, const char *text)
{
    char *end;

    if (text == NULL)
        return EXIT_WANTED;
    errno = 0;
    *out = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0) {
        cli_complain("erkend %s: --%s: '%s' is no number", command, option, text);
        return EXIT_CALL;
    }
    return EXIT_WANTED;
}
