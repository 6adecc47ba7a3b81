/* Keeping decisions: made ready first, by any thread; then written, many in one transaction;
 * acknowledged after COMMIT. */
#include <string.h>

#include "store/record.h"
#include "store/store.h"

struct ek_kept {
    const struct erkend_bundle *bundle;
    const ek_rulebook *book;
    ek_digest case_digest, body;
    ek_text case_id, decided, names, record;
    uint32_t line;
    bool digested;          /* else whoever keeps it does that */
    const char *options[2]; /* of the case: mode, country; NULL: none */
    uint32_t named;
    ek_document *documents; /* [0] is the case's own; without names */
    uint32_t document_count;
};

/* One transaction: what is the same from one decision to the next. */
typedef struct keeping {
    erkend_register *reg;
    sqlite3_int64 next; /* number */
    ek_digest chain;
    ek_digest case_digest; /* of the case that was kept or found last */
    sqlite3_int64 of_case; /* 0: none yet */
    bool fresh;            /* its row is new, and no decision is there yet */
} keeping;

/* ---- Made ready ---------------------------------------------------------------------------- */

static ek_text make_names(ek_arena *arena, const struct erkend_case *the_case)
{
    ek_buffer buffer;
    uint32_t i;

    ek_buffer_init(&buffer, arena);
    for (i = 0; i < the_case->document_count; i++) {
        ek_buffer_char(&buffer, i > 0 ? ',' : '[');
        ek_buffer_json(&buffer, the_case->documents[i].name);
    }
    ek_buffer_char(&buffer, ']');
    return ek_buffer_done(&buffer);
}

static void make_documents(ek_kept *kept, ek_arena *arena, const struct erkend_case *the_case)
{
    uint32_t i;

    kept->documents = EK_NEW_ARRAY(arena, ek_document, the_case->document_count);
    kept->document_count = the_case->document_count;
    for (i = 0; i < the_case->document_count; i++)
        kept->documents[i] =
            (ek_document){{"", 0}, the_case->documents[i].digest, the_case->documents[i].bytes};
}

static const char *copy_option(ek_arena *arena, const char *option)
{
    return option != NULL ? ek_text_terminated(arena, ek_text_of(option)) : NULL;
}

ek_kept *ek_kept_new(ek_arena *arena, ek_arena *scratch, const struct erkend_decision *decision)
{
    const struct erkend_case *the_case = decision->the_case;
    ek_kept *kept = EK_NEW(arena, ek_kept);
    ek_buffer buffer;

    kept->bundle = decision->bundle;
    kept->book = decision->book;
    kept->case_digest = the_case->digest;
    kept->digested = the_case->digest_hex[0] != '\0';
    kept->case_id = ek_text_copy(arena, ek_text_of(the_case->id));
    ek_buffer_init(&buffer, arena);
    ek_buffer_date(&buffer, decision->decided);
    kept->decided = ek_buffer_done(&buffer);
    kept->names = make_names(arena, the_case);
    kept->line = the_case->line;
    for (int i = 0; i < 2; i++)
        kept->options[i] = copy_option(arena, the_case->digested[i]);
    kept->named = the_case->named_document;
    make_documents(kept, arena, the_case);
    ek_buffer_init(&buffer, scratch);
    ek_record_write(&buffer, scratch, decision);
    kept->record = ek_buffer_done(&buffer);
    if (arena != scratch)
        kept->record = ek_text_copy(arena, kept->record);
    return kept;
}

/* ---- Digests ------------------------------------------------------------------------------- */

/* Countries of a line of a batch share its document. */
static bool has_document_of(const ek_kept *kept, const ek_kept *before)
{
    return before != NULL && kept->documents[0].bytes.bytes == before->documents[0].bytes.bytes;
}

