/* A country's own tests: cases with what is expected of them (docs/country-folder.md).
 *
 * Each file of countries/xx/cases is read, each of its cases decided with both evaluations, and
 * what came is compared with what was expected: one line for each difference. A file with errors is
 * reported whole; the others still run. Effects are compared as texts of their fields by name,
 * whatever the order in which they were written. */
#include "decide/inside.h"

#include "base/api.h"

typedef struct trial {
    ek_arena arena; /* files and expectations */
    ek_problems problems;
    const erkend_bundle *bundle;
    const erkend_config *config;
    const ek_rulebook *book;
    erkend_worker *worker;
    erkend_error *error; /* of the decision at work */
    erkend_decision *decision;
    ek_text *files;
    uint32_t file_count, file_capacity;
    ek_test_case *cases; /* of the file at work; to be freed */
    uint32_t case_count;
    bool failed; /* no memory, within the host's call */
    void (*report)(void *to, const erkend_test *test);
    void *to;
} trial;

/* ---- Effects as texts to compare ---------------------------------------------------------- */

/* The next word: up to a space outside quotes. */
static ek_text next_word(ek_text text, uint32_t *at)
{
    uint32_t from;
    bool quoted = false;

    while (*at < text.size && text.bytes[*at] == ' ')
        (*at)++;
    for (from = *at; *at < text.size && (quoted || text.bytes[*at] != ' '); (*at)++) {
        if (quoted && text.bytes[*at] == '\\' && *at + 1 < text.size)
            (*at)++;
        else if (text.bytes[*at] == '"')
            quoted = !quoted;
    }
    return ek_text_slice(text, from, *at);
}

/* months=9.5 and months=19/2 are the same. */
static ek_text plain_field(ek_arena *arena, ek_text word)
{
    uint32_t equals = 0;
    ek_fraction number;
    ek_buffer out;

    while (equals < word.size && word.bytes[equals] != '=')
        equals++;
    if (ek_fraction_read(&number, ek_text_slice(word, equals + 1, word.size)) != ERKEND_OK)
        return word;
    ek_buffer_init(&out, arena);
    ek_buffer_text(&out, ek_text_slice(word, 0, equals + 1));
    ek_buffer_fraction(&out, number);
    return ek_buffer_done(&out);
}

/* "award unit=105708 points=15": the kind, then the fields sorted. */
static ek_text plain_effect(ek_arena *arena, ek_text text)
{
    ek_text words[32];
    uint32_t at = 0, count = 0;
    ek_text kind = next_word(text, &at);
    ek_buffer out;

    while (count < 32 && at < text.size) {
        ek_text word = next_word(text, &at);

        if (word.size > 0)
            words[count++] = plain_field(arena, word);
    }
    ek_texts_sort(words, count);
    ek_buffer_init(&out, arena);
    ek_buffer_text(&out, kind);
    for (uint32_t i = 0; i < count; i++) {
        ek_buffer_char(&out, ' ');
        ek_buffer_text(&out, words[i]);
    }
    return ek_buffer_done(&out);
}

/* ---- Comparing ---------------------------------------------------------------------------- */

static ek_text join_texts(ek_arena *arena, const ek_text *items, uint32_t count)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    ek_buffer_char(&out, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            ek_buffer_string(&out, ", ");
        ek_buffer_text(&out, items[i]);
    }
    ek_buffer_char(&out, ']');
    return ek_buffer_done(&out);
}

static uint32_t sort_texts(ek_text *items, uint32_t count, bool once)
{
    if (once)
        return ek_texts_once(items, count);
    ek_texts_sort(items, count);
    return count;
}

/* Both lists, whatever their order; `once`: several of one are one. */
static void compare_lists(ek_buffer *out, const char *what, ek_texts expected, ek_text *came,
                          uint32_t came_count, bool once)
{
    ek_text *wanted = ek_arena_copy(out->arena, expected.items, expected.count * sizeof *wanted);
    uint32_t count = sort_texts(wanted, expected.count, once);
    bool same;

    came_count = sort_texts(came, came_count, once);
    same = count == came_count;
    for (uint32_t i = 0; same && i < count; i++)
        same = ek_text_equal(wanted[i], came[i]);
    if (!same)
        ek_buffer_format(out, "%s: expected %.*s, came %.*s\n", what,
                         EK_TEXT_ARGS(join_texts(out->arena, wanted, count)),
                         EK_TEXT_ARGS(join_texts(out->arena, came, came_count)));
}

