/* One side of a condition in words: its value, how it came about, and the facts, parameters and
 * rulings behind it, each with its place. */
#include "explain/sides.h"

ek_arena *ek_side_arena(ek_side_builder *b)
{
    return b->pen->out->arena;
}

/* What the decision never came to (the marks of electives that do not fill their load) may be what
 * cannot be evaluated; it is then as good as not known. */
ek_answer ek_side_read(ek_side_builder *b, const ek_expr *expr, ek_reads *reads)
{
    ek_arena *arena = ek_side_arena(b);
    ek_escape escape;
    ek_answer answer;

    if (EK_TRY(arena, &escape))
        answer = ek_plain_eval(&b->scene, expr, b->day, reads, NULL);
    else
        answer = (ek_answer){.type = expr->type, .truth = EK_UNKNOWN, .state = EK_MISSING};
    ek_escape_end(arena, &escape);
    if (escape.status != ERKEND_OK && escape.status != ERKEND_ECONFLICT &&
        escape.status != ERKEND_EOVERFLOW)
        ek_raise(arena, escape.status);
    return answer;
}

ek_answer ek_side_ask(ek_side_builder *b, const ek_expr *expr)
{
    ek_reads scratch;

    ek_reads_init(&scratch, ek_side_arena(b));
    return ek_side_read(b, expr, &scratch);
}

ek_side *ek_side_add(ek_side_builder *b, ek_side_kind kind, ek_text says)
{
    ek_side *side = EK_PUSH(ek_side_arena(b), b->items, b->count, b->capacity);

    *side = (ek_side){.kind = kind, .depth = b->depth, .says = says};
    return side;
}

ek_text ek_side_say_answer(ek_side_builder *b, const ek_expr *expr, const ek_answer *answer,
                           ek_form form)
{
    if (b->countries && answer->type == EK_TYPE_TEXT && answer->state == EK_KNOWN)
        return ek_say_country(b->pen, NULL, answer->as.text);
    return ek_say_answer(b->pen, answer, &expr->measure, form);
}

ek_text ek_side_say(ek_side_builder *b, const ek_expr *expr, ek_form form)
{
    ek_answer answer = ek_side_ask(b, expr);

    return ek_side_say_answer(b, expr, &answer, form);
}

/* ---- Definitions --------------------------------------------------------------------------- */

/* The version of a word that counts here, and its day; NULL: none is in force, or that is not
 * known. */
const ek_definition *ek_side_version(ek_side_builder *b, const ek_term *term, ek_date *day)
{
    for (uint32_t i = 0; i < term->version_count; i++) {
        const ek_definition *version = term->versions[i];

        *day = b->scene.decided;
        if (version->clock) {
            ek_date before = b->day;
            ek_answer clock;

            b->day = b->scene.decided;
            clock = ek_side_ask(b, version->clock);
            b->day = before;
            if (clock.state != EK_KNOWN)
                continue;
            *day = clock.as.date;
        }
        if (*day >= version->since && *day <= version->last_day)
            return version;
    }
    return NULL;
}

ek_text ek_side_law(ek_side_builder *b, const ek_law *laws, uint32_t count, ek_date day)
{
    ek_text code = ek_text_in(b->decision->qualification, "law");

    return ek_shown(b->pen, ek_law_cited(laws, count, code, day));
}

/* ---- What stands behind a side ------------------------------------------------------------- */

static const ek_record_type *type_of_read(const ek_read *read)
{
    return read->record ? read->record->type : NULL;
}

static ek_text say_fact(ek_side_builder *b, const ek_record_type *type, const ek_field *field,
                        const ek_value *value)
{
    return ek_say_field(b->pen, ek_label_of_field(b->pen->language, type, field),
                        ek_say_value(b->pen, value, field));
}

static void place_fact(ek_side_builder *b, ek_side *side, const ek_read *read)
{
    const struct erkend_case *the_case = b->decision->the_case;

    side->name = ek_fact_name(b->pen, the_case, read->record, read->field);
    side->assumed = read->value->assumed != 0;
    if (read->value->line)
        side->place = ek_value_place(the_case, read->value);
}

static bool is_worth_a_line(const ek_read *read)
{
    return read->kind == EK_READ_FACT && read->value && read->field &&
           read->value->kind != EK_KIND_LIST && read->value->kind != EK_KIND_RECORD &&
           read->value->kind != EK_KIND_TREE;
}

