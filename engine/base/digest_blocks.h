/* Blocks of SHA-256: 64 bytes each, into the eight words of the state. Two ways that give the same:
 * plain C, and the instructions that some processors have for it. */
#ifndef EK_BASE_DIGEST_BLOCKS_H
#define EK_BASE_DIGEST_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern const uint32_t ek_digest_constants[64];
void ek_digest_blocks_plain(uint32_t state[8], const uint8_t *blocks, size_t count);
/* Only where ek_digest_has_fast says so. */
void ek_digest_blocks_fast(uint32_t state[8], const uint8_t *blocks, size_t count);
/* So many of two messages, which takes hardly longer than of one. */
void ek_digest_blocks_fast_two(uint32_t *const states[2], const uint8_t *const blocks[2],
                               size_t count);
bool ek_digest_has_fast(void);

#endif
