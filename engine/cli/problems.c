/* Problems of policies as people and tools read them: lines, JSON, SARIF 2.1.0.
 *
 * Paths are those that the user can open; the library knows policies under names of its own. */
#include <string.h>

#include "cli/cli.h"

void cli_problem_path(char *out, size_t size, const char *named, const cli_bundle *bundle)
{
    if (strncmp(named, "countries/", 10) == 0)
        (void)snprintf(out, size, "%s%s", bundle->countries, named + 9);
    else if (strncmp(named, "policies/", 9) == 0)
        (void)snprintf(out, size, "%s%s", bundle->policies, named + 8);
    else
        (void)snprintf(out, size, "%s", named);
}

void cli_print_json_text(const char *text)
{
    const char *c;

    cli_print("\"");
    for (c = text; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            cli_print("\\%c", *c);
        else if ((unsigned char)*c < 0x20)
            cli_print("\\u%04x", (unsigned)(unsigned char)*c);
        else
            cli_write(c, 1);
    }
    cli_print("\"");
}

static void print_lines(const erkend_error *error, const cli_bundle *bundle)
{
    erkend_problem problem;
    size_t i, errors = 0, warnings = 0, files = 0;
    char last[4096] = "", shown[8192];

    for (i = 0; erkend_error_at(error, i, &problem); i++) {
        cli_problem_path(shown, sizeof shown, problem.line_text, bundle);
        cli_print("%s%s\n", shown, problem.is_warning ? " (warning)" : "");
        if (problem.is_warning)
            warnings++;
        else
            errors++;
        if (strcmp(last, problem.file) != 0) {
            files++;
            (void)snprintf(last, sizeof last, "%s", problem.file);
        }
    }
    if (i == 0)
        cli_print("no errors, no warnings\n");
    else
        cli_print("%zu error%s, %zu warning%s in %zu file%s\n", errors, errors == 1 ? "" : "s",
                  warnings, warnings == 1 ? "" : "s", files, files == 1 ? "" : "s");
}

static void print_json(const erkend_error *error, const cli_bundle *bundle)
{
    erkend_problem problem;
    char path[4096];
    size_t i;

    cli_print("{\"problems\":[");
    for (i = 0; erkend_error_at(error, i, &problem); i++) {
        cli_problem_path(path, sizeof path, problem.file, bundle);
        cli_print("%s\n  {\"severity\":\"%s\",\"file\":", i > 0 ? "," : "",
                  problem.is_warning ? "warning" : "error");
        cli_print_json_text(path);
        cli_print(",\"line\":%u,\"column\":%u,\"message\":", problem.line, problem.column);
        cli_print_json_text(problem.message);
        cli_print("}");
    }
    cli_print("%s]}\n", i > 0 ? "\n" : "");
}

/* A URI as SARIF wants it: what is no plain character of a path is written %XX. */
static void print_uri(const char *path)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    const char *c;

    cli_print("\"%s", path[0] == '/' ? "file://" : "");
    for (c = path; *c != '\0'; c++)
        if (strchr(plain, *c) != NULL)
            cli_write(c, 1);
        else
            cli_print("%%%02X", (unsigned)(unsigned char)*c);
    cli_print("\"");
}

static void print_result(const erkend_problem *problem, const cli_bundle *bundle)
{
    char path[4096];

    cli_problem_path(path, sizeof path, problem->file, bundle);
    cli_print("{\"ruleId\":\"%s\",\"level\":\"%s\",\"message\":{\"text\":",
              problem->is_warning ? "policy-warning" : "policy-error",
              problem->is_warning ? "warning" : "error");
    cli_print_json_text(problem->message);
    cli_print("}");
    if (path[0] != '\0') {
        cli_print(",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
        print_uri(path);
        cli_print("}");
        if (problem->line > 0)
            cli_print(",\"region\":{\"startLine\":%u,\"startColumn\":%u}", problem->line,
                      problem->column > 0 ? problem->column : 1);
        cli_print("}}]");
    }
    cli_print("}");
}

static void print_sarif(const erkend_error *error, const cli_bundle *bundle)
{
    erkend_problem problem;
    size_t i;

    cli_print(
        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
        "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"erkend\",\"semanticVersion\":\"%s\","
        "\"rules\":["
        "{\"id\":\"policy-error\",\"shortDescription\":{\"text\":\"The country decides nothing "
        "until this is mended.\"}},"
        "{\"id\":\"policy-warning\",\"shortDescription\":{\"text\":\"The country decides; this "
        "may be meant otherwise.\"}}]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[",
        ERKEND_VERSION);
    for (i = 0; erkend_error_at(error, i, &problem); i++) {
        cli_print("%s\n  ", i > 0 ? "," : "");
        print_result(&problem, bundle);
    }
    cli_print("%s]}]}\n", i > 0 ? "\n" : "");
}

bool cli_problems_format(const char *format)
{
    if (format == NULL || strcmp(format, "text") == 0 || strcmp(format, "json") == 0 ||
        strcmp(format, "sarif") == 0)
        return true;
    cli_complain("erkend: --format: '%s' is not text, json or sarif", format);
    return false;
}

void cli_print_problems(const erkend_error *error, const cli_bundle *bundle, const char *format)
{
    if (format == NULL || strcmp(format, "text") == 0)
        print_lines(error, bundle);
    else if (strcmp(format, "json") == 0)
        print_json(error, bundle);
    else
        print_sarif(error, bundle);
}
