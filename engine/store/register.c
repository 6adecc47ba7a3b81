/* Opening a register: whose file it is, how it writes, and what it may hold.
 *
 * Pages are of 32 kB: records and cases of some kB leave less of a page unused, and each page costs
 * two calls to write ahead and two to copy back. What is written ahead is copied back after 8 MB:
 * so it is written to the same blocks again, while they are still at hand.
 *
 * Nothing is written into a file before its application_id says that it is ours or it is empty.
 * journal_mode=WAL and synchronous=FULL are set on every connection and read back: WAL with less
 * loses acknowledged decisions when the power fails. */
#include <string.h>

#include "store/store.h"

/* By ek_sql. */
static const char *const kept_sql[EK_SQLS] = {
    [EK_SQL_BEGIN] = "BEGIN IMMEDIATE",
    [EK_SQL_COMMIT] = "COMMIT",
    [EK_SQL_LAST] = "SELECT number, chain FROM decision ORDER BY number DESC LIMIT 1",
    [EK_SQL_FIND_CASE] = "SELECT number FROM cases WHERE id=?3 AND key=?1 AND digest=?2",
    [EK_SQL_FIND_DECISION] =
        "SELECT number FROM decision WHERE of_case=?1 AND policy=?2 AND decided=?3",
    [EK_SQL_FIND_POLICY] = ("SELECT p.number, p.rules, b.digest FROM policy p JOIN bundle b ON "
                            "b.number=p.bundle WHERE p.seal=?1 AND p.engine=?2"),
    [EK_SQL_FIND_BUNDLE] = "SELECT number FROM bundle WHERE digest=?1",
    [EK_SQL_FIND_DOCUMENT] = "SELECT number FROM document WHERE digest=?1",
    [EK_SQL_ADD_CASE] = "INSERT INTO cases VALUES(NULL,?1,?2,?3,?4,?5,?6,?7,?8,?9)",
    [EK_SQL_ADD_DECISION] = "INSERT INTO decision VALUES(?1,?2,?3,?4,?5,?6,?7,?8)",
    [EK_SQL_ADD_DOCUMENT] = "INSERT INTO document VALUES(NULL,?1,?2)",
    [EK_SQL_ADD_POLICY] = "INSERT INTO policy VALUES(NULL,?1,?2,?3,?4,?5,?6)",
    [EK_SQL_ADD_RULE] = "INSERT INTO rule VALUES(?1,?2,?3,?4,?5,?6)",
    [EK_SQL_ADD_FIELD] = "INSERT INTO field VALUES(?1,?2,?3)",
    [EK_SQL_ADD_POLICY_FILE] = "INSERT INTO policy_file VALUES(?1,?2,?3,?4)",
    [EK_SQL_ADD_BUNDLE] = "INSERT INTO bundle VALUES(NULL,?1)",
    [EK_SQL_ADD_BUNDLE_FILE] = "INSERT INTO bundle_file VALUES(?1,?2,?3,?4)",
    [EK_SQL_ADD_FILE] = "INSERT OR IGNORE INTO file VALUES(?1,?2)",
};

