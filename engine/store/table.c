/* A table of another program's SQLite file, read and never written: one column, row by row.
 *
 * Rows come by rowid, so that the same file gives the same lines; a view, or a table without
 * rowids, gives them as SQLite finds them. The file may be written by others meanwhile: what is
 * read is one state of it. */
#include "store/store.h"

#include <string.h>

struct erkend_table {
    const erkend_allocator *host;
    sqlite3 *database;
    sqlite3_stmt *rows;
    char *path;
    size_t path_size;
};

enum { SQL_BYTES = 2048, LIST_BYTES = 512 };

static erkend_status say_failure(const erkend_table *table, erkend_error *error)
{
    int code = table->database != NULL ? sqlite3_errcode(table->database) & 0xff : SQLITE_NOMEM;

    if (code == SQLITE_NOMEM)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    if (code == SQLITE_NOTADB)
        return ek_error_say(error, ERKEND_EIO, "%s: is no SQLite file", table->path);
    return ek_error_say(error, ERKEND_EIO, "%s: cannot be read: %s", table->path,
                        sqlite3_errmsg(table->database));
}

/* The first column of all rows, with commas, as far as there is room. */
static void list_names(const erkend_table *table, const char *sql, char out[LIST_BYTES])
{
    sqlite3_stmt *statement = NULL;
    size_t used = 0;

    out[0] = '\0';
    if (sqlite3_prepare_v2(table->database, sql, -1, &statement, NULL) == SQLITE_OK)
        while (sqlite3_step(statement) == SQLITE_ROW && used + 64 < LIST_BYTES) {
            (void)sqlite3_snprintf((int)(LIST_BYTES - used), out + used, "%s%s",
                                   used > 0 ? ", " : "",
                                   (const char *)sqlite3_column_text(statement, 0));
            used = strlen(out);
        }
    (void)sqlite3_finalize(statement);
}

static bool has_row(const erkend_table *table, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    bool has = sqlite3_prepare_v2(table->database, sql, -1, &statement, NULL) == SQLITE_OK &&
               sqlite3_step(statement) == SQLITE_ROW;

    (void)sqlite3_finalize(statement);
    return has;
}

/* The column's name into `out`: the one asked for, the only one, or one of the usual names. */
static erkend_status find_column(const erkend_table *table, const char *name, const char *column,
                                 char out[LIST_BYTES], erkend_error *error)
{
    static const char *const usual[] = {"document", "case", "json"};
    char sql[SQL_BYTES], names[LIST_BYTES];
    size_t i;

    (void)sqlite3_snprintf(sizeof sql, sql, "SELECT name FROM pragma_table_info(%Q)", name);
    list_names(table, sql, names);
    if (names[0] == '\0') {
        list_names(table,
                   "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name "
                   "NOT LIKE 'sqlite_%' ORDER BY name",
                   names);
        return ek_error_say(error, ERKEND_EVALUE, "%s: has no table '%s'; it has %s", table->path,
                            name, names[0] != '\0' ? names : "none");
    }
    for (i = 0; i < (column != NULL ? 1 : sizeof usual / sizeof usual[0]); i++) {
        const char *wanted = column != NULL ? column : usual[i];

        (void)sqlite3_snprintf(sizeof sql, sql,
                               "SELECT 1 FROM pragma_table_info(%Q) WHERE name = %Q", name, wanted);
        if (has_row(table, sql)) {
            (void)sqlite3_snprintf(LIST_BYTES, out, "%s", wanted);
            return ERKEND_OK;
        }
    }
    if (column == NULL && strchr(names, ',') == NULL) {
        (void)sqlite3_snprintf(LIST_BYTES, out, "%s", names);
        return ERKEND_OK;
    }
    if (column != NULL)
        return ek_error_say(error, ERKEND_EVALUE, "%s: table '%s' has no column '%s'; it has %s",
                            table->path, name, column, names);
    return ek_error_say(error, ERKEND_EVALUE, "%s: table '%s' has several columns: name one of %s",
                        table->path, name, names);
}

static erkend_status prepare_rows(erkend_table *table, const char *name, const char *column,
                                  erkend_error *error)
{
    char sql[SQL_BYTES], found[LIST_BYTES];
    erkend_status status;

    (void)sqlite3_busy_timeout(table->database, EK_REGISTER_BUSY_MILLISECONDS);
    if (!has_row(table, "SELECT count(*) FROM sqlite_schema"))
        return say_failure(table, error);
    if (strlen(name) > LIST_BYTES || (column != NULL && strlen(column) >= LIST_BYTES))
        return ek_error_say(error, ERKEND_EVALUE, "%s: no table has so long a name", table->path);
    status = find_column(table, name, column, found, error);
    if (status != ERKEND_OK)
        return status;
    (void)sqlite3_snprintf(sizeof sql, sql, "SELECT \"%w\" FROM \"%w\" ORDER BY rowid", found,
                           name);
    if (sqlite3_prepare_v2(table->database, sql, -1, &table->rows, NULL) == SQLITE_OK)
        return ERKEND_OK;
    (void)sqlite3_snprintf(sizeof sql, sql, "SELECT \"%w\" FROM \"%w\"", found, name);
    return sqlite3_prepare_v2(table->database, sql, -1, &table->rows, NULL) == SQLITE_OK
               ? ERKEND_OK
               : say_failure(table, error);
}

erkend_status erkend_table_open(erkend_table **out, const char *path, const char *table,
                                const char *column, const erkend_allocator *allocator,
                                erkend_error *error)
{
    erkend_status status;
    erkend_table *made;

    ek_error_clear(error);
    if (out == NULL || path == NULL || table == NULL)
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    *out = NULL;
    made = ek_host_alloc(allocator, sizeof *made);
    if (made == NULL)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    made->host = allocator;
    made->path_size = strlen(path) + 1;
    made->path = ek_host_alloc(allocator, made->path_size);
    if (made->path == NULL) {
        erkend_table_close(made);
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    }
    memcpy(made->path, path, made->path_size);
    if (sqlite3_open_v2(path, &made->database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK)
        status = say_failure(made, error);
    else
        status = prepare_rows(made, table, column, error);
    if (status != ERKEND_OK) {
        erkend_table_close(made);
        return status;
    }
    *out = made;
    return ERKEND_OK;
}

erkend_status erkend_table_next(erkend_table *table, const char **bytes, size_t *size,
                                erkend_error *error)
{
    int code;

    ek_error_clear(error);
    if (table == NULL || bytes == NULL || size == NULL)
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    *bytes = NULL;
    *size = 0;
    code = sqlite3_step(table->rows);
    if (code == SQLITE_DONE)
        return ERKEND_OK;
    if (code != SQLITE_ROW)
        return say_failure(table, error);
    *bytes = sqlite3_column_blob(table->rows, 0);
    *size = (size_t)sqlite3_column_bytes(table->rows, 0);
    if (*bytes == NULL)
        *bytes = "";
    return ERKEND_OK;
}

void erkend_table_close(erkend_table *table)
{
    const erkend_allocator *host;

    if (table == NULL)
        return;
    host = table->host;
    (void)sqlite3_finalize(table->rows);
    (void)sqlite3_close(table->database);
    ek_host_free(host, table->path, table->path_size);
    ek_host_free(host, table, sizeof *table);
}
