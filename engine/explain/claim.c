/* What is said of one claim: its heading, what it counts as, who decides, the law, what is needed.
 * The decision and the comparison write the same words. */
#include "explain/json_pieces.h"

#define MOST_LAWS 3

/* ---- Lists of texts without repeats -------------------------------------------------------- */

typedef struct few_texts {
    const ek_pen *pen;
    ek_text *items;
    uint32_t count, capacity;
} few_texts;

static void add_text(few_texts *few, ek_text text)
{
    if (text.size == 0 || ek_texts_have((ek_texts){few->items, few->count}, text))
        return;
    *EK_PUSH(few->pen->out->arena, few->items, few->count, few->capacity) = text;
}

static ek_text join_few(const few_texts *few, const char *between, uint32_t most)
{
    ek_text joined =
        ek_joined(few->pen, few->items, few->count < most ? few->count : most, between);
    ek_text parts[] = {joined, EK_TEXT("")};

    if (few->count <= most)
        return joined;
    parts[1] = ek_say1(few->pen, EK_SAY_MORE, ek_say_count(few->pen, few->count - most));
    return ek_joined(few->pen, parts, 2, "; ");
}

/* ---- Reasons ------------------------------------------------------------------------------- */

ek_text ek_say_verdict(const ek_pen *pen, erkend_verdict verdict)
{
    return ek_say(pen, (ek_phrase)(EK_SAY_REFUSED + (int)verdict));
}

ek_text ek_reason_id(const ek_reason *reason)
{
    return reason->rule ? reason->rule->id : ek_text_of(reason->detail->core_id);
}

static ek_phrase phrase_of_core(const char *id)
{
    static const struct {
        const char *id;
        ek_phrase phrase;
    } rules[] = {{EK_CORE_NOTHING_GIVES, EK_SAY_CORE_NOTHING_GIVES},
                 {EK_CORE_NOT_ASSESSED, EK_SAY_CORE_NOT_ASSESSED},
                 {EK_CORE_NOT_VALIDATED, EK_SAY_CORE_NOT_VALIDATED},
                 {EK_CORE_COUNTS_ONCE, EK_SAY_CORE_COUNTS_ONCE},
                 {EK_CORE_OUT_OF_ORDER, EK_SAY_CORE_OUT_OF_ORDER}};

    for (uint32_t i = 0; id && i < sizeof rules / sizeof rules[0]; i++)
        if (ek_text_is(ek_text_of(id), rules[i].id))
            return rules[i].phrase;
    return EK_SAY_CORE_NOTHING_GIVES;
}

ek_text ek_reason_says(const ek_pen *pen, const ek_reason *reason)
{
    if (reason->rule)
        return ek_shown(pen, ek_says_in(&reason->rule->says, pen->language));
    return ek_say(pen, phrase_of_core(reason->detail->core_id));
}

ek_text ek_reason_reading(const ek_pen *pen, const ek_reason *reason)
{
    return reason->rule ? ek_shown(pen, ek_says_in(&reason->rule->reading, pen->language))
                        : EK_TEXT("");
}

ek_text ek_reason_law(const ek_pen *pen, const ek_reason *reason)
{
    if (reason->law.size > 0 || reason->rule)
        return ek_shown(pen, reason->law);
    return phrase_of_core(reason->detail->core_id) == EK_SAY_CORE_NOTHING_GIVES
               ? EK_TEXT("")
               : ek_say(pen, EK_SAY_CORE_LAW);
}

ek_text ek_say_question_type(const ek_pen *pen, ek_question_type type)
{
    return ek_say(pen, (ek_phrase)(EK_SAY_ASKS_EXCEPTION + (int)type));
}

ek_text ek_say_named(const ek_pen *pen, const ek_named *items, uint32_t count, ek_text name)
{
    const ek_named *named = ek_named_find(items, count, name);

    return named ? ek_shown(pen, ek_says_in(&named->says, pen->language)) : ek_say_word(pen, name);
}

static ek_text say_actor(const ek_pen *pen, const ek_rulebook *book, ek_text actor)
{
    return ek_shown(pen, ek_label_of_actor(pen->language, book, actor));
}

