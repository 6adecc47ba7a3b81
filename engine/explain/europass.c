/* Europass: a decision's recognised units as one credential of the European Learning Model.
 *
 *   unit            LearningAchievement: who awarded it, and when
 *   its assessment  LearningAssessment: who assessed, day, grade and its scale, passed
 *   its content     LearningAchievementSpecification: code, outcomes, credits, hours, level,
 * setting its recognition a note: what it counts as here, and the law
 *
 * What nobody said is left out. load/europass.c reads the same back as a transcript. */
#include "explain/europass.h"

#include <string.h>

#include "explain/json.h"
#include "model/europass.h"

typedef struct passport {
    ek_json json;
    const struct erkend_decision *decision;
    const char *tongue; /* "en" */
} passport;

static const char *const tongues_long[EK_SPOKEN] = {
    [EK_EN] = "ENG", [EK_DE] = "DEU", [EK_FI] = "FIN", [EK_NL] = "NLD"};

/* ---- Small things -------------------------------------------------------------------------- */

static void open_typed(passport *p, const char *key, const char *type)
{
    ek_json_open(&p->json, key, '{');
    ek_json_string(&p->json, "type", type);
}

static void put_worded(passport *p, const char *key, ek_text text)
{
    ek_json_open(&p->json, key, '{');
    ek_json_begin_slowly(&p->json, p->tongue);
    ek_buffer_json(p->json.out, text);
    ek_json_close(&p->json, '}');
}

/* The list that a concept is of, which readers look at; our own addresses are of none. */
static void put_scheme(passport *p, ek_text id)
{
    bool snb = ek_text_starts(id, EK_EUROPASS_SNB);
    uint32_t size = id.size;

    if (!snb && !ek_text_starts(id, EK_EUROPASS_AUTHORITY))
        return;
    while (id.bytes[size - 1] != '/')
        size--;
    open_typed(p, "inScheme", "ConceptScheme");
    if (snb)
        ek_json_text(&p->json, "id",
                     ek_text_format(p->json.out->arena, "%.*s" EK_EUROPASS_SCHEME,
                                    EK_TEXT_ARGS(ek_text_slice(id, 0, size))));
    else
        ek_json_text(&p->json, "id", ek_text_slice(id, 0, size - 1));
    ek_json_close(&p->json, '}');
}

static void put_concept(passport *p, const char *key, ek_text id, ek_text label)
{
    open_typed(p, key, "Concept");
    ek_json_text(&p->json, "id", id);
    if (label.size > 0)
        put_worded(p, "prefLabel", label);
    put_scheme(p, id);
    ek_json_close(&p->json, '}');
}

/* An address of our own: what may not stand in one is written %20 and the like. */
static ek_text make_address(const passport *p, const char *before, ek_text name)
{
    ek_buffer out;

    ek_buffer_init(&out, p->json.out->arena);
    ek_buffer_string(&out, before);
    for (uint32_t i = 0; i < name.size; i++) {
        static const char hex[] = "0123456789ABCDEF";
        unsigned char byte = (unsigned char)name.bytes[i];

        if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
            (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '_' || byte == '.') {
            ek_buffer_char(&out, name.bytes[i]);
            continue;
        }
        ek_buffer_char(&out, '%');
        ek_buffer_char(&out, hex[byte >> 4]);
        ek_buffer_char(&out, hex[byte & 15]);
    }
    return ek_buffer_done(&out);
}

static void put_code(passport *p, ek_text code)
{
    ek_json_open(&p->json, "identifier", '[');
    open_typed(p, NULL, "Identifier");
    ek_json_text(&p->json, "notation", code);
    ek_json_string(&p->json, "schemeName", EK_EUROPASS_CODES);
    ek_json_close(&p->json, '}');
    ek_json_close(&p->json, ']');
}

static void put_moment(passport *p, const char *key, ek_date date)
{
    ek_buffer day;

    ek_buffer_init(&day, p->json.out->arena);
    ek_buffer_date(&day, date);
    ek_buffer_string(&day, "T00:00:00Z");
    ek_json_text(&p->json, key, ek_buffer_done(&day));
}

/* ---- Institutions -------------------------------------------------------------------------- */

static const ek_record *find_institution(const passport *p, ek_text id)
{
    const ek_value *all = ek_known_in(p->decision->the_case->root, "institutions");

    for (uint32_t i = 0; all && i < all->as.list.count; i++)
        if (ek_text_equal(ek_id_in(all->as.list.items[i]), id))
            return all->as.list.items[i];
    return NULL;
}

