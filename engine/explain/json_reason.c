/* A reason for programs: the rule, what it said, and what is lacking, asked or left instead.
 *
 * What is the same whatever the case (the rule with its law and words, steps, roads, questions) is
 * put by functions of its own: they are called here, or once for all by json_pieces.c. */
#include "explain/json_pieces.h"

/* ---- What a bundle knows beforehand -------------------------------------------------------- */

void ek_json_put_rule(ek_json *json, ek_text id, ek_text law)
{
    ek_json_text(json, "rule", id);
    ek_json_text(json, "law", law);
}

void ek_json_put_rule_words(ek_json *json, ek_text says, ek_text reading)
{
    if (json->codes)
        return;
    ek_json_text(json, "says", says);
    ek_json_text(json, "reading", reading);
}

void ek_json_put_step(ek_json *json, const ek_rulebook *book, ek_text name)
{
    const ek_named *step;

    if (name.size == 0) {
        ek_json_null(json, "step");
        return;
    }
    step = book ? ek_named_find(book->steps, book->step_count, name) : NULL;
    ek_json_open(json, "step", '{');
    ek_json_text(json, "step", name);
    if (!json->codes)
        ek_json_text(json, "says", step ? ek_says_in(&step->says, json->pen.language) : name);
    ek_json_text(json, "by", step ? step->by : EK_TEXT(""));
    ek_json_close(json, '}');
}

