/* Effects in words: what a claim counts as, with its fields and what is open about it. */
#include "explain/page.h"

static const ek_given_field *find_field(const ek_given *given, const char *name)
{
    for (uint32_t i = 0; i < given->field_count; i++)
        if (ek_text_is(given->fields[i].name, name))
            return &given->fields[i];
    return NULL;
}

/* As the rule that gave it measures it; the fields of the core's effects have their own. */
static ek_measure measure_of_field(const ek_given *given, ek_text name)
{
    ek_measure measure = {0};
    const ek_effect *gives = given->by_count ? given->by[0]->gives : NULL;

    for (uint32_t i = 0; gives && i < gives->field_count; i++)
        if (ek_text_equal(gives->fields[i].name, name))
            measure = gives->fields[i].value->measure;

    if (ek_text_is(name, "months"))
        measure.power[EK_MONTHS] = 1;
    else if (ek_text_is(name, "points"))
        measure.power[EK_POINTS] = 1;
    else if (ek_text_is(name, "grade") || ek_text_is(name, "mark") || ek_text_is(name, "mean"))
        measure.power[EK_MARKS] = 1;
    return measure;
}

static bool is_none(const ek_given_field *field)
{
    return !field || (field->value.type != EK_TYPE_CONDITION && field->value.state == EK_NONE);
}

static ek_text say_field(const ek_pen *pen, const ek_given *given, const ek_given_field *field)
{
    ek_measure measure;
    ek_text said;

    if (is_none(field))
        return EK_TEXT("");
    measure = measure_of_field(given, field->name);
    said = ek_say_answer(pen, &field->value, &measure, EK_FORM_PLAIN);
    return field->at_most ? ek_say1(pen, EK_SAY_UP_TO, said) : said;
}

static ek_text say_field_in(const ek_pen *pen, const ek_given *given, const char *name,
                            ek_phrase phrase)
{
    ek_text said = say_field(pen, given, find_field(given, name));

    return said.size ? ek_say1(pen, phrase, said) : said;
}

static bool is_one(const ek_given_field *field)
{
    return field && field->value.state == EK_KNOWN && field->value.type == EK_TYPE_QUANTITY &&
           ek_fraction_compare(field->value.low, EK_ONE) <= 0 && field->value.low.num > 0;
}

/* The title that the target qualification gives to a unit. */
static ek_text title_of_unit(const ek_pen *pen, const struct erkend_decision *decision,
                             ek_text code)
{
    const ek_value *list;

    if (!decision || !decision->qualification)
        return EK_TEXT("");
    list = ek_record_at(decision->qualification, "components");
    for (uint32_t i = 0; list->state == EK_KNOWN && i < list->as.list.count; i++)
        if (ek_text_equal(ek_text_in(list->as.list.items[i], "unit"), code))
            return ek_shown(pen, ek_text_in(list->as.list.items[i], "title"));
    return EK_TEXT("");
}

static ek_text say_unit(const ek_pen *pen, const struct erkend_decision *decision,
                        const ek_given *given, const char *name)
{
    const ek_given_field *field = find_field(given, name);
    ek_text code = say_field(pen, given, field), title;

    if (is_none(field) || field->value.state != EK_KNOWN || field->value.type != EK_TYPE_TEXT)
        return code;
    code = ek_shown(pen, field->value.as.text);
    title = title_of_unit(pen, decision, field->value.as.text);
    return title.size ? ek_say2(pen, EK_SAY_A_STEP, code, title) : code;
}

static bool is_unknown(const ek_given_field *field)
{
    return field->value.type == EK_TYPE_CONDITION
               ? field->value.truth == EK_UNKNOWN
               : field->value.state == EK_MISSING && !field->value.has_high &&
                     !(field->value.has_low && field->value.low.num > 0);
}

/* Fields that no phrase of their kind takes, as "label: value", after `head`. */
static ek_text say_rest(const ek_pen *pen, const ek_given *given, ek_text head)
{
    ek_text *parts = EK_NEW_ARRAY(pen->out->arena, ek_text, given->field_count + 1u);
    uint32_t count = 0;

    for (uint32_t i = 0; i < given->field_count; i++)
        if (!is_none(&given->fields[i]) && !is_unknown(&given->fields[i]))
            parts[count++] = ek_say_field(pen, ek_say_word(pen, given->fields[i].name),
                                          say_field(pen, given, &given->fields[i]));
    if (count == 0 && given->kind == EK_EFFECT_INFORM)
        return EK_TEXT("");
    return count ? ek_say_field(pen, head, ek_joined(pen, parts, count, ", ")) : head;
}

