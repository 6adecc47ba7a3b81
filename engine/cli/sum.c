/* Sums: a step (exclusive or, times an odd number, upper half into the lower) gives different
 * results for different bytes, so no single change is missed, and others by chance of 2^-64. Four
 * lanes, as a step waits for the one before; a CRC of zlib takes five times the instructions. */
#include "cli/sum.h"

#include <string.h>

static inline uint64_t mix(uint64_t lane, uint64_t word)
{
    lane = (lane ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return lane ^ lane >> 32;
}

static inline uint64_t load_word(const char *bytes)
{
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
    return word;
}

static void add_blocks(cli_sum *sum, const char *bytes, size_t count)
{
    uint64_t a = sum->lanes[0], b = sum->lanes[1], c = sum->lanes[2], d = sum->lanes[3];

    for (; count > 0; count--, bytes += SUM_BLOCK) {
        a = mix(a, load_word(bytes));
        b = mix(b, load_word(bytes + 8));
        c = mix(c, load_word(bytes + 16));
        d = mix(d, load_word(bytes + 24));
    }
    sum->lanes[0] = a;
    sum->lanes[1] = b;
    sum->lanes[2] = c;
    sum->lanes[3] = d;
}

void cli_sum_add(cli_sum *sum, const char *bytes, size_t size)
{
    if (size == 0)
        return;
    if (sum->rest_size > 0) {
        size_t room = SUM_BLOCK - sum->rest_size, taken = size < room ? size : room;

        memcpy(sum->rest + sum->rest_size, bytes, taken);
        sum->rest_size += taken;
        bytes += taken;
        size -= taken;
        if (sum->rest_size < SUM_BLOCK)
            return;
        add_blocks(sum, sum->rest, 1);
    }
    add_blocks(sum, bytes, size / SUM_BLOCK);
    sum->rest_size = size % SUM_BLOCK;
    memset(sum->rest, 0, SUM_BLOCK);
    memcpy(sum->rest, bytes + (size - sum->rest_size), sum->rest_size);
}

uint64_t cli_sum_value(const cli_sum *sum)
{
    uint64_t value = sum->rest_size;
    int i;

    for (i = 0; i < SUM_LANES; i++)
        value = mix(mix(value, sum->lanes[i]), load_word(sum->rest + 8 * i));
    return value;
}
