/* How a population is: what is stated how often, and what it then is.
 *
 * These are assumptions, not statistics: chosen so that every kind of claim, verdict and reason is
 * met in some thousand cases, and written in one place so that they can be argued about. A field
 * that has no row here is like others of its kind (the last function). */
#include "desk/population.h"

#include <string.h>

#define VALUES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define DAY(field, stated, anchor, least, most)                                                    \
    {                                                                                              \
        field, stated, 0, EK_ANCHOR_##anchor, least, most, NULL                                    \
    }
#define NUMBER(field, stated, least, most)                                                         \
    {                                                                                              \
        field, stated, 0, EK_ANCHOR_NONE, least, most, NULL                                        \
    }
#define YES(field, stated, likely)                                                                 \
    {                                                                                              \
        field, stated, likely, EK_ANCHOR_NONE, 0, 0, NULL                                          \
    }
#define WORDS(field, stated, likely)                                                               \
    {                                                                                              \
        field, stated, likely, EK_ANCHOR_NONE, 0, 0, NULL                                          \
    }
#define MANY(field, stated, least, most)                                                           \
    {                                                                                              \
        field, stated, 0, EK_ANCHOR_NONE, least, most, NULL                                        \
    }
#define NEVER(field)                                                                               \
    {                                                                                              \
        field, 0, 0, EK_ANCHOR_NONE, 0, 0, NULL                                                    \
    }
#define TEXTS(field, stated, likely, ...)                                                          \
    {                                                                                              \
        field, stated, likely, EK_ANCHOR_NONE, 1, 2, VALUES(__VA_ARGS__)                           \
    }

