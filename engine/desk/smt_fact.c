/* What the case states, as variables: facts along their paths, things, lists, rulings.
 *
 * A key names a fact as rules do, with the number of the thing in a list: stay#0.first_day. A
 * variable |key| is its value, |key?| says that it is none, |key.m| and |key.d| are month and day,
 * |key:3| says that the text of that number is in the set. */
#include "desk/smt.h"

#define FIRST_MONTH (1940 * 12)
#define LAST_MONTH (2060 * 12 + 11)

static ek_smt_fact *find_fact(ek_smt *smt, ek_text key)
{
    for (uint32_t i = 0; i < smt->fact_count; i++)
        if (ek_text_equal(smt->facts[i].key, key))
            return &smt->facts[i];
    return NULL;
}

static void declare(ek_smt *smt, ek_text key, const char *more, const char *sort)
{
    ek_buffer_format(&smt->lines, "(declare-const |%.*s%s| %s)\n", EK_TEXT_ARGS(key), more, sort);
}

static ek_text name(ek_smt *smt, ek_text key, const char *more)
{
    return ek_smt_format(smt, "|%.*s%s|", EK_TEXT_ARGS(key), more);
}

/* ---- By kind -------------------------------------------------------------------------------- */

static ek_smt_value make_date(ek_smt *smt, ek_text key)
{
    ek_smt_value value = {.type = EK_TYPE_DATE};

    declare(smt, key, ".m", "Int");
    declare(smt, key, ".d", "Int");
    value.month = name(smt, key, ".m");
    value.day = name(smt, key, ".d");
    ek_smt_assert(smt,
                  ek_smt_format(smt, "(and (<= %d %.*s) (<= %.*s %d))", FIRST_MONTH,
                                EK_TEXT_ARGS(value.month), EK_TEXT_ARGS(value.month), LAST_MONTH));
    ek_smt_assert(smt, ek_smt_format(smt, "(and (<= 1 %.*s) (<= %.*s (days %.*s)))",
                                     EK_TEXT_ARGS(value.day), EK_TEXT_ARGS(value.day),
                                     EK_TEXT_ARGS(value.month)));
    value.is = ek_smt_keep(smt, "Int",
                           ek_smt_format(smt, "(+ (* 32 %.*s) %.*s)", EK_TEXT_ARGS(value.month),
                                         EK_TEXT_ARGS(value.day)));
    return value;
}

static bool is_country(ek_text text)
{
    return text.size == 2 && text.bytes[0] >= 'A' && text.bytes[0] <= 'Z' && text.bytes[1] >= 'A' &&
           text.bytes[1] <= 'Z';
}

static bool is_word(const char *const *words, ek_text text)
{
    for (; *words; words++)
        if (ek_text_is(text, *words))
            return true;
    return false;
}

static bool may_be(const ek_field *field, ek_texts choices, ek_text text)
{
    if (field && field->words)
        return is_word(field->words, text);
    if (field && field->kind == EK_KIND_COUNTRY)
        return is_country(text);
    return choices.count == 0 || ek_texts_have(choices, text);
}

static ek_smt_value make_text(ek_smt *smt, ek_text key, const ek_field *field, ek_texts choices)
{
    ek_buffer any;

    declare(smt, key, "", "Int");
    ek_buffer_init(&any, smt->arena);
    ek_buffer_string(&any, "(or");
    for (uint32_t i = 0; i < smt->text_count; i++)
        if (may_be(field, choices, smt->texts[i]))
            ek_buffer_format(&any, " (= |%.*s| %u)", EK_TEXT_ARGS(key), i);
    ek_buffer_string(&any, " false)");
    ek_smt_assert(smt, ek_buffer_done(&any));
    return (ek_smt_value){.type = EK_TYPE_TEXT, .is = name(smt, key, "")};
}

