/* Texts to things: put in once, while loading, and looked up often.
 *
 * A text of up to eight bytes, which most codes and grades are, is one word of eight bytes and its
 * size: finding it takes one multiplication and two comparisons. Of longer ones the word says most,
 * and the text is compared. */
#ifndef EK_BASE_LOOKUP_H
#define EK_BASE_LOOKUP_H

#include "base/text.h"

typedef struct ek_entry {
    uint64_t word; /* of the text */
    ek_text text;
    const void *is; /* NULL: nothing stands here */
} ek_entry;
/* Open addressing; at least half of the places are empty. */
typedef struct ek_lookup {
    ek_entry *entries;
    uint32_t last;  /* place; their number is a power of two */
    uint32_t shift; /* leaves of a spread word a place */
} ek_lookup;

#define EK_WORD_BYTES 8u
#define EK_WORD_SPREAD UINT64_C(0x9e3779b97f4a7c15)

/* Two texts of the same size, of up to EK_WORD_BYTES, are the same if their words are. */
static inline uint64_t ek_text_word(ek_text text)
{
    const char *bytes = text.bytes;
    uint32_t size = text.size;

    if (size > EK_WORD_BYTES)
        return ek_load_8(bytes) * EK_WORD_SPREAD + ek_load_8(bytes + size - 8);
    if (size >= 4)
        return ek_load_4(bytes) | (uint64_t)ek_load_4(bytes + size - 4) << 32;
    return size == 0 ? 0
                     : (uint64_t)((unsigned char)bytes[0] | (unsigned char)bytes[size / 2] << 8 |
                                  (unsigned char)bytes[size - 1] << 16);
}

/* Room for so many texts. */
ek_lookup *ek_lookup_new(ek_arena *arena, uint32_t count);
/* `is` is not NULL; the text is borrowed. False: that text stands there already, and stays. */
bool ek_lookup_put(ek_lookup *lookup, ek_text text, const void *is);
/* Place by place, from that of the word on. */
const void *ek_lookup_find_any(const ek_lookup *lookup, ek_text text, uint64_t word);
/* NULL: nothing was put in under that text. Most short ones stand in the first place, or nothing
 * does. */
static inline const void *ek_lookup_find(const ek_lookup *lookup, ek_text text)
{
    uint64_t word = ek_text_word(text);
    const ek_entry *entry = &lookup->entries[word * EK_WORD_SPREAD >> lookup->shift];

    if (entry->word == word && entry->text.size == text.size && text.size <= EK_WORD_BYTES)
        return entry->is;
    return entry->is == NULL ? NULL : ek_lookup_find_any(lookup, text, word);
}

#endif
