/* Types and measures of one node, from those of its args.
 *
 * Called twice for a node: when the script room makes it, and again by the check when the types of
 * the terms beneath it are known. A node whose args are in order gets type and measure; a node with
 * an error gets EK_TYPE_ANY, which fits everywhere, so that one mistake is one message.
 *
 * Measures: 0 and 1 fit every quantity and count as plain in products. Marks keep the scale that is
 * named somewhere; where none is, it is that of the case, and the evaluation compares them. */
#include "rule/check_typing.h"

void ek_typed(ek_typing *t, ek_type type)
{
    t->expr->type = type;
}

void ek_typed_plain(ek_typing *t)
{
    t->expr->type = EK_TYPE_QUANTITY;
    t->expr->measure = (ek_measure){.scale = {NULL, 0}};
}

void ek_typed_measure(ek_typing *t, ek_measure measure)
{
    t->expr->type = EK_TYPE_QUANTITY;
    t->expr->measure = measure;
}

void ek_typed_dimension(ek_typing *t, ek_dimension dimension)
{
    ek_typed_plain(t);
    t->expr->measure.power[dimension] = 1;
}

const char *ek_type_says(ek_type type)
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

ek_text ek_measure_says(ek_arena *arena, const ek_measure *measure)
{
    ek_buffer buffer;

    ek_buffer_init(&buffer, arena);
    ek_buffer_measure(&buffer, measure);
    return ek_buffer_done(&buffer);
}

const ek_expr *ek_typing_arg(const ek_typing *t, uint32_t index)
{
    return t->expr->args[index];
}

/* Says that an argument is of a wrong type. */
void ek_typing_report(ek_typing *t, const ek_expr *arg, const char *wanted, const char *advice)
{
    if (t->wrong)
        return;
    t->wrong = true;
    ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place, "%s takes %s, and '%.*s' is %s%s%s",
                   ek_op_name(t->expr->op), wanted,
                   EK_TEXT_ARGS(describe_expr(t->problems->arena, arg)), ek_type_says(arg->type),
                   advice[0] != '\0' ? ": " : "", advice);
}

bool ek_is_type(const ek_expr *arg, ek_type type)
{
    return arg->type == type || arg->type == EK_TYPE_ANY;
}

void ek_need_type(ek_typing *t, uint32_t index, ek_type type)
{
    const ek_expr *arg = ek_typing_arg(t, index);
    const char *advice = "";

    if (ek_is_type(arg, type))
        return;
    if (type == EK_TYPE_QUANTITY && arg->type == EK_TYPE_LEVEL)
        advice = "national levels compare only through eqf(…)";
    else if (type == EK_TYPE_QUANTITY && arg->type == EK_TYPE_TABLE)
        advice = "take a value out with from_table";
    else if (type == EK_TYPE_DATE && arg->type == EK_TYPE_TEXT)
        advice = "a day that the law names is a parameter with unit: date";
    else if (type == EK_TYPE_CONDITION)
        advice = "compare it with something, or ask whether it is given";
    ek_typing_report(t, arg, ek_type_says(type), advice);
}

void ek_need_quantity(ek_typing *t, uint32_t index)
{
    ek_need_type(t, index, EK_TYPE_QUANTITY);
}

/* Where two measures stand side by side: what both are. `verb` is "compare" or "add up". */
ek_measure ek_merge_measures(ek_typing *t, const ek_measure *a, const ek_measure *b,
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
            ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place,
                           "%.*s and %.*s do not %s: bring both to one unit",
                           EK_TEXT_ARGS(ek_measure_says(arena, a)),
                           EK_TEXT_ARGS(ek_measure_says(arena, b)), verb);
    }
    return *a;
}

ek_measure ek_measure_of(const ek_expr *arg)
{
    ek_measure measure = arg->measure;

    if (arg->type != EK_TYPE_QUANTITY)
        measure = (ek_measure){.any = true};
    return measure;
}