void ek_json_put_roads(ek_json *json, const ek_rulebook *book, ek_texts roads)
{
    if (json->codes && roads.count == 0)
        return;
    ek_json_open(json, "instead", '[');
    for (uint32_t i = 0; i < roads.count; i++) {
        ek_json_open(json, NULL, '{');
        ek_json_text(json, "road", roads.items[i]);
        if (!json->codes)
            ek_json_text(json, "says",
                         ek_say_named(&json->pen, book ? book->roads : NULL,
                                      book ? book->road_count : 0, roads.items[i]));
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
}

static const char *name_of_type(ek_question_type type)
{
    static const char *const names[] = {[EK_ASKS_EXCEPTION] = "exception",
                                        [EK_ASKS_DISCRETION] = "discretion",
                                        [EK_ASKS_FORECAST] = "forecast",
                                        [EK_ASKS_FINDING] = "finding",
                                        [EK_ASKS_COMPARISON] = "comparison",
                                        [EK_ASKS_CURRENCY] = "currency",
                                        [EK_ASKS_GAP] = "gap"};

    return names[type];
}

static ek_text say_actor(ek_json *json, const ek_rulebook *book, ek_text actor)
{
    return ek_shown(&json->pen, ek_label_of_actor(json->pen.language, book, actor));
}

void ek_json_put_said(ek_json *json, erkend_verdict verdict, bool decides)
{
    ek_json_string(json, "verdict", erkend_verdict_name(verdict));
    ek_json_yes(json, "decides", decides);
}

/* All that follows `about`. */
void ek_json_put_question(ek_json *json, const ek_rulebook *book, const ek_question *question)
{
    if (!json->codes) {
        ek_json_text(json, "asks", ek_says_in(&question->asks, json->pen.language));
        ek_json_string(json, "type", name_of_type(question->type));
    }
    ek_json_text(json, "body", question->body);
    if (!json->codes) {
        ek_json_text(json, "body_says", say_actor(json, book, question->body));
        ek_json_text(json, "law", question->law);
        ek_json_texts(json, "evidence", question->evidence);
    }
    ek_json_yes(json, "unverified", question->unverified);
}

/* All that follows `about`. */
void ek_json_put_supplier(ek_json *json, const ek_rulebook *book, const ek_lacking *lacking)
{
    if (!json->codes)
        ek_json_text(json, "says", ek_lacking_label(&json->pen, lacking));
    ek_json_string(json, "supplier", lacking->supplier);
    if (!json->codes)
        ek_json_text(json, "supplier_says", say_actor(json, book, ek_text_of(lacking->supplier)));
}

/* ---- What comes from the case -------------------------------------------------------------- */

void ek_json_put_missing(ek_json *json, const ek_rulebook *book, const ek_lacking *lacking,
                         uint32_t count)
{
    if (json->codes && count == 0)
        return;
    ek_json_open(json, "missing", '[');
    for (uint32_t i = 0; i < count; i++) {
        const ek_fact_pieces *pieces =
            json->book ? ek_pieces_of_fact(json->book, &lacking[i]) : NULL;

        ek_json_open_text(json, "fact", lacking[i].name);
        ek_json_text(json, "about", ek_id_in(lacking[i].record));
        if (pieces && (json->codes || !ek_lacking_names_record(&lacking[i])))
            ek_json_piece(json, pieces->supplier);
        else
            ek_json_put_supplier(json, book, &lacking[i]);
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
}

static void put_questions(ek_json *json, const ek_rulebook *book, const ek_reason *reason)
{
    if (json->codes && reason->detail->open_count == 0)
        return;
    ek_json_open(json, "questions", '[');
    for (uint32_t i = 0; i < reason->detail->open_count; i++) {
        const ek_question *question = reason->detail->open[i].question;
        const ek_text *piece = json->book ? ek_piece_of_question(json->book, question) : NULL;

        ek_json_open_text(json, "question", question->name);
        ek_json_text(json, "about", ek_id_in(reason->detail->open[i].about));
        if (piece)
            ek_json_piece(json, *piece);
        else
            ek_json_put_question(json, book, question);
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
}

void ek_json_put_ids(ek_json *json, const ek_rule *const *rules, uint32_t count)
{
    json->lead = '[';
    json->depth++;
    for (uint32_t i = 0; i < count; i++) {
        const ek_rule_pieces *pieces = json->book ? ek_pieces_of_rule(json->book, rules[i]) : NULL;

        if (pieces)
            ek_json_piece(json, pieces->id);
        else
            ek_json_text(json, NULL, rules[i]->id);
    }
    ek_json_close(json, ']');
}

/* ---- Reasons ------------------------------------------------------------------------------- */

/* Which of its rule's laws it cites; their number: none of them. */
static uint32_t find_law(const ek_reason *reason)
{
    uint32_t i = 0;

    while (i < reason->rule->law_count && reason->law.bytes != reason->rule->laws[i].text.bytes)
        i++;
    return i;
}

static void put_head(ek_json *json, const ek_rule_pieces *pieces, const ek_reason *reason)
{
    uint32_t law = pieces ? find_law(reason) : 0;

    if (pieces && law < reason->rule->law_count) {
        ek_json_piece(json, pieces->heads[law]);
        return;
    }
    ek_json_put_rule(json, ek_reason_id(reason),
                     json->codes ? reason->law : ek_reason_law(&json->pen, reason));
}

/* Something of it comes from the case, apart from what a body is asked. */
static bool is_of_case(const ek_detail *detail)
{
    return (detail->lacking_count | detail->covered.count | detail->not_covered.count |
            detail->nearest_count) != 0;
}

static bool is_quiet(const ek_reason *reason)
{
    return reason->detail == &ek_no_detail ||
           ((reason->detail->step.size | reason->detail->instead.count |
             reason->detail->open_count) == 0 &&
            !is_of_case(reason->detail));
}

static bool is_same_list(ek_texts a, ek_texts b)
{
    return a.count == b.count && (a.count == 0 || a.items == b.items);
}

/* It says what its rule says otherwise. */
static bool is_otherwise(const ek_reason *reason)
{
    const ek_otherwise *otherwise = &reason->rule->otherwise;
    const ek_detail *detail = reason->detail;

    switch (otherwise->kind) {
    case EK_ELSE_REFUSED:
        return reason->verdict == ERKEND_REFUSED && (detail->step.size | detail->open_count) == 0 &&
               is_same_list(detail->instead, otherwise->instead);
    case EK_ELSE_CONDITIONAL:
        return reason->verdict == ERKEND_CONDITIONAL &&
               (detail->instead.count | detail->open_count) == 0 &&
               detail->step.bytes == otherwise->step.bytes;
    case EK_ELSE_RULING:
        return reason->verdict == ERKEND_REFERRED &&
               (detail->instead.count | detail->step.size) == 0 && detail->open_count == 1 &&
               detail->open[0].question == ek_question_otherwise(reason->rule) &&
               ek_id_in(detail->open[0].about).size == 0;
    default: return false;
    }
}

/* The whole reason, where it is one of the pieces: most are. An empty text: it is none. */
static ek_text find_whole(const ek_rule_pieces *pieces, const struct erkend_decision *decision,
                          const ek_reason *reason)
{
    uint32_t law;

    if (!ek_reason_is_of_today(reason, decision->decided) || is_of_case(reason->detail) ||
        (reason->thing && ek_id_in(reason->thing).size > 0) ||
        (law = find_law(reason)) == reason->rule->law_count)
        return EK_TEXT("");
    if (reason->verdict == ERKEND_RECOGNISED && is_quiet(reason))
        return pieces->whole[law].recognised[reason->decides][reason->unverified];
    if (is_otherwise(reason))
        return pieces->whole[law].otherwise[reason->decides][reason->unverified];
    return EK_TEXT("");
}

/* Whatever a rule may leave open; most leave nothing. */
static void put_rest(ek_json *json, const ek_rulebook *book, const ek_rule_pieces *pieces,
                     const ek_reason *reason)
{
    const ek_detail *detail = reason->detail;

    if (!json->codes || detail->lacking_count > 0)
        ek_json_put_missing(json, book, detail->lacking, detail->lacking_count);
    put_questions(json, book, reason);
    if (pieces && detail->step.size > 0 && detail->step.bytes == reason->rule->otherwise.step.bytes)
        ek_json_piece(json, pieces->step);
    else if (!json->codes || detail->step.size > 0)
        ek_json_put_step(json, book, detail->step);
    if (pieces && detail->instead.count > 0 &&
        detail->instead.items == reason->rule->otherwise.instead.items)
        ek_json_piece(json, pieces->instead);
    else if (!json->codes || detail->instead.count > 0)
        ek_json_put_roads(json, book, detail->instead);
    ek_json_texts(json, "covered", detail->covered);
    ek_json_texts(json, "not_covered", detail->not_covered);
    ek_json_rule_ids(json, "nearest", detail->nearest, detail->nearest_count);
    ek_json_yes(json, "unverified", reason->unverified);
}

void ek_json_put_quiet(ek_json *json, bool unverified)
{
    ek_reason none = {.unverified = unverified, .detail = &ek_no_detail};

    put_rest(json, NULL, NULL, &none);
}

void ek_json_put_reason(ek_json *json, const struct erkend_decision *decision,
                        const ek_reason *reason)
{
    const ek_rule_pieces *pieces =
        json->book && reason->rule ? ek_pieces_of_rule(json->book, reason->rule) : NULL;
    ek_text whole = pieces && json->codes ? find_whole(pieces, decision, reason) : EK_TEXT("");

    if (whole.size > 0) {
        ek_json_piece(json, whole);
        return;
    }
    ek_json_open(json, NULL, '{');
    put_head(json, pieces, reason);
    if (json->pieces)
        ek_json_piece(json, json->pieces->said[reason->verdict][reason->decides]);
    else
        ek_json_put_said(json, reason->verdict, reason->decides);
    if (pieces)
        ek_json_piece(json, pieces->words);
    else if (!json->codes)
        ek_json_put_rule_words(json, ek_reason_says(&json->pen, reason),
                               ek_reason_reading(&json->pen, reason));
    ek_json_text(json, "about", ek_id_in(reason->thing));
    if (!json->codes || !ek_reason_is_of_today(reason, decision->decided))
        ek_json_date(json, "day", reason->day);
    if (json->pieces && is_quiet(reason))
        ek_json_piece(json, json->pieces->quiet[reason->unverified]);
    else
        put_rest(json, decision->book, pieces, reason);
    if (json->explain)
        ek_json_put_conditions(json, decision, reason);
    ek_json_close(json, '}');
}
