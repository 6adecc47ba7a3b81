/* What the tests of this room share: a country XX made of texts, cases made of texts, and what was
 * decided as words. Every case is decided in the mode that verifies, with both evaluations. */
#ifndef TESTS_UNIT_DECIDE_MAKE_H
#define TESTS_UNIT_DECIDE_MAKE_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decide/inside.h"

#include <cmocka.h>

#define MAX_FILES 16

typedef struct make {
    struct {
        const char *name, *text;
    } files[MAX_FILES];
    uint32_t file_count;
    erkend_files host;
    erkend_bundle *bundle;
    erkend_worker *worker;
    erkend_error *error;
    erkend_case *the_case;
    erkend_decision *decision;
    char words[2048];
} make;

static inline erkend_status open_file(void *user, const char *name, size_t max_bytes,
                                      const char **bytes, size_t *size, void **handle)
{
    const make *m = user;

    for (uint32_t i = 0; i < m->file_count; i++) {
        if (strcmp(m->files[i].name, name) != 0)
            continue;
        *bytes = m->files[i].text;
        *size = strlen(m->files[i].text);
        *handle = NULL;
        return *size > max_bytes ? ERKEND_ELIMIT : ERKEND_OK;
    }
    return ERKEND_EIO;
}

static inline void close_file(void *user, void *handle)
{
    (void)user;
    (void)handle;
}

/* Entries in the reverse of the order in which they were put. */
static inline erkend_status list_files(void *user, const char *folder,
                                       void (*found)(void *to, const char *name), void *to)
{
    const make *m = user;
    size_t length = strlen(folder);
    bool any = false;
    char entry[128], last[128] = "";

    for (uint32_t i = m->file_count; i-- > 0;) {
        const char *name = m->files[i].name, *slash;

        if (strncmp(name, folder, length) != 0 || name[length] != '/')
            continue;
        any = true;
        slash = strchr(name + length + 1, '/');
        (void)snprintf(entry, sizeof entry, "%.*s",
                       slash ? (int)(slash - name - (long)length) : 120, name + length + 1);
        if (strcmp(entry, last) != 0)
            found(to, entry);
        (void)strcpy(last, entry);
    }
    return any ? ERKEND_OK : ERKEND_EIO;
}

static inline void put_file(make *m, const char *name, const char *text)
{
    assert_true(m->file_count < MAX_FILES);
    m->files[m->file_count].name = name;
    m->files[m->file_count].text = text;
    m->file_count++;
}

static const char *const plain_country =
    "country: XX\nname: { en: Test }\nlanguage: en\nfirst_day: 2000-01-01\naccumulates: true\n"
    "uses_points: true\nadopts: []\nacts:\n"
    "  Act: { title: The Act, compared: 2026-11-22, status: verified }\n"
    "bodies:\n  chamber:\n    says: { en: the chamber }\n"
    "steps:\n  agreed_plan:\n    by: employer\n    says: { en: agree a plan }\n"
    "roads:\n  other_road:\n    says: { en: another road }\n"
    "scales:\n  nl_10: { from: 1, to: 10, best: 10, says: { en: marks to ten } }\n";

static const char *const plain_parameters =
    "six:\n  says: { en: six months }\n  unit: months\n  values:\n"
    "    2000-01-01: { value: 6, law: \"Act § 6\" }\n"
    "ten:\n  says: { en: ten months }\n  unit: months\n  values:\n"
    "    2000-01-01: { value: 10, law: \"Act § 10\" }\n"
    "twenty:\n  says: { en: twenty points }\n  unit: points\n  values:\n"
    "    2000-01-01: { value: 20, law: \"Act § 20\" }\n"
    "hours:\n  says: { en: hours that electives fill }\n  unit: hours\n  values:\n"
    "    2000-01-01: { value: 100, law: \"Act § 30\" }\n"
    "year:\n  says: { en: points for a year }\n  unit: points/year\n  values:\n"
    "    2000-01-01: { value: 60, law: \"Act § 60\" }\n"
    "whole:\n  says: { en: whole points }\n  unit: rounding\n  values:\n"
    "    2000-01-01: { value: largest remainder to 1, law: \"Act § 61\" }\n";

