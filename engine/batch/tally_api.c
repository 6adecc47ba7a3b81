/* A tally as a host sees it: new and free, rows, and lines that another run can go on from.
 *
 * A saved tally is a line of counts, then a line a row with tabs between its parts, sums last:
 *   counts<TAB>lines<TAB>cases<TAB>rejected<TAB>decisions<TAB>assumed<TAB>added
 *   rule<TAB>DE<TAB>de.bbig.2.3.quarter<TAB>BBiG § 2 Abs. 3<TAB>referred<TAB>12<TAB><TAB>
 * A part has no tab: laws and rules are free of control characters. */
#include "batch/tally.h"

#include "base/api.h"

#include <inttypes.h>
#include <string.h>

enum { ROW_PARTS = 8, COUNTS = 6 };

erkend_status erkend_tally_new(erkend_tally **out, const erkend_bundle *bundle, erkend_error *error)
{
    erkend_tally *tally;

    ek_error_clear(error);
    if (out == NULL || bundle == NULL)
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    *out = NULL;
    tally = ek_host_alloc(bundle->arena.host, sizeof *tally);
    if (tally == NULL)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    if (!ek_tally_init(tally, bundle)) {
        erkend_tally_free(tally);
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    }
    *out = tally;
    return ERKEND_OK;
}

void erkend_tally_free(erkend_tally *tally)
{
    const erkend_allocator *host;

    if (tally == NULL)
        return;
    host = tally->bundle->arena.host;
    ek_tally_dispose(tally);
    ek_host_free(host, tally, sizeof *tally);
}

const erkend_batch_counts *erkend_tally_counts(const erkend_tally *tally)
{
    return tally != NULL ? &tally->counts : NULL;
}

/* False: no memory for them. */
static bool have_rows(erkend_tally *tally)
{
    ek_escape escape;

    if (tally->rows != NULL)
        return true;
    if (EK_TRY(&tally->page, &escape))
        ek_tally_make_rows(tally);
    else
        tally->rows = NULL;
    ek_escape_end(&tally->page, &escape);
    return tally->rows != NULL;
}

int erkend_tally_at(erkend_tally *tally, size_t index, erkend_tally_row *out)
{
    if (tally == NULL || out == NULL || !have_rows(tally) || index >= tally->row_count)
        return 0;
    *out = tally->rows[index];
    return 1;
}

/* ---- Saving -------------------------------------------------------------------------------- */

static void put_number(ek_buffer *out, uint64_t number)
{
    ek_buffer_format(out, "\t%" PRIu64, number);
}

static void save_all(ek_buffer *out, const erkend_tally *tally)
{
    const erkend_batch_counts *counts = &tally->counts;
    uint32_t i;

    ek_buffer_string(out, "counts");
    put_number(out, counts->lines);
    put_number(out, counts->cases);
    put_number(out, counts->rejected);
    put_number(out, counts->decisions);
    put_number(out, counts->assumed);
    put_number(out, counts->added);
    ek_buffer_char(out, '\n');
    for (i = 0; i < tally->row_count; i++) {
        const erkend_tally_row *row = &tally->rows[i];

        ek_buffer_format(out, "%s\t%s\t%s\t%s\t%s\t%" PRIu64 "\t%s\t%s\n", row->what, row->country,
                         row->key, row->law, row->state, row->count,
                         row->months == NULL      ? "-"
                         : row->months[0] == '\0' ? "?"
                                                  : row->months,
                         row->points == NULL      ? "-"
                         : row->points[0] == '\0' ? "?"
                                                  : row->points);
    }
}

erkend_status erkend_tally_save(erkend_text **out, erkend_tally *tally, erkend_error *error)
{
    erkend_status status;
    ek_escape escape;
    ek_buffer text;
    ek_arena arena;

    ek_error_clear(error);
    if (out == NULL || tally == NULL)
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    *out = NULL;
    if (!have_rows(tally))
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    ek_arena_init(&arena, tally->arena.host, 0);
    ek_buffer_init(&text, &arena);
    if (EK_TRY(&arena, &escape))
        save_all(&text, tally);
    ek_escape_end(&arena, &escape);
    status = escape.status;
    if (status == ERKEND_OK)
        status = ek_text_give(out, arena.host, ek_buffer_done(&text));
    ek_arena_dispose(&arena);
    return ek_error_fill(error, status, NULL);
}

/* ---- Loading ------------------------------------------------------------------------------- */

/* Cuts at tabs; how many parts there are, at most `most`. */
static uint32_t cut(ek_text line, ek_text *parts, uint32_t most)
{
    uint32_t count = 0, begin = 0, i;

    for (i = 0; i <= line.size && count < most; i++)
        if (i == line.size || line.bytes[i] == '\t') {
            parts[count++] = ek_text_slice(line, begin, i);
            begin = i + 1;
        }
    return begin == line.size + 1 ? count : 0;
}

static bool read_number(uint64_t *out, ek_text text)
{
    uint64_t number = 0;
    uint32_t i;

    if (text.size == 0 || text.size > 19)
        return false;
    for (i = 0; i < text.size; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
        number = number * 10 + (uint64_t)(text.bytes[i] - '0');
    }
    *out = number;
    return true;
}

static bool read_counts(erkend_batch_counts *counts, ek_text line)
{
    ek_text parts[COUNTS + 1];
    uint64_t *const into[COUNTS] = {&counts->lines,     &counts->cases,   &counts->rejected,
                                    &counts->decisions, &counts->assumed, &counts->added};
    uint32_t i;

    if (cut(line, parts, COUNTS + 1) != COUNTS + 1 || !ek_text_is(parts[0], "counts"))
        return false;
    for (i = 0; i < COUNTS; i++)
        if (!read_number(into[i], parts[i + 1]))
            return false;
    return true;
}

