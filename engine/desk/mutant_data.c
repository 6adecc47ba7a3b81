/* Mutants of data: values of parameters and their days, bodies of questions, and what country.yaml
 * says of first days and claims. */
#include "desk/mutant.h"

/* ---- Is a value ever read? ------------------------------------------------------------------ */

static bool is_read(const ek_mutants *mutants, const ek_parameter *param, ek_date first,
                    ek_date last)
{
    for (uint32_t i = 0; i < mutants->use_count; i++) {
        const ek_param_use *use = &mutants->uses[i];

        if (use->param == param && use->since <= last && use->last_day >= first)
            return true;
    }
    return false;
}

static void put_ids(ek_mutants *mutants, ek_mutant *mutant, const ek_parameter *param)
{
    uint32_t *ids = EK_NEW_ARRAY(mutants->arena, uint32_t, mutants->use_count + 1), count = 0;

    for (uint32_t i = 0; i < mutants->use_count; i++)
        if (mutants->uses[i].param == param)
            ids[count++] = mutants->uses[i].id;
    ek_mutant_ids(mutants, mutant, ids, count);
}

/* ---- Values --------------------------------------------------------------------------------- */

/* One value of a parameter, and where in it: { "24", "a" } of a table. */
typedef struct spot {
    ek_mutants *mutants;
    const ek_parameter *param;
    const ek_dated *dated;
    ek_text row;
} spot;

static ek_text name_of(const spot *at)
{
    return ek_text_format(at->mutants->arena, "param.%.*s", EK_TEXT_ARGS(at->param->name));
}

static void change(spot *at, ek_text from, const char *became, ek_text to, const void *what,
                   const void *with, size_t size)
{
    ek_text owner = name_of(at);
    ek_mutant *mutant = ek_mutant_add(
        at->mutants, owner, at->dated->place, EK_ANY_CLAIM, "%.*s%s%.*s in %.*s%.*s since %.*s",
        EK_TEXT_ARGS(from), became, EK_TEXT_ARGS(to), EK_TEXT_ARGS(owner), EK_TEXT_ARGS(at->row),
        EK_TEXT_ARGS(ek_date_text(at->mutants->arena, at->dated->since)));

    ek_mutant_patch(at->mutants, mutant, what, with, size);
    put_ids(at->mutants, mutant, at->param);
}

/* 9 by one, 1/4 to 1/3 or 1/5, 3/4 by a quarter. */
static bool step_number(ek_fraction *out, ek_fraction number, int64_t by)
{
    if (number.num == 1 && number.den > 1)
        return ek_fraction_make(out, 1, number.den - by) == ERKEND_OK;
    if (by < 0 && number.num <= 0)
        return false;
    return ek_fraction_make(out, number.num + by, number.den) == ERKEND_OK;
}

static void change_number(spot *at, const ek_fraction *number)
{
    static const int64_t steps[] = {1, -1};
    ek_arena *arena = at->mutants->arena;

    for (uint32_t i = 0; i < 2; i++) {
        ek_fraction other;

        if (step_number(&other, *number, steps[i]))
            change(at, ek_fraction_text(arena, *number), " became ", ek_fraction_text(arena, other),
                   number, &other, sizeof other);
    }
}

static void change_date(spot *at, const ek_date *date)
{
    for (int by = 1; by >= -1; by -= 2) {
        ek_date other = *date + by;

        change(at, ek_date_text(at->mutants->arena, *date), " became ",
               ek_date_text(at->mutants->arena, other), date, &other, sizeof other);
    }
}

static ek_text quote(ek_arena *arena, ek_text text)
{
    return ek_text_format(arena, "\"%.*s\"", EK_TEXT_ARGS(text));
}

static void change_texts(spot *at, const ek_texts *texts)
{
    for (uint32_t i = 0; i < texts->count; i++) {
        ek_text *items = EK_NEW_ARRAY(at->mutants->arena, ek_text, texts->count);
        ek_texts left = {items, 0};

        for (uint32_t k = 0; k < texts->count; k++)
            if (k != i)
                items[left.count++] = texts->items[k];
        change(at, quote(at->mutants->arena, texts->items[i]), " was left out", EK_TEXT(""), texts,
               &left, sizeof left);
    }
}

static void change_numbers(spot *at, const ek_datum *datum)
{
    for (uint32_t i = 0; i < datum->as.numbers.count; i++) {
        ek_fraction *items = EK_NEW_ARRAY(at->mutants->arena, ek_fraction, datum->as.numbers.count);
        ek_datum left = *datum;
        uint32_t count = 0;

        for (uint32_t k = 0; k < datum->as.numbers.count; k++)
            if (k != i)
                items[count++] = datum->as.numbers.items[k];
        left.as.numbers.items = items;
        left.as.numbers.count = count;
        change(at, ek_fraction_text(at->mutants->arena, datum->as.numbers.items[i]),
               " was left out", EK_TEXT(""), datum, &left, sizeof left);
    }
}