/* Documents of cases whose digest was not asked for yet, each once. */
static void digest_documents(ek_kept *const *kept, size_t count)
{
    ek_document *waiting = NULL;

    for (size_t i = 0; i < count; i++) {
        ek_document *own = &kept[i]->documents[0];

        if (kept[i]->digested || has_document_of(kept[i], i > 0 ? kept[i - 1] : NULL))
            continue;
        if (waiting == NULL) {
            waiting = own;
            continue;
        }
        ek_digest_of_two((ek_digest *const[2]){&waiting->digest, &own->digest},
                         (const ek_text[2]){waiting->bytes, own->bytes});
        waiting = NULL;
    }
    if (waiting != NULL)
        waiting->digest = ek_digest_of(waiting->bytes);
}

static void digest_cases(ek_kept *const *kept, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const ek_kept *before = i > 0 ? kept[i - 1] : NULL;

        if (kept[i]->digested)
            continue;
        if (has_document_of(kept[i], before)) {
            kept[i]->documents[0].digest = before->documents[0].digest;
            kept[i]->case_digest = before->case_digest;
        } else {
            kept[i]->case_digest =
                ek_documents_digest(kept[i]->documents, kept[i]->document_count, kept[i]->options);
        }
        kept[i]->digested = true;
    }
}

/* A line of a batch is told from a document of its own by its number. */
static ek_row_said row_of(const ek_kept *kept, char line[EK_DIGITS])
{
    return (ek_row_said){
        .case_digest = {(const char *)kept->case_digest.bytes, sizeof kept->case_digest.bytes},
        .case_id = kept->case_id,
        .decided = kept->decided,
        .names = kept->names,
        .line = {line, (uint32_t)(ek_put_digits(line, kept->line) - line)},
        .record = kept->record};
}

static void digest_bodies(ek_kept *const *kept, size_t count)
{
    char lines[2][EK_DIGITS];
    size_t i;

    for (i = 0; i + 2 <= count; i += 2) {
        ek_row_said said[2] = {row_of(kept[i], lines[0]), row_of(kept[i + 1], lines[1])};

        ek_chain_two_bodies((ek_digest *const[2]){&kept[i]->body, &kept[i + 1]->body}, said);
    }
    if (i < count) {
        ek_row_said said = row_of(kept[i], lines[0]);

        kept[i]->body = ek_chain_body(&said);
    }
}

/* Made here and not with the records: whoever decides has more to do than who keeps. Two at a time,
 * before the transaction begins. */
static void digest_all(ek_kept *const *kept, size_t count)
{
    digest_documents(kept, count);
    digest_cases(kept, count);
    digest_bodies(kept, count);
}

/* ---- Statements ---------------------------------------------------------------------------- */

/* NULL: `*code` says why. */
static sqlite3_stmt *take(erkend_register *reg, ek_sql sql, int *code)
{
    sqlite3_stmt *statement = ek_register_statement(reg, sql);

    if (statement == NULL)
        *code = sqlite3_errcode(reg->database);
    return statement;
}

static int find_number(erkend_register *reg, ek_sql sql, const ek_digest *digest,
                       sqlite3_int64 *number)
{
    int code = SQLITE_OK;
    sqlite3_stmt *statement = take(reg, sql, &code);

    *number = 0;
    if (statement == NULL)
        return code;
    ek_register_bind_digest(statement, 1, digest);
    return ek_register_number(statement, number);
}

/* ---- A policy, once ------------------------------------------------------------------------ */

static int add_file(erkend_register *reg, ek_sql sql, sqlite3_int64 of, sqlite3_int64 place,
                    const ek_policy_file *file)
{
    int code = SQLITE_OK;
    sqlite3_stmt *bytes = take(reg, EK_SQL_ADD_FILE, &code), *name = take(reg, sql, &code);

    if (bytes == NULL || name == NULL)
        return code;
    ek_register_bind_digest(bytes, 1, &file->digest);
    ek_register_bind_bytes(bytes, 2, file->bytes.bytes, file->bytes.size);
    code = ek_register_step(bytes);
    if (code != SQLITE_OK)
        return code;
    (void)sqlite3_bind_int64(name, 1, of);
    ek_register_bind(name, 2, file->name);
    ek_register_bind_digest(name, 3, &file->digest);
    (void)sqlite3_bind_int64(name, 4, place);
    return ek_register_step(name);
}

