/* The second opinion: other files, other memory, another reader, the other evaluation. */
#include "explain/selfcheck.h"

#include <string.h>

#include "base/api.h"
#include "load/node.h"
#include "load/reader.h"

/* ---- Memory --------------------------------------------------------------------------------- */

#define SHIFT 48u /* bytes before what is handed out; keeps the alignment of 16 */
#define NOISE 0x5a

static void *resize_noisy(void *user, void *old, size_t old_size, size_t new_size)
{
    const erkend_allocator *host = user;
    char *made = NULL;

    if (new_size > 0) {
        made = ek_host_alloc(host, new_size + SHIFT);
        if (!made)
            return NULL;
        memset(made, NOISE, new_size + SHIFT);
        if (old)
            memcpy(made + SHIFT, old, old_size < new_size ? old_size : new_size);
    }
    if (old)
        ek_host_free(host, (char *)old - SHIFT, old_size + SHIFT);
    return made ? made + SHIFT : NULL;
}

/* ---- Files in the opposite order ------------------------------------------------------------ */

typedef struct listing {
    const erkend_files *files;
    ek_arena arena;
    ek_text *names;
    uint32_t count, capacity;
    bool failed;
} listing;

static erkend_status open_file(void *user, const char *name, size_t max_bytes, const char **bytes,
                               size_t *size, void **handle)
{
    const erkend_files *files = ((listing *)user)->files;

    return files->open(files->user, name, max_bytes, bytes, size, handle);
}

static void close_file(void *user, void *handle)
{
    const erkend_files *files = ((listing *)user)->files;

    files->done(files->user, handle);
}

static void keep_name(listing *all, const char *name)
{
    *EK_PUSH(&all->arena, all->names, all->count, all->capacity) =
        ek_text_copy(&all->arena, ek_text_of(name));
}

static void found_name(void *to, const char *name)
{
    listing *all = to;
    ek_escape escape;

    if (EK_TRY(&all->arena, &escape))
        keep_name(all, name);
    ek_escape_end(&all->arena, &escape);
    all->failed |= escape.status != ERKEND_OK;
}

static erkend_status list_reversed(void *user, const char *folder,
                                   void (*found)(void *to, const char *name), void *to)
{
    listing *all = user;
    erkend_status status;

    ek_arena_reset(&all->arena);
    all->names = NULL;
    all->count = all->capacity = 0;
    status = all->files->list(all->files->user, folder, found_name, all);
    if (status == ERKEND_OK && all->failed)
        return ERKEND_ENOMEM;
    for (uint32_t i = all->count; status == ERKEND_OK && i-- > 0;)
        found(to, all->names[i].bytes);
    return status;
}

/* ---- Opening -------------------------------------------------------------------------------- */

erkend_status erkend_self_check_open(erkend_self_check **out, const erkend_config *config,
                                     erkend_error *error)
{
    erkend_self_check *check;
    erkend_config other;
    erkend_files files = {.open = open_file, .done = close_file, .list = list_reversed};
    listing all = {.failed = false};
    erkend_status status;

    ek_error_clear(error);
    if (!out || !config || config->struct_size < sizeof *config || !config->files)
        return ek_error_say(error, ERKEND_ECALL,
                            "erkend_self_check_open needs somewhere to put it, and a config");
    *out = NULL;
    check = ek_host_alloc(config->allocator, sizeof *check);
    if (!check)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    memset(check, 0, sizeof *check);
    check->host = config->allocator;
    check->noisy = (erkend_allocator){resize_noisy, (void *)(uintptr_t)config->allocator};
    all.files = config->files;
    ek_arena_init(&all.arena, config->allocator, 0);
    files.user = &all;
    other = *config;
    other.allocator = &check->noisy;
    other.files = &files;
    status = erkend_bundle_open(&check->bundle, &other, error);
    ek_arena_dispose(&all.arena);
    if (status != ERKEND_OK)
        erkend_self_check_free(check);
    else
        *out = check;
    return status;
}

void erkend_self_check_free(erkend_self_check *check)
{
    if (!check)
        return;
    erkend_bundle_free(check->bundle);
    ek_host_free(check->host, check, sizeof *check);
}

/* ---- The case, read another way ------------------------------------------------------------- */