static void change_rounding(spot *at, const ek_rounding *rounding)
{
    static const ek_rounding_mode others[][2] = {
        [EK_ROUND_DOWN] = {EK_ROUND_UP, EK_ROUND_HALF_UP},
        [EK_ROUND_UP] = {EK_ROUND_DOWN, EK_ROUND_HALF_UP},
        [EK_ROUND_HALF_UP] = {EK_ROUND_DOWN, EK_ROUND_HALF_EVEN},
        [EK_ROUND_HALF_EVEN] = {EK_ROUND_HALF_UP, EK_ROUND_DOWN}};

    for (uint32_t i = 0; i < 2 && rounding->mode < EK_ROUND_LARGEST_REMAINDER; i++) {
        ek_rounding other = {others[rounding->mode][i], rounding->step};
        ek_buffer from, to;

        ek_buffer_init(&from, at->mutants->arena);
        ek_buffer_init(&to, at->mutants->arena);
        ek_buffer_rounding(&from, *rounding);
        ek_buffer_rounding(&to, other);
        change(at, ek_buffer_done(&from), " became ", ek_buffer_done(&to), rounding, &other,
               sizeof other);
    }
}

static void change_datum(spot *at, const ek_datum *datum)
{
    ek_text other, row = at->row;

    switch (datum->kind) {
    case EK_DATUM_NUMBER: change_number(at, &datum->as.number); break;
    case EK_DATUM_DATE: change_date(at, &datum->as.date); break;
    case EK_DATUM_TEXT:
        other = ek_text_format(at->mutants->arena, "%.*s~", EK_TEXT_ARGS(datum->as.text));
        change(at, quote(at->mutants->arena, datum->as.text), " became another word", EK_TEXT(""),
               &datum->as.text, &other, sizeof other);
        break;
    case EK_DATUM_TEXTS: change_texts(at, &datum->as.texts); break;
    case EK_DATUM_ROUNDING: change_rounding(at, &datum->as.rounding); break;
    case EK_DATUM_NUMBERS: change_numbers(at, datum); break;
    case EK_DATUM_TABLE:
        for (uint32_t i = 0; i < datum->as.table.count; i++) {
            at->row = ek_text_format(at->mutants->arena, "%.*s, %.*s", EK_TEXT_ARGS(row),
                                     EK_TEXT_ARGS(datum->as.table.rows[i].key));
            change_datum(at, &datum->as.table.rows[i].value);
        }
        at->row = row;
        break;
    }
}

/* ---- Days of values ------------------------------------------------------------------------- */

static bool is_same(const ek_datum *a, const ek_datum *b)
{
    bool same = a->kind == b->kind;

    if (!same)
        return false;
    switch (a->kind) {
    case EK_DATUM_NUMBER: return ek_fraction_equal(a->as.number, b->as.number);
    case EK_DATUM_DATE: return a->as.date == b->as.date;
    case EK_DATUM_TEXT: return ek_text_equal(a->as.text, b->as.text);
    case EK_DATUM_TEXTS: return ek_texts_equal(a->as.texts, b->as.texts);
    case EK_DATUM_ROUNDING:
        return a->as.rounding.mode == b->as.rounding.mode &&
               ek_fraction_equal(a->as.rounding.step, b->as.rounding.step);
    case EK_DATUM_NUMBERS:
        same = a->as.numbers.count == b->as.numbers.count;
        for (uint32_t i = 0; same && i < a->as.numbers.count; i++)
            same = ek_fraction_equal(a->as.numbers.items[i], b->as.numbers.items[i]);
        return same;
    case EK_DATUM_TABLE:
        same = a->as.table.count == b->as.table.count;
        for (uint32_t i = 0; same && i < a->as.table.count; i++)
            same = ek_text_equal(a->as.table.rows[i].key, b->as.table.rows[i].key) &&
                   is_same(&a->as.table.rows[i].value, &b->as.table.rows[i].value);
        return same;
    }
    return false;
}

/* The first value a day earlier says nothing new: the check sees to it that nobody asks before. */
static void move_since(spot *at, uint32_t index)
{
    const ek_dated *dated = &at->param->values[index];
    ek_text owner = name_of(at);
    ek_mutant *mutant;

    for (int by = 1; by >= -1; by -= 2) {
        ek_date moved = dated->since + by, touched = by > 0 ? dated->since : moved;

        if ((index == 0 && by < 0) || !is_read(at->mutants, at->param, touched, touched) ||
            (index > 0 && is_same(&at->param->values[index - 1].value, &dated->value)))
            continue;
        mutant = ek_mutant_add(at->mutants, owner, dated->place, EK_ANY_CLAIM,
                               "%.*s began on %.*s instead of %.*s", EK_TEXT_ARGS(owner),
                               EK_TEXT_ARGS(ek_date_text(at->mutants->arena, moved)),
                               EK_TEXT_ARGS(ek_date_text(at->mutants->arena, dated->since)));
        ek_mutant_patch(at->mutants, mutant, &dated->since, &moved, sizeof moved);
        put_ids(at->mutants, mutant, at->param);
    }
}

