/* The check of numbers in sentences. A number that a legislator may change is a parameter with
 * dated values, but the words of a rule stand for all days on which the rule holds. Where they name
 * one of the values ("at most a quarter") and another holds on some of those days, a learner reads
 * a sentence that the decision contradicts. Only a warning: words are looked for as they are
 * commonly written, in digits, in per cent, and as words up to twelve and down to a fifth. */
#include "rule/check_inside.h"

enum { NUMBER_WORDS = 11, SHARE_WORDS = 4 };

/* From two and from a half on, none in other languages; "|" stands between forms of one word.
 * Shares by how they begin. */
static const char *const numbers[EK_LANGUAGES][NUMBER_WORDS] = {
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"},
    {"zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"},
    {"kaksi|kahden|kahta", "kolme|kolmen|kolmea", "neljä|neljän|neljää", "viisi|viiden|viittä",
     "kuusi|kuuden|kuutta", "seitsemän", "kahdeksan", "yhdeksän", "kymmenen", "yksitoista",
     "kaksitoista"},
    {"twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"},
    [EK_ES] = {"dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once",
               "doce"},
    [EK_IT] = {"due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici",
               "dodici"},
    [EK_RO] = {"doi|două", "trei", "patru", "cinci", "șase", "șapte", "opt", "nouă", "zece",
               "unsprezece", "doisprezece|douăsprezece"},
};
static const char *const shares[EK_LANGUAGES][SHARE_WORDS] = {
    {"half", "third", "quarter|fourth", "fifth"},
    {"hälfte|halb", "drittel", "viertel", "fünftel"},
    {"puole|puoli", "kolmannes|kolmannek|kolmasos|kolmannen", "neljännes|neljännek|neljäsos",
     "viidennes|viidennek|viidesos"},
    {"helft|half|halve", "derde", "kwart|vierde", "vijfde"},
    [EK_ES] = {"mitad", "tercio", "cuarto|cuarta", "quinto|quinta"},
    [EK_IT] = {"metà", "terzo", "quarto", "quinto"},
    [EK_RO] = {"jumătate", "treime", "sfert", "cincime"},
};