static const char *const plain_questions =
    "allowed:\n  asks: { en: \"Is it allowed?\" }\n  type: exception\n  body: chamber\n"
    "  about: abroad\n  answer: yes or no\n  law: \"Act § 7\"\n  evidence: [plan]\n"
    "matches:\n  asks: { en: \"Does it match?\" }\n  type: finding\n  body: chamber\n"
    "  about: unit\n  answer: yes or no\n  law: \"Act § 8\"\n  evidence: [transcript]\n";

/* A rule with the fields that every rule needs; `fields` are the others. */
#define RULE(id, kind, fields)                                                                     \
    "rule \"" id "\" {\n  law = \"Act § " id "\", since = \"2000-01-01\", "                        \
    "says = { en = \"A sentence.\" },\n  for_each = " kind ",\n  " fields "\n}\n"

/* Rules that let a formal unit through all phases, and award it. */
#define ASSESSED                                                                                   \
    RULE("xx.assessed", "unit",                                                                    \
         "phase = \"assess\", must = same(unit.result, \"passed\"), otherwise = refused,")
#define VALIDATED                                                                                  \
    RULE("xx.validated", "unit",                                                                   \
         "phase = \"validate\", must = covers(unit.outcomes, unit.target.outcomes), "              \
         "otherwise = partial,")
#define AWARDED                                                                                    \
    RULE("xx.awarded", "unit",                                                                     \
         "phase = \"recognise\", gives = award { unit = unit.target.unit, points = "               \
         "unit.target.points },")

/* An assessed unit that showed some of three outcomes. */
#define CASE_OF_UNIT(day, outcomes)                                                                \
    "id: c1\ndecided: " day "\ntranscripts:\n- id: t1\n  units:\n"                                 \
    "  - id: u1\n    context: formal\n    result: passed\n    outcomes: [" outcomes "]\n"          \
    "unit:\n- unit: u1\n  target:\n    unit: T1\n    points: 5\n    outcomes: [a, b, c]\n"

static inline int make_setup(void **state)
{
    make *m = calloc(1, sizeof *m);

    if (!m)
        return -1;
    m->host = (erkend_files){m, open_file, close_file, list_files};
    m->error = erkend_error_new(NULL);
    put_file(m, "policies/words.lua", "-- no words of our own\n");
    *state = m;
    return 0;
}

static inline void forget_case(make *m)
{
    erkend_decision_free(m->decision);
    erkend_case_free(m->the_case);
    m->decision = NULL;
    m->the_case = NULL;
}

static inline int make_teardown(void **state)
{
    make *m = *state;

    forget_case(m);
    erkend_worker_free(m->worker);
    erkend_bundle_free(m->bundle);
    erkend_error_free(m->error);
    free(m);
    return 0;
}

#define WITH_MAKE(function) cmocka_unit_test_setup_teardown(function, make_setup, make_teardown)

static inline void show_error(const make *m)
{
    erkend_problem problem;

    for (size_t i = 0; erkend_error_at(m->error, i, &problem); i++)
        print_message("%s\n", problem.line_text);
}

static inline erkend_config make_config(make *m)
{
    return (erkend_config){.struct_size = sizeof(erkend_config), .files = &m->host};
}

/* The bundle of all files that were put. */
static inline void open_files(make *m)
{
    erkend_config config = make_config(m);
    erkend_status status = erkend_bundle_open(&m->bundle, &config, m->error);

    if (status != ERKEND_OK)
        show_error(m);
    assert_int_equal(status, ERKEND_OK);
    assert_int_equal(erkend_worker_new(&m->worker, m->bundle, ERKEND_VERIFY, m->error), ERKEND_OK);
}

static inline void put_country(make *m, const char *country, const char *rules)
{
    put_file(m, "countries/xx/country.yaml", country);
    put_file(m, "countries/xx/parameters.yaml", plain_parameters);
    put_file(m, "countries/xx/questions.yaml", plain_questions);
    put_file(m, "countries/xx/rules.lua", rules);
}

