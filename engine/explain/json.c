/* Decisions and comparisons for programs. Keys always stand, in this order, also where there is
 * nothing to say (null, [] or ""); a new version may add keys at the end of an object, never change
 * one. With `codes` the same keys, but those of words and those that have nothing to say. */
#include "explain/gap.h"
#include "explain/json_pieces.h"

/* ---- Effects ------------------------------------------------------------------------------- */

void ek_json_put_known(ek_json *json, const ek_answer *answer)
{
    switch (answer->type) {
    case EK_TYPE_CONDITION: ek_json_put_yes(json, answer->truth == EK_TRUE); break;
    case EK_TYPE_QUANTITY: ek_json_put_number(json, answer->low); break;
    case EK_TYPE_DATE: ek_json_put_date(json, answer->as.date); break;
    case EK_TYPE_TEXT: ek_buffer_json(json->out, answer->as.text); break;
    case EK_TYPE_SET: ek_json_put_texts(json, answer->as.texts); break;
    default:
        ek_buffer_json(json->out, ek_say_answer(&json->pen, answer, NULL, EK_FORM_PLAIN));
        break;
    }
}

static void put_key(ek_json *json, ek_text name)
{
    const ek_text *key = json->book ? ek_piece_of_name(json->book, name) : NULL;

    if (key)
        ek_json_piece(json, *key);
    else
        ek_json_begin_named(json, name);
}

/* What is known says something, also when it is false or empty. */
static void put_field(ek_json *json, const ek_given_field *field, uint32_t effect, uint32_t index)
{
    bool known = ek_answer_is_known(&field->value);

    if (!known && json->codes)
        return;
    put_key(json, field->name);
    if (!known) {
        ek_buffer_add(json->out, "null", 4);
        return;
    }
    ek_json_hole(json, EK_HOLE_VALUE, effect, index);
    ek_json_put_known(json, &field->value);
    ek_json_hole_end(json);
}

static void put_fields(ek_json *json, const ek_given *given, uint32_t effect)
{
    bool limited = false;

    ek_json_open(json, "fields", '{');
    for (uint32_t i = 0; i < given->field_count; i++) {
        put_field(json, &given->fields[i], effect, i);
        limited = limited || given->fields[i].at_most;
    }
    ek_json_close(json, '}');
    if (!limited && json->codes)
        return;
    ek_json_open(json, "at_most", '[');
    for (uint32_t i = 0; i < given->field_count; i++)
        if (given->fields[i].at_most)
            ek_json_text(json, NULL, given->fields[i].name);
    ek_json_close(json, ']');
}

void ek_json_put_effect_kind(ek_json *json, ek_effect_kind kind, ek_effect_state state)
{
    ek_json_string(json, "kind", ek_effect_name(kind));
    ek_json_string(json, "state", ek_effect_state_name(state));
}

static void put_effect(ek_json *json, const struct erkend_decision *decision, const ek_claim *claim,
                       uint32_t effect)
{
    const ek_given *given = &claim->effects[effect];

    if (json->pieces) {
        ek_json_open_piece(json, json->pieces->effects[given->kind][given->state]);
    } else {
        ek_json_open(json, NULL, '{');
        ek_json_put_effect_kind(json, given->kind, given->state);
    }
    if (!json->codes)
        ek_json_text(json, "says", ek_say_effect(&json->pen, decision, given));
    put_fields(json, given, effect);
    ek_json_rule_ids(json, "by", given->by, given->by_count);
    if (given->limited_by) {
        ek_json_text(json, "limited_by", given->limited_by->id);
        ek_json_number(json, "before_limit", given->before_limit);
    } else {
        ek_json_null(json, "limited_by");
        ek_json_null(json, "before_limit");
    }
    ek_json_yes(json, "cut_to_asked", given->cut_to_asked);
    ek_json_close(json, '}');
}

/* ---- Claims -------------------------------------------------------------------------------- */

void ek_json_put_claim_kind(ek_json *json, ek_scope kind)
{
    ek_json_string(json, "kind", ek_scope_of(kind)->name);
}

void ek_json_put_verdict(ek_json *json, erkend_verdict verdict)
{
    ek_json_string(json, "verdict", erkend_verdict_name(verdict));
    if (!json->codes)
        ek_json_text(json, "verdict_says", ek_say_verdict(&json->pen, verdict));
}