/* Of several facts that one follows from, the written ones are shown; stay.months has their places.
 */
static void add_facts(ek_side_builder *b, const ek_reads *reads)
{
    uint32_t shown = 0;

    for (uint32_t i = 0; i < reads->count && shown < EK_SIDES_FACTS; i++) {
        const ek_read *read = &reads->items[i];
        ek_side *side;

        if (!is_worth_a_line(read))
            continue;
        side =
            ek_side_add(b, EK_SIDE_FACT, say_fact(b, type_of_read(read), read->field, read->value));
        place_fact(b, side, read);
        shown++;
    }
}

void ek_side_add_rulings(ek_side_builder *b, const ek_reads *reads)
{
    for (uint32_t i = 0; i < reads->count; i++) {
        const ek_read *read = &reads->items[i];
        const ek_value *answer;
        ek_side *side;

        if (read->kind != EK_READ_RULING || !read->ruling)
            continue;
        answer = ek_record_at(read->ruling, "answer");
        side = ek_side_add(
            b, EK_SIDE_RULING,
            ek_say_field(b->pen,
                         ek_shown(b->pen, ek_says_in(&read->question->asks, b->pen->language)),
                         ek_say_value(b->pen, answer, NULL)));
        side->name =
            ek_text_format(ek_side_arena(b), "ruling.%.*s", EK_TEXT_ARGS(read->question->name));
        side->law = ek_shown(b->pen, read->question->law);
        side->place = ek_record_place(b->decision->the_case, read->ruling);
        side->unverified = read->question->unverified;
    }
}

static void add_parameter(ek_side_builder *b, const ek_parameter *parameter)
{
    const ek_dated *dated = ek_parameter_on(parameter, b->day);
    ek_text label = ek_shown(b->pen, ek_says_in(&parameter->says, b->pen->language));
    ek_side *side;

    if (!dated)
        return;
    side = ek_side_add(b, EK_SIDE_PARAMETER,
                       ek_say_field(b->pen, label, ek_say_datum(b->pen, &dated->value, parameter)));
    side->name = ek_text_format(ek_side_arena(b), "param.%.*s", EK_TEXT_ARGS(parameter->name));
    side->law = ek_say2(b->pen, EK_SAY_SAYS_WHO, ek_shown(b->pen, dated->law),
                        ek_say1(b->pen, EK_SAY_SINCE, ek_say_date(b->pen, dated->since)));
    side->place = dated->place;
    side->unverified = dated->unverified;
}

static void add_parameters(ek_side_builder *b, const ek_expr *expr, uint32_t depth)
{
    ek_date before = b->day, day;
    const ek_definition *version;

    if (depth == EK_SIDES_DEPTH)
        return;
    if (expr->op == EK_OP_PARAM)
        add_parameter(b, expr->as.param);
    if (expr->op == EK_OP_TERM && (version = ek_side_version(b, expr->as.term, &day)) != NULL) {
        b->day = day;
        add_parameters(b, version->is, depth + 1);
        b->day = before;
    }
    for (uint32_t i = 0; i < expr->count; i++)
        add_parameters(b, expr->args[i], depth + 1);
}

/* May a ruling stand behind it? */
static bool asks_ruling(const ek_expr *expr, uint32_t depth)
{
    if (expr->op == EK_OP_RULING || expr->op == EK_OP_TERM || depth == EK_SIDES_DEPTH)
        return true;
    for (uint32_t i = 0; i < expr->count; i++)
        if (asks_ruling(expr->args[i], depth + 1))
            return true;
    return false;
}

void ek_side_add_origins(ek_side_builder *b, const ek_expr *expr)
{
    ek_reads reads;

    if (b->brief && !asks_ruling(expr, 0))
        return;
    ek_reads_init(&reads, ek_side_arena(b));
    (void)ek_side_read(b, expr, &reads);
    b->depth++;
    if (!b->brief) {
        add_parameters(b, expr, 0);
        add_facts(b, &reads);
    }
    ek_side_add_rulings(b, &reads);
    b->depth--;
}

/* ---- How a quantity came about ------------------------------------------------------------- */

