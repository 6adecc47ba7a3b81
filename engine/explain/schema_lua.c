/* Types of rules for editors (LuaCATS): every fact, every word, every form, with what it means. */
#include "explain/schema.h"

/* ---- Words --------------------------------------------------------------------------------- */

typedef struct word_types {
    const char *name;
    const char *params; /* "a:quantity b:quantity", "…" for any number of more */
    const char *returns;
    const char *says;
} word_types;

static const word_types words[] = {
    {"no", "a:condition", "condition", "Not. Unknown while `a` is."},
    {"at_least", "a:quantity b:quantity", "condition",
     "Quantities of one unit: `a` is `b` or more."},
    {"at_most", "a:quantity b:quantity", "condition",
     "Quantities of one unit: `a` is `b` or less."},
    {"more_than", "a:quantity b:quantity", "condition", "Quantities of one unit."},
    {"less_than", "a:quantity b:quantity", "condition", "Quantities of one unit."},
    {"before", "a:date b:date", "condition", "An earlier day."},
    {"after", "a:date b:date", "condition", "A later day."},
    {"on_or_before", "a:date b:date", "condition", "That day or an earlier one."},
    {"on_or_after", "a:date b:date", "condition", "That day or a later one."},
    {"same", "a:value b:value", "condition", "Equal texts, numbers, dates, or none."},
    {"different", "a:value b:value", "condition", "Not the same."},
    {"one_of", "a:text list:set", "condition", "`a` stands in the list."},
    {"covers", "have:set want:set", "condition", "One set contains all of another."},
    {"multiple_of", "a:quantity step:quantity", "condition", "A whole, positive multiple."},
    {"in_force", "thing:thing day:date", "condition",
     "From its first to its last day; both count."},
    {"in_transition", "thing:thing day:date", "condition",
     "After its last day, to its transition_last_day, which counts."},
    {"given", "x:value", "condition", "There, and not none."},
    {"every", "list:list c:condition", "condition", "Holds for each."},
    {"some", "list:list c:condition", "condition", "Holds for one at least."},
    {"fulfils", "parts:list composition:tree", "condition", "A selection of the parts fulfils it."},
    {"divide", "a:quantity b:quantity", "quantity", "Exact; unknown when `b` is 0."},
    {"lesser_of", "a:quantity b:quantity …", "quantity", "The least of them."},
    {"greater_of", "a:quantity b:quantity …", "quantity", "The most of them."},
    {"rounded", "x:quantity how:value", "quantity", "As the parameter says, once, at the end."},
    {"up_to", "x:quantity", "quantity", "A most: the body may give less. Only in effects."},
    {"sum_of", "x:quantity c?:condition", "quantity", "Over each in turn, where `c` holds."},
    {"mean_of", "x:quantity c?:condition", "quantity", "Over each in turn, where `c` holds."},
    {"largest_of", "x:quantity c?:condition", "quantity", "Over each in turn, where `c` holds."},
    {"smallest_of", "x:quantity c?:condition", "quantity", "Over each in turn, where `c` holds."},
    {"weighted_mean_of", "x:quantity weight:quantity c?:condition", "quantity",
     "Over each in turn, where `c` holds."},
    {"number_of", "list:list c?:condition", "quantity", "How many there are, where `c` holds."},
    {"share_of", "list:list c?:condition", "quantity", "The share of those for which `c` holds."},
    {"share_covered", "have:set want:set", "quantity",
     "The share of `want` that stands in `have`."},
    {"age_on", "birth:date day:date", "quantity", "Completed years; reached on the birthday."},
    {"months_in", "first:date last:date", "quantity",
     "Both days count; the rest is a share of its month."},
    {"months_after", "day:date n:quantity", "date", "The same day number so many months later."},
    {"years_after", "day:date n:quantity", "date", "The same day so many years later."},
    {"months_in_all", "list:list", "quantity",
     "Of all periods together; days they share count once."},
    {"days_in_all", "list:list", "quantity",
     "Of all periods together; days they share count once."},
    {"eqf", "level:level", "quantity", "The European level of a national one."},
    {"each_of", "x:text", "set", "The set of the texts."},
    {"those", "list:list c:condition", "list", "A narrowed list."},
};

