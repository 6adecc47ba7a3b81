/* Keeping decisions: made ready first, by any thread; then written, several in one transaction;
 * acknowledged after COMMIT.
 */
#include <string.h>

#include "explain/json.h"
#include "store/store.h"

typedef struct kept_reason {
    uint32_t number;
    ek_text rule, law, verdict, says;
    bool decides;
} kept_reason;

typedef struct kept_fact {
    ek_text name, value, place;
} kept_fact;

typedef struct kept_claim {
    ek_text kind, id, title, verdict;
    kept_reason *reasons;
    kept_fact *facts;
    uint32_t reason_count, fact_count;
} kept_claim;

typedef struct kept_document {
    ek_text name, bytes, digest;
} kept_document;

/* Everything that goes into the file. */
struct ek_kept {
    const ek_rulebook *book;
    ek_text case_id, case_digest, country, decided, policy_digest, engine;
    ek_text outcome; /* "unit wiring recognised; abroad stays referred" */
    ek_text json;    /* the whole answer */
    kept_claim *claims;
    kept_document *documents;
    uint32_t claim_count, document_count;
};

/* Prepared once for all decisions of a transaction. */
typedef struct statements {
    sqlite3_stmt *find, *last, *document, *used, *policy, *claim, *reason, *fact, *decision;
} statements;

void ek_chain_add(ek_digester *digester, ek_text text)
{
    uint8_t size[4];
    unsigned i;

    for (i = 0; i < sizeof size; i++)
        size[i] = (uint8_t)(text.size >> (8 * i));
    ek_digester_add(digester, size, sizeof size);
    ek_digester_add(digester, text.bytes, text.size);
}

/* ---- Made ready ---------------------------------------------------------------------------- */

static ek_text name_of_read(const ek_pen *pen, const struct erkend_case *the_case,
                            const ek_read *read)
{
    if (read->kind == EK_READ_RULING)
        return ek_text_format(pen->out->arena, "ruling.%.*s", EK_TEXT_ARGS(read->question->name));
    if (read->kind == EK_READ_FACT && read->field != NULL)
        return ek_fact_name(pen, the_case, read->record, read->field);
    return ek_text_of(read->scope < EK_SCOPE_COUNT ? ek_scope_of(read->scope)->name : "");
}

static void make_reasons(kept_claim *kept, ek_arena *arena, const ek_claim *claim)
{
    uint32_t i;

    kept->reasons = EK_NEW_ARRAY(arena, kept_reason, claim->reason_count);
    for (i = 0; i < claim->reason_count; i++) {
        const ek_reason *reason = &claim->reasons[i];
        kept_reason *one = &kept->reasons[kept->reason_count];

        if (reason->silent)
            continue;
        one->number = i;
        one->rule = reason->rule != NULL ? reason->rule->id : ek_text_of(reason->core_id);
        one->law = ek_text_copy(arena, reason->law);
        one->verdict = ek_text_of(erkend_verdict_name(reason->verdict));
        one->decides = reason->decides;
        one->says = reason->rule != NULL ? ek_says_in(&reason->rule->says, EK_EN) : EK_TEXT("");
        kept->reason_count++;
    }
}

static void make_facts(kept_claim *kept, const ek_pen *pen, const struct erkend_decision *decision,
                       const ek_claim *claim)
{
    ek_arena *arena = pen->out->arena;
    uint32_t i;

    kept->facts = EK_NEW_ARRAY(arena, kept_fact, claim->reads.count);
    kept->fact_count = claim->reads.count;
    for (i = 0; i < claim->reads.count; i++) {
        const ek_read *read = &claim->reads.items[i];
        const ek_value *value = read->value;
        ek_buffer text, place;

        ek_buffer_init(&text, arena);
        ek_buffer_init(&place, arena);
        if (read->kind == EK_READ_RULING && read->ruling != NULL)
            value = ek_record_at(read->ruling, "answer");
        if (value != NULL) {
            ek_buffer_value(&text, value);
            ek_buffer_place(&place, ek_value_place(decision->the_case, value));
        }
        kept->facts[i].name = ek_text_copy(arena, name_of_read(pen, decision->the_case, read));
        kept->facts[i].value = ek_buffer_done(&text);
        kept->facts[i].place = ek_buffer_done(&place);
    }
}

