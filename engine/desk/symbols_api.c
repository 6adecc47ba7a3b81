/* erkend_symbols_*: names for editors, and documents held against them, as erkend.h promises.
 *
 * The bundle stays open although it may be faulty: what could be read of it is what an editor can
 * offer, and tests are read by its books. Nothing ever decides with it. */
#include "base/api.h"
#include "decide/testing.h"
#include "desk/symbols.h"

struct erkend_symbols {
    struct erkend_bundle bundle;
    ek_symbols found;
};

static void free_symbols(erkend_symbols *symbols)
{
    const erkend_allocator *host = symbols->bundle.arena.host;

    ek_arena_dispose(&symbols->bundle.arena);
    ek_host_free(host, symbols, sizeof *symbols);
}

static void gather(ek_symbols *found, const struct erkend_bundle *bundle)
{
    ek_symbols_of_schema(found);
    for (uint32_t i = 0; i < bundle->books.count; i++)
        ek_symbols_of_book(found, bundle->books.items[i]);
}

erkend_status erkend_symbols_read(erkend_symbols **out, const erkend_config *config,
                                  const char *day, erkend_error *error)
{
    erkend_symbols *symbols;
    ek_problems problems;
    ek_escape escape;
    volatile erkend_status status = ERKEND_OK;
    ek_date shown = EK_DATE_MAX;

    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (!out || !config || config->struct_size != sizeof *config || !config->files ||
        !config->files->open || !config->files->done || !config->files->list)
        return ek_error_say(error, ERKEND_ECALL,
                            "erkend_symbols_read: NULL where something is needed");
    if (day && ek_date_read(&shown, ek_text_of(day)) != ERKEND_OK)
        return ek_error_say(error, ERKEND_EVALUE, "'%s' is no day; write YYYY-MM-DD", day);
    symbols = ek_host_alloc(config->allocator, sizeof *symbols);
    if (!symbols)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    symbols->bundle.limits = ek_limits_of(&config->limits);
    ek_arena_init(&symbols->bundle.arena, config->allocator, symbols->bundle.limits.policy_bytes);
    ek_problems_init(&problems, &symbols->bundle.arena);
    symbols->found.arena = &symbols->bundle.arena;
    symbols->found.day = shown;
    if (EK_TRY(&symbols->bundle.arena, &escape)) {
        status = ek_bundle_load(&symbols->bundle, config, &problems);
        if (status == ERKEND_OK || status == ERKEND_EPOLICY)
            gather(&symbols->found, &symbols->bundle);
    }
    ek_escape_end(&symbols->bundle.arena, &escape);
    if (escape.status != ERKEND_OK)
        status = escape.status;
    status = ek_error_fill(error, status, &problems);
    if (status != ERKEND_OK && status != ERKEND_EPOLICY) {
        free_symbols(symbols);
        return status;
    }
    *out = symbols;
    return status;
}

void erkend_symbols_free(erkend_symbols *symbols)
{
    if (symbols)
        free_symbols(symbols);
}

int erkend_symbols_at(const erkend_symbols *symbols, size_t index, erkend_symbol *out)
{
    if (!symbols || !out || index >= symbols->found.count)
        return 0;
    *out = symbols->found.items[index];
    return 1;
}

/* ---- Documents ------------------------------------------------------------------------------ */

static const ek_rulebook *book_of(const struct erkend_bundle *bundle, ek_text name)
{
    for (uint32_t i = 0; i < bundle->books.count; i++) {
        ek_text folder = bundle->books.items[i]->folder;

        if (name.size > folder.size && name.bytes[folder.size] == '/' &&
            ek_text_equal(ek_text_slice(name, 0, folder.size), folder))
            return bundle->books.items[i];
    }
    return NULL;
}

static bool has_rule(const ek_rulebook *book, ek_text id)
{
    for (uint32_t i = 0; i < book->rule_count; i++)
        if (ek_text_equal(book->rules[i]->id, id))
            return true;
    return ek_text_starts(id, "core.");
}

static ek_text find_nearest(ek_arena *arena, const ek_rulebook *book, ek_text id)
{
    ek_text *names = EK_NEW_ARRAY(arena, ek_text, book->rule_count + 1u);

    for (uint32_t i = 0; i < book->rule_count; i++)
        names[i] = book->rules[i]->id;
    return ek_text_nearest(id, names, book->rule_count);
}

/* A rule that a test names and the country does not have: it may be about to be written. */
static void check_rules_named(ek_suite *suite, const ek_expectation *expected)
{
    for (uint32_t i = 0; i < expected->because.count; i++) {
        ek_text id = expected->because.items[i], nearest;

        if (has_rule(suite->book, id))
            continue;
        nearest = find_nearest(&suite->arena, suite->book, id);
        ek_problem_warn(&suite->problems, ERKEND_EINVALID, expected->place,
                        "because: there is no rule '%.*s'%s%.*s%s", EK_TEXT_ARGS(id),
                        nearest.size ? ": did you mean " : "", EK_TEXT_ARGS(nearest),
                        nearest.size ? "?" : "");
    }
}

/* `suite` keeps what is read, so that it is freed however this ends. */
static void read_document(ek_suite *suite, const erkend_config *config, ek_text name)
{
    const erkend_limits *limits = &suite->bundle->limits;
    erkend_case_options options = {.struct_size = sizeof options,
                                   .allocator = suite->arena.host,
                                   .files = config->files,
                                   .limits = *limits,
                                   .country = suite->book->code.bytes};
    ek_text rest = ek_text_slice(name, suite->book->folder.size + 1, name.size);
    const ek_article *articles;
    uint32_t count;
    ek_source source;

    if (ek_source_open(&source, &suite->arena, config->files, name.bytes, limits->document_bytes,
                       &suite->problems, (ek_place){.file = name}) != ERKEND_OK)
        return;
    if (ek_text_is(rest, "laws.yaml")) {
        ek_laws_load(&suite->arena, &source, limits, &articles, &count, &suite->problems);
    } else if (ek_text_starts(rest, "cases/")) {
        suite->loaded = EK_NEW(&suite->arena, ek_loaded_tests);
        (void)ek_tests_load(&suite->arena, &source, suite->book, &options, &suite->loaded->tests,
                            &suite->loaded->count, &suite->problems);
        for (uint32_t i = 0; i < suite->loaded->count; i++)
            for (uint32_t k = 0; k < suite->loaded->tests[i].expect_count; k++)
                check_rules_named(suite, &suite->loaded->tests[i].expects[k]);
    }
}

erkend_status erkend_symbols_check(const erkend_symbols *symbols, const erkend_config *config,
                                   const char *name, erkend_error *error)
{
    const ek_rulebook *book;
    ek_escape escape;
    ek_suite suite;
    erkend_status status;

    ek_error_clear(error);
    if (!symbols || !config || !config->files || !name)
        return ek_error_say(error, ERKEND_ECALL,
                            "erkend_symbols_check: NULL where something is needed");
    book = book_of(&symbols->bundle, ek_text_of(name));
    if (!book)
        return ek_error_say(error, ERKEND_ENOPOLICY, "'%s' lies in no country's folder", name);
    ek_suite_init(&suite, &symbols->bundle, book);
    if (EK_TRY(&suite.arena, &escape))
        read_document(&suite, config, ek_text_of(name));
    ek_escape_end(&suite.arena, &escape);
    status = escape.status != ERKEND_OK  ? escape.status
             : suite.problems.errors > 0 ? ERKEND_EINVALID
                                         : ERKEND_OK;
    status = ek_error_fill(error, status, &suite.problems);
    ek_suite_dispose(&suite);
    return status;
}
