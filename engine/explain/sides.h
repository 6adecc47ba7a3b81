/* Inside sides: the builder that a condition's lines are collected in, and what values.c gives to
 * sides.c: one side in words, with what stands behind it. */
#ifndef EK_EXPLAIN_SIDES_H
#define EK_EXPLAIN_SIDES_H

#include "explain/page.h"

#define EK_SIDES_DEPTH 24
#define EK_SIDES_FACTS 12 /* facts listed behind one side; lacks of one composition */

typedef struct ek_side_builder {
    const ek_pen *pen;
    const struct erkend_decision *decision;
    ek_problems problems;
    ek_scene scene;
    ek_date day; /* by which parameters are chosen */
    uint32_t depth;
    bool countries; /* texts at hand are codes of countries */
    bool failed;    /* the whole condition is false: differences are worth a line */
    bool brief;     /* for one line: no facts, parameters, names and places behind the sides */
    ek_side *items;
    uint32_t count, capacity;
} ek_side_builder;

ek_arena *ek_side_arena(ek_side_builder *b);
ek_answer ek_side_ask(ek_side_builder *b, const ek_expr *expr);
/* Also what it read. */
ek_answer ek_side_read(ek_side_builder *b, const ek_expr *expr, ek_reads *reads);
ek_side *ek_side_add(ek_side_builder *b, ek_side_kind kind, ek_text says);
ek_text ek_side_say_answer(ek_side_builder *b, const ek_expr *expr, const ek_answer *answer,
                           ek_form form);
ek_text ek_side_say(ek_side_builder *b, const ek_expr *expr, ek_form form);
/* The version of a word that counts here, and its day; NULL: none is in force, or that is not
 * known. */
const ek_definition *ek_side_version(ek_side_builder *b, const ek_term *term, ek_date *day);
ek_text ek_side_law(ek_side_builder *b, const ek_law *laws, uint32_t count, ek_date day);
void ek_side_add_rulings(ek_side_builder *b, const ek_reads *reads);
void ek_side_add_origins(ek_side_builder *b, const ek_expr *expr);
/* What a side is about: the label of a fact, the words of a definition, the question of a ruling.
 */
ek_text ek_side_subject(ek_side_builder *b, const ek_expr *expr);
ek_text ek_side_say_term(ek_side_builder *b, const ek_term *term);
/* A side that is one fact carries its place itself; others list what stands behind them. */
void ek_side_finish(ek_side_builder *b, const ek_expr *expr, uint32_t index);
/* What was found: "prescribed length: 36 months", "9 1/2 months, all together". */
void ek_side_add_value(ek_side_builder *b, const ek_expr *expr, const ek_answer *answer);
/* What it was held against: "at most 9 months, a quarter of 36 months". */
void ek_side_add_limit(ek_side_builder *b, const ek_expr *expr, const ek_answer *answer,
                       ek_phrase phrase);
bool ek_side_is_plain(const ek_expr *expr);

#endif
