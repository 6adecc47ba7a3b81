/* Text: a run of UTF-8 bytes with a length, never a C string; and a buffer to build one.
 *
 * A text borrows its bytes. Comparison is bytewise: no locale, no normalisation. A zero byte is an
 * ordinary byte. Buffers grow in an arena and never fail (see memory.h). */
#ifndef EK_BASE_TEXT_H
#define EK_BASE_TEXT_H

#include <stdarg.h>
#include <string.h>

#include "base/memory.h"

typedef struct ek_text {
    const char *bytes; /* not terminated; NULL only when size is 0 */
    uint32_t size;
} ek_text;

/* A text from a literal: EK_TEXT("chamber"). */
#define EK_TEXT(literal) ((ek_text){("" literal), (uint32_t)(sizeof(literal) - 1)})
/* For "%.*s". */
#define EK_TEXT_ARGS(text) (int)(text).size, (text).bytes ? (text).bytes : ""

ek_text ek_text_of(const char *terminated);          /* borrowed; NULL is "" */
ek_text ek_text_copy(ek_arena *arena, ek_text text); /* also terminated, for the host */
const char *ek_text_terminated(ek_arena *arena, ek_text text);
ek_text ek_text_format(ek_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Eight or four bytes, wherever they stand. */
static inline uint64_t ek_load_8(const char *at)
{
    uint64_t word;

    memcpy(&word, at, sizeof word);
    return word;
}
static inline uint32_t ek_load_4(const char *at)
{
    uint32_t word;

    memcpy(&word, at, sizeof word);
    return word;
}
/* Of the same size: the ends are looked at first, which for short ones is all of them. Most texts
 * that differ do so at the end. */
static inline bool ek_bytes_equal(const char *a, const char *b, uint32_t size)
{
    if (size >= 8)
        return ek_load_8(a + size - 8) == ek_load_8(b + size - 8) && ek_load_8(a) == ek_load_8(b) &&
               (size <= 16 || memcmp(a + 8, b + 8, size - 16) == 0);
    if (size >= 4)
        return ek_load_4(a + size - 4) == ek_load_4(b + size - 4) && ek_load_4(a) == ek_load_4(b);
    return size == 0 || (a[size - 1] == b[size - 1] && a[0] == b[0] && a[size / 2] == b[size / 2]);
}
static inline bool ek_text_equal(ek_text a, ek_text b)
{
    return a.size == b.size && ek_bytes_equal(a.bytes, b.bytes, a.size);
}
/* The size of a literal is known beforehand. NULL is "". */
static inline bool ek_text_is(ek_text a, const char *terminated)
{
    size_t size = terminated ? strlen(terminated) : 0;

    return a.size == size && ek_bytes_equal(a.bytes, terminated, a.size);
}
/* The same for a word that is not empty, where one word after the other is tried: most differ at
 * their first byte. */
static inline bool ek_text_is_word(ek_text a, const char *word)
{
    return a.size > 0 && a.bytes[0] == word[0] && ek_text_is(a, word);
}
/* Four bytes as a number that sorts as they do. */
static inline uint32_t ek_sort_4(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;

    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}
/* The same of eight bytes that can be read, of which the first `size` count. */
static inline uint64_t ek_sort_8(const char *at, size_t size)
{
    uint64_t number = (uint64_t)ek_sort_4(at) << 32 | ek_sort_4(at + 4);

    return size < 8 ? number & ~(UINT64_MAX >> 8 * size) : number;
}
/* The first eight bytes as a number: where two of them differ, the texts compare as they do. */
static inline uint64_t ek_text_head(ek_text text)
{
    uint64_t head = 0;

    if (text.size >= 8)
        return ek_sort_8(text.bytes, 8);
    if (text.size >= 4) {
        uint32_t end = ek_sort_4(text.bytes + text.size - 4), sides = 8 * (8 - text.size);

        return (uint64_t)ek_sort_4(text.bytes) << 32 | (uint32_t)((uint64_t)end << sides);
    }
    for (uint32_t i = 0; i < text.size; i++)
        head |= (uint64_t)(unsigned char)text.bytes[i] << (56 - 8 * i);
    return head;
}
int ek_text_compare(ek_text a, ek_text b); /* bytewise; -1, 0, 1 */
/* ek_text_compare(a, b) < 0, for short ones that mostly differ in their last letter. */
static inline bool ek_text_is_before(ek_text a, ek_text b)
{
    uint32_t shared = a.size < b.size ? a.size : b.size, i = 0;

    while (i < shared && a.bytes[i] == b.bytes[i])
        i++;
    return i < shared ? (unsigned char)a.bytes[i] < (unsigned char)b.bytes[i] : a.size < b.size;
}
bool ek_text_starts(ek_text text, const char *prefix);
bool ek_text_ends(ek_text text, const char *suffix);
ek_text ek_text_slice(ek_text text, uint32_t from, uint32_t to); /* clamped */

/* The offset of the first byte that is not well-formed UTF-8 (RFC 3629), or size if there is none.
 */
size_t ek_utf8_check(const char *bytes, size_t size);
/* The size in bytes of the well-formed sequence at the front, 1 to 4; 0: there is none. */
uint32_t ek_utf8_measure(const char *bytes, size_t size);
/* Code point at *offset, which moves on; the text must be well formed. */
uint32_t ek_utf8_next(ek_text text, uint32_t *offset);
/* Columns on a terminal: code points, combining marks 0, wide East Asian 2. */
uint32_t ek_utf8_width(ek_text text);

/* Letters to change, put, drop or swap to get from a to b (Damerau-Levenshtein, bytes; at most 64
 * bytes are looked at). */
uint32_t ek_text_distance(ek_text a, ek_text b);
/* The nearest of `names` within a third of the length (at least 1, at most 3 changes), or an empty
 * text; the first of equals. */
ek_text ek_text_nearest(ek_text wanted, const ek_text *names, uint32_t count);

/* What is put again and again stands in whole blocks, so that it is copied without looking for its
 * end: behind it there are zeros up to that of a block. */
#define EK_BLOCK_BYTES ((size_t)32)
ek_text ek_text_in_blocks(ek_arena *arena, ek_text text);
/* Copies all blocks of such a text, one at least; there is room for the whole of the last. */
static inline void ek_copy_blocks(char *to, ek_text text)
{
    size_t at = 0, size = text.size;

    do {
        memcpy(to + at, text.bytes + at, EK_BLOCK_BYTES);
        at += EK_BLOCK_BYTES;
    } while (at < size);
}

/* A set or list of texts. */
typedef struct ek_texts {
    const ek_text *items;
    uint32_t count;
} ek_texts;
bool ek_texts_have(ek_texts texts, ek_text wanted);
/* The same texts in the same order. */
bool ek_texts_equal(ek_texts a, ek_texts b);
/* Sorts bytewise, in place. */
void ek_texts_sort(ek_text *items, uint32_t count);
/* Sorts bytewise, keeps each text once, and returns how many are left. */
uint32_t ek_texts_once(ek_text *items, uint32_t count);

typedef struct ek_buffer {
    ek_arena *arena;
    char *bytes; /* terminated when not NULL */
    size_t size, capacity;
} ek_buffer;

void ek_buffer_init(ek_buffer *buffer, ek_arena *arena);
/* Room for `more` bytes and the terminator behind what there is; size stays as it is. */
void ek_buffer_grow(ek_buffer *buffer, size_t more);
static inline char *ek_buffer_room(ek_buffer *buffer, size_t more)
{
    if (more >= buffer->capacity - buffer->size)
        ek_buffer_grow(buffer, more);
    return buffer->bytes + buffer->size;
}
void ek_buffer_add(ek_buffer *buffer, const char *bytes, size_t size);
void ek_buffer_text(ek_buffer *buffer, ek_text text);
void ek_buffer_string(ek_buffer *buffer, const char *terminated);
static inline void ek_buffer_char(ek_buffer *buffer, char c)
{
    char *room = ek_buffer_room(buffer, 1);

    room[0] = c;
    room[1] = '\0';
    buffer->size++;
}
void ek_buffer_count(ek_buffer *buffer, uint64_t number); /* in digits */
/* The same into room for EK_DIGITS; where they end. */
enum { EK_DIGITS = 20 };
char *ek_put_more_digits(char *room, uint64_t number);
static inline char *ek_put_digits(char *room, uint64_t number)
{
    if (number < 10) {
        *room = (char)('0' + number);
        return room + 1;
    }
    if (number >= 100)
        return ek_put_more_digits(room, number);
    room[0] = (char)('0' + number / 10);
    room[1] = (char)('0' + number % 10);
    return room + 2;
}
void ek_buffer_repeat(ek_buffer *buffer, const char *terminated, uint32_t times);
void ek_buffer_format(ek_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void ek_buffer_format_list(ek_buffer *buffer, const char *format, va_list arguments);
/* "…" with everything escaped that RFC 8259 asks for; other bytes as they are. */
void ek_buffer_json(ek_buffer *buffer, ek_text text);
/* Would ek_buffer_json write it as it is, between the quotes? */
bool ek_text_is_json(ek_text text);
void ek_buffer_grouped(ek_buffer *out, uint64_t number); /* 7,320,114 */
/* Text for a terminal or a message: control characters (C0, DEL, C1, bidirectional overrides) and
 * malformed bytes become \xNN or \u{NNNN}. */
void ek_buffer_shown(ek_buffer *buffer, ek_text text);
/* Would ek_buffer_shown write it as it is? */
bool ek_text_is_shown(ek_text text);
ek_text ek_buffer_done(const ek_buffer *buffer); /* borrowed from the buffer's arena */

#endif
