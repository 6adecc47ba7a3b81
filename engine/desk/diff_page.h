/* The sentences that text, JSON and the page of a diff share, and the page. */
#ifndef EK_DESK_DIFF_PAGE_H
#define EK_DESK_DIFF_PAGE_H

#include "desk/diff.h"

/* "abroad referred → recognised". */
ek_text ek_diff_say_change(ek_arena *arena, const ek_diff_group *group);
/* "de.bbig.2.3.quarter · BBiG § 2 Abs. 3 Satz 2", or why there is no decision. */
ek_text ek_diff_say_rule(ek_arena *arena, const ek_diff_group *group);
/* "count as training: + 29,318 months, 3,410 more in force"; empty where nothing differs. */
ek_text ek_diff_say_effect(ek_arena *arena, const ek_diff_group *group, ek_effect_kind kind);
ek_text ek_diff_say_policy(ek_arena *arena, const ek_policy_change *change);
ek_text ek_diff_say_place(ek_arena *arena, ek_place place);
/* What did not come as it was declared; empty when it did. */
ek_text ek_diff_say_declared(ek_arena *arena, const ek_declared *declared);

/* One self-contained page of HTML, with pictures. */
void ek_diff_page(ek_buffer *out, const erkend_diff *diff);

#endif
