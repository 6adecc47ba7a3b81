/* erkend register: past decisions: list, show one, add up, verify the chain. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

static int list(erkend_register *reg, const erkend_style *style, erkend_error *error)
{
    erkend_text *text = NULL;

    if (erkend_register_list(&text, reg, style, error) != ERKEND_OK)
        return cli_say_error(error, NULL);
    return cli_print_text(text);
}

static int add_up(erkend_register *reg, const erkend_style *style, erkend_error *error)
{
    erkend_text *text = NULL;

    if (erkend_register_summary(&text, reg, style, error) != ERKEND_OK)
        return cli_say_error(error, NULL);
    return cli_print_text(text);
}

static int show(erkend_register *reg, const char *number, const erkend_style *style,
                erkend_error *error)
{
    erkend_text *text = NULL;
    char *end;
    long long row;

    errno = 0;
    row = strtoll(number, &end, 10);
    if (errno != 0 || *end != '\0' || end == number || row < 1) {
        cli_complain("erkend register show: '%s' is no number of a decision", number);
        return EXIT_CALL;
    }
    if (erkend_register_show(&text, reg, (int64_t)row, style, error) != ERKEND_OK)
        return cli_say_error(error, NULL);
    return cli_print_text(text);
}

static int verify(erkend_register *reg, erkend_error *error)
{
    int64_t rows = 0;

    if (erkend_register_verify(reg, &rows, error) != ERKEND_OK) {
        (void)cli_say_error(error, NULL);
        return EXIT_NO;
    }
    cli_print("%lld decisions; the chain is whole\n", (long long)rows);
    return EXIT_WANTED;
}

static int run(const cli_options *options)
{
    erkend_error *error = erkend_error_new(NULL);
    erkend_register *reg = NULL;
    const char *what = options->argument_count > 0 ? options->arguments[0] : "";
    int wanted = strcmp(what, "show") == 0 ? 2 : 1;
    erkend_format format;
    erkend_style style;
    int status = cli_format(&format, options);

    if (status == EXIT_WANTED && format == ERKEND_CODES) {
        cli_complain(
            "erkend register: --format: a register is shown as text or json, not as codes");
        status = EXIT_CALL;
    }
    if (status == EXIT_WANTED && ((strcmp(what, "list") != 0 && strcmp(what, "show") != 0 &&
                                   strcmp(what, "summary") != 0 && strcmp(what, "verify") != 0) ||
                                  options->argument_count != wanted || options->reg == NULL)) {
        cli_complain(
            "erkend register: say list, show NUMBER, summary or verify, and --register FILE");
        status = EXIT_CALL;
    }
    if (status == EXIT_WANTED)
        status = cli_register_is_there(options->reg);
    if (status == EXIT_WANTED &&
        erkend_register_open(&reg, options->reg, NULL, error) != ERKEND_OK) {
        (void)cli_say_error(error, NULL);
        status = EXIT_INPUT; /* it is only read */
    }
    if (status == EXIT_WANTED) {
        style = cli_style(options, format);
        if (wanted == 2)
            status = show(reg, options->arguments[1], &style, error);
        else if (strcmp(what, "summary") == 0)
            status = add_up(reg, &style, error);
        else
            status = strcmp(what, "list") == 0 ? list(reg, &style, error) : verify(reg, error);
    }
    erkend_register_close(reg);
    erkend_error_free(error);
    return status;
}

const cli_command cli_register = {
    "register",
    "list|show NUMBER|summary|verify --register FILE",
    "past decisions",
    "list: every decision kept, a line each. show: one decision with its documents, reasons, "
    "facts\n"
    "read and digests. summary: claims by country, year and verdict, stays and months abroad.\n"
    "verify: the chain of digests, and SQLite's own check. Formats: text, json.",
    "  erkend register list --register decisions.db\n"
    "  erkend register summary --register decisions.db\n"
    "  erkend register show 3 --register decisions.db --format json",
    TAKES_FORMAT | TAKES_REGISTER,
    run,
};
