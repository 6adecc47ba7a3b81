/* Any bytes as a JSON case. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    fuzz_case(fuzz_bundle(), "case.json", bytes, size);
    return 0;
}
