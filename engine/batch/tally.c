/* Counting: a decision's claims, deciding rules and effects into cells, and cells into cells.
 *
 * A cell is found by the numbers of book, kind and rule; only the law is a text, and rules have one
 * or two wordings. Cells of rules that never decide take no memory. */
#include "batch/tally.h"

#include "base/api.h"

#include <string.h>

enum { PARTS_MOST = 64 };

const char *ek_summed_name(ek_summed summed)
{
    return summed == EK_SUM_MONTHS ? "months" : "points";
}

/* Rules of one name are counted as one, whichever of them was in force. */
static void find_firsts(uint32_t *first, const ek_rulebook *book)
{
    uint32_t i;

    for (i = 0; i < book->rule_count; i++) {
        bool named = i > 0 && ek_text_equal(book->rules[i - 1]->id, book->rules[i]->id);

        first[i] = named ? first[i - 1] : i;
    }
}

bool ek_tally_init(erkend_tally *tally, const struct erkend_bundle *bundle)
{
    const erkend_allocator *host = bundle->arena.host;
    volatile bool made = true;
    ek_escape escape;
    uint32_t i;

    memset(tally, 0, sizeof *tally);
    tally->bundle = bundle;
    ek_arena_init(&tally->arena, host, 0);
    ek_arena_init(&tally->page, host, 0);
    if (EK_TRY(&tally->arena, &escape)) {
        tally->books = EK_NEW_ARRAY(&tally->arena, ek_book_tally, bundle->books.count);
        for (i = 0; i < bundle->books.count; i++) {
            const ek_rulebook *book = bundle->books.items[i];

            tally->books[i].rules = EK_NEW_ARRAY(&tally->arena, ek_rule_cell *, book->rule_count);
            tally->books[i].first = EK_NEW_ARRAY(&tally->arena, uint32_t, book->rule_count);
            find_firsts(tally->books[i].first, book);
        }
    } else {
        made = false;
    }
    ek_escape_end(&tally->arena, &escape);
    return made;
}

void ek_tally_dispose(erkend_tally *tally)
{
    if (tally->bundle == NULL)
        return;
    ek_arena_dispose(&tally->arena);
    ek_arena_dispose(&tally->page);
}

/* ---- Sums ---------------------------------------------------------------------------------- */

static void add_number(ek_arena *arena, ek_sum *sum, int64_t num, int64_t den)
{
    uint32_t i = 0;

    while (i < sum->count && sum->parts[i].den < den)
        i++;
    if (i == sum->count || sum->parts[i].den != den) {
        uint32_t last = sum->count;

        if (sum->lost || last == PARTS_MOST) {
            sum->lost = true;
            return;
        }
        *EK_PUSH(arena, sum->parts, sum->count, sum->capacity) = (ek_part_sum){0, 0};
        for (; last > i; last--)
            sum->parts[last] = sum->parts[last - 1];
        sum->parts[i] = (ek_part_sum){den, 0};
    }
    if (__builtin_add_overflow(sum->parts[i].num, num, &sum->parts[i].num))
        sum->lost = true;
}

ek_text ek_sum_shown(ek_arena *arena, const ek_sum *sum)
{
    ek_fraction all = EK_ZERO, part;
    ek_buffer shown;
    uint32_t i;

    for (i = 0; i < sum->count; i++)
        if (ek_fraction_make(&part, sum->parts[i].num, sum->parts[i].den) != ERKEND_OK ||
            ek_fraction_add(&all, all, part) != ERKEND_OK)
            return EK_TEXT("");
    if (sum->lost)
        return EK_TEXT("");
    ek_buffer_init(&shown, arena);
    ek_buffer_fraction(&shown, all);
    return ek_buffer_done(&shown);
}

static void add_sum(ek_arena *arena, ek_sum *sum, const ek_sum *other)
{
    uint32_t i;

    for (i = 0; i < other->count; i++)
        add_number(arena, sum, other->parts[i].num, other->parts[i].den);
    sum->lost = sum->lost || other->lost;
}

/* ---- Cells --------------------------------------------------------------------------------- */

static ek_rule_cell *find_rule(ek_arena *arena, ek_rule_cell **at, ek_text law, bool copied)
{
    ek_rule_cell *cell;
    int order = 1;

    for (; *at != NULL; at = &(*at)->next) {
        if ((*at)->law.bytes == law.bytes && (*at)->law.size == law.size)
            return *at;
        order = ek_text_compare((*at)->law, law);
        if (order >= 0)
            break;
    }
    if (*at != NULL && order == 0)
        return *at;
    cell = EK_NEW(arena, ek_rule_cell);
    cell->law = copied ? ek_text_copy(arena, law) : law;
    cell->next = *at;
    *at = cell;
    return cell;
}

