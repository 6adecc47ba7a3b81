/* The plain evaluation: walks an expression and answers it, slowly and obviously.
 *
 * It is the second opinion on the compiled evaluation, with which it shares no code but the types,
 * the arithmetic of base, lists and rulings of the scene and the assignment of parts. Each word is
 * one function that reads its args from left to right. Nothing is remembered between two uses.
 *
 * What an answer may be:
 *   condition   true, false, or unknown with why (a fact, a ruling, both)
 *   others      known, none, or missing with why; a missing quantity may have bounds
 *   list        a list with unknown conditions is known, says which elements are only perhaps in
 *               it, and keeps in `because` why that is so
 * Order of reads: args from left to right; all stops at the first false, any at the first true. */
#include <assert.h>

#include "rule/plain.h"

/* ---- Answers ------------------------------------------------------------------------------ */

ek_answer ek_plain_truth(ek_truth truth, uint8_t because)
{
    return (ek_answer){.type = EK_TYPE_CONDITION,
                       .truth = truth,
                       .state = truth == EK_UNKNOWN ? EK_MISSING : EK_KNOWN,
                       .because = truth == EK_UNKNOWN ? because : 0};
}

ek_answer ek_plain_none(ek_type type)
{
    return (ek_answer){.type = type, .truth = EK_FALSE, .state = EK_NONE};
}

ek_answer ek_plain_missing(ek_type type, uint8_t because)
{
    if (type == EK_TYPE_CONDITION)
        return ek_plain_truth(EK_UNKNOWN, because);
    return (ek_answer){.type = type,
                       .state = EK_MISSING,
                       .because = because,
                       .list_unknown = type == EK_TYPE_LIST};
}

ek_answer ek_plain_number(ek_fraction number)
{
    return (ek_answer){.type = EK_TYPE_QUANTITY,
                       .state = EK_KNOWN,
                       .has_low = true,
                       .has_high = true,
                       .low = number,
                       .high = number};
}

ek_answer ek_plain_set(ek_text *items, uint32_t count)
{
    return (ek_answer){
        .type = EK_TYPE_SET, .state = EK_KNOWN, .as.texts = {items, ek_texts_once(items, count)}};
}

void ek_plain_stop(ek_plain *plain, const ek_expr *expr, erkend_status code, const char *format,
                   ...)
{
    ek_buffer buffer;
    va_list arguments;

    ek_buffer_init(&buffer, plain->scene->problems->arena);
    va_start(arguments, format);
    ek_buffer_format_list(&buffer, format, arguments);
    va_end(arguments);
    ek_problem_add(plain->scene->problems, code, expr->place, "%.*s",
                   EK_TEXT_ARGS(ek_buffer_done(&buffer)));
    ek_raise(plain->scene->arena, code);
}

void ek_plain_exact(ek_plain *plain, const ek_expr *expr, erkend_status status)
{
    if (status != ERKEND_OK)
        ek_plain_stop(plain, expr, ERKEND_EOVERFLOW, "a number became too large to be exact");
}

/* ---- Facts -------------------------------------------------------------------------------- */

static ek_answer answer_of_list(const ek_value *value)
{
    return (ek_answer){.type = EK_TYPE_LIST,
                       .state = EK_KNOWN,
                       .items = value->as.list.items,
                       .count = value->as.list.count};
}

static ek_answer answer_of_known(const ek_value *value, ek_type type)
{
    ek_answer answer = {.type = type, .state = EK_KNOWN};

    switch ((ek_kind)value->kind) {
    case EK_KIND_YES: return ek_plain_truth(value->as.yes ? EK_TRUE : EK_FALSE, 0);
    case EK_KIND_NUMBER: return ek_plain_number(value->as.number);
    case EK_KIND_MARK:
        answer = ek_plain_number(value->as.mark->value);
        if (value->as.mark->scale != NULL)
            answer.scale = *value->as.mark->scale;
        break;
    case EK_KIND_DATE: answer.as.date = value->as.date; break;
    case EK_KIND_TEXT:
    case EK_KIND_WORD:
    case EK_KIND_COUNTRY: answer.as.text = value->as.text; break;
    case EK_KIND_SET: answer.as.texts = value->as.texts; break;
    case EK_KIND_LEVEL: answer.as.level = value->as.level; break;
    case EK_KIND_RECORD: answer.as.record = value->as.record; break;
    case EK_KIND_LIST:
    case EK_KIND_BY_COUNTRY: return answer_of_list(value);
    case EK_KIND_TREE: answer.as.tree = value->as.tree; break;
    case EK_KIND_ANSWER: break; /* only rulings have one, and no rule reads it as a fact */
    }
    return answer;
}