static void write_type(ek_buffer *out, const char *name, size_t size)
{
    ek_buffer_string(out, "erkend.");
    ek_buffer_add(out, name, size);
}

static size_t word_size(const char *text, char end)
{
    size_t size = 0;

    while (text[size] && text[size] != end && text[size] != ' ')
        size++;
    return size;
}

/* The @param lines; then the names, for the head of the function. */
static void write_params(ek_buffer *out, const char *params, bool names)
{
    bool first = true;

    while (*params) {
        size_t size = word_size(params, ':');
        bool rest = params[0] != ':' && params[size] != ':';
        const char *type = params + size + (rest ? 0 : 1);
        size_t type_size = rest ? 0 : word_size(type, ' ');

        if (names) {
            ek_buffer_string(out, first ? "" : ", ");
            if (rest)
                ek_buffer_string(out, "...");
            else
                ek_buffer_add(out, params, params[size - 1] == '?' ? size - 1 : size);
        } else {
            ek_buffer_string(out, "---@param ");
            if (rest)
                ek_buffer_string(out, "... erkend.quantity");
            else {
                ek_buffer_add(out, params, size);
                ek_buffer_char(out, ' ');
                write_type(out, type, type_size);
            }
            ek_buffer_char(out, '\n');
        }
        first = false;
        params = type + type_size;
        while (*params == ' ')
            params++;
    }
}

static void write_words(ek_buffer *out)
{
    for (uint32_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        ek_buffer_format(out, "\n---%s\n", words[i].says);
        write_params(out, words[i].params, false);
        ek_buffer_format(out, "---@return erkend.%s\nfunction %s(", words[i].returns,
                         words[i].name);
        write_params(out, words[i].params, true);
        ek_buffer_string(out, ") end\n");
    }
}

/* ---- Facts --------------------------------------------------------------------------------- */

static void write_value_type(ek_buffer *out, const ek_field *field)
{
    static const char *const names[] = {
        [EK_KIND_YES] = "condition", [EK_KIND_NUMBER] = "quantity", [EK_KIND_MARK] = "quantity",
        [EK_KIND_DATE] = "date",     [EK_KIND_TEXT] = "text",       [EK_KIND_WORD] = "text",
        [EK_KIND_COUNTRY] = "text",  [EK_KIND_SET] = "set",         [EK_KIND_LEVEL] = "level",
        [EK_KIND_RECORD] = NULL,     [EK_KIND_LIST] = "list",       [EK_KIND_BY_COUNTRY] = "list",
        [EK_KIND_TREE] = "tree",     [EK_KIND_ANSWER] = "value"};

    ek_buffer_format(out, "erkend.%s",
                     names[field->kind] ? names[field->kind] : field->record->name);
}

static void write_fields(ek_buffer *out, const ek_record_type *type)
{
    for (uint32_t i = 0; i < type->field_count; i++) {
        const ek_field *field = &type->fields[i];

        if (field->flags & EK_EMBED) {
            write_fields(out, field->record);
            continue;
        }
        if (field->flags & (EK_HIDDEN | EK_PERSONAL))
            continue;
        ek_buffer_format(out, "---@field %s ", field->name);
        write_value_type(out, field);
        ek_buffer_format(out, " %s", field->meaning);
        if (field->kind == EK_KIND_NUMBER && field->unit < EK_DIMENSIONS)
            ek_buffer_format(out, "; %s", ek_dimension_name(field->unit));
        if (field->words) {
            ek_buffer_string(out, ":");
            for (uint32_t k = 0; field->words[k]; k++)
                ek_buffer_format(out, "%s %s", k ? "," : "", field->words[k]);
        }
        ek_buffer_char(out, '\n');
    }
}

