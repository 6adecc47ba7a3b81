/* Types and measures of one node, from those of its args.
 *
 * Called twice for a node: when the script room makes it, and again by the check when the types of
 * the terms beneath it are known. A node whose args are in order gets type and measure; a node with an
 * error gets EK_TYPE_ANY, which fits everywhere, so that one mistake is one message.
 *
 * Measures: 0 and 1 fit every quantity and count as plain in products. Marks keep the scale that is
 * named somewhere; where none is, it is that of the case, and the evaluation compares them. */
#include "rule/check.h"

#include <string.h>

typedef struct typing {
    ek_expr *expr;
    ek_problems *problems;
    bool wrong;
} typing;

static void set_type(typing *t, ek_type type)
{
    t->expr->type = type;
}

static void set_plain(typing *t)
{
    t->expr->type = EK_TYPE_QUANTITY;
    t->expr->measure = (ek_measure){.scale = {NULL, 0}};
}

static void set_measure(typing *t, ek_measure measure)
{
    t->expr->type = EK_TYPE_QUANTITY;
    t->expr->measure = measure;
}

static void set_dimension(typing *t, ek_dimension dimension)
{
    set_plain(t);
    t->expr->measure.power[dimension] = 1;
}

static const char *describe_type(ek_type type)
{
    switch (type) {
    case EK_TYPE_CONDITION: return "a condition";
    case EK_TYPE_QUANTITY: return "a quantity";
    case EK_TYPE_DATE: return "a date";
    case EK_TYPE_TEXT: return "a text";
    case EK_TYPE_SET: return "a set of texts";
    case EK_TYPE_LEVEL: return "a level";
    case EK_TYPE_RECORD: return "a thing";
    case EK_TYPE_LIST: return "a list of things";
    case EK_TYPE_TREE: return "a composition";
    case EK_TYPE_ROUNDING: return "a rounding";
    case EK_TYPE_TABLE: return "a table";
    case EK_TYPE_NONE: return "none";
    case EK_TYPE_ANY: break;
    }
    return "anything";
}

/* What an argument is, for messages: "fact 'learner.birth_date'", "param.x". */
static ek_text describe_expr(ek_arena *arena, const ek_expr *expr)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, arena);
    ek_buffer_expr(&buffer, expr);
    return ek_text_slice(ek_buffer_done(&buffer), 0, 120);
}

static ek_text describe_measure(ek_arena *arena, const ek_measure *measure)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, arena);
    ek_buffer_measure(&buffer, measure);
    return ek_buffer_done(&buffer);
}

static const ek_expr *arg_at(const typing *t, uint32_t index)
{
    return t->expr->args[index];
}

/* Says that an argument is of a wrong type. */
static void report_type(typing *t, const ek_expr *arg, const char *wanted, const char *advice)
{
    if (t->wrong)
        return;
    t->wrong = true;
    ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place, "%s takes %s, and '%.*s' is %s%s%s",
                   ek_op_name(t->expr->op), wanted,
                   EK_TEXT_ARGS(describe_expr(t->problems->arena, arg)), describe_type(arg->type),
                   advice[0] != '\0' ? ": " : "", advice);
}

static bool is_type(const ek_expr *arg, ek_type type)
{
    return arg->type == type || arg->type == EK_TYPE_ANY;
}

static void need_type(typing *t, uint32_t index, ek_type type)
{
    const ek_expr *arg = arg_at(t, index);
    const char *advice = "";

    if (is_type(arg, type))
        return;
    if (type == EK_TYPE_QUANTITY && arg->type == EK_TYPE_LEVEL)
        advice = "national levels compare only through eqf(…)";
    else if (type == EK_TYPE_QUANTITY && arg->type == EK_TYPE_TABLE)
        advice = "take a value out with from_table";
    else if (type == EK_TYPE_CONDITION)
        advice = "compare it with something, or ask whether it is given";
    report_type(t, arg, describe_type(type), advice);
}

static void need_quantity(typing *t, uint32_t index)
{
    need_type(t, index, EK_TYPE_QUANTITY);
}

