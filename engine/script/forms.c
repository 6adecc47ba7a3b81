/* The forms: rule "id" { … }, define "name" { … }, allocation "id" { … } (LANGUAGE section 2), and
 * check "id" { … }, a line of a checklist.
 *
 * A form is two calls: the first keeps the identifier, the second reads the fields and appends to
 * the rulebook. What is wrong is reported field by field; the form is appended all the same, so
 * that later checks see the rest (a book with errors is never used). */
#include "script/state.h"

static const char *const rule_fields[] = {
    "law",       "law_before", "since",  "last_day", "clock",  "says",     "reading",
    "overrides", "for_each",   "phase",  "where",    "choose", "to_reach", "must",
    "otherwise", "gives",      "limits", "status",   NULL};
static const char *const definition_fields[] = {"law",  "law_before", "since",  "last_day", "clock",
                                                "says", "is",         "status", NULL};
static const char *const allocation_fields[] = {
    "law",   "law_before", "since", "last_day", "clock",    "says",   "reading", "for_each",
    "where", "over",       "total", "by",       "rounding", "status", NULL};
static const char *const item_fields[] = {"list",     "law",  "law_before", "since",
                                          "last_day", "says", "reading",    "for_each",
                                          "where",    "must", "status",     NULL};

const char *ek_form_name(ek_form_kind form)
{
    static const char *const names[] = {[EK_FORM_RULE] = "rule",
                                        [EK_FORM_DEFINE] = "define",
                                        [EK_FORM_ALLOCATION] = "allocation",
                                        [EK_FORM_CHECK] = "check"};

    return names[form];
}

/* ---- Growing the book --------------------------------------------------------------------- */

/* The book's lists have no capacity of their own: they grow at powers of two. */
static void append(ek_arena *arena, const void ***items, uint32_t *count, const void *item)
{
    if (*count == 0 || (*count >= 8 && (*count & (*count - 1)) == 0)) {
        const void **more = EK_NEW_ARRAY(arena, const void *, *count ? *count * 2 : 8);

        for (uint32_t i = 0; i < *count; i++)
            more[i] = (*items)[i];
        *items = more;
    }
    (*items)[(*count)++] = item;
}

#define APPEND(arena, list, count, item)                                                           \
    do {                                                                                           \
        const void **items_ = (const void **)(uintptr_t)(list);                                    \
        append((arena), &items_, &(count), (item));                                                \
        (list) = (const void *)items_;                                                             \
    } while (0)

ek_term *ek_term_of(ek_script *script, ek_text name, ek_place place)
{
    ek_rulebook *book = script->set->book;
    ek_term *term;

    for (uint32_t i = 0; i < book->term_count; i++)
        if (ek_text_equal(book->terms[i]->name, name))
            return (ek_term *)(uintptr_t)book->terms[i];
    ek_charge(script->lua, book->term_count / 4);
    if (book->term_count >= EK_MAX_TERMS)
        ek_lua_fail(script->lua, "a country has at most %u definitions", EK_MAX_TERMS);
    term = EK_NEW(script->arena, ek_term);
    term->name = name;
    term->place = place;
    term->type = EK_TYPE_ANY;
    term->measure.any = true;
    term->index = book->term_count;
    APPEND(script->arena, book->terms, book->term_count, term);
    return term;
}

/* ---- Fields of several forms --------------------------------------------------------------- */

static bool has_field(const ek_fields *fields, const char *name)
{
    if (!ek_field_push(fields, name))
        return false;
    lua_pop(fields->lua, 1);
    return true;
}

static const char *type_wanted(ek_type type)
{
    switch (type) {
    case EK_TYPE_CONDITION: return "a condition";
    case EK_TYPE_DATE: return "a date";
    case EK_TYPE_QUANTITY: return "a quantity";
    case EK_TYPE_ROUNDING: return "a rounding of parameters.yaml";
    default: return "a value";
    }
}

