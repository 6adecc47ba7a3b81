/* Many cases, a line each: decided by several threads, written in the order in which they came.
 *
 *   lot     whole lines that are read, decided, kept and written together
 *   source  where lines come from: cuts what the host reads into lots
 *   worker  one thread's scratch: decides the lines of one lot at a time
 *   run     a ring of lots between the threads that decide and the one that called
 *
 * Who decides fills the next free lot of the ring (one thread reads at a time) and decides it. With
 * a register, a keeper commits lots in their order, as many at once as are ready. The calling
 * thread takes lots in their order, once they are kept: tells the host of rejected lines, writes,
 * and gives the lot back; without a register it decides besides. So memory is bounded by the ring,
 * however slow the host reads or writes. */
#ifndef EK_BATCH_BATCH_H
#define EK_BATCH_BATCH_H

#include "base/api.h"
#include "batch/tally.h"
#include "decide/decide.h"
#include "explain/explain.h"
#include "load/node.h"
#include "load/reader.h"
#include "store/store.h"

#define EK_LOT_BYTES ((size_t)64 * 1024)
#define EK_FEW_BYTES ((size_t)4 * 1024)  /* enough while it is not known how much they become */
#define EK_OUT_BYTES ((size_t)64 * 1024) /* as much as the decisions of a lot should be */
#define EK_LINE_BYTES ((size_t)1024 * 1024)
#define EK_BATCH_THREADS 64u

typedef struct ek_rejected {
    uint64_t line;
    ek_text bytes;
    erkend_error *why;
} ek_rejected;

typedef struct ek_lot {
    ek_arena arena; /* ends, rejected, kept; reset when the lot is filled again */
    char *bytes;    /* the lines, each ended by '\n' but perhaps the last */
    size_t size, capacity;
    uint32_t *ends; /* where each line ends */
    uint32_t end_count, end_capacity;
    ek_buffer out;  /* decisions, a line each */
    ek_arena pages; /* of out; kept, for its memory is used again as it is */
    uint64_t first_line;
    bool overlong; /* there is one line, too long to be read */
    bool stopped;  /* after a rejected line: it is strict */
    bool decided;  /* may be written; guarded by the run */
    ek_rejected *rejected;
    uint32_t rejected_count, rejected_capacity;
    ek_kept **kept; /* for the register */
    uint32_t kept_count, kept_capacity;
    erkend_batch_counts counts;
    erkend_status status; /* what ends the whole batch */
    char apart[64];       /* what two threads write to is in no cache line that both have */
} ek_lot;

typedef struct ek_source_lines {
    const erkend_batch *batch;
    const erkend_allocator *host;
    char *rest; /* the begin of a line whose end is not read yet */
    size_t rest_size, rest_capacity;
    size_t enough; /* bytes for a lot; 0: half of EK_LOT_BYTES */
    uint64_t line; /* of the next byte */
    bool skipping; /* in a line that is too long */
    bool ended;
    erkend_status status;
} ek_source_lines;

/* source.c: room for `needed` bytes and EK_SPARE_BYTES; false: there is no memory. */
bool ek_make_room(char **bytes, size_t *capacity, size_t needed, const erkend_allocator *host);
/* False: there are no more lines, or source->status tells why it stops. */
bool ek_lot_fill(ek_lot *lot, ek_source_lines *source);
void ek_source_lines_dispose(ek_source_lines *source);

/* worker.c */
typedef struct ek_batch_worker {
    const erkend_batch *batch;
    struct erkend_worker worker;
    ek_patterns patterns; /* of the worker */
    struct erkend_case the_case;
    ek_read_kit *kit;
    struct erkend_decision decision;
    ek_arena arena;          /* of the problems of a line */
    ek_arena scratch;        /* of what is being printed */
    const ek_pieces *pieces; /* borrowed */
    erkend_tally tally;      /* of this thread */
    char apart[64];          /* as in a lot */
} ek_batch_worker;

/* False: no memory for it. */
bool ek_batch_worker_init(ek_batch_worker *worker, const struct erkend_bundle *bundle,
                          const erkend_batch *batch, const ek_pieces *pieces);
void ek_batch_worker_dispose(ek_batch_worker *worker);
void ek_lot_decide(ek_lot *lot, ek_batch_worker *worker);
/* Ready to be filled again; keeps memory that the next lines will need. */
void ek_lot_clear(ek_lot *lot, const erkend_allocator *host);
void ek_lot_dispose(ek_lot *lot);

#endif