/* clang-format off: one field a line */
static const ek_frequency table[] = {
    YES("case.for_regulated_profession", 50, 100),
    TEXTS("learner.person", 900, 1000, "apprentice", "student", "employee", "job seeker"),
    DAY("learner.birth_date", 970, BIRTH, 0, 0),
    YES("learner.in_compulsory_education", 850, 50),
    YES("learner.holds_reference_qualification", 700, 80),
    YES("learner.disabled", 100, 300),
    YES("learner.left_without_start_qualification", 200, 100),
    YES("learner.aims_at_certificates_only", 200, 100),
    MANY("learner.work", 700, 1, 3),
    MANY("learner.earlier", 600, 1, 2),
    DAY("work.first_day", 970, APPLIED, -5500, -400),
    DAY("work.last_day", 900, FIRST_DAY, 90, 3000),
    NUMBER("work.months", 0, 1, 120),
    YES("work.in_occupation", 900, 800),
    NUMBER("work.weekly_hours", 800, 10, 40),
    NUMBER("work.hours", 400, 200, 8000),
    NEVER("earlier.first_day"),
    NEVER("earlier.last_day"),
    NUMBER("earlier.regular_months", 500, 24, 42),
    DAY("earlier.ended", 900, BEGIN, -2500, -1),
    NUMBER("earlier.months", 900, 6, 36),
    WORDS("earlier.result", 950, 850),
    MANY("target.qualification", 970, 1, 1),
    NUMBER("qualification.prescribed_months", 950, 18, 42),
    NUMBER("qualification.reference_years", 700, 1, 4),
    NUMBER("qualification.points", 900, 180, 240),
    NUMBER("qualification.hours", 500, 1600, 6400),
    DAY("qualification.first_day", 900, BEGIN, -2500, -1),
    DAY("qualification.last_day", 150, BEGIN, 200, 2500),
    DAY("qualification.transition_last_day", 100, BEGIN, 400, 3500),
    NEVER("qualification.compared_with"),
    MANY("qualification.components", 950, 1, EK_UNITS_MOST),
    WORDS("component.kind", 950, 900),
    NUMBER("component.points", 900, 5, 30),
    NEVER("component.learning_outcomes"),
    NEVER("component.validity"),
    NEVER("component.qualifications"),
    YES("component.mandatory", 700, 700),
    DAY("validity.first_day", 950, BEGIN, -2500, -1),
    DAY("validity.last_day", 150, BEGIN, 200, 2500),
    DAY("validity.transition_last_day", 100, BEGIN, 400, 3500),
    TEXTS("institution.name", 500, 1000, "A competent institution"),
    YES("institution.quality_assured", 900, 930),
    DAY("training.first_day", 970, BEGIN, 0, 0),
    DAY("training.last_day", 950, FIRST_DAY, 700, 1280),
    NUMBER("training.credited_months", 400, 0, 12),
    NUMBER("training.shortened_months", 400, 0, 12),
    NUMBER("training.weekly_hours", 800, 20, 40),
    YES("training.marks_above_average", 800, 400),
    YES("training.intermediate_examination", 850, 900),
    YES("training.examination_in_two_parts", 300, 600),
    YES("training.exempt_from_part_1", 50, 500),
    YES("training.record_submitted", 850, 900),
    YES("training.registered", 900, 950),
    DAY("programme.cohort_first_day", 950, BEGIN, 0, 0),
    DAY("programme.admitted", 900, BEGIN, -90, 10),
    NUMBER("programme.years", 950, 1, 4),
    NUMBER("programme.entry_year", 200, 2, 3),
    MANY("programme.electives", 800, 1, 4),
    MANY("programme.subjects", 850, 1, 4),
    NUMBER("elective.hours", 950, 120, 480),
    YES("elective.coincides", 100, 50),
    YES("elective.earlier_programme", 100, 300),
    YES("subject.taken", 900, 950),
    WORDS("mou.kind", 900, 500),
    DAY("mou.signed", 950, AWAY, -900, -10),
    DAY("mou.first_day", 950, AWAY, -880, -1),
    DAY("mou.last_day", 500, AWAY, -30, 1500),
    DAY("mou.transition_last_day", 150, AWAY, 300, 2000),
    DAY("mou.review_day", 500, AWAY, 100, 1500),
    TEXTS("mou.parties", 950, 1000, "home-school", "host-company"),
    YES("mou.accepts_status", 950, 970),
    YES("mou.accepts_quality_assurance", 950, 970),
    YES("mou.accepts_assessment", 950, 960),
    YES("mou.accepts_validation", 950, 960),
    YES("mou.accepts_recognition", 950, 960),
    YES("mou.agrees_conditions", 950, 970),
    YES("mou.comparable", 950, 960),
    YES("mou.names_actors", 950, 960),
    TEXTS("agreement.home", 970, 1000, "home-school"),
    TEXTS("agreement.host", 970, 1000, "host-company"),
    DAY("agreement.signed", 950, AWAY, -90, 5),
    DAY("agreement.first_day", 950, AWAY, -3, 3),
    DAY("agreement.last_day", 950, FIRST_DAY, 14, 300),
    YES("agreement.recognises_when_achieved", 950, 950),
    NEVER("agreement.learning_outcomes"),
    DAY("stay.first_day", 980, AWAY, 0, 0),
    DAY("stay.last_day", 970, FIRST_DAY, 10, 330),
    NUMBER("stay.months", 0, 1, 12),
    YES("stay.plan_agreed", 850, 750),
    DAY("stay.plan_day", 100, AWAY, -60, 10),
    DAY("transcript.issued", 950, ASSESSED, 1, 90),
    MANY("transcript.units", 1000, 1, EK_UNITS_MOST),
    NEVER("unit.learning_outcomes"),
    NUMBER("unit.points", 900, 2, 40),
    NUMBER("unit.hours", 600, 40, 960),
    NUMBER("unit.weeks", 500, 2, 40),
    WORDS("unit.result", 970, 930),
    DAY("unit.assessed", 960, ASSESSED, 0, 0),
    TEXTS("unit.assessed_by", 950, 900, "host-company"),
    DAY("unit.validated", 850, ASSESSED, 1, 60),
    TEXTS("unit.validated_by", 850, 900, "home-school"),
    WORDS("unit.context", 970, 800),
    DAY("unit.valid_until", 150, APPLIED, -200, 1500),
    YES("unit.formally_certified", 800, 700),
    YES("unit.quality_assured", 900, 930),
    WORDS("unit.demonstration", 500, 850),
    YES("unit.assessed_as_agreed", 900, 920),
    YES("unit.points_under_review", 50, 200),
    YES("unit.europass_mobility", 100, 300),
    YES("unit.micro_credential", 100, 100),
    MANY("unit.targets", 850, 1, 1),
    MANY("unit_claim.targets", 950, 1, 1),
    MANY("unit.stay", 700, 1, 1),
    DAY("examination.taken", 950, ASSESSED, 0, 60),
    WORDS("examination.result", 950, 850),
    YES("abroad.serves_goal", 930, 930),
    YES("abroad.employer_agrees", 930, 950),
    NUMBER("crediting.months_asked", 940, 3, 24),
    NUMBER("crediting.ordinance_months", 500, 0, 18),
    NUMBER("shortening.months_asked", 700, 1, 18),
    NUMBER("part_time.shortened_by", 500, 0, 12),
    NUMBER("part_time.cut", 950, 0, 1),
    NUMBER("admission.attempts", 900, 0, 3),
    NUMBER("admission.months_since_certificate", 500, 0, 36),
    DAY("admission.examination_day", 950, APPLIED, 10, 300),
    YES("establishment.in_training", 850, 100),
    DAY("establishment.notified", 300, APPLIED, -900, -5),
    MANY("equivalence.differences", 900, 0, 3),
    YES("exemption.requested", 930, 900),
    YES("exemption.generic", 800, 400),
    NUMBER("exemption.required_level", 700, 1, 4),
    NUMBER("exemption.earlier_level", 700, 1, 4),
    DAY("exemption.registered", 700, APPLIED, -60, 60),
    DAY("exemption.earlier_passed", 800, APPLIED, -4500, -30),
    NUMBER("exemption.ects", 300, 1, 30),
    YES("certificate.designated", 850, 800),
    DAY("completion.completed", 950, APPLIED, -60, 0),
    WORDS("completion.final_exam", 900, 850),
    WORDS("completion.placement", 900, 900),
    MANY("completion.parts", 970, 1, EK_UNITS_MOST),
    NUMBER("part.points", 950, 5, 45),
    WORDS("part.result", 700, 900),
    NUMBER("extension.months_asked", 950, 1, 12),
    YES("extension.employer_heard", 900, 850),
    DAY("review.notified", 950, APPLIED, -40, -1),
    YES("review.was_assessed", 900, 900),
    DAY("crediting.applied", 950, APPLIED, -60, 0),
    DAY("shortening.applied", 950, APPLIED, -60, 0),
    DAY("part_time.applied", 950, APPLIED, -60, 0),
    DAY("admission.applied", 950, APPLIED, -60, 0),
    DAY("establishment.applied", 950, APPLIED, -60, 0),
    DAY("equivalence.applied", 950, APPLIED, -60, 0),
    DAY("extension.applied", 950, APPLIED, -60, 0),
    DAY("review.applied", 950, APPLIED, -30, 0),
    TEXTS("crediting.applied_by", 950, 900, "apprentice", "employer"),
    TEXTS("shortening.applied_by", 950, 900, "apprentice", "employer"),
    TEXTS("part_time.applied_by", 950, 900, "apprentice", "employer"),
    TEXTS("admission.applied_by", 950, 900, "apprentice"),
    TEXTS("extension.applied_by", 950, 900, "apprentice"),
    NEVER("unit.national_credit"),
    NEVER("unit.credit_system"),
    NEVER("component.national_credit"),
    NEVER("component.credit_system"),
    NEVER("component.importance"),
    NEVER("component.complexity"),
    NEVER("component.effort"),
    NEVER("institution.legal_id"),
    NEVER("learner.name"),
    NEVER("work.employer"),
    NEVER("earlier.title"),
};
/* clang-format on */