static ek_answer answer_of_value(const ek_value *value, ek_type type)
{
    if (value->state == EK_MISSING)
        return ek_plain_missing(type, EK_BECAUSE_FACT);
    if (value->state == EK_KNOWN)
        return answer_of_known(value, type);
    if (type == EK_TYPE_LIST)
        return (ek_answer){.type = EK_TYPE_LIST, .state = EK_KNOWN}; /* none: there are none */
    return ek_plain_none(type);
}

static void read_field(ek_plain *plain, ek_scope scope, const ek_record *record, uint32_t slot)
{
    ek_reads_add(plain->reads, (ek_read){.kind = EK_READ_FACT,
                                         .scope = scope,
                                         .record = record,
                                         .field = &record->type->fields[slot],
                                         .value = &record->slots[slot]});
}

/* Who stands for a name, as a value. */
static ek_value stand_in(const ek_at *at)
{
    ek_value value = {.state = (uint8_t)at->state, .kind = EK_KIND_RECORD};

    value.as.record = at->as.record;
    return value;
}

/* The value at the end of a path, or the first on the way that is not there. The one looked at last
 * is what was read. */
static ek_value follow_path(ek_plain *plain, const ek_path *path)
{
    ek_value value = stand_in(&plain->scene->at[path->scope]);
    const ek_record *record = NULL;
    uint32_t slot = 0;

    for (uint32_t i = 0; i < path->length && value.state == EK_KNOWN; i++) {
        record = value.as.record;
        slot = path->slots[i];
        assert(record != NULL);
        value = record->slots[slot];
    }
    if (record == NULL)
        ek_reads_add(plain->reads,
                     (ek_read){.kind = EK_READ_SCOPE,
                               .scope = path->scope,
                               .record = value.state == EK_KNOWN ? value.as.record : NULL});
    else
        read_field(plain, path->scope, record, slot);
    return value;
}

static ek_answer eval_path(ek_plain *plain, const ek_path *path, ek_type type)
{
    ek_value value = follow_path(plain, path);

    return answer_of_value(&value, type);
}

const ek_value *ek_plain_field(ek_plain *plain, const ek_record *record, const char *name)
{
    uint32_t slot = ek_field_named(record->type, ek_text_of(name));

    if (slot == EK_NO_FIELD)
        return NULL;
    read_field(plain, EK_SCOPE_NONE, record, slot);
    return &record->slots[slot];
}

static ek_answer eval_thing(ek_plain *plain, const ek_expr *expr)
{
    ek_path path = {.scope = expr->as.scope};

    if (ek_scope_of(expr->as.scope)->kind == EK_SCOPE_MANY)
        return ek_scene_list(plain->scene, expr->as.scope, plain->reads);
    return eval_path(plain, &path, EK_TYPE_RECORD);
}

/* ---- Parameters, rulings, terms ------------------------------------------------------------ */

static ek_answer answer_of_datum(const ek_datum *datum, const ek_parameter *param)
{
    ek_answer answer = {.state = EK_KNOWN};

    switch (datum->kind) {
    case EK_DATUM_NUMBER:
        answer = ek_plain_number(datum->as.number);
        answer.scale = param->measure.scale;
        break;
    case EK_DATUM_DATE:
        answer.type = EK_TYPE_DATE;
        answer.as.date = datum->as.date;
        break;
    case EK_DATUM_TEXT:
        answer.type = EK_TYPE_TEXT;
        answer.as.text = datum->as.text;
        break;
    case EK_DATUM_TEXTS:
        answer.type = EK_TYPE_SET;
        answer.as.texts = datum->as.texts;
        break;
    case EK_DATUM_ROUNDING:
        answer.type = EK_TYPE_ROUNDING;
        answer.as.rounding = datum->as.rounding;
        break;
    case EK_DATUM_NUMBERS:
    case EK_DATUM_TABLE:
        answer.type = EK_TYPE_TABLE;
        answer.as.datum = datum;
        answer.scale = param->measure.scale;
        break;
    }
    return answer;
}