/* Where two measures stand side by side: what both are. `verb` is "compare" or "add up". */
static ek_measure merge_measures(typing *t, const ek_measure *a, const ek_measure *b,
                                 const char *verb)
{
    ek_arena *arena = t->problems->arena;
    ek_measure merged;

    if (ek_measure_equal(a, b)) {
        merged = a->any ? *b : *a;
        if (merged.scale.size == 0)
            merged.scale = a->scale.size != 0 ? a->scale : b->scale;
        return merged;
    }
    if (!t->wrong) {
        t->wrong = true;
        if (a->scale.size != 0 && b->scale.size != 0 && !ek_text_equal(a->scale, b->scale))
            ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place,
                           "marks of the scales '%.*s' and '%.*s' do not %s: convert one with "
                           "from_table",
                           EK_TEXT_ARGS(a->scale), EK_TEXT_ARGS(b->scale), verb);
        else
            ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place, "%.*s and %.*s do not %s",
                           EK_TEXT_ARGS(describe_measure(arena, a)),
                           EK_TEXT_ARGS(describe_measure(arena, b)), verb);
    }
    return *a;
}

static ek_measure measure_of(const ek_expr *arg)
{
    ek_measure measure = arg->measure;

    if (arg->type != EK_TYPE_QUANTITY)
        measure = (ek_measure){.any = true};
    return measure;
}

/* All args from `from` to `to` are quantities of one measure. */
static ek_measure merge_args(typing *t, uint32_t from, uint32_t to, const char *verb)
{
    ek_measure merged = {.any = true};

    for (uint32_t i = from; i < to; i++) {
        ek_measure measure = measure_of(arg_at(t, i));

        need_quantity(t, i);
        if (t->wrong)
            break;
        merged = merge_measures(t, &merged, &measure, verb);
    }
    return merged;
}

/* ---- How many arguments ------------------------------------------------------------------- */

#define ANY_COUNT UINT32_MAX
typedef struct arity {
    uint32_t least, most;
} arity;

static arity arity_of(ek_op op)
{
    switch (op) {
    case EK_OP_NUMBER: case EK_OP_TEXT: case EK_OP_NONE: case EK_OP_FACT: case EK_OP_THING:
    case EK_OP_PARAM: case EK_OP_TERM: case EK_OP_RULING:
        return (arity){0, 0};
    case EK_OP_NO: case EK_OP_GIVEN: case EK_OP_UP_TO: case EK_OP_EQF:
    case EK_OP_MONTHS_IN_ALL: case EK_OP_DAYS_IN_ALL:
        return (arity){1, 1};
    case EK_OP_NUMBER_OF: case EK_OP_SHARE_OF:
        return (arity){1, 2};
    case EK_OP_SUM_OF: case EK_OP_MEAN_OF: case EK_OP_LARGEST_OF: case EK_OP_SMALLEST_OF:
        return (arity){2, 3};
    case EK_OP_WEIGHTED_MEAN_OF:
        return (arity){3, 4};
    case EK_OP_TEXTS:
        return (arity){0, ANY_COUNT};
    case EK_OP_ALL: case EK_OP_ANY: case EK_OP_AVERAGE_OF:
        return (arity){1, ANY_COUNT};
    case EK_OP_LESSER_OF: case EK_OP_GREATER_OF: case EK_OP_FROM_TABLE:
        return (arity){2, ANY_COUNT};
    default:
        return (arity){2, 2};
    }
}

static void check_count(typing *t)
{
    arity wanted = arity_of(t->expr->op);
    uint32_t count = t->expr->count, nearest;

    if (count >= wanted.least && count <= wanted.most)
        return;
    nearest = count < wanted.least ? wanted.least : wanted.most;
    t->wrong = true;
    ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place, "%s takes %s%u value%s, not %u",
                   ek_op_name(t->expr->op), wanted.most == ANY_COUNT ? "at least " : "",
                   (unsigned)nearest, nearest == 1 ? "" : "s", (unsigned)count);
}

/* ---- Leaves ------------------------------------------------------------------------------- */

static void type_field(typing *t, const ek_field *field)
{
    switch (field->kind) {
    case EK_KIND_YES: set_type(t, EK_TYPE_CONDITION); break;
    case EK_KIND_NUMBER:
        set_plain(t);
        if (field->unit != EK_PLAIN)
            t->expr->measure.power[field->unit] = 1;
        break;
    case EK_KIND_MARK: set_dimension(t, EK_MARKS); break;
    case EK_KIND_DATE: set_type(t, EK_TYPE_DATE); break;
    case EK_KIND_TEXT: case EK_KIND_WORD: case EK_KIND_COUNTRY: set_type(t, EK_TYPE_TEXT); break;
    case EK_KIND_SET: set_type(t, EK_TYPE_SET); break;
    case EK_KIND_LEVEL: set_type(t, EK_TYPE_LEVEL); break;
    case EK_KIND_RECORD: set_type(t, EK_TYPE_RECORD); break;
    case EK_KIND_LIST: set_type(t, EK_TYPE_LIST); break;
    case EK_KIND_TREE: set_type(t, EK_TYPE_TREE); break;
    case EK_KIND_BY_COUNTRY: case EK_KIND_ANSWER: set_type(t, EK_TYPE_ANY); break;
    }
}