static ek_text id_of(const ek_reason *reason)
{
    return reason->rule ? reason->rule->id : ek_text_of(reason->core_id);
}

static void compare_because(ek_buffer *out, const ek_claim *claim, ek_texts because)
{
    ek_text *decides = EK_NEW_ARRAY(out->arena, ek_text, claim->reason_count + 1);
    ek_texts came = {decides, 0};

    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (claim->reasons[i].decides)
            decides[came.count++] = id_of(&claim->reasons[i]);
    for (uint32_t i = 0; i < because.count; i++)
        if (!ek_texts_have(came, because.items[i]))
            ek_buffer_format(out, "because: expected %.*s, decided by %.*s\n",
                             EK_TEXT_ARGS(because.items[i]),
                             EK_TEXT_ARGS(join_texts(out->arena, came.items, came.count)));
}

static void compare_effects(ek_buffer *out, const ek_claim *claim, ek_texts effects)
{
    ek_text *wanted = EK_NEW_ARRAY(out->arena, ek_text, effects.count + 1);
    ek_text *came = EK_NEW_ARRAY(out->arena, ek_text, claim->effect_count + 1);
    uint32_t count = 0;

    for (uint32_t i = 0; i < effects.count; i++)
        wanted[i] = plain_effect(out->arena, effects.items[i]);
    for (uint32_t i = 0; i < claim->effect_count; i++)
        if (claim->effects[i].state != EK_EFFECT_NONE)
            came[count++] =
                plain_effect(out->arena, ek_text_format(out->arena, "%s %s",
                                                        ek_effect_name(claim->effects[i].kind),
                                                        claim->effects[i].text));
    compare_lists(out, "effects", (ek_texts){wanted, effects.count}, came, count, false);
}

static void compare_missing(ek_buffer *out, const ek_claim *claim, ek_texts missing)
{
    uint32_t room = 1, count = 0;
    ek_text *came;

    for (uint32_t i = 0; i < claim->reason_count; i++)
        room += claim->reasons[i].silent ? 0 : claim->reasons[i].lacking_count;
    came = EK_NEW_ARRAY(out->arena, ek_text, room);
    for (uint32_t i = 0; i < claim->reason_count; i++)
        for (uint32_t k = 0; !claim->reasons[i].silent && k < claim->reasons[i].lacking_count; k++)
            came[count++] = claim->reasons[i].lacking[k].name;
    compare_lists(out, "missing", missing, came, count, true);
}

static void compare_asks(ek_buffer *out, const ek_claim *claim, ek_texts asks)
{
    uint32_t room = 1, count = 0;
    ek_text *came;

    for (uint32_t i = 0; i < claim->reason_count; i++)
        room += claim->reasons[i].silent ? 0 : claim->reasons[i].open_count;
    came = EK_NEW_ARRAY(out->arena, ek_text, room);
    for (uint32_t i = 0; i < claim->reason_count; i++)
        for (uint32_t k = 0; !claim->reasons[i].silent && k < claim->reasons[i].open_count; k++)
            came[count++] = claim->reasons[i].open[k].question->name;
    compare_lists(out, "asks", asks, came, count, true);
}

static void compare_step(ek_buffer *out, const ek_claim *claim, ek_text step)
{
    ek_text came = EK_TEXT("none");

    for (uint32_t i = 0; i < claim->reason_count; i++) {
        if (!claim->reasons[i].decides || claim->reasons[i].step.size == 0)
            continue;
        came = claim->reasons[i].step;
        if (ek_text_equal(came, step))
            return;
    }
    ek_buffer_format(out, "step: expected %.*s, came %.*s\n", EK_TEXT_ARGS(step),
                     EK_TEXT_ARGS(came));
}

static void compare_instead(ek_buffer *out, const ek_claim *claim, ek_texts instead)
{
    uint32_t room = 1, count = 0;
    ek_text *came;

    for (uint32_t i = 0; i < claim->reason_count; i++)
        room += claim->reasons[i].instead.count;
    came = EK_NEW_ARRAY(out->arena, ek_text, room);
    for (uint32_t i = 0; i < claim->reason_count; i++)
        for (uint32_t k = 0; claim->reasons[i].decides && k < claim->reasons[i].instead.count; k++)
            came[count++] = claim->reasons[i].instead.items[k];
    compare_lists(out, "instead", instead, came, count, true);
}

