/* A sum of bytes that come in pieces: whether they are the same bytes again. The same whatever the
 * pieces; not against somebody who wants it to be the same. Begins as zeros. */
#ifndef EK_CLI_SUM_H
#define EK_CLI_SUM_H

#include <stddef.h>
#include <stdint.h>

enum { SUM_LANES = 4, SUM_BLOCK = SUM_LANES * 8 };

typedef struct cli_sum {
    uint64_t lanes[SUM_LANES]; /* of whole blocks: each takes eight bytes of 32 */
    char rest[SUM_BLOCK];      /* behind them; zeros after that */
    size_t rest_size;
} cli_sum;

void cli_sum_add(cli_sum *sum, const char *bytes, size_t size);
uint64_t cli_sum_value(const cli_sum *sum);

#endif
