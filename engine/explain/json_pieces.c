/* Pieces of lines: see json_pieces.h. Some hundred rules take less than a millisecond; it pays from
 * some ten decisions on. */
#include "explain/json_pieces.h"

/* Everything is written into one buffer and copied from there. */
typedef struct piece_maker {
    ek_arena *arena;
    ek_buffer out, words;
    ek_json json;
} piece_maker;

static ek_text take_piece(piece_maker *maker)
{
    ek_text piece = EK_TEXT("");

    if (maker->out.size > 0)
        piece = ek_text_copy(maker->arena, (ek_text){maker->out.bytes, (uint32_t)maker->out.size});
    maker->out.size = 0;
    maker->json.lead = ',';
    return piece;
}

/* The verdict that a rule gives where it does not recognise, as far as it needs no case. */
static bool has_otherwise(const ek_rule *rule, ek_reason *reason)
{
    switch (rule->otherwise.kind) {
    case EK_ELSE_REFUSED:
        reason->verdict = ERKEND_REFUSED;
        reason->instead = rule->otherwise.instead;
        return true;
    case EK_ELSE_CONDITIONAL:
        reason->verdict = ERKEND_CONDITIONAL;
        reason->step = rule->otherwise.step;
        return true;
    default: return false;
    }
}

static ek_text make_whole(piece_maker *maker, const struct erkend_decision *decision,
                          ek_reason reason, int decides, int unverified)
{
    reason.decides = decides == 1;
    reason.unverified = unverified == 1;
    ek_json_put_reason(&maker->json, decision, &reason);
    return take_piece(maker);
}

static const ek_whole_pieces *make_wholes(piece_maker *maker, const ek_rulebook *book,
                                          const ek_rule *rule)
{
    const struct erkend_decision decision = {.book = book};
    ek_whole_pieces *out = EK_NEW_ARRAY(maker->arena, ek_whole_pieces, rule->law_count + 1u);

    for (uint32_t i = 0; i < rule->law_count; i++)
        for (int decides = 0; decides < 2; decides++)
            for (int unverified = 0; unverified < 2; unverified++) {
                ek_reason reason = {
                    .rule = rule, .law = rule->laws[i].text, .verdict = ERKEND_RECOGNISED};

                out[i].recognised[decides][unverified] =
                    make_whole(maker, &decision, reason, decides, unverified);
                if (has_otherwise(rule, &reason))
                    out[i].otherwise[decides][unverified] =
                        make_whole(maker, &decision, reason, decides, unverified);
            }
    return out;
}

static void make_rule(piece_maker *maker, ek_rule_pieces *out, const ek_rulebook *book,
                      const ek_rule *rule)
{
    ek_json *json = &maker->json;
    ek_reason reason = {.rule = rule};
    ek_text *heads = EK_NEW_ARRAY(maker->arena, ek_text, rule->law_count + 1u);

    for (uint32_t i = 0; i < rule->law_count; i++) {
        reason.law = rule->laws[i].text;
        ek_json_put_rule(json, rule->id,
                         json->codes ? reason.law : ek_reason_law(&json->pen, &reason));
        heads[i] = take_piece(maker);
    }
    out->heads = heads;
    ek_json_put_rule_words(json, ek_reason_says(&json->pen, &reason), rule->reading);
    out->words = take_piece(maker);
    ek_json_put_step(json, book, rule->otherwise.step);
    out->step = take_piece(maker);
    ek_json_put_roads(json, book, rule->otherwise.instead);
    out->instead = take_piece(maker);
    out->whole = json->codes ? make_wholes(maker, book, rule) : NULL;
}

static void make_book(piece_maker *maker, ek_book_pieces *out, const ek_rulebook *book)
{
    ek_rule_pieces *rules = EK_NEW_ARRAY(maker->arena, ek_rule_pieces, book->rule_count + 1u);
    ek_text *questions = EK_NEW_ARRAY(maker->arena, ek_text, book->question_count + 1u);

    out->book = book;
    ek_json_put_book(&maker->json, book);
    out->head = take_piece(maker);
    for (uint32_t i = 0; i < book->rule_count; i++)
        make_rule(maker, &rules[i], book, book->rules[i]);
    for (uint32_t i = 0; i < book->question_count; i++) {
        ek_json_put_question(&maker->json, book, book->questions[i]);
        questions[i] = take_piece(maker);
    }
    out->rules = rules;
    out->questions = questions;
}

static void make_words(piece_maker *maker, ek_pieces *out)
{
    ek_json *json = &maker->json;

    for (int kind = 0; kind < EK_SCOPE_COUNT; kind++) {
        ek_json_put_claim_kind(json, (ek_scope)kind);
        out->kinds[kind] = take_piece(maker);
    }
    for (int verdict = 0; verdict < EK_JSON_VERDICTS; verdict++) {
        ek_json_put_verdict(json, (erkend_verdict)verdict);
        out->verdicts[verdict] = take_piece(maker);
        for (int decides = 0; decides < 2; decides++) {
            ek_json_put_said(json, (erkend_verdict)verdict, decides == 1);
            out->said[verdict][decides] = take_piece(maker);
        }
    }
    for (int unverified = 0; unverified < 2; unverified++) {
        ek_json_put_quiet(json, unverified == 1);
        out->quiet[unverified] = take_piece(maker);
    }
    for (int kind = 0; kind < EK_EFFECTS; kind++)
        for (int state = 0; state < EK_JSON_STATES; state++) {
            ek_json_put_effect_kind(json, (ek_effect_kind)kind, (ek_effect_state)state);
            out->effects[kind][state] = take_piece(maker);
        }
}

const ek_pieces *ek_pieces_make(ek_arena *arena, const struct erkend_bundle *bundle,
                                ek_language language, bool codes)
{
    ek_pieces *out = EK_NEW(arena, ek_pieces);
    ek_book_pieces *books = EK_NEW_ARRAY(arena, ek_book_pieces, bundle->books.count + 1u);
    piece_maker maker = {.arena = arena};

    out->language = language;
    out->codes = codes;
    ek_buffer_init(&maker.out, arena);
    ek_buffer_init(&maker.words, arena);
    ek_json_init(&maker.json, &maker.out, language, true);
    maker.json.pen.out = &maker.words;
    maker.json.codes = codes;
    (void)take_piece(&maker);
    make_words(&maker, out);
    for (uint32_t i = 0; i < bundle->books.count; i++)
        make_book(&maker, &books[i], bundle->books.items[i]);
    out->books = books;
    out->book_count = bundle->books.count;
    return out;
}

const ek_book_pieces *ek_pieces_of(const ek_pieces *pieces, const ek_rulebook *book)
{
    for (uint32_t i = 0; i < pieces->book_count; i++)
        if (pieces->books[i].book == book)
            return &pieces->books[i];
    return NULL;
}

const ek_text *ek_piece_of_question(const ek_book_pieces *pieces, const ek_question *question)
{
    for (uint32_t i = 0; i < pieces->book->question_count; i++)
        if (pieces->book->questions[i] == question)
            return &pieces->questions[i];
    return NULL;
}
