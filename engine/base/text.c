/* Text: comparing, copying and cutting runs of bytes, and the nearest of several names. */
#include "base/text.h"
#include "base/sort.h"

#include <assert.h>
#include <string.h>

#define MAX_COMPARED_BYTES 64u
#define FEW_TEXTS 8u

ek_text ek_text_of(const char *terminated)
{
    size_t size = terminated ? strlen(terminated) : 0;

    assert(size <= UINT32_MAX);
    return (ek_text){terminated ? terminated : "", (uint32_t)size};
}

const char *ek_text_terminated(ek_arena *arena, ek_text text)
{
    char *copy = EK_ROOM(arena, char, (size_t)text.size + 1);

    if (text.size > 0)
        memcpy(copy, text.bytes, text.size);
    copy[text.size] = '\0';
    return copy;
}

ek_text ek_text_copy(ek_arena *arena, ek_text text)
{
    return (ek_text){ek_text_terminated(arena, text), text.size};
}

ek_text ek_text_in_blocks(ek_arena *arena, ek_text text)
{
    size_t blocks = ((size_t)text.size + EK_BLOCK_BYTES - 1) / EK_BLOCK_BYTES;
    char *bytes = ek_arena_array(arena, blocks > 0 ? blocks : 1, EK_BLOCK_BYTES);

    if (text.size > 0)
        memcpy(bytes, text.bytes, text.size);
    return (ek_text){bytes, text.size};
}

ek_text ek_text_format(ek_arena *arena, const char *format, ...)
{
    ek_buffer buffer;
    va_list arguments;

    ek_buffer_init(&buffer, arena);
    va_start(arguments, format);
    ek_buffer_format_list(&buffer, format, arguments);
    va_end(arguments);
    return ek_buffer_done(&buffer);
}

/* Most texts that differ do so at once: their lengths are not looked for. */
/* Bytes as a number whose first byte weighs most. */
static inline uint64_t weigh_8(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;

    return (uint64_t)bytes[0] << 56 | (uint64_t)bytes[1] << 48 | (uint64_t)bytes[2] << 40 |
           (uint64_t)bytes[3] << 32 | (uint64_t)bytes[4] << 24 | (uint64_t)bytes[5] << 16 |
           (uint64_t)bytes[6] << 8 | bytes[7];
}