bool ek_lacking_names_record(const ek_lacking *lacking)
{
    return lacking->record && lacking->scope < EK_SCOPE_COUNT &&
           ek_scope_of(lacking->scope)->kind == EK_SCOPE_MANY;
}

static ek_text label_of_lacking(const ek_pen *pen, const ek_lacking *lacking)
{
    const ek_record_type *type = lacking->record ? lacking->record->type : NULL;
    bool in_scope = lacking->scope < EK_SCOPE_COUNT;

    if (!type && in_scope)
        type = ek_scope_of(lacking->scope)->record;
    if (lacking->field)
        return ek_label_of_field(pen->language, type, lacking->field);
    return in_scope ? ek_label_of_scope(pen->language, lacking->scope)
                    : ek_shown(pen, lacking->name);
}

/* "plan agreed, Oulu stay": the fact, and of which thing where there may be several. */
ek_text ek_lacking_label(const ek_pen *pen, const ek_lacking *lacking)
{
    const ek_fact_pieces *pieces = pen->pieces ? ek_pieces_of_fact(pen->pieces, lacking) : NULL;
    ek_text parts[2];

    parts[0] = pieces ? pieces->label : label_of_lacking(pen, lacking);
    if (!ek_lacking_names_record(lacking))
        return parts[0];
    parts[1] = ek_say_record(pen, lacking->record);
    return ek_joined(pen, parts, 2, ", ");
}

ek_text ek_say_needed(const ek_pen *pen, const ek_rulebook *book, const ek_lacking *lacking)
{
    const ek_fact_pieces *pieces = pen->pieces ? ek_pieces_of_fact(pen->pieces, lacking) : NULL;

    if (pieces && !ek_lacking_names_record(lacking))
        return pieces->needed;
    return ek_say2(pen, EK_SAY_A_FACT, ek_lacking_label(pen, lacking),
                   say_actor(pen, book, ek_text_of(lacking->supplier)));
}

/* ---- Heading ------------------------------------------------------------------------------- */

ek_text ek_unit_country(const struct erkend_decision *decision, const ek_record *unit)
{
    const ek_value *list = ek_record_at(decision->the_case->root, "transcripts");

    for (uint32_t i = 0; list->state == EK_KNOWN && i < list->as.list.count; i++) {
        const ek_value *its = ek_record_at(list->as.list.items[i], "units");

        for (uint32_t k = 0; its->state == EK_KNOWN && k < its->as.list.count; k++)
            if (its->as.list.items[k] == unit)
                return ek_text_in(list->as.list.items[i], "country");
    }
    return EK_TEXT("");
}

const ek_record *ek_unit_stay(const ek_record *unit)
{
    const ek_value *stay = unit && unit->type == &ek_type_unit ? ek_record_at(unit, "stay") : NULL;

    return stay && stay->state == EK_KNOWN && stay->kind == EK_KIND_RECORD ? stay->as.record : NULL;
}

static ek_text say_known(const ek_pen *pen, const ek_record *record, const char *name)
{
    uint32_t slot = ek_field_named(record->type, ek_text_of(name));

    if (slot == EK_NO_FIELD || record->slots[slot].state != EK_KNOWN)
        return EK_TEXT("");
    return ek_say_value(pen, &record->slots[slot], &record->type->fields[slot]);
}

/* "the Netherlands" within a sentence; a country's own name for itself where we have none. */
static ek_text say_in_country(const ek_pen *pen, const struct erkend_decision *decision,
                              ek_text code)
{
    ek_text ours = ek_say_country(pen, NULL, code);

    return ek_text_equal(ours, code) ? ek_say_country(pen, decision, code) : ours;
}

static ek_text say_assessed(const ek_pen *pen, const struct erkend_decision *decision,
                            const ek_record *unit)
{
    ek_text day = say_known(pen, unit, "assessed");
    ek_text country = ek_unit_country(decision, unit);

    country = country.size ? say_in_country(pen, decision, country) : country;
    if (day.size && country.size)
        return ek_say2(pen, EK_SAY_ASSESSED_IN, country, day);
    if (day.size)
        return ek_say1(pen, EK_SAY_ASSESSED, day);
    return country.size ? ek_say1(pen, EK_SAY_LEARNT_IN, country) : country;
}

