/* erkend simulate: a population of learners that nobody is. */
#include <stdlib.h>
#include <string.h>

#include "cli/bar.h"
#include "cli/cli.h"
#include "cli/outlet.h"

static int write_cases(cli_outlet *out, erkend_population *population, uint64_t first,
                       uint64_t count, erkend_error *error)
{
    cli_bar bar;
    uint64_t i;

    cli_bar_init(&bar, count);
    for (i = 0; i < count; i++) {
        const char *line;
        size_t size;

        if (erkend_population_case(population, first + i, &line, &size, error) != ERKEND_OK)
            return cli_say_error(error, NULL);
        if (!cli_outlet_write(out, line, size) || !cli_outlet_write(out, "\n", 1)) {
            cli_bar_clear(&bar);
            return cli_outlet_say(out);
        }
        if (i % 1000 == 0)
            cli_bar_draw(&bar, i, i);
    }
    cli_bar_clear(&bar);
    if (!cli_outlet_mark(out))
        return cli_outlet_say(out);
    return cli_outlet_name(out);
}

static int simulate(const cli_options *options, const cli_bundle *bundle, erkend_error *error)
{
    const char *const *in = options->in[0] != NULL ? options->in : NULL;
    uint64_t seed = 1, count = 1000, first = 1;
    erkend_population *population = NULL;
    cli_outlet out;
    int status = cli_read_number(&count, "simulate", "count", options->count);

    if (status == EXIT_WANTED)
        status = cli_read_number(&seed, "simulate", "seed", options->seed);
    if (status == EXIT_WANTED)
        status = cli_read_number(&first, "simulate", "first", options->first);
    if (status == EXIT_WANTED && erkend_population_new(&population, bundle->bundle, seed, in,
                                                       options->missing, error) != ERKEND_OK)
        status = cli_say_error(error, bundle) == EXIT_MACHINE ? EXIT_MACHINE : EXIT_CALL;
    if (status == EXIT_WANTED) {
        status = cli_outlet_open(&out, options->out != NULL ? options->out : "-");
        if (status == EXIT_WANTED && !cli_outlet_cut(&out, 0))
            status = cli_outlet_say(&out);
        if (status == EXIT_WANTED)
            status = write_cases(&out, population, first, count, error);
        cli_outlet_close(&out, false);
    }
    erkend_population_free(population);
    return status;
}

static int run(const cli_options *options)
{
    erkend_error *error = erkend_error_new(NULL);
    cli_bundle bundle;
    int status;

    if (options->argument_count > 0) {
        cli_complain("erkend simulate: '%s' stands alone; it takes options only",
                     options->arguments[0]);
        erkend_error_free(error);
        return EXIT_CALL;
    }
    status = cli_bundle_open(&bundle, options);
    if (status == EXIT_WANTED)
        status = simulate(options, &bundle, error);
    cli_bundle_dispose(&bundle);
    erkend_error_free(error);
    return status;
}

const cli_command cli_simulate = {
    "simulate",
    "[--count NUMBER] [--seed NUMBER] [--in DE,FI,NL] [--out FILE]",
    "make a population of learners that nobody is",
    "Writes cases in JSON, one a line, for `erkend batch`: learners with stays abroad, trainings,\n"
    "programmes, work, agreements, transcripts, claims and rulings, drawn from what documents may\n"
    "hold, with frequencies that docs/batch.md states, on both sides of the limits of the rules "
    "of\n"
    "the countries named (all, when not given). Every case reads without an error; facts may be\n"
    "missing, late or against a rule. The same seed gives the same cases; case 17 is the same\n"
    "whether it comes first or last. --out is packed when its name ends in .gz or .zst.",
    "  erkend simulate --count 100000 --in DE,FI,NL --out population.ndjson.zst\n"
    "  erkend simulate --count 1 --first 17 --seed 3\n"
    "  erkend simulate --count 1000 --missing 1/2 | erkend batch - --in DE --summary --out "
    "d.ndjson",
    TAKES_IN | TAKES_POLICIES | TAKES_OUT | TAKES_SIMULATE,
    run,
};
