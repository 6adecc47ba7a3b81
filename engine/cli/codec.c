/* Packing and unpacking, gzip by zlib and zstd by libzstd. */
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "cli/codec.h"

enum { BLOCK_BYTES = 128 * 1024, GZIP_LEVEL = 6, ZSTD_LEVEL = 3, GZIP_WINDOW = 15 + 16 };

static bool ends_in(const char *path, const char *end)
{
    size_t size = strlen(path), tail = strlen(end);

    return size > tail && strcmp(path + size - tail, end) == 0;
}

cli_coding cli_coding_of(const char *path)
{
    return ends_in(path, ".gz") ? CODING_GZIP : ends_in(path, ".zst") ? CODING_ZSTD : CODING_NONE;
}

const char *cli_coding_name(cli_coding coding)
{
    return coding == CODING_GZIP ? "gzip" : coding == CODING_ZSTD ? "zstd" : "plain";
}

cli_coding cli_coding_seen(const char *bytes, size_t size)
{
    if (size >= 2 && memcmp(bytes, "\x1f\x8b", 2) == 0)
        return CODING_GZIP;
    return size >= 4 && memcmp(bytes, "\x28\xb5\x2f\xfd", 4) == 0 ? CODING_ZSTD : CODING_NONE;
}

uint32_t cli_crc(uint32_t crc, const char *bytes, size_t size)
{
    return (uint32_t)crc32_z(crc, (const unsigned char *)bytes, size);
}

/* ---- Packing ------------------------------------------------------------------------------- */

/* Bytes wait until a block is full, so that the pieces in which they came leave no trace. */
struct cli_packer {
    cli_coding coding;
    z_stream gzip;
    ZSTD_CCtx *zstd;
    size_t size; /* that wait */
    bool begun;  /* a part */
    char block[BLOCK_BYTES], out[BLOCK_BYTES];
};

cli_packer *cli_packer_new(cli_coding coding)
{
    cli_packer *packer = calloc(1, sizeof *packer);
    bool made = false;

    if (packer == NULL)
        return NULL;
    packer->coding = coding;
    if (coding == CODING_GZIP) {
        made = deflateInit2(&packer->gzip, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, 8,
                            Z_DEFAULT_STRATEGY) == Z_OK;
    } else {
        packer->zstd = ZSTD_createCCtx();
        made = packer->zstd != NULL &&
               !ZSTD_isError(
                   ZSTD_CCtx_setParameter(packer->zstd, ZSTD_c_compressionLevel, ZSTD_LEVEL)) &&
               !ZSTD_isError(ZSTD_CCtx_setParameter(packer->zstd, ZSTD_c_checksumFlag, 1));
    }
    if (!made) {
        cli_packer_free(packer);
        return NULL;
    }
    return packer;
}

void cli_packer_free(cli_packer *packer)
{
    if (packer == NULL)
        return;
    if (packer->coding == CODING_GZIP)
        (void)deflateEnd(&packer->gzip);
    (void)ZSTD_freeCCtx(packer->zstd);
    free(packer);
}

static bool pack_gzip(cli_packer *packer, bool end,
                      bool (*put)(void *to, const char *bytes, size_t size), void *to)
{
    z_stream *z = &packer->gzip;
    int code = Z_OK;

    z->next_in = (unsigned char *)packer->block;
    z->avail_in = (unsigned)packer->size;
    do {
        z->next_out = (unsigned char *)packer->out;
        z->avail_out = sizeof packer->out;
        code = deflate(z, end ? Z_FINISH : Z_NO_FLUSH);
        if (!put(to, packer->out, sizeof packer->out - z->avail_out))
            return false;
    } while (end ? code == Z_OK || (code == Z_BUF_ERROR && z->avail_out == 0) : z->avail_in > 0);
    return !end || (code == Z_STREAM_END && deflateReset(z) == Z_OK);
}

static bool pack_zstd(cli_packer *packer, bool end,
                      bool (*put)(void *to, const char *bytes, size_t size), void *to)
{
    ZSTD_inBuffer in = {packer->block, packer->size, 0};
    size_t left;

    do {
        ZSTD_outBuffer out = {packer->out, sizeof packer->out, 0};

        left = ZSTD_compressStream2(packer->zstd, &out, &in, end ? ZSTD_e_end : ZSTD_e_continue);
        if (ZSTD_isError(left) || !put(to, packer->out, out.pos))
            return false;
    } while (end ? left > 0 : in.pos < in.size);
    return true;
}

