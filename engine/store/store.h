/* The register of decisions: one SQLite file, append-only, durable before it is acknowledged
 * (TRUST section 7).
 *
 *   decision   one row a decision: what was asked, digests, the whole answer as JSON, the chain
 *   claim, reason, fact   the same answer in rows, for queries
 *   document   the documents of cases, once each, by digest; used tells which decision had which
 *   policy     the files behind a policy digest, once each
 *
 * Triggers refuse every change and every deletion. Each row's chain is the digest of the chain
 * before it and of everything the decision stored, so a change from outside is found by verify.
 *
 * SQLite takes its memory from malloc; the arena of the handle holds what is ours. A transaction is
 * never open while something is rendered or printed. One connection belongs to one thread. */
#ifndef EK_STORE_STORE_H
#define EK_STORE_STORE_H

#include <sqlite3.h>

#include "base/api.h"
#include "explain/explain.h"

#define EK_REGISTER_APPLICATION 0x65726b64 /* "erkd" */
#define EK_REGISTER_VERSION 1
#define EK_REGISTER_BUSY_MILLISECONDS 10000

struct erkend_register {
    ek_arena arena; /* of one call at a time */
    sqlite3 *database;
    char *path;        /* for messages */
    size_t path_size;  /* with its end */
    sqlite3_int64 row; /* of the last decision added, or found to be there */
    bool added;        /* whether it was new */
};

/* The error for what SQLite just said: EBUSY, ENOMEM, else EREGISTER. `doing`: "keep the decision".
 */
erkend_status ek_register_error(const erkend_register *reg, const char *doing, erkend_error *error);
/* Runs statements without results. */
int ek_register_run(const erkend_register *reg, const char *sql);
/* BEGIN IMMEDIATE; COMMIT; ROLLBACK if SQLite has not rolled back by itself. SQLite's codes. */
int ek_register_begin(const erkend_register *reg);
int ek_register_commit(const erkend_register *reg);
void ek_register_rollback(const erkend_register *reg);
/* NULL when SQLite will not have it; its error code tells why. */
sqlite3_stmt *ek_register_prepare(const erkend_register *reg, const char *sql);
/* Finalizes every statement that an escape left open. */
void ek_register_drop_statements(const erkend_register *reg);
/* Binds a text (borrowed until the statement is reset). */
void ek_register_bind(sqlite3_stmt *statement, int at, ek_text text);
/* A decision as it will be stored. Made in `arena`, where it may outlive the decision and its case
 * (the bytes of documents are borrowed, and what belongs to the bundle); by any thread. What is
 * needed meanwhile lies in `scratch`, which may be the same. */
typedef struct ek_kept ek_kept;
const ek_kept *ek_kept_new(ek_arena *arena, ek_arena *scratch,
                           const struct erkend_decision *decision);
/* Keeps all of them in one transaction, or none. When this is ERKEND_OK they are durable; *added
 * counts those that were not there. */
erkend_status ek_register_keep(erkend_register *reg, const ek_kept *const *kept, size_t count,
                               size_t *added, erkend_error *error);
/* A column as a text; borrowed until the next step. */
ek_text ek_column(sqlite3_stmt *statement, int at);
/* Adds a text with its length, so that no two sequences of texts look alike. */
void ek_chain_add(ek_digester *digester, ek_text text);
/* Feeds the rows of claim, reason, fact, used of a decision, as stored, in order. */
int ek_chain_add_rows(const erkend_register *reg, ek_digester *digester, sqlite3_int64 row);

#endif
