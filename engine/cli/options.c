/* Options: what stands behind the command's name, and what the environment adds.
 *
 * Long options only, as `--name value` or `--name=value`; a lone `--` ends them. An option that a
 * command does not take is an error that names those it takes. */
#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"

typedef struct option {
    const char *name;
    unsigned takes;    /* 0: every command */
    const char *value; /* what --help calls its value; NULL: it has none; "[=…]": it may */
    size_t at;         /* of cli_options: a const char *, or a bool without a value */
} option;

#define AT(field) offsetof(cli_options, field)

static const option options_known[] = {
    {"in", TAKES_IN, "COUNTRIES", AT(in)},
    {"on", TAKES_ON, "DATE", AT(on)},
    {"format", TAKES_FORMAT, "FORMAT", AT(format)},
    {"register", TAKES_REGISTER, "FILE", AT(reg)},
    {"qualification", TAKES_QUALIFICATION, "FILE", AT(qualification)},
    {"mode", TAKES_QUALIFICATION, "MODE", AT(mode)},
    {"evaluation", TAKES_EVALUATION, "HOW", AT(evaluation)},
    {"why-not", TAKES_WHY_NOT, NULL, AT(why_not)},
    {"self-check", TAKES_SELF_CHECK, NULL, AT(self_check)},
    {"policies", TAKES_POLICIES, "FOLDER", AT(policies)},
    {"countries", TAKES_POLICIES | TAKES_NEW, "FOLDER", AT(countries)},
    {"name", TAKES_NEW, "NAME", AT(name)},
    {"from", TAKES_PERIOD, "DATE", AT(from)},
    {"to", TAKES_PERIOD, "DATE", AT(to)},
    {"declared", TAKES_DIFF, "FILE", AT(declared)},
    {"examples", TAKES_DIFF, "FOLDER", AT(examples)},
    {"coverage", TAKES_WORTH, NULL, AT(coverage)},
    {"mutate", TAKES_WORTH, NULL, AT(mutate)},
    {"min", TAKES_WORTH, "PERCENT", AT(min)},
    {"lcov", TAKES_WORTH, "FILE", AT(lcov)},
    {"html", TAKES_WORTH, "FILE", AT(html)},
    {"out", TAKES_OUT, "FILE", AT(out)},
    {"rejects", TAKES_BATCH, "FILE", AT(rejects)},
    {"threads", TAKES_BATCH, "NUMBER", AT(threads)},
    {"summary", TAKES_BATCH, "[=text|json|html]", AT(summary)},
    {"summary-out", TAKES_BATCH, "FILE", AT(summary_out)},
    {"strict", TAKES_BATCH, NULL, AT(strict)},
    {"resume", TAKES_BATCH, NULL, AT(resume)},
    {"checkpoint", TAKES_BATCH, "LINES", AT(checkpoint)},
    {"count", TAKES_SIMULATE, "NUMBER", AT(count)},
    {"relations", TAKES_RELATIONS, NULL, AT(relations)},
    {"cases", TAKES_RELATIONS, "FILE", AT(cases)},
    {"tries", TAKES_TRIES, "NUMBER", AT(tries)},
    {"seed", TAKES_SIMULATE | TAKES_TRIES, "NUMBER", AT(seed)},
    {"first", TAKES_SIMULATE, "NUMBER", AT(first)},
    {"missing", TAKES_SIMULATE, "SHARE", AT(missing)},
    {"claim", TAKES_PROVE, "KIND", AT(claim)},
    {"length", TAKES_PROVE, "NUMBER", AT(length)},
    {"until", TAKES_PROVE, "DATE", AT(until)},
    {"given", TAKES_PROVE, NULL, AT(given)},
    {"solver", TAKES_PROVE, "PROGRAM", AT(solver)},
    {"timeout", TAKES_PROVE, "SECONDS", AT(timeout)},
    {"smt", TAKES_PROVE, "FILE", AT(smt)},
    {"coverage-of-law", TAKES_COVERAGE_OF_LAW, NULL, AT(coverage_of_law)},
    {"lang", 0, "LANGUAGE", AT(language)},
    {"colour", 0, "WHEN", AT(colour)},
};
enum { OPTION_COUNT = sizeof options_known / sizeof options_known[0] };