static ek_answer eval_param(ek_plain *plain, const ek_expr *expr)
{
    const ek_dated *dated = ek_parameter_on(expr->as.param, plain->day);

    return dated == NULL ? ek_plain_none(expr->type)
                         : answer_of_datum(&dated->value, expr->as.param);
}

static ek_answer eval_ruling(ek_plain *plain, const ek_expr *expr)
{
    const ek_question *question = expr->as.question;
    const ek_record *ruling = ek_scene_ruling(plain->scene, question, plain->reads);
    const ek_value *value;
    ek_answer answer = {.type = expr->type, .state = EK_KNOWN};

    if (ruling == NULL)
        return ek_plain_missing(expr->type, EK_BECAUSE_RULING);
    value = &ruling->slots[ek_slot(ruling->type, "answer")];
    if (value->state != EK_KNOWN)
        return ek_plain_none(expr->type);
    switch ((ek_answer_kind)value->answer) {
    case EK_ANSWER_YES: return ek_plain_truth(value->as.yes ? EK_TRUE : EK_FALSE, 0);
    case EK_ANSWER_NUMBER:
        answer = ek_plain_number(value->as.number);
        answer.scale = question->measure.scale;
        break;
    case EK_ANSWER_DATE: answer.as.date = value->as.date; break;
    case EK_ANSWER_TEXT: answer.as.text = value->as.text; break;
    case EK_ANSWER_TEXTS: answer.as.texts = value->as.texts; break;
    }
    return answer;
}

/* A definition has its own clock, by which its version and its parameters are chosen. */
static ek_answer eval_term(ek_plain *plain, const ek_expr *expr)
{
    const ek_term *term = expr->as.term;

    for (uint32_t i = 0; i < term->version_count; i++) {
        const ek_definition *version = term->versions[i];
        ek_plain own = *plain;
        ek_answer clock = {
            .type = EK_TYPE_DATE, .state = EK_KNOWN, .as.date = plain->scene->decided};

        own.day = plain->scene->decided;
        if (version->clock != NULL)
            clock = ek_plain_of(&own, version->clock);
        if (clock.state == EK_MISSING)
            return ek_plain_missing(expr->type, clock.because);
        if (clock.state != EK_KNOWN || clock.as.date < version->since ||
            clock.as.date > version->last_day)
            continue;
        own.day = clock.as.date;
        return ek_plain_of(&own, version->is);
    }
    return ek_plain_none(expr->type);
}

/* ---- Conditions --------------------------------------------------------------------------- */

/* The truth of an arg; what is no condition (a cell of a table) counts as one when it is there. */
static ek_answer eval_condition(ek_plain *plain, const ek_expr *expr)
{
    ek_answer answer = ek_plain_of(plain, expr);

    if (answer.type == EK_TYPE_CONDITION)
        return answer;
    if (answer.state == EK_MISSING)
        return ek_plain_truth(EK_UNKNOWN, answer.because);
    return ek_plain_truth(answer.state == EK_KNOWN ? EK_TRUE : EK_FALSE, 0);
}

/* all stops at false, any at true; what is left is unknown if anything was. */
static ek_answer eval_and_or(ek_plain *plain, const ek_expr *expr)
{
    ek_truth stops = expr->op == EK_OP_ALL ? EK_FALSE : EK_TRUE;
    uint8_t because = 0;

    for (uint32_t i = 0; i < expr->count; i++) {
        ek_answer answer = eval_condition(plain, expr->args[i]);

        if (answer.truth == stops)
            return ek_plain_truth(stops, 0);
        because = because | answer.because;
    }
    if (because != 0)
        return ek_plain_truth(EK_UNKNOWN, because);
    return ek_plain_truth(stops == EK_FALSE ? EK_TRUE : EK_FALSE, 0);
}

static ek_answer eval_no(ek_plain *plain, const ek_expr *expr)
{
    ek_answer answer = eval_condition(plain, expr->args[0]);

    if (answer.truth == EK_UNKNOWN)
        return answer;
    return ek_plain_truth(answer.truth == EK_TRUE ? EK_FALSE : EK_TRUE, 0);
}

static ek_answer truth_of(bool holds)
{
    return ek_plain_truth(holds ? EK_TRUE : EK_FALSE, 0);
}

