/* Claims from memory: the bytes of a claim that are those of its like, with holes for what is its
 * own.
 *
 * As codes, a reason that its pattern tells wholly (decide/pattern.h: it is not apart) is printed
 * from rule, law, verdict, what its rule says otherwise, and whether it decides and is unverified:
 * the pattern tells all of these. Its day is that of the decision, so it is not printed; nothing of
 * the case goes in, and a pattern is of one country. In full the day is printed, and words of a
 * language: there nothing is remembered.
 *
 * What the pattern does not tell is compared: kind and verdict, and of each effect all but the
 * values of its fields. So the bytes between id, values and reasons that are apart are kept at the
 * pattern. Claims of one pattern may differ in their effects, so a few are kept for each. They live
 * in the memory of the worker's patterns, and go when those are forgotten.
 *
 * To keep only what comes a second time was tried: it costs as much as it saves. */
#include "explain/json_pieces.h"

#define MOST_KEPT 8 /* of one pattern */

/* Bytes, in whole blocks, and the hole behind them. */
typedef struct kept_part {
    ek_text bytes;
    ek_hole_kind kind;
    char lead;
    uint32_t effect, index;
} kept_part;

typedef struct kept_field {
    const char *name; /* where it stands in the rule */
    ek_type type;
    bool known;
} kept_field;

typedef struct kept_effect {
    ek_effect_kind kind;
    ek_effect_state state;
    const kept_field *fields;
    const ek_rule *const *by;
    uint32_t field_count, by_count;
} kept_effect;

typedef struct kept kept;
struct kept {
    const ek_pieces *pieces; /* by which it was printed */
    const kept *next;        /* the one before it, of the same pattern */
    uint32_t number;         /* from 1 on */
    ek_scope kind;
    bool arises;
    erkend_verdict verdict;
    const kept_effect *effects;
    uint32_t effect_count;
    const kept_part *parts; /* the last has EK_HOLE_END */
};

/* ---- Comparing ----------------------------------------------------------------------------- */

static bool is_like_fields(const kept_field *field, const ek_given *given)
{
    for (uint32_t i = 0; i < given->field_count; i++, field++) {
        const ek_given_field *other = &given->fields[i];

        if (field->name != other->name.bytes || field->type != other->value.type ||
            field->known != ek_answer_is_known(&other->value) || other->at_most)
            return false;
    }
    return true;
}

static bool is_like_effect(const kept_effect *effect, const ek_given *given)
{
    if (effect->kind != given->kind || effect->state != given->state ||
        effect->field_count != given->field_count || effect->by_count != given->by_count ||
        given->limited_by || given->cut_to_asked || !is_like_fields(effect->fields, given))
        return false;
    for (uint32_t i = 0; i < given->by_count; i++)
        if (effect->by[i] != given->by[i])
            return false;
    return true;
}

static bool is_like(const kept *like, const ek_claim *claim)
{
    if (like->verdict != claim->verdict || like->effect_count != claim->effect_count ||
        like->kind != claim->kind || like->arises != claim->arises)
        return false;
    for (uint32_t i = 0; i < claim->effect_count; i++)
        if (!is_like_effect(&like->effects[i], &claim->effects[i]))
            return false;
    return true;
}

/* NULL: there is none. */
static const kept *find_like(const ek_json *json, const ek_claim *claim)
{
    const kept *like = claim->pattern->printed;

    while (like && (like->pieces != json->pieces || !is_like(like, claim)))
        like = like->next;
    return like;
}

/* ---- Putting ------------------------------------------------------------------------------- */

static inline void put_part(ek_buffer *out, ek_text bytes)
{
    char *room = ek_buffer_room(out, bytes.size + EK_BLOCK_BYTES);

    if (bytes.size > 8 * EK_BLOCK_BYTES)
        memcpy(room, bytes.bytes, bytes.size);
    else
        ek_copy_blocks(room, bytes);
    out->size += bytes.size;
}

static void put_like(ek_json *json, const struct erkend_decision *decision, const ek_claim *claim,
                     const kept *like)
{
    ek_buffer *out = json->out;
    size_t start = out->size;
    char lead = json->lead;

    json->depth += 2;
    for (const kept_part *part = like->parts;; part++) {
        put_part(out, part->bytes);
        if (part->kind == EK_HOLE_END)
            break;
        if (part->kind == EK_HOLE_ID) {
            ek_buffer_json(out, claim->id);
        } else if (part->kind == EK_HOLE_VALUE) {
            ek_json_put_known(json, &claim->effects[part->effect].fields[part->index].value);
        } else {
            json->lead = part->lead;
            ek_json_put_reason(json, decision, &claim->reasons[part->index]);
        }
    }
    out->bytes[start] = lead;
    json->depth -= 2;
    json->lead = ',';
}

