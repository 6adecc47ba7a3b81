/* erkend: what the learning that someone achieved elsewhere counts for here, and why.
 *
 * The ideas:
 *   bundle    policies and countries, read, checked and compiled once. Immutable; shared by
 * threads. case      one learner's claim, read from YAML or JSON. Immutable; shared by threads.
 *   worker    the scratch memory of one thread at a time.
 *   decision  what one country answers to one case, with reasons. It borrows its bundle and its
 *             case: free the decision first.
 *   error     everything that was wrong, a list; lent by the caller, filled when a call fails.
 *   register  an SQLite file that keeps decisions, append-only.
 *
 * Ownership is said in one of four words:
 *   new       yours; free it with the function named
 *   borrowed  owned by the named parent; valid until that parent is freed
 *   copied    your argument may be freed as soon as the call returns
 *   taken     the callee frees your argument, also when the call fails
 * A `const char *` result is borrowed. Every _free accepts NULL.
 *
 * Everything is UTF-8. Dates are ISO 8601 (YYYY-MM-DD), countries are ISO 3166 codes as text ("NO"
 * is Norway; England is "GB"), languages are those of erkend_language. Quantities are exact and
 * written as text: "9", "19/2", "-1/3".
 * The library prints nothing, reads no file, no clock, no environment and no locale, keeps no
 * global state, never calls exit or abort. Files come through erkend_files. A thread that opens a
 * bundle needs 512 kB of stack. */
#ifndef ERKEND_H
#define ERKEND_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && !defined(ERKEND_STATIC)
#define ERKEND_API __attribute__((visibility("default")))
#else
#define ERKEND_API
#endif

#define ERKEND_VERSION "0.1.0"

/* ---- Status ------------------------------------------------------------------------------- */

typedef enum erkend_status {
    ERKEND_OK = 0,
    ERKEND_EVALUE,    /* an argument or a value has the wrong form */
    ERKEND_EINVALID,  /* a document is not what the schema asks for */
    ERKEND_EPOLICY,   /* policy files have errors; there is no bundle */
    ERKEND_ENOPOLICY, /* no policy of that country on that day */
    ERKEND_ECONFLICT, /* rules contradict each other in this case: both are named */
    ERKEND_EOVERFLOW, /* a number became too large to be exact */
    ERKEND_ELIMIT,    /* a limit was reached; the message names it */
    ERKEND_EIO,       /* a file could not be read or written */
    ERKEND_EREGISTER, /* the register is damaged, foreign, full, or of a newer version */
    ERKEND_EBUSY,     /* somebody else holds the register for longer than the time-out */
    ERKEND_ENOMEM,    /* the allocator had no memory */
    ERKEND_ECALL      /* the call itself is wrong: NULL where something is needed */
} erkend_status;

/* One plain English phrase for a status. */
ERKEND_API const char *erkend_status_says(erkend_status status);
/* "erkend 0.1.0 (Lua 5.4.4, libyaml 0.2.5, SQLite 3.40.1)". */
ERKEND_API const char *erkend_version(void);
/* Codes of languages by place from 0, NULL after the last; the engine speaks the first four. */
ERKEND_API const char *erkend_language(uint32_t at);

/* ---- The host's memory and files ---------------------------------------------------------- */

/* All memory of the library comes from here (libyaml's and SQLite's apart: those two take theirs
 * from malloc). resize(NULL, 0, n) gives memory, resize(p, old, 0) frees it and returns NULL, else
 * it resizes; NULL means there is none. Called from any thread that calls the library. */
typedef struct erkend_allocator {
    void *(*resize)(void *user, void *old, size_t old_size, size_t new_size);
    void *user;
} erkend_allocator;

/* How the library reaches files. Names are relative, parts joined by '/', without "." or "..". */
typedef struct erkend_files {
    void *user;
    /* Gives the whole file. *bytes is borrowed until `done` is called with the same *handle.
     * ERKEND_EIO: there is no such file, or it cannot be read. ERKEND_ELIMIT: over max_bytes. */
    erkend_status (*open)(void *user, const char *name, size_t max_bytes, const char **bytes,
                          size_t *size, void **handle);
    void (*done)(void *user, void *handle);
    /* Calls `found` with the name of each entry of a folder (folders end in '/'), in any order.
     * ERKEND_EIO: there is no such folder. */
    erkend_status (*list)(void *user, const char *folder, void (*found)(void *to, const char *name),
                          void *to);
} erkend_files;

/* A field of 0 means the default. All are counts or bytes, never time. */
typedef struct erkend_limits {
    uint64_t policy_steps;    /* work of loading a bundle; 10,000,000 */
    size_t policy_bytes;      /* memory of loading a bundle; 32 MB */
    size_t policy_file_bytes; /* one policy file; 256 kB */
    size_t policy_all_bytes;  /* all files of a country; 2 MB */
    size_t document_bytes;    /* one document; 4 MB */
    uint32_t document_depth;  /* nesting; 32 */
    uint32_t document_nodes;  /* values in a document; 100,000 */
    uint32_t documents;       /* files that one case may refer to; 64 */
    size_t text_bytes;        /* one text; 1 MB */
    size_t decision_bytes;    /* memory of one decision; 64 MB */
    uint32_t search_steps; /* steps of an accumulation beyond what is solved exactly; 1,000,000 */
} erkend_limits;

/* ---- Errors ------------------------------------------------------------------------------- */

typedef struct erkend_error erkend_error;

