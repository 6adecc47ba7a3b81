/* A run: threads fill and decide the lots of a ring, the calling thread writes them in order.
 *
 * Without a register the calling thread is one of those that decide: it writes what is ready, and
 * while nothing is it decides a lot itself. Lots are filled some ahead, so that who comes while
 * another reads finds one. So hardly anybody sleeps before the end: to be woken costs as much as a
 * case or several. The calling thread reads only if it is alone or the input is at hand, for it
 * would wait for the host while others decide what the host waits for.
 *
 * With a register there is a keeper: a thread that commits all lots that are ready, while workers
 * decide the next ones and the calling thread writes those before. */
#include "batch/batch.h"

#include <pthread.h>
#include <string.h>

/* Half of them may be one transaction: so many that waiting for the disk is little for each. */
#define KEPT_LOTS 94u
#define LOTS_MOST (2u * EK_BATCH_THREADS + 2u + KEPT_LOTS)

typedef struct ek_run {
    const struct erkend_bundle *bundle;
    const erkend_batch *batch;
    ek_arena arena;          /* of the pieces */
    const ek_pieces *pieces; /* made before the threads start; they only read it */
    pthread_mutex_t lock;    /* of what follows */
    pthread_cond_t room;     /* for workers: a lot is free or filled, or it is over */
    pthread_cond_t ready;    /* for the calling thread: a lot is filled, decided or kept, or over */
    pthread_cond_t keep;     /* for the keeper: a lot is decided, or a worker has ended */
    uint64_t next_filled, next_taken, next_kept, next_written;
    bool filling;        /* somebody fills the lot next_filled, and has `source` */
    bool ended;          /* there are no more lines */
    bool reads;          /* the calling thread fills lots, too */
    uint64_t ahead;      /* so many wait to be decided before who may read decides one */
    uint64_t added;      /* to the register */
    erkend_status keeps; /* of the keeper */
    bool keeping;        /* it has not ended */
    size_t enough;       /* bytes for the next lot */
    bool stopped;
    uint32_t workers; /* that have not ended */
    ek_lot lots[LOTS_MOST];
    uint32_t lot_count, thread_count, started;
    ek_source_lines source; /* of who is filling */
    erkend_batch_counts counts;
    erkend_status status;
    erkend_error *error; /* borrowed; filled when the register fails */
    bool said;           /* error is filled */
    pthread_t threads[EK_BATCH_THREADS];
    ek_batch_worker scratch[EK_BATCH_THREADS];
} ek_run;

/* ---- The ring ------------------------------------------------------------------------------ */

static ek_lot *lot_at(ek_run *run, uint64_t number)
{
    return &run->lots[number % run->lot_count];
}

/* How many lots are decided from that one on. With the lock. */
static uint32_t count_decided(ek_run *run, uint64_t from)
{
    uint32_t ready = 0;

    while (from + ready < run->next_filled && lot_at(run, from + ready)->decided)
        ready++;
    return ready;
}

/* Filled, and nobody decides them. With the lock. */
static uint64_t count_waiting(const ek_run *run)
{
    return run->next_filled - run->next_taken;
}

/* With the lock. */
static bool may_fill(const ek_run *run)
{
    return !run->filling && !run->ended && !run->stopped &&
           run->next_filled - run->next_written < run->lot_count;
}

/* Fills the next lot. With the lock, which others have meanwhile. */
static void fill_lot(ek_run *run)
{
    ek_lot *lot = lot_at(run, run->next_filled);
    bool filled;

    run->filling = true;
    run->source.enough = run->enough;
    (void)pthread_mutex_unlock(&run->lock);
    ek_lot_clear(lot, run->bundle->arena.host);
    filled = ek_lot_fill(lot, &run->source);
    (void)pthread_mutex_lock(&run->lock);
    run->filling = false;
    run->ended = !filled;
    run->next_filled += filled;
    if (run->batch->reg == NULL)
        (void)pthread_cond_signal(&run->ready);
    (void)(filled ? pthread_cond_signal(&run->room) : pthread_cond_broadcast(&run->room));
}

/* ---- Workers ------------------------------------------------------------------------------- */

