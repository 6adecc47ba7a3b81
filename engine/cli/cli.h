/* The command line: a host of liberkend like any other. It sees erkend.h only.
 *
 * main.c finds the command; options.c reads what follows it; files.c is the library's way to files;
 * common.c opens bundles and cases; output.c writes, and sees that it was written; each command is
 * one cmd_<name>.c.
 *
 * Exit status: 0 as wanted; 1 the answer is no; 2 the call is wrong; 3 input cannot be read or is
 * invalid; 4 the machine failed. */
#ifndef EK_CLI_CLI_H
#define EK_CLI_CLI_H

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>

#include "erkend.h"

enum { EXIT_WANTED = 0, EXIT_NO = 1, EXIT_CALL = 2, EXIT_INPUT = 3, EXIT_MACHINE = 4 };

#define CLI_COUNTRIES_MAX 256

/* Which options a command takes: bits of struct command. */
enum cli_takes {
    TAKES_IN = 1 << 0,
    TAKES_ON = 1 << 1,
    TAKES_FORMAT = 1 << 2,
    TAKES_REGISTER = 1 << 3,
    TAKES_QUALIFICATION = 1 << 4,
    TAKES_EVALUATION = 1 << 5,
    TAKES_POLICIES = 1 << 6,
    TAKES_WHY_NOT = 1 << 7,
    TAKES_BATCH = 1 << 8,   /* --rejects, --threads, --summary, --strict, --resume and their like */
    TAKES_NEW = 1 << 9,     /* --name, --countries */
    TAKES_PERIOD = 1 << 10, /* --from, --to */
    TAKES_WORTH = 1 << 11,  /* --coverage, --mutate, --min, --lcov, --html */
    TAKES_OUT = 1 << 12,    /* --out */
    TAKES_DIFF = 1 << 13,   /* --declared, --examples */
    TAKES_SIMULATE = 1 << 14, /* --count, --seed, --first, --missing */
    TAKES_COVERAGE_OF_LAW = 1 << 15,
    TAKES_TRIES = 1 << 16,      /* --tries, --seed */
    TAKES_SELF_CHECK = 1 << 17, /* --self-check */
    TAKES_RELATIONS = 1 << 18,  /* --relations, --cases */
    TAKES_PROVE = 1 << 19       /* --claim, --length, --until, --solver, --timeout, --smt */
};

typedef struct cli_options {
    const char *in[CLI_COUNTRIES_MAX + 1]; /* --in, upper case, NULL-ended; empty: not given */
    const char *on;                        /* --on DATE */
    const char *language;                  /* --lang, else from the environment, else "en" */
    const char *format;                    /* --format as written, or NULL */
    bool colour;
    const char *policies, *countries;   /* folders, as given; NULL: to be found */
    const char *reg;                    /* --register FILE */
    const char *qualification, *mode;   /* --qualification FILE, --mode WORD */
    const char *evaluation;             /* --evaluation compiled|plain|verify */
    bool why_not;                       /* --why-not */
    bool self_check;                    /* --self-check */
    const char *out, *rejects;          /* --out FILE, --rejects FILE */
    const char *threads;                /* --threads NUMBER */
    const char *summary;                /* --summary[=text|json|html]; NULL: not given; "" */
    const char *summary_out;            /* --summary-out FILE */
    const char *checkpoint;             /* --checkpoint LINES */
    const char *count, *seed, *first;   /* --count, --seed, --first NUMBER */
    const char *missing;                /* --missing SHARE */
    const char *tries;                  /* --tries NUMBER */
    bool relations;                     /* --relations */
    const char *cases;                  /* --cases FILE */
    bool strict, resume;                /* --strict, --resume */
    bool coverage_of_law;               /* --coverage-of-law */
    const char *name;                   /* --name NAME */
    const char *declared, *examples;    /* --declared FILE, --examples FOLDER */
    const char *from, *to;              /* --from DATE, --to DATE */
    bool coverage, mutate;              /* --coverage, --mutate */
    const char *min;                    /* --min PERCENT */
    const char *lcov, *html;            /* --lcov FILE, --html FILE */
    const char *claim, *length, *until; /* --claim KIND, --length NUMBER, --until DATE */
    bool given;                         /* --given */
    const char *solver, *timeout, *smt; /* --solver PROGRAM, --timeout SECONDS, --smt FILE */
    char **arguments;                   /* what is no option */
    int argument_count;
    char *in_buffer; /* owns the text behind `in` */
} cli_options;

