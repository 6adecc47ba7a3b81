/* Europass: the achievements of a credential become the units of a transcript, and each value
 * stands where the credential has it, so that what is said of it names a line of that file.
 *
 * In JSON-LD one thing may stand alone or in a list, and a text by language or plain: both are
 * taken. Parts of an achievement (hasPart) are units of their own when the achievement itself says
 * no outcomes; else they are passed over, so that nothing counts twice. Facts that the model has no
 * place for are taken from notes that erkend wrote. What it was recognised as elsewhere is not
 * taken: whoever reads decides anew. */
#include "load/europass.h"

#include <string.h>

#include "base/fraction.h"
#include "model/europass.h"

enum { PAIRS_MOST = 64, DEPTH_MOST = 16 };

/* A mapping that is being made. */
typedef struct making {
    ek_arena *arena;
    const ek_node *from; /* whose place it has */
    ek_pair *pairs;
    uint32_t count;
} making;

/* A list that is being made: of units, outcomes or texts. */
typedef struct unit_list {
    ek_arena *arena;
    const ek_node **items;
    uint32_t count, capacity;
    const ek_node *first; /* of units: the first achievement that became one */
} unit_list;

/* ---- Reading JSON-LD ----------------------------------------------------------------------- */

/* How many there are of what stands alone or in a list. */
static uint32_t count_of(const ek_node *node)
{
    if (!node || node->kind == EK_NODE_NULL)
        return 0;
    return node->kind == EK_NODE_LIST ? node->count : 1;
}

static const ek_node *item_of(const ek_node *node, uint32_t index)
{
    return node->kind == EK_NODE_LIST ? node->items[index] : node;
}

static const ek_node *get(const ek_node *map, const char *key)
{
    return map && map->kind == EK_NODE_MAP ? ek_node_get(map, key) : NULL;
}

static const ek_node *get_first(const ek_node *map, const char *key)
{
    const ek_node *node = get(map, key);

    return count_of(node) > 0 ? item_of(node, 0) : NULL;
}

static const ek_node *get_text(const ek_node *map, const char *key)
{
    const ek_node *node = get_first(map, key);

    return node && node->kind == EK_NODE_SCALAR && node->text.size > 0 ? node : NULL;
}

/* A text by language: English, else the first there is. */
static const ek_node *get_worded(const ek_node *map, const char *key)
{
    const ek_node *node = get_first(map, key), *text = get_text(node, "en");

    if (!node || node->kind == EK_NODE_SCALAR)
        return node && node->text.size > 0 ? node : NULL;
    if (!text && node->kind == EK_NODE_MAP && node->count > 0)
        text = node->pairs[0].value;
    return text && text->kind == EK_NODE_SCALAR && text->text.size > 0 ? text : NULL;
}

static bool has_type(const ek_node *node, const char *type)
{
    const ek_node *types = get(node, "type");

    for (uint32_t i = 0; i < count_of(types); i++)
        if (item_of(types, i)->kind == EK_NODE_SCALAR && ek_text_is(item_of(types, i)->text, type))
            return true;
    return false;
}

/* The code that a case gave it; else `any` code of its own, or NULL. */
static const ek_node *get_code(const ek_node *map, bool any)
{
    const ek_node *all = get(map, "identifier"), *found = NULL;

    for (uint32_t i = 0; i < count_of(all); i++) {
        const ek_node *name = get_text(item_of(all, i), "schemeName");
        const ek_node *notation = get_text(item_of(all, i), "notation");

        if (notation && name && ek_text_is(name->text, EK_EUROPASS_CODES))
            return notation;
        if (!found && any)
            found = notation;
    }
    return found;
}

/* An institution: its code, else its name. */
static const ek_node *get_institution(const ek_node *node)
{
    const ek_node *code = get_code(node, true);

    return code ? code : get_worded(node, "legalName");
}

/* ---- Making nodes -------------------------------------------------------------------------- */

static making begin_map(ek_arena *arena, const ek_node *from)
{
    return (making){arena, from, EK_NEW_ARRAY(arena, ek_pair, PAIRS_MOST), 0};
}

static const ek_node *end_map(const making *map)
{
    ek_node *node = EK_NEW(map->arena, ek_node);

    *node = (ek_node){.kind = EK_NODE_MAP,
                      .line = map->from->line,
                      .column = map->from->column,
                      .pairs = map->pairs,
                      .count = map->count};
    return node;
}

static void put_node(making *map, const char *key, const ek_node *node)
{
    if (node && map->count < PAIRS_MOST)
        map->pairs[map->count++] = (ek_pair){ek_text_of(key), node->line, node->column, node};
}

