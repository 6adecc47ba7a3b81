/* What rules say to a solver against what the engine decides (desk/smt*.c, desk/prove_rules.c).
 *
 * A solver makes complete cases, which are varied towards the limits of the rules. The engine
 * decides each. Then the solver is told what the case states, fact by fact, and asked what each
 * rule says: whether it speaks, and its verdict. Both have to say the same of every rule, and the
 * solver must find that there is such a case at all. Without z3 there is nobody to ask. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../examples/folder.h"
#include "decide/inside.h"
#include "desk/prove.h"
#include "desk/vary.h"
#include "load/load.h"

#include "z3.h"

enum { BASES_MOST = 4, VARIATIONS = 10, CHANGES_MOST = 3 };

static erkend_bundle *bundle;

static int open_all(void **state)
{
    erkend_files files = folder_files(".");
    erkend_config config = {.struct_size = sizeof config, .files = &files};

    (void)state;
    assert_int_equal(erkend_bundle_open(&bundle, &config, NULL), ERKEND_OK);
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    erkend_bundle_free(bundle);
    return 0;
}

/* ---- The solver ----------------------------------------------------------------------------- */

/* What z3 prints of a problem; to be freed. */
static char *solve(const char *problem, size_t size)
{
    char *out = NULL;
    size_t length = 0, room = 0;
    z3 solver;

    z3_open(&solver, problem, size, 20000);
    do {
        if (room < length + 65536)
            out = realloc(out, room = 2 * room + 131072);
        assert_non_null(out);
        length += fread(out + length, 1, 65535, solver.answers);
    } while (!feof(solver.answers));
    z3_close(&solver);
    out[length] = '\0';
    return out;
}

/* ---- What a case states --------------------------------------------------------------------- */

/* A problem with what every rule of a kind says. */
typedef struct asked {
    ek_arena arena;
    const ek_rulebook *book;
    ek_scope claim;
    ek_smt smt;
    ek_sayings all;
    ek_buffer out;        /* what is asked of the solver */
    uint32_t literals;    /* texts that rules name; those behind them are nobody's */
    uint32_t asked_count; /* cases */
    uint32_t passed_over;
} asked;

/* The texts of a case that no rule names: they are told apart, and nothing else. Two stand for
 * countries. */
enum { STRANGERS = 4 };
typedef struct strangers {
    ek_text items[STRANGERS];
} strangers;

static bool is_country(ek_text text)
{
    return text.size == 2 && text.bytes[0] >= 'A' && text.bytes[0] <= 'Z' && text.bytes[1] >= 'A' &&
           text.bytes[1] <= 'Z';
}

/* The number of a text; false: there are more strangers than the problem has. */
static bool number_of(asked *a, strangers *s, ek_text text, uint32_t *out)
{
    uint32_t first = is_country(text) ? STRANGERS / 2 : 0;

    for (uint32_t i = 0; i < a->literals; i++)
        if (ek_text_equal(a->smt.texts[i], text)) {
            *out = i;
            return true;
        }
    for (uint32_t i = first; i < first + STRANGERS / 2; i++)
        if (s->items[i].size == 0 || ek_text_equal(s->items[i], text)) {
            s->items[i] = text;
            *out = a->literals + i;
            return true;
        }
    return false;
}

static void put(asked *a, ek_buffer *to, const char *format, ...)
{
    va_list arguments;

    (void)a;
    va_start(arguments, format);
    ek_buffer_format_list(to, format, arguments);
    va_end(arguments);
}

static bool put_set(asked *a, strangers *s, const ek_smt_fact *fact, ek_texts texts, ek_buffer *to)
{
    for (uint32_t i = 0; i < fact->value.member_count; i++) {
        const ek_smt_member *member = &fact->value.members[i];
        bool in = false;

        for (uint32_t k = 0; k < texts.count; k++) {
            uint32_t number;

            if (!number_of(a, s, texts.items[k], &number))
                return false;
            in = in ||
                 (uint32_t)strtoul(ek_text_terminated(&a->arena, member->text), NULL, 10) == number;
        }
        put(a, to, "(assert (= %.*s %s))\n", EK_TEXT_ARGS(member->in), in ? "true" : "false");
    }
    return true;
}

static void put_date(asked *a, const ek_smt_fact *fact, ek_date day, ek_buffer *to)
{
    ek_civil civil = ek_date_civil(day);

    put(a, to, "(assert (= %.*s %d))\n(assert (= %.*s %d))\n", EK_TEXT_ARGS(fact->value.month),
        (int)(civil.year * 12 + civil.month - 1), EK_TEXT_ARGS(fact->value.day), (int)civil.day);
}