static void change_param(ek_mutants *mutants, const ek_parameter *param)
{
    for (uint32_t i = 0; i < param->value_count; i++) {
        spot at = {.mutants = mutants, .param = param, .dated = &param->values[i]};
        ek_date last = i + 1 < param->value_count ? param->values[i + 1].since - 1 : EK_DATE_NEVER;

        move_since(&at, i);
        if (is_read(mutants, param, param->values[i].since, last))
            change_datum(&at, &param->values[i].value);
    }
}

static void change_params(ek_mutants *mutants)
{
    for (uint32_t i = 0; i < mutants->use_count; i++) {
        bool before = !ek_coverage_counts(mutants->book, mutants->uses[i].param->place);

        for (uint32_t k = 0; k < i && !before; k++)
            before = mutants->uses[k].param == mutants->uses[i].param;
        if (!before)
            change_param(mutants, mutants->uses[i].param);
    }
}

/* ---- Questions ------------------------------------------------------------------------------ */

static void change_body(ek_mutants *mutants, const ek_question *question)
{
    const ek_rulebook *book = mutants->book;
    ek_text other = EK_TEXT("another_body");
    ek_text owner = ek_text_format(mutants->arena, "ruling.%.*s", EK_TEXT_ARGS(question->name));
    ek_mutant *mutant;

    for (uint32_t i = 0; i < book->body_count && book->body_count > 1; i++)
        if (ek_text_equal(book->bodies[i].name, question->body))
            other = book->bodies[(i + 1) % book->body_count].name;
    mutant = ek_mutant_add(mutants, owner, question->place, EK_ANY_CLAIM,
                           "%.*s was for %.*s instead of %.*s", EK_TEXT_ARGS(owner),
                           EK_TEXT_ARGS(other), EK_TEXT_ARGS(question->body));
    ek_mutant_patch(mutants, mutant, &question->body, &other, sizeof other);
}

/* ---- country.yaml --------------------------------------------------------------------------- */

static void change_country(ek_mutants *mutants)
{
    ek_rulebook *book = mutants->book;

    for (int by = 1; by >= -1; by -= 2) {
        ek_date moved = book->first_day + by;
        ek_mutant *mutant =
            ek_mutant_add(mutants, EK_TEXT("country"), book->place, EK_ANY_CLAIM,
                          "the country began on %.*s instead of %.*s",
                          EK_TEXT_ARGS(ek_date_text(mutants->arena, moved)),
                          EK_TEXT_ARGS(ek_date_text(mutants->arena, book->first_day)));

        ek_mutant_patch(mutants, mutant, &book->first_day, &moved, sizeof moved);
    }
    for (uint32_t i = 0; i < book->arises_count; i++) {
        ek_arises *left = EK_NEW_ARRAY(mutants->arena, ek_arises, book->arises_count);
        const ek_arises *items = left;
        uint32_t count = 0;
        ek_mutant *mutant = ek_mutant_add(mutants, EK_TEXT("country"), book->arises[i].place,
                                          EK_ANY_CLAIM, "no claim of kind %s arose from facts",
                                          ek_scope_of(book->arises[i].claim)->name);

        for (uint32_t k = 0; k < book->arises_count; k++)
            if (k != i)
                left[count++] = book->arises[k];
        ek_mutant_patch(mutants, mutant, &book->arises, &items, sizeof items);
        ek_mutant_patch(mutants, mutant, &book->arises_count, &count, sizeof count);
    }
}

/* A set that a country with rules of its own adopts is tested elsewhere; that it is adopted, here.
 */
static void drop_set(ek_mutants *mutants, const ek_adopts *adopts)
{
    ek_rulebook *book = mutants->book;
    const ek_rule **rules = EK_NEW_ARRAY(mutants->arena, const ek_rule *, book->rule_count + 1);
    const ek_rule *const *left = rules;
    uint32_t count = 0;
    const char *file = ek_text_format(mutants->arena, "/%.*s.lua", EK_TEXT_ARGS(adopts->set)).bytes;
    ek_mutant *mutant;

    for (uint32_t i = 0; i < book->rule_count; i++)
        if (!ek_text_ends(book->rules[i]->place.file, file))
            rules[count++] = book->rules[i];
    if (count == book->rule_count)
        return;
    mutant = ek_mutant_add(mutants, EK_TEXT("country"), adopts->place, EK_ANY_CLAIM,
                           "the country did not adopt %.*s", EK_TEXT_ARGS(adopts->set));
    ek_mutant_patch(mutants, mutant, &book->rules, &left, sizeof left);
    ek_mutant_patch(mutants, mutant, &book->rule_count, &count, sizeof count);
}

void ek_mutants_of_data(ek_mutants *mutants)
{
    const ek_rulebook *book = mutants->book;

    change_params(mutants);
    for (uint32_t i = 0; i < book->question_count; i++)
        if (ek_coverage_counts(book, book->questions[i]->place))
            change_body(mutants, book->questions[i]);
    change_country(mutants);
    for (uint32_t i = 0; i < book->adopts_count; i++)
        drop_set(mutants, &book->adopts[i]);
}
