/* Any bytes read directly and by way of nodes: whatever differs between the two is a find. */
#include "fuzz.h"
#include "unit/load/twins.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static ek_read_kit *kit; /* as a thread of a batch keeps it */
    const char *where;

    if (kit == NULL && (kit = ek_read_kit_new(NULL)) == NULL)
        abort();
    where = twins_compare(kit, (const char *)bytes, size, NULL, NULL);
    if (where != NULL) {
        fprintf(stderr, "the readers differ: %s\n", where);
        __builtin_trap();
    }
    return 0;
}
