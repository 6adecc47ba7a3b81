/* The schema table: what each document holds (see schema.h).
 *
 * Order within a record is the order of the reference page. Appending a field is safe; nothing
 * outside this file knows a slot by number. Sources: Rnnn are rows of the project's requirements,
 * taken from Recommendation 2009/C 155/02 (R030-R121) and the guide with its country cases. */
#include <assert.h>
#include <string.h>

#include "model/schema.h"

/* clang-format off: one field a line */
#define FIELD(n, k, u, f, w, r, s, c, m, src)                                                      \
    {                                                                                              \
        n, sizeof(n) - 1, k, u, f, w, r, s, c, m, src                                              \
    }
#define YES(n, f, s, c, m, src) FIELD(n, EK_KIND_YES, EK_PLAIN, f, NULL, NULL, s, c, m, src)
#define NUM(n, u, f, s, c, m, src) FIELD(n, EK_KIND_NUMBER, u, f, NULL, NULL, s, c, m, src)
#define MARK(n, f, s, c, m, src) FIELD(n, EK_KIND_MARK, EK_MARKS, f, NULL, NULL, s, c, m, src)
#define DATE(n, f, s, c, m, src) FIELD(n, EK_KIND_DATE, EK_PLAIN, f, NULL, NULL, s, c, m, src)
#define TEXT(n, f, s, c, m, src) FIELD(n, EK_KIND_TEXT, EK_PLAIN, f, NULL, NULL, s, c, m, src)
#define WORD(n, f, w, s, c, m, src) FIELD(n, EK_KIND_WORD, EK_PLAIN, f, w, NULL, s, c, m, src)
#define LAND(n, f, s, c, m, src) FIELD(n, EK_KIND_COUNTRY, EK_PLAIN, f, NULL, NULL, s, c, m, src)
#define SET(n, f, w, s, c, m, src) FIELD(n, EK_KIND_SET, EK_PLAIN, f, w, NULL, s, c, m, src)
#define LEVEL(n, f, s, c, m, src) FIELD(n, EK_KIND_LEVEL, EK_PLAIN, f, NULL, NULL, s, c, m, src)
#define REC(n, f, r, s, m, src)                                                                    \
    FIELD(n, EK_KIND_RECORD, EK_PLAIN, f, NULL, &(r), s, EK_BY_LEARNER, m, src)
#define LIST(n, f, r, s, m, src)                                                                   \
    FIELD(n, EK_KIND_LIST, EK_PLAIN, f, NULL, &(r), s, EK_BY_LEARNER, m, src)
#define REF(n, f, r, s, m, src)                                                                    \
    FIELD(n, EK_KIND_RECORD, EK_PLAIN, (f) | EK_REFERENCE, NULL, &(r), s, EK_BY_LEARNER, m, src)
#define TYPE(t, m)                                                                                 \
    const ek_record_type ek_type_##t = {#t, m, t##_fields, sizeof t##_fields / sizeof t##_fields[0]}

#define L EK_BY_LEARNER
#define B EK_BY_BODY
#define R EK_BY_RULES

static const char *const context_words[] = {"formal", "non_formal", "informal", NULL};
static const char *const result_words[] = {"passed", "failed", NULL};
static const char *const training_results[] = {"completed", "failed", "left", NULL};
static const char *const component_words[] = {"unit", "sub_area", "part", NULL};
static const char *const outcome_words[] = {"knowledge", "skill", "competence", NULL};
static const char *const signer_words[] = {"home", "host", "learner", NULL};
static const char *const mou_words[] = {"framework", "transfer", NULL};
static const char *const institution_roles[] = {"design",          "award",  "recognise_units",
                                                "allocate_points", "assess", "validate",
                                                "recognise",       NULL};
static const char *const reach_words[] = {"local", "regional", "national", NULL};
static const char *const route_words[] = {"external", "early",  "regular", "school",
                                          "repeat",   "master", NULL};
static const char *const review_words[] = {"assessors", "committee", "appeal", "objection", NULL};
static const char *const stage_words[] = {"first", "supplementary", "again", "again_after_finding",
                                          NULL};
static const char *const sought_words[] = {"full", "predominant", "partial", NULL};
static const char *const formation_words[] = {"with", "without", NULL};
static const char *const completed_words[] = {"completed", "open", NULL};
static const char *const reference_words[] = {"formal", "eqf_level", "nqf_level", "similarity",
                                              NULL};

static const ek_field outcome_fields[] = {
    TEXT("id", EK_REQUIRED | EK_ID, "competent_institution", R, "code of the learning outcome",
         "R044"),
    WORD("kind", 0, outcome_words, "competent_institution", R, "knowledge, skill or competence",
         "R044"),
    TEXT("title", EK_PERSONAL, "competent_institution", R,
         "what the learner knows, understands or can do", "R044"),
    TEXT("reference", EK_HIDDEN | EK_ABSENT_NONE, "competent_institution", R,
         "the place in the training regulation or standard that it answers to", "R298"),
};
TYPE(outcome, "a learning outcome: what a learner knows, understands and is able to do");

static const ek_field validity_fields[] = {
    DATE("first_day", 0, "competent_institution", R, "first day on which they are in force", NULL),
    DATE("last_day", EK_ABSENT_NONE, "competent_institution", R,
         "last day on which they are in force", NULL),
    DATE("transition_last_day", EK_ABSENT_NONE, "competent_institution", R,
         "last day of the transition", NULL),
};
TYPE(validity, "a period in which requirements are in force, and their transition");

static const ek_field institution_fields[] = {
    TEXT("id", EK_REQUIRED | EK_ID, "home", R, "code of the institution within the case", "R047"),
    TEXT("name", EK_PERSONAL, "home", R, "its name", NULL),
    LAND("country", 0, "home", R, "where it is competent", "R047"),
    SET("roles", 0, institution_roles, "competent_institution", R,
        "what it may do under its country's rules", "R047, R079"),
    WORD("reach", 0, reach_words, "competent_institution", R, "local, regional or national",
         "R022"),
    YES("quality_assured", 0, "competent_institution", B,
        "works under the country's quality assurance", "R010, R036"),
    SET("accredited_by", EK_ABSENT_NONE, NULL, "competent_institution", R,
        "awarding bodies that accredited it", "R329"),
    TEXT("legal_id", EK_PERSONAL, "competent_institution", R,
         "its number in the register of its country, by which a sealed credential names it",
         "R035"),
};
TYPE(institution, "a competent institution, and what it may do");