/* The field as an expression of that type (EK_TYPE_ANY: of any), or NULL. */
static const ek_expr *read_expr(const ek_fields *fields, const char *name, ek_type type,
                                bool required)
{
    ek_place place = ek_field_place(fields, name);
    const ek_expr *expr;

    if (!ek_field_push(fields, name)) {
        if (required)
            ek_tell(fields->script, fields->place, "%s needs '%s'", fields->of, name);
        return NULL;
    }
    expr = ek_expr_at(fields->lua, lua_gettop(fields->lua), name, place);
    lua_pop(fields->lua, 1);
    if (type != EK_TYPE_ANY && expr->type != EK_TYPE_ANY && expr->type != type &&
        expr->op != EK_OP_TERM)
        ek_tell(fields->script, place, "'%s' has to be %s", name, type_wanted(type));
    return expr;
}

static void check_days(const ek_fields *fields, ek_date since, ek_date last_day)
{
    if (last_day < since)
        ek_tell(fields->script, ek_field_place(fields, "last_day"),
                "'last_day' lies before 'since'");
}

/* What read_scope answers for something that was reported when it was written. */
#define SCOPE_REPORTED ((ek_scope)(EK_SCOPE_COUNT + 1))

/* A name that stands for one thing or many: abroad, stay. */
static ek_scope read_scope(const ek_fields *fields, const char *name, bool required)
{
    ek_scope scope = EK_SCOPE_NONE;
    const ek_object *object;

    if (!ek_field_push(fields, name)) {
        if (required)
            ek_tell(fields->script, fields->place, "%s needs '%s'", fields->of, name);
        return EK_SCOPE_NONE;
    }
    object = ek_object_at(fields->lua, -1);
    if (object && object->kind == EK_OBJECT_EXPR) {
        const ek_expr *expr = object->what;
        bool wrong = expr->op == EK_OP_NONE && expr->type == EK_TYPE_ANY;

        if (expr->op == EK_OP_THING)
            scope = expr->as.scope;
        else if (wrong)
            scope = SCOPE_REPORTED;
    }
    lua_pop(fields->lua, 1);
    if (scope == EK_SCOPE_NONE)
        ek_tell(fields->script, ek_field_place(fields, name),
                "'%s' takes a name like abroad or stay, nothing else", name);
    return scope;
}

/* ---- Rules -------------------------------------------------------------------------------- */

static void read_for_each(const ek_fields *fields, ek_rule *rule)
{
    ek_scope scope = read_scope(fields, "for_each", true);
    const ek_scope_info *info;

    rule->for_each = rule->claim = EK_SCOPE_NONE;
    if (scope >= EK_SCOPE_COUNT)
        return;
    info = ek_scope_of(scope);
    if (info->kind == EK_SCOPE_CLAIM) {
        rule->for_each = rule->claim = scope;
    } else if (info->kind == EK_SCOPE_MANY && ek_scope_of(info->parent)->kind == EK_SCOPE_CLAIM) {
        rule->for_each = scope;
        rule->claim = info->parent;
    } else {
        ek_tell(fields->script, ek_field_place(fields, "for_each"),
                "a rule is for each claim or each thing listed in one (unit, abroad, stay, …), not "
                "for each %s",
                info->name);
    }
}

static void read_phase(const ek_fields *fields, ek_rule *rule)
{
    static const char *const phases[] = {"assess", "validate", "recognise"};
    ek_text phase = ek_field_text(fields, "phase", false);

    rule->phase = EK_PHASE_RECOGNISE;
    if (phase.size == 0)
        return;
    if (rule->for_each != EK_SCOPE_UNIT && rule->for_each != EK_SCOPE_NONE)
        ek_tell(fields->script, ek_field_place(fields, "phase"),
                "only rules for each unit have a 'phase'");
    for (int i = 0; i < 3; i++)
        if (ek_text_is(phase, phases[i])) {
            rule->phase = (ek_phase)i;
            return;
        }
    ek_tell(fields->script, ek_field_place(fields, "phase"),
            "'phase' is \"assess\", \"validate\" or \"recognise\", not \"%.*s\"",
            EK_TEXT_ARGS(ek_text_slice(phase, 0, 40)));
}

