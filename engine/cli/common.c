/* What commands share: where policies are, opening them, reading cases, saying errors. */
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

enum { CASE_BYTES_MAX = 4 * 1024 * 1024 };

/* ---- Where policies and countries are -------------------------------------------------------- */

/* A path as short as it can be said: without detours, and from here if it lies below. */
static void shorten(char *path, size_t size)
{
    char real[PATH_MAX], here[PATH_MAX];
    const char *shown = real;
    size_t length;

    if (realpath(path, real) == NULL)
        return;
    if (getcwd(here, sizeof here) != NULL) {
        length = strlen(here);
        if (strncmp(real, here, length) == 0 && real[length] == '/')
            shown = real + length + 1;
    }
    if (strlen(shown) < size)
        memcpy(path, shown, strlen(shown) + 1);
}

static bool try_root(cli_bundle *bundle, const char *root)
{
    bool found = snprintf(bundle->policies, sizeof bundle->policies, "%s/policies", root) <
                     (int)sizeof bundle->policies &&
                 snprintf(bundle->countries, sizeof bundle->countries, "%s/countries", root) <
                     (int)sizeof bundle->countries &&
                 cli_is_folder(bundle->policies) && cli_is_folder(bundle->countries);

    if (found) {
        shorten(bundle->policies, sizeof bundle->policies);
        shorten(bundle->countries, sizeof bundle->countries);
    }
    return found;
}

/* Beside the program (a checkout: build/erkend), under its prefix, under the prefix it was built
 * for. */
static bool find_installed(cli_bundle *bundle)
{
    char self[PATH_MAX], root[PATH_MAX + 32];
    ssize_t size = readlink("/proc/self/exe", self, sizeof self - 1);
    char *slash;

    if (size > 0) {
        self[size] = '\0';
        slash = strrchr(self, '/');
        if (slash != NULL) {
            *slash = '\0';
            (void)snprintf(root, sizeof root, "%s/..", self);
            if (try_root(bundle, root))
                return true;
            (void)snprintf(root, sizeof root, "%s/../..", self);
            if (try_root(bundle, root))
                return true;
            (void)snprintf(root, sizeof root, "%s/../share/erkend", self);
            if (try_root(bundle, root))
                return true;
        }
    }
    return try_root(bundle, ERKEND_PREFIX "/share/erkend");
}

static bool override_folder(char *out, size_t size, const char *option, const char *variable)
{
    const char *path = option != NULL ? option : getenv(variable);

    if (path == NULL || path[0] == '\0')
        return false;
    (void)snprintf(out, size, "%s", path);
    return true;
}

/* "countries/de/" names one country; "countries" all. All paths must share their folder. */
static int read_path(cli_bundle *bundle, const char *path, size_t *only_count)
{
    char clean[4000], parent[4096]; /* a path, and "/country.yaml" behind it */
    const char *name;
    char *slash;
    size_t size;

    (void)snprintf(clean, sizeof clean, "%s", path);
    size = strlen(clean);
    while (size > 1 && clean[size - 1] == '/')
        clean[--size] = '\0';
    if (!cli_is_folder(clean)) {
        cli_complain("%s: is no folder; name countries, or countries/de", path);
        return EXIT_INPUT;
    }
    (void)snprintf(parent, sizeof parent, "%s/country.yaml", clean);
    if (access(parent, F_OK) != 0) {
        (void)snprintf(bundle->countries, sizeof bundle->countries, "%s", clean);
        return EXIT_WANTED;
    }
    slash = strrchr(clean, '/');
    name = slash != NULL ? slash + 1 : clean;
    if (strlen(name) != 2 || *only_count == CLI_COUNTRIES_MAX) {
        cli_complain("%s: a country's folder is named by its two-letter code, as in countries/de",
                     path);
        return EXIT_INPUT;
    }
    bundle->only_codes[*only_count][0] = (char)toupper((unsigned char)name[0]);
    bundle->only_codes[*only_count][1] = (char)toupper((unsigned char)name[1]);
    bundle->only_codes[*only_count][2] = '\0';
    bundle->only[*only_count] = bundle->only_codes[*only_count];
    (*only_count)++;
    if (slash != NULL)
        *slash = '\0';
    (void)snprintf(parent, sizeof parent, "%s", slash == NULL ? "." : slash == clean ? "/" : clean);
    if (bundle->countries[0] != '\0' && *only_count > 1 && strcmp(bundle->countries, parent) != 0) {
        cli_complain("%s: stands in another folder than the countries before it", path);
        return EXIT_CALL;
    }
    (void)snprintf(bundle->countries, sizeof bundle->countries, "%s", parent);
    return EXIT_WANTED;
}