static inline uint32_t weigh_4(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;

    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static inline int order_of(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

/* Short ones by their first and their last bytes, which meet or overlap. */
static int compare_bytes(const char *a, const char *b, uint32_t size)
{
    int order;

    if (size > 16) {
        order = memcmp(a, b, size);
        return order < 0 ? -1 : order > 0;
    }
    if (size >= 8) {
        order = order_of(weigh_8(a), weigh_8(b));
        return order != 0 ? order : order_of(weigh_8(a + size - 8), weigh_8(b + size - 8));
    }
    if (size >= 4) {
        order = order_of(weigh_4(a), weigh_4(b));
        return order != 0 ? order : order_of(weigh_4(a + size - 4), weigh_4(b + size - 4));
    }
    order = 0;
    for (uint32_t i = 0; i < size && order == 0; i++)
        order = order_of((unsigned char)a[i], (unsigned char)b[i]);
    return order;
}

int ek_text_compare(ek_text a, ek_text b)
{
    uint32_t common = a.size < b.size ? a.size : b.size;
    int order = compare_bytes(a.bytes, b.bytes, common);

    return order != 0 ? order : a.size < b.size ? -1 : a.size > b.size;
}

bool ek_text_starts(ek_text text, const char *prefix)
{
    size_t size = strlen(prefix);

    return size == 0 || (size <= text.size && memcmp(text.bytes, prefix, size) == 0);
}

bool ek_text_ends(ek_text text, const char *suffix)
{
    size_t size = strlen(suffix);

    return size == 0 ||
           (size <= text.size && memcmp(text.bytes + (text.size - size), suffix, size) == 0);
}

ek_text ek_text_slice(ek_text text, uint32_t from, uint32_t to)
{
    if (to > text.size)
        to = text.size;
    if (from > to)
        from = to;
    return (ek_text){text.bytes ? text.bytes + from : "", to - from};
}

static uint32_t smaller_of(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Three rows of the table suffice: a swap looks two rows back. Each letter takes part in one swap
 * at most ("optimal string alignment"). */
uint32_t ek_text_distance(ek_text a, ek_text b)
{
    uint32_t rows[3][MAX_COMPARED_BYTES + 1];
    uint32_t *two_before = rows[0], *before = rows[1], *now = rows[2];
    uint32_t a_size = smaller_of(a.size, MAX_COMPARED_BYTES);
    uint32_t b_size = smaller_of(b.size, MAX_COMPARED_BYTES);

    for (uint32_t j = 0; j <= b_size; j++)
        now[j] = j;
    for (uint32_t i = 1; i <= a_size; i++) {
        uint32_t *reused = two_before;

        two_before = before;
        before = now;
        now = reused;
        now[0] = i;
        for (uint32_t j = 1; j <= b_size; j++) {
            uint32_t change = a.bytes[i - 1] == b.bytes[j - 1] ? 0 : 1;

            now[j] = smaller_of(smaller_of(before[j], now[j - 1]) + 1, before[j - 1] + change);
            if (i > 1 && j > 1 && a.bytes[i - 1] == b.bytes[j - 2] &&
                a.bytes[i - 2] == b.bytes[j - 1])
                now[j] = smaller_of(now[j], two_before[j - 2] + 1);
        }
    }
    return now[b_size];
}

ek_text ek_text_nearest(ek_text wanted, const ek_text *names, uint32_t count)
{
    uint32_t allowed = smaller_of(wanted.size < 6 ? 1 : wanted.size / 3, 3);
    ek_text nearest = {"", 0};

    for (uint32_t i = 0; i < count; i++) {
        uint32_t changes = ek_text_distance(wanted, names[i]);

        if (changes > allowed || (nearest.size > 0 && changes == allowed))
            continue;
        nearest = names[i];
        allowed = changes;
    }
    return nearest;
}

bool ek_texts_have(ek_texts texts, ek_text wanted)
{
    for (uint32_t i = 0; i < texts.count; i++)
        if (ek_text_equal(texts.items[i], wanted))
            return true;
    return false;
}

bool ek_texts_equal(ek_texts a, ek_texts b)
{
    if (a.count != b.count)
        return false;
    for (uint32_t i = 0; i < a.count; i++)
        if (!ek_text_equal(a.items[i], b.items[i]))
            return false;
    return true;
}

static int compare_texts(const void *a, const void *b)
{
    return ek_text_compare(*(const ek_text *)a, *(const ek_text *)b);
}

/* Few texts, as nearly all sets are, are put one by one where they belong. True: one stands twice.
 */
static bool sort_few(ek_text *items, uint32_t count)
{
    bool twice = false;

    for (uint32_t i = 1; i < count; i++) {
        ek_text item = items[i];
        uint32_t at = i;
        int order = 1;

        while (at > 0 && (order = ek_text_compare(item, items[at - 1])) < 0) {
            items[at] = items[at - 1];
            at--;
        }
        items[at] = item;
        twice = twice || order == 0;
    }
    return twice;
}

void ek_texts_sort(ek_text *items, uint32_t count)
{
    if (count <= FEW_TEXTS)
        (void)sort_few(items, count);
    else
        ek_sort(items, count, sizeof *items, compare_texts);
}

uint32_t ek_texts_once(ek_text *items, uint32_t count)
{
    uint32_t kept = 0;

    if (count <= FEW_TEXTS && !sort_few(items, count))
        return count;
    ek_texts_sort(items, count);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || !ek_text_equal(items[kept - 1], items[i]))
            items[kept++] = items[i];
    return kept;
}
