/* Page: what the writers of this room share: a pen's numbers, dates and colours, columns, and what
 * is said of one claim.
 *
 * Functions that answer an ek_text make it in the arena of the pen's buffer, fit to be shown:
 * whatever came from a document or a policy has gone through ek_buffer_shown. */
#ifndef EK_EXPLAIN_PAGE_H
#define EK_EXPLAIN_PAGE_H

#include "explain/explain.h"
#include "explain/words.h"

/* ---- Pen (pen.c) --------------------------------------------------------------------------- */

/* How text looks where there are colours. EK_STYLE_VERDICT + a verdict is that verdict's colour. */
typedef enum ek_style {
    EK_STYLE_PLAIN,
    EK_STYLE_STRONG,
    EK_STYLE_FAINT,
    EK_STYLE_VERDICT
} ek_style;

/* "36 months"; after a word like "of", which asks for another case in German and Finnish. */
typedef enum ek_form { EK_FORM_PLAIN, EK_FORM_OF } ek_form;

#define EK_COLUMNS 100 /* width where none is given */

/* The same pen without colour, into that buffer (which it initialises, in the same arena). */
ek_pen ek_pen_aside(const ek_pen *pen, ek_buffer *buffer);
/* Writes text in a style, with nothing around it where the pen has no colours. */
void ek_pen_styled(ek_pen *pen, ek_text text, uint32_t style);
void ek_pen_spaces(ek_pen *pen, uint32_t count);

ek_text ek_say(const ek_pen *pen, ek_phrase phrase);
ek_text ek_say1(const ek_pen *pen, ek_phrase phrase, ek_text a);
ek_text ek_say2(const ek_pen *pen, ek_phrase phrase, ek_text a, ek_text b);
ek_text ek_say3(const ek_pen *pen, ek_phrase phrase, ek_text a, ek_text b, ek_text c);
/* "label: text"; after a question "Is it allowed? no". */
ek_text ek_say_field(const ek_pen *pen, ek_text label, ek_text text);
ek_text ek_shown(const ek_pen *pen, ek_text text);
ek_text ek_joined(const ek_pen *pen, const ek_text *texts, uint32_t count, const char *between);
ek_text ek_say_count(const ek_pen *pen, uint64_t number);
ek_text ek_say_number(const ek_pen *pen, ek_fraction number);
ek_text ek_say_quantity(const ek_pen *pen, ek_fraction number, const ek_measure *measure,
                        ek_form form);
ek_text ek_say_date(const ek_pen *pen, ek_date date);
/* A quarter, half, …; else the number: of a share. */
ek_text ek_say_share(const ek_pen *pen, ek_fraction share);
/* A code of a document or a policy: its label, or the code with spaces for underscores. */
ek_text ek_say_word(const ek_pen *pen, ek_text word);
ek_text ek_say_words(const ek_pen *pen, ek_texts words);
/* Proof that a question names (evidence.c). */
ek_text ek_say_evidence(const ek_pen *pen, ek_texts evidence);
ek_text ek_say_place(const ek_pen *pen, ek_place place);
/* Values of documents, answers of expressions, data of parameters. */
ek_text ek_say_value(const ek_pen *pen, const ek_value *value, const ek_field *field);
ek_text ek_say_answer(const ek_pen *pen, const ek_answer *answer, const ek_measure *measure,
                      ek_form form);
ek_text ek_say_datum(const ek_pen *pen, const ek_datum *datum, const ek_parameter *parameter);
/* What a record is called: its title, name or id; empty when it has none. */
ek_text ek_say_record(const ek_pen *pen, const ek_record *record);
ek_text ek_say_country(const ek_pen *pen, const struct erkend_decision *decision, ek_text code);
/* The known text of a record's field, or an empty one; also for NULL. Not yet shown-safe. */
ek_text ek_text_in(const ek_record *record, const char *field);
ek_text ek_id_in(const ek_record *record); /* its `id` */
/* The value of a record's field, NULL when it is not known; also for NULL. */
const ek_value *ek_known_in(const ek_record *record, const char *field);

/* ---- Columns (table.c) --------------------------------------------------------------------- */

/* The next line of at most `width` columns of *rest, which moves on; false when there is none.
 * Breaks at spaces, at '\n', and within a word only when it is longer than the width. */
bool ek_line_next(ek_text *rest, uint32_t width, ek_text *line);

