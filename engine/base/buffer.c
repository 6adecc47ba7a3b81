/* The buffer: bytes that are put one after another, in an arena.
 *
 * It doubles, so n bytes cost n to put; the bytes before stay in the arena until that is reset.
 * It is always terminated once something was put. It holds less than 4 GB: what would be more
 * raises ERKEND_ELIMIT, as a text could not hold it. */
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define LEAST_CAPACITY ((size_t)64)

static const char hex_digits[] = "0123456789abcdef";

void ek_buffer_init(ek_buffer *buffer, ek_arena *arena)
{
    *buffer = (ek_buffer){arena, NULL, 0, 0};
}

void ek_buffer_grow(ek_buffer *buffer, size_t more)
{
    size_t capacity = buffer->capacity < LEAST_CAPACITY ? LEAST_CAPACITY : buffer->capacity;

    if (more >= UINT32_MAX - buffer->size)
        ek_raise(buffer->arena, ERKEND_ELIMIT);
    if (buffer->size + more < buffer->capacity)
        return;
    while (capacity <= buffer->size + more)
        capacity *= 2;
    buffer->bytes = ek_arena_widen(buffer->arena, buffer->bytes, buffer->capacity, capacity);
    buffer->capacity = capacity;
}

void ek_buffer_add(ek_buffer *buffer, const char *bytes, size_t size)
{
    char *room = ek_buffer_room(buffer, size);

    if (size > 0)
        memcpy(room, bytes, size);
    buffer->size += size;
    buffer->bytes[buffer->size] = '\0';
}

void ek_buffer_text(ek_buffer *buffer, ek_text text)
{
    ek_buffer_add(buffer, text.bytes, text.size);
}

void ek_buffer_string(ek_buffer *buffer, const char *terminated)
{
    ek_buffer_add(buffer, terminated, strlen(terminated));
}

/* 00 to 99. */
static const char two_digits[] =
    "00010203040506070809101112131415161718192021222324252627282930313233"
    "34353637383940414243444546474849505152535455565758596061626364656667"
    "68697071727374757677787980818283848586878889909192939495969798"
    "99";

static uint32_t count_digits(uint64_t number)
{
    uint32_t digits = 1;

    for (; number >= 10000; number /= 10000)
        digits += 4;
    return digits + (number >= 10) + (number >= 100) + (number >= 1000);
}

/* Of 100 to 9999. */
static char *put_four_digits(char *room, uint32_t number)
{
    uint32_t high = number / 100, low = number % 100;

    if (high < 10) {
        *room++ = (char)('0' + high);
    } else {
        memcpy(room, two_digits + 2 * high, 2);
        room += 2;
    }
    memcpy(room, two_digits + 2 * low, 2);
    return room + 2;
}

char *ek_put_more_digits(char *room, uint64_t number)
{
    char *end, *at;

    if (number >= 100 && number < 10000)
        return put_four_digits(room, (uint32_t)number);
    at = end = room + count_digits(number);
    for (; number >= 100; number /= 100) {
        at -= 2;
        memcpy(at, two_digits + 2 * (number % 100), 2);
    }
    if (number >= 10)
        memcpy(at - 2, two_digits + 2 * number, 2);
    else
        at[-1] = (char)('0' + number);
    return end;
}

void ek_buffer_count(ek_buffer *buffer, uint64_t number)
{
    char *end = ek_put_digits(ek_buffer_room(buffer, EK_DIGITS), number);

    *end = '\0';
    buffer->size = (size_t)(end - buffer->bytes);
}

void ek_buffer_repeat(ek_buffer *buffer, const char *terminated, uint32_t times)
{
    size_t size = strlen(terminated);

    while (times-- > 0)
        ek_buffer_add(buffer, terminated, size);
}

void ek_buffer_format_list(ek_buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    size_t room;
    int size;

    ek_buffer_grow(buffer, LEAST_CAPACITY);
    room = buffer->capacity - buffer->size;
    va_copy(again, arguments);
    size = vsnprintf(buffer->bytes + buffer->size, room, format, arguments);
    if (size >= 0 && (size_t)size >= room) {
        ek_buffer_grow(buffer, (size_t)size);
        size = vsnprintf(buffer->bytes + buffer->size, (size_t)size + 1, format, again);
    }
    va_end(again);
    if (size < 0) {
        buffer->bytes[buffer->size] = '\0';
        ek_raise(buffer->arena, ERKEND_ELIMIT);
    }
    buffer->size += (size_t)size;
}

