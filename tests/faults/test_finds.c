/* What the fuzzers found stays found, and seeds written by hand: each file of
 * tests/fuzz/finds/<fuzzer>/ is given to the fuzzer's own entry point again, without libFuzzer. A
 * crash or a trap ends this program. */
#include "faults/host.h"

#define LLVMFuzzerTestOneInput fuzz_yaml
#include "fuzz/fuzz_yaml.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_json
#include "fuzz/fuzz_json.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_direct
#include "fuzz/fuzz_direct.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_policy
#include "fuzz/fuzz_policy.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_register
#include "fuzz/fuzz_register.c"
#undef LLVMFuzzerTestOneInput

typedef struct replay {
    const char *folder;
    int (*give)(const uint8_t *bytes, size_t size);
    int count;
} replay;

static void give_find(void *to, const char *name)
{
    replay *r = to;
    erkend_files files = folder_files(r->folder);
    const char *bytes;
    size_t size;
    void *handle;

    assert_int_equal(files.open(files.user, name, (size_t)8 << 20, &bytes, &size, &handle),
                     ERKEND_OK);
    assert_int_equal(r->give((const uint8_t *)bytes, size), 0);
    files.done(files.user, handle);
    r->count++;
}

static void replay_finds(const char *folder, int (*give)(const uint8_t *bytes, size_t size))
{
    replay r = {folder, give, 0};
    erkend_files files = folder_files(folder);

    assert_int_equal(files.list(files.user, ".", give_find, &r), ERKEND_OK);
    assert_true(r.count > 0);
}

static void test_finds__yaml(void **state)
{
    (void)state;
    replay_finds("tests/fuzz/finds/yaml", fuzz_yaml);
}

static void test_finds__json(void **state)
{
    (void)state;
    replay_finds("tests/fuzz/finds/json", fuzz_json);
}

static void test_finds__direct(void **state)
{
    (void)state;
    replay_finds("tests/fuzz/finds/direct", fuzz_direct);
}

static void test_finds__policy(void **state)
{
    (void)state;
    replay_finds("tests/fuzz/finds/policy", fuzz_policy);
}

static void test_finds__register(void **state)
{
    (void)state;
    replay_finds("tests/fuzz/finds/register", fuzz_register);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds__yaml),     cmocka_unit_test(test_finds__json),
        cmocka_unit_test(test_finds__direct),   cmocka_unit_test(test_finds__policy),
        cmocka_unit_test(test_finds__register),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    erkend_bundle_free(fuzz_bundle());
    return failed;
}
