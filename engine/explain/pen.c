/* Pen: numbers with their units, dates in the reader's order, values, colours. No locale: the forms
 * of four languages stand here. */
#include "explain/page.h"

#include <string.h>

/* ---- Words of measure ---------------------------------------------------------------------- */

/* one: "1 month"; many: "9 months"; of: "of 36 months"; half: "half a month" (NULL: 1/2 and the
 * unit). */
typedef struct unit_words {
    const char *one, *many, *of, *half;
} unit_words;

static const unit_words units[EK_DIMENSIONS][EK_SPOKEN] = {
    [EK_MONTHS] = {{"month", "months", "months", "half a month"},
                   {"Monat", "Monate", "Monaten", "ein halber Monat"},
                   {"kuukausi", "kuukautta", "kuukaudesta", "puoli kuukautta"},
                   {"maand", "maanden", "maanden", "een halve maand"}},
    [EK_WEEKS] = {{"week", "weeks", "weeks", "half a week"},
                  {"Woche", "Wochen", "Wochen", "eine halbe Woche"},
                  {"viikko", "viikkoa", "viikosta", "puoli viikkoa"},
                  {"week", "weken", "weken", "een halve week"}},
    [EK_DAYS] = {{"day", "days", "days", "half a day"},
                 {"Tag", "Tage", "Tagen", "ein halber Tag"},
                 {"päivä", "päivää", "päivästä", "puoli päivää"},
                 {"dag", "dagen", "dagen", "een halve dag"}},
    [EK_YEARS] = {{"year", "years", "years", "half a year"},
                  {"Jahr", "Jahre", "Jahren", "ein halbes Jahr"},
                  {"vuosi", "vuotta", "vuodesta", "puoli vuotta"},
                  {"jaar", "jaar", "jaar", "een half jaar"}},
    [EK_HOURS] = {{"hour", "hours", "hours", "half an hour"},
                  {"Stunde", "Stunden", "Stunden", "eine halbe Stunde"},
                  {"tunti", "tuntia", "tunnista", "puoli tuntia"},
                  {"uur", "uur", "uur", "een half uur"}},
    [EK_POINTS] = {{"point", "points", "points", "half a point"},
                   {"Punkt", "Punkte", "Punkten", "ein halber Punkt"},
                   {"piste", "pistettä", "pisteestä", "puoli pistettä"},
                   {"punt", "punten", "punten", "een half punt"}},
    [EK_MARKS] = {{"", "", "", NULL}, {"", "", "", NULL}, {"", "", "", NULL}, {"", "", "", NULL}},
};

static const char *const months[EK_SPOKEN][12] = {
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"},
    {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
     "November", "Dezember"},
    {"tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta",
     "heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"},
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
     "oktober", "november", "december"},
};

static ek_language language_of(const ek_pen *pen)
{
    return ek_language_spoken(pen->language);
}

static char decimal_sign(const ek_pen *pen)
{
    return language_of(pen) == EK_EN ? '.' : ',';
}

/* The only dimension with a power, that power being 1; EK_PLAIN when there is none or it is more.
 */
static ek_dimension dimension_of(const ek_measure *measure)
{
    ek_dimension found = EK_PLAIN;

    for (uint32_t i = 0; measure && i < EK_DIMENSIONS; i++) {
        if (measure->power[i] == 0)
            continue;
        if (measure->power[i] != 1 || found != EK_PLAIN)
            return EK_PLAIN;
        found = (ek_dimension)i;
    }
    return found;
}

static bool is_compound(const ek_measure *measure)
{
    bool any = false;

    for (uint32_t i = 0; measure && i < EK_DIMENSIONS; i++)
        any = any || measure->power[i] != 0;
    return any && dimension_of(measure) == EK_PLAIN;
}

/* ---- Writing ------------------------------------------------------------------------------- */

ek_pen ek_pen_aside(const ek_pen *pen, ek_buffer *buffer)
{
    ek_pen aside = *pen;

    ek_buffer_init(buffer, pen->out->arena);
    aside.out = buffer;
    aside.colour = false;
    return aside;
}

