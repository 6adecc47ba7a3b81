/* Files: the library asks by name, this opens below the folders that were given, and nowhere else.
 *
 * A name is relative, without "..", and what it leads to (through links, too) must lie in the
 * folder. */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

static bool name_is_safe(const char *name)
{
    const char *part = name;

    if (name[0] == '/' || strchr(name, '\\') != NULL)
        return false;
    for (;;) {
        size_t size = strcspn(part, "/");
        if (size == 2 && part[0] == '.' && part[1] == '.')
            return false;
        if (part[size] == '\0')
            return true;
        part += size + 1;
    }
}

/* Whether a name is one of that folder, and what stands behind the folder's own. */
static bool is_named(const cli_folder *folder, const char *name, const char **rest)
{
    size_t size = strlen(folder->named);

    *rest = name;
    if (size == 0)
        return true;
    if (strncmp(name, folder->named, size) != 0 || (name[size] != '/' && name[size] != '\0'))
        return false;
    *rest = name + size + (name[size] == '/');
    return true;
}

static bool lies_in(const char *path, const char *root)
{
    size_t size = strlen(root);

    return strcmp(root, "/") == 0 ||
           (strncmp(path, root, size) == 0 && (path[size] == '/' || path[size] == '\0'));
}

/* The path on this machine, or false: no such folder, or a way out of it. */
static bool find_path(cli_files *files, const char *name, char *out)
{
    for (size_t i = 0; i < files->folder_count; i++) {
        cli_folder *folder = &files->folders[i];
        const char *rest;
        char wanted[PATH_MAX];

        if (!is_named(folder, name, &rest))
            continue;
        if (!name_is_safe(rest)) {
            errno = EACCES;
            return false;
        }
        if (snprintf(wanted, sizeof wanted, "%s/%s", folder->path, rest) >= (int)sizeof wanted)
            return false;
        if (realpath(wanted, out) == NULL)
            return false;
        if (folder->root[0] == '\0' && realpath(folder->path, folder->root) == NULL) {
            folder->root[0] = '\0';
            return false;
        }
        if (lies_in(out, folder->root))
            return true;
        errno = EACCES;
        return false;
    }
    errno = ENOENT;
    return false;
}

/* errno tells why when it fails; E2BIG: more than max_bytes. */
static char *read_all(FILE *file, size_t max_bytes, size_t *size)
{
    size_t capacity = 65536, used = 0;
    char *bytes = malloc(capacity + 1);

    while (bytes != NULL) {
        size_t got = fread(bytes + used, 1, capacity - used, file);
        used += got;
        if (used > max_bytes) {
            free(bytes);
            errno = E2BIG;
            return NULL;
        }
        if (got == 0) {
            if (ferror(file)) {
                free(bytes);
                return NULL;
            }
            bytes[used] = '\0';
            *size = used;
            return bytes;
        }
        if (used == capacity) {
            char *larger = realloc(bytes, capacity * 2 + 1);
            if (larger == NULL)
                free(bytes);
            bytes = larger;
            capacity *= 2;
        }
    }
    errno = ENOMEM;
    return NULL;
}

static char *read_path(const char *path, size_t max_bytes, size_t *size)
{
    struct stat status;
    char *bytes;
    FILE *file;
    int why;

    if (stat(path, &status) != 0)
        return NULL;
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return NULL;
    }
    if (S_ISREG(status.st_mode) && (uintmax_t)status.st_size > max_bytes) {
        errno = E2BIG;
        return NULL;
    }
    file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    bytes = read_all(file, max_bytes, size);
    why = errno;
    (void)fclose(file);
    errno = why;
    return bytes;
}

static erkend_status open_named(void *user, const char *name, size_t max_bytes, const char **bytes,
                                size_t *size, void **handle)
{
    char path[PATH_MAX];
    char *read;

    if (!find_path(user, name, path))
        return ERKEND_EIO;
    read = read_path(path, max_bytes, size);
    if (read == NULL)
        return errno == E2BIG ? ERKEND_ELIMIT : errno == ENOMEM ? ERKEND_ENOMEM : ERKEND_EIO;
    *bytes = read;
    *handle = read;
    return ERKEND_OK;
}

static void done_with(void *user, void *handle)
{
    (void)user;
    free(handle);
}

/* Links are followed. */
static bool is_folder_in(DIR *stream, const struct dirent *entry)
{
    struct stat status;

    return fstatat(dirfd(stream), entry->d_name, &status, 0) == 0 && S_ISDIR(status.st_mode);
}

static erkend_status list_named(void *user, const char *folder,
                                void (*found)(void *to, const char *name), void *to)
{
    char path[PATH_MAX];
    struct dirent *entry;
    DIR *stream;

    if (!find_path(user, folder, path))
        return ERKEND_EIO;
    stream = opendir(path);
    if (stream == NULL)
        return ERKEND_EIO;
    while ((entry = readdir(stream)) != NULL) {
        char name[256 + 2];

        if (entry->d_name[0] == '.')
            continue;
        (void)snprintf(name, sizeof name, "%s%s", entry->d_name,
                       is_folder_in(stream, entry) ? "/" : "");
        found(to, name);
    }
    (void)closedir(stream);
    return ERKEND_OK;
}

void cli_files_init(cli_files *files)
{
    memset(files, 0, sizeof *files);
    files->files.user = files;
    files->files.open = open_named;
    files->files.done = done_with;
    files->files.list = list_named;
}

void cli_files_add(cli_files *files, const char *named, const char *path)
{
    files->folders[files->folder_count].named = named;
    files->folders[files->folder_count].path = path;
    files->folder_count++;
}

int cli_read_file(const char *path, size_t max_bytes, char **bytes, size_t *size)
{
    errno = 0;
    *bytes = strcmp(path, "-") == 0 ? read_all(stdin, max_bytes, size)
                                    : read_path(path, max_bytes, size);
    if (*bytes != NULL)
        return EXIT_WANTED;
    if (errno == E2BIG)
        cli_complain("%s: the file is larger than %zu bytes (document_bytes); no case is that "
                     "large: is it the right file?",
                     path, max_bytes);
    else if (errno == EISDIR)
        cli_complain("%s: this is a folder; name a case file in it", path);
    else
        cli_complain("%s: cannot be read: %s", path, strerror(errno));
    return errno == ENOMEM ? EXIT_MACHINE : EXIT_INPUT;
}

bool cli_is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}
