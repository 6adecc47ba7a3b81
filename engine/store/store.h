/* The register of decisions: one SQLite file, append-only, durable before it is acknowledged
 * (TRUST section 7).
 *
 *   decision   one row a decision: its case, its policy, its day, its record (record.h), the chain
 *   cases      a case, once: the bytes of its document; further ones are in document
 *   document   documents that cases refer to, once each
 *   policy     what decisions rested on: a country's files, and the bundle they were opened in
 *   rule       what the numbers of rules in records mean under a policy
 *   field      what the numbers of fields mean
 *   bundle_file, policy_file, file   policy files, once each, by digest
 *   claim, reason, effect, fact, used   the same answers in rows, for queries: views
 *
 * All that a decision rests on is there, so it can be read when the policies have changed, and
 * decided again (prove.c). Triggers refuse every change and every deletion. Each row's chain is the
 * digest of the chain before it, of what its policy is bound to, and of the rest of the row: a
 * change from outside is found (chain.c).
 *
 * SQLite takes its memory from malloc; the arena of the handle holds what is ours. A transaction is
 * never open while something is rendered or printed. One connection belongs to one thread at a
 * time; its statements are prepared once. */
#ifndef EK_STORE_STORE_H
#define EK_STORE_STORE_H

#include <sqlite3.h>

#include "base/api.h"
#include "explain/explain.h"

#define EK_REGISTER_APPLICATION 0x65726b64 /* "erkd" */
#define EK_REGISTER_VERSION 4
#define EK_REGISTER_BUSY_MILLISECONDS 10000

/* Prepared when first needed, kept until the register is closed or a call fails. */
typedef enum ek_sql {
    EK_SQL_BEGIN,
    EK_SQL_COMMIT,
    EK_SQL_LAST,
    EK_SQL_FIND_CASE,
    EK_SQL_FIND_DECISION,
    EK_SQL_FIND_POLICY,
    EK_SQL_FIND_BUNDLE,
    EK_SQL_FIND_DOCUMENT,
    EK_SQL_ADD_CASE,
    EK_SQL_ADD_DECISION,
    EK_SQL_ADD_DOCUMENT,
    EK_SQL_ADD_POLICY,
    EK_SQL_ADD_RULE,
    EK_SQL_ADD_FIELD,
    EK_SQL_ADD_POLICY_FILE,
    EK_SQL_ADD_BUNDLE,
    EK_SQL_ADD_BUNDLE_FILE,
    EK_SQL_ADD_FILE,
    EK_SQLS
} ek_sql;

/* A policy that is in the file: found once for each handle. */
typedef struct ek_bound {
    ek_digest seal; /* of the rulebook */
    ek_digest bound;
    sqlite3_int64 number;
} ek_bound;

enum { EK_BOUND_MOST = 64 };

struct erkend_register {
    ek_arena arena; /* of one call at a time */
    sqlite3 *database;
    char *path;        /* for messages */
    size_t path_size;  /* with its end */
    sqlite3_int64 row; /* of the last decision added, or found to be there */
    bool added;        /* whether it was new */
    bool seen;         /* the views are made */
    sqlite3_stmt *prepared[EK_SQLS];
    ek_bound bound[EK_BOUND_MOST];
    uint32_t bound_count;
};

/* The error for what SQLite just said: EBUSY, ENOMEM, else EREGISTER. `doing`: "keep the decision".
 */
erkend_status ek_register_error(const erkend_register *reg, const char *doing, erkend_error *error);
/* Runs statements without results. */
int ek_register_run(const erkend_register *reg, const char *sql);
/* BEGIN IMMEDIATE; COMMIT; ROLLBACK if SQLite has not rolled back by itself. SQLite's codes. */
int ek_register_begin(erkend_register *reg);
int ek_register_commit(erkend_register *reg);
void ek_register_rollback(const erkend_register *reg);
/* layout.c: the tables, triggers and views of a fresh file. */
int ek_register_lay_out(const erkend_register *reg);
/* The views of this connection, made once. SQLite's code. */
int ek_register_see(erkend_register *reg);
/* NULL when SQLite will not have it; its error code tells why. */
sqlite3_stmt *ek_register_prepare(const erkend_register *reg, const char *sql);
/* One of the statements that are kept; NULL as above. To be reset after use. */
sqlite3_stmt *ek_register_statement(erkend_register *reg, ek_sql sql);
/* Finalizes every statement, those that an escape left open too, and forgets what a transaction
 * that was not committed may have found. */
void ek_register_drop_statements(erkend_register *reg);
/* Runs a statement that gives no rows, and makes it ready for the next. */
int ek_register_step(sqlite3_stmt *statement);
/* The first column of its first row, or 0; and makes it ready for the next. SQLITE_OK, or why not.
 */
