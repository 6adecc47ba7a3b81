/* What may not stand in a policy file, with the words to write instead (LANGUAGE section 13).
 *
 * A country file is names, dots, calls, texts, braces, + - *, and the numbers 0 and 1. The shared
 * vocabulary is Lua in full without what the Lua 5.4.4 of Debian 12 gets wrong (TRUST section 5)
 * and without anything that makes a number which is not whole. */
#include "script/scan.h"

/* More would let a message of Lua recurse too deep (TRUST section 5: getobjname). */
#define MAX_INDEXES 64

/* Lua itself takes 200 levels. */
#define MAX_NESTED 200

/* Brackets are told apart to this depth. */
#define MAX_OPEN 64

typedef struct advice {
    const char *written;
    const char *message;
} advice;

static const advice country_keywords[] = {
    {"and", "'and' is not a word of policies: write all { a, b }"},
    {"or", "'or' is not a word of policies: write any { a, b }"},
    {"not", "'not' is not a word of policies: write no(a)"},
    {"function", "'function' is not a word of policies: give a condition a name with define"},
    {"local", "'local' is not a word of policies: give a value a name with define"},
    {"if", "'if' is not a word of policies: write where = …, or any { a, b }"},
    {"for", "'for' is not a word of policies: write every, some, sum_of or number_of"},
    {"while", "'while' is not a word of policies: write every, some, sum_of or number_of"},
    {"repeat", "'repeat' is not a word of policies: write every, some, sum_of or number_of"},
    {"until", "'until' is not a word of policies: write last_day"},
    {"true", "'true' is not a word of policies: a yes-or-no fact stands for itself"},
    {"false", "'false' is not a word of policies: write no(a)"},
    {"nil", "'nil' is not a word of policies: write none"},
    {"return", "'return' is not a word of policies: a file holds rules, it gives nothing back"},
    {"goto", "'goto' is not a word of policies: rules have no order"},
    {"break", "'break' is not a word of policies: rules have no loops"},
};

static const advice country_signs[] = {
    {"<=", "'<=' does not work on facts: write at_most or on_or_before"},
    {"<", "'<' does not work on facts: write less_than or before"},
    {">=", "'>=' does not work on facts: write at_least or on_or_after"},
    {">", "'>' does not work on facts: write more_than or after"},
    {"==", "'==' does not work on facts: write same"},
    {"~=", "'~=' does not work on facts: write different"},
    {"/", "'/' does not work on facts: write divide(a, b)"},
    {"//", "'//' does not work on facts: write rounded(divide(a, b), param.…)"},
    {"%", "'%' does not work on facts: write multiple_of(a, step)"},
    {"^", "'^' does not work on facts: write a * a"},
    {"..", "'..' does not work on facts: write one text"},
    {"#", "'#' does not work on facts: write number_of(list)"},
    {":", "':' is not a sign of policies: facts stand behind a dot"},
    {"::", "'::' is not a sign of policies: rules have no order"},
    {";", "';' is not a sign of policies: write ,"},
    {"...", "'...' is not a sign of policies: give each value"},
    {"&", "'&' is not a sign of policies: write all { a, b }"},
    {"|", "'|' is not a sign of policies: write any { a, b }"},
    {"~", "'~' is not a sign of policies: write no(a)"},
    {"<<", "'<<' is not a sign of policies"},
    {">>", "'>>' is not a sign of policies"},
    {"[", "'[' is not a sign of policies, except in [\"…\"] = : facts stand behind a dot"},
};

static const advice shared_signs[] = {
    {"&", "'&' is refused: Lua 5.4.4 may compute it wrongly"},
    {"|", "'|' is refused: Lua 5.4.4 may compute it wrongly"},
    {"~", "'~' is refused: Lua 5.4.4 may compute it wrongly"},
    {"<<", "'<<' is refused: Lua 5.4.4 may compute it wrongly"},
    {">>", "'>>' is refused: Lua 5.4.4 may compute it wrongly"},
    {"/", "'/' is refused: it makes numbers that are not exact; write divide(a, b)"},
    {"^", "'^' is refused: it makes numbers that are not exact; write a * a"},
    {"::", "'::' is refused: write the loop without goto"},
};