static const char *colour_of(uint32_t style)
{
    switch (style) {
    case EK_STYLE_STRONG: return "\x1b[1m";
    case EK_STYLE_FAINT: return "\x1b[2m";
    case EK_STYLE_VERDICT + ERKEND_REFUSED: return "\x1b[31m";
    case EK_STYLE_VERDICT + ERKEND_INCOMPLETE: return "\x1b[35m";
    case EK_STYLE_VERDICT + ERKEND_REFERRED: return "\x1b[34m";
    case EK_STYLE_VERDICT + ERKEND_CONDITIONAL: return "\x1b[33m";
    case EK_STYLE_VERDICT + ERKEND_PARTIAL: return "\x1b[36m";
    case EK_STYLE_VERDICT + ERKEND_RECOGNISED: return "\x1b[32m";
    default: return NULL;
    }
}

void ek_pen_styled(ek_pen *pen, ek_text text, uint32_t style)
{
    const char *colour = pen->colour && text.size > 0 ? colour_of(style) : NULL;

    if (colour)
        ek_buffer_string(pen->out, colour);
    ek_buffer_text(pen->out, text);
    if (colour)
        ek_buffer_string(pen->out, "\x1b[0m");
}

void ek_pen_spaces(ek_pen *pen, uint32_t count)
{
    ek_buffer_repeat(pen->out, " ", count);
}

static ek_text say(const ek_pen *pen, ek_phrase phrase, const ek_text *texts, uint32_t count)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, pen->out->arena);
    ek_phrase_put(&buffer, pen->language, phrase, texts, count);
    return ek_buffer_done(&buffer);
}

ek_text ek_say(const ek_pen *pen, ek_phrase phrase)
{
    return ek_text_of(ek_phrase_in(pen->language, phrase));
}

ek_text ek_say1(const ek_pen *pen, ek_phrase phrase, ek_text a)
{
    return say(pen, phrase, &a, 1);
}

ek_text ek_say2(const ek_pen *pen, ek_phrase phrase, ek_text a, ek_text b)
{
    ek_text texts[] = {a, b};

    return say(pen, phrase, texts, 2);
}

ek_text ek_say3(const ek_pen *pen, ek_phrase phrase, ek_text a, ek_text b, ek_text c)
{
    ek_text texts[] = {a, b, c};

    return say(pen, phrase, texts, 3);
}

ek_text ek_say_field(const ek_pen *pen, ek_text label, ek_text text)
{
    ek_text parts[] = {label, text};

    if (label.size > 0 && label.bytes[label.size - 1] == '?')
        return ek_joined(pen, parts, 2, " ");
    return ek_say2(pen, EK_SAY_FIELD, label, text);
}

ek_text ek_shown(const ek_pen *pen, ek_text text)
{
    ek_buffer buffer;

    if (ek_text_is_shown(text))
        return text.bytes ? text : EK_TEXT("");
    ek_buffer_init(&buffer, pen->out->arena);
    ek_buffer_shown(&buffer, text);
    return ek_buffer_done(&buffer);
}

ek_text ek_joined(const ek_pen *pen, const ek_text *texts, uint32_t count, const char *between)
{
    ek_buffer buffer;
    bool first = true;

    ek_buffer_init(&buffer, pen->out->arena);
    for (uint32_t i = 0; i < count; i++) {
        if (texts[i].size == 0)
            continue;
        if (!first)
            ek_buffer_string(&buffer, between);
        ek_buffer_text(&buffer, texts[i]);
        first = false;
    }
    return ek_buffer_done(&buffer);
}

/* ---- Numbers and dates --------------------------------------------------------------------- */

ek_text ek_say_count(const ek_pen *pen, uint64_t number)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, pen->out->arena);
    ek_buffer_count(&buffer, number);
    return ek_buffer_done(&buffer);
}