/* Within what a problem is said to be about. */
static bool is_small(const asked *a, const ek_smt_fact *fact, ek_fraction number)
{
    int64_t most = fact->field && fact->field->unit == EK_YEARS    ? 100
                   : fact->field && fact->field->unit == EK_MONTHS ? 1200
                                                                   : 100000;

    if (fact->field && fact->field->kind == EK_KIND_MARK && a->book->scale_count > 0)
        return ek_fraction_compare(number, a->book->scales[0].lowest) >= 0 &&
               ek_fraction_compare(number, a->book->scales[0].highest) <= 0;
    return ek_fraction_compare(number, ek_fraction_whole(most)) <= 0;
}

static bool is_near(const asked *a, const ek_smt_fact *fact, ek_date day)
{
    ek_civil civil = ek_date_civil(day);

    if (ek_text_is(fact->key, "case.decided"))
        return day >= a->smt.first_day && day <= a->smt.last_day;
    return civil.year >= 1940 && civil.year <= 2060;
}

/* A known value; false: the problem has none like it. */
static bool put_known(asked *a, strangers *s, const ek_smt_fact *fact, const ek_value *value,
                      ek_buffer *to)
{
    ek_fraction size;
    uint32_t number;

    switch (fact->value.type) {
    case EK_TYPE_CONDITION:
        put(a, to, "(assert (= |%.*s| %s))\n", EK_TEXT_ARGS(fact->key),
            value->as.yes ? "true" : "false");
        return true;
    case EK_TYPE_QUANTITY:
        size = value->kind == EK_KIND_MARK ? value->as.mark->value : value->as.number;
        put(a, to, "(assert (= |%.*s| %.*s))\n", EK_TEXT_ARGS(fact->key),
            EK_TEXT_ARGS(ek_smt_number(&a->smt, size)));
        return is_small(a, fact, size);
    case EK_TYPE_LEVEL:
        number = ek_eqf_level(&bundle->books, value->as.level);
        put(a, to, "(assert (= |%.*s| %u))\n", EK_TEXT_ARGS(fact->key), number);
        return number != 0 && ek_text_is(value->as.level->framework, "EQF");
    case EK_TYPE_DATE:
        put_date(a, fact, value->as.date, to);
        return is_near(a, fact, value->as.date);
    case EK_TYPE_TEXT:
        if (!number_of(a, s, value->as.text, &number))
            return false;
        put(a, to, "(assert (= |%.*s| %u))\n", EK_TEXT_ARGS(fact->key), number);
        return true;
    case EK_TYPE_SET: return put_set(a, s, fact, value->as.texts, to);
    default: return true;
    }
}

/* The value at the end of a path in words; a missing one where the way there is. */
static ek_value follow(const ek_scene *scene, const ek_smt_fact *fact)
{
    ek_at at = scene->at[fact->scope];
    ek_value value = {.state = (uint8_t)at.state, .kind = EK_KIND_RECORD};
    ek_text rest = fact->path;

    value.as.record = at.as.record;
    while (rest.size > 0 && value.state == EK_KNOWN) {
        const ek_record *record = value.as.record;
        uint32_t end = 0, slot;

        while (end < rest.size && rest.bytes[end] != '.')
            end++;
        slot = ek_field_named(record->type, ek_text_slice(rest, 0, end));
        if (slot == EK_NO_FIELD) { /* a record that its fields are written in */
            for (slot = 0; slot < record->type->field_count; slot++)
                if (record->type->fields[slot].flags & EK_EMBED)
                    break;
            assert_true(slot < record->type->field_count);
            value = record->slots[slot];
            continue;
        }
        value = record->slots[slot];
        rest = ek_text_slice(rest, end < rest.size ? end + 1 : end, rest.size);
    }
    return value;
}

static bool put_ruling(asked *a, strangers *s, ek_scene *scene, const ek_smt_fact *fact,
                       ek_buffer *to)
{
    ek_reads reads;
    const ek_record *ruling;

    ek_reads_none(&reads, &a->arena);
    ruling = ek_scene_ruling(scene, fact->question, &reads);
    return ruling != NULL && put_known(a, s, fact, ek_record_at(ruling, "answer"), to);
}

/* All that is stated; false: the problem is about other cases (something is missing, a list is
 * longer, a text is one too many). */