static void put_country_code(passport *p, const char *key, ek_text code)
{
    put_concept(p, key,
                ek_text_format(p->json.out->arena, EK_EUROPASS_COUNTRY "%.*s", EK_TEXT_ARGS(code)),
                EK_TEXT(""));
}

static void put_country(passport *p, ek_text country)
{
    ek_text code = ek_europass_country(country);

    if (code.size == 0)
        return;
    ek_json_open(&p->json, "location", '[');
    open_typed(p, NULL, "Location");
    ek_json_open(&p->json, "address", '[');
    open_typed(p, NULL, "Address");
    put_country_code(p, "countryCode", code);
    ek_json_close(&p->json, '}');
    ek_json_close(&p->json, ']');
    ek_json_close(&p->json, '}');
    ek_json_close(&p->json, ']');
}

/* The number in its country's register, which whoever seals the credential has to be known by. */
static void put_legal_id(passport *p, ek_text number, ek_text country)
{
    ek_text code = ek_europass_country(country);

    if (number.size == 0 || code.size == 0)
        return;
    open_typed(p, "eIDASIdentifier", "LegalIdentifier");
    ek_json_text(&p->json, "notation", number);
    put_country_code(p, "spatial", code);
    ek_json_close(&p->json, '}');
}

/* `country` where the case says none of the institution. */
static void put_institution(passport *p, const char *key, ek_text id, ek_text country)
{
    const ek_record *institution = find_institution(p, id);
    ek_text name = ek_text_in(institution, "name"), own = ek_text_in(institution, "country");

    open_typed(p, key, "Organisation");
    put_code(p, id);
    put_worded(p, "legalName", name.size > 0 ? name : id);
    put_legal_id(p, ek_text_in(institution, "legal_id"), own.size > 0 ? own : country);
    put_country(p, own.size > 0 ? own : country);
    ek_json_close(&p->json, '}');
}

static void put_award(passport *p, ek_text institution, ek_text country, const ek_value *day)
{
    if (institution.size == 0 && !day)
        return;
    open_typed(p, "awardedBy", "AwardingProcess");
    if (institution.size > 0) {
        ek_json_open(&p->json, "awardingBody", '[');
        put_institution(p, NULL, institution, country);
        ek_json_close(&p->json, ']');
    }
    if (day)
        put_moment(p, "awardingDate", day->as.date);
    ek_json_close(&p->json, '}');
}

/* ---- The parts of an achievement ----------------------------------------------------------- */

static const ek_record *find_transcript(const passport *p, const ek_record *unit)
{
    const ek_value *all = ek_known_in(p->decision->the_case->root, "transcripts");

    for (uint32_t i = 0; all && i < all->as.list.count; i++) {
        const ek_value *units = ek_known_in(all->as.list.items[i], "units");

        for (uint32_t k = 0; units && k < units->as.list.count; k++)
            if (units->as.list.items[k] == unit)
                return all->as.list.items[i];
    }
    return NULL;
}

static void put_literal(passport *p, ek_text text)
{
    open_typed(p, "grade", "Note");
    put_worded(p, "noteLiteral", text);
    ek_json_close(&p->json, '}');
}

static void put_grade(passport *p, const ek_mark *grade, ek_text title)
{
    ek_buffer mark;

    ek_buffer_init(&mark, p->json.out->arena);
    ek_buffer_fraction_decimal(&mark, grade->value, '.');
    put_literal(p, ek_buffer_done(&mark));
    if (!grade->scale)
        return;
    open_typed(p, "specifiedBy", "LearningAssessmentSpecification");
    put_worded(p, "title", title);
    open_typed(p, "gradingScheme", "GradingScheme");
    put_code(p, *grade->scale);
    put_worded(p, "title", *grade->scale);
    ek_json_close(&p->json, '}');
    ek_json_close(&p->json, '}');
}