static ek_text say_unit_heading(const ek_pen *pen, const struct erkend_decision *decision,
                                const ek_claim *claim)
{
    const ek_record *unit = claim->unit;
    ek_text title = ek_say_record(pen, unit), grade = say_known(pen, unit, "grade");
    ek_text parts[] = {
        title.size ? title : ek_shown(pen, claim->title),
        say_known(pen, unit, "points"),
        say_assessed(pen, decision, unit),
        grade.size ? ek_say1(pen, EK_SAY_GRADE, grade) : grade,
        ek_text_is(ek_text_in(unit, "result"), "failed") ? ek_say(pen, EK_SAY_FAILED) : EK_TEXT(""),
    };

    return ek_joined(pen, parts, 5, ", ");
}

static ek_text say_stay_heading(const ek_pen *pen, const struct erkend_decision *decision,
                                const ek_record *stay)
{
    ek_text country = ek_text_in(stay, "country"), first = say_known(pen, stay, "first_day"),
            last = say_known(pen, stay, "last_day");
    ek_text parts[] = {
        country.size ? ek_say1(pen, EK_SAY_STAY_IN, say_in_country(pen, decision, country))
                     : ek_say(pen, EK_SAY_STAY),
        first.size && last.size ? ek_say2(pen, EK_SAY_PERIOD, first, last) : EK_TEXT(""),
        say_known(pen, stay, "months"),
    };

    return ek_joined(pen, parts, 3, ", ");
}

ek_text ek_claim_heading(const ek_pen *pen, const struct erkend_decision *decision,
                         const ek_claim *claim)
{
    ek_text parts[2] = {ek_label_of_scope(pen->language, claim->kind), EK_TEXT("")};

    if (claim->unit)
        return say_unit_heading(pen, decision, claim);
    if (claim->kind == EK_SCOPE_ABROAD && claim->record) {
        const ek_value *stays = ek_record_at(claim->record, "stays");

        if (stays->state == EK_KNOWN && stays->as.list.count == 1)
            return say_stay_heading(pen, decision, stays->as.list.items[0]);
        if (stays->state == EK_KNOWN && stays->as.list.count > 1)
            return ek_say1(pen, EK_SAY_STAYS, ek_say_count(pen, stays->as.list.count));
    }
    if (claim->kind == EK_SCOPE_COMPLETION)
        parts[1] = ek_say_record(pen, decision->qualification);
    if (parts[1].size == 0 && !ek_text_equal(claim->title, claim->id))
        parts[1] = ek_shown(pen, claim->title);
    return ek_text_equal(parts[0], parts[1]) ? parts[0] : ek_joined(pen, parts, 2, ": ");
}

/* ---- As, decides, because, needed ---------------------------------------------------------- */

static bool is_deciding(const ek_reason *reason)
{
    return reason->decides && !reason->silent;
}

/* Outcomes that count of a claim of which only some do. */
static ek_text say_outcomes(const ek_pen *pen, const ek_claim *claim)
{
    for (uint32_t i = 0; claim->verdict == ERKEND_PARTIAL && i < claim->reason_count; i++)
        if (is_deciding(&claim->reasons[i]) && claim->reasons[i].detail->covered.count)
            return ek_say1(pen, EK_SAY_OUTCOMES,
                           ek_say_words(pen, claim->reasons[i].detail->covered));
    return EK_TEXT("");
}

ek_text ek_claim_as(const ek_pen *pen, const struct erkend_decision *decision,
                    const ek_claim *claim)
{
    few_texts few = {.pen = pen};

    for (uint32_t i = 0; i < claim->effect_count; i++)
        if (claim->effects[i].state != EK_EFFECT_NONE)
            add_text(&few, ek_say_effect(pen, decision, &claim->effects[i]));
    if (few.count == 0)
        add_text(&few, say_outcomes(pen, claim));
    if (few.count > 0)
        return join_few(&few, "; ", 8);
    return ek_say(pen, claim->verdict == ERKEND_INCOMPLETE ? EK_SAY_NOT_YET : EK_SAY_NOTHING);
}

