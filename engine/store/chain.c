/* The chain of digests, and the check that nothing was changed since it was kept.
 *
 *   body   of a row: the digest of its case, and its texts with their lengths
 *   bound  of a policy: seal, engine, rules, bundle
 *   chain  of a row: the digest of the chain before, bound, body
 *
 * So a row costs one digest of its bytes and one of 96, and still nothing of it, of its policy, of
 * its place among the others can be changed unseen. Documents and policy files are bound by their
 * own digests. Checked row by row, in flat memory. */
#include <string.h>

#include "store/store.h"

enum { SEARCHES = 20 }; /* findings after which the place of a row is not looked for any more */

static void add_size(ek_digester *digester, uint32_t size)
{
    uint8_t bytes[4];
    unsigned i;

    for (i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(size >> (8 * i));
    ek_digester_add(digester, bytes, sizeof bytes);
}

void ek_chain_add(ek_digester *digester, ek_text text)
{
    add_size(digester, text.size);
    ek_digester_add(digester, text.bytes, text.size);
}

/* All but the bytes of the record, which come last. */
static void begin_body(ek_digester *digester, const ek_row_said *said)
{
    ek_digester_init(digester);
    ek_chain_add(digester, said->case_digest);
    ek_chain_add(digester, said->case_id);
    ek_chain_add(digester, said->decided);
    ek_chain_add(digester, said->names);
    ek_chain_add(digester, said->line);
    add_size(digester, said->record.size);
}

ek_digest ek_chain_body(const ek_row_said *said)
{
    ek_digester digester;

    begin_body(&digester, said);
    ek_digester_add(&digester, said->record.bytes, said->record.size);
    return ek_digester_done(&digester);
}

void ek_chain_two_bodies(ek_digest *const out[2], const ek_row_said said[2])
{
    ek_digester digesters[2];

    begin_body(&digesters[0], &said[0]);
    begin_body(&digesters[1], &said[1]);
    ek_digester_add_two((ek_digester *const[2]){&digesters[0], &digesters[1]},
                        (const ek_text[2]){said[0].record, said[1].record});
    *out[0] = ek_digester_done(&digesters[0]);
    *out[1] = ek_digester_done(&digesters[1]);
}

ek_digest ek_chain_next(const ek_digest *before, const ek_digest *bound, const ek_digest *body)
{
    ek_digester digester;

    ek_digester_init(&digester);
    ek_digester_add(&digester, before->bytes, sizeof before->bytes);
    ek_digester_add(&digester, bound->bytes, sizeof bound->bytes);
    ek_digester_add(&digester, body->bytes, sizeof body->bytes);
    return ek_digester_done(&digester);
}

ek_digest ek_chain_bound(const ek_digest *seal, ek_text engine, const ek_digest *rules,
                         const ek_digest *bundle)
{
    ek_digester digester;

    ek_digester_init(&digester);
    ek_digester_add(&digester, seal->bytes, sizeof seal->bytes);
    ek_chain_add(&digester, engine);
    ek_digester_add(&digester, rules->bytes, sizeof rules->bytes);
    ek_digester_add(&digester, bundle->bytes, sizeof bundle->bytes);
    return ek_digester_done(&digester);
}

void ek_chain_add_rule(ek_digester *digester, uint32_t rule, uint32_t cited, ek_text id,
                       ek_text law, ek_text says)
{
    uint8_t numbers[8];
    unsigned i;

    for (i = 0; i < 4; i++) {
        numbers[i] = (uint8_t)(rule >> (8 * i));
        numbers[4 + i] = (uint8_t)(cited >> (8 * i));
    }
    ek_digester_add(digester, numbers, sizeof numbers);
    ek_chain_add(digester, id);
    ek_chain_add(digester, law);
    ek_chain_add(digester, says);
}

void ek_chain_add_field(ek_digester *digester, ek_text name)
{
    ek_chain_add(digester, name);
}

void ek_chain_add_file(ek_digester *digester, ek_text name, const ek_digest *digest)
{
    ek_digester_add(digester, name.bytes, name.size);
    ek_digester_add(digester, "", 1);
    ek_digester_add(digester, digest->bytes, sizeof digest->bytes);
}

/* ---- What was found ------------------------------------------------------------------------ */

void ek_proving_found(ek_proving *proving, sqlite3_int64 decision, const char *what, ek_text name,
                      const char *format, ...)
{
    char message[512], shown[256];
    erkend_finding finding = {.decision = decision, .what = what, .name = shown};
    va_list arguments;

    va_start(arguments, format);
    (void)sqlite3_vsnprintf((int)sizeof message, message, format, arguments);
    va_end(arguments);
    for (char *c = message; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = '?';
    (void)sqlite3_snprintf((int)sizeof shown, shown, "%.*s", EK_TEXT_ARGS(name));
    finding.message = message;
    if (proving->counts.findings++ == 0)
        (void)ek_error_say(proving->error, ERKEND_EREGISTER, "%s: %s", proving->reg->path, message);
    if (proving->proof->found != NULL)
        proving->proof->found(proving->proof->user, &finding);
}

static ek_digest digest_of_column(sqlite3_stmt *statement, int at)
{
    return ek_digest_of(ek_column(statement, at));
}

static bool is_digest(const ek_digest *digest, ek_text stored)
{
    return stored.size == sizeof digest->bytes &&
           memcmp(digest->bytes, stored.bytes, sizeof digest->bytes) == 0;
}

static bool is_hex(const ek_digest *digest, ek_text stored)
{
    char hex[65];

    ek_digest_hex(*digest, hex);
    return ek_text_is(stored, hex);
}

/* ---- The whole file ------------------------------------------------------------------------ */

/* Of each row of a question; SQLite's code. */
typedef void (*check_row)(ek_proving *proving, sqlite3_stmt *row);

static int each_row(ek_proving *proving, const char *sql, check_row check)
{
    sqlite3_stmt *statement = ek_register_prepare(proving->reg, sql);
    int code = statement == NULL ? sqlite3_errcode(proving->reg->database) : SQLITE_OK;

    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        check(proving, statement);
        code = SQLITE_OK;
    }
    (void)sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* SQLite's own check; opening makes only the quick one. */
static void check_integrity(ek_proving *proving, sqlite3_stmt *row)
{
    ek_text says = ek_column(row, 0);

    if (!ek_text_is(says, "ok"))
        ek_proving_found(proving, 0, "file", EK_TEXT(""), "the file is damaged: %.*s",
                         EK_TEXT_ARGS(says));
}

static void check_policy_file(ek_proving *proving, sqlite3_stmt *row)
{
    ek_digest digest = digest_of_column(row, 1);
    ek_text name = ek_column(row, 2);

    if (!is_digest(&digest, ek_column(row, 0)))
        ek_proving_found(proving, 0, "policy", name,
                         "the policy file %.*s was changed after it was kept", EK_TEXT_ARGS(name));
}

static void check_document(ek_proving *proving, sqlite3_stmt *row)
{
    ek_digest digest = digest_of_column(row, 1);
    ek_text name = ek_column(row, 2);

    if (!is_digest(&digest, ek_column(row, 0)))
        ek_proving_found(proving, sqlite3_column_int64(row, 3), "document", name,
                         "the document %.*s of decision %lld was changed after it was kept",
                         EK_TEXT_ARGS(name), sqlite3_column_int64(row, 3));
}

static int digest_files(const ek_proving *proving, const char *sql, sqlite3_int64 of,
                        ek_digest *out)
{
    sqlite3_stmt *statement = ek_register_prepare(proving->reg, sql);
    ek_digester digester;
    int code;

    if (statement == NULL)
        return sqlite3_errcode(proving->reg->database);
    ek_digester_init(&digester);
    (void)sqlite3_bind_int64(statement, 1, of);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        ek_digest digest = ek_column_digest(statement, 1);

        ek_chain_add_file(&digester, ek_column(statement, 0), &digest);
    }
    (void)sqlite3_finalize(statement);
    *out = ek_digester_done(&digester);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int add_rules(const ek_proving *proving, sqlite3_int64 policy, ek_digester *digester)
{
    sqlite3_stmt *statement = ek_register_prepare(
        proving->reg, "SELECT number, cited, id, law, says FROM rule WHERE policy=?1 ORDER BY "
                      "number, cited");
    int code;

    if (statement == NULL)
        return sqlite3_errcode(proving->reg->database);
    (void)sqlite3_bind_int64(statement, 1, policy);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        ek_chain_add_rule(digester, (uint32_t)sqlite3_column_int64(statement, 0),
                          (uint32_t)sqlite3_column_int64(statement, 1), ek_column(statement, 2),
                          ek_column(statement, 3), ek_column(statement, 4));
    (void)sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* A number of a row that is not its place among them is no text of theirs. */
static int add_fields(const ek_proving *proving, sqlite3_int64 policy, ek_digester *digester)
{
    sqlite3_stmt *statement = ek_register_prepare(
        proving->reg, "SELECT number, name FROM field WHERE policy=?1 ORDER BY number");
    sqlite3_int64 place = 0;
    int code;

    if (statement == NULL)
        return sqlite3_errcode(proving->reg->database);
    (void)sqlite3_bind_int64(statement, 1, policy);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        ek_chain_add_field(digester, sqlite3_column_int64(statement, 0) == place++
                                         ? ek_column(statement, 1)
                                         : EK_TEXT(""));
    (void)sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int digest_rules(const ek_proving *proving, sqlite3_int64 policy, ek_digest *out)
{
    ek_digester digester;
    int code;

    ek_digester_init(&digester);
    code = add_rules(proving, policy, &digester);
    if (code == SQLITE_OK)
        code = add_fields(proving, policy, &digester);
    *out = ek_digester_done(&digester);
    return code;
}

static void check_policy(ek_proving *proving, sqlite3_stmt *row)
{
    ek_text country = ek_column(row, 1);
    sqlite3_int64 number = sqlite3_column_int64(row, 0);
    ek_digest files, rules;

    if (digest_files(proving, "SELECT name, digest FROM policy_file WHERE policy=?1 ORDER BY place",
                     number, &files) != SQLITE_OK ||
        digest_rules(proving, number, &rules) != SQLITE_OK) {
        ek_proving_found(proving, 0, "file", country, "policy %lld (%.*s) cannot be read", number,
                         EK_TEXT_ARGS(country));
        return;
    }
    if (!is_hex(&files, ek_column(row, 2)))
        ek_proving_found(proving, 0, "policy", country,
                         "the list of files of policy %lld (%.*s) was changed after it was kept",
                         number, EK_TEXT_ARGS(country));
    if (!is_digest(&rules, ek_column(row, 3)))
        ek_proving_found(
            proving, 0, "policy", country,
            "the texts of rules of policy %lld (%.*s) were changed after they were kept", number,
            EK_TEXT_ARGS(country));
}

static void check_bundle(ek_proving *proving, sqlite3_stmt *row)
{
    sqlite3_int64 number = sqlite3_column_int64(row, 0);
    ek_digest files;

    if (digest_files(proving, "SELECT name, digest FROM bundle_file WHERE bundle=?1 ORDER BY place",
                     number, &files) != SQLITE_OK ||
        !is_digest(&files, ek_column(row, 1)))
        ek_proving_found(proving, 0, "policy", EK_TEXT(""),
                         "the list of files of bundle %lld was changed after it was kept", number);
}

int ek_chain_check_file(ek_proving *proving)
{
    int code = each_row(proving, "PRAGMA integrity_check(10)", check_integrity);

    if (code == SQLITE_OK)
        code = each_row(proving,
                        "SELECT f.digest, f.bytes, coalesce((SELECT name FROM bundle_file b WHERE "
                        "b.digest=f.digest), '?') FROM file f",
                        check_policy_file);
    if (code == SQLITE_OK)
        code = each_row(proving, "SELECT number, country, digest, rules FROM policy", check_policy);
    if (code == SQLITE_OK)
        code = each_row(proving, "SELECT number, digest FROM bundle", check_bundle);
    if (code == SQLITE_OK)
        code = each_row(proving,
                        "SELECT f.digest, f.bytes, d.names->>(o.key + 1), d.number FROM document f "
                        "JOIN cases c JOIN json_each(c.others) o ON o.value=f.number JOIN decision "
                        "d ON d.of_case=c.number GROUP BY f.number HAVING d.number=min(d.number)",
                        check_document);
    return code;
}

/* ---- A decision ---------------------------------------------------------------------------- */

const char *const ek_decision_rows =
    "SELECT d.number, d.decided, d.names, CAST(d.line AS TEXT), d.record, d.chain,"
    " c.number, c.digest, c.id, c.bytes_digest, c.bytes, c.others, c.mode, c.country, c.named,"
    " p.number, p.country, p.digest, p.engine, p.seal, p.rules, b.number, b.digest,"
    " d.names->>0, d.names->>c.named"
    " FROM decision d LEFT JOIN cases c ON c.number=d.of_case"
    " LEFT JOIN policy p ON p.number=d.policy LEFT JOIN bundle b ON b.number=p.bundle"
    " WHERE d.number BETWEEN ?1 AND ?2 ORDER BY d.number";

/* The digest of a case, from those of its documents and its options (load/case.c). */
static int digest_case(const ek_proving *proving, sqlite3_stmt *row, const ek_digest *own,
                       ek_digest *out)
{
    sqlite3_stmt *statement = ek_register_prepare(
        proving->reg, "SELECT f.digest FROM json_each(?1) o JOIN document f ON f.number=o.value "
                      "ORDER BY o.key");
    ek_digester digester;
    int code;

    if (statement == NULL)
        return sqlite3_errcode(proving->reg->database);
    ek_digester_init(&digester);
    ek_digester_add(&digester, "", 1);
    ek_digester_add(&digester, own->bytes, sizeof own->bytes);
    ek_register_bind(statement, 1, ek_column(row, EK_ROW_OTHERS));
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        ek_digest digest = ek_column_digest(statement, 0);

        ek_digester_add(&digester, "", 1);
        ek_digester_add(&digester, digest.bytes, sizeof digest.bytes);
    }
    (void)sqlite3_finalize(statement);
    for (int at = EK_ROW_MODE; at <= EK_ROW_COUNTRY_OPTION; at++)
        if (sqlite3_column_type(row, at) != SQLITE_NULL) {
            ek_text option = ek_column(row, at);

            ek_digester_add(&digester, option.bytes, option.size);
            ek_digester_add(&digester, "", 1);
        }
    *out = ek_digester_done(&digester);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static bool check_case(ek_proving *proving, sqlite3_stmt *row)
{
    sqlite3_int64 number = sqlite3_column_int64(row, EK_ROW_NUMBER);
    ek_digest own = digest_of_column(row, EK_ROW_BYTES), all;
    ek_text name = ek_column(row, EK_ROW_NAME);

    if (!is_digest(&own, ek_column(row, EK_ROW_BYTES_DIGEST))) {
        ek_proving_found(proving, number, "document", name,
                         "the document %.*s of decision %lld was changed after it was kept",
                         EK_TEXT_ARGS(name), number);
        return false;
    }
    if (digest_case(proving, row, &own, &all) != SQLITE_OK ||
        !is_digest(&all, ek_column(row, EK_ROW_CASE_DIGEST))) {
        ek_proving_found(proving, number, "document", name,
                         "the list of documents of decision %lld was changed after it was kept",
                         number);
        return false;
    }
    return true;
}

/* Does the row follow another one than that before it? Its number, 0 for the first place, or -1. */
static sqlite3_int64 find_before(const ek_proving *proving, const ek_digest *bound,
                                 const ek_digest *body, const ek_digest *stored)
{
    sqlite3_stmt *statement = ek_register_prepare(
        proving->reg, "SELECT 0, x'' UNION ALL SELECT number, chain FROM decision");
    sqlite3_int64 found = -1;

    while (found < 0 && statement != NULL && sqlite3_step(statement) == SQLITE_ROW) {
        ek_digest before = ek_column_digest(statement, 1);
        ek_digest chain = ek_chain_next(&before, bound, body);

        if (memcmp(&chain, stored, sizeof chain) == 0)
            found = sqlite3_column_int64(statement, 0);
    }
    (void)sqlite3_finalize(statement);
    return found;
}

static void say_broken(ek_proving *proving, sqlite3_int64 number, ek_text of, sqlite3_int64 after)
{
    if (after >= 0)
        ek_proving_found(proving, number, "order", of,
                         "decision %lld stands in another place than it was kept in", number);
    else
        ek_proving_found(proving, number, "decision", of,
                         "decision %lld was changed after it was kept", number);
}

static bool check_link(ek_proving *proving, sqlite3_stmt *row, ek_digest *before)
{
    sqlite3_int64 number = sqlite3_column_int64(row, EK_ROW_NUMBER);
    ek_row_said said = {ek_column(row, EK_ROW_CASE_DIGEST), ek_column(row, EK_ROW_CASE_ID),
                        ek_column(row, EK_ROW_DECIDED),     ek_column(row, EK_ROW_NAMES),
                        ek_column(row, EK_ROW_LINE),        ek_column(row, EK_ROW_RECORD)};
    ek_digest seal = ek_column_digest(row, EK_ROW_SEAL),
              rules = ek_column_digest(row, EK_ROW_RULES);
    ek_digest bundle = ek_column_digest(row, EK_ROW_BUNDLE_DIGEST);
    ek_digest bound = ek_chain_bound(&seal, ek_column(row, EK_ROW_ENGINE), &rules, &bundle);
    ek_digest body = ek_chain_body(&said), chain = ek_chain_next(before, &bound, &body);

    *before = ek_column_digest(row, EK_ROW_CHAIN);
    if (memcmp(&chain, before, sizeof chain) == 0)
        return true;
    say_broken(proving, number, ek_column(row, EK_ROW_CASE_ID),
               proving->counts.findings < SEARCHES ? find_before(proving, &bound, &body, before)
                                                   : -1);
    return false;
}

bool ek_chain_check_row(ek_proving *proving, sqlite3_stmt *row, ek_digest *before,
                        sqlite3_int64 *last_case, bool *case_whole)
{
    bool linked;

    if (sqlite3_column_type(row, EK_ROW_CASE) == SQLITE_NULL) {
        ek_proving_found(proving, sqlite3_column_int64(row, EK_ROW_NUMBER), "document", EK_TEXT(""),
                         "the case of decision %lld is gone",
                         sqlite3_column_int64(row, EK_ROW_NUMBER));
        *before = ek_column_digest(row, EK_ROW_CHAIN);
        *last_case = 0;
        return *case_whole = false;
    }
    linked = check_link(proving, row, before);
    if (sqlite3_column_int64(row, EK_ROW_CASE) != *last_case || *last_case == 0)
        *case_whole = check_case(proving, row);
    *last_case = sqlite3_column_int64(row, EK_ROW_CASE);
    return linked && *case_whole;
}
