/* Checklists in words and JSON. */
#ifndef EK_EXPLAIN_CHECKLIST_H
#define EK_EXPLAIN_CHECKLIST_H

#include "decide/checklist.h"
#include "explain/explain.h"

typedef enum ek_outcome_of_check {
    EK_CHECK_MET,
    EK_CHECK_NOT_MET,
    EK_CHECK_NOT_SAID,
    EK_CHECK_NOT_APPLICABLE,
    EK_CHECK_OUTCOMES
} ek_outcome_of_check;

ek_outcome_of_check ek_check_outcome(const ek_checked *checked);
void ek_write_checklists(ek_pen *pen, const ek_checked_list *lists);
void ek_json_checklists(ek_buffer *out, const ek_checked_list *lists, ek_language language,
                        bool line);

#endif