static const ek_field component_fields[] = {
    TEXT("unit", EK_REQUIRED | EK_ID, "competent_institution", R,
         "code of the unit in the qualification", "R045"),
    TEXT("title", EK_PERSONAL, "competent_institution", R, "generic title of the unit", "R067"),
    SET("qualifications", EK_ABSENT_NONE, NULL, "competent_institution", R,
        "titles of the qualifications that the unit belongs to", "R068"),
    LEVEL("level", 0, "competent_institution", R, "level in the European or national framework",
          "R069"),
    WORD("kind", 0, component_words, "competent_institution", R,
         "unit, sub-area of a unit, or another part", NULL),
    SET("outcomes", EK_DERIVED, NULL, "competent_institution", R,
        "codes of the learning outcomes it contains", "R070"),
    LIST("learning_outcomes", EK_HIDDEN, ek_type_outcome, "competent_institution",
         "the learning outcomes themselves", "R070"),
    TEXT("assessment", 0, "competent_institution", R, "procedures and criteria of assessment",
         "R071"),
    SET("criteria", EK_ABSENT_NONE, NULL, "competent_institution", R,
        "criteria of assessment, where they are listed one by one", "R071, R272"),
    NUM("points", EK_POINTS, EK_NOT_NEGATIVE, "competent_institution", R,
        "points of the unit in this qualification", "R072, R114"),
    NUM("national_credit", EK_PLAIN, EK_NOT_NEGATIVE | EK_ABSENT_NONE, "competent_institution", R,
        "credit in the national system", "R028, R117"),
    TEXT("credit_system", EK_ABSENT_NONE, "competent_institution", R,
         "name of that national system", "R117"),
    REC("validity", EK_ABSENT_NONE, ek_type_validity, "competent_institution",
        "period in which the unit is valid", "R073"),
    SET("accepts", 0, NULL, "competent_institution", R,
        "codes of other studies that the structure lets count as this unit", NULL),
    YES("mandatory", 0, "competent_institution", R, "every learner needs it", NULL),
    NUM("importance", EK_PLAIN, EK_NOT_NEGATIVE, "competent_institution", R,
        "weight for work, progression and integration", "R111"),
    NUM("complexity", EK_PLAIN, EK_NOT_NEGATIVE, "competent_institution", R,
        "weight of complexity, scope and volume", "R112"),
    NUM("effort", EK_PLAIN, EK_NOT_NEGATIVE, "competent_institution", R,
        "weight of the effort of the learner", "R113"),
};
TYPE(component,
     "a unit in a qualification: a unit that several share may weigh differently in each");

static const ek_field qualification_fields[] = {
    TEXT("code", 0, "competent_institution", R, "code of the qualification", "R043"),
    TEXT("title", EK_PERSONAL, "competent_institution", R, "title of the qualification", "R068"),
    LAND("country", 0, "competent_institution", R, "country that awards it", NULL),
    TEXT("institution", 0, "competent_institution", R, "competent institution that awards it",
         "R043"),
    TEXT("law", 0, "competent_institution", R, "act that governs it, as rules name it: BBiG, HwO",
         NULL),
    TEXT("kind", 0, "competent_institution", R, "kind of qualification in its country", NULL),
    TEXT("framework", 0, "competent_institution", R, "national framework it belongs to", NULL),
    LEVEL("level", 0, "competent_institution", R, "its level in that framework, or in the EQF",
          "R069"),
    NUM("prescribed_months", EK_MONTHS, EK_POSITIVE, "competent_institution", R,
        "length that the regulation prescribes", NULL),
    NUM("reference_years", EK_YEARS, EK_POSITIVE, "competent_institution", R,
        "full-time years of the formal pathway that is the reference", "R106"),
    WORD("reference", 0, reference_words, "competent_institution", R,
         "what the points rest on: a formal pathway, or comparison by level or similarity",
         "R106, R108, R109"),
    REC("compared_with", EK_ABSENT_NONE | EK_FILE, ek_type_qualification, "competent_institution",
        "qualification with a formal reference that the points come from", "R108, R109"),
    NUM("points", EK_POINTS, EK_NOT_NEGATIVE, "competent_institution", R,
        "points of the whole qualification", "R051, R069"),
    DATE("first_day", 0, "competent_institution", R,
         "first day on which its requirements are in force", NULL),
    DATE("last_day", EK_ABSENT_NONE, "competent_institution", R,
         "last day on which they are in force", NULL),
    DATE("transition_last_day", EK_ABSENT_NONE, "competent_institution", R,
         "last day of their transition", NULL),
    LIST("components", 0, ek_type_component, "competent_institution", "its units", "R045, R056"),
    FIELD("composition", EK_KIND_TREE, EK_PLAIN, 0, NULL, NULL, "competent_institution", R,
          "which units it takes", "R065"),
    NUM("hours", EK_HOURS, EK_NOT_NEGATIVE, "competent_institution", R,
        "learning time of the whole qualification", "R398, Ofqual conditions"),
};
TYPE(qualification, "a qualification: a formal result of assessment and validation");

static const ek_field work_fields[] = {
    TEXT("id", EK_ID, "learner", L, "code of this work within the case", NULL),
    TEXT("employer", EK_PERSONAL, "employer", L, "where", NULL),
    DATE("first_day", 0, "employer", L, "first day of the work", NULL),
    DATE("last_day", 0, "employer", L, "last day of the work", NULL),
    NUM("months", EK_MONTHS, EK_NOT_NEGATIVE | EK_DERIVED, "employer", L,
        "how long, in months; follows from the days", NULL),
    YES("in_occupation", 0, "employer", L, "in the occupation of the target qualification", NULL),
    LAND("country", 0, "employer", L, "where it was done", NULL),
    NUM("weekly_hours", EK_HOURS, EK_NOT_NEGATIVE, "employer", L, "hours a week", NULL),
    NUM("hours", EK_HOURS, EK_NOT_NEGATIVE, "employer", L, "hours worked in all",
        "RD 659/2023 arts. 175-188"),
};
TYPE(work, "a period of work");