static ek_answer eval_order_of_dates(ek_plain *plain, const ek_expr *expr)
{
    ek_answer a = ek_plain_of(plain, expr->args[0]), b = ek_plain_of(plain, expr->args[1]);

    if (a.state == EK_NONE || b.state == EK_NONE)
        return truth_of(false);
    if (a.state == EK_MISSING || b.state == EK_MISSING)
        return ek_plain_truth(EK_UNKNOWN, a.because | b.because);
    switch (expr->op) {
    case EK_OP_BEFORE: return truth_of(a.as.date < b.as.date);
    case EK_OP_AFTER: return truth_of(a.as.date > b.as.date);
    case EK_OP_ON_OR_BEFORE: return truth_of(a.as.date <= b.as.date);
    default: return truth_of(a.as.date >= b.as.date);
    }
}

/* Quantities are the same when their bounds are one point, and differ when these do not meet. */
static ek_answer compare_quantities(ek_plain *plain, const ek_expr *expr, const ek_answer *a,
                                    const ek_answer *b)
{
    if (!ek_plain_scales(plain, expr, a, ek_plain_is_mark(expr->args[0]), b,
                         ek_plain_is_mark(expr->args[1])))
        return ek_plain_truth(EK_UNKNOWN, a->because | b->because | EK_BECAUSE_FACT);
    if ((a->has_low && b->has_high && ek_fraction_compare(a->low, b->high) > 0) ||
        (a->has_high && b->has_low && ek_fraction_compare(a->high, b->low) < 0))
        return truth_of(false);
    if (a->state == EK_MISSING || b->state == EK_MISSING)
        return ek_plain_truth(EK_UNKNOWN, a->because | b->because);
    return truth_of(true);
}

static ek_answer compare_same(ek_plain *plain, const ek_expr *expr)
{
    ek_answer a = ek_plain_of(plain, expr->args[0]), b = ek_plain_of(plain, expr->args[1]);

    /* Only the word none itself is the same as none; two facts that are none are not alike. */
    if (a.type == EK_TYPE_NONE || b.type == EK_TYPE_NONE)
        return a.state == EK_MISSING || b.state == EK_MISSING
                   ? ek_plain_truth(EK_UNKNOWN, a.because | b.because)
                   : truth_of(a.state == EK_NONE && b.state == EK_NONE);
    if (a.state == EK_NONE || b.state == EK_NONE)
        return truth_of(false);
    if (a.type == EK_TYPE_QUANTITY && b.type == EK_TYPE_QUANTITY)
        return compare_quantities(plain, expr, &a, &b);
    if (a.state == EK_MISSING || b.state == EK_MISSING)
        return ek_plain_truth(EK_UNKNOWN, a.because | b.because);
    return truth_of(ek_answer_equal(&a, &b));
}

static ek_answer eval_same(ek_plain *plain, const ek_expr *expr)
{
    ek_answer answer = compare_same(plain, expr);

    if (expr->op == EK_OP_SAME || answer.truth == EK_UNKNOWN)
        return answer;
    return truth_of(answer.truth == EK_FALSE);
}

static bool is_among(const ek_answer *wanted, const ek_answer *list)
{
    if (list->type == EK_TYPE_SET)
        return wanted->type == EK_TYPE_TEXT && ek_texts_have(list->as.texts, wanted->as.text);
    if (wanted->type != EK_TYPE_QUANTITY || list->type != EK_TYPE_TABLE ||
        list->as.datum->kind != EK_DATUM_NUMBERS)
        return false;
    for (uint32_t i = 0; i < list->as.datum->as.numbers.count; i++)
        if (ek_fraction_equal(wanted->low, list->as.datum->as.numbers.items[i]))
            return true;
    return false;
}

static ek_answer eval_one_of(ek_plain *plain, const ek_expr *expr)
{
    ek_answer a = ek_plain_of(plain, expr->args[0]), list = ek_plain_of(plain, expr->args[1]);

    if (a.state == EK_NONE || list.state == EK_NONE)
        return truth_of(false);
    if (a.state == EK_MISSING || list.state == EK_MISSING)
        return ek_plain_truth(EK_UNKNOWN, a.because | list.because);
    if (!ek_plain_scales(plain, expr, &a, ek_plain_is_mark(expr->args[0]), &list, false))
        return ek_plain_truth(EK_UNKNOWN, EK_BECAUSE_FACT);
    return truth_of(is_among(&a, &list));
}