typedef struct erkend_problem {
    erkend_status code;
    int is_warning;
    const char *file;      /* "" when there is no place */
    uint32_t line;         /* 0: the file as a whole */
    uint32_t column;       /* code points, from 1 */
    const char *message;   /* what is wrong; what to do */
    const char *line_text; /* "file:line:column: message" */
} erkend_problem;

/* new; erkend_error_free. NULL when there is no memory; every function accepts a NULL error. */
ERKEND_API erkend_error *erkend_error_new(const erkend_allocator *allocator);
ERKEND_API void erkend_error_free(erkend_error *error);
ERKEND_API erkend_status erkend_error_code(const erkend_error *error);
ERKEND_API size_t erkend_error_count(const erkend_error *error);
/* Fills *out with borrowed texts; 0 when `index` is past the end. Sorted by file, line, column. */
ERKEND_API int erkend_error_at(const erkend_error *error, size_t index, erkend_problem *out);

/* ---- Text results ------------------------------------------------------------------------- */

/* Bytes made for the caller: new; erkend_text_free. Terminated; size without the terminator. */
typedef struct erkend_text erkend_text;
ERKEND_API const char *erkend_text_bytes(const erkend_text *text);
ERKEND_API size_t erkend_text_size(const erkend_text *text);
ERKEND_API void erkend_text_free(erkend_text *text);

/* ---- Bundle ------------------------------------------------------------------------------- */

typedef struct erkend_bundle erkend_bundle;

typedef struct erkend_config {
    size_t struct_size;                /* sizeof(erkend_config) */
    const erkend_allocator *allocator; /* borrowed for the life of the bundle; NULL: malloc */
    const erkend_files *files;         /* borrowed for the call; needed */
    erkend_limits limits;
    const char *policies;    /* folder; NULL: "policies" */
    const char *countries;   /* folder; NULL: "countries" */
    const char *const *only; /* country codes, NULL-ended; NULL: every folder there is */
} erkend_config;

/* out      new; erkend_bundle_free.
 * Whole or not at all: ERKEND_EPOLICY with every error of every file. */
ERKEND_API erkend_status erkend_bundle_open(erkend_bundle **out, const erkend_config *config,
                                            erkend_error *error);
ERKEND_API void erkend_bundle_free(erkend_bundle *bundle);
ERKEND_API size_t erkend_bundle_country_count(const erkend_bundle *bundle);
/* "DE"; sorted by code. */
ERKEND_API const char *erkend_bundle_country(const erkend_bundle *bundle, size_t index);
/* Hexadecimal SHA-256 over every file of the country's policy, names included; NULL: no such
 * country. */
ERKEND_API const char *erkend_bundle_digest(const erkend_bundle *bundle, const char *country);
/* All that `erkend check` says of files that may be faulty: errors and warnings into `error`.
 * ERKEND_OK: no errors (there may be warnings). ERKEND_EPOLICY: errors. */
ERKEND_API erkend_status erkend_check(const erkend_config *config, erkend_error *error);

/* ---- Case --------------------------------------------------------------------------------- */

typedef struct erkend_case erkend_case;

typedef struct erkend_case_options {
    size_t struct_size;                /* sizeof(erkend_case_options) */
    const erkend_allocator *allocator; /* borrowed for the life of the case */
    const erkend_files *files;         /* for documents the case refers to; NULL: none may be */
    erkend_limits limits;
    const char *decided; /* deciding date where the case states none, or NULL */
    const char
        *qualification; /* name of the file of the target qualification for `country`, or NULL */
    const char *qualification_mode; /* for a file that holds several (suoritustapa), or NULL */
    const char *country;            /* whose qualification that is */
    uint32_t line; /* the document is this line of a file of cases in JSON (NDJSON); 0: it is a
                    * file of its own */
} erkend_case_options;

/* Reads a case: YAML, or JSON when the name ends in .json. `name` is what places say, and documents
 * that it refers to are opened beside it: "qualifications/x.yaml" in "cases/anna.yaml" is
 * "cases/qualifications/x.yaml" to erkend_files. Bytes are copied. out: new; erkend_case_free.
 * ERKEND_EINVALID: every error of every document. */
ERKEND_API erkend_status erkend_case_read(erkend_case **out, const char *name, const char *bytes,
                                          size_t size, const erkend_case_options *options,
                                          erkend_error *error);
ERKEND_API void erkend_case_free(erkend_case *the_case);
ERKEND_API const char *erkend_case_id(const erkend_case *the_case);
/* Hexadecimal SHA-256 of the documents of the case. */
ERKEND_API const char *erkend_case_digest(const erkend_case *the_case);
/* The countries that the case names a target for, by code; NULL past the end. */
ERKEND_API const char *erkend_case_target(const erkend_case *the_case, size_t index);
/* Its home country; "" when it names none. */
ERKEND_API const char *erkend_case_home(const erkend_case *the_case);
/* The deciding date, or "". *assumed (may be NULL) is 1 when it came from the options. */
ERKEND_API const char *erkend_case_decided(const erkend_case *the_case, int *assumed);

/* ---- Decision ----------------------------------------------------------------------------- */

typedef struct erkend_worker erkend_worker;
typedef struct erkend_decision erkend_decision;

/* From weakest to strongest; the weakest of a claim's rules stands. */
typedef enum erkend_verdict {
    ERKEND_REFUSED = 0,
    ERKEND_INCOMPLETE,
    ERKEND_REFERRED,
    ERKEND_CONDITIONAL,
    ERKEND_PARTIAL,
    ERKEND_RECOGNISED
} erkend_verdict;