static const ek_field earlier_fields[] = {
    TEXT("id", EK_ID, "learner", L, "code of this earlier learning within the case", NULL),
    TEXT("title", EK_PERSONAL, "school", L, "what it was", NULL),
    TEXT("kind", 0, "school", L,
         "training, school, programme, examination, validation_certificate, …", NULL),
    DATE("first_day", 0, "school", L, "first day of it", NULL),
    DATE("last_day", 0, "school", L, "last day of it", NULL),
    NUM("months", EK_MONTHS, EK_NOT_NEGATIVE | EK_DERIVED, "school", L,
        "how long it lasted, in months; follows from the days", NULL),
    NUM("regular_months", EK_MONTHS, EK_POSITIVE, "chamber", L,
        "how long its regulation prescribes", NULL),
    WORD("result", 0, training_results, "school", L, "how it ended", NULL),
    DATE("ended", 0, "school", L, "the day it ended", NULL),
    YES("in_occupation", 0, "chamber", L, "in the occupation of the target qualification", NULL),
    LAND("country", 0, "school", L, "where", NULL),
    LEVEL("level", 0, "school", L, "its level", NULL),
    TEXT("certificate", EK_ABSENT_NONE, "school", L, "the certificate that shows it", NULL),
    NUM("hours", EK_HOURS, EK_NOT_NEGATIVE, "school", L, "hours of teaching and learning",
        "RD 659/2023 arts. 175-188"),
};
TYPE(earlier, "earlier training, schooling or a qualification");

static const ek_field learner_fields[] = {
    TEXT("id", 0, "learner", L, "identifier of the learner", "R092"),
    TEXT("name", EK_PERSONAL | EK_ABSENT_NONE, "learner", L, "name; optional, never read by a rule",
         NULL),
    TEXT("person", EK_PERSONAL, "learner", L,
         "student, apprentice, employee, job seeker, staff, temp worker", "R127"),
    DATE("birth_date", 0, "learner", L, "date of birth", NULL),
    LAND("residence", 0, "learner", L, "country of residence", NULL),
    TEXT("schooling", 0, "learner", L, "highest general schooling, in the words of the country",
         NULL),
    YES("in_compulsory_education", 0, "provider", L, "is in compulsory education", NULL),
    YES("holds_reference_qualification", 0, "chamber", L,
        "holds a qualification in the reference occupation already", NULL),
    LIST("work", 0, ek_type_work, "learner", "periods of work", "R138"),
    LIST("earlier", 0, ek_type_earlier, "learner", "earlier training, schooling and qualifications",
         "R131"),
    YES("disabled", EK_ABSENT_NONE, "learner", L,
        "has a disability that the law on the establishment of competence regards", NULL),
    YES("left_without_start_qualification", EK_ABSENT_NONE, "provider", L,
        "is enrolled no longer and has no start qualification", NULL),
    YES("aims_at_certificates_only", EK_ABSENT_NONE, "provider", L,
        "has no start qualification and learns for certificates only, with no diploma in view",
        "R400, R401"),
};
TYPE(learner, "the learner: an identifier, and facts that rules may need");

static const ek_field training_fields[] = {
    DATE("first_day", 0, "employer", L, "first day of the training contract", NULL),
    DATE("last_day", 0, "employer", L, "last day of the training contract", NULL),
    NUM("credited_months", EK_MONTHS, EK_NOT_NEGATIVE, "chamber", B, "months credited already",
        NULL),
    NUM("shortened_months", EK_MONTHS, EK_NOT_NEGATIVE, "chamber", B,
        "months it was shortened by already", NULL),
    NUM("weekly_hours", EK_HOURS, EK_POSITIVE, "employer", L, "hours of training a week", NULL),
    TEXT("occupation", 0, "employer", L, "the recognised training occupation", NULL),
    TEXT("land", 0, "employer", L, "the federal state in which the training takes place", NULL),
    YES("marks_above_average", 0, "chamber", L,
        "achievements in school and company are above average", NULL),
    YES("intermediate_examination", 0, "chamber", L,
        "took part in the intermediate examination, or in part 1 of the final one", NULL),
    YES("examination_in_two_parts", EK_ABSENT_NONE, "chamber", L,
        "the final examination is held in two parts at different times", NULL),
    YES("exempt_from_part_1", EK_ABSENT_NONE, "chamber", L,
        "the training regulation exempts from part 1 of the final examination", NULL),
    YES("record_submitted", 0, "employer", L, "the training record was signed and submitted", NULL),
    YES("registered", 0, "chamber", B,
        "the training contract is in the register of the competent body", NULL),
};
TYPE(training, "a training under contract, as in Germany");

static const ek_field elective_fields[] = {
    TEXT("title", EK_ID, "provider", L, "title of the elective", NULL),
    NUM("hours", EK_HOURS, EK_NOT_NEGATIVE, "provider", L, "study load in hours", NULL),
    MARK("mark", 0, "provider", L, "its result", NULL),
    TEXT("word", EK_ABSENT_NONE, "provider", L, "its result in words, where there is no mark",
         NULL),
    YES("coincides", EK_ABSENT_NONE, "provider", L, "coincides with a part of the qualification",
        NULL),
    YES("earlier_programme", EK_ABSENT_NONE, "provider", L, "was examined in an earlier programme",
        NULL),
};
TYPE(elective, "an elective part of a Dutch programme");

static const ek_field subject_fields[] = {
    TEXT("name", EK_ID, "provider", L, "name of the generic subject", NULL),
    MARK("school_mark", 0, "provider", L, "mark of the school's own examination", NULL),
    MARK("central_mark", EK_ABSENT_NONE, "examination_body", L, "mark of the central examination",
         NULL),
    YES("taken", 0, "provider", L, "the examination was taken", NULL),
};
TYPE(subject, "a generic subject of a Dutch programme");

