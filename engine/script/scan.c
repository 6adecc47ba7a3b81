/* The scan: a policy file cut into tokens before Lua sees it.
 *
 * Comments, texts and long brackets are cut exactly as Lua 5.4 cuts them, so that nothing which Lua
 * would run hides from the lists in strict.c. Columns count code points. One pass, linear; the
 * result lives in the arena. */
#include "script/scan.h"

#include <string.h>

typedef struct lexer {
    ek_arena *arena;
    ek_problems *problems;
    ek_text file;
    const char *bytes;
    uint32_t size, at;
    uint32_t line, column;
    ek_token *items;
    uint32_t count, capacity;
    bool broken;
} lexer;

/* By their letters: the search stops behind the first of the name. */
static const char *const keywords[] = {"and",   "break", "do",       "else", "elseif", "end",
                                       "false", "for",   "function", "goto", "if",     "in",
                                       "local", "nil",   "not",      "or",   "repeat", "return",
                                       "then",  "true",  "until",    "while"};

static int peek_byte(const lexer *lex, uint32_t ahead)
{
    return lex->size - lex->at > ahead ? (unsigned char)lex->bytes[lex->at + ahead] : -1;
}

/* Moves on by one byte; the two bytes of "\r\n" are one line end. */
static inline __attribute__((always_inline)) void take_byte(lexer *lex)
{
    unsigned char c = (unsigned char)lex->bytes[lex->at++];

    if (c == '\n' || c == '\r') {
        int next = peek_byte(lex, 0);

        if ((next == '\n' || next == '\r') && next != c)
            lex->at++;
        lex->line++;
        lex->column = 1;
    } else if ((c & 0xc0) != 0x80) {
        lex->column++;
    }
}

/* Moves on by bytes of ASCII that end no line. */
static void take_letters(lexer *lex, uint32_t count)
{
    lex->at += count;
    lex->column += count;
}