/* "recognised" and so on. */
ERKEND_API const char *erkend_verdict_name(erkend_verdict verdict);

typedef enum erkend_mode {
    ERKEND_COMPILED = 0, /* as loaded */
    ERKEND_PLAIN,        /* the second, slow and obvious evaluation */
    ERKEND_VERIFY        /* both; ERKEND_ECONFLICT if they differ in anything */
} erkend_mode;

/* new; erkend_worker_free. Borrows the bundle. One thread at a time. */
ERKEND_API erkend_status erkend_worker_new(erkend_worker **out, const erkend_bundle *bundle,
                                           erkend_mode mode, erkend_error *error);
ERKEND_API void erkend_worker_free(erkend_worker *worker);

/* Decides `the_case` under the law of `country`, as of the dates that the case names.
 *
 * out      new; erkend_decision_free. Borrows bundle and case.
 *
 * A refusal is a decision, not an error.
 * ERKEND_ENOPOLICY  the bundle has no policy of that country for that day.
 * ERKEND_EINVALID   the case has no deciding date.
 * ERKEND_ECONFLICT, ERKEND_EOVERFLOW, ERKEND_ELIMIT  this case cannot be decided; the message names
 *                   rules and facts; the worker stays usable. */
ERKEND_API erkend_status erkend_decide(erkend_decision **out, erkend_worker *worker,
                                       const erkend_case *the_case, const char *country,
                                       erkend_error *error);
ERKEND_API void erkend_decision_free(erkend_decision *decision);

ERKEND_API const char *erkend_decision_country(const erkend_decision *decision);
ERKEND_API size_t erkend_decision_claim_count(const erkend_decision *decision);

typedef struct erkend_claim {
    const char *id;    /* of the claim */
    const char *kind;  /* "unit", "abroad", … */
    const char *title; /* for people */
    erkend_verdict verdict;
    size_t reason_count;
    size_t effect_count;
} erkend_claim;
/* Borrowed texts; 0 when `index` is past the end. Claims stand in the order of kind, then id. */
ERKEND_API int erkend_decision_claim(const erkend_decision *decision, size_t index,
                                     erkend_claim *out);

typedef struct erkend_reason {
    const char *rule;       /* "de.bbig.2.3.quarter" */
    const char *law;        /* "BBiG § 2 Abs. 3 Satz 2" */
    erkend_verdict verdict; /* as far as this rule goes */
    const char *says;       /* the rule in a sentence, in English */
    int unverified;         /* the law behind it was not verified (DECISIONS 13) */
} erkend_reason;
/* The deciding reasons come first, then the others, each by rule. */
ERKEND_API int erkend_decision_reason(const erkend_decision *decision, size_t claim, size_t index,
                                      erkend_reason *out);

typedef struct erkend_effect {
    const char *kind;  /* "award", "exempt", "credit_time", … */
    const char *state; /* "in_force", "after_step", "proposed", "none" */
    const char *text;  /* its fields: "months=19/2", "unit=105708 points=15 grade=4" */
} erkend_effect;
ERKEND_API int erkend_decision_effect(const erkend_decision *decision, size_t claim, size_t index,
                                      erkend_effect *out);

/* ---- Words and pages made of decisions ---------------------------------------------------- */

typedef enum erkend_format {
    ERKEND_TEXT = 0,
    ERKEND_JSON,
    ERKEND_NDJSON,   /* a line a decision */
    ERKEND_CODES,    /* as NDJSON, without words for people and keys that have nothing to say: of
                      * decisions and comparisons only, the same in every language */
    ERKEND_HTML,     /* one page that needs nothing else: of a tally and a diff only */
    ERKEND_MARKDOWN, /* of a country's law only */
    ERKEND_EUROPASS  /* of a decision only: units it recognises, as JSON-LD (docs/json.md) */
} erkend_format;

typedef struct erkend_style {
    size_t struct_size; /* sizeof(erkend_style) */
    erkend_format format;
    const char *language; /* "en" when NULL */
    int colour;           /* ANSI colours in text */
    uint32_t columns;     /* width of text; 0: 100 */
} erkend_style;

/* The answer, then the reasons. text: new; erkend_text_free. */
ERKEND_API erkend_status erkend_render_decision(erkend_text **out, const erkend_decision *decision,
                                                const erkend_style *style, erkend_error *error);
/* The same case in several countries, side by side, and why they differ. All decisions are of one
 * case. */
ERKEND_API erkend_status erkend_render_comparison(erkend_text **out,
                                                  const erkend_decision *const *decisions,
                                                  size_t count, const erkend_style *style,
                                                  erkend_error *error);
/* Every fact read, with its place, every law cited, both sides of what decided. claim NULL: all. */
ERKEND_API erkend_status erkend_render_explanation(erkend_text **out,
                                                   const erkend_decision *decision,
                                                   const char *claim, const erkend_style *style,
                                                   erkend_error *error);
/* The smallest sets of changed facts (one or two) under which a claim would be answered better,
 * each decided again on a copy of the case, sorted by who can bring the change about. Decides up to
 * a few thousand times; says so when it stops before all was tried. claim NULL: all. */
ERKEND_API erkend_status erkend_render_why_not(erkend_text **out, const erkend_decision *decision,
                                               const char *claim, const erkend_style *style,
                                               erkend_error *error);

