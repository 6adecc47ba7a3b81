/* A source of lines: what the host reads, cut after whole lines.
 *
 * A lot is handed on when it has enough bytes (how many the run says: few where they become much),
 * or as soon as the host gave less than it was asked for: whoever sends one line and waits gets its
 * answer. */
#include "batch/batch.h"

#include <string.h>

bool ek_make_room(char **bytes, size_t *capacity, size_t needed, const erkend_allocator *host)
{
    size_t wanted = *capacity > 0 ? *capacity : EK_LOT_BYTES;
    char *larger;

    if (needed <= *capacity)
        return true;
    while (wanted < needed)
        wanted *= 2;
    larger = ek_host_alloc(host, wanted + EK_SPARE_BYTES);
    if (larger == NULL)
        return false;
    if (*bytes != NULL) {
        memcpy(larger, *bytes, *capacity);
        ek_host_free(host, *bytes, *capacity + EK_SPARE_BYTES);
    }
    *bytes = larger;
    *capacity = wanted;
    return true;
}

static size_t read_some(ek_source_lines *source, char *bytes, size_t room)
{
    size_t got = 0;
    erkend_status status = source->batch->read(source->batch->user, bytes, room, &got);

    if (status != ERKEND_OK || got > room) {
        source->status = status != ERKEND_OK ? status : ERKEND_ECALL;
        source->ended = true;
        return 0;
    }
    source->ended = got == 0;
    return got;
}

/* The bytes up to and with the last end of a line; 0: there is none. */
static size_t find_whole(const char *bytes, size_t size)
{
    const uint64_t ends = UINT64_C(0x0a0a0a0a0a0a0a0a), ones = UINT64_C(0x0101010101010101);

    /* the last line is as long as a case: eight bytes at a time, down to those with an end */
    for (; size >= 8; size -= 8) {
        uint64_t other = ek_load_8(bytes + size - 8) ^ ends;

        if (((other - ones) & ~other & ones << 7) != 0)
            break;
    }
    while (size > 0 && bytes[size - 1] != '\n')
        size--;
    return size;
}

static void find_ends(ek_lot *lot)
{
    const char *at = lot->bytes, *end = lot->bytes + lot->size;

    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));

        if (stop == NULL)
            stop = end;
        *EK_PUSH(&lot->arena, lot->ends, lot->end_count, lot->end_capacity) =
            (uint32_t)(stop - lot->bytes);
        at = stop + 1;
    }
}

/* False: there is no memory. */
static bool count_lines(ek_lot *lot)
{
    ek_escape escape;

    if (EK_TRY(&lot->arena, &escape))
        find_ends(lot);
    ek_escape_end(&lot->arena, &escape);
    lot->counts.lines = lot->end_count;
    return escape.status == ERKEND_OK;
}

/* Passes over a line that is too long, to its end. */
static bool skip_line(ek_lot *lot, ek_source_lines *source)
{
    size_t at = 0, size = lot->size;

    for (;;) {
        const char *stop = memchr(lot->bytes + at, '\n', size - at);

        if (stop != NULL) {
            size_t used = (size_t)(stop + 1 - lot->bytes);

            memcpy(source->rest, stop + 1, size - used);
            source->rest_size = size - used;
            break;
        }
        if (source->ended)
            break;
        at = 0;
        size = read_some(source, lot->bytes, EK_LOT_BYTES);
    }
    lot->overlong = true;
    lot->size = 0;
    lot->counts.lines = 1;
    source->line++;
    return source->status == ERKEND_OK;
}

/* Keeps the begin of the next line for the next lot. */
static bool cut(ek_lot *lot, ek_source_lines *source, size_t whole)
{
    size_t left = lot->size - whole;

    if (!ek_make_room(&source->rest, &source->rest_capacity, left, source->host)) {
        source->status = ERKEND_ENOMEM;
        return false;
    }
    if (left > 0)
        memcpy(source->rest, lot->bytes + whole, left);
    source->rest_size = left;
    lot->size = whole;
    memset(lot->bytes + whole, 0, EK_SPARE_BYTES); /* what the last line ends with */
    if (!count_lines(lot)) {
        source->status = ERKEND_ENOMEM;
        return false;
    }
    source->line += lot->end_count;
    return whole > 0;
}

bool ek_lot_fill(ek_lot *lot, ek_source_lines *source)
{
    size_t line_bytes = source->batch->line_bytes ? source->batch->line_bytes : EK_LINE_BYTES;
    size_t enough = source->enough > 0 ? source->enough : EK_LOT_BYTES / 2;
    size_t whole, got, room, ended;

    if (!ek_make_room(&lot->bytes, &lot->capacity, EK_LOT_BYTES, source->host) ||
        !ek_make_room(&lot->bytes, &lot->capacity, source->rest_size, source->host) ||
        !ek_make_room(&source->rest, &source->rest_capacity, EK_LOT_BYTES, source->host)) {
        source->status = ERKEND_ENOMEM;
        return false;
    }
    lot->first_line = source->line;
    if (source->rest_size > 0)
        memcpy(lot->bytes, source->rest, source->rest_size);
    lot->size = source->rest_size;
    source->rest_size = 0;
    whole = find_whole(lot->bytes, lot->size);
    while (!source->ended && (whole == 0 || lot->size < enough)) {
        if (whole == 0 && lot->size > line_bytes)
            return skip_line(lot, source);
        if (!ek_make_room(&lot->bytes, &lot->capacity, lot->size + 1, source->host)) {
            source->status = ERKEND_ENOMEM;
            return false;
        }
        room = lot->capacity - lot->size;
        if (room > enough)
            room = enough;
        got = read_some(source, lot->bytes + lot->size, room);
        ended = find_whole(lot->bytes + lot->size, got);
        whole = ended > 0 ? lot->size + ended : whole;
        lot->size += got;
        if (whole > 0 && got < room)
            break;
    }
    if (source->status != ERKEND_OK)
        return false;
    return cut(lot, source, source->ended ? lot->size : whole);
}

void ek_source_lines_dispose(ek_source_lines *source)
{
    if (source->rest != NULL)
        ek_host_free(source->host, source->rest, source->rest_capacity + EK_SPARE_BYTES);
}