/* Bytes of lines that become about EK_OUT_BYTES, as those of this lot did: decisions in words of
 * many countries are twenty times as long as the case, codes of one are shorter. */
static size_t choose_enough(const ek_lot *lot)
{
    size_t most = EK_LOT_BYTES / 2;
    size_t enough = lot->out.size > 0 ? EK_OUT_BYTES * lot->size / lot->out.size : most;

    return enough < EK_FEW_BYTES ? EK_FEW_BYTES : enough > most ? most : enough;
}

/* Who comes next in the ring: the keeper, or the calling thread. With the lock. */
static void tell_next(ek_run *run)
{
    (void)pthread_cond_signal(run->batch->reg != NULL ? &run->keep : &run->ready);
}

/* Decides the lot that waits longest. With the lock, which others have meanwhile. */
static void decide_lot(ek_run *run, ek_batch_worker *worker)
{
    ek_lot *lot = lot_at(run, run->next_taken++);

    (void)pthread_mutex_unlock(&run->lock);
    ek_lot_decide(lot, worker);
    (void)pthread_mutex_lock(&run->lock);
    lot->decided = true;
    run->enough = choose_enough(lot);
    tell_next(run);
}

/* Waits until a lot is to be decided; fills some ahead. False: it is over. With the lock. */
static bool wait_for_lines(ek_run *run)
{
    for (;;) {
        if (run->stopped)
            return false;
        if (count_waiting(run) < run->ahead && may_fill(run))
            fill_lot(run);
        else if (count_waiting(run) > 0)
            break;
        else if (run->ended)
            return false;
        else
            (void)pthread_cond_wait(&run->room, &run->lock);
    }
    if (may_fill(run)) /* who waited for that may do it now */
        (void)pthread_cond_signal(&run->room);
    return true;
}

static void *work(void *of)
{
    ek_run *run = of;
    ek_batch_worker *worker;

    (void)pthread_mutex_lock(&run->lock);
    worker = &run->scratch[run->started++];
    while (wait_for_lines(run))
        decide_lot(run, worker);
    run->workers--;
    tell_next(run);
    (void)pthread_mutex_unlock(&run->lock);
    return NULL;
}

/* ---- Keeping ------------------------------------------------------------------------------- */

/* How many lots are to be kept; 0: it is over. */
static uint32_t wait_to_keep(ek_run *run)
{
    uint32_t ready;

    (void)pthread_mutex_lock(&run->lock);
    while ((ready = count_decided(run, run->next_kept)) == 0 && !run->stopped &&
           (run->workers > 0 || run->next_kept < run->next_filled))
        (void)pthread_cond_wait(&run->keep, &run->lock);
    if (run->stopped)
        ready = 0;
    (void)pthread_mutex_unlock(&run->lock);
    return ready > run->lot_count / 2 ? run->lot_count / 2 : ready;
}

/* What is ready is kept in one transaction. */
static erkend_status keep_lots(ek_run *run, uint32_t ready, size_t *added)
{
    const erkend_allocator *host = run->bundle->arena.host;
    size_t count = 0, at = 0;
    ek_kept **kept;
    erkend_status status;
    uint32_t i;

    for (i = 0; i < ready; i++)
        count += lot_at(run, run->next_kept + i)->kept_count;
    if (count == 0)
        return ERKEND_OK;
    kept = ek_host_alloc(host, count * sizeof *kept);
    if (kept == NULL)
        return ERKEND_ENOMEM;
    for (i = 0; i < ready; i++) {
        const ek_lot *lot = lot_at(run, run->next_kept + i);

        if (lot->kept_count > 0)
            memcpy(kept + at, lot->kept, lot->kept_count * sizeof *kept);
        at += lot->kept_count;
    }
    status = ek_register_keep(run->batch->reg, kept, count, added, run->error);
    run->said = status != ERKEND_OK;
    ek_host_free(host, kept, count * sizeof *kept);
    return status;
}

/* How many of the lots may be kept; the last of them may have stopped. *failed: the one after them
 * failed, and the calling thread is to see it. */