static void put_assessment(passport *p, const ek_record *unit, ek_text title, ek_text country)
{
    const ek_value *day = ek_known_in(unit, "assessed"), *grade = ek_known_in(unit, "grade");
    ek_text by = ek_text_in(unit, "assessed_by");
    bool passed = ek_text_is(ek_text_in(unit, "result"), "passed");

    if (!day && !grade && by.size == 0 && !passed)
        return;
    ek_json_open(&p->json, "provenBy", '[');
    open_typed(p, NULL, "LearningAssessment");
    put_worded(p, "title", title);
    put_award(p, by, country, day);
    if (day)
        put_moment(p, "dateIssued", day->as.date);
    if (by.size > 0) {
        ek_json_open(&p->json, "assessedBy", '[');
        put_institution(p, NULL, by, country);
        ek_json_close(&p->json, ']');
    }
    if (grade)
        put_grade(p, grade->as.mark, title);
    else if (passed)
        put_literal(p, EK_TEXT("passed")); /* the model wants a grade of every assessment */
    if (passed)
        put_concept(p, "gradeStatus", EK_TEXT(EK_EUROPASS_PASS), EK_TEXT("pass"));
    ek_json_close(&p->json, '}');
    ek_json_close(&p->json, ']');
}

static void put_outcome(passport *p, ek_text id, ek_text title)
{
    open_typed(p, NULL, "LearningOutcome");
    put_code(p, id);
    put_worded(p, "title", title.size > 0 ? title : id);
    ek_json_close(&p->json, '}');
}

static void put_outcomes(passport *p, const ek_record *unit)
{
    const ek_value *codes = ek_known_in(unit, "outcomes");
    const ek_value *full = ek_known_in(unit, "learning_outcomes");

    if (!codes && !full)
        return;
    ek_json_open(&p->json, "learningOutcome", '[');
    for (uint32_t i = 0; full && i < full->as.list.count; i++)
        put_outcome(p, ek_id_in(full->as.list.items[i]),
                    ek_text_in(full->as.list.items[i], "title"));
    for (uint32_t i = 0; !full && i < codes->as.texts.count; i++)
        put_outcome(p, codes->as.texts.items[i], EK_TEXT(""));
    ek_json_close(&p->json, ']');
}

static void put_credit(passport *p, const ek_value *number, ek_text framework, ek_text label)
{
    ek_buffer point;

    if (!number)
        return;
    ek_buffer_init(&point, p->json.out->arena);
    ek_buffer_fraction_decimal(&point, number->as.number, '.');
    open_typed(p, NULL, "CreditPoint");
    put_concept(p, "framework", framework, label);
    ek_json_text(&p->json, "point", ek_buffer_done(&point));
    ek_json_close(&p->json, '}');
}

static void put_credits(passport *p, const ek_record *unit)
{
    const ek_value *points = ek_known_in(unit, "points"), *ects = ek_known_in(unit, "ects");
    const ek_value *national = ek_known_in(unit, "national_credit");
    ek_text system = ek_text_in(unit, "credit_system");

    if (!points && !ects && !national)
        return;
    ek_json_open(&p->json, "creditPoint", '[');
    put_credit(p, points, EK_TEXT(EK_EUROPASS_ECVET), EK_TEXT("ECVET"));
    put_credit(p, ects, EK_TEXT(EK_EUROPASS_ECTS), EK_TEXT("ECTS"));
    put_credit(p, national, make_address(p, EK_EUROPASS_CREDIT, system), system);
    ek_json_close(&p->json, ']');
}

static void put_hours(passport *p, const ek_value *hours)
{
    ek_fraction minutes;

    if (hours && hours->as.number.den == 1)
        ek_json_text(
            &p->json, "volumeOfLearning",
            ek_text_format(p->json.out->arena, "PT%lldH", (long long)hours->as.number.num));
    else if (hours &&
             ek_fraction_multiply(&minutes, hours->as.number, ek_fraction_whole(60)) == ERKEND_OK &&
             minutes.den == 1)
        ek_json_text(&p->json, "volumeOfLearning",
                     ek_text_format(p->json.out->arena, "PT%lldM", (long long)minutes.num));
}

static void put_level(passport *p, const ek_value *value)
{
    const ek_level *level = value ? value->as.level : NULL;
    bool eqf = level && ek_text_is(level->framework, "EQF");
    ek_text label;

    if (!level)
        return;
    label = ek_text_format(p->json.out->arena, "%.*s %.*s", EK_TEXT_ARGS(level->framework),
                           EK_TEXT_ARGS(level->label));
    put_concept(
        p, "educationLevel",
        make_address(p, eqf ? EK_EUROPASS_EQF : EK_EUROPASS_LEVEL, eqf ? level->label : label),
        label);
}

