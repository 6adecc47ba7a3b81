/* Proving: a decision is made again from the documents and the policy files in the register, and
 * its record must be the same, byte for byte.
 *
 * Policies are opened as any host opens them, through erkend_files; here the files are rows of
 * bundle_file. A few bundles stay open, since rows of one run share one. Case, decision and record
 * lie in arenas that are reset for each row. Where the records differ, SQLite's JSON functions find
 * the first claim, and in it what. */
#include <string.h>

#include "decide/decide.h"
#include "load/load.h"
#include "store/record.h"
#include "store/store.h"

enum { BUNDLES = 4 };

typedef struct opened {
    sqlite3_int64 number;  /* 0: none */
    erkend_bundle *bundle; /* NULL: it could not be opened, which was said */
} opened;

typedef struct prover {
    ek_proving proving; /* first */
    ek_read_kit *kit;
    opened opened[BUNDLES];
    unsigned next_opened;
    struct erkend_case the_case;
    struct erkend_decision decision;
    ek_arena arena;    /* of problems, and of the record */
    sqlite3_stmt *row; /* at hand */
} prover;

/* ---- Stored files, as a host's --------------------------------------------------------------- */

typedef struct stored {
    const erkend_register *reg;
    const char *bytes_sql; /* of the file ?2 of ?1 */
    sqlite3_int64 of;
} stored;

static erkend_status open_stored(void *user, const char *name, size_t max_bytes, const char **bytes,
                                 size_t *size, void **handle)
{
    const stored *files = user;
    sqlite3_stmt *statement = ek_register_prepare(files->reg, files->bytes_sql);
    ek_text text;

    if (statement == NULL)
        return ERKEND_EIO;
    (void)sqlite3_bind_int64(statement, 1, files->of);
    ek_register_bind(statement, 2, ek_text_of(name));
    if (sqlite3_step(statement) != SQLITE_ROW) {
        (void)sqlite3_finalize(statement);
        return ERKEND_EIO;
    }
    text = ek_column(statement, 0);
    if (text.size > max_bytes) {
        (void)sqlite3_finalize(statement);
        return ERKEND_ELIMIT;
    }
    *bytes = text.bytes;
    *size = text.size;
    *handle = statement;
    return ERKEND_OK;
}

static void close_stored(void *user, void *handle)
{
    (void)user;
    (void)sqlite3_finalize(handle);
}

/* Names of what stands in a folder, each once: rows come by name. */
static erkend_status list_stored(void *user, const char *folder,
                                 void (*found)(void *to, const char *name), void *to)
{
    const stored *files = user;
    sqlite3_stmt *statement = ek_register_prepare(
        files->reg,
        "SELECT DISTINCT iif(instr(rest, '/'), substr(rest, 1, instr(rest, '/')), rest) FROM"
        " (SELECT substr(name, length(?2) + 2) AS rest FROM bundle_file WHERE bundle=?1 AND"
        " substr(name, 1, length(?2) + 1)=?2 || '/') ORDER BY 1");
    bool any = false;

    if (statement == NULL)
        return ERKEND_EIO;
    (void)sqlite3_bind_int64(statement, 1, files->of);
    ek_register_bind(statement, 2, ek_text_of(folder));
    while (sqlite3_step(statement) == SQLITE_ROW) {
        any = true;
        found(to, (const char *)sqlite3_column_text(statement, 0));
    }
    (void)sqlite3_finalize(statement);
    return any ? ERKEND_OK : ERKEND_EIO;
}

/* ---- Policies ------------------------------------------------------------------------------- */

