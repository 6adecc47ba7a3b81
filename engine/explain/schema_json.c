/* JSON Schema (draft 2020-12) of documents, from the schema table.
 *
 * Each record type becomes a definition. Fields of embedded records are put among the fields of the
 * record around them, as documents write them. `none` is YAML's plain none, or JSON's null. */
#include "explain/schema.h"

bool ek_schema_is_written(const ek_field *field)
{
    return !(field->flags & EK_COMPUTED) &&
           !((field->flags & EK_EMBED) && !(field->flags & EK_REFERENCE));
}

void ek_schema_put_ref(ek_json *json, const char *key, const char *name)
{
    ek_json_open(json, key, '{');
    ek_json_text(json, "$ref", ek_text_format(json->out->arena, "#/$defs/%s", name));
    ek_json_close(json, '}');
}

void ek_schema_put_words(ek_json *json, const char *key, const char *const *words)
{
    ek_json_open(json, key, '[');
    for (; words && *words; words++)
        ek_json_string(json, NULL, *words);
    ek_json_close(json, ']');
}

static void put_pattern(ek_json *json, const char *key, const char *pattern)
{
    ek_json_open(json, key, '{');
    ek_json_string(json, "type", "string");
    ek_json_string(json, "pattern", pattern);
    ek_json_close(json, '}');
}

static void put_type(ek_json *json, const char *key, const char *type)
{
    ek_json_open(json, key, '{');
    ek_json_string(json, "type", type);
    ek_json_close(json, '}');
}

/* ---- Values -------------------------------------------------------------------------------- */

static const char *name_of_number(const ek_field *field)
{
    if (field->flags & EK_POSITIVE)
        return "number_above_zero";
    return field->flags & EK_NOT_NEGATIVE ? "number_not_negative" : "number";
}

static void put_set(ek_json *json, const ek_field *field)
{
    ek_json_open(json, NULL, '{');
    ek_json_string(json, "type", "array");
    ek_json_yes(json, "uniqueItems", true);
    ek_json_open(json, "items", '{');
    if (field->words)
        ek_schema_put_words(json, "enum", field->words);
    else
        ek_json_string(json, "type", "string");
    ek_json_close(json, '}');
    ek_json_close(json, '}');
}

static void put_list(ek_json *json, const ek_field *field)
{
    bool by_name = (field->flags & (EK_REFERENCE | EK_FILE)) != 0;

    if (field->flags & EK_ONE_OR_MANY)
        ek_schema_put_ref(json, NULL, field->record->name);
    ek_json_open(json, NULL, '{');
    ek_json_string(json, "type", "array");
    ek_json_open(json, "items", '{');
    if (by_name) {
        ek_json_open(json, "anyOf", '[');
        ek_schema_put_ref(json, NULL, field->record->name);
        put_type(json, NULL, "string");
        ek_json_close(json, ']');
    } else {
        ek_json_text(json, "$ref",
                     ek_text_format(json->out->arena, "#/$defs/%s", field->record->name));
    }
    ek_json_close(json, '}');
    ek_json_close(json, '}');
}

static void put_by_country(ek_json *json, const ek_field *field)
{
    ek_json_open(json, NULL, '{');
    ek_json_string(json, "type", "object");
    ek_json_open(json, "patternProperties", '{');
    ek_schema_put_ref(json, "^[A-Z]{2}$", field->record->name);
    ek_json_close(json, '}');
    ek_json_yes(json, "additionalProperties", false);
    ek_json_close(json, '}');
}

static void put_answer(ek_json *json)
{
    put_type(json, NULL, "boolean");
    ek_schema_put_ref(json, NULL, "number");
    put_type(json, NULL, "string");
    ek_json_open(json, NULL, '{');
    ek_json_string(json, "type", "array");
    ek_json_open(json, "items", '{');
    ek_json_string(json, "type", "string");
    ek_json_close(json, '}');
    ek_json_close(json, '}');
}