static const ek_field programme_fields[] = {
    TEXT("kind", 0, "provider", L, "kind of programme, in the words of the country", NULL),
    DATE("cohort_first_day", 0, "provider", L, "first day of the programme of this cohort", NULL),
    DATE("admitted", 0, "provider", L, "day on which the learner was admitted", NULL),
    NUM("years", EK_YEARS, EK_POSITIVE, "provider", L, "length of the programme", NULL),
    WORD("formation_parts", 0, formation_words, "provider", L,
         "with or without parts for personal formation", NULL),
    TEXT("scale", 0, "provider", R, "scale of the marks of electives and subjects", NULL),
    LIST("electives", 0, ek_type_elective, "provider", "electives and their results", NULL),
    LIST("subjects", 0, ek_type_subject, "provider", "generic subjects and their marks", NULL),
    NUM("entry_year", EK_PLAIN, EK_POSITIVE | EK_ABSENT_NONE, "provider", L,
        "year of the programme in which the learner began, where that was not the first", NULL),
    TEXT("route", EK_ABSENT_NONE, "provider", L,
         "learning route, in the words of the country: bol, bbl, derde_leerweg", "R370"),
};
TYPE(programme, "a school programme, as in the Netherlands and Finland");

static const ek_field mou_fields[] = {
    TEXT("id", EK_ID, "home", R, "code of the memorandum within the case", NULL),
    WORD("kind", 0, mou_words, "home", R, "a framework, or a specific arrangement for transfer",
         "R080, R081"),
    DATE("signed", 0, "home", R, "day of the last signature", NULL),
    DATE("first_day", 0, "home", R, "first day in force", "R084"),
    DATE("last_day", EK_ABSENT_NONE, "home", R, "last day in force", "R084"),
    DATE("transition_last_day", EK_ABSENT_NONE, "home", R,
         "last day on which what began under it may end", NULL),
    DATE("review_day", EK_ABSENT_NONE, "home", R, "day of the next review", "R084"),
    TEXT("replaces", EK_ABSENT_NONE, "home", R,
         "code of the memorandum before it, whose review led to this one", "R196, R197"),
    SET("parties", 0, NULL, "home", R, "institutions that signed", "R078"),
    SET("qualifications", EK_ABSENT_NONE, NULL, "home", R, "qualifications it covers", "R085"),
    SET("units", EK_ABSENT_NONE, NULL, "home", R, "units it covers; none: no list was drawn up",
        "R081"),
    YES("accepts_status", 0, "home", B, "the partners accept each other as competent institutions",
        "R082"),
    YES("accepts_quality_assurance", 0, "home", B, "they accept each other's quality assurance",
        "R083"),
    YES("accepts_assessment", 0, "home", B,
        "they accept each other's criteria and procedures of assessment", "R083"),
    YES("accepts_validation", 0, "home", B, "they accept each other's validation", "R083"),
    YES("accepts_recognition", 0, "home", B, "they accept each other's recognition", "R083"),
    YES("agrees_conditions", 0, "home", B, "they agree on objectives, duration and review", "R084"),
    YES("comparable", 0, "home", B,
        "they agree that the qualifications are comparable, by EQF level", "R085"),
    YES("names_actors", 0, "home", B, "they named the other actors and institutions involved",
        "R086"),
    SET("areas", EK_ABSENT_NONE, NULL, "home", R, "areas of competence it covers", "R085, R205"),
    TEXT("assessment", EK_ABSENT_NONE, "home", R, "who assesses, by which tools, forms and times",
         "R083, R209"),
    SET("adaptable_units", EK_ABSENT_NONE, NULL, "home", R, "units that the partners may adapt",
        "R211"),
};
TYPE(mou, "a memorandum of understanding between competent institutions");

static const ek_field agreement_fields[] = {
    TEXT("id", EK_ID, "home", R, "code of the learning agreement within the case", NULL),
    TEXT("mou", EK_ABSENT_NONE, "home", R, "code of the memorandum it rests on", "R090"),
    TEXT("home", 0, "home", R, "home institution: validates and recognises", "R091, R093"),
    TEXT("host", 0, "home", R, "host institution: teaches and assesses", "R091, R093"),
    TEXT("learner", 0, "home", L, "identifier of the learner", "R092"),
    DATE("signed", 0, "home", R, "day of the last signature", "R090"),
    SET("signed_by", 0, signer_words, "home", L, "who signed", "R089"),
    DATE("first_day", 0, "home", L, "first day of the mobility", "R092"),
    DATE("last_day", 0, "home", L, "last day of the mobility", "R092"),
    SET("outcomes", EK_DERIVED, NULL, "home", L, "codes of the outcomes expected", "R092"),
    LIST("learning_outcomes", EK_HIDDEN, ek_type_outcome, "home", "the outcomes expected", "R092"),
    SET("units", EK_ABSENT_NONE, NULL, "home", L, "codes of the units expected", "R092"),
    NUM("points", EK_POINTS, EK_NOT_NEGATIVE | EK_ABSENT_NONE, "home", R,
        "points that go with them", "R092"),
    YES("recognises_when_achieved", 0, "home", B,
        "the home institution commits itself to validate and recognise what is achieved", "R094"),
    TEXT("assessment", 0, "home", R, "how the outcomes are to be assessed", "R161, R216"),
};
TYPE(agreement, "a learning agreement between home institution, host institution and learner");

static const ek_field stay_fields[] = {
    TEXT("id", EK_ID, "learner", L, "code of the stay within the case", NULL),
    LAND("country", 0, "employer", L, "where", NULL),
    TEXT("host", 0, "employer", L, "company or institution that took the learner", NULL),
    DATE("first_day", 0, "employer", L, "first day abroad", NULL),
    DATE("last_day", 0, "employer", L, "last day abroad", NULL),
    NUM("months", EK_MONTHS, EK_NOT_NEGATIVE | EK_DERIVED, "employer", L,
        "how long, in months; follows from the days", NULL),
    NUM("days", EK_DAYS, EK_COMPUTED, "employer", L, "days from first to last, both counted", NULL),
    NUM("weeks", EK_WEEKS, EK_COMPUTED, "employer", L, "days by seven, exact", NULL),
    YES("plan_agreed", 0, "chamber", B, "a plan was agreed with the competent body", NULL),
    DATE("plan_day", EK_ABSENT_NONE, "chamber", B, "day on which that plan was agreed", "R305"),
};
TYPE(stay, "one period abroad");