static void write_classes(ek_buffer *out)
{
    for (uint32_t i = 0; ek_all_types[i]; i++) {
        const ek_record_type *type = ek_all_types[i];

        if (type == &ek_type_claims || type == &ek_type_target || type == &ek_type_target_choice ||
            type == &ek_type_ruling)
            continue;
        ek_buffer_format(out, "\n---@class erkend.%s: erkend.thing %s\n", type->name,
                         type->meaning);
        write_fields(out, type);
        if (type == &ek_type_unit_claim)
            ek_buffer_format(out, "---@field target erkend.unit_target %s\n",
                             ek_type_unit_target.meaning);
    }
}

static void write_scopes(ek_buffer *out)
{
    for (int i = 0; i < (int)EK_SCOPE_TARGET; i++) {
        const ek_scope_info *info = ek_scope_of((ek_scope)i);

        ek_buffer_format(out, "\n---%s\n---@type erkend.%s%s\n%s = {}\n", info->meaning,
                         info->record->name, info->kind == EK_SCOPE_MANY ? "|erkend.list" : "",
                         info->name);
    }
}

/* ---- The rest ------------------------------------------------------------------------------ */

static const char head[] =
    "---@meta\n"
    "---Types of policies, for editors: made by `erkend schema rules`. Nothing here is ever run.\n"
    "\n"
    "---@class erkend.value a fact, a parameter, a ruling, or what words make of them\n"
    "---@class erkend.condition: erkend.value true, false or unknown\n"
    "---@class erkend.quantity: erkend.value an exact number with its unit\n"
    "---@operator add(erkend.quantity|integer): erkend.quantity\n"
    "---@operator sub(erkend.quantity|integer): erkend.quantity\n"
    "---@operator mul(erkend.quantity|integer): erkend.quantity\n"
    "---@class erkend.date: erkend.value a day\n"
    "---@class erkend.level: erkend.value a level of a framework\n"
    "---@class erkend.tree: erkend.value a composition\n"
    "---@class erkend.thing: erkend.value something with fields\n"
    "---@class erkend.list: erkend.value things, each in turn\n"
    "---@class erkend.effect what a rule gives or limits\n"
    "---@class erkend.verdict what follows when a condition does not hold\n"
    "---@alias erkend.text erkend.value|string\n"
    "---@alias erkend.set erkend.value|erkend.text[]\n"
    "---@alias erkend.law string|table<string, string> the provision; by code or by day\n"
    "---@alias erkend.says { en: string, de?: string, fi?: string, nl?: string }\n";