ek_text ek_say_number(const ek_pen *pen, ek_fraction number)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, pen->out->arena);
    ek_buffer_fraction_shown(&buffer, number);
    return ek_buffer_done(&buffer);
}

static void write_decimal(ek_pen *pen, ek_fraction number)
{
    ek_buffer_fraction_decimal(pen->out, number, decimal_sign(pen));
}

/* "60 points/year". */
static void write_compound(ek_pen *pen, ek_fraction number, const ek_measure *measure)
{
    const char *before = " ";

    ek_buffer_fraction_shown(pen->out, number);
    for (int sign = 1; sign >= -1; sign -= 2)
        for (uint32_t i = 0; i < EK_DIMENSIONS; i++) {
            const unit_words *words = &units[i][language_of(pen)];
            int8_t power = measure->power[i];

            if ((sign > 0) != (power > 0) || power == 0 || words->one[0] == '\0')
                continue;
            ek_buffer_string(pen->out, sign > 0 ? before : "/");
            ek_buffer_string(pen->out, sign > 0 ? words->many : words->one);
            before = "·";
        }
}

static void write_quantity(ek_pen *pen, ek_fraction number, const ek_measure *measure, ek_form form)
{
    ek_dimension dimension = dimension_of(measure);
    const unit_words *words;
    ek_fraction size = {number.num < 0 ? -(number.num + 1) : number.num, number.den};
    bool one;

    if (is_compound(measure)) {
        write_compound(pen, number, measure);
        return;
    }
    if (dimension == EK_PLAIN) {
        ek_buffer_fraction_shown(pen->out, number);
        return;
    }
    if (dimension == EK_MARKS) {
        write_decimal(pen, number);
        return;
    }
    words = &units[dimension][language_of(pen)];
    if (number.num == 1 && number.den == 2 && words->half && form == EK_FORM_PLAIN) {
        ek_buffer_string(pen->out, words->half);
        return;
    }
    ek_buffer_fraction_shown(pen->out, number);
    one = ek_fraction_equal(number, EK_ONE) ||
          (language_of(pen) != EK_FI && number.num != 0 && size.num < size.den && number.num > 0);
    ek_buffer_char(pen->out, ' ');
    if (form == EK_FORM_OF && (!one || language_of(pen) == EK_FI))
        ek_buffer_string(pen->out, words->of);
    else
        ek_buffer_string(pen->out, one ? words->one : words->many);
}

void ek_pen_quantity(ek_pen *pen, const ek_fraction *number, const ek_measure *measure)
{
    write_quantity(pen, *number, measure, EK_FORM_PLAIN);
}

ek_text ek_say_quantity(const ek_pen *pen, ek_fraction number, const ek_measure *measure,
                        ek_form form)
{
    ek_buffer buffer;
    ek_pen aside = ek_pen_aside(pen, &buffer);

    write_quantity(&aside, number, measure, form);
    return ek_buffer_done(&buffer);
}

void ek_pen_date(ek_pen *pen, ek_date date)
{
    ek_civil civil;
    ek_language language = language_of(pen);

    if (date < EK_DATE_MIN || date > EK_DATE_MAX) {
        ek_buffer_string(pen->out, "–");
        return;
    }
    civil = ek_date_civil(date);
    ek_buffer_count(pen->out, (uint32_t)civil.day);
    ek_buffer_string(pen->out, language == EK_DE || language == EK_FI ? ". " : " ");
    ek_buffer_string(pen->out, months[language][civil.month - 1]);
    ek_buffer_char(pen->out, ' ');
    ek_buffer_count(pen->out, (uint32_t)civil.year);
}

ek_text ek_say_date(const ek_pen *pen, ek_date date)
{
    ek_buffer buffer;
    ek_pen aside = ek_pen_aside(pen, &buffer);

    ek_pen_date(&aside, date);
    return ek_buffer_done(&buffer);
}