static const ek_field unit_fields[] = {
    TEXT("id", EK_REQUIRED | EK_ID, "host", L, "code of the assessed unit within the case", NULL),
    TEXT("title", EK_PERSONAL, "host", L, "title of the unit", "R067"),
    TEXT("code", 0, "host", L, "code in the host's system", NULL),
    SET("outcomes", EK_DERIVED, NULL, "host", L, "codes of the outcomes assessed with success",
        "R101"),
    LIST("learning_outcomes", EK_HIDDEN, ek_type_outcome, "host", "the outcomes themselves",
         "R101"),
    NUM("points", EK_POINTS, EK_NOT_NEGATIVE, "host", L, "points in the host's system", "R101"),
    NUM("national_credit", EK_PLAIN, EK_NOT_NEGATIVE | EK_ABSENT_NONE, "host", L,
        "credit in the host's national system", "R028"),
    TEXT("credit_system", EK_ABSENT_NONE, "host", L, "name of that system", "R117"),
    NUM("hours", EK_HOURS, EK_NOT_NEGATIVE, "host", L, "study load", NULL),
    NUM("weeks", EK_WEEKS, EK_NOT_NEGATIVE, "host", L, "length in weeks", NULL),
    LEVEL("level", 0, "host", L, "level in a national framework or the EQF", "R069"),
    TEXT("framework", 0, "issuer", L, "framework that the award belongs to", NULL),
    MARK("grade", EK_ABSENT_NONE, "host", L, "grade on the host's scale", NULL),
    TEXT("scale", EK_ABSENT_NONE, "host", L, "scale of the grade", NULL),
    WORD("result", 0, result_words, "host", L, "passed or failed", "R100"),
    DATE("assessed", 0, "host", L, "day of the assessment", "R097"),
    TEXT("assessed_by", 0, "host", L, "institution that assessed", "R093, R097"),
    SET("assessors", 0, NULL, "host", L, "who took part in the assessment", "R276"),
    DATE("validated", 0, "home", B, "day of the validation", "R098"),
    TEXT("validated_by", 0, "home", B, "institution that validated", "R098"),
    WORD("context", 0, context_words, "host", L, "formal, non-formal or informal learning", "R004"),
    DATE("valid_until", EK_ABSENT_NONE, "issuer", L, "last day on which the result may be used",
         "R073"),
    YES("formally_certified", 0, "issuer", L, "certified in the official education system", NULL),
    YES("quality_assured", 0, "host", L, "assessed under the host's quality assurance", "R036"),
    TEXT("origin", 0, "learner", L,
         "vocational_qualification, general_upper_secondary, higher_education, other_authority, "
         "abroad, work, hobby",
         NULL),
    WORD("demonstration", 0, result_words, "provider", L, "how a demonstration of skills ended",
         NULL),
    SET("evidence", 0, NULL, "learner", L, "documents that show the learning", "R123, R147"),
    REC("requirements", 0, ek_type_validity, "competent_institution",
        "the requirements under which it was assessed", NULL),
    REF("stay", EK_ABSENT_NONE, ek_type_stay, "learner", "the stay abroad in which it was learnt",
        NULL),
    FIELD("targets", EK_KIND_BY_COUNTRY, EK_PLAIN, EK_ABSENT_NONE | EK_HIDDEN, NULL,
          &ek_type_target_choice, "home", R, "which unit it is put forward for, by country", NULL),
    YES("assessed_as_agreed", 0, "host", L,
        "assessed by the procedures and criteria that the partners agreed", "R048, R100"),
    YES("points_under_review", EK_ABSENT_NONE, "home", B,
        "the home institution reviews the points that go with the unit", "R120"),
    YES("europass_mobility", EK_ABSENT_NONE, "host", L, "shown by a Europass mobility document",
        "R141, R223"),
    YES("micro_credential", EK_ABSENT_NONE, "issuer", L,
        "a micro-credential: the outcomes of a small volume of learning", "R466"),
    DATE("issued", 0, "issuer", L, "day of issue", "R466"),
    TEXT("issued_by", 0, "issuer", L, "awarding body", "R466"),
    LAND("issued_in", 0, "issuer", L, "country of the awarding body", "R466"),
    NUM("ects", EK_PLAIN, EK_NOT_NEGATIVE | EK_ABSENT_NONE, "issuer", L,
        "credits of higher education (ECTS) that state the workload; never points or hours",
        "R423, R467"),
    TEXT("assessment", 0, "issuer", L, "type of assessment", "R466"),
    TEXT("participation", 0, "issuer", L, "form of participation: in presence, online, mixed",
         "R466"),
};
TYPE(unit, "a unit of learning outcomes that was assessed, or learning outside school that is put "
           "forward");

static const ek_field transcript_fields[] = {
    TEXT("id", EK_ID, "host", L, "code of the transcript within the case", NULL),
    TEXT("issuer", 0, "host", L, "institution that issued it", "R101"),
    LAND("country", 0, "host", L, "country of the issuer", NULL),
    TEXT("learner", 0, "host", L, "identifier of the learner", "R101"),
    DATE("issued", 0, "host", L, "day of issue", NULL),
    LIST("units", 0, ek_type_unit, "host", "the assessed units", "R101"),
};
TYPE(transcript, "a personal transcript: assessed outcomes, units and points of one learner");

static const ek_field examination_fields[] = {
    TEXT("id", EK_ID, "examination_body", L, "code of the examination within the case", NULL),
    TEXT("name", 0, "examination_body", L, "which examination", NULL),
    DATE("taken", 0, "examination_body", L, "day of the examination", NULL),
    WORD("result", 0, result_words, "examination_body", L, "passed or failed", NULL),
    MARK("mark", EK_ABSENT_NONE, "examination_body", L, "its mark", NULL),
    TEXT("scale", EK_ABSENT_NONE, "examination_body", R, "scale of the mark", NULL),
    LEVEL("level", EK_ABSENT_NONE, "examination_body", L, "level of the examination", NULL),
};
TYPE(examination, "a result of an examination");

static const ek_field target_fields[] = {
    REC("qualification", EK_FILE, ek_type_qualification, "home",
        "the qualification meant in this country", "R075"),
    TEXT("mode", EK_ABSENT_NONE | EK_HIDDEN, "home", R,
         "which of the modes of that file (suoritustapa)", NULL),
};
TYPE(target, "what a case aims at in one country");

static const ek_field unit_target_fields[] = {
    TEXT("unit", 0, "home", R, "code of the unit in the target qualification", NULL),
    TEXT("title", EK_PERSONAL, "home", R, "its title", NULL),
    WORD("kind", 0, component_words, "home", R, "unit, sub-area, or another part", NULL),
    SET("outcomes", 0, NULL, "home", R, "codes of its learning outcomes", NULL),
    NUM("points", EK_POINTS, EK_NOT_NEGATIVE, "home", R, "its points in the target qualification",
        "R099"),
    LEVEL("level", 0, "home", R, "its level", NULL),
    SET("accepts", 0, NULL, "home", R, "codes of other studies that may count as it", NULL),
};
TYPE(unit_target, "what a claimed unit is to count for");