static bool is_in_word(char byte)
{
    return ((unsigned char)byte & 0x80) != 0 || (byte >= '0' && byte <= '9') ||
           (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Is `form` the word, or how it begins? Small and capital letters of ASCII are alike. */
static bool is_form(ek_text word, const char *form, uint32_t size, bool whole)
{
    if (word.size < size || (whole && word.size != size))
        return false;
    for (uint32_t i = 0; i < size; i++) {
        char byte = word.bytes[i];

        if ((byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte) != form[i])
            return false;
    }
    return true;
}

/* Which of the words? `count` when none. */
static uint32_t find_word(ek_text word, const char *const *words, uint32_t count, bool whole)
{
    for (uint32_t i = 0; i < count; i++)
        for (const char *form = words[i]; form != NULL;) {
            const char *end = strchr(form, '|');

            if (is_form(word, form, (uint32_t)(end != NULL ? (size_t)(end - form) : strlen(form)),
                        whole))
                return i;
            form = end != NULL ? end + 1 : NULL;
        }
    return count;
}

/* Is the number behind this word that of a provision? */
static bool is_of_law(ek_text word)
{
    static const char *const marks[] = {
        "\xc2\xa7|\xc2\xa7\xc2\xa7|art|arts|artikel|article|section|"
        "s|abs|absatz|satz|sentence|nr|no|mom|lid|since|seit"};

    return find_word(word, marks, 1, true) == 0;
}

/* Digits from `at` on: a whole number, "1/4", "25 %". False: too long, or with decimals. */
static bool read_digits(ek_text text, uint32_t at, uint32_t end, ek_fraction *out)
{
    int64_t parts[2] = {0, 1};
    uint32_t part = 0, i = at;

    for (; i < text.size && (is_digit(text.bytes[i]) || (text.bytes[i] == '/' && part == 0)); i++) {
        if (i - at > 9)
            return false;
        if (text.bytes[i] == '/')
            parts[part = 1] = 0;
        else
            parts[part] = parts[part] * 10 + (text.bytes[i] - '0');
    }
    if (i + 1 < text.size && (text.bytes[i] == '.' || text.bytes[i] == ',') &&
        is_digit(text.bytes[i + 1]))
        return false;
    if (ek_text_starts(ek_text_slice(text, i, text.size), "%") ||
        ek_text_starts(ek_text_slice(text, i, text.size), " %") ||
        ek_text_starts(ek_text_slice(text, end, text.size), " per cent"))
        parts[1] = 100;
    return parts[1] > 0 && ek_fraction_make(out, parts[0], parts[1]) == ERKEND_OK;
}

/* The number that a word of the sentence names; `before` is the word before it. */
static bool read_number(ek_text text, uint32_t at, uint32_t end, ek_text before,
                        ek_language language, ek_fraction *out)
{
    ek_text word = ek_text_slice(text, at, end);
    uint32_t index;

    if (is_digit(word.bytes[0]))
        return !is_of_law(before) && (at < 2 || text.bytes[at - 1] != '.') &&
               (at == 0 || (text.bytes[at - 1] != '/' && text.bytes[at - 1] != ',')) &&
               read_digits(text, at, end, out);
    index = find_word(word, shares[language], SHARE_WORDS, false);
    if (index < SHARE_WORDS) {
        uint32_t many = find_word(before, numbers[language], NUMBER_WORDS, true);

        return ek_fraction_make(out, many < NUMBER_WORDS ? many + 2 : 1, index + 2) == ERKEND_OK;
    }
    index = find_word(word, numbers[language], NUMBER_WORDS, true);
    *out = ek_fraction_whole(index + 2);
    return index < NUMBER_WORDS;
}

static bool is_named(ek_text text, ek_language language, ek_fraction wanted)
{
    ek_text before = EK_TEXT("");
    uint32_t end;

    for (uint32_t at = 0; at < text.size; at = end) {
        ek_fraction found;

        for (end = at; end < text.size && is_in_word(text.bytes[end]);)
            end++;
        if (end == at) {
            end++;
            continue;
        }
        if (read_number(text, at, end, before, language, &found) &&
            ek_fraction_equal(found, wanted))
            return true;
        before = ek_text_slice(text, at, end);
    }
    return false;
}

/* ---- What a sentence names, and what holds --------------------------------------------------- */

/* Does this value hold on a day of the form? */
static bool holds_in(const ek_form *form, const ek_parameter *param, uint32_t index)
{
    bool ends = index + 1 < param->value_count && param->values[index + 1].since <= form->since;

    return !ends && param->values[index].since <= form->last_day;
}

/* A value that the sentence names although another, which it does not name, holds on some day. */
static const ek_dated *find_named(const ek_form *form, const ek_parameter *param, ek_text text,
                                  ek_language language, const ek_dated **instead)
{
    const ek_dated *named = NULL;

    *instead = NULL;
    for (uint32_t i = 0; i < param->value_count; i++) {
        if (is_named(text, language, param->values[i].value.as.number))
            named = &param->values[i];
        else if (holds_in(form, param, i))
            *instead = &param->values[i];
    }
    return *instead != NULL ? named : NULL;
}

static void check_words_of(ek_checking *check, const ek_form *form, const ek_parameter *param,
                           const ek_says *says, ek_text what, ek_place place)
{
    for (ek_language i = EK_EN; i < EK_LANGUAGES; i++) {
        const ek_dated *instead, *named;

        if (says->in[i].size == 0)
            continue;
        named = find_named(form, param, says->in[i], i, &instead);
        if (named == NULL)
            continue;
        ek_problem_warn(
            check->problems, ERKEND_EPOLICY, place,
            "%.*s says %.*s in %s, but \"%.*s\" is %.*s since %.*s: leave the number out%s",
            EK_TEXT_ARGS(what),
            EK_TEXT_ARGS(ek_fraction_text(check->arena, named->value.as.number)),
            ek_language_name(i), EK_TEXT_ARGS(param->name),
            EK_TEXT_ARGS(ek_fraction_text(check->arena, instead->value.as.number)),
            EK_TEXT_ARGS(ek_date_says(check->arena, instead->since)),
            ek_text_starts(what, "question ")
                ? ""
                : ", or end this version with last_day and word the next anew");
        return; /* one language is enough to look at all */
    }
}

/* What a rule leaves to a body is asked in words without dates. */
static void check_question(ek_checking *check, const ek_form *form, const ek_parameter *param)
{
    const ek_expr *ruling = form->rule->otherwise.ruling;

    if (form->rule->otherwise.kind != EK_ELSE_RULING || ruling->op != EK_OP_RULING)
        return;
    check_words_of(
        check, form, param, &ruling->as.question->asks,
        ek_text_format(check->arena, "question '%.*s'", EK_TEXT_ARGS(ruling->as.question->name)),
        ruling->as.question->place);
}

static void check_param(ek_checking *check, const ek_form *form, const ek_parameter *param)
{
    ek_text form_says = ek_form_says(check->arena, form);

    for (uint32_t i = 0; i < param->value_count; i++)
        if (param->values[i].value.kind != EK_DATUM_NUMBER)
            return;
    if (form->rule != NULL) {
        ek_text reading = ek_text_format(check->arena, "reading of %.*s", EK_TEXT_ARGS(form_says));

        check_words_of(check, form, param, &form->rule->says, form_says, form->rule->place);
        check_words_of(check, form, param, &form->rule->reading, reading, form->rule->place);
        check_question(check, form, param);
    } else if (form->definition != NULL) {
        check_words_of(check, form, param, &form->definition->says, form_says,
                       form->definition->place);
    } else if (form->allocation != NULL) {
        check_words_of(check, form, param, &form->allocation->says, form_says,
                       form->allocation->place);
    } else {
        check_words_of(check, form, param, &form->item->says, form_says, form->item->place);
    }
}

static void check_expr(ek_checking *check, const ek_form *form, const ek_expr *expr)
{
    if (expr->op == EK_OP_PARAM && expr->as.param->value_count > 1)
        check_param(check, form, expr->as.param);
    for (uint32_t i = 0; i < expr->count; i++)
        check_expr(check, form, expr->args[i]);
}

static void check_root(ek_checking *check, const ek_form *form, const ek_expr *root, void *to)
{
    (void)to;
    check_expr(check, form, root);
}

void ek_check_numbers(ek_checking *check)
{
    ek_visit_all(check, check_root, NULL);
}