static erkend_bundle *open_bundle(prover *p, sqlite3_int64 number)
{
    stored files = {p->proving.reg,
                    "SELECT f.bytes FROM bundle_file b JOIN file f ON f.digest=b.digest"
                    " WHERE b.bundle=?1 AND b.name=?2",
                    number};
    erkend_files host = {&files, open_stored, close_stored, list_stored};
    erkend_config config;
    erkend_error *error = erkend_error_new(p->proving.reg->arena.host);
    erkend_bundle *bundle = NULL;
    erkend_problem problem;

    memset(&config, 0, sizeof config);
    config.struct_size = sizeof config;
    config.allocator = p->proving.reg->arena.host;
    config.files = &host;
    config.limits = p->proving.proof->limits;
    if (erkend_bundle_open(&bundle, &config, error) == ERKEND_ENOMEM) {
        erkend_error_free(error);
        ek_raise(&p->arena, ERKEND_ENOMEM);
    }
    if (bundle == NULL)
        ek_proving_found(&p->proving, 0, "policy", EK_TEXT(""),
                         "the stored policies of bundle %lld cannot be opened: %s", number,
                         erkend_error_at(error, 0, &problem) ? problem.line_text : "?");
    erkend_error_free(error);
    return bundle;
}

static const erkend_bundle *find_bundle(prover *p, sqlite3_int64 number)
{
    opened *slot;

    for (unsigned i = 0; i < BUNDLES; i++)
        if (p->opened[i].number == number)
            return p->opened[i].bundle;
    slot = &p->opened[p->next_opened++ % BUNDLES];
    erkend_bundle_free(slot->bundle);
    *slot = (opened){0, NULL};
    slot->bundle = open_bundle(p, number);
    slot->number = number;
    return slot->bundle;
}

/* The rulebook of the row; NULL after a finding. */
static const ek_rulebook *find_book(prover *p, const erkend_bundle **bundle)
{
    ek_text country = ek_column(p->row, EK_ROW_COUNTRY);
    ek_digest seal = ek_column_digest(p->row, EK_ROW_SEAL);
    ek_digest rules = ek_column_digest(p->row, EK_ROW_RULES), now;
    const ek_rulebook *book;

    *bundle = find_bundle(p, sqlite3_column_int64(p->row, EK_ROW_BUNDLE));
    if (*bundle == NULL)
        return NULL;
    book = ek_bundle_book(*bundle, country);
    if (book == NULL || !ek_text_is(ek_column(p->row, EK_ROW_POLICY_DIGEST), book->digest_hex) ||
        memcmp(&seal, &book->seal, sizeof seal) != 0) {
        ek_proving_found(&p->proving, sqlite3_column_int64(p->row, EK_ROW_NUMBER), "policy",
                         country, "the stored policy files of %.*s are not those of decision %lld",
                         EK_TEXT_ARGS(country), sqlite3_column_int64(p->row, EK_ROW_NUMBER));
        return NULL;
    }
    now = ek_rules_digest(book);
    if (ek_text_is(ek_column(p->row, EK_ROW_ENGINE), ERKEND_VERSION) &&
        memcmp(&rules, &now, sizeof now) != 0) {
        ek_proving_found(&p->proving, sqlite3_column_int64(p->row, EK_ROW_NUMBER), "policy",
                         country,
                         "the texts of rules under decision %lld are not those of its "
                         "policy files",
                         sqlite3_column_int64(p->row, EK_ROW_NUMBER));
        return NULL;
    }
    return book;
}

/* ---- The case ------------------------------------------------------------------------------- */

static const char *option_at(prover *p, int column)
{
    return sqlite3_column_type(p->row, column) == SQLITE_NULL
               ? NULL
               : ek_text_terminated(&p->arena, ek_column(p->row, column));
}

