/* One rule, word of the law or share-out of points, written out: as lines of a sheet, or as JSON.
 */
#ifndef EK_DESK_LAW_RULE_H
#define EK_DESK_LAW_RULE_H

#include "desk/law.h"
#include "desk/sheet.h"
#include "explain/json.h"

/* A number or a question that a rule names, once each; words of the law have their own. */
typedef struct ek_law_behind {
    const ek_parameter **parameters;
    const ek_question **questions;
    uint32_t parameter_count, parameter_capacity;
    uint32_t question_count, question_capacity;
} ek_law_behind;
void ek_law_behind_of(ek_law_behind *behind, ek_arena *arena, const ek_citer *citer);

void ek_law_write_citer(ek_sheet *sheet, const ek_law_view *view, const ek_citer *citer);
void ek_law_put_citer(ek_json *json, const ek_law_view *view, const ek_citer *citer);

/* "BBiG § 7 Abs. 3; HwO § 27a Abs. 3; before 1 January 2020 HwO § 27b". */
ek_text ek_law_say_laws(const ek_pen *pen, const ek_law *laws, uint32_t count);
ek_text ek_law_say_force(const ek_pen *pen, ek_date since, ek_date last_day);
/* "1/4 from 1 April 2005 (BBiG § 2 Abs. 3 Satz 2)"; a table as "24 months: 12 months; …". */
ek_text ek_law_say_dated(const ek_pen *pen, const ek_parameter *parameter, const ek_dated *dated);
/* What a question is about, who answers it, of what kind it is, with what evidence. */
ek_text ek_law_say_question(const ek_pen *pen, const ek_rulebook *book,
                            const ek_question *question);

#endif
