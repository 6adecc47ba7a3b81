/* Both sides of a condition: what was found, what it was held against, by how much it fails; and behind
 * each side the facts and parameters with their places (LANGUAGE section 5, last column).
 *
 * The condition is evaluated again, plainly, in a copy of the scene that its rule was judged in. Parts
 * are asked in the order of that evaluation and only as far as it went: `all` up to its first false,
 * `any` up to its first true; so nothing is asked here that was not asked then. */
#include "explain/page.h"

#define MOST_FACTS 12
#define MOST_ELEMENTS 8
#define MOST_DEPTH 24

typedef struct builder {
    const ek_pen *pen;
    const struct erkend_decision *decision;
    ek_problems problems;
    ek_scene scene;
    ek_date day;      /* by which parameters are chosen */
    uint32_t depth;
    bool failed;      /* the whole condition is false: differences are worth a line */
    ek_side *items;
    uint32_t count, capacity;
} builder;

static void explain(builder *b, const ek_expr *expr);

static ek_arena *arena_of(builder *b)
{
    return b->pen->out->arena;
}

static ek_answer ask(builder *b, const ek_expr *expr)
{
    ek_reads scratch;

    ek_reads_init(&scratch, arena_of(b));
    return ek_plain_eval(&b->scene, expr, b->day, &scratch, NULL);
}

static ek_side *add_side(builder *b, ek_side_kind kind, ek_text says)
{
    ek_side *side = EK_PUSH(arena_of(b), b->items, b->count, b->capacity);

    *side = (ek_side){.kind = kind, .depth = b->depth, .says = says};
    return side;
}

static ek_text say_of(builder *b, const ek_expr *expr, const ek_answer *answer, ek_form form)
{
    return ek_say_answer(b->pen, answer, &expr->measure, form);
}

static ek_text say_expr(builder *b, const ek_expr *expr, ek_form form)
{
    ek_answer answer = ask(b, expr);

    return say_of(b, expr, &answer, form);
}

/* ---- Definitions --------------------------------------------------------------------------- */

