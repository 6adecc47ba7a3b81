/* erkend prove: questions about all cases at once, put to a solver. */
#include <stdlib.h>
#include <string.h>

#include "cli/bar.h"
#include "cli/cli.h"

typedef struct proving {
    const cli_options *options;
    erkend_inquiry_kind kind;
    cli_side sides[2];
    cli_bundle bundle;
    bool opened;
    uint64_t seconds, length;
    cli_result smt;
    cli_bar bar;
    bool unwanted;
} proving;

static const struct {
    const char *word;
    erkend_inquiry_kind kind;
} questions[] = {{"same", ERKEND_PROVE_SAME},
                 {"fires", ERKEND_PROVE_FIRES},
                 {"contradict", ERKEND_PROVE_CONTRADICT},
                 {"answered", ERKEND_PROVE_ANSWERED},
                 {"monotone", ERKEND_PROVE_MONOTONE}};

static int find_question(proving *p)
{
    const cli_options *options = p->options;
    size_t i;

    for (i = 0; options->argument_count > 0 && i < sizeof questions / sizeof questions[0]; i++)
        if (strcmp(options->arguments[0], questions[i].word) == 0) {
            p->kind = questions[i].kind;
            if (p->kind == ERKEND_PROVE_SAME
                    ? options->argument_count == 3
                    : options->argument_count == 1 || p->kind == ERKEND_PROVE_FIRES)
                return EXIT_WANTED;
        }
    cli_complain("erkend prove: ask one of: same OLD NEW, fires [RULE…], contradict, answered, "
                 "monotone; as in erkend prove same main . --in DE");
    return EXIT_CALL;
}

static int open_policies(proving *p)
{
    cli_options own = *p->options;
    int status;

    if (p->kind != ERKEND_PROVE_SAME) {
        status = cli_bundle_open(&p->bundle, p->options);
        p->opened = status == EXIT_WANTED;
        return status;
    }
    own.arguments++;
    own.argument_count--;
    status = cli_sides_open(p->sides, "prove", &own);
    if (status == EXIT_WANTED && p->sides[0].kind != CLI_SIDE_POLICY) {
        cli_complain("erkend prove: same: name two folders or git revisions");
        return EXIT_CALL;
    }
    return status;
}

/* ---- One problem ---------------------------------------------------------------------------- */

static int keep_problem(proving *p, erkend_inquiry *inquiry, size_t i)
{
    erkend_error *error = erkend_error_new(NULL);
    const char *smt = NULL;
    size_t size;
    int status = EXIT_WANTED;

    if (erkend_inquiry_problem(inquiry, i, 0, &smt, &size, error) != ERKEND_OK)
        status = cli_say_error(error, NULL);
    else if (smt != NULL &&
             !(cli_result_write(&p->smt, smt, size) && cli_result_write(&p->smt, "(reset)\n", 8)))
        status = EXIT_MACHINE;
    erkend_error_free(error);
    return status;
}

/* First among cases in which everything is there, as they are easier to read; then all. */
static int ask_solver(proving *p, erkend_inquiry *inquiry, size_t i, int everything_there,
                      int *settled)
{
    erkend_error *error = erkend_error_new(NULL);
    const char *smt;
    char *output = NULL;
    size_t size = 0, printed = 0;
    bool missing = false;
    int status = EXIT_WANTED;

    *settled = 1;
    if (erkend_inquiry_problem(inquiry, i, everything_there, &smt, &size, error) != ERKEND_OK)
        status = cli_say_error(error, NULL);
    else if (smt != NULL)
        status = cli_solve(&output, &printed, p->options->solver, p->seconds, smt, size, &missing);
    if (status == EXIT_WANTED && smt != NULL) {
        bool nothing = everything_there && !p->options->given && printed >= 5 &&
                       strncmp(output, "unsat", 5) == 0;

        *settled = 0;
        if (!nothing &&
            erkend_inquiry_answer(inquiry, output, printed, settled, error) != ERKEND_OK)
            status = cli_say_error(error, NULL);
    }
    if (missing)
        cli_complain("erkend prove: there is no solver '%s': install z3, name one with --solver, "
                     "or write the problems with --smt FILE",
                     p->options->solver != NULL ? p->options->solver : "z3");
    free(output);
    erkend_error_free(error);
    return status;
}

static int solve(proving *p, erkend_inquiry *inquiry)
{
    size_t i, count = erkend_inquiry_count(inquiry);
    int status = EXIT_WANTED, settled;

    cli_bar_init(&p->bar, count);
    for (i = 0; i < count && status == EXIT_WANTED; i++) {
        cli_bar_draw(&p->bar, i, 0);
        if (p->options->smt != NULL) {
            status = keep_problem(p, inquiry, i);
            continue;
        }
        status = ask_solver(p, inquiry, i, 1, &settled);
        if (status == EXIT_WANTED && !settled)
            status = ask_solver(p, inquiry, i, 0, &settled);
    }
    cli_bar_clear(&p->bar);
    return status;
}