/* The days of a period on which a claim would be answered differently from the day before, and the
 * law that makes the difference: the deciding date is moved day by day, all else stays. from, to:
 * YYYY-MM-DD, both counted; NULL: the deciding date, and five years after `from`; at most 200
 * years. claim NULL: all. ERKEND_ECALL: no such period. */
ERKEND_API erkend_status erkend_render_timeline(erkend_text **out, const erkend_decision *decision,
                                                const char *claim, const char *from, const char *to,
                                                const erkend_style *style, erkend_error *error);

/* Holds the case against the country's checklists: each line is met, not met, not said (and what is
 * lacking for it), or does not apply. Nothing is decided. text, JSON or NDJSON.
 * *not_met (may be NULL): how many lines are not met, each thing by itself. */
ERKEND_API erkend_status erkend_render_checklists(erkend_text **out, const erkend_bundle *bundle,
                                                  const erkend_case *the_case, const char *country,
                                                  const erkend_style *style, uint64_t *not_met,
                                                  erkend_error *error);

/* ---- A second opinion ----------------------------------------------------------------------- */

/* Policies opened once more in other circumstances: folders listed in the opposite order, memory at
 * other addresses and filled with noise, another hash seed of Lua. out: new;
 * erkend_self_check_free. Borrows the allocator; what config->files gives has to be the same as
 * before. Shared by threads. */
typedef struct erkend_self_check erkend_self_check;
ERKEND_API erkend_status erkend_self_check_open(erkend_self_check **out,
                                                const erkend_config *config, erkend_error *error);
ERKEND_API void erkend_self_check_free(erkend_self_check *check);
/* Reads the case again from its own bytes, the keys of its maps in the opposite order, decides it
 * by the other evaluation, and compares the answer with that of `decision` byte for byte.
 * ERKEND_ECONFLICT: where they differ. */
ERKEND_API erkend_status erkend_self_check_decision(const erkend_self_check *check,
                                                    const erkend_decision *decision,
                                                    erkend_error *error);

/* ---- What a change of rules does ------------------------------------------------------------ */

typedef struct erkend_diff erkend_diff;

typedef struct erkend_diff_side {
    const erkend_bundle *bundle; /* borrowed for the life of the diff */
    const char *country;         /* of this side, when two countries are compared; else NULL */
    const char *on;              /* deciding date of every case on this side, or NULL: its own */
    const char *name;            /* for people: "main", "2025-01-01"; may be NULL */
    const erkend_config *config; /* whose own tests erkend_distinguish tries first; may be NULL */
} erkend_diff_side;

/* out: new; erkend_diff_free. ERKEND_ECALL, ERKEND_ENOPOLICY: a side makes no sense. */
ERKEND_API erkend_status erkend_diff_new(erkend_diff **out, const erkend_diff_side *before,
                                         const erkend_diff_side *after, erkend_error *error);
ERKEND_API void erkend_diff_free(erkend_diff *diff);
/* Decides a case on both sides and counts what differs. country: NULL when the sides have their
 * own. place: where the case stands, for people; document: its bytes, of which those of the
 * smallest case of each kind of difference are kept; both may be NULL. A side that cannot decide
 * the case is an outcome, not an error. */
ERKEND_API erkend_status erkend_diff_add(erkend_diff *diff, const erkend_case *the_case,
                                         const char *country, const char *place,
                                         const char *document, size_t size, erkend_error *error);
/* A YAML list of announced changes (docs/policy-desk.md). ERKEND_EINVALID: every error. */
ERKEND_API erkend_status erkend_diff_declare(erkend_diff *diff, const char *name, const char *bytes,
                                             size_t size, erkend_error *error);
/* Changes not declared, and declared ones that did not happen; without a declaration: all. */
ERKEND_API uint64_t erkend_diff_unexpected(erkend_diff *diff);
/* The smallest case of each kind of change, in the order of the page; 0 when `index` is past the
 * end. Borrowed. */
ERKEND_API int erkend_diff_example(erkend_diff *diff, size_t index, const char **id,
                                   const char **document, size_t *size);
/* text, JSON, NDJSON (one line), or ERKEND_HTML: one page that needs nothing else. In English. */
ERKEND_API erkend_status erkend_render_diff(erkend_text **out, erkend_diff *diff,
                                            const erkend_style *style, erkend_error *error);

/* A document that a host has in memory. Borrowed for the call. */
typedef struct erkend_document {
    const char *name; /* for people; JSON when it ends in .json, else YAML */
    const char *bytes;
    size_t size;
    const erkend_files *files; /* for documents that it refers to, or NULL */
} erkend_document;

/* How cases are looked for. */
typedef struct erkend_search {
    size_t struct_size;           /* sizeof(erkend_search) */
    uint64_t seed;                /* which cases are made up */
    uint64_t tries;               /* how many cases are tried at most */
    const char *const *countries; /* of erkend_distinguish, unless the sides have theirs */
    const erkend_document *cases; /* tried first, as they are and varied; may be NULL */
    size_t case_count;
    void (*progress)(void *user, uint64_t tried, uint64_t all); /* or NULL */
    void *user;
} erkend_search;

/* Looks for a case that the two sides decide differently, and shrinks it. The same search gives the
 * same bytes. out: new; erkend_text_free: a case in YAML with a sentence above it, or a line that
 * says that none was found; or JSON. In English. found: whether there is a difference. */