typedef struct checker {
    const ek_token *items;
    uint32_t count;
    ek_text file;
    ek_problems *problems;
    bool runs;
    bool told_block; /* a word that opens a block was reported: its 'then' and 'end' are not */
    uint32_t indexes;
    uint32_t outer[MAX_NESTED]; /* indexes of the expressions that surround the present brackets */
    uint32_t nested;
    const ek_token *open[MAX_OPEN]; /* brackets that are not closed yet, up to a depth */
    uint32_t depth;
    bool told_shape; /* what follows a bracket that does not fit means nothing */
} checker;

#define ADVICE_COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void tell(checker *check, const ek_token *token, const char *message)
{
    ek_place place = {check->file, token->line, token->column};

    ek_problem_add(check->problems, ERKEND_EPOLICY, place, "%s", message);
}

static const char *find_advice(const advice *list, size_t count, ek_text written)
{
    for (size_t i = 0; i < count; i++)
        if (ek_text_is_word(written, list[i].written))
            return list[i].message;
    return NULL;
}

static inline __attribute__((always_inline)) bool is_symbol(const ek_token *token,
                                                            const char *symbol)
{
    return token->kind == EK_TOKEN_SYMBOL && ek_text_is_word(token->text, symbol);
}

/* The same of a symbol of one byte. */
static inline bool is_sign(const ek_token *token, char sign)
{
    return token->sign == sign;
}

static bool is_value_keyword(ek_text word)
{
    return ek_text_is_word(word, "and") || ek_text_is_word(word, "or") ||
           ek_text_is_word(word, "not") || ek_text_is_word(word, "true") ||
           ek_text_is_word(word, "false") || ek_text_is_word(word, "nil");
}

static bool is_block_keyword(ek_text word)
{
    return ek_text_is_word(word, "function") || ek_text_is_word(word, "if") ||
           ek_text_is_word(word, "for") || ek_text_is_word(word, "while") ||
           ek_text_is_word(word, "repeat");
}

/* do, then, else, elseif, end, in: they belong to a word that was reported already. */
static void check_country_keyword(checker *check, const ek_token *token)
{
    const char *message =
        find_advice(country_keywords, ADVICE_COUNT(country_keywords), token->text);

    if (message) {
        tell(check, token, message);
    } else if (!check->told_block) {
        ek_place place = {check->file, token->line, token->column};

        ek_problem_add(check->problems, ERKEND_EPOLICY, place, "'%.*s' is not a word of policies",
                       EK_TEXT_ARGS(token->text));
    }
    if (is_block_keyword(token->text))
        check->told_block = true;
    if (!is_value_keyword(token->text))
        check->runs = false;
}

static bool is_whole(ek_text number)
{
    bool hex = number.size > 1 && (number.bytes[1] | 0x20) == 'x';

    for (uint32_t i = 0; i < number.size; i++) {
        char c = number.bytes[i];

        if (c == '.' || (!hex && (c | 0x20) == 'e') || (hex && (c | 0x20) == 'p'))
            return false;
    }
    return hex || number.size <= 18;
}

static void check_country_number(checker *check, const ek_token *token)
{
    ek_place place = {check->file, token->line, token->column};

    if (ek_text_is(token->text, "0") || ek_text_is(token->text, "1"))
        return;
    if (!is_whole(token->text))
        ek_problem_add(
            check->problems, ERKEND_EPOLICY, place,
            "a number with a fraction may change by law: put it in parameters.yaml, with "
            "its law");
    else
        ek_problem_add(check->problems, ERKEND_EPOLICY, place,
                       "the number %.*s may change by law: put it in parameters.yaml, with its law",
                       EK_TEXT_ARGS(token->text));
}

/* [ "2020-01-01" ] = is how a day of law_before is written. */
static bool is_text_key(const checker *check, uint32_t at)
{
    const ek_token *token = &check->items[at];

    return at + 3 < check->count && token[1].kind == EK_TOKEN_TEXT && is_sign(&token[2], ']') &&
           is_sign(&token[3], '=');
}