static const ek_question *find_question(const ek_expr *expr, uint32_t depth)
{
    if (!expr || depth > 32)
        return NULL;
    if (expr->op == EK_OP_RULING)
        return expr->as.question;
    for (uint32_t i = 0; i < expr->count; i++) {
        const ek_question *found = find_question(expr->args[i], depth + 1);

        if (found)
            return found;
    }
    return NULL;
}

static void add_bodies(few_texts *few, const struct erkend_decision *decision,
                       const ek_claim *claim)
{
    for (uint32_t i = 0; i < claim->reason_count; i++)
        for (uint32_t k = 0; k < claim->reasons[i].detail->open_count; k++)
            add_text(few, say_actor(few->pen, decision->book,
                                    claim->reasons[i].detail->open[k].question->body));
    for (uint32_t i = 0; i < claim->reads.count && few->count == 0; i++)
        if (claim->reads.items[i].kind == EK_READ_RULING && claim->reads.items[i].ruling)
            add_text(few,
                     say_actor(few->pen, decision->book, claim->reads.items[i].question->body));
}

/* Who will decide once the step is done: the body that a rule asks which is silent until then. */
static void add_later_bodies(few_texts *few, const struct erkend_decision *decision,
                             const ek_claim *claim)
{
    for (uint32_t i = 0; i < claim->reason_count; i++) {
        const ek_reason *reason = &claim->reasons[i];
        const ek_question *question = reason->rule && reason->silent && reason->where == EK_FALSE
                                          ? find_question(reason->rule->must, 0)
                                          : NULL;

        if (question)
            add_text(few, say_actor(few->pen, decision->book, question->body));
    }
}

ek_text ek_claim_decides(const ek_pen *pen, const struct erkend_decision *decision,
                         const ek_claim *claim)
{
    few_texts few = {.pen = pen};

    add_bodies(&few, decision, claim);
    if (few.count == 0 && claim->verdict == ERKEND_CONDITIONAL)
        add_later_bodies(&few, decision, claim);
    if (few.count > 0)
        return join_few(&few, "; ", 3);
    return ek_say(pen, claim->verdict == ERKEND_INCOMPLETE ? EK_SAY_NOTHING : EK_SAY_BY_LAW);
}

static const ek_reason *reason_of_rule(const ek_claim *claim, const ek_rule *rule)
{
    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (claim->reasons[i].rule == rule && !claim->reasons[i].silent)
            return &claim->reasons[i];
    return NULL;
}

static bool is_positive(const ek_claim *claim)
{
    return claim->verdict == ERKEND_RECOGNISED || claim->verdict == ERKEND_PARTIAL;
}

static bool has_parameter(const ek_expr *expr, uint32_t depth)
{
    if (expr->op == EK_OP_PARAM)
        return true;
    for (uint32_t i = 0; i < expr->count && depth < 32; i++)
        if (has_parameter(expr->args[i], depth + 1))
            return true;
    return false;
}

/* Does the rule hold something against a number of the law that it may not exceed? */
static bool is_limit(const ek_reason *reason)
{
    const ek_expr *must = reason->rule ? reason->rule->must : NULL;

    return must && must->count == 2 && (must->op == EK_OP_AT_MOST || must->op == EK_OP_LESS_THAN) &&
           has_parameter(must->args[1], 0);
}

/* A limit of the law that a claim in full stays within: what another country, or half a month more,
 * would have met. NULL: there is none, or the claim does not count in full. */
static const ek_reason *limit_reached(const ek_claim *claim)
{
    for (uint32_t i = 0; claim->verdict == ERKEND_RECOGNISED && i < claim->reason_count; i++)
        if (is_deciding(&claim->reasons[i]) && is_limit(&claim->reasons[i]))
            return &claim->reasons[i];
    return NULL;
}

