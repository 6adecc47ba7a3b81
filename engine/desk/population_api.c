/* Populations as a host sees them: made for a bundle, then a case by its number. */
#include "desk/population.h"

#include "base/api.h"

#include <string.h>

struct erkend_population {
    ek_population of;
    const erkend_allocator *host;
};

static void collect_scales(ek_population *p, const ek_rulebook *book)
{
    uint32_t i;

    for (i = 0; i < book->scale_count; i++)
        *EK_PUSH(&p->arena, p->scales, p->scale_count, p->scale_capacity) = &book->scales[i];
}

static void make_sketches(ek_population *p)
{
    uint32_t count = 0, i, slot;

    while (ek_all_types[count] != NULL)
        count++;
    p->sketches = EK_NEW_ARRAY(&p->arena, ek_sketch, count);
    for (i = 0; i < count; i++) {
        const ek_record_type *type = ek_all_types[i];
        ek_frequency *fields = EK_NEW_ARRAY(&p->arena, ek_frequency, type->field_count);

        p->sketches[i].type = type;
        p->sketches[i].fields = fields;
        p->sketches[i].hints = EK_NEW_ARRAY(&p->arena, const ek_field_hints *, type->field_count);
        for (slot = 0; slot < type->field_count; slot++) {
            fields[slot] = ek_frequency_of(type, &type->fields[slot]);
            p->sketches[i].hints[slot] = ek_hints_of(&p->hints, &type->fields[slot]);
        }
    }
}

static void prepare(ek_population *p)
{
    const ek_rulebooks *all = &p->bundle->books;
    uint32_t i;

    ek_hints_init(&p->hints, &p->arena);
    p->first_day = ek_date_from((ek_civil){2019, 1, 1});
    p->book_hints = EK_NEW_ARRAY(&p->arena, ek_hints, p->book_count);
    for (i = 0; i < p->book_count; i++) {
        ek_hints_add(&p->hints, p->books[i]);
        ek_hints_init(&p->book_hints[i], &p->arena);
        ek_hints_add(&p->book_hints[i], p->books[i]);
        ek_hints_done(&p->book_hints[i]);
        collect_scales(p, p->books[i]);
        if (p->books[i]->first_day > p->first_day && p->books[i]->first_day < EK_DATE_MAX)
            p->first_day = p->books[i]->first_day;
    }
    ek_hints_done(&p->hints);
    for (i = 0; p->scale_count == 0 && i < all->count; i++)
        collect_scales(p, all->items[i]);
    make_sketches(p);
}

/* The countries asked, by code, each once. */
static erkend_status find_books(ek_population *p, const char *const *countries, erkend_error *error)
{
    const ek_rulebooks *all = &p->bundle->books;
    uint32_t i, k;

    for (k = 0; countries != NULL && countries[k] != NULL; k++)
        if (ek_bundle_book(p->bundle, ek_text_of(countries[k])) == NULL)
            return ek_error_say(error, ERKEND_ENOPOLICY, "there is no policy of the country '%s'",
                                countries[k]);
    p->books = EK_NEW_ARRAY(&p->arena, const ek_rulebook *, all->count + 1u);
    for (i = 0; i < all->count; i++) {
        bool asked = countries == NULL;

        for (k = 0; countries != NULL && countries[k] != NULL; k++)
            asked = asked || ek_text_is(all->items[i]->code, countries[k]);
        if (asked)
            p->books[p->book_count++] = all->items[i];
    }
    if (p->book_count == 0)
        return ek_error_say(error, ERKEND_EVALUE, "a population needs a country");
    return ERKEND_OK;
}

static erkend_status read_missing(ek_population *p, const char *missing, erkend_error *error)
{
    ek_fraction share = {1, 20};

    if (missing != NULL && (ek_fraction_read(&share, ek_text_of(missing)) != ERKEND_OK ||
                            share.num < 0 || ek_fraction_compare(share, EK_ONE) > 0))
        return ek_error_say(error, ERKEND_EVALUE,
                            "'%s' is no share: write 0, 1/20, 0.5 or 1, and what lies between",
                            missing);
    p->missing = ek_fraction_multiply(&share, share, ek_fraction_whole(1000)) == ERKEND_OK
                     ? (uint32_t)ek_fraction_floor(share)
                     : 0;
    return ERKEND_OK;
}

erkend_status erkend_population_new(erkend_population **out, const erkend_bundle *bundle,
                                    uint64_t seed, const char *const *countries,
                                    const char *missing, erkend_error *error)
{
    erkend_status status;
    erkend_population *made;
    volatile erkend_status found = ERKEND_ENOMEM;
    ek_escape escape;

    ek_error_clear(error);
    if (out == NULL || bundle == NULL)
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    *out = NULL;
    made = ek_host_alloc(bundle->arena.host, sizeof *made);
    if (made == NULL)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    made->host = bundle->arena.host;
    made->of.bundle = bundle;
    made->of.seed = seed;
    ek_arena_init(&made->of.arena, made->host, 0);
    ek_arena_init(&made->of.scratch, made->host, 0);
    status = read_missing(&made->of, missing, error);
    if (status == ERKEND_OK) {
        if (EK_TRY(&made->of.arena, &escape)) {
            found = find_books(&made->of, countries, error);
            if (found == ERKEND_OK)
                prepare(&made->of);
        }
        ek_escape_end(&made->of.arena, &escape);
        status = escape.status != ERKEND_OK ? ek_error_fill(error, escape.status, NULL) : found;
    }
    if (status != ERKEND_OK) {
        erkend_population_free(made);
        return status;
    }
    *out = made;
    return ERKEND_OK;
}

erkend_status erkend_population_case(erkend_population *population, uint64_t number,
                                     const char **line, size_t *size, erkend_error *error)
{
    ek_text made = {"", 0};
    ek_escape escape;

    ek_error_clear(error);
    if (population == NULL || line == NULL || size == NULL)
        return ek_error_fill(error, ERKEND_ECALL, NULL);
    *line = "";
    *size = 0;
    if (EK_TRY(&population->of.scratch, &escape)) {
        made = ek_population_make(&population->of, number);
        *line = made.bytes;
        *size = made.size;
    }
    ek_escape_end(&population->of.scratch, &escape);
    return ek_error_fill(error, escape.status, NULL);
}

void erkend_population_free(erkend_population *population)
{
    const erkend_allocator *host;

    if (population == NULL)
        return;
    host = population->host;
    ek_arena_dispose(&population->of.arena);
    ek_arena_dispose(&population->of.scratch);
    ek_host_free(host, population, sizeof *population);
}
