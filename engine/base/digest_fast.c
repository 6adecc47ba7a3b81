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

/* A message that is being digested. */
typedef struct lane {
    __m128i abef, cdgh, words[4];
} lane;

/* Four rounds: the i-th of a block. */
static inline FAST __attribute__((always_inline)) void take_rounds(lane *l, const uint8_t *block,
                                                                   unsigned i)
{
    __m128i message;

    if (i < 4)
        l->words[i] = read_words(block + 16 * i);
    else
        l->words[i % 4] = expand_words(l->words[i % 4], l->words[(i + 1) % 4],
                                       l->words[(i + 2) % 4], l->words[(i + 3) % 4]);
    message =
        _mm_add_epi32(l->words[i % 4],
                      _mm_loadu_si128((const __m128i *)(const void *)&ek_digest_constants[4 * i]));
    l->cdgh = _mm_sha256rnds2_epu32(l->cdgh, l->abef, message);
    l->abef = _mm_sha256rnds2_epu32(l->abef, l->cdgh, _mm_shuffle_epi32(message, 0x0e));
}

static inline FAST __attribute__((always_inline)) void add_state(lane *l, const lane *before)
{
    l->abef = _mm_add_epi32(l->abef, before->abef);
    l->cdgh = _mm_add_epi32(l->cdgh, before->cdgh);
}

/* The instructions want the words in another order. */
static inline FAST __attribute__((always_inline)) lane open_lane(const uint32_t state[8])
{
    const __m128i *words = (const __m128i *)(const void *)state;
    __m128i low = _mm_shuffle_epi32(_mm_loadu_si128(words), 0xb1);
    __m128i high = _mm_shuffle_epi32(_mm_loadu_si128(words + 1), 0x1b);

    return (lane){.abef = _mm_alignr_epi8(low, high, 8), .cdgh = _mm_blend_epi16(high, low, 0xf0)};
}

static inline FAST __attribute__((always_inline)) void close_lane(const lane *l, uint32_t state[8])
{
    __m128i *words = (__m128i *)(void *)state;
    __m128i low = _mm_shuffle_epi32(l->abef, 0x1b), high = _mm_shuffle_epi32(l->cdgh, 0xb1);

    _mm_storeu_si128(words, _mm_blend_epi16(low, high, 0xf0));
    _mm_storeu_si128(words + 1, _mm_alignr_epi8(high, low, 8));
}

FAST void ek_digest_blocks_fast(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    lane l = open_lane(state);

    for (; count > 0; count--, blocks += 64) {
        const lane before = l;

#pragma GCC unroll 16
        for (unsigned i = 0; i < 16; i++)
            take_rounds(&l, blocks, i);
        add_state(&l, &before);
    }
    close_lane(&l, state);
}

/* Each round waits for the one before it: those of another message fit between them. */
FAST void ek_digest_blocks_fast_two(uint32_t *const states[2], const uint8_t *const blocks[2],
                                    size_t count)
{
    lane first = open_lane(states[0]), second = open_lane(states[1]);
    const uint8_t *one = blocks[0], *other = blocks[1];

    for (; count > 0; count--, one += 64, other += 64) {
        const lane first_before = first, second_before = second;

#pragma GCC unroll 16
        for (unsigned i = 0; i < 16; i++) {
            take_rounds(&first, one, i);
            take_rounds(&second, other, i);
        }
        add_state(&first, &first_before);
        add_state(&second, &second_before);
    }
    close_lane(&first, states[0]);
    close_lane(&second, states[1]);
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

void ek_digest_blocks_fast_two(uint32_t *const states[2], const uint8_t *const blocks[2],
                               size_t count)
{
    for (unsigned i = 0; i < 2; i++)
        ek_digest_blocks_plain(states[i], blocks[i], count);
}

#endif
