/* Why not: sentences that fit into a letter. First what learner, school or company can show, then
 * what a body must decide, then what only other rules could bring; each with the verdict that was
 * found when the case was decided again. */
#include "explain/whynot.h"

#include "decide/whynot.h"
#include "explain/json.h"

#define MOST_LINES 6 /* of one kind, in text; JSON has all */

/* ---- A change in words ---------------------------------------------------------------------- */

static const ek_record *find_record(const ek_record *at, uint32_t number, bool *seen)
{
    const ek_record *found = NULL;

    if (at->number == number)
        return at;
    if (seen[at->number])
        return NULL;
    seen[at->number] = true;
    for (uint32_t i = 0; !found && i < at->type->field_count; i++) {
        const ek_value *value = &at->slots[i];

        if (value->state != EK_KNOWN)
            continue;
        if (value->kind == EK_KIND_RECORD)
            found = find_record(value->as.record, number, seen);
        else if (value->kind == EK_KIND_LIST || value->kind == EK_KIND_BY_COUNTRY)
            for (uint32_t k = 0; !found && k < value->as.list.count; k++)
                found = find_record(value->as.list.items[k], number, seen);
    }
    return found;
}

static const ek_record *record_of(ek_arena *arena, const struct erkend_decision *decision,
                                  const ek_claim *claim, const ek_change *change)
{
    const struct erkend_case *the_case = decision->the_case;

    if (change->kind == EK_CHANGE_CLAIM)
        return claim->record;
    if (change->kind == EK_CHANGE_RULING)
        return NULL;
    return find_record(the_case->root, change->number,
                       EK_NEW_ARRAY(arena, bool, the_case->record_count + 1u));
}

static ek_text say_subject(const ek_pen *pen, const ek_change *change, const ek_record *record)
{
    ek_text label, name;

    if (change->kind == EK_CHANGE_RULING)
        return ek_shown(pen, ek_says_in(&change->question->asks, pen->language));
    label = ek_label_of_field(pen->language, change->type, change->field);
    name = record ? ek_say_record(pen, record) : EK_TEXT("");
    return name.size ? ek_say2(pen, EK_SAY_A_STEP, label, name) : label;
}

/* "May they last longer? yes; decides: the chamber". */
static ek_text say_decider(const ek_pen *pen, const struct erkend_decision *decision,
                           const ek_question *question, ek_text says)
{
    ek_text body = ek_label_of_actor(pen->language, decision->book, question->body);
    ek_text parts[] = {says,
                       ek_say_field(pen, ek_say(pen, EK_SAY_ROW_DECIDES), ek_shown(pen, body))};

    return ek_joined(pen, parts, 2, "; ");
}

/* "last day abroad (helsinki): 31 May 2024, instead of 15 June 2024". */
static ek_text say_change(const ek_pen *pen, const struct erkend_decision *decision,
                          const ek_change *change, const ek_record *record)
{
    ek_text to = ek_say_value(pen, &change->to, change->field);
    ek_text from = ek_say_value(pen, &change->from, change->field);
    ek_text says = ek_say_field(pen, say_subject(pen, change, record), to);

    if (change->kind == EK_CHANGE_RULING && change->from.state != EK_KNOWN)
        return say_decider(pen, decision, change->question, says);
    if (change->from.state == EK_MISSING)
        return ek_say1(pen, EK_SAY_SO_FAR_MISSING, says);
    return ek_say2(pen, EK_SAY_INSTEAD_OF, says, from);
}

/* Does the condition stand in there where it is evaluated as it is, for no element of a list? */
static bool stands_in(const ek_expr *in, const ek_expr *wanted)
{
    if (!in || in == wanted)
        return in != NULL;
    if (in->op != EK_OP_ALL && in->op != EK_OP_ANY && in->op != EK_OP_NO)
        return false;
    for (uint32_t i = 0; i < in->count; i++)
        if (stands_in(in->args[i], wanted))
            return true;
    return false;
}

/* "9 1/2 months, at most 9 months: half a month too long": the condition that the value was taken
 * from, as it is now. */
static ek_text say_limit(const ek_pen *pen, const struct erkend_decision *decision,
                         const ek_claim *claim, const ek_change *change)
{
    for (uint32_t i = 0; change->by && i < claim->reason_count; i++) {
        const ek_reason *reason = &claim->reasons[i];

        if (!reason->rule || reason->silent || !reason->scene || reason->thing ||
            !stands_in(reason->rule->must, change->by))
            continue;
        return ek_sides_line(pen, decision, reason, change->by);
    }
    return EK_TEXT("");
}

/* ---- Text ----------------------------------------------------------------------------------- */

/* The condition behind several changes in a row stands below the last of them. */
static void write_limit(ek_pen *pen, ek_text limit, ek_text next)
{
    if (limit.size == 0 || ek_text_equal(limit, next))
        return;
    ek_pen_spaces(pen, 8);
    ek_write_wrapped(pen, limit, 8, 8, EK_STYLE_FAINT);
}

