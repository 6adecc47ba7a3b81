/* A rule for a lawyer: what it says, when it is in force, what it is about, what must hold, what
 * follows, and what stands behind it: numbers with their dates, questions, readings, tests. */
#include "desk/law_rule.h"

#include "explain/sentence.h"

#define MOST_DEPTH 24

/* ---- Numbers and questions behind ---------------------------------------------------------- */

typedef struct digging {
    ek_law_behind *out;
    ek_arena *arena;
} digging;

static void add_parameter(digging *d, const ek_parameter *parameter)
{
    for (uint32_t i = 0; i < d->out->parameter_count; i++)
        if (d->out->parameters[i] == parameter)
            return;
    *EK_PUSH(d->arena, d->out->parameters, d->out->parameter_count, d->out->parameter_capacity) =
        parameter;
}

static void add_question(digging *d, const ek_question *question)
{
    for (uint32_t i = 0; i < d->out->question_count; i++)
        if (d->out->questions[i] == question)
            return;
    *EK_PUSH(d->arena, d->out->questions, d->out->question_count, d->out->question_capacity) =
        question;
}

static void dig(digging *d, const ek_expr *expr, uint32_t depth)
{
    if (!expr || depth == MOST_DEPTH)
        return;
    if (expr->op == EK_OP_PARAM && expr->as.param)
        add_parameter(d, expr->as.param);
    if (expr->op == EK_OP_RULING && expr->as.question)
        add_question(d, expr->as.question);
    for (uint32_t i = 0; i < expr->count; i++)
        dig(d, expr->args[i], depth + 1);
}

static void dig_effect(digging *d, const ek_effect *effect)
{
    for (uint32_t i = 0; effect && i < effect->field_count; i++)
        dig(d, effect->fields[i].value, 0);
}