static void put_words_of_claim(ek_json *json, const struct erkend_decision *decision,
                               const ek_claim *claim)
{
    ek_json_text(json, "as", ek_claim_as(&json->pen, decision, claim));
    ek_json_text(json, "decides", ek_claim_decides(&json->pen, decision, claim));
    ek_json_text(json, "because", ek_claim_because(&json->pen, decision, claim));
    ek_json_text(json, "needs", ek_claim_needs(&json->pen, decision, claim));
    ek_json_text(json, "why", ek_claim_why(&json->pen, decision, claim));
}

/* Kind to verdict, and what people are told there. */
static void put_kind_and_verdict(ek_json *json, const struct erkend_decision *decision,
                                 const ek_claim *claim)
{
    if (json->pieces && json->codes) {
        ek_json_piece(json, json->pieces->claims[claim->kind][claim->arises][claim->verdict]);
        return;
    }
    if (json->pieces)
        ek_json_piece(json, json->pieces->kinds[claim->kind]);
    else
        ek_json_put_claim_kind(json, claim->kind);
    if (!json->codes)
        ek_json_text(json, "title", claim->title);
    ek_json_yes(json, "arises", claim->arises);
    if (!json->codes)
        ek_json_text(json, "heading", ek_claim_heading(&json->pen, decision, claim));
    if (json->pieces)
        ek_json_piece(json, json->pieces->verdicts[claim->verdict]);
    else
        ek_json_put_verdict(json, claim->verdict);
    if (!json->codes)
        put_words_of_claim(json, decision, claim);
}

static void open_claim(ek_json *json, ek_text id)
{
    ek_json_open(json, NULL, '{');
    if (json->codes && id.size == 0)
        return;
    ek_json_begin(json, "id");
    ek_json_hole(json, EK_HOLE_ID, 0, 0);
    ek_buffer_json(json->out, id);
    ek_json_hole_end(json);
}

void ek_json_put_claim(ek_json *json, const struct erkend_decision *decision, const ek_claim *claim)
{
    open_claim(json, claim->id);
    put_kind_and_verdict(json, decision, claim);
    if (!json->codes || claim->effect_count > 0) {
        ek_json_open(json, "effects", '[');
        for (uint32_t i = 0; i < claim->effect_count; i++)
            put_effect(json, decision, claim, i);
        ek_json_close(json, ']');
    }
    ek_json_put_reasons(json, decision, claim);
    if (json->explain) {
        ek_json_put_silent(json, decision, claim);
        ek_json_put_facts(json, decision, claim);
    }
    ek_json_close(json, '}');
}

/* ---- Accumulation and points --------------------------------------------------------------- */

/* Empty where the target does not say what the unit consists of. */
static void put_gap(ek_json *json, const struct erkend_decision *decision, const ek_lack *lack)
{
    ek_gap gap;

    (void)ek_gap_find(&gap, json->out->arena, decision, lack);
    ek_json_texts(json, "shown", gap.shown);
    ek_json_texts(json, "not_shown", gap.not_shown);
    ek_json_texts(json, "planned", gap.planned);
    if (gap.assessment.size > 0)
        ek_json_text(json, "assessment", gap.assessment);
    else
        ek_json_null(json, "assessment");
}