static bool put_facts(asked *a, ek_scene *scene, ek_buffer *to)
{
    strangers s = {.items = {{NULL, 0}}};
    ek_reads reads;

    ek_reads_none(&reads, &a->arena);
    for (uint32_t i = 0; i < a->smt.fact_count; i++) {
        const ek_smt_fact *fact = &a->smt.facts[i];
        bool many = ek_scope_of(fact->scope)->kind == EK_SCOPE_MANY;
        ek_at before = scene->at[fact->scope];
        bool there = true, fits = true;
        ek_value value;

        if (many) {
            ek_answer list = ek_scene_list(scene, fact->scope, &reads);

            if (list.state != EK_KNOWN || list.count > a->smt.length)
                return false;
            if (fact->is_list) {
                put(a, to, "(assert (= |%.*s| %u))\n", EK_TEXT_ARGS(fact->key), list.count);
                continue;
            }
            there = fact->element < list.count;
            scene->at[fact->scope] = ek_at_record(there ? list.items[fact->element] : NULL);
        }
        if (there && fact->question) {
            fits = put_ruling(a, &s, scene, fact, to);
        } else if (there) {
            value = follow(scene, fact);
            if (value.state == EK_MISSING || (value.state == EK_NONE && fact->own_none.size == 0))
                fits = false;
            else if (fact->own_none.size > 0)
                put(a, to, "(assert (= %.*s %s))\n", EK_TEXT_ARGS(fact->own_none),
                    value.state == EK_NONE ? "true" : "false");
            if (fits && value.state == EK_KNOWN && fact->field)
                fits = put_known(a, &s, fact, &value, to);
        }
        scene->at[fact->scope] = before;
        if (!fits)
            return false;
    }
    return true;
}

/* ---- What the engine says ------------------------------------------------------------------- */

/* A rule whose words could not all be written stands for nothing. */
static bool has_gap(const asked *a, const ek_rule *rule)
{
    for (uint32_t i = 0; i < a->smt.gap_count; i++)
        if (ek_text_equal(a->smt.gaps[i].rule, rule->id))
            return true;
    return false;
}

static const ek_reason *reason_of(const ek_claim *claim, const ek_rule *rule)
{
    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (claim->reasons[i].rule == rule)
            return &claim->reasons[i];
    return NULL;
}

/* What was expected of each case, in the order of asking. */
typedef struct expected {
    char *document;
    uint32_t count;
    struct {
        const ek_rule *rule;
        int speaks, verdict; /* -1: the engine does not say */
    } items[200];
} expected;

static void note_claim(asked *a, const ek_claim *claim, expected *e)
{
    for (uint32_t i = 0; i < a->all.count; i++) {
        const ek_rule *rule = a->all.items[i].rule;
        const ek_reason *reason = reason_of(claim, rule);
        bool spoke = reason && !reason->silent;

        assert_true(e->count < sizeof e->items / sizeof e->items[0]);
        e->items[e->count].rule = rule;
        /* What was refused before is not asked about later. */
        e->items[e->count].speaks =
            has_gap(a, rule) || (!reason && a->claim == EK_SCOPE_UNIT) ? -1 : spoke;
        /* Amounts may make it weaker than its conditions do. */
        e->items[e->count++].verdict =
            spoke && !(reason->verdict == ERKEND_PARTIAL && reason->must != EK_FALSE)
                ? (int)reason->verdict
                : -1;
    }
}

static void ask_case(asked *a, const ek_buffer *facts)
{
    ek_buffer_string(&a->out, "(push)\n");
    ek_buffer_text(&a->out, ek_buffer_done(facts));
    ek_buffer_string(&a->out, "(check-sat)\n(get-value (true");
    for (uint32_t i = 0; i < a->all.count; i++)
        ek_buffer_format(&a->out, " %.*s %.*s", EK_TEXT_ARGS(a->all.items[i].speaks),
                         EK_TEXT_ARGS(a->all.items[i].verdict));
    ek_buffer_string(&a->out, "))\n(pop)\n");
    a->asked_count++;
}

/* Decides the document; what the solver has to say of it goes into *e. */
static bool try_document(asked *a, const char *bytes, size_t size, expected *e)
{
    erkend_case_options how = {.struct_size = sizeof how};
    struct erkend_worker worker = {.bundle = bundle, .mode = ERKEND_COMPILED};
    struct erkend_decision decision = {0};
    erkend_case *the_case = NULL;
    ek_problems problems;
    ek_binding binding = {0};
    ek_buffer facts;
    bool asks = false;
    ek_escape escape;

    if (erkend_case_read(&the_case, "case.yaml", bytes, size, &how, NULL) != ERKEND_OK)
        return false;
    ek_arena_init(&decision.arena, NULL, 0);
    ek_problems_init(&problems, &decision.arena);
    if (EK_TRY(&decision.arena, &escape)) {
        a->arena.escape = decision.arena.escape;
        if (ek_decide(&decision, &worker, the_case, a->book, &problems) == ERKEND_OK) {
            ek_bind(&binding, &decision, &decision.arena, &problems);
            ek_buffer_init(&facts, &a->arena);
            e->count = 0;
            for (uint32_t i = 0; i < binding.count && !asks; i++)
                if (binding.claims[i].kind == a->claim) {
                    asks = put_facts(a, &binding.scenes[i], &facts);
                    if (asks)
                        note_claim(a, &decision.claims[i], e);
                }
            if (asks)
                ask_case(a, &facts);
        }
    }
    ek_escape_end(&decision.arena, &escape);
    ek_arena_dispose(&decision.arena);
    erkend_case_free(the_case);
    a->passed_over += !asks;
    return asks;
}