typedef struct cli_command {
    const char *name;
    const char *arguments; /* "CASE… [--in DE,FI,NL]" */
    const char *summary;   /* one line */
    const char *details;   /* paragraphs */
    const char *examples;  /* lines to try */
    unsigned takes;
    int (*run)(const cli_options *options);
} cli_command;

extern const cli_command cli_compare, cli_decide, cli_explain, cli_check, cli_test, cli_schema,
    cli_register, cli_verify, cli_batch, cli_new, cli_timeline, cli_diff, cli_simulate, cli_law,
    cli_distinguish, cli_lsp, cli_limits, cli_prove;

/* options.c: EXIT_WANTED, or EXIT_CALL after saying why. */
int cli_options_read(cli_options *options, const cli_command *command, int count, char **words);
void cli_options_dispose(cli_options *options);
/* A style for the library from options: format, language, colour, width of the terminal. */
erkend_style cli_style(const cli_options *options, erkend_format format);
/* Reads --format among text, json, ndjson, codes. EXIT_CALL after saying why. */
int cli_format(erkend_format *out, const cli_options *options);

/* output.c: everything written goes through here; a failure is remembered and told once. */
void cli_write(const char *bytes, size_t size);
void cli_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
void cli_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Flushes; EXIT_MACHINE when anything could not be written, else `status`. */
int cli_finish(int status);

/* files.c: a folder, seen through erkend_files. Nothing outside the folder is opened. */
typedef struct cli_folder {
    const char *path;    /* "." or a folder */
    const char *named;   /* the name under which the library asks for it, or "" */
    char root[PATH_MAX]; /* where it really is, once that was asked; "" before */
} cli_folder;
typedef struct cli_files {
    cli_folder folders[2];
    size_t folder_count;
    erkend_files files;
} cli_files;
void cli_files_init(cli_files *files);
void cli_files_add(cli_files *files, const char *named, const char *path);
/* Reads a whole file (or standard input for "-") of at most max_bytes; new, free(). EXIT_WANTED,
 * EXIT_INPUT or EXIT_MACHINE after saying why. */
int cli_read_file(const char *path, size_t max_bytes, char **bytes, size_t *size);
bool cli_is_folder(const char *path);

/* results.c: a file that is there whole or not at all: written under a temporary name, then
 * renamed.
 * "-" and what is no ordinary file (a pipe, /dev/null) are written as they come. */
typedef struct cli_result {
    const char *path; /* NULL: not asked for; everything is done with nothing */
    char *temporary;  /* NULL: written in place */
    FILE *stream;
} cli_result;
int cli_result_open(cli_result *result, const char *path); /* says why not */
bool cli_result_write(cli_result *result, const char *bytes, size_t size);
bool cli_result_flush(cli_result *result);
/* Gives it its name when `keep`, else takes it away. EXIT_MACHINE after saying why. */
int cli_result_close(cli_result *result, bool keep);
/* Makes the name of a file in its folder durable. */
bool cli_sync_folder(const char *path);
/* Today, in UTC. */
void cli_today(char out[11]);

/* interrupt.c: whether the user asked to stop, since cli_catch_interrupts. */
void cli_catch_interrupts(void);
bool cli_interrupted(void);

/* common.c */
typedef struct cli_bundle {
    cli_files files;
    erkend_config config;
    erkend_bundle *bundle;
    char policies[4096], countries[4096];
    const char *only[CLI_COUNTRIES_MAX + 1];
    char only_codes[CLI_COUNTRIES_MAX][4];
} cli_bundle;
/* Finds the folders (option, environment, beside the program, its prefix). `paths`: countries/de …,
 * or NULL. Prepares config without opening. */
int cli_bundle_find(cli_bundle *bundle, const cli_options *options, char **paths, int path_count);
/* Was this country named among the paths? Where none was, all are. */
bool cli_bundle_names(const cli_bundle *bundle, const char *country);
int cli_bundle_open(cli_bundle *bundle, const cli_options *options);
void cli_bundle_dispose(cli_bundle *bundle);
/* Says every problem of an error on standard error, with paths as the user knows them; the exit
 * status that fits its code. */
int cli_say_error(const erkend_error *error, const cli_bundle *bundle);
int cli_exit_of(erkend_status status);
/* A register that is only read has to be there: nothing is made of an empty file. */
int cli_register_is_there(const char *path);

