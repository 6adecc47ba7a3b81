/* The tables of a register, the triggers that keep them, and the views that show records as rows.
 *
 * Numbers go up with each row, so tables grow at their end. Cases are found by their id and eight
 * bytes of their digest: cases come in the order of their ids more often than not, and then that
 * index grows at its end too. Records are read by SQLite's own JSON functions.
 *
 * The views are in the file for others. A connection of ours makes its own, with the same names: it
 * trusts nothing that stands in the schema of a file (SQLite's trusted_schema). */
#include "store/store.h"

static const char *const tables_sql =
    "CREATE TABLE decision("
    " number INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES cases,"
    " policy INTEGER NOT NULL REFERENCES policy, decided TEXT NOT NULL,"
    " names TEXT NOT NULL, line INTEGER NOT NULL, record TEXT NOT NULL, chain BLOB NOT NULL,"
    " UNIQUE(of_case, policy, decided)) STRICT;"
    "CREATE TABLE cases("
    " number INTEGER PRIMARY KEY, key INTEGER NOT NULL, digest BLOB NOT NULL, id TEXT NOT NULL,"
    " bytes_digest BLOB NOT NULL, bytes BLOB NOT NULL, others TEXT NOT NULL,"
    " mode TEXT, country TEXT, named INTEGER NOT NULL) STRICT;"
    "CREATE INDEX case_id ON cases(id, key);"
    "CREATE TABLE document("
    " number INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT;"
    "CREATE TABLE policy("
    " number INTEGER PRIMARY KEY, country TEXT NOT NULL, digest TEXT NOT NULL,"
    " engine TEXT NOT NULL, seal BLOB NOT NULL, rules BLOB NOT NULL,"
    " bundle INTEGER NOT NULL REFERENCES bundle, UNIQUE(seal, engine)) STRICT;"
    "CREATE TABLE rule("
    " policy INTEGER NOT NULL REFERENCES policy, number INTEGER NOT NULL,"
    " cited INTEGER NOT NULL, id TEXT NOT NULL, law TEXT NOT NULL, says TEXT NOT NULL,"
    " PRIMARY KEY(policy, number, cited)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE policy_file("
    " policy INTEGER NOT NULL REFERENCES policy, name TEXT NOT NULL,"
    " digest BLOB NOT NULL REFERENCES file, place INTEGER NOT NULL, PRIMARY KEY(policy, name))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE bundle(number INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE bundle_file("
    " bundle INTEGER NOT NULL REFERENCES bundle, name TEXT NOT NULL,"
    " digest BLOB NOT NULL REFERENCES file, place INTEGER NOT NULL, PRIMARY KEY(bundle, name))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE file(digest BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;";

/* Name, and what it selects. */
static const char *const views[][2] = {
    {"verdict(number, name)",
     "VALUES(0, 'refused'), (1, 'incomplete'), (2, 'referred'), (3, 'conditional'), (4, "
     "'partial'), (5, 'recognised')"},
    {"claim",
     "SELECT d.number AS decision, c.key AS number, json_extract(c.value, '$[0]') AS kind, "
     "json_extract(c.value, '$[1]') AS id, json_extract(c.value, '$[2]') AS title, v.name "
     "AS verdict, json_extract(c.value, '$[4]') AS arises FROM decision d, "
     "json_each(d.record, '$.claims') c LEFT JOIN verdict v ON "
     "v.number=(json_extract(c.value, '$[3]'))"},
    {"reason",
     "SELECT d.number AS decision, c.key AS claim, r.key AS number, u.id AS rule, "
     "coalesce(json_extract(r.value, '$[4].law'), u.law) AS law, v.name AS verdict, "
     "json_extract(r.value, '$[3]') AS decides, u.says AS says, json_extract(d.record, "
     "'$.things[' || (json_extract(r.value, '$[4].about')) || ']') AS about, "
     "json_extract(r.value, '$[4]') AS more FROM decision d, json_each(d.record, "
     "'$.claims') c, json_each(c.value, '$[5]') r LEFT JOIN verdict v ON "
     "v.number=(json_extract(r.value, '$[2]')) LEFT JOIN rule u ON u.policy=d.policy AND "
     "u.number=(json_extract(r.value, '$[0]')) AND u.cited=(json_extract(r.value, '$[1]'))"},
    {"effect",
     "SELECT d.number AS decision, c.key AS claim, e.key AS number, json_extract(e.value, "
     "'$[0]') AS kind, json_extract(e.value, '$[1]') AS state, json_extract(e.value, "
     "'$[2]') AS fields FROM decision d, json_each(d.record, '$.claims') c, "
     "json_each(c.value, '$[6]') e"},
    {"fact",
     "SELECT decision, claim, number, iif(json_type(f, '$[0]')='text', json_extract(f, '$[0]'), "
     "ltrim(json_extract(record, '$.things[' || (json_extract(f, '$[0]')) || ']') || '.' || "
     "(json_extract(f, '$[1]')), '.')) AS name, coalesce(json_extract(f, '$[2]'), '') AS value, "
     "coalesce(json_extract(names, '$[' || coalesce(json_extract(f, '$[5]'), 0) || ']') || ':' || "
     "(line + coalesce(json_extract(f, '$[4]'), 0)) || ':' || (json_extract(f, '$[3]')), '') AS "
     "place FROM (SELECT d.number AS decision, c.key AS claim, n.key AS number, json_extract("
     "d.record, '$.facts[' || n.value || ']') AS f, d.record, d.names, d.line FROM decision d, "
     "json_each(d.record, '$.claims') c, json_each(c.value, '$[7]') n)"},
    {"used", "SELECT d.number AS decision, 0 AS number, json_extract(d.names, '$[0]') AS name, "
             "lower(hex(c.bytes_digest)) AS digest, c.bytes AS bytes FROM decision d JOIN cases c "
             "ON c.number=d.of_case UNION ALL SELECT d.number, o.key + 1, json_extract(d.names, "
             "'$[' || (o.key + 1) || ']'), lower(hex(f.digest)), f.bytes FROM decision d JOIN "
             "cases c ON c.number=d.of_case, json_each(c.others) o JOIN document f ON "
             "f.number=o.value"},
};

static const char *const tables[] = {"decision",    "cases",  "document",    "policy", "rule",
                                     "policy_file", "bundle", "bundle_file", "file",   NULL};

static int make_views(const erkend_register *reg, const char *how)
{
    char sql[2048];
    int code = SQLITE_OK;

    for (size_t i = 0; i < sizeof views / sizeof views[0] && code == SQLITE_OK; i++) {
        (void)sqlite3_snprintf((int)sizeof sql, sql, "CREATE %s %s AS %s", how, views[i][0],
                               views[i][1]);
        code = ek_register_run(reg, sql);
    }
    return code;
}

int ek_register_see(erkend_register *reg)
{
    int code = SQLITE_OK;

    if (!reg->seen)
        code = make_views(reg, "TEMP VIEW");
    reg->seen = code == SQLITE_OK;
    return code;
}

int ek_register_lay_out(const erkend_register *reg)
{
    char sql[512];
    size_t i;
    int code = ek_register_run(reg, tables_sql);

    if (code == SQLITE_OK)
        code = make_views(reg, "VIEW");
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
