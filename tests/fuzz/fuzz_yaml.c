/* Any bytes as a YAML case. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    fuzz_case(fuzz_bundle(), "case.yaml", bytes, size);
    return 0;
}