static void make_claims(ek_kept *kept, ek_arena *arena, const struct erkend_decision *decision)
{
    ek_buffer scratch;
    ek_pen pen = {.out = &scratch, .language = EK_EN};
    uint32_t i;

    ek_buffer_init(&scratch, arena);
    pen.names = ek_names_make(arena, decision->the_case);

    kept->claims = EK_NEW_ARRAY(arena, kept_claim, decision->claim_count);
    kept->claim_count = decision->claim_count;
    for (i = 0; i < decision->claim_count; i++) {
        const ek_claim *claim = &decision->claims[i];
        kept_claim *one = &kept->claims[i];

        one->kind = ek_text_of(ek_scope_of(claim->kind)->name);
        one->id = ek_text_copy(arena, claim->id);
        one->title = ek_text_copy(arena, claim->title);
        one->verdict = ek_text_of(erkend_verdict_name(claim->verdict));
        make_reasons(one, arena, claim);
        make_facts(one, &pen, decision, claim);
    }
}

static void make_documents(ek_kept *kept, ek_arena *arena, const struct erkend_case *the_case)
{
    uint32_t i;

    kept->documents = EK_NEW_ARRAY(arena, kept_document, the_case->document_count);
    kept->document_count = the_case->document_count;
    for (i = 0; i < the_case->document_count; i++) {
        const ek_document *document = &the_case->documents[i];
        char hex[65];

        ek_digest_hex(document->digest, hex);
        kept->documents[i].name = ek_text_copy(arena, document->name);
        kept->documents[i].bytes = document->bytes;
        kept->documents[i].digest = ek_text_copy(arena, ek_text_of(hex));
    }
}

static ek_text make_outcome(ek_arena *arena, const struct erkend_decision *decision)
{
    ek_buffer buffer;
    uint32_t i;

    ek_buffer_init(&buffer, arena);
    for (i = 0; i < decision->claim_count; i++) {
        const ek_claim *claim = &decision->claims[i];
        ek_buffer_format(&buffer, "%s%s %.*s %s", i > 0 ? "; " : "", ek_scope_of(claim->kind)->name,
                         EK_TEXT_ARGS(claim->id), erkend_verdict_name(claim->verdict));
    }
    return ek_buffer_done(&buffer);
}

const ek_kept *ek_kept_new(ek_arena *arena, ek_arena *scratch,
                           const struct erkend_decision *decision)
{
    ek_kept *kept = EK_NEW(arena, ek_kept);
    ek_buffer buffer;

    kept->book = decision->book;
    kept->case_id = ek_text_copy(arena, ek_text_of(decision->the_case->id));
    kept->case_digest = ek_text_copy(arena, ek_text_of(decision->the_case->digest_hex));
    kept->country = decision->book->code;
    ek_buffer_init(&buffer, arena);
    ek_buffer_date(&buffer, decision->decided);
    kept->decided = ek_buffer_done(&buffer);
    kept->policy_digest = ek_text_of(decision->book->digest_hex);
    kept->engine = ek_text_of(ERKEND_VERSION);
    kept->outcome = make_outcome(arena, decision);
    ek_buffer_init(&buffer, scratch);
    ek_json_put_explanation(&buffer, decision, EK_TEXT(""), EK_EN, true);
    kept->json = ek_buffer_done(&buffer);
    if (arena != scratch)
        kept->json = ek_text_copy(arena, kept->json);
    make_claims(kept, arena, decision);
    make_documents(kept, arena, decision->the_case);
    return kept;
}

/* ---- Written ------------------------------------------------------------------------------- */

static int prepare_all(const erkend_register *reg, statements *s)
{
    memset(s, 0, sizeof *s);
    s->find = ek_register_prepare(
        reg, "SELECT number FROM decision WHERE case_id=?1 AND case_digest=?2 AND "
             "country=?3 AND decided=?4 AND policy_digest=?5 AND engine=?6");
    s->last =
        ek_register_prepare(reg, "SELECT number, chain FROM decision ORDER BY number DESC LIMIT 1");
    s->document = ek_register_prepare(reg, "INSERT OR IGNORE INTO document VALUES(?1,?2)");
    s->used = ek_register_prepare(reg, "INSERT INTO used VALUES(?1,?2,?3,?4)");
    s->policy = ek_register_prepare(reg, "INSERT OR IGNORE INTO policy VALUES(?1,?2,?3)");
    s->claim = ek_register_prepare(reg, "INSERT INTO claim VALUES(?1,?2,?3,?4,?5,?6)");
    s->reason = ek_register_prepare(reg, "INSERT INTO reason VALUES(?1,?2,?3,?4,?5,?6,?7,?8)");
    s->fact = ek_register_prepare(reg, "INSERT INTO fact VALUES(?1,?2,?3,?4,?5,?6)");
    s->decision =
        ek_register_prepare(reg, "INSERT INTO decision VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)");
    return s->find && s->last && s->document && s->used && s->policy && s->claim && s->reason &&
                   s->fact && s->decision
               ? SQLITE_OK
               : sqlite3_errcode(reg->database);
}