static ek_core_cell *find_core(ek_arena *arena, ek_core_cell **at, ek_text id)
{
    ek_core_cell *cell;
    int order = 1;

    for (; *at != NULL && (order = ek_text_compare((*at)->id, id)) < 0; at = &(*at)->next) {
    }
    if (*at != NULL && order == 0)
        return *at;
    cell = EK_NEW(arena, ek_core_cell);
    cell->id = ek_text_copy(arena, id);
    cell->next = *at;
    *at = cell;
    return cell;
}

/* The same for a law as a reason cites it, which mostly stands first. */
static inline ek_rule_cell *find_cited(ek_arena *arena, ek_rule_cell **at, ek_text law)
{
    ek_rule_cell *first = *at;

    if (first != NULL && first->law.bytes == law.bytes && first->law.size == law.size)
        return first;
    return find_rule(arena, at, law, false);
}

uint64_t *ek_tally_rule(erkend_tally *tally, ek_book_tally *book, uint32_t number, ek_text law)
{
    return find_rule(&tally->arena, &book->rules[number], law, true)->claims;
}

uint64_t *ek_tally_core(erkend_tally *tally, ek_book_tally *book, ek_text id)
{
    return find_core(&tally->arena, &book->core, id)->claims;
}

void ek_tally_sum(erkend_tally *tally, ek_sum *sum, ek_fraction number)
{
    add_number(&tally->arena, sum, number.num, number.den);
}

static bool has_name_of(const ek_reason *a, const ek_reason *b)
{
    if (a->rule == NULL || b->rule == NULL)
        return a->rule == b->rule && strcmp(a->detail->core_id, b->detail->core_id) == 0;
    return a->rule == b->rule || ek_text_equal(a->rule->id, b->rule->id);
}

/* A rule that judges several things of one claim decides that claim once. Reasons of one name stand
 * together. */
static bool decided_before(const ek_claim *claim, uint32_t index)
{
    const ek_reason *reason = &claim->reasons[index];
    uint32_t i;

    for (i = index; i > 0 && has_name_of(&claim->reasons[i - 1], reason); i--)
        if (claim->reasons[i - 1].rule == reason->rule &&
            ek_text_equal(claim->reasons[i - 1].law, reason->law))
            return true;
    return false;
}

static void count_effect(ek_arena *arena, ek_book_tally *book, const ek_given *given)
{
    ek_effect_cell *cell = &book->effects[given->kind][given->state];
    uint32_t i;
    int s;

    cell->count++;
    for (i = 0; i < given->field_count; i++)
        for (s = 0; s < EK_SUMS; s++)
            if (given->fields[i].value.type == EK_TYPE_QUANTITY &&
                given->fields[i].value.state == EK_KNOWN &&
                ek_text_is(given->fields[i].name, ek_summed_name((ek_summed)s)))
                add_number(arena, &cell->sums[s], given->fields[i].value.low.num,
                           given->fields[i].value.low.den);
}

void ek_tally_count(erkend_tally *tally, const struct erkend_decision *decision)
{
    const ek_rulebooks *books = &tally->bundle->books;
    ek_book_tally *book;
    uint32_t number = 0, i, k;

    while (books->items[number] != decision->book)
        number++;
    book = &tally->books[number];
    for (i = 0; i < decision->claim_count; i++) {
        const ek_claim *claim = &decision->claims[i];

        book->claims[claim->kind - EK_FIRST_CLAIM][claim->verdict]++;
        for (k = 0; k < claim->reason_count && claim->reasons[k].decides; k++) {
            const ek_reason *reason = &claim->reasons[k];

            if (decided_before(claim, k))
                continue;
            if (reason->rule != NULL)
                find_cited(&tally->arena, &book->rules[book->first[reason->rule->index]],
                           reason->law)
                    ->claims[claim->verdict]++;
            else
                find_core(&tally->arena, &book->core, ek_text_of(reason->detail->core_id))
                    ->claims[claim->verdict]++;
        }
        for (k = 0; k < claim->effect_count; k++)
            count_effect(&tally->arena, book, &claim->effects[k]);
    }
}

/* ---- Adding -------------------------------------------------------------------------------- */

void ek_counts_add(erkend_batch_counts *counts, const erkend_batch_counts *other)
{
    counts->lines += other->lines;
    counts->cases += other->cases;
    counts->rejected += other->rejected;
    counts->decisions += other->decisions;
    counts->assumed += other->assumed;
    counts->added += other->added;
}

static void add_effects(ek_arena *arena, ek_book_tally *book, const ek_book_tally *other)
{
    int kind, state, s;

    for (kind = 0; kind < EK_EFFECTS; kind++)
        for (state = 0; state < EK_EFFECT_STATES; state++) {
            ek_effect_cell *to = &book->effects[kind][state];
            const ek_effect_cell *from = &other->effects[kind][state];

            to->count += from->count;
            for (s = 0; s < EK_SUMS; s++)
                add_sum(arena, &to->sums[s], &from->sums[s]);
        }
}

