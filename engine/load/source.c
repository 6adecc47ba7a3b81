/* Files of the host, and the limits of reading.
 *
 * A source is copied at once, so that the host's handle is given back whatever happens after. */
#include <string.h>

#include "load/load.h"

#define DEEPEST 500u /* what the readers' recursion is made for */
#define MOST_DOCUMENTS 1000u

#define LIMIT(field, standard)                                                                     \
    if (out.field == 0)                                                                            \
    out.field = (standard)

erkend_limits ek_limits_of(const erkend_limits *limits)
{
    erkend_limits out;

    memset(&out, 0, sizeof out);
    if (limits)
        out = *limits;
    LIMIT(policy_steps, 10000000u);
    LIMIT(policy_bytes, (size_t)32 << 20);
    LIMIT(policy_file_bytes, (size_t)256 << 10);
    LIMIT(policy_all_bytes, (size_t)2 << 20);
    LIMIT(document_bytes, (size_t)4 << 20);
    LIMIT(document_depth, 32u);
    LIMIT(document_nodes, 100000u);
    LIMIT(documents, 64u);
    LIMIT(text_bytes, (size_t)1 << 20);
    LIMIT(decision_bytes, (size_t)64 << 20);
    LIMIT(search_steps, 1000000u);
    if (out.document_depth > DEEPEST)
        out.document_depth = DEEPEST;
    if (out.documents > MOST_DOCUMENTS)
        out.documents = MOST_DOCUMENTS;
    return out;
}

static void report_file(ek_problems *problems, erkend_status status, const char *name,
                        size_t max_bytes, ek_place asked_at)
{
    if (status == ERKEND_ELIMIT)
        ek_problem_add(problems, status, asked_at,
                       "%s is larger than the limit of %lu bytes: split it, or raise the limit",
                       name, (unsigned long)max_bytes);
    else
        ek_problem_add(problems, status, asked_at, "%s cannot be read: %s", name,
                       status == ERKEND_EIO ? "there is no such file, or it may not be read"
                                            : erkend_status_says(status));
}

/* What is held of the host's while it is copied. */
typedef struct ek_held {
    const erkend_files *files;
    void *handle;
    const char *bytes;
    size_t size;
} ek_held;

/* Gives the handle back also when there is no memory for the copy. */
static void copy_held(ek_source *out, ek_arena *arena, ek_held *held)
{
    ek_escape escape;
    volatile erkend_status status = ERKEND_OK;

    if (EK_TRY(arena, &escape))
        out->bytes = ek_text_copy(arena, (ek_text){held->bytes, (uint32_t)held->size});
    else
        status = escape.status;
    ek_escape_end(arena, &escape);
    if (held->files->done)
        held->files->done(held->files->user, held->handle);
    if (status != ERKEND_OK)
        ek_raise(arena, status);
}

erkend_status ek_source_open(ek_source *out, ek_arena *arena, const erkend_files *files,
                             const char *name, size_t max_bytes, ek_problems *problems,
                             ek_place asked_at)
{
    ek_held held = {files, NULL, NULL, 0};
    erkend_status status;

    memset(out, 0, sizeof *out);
    out->name = ek_text_copy(arena, ek_text_of(name));
    if (max_bytes > UINT32_MAX - 1)
        max_bytes = UINT32_MAX - 1;
    status = files->open(files->user, name, max_bytes, &held.bytes, &held.size, &held.handle);
    if (status == ERKEND_OK && held.size > max_bytes) {
        if (files->done)
            files->done(files->user, held.handle);
        status = ERKEND_ELIMIT;
    }
    if (status != ERKEND_OK) {
        report_file(problems, status, name, max_bytes, asked_at);
        return status;
    }
    copy_held(out, arena, &held);
    out->digest = ek_digest_of(out->bytes);
    return ERKEND_OK;
}
