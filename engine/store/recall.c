/* Reading the register: the list, one decision, and the proof that nothing was changed. */
#include <string.h>

#include "store/store.h"

/* ---- The list ------------------------------------------------------------------------------- */

static void list_json(ek_buffer *out, sqlite3_stmt *statement)
{
    static const char *const keys[] = {"case",    "country",     "decided",
                                       "outcome", "case_digest", "policy_digest"};
    int i;

    ek_buffer_format(out, "{\"number\":%lld", (long long)sqlite3_column_int64(statement, 0));
    for (i = 0; i < 6; i++) {
        ek_buffer_format(out, ",\"%s\":", keys[i]);
        ek_buffer_json(out, ek_column(statement, i + 1));
    }
    ek_buffer_char(out, '}');
}

static void pad(ek_buffer *out, ek_text text, uint32_t columns)
{
    uint32_t width = ek_utf8_width(text);

    ek_buffer_shown(out, text);
    ek_buffer_repeat(out, " ", width < columns ? columns - width : 0);
}

static int list_rows(ek_buffer *out, const erkend_register *reg, bool json)
{
    sqlite3_stmt *widest =
        ek_register_prepare(reg, "SELECT coalesce(max(length(case_id)),4) FROM decision");
    sqlite3_stmt *statement =
        ek_register_prepare(reg, "SELECT number, case_id, country, decided, outcome, case_digest, "
                                 "policy_digest FROM decision ORDER BY number");
    uint32_t columns = 4;
    int code = SQLITE_ERROR, rows = 0;

    if (widest != NULL && sqlite3_step(widest) == SQLITE_ROW)
        columns = (uint32_t)sqlite3_column_int(widest, 0);
    if (json)
        ek_buffer_char(out, '[');
    else {
        ek_buffer_string(out, "   no  ");
        pad(out, EK_TEXT("case"), columns);
        ek_buffer_string(out, "  in  decided     outcome\n");
    }
    while (statement != NULL && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        if (json) {
            ek_buffer_string(out, rows > 0 ? ",\n " : "");
            list_json(out, statement);
        } else {
            ek_buffer_format(out, "%5lld  ", (long long)sqlite3_column_int64(statement, 0));
            pad(out, ek_column(statement, 1), columns);
            ek_buffer_string(out, "  ");
            ek_buffer_shown(out, ek_column(statement, 2));
            ek_buffer_string(out, "  ");
            ek_buffer_shown(out, ek_column(statement, 3));
            ek_buffer_string(out, "  ");
            ek_buffer_shown(out, ek_column(statement, 4));
            ek_buffer_char(out, '\n');
        }
        rows++;
    }
    ek_buffer_string(out, json ? "]\n" : rows == 0 ? "  the register is empty\n" : "");
    (void)sqlite3_finalize(widest);
    (void)sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* ---- One decision ------------------------------------------------------------------------------
 */

static void show_rows(ek_buffer *out, const erkend_register *reg, const char *sql, int64_t row,
                      const char *title)
{
    sqlite3_stmt *statement = ek_register_prepare(reg, sql);
    int columns, i;

    ek_buffer_format(out, "\n%s\n", title);
    if (statement == NULL)
        return;
    (void)sqlite3_bind_int64(statement, 1, row);
    columns = sqlite3_column_count(statement);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        ek_buffer_string(out, "  ");
        for (i = 0; i < columns; i++) {
            ek_text text = ek_column(statement, i);
            if (text.size == 0)
                continue;
            ek_buffer_string(out, i > 0 ? "  " : "");
            ek_buffer_shown(out, text);
        }
        ek_buffer_char(out, '\n');
    }
    (void)sqlite3_finalize(statement);
}

static void show_text(ek_buffer *out, const erkend_register *reg, sqlite3_stmt *statement,
                      int64_t row)
{
    static const char *const labels[] = {"case",        "country",       "decided", "engine",
                                         "case digest", "policy digest", "chain"};
    int i;

    ek_buffer_format(out, "Decision %lld\n", (long long)row);
    for (i = 0; i < 7; i++) {
        ek_buffer_format(out, "  %-14s ", labels[i]);
        ek_buffer_shown(out, ek_column(statement, i));
        ek_buffer_char(out, '\n');
    }
    show_rows(out, reg, "SELECT kind, id, verdict, title FROM claim WHERE decision=?1", row,
              "Claims");
    show_rows(
        out, reg,
        "SELECT c.id, r.rule, r.verdict, r.law, iif(r.decides, '(decides)', '') FROM reason r "
        "JOIN claim c ON c.decision=r.decision AND c.number=r.claim WHERE r.decision=?1 "
        "ORDER BY r.claim, r.number",
        row, "Reasons");
    show_rows(out, reg,
              "SELECT c.id, f.name, f.value, f.place FROM fact f JOIN claim c ON "
              "c.decision=f.decision AND c.number=f.claim WHERE f.decision=?1 "
              "ORDER BY f.claim, f.number",
              row, "Facts read");
    show_rows(out, reg, "SELECT name, digest FROM used WHERE decision=?1 ORDER BY number", row,
              "Documents");
    show_rows(out, reg,
              "SELECT p.name, p.digest FROM policy p JOIN decision d ON "
              "d.policy_digest=p.policy_digest WHERE d.number=?1 ORDER BY p.name",
              row, "Policy files");
}

