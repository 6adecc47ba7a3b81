/* JSON Schema of a country's YAML files: country, parameters, questions, laws, survivors,
 * relations, cases. */
#include "explain/schema.h"

static const char *const statuses[] = {"unverified", NULL};
static const char *const degrees[] = {"none", "testing", "partly", "fully", NULL};
static const char *const act_statuses[] = {"draft", "partial", "verified", NULL};
static const char *const from_words[] = {"units", "units_outside_stays", "stays", "examinations",
                                         NULL};
static const char *const question_types[] = {"exception",  "discretion", "forecast", "finding",
                                             "comparison", "currency",   "gap",      NULL};
static const char *const answer_words[] = {"yes or no", "number", "date", "text", "texts", NULL};
static const char *const verdict_words[] = {"recognised", "partial", "conditional", "referred",
                                            "incomplete", "refused", NULL};
static const char *const error_words[] = {"conflict", "overflow",  "limit",
                                          "invalid",  "no_policy", NULL};

/* ---- Small parts --------------------------------------------------------------------------- */

static void put_type(ek_json *json, const char *key, const char *type)
{
    ek_json_open(json, key, '{');
    ek_json_string(json, "type", type);
    ek_json_close(json, '}');
}

static void put_enum(ek_json *json, const char *key, const char *const *words)
{
    ek_json_open(json, key, '{');
    ek_schema_put_words(json, "enum", words);
    ek_json_close(json, '}');
}

static void put_pattern(ek_json *json, const char *key, const char *pattern)
{
    ek_json_open(json, key, '{');
    ek_json_string(json, "type", "string");
    ek_json_string(json, "pattern", pattern);
    ek_json_close(json, '}');
}

static void put_texts(ek_json *json, const char *key)
{
    ek_json_open(json, key, '{');
    ek_json_string(json, "type", "array");
    put_type(json, "items", "string");
    ek_json_close(json, '}');
}

static void open_object(ek_json *json, const char *key)
{
    ek_json_open(json, key, '{');
    ek_json_string(json, "type", "object");
    ek_json_open(json, "properties", '{');
}

static void close_object(ek_json *json, const char *const *required)
{
    ek_json_close(json, '}');
    ek_schema_put_words(json, "required", required);
    ek_json_yes(json, "additionalProperties", false);
    ek_json_close(json, '}');
}

/* An object whose keys are names that the country chooses; the caller writes what each holds. */
static void open_named(ek_json *json, const char *key)
{
    ek_json_open(json, key, '{');
    ek_json_string(json, "type", "object");
}

