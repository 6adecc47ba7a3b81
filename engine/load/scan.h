/* Reading JSON forward, once: marks, texts and numbers, with their places.
 *
 * What the direct reader (load/direct.h) is made of. The column of what is read is its distance
 * from `before`, which is the byte before the line, moved on by the bytes that are no columns of
 * their own. A text without escapes is borrowed from the document. Bytes are checked sixteen at a
 * time; what is not ASCII is looked at one by one. The zero byte behind the document ends whatever
 * is read, and EK_SPARE_BYTES can be read there, so that nothing asks for the end. Whatever is
 * wrong is given up. */
#ifndef EK_LOAD_SCAN_H
#define EK_LOAD_SCAN_H

#include "load/reader.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef struct ek_scan {
    ek_reader *reader;
    ek_read_kit *kit;
    const char *at, *end; /* *end is a zero byte */
    const char *begin;
    ek_arena *arena;
    uint32_t before; /* address of the byte before the first column, its low bits */
    uint32_t line;
    int32_t depth_left;  /* how many braces and brackets may still be opened within */
    uint32_t text_bytes; /* the longest text that may stand here */
    uint32_t record_count;
} ek_scan;

/* Where something begins. */
typedef struct ek_spot {
    uint32_t line, column;
} ek_spot;

/* Leaves by a raise: the document is read again by way of nodes. */
_Noreturn void ek_scan_give_up(ek_scan *s);
/* Past what JSON may have between its marks. */
void ek_scan_space(ek_scan *s);
/* Behind a text that begins at `from`, behind its quote: of any length, and with anything in it. */
const char *ek_scan_long_text(ek_scan *s, const char *from, ek_text *out);
/* Behind a number of at most eighteen digits; NULL: it is another one, or none. */
const char *ek_scan_number_at(const char *at, ek_fraction *out);
/* As ek_scan_date_at in a month that was not met before, or was forgotten. */
bool ek_scan_month(ek_month *months, const char *at, ek_date *out);
/* true or false. */
bool ek_scan_yes(ek_scan *s);
/* direct_value.c: behind a value in which no record stands, and which opens as those of that way
 * do; EK_WAY_ODD: as it may. */
const char *ek_scan_value(ek_scan *s, const char *at, const ek_key *key, ek_way way,
                          ek_value *value);
/* An id that stands at s->at; `value` NULL: it is an item of a list. */
void ek_scan_refer(ek_scan *s, const ek_key *key, ek_value *value);
/* direct_set.c: behind the list of texts whose bracket is at `at`, in any order, none twice. */
const char *ek_scan_set(ek_scan *s, const char *at, const ek_key *key, ek_value *value);
/* direct_tree.c: a composition, as ek_tree_read makes it of nodes. */
const ek_tree *ek_scan_tree(ek_scan *s);

#ifdef __SSE2__
/* Which of sixteen bytes are no plain letters of a text, a bit for each: quotes, backslashes,
 * control characters and what is not ASCII; and two plain ones, | and }, which are looked at again
 * by whoever goes slowly. With one bit turned a quote is less than any letter, three more bring
 * the character of deletion to what is not ASCII, and that is less than any letter as a number with
 * a sign: so a difference that keeps its sign tells. */
static inline unsigned ek_scan_odd(const char *at)
{
    const char turned = '"' ^ ' ';
    __m128i bytes =
        _mm_xor_si128(_mm_loadu_si128((const __m128i *)(const void *)at), _mm_set1_epi8(turned));
    __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8(3));

    return (unsigned)_mm_movemask_epi8(
        _mm_or_si128(_mm_subs_epi8(moved, _mm_set1_epi8(' ' + 1 + 3)),
                     _mm_cmpeq_epi8(moved, _mm_set1_epi8(('\\' ^ turned) + 3))));
}

/* How many plain letters stand there; sixteen: or more. */
static inline size_t ek_scan_plain_16(const char *at)
{
    return (size_t)__builtin_ctz(ek_scan_odd(at) | 0x10000);
}
#else
static inline size_t ek_scan_plain_16(const char *at)
{
    size_t size = 0;

    while (size < 16 && (signed char)at[size] >= 0x20 && at[size] != '"' && at[size] != '\\' &&
           at[size] != 0x7f)
        size++;
    return size;
}
#endif

/* The first byte from `at` on that is no plain letter of a text. There is one before or at the
 * end. */
