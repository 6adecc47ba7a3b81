/* Texts to things: a hash table that is only added to. */
#include "base/lookup.h"

#include <assert.h>

ek_lookup *ek_lookup_new(ek_arena *arena, uint32_t count)
{
    ek_lookup *lookup = EK_NEW(arena, ek_lookup);
    uint32_t bits = 1;

    while ((UINT64_C(1) << bits) < 2 * ((uint64_t)count + 1))
        bits++;
    lookup->entries = EK_NEW_ARRAY(arena, ek_entry, (size_t)1 << bits);
    lookup->last = (uint32_t)((UINT64_C(1) << bits) - 1);
    lookup->shift = 64 - bits;
    return lookup;
}

const void *ek_lookup_find_any(const ek_lookup *lookup, ek_text text, uint64_t word)
{
    uint64_t at = word * EK_WORD_SPREAD >> lookup->shift;

    for (; lookup->entries[at].is != NULL; at = (at + 1) & lookup->last)
        if (lookup->entries[at].word == word && ek_text_equal(lookup->entries[at].text, text))
            return lookup->entries[at].is;
    return NULL;
}

bool ek_lookup_put(ek_lookup *lookup, ek_text text, const void *is)
{
    uint64_t word = ek_text_word(text);
    uint32_t at = (uint32_t)(word * EK_WORD_SPREAD >> lookup->shift);

    assert(is != NULL);
    for (; lookup->entries[at].is != NULL; at = (at + 1) & lookup->last)
        if (ek_text_equal(lookup->entries[at].text, text))
            return false;
    lookup->entries[at] = (ek_entry){word, text, is};
    return true;
}