/* What may stand there, as elements of anyOf. */
static void put_values(ek_json *json, const ek_field *field)
{
    switch (field->kind) {
    case EK_KIND_YES: put_type(json, NULL, "boolean"); break;
    case EK_KIND_NUMBER:
    case EK_KIND_MARK: ek_schema_put_ref(json, NULL, name_of_number(field)); break;
    case EK_KIND_DATE: ek_schema_put_ref(json, NULL, "date"); break;
    case EK_KIND_TEXT: put_type(json, NULL, "string"); break;
    case EK_KIND_WORD:
        ek_json_open(json, NULL, '{');
        ek_schema_put_words(json, "enum", field->words);
        ek_json_close(json, '}');
        break;
    case EK_KIND_COUNTRY: ek_schema_put_ref(json, NULL, "country_code"); break;
    case EK_KIND_SET: put_set(json, field); break;
    case EK_KIND_LEVEL: ek_schema_put_ref(json, NULL, "level"); break;
    case EK_KIND_RECORD:
        if (!(field->flags & EK_EMBED))
            ek_schema_put_ref(json, NULL, field->record->name);
        if (field->flags & (EK_REFERENCE | EK_FILE))
            put_type(json, NULL, "string");
        break;
    case EK_KIND_LIST: put_list(json, field); break;
    case EK_KIND_BY_COUNTRY: put_by_country(json, field); break;
    case EK_KIND_TREE: ek_schema_put_ref(json, NULL, "composition"); break;
    case EK_KIND_ANSWER: put_answer(json); break;
    }
}

/* ---- Fields and records -------------------------------------------------------------------- */

static ek_text describe(ek_arena *arena, const ek_field *field)
{
    ek_buffer text;

    ek_buffer_init(&text, arena);
    ek_buffer_string(&text, field->meaning);
    if (field->kind == EK_KIND_NUMBER && field->unit < EK_DIMENSIONS)
        ek_buffer_format(&text, "; in %s", ek_dimension_name(field->unit));
    if (field->flags & EK_FILE)
        ek_buffer_string(&text, "; or the path of a document that holds it");
    if (field->flags & EK_REFERENCE)
        ek_buffer_format(&text, "; the id of a %s of the case", field->record->name);
    if (field->flags & EK_ABSENT_NONE)
        ek_buffer_string(&text, "; absent means none");
    if (field->source)
        ek_buffer_format(&text, " (%s)", field->source);
    return ek_buffer_done(&text);
}

