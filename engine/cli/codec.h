/* Compressed files: gzip and zstd, known by the end of the name (.gz, .zst). The only module that
 * knows zlib and libzstd.
 *
 * A packer gets bytes and gives packed ones; a part that is ended (a gzip member, a zstd frame) can
 * be unpacked without what follows, and parts one after the other are one file. What a packer makes
 * depends on the bytes and on where parts end, never on the pieces in which bytes came. */
#ifndef EK_CLI_CODEC_H
#define EK_CLI_CODEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum cli_coding { CODING_NONE, CODING_GZIP, CODING_ZSTD } cli_coding;

cli_coding cli_coding_of(const char *path);
/* "gzip", "zstd" */
const char *cli_coding_name(cli_coding coding);
/* What these first bytes of a file look like. */
cli_coding cli_coding_seen(const char *bytes, size_t size);
/* CRC-32 going on from `crc`; 0 to begin. */
uint32_t cli_crc(uint32_t crc, const char *bytes, size_t size);

typedef struct cli_packer cli_packer;
/* NULL: no memory. */
cli_packer *cli_packer_new(cli_coding coding);
void cli_packer_free(cli_packer *packer);
/* Takes bytes[0, size) (all of them), and ends the part when `end`. Calls `put` with what comes
 * out; false when put gave false, or there is no memory. */
bool cli_packer_add(cli_packer *packer, const char *bytes, size_t size, bool end,
                    bool (*put)(void *to, const char *bytes, size_t size), void *to);

/* A part without bytes: a file that holds nothing has one, else it would be no packed file. */
bool cli_packer_add_nothing(cli_packer *packer,
                            bool (*put)(void *to, const char *bytes, size_t size), void *to);

typedef struct cli_unpacker cli_unpacker;
cli_unpacker *cli_unpacker_new(cli_coding coding);
void cli_unpacker_free(cli_unpacker *unpacker);
/* Unpacks from in[*taken, size) into out, as much as fits; moves *taken on. False: the data are
 * damaged; *why (borrowed) tells how. */
bool cli_unpacker_go(cli_unpacker *unpacker, const char *in, size_t size, size_t *taken, char *out,
                     size_t room, size_t *got, const char **why);
/* Between two parts: an end of the file is right here. */
bool cli_unpacker_whole(const cli_unpacker *unpacker);

#endif
