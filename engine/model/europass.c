/* Europass: which facts of a unit have a place there, and codes of countries, two letters (ISO
 * 3166-1) beside the three of the European lists: those of the European area for education, its
 * candidates, Switzerland and the United Kingdom. */
#include "model/europass.h"

#include <string.h>

static const char pairs[][6] = {"ADAND", "ALALB", "ATAUT", "BABIH", "BEBEL", "BGBGR", "CHCHE",
                                "CYCYP", "CZCZE", "DEDEU", "DKDNK", "EEEST", "ESESP", "FIFIN",
                                "FRFRA", "GBGBR", "GRGRC", "HRHRV", "HUHUN", "IEIRL", "ISISL",
                                "ITITA", "LILIE", "LTLTU", "LULUX", "LVLVA", "MDMDA", "MEMNE",
                                "MKMKD", "MTMLT", "NLNLD", "NONOR", "PLPOL", "PTPRT", "ROROU",
                                "RSSRB", "SESWE", "SISVN", "SKSVK", "TRTUR", "UAUKR"};

static ek_text find_pair(ek_text code, uint32_t at)
{
    for (uint32_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        ek_text pair = {pairs[i], 5};

        if (ek_text_equal(at == 0 ? ek_text_slice(pair, 0, 2) : ek_text_slice(pair, 2, 5), code))
            return pair;
    }
    return EK_TEXT("");
}

ek_text ek_europass_country(ek_text two)
{
    return ek_text_slice(find_pair(two, 0), 2, 5);
}

ek_text ek_europass_country_read(ek_text three)
{
    return ek_text_slice(find_pair(three, 2), 0, 2);
}

bool ek_europass_is_noted(const ek_field *field)
{
    static const char *const placed[] = {"id",
                                         "title",
                                         "code",
                                         "outcomes",
                                         "points",
                                         "national_credit",
                                         "credit_system",
                                         "hours",
                                         "level",
                                         "grade",
                                         "scale",
                                         "result",
                                         "assessed",
                                         "assessed_by",
                                         "issued",
                                         "issued_by",
                                         "ects",
                                         "europass_mobility"};

    for (uint32_t i = 0; i < sizeof placed / sizeof placed[0]; i++)
        if (strcmp(field->name, placed[i]) == 0)
            return false;
    return field->kind == EK_KIND_YES || field->kind == EK_KIND_NUMBER ||
           field->kind == EK_KIND_DATE || field->kind == EK_KIND_TEXT ||
           field->kind == EK_KIND_WORD || field->kind == EK_KIND_COUNTRY ||
           field->kind == EK_KIND_SET;
}
