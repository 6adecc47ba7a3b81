/* Settling: effects under the verdict (LANGUAGE section 7).
 *
 * What rules give of one kind becomes one effect. Months add up, then the smallest limit cuts them,
 * then what was asked; other fields have to agree. An amount that is partly unknown is known
 * between two ends: where limits bring both ends together there is no question, else the rules
 * whose amounts are open are incomplete or referred. Two rules that say different things are an
 * error of the case that names both with their laws (DECISIONS 9). */
#include "decide/inside.h"

typedef struct range {
    ek_fraction low, high;
    bool has_high;
} range;

_Noreturn void ek_conflict(ek_arena *arena, ek_problems *problems, ek_place place, ek_text message)
{
    ek_problem_add(problems, ERKEND_ECONFLICT, place, "%.*s", EK_TEXT_ARGS(message));
    ek_raise(arena, ERKEND_ECONFLICT);
}

static bool adds_up(ek_effect_kind kind)
{
    return kind == EK_EFFECT_SHORTEN || kind == EK_EFFECT_CREDIT_TIME ||
           kind == EK_EFFECT_COUNT_AS_TRAINING;
}

/* ---- Making effects ----------------------------------------------------------------------- */

/* An effect while it is made, behind those of the claim that are there: room for the fields and
 * rules of all gifts that it is made of. */
typedef struct making {
    ek_given *given; /* of these fields and rules */
    ek_given_field *fields;
    const ek_rule **by;
} making;

/* `fields` and `rules` at most. */
static inline making begin_effect(ek_judging *j, ek_effect_kind kind, uint32_t fields,
                                  uint32_t rules)
{
    making m = {&j->effects[j->effect_count], EK_ROOM(j->arena, ek_given_field, fields),
                EK_ROOM(j->arena, const ek_rule *, rules)};

    *m.given = (ek_given){.kind = kind, .fields = m.fields, .by = m.by};
    return m;
}

/* The field of that name, in the order of names, none of which before `at` is it; *is_new says that
 * it was made: it has its name, and nothing else yet. */
static ek_given_field *put_field(making *m, ek_text name, uint32_t at, bool *is_new)
{
    ek_given_field *fields = m->fields;
    int order = 1;

    while (at < m->given->field_count && (order = ek_text_compare(fields[at].name, name)) < 0)
        at++;
    *is_new = at == m->given->field_count || order != 0;
    if (!*is_new)
        return &fields[at];
    for (uint32_t i = m->given->field_count++; i > at; i--)
        fields[i] = fields[i - 1];
    fields[at].name = name;
    return &fields[at];
}

static void put_rule(making *m, const ek_rule *rule)
{
    for (uint32_t i = 0; i < m->given->by_count; i++)
        if (m->by[i] == rule)
            return;
    m->by[m->given->by_count++] = rule;
}

static ek_text cite(ek_judging *j, const ek_reason *reason)
{
    return ek_text_format(j->arena, "%.*s (%.*s)", EK_TEXT_ARGS(reason->rule->id),
                          EK_TEXT_ARGS(reason->law));
}

static void write_answer(ek_buffer *out, const ek_answer *answer);

static _Noreturn void refuse_disagreement(ek_judging *j, const ek_gift *gift, const ek_gift *other,
                                          uint32_t field, const ek_answer *before)
{
    ek_buffer a, b;
    const ek_reason *first = &j->reasons[other->reason], *second = &j->reasons[gift->reason];

    ek_buffer_init(&a, j->arena);
    ek_buffer_init(&b, j->arena);
    write_answer(&a, before);
    write_answer(&b, &gift->values[field]);
    ek_conflict(
        j->arena, j->problems, first->rule->place,
        ek_text_format(j->arena,
                       "claim %.*s: rule %.*s gives %s %.*s %.*s, rule %.*s gives %.*s; one "
                       "has to override the other",
                       EK_TEXT_ARGS(j->claim->id), EK_TEXT_ARGS(cite(j, first)),
                       ek_effect_name(gift->effect->kind),
                       EK_TEXT_ARGS(gift->effect->fields[field].name),
                       EK_TEXT_ARGS(ek_buffer_done(&a)), EK_TEXT_ARGS(cite(j, second)),
                       EK_TEXT_ARGS(ek_buffer_done(&b))));
}

/* ---- Fields that agree -------------------------------------------------------------------- */

