/* Conditions as sentences. `all`, `any`, `every` and `some` open a list of lines; whatever compares
 * is one line; `no` is carried down to where it can be said in words. */
#include "explain/sentence.h"

#define MOST_DEPTH 24

void ek_sentences_init(ek_sentences *s, const ek_pen *pen, const ek_rulebook *book, ek_scope first,
                       ek_scope second)
{
    *s = (ek_sentences){.pen = pen, .book = book};
    ek_sentence_speak_of(s, first);
    ek_sentence_speak_of(s, second);
}

void ek_sentence_speak_of(ek_sentences *s, ek_scope scope)
{
    if (scope < EK_SCOPE_COUNT && s->about_count < sizeof s->about / sizeof s->about[0])
        s->about[s->about_count++] = scope;
}

static void add_line(ek_sentences *s, ek_text text)
{
    *EK_PUSH(s->pen->out->arena, s->lines, s->count, s->capacity) =
        (ek_sentence_line){s->depth, text};
}

/* ---- One line ------------------------------------------------------------------------------ */

typedef struct pair_of_phrases {
    ek_op op;
    ek_phrase plain, negated;           /* of one thing */
    ek_phrase plain_many, negated_many; /* of several: "the months are" */
} pair_of_phrases;

static const pair_of_phrases comparisons[] = {
    {EK_OP_AT_LEAST, EK_SAY_LAW_IS_AT_LEAST, EK_SAY_LAW_IS_LESS, EK_SAY_LAW_ARE_AT_LEAST,
     EK_SAY_LAW_ARE_LESS},
    {EK_OP_AT_MOST, EK_SAY_LAW_IS_AT_MOST, EK_SAY_LAW_IS_MORE, EK_SAY_LAW_ARE_AT_MOST,
     EK_SAY_LAW_ARE_MORE},
    {EK_OP_MORE_THAN, EK_SAY_LAW_IS_MORE, EK_SAY_LAW_IS_AT_MOST, EK_SAY_LAW_ARE_MORE,
     EK_SAY_LAW_ARE_AT_MOST},
    {EK_OP_LESS_THAN, EK_SAY_LAW_IS_LESS, EK_SAY_LAW_IS_AT_LEAST, EK_SAY_LAW_ARE_LESS,
     EK_SAY_LAW_ARE_AT_LEAST},
    {EK_OP_MULTIPLE_OF, EK_SAY_LAW_IS_MULTIPLE, EK_SAY_LAW_IS_NO_MULTIPLE, EK_SAY_LAW_ARE_MULTIPLE,
     EK_SAY_LAW_ARE_NO_MULTIPLE},
    {EK_OP_BEFORE, EK_SAY_LAW_IS_EARLIER, EK_SAY_LAW_NOT_EARLIER, EK_SAY_LAW_IS_EARLIER,
     EK_SAY_LAW_NOT_EARLIER},
    {EK_OP_AFTER, EK_SAY_LAW_IS_LATER, EK_SAY_LAW_NOT_LATER, EK_SAY_LAW_IS_LATER,
     EK_SAY_LAW_NOT_LATER},
    {EK_OP_ON_OR_BEFORE, EK_SAY_LAW_NOT_LATER, EK_SAY_LAW_IS_LATER, EK_SAY_LAW_NOT_LATER,
     EK_SAY_LAW_IS_LATER},
    {EK_OP_ON_OR_AFTER, EK_SAY_LAW_NOT_EARLIER, EK_SAY_LAW_IS_EARLIER, EK_SAY_LAW_NOT_EARLIER,
     EK_SAY_LAW_IS_EARLIER},
    {EK_OP_ONE_OF, EK_SAY_LAW_IS_ONE_OF, EK_SAY_LAW_IS_NONE_OF, EK_SAY_LAW_IS_ONE_OF,
     EK_SAY_LAW_IS_NONE_OF},
    {EK_OP_COVERS, EK_SAY_LAW_HAS_ALL, EK_SAY_LAW_HAS_NOT_ALL, EK_SAY_LAW_HAS_ALL,
     EK_SAY_LAW_HAS_NOT_ALL},
    {EK_OP_IN_FORCE, EK_SAY_LAW_IN_FORCE_ON, EK_SAY_LAW_NOT_IN_FORCE_ON, EK_SAY_LAW_IN_FORCE_ON,
     EK_SAY_LAW_NOT_IN_FORCE_ON},
    {EK_OP_IN_TRANSITION, EK_SAY_LAW_TRANSITION_ON, EK_SAY_LAW_NOT_TRANSITION_ON,
     EK_SAY_LAW_TRANSITION_ON, EK_SAY_LAW_NOT_TRANSITION_ON},
    {EK_OP_FULFILS, EK_SAY_LAW_FULFILS, EK_SAY_LAW_FULFILS_NOT, EK_SAY_LAW_FULFILS,
     EK_SAY_LAW_FULFILS_NOT},
};

/* Does a label speak of several: "months asked for", "beantragte Monate"? By its words, as labels
 * stand in a table of ours. */