/* Did a country before have that file? The vocabulary and sets are everybody's. */
static bool is_repeated(const ek_rulebooks *books, uint32_t book, ek_text name)
{
    for (uint32_t i = 0; i < book; i++)
        for (uint32_t k = 0; k < books->items[i]->file_count; k++)
            if (ek_text_equal(books->items[i]->files[k].name, name))
                return true;
    return false;
}

/* Over the files of all countries: by country, then by name, each once. */
static ek_digest digest_bundle(const ek_rulebooks *books)
{
    ek_digester digester;

    ek_digester_init(&digester);
    for (uint32_t i = 0; i < books->count; i++)
        for (uint32_t k = 0; k < books->items[i]->file_count; k++) {
            const ek_policy_file *file = &books->items[i]->files[k];

            if (!is_repeated(books, i, file->name))
                ek_chain_add_file(&digester, file->name, &file->digest);
        }
    return ek_digester_done(&digester);
}

static int keep_bundle(erkend_register *reg, const ek_rulebooks *books, const ek_digest *digest,
                       sqlite3_int64 *number)
{
    int code = find_number(reg, EK_SQL_FIND_BUNDLE, digest, number);
    sqlite3_int64 place = 0;
    sqlite3_stmt *statement;

    if (code != SQLITE_OK || *number != 0)
        return code;
    if ((statement = take(reg, EK_SQL_ADD_BUNDLE, &code)) == NULL)
        return code;
    ek_register_bind_digest(statement, 1, digest);
    code = ek_register_step(statement);
    *number = sqlite3_last_insert_rowid(reg->database);
    for (uint32_t i = 0; i < books->count; i++)
        for (uint32_t k = 0; k < books->items[i]->file_count && code == SQLITE_OK; k++)
            if (!is_repeated(books, i, books->items[i]->files[k].name))
                code = add_file(reg, EK_SQL_ADD_BUNDLE_FILE, *number, place++,
                                &books->items[i]->files[k]);
    return code;
}

ek_digest ek_rules_digest(const ek_rulebook *book)
{
    ek_digester digester;
    ek_text law;

    ek_digester_init(&digester);
    for (uint32_t i = 0; i < ek_record_rules(book); i++)
        for (uint32_t k = 0; ek_record_rule_law(book, i, k, &law); k++)
            ek_chain_add_rule(&digester, i, k, ek_record_rule_id(book, i), law,
                              ek_record_rule_says(book, i));
    for (uint32_t i = 0; i < ek_record_fields(); i++)
        ek_chain_add_field(&digester, ek_record_field(i));
    return ek_digester_done(&digester);
}

static int add_rules(erkend_register *reg, const ek_rulebook *book, sqlite3_int64 policy)
{
    int code = SQLITE_OK;
    sqlite3_stmt *statement = take(reg, EK_SQL_ADD_RULE, &code);
    ek_text law;

    for (uint32_t i = 0; statement != NULL && i < ek_record_rules(book); i++)
        for (uint32_t k = 0; code == SQLITE_OK && ek_record_rule_law(book, i, k, &law); k++) {
            (void)sqlite3_bind_int64(statement, 1, policy);
            (void)sqlite3_bind_int64(statement, 2, i);
            (void)sqlite3_bind_int64(statement, 3, k);
            ek_register_bind(statement, 4, ek_record_rule_id(book, i));
            ek_register_bind(statement, 5, law);
            ek_register_bind(statement, 6, ek_record_rule_says(book, i));
            code = ek_register_step(statement);
        }
    return code;
}

static int add_fields(erkend_register *reg, sqlite3_int64 policy)
{
    int code = SQLITE_OK;
    sqlite3_stmt *statement = take(reg, EK_SQL_ADD_FIELD, &code);

    for (uint32_t i = 0; code == SQLITE_OK && i < ek_record_fields(); i++) {
        (void)sqlite3_bind_int64(statement, 1, policy);
        (void)sqlite3_bind_int64(statement, 2, i);
        ek_register_bind(statement, 3, ek_record_field(i));
        code = ek_register_step(statement);
    }
    return code;
}