static ek_smt_value make_set(ek_smt *smt, ek_text key, const ek_field *field, ek_texts choices)
{
    ek_smt_member *members = EK_NEW_ARRAY(smt->arena, ek_smt_member, smt->text_count + 1);
    ek_smt_value value = {.type = EK_TYPE_SET, .members = members};

    for (uint32_t i = 0; i < smt->text_count; i++) {
        ek_text own = ek_smt_format(smt, ":%u", i);

        if (!may_be(field, choices, smt->texts[i]))
            continue;
        declare(smt, key, own.bytes, "Bool");
        members[value.member_count].text = ek_smt_format(smt, "%u", i);
        members[value.member_count++].in = name(smt, key, own.bytes);
    }
    return value;
}

/* Marks are on the country's own scale; the first that it names. */
static void bound_number(ek_smt *smt, ek_text key, const ek_field *field)
{
    if (field->kind == EK_KIND_MARK && smt->book->scale_count > 0)
        ek_smt_assert(
            smt, ek_smt_format(smt, "(and (<= %.*s |%.*s|) (<= |%.*s| %.*s))",
                               EK_TEXT_ARGS(ek_smt_number(smt, smt->book->scales[0].lowest)),
                               EK_TEXT_ARGS(key), EK_TEXT_ARGS(key),
                               EK_TEXT_ARGS(ek_smt_number(smt, smt->book->scales[0].highest))));
    else if (field->flags & EK_POSITIVE)
        ek_smt_assert(smt, ek_smt_format(smt, "(> |%.*s| 0.0)", EK_TEXT_ARGS(key)));
    else if (field->flags & EK_NOT_NEGATIVE || field->kind == EK_KIND_MARK)
        ek_smt_assert(smt, ek_smt_format(smt, "(>= |%.*s| 0.0)", EK_TEXT_ARGS(key)));
    ek_smt_assert(smt, ek_smt_format(smt, "(<= |%.*s| %s)", EK_TEXT_ARGS(key),
                                     field->unit == EK_YEARS    ? "100.0"
                                     : field->unit == EK_MONTHS ? "1200.0"
                                                                : "100000.0"));
}

static ek_smt_value make_plain(ek_smt *smt, ek_text key, const ek_field *field)
{
    ek_texts none = {NULL, 0};

    switch (field->kind) {
    case EK_KIND_YES:
        declare(smt, key, "", "Bool");
        return (ek_smt_value){.type = EK_TYPE_CONDITION, .is = name(smt, key, "")};
    case EK_KIND_NUMBER:
    case EK_KIND_MARK:
        declare(smt, key, "", "Real");
        bound_number(smt, key, field);
        return (ek_smt_value){.type = EK_TYPE_QUANTITY, .is = name(smt, key, "")};
    case EK_KIND_DATE: return make_date(smt, key);
    case EK_KIND_TEXT:
    case EK_KIND_WORD:
    case EK_KIND_COUNTRY: return make_text(smt, key, field, none);
    case EK_KIND_SET: return make_set(smt, key, field, none);
    case EK_KIND_LEVEL:
        declare(smt, key, "", "Int");
        ek_smt_assert(smt, ek_smt_format(smt, "(and (<= 1 |%.*s|) (<= |%.*s| 8))",
                                         EK_TEXT_ARGS(key), EK_TEXT_ARGS(key)));
        return (ek_smt_value){.type = EK_TYPE_LEVEL,
                              .is = ek_smt_format(smt, "(to_real |%.*s|)", EK_TEXT_ARGS(key))};
    default: return (ek_smt_value){.type = EK_TYPE_RECORD, .is = EK_TEXT("0")};
    }
}

/* ---- Facts ---------------------------------------------------------------------------------- */

