/* Cases, as a host sees them. */
#include <string.h>

#include "base/api.h"
#include "load/load.h"

/* NULL where something is needed, or a structure of another version. */
static const char *find_fault(const char *name, const char *bytes, size_t size,
                              const erkend_case_options *options)
{
    if (!name)
        return "erkend_case_read: name is NULL";
    if (!bytes && size > 0)
        return "erkend_case_read: bytes is NULL";
    if (options && options->struct_size != sizeof *options)
        return "erkend_case_read: options.struct_size is not sizeof(erkend_case_options)";
    return NULL;
}

erkend_status erkend_case_read(erkend_case **out, const char *name, const char *bytes, size_t size,
                               const erkend_case_options *options, erkend_error *error)
{
    const erkend_allocator *host = options ? options->allocator : NULL;
    const char *fault =
        out ? find_fault(name, bytes, size, options) : "erkend_case_read: out is NULL";
    erkend_case *the_case;
    ek_arena arena; /* of the problems: they outlive a case that was refused */
    ek_problems problems;
    ek_escape escape;
    volatile erkend_status status = ERKEND_OK;

    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (fault)
        return ek_error_say(error, ERKEND_ECALL, "%s", fault);
    the_case = ek_host_alloc(host, sizeof *the_case);
    if (!the_case)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    ek_arena_init(&the_case->arena, host, 0);
    ek_arena_init(&arena, host, 0);
    ek_problems_init(&problems, &arena);
    if (EK_TRY(&arena, &escape))
        status = ek_case_load(the_case, name, bytes, size, options, &problems);
    else
        status = escape.status;
    ek_escape_end(&arena, &escape);
    (void)ek_error_fill(error, status, &problems);
    ek_arena_dispose(&arena);
    if (status != ERKEND_OK)
        erkend_case_free(the_case);
    else
        *out = the_case;
    return status;
}

void erkend_case_free(erkend_case *the_case)
{
    const erkend_allocator *host;

    if (!the_case)
        return;
    host = the_case->arena.host;
    ek_arena_dispose(&the_case->arena);
    ek_host_free(host, the_case, sizeof *the_case);
}

const char *erkend_case_id(const erkend_case *the_case)
{
    return the_case ? the_case->id : NULL;
}

const char *erkend_case_digest(const erkend_case *the_case)
{
    return the_case ? the_case->digest_hex : NULL;
}

const char *erkend_case_target(const erkend_case *the_case, size_t index)
{
    return the_case && index < the_case->target_count ? the_case->targets[index] : NULL;
}

const char *erkend_case_home(const erkend_case *the_case)
{
    return the_case ? the_case->home : NULL;
}

const char *erkend_case_decided(const erkend_case *the_case, int *assumed)
{
    if (assumed)
        *assumed = the_case && the_case->decided_assumed;
    return the_case ? the_case->decided_text : NULL;
}
