/* Told: what can be said of a part of an expression without asking for it.
 *
 * Whether something is unknown is mostly told by the states of the facts that it looks at, or by
 * what it stands in: what is unknown although all its parts but one are known is so because of that
 * one. Of the compiled evaluation only; the plain one asks for each part, and is held against it.
 */
#ifndef EK_DECIDE_TOLD_H
#define EK_DECIDE_TOLD_H

#include "decide/inside.h"

/* A part of an expression; `form` is NULL in the plain evaluation. */
typedef struct ek_part {
    const ek_expr *expr;
    const struct ek_node *form;
} ek_part;
static inline ek_part ek_part_arg(ek_part at, uint32_t index)
{
    return (ek_part){at.expr->args[index], at.form ? ek_form_arg(at.form, index) : NULL};
}

/* Where parts are asked: as the case is, on the day of the rule or of the word. */
typedef struct ek_asking {
    ek_scene *scene;
    ek_date day;
    const ek_expr *root;
    ek_reads *scratch; /* reads that nobody keeps */
} ek_asking;
ek_answer ek_part_ask(const ek_asking *to, ek_part at);

/* *unknown: whether a part is unknown. False: that is not told. */
bool ek_part_told(const ek_asking *to, ek_part at, bool *unknown);
/* Of a part that is unknown: the only arg of which nothing is told, where all others are known.
 * That one is unknown, too. */
bool ek_part_only_unknown(const ek_asking *to, ek_part at, uint32_t *only);

#endif