static ek_answer eval_covers(ek_plain *plain, const ek_expr *expr)
{
    ek_answer have = ek_plain_of(plain, expr->args[0]), want = ek_plain_of(plain, expr->args[1]);

    if (have.state == EK_NONE || want.state == EK_NONE)
        return truth_of(false);
    if (have.state == EK_MISSING || want.state == EK_MISSING)
        return ek_plain_truth(EK_UNKNOWN, have.because | want.because);
    for (uint32_t i = 0; i < want.as.texts.count; i++)
        if (!ek_texts_have(have.as.texts, want.as.texts.items[i]))
            return truth_of(false);
    return truth_of(true);
}

/* As covers, but how much: an empty `want` is covered as a whole. */
static ek_answer eval_share_covered(ek_plain *plain, const ek_expr *expr)
{
    ek_answer have = ek_plain_of(plain, expr->args[0]), want = ek_plain_of(plain, expr->args[1]);
    ek_fraction share = EK_ONE;
    int64_t count = 0;

    if (have.state == EK_NONE || want.state == EK_NONE)
        return ek_plain_none(EK_TYPE_QUANTITY);
    if (have.state == EK_MISSING || want.state == EK_MISSING)
        return ek_plain_missing(EK_TYPE_QUANTITY, have.because | want.because);
    for (uint32_t i = 0; i < want.as.texts.count; i++)
        count += ek_texts_have(have.as.texts, want.as.texts.items[i]);
    if (want.as.texts.count > 0)
        (void)ek_fraction_make(&share, count, want.as.texts.count);
    return ek_plain_number(share);
}

/* The thing of in_force: where it is at hand it is looked into, and not read as a whole. */
static ek_answer find_thing(ek_plain *plain, const ek_expr *expr)
{
    ek_value at;

    if (expr->op != EK_OP_THING || ek_scope_of(expr->as.scope)->kind == EK_SCOPE_MANY)
        return ek_plain_of(plain, expr);
    at = stand_in(&plain->scene->at[expr->as.scope]);
    return at.state == EK_KNOWN ? answer_of_value(&at, EK_TYPE_RECORD) : ek_plain_of(plain, expr);
}

/* From `first` (or from the day after it) to `last`, both days known or not. Where a bound that is
 * known already leaves the day out, nothing else matters. */
static ek_answer is_between(const ek_value *first, bool after_first, const ek_value *last,
                            const ek_answer *day)
{
    uint8_t because = day->because;

    if (day->state == EK_KNOWN && first->state == EK_KNOWN &&
        (day->as.date < first->as.date || (after_first && day->as.date == first->as.date)))
        return truth_of(false);
    if (day->state == EK_KNOWN && last->state == EK_KNOWN && day->as.date > last->as.date)
        return truth_of(false);
    if (first->state == EK_MISSING || last->state == EK_MISSING)
        because = because | EK_BECAUSE_FACT;
    return because != 0 ? ek_plain_truth(EK_UNKNOWN, because) : truth_of(true);
}

static ek_answer eval_in_force(ek_plain *plain, const ek_expr *expr)
{
    bool transition = expr->op == EK_OP_IN_TRANSITION;
    ek_answer thing = find_thing(plain, expr->args[0]), day;
    const ek_value *first, *last;

    if (thing.state == EK_MISSING)
        return ek_plain_truth(EK_UNKNOWN, thing.because);
    if (thing.state == EK_NONE)
        return truth_of(false);
    first = ek_plain_field(plain, thing.as.record, transition ? "last_day" : "first_day");
    last = ek_plain_field(plain, thing.as.record, transition ? "transition_last_day" : "last_day");
    day = ek_plain_of(plain, expr->args[1]);
    if (first == NULL || first->state == EK_NONE || day.state == EK_NONE)
        return truth_of(false);
    if (last == NULL || (transition && last->state == EK_NONE))
        return truth_of(false);
    return is_between(first, transition, last, &day);
}

static bool is_empty(const ek_answer *answer)
{
    return (answer->type == EK_TYPE_LIST && answer->count == 0) ||
           (answer->type == EK_TYPE_SET && answer->as.texts.count == 0);
}

