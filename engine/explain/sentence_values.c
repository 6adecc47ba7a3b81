/* Quantities, dates, texts, lists and things in words. */
#include "explain/sentence.h"

static ek_arena *arena_of(const ek_sentences *s)
{
    return s->pen->out->arena;
}

/* ---- Facts and things ---------------------------------------------------------------------- */

static bool is_spoken_of(const ek_sentences *s, ek_scope scope)
{
    if (scope == EK_SCOPE_CASE || scope == EK_SCOPE_LEARNER || scope == EK_SCOPE_TARGET)
        return true;
    for (uint32_t i = 0; i < s->about_count; i++)
        if (s->about[i] == scope)
            return true;
    return false;
}

/* The record in which the last field of a path stands. */
const ek_record_type *ek_sentence_type(const ek_path *path)
{
    const ek_record_type *type = ek_scope_of(path->scope)->record;

    for (uint32_t i = 0; i + 1 < path->length; i++) {
        const ek_record_type *next = type->fields[path->slots[i]].record;

        type = next ? next : type;
    }
    return type;
}

/* "first day (stay)"; of what is spoken of, "first day". */
ek_text ek_sentence_path(ek_sentences *s, const ek_path *path)
{
    ek_text label, of = EK_TEXT("");
    const ek_record_type *type = ek_scope_of(path->scope)->record;

    if (path->length == 0 || !path->field || (path->length == 1 && (path->field->flags & EK_ID)))
        return ek_label_of_scope(s->pen->language, path->scope);
    label = ek_noun_of_field(s->pen->language, path->field);
    if (label.size == 0)
        label = ek_label_of_field(s->pen->language, ek_sentence_type(path), path->field);
    if (path->length > 1 && !(type->fields[path->slots[0]].flags & EK_EMBED))
        of = ek_label_of_field(s->pen->language, type, &type->fields[path->slots[0]]);
    else if (!is_spoken_of(s, path->scope))
        of = ek_label_of_scope(s->pen->language, path->scope);
    return of.size && !ek_text_equal(of, label) ? ek_say2(s->pen, EK_SAY_LAW_LABELLED, label, of)
                                                : label;
}

ek_text ek_sentence_list(ek_sentences *s, ek_scope scope)
{
    const ek_scope_info *info = ek_scope_of(scope);
    const ek_record_type *parent;

    if (info->kind != EK_SCOPE_MANY)
        return ek_label_of_scope(s->pen->language, scope);
    parent = ek_scope_of(info->parent)->record;
    return ek_label_of_field(s->pen->language, parent, &parent->fields[info->list]);
}

/* ---- Numbers, words and questions of the country ------------------------------------------- */

ek_text ek_sentence_rounding(const ek_pen *pen, ek_rounding rounding)
{
    static const ek_phrase phrases[] = {
        [EK_ROUND_DOWN] = EK_SAY_LAW_ROUND_DOWN,
        [EK_ROUND_UP] = EK_SAY_LAW_ROUND_UP,
        [EK_ROUND_HALF_UP] = EK_SAY_LAW_ROUND_HALF_UP,
        [EK_ROUND_HALF_EVEN] = EK_SAY_LAW_ROUND_HALF_EVEN,
        [EK_ROUND_LARGEST_REMAINDER] = EK_SAY_LAW_ROUND_SHARES,
    };

    return ek_say1(pen, phrases[rounding.mode],
                   ek_fraction_equal(rounding.step, EK_ONE)
                       ? ek_say(pen, EK_SAY_LAW_WHOLE)
                       : ek_say1(pen, EK_SAY_LAW_MULTIPLE_OF, ek_say_number(pen, rounding.step)));
}

/* A number or a day with what it is in brackets; of lists and tables what they are. */
static ek_text say_parameter(ek_sentences *s, const ek_parameter *parameter)
{
    ek_text says = ek_shown(s->pen, ek_says_in(&parameter->says, s->pen->language)), value;
    const ek_dated *latest =
        parameter->value_count ? &parameter->values[parameter->value_count - 1] : NULL;

    if (!latest || latest->value.kind == EK_DATUM_TABLE)
        return says;
    if (latest->value.kind == EK_DATUM_ROUNDING)
        return ek_sentence_rounding(s->pen, latest->value.as.rounding);
    value = ek_say_datum(s->pen, &latest->value, parameter);
    if (latest->value.kind == EK_DATUM_TEXTS)
        return ek_say2(s->pen, EK_SAY_LAW_LABELLED, says, value);
    return ek_say2(s->pen, EK_SAY_LAW_LABELLED, value, says);
}

static ek_text say_term(ek_sentences *s, const ek_term *term)
{
    const ek_definition *latest =
        term->version_count ? term->versions[term->version_count - 1] : NULL;

    if (!latest)
        return ek_shown(s->pen, term->name);
    return ek_say1(s->pen, EK_SAY_LAW_QUOTED,
                   ek_shown(s->pen, ek_says_in(&latest->says, s->pen->language)));
}