/* ---- The answers ---------------------------------------------------------------------------- */

/* The next value of a list of pairs: a term that is passed over, and what it is. */
static int next_value(const char **at)
{
    const char *p = *at;
    int depth = 0, value;

    while (*p != '(')
        p++;
    for (p++; *p; p++) { /* the term */
        if (*p == '|') {
            for (p++; *p != '|'; p++)
                ;
            continue;
        }
        depth += (*p == '(') - (*p == ')');
        if (depth == 0 && (*p == ' ' || *p == '\n'))
            break;
    }
    while (*p == ' ' || *p == '\n')
        p++;
    value = *p == 't' ? 1 : *p == 'f' ? 0 : (int)strtol(p, NULL, 10);
    while (*p != ')')
        p++;
    *at = p + 1;
    return value;
}

static void compare(const asked *a, const expected *e, const char **at)
{
    while (**at == ' ' || **at == '\n')
        (*at)++;
    if (strncmp(*at, "sat\n", 4) != 0)
        fail_msg("of this case the solver says that there is none (%.40s):\n%s", *at, e->document);
    *at += 5; /* and the bracket of the list */
    (void)next_value(at);
    for (uint32_t i = 0; i < e->count; i++) {
        int speaks = next_value(at), verdict = next_value(at);

        if ((e->items[i].speaks >= 0 && speaks != e->items[i].speaks) ||
            (e->items[i].verdict >= 0 && !has_gap(a, e->items[i].rule) &&
             verdict != e->items[i].verdict))
            fail_msg("%.*s: the engine: speaks %d, verdict %d; the solver: %d, %d:\n%s",
                     EK_TEXT_ARGS(e->items[i].rule->id), e->items[i].speaks, e->items[i].verdict,
                     speaks, verdict, e->document);
    }
    while (**at && **at != '\n')
        (*at)++;
}

/* ---- Cases ---------------------------------------------------------------------------------- */

static void begin(asked *a, const char *country, ek_scope claim)
{
    static const char *const fresh[STRANGERS] = {"other-1", "other-2", "AT", "BE"};
    ek_escape escape;

    memset(a, 0, sizeof *a);
    ek_arena_init(&a->arena, NULL, 0);
    a->book = ek_bundle_book(bundle, ek_text_of(country));
    a->claim = claim;
    if (EK_TRY(&a->arena, &escape)) {
        ek_smt_begin(&a->smt, &a->arena, a->book, claim, 1, ek_date_from((ek_civil){2035, 12, 31}));
        ek_smt_gather(&a->smt, a->book);
        a->literals = a->smt.text_count;
        for (uint32_t i = 0; i < STRANGERS; i++)
            (void)ek_smt_text_number(&a->smt, ek_text_of(fresh[i]));
        ek_sayings_of(&a->smt, a->book, &a->all);
        ek_inquiry_order_days(&a->smt);
        ek_buffer_init(&a->out, &a->arena);
        ek_smt_prelude(&a->out);
        ek_buffer_text(&a->out, ek_buffer_done(&a->smt.lines));
    }
    ek_escape_end(&a->arena, &escape);
    assert_int_equal(escape.status, ERKEND_OK);
}

typedef struct cases {
    char *documents[BASES_MOST];
    uint32_t count;
} cases;

