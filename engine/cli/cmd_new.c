/* erkend new: a country's folder to start from, in which check, test and the editor work at once;
 * or a blank document.
 *
 * The folder is written beside its place under a name of its own and then renamed: it is there
 * whole, or not at all. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

typedef struct names {
    char upper[3], lower[3];
    char quoted[512]; /* the name, as YAML in double quotes */
} names;

static int read_code(names *n, const char *word)
{
    if (strlen(word) != 2 || !isalpha((unsigned char)word[0]) || !isalpha((unsigned char)word[1])) {
        cli_complain("erkend new: '%s' is no country code; write two letters, as in erkend new NO",
                     word);
        return EXIT_CALL;
    }
    n->upper[0] = (char)toupper((unsigned char)word[0]);
    n->upper[1] = (char)toupper((unsigned char)word[1]);
    n->lower[0] = (char)tolower((unsigned char)word[0]);
    n->lower[1] = (char)tolower((unsigned char)word[1]);
    n->upper[2] = n->lower[2] = '\0';
    return EXIT_WANTED;
}

static int quote_name(names *n, const char *name)
{
    size_t used = 0;

    n->quoted[used++] = '"';
    for (; *name != '\0'; name++) {
        if ((unsigned char)*name < 0x20 || used > sizeof n->quoted - 4) {
            cli_complain("erkend new: --name: a name is one line of at most 500 bytes");
            return EXIT_CALL;
        }
        if (*name == '"' || *name == '\\')
            n->quoted[used++] = '\\';
        n->quoted[used++] = *name;
    }
    n->quoted[used++] = '"';
    n->quoted[used] = '\0';
    return EXIT_WANTED;
}

static bool write_template(FILE *file, const char *text, const names *n)
{
    while (*text != '\0') {
        const char *mark = strchr(text, '@');
        const char *put = NULL;
        size_t size = mark != NULL ? (size_t)(mark - text) : strlen(text);
        if (fwrite(text, 1, size, file) != size)
            return false;
        text += size;
        if (*text == '\0')
            break;
        if (strncmp(text, "@CC@", 4) == 0)
            put = n->upper;
        else if (strncmp(text, "@cc@", 4) == 0)
            put = n->lower;
        else if (strncmp(text, "@NAME@", 6) == 0)
            put = n->quoted;
        else
            put = "@";
        text += strcmp(put, "@") == 0 ? 1 : put == n->quoted ? 6 : 4;
        if (fputs(put, file) < 0)
            return false;
    }
    return true;
}

static bool write_schema(FILE *file, const char *what)
{
    erkend_text *text = NULL;
    bool good =
        erkend_schema(&text, what, NULL) == ERKEND_OK &&
        fwrite(erkend_text_bytes(text), 1, erkend_text_size(text), file) == erkend_text_size(text);

    erkend_text_free(text);
    return good;
}

/* `path` of a folder, room behind it for the names of the files. */
static bool write_files(const char *folder, const names *n)
{
    static const char *const inner[] = {"cases", "editor"};
    const cli_new_file *file;
    char path[4300];
    size_t i;

    for (i = 0; i < sizeof inner / sizeof inner[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, inner[i]);
        if (mkdir(path, 0777) != 0)
            return false;
    }
    for (file = cli_new_files; file->name != NULL; file++) {
        FILE *stream;
        bool good;
        (void)snprintf(path, sizeof path, "%s/%s", folder, file->name);
        stream = fopen(path, "wbx");
        if (stream == NULL)
            return false;
        good = file->text != NULL ? write_template(stream, file->text, n)
                                  : write_schema(stream, file->schema);
        if (fclose(stream) != 0 || !good)
            return false;
    }
    return true;
}

static void remove_files(const char *folder)
{
    const cli_new_file *file;
    char path[4300];

    for (file = cli_new_files; file->name != NULL; file++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, file->name);
        (void)unlink(path);
    }
    (void)snprintf(path, sizeof path, "%s/cases", folder);
    (void)rmdir(path);
    (void)snprintf(path, sizeof path, "%s/editor", folder);
    (void)rmdir(path);
    (void)rmdir(folder);
}

static int say_failure(const char *path)
{
    cli_complain("%s: could not be written: %s", path, strerror(errno != 0 ? errno : EIO));
    return EXIT_MACHINE;
}

static int make_country(const char *countries, const names *n)
{
    char folder[4100], temporary[4100];
    struct stat there;
    mode_t mask = umask(0);

    (void)umask(mask);
    errno = 0;
    if (snprintf(folder, sizeof folder, "%s/%s", countries, n->lower) > 4000) {
        cli_complain("%s: the name is too long", countries);
        return EXIT_CALL;
    }
    if (stat(folder, &there) == 0) {
        cli_complain("%s: is there already; nothing was written", folder);
        return EXIT_INPUT;
    }
    if (mkdir(countries, 0777) != 0 && errno != EEXIST)
        return say_failure(countries);
    (void)snprintf(temporary, sizeof temporary, "%s/.%s.XXXXXX", countries, n->lower);
    if (mkdtemp(temporary) == NULL)
        return say_failure(countries);
    if (!write_files(temporary, n) || chmod(temporary, 0777 & ~mask) != 0 ||
        rename(temporary, folder) != 0) {
        int status = say_failure(folder);
        remove_files(temporary);
        return status;
    }
    cli_print("%s: a country to start from: country.yaml, parameters.yaml, questions.yaml,\n"
              "transfer.lua, cases/transfer.yaml, and what editors read (editor/, .luarc.json).\n"
              "Its law is made up and marked as unverified. Next:\n\n"
              "  erkend check %s\n"
              "  erkend test %s\n",
              folder, folder, folder);
    return EXIT_WANTED;
}

static int run(const cli_options *options)
{
    names n;
    char countries[4000];
    size_t size;
    const char *blank;

    if (options->argument_count != 1) {
        cli_complain(
            "erkend new: name one country by its code, as in erkend new NO; or a document: "
            "case, mou, agreement, transcript");
        return EXIT_CALL;
    }
    if ((blank = cli_blank_document(options->arguments[0])) != NULL) {
        cli_write(blank, strlen(blank));
        return EXIT_WANTED;
    }
    if (read_code(&n, options->arguments[0]) != EXIT_WANTED ||
        quote_name(&n, options->name != NULL ? options->name : n.upper) != EXIT_WANTED)
        return EXIT_CALL;
    (void)snprintf(countries, sizeof countries, "%s",
                   options->countries != NULL ? options->countries : "countries");
    for (size = strlen(countries); size > 1 && countries[size - 1] == '/'; size--)
        countries[size - 1] = '\0';
    return make_country(countries, &n);
}

const cli_command cli_new = {
    "new",
    "CODE|case|mou|agreement|transcript [--name NAME] [--countries FOLDER]",
    "a country's folder to start from, or a blank document",
    "Writes countries/xx with four rules, their parameter, questions and tests, and what editors\n"
    "need for completion (JSON Schema for each YAML file, types for the rules). Everything in it\n"
    "passes check and test. An existing folder is never touched.\n"
    "With the name of a document: prints a blank one, each key explained, to be filled in.",
    "  erkend new NO --name Norway\n"
    "  erkend new NO --countries our/countries && erkend test our/countries/no\n"
    "  erkend new mou > mou.yaml",
    TAKES_NEW,
    run,
};