static inline const char *ek_scan_plain(const char *at)
{
#ifdef __SSE2__
    unsigned odd;

    for (; (odd = ek_scan_odd(at)) == 0; at += 16) {
    }
    return at + __builtin_ctz(odd);
#else
    while ((signed char)*at >= 0x20 && *at != '"' && *at != '\\' && *at != 0x7f)
        at++;
    return at;
#endif
}

/* The functions that end in _at read on from `at`, which is kept in a register while a record is
 * read, and return where they stopped; s->at is behind meanwhile. The others read on from s->at. */

/* Past spaces, if there are any. */
static inline const char *ek_scan_look_at(ek_scan *s, const char *at)
{
    if ((unsigned char)*at > ' ')
        return at;
    s->at = at;
    ek_scan_space(s);
    return s->at;
}

/* Behind that mark, and spaces before it. */
static inline const char *ek_scan_mark_at(ek_scan *s, const char *at, char mark)
{
    if (*at != mark) {
        at = ek_scan_look_at(s, at);
        if (*at != mark)
            ek_scan_give_up(s);
    }
    return at + 1;
}

/* The day that stands there in ten bytes; false: there is none, or none of a month that was met.
 * Eleven can be read. */
static inline bool ek_scan_known_date_at(const ek_month *months, const char *at, ek_date *out)
{
    uint64_t written = ek_load_8(at);
    const ek_month *month = &months[(written * UINT64_C(0x9e3779b97f4a7c15)) >> 56];
    uint32_t tens = (unsigned char)at[8] - (uint32_t)'0',
             ones = (unsigned char)at[9] - (uint32_t)'0';
    uint32_t day = tens * 10 + ones;

    if (month->written != written || tens > 9 || ones > 9 || day - 1 >= month->days)
        return false;
    *out = month->before + (ek_date)day;
    return true;
}

/* The same of any month. */
static inline bool ek_scan_date_at(ek_month *months, const char *at, ek_date *out)
{
    return ek_scan_known_date_at(months, at, out) || ek_scan_month(months, at, out);
}

/* Do two capital letters stand there, in quotes? */
static inline bool ek_scan_is_country(const char *at)
{
    return (unsigned char)(at[1] - 'A') < 26 && (unsigned char)(at[2] - 'A') < 26 && at[3] == '"';
}

/* Behind a text that begins at `from`, behind its quote. Short ones are within any limit. */
static inline const char *ek_scan_quoted_at(ek_scan *s, const char *from, ek_text *out)
{
    size_t size = ek_scan_plain_16(from);

    if (from[size] == '"') {
        *out = (ek_text){from, (uint32_t)size};
        return from + size + 1;
    }
    return ek_scan_long_text(s, from, out);
}

/* Behind a text whose quote is at `at`. */
static inline const char *ek_scan_text_at(ek_scan *s, const char *at, ek_text *out)
{
    if (*at != '"')
        ek_scan_give_up(s);
    return ek_scan_quoted_at(s, at + 1, out);
}

/* Behind a whole number that is neither 0 nor negative nor of more than fifteen digits; NULL: it is
 * another number, or none. */
static inline const char *ek_scan_whole_at(const char *at, int64_t *out)
{
    const char *from = at;
    uint32_t digit = (unsigned char)*at - (uint32_t)'0';
    uint64_t number = digit;

    if (digit - 1 > 8)
        return NULL;
    while ((digit = (unsigned char)*++at - (uint32_t)'0') <= 9)
        number = number * 10 + digit;
    if (at - from > 15 || *at == '.')
        return NULL;
    *out = (int64_t)number;
    return at;
}

static inline char ek_scan_look(ek_scan *s)
{
    s->at = ek_scan_look_at(s, s->at);
    return *s->at;
}

static inline void ek_scan_mark(ek_scan *s, char mark)
{
    s->at = ek_scan_mark_at(s, s->at, mark);
}

static inline ek_text ek_scan_text(ek_scan *s)
{
    ek_text text;

    s->at = ek_scan_text_at(s, s->at, &text);
    return text;
}

static inline ek_spot ek_scan_spot(const ek_scan *s, const char *at)
{
    return (ek_spot){s->line, (uint32_t)(uintptr_t)at - s->before};
}

static inline uint16_t ek_scan_column(uint32_t column)
{
    return column > UINT16_MAX ? UINT16_MAX : (uint16_t)column;
}

static inline void ek_scan_deepen(ek_scan *s)
{
    if (--s->depth_left < 0)
        ek_scan_give_up(s);
}

static inline void ek_scan_enter(ek_scan *s)
{
    ek_scan_deepen(s);
    s->at++;
}

#endif