static void show_json(ek_buffer *out, sqlite3_stmt *statement, int64_t row)
{
    static const char *const keys[] = {"case",        "country",       "decided", "engine",
                                       "case_digest", "policy_digest", "chain"};
    int i;

    ek_buffer_format(out, "{\"number\":%lld", (long long)row);
    for (i = 0; i < 7; i++) {
        ek_buffer_format(out, ",\"%s\":", keys[i]);
        ek_buffer_json(out, ek_column(statement, i));
    }
    ek_buffer_string(out, ",\"record\":");
    ek_buffer_text(out, ek_column(statement, 7));
    ek_buffer_string(out, "}\n");
}

static int show_row(ek_buffer *out, const erkend_register *reg, int64_t row, bool json)
{
    sqlite3_stmt *statement = ek_register_prepare(
        reg, "SELECT case_id, country, decided, engine, case_digest, policy_digest, "
             "lower(hex(chain)), rtrim(record, char(10)) FROM decision WHERE number=?1");
    int code;

    if (statement == NULL)
        return SQLITE_ERROR;
    (void)sqlite3_bind_int64(statement, 1, row);
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        if (json)
            show_json(out, statement, row);
        else
            show_text(out, reg, statement, row);
    }
    (void)sqlite3_finalize(statement);
    return code;
}

/* ---- The chain ---------------------------------------------------------------------------------
 */

