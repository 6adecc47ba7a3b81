/* A worker: the lines of a lot become decisions, or reasons why not.
 *
 * Case, decision and what is being printed lie in arenas that are reset for the next line, so that
 * after a few lines no memory is asked of the host any more. What a line costs itself is a
 * rejection; what the machine lacks (memory) ends the batch. */
#include "batch/batch.h"
#include "explain/selfcheck.h"

#include <string.h>

#define FIRST_BYTES ((size_t)128 * 1024)
#define MOST_OUT_BYTES (4 * EK_OUT_BYTES)

/* ---- Lots ---------------------------------------------------------------------------------- */

static void free_rejected(ek_lot *lot)
{
    uint32_t i;

    for (i = 0; i < lot->rejected_count; i++)
        erkend_error_free(lot->rejected[i].why);
}

void ek_lot_clear(ek_lot *lot, const erkend_allocator *host)
{
    ek_lot kept = *lot;

    free_rejected(lot);
    memset(lot, 0, sizeof *lot);
    lot->arena = kept.arena;
    lot->pages = kept.pages;
    lot->out = kept.out;
    if (lot->arena.host == NULL) {
        ek_arena_init(&lot->arena, host, 0);
        ek_arena_init(&lot->pages, host, 0);
        ek_buffer_init(&lot->out, &lot->pages);
    }
    ek_arena_reset(&lot->arena);
    if (lot->out.capacity > MOST_OUT_BYTES) {
        ek_arena_reset(&lot->pages);
        ek_buffer_init(&lot->out, &lot->pages);
    }
    lot->out.size = 0;
    lot->bytes = kept.bytes;
    lot->capacity = kept.capacity;
}

void ek_lot_dispose(ek_lot *lot)
{
    const erkend_allocator *host = lot->arena.host;

    free_rejected(lot);
    ek_arena_dispose(&lot->arena);
    ek_arena_dispose(&lot->pages);
    if (lot->bytes != NULL)
        ek_host_free(host, lot->bytes, lot->capacity + EK_SPARE_BYTES);
    memset(lot, 0, sizeof *lot);
}

static void reject(ek_lot *lot, const ek_batch_worker *worker, uint64_t line, ek_text bytes,
                   erkend_status status, ek_problems *problems)
{
    ek_rejected *rejected =
        EK_PUSH(&lot->arena, lot->rejected, lot->rejected_count, lot->rejected_capacity);

    *rejected = (ek_rejected){line, bytes, erkend_error_new(worker->worker.allocator)};
    if (rejected->why == NULL)
        ek_raise(&lot->arena, ERKEND_ENOMEM);
    (void)ek_error_fill(rejected->why, status, problems);
    lot->counts.rejected++;
    if (worker->batch->strict) {
        lot->stopped = true;
        lot->counts.lines = line - lot->first_line + 1;
    }
}

/* ---- One line ------------------------------------------------------------------------------ */

static erkend_status read_case(ek_batch_worker *w, ek_text bytes, uint64_t line,
                               ek_problems *problems)
{
    ek_arena arena = w->the_case.arena;
    ek_text name = ek_text_of(w->batch->name != NULL ? w->batch->name : "batch");

    memset(&w->the_case, 0, sizeof w->the_case);
    w->the_case.arena = arena;
    ek_arena_reset(&w->the_case.arena);
    return ek_case_load_line(&w->the_case, w->kit, name, bytes, (uint32_t)line, w->batch->decided,
                             problems);
}

static erkend_status decide_case(ek_batch_worker *w, const char *country, ek_problems *problems)
{
    const ek_rulebook *book = ek_bundle_book(w->worker.bundle, ek_text_of(country));
    ek_arena arena = w->decision.arena;
    volatile erkend_status status;
    ek_escape escape;

    if (book == NULL) {
        ek_problem_add(problems, ERKEND_ENOPOLICY, (ek_place){{"", 0}, 0, 0},
                       "there is no policy of the country '%s'", country);
        return ERKEND_ENOPOLICY;
    }
    memset(&w->decision, 0, sizeof w->decision);
    w->decision.arena = arena;
    ek_arena_reset(&w->decision.arena);
    if (EK_TRY(&w->decision.arena, &escape))
        status = ek_decide(&w->decision, &w->worker, &w->the_case, book, problems);
    else
        status = escape.status;
    ek_escape_end(&w->decision.arena, &escape);
    if (status == ERKEND_ELIMIT && problems->errors == 0)
        ek_problem_add(problems, status, (ek_place){{"", 0}, 0, 0},
                       "the decision needs more memory than the limit decision_bytes of %lu: "
                       "simplify the case, or raise the limit",
                       (unsigned long)w->worker.bundle->limits.decision_bytes);
    return status;
}