/* Runs a statement that gives no rows, and makes it ready for the next. */
static int run_once(sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);
    int reset = sqlite3_reset(statement);

    return code == SQLITE_DONE ? reset : code;
}

static int find_row(const statements *s, const ek_kept *kept, sqlite3_int64 *row)
{
    int code;

    *row = 0;
    ek_register_bind(s->find, 1, kept->case_id);
    ek_register_bind(s->find, 2, kept->case_digest);
    ek_register_bind(s->find, 3, kept->country);
    ek_register_bind(s->find, 4, kept->decided);
    ek_register_bind(s->find, 5, kept->policy_digest);
    ek_register_bind(s->find, 6, kept->engine);
    code = sqlite3_step(s->find);
    if (code == SQLITE_ROW)
        *row = sqlite3_column_int64(s->find, 0);
    (void)sqlite3_reset(s->find);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

/* The chain so far and the next number. */
static int find_last(const statements *s, ek_digester *digester, sqlite3_int64 *row)
{
    int code = sqlite3_step(s->last);

    *row = code == SQLITE_ROW ? sqlite3_column_int64(s->last, 0) + 1 : 1;
    ek_chain_add(digester, code == SQLITE_ROW ? ek_column(s->last, 1) : EK_TEXT(""));
    (void)sqlite3_reset(s->last);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

static int add_claim(const statements *s, sqlite3_int64 row, uint32_t number,
                     const kept_claim *claim)
{
    int code;
    uint32_t i;

    (void)sqlite3_bind_int64(s->claim, 1, row);
    (void)sqlite3_bind_int64(s->claim, 2, number);
    ek_register_bind(s->claim, 3, claim->kind);
    ek_register_bind(s->claim, 4, claim->id);
    ek_register_bind(s->claim, 5, claim->title);
    ek_register_bind(s->claim, 6, claim->verdict);
    code = run_once(s->claim);
    for (i = 0; i < claim->reason_count && code == SQLITE_OK; i++) {
        const kept_reason *reason = &claim->reasons[i];
        (void)sqlite3_bind_int64(s->reason, 1, row);
        (void)sqlite3_bind_int64(s->reason, 2, number);
        (void)sqlite3_bind_int64(s->reason, 3, reason->number);
        ek_register_bind(s->reason, 4, reason->rule);
        ek_register_bind(s->reason, 5, reason->law);
        ek_register_bind(s->reason, 6, reason->verdict);
        (void)sqlite3_bind_int(s->reason, 7, reason->decides);
        ek_register_bind(s->reason, 8, reason->says);
        code = run_once(s->reason);
    }
    for (i = 0; i < claim->fact_count && code == SQLITE_OK; i++) {
        (void)sqlite3_bind_int64(s->fact, 1, row);
        (void)sqlite3_bind_int64(s->fact, 2, number);
        (void)sqlite3_bind_int64(s->fact, 3, i);
        ek_register_bind(s->fact, 4, claim->facts[i].name);
        ek_register_bind(s->fact, 5, claim->facts[i].value);
        ek_register_bind(s->fact, 6, claim->facts[i].place);
        code = run_once(s->fact);
    }
    return code;
}

static int add_documents(const statements *s, const ek_kept *kept, sqlite3_int64 row)
{
    int code = SQLITE_OK;
    uint32_t i;

    for (i = 0; i < kept->document_count && code == SQLITE_OK; i++) {
        const kept_document *one = &kept->documents[i];

        ek_register_bind(s->document, 1, one->digest);
        (void)sqlite3_bind_blob(s->document, 2, one->bytes.size > 0 ? one->bytes.bytes : "",
                                (int)one->bytes.size, SQLITE_STATIC);
        code = run_once(s->document);
        if (code != SQLITE_OK)
            break;
        (void)sqlite3_bind_int64(s->used, 1, row);
        (void)sqlite3_bind_int64(s->used, 2, i);
        ek_register_bind(s->used, 3, one->name);
        ek_register_bind(s->used, 4, one->digest);
        code = run_once(s->used);
    }
    return code;
}

static int add_policy(const statements *s, const ek_kept *kept)
{
    int code = SQLITE_OK;
    uint32_t i;

    for (i = 0; i < kept->book->file_count && code == SQLITE_OK; i++) {
        char hex[65];
        ek_digest_hex(kept->book->files[i].digest, hex);
        ek_register_bind(s->policy, 1, kept->policy_digest);
        ek_register_bind(s->policy, 2, kept->book->files[i].name);
        ek_register_bind(s->policy, 3, ek_text_of(hex));
        code = run_once(s->policy);
    }
    return code;
}

static int add_decision(const statements *s, const ek_kept *kept, sqlite3_int64 row,
                        ek_digest chain)
{
    (void)sqlite3_bind_int64(s->decision, 1, row);
    ek_register_bind(s->decision, 2, kept->case_id);
    ek_register_bind(s->decision, 3, kept->case_digest);
    ek_register_bind(s->decision, 4, kept->country);
    ek_register_bind(s->decision, 5, kept->decided);
    ek_register_bind(s->decision, 6, kept->policy_digest);
    ek_register_bind(s->decision, 7, kept->engine);
    ek_register_bind(s->decision, 8, kept->outcome);
    ek_register_bind(s->decision, 9, kept->json);
    (void)sqlite3_bind_blob(s->decision, 10, chain.bytes, sizeof chain.bytes, SQLITE_STATIC);
    return run_once(s->decision);
}

/* The rows of claims come first (foreign keys are checked at the end of the transaction), so that
 * the chain is made of what was really stored. */
static int keep(const erkend_register *reg, const statements *s, const ek_kept *kept,
                bool with_policy, sqlite3_int64 *row)
{
    ek_digester digester;
    int code;
    uint32_t i;

    ek_digester_init(&digester);
    code = find_last(s, &digester, row);
    if (code == SQLITE_OK)
        code = add_documents(s, kept, *row);
    if (code == SQLITE_OK && with_policy)
        code = add_policy(s, kept);
    for (i = 0; i < kept->claim_count && code == SQLITE_OK; i++)
        code = add_claim(s, *row, i, &kept->claims[i]);
    if (code != SQLITE_OK)
        return code;
    ek_chain_add(&digester, kept->case_id);
    ek_chain_add(&digester, kept->case_digest);
    ek_chain_add(&digester, kept->country);
    ek_chain_add(&digester, kept->decided);
    ek_chain_add(&digester, kept->policy_digest);
    ek_chain_add(&digester, kept->engine);
    ek_chain_add(&digester, kept->outcome);
    ek_chain_add(&digester, kept->json);
    code = ek_chain_add_rows(reg, &digester, *row);
    if (code == SQLITE_OK)
        code = add_decision(s, kept, *row, ek_digester_done(&digester));
    return code;
}

/* Was a decision under the same policy among those before it? Then its files are there. */
static bool has_policy(const ek_kept *const *kept, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (kept[i]->book == kept[count]->book)
            return true;
    return false;
}

static int keep_all(erkend_register *reg, const ek_kept *const *kept, size_t count, size_t *added)
{
    statements s;
    int code = prepare_all(reg, &s);
    size_t i;

    if (code == SQLITE_OK)
        code = ek_register_run(reg, "PRAGMA defer_foreign_keys=ON");
    for (i = 0; i < count && code == SQLITE_OK; i++) {
        sqlite3_int64 number;

        code = find_row(&s, kept[i], &number);
        reg->added = code == SQLITE_OK && number == 0;
        if (reg->added)
            code = keep(reg, &s, kept[i], !has_policy(kept, i), &number);
        reg->row = number;
        *added += reg->added;
    }
    return code;
}

erkend_status ek_register_keep(erkend_register *reg, const ek_kept *const *kept, size_t count,
                               size_t *added, erkend_error *error)
{
    erkend_status status = ERKEND_OK;
    int code;

    *added = 0;
    if (ek_register_begin(reg) != SQLITE_OK)
        return ek_register_error(reg, "keep the decision", error);
    code = keep_all(reg, kept, count, added);
    if (code != SQLITE_OK) /* before another statement changes what SQLite says of it */
        status = ek_register_error(reg, "keep the decision", error);
    ek_register_drop_statements(reg);
    if (code == SQLITE_OK && *added > 0 && ek_register_commit(reg) != SQLITE_OK)
        status = ek_register_error(reg, "keep the decision", error);
    if (status != ERKEND_OK || *added == 0)
        ek_register_rollback(reg);
    return status;
}

static erkend_status add(erkend_register *reg, const erkend_decision *decision, erkend_error *error)
{
    const ek_kept *kept = ek_kept_new(&reg->arena, &reg->arena, decision);
    size_t added;

    return ek_register_keep(reg, &kept, 1, &added, error);
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