int cli_bundle_find(cli_bundle *bundle, const cli_options *options, char **paths, int path_count)
{
    char found[4096];
    size_t only_count = 0;
    bool have;
    int i, status;

    memset(bundle, 0, sizeof *bundle);
    have = find_installed(bundle);
    (void)override_folder(bundle->policies, sizeof bundle->policies, options->policies,
                          "ERKEND_POLICIES");
    if (override_folder(found, sizeof found, options->countries, "ERKEND_COUNTRIES")) {
        memcpy(bundle->countries, found, sizeof found);
        have = true;
    }
    if (path_count > 0)
        bundle->countries[0] = '\0';
    for (i = 0; i < path_count; i++) {
        status = read_path(bundle, paths[i], &only_count);
        if (status != EXIT_WANTED)
            return status;
        have = true;
    }
    if (!have || !cli_is_folder(bundle->policies) || !cli_is_folder(bundle->countries)) {
        cli_complain("erkend: no policies found; name them with --policies FOLDER and --countries "
                     "FOLDER, or in ERKEND_POLICIES and ERKEND_COUNTRIES");
        return EXIT_INPUT;
    }
    cli_files_init(&bundle->files);
    cli_files_add(&bundle->files, "policies", bundle->policies);
    cli_files_add(&bundle->files, "countries", bundle->countries);
    bundle->config.struct_size = sizeof bundle->config;
    bundle->config.files = &bundle->files.files;
    bundle->config.policies = "policies";
    bundle->config.countries = "countries";
    bundle->config.only = only_count > 0 ? bundle->only : NULL;
    return EXIT_WANTED;
}

bool cli_bundle_names(const cli_bundle *bundle, const char *country)
{
    size_t i;

    for (i = 0; bundle->only[i] != NULL; i++)
        if (strcmp(bundle->only[i], country) == 0)
            return true;
    return bundle->only[0] == NULL;
}

int cli_bundle_open(cli_bundle *bundle, const cli_options *options)
{
    erkend_error *error = erkend_error_new(NULL);
    int status = cli_bundle_find(bundle, options, NULL, 0);

    if (status == EXIT_WANTED &&
        erkend_bundle_open(&bundle->bundle, &bundle->config, error) != ERKEND_OK)
        status = cli_say_error(error, bundle);
    erkend_error_free(error);
    return status;
}

void cli_bundle_dispose(cli_bundle *bundle)
{
    erkend_bundle_free(bundle->bundle);
    bundle->bundle = NULL;
}

/* ---- Errors ------------------------------------------------------------------------------------
 */

int cli_exit_of(erkend_status status)
{
    switch (status) {
    case ERKEND_OK: return EXIT_WANTED;
    case ERKEND_ECALL:
    case ERKEND_ENOPOLICY: return EXIT_CALL;
    case ERKEND_ENOMEM:
    case ERKEND_EREGISTER:
    case ERKEND_EBUSY: return EXIT_MACHINE;
    default: return EXIT_INPUT;
    }
}

/* A file of --qualification may lie anywhere; the library sees it in a folder of its own. */
#define OPTION_FOLDER "--qualification"
static const char *option_folder_shown = ""; /* where that folder is */