ek_text ek_say_share(const ek_pen *pen, ek_fraction share)
{
    static const struct {
        ek_fraction share;
        ek_phrase phrase;
    } named[] = {{{1, 2}, EK_SAY_HALF},
                 {{1, 3}, EK_SAY_THIRD},
                 {{1, 4}, EK_SAY_QUARTER},
                 {{2, 3}, EK_SAY_TWO_THIRDS},
                 {{3, 4}, EK_SAY_THREE_QUARTERS}};

    for (uint32_t i = 0; i < sizeof named / sizeof named[0]; i++)
        if (ek_fraction_equal(share, named[i].share))
            return ek_say(pen, named[i].phrase);
    return ek_say_number(pen, share);
}

/* ---- Words of documents -------------------------------------------------------------------- */

static bool is_code_word(ek_text word)
{
    bool letters = false;

    for (uint32_t i = 0; i < word.size; i++) {
        char c = word.bytes[i];

        if (!((c >= 'a' && c <= 'z') || c == '_'))
            return false;
        letters = true;
    }
    return letters;
}

ek_text ek_say_word(const ek_pen *pen, ek_text word)
{
    ek_text label = ek_label_of_word(pen->language, word);
    char *spaced;

    if (label.size > 0)
        return label;
    if (!is_code_word(word))
        return ek_shown(pen, word);
    spaced = ek_arena_copy(pen->out->arena, word.bytes, word.size);
    for (uint32_t i = 0; i < word.size; i++)
        if (spaced[i] == '_')
            spaced[i] = ' ';
    return (ek_text){spaced, word.size};
}

ek_text ek_say_words(const ek_pen *pen, ek_texts words)
{
    ek_text *said = EK_NEW_ARRAY(pen->out->arena, ek_text, words.count + 1u);

    for (uint32_t i = 0; i < words.count; i++)
        said[i] = ek_say_word(pen, words.items[i]);
    return words.count ? ek_joined(pen, said, words.count, ", ") : ek_say(pen, EK_SAY_EMPTY);
}

ek_text ek_say_place(const ek_pen *pen, ek_place place)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, pen->out->arena);
    if (place.file.size == 0)
        return EK_TEXT("");
    ek_buffer_shown(&buffer, place.file);
    if (place.line)
        ek_buffer_format(&buffer, ":%u:%u", place.line, place.column);
    return ek_buffer_done(&buffer);
}

static ek_text text_at(const ek_record *record, uint32_t slot)
{
    const ek_value *value = &record->slots[slot];

    return value->state == EK_KNOWN &&
                   (value->kind == EK_KIND_TEXT || value->kind == EK_KIND_WORD ||
                    value->kind == EK_KIND_COUNTRY)
               ? value->as.text
               : EK_TEXT("");
}

ek_text ek_text_in(const ek_record *record, const char *field)
{
    uint32_t slot = record ? ek_field_named(record->type, ek_text_of(field)) : EK_NO_FIELD;

    return slot == EK_NO_FIELD ? EK_TEXT("") : text_at(record, slot);
}

/* Where there is an id, it is the first field. */
ek_text ek_id_in(const ek_record *record)
{
    return record && strcmp(record->type->fields[0].name, "id") == 0 ? text_at(record, 0)
                                                                     : EK_TEXT("");
}

const ek_value *ek_known_in(const ek_record *record, const char *field)
{
    const ek_value *value = record ? ek_record_at(record, field) : NULL;

    return value && value->state == EK_KNOWN ? value : NULL;
}

ek_text ek_say_record(const ek_pen *pen, const ek_record *record)
{
    static const char *const names[] = {"title", "name", "about", "id", "unit", "code"};

    for (uint32_t i = 0; record && i < sizeof names / sizeof names[0]; i++) {
        ek_text text = ek_text_in(record, names[i]);

        if (text.size > 0)
            return ek_shown(pen, text);
    }
    return EK_TEXT("");
}

ek_text ek_say_country(const ek_pen *pen, const struct erkend_decision *decision, ek_text code)
{
    return ek_shown(
        pen, ek_label_of_country(pen->language,
                                 decision && decision->book ? decision->book->all : NULL, code));
}