int ek_chain_add_rows(const erkend_register *reg, ek_digester *digester, sqlite3_int64 row)
{
    static const char *const selects[] = {
        "SELECT number, kind, id, title, verdict FROM claim WHERE decision=?1 ORDER BY number",
        "SELECT claim, number, rule, law, verdict, decides, says FROM reason WHERE decision=?1 "
        "ORDER BY claim, number",
        "SELECT claim, number, name, value, place FROM fact WHERE decision=?1 "
        "ORDER BY claim, number",
        "SELECT number, name, digest FROM used WHERE decision=?1 ORDER BY number"};
    int code = SQLITE_DONE, columns, i;
    size_t s;

    for (s = 0; s < sizeof selects / sizeof selects[0] && code == SQLITE_DONE; s++) {
        sqlite3_stmt *statement = ek_register_prepare(reg, selects[s]);
        if (statement == NULL)
            return sqlite3_errcode(reg->database);
        (void)sqlite3_bind_int64(statement, 1, row);
        columns = sqlite3_column_count(statement);
        while ((code = sqlite3_step(statement)) == SQLITE_ROW)
            for (i = 0; i < columns; i++)
                ek_chain_add(digester, ek_column(statement, i));
        (void)sqlite3_finalize(statement);
    }
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* One row against the chain before it; *before becomes this row's chain. */
static int verify_row(const erkend_register *reg, sqlite3_stmt *statement, ek_text before,
                      bool *whole)
{
    ek_digester digester;
    ek_digest chain;
    ek_text stored = ek_column(statement, 9);
    int i, code;

    ek_digester_init(&digester);
    ek_chain_add(&digester, before);
    for (i = 1; i <= 8; i++)
        ek_chain_add(&digester, ek_column(statement, i));
    code = ek_chain_add_rows(reg, &digester, sqlite3_column_int64(statement, 0));
    chain = ek_digester_done(&digester);
    *whole = stored.size == sizeof chain.bytes &&
             memcmp(stored.bytes, chain.bytes, sizeof chain.bytes) == 0;
    return code;
}

/* SQLite's own check of the whole file; opening makes only the quick one. */
static erkend_status verify_file(const erkend_register *reg, erkend_error *error)
{
    sqlite3_stmt *statement = ek_register_prepare(reg, "PRAGMA integrity_check(1)");
    erkend_status status = ERKEND_OK;

    if (statement == NULL || sqlite3_step(statement) != SQLITE_ROW)
        status = ek_register_error(reg, "read the register", error);
    else if (!ek_text_is(ek_column(statement, 0), "ok"))
        status = ek_error_say(error, ERKEND_EREGISTER, "%s: the register is damaged: %.*s",
                              reg->path, EK_TEXT_ARGS(ek_column(statement, 0)));
    (void)sqlite3_finalize(statement);
    return status;
}

static erkend_status verify_documents(const erkend_register *reg, erkend_error *error)
{
    sqlite3_stmt *statement =
        ek_register_prepare(reg, "SELECT digest, bytes FROM document ORDER BY digest");
    erkend_status status = ERKEND_OK;
    int code = SQLITE_ERROR;

    while (status == ERKEND_OK && statement != NULL &&
           (code = sqlite3_step(statement)) == SQLITE_ROW) {
        char hex[65];
        ek_digest_hex(ek_digest_of(ek_column(statement, 1)), hex);
        if (!ek_text_is(ek_column(statement, 0), hex))
            status = ek_error_say(error, ERKEND_EREGISTER,
                                  "%s: the document %.*s was changed after it was kept", reg->path,
                                  EK_TEXT_ARGS(ek_column(statement, 0)));
    }
    if (status == ERKEND_OK && code != SQLITE_DONE)
        status = ek_register_error(reg, "read the register", error);
    (void)sqlite3_finalize(statement);
    return status;
}

static erkend_status verify_chain(const erkend_register *reg, int64_t *rows, erkend_error *error)
{
    sqlite3_stmt *statement = ek_register_prepare(
        reg, "SELECT number, case_id, case_digest, country, decided, policy_digest, "
             "engine, outcome, record, chain FROM decision ORDER BY number");
    erkend_status status = ERKEND_OK;
    char before[32];
    uint32_t before_size = 0;
    int code = SQLITE_ERROR;
    bool whole;

    while (status == ERKEND_OK && statement != NULL &&
           (code = sqlite3_step(statement)) == SQLITE_ROW) {
        ek_text chain = ek_column(statement, 9);
        if (verify_row(reg, statement, (ek_text){before, before_size}, &whole) != SQLITE_OK)
            status = ek_register_error(reg, "read the register", error);
        else if (!whole || sqlite3_column_int64(statement, 0) != *rows + 1)
            status = ek_error_say(error, ERKEND_EREGISTER,
                                  "%s: decision %lld, or one before it, was changed after it was "
                                  "kept",
                                  reg->path, (long long)sqlite3_column_int64(statement, 0));
        else {
            (*rows)++;
            before_size = chain.size;
            memcpy(before, chain.bytes, chain.size);
        }
    }
    if (status == ERKEND_OK && code != SQLITE_DONE)
        status = ek_register_error(reg, "read the register", error);
    (void)sqlite3_finalize(statement);
    return status;
}

/* ---- For hosts
 * ----------------------------------------------------------------------------------- */

typedef int (*write_rows)(ek_buffer *out, const erkend_register *reg, int64_t row, bool json);

static int write_list(ek_buffer *out, const erkend_register *reg, int64_t row, bool json)
{
    (void)row;
    return list_rows(out, reg, json) == SQLITE_OK ? SQLITE_ROW : SQLITE_ERROR;
}

static erkend_status give(erkend_text **out, erkend_register *reg, int64_t row,
                          const erkend_style *style, write_rows write, erkend_error *error)
{
    ek_escape escape;
    erkend_status status;

    ek_error_clear(error);
    if (out == NULL || reg == NULL)
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    *out = NULL;
    if (EK_TRY(&reg->arena, &escape)) {
        ek_buffer buffer;
        int code;
        ek_buffer_init(&buffer, &reg->arena);
        code = write(&buffer, reg, row, style != NULL && style->format != ERKEND_TEXT);
        if (code == SQLITE_DONE)
            status = ek_error_say(error, ERKEND_EVALUE,
                                  "%s: there is no decision %lld; `erkend register list` shows "
                                  "those there are",
                                  reg->path, (long long)row);
        else if (code != SQLITE_ROW)
            status = ek_register_error(reg, "read the register", error);
        else
            status = ek_text_give(out, reg->arena.host, ek_buffer_done(&buffer));
    } else {
        ek_register_drop_statements(reg);
        status = ek_error_fill(error, escape.status, NULL);
    }
    ek_escape_end(&reg->arena, &escape);
    ek_arena_reset(&reg->arena);
    return status;
}

erkend_status erkend_register_list(erkend_text **out, erkend_register *reg,
                                   const erkend_style *style, erkend_error *error)
{
    return give(out, reg, 0, style, write_list, error);
}

erkend_status erkend_register_show(erkend_text **out, erkend_register *reg, int64_t row,
                                   const erkend_style *style, erkend_error *error)
{
    return give(out, reg, row, style, show_row, error);
}

erkend_status erkend_register_verify(erkend_register *reg, int64_t *rows, erkend_error *error)
{
    erkend_status status;
    int64_t count = 0;

    ek_error_clear(error);
    if (reg == NULL)
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    status = verify_file(reg, error);
    if (status == ERKEND_OK)
        status = verify_chain(reg, &count, error);
    if (status == ERKEND_OK)
        status = verify_documents(reg, error);
    if (rows != NULL)
        *rows = count;
    return status;
}
