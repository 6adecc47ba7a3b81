/* What loading and deciding cost: CPU time, the least of several rounds, compiled beside plain.
 * Run in the root of the checkout by make bench. */
#include <time.h>

#include "../examples/folder.h"

static const char *const examples[] = {
    "wiring-abroad.yaml",         "apprentice-9-months-and-a-half.yaml",
    "entrepreneurship-care.yaml", "staff-training-week.yaml",
    "community-development.yaml", "care-worker-validation.yaml",
    "temp-worker-logistics.yaml", NULL};

enum { ROUNDS = 9, LOADS = 3, DECISIONS = 400 };

static double cpu_microseconds(void)
{
    struct timespec now;

    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) != 0)
        return 0;
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void fail(const char *doing, const erkend_error *error)
{
    erkend_problem problem;
    size_t i;

    for (i = 0; erkend_error_at(error, i, &problem); i++)
        (void)fprintf(stderr, "%s: %s\n", doing, problem.line_text);
    exit(3);
}

static erkend_bundle *open_bundle(void)
{
    erkend_files files = folder_files(".");
    erkend_config config;
    erkend_error *error = erkend_error_new(NULL);
    erkend_bundle *bundle = NULL;

    memset(&config, 0, sizeof config);
    config.struct_size = sizeof config;
    config.files = &files;
    if (erkend_bundle_open(&bundle, &config, error) != ERKEND_OK)
        fail("bundle", error);
    erkend_error_free(error);
    return bundle;
}

static erkend_case *read_case(const char *name)
{
    erkend_files files = folder_files("examples");
    erkend_case_options options;
    erkend_error *error = erkend_error_new(NULL);
    erkend_case *the_case = NULL;
    const char *bytes;
    void *handle;
    size_t size;

    memset(&options, 0, sizeof options);
    options.struct_size = sizeof options;
    options.files = &files;
    if (files.open(files.user, name, 1 << 22, &bytes, &size, &handle) != ERKEND_OK ||
        erkend_case_read(&the_case, name, bytes, size, &options, error) != ERKEND_OK)
        fail(name, error);
    free(handle);
    erkend_error_free(error);
    return the_case;
}

static double time_loading(void)
{
    double start = cpu_microseconds();
    int i;

    for (i = 0; i < LOADS; i++)
        erkend_bundle_free(open_bundle());
    return (cpu_microseconds() - start) / LOADS;
}

static double time_deciding(erkend_worker *worker, const erkend_case *the_case, const char *country)
{
    erkend_error *error = erkend_error_new(NULL);
    double start = cpu_microseconds();
    int i;

    for (i = 0; i < DECISIONS; i++) {
        erkend_decision *decision = NULL;
        if (erkend_decide(&decision, worker, the_case, country, error) != ERKEND_OK)
            fail(country, error);
        erkend_decision_free(decision);
    }
    erkend_error_free(error);
    return (cpu_microseconds() - start) / DECISIONS;
}

static void keep_least(double *least, double now)
{
    if (*least == 0 || now < *least)
        *least = now;
}

static void time_case(erkend_worker *compiled, erkend_worker *plain, const char *name)
{
    erkend_case *the_case = read_case(name);
    const char *country;
    size_t i;

    for (i = 0; (country = erkend_case_target(the_case, i)) != NULL; i++) {
        double fast = 0, slow = 0;
        int round;
        for (round = 0; round < ROUNDS; round++) {
            keep_least(&fast, time_deciding(compiled, the_case, country));
            keep_least(&slow, time_deciding(plain, the_case, country));
        }
        printf("  %-38s %s  %8.1f us  %8.1f us   %5.2f\n", name, country, fast, slow, slow / fast);
    }
    erkend_case_free(the_case);
}

int main(void)
{
    erkend_bundle *bundle = open_bundle();
    erkend_worker *compiled = NULL, *plain = NULL;
    double load = 0;
    size_t i;
    int round;

    if (erkend_worker_new(&compiled, bundle, ERKEND_COMPILED, NULL) != ERKEND_OK ||
        erkend_worker_new(&plain, bundle, ERKEND_PLAIN, NULL) != ERKEND_OK)
        return 4;
    for (round = 0; round < ROUNDS; round++)
        keep_least(&load, time_loading());
    printf("loading all %zu countries from source: %.2f ms\n\n",
           erkend_bundle_country_count(bundle), load / 1e3);
    printf("one decision, bundle loaded, case read        compiled        plain   ratio\n");
    for (i = 0; examples[i] != NULL; i++)
        time_case(compiled, plain, examples[i]);
    erkend_worker_free(compiled);
    erkend_worker_free(plain);
    erkend_bundle_free(bundle);
    return 0;
}