static void write_remedy(ek_pen *pen, const struct erkend_decision *decision, const ek_claim *claim,
                         const ek_remedy *remedy, ek_text *limit)
{
    for (uint32_t i = 0; i < remedy->count; i++) {
        const ek_change *change = &remedy->changes[i];
        ek_text now = say_limit(pen, decision, claim, change);
        ek_text says =
            say_change(pen, decision, change, record_of(pen->out->arena, decision, claim, change));
        ek_text both[] = {ek_say(pen, EK_SAY_AND), EK_TEXT("")};

        if (change->control == EK_BY_LEARNER && remedy->control != EK_BY_LEARNER)
            says = ek_say1(pen, EK_SAY_CAN_BE_SHOWN, says);
        both[1] = says;

        write_limit(pen, *limit, now);
        *limit = now;
        ek_buffer_string(pen->out, i == 0 ? "    • " : "      ");
        ek_write_wrapped(pen, i == 0 ? says : ek_joined(pen, both, 2, " "), 6, 8, EK_STYLE_PLAIN);
    }
}

static void write_group(ek_pen *pen, const struct erkend_decision *decision, const ek_claim *claim,
                        const ek_why_not *found, ek_control control)
{
    static const ek_phrase titles[] = {[EK_BY_LEARNER] = EK_SAY_LEARNER_CAN_SHOW,
                                       [EK_BY_BODY] = EK_SAY_BODY_MUST_DECIDE,
                                       [EK_BY_RULES] = EK_SAY_RULES_MUST_CHANGE};
    int verdict = -1;
    uint32_t written = 0, all = 0;
    ek_text limit = EK_TEXT("");

    for (uint32_t i = 0; i < found->count; i++) {
        const ek_remedy *remedy = &found->remedies[i];

        if (remedy->control != control)
            continue;
        if (all++ == 0) {
            ek_buffer_string(pen->out, "\n  ");
            ek_write_wrapped(pen, ek_say(pen, titles[control]), 2, 4, EK_STYLE_STRONG);
        }
        if (written == MOST_LINES)
            continue;
        if ((int)remedy->verdict != verdict) {
            write_limit(pen, limit, EK_TEXT(""));
            limit = EK_TEXT("");
            ek_pen_spaces(pen, 2);
            ek_write_wrapped(pen,
                             ek_say1(pen, EK_SAY_WOULD_BE, ek_say_verdict(pen, remedy->verdict)), 2,
                             4, EK_STYLE_PLAIN);
        }
        verdict = (int)remedy->verdict;
        write_remedy(pen, decision, claim, remedy, &limit);
        written++;
    }
    write_limit(pen, limit, EK_TEXT(""));
    if (all > written) {
        ek_pen_spaces(pen, 4);
        ek_write_wrapped(pen, ek_say1(pen, EK_SAY_MORE, ek_say_count(pen, all - written)), 4, 6,
                         EK_STYLE_FAINT);
    }
}

static void write_checked(ek_pen *pen, const ek_why_not *found)
{
    ek_buffer_char(pen->out, '\n');
    ek_write_wrapped(pen,
                     ek_say2(pen, found->count ? EK_SAY_CHECKED : EK_SAY_CHECKED_NONE,
                             ek_say_count(pen, found->singles), ek_say_count(pen, found->pairs)),
                     0, 0, EK_STYLE_FAINT);
    if (found->cut_short)
        ek_write_wrapped(pen,
                         ek_say2(pen, EK_SAY_CUT_SHORT, ek_say_count(pen, EK_WHY_NOT_SINGLES),
                                 ek_say_count(pen, EK_WHY_NOT_PAIRS)),
                         0, 0, EK_STYLE_STRONG);
}

static void write_claim(ek_pen *pen, const struct erkend_decision *decision, const ek_claim *claim)
{
    ek_text why = ek_claim_why(pen, decision, claim);
    const ek_why_not *found;

    ek_buffer_char(pen->out, '\n');
    ek_write_edges(pen, ek_claim_heading(pen, decision, claim), EK_STYLE_STRONG,
                   ek_shown(pen, claim->id));
    ek_write_wrapped(pen,
                     claim->verdict == ERKEND_REFERRED
                         ? ek_say1(pen, EK_SAY_REFERRED_TO, ek_claim_decides(pen, decision, claim))
                         : ek_say_verdict(pen, claim->verdict),
                     0, 2, EK_STYLE_VERDICT + (uint32_t)claim->verdict);
    if (claim->verdict == ERKEND_RECOGNISED) {
        ek_write_wrapped(pen, ek_say(pen, EK_SAY_BEST_ALREADY), 0, 2, EK_STYLE_PLAIN);
        return;
    }
    ek_pen_spaces(pen, 2);
    ek_write_wrapped(pen, why, 2, 2, EK_STYLE_PLAIN);
    found = ek_why_not_search(pen->out->arena, decision, claim, ERKEND_COMPILED);
    write_group(pen, decision, claim, found, EK_BY_LEARNER);
    write_group(pen, decision, claim, found, EK_BY_BODY);
    write_group(pen, decision, claim, found, EK_BY_RULES);
    if (found->count == 0) {
        ek_buffer_string(pen->out, "\n  ");
        ek_write_wrapped(
            pen, ek_say(pen, found->singles == 0 ? EK_SAY_ONLY_RULES : EK_SAY_NOTHING_HELPS), 2, 2,
            EK_STYLE_PLAIN);
    }
    write_checked(pen, found);
}