static void put_field(ek_json *json, const ek_field *field)
{
    ek_json_open(json, field->name, '{');
    ek_json_text(json, "description", describe(json->out->arena, field));
    ek_json_open(json, "anyOf", '[');
    put_values(json, field);
    if (!(field->flags & (EK_REQUIRED | EK_ID)))
        ek_schema_put_ref(json, NULL, "none");
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

static bool has_key(const ek_record_type *type, const char *name)
{
    uint32_t slot = ek_field_named(type, ek_text_of(name));

    return slot != EK_NO_FIELD && ek_schema_is_written(&type->fields[slot]);
}

static void put_properties(ek_json *json, const ek_record_type *type)
{
    for (uint32_t i = 0; i < type->field_count; i++)
        if (ek_schema_is_written(&type->fields[i]))
            put_field(json, &type->fields[i]);
    for (uint32_t i = 0; i < type->field_count; i++) {
        const ek_field *field = &type->fields[i];

        for (uint32_t k = 0; (field->flags & EK_EMBED) && k < field->record->field_count; k++)
            if (ek_schema_is_written(&field->record->fields[k]) &&
                !has_key(type, field->record->fields[k].name))
                put_field(json, &field->record->fields[k]);
    }
}

void ek_schema_put_keys(ek_json *json, const ek_record_type *type, bool required)
{
    ek_json_string(json, "type", "object");
    ek_json_string(json, "description", type->meaning);
    ek_json_open(json, "properties", '{');
    put_properties(json, type);
    ek_json_close(json, '}');
    ek_json_open(json, "required", '[');
    for (uint32_t i = 0; required && i < type->field_count; i++)
        if (type->fields[i].flags & EK_REQUIRED)
            ek_json_string(json, NULL, type->fields[i].name);
    ek_json_close(json, ']');
    ek_json_yes(json, "additionalProperties", false);
}

/* ---- Definitions --------------------------------------------------------------------------- */

static void put_number(ek_json *json, const char *key, const char *bound, const char *pattern)
{
    ek_json_open(json, key, '{');
    ek_json_open(json, "anyOf", '[');
    ek_json_open(json, NULL, '{');
    ek_json_string(json, "type", "number");
    if (bound)
        ek_json_count(json, bound, 0);
    ek_json_close(json, '}');
    put_pattern(json, NULL, pattern);
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

static void put_none(ek_json *json)
{
    ek_json_open(json, "none", '{');
    ek_json_string(json, "description", "said not to exist: none in YAML, null in JSON");
    ek_json_open(json, "enum", '[');
    ek_json_string(json, NULL, "none");
    ek_json_null(json, NULL);
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

/* "145", or { at_least, at_most }. */
static void put_limit(ek_json *json, const char *key)
{
    ek_json_open(json, key, '{');
    ek_json_open(json, "anyOf", '[');
    ek_schema_put_ref(json, NULL, "number_not_negative");
    ek_json_open(json, NULL, '{');
    ek_json_string(json, "type", "object");
    ek_json_open(json, "properties", '{');
    ek_schema_put_ref(json, "at_least", "number_not_negative");
    ek_schema_put_ref(json, "at_most", "number_not_negative");
    ek_json_close(json, '}');
    ek_json_yes(json, "additionalProperties", false);
    ek_json_close(json, '}');
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

static void put_composition(ek_json *json)
{
    static const char *const lists[] = {"all", "one_of", "choose"};

    ek_json_open(json, "composition", '{');
    ek_json_string(json, "type", "object");
    ek_json_string(json, "description",
                   "which units make up a qualification; one of all, one_of, "
                   "choose, unit, any");
    ek_json_open(json, "properties", '{');
    put_type(json, "group", "string");
    put_limit(json, "points");
    put_limit(json, "units");
    put_type(json, "optional", "boolean");
    for (uint32_t i = 0; i < 3; i++) {
        ek_json_open(json, lists[i], '{');
        ek_json_string(json, "type", "array");
        ek_schema_put_ref(json, "items", "composition");
        ek_json_close(json, '}');
    }
    put_type(json, "unit", "string");
    put_type(json, "any", "string");
    ek_json_close(json, '}');
    ek_json_yes(json, "additionalProperties", false);
    ek_json_close(json, '}');
}

void ek_schema_put_types(ek_json *json)
{
    put_none(json);
    put_number(json, "number", NULL, "^-?(0|[1-9][0-9]*)/[1-9][0-9]*$");
    put_number(json, "number_not_negative", "minimum", "^(0|[1-9][0-9]*)/[1-9][0-9]*$");
    put_number(json, "number_above_zero", "exclusiveMinimum", "^[1-9][0-9]*/[1-9][0-9]*$");
    put_pattern(json, "date", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    put_pattern(json, "country_code", "^[A-Z]{2}$");
    put_pattern(json, "level", "^[^ ]+ [^ ].*$");
    put_composition(json);
    for (uint32_t i = 0; ek_all_types[i]; i++) {
        if (ek_all_types[i] == &ek_type_case || ek_all_types[i] == &ek_type_claims)
            continue;
        ek_json_open(json, ek_all_types[i]->name, '{');
        ek_schema_put_keys(json, ek_all_types[i], true);
        ek_json_close(json, '}');
    }
}

void ek_schema_head(ek_json *json, const char *what, const char *title)
{
    ek_json_string(json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    ek_json_text(json, "$id",
                 ek_text_format(json->out->arena, "urn:erkend:%s:" ERKEND_VERSION, what));
    ek_json_string(json, "title", title);
}

void ek_schema_document(ek_json *json, const char *what)
{
    const ek_record_type *type =
        ek_text_is(EK_TEXT("case"), what) ? &ek_type_case : &ek_type_qualification;

    ek_json_open(json, NULL, '{');
    ek_schema_head(json, what, type == &ek_type_case ? "A case" : "A qualification");
    ek_schema_put_keys(json, type, true);
    ek_json_open(json, "$defs", '{');
    ek_schema_put_types(json);
    ek_json_close(json, '}');
    ek_json_close(json, '}');
}
