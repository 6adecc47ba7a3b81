/* Symbols of the schema and of one rulebook, in a fixed order: kind by kind, each as the schema or
 * the book has it. `about` is Markdown, a line a thing. */
#include "desk/symbols.h"

#include "explain/page.h"
#include "explain/schema.h"
#include "script/script.h"

#define MAX_DEPTH 256u /* of expressions; as deep as scripts may build them */

static const char *keep(ek_symbols *symbols, ek_text text)
{
    return ek_text_terminated(symbols->arena, text);
}

static erkend_symbol *add(ek_symbols *symbols, const char *kind, ek_text name)
{
    erkend_symbol *symbol =
        EK_PUSH(symbols->arena, symbols->items, symbols->count, symbols->capacity);

    *symbol = (erkend_symbol){kind, "", keep(symbols, name), "", "", "", "", "", 0, 0};
    return symbol;
}

static void put_place(ek_symbols *symbols, erkend_symbol *symbol, ek_place place)
{
    symbol->file = keep(symbols, place.file);
    symbol->line = place.line;
    symbol->column = place.column;
}

static void put_says(ek_symbols *symbols, erkend_symbol *symbol, const ek_says *says)
{
    symbol->says = keep(symbols, ek_says_in(says, EK_EN));
}

/* ---- The schema ---------------------------------------------------------------------------- */

static const char *fact_about(ek_symbols *symbols, const ek_field *field)
{
    static const char *const control[] = {[EK_BY_LEARNER] = "the learner can show it",
                                          [EK_BY_BODY] = "a body decides it",
                                          [EK_BY_RULES] = "only the rules change it"};
    ek_buffer out;

    ek_buffer_init(&out, symbols->arena);
    if (field->words) {
        ek_buffer_string(&out, "one of");
        for (uint32_t i = 0; field->words[i]; i++)
            ek_buffer_format(&out, "%s `%s`", i > 0 ? "," : "", field->words[i]);
        ek_buffer_char(&out, '\n');
    }
    if (field->supplier)
        ek_buffer_format(&out, "supplied by: %s\n", field->supplier);
    ek_buffer_format(&out, "%s\n", control[field->control]);
    if (field->flags & EK_ABSENT_NONE)
        ek_buffer_string(&out, "absent means none\n");
    if (field->source)
        ek_buffer_format(&out, "source: %s\n", field->source);
    return keep(symbols, ek_buffer_done(&out));
}

static void add_facts(ek_symbols *symbols, const ek_record_type *owner, const ek_record_type *type)
{
    for (uint32_t i = 0; i < type->field_count; i++) {
        const ek_field *field = &type->fields[i];
        erkend_symbol *symbol;

        if (field->flags & EK_EMBED) {
            add_facts(symbols, owner, field->record);
            continue;
        }
        if (field->flags & (EK_HIDDEN | EK_PERSONAL))
            continue;
        symbol = add(symbols, "fact", ek_text_of(field->name));
        symbol->owner = owner->name;
        symbol->type = keep(symbols, ek_schema_kind(symbols->arena, field));
        symbol->says = field->meaning;
        symbol->about = fact_about(symbols, field);
        if (field->kind == EK_KIND_RECORD)
            symbol->leads_to = field->record->name;
    }
}

static void add_types(ek_symbols *symbols)
{
    for (uint32_t i = 0; ek_all_types[i]; i++) {
        add_facts(symbols, ek_all_types[i], ek_all_types[i]);
        if (ek_all_types[i] == &ek_type_unit_claim) {
            erkend_symbol *symbol = add(symbols, "fact", EK_TEXT("target"));

            symbol->owner = ek_type_unit_claim.name;
            symbol->type = symbol->leads_to = ek_type_unit_target.name;
            symbol->says = ek_type_unit_target.meaning;
        }
    }
}