static void read_choice(const ek_fields *fields, ek_rule *rule)
{
    rule->choose = read_scope(fields, "choose", false);
    if (rule->choose < EK_SCOPE_COUNT && ek_scope_of(rule->choose)->kind != EK_SCOPE_MANY)
        ek_tell(fields->script, ek_field_place(fields, "choose"),
                "'choose' takes a name that stands for many, like elective, not %s",
                ek_scope_of(rule->choose)->name);
    if (rule->choose >= EK_SCOPE_COUNT || ek_scope_of(rule->choose)->kind != EK_SCOPE_MANY)
        rule->choose = EK_SCOPE_NONE;
    rule->to_reach = read_expr(fields, "to_reach", EK_TYPE_CONDITION, false);
    if (rule->to_reach && !has_field(fields, "choose"))
        ek_tell(fields->script, ek_field_place(fields, "to_reach"),
                "'to_reach' without 'choose': say what is chosen from");
    if (!rule->to_reach && rule->choose != EK_SCOPE_NONE)
        ek_tell(fields->script, ek_field_place(fields, "choose"),
                "'choose' without 'to_reach': say how much is to be chosen");
}

static void read_otherwise(const ek_fields *fields, ek_rule *rule)
{
    const ek_object *object;
    ek_place place = ek_field_place(fields, "otherwise");

    rule->otherwise.place = place;
    if (!ek_field_push(fields, "otherwise"))
        return;
    object = ek_object_at(fields->lua, -1);
    lua_pop(fields->lua, 1);
    if (object && object->kind == EK_OBJECT_VERDICT) {
        rule->otherwise = *(const ek_otherwise *)object->what;
        rule->otherwise.place = place;
        if (rule->otherwise.kind == EK_ELSE_CONDITIONAL && rule->otherwise.step.size == 0)
            ek_tell(fields->script, place,
                    "conditional takes the name of a step: conditional \"agreed_plan\"");
        return;
    }
    rule->otherwise.kind = EK_ELSE_RULING;
    if (object && object->kind == EK_OBJECT_EXPR) {
        const ek_expr *expr = object->what;

        rule->otherwise.ruling = expr;
        if (expr->op == EK_OP_RULING &&
            (expr->type == EK_TYPE_CONDITION || expr->type == EK_TYPE_ANY))
            return;
        if (expr->op == EK_OP_NONE && expr->type == EK_TYPE_ANY)
            return; /* it was reported */
        if (expr->op == EK_OP_RULING) {
            ek_tell(fields->script, place, "'otherwise' takes a ruling that answers yes or no");
            return;
        }
    }
    rule->otherwise.kind = EK_ELSE_REFUSED;
    ek_tell(fields->script, place,
            "'otherwise' takes refused, partial, conditional \"…\" or a ruling");
}

static const ek_effect *read_effect(const ek_fields *fields, const char *name)
{
    const ek_object *object;
    const ek_effect *effect = NULL;
    bool reported;

    if (!ek_field_push(fields, name))
        return NULL;
    object = ek_object_at(fields->lua, -1);
    if (object && object->kind == EK_OBJECT_EFFECT)
        effect = object->what;
    reported = object && object->kind == EK_OBJECT_EXPR &&
               ((const ek_expr *)object->what)->op == EK_OP_NONE;
    if (!effect && !reported)
        ek_tell(fields->script, ek_field_place(fields, name),
                "'%s' takes one effect, like award { points = … }, not %s", name,
                ek_shown_kind(fields->lua, -1));
    lua_pop(fields->lua, 1);
    return effect;
}

