/* Pieces of lines: see json_pieces.h. Some hundred rules take less than a millisecond; it pays from
 * some ten decisions on. */
#include "explain/json_pieces.h"

#include <assert.h>

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
        piece = ek_text_in_blocks(maker->arena, ek_buffer_done(&maker->out));
    maker->out.size = 0;
    maker->json.lead = ',';
    maker->json.depth = 0; /* some leave an object open */
    return piece;
}

/* The verdict that a rule gives where it does not recognise, as far as it needs no case. */
static bool has_otherwise(const ek_rule *rule, ek_reason *reason, ek_detail *detail, ek_open *open)
{
    reason->detail = detail;
    switch (rule->otherwise.kind) {
    case EK_ELSE_REFUSED:
        reason->verdict = ERKEND_REFUSED;
        detail->instead = rule->otherwise.instead;
        return true;
    case EK_ELSE_CONDITIONAL:
        reason->verdict = ERKEND_CONDITIONAL;
        detail->step = rule->otherwise.step;
        return true;
    case EK_ELSE_RULING:
        reason->verdict = ERKEND_REFERRED;
        *open = (ek_open){ek_question_otherwise(rule), NULL};
        detail->open = open;
        detail->open_count = 1;
        return open->question != NULL;
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
                ek_reason reason = {.rule = rule,
                                    .law = rule->laws[i].text,
                                    .verdict = ERKEND_RECOGNISED,
                                    .detail = &ek_no_detail};
                ek_detail detail = ek_no_detail;
                ek_open open;

                out[i].recognised[decides][unverified] =
                    make_whole(maker, &decision, reason, decides, unverified);
                if (has_otherwise(rule, &reason, &detail, &open))
                    out[i].otherwise[decides][unverified] =
                        make_whole(maker, &decision, reason, decides, unverified);
            }
    return out;
}

static void make_rule(piece_maker *maker, ek_rule_pieces *out, const ek_rulebook *book,
                      const ek_rule *rule)
{
    ek_json *json = &maker->json;
    ek_reason reason = {.rule = rule, .detail = &ek_no_detail};
    ek_text *heads = EK_NEW_ARRAY(maker->arena, ek_text, rule->law_count + 1u);

    for (uint32_t i = 0; i < rule->law_count; i++) {
        reason.law = rule->laws[i].text;
        ek_json_put_rule(json, rule->id,
                         json->codes ? reason.law : ek_reason_law(&json->pen, &reason));
        heads[i] = take_piece(maker);
    }
    out->heads = heads;
    ek_json_put_rule_words(json, ek_reason_says(&json->pen, &reason),
                           ek_reason_reading(&json->pen, &reason));
    out->words = take_piece(maker);
    ek_json_put_step(json, book, rule->otherwise.step);
    out->step = take_piece(maker);
    ek_json_put_roads(json, book, rule->otherwise.instead);
    out->instead = take_piece(maker);
    ek_json_text(json, NULL, rule->id);
    out->id = take_piece(maker);
    out->whole = json->codes ? make_wholes(maker, book, rule) : NULL;
}

static const ek_content_pieces *make_content(piece_maker *maker, const ek_rulebook *book,
                                             const ek_rule_pieces *rules)
{
    ek_content_pieces *out = EK_NEW_ARRAY(maker->arena, ek_content_pieces, book->rule_count + 1u);

    for (uint32_t i = 0; i < book->rule_count; i++) {
        const ek_rule *rule = book->rules[i];

        if (rule->law_count == 0)
            continue;
        out[i].rule = rule;
        out[i].law = rule->laws[0].text.bytes;
        assert(rules[i].whole);
        memcpy(out[i].whole, rules[i].whole[0].recognised, sizeof out[i].whole);
    }
    return out;
}

/* ---- Facts that may be lacking ------------------------------------------------------------- */

static void make_fact(piece_maker *maker, ek_fact_pieces *out, const ek_rulebook *book,
                      const ek_record_type *type, const ek_field *field)
{
    const ek_record record = {.type = type};
    const ek_lacking lacking = {
        .scope = EK_SCOPE_COUNT, .record = &record, .field = field, .supplier = field->supplier};

    *out = (ek_fact_pieces){.type = type, .field = field};
    if (!maker->json.codes) {
        out->label = ek_lacking_label(&maker->json.pen, &lacking);
        out->needed = ek_say_needed(&maker->json.pen, book, &lacking);
    }
    ek_json_put_supplier(&maker->json, book, &lacking);
    out->supplier = take_piece(maker);
}

/* The facts that a country's rules read are few of all that there are. */
typedef struct fact_list {
    ek_arena *arena;
    const ek_field **items;
    uint32_t count, capacity;
} fact_list;

static void list_field(fact_list *list, const ek_field *field)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] == field)
            return;
    *EK_PUSH(list->arena, list->items, list->count, list->capacity) = field;
}

static void list_facts(fact_list *list, const ek_expr *expr, uint32_t depth)
{
    if (!expr || depth > 32)
        return;
    if (expr->op == EK_OP_FACT && expr->as.path.field)
        list_field(list, expr->as.path.field);
    for (uint32_t i = 0; i < expr->count; i++)
        list_facts(list, expr->args[i], depth + 1);
}

static void list_effect(fact_list *list, const ek_effect *effect)
{
    for (uint32_t i = 0; effect && i < effect->field_count; i++)
        list_facts(list, effect->fields[i].value, 0);
}

static void list_all_facts(fact_list *list, const ek_rulebook *book)
{
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const ek_rule *rule = book->rules[i];

        list_facts(list, rule->clock, 0);
        list_facts(list, rule->where, 0);
        list_facts(list, rule->must, 0);
        list_facts(list, rule->to_reach, 0);
        list_effect(list, rule->gives);
        list_effect(list, rule->limits);
    }
    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t k = 0; k < book->terms[i]->version_count; k++)
            list_facts(list, book->terms[i]->versions[k]->is, 0);
}