static const ek_node *reverse_keys(ek_arena *arena, const ek_node *node)
{
    ek_node *copy = ek_arena_copy(arena, node, sizeof *node);

    if (node->kind == EK_NODE_LIST) {
        const ek_node **items = EK_NEW_ARRAY(arena, const ek_node *, node->count + 1u);

        for (uint32_t i = 0; i < node->count; i++)
            items[i] = reverse_keys(arena, node->items[i]);
        copy->items = items;
    } else if (node->kind == EK_NODE_MAP) {
        ek_pair *pairs = EK_NEW_ARRAY(arena, ek_pair, node->count + 1u);

        for (uint32_t i = 0; i < node->count; i++) {
            pairs[i] = node->pairs[node->count - 1 - i];
            pairs[i].value = reverse_keys(arena, pairs[i].value);
        }
        copy->pairs = pairs;
    }
    return copy;
}

/* The documents of a case as files: nothing is asked of the host a second time. */
static erkend_status open_document(void *user, const char *name, size_t max_bytes,
                                   const char **bytes, size_t *size, void **handle)
{
    const struct erkend_case *the_case = user;

    for (uint32_t i = 0; i < the_case->document_count; i++)
        if (ek_text_is(the_case->documents[i].name, name) &&
            the_case->documents[i].bytes.size <= max_bytes) {
            *bytes = the_case->documents[i].bytes.bytes;
            *size = the_case->documents[i].bytes.size;
            *handle = NULL;
            return ERKEND_OK;
        }
    return ERKEND_EIO;
}

static void close_document(void *user, void *handle)
{
    (void)user;
    (void)handle;
}

static erkend_status read_again(struct erkend_case *again, const struct erkend_case *the_case,
                                ek_problems *problems)
{
    const ek_document *first = &the_case->documents[0];
    erkend_files files = {(void *)(uintptr_t)the_case, open_document, close_document, NULL};
    erkend_limits limits = ek_limits_of(NULL);
    erkend_case_options how = {.struct_size = sizeof how, .files = &files};
    const ek_node *node =
        the_case->line > 0
            ? ek_json_parse_line(&again->arena, first->name, first->bytes, the_case->line, &limits,
                                 problems)
            : ek_form_parse(&again->arena, first->name, first->bytes, &limits, problems);

    if (!node)
        return ERKEND_EINVALID;
    how.decided = the_case->decided_text;
    how.qualification_mode = the_case->digested[0];
    how.country = the_case->digested[1];
    if (the_case->named_document > 0)
        how.qualification =
            ek_text_terminated(&again->arena, the_case->documents[the_case->named_document].name);
    return ek_case_load_node(again, first->name, first->bytes, reverse_keys(&again->arena, node),
                             EK_TEXT(""), &how, problems);
}

/* ---- The answers ---------------------------------------------------------------------------- */

typedef struct opinion {
    struct erkend_case the_case;
    struct erkend_decision decision;
    ek_arena arena; /* of what is printed */
    ek_problems problems;
} opinion;

static ek_text print_line(ek_arena *arena, const struct erkend_decision *decision)
{
    ek_buffer line;

    ek_buffer_init(&line, arena);
    ek_json_decision(&line, decision, EK_EN, true);
    return ek_buffer_done(&line);
}

static void say_difference(ek_problems *problems, ek_text one, ek_text other)
{
    uint32_t at = 0, from;

    while (at < one.size && at < other.size && one.bytes[at] == other.bytes[at])
        at++;
    from = at > 40 ? at - 40 : 0;
    ek_problem_add(problems, ERKEND_ECONFLICT, (ek_place){0},
                   "self-check: decided again in other circumstances, the answer differs at byte "
                   "%u: '%.*s' and '%.*s'; report this, with the case and the policies",
                   (unsigned)at, EK_TEXT_ARGS(ek_text_slice(one, from, at + 40)),
                   EK_TEXT_ARGS(ek_text_slice(other, from, at + 40)));
}

static erkend_status decide_again(const struct erkend_self_check *check, opinion *second,
                                  const struct erkend_decision *decision)
{
    struct erkend_worker worker = {
        .bundle = check->bundle, .mode = ERKEND_PLAIN, .allocator = &check->noisy};
    const ek_rulebook *book = ek_bundle_book(check->bundle, decision->book->code);
    erkend_status status = read_again(&second->the_case, decision->the_case, &second->problems);

    if (status == ERKEND_OK && !book)
        status = ERKEND_ENOPOLICY;
    second->the_case.decided_assumed = decision->the_case->decided_assumed;
    if (status == ERKEND_OK && decision->the_case->line > 0)
        ek_case_digest(&second->the_case);
    return status == ERKEND_OK
               ? ek_decide(&second->decision, &worker, &second->the_case, book, &second->problems)
               : status;
}