/* Most symbols are signs of policies, which need no advice. */
static bool is_country_sign(const ek_token *token)
{
    switch (token->sign) {
    case ',':
    case '.':
    case '=':
    case '(':
    case ')':
    case '{':
    case '}': return true;
    default: return false;
    }
}

static void check_country_symbol(checker *check, uint32_t at)
{
    const ek_token *token = &check->items[at];
    const char *message;

    if (is_country_sign(token))
        return;
    message = find_advice(country_signs, ADVICE_COUNT(country_signs), token->text);
    if (!message || (is_sign(token, '[') && is_text_key(check, at)))
        return;
    tell(check, token, message);
    if (is_sign(token, ':') || is_symbol(token, "::") || is_symbol(token, "...") ||
        is_sign(token, '['))
        check->runs = false;
}

static void check_shared(checker *check, uint32_t at)
{
    const ek_token *token = &check->items[at];
    const char *message = NULL;

    if (token->kind == EK_TOKEN_SYMBOL)
        message = find_advice(shared_signs, ADVICE_COUNT(shared_signs), token->text);
    else if (token->kind == EK_TOKEN_NUMBER && !is_whole(token->text))
        message = "a number with a fraction is refused: numbers of policies are exact";
    else if (token->kind == EK_TOKEN_KEYWORD && ek_text_is(token->text, "goto"))
        message = "'goto' is refused: write the loop without it";
    else if (token->kind == EK_TOKEN_NAME && ek_text_is(token->text, "_ENV"))
        message = "'_ENV' is refused: names of policies are fixed";
    if (is_sign(token, '<') && at + 2 < check->count && token[1].kind == EK_TOKEN_NAME &&
        ek_text_is(token[1].text, "close"))
        message = "'<close>' is refused: Lua 5.4.4 runs it wrongly";
    if (message) {
        tell(check, token, message);
        check->runs = false;
    }
}

/* Whether the expression before `at` is over: a comma, a sign that opens, or the next statement. */
static bool ends_chain(const checker *check, uint32_t at)
{
    const ek_token *token = &check->items[at];
    const ek_token *before = at > 0 ? token - 1 : NULL;

    if (token->kind == EK_TOKEN_SYMBOL)
        return is_sign(token, ',') || is_sign(token, ';') || is_sign(token, '=');
    if (token->kind == EK_TOKEN_KEYWORD)
        return !is_value_keyword(token->text);
    return token->kind == EK_TOKEN_NAME && before &&
           (before->kind == EK_TOKEN_NAME || before->kind == EK_TOKEN_TEXT ||
            is_sign(before, ')') || is_sign(before, '}') || is_sign(before, ']'));
}

/* What stands in brackets is an expression of its own; the one around it goes on behind them, so
 * that a[f{}][f{}] counts as two. */
static void count_nested(checker *check, const ek_token *token)
{
    bool opens = is_sign(token, '(') || is_sign(token, '{') || is_sign(token, '[');
    bool closes = is_sign(token, ')') || is_sign(token, '}') || is_sign(token, ']');

    if (opens) {
        if (check->nested < MAX_NESTED)
            check->outer[check->nested] = check->indexes;
        check->nested++;
        check->indexes = 0;
    } else if (closes && check->nested > 0) {
        check->nested--;
        if (check->nested < MAX_NESTED)
            check->indexes = check->outer[check->nested];
    }
}

static void check_chain(checker *check, uint32_t at)
{
    const ek_token *token = &check->items[at];

    if (ends_chain(check, at))
        check->indexes = 0;
    else if (is_sign(token, '.') || is_sign(token, '[') || is_sign(token, ':'))
        check->indexes++;
    if (check->indexes == MAX_INDEXES + 1) {
        tell(check, token, "more than 64 dots and brackets in one expression: write it in parts");
        check->indexes++;
        check->runs = false;
    }
    count_nested(check, token);
}