bool ek_side_is_plain(const ek_expr *expr)
{
    for (uint32_t i = 0; i < EK_DIMENSIONS; i++)
        if (expr->measure.power[i] != 0)
            return false;
    return expr->type == EK_TYPE_QUANTITY;
}

/* "a quarter of 36 months", "1 1/2 times 36 months". */
static ek_text say_product(ek_side_builder *b, const ek_expr *expr)
{
    bool first = ek_side_is_plain(expr->args[0]);
    const ek_expr *factor = expr->args[first ? 0 : 1], *of = expr->args[first ? 1 : 0];
    ek_answer share;

    if (!ek_side_is_plain(factor) || expr->count != 2)
        return ek_say2(b->pen, EK_SAY_TIMES, ek_side_say(b, expr->args[0], EK_FORM_PLAIN),
                       ek_side_say(b, expr->args[1], EK_FORM_PLAIN));
    share = ek_side_ask(b, factor);
    if (share.state == EK_KNOWN && share.low.num > 0 && share.low.num < share.low.den)
        return ek_say2(b->pen, EK_SAY_OF, ek_say_share(b->pen, share.low),
                       ek_side_say(b, of, EK_FORM_OF));
    return ek_say2(b->pen, EK_SAY_TIMES, ek_side_say_answer(b, factor, &share, EK_FORM_PLAIN),
                   ek_side_say(b, of, EK_FORM_PLAIN));
}

static ek_text say_args(ek_side_builder *b, const ek_expr *expr, const char *between)
{
    ek_text *said = EK_NEW_ARRAY(ek_side_arena(b), ek_text, expr->count + 1u);

    for (uint32_t i = 0; i < expr->count; i++)
        said[i] = ek_side_say(b, expr->args[i], EK_FORM_PLAIN);
    return ek_joined(b->pen, said, expr->count, between);
}

ek_text ek_side_say_term(ek_side_builder *b, const ek_term *term)
{
    ek_date day;
    const ek_definition *version = ek_side_version(b, term, &day);

    return version ? ek_shown(b->pen, ek_says_in(&version->says, b->pen->language)) : EK_TEXT("");
}

/* The words behind a value; empty when the value says it all. */
static ek_text say_formula(ek_side_builder *b, const ek_expr *expr)
{
    const ek_pen *pen = b->pen;

    switch (expr->op) {
    case EK_OP_MULTIPLY: return say_product(b, expr);
    case EK_OP_ADD: return say_args(b, expr, " + ");
    case EK_OP_SUBTRACT: return say_args(b, expr, " − ");
    case EK_OP_DIVIDE: return say_args(b, expr, " : ");
    case EK_OP_LESSER_OF: return ek_say1(pen, EK_SAY_LESSER_OF, say_args(b, expr, ", "));
    case EK_OP_GREATER_OF: return ek_say1(pen, EK_SAY_GREATER_OF, say_args(b, expr, ", "));
    case EK_OP_ROUNDED:
        return ek_say1(pen, EK_SAY_ROUNDED, ek_side_say(b, expr->args[0], EK_FORM_PLAIN));
    case EK_OP_UP_TO: return say_formula(b, expr->args[0]);
    case EK_OP_SUM_OF: return ek_say(pen, EK_SAY_SUM_OF);
    case EK_OP_MEAN_OF:
    case EK_OP_WEIGHTED_MEAN_OF:
    case EK_OP_AVERAGE_OF: return ek_say(pen, EK_SAY_MEAN_OF);
    case EK_OP_NUMBER_OF: return ek_say(pen, EK_SAY_NUMBER_OF);
    case EK_OP_SHARE_COVERED:
    case EK_OP_SHARE_OF: return ek_say(pen, EK_SAY_SHARE_OF);
    case EK_OP_MONTHS_IN_ALL:
    case EK_OP_DAYS_IN_ALL: return ek_say(pen, EK_SAY_TOGETHER);
    case EK_OP_FROM_TABLE: return ek_say(pen, EK_SAY_FROM_TABLE);
    case EK_OP_AGE_ON:
    case EK_OP_MONTHS_IN:
        return ek_say2(pen, EK_SAY_PERIOD, ek_side_say(b, expr->args[0], EK_FORM_PLAIN),
                       ek_side_say(b, expr->args[1], EK_FORM_PLAIN));
    case EK_OP_MONTHS_AFTER:
    case EK_OP_YEARS_AFTER: return say_args(b, expr, " + ");
    default: return EK_TEXT("");
    }
}