/* Of a claim that counts, the rules that give it come first. */
static void add_giving_laws(few_texts *few, const ek_claim *claim)
{
    for (uint32_t i = 0; i < claim->effect_count; i++)
        for (uint32_t k = 0; k < claim->effects[i].by_count; k++) {
            const ek_reason *reason = reason_of_rule(claim, claim->effects[i].by[k]);

            if (reason && claim->effects[i].state != EK_EFFECT_NONE)
                add_text(few, ek_reason_law(few->pen, reason));
        }
}

/* The rules of a country tell more than those of the core that come with them. */
static void add_deciding_laws(few_texts *few, const ek_claim *claim)
{
    for (int core = 0; core <= 1 && few->count == 0; core++)
        for (uint32_t i = 0; i < claim->reason_count; i++)
            if (is_deciding(&claim->reasons[i]) && (claim->reasons[i].rule == NULL) == (core == 1))
                add_text(few, ek_reason_law(few->pen, &claim->reasons[i]));
    for (uint32_t i = 0; i < claim->reason_count && few->count == 0; i++)
        if (is_deciding(&claim->reasons[i]))
            add_text(few, ek_reason_says(few->pen, &claim->reasons[i]));
}

ek_text ek_claim_because(const ek_pen *pen, const struct erkend_decision *decision,
                         const ek_claim *claim)
{
    few_texts few = {.pen = pen};
    const ek_reason *limit = limit_reached(claim);
    ek_text text;

    (void)decision;
    if (claim->verdict == ERKEND_RECOGNISED)
        add_giving_laws(&few, claim);
    if (limit)
        add_text(&few, ek_reason_law(pen, limit));
    if (few.count == 0)
        add_deciding_laws(&few, claim);
    text = join_few(&few, "; ", MOST_LAWS);
    return text.size ? text : ek_say(pen, EK_SAY_NOTHING);
}

static ek_text say_step(const ek_pen *pen, const struct erkend_decision *decision, ek_text name)
{
    const ek_rulebook *book = decision->book;
    const ek_named *step = book ? ek_named_find(book->steps, book->step_count, name) : NULL;
    ek_text words =
        step ? ek_shown(pen, ek_says_in(&step->says, pen->language)) : ek_say_word(pen, name);

    return step && step->by.size
               ? ek_say2(pen, EK_SAY_A_STEP, words, say_actor(pen, decision->book, step->by))
               : words;
}

static void add_needs(few_texts *few, const struct erkend_decision *decision,
                      const ek_reason *reason)
{
    const ek_pen *pen = few->pen;
    const ek_rulebook *book = decision->book;

    for (uint32_t i = 0; i < reason->detail->lacking_count; i++)
        add_text(few, ek_say_needed(pen, book, &reason->detail->lacking[i]));
    for (uint32_t i = 0; i < reason->detail->open_count; i++)
        add_text(few, ek_say1(pen, EK_SAY_A_DECISION,
                              ek_shown(pen, ek_says_in(&reason->detail->open[i].question->asks,
                                                       pen->language))));
    if (reason->detail->step.size)
        add_text(few, say_step(pen, decision, reason->detail->step));
    for (uint32_t i = 0; i < reason->detail->instead.count && book; i++)
        add_text(few, ek_say_named(pen, book->roads, book->road_count,
                                   reason->detail->instead.items[i]));
    if (reason->detail->not_covered.count)
        add_text(few,
                 ek_say1(pen, EK_SAY_NOT_COVERED, ek_say_words(pen, reason->detail->not_covered)));
}

ek_text ek_claim_needs(const ek_pen *pen, const struct erkend_decision *decision,
                       const ek_claim *claim)
{
    few_texts few = {.pen = pen};

    if (claim->verdict == ERKEND_RECOGNISED)
        return ek_say(pen, EK_SAY_NOTHING);
    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (is_deciding(&claim->reasons[i]))
            add_needs(&few, decision, &claim->reasons[i]);
    if (few.count == 0)
        return ek_say(pen, EK_SAY_NOTHING);
    return join_few(&few,
                    claim->verdict == ERKEND_REFUSED
                        ? ek_text_terminated(pen->out->arena,
                                             ek_text_format(pen->out->arena, "; %s ",
                                                            ek_phrase_in(pen->language, EK_SAY_OR)))
                        : "; ",
                    4);
}