static void close_bracket(checker *check, const ek_token *token)
{
    const ek_token *open;

    if (check->depth == 0) {
        ek_place place = {check->file, token->line, token->column};

        ek_problem_add(check->problems, ERKEND_EPOLICY, place,
                       "this '%.*s' closes nothing: remove it", EK_TEXT_ARGS(token->text));
        check->told_shape = true;
        check->runs = false;
        return;
    }
    check->depth--;
    open = check->depth < MAX_OPEN ? check->open[check->depth] : NULL;
    if (open && is_sign(open, '{') != is_sign(token, '}')) {
        ek_place place = {check->file, token->line, token->column};

        ek_problem_add(check->problems, ERKEND_EPOLICY, place,
                       "'%s' is due here, for the '%.*s' of line %u",
                       is_sign(open, '{') ? "}" : ")", EK_TEXT_ARGS(open->text), open->line);
        check->told_shape = true;
        check->runs = false;
    }
}

/* Two values side by side in brackets. A name before a text or a brace is a call: conditional "x".
 */
static bool lacks_comma(const checker *check, uint32_t at)
{
    const ek_token *token = &check->items[at];
    const ek_token *before = token - 1;
    bool over;

    if (check->depth == 0 || at == 0 || check->told_block)
        return false;
    over = before->kind == EK_TOKEN_TEXT || before->kind == EK_TOKEN_NUMBER ||
           is_sign(before, ')') || is_sign(before, '}');
    if (token->kind == EK_TOKEN_NAME || token->kind == EK_TOKEN_NUMBER)
        return over || before->kind == EK_TOKEN_NAME;
    return token->kind == EK_TOKEN_TEXT && over;
}

/* What Lua would only call an unexpected symbol. */
static void check_shape(checker *check, uint32_t at)
{
    const ek_token *token = &check->items[at];

    if (check->told_shape)
        return;
    if (is_sign(token, '{') || is_sign(token, '(')) {
        if (check->depth < MAX_OPEN)
            check->open[check->depth] = token;
        check->depth++;
    } else if (is_sign(token, '}') || is_sign(token, ')')) {
        close_bracket(check, token);
    } else if (lacks_comma(check, at)) {
        ek_place place = {check->file, token->line, token->column};
        ek_text shown = ek_text_slice(token->text, 0, 60);

        if (token[-1].kind == EK_TOKEN_NAME && ek_text_is(token[-1].text, "no"))
            ek_problem_add(check->problems, ERKEND_EPOLICY, place,
                           "'no' takes its condition in brackets: write no(%.*s …)",
                           EK_TEXT_ARGS(shown));
        else
            ek_problem_add(check->problems, ERKEND_EPOLICY, place,
                           "a comma is missing before '%.*s'", EK_TEXT_ARGS(shown));
        check->runs = false;
    }
}

static void check_end(checker *check)
{
    const ek_token *open;
    ek_place place = {check->file, 0, 0};

    if (check->depth == 0 || check->depth > MAX_OPEN || !check->runs)
        return;
    open = check->open[check->depth - 1];
    place.line = open->line;
    place.column = open->column;
    ek_problem_add(check->problems, ERKEND_EPOLICY, place,
                   "this '%.*s' is never closed: write '%s' where it ends",
                   EK_TEXT_ARGS(open->text), is_sign(open, '{') ? "}" : ")");
    check->runs = false;
}

bool ek_tokens_check(ek_tokens tokens, const ek_source *source, bool country, ek_problems *problems)
{
    checker check = {.items = tokens.items,
                     .count = tokens.count,
                     .file = source->name,
                     .problems = problems,
                     .runs = !tokens.broken,
                     .told_shape = tokens.broken};

    for (uint32_t i = 0; i < tokens.count; i++) {
        const ek_token *token = &tokens.items[i];

        check_chain(&check, i);
        if (country)
            check_shape(&check, i);
        if (!country)
            check_shared(&check, i);
        else if (token->kind == EK_TOKEN_KEYWORD)
            check_country_keyword(&check, token);
        else if (token->kind == EK_TOKEN_NUMBER)
            check_country_number(&check, token);
        else if (token->kind == EK_TOKEN_SYMBOL)
            check_country_symbol(&check, i);
    }
    if (country)
        check_end(&check);
    return check.runs;
}