/* ---- One country ---------------------------------------------------------------------------- */

static int show(proving *p, const erkend_inquiry *inquiry, erkend_format format)
{
    erkend_style style = cli_style(p->options, format);
    erkend_error *error = erkend_error_new(NULL);
    erkend_text *text = NULL;
    int status = EXIT_WANTED;

    if (erkend_render_inquiry(&text, inquiry, &style, error) != ERKEND_OK)
        status = cli_say_error(error, NULL);
    else
        (void)cli_print_text(text);
    p->unwanted = p->unwanted || erkend_inquiry_unwanted(inquiry) > 0;
    erkend_error_free(error);
    return status;
}

static int prove_in(proving *p, const char *country, erkend_format format)
{
    erkend_inquiry_options how = {.struct_size = sizeof how, .country = country};
    bool same = p->kind == ERKEND_PROVE_SAME;
    erkend_error *error = erkend_error_new(NULL);
    erkend_inquiry *inquiry = NULL;
    int status = EXIT_WANTED;

    how.claim = p->options->claim;
    how.given = p->options->given;
    how.until = p->options->until;
    how.length = p->length > 1000 ? 1000 : (uint32_t)p->length;
    if (p->kind == ERKEND_PROVE_FIRES && p->options->argument_count > 1)
        how.rules = (const char *const *)p->options->arguments + 1;
    if (erkend_inquiry_new(
            &inquiry, p->kind, same ? cli_sides_bundle(p->sides, 0)->bundle : p->bundle.bundle,
            same ? cli_sides_bundle(p->sides, 1)->bundle : NULL, &how, error) != ERKEND_OK)
        status = cli_say_error(error, NULL);
    erkend_error_free(error);
    if (status == EXIT_WANTED)
        status = solve(p, inquiry);
    if (status == EXIT_WANTED && p->options->smt == NULL)
        status = show(p, inquiry, format);
    erkend_inquiry_free(inquiry);
    return status;
}

static int run_questions(proving *p)
{
    erkend_format format = ERKEND_TEXT;
    int status = find_question(p), closed;
    size_t i;

    p->seconds = 10;
    p->length = 1;
    if (status == EXIT_WANTED)
        status = cli_format(&format, p->options);
    if (status == EXIT_WANTED)
        status = cli_read_number(&p->seconds, "prove", "timeout", p->options->timeout);
    if (status == EXIT_WANTED)
        status = cli_read_number(&p->length, "prove", "length", p->options->length);
    if (status == EXIT_WANTED && p->options->in[0] == NULL) {
        cli_complain("erkend prove: name the country with --in, as in --in DE");
        return EXIT_CALL;
    }
    if (status == EXIT_WANTED)
        status = open_policies(p);
    if (status == EXIT_WANTED)
        status = cli_result_open(&p->smt, p->options->smt);
    if (status != EXIT_WANTED)
        return status;
    for (i = 0; p->options->in[i] != NULL && status == EXIT_WANTED; i++)
        status = prove_in(p, p->options->in[i], format);
    closed = cli_result_close(&p->smt, status == EXIT_WANTED);
    return status == EXIT_WANTED ? closed : status;
}

static int run(const cli_options *options)
{
    proving p;
    int status;

    memset(&p, 0, sizeof p);
    p.options = options;
    status = run_questions(&p);
    if (p.opened)
        cli_bundle_dispose(&p.bundle);
    cli_sides_close(p.sides);
    return status == EXIT_WANTED && p.unwanted ? EXIT_NO : status;
}

const cli_command cli_prove = {
    "prove",
    "same OLD NEW | fires [RULE…] | contradict | answered | monotone  --in DE",
    "what holds for every case there could be",
    "Asks about all cases at once. same: do two policies (folders or git revisions) decide every\n"
    "case alike? fires: can each rule speak, and can it fail? contradict: can two rules give one\n"
    "effect with two values? answered: is there a claim to which no rule has an answer?\n"
    "monotone: is more learning ever worse? The rules are written in SMT-LIB 2 and a solver (z3,\n"
    "where it is installed) answers: it proves that there is no such case, or finds one, which is\n"
    "decided by the engine and shown. What a proof supposes is said below it; a word that cannot\n"
    "be written is named with its rule, and what was not answered in time says so. Exit status 1\n"
    "when an answer is not as one wishes, or is open; 4 when there is no solver. Formats: text,\n"
    "json, ndjson. In English.",
    "  erkend prove same main . --in DE\n"
    "  erkend prove fires de.bbig.2.3.quarter --in DE\n"
    "  erkend prove contradict --in DE --claim crediting --length 2\n"
    "  erkend prove monotone --in NL --format json",
    TAKES_IN | TAKES_FORMAT | TAKES_POLICIES | TAKES_PROVE,
    run,
};