static void put_definitions(ek_json *json)
{
    ek_json_open(json, "$defs", '{');
    open_object(json, "says");
    for (uint32_t i = 0; i < EK_LANGUAGES; i++)
        put_type(json, ek_language_code((ek_language)i), "string");
    ek_json_close(json, '}');
    ek_json_open(json, "patternProperties", '{'); /* the country's own language may be another */
    put_type(json, "^[a-z]{2}$", "string");
    ek_json_close(json, '}');
    ek_schema_put_words(json, "required", (const char *const[]){"en", NULL});
    ek_json_yes(json, "additionalProperties", false);
    ek_json_close(json, '}');
    put_pattern(json, "date", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    ek_json_open(json, "number", '{');
    ek_json_open(json, "anyOf", '[');
    put_type(json, NULL, "number");
    put_pattern(json, NULL, "^-?(0|[1-9][0-9]*)/[1-9][0-9]*$");
    ek_json_close(json, ']');
    ek_json_close(json, '}');
    ek_json_close(json, '}');
}

/* ---- country.yaml -------------------------------------------------------------------------- */

static void put_named(ek_json *json, const char *key, bool by)
{
    open_named(json, key);
    open_object(json, "additionalProperties");
    if (by)
        put_type(json, "by", "string");
    ek_schema_put_ref(json, "says", "says");
    close_object(json, by ? (const char *const[]){"by", "says", NULL}
                          : (const char *const[]){"says", NULL});
    ek_json_close(json, '}');
}

static void put_acts(ek_json *json)
{
    open_named(json, "acts");
    open_object(json, "additionalProperties");
    put_type(json, "title", "string");
    ek_schema_put_ref(json, "compared", "date");
    ek_schema_put_ref(json, "repealed", "date");
    put_enum(json, "status", act_statuses);
    close_object(json, (const char *const[]){"title", "status", NULL});
    ek_json_close(json, '}');
}

static void put_frameworks(ek_json *json)
{
    open_named(json, "frameworks");
    open_named(json, "additionalProperties");
    ek_json_open(json, "additionalProperties", '{');
    ek_json_string(json, "type", "integer");
    ek_json_count(json, "minimum", 1);
    ek_json_count(json, "maximum", 8);
    ek_json_close(json, '}');
    ek_json_close(json, '}');
    ek_json_close(json, '}');
    open_named(json, "scales");
    open_object(json, "additionalProperties");
    ek_schema_put_ref(json, "from", "number");
    ek_schema_put_ref(json, "to", "number");
    ek_schema_put_ref(json, "best", "number");
    ek_schema_put_ref(json, "says", "says");
    close_object(json, (const char *const[]){"from", "to", "best", "says", NULL});
    ek_json_close(json, '}');
}

static void put_claims(ek_json *json)
{
    ek_json_open(json, "claims", '{');
    ek_json_string(json, "type", "object");
    ek_json_open(json, "properties", '{');
    for (int scope = EK_FIRST_CLAIM; scope <= (int)EK_LAST_CLAIM; scope++) {
        open_object(json, ek_scope_of((ek_scope)scope)->name);
        put_enum(json, "from", from_words);
        open_named(json, "fields");
        put_type(json, "additionalProperties", "string");
        ek_json_close(json, '}');
        close_object(json, (const char *const[]){"from", NULL});
    }
    ek_json_close(json, '}');
    ek_json_yes(json, "additionalProperties", false);
    ek_json_close(json, '}');
}

static void put_country(ek_json *json)
{
    ek_json_string(json, "type", "object");
    ek_json_open(json, "properties", '{');
    put_pattern(json, "country", "^[A-Z]{2}$");
    ek_schema_put_ref(json, "name", "says");
    put_pattern(json, "language", "^[a-z]{2}$");
    ek_schema_put_ref(json, "first_day", "date");
    put_type(json, "accumulates", "boolean");
    put_type(json, "uses_points", "boolean");
    put_enum(json, "applied", degrees);
    put_texts(json, "adopts");
    put_acts(json);
    put_named(json, "bodies", false);
    put_named(json, "steps", true);
    put_named(json, "roads", false);
    put_named(json, "checklists", false);
    put_frameworks(json);
    put_claims(json);
    ek_json_close(json, '}');
    ek_schema_put_words(json, "required",
                        (const char *const[]){"country", "name", "language", "first_day", NULL});
    ek_json_yes(json, "additionalProperties", false);
}

/* ---- parameters.yaml, questions.yaml ------------------------------------------------------- */

static void put_parameters(ek_json *json)
{
    ek_json_string(json, "type", "object");
    open_object(json, "additionalProperties");
    ek_schema_put_ref(json, "says", "says");
    ek_json_open(json, "unit", '{');
    ek_json_string(json, "type", "string");
    ek_json_string(json, "description",
                   "share, factor, count; months, weeks, days, years, hours, points, points/year; "
                   "mark(scale); date; text; texts; rounding");
    ek_json_close(json, '}');
    ek_json_open(json, "values", '{');
    ek_json_string(json, "type", "object");
    ek_json_string(json, "description", "by first day, oldest first; the next value ends it");
    ek_json_open(json, "patternProperties", '{');
    open_object(json, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    ek_json_open(json, "value", '{');
    ek_json_string(json, "description", "a number, fraction, date, text, list, rounding or table");
    ek_json_close(json, '}');
    put_type(json, "law", "string");
    put_enum(json, "status", statuses);
    close_object(json, (const char *const[]){"value", "law", NULL});
    ek_json_close(json, '}');
    ek_json_yes(json, "additionalProperties", false);
    ek_json_close(json, '}');
    close_object(json, (const char *const[]){"says", "unit", "values", NULL});
}

static void put_about(ek_json *json)
{
    ek_json_open(json, "about", '{');
    ek_json_open(json, "enum", '[');
    ek_json_string(json, NULL, "case");
    for (int scope = EK_FIRST_CLAIM; scope < (int)EK_SCOPE_TARGET; scope++)
        ek_json_string(json, NULL, ek_scope_of((ek_scope)scope)->name);
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

static void put_questions(ek_json *json)
{
    ek_json_string(json, "type", "object");
    open_object(json, "additionalProperties");
    ek_schema_put_ref(json, "asks", "says");
    put_enum(json, "type", question_types);
    put_type(json, "body", "string");
    put_about(json);
    ek_json_open(json, "answer", '{');
    ek_json_open(json, "anyOf", '[');
    put_enum(json, NULL, answer_words);
    put_texts(json, NULL);
    ek_json_close(json, ']');
    ek_json_close(json, '}');
    put_type(json, "unit", "string");
    put_type(json, "law", "string");
    put_texts(json, "evidence");
    put_enum(json, "status", statuses);
    close_object(json,
                 (const char *const[]){"asks", "type", "body", "about", "answer", "law", NULL});
}

/* ---- laws.yaml ----------------------------------------------------------------------------- */

static void put_provision(ek_json *json, const char *key)
{
    open_object(json, key);
    ek_schema_put_ref(json, "says", "says");
    ek_schema_put_ref(json, "no_rule_because", "says");
    close_object(json, (const char *const[]){"says", NULL});
}

/* By act, then by provision; an act that is declared as a whole is a provision itself. */
static void put_laws(ek_json *json)
{
    ek_json_string(json, "type", "object");
    ek_json_open(json, "additionalProperties", '{');
    ek_json_open(json, "anyOf", '[');
    put_provision(json, NULL);
    open_named(json, NULL);
    put_provision(json, "additionalProperties");
    ek_json_close(json, '}');
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

/* ---- survivors.yaml, relations.yaml -------------------------------------------------------- */

static void open_list(ek_json *json, const char *key)
{
    ek_json_open(json, key, '{');
    ek_json_string(json, "type", "array");
    open_object(json, "items");
}

/* One sentence, or several that have the same reason. */
static void put_waived(ek_json *json, const char *list, const char *key)
{
    open_list(json, list);
    ek_json_open(json, key, '{');
    ek_json_open(json, "anyOf", '[');
    put_type(json, NULL, "string");
    put_texts(json, NULL);
    ek_json_close(json, ']');
    ek_json_close(json, '}');
    put_type(json, "why", "string");
    close_object(json, (const char *const[]){key, "why", NULL});
    ek_json_close(json, '}');
}

static void put_survivors(ek_json *json)
{
    ek_json_string(json, "type", "object");
    ek_json_open(json, "properties", '{');
    put_waived(json, "changes", "change");
    put_waived(json, "outcomes", "outcome");
    ek_json_close(json, '}');
    ek_json_yes(json, "additionalProperties", false);
}

static void put_relations(ek_json *json)
{
    static const char *const keys[] = {"relation", "rule", "law", "because", NULL};

    ek_json_string(json, "type", "object");
    ek_json_open(json, "properties", '{');
    open_list(json, "breaks");
    for (uint32_t i = 0; keys[i]; i++)
        put_type(json, keys[i], "string");
    close_object(json, keys);
    ek_json_close(json, '}');
    ek_json_close(json, '}');
    ek_schema_put_words(json, "required", (const char *const[]){"breaks", NULL});
    ek_json_yes(json, "additionalProperties", false);
}

void ek_schema_policy(ek_json *json, const char *what)
{
    ek_json_open(json, NULL, '{');
    if (ek_text_is(EK_TEXT("country"), what)) {
        ek_schema_head(json, what, "What a country says of itself (country.yaml)");
        put_country(json);
    } else if (ek_text_is(EK_TEXT("parameters"), what)) {
        ek_schema_head(json, what, "Dated numbers, lists and tables of the law (parameters.yaml)");
        put_parameters(json);
    } else if (ek_text_is(EK_TEXT("laws"), what)) {
        ek_schema_head(json, what, "The provisions that a country declares (laws.yaml)");
        put_laws(json);
    } else if (ek_text_is(EK_TEXT("survivors"), what)) {
        ek_schema_head(json, what, "What no test notices, and why (survivors.yaml)");
        put_survivors(json);
    } else if (ek_text_is(EK_TEXT("relations"), what)) {
        ek_schema_head(json, what, "Relations that a rule breaks, by which law (relations.yaml)");
        put_relations(json);
    } else {
        ek_schema_head(json, what, "What competent bodies decide (questions.yaml)");
        put_questions(json);
    }
    put_definitions(json);
    ek_json_close(json, '}');
}

/* ---- cases --------------------------------------------------------------------------------- */

static void put_expectation(ek_json *json)
{
    open_object(json, "expectation");
    put_type(json, "claim", "string");
    put_enum(json, "verdict", verdict_words);
    put_texts(json, "because");
    put_texts(json, "effects");
    put_texts(json, "missing");
    put_texts(json, "asks");
    put_type(json, "step", "string");
    put_texts(json, "instead");
    put_texts(json, "points");
    put_enum(json, "error", error_words);
    close_object(json, (const char *const[]){NULL});
}

static void put_test(ek_json *json)
{
    open_object(json, "items");
    put_type(json, "name", "string");
    ek_schema_put_ref(json, "decided", "date");
    ek_json_open(json, "given", '{');
    ek_schema_put_keys(json, &ek_type_case, false);
    ek_json_close(json, '}');
    ek_json_open(json, "expect", '{');
    ek_json_open(json, "anyOf", '[');
    ek_schema_put_ref(json, NULL, "expectation");
    ek_json_open(json, NULL, '{');
    ek_json_string(json, "type", "array");
    ek_schema_put_ref(json, "items", "expectation");
    ek_json_close(json, '}');
    ek_json_close(json, ']');
    ek_json_close(json, '}');
    close_object(json, (const char *const[]){"name", "given", "expect", NULL});
}

void ek_schema_cases(ek_json *json)
{
    ek_json_open(json, NULL, '{');
    ek_schema_head(json, "cases", "A country's own tests (cases/*.yaml)");
    ek_json_string(json, "type", "array");
    put_test(json);
    ek_json_open(json, "$defs", '{');
    put_expectation(json);
    ek_schema_put_types(json);
    ek_json_close(json, '}');
    ek_json_close(json, '}');
}
