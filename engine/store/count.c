/* Statistics over a register: claims by country, year of the decision, kind and verdict; stays and
 * their weeks; months that were counted as training.
 *
 * A row a decision: a case that was decided twice, or in two countries, counts in each. Of stays
 * are counted those whose length a rule read. Sums are exact. */
#include <string.h>

#include "store/store.h"

static const char claims_sql[] =
    "SELECT p.country, substr(d.decided, 1, 4), c.kind, c.verdict, count(*), (SELECT number FROM "
    "verdict WHERE name=c.verdict) AS rank FROM claim c JOIN decision d ON d.number=c.decision "
    "JOIN policy p ON p.number=d.policy GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, rank DESC";
static const char stays_sql[] =
    "SELECT DISTINCT p.country, substr(d.decided, 1, 4), '', f.value, f.decision, f.name FROM fact "
    "f JOIN decision d ON d.number=f.decision JOIN policy p ON p.number=d.policy WHERE f.name GLOB "
    "'*stays[[]*[]].weeks' AND f.value<>'' ORDER BY 1, 2, 5, 6";
static const char months_sql[] =
    "SELECT p.country, substr(d.decided, 1, 4), e.state, e.fields FROM effect e JOIN decision d ON "
    "d.number=e.decision JOIN policy p ON p.number=d.policy WHERE e.kind='count_as_training' AND "
    "e.state<>'none' ORDER BY 1, 2, 3, d.number";

/* Rows of one country, year and state, added up. */
typedef struct group {
    ek_text country, year, state;
    uint64_t count;
    ek_fraction sum;
    bool lost; /* too large to be exact */
} group;

typedef struct count_page {
    ek_buffer *out;
    const erkend_register *reg;
    bool json;
} count_page;

static sqlite3_int64 ask(const erkend_register *reg, const char *sql)
{
    sqlite3_stmt *statement = ek_register_prepare(reg, sql);
    sqlite3_int64 number = -1;

    if (statement != NULL && sqlite3_step(statement) == SQLITE_ROW)
        number = sqlite3_column_int64(statement, 0);
    (void)sqlite3_finalize(statement);
    return number;
}

static int write_head(const count_page *page)
{
    sqlite3_int64 decisions = ask(page->reg, "SELECT count(*) FROM decision");
    sqlite3_int64 cases = ask(page->reg, "SELECT count(*) FROM cases");

    if (decisions < 0 || cases < 0)
        return SQLITE_ERROR;
    if (page->json)
        ek_buffer_string(page->out,
                         "{\"erkend\":\"" ERKEND_VERSION "\",\"kind\":\"register_summary\",");
    ek_buffer_format(page->out,
                     page->json ? "\"decisions\":%lld,\"cases\":%lld"
                                : "decisions: %lld, cases: %lld\n",
                     (long long)decisions, (long long)cases);
    return SQLITE_ROW;
}

/* ---- Claims -------------------------------------------------------------------------------- */

/* The first columns: of a table padded to widths, of JSON under keys; an empty one is no key. */
static void write_cells(const count_page *page, const ek_text *cells, const char *const *keys,
                        const uint32_t *widths, uint32_t count)
{
    if (!page->json)
        ek_buffer_string(page->out, "  ");
    for (uint32_t i = 0; i < count; i++)
        if (!page->json) {
            ek_register_pad(page->out, cells[i], widths[i]);
        } else if (cells[i].size > 0) {
            ek_buffer_format(page->out, "\"%s\":", keys[i]);
            ek_buffer_json(page->out, cells[i]);
            ek_buffer_char(page->out, ',');
        }
}

static void write_claim(const count_page *page, sqlite3_stmt *row, bool first)
{
    static const char *const keys[] = {"country", "year", "kind", "verdict"};
    static const uint32_t widths[] = {9, 6, 15, 13};
    const ek_text cells[] = {ek_column(row, 0), ek_column(row, 1), ek_column(row, 2),
                             ek_column(row, 3)};

    if (page->json)
        ek_buffer_string(page->out, first ? "{" : ",{");
    write_cells(page, cells, keys, widths, 4);
    ek_buffer_format(page->out, page->json ? "\"count\":%lld}" : "%7lld\n",
                     (long long)sqlite3_column_int64(row, 4));
}

static int write_claims(const count_page *page)
{
    sqlite3_stmt *statement = ek_register_prepare(page->reg, claims_sql);
    int code = SQLITE_ERROR;
    bool first = true;

    if (page->json)
        ek_buffer_string(page->out, ",\"claims\":[");
    while (statement != NULL && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        if (first && !page->json)
            ek_buffer_string(page->out, "\n  country  year  claim          verdict       claims\n");
        write_claim(page, statement, first);
        first = false;
    }
    if (page->json)
        ek_buffer_char(page->out, ']');
    (void)sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_ROW : SQLITE_ERROR;
}