/* The gift before this one, of the same kind, that said that field. */
static const ek_gift *find_sayer(const ek_judging *j, const ek_gift *gift, ek_text name,
                                 const ek_answer *value)
{
    for (uint32_t i = 0; i < j->gift_count; i++) {
        const ek_gift *other = &j->gifts[i];

        if (other == gift || other->limits || other->effect->kind != gift->effect->kind)
            continue;
        for (uint32_t k = 0; k < other->effect->field_count; k++)
            if (ek_text_equal(other->effect->fields[k].name, name) &&
                ek_answer_equal(&other->values[k], value))
                return other;
    }
    return gift;
}

/* Months that add up wait for add_months. `stands`: the claim is neither refused nor incomplete, so
 * that a disagreement would be awarded. */
static void agree_gift(ek_judging *j, making *m, const ek_gift *gift, bool stands)
{
    uint32_t next = 0; /* fields of a gift are in the order of names, too */

    for (uint32_t i = 0; i < gift->effect->field_count; i++) {
        const ek_effect_field *field = &gift->effect->fields[i];
        bool is_new;
        ek_given_field *there = put_field(m, field->name, next, &is_new);

        next = (uint32_t)(there - m->fields) + 1;
        there->at_most = (!is_new && there->at_most) || field->at_most;
        if (is_new || !ek_answer_is_known(&there->value))
            there->value = gift->values[i];
        else if (stands && !gift->perhaps && ek_answer_is_known(&gift->values[i]) &&
                 !(adds_up(m->given->kind) && ek_text_is(field->name, "months")) &&
                 !ek_answer_equal(&there->value, &gift->values[i]))
            refuse_disagreement(j, gift, find_sayer(j, gift, field->name, &there->value), i,
                                &there->value);
    }
    put_rule(m, j->reasons[gift->reason].rule);
}

/* The first gift of an effect, with which nothing has to agree yet, is put down as it is. */
static making put_first(ek_judging *j, const ek_gift *gift, uint32_t fields, uint32_t rules)
{
    const ek_effect *effect = gift->effect;
    making m = begin_effect(j, effect->kind, fields, rules);

    for (uint32_t i = 0; i < effect->field_count; i++)
        m.fields[i] =
            (ek_given_field){effect->fields[i].name, gift->values[i], effect->fields[i].at_most};
    m.given->field_count = effect->field_count;
    m.by[0] = j->reasons[gift->reason].rule;
    m.given->by_count = 1;
    return m;
}

/* An amount that does not add up (points, a duration) goes no further than the limits either. */
static void cut_fields(ek_judging *j, making *m)
{
    ek_given *given = m->given;

    for (uint32_t i = 0; i < j->gift_count; i++) {
        const ek_gift *limit = &j->gifts[i];

        if (!limit->limits || limit->effect->kind != given->kind)
            continue;
        for (uint32_t k = 0; k < limit->effect->field_count; k++) {
            ek_given_field *found = NULL;

            for (uint32_t n = 0; n < given->field_count && !found; n++)
                if (ek_text_equal(given->fields[n].name, limit->effect->fields[k].name))
                    found = &m->fields[n];
            if (!found || found->value.type != EK_TYPE_QUANTITY ||
                limit->values[k].type != EK_TYPE_QUANTITY || !ek_answer_is_known(&found->value) ||
                !ek_answer_is_known(&limit->values[k]) ||
                ek_fraction_compare(found->value.low, limit->values[k].low) <= 0)
                continue;
            given->before_limit = found->value.low;
            found->value = limit->values[k];
            given->limited_by = j->reasons[limit->reason].rule;
        }
    }
}

/* ---- Months that add up ------------------------------------------------------------------- */

static const ek_answer *months_of(const ek_gift *gift)
{
    for (uint32_t i = 0; i < gift->effect->field_count; i++)
        if (ek_text_is(gift->effect->fields[i].name, "months"))
            return &gift->values[i];
    return NULL;
}

static ek_fraction at_least_zero(ek_fraction a)
{
    return a.num < 0 ? EK_ZERO : a;
}

static ek_fraction add_exactly(ek_judging *j, ek_fraction a, ek_fraction b)
{
    ek_fraction sum;

    if (ek_fraction_add(&sum, a, b) != ERKEND_OK) {
        ek_problem_add(
            j->problems, ERKEND_EOVERFLOW, ek_record_place(j->scene->the_case, j->claim->record),
            "claim %.*s: a number became too large to be exact", EK_TEXT_ARGS(j->claim->id));
        ek_raise(j->arena, ERKEND_EOVERFLOW);
    }
    return sum;
}

static range range_of(const ek_answer *months)
{
    range amount = {EK_ZERO, EK_ZERO, true};

    if (!months || months->state == EK_NONE)
        return amount;
    if (months->has_low)
        amount.low = at_least_zero(months->low);
    amount.has_high = months->has_high;
    if (months->has_high)
        amount.high = at_least_zero(months->high);
    return amount;
}

