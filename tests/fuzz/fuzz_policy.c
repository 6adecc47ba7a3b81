/* Any bytes as a rule file of a country, checked, and if it passes, a case decided under it. */
#include "fuzz.h"

static const char country[] =
    "country: ZZ\nname: { en: Zed }\nlanguage: en\nfirst_day: 2000-01-01\n"
    "accumulates: true\nuses_points: true\nadopts: []\n"
    "acts: {}\nbodies: { body: { says: { en: body } } }\n"
    "claims: { unit: { from: units } }\n";
static const char a_case[] =
    "id: x\ndecided: 2024-01-01\nhome_country: ZZ\nlearner: { birth_date: 2000-01-01 }\n"
    "transcripts: [{ id: t, units: [{ id: u, points: 5, result: passed, context: formal }] }]\n";

typedef struct policy {
    const uint8_t *bytes;
    size_t size;
} policy;

static erkend_status open_file(void *user, const char *name, size_t max_bytes, const char **bytes,
                               size_t *size, void **handle)
{
    const policy *p = user;
    erkend_files files = folder_files(".");

    *handle = NULL;
    if (strncmp(name, "policies/", 9) == 0)
        return files.open(files.user, name, max_bytes, bytes, size, handle);
    if (strcmp(name, "countries/zz/country.yaml") == 0) {
        *bytes = country;
        *size = sizeof country - 1;
        return ERKEND_OK;
    }
    if (strcmp(name, "countries/zz/transfer.lua") == 0) {
        *bytes = (const char *)p->bytes;
        *size = p->size;
        return p->size > max_bytes ? ERKEND_ELIMIT : ERKEND_OK;
    }
    return ERKEND_EIO;
}

static void done_file(void *user, void *handle)
{
    (void)user;
    free(handle);
}

static erkend_status list_files(void *user, const char *folder,
                                void (*found)(void *to, const char *name), void *to)
{
    erkend_files files = folder_files(".");

    (void)user;
    if (strncmp(folder, "policies", 8) == 0)
        return files.list(files.user, folder, found, to);
    if (strcmp(folder, "countries") == 0 || strcmp(folder, "countries/") == 0)
        found(to, "zz/");
    else if (strncmp(folder, "countries/zz", 12) == 0) {
        found(to, "country.yaml");
        found(to, "transfer.lua");
    } else
        return ERKEND_EIO;
    return ERKEND_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    policy p = {bytes, size};
    erkend_files files = {&p, open_file, done_file, list_files};
    erkend_config config;
    erkend_bundle *bundle = NULL;

    memset(&config, 0, sizeof config);
    config.struct_size = sizeof config;
    config.files = &files;
    if (erkend_bundle_open(&bundle, &config, NULL) == ERKEND_OK)
        fuzz_case(bundle, "case.yaml", (const uint8_t *)a_case, sizeof a_case - 1);
    erkend_bundle_free(bundle);
    return 0;
}