static int add_policy(erkend_register *reg, const ek_kept *kept, ek_bound *bound)
{
    const ek_rulebook *book = kept->book;
    ek_digest bundle = digest_bundle(&kept->bundle->books), rules = ek_rules_digest(book);
    sqlite3_int64 in;
    int code = keep_bundle(reg, &kept->bundle->books, &bundle, &in);
    sqlite3_stmt *statement = code == SQLITE_OK ? take(reg, EK_SQL_ADD_POLICY, &code) : NULL;

    if (statement == NULL)
        return code;
    ek_register_bind(statement, 1, book->code);
    ek_register_bind(statement, 2, ek_text_of(book->digest_hex));
    ek_register_bind(statement, 3, ek_text_of(ERKEND_VERSION));
    ek_register_bind_digest(statement, 4, &book->seal);
    ek_register_bind_digest(statement, 5, &rules);
    (void)sqlite3_bind_int64(statement, 6, in);
    code = ek_register_step(statement);
    bound->number = sqlite3_last_insert_rowid(reg->database);
    bound->bound = ek_chain_bound(&book->seal, ek_text_of(ERKEND_VERSION), &rules, &bundle);
    for (uint32_t i = 0; i < book->file_count && code == SQLITE_OK; i++)
        code = add_file(reg, EK_SQL_ADD_POLICY_FILE, bound->number, i, &book->files[i]);
    if (code == SQLITE_OK)
        code = add_rules(reg, book, bound->number);
    return code == SQLITE_OK ? add_fields(reg, bound->number) : code;
}

static int find_policy(erkend_register *reg, const ek_kept *kept, ek_bound *bound)
{
    int code = SQLITE_OK, step;
    sqlite3_stmt *statement = take(reg, EK_SQL_FIND_POLICY, &code);

    if (statement == NULL)
        return code;
    bound->seal = kept->book->seal;
    ek_register_bind_digest(statement, 1, &bound->seal);
    ek_register_bind(statement, 2, ek_text_of(ERKEND_VERSION));
    step = sqlite3_step(statement);
    if (step == SQLITE_ROW) {
        ek_digest rules = ek_column_digest(statement, 1);
        ek_digest bundle = ek_column_digest(statement, 2);

        bound->number = sqlite3_column_int64(statement, 0);
        bound->bound = ek_chain_bound(&bound->seal, ek_text_of(ERKEND_VERSION), &rules, &bundle);
    }
    (void)sqlite3_reset(statement);
    if (step == SQLITE_DONE)
        return add_policy(reg, kept, bound);
    return step == SQLITE_ROW ? SQLITE_OK : step;
}

/* Forgotten again when the transaction fails (ek_register_drop_statements). */
static int keep_policy(erkend_register *reg, const ek_kept *kept, const ek_bound **out)
{
    ek_bound *bound;
    int code;

    for (uint32_t i = 0; i < reg->bound_count; i++)
        if (memcmp(&reg->bound[i].seal, &kept->book->seal, sizeof kept->book->seal) == 0) {
            *out = &reg->bound[i];
            return SQLITE_OK;
        }
    if (reg->bound_count == EK_BOUND_MOST)
        reg->bound_count = 0;
    bound = &reg->bound[reg->bound_count];
    code = find_policy(reg, kept, bound);
    reg->bound_count += code == SQLITE_OK;
    *out = bound;
    return code;
}

/* ---- A case, once -------------------------------------------------------------------------- */