static const ek_field target_choice_fields[] = {
    TEXT("unit", EK_REQUIRED, "home", R, "code of the unit in the country's target qualification",
         NULL),
};
TYPE(target_choice, "which unit of a country's target qualification is meant");

static const ek_field unit_claim_fields[] = {
    TEXT("id", EK_ID, "learner", L, "code of the claim; that of the unit when absent", NULL),
    SET("only_in", EK_ABSENT_NONE | EK_HIDDEN, NULL, "learner", L,
        "countries that the claim is made in; none: everywhere", NULL),
    REF("unit", EK_EMBED, ek_type_unit, "learner", "the assessed unit that is claimed", NULL),
    REC("target", EK_HIDDEN, ek_type_unit_target, "home", "what it is to count for", NULL),
    FIELD("targets", EK_KIND_BY_COUNTRY, EK_PLAIN, EK_ABSENT_NONE | EK_HIDDEN, NULL,
          &ek_type_target_choice, "home", R, "what it is to count for, by country", NULL),
};
TYPE(unit_claim, "a claim that an assessed unit is to count");

static const ek_field abroad_fields[] = {
    TEXT("id", EK_ID, "learner", L, "code of the claim", NULL),
    SET("only_in", EK_ABSENT_NONE | EK_HIDDEN, NULL, "learner", L,
        "countries that the claim is made in; none: everywhere", NULL),
    YES("serves_goal", 0, "employer", L, "the stay serves the goal of the training", NULL),
    YES("employer_agrees", 0, "employer", L, "the employer agrees", NULL),
    LIST("stays", EK_REFERENCE, ek_type_stay, "employer", "the stays abroad, all together", NULL),
};
TYPE(abroad, "a claim that time abroad is to count as training");

#define APPLICATION                                                                                \
    TEXT("id", EK_ID, "learner", L, "code of the claim", NULL),                                    \
        SET("only_in", EK_ABSENT_NONE | EK_HIDDEN, NULL, "learner", L,                             \
            "countries that the claim is made in; none: everywhere", NULL),                        \
        DATE("applied", 0, "learner", L, "day of the application", NULL),                          \
        SET("applied_by", 0, NULL, "learner", L, "who applied: apprentice, employer", NULL)

static const ek_field crediting_fields[] = {
    APPLICATION,
    NUM("months_asked", EK_MONTHS, EK_POSITIVE, "learner", L, "months that are to be credited",
        NULL),
    TEXT("land", 0, "learner", L, "federal state whose ordinance applies", NULL),
    TEXT("programme", 0, "school", L, "school programme that is to be credited", NULL),
    NUM("ordinance_months", EK_MONTHS, EK_NOT_NEGATIVE, "chamber", R,
        "most months that an ordinance credits; none: there is no ordinance", NULL),
};
TYPE(crediting, "a claim that earlier learning is to be credited to the length of a training");

static const ek_field shortening_fields[] = {
    APPLICATION,
    NUM("months_asked", EK_MONTHS, EK_POSITIVE | EK_ABSENT_NONE, "learner", L,
        "months it is to be shortened by; none: as much as the law gives", NULL),
};
TYPE(shortening, "a claim that a training is to be shortened");

static const ek_field part_time_fields[] = {
    APPLICATION,
    NUM("cut", EK_PLAIN, EK_POSITIVE, "employer", L, "share of the weekly time that is cut", NULL),
    NUM("shortened_by", EK_MONTHS, EK_NOT_NEGATIVE, "chamber", L, "months it is shortened by",
        NULL),
};
TYPE(part_time, "a claim to train in part time");

static const ek_field admission_fields[] = {
    APPLICATION,
    WORD("route", 0, route_words, "learner", L,
         "external, early, regular, from a school programme, a repetition; or to the examination "
         "of master craftsmen",
         NULL),
    SET("evidence", 0, NULL, "learner", L, "certificates and other proof", NULL),
    DATE("examination_day", 0, "chamber", B, "day of the examination", NULL),
    NUM("attempts", EK_PLAIN, EK_NOT_NEGATIVE, "chamber", L,
        "how often the examination was taken before, without success", NULL),
    NUM("months_since_certificate", EK_MONTHS, EK_NOT_NEGATIVE, "chamber", L,
        "work in the occupation since the certificate of competence was received, in months", NULL),
};
TYPE(admission, "a claim to be admitted to an examination");

static const ek_field establishment_fields[] = {
    APPLICATION,
    SET("evidence", 0, NULL, "learner", L, "certificates and other proof", NULL),
    YES("in_training", 0, "learner", L, "is in training in the reference occupation", NULL),
    WORD("stage", EK_ABSENT_NONE, stage_words, "learner", L,
         "a first application, the supplement of a finding, or an application again, after a "
         "rejection or after a finding",
         NULL),
    WORD("sought", EK_ABSENT_NONE, sought_words, "learner", L,
         "how far the competence is to be found comparable", NULL),
    DATE("notified", 0, "chamber", B, "day on which the earlier decision was made known", NULL),
    YES("supplemented_before", 0, "chamber", L, "the finding was supplemented already", NULL),
    YES("new_facts", 0, "learner", L, "there are facts that the earlier decision did not know",
        NULL),
};
TYPE(establishment, "a claim to have competence established that was acquired outside school");

static const ek_field difference_fields[] = {
    TEXT("id", EK_ID, "chamber", L, "code of the difference within the case", NULL),
    TEXT("about", 0, "chamber", L, "what differs: content or duration of what", NULL),
};
TYPE(difference, "a difference between a foreign and the domestic qualification");

static const ek_field equivalence_fields[] = {
    APPLICATION,
    TEXT("certificate", 0, "learner", L, "the foreign certificate of training", NULL),
    LIST("differences", 0, ek_type_difference, "chamber", "differences found in comparison", NULL),
};
TYPE(equivalence, "a claim that a foreign qualification is equivalent");