static void check_limits(const ek_fields *fields, const ek_effect *limits)
{
    if (limits && limits->kind != EK_EFFECT_SHORTEN && limits->kind != EK_EFFECT_CREDIT_TIME &&
        limits->kind != EK_EFFECT_COUNT_AS_TRAINING)
        ek_tell(fields->script, ek_field_place(fields, "limits"),
                "'limits' is for effects that add up: shorten, credit_time, count_as_training");
}

/* A unit is awarded where it is assessed, validated and counted once: as a claimed unit. */
static void check_award(const ek_fields *fields, const ek_rule *rule)
{
    if (rule->gives && rule->gives->kind == EK_EFFECT_AWARD && rule->claim != EK_SCOPE_UNIT &&
        rule->claim != EK_SCOPE_NONE)
        ek_tell(fields->script, ek_field_place(fields, "gives"),
                "award is for rules for each unit; for each %s write exempt, certify or another",
                ek_scope_of(rule->claim)->name);
}

static void check_asks(const ek_fields *fields)
{
    bool must = has_field(fields, "must"), otherwise = has_field(fields, "otherwise");

    if (must && !otherwise)
        ek_tell(fields->script, ek_field_place(fields, "must"),
                "'must' without 'otherwise': say what follows if it does not hold");
    if (otherwise && !must)
        ek_tell(fields->script, ek_field_place(fields, "otherwise"),
                "'otherwise' without 'must': say what has to hold");
    if (!must && !has_field(fields, "gives") && !has_field(fields, "limits"))
        ek_tell(fields->script, fields->place,
                "this rule asks nothing and gives nothing: write must, gives or limits");
}

static void read_rule(const ek_fields *fields, ek_text id)
{
    ek_script *script = fields->script;
    ek_rulebook *book = script->set->book;
    ek_rule *rule = EK_NEW(script->arena, ek_rule);

    rule->id = id;
    rule->place = fields->place;
    rule->shared = script->set->shared;
    rule->laws = ek_field_laws(fields, &rule->law_count);
    rule->since = ek_field_date(fields, "since", EK_DATE_ALWAYS, true);
    rule->last_day = ek_field_date(fields, "last_day", EK_DATE_NEVER, false);
    check_days(fields, rule->since, rule->last_day);
    rule->clock = read_expr(fields, "clock", EK_TYPE_DATE, false);
    rule->says = ek_field_says(fields, "says", true);
    rule->reading = ek_field_says(fields, "reading", false);
    rule->unverified = ek_field_unverified(fields);
    rule->overrides = ek_field_text(fields, "overrides", false);
    read_for_each(fields, rule);
    read_phase(fields, rule);
    rule->where = read_expr(fields, "where", EK_TYPE_CONDITION, false);
    read_choice(fields, rule);
    rule->must = read_expr(fields, "must", EK_TYPE_CONDITION, false);
    read_otherwise(fields, rule);
    rule->gives = read_effect(fields, "gives");
    rule->limits = read_effect(fields, "limits");
    check_award(fields, rule);
    check_limits(fields, rule->limits);
    check_asks(fields);
    rule->index = book->rule_count;
    APPEND(script->arena, book->rules, book->rule_count, rule);
}

/* ---- Definitions and allocations ---------------------------------------------------------- */

static void read_definition(const ek_fields *fields, ek_text name)
{
    ek_script *script = fields->script;
    ek_definition *definition = EK_NEW(script->arena, ek_definition);
    ek_term *term;

    definition->name = name;
    definition->place = fields->place;
    definition->laws = ek_field_laws(fields, &definition->law_count);
    definition->since = ek_field_date(fields, "since", EK_DATE_ALWAYS, true);
    definition->last_day = ek_field_date(fields, "last_day", EK_DATE_NEVER, false);
    check_days(fields, definition->since, definition->last_day);
    definition->clock = read_expr(fields, "clock", EK_TYPE_DATE, false);
    definition->says = ek_field_says(fields, "says", true);
    definition->unverified = ek_field_unverified(fields);
    definition->is = read_expr(fields, "is", EK_TYPE_ANY, true);
    if (!definition->is)
        definition->is = ek_expr_wrong(script, fields->place);
    term = ek_term_of(script, name, fields->place);
    APPEND(script->arena, term->versions, term->version_count, definition);
}