static const ek_frequency kinds[] = {
    [EK_KIND_YES] = YES("", 900, 800),
    [EK_KIND_NUMBER] = NUMBER("", 850, 1, 12),
    [EK_KIND_MARK] = NUMBER("", 800, 1, 10),
    [EK_KIND_DATE] = DAY("", 900, APPLIED, -700, 0),
    [EK_KIND_TEXT] = {"", 850, 250, EK_ANCHOR_NONE, 1, 2, NULL},
    [EK_KIND_WORD] = WORDS("", 900, 600),
    [EK_KIND_COUNTRY] = MANY("", 950, 1, 1),
    [EK_KIND_SET] = MANY("", 850, 1, 3),
    [EK_KIND_LEVEL] = MANY("", 750, 1, 1),
    [EK_KIND_RECORD] = MANY("", 700, 1, 1),
    [EK_KIND_LIST] = MANY("", 700, 1, 2),
    [EK_KIND_BY_COUNTRY] = MANY("", 850, 1, 1),
    [EK_KIND_TREE] = MANY("", 300, 1, 1),
    [EK_KIND_ANSWER] = MANY("", 980, 1, 1),
};

ek_frequency ek_frequency_of(const ek_record_type *type, const ek_field *field)
{
    size_t size = strlen(type->name), i;
    ek_frequency found = kinds[field->kind];

    for (i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strncmp(table[i].field, type->name, size) == 0 && table[i].field[size] == '.' &&
            strcmp(table[i].field + size + 1, field->name) == 0)
            return table[i];
    found.field = field->name;
    if (field->flags & EK_ABSENT_NONE)
        found.stated = (uint16_t)(found.stated / 2);
    return found;
}