/* Which field a side is, when it is nothing but a field; NULL otherwise. */
static const ek_record_type *field_of(const ek_expr *expr, const ek_field **field)
{
    const ek_record_type *type;

    if (expr->op != EK_OP_FACT || expr->as.path.length == 0 || !expr->as.path.field)
        return NULL;
    type = ek_scope_of(expr->as.path.scope)->record;
    for (uint32_t i = 0; i + 1 < expr->as.path.length; i++) {
        const ek_record_type *next = type->fields[expr->as.path.slots[i]].record;

        type = next ? next : type;
    }
    *field = expr->as.path.field;
    return type;
}

/* What a side is about: the label of a fact, the words of a definition, the question of a ruling.
 */
ek_text ek_side_subject(ek_side_builder *b, const ek_expr *expr)
{
    const ek_field *field;
    const ek_record_type *type = field_of(expr, &field);

    if (type)
        return ek_label_of_field(b->pen->language, type, field);
    switch (expr->op) {
    case EK_OP_THING: return ek_label_of_scope(b->pen->language, expr->as.scope);
    case EK_OP_FACT: return ek_label_of_scope(b->pen->language, expr->as.path.scope);
    case EK_OP_TERM: return ek_side_say_term(b, expr->as.term);
    case EK_OP_RULING:
        return ek_shown(b->pen, ek_says_in(&expr->as.question->asks, b->pen->language));
    case EK_OP_PARAM: return ek_shown(b->pen, ek_says_in(&expr->as.param->says, b->pen->language));
    case EK_OP_EQF: return ek_label_of_word(b->pen->language, EK_TEXT("eqf_level"));
    default: return EK_TEXT("");
    }
}

/* ---- Sides --------------------------------------------------------------------------------- */

/* A side that is one fact carries its place itself; others list what stands behind them. */
void ek_side_finish(ek_side_builder *b, const ek_expr *expr, uint32_t index)
{
    ek_reads reads;
    const ek_field *field;

    if (!field_of(expr, &field)) {
        ek_side_add_origins(b, expr);
        return;
    }
    if (b->brief)
        return;
    ek_reads_init(&reads, ek_side_arena(b));
    (void)ek_side_read(b, expr, &reads);
    for (uint32_t i = reads.count; i > 0; i--) {
        const ek_read *read = &reads.items[i - 1];

        if (read->kind == EK_READ_FACT && read->value && read->field == field) {
            place_fact(b, &b->items[index], read);
            return;
        }
    }
}

/* What was found: "prescribed length: 36 months", "9 1/2 months, all together". */
void ek_side_add_value(ek_side_builder *b, const ek_expr *expr, const ek_answer *answer)
{
    ek_text said = ek_side_say_answer(b, expr, answer, EK_FORM_PLAIN),
            subject = ek_side_subject(b, expr);
    ek_text parts[2] = {said, say_formula(b, expr)};
    uint32_t index = b->count;

    said = ek_joined(b->pen, parts, 2, ", ");
    ek_side_add(b, EK_SIDE_VALUE, subject.size ? ek_say_field(b->pen, subject, said) : said);
    ek_side_finish(b, expr, index);
}

/* What it was held against: "at most 9 months, a quarter of 36 months". */
void ek_side_add_limit(ek_side_builder *b, const ek_expr *expr, const ek_answer *answer,
                       ek_phrase phrase)
{
    ek_text parts[2] = {ek_side_say_answer(b, expr, answer, EK_FORM_PLAIN), say_formula(b, expr)};
    uint32_t index = b->count;

    if (answer->type != EK_TYPE_CONDITION && answer->state == EK_MISSING && !answer->has_low &&
        !answer->has_high) {
        ek_side_add_value(b, expr, answer);
        return;
    }
    parts[0] = ek_say1(b->pen, phrase, parts[0]);
    ek_side_add(b, EK_SIDE_LIMIT, ek_joined(b->pen, parts, 2, ", "));
    if (expr->op == EK_OP_TEXT || expr->op == EK_OP_TEXTS || expr->op == EK_OP_NUMBER)
        return;
    ek_side_finish(b, expr, index);
}
