/* The scan: a policy file cut into tokens before Lua sees it.
 *
 * Comments, texts and long brackets are cut exactly as Lua 5.4 cuts them, so that nothing which Lua
 * would run hides from the lists in strict.c. Columns count code points. One pass, linear; the
 * result lives in the arena. */
#include "script/scan.h"

#include <string.h>

#define BYTES_A_TOKEN 4 /* about as few as there are, comments and spaces included */

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

/* By their letters, and where those of each first letter begin. */
static const char *const keywords[] = {"and",   "break", "do",       "else", "elseif", "end",
                                       "false", "for",   "function", "goto", "if",     "in",
                                       "local", "nil",   "not",      "or",   "repeat", "return",
                                       "then",  "true",  "until",    "while"};
static const uint8_t keywords_from['z' - 'a' + 2] = {0,  1,  2,  2,  3,  6,  9,  10, 10,
                                                     12, 12, 12, 13, 13, 15, 16, 16, 16,
                                                     18, 18, 20, 21, 21, 22, 22, 22, 22};

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

/* Whether one of eight bytes is this one, a control character, or none of ASCII. */
static bool has_odd(uint64_t word, char odd)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t same = word ^ each * (unsigned char)odd;

    return (((word - each * 0x20) | word | ((same - each) & ~same)) & each * 0x80) != 0;
}

/* Moves on past printable bytes of ASCII that are neither of the two, eight at once. */
static void take_plain(lexer *lex, char one, char other)
{
    const char *from = lex->bytes + lex->at, *end = lex->bytes + lex->size, *at = from;

    while (end - at >= 8 && !has_odd(ek_load_8(at), one) && !has_odd(ek_load_8(at), other))
        at += 8;
    while (at < end && *at >= ' ' && *at < 0x7f && *at != one && *at != other)
        at++;
    lex->at += (uint32_t)(at - from);
    lex->column += (uint32_t)(at - from);
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
    return (ek_token){EK_TOKEN_SYMBOL, 0, {lex->bytes + lex->at, 0}, lex->line, lex->column};
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
        take_plain(lex, ']', ']');
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
    while (lex->at < lex->size && peek_byte(lex, 0) != '\n' && peek_byte(lex, 0) != '\r') {
        take_byte(lex);
        take_plain(lex, '\0', '\0');
    }
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
        int c;

        take_plain(lex, (char)quote, '\\');
        c = peek_byte(lex, 0);
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

static bool is_keyword(ek_text name)
{
    unsigned first = (unsigned)name.bytes[0] - 'a';

    if (first > 'z' - 'a' || name.size > sizeof "function" - 1)
        return false;
    for (uint32_t i = keywords_from[first]; i < keywords_from[first + 1]; i++)
        if (ek_text_is(name, keywords[i]))
            return true;
    return false;
}

static void take_name(lexer *lex)
{
    ek_token token = begin_token(lex);
    const char *at = token.text.bytes, *end = lex->bytes + lex->size;

    while (at < end && (is_letter(*at) || is_digit(*at)))
        at++;
    token.text.size = (uint32_t)(at - token.text.bytes);
    take_letters(lex, token.text.size);
    end_token(lex, token, is_keyword(token.text) ? EK_TOKEN_KEYWORD : EK_TOKEN_NAME);
}

static uint32_t symbol_size(const lexer *lex)
{
    static const char doubled[] = "=<>/:"; /* the others of two bytes: ~= <= >= and .. */
    int c = peek_byte(lex, 0), next = peek_byte(lex, 1);

    if (c == '.' && next == '.')
        return peek_byte(lex, 2) == '.' ? 3 : 2;
    if (next == '=' && (c == '~' || c == '<' || c == '>'))
        return 2;
    return next == c && memchr(doubled, c, sizeof doubled - 1) ? 2 : 1;
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
    const char *from = lex->bytes + lex->at, *end = lex->bytes + lex->size, *at = from;

    while (at < end && *at == ' ')
        at++;
    return (uint32_t)(at - from);
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
        uint32_t size = symbol_size(lex);

        token.sign = size == 1 ? (char)c : 0;
        take_letters(lex, size);
        end_token(lex, token, EK_TOKEN_SYMBOL);
    } else {
        take_stray(lex);
    }
}

ek_tokens ek_tokens_of(ek_arena *arena, const ek_source *source, ek_problems *problems)
{
    lexer lex = {.arena = arena,
                 .problems = problems,
                 .file = source->name,
                 .bytes = source->bytes.bytes,
                 .size = source->bytes.size,
                 .line = 1,
                 .column = 1,
                 .capacity = source->bytes.size / BYTES_A_TOKEN + 4};

    lex.items = EK_ROOM(arena, ek_token, lex.capacity);
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