/* All args from `from` to `to` are quantities of one measure. */
ek_measure ek_merge_args(ek_typing *t, uint32_t from, uint32_t to, const char *verb)
{
    ek_measure merged = {.any = true};

    for (uint32_t i = from; i < to; i++) {
        ek_measure measure = ek_measure_of(ek_typing_arg(t, i));

        ek_need_quantity(t, i);
        if (t->wrong)
            break;
        merged = ek_merge_measures(t, &merged, &measure, verb);
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
    case EK_OP_NUMBER:
    case EK_OP_TEXT:
    case EK_OP_NONE:
    case EK_OP_FACT:
    case EK_OP_THING:
    case EK_OP_PARAM:
    case EK_OP_TERM:
    case EK_OP_RULING: return (arity){0, 0};
    case EK_OP_NO:
    case EK_OP_GIVEN:
    case EK_OP_UP_TO:
    case EK_OP_EQF:
    case EK_OP_MONTHS_IN_ALL:
    case EK_OP_DAYS_IN_ALL: return (arity){1, 1};
    case EK_OP_NUMBER_OF:
    case EK_OP_SHARE_OF: return (arity){1, 2};
    case EK_OP_SUM_OF:
    case EK_OP_MEAN_OF:
    case EK_OP_LARGEST_OF:
    case EK_OP_SMALLEST_OF: return (arity){2, 3};
    case EK_OP_WEIGHTED_MEAN_OF: return (arity){3, 4};
    case EK_OP_TEXTS: return (arity){0, ANY_COUNT};
    case EK_OP_ALL:
    case EK_OP_ANY:
    case EK_OP_AVERAGE_OF: return (arity){1, ANY_COUNT};
    case EK_OP_LESSER_OF:
    case EK_OP_GREATER_OF:
    case EK_OP_FROM_TABLE: return (arity){2, ANY_COUNT};
    default: return (arity){2, 2};
    }
}

static void check_count(ek_typing *t)
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