static erkend_status load_case(prover *p, ek_problems *problems)
{
    ek_text name = ek_text_copy(&p->arena, ek_column(p->row, EK_ROW_NAME));
    ek_text bytes = ek_line_copy(&p->arena, ek_column(p->row, EK_ROW_BYTES));
    const char *decided = ek_text_terminated(&p->arena, ek_column(p->row, EK_ROW_DECIDED));
    uint32_t line = (uint32_t)sqlite3_column_int64(p->row, EK_ROW_LINE);
    stored documents = {p->proving.reg, "SELECT bytes FROM used WHERE decision=?1 AND name=?2",
                        sqlite3_column_int64(p->row, EK_ROW_NUMBER)};
    erkend_files files = {&documents, open_stored, close_stored, list_stored};
    erkend_case_options how;

    if (line > 0)
        return ek_case_load_line(&p->the_case, p->kit, name, bytes, line, decided, problems);
    memset(&how, 0, sizeof how);
    how.struct_size = sizeof how;
    how.files = &files;
    how.limits = p->proving.proof->limits;
    how.decided = decided;
    how.qualification_mode = option_at(p, EK_ROW_MODE);
    how.country = option_at(p, EK_ROW_COUNTRY_OPTION);
    if (sqlite3_column_int64(p->row, EK_ROW_NAMED) > 0)
        how.qualification = option_at(p, EK_ROW_NAMED_NAME);
    return ek_case_load(&p->the_case, name.bytes, bytes.bytes, bytes.size, &how, problems);
}

static bool read_case(prover *p)
{
    ek_arena arena = p->the_case.arena;
    sqlite3_int64 number = sqlite3_column_int64(p->row, EK_ROW_NUMBER);
    ek_problems problems;
    erkend_status status;

    memset(&p->the_case, 0, sizeof p->the_case);
    p->the_case.arena = arena;
    ek_arena_reset(&p->the_case.arena);
    ek_problems_init(&problems, &p->arena);
    status = load_case(p, &problems);
    if (status == ERKEND_ENOMEM)
        ek_raise(&p->arena, status);
    if (status == ERKEND_OK)
        return true;
    ek_proving_found(&p->proving, number, "document", ek_column(p->row, EK_ROW_NAME),
                     "the documents of decision %lld cannot be read any more: %.*s", number,
                     EK_TEXT_ARGS(problems.count > 0 ? problems.items[0].message : EK_TEXT("?")));
    return false;
}

/* ---- The decision --------------------------------------------------------------------------- */

static erkend_status decide(prover *p, const erkend_bundle *bundle, const ek_rulebook *book,
                            ek_problems *problems)
{
    struct erkend_worker worker = {
        .bundle = bundle, .mode = ERKEND_COMPILED, .allocator = p->proving.reg->arena.host};
    ek_arena arena = p->decision.arena;
    volatile erkend_status status;
    ek_escape escape;

    memset(&p->decision, 0, sizeof p->decision);
    p->decision.arena = arena;
    p->decision.arena.max_bytes = bundle->limits.decision_bytes;
    ek_arena_reset(&p->decision.arena);
    if (EK_TRY(&p->decision.arena, &escape))
        status = ek_decide(&p->decision, &worker, &p->the_case, book, problems);
    else
        status = escape.status;
    ek_escape_end(&p->decision.arena, &escape);
    if (status == ERKEND_ENOMEM)
        ek_raise(&p->arena, status);
    return status;
}

/* Claim by claim with its facts, ?1 kept, ?2 decided again: the first that differs, in what, and
 * the rule. */
