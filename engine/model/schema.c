/* Looking things up in the schema table: scopes, fields, paths, nearest right names.
 *
 * All of it reads constants; nothing is kept. Names are few, so every search is a plain walk. */
#include "model/schema.h"

#include <assert.h>
#include <string.h>

#define MAX_NAMES 96 /* fields of the largest record with those of its embedded ones */

/* The last number of a scope of many things is the slot of its list: abroad.stays and so on. It is
 * a number because this is a constant; a test holds it against the names. */
static const ek_scope_info scopes[EK_SCOPE_COUNT] = {
    [EK_SCOPE_CASE] = {"case", EK_SCOPE_ONE, &ek_type_case, EK_SCOPE_NONE, 0, "the case"},
    [EK_SCOPE_LEARNER] = {"learner", EK_SCOPE_ONE, &ek_type_learner, EK_SCOPE_NONE, 0,
                          "the learner"},
    [EK_SCOPE_QUALIFICATION] = {"qualification", EK_SCOPE_ONE, &ek_type_qualification,
                                EK_SCOPE_NONE, 0, "the qualification meant in this country"},
    [EK_SCOPE_TRAINING] = {"training", EK_SCOPE_ONE, &ek_type_training, EK_SCOPE_NONE, 0,
                           "the training under contract"},
    [EK_SCOPE_PROGRAMME] = {"programme", EK_SCOPE_ONE, &ek_type_programme, EK_SCOPE_NONE, 0,
                            "the programme at school"},
    [EK_SCOPE_MOU] = {"mou", EK_SCOPE_ONE, &ek_type_mou, EK_SCOPE_NONE, 0,
                      "the memorandum of understanding"},
    [EK_SCOPE_AGREEMENT] = {"agreement", EK_SCOPE_ONE, &ek_type_agreement, EK_SCOPE_NONE, 0,
                            "the learning agreement"},
    [EK_SCOPE_UNIT] = {"unit", EK_SCOPE_CLAIM, &ek_type_unit_claim, EK_SCOPE_NONE, 0,
                       "an assessed unit that is to count"},
    [EK_SCOPE_ABROAD] = {"abroad", EK_SCOPE_CLAIM, &ek_type_abroad, EK_SCOPE_NONE, 0,
                         "time abroad that is to count as training"},
    [EK_SCOPE_CREDITING] = {"crediting", EK_SCOPE_CLAIM, &ek_type_crediting, EK_SCOPE_NONE, 0,
                            "earlier learning that is to be credited"},
    [EK_SCOPE_SHORTENING] = {"shortening", EK_SCOPE_CLAIM, &ek_type_shortening, EK_SCOPE_NONE, 0,
                             "a training that is to be shortened"},
    [EK_SCOPE_PART_TIME] = {"part_time", EK_SCOPE_CLAIM, &ek_type_part_time, EK_SCOPE_NONE, 0,
                            "training in part time"},
    [EK_SCOPE_ADMISSION] = {"admission", EK_SCOPE_CLAIM, &ek_type_admission, EK_SCOPE_NONE, 0,
                            "admission to an examination"},
    [EK_SCOPE_ESTABLISHMENT] = {"establishment", EK_SCOPE_CLAIM, &ek_type_establishment,
                                EK_SCOPE_NONE, 0, "competence that is to be established"},
    [EK_SCOPE_EQUIVALENCE] = {"equivalence", EK_SCOPE_CLAIM, &ek_type_equivalence, EK_SCOPE_NONE, 0,
                              "a foreign qualification that is to be equivalent"},
    [EK_SCOPE_EXEMPTION] = {"exemption", EK_SCOPE_CLAIM, &ek_type_exemption, EK_SCOPE_NONE, 0,
                            "a part of an examination to be exempt from"},
    [EK_SCOPE_CERTIFICATE] = {"certificate", EK_SCOPE_CLAIM, &ek_type_certificate, EK_SCOPE_NONE, 0,
                              "a certificate for a part of a qualification"},
    [EK_SCOPE_COMPLETION] = {"completion", EK_SCOPE_CLAIM, &ek_type_completion, EK_SCOPE_NONE, 0,
                             "a qualification that is reached"},
    [EK_SCOPE_EXTENSION] = {"extension", EK_SCOPE_CLAIM, &ek_type_extension, EK_SCOPE_NONE, 0,
                            "a training that is to last longer"},
    [EK_SCOPE_REVIEW] = {"review", EK_SCOPE_CLAIM, &ek_type_review, EK_SCOPE_NONE, 0,
                         "an assessment that is to be looked at again"},
    [EK_SCOPE_STAY] = {"stay", EK_SCOPE_MANY, &ek_type_stay, EK_SCOPE_ABROAD, 4,
                       "each stay abroad"},
    [EK_SCOPE_WORK] = {"work", EK_SCOPE_MANY, &ek_type_work, EK_SCOPE_LEARNER, 8,
                       "each period of work"},
    [EK_SCOPE_EARLIER] = {"earlier", EK_SCOPE_MANY, &ek_type_earlier, EK_SCOPE_LEARNER, 9,
                          "each earlier training, schooling or qualification"},
    [EK_SCOPE_ELECTIVE] = {"elective", EK_SCOPE_MANY, &ek_type_elective, EK_SCOPE_PROGRAMME, 6,
                           "each elective of the programme"},
    [EK_SCOPE_SUBJECT] = {"subject", EK_SCOPE_MANY, &ek_type_subject, EK_SCOPE_PROGRAMME, 7,
                          "each generic subject of the programme"},
    [EK_SCOPE_PART] = {"part", EK_SCOPE_MANY, &ek_type_part, EK_SCOPE_COMPLETION, 6,
                       "each part that was passed or recognised"},
    [EK_SCOPE_DIFFERENCE] = {"difference", EK_SCOPE_MANY, &ek_type_difference, EK_SCOPE_EQUIVALENCE,
                             5, "each difference of the qualifications"},
    [EK_SCOPE_COMPONENT] = {"component", EK_SCOPE_MANY, &ek_type_component, EK_SCOPE_QUALIFICATION,
                            16, "each unit in the qualification"},
    [EK_SCOPE_INSTITUTION] = {"institution", EK_SCOPE_MANY, &ek_type_institution, EK_SCOPE_CASE, 13,
                              "each institution that the documents name"},
    [EK_SCOPE_TARGET] = {"target", EK_SCOPE_ONE, &ek_type_unit_target, EK_SCOPE_UNIT, 0,
                         "what a claimed unit is to count for; written unit.target"},
};