void ek_buffer_format(ek_buffer *buffer, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    ek_buffer_format_list(buffer, format, arguments);
    va_end(arguments);
}

/* The letter after the backslash of a short escape, or 0. */
static char find_json_escape(char c)
{
    switch (c) {
    case '"':
    case '\\': return c;
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return 0;
    }
}

/* Sixteen bytes at a time: most texts hold nothing that is escaped. */
typedef unsigned char bytes_16 __attribute__((vector_size(16)));
typedef uint64_t halves_16 __attribute__((vector_size(16)));

static bool is_plain(bytes_16 bytes)
{
    halves_16 escaped = (halves_16)((bytes < 0x20) | (bytes == '"') | (bytes == '\\'));

    return (escaped[0] | escaped[1]) == 0;
}

static bool is_plain_16(const char *from)
{
    bytes_16 bytes;

    memcpy(&bytes, from, sizeof bytes);
    return is_plain(bytes);
}

static bool copy_16(char *to, const char *from)
{
    bytes_16 bytes;

    memcpy(&bytes, from, sizeof bytes);
    memcpy(to, &bytes, sizeof bytes);
    return is_plain(bytes);
}

static bool are_plain_words(uint64_t first, uint64_t last)
{
    return is_plain((bytes_16)(halves_16){first, last});
}

/* Its first and its last eight or four bytes, or all three: they may overlap. */
static bool copy_plain_8(char *to, const char *from, uint32_t size)
{
    uint64_t first = ek_load_8(from), last = ek_load_8(from + size - 8);

    memcpy(to, &first, sizeof first);
    memcpy(to + size - 8, &last, sizeof last);
    return are_plain_words(first, last);
}

static bool copy_plain_4(char *to, const char *from, uint32_t size)
{
    uint32_t first = ek_load_4(from), last = ek_load_4(from + size - 4);

    memcpy(to, &first, sizeof first);
    memcpy(to + size - 4, &last, sizeof last);
    return are_plain_words(first | (uint64_t)last << 32, first | (uint64_t)last << 32);
}

static bool copy_plain_3(char *to, const char *from, uint32_t size)
{
    bool plain = true;

    for (uint32_t at = 0; at < size; at++) {
        to[at] = from[at];
        plain = plain && (unsigned char)from[at] >= 0x20 && from[at] != '"' && from[at] != '\\';
    }
    return plain;
}

/* Copies the text; false when a byte of it has to be escaped. The last piece may overlap the one
 * before. */
static inline __attribute__((always_inline)) bool copy_plain(char *to, const char *from,
                                                             uint32_t size)
{
    uint32_t at = 0;

    if (size < 4)
        return copy_plain_3(to, from, size);
    if (size < 8)
        return copy_plain_4(to, from, size);
    if (size < 16)
        return copy_plain_8(to, from, size);
    for (; at + 16 <= size; at += 16)
        if (!copy_16(to + at, from + at))
            return false;
    return at == size || copy_16(to + size - 16, from + size - 16);
}

bool ek_text_is_json(ek_text text)
{
    char copy[16];
    uint32_t at = 0;

    if (text.size < 16)
        return copy_plain(copy, text.bytes, text.size);
    for (; at + 16 <= text.size; at += 16)
        if (!is_plain_16(text.bytes + at))
            return false;
    return at == text.size || is_plain_16(text.bytes + text.size - 16);
}

/* The same for any text, wherever there is room. */
static __attribute__((noinline)) void add_json(ek_buffer *buffer, ek_text text)
{
    uint32_t plain = 0; /* start of the bytes that go over as they are */

    ek_buffer_char(buffer, '"');
    for (uint32_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        char escape;

        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        escape = find_json_escape(text.bytes[i]);
        if (i > plain)
            ek_buffer_add(buffer, text.bytes + plain, i - plain);
        plain = i + 1;
        if (escape != 0)
            ek_buffer_add(buffer, (char[]){'\\', escape}, 2);
        else
            ek_buffer_add(buffer,
                          (char[]){'\\', 'u', '0', '0', hex_digits[c >> 4], hex_digits[c & 15]}, 6);
    }
    if (text.size > plain)
        ek_buffer_add(buffer, text.bytes + plain, text.size - plain);
    ek_buffer_char(buffer, '"');
}