static ek_text key_of(ek_smt *smt, ek_scope scope, ek_text path)
{
    const char *dot = path.size ? "." : "";

    if (ek_scope_of(scope)->kind == EK_SCOPE_MANY)
        return ek_smt_format(smt, "%s#%d%s%.*s%s", ek_scope_of(scope)->name, (int)smt->at[scope],
                             dot, EK_TEXT_ARGS(path), smt->copy);
    return ek_smt_format(smt, "%s%s%.*s%s", ek_scope_of(scope)->name, dot, EK_TEXT_ARGS(path),
                         smt->copy);
}

/* Ids of one type differ. */
static void keep_apart(ek_smt *smt, const ek_smt_fact *fact)
{
    for (uint32_t i = 0; i < fact->element; i++) {
        ek_text other = ek_smt_format(smt, "%s#%u.%.*s%s", ek_scope_of(fact->scope)->name, i,
                                      EK_TEXT_ARGS(fact->path), smt->copy);

        if (find_fact(smt, other))
            ek_smt_assert(smt, ek_smt_format(smt, "(not (= |%.*s| |%.*s|))",
                                             EK_TEXT_ARGS(fact->key), EK_TEXT_ARGS(other)));
    }
}

static ek_smt_fact *make_fact(ek_smt *smt, ek_scope scope, ek_text path, const ek_field *field,
                              bool may_be_none)
{
    ek_text key = key_of(smt, scope, path);
    ek_smt_fact *fact = find_fact(smt, key);
    ek_smt_value value;

    if (fact)
        return fact;
    value = field ? make_plain(smt, key, field)
                  : (ek_smt_value){.type = EK_TYPE_RECORD, .is = EK_TEXT("0")};
    fact = EK_PUSH(smt->arena, smt->facts, smt->fact_count, smt->fact_capacity);
    *fact = (ek_smt_fact){.key = key, .scope = scope, .path = path, .field = field, .value = value};
    if (ek_scope_of(scope)->kind == EK_SCOPE_MANY)
        fact->element = (uint32_t)smt->at[scope];
    fact->value.none = EK_TEXT("false");
    if (may_be_none) {
        declare(smt, key, "?", "Bool");
        fact->own_none = fact->value.none = name(smt, key, "?");
    }
    if (fact->value.type == EK_TYPE_CONDITION)
        fact->value.is = ek_smt_and(smt, ek_smt_not(smt, fact->value.none), fact->value.is);
    if (field && field->flags & EK_ID)
        keep_apart(smt, fact);
    return fact;
}

/* Whether the thing that a scope stands for is none. */
static ek_text scope_none(ek_smt *smt, ek_scope scope)
{
    const ek_scope_info *info = ek_scope_of(scope);

    if (scope == EK_SCOPE_CASE || info->kind != EK_SCOPE_ONE)
        return EK_TEXT("false");
    return make_fact(smt, scope, EK_TEXT(""), NULL, scope != EK_SCOPE_LEARNER)->value.none;
}

static ek_smt_value derive(ek_smt *smt, const ek_path *path, const char *const *from);

ek_smt_value ek_smt_of_path(ek_smt *smt, const ek_path *path)
{
    const ek_record_type *type = ek_scope_of(path->scope)->record;
    ek_text none = scope_none(smt, path->scope), written = EK_TEXT("");
    const char *const *from = NULL;
    ek_smt_value value = {.type = EK_TYPE_RECORD, .none = none, .is = EK_TEXT("0")};

    for (uint32_t i = 0; i < path->length; i++) {
        const ek_field *field = &type->fields[path->slots[i]];
        bool embeds = field->flags & EK_EMBED;
        ek_smt_fact *fact;

        if (i + 1 == path->length && field->kind == EK_KIND_NUMBER)
            from = ek_derived_from(type, field);
        if (from)
            return derive(smt, path, from);
        type = field->record;
        if (embeds && field->record != &ek_type_unit)
            continue;
        written = ek_smt_format(smt, "%.*s%s%s", EK_TEXT_ARGS(written), written.size ? "." : "",
                                field->name);
        if (embeds)
            continue;
        fact = make_fact(smt, path->scope, written, field,
                         !(field->flags & EK_REQUIRED) && !(field->flags & EK_ID) &&
                             !(path->scope == EK_SCOPE_CASE && ek_text_is(written, "decided")));
        none = ek_smt_or(smt, none, fact->value.none);
        value = fact->value;
        value.none = none;
    }
    if (value.type == EK_TYPE_CONDITION)
        value.is = ek_smt_and(smt, ek_smt_not(smt, none), value.is);
    return value;
}