/* ---- Why ----------------------------------------------------------------------------------- */

bool ek_reason_tells(const ek_claim *claim, const ek_reason *reason)
{
    bool any = false;

    if (!is_deciding(reason))
        return false;
    for (uint32_t i = 0; is_positive(claim) && i < claim->effect_count; i++)
        for (uint32_t k = 0; k < claim->effects[i].by_count; k++) {
            any = true;
            if (claim->effects[i].by[k] == reason->rule)
                return true;
        }
    return claim->verdict != ERKEND_RECOGNISED || !any;
}

/* The reason to name in one line: of what counts, the rule that gives it; else the first that
 * decides. */
static const ek_reason *telling_reason(const ek_claim *claim)
{
    for (uint32_t i = 0; is_positive(claim) && i < claim->effect_count; i++)
        for (uint32_t k = 0; k < claim->effects[i].by_count; k++) {
            const ek_reason *reason = reason_of_rule(claim, claim->effects[i].by[k]);

            if (reason && is_deciding(reason))
                return reason;
        }
    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (is_deciding(&claim->reasons[i]) && claim->reasons[i].rule)
            return &claim->reasons[i];
    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (is_deciding(&claim->reasons[i]))
            return &claim->reasons[i];
    return claim->reason_count ? &claim->reasons[0] : NULL;
}

static ek_text without_full_stop(ek_text text)
{
    return text.size && text.bytes[text.size - 1] == '.' ? ek_text_slice(text, 0, text.size - 1)
                                                         : text;
}

static ek_text say_missing(const ek_pen *pen, const struct erkend_decision *decision,
                           const ek_reason *reason)
{
    few_texts few = {.pen = pen};

    for (uint32_t i = 0; i < reason->detail->lacking_count; i++)
        add_text(&few, ek_say_needed(pen, decision->book, &reason->detail->lacking[i]));
    return few.count ? ek_say_field(pen, ek_say(pen, EK_SAY_ROW_MISSING), join_few(&few, "; ", 3))
                     : EK_TEXT("");
}

/* What the rule says, and what was found; a yes or no that only repeats the sentence is left out.
 */
static ek_text say_why(const ek_pen *pen, const struct erkend_decision *decision,
                       const ek_reason *reason)
{
    ek_text parts[2] = {without_full_stop(ek_reason_says(pen, reason)), EK_TEXT("")}, law;

    if (reason->verdict == ERKEND_INCOMPLETE)
        parts[1] = say_missing(pen, decision, reason);
    else if (reason->verdict == ERKEND_REFERRED && reason->must == EK_UNKNOWN &&
             reason->detail->open_count)
        parts[1] = ek_say1(pen, EK_SAY_NOT_KNOWN_FROM,
                           say_actor(pen, decision->book, reason->detail->open[0].question->body));
    else if (reason->rule && (reason->verdict != ERKEND_RECOGNISED || is_limit(reason)))
        parts[1] = ek_sides_line(pen, decision, reason, reason->rule->must);
    parts[0] = ek_joined(pen, parts, 2, ": ");
    law = ek_reason_law(pen, reason);
    return law.size ? ek_say2(pen, EK_SAY_A_STEP, parts[0], law) : parts[0];
}

ek_text ek_claim_why(const ek_pen *pen, const struct erkend_decision *decision,
                     const ek_claim *claim)
{
    const ek_reason *reason = telling_reason(claim), *limit = limit_reached(claim);
    ek_text parts[2] = {EK_TEXT(""), EK_TEXT("")};

    if (reason)
        parts[0] = say_why(pen, decision, reason);
    if (limit && limit != reason)
        parts[1] = say_why(pen, decision, limit);
    return ek_joined(pen, parts, 2, ". ");
}