void ek_buffer_json(ek_buffer *buffer, ek_text text)
{
    size_t size = (size_t)text.size + 2;
    char *room;

    if (size < buffer->capacity - buffer->size &&
        copy_plain((room = buffer->bytes + buffer->size) + 1, text.bytes, text.size)) {
        room[0] = room[size - 1] = '"';
        room[size] = '\0';
        buffer->size += size;
        return;
    }
    add_json(buffer, text);
}

/* What a terminal obeys instead of showing, or what reorders or breaks the line around it. */
static bool is_hidden(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code <= 0x9f) || code == 0x61c ||
           (code >= 0x200e && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xfeff;
}

static void add_hidden(ek_buffer *buffer, uint32_t code)
{
    if (code < 0x80)
        ek_buffer_add(buffer, (char[]){'\\', 'x', hex_digits[code >> 4], hex_digits[code & 15]}, 4);
    else
        ek_buffer_format(buffer, "\\u{%04x}", (unsigned)code);
}

/* How many bytes from there on are printable ASCII. */
static uint32_t count_plain(ek_text text, uint32_t offset)
{
    uint32_t at = offset;

    while (at < text.size && (unsigned char)(text.bytes[at] - 0x20) < 0x5f)
        at++;
    return at - offset;
}

/* The letters of Latin languages, and § with its like: two bytes, well formed. */
static bool is_latin(const char *bytes, uint32_t size)
{
    unsigned char lead = (unsigned char)bytes[0];
    unsigned char next = size > 1 ? (unsigned char)bytes[1] : 0;

    return next < 0xc0 && ((lead == 0xc3 && next >= 0x80) || (lead == 0xc2 && next >= 0xa0));
}

static bool are_plain_16(const char *bytes)
{
    bytes_16 sixteen;
    halves_16 other;

    memcpy(&sixteen, bytes, sizeof sixteen);
    other = (halves_16)((sixteen < 0x20) | (sixteen > 0x7e));
    return (other[0] | other[1]) == 0;
}

bool ek_text_is_shown(ek_text text)
{
    uint32_t at = 0;

    while (at < text.size) {
        uint32_t left = text.size - at, size = left < 4 ? left : 4;
        unsigned char c = (unsigned char)text.bytes[at];

        if (left >= 16 && are_plain_16(text.bytes + at))
            at += 16;
        else if ((unsigned char)(c - 0x20) < 0x5f)
            at++;
        else if (is_latin(text.bytes + at, left))
            at += 2;
        else if (c < 0x80 || ek_utf8_check(text.bytes + at, size) == 0 ||
                 is_hidden(ek_utf8_next(text, &at)))
            return false;
    }
    return true;
}

void ek_buffer_shown(ek_buffer *buffer, ek_text text)
{
    uint32_t offset = count_plain(text, 0);

    if (offset > 0)
        ek_buffer_add(buffer, text.bytes, offset);
    while (offset < text.size) {
        uint32_t sound = (uint32_t)ek_utf8_check(text.bytes + offset, text.size - offset) + offset;

        while (offset < sound) {
            uint32_t start = offset, code, plain = count_plain(text, offset);

            if (plain > 0) {
                ek_buffer_add(buffer, text.bytes + start, plain);
                offset += plain;
                continue;
            }
            code = ek_utf8_next(text, &offset);
            if (is_hidden(code))
                add_hidden(buffer, code);
            else
                ek_buffer_add(buffer, text.bytes + start, offset - start);
        }
        if (offset < text.size) {
            unsigned char c = (unsigned char)text.bytes[offset++];

            ek_buffer_add(buffer, (char[]){'\\', 'x', hex_digits[c >> 4], hex_digits[c & 15]}, 4);
        }
    }
}

ek_text ek_buffer_done(const ek_buffer *buffer)
{
    return (ek_text){buffer->bytes ? buffer->bytes : "", (uint32_t)buffer->size};
}

void ek_buffer_grouped(ek_buffer *out, uint64_t number)
{
    char digits[20];
    uint32_t count = 0;

    do {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    while (count > 0) {
        ek_buffer_char(out, digits[--count]);
        if (count > 0 && count % 3 == 0)
            ek_buffer_char(out, ',');
    }
}