static range sum_gifts(ek_judging *j, ek_effect_kind kind)
{
    range sum = {EK_ZERO, EK_ZERO, true};

    for (uint32_t i = 0; i < j->gift_count; i++) {
        range amount;

        if (j->gifts[i].limits || j->gifts[i].effect->kind != kind)
            continue;
        amount = range_of(months_of(&j->gifts[i]));
        if (!j->gifts[i].perhaps)
            sum.low = add_exactly(j, sum.low, amount.low);
        sum.has_high = sum.has_high && amount.has_high;
        if (sum.has_high)
            sum.high = add_exactly(j, sum.high, amount.high);
    }
    return sum;
}

static void cut_low(range *sum, ek_fraction to)
{
    if (ek_fraction_compare(to, sum->low) < 0)
        sum->low = to;
}

static bool cut_high(range *sum, ek_fraction to)
{
    if (sum->has_high && ek_fraction_compare(to, sum->high) >= 0)
        return false;
    sum->has_high = true;
    sum->high = to;
    return true;
}

static void cut_by_limits(ek_judging *j, ek_given *given, range *sum)
{
    for (uint32_t i = 0; i < j->gift_count; i++) {
        const ek_gift *limit = &j->gifts[i];
        const ek_answer *months = months_of(limit);
        range amount;

        if (!limit->limits || limit->effect->kind != given->kind || !months ||
            months->state == EK_NONE)
            continue;
        amount = range_of(months);
        cut_low(sum, amount.low);
        if (!limit->perhaps && amount.has_high && cut_high(sum, amount.high))
            given->limited_by = j->reasons[limit->reason].rule;
    }
}

/* What was asked: nobody gets more. A claim that has no such field asks for nothing in particular.
 */
static const ek_value *read_asked(ek_judging *j)
{
    uint16_t slot = j->plan->kinds[j->claim->kind].slots.months_asked;
    ek_read read = {.kind = EK_READ_FACT, .scope = j->claim->kind, .record = j->claim->record};

    if (slot == EK_NO_SLOT)
        return NULL;
    read.field = &j->claim->record->type->fields[slot];
    read.value = &j->claim->record->slots[slot];
    ek_reads_add(&j->claim->reads, read);
    return read.value;
}

static void lower_asked(ek_judging *j, ek_effect_kind kind)
{
    const ek_record *record = j->claim->record;
    const ek_field *field = &record->type->fields[ek_slot(record->type, "months_asked")];
    ek_wants wants = {0};

    ek_wants_fact(&wants, j->scene, j->claim->kind, record, field,
                  ek_text_format(j->arena, "%s.months_asked", ek_scope_of(j->claim->kind)->name));
    for (uint32_t i = 0; i < j->gift_count; i++)
        if (!j->gifts[i].limits && j->gifts[i].effect->kind == kind)
            ek_reason_lower(j, j->gifts[i].reason, EK_BECAUSE_FACT, &wants);
}

/* The two ends do not meet: whoever leaves them open says what is lacking. */
static void lower_open(ek_judging *j, ek_effect_kind kind)
{
    for (uint32_t i = 0; i < j->gift_count; i++) {
        const ek_gift *gift = &j->gifts[i];
        const ek_reason *reason = &j->reasons[gift->reason];
        const ek_answer *months = months_of(gift);
        ek_scene *scene = reason->scene ? reason->scene : j->scene;
        ek_wants wants = {0};

        if (gift->effect->kind != kind)
            continue;
        if (gift->perhaps)
            ek_wants_expr(&wants, scene, reason->rule->where, reason->day);
        for (uint32_t k = 0; months && months->state == EK_MISSING && k < gift->effect->field_count;
             k++)
            if (&gift->values[k] == months)
                ek_wants_expr(&wants, scene, gift->effect->fields[k].value, reason->day);
        if (wants.fact_count > 0 || wants.open_count > 0)
            ek_reason_lower(j, gift->reason,
                            wants.fact_count > 0 ? EK_BECAUSE_FACT : EK_BECAUSE_RULING, &wants);
    }
}

/* Less than was asked is partial, by the limit that cut it or by the rules that give no more. */
static void lower_partial(ek_judging *j, const ek_given *given)
{
    for (uint32_t i = 0; i < j->gift_count; i++) {
        const ek_reason *reason = &j->reasons[j->gifts[i].reason];
        bool decides = given->limited_by ? reason->rule == given->limited_by : !j->gifts[i].limits;

        if (j->gifts[i].effect->kind == given->kind && decides &&
            reason->verdict == ERKEND_RECOGNISED)
            ek_verdict_set(j, j->gifts[i].reason, ERKEND_PARTIAL);
    }
}

