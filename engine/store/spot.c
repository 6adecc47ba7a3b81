/* Columns count characters, bytes are what is compared: most lines are ASCII, where they are the
 * same; of others the bytes that are no columns of their own are noted, in order (spot.h). */
#include "store/spot.h"

#include <string.h>

#define ABOVE_ASCII UINT64_C(0x8080808080808080)

enum { DATE_BYTES = 10 };

static void note_shifts(ek_spots *spots, ek_arena *arena, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to; at++) {
        uint32_t column = at - spots->shift_count; /* of the character that it belongs to */

        if (((unsigned char)spots->line.bytes[at] & 0xc0) == 0x80)
            *EK_PUSH(arena, spots->shifts, spots->shift_count, spots->shift_capacity) = column;
    }
}

void ek_spots_init(ek_spots *spots, ek_arena *arena, const struct erkend_case *the_case)
{
    uint32_t at = 0;

    memset(spots, 0, sizeof *spots);
    if (the_case->line == 0)
        return;
    spots->line = the_case->documents[0].bytes;
    spots->number = the_case->line;
    for (; at + 32 <= spots->line.size; at += 32) {
        const char *bytes = spots->line.bytes + at;

        if (((ek_load_8(bytes) | ek_load_8(bytes + 8) | ek_load_8(bytes + 16) |
              ek_load_8(bytes + 24)) &
             ABOVE_ASCII) != 0)
            note_shifts(spots, arena, at, at + 32);
    }
    note_shifts(spots, arena, at, spots->line.size);
}

/* What stands from that column on; empty when there is no such column. */
static ek_text text_from(const ek_spots *spots, uint32_t column)
{
    uint32_t low = 0, high = spots->shift_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (spots->shifts[middle] < column)
            low = middle + 1;
        else
            high = middle;
    }
    return ek_text_slice(spots->line, column - 1 + low, spots->line.size);
}

/* `wanted` at that byte of it. */
static bool has_at(ek_text text, uint32_t at, ek_text wanted)
{
    return text.size >= at && text.size - at >= wanted.size &&
           ek_bytes_equal(text.bytes + at, wanted.bytes, wanted.size);
}

static bool has_char_at(ek_text text, uint32_t at, char wanted)
{
    return at < text.size && text.bytes[at] == wanted;
}

/* The text in quotes at that byte. A text that has a quote or a backslash stands there otherwise:
 * escaped. */
static bool has_quoted_at(ek_text text, uint32_t at, ek_text wanted)
{
    return has_char_at(text, at + 1 + wanted.size, '"') && text.bytes[at] == '"' &&
           (text.bytes + at + 1 == wanted.bytes ||
            ek_bytes_equal(text.bytes + at + 1, wanted.bytes, wanted.size)) &&
           ek_text_is_value(wanted);
}

static bool has_date(ek_text text, ek_date date)
{
    ek_date read;

    return has_char_at(text, 0, '"') && has_char_at(text, DATE_BYTES + 1, '"') &&
           ek_date_read(&read, (ek_text){text.bytes + 1, DATE_BYTES}) == ERKEND_OK && read == date;
}

static bool has_level(ek_text text, const ek_level *level)
{
    uint32_t between = 1 + level->framework.size, end = between + 1 + level->label.size;

    return has_char_at(text, 0, '"') && has_at(text, 1, level->framework) &&
           has_char_at(text, between, ' ') && has_at(text, between + 1, level->label) &&
           has_char_at(text, end, '"') && ek_text_is_value(level->framework) &&
           ek_text_is_value(level->label);
}

/* Digits, and nothing behind them that belongs to the number. */
static bool has_whole(ek_text text, ek_fraction number)
{
    char digits[EK_DIGITS];
    uint32_t size;

    if (number.den != 1 || number.num < 0)
        return false;
    size = (uint32_t)(ek_put_digits(digits, (uint64_t)number.num) - digits);
    return has_at(text, 0, (ek_text){digits, size}) &&
           (has_char_at(text, size, ',') || has_char_at(text, size, '}'));
}

static bool has_texts(ek_text text, ek_texts texts)
{
    uint32_t at = 1;

    if (texts.count == 0 || !has_char_at(text, 0, '['))
        return false;
    for (uint32_t i = 0; i < texts.count; i++) {
        if (!has_quoted_at(text, at, texts.items[i]))
            return false;
        at += texts.items[i].size + 2;
        if (!has_char_at(text, at++, i + 1 < texts.count ? ',' : ']'))
            return false;
    }
    return true;
}

bool ek_spots_say(const ek_spots *spots, const ek_value *value)
{
    ek_text text;

    if (spots->line.size == 0 || value->state != EK_KNOWN || value->file != 0 ||
        value->line != spots->number || value->column == 0 || value->column == UINT16_MAX)
        return false;
    text = text_from(spots, value->column);
    switch ((ek_kind)value->kind) {
    case EK_KIND_TEXT:
    case EK_KIND_WORD:
    case EK_KIND_COUNTRY: return has_quoted_at(text, 0, value->as.text);
    case EK_KIND_DATE: return has_date(text, value->as.date);
    case EK_KIND_LEVEL: return has_level(text, value->as.level);
    case EK_KIND_NUMBER: return has_whole(text, value->as.number);
    case EK_KIND_MARK: return has_whole(text, value->as.mark->value);
    case EK_KIND_SET: return has_texts(text, value->as.texts);
    default: return false;
    }
}
