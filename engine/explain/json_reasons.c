/* The reasons of a claim: those that are content from pieces, and all of them from memory.
 *
 * As codes, a reason that its pattern tells wholly (decide/pattern.h: it is not apart) is printed
 * from rule, law, verdict, what its rule says otherwise, and whether it decides and is unverified:
 * the pattern tells all of these. Its day is that of the decision, so it is not printed; nothing of
 * the case goes in, and a pattern is of one country. In full the day is printed, and words of a
 * language: there nothing is remembered.
 *
 * So the bytes between reasons that are apart are kept at the pattern, the second time that it is
 * printed: many come but once. They live in the memory of the worker's patterns, and go when those
 * are forgotten. */
#include "explain/json_pieces.h"

/* Bytes that begin with a comma, then a reason that is apart: which one, or their number. */
typedef struct printed_part {
    const char *bytes;
    size_t size;
    uint32_t apart;
} printed_part;

typedef struct printed {
    const ek_pieces *pieces; /* by which it was printed */
    const printed_part *parts;
    uint32_t part_count;
} printed;

/* ---- From pieces --------------------------------------------------------------------------- */

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

/* Reasons from that one on, up to one that is apart, or their number. */
static uint32_t put_alike(ek_json *json, const struct erkend_decision *decision,
                          const ek_claim *claim, uint32_t from)
{
    uint32_t i = from;

    for (; i < claim->reason_count && !claim->reasons[i].apart; i++)
        if (!claim->reasons[i].silent)
            ek_json_put_reason(json, decision, &claim->reasons[i]);
    return i;
}

static void put_all(ek_json *json, const struct erkend_decision *decision, const ek_claim *claim)
{
    bool content = json->book && json->book->content;

    for (uint32_t i = 0; i < claim->reason_count; i++) {
        if (content && (i = put_content(json, claim, decision->decided, i)) == claim->reason_count)
            break;
        if (!claim->reasons[i].silent)
            ek_json_put_reason(json, decision, &claim->reasons[i]);
    }
}

/* ---- From memory --------------------------------------------------------------------------- */

static void put_apart(ek_json *json, const struct erkend_decision *decision, const ek_claim *claim,
                      uint32_t apart)
{
    if (apart < claim->reason_count && !claim->reasons[apart].silent)
        ek_json_put_reason(json, decision, &claim->reasons[apart]);
}

static void put_remembered(ek_json *json, const struct erkend_decision *decision,
                           const ek_claim *claim, const printed *memory)
{
    for (uint32_t i = 0; i < memory->part_count; i++) {
        const printed_part *part = &memory->parts[i];

        if (part->size > 0) {
            char *room = ek_buffer_room(json->out, part->size);

            memcpy(room, part->bytes, part->size);
            *room = json->lead;
            json->lead = ',';
            json->out->size += part->size;
        }
        put_apart(json, decision, claim, part->apart);
    }
}

/* The parts and their bytes in one piece. NULL: there is no memory for it. */
static const printed *keep_printed(const ek_json *json, const printed_part *parts, uint32_t count)
{
    size_t size = 0;
    printed_part *kept;
    printed *memory;
    char *bytes;

    for (uint32_t i = 0; i < count; i++)
        size += parts[i].size;
    memory = ek_patterns_room(json->patterns, sizeof *memory + count * sizeof *parts + size);
    if (!memory)
        return NULL;
    kept = (printed_part *)(memory + 1);
    bytes = (char *)(kept + count);
    for (uint32_t i = 0; i < count; i++) {
        kept[i] = (printed_part){bytes, parts[i].size, parts[i].apart};
        memcpy(bytes, parts[i].bytes, parts[i].size);
        bytes += parts[i].size;
    }
    *memory = (printed){json->pieces, kept, count};
    return memory;
}

/* Bytes are copied aside at once, as the buffer may move. */
static void put_and_remember(ek_json *json, const struct erkend_decision *decision,
                             const ek_claim *claim)
{
    ek_arena *arena = json->pen.out->arena;
    printed_part *parts = EK_ROOM(arena, printed_part, (size_t)claim->reason_count + 1);
    uint32_t count = 0, apart = 0;

    for (uint32_t from = 0; from <= claim->reason_count; from = apart + 1) {
        size_t before = json->out->size;

        apart = put_alike(json, decision, claim, from);
        parts[count].size = json->out->size - before;
        parts[count].bytes = ek_arena_copy(arena, json->out->bytes + before, parts[count].size);
        parts[count++].apart = apart;
        put_apart(json, decision, claim, apart);
    }
    claim->pattern->printed = keep_printed(json, parts, count);
}

void ek_json_put_reasons(ek_json *json, const struct erkend_decision *decision,
                         const ek_claim *claim)
{
    static const printed once = {NULL, NULL, 0};
    ek_pattern *pattern = json->patterns && json->codes ? claim->pattern : NULL;
    const printed *memory = pattern ? pattern->printed : NULL;

    ek_json_open(json, "reasons", '[');
    if (!memory || (memory != &once && memory->pieces != json->pieces)) {
        put_all(json, decision, claim);
        if (pattern)
            pattern->printed = &once;
    } else if (memory == &once) {
        put_and_remember(json, decision, claim);
    } else {
        put_remembered(json, decision, claim, memory);
    }
    ek_json_close(json, ']');
}