static const ek_claim *find_claim(const struct erkend_decision *decision, ek_text name)
{
    const ek_claim *of_kind = NULL;

    if (name.size == 0)
        return decision->claim_count == 1 ? &decision->claims[0] : NULL;
    for (uint32_t i = 0; i < decision->claim_count; i++) {
        if (ek_text_equal(decision->claims[i].id, name))
            return &decision->claims[i];
        if (!of_kind && ek_text_is(name, ek_scope_of(decision->claims[i].kind)->name))
            of_kind = &decision->claims[i];
    }
    return of_kind;
}

static void compare_claim(ek_buffer *out, const struct erkend_decision *decision,
                          const ek_expectation *expected)
{
    const ek_claim *claim = find_claim(decision, expected->claim);
    const char *verdict;

    if (!claim && expected->claim.size == 0) {
        ek_buffer_format(out, "%u claims are decided; say which with claim\n",
                         decision->claim_count);
        return;
    }
    if (!claim) {
        ek_buffer_format(out, "there is no claim %.*s\n", EK_TEXT_ARGS(expected->claim));
        return;
    }
    verdict = erkend_verdict_name(claim->verdict);
    if (expected->verdict.size > 0 && !ek_text_is(expected->verdict, verdict))
        ek_buffer_format(out, "verdict: expected %.*s, came %s\n", EK_TEXT_ARGS(expected->verdict),
                         verdict);
    compare_because(out, claim, expected->because);
    if (expected->says_effects)
        compare_effects(out, claim, expected->effects);
    if (expected->missing.count > 0)
        compare_missing(out, claim, expected->missing);
    if (expected->asks.count > 0)
        compare_asks(out, claim, expected->asks);
    if (expected->step.size > 0)
        compare_step(out, claim, expected->step);
    if (expected->instead.count > 0)
        compare_instead(out, claim, expected->instead);
}