static void check_scope(const ek_fields *fields, const char *name, ek_scope wanted)
{
    ek_scope scope = read_scope(fields, name, true);

    if (scope < EK_SCOPE_COUNT && scope != wanted)
        ek_tell(fields->script, ek_field_place(fields, name), "'%s' of an allocation is %s", name,
                ek_scope_of(wanted)->name);
}

static void read_allocation(const ek_fields *fields, ek_text id)
{
    ek_script *script = fields->script;
    ek_rulebook *book = script->set->book;
    ek_allocation *allocation = EK_NEW(script->arena, ek_allocation);

    allocation->id = id;
    allocation->place = fields->place;
    allocation->laws = ek_field_laws(fields, &allocation->law_count);
    allocation->since = ek_field_date(fields, "since", EK_DATE_ALWAYS, true);
    allocation->last_day = ek_field_date(fields, "last_day", EK_DATE_NEVER, false);
    check_days(fields, allocation->since, allocation->last_day);
    allocation->clock = read_expr(fields, "clock", EK_TYPE_DATE, false);
    allocation->says = ek_field_says(fields, "says", true);
    allocation->reading = ek_field_says(fields, "reading", false);
    allocation->unverified = ek_field_unverified(fields);
    check_scope(fields, "for_each", EK_SCOPE_QUALIFICATION);
    check_scope(fields, "over", EK_SCOPE_COMPONENT);
    allocation->where = read_expr(fields, "where", EK_TYPE_CONDITION, false);
    allocation->total = read_expr(fields, "total", EK_TYPE_QUANTITY, true);
    allocation->by = read_expr(fields, "by", EK_TYPE_QUANTITY, true);
    allocation->rounding = read_expr(fields, "rounding", EK_TYPE_ROUNDING, true);
    APPEND(script->arena, book->allocations, book->allocation_count, allocation);
}

/* ---- Lines of checklists -------------------------------------------------------------------- */

/* A claim, a thing listed in one, a unit of the qualification; left out: once for the case. */
static ek_scope read_item_scope(const ek_fields *fields)
{
    ek_scope scope =
        has_field(fields, "for_each") ? read_scope(fields, "for_each", false) : EK_SCOPE_CASE;
    const ek_scope_info *info;

    if (scope >= EK_SCOPE_COUNT)
        return EK_SCOPE_CASE;
    info = ek_scope_of(scope);
    if (scope == EK_SCOPE_CASE || info->kind == EK_SCOPE_CLAIM || info->kind == EK_SCOPE_MANY)
        return scope;
    ek_tell(fields->script, ek_field_place(fields, "for_each"),
            "a check is for each claim, or for each thing of which there may be many (stay, "
            "component); a case has one %s: leave for_each out",
            info->name);
    return EK_SCOPE_CASE;
}

static void read_item(const ek_fields *fields, ek_text id)
{
    ek_script *script = fields->script;
    ek_rulebook *book = script->set->book;
    ek_item *item = EK_NEW(script->arena, ek_item);

    item->id = id;
    item->place = fields->place;
    item->list = ek_field_text(fields, "list", true);
    item->laws = ek_field_laws(fields, &item->law_count);
    item->since = ek_field_date(fields, "since", EK_DATE_ALWAYS, true);
    item->last_day = ek_field_date(fields, "last_day", EK_DATE_NEVER, false);
    check_days(fields, item->since, item->last_day);
    item->says = ek_field_says(fields, "says", true);
    item->reading = ek_field_says(fields, "reading", false);
    item->unverified = ek_field_unverified(fields);
    item->for_each = read_item_scope(fields);
    item->where = read_expr(fields, "where", EK_TYPE_CONDITION, false);
    item->must = read_expr(fields, "must", EK_TYPE_CONDITION, true);
    if (!item->must)
        item->must = ek_expr_wrong(script, fields->place);
    APPEND(script->arena, book->items, book->item_count, item);
}

