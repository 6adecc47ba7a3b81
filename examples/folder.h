/* erkend_files over a folder, as small as it can be; a real host checks more (see
 * engine/cli/files.c). */
#ifndef EXAMPLES_FOLDER_H
#define EXAMPLES_FOLDER_H

#include <dirent.h>
#include <erkend.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static erkend_status folder_open(void *user, const char *name, size_t max_bytes, const char **bytes,
                                 size_t *size, void **handle)
{
    char path[4096];
    erkend_status status = ERKEND_EIO;
    char *read = NULL;
    FILE *file;

    (void)snprintf(path, sizeof path, "%s/%s", (const char *)user, name);
    file = strstr(name, "..") == NULL ? fopen(path, "rb") : NULL;
    if (file != NULL && (read = malloc(max_bytes + 1)) != NULL) {
        *size = fread(read, 1, max_bytes + 1, file);
        status = ferror(file) ? ERKEND_EIO : *size > max_bytes ? ERKEND_ELIMIT : ERKEND_OK;
    }
    if (file != NULL)
        (void)fclose(file);
    if (status != ERKEND_OK) {
        free(read);
        return status;
    }
    *bytes = read;
    *handle = read;
    return ERKEND_OK;
}

static void folder_done(void *user, void *handle)
{
    (void)user;
    free(handle);
}

static erkend_status folder_list(void *user, const char *folder,
                                 void (*found)(void *to, const char *name), void *to)
{
    char path[4096], name[300];
    struct dirent *entry;
    DIR *stream;

    (void)snprintf(path, sizeof path, "%s/%s", (const char *)user, folder);
    stream = opendir(path);
    if (stream == NULL)
        return ERKEND_EIO;
    while ((entry = readdir(stream)) != NULL) {
        struct stat status;
        char full[4400];
        (void)snprintf(full, sizeof full, "%s/%s", path, entry->d_name);
        (void)snprintf(name, sizeof name, "%s%s", entry->d_name,
                       stat(full, &status) == 0 && S_ISDIR(status.st_mode) ? "/" : "");
        if (entry->d_name[0] != '.')
            found(to, name);
    }
    (void)closedir(stream);
    return ERKEND_OK;
}

static inline erkend_files folder_files(const char *root)
{
    erkend_files files = {(void *)(size_t)root, folder_open, folder_done, folder_list};
    return files;
}

#endif