/* A case in which this holds, as the solver makes it; to be freed. NULL: there is none. */
static char *make_base(asked *a, ek_text wanted)
{
    ek_buffer problem, document;
    char *said, *made = NULL;

    ek_buffer_init(&problem, &a->arena);
    ek_buffer_init(&document, &a->arena);
    ek_buffer_text(&problem, ek_buffer_done(&a->out));
    for (uint32_t i = 0; i < a->smt.fact_count; i++)
        if (a->smt.facts[i].own_none.size > 0 && a->smt.facts[i].field &&
            !(a->smt.facts[i].field->flags & EK_ABSENT_NONE))
            ek_buffer_format(&problem, "(assert (not %.*s))\n",
                             EK_TEXT_ARGS(a->smt.facts[i].own_none));
    ek_buffer_format(&problem, "(assert %.*s)\n(check-sat)\n", EK_TEXT_ARGS(wanted));
    ek_inquiry_ask_values(&a->smt, &problem);
    said = solve(problem.bytes, problem.size);
    if (strncmp(said, "sat\n", 4) == 0 &&
        ek_inquiry_document(&a->smt, ek_text_of(said + 4), "", &document))
        made = strndup(document.bytes, document.size);
    free(said);
    return made;
}

/* In which each rule speaks, and fails. */
static void make_bases(asked *a, cases *out)
{
    ek_escape escape;

    if (EK_TRY(&a->arena, &escape))
        for (uint32_t i = 0; i < 2 * a->all.count && out->count < BASES_MOST; i++) {
            const ek_said *said = &a->all.items[i / 2];
            char *made = make_base(a, i % 2 == 0 ? said->speaks : said->fails);

            if (made)
                out->documents[out->count++] = made;
        }
    ek_escape_end(&a->arena, &escape);
    assert_int_equal(escape.status, ERKEND_OK);
}

/* The document, varied; to be freed. NULL: the same again. */
static char *vary(const ek_rulebook *book, const char *document, uint64_t seed)
{
    erkend_limits limits = ek_limits_of(NULL);
    ek_chance chance = {seed * UINT64_C(0x9e3779b97f4a7c15) + 1};
    const ek_node *node;
    ek_problems problems;
    ek_sample *sample;
    ek_hints hints;
    ek_arena arena;
    ek_escape escape;
    char *made = NULL;

    ek_arena_init(&arena, NULL, 0);
    if (EK_TRY(&arena, &escape)) {
        ek_problems_init(&problems, &arena);
        ek_hints_init(&hints, &arena);
        ek_hints_add(&hints, book);
        ek_hints_done(&hints);
        node = ek_form_parse(&arena, EK_TEXT("case.yaml"),
                             ek_text_copy(&arena, ek_text_of(document)), &limits, &problems);
        assert_non_null(node);
        sample = ek_sample_make(&arena, node);
        for (uint64_t i = 0; i < 1 + seed % CHANGES_MOST; i++)
            ek_vary(&arena, sample, &hints, &chance);
        made = strdup(ek_text_terminated(&arena, ek_sample_json(&arena, sample)));
    }
    ek_escape_end(&arena, &escape);
    ek_arena_dispose(&arena);
    assert_non_null(made);
    return made;
}

/* How many cases of the kind both were asked about. */
static uint32_t hold_together(const char *country, const char *claim)
{
    static expected all[BASES_MOST * (VARIATIONS + 1)];
    uint32_t count = 0;
    cases bases = {.count = 0};
    const char *at;
    char *said;
    asked a;

    begin(&a, country, ek_scope_named(ek_text_of(claim)));
    make_bases(&a, &bases);
    for (uint32_t i = 0; i < bases.count; i++)
        for (uint64_t k = 0; k <= VARIATIONS; k++) {
            char *document =
                k == 0 ? strdup(bases.documents[i]) : vary(a.book, bases.documents[i], k + 100 * i);

            if (try_document(&a, document, strlen(document), &all[count]))
                all[count++].document = document;
            else
                free(document);
        }
    said = solve(a.out.bytes, a.out.size);
    at = said;
    for (uint32_t i = 0; i < count; i++)
        compare(&a, &all[i], &at);
    free(said);
    for (uint32_t i = 0; i < count; i++)
        free(all[i].document);
    for (uint32_t i = 0; i < bases.count; i++)
        free(bases.documents[i]);
    ek_arena_dispose(&a.arena);
    print_message("%s %s: %u cases, %u passed over\n", country, claim, count, a.passed_over);
    return count;
}

static void test_smt__says_what_the_engine_decides(void **state)
{
    static const char *const kinds[][2] = {
        {"DE", "abroad"},    {"DE", "crediting"},  {"DE", "shortening"},    {"DE", "part_time"},
        {"DE", "admission"}, {"DE", "extension"},  {"DE", "establishment"}, {"DE", "equivalence"},
        {"DE", "exemption"}, {"NL", "exemption"},  {"NL", "completion"},    {"NL", "certificate"},
        {"NL", "unit"},      {"FI", "completion"}, {"FI", "unit"}};

    (void)state;
    if (!z3_is_there())
        skip();
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        assert_true(hold_together(kinds[i][0], kinds[i][1]) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_smt__says_what_the_engine_decides),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