static const char *const differ_sql =
    "WITH kept AS (SELECT c.key, c.value, (SELECT json_group_array(json_array(json_extract(?1,"
    " '$.facts[' || (3 * f.value) || ']'), json_extract(?1, '$.facts[' || (3 * f.value + 1) || "
    "']'),"
    " json_extract(?1, '$.facts[' || (3 * f.value + 2) || ']'))) FROM json_each(c.value, '$[7]') f)"
    " AS facts FROM json_each(?1, '$.claims') c), again AS (SELECT c.key, c.value, (SELECT"
    " json_group_array(json_array(json_extract(?2, '$.facts[' || (3 * f.value) || ']'),"
    " json_extract(?2, '$.facts[' || (3 * f.value + 1) || ']'), json_extract(?2, '$.facts[' || (3 *"
    " f.value + 2) || ']'))) FROM json_each(c.value, '$[7]') f) AS facts FROM json_each(?2,"
    " '$.claims') c) SELECT coalesce(k.value->>1, n.value->>1, ''),"
    " CASE WHEN k.value IS NULL OR n.value IS NULL OR (k.value->>1) IS NOT (n.value->>1)"
    " THEN 'claim' WHEN (k.value->>3) IS NOT (n.value->>3) THEN 'verdict'"
    " WHEN (k.value->5) IS NOT (n.value->5) THEN 'reason'"
    " WHEN (k.value->6) IS NOT (n.value->6) THEN 'effect'"
    " WHEN k.facts IS NOT n.facts THEN 'fact' ELSE 'claim' END,"
    " coalesce((SELECT u.id FROM json_each(k.value, '$[5]') g JOIN json_each(g.value) r ON r.key>2"
    " AND r.type='integer' LEFT JOIN rule u ON u.policy=?3 AND u.number=r.value AND"
    " u.cited=(g.value->>2) WHERE NOT EXISTS (SELECT 1 FROM json_each(n.value, '$[5]') h JOIN"
    " json_each(h.value) q WHERE q.key>2 AND q.value IS r.value AND (h.value->0) IS (g.value->0) "
    "AND"
    " (h.value->1) IS (g.value->1) AND (h.value->2) IS (g.value->2) AND iif(json_type(h.value,"
    " '$[4]')='object', h.value->4, 0) IS iif(json_type(g.value, '$[4]')='object', g.value->4, 0))"
    " LIMIT 1), '')"
    " FROM kept k FULL JOIN again n ON n.key=k.key"
    " WHERE k.value IS NOT n.value OR k.facts IS NOT n.facts"
    " ORDER BY coalesce(k.key, n.key) LIMIT 1";

static void name_difference(prover *p, ek_text record)
{
    sqlite3_int64 number = sqlite3_column_int64(p->row, EK_ROW_NUMBER);
    ek_text engine = ek_column(p->row, EK_ROW_ENGINE);
    sqlite3_stmt *statement = ek_register_prepare(p->proving.reg, differ_sql);
    const char *what = "account";
    ek_text claim = EK_TEXT(""), rule = EK_TEXT(""), kind;
    bool differs = false;

    if (statement != NULL) {
        ek_register_bind(statement, 1, ek_column(p->row, EK_ROW_RECORD));
        ek_register_bind(statement, 2, record);
        (void)sqlite3_bind_int64(statement, 3, sqlite3_column_int64(p->row, EK_ROW_POLICY));
        differs = sqlite3_step(statement) == SQLITE_ROW;
    }
    if (differs) {
        static const char *const kinds[] = {"claim", "verdict", "reason", "effect", "fact"};

        claim = ek_column(statement, 0);
        kind = ek_column(statement, 1);
        rule = ek_column(statement, 2);
        for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
            if (ek_text_is(kind, kinds[i]))
                what = kinds[i];
    }
    if (!ek_text_is(engine, ERKEND_VERSION))
        ek_proving_found(&p->proving, number, "engine", claim,
                         "decision %lld was made by erkend %.*s; erkend %s decides otherwise: %s "
                         "of claim %.*s",
                         number, EK_TEXT_ARGS(engine), ERKEND_VERSION, what, EK_TEXT_ARGS(claim));
    else if (!differs)
        ek_proving_found(&p->proving, number, what, claim,
                         "decision %lld, decided again, differs in what it adds up to", number);
    else
        ek_proving_found(&p->proving, number, what, claim,
                         "decision %lld, decided again, differs in claim %.*s: %s%s%.*s", number,
                         EK_TEXT_ARGS(claim), what, rule.size > 0 ? " of " : "",
                         EK_TEXT_ARGS(rule));
    (void)sqlite3_finalize(statement);
}