static ek_scope find_list_scope(const ek_path *path)
{
    for (ek_scope scope = EK_SCOPE_CASE; scope < EK_SCOPE_COUNT; scope++) {
        const ek_scope_info *info = ek_scope_of(scope);

        if (info->kind == EK_SCOPE_MANY && info->parent == path->scope && path->length == 1 &&
            info->list == path->slots[0])
            return scope;
    }
    return EK_SCOPE_NONE;
}

static void type_fact(typing *t)
{
    const ek_path *path = &t->expr->as.path;

    if (path->length == 0) {
        set_type(t, EK_TYPE_RECORD);
        return;
    }
    type_field(t, path->field);
    if (t->expr->type == EK_TYPE_LIST)
        t->expr->list_scope = find_list_scope(path);
}

static void type_thing(typing *t)
{
    const ek_scope_info *info = ek_scope_of(t->expr->as.scope);

    set_type(t, info->kind == EK_SCOPE_MANY ? EK_TYPE_LIST : EK_TYPE_RECORD);
    t->expr->list_scope = info->kind == EK_SCOPE_MANY ? t->expr->as.scope : EK_SCOPE_NONE;
}

/* A list of numbers is no set of texts: like a table it has but one word, one_of. */
static void type_datum(typing *t, ek_datum_kind kind, const ek_parameter *param)
{
    switch (kind) {
    case EK_DATUM_NUMBER: set_measure(t, param->measure); break;
    case EK_DATUM_DATE: set_type(t, EK_TYPE_DATE); break;
    case EK_DATUM_TEXT: set_type(t, EK_TYPE_TEXT); break;
    case EK_DATUM_TEXTS: set_type(t, EK_TYPE_SET); break;
    case EK_DATUM_ROUNDING: set_type(t, EK_TYPE_ROUNDING); break;
    case EK_DATUM_NUMBERS: case EK_DATUM_TABLE:
        set_type(t, EK_TYPE_TABLE);
        t->expr->measure = param->measure;
        break;
    }
}

static void type_param(typing *t)
{
    const ek_parameter *param = t->expr->as.param;

    if (param->value_count == 0)
        set_type(t, EK_TYPE_ANY); /* the reader has said so already */
    else
        type_datum(t, param->values[0].value.kind, param);
}

static void type_ruling(typing *t)
{
    const ek_question *question = t->expr->as.question;

    switch (question->answer) {
    case EK_ANSWER_YES: set_type(t, EK_TYPE_CONDITION); break;
    case EK_ANSWER_NUMBER: set_measure(t, question->measure); break;
    case EK_ANSWER_DATE: set_type(t, EK_TYPE_DATE); break;
    case EK_ANSWER_TEXT: set_type(t, EK_TYPE_TEXT); break;
    case EK_ANSWER_TEXTS: set_type(t, EK_TYPE_SET); break;
    }
}

static void type_term(typing *t)
{
    const ek_term *term = t->expr->as.term;

    t->expr->type = term->type;
    t->expr->measure = term->measure;
    if (term->type == EK_TYPE_QUANTITY || term->version_count > 0)
        return;
    t->expr->type = EK_TYPE_ANY;
    t->expr->measure = (ek_measure){.any = true};
}

static void type_texts(typing *t)
{
    for (uint32_t i = 0; i < t->expr->count; i++)
        if (!is_type(arg_at(t, i), EK_TYPE_TEXT) && !is_type(arg_at(t, i), EK_TYPE_SET))
            report_type(t, arg_at(t, i), "texts", "");
    set_type(t, EK_TYPE_SET);
}

