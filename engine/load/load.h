/* Loading: bytes in YAML or JSON become documents of the schema, or the data of a rulebook.
 *
 * Two readers of form (load/yaml.c over libyaml's events, load/json.c) make the same plain node
 * tree (load/node.h) with places; one reader of meaning (load/read.c) turns nodes into records by
 * the schema table, and knows nothing of YAML or JSON. So a YAML document and its JSON twin cannot
 * be read differently. One reading each: TRUST section 6, DECISIONS 1 and 24.
 *
 * A case in JSON that has nothing wrong goes straight into records (load/direct.h), at a twentieth
 * of the cost; anything else about it, and all words of errors, come from the way through nodes. */
#ifndef EK_LOAD_LOAD_H
#define EK_LOAD_LOAD_H

#include "model/tree.h"
#include "rule/rulebook.h"

/* Limits with defaults filled in. */
erkend_limits ek_limits_of(const erkend_limits *limits);

/* What a thread keeps between the cases that it reads; not needed for one case alone. Takes memory
 * when it is used; dispose gives all back. */
typedef struct ek_read_kit ek_read_kit;
ek_read_kit *ek_read_kit_new(const erkend_allocator *host); /* NULL: no memory */
void ek_read_kit_free(ek_read_kit *kit);

/* Reads a case with all documents it refers to, by names relative to the folder of options->files.
 * Everything wrong goes into problems; after errors the_case->root is NULL and the result is
 * ERKEND_EINVALID or ERKEND_ELIMIT. The case is made in its own arena, which the caller has
 * initialised in the_case and disposes in any event. */
erkend_status ek_case_load(struct erkend_case *the_case, const char *name, const char *bytes,
                           size_t size, const erkend_case_options *options, ek_problems *problems);

/* Bytes behind a line that can be read: the first of them is zero, the others are looked at only
 * together with what stands before them. */
#define EK_SPARE_BYTES 64u
ek_text ek_line_copy(ek_arena *arena, ek_text line); /* with them */

/* As above for a line of JSON, which may refer to no other documents. Name and bytes are borrowed,
 * and EK_SPARE_BYTES follow them. The digest comes when it is asked for (ek_case_digest). */
erkend_status ek_case_load_line(struct erkend_case *the_case, ek_read_kit *kit, ek_text name,
                                ek_text bytes, uint32_t line, const char *decided,
                                ek_problems *problems);
/* Works out the digests of the case and of its document, once. ek_case_load has done it already, so
 * that a case that threads share does not change. */
void ek_case_digest(struct erkend_case *the_case);
/* The digest of a case whose documents have theirs; NULL: no such option. */
ek_digest ek_documents_digest(const ek_document *documents, uint32_t count,
                              const char *const options[2]);

/* Fetches files through the host, checks size and UTF-8, keeps digests. */
typedef struct ek_source {
    ek_text name;
    ek_text bytes; /* copied into the arena; terminated */
    ek_digest digest;
} ek_source;
erkend_status ek_source_open(ek_source *out, ek_arena *arena, const erkend_files *files,
                             const char *name, size_t max_bytes, ek_problems *problems,
                             ek_place asked_at);

/* country.yaml, parameters.yaml, questions.yaml: each fills its part of the book; what is wrong is
 * a problem, and what could be read of the rest is there. book->files is the caller's to fill. */
void ek_country_load(ek_rulebook *book, ek_arena *arena, const ek_source *source,
                     const erkend_limits *limits, ek_problems *problems);
void ek_parameters_load(ek_arena *arena, const ek_source *source, const erkend_limits *limits,
                        const ek_parameter *const **out, uint32_t *count, ek_problems *problems);
void ek_questions_load(ek_arena *arena, const ek_source *source, const erkend_limits *limits,
                       const ek_question *const **out, uint32_t *count, ek_problems *problems);

/* laws.yaml: the provisions that a country declares, in the order of the law: what each says in a
 * few words and, where software has nothing to decide, why there is no rule. No decision reads it,
 * so it is no part of a bundle; the desk holds rules and tests against it. */
typedef struct ek_article {
    ek_text act;             /* "BBiG" */
    ek_text name;            /* "§ 2 Abs. 3"; empty: the act as a whole */
    ek_says says;            /* in a few words */
    ek_says no_rule_because; /* all empty: a rule, word, number or question is expected */
    ek_place place;
} ek_article;
bool ek_article_has_reason(const ek_article *article);
void ek_laws_load(ek_arena *arena, const ek_source *source, const erkend_limits *limits,
                  const ek_article **out, uint32_t *count, ek_problems *problems);

/* One test of countries/xx/cases/ .yaml. */
typedef struct ek_expectation {
    ek_text claim;    /* id or kind; empty: the only claim */
    ek_text verdict;  /* empty: not said */
    ek_texts because; /* rules that must be among the deciding reasons */
    bool says_effects;
    ek_texts effects; /* "award points=15 unit=105708": all effects, exactly, any order */
    ek_texts missing; /* facts named by incomplete: "stay.plan_agreed" */
    ek_texts asks;    /* questions named by referred */
    bool says_missing, says_asks, says_instead, says_points; /* an empty list: none */
    ek_text step;                                            /* of conditional */
    ek_texts instead;                                        /* roads of refused */
    ek_texts points; /* "A=63": all points that an allocation shares out to units, exactly */
    ek_text error;   /* a status name: conflict, overflow; then nothing else */
    ek_place place;
} ek_expectation;
typedef struct ek_test_case {
    ek_text name;
    ek_place place;
    struct erkend_case *given; /* free with erkend_case_free */
    /* What it was read from, with id and day of decision; beside the files of the country. */
    const struct ek_node *document;
    ek_expectation *expects; /* one, or several with `claim` */
    uint32_t expect_count;
} ek_test_case;
/* A list of { name, decided, given, expect }. given: a case in which claims stand under their own
 * names (unit: { … }) and which needs no id; names of documents are relative to the country's
 * folder. *out and *count are kept up while it runs, so that the caller can free the cases (NULL:
 * had errors) also when it raises. Free them before the arena, which holds their texts. */
erkend_status ek_tests_load(ek_arena *arena, const ek_source *source, const ek_rulebook *book,
                            const erkend_case_options *options, ek_test_case **out, uint32_t *count,
                            ek_problems *problems);

/* ePerusteet: qualification requirements as Finland publishes them (JSON). True when the node tree
 * of a document is one; then `record` is a qualification in `mode` (ops, naytto, reformi; empty:
 * the only one). Used by the reader of meaning wherever a qualification is due. */
struct ek_node;
bool ek_eperusteet_is(const struct ek_node *node);
const ek_record *ek_eperusteet_read(struct erkend_case *the_case, uint16_t file,
                                    const struct ek_node *node, ek_text mode, ek_place asked_at,
                                    ek_problems *problems);

#endif