static uint32_t count_good(ek_run *run, uint32_t ready, bool *failed, bool *stopped)
{
    uint32_t good = 0;

    *failed = *stopped = false;
    while (good < ready && !*failed && !*stopped) {
        const ek_lot *lot = lot_at(run, run->next_kept + good);

        *failed = lot->status != ERKEND_OK;
        *stopped = lot->stopped;
        good += !*failed;
    }
    return good;
}

/* After a lot that failed or stopped the calling thread stops the run. */
static void *keep(void *of)
{
    ek_run *run = of;
    erkend_status status = ERKEND_OK;
    uint32_t ready, good;

    while (status == ERKEND_OK && (ready = wait_to_keep(run)) > 0) {
        bool failed, stopped;
        size_t added = 0;

        good = count_good(run, ready, &failed, &stopped);
        status = keep_lots(run, good, &added);
        (void)pthread_mutex_lock(&run->lock);
        run->next_kept += status == ERKEND_OK ? good + failed : 0;
        run->added += status == ERKEND_OK ? added : 0;
        (void)pthread_cond_signal(&run->ready);
        while (status == ERKEND_OK && (failed || stopped) && !run->stopped)
            (void)pthread_cond_wait(&run->keep, &run->lock);
        (void)pthread_mutex_unlock(&run->lock);
    }
    (void)pthread_mutex_lock(&run->lock);
    run->keeps = status;
    run->keeping = false;
    (void)pthread_cond_signal(&run->ready);
    (void)pthread_mutex_unlock(&run->lock);
    return NULL;
}

/* ---- Writing ------------------------------------------------------------------------------- */

/* Nothing is left to be written, or will be. With the lock. */
static bool is_over(const ek_run *run)
{
    if (run->batch->reg != NULL)
        return !run->keeping;
    return run->ended && run->next_written == run->next_filled;
}

/* What the calling thread does while nothing is ready. False: it can but wait. With the lock, which
 * others have meanwhile. */
static bool help(ek_run *run)
{
    if (run->batch->reg != NULL)
        return false;
    if (run->reads && count_waiting(run) < run->ahead && may_fill(run))
        fill_lot(run);
    else if (count_waiting(run) > 0)
        decide_lot(run, &run->scratch[run->thread_count - 1]); /* workers take those before */
    else
        return false;
    return true;
}

/* How many lots are ready from the next on; 0: it is over. */
static uint32_t wait_for_lots(ek_run *run)
{
    bool reg = run->batch->reg != NULL;
    uint32_t ready;

    (void)pthread_mutex_lock(&run->lock);
    for (;;) {
        ready = reg ? (uint32_t)(run->next_kept - run->next_written)
                    : count_decided(run, run->next_written);
        if (ready > 0 || is_over(run))
            break;
        if (!help(run))
            (void)pthread_cond_wait(&run->ready, &run->lock);
    }
    run->counts.added = run->added;
    (void)pthread_mutex_unlock(&run->lock);
    return ready;
}

static erkend_status write_lot(ek_run *run, const ek_lot *lot)
{
    const erkend_batch *batch = run->batch;
    erkend_status status = ERKEND_OK;
    uint32_t i;

    if (lot->out.size > 0)
        status = batch->write(batch->user, lot->out.bytes, lot->out.size);
    for (i = 0; i < lot->rejected_count && status == ERKEND_OK && batch->rejected; i++) {
        const ek_rejected *one = &lot->rejected[i];
        status =
            batch->rejected(batch->user, one->line, one->bytes.bytes, one->bytes.size, one->why);
    }
    if (status != ERKEND_OK)
        return status;
    ek_counts_add(&run->counts, &lot->counts);
    if (lot->stopped)
        return ERKEND_EINVALID;
    return batch->progress ? batch->progress(batch->user, &run->counts) : ERKEND_OK;
}

static void give_back(ek_run *run, uint32_t count)
{
    (void)pthread_mutex_lock(&run->lock);
    run->next_written += count;
    (void)pthread_cond_broadcast(&run->room);
    (void)pthread_mutex_unlock(&run->lock);
}