static void type_leaf(typing *t)
{
    switch (t->expr->op) {
    case EK_OP_NUMBER:
        set_plain(t);
        t->expr->measure.any = ek_fraction_equal(t->expr->as.number, EK_ZERO) ||
                               ek_fraction_equal(t->expr->as.number, EK_ONE);
        break;
    case EK_OP_TEXT: set_type(t, EK_TYPE_TEXT); break;
    case EK_OP_NONE: set_type(t, EK_TYPE_NONE); break;
    case EK_OP_FACT: type_fact(t); break;
    case EK_OP_THING: type_thing(t); break;
    case EK_OP_PARAM: type_param(t); break;
    case EK_OP_TERM: type_term(t); break;
    case EK_OP_RULING: type_ruling(t); break;
    default: type_texts(t); break;
    }
}

/* ---- Conditions --------------------------------------------------------------------------- */

static void type_and_or(typing *t)
{
    for (uint32_t i = 0; i < t->expr->count; i++)
        need_type(t, i, EK_TYPE_CONDITION);
    set_type(t, EK_TYPE_CONDITION);
}

static void type_order_of_quantities(typing *t)
{
    for (uint32_t i = 0; i < 2; i++)
        if (arg_at(t, i)->type == EK_TYPE_DATE)
            report_type(t, arg_at(t, i), "quantities",
                        "for dates write before, after, on_or_before or on_or_after");
    merge_args(t, 0, 2, "compare");
    set_type(t, EK_TYPE_CONDITION);
}

static void type_order_of_dates(typing *t)
{
    for (uint32_t i = 0; i < 2; i++) {
        if (arg_at(t, i)->type == EK_TYPE_QUANTITY)
            report_type(t, arg_at(t, i), "dates",
                        "for quantities write at_least, at_most, more_than or less_than");
        need_type(t, i, EK_TYPE_DATE);
    }
    set_type(t, EK_TYPE_CONDITION);
}

static void need_comparable(typing *t, const ek_expr *arg)
{
    switch (arg->type) {
    case EK_TYPE_CONDITION:
        report_type(t, arg, "texts, numbers or dates", "a yes-or-no fact stands for itself");
        break;
    case EK_TYPE_LEVEL:
        report_type(t, arg, "texts, numbers or dates", "levels compare only through eqf(…)");
        break;
    case EK_TYPE_SET:
        report_type(t, arg, "texts, numbers or dates", "sets compare with covers(have, want)");
        break;
    case EK_TYPE_TABLE:
        report_type(t, arg, "texts, numbers or dates", "take a value out with from_table");
        break;
    case EK_TYPE_RECORD: case EK_TYPE_LIST: case EK_TYPE_TREE: case EK_TYPE_ROUNDING:
        report_type(t, arg, "texts, numbers or dates", "");
        break;
    default: break;
    }
}

/* Both sides, or the left side and each element of the right. */
static void need_same_type(typing *t, const ek_expr *a, const ek_expr *b)
{
    if (t->wrong || a->type == EK_TYPE_ANY || b->type == EK_TYPE_ANY)
        return;
    if (a->type != b->type) {
        t->wrong = true;
        ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place,
                       "%s and %s are never the same: '%.*s', '%.*s'", describe_type(a->type),
                       describe_type(b->type),
                       EK_TEXT_ARGS(describe_expr(t->problems->arena, a)),
                       EK_TEXT_ARGS(describe_expr(t->problems->arena, b)));
    } else if (a->type == EK_TYPE_QUANTITY) {
        merge_measures(t, &a->measure, &b->measure, "compare");
    }
}

/* A word that the schema does not know can never be the same as the fact. */
static void check_word(typing *t, const ek_expr *fact, const ek_expr *text)
{
    const char *const *words;
    ek_text names[64], nearest;
    uint32_t count = 0;

    if (t->wrong || fact->op != EK_OP_FACT || text->op != EK_OP_TEXT ||
        fact->as.path.field == NULL || fact->as.path.field->words == NULL)
        return;
    for (words = fact->as.path.field->words; *words != NULL && count < 64; words++) {
        if (ek_text_is(text->as.text, *words))
            return;
        names[count++] = ek_text_of(*words);
    }
    nearest = ek_text_nearest(text->as.text, names, count);
    t->wrong = true;
    ek_problem_add(t->problems, ERKEND_EPOLICY, text->place, "'%.*s' is never \"%.*s\"%s%.*s%s",
                   EK_TEXT_ARGS(describe_expr(t->problems->arena, fact)),
                   EK_TEXT_ARGS(text->as.text), nearest.size != 0 ? ": did you mean \"" : "",
                   EK_TEXT_ARGS(nearest), nearest.size != 0 ? "\"?" : "");
}