/* ---- Sums ---------------------------------------------------------------------------------- */

/* "289/7" of a fact; of an effect what follows "months=". */
static ek_text number_in(ek_text value)
{
    static const char mark[] = "months=";
    uint32_t size = sizeof mark - 1, at, end;

    for (at = 0; at + size <= value.size; at++)
        if (memcmp(value.bytes + at, mark, size) == 0 && (at == 0 || value.bytes[at - 1] == ' '))
            break;
    if (at + size > value.size)
        return value;
    for (end = at + size; end < value.size && value.bytes[end] != ' '; end++) {
    }
    return ek_text_slice(value, at + size, end);
}

static ek_text say_sum(const count_page *page, const group *sum)
{
    ek_buffer shown;

    ek_buffer_init(&shown, page->out->arena);
    if (sum->lost)
        ek_buffer_string(&shown, page->json ? "" : "too large");
    else if (page->json)
        ek_buffer_fraction(&shown, sum->sum);
    else
        ek_buffer_fraction_shown(&shown, sum->sum);
    return ek_buffer_done(&shown);
}

static void write_group(const count_page *page, const group *sum, const char *unit, bool first)
{
    static const char *const keys[] = {"country", "year", "state"};
    static const uint32_t widths[] = {9, 6, 15};
    const ek_text cells[] = {sum->country, sum->year, sum->state};
    ek_text shown = say_sum(page, sum);

    if (page->json)
        ek_buffer_string(page->out, first ? "{" : ",{");
    write_cells(page, cells, keys, widths, 3);
    if (page->json)
        ek_buffer_format(page->out, "\"count\":%llu,\"%s\":\"%.*s\"}",
                         (unsigned long long)sum->count, unit, EK_TEXT_ARGS(shown));
    else
        ek_buffer_format(page->out, "%7llu  %.*s\n", (unsigned long long)sum->count,
                         EK_TEXT_ARGS(shown));
}

static void add_row(group *sum, sqlite3_stmt *row)
{
    ek_fraction number;

    sum->count++;
    sum->lost = sum->lost || ek_fraction_read(&number, number_in(ek_column(row, 3))) != ERKEND_OK ||
                ek_fraction_add(&sum->sum, sum->sum, number) != ERKEND_OK;
}

static bool is_same_group(const group *sum, sqlite3_stmt *row)
{
    return ek_text_equal(sum->country, ek_column(row, 0)) &&
           ek_text_equal(sum->year, ek_column(row, 1)) &&
           ek_text_equal(sum->state, ek_column(row, 2));
}

/* `key`: of the list in JSON; `head`: line above the table; `unit`: what is added up. */
static int write_sums(const count_page *page, const char *sql, const char *key, const char *head,
                      const char *unit)
{
    sqlite3_stmt *statement = ek_register_prepare(page->reg, sql);
    ek_arena *arena = page->out->arena;
    uint32_t groups = 0;
    group sum = {.sum = EK_ZERO};
    int code = SQLITE_ERROR;

    if (page->json)
        ek_buffer_format(page->out, ",\"%s\":[", key);
    while (statement != NULL && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        if (sum.count > 0 && !is_same_group(&sum, statement)) {
            write_group(page, &sum, unit, groups++ == 0);
            sum.count = 0;
        }
        if (groups == 0 && sum.count == 0 && !page->json)
            ek_buffer_string(page->out, head);
        if (sum.count == 0)
            sum = (group){ek_text_copy(arena, ek_column(statement, 0)),
                          ek_text_copy(arena, ek_column(statement, 1)),
                          ek_text_copy(arena, ek_column(statement, 2)),
                          0,
                          EK_ZERO,
                          false};
        add_row(&sum, statement);
    }
    if (sum.count > 0)
        write_group(page, &sum, unit, groups == 0);
    if (page->json)
        ek_buffer_char(page->out, ']');
    (void)sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_ROW : SQLITE_ERROR;
}

int ek_register_count(ek_buffer *out, const erkend_register *reg, bool json)
{
    const count_page page = {out, reg, json};
    int code = write_head(&page);

    if (code == SQLITE_ROW)
        code = write_claims(&page);
    if (code == SQLITE_ROW)
        code = write_sums(&page, stays_sql, "stays",
                          "\n  country  year  stays abroad      stays  weeks\n", "weeks");
    if (code == SQLITE_ROW)
        code = write_sums(&page, months_sql, "counted_as_training",
                          "\n  country  year  counted        claims  months\n", "months");
    if (code == SQLITE_ROW && json)
        ek_buffer_string(out, "}\n");
    return code;
}
