/* Silence: why a rule does not speak of a case, and which rules came nearest. */
#include <assert.h>

#include "explain/page.h"

ek_text ek_say_silence(const ek_pen *pen, const struct erkend_decision *decision,
                       const ek_reason *reason)
{
    const ek_rule *rule = reason->rule;
    ek_text line;

    if (reason->detail->overridden_by)
        return ek_say1(pen, EK_SAY_OVERRIDDEN, ek_shown(pen, reason->detail->overridden_by->id));
    if (rule && reason->day < rule->since)
        return ek_say1(pen, EK_SAY_NOT_YET_LAW, ek_say_date(pen, rule->since));
    if (rule && reason->day > rule->last_day)
        return ek_say1(pen, EK_SAY_NO_LONGER_LAW, ek_say_date(pen, rule->last_day));
    if (!rule || !rule->where)
        return ek_say(pen, EK_SAY_SPEAKS_NOT);
    line = ek_sides_line(pen, decision, reason, rule->where);
    return line.size ? line : ek_say(pen, EK_SAY_SPEAKS_NOT);
}

ek_text ek_say_nearest(const ek_pen *pen, const struct erkend_decision *decision,
                       const ek_claim *claim, const ek_reason *reason, uint32_t most)
{
    ek_text *lines = EK_NEW_ARRAY(pen->out->arena, ek_text, reason->detail->nearest_count + 1u);
    uint32_t count = 0;

    for (uint32_t i = 0; i < reason->detail->nearest_count && count < most; i++) {
        ek_text why = EK_TEXT("");

        for (uint32_t k = 0; k < claim->reason_count && why.size == 0; k++)
            if (claim->reasons[k].rule == reason->detail->nearest[i] && claim->reasons[k].silent)
                why = ek_say_silence(pen, decision, &claim->reasons[k]);
        assert(reason->detail->nearest[i] != NULL);
        lines[count] = ek_shown(pen, reason->detail->nearest[i]->id);
        if (why.size)
            lines[count] = ek_say_field(pen, lines[count], why);
        count++;
    }
    return ek_joined(pen, lines, count, "\n");
}
