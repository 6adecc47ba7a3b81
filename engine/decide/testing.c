/* A country's own test: what came, compared with what was expected (docs/country-folder.md).
 *
 * One line for each difference. Effects are compared as texts of their fields by name, whatever the
 * order in which they were written; lists whatever their order. */
#include "decide/inside.h"

#include "decide/testing.h"

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
    return reason->rule ? reason->rule->id : ek_text_of(reason->detail->core_id);
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

/* Does any expectation say "months<=…" of that field? */
static bool says_at_most(ek_texts effects, ek_text name)
{
    for (uint32_t i = 0; i < effects.count; i++)
        for (uint32_t at = 0; at < effects.items[i].size;) {
            ek_text word = next_word(effects.items[i], &at);

            if (word.size > name.size + 1 && word.bytes[name.size] == '<' &&
                ek_text_equal(ek_text_slice(word, 0, name.size), name))
                return true;
        }
    return false;
}

/* "months=6", or "months<=6" where the body may give less and the test speaks of that. */
static ek_text show_effect(ek_arena *arena, const ek_given *given, ek_texts wanted)
{
    ek_text text = ek_given_text(arena, given);
    ek_buffer out;

    ek_buffer_init(&out, arena);
    ek_buffer_string(&out, ek_effect_name(given->kind));
    for (uint32_t at = 0; at < text.size;) {
        ek_text word = next_word(text, &at);
        uint32_t equals = 0;

        while (equals < word.size && word.bytes[equals] != '=')
            equals++;
        ek_buffer_char(&out, ' ');
        ek_buffer_text(&out, ek_text_slice(word, 0, equals));
        for (uint32_t i = 0; i < given->field_count; i++)
            if (given->fields[i].at_most &&
                ek_text_equal(given->fields[i].name, ek_text_slice(word, 0, equals)) &&
                says_at_most(wanted, given->fields[i].name))
                ek_buffer_char(&out, '<');
        ek_buffer_text(&out, ek_text_slice(word, equals, word.size));
    }
    return plain_effect(arena, ek_buffer_done(&out));
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
            came[count++] = show_effect(out->arena, &claim->effects[i], effects);
    compare_lists(out, "effects", (ek_texts){wanted, effects.count}, came, count, false);
}

static void compare_missing(ek_buffer *out, const ek_claim *claim, ek_texts missing)
{
    uint32_t room = 1, count = 0;
    ek_text *came;

    for (uint32_t i = 0; i < claim->reason_count; i++)
        room += claim->reasons[i].silent ? 0 : claim->reasons[i].detail->lacking_count;
    came = EK_NEW_ARRAY(out->arena, ek_text, room);
    for (uint32_t i = 0; i < claim->reason_count; i++)
        for (uint32_t k = 0;
             !claim->reasons[i].silent && k < claim->reasons[i].detail->lacking_count; k++)
            came[count++] = claim->reasons[i].detail->lacking[k].name;
    compare_lists(out, "missing", missing, came, count, true);
}

static void compare_asks(ek_buffer *out, const ek_claim *claim, ek_texts asks)
{
    uint32_t room = 1, count = 0;
    ek_text *came;

    for (uint32_t i = 0; i < claim->reason_count; i++)
        room += claim->reasons[i].silent ? 0 : claim->reasons[i].detail->open_count;
    came = EK_NEW_ARRAY(out->arena, ek_text, room);
    for (uint32_t i = 0; i < claim->reason_count; i++)
        for (uint32_t k = 0; !claim->reasons[i].silent && k < claim->reasons[i].detail->open_count;
             k++)
            came[count++] = claim->reasons[i].detail->open[k].question->name;
    compare_lists(out, "asks", asks, came, count, true);
}

static void compare_step(ek_buffer *out, const ek_claim *claim, ek_text step)
{
    ek_text came = EK_TEXT("none");

    for (uint32_t i = 0; i < claim->reason_count; i++) {
        if (!claim->reasons[i].decides || claim->reasons[i].detail->step.size == 0)
            continue;
        came = claim->reasons[i].detail->step;
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
        room += claim->reasons[i].detail->instead.count;
    came = EK_NEW_ARRAY(out->arena, ek_text, room);
    for (uint32_t i = 0; i < claim->reason_count; i++)
        for (uint32_t k = 0;
             claim->reasons[i].decides && k < claim->reasons[i].detail->instead.count; k++)
            came[count++] = claim->reasons[i].detail->instead.items[k];
    compare_lists(out, "instead", instead, came, count, true);
}

/* Of all allocations that are known: "A=63". */
static void compare_points(ek_buffer *out, const struct erkend_decision *decision, ek_texts points)
{
    uint32_t room = 1, count = 0;
    ek_text *came;

    for (uint32_t i = 0; i < decision->allocated_count; i++)
        room += decision->allocated[i].count;
    came = EK_NEW_ARRAY(out->arena, ek_text, room);
    for (uint32_t i = 0; i < decision->allocated_count; i++)
        for (uint32_t k = 0; decision->allocated[i].known && k < decision->allocated[i].count;
             k++) {
            ek_buffer one;

            ek_buffer_init(&one, out->arena);
            ek_buffer_text(&one, decision->allocated[i].codes[k]);
            ek_buffer_char(&one, '=');
            ek_buffer_fraction(&one, decision->allocated[i].points[k]);
            came[count++] = ek_buffer_done(&one);
        }
    compare_lists(out, "points", points, came, count, false);
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

    if (expected->says_points)
        compare_points(out, decision, expected->points);
    if (expected->says_points && expected->verdict.size == 0 && expected->claim.size == 0)
        return; /* points are of the qualification, and need no claim */
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
    if (expected->says_missing)
        compare_missing(out, claim, expected->missing);
    if (expected->says_asks)
        compare_asks(out, claim, expected->asks);
    if (expected->step.size > 0)
        compare_step(out, claim, expected->step);
    if (expected->says_instead)
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

static void compare_status(ek_buffer *out, const erkend_error *error, const ek_test_case *test,
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
    for (size_t i = 0; erkend_error_at(error, i, &problem); i++)
        ek_buffer_format(out, "error: %s\n", problem.line_text);
}

/* ---- One test ------------------------------------------------------------------------------ */

void ek_test_try(const ek_test_case *test, const ek_rulebook *book, erkend_worker *worker,
                 erkend_error *error, ek_buffer *out, erkend_decision **decision)
{
    erkend_decision *made = NULL;
    erkend_status status = erkend_decide(&made, worker, test->given, book->code.bytes, error);
    ek_escape escape;

    if (status == ERKEND_ENOMEM)
        ek_raise(out->arena, status);
    if (EK_TRY(out->arena, &escape)) {
        compare_status(out, error, test, status);
        for (uint32_t i = 0; made && i < test->expect_count; i++)
            if (test->expects[i].error.size == 0)
                compare_claim(out, made, &test->expects[i]);
        while (out->size > 0 && out->bytes[out->size - 1] == '\n')
            out->size--;
    }
    ek_escape_end(out->arena, &escape);
    if (decision && escape.status == ERKEND_OK)
        *decision = made;
    else
        erkend_decision_free(made);
    if (escape.status != ERKEND_OK)
        ek_raise(out->arena, escape.status);
}
