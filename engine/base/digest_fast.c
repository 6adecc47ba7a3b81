/* SHA-256 by the instructions of x86 processors. Where compiler or processor have none, the plain
 * way is taken; the digests are the same. */
#include "base/digest_blocks.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)

#include <immintrin.h>

/* libgcc asked the processor when the program began. */
bool ek_digest_has_fast(void)
{
    return __builtin_cpu_supports("sse4.1") && __builtin_cpu_supports("sha");
}

#define FAST __attribute__((target("sse4.1,sha")))

static FAST __m128i read_words(const uint8_t *bytes)
{
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);

    return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)bytes), swap);
}

/* The next four words of the schedule, from the sixteen before them. */
static FAST __m128i expand_words(__m128i a, __m128i b, __m128i c, __m128i d)
{
    return _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4)),
                                d);
}

static FAST void take_block(__m128i *abef, __m128i *cdgh, const uint8_t *block)
{
    __m128i words[4], first = *abef, second = *cdgh, message;

#pragma GCC unroll 16
    for (unsigned i = 0; i < 16; i++) {
        if (i < 4)
            words[i] = read_words(block + 16 * i);
        else
            words[i % 4] = expand_words(words[i % 4], words[(i + 1) % 4], words[(i + 2) % 4],
                                        words[(i + 3) % 4]);
        message = _mm_add_epi32(
            words[i % 4],
            _mm_loadu_si128((const __m128i *)(const void *)&ek_digest_constants[4 * i]));
        second = _mm_sha256rnds2_epu32(second, first, message);
        first = _mm_sha256rnds2_epu32(first, second, _mm_shuffle_epi32(message, 0x0e));
    }
    *abef = _mm_add_epi32(*abef, first);
    *cdgh = _mm_add_epi32(*cdgh, second);
}

/* The instructions want the words in another order. */
FAST void ek_digest_blocks_fast(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    __m128i *words = (__m128i *)(void *)state;
    __m128i low = _mm_shuffle_epi32(_mm_loadu_si128(words), 0xb1);
    __m128i high = _mm_shuffle_epi32(_mm_loadu_si128(words + 1), 0x1b);
    __m128i abef = _mm_alignr_epi8(low, high, 8), cdgh = _mm_blend_epi16(high, low, 0xf0);

    for (; count > 0; count--, blocks += 64)
        take_block(&abef, &cdgh, blocks);
    low = _mm_shuffle_epi32(abef, 0x1b);
    high = _mm_shuffle_epi32(cdgh, 0xb1);
    _mm_storeu_si128(words, _mm_blend_epi16(low, high, 0xf0));
    _mm_storeu_si128(words + 1, _mm_alignr_epi8(high, low, 8));
}

#else

bool ek_digest_has_fast(void)
{
    return false;
}

void ek_digest_blocks_fast(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    ek_digest_blocks_plain(state, blocks, count);
}

#endif
