/* Facts: how many were read, and how many never were. */
#include "explain/page.h"

/* A fact counts once, however many claims and countries read it, and whatever follows from it:
 * facts are told apart by where they are written: file, line and column in one number. */
static uint64_t key_of(const ek_value *value)
{
    return (uint64_t)value->line << 32 | (uint64_t)value->file << 16 | value->column;
}

/* A fact that somebody wrote: no defaults, no whole lists or records. */
static bool is_counted(const ek_read *read)
{
    return read->kind == EK_READ_FACT && read->value && read->value->line > 0 &&
           read->value->kind != EK_KIND_LIST && read->value->kind != EK_KIND_RECORD &&
           read->value->kind != EK_KIND_BY_COUNTRY;
}

/* A set of keys: a table of twice as many places as may be needed, a power of two. */
typedef struct fact_set {
    uint64_t *keys; /* 0: free; the first line is 1 */
    uint32_t mask, count;
} fact_set;

static fact_set make_set(ek_arena *arena, uint32_t most)
{
    uint32_t places = 16;

    while (places / 2 < most && places < UINT32_MAX / 2)
        places *= 2;
    return (fact_set){EK_NEW_ARRAY(arena, uint64_t, places), places - 1, 0};
}

static void add_key(fact_set *set, uint64_t key)
{
    uint32_t at = (uint32_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & set->mask;

    while (set->keys[at] != 0 && set->keys[at] != key)
        at = (at + 1) & set->mask;
    set->count += set->keys[at] == 0;
    set->keys[at] = key;
}

static uint32_t count_reads(const struct erkend_decision *const *decisions, uint32_t count,
                            ek_arena *arena)
{
    uint32_t most = 0;
    fact_set set;

    for (uint32_t d = 0; d < count; d++)
        for (uint32_t c = 0; c < decisions[d]->claim_count; c++)
            most += decisions[d]->claims[c].reads.count;
    set = make_set(arena, most);
    for (uint32_t d = 0; d < count; d++)
        for (uint32_t c = 0; c < decisions[d]->claim_count; c++) {
            const ek_reads *reads = &decisions[d]->claims[c].reads;

            for (uint32_t i = 0; i < reads->count; i++)
                if (is_counted(&reads->items[i]))
                    add_key(&set, key_of(reads->items[i].value));
        }
    return set.count;
}

void ek_count_facts(const struct erkend_decision *const *decisions, uint32_t count, ek_arena *arena,
                    uint32_t *read, uint32_t *unread)
{
    uint32_t known = 0;

    *read = count_reads(decisions, count, arena);
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
