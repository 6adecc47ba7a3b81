/* Keeping a decision: rendered first, then written in one transaction, acknowledged after COMMIT.
 */
#include <string.h>

#include "explain/page.h"
#include "store/store.h"

/* Everything that goes into the file, made before the transaction begins. */
typedef struct record {
    const struct erkend_decision *decision;
    ek_text case_id, case_digest, country, decided, policy_digest, engine;
    ek_text outcome;       /* "unit wiring recognised; abroad stays referred" */
    ek_text json;          /* the whole answer */
    const ek_names *names; /* of the case's records */
} record;

void ek_chain_add(ek_digester *digester, ek_text text)
{
    uint8_t size[4];
    unsigned i;

    for (i = 0; i < sizeof size; i++)
        size[i] = (uint8_t)(text.size >> (8 * i));
    ek_digester_add(digester, size, sizeof size);
    ek_digester_add(digester, text.bytes, text.size);
}

static void make_record(record *r, ek_arena *arena, const struct erkend_decision *decision)
{
    ek_buffer buffer;
    uint32_t i;

    r->decision = decision;
    r->names = ek_names_make(arena, decision->the_case);
    r->case_id = ek_text_of(decision->the_case->id);
    r->case_digest = ek_text_of(decision->the_case->digest_hex);
    r->country = decision->book->code;
    ek_buffer_init(&buffer, arena);
    ek_buffer_date(&buffer, decision->decided);
    r->decided = ek_buffer_done(&buffer);
    r->policy_digest = ek_text_of(decision->book->digest_hex);
    r->engine = ek_text_of(ERKEND_VERSION);
    ek_buffer_init(&buffer, arena);
    for (i = 0; i < decision->claim_count; i++) {
        const ek_claim *claim = &decision->claims[i];
        ek_buffer_format(&buffer, "%s%s %.*s %s", i > 0 ? "; " : "", ek_scope_of(claim->kind)->name,
                         EK_TEXT_ARGS(claim->id), erkend_verdict_name(claim->verdict));
    }
    r->outcome = ek_buffer_done(&buffer);
    ek_buffer_init(&buffer, arena);
    ek_json_explanation(&buffer, decision, EK_TEXT(""), EK_EN);
    r->json = ek_buffer_done(&buffer);
}

/* Runs a statement that gives no rows, and makes it ready for the next. */
static int run_once(sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);
    int reset = sqlite3_reset(statement);

    return code == SQLITE_DONE ? reset : code;
}

