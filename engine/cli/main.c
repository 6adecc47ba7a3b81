/* erkend: finds the command and runs it. `erkend help COMMAND` says everything about one. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* In the order of the overview; a NULL begins the next group. */
static const cli_command *const commands[] = {
    &cli_compare, &cli_decide,      &cli_explain,  &cli_timeline, NULL, /* one case */
    &cli_batch,   &cli_simulate,    &cli_register, &cli_verify,   NULL, /* many cases */
    &cli_check,   &cli_test,        &cli_law,      &cli_schema,   &cli_new, &cli_lsp,
    NULL,                                                      /* rules */
    &cli_diff,    &cli_distinguish, &cli_limits,   &cli_prove, /* a change of rules */
};
enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static void print_overview(void)
{
    size_t i;

    cli_print("erkend: what learning that was achieved elsewhere counts for here, and why\n\n");
    for (i = 0; i < COMMAND_COUNT; i++)
        if (commands[i] == NULL)
            cli_print("\n");
        else
            cli_print("  erkend %-13s%s\n", commands[i]->name, commands[i]->summary);
    cli_print("\n  erkend %-13s%s\n\n", "help", "say everything about one command");
    cli_print("Exit status: 0 as wanted; 1 the answer is no; 2 the call is wrong; 3 input cannot "
              "be read\nor is invalid; 4 the machine failed.\n");
}

static void print_option(const char *option, const char *says)
{
    cli_print("  %-27s %s\n", option, says);
}

static void print_help(const cli_command *command)
{
    cli_print("erkend %s %s\n\n%s\n\nOptions\n", command->name, command->arguments,
              command->details);
    if (command->takes & TAKES_IN)
        print_option("--in DE,FI,NL", "countries, by ISO code (England: GB)");
    if (command->takes & TAKES_ON)
        print_option("--on DATE", "deciding date, for cases that state none (else today)");
    if (command->takes & TAKES_QUALIFICATION) {
        print_option("--qualification FILE", "the target qualification, in the one country asked");
        print_option("--mode WORD", "which mode of that file (suoritustapa): ops, naytto, reformi");
    }
    if (command->takes & TAKES_WHY_NOT)
        print_option("--why-not", "what would have to be otherwise for a better answer");
    if (command->takes & TAKES_OUT)
        print_option("--out FILE", "where the lines go; - (when not given): standard output");
    if (command->takes & TAKES_BATCH) {
        print_option("--resume", "go on where an interrupted run with this --out was");
        print_option("--rejects FILE", "lines that could not be decided, as they were");
        print_option("--strict", "stop at the first of them");
        print_option("--threads NUMBER", "how many decide; as many as there are processors");
        print_option("--summary[=WORD]", "what it came to: text (when not said), json or html");
        print_option("--summary-out FILE", "where that goes (else standard output, or error)");
        print_option("--checkpoint LINES", "after how many lines --out is made durable; 25000");
    }
    if (command->takes & TAKES_WORTH) {
        print_option("--coverage", "what the tests reach");
        print_option("--mutate", "what no test would notice");
        print_option("--min PERCENT", "exit status 1 below it");
        print_option("--lcov FILE", "what the tests reach, for genhtml");
        print_option("--html FILE", "the same as one page");
    }
    if (command->takes & TAKES_SIMULATE) {
        print_option("--count NUMBER", "how many cases; 1000 when not given");
        print_option("--seed NUMBER", "which population; 1 when not given");
        print_option("--first NUMBER", "number of the first case; 1 when not given");
        print_option("--missing SHARE", "facts left out besides, as 1/20 (when not given) or 0.5");
    }
    if (command->takes & TAKES_RELATIONS) {
        print_option("--relations", "relations that every country must keep");
        print_option("--cases FILE", "cases that they are tried on first");
    }
    if (command->takes & TAKES_TRIES) {
        print_option("--tries NUMBER", "how many cases are tried");
        print_option("--seed NUMBER", "which cases are made up; 1 when not given");
    }
    if (command->takes & TAKES_REGISTER)
        print_option("--register FILE", "keep the decisions in this SQLite register");
    if (command->takes & TAKES_FORMAT)
        print_option("--format WORD", command->takes & TAKES_BATCH
                                          ? "see above; ndjson when not given"
                                          : "see above; text when not given");
    if (command->takes & TAKES_SELF_CHECK)
        print_option("--self-check", "decide all again in other circumstances, and compare");
    if (command->takes & TAKES_EVALUATION)
        print_option("--evaluation WORD", "compiled, plain, or verify (both, compared)");
    if (command->takes & TAKES_POLICIES) {
        print_option("--policies FOLDER", "shared policies (else ERKEND_POLICIES, else installed)");
        print_option("--countries FOLDER", "countries (else ERKEND_COUNTRIES, else installed)");
    }
    if (command->takes & TAKES_DIFF) {
        print_option("--declared FILE", "changes that were announced; see docs/policy-desk.md");
        print_option("--examples FOLDER", "put the smallest case of each kind of change there");
    }
    if (command->takes & TAKES_PERIOD) {
        print_option("--from DATE", "first day of the period; the deciding date when not given");
        print_option("--to DATE", "last day of the period; five years later when not given");
    }
    if (command->takes & TAKES_PROVE) {
        print_option("--claim KIND", "only claims of that kind, as abroad; all when not given");
        print_option("--length NUMBER", "lists are at most that long; 1 when not given");
        print_option("--until DATE", "last deciding date; 2035-12-31 when not given");
        print_option("--given", "leave out cases in which a fact is said not to exist");
        print_option("--solver PROGRAM", "reads SMT-LIB 2 on standard input; z3 when not given");
        print_option("--timeout SECONDS", "for each problem; 10 when not given");
        print_option("--smt FILE", "write the problems there and ask nobody");
    }
    if (command->takes & TAKES_COVERAGE_OF_LAW)
        print_option("--coverage-of-law", "articles, rules and tests, and what lacks");
    if (command->takes & TAKES_NEW) {
        print_option("--name NAME", "of the country, in English; its code when not given");
        print_option("--countries FOLDER", "where its folder is made; countries when not given");
    }
    print_option("--lang LANGUAGE",
                 "en, de, fi, nl, or a country's own (else LC_ALL, LC_MESSAGES, LANG)");
    print_option("--colour auto|always|never", "colour on a terminal only, unless said");
    cli_print("\nExamples\n%s\n", command->examples);
}