static void take_bytes(lexer *lex, uint32_t count)
{
    while (count-- > 0)
        take_byte(lex);
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_hex(int c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static ek_place place_of(const lexer *lex, const ek_token *token)
{
    return (ek_place){lex->file, token->line, token->column};
}

static ek_token begin_token(const lexer *lex)
{
    return (ek_token){EK_TOKEN_SYMBOL, {lex->bytes + lex->at, 0}, lex->line, lex->column};
}

static void end_token(lexer *lex, ek_token token, ek_token_kind kind)
{
    token.kind = kind;
    token.text.size = (uint32_t)(lex->bytes + lex->at - token.text.bytes);
    *EK_PUSH(lex->arena, lex->items, lex->count, lex->capacity) = token;
}

/* The number of '=' of a long bracket that opens here, or -1. */
static int find_long_bracket(const lexer *lex)
{
    uint32_t level = 0;

    if (peek_byte(lex, 0) != '[')
        return -1;
    while (peek_byte(lex, 1 + level) == '=')
        level++;
    return peek_byte(lex, 1 + level) == '[' ? (int)level : -1;
}

/* Past a long bracket of this level; false: it does not end. */
static bool take_long_bracket(lexer *lex, uint32_t level)
{
    take_bytes(lex, level + 2);
    while (lex->at < lex->size) {
        if (peek_byte(lex, 0) == ']') {
            uint32_t signs = 0;

            while (signs < level && peek_byte(lex, 1 + signs) == '=')
                signs++;
            if (signs == level && peek_byte(lex, 1 + level) == ']') {
                take_bytes(lex, level + 2);
                return true;
            }
        }
        take_byte(lex);
    }
    return false;
}

static void tell_broken(lexer *lex, const ek_token *token, const char *message)
{
    ek_problem_add(lex->problems, ERKEND_EPOLICY, place_of(lex, token), "%s", message);
    lex->broken = true;
}

static void take_comment(lexer *lex)
{
    ek_token token = begin_token(lex);
    int level;

    take_bytes(lex, 2);
    level = find_long_bracket(lex);
    if (level >= 0) {
        if (!take_long_bracket(lex, (uint32_t)level))
            tell_broken(lex, &token, "this comment does not end: close its long bracket");
        return;
    }
    while (lex->at < lex->size && peek_byte(lex, 0) != '\n' && peek_byte(lex, 0) != '\r')
        take_byte(lex);
}

/* "\z" skips white space, line ends included; other escapes are checked by Lua. */
static void take_escape(lexer *lex)
{
    int c = peek_byte(lex, 1);

    take_byte(lex);
    if (c < 0)
        return;
    take_byte(lex);
    if (c != 'z')
        return;
    for (c = peek_byte(lex, 0); c == ' ' || (c >= '\t' && c <= '\r'); c = peek_byte(lex, 0))
        take_byte(lex);
}

static void take_text(lexer *lex)
{
    ek_token token = begin_token(lex);
    int quote = peek_byte(lex, 0);

    take_byte(lex);
    for (;;) {
        int c = peek_byte(lex, 0);

        if (c < 0 || c == '\n' || c == '\r') {
            tell_broken(lex, &token,
                        "this text does not end: close it with its quote on this line");
            break;
        }
        if (c == '\\') {
            take_escape(lex);
            continue;
        }
        take_byte(lex);
        if (c == quote)
            break;
    }
    end_token(lex, token, EK_TOKEN_TEXT);
}

/* As Lua reads a numeral: digits, points, exponents with their sign, and letters that stick to it.
 */
static void take_number(lexer *lex)
{
    ek_token token = begin_token(lex);
    bool hex = peek_byte(lex, 0) == '0' && (peek_byte(lex, 1) | 0x20) == 'x';

    take_bytes(lex, hex ? 2 : 1);
    for (;;) {
        int c = peek_byte(lex, 0);

        if (c > 0 && (c | 0x20) == (hex ? 'p' : 'e')) {
            take_byte(lex);
            c = peek_byte(lex, 0);
            if (c == '+' || c == '-')
                take_byte(lex);
        } else if (is_hex(c) || is_letter(c) || c == '.') {
            take_byte(lex);
        } else {
            break;
        }
    }
    end_token(lex, token, EK_TOKEN_NUMBER);
}

static void take_name(lexer *lex)
{
    ek_token token = begin_token(lex);
    ek_token_kind kind = EK_TOKEN_NAME;
    uint32_t size = 0;
    ek_text name;

    while (is_letter(peek_byte(lex, size)) || is_digit(peek_byte(lex, size)))
        size++;
    take_letters(lex, size);
    name = (ek_text){token.text.bytes, size};
    for (size_t i = 0; i < sizeof keywords / sizeof keywords[0] && keywords[i][0] <= *name.bytes;
         i++)
        if (ek_text_is_word(name, keywords[i]))
            kind = EK_TOKEN_KEYWORD;
    end_token(lex, token, kind);
}

static uint32_t symbol_size(const lexer *lex)
{
    static const char *const long_symbols[] = {
        "...", "..", "==", "~=", "<=", ">=", "<<", ">>", "//", "::"};
    uint32_t left = lex->size - lex->at;

    for (size_t i = 0; i < sizeof long_symbols / sizeof long_symbols[0]; i++) {
        uint32_t size;

        if (lex->bytes[lex->at] != long_symbols[i][0])
            continue;
        size = (uint32_t)strlen(long_symbols[i]);
        if (left >= size && memcmp(lex->bytes + lex->at, long_symbols[i], size) == 0)
            return size;
    }
    return 1;
}

/* A byte that begins nothing in Lua; a run of them is one message. */
static void take_stray(lexer *lex)
{
    ek_token token = begin_token(lex);
    ek_text stray = {lex->bytes + lex->at, 0};
    ek_buffer shown;

    while (lex->at < lex->size && (unsigned char)lex->bytes[lex->at] >= 0x80)
        take_byte(lex);
    if (lex->bytes + lex->at == stray.bytes)
        take_byte(lex);
    stray.size = (uint32_t)(lex->bytes + lex->at - stray.bytes);
    ek_buffer_init(&shown, lex->arena);
    ek_buffer_shown(&shown, ek_text_slice(stray, 0, 64)); /* a zero byte would end the message */
    ek_problem_add(
        lex->problems, ERKEND_EPOLICY, place_of(lex, &token),
        "'%.*s' cannot stand here: names are of a to z, digits and _; texts stand in quotes",
        EK_TEXT_ARGS(ek_buffer_done(&shown)));
    lex->broken = true;
}

static void take_long_text(lexer *lex, uint32_t level)
{
    ek_token token = begin_token(lex);

    if (!take_long_bracket(lex, level))
        tell_broken(lex, &token, "this text does not end: close its long bracket");
    end_token(lex, token, EK_TOKEN_TEXT);
}

static uint32_t count_spaces(const lexer *lex)
{
    uint32_t count = 0;

    while (peek_byte(lex, count) == ' ')
        count++;
    return count;
}

static void take_token(lexer *lex)
{
    int c = peek_byte(lex, 0);

    if (c == ' ') {
        take_letters(lex, count_spaces(lex));
    } else if (c >= '\t' && c <= '\r') {
        take_byte(lex);
    } else if (c == '-' && peek_byte(lex, 1) == '-') {
        take_comment(lex);
    } else if (is_letter(c)) {
        take_name(lex);
    } else if (is_digit(c) || (c == '.' && is_digit(peek_byte(lex, 1)))) {
        take_number(lex);
    } else if (c == '"' || c == '\'') {
        take_text(lex);
    } else if (find_long_bracket(lex) >= 0) {
        take_long_text(lex, (uint32_t)find_long_bracket(lex));
    } else if (c > ' ' && c < 0x7f && c != '!' && c != '$' && c != '?' && c != '@' && c != '`' &&
               c != '\\') {
        ek_token token = begin_token(lex);

        take_bytes(lex, symbol_size(lex));
        end_token(lex, token, EK_TOKEN_SYMBOL);
    } else {
        take_stray(lex);
    }
}

ek_tokens ek_tokens_of(ek_arena *arena, const ek_source *source, ek_problems *problems)
{
    lexer lex = {
        arena, problems, source->name, source->bytes.bytes, source->bytes.size, 0, 1, 1, NULL,
        0,     0,        false};

    while (lex.at < lex.size)
        take_token(&lex);
    end_token(&lex, begin_token(&lex), EK_TOKEN_END);
    return (ek_tokens){lex.items, lex.count, lex.broken};
}

void ek_scan(ek_arena *arena, const ek_source *source, bool country, ek_problems *problems)
{
    ek_tokens tokens = ek_tokens_of(arena, source, problems);
    ek_order order = {0};

    ek_tokens_check(tokens, source, country, problems);
    if (country)
        ek_order_of(&order, arena, tokens, source->name, problems);
}