static const ek_node *make_scalar(ek_arena *arena, const ek_node *from, ek_text text, bool quoted)
{
    ek_node *node = EK_NEW(arena, ek_node);

    *node = (ek_node){.kind = EK_NODE_SCALAR,
                      .quoted = quoted,
                      .line = from->line,
                      .column = from->column,
                      .text = text};
    return node;
}

static void put_text(making *map, const char *key, const ek_node *from)
{
    if (from)
        put_node(map, key, make_scalar(map->arena, from, from->text, true));
}

static void put_plain(making *map, const char *key, const ek_node *from, ek_text text)
{
    put_node(map, key, make_scalar(map->arena, from, text, false));
}

static void put_number(making *map, const char *key, const ek_node *from)
{
    ek_fraction number;

    if (from && ek_fraction_read(&number, from->text) == ERKEND_OK)
        put_plain(map, key, from, from->text);
}

/* The day of "2015-07-31T00:00:00Z". */
static void put_day(making *map, const char *key, const ek_node *from)
{
    if (from && from->text.size >= 10)
        put_plain(map, key, from, ek_text_slice(from->text, 0, 10));
}

static const ek_node *make_list(const unit_list *list, const ek_node *from)
{
    ek_node *node = EK_NEW(list->arena, ek_node);

    *node = (ek_node){.kind = EK_NODE_LIST,
                      .line = from->line,
                      .column = from->column,
                      .items = list->items,
                      .count = list->count};
    return node;
}

/* ---- Parts of a unit ----------------------------------------------------------------------- */

static bool has_item(const unit_list *list, ek_text id)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (ek_text_equal(ek_node_get(list->items[i], "id")->text, id))
            return true;
    return false;
}

/* An outcome is known by its code, else by its address, else by its title. */
static void put_outcomes(making *unit, const ek_node *specification)
{
    const ek_node *all = get(specification, "learningOutcome");
    unit_list list = {.arena = unit->arena};

    for (uint32_t i = 0; i < count_of(all); i++) {
        const ek_node *outcome = item_of(all, i), *title = get_worded(outcome, "title");
        const ek_node *id = get_code(outcome, true);
        making made = begin_map(unit->arena, outcome);

        id = id ? id : get_text(outcome, "id");
        id = id ? id : title;
        if (!id || has_item(&list, id->text))
            continue;
        put_text(&made, "id", id);
        put_text(&made, "title", title);
        *EK_PUSH(unit->arena, list.items, list.count, list.capacity) = end_map(&made);
    }
    if (list.count > 0)
        put_node(unit, "learning_outcomes", make_list(&list, all));
}

static bool is_named(const ek_node *concept, const char *address, const char *label)
{
    const ek_node *id = get_text(concept, "id"), *name = get_worded(concept, "prefLabel");

    return (id && ek_text_is(id->text, address)) ||
           (name && name->text.size == strlen(label) &&
            ek_text_distance(name->text, ek_text_of(label)) == 0);
}

static void put_credits(making *unit, const ek_node *specification)
{
    const ek_node *all = get(specification, "creditPoint");
    bool points = false, ects = false, national = false;

    for (uint32_t i = 0; i < count_of(all); i++) {
        const ek_node *framework = get_first(item_of(all, i), "framework");
        const ek_node *number = get_text(item_of(all, i), "point");
        const ek_node *label = get_worded(framework, "prefLabel");

        if (is_named(framework, EK_EUROPASS_ECVET, "ECVET")) {
            if (!points)
                put_number(unit, "points", number);
            points = true;
        } else if (is_named(framework, EK_EUROPASS_ECTS, "ECTS") ||
                   is_named(framework, EK_EUROPASS_ECTS, "ects")) {
            if (!ects)
                put_number(unit, "ects", number);
            ects = true;
        } else if (!national) {
            put_number(unit, "national_credit", number);
            put_text(unit, "credit_system", label);
            national = true;
        }
    }
}

/* PT90H, PT90M; anything else is passed over. */
static void put_hours(making *unit, const ek_node *volume)
{
    ek_fraction number;
    ek_buffer hours;
    ek_text digits;

    if (!volume || volume->text.size < 4 || !ek_text_starts(volume->text, "PT"))
        return;
    digits = ek_text_slice(volume->text, 2, volume->text.size - 1);
    if (ek_fraction_read(&number, digits) != ERKEND_OK)
        return;
    if (ek_text_ends(volume->text, "M") &&
        ek_fraction_divide(&number, number, ek_fraction_whole(60)) != ERKEND_OK)
        return;
    if (!ek_text_ends(volume->text, "M") && !ek_text_ends(volume->text, "H"))
        return;
    ek_buffer_init(&hours, unit->arena);
    ek_buffer_fraction(&hours, number);
    put_plain(unit, "hours", volume, ek_buffer_done(&hours));
}

