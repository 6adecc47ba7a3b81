/* The reference page of documents in Markdown, and the plain list of keys. */
#include "explain/schema.h"

ek_text ek_schema_kind(ek_arena *arena, const ek_field *field)
{
    const char *record = field->record ? field->record->name : "";

    switch (field->kind) {
    case EK_KIND_YES: return EK_TEXT("true or false");
    case EK_KIND_NUMBER:
        return field->unit < EK_DIMENSIONS
                   ? ek_text_format(arena, "number of %s", ek_dimension_name(field->unit))
                   : EK_TEXT("number");
    case EK_KIND_MARK: return EK_TEXT("mark");
    case EK_KIND_DATE: return EK_TEXT("date");
    case EK_KIND_TEXT: return EK_TEXT("text");
    case EK_KIND_WORD: return EK_TEXT("word");
    case EK_KIND_COUNTRY: return EK_TEXT("country");
    case EK_KIND_SET: return EK_TEXT("set of texts");
    case EK_KIND_LEVEL: return EK_TEXT("level");
    case EK_KIND_RECORD: return ek_text_of(record);
    case EK_KIND_LIST: return ek_text_format(arena, "list of %s", record);
    case EK_KIND_BY_COUNTRY: return ek_text_format(arena, "%s by country", record);
    case EK_KIND_TREE: return EK_TEXT("composition");
    default: return EK_TEXT("yes or no, number, date, text or texts");
    }
}

static void write_flags(ek_buffer *out, const ek_field *field)
{
    static const struct {
        uint32_t flag;
        const char *says;
    } flags[] = {{EK_REQUIRED, "needed"},
                 {EK_ABSENT_NONE, "absent: none"},
                 {EK_ABSENT_EMPTY, "absent: empty"},
                 {EK_NOT_NEGATIVE, "0 or more"},
                 {EK_POSITIVE, "more than 0"},
                 {EK_REFERENCE, "or its id"},
                 {EK_FILE, "or the path of a document"},
                 {EK_ONE_OR_MANY, "one or a list"},
                 {EK_DERIVED, "follows from others where absent"},
                 {EK_COMPUTED, "only computed, never written"},
                 {EK_PERSONAL, "never read by rules"}};

    for (uint32_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        if (field->flags & flags[i].flag)
            ek_buffer_format(out, "; %s", flags[i].says);
}

static void write_words(ek_buffer *out, const ek_field *field)
{
    if (!field->words)
        return;
    for (uint32_t i = 0; field->words[i]; i++)
        ek_buffer_format(out, "%s`%s`", i == 0 ? ": " : ", ", field->words[i]);
}

static void write_row(ek_buffer *out, const ek_field *field)
{
    ek_buffer_format(out, "| `%s` | ", field->name);
    ek_buffer_text(out, ek_schema_kind(out->arena, field));
    write_words(out, field);
    write_flags(out, field);
    ek_buffer_format(out, " | %s | %s | %s |\n", field->meaning,
                     field->supplier ? field->supplier : "", field->source ? field->source : "");
}

static void write_type(ek_buffer *out, const ek_record_type *type)
{
    ek_buffer_format(out, "\n## %s\n\n%s.\n\n", type->name, type->meaning);
    ek_buffer_string(out, "| key | value | meaning | who can supply it | source |\n"
                          "| --- | --- | --- | --- | --- |\n");
    for (uint32_t i = 0; i < type->field_count; i++) {
        const ek_field *field = &type->fields[i];

        if ((field->flags & EK_EMBED) && !(field->flags & EK_REFERENCE))
            ek_buffer_format(out, "| | keys of [%s](#%s) stand here | | | |\n", field->record->name,
                             field->record->name);
        else
            write_row(out, field);
    }
}

void ek_schema_page(ek_buffer *out)
{
    ek_buffer_string(
        out,
        "# Documents: every key\n\n"
        "Made by `erkend schema reference` from the one schema table. A key that is absent is\n"
        "*missing* (nobody said), unless the table says what absence means; `none` (JSON: `null`)\n"
        "says that there is none; `[]` is an empty list. Dates are `YYYY-MM-DD`, countries ISO "
        "3166\n"
        "codes, numbers exact (`9`, `5.45`, `1/3`), levels a framework and its level (`EQF 4`).\n"
        "Sources Rnnn are the requirements taken from Recommendation 2009/C 155/02 and its "
        "guide.\n");
    for (uint32_t i = 0; ek_all_types[i]; i++)
        write_type(out, ek_all_types[i]);
}

void ek_schema_keys(ek_buffer *out)
{
    for (uint32_t i = 0; ek_all_types[i]; i++) {
        const ek_record_type *type = ek_all_types[i];

        for (uint32_t k = 0; k < type->field_count; k++) {
            if (!ek_schema_is_written(&type->fields[k]))
                continue;
            if (type == &ek_type_claims)
                ek_buffer_format(out, "case.%s\t", type->fields[k].name);
            else
                ek_buffer_format(out, "%s.%s\t", type->name, type->fields[k].name);
            ek_buffer_text(out, ek_schema_kind(out->arena, &type->fields[k]));
            ek_buffer_char(out, '\n');
        }
    }
}