static bool is_all_perhaps(const ek_answer *answer)
{
    if (answer->type != EK_TYPE_LIST || answer->perhaps == NULL)
        return false;
    for (uint32_t i = 0; i < answer->count; i++)
        if (!answer->perhaps[i])
            return false;
    return true;
}

/* A yes-or-no fact and a yes-or-no ruling are there when they say no, too. */
static ek_answer eval_given(ek_plain *plain, const ek_expr *expr)
{
    ek_answer answer = ek_plain_of(plain, expr->args[0]);

    if (answer.state == EK_MISSING)
        return ek_plain_truth(EK_UNKNOWN, answer.because);
    if (answer.state == EK_NONE || is_empty(&answer))
        return truth_of(false);
    if (is_all_perhaps(&answer))
        return ek_plain_truth(EK_UNKNOWN, answer.because);
    return truth_of(true);
}

/* ---- Texts and tables --------------------------------------------------------------------- */

/* A text that is none is not among them. */
static ek_answer eval_texts(ek_plain *plain, const ek_expr *expr)
{
    ek_text *items = NULL;
    uint32_t count = 0, capacity = 0;
    uint8_t because = 0;
    bool none = false;

    for (uint32_t i = 0; i < expr->count; i++) {
        ek_answer answer = ek_plain_of(plain, expr->args[i]);

        none = none || answer.state == EK_NONE;
        if (answer.state == EK_MISSING)
            because = because | answer.because;
        if (answer.state != EK_KNOWN)
            continue;
        if (answer.type == EK_TYPE_TEXT)
            *EK_PUSH(plain->scene->arena, items, count, capacity) = answer.as.text;
        else if (answer.type == EK_TYPE_SET)
            for (uint32_t j = 0; j < answer.as.texts.count; j++)
                *EK_PUSH(plain->scene->arena, items, count, capacity) = answer.as.texts.items[j];
    }
    if (none)
        return ek_plain_none(EK_TYPE_SET);
    return because != 0 ? ek_plain_missing(EK_TYPE_SET, because) : ek_plain_set(items, count);
}

static ek_text find_key(ek_plain *plain, const ek_answer *answer)
{
    ek_buffer buffer;

    if (answer->type != EK_TYPE_QUANTITY)
        return answer->as.text;
    ek_buffer_init(&buffer, plain->scene->arena);
    ek_buffer_fraction(&buffer, answer->low);
    return ek_buffer_done(&buffer);
}

/* Keys from left to right; `otherwise` is looked at only when there is no row. */
static ek_answer eval_from_table(ek_plain *plain, const ek_expr *expr)
{
    ek_answer table = ek_plain_of(plain, expr->args[0]);
    const ek_datum *datum = table.state == EK_KNOWN ? table.as.datum : NULL;
    uint32_t last = expr->has_otherwise ? expr->count - 1 : expr->count;
    uint8_t because = 0;

    for (uint32_t i = 1; i < last; i++) {
        ek_answer key = ek_plain_of(plain, expr->args[i]);

        if (key.state == EK_MISSING)
            because = because | key.because;
        if (key.state != EK_KNOWN)
            datum = NULL;
        else if (datum != NULL)
            datum = ek_datum_row(datum, find_key(plain, &key));
    }
    if (because != 0)
        return ek_plain_missing(expr->type, because);
    if (table.state == EK_NONE)
        return ek_plain_none(expr->type); /* no law of that day gives a table */
    if (datum != NULL)
        return answer_of_datum(datum, expr->args[0]->as.param);
    if (expr->has_otherwise)
        return ek_plain_of(plain, expr->args[expr->count - 1]);
    return ek_plain_missing(expr->type, EK_BECAUSE_FACT);
}

static ek_answer eval_eqf(ek_plain *plain, const ek_expr *expr)
{
    ek_answer level = ek_plain_of(plain, expr->args[0]);
    uint8_t eqf;

    if (level.state == EK_NONE)
        return ek_plain_none(EK_TYPE_QUANTITY);
    if (level.state == EK_MISSING)
        return ek_plain_missing(EK_TYPE_QUANTITY, level.because);
    eqf = ek_eqf_level(plain->scene->book->all, level.as.level);
    return eqf == 0 ? ek_plain_missing(EK_TYPE_QUANTITY, EK_BECAUSE_FACT)
                    : ek_plain_number(ek_fraction_whole(eqf));
}