static ek_answer months_answer(const range *sum)
{
    ek_answer answer = {.type = EK_TYPE_QUANTITY,
                        .state = EK_MISSING,
                        .because = EK_BECAUSE_FACT,
                        .has_low = true,
                        .low = sum->low,
                        .has_high = sum->has_high,
                        .high = sum->high};

    if (sum->has_high && ek_fraction_equal(sum->low, sum->high)) {
        answer.state = EK_KNOWN;
        answer.because = 0;
    }
    return answer;
}

/* What is put to a body is the most that it may be. */
static void propose(ek_given_field *months)
{
    if (months->value.state == EK_KNOWN || !months->value.has_high)
        return;
    months->value.state = EK_KNOWN;
    months->value.because = 0;
    months->value.low = months->value.high;
    months->at_most = true;
}

/* false: nothing is given. */
static bool add_months(ek_judging *j, making *m)
{
    ek_given *given = m->given;
    range sum = sum_gifts(j, given->kind), before = sum;
    const ek_value *asked;
    bool is_new;
    ek_given_field *months;

    if (sum.has_high && sum.high.num == 0)
        return false;
    cut_by_limits(j, given, &sum);
    given->before_limit = before.has_high ? before.high : before.low;
    asked = sum.has_high && sum.high.num == 0 ? NULL : read_asked(j);
    if (asked && asked->state == EK_KNOWN) {
        cut_low(&sum, asked->as.number);
        given->cut_to_asked = cut_high(&sum, asked->as.number);
        if (given->cut_to_asked)
            given->limited_by = NULL;
    }
    if (asked && asked->state == EK_MISSING)
        lower_asked(j, given->kind);
    months = put_field(m, EK_TEXT("months"), 0, &is_new);
    months->at_most = !is_new && months->at_most;
    months->value = months_answer(&sum);
    if (months->value.state == EK_KNOWN) {
        if (asked && asked->state == EK_KNOWN &&
            ek_fraction_compare(sum.high, asked->as.number) < 0)
            lower_partial(j, given);
        return sum.high.num != 0;
    }
    lower_open(j, given->kind);
    if (ek_weakest(j) == ERKEND_REFERRED)
        propose(months);
    return true;
}

/* ---- All effects of a claim --------------------------------------------------------------- */

static bool gives_anything(const ek_given *given)
{
    for (uint32_t i = 0; i < given->field_count; i++)
        if (given->fields[i].value.type == EK_TYPE_CONDITION ||
            given->fields[i].value.state != EK_NONE)
            return true;
    return given->field_count == 0;
}

/* What several rules give of one kind, or what limits cut. */
static void settle_kind(ek_judging *j, ek_effect_kind kind, bool stands)
{
    const ek_gift *first = NULL, *end = j->gifts + j->gift_count;
    uint32_t fields = 1, gifts = 0; /* months besides */
    bool limited = false;
    making m;

    for (const ek_gift *gift = j->gifts; gift < end; gift++) {
        if (gift->effect->kind != kind)
            continue;
        limited = limited || gift->limits;
        if (gift->limits)
            continue;
        if (!first)
            first = gift;
        fields += gift->effect->field_count;
        gifts++;
    }
    if (!first)
        return;
    m = put_first(j, first, fields, gifts);
    for (const ek_gift *gift = first + 1; gift < end && gifts > 1; gift++)
        if (!gift->limits && gift->effect->kind == kind)
            agree_gift(j, &m, gift, stands);
    if (adds_up(kind)) {
        j->effect_count += add_months(j, &m);
        return;
    }
    if (limited)
        cut_fields(j, &m);
    j->effect_count += gives_anything(m.given);
}

/* Each rule informs for itself. */
static void settle_informs(ek_judging *j)
{
    for (uint32_t i = 0; i < j->gift_count; i++)
        if (!j->gifts[i].limits && j->gifts[i].effect->kind == EK_EFFECT_INFORM) {
            (void)put_first(j, &j->gifts[i], j->gifts[i].effect->field_count, 1);
            j->effect_count++;
        }
}

void ek_settle(ek_judging *j)
{
    bool stands = ek_weakest(j) > ERKEND_INCOMPLETE;
    uint32_t kinds = 0;

    if (j->gift_count == 0)
        return;
    j->effects = EK_ROOM(j->arena, ek_given, j->gift_count); /* at most one each */
    for (uint32_t i = 0; i < j->gift_count; i++)
        kinds |= UINT32_C(1) << j->gifts[i].effect->kind;
    for (uint32_t kind = 0; kinds >> kind != 0; kind++) {
        if ((kinds >> kind & 1) == 0)
            continue;
        if (kind == EK_EFFECT_INFORM)
            settle_informs(j);
        else
            settle_kind(j, (ek_effect_kind)kind, stands);
    }
}