/* "countries/de/x.lua" as the library names it, to the path that the user can open. */
static void print_place(const erkend_problem *problem, const cli_bundle *bundle, const char *about)
{
    const char *shown = problem->line_text;

    if (strncmp(shown, OPTION_FOLDER "/", sizeof OPTION_FOLDER) == 0)
        (void)fprintf(stderr, "%s%s%s\n", option_folder_shown, shown + sizeof OPTION_FOLDER, about);
    else if (bundle != NULL) {
        char path[8192];
        cli_problem_path(path, sizeof path, shown, bundle);
        (void)fprintf(stderr, "%s%s\n", path, about);
    } else
        (void)fprintf(stderr, "%s%s\n", shown, about);
}

/* `about` is put behind each problem that has a place. */
static int say_error(const erkend_error *error, const cli_bundle *bundle, const char *about)
{
    erkend_problem problem;
    size_t i;

    if (error == NULL) {
        cli_complain("erkend: there is no memory left");
        return EXIT_MACHINE;
    }
    (void)fflush(stdout);
    for (i = 0; erkend_error_at(error, i, &problem); i++)
        if (!problem.is_warning)
            print_place(&problem, bundle, problem.line > 0 ? about : "");
    if (i == 0)
        cli_complain("erkend: %s", erkend_status_says(erkend_error_code(error)));
    return cli_exit_of(erkend_error_code(error));
}

int cli_say_error(const erkend_error *error, const cli_bundle *bundle)
{
    return say_error(error, bundle, "");
}

/* ---- Cases -------------------------------------------------------------------------------------
 */

void cli_today(char out[11])
{
    time_t now = time(NULL);
    struct tm parts;

    if (gmtime_r(&now, &parts) == NULL || strftime(out, 11, "%Y-%m-%d", &parts) != 10)
        memcpy(out, "1970-01-01", 11);
}

static void say_date(const char *path, const erkend_case *the_case)
{
    int assumed = 0;
    const char *decided = erkend_case_decided(the_case, &assumed);

    if (assumed)
        cli_complain("%s: names no deciding date; decided as of %s (choose another with --on)",
                     path, decided);
}

static const char *name_option(const char *path, char folder[4096], char name[4096])
{
    const char *slash = strrchr(path, '/');

    (void)snprintf(folder, 4096, "%.*s", slash == NULL ? 1 : (int)(slash - path + 1),
                   slash == NULL ? "." : path);
    (void)snprintf(name, 4096, OPTION_FOLDER "/%s", slash == NULL ? path : slash + 1);
    return name;
}

int cli_case_read(erkend_case **out, const char *path, const cli_options *options,
                  const char *country)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_case_options how;
    cli_files files;
    char folder[4096], named[4096], option_folder[4096], option_name[4096], date[11];
    const char *slash = strrchr(path, '/');
    char *bytes;
    size_t size;
    int status = cli_read_file(path, CASE_BYTES_MAX, &bytes, &size);

    *out = NULL;
    memset(&how, 0, sizeof how);
    if (status != EXIT_WANTED) {
        erkend_error_free(error);
        return status;
    }
    (void)snprintf(folder, sizeof folder, "%.*s", slash == NULL ? 1 : (int)(slash - path + 1),
                   slash == NULL ? "." : path);
    cli_files_init(&files);
    if (options->qualification != NULL) {
        how.qualification = name_option(options->qualification, option_folder, option_name);
        cli_files_add(&files, OPTION_FOLDER, option_folder);
        option_folder_shown = strchr(options->qualification, '/') != NULL ? option_folder : "";
    }
    /* The library knows the case by the path that was typed, so that places can be opened. */
    (void)snprintf(named, sizeof named, "%.*s", slash == NULL ? 0 : (int)(slash - path), path);
    cli_files_add(&files, named, folder);
    cli_today(date);
    how.struct_size = sizeof how;
    how.files = &files.files;
    how.decided = options->on != NULL ? options->on : date;
    how.qualification_mode = options->mode;
    how.country = country;
    if (erkend_case_read(out, path, bytes, size, &how, error) != ERKEND_OK)
        status = cli_say_error(error, NULL);
    else if (options->on == NULL)
        say_date(path, *out);
    option_folder_shown = "";
    free(bytes);
    erkend_error_free(error);
    return status;
}