ERKEND_API erkend_status erkend_distinguish(erkend_text **out, int *found,
                                            const erkend_diff_side *before,
                                            const erkend_diff_side *after,
                                            const erkend_search *options, const erkend_style *style,
                                            erkend_error *error);

/* Tries relations that every country must keep, or break with an article (docs/policy-desk.md).
 * out: new; erkend_text_free. Text, or JSON (one line); in English. wrong: relations broken without
 * an article, and articles that are stale. config: whose files are read, as the bundle was opened
 * with. ERKEND_EINVALID: countries/xx/relations.yaml has errors. */
ERKEND_API erkend_status erkend_relations_check(erkend_text **out, uint64_t *wrong,
                                                const erkend_bundle *bundle,
                                                const erkend_config *config, const char *country,
                                                const erkend_search *options,
                                                const erkend_style *style, erkend_error *error);

/* What a country's rules come to on many cases: rules that were never asked, always held, never
 * held; and of each limit how many comparisons came out within one step of it. */
typedef struct erkend_gauge erkend_gauge;
/* out: new; erkend_gauge_free. Borrows the bundle. One thread at a time. */
ERKEND_API erkend_status erkend_gauge_new(erkend_gauge **out, const erkend_bundle *bundle,
                                          const char *country, erkend_error *error);
ERKEND_API void erkend_gauge_free(erkend_gauge *gauge);
/* Decides the case and counts. One that cannot be decided is counted as such. */
ERKEND_API erkend_status erkend_gauge_add(erkend_gauge *gauge, const erkend_case *the_case,
                                          erkend_error *error);
/* The same with what each of the country's own tests gives. config: as the bundle was opened.
 * ERKEND_EINVALID: files of tests have errors. */
ERKEND_API erkend_status erkend_gauge_add_tests(erkend_gauge *gauge, const erkend_config *config,
                                                erkend_error *error);
/* text, or JSON (one line). In English. out: new; erkend_text_free. */
ERKEND_API erkend_status erkend_render_gauge(erkend_text **out, erkend_gauge *gauge,
                                             const erkend_style *style, erkend_error *error);

/* ---- A country's own tests ---------------------------------------------------------------- */

typedef struct erkend_test {
    const char *country;
    const char *file;
    uint32_t line;
    const char *name;
    int passed;
    const char
        *difference; /* what was expected and what came, one line a difference; "" if passed */
} erkend_test;

/* Runs countries/xx/cases/ .yaml; calls `report` for each, in order. Decides in ERKEND_VERIFY mode.
 * ERKEND_EINVALID: a test file has errors (all in `error`); the other files still run. */
ERKEND_API erkend_status erkend_test_run(const erkend_bundle *bundle, const erkend_config *config,
                                         const char *country,
                                         void (*report)(void *to, const erkend_test *test),
                                         void *to, erkend_error *error);

/* ---- Are the tests worth something? ------------------------------------------------------- */

/* What a country's tests reach: which outcomes of which conditions of its rules. */
typedef struct erkend_coverage erkend_coverage;

/* All are numbers of things. An outcome is one way in which a condition, a rule or a limit can come
 * out: holds, fails, unknown; in force, not in force; cuts, leaves. */
typedef struct erkend_coverage_counts {
    size_t passed, failed;       /* tests */
    size_t rules, rules_reached; /* rules, definitions, allocations; in force in some test */
    size_t outcomes, outcomes_reached;
    size_t waived; /* outcomes not reached, with a reason in countries/xx/survivors.yaml */
    size_t stale;  /* reasons there that are needed no more */
} erkend_coverage_counts;

/* Runs the country's tests and counts. Borrows the bundle. out: new; erkend_coverage_free.
 * ERKEND_EINVALID: a test file, or survivors.yaml, has errors. A test that fails is counted, and no
 * error. */
ERKEND_API erkend_status erkend_coverage_run(erkend_coverage **out, const erkend_bundle *bundle,
                                             const erkend_config *config, const char *country,
                                             erkend_error *error);
ERKEND_API void erkend_coverage_free(erkend_coverage *coverage);
ERKEND_API void erkend_coverage_counts_of(const erkend_coverage *coverage,
                                          erkend_coverage_counts *out);

typedef enum erkend_coverage_form {
    ERKEND_COVERAGE_TEXT = 0, /* a sentence for each outcome that no test reaches */
    ERKEND_COVERAGE_JSON,
    ERKEND_COVERAGE_LCOV, /* a tracefile for genhtml: rules as functions, outcomes as branches */
    ERKEND_COVERAGE_HTML  /* one page: the rules with each condition coloured and signed */
} erkend_coverage_form;

/* All of these countries together. text: new; erkend_text_free. */
ERKEND_API erkend_status erkend_render_coverage(erkend_text **out,
                                                const erkend_coverage *const *items, size_t count,
                                                erkend_coverage_form form, erkend_error *error);

/* Small changes of a country's rules in memory, and which of them none of its tests notices. */
typedef struct erkend_mutation erkend_mutation;

typedef struct erkend_mutation_counts {
    size_t tests;
    size_t tried, noticed; /* changes; those that provably change nothing are not among them */
    size_t waived;         /* not noticed, with a reason in countries/xx/survivors.yaml */
    size_t stale;          /* reasons there that are needed no more */
    size_t disagreed;      /* changes on which the two evaluations differ: an error of the engine */
} erkend_mutation_counts;