/* The version of a word that counts here, and its day; NULL: none is in force, or that is not known. */
static const ek_definition *version_of(builder *b, const ek_term *term, ek_date *day)
{
    for (uint32_t i = 0; i < term->version_count; i++) {
        const ek_definition *version = term->versions[i];

        *day = b->scene.decided;
        if (version->clock) {
            ek_date before = b->day;
            ek_answer clock;

            b->day = b->scene.decided;
            clock = ask(b, version->clock);
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

static ek_text law_of(builder *b, const ek_law *laws, uint32_t count, ek_date day)
{
    ek_text code = ek_text_in(b->decision->qualification, "law");

    return ek_shown(b->pen, ek_law_cited(laws, count, code, day));
}

/* ---- What stands behind a side ------------------------------------------------------------- */

static const ek_record_type *type_of_read(const ek_read *read)
{
    return read->record ? read->record->type : NULL;
}

static ek_text say_fact(builder *b, const ek_record_type *type, const ek_field *field,
                        const ek_value *value)
{
    return ek_say2(b->pen, EK_SAY_FIELD, ek_label_of_field(b->pen->language, type, field),
                   ek_say_value(b->pen, value, field));
}

static void place_fact(builder *b, ek_side *side, const ek_read *read)
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

/* Of several facts that one follows from, the written ones are shown; stay.months has their places. */
static void add_facts(builder *b, const ek_reads *reads)
{
    uint32_t shown = 0;

    for (uint32_t i = 0; i < reads->count && shown < MOST_FACTS; i++) {
        const ek_read *read = &reads->items[i];
        ek_side *side;

        if (!is_worth_a_line(read))
            continue;
        side = add_side(b, EK_SIDE_FACT,
                        say_fact(b, type_of_read(read), read->field, read->value));
        place_fact(b, side, read);
        shown++;
    }
}

static void add_rulings(builder *b, const ek_reads *reads)
{
    for (uint32_t i = 0; i < reads->count; i++) {
        const ek_read *read = &reads->items[i];
        const ek_value *answer;
        ek_side *side;

        if (read->kind != EK_READ_RULING || !read->ruling)
            continue;
        answer = ek_record_at(read->ruling, "answer");
        side = add_side(b, EK_SIDE_RULING,
                        ek_say2(b->pen, EK_SAY_FIELD,
                                ek_shown(b->pen, ek_says_in(&read->question->asks, b->pen->language)),
                                ek_say_value(b->pen, answer, NULL)));
        side->name = ek_text_format(arena_of(b), "ruling.%.*s", EK_TEXT_ARGS(read->question->name));
        side->law = ek_shown(b->pen, read->question->law);
        side->place = ek_record_place(b->decision->the_case, read->ruling);
        side->unverified = read->question->unverified;
    }
}

static void add_parameter(builder *b, const ek_parameter *parameter)
{
    const ek_dated *dated = ek_parameter_on(parameter, b->day);
    ek_text label = ek_shown(b->pen, ek_says_in(&parameter->says, b->pen->language));
    ek_side *side;

    if (!dated)
        return;
    side = add_side(b, EK_SIDE_PARAMETER,
                    ek_say2(b->pen, EK_SAY_FIELD, label,
                            ek_say_datum(b->pen, &dated->value, parameter)));
    side->name = ek_text_format(arena_of(b), "param.%.*s", EK_TEXT_ARGS(parameter->name));
    side->law = ek_say2(b->pen, EK_SAY_SAYS_WHO, ek_shown(b->pen, dated->law),
                        ek_say1(b->pen, EK_SAY_SINCE, ek_say_date(b->pen, dated->since)));
    side->place = dated->place;
    side->unverified = dated->unverified;
}

static void add_parameters(builder *b, const ek_expr *expr, uint32_t depth)
{
    ek_date before = b->day, day;
    const ek_definition *version;

    if (depth == MOST_DEPTH)
        return;
    if (expr->op == EK_OP_PARAM)
        add_parameter(b, expr->as.param);
    if (expr->op == EK_OP_TERM && (version = version_of(b, expr->as.term, &day)) != NULL) {
        b->day = day;
        add_parameters(b, version->is, depth + 1);
        b->day = before;
    }
    for (uint32_t i = 0; i < expr->count; i++)
        add_parameters(b, expr->args[i], depth + 1);
}

static void add_origins(builder *b, const ek_expr *expr)
{
    ek_reads reads;

    ek_reads_init(&reads, arena_of(b));
    (void)ek_plain_eval(&b->scene, expr, b->day, &reads, NULL);
    b->depth++;
    add_parameters(b, expr, 0);
    add_facts(b, &reads);
    add_rulings(b, &reads);
    b->depth--;
}

/* ---- How a quantity came about ------------------------------------------------------------- */

static bool is_plain_number(const ek_expr *expr)
{
    for (uint32_t i = 0; i < EK_DIMENSIONS; i++)
        if (expr->measure.power[i] != 0)
            return false;
    return expr->type == EK_TYPE_QUANTITY;
}

/* "a quarter of 36 months", "1 1/2 times 36 months". */
static ek_text say_product(builder *b, const ek_expr *expr)
{
    bool first = is_plain_number(expr->args[0]);
    const ek_expr *factor = expr->args[first ? 0 : 1], *of = expr->args[first ? 1 : 0];
    ek_answer share;

    if (!is_plain_number(factor) || expr->count != 2)
        return ek_say2(b->pen, EK_SAY_TIMES, say_expr(b, expr->args[0], EK_FORM_PLAIN),
                       say_expr(b, expr->args[1], EK_FORM_PLAIN));
    share = ask(b, factor);
    if (share.state == EK_KNOWN && share.low.num > 0 && share.low.num < share.low.den)
        return ek_say2(b->pen, EK_SAY_OF, ek_say_share(b->pen, share.low),
                       say_expr(b, of, EK_FORM_OF));
    return ek_say2(b->pen, EK_SAY_TIMES, say_of(b, factor, &share, EK_FORM_PLAIN),
                   say_expr(b, of, EK_FORM_PLAIN));
}

static ek_text say_args(builder *b, const ek_expr *expr, const char *between)
{
    ek_text *said = EK_NEW_ARRAY(arena_of(b), ek_text, expr->count + 1u);

    for (uint32_t i = 0; i < expr->count; i++)
        said[i] = say_expr(b, expr->args[i], EK_FORM_PLAIN);
    return ek_joined(b->pen, said, expr->count, between);
}

static ek_text say_term(builder *b, const ek_term *term)
{
    ek_date day;
    const ek_definition *version = version_of(b, term, &day);

    return version ? ek_shown(b->pen, ek_says_in(&version->says, b->pen->language)) : EK_TEXT("");
}

/* The words behind a value; empty when the value says it all. */
static ek_text say_formula(builder *b, const ek_expr *expr)
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
        return ek_say1(pen, EK_SAY_ROUNDED, say_expr(b, expr->args[0], EK_FORM_PLAIN));
    case EK_OP_UP_TO: return say_formula(b, expr->args[0]);
    case EK_OP_SUM_OF: return ek_say(pen, EK_SAY_SUM_OF);
    case EK_OP_MEAN_OF:
    case EK_OP_WEIGHTED_MEAN_OF:
    case EK_OP_AVERAGE_OF: return ek_say(pen, EK_SAY_MEAN_OF);
    case EK_OP_NUMBER_OF: return ek_say(pen, EK_SAY_NUMBER_OF);
    case EK_OP_SHARE_OF: return ek_say(pen, EK_SAY_SHARE_OF);
    case EK_OP_MONTHS_IN_ALL:
    case EK_OP_DAYS_IN_ALL: return ek_say(pen, EK_SAY_TOGETHER);
    case EK_OP_FROM_TABLE: return ek_say(pen, EK_SAY_FROM_TABLE);
    case EK_OP_AGE_ON:
    case EK_OP_MONTHS_IN:
        return ek_say2(pen, EK_SAY_PERIOD, say_expr(b, expr->args[0], EK_FORM_PLAIN),
                       say_expr(b, expr->args[1], EK_FORM_PLAIN));
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

/* What a side is about: the label of a fact, the words of a definition, the question of a ruling. */
static ek_text say_subject(builder *b, const ek_expr *expr)
{
    const ek_field *field;
    const ek_record_type *type = field_of(expr, &field);

    if (type)
        return ek_label_of_field(b->pen->language, type, field);
    switch (expr->op) {
    case EK_OP_THING: return ek_label_of_scope(b->pen->language, expr->as.scope);
    case EK_OP_FACT: return ek_label_of_scope(b->pen->language, expr->as.path.scope);
    case EK_OP_TERM: return say_term(b, expr->as.term);
    case EK_OP_RULING:
        return ek_shown(b->pen, ek_says_in(&expr->as.question->asks, b->pen->language));
    case EK_OP_PARAM: return ek_shown(b->pen, ek_says_in(&expr->as.param->says, b->pen->language));
    default: return EK_TEXT("");
    }
}

/* ---- Sides --------------------------------------------------------------------------------- */

/* A side that is one fact carries its place itself; others list what stands behind them. */
static void finish_side(builder *b, const ek_expr *expr, uint32_t index)
{
    ek_reads reads;
    const ek_field *field;

    if (!field_of(expr, &field)) {
        add_origins(b, expr);
        return;
    }
    ek_reads_init(&reads, arena_of(b));
    (void)ek_plain_eval(&b->scene, expr, b->day, &reads, NULL);
    for (uint32_t i = reads.count; i > 0; i--) {
        const ek_read *read = &reads.items[i - 1];

        if (read->kind == EK_READ_FACT && read->value && read->field == field) {
            place_fact(b, &b->items[index], read);
            return;
        }
    }
}

/* What was found: "prescribed length: 36 months", "9 1/2 months, all together". */
static void add_value(builder *b, const ek_expr *expr, const ek_answer *answer)
{
    ek_text said = say_of(b, expr, answer, EK_FORM_PLAIN), subject = say_subject(b, expr);
    ek_text parts[2] = {said, say_formula(b, expr)};
    uint32_t index = b->count;

    said = ek_joined(b->pen, parts, 2, ", ");
    add_side(b, EK_SIDE_VALUE,
             subject.size ? ek_say2(b->pen, EK_SAY_FIELD, subject, said) : said);
    finish_side(b, expr, index);
}

/* What it was held against: "at most 9 months, a quarter of 36 months". */
static void add_limit(builder *b, const ek_expr *expr, ek_phrase phrase)
{
    ek_text parts[2] = {ek_say1(b->pen, phrase, say_expr(b, expr, EK_FORM_PLAIN)),
                        say_formula(b, expr)};
    uint32_t index = b->count;

    add_side(b, EK_SIDE_LIMIT, ek_joined(b->pen, parts, 2, ", "));
    if (expr->op == EK_OP_TEXT || expr->op == EK_OP_TEXTS || expr->op == EK_OP_NUMBER)
        return;
    finish_side(b, expr, index);
}

static ek_phrase phrase_of_excess(const ek_expr *expr, bool over)
{
    static const ek_dimension times[] = {EK_MONTHS, EK_WEEKS, EK_DAYS, EK_YEARS};

    for (uint32_t i = 0; i < 4 && expr->op != EK_OP_AGE_ON; i++)
        if (expr->measure.power[times[i]] == 1)
            return over ? EK_SAY_TOO_LONG : EK_SAY_TOO_SHORT;
    if (expr->measure.power[EK_MARKS])
        return over ? EK_SAY_TOO_HIGH : EK_SAY_TOO_LOW;
    return is_plain_number(expr) ? (over ? EK_SAY_TOO_MUCH : EK_SAY_TOO_LITTLE)
                                 : (over ? EK_SAY_TOO_MANY : EK_SAY_TOO_FEW);
}

static void add_difference(builder *b, const ek_expr *expr, const ek_answer *left,
                           const ek_answer *right, ek_truth truth)
{
    bool over = expr->op == EK_OP_AT_MOST || expr->op == EK_OP_LESS_THAN;
    ek_fraction difference;

    if (left->state != EK_KNOWN || right->state != EK_KNOWN)
        return;
    if (ek_fraction_subtract(&difference, over ? left->low : right->low,
                             over ? right->low : left->low) != ERKEND_OK)
        return;
    if (truth == EK_TRUE && difference.num == 0) {
        add_side(b, EK_SIDE_DIFFERENCE, ek_say(b->pen, EK_SAY_EXACTLY));
    } else if (truth == EK_FALSE && b->failed && difference.num > 0) {
        const ek_expr *measured = expr->args[0]->measure.any ? expr->args[1] : expr->args[0];

        add_side(b, EK_SIDE_DIFFERENCE,
                 ek_say1(b->pen, phrase_of_excess(measured, over),
                         ek_say_quantity(b->pen, difference, &measured->measure, EK_FORM_PLAIN)));
    }
}

static ek_phrase phrase_of_comparison(ek_op op, ek_truth truth)
{
    switch (op) {
    case EK_OP_AT_LEAST: return EK_SAY_AT_LEAST;
    case EK_OP_AT_MOST: return EK_SAY_AT_MOST;
    case EK_OP_MORE_THAN: return EK_SAY_MORE_THAN;
    case EK_OP_LESS_THAN: return EK_SAY_LESS_THAN;
    case EK_OP_BEFORE: return EK_SAY_BEFORE;
    case EK_OP_AFTER: return EK_SAY_AFTER;
    case EK_OP_ON_OR_BEFORE: return EK_SAY_ON_OR_BEFORE;
    case EK_OP_ON_OR_AFTER: return EK_SAY_ON_OR_AFTER;
    case EK_OP_SAME: return truth == EK_FALSE ? EK_SAY_NOT_SAME : EK_SAY_SAME;
    case EK_OP_ONE_OF: return truth == EK_FALSE ? EK_SAY_NOT_ONE_OF : EK_SAY_ONE_OF;
    default: return truth == EK_FALSE ? EK_SAY_NOT_DIFFERENT : EK_SAY_DIFFERENT;
    }
}

static void explain_quantities(builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_answer left = ask(b, expr->args[0]), right = ask(b, expr->args[1]);

    add_value(b, expr->args[0], &left);
    add_limit(b, expr->args[1], phrase_of_comparison(expr->op, truth));
    add_difference(b, expr, &left, &right, truth);
}

static void explain_dates(builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_answer left = ask(b, expr->args[0]), right = ask(b, expr->args[1]);
    bool upper = expr->op == EK_OP_BEFORE || expr->op == EK_OP_ON_OR_BEFORE;
    ek_measure days = {.power = {[EK_DAYS] = 1}};
    int64_t over;

    add_value(b, expr->args[0], &left);
    add_limit(b, expr->args[1], phrase_of_comparison(expr->op, truth));
    if (truth != EK_FALSE || !b->failed || left.state != EK_KNOWN || right.state != EK_KNOWN)
        return;
    over = upper ? (int64_t)left.as.date - right.as.date : (int64_t)right.as.date - left.as.date;
    if (expr->op == EK_OP_BEFORE || expr->op == EK_OP_AFTER)
        over++;
    add_side(b, EK_SIDE_DIFFERENCE,
             ek_say1(b->pen, upper ? EK_SAY_TOO_LATE : EK_SAY_TOO_EARLY,
                     ek_say_quantity(b->pen, ek_fraction_whole(over), &days, EK_FORM_PLAIN)));
}

static void explain_equality(builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_answer left = ask(b, expr->args[0]);

    add_value(b, expr->args[0], &left);
    add_limit(b, expr->args[1], phrase_of_comparison(expr->op, truth));
}

static ek_texts without(builder *b, ek_texts texts, ek_texts others, bool shared)
{
    ek_text *kept = EK_NEW_ARRAY(arena_of(b), ek_text, texts.count + 1u);
    uint32_t count = 0;

    for (uint32_t i = 0; i < texts.count; i++)
        if (ek_texts_have(others, texts.items[i]) == shared)
            kept[count++] = texts.items[i];
    return (ek_texts){kept, count};
}

static void explain_covers(builder *b, const ek_expr *expr)
{
    ek_answer have = ask(b, expr->args[0]), want = ask(b, expr->args[1]);
    ek_texts covered, rest;

    if (have.state != EK_KNOWN || want.state != EK_KNOWN || have.type != EK_TYPE_SET ||
        want.type != EK_TYPE_SET) {
        add_value(b, expr->args[0], &have);
        add_value(b, expr->args[1], &want);
        return;
    }
    covered = without(b, want.as.texts, have.as.texts, true);
    rest = without(b, want.as.texts, have.as.texts, false);
    add_side(b, EK_SIDE_VALUE, ek_say1(b->pen, EK_SAY_COVERED, ek_say_words(b->pen, covered)));
    add_origins(b, expr->args[0]);
    if (rest.count)
        add_side(b, EK_SIDE_LIMIT, ek_say1(b->pen, EK_SAY_NOT_COVERED, ek_say_words(b->pen, rest)));
    add_origins(b, expr->args[1]);
}

static void explain_multiple(builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_answer left = ask(b, expr->args[0]), step = ask(b, expr->args[1]);
    ek_text steps[3];
    ek_fraction times;

    add_value(b, expr->args[0], &left);
    if (step.state != EK_KNOWN) {
        add_value(b, expr->args[1], &step);
        return;
    }
    for (uint32_t i = 0; i < 3; i++) {
        if (ek_fraction_multiply(&times, step.low, ek_fraction_whole((int64_t)i + 1)) != ERKEND_OK)
            times = step.low;
        steps[i] = i < 2 ? ek_say_number(b->pen, times)
                         : ek_say_quantity(b->pen, times, &expr->args[1]->measure, EK_FORM_PLAIN);
    }
    add_side(b, EK_SIDE_LIMIT,
             ek_say3(b->pen, truth == EK_FALSE ? EK_SAY_NO_MULTIPLE : EK_SAY_MULTIPLE, steps[0],
                     steps[1], steps[2]));
    add_origins(b, expr->args[1]);
}

/* ---- Periods and things -------------------------------------------------------------------- */

static ek_text say_period(builder *b, const ek_record *record, bool transition)
{
    const ek_value *first = ek_record_at(record, "first_day");
    const ek_value *last = ek_record_at(record, transition ? "transition_last_day" : "last_day");
    ek_text to = ek_say_value(b->pen, last, NULL);

    if (transition)
        return ek_say1(b->pen, EK_SAY_TRANSITION_TO, to);
    if (first->state == EK_KNOWN && last->state == EK_KNOWN)
        return ek_say2(b->pen, EK_SAY_IN_FORCE_BETWEEN, ek_say_value(b->pen, first, NULL), to);
    if (last->state == EK_KNOWN)
        return ek_say1(b->pen, EK_SAY_IN_FORCE_TO, to);
    return ek_say1(b->pen, EK_SAY_IN_FORCE_FROM, ek_say_value(b->pen, first, NULL));
}

static void explain_period(builder *b, const ek_expr *expr)
{
    ek_answer thing = ask(b, expr->args[0]);
    ek_text subject = say_subject(b, expr->args[0]);

    if (thing.state != EK_KNOWN || thing.type != EK_TYPE_RECORD || !thing.as.record) {
        add_value(b, expr->args[0], &thing);
        return;
    }
    add_side(b, EK_SIDE_VALUE,
             ek_say2(b->pen, EK_SAY_FIELD, subject,
                     say_period(b, thing.as.record, expr->op == EK_OP_IN_TRANSITION)));
    add_origins(b, expr);
    add_side(b, EK_SIDE_LIMIT,
             ek_say1(b->pen, EK_SAY_ON_DAY, say_expr(b, expr->args[1], EK_FORM_PLAIN)));
}

static void explain_given(builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_text subject = say_subject(b, expr->args[0]);
    uint32_t index = b->count;

    if (!subject.size)
        subject = say_expr(b, expr->args[0], EK_FORM_PLAIN);
    if (truth == EK_UNKNOWN)
        add_side(b, EK_SIDE_VALUE,
                 ek_say2(b->pen, EK_SAY_FIELD, subject, ek_say(b->pen, EK_SAY_NOT_KNOWN)));
    else
        add_side(b, EK_SIDE_VALUE, ek_say1(b->pen, truth == EK_TRUE ? EK_SAY_IS_GIVEN
                                                                    : EK_SAY_IS_NOT_GIVEN, subject));
    finish_side(b, expr->args[0], index);
}

/* ---- Lists --------------------------------------------------------------------------------- */

static ek_value value_of(const ek_record *record)
{
    ek_value value = {.state = EK_KNOWN, .kind = EK_KIND_RECORD, .as.record = record};

    value.file = record->file;
    value.line = record->line;
    value.column = record->column;
    return value;
}

static void explain_element(builder *b, const ek_expr *expr, const ek_record *record)
{
    ek_text parts[2] = {ek_label_of_scope(b->pen->language, expr->list_scope),
                        ek_say_record(b->pen, record)};
    ek_side *head = add_side(b, EK_SIDE_HEAD, ek_joined(b->pen, parts, 2, ": "));

    if (record->line)
        head->place = ek_record_place(b->decision->the_case, record);
    head->name = ek_fact_name(b->pen, b->decision->the_case, record, NULL);
    b->depth++;
    explain(b, expr->args[1]);
    b->depth--;
}

/* every: the first element that fails; some: the first that holds; otherwise all of them, a few. */
static void explain_quantifier(builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_answer list = ask(b, expr->args[0]);
    ek_truth deciding = expr->op == EK_OP_EVERY ? EK_FALSE : EK_TRUE;
    ek_scope scope = expr->list_scope;
    uint32_t shown = 0;
    ek_value before;

    if (list.state != EK_KNOWN || list.count == 0 || scope >= EK_SCOPE_COUNT) {
        add_value(b, expr->args[0], &list);
        return;
    }
    before = b->scene.at[scope];
    for (uint32_t i = 0; i < list.count && shown < MOST_ELEMENTS; i++) {
        ek_truth one;

        b->scene.at[scope] = value_of(list.items[i]);
        one = ask(b, expr->args[1]).truth;
        if (truth == deciding ? one != deciding : truth == EK_UNKNOWN && one != EK_UNKNOWN)
            continue;
        explain_element(b, expr, list.items[i]);
        shown++;
        if (truth == deciding)
            break;
    }
    b->scene.at[scope] = before;
}

/* ---- Composition --------------------------------------------------------------------------- */

static void explain_fulfils(builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_answer parts = ask(b, expr->args[0]), tree = ask(b, expr->args[1]);
    ek_part_in *in;
    ek_account *account;

    if (parts.state != EK_KNOWN || tree.state != EK_KNOWN || tree.type != EK_TYPE_TREE ||
        !ek_parts_of(arena_of(b), parts.items, parts.count, &in)) {
        add_value(b, expr->args[0], &parts);
        return;
    }
    if (truth == EK_TRUE) {
        add_side(b, EK_SIDE_VALUE, ek_say(b->pen, EK_SAY_FULFILLED));
        return;
    }
    account = ek_fulfil(arena_of(b), tree.as.tree, in, parts.count, b->scene.search_steps);
    for (uint32_t i = 0; i < account->lack_count && i < MOST_FACTS; i++)
        add_side(b, i == 0 ? EK_SIDE_VALUE : EK_SIDE_LIMIT, ek_say_lack(b->pen, &account->lacks[i]));
}

/* ---- Conditions ---------------------------------------------------------------------------- */

/* all: up to its first false; any: up to its first true. */
static void explain_parts(builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_truth deciding = expr->op == EK_OP_ALL ? EK_FALSE : EK_TRUE;

    for (uint32_t i = 0; i < expr->count; i++) {
        ek_truth one = ask(b, expr->args[i]).truth;

        if (truth == deciding ? one == deciding : truth != EK_UNKNOWN || one == EK_UNKNOWN)
            explain(b, expr->args[i]);
        if (one == deciding)
            break;
    }
}

static void explain_term(builder *b, const ek_expr *expr, const ek_answer *answer)
{
    ek_date before = b->day, day;
    const ek_definition *version = version_of(b, expr->as.term, &day);
    ek_side *head;

    if (!version) {
        add_side(b, EK_SIDE_VALUE,
                 ek_say2(b->pen, EK_SAY_FIELD, ek_shown(b->pen, expr->as.term->name),
                         say_of(b, expr, answer, EK_FORM_PLAIN)));
        return;
    }
    head = add_side(b, EK_SIDE_HEAD,
                    ek_say2(b->pen, EK_SAY_FIELD, say_term(b, expr->as.term),
                            say_of(b, expr, answer, EK_FORM_PLAIN)));
    head->name = ek_text_format(arena_of(b), "term.%.*s", EK_TEXT_ARGS(version->name));
    head->law = law_of(b, version->laws, version->law_count, day);
    head->unverified = version->unverified;
    b->day = day;
    b->depth++;
    explain(b, version->is);
    b->depth--;
    b->day = before;
}

static void explain_ruling(builder *b, const ek_expr *expr, const ek_answer *answer)
{
    const ek_question *question = expr->as.question;
    ek_text body = ek_shown(b->pen, ek_label_of_actor(b->pen->language, b->decision->book,
                                                      question->body));
    ek_side *side;
    ek_reads reads;

    if (answer->truth != EK_UNKNOWN || answer->type != EK_TYPE_CONDITION) {
        ek_reads_init(&reads, arena_of(b));
        (void)ek_plain_eval(&b->scene, expr, b->day, &reads, NULL);
        add_rulings(b, &reads);
        return;
    }
    side = add_side(b, EK_SIDE_VALUE,
                    ek_say2(b->pen, EK_SAY_A_STEP,
                            ek_shown(b->pen, ek_says_in(&question->asks, b->pen->language)),
                            ek_say1(b->pen, EK_SAY_NOT_KNOWN_FROM, body)));
    side->name = ek_text_format(arena_of(b), "ruling.%.*s", EK_TEXT_ARGS(question->name));
    side->law = ek_shown(b->pen, question->law);
    side->unverified = question->unverified;
}

static void explain_op(builder *b, const ek_expr *expr, const ek_answer *answer)
{
    switch (expr->op) {
    case EK_OP_ALL: case EK_OP_ANY: explain_parts(b, expr, answer->truth); break;
    case EK_OP_NO: explain(b, expr->args[0]); break;
    case EK_OP_TERM: explain_term(b, expr, answer); break;
    case EK_OP_RULING: explain_ruling(b, expr, answer); break;
    case EK_OP_AT_LEAST: case EK_OP_AT_MOST: case EK_OP_MORE_THAN: case EK_OP_LESS_THAN:
        explain_quantities(b, expr, answer->truth);
        break;
    case EK_OP_BEFORE: case EK_OP_AFTER: case EK_OP_ON_OR_BEFORE: case EK_OP_ON_OR_AFTER:
        explain_dates(b, expr, answer->truth);
        break;
    case EK_OP_SAME: case EK_OP_DIFFERENT: case EK_OP_ONE_OF:
        explain_equality(b, expr, answer->truth);
        break;
    case EK_OP_COVERS: explain_covers(b, expr); break;
    case EK_OP_MULTIPLE_OF: explain_multiple(b, expr, answer->truth); break;
    case EK_OP_IN_FORCE: case EK_OP_IN_TRANSITION: explain_period(b, expr); break;
    case EK_OP_GIVEN: explain_given(b, expr, answer->truth); break;
    case EK_OP_EVERY: case EK_OP_SOME: explain_quantifier(b, expr, answer->truth); break;
    case EK_OP_FULFILS: explain_fulfils(b, expr, answer->truth); break;
    default: add_value(b, expr, answer); break;
    }
}

static void explain(builder *b, const ek_expr *expr)
{
    ek_answer answer;

    if (b->depth >= MOST_DEPTH)
        return;
    answer = ask(b, expr);
    explain_op(b, expr, &answer);
}

ek_sides ek_sides_of(const ek_pen *pen, const struct erkend_decision *decision,
                     const ek_reason *reason, const ek_expr *condition)
{
    builder b = {.pen = pen, .decision = decision, .day = reason->day};

    if (!reason->scene || !condition)
        return (ek_sides){NULL, 0};
    b.scene = *reason->scene;
    b.scene.arena = pen->out->arena;
    b.scene.memo = NULL;
    ek_problems_init(&b.problems, pen->out->arena);
    b.scene.problems = &b.problems;
    b.failed = ask(&b, condition).truth == EK_FALSE && !reason->silent;
    explain(&b, condition);
    return (ek_sides){b.items, b.count};
}

/* ---- In one line --------------------------------------------------------------------------- */

static const char *mark_before(ek_side_kind kind)
{
    if (kind == EK_SIDE_DIFFERENCE)
        return ": ";
    return kind == EK_SIDE_LIMIT ? "; " : ". ";
}

ek_text ek_sides_line(const ek_pen *pen, const ek_sides *sides)
{
    ek_buffer line;

    ek_buffer_init(&line, pen->out->arena);
    for (uint32_t i = 0; i < sides->count; i++) {
        const ek_side *side = &sides->items[i];

        if (side->kind == EK_SIDE_FACT || side->kind == EK_SIDE_PARAMETER ||
            side->kind == EK_SIDE_HEAD)
            continue;
        if (line.size > 0)
            ek_buffer_string(&line, mark_before(side->kind));
        ek_buffer_text(&line, side->says);
    }
    return ek_buffer_done(&line);
}
