/* Fields of a form: a table in braces, read with the place of each field.
 *
 * What is unknown, missing or of a wrong kind is reported at its own line and column; reading goes
 * on with an empty value, so that one run reports all of it. */
#include "script/state.h"

#include "base/sort.h"

/* ---- Places ------------------------------------------------------------------------------- */

static const ek_order_entry *find_entry(const ek_fields *fields, const char *name)
{
    if (fields->braces == EK_NO_BRACES)
        return NULL;
    return ek_order_field(&fields->script->order, fields->braces, ek_text_of(name));
}

ek_place ek_field_place(const ek_fields *fields, const char *name)
{
    const ek_order_entry *entry = find_entry(fields, name);

    if (!entry)
        return fields->place;
    return (ek_place){fields->script->source->name, entry->line, entry->column};
}

uint32_t ek_field_braces(const ek_fields *fields, const char *name)
{
    const ek_order_entry *entry = find_entry(fields, name);

    return entry ? entry->inner : EK_NO_BRACES;
}

static ek_fields inner_fields(const ek_fields *outer, const char *name)
{
    ek_fields inner = *outer;

    inner.table = lua_gettop(outer->lua);
    inner.place = ek_field_place(outer, name);
    inner.braces = ek_field_braces(outer, name);
    inner.of = name;
    return inner;
}

/* ---- Reading ------------------------------------------------------------------------------ */

bool ek_field_push(const ek_fields *fields, const char *name)
{
    luaL_checkstack(fields->lua, 8, "fields");
    lua_pushstring(fields->lua, name);
    lua_rawget(fields->lua, fields->table);
    if (!lua_isnil(fields->lua, -1))
        return true;
    lua_pop(fields->lua, 1);
    return false;
}

static int compare_names(const void *a, const void *b)
{
    return ek_text_compare(*(const ek_text *)a, *(const ek_text *)b);
}

ek_texts ek_fields_names(const ek_fields *fields)
{
    lua_State *lua = fields->lua;
    ek_text *names = NULL;
    uint32_t count = 0, capacity = 0;
    bool told = false;

    luaL_checkstack(lua, 8, "fields");
    for (lua_pushnil(lua); lua_next(lua, fields->table); lua_pop(lua, 1)) {
        ek_charge(lua, 4);
        if (lua_type(lua, -2) == LUA_TSTRING) {
            ek_text name = ek_lua_text(lua, -2);

            *EK_PUSH(fields->script->arena, names, count, capacity) = name;
        } else if (!told) {
            told = true;
            ek_tell(fields->script, fields->place, "%s has a value without a name: write name = …",
                    fields->of);
        }
    }
    ek_sort(names, count, sizeof *names, compare_names);
    return (ek_texts){names, count};
}

void ek_fields_check(const ek_fields *fields, const char *const *names)
{
    ek_texts given = ek_fields_names(fields);
    ek_text known[32];
    uint32_t count = 0;

    while (count < 32 && names[count]) {
        known[count] = ek_text_of(names[count]);
        count++;
    }
    for (uint32_t i = 0; i < given.count; i++) {
        ek_text nearest;
        ek_place place;

        if (ek_texts_have((ek_texts){known, count}, given.items[i]))
            continue;
        nearest = ek_text_nearest(given.items[i], known, count);
        place = ek_field_place(fields, given.items[i].bytes);
        if (nearest.size)
            ek_tell(fields->script, place, "%s has no field '%.*s': did you mean '%.*s'?",
                    fields->of, EK_TEXT_ARGS(given.items[i]), EK_TEXT_ARGS(nearest));
        else
            ek_tell(fields->script, place, "%s has no field '%.*s'", fields->of,
                    EK_TEXT_ARGS(given.items[i]));
    }
}

static void tell_missing(const ek_fields *fields, const char *name)
{
    ek_tell(fields->script, fields->place, "%s needs '%s'", fields->of, name);
}

ek_text ek_field_text(const ek_fields *fields, const char *name, bool required)
{
    ek_text text = EK_TEXT("");

    if (!ek_field_push(fields, name)) {
        if (required)
            tell_missing(fields, name);
        return text;
    }
    if (lua_type(fields->lua, -1) == LUA_TSTRING)
        text = ek_lua_text(fields->lua, -1);
    if (text.size == 0)
        ek_tell(fields->script, ek_field_place(fields, name), "'%s' has to be a text, not %s", name,
                lua_type(fields->lua, -1) == LUA_TSTRING ? "an empty one"
                                                         : ek_shown_kind(fields->lua, -1));
    lua_pop(fields->lua, 1);
    return text;
}

ek_date ek_field_date(const ek_fields *fields, const char *name, ek_date absent, bool required)
{
    ek_date date = absent;
    ek_text text = ek_field_text(fields, name, required);

    if (text.size && ek_date_read(&date, text) != ERKEND_OK) {
        ek_tell(fields->script, ek_field_place(fields, name),
                "'%s' has to be a day like \"2020-01-31\", not \"%.*s\"", name,
                EK_TEXT_ARGS(ek_text_slice(text, 0, 40)));
        date = absent;
    }
    return date;
}

