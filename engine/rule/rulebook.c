/* The rulebook: looking things up in what a country says. All of it is read-only. */
#include "rule/rulebook.h"

/* ---- Words for people --------------------------------------------------------------------- */

static const struct {
    const char *code, *name;
} languages[EK_LANGUAGES] = {
    [EK_EN] = {"en", "English"},    [EK_DE] = {"de", "German"},     [EK_FI] = {"fi", "Finnish"},
    [EK_NL] = {"nl", "Dutch"},      [EK_BG] = {"bg", "Bulgarian"},  [EK_CS] = {"cs", "Czech"},
    [EK_DA] = {"da", "Danish"},     [EK_EL] = {"el", "Greek"},      [EK_ES] = {"es", "Spanish"},
    [EK_ET] = {"et", "Estonian"},   [EK_FR] = {"fr", "French"},     [EK_GA] = {"ga", "Irish"},
    [EK_HR] = {"hr", "Croatian"},   [EK_HU] = {"hu", "Hungarian"},  [EK_IS] = {"is", "Icelandic"},
    [EK_IT] = {"it", "Italian"},    [EK_LT] = {"lt", "Lithuanian"}, [EK_LV] = {"lv", "Latvian"},
    [EK_MT] = {"mt", "Maltese"},    [EK_NO] = {"no", "Norwegian"},  [EK_PL] = {"pl", "Polish"},
    [EK_PT] = {"pt", "Portuguese"}, [EK_RO] = {"ro", "Romanian"},   [EK_SK] = {"sk", "Slovak"},
    [EK_SL] = {"sl", "Slovenian"},  [EK_SV] = {"sv", "Swedish"}};

const char *ek_language_code(ek_language language)
{
    return languages[(unsigned)language < EK_LANGUAGES ? language : EK_EN].code;
}

const char *ek_language_name(ek_language language)
{
    return languages[(unsigned)language < EK_LANGUAGES ? language : EK_EN].name;
}

ek_language ek_language_spoken(ek_language language)
{
    return (unsigned)language < EK_SPOKEN ? language : EK_EN;
}

ek_text ek_says_in(const ek_says *says, ek_language language)
{
    if ((unsigned)language < EK_LANGUAGES && says->in[language].size)
        return says->in[language];
    if (says->in[EK_EN].size)
        return says->in[EK_EN];
    for (int i = 0; i < EK_LANGUAGES; i++)
        if (says->in[i].size)
            return says->in[i];
    return EK_TEXT("");
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

ek_language ek_language_named(ek_text name)
{
    if (name.size < 2)
        return EK_LANGUAGES;
    if (name.size > 2 && name.bytes[2] != '_' && name.bytes[2] != '-' && name.bytes[2] != '.' &&
        name.bytes[2] != '@')
        return EK_LANGUAGES;
    for (int i = 0; i < EK_LANGUAGES; i++)
        if (lower(name.bytes[0]) == languages[i].code[0] &&
            lower(name.bytes[1]) == languages[i].code[1])
            return (ek_language)i;
    return EK_LANGUAGES;
}

/* ---- Parameters --------------------------------------------------------------------------- */

const ek_datum *ek_datum_row(const ek_datum *table, ek_text key)
{
    uint32_t low = 0, high;

    if (table->kind != EK_DATUM_TABLE)
        return NULL;
    high = table->as.table.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = ek_text_compare(table->as.table.rows[middle].key, key);

        if (order == 0)
            return &table->as.table.rows[middle].value;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const ek_dated *ek_parameter_on(const ek_parameter *parameter, ek_date day)
{
    const ek_dated *found = NULL;

    for (uint32_t i = 0; i < parameter->value_count && parameter->values[i].since <= day; i++)
        found = &parameter->values[i];
    return found;
}

/* ---- Effects ------------------------------------------------------------------------------ */

const char *ek_effect_name(ek_effect_kind kind)
{
    static const char *const names[EK_EFFECTS] = {
        [EK_EFFECT_AWARD] = "award",
        [EK_EFFECT_AWARD_QUALIFICATION] = "award_qualification",
        [EK_EFFECT_EXEMPT] = "exempt",
        [EK_EFFECT_CERTIFY] = "certify",
        [EK_EFFECT_DECLARE] = "declare",
        [EK_EFFECT_SHORTEN] = "shorten",
        [EK_EFFECT_CREDIT_TIME] = "credit_time",
        [EK_EFFECT_COUNT_AS_TRAINING] = "count_as_training",
        [EK_EFFECT_SET_DURATION] = "set_duration",
        [EK_EFFECT_ADMIT] = "admit",
        [EK_EFFECT_INFORM] = "inform",
    };

    return (unsigned)kind < EK_EFFECTS ? names[kind] : "?";
}

/* ---- What country.yaml says --------------------------------------------------------------- */

const ek_named *ek_named_find(const ek_named *items, uint32_t count, ek_text name)
{
    for (uint32_t i = 0; i < count; i++)
        if (ek_text_equal(items[i].name, name))
            return &items[i];
    return NULL;
}

/* Most frameworks have levels 1 to 8 in this order. */
static uint8_t eqf_in_table(const ek_framework *framework, ek_text label)
{
    uint32_t place = label.size == 1 ? (unsigned char)label.bytes[0] - (uint32_t)'1' : UINT32_MAX;

    if (place < framework->count && ek_text_equal(framework->labels[place], label))
        return framework->eqf[place];
    for (uint32_t i = 0; i < framework->count; i++)
        if (ek_text_equal(framework->labels[i], label))
            return framework->eqf[i];
    return 0;
}

uint8_t ek_eqf_level(const ek_rulebooks *books, const ek_level *level)
{
    if (ek_text_is(level->framework, "EQF")) {
        char digit = level->label.size == 1 ? level->label.bytes[0] : '0';

        return digit >= '1' && digit <= '8' ? (uint8_t)(digit - '0') : 0;
    }
    for (uint32_t i = 0; books && i < books->count; i++)
        for (uint32_t j = 0; j < books->items[i]->framework_count; j++) {
            const ek_framework *framework = &books->items[i]->frameworks[j];

            if (ek_text_equal(framework->name, level->framework))
                return eqf_in_table(framework, level->label);
        }
    return 0;
}

/* ---- Law ---------------------------------------------------------------------------------- */

/* Of the wordings under `code` that still hold on `day`, the one that ends first. */
static const ek_law *find_wording(const ek_law *laws, uint32_t count, ek_text code, ek_date day)
{
    const ek_law *found = NULL;

    for (uint32_t i = 0; i < count; i++)
        if (ek_text_equal(laws[i].code, code) && day < laws[i].before &&
            (!found || laws[i].before < found->before))
            found = &laws[i];
    return found;
}

ek_text ek_law_cited(const ek_law *laws, uint32_t count, ek_text code, ek_date day)
{
    const ek_law *found = find_wording(laws, count, code, day);
    const ek_law *common = find_wording(laws, count, EK_TEXT(""), day);

    if (common && (!found || common->before < found->before))
        found = common;
    if (!found && count)
        found = find_wording(laws, count, laws[0].code, day);
    if (!found && count)
        found = &laws[0];
    return found ? found->text : EK_TEXT("");
}