typedef struct erkend_mutation_options {
    size_t struct_size; /* sizeof(erkend_mutation_options) */
    /* NULL, or told before each change how many were tried. */
    void (*progress)(void *user, const char *country, size_t tried, size_t all);
    void *user;
} erkend_mutation_options;

/* Opens the policies of `config` for itself, changes them a little at a time, and runs the
 * country's tests until one fails. options: may be NULL. out: new; erkend_mutation_free.
 * ERKEND_EINVALID: tests fail already as the rules are, or a file has errors. */
ERKEND_API erkend_status erkend_mutation_run(erkend_mutation **out, const erkend_config *config,
                                             const char *country,
                                             const erkend_mutation_options *options,
                                             erkend_error *error);
ERKEND_API void erkend_mutation_free(erkend_mutation *mutation);
ERKEND_API void erkend_mutation_counts_of(const erkend_mutation *mutation,
                                          erkend_mutation_counts *out);
/* All of these countries together, as sentences, or as JSON. text: new; erkend_text_free. */
ERKEND_API erkend_status erkend_render_mutation(erkend_text **out,
                                                const erkend_mutation *const *items, size_t count,
                                                int json, erkend_error *error);

/* ---- The law of a country ------------------------------------------------------------------ */

/* Articles × rules × tests: what countries/xx/laws.yaml declares, what cites it, and what the
 * country's tests find of each rule. *empty (may be NULL): how many cells are empty without a
 * reason (an article that nothing cites, a rule of no declared article, a rule that no test
 * reaches).
 *
 * text     new; erkend_text_free. Formats: text, JSON.
 * config   whose files are read, as the bundle was opened with.
 *
 * ERKEND_EIO: there is no laws.yaml. ERKEND_EPOLICY, ERKEND_EINVALID: it, or a test file, has
 * errors. */
ERKEND_API erkend_status erkend_law_coverage(erkend_text **out, size_t *empty,
                                             const erkend_bundle *bundle,
                                             const erkend_config *config, const char *country,
                                             const erkend_style *style, erkend_error *error);

/* The country's law as rules see it, for a lawyer to proofread: in the order of laws.yaml, each
 * rule with its dates, conditions in words, numbers, readings, questions and tests.
 *
 * text     new; erkend_text_free. Formats: text, Markdown, JSON. Errors as above. */
ERKEND_API erkend_status erkend_law_page(erkend_text **out, const erkend_bundle *bundle,
                                         const erkend_config *config, const char *country,
                                         const erkend_style *style, erkend_error *error);

/* ---- The schema --------------------------------------------------------------------------- */

/* what: "case", "qualification", "country", "parameters", "questions", "laws", "survivors",
 * "relations", "cases" (JSON Schema 2020-12); "rules" (LuaCATS); "reference" (a page in Markdown);
 * "keys" (case documents' keys as a list). */
ERKEND_API erkend_status erkend_schema(erkend_text **out, const char *what, erkend_error *error);

/* ---- Names, for editors -------------------------------------------------------------------- */

/* All that policies may name, and what it means: of the schema, and of the countries of a
 * configuration, also when their files have errors. Immutable. */
typedef struct erkend_symbols erkend_symbols;

/* Borrowed texts, "" where there is nothing. */
typedef struct erkend_symbol {
    /* of the schema: "scope" (stay), "fact" (weeks), "effect" (award), "field" (of an effect);
     * of a country: "parameter", "question", "term", "rule", "allocation", "check", "body", "step",
     * "road", "checklist" */
    const char *kind;
    const char *owner;    /* of a fact: the type it belongs to; of a field: the effect */
    const char *name;     /* "weeks", "de.bbig.2.3.quarter" */
    const char *type;     /* for people: "number of weeks", "share", "yes or no" */
    const char *says;     /* one sentence in English */
    const char *about;    /* more, in Markdown: a line a thing, each ends with a line's end */
    const char *leads_to; /* the type whose facts may follow after a point */
    const char *file;     /* where it is declared; line 0: nowhere */
    uint32_t line, column;
} erkend_symbol;

/* Reads what `config` names, as erkend_check does and with the same errors and warnings.
 *
 * out  new; erkend_symbols_free. Also there with ERKEND_EPOLICY: then of what could be read.
 * day  YYYY-MM-DD, on which parameters show their values; NULL: the last ones.
 *
 * ERKEND_EVALUE: that is no day. */
ERKEND_API erkend_status erkend_symbols_read(erkend_symbols **out, const erkend_config *config,
                                             const char *day, erkend_error *error);
ERKEND_API void erkend_symbols_free(erkend_symbols *symbols);
/* In a fixed order; 0 when `index` is past the end. A word of the law that has several versions
 * stands once for each, the latest first. */
ERKEND_API int erkend_symbols_at(const erkend_symbols *symbols, size_t index, erkend_symbol *out);
/* What is wrong with a document of a country that no decision reads: laws.yaml, cases/x.yaml.
 * `name` as erkend_files knows it; config as above. ERKEND_EINVALID: errors. ERKEND_ENOPOLICY: it
 * lies in no country's folder. Any other file of a country: ERKEND_OK. */
ERKEND_API erkend_status erkend_symbols_check(const erkend_symbols *symbols,
                                              const erkend_config *config, const char *name,
                                              erkend_error *error);

/* ---- Register ----------------------------------------------------------------------------- */

typedef struct erkend_register erkend_register;
/* Opens or makes an SQLite register. WAL, synchronous=FULL; not for network file systems. */
ERKEND_API erkend_status erkend_register_open(erkend_register **out, const char *path,
                                              const erkend_allocator *allocator,
                                              erkend_error *error);
