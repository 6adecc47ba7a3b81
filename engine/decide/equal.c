/* Comparing two decisions of one case: verdicts, effects, reasons, reads. */
#include "decide/inside.h"

const ek_claim *ek_claim_like(const struct erkend_decision *decision, const ek_claim *like)
{
    for (uint32_t i = 0; decision && i < decision->claim_count; i++)
        if (decision->claims[i].kind == like->kind &&
            ek_text_equal(decision->claims[i].id, like->id))
            return &decision->claims[i];
    return NULL;
}

static bool differ(ek_buffer *out, const ek_claim *claim, const char *what)
{
    ek_buffer_format(out, "claim %.*s: %s", EK_TEXT_ARGS(claim->id), what);
    return false;
}

static bool lacking_equal(const ek_reason *a, const ek_reason *b)
{
    if (a->detail->lacking_count != b->detail->lacking_count ||
        a->detail->open_count != b->detail->open_count)
        return false;
    for (uint32_t i = 0; i < a->detail->lacking_count; i++)
        if (a->detail->lacking[i].record != b->detail->lacking[i].record ||
            !ek_text_equal(a->detail->lacking[i].name, b->detail->lacking[i].name))
            return false;
    for (uint32_t i = 0; i < a->detail->open_count; i++)
        if (a->detail->open[i].question != b->detail->open[i].question ||
            a->detail->open[i].about != b->detail->open[i].about)
            return false;
    return true;
}

static bool reason_equal(const ek_reason *a, const ek_reason *b)
{
    if (a->rule != b->rule || a->thing != b->thing || a->verdict != b->verdict ||
        a->decides != b->decides || a->silent != b->silent || a->day != b->day ||
        a->where != b->where || a->must != b->must ||
        a->detail->overridden_by != b->detail->overridden_by || a->unverified != b->unverified)
        return false;
    if (!a->rule && !ek_text_is(ek_text_of(a->detail->core_id), b->detail->core_id))
        return false;
    return ek_text_equal(a->detail->step, b->detail->step) &&
           ek_texts_equal(a->detail->instead, b->detail->instead) &&
           ek_texts_equal(a->detail->covered, b->detail->covered) &&
           ek_texts_equal(a->detail->not_covered, b->detail->not_covered) && lacking_equal(a, b);
}

static bool given_equal(const ek_given *a, const ek_given *b)
{
    if (a->kind != b->kind || a->state != b->state || a->field_count != b->field_count ||
        a->by_count != b->by_count || a->limited_by != b->limited_by ||
        a->cut_to_asked != b->cut_to_asked || !ek_fraction_equal(a->before_limit, b->before_limit))
        return false;
    for (uint32_t i = 0; i < a->by_count; i++)
        if (a->by[i] != b->by[i])
            return false;
    for (uint32_t i = 0; i < a->field_count; i++)
        if (!ek_text_equal(a->fields[i].name, b->fields[i].name) ||
            a->fields[i].at_most != b->fields[i].at_most ||
            !ek_answer_equal(&a->fields[i].value, &b->fields[i].value))
            return false;
    return true;
}

static bool claim_equal(const ek_claim *a, const ek_claim *b, ek_buffer *difference)
{
    if (a->kind != b->kind || !ek_text_equal(a->id, b->id))
        return differ(difference, a, "another claim");
    if (a->verdict != b->verdict)
        return differ(difference, a, "verdict");
    if (a->reason_count != b->reason_count)
        return differ(difference, a, "number of reasons");
    for (uint32_t i = 0; i < a->reason_count; i++)
        if (!reason_equal(&a->reasons[i], &b->reasons[i])) {
            ek_text id = a->reasons[i].rule ? a->reasons[i].rule->id
                                            : ek_text_of(a->reasons[i].detail->core_id);

            (void)differ(difference, a, "reason ");
            ek_buffer_text(difference, id);
            return false;
        }
    if (a->effect_count != b->effect_count)
        return differ(difference, a, "number of effects");
    for (uint32_t i = 0; i < a->effect_count; i++)
        if (!given_equal(&a->effects[i], &b->effects[i])) {
            (void)differ(difference, a, "effect ");
            ek_buffer_string(difference, ek_effect_name(a->effects[i].kind));
            return false;
        }
    if (!ek_reads_equal(&a->reads, &b->reads))
        return differ(difference, a, "facts read");
    return true;
}

static bool allocated_equal(const ek_allocated *a, const ek_allocated *b)
{
    if (a->allocation != b->allocation || a->known != b->known || a->count != b->count ||
        !ek_fraction_equal(a->total, b->total))
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!ek_fraction_equal(a->points[i], b->points[i]))
            return false;
    return true;
}

static bool account_equal(const ek_account *a, const ek_account *b)
{
    if (!a || !b)
        return a == b;
    return a->fulfilled == b->fulfilled && a->exhaustive == b->exhaustive &&
           a->service_count == b->service_count && a->lack_count == b->lack_count &&
           ek_fraction_equal(a->points, b->points);
}

bool ek_decision_equal(const struct erkend_decision *a, const struct erkend_decision *b,
                       ek_buffer *difference)
{
    if (a->claim_count != b->claim_count) {
        ek_buffer_string(difference, "number of claims");
        return false;
    }
    for (uint32_t i = 0; i < a->claim_count; i++)
        if (!claim_equal(&a->claims[i], &b->claims[i], difference))
            return false;
    if (a->allocated_count != b->allocated_count) {
        ek_buffer_string(difference, "number of allocations");
        return false;
    }
    for (uint32_t i = 0; i < a->allocated_count; i++)
        if (!allocated_equal(&a->allocated[i], &b->allocated[i])) {
            ek_buffer_string(difference, "points of units");
            return false;
        }
    if (!account_equal(a->account, b->account)) {
        ek_buffer_string(difference, "what is earned");
        return false;
    }
    return true;
}