/* "conflict", "overflow" and so on. */
static bool is_error_named(erkend_status status, ek_text name)
{
    static const struct {
        const char *name;
        erkend_status status;
    } names[] = {{"conflict", ERKEND_ECONFLICT}, {"overflow", ERKEND_EOVERFLOW},
                 {"limit", ERKEND_ELIMIT},       {"invalid", ERKEND_EINVALID},
                 {"value", ERKEND_EVALUE},       {"no_policy", ERKEND_ENOPOLICY}};

    for (uint32_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (ek_text_is(name, names[i].name))
            return names[i].status == status;
    return false;
}

static void compare_status(ek_buffer *out, trial *to, const ek_test_case *test,
                           erkend_status status)
{
    ek_text wanted = test->expect_count > 0 ? test->expects[0].error : EK_TEXT("");
    erkend_problem problem;

    if (status == ERKEND_OK) {
        if (wanted.size > 0)
            ek_buffer_format(out, "error: expected %.*s, came a decision\n", EK_TEXT_ARGS(wanted));
        return;
    }
    if (is_error_named(status, wanted))
        return;
    if (wanted.size > 0)
        ek_buffer_format(out, "error: expected %.*s\n", EK_TEXT_ARGS(wanted));
    for (size_t i = 0; erkend_error_at(to->error, i, &problem); i++)
        ek_buffer_format(out, "error: %s\n", problem.line_text);
}

/* ---- Running ------------------------------------------------------------------------------ */

static void run_case(trial *to, const ek_test_case *test)
{
    erkend_test report = {0};
    ek_buffer out;
    erkend_status status =
        erkend_decide(&to->decision, to->worker, test->given, to->book->code.bytes, to->error);

    ek_buffer_init(&out, &to->arena);
    compare_status(&out, to, test, status);
    for (uint32_t i = 0; status == ERKEND_OK && i < test->expect_count; i++)
        if (test->expects[i].error.size == 0)
            compare_claim(&out, to->decision, &test->expects[i]);
    erkend_decision_free(to->decision);
    to->decision = NULL;
    if (status == ERKEND_ENOMEM)
        ek_raise(&to->arena, status);
    while (out.size > 0 && out.bytes[out.size - 1] == '\n')
        out.size--;
    report.country = to->book->code.bytes;
    report.file = ek_text_terminated(&to->arena, test->place.file);
    report.line = test->place.line;
    report.name = ek_text_terminated(&to->arena, test->name);
    report.passed = out.size == 0;
    report.difference = ek_text_terminated(&to->arena, ek_buffer_done(&out));
    to->report(to->to, &report);
}

static void free_cases(trial *to)
{
    for (uint32_t i = 0; i < to->case_count; i++)
        erkend_case_free(to->cases[i].given);
    to->cases = NULL;
    to->case_count = 0;
}

static void run_file(trial *to, ek_text name)
{
    erkend_case_options options = {.struct_size = sizeof options,
                                   .allocator = to->arena.host,
                                   .files = to->config->files,
                                   .limits = to->bundle->limits,
                                   .country = to->book->code.bytes};
    ek_source source;

    if (ek_source_open(&source, &to->arena, to->config->files, ek_text_terminated(&to->arena, name),
                       to->bundle->limits.document_bytes, &to->problems,
                       (ek_place){.file = name}) != ERKEND_OK)
        return;
    (void)ek_tests_load(&to->arena, &source, to->book, &options, &to->cases, &to->case_count,
                        &to->problems);
    for (uint32_t i = 0; i < to->case_count; i++)
        if (to->cases[i].given)
            run_case(to, &to->cases[i]);
    free_cases(to);
}

/* Called by the host: nothing may leave through its frames. */
static void note_file(void *user, const char *name)
{
    trial *to = user;
    ek_text text = ek_text_of(name);
    ek_escape escape;

    if (to->failed || !(ek_text_ends(text, ".yaml") || ek_text_ends(text, ".json")))
        return;
    if (EK_TRY(&to->arena, &escape)) {
        ek_text path =
            ek_text_format(&to->arena, "%.*s/cases/%s", EK_TEXT_ARGS(to->book->folder), name);

        *EK_PUSH(&to->arena, to->files, to->file_count, to->file_capacity) = path;
    } else {
        to->failed = true;
    }
    ek_escape_end(&to->arena, &escape);
}

static void run_files(trial *to)
{
    ek_text folder = ek_text_format(&to->arena, "%.*s/cases", EK_TEXT_ARGS(to->book->folder));

    /* A country without tests passes them all. */
    if (to->config->files->list(to->config->files->user, ek_text_terminated(&to->arena, folder),
                                note_file, to) != ERKEND_OK &&
        to->file_count == 0)
        return;
    if (to->failed)
        ek_raise(&to->arena, ERKEND_ENOMEM);
    ek_texts_sort(to->files, to->file_count);
    for (uint32_t i = 0; i < to->file_count; i++)
        run_file(to, to->files[i]);
}

static erkend_status start_trial(trial *to, erkend_error *error)
{
    erkend_status status = erkend_worker_new(&to->worker, to->bundle, ERKEND_VERIFY, error);

    if (status != ERKEND_OK)
        return status;
    to->error = erkend_error_new(to->arena.host);
    return to->error ? ERKEND_OK : ek_error_fill(error, ERKEND_ENOMEM, NULL);
}

static erkend_status run_trial(trial *to)
{
    ek_escape escape;

    if (EK_TRY(&to->arena, &escape))
        run_files(to);
    ek_escape_end(&to->arena, &escape);
    free_cases(to);
    erkend_decision_free(to->decision);
    to->decision = NULL;
    if (escape.status != ERKEND_OK)
        return escape.status;
    return to->problems.errors > 0 ? ERKEND_EINVALID : ERKEND_OK;
}

erkend_status erkend_test_run(const erkend_bundle *bundle, const erkend_config *config,
                              const char *country,
                              void (*report)(void *to, const erkend_test *test), void *to,
                              erkend_error *error)
{
    trial *at;
    erkend_status status;
    const ek_rulebook *book;

    ek_error_clear(error);
    if (!bundle || !config || !config->files || !country || !report)
        return ek_error_say(error, ERKEND_ECALL, "a test run needs a bundle, files and a country");
    book = ek_bundle_book(bundle, ek_text_of(country));
    if (!book)
        return ek_error_say(error, ERKEND_ENOPOLICY, "there is no policy of the country '%s'",
                            country);
    at = ek_host_alloc(bundle->arena.host, sizeof *at);
    if (!at)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    at->bundle = bundle;
    at->config = config;
    at->book = book;
    at->report = report;
    at->to = to;
    ek_arena_init(&at->arena, bundle->arena.host, 0);
    ek_problems_init(&at->problems, &at->arena);
    status = start_trial(at, error);
    if (status == ERKEND_OK)
        status = ek_error_fill(error, run_trial(at), &at->problems);
    erkend_error_free(at->error);
    erkend_worker_free(at->worker);
    ek_arena_dispose(&at->arena);
    ek_host_free(bundle->arena.host, at, sizeof *at);
    return status;
}
