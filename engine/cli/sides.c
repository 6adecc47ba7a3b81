/* Two sides that are compared: folders, git revisions, dates or countries, as they were named. */
#include <ctype.h>
#include <string.h>

#include "cli/cli.h"

static bool is_day(const char *word)
{
    size_t i;

    for (i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? word[i] != '-' : !isdigit((unsigned char)word[i]))
            return false;
    return word[10] == '\0';
}

/* NULL-ended. */
static bool join(char *out, size_t size, const char *a, const char *b)
{
    return snprintf(out, size, "%s/%s", a, b) < (int)size;
}

/* A folder that holds policies and countries, or countries alone, or one country. */
static int open_folder(cli_side *s, const cli_options *options, const char *path)
{
    erkend_error *error;
    cli_options own = *options;
    char policies[4096], countries[4096];
    char *paths[1] = {(char *)path};
    int status;

    if (join(countries, sizeof countries, path, "countries") && cli_is_folder(countries)) {
        own.countries = countries;
        if (join(policies, sizeof policies, path, "policies") && cli_is_folder(policies))
            own.policies = policies;
        status = cli_bundle_find(&s->bundle, &own, NULL, 0);
    } else
        status = cli_bundle_find(&s->bundle, &own, paths, 1);
    if (status != EXIT_WANTED)
        return status;
    s->opened = true;
    error = erkend_error_new(NULL);
    if (erkend_bundle_open(&s->bundle.bundle, &s->bundle.config, error) != ERKEND_OK)
        status = cli_say_error(error, &s->bundle);
    erkend_error_free(error);
    return status;
}

static int open_revision(cli_side *s, const cli_options *options)
{
    int status = cli_revision_open(&s->folder, s->word);

    return status == EXIT_WANTED ? open_folder(s, options, s->folder) : status;
}

static int open_side(cli_side *s, const cli_options *options)
{
    switch (s->kind) {
    case CLI_SIDE_DAY:
    case CLI_SIDE_COUNTRY: {
        int status = cli_bundle_open(&s->bundle, options);
        s->opened = status == EXIT_WANTED;
        return status;
    }
    case CLI_SIDE_POLICY: break;
    }
    if (cli_is_folder(s->word))
        return open_folder(s, options, s->word);
    return open_revision(s, options);
}

static void name_side(cli_side *s, const char *word)
{
    s->word = word;
    if (is_day(word))
        s->kind = CLI_SIDE_DAY;
    else if (strlen(word) == 2 && isalpha((unsigned char)word[0]) &&
             isalpha((unsigned char)word[1]) && !cli_is_folder(word)) {
        s->kind = CLI_SIDE_COUNTRY;
        s->country[0] = (char)toupper((unsigned char)word[0]);
        s->country[1] = (char)toupper((unsigned char)word[1]);
    }
}

int cli_sides_open(cli_side sides[2], const char *command, const cli_options *options)
{
    int status;

    name_side(&sides[0], options->arguments[0]);
    name_side(&sides[1], options->arguments[1]);
    if (sides[0].kind != sides[1].kind) {
        cli_complain("erkend %s: %s and %s are not of one kind: compare two folders or git "
                     "revisions, two dates, or two countries",
                     command, sides[0].word, sides[1].word);
        return EXIT_CALL;
    }
    status = open_side(&sides[0], options);
    if (status == EXIT_WANTED && sides[0].kind == CLI_SIDE_POLICY)
        status = open_side(&sides[1], options);
    return status;
}

/* Days and countries are of one policy. */
const cli_bundle *cli_sides_bundle(const cli_side sides[2], size_t which)
{
    return &sides[sides[which].kind == CLI_SIDE_POLICY ? which : 0].bundle;
}

void cli_sides_fill(erkend_diff_side out[2], const cli_side sides[2])
{
    size_t i;

    memset(out, 0, 2 * sizeof *out);
    for (i = 0; i < 2; i++) {
        out[i].bundle = cli_sides_bundle(sides, i)->bundle;
        out[i].config = &cli_sides_bundle(sides, i)->config;
        out[i].country = sides[i].kind == CLI_SIDE_COUNTRY ? sides[i].country : NULL;
        out[i].on = sides[i].kind == CLI_SIDE_DAY ? sides[i].word : NULL;
        out[i].name = sides[i].word;
    }
}

void cli_sides_close(cli_side sides[2])
{
    size_t i;

    for (i = 0; i < 2; i++) {
        if (sides[i].opened)
            cli_bundle_dispose(&sides[i].bundle);
        cli_revision_close(sides[i].folder);
    }
}