static void count_decision(ek_batch_worker *w)
{
    erkend_status volatile status = ERKEND_OK;
    ek_escape escape;

    if (EK_TRY(&w->tally.arena, &escape))
        ek_tally_count(&w->tally, &w->decision);
    else
        status = escape.status;
    ek_escape_end(&w->tally.arena, &escape);
    if (status != ERKEND_OK)
        ek_raise(&w->arena, status);
}

static void print_decision(ek_lot *lot, ek_batch_worker *w)
{
    if (w->batch->format != ERKEND_CODES)
        ek_case_digest(&w->the_case);
    ek_arena_reset(&w->scratch);
    ek_json_line(&lot->out, &w->scratch, &w->decision, w->pieces, &w->patterns);
    ek_buffer_char(&lot->out, '\n');
    if (w->batch->reg != NULL) {
        ek_arena_reset(&w->scratch);
        *EK_PUSH(&lot->arena, lot->kept, lot->kept_count, lot->kept_capacity) =
            ek_kept_new(&lot->arena, &w->scratch, &w->decision);
    }
    lot->counts.decisions++;
    if (w->batch->tally != NULL && !w->batch->counts_only)
        count_decision(w);
}

/* What cannot be said (an explanation evaluates more than the decision did) costs the line. */
static erkend_status try_print(ek_lot *lot, ek_batch_worker *w)
{
    const size_t out_size = lot->out.size;
    const uint32_t kept_count = lot->kept_count;
    volatile erkend_status status = ERKEND_OK;
    ek_escape escape;

    if (EK_TRY(&w->scratch, &escape))
        print_decision(lot, w);
    else
        status = escape.status;
    ek_escape_end(&w->scratch, &escape);
    if (status != ERKEND_OK) {
        lot->out.size = out_size;
        lot->kept_count = kept_count;
    }
    return status;
}

/* The country with that number among those asked, or NULL: --in, else the targets of the case, else
 * its home, else all. */
static const char *find_country(const ek_batch_worker *w, uint32_t index)
{
    const struct erkend_case *the_case = &w->the_case;

    if (w->batch->in != NULL)
        return w->batch->in[index];
    if (the_case->target_count > 0)
        return index < the_case->target_count ? the_case->targets[index] : NULL;
    if (the_case->home[0] != '\0')
        return index == 0 ? the_case->home : NULL;
    return erkend_bundle_country(w->worker.bundle, index);
}

static void decide_line(ek_lot *lot, ek_batch_worker *w, uint64_t line, ek_text bytes)
{
    erkend_status worst = ERKEND_OK, status;
    const size_t out_size = lot->out.size;
    const uint32_t kept_count = lot->kept_count;
    const uint64_t decisions = lot->counts.decisions;
    const char *country;
    ek_problems problems;
    uint32_t i;

    ek_problems_init(&problems, &w->arena);
    worst = read_case(w, bytes, line, &problems);
    for (i = 0; worst != ERKEND_ENOMEM && w->the_case.root != NULL &&
                (country = find_country(w, i)) != NULL;
         i++) {
        status = decide_case(w, country, &problems);
        if (status == ERKEND_OK && w->batch->check != NULL) {
            ek_case_digest(&w->the_case);
            status = ek_self_check(w->batch->check, &w->decision, &problems);
        }
        if (status == ERKEND_OK)
            status = try_print(lot, w);
        if (status != ERKEND_OK && (worst == ERKEND_OK || status == ERKEND_ENOMEM))
            worst = status;
    }
    if (worst == ERKEND_ENOMEM)
        ek_raise(&lot->arena, worst);
    if (worst != ERKEND_OK && w->batch->strict) {
        lot->out.size = out_size;
        lot->kept_count = kept_count;
        lot->counts.decisions = decisions;
    }
    lot->counts.assumed += worst == ERKEND_OK && w->the_case.decided_assumed;
    lot->counts.cases += worst == ERKEND_OK;
    if (worst != ERKEND_OK)
        reject(lot, w, line, bytes, worst, &problems);
}

static void reject_overlong(ek_lot *lot, ek_batch_worker *w, uint64_t line)
{
    size_t most = w->batch->line_bytes ? w->batch->line_bytes : EK_LINE_BYTES;
    ek_problems problems;
    ek_place place = {ek_text_of(w->batch->name != NULL ? w->batch->name : "batch"), (uint32_t)line,
                      0};

    ek_problems_init(&problems, &w->arena);
    ek_problem_add(&problems, ERKEND_ELIMIT, place,
                   "the line has more than %lu bytes; no case is that large: is it the right file?",
                   (unsigned long)most);
    reject(lot, w, line, EK_TEXT(""), ERKEND_ELIMIT, &problems);
}

