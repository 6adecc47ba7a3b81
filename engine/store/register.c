/* Opening a register: whose file it is, how it writes, and what it may hold.
 *
 * Nothing is written into a file before its application_id says that it is ours or it is empty.
 * journal_mode=WAL and synchronous=FULL are set on every connection and read back: WAL with less
 * loses acknowledged decisions when the power fails. */
#include <string.h>

#include "store/store.h"

static const char *const layout =
    "CREATE TABLE decision("
    " number INTEGER PRIMARY KEY, case_id TEXT NOT NULL, case_digest TEXT NOT NULL,"
    " country TEXT NOT NULL, decided TEXT NOT NULL, policy_digest TEXT NOT NULL,"
    " engine TEXT NOT NULL, outcome TEXT NOT NULL, record TEXT NOT NULL, chain BLOB NOT NULL,"
    " UNIQUE(case_id, case_digest, country, decided, policy_digest, engine)) STRICT;"
    "CREATE TABLE claim("
    " decision INTEGER NOT NULL REFERENCES decision, number INTEGER NOT NULL, kind TEXT NOT NULL,"
    " id TEXT NOT NULL, title TEXT NOT NULL, verdict TEXT NOT NULL,"
    " PRIMARY KEY(decision, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE reason("
    " decision INTEGER NOT NULL REFERENCES decision, claim INTEGER NOT NULL,"
    " number INTEGER NOT NULL, rule TEXT NOT NULL, law TEXT NOT NULL, verdict TEXT NOT NULL,"
    " decides INTEGER NOT NULL, says TEXT NOT NULL,"
    " PRIMARY KEY(decision, claim, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE fact("
    " decision INTEGER NOT NULL REFERENCES decision, claim INTEGER NOT NULL,"
    " number INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, place TEXT NOT NULL,"
    " PRIMARY KEY(decision, claim, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE document("
    " digest TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE used("
    " decision INTEGER NOT NULL REFERENCES decision, number INTEGER NOT NULL, name TEXT NOT NULL,"
    " digest TEXT NOT NULL REFERENCES document, PRIMARY KEY(decision, number)) STRICT,"
    " WITHOUT ROWID;"
    "CREATE TABLE policy("
    " policy_digest TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL,"
    " PRIMARY KEY(policy_digest, name)) STRICT, WITHOUT ROWID;";

static const char *const tables[] = {"decision", "claim", "reason", "fact",
                                     "document", "used",  "policy", NULL};

erkend_status ek_register_error(const erkend_register *reg, const char *doing, erkend_error *error)
{
    int code = sqlite3_errcode(reg->database) & 0xff;
    const char *says = sqlite3_errmsg(reg->database);

    switch (code) {
    case SQLITE_NOMEM: return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ek_error_say(error, ERKEND_EBUSY,
                            "%s: cannot %s: another program has held the register for more than "
                            "%d seconds; try again",
                            reg->path, doing, EK_REGISTER_BUSY_MILLISECONDS / 1000);
    case SQLITE_NOTADB:
        return ek_error_say(error, ERKEND_EREGISTER,
                            "%s: this is no register (not an SQLite file); choose another file",
                            reg->path);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return ek_error_say(error, ERKEND_EREGISTER,
                            "%s: cannot %s: the file or its folder cannot be written (%s); a "
                            "register in use needs both",
                            reg->path, doing, says);
    case SQLITE_FULL:
        return ek_error_say(error, ERKEND_EREGISTER,
                            "%s: cannot %s: the disk is full; nothing was kept of it", reg->path,
                            doing);
    default:
        return ek_error_say(error, ERKEND_EREGISTER, "%s: cannot %s: %s", reg->path, doing, says);
    }
}

int ek_register_run(const erkend_register *reg, const char *sql)
{
    return sqlite3_exec(reg->database, sql, NULL, NULL, NULL);
}

int ek_register_begin(const erkend_register *reg)
{
    return ek_register_run(reg, "BEGIN IMMEDIATE");
}

int ek_register_commit(const erkend_register *reg)
{
    return ek_register_run(reg, "COMMIT");
}