/* none compares with whatever may be none; a thing too. */
static bool may_be_none(const ek_expr *arg)
{
    return arg->type != EK_TYPE_CONDITION && arg->type != EK_TYPE_TABLE &&
           arg->type != EK_TYPE_ROUNDING;
}

static void type_same(typing *t)
{
    const ek_expr *a = arg_at(t, 0), *b = arg_at(t, 1);

    set_type(t, EK_TYPE_CONDITION);
    if ((a->type == EK_TYPE_NONE && may_be_none(b)) || (b->type == EK_TYPE_NONE && may_be_none(a)))
        return;
    need_comparable(t, a);
    need_comparable(t, b);
    need_same_type(t, a, b);
    check_word(t, a, b);
    check_word(t, b, a);
}

static bool is_list_of_numbers(const ek_expr *arg)
{
    return arg->op == EK_OP_PARAM && arg->type == EK_TYPE_TABLE &&
           arg->as.param->values[0].value.kind == EK_DATUM_NUMBERS;
}

static void type_one_of(typing *t)
{
    const ek_expr *a = arg_at(t, 0), *list = arg_at(t, 1);

    set_type(t, EK_TYPE_CONDITION);
    need_comparable(t, a);
    if (is_list_of_numbers(list)) {
        need_quantity(t, 0);
        if (!t->wrong && a->type == EK_TYPE_QUANTITY)
            merge_measures(t, &a->measure, &list->measure, "compare");
    } else if (!is_type(list, EK_TYPE_SET)) {
        report_type(t, list, "a list of texts or a parameter that is a list", "");
    } else if (list->type == EK_TYPE_SET && !is_type(a, EK_TYPE_TEXT)) {
        report_type(t, a, "a text on the left of a list of texts", "");
    }
    if (list->op == EK_OP_TEXTS)
        for (uint32_t i = 0; i < list->count; i++)
            check_word(t, a, list->args[i]);
}

static void type_covers(typing *t)
{
    for (uint32_t i = 0; i < 2; i++)
        if (arg_at(t, i)->type == EK_TYPE_TEXT)
            report_type(t, arg_at(t, i), "sets", "put the text into braces");
        else
            need_type(t, i, EK_TYPE_SET);
    if (arg_at(t, 1)->op == EK_OP_TEXTS)
        for (uint32_t i = 0; i < arg_at(t, 1)->count; i++)
            check_word(t, arg_at(t, 0), arg_at(t, 1)->args[i]);
    set_type(t, EK_TYPE_CONDITION);
}

static const ek_record_type *record_type_of(const ek_expr *arg)
{
    if (arg->op == EK_OP_THING)
        return ek_scope_of(arg->as.scope)->record;
    if (arg->op == EK_OP_FACT)
        return arg->as.path.length == 0 ? ek_scope_of(arg->as.path.scope)->record
                                        : arg->as.path.field->record;
    if (arg->list_scope < EK_SCOPE_COUNT && arg->type == EK_TYPE_LIST)
        return ek_scope_of(arg->list_scope)->record;
    return NULL;
}

static bool has_field(const ek_record_type *type, const char *name)
{
    return type == NULL || ek_field_named(type, ek_text_of(name)) != EK_NO_FIELD;
}

static void need_field(typing *t, const ek_expr *arg, const char *name)
{
    const ek_record_type *type = record_type_of(arg);

    if (t->wrong || has_field(type, name))
        return;
    t->wrong = true;
    ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place, "%s needs '%s', and a %s has none",
                   ek_op_name(t->expr->op), name, type->name);
}

static void type_in_force(typing *t)
{
    need_type(t, 0, EK_TYPE_RECORD);
    need_type(t, 1, EK_TYPE_DATE);
    need_field(t, arg_at(t, 0), "first_day");
    need_field(t, arg_at(t, 0), "last_day");
    if (t->expr->op == EK_OP_IN_TRANSITION)
        need_field(t, arg_at(t, 0), "transition_last_day");
    set_type(t, EK_TYPE_CONDITION);
}

static void type_given(typing *t)
{
    const ek_expr *arg = arg_at(t, 0);

    if (arg->type == EK_TYPE_CONDITION && arg->op != EK_OP_FACT && arg->op != EK_OP_RULING &&
        arg->op != EK_OP_TERM)
        report_type(t, arg, "something that may be there", "a condition stands for itself");
    set_type(t, EK_TYPE_CONDITION);
}

