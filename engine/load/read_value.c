/* Values of the schema without records in them: yes or no, numbers, dates, texts, words, countries,
 * sets, levels, answers of rulings.
 *
 * The field says what a value is; the form only says whether it was quoted. So `NO` is a country
 * where a country is due, and a number where a text is due is an error that says to quote it. What
 * is wrong leaves the value as it was (missing), with a problem. */
#include <string.h>

#include "load/reader.h"

/* What is being read, for messages. */
typedef struct value_site {
    ek_reader *reader;
    const ek_record_type *owner;
    const ek_field *field;
    ek_value *value;
    const ek_node *node;
} value_site;

bool ek_text_is_number(ek_text text)
{
    ek_fraction number;

    return ek_fraction_read(&number, text) != ERKEND_EVALUE;
}

static bool is_date(ek_text text)
{
    ek_date date;

    return ek_date_read(&date, text) == ERKEND_OK;
}

bool ek_text_is_country(ek_text text)
{
    return text.size == 2 && text.bytes[0] >= 'A' && text.bytes[0] <= 'Z' && text.bytes[1] >= 'A' &&
           text.bytes[1] <= 'Z';
}

bool ek_text_needs_quotes(ek_text text)
{
    uint32_t i = text.size > 0 && (text.bytes[0] == '-' || text.bytes[0] == '+') ? 1 : 0;
    ek_text rest = ek_text_slice(text, i, text.size);

    if (ek_text_is(text, "true") || ek_text_is(text, "false") || ek_text_is_number(text))
        return true;
    if (ek_text_is(rest, ".inf") || ek_text_is(rest, ".nan"))
        return true;
    for (; i < text.size; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    return rest.size > 0; /* 0123: digits, but no number */
}

bool ek_node_is_none(const ek_node *node)
{
    if (node->kind == EK_NODE_NULL)
        return node->quoted;
    return node->kind == EK_NODE_SCALAR && !node->quoted && ek_text_is(node->text, "none");
}

/* ---- Messages ------------------------------------------------------------------------------- */

static const char *what_stands(const ek_node *node)
{
    if (node->kind == EK_NODE_LIST)
        return "a list";
    return node->kind == EK_NODE_MAP ? "a group of keys" : "nothing";
}

/* "unit.points wants a number, and finds x: write …" */
static void report_kind(const value_site *site, const char *wants, const char *advice)
{
    ek_place place = ek_node_place(site->reader, site->node);

    if (site->node->kind == EK_NODE_SCALAR)
        ek_problem_add(site->reader->problems, ERKEND_EINVALID, place,
                       "%s.%s is %s, and this is %s%.*s%s: %s", site->owner->name,
                       site->field->name, wants, site->node->quoted ? "\"" : "",
                       EK_TEXT_ARGS(ek_text_slice(site->node->text, 0, 60)),
                       site->node->quoted ? "\"" : "", advice);
    else
        ek_problem_add(site->reader->problems, ERKEND_EINVALID, place,
                       "%s.%s is %s, and this is %s: %s", site->owner->name, site->field->name,
                       wants, what_stands(site->node), advice);
}

static void report_word(const value_site *site, const ek_node *node)
{
    ek_text words[64];
    uint32_t count = 0;
    ek_buffer list;
    ek_text nearest;

    ek_buffer_init(&list, site->reader->arena);
    for (; count < 64 && site->field->words[count]; count++) {
        words[count] = ek_text_of(site->field->words[count]);
        ek_buffer_format(&list, "%s%s", count > 0 ? ", " : "", site->field->words[count]);
    }
    nearest = ek_text_nearest(node->text, words, count);
    ek_problem_add(site->reader->problems, ERKEND_EINVALID, ek_node_place(site->reader, node),
                   "%s.%s has no %.*s: write %s%.*s%.*s", site->owner->name, site->field->name,
                   EK_TEXT_ARGS(ek_text_slice(node->text, 0, 60)),
                   nearest.size > 0 ? "" : "one of ", EK_TEXT_ARGS(nearest),
                   EK_TEXT_ARGS(nearest.size > 0 ? EK_TEXT("") : ek_buffer_done(&list)));
}

/* ---- Scalars -------------------------------------------------------------------------------- */

static bool is_scalar(const value_site *site)
{
    return site->node->kind == EK_NODE_SCALAR;
}

static void read_yes(const value_site *site)
{
    bool yes = is_scalar(site) && ek_text_is(site->node->text, "true");

    if (!is_scalar(site) || site->node->quoted ||
        (!yes && !ek_text_is(site->node->text, "false"))) {
        report_kind(site, "true or false", "write true or false, without quotes");
        return;
    }
    ek_read_known(site->reader, site->value, site->node);
    site->value->as.yes = yes;
}

/* Texts in quotes are numbers only as fractions, because JSON has no other way to write those. */
static bool read_number(const value_site *site, ek_fraction *out)
{
    static const char *const advice[] = {"write the months alone, as 9, 9.5 or 19/2",
                                         "write the weeks alone, as 6 or 13/2",
                                         "write the days alone, as 12",
                                         "write the years alone, as 3 or 7/2",
                                         "write the hours alone, as 240",
                                         "write the points alone, as 15 or 4.5",
                                         "write the mark alone, as 7 or 7.5",
                                         "write it as 3, 0.5 or 1/3, without quotes"};
    ek_text text = site->node->text;
    erkend_status status = ERKEND_EVALUE;

    if (is_scalar(site) &&
        (!site->node->quoted || (text.size && memchr(text.bytes, '/', text.size))))
        status = ek_fraction_read(out, text);
    if (status == ERKEND_EOVERFLOW)
        ek_problem_add(site->reader->problems, ERKEND_EOVERFLOW,
                       ek_node_place(site->reader, site->node),
                       "%s.%s is too large a number: at most 9223372036854775807 on either side of "
                       "a fraction",
                       site->owner->name, site->field->name);
    else if (status != ERKEND_OK)
        report_kind(site, "a number", advice[site->field->unit]);
    return status == ERKEND_OK;
}

static bool check_range(const value_site *site, ek_fraction number)
{
    const char *must = NULL;

    if ((site->field->flags & EK_POSITIVE) && number.num <= 0)
        must = "must be more than 0";
    else if ((site->field->flags & EK_NOT_NEGATIVE) && number.num < 0)
        must = "must not be less than 0";
    if (must)
        ek_problem_add(site->reader->problems, ERKEND_EINVALID,
                       ek_node_place(site->reader, site->node), "%s.%s %s: correct the number",
                       site->owner->name, site->field->name, must);
    return !must;
}

static void read_quantity(const value_site *site)
{
    ek_fraction number;
    ek_mark *mark;

    if (!read_number(site, &number) || !check_range(site, number))
        return;
    ek_read_known(site->reader, site->value, site->node);
    if (site->field->kind == EK_KIND_MARK) {
        mark = EK_NEW(site->reader->arena, ek_mark);
        mark->value = number; /* model/derive.c finds its scale */
        site->value->as.mark = mark;
    } else {
        site->value->as.number = number;
    }
}

static void read_date(const value_site *site)
{
    ek_date date;

    if (!is_scalar(site) || ek_date_read(&date, site->node->text) != ERKEND_OK) {
        report_kind(site, "a date", "write year-month-day, as 2024-03-01, a day that exists");
        return;
    }
    ek_read_known(site->reader, site->value, site->node);
    site->value->as.date = date;
}

/* A scalar where a text is due; false with a problem. */
static bool check_text(const value_site *site, const ek_node *node)
{
    value_site at = *site;

    at.node = node;
    if (node->kind != EK_NODE_SCALAR) {
        report_kind(&at, "a text", "write one text");
        return false;
    }
    if (!node->quoted && ek_text_needs_quotes(node->text)) {
        ek_problem_add(site->reader->problems, ERKEND_EINVALID, ek_node_place(site->reader, node),
                       "%s.%s is a text, and this is none: quote it, \"%.*s\"", site->owner->name,
                       site->field->name, EK_TEXT_ARGS(ek_text_slice(node->text, 0, 60)));
        return false;
    }
    return true;
}

static void read_text(const value_site *site)
{
    if (!check_text(site, site->node))
        return;
    if (site->node->text.size == 0 && (site->field->flags & EK_ID)) {
        report_kind(site, "a code", "write at least one character");
        return;
    }
    ek_read_known(site->reader, site->value, site->node);
    site->value->as.text = site->node->text;
}

bool ek_is_word(const ek_field *field, ek_text text)
{
    for (const char *const *word = field->words; *word; word++)
        if (ek_text_is(text, *word))
            return true;
    return false;
}

static void read_word(const value_site *site)
{
    if (!is_scalar(site)) {
        report_kind(site, "a word", "write one word");
        return;
    }
    if (!ek_is_word(site->field, site->node->text)) {
        report_word(site, site->node);
        return;
    }
    ek_read_known(site->reader, site->value, site->node);
    site->value->as.text = site->node->text;
}

static void read_country(const value_site *site)
{
    if (!is_scalar(site) || !ek_text_is_country(site->node->text)) {
        report_kind(site, "a country", "write its two capital letters, as FI; England is GB");
        return;
    }
    ek_read_known(site->reader, site->value, site->node);
    site->value->as.text = site->node->text;
}

/* "NLQF 4+", "RQF Entry 3": the framework, one space, its level. */
static void read_level(const value_site *site)
{
    ek_text text = site->node->text;
    const char *space = is_scalar(site) && text.size ? memchr(text.bytes, ' ', text.size) : NULL;
    uint32_t at = space ? (uint32_t)(space - text.bytes) : 0;
    ek_level *level;

    if (at == 0 || at + 1 == text.size || space[1] == ' ' || ek_text_ends(text, " ")) {
        report_kind(site, "a level", "write the framework and its level, as EQF 4 or NLQF 4+");
        return;
    }
    level = EK_NEW(site->reader->arena, ek_level);
    level->framework = ek_text_slice(text, 0, at);
    level->label = ek_text_slice(text, at + 1, text.size);
    ek_read_known(site->reader, site->value, site->node);
    site->value->as.level = level;
}

/* ---- Sets and answers ------------------------------------------------------------------------ */

/* Where texts that are sorted have one twice; `count` if they do not. */
static uint32_t find_twice(const ek_text *items, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (ek_text_equal(items[i - 1], items[i]))
            return i;
    return count;
}

bool ek_set_sort(const ek_field *field, ek_text *items, uint32_t count)
{
    for (uint32_t i = 0; field->words && i < count; i++)
        if (!ek_is_word(field, items[i]))
            return false;
    return ek_texts_once(items, count) == count;
}

/* Sorts the texts; false with a problem when one stands twice. */
static bool sort_texts(const value_site *site, ek_text *items, uint32_t count)
{
    uint32_t twice;

    ek_texts_sort(items, count);
    twice = find_twice(items, count);
    if (twice < count)
        ek_problem_add(site->reader->problems, ERKEND_EINVALID,
                       ek_node_place(site->reader, site->node),
                       "%s.%s has \"%.*s\" twice: write each once", site->owner->name,
                       site->field->name, EK_TEXT_ARGS(ek_text_slice(items[twice], 0, 60)));
    return twice == count;
}

/* The texts of a list, sorted; false with a problem when one is no text or stands twice. */
static bool read_texts(const value_site *site, ek_texts *out)
{
    const ek_node *node = site->node;
    ek_text *items = EK_NEW_ARRAY(site->reader->arena, ek_text, node->count);
    bool good = true;

    for (uint32_t i = 0; i < node->count; i++) {
        const ek_node *item = node->items[i];

        if (item->kind == EK_NODE_NULL && !item->quoted) {
            good = false; /* reported by the reader of YAML */
        } else if (ek_node_is_none(item)) {
            ek_problem_add(
                site->reader->problems, ERKEND_EINVALID, ek_node_place(site->reader, item),
                "none cannot stand in a list: leave it out, or quote it if it is a text");
            good = false;
        } else if (!check_text(site, item)) {
            good = false;
        } else if (site->field->words && !ek_is_word(site->field, item->text)) {
            report_word(site, item);
            good = false;
        }
        items[i] = item->text;
    }
    good = good && sort_texts(site, items, node->count);
    *out = (ek_texts){items, node->count};
    return good;
}

static void read_set(const value_site *site)
{
    ek_texts texts;

    if (site->node->kind != EK_NODE_LIST) {
        report_kind(site, "a list of texts", "write it in brackets, as [one, two]");
        return;
    }
    if (!read_texts(site, &texts))
        return;
    ek_read_known(site->reader, site->value, site->node);
    site->value->as.texts = texts;
}

/* `yes` and `no` are texts of YAML 1.2, and nobody who writes one as an answer means a text. */
static bool looks_like_yes(const ek_node *node)
{
    static const char *const words[] = {"yes", "Yes", "YES", "no", "No", "NO"};

    for (size_t i = 0; !node->quoted && i < sizeof words / sizeof words[0]; i++)
        if (ek_text_is(node->text, words[i]))
            return true;
    return false;
}

/* An answer is what it looks like; JSON has no dates and fractions, so quotes do not matter there.
 */
static void read_answer(const value_site *site)
{
    ek_text text = site->node->text;
    ek_value answer = *site->value;
    bool fraction =
        site->node->kind == EK_NODE_SCALAR && text.size && memchr(text.bytes, '/', text.size);

    if (site->node->kind == EK_NODE_LIST) {
        answer.answer = EK_ANSWER_TEXTS;
        if (!read_texts(site, &answer.as.texts))
            return;
    } else if (site->node->kind != EK_NODE_SCALAR) {
        report_kind(site, "an answer",
                    "write true, false, a number, a date, a text or a list of texts");
        return;
    } else if (!site->node->quoted && (ek_text_is(text, "true") || ek_text_is(text, "false"))) {
        answer.answer = EK_ANSWER_YES;
        answer.as.yes = ek_text_is(text, "true");
    } else if (looks_like_yes(site->node)) {
        report_kind(site, "an answer", "write true for yes, false for no");
        return;
    } else if (is_date(text)) {
        answer.answer = EK_ANSWER_DATE;
        (void)ek_date_read(&answer.as.date, text);
    } else if ((!site->node->quoted || fraction) && ek_text_is_number(text)) {
        answer.answer = EK_ANSWER_NUMBER;
        if (!read_number(site, &answer.as.number))
            return;
    } else {
        answer.answer = EK_ANSWER_TEXT;
        if (!check_text(site, site->node))
            return;
        answer.as.text = text;
    }
    *site->value = answer;
    ek_read_known(site->reader, site->value, site->node);
}

void ek_read_value(ek_reader *reader, const ek_record_type *owner, const ek_field *field,
                   ek_value *value, const ek_node *node)
{
    value_site site = {reader, owner, field, value, node};

    switch (field->kind) {
    case EK_KIND_YES: read_yes(&site); break;
    case EK_KIND_NUMBER:
    case EK_KIND_MARK: read_quantity(&site); break;
    case EK_KIND_DATE: read_date(&site); break;
    case EK_KIND_TEXT: read_text(&site); break;
    case EK_KIND_WORD: read_word(&site); break;
    case EK_KIND_COUNTRY: read_country(&site); break;
    case EK_KIND_SET: read_set(&site); break;
    case EK_KIND_LEVEL: read_level(&site); break;
    case EK_KIND_ANSWER: read_answer(&site); break;
    case EK_KIND_RECORD:
    case EK_KIND_LIST:
    case EK_KIND_BY_COUNTRY:
    case EK_KIND_TREE: break; /* read.c and tree.c */
    }
}
