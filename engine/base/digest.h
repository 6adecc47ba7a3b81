/* SHA-256 (FIPS 180-4), for documents, policies and the chain of the register. */
#ifndef EK_BASE_DIGEST_H
#define EK_BASE_DIGEST_H

#include "base/text.h"

typedef struct ek_digest {
    uint8_t bytes[32];
} ek_digest;

typedef struct ek_digester {
    uint32_t state[8];
    uint64_t size; /* bytes taken so far */
    uint8_t block[64];
} ek_digester;

void ek_digester_init(ek_digester *digester);
void ek_digester_add(ek_digester *digester, const void *bytes, size_t size);
/* The same of two messages, each to its own digester. */
void ek_digester_add_two(ek_digester *const digesters[2], const ek_text texts[2]);
ek_digest ek_digester_done(ek_digester *digester);
ek_digest ek_digest_of(ek_text text);
void ek_digest_of_two(ek_digest *const out[2], const ek_text texts[2]);
void ek_digest_hex(ek_digest digest, char out[65]);

#endif
