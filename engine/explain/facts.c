/* Facts: how many were read, and how many never were. */
#include "explain/page.h"

#include "base/sort.h"

/* A fact counts once, however many claims and countries read it, and whatever follows from it:
 * facts are told apart by where they are written. */
typedef struct fact_key {
    uint32_t file, line, column;
} fact_key;

static int compare_keys(const void *a, const void *b)
{
    const fact_key *x = a, *y = b;

    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

/* A fact that somebody wrote: no defaults, no whole lists or records. */
static bool is_counted(const ek_read *read)
{
    return read->kind == EK_READ_FACT && read->value && read->value->line > 0 &&
           read->value->kind != EK_KIND_LIST && read->value->kind != EK_KIND_RECORD &&
           read->value->kind != EK_KIND_BY_COUNTRY;
}

static uint32_t count_reads(const struct erkend_decision *const *decisions, uint32_t count,
                            fact_key *keys)
{
    uint32_t found = 0;

    for (uint32_t d = 0; d < count; d++)
        for (uint32_t c = 0; c < decisions[d]->claim_count; c++) {
            const ek_reads *reads = &decisions[d]->claims[c].reads;

            for (uint32_t i = 0; i < reads->count; i++) {
                const ek_read *read = &reads->items[i];

                if (!is_counted(read))
                    continue;
                if (keys)
                    keys[found] =
                        (fact_key){read->value->file, read->value->line, read->value->column};
                found++;
            }
        }
    return found;
}

void ek_count_facts(const struct erkend_decision *const *decisions, uint32_t count, ek_arena *arena,
                    uint32_t *read, uint32_t *unread)
{
    uint32_t all = count_reads(decisions, count, NULL), known = 0;
    fact_key *keys = EK_NEW_ARRAY(arena, fact_key, all + 1u);

    (void)count_reads(decisions, count, keys);
    ek_sort(keys, all, sizeof *keys, compare_keys);
    *read = 0;
    for (uint32_t i = 0; i < all; i++)
        if (i == 0 || compare_keys(&keys[i - 1], &keys[i]) != 0)
            ++*read;
    for (uint32_t d = 0; d < count; d++)
        if (d == 0 || decisions[d]->the_case != decisions[d - 1]->the_case) {
            uint32_t of_case = ek_facts_known(decisions[d]->the_case, arena);

            known = of_case > known ? of_case : known;
        }
    *unread = known > *read ? known - *read : 0;
}

ek_text ek_say_facts(const ek_pen *pen, uint32_t read, uint32_t unread)
{
    ek_text parts[2];

    parts[0] = read == 1 ? ek_say(pen, EK_SAY_READ_ONE)
                         : ek_say1(pen, EK_SAY_READ, ek_say_count(pen, read));
    if (unread == 0)
        parts[1] = ek_say(pen, EK_SAY_UNREAD_NONE);
    else if (unread == 1)
        parts[1] = ek_say(pen, EK_SAY_UNREAD_ONE);
    else
        parts[1] = ek_say1(pen, EK_SAY_UNREAD, ek_say_count(pen, unread));
    return ek_joined(pen, parts, 2, "; ");
}
