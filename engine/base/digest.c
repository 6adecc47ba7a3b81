/* SHA-256 as FIPS 180-4 writes it: init, any number of adds, done. Plain C, no table but one; see
 * digest_fast.c for processors that know it. */
#include "base/digest.h"

#include "base/digest_blocks.h"

#include <string.h>

const uint32_t ek_digest_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate_right(uint32_t word, unsigned bits)
{
    return word >> bits | word << (32 - bits);
}

/* The message schedule of one block. */
static void expand_block(uint32_t words[64], const uint8_t *block)
{
    for (int i = 0; i < 16; i++)
        words[i] = (uint32_t)block[i * 4] << 24 | (uint32_t)block[i * 4 + 1] << 16 |
                   (uint32_t)block[i * 4 + 2] << 8 | block[i * 4 + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = words[i - 15], b = words[i - 2];

        words[i] = words[i - 16] + words[i - 7] +
                   (rotate_right(a, 7) ^ rotate_right(a, 18) ^ a >> 3) +
                   (rotate_right(b, 17) ^ rotate_right(b, 19) ^ b >> 10);
    }
}

/* One round; the eight words change places by the order in which they are given. */
#define ROUND(a, b, c, d, e, f, g, h, i)                                                           \
    do {                                                                                           \
        uint32_t first = (h) + (((e) & (f)) ^ (~(e) & (g))) + ek_digest_constants[i] + words[i] +  \
                         (rotate_right((e), 6) ^ rotate_right((e), 11) ^ rotate_right((e), 25));   \
        uint32_t second = (((a) & (b)) ^ ((a) & (c)) ^ ((b) & (c))) +                              \
                          (rotate_right((a), 2) ^ rotate_right((a), 13) ^ rotate_right((a), 22));  \
        (d) += first;                                                                              \
        (h) = first + second;                                                                      \
    } while (0)

static void take_block(uint32_t state[8], const uint8_t *block)
{
    uint32_t words[64], a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];

    expand_block(words, block);
    for (int i = 0; i < 64; i += 8) {
        ROUND(a, b, c, d, e, f, g, h, i);
        ROUND(h, a, b, c, d, e, f, g, i + 1);
        ROUND(g, h, a, b, c, d, e, f, i + 2);
        ROUND(f, g, h, a, b, c, d, e, i + 3);
        ROUND(e, f, g, h, a, b, c, d, i + 4);
        ROUND(d, e, f, g, h, a, b, c, i + 5);
        ROUND(c, d, e, f, g, h, a, b, i + 6);
        ROUND(b, c, d, e, f, g, h, a, i + 7);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

void ek_digest_blocks_plain(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    for (; count > 0; count--, blocks += 64)
        take_block(state, blocks);
}

static void take_blocks(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    if (ek_digest_has_fast())
        ek_digest_blocks_fast(state, blocks, count);
    else
        ek_digest_blocks_plain(state, blocks, count);
}

static void take_blocks_of_two(uint32_t *const states[2], const uint8_t *const blocks[2],
                               size_t count)
{
    if (ek_digest_has_fast()) {
        ek_digest_blocks_fast_two(states, blocks, count);
        return;
    }
    ek_digest_blocks_plain(states[0], blocks[0], count);
    ek_digest_blocks_plain(states[1], blocks[1], count);
}

void ek_digester_init(ek_digester *digester)
{
    static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

    memset(digester, 0, sizeof *digester);
    memcpy(digester->state, start, sizeof start);
}

void ek_digester_add(ek_digester *digester, const void *bytes, size_t size)
{
    const uint8_t *next = bytes;
    size_t filled = digester->size % sizeof digester->block;

    if (size == 0)
        return;
    digester->size += size;
    if (filled > 0) {
        size_t wanted = sizeof digester->block - filled;

        if (size < wanted) {
            memcpy(digester->block + filled, next, size);
            return;
        }
        memcpy(digester->block + filled, next, wanted);
        take_blocks(digester->state, digester->block, 1);
        next += wanted;
        size -= wanted;
    }
    take_blocks(digester->state, next, size / sizeof digester->block);
    memcpy(digester->block, next + (size & ~(sizeof digester->block - 1)),
           size % sizeof digester->block);
}

/* What is missing of a begun block comes first, then as many blocks as both have. */
void ek_digester_add_two(ek_digester *const digesters[2], const ek_text texts[2])
{
    const uint8_t *next[2];
    size_t left[2], count;

    for (unsigned i = 0; i < 2; i++) {
        size_t filled = digesters[i]->size % sizeof digesters[i]->block;
        size_t wanted = filled > 0 ? sizeof digesters[i]->block - filled : 0;

        if (wanted > texts[i].size)
            wanted = texts[i].size;
        ek_digester_add(digesters[i], texts[i].bytes, wanted);
        next[i] = (const uint8_t *)texts[i].bytes + wanted;
        left[i] = texts[i].size - wanted;
    }
    count = (left[0] < left[1] ? left[0] : left[1]) / sizeof digesters[0]->block;
    if (count > 0)
        take_blocks_of_two((uint32_t *const[2]){digesters[0]->state, digesters[1]->state}, next,
                           count);
    for (unsigned i = 0; i < 2; i++) {
        size_t taken = count * sizeof digesters[i]->block;

        digesters[i]->size += taken;
        ek_digester_add(digesters[i], next[i] + taken, left[i] - taken);
    }
}

ek_digest ek_digester_done(ek_digester *digester)
{
    static const uint8_t padding[64] = {0x80};
    uint64_t bits = digester->size * 8;
    size_t filled = digester->size % sizeof digester->block;
    uint8_t length[8];
    ek_digest digest;

    for (int i = 0; i < 8; i++)
        length[i] = (uint8_t)(bits >> (56 - 8 * i));
    ek_digester_add(digester, padding, filled < 56 ? 56 - filled : 120 - filled);
    ek_digester_add(digester, length, sizeof length);
    for (int i = 0; i < 32; i++)
        digest.bytes[i] = (uint8_t)(digester->state[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

ek_digest ek_digest_of(ek_text text)
{
    ek_digester digester;

    ek_digester_init(&digester);
    ek_digester_add(&digester, text.bytes, text.size);
    return ek_digester_done(&digester);
}

void ek_digest_of_two(ek_digest *const out[2], const ek_text texts[2])
{
    ek_digester digesters[2];

    ek_digester_init(&digesters[0]);
    ek_digester_init(&digesters[1]);
    ek_digester_add_two((ek_digester *const[2]){&digesters[0], &digesters[1]}, texts);
    *out[0] = ek_digester_done(&digesters[0]);
    *out[1] = ek_digester_done(&digesters[1]);
}

void ek_digest_hex(ek_digest digest, char out[65])
{
    static const char digits[] = "0123456789abcdef";

    for (int i = 0; i < 32; i++) {
        out[i * 2] = digits[digest.bytes[i] >> 4];
        out[i * 2 + 1] = digits[digest.bytes[i] & 15];
    }
    out[64] = '\0';
}