void ek_write_why_not(ek_pen *pen, const struct erkend_decision *decision, ek_text claim)
{
    ek_text *ids = EK_NEW_ARRAY(pen->out->arena, ek_text, decision->claim_count + 1u);
    uint32_t written = 0;

    ek_write_title(pen, decision, true);
    for (uint32_t i = 0; i < decision->claim_count; i++) {
        ids[i] = ek_shown(pen, decision->claims[i].id);
        if (claim.size == 0 || ek_text_equal(claim, decision->claims[i].id)) {
            write_claim(pen, decision, &decision->claims[i]);
            written++;
        }
    }
    if (written > 0)
        return;
    ek_buffer_char(pen->out, '\n');
    ek_write_wrapped(pen,
                     decision->claim_count == 0
                         ? ek_say(pen, EK_SAY_NO_CLAIMS)
                         : ek_say2(pen, EK_SAY_NO_SUCH_CLAIM, ek_shown(pen, claim),
                                   ek_joined(pen, ids, decision->claim_count, ", ")),
                     0, 0, EK_STYLE_PLAIN);
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static const char *name_of_control(ek_control control)
{
    static const char *const names[] = {
        [EK_BY_LEARNER] = "learner", [EK_BY_BODY] = "body", [EK_BY_RULES] = "rules"};

    return names[control];
}

static void put_value(ek_json *json, const char *key, const ek_value *value)
{
    ek_buffer text;

    ek_buffer_init(&text, json->out->arena);
    ek_buffer_value(&text, value);
    ek_json_text(json, key, ek_buffer_done(&text));
}

static void put_change(ek_json *json, const struct erkend_decision *decision, const ek_claim *claim,
                       const ek_change *change)
{
    const ek_record *record = record_of(json->out->arena, decision, claim, change);
    bool ruling = change->kind == EK_CHANGE_RULING;

    ek_json_open(json, NULL, '{');
    ek_json_text(json, "name",
                 ruling ? ek_text_format(json->out->arena, "ruling.%.*s",
                                         EK_TEXT_ARGS(change->question->name))
                        : ek_fact_name(&json->pen, decision->the_case, record, change->field));
    ek_json_text(json, "about", ruling ? change->id : ek_text_in(record, "id"));
    put_value(json, "from", &change->from);
    put_value(json, "to", &change->to);
    ek_json_string(json, "who", name_of_control(change->control));
    ek_json_text(json, "says", say_change(&json->pen, decision, change, record));
    ek_json_text(json, "limit", say_limit(&json->pen, decision, claim, change));
    ek_json_place(json, "place",
                  change->from.line ? ek_value_place(decision->the_case, &change->from)
                                    : (ek_place){0});
    ek_json_close(json, '}');
}

static void put_claim(ek_json *json, const struct erkend_decision *decision, const ek_claim *claim)
{
    const ek_why_not *found = ek_why_not_search(json->out->arena, decision, claim, ERKEND_COMPILED);

    ek_json_open(json, NULL, '{');
    ek_json_string(json, "kind", ek_scope_of(claim->kind)->name);
    ek_json_text(json, "id", claim->id);
    ek_json_string(json, "verdict", erkend_verdict_name(claim->verdict));
    ek_json_open(json, "would_be", '[');
    for (uint32_t i = 0; i < found->count; i++) {
        ek_json_open(json, NULL, '{');
        ek_json_string(json, "verdict", erkend_verdict_name(found->remedies[i].verdict));
        ek_json_string(json, "who", name_of_control(found->remedies[i].control));
        ek_json_open(json, "changes", '[');
        for (uint32_t k = 0; k < found->remedies[i].count; k++)
            put_change(json, decision, claim, &found->remedies[i].changes[k]);
        ek_json_close(json, ']');
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
    ek_json_count(json, "singles", found->singles);
    ek_json_count(json, "pairs", found->pairs);
    ek_json_yes(json, "cut_short", found->cut_short);
    ek_json_close(json, '}');
}

void ek_json_why_not(ek_buffer *out, const struct erkend_decision *decision, ek_text claim,
                     ek_language language, bool line)
{
    ek_json json;

    ek_json_init(&json, out, language, line);
    ek_json_open(&json, NULL, '{');
    ek_json_string(&json, "erkend", ERKEND_VERSION);
    ek_json_string(&json, "kind", "why_not");
    json.pen.names = ek_names_make(out->arena, decision->the_case);
    ek_json_put_case(&json, decision);
    ek_json_text(&json, "country", decision->book->code);
    ek_json_open(&json, "claims", '[');
    for (uint32_t i = 0; i < decision->claim_count; i++)
        if (claim.size == 0 || ek_text_equal(claim, decision->claims[i].id))
            put_claim(&json, decision, &decision->claims[i]);
    ek_json_close(&json, ']');
    ek_json_close(&json, '}');
}