void ek_law_behind_of(ek_law_behind *behind, ek_arena *arena, const ek_citer *citer)
{
    digging d = {behind, arena};

    *behind = (ek_law_behind){.parameters = NULL};
    if (citer->kind == EK_CITES_RULE) {
        const ek_rule *rule = citer->item;
        const ek_expr *roots[] = {rule->clock, rule->where, rule->to_reach, rule->must,
                                  rule->otherwise.ruling};

        for (uint32_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
            dig(&d, roots[i], 0);
        dig_effect(&d, rule->gives);
        dig_effect(&d, rule->limits);
    } else if (citer->kind == EK_CITES_TERM) {
        const ek_definition *definition = citer->item;

        dig(&d, definition->clock, 0);
        dig(&d, definition->is, 0);
    } else if (citer->kind == EK_CITES_ALLOCATION) {
        const ek_allocation *allocation = citer->item;
        const ek_expr *roots[] = {allocation->clock, allocation->where, allocation->total,
                                  allocation->by, allocation->rounding};

        for (uint32_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
            dig(&d, roots[i], 0);
    } else if (citer->kind == EK_CITES_ITEM) {
        const ek_item *item = citer->item;

        dig(&d, item->where, 0);
        dig(&d, item->must, 0);
    }
}

/* ---- Laws and days ------------------------------------------------------------------------- */

ek_text ek_law_say_laws(const ek_pen *pen, const ek_law *laws, uint32_t count)
{
    ek_text *said = EK_NEW_ARRAY(pen->out->arena, ek_text, count + 1u);

    for (uint32_t i = 0; i < count; i++) {
        said[i] = ek_shown(pen, laws[i].text);
        if (laws[i].before != EK_DATE_NEVER)
            said[i] = ek_say2(pen, EK_SAY_LAW_LABELLED, said[i],
                              ek_say1(pen, EK_SAY_BEFORE, ek_say_date(pen, laws[i].before)));
    }
    return ek_joined(pen, said, count, "; ");
}

ek_text ek_law_say_force(const ek_pen *pen, ek_date since, ek_date last_day)
{
    if (last_day == EK_DATE_NEVER)
        return ek_say1(pen, EK_SAY_LAW_FORCE_FROM, ek_say_date(pen, since));
    return ek_say2(pen, EK_SAY_LAW_FORCE_BETWEEN, ek_say_date(pen, since),
                   ek_say_date(pen, last_day));
}

static ek_text say_datum(const ek_pen *pen, const ek_datum *datum, const ek_parameter *parameter)
{
    ek_text *said;

    if (datum->kind == EK_DATUM_ROUNDING)
        return ek_sentence_rounding(pen, datum->as.rounding);
    if (datum->kind != EK_DATUM_TABLE)
        return ek_say_datum(pen, datum, parameter);
    said = EK_NEW_ARRAY(pen->out->arena, ek_text, datum->as.table.count + 1u);
    for (uint32_t i = 0; i < datum->as.table.count; i++) {
        const ek_row *row = &datum->as.table.rows[i];
        ek_text cell = say_datum(pen, &row->value, parameter);

        if (row->value.kind == EK_DATUM_TABLE)
            cell = ek_text_format(pen->out->arena, "(%.*s)", EK_TEXT_ARGS(cell));
        said[i] = ek_say_field(pen, ek_say_word(pen, row->key), cell);
    }
    return ek_joined(pen, said, datum->as.table.count, "; ");
}

ek_text ek_law_say_dated(const ek_pen *pen, const ek_parameter *parameter, const ek_dated *dated)
{
    ek_text parts[3] = {
        say_datum(pen, &dated->value, parameter),
        ek_text_format(pen->out->arena, "%.*s, %.*s",
                       EK_TEXT_ARGS(ek_law_say_force(pen, dated->since, EK_DATE_NEVER)),
                       EK_TEXT_ARGS(ek_shown(pen, dated->law))),
        dated->unverified ? ek_say(pen, EK_SAY_UNVERIFIED) : EK_TEXT("")};

    parts[1] = ek_joined(pen, &parts[1], 2, "; ");
    return ek_say2(pen, EK_SAY_LAW_LABELLED, parts[0], parts[1]);
}

ek_text ek_law_say_question(const ek_pen *pen, const ek_rulebook *book, const ek_question *question)
{
    ek_text body = ek_shown(pen, ek_label_of_actor(pen->language, book, question->body));
    ek_text evidence = EK_TEXT(""), parts[4];

    if (question->evidence.count)
        evidence = ek_say_field(pen, ek_say(pen, EK_SAY_ROW_EVIDENCE),
                                ek_say_evidence(pen, question->evidence));
    parts[0] = ek_say_question_type(pen, question->type);
    parts[1] = ek_shown(pen, question->law);
    parts[2] = question->unverified ? ek_say(pen, EK_SAY_UNVERIFIED) : EK_TEXT("");
    parts[3] = evidence;
    return ek_say2(pen, EK_SAY_LAW_LABELLED,
                   ek_say2(pen, EK_SAY_LAW_TO_BE_DECIDED, body,
                           ek_say1(pen, EK_SAY_LAW_QUOTED,
                                   ek_shown(pen, ek_says_in(&question->asks, pen->language)))),
                   ek_joined(pen, parts, 4, "; "));
}

/* ---- What follows -------------------------------------------------------------------------- */

static ek_phrase phrase_of_effect(ek_effect_kind kind)
{
    static const ek_phrase phrases[EK_EFFECTS] = {
        [EK_EFFECT_AWARD] = EK_SAY_LAW_GIVES_AWARD,
        [EK_EFFECT_AWARD_QUALIFICATION] = EK_SAY_LAW_GIVES_QUALIFICATION,
        [EK_EFFECT_EXEMPT] = EK_SAY_LAW_GIVES_EXEMPT,
        [EK_EFFECT_CERTIFY] = EK_SAY_LAW_GIVES_CERTIFY,
        [EK_EFFECT_DECLARE] = EK_SAY_LAW_GIVES_DECLARE,
        [EK_EFFECT_SHORTEN] = EK_SAY_LAW_GIVES_SHORTEN,
        [EK_EFFECT_CREDIT_TIME] = EK_SAY_LAW_GIVES_CREDIT,
        [EK_EFFECT_COUNT_AS_TRAINING] = EK_SAY_LAW_GIVES_TRAINING,
        [EK_EFFECT_SET_DURATION] = EK_SAY_LAW_GIVES_DURATION,
        [EK_EFFECT_ADMIT] = EK_SAY_LAW_GIVES_ADMIT,
        [EK_EFFECT_INFORM] = EK_SAY_LAW_GIVES_INFORM};

    return phrases[kind];
}

/* A field of an effect: its label where a fact has that name, else the word. */
static ek_text say_field_name(const ek_pen *pen, ek_text name)
{
    ek_text word = ek_label_of_word(pen->language, name);

    if (ek_text_is(name, "to") || ek_text_is(name, "by"))
        return ek_say(pen, ek_text_is(name, "to") ? EK_SAY_LAW_FIELD_TO : EK_SAY_LAW_FIELD_BY);
    for (uint32_t i = 0; word.size == 0 && ek_all_types[i]; i++) {
        uint32_t slot = ek_field_named(ek_all_types[i], name);

        if (slot != EK_NO_FIELD)
            word = ek_label_of_field(pen->language, NULL, &ek_all_types[i]->fields[slot]);
    }
    return word.size ? word : ek_say_word(pen, name);
}

static ek_text say_effect(ek_sentences *s, const ek_effect *effect)
{
    ek_text *said = EK_NEW_ARRAY(s->pen->out->arena, ek_text, effect->field_count + 1u);
    ek_text kind = ek_say(s->pen, phrase_of_effect(effect->kind));

    for (uint32_t i = 0; i < effect->field_count; i++) {
        const ek_effect_field *field = &effect->fields[i];
        ek_text value = ek_sentence_value(s, field->value);

        if (field->at_most && field->value->op != EK_OP_UP_TO)
            value = ek_say1(s->pen, EK_SAY_LAW_UP_TO, value);
        said[i] = ek_say_field(s->pen, say_field_name(s->pen, field->name), value);
    }
    return effect->field_count ? ek_say2(s->pen, EK_SAY_LAW_LABELLED, kind,
                                         ek_joined(s->pen, said, effect->field_count, "; "))
                               : kind;
}

static ek_text say_otherwise(ek_sentences *s, const ek_otherwise *otherwise)
{
    const ek_pen *pen = s->pen;
    const ek_rulebook *book = s->book;
    ek_text *roads = EK_NEW_ARRAY(pen->out->arena, ek_text, otherwise->instead.count + 1u), road;
    const ek_named *step;

    switch (otherwise->kind) {
    case EK_ELSE_REFUSED:
        for (uint32_t i = 0; i < otherwise->instead.count; i++)
            roads[i] =
                ek_say_named(pen, book->roads, book->road_count, otherwise->instead.items[i]);
        road = ek_joined(pen, roads, otherwise->instead.count, "; ");
        if (road.size)
            road = ek_say_field(pen, ek_say(pen, EK_SAY_ROW_INSTEAD), road);
        return road.size ? ek_say2(pen, EK_SAY_LAW_LABELLED, ek_say(pen, EK_SAY_REFUSED), road)
                         : ek_say(pen, EK_SAY_REFUSED);
    case EK_ELSE_PARTIAL: return ek_say(pen, EK_SAY_PARTIAL);
    case EK_ELSE_CONDITIONAL:
        step = ek_named_find(book->steps, book->step_count, otherwise->step);
        road = ek_say_named(pen, book->steps, book->step_count, otherwise->step);
        if (step && step->by.size)
            road = ek_say2(pen, EK_SAY_LAW_LABELLED, road,
                           ek_shown(pen, ek_label_of_actor(pen->language, book, step->by)));
        return ek_say_field(pen, ek_say(pen, EK_SAY_CONDITIONAL), road);
    case EK_ELSE_RULING:
        if (otherwise->ruling->op == EK_OP_RULING)
            return ek_say2(pen, EK_SAY_LAW_TO_BE_DECIDED,
                           ek_sentence_body(s, otherwise->ruling->as.question),
                           ek_sentence_question(s, otherwise->ruling->as.question));
        return ek_sentence_inline(s, otherwise->ruling, false);
    default: return ek_say(pen, EK_SAY_LAW_NOTHING_MORE);
    }
}

/* ---- On a sheet ---------------------------------------------------------------------------- */

static void write_row(ek_sheet *sheet, ek_phrase label, ek_text text)
{
    if (text.size)
        ek_sheet_item(sheet, 0, ek_say(sheet->pen, label), text);
}

/* A condition: behind its label when it is one line, else below it. */
static void write_condition(ek_sheet *sheet, ek_sentences *s, ek_phrase label, const ek_expr *expr)
{
    if (!expr)
        return;
    s->count = 0;
    s->depth = 0;
    if (expr->type == EK_TYPE_CONDITION)
        ek_sentences_condition(s, expr, false);
    if (s->count <= 1) {
        write_row(sheet, label, s->count ? s->lines[0].text : ek_sentence_value(s, expr));
        return;
    }
    ek_sheet_item(sheet, 0, ek_say(sheet->pen, label), EK_TEXT(""));
    for (uint32_t i = 0; i < s->count; i++)
        ek_sheet_item(sheet, s->lines[i].depth + 1, EK_TEXT(""), s->lines[i].text);
}

static void write_behind(ek_sheet *sheet, const ek_law_view *view, const ek_citer *citer)
{
    const ek_pen *pen = sheet->pen;
    ek_law_behind behind;

    ek_law_behind_of(&behind, pen->out->arena, citer);
    for (uint32_t i = 0; i < behind.parameter_count; i++) {
        const ek_parameter *parameter = behind.parameters[i];
        ek_text label = ek_text_format(
            pen->out->arena, "%s: %.*s", ek_phrase_in(pen->language, EK_SAY_LAW_ROW_NUMBER),
            EK_TEXT_ARGS(ek_shown(pen, ek_says_in(&parameter->says, pen->language))));

        if (parameter->value_count == 1) {
            ek_sheet_item(sheet, 0, label, ek_law_say_dated(pen, parameter, parameter->values));
            continue;
        }
        ek_sheet_item(sheet, 0, label, EK_TEXT(""));
        for (uint32_t k = 0; k < parameter->value_count; k++)
            ek_sheet_item(sheet, 1, EK_TEXT(""),
                          ek_law_say_dated(pen, parameter, &parameter->values[k]));
    }
    for (uint32_t i = 0; i < behind.question_count; i++)
        write_row(sheet, EK_SAY_ROW_QUESTION,
                  ek_law_say_question(pen, view->book, behind.questions[i]));
}

static void write_head(ek_sheet *sheet, const ek_citer *citer, ek_phrase kind, const ek_says *says,
                       bool unverified)
{
    const ek_pen *pen = sheet->pen;
    ek_text title = ek_shown(pen, ek_says_in(says, pen->language));

    if (kind == EK_SAY_LAW_ROW_WORD)
        title = ek_say1(pen, EK_SAY_LAW_QUOTED, title);
    ek_sheet_heading(sheet, 4, title);
    ek_sheet_code_item(sheet, 0, ek_say(pen, kind), ek_shown(pen, citer->name),
                       unverified ? ek_say(pen, EK_SAY_UNVERIFIED) : EK_TEXT(""));
}

static void write_tests(ek_sheet *sheet, const ek_citer *citer)
{
    const ek_reached *reached = citer->reached;
    const ek_pen *pen = sheet->pen;

    ek_sheet_item(sheet, 0, ek_say(pen, EK_SAY_LAW_ROW_TESTS),
                  ek_say1(pen, EK_SAY_LAW_ROW_TESTS_NUMBER, ek_say_count(pen, reached->speaks)));
    for (uint32_t i = 0; i < reached->test_count; i++)
        ek_sheet_item(sheet, 1, EK_TEXT(""), ek_shown(pen, reached->tests[i]));
}

static ek_text say_clock(ek_sentences *s, const ek_expr *clock)
{
    return clock ? ek_sentence_value(s, clock) : EK_TEXT("");
}

static ek_text say_about(const ek_pen *pen, const ek_rule *rule)
{
    static const char *const phases[] = {"assess", "validate", "recognise"};
    ek_text parts[3] = {ek_label_of_scope(pen->language, rule->claim), EK_TEXT(""), EK_TEXT("")};

    if (rule->for_each != rule->claim && rule->for_each < EK_SCOPE_COUNT)
        parts[1] = ek_label_of_scope(pen->language, rule->for_each);
    if (rule->claim == EK_SCOPE_UNIT)
        parts[2] = ek_say_field(pen, ek_say(pen, EK_SAY_LAW_ROW_PHASE),
                                ek_say_word(pen, ek_text_of(phases[rule->phase])));
    return ek_joined(pen, parts, 3, ", ");
}

static void write_choice(ek_sheet *sheet, ek_sentences *s, const ek_rule *rule)
{
    if (rule->choose == EK_SCOPE_NONE)
        return;
    write_row(sheet, EK_SAY_LAW_ROW_CHOOSE, ek_sentence_list(s, rule->choose));
    ek_sentence_speak_of(s, rule->choose);
    write_condition(sheet, s, EK_SAY_LAW_ROW_REACH, rule->to_reach);
}

static void write_rule(ek_sheet *sheet, const ek_law_view *view, const ek_citer *citer)
{
    const ek_rule *rule = citer->item;
    ek_pen *pen = sheet->pen;
    ek_sentences s;

    ek_sentences_init(&s, pen, view->book, rule->for_each, rule->claim);
    write_head(sheet, citer, EK_SAY_LAW_ROW_RULE, &rule->says, rule->unverified);
    write_row(sheet, EK_SAY_ROW_LAW, ek_law_say_laws(pen, rule->laws, rule->law_count));
    write_row(sheet, EK_SAY_LAW_ROW_FORCE, ek_law_say_force(pen, rule->since, rule->last_day));
    write_row(sheet, EK_SAY_LAW_ROW_CLOCK, say_clock(&s, rule->clock));
    write_row(sheet, EK_SAY_LAW_ROW_ABOUT, say_about(pen, rule));
    write_condition(sheet, &s, EK_SAY_LAW_ROW_WHERE, rule->where);
    write_choice(sheet, &s, rule);
    write_condition(sheet, &s, EK_SAY_LAW_ROW_MUST, rule->must);
    if (rule->must)
        write_row(sheet, EK_SAY_LAW_ROW_ELSE, say_otherwise(&s, &rule->otherwise));
    if (rule->gives)
        write_row(sheet, EK_SAY_LAW_ROW_GIVES, say_effect(&s, rule->gives));
    if (rule->limits)
        write_row(sheet, EK_SAY_LAW_ROW_LIMITS, say_effect(&s, rule->limits));
    if (rule->overrides.size)
        ek_sheet_code_item(sheet, 0, ek_say(pen, EK_SAY_LAW_ROW_OVERRIDES),
                           ek_shown(pen, rule->overrides), EK_TEXT(""));
    write_row(sheet, EK_SAY_ROW_READING, ek_shown(pen, ek_says_in(&rule->reading, pen->language)));
    write_behind(sheet, view, citer);
    write_tests(sheet, citer);
}

static void write_definition(ek_sheet *sheet, const ek_law_view *view, const ek_citer *citer)
{
    const ek_definition *definition = citer->item;
    ek_pen *pen = sheet->pen;
    ek_sentences s;

    ek_sentences_init(&s, pen, view->book, EK_SCOPE_NONE, EK_SCOPE_NONE);
    write_head(sheet, citer, EK_SAY_LAW_ROW_WORD, &definition->says, definition->unverified);
    write_row(sheet, EK_SAY_ROW_LAW, ek_law_say_laws(pen, definition->laws, definition->law_count));
    write_row(sheet, EK_SAY_LAW_ROW_FORCE,
              ek_law_say_force(pen, definition->since, definition->last_day));
    write_row(sheet, EK_SAY_LAW_ROW_CLOCK, say_clock(&s, definition->clock));
    write_condition(sheet, &s, EK_SAY_LAW_ROW_MEANS, definition->is);
    write_behind(sheet, view, citer);
}

static void write_allocation(ek_sheet *sheet, const ek_law_view *view, const ek_citer *citer)
{
    const ek_allocation *allocation = citer->item;
    ek_pen *pen = sheet->pen;
    ek_sentences s;

    ek_sentences_init(&s, pen, view->book, EK_SCOPE_COMPONENT, EK_SCOPE_NONE);
    write_head(sheet, citer, EK_SAY_LAW_ROW_SHARES, &allocation->says, allocation->unverified);
    write_row(sheet, EK_SAY_ROW_LAW, ek_law_say_laws(pen, allocation->laws, allocation->law_count));
    write_row(sheet, EK_SAY_LAW_ROW_FORCE,
              ek_law_say_force(pen, allocation->since, allocation->last_day));
    write_row(sheet, EK_SAY_LAW_ROW_CLOCK, say_clock(&s, allocation->clock));
    write_condition(sheet, &s, EK_SAY_LAW_ROW_WHERE, allocation->where);
    write_row(sheet, EK_SAY_LAW_ROW_GIVES, ek_sentence_value(&s, allocation->total));
    write_row(sheet, EK_SAY_LAW_ROW_MEANS, ek_sentence_value(&s, allocation->by));
    if (allocation->rounding)
        write_row(sheet, EK_SAY_LAW_ROW_NUMBER, ek_sentence_value(&s, allocation->rounding));
    write_row(sheet, EK_SAY_ROW_READING,
              ek_shown(pen, ek_says_in(&allocation->reading, pen->language)));
    write_behind(sheet, view, citer);
}

static void write_item(ek_sheet *sheet, const ek_law_view *view, const ek_citer *citer)
{
    const ek_item *item = citer->item;
    const ek_rulebook *book = view->book;
    ek_pen *pen = sheet->pen;
    ek_sentences s;

    ek_sentences_init(&s, pen, book, item->for_each, EK_SCOPE_NONE);
    write_head(sheet, citer, EK_SAY_LAW_ROW_CHECK, &item->says, item->unverified);
    write_row(sheet, EK_SAY_ROW_LAW, ek_law_say_laws(pen, item->laws, item->law_count));
    write_row(sheet, EK_SAY_LAW_ROW_FORCE, ek_law_say_force(pen, item->since, item->last_day));
    write_row(sheet, EK_SAY_LAW_ROW_LIST,
              ek_say_named(pen, book->checklists, book->checklist_count, item->list));
    write_row(sheet, EK_SAY_LAW_ROW_ABOUT, ek_label_of_scope(pen->language, item->for_each));
    write_condition(sheet, &s, EK_SAY_LAW_ROW_WHERE, item->where);
    write_condition(sheet, &s, EK_SAY_LAW_ROW_MUST, item->must);
    write_row(sheet, EK_SAY_ROW_READING, ek_shown(pen, ek_says_in(&item->reading, pen->language)));
    write_behind(sheet, view, citer);
}

void ek_law_write_citer(ek_sheet *sheet, const ek_law_view *view, const ek_citer *citer)
{
    switch (citer->kind) {
    case EK_CITES_RULE: write_rule(sheet, view, citer); break;
    case EK_CITES_TERM: write_definition(sheet, view, citer); break;
    case EK_CITES_ALLOCATION: write_allocation(sheet, view, citer); break;
    case EK_CITES_ITEM: write_item(sheet, view, citer); break;
    default: break; /* numbers and questions stand with the rules that use them */
    }
}

/* ---- As JSON ------------------------------------------------------------------------------- */

static void put_condition(ek_json *json, ek_sentences *s, const char *key, const ek_expr *expr)
{
    if (!expr) {
        ek_json_null(json, key);
        return;
    }
    s->count = 0;
    s->depth = 0;
    if (expr->type == EK_TYPE_CONDITION)
        ek_sentences_condition(s, expr, false);
    ek_json_open(json, key, '[');
    if (s->count == 0)
        ek_json_text(json, NULL, ek_sentence_value(s, expr));
    for (uint32_t i = 0; i < s->count; i++) {
        ek_buffer line;

        ek_buffer_init(&line, s->pen->out->arena);
        ek_buffer_repeat(&line, "  ", s->lines[i].depth);
        ek_buffer_text(&line, s->lines[i].text);
        ek_json_text(json, NULL, ek_buffer_done(&line));
    }
    ek_json_close(json, ']');
}

static void put_text(ek_json *json, const char *key, ek_text text)
{
    if (text.size)
        ek_json_text(json, key, text);
    else
        ek_json_null(json, key);
}

static void put_behind(ek_json *json, const ek_law_view *view, const ek_citer *citer)
{
    ek_law_behind behind;

    ek_law_behind_of(&behind, json->out->arena, citer);
    ek_json_open(json, "numbers", '[');
    for (uint32_t i = 0; i < behind.parameter_count; i++) {
        const ek_parameter *parameter = behind.parameters[i];

        ek_json_open(json, NULL, '{');
        ek_json_text(json, "parameter", parameter->name);
        ek_json_text(json, "says", ek_says_in(&parameter->says, json->pen.language));
        ek_json_open(json, "values", '[');
        for (uint32_t k = 0; k < parameter->value_count; k++)
            ek_json_text(json, NULL,
                         ek_law_say_dated(&json->pen, parameter, &parameter->values[k]));
        ek_json_close(json, ']');
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
    ek_json_open(json, "questions", '[');
    for (uint32_t i = 0; i < behind.question_count; i++)
        ek_json_text(json, NULL, ek_law_say_question(&json->pen, view->book, behind.questions[i]));
    ek_json_close(json, ']');
}

static void put_force(ek_json *json, const ek_law *laws, uint32_t count, ek_date since,
                      ek_date last_day, bool unverified)
{
    ek_json_text(json, "law", ek_law_say_laws(&json->pen, laws, count));
    ek_json_date(json, "since", since);
    ek_json_date(json, "last_day", last_day);
    ek_json_yes(json, "unverified", unverified);
}

static void put_rule(ek_json *json, const ek_law_view *view, const ek_citer *citer)
{
    const ek_rule *rule = citer->item;
    ek_sentences s;

    ek_sentences_init(&s, &json->pen, view->book, rule->for_each, rule->claim);
    ek_json_text(json, "says", ek_says_in(&rule->says, json->pen.language));
    put_force(json, rule->laws, rule->law_count, rule->since, rule->last_day, rule->unverified);
    put_text(json, "clock", say_clock(&s, rule->clock));
    ek_json_text(json, "about", say_about(&json->pen, rule));
    put_condition(json, &s, "where", rule->where);
    put_text(json, "choose",
             rule->choose != EK_SCOPE_NONE ? ek_sentence_list(&s, rule->choose) : EK_TEXT(""));
    put_condition(json, &s, "to_reach", rule->to_reach);
    put_condition(json, &s, "must", rule->must);
    put_text(json, "otherwise", rule->must ? say_otherwise(&s, &rule->otherwise) : EK_TEXT(""));
    put_text(json, "gives", rule->gives ? say_effect(&s, rule->gives) : EK_TEXT(""));
    put_text(json, "limits", rule->limits ? say_effect(&s, rule->limits) : EK_TEXT(""));
    put_text(json, "overrides", rule->overrides);
    put_text(json, "reading", ek_says_in(&rule->reading, json->pen.language));
    put_behind(json, view, citer);
    ek_json_count(json, "tests", citer->reached->speaks);
    ek_json_texts(json, "tested_by", (ek_texts){citer->reached->tests, citer->reached->test_count});
}

static void put_definition(ek_json *json, const ek_law_view *view, const ek_citer *citer)
{
    const ek_definition *definition = citer->item;
    ek_sentences s;

    ek_sentences_init(&s, &json->pen, view->book, EK_SCOPE_NONE, EK_SCOPE_NONE);
    ek_json_text(json, "says", ek_says_in(&definition->says, json->pen.language));
    put_force(json, definition->laws, definition->law_count, definition->since,
              definition->last_day, definition->unverified);
    put_text(json, "clock", say_clock(&s, definition->clock));
    put_condition(json, &s, "is", definition->is);
    put_behind(json, view, citer);
}

static void put_allocation(ek_json *json, const ek_law_view *view, const ek_citer *citer)
{
    const ek_allocation *allocation = citer->item;
    ek_sentences s;

    ek_sentences_init(&s, &json->pen, view->book, EK_SCOPE_COMPONENT, EK_SCOPE_NONE);
    ek_json_text(json, "says", ek_says_in(&allocation->says, json->pen.language));
    put_force(json, allocation->laws, allocation->law_count, allocation->since,
              allocation->last_day, allocation->unverified);
    put_condition(json, &s, "where", allocation->where);
    ek_json_text(json, "total", ek_sentence_value(&s, allocation->total));
    ek_json_text(json, "by", ek_sentence_value(&s, allocation->by));
    put_behind(json, view, citer);
}

static void put_item(ek_json *json, const ek_law_view *view, const ek_citer *citer)
{
    const ek_item *item = citer->item;
    ek_sentences s;

    ek_sentences_init(&s, &json->pen, view->book, item->for_each, EK_SCOPE_NONE);
    ek_json_text(json, "says", ek_says_in(&item->says, json->pen.language));
    put_force(json, item->laws, item->law_count, item->since, item->last_day, item->unverified);
    ek_json_text(json, "list", item->list);
    put_condition(json, &s, "where", item->where);
    put_condition(json, &s, "must", item->must);
    put_text(json, "reading", ek_says_in(&item->reading, json->pen.language));
    put_behind(json, view, citer);
}

void ek_law_put_citer(ek_json *json, const ek_law_view *view, const ek_citer *citer)
{
    static const char *const keys[] = {[EK_CITES_RULE] = "rule",
                                       [EK_CITES_TERM] = "definition",
                                       [EK_CITES_ALLOCATION] = "allocation",
                                       [EK_CITES_ITEM] = "check"};

    ek_json_open(json, NULL, '{');
    ek_json_text(json, keys[citer->kind], citer->name);
    switch (citer->kind) {
    case EK_CITES_RULE: put_rule(json, view, citer); break;
    case EK_CITES_TERM: put_definition(json, view, citer); break;
    case EK_CITES_ALLOCATION: put_allocation(json, view, citer); break;
    default: put_item(json, view, citer); break;
    }
    ek_json_place(json, "place", citer->place);
    ek_json_close(json, '}');
}
