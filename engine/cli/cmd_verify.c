/* erkend verify: are the decisions of a register as they were kept, and does deciding again give
 * the same? Each thing that is not is named. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/bar.h"
#include "cli/cli.h"

typedef struct verify_run {
    const char *path;
    bool json, any;
    cli_bar bar;
} verify_run;

static void tell_finding(void *user, const erkend_finding *finding)
{
    verify_run *run = user;

    cli_bar_clear(&run->bar);
    if (!run->json) {
        cli_print("%s: %s\n", run->path, finding->message);
        return;
    }
    cli_print("%s{\"decision\":%lld,\"what\":", run->any ? ",\n " : "",
              (long long)finding->decision);
    run->any = true;
    cli_print_json_text(finding->what);
    cli_print(",\"name\":");
    cli_print_json_text(finding->name);
    cli_print(",\"message\":");
    cli_print_json_text(finding->message);
    cli_print("}");
}

static erkend_status draw_progress(void *user, int64_t done, int64_t all)
{
    verify_run *run = user;

    run->bar.all = (uint64_t)all; /* the share is of decisions, here the lines */
    cli_bar_draw(&run->bar, (uint64_t)done, (uint64_t)done);
    return ERKEND_OK;
}

static void print_counts(const verify_run *run, const erkend_proof_counts *counts)
{
    if (run->json) {
        cli_print("],\"decisions\":%lld,\"proved\":%lld,\"other_engine\":%lld,\"findings_count\":"
                  "%lld}\n",
                  (long long)counts->decisions, (long long)counts->proved,
                  (long long)counts->other_engine, (long long)counts->findings);
        return;
    }
    cli_print("%lld decision%s, %lld proved", (long long)counts->decisions,
              counts->decisions == 1 ? "" : "s", (long long)counts->proved);
    if (counts->findings > 0)
        cli_print("; %lld finding%s", (long long)counts->findings,
                  counts->findings == 1 ? "" : "s");
    if (counts->other_engine > 0)
        cli_print("; %lld kept by another version of erkend", (long long)counts->other_engine);
    cli_print("\n");
}

/* One register, whole or one decision of it. */
static int prove(verify_run *run, erkend_register *reg, int64_t decision, erkend_error *error)
{
    erkend_proof_counts counts;
    erkend_proof proof;
    erkend_status done;

    memset(&proof, 0, sizeof proof);
    proof.struct_size = sizeof proof;
    proof.user = run;
    proof.found = tell_finding;
    proof.progress = draw_progress;
    proof.decision = decision;
    cli_bar_init(&run->bar, 0);
    if (run->json) {
        cli_print("{\"erkend\":\"%s\",\"kind\":\"verification\",\"register\":", ERKEND_VERSION);
        cli_print_json_text(run->path);
        cli_print(",\"findings\":[");
    }
    done = erkend_register_prove(reg, &proof, &counts, error);
    cli_bar_clear(&run->bar);
    if (done == ERKEND_OK || counts.findings > 0 || run->json)
        print_counts(run, &counts);
    if (done == ERKEND_EREGISTER && counts.findings > 0)
        return EXIT_NO;
    return done == ERKEND_OK ? EXIT_WANTED : cli_say_error(error, NULL);
}

static bool read_number(const cli_options *options, int64_t *out)
{
    char *end;

    *out = 0;
    if (options->argument_count == 0)
        return true;
    errno = 0;
    *out = strtoll(options->arguments[0], &end, 10);
    if (errno == 0 && *end == '\0' && end != options->arguments[0] && *out > 0)
        return true;
    cli_complain("erkend verify: '%s' is no number of a decision", options->arguments[0]);
    return false;
}

static int run(const cli_options *options)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_register *reg = NULL;
    verify_run verify = {.path = options->reg};
    int64_t decision = 0;
    erkend_format format = ERKEND_TEXT;
    int status = cli_format(&format, options);

    verify.json = format != ERKEND_TEXT;
    if (status == EXIT_WANTED && (options->reg == NULL || options->argument_count > 1)) {
        cli_complain("erkend verify: name a register, and perhaps one decision, as in erkend "
                     "verify 3 --register decisions.db");
        status = EXIT_CALL;
    }
    if (status == EXIT_WANTED && !read_number(options, &decision))
        status = EXIT_CALL;
    if (status == EXIT_WANTED)
        status = cli_register_is_there(options->reg);
    if (status == EXIT_WANTED &&
        erkend_register_open(&reg, options->reg, NULL, error) != ERKEND_OK) {
        (void)cli_say_error(error, NULL);
        status = EXIT_INPUT;
    }
    if (status == EXIT_WANTED)
        status = prove(&verify, reg, decision, error);
    erkend_register_close(reg);
    erkend_error_free(error);
    return status;
}

const cli_command cli_verify = {
    "verify",
    "[NUMBER] --register FILE",
    "prove past decisions: nothing was changed, and deciding again gives the same",
    "Checks the chain of digests, the documents and the policy files in the register, then "
    "decides\n"
    "each decision again from them and compares byte for byte. Names each document, policy file,\n"
    "verdict, reason, effect or fact that is not as it was, each decision that is gone or stands "
    "in\n"
    "another place, and those that another version of erkend made and this one decides otherwise.\n"
    "The folders of today's policies are not looked at. Exit status 1 when something was found.\n"
    "`erkend register verify` checks without deciding. Formats: text, json.",
    "  erkend verify --register decisions.db\n"
    "  erkend verify 3 --register decisions.db --format json",
    TAKES_FORMAT | TAKES_REGISTER,
    run,
};