static void add_scopes(ek_symbols *symbols)
{
    static const char *const kinds[] = {[EK_SCOPE_ONE] = "there is one",
                                        [EK_SCOPE_CLAIM] = "a claim",
                                        [EK_SCOPE_MANY] = "a list, or each of it"};

    for (int i = 0; i < (int)EK_SCOPE_TARGET; i++) {
        const ek_scope_info *info = ek_scope_of((ek_scope)i);
        erkend_symbol *symbol = add(symbols, "scope", ek_text_of(info->name));

        symbol->type = kinds[info->kind];
        symbol->says = info->meaning;
        symbol->leads_to = info->record->name;
    }
}

static void add_effects(ek_symbols *symbols)
{
    for (int i = 0; i < (int)EK_EFFECTS; i++) {
        const char *name = ek_effect_name((ek_effect_kind)i);
        const char *const *fields = ek_effect_fields((ek_effect_kind)i);

        (void)add(symbols, "effect", ek_text_of(name));
        for (; fields && *fields; fields++)
            add(symbols, "field", ek_text_of(*fields))->owner = name;
    }
}

void ek_symbols_of_schema(ek_symbols *symbols)
{
    add_scopes(symbols);
    add_types(symbols);
    add_effects(symbols);
}

/* ---- Parameters ---------------------------------------------------------------------------- */

static void write_dated(ek_buffer *out, const ek_dated *dated, const ek_parameter *parameter,
                        bool now)
{
    ek_pen pen = {.out = out, .language = EK_EN, .columns = EK_COLUMNS};

    ek_buffer_string(out, now ? "**" : "");
    ek_buffer_text(out, ek_say_datum(&pen, &dated->value, parameter));
    ek_buffer_string(out, now ? "** since " : " since ");
    ek_buffer_date(out, dated->since);
    ek_buffer_string(out, ": ");
    ek_buffer_shown(out, dated->law);
    ek_buffer_string(out, dated->unverified ? " (not verified)\n" : "\n");
}

static void add_parameter(ek_symbols *symbols, const ek_parameter *parameter)
{
    static const char *const kinds[] = {[EK_UNIT_DATE] = "date",
                                        [EK_UNIT_TEXT] = "text",
                                        [EK_UNIT_TEXTS] = "texts",
                                        [EK_UNIT_ROUNDING] = "rounding"};
    const ek_dated *now = ek_parameter_on(parameter, symbols->day);
    erkend_symbol *symbol = add(symbols, "parameter", parameter->name);
    ek_buffer unit, about;

    ek_buffer_init(&unit, symbols->arena);
    ek_buffer_init(&about, symbols->arena);
    if (parameter->unit_kind == EK_UNIT_MEASURE)
        ek_buffer_measure(&unit, &parameter->measure);
    else
        ek_buffer_string(&unit, kinds[parameter->unit_kind]);
    if (now)
        write_dated(&about, now, parameter, true);
    else
        ek_buffer_string(&about, "no value yet\n");
    for (uint32_t i = parameter->value_count; i-- > 0;)
        if (&parameter->values[i] != now)
            write_dated(&about, &parameter->values[i], parameter, false);
    symbol->type = keep(symbols, ek_buffer_done(&unit));
    symbol->about = keep(symbols, ek_buffer_done(&about));
    put_says(symbols, symbol, &parameter->says);
    put_place(symbols, symbol, parameter->place);
}

static bool has_parameter(const ek_symbols *symbols, uint32_t from, ek_text name)
{
    for (uint32_t i = from; i < symbols->count; i++)
        if (ek_text_is(name, symbols->items[i].name))
            return true;
    return false;
}

/* Those of adopted sets are known by those who read them. */
static void add_read(ek_symbols *symbols, uint32_t from, const ek_expr *expr, uint32_t depth)
{
    if (!expr || depth > MAX_DEPTH)
        return;
    if (expr->op == EK_OP_PARAM && expr->as.param &&
        !has_parameter(symbols, from, expr->as.param->name))
        add_parameter(symbols, expr->as.param);
    for (uint32_t i = 0; i < expr->count; i++)
        add_read(symbols, from, expr->args[i], depth + 1);
}