/* Lines, from the first; false: one of them is wrong. */
static bool load_lines(erkend_tally *tally, ek_text text)
{
    uint32_t begin = 0, i, number = 0;

    for (i = 0; i < text.size; i++) {
        ek_text line = ek_text_slice(text, begin, i);

        if (text.bytes[i] != '\n')
            continue;
        if (!(number == 0 ? read_counts(&tally->counts, line) : ek_tally_read_row(tally, line)))
            return false;
        number++;
        begin = i + 1;
    }
    return number > 0 && begin == text.size;
}

erkend_status erkend_tally_load(erkend_tally *tally, const char *bytes, size_t size,
                                erkend_error *error)
{
    struct erkend_tally loaded;
    volatile bool good = false;
    erkend_status status = ERKEND_OK;
    ek_escape escape;

    ek_error_clear(error);
    if (tally == NULL || bytes == NULL || size > UINT32_MAX)
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    if (!ek_tally_init(&loaded, tally->bundle)) {
        ek_tally_dispose(&loaded);
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    }
    if (EK_TRY(&loaded.arena, &escape))
        good = load_lines(&loaded, (ek_text){bytes, (uint32_t)size});
    ek_escape_end(&loaded.arena, &escape);
    status = escape.status;
    if (status == ERKEND_OK && good) {
        if (EK_TRY(&tally->arena, &escape))
            ek_tally_add(tally, &loaded);
        ek_escape_end(&tally->arena, &escape);
        status = escape.status;
    }
    ek_tally_dispose(&loaded);
    if (status == ERKEND_OK && !good)
        return ek_error_say(error, ERKEND_EVALUE,
                            "the saved tally is damaged, or counts by other rules");
    return ek_error_fill(error, status, NULL);
}

/* ---- One row ------------------------------------------------------------------------------- */

static bool find_verdict(int *out, ek_text name)
{
    for (*out = 0; *out < EK_VERDICTS; (*out)++)
        if (ek_text_is(name, erkend_verdict_name((erkend_verdict)*out)))
            return true;
    return false;
}

static bool read_claim(ek_book_tally *book, const ek_text *parts, uint64_t count)
{
    ek_scope scope = ek_scope_named(parts[2]);
    int verdict;

    if (scope < EK_FIRST_CLAIM || scope > EK_LAST_CLAIM || !find_verdict(&verdict, parts[4]))
        return false;
    book->claims[scope - EK_FIRST_CLAIM][verdict] += count;
    return true;
}

static bool read_rule(erkend_tally *tally, ek_book_tally *book, const ek_rulebook *rules,
                      const ek_text *parts, uint64_t count)
{
    int verdict;
    uint32_t i = 0;

    if (!find_verdict(&verdict, parts[4]))
        return false;
    if (ek_text_starts(parts[2], "core.")) {
        ek_tally_core(tally, book, parts[2])[verdict] += count;
        return true;
    }
    while (i < rules->rule_count && !ek_text_equal(rules->rules[i]->id, parts[2]))
        i++;
    if (i == rules->rule_count)
        return false;
    ek_tally_rule(tally, book, i, parts[3])[verdict] += count;
    return true;
}

static bool read_sum(erkend_tally *tally, ek_sum *sum, ek_text text)
{
    ek_fraction number;

    if (ek_text_is(text, "-"))
        return true;
    if (ek_text_is(text, "?")) {
        ek_tally_sum(tally, sum, EK_ZERO);
        sum->lost = true;
        return true;
    }
    if (ek_fraction_read(&number, text) != ERKEND_OK)
        return false;
    ek_tally_sum(tally, sum, number);
    return true;
}

static bool read_effect(erkend_tally *tally, ek_book_tally *book, const ek_text *parts,
                        uint64_t count)
{
    int kind = 0, state = 0;
    ek_effect_cell *cell;

    while (kind < EK_EFFECTS && !ek_text_is(parts[2], ek_effect_name((ek_effect_kind)kind)))
        kind++;
    while (state < EK_EFFECT_STATES &&
           !ek_text_is(parts[4], ek_effect_state_name((ek_effect_state)state)))
        state++;
    if (kind == EK_EFFECTS || state == EK_EFFECT_STATES)
        return false;
    cell = &book->effects[kind][state];
    cell->count += count;
    return read_sum(tally, &cell->sums[EK_SUM_MONTHS], parts[6]) &&
           read_sum(tally, &cell->sums[EK_SUM_POINTS], parts[7]);
}

bool ek_tally_read_row(erkend_tally *tally, ek_text line)
{
    const ek_rulebooks *books = &tally->bundle->books;
    ek_text parts[ROW_PARTS];
    uint64_t count;
    uint32_t i = 0;

    if (cut(line, parts, ROW_PARTS) != ROW_PARTS || !read_number(&count, parts[5]))
        return false;
    while (i < books->count && !ek_text_equal(books->items[i]->code, parts[1]))
        i++;
    if (i == books->count)
        return false;
    if (ek_text_is(parts[0], "claim"))
        return read_claim(&tally->books[i], parts, count);
    if (ek_text_is(parts[0], "rule"))
        return read_rule(tally, &tally->books[i], books->items[i], parts, count);
    return ek_text_is(parts[0], "effect") && read_effect(tally, &tally->books[i], parts, count);
}