static void put_level(making *unit, const ek_node *specification)
{
    const ek_node *level = get_first(specification, "educationLevel"), *id = get_text(level, "id");
    const ek_node *label = get_worded(level, "prefLabel");

    id = id ? id : get_text(get_first(specification, "eqfLevel"), "id");
    if (id && ek_text_starts(id->text, EK_EUROPASS_EQF))
        put_node(
            unit, "level",
            make_scalar(unit->arena, id,
                        ek_text_format(unit->arena, "EQF %.*s",
                                       EK_TEXT_ARGS(ek_text_slice(
                                           id->text, sizeof EK_EUROPASS_EQF - 1, id->text.size))),
                        true));
    else if (id && label && ek_text_starts(id->text, EK_EUROPASS_LEVEL))
        put_text(unit, "level", label);
}

static void put_setting(making *unit, const ek_node *specification)
{
    const ek_node *setting = get_first(specification, "learningSetting");
    const ek_node *id = get_text(setting, "id");
    const char *word = NULL;

    if (is_named(setting, EK_EUROPASS_FORMAL, "formal learning"))
        word = "formal";
    else if (is_named(setting, EK_EUROPASS_NON_FORMAL, "non-formal learning"))
        word = "non_formal";
    if (word)
        put_plain(unit, "context", id ? id : setting, ek_text_of(word));
}

static void put_specification(making *unit, const ek_node *specification)
{
    put_text(unit, "code", get_code(specification, false));
    put_outcomes(unit, specification);
    put_credits(unit, specification);
    put_hours(unit, get_text(specification, "volumeOfLearning"));
    put_level(unit, specification);
    put_setting(unit, specification);
}

static void put_assessment(making *unit, const ek_node *assessment)
{
    const ek_node *award = get_first(assessment, "awardedBy");
    const ek_node *day = get_text(assessment, "dateIssued"),
                  *by = get_first(assessment, "assessedBy");
    const ek_node *status = get_first(assessment, "gradeStatus");
    const ek_node *grade = get_worded(get_first(assessment, "grade"), "noteLiteral");
    ek_fraction number;

    put_day(unit, "assessed", day ? day : get_text(award, "awardingDate"));
    put_text(unit, "assessed_by", get_institution(by ? by : get_first(award, "awardingBody")));
    if (grade && ek_fraction_read(&number, grade->text) == ERKEND_OK) {
        put_plain(unit, "grade", grade, grade->text);
        put_text(unit, "scale",
                 get_code(get_first(get_first(assessment, "specifiedBy"), "gradingScheme"), false));
    }
    if (is_named(status, EK_EUROPASS_PASS, "pass"))
        put_plain(unit, "result", status, EK_TEXT("passed"));
    else if (is_named(status, "", "fail"))
        put_plain(unit, "result", status, EK_TEXT("failed"));
}

/* ---- Notes ---------------------------------------------------------------------------------- */

static bool has_key(const making *map, const char *key)
{
    for (uint32_t i = 0; i < map->count; i++)
        if (ek_text_is(map->pairs[i].key, key))
            return true;
    return false;
}

/* The field that the note is a fact of, or NULL; `within`: "", or "requirements.". */
static const ek_field *find_noted(const ek_node *note, const ek_record_type *type,
                                  const char *within)
{
    const ek_node *id = get_text(get_first(note, "subject"), "id");
    ek_text name;
    uint32_t slot;

    if (!id || !ek_text_starts(id->text, EK_EUROPASS_FACT))
        return NULL;
    name = ek_text_slice(id->text, sizeof EK_EUROPASS_FACT - 1, id->text.size);
    if (!ek_text_starts(name, within))
        return NULL;
    slot = ek_field_named(type, ek_text_slice(name, (uint32_t)strlen(within), name.size));
    return slot != EK_NO_FIELD && ek_europass_is_noted(&type->fields[slot]) ? &type->fields[slot]
                                                                            : NULL;
}

/* All notes of a set are one list, where the first stands. */
static void put_set(making *map, const ek_node *notes, const ek_field *field,
                    const ek_record_type *type, const char *within)
{
    const ek_node *first = NULL;
    unit_list list = {.arena = map->arena};

    for (uint32_t i = 0; i < count_of(notes); i++) {
        const ek_node *text = get_worded(item_of(notes, i), "noteLiteral");

        if (!text || find_noted(item_of(notes, i), type, within) != field)
            continue;
        first = first ? first : text;
        *EK_PUSH(map->arena, list.items, list.count, list.capacity) =
            make_scalar(map->arena, text, text->text, true);
    }
    if (first)
        put_node(map, field->name, make_list(&list, first));
}