static void add_read_by(ek_symbols *symbols, uint32_t from, const ek_rule *rule)
{
    const ek_effect *effects[] = {rule->gives, rule->limits};

    add_read(symbols, from, rule->where, 0);
    add_read(symbols, from, rule->to_reach, 0);
    add_read(symbols, from, rule->must, 0);
    for (uint32_t i = 0; i < 2; i++)
        for (uint32_t k = 0; effects[i] && k < effects[i]->field_count; k++)
            add_read(symbols, from, effects[i]->fields[k].value, 0);
}

static void add_parameters(ek_symbols *symbols, const ek_rulebook *book)
{
    uint32_t from = symbols->count;

    for (uint32_t i = 0; i < book->parameter_count; i++)
        add_parameter(symbols, book->parameters[i]);
    for (uint32_t i = 0; i < book->rule_count; i++)
        add_read_by(symbols, from, book->rules[i]);
    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t k = 0; k < book->terms[i]->version_count; k++)
            add_read(symbols, from, book->terms[i]->versions[k]->is, 0);
}

/* ---- Questions, words, rules --------------------------------------------------------------- */

static ek_text body_says(const ek_rulebook *book, ek_text body)
{
    const ek_named *named = ek_named_find(book->bodies, book->body_count, body);

    return named ? ek_says_in(&named->says, EK_EN) : body;
}

static const char *answer_of(ek_symbols *symbols, const ek_question *question)
{
    static const char *const kinds[] = {[EK_ANSWER_YES] = "yes or no",
                                        [EK_ANSWER_NUMBER] = "number",
                                        [EK_ANSWER_DATE] = "date",
                                        [EK_ANSWER_TEXT] = "text",
                                        [EK_ANSWER_TEXTS] = "texts"};
    ek_buffer out;

    ek_buffer_init(&out, symbols->arena);
    ek_buffer_string(&out, kinds[question->answer]);
    if (question->answer == EK_ANSWER_NUMBER) {
        ek_buffer_string(&out, " of ");
        ek_buffer_measure(&out, &question->measure);
    }
    for (uint32_t i = 0; i < question->choices.count; i++)
        ek_buffer_format(&out, "%s%.*s", i > 0 ? ", " : ": ",
                         EK_TEXT_ARGS(question->choices.items[i]));
    return keep(symbols, ek_buffer_done(&out));
}

static void add_questions(ek_symbols *symbols, const ek_rulebook *book)
{
    for (uint32_t i = 0; i < book->question_count; i++) {
        const ek_question *question = book->questions[i];
        erkend_symbol *symbol = add(symbols, "question", question->name);

        symbol->type = answer_of(symbols, question);
        put_says(symbols, symbol, &question->asks);
        symbol->about = keep(
            symbols, ek_text_format(symbols->arena, "asked of: %.*s\nabout: %s\nlaw: %.*s%s\n",
                                    EK_TEXT_ARGS(body_says(book, question->body)),
                                    ek_scope_of(question->about)->name, EK_TEXT_ARGS(question->law),
                                    question->unverified ? " (not verified)" : ""));
        put_place(symbols, symbol, question->place);
    }
}

/* "law: …", "since: …", and how an unclear text is read. */
static const char *law_about(ek_symbols *symbols, const ek_law *laws, uint32_t count, ek_date since,
                             ek_date last_day, ek_text reading)
{
    ek_buffer out;

    ek_buffer_init(&out, symbols->arena);
    for (uint32_t i = 0; i < count; i++)
        if (laws[i].before == EK_DATE_NEVER)
            ek_buffer_format(&out, "law: %.*s\n", EK_TEXT_ARGS(laws[i].text));
    if (since != EK_DATE_ALWAYS) {
        ek_buffer_string(&out, "since: ");
        ek_buffer_date(&out, since);
        ek_buffer_char(&out, '\n');
    }
    if (last_day != EK_DATE_NEVER) {
        ek_buffer_string(&out, "last day: ");
        ek_buffer_date(&out, last_day);
        ek_buffer_char(&out, '\n');
    }
    if (reading.size > 0)
        ek_buffer_format(&out, "reading: %.*s\n", EK_TEXT_ARGS(reading));
    return keep(symbols, ek_buffer_done(&out));
}

