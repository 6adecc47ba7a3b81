/* erkend test: the countries' own tests, as a summary, as TAP, or as JUnit. */
#include <string.h>

#include "cli/cli.h"

typedef enum report_format { REPORT_TEXT, REPORT_TAP, REPORT_JUNIT } report_format;

typedef struct report {
    report_format format;
    size_t passed, failed;
    size_t here_passed, here_failed; /* in the country at hand */
    const char *countries;           /* the folder that the user named */
} report;

static void print_xml(const char *text)
{
    const char *c;

    for (c = text; *c != '\0'; c++) {
        switch (*c) {
        case '<': cli_print("&lt;"); break;
        case '>': cli_print("&gt;"); break;
        case '&': cli_print("&amp;"); break;
        case '"': cli_print("&quot;"); break;
        default: cli_write(c, 1);
        }
    }
}

/* Each line of a difference behind `before`. */
static void print_lines(const char *text, const char *before)
{
    while (*text != '\0') {
        size_t size = strcspn(text, "\n");
        cli_print("%s%.*s\n", before, (int)size, text);
        text += size + (text[size] == '\n');
    }
}

static void print_junit(const erkend_test *test)
{
    cli_print("    <testcase classname=\"%s\" file=\"", test->country);
    print_xml(test->file);
    cli_print("\" line=\"%u\" name=\"", test->line);
    print_xml(test->name);
    if (test->passed) {
        cli_print("\"/>\n");
        return;
    }
    cli_print("\">\n      <failure>");
    print_xml(test->difference);
    cli_print("</failure>\n    </testcase>\n");
}

/* "countries/de/x.yaml" as the library names it, as the path that the user can open. */
static void print_file(const report *r, const char *file)
{
    if (strncmp(file, "countries/", 10) == 0)
        cli_print("%s%s", r->countries, file + 9);
    else
        cli_print("%s", file);
}

static void report_test(void *to, const erkend_test *test)
{
    report *r = to;

    if (test->passed) {
        r->passed++;
        r->here_passed++;
    } else {
        r->failed++;
        r->here_failed++;
    }
    switch (r->format) {
    case REPORT_TEXT:
        if (!test->passed) {
            print_file(r, test->file);
            cli_print(":%u: %s\n", test->line, test->name);
            print_lines(test->difference, "    ");
        }
        break;
    case REPORT_TAP:
        cli_print("%s %zu - %s: %s\n", test->passed ? "ok" : "not ok", r->passed + r->failed,
                  test->country, test->name);
        if (!test->passed) {
            cli_print("# ");
            print_file(r, test->file);
            cli_print(":%u\n", test->line);
            print_lines(test->difference, "# ");
        }
        break;
    case REPORT_JUNIT: print_junit(test); break;
    }
}

static int read_format(report_format *out, const cli_options *options)
{
    const char *word = options->format != NULL ? options->format : "text";

    if (strcmp(word, "text") == 0)
        *out = REPORT_TEXT;
    else if (strcmp(word, "tap") == 0)
        *out = REPORT_TAP;
    else if (strcmp(word, "junit") == 0)
        *out = REPORT_JUNIT;
    else {
        cli_complain("erkend test: --format: '%s' is not text, tap or junit", word);
        return EXIT_CALL;
    }
    return EXIT_WANTED;
}

static int test_country(report *r, const cli_bundle *bundle, const char *country)
{
    erkend_error *error = erkend_error_new(NULL);
    int status = EXIT_WANTED;

    r->here_passed = r->here_failed = 0;
    if (r->format == REPORT_JUNIT)
        cli_print("  <testsuite name=\"%s\">\n", country);
    if (erkend_test_run(bundle->bundle, &bundle->config, country, report_test, r, error) !=
        ERKEND_OK)
        status = cli_say_error(error, bundle);
    if (r->format == REPORT_JUNIT)
        cli_print("  </testsuite>\n");
    else if (r->format == REPORT_TEXT)
        cli_print("%s  %zu passed, %zu failed\n", country, r->here_passed, r->here_failed);
    erkend_error_free(error);
    return status;
}

static int run(const cli_options *options)
{
    erkend_error *error = erkend_error_new(NULL);
    report r = {REPORT_TEXT, 0, 0, 0, 0, "countries"};
    cli_bundle bundle;
    size_t i;
    bool worth = options->coverage || options->mutate;
    int status = worth ? EXIT_WANTED : read_format(&r.format, options);
    int worst;

    memset(&bundle, 0, sizeof bundle);
    if (!worth && (options->min != NULL || options->lcov != NULL || options->html != NULL)) {
        cli_complain("erkend test: --min, --lcov and --html go with --coverage or --mutate");
        status = EXIT_CALL;
    }
    if (status == EXIT_WANTED)
        status = cli_bundle_find(&bundle, options, options->arguments, options->argument_count);
    /* Levels are compared through the frameworks of all countries, whichever are tested. */
    bundle.config.only = NULL;
    if (status == EXIT_WANTED &&
        erkend_bundle_open(&bundle.bundle, &bundle.config, error) != ERKEND_OK)
        status = cli_say_error(error, &bundle);
    if (status == EXIT_WANTED && worth) {
        status = options->coverage ? cli_test_coverage(options, &bundle) : EXIT_WANTED;
        worst = options->mutate ? cli_test_mutate(options, &bundle) : EXIT_WANTED;
        status = worst > status ? worst : status;
    } else if (status == EXIT_WANTED) {
        worst = EXIT_WANTED;
        r.countries = bundle.countries;
        if (r.format == REPORT_JUNIT)
            cli_print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for (i = 0; i < erkend_bundle_country_count(bundle.bundle); i++) {
            if (!cli_bundle_names(&bundle, erkend_bundle_country(bundle.bundle, i)))
                continue;
            status = test_country(&r, &bundle, erkend_bundle_country(bundle.bundle, i));
            if (status > worst)
                worst = status;
        }
        if (r.format == REPORT_JUNIT)
            cli_print("</testsuites>\n");
        else if (r.format == REPORT_TAP)
            cli_print("1..%zu\n", r.passed + r.failed);
        else
            cli_print("%zu tests passed, %zu failed\n", r.passed, r.failed);
        status = worst != EXIT_WANTED ? worst : r.failed > 0 ? EXIT_NO : EXIT_WANTED;
    }
    cli_bundle_dispose(&bundle);
    erkend_error_free(error);
    return status;
}

const cli_command cli_test = {
    "test",
    "[countries/de …]",
    "the countries' own tests",
    "Runs countries/xx/cases/*.yaml, each test decided by both evaluations, and shows what failed\n"
    "and how. Exit status 1 if a test failed. Formats: text, tap, junit.\n"
    "\n"
    "--coverage  which outcomes of which conditions the tests reach; --lcov FILE for genhtml, "
    "--html\n"
    "            FILE for one page. Formats: text, json.\n"
    "--mutate    changes the rules in memory, a little at a time, and says which changes no test\n"
    "            would notice. Formats: text, json.\n"
    "--min PERCENT  with either: exit status 1 below that share. What cannot be tested is written\n"
    "            down with a reason in countries/xx/survivors.yaml.",
    "  erkend test countries/de\n"
    "  erkend test --format junit > tests.xml\n"
    "  erkend test --coverage --min 100 --html coverage.html countries/de\n"
    "  erkend test --mutate countries/de",
    TAKES_FORMAT | TAKES_POLICIES | TAKES_WORTH,
    run,
};