static const option *find_option(const char *name, size_t size)
{
    size_t i;

    for (i = 0; i < OPTION_COUNT; i++)
        if (strlen(options_known[i].name) == size &&
            strncmp(options_known[i].name, name, size) == 0)
            return &options_known[i];
    return NULL;
}

static void list_taken(const cli_command *command, char *out, size_t size)
{
    size_t used = 0, i;

    out[0] = '\0';
    for (i = 0; i < OPTION_COUNT && used < size; i++) {
        const option *o = &options_known[i];
        if (o->takes == 0 || (command->takes & o->takes))
            used += (size_t)snprintf(out + used, size - used, "%s--%s", used ? ", " : "", o->name);
    }
}

/* "de,fi" to an array of upper-case codes. */
static int read_countries(cli_options *options, const char *text)
{
    size_t count = 0;
    char *at;

    free(options->in_buffer);
    options->in_buffer = strdup(text);
    if (options->in_buffer == NULL)
        return EXIT_MACHINE;
    at = options->in_buffer;
    while (at != NULL) {
        char *comma = strchr(at, ',');
        char *c;
        if (comma != NULL)
            *comma = '\0';
        for (c = at; *c != '\0'; c++)
            *c = (char)toupper((unsigned char)*c);
        if (strlen(at) != 2 || !isalpha((unsigned char)at[0]) || !isalpha((unsigned char)at[1])) {
            cli_complain("erkend: --in: '%s' is no country code; write two letters each, as in "
                         "--in DE,FI,NL",
                         at);
            return EXIT_CALL;
        }
        if (count == CLI_COUNTRIES_MAX) {
            cli_complain("erkend: --in: more than %d countries", CLI_COUNTRIES_MAX);
            return EXIT_CALL;
        }
        options->in[count++] = at;
        at = comma != NULL ? comma + 1 : NULL;
    }
    options->in[count] = NULL;
    return EXIT_WANTED;
}

static int set_colour(cli_options *options, const char *when)
{
    const char *no_colour = getenv("NO_COLOR");

    if (strcmp(when, "always") == 0)
        options->colour = true;
    else if (strcmp(when, "never") == 0)
        options->colour = false;
    else if (strcmp(when, "auto") == 0)
        options->colour = isatty(STDOUT_FILENO) && (no_colour == NULL || no_colour[0] == '\0');
    else {
        cli_complain("erkend: --colour: '%s' is not auto, always or never", when);
        return EXIT_CALL;
    }
    return EXIT_WANTED;
}

static int set_language(cli_options *options, const char *language)
{
    const char *known;
    uint32_t i;

    for (i = 0; (known = erkend_language(i)) != NULL; i++)
        if (strcmp(language, known) == 0) {
            options->language = known;
            return EXIT_WANTED;
        }
    cli_complain("erkend: --lang: '%s' is not en, de, fi, nl, nor two letters of another official "
                 "language of the EU or EEA",
                 language);
    return EXIT_CALL;
}

/* LC_ALL, LC_MESSAGES, LANG, in this order, the first that is set; English when it is none of ours.
 */
static const char *language_of_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    size_t i;

    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]), *known;
        uint32_t k;

        if (value == NULL || value[0] == '\0')
            continue;
        for (k = 0; (known = erkend_language(k)) != NULL; k++)
            if (strncmp(value, known, 2) == 0)
                return known;
        return "en";
    }
    return "en";
}