/* ---- Values -------------------------------------------------------------------------------- */

static ek_text say_yes(const ek_pen *pen, bool yes)
{
    return ek_say(pen, yes ? EK_SAY_YES : EK_SAY_NO);
}

static ek_text say_level(const ek_pen *pen, const ek_level *level)
{
    ek_text parts[] = {ek_shown(pen, level->framework), ek_shown(pen, level->label)};

    return ek_joined(pen, parts, 2, " ");
}

static ek_text say_mark(const ek_pen *pen, ek_fraction mark)
{
    ek_buffer buffer;
    ek_pen aside = ek_pen_aside(pen, &buffer);

    write_decimal(&aside, mark);
    return ek_buffer_done(&buffer);
}

static ek_text say_list(const ek_pen *pen, const ek_record *const *items, uint32_t count)
{
    ek_text *said = EK_NEW_ARRAY(pen->out->arena, ek_text, count + 1u);
    uint32_t named = 0;

    if (count == 0)
        return ek_say(pen, EK_SAY_EMPTY);
    for (uint32_t i = 0; i < count && i < 8; i++) {
        said[named] = ek_say_record(pen, items[i]);
        named += said[named].size > 0;
    }
    if (named == 0)
        return ek_say_count(pen, count);
    if (count > 8)
        said[named++] = EK_TEXT("…");
    return ek_joined(pen, said, named, ", ");
}

static ek_text say_ruled(const ek_pen *pen, const ek_value *value)
{
    switch (value->answer) {
    case EK_ANSWER_YES: return say_yes(pen, value->as.yes);
    case EK_ANSWER_NUMBER: return ek_say_number(pen, value->as.number);
    case EK_ANSWER_DATE: return ek_say_date(pen, value->as.date);
    case EK_ANSWER_TEXTS: return ek_say_words(pen, value->as.texts);
    default: return ek_say_word(pen, value->as.text);
    }
}

ek_text ek_say_value(const ek_pen *pen, const ek_value *value, const ek_field *field)
{
    ek_measure measure = {0};
    ek_text name;

    if (value->state == EK_MISSING)
        return ek_say(pen, EK_SAY_MISSING);
    if (value->state == EK_NONE)
        return ek_say(pen, EK_SAY_NONE);
    if (field && field->unit < EK_DIMENSIONS)
        measure.power[field->unit] = 1;
    switch (value->kind) {
    case EK_KIND_YES: return say_yes(pen, value->as.yes);
    case EK_KIND_NUMBER: return ek_say_quantity(pen, value->as.number, &measure, EK_FORM_PLAIN);
    case EK_KIND_MARK: return say_mark(pen, value->as.mark->value);
    case EK_KIND_DATE: return ek_say_date(pen, value->as.date);
    case EK_KIND_TEXT:
        name = field && !(field->flags & (EK_PERSONAL | EK_ID))
                   ? ek_label_of_word(pen->language, value->as.text)
                   : EK_TEXT("");
        return name.size ? name : ek_shown(pen, value->as.text);
    case EK_KIND_WORD: return ek_say_word(pen, value->as.text);
    case EK_KIND_COUNTRY: return ek_say_country(pen, NULL, value->as.text);
    case EK_KIND_SET: return ek_say_words(pen, value->as.texts);
    case EK_KIND_LEVEL: return say_level(pen, value->as.level);
    case EK_KIND_RECORD:
        name = ek_say_record(pen, value->as.record);
        return name.size ? name : ek_say(pen, EK_SAY_THERE);
    case EK_KIND_LIST:
    case EK_KIND_BY_COUNTRY: return say_list(pen, value->as.list.items, value->as.list.count);
    case EK_KIND_ANSWER: return say_ruled(pen, value);
    default: return ek_say(pen, EK_SAY_THERE);
    }
}

/* ---- Answers and data ---------------------------------------------------------------------- */