/* ---- Keeping ------------------------------------------------------------------------------- */

/* Is all that is not compared written in rules? */
static bool can_be_kept(const ek_json *json, const ek_claim *claim)
{
    if (!json->book || claim->id.size == 0)
        return false;
    for (uint32_t i = 0; i < claim->effect_count; i++) {
        const ek_given *given = &claim->effects[i];

        if (given->limited_by || given->cut_to_asked)
            return false;
        for (uint32_t k = 0; k < given->field_count; k++)
            if (given->fields[k].at_most || !ek_piece_of_name(json->book, given->fields[k].name))
                return false;
    }
    return true;
}

static const kept_effect *keep_effects(ek_arena *arena, const ek_claim *claim)
{
    kept_effect *effects = EK_NEW_ARRAY(arena, kept_effect, claim->effect_count);

    for (uint32_t i = 0; i < claim->effect_count; i++) {
        const ek_given *given = &claim->effects[i];
        kept_field *fields = EK_NEW_ARRAY(arena, kept_field, given->field_count);

        for (uint32_t k = 0; k < given->field_count; k++)
            fields[k] = (kept_field){given->fields[k].name.bytes, given->fields[k].value.type,
                                     ek_answer_is_known(&given->fields[k].value)};
        effects[i] = (kept_effect){
            .kind = given->kind,
            .state = given->state,
            .fields = fields,
            .by = ek_arena_copy(arena, given->by, given->by_count * sizeof(*given->by)),
            .field_count = given->field_count,
            .by_count = given->by_count};
    }
    return effects;
}

/* The bytes from `start` on, cut at the holes. */
static const kept_part *keep_parts(ek_arena *arena, const ek_buffer *out, size_t start,
                                   const ek_holes *holes)
{
    kept_part *parts = EK_NEW_ARRAY(arena, kept_part, holes->count + 1u);

    for (uint32_t i = 0; i <= holes->count; i++) {
        const ek_hole end = {out->size, out->size, EK_HOLE_END, 0, 0, 0};
        const ek_hole *hole = i < holes->count ? &holes->items[i] : &end;
        const ek_text bytes = {out->bytes + start, (uint32_t)(hole->from - start)};

        parts[i] = (kept_part){ek_text_in_blocks(arena, bytes), hole->kind, hole->lead,
                               hole->effect, hole->index};
        start = hole->to;
    }
    return parts;
}

typedef struct keeping {
    const ek_json *json;
    const ek_claim *claim;
    size_t start;
    const ek_holes *holes;
} keeping;

static void *keep(ek_arena *arena, const void *what)
{
    const keeping *k = what;
    const ek_claim *claim = k->claim;
    const kept *before = claim->pattern->printed;
    kept *made = EK_NEW(arena, kept);

    *made = (kept){.pieces = k->json->pieces,
                   .next = before,
                   .number = before ? before->number + 1 : 1,
                   .kind = claim->kind,
                   .arises = claim->arises,
                   .verdict = claim->verdict,
                   .effects = keep_effects(arena, claim),
                   .effect_count = claim->effect_count,
                   .parts = keep_parts(arena, k->json->out, k->start, k->holes)};
    return made;
}

static void put_and_keep(ek_json *json, const struct erkend_decision *decision,
                         const ek_claim *claim)
{
    ek_holes holes = {.arena = json->pen.out->arena};
    const keeping k = {json, claim, json->out->size, &holes};
    kept *made;

    json->holes = &holes;
    ek_json_put_claim(json, decision, claim);
    json->holes = NULL;
    made = ek_patterns_make(json->patterns, keep, &k);
    if (made)
        claim->pattern->printed = made;
}

void ek_json_put_claim_again(ek_json *json, const struct erkend_decision *decision,
                             const ek_claim *claim)
{
    ek_pattern *pattern = json->patterns && json->codes ? claim->pattern : NULL;
    const kept *like = pattern && pattern->printed ? find_like(json, claim) : NULL;

    if (like) {
        put_like(json, decision, claim, like);
        return;
    }
    if (pattern && (!pattern->printed || ((const kept *)pattern->printed)->number < MOST_KEPT) &&
        can_be_kept(json, claim)) {
        put_and_keep(json, decision, claim);
        return;
    }
    ek_json_put_claim(json, decision, claim);
}