static int keep_document(erkend_register *reg, const ek_document *document, sqlite3_int64 *number)
{
    int code = find_number(reg, EK_SQL_FIND_DOCUMENT, &document->digest, number);
    sqlite3_stmt *statement;

    if (code != SQLITE_OK || *number != 0)
        return code;
    if ((statement = take(reg, EK_SQL_ADD_DOCUMENT, &code)) == NULL)
        return code;
    ek_register_bind_digest(statement, 1, &document->digest);
    ek_register_bind_bytes(statement, 2, document->bytes.bytes, document->bytes.size);
    code = ek_register_step(statement);
    *number = sqlite3_last_insert_rowid(reg->database);
    return code;
}

/* "[4,5]" into a buffer of SQLite's. */
static int keep_others(erkend_register *reg, const ek_kept *kept, sqlite3_str *list)
{
    int code = SQLITE_OK;

    sqlite3_str_appendchar(list, 1, '[');
    for (uint32_t i = 1; i < kept->document_count && code == SQLITE_OK; i++) {
        sqlite3_int64 number = 0;

        code = keep_document(reg, &kept->documents[i], &number);
        sqlite3_str_appendf(list, i > 1 ? ",%lld" : "%lld", number);
    }
    sqlite3_str_appendchar(list, 1, ']');
    return code == SQLITE_OK ? sqlite3_str_errcode(list) : code;
}

static sqlite3_int64 key_of(const ek_digest *digest)
{
    sqlite3_int64 key;

    memcpy(&key, digest->bytes, sizeof key);
    return key;
}

static void bind_option(sqlite3_stmt *statement, int at, const char *option)
{
    if (option != NULL)
        ek_register_bind(statement, at, ek_text_of(option));
    else
        (void)sqlite3_bind_null(statement, at);
}

static int add_case(keeping *k, const ek_kept *kept)
{
    erkend_register *reg = k->reg;
    sqlite3_str *list = sqlite3_str_new(reg->database);
    int code = keep_others(reg, kept, list);
    sqlite3_stmt *statement = code == SQLITE_OK ? take(reg, EK_SQL_ADD_CASE, &code) : NULL;

    if (statement != NULL) {
        (void)sqlite3_bind_int64(statement, 1, key_of(&kept->case_digest));
        ek_register_bind_digest(statement, 2, &kept->case_digest);
        ek_register_bind(statement, 3, kept->case_id);
        ek_register_bind_digest(statement, 4, &kept->documents[0].digest);
        ek_register_bind_bytes(statement, 5, kept->documents[0].bytes.bytes,
                               kept->documents[0].bytes.size);
        (void)sqlite3_bind_text(statement, 6, sqlite3_str_value(list), -1, SQLITE_STATIC);
        bind_option(statement, 7, kept->options[0]);
        bind_option(statement, 8, kept->options[1]);
        (void)sqlite3_bind_int64(statement, 9, kept->named);
        code = ek_register_step(statement);
        k->of_case = sqlite3_last_insert_rowid(reg->database);
        k->fresh = true;
    }
    sqlite3_free(sqlite3_str_finish(list));
    return code;
}

/* Countries come one after another for one case. */
static int keep_case(keeping *k, const ek_kept *kept)
{
    int code = SQLITE_OK;
    sqlite3_stmt *statement;

    if (k->of_case != 0 &&
        memcmp(&k->case_digest, &kept->case_digest, sizeof kept->case_digest) == 0)
        return SQLITE_OK;
    if ((statement = take(k->reg, EK_SQL_FIND_CASE, &code)) == NULL)
        return code;
    k->fresh = false;
    (void)sqlite3_bind_int64(statement, 1, key_of(&kept->case_digest));
    ek_register_bind_digest(statement, 2, &kept->case_digest);
    ek_register_bind(statement, 3, kept->case_id);
    code = ek_register_number(statement, &k->of_case);
    if (code == SQLITE_OK && k->of_case == 0)
        code = add_case(k, kept);
    k->case_digest = kept->case_digest;
    return code;
}

/* ---- A decision ---------------------------------------------------------------------------- */