typedef struct ek_cell {
    ek_text text;   /* may hold '\n' */
    uint32_t style; /* ek_style */
} ek_cell;

typedef struct ek_row_of_cells {
    ek_text label;
    const ek_cell *cells; /* one for each column */
} ek_row_of_cells;

/* Rows of cells side by side, each cell wrapped in its column; labels at `indent`, in a column as
 * wide as the widest. Nothing is ever wider than the pen. */
void ek_write_columns(ek_pen *pen, const ek_row_of_cells *rows, uint32_t row_count,
                      uint32_t columns, uint32_t indent);
/* A paragraph: its first line from where the pen stands (at column `at`), the others indented. */
void ek_write_wrapped(ek_pen *pen, ek_text text, uint32_t at, uint32_t indent, uint32_t style);
/* Two texts on one line, the second at the right edge; on a line of its own when it does not fit.
 */
void ek_write_edges(ek_pen *pen, ek_text left, uint32_t left_style, ek_text right);

/* The first line of a page: the case, and when (and where) it was decided; and its last: facts
 * read, and which command says more. (decision.c) */
void ek_write_title(ek_pen *pen, const struct erkend_decision *decision, bool country);
void ek_write_footer(ek_pen *pen, const struct erkend_decision *const *decisions, uint32_t count,
                     bool details);

/* ---- Claims (claim.c, effect.c) ------------------------------------------------------------ */

ek_text ek_say_verdict(const ek_pen *pen, erkend_verdict verdict);
/* "Wiring a house, 15 points, assessed in Finland on 14 June 2024, grade 4"; of a unit, else of
 * what the claim is about. */
ek_text ek_claim_heading(const ek_pen *pen, const struct erkend_decision *decision,
                         const ek_claim *claim);
ek_text ek_claim_as(const ek_pen *pen, const struct erkend_decision *decision,
                    const ek_claim *claim);
ek_text ek_claim_decides(const ek_pen *pen, const struct erkend_decision *decision,
                         const ek_claim *claim);
ek_text ek_claim_because(const ek_pen *pen, const struct erkend_decision *decision,
                         const ek_claim *claim);
ek_text ek_claim_needs(const ek_pen *pen, const struct erkend_decision *decision,
                       const ek_claim *claim);
/* Why, in a sentence: what the deciding rule says, and both sides of what it found. */
ek_text ek_claim_why(const ek_pen *pen, const struct erkend_decision *decision,
                     const ek_claim *claim);
/* The stay in which the claim's unit was learnt, or NULL. */
const ek_record *ek_unit_stay(const ek_record *unit);
/* The country in which a unit was assessed, as its transcript says; empty when it does not. */
ek_text ek_unit_country(const struct erkend_decision *decision, const ek_record *unit);

/* One effect in words, with what is open about it: "9 1/2 months count as training (proposed)". */
ek_text ek_say_effect(const ek_pen *pen, const struct erkend_decision *decision,
                      const ek_given *given);

/* Does this reason tell why: of what counts, a rule that gives it; else one whose verdict stands?
 */
bool ek_reason_tells(const ek_claim *claim, const ek_reason *reason);

/* Of a reason. */
ek_text ek_reason_id(const ek_reason *reason);
ek_text ek_reason_says(const ek_pen *pen, const ek_reason *reason);
ek_text ek_reason_reading(const ek_pen *pen, const ek_reason *reason);
ek_text ek_reason_law(const ek_pen *pen, const ek_reason *reason);
ek_text ek_lacking_label(const ek_pen *pen, const ek_lacking *lacking);
/* Does its label name the record too, of which there may be several? */
bool ek_lacking_names_record(const ek_lacking *lacking);
/* "plan agreed (from the home institution)" */
ek_text ek_say_needed(const ek_pen *pen, const ek_rulebook *book, const ek_lacking *lacking);
ek_text ek_say_question_type(const ek_pen *pen, ek_question_type type);
/* The name of a step or road in words, or its key. */
ek_text ek_say_named(const ek_pen *pen, const ek_named *items, uint32_t count, ek_text name);

/* ---- Blocks of a comparison (blocks.c) ------------------------------------------------------ */

/* Claims of several countries about one thing: an assessed unit, or the stay in which it was
 * learnt; else claims of one kind and id. */