/* ---- The two calls ------------------------------------------------------------------------ */

static bool is_identifier(ek_text text)
{
    if (text.size == 0 || text.size > 120)
        return false;
    for (uint32_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'))
            return false;
    }
    return true;
}

static bool is_name(ek_text text)
{
    for (uint32_t i = 0; i < text.size; i++)
        if (text.bytes[i] == '.')
            return false;
    return is_identifier(text) && (text.bytes[0] < '0' || text.bytes[0] > '9');
}

static void tell_open(ek_script *script)
{
    if (script->open_word)
        ek_tell(script, script->open_place,
                "%s \"%.*s\" has no fields: write { … } behind its name", script->open_word,
                EK_TEXT_ARGS(script->open_form));
    script->open_word = NULL;
}

int ek_form_open(lua_State *lua, ek_form_kind form, ek_place place)
{
    ek_script *script = ek_script_of(lua);
    ek_text id = EK_TEXT("");
    ek_object *object;

    if (!script->set || script->word_depth > 0)
        return ek_lua_fail(lua, "%s stands only in rule files, not in words", ek_form_name(form));
    tell_open(script);
    if (lua_gettop(lua) == 2 && lua_type(lua, 2) == LUA_TSTRING)
        id = ek_lua_text(lua, 2);
    if (form == EK_FORM_DEFINE ? !is_name(id) : !is_identifier(id))
        ek_tell(
            script, place,
            form == EK_FORM_DEFINE
                ? "a definition has a name of small letters, digits and _: define \"name\" { … }"
                : "%s has an identifier of small letters, digits, _ and dots: %s \"xx.law.1.word\" "
                  "{ … }",
            ek_form_name(form), ek_form_name(form));
    object = ek_object_push(lua, EK_OBJECT_OPEN_FORM, (int)form, NULL);
    object->text = ek_text_of(ek_form_name(form));
    object->place = place;
    object->what = ek_arena_copy(script->arena, &id, sizeof id);
    script->open_word = id.size ? ek_form_name(form) : NULL;
    script->open_form = id;
    script->open_place = place;
    return 1;
}

int ek_form_close(lua_State *lua, const ek_object *open, ek_place place)
{
    static const char *const *const fields_of[] = {[EK_FORM_RULE] = rule_fields,
                                                   [EK_FORM_DEFINE] = definition_fields,
                                                   [EK_FORM_ALLOCATION] = allocation_fields,
                                                   [EK_FORM_CHECK] = item_fields};
    ek_script *script = ek_script_of(lua);
    ek_text id = *(const ek_text *)open->what;
    ek_fields fields = {
        lua, script, 2, script->braces, open->place, ek_form_name((ek_form_kind)open->which)};

    if (!script->set || script->word_depth > 0)
        return ek_lua_fail(lua, "%s stands only in rule files, not in words", fields.of);
    script->open_word = NULL;
    if (lua_gettop(lua) != 2 || lua_type(lua, 2) != LUA_TTABLE) {
        ek_tell(script, place, "%s has its fields in braces: %s \"…\" { … }", fields.of, fields.of);
        return 0;
    }
    ek_fields_check(&fields, fields_of[open->which]);
    if (open->which == EK_FORM_RULE)
        read_rule(&fields, id);
    else if (open->which == EK_FORM_DEFINE)
        read_definition(&fields, id);
    else if (open->which == EK_FORM_ALLOCATION)
        read_allocation(&fields, id);
    else
        read_item(&fields, id);
    return 0;
}