static const cli_command *find_command(const char *name)
{
    size_t i;

    for (i = 0; i < COMMAND_COUNT; i++)
        if (commands[i] != NULL && strcmp(commands[i]->name, name) == 0)
            return commands[i];
    cli_complain("erkend: no command '%s'; `erkend help` lists them", name);
    return NULL;
}

static bool asks_for_help(int count, char **words)
{
    int i;

    for (i = 0; i < count; i++) {
        if (strcmp(words[i], "--") == 0)
            return false;
        if (strcmp(words[i], "--help") == 0 || strcmp(words[i], "-h") == 0)
            return true;
    }
    return false;
}

static int run_command(const cli_command *command, int count, char **words)
{
    cli_options options;
    int status;

    if (asks_for_help(count, words)) {
        print_help(command);
        return EXIT_WANTED;
    }
    status = cli_options_read(&options, command, count, words);
    if (status == EXIT_WANTED)
        status = command->run(&options);
    cli_options_dispose(&options);
    return status;
}

/* A register must never be opened as descriptor 0, 1 or 2, where messages would be written into it.
 */
static int open_standard_streams(void)
{
    int descriptor;

    do {
        descriptor = open("/dev/null", O_RDWR);
        if (descriptor < 0)
            return EXIT_MACHINE;
    } while (descriptor <= 2);
    (void)close(descriptor);
    return EXIT_WANTED;
}

int main(int argc, char **argv)
{
    struct sigaction ignore;
    const cli_command *command;

    if (open_standard_streams() != EXIT_WANTED)
        return EXIT_MACHINE;
    memset(&ignore, 0, sizeof ignore);
    ignore.sa_handler = SIG_IGN;
    (void)sigaction(SIGPIPE, &ignore, NULL); /* a closed pipe is an error of writing */
    (void)sigaction(SIGXFSZ, &ignore, NULL); /* so is a file that may not grow */

    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        (strcmp(argv[1], "help") == 0 && argc == 2)) {
        print_overview();
        return cli_finish(argc < 2 ? EXIT_CALL : EXIT_WANTED);
    }
    if (strcmp(argv[1], "--version") == 0) {
        cli_print("%s\n", erkend_version());
        return cli_finish(EXIT_WANTED);
    }
    command = find_command(argv[1][0] == 'h' && strcmp(argv[1], "help") == 0 ? argv[2] : argv[1]);
    if (command == NULL)
        return cli_finish(EXIT_CALL);
    if (strcmp(argv[1], "help") == 0) {
        print_help(command);
        return cli_finish(EXIT_WANTED);
    }
    return cli_finish(run_command(command, argc - 2, argv + 2));
}