/* ---- Lists -------------------------------------------------------------------------------- */

/* The list of a list word, and whose name stands for each. */
static void need_list(typing *t)
{
    const ek_expr *list = arg_at(t, 0);

    need_type(t, 0, EK_TYPE_LIST);
    if (list->type == EK_TYPE_LIST)
        t->expr->list_scope = list->list_scope;
}

static void need_condition_at(typing *t, uint32_t index)
{
    if (t->expr->count > index)
        need_type(t, index, EK_TYPE_CONDITION);
}

static void type_list_condition(typing *t)
{
    need_list(t);
    need_condition_at(t, 1);
    set_type(t, t->expr->op == EK_OP_THOSE ? EK_TYPE_LIST : EK_TYPE_CONDITION);
}

static void type_fulfils(typing *t)
{
    const ek_record_type *type;

    need_list(t);
    need_type(t, 1, EK_TYPE_TREE);
    type = record_type_of(arg_at(t, 0));
    if (!t->wrong && type != NULL && type != &ek_type_part)
        report_type(t, arg_at(t, 0), "a list of parts", "write completion.parts, or those(part, …)");
    set_type(t, EK_TYPE_CONDITION);
}

static void type_over_list(typing *t)
{
    ek_measure measure;

    need_list(t);
    measure = merge_args(t, 1, 2, "add up");
    if (t->expr->op == EK_OP_WEIGHTED_MEAN_OF) {
        need_quantity(t, 2);
        need_condition_at(t, 3);
    } else {
        need_condition_at(t, 2);
    }
    set_measure(t, measure);
}

static void type_number_of(typing *t)
{
    need_list(t);
    need_condition_at(t, 1);
    set_plain(t);
}

static void type_in_all(typing *t)
{
    const ek_record_type *type;

    need_list(t);
    type = record_type_of(arg_at(t, 0));
    if (t->expr->op == EK_OP_DAYS_IN_ALL || !has_field(type, "months")) {
        need_field(t, arg_at(t, 0), "first_day");
        need_field(t, arg_at(t, 0), "last_day");
    }
    set_dimension(t, t->expr->op == EK_OP_DAYS_IN_ALL ? EK_DAYS : EK_MONTHS);
}

static void type_each_of(typing *t)
{
    need_list(t);
    if (arg_at(t, 1)->type != EK_TYPE_SET)
        need_type(t, 1, EK_TYPE_TEXT);
    set_type(t, EK_TYPE_SET);
}

/* ---- Quantities --------------------------------------------------------------------------- */

static void type_sum(typing *t)
{
    const char *verb = t->expr->op == EK_OP_ADD ? "add up" : "subtract";

    for (uint32_t i = 0; i < 2; i++)
        if (arg_at(t, i)->type == EK_TYPE_DATE)
            report_type(t, arg_at(t, i), "quantities",
                        "write months_after, years_after or months_in");
    set_measure(t, merge_args(t, 0, 2, verb));
}

static ek_measure factor_of(const ek_expr *arg)
{
    ek_measure measure = measure_of(arg);

    if (arg->op == EK_OP_NUMBER)
        measure.any = false;
    return measure;
}

static void type_product(typing *t)
{
    ek_measure a = factor_of(arg_at(t, 0)), b = factor_of(arg_at(t, 1)), product = a;

    need_quantity(t, 0);
    need_quantity(t, 1);
    if (a.scale.size != 0 && b.scale.size != 0 && !ek_text_equal(a.scale, b.scale))
        merge_measures(t, &a, &b, t->expr->op == EK_OP_DIVIDE ? "divide" : "multiply");
    product.any = a.any || b.any;
    for (uint32_t i = 0; i < EK_DIMENSIONS; i++) {
        int power = t->expr->op == EK_OP_MULTIPLY ? a.power[i] + b.power[i]
                                                  : a.power[i] - b.power[i];

        if ((power > 100 || power < -100) && !t->wrong) {
            t->wrong = true;
            ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place,
                           "no law counts in such a unit: too many factors");
        }
        product.power[i] = (int8_t)power;
    }
    if (product.scale.size == 0)
        product.scale = b.scale;
    if (product.power[EK_MARKS] == 0)
        product.scale = (ek_text){NULL, 0};
    set_measure(t, product);
}