ek_text ek_sentence_body(ek_sentences *s, const ek_question *question)
{
    return ek_shown(s->pen, ek_label_of_actor(s->pen->language, s->book, question->body));
}

ek_text ek_sentence_question(ek_sentences *s, const ek_question *question)
{
    return ek_say1(s->pen, EK_SAY_LAW_QUOTED,
                   ek_shown(s->pen, ek_says_in(&question->asks, s->pen->language)));
}

/* ---- Arithmetic ---------------------------------------------------------------------------- */

static bool is_sum(const ek_expr *expr)
{
    return expr->op == EK_OP_ADD || expr->op == EK_OP_SUBTRACT;
}

static ek_text say_args(ek_sentences *s, const ek_expr *expr, uint32_t from, uint32_t to,
                        const char *between, bool product)
{
    ek_text *said = EK_NEW_ARRAY(arena_of(s), ek_text, expr->count + 1u);

    for (uint32_t i = from; i < to; i++) {
        said[i - from] = ek_sentence_value(s, expr->args[i]);
        if (product && is_sum(expr->args[i]))
            said[i - from] = ek_text_format(arena_of(s), "(%.*s)", EK_TEXT_ARGS(said[i - from]));
    }
    return ek_joined(s->pen, said, to - from, between);
}

static ek_text say_table(ek_sentences *s, const ek_expr *expr)
{
    uint32_t keys = expr->count - (expr->has_otherwise ? 1u : 0u);
    ek_text table = ek_say2(s->pen, EK_SAY_LAW_TABLE, ek_sentence_value(s, expr->args[0]),
                            say_args(s, expr, 1, keys, ", ", false));

    if (!expr->has_otherwise || expr->args[keys]->op == EK_OP_NONE)
        return table;
    return ek_say2(s->pen, EK_SAY_LAW_ELSE, table, ek_sentence_value(s, expr->args[keys]));
}

/* ---- Lists --------------------------------------------------------------------------------- */

/* How many args of a list word come before its condition. */
static uint32_t args_of_list_word(ek_op op)
{
    switch (op) {
    case EK_OP_WEIGHTED_MEAN_OF: return 3;
    case EK_OP_NUMBER_OF:
    case EK_OP_SHARE_OF:
    case EK_OP_MONTHS_IN_ALL:
    case EK_OP_DAYS_IN_ALL:
    case EK_OP_THOSE: return 1;
    default: return 2;
    }
}

static ek_phrase phrase_of_list_word(ek_op op)
{
    switch (op) {
    case EK_OP_SUM_OF: return EK_SAY_LAW_SUM;
    case EK_OP_MEAN_OF: return EK_SAY_LAW_MEAN;
    case EK_OP_LARGEST_OF: return EK_SAY_LAW_LARGEST;
    case EK_OP_SMALLEST_OF: return EK_SAY_LAW_SMALLEST;
    case EK_OP_NUMBER_OF: return EK_SAY_LAW_HOW_MANY;
    case EK_OP_SHARE_OF: return EK_SAY_LAW_WHICH_SHARE;
    case EK_OP_MONTHS_IN_ALL: return EK_SAY_LAW_IN_MONTHS;
    case EK_OP_DAYS_IN_ALL: return EK_SAY_LAW_IN_DAYS;
    default: return EK_SAY_LAW_MEAN;
    }
}

/* "points (parts passed)": what is taken of each, and of which list. */
static ek_text say_taken(ek_sentences *s, const ek_expr *list, const ek_expr *x)
{
    ek_text taken = ek_sentence_value(s, x), of = ek_sentence_value(s, list);

    return ek_say2(s->pen, EK_SAY_LAW_LABELLED, taken, of);
}

static ek_text say_list_word(ek_sentences *s, const ek_expr *expr)
{
    uint32_t args = args_of_list_word(expr->op), before = s->about_count;
    ek_text said, weight;

    ek_sentence_speak_of(s, expr->list_scope);
    if (args == 1)
        said = ek_sentence_value(s, expr->args[0]);
    else
        said = say_taken(s, expr->args[0], expr->args[1]);
    if (expr->count > args)
        said = ek_say2(s->pen, EK_SAY_LAW_THOSE_WITH, said,
                       ek_sentence_inline(s, expr->args[args], false));
    if (expr->op == EK_OP_WEIGHTED_MEAN_OF) {
        weight = ek_sentence_value(s, expr->args[2]);
        said = ek_say2(s->pen, EK_SAY_LAW_WEIGHTED, said, weight);
    } else if (expr->op != EK_OP_THOSE && expr->op != EK_OP_EACH_OF) {
        said = ek_say1(s->pen, phrase_of_list_word(expr->op), said);
    }
    s->about_count = before;
    return said;
}

/* ---- All of them --------------------------------------------------------------------------- */