const ek_scope_info *ek_scope_of(ek_scope scope)
{
    assert(scope < EK_SCOPE_COUNT);
    return &scopes[scope];
}

ek_scope ek_scope_named(ek_text name)
{
    for (uint32_t i = 0; i < EK_SCOPE_TARGET; i++)
        if (ek_text_is_word(name, scopes[i].name))
            return (ek_scope)i;
    return EK_SCOPE_NONE;
}

uint32_t ek_field_named(const ek_record_type *type, ek_text name)
{
    for (uint32_t i = 0; i < type->field_count; i++)
        if (type->fields[i].name_size == name.size && name.size > 0 &&
            type->fields[i].name[0] == name.bytes[0] &&
            memcmp(type->fields[i].name, name.bytes, name.size) == 0)
            return i;
    return EK_NO_FIELD;
}

uint32_t ek_slot(const ek_record_type *type, const char *name)
{
    uint32_t slot = ek_field_named(type, ek_text_of(name));

    assert(slot != EK_NO_FIELD);
    return slot;
}

/* A field that rules may name; unit.target is one although it leads to a scope of its own. */
static bool is_fact(const ek_field *field)
{
    return !(field->flags & (EK_HIDDEN | EK_EMBED));
}

/* One step of a path: the field called `name` of `type`, or of a record embedded there. */
static bool find_step(ek_path *path, const ek_record_type *type, ek_text name)
{
    uint32_t slot = ek_field_named(type, name);

    if (path->length == EK_PATH_MAX)
        return false;
    if (slot != EK_NO_FIELD && is_fact(&type->fields[slot])) {
        path->slots[path->length++] = (uint16_t)slot;
        path->field = &type->fields[slot];
        return true;
    }
    for (uint32_t i = 0; i < type->field_count; i++) {
        if (!(type->fields[i].flags & EK_EMBED))
            continue;
        path->slots[path->length++] = (uint16_t)i;
        if (find_step(path, type->fields[i].record, name))
            return true;
        path->length--;
    }
    return false;
}

static uint32_t collect_names(ek_text *names, uint32_t count, const ek_record_type *type)
{
    for (uint32_t i = 0; i < type->field_count; i++) {
        if (type->fields[i].flags & EK_EMBED)
            count = collect_names(names, count, type->fields[i].record);
        else if (is_fact(&type->fields[i]) && count < MAX_NAMES)
            names[count++] = ek_text_of(type->fields[i].name);
    }
    return count;
}

static ek_text find_nearest(const ek_record_type *type, ek_text wanted)
{
    ek_text names[MAX_NAMES + 1];
    uint32_t count = collect_names(names, 0, type);

    if (type == &ek_type_unit_claim)
        names[count++] = EK_TEXT("target");
    return ek_text_nearest(wanted, names, count);
}

bool ek_path_find(ek_path *out, ek_scope scope, const ek_text *names, uint32_t count,
                  ek_text *nearest)
{
    ek_path path = {scope, 0, {0}, NULL};
    const ek_record_type *type;

    *nearest = (ek_text){"", 0};
    if (scope == EK_SCOPE_UNIT && count > 0 && ek_text_is(names[0], "target")) {
        path.scope = EK_SCOPE_TARGET;
        names++;
        count--;
    }
    type = ek_scope_of(path.scope)->record;
    for (uint32_t i = 0; i < count; i++) {
        if (!type)
            return false; /* the field before is no record: nothing lies behind it */
        if (!find_step(&path, type, names[i])) {
            *nearest = find_nearest(type, names[i]);
            return false;
        }
        type = path.field->kind == EK_KIND_RECORD ? path.field->record : NULL;
    }
    *out = path;
    return true;
}

const char *ek_dimension_name(ek_dimension dimension)
{
    static const char *const names[] = {"months", "weeks",  "days",  "years",
                                        "hours",  "points", "marks", ""};

    return names[dimension];
}