static void put_notes(making *map, const ek_node *notes, const ek_record_type *type,
                      const char *within)
{
    for (uint32_t i = 0; i < count_of(notes); i++) {
        const ek_node *text = get_worded(item_of(notes, i), "noteLiteral");
        const ek_field *field = find_noted(item_of(notes, i), type, within);

        if (!text || !field || has_key(map, field->name))
            continue;
        if (field->kind == EK_KIND_SET)
            put_set(map, notes, field, type, within);
        else if (field->kind == EK_KIND_TEXT)
            put_text(map, field->name, text);
        else
            put_plain(map, field->name, text, text->text);
    }
}

static void put_requirements(making *unit, const ek_node *notes)
{
    making requirements;

    if (count_of(notes) == 0)
        return;
    requirements = begin_map(unit->arena, item_of(notes, 0));
    put_notes(&requirements, notes, &ek_type_validity, EK_EUROPASS_REQUIREMENTS);
    if (requirements.count > 0)
        put_node(unit, "requirements", end_map(&requirements));
}

/* ---- Units --------------------------------------------------------------------------------- */

/* It stands with the achievement, or with its award. */
static const ek_node *find_assessment(const ek_node *achievement)
{
    const ek_node *proven = get_first(achievement, "provenBy");

    return proven ? proven : get_first(get_first(achievement, "awardedBy"), "used");
}

static void add_unit(unit_list *list, const ek_node *achievement)
{
    const ek_node *award = get_first(achievement, "awardedBy");
    const ek_node *code = get_code(achievement, false);
    making unit = begin_map(list->arena, achievement);

    list->first = list->first ? list->first : achievement;
    if (code && !has_item(list, code->text))
        put_text(&unit, "id", code);
    else
        put_node(
            &unit, "id",
            make_scalar(list->arena, achievement,
                        ek_text_format(list->arena, "europass-%lu", (unsigned long)list->count + 1),
                        true));
    put_text(&unit, "title", get_worded(achievement, "title"));
    put_specification(&unit, get_first(achievement, "specifiedBy"));
    put_assessment(&unit, find_assessment(achievement));
    put_text(&unit, "issued_by", get_institution(get_first(award, "awardingBody")));
    put_day(&unit, "issued", get_text(award, "awardingDate"));
    put_notes(&unit, get(achievement, "additionalNote"), &ek_type_unit, "");
    put_requirements(&unit, get(achievement, "additionalNote"));
    put_plain(&unit, "europass_mobility", achievement, EK_TEXT("true"));
    *EK_PUSH(list->arena, list->items, list->count, list->capacity) = end_map(&unit);
}

static void add_units(unit_list *list, const ek_node *claims, uint32_t depth)
{
    for (uint32_t i = 0; i < count_of(claims); i++) {
        const ek_node *claim = item_of(claims, i), *parts = get(claim, "hasPart");

        if (!has_type(claim, "LearningAchievement"))
            continue;
        if (count_of(parts) > 0 && depth < DEPTH_MOST &&
            count_of(get(get_first(claim, "specifiedBy"), "learningOutcome")) == 0)
            add_units(list, parts, depth + 1);
        else
            add_unit(list, claim);
    }
}

/* Where the first achievement was assessed or awarded. */
static void put_country(making *transcript, const ek_node *achievement)
{
    const ek_node *assessment = find_assessment(achievement);
    const ek_node *body = get_first(assessment, "assessedBy"), *id;
    ek_text country;

    body = body ? body : get_first(get_first(achievement, "awardedBy"), "awardingBody");
    id =
        get_text(get_first(get_first(get_first(body, "location"), "address"), "countryCode"), "id");
    if (!id || !ek_text_starts(id->text, EK_EUROPASS_COUNTRY))
        return;
    country = ek_europass_country_read(
        ek_text_slice(id->text, sizeof EK_EUROPASS_COUNTRY - 1, id->text.size));
    if (country.size > 0)
        put_plain(transcript, "country", id, country);
}

bool ek_europass_is(const ek_node *node)
{
    return get(node, "credentialSubject") && get(node, "type") &&
           count_of(get(get_first(node, "credentialSubject"), "hasClaim")) > 0;
}

const ek_node *ek_europass_transcript(ek_arena *arena, const ek_node *node)
{
    const ek_node *subject = get_first(node, "credentialSubject");
    const ek_node *claims = get(subject, "hasClaim"), *award;
    making transcript = begin_map(arena, node);
    unit_list units = {.arena = arena};

    add_units(&units, claims, 0);
    award = get_first(units.first, "awardedBy");
    put_text(&transcript, "issuer", get_institution(get_first(award, "awardingBody")));
    put_country(&transcript, units.first);
    put_text(&transcript, "learner", get_code(subject, true));
    put_day(&transcript, "issued", get_text(award, "awardingDate"));
    put_node(&transcript, "units", make_list(&units, claims));
    return end_map(&transcript);
}