static bool decide_again(prover *p)
{
    sqlite3_int64 number = sqlite3_column_int64(p->row, EK_ROW_NUMBER);
    const erkend_bundle *bundle;
    const ek_rulebook *book = find_book(p, &bundle);
    ek_problems problems;
    ek_buffer record;

    if (book == NULL || !read_case(p))
        return false;
    ek_problems_init(&problems, &p->arena);
    if (decide(p, bundle, book, &problems) != ERKEND_OK) {
        ek_proving_found(&p->proving, number, "verdict", EK_TEXT(""),
                         "decision %lld cannot be made again: %.*s", number,
                         EK_TEXT_ARGS(problems.count > 0 ? problems.items[0].message
                                                         : EK_TEXT("a limit was reached")));
        return false;
    }
    ek_buffer_init(&record, &p->arena);
    ek_record_write(&record, &p->arena, &p->decision);
    if (ek_text_equal(ek_buffer_done(&record), ek_column(p->row, EK_ROW_RECORD)))
        return true;
    name_difference(p, ek_buffer_done(&record));
    return false;
}

/* ---- Rows ----------------------------------------------------------------------------------- */

/* A number of decisions, or a chain before one. */
static int ask(prover *p, const char *sql, sqlite3_int64 with, sqlite3_int64 *number,
               ek_digest *digest)
{
    sqlite3_stmt *statement = ek_register_prepare(p->proving.reg, sql);
    int code;

    if (statement == NULL)
        return sqlite3_errcode(p->proving.reg->database);
    (void)sqlite3_bind_int64(statement, 1, with);
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW && number != NULL)
        *number = sqlite3_column_int64(statement, 0);
    if (code == SQLITE_ROW && digest != NULL)
        *digest = ek_column_digest(statement, 0);
    (void)sqlite3_finalize(statement);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

/* Gaps are what is gone; the row after one starts the chain anew. */
static bool follows(prover *p, sqlite3_int64 expected, ek_digest *before)
{
    sqlite3_int64 number = sqlite3_column_int64(p->row, EK_ROW_NUMBER);

    if (number == expected)
        return true;
    if (number == expected + 1)
        ek_proving_found(&p->proving, expected, "order", EK_TEXT(""), "decision %lld is gone",
                         expected);
    else
        ek_proving_found(&p->proving, expected, "order", EK_TEXT(""),
                         "decisions %lld to %lld are gone", expected, number - 1);
    *before = ek_column_digest(p->row, EK_ROW_CHAIN);
    return false;
}

static erkend_status prove_rows(prover *p, bool deciding, sqlite3_int64 all)
{
    const erkend_proof *proof = p->proving.proof;
    sqlite3_int64 from = proof->decision, expected = from > 0 ? from : 1, last_case = 0;
    erkend_status status = ERKEND_OK;
    ek_digest before = {{0}};
    bool case_whole = true;
    int code = SQLITE_OK;

    if (from > 0)
        code = ask(p, "SELECT chain FROM decision WHERE number<?1 ORDER BY number DESC LIMIT 1",
                   from, NULL, &before);
    p->row = ek_register_prepare(p->proving.reg, ek_decision_rows);
    if (code != SQLITE_OK || p->row == NULL)
        return ek_register_error(p->proving.reg, "read the register", p->proving.error);
    (void)sqlite3_bind_int64(p->row, 1, from > 0 ? from : INT64_MIN);
    (void)sqlite3_bind_int64(p->row, 2, from > 0 ? from : INT64_MAX);
    while (status == ERKEND_OK && (code = sqlite3_step(p->row)) == SQLITE_ROW) {
        bool whole = follows(p, expected, &before);

        if (whole)
            whole = ek_chain_check_row(&p->proving, p->row, &before, &last_case, &case_whole);
        expected = sqlite3_column_int64(p->row, EK_ROW_NUMBER) + 1;
        p->proving.counts.decisions++;
        if (!ek_text_is(ek_column(p->row, EK_ROW_ENGINE), ERKEND_VERSION))
            p->proving.counts.other_engine++;
        ek_arena_reset(&p->arena);
        if (deciding && case_whole && decide_again(p) && whole)
            p->proving.counts.proved++;
        if (proof->progress != NULL)
            status = proof->progress(proof->user, p->proving.counts.decisions, all);
    }
    if (status == ERKEND_OK && code != SQLITE_DONE)
        status = ek_register_error(p->proving.reg, "read the register", p->proving.error);
    return status;
}