static bool is_empty(ek_text bytes)
{
    uint32_t i;

    for (i = 0; i < bytes.size; i++)
        if (bytes.bytes[i] != ' ' && bytes.bytes[i] != '\t' && bytes.bytes[i] != '\r')
            return false;
    return true;
}

static void try_line(ek_lot *lot, ek_batch_worker *w, uint64_t line, ek_text bytes)
{
    size_t most = w->batch->line_bytes ? w->batch->line_bytes : EK_LINE_BYTES;
    volatile erkend_status status = ERKEND_OK;
    ek_escape escape;

    ek_arena_reset(&w->arena);
    if (EK_TRY(&w->arena, &escape)) {
        if (lot->overlong || bytes.size > most)
            reject_overlong(lot, w, line);
        else
            decide_line(lot, w, line, bytes);
    } else {
        status = escape.status;
    }
    ek_escape_end(&w->arena, &escape);
    if (status != ERKEND_OK)
        ek_raise(&lot->arena, status);
}

static void decide_lines(ek_lot *lot, ek_batch_worker *w)
{
    char *at = lot->bytes;
    uint32_t i;

    if (lot->overlong)
        try_line(lot, w, lot->first_line, EK_TEXT(""));
    for (i = 0; i < lot->end_count && !lot->stopped; i++) {
        char *stop = lot->bytes + lot->ends[i];
        ek_text bytes = {at, (uint32_t)(stop - at)};

        *stop = '\0'; /* there is room for one behind the last line, too */
        if (!is_empty(bytes))
            try_line(lot, w, lot->first_line + i, bytes);
        at = stop + 1;
    }
}

/* What is printed raises there when it does not fit. */
static void decide_guarded(ek_lot *lot, ek_batch_worker *w)
{
    volatile erkend_status status = ERKEND_OK;
    ek_escape escape;

    if (EK_TRY(&lot->pages, &escape)) {
        (void)ek_buffer_room(&lot->out, EK_OUT_BYTES); /* in one piece, for most lots */
        decide_lines(lot, w);
    } else {
        status = escape.status;
    }
    ek_escape_end(&lot->pages, &escape);
    if (status != ERKEND_OK)
        ek_raise(&lot->arena, status);
}

void ek_lot_decide(ek_lot *lot, ek_batch_worker *worker)
{
    ek_escape escape;

    if (EK_TRY(&lot->arena, &escape))
        decide_guarded(lot, worker);
    else
        lot->status = escape.status;
    ek_escape_end(&lot->arena, &escape);
}

/* ---- Workers ------------------------------------------------------------------------------- */

/* One block from the beginning that will do for most lines. */
static bool warm_up(ek_arena *arena, const erkend_allocator *host, size_t max_bytes)
{
    volatile bool warm = true;
    ek_escape escape;

    ek_arena_init(arena, host, max_bytes);
    if (EK_TRY(arena, &escape))
        (void)ek_arena_room(arena, 1, FIRST_BYTES);
    else
        warm = false;
    ek_escape_end(arena, &escape);
    ek_arena_reset(arena);
    return warm;
}

bool ek_batch_worker_init(ek_batch_worker *worker, const struct erkend_bundle *bundle,
                          const erkend_batch *batch, const ek_pieces *pieces)
{
    const erkend_allocator *host = bundle->arena.host;

    memset(worker, 0, sizeof *worker);
    worker->batch = batch;
    worker->pieces = pieces;
    worker->worker.bundle = bundle;
    worker->worker.mode = batch->mode;
    worker->worker.allocator = host;
    worker->worker.unread =
        batch->format == ERKEND_CODES && batch->reg == NULL && batch->check == NULL;
    ek_patterns_init(&worker->patterns, host);
    worker->worker.patterns = &worker->patterns;
    worker->kit = ek_read_kit_new(host);
    return worker->kit != NULL && warm_up(&worker->arena, host, 0) &&
           warm_up(&worker->scratch, host, 0) && warm_up(&worker->the_case.arena, host, 0) &&
           warm_up(&worker->decision.arena, host, bundle->limits.decision_bytes) &&
           (batch->tally == NULL || ek_tally_init(&worker->tally, bundle));
}

void ek_batch_worker_dispose(ek_batch_worker *worker)
{
    const struct erkend_bundle *bundle = worker->worker.bundle;

    if (bundle == NULL)
        return;
    ek_patterns_dispose(&worker->patterns);
    ek_read_kit_free(worker->kit);
    ek_arena_dispose(&worker->arena);
    ek_arena_dispose(&worker->scratch);
    ek_arena_dispose(&worker->the_case.arena);
    ek_arena_dispose(&worker->decision.arena);
    ek_tally_dispose(&worker->tally);
}