static void stop(ek_run *run)
{
    (void)pthread_mutex_lock(&run->lock);
    run->stopped = true;
    (void)pthread_cond_broadcast(&run->room);
    (void)pthread_cond_broadcast(&run->keep);
    (void)pthread_mutex_unlock(&run->lock);
}

/* Lots before one that failed are written; it and what follows are not. */
static void write_all(ek_run *run)
{
    uint32_t ready, i;

    while (run->status == ERKEND_OK && (ready = wait_for_lots(run)) > 0) {
        erkend_status failed = ERKEND_OK;

        for (i = 0; i < ready && lot_at(run, run->next_written + i)->status == ERKEND_OK; i++)
            if (lot_at(run, run->next_written + i)->stopped)
                ready = i + 1;
        if (i < ready)
            failed = lot_at(run, run->next_written + i)->status;
        ready = i;
        for (i = 0; i < ready && run->status == ERKEND_OK; i++)
            run->status = write_lot(run, lot_at(run, run->next_written + i));
        if (run->status == ERKEND_OK)
            run->status = failed;
        if (run->status == ERKEND_OK)
            give_back(run, ready);
    }
    stop(run);
}

/* ---- The run ------------------------------------------------------------------------------- */

static bool make_pieces(ek_run *run)
{
    const erkend_batch *batch = run->batch;
    ek_language language =
        batch->language != NULL ? ek_language_named(ek_text_of(batch->language)) : EK_EN;
    ek_escape escape;

    ek_arena_init(&run->arena, run->bundle->arena.host, 0);
    if (EK_TRY(&run->arena, &escape))
        run->pieces = ek_pieces_make(&run->arena, run->bundle, language,
                                     batch->format == ERKEND_CODES, batch->in);
    ek_escape_end(&run->arena, &escape);
    return escape.status == ERKEND_OK;
}

static bool make_workers(ek_run *run)
{
    uint32_t i;

    if (!make_pieces(run))
        return false;
    for (i = 0; i < run->thread_count; i++)
        if (!ek_batch_worker_init(&run->scratch[i], run->bundle, run->batch, run->pieces))
            return false;
    return true;
}

/* Fewer threads than asked for are no reason to stop. */
static uint32_t start_threads(ek_run *run)
{
    uint32_t wanted = run->workers, count = 0;

    while (count < wanted && pthread_create(&run->threads[count], NULL, work, run) == 0)
        count++;
    (void)pthread_mutex_lock(&run->lock);
    run->workers -= wanted - count;
    run->reads = count == 0 || run->batch->at_hand;
    if (count == 0)
        run->ahead = 1;
    (void)pthread_mutex_unlock(&run->lock);
    return count;
}

static erkend_status add_tallies(ek_run *run)
{
    erkend_tally *tally = run->batch->tally;
    uint32_t volatile i = 0;
    ek_escape escape;

    if (EK_TRY(&tally->arena, &escape)) {
        for (; i < run->thread_count; i++)
            ek_tally_add(tally, &run->scratch[i].tally);
        ek_counts_add(&tally->counts, &run->counts);
    }
    ek_escape_end(&tally->arena, &escape);
    return escape.status;
}

/* Decides, keeps and writes; when it ends, so have all threads. */
static void run_ring(ek_run *run)
{
    const bool reg = run->batch->reg != NULL;
    pthread_t keeper;
    uint32_t started, i;
    bool keeps;

    run->workers = reg ? run->thread_count : run->thread_count - 1; /* the keeper waits for them */
    run->keeping = reg && pthread_create(&keeper, NULL, keep, run) == 0;
    keeps = run->keeping;
    started = start_threads(run);
    if (reg && (started == 0 || !keeps))
        run->status = ERKEND_ENOMEM;
    write_all(run);
    if (keeps)
        (void)pthread_join(keeper, NULL);
    for (i = 0; i < started; i++)
        (void)pthread_join(run->threads[i], NULL);
    if (run->status == ERKEND_OK)
        run->status = run->keeps;
    run->counts.added = run->added;
}