static void type_field(ek_typing *t, const ek_field *field)
{
    switch (field->kind) {
    case EK_KIND_YES: ek_typed(t, EK_TYPE_CONDITION); break;
    case EK_KIND_NUMBER:
        ek_typed_plain(t);
        if (field->unit != EK_PLAIN)
            t->expr->measure.power[field->unit] = 1;
        break;
    case EK_KIND_MARK: ek_typed_dimension(t, EK_MARKS); break;
    case EK_KIND_DATE: ek_typed(t, EK_TYPE_DATE); break;
    case EK_KIND_TEXT:
    case EK_KIND_WORD:
    case EK_KIND_COUNTRY: ek_typed(t, EK_TYPE_TEXT); break;
    case EK_KIND_SET: ek_typed(t, EK_TYPE_SET); break;
    case EK_KIND_LEVEL: ek_typed(t, EK_TYPE_LEVEL); break;
    case EK_KIND_RECORD: ek_typed(t, EK_TYPE_RECORD); break;
    case EK_KIND_LIST: ek_typed(t, EK_TYPE_LIST); break;
    case EK_KIND_TREE: ek_typed(t, EK_TYPE_TREE); break;
    case EK_KIND_BY_COUNTRY:
    case EK_KIND_ANSWER: ek_typed(t, EK_TYPE_ANY); break;
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

static void type_fact(ek_typing *t)
{
    const ek_path *path = &t->expr->as.path;

    if (path->length == 0) {
        ek_typed(t, EK_TYPE_RECORD);
        return;
    }
    type_field(t, path->field);
    if (t->expr->type == EK_TYPE_LIST)
        t->expr->list_scope = find_list_scope(path);
}

static void type_thing(ek_typing *t)
{
    const ek_scope_info *info = ek_scope_of(t->expr->as.scope);

    ek_typed(t, info->kind == EK_SCOPE_MANY ? EK_TYPE_LIST : EK_TYPE_RECORD);
    t->expr->list_scope = info->kind == EK_SCOPE_MANY ? t->expr->as.scope : EK_SCOPE_NONE;
}

/* A list of numbers is no set of texts: like a table it has but one word, one_of. */
void ek_type_datum(ek_typing *t, ek_datum_kind kind, const ek_parameter *param)
{
    switch (kind) {
    case EK_DATUM_NUMBER: ek_typed_measure(t, param->measure); break;
    case EK_DATUM_DATE: ek_typed(t, EK_TYPE_DATE); break;
    case EK_DATUM_TEXT: ek_typed(t, EK_TYPE_TEXT); break;
    case EK_DATUM_TEXTS: ek_typed(t, EK_TYPE_SET); break;
    case EK_DATUM_ROUNDING: ek_typed(t, EK_TYPE_ROUNDING); break;
    case EK_DATUM_NUMBERS:
    case EK_DATUM_TABLE:
        ek_typed(t, EK_TYPE_TABLE);
        t->expr->measure = param->measure;
        break;
    }
}

static void type_param(ek_typing *t)
{
    const ek_parameter *param = t->expr->as.param;

    if (param->value_count == 0)
        ek_typed(t, EK_TYPE_ANY); /* the reader has said so already */
    else
        ek_type_datum(t, param->values[0].value.kind, param);
}

static void type_ruling(ek_typing *t)
{
    const ek_question *question = t->expr->as.question;

    switch (question->answer) {
    case EK_ANSWER_YES: ek_typed(t, EK_TYPE_CONDITION); break;
    case EK_ANSWER_NUMBER: ek_typed_measure(t, question->measure); break;
    case EK_ANSWER_DATE: ek_typed(t, EK_TYPE_DATE); break;
    case EK_ANSWER_TEXT: ek_typed(t, EK_TYPE_TEXT); break;
    case EK_ANSWER_TEXTS: ek_typed(t, EK_TYPE_SET); break;
    }
}

/* Anything, until the check has looked at the definitions. */
static void type_term(ek_typing *t)
{
    const ek_term *term = t->expr->as.term;

    t->expr->type = term->type;
    t->expr->measure = term->measure;
    if (term->type == EK_TYPE_LIST && term->version_count > 0)
        t->expr->list_scope = term->versions[0]->is->list_scope;
}

static void type_texts(ek_typing *t)
{
    for (uint32_t i = 0; i < t->expr->count; i++)
        if (!ek_is_type(ek_typing_arg(t, i), EK_TYPE_TEXT) &&
            !ek_is_type(ek_typing_arg(t, i), EK_TYPE_SET))
            ek_typing_report(t, ek_typing_arg(t, i), "texts", "");
    ek_typed(t, EK_TYPE_SET);
}

static void type_leaf(ek_typing *t)
{
    switch (t->expr->op) {
    case EK_OP_NUMBER:
        ek_typed_plain(t);
        t->expr->measure.any = true; /* 0 and 1 fit everything; others are refused as numbers */
        break;
    case EK_OP_TEXT: ek_typed(t, EK_TYPE_TEXT); break;
    case EK_OP_NONE: ek_typed(t, EK_TYPE_NONE); break;
    case EK_OP_FACT: type_fact(t); break;
    case EK_OP_THING: type_thing(t); break;
    case EK_OP_PARAM: type_param(t); break;
    case EK_OP_TERM: type_term(t); break;
    case EK_OP_RULING: type_ruling(t); break;
    default: type_texts(t); break;
    }
}

/* ---- Conditions --------------------------------------------------------------------------- */

static void type_and_or(ek_typing *t)
{
    for (uint32_t i = 0; i < t->expr->count; i++)
        ek_need_type(t, i, EK_TYPE_CONDITION);
    ek_typed(t, EK_TYPE_CONDITION);
}

static void type_order_of_quantities(ek_typing *t)
{
    for (uint32_t i = 0; i < 2; i++)
        if (ek_typing_arg(t, i)->type == EK_TYPE_DATE)
            ek_typing_report(t, ek_typing_arg(t, i), "quantities",
                             "for dates write before, after, on_or_before or on_or_after");
    ek_merge_args(t, 0, 2, "compare");
    ek_typed(t, EK_TYPE_CONDITION);
}

static void type_order_of_dates(ek_typing *t)
{
    for (uint32_t i = 0; i < 2; i++) {
        if (ek_typing_arg(t, i)->type == EK_TYPE_QUANTITY)
            ek_typing_report(t, ek_typing_arg(t, i), "dates",
                             "for quantities write at_least, at_most, more_than or less_than");
        ek_need_type(t, i, EK_TYPE_DATE);
    }
    ek_typed(t, EK_TYPE_CONDITION);
}

static void need_comparable(ek_typing *t, const ek_expr *arg)
{
    switch (arg->type) {
    case EK_TYPE_CONDITION:
        ek_typing_report(t, arg, "texts, numbers or dates", "a yes-or-no fact stands for itself");
        break;
    case EK_TYPE_LEVEL:
        ek_typing_report(t, arg, "texts, numbers or dates", "levels compare only through eqf(…)");
        break;
    case EK_TYPE_SET:
        ek_typing_report(t, arg, "texts, numbers or dates", "sets compare with covers(have, want)");
        break;
    case EK_TYPE_TABLE:
        ek_typing_report(t, arg, "texts, numbers or dates", "take a value out with from_table");
        break;
    case EK_TYPE_RECORD:
    case EK_TYPE_LIST:
    case EK_TYPE_TREE:
    case EK_TYPE_ROUNDING: ek_typing_report(t, arg, "texts, numbers or dates", ""); break;
    default: break;
    }
}

/* Both sides, or the left side and each element of the right. */
static void need_same_type(ek_typing *t, const ek_expr *a, const ek_expr *b)
{
    if (t->wrong || a->type == EK_TYPE_ANY || b->type == EK_TYPE_ANY)
        return;
    if (a->type != b->type) {
        t->wrong = true;
        ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place,
                       "%s and %s are never the same: '%.*s', '%.*s'", ek_type_says(a->type),
                       ek_type_says(b->type), EK_TEXT_ARGS(describe_expr(t->problems->arena, a)),
                       EK_TEXT_ARGS(describe_expr(t->problems->arena, b)));
    } else if (a->type == EK_TYPE_QUANTITY) {
        ek_merge_measures(t, &a->measure, &b->measure, "compare");
    }
}

/* A word that the schema does not know can never be the same as the fact. */
static void check_word(ek_typing *t, const ek_expr *fact, const ek_expr *text)
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

static void type_same(ek_typing *t)
{
    const ek_expr *a = ek_typing_arg(t, 0), *b = ek_typing_arg(t, 1);

    ek_typed(t, EK_TYPE_CONDITION);
    if ((a->type == EK_TYPE_NONE && may_be_none(b)) || (b->type == EK_TYPE_NONE && may_be_none(a)))
        return;
    need_comparable(t, a);
    need_comparable(t, b);
    need_same_type(t, a, b);
    check_word(t, a, b);
    check_word(t, b, a);
}

bool ek_is_list_of_numbers(const ek_expr *arg)
{
    return arg->op == EK_OP_PARAM && arg->type == EK_TYPE_TABLE &&
           arg->as.param->values[0].value.kind == EK_DATUM_NUMBERS;
}

static void type_one_of(ek_typing *t)
{
    const ek_expr *a = ek_typing_arg(t, 0), *list = ek_typing_arg(t, 1);

    ek_typed(t, EK_TYPE_CONDITION);
    need_comparable(t, a);
    if (ek_is_list_of_numbers(list)) {
        ek_need_quantity(t, 0);
        if (!t->wrong && a->type == EK_TYPE_QUANTITY)
            ek_merge_measures(t, &a->measure, &list->measure, "compare");
    } else if (!ek_is_type(list, EK_TYPE_SET)) {
        ek_typing_report(t, list, "a list of texts or a parameter that is a list", "");
    } else if (list->type == EK_TYPE_SET && !ek_is_type(a, EK_TYPE_TEXT)) {
        ek_typing_report(t, a, "a text on the left of a list of texts", "");
    }
    if (list->op == EK_OP_TEXTS)
        for (uint32_t i = 0; i < list->count; i++)
            check_word(t, a, list->args[i]);
}

/* covers, share_covered: two sets of texts. */
static void type_sets(ek_typing *t)
{
    for (uint32_t i = 0; i < 2; i++)
        if (ek_typing_arg(t, i)->type == EK_TYPE_TEXT)
            ek_typing_report(t, ek_typing_arg(t, i), "sets", "put the text into braces");
        else
            ek_need_type(t, i, EK_TYPE_SET);
    if (ek_typing_arg(t, 1)->op == EK_OP_TEXTS)
        for (uint32_t i = 0; i < ek_typing_arg(t, 1)->count; i++)
            check_word(t, ek_typing_arg(t, 0), ek_typing_arg(t, 1)->args[i]);
}

const ek_record_type *ek_record_type_of(const ek_expr *arg)
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

bool ek_has_field(const ek_record_type *type, const char *name)
{
    return type == NULL || ek_field_named(type, ek_text_of(name)) != EK_NO_FIELD;
}

void ek_need_field(ek_typing *t, const ek_expr *arg, const char *name)
{
    const ek_record_type *type = ek_record_type_of(arg);

    if (t->wrong || ek_has_field(type, name))
        return;
    t->wrong = true;
    ek_problem_add(t->problems, ERKEND_EPOLICY, t->expr->place, "%s needs '%s', and a %s has none",
                   ek_op_name(t->expr->op), name, type->name);
}

static void type_in_force(ek_typing *t)
{
    ek_need_type(t, 0, EK_TYPE_RECORD);
    ek_need_type(t, 1, EK_TYPE_DATE);
    ek_need_field(t, ek_typing_arg(t, 0), "first_day");
    ek_need_field(t, ek_typing_arg(t, 0), "last_day");
    if (t->expr->op == EK_OP_IN_TRANSITION)
        ek_need_field(t, ek_typing_arg(t, 0), "transition_last_day");
    ek_typed(t, EK_TYPE_CONDITION);
}

static void type_given(ek_typing *t)
{
    const ek_expr *arg = ek_typing_arg(t, 0);

    if (arg->type == EK_TYPE_CONDITION && arg->op != EK_OP_FACT && arg->op != EK_OP_RULING &&
        arg->op != EK_OP_TERM)
        ek_typing_report(t, arg, "something that may be there", "a condition stands for itself");
    ek_typed(t, EK_TYPE_CONDITION);
}

static void type_word(ek_typing *t)
{
    switch (t->expr->op) {
    case EK_OP_ALL:
    case EK_OP_ANY:
    case EK_OP_NO: type_and_or(t); break;
    case EK_OP_AT_LEAST:
    case EK_OP_AT_MOST:
    case EK_OP_MORE_THAN:
    case EK_OP_LESS_THAN: type_order_of_quantities(t); break;
    case EK_OP_BEFORE:
    case EK_OP_AFTER:
    case EK_OP_ON_OR_BEFORE:
    case EK_OP_ON_OR_AFTER: type_order_of_dates(t); break;
    case EK_OP_SAME:
    case EK_OP_DIFFERENT: type_same(t); break;
    case EK_OP_ONE_OF: type_one_of(t); break;
    case EK_OP_COVERS:
        type_sets(t);
        ek_typed(t, EK_TYPE_CONDITION);
        break;
    case EK_OP_SHARE_COVERED:
        type_sets(t);
        ek_typed_plain(t);
        break;
    case EK_OP_MULTIPLE_OF:
        ek_merge_args(t, 0, 2, "compare");
        ek_typed(t, EK_TYPE_CONDITION);
        break;
    case EK_OP_IN_FORCE:
    case EK_OP_IN_TRANSITION: type_in_force(t); break;
    case EK_OP_GIVEN: type_given(t); break;
    case EK_OP_EVERY:
    case EK_OP_SOME:
    case EK_OP_THOSE: ek_type_list_condition(t); break;
    case EK_OP_FULFILS: ek_type_fulfils(t); break;
    case EK_OP_ADD:
    case EK_OP_SUBTRACT: ek_type_sum(t); break;
    case EK_OP_MULTIPLY:
    case EK_OP_DIVIDE: ek_type_product(t); break;
    case EK_OP_LESSER_OF:
    case EK_OP_GREATER_OF:
        ek_typed_measure(t, ek_merge_args(t, 0, t->expr->count, "compare"));
        break;
    case EK_OP_AVERAGE_OF:
        ek_typed_measure(t, ek_merge_args(t, 0, t->expr->count, "add up"));
        break;
    case EK_OP_ROUNDED: ek_type_rounded(t); break;
    case EK_OP_UP_TO: ek_typed_measure(t, ek_merge_args(t, 0, 1, "compare")); break;
    case EK_OP_SUM_OF:
    case EK_OP_MEAN_OF:
    case EK_OP_LARGEST_OF:
    case EK_OP_SMALLEST_OF:
    case EK_OP_WEIGHTED_MEAN_OF: ek_type_over_list(t); break;
    case EK_OP_NUMBER_OF:
    case EK_OP_SHARE_OF: ek_type_number_of(t); break;
    case EK_OP_FROM_TABLE: ek_type_from_table(t); break;
    case EK_OP_AGE_ON: ek_type_between_days(t, EK_YEARS); break;
    case EK_OP_MONTHS_IN: ek_type_between_days(t, EK_MONTHS); break;
    case EK_OP_MONTHS_AFTER: ek_type_later_day(t, EK_MONTHS); break;
    case EK_OP_YEARS_AFTER: ek_type_later_day(t, EK_YEARS); break;
    case EK_OP_MONTHS_IN_ALL:
    case EK_OP_DAYS_IN_ALL: ek_type_in_all(t); break;
    case EK_OP_EQF:
        ek_need_type(t, 0, EK_TYPE_LEVEL);
        ek_typed_plain(t);
        break;
    case EK_OP_EACH_OF: ek_type_each_of(t); break;
    default: type_leaf(t); break;
    }
}

void ek_check_expr(ek_expr *expr, ek_problems *problems)
{
    ek_typing t = {expr, problems, false};

    check_count(&t);
    if (!t.wrong)
        type_word(&t);
    if (t.wrong) {
        expr->type = EK_TYPE_ANY;
        expr->measure = (ek_measure){.any = true};
    }
}