void ek_register_rollback(const erkend_register *reg)
{
    /* Some errors roll back by themselves. */
    if (sqlite3_get_autocommit(reg->database) == 0)
        (void)ek_register_run(reg, "ROLLBACK");
}

sqlite3_stmt *ek_register_prepare(const erkend_register *reg, const char *sql)
{
    sqlite3_stmt *statement = NULL;

    (void)sqlite3_prepare_v2(reg->database, sql, -1, &statement, NULL);
    return statement;
}

void ek_register_drop_statements(const erkend_register *reg)
{
    sqlite3_stmt *statement;

    while ((statement = sqlite3_next_stmt(reg->database, NULL)) != NULL)
        (void)sqlite3_finalize(statement);
}

void ek_register_bind(sqlite3_stmt *statement, int at, ek_text text)
{
    (void)sqlite3_bind_text(statement, at, text.bytes != NULL ? text.bytes : "", (int)text.size,
                            SQLITE_STATIC);
}

ek_text ek_column(sqlite3_stmt *statement, int at)
{
    const char *bytes = sqlite3_column_blob(statement, at);

    return (ek_text){bytes != NULL ? bytes : "", (uint32_t)sqlite3_column_bytes(statement, at)};
}

/* The first column of the first row, as a number; -1 on any failure. */
static sqlite3_int64 ask_number(const erkend_register *reg, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    sqlite3_int64 number = -1;

    if (sqlite3_prepare_v2(reg->database, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        number = sqlite3_column_int64(statement, 0);
    (void)sqlite3_finalize(statement);
    return number;
}

static bool ask_is(const erkend_register *reg, const char *sql, const char *wanted)
{
    sqlite3_stmt *statement = NULL;
    bool is = false;

    if (sqlite3_prepare_v2(reg->database, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        is = ek_text_is(ek_column(statement, 0), wanted);
    (void)sqlite3_finalize(statement);
    return is;
}

static erkend_status check_owner(const erkend_register *reg, bool *fresh, erkend_error *error)
{
    sqlite3_int64 objects = ask_number(reg, "SELECT count(*) FROM sqlite_schema");
    sqlite3_int64 application, version;

    *fresh = false;
    if (objects < 0)
        return ek_register_error(reg, "open the register", error);
    application = ask_number(reg, "PRAGMA application_id");
    version = ask_number(reg, "PRAGMA user_version");
    if (objects == 0 && application == 0) {
        *fresh = true;
        return ERKEND_OK;
    }
    if (application != EK_REGISTER_APPLICATION)
        return ek_error_say(error, ERKEND_EREGISTER,
                            "%s: this database belongs to another program; choose another file",
                            reg->path);
    if (version > EK_REGISTER_VERSION || version < 1)
        return ek_error_say(error, ERKEND_EREGISTER,
                            "%s: this register is of version %lld, this program knows up to %d; "
                            "use a newer erkend",
                            reg->path, (long long)version, EK_REGISTER_VERSION);
    return ERKEND_OK;
}

/* Inside BEGIN IMMEDIATE; another process may have been first. */
static int make_tables(const erkend_register *reg)
{
    char sql[512];
    size_t i;
    int code = ek_register_run(reg, layout);

    for (i = 0; tables[i] != NULL && code == SQLITE_OK; i++) {
        (void)sqlite3_snprintf(
            (int)sizeof sql, sql,
            "CREATE TRIGGER %s_keeps BEFORE UPDATE ON %s BEGIN SELECT RAISE(ABORT, 'the register "
            "is append-only'); END;"
            "CREATE TRIGGER %s_stays BEFORE DELETE ON %s BEGIN SELECT RAISE(ABORT, 'the register "
            "is append-only'); END;",
            tables[i], tables[i], tables[i], tables[i]);
        code = ek_register_run(reg, sql);
    }
    if (code == SQLITE_OK) {
        (void)sqlite3_snprintf((int)sizeof sql, sql,
                               "PRAGMA application_id=%d; PRAGMA user_version=%d;",
                               EK_REGISTER_APPLICATION, EK_REGISTER_VERSION);
        code = ek_register_run(reg, sql);
    }
    return code;
}

static erkend_status make_register(const erkend_register *reg, erkend_error *error)
{
    erkend_status status;
    bool fresh;

    if (ek_register_begin(reg) != SQLITE_OK)
        return ek_register_error(reg, "make the register", error);
    status = check_owner(reg, &fresh, error);
    if (status == ERKEND_OK && fresh && make_tables(reg) != SQLITE_OK)
        status = ek_register_error(reg, "make the register", error);
    if (status == ERKEND_OK && ek_register_commit(reg) != SQLITE_OK)
        status = ek_register_error(reg, "make the register", error);
    if (status != ERKEND_OK)
        ek_register_rollback(reg);
    return status;
}

/* Several who open a fresh file at once get SQLITE_BUSY here without any waiting; so wait here. */
static bool write_ahead(const erkend_register *reg)
{
    int waited = 0;

    while (!ask_is(reg, "PRAGMA journal_mode=WAL", "wal")) {
        int code = sqlite3_errcode(reg->database) & 0xff;

        if ((code != SQLITE_BUSY && code != SQLITE_LOCKED) ||
            waited >= EK_REGISTER_BUSY_MILLISECONDS)
            return false;
        waited += sqlite3_sleep(20) + 1;
    }
    return true;
}

static erkend_status set_up(const erkend_register *reg, erkend_error *error)
{
    erkend_status status;
    bool fresh;
    int set;

    (void)sqlite3_extended_result_codes(reg->database, 1);
    (void)sqlite3_busy_timeout(reg->database, EK_REGISTER_BUSY_MILLISECONDS);
    (void)sqlite3_db_config(reg->database, SQLITE_DBCONFIG_DEFENSIVE, 1, &set);
    (void)sqlite3_db_config(reg->database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &set);
    status = check_owner(reg, &fresh, error);
    if (status != ERKEND_OK)
        return status;
    if (!write_ahead(reg))
        return ek_register_error(reg, "write ahead (WAL needs a local file system)", error);
    if (ek_register_run(reg, "PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON;"
                             "PRAGMA foreign_keys=ON;") != SQLITE_OK ||
        ask_number(reg, "PRAGMA synchronous") != 2)
        return ek_register_error(reg, "make writing durable", error);
    if (!fresh && !ask_is(reg, "PRAGMA quick_check(1)", "ok"))
        return ek_error_say(error, ERKEND_EREGISTER,
                            "%s: the register is damaged (quick_check); restore it from a copy",
                            reg->path);
    return fresh ? make_register(reg, error) : ERKEND_OK;
}

erkend_status erkend_register_open(erkend_register **out, const char *path,
                                   const erkend_allocator *allocator, erkend_error *error)
{
    erkend_register *reg;
    erkend_status status;

    ek_error_clear(error);
    if (out == NULL || path == NULL)
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    *out = NULL;
    /* SQLite would keep these in memory, or in a file that it removes. */
    if (path[0] == '\0' || path[0] == ':')
        return ek_error_say(error, ERKEND_EVALUE,
                            "'%s' is no file name: name the file of the register", path);
    reg = ek_host_alloc(allocator, sizeof *reg);
    if (reg == NULL)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    ek_arena_init(&reg->arena, allocator, 0);
    reg->path_size = strlen(path) + 1;
    reg->path = ek_host_alloc(allocator, reg->path_size);
    if (reg->path == NULL) {
        erkend_register_close(reg);
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    }
    memcpy(reg->path, path, reg->path_size);
    if (sqlite3_open_v2(path, &reg->database,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        status = ek_register_error(reg, "open the register", error);
    else
        status = set_up(reg, error);
    if (status != ERKEND_OK) {
        erkend_register_close(reg);
        return status;
    }
    *out = reg;
    return ERKEND_OK;
}

void erkend_register_close(erkend_register *reg)
{
    const erkend_allocator *host;

    if (reg == NULL)
        return;
    host = reg->arena.host;
    (void)sqlite3_close(reg->database);
    ek_host_free(host, reg->path, reg->path_size);
    ek_arena_dispose(&reg->arena);
    ek_host_free(host, reg, sizeof *reg);
}