static const ek_field exemption_fields[] = {
    TEXT("id", EK_ID, "learner", L, "code of the claim", NULL),
    SET("only_in", EK_ABSENT_NONE | EK_HIDDEN, NULL, "learner", L,
        "countries that the claim is made in; none: everywhere", NULL),
    YES("requested", EK_ABSENT_NONE, "learner", L,
        "the learner asked for it; a request that stands nowhere was not made", NULL),
    REF("unit", EK_ABSENT_NONE | EK_HIDDEN, ek_type_unit, "learner",
        "the assessed unit that it rests on", NULL),
    TEXT("part", 0, "learner", R, "part of the examination", NULL),
    YES("generic", 0, "provider", R, "the part is a generic subject", NULL),
    SET("part_outcomes", 0, NULL, "provider", R, "codes of the outcomes that the part asks for",
        NULL),
    SET("outcomes", EK_DERIVED, NULL, "issuer", L, "codes of the outcomes that were shown", NULL),
    NUM("required_level", EK_PLAIN, EK_NOT_NEGATIVE, "provider", R,
        "level at which the part is examined", NULL),
    NUM("earlier_level", EK_PLAIN, EK_NOT_NEGATIVE, "issuer", L, "level of the earlier examination",
        NULL),
    TEXT("earlier_exam", 0, "issuer", L, "earlier examination: mbo, havo, vwo, …", NULL),
    MARK("earlier_mark", EK_ABSENT_NONE, "issuer", L, "mark of the earlier examination", NULL),
    TEXT("scale", EK_ABSENT_NONE, "issuer", R, "scale of that mark", NULL),
    TEXT("examination", EK_ABSENT_NONE, "provider", R,
         "which examination: further_training, master, higher_education; none: that of the target "
         "qualification",
         NULL),
    DATE("registered", 0, "chamber", L, "day of the registration for the examination", NULL),
    DATE("earlier_passed", 0, "issuer", L,
         "day on which it was made known that the earlier examination was passed", NULL),
    YES("earlier_body_recognised", 0, "issuer", L,
        "the earlier examination was held by a public or state-recognised body", NULL),
    YES("agreed_beforehand", 0, "home", B, "the home institution agreed before the start", NULL),
    NUM("ects", EK_PLAIN, EK_NOT_NEGATIVE, "host", L,
        "credits of higher education (ECTS); never hours or points of vocational education", NULL),
};
TYPE(exemption, "a claim to be exempt from a part of an examination");

static const ek_field certificate_fields[] = {
    TEXT("id", EK_ID, "learner", L, "code of the claim", NULL),
    SET("only_in", EK_ABSENT_NONE | EK_HIDDEN, NULL, "learner", L,
        "countries that the claim is made in; none: everywhere", NULL),
    REF("unit", EK_ABSENT_NONE | EK_HIDDEN, ek_type_unit, "learner",
        "the assessed unit that it rests on", NULL),
    TEXT("part", 0, "learner", R, "part of the qualification", NULL),
    MARK("result", 0, "provider", L, "result of the part", NULL),
    TEXT("scale", 0, "provider", R, "scale of that result", NULL),
    SET("evidence", 0, NULL, "learner", L,
        "documents that show the learning: validation_certificate, …", NULL),
    YES("designated", 0, "register", R, "the law attaches a certificate to this part", NULL),
};
TYPE(certificate, "a claim to a certificate for a part of a qualification");

static const ek_field part_fields[] = {
    TEXT("unit", EK_REQUIRED | EK_ID, "register", L, "code of the unit", NULL),
    TEXT("kind", 0, "register", L,
         "unit, sub_area, local_unit, other_qualification, further_studies, …", NULL),
    NUM("points", EK_POINTS, EK_NOT_NEGATIVE, "register", L, "its points in the qualification",
        NULL),
    MARK("grade", EK_ABSENT_NONE, "register", L, "its grade", NULL),
    WORD("result", 0, result_words, "provider", L, "passed or failed, where it was judged in words",
         NULL),
    MARK("raised_grade", EK_ABSENT_NONE, "register", L,
         "the grade of a later assessment that was to raise it", NULL),
    TEXT("word", EK_ABSENT_NONE, "provider", L, "its result in words, where there is no mark",
         NULL),
};
TYPE(part, "a part that was passed or recognised");

static const ek_field completion_fields[] = {
    TEXT("id", EK_ID, "learner", L, "code of the claim", NULL),
    SET("only_in", EK_ABSENT_NONE | EK_HIDDEN, NULL, "learner", L,
        "countries that the claim is made in; none: everywhere", NULL),
    DATE("completed", 0, "provider", L, "day on which the last part was completed", NULL),
    WORD("final_exam", 0, result_words, "chamber", L, "how the final examination ended", NULL),
    WORD("placement", 0, completed_words, "provider", L, "the placement in a company", NULL),
    TEXT("scale", EK_ABSENT_NONE, "provider", R, "scale of the grades of the parts", NULL),
    LIST("parts", 0, ek_type_part, "register", "parts passed or recognised", NULL),
};
TYPE(completion, "a claim that the whole qualification is reached");

static const ek_field extension_fields[] = {
    APPLICATION,
    NUM("months_asked", EK_MONTHS, EK_POSITIVE, "learner", L, "months it is to last longer", NULL),
    YES("employer_heard", 0, "chamber", B, "the employer was heard", NULL),
    YES("after_failure", EK_ABSENT_NONE, "learner", L,
        "to the next repetition of a final examination that was failed", NULL),
};
TYPE(extension, "a claim that a training is to last longer");

static const ek_field review_fields[] = {
    APPLICATION,
    WORD("stage", 0, review_words, "learner", L,
         "asked of the assessors or of the committee; an appeal or an objection", NULL),
    DATE("notified", 0, "provider", B,
         "day on which the learner could see the result and how the criteria were applied", NULL),
    NUM("days", EK_DAYS, EK_COMPUTED, "provider", L,
        "days from the notification to the application; the first is not counted", NULL),
    YES("was_assessed", 0, "provider", L, "the part was assessed, not taken over as it is", NULL),
};
TYPE(review, "a claim that an assessment is to be looked at again");

