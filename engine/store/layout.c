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
    "CREATE TABLE field("
    " policy INTEGER NOT NULL REFERENCES policy, number INTEGER NOT NULL, name TEXT NOT NULL,"
    " PRIMARY KEY(policy, number)) STRICT, WITHOUT ROWID;"
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
     "SELECT d.number AS decision, c.key AS claim, r.key - 3 + coalesce((SELECT "
     "sum(json_array_length(b.value) - 3 - (json_type(b.value, '$[4]') IS 'object')) FROM "
     "json_each(c.value, '$[5]') b WHERE b.key<g.key), 0) AS number, u.id AS rule, "
     "coalesce(json_extract(g.value, '$[4].law'), u.law) AS law, v.name AS verdict, "
     "json_extract(g.value, '$[1]') AS decides, u.says AS says, json_extract(d.record, "
     "'$.things[' || (json_extract(g.value, '$[4].about')) || ']') AS about, "
     "iif(json_type(g.value, '$[4]')='object', json_extract(g.value, '$[4]'), NULL) AS more FROM "
     "decision d JOIN json_each(d.record, '$.claims') c JOIN json_each(c.value, '$[5]') g JOIN "
     "json_each(g.value) r ON r.key>2 AND r.type='integer' LEFT JOIN verdict v ON "
     "v.number=(json_extract(g.value, '$[0]')) LEFT JOIN rule u ON u.policy=d.policy AND "
     "u.number=r.value AND u.cited=(json_extract(g.value, '$[2]'))"},
    {"effect",
     "SELECT d.number AS decision, c.key AS claim, e.key AS number, json_extract(e.value, "
     "'$[0]') AS kind, json_extract(e.value, '$[1]') AS state, json_extract(e.value, "
     "'$[2]') AS fields FROM decision d, json_each(d.record, '$.claims') c, "
     "json_each(c.value, '$[6]') e"},
    {"fact",
     "SELECT decision, claim, number, iif(typeof(thing)='text', thing, ltrim(json_extract(record, "
     "'$.things[' || thing || ']') || '.' || field, '.')) AS name, CASE WHEN stands IS NULL THEN "
     "coalesce(json_extract(said, '$[0]'), '') WHEN substr(stands, 1, 1)='\"' THEN substr(stands, "
     "2, "
     "instr(substr(stands, 2), '\"') - 1) WHEN substr(stands, 1, 1)='[' THEN '[' || "
     "replace(substr(stands, 3, instr(stands, '\"]') - 3), '\",\"', ', ') || ']' ELSE CAST(CAST("
     "stands AS INTEGER) AS TEXT) END AS value, iif(stands IS NULL, coalesce(json_extract(names, "
     "'$[' || coalesce(json_extract(said, '$[3]'), 0) || ']') || ':' || (line + coalesce("
     "json_extract(said, '$[2]'), 0)) || ':' || (json_extract(said, '$[1]')), ''), json_extract("
     "names, '$[0]') || ':' || line || ':' || said) AS place FROM (SELECT d.number AS decision, "
     "n.claim, n.number, n.thing, f.name AS field, n.said, iif(typeof(n.said)='integer', "
     "substr(CAST(k.bytes AS TEXT), n.said), NULL) AS stands, d.record, d.names, d.line FROM "
     "(SELECT "
     "d.number AS decision, c.key AS claim, n.key AS number, json_extract(d.record, '$.facts[' || "
     "(3 * n.value) || ']') AS thing, json_extract(d.record, '$.facts[' || (3 * n.value + 1) || "
     "']') AS field, json_extract(d.record, '$.facts[' || (3 * n.value + 2) || ']') AS said FROM "
     "decision d, json_each(d.record, '$.claims') c, json_each(c.value, '$[7]') n) n JOIN decision "
     "d ON d.number=n.decision JOIN cases k ON k.number=d.of_case LEFT JOIN field f ON "
     "f.policy=d.policy AND f.number=n.field)"},
    {"used", "SELECT d.number AS decision, 0 AS number, json_extract(d.names, '$[0]') AS name, "
             "lower(hex(c.bytes_digest)) AS digest, c.bytes AS bytes FROM decision d JOIN cases c "
             "ON c.number=d.of_case UNION ALL SELECT d.number, o.key + 1, json_extract(d.names, "
             "'$[' || (o.key + 1) || ']'), lower(hex(f.digest)), f.bytes FROM decision d JOIN "
             "cases c ON c.number=d.of_case, json_each(c.others) o JOIN document f ON "
             "f.number=o.value"},
};

static const char *const tables[] = {"decision",    "cases", "document",    "policy",
                                     "rule",        "field", "policy_file", "bundle",
                                     "bundle_file", "file",  NULL};

static int make_views(const erkend_register *reg, const char *how)
{
    char sql[3072];
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