int cli_self_check_open(erkend_self_check **out, const cli_bundle *bundle,
                        const cli_options *options)
{
    erkend_error *error;
    int status = EXIT_WANTED;

    *out = NULL;
    if (!options->self_check)
        return EXIT_WANTED;
    error = erkend_error_new(NULL);
    if (erkend_self_check_open(out, &bundle->config, error) != ERKEND_OK)
        status = cli_say_error(error, bundle);
    erkend_error_free(error);
    return status;
}

int cli_worker_new(erkend_worker **out, const cli_bundle *bundle, const cli_options *options)
{
    erkend_error *error = erkend_error_new(NULL);
    const char *how = options->evaluation != NULL ? options->evaluation : "compiled";
    erkend_mode mode = ERKEND_COMPILED;
    int status = EXIT_WANTED;

    *out = NULL;
    if (strcmp(how, "plain") == 0)
        mode = ERKEND_PLAIN;
    else if (strcmp(how, "verify") == 0)
        mode = ERKEND_VERIFY;
    else if (strcmp(how, "compiled") != 0) {
        cli_complain("erkend: --evaluation: '%s' is not compiled, plain or verify", how);
        status = EXIT_CALL;
    }
    if (status == EXIT_WANTED && erkend_worker_new(out, bundle->bundle, mode, error) != ERKEND_OK)
        status = cli_say_error(error, bundle);
    erkend_error_free(error);
    return status;
}

int cli_decide_in(erkend_decision **out, erkend_worker *worker, const erkend_case *the_case,
                  const char *country, const cli_bundle *bundle)
{
    erkend_error *error = erkend_error_new(NULL);
    int status = EXIT_WANTED;

    *out = NULL;
    if (erkend_decide(out, worker, the_case, country, error) != ERKEND_OK) {
        char about[256];

        (void)snprintf(about, sizeof about, " (case %s, in %s)", erkend_case_id(the_case), country);
        status = say_error(error, bundle, about);
    }
    erkend_error_free(error);
    return status;
}

size_t cli_countries(const char **out, const cli_options *options, const erkend_case *the_case,
                     const cli_bundle *bundle)
{
    size_t count = 0;
    const char *code;

    if (options->in[0] != NULL) {
        for (count = 0; options->in[count] != NULL; count++)
            out[count] = options->in[count];
        return count;
    }
    while (count < CLI_COUNTRIES_MAX && (code = erkend_case_target(the_case, count)) != NULL)
        out[count++] = code;
    if (count == 0 && erkend_case_home(the_case)[0] != '\0')
        out[count++] = erkend_case_home(the_case);
    if (count == 0)
        for (; count < erkend_bundle_country_count(bundle->bundle) && count < CLI_COUNTRIES_MAX;
             count++)
            out[count] = erkend_bundle_country(bundle->bundle, count);
    return count;
}

int cli_register_is_there(const char *path)
{
    struct stat about;

    if (stat(path, &about) != 0) {
        cli_complain("%s: there is no such register", path);
        return EXIT_INPUT;
    }
    if (S_ISREG(about.st_mode) && about.st_size == 0) {
        cli_complain("%s: this file is empty: no register was ever kept in it", path);
        return EXIT_INPUT;
    }
    return EXIT_WANTED;
}

int cli_keep(const cli_options *options, const cli_bundle *bundle,
             erkend_decision *const *decisions, size_t count)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_register *reg = NULL;
    int status = EXIT_WANTED;
    size_t i;

    if (options->reg != NULL) {
        if (erkend_register_open(&reg, options->reg, NULL, error) != ERKEND_OK)
            status = cli_say_error(error, bundle);
        for (i = 0; i < count && status == EXIT_WANTED; i++) {
            int64_t row;
            int added;
            if (erkend_register_add(reg, decisions[i], &row, &added, error) != ERKEND_OK)
                status = cli_say_error(error, bundle);
        }
    }
    erkend_register_close(reg);
    erkend_error_free(error);
    return status;
}

int cli_print_text(erkend_text *text)
{
    cli_write(erkend_text_bytes(text), erkend_text_size(text));
    erkend_text_free(text);
    return EXIT_WANTED;
}