typedef struct ek_block_of_claims {
    const ek_record *unit; /* or NULL */
    const ek_claim *first; /* the claim that made the block */
    const struct erkend_decision *of_first;
    const ek_claim **claims; /* turns × decisions; NULL where a country has none */
    uint32_t turns;          /* most claims that one country has in it */
} ek_block_of_claims;

typedef struct ek_blocks {
    const struct erkend_decision *const *decisions;
    uint32_t decision_count;
    ek_block_of_claims *items;
    uint32_t count, capacity;
} ek_blocks;

void ek_blocks_make(ek_blocks *out, ek_arena *arena, const struct erkend_decision *const *decisions,
                    uint32_t count);
/* Do the countries answer differently there? */
bool ek_block_differs(const ek_blocks *blocks, const ek_block_of_claims *block);

/* ---- Accumulation and points (account.c) --------------------------------------------------- */

/* Towards the qualification: what served what, what is missing; and points shared out. Nothing when
 * the decision has none of it. */
void ek_write_account(ek_pen *pen, const struct erkend_decision *decision);
void ek_write_allocated(ek_pen *pen, const struct erkend_decision *decision);
/* "group: 20 points missing". */
ek_text ek_say_lack(const ek_pen *pen, const ek_lack *lack);

/* ---- Silence (silence.c) -------------------------------------------------------------------- */

/* Why a rule does not speak of this case: set aside, not law on that day, or what its `where`
 * found. */
ek_text ek_say_silence(const ek_pen *pen, const struct erkend_decision *decision,
                       const ek_reason *reason);
/* "de.bbig.37: in force from …": the rules that might have given something, a line each, `most` of
 * them. */
ek_text ek_say_nearest(const ek_pen *pen, const struct erkend_decision *decision,
                       const ek_claim *claim, const ek_reason *reason, uint32_t most);

/* ---- Facts --------------------------------------------------------------------------------- */

/* How many different facts these decisions read, and how many of the case they never read. */
void ek_count_facts(const struct erkend_decision *const *decisions, uint32_t count, ek_arena *arena,
                    uint32_t *read, uint32_t *unread);
/* "4 facts decided; 31 others were never read." */
ek_text ek_say_facts(const ek_pen *pen, uint32_t read, uint32_t unread);
/* Where each record of a case is written, found once (names.c). */
typedef struct ek_names ek_names;
const ek_names *ek_names_make(ek_arena *arena, const struct erkend_case *the_case);
/* "stays[1]", "unit": how documents name a record; alone in `out`, as it is. */
void ek_record_name(ek_buffer *out, const ek_names *names, const ek_record *record);
/* "stays[1].first_day", "unit.points": how documents name a fact. */
ek_text ek_fact_name(const ek_pen *pen, const struct erkend_case *the_case, const ek_record *record,
                     const ek_field *field);

/* ---- Both sides of a condition (sides.c) --------------------------------------------------- */

typedef enum ek_side_kind {
    EK_SIDE_HEAD,       /* an element, or a word of the law, that the lines below are about */
    EK_SIDE_VALUE,      /* what was found */
    EK_SIDE_LIMIT,      /* what it was held against */
    EK_SIDE_DIFFERENCE, /* by how much it fails */
    EK_SIDE_FACT,       /* a fact behind the side above */
    EK_SIDE_PARAMETER,  /* a parameter behind it */
    EK_SIDE_RULING      /* a ruling behind it */
} ek_side_kind;

typedef struct ek_side {
    ek_side_kind kind;
    uint32_t depth;
    ek_text says; /* words */
    ek_text
        name; /* "stays[1].months", "param.share_abroad", "ruling.longer_stay_abroad"; or empty */
    ek_text law;    /* of a parameter or definition */
    ek_place place; /* file empty: none */
    bool assumed, unverified;
} ek_side;

typedef struct ek_sides {
    const ek_side *items;
    uint32_t count;
} ek_sides;

/* Evaluates the condition again, plainly, and keeps what decided: the false part of `all`, the true
 * one of `any`, the element of `every`, down to comparisons with both sides. */
ek_sides ek_sides_of(const ek_pen *pen, const struct erkend_decision *decision,
                     const ek_reason *reason, const ek_expr *condition);
/* "9 1/2 months, at most 9 months: half a month too long": values, limits and differences alone. */
ek_text ek_sides_line(const ek_pen *pen, const struct erkend_decision *decision,
                      const ek_reason *reason, const ek_expr *condition);

#endif