static bool is_many(ek_text label)
{
    static const char *const words[] = {
        "months", "points",       "weeks",         "hours",       "credits",     "Monate",
        "Punkte", "Wochen",       "Jahre",         "Stunden",     "ECTS-Punkte", "maanden",
        "punten", "uren",         "studiepunten",  "kuukaudet",   "pisteet",     "tunnit",
        "viikot", "ECTS-pisteet", "Wochenstunden", "viikkotunnit"};
    uint32_t from = 0;

    for (uint32_t to = 0; to <= label.size; to++) {
        if (to < label.size && label.bytes[to] != ' ')
            continue;
        for (uint32_t i = 0; i < sizeof words / sizeof words[0]; i++)
            if (ek_text_is(ek_text_slice(label, from, to), words[i]))
                return true;
        from = to + 1;
    }
    return false;
}

static ek_text say_so(const ek_sentences *s, ek_text sentence, bool negated)
{
    return negated ? ek_say1(s->pen, EK_SAY_LAW_NOT_SO, sentence) : sentence;
}

/* A yes-or-no fact. */
static ek_text say_fact(ek_sentences *s, const ek_expr *expr, bool negated)
{
    const ek_path *path = &expr->as.path;
    ek_text sentence = EK_TEXT("");

    if (path->field)
        sentence = ek_truth_of_field(s->pen->language, ek_sentence_type(path), path->field);
    if (sentence.size == 0)
        sentence = ek_say1(s->pen, EK_SAY_LAW_IS_SO, ek_sentence_path(s, path));
    return say_so(s, sentence, negated);
}

static ek_text say_given(ek_sentences *s, const ek_expr *of, bool negated)
{
    const ek_field *field = of->op == EK_OP_FACT ? of->as.path.field : NULL;

    if (field && (field->kind == EK_KIND_SET || field->kind == EK_KIND_LIST))
        return ek_say1(s->pen, negated ? EK_SAY_LAW_GIVEN_ARE_NOT : EK_SAY_LAW_GIVEN_ARE,
                       ek_sentence_value(s, of));
    return ek_say1(s->pen, negated ? EK_SAY_LAW_GIVEN_NOT : EK_SAY_LAW_GIVEN_IS,
                   ek_sentence_value(s, of));
}

static bool is_country(const ek_expr *expr)
{
    return expr->op == EK_OP_FACT && expr->as.path.field &&
           expr->as.path.field->kind == EK_KIND_COUNTRY;
}

static ek_text say_equality(ek_sentences *s, const ek_expr *expr, bool same)
{
    ek_text left = ek_sentence_value(s, expr->args[0]), right;
    bool word = expr->args[1]->op == EK_OP_TEXT;

    if (expr->args[1]->op == EK_OP_NONE)
        return say_given(s, expr->args[0], same);
    right = is_country(expr->args[0]) && word
                ? ek_label_of_country(s->pen->language, NULL, expr->args[1]->as.text)
                : ek_sentence_value(s, expr->args[1]);
    if (word && !is_country(expr->args[0]))
        right = ek_say1(s->pen, EK_SAY_LAW_QUOTED, right);
    return ek_say2(s->pen,
                   word ? (same ? EK_SAY_LAW_IS : EK_SAY_LAW_IS_NOT)
                        : (same ? EK_SAY_LAW_IS_EQUAL : EK_SAY_LAW_IS_UNEQUAL),
                   left, right);
}

static ek_text say_comparison(ek_sentences *s, const ek_expr *expr, bool negated)
{
    ek_text left = ek_sentence_value(s, expr->args[0]), right = ek_sentence_value(s, expr->args[1]);

    if (expr->op == EK_OP_ONE_OF &&
        expr->args[0]->op == EK_OP_TEXT) /* a word in a list of the law */
        return ek_say2(s->pen, negated ? EK_SAY_LAW_HAS_NOT_ALL : EK_SAY_LAW_HAS_ALL, right,
                       ek_say1(s->pen, EK_SAY_LAW_QUOTED, left));
    for (uint32_t i = 0; i < sizeof comparisons / sizeof comparisons[0]; i++) {
        const pair_of_phrases *pair = &comparisons[i];
        bool many = expr->args[0]->op == EK_OP_FACT && is_many(left);

        if (pair->op == expr->op)
            return ek_say2(s->pen,
                           negated ? (many ? pair->negated_many : pair->negated)
                                   : (many ? pair->plain_many : pair->plain),
                           left, right);
    }
    return ek_joined(s->pen, (const ek_text[]){left, right}, 2, " ");
}

static ek_text say_term(ek_sentences *s, const ek_expr *expr, bool negated)
{
    return say_so(s, ek_sentence_value(s, expr), negated);
}

