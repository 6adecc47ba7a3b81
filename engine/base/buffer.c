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

/* Room for `more` bytes and the terminator. */
static void reserve_room(ek_buffer *buffer, size_t more)
{
    size_t capacity = buffer->capacity < LEAST_CAPACITY ? LEAST_CAPACITY : buffer->capacity;

    if (more >= UINT32_MAX - buffer->size)
        ek_raise(buffer->arena, ERKEND_ELIMIT);
    if (buffer->size + more < buffer->capacity)
        return;
    while (capacity <= buffer->size + more)
        capacity *= 2;
    buffer->bytes = ek_arena_extend(buffer->arena, buffer->bytes, buffer->capacity, capacity);
    buffer->capacity = capacity;
}

void ek_buffer_add(ek_buffer *buffer, const char *bytes, size_t size)
{
    if (size >= buffer->capacity - buffer->size)
        reserve_room(buffer, size);
    if (size > 0)
        memcpy(buffer->bytes + buffer->size, bytes, size);
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

void ek_buffer_char(ek_buffer *buffer, char c)
{
    ek_buffer_add(buffer, &c, 1);
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

    reserve_room(buffer, LEAST_CAPACITY);
    room = buffer->capacity - buffer->size;
    va_copy(again, arguments);
    size = vsnprintf(buffer->bytes + buffer->size, room, format, arguments);
    if (size >= 0 && (size_t)size >= room) {
        reserve_room(buffer, (size_t)size);
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

void ek_buffer_json(ek_buffer *buffer, ek_text text)
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