static ek_smt_value beside(ek_smt *smt, const ek_path *path, const ek_record_type *type,
                           const char *field)
{
    ek_path other = *path;
    uint32_t slot = ek_slot(type, field);

    other.slots[other.length - 1] = (uint16_t)slot;
    other.field = &type->fields[slot];
    return ek_smt_of_path(smt, &other);
}

/* Days, weeks and months follow from the first and the last day, which are given then. */
static ek_smt_value derive(ek_smt *smt, const ek_path *path, const char *const *from)
{
    const ek_record_type *type = ek_scope_of(path->scope)->record;
    ek_smt_value first, last;
    ek_text days;

    for (uint32_t i = 0; i + 1 < path->length; i++)
        type = type->fields[path->slots[i]].record;
    first = beside(smt, path, type, from[0]);
    last = beside(smt, path, type, from[1]);
    ek_smt_require(smt, ek_smt_not(smt, ek_smt_or(smt, first.none, last.none)));
    if (type != &ek_type_review)
        ek_smt_require(smt, ek_smt_format(smt, "(<= %.*s %.*s)", EK_TEXT_ARGS(first.is),
                                          EK_TEXT_ARGS(last.is)));
    if (ek_text_is(ek_text_of(path->field->name), "months"))
        return ek_smt_months_in(smt, first, last);
    days = ek_smt_format(smt, "(to_real (+ (- %.*s %.*s) %d))",
                         EK_TEXT_ARGS(ek_smt_day_number(smt, last)),
                         EK_TEXT_ARGS(ek_smt_day_number(smt, first)), type != &ek_type_review);
    if (ek_text_is(ek_text_of(path->field->name), "weeks"))
        days = ek_smt_format(smt, "(/ %.*s 7.0)", EK_TEXT_ARGS(days));
    return ek_smt_quantity(ek_smt_keep(smt, "Real", days), ek_smt_or(smt, first.none, last.none));
}

ek_smt_value ek_smt_of_thing(ek_smt *smt, ek_scope scope)
{
    return (ek_smt_value){
        .type = EK_TYPE_RECORD, .none = scope_none(smt, scope), .is = EK_TEXT("0")};
}

ek_smt_value ek_smt_of_list(ek_smt *smt, ek_scope scope)
{
    ek_text key = ek_smt_format(smt, "%s#%s", ek_scope_of(scope)->name, smt->copy);
    ek_text *items;
    ek_smt_fact *fact = find_fact(smt, key);
    ek_text none;

    if (fact)
        return fact->value;
    declare(smt, key, "", "Int");
    ek_smt_assert(smt, ek_smt_format(smt, "(and (<= 0 |%.*s|) (<= |%.*s| %u))", EK_TEXT_ARGS(key),
                                     EK_TEXT_ARGS(key), smt->length));
    items = EK_NEW_ARRAY(smt->arena, ek_text, smt->length);
    for (uint32_t i = 0; i < smt->length; i++)
        items[i] = ek_smt_format(smt, "(> |%.*s| %u)", EK_TEXT_ARGS(key), i);
    none = scope_none(smt, ek_scope_of(scope)->parent);
    ek_smt_assert(smt, ek_smt_or(smt, ek_smt_not(smt, none),
                                 ek_smt_format(smt, "(= |%.*s| 0)", EK_TEXT_ARGS(key))));
    fact = EK_PUSH(smt->arena, smt->facts, smt->fact_count, smt->fact_capacity);
    *fact = (ek_smt_fact){.key = key, .scope = scope, .is_list = true};
    fact->value = (ek_smt_value){
        .type = EK_TYPE_LIST, .none = EK_TEXT("false"), .scope = scope, .items = items};
    return fact->value;
}