static const char *term_type(const ek_term *term)
{
    switch (term->type) {
    case EK_TYPE_CONDITION: return "condition";
    case EK_TYPE_QUANTITY: return "quantity";
    case EK_TYPE_DATE: return "date";
    case EK_TYPE_TEXT: return "text";
    case EK_TYPE_SET: return "set";
    default: return "";
    }
}

static void add_terms(ek_symbols *symbols, const ek_rulebook *book)
{
    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t k = book->terms[i]->version_count; k-- > 0;) {
            const ek_definition *version = book->terms[i]->versions[k];
            erkend_symbol *symbol = add(symbols, "term", book->terms[i]->name);

            symbol->type = term_type(book->terms[i]);
            put_says(symbols, symbol, &version->says);
            symbol->about = law_about(symbols, version->laws, version->law_count, version->since,
                                      version->last_day, EK_TEXT(""));
            put_place(symbols, symbol, version->place);
        }
}

static void add_rules(ek_symbols *symbols, const ek_rulebook *book)
{
    erkend_symbol *symbol;

    for (uint32_t i = 0; i < book->rule_count; i++) {
        const ek_rule *rule = book->rules[i];

        symbol = add(symbols, "rule", rule->id);
        symbol->type = ek_scope_of(rule->for_each)->name;
        put_says(symbols, symbol, &rule->says);
        symbol->about = law_about(symbols, rule->laws, rule->law_count, rule->since, rule->last_day,
                                  ek_says_in(&rule->reading, EK_EN));
        put_place(symbols, symbol, rule->place);
    }
    for (uint32_t i = 0; i < book->allocation_count; i++) {
        const ek_allocation *allocation = book->allocations[i];

        symbol = add(symbols, "allocation", allocation->id);
        put_says(symbols, symbol, &allocation->says);
        symbol->about =
            law_about(symbols, allocation->laws, allocation->law_count, allocation->since,
                      allocation->last_day, ek_says_in(&allocation->reading, EK_EN));
        put_place(symbols, symbol, allocation->place);
    }
    for (uint32_t i = 0; i < book->item_count; i++) {
        const ek_item *item = book->items[i];

        symbol = add(symbols, "check", item->id);
        symbol->type = keep(symbols, item->list);
        put_says(symbols, symbol, &item->says);
        symbol->about = law_about(symbols, item->laws, item->law_count, item->since, item->last_day,
                                  ek_says_in(&item->reading, EK_EN));
        put_place(symbols, symbol, item->place);
    }
}

static void add_named(ek_symbols *symbols, const char *kind, const ek_named *items, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        erkend_symbol *symbol = add(symbols, kind, items[i].name);

        put_says(symbols, symbol, &items[i].says);
        if (items[i].by.size > 0)
            symbol->about = keep(symbols, ek_text_format(symbols->arena, "done by: %.*s\n",
                                                         EK_TEXT_ARGS(items[i].by)));
        put_place(symbols, symbol, items[i].place);
    }
}

void ek_symbols_of_book(ek_symbols *symbols, const ek_rulebook *book)
{
    add_parameters(symbols, book);
    add_questions(symbols, book);
    add_terms(symbols, book);
    add_rules(symbols, book);
    add_named(symbols, "body", book->bodies, book->body_count);
    add_named(symbols, "step", book->steps, book->step_count);
    add_named(symbols, "road", book->roads, book->road_count);
    add_named(symbols, "checklist", book->checklists, book->checklist_count);
}