bool ek_field_unverified(const ek_fields *fields)
{
    ek_text status = ek_field_text(fields, "status", false);

    if (status.size && !ek_text_is(status, "unverified"))
        ek_tell(fields->script, ek_field_place(fields, "status"),
                "'status' can only be \"unverified\": leave it out for what is verified");
    return status.size > 0;
}

/* ---- Words for people --------------------------------------------------------------------- */

static void read_says(const ek_fields *inner, const char *field, ek_says *says)
{
    ek_texts names = ek_fields_names(inner);

    for (uint32_t i = 0; i < names.count; i++) {
        ek_language language = ek_language_named(names.items[i]);

        if (names.items[i].size != 2 || language == EK_LANGUAGES)
            ek_tell(inner->script, ek_field_place(inner, names.items[i].bytes),
                    "'%s' knows no language '%.*s': " EK_LANGUAGES_SAID, field,
                    EK_TEXT_ARGS(names.items[i]));
        else
            says->in[language] = ek_field_text(inner, names.items[i].bytes, true);
    }
    if (names.count == 0)
        ek_tell(inner->script, inner->place, "'%s' has no words: write %s = { en = \"…\" }", field,
                field);
}

ek_says ek_field_says(const ek_fields *fields, const char *name, bool required)
{
    ek_says says = {{{"", 0}}};

    if (!ek_field_push(fields, name)) {
        if (required)
            tell_missing(fields, name);
        return says;
    }
    if (lua_type(fields->lua, -1) == LUA_TTABLE) {
        ek_fields inner = inner_fields(fields, name);

        read_says(&inner, name, &says);
    } else {
        ek_tell(fields->script, ek_field_place(fields, name),
                "'%s' is written by language: %s = { en = \"…\" }", name, name);
    }
    lua_pop(fields->lua, 1);
    return says;
}

/* ---- Law ---------------------------------------------------------------------------------- */

typedef struct laws {
    ek_law *items;
    uint32_t count, capacity;
} laws;

static void add_law(const ek_fields *fields, laws *list, ek_text code, ek_date before, ek_text text)
{
    if (text.size)
        *EK_PUSH(fields->script->arena, list->items, list->count, list->capacity) =
            (ek_law){code, before, text};
}

/* A text, or texts by the code of qualification.law: the value on top. */
static void read_wording(const ek_fields *fields, const char *name, ek_date before, laws *list)
{
    if (lua_type(fields->lua, -1) == LUA_TSTRING) {
        add_law(fields, list, EK_TEXT(""), before, ek_field_text(fields, name, true));
    } else if (lua_type(fields->lua, -1) == LUA_TTABLE) {
        ek_fields inner = inner_fields(fields, name);
        ek_texts codes = ek_fields_names(&inner);

        for (uint32_t i = 0; i < codes.count; i++)
            add_law(fields, list, codes.items[i], before,
                    ek_field_text(&inner, codes.items[i].bytes, true));
        if (codes.count == 0)
            ek_tell(fields->script, inner.place, "'%s' names no law", name);
    } else {
        ek_tell(fields->script, ek_field_place(fields, name),
                "'%s' has to be a text, or texts by law: { BBiG = \"§ 7\" }", name);
    }
}

/* law_before = { ["2020-01-01"] = "HwO § 27b" }: the table on top. */
static void read_earlier_laws(const ek_fields *fields, laws *list)
{
    ek_fields inner = inner_fields(fields, "law_before");
    ek_texts days = ek_fields_names(&inner);

    for (uint32_t i = 0; i < days.count; i++) {
        ek_date before;

        if (ek_date_read(&before, days.items[i]) != ERKEND_OK) {
            ek_tell(fields->script, ek_field_place(&inner, days.items[i].bytes),
                    "'law_before' is written by day: { [\"2020-01-01\"] = \"…\" }, not '%.*s'",
                    EK_TEXT_ARGS(days.items[i]));
            continue;
        }
        ek_field_push(&inner, days.items[i].bytes);
        read_wording(&inner, days.items[i].bytes, before, list);
        lua_pop(fields->lua, 1);
    }
}

const ek_law *ek_field_laws(const ek_fields *fields, uint32_t *count)
{
    laws list = {NULL, 0, 0};

    if (ek_field_push(fields, "law")) {
        read_wording(fields, "law", EK_DATE_NEVER, &list);
        lua_pop(fields->lua, 1);
    } else {
        tell_missing(fields, "law");
    }
    if (ek_field_push(fields, "law_before")) {
        if (lua_type(fields->lua, -1) == LUA_TTABLE)
            read_earlier_laws(fields, &list);
        else
            ek_tell(fields->script, ek_field_place(fields, "law_before"),
                    "'law_before' is written by day: { [\"2020-01-01\"] = \"…\" }");
        lua_pop(fields->lua, 1);
    }
    *count = list.count;
    return list.items;
}
