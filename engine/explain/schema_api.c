/* erkend_schema: which of the schemas, as text for the host. */
#include "base/api.h"
#include "explain/schema.h"

typedef enum schema_kind {
    SCHEMA_DOCUMENT,
    SCHEMA_POLICY,
    SCHEMA_CASES,
    SCHEMA_LUA,
    SCHEMA_PAGE,
    SCHEMA_KEYS
} schema_kind;

static const struct {
    const char *what;
    schema_kind kind;
} schemas[] = {
    {"case", SCHEMA_DOCUMENT},     {"qualification", SCHEMA_DOCUMENT}, {"country", SCHEMA_POLICY},
    {"parameters", SCHEMA_POLICY}, {"questions", SCHEMA_POLICY},       {"laws", SCHEMA_POLICY},
    {"survivors", SCHEMA_POLICY},  {"relations", SCHEMA_POLICY},       {"cases", SCHEMA_CASES},
    {"rules", SCHEMA_LUA},         {"reference", SCHEMA_PAGE},         {"keys", SCHEMA_KEYS}};
#define SCHEMA_COUNT (sizeof schemas / sizeof schemas[0])

static void write_schema(ek_buffer *out, size_t which)
{
    ek_json json;

    ek_json_init(&json, out, EK_EN, false);
    switch (schemas[which].kind) {
    case SCHEMA_DOCUMENT: ek_schema_document(&json, schemas[which].what); break;
    case SCHEMA_POLICY: ek_schema_policy(&json, schemas[which].what); break;
    case SCHEMA_CASES: ek_schema_cases(&json); break;
    case SCHEMA_LUA: ek_schema_lua(out); return;
    case SCHEMA_PAGE: ek_schema_page(out); return;
    case SCHEMA_KEYS: ek_schema_keys(out); return;
    }
    ek_buffer_char(out, '\n');
}

static size_t find_schema(const char *what)
{
    size_t which = 0;

    while (which < SCHEMA_COUNT && !ek_text_is(ek_text_of(what), schemas[which].what))
        which++;
    return which;
}

static erkend_status give_schema(erkend_text **out, size_t which)
{
    erkend_status status;
    ek_arena arena;
    ek_buffer buffer;
    ek_escape escape;

    ek_arena_init(&arena, NULL, 0);
    ek_buffer_init(&buffer, &arena);
    if (EK_TRY(&arena, &escape))
        write_schema(&buffer, which);
    ek_escape_end(&arena, &escape);
    status = escape.status;
    if (status == ERKEND_OK)
        status = ek_text_give(out, NULL, ek_buffer_done(&buffer));
    ek_arena_dispose(&arena);
    return status;
}

erkend_status erkend_schema(erkend_text **out, const char *what, erkend_error *error)
{
    size_t which;

    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (!out || !what)
        return ek_error_say(error, ERKEND_ECALL, "erkend_schema: NULL where something is needed");
    which = find_schema(what);
    if (which == SCHEMA_COUNT)
        return ek_error_say(
            error, ERKEND_EVALUE,
            "there is no schema of '%s'; there are case, qualification, country, "
            "parameters, questions, laws, survivors, relations, cases, rules, reference, keys",
            what);
    return ek_error_fill(error, give_schema(out, which), NULL);
}