static ek_text say_award(const ek_pen *pen, const struct erkend_decision *decision,
                         const ek_given *given)
{
    ek_text unit = say_unit(pen, decision, given, "unit");
    ek_text parts[] = {
        unit.size ? ek_say1(pen, EK_SAY_AWARD, unit) : ek_say(pen, EK_SAY_AWARD_NO_UNIT),
        say_field(pen, given, find_field(given, "points")),
        say_field_in(pen, given, "grade", EK_SAY_GRADE),
    };

    return ek_joined(pen, parts, 3, ", ");
}

static ek_text say_with_mark(const ek_pen *pen, const struct erkend_decision *decision,
                             const ek_given *given, ek_phrase with_part, ek_phrase bare)
{
    ek_text part = say_unit(pen, decision, given, "part");
    ek_text parts[] = {
        part.size ? ek_say1(pen, with_part, part) : say_rest(pen, given, ek_say(pen, bare)),
        part.size ? say_field_in(pen, given, "mark", EK_SAY_MARK) : EK_TEXT(""),
    };

    return ek_joined(pen, parts, 2, ", ");
}

static ek_text say_qualification(const ek_pen *pen, const struct erkend_decision *decision,
                                 const ek_given *given)
{
    ek_text title = decision ? ek_say_record(pen, decision->qualification) : EK_TEXT("");
    ek_text parts[] = {
        title.size ? ek_say_field(pen, ek_say(pen, EK_SAY_QUALIFICATION), title)
                   : ek_say(pen, EK_SAY_QUALIFICATION),
        say_field_in(pen, given, "mean", EK_SAY_MEAN),
    };

    return ek_joined(pen, parts, 2, ", ");
}

static ek_text say_kind(const ek_pen *pen, const struct erkend_decision *decision,
                        const ek_given *given)
{
    const ek_given_field *months = find_field(given, "months");
    ek_text time = say_field(pen, given, months);

    switch (given->kind) {
    case EK_EFFECT_AWARD: return say_award(pen, decision, given);
    case EK_EFFECT_AWARD_QUALIFICATION: return say_qualification(pen, decision, given);
    case EK_EFFECT_EXEMPT:
        return say_with_mark(pen, decision, given, EK_SAY_EXEMPT, EK_SAY_EXEMPT_NO_PART);
    case EK_EFFECT_CERTIFY:
        return say_with_mark(pen, decision, given, EK_SAY_CERTIFY, EK_SAY_CERTIFY_NO_PART);
    case EK_EFFECT_DECLARE: return say_rest(pen, given, ek_say(pen, EK_SAY_DECLARE));
    case EK_EFFECT_SHORTEN: return ek_say1(pen, EK_SAY_SHORTEN, time);
    case EK_EFFECT_CREDIT_TIME:
        return ek_say1(pen, is_one(months) ? EK_SAY_CREDIT_ONE : EK_SAY_CREDIT, time);
    case EK_EFFECT_COUNT_AS_TRAINING:
        return ek_say1(pen, is_one(months) ? EK_SAY_TRAINING_ONE : EK_SAY_TRAINING, time);
    case EK_EFFECT_SET_DURATION: return ek_say1(pen, EK_SAY_DURATION, time);
    case EK_EFFECT_ADMIT:
        return ek_say1(pen, EK_SAY_ADMIT, say_field(pen, given, find_field(given, "to")));
    default: return say_rest(pen, given, ek_say(pen, EK_SAY_INFORM));
    }
}

ek_text ek_say_effect(const ek_pen *pen, const struct erkend_decision *decision,
                      const ek_given *given)
{
    ek_text said = say_kind(pen, decision, given);

    if (said.size == 0)
        return said;
    switch (given->state) {
    case EK_EFFECT_AFTER_STEP:
        return ek_say2(pen, EK_SAY_A_STEP, said, ek_say(pen, EK_SAY_AFTER_STEP));
    case EK_EFFECT_PROPOSED: return ek_say2(pen, EK_SAY_A_STEP, said, ek_say(pen, EK_SAY_PROPOSED));
    default: return said;
    }
}