static ek_text say_texts(ek_sentences *s, const ek_expr *expr)
{
    ek_text *said = EK_NEW_ARRAY(arena_of(s), ek_text, expr->count + 1u);

    for (uint32_t i = 0; i < expr->count; i++) {
        said[i] = ek_sentence_value(s, expr->args[i]);
        if (expr->args[i]->op == EK_OP_TEXT)
            said[i] = ek_say1(s->pen, EK_SAY_LAW_QUOTED, said[i]);
    }
    return ek_joined(s->pen, said, expr->count, ", ");
}

static ek_text say_two(ek_sentences *s, const ek_expr *expr, ek_phrase phrase)
{
    return ek_say2(s->pen, phrase, ek_sentence_value(s, expr->args[0]),
                   ek_sentence_value(s, expr->args[1]));
}

static ek_text say_calendar(ek_sentences *s, const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_AGE_ON: return ek_say1(s->pen, EK_SAY_LAW_AGE, ek_sentence_value(s, expr->args[1]));
    case EK_OP_MONTHS_IN: return say_two(s, expr, EK_SAY_LAW_MONTHS_FROM);
    default: return say_two(s, expr, EK_SAY_LAW_LATER_BY);
    }
}

static ek_text say_arithmetic(ek_sentences *s, const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_ADD: return say_args(s, expr, 0, expr->count, " + ", false);
    case EK_OP_SUBTRACT: return say_args(s, expr, 0, expr->count, " − ", false);
    case EK_OP_MULTIPLY: return say_args(s, expr, 0, expr->count, " × ", true);
    case EK_OP_DIVIDE: return say_args(s, expr, 0, expr->count, " : ", true);
    case EK_OP_LESSER_OF:
        return ek_say1(s->pen, EK_SAY_LAW_LEAST, say_args(s, expr, 0, expr->count, "; ", false));
    case EK_OP_GREATER_OF:
        return ek_say1(s->pen, EK_SAY_LAW_MOST, say_args(s, expr, 0, expr->count, "; ", false));
    case EK_OP_AVERAGE_OF:
        return ek_say1(s->pen, EK_SAY_LAW_MEAN, say_args(s, expr, 0, expr->count, "; ", false));
    case EK_OP_ROUNDED: return say_two(s, expr, EK_SAY_LAW_ROUND);
    default: return ek_say1(s->pen, EK_SAY_LAW_UP_TO, ek_sentence_value(s, expr->args[0]));
    }
}

/* A code: a scale of the country by its own words. */
static ek_text say_text(ek_sentences *s, ek_text text)
{
    for (uint32_t i = 0; i < s->book->scale_count; i++)
        if (ek_text_equal(s->book->scales[i].name, text))
            return ek_shown(s->pen, ek_says_in(&s->book->scales[i].says, s->pen->language));
    return ek_say_word(s->pen, text);
}

static ek_text say_leaf(ek_sentences *s, const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_NUMBER: return ek_say_number(s->pen, expr->as.number);
    case EK_OP_TEXT: return say_text(s, expr->as.text);
    case EK_OP_TEXTS: return say_texts(s, expr);
    case EK_OP_NONE: return ek_say(s->pen, EK_SAY_NONE);
    case EK_OP_FACT: return ek_sentence_path(s, &expr->as.path);
    case EK_OP_THING: return ek_sentence_list(s, expr->as.scope);
    case EK_OP_PARAM: return say_parameter(s, expr->as.param);
    case EK_OP_TERM: return say_term(s, expr->as.term);
    default:
        return ek_say1(s->pen, EK_SAY_LAW_ANSWER_OF, ek_sentence_question(s, expr->as.question));
    }
}

ek_text ek_sentence_value(ek_sentences *s, const ek_expr *expr)
{
    if (expr->op <= EK_OP_RULING)
        return say_leaf(s, expr);
    switch (expr->op) {
    case EK_OP_ADD:
    case EK_OP_SUBTRACT:
    case EK_OP_MULTIPLY:
    case EK_OP_DIVIDE:
    case EK_OP_LESSER_OF:
    case EK_OP_GREATER_OF:
    case EK_OP_AVERAGE_OF:
    case EK_OP_ROUNDED:
    case EK_OP_UP_TO: return say_arithmetic(s, expr);
    case EK_OP_FROM_TABLE: return say_table(s, expr);
    case EK_OP_SHARE_COVERED: return say_two(s, expr, EK_SAY_LAW_COVERED);
    case EK_OP_AGE_ON:
    case EK_OP_MONTHS_IN:
    case EK_OP_MONTHS_AFTER:
    case EK_OP_YEARS_AFTER: return say_calendar(s, expr);
    case EK_OP_EQF:
        return ek_say2(s->pen, EK_SAY_LAW_LABELLED,
                       ek_label_of_word(s->pen->language, EK_TEXT("eqf_level")),
                       ek_sentence_value(s, expr->args[0]));
    default: break;
    }
    return expr->type == EK_TYPE_CONDITION ? ek_sentence_inline(s, expr, false)
                                           : say_list_word(s, expr);
}