/* A unit of which some outcomes were not shown is not awarded, nor is anything else that is given
 * as a whole: what was not validated is not recognised. Months count as far as they go. */
static bool is_whole(ek_effect_kind kind)
{
    return kind == EK_EFFECT_AWARD || kind == EK_EFFECT_AWARD_QUALIFICATION;
}

static bool is_short(const ek_claim *claim)
{
    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (!claim->reasons[i].silent && claim->reasons[i].verdict == ERKEND_PARTIAL &&
            claim->reasons[i].must == EK_FALSE)
            return true;
    return false;
}

void ek_settle_states(ek_claim *claim, ek_given *effects, uint32_t count)
{
    static const ek_effect_state states[] = {
        [ERKEND_REFUSED] = EK_EFFECT_NONE,      [ERKEND_INCOMPLETE] = EK_EFFECT_NONE,
        [ERKEND_REFERRED] = EK_EFFECT_PROPOSED, [ERKEND_CONDITIONAL] = EK_EFFECT_AFTER_STEP,
        [ERKEND_PARTIAL] = EK_EFFECT_IN_FORCE,  [ERKEND_RECOGNISED] = EK_EFFECT_IN_FORCE,
    };
    ek_effect_state state = states[claim->verdict];
    bool may_be_short = state != EK_EFFECT_NONE && claim->verdict <= ERKEND_PARTIAL;

    for (uint32_t i = 0; i < count; i++) {
        effects[i].state = effects[i].kind == EK_EFFECT_INFORM ? EK_EFFECT_IN_FORCE : state;
        if (may_be_short && is_whole(effects[i].kind) && is_short(claim))
            effects[i].state = EK_EFFECT_NONE;
    }
}

/* ---- Effects as text ---------------------------------------------------------------------- */

static bool needs_quotes(ek_text text)
{
    if (text.size == 0)
        return true;
    for (uint32_t i = 0; i < text.size; i++)
        if (text.bytes[i] == ' ' || text.bytes[i] == '"' || text.bytes[i] == '=' ||
            (unsigned char)text.bytes[i] < 0x20)
            return true;
    return false;
}

static void write_text(ek_buffer *out, ek_text text)
{
    if (needs_quotes(text))
        ek_buffer_json(out, text);
    else
        ek_buffer_text(out, text);
}

static void write_texts(ek_buffer *out, ek_texts texts)
{
    ek_buffer joined;

    ek_buffer_init(&joined, out->arena);
    for (uint32_t i = 0; i < texts.count; i++) {
        if (i > 0)
            ek_buffer_char(&joined, ',');
        ek_buffer_text(&joined, texts.items[i]);
    }
    write_text(out, ek_buffer_done(&joined));
}

static void write_answer(ek_buffer *out, const ek_answer *answer)
{
    if (answer->type == EK_TYPE_CONDITION) {
        ek_buffer_string(out, answer->truth == EK_TRUE ? "yes" : "no");
        return;
    }
    switch (answer->type) {
    case EK_TYPE_QUANTITY: ek_buffer_fraction(out, answer->low); break;
    case EK_TYPE_DATE: ek_buffer_date(out, answer->as.date); break;
    case EK_TYPE_TEXT: write_text(out, answer->as.text); break;
    case EK_TYPE_SET: write_texts(out, answer->as.texts); break;
    case EK_TYPE_LEVEL:
        write_text(out, ek_text_format(out->arena, "%.*s %.*s",
                                       EK_TEXT_ARGS(answer->as.level->framework),
                                       EK_TEXT_ARGS(answer->as.level->label)));
        break;
    default: ek_buffer_char(out, '?'); break;
    }
}

ek_text ek_given_text(ek_arena *arena, const ek_given *given)
{
    ek_buffer out;
    bool first = true;

    ek_buffer_init(&out, arena);
    for (uint32_t i = 0; i < given->field_count; i++) {
        if (!ek_answer_is_known(&given->fields[i].value))
            continue;
        if (!first)
            ek_buffer_char(&out, ' ');
        first = false;
        ek_buffer_text(&out, given->fields[i].name);
        ek_buffer_char(&out, '=');
        write_answer(&out, &given->fields[i].value);
    }
    return ek_text_copy(arena, ek_buffer_done(&out));
}