static const char forms[] =
    "\n---@class erkend.rule_fields\n"
    "---@field law erkend.law the provision\n"
    "---@field law_before? erkend.law where it stood before a renumbering\n"
    "---@field since string first day of the law\n"
    "---@field last_day? string last day of the law\n"
    "---@field clock? erkend.date the date by which since, last_day and parameters are chosen\n"
    "---@field says erkend.says one sentence for people\n"
    "---@field reading? erkend.says how an unclear text is read, and by whom\n"
    "---@field overrides? string the rule that this one displaces where its `where` holds\n"
    "---@field for_each erkend.thing|erkend.list whom the rule is about\n"
    "---@field phase? \"assess\"|\"validate\"|\"recognise\" only for unit\n"
    "---@field where? erkend.condition the cases that the rule speaks of\n"
    "---@field choose? erkend.list the rule holds if some selection of these holds\n"
    "---@field to_reach? erkend.condition as few as reach that\n"
    "---@field must? erkend.condition what has to hold\n"
    "---@field otherwise? erkend.verdict|erkend.value the verdict, or the ruling, if it does not\n"
    "---@field gives? erkend.effect\n"
    "---@field limits? erkend.effect however many rules give: no further than this\n"
    "---@field status? \"unverified\"\n"
    "\n---@param id string country, act, provision, and a word for what must hold\n"
    "---@return fun(fields: erkend.rule_fields)\n"
    "function rule(id) end\n"
    "\n---@class erkend.definition_fields\n"
    "---@field law erkend.law\n"
    "---@field law_before? erkend.law\n"
    "---@field since string\n"
    "---@field last_day? string\n"
    "---@field clock? erkend.date\n"
    "---@field says erkend.says\n"
    "---@field is erkend.value\n"
    "---@field status? \"unverified\"\n"
    "\n---What a word of the law means; used as term.name.\n"
    "---@param name string\n"
    "---@return fun(fields: erkend.definition_fields)\n"
    "function define(name) end\n"
    "\n---@class erkend.allocation_fields\n"
    "---@field law erkend.law\n"
    "---@field law_before? erkend.law\n"
    "---@field since string\n"
    "---@field last_day? string\n"
    "---@field clock? erkend.date\n"
    "---@field says erkend.says\n"
    "---@field reading? erkend.says\n"
    "---@field for_each erkend.thing\n"
    "---@field over erkend.list\n"
    "---@field where? erkend.condition\n"
    "---@field total erkend.quantity\n"
    "---@field by erkend.quantity\n"
    "---@field rounding erkend.value\n"
    "---@field status? \"unverified\"\n"
    "\n---How points are shared out over units.\n"
    "---@param id string\n"
    "---@return fun(fields: erkend.allocation_fields)\n"
    "function allocation(id) end\n"
    "\n---@class erkend.check_fields\n"
    "---@field list string key of checklists in country.yaml\n"
    "---@field law erkend.law\n"
    "---@field law_before? erkend.law\n"
    "---@field since string\n"
    "---@field last_day? string\n"
    "---@field says erkend.says\n"
    "---@field reading? erkend.says\n"
    "---@field for_each? erkend.thing\n"
    "---@field where? erkend.condition\n"
    "---@field must erkend.condition\n"
    "---@field status? \"unverified\"\n"
    "\n---A line of a checklist that a case can be held against: erkend check CASE.\n"
    "---@param id string\n"
    "---@return fun(fields: erkend.check_fields)\n"
    "function check(id) end\n"
    "\n---And.\n---@param conditions erkend.condition[]\n---@return erkend.condition\n"
    "function all(conditions) end\n"
    "\n---Or.\n---@param conditions erkend.condition[]\n---@return erkend.condition\n"
    "function any(conditions) end\n"
    "\n---The mean of those that are not none.\n---@param values erkend.quantity[]\n"
    "---@return erkend.quantity\nfunction average_of(values) end\n"
    "\n---The row of a table: { param.t, key, …, otherwise = v }.\n---@param row table\n"
    "---@return erkend.value\nfunction from_table(row) end\n"
    "\n---Refused; roads that are open: refused { instead = { \"external_admission\" } }.\n"
    "---@overload fun(fields: { instead: string[] }): erkend.verdict\n"
    "---@type erkend.verdict\nrefused = {}\n"
    "\n---What covers found counts, the rest does not.\n---@type erkend.verdict\npartial = {}\n"
    "\n---@param step string a key of steps in country.yaml\n---@return erkend.verdict\n"
    "function conditional(step) end\n"
    "\n---Said not to exist.\n---@type erkend.value\nnone = {}\n"
    "\n---Parameters of the country, dated.\n---@type table<string, erkend.value>\nparam = {}\n"
    "\n---Words of the law that the country defines.\n---@type table<string, erkend.value>\nterm = "
    "{}\n"
    "\n---Answers of competent bodies.\n---@type table<string, erkend.value>\nruling = {}\n";

static void write_effects(ek_buffer *out)
{
    for (int kind = 0; kind < (int)EK_EFFECTS; kind++)
        ek_buffer_format(out,
                         "\n---@param fields table<string, erkend.value|string>\n"
                         "---@return erkend.effect\nfunction %s(fields) end\n",
                         ek_effect_name((ek_effect_kind)kind));
}

void ek_schema_lua(ek_buffer *out)
{
    ek_buffer_string(out, head);
    write_classes(out);
    write_scopes(out);
    ek_buffer_string(out, forms);
    write_effects(out);
    write_words(out);
}