ERKEND_API void erkend_register_close(erkend_register *reg);
/* Keeps the decision. When this returns ERKEND_OK it is durable. *row is its number, *added 0 when
 * the same decision was there already (same case, digest, country, day, policy, engine). */
ERKEND_API erkend_status erkend_register_add(erkend_register *reg, const erkend_decision *decision,
                                             int64_t *row, int *added, erkend_error *error);
ERKEND_API erkend_status erkend_register_list(erkend_text **out, erkend_register *reg,
                                              const erkend_style *style, erkend_error *error);
ERKEND_API erkend_status erkend_register_show(erkend_text **out, erkend_register *reg, int64_t row,
                                              const erkend_style *style, erkend_error *error);
/* Statistics, text or JSON: claims by country, year, verdict; stays and months abroad. Exact. */
ERKEND_API erkend_status erkend_register_summary(erkend_text **out, erkend_register *reg,
                                                 const erkend_style *style, erkend_error *error);
/* The chain of digests and SQLite's own check, without deciding. ERKEND_EREGISTER names the first
 * row that differs. *rows (may be NULL): decisions that were looked at. */
ERKEND_API erkend_status erkend_register_verify(erkend_register *reg, int64_t *rows,
                                                erkend_error *error);

/* Something that is not as it was when it was kept. Borrowed for the call. */
typedef struct erkend_finding {
    int64_t decision; /* its number; 0: not of one decision */
    /* "file" (SQLite's own check), "order" (a row is gone or out of its place), "decision" (a row
     * was changed), "document", "policy" (a file, a rule), "verdict", "reason", "effect", "fact",
     * "account" (deciding again gives another), "engine" (so does this version of erkend) */
    const char *what;
    const char *name;    /* of the document, policy file or claim; "" */
    const char *message; /* a sentence that names it */
} erkend_finding;

typedef struct erkend_proof {
    size_t struct_size; /* sizeof(erkend_proof) */
    void *user;
    void (*found)(void *user, const erkend_finding *finding); /* or NULL */
    /* NULL, or told how far it is; anything but ERKEND_OK ends it. */
    erkend_status (*progress)(void *user, int64_t done, int64_t all);
    erkend_limits limits; /* those with which it was decided */
    int64_t decision;     /* only this one, with its policy and documents; 0: all of them */
} erkend_proof;

typedef struct erkend_proof_counts {
    int64_t decisions;    /* looked at */
    int64_t proved;       /* unchanged, and deciding again gave the same record, byte for byte */
    int64_t other_engine; /* kept by another version of erkend; proved or not */
    int64_t findings;
} erkend_proof_counts;

/* Proves decisions: nothing was changed (chain, documents, policy files), and each, decided again
 * from the documents and the policy files that are stored, gives the same record. Memory does not
 * grow with their number. proof NULL: all, silently. counts may be NULL.
 * ERKEND_EREGISTER  something was found; the first is in `error`
 * ERKEND_EVALUE     there is no such decision */
ERKEND_API erkend_status erkend_register_prove(erkend_register *reg, const erkend_proof *proof,
                                               erkend_proof_counts *counts, erkend_error *error);

/* ---- Tables of cases ----------------------------------------------------------------------- */

/* A column of a table (or view) of a SQLite file, read in the order of its rows. */
typedef struct erkend_table erkend_table;

/* Opens an SQLite file for reading; it is not changed. column NULL: the only one, else the one
 * called document, case or json. out: new; erkend_table_close.
 * ERKEND_EIO: no such file, or none of SQLite. ERKEND_EVALUE: no such table or column; the message
 * lists what there is. */
ERKEND_API erkend_status erkend_table_open(erkend_table **out, const char *path, const char *table,
                                           const char *column, const erkend_allocator *allocator,
                                           erkend_error *error);
/* The value of the next row, borrowed until the next call; *bytes NULL: there are no more. NULL in
 * the table is an empty text. ERKEND_EIO: it cannot be read on. */
ERKEND_API erkend_status erkend_table_next(erkend_table *table, const char **bytes, size_t *size,
                                           erkend_error *error);
ERKEND_API void erkend_table_close(erkend_table *table);

/* ---- Made-up cases ------------------------------------------------------------------------- */

/* A population of learners that nobody is: cases drawn from the schema's domains, with stated
 * frequencies, on both sides of the limits of the rules. For trials, measurements and tests. */
typedef struct erkend_population erkend_population;

/* Of the countries named (by code, NULL-ended; NULL: all of the bundle). The same seed gives the
 * same cases; which they are changes with the schema, the rules and the version.
 *
 * out      new; erkend_population_free. Borrows the bundle.
 * missing  share of facts that are left out besides those that often are: "1/20" when NULL. */
ERKEND_API erkend_status erkend_population_new(erkend_population **out, const erkend_bundle *bundle,
                                               uint64_t seed, const char *const *countries,
                                               const char *missing, erkend_error *error);
/* Case `number`, a line of JSON without its end; whatever was asked before. It always reads without
 * an error. Borrowed until the next call; one thread at a time. */
ERKEND_API erkend_status erkend_population_case(erkend_population *population, uint64_t number,
                                                const char **line, size_t *size,
                                                erkend_error *error);
ERKEND_API void erkend_population_free(erkend_population *population);

/* ---- Many cases --------------------------------------------------------------------------- */