/* Country XX with these rules. */
static inline void open_rules(make *m, const char *rules)
{
    put_country(m, plain_country, rules);
    open_files(m);
}

static inline erkend_status read_case(make *m, const char *yaml)
{
    erkend_case_options options = {.struct_size = sizeof options, .files = &m->host};

    forget_case(m);
    return erkend_case_read(&m->the_case, "case.yaml", yaml, strlen(yaml), &options, m->error);
}

static inline erkend_status try_case(make *m, const char *yaml)
{
    erkend_status status = read_case(m, yaml);

    return status == ERKEND_OK ? erkend_decide(&m->decision, m->worker, m->the_case, "XX", m->error)
                               : status;
}

static inline void decide_case(make *m, const char *yaml)
{
    erkend_status status = try_case(m, yaml);

    if (status != ERKEND_OK)
        show_error(m);
    assert_int_equal(status, ERKEND_OK);
}

/* The claim with that id; NULL: the only one. */
static inline const ek_claim *claim_of(const make *m, const char *id)
{
    if (!id)
        assert_int_equal(m->decision->claim_count, 1);
    for (uint32_t i = 0; i < m->decision->claim_count; i++)
        if (!id || ek_text_is(m->decision->claims[i].id, id))
            return &m->decision->claims[i];
    fail_msg("no claim %s", id ? id : "at all");
    return NULL;
}

static inline void assert_verdict(const make *m, const char *id, const char *verdict)
{
    assert_string_equal(erkend_verdict_name(claim_of(m, id)->verdict), verdict);
}

static inline const ek_reason *reason_of(const make *m, const char *id, const char *rule)
{
    const ek_claim *claim = claim_of(m, id);

    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (ek_text_is(claim->reasons[i].rule ? claim->reasons[i].rule->id
                                              : ek_text_of(claim->reasons[i].detail->core_id),
                       rule))
            return &claim->reasons[i];
    return NULL;
}

static inline void assert_decides(const make *m, const char *id, const char *rule)
{
    const ek_reason *reason = reason_of(m, id, rule);

    assert_non_null(reason);
    assert_true(reason->decides);
}

static inline void add_word(make *m, ek_text word)
{
    size_t used = strlen(m->words);

    (void)snprintf(m->words + used, sizeof m->words - used, "%s%.*s", used ? ", " : "",
                   EK_TEXT_ARGS(word));
}

/* "stay.first_day, stay.last_day": what the claim lacks, each name once for each reason. */
static inline const char *lacks(make *m, const char *id)
{
    const ek_claim *claim = claim_of(m, id);

    m->words[0] = '\0';
    for (uint32_t i = 0; i < claim->reason_count; i++)
        for (uint32_t k = 0;
             !claim->reasons[i].silent && k < claim->reasons[i].detail->lacking_count; k++)
            add_word(m, claim->reasons[i].detail->lacking[k].name);
    return m->words;
}

static inline const char *asks(make *m, const char *id)
{
    const ek_claim *claim = claim_of(m, id);

    m->words[0] = '\0';
    for (uint32_t i = 0; i < claim->reason_count; i++)
        for (uint32_t k = 0; !claim->reasons[i].silent && k < claim->reasons[i].detail->open_count;
             k++)
            add_word(m, claim->reasons[i].detail->open[k].question->name);
    return m->words;
}

/* "in_force award points=15 unit=u1": all effects. */
static inline const char *effects(make *m, const char *id)
{
    const ek_claim *claim = claim_of(m, id);
    erkend_effect effect;
    size_t at = (size_t)(claim - m->decision->claims);

    m->words[0] = '\0';
    for (size_t i = 0; erkend_decision_effect(m->decision, at, i, &effect); i++) {
        char text[256];

        (void)snprintf(text, sizeof text, "%s %s %s", effect.state, effect.kind, effect.text);
        add_word(m, ek_text_of(text));
    }
    return m->words;
}