ek_smt_value ek_smt_field_of(ek_smt *smt, const ek_expr *thing, const char *field)
{
    ek_path path = {.scope = thing->as.scope};
    const ek_record_type *type;

    if (thing->op == EK_OP_FACT)
        path = thing->as.path;
    type = path.length ? path.field->record : ek_scope_of(path.scope)->record;
    path.slots[path.length++] = (uint16_t)ek_slot(type, field);
    path.field = &type->fields[ek_slot(type, field)];
    return ek_smt_of_path(smt, &path);
}

/* ---- Rulings, and the day of deciding ------------------------------------------------------- */

static ek_smt_value make_answer(ek_smt *smt, ek_text key, const ek_question *question)
{
    switch (question->answer) {
    case EK_ANSWER_YES:
        declare(smt, key, "", "Bool");
        return (ek_smt_value){.type = EK_TYPE_CONDITION, .is = name(smt, key, "")};
    case EK_ANSWER_NUMBER:
        declare(smt, key, "", "Real");
        ek_smt_assert(smt, ek_smt_format(smt, "(and (<= 0.0 |%.*s|) (<= |%.*s| 100000.0))",
                                         EK_TEXT_ARGS(key), EK_TEXT_ARGS(key)));
        return (ek_smt_value){.type = EK_TYPE_QUANTITY, .is = name(smt, key, "")};
    case EK_ANSWER_DATE: return make_date(smt, key);
    case EK_ANSWER_TEXT: return make_text(smt, key, NULL, question->choices);
    default: return make_set(smt, key, NULL, question->choices);
    }
}

ek_smt_value ek_smt_of_ruling(ek_smt *smt, const ek_question *question)
{
    bool many = ek_scope_of(question->about)->kind == EK_SCOPE_MANY;
    ek_text key =
        many ? ek_smt_format(smt, "ruling:%.*s#%d%s", EK_TEXT_ARGS(question->name),
                             (int)smt->at[question->about], smt->copy)
             : ek_smt_format(smt, "ruling:%.*s%s", EK_TEXT_ARGS(question->name), smt->copy);
    ek_smt_fact *fact = find_fact(smt, key);
    ek_smt_value value;

    if (fact)
        return fact->value;
    value = make_answer(smt, key, question);
    value.none = EK_TEXT("false");
    fact = EK_PUSH(smt->arena, smt->facts, smt->fact_count, smt->fact_capacity);
    *fact =
        (ek_smt_fact){.key = key, .scope = question->about, .question = question, .value = value};
    if (many)
        fact->element = (uint32_t)smt->at[question->about];
    return value;
}

ek_smt_value ek_smt_decided(ek_smt *smt)
{
    ek_path path = {.scope = EK_SCOPE_CASE, .length = 1};
    ek_text key = ek_smt_format(smt, "case.decided%s", smt->copy);
    bool known = find_fact(smt, key) != NULL;
    ek_smt_value value;

    path.slots[0] = (uint16_t)ek_slot(&ek_type_case, "decided");
    path.field = &ek_type_case.fields[path.slots[0]];
    value = ek_smt_of_path(smt, &path);
    if (!known)
        ek_smt_assert(smt, ek_smt_format(smt, "(and (<= %.*s %.*s) (<= %.*s %.*s))",
                                         EK_TEXT_ARGS(ek_smt_date(smt, smt->first_day).is),
                                         EK_TEXT_ARGS(value.is), EK_TEXT_ARGS(value.is),
                                         EK_TEXT_ARGS(ek_smt_date(smt, smt->last_day).is)));
    return value;
}