static void put_setting(passport *p, ek_text context)
{
    if (ek_text_is(context, "formal"))
        put_concept(p, "learningSetting", EK_TEXT(EK_EUROPASS_FORMAL), EK_TEXT("formal learning"));
    else if (ek_text_is(context, "non_formal"))
        put_concept(p, "learningSetting", EK_TEXT(EK_EUROPASS_NON_FORMAL),
                    EK_TEXT("non-formal learning"));
}

static bool has_setting(const ek_field *field, const ek_value *value)
{
    return strcmp(field->name, EK_EUROPASS_SETTING) == 0 && !ek_text_is(value->as.text, "informal");
}

static void put_specification(passport *p, const ek_record *unit, ek_text title)
{
    ek_text code = ek_text_in(unit, "code");

    open_typed(p, "specifiedBy", "LearningAchievementSpecification");
    if (code.size > 0)
        put_code(p, code);
    put_worded(p, "title", title);
    put_outcomes(p, unit);
    put_credits(p, unit);
    put_hours(p, ek_known_in(unit, "hours"));
    put_level(p, ek_known_in(unit, "level"));
    put_setting(p, ek_text_in(unit, "context"));
    ek_json_close(&p->json, '}');
}

/* ---- Achievements -------------------------------------------------------------------------- */

static void put_note(passport *p, const char *within, const char *fact, ek_text text)
{
    open_typed(p, NULL, "Note");
    put_concept(p, "subject",
                ek_text_format(p->json.out->arena, EK_EUROPASS_FACT "%s%s", within, fact),
                EK_TEXT(""));
    put_worded(p, "noteLiteral", text);
    ek_json_close(&p->json, '}');
}

/* What the model has no place for; a set is a note each. */
static void put_facts(passport *p, const ek_record *record, const char *within)
{
    for (uint32_t i = 0; i < record->type->field_count; i++) {
        const ek_field *field = &record->type->fields[i];
        const ek_value *value = &record->slots[i];
        ek_buffer text;

        if (value->state != EK_KNOWN || !ek_europass_is_noted(field) || has_setting(field, value))
            continue;
        for (uint32_t k = 0; value->kind == EK_KIND_SET && k < value->as.texts.count; k++)
            put_note(p, within, field->name, value->as.texts.items[k]);
        if (value->kind == EK_KIND_SET)
            continue;
        ek_buffer_init(&text, p->json.out->arena);
        ek_buffer_value(&text, value);
        put_note(p, within, field->name, ek_buffer_done(&text));
    }
}

/* What it counts as here, and the law; then facts. */
static void put_notes(passport *p, const ek_claim *claim)
{
    const ek_value *requirements = ek_known_in(claim->unit, "requirements");
    ek_text law = ek_claim_because(&p->json.pen, p->decision, claim);

    ek_json_open(&p->json, "additionalNote", '[');
    open_typed(p, NULL, "Note");
    put_worded(p, "noteLiteral",
               ek_text_format(
                   p->json.out->arena, "%.*s: %.*s (%.*s)", EK_TEXT_ARGS(p->decision->book->code),
                   EK_TEXT_ARGS(ek_claim_as(&p->json.pen, p->decision, claim)), EK_TEXT_ARGS(law)));
    ek_json_close(&p->json, '}');
    put_facts(p, claim->unit, "");
    if (requirements)
        put_facts(p, requirements->as.record, EK_EUROPASS_REQUIREMENTS);
    ek_json_close(&p->json, ']');
}

static void put_achievement(passport *p, const ek_claim *claim)
{
    const ek_record *unit = claim->unit, *transcript = find_transcript(p, unit);
    ek_text title = ek_text_in(unit, "title"), country = ek_text_in(transcript, "country");
    ek_text by = ek_text_in(unit, "issued_by");
    const ek_value *day = ek_known_in(unit, "issued");

    title = title.size > 0 ? title : ek_id_in(unit);
    if (by.size == 0 && !day) {
        by = ek_text_in(transcript, "issuer");
        day = ek_known_in(transcript, "issued");
    }
    open_typed(p, NULL, "LearningAchievement");
    put_code(p, ek_id_in(unit));
    put_worded(p, "title", title);
    put_award(p, by, country, day);
    put_assessment(p, unit, title, country);
    put_specification(p, unit, title);
    put_notes(p, claim);
    ek_json_close(&p->json, '}');
}