static void put_account(ek_json *json, const struct erkend_decision *decision)
{
    const ek_account *account = decision->account;

    if (!account) {
        ek_json_null(json, "account");
        return;
    }
    ek_json_open(json, "account", '{');
    ek_json_yes(json, "fulfilled", account->fulfilled);
    ek_json_yes(json, "exhaustive", account->exhaustive);
    ek_json_yes(json, "capped", account->capped);
    ek_json_number(json, "points", account->points);
    ek_json_open(json, "parts", '[');
    for (uint32_t i = 0; i < account->service_count; i++) {
        const ek_service *service = &account->services[i];

        ek_json_open_text(json, "unit", decision->parts[service->part].unit);
        if (service->leaf)
            ek_json_text(json, "serves", service->leaf->name);
        else
            ek_json_null(json, "serves");
        ek_json_number(json, "points", service->points);
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
    ek_json_open(json, "missing", '[');
    for (uint32_t i = 0; i < account->lack_count; i++) {
        const ek_lack *lack = &account->lacks[i];

        ek_json_open_text(json, "name", lack->node->name);
        if (!json->codes)
            ek_json_text(json, "says", ek_say_lack(&json->pen, lack));
        ek_json_number(json, "points", lack->points);
        ek_json_count(json, "units", lack->units);
        ek_json_yes(json, "competes", lack->competes);
        if (!json->codes) /* it decides nothing, and can be found anew */
            put_gap(json, decision, lack);
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

static void put_allocations(ek_json *json, const struct erkend_decision *decision)
{
    if (json->codes && decision->allocated_count == 0)
        return;
    ek_json_open(json, "allocations", '[');
    for (uint32_t i = 0; i < decision->allocated_count; i++) {
        const ek_allocated *allocated = &decision->allocated[i];

        ek_json_open(json, NULL, '{');
        ek_json_text(json, "allocation",
                     allocated->allocation ? allocated->allocation->id : EK_TEXT(""));
        ek_json_text(json, "law", allocated->law);
        ek_json_yes(json, "known", allocated->known);
        if (allocated->known)
            ek_json_number(json, "total", allocated->total);
        else
            ek_json_null(json, "total");
        ek_json_open(json, "units", '[');
        for (uint32_t k = 0; allocated->known && k < allocated->count; k++) {
            ek_json_open(json, NULL, '{');
            ek_json_text(json, "unit", allocated->codes[k]);
            ek_json_number(json, "points", allocated->points[k]);
            ek_json_close(json, '}');
        }
        ek_json_close(json, ']');
        ek_json_put_missing(json, decision->book, allocated->lacking, allocated->lacking_count);
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
}

/* ---- Whole documents ----------------------------------------------------------------------- */

static void put_documents(ek_json *json, const struct erkend_case *the_case)
{
    ek_json_text(json, "title", ek_text_in(the_case->root, "title"));
    ek_json_string(json, "digest", the_case->digest_hex);
    ek_json_open(json, "documents", '[');
    for (uint32_t i = 0; i < the_case->document_count; i++) {
        char hex[65];

        ek_digest_hex(the_case->documents[i].digest, hex);
        ek_json_open(json, NULL, '{');
        ek_json_text(json, "name", the_case->documents[i].name);
        ek_json_string(json, "digest", hex);
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
}

/* All that follows the case's id. */
static void put_rest_of_case(ek_json *json, const struct erkend_decision *decision)
{
    const struct erkend_case *the_case = decision->the_case;

    if (!json->codes)
        put_documents(json, the_case);
    ek_json_close(json, '}');
    ek_json_date(json, "decided", decision->decided);
    ek_json_yes(json, "decided_assumed", the_case->decided_assumed);
    if (!json->codes)
        ek_json_string(json, "language", ek_language_code(json->pen.language));
}

void ek_json_put_case(ek_json *json, const struct erkend_decision *decision)
{
    ek_json_open(json, "case", '{');
    ek_json_string(json, "id", decision->the_case->id);
    put_rest_of_case(json, decision);
}

static void put_facts(ek_json *json, const struct erkend_decision *const *decisions, uint32_t count)
{
    uint32_t read, unread;

    ek_count_facts(decisions, count, json->pen.out->arena, &read, &unread);
    ek_json_open(json, "facts", '{');
    ek_json_count(json, "read", read);
    ek_json_count(json, "unread", unread);
    ek_json_close(json, '}');
}

void ek_json_put_book(ek_json *json, const ek_rulebook *book)
{
    ek_json_text(json, "country", book->code);
    if (!json->codes)
        ek_json_text(
            json, "country_says",
            ek_shown(&json->pen, ek_label_of_country(json->pen.language, book->all, book->code)));
    ek_json_string(json, "policy", book->digest_hex);
}

void ek_json_put_decision(ek_json *json, const struct erkend_decision *decision, ek_text claim)
{
    if (json->book)
        ek_json_piece(json, json->book->head);
    else
        ek_json_put_book(json, decision->book);
    ek_json_yes(json, "unverified", decision->unverified);
    ek_json_open(json, "claims", '[');
    for (uint32_t i = 0; i < decision->claim_count; i++)
        if (claim.size == 0 || ek_text_equal(claim, decision->claims[i].id))
            ek_json_put_claim_again(json, decision, &decision->claims[i]);
    ek_json_close(json, ']');
    put_account(json, decision);
    put_allocations(json, decision);
    if (!json->codes)
        put_facts(json, &decision, 1);
}

static void start_document(ek_json *json, const char *kind)
{
    ek_json_open(json, NULL, '{');
    ek_json_string(json, "erkend", ERKEND_VERSION);
    ek_json_string(json, "kind", kind);
}

void ek_json_start_decision(ek_json *json)
{
    start_document(json, "decision");
    ek_json_open(json, "case", '{');
    ek_json_begin(json, "id");
}

static void open_document(ek_json *json, const char *kind, const struct erkend_decision *decision)
{
    start_document(json, kind);
    if (json->explain)
        json->pen.names = ek_names_make(json->pen.out->arena, decision->the_case);
    ek_json_put_case(json, decision);
}

void ek_json_decision(ek_buffer *out, const struct erkend_decision *decision, ek_language language,
                      bool line)
{
    ek_json json;

    ek_json_init(&json, out, language, line);
    open_document(&json, "decision", decision);
    ek_json_put_decision(&json, decision, EK_TEXT(""));
    ek_json_close(&json, '}');
}

void ek_json_codes(ek_buffer *out, const struct erkend_decision *decision)
{
    ek_json json;

    ek_json_init(&json, out, EK_EN, true);
    json.codes = true;
    open_document(&json, "decision", decision);
    ek_json_put_decision(&json, decision, EK_TEXT(""));
    ek_json_close(&json, '}');
}

/* The same from pieces: no id is empty, so none is left out. */
static void open_line(ek_json *json, const struct erkend_decision *decision)
{
    ek_text id = ek_text_of(decision->the_case->id), start = json->pieces->start;

    ek_copy_blocks(ek_buffer_room(json->out, start.size + EK_BLOCK_BYTES), start);
    json->out->size += start.size;
    ek_buffer_json(json->out, id);
    json->lead = ',';
    json->depth = 2;
    put_rest_of_case(json, decision);
}

void ek_json_line(ek_buffer *out, ek_arena *scratch, const struct erkend_decision *decision,
                  const ek_pieces *pieces, ek_patterns *patterns)
{
    ek_buffer words;
    ek_json json;

    ek_buffer_init(&words, scratch);
    ek_json_init(&json, out, pieces->language, true);
    json.pen.out = &words;
    json.codes = pieces->codes;
    json.pieces = pieces;
    json.patterns = patterns;
    json.book = ek_pieces_of(pieces, decision->book);
    json.pen.pieces = json.book;
    open_line(&json, decision);
    ek_json_put_decision(&json, decision, EK_TEXT(""));
    ek_json_close(&json, '}');
}

void ek_json_put_explanation(ek_buffer *out, const struct erkend_decision *decision, ek_text claim,
                             ek_language language, bool line)
{
    ek_json json;

    ek_json_init(&json, out, language, line);
    json.explain = true;
    open_document(&json, "explanation", decision);
    ek_json_put_decision(&json, decision, claim);
    ek_json_close(&json, '}');
}

void ek_json_explanation(ek_buffer *out, const struct erkend_decision *decision, ek_text claim,
                         ek_language language)
{
    ek_json_put_explanation(out, decision, claim, language, false);
}

static void put_block(ek_json *json, const ek_blocks *blocks, const ek_block_of_claims *block)
{
    ek_json_open(json, NULL, '{');
    ek_json_text(json, "heading", ek_claim_heading(&json->pen, block->of_first, block->first));
    ek_json_yes(json, "differ", ek_block_differs(blocks, block));
    ek_json_open(json, "claims", '[');
    for (uint32_t d = 0; d < blocks->decision_count; d++)
        for (uint32_t turn = 0; turn < block->turns; turn++) {
            const ek_claim *claim = block->claims[turn * blocks->decision_count + d];

            if (!claim)
                continue;
            ek_json_open(json, NULL, '{');
            ek_json_text(json, "country", blocks->decisions[d]->book->code);
            ek_json_text(json, "claim", claim->id);
            ek_json_string(json, "kind", ek_scope_of(claim->kind)->name);
            ek_json_string(json, "verdict", erkend_verdict_name(claim->verdict));
            ek_json_text(json, "why", ek_claim_why(&json->pen, blocks->decisions[d], claim));
            ek_json_close(json, '}');
        }
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

void ek_json_comparison(ek_buffer *out, const struct erkend_decision *const *decisions,
                        uint32_t count, ek_language language)
{
    ek_blocks blocks;
    ek_json json;

    if (count == 0)
        return;
    ek_json_init(&json, out, language, false);
    ek_blocks_make(&blocks, out->arena, decisions, count);
    open_document(&json, "comparison", decisions[0]);
    ek_json_open(&json, "blocks", '[');
    for (uint32_t i = 0; i < blocks.count; i++)
        put_block(&json, &blocks, &blocks.items[i]);
    ek_json_close(&json, ']');
    ek_json_open(&json, "decisions", '[');
    for (uint32_t i = 0; i < count; i++) {
        ek_json_open(&json, NULL, '{');
        ek_json_put_decision(&json, decisions[i], EK_TEXT(""));
        ek_json_close(&json, '}');
    }
    ek_json_close(&json, ']');
    put_facts(&json, decisions, count);
    ek_json_close(&json, '}');
}