static int find_decision(keeping *k, const ek_kept *kept, const ek_bound *bound,
                         sqlite3_int64 *number)
{
    int code = SQLITE_OK;
    sqlite3_stmt *statement;

    *number = 0;
    if (k->fresh)
        return SQLITE_OK;
    if ((statement = take(k->reg, EK_SQL_FIND_DECISION, &code)) == NULL)
        return code;
    (void)sqlite3_bind_int64(statement, 1, k->of_case);
    (void)sqlite3_bind_int64(statement, 2, bound->number);
    ek_register_bind(statement, 3, kept->decided);
    return ek_register_number(statement, number);
}

static int add_decision(keeping *k, const ek_kept *kept, const ek_bound *bound)
{
    ek_digest chain = ek_chain_next(&k->chain, &bound->bound, &kept->body);
    int code = SQLITE_OK;
    sqlite3_stmt *statement = take(k->reg, EK_SQL_ADD_DECISION, &code);

    if (statement == NULL)
        return code;
    (void)sqlite3_bind_int64(statement, 1, k->next);
    (void)sqlite3_bind_int64(statement, 2, k->of_case);
    (void)sqlite3_bind_int64(statement, 3, bound->number);
    ek_register_bind(statement, 4, kept->decided);
    ek_register_bind(statement, 5, kept->names);
    (void)sqlite3_bind_int64(statement, 6, kept->line);
    ek_register_bind(statement, 7, kept->record);
    ek_register_bind_digest(statement, 8, &chain);
    code = ek_register_step(statement);
    k->chain = chain;
    k->next++;
    k->fresh = false;
    return code;
}

static int keep_one(keeping *k, const ek_kept *kept)
{
    erkend_register *reg = k->reg;
    const ek_bound *bound;
    int code = keep_policy(reg, kept, &bound);

    if (code == SQLITE_OK)
        code = keep_case(k, kept);
    if (code == SQLITE_OK)
        code = find_decision(k, kept, bound, &reg->row);
    reg->added = code == SQLITE_OK && reg->row == 0;
    if (!reg->added)
        return code;
    reg->row = k->next;
    return add_decision(k, kept, bound);
}

/* Where the chain ends. */
static int find_last(keeping *k)
{
    int code = SQLITE_OK, step;
    sqlite3_stmt *statement = take(k->reg, EK_SQL_LAST, &code);

    if (statement == NULL)
        return code;
    step = sqlite3_step(statement);
    k->next = step == SQLITE_ROW ? sqlite3_column_int64(statement, 0) + 1 : 1;
    if (step == SQLITE_ROW)
        k->chain = ek_column_digest(statement, 1);
    (void)sqlite3_reset(statement);
    return step == SQLITE_ROW || step == SQLITE_DONE ? SQLITE_OK : step;
}

erkend_status ek_register_keep(erkend_register *reg, ek_kept *const *kept, size_t count,
                               size_t *added, erkend_error *error)
{
    keeping k = {.reg = reg};
    erkend_status status = ERKEND_OK;
    size_t i;
    int code;

    *added = 0;
    digest_all(kept, count);
    code = ek_register_begin(reg);
    if (code == SQLITE_OK)
        code = find_last(&k);
    for (i = 0; i < count && code == SQLITE_OK; i++) {
        code = keep_one(&k, kept[i]);
        *added += reg->added;
    }
    if (code == SQLITE_OK)
        code = ek_register_commit(reg);
    if (code == SQLITE_OK)
        return ERKEND_OK;
    /* before another statement changes what SQLite says of it */
    status = ek_register_error(reg, "keep the decision", error);
    ek_register_drop_statements(reg);
    ek_register_rollback(reg);
    return status;
}

static erkend_status add(erkend_register *reg, const erkend_decision *decision, erkend_error *error)
{
    ek_kept *kept = ek_kept_new(&reg->arena, &reg->arena, decision);
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
    else
        status = ek_error_fill(error, escape.status, NULL); /* before anything was begun */
    ek_escape_end(&reg->arena, &escape);
    ek_arena_reset(&reg->arena);
    if (status == ERKEND_OK && row != NULL)
        *row = reg->row;
    if (status == ERKEND_OK && added != NULL)
        *added = reg->added;
    return status;
}