static const ek_record_type *type_of(const ek_field *field)
{
    for (uint32_t t = 0; ek_all_types[t]; t++) {
        const ek_record_type *type = ek_all_types[t];

        if ((uintptr_t)field >= (uintptr_t)type->fields &&
            (uintptr_t)field < (uintptr_t)(type->fields + type->field_count))
            return type;
    }
    return NULL;
}

static void make_facts(piece_maker *maker, ek_book_pieces *out, const ek_rulebook *book)
{
    fact_list list = {.arena = maker->arena};
    uint32_t places = 16;
    ek_fact_pieces *facts;

    list_all_facts(&list, book);
    while (places < 2 * list.count)
        places *= 2;
    facts = EK_NEW_ARRAY(maker->arena, ek_fact_pieces, places);
    for (uint32_t i = 0; i < list.count; i++) {
        const ek_record_type *type = type_of(list.items[i]);
        uint32_t at = ek_place_of(list.items[i], places - 1);

        while (facts[at].field)
            at = (at + 1) & (places - 1);
        if (type && list.items[i]->supplier)
            make_fact(maker, &facts[at], book, type, list.items[i]);
    }
    out->facts = facts;
    out->fact_mask = places - 1;
}

const ek_fact_pieces *ek_pieces_of_fact(const ek_book_pieces *pieces, const ek_lacking *lacking)
{
    const ek_record_type *type = lacking->record ? lacking->record->type : NULL;
    uint32_t at;

    if (!lacking->field || lacking->supplier != lacking->field->supplier)
        return NULL;
    if (!type && lacking->scope < EK_SCOPE_COUNT)
        type = ek_scope_of(lacking->scope)->record;
    at = ek_place_of(lacking->field, pieces->fact_mask);
    while (pieces->facts[at].field && pieces->facts[at].field != lacking->field)
        at = (at + 1) & pieces->fact_mask;
    return pieces->facts[at].field && pieces->facts[at].type == type ? &pieces->facts[at] : NULL;
}

/* ---- Names of fields of effects -------------------------------------------------------------- */

static uint32_t count_names(const ek_effect *effect)
{
    return effect ? effect->field_count : 0;
}

static void make_names_of(piece_maker *maker, ek_name_pieces *names, uint32_t mask,
                          const ek_effect *effect)
{
    for (uint32_t i = 0; i < count_names(effect); i++) {
        ek_text name = effect->fields[i].name;
        uint32_t at = ek_place_of(name.bytes, mask);

        while (names[at].name && names[at].name != name.bytes)
            at = (at + 1) & mask;
        if (names[at].name)
            continue;
        ek_json_begin_named(&maker->json, name);
        names[at] = (ek_name_pieces){name.bytes, take_piece(maker)};
    }
}

static void make_names(piece_maker *maker, ek_book_pieces *out, const ek_rulebook *book)
{
    uint32_t count = 0, places = 16;
    ek_name_pieces *names;

    for (uint32_t i = 0; i < book->rule_count; i++)
        count += count_names(book->rules[i]->gives) + count_names(book->rules[i]->limits);
    while (places < 2 * count)
        places *= 2;
    names = EK_NEW_ARRAY(maker->arena, ek_name_pieces, places);
    for (uint32_t i = 0; i < book->rule_count; i++) {
        make_names_of(maker, names, places - 1, book->rules[i]->gives);
        make_names_of(maker, names, places - 1, book->rules[i]->limits);
    }
    out->names = names;
    out->name_mask = places - 1;
}

/* ---- Countries ----------------------------------------------------------------------------- */

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
    out->content = maker->json.codes ? make_content(maker, book, rules) : NULL;
    out->questions = questions;
    make_facts(maker, out, book);
    make_names(maker, out, book);
}

/* Where nothing stands between kind and verdict. */
static void make_claims(piece_maker *maker, ek_pieces *out)
{
    ek_json *json = &maker->json;

    for (int kind = 0; json->codes && kind < EK_SCOPE_COUNT; kind++)
        for (int arises = 0; arises < 2; arises++)
            for (int verdict = 0; verdict < EK_JSON_VERDICTS; verdict++) {
                ek_json_put_claim_kind(json, (ek_scope)kind);
                ek_json_yes(json, "arises", arises == 1);
                ek_json_put_verdict(json, (erkend_verdict)verdict);
                out->claims[kind][arises][verdict] = take_piece(maker);
            }
}

static void make_words(piece_maker *maker, ek_pieces *out)
{
    ek_json *json = &maker->json;

    json->lead = 0;
    ek_json_start_decision(json);
    out->start = take_piece(maker);
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
            ek_json_open(json, NULL, '{');
            ek_json_put_effect_kind(json, (ek_effect_kind)kind, (ek_effect_state)state);
            out->effects[kind][state] = take_piece(maker);
        }
}

static bool is_asked(const ek_rulebook *book, const char *const *in)
{
    if (!in)
        return true;
    while (*in && !ek_text_is(book->code, *in))
        in++;
    return *in != NULL;
}

const ek_pieces *ek_pieces_make(ek_arena *arena, const struct erkend_bundle *bundle,
                                ek_language language, bool codes, const char *const *in)
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
    make_claims(&maker, out);
    for (uint32_t i = 0; i < bundle->books.count; i++)
        if (is_asked(bundle->books.items[i], in))
            make_book(&maker, &books[out->book_count++], bundle->books.items[i]);
    out->books = books;
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
