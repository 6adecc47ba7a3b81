/* The schema for people and editors: JSON Schema, LuaCATS, a reference page, all from the one
 * table. */
#ifndef EK_EXPLAIN_SCHEMA_H
#define EK_EXPLAIN_SCHEMA_H

#include "explain/json.h"

/* "case", "qualification" (schema_json.c), "cases" (schema_policy.c). */
void ek_schema_document(ek_json *json, const char *what);
/* "country", "parameters", "questions", "laws", "survivors", "relations". */
void ek_schema_policy(ek_json *json, const char *what);
void ek_schema_cases(ek_json *json);
void ek_schema_lua(ek_buffer *out);
void ek_schema_page(ek_buffer *out);
void ek_schema_keys(ek_buffer *out);

/* Of schema_json.c, for the others. */
void ek_schema_head(ek_json *json, const char *what, const char *title);
void ek_schema_put_keys(ek_json *json, const ek_record_type *type, bool required);
void ek_schema_put_types(ek_json *json);
void ek_schema_put_words(ek_json *json, const char *key, const char *const *words);
/* {"$ref": "#/$defs/name"} */
void ek_schema_put_ref(ek_json *json, const char *key, const char *name);
/* Can this key be written in a document? */
bool ek_schema_is_written(const ek_field *field);
/* "number of months", "list of stay": what a value is, for people. */
ek_text ek_schema_kind(ek_arena *arena, const ek_field *field);

#endif