static void type_rounded(typing *t)
{
    const ek_expr *how = arg_at(t, 1);

    need_quantity(t, 0);
    need_type(t, 1, EK_TYPE_ROUNDING);
    if (!t->wrong && how->op == EK_OP_PARAM)
        for (uint32_t i = 0; i < how->as.param->value_count && !t->wrong; i++)
            if (how->as.param->values[i].value.kind == EK_DATUM_ROUNDING &&
                how->as.param->values[i].value.as.rounding.mode == EK_ROUND_LARGEST_REMAINDER) {
                t->wrong = true;
                ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place,
                               "largest remainder shares out a total and rounds no single number: "
                               "use it in an allocation");
            }
    set_measure(t, measure_of(arg_at(t, 0)));
}

/* How many keys a table takes, and what its cells are; false when rows differ. */
static bool find_cell_kind(const ek_datum *datum, uint32_t depth, ek_datum_kind *kind, bool *found)
{
    if (depth == 0) {
        if (*found && *kind != datum->kind)
            return false;
        *kind = datum->kind;
        *found = true;
        return true;
    }
    if (datum->kind != EK_DATUM_TABLE)
        return true;
    for (uint32_t i = 0; i < datum->as.table.count; i++)
        if (!find_cell_kind(&datum->as.table.rows[i].value, depth - 1, kind, found))
            return false;
    return true;
}

static uint32_t count_keys(const ek_datum *datum)
{
    uint32_t most = 0;

    if (datum->kind != EK_DATUM_TABLE)
        return 0;
    for (uint32_t i = 0; i < datum->as.table.count; i++) {
        uint32_t keys = count_keys(&datum->as.table.rows[i].value);

        most = keys > most ? keys : most;
    }
    return most + 1;
}

static void check_keys(typing *t, uint32_t keys)
{
    const ek_parameter *param = arg_at(t, 0)->as.param;

    for (uint32_t i = 1; i <= keys; i++)
        if (!is_type(arg_at(t, i), EK_TYPE_TEXT) && !is_type(arg_at(t, i), EK_TYPE_QUANTITY))
            report_type(t, arg_at(t, i), "a text or a number as a key", "");
    for (uint32_t i = 0; i < param->value_count && !t->wrong; i++) {
        uint32_t wanted = count_keys(&param->values[i].value);

        if (wanted == keys)
            continue;
        t->wrong = true;
        ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place,
                       "param.%.*s is a table of %u key%s, and %u %s given",
                       EK_TEXT_ARGS(param->name), (unsigned)wanted, wanted == 1 ? "" : "s",
                       (unsigned)keys, keys == 1 ? "is" : "are");
    }
}

static void check_otherwise(typing *t)
{
    const ek_expr *last = arg_at(t, t->expr->count - 1);

    if (t->wrong || t->expr->type == EK_TYPE_ANY || last->type == EK_TYPE_ANY ||
        last->type == EK_TYPE_NONE)
        return;
    if (last->type != t->expr->type) {
        t->wrong = true;
        ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place,
                       "the table holds %s, and its otherwise is %s",
                       describe_type(t->expr->type), describe_type(last->type));
    } else if (last->type == EK_TYPE_QUANTITY) {
        t->expr->measure = merge_measures(t, &t->expr->measure, &last->measure, "fit in one table");
    }
}

static void type_from_table(typing *t)
{
    const ek_expr *table = arg_at(t, 0);
    uint32_t keys = t->expr->count - 1 - (t->expr->has_otherwise ? 1u : 0u);
    ek_datum_kind kind = EK_DATUM_TABLE;
    bool found = false, alike = true;

    if (table->type == EK_TYPE_ANY) {
        set_type(t, EK_TYPE_ANY);
        return;
    }
    if (table->op != EK_OP_PARAM || table->type != EK_TYPE_TABLE || is_list_of_numbers(table)) {
        report_type(t, table, "a parameter that is a table", "");
        return;
    }
    check_keys(t, keys);
    if (t->wrong)
        return;
    for (uint32_t i = 0; i < table->as.param->value_count; i++)
        alike = alike && find_cell_kind(&table->as.param->values[i].value, keys, &kind, &found);
    if (found && alike && kind != EK_DATUM_TABLE && kind != EK_DATUM_NUMBERS)
        type_datum(t, kind, table->as.param);
    else
        set_type(t, EK_TYPE_ANY);
    if (t->expr->has_otherwise)
        check_otherwise(t);
}

/* ---- The calendar ------------------------------------------------------------------------- */