/* new_files.c: what a new country consists of; ends with a name of NULL. */
typedef struct cli_new_file {
    const char *name;   /* in the country's folder */
    const char *text;   /* with marks, or NULL */
    const char *schema; /* then: what erkend_schema gives */
} cli_new_file;
extern const cli_new_file cli_new_files[];

/* new_documents.c: a blank document of that kind; NULL: there is no such kind. */
const char *cli_blank_document(const char *kind);

/* lines.c: inputs that hold one case a line. `each` gets a line without its end, and gives an exit
 * status; all but EXIT_WANTED ends it and is given back. */
typedef int (*cli_line_each)(void *to, const char *path, uint64_t line, const char *bytes,
                             size_t size);
bool cli_is_lines(const char *path);
int cli_lines_read(const char *path, cli_line_each each, void *to);

/* revisions.c: a folder with what a git revision held; cli_revision_close takes it away. */
int cli_revision_open(char **folder, const char *revision);
void cli_revision_close(char *folder);

/* sides.c: what two arguments name that are to be compared. */
typedef struct cli_side {
    enum { CLI_SIDE_POLICY, CLI_SIDE_DAY, CLI_SIDE_COUNTRY } kind;
    const char *word;
    char country[3];
    cli_bundle bundle;
    bool opened;
    char *folder; /* of a revision, taken away at the end; or NULL */
} cli_side;
/* The first two arguments; sides are zeroed. Close them in any case. */
int cli_sides_open(cli_side sides[2], const char *command, const cli_options *options);
void cli_sides_close(cli_side sides[2]);
const cli_bundle *cli_sides_bundle(const cli_side sides[2], size_t which);
void cli_sides_fill(erkend_diff_side out[2], const cli_side sides[2]);

/* documents.c: cases named on the command line, as documents in memory: files, and each line of
 * files of cases. */
typedef struct cli_documents {
    erkend_document *items;
    size_t count, capacity;
    void *folders; /* what the documents refer to */
} cli_documents;
int cli_documents_read(cli_documents *documents, char *const *paths, int count);
void cli_documents_free(cli_documents *documents);
/* A whole number of an option; *out stays when it was not given. */
int cli_read_number(uint64_t *out, const char *command, const char *option, const char *text);

/* solver.c: a program that answers problems in SMT-LIB 2. `program` NULL: z3. *output: what it
 * printed, empty when that took more than so many seconds; free(). EXIT_MACHINE when there is no
 * such program: *missing says so and nothing was printed. */
int cli_solve(char **output, size_t *size, const char *program, uint64_t seconds, const char *smt,
              size_t smt_size, bool *missing);

/* problems.c: what `erkend check` found. */
/* The path that the user can open, of a file or of "file:line:column: message". */
void cli_problem_path(char *out, size_t size, const char *named, const cli_bundle *bundle);
void cli_print_json_text(const char *text);   /* quoted */
bool cli_problems_format(const char *format); /* text, json, sarif or NULL; else says so */
void cli_print_problems(const erkend_error *error, const cli_bundle *bundle, const char *format);

/* cmd_law.c: erkend check --coverage-of-law. */
int cli_coverage_of_law(const cli_options *options);

/* relations.c: erkend check --relations. */
int cli_check_relations(const cli_options *options);

/* Reads a case named on the command line. */
int cli_case_read(erkend_case **out, const char *path, const cli_options *options,
                  const char *country);
/* Decides in one country; says errors. */
int cli_decide_in(erkend_decision **out, erkend_worker *worker, const erkend_case *the_case,
                  const char *country, const cli_bundle *bundle);
/* A second opinion on decisions, when --self-check asks for it; else *out is NULL. */
int cli_self_check_open(erkend_self_check **out, const cli_bundle *bundle,
                        const cli_options *options);
int cli_worker_new(erkend_worker **out, const cli_bundle *bundle, const cli_options *options);
/* The countries asked: --in, else the case's targets, else its home, else all of the bundle. */
size_t cli_countries(const char **out, const cli_options *options, const erkend_case *the_case,
                     const cli_bundle *bundle);
/* Keeps decisions in --register, if it is given. */
int cli_keep(const cli_options *options, const cli_bundle *bundle,
             erkend_decision *const *decisions, size_t count);
int cli_print_text(erkend_text *text); /* taken */

/* worth.c: erkend test --coverage and --mutate, of every country of the bundle. */
int cli_test_coverage(const cli_options *options, const cli_bundle *bundle);
int cli_test_mutate(const cli_options *options, const cli_bundle *bundle);

#endif