/* Two claims may rest on one unit: it is shown once. */
static bool is_shown(const struct erkend_decision *decision, uint32_t index)
{
    const ek_claim *claim = &decision->claims[index];

    if (!claim->unit || claim->verdict != ERKEND_RECOGNISED)
        return false;
    for (uint32_t i = 0; i < index; i++)
        if (decision->claims[i].unit == claim->unit &&
            decision->claims[i].verdict == ERKEND_RECOGNISED)
            return false;
    return true;
}

/* ---- The document -------------------------------------------------------------------------- */

static void put_subject(passport *p)
{
    const ek_value *learner = ek_known_in(p->decision->the_case->root, "learner");
    const ek_record *person = learner ? learner->as.record : NULL;
    const ek_value *born = ek_known_in(person, "birth_date");
    ek_text id = ek_text_in(person, "id"), name = ek_text_in(person, "name");

    open_typed(p, "credentialSubject", "Person");
    if (id.size > 0)
        put_code(p, id);
    if (name.size > 0)
        put_worded(p, "fullName", name);
    if (born)
        put_moment(p, "dateOfBirth", born->as.date);
    ek_json_open(&p->json, "hasClaim", '[');
    for (uint32_t i = 0; i < p->decision->claim_count; i++)
        if (is_shown(p->decision, i))
            put_achievement(p, &p->decision->claims[i]);
    ek_json_close(&p->json, ']');
    ek_json_close(&p->json, '}');
}

static void put_display(passport *p)
{
    ek_text title = ek_text_in(p->decision->the_case->root, "title");
    ek_text language = ek_text_format(p->json.out->arena, EK_EUROPASS_LANGUAGE "%s",
                                      tongues_long[p->json.pen.language]);

    open_typed(p, "displayParameter", "DisplayParameter");
    put_worded(p, "title", title.size > 0 ? title : ek_text_of(p->decision->the_case->id));
    put_concept(p, "primaryLanguage", language, EK_TEXT(""));
    ek_json_open(&p->json, "language", '[');
    put_concept(p, NULL, language, EK_TEXT(""));
    ek_json_close(&p->json, ']');
    ek_json_close(&p->json, '}');
}

static void put_head(passport *p)
{
    const struct erkend_decision *decision = p->decision;
    ek_json *json = &p->json;

    ek_json_open(json, "@context", '[');
    ek_json_string(json, NULL, "https://www.w3.org/2018/credentials/v1");
    ek_json_string(json, NULL, EK_EUROPASS_CONTEXT);
    ek_json_close(json, ']');
    ek_json_text(json, "id",
                 ek_text_format(json->out->arena, "urn:erkend:%.*s:%s",
                                EK_TEXT_ARGS(decision->book->code),
                                decision->the_case->digest_hex));
    ek_json_open(json, "type", '[');
    ek_json_string(json, NULL, "VerifiableCredential");
    ek_json_string(json, NULL, "EuropeanDigitalCredential");
    ek_json_close(json, ']');
    ek_json_open(json, "credentialSchema", '[');
    open_typed(p, NULL, "ShaclValidator2017");
    ek_json_string(json, "id", EK_EUROPASS_SCHEMA);
    ek_json_close(json, '}');
    ek_json_close(json, ']');
    ek_json_open(json, "credentialProfiles", '[');
    put_concept(p, NULL, EK_TEXT(EK_EUROPASS_PROFILE), EK_TEXT("Generic"));
    ek_json_close(json, ']');
    put_moment(p, "issuanceDate", decision->decided);
    put_moment(p, "issued", decision->decided);
    put_moment(p, "validFrom", decision->decided);
}

void ek_json_europass(ek_buffer *out, const struct erkend_decision *decision, ek_language language)
{
    const ek_value *agreement = ek_known_in(decision->the_case->root, "agreement");
    passport p = {.decision = decision};
    ek_text issuer;

    language = ek_language_spoken(language); /* one language throughout: the words are tagged */
    p.tongue = ek_language_code(language);
    ek_json_init(&p.json, out, language, false);
    p.json.pen.names = ek_names_make(out->arena, decision->the_case);
    issuer = agreement ? ek_text_in(agreement->as.record, "home")
                       : ek_text_in(decision->qualification, "institution");
    ek_json_open(&p.json, NULL, '{');
    put_head(&p);
    if (issuer.size > 0)
        put_institution(&p, "issuer", issuer, ek_text_in(decision->the_case->root, "home_country"));
    put_display(&p);
    put_subject(&p);
    ek_json_close(&p.json, '}');
}