/* Documents stand in the order in which they were met, and that was the opposite one. Their bytes
 * are the same: they were read from there. */
static void borrow_head(struct erkend_case *again, const struct erkend_case *the_case)
{
    again->documents = the_case->documents;
    again->digest = the_case->digest;
    memcpy(again->digest_hex, the_case->digest_hex, sizeof again->digest_hex);
}

static erkend_status form_opinion(const struct erkend_self_check *check, opinion *second,
                                  const struct erkend_decision *decision, ek_problems *problems)
{
    erkend_status status = decide_again(check, second, decision);
    ek_text one, other;

    if (status != ERKEND_OK) {
        if (status != ERKEND_ENOMEM)
            ek_problem_add(problems, ERKEND_ECONFLICT, (ek_place){0},
                           "self-check: the case cannot be decided again in other circumstances: "
                           "%.*s; report this, with the case and the policies",
                           EK_TEXT_ARGS(second->problems.count > 0
                                            ? second->problems.items[0].message
                                            : ek_text_of(erkend_status_says(status))));
        return status == ERKEND_ENOMEM ? status : ERKEND_ECONFLICT;
    }
    borrow_head(&second->the_case, decision->the_case);
    one = print_line(&second->arena, decision);
    other = print_line(&second->arena, &second->decision);
    if (ek_text_equal(one, other))
        return ERKEND_OK;
    say_difference(problems, one, other);
    return ERKEND_ECONFLICT;
}

static erkend_status guard_opinion(const struct erkend_self_check *check, opinion *second,
                                   const struct erkend_decision *decision, ek_problems *problems)
{
    volatile erkend_status status = ERKEND_OK;
    ek_escape of_case, of_decision;

    ek_problems_init(&second->problems, &second->arena);
    if (EK_TRY(&second->the_case.arena, &of_case)) {
        if (EK_TRY(&second->decision.arena, &of_decision))
            status = form_opinion(check, second, decision, problems);
        else
            status = of_decision.status;
        ek_escape_end(&second->decision.arena, &of_decision);
    } else
        status = of_case.status;
    ek_escape_end(&second->the_case.arena, &of_case);
    return status;
}

erkend_status ek_self_check(const struct erkend_self_check *check,
                            const struct erkend_decision *decision, ek_problems *problems)
{
    opinion *second = ek_host_alloc(check->host, sizeof *second);
    volatile erkend_status status = ERKEND_OK;
    ek_escape escape;

    if (!second)
        return ERKEND_ENOMEM;
    memset(second, 0, sizeof *second);
    ek_arena_init(&second->arena, &check->noisy, 0);
    ek_arena_init(&second->the_case.arena, &check->noisy, 0);
    ek_arena_init(&second->decision.arena, &check->noisy, 0);
    if (EK_TRY(&second->arena, &escape))
        status = guard_opinion(check, second, decision, problems);
    else
        status = escape.status;
    ek_escape_end(&second->arena, &escape);
    ek_arena_dispose(&second->decision.arena);
    ek_arena_dispose(&second->the_case.arena);
    ek_arena_dispose(&second->arena);
    ek_host_free(check->host, second, sizeof *second);
    return status;
}

erkend_status erkend_self_check_decision(const erkend_self_check *check,
                                         const erkend_decision *decision, erkend_error *error)
{
    ek_arena arena;
    ek_problems problems;
    volatile erkend_status status = ERKEND_OK;
    ek_escape escape;

    ek_error_clear(error);
    if (!check || !decision)
        return ek_error_say(error, ERKEND_ECALL,
                            "erkend_self_check_decision needs a check and a decision");
    ek_arena_init(&arena, check->host, 0);
    ek_problems_init(&problems, &arena);
    if (EK_TRY(&arena, &escape))
        status = ek_self_check(check, decision, &problems);
    else
        status = escape.status;
    ek_escape_end(&arena, &escape);
    status = ek_error_fill(error, status, &problems);
    ek_arena_dispose(&arena);
    return status;
}