/* ---- All words ---------------------------------------------------------------------------- */

static ek_answer eval_word(ek_plain *plain, const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_NUMBER: return ek_plain_number(expr->as.number);
    case EK_OP_TEXT:
        return (ek_answer){.type = EK_TYPE_TEXT, .state = EK_KNOWN, .as.text = expr->as.text};
    case EK_OP_TEXTS: return eval_texts(plain, expr);
    case EK_OP_NONE: return ek_plain_none(EK_TYPE_NONE);
    case EK_OP_FACT: return eval_path(plain, &expr->as.path, expr->type);
    case EK_OP_THING: return eval_thing(plain, expr);
    case EK_OP_PARAM: return eval_param(plain, expr);
    case EK_OP_TERM: return eval_term(plain, expr);
    case EK_OP_RULING: return eval_ruling(plain, expr);
    case EK_OP_ALL:
    case EK_OP_ANY: return eval_and_or(plain, expr);
    case EK_OP_NO: return eval_no(plain, expr);
    case EK_OP_AT_LEAST:
    case EK_OP_AT_MOST:
    case EK_OP_MORE_THAN:
    case EK_OP_LESS_THAN: return ek_plain_order(plain, expr);
    case EK_OP_BEFORE:
    case EK_OP_AFTER:
    case EK_OP_ON_OR_BEFORE:
    case EK_OP_ON_OR_AFTER: return eval_order_of_dates(plain, expr);
    case EK_OP_SAME:
    case EK_OP_DIFFERENT: return eval_same(plain, expr);
    case EK_OP_ONE_OF: return eval_one_of(plain, expr);
    case EK_OP_COVERS: return eval_covers(plain, expr);
    case EK_OP_MULTIPLE_OF: return ek_plain_multiple(plain, expr);
    case EK_OP_IN_FORCE:
    case EK_OP_IN_TRANSITION: return eval_in_force(plain, expr);
    case EK_OP_GIVEN: return eval_given(plain, expr);
    case EK_OP_FULFILS: return ek_plain_fulfils(plain, expr);
    case EK_OP_ADD:
    case EK_OP_SUBTRACT:
    case EK_OP_MULTIPLY:
    case EK_OP_DIVIDE:
    case EK_OP_LESSER_OF:
    case EK_OP_GREATER_OF:
    case EK_OP_ROUNDED:
    case EK_OP_UP_TO:
    case EK_OP_AVERAGE_OF: return ek_plain_arithmetic(plain, expr);
    case EK_OP_EVERY:
    case EK_OP_SOME:
    case EK_OP_THOSE:
    case EK_OP_EACH_OF:
    case EK_OP_SUM_OF:
    case EK_OP_MEAN_OF:
    case EK_OP_LARGEST_OF:
    case EK_OP_SMALLEST_OF:
    case EK_OP_WEIGHTED_MEAN_OF:
    case EK_OP_NUMBER_OF:
    case EK_OP_SHARE_OF: return ek_plain_list_word(plain, expr);
    case EK_OP_FROM_TABLE: return eval_from_table(plain, expr);
    case EK_OP_AGE_ON:
    case EK_OP_MONTHS_IN:
    case EK_OP_MONTHS_AFTER:
    case EK_OP_YEARS_AFTER: return ek_plain_calendar(plain, expr);
    case EK_OP_MONTHS_IN_ALL:
    case EK_OP_DAYS_IN_ALL: return ek_plain_in_all(plain, expr);
    case EK_OP_EQF: return eval_eqf(plain, expr);
    case EK_OP_SHARE_COVERED: return eval_share_covered(plain, expr);
    case EK_OPS: break;
    }
    return ek_plain_none(expr->type);
}

ek_answer ek_plain_of(ek_plain *plain, const ek_expr *expr)
{
    ek_answer answer = eval_word(plain, expr);

    if (plain->trace != NULL)
        plain->trace->seen(plain->trace->to, plain->scene, expr, &answer);
    return answer;
}

ek_answer ek_plain_eval(ek_scene *scene, const ek_expr *expr, ek_date day, ek_reads *reads,
                        const ek_trace *trace)
{
    ek_plain plain = {scene, reads, trace, day};

    return ek_plain_of(&plain, expr);
}