#define CLAIM(n, m)                                                                                \
    FIELD(#n, EK_KIND_LIST, EK_PLAIN, EK_ABSENT_EMPTY | EK_ONE_OR_MANY | EK_HIDDEN, NULL,          \
          &ek_type_##n, "learner", L, m, NULL)

static const ek_field claims_fields[] = {
    FIELD("unit", EK_KIND_LIST, EK_PLAIN, EK_ABSENT_EMPTY | EK_ONE_OR_MANY | EK_HIDDEN, NULL,
          &ek_type_unit_claim, "learner", L, "units that are to count", NULL),
    CLAIM(abroad, "time abroad that is to count as training"),
    CLAIM(crediting, "earlier learning that is to be credited"),
    CLAIM(shortening, "a training that is to be shortened"),
    CLAIM(part_time, "training in part time"),
    CLAIM(admission, "admission to an examination"),
    CLAIM(establishment, "competence that is to be established"),
    CLAIM(equivalence, "a foreign qualification that is to be equivalent"),
    CLAIM(exemption, "parts of an examination to be exempt from"),
    CLAIM(certificate, "certificates for parts of a qualification"),
    CLAIM(completion, "a qualification that is reached"),
    CLAIM(extension, "a training that is to last longer"),
    CLAIM(review, "an assessment that is to be looked at again"),
};
TYPE(claims, "what is claimed; each country may add claims that arise from the facts");

static const ek_field ruling_fields[] = {
    TEXT("question", EK_REQUIRED, "body", B, "name of the question, as questions.yaml declares it",
         NULL),
    TEXT("about", EK_ABSENT_NONE, "body", B, "id of what it is about; none: the only one there is",
         NULL),
    LAND("country", EK_ABSENT_NONE, "body", B,
         "country whose question it is; none: any that asks it", NULL),
    FIELD("answer", EK_KIND_ANSWER, EK_PLAIN, 0, NULL, NULL, "body", B, "what was decided", NULL),
    TEXT("by", EK_PERSONAL, "body", B, "name of the body", NULL),
    TEXT("role", EK_REQUIRED, "body", B, "which body of the country it is: chamber, assessors, …",
         NULL),
    DATE("date", EK_REQUIRED, "body", B, "day of the decision", NULL),
    TEXT("ground", EK_PERSONAL, "body", B, "why", NULL),
    SET("evidence", EK_ABSENT_NONE, NULL, "body", B, "documents that were looked at", NULL),
};
TYPE(ruling, "what a competent body decided");

static const ek_field case_fields[] = {
    TEXT("id", EK_REQUIRED | EK_ID, "learner", L, "identifier of the case", NULL),
    TEXT("title", EK_PERSONAL | EK_HIDDEN, "learner", L, "the case in a few words", NULL),
    LAND("home_country", 0, "home", L, "country whose institution validates and recognises", NULL),
    LAND("host_country", 0, "home", L, "country in which it was learnt", NULL),
    DATE("applied", 0, "learner", L, "day on which recognition was applied for", NULL),
    DATE("decided", 0, "home", B, "day of the decision", NULL),
    REC("learner", 0, ek_type_learner, "learner", "the learner", NULL),
    REC("qualification", EK_FILE, ek_type_qualification, "home",
        "the target qualification, where `targets` names none for a country", "R075"),
    FIELD("targets", EK_KIND_BY_COUNTRY, EK_PLAIN, EK_ABSENT_NONE | EK_HIDDEN, NULL,
          &ek_type_target, "home", R, "what the case aims at, by country", "R075"),
    REC("training", 0, ek_type_training, "employer", "the training under contract", NULL),
    REC("programme", 0, ek_type_programme, "provider", "the programme at school", NULL),
    REC("mou", EK_FILE, ek_type_mou, "home", "the memorandum of understanding", "R080"),
    REC("agreement", EK_FILE, ek_type_agreement, "home", "the learning agreement", "R089"),
    LIST("institutions", EK_ABSENT_NONE, ek_type_institution, "home",
         "institutions that the documents name", "R047"),
    LIST("transcripts", EK_FILE | EK_HIDDEN, ek_type_transcript, "host", "personal transcripts",
         "R101"),
    LIST("other_learning", EK_HIDDEN, ek_type_unit, "learner",
         "non-formal and informal learning that is put forward", "R013, R087"),
    LIST("stays", EK_HIDDEN, ek_type_stay, "employer", "periods abroad", NULL),
    LIST("examinations", EK_HIDDEN, ek_type_examination, "examination_body",
         "results of examinations", NULL),
    FIELD("claims", EK_KIND_RECORD, EK_PLAIN, EK_EMBED | EK_HIDDEN, NULL, &ek_type_claims,
          "learner", L, "what is claimed", NULL),
    LIST("rulings", EK_ABSENT_EMPTY | EK_HIDDEN, ek_type_ruling, "body",
         "what competent bodies decided", NULL),
    YES("for_regulated_profession", EK_ABSENT_NONE, "learner", L,
        "it is to open a profession that the law regulates", "R023, R024"),
    NUM("months_left_before", EK_MONTHS, EK_NOT_NEGATIVE | EK_ABSENT_NONE, "provider", L,
        "months the training or programme would still last without recognition", "R350"),
    NUM("months_left_after", EK_MONTHS, EK_NOT_NEGATIVE | EK_ABSENT_NONE, "provider", L,
        "months it still lasts with recognition", "R350"),
};
TYPE(case, "one learner's claim, with everything it rests on");

const ek_record_type *const ek_all_types[] = {
    &ek_type_case,       &ek_type_learner,       &ek_type_work,        &ek_type_earlier,
    &ek_type_target,     &ek_type_qualification, &ek_type_component,   &ek_type_outcome,
    &ek_type_validity,   &ek_type_institution,   &ek_type_training,    &ek_type_programme,
    &ek_type_elective,   &ek_type_subject,       &ek_type_mou,         &ek_type_agreement,
    &ek_type_transcript, &ek_type_unit,          &ek_type_stay,        &ek_type_examination,
    &ek_type_claims,     &ek_type_unit_claim,    &ek_type_unit_target, &ek_type_target_choice,
    &ek_type_abroad,     &ek_type_crediting,     &ek_type_shortening,  &ek_type_part_time,
    &ek_type_admission,  &ek_type_establishment, &ek_type_equivalence, &ek_type_difference,
    &ek_type_exemption,  &ek_type_certificate,   &ek_type_completion,  &ek_type_part,
    &ek_type_extension,  &ek_type_review,        &ek_type_ruling,      NULL};
/* clang-format on */