static ek_text say_line(ek_sentences *s, const ek_expr *expr, bool negated)
{
    switch (expr->op) {
    case EK_OP_FACT: return say_fact(s, expr, negated);
    case EK_OP_GIVEN: return say_given(s, expr->args[0], negated);
    case EK_OP_SAME: return say_equality(s, expr, !negated);
    case EK_OP_DIFFERENT: return say_equality(s, expr, negated);
    case EK_OP_TERM: return say_term(s, expr, negated);
    case EK_OP_RULING:
        return ek_say2(s->pen, negated ? EK_SAY_LAW_ANSWERS_NO : EK_SAY_LAW_ANSWERS_YES,
                       ek_sentence_body(s, expr->as.question),
                       ek_sentence_question(s, expr->as.question));
    default: break;
    }
    if (expr->count == 2)
        return say_comparison(s, expr, negated);
    return say_so(s, ek_sentence_value(s, expr), negated);
}

/* ---- Lists of lines ------------------------------------------------------------------------ */

static ek_phrase phrase_of_head(ek_op op, bool negated)
{
    switch (op) {
    case EK_OP_ALL: return negated ? EK_SAY_LAW_NOT_ALL_OF : EK_SAY_LAW_ALL_OF;
    case EK_OP_ANY: return negated ? EK_SAY_LAW_NONE_OF : EK_SAY_LAW_ANY_OF;
    case EK_OP_EVERY: return negated ? EK_SAY_LAW_NOT_FOR_EACH : EK_SAY_LAW_FOR_EACH;
    default: return negated ? EK_SAY_LAW_FOR_NONE : EK_SAY_LAW_FOR_SOME;
    }
}

/* all { a, b } at the top needs no head: the lines are all asked. */
static void add_parts(ek_sentences *s, const ek_expr *expr, bool negated)
{
    bool plain = s->depth == 0 && s->count == 0 && expr->op == EK_OP_ALL && !negated;

    if (!plain) {
        add_line(s, ek_say(s->pen, phrase_of_head(expr->op, negated)));
        s->depth++;
    }
    for (uint32_t i = 0; i < expr->count; i++)
        ek_sentences_condition(s, expr->args[i], false);
    if (!plain)
        s->depth--;
}

static void add_quantifier(ek_sentences *s, const ek_expr *expr, bool negated)
{
    uint32_t before = s->about_count;

    add_line(
        s, ek_say1(s->pen, phrase_of_head(expr->op, negated), ek_sentence_value(s, expr->args[0])));
    s->depth++;
    ek_sentence_speak_of(s, expr->list_scope);
    ek_sentences_condition(s, expr->args[1], false);
    s->about_count = before;
    s->depth--;
}

void ek_sentences_condition(ek_sentences *s, const ek_expr *expr, bool negated)
{
    if (expr->op == EK_OP_NO && s->depth < MOST_DEPTH) {
        ek_sentences_condition(s, expr->args[0], !negated);
    } else if ((expr->op == EK_OP_ALL || expr->op == EK_OP_ANY) && expr->count == 1) {
        ek_sentences_condition(s, expr->args[0], negated);
    } else if ((expr->op == EK_OP_ALL || expr->op == EK_OP_ANY) && s->depth < MOST_DEPTH) {
        add_parts(s, expr, negated);
    } else if ((expr->op == EK_OP_EVERY || expr->op == EK_OP_SOME) && s->depth < MOST_DEPTH) {
        add_quantifier(s, expr, negated);
    } else {
        add_line(s, ek_sentence_inline(s, expr, negated));
    }
}

/* ---- Within a line ------------------------------------------------------------------------- */

static ek_text join_inline(ek_sentences *s, const ek_expr *expr, bool negated)
{
    bool and = (expr->op == EK_OP_ALL) != negated;
    ek_text said = EK_TEXT("");

    for (uint32_t i = 0; i < expr->count; i++) {
        const ek_expr *arg = expr->args[i];
        ek_text one = ek_sentence_inline(s, arg, negated);

        if (arg->op == EK_OP_ALL || arg->op == EK_OP_ANY)
            one = ek_text_format(s->pen->out->arena, "(%.*s)", EK_TEXT_ARGS(one));
        said = i == 0 ? one : ek_say2(s->pen, and? EK_SAY_LAW_AND_SO : EK_SAY_LAW_OR_SO, said, one);
    }
    return said;
}

ek_text ek_sentence_inline(ek_sentences *s, const ek_expr *expr, bool negated)
{
    uint32_t before = s->about_count;
    ek_text parts[2];

    switch (expr->op) {
    case EK_OP_NO: return ek_sentence_inline(s, expr->args[0], !negated);
    case EK_OP_ALL:
    case EK_OP_ANY: return join_inline(s, expr, negated);
    case EK_OP_EVERY:
    case EK_OP_SOME:
        parts[0] =
            ek_say1(s->pen, phrase_of_head(expr->op, negated), ek_sentence_value(s, expr->args[0]));
        ek_sentence_speak_of(s, expr->list_scope);
        parts[1] = ek_sentence_inline(s, expr->args[1], false);
        s->about_count = before;
        return ek_joined(s->pen, parts, 2, ": ");
    default: return say_line(s, expr, negated);
    }
}