static bool pack_block(cli_packer *packer, bool end,
                       bool (*put)(void *to, const char *bytes, size_t size), void *to)
{
    bool packed = packer->coding == CODING_GZIP ? pack_gzip(packer, end, put, to)
                                                : pack_zstd(packer, end, put, to);

    packer->size = 0;
    packer->begun = !end;
    return packed;
}

bool cli_packer_add(cli_packer *packer, const char *bytes, size_t size, bool end,
                    bool (*put)(void *to, const char *bytes, size_t size), void *to)
{
    while (size > 0) {
        size_t fits = sizeof packer->block - packer->size;

        if (fits > size)
            fits = size;
        memcpy(packer->block + packer->size, bytes, fits);
        packer->size += fits;
        bytes += fits;
        size -= fits;
        if (packer->size == sizeof packer->block && !pack_block(packer, false, put, to))
            return false;
    }
    if (end && (packer->begun || packer->size > 0))
        return pack_block(packer, true, put, to);
    return true;
}

bool cli_packer_add_nothing(cli_packer *packer,
                            bool (*put)(void *to, const char *bytes, size_t size), void *to)
{
    return pack_block(packer, true, put, to);
}

/* ---- Unpacking ----------------------------------------------------------------------------- */

struct cli_unpacker {
    cli_coding coding;
    z_stream gzip;
    ZSTD_DCtx *zstd;
    bool inside; /* a part */
    bool any;    /* a part was whole */
};

cli_unpacker *cli_unpacker_new(cli_coding coding)
{
    cli_unpacker *unpacker = calloc(1, sizeof *unpacker);
    bool made;

    if (unpacker == NULL)
        return NULL;
    unpacker->coding = coding;
    if (coding == CODING_GZIP)
        made = inflateInit2(&unpacker->gzip, GZIP_WINDOW) == Z_OK;
    else
        made = (unpacker->zstd = ZSTD_createDCtx()) != NULL;
    if (!made) {
        cli_unpacker_free(unpacker);
        return NULL;
    }
    return unpacker;
}

void cli_unpacker_free(cli_unpacker *unpacker)
{
    if (unpacker == NULL)
        return;
    if (unpacker->coding == CODING_GZIP)
        (void)inflateEnd(&unpacker->gzip);
    (void)ZSTD_freeDCtx(unpacker->zstd);
    free(unpacker);
}

static bool unpack_gzip(cli_unpacker *unpacker, const char *in, size_t size, size_t *taken,
                        char *out, size_t room, size_t *got, const char **why)
{
    z_stream *z = &unpacker->gzip;
    int code;

    /* zlib does not write to what it reads. */
    z->next_in = (unsigned char *)(uintptr_t)(in + *taken);
    z->avail_in = (unsigned)(size - *taken);
    z->next_out = (unsigned char *)out;
    z->avail_out = (unsigned)room;
    unpacker->inside = true;
    code = inflate(z, Z_NO_FLUSH);
    *taken = size - z->avail_in;
    *got = room - z->avail_out;
    if (code == Z_STREAM_END) {
        unpacker->inside = false;
        unpacker->any = true;
        return inflateReset(z) == Z_OK;
    }
    *why = z->msg != NULL ? z->msg : code == Z_MEM_ERROR ? "no memory" : "invalid data";
    return code == Z_OK || code == Z_BUF_ERROR;
}

static bool unpack_zstd(cli_unpacker *unpacker, const char *in, size_t size, size_t *taken,
                        char *out, size_t room, size_t *got, const char **why)
{
    ZSTD_inBuffer from = {in, size, *taken};
    ZSTD_outBuffer to = {out, room, 0};
    size_t left = ZSTD_decompressStream(unpacker->zstd, &to, &from);

    *taken = from.pos;
    *got = to.pos;
    if (ZSTD_isError(left)) {
        *why = ZSTD_getErrorName(left);
        return false;
    }
    unpacker->inside = left > 0;
    unpacker->any = unpacker->any || left == 0;
    return true;
}

bool cli_unpacker_go(cli_unpacker *unpacker, const char *in, size_t size, size_t *taken, char *out,
                     size_t room, size_t *got, const char **why)
{
    *got = 0;
    return unpacker->coding == CODING_GZIP
               ? unpack_gzip(unpacker, in, size, taken, out, room, got, why)
               : unpack_zstd(unpacker, in, size, taken, out, room, got, why);
}

bool cli_unpacker_whole(const cli_unpacker *unpacker)
{
    return unpacker->any && !unpacker->inside;
}