static ek_text say_bounds(const ek_pen *pen, const ek_answer *answer, const ek_measure *measure)
{
    ek_text low = EK_TEXT(""), high = EK_TEXT("");

    if (answer->has_low)
        low = ek_say_quantity(pen, answer->low, measure, EK_FORM_PLAIN);
    if (answer->has_high)
        high = ek_say_quantity(pen, answer->high, measure, EK_FORM_PLAIN);
    if (answer->has_low && answer->has_high)
        return ek_say2(pen, EK_SAY_BETWEEN, low, high);
    if (answer->has_high)
        return ek_say1(pen, EK_SAY_AT_MOST, high);
    if (answer->has_low && answer->low.num != 0)
        return ek_say1(pen, EK_SAY_AT_LEAST, low);
    return ek_say(pen, EK_SAY_NOT_KNOWN);
}

static ek_text say_rounding(const ek_pen *pen, ek_rounding rounding)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, pen->out->arena);
    ek_buffer_rounding(&buffer, rounding);
    return ek_buffer_done(&buffer);
}

static ek_text say_truth(const ek_pen *pen, ek_truth truth)
{
    return ek_say(pen, truth == EK_TRUE    ? EK_SAY_YES
                       : truth == EK_FALSE ? EK_SAY_NO
                                           : EK_SAY_NOT_KNOWN);
}

ek_text ek_say_answer(const ek_pen *pen, const ek_answer *answer, const ek_measure *measure,
                      ek_form form)
{
    ek_text name;

    if (answer->type == EK_TYPE_CONDITION)
        return say_truth(pen, answer->truth);
    if (answer->state == EK_NONE || answer->type == EK_TYPE_NONE)
        return ek_say(pen, EK_SAY_NONE);
    if (answer->state == EK_MISSING)
        return answer->type == EK_TYPE_QUANTITY ? say_bounds(pen, answer, measure)
                                                : ek_say(pen, EK_SAY_NOT_KNOWN);
    switch (answer->type) {
    case EK_TYPE_QUANTITY: return ek_say_quantity(pen, answer->low, measure, form);
    case EK_TYPE_DATE: return ek_say_date(pen, answer->as.date);
    case EK_TYPE_TEXT: return ek_say_word(pen, answer->as.text);
    case EK_TYPE_SET: return ek_say_words(pen, answer->as.texts);
    case EK_TYPE_LEVEL: return say_level(pen, answer->as.level);
    case EK_TYPE_RECORD:
        name = ek_say_record(pen, answer->as.record);
        return name.size ? name : ek_say(pen, EK_SAY_THERE);
    case EK_TYPE_LIST: return say_list(pen, answer->items, answer->count);
    case EK_TYPE_ROUNDING: return say_rounding(pen, answer->as.rounding);
    default: return ek_say(pen, EK_SAY_THERE);
    }
}

ek_text ek_say_datum(const ek_pen *pen, const ek_datum *datum, const ek_parameter *parameter)
{
    const ek_measure *measure = &parameter->measure;
    ek_text *said;

    switch (datum->kind) {
    case EK_DATUM_NUMBER:
        return dimension_of(measure) == EK_PLAIN && !is_compound(measure)
                   ? ek_say_share(pen, datum->as.number)
                   : ek_say_quantity(pen, datum->as.number, measure, EK_FORM_PLAIN);
    case EK_DATUM_DATE: return ek_say_date(pen, datum->as.date);
    case EK_DATUM_TEXT: return ek_say_word(pen, datum->as.text);
    case EK_DATUM_TEXTS: return ek_say_words(pen, datum->as.texts);
    case EK_DATUM_ROUNDING: return say_rounding(pen, datum->as.rounding);
    case EK_DATUM_NUMBERS:
        said = EK_NEW_ARRAY(pen->out->arena, ek_text, datum->as.numbers.count + 1u);
        for (uint32_t i = 0; i < datum->as.numbers.count; i++)
            said[i] = ek_say_number(pen, datum->as.numbers.items[i]);
        return ek_joined(pen, said, datum->as.numbers.count, ", ");
    default: return ek_say(pen, EK_SAY_FROM_TABLE);
    }
}