typedef struct erkend_batch_counts {
    uint64_t lines;     /* read and finished, empty ones included */
    uint64_t cases;     /* lines that were decided, in every country asked */
    uint64_t rejected;  /* lines that were not */
    uint64_t decisions; /* a case has one for each country */
    uint64_t assumed;   /* cases without a deciding date of their own */
    uint64_t added;     /* decisions that were new to the register */
} erkend_batch_counts;

/* What many cases come to: claims by verdict, the rules that decided them, effects and their exact
 * sums; over any number of runs with the same bundle. The same whatever the number of threads. */
typedef struct erkend_tally erkend_tally;

/* new; erkend_tally_free. Borrows the bundle. */
ERKEND_API erkend_status erkend_tally_new(erkend_tally **out, const erkend_bundle *bundle,
                                          erkend_error *error);
ERKEND_API void erkend_tally_free(erkend_tally *tally);
/* Borrowed. What the runs so far came to. */
ERKEND_API const erkend_batch_counts *erkend_tally_counts(const erkend_tally *tally);

typedef struct erkend_tally_row {
    const char *what;    /* "claim", "rule" or "effect" */
    const char *country; /* "DE" */
    const char *key;     /* kind of claim; rule that decided the claim; kind of effect */
    const char *law;     /* of a rule, as cited on its day; else "" */
    const char *state;   /* verdict of the claim; state of the effect: "in_force" and so on */
    uint64_t count;      /* claims; effects */
    /* Exact sums of an effect, "19/2"; NULL: it has no such quantity; "": too large to be exact. */
    const char *months, *points;
} erkend_tally_row;
/* Borrowed texts, until the tally is changed. 0 when `index` is past the end. Claims, then rules,
 * then effects; each by country. A claim that several rules decided stands in the row of each. */
ERKEND_API int erkend_tally_at(erkend_tally *tally, size_t index, erkend_tally_row *out);

/* All of it as lines of text, for erkend_tally_load. out: new; erkend_text_free. */
ERKEND_API erkend_status erkend_tally_save(erkend_text **out, erkend_tally *tally,
                                           erkend_error *error);
/* Adds what was saved. ERKEND_EVALUE: it is not from here, or the bundle has other rules. */
ERKEND_API erkend_status erkend_tally_load(erkend_tally *tally, const char *bytes, size_t size,
                                           erkend_error *error);
/* A summary as text, JSON or one page with charts (ERKEND_HTML). out: new; erkend_text_free. */
ERKEND_API erkend_status erkend_render_tally(erkend_text **out, erkend_tally *tally,
                                             const erkend_style *style, erkend_error *error);

/* A stream of cases in JSON, one a line (NDJSON), and what to do with it. Callbacks give ERKEND_OK
 * to go on; anything else ends the batch with that status. */
typedef struct erkend_batch {
    size_t struct_size; /* sizeof(erkend_batch) */
    void *user;
    /* Puts at most `room` bytes; *got 0: the end. Called by any thread, one at a time. */
    erkend_status (*read)(void *user, char *bytes, size_t room, size_t *got);
    /* Decisions in the order of the lines, whole lines only, kept in `reg` before. This callback
     * and those below are called by the calling thread. */
    erkend_status (*write)(void *user, const char *bytes, size_t size);
    /* NULL, or told of each line that could not be decided; `bytes` (without the line's end) is
     * empty for a line that is too long. */
    erkend_status (*rejected)(void *user, uint64_t line, const char *bytes, size_t size,
                              const erkend_error *why);
    /* NULL, or told how far it is. */
    erkend_status (*progress)(void *user, const erkend_batch_counts *so_far);
    const char *name;      /* what places say; NULL: "batch" */
    const char *const *in; /* countries, NULL-ended; NULL: as the case says, else all */
    const char *decided;   /* deciding date where a case states none, or NULL */
    const char *language;  /* "en" when NULL */
    erkend_mode mode;
    uint32_t threads;               /* that decide; 0: 1; at most 64 */
    size_t line_bytes;              /* longest line; 0: 1 MB */
    erkend_register *reg;           /* borrowed; NULL: nothing is kept */
    const erkend_self_check *check; /* borrowed; every decision is checked, and one that differs is
                                     * a rejected line; NULL: none is */
    erkend_format format; /* of the lines written: ERKEND_CODES; anything else: ERKEND_NDJSON */
    /* Borrowed; NULL: nothing is counted. A run that ends with ERKEND_OK is added to it, another is
     * not. */
    erkend_tally *tally;
    uint64_t first_line; /* number of the first line; 0: 1. For a host that goes on */
    int strict; /* not 0: the first line that cannot be decided ends the batch, ERKEND_EINVALID */
    int counts_only; /* not 0: `tally` gets its erkend_tally_counts and no rows */
    int at_hand;     /* not 0: `read` never waits for anybody, as that of a file does not */
} erkend_batch;

/* Decides every line. A line that cannot be decided is rejected, by number, and the others go on: a
 * batch with rejected lines is ERKEND_OK. The only function that starts threads; they have ended
 * when it returns. Memory does not grow with the number of lines. *counts (may be NULL) is filled
 * also when it fails. */
ERKEND_API erkend_status erkend_batch_run(const erkend_bundle *bundle, const erkend_batch *batch,
                                          erkend_batch_counts *counts, erkend_error *error);
#include "erkend_prove.h" /* all cases at once */
#ifdef __cplusplus
}
#endif
#endif