int ek_register_number(sqlite3_stmt *statement, sqlite3_int64 *number);
/* Binds a text, or bytes (borrowed until the statement is reset). */
void ek_register_bind(sqlite3_stmt *statement, int at, ek_text text);
void ek_register_bind_bytes(sqlite3_stmt *statement, int at, const void *bytes, size_t size);
void ek_register_bind_digest(sqlite3_stmt *statement, int at, const ek_digest *digest);
/* A decision as it will be stored. Made in `arena`, where it may outlive the decision and its case
 * (the bytes of documents are borrowed, and what belongs to the bundle); by any thread. What is
 * needed meanwhile lies in `scratch`, which may be the same. */
typedef struct ek_kept ek_kept;
ek_kept *ek_kept_new(ek_arena *arena, ek_arena *scratch, const struct erkend_decision *decision);
/* Keeps all of them in one transaction, or none; digests of cases that were not asked for before
 * are made here, which is why they are not const. When this is ERKEND_OK they are durable; *added
 * counts those that were not there. */
erkend_status ek_register_keep(erkend_register *reg, ek_kept *const *kept, size_t count,
                               size_t *added, erkend_error *error);
/* Text fit to be shown, and spaces up to that many columns. */
void ek_register_pad(ek_buffer *out, ek_text text, uint32_t columns);
/* count.c: statistics over all of it. SQLITE_ROW, or why not. */
int ek_register_count(ek_buffer *out, const erkend_register *reg, bool json);
/* A column as a text; borrowed until the next step. */
ek_text ek_column(sqlite3_stmt *statement, int at);
/* A digest as it was stored; all zero when it is none. */
ek_digest ek_column_digest(sqlite3_stmt *statement, int at);

/* The chain (chain.c). Adds a text with its length, so that no two sequences of texts look alike.
 */
void ek_chain_add(ek_digester *digester, ek_text text);
/* What a row says, its number, chain and policy apart. */
typedef struct ek_row_said {
    ek_text case_digest; /* 32 bytes */
    ek_text case_id, decided, names, line, record;
} ek_row_said;
ek_digest ek_chain_body(const ek_row_said *said);
void ek_chain_two_bodies(ek_digest *const out[2], const ek_row_said said[2]);
ek_digest ek_chain_next(const ek_digest *before, const ek_digest *bound, const ek_digest *body);
/* What a policy is bound to: its seal, engine, rules and bundle. */
ek_digest ek_chain_bound(const ek_digest *seal, ek_text engine, const ek_digest *rules,
                         const ek_digest *bundle);
/* Over rows of `rule`, in order. */
void ek_chain_add_rule(ek_digester *digester, uint32_t rule, uint32_t cited, ek_text id,
                       ek_text law, ek_text says);
/* Over rows of `field`, in order. */
void ek_chain_add_field(ek_digester *digester, ek_text name);
/* All that a policy's rows of `rule`, then those of `field` say. */
ek_digest ek_rules_digest(const ek_rulebook *book);
/* Over rows of `bundle_file` or `policy_file`, by place. */
void ek_chain_add_file(ek_digester *digester, ek_text name, const ek_digest *digest);

/* The proof (prove.c decides again; chain.c finds what was changed). */
typedef struct ek_proving {
    erkend_register *reg;
    const erkend_proof *proof;
    erkend_proof_counts counts;
    erkend_error *error; /* the first finding */
    bool found;
} ek_proving;
/* `decision` 0: of none; `what` and `name` as in erkend_finding. */
void ek_proving_found(ek_proving *proving, sqlite3_int64 decision, const char *what, ek_text name,
                      const char *format, ...) __attribute__((format(printf, 5, 6)));
/* What SQLite says of the whole file, files of policies, rules, documents. SQLite's codes. */
int ek_chain_check_file(ek_proving *proving);
/* What the decision row at hand says of itself and of its case, against the chain before it, which
 * becomes its own. Columns: see ek_decision_rows. False: something was found. */
bool ek_chain_check_row(ek_proving *proving, sqlite3_stmt *row, ek_digest *before,
                        sqlite3_int64 *last_case, bool *case_whole);
/* Rows of decisions by number, from ?1 to ?2. */
extern const char *const ek_decision_rows;
enum {
    EK_ROW_NUMBER,
    EK_ROW_DECIDED,
    EK_ROW_NAMES,
    EK_ROW_LINE,
    EK_ROW_RECORD,
    EK_ROW_CHAIN,
    EK_ROW_CASE,
    EK_ROW_CASE_DIGEST,
    EK_ROW_CASE_ID,
    EK_ROW_BYTES_DIGEST,
    EK_ROW_BYTES,
    EK_ROW_OTHERS,
    EK_ROW_MODE,
    EK_ROW_COUNTRY_OPTION,
    EK_ROW_NAMED,
    EK_ROW_POLICY,
    EK_ROW_COUNTRY,
    EK_ROW_POLICY_DIGEST,
    EK_ROW_ENGINE,
    EK_ROW_SEAL,
    EK_ROW_RULES,
    EK_ROW_BUNDLE,
    EK_ROW_BUNDLE_DIGEST,
    EK_ROW_NAME,
    EK_ROW_NAMED_NAME
};

#endif