static void type_later_day(typing *t, ek_dimension dimension)
{
    ek_measure wanted = {.any = false}, measure = measure_of(arg_at(t, 1));

    wanted.power[dimension] = 1;
    need_type(t, 0, EK_TYPE_DATE);
    need_quantity(t, 1);
    if (!t->wrong && !ek_measure_equal(&wanted, &measure)) {
        t->wrong = true;
        ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place, "%s takes %s, not %.*s",
                       ek_op_name(t->expr->op), ek_dimension_name(dimension),
                       EK_TEXT_ARGS(describe_measure(t->problems->arena, &measure)));
    }
    set_type(t, EK_TYPE_DATE);
}

static void type_between_days(typing *t, ek_dimension dimension)
{
    need_type(t, 0, EK_TYPE_DATE);
    need_type(t, 1, EK_TYPE_DATE);
    set_dimension(t, dimension);
}

static void type_word(typing *t)
{
    switch (t->expr->op) {
    case EK_OP_ALL: case EK_OP_ANY: case EK_OP_NO: type_and_or(t); break;
    case EK_OP_AT_LEAST: case EK_OP_AT_MOST: case EK_OP_MORE_THAN: case EK_OP_LESS_THAN:
        type_order_of_quantities(t);
        break;
    case EK_OP_BEFORE: case EK_OP_AFTER: case EK_OP_ON_OR_BEFORE: case EK_OP_ON_OR_AFTER:
        type_order_of_dates(t);
        break;
    case EK_OP_SAME: case EK_OP_DIFFERENT: type_same(t); break;
    case EK_OP_ONE_OF: type_one_of(t); break;
    case EK_OP_COVERS: type_covers(t); break;
    case EK_OP_MULTIPLE_OF:
        merge_args(t, 0, 2, "compare");
        set_type(t, EK_TYPE_CONDITION);
        break;
    case EK_OP_IN_FORCE: case EK_OP_IN_TRANSITION: type_in_force(t); break;
    case EK_OP_GIVEN: type_given(t); break;
    case EK_OP_EVERY: case EK_OP_SOME: case EK_OP_THOSE: type_list_condition(t); break;
    case EK_OP_FULFILS: type_fulfils(t); break;
    case EK_OP_ADD: case EK_OP_SUBTRACT: type_sum(t); break;
    case EK_OP_MULTIPLY: case EK_OP_DIVIDE: type_product(t); break;
    case EK_OP_LESSER_OF: case EK_OP_GREATER_OF:
        set_measure(t, merge_args(t, 0, t->expr->count, "compare"));
        break;
    case EK_OP_AVERAGE_OF: set_measure(t, merge_args(t, 0, t->expr->count, "add up")); break;
    case EK_OP_ROUNDED: type_rounded(t); break;
    case EK_OP_UP_TO: set_measure(t, merge_args(t, 0, 1, "compare")); break;
    case EK_OP_SUM_OF: case EK_OP_MEAN_OF: case EK_OP_LARGEST_OF: case EK_OP_SMALLEST_OF:
    case EK_OP_WEIGHTED_MEAN_OF:
        type_over_list(t);
        break;
    case EK_OP_NUMBER_OF: case EK_OP_SHARE_OF: type_number_of(t); break;
    case EK_OP_FROM_TABLE: type_from_table(t); break;
    case EK_OP_AGE_ON: type_between_days(t, EK_YEARS); break;
    case EK_OP_MONTHS_IN: type_between_days(t, EK_MONTHS); break;
    case EK_OP_MONTHS_AFTER: type_later_day(t, EK_MONTHS); break;
    case EK_OP_YEARS_AFTER: type_later_day(t, EK_YEARS); break;
    case EK_OP_MONTHS_IN_ALL: case EK_OP_DAYS_IN_ALL: type_in_all(t); break;
    case EK_OP_EQF:
        need_type(t, 0, EK_TYPE_LEVEL);
        set_plain(t);
        break;
    case EK_OP_EACH_OF: type_each_of(t); break;
    default: type_leaf(t); break;
    }
}

void ek_check_expr(ek_expr *expr, ek_problems *problems)
{
    typing t = {expr, problems, false};

    check_count(&t);
    if (!t.wrong)
        type_word(&t);
    if (t.wrong) {
        expr->type = EK_TYPE_ANY;
        expr->measure = (ek_measure){.any = true};
    }
}
