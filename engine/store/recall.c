/* Reading the register: the list, and one decision, as it was kept: from its record and the rules
 * of its policy, whatever the policies say now. */
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

void ek_register_pad(ek_buffer *out, ek_text text, uint32_t columns)
{
    uint32_t width = ek_utf8_width(text);

    ek_buffer_shown(out, text);
    ek_buffer_repeat(out, " ", width < columns ? columns - width : 0);
}

static int list_rows(ek_buffer *out, const erkend_register *reg, bool json)
{
    sqlite3_stmt *widest =
        ek_register_prepare(reg, "SELECT coalesce(max(length(id)),4) FROM cases");
    sqlite3_stmt *statement =
        ek_register_prepare(reg, "SELECT d.number, c.id, p.country, d.decided,"
                                 " coalesce((SELECT group_concat(kind || ' ' || id || ' ' || "
                                 "verdict, '; ') FROM claim WHERE decision=d.number), ''),"
                                 " lower(hex(c.digest)), p.digest FROM decision d JOIN cases c ON "
                                 "c.number=d.of_case JOIN policy p ON p.number=d.policy"
                                 " ORDER BY d.number");
    uint32_t columns = 4;
    int code = SQLITE_ERROR, rows = 0;

    if (widest != NULL && sqlite3_step(widest) == SQLITE_ROW)
        columns = (uint32_t)sqlite3_column_int(widest, 0);
    if (json)
        ek_buffer_char(out, '[');
    else {
        ek_buffer_string(out, "   no  ");
        ek_register_pad(out, EK_TEXT("case"), columns);
        ek_buffer_string(out, "  in  decided     outcome\n");
    }
    while (statement != NULL && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        if (json) {
            ek_buffer_string(out, rows > 0 ? ",\n " : "");
            list_json(out, statement);
        } else {
            ek_buffer_format(out, "%5lld  ", (long long)sqlite3_column_int64(statement, 0));
            ek_register_pad(out, ek_column(statement, 1), columns);
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

/* ---- One decision -------------------------------------------------------------------------- */

static void show_rows(ek_buffer *out, const erkend_register *reg, const char *sql, int64_t row,
                      const char *title)
{
    sqlite3_stmt *statement = ek_register_prepare(reg, sql);
    int columns, i, rows = 0;

    if (statement == NULL)
        return;
    (void)sqlite3_bind_int64(statement, 1, row);
    columns = sqlite3_column_count(statement);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        if (rows++ == 0)
            ek_buffer_format(out, "\n%s\n", title);
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
    show_rows(out, reg,
              "SELECT c.id, e.kind, e.state, e.fields FROM effect e JOIN claim c ON "
              "c.decision=e.decision AND c.number=e.claim WHERE e.decision=?1 "
              "ORDER BY e.claim, e.number",
              row, "Effects");
    show_rows(out, reg, "SELECT name, digest FROM used WHERE decision=?1 ORDER BY number", row,
              "Documents");
    show_rows(out, reg,
              "SELECT f.name, lower(hex(f.digest)) FROM policy_file f JOIN decision d ON "
              "d.policy=f.policy WHERE d.number=?1 ORDER BY f.name",
              row, "Policy files");
}

/* Lists of objects, of one decision. */
static const char *const json_sql =
    "SELECT json_object('number', d.number, 'case', k.id, 'country', p.country, 'decided',"
    " d.decided, 'engine', p.engine, 'case_digest', lower(hex(k.digest)), 'policy_digest',"
    " p.digest, 'chain', lower(hex(d.chain)),"
    " 'claims', (SELECT json_group_array(json_object('id', c.id, 'kind', c.kind, 'title', c.title,"
    " 'verdict', c.verdict,"
    " 'effects', json((SELECT json_group_array(json_object('kind', kind, 'state', state, 'fields',"
    " fields)) FROM effect WHERE decision=c.decision AND claim=c.number)),"
    " 'reasons', json((SELECT json_group_array(json_object('rule', rule, 'law', law, 'verdict',"
    " verdict, 'decides', json(iif(decides, 'true', 'false')), 'says', says, 'about',"
    " coalesce(about, ''))) FROM reason WHERE decision=c.decision AND claim=c.number)),"
    " 'facts', json((SELECT json_group_array(json_object('name', name, 'value', value, 'place',"
    " place)) FROM fact WHERE decision=c.decision AND claim=c.number))))"
    " FROM claim c WHERE c.decision=d.number),"
    " 'documents', (SELECT json_group_array(json_object('name', name, 'digest', digest)) FROM used"
    " WHERE decision=d.number),"
    " 'policy_files', (SELECT json_group_array(json_object('name', name, 'digest',"
    " lower(hex(digest)))) FROM policy_file WHERE policy=d.policy),"
    " 'record', json(d.record))"
    " FROM decision d JOIN cases k ON k.number=d.of_case JOIN policy p ON p.number=d.policy"
    " WHERE d.number=?1";

static const char *const text_sql =
    "SELECT k.id, p.country, d.decided, p.engine, lower(hex(k.digest)), p.digest,"
    " lower(hex(d.chain)) FROM decision d JOIN cases k ON k.number=d.of_case"
    " JOIN policy p ON p.number=d.policy WHERE d.number=?1";

static int show_row(ek_buffer *out, const erkend_register *reg, int64_t row, bool json)
{
    sqlite3_stmt *statement = ek_register_prepare(reg, json ? json_sql : text_sql);
    int code;

    if (statement == NULL)
        return SQLITE_ERROR;
    (void)sqlite3_bind_int64(statement, 1, row);
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        if (json) {
            ek_buffer_text(out, ek_column(statement, 0));
            ek_buffer_char(out, '\n');
        } else {
            show_text(out, reg, statement, row);
        }
    }
    (void)sqlite3_finalize(statement);
    return code;
}

/* ---- For hosts ----------------------------------------------------------------------------- */

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
        code = ek_register_see(reg) != SQLITE_OK ? SQLITE_ERROR : SQLITE_OK;
        if (code == SQLITE_OK)
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

static int write_count(ek_buffer *out, const erkend_register *reg, int64_t row, bool json)
{
    (void)row;
    return ek_register_count(out, reg, json);
}

erkend_status erkend_register_summary(erkend_text **out, erkend_register *reg,
                                      const erkend_style *style, erkend_error *error)
{
    return give(out, reg, 0, style, write_count, error);
}
