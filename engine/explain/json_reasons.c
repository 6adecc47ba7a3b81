/* The reasons of a claim: those that are content, as most are, from pieces. */
#include "explain/json_pieces.h"

/* Of a reason without details, that no thing of the case is named in, and whose clock is the day of
 * the decision. An empty text: it is none of those. */
static inline ek_text find_content(const ek_book_pieces *book, ek_date decided,
                                   const ek_reason *reason)
{
    const ek_rule *rule = reason->rule;
    const ek_content_pieces *pieces;

    if (!rule || reason->verdict != ERKEND_RECOGNISED || reason->detail != &ek_no_detail ||
        reason->thing || !ek_reason_is_of_today(reason, decided) ||
        rule->index >= book->book->rule_count)
        return EK_TEXT("");
    pieces = &book->content[rule->index];
    return pieces->rule == rule && pieces->law == reason->law.bytes
               ? pieces->whole[reason->decides][reason->unverified]
               : EK_TEXT("");
}

/* Puts reasons from that one on while they are content, as most are, and passes the silent ones;
 * the first that is neither, or their number. */
static uint32_t put_content(ek_json *json, const ek_claim *claim, ek_date decided, uint32_t from)
{
    const ek_book_pieces *book = json->book;
    const ek_reason *reason = claim->reasons + from, *end = claim->reasons + claim->reason_count;
    ek_buffer *out = json->out;
    char lead = json->lead;

    for (; reason < end; reason++) {
        ek_text whole;
        char *room;

        if (reason->silent)
            continue;
        whole = find_content(book, decided, reason);
        if (whole.size == 0)
            break;
        room = ek_buffer_room(out, whole.size + EK_BLOCK_BYTES);
        ek_copy_blocks(room, whole);
        *room = lead;
        lead = ',';
        out->size += whole.size;
    }
    json->lead = lead;
    return (uint32_t)(reason - claim->reasons);
}

/* What its like may say otherwise (ek_reason.apart). */
static void put_apart(ek_json *json, const struct erkend_decision *decision, const ek_claim *claim,
                      uint32_t index)
{
    ek_json_hole(json, EK_HOLE_REASON, 0, index);
    ek_json_put_reason(json, decision, &claim->reasons[index]);
    ek_json_hole_end(json);
}

static void put_all(ek_json *json, const struct erkend_decision *decision, const ek_claim *claim)
{
    bool content = json->book && json->book->content && !json->holes;

    for (uint32_t i = 0; i < claim->reason_count; i++) {
        if (content && (i = put_content(json, claim, decision->decided, i)) == claim->reason_count)
            break;
        if (claim->reasons[i].silent)
            continue;
        if (claim->reasons[i].apart)
            put_apart(json, decision, claim, i);
        else
            ek_json_put_reason(json, decision, &claim->reasons[i]);
    }
}

void ek_json_put_reasons(ek_json *json, const struct erkend_decision *decision,
                         const ek_claim *claim)
{
    ek_json_open(json, "reasons", '[');
    put_all(json, decision, claim);
    ek_json_close(json, ']');
}