static void add_book(ek_arena *arena, ek_book_tally *book, const ek_book_tally *other,
                     uint32_t rules)
{
    const ek_rule_cell *cell;
    const ek_core_cell *core;
    uint32_t i;
    int kind, v;

    for (kind = 0; kind < EK_CLAIM_KINDS; kind++)
        for (v = 0; v < EK_VERDICTS; v++)
            book->claims[kind][v] += other->claims[kind][v];
    for (i = 0; i < rules; i++)
        for (cell = other->rules[i]; cell != NULL; cell = cell->next) {
            ek_rule_cell *to = find_rule(arena, &book->rules[i], cell->law, true);

            for (v = 0; v < EK_VERDICTS; v++)
                to->claims[v] += cell->claims[v];
        }
    for (core = other->core; core != NULL; core = core->next) {
        ek_core_cell *to = find_core(arena, &book->core, core->id);

        for (v = 0; v < EK_VERDICTS; v++)
            to->claims[v] += core->claims[v];
    }
    add_effects(arena, book, other);
}

void ek_tally_add(erkend_tally *tally, const erkend_tally *other)
{
    uint32_t i;

    for (i = 0; i < tally->bundle->books.count; i++)
        add_book(&tally->arena, &tally->books[i], &other->books[i],
                 tally->bundle->books.items[i]->rule_count);
    ek_counts_add(&tally->counts, &other->counts);
    tally->rows = NULL;
}

/* ---- Rows ---------------------------------------------------------------------------------- */

static void put_row(erkend_tally *tally, erkend_tally_row row)
{
    *EK_PUSH(&tally->page, tally->rows, tally->row_count, tally->row_capacity) = row;
}

static void put_verdicts(erkend_tally *tally, erkend_tally_row row,
                         const uint64_t claims[EK_VERDICTS])
{
    int v;

    for (v = EK_VERDICTS - 1; v >= 0; v--)
        if (claims[v] > 0) {
            row.state = erkend_verdict_name((erkend_verdict)v);
            row.count = claims[v];
            put_row(tally, row);
        }
}

static void put_claims(erkend_tally *tally, uint32_t number, const char *country)
{
    int kind;

    for (kind = 0; kind < EK_CLAIM_KINDS; kind++)
        put_verdicts(tally,
                     (erkend_tally_row){.what = "claim",
                                        .country = country,
                                        .key = ek_scope_of((ek_scope)(EK_FIRST_CLAIM + kind))->name,
                                        .law = ""},
                     tally->books[number].claims[kind]);
}

static void put_rules(erkend_tally *tally, uint32_t number, const char *country)
{
    const ek_rulebook *rules = tally->bundle->books.items[number];
    const ek_book_tally *book = &tally->books[number];
    erkend_tally_row row = {.what = "rule", .country = country, .law = ""};
    const ek_core_cell *core;
    const ek_rule_cell *cell;
    uint32_t i;

    for (core = book->core; core != NULL; core = core->next) {
        row.key = ek_text_terminated(&tally->page, core->id);
        put_verdicts(tally, row, core->claims);
    }
    for (i = 0; i < rules->rule_count; i++)
        for (cell = book->rules[i]; cell != NULL; cell = cell->next) {
            row.key = ek_text_terminated(&tally->page, rules->rules[i]->id);
            row.law = ek_text_terminated(&tally->page, cell->law);
            put_verdicts(tally, row, cell->claims);
        }
}

static void put_effects(erkend_tally *tally, uint32_t number, const char *country)
{
    int kind, state;

    for (kind = 0; kind < EK_EFFECTS; kind++)
        for (state = 0; state < EK_EFFECT_STATES; state++) {
            const ek_effect_cell *cell = &tally->books[number].effects[kind][state];
            erkend_tally_row row = {.what = "effect", .country = country, .law = ""};

            if (cell->count == 0)
                continue;
            row.key = ek_effect_name((ek_effect_kind)kind);
            row.state = ek_effect_state_name((ek_effect_state)state);
            row.count = cell->count;
            if (cell->sums[EK_SUM_MONTHS].count > 0)
                row.months = ek_text_terminated(
                    &tally->page, ek_sum_shown(&tally->page, &cell->sums[EK_SUM_MONTHS]));
            if (cell->sums[EK_SUM_POINTS].count > 0)
                row.points = ek_text_terminated(
                    &tally->page, ek_sum_shown(&tally->page, &cell->sums[EK_SUM_POINTS]));
            put_row(tally, row);
        }
}

void ek_tally_make_rows(erkend_tally *tally)
{
    static void (*const parts[])(erkend_tally *, uint32_t, const char *) = {put_claims, put_rules,
                                                                            put_effects};
    uint32_t part, i;

    ek_arena_reset(&tally->page);
    tally->row_count = tally->row_capacity = 0;
    tally->rows = NULL;
    (void)EK_PUSH(&tally->page, tally->rows, tally->row_count, tally->row_capacity);
    tally->row_count = 0; /* there may be none, but they are made */
    for (part = 0; part < 3; part++)
        for (i = 0; i < tally->bundle->books.count; i++)
            parts[part](tally, i,
                        ek_text_terminated(&tally->page, tally->bundle->books.items[i]->code));
}
