/* Any bytes as a register file: opened, listed, shown, verified. */
#include <unistd.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[] = "/tmp/erkend-fuzz-XXXXXX";
    char side[64];
    erkend_register *reg = NULL;
    erkend_text *text = NULL;
    int64_t rows;
    int file = mkstemp(path);

    if (file < 0)
        return 0;
    if (write(file, bytes, size) == (ssize_t)size) {
        (void)close(file);
        if (erkend_register_open(&reg, path, NULL, NULL) == ERKEND_OK) {
            if (erkend_register_list(&text, reg, NULL, NULL) == ERKEND_OK)
                erkend_text_free(text);
            text = NULL;
            if (erkend_register_show(&text, reg, 1, NULL, NULL) == ERKEND_OK)
                erkend_text_free(text);
            (void)erkend_register_verify(reg, &rows, NULL);
        }
        erkend_register_close(reg);
    } else
        (void)close(file);
    (void)unlink(path);
    (void)snprintf(side, sizeof side, "%s-wal", path);
    (void)unlink(side);
    (void)snprintf(side, sizeof side, "%s-shm", path);
    (void)unlink(side);
    return 0;
}