erkend_status ek_register_error(const erkend_register *reg, const char *doing, erkend_error *error)
{
    int code = reg->database != NULL ? sqlite3_errcode(reg->database) & 0xff : SQLITE_NOMEM;
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

int ek_register_begin(erkend_register *reg)
{
    sqlite3_stmt *statement = ek_register_statement(reg, EK_SQL_BEGIN);

    return statement != NULL ? ek_register_step(statement) : sqlite3_errcode(reg->database);
}

int ek_register_commit(erkend_register *reg)
{
    sqlite3_stmt *statement = ek_register_statement(reg, EK_SQL_COMMIT);

    return statement != NULL ? ek_register_step(statement) : sqlite3_errcode(reg->database);
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

sqlite3_stmt *ek_register_statement(erkend_register *reg, ek_sql sql)
{
    if (reg->prepared[sql] == NULL)
        (void)sqlite3_prepare_v3(reg->database, kept_sql[sql], -1, SQLITE_PREPARE_PERSISTENT,
                                 &reg->prepared[sql], NULL);
    return reg->prepared[sql];
}

void ek_register_drop_statements(erkend_register *reg)
{
    sqlite3_stmt *statement;

    /* there is no database when SQLite had no memory for it */
    while (reg->database != NULL && (statement = sqlite3_next_stmt(reg->database, NULL)) != NULL)
        (void)sqlite3_finalize(statement);
    memset(reg->prepared, 0, sizeof reg->prepared);
    reg->bound_count = 0;
}

int ek_register_step(sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);
    int reset = sqlite3_reset(statement);

    return code == SQLITE_DONE ? SQLITE_OK : reset != SQLITE_OK ? reset : code;
}

int ek_register_number(sqlite3_stmt *statement, sqlite3_int64 *number)
{
    int code = sqlite3_step(statement);

    *number = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    (void)sqlite3_reset(statement);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

void ek_register_bind(sqlite3_stmt *statement, int at, ek_text text)
{
    (void)sqlite3_bind_text(statement, at, text.bytes != NULL ? text.bytes : "", (int)text.size,
                            SQLITE_STATIC);
}

void ek_register_bind_bytes(sqlite3_stmt *statement, int at, const void *bytes, size_t size)
{
    (void)sqlite3_bind_blob(statement, at, size > 0 ? bytes : "", (int)size, SQLITE_STATIC);
}

void ek_register_bind_digest(sqlite3_stmt *statement, int at, const ek_digest *digest)
{
    ek_register_bind_bytes(statement, at, digest->bytes, sizeof digest->bytes);
}

ek_text ek_column(sqlite3_stmt *statement, int at)
{
    const char *bytes = sqlite3_column_blob(statement, at);

    return (ek_text){bytes != NULL ? bytes : "", (uint32_t)sqlite3_column_bytes(statement, at)};
}

ek_digest ek_column_digest(sqlite3_stmt *statement, int at)
{
    ek_text bytes = ek_column(statement, at);
    ek_digest digest = {{0}};

    if (bytes.size == sizeof digest.bytes)
        memcpy(digest.bytes, bytes.bytes, sizeof digest.bytes);
    return digest;
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
    if (version < EK_REGISTER_VERSION && version >= 1)
        return ek_error_say(error, ERKEND_EREGISTER,
                            "%s: this register is of version %lld, from before the first release; "
                            "this program reads and writes version %d: keep the file for the "
                            "program that wrote it, and begin a new one",
                            reg->path, (long long)version, EK_REGISTER_VERSION);
    if (version != EK_REGISTER_VERSION)
        return ek_error_say(error, ERKEND_EREGISTER,
                            "%s: this register is of version %lld, this program knows up to %d; "
                            "use a newer erkend",
                            reg->path, (long long)version, EK_REGISTER_VERSION);
    return ERKEND_OK;
}

/* Another process may have been first. */
static erkend_status make_register(erkend_register *reg, erkend_error *error)
{
    erkend_status status;
    bool fresh;

    if (ek_register_begin(reg) != SQLITE_OK)
        return ek_register_error(reg, "make the register", error);
    status = check_owner(reg, &fresh, error);
    if (status == ERKEND_OK && fresh && ek_register_lay_out(reg) != SQLITE_OK)
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

static erkend_status set_up(erkend_register *reg, erkend_error *error)
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
    /* of a file that is made; others stay as they are */
    if (ek_register_run(reg, "PRAGMA page_size=32768") != SQLITE_OK || !write_ahead(reg))
        return ek_register_error(reg, "write ahead (WAL needs a local file system)", error);
    if (ek_register_run(reg, "PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON;"
                             "PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=250;"
                             "PRAGMA cache_size=-2000; PRAGMA temp_store=MEMORY;") != SQLITE_OK ||
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
    ek_register_drop_statements(reg);
    (void)sqlite3_close(reg->database);
    ek_host_free(host, reg->path, reg->path_size);
    ek_arena_dispose(&reg->arena);
    ek_host_free(host, reg, sizeof *reg);
}