static void run_threads(ek_run *run)
{
    (void)pthread_mutex_init(&run->lock, NULL);
    (void)pthread_cond_init(&run->room, NULL);
    (void)pthread_cond_init(&run->ready, NULL);
    (void)pthread_cond_init(&run->keep, NULL);
    run_ring(run);
    (void)pthread_cond_destroy(&run->keep);
    (void)pthread_cond_destroy(&run->ready);
    (void)pthread_cond_destroy(&run->room);
    (void)pthread_mutex_destroy(&run->lock);
    if (run->status == ERKEND_OK)
        run->status = run->source.status;
    if (run->status == ERKEND_OK && run->batch->tally != NULL)
        run->status = add_tallies(run);
}

static erkend_status check_batch(const erkend_bundle *bundle, const erkend_batch *batch,
                                 erkend_error *error)
{
    ek_date date;

    if (bundle == NULL || batch == NULL || batch->struct_size != sizeof *batch ||
        batch->read == NULL || batch->write == NULL)
        return ek_error_say(error, ERKEND_ECALL,
                            "erkend_batch_run needs a bundle and a batch with read and write");
    if ((unsigned)batch->mode > ERKEND_VERIFY)
        return ek_error_say(error, ERKEND_EVALUE, "there is no mode %d", (int)batch->mode);
    if (batch->decided != NULL && ek_date_read(&date, ek_text_of(batch->decided)) != ERKEND_OK)
        return ek_error_say(error, ERKEND_EVALUE, "decided: '%s' is no date; write 2026-03-01",
                            batch->decided);
    if (batch->language != NULL && ek_language_named(ek_text_of(batch->language)) == EK_LANGUAGES)
        return ek_error_say(error, ERKEND_EVALUE, "there is no language '%s': " EK_LANGUAGES_SAID,
                            batch->language);
    if (batch->tally != NULL && batch->tally->bundle != bundle)
        return ek_error_say(error, ERKEND_ECALL,
                            "erkend_batch_run: the tally is of another bundle");
    for (uint32_t i = 0; batch->in != NULL && batch->in[i] != NULL; i++)
        if (ek_bundle_book(bundle, ek_text_of(batch->in[i])) == NULL)
            return ek_error_say(error, ERKEND_ENOPOLICY, "there is no policy of the country '%s'",
                                batch->in[i]);
    return ERKEND_OK;
}

erkend_status erkend_batch_run(const erkend_bundle *bundle, const erkend_batch *batch,
                               erkend_batch_counts *counts, erkend_error *error)
{
    erkend_status status;
    ek_run *run;
    uint32_t i;

    ek_error_clear(error);
    if (counts != NULL)
        memset(counts, 0, sizeof *counts);
    status = check_batch(bundle, batch, error);
    if (status != ERKEND_OK)
        return status;
    run = ek_host_alloc(bundle->arena.host, sizeof *run);
    if (run == NULL)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    run->bundle = bundle;
    run->batch = batch;
    run->error = error;
    run->thread_count = batch->threads == 0                 ? 1
                        : batch->threads > EK_BATCH_THREADS ? EK_BATCH_THREADS
                                                            : batch->threads;
    run->lot_count = batch->reg != NULL       ? 2 * run->thread_count + 2 + KEPT_LOTS
                     : run->thread_count == 1 ? 1
                                              : 2 * run->thread_count + 2;
    run->ahead = batch->reg != NULL ? 1 : run->thread_count + 1;
    run->enough = EK_FEW_BYTES;
    run->source = (ek_source_lines){.batch = batch,
                                    .host = bundle->arena.host,
                                    .line = batch->first_line > 0 ? batch->first_line : 1};
    if (make_workers(run))
        run_threads(run);
    else
        run->status = ERKEND_ENOMEM;
    status = run->status;
    if (counts != NULL)
        *counts = run->counts;
    if (!run->said)
        status = ek_error_fill(error, status, NULL);
    for (i = 0; i < run->lot_count; i++)
        ek_lot_dispose(&run->lots[i]);
    for (i = 0; i < run->thread_count; i++)
        ek_batch_worker_dispose(&run->scratch[i]);
    ek_source_lines_dispose(&run->source);
    ek_arena_dispose(&run->arena);
    ek_host_free(bundle->arena.host, run, sizeof *run);
    return status;
}