/* "" where a value may stand and does not. */
static int set_option(cli_options *options, const option *known, const char *value)
{
    char *at = (char *)options + known->at;

    if (known->at == AT(in))
        return read_countries(options, value);
    if (known->at == AT(language))
        return set_language(options, value);
    if (known->at == AT(colour))
        return set_colour(options, value);
    if (known->value == NULL)
        memcpy(at, &(bool){true}, sizeof(bool));
    else
        memcpy(at, &value, sizeof value);
    return EXIT_WANTED;
}

/* Reads the option at words[*i]; moves *i on when its value is the next word. */
static int read_option(cli_options *options, const cli_command *command, int count, char **words,
                       int *i)
{
    const char *word = words[*i] + 2;
    const char *equals = strchr(word, '=');
    size_t size = equals != NULL ? (size_t)(equals - word) : strlen(word);
    const option *known = find_option(word, size);

    if (known == NULL || (known->takes != 0 && !(command->takes & known->takes))) {
        char taken[512];
        list_taken(command, taken, sizeof taken);
        cli_complain("erkend %s: no option '%s'; it takes %s", command->name, words[*i], taken);
        return EXIT_CALL;
    }
    if (known->value == NULL && equals != NULL) {
        cli_complain("erkend %s: --%s takes no value", command->name, known->name);
        return EXIT_CALL;
    }
    if (equals == NULL && (known->value == NULL || known->value[0] == '['))
        return set_option(options, known, "");
    if (equals == NULL && *i + 1 >= count) {
        cli_complain("erkend %s: --%s needs a value: --%s %s", command->name, known->name,
                     known->name, known->value);
        return EXIT_CALL;
    }
    return set_option(options, known, equals != NULL ? equals + 1 : words[++*i]);
}

int cli_options_read(cli_options *options, const cli_command *command, int count, char **words)
{
    bool ended = false;
    int i, status;

    memset(options, 0, sizeof *options);
    options->language = language_of_environment();
    (void)set_colour(options, "auto");
    options->arguments = calloc((size_t)count + 1, sizeof *options->arguments);
    if (options->arguments == NULL)
        return EXIT_MACHINE;
    for (i = 0; i < count; i++) {
        if (!ended && strcmp(words[i], "--") == 0)
            ended = true;
        else if (!ended && strncmp(words[i], "--", 2) == 0) {
            status = read_option(options, command, count, words, &i);
            if (status != EXIT_WANTED)
                return status;
        } else if (!ended && words[i][0] == '-' && words[i][1] != '\0') {
            cli_complain("erkend %s: no option '%s'; options are long, as in --format json",
                         command->name, words[i]);
            return EXIT_CALL;
        } else
            options->arguments[options->argument_count++] = words[i];
    }
    return EXIT_WANTED;
}

void cli_options_dispose(cli_options *options)
{
    free(options->arguments);
    free(options->in_buffer);
    memset(options, 0, sizeof *options);
}

static uint32_t terminal_columns(void)
{
    struct winsize size;

    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        return size.ws_col < 100 ? size.ws_col : 100;
    return 100;
}

erkend_style cli_style(const cli_options *options, erkend_format format)
{
    erkend_style style;

    memset(&style, 0, sizeof style);
    style.struct_size = sizeof style;
    style.format = format;
    style.language = options->language;
    style.colour = options->colour;
    style.columns = terminal_columns();
    return style;
}

int cli_format(erkend_format *out, const cli_options *options)
{
    const char *word = options->format != NULL ? options->format : "text";

    if (strcmp(word, "text") == 0)
        *out = ERKEND_TEXT;
    else if (strcmp(word, "json") == 0)
        *out = ERKEND_JSON;
    else if (strcmp(word, "ndjson") == 0)
        *out = ERKEND_NDJSON;
    else if (strcmp(word, "codes") == 0)
        *out = ERKEND_CODES;
    else {
        cli_complain("erkend: --format: '%s' is not text, json, ndjson or codes", word);
        return EXIT_CALL;
    }
    return EXIT_WANTED;
}