static erkend_status prove_all(prover *p, bool deciding)
{
    ek_proving *proving = &p->proving;
    sqlite3_int64 all = 0, wanted = proving->proof->decision;
    erkend_status status;

    if (ek_register_see(proving->reg) != SQLITE_OK ||
        ask(p, "SELECT count(*) FROM decision WHERE ?1=0 OR number=?1", wanted, &all, NULL) !=
            SQLITE_OK ||
        ek_chain_check_file(proving) != SQLITE_OK)
        return ek_register_error(proving->reg, "read the register", proving->error);
    if (wanted != 0 && all == 0)
        return ek_error_say(proving->error, ERKEND_EVALUE,
                            "%s: there is no decision %lld; `erkend register list` shows those "
                            "there are",
                            proving->reg->path, (long long)wanted);
    status = prove_rows(p, deciding, all);
    if (status == ERKEND_OK && proving->counts.findings > 0)
        status = ERKEND_EREGISTER;
    return status;
}

static erkend_status prove(erkend_register *reg, const erkend_proof *proof, bool deciding,
                           erkend_proof_counts *counts, erkend_error *error)
{
    const erkend_allocator *host = reg->arena.host;
    prover *p = ek_host_alloc(host, sizeof *p);
    volatile erkend_status status = ERKEND_ENOMEM;
    ek_escape escape;

    if (p == NULL)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    p->proving = (ek_proving){.reg = reg, .proof = proof, .error = error};
    p->kit = ek_read_kit_new(host);
    ek_arena_init(&p->arena, host, 0);
    ek_arena_init(&p->the_case.arena, host, 0);
    ek_arena_init(&p->decision.arena, host, 0);
    if (EK_TRY(&p->arena, &escape)) {
        if (p->kit != NULL)
            status = prove_all(p, deciding);
    } else {
        status = escape.status;
    }
    ek_escape_end(&p->arena, &escape);
    ek_register_drop_statements(reg);
    if (status == ERKEND_ENOMEM)
        (void)ek_error_fill(error, status, NULL);
    if (counts != NULL)
        *counts = p->proving.counts;
    for (unsigned i = 0; i < BUNDLES; i++)
        erkend_bundle_free(p->opened[i].bundle);
    ek_arena_dispose(&p->decision.arena);
    ek_arena_dispose(&p->the_case.arena);
    ek_arena_dispose(&p->arena);
    ek_read_kit_free(p->kit);
    ek_host_free(host, p, sizeof *p);
    return status;
}

erkend_status erkend_register_prove(erkend_register *reg, const erkend_proof *proof,
                                    erkend_proof_counts *counts, erkend_error *error)
{
    static const erkend_proof silent = {.struct_size = sizeof silent};

    ek_error_clear(error);
    if (counts != NULL)
        memset(counts, 0, sizeof *counts);
    if (reg == NULL || (proof != NULL && proof->struct_size != sizeof *proof))
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    return prove(reg, proof != NULL ? proof : &silent, true, counts, error);
}

erkend_status erkend_register_verify(erkend_register *reg, int64_t *rows, erkend_error *error)
{
    static const erkend_proof silent = {.struct_size = sizeof silent};
    erkend_proof_counts counts;
    erkend_status status;

    ek_error_clear(error);
    if (reg == NULL)
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    memset(&counts, 0, sizeof counts);
    status = prove(reg, &silent, false, &counts, error);
    if (rows != NULL)
        *rows = counts.decisions;
    return status;
}