static int find_row(const erkend_register *reg, const record *r, sqlite3_int64 *row)
{
    sqlite3_stmt *statement = ek_register_prepare(
        reg, "SELECT number FROM decision WHERE case_id=?1 AND case_digest=?2 AND "
             "country=?3 AND decided=?4 AND policy_digest=?5 AND engine=?6");
    int code;

    *row = 0;
    if (statement == NULL)
        return sqlite3_errcode(reg->database);
    ek_register_bind(statement, 1, r->case_id);
    ek_register_bind(statement, 2, r->case_digest);
    ek_register_bind(statement, 3, r->country);
    ek_register_bind(statement, 4, r->decided);
    ek_register_bind(statement, 5, r->policy_digest);
    ek_register_bind(statement, 6, r->engine);
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        *row = sqlite3_column_int64(statement, 0);
    (void)sqlite3_finalize(statement);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

/* The chain so far and the next number. */
static int find_last(const erkend_register *reg, ek_digester *digester, sqlite3_int64 *row)
{
    sqlite3_stmt *statement =
        ek_register_prepare(reg, "SELECT number, chain FROM decision ORDER BY number DESC LIMIT 1");
    int code;

    if (statement == NULL)
        return sqlite3_errcode(reg->database);
    code = sqlite3_step(statement);
    *row = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) + 1 : 1;
    ek_chain_add(digester, code == SQLITE_ROW ? ek_column(statement, 1) : EK_TEXT(""));
    (void)sqlite3_finalize(statement);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

static int add_reasons(const erkend_register *reg, sqlite3_int64 row, uint32_t number,
                       const ek_claim *claim)
{
    sqlite3_stmt *statement =
        ek_register_prepare(reg, "INSERT INTO reason VALUES(?1,?2,?3,?4,?5,?6,?7,?8)");
    int code = SQLITE_OK;
    uint32_t i;

    if (statement == NULL)
        return sqlite3_errcode(reg->database);
    for (i = 0; i < claim->reason_count && code == SQLITE_OK; i++) {
        const ek_reason *reason = &claim->reasons[i];
        if (reason->silent)
            continue;
        (void)sqlite3_bind_int64(statement, 1, row);
        (void)sqlite3_bind_int64(statement, 2, number);
        (void)sqlite3_bind_int64(statement, 3, i);
        ek_register_bind(statement, 4,
                         reason->rule != NULL ? reason->rule->id : ek_text_of(reason->core_id));
        ek_register_bind(statement, 5, reason->law);
        ek_register_bind(statement, 6, ek_text_of(erkend_verdict_name(reason->verdict)));
        (void)sqlite3_bind_int(statement, 7, reason->decides);
        ek_register_bind(statement, 8,
                         reason->rule != NULL ? ek_says_in(&reason->rule->says, EK_EN)
                                              : EK_TEXT(""));
        code = run_once(statement);
    }
    (void)sqlite3_finalize(statement);
    return code;
}

static ek_text name_of_read(const ek_pen *pen, const struct erkend_case *the_case,
                            const ek_read *read)
{
    if (read->kind == EK_READ_RULING)
        return ek_text_format(pen->out->arena, "ruling.%.*s", EK_TEXT_ARGS(read->question->name));
    if (read->kind == EK_READ_FACT && read->field != NULL)
        return ek_fact_name(pen, the_case, read->record, read->field);
    return ek_text_of(read->scope < EK_SCOPE_COUNT ? ek_scope_of(read->scope)->name : "");
}

static int add_facts(const erkend_register *reg, ek_arena *arena, const record *r,
                     sqlite3_int64 row, uint32_t number, const ek_claim *claim)
{
    sqlite3_stmt *statement =
        ek_register_prepare(reg, "INSERT INTO fact VALUES(?1,?2,?3,?4,?5,?6)");
    ek_buffer scratch;
    ek_pen pen = {.out = &scratch, .language = EK_EN, .names = r->names};
    int code = SQLITE_OK;
    uint32_t i;

    if (statement == NULL)
        return sqlite3_errcode(reg->database);
    ek_buffer_init(&scratch, arena);
    for (i = 0; i < claim->reads.count && code == SQLITE_OK; i++) {
        const ek_read *read = &claim->reads.items[i];
        const ek_value *value = read->value;
        ek_buffer text, place;

        ek_buffer_init(&text, arena);
        ek_buffer_init(&place, arena);
        if (read->kind == EK_READ_RULING && read->ruling != NULL)
            value = ek_record_at(read->ruling, "answer");
        if (value != NULL) {
            ek_buffer_value(&text, value);
            ek_buffer_place(&place, ek_value_place(r->decision->the_case, value));
        }
        (void)sqlite3_bind_int64(statement, 1, row);
        (void)sqlite3_bind_int64(statement, 2, number);
        (void)sqlite3_bind_int64(statement, 3, i);
        ek_register_bind(statement, 4, name_of_read(&pen, r->decision->the_case, read));
        ek_register_bind(statement, 5, ek_buffer_done(&text));
        ek_register_bind(statement, 6, ek_buffer_done(&place));
        code = run_once(statement);
    }
    (void)sqlite3_finalize(statement);
    return code;
}

static int add_claims(const erkend_register *reg, ek_arena *arena, const record *r,
                      sqlite3_int64 row)
{
    sqlite3_stmt *statement =
        ek_register_prepare(reg, "INSERT INTO claim VALUES(?1,?2,?3,?4,?5,?6)");
    int code = SQLITE_OK;
    uint32_t i;

    if (statement == NULL)
        return sqlite3_errcode(reg->database);
    for (i = 0; i < r->decision->claim_count && code == SQLITE_OK; i++) {
        const ek_claim *claim = &r->decision->claims[i];
        (void)sqlite3_bind_int64(statement, 1, row);
        (void)sqlite3_bind_int64(statement, 2, i);
        ek_register_bind(statement, 3, ek_text_of(ek_scope_of(claim->kind)->name));
        ek_register_bind(statement, 4, claim->id);
        ek_register_bind(statement, 5, claim->title);
        ek_register_bind(statement, 6, ek_text_of(erkend_verdict_name(claim->verdict)));
        code = run_once(statement);
        if (code == SQLITE_OK)
            code = add_reasons(reg, row, i, claim);
        if (code == SQLITE_OK)
            code = add_facts(reg, arena, r, row, i, claim);
    }
    (void)sqlite3_finalize(statement);
    return code;
}

static int add_documents(const erkend_register *reg, const record *r, sqlite3_int64 row)
{
    const struct erkend_case *the_case = r->decision->the_case;
    sqlite3_stmt *document =
        ek_register_prepare(reg, "INSERT OR IGNORE INTO document VALUES(?1,?2)");
    sqlite3_stmt *used = ek_register_prepare(reg, "INSERT INTO used VALUES(?1,?2,?3,?4)");
    int code = document != NULL && used != NULL ? SQLITE_OK : sqlite3_errcode(reg->database);
    uint32_t i;

    for (i = 0; i < the_case->document_count && code == SQLITE_OK; i++) {
        const ek_document *one = &the_case->documents[i];
        char hex[65];

        ek_digest_hex(one->digest, hex);
        ek_register_bind(document, 1, ek_text_of(hex));
        (void)sqlite3_bind_blob(document, 2, one->bytes.size > 0 ? one->bytes.bytes : "",
                                (int)one->bytes.size, SQLITE_STATIC);
        code = run_once(document);
        if (code != SQLITE_OK)
            break;
        (void)sqlite3_bind_int64(used, 1, row);
        (void)sqlite3_bind_int64(used, 2, i);
        ek_register_bind(used, 3, one->name);
        ek_register_bind(used, 4, ek_text_of(hex));
        code = run_once(used);
    }
    (void)sqlite3_finalize(document);
    (void)sqlite3_finalize(used);
    return code;
}

static int add_policy(const erkend_register *reg, const record *r)
{
    const ek_rulebook *book = r->decision->book;
    sqlite3_stmt *statement =
        ek_register_prepare(reg, "INSERT OR IGNORE INTO policy VALUES(?1,?2,?3)");
    int code = statement != NULL ? SQLITE_OK : sqlite3_errcode(reg->database);
    uint32_t i;

    for (i = 0; i < book->file_count && code == SQLITE_OK; i++) {
        char hex[65];
        ek_digest_hex(book->files[i].digest, hex);
        ek_register_bind(statement, 1, r->policy_digest);
        ek_register_bind(statement, 2, book->files[i].name);
        ek_register_bind(statement, 3, ek_text_of(hex));
        code = run_once(statement);
    }
    (void)sqlite3_finalize(statement);
    return code;
}

static int add_decision(const erkend_register *reg, const record *r, sqlite3_int64 row,
                        ek_digest chain)
{
    sqlite3_stmt *statement =
        ek_register_prepare(reg, "INSERT INTO decision VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,"
                                 "?10)");
    int code;

    if (statement == NULL)
        return sqlite3_errcode(reg->database);
    (void)sqlite3_bind_int64(statement, 1, row);
    ek_register_bind(statement, 2, r->case_id);
    ek_register_bind(statement, 3, r->case_digest);
    ek_register_bind(statement, 4, r->country);
    ek_register_bind(statement, 5, r->decided);
    ek_register_bind(statement, 6, r->policy_digest);
    ek_register_bind(statement, 7, r->engine);
    ek_register_bind(statement, 8, r->outcome);
    ek_register_bind(statement, 9, r->json);
    (void)sqlite3_bind_blob(statement, 10, chain.bytes, sizeof chain.bytes, SQLITE_STATIC);
    code = run_once(statement);
    (void)sqlite3_finalize(statement);
    return code;
}

/* The rows of claims come first (foreign keys are checked at the end of the transaction, see
 * below), so that the chain is made of what was really stored. */
static int keep(const erkend_register *reg, ek_arena *arena, const record *r, sqlite3_int64 *row)
{
    ek_digester digester;
    int code;

    ek_digester_init(&digester);
    code = ek_register_run(reg, "PRAGMA defer_foreign_keys=ON");
    if (code == SQLITE_OK)
        code = find_last(reg, &digester, row);
    if (code == SQLITE_OK)
        code = add_documents(reg, r, *row);
    if (code == SQLITE_OK)
        code = add_policy(reg, r);
    if (code == SQLITE_OK)
        code = add_claims(reg, arena, r, *row);
    if (code != SQLITE_OK)
        return code;
    ek_chain_add(&digester, r->case_id);
    ek_chain_add(&digester, r->case_digest);
    ek_chain_add(&digester, r->country);
    ek_chain_add(&digester, r->decided);
    ek_chain_add(&digester, r->policy_digest);
    ek_chain_add(&digester, r->engine);
    ek_chain_add(&digester, r->outcome);
    ek_chain_add(&digester, r->json);
    code = ek_chain_add_rows(reg, &digester, *row);
    if (code == SQLITE_OK)
        code = add_decision(reg, r, *row, ek_digester_done(&digester));
    return code;
}

static erkend_status add(erkend_register *reg, const erkend_decision *decision, erkend_error *error)
{
    record r;
    sqlite3_int64 number = 0;
    bool is_new;
    int code;

    make_record(&r, &reg->arena, decision);
    if (ek_register_begin(reg) != SQLITE_OK)
        return ek_register_error(reg, "keep the decision", error);
    code = find_row(reg, &r, &number);
    is_new = code == SQLITE_OK && number == 0;
    if (is_new)
        code = keep(reg, &reg->arena, &r, &number);
    if (code == SQLITE_OK && is_new)
        code = ek_register_commit(reg);
    if (code != SQLITE_OK) {
        erkend_status status = ek_register_error(reg, "keep the decision", error);
        ek_register_rollback(reg);
        return status;
    }
    if (!is_new)
        ek_register_rollback(reg);
    reg->row = number;
    reg->added = is_new;
    return ERKEND_OK;
}

erkend_status erkend_register_add(erkend_register *reg, const erkend_decision *decision,
                                  int64_t *row, int *added, erkend_error *error)
{
    ek_escape escape;
    erkend_status status;

    ek_error_clear(error);
    if (reg == NULL || decision == NULL)
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    if (EK_TRY(&reg->arena, &escape))
        status = add(reg, decision, error);
    else {
        ek_register_drop_statements(reg);
        ek_register_rollback(reg);
        status = ek_error_fill(error, escape.status, NULL);
    }
    ek_escape_end(&reg->arena, &escape);
    ek_arena_reset(&reg->arena);
    if (status == ERKEND_OK && row != NULL)
        *row = reg->row;
    if (status == ERKEND_OK && added != NULL)
        *added = reg->added;
    return status;
}