static inline bool error_says(const make *m, const char *part)
{
    erkend_problem problem;

    for (size_t i = 0; erkend_error_at(m->error, i, &problem); i++)
        if (strstr(problem.line_text, part))
            return true;
    show_error(m);
    return false;
}

/* ---- DECISIONS 3 -------------------------------------------------------------------------- */

typedef struct verdicts {
    char id[32][48];
    erkend_verdict verdict[32];
    uint32_t count;
} verdicts;

static inline void note_verdicts(const make *m, verdicts *out)
{
    out->count = 0;
    for (uint32_t i = 0; i < m->decision->claim_count && out->count < 32; i++) {
        (void)snprintf(out->id[out->count], sizeof out->id[0], "%s:%.*s",
                       ek_scope_of(m->decision->claims[i].kind)->name,
                       EK_TEXT_ARGS(m->decision->claims[i].id));
        out->verdict[out->count++] = m->decision->claims[i].verdict;
    }
}

static inline void compare_verdicts(const verdicts *before, const verdicts *after, const char *line,
                                    int length)
{
    for (uint32_t i = 0; i < before->count; i++)
        for (uint32_t k = 0; k < after->count; k++) {
            erkend_verdict now = after->verdict[k];

            if (strcmp(before->id[i], after->id[k]) != 0 || now == before->verdict[i] ||
                now == ERKEND_INCOMPLETE || now == ERKEND_REFERRED)
                continue;
            fail_msg("without \"%.*s\" %s is %s, no longer %s", length, line, before->id[i],
                     erkend_verdict_name(now), erkend_verdict_name(before->verdict[i]));
        }
}

/* Takes each line "key: value" out in turn: every verdict stays, or becomes incomplete (or
 * referred). Lines that hold more than a fact (lists, braces, ids) stay; so do those marked "#
 * default". */
static inline uint32_t assert_removal_harmless(make *m, const char *yaml)
{
    char *shorter = malloc(strlen(yaml) + 1);
    verdicts before, after;
    uint32_t removed = 0;

    assert_non_null(shorter);
    decide_case(m, yaml);
    note_verdicts(m, &before);
    for (const char *line = yaml; *line; line += strcspn(line, "\n") + 1) {
        int length = (int)strcspn(line, "\n");
        const char *first = line + strspn(line, " ");
        const char *colon = memchr(line, ':', (size_t)length);

        if (!colon || colon[1] != ' ' || *first == '-' || strncmp(first, "decided:", 8) == 0 ||
            strncmp(first, "id:", 3) == 0 || strstr(line, "# default") == line + length - 9)
            continue;
        (void)memcpy(shorter, yaml, (size_t)(line - yaml));
        (void)strcpy(shorter + (line - yaml), line + length + 1);
        if (try_case(m, shorter) != ERKEND_OK)
            continue; /* a document cannot do without it */
        note_verdicts(m, &after);
        compare_verdicts(&before, &after, line, length);
        removed++;
    }
    free(shorter);
    return removed;
}

/* The case in a worker whose patterns stay with the decision. */
static inline struct erkend_decision *decide_within(make *m, ek_patterns *patterns,
                                                    const char *yaml)
{
    struct erkend_worker worker = {
        .bundle = m->bundle, .mode = ERKEND_VERIFY, .patterns = patterns};
    struct erkend_decision *decision = calloc(1, sizeof *decision);
    ek_problems problems;
    ek_escape escape;

    assert_non_null(decision);
    assert_int_equal(read_case(m, yaml), ERKEND_OK);
    ek_arena_init(&decision->arena, NULL, 0);
    if (EK_TRY(&decision->arena, &escape)) {
        ek_problems_init(&problems, &decision->arena);
        assert_int_equal(ek_decide(decision, &worker, m->the_case,
                                   ek_bundle_book(m->bundle, EK_TEXT("XX")), &problems),
                         ERKEND_OK);
    } else {
        fail();
    }
    ek_escape_end(&decision->arena, &escape);
    return decision;
}

static inline void free_decision(struct erkend_decision *decision)
{
    ek_arena_dispose(&decision->arena);
    free(decision);
}

#endif
