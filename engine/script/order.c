/* The order in which a country file looks up names, calls words and applies operators.
 *
 * Such a file has no loops and no functions, so Lua reaches each of these places exactly once, in
 * an order that a small parser of expressions can foretell. While the file runs, the room walks
 * along this list, and so knows line and column of what it is asked, where Lua knows a line at best
 * (and on 5.4.4 sometimes another one). */
#include "script/scan.h"

#include "base/sort.h"

#define MAX_DEPTH 190 /* Lua itself refuses more than 200 */

typedef struct parser {
    ek_arena *arena;
    ek_order *order;
    const ek_token *items;
    uint32_t at;
    uint32_t depth;
    bool lost; /* not the form of a country file: what is known so far is kept */
} parser;

static void parse_expression(parser *parse, int limit);

static const ek_token *this_token(const parser *parse)
{
    return &parse->items[parse->at];
}

static inline __attribute__((always_inline)) bool token_is(const ek_token *token, const char *text)
{
    return (token->kind == EK_TOKEN_SYMBOL || token->kind == EK_TOKEN_KEYWORD) &&
           ek_text_is_word(token->text, text);
}

static bool is_at(const parser *parse, char sign)
{
    return this_token(parse)->sign == sign;
}

static bool skip(parser *parse, char sign)
{
    if (!is_at(parse, sign))
        return false;
    parse->at++;
    return true;
}

static void expect(parser *parse, char sign)
{
    if (!skip(parse, sign))
        parse->lost = true;
}

static void add_step(parser *parse, ek_step_kind kind, const ek_token *token, uint32_t braces)
{
    ek_order *order = parse->order;

    if (parse->lost)
        return;
    *EK_PUSH(parse->arena, order->steps, order->count, order->capacity) =
        (ek_step){kind, token->text, token->line, token->column, braces};
}

/* Without its quotes; the names that matter have no escapes. */
static ek_text key_text(const ek_token *token)
{
    if (token->kind == EK_TOKEN_TEXT && token->text.size >= 2)
        return ek_text_slice(token->text, 1, token->text.size - 1);
    return token->text;
}

/* The value of `name =` in braces. */
static void parse_entry(parser *parse, uint32_t owner, const ek_token *name)
{
    ek_order *order = parse->order;
    uint32_t inner = is_at(parse, '{') ? order->braces : EK_NO_BRACES;

    *EK_PUSH(parse->arena, order->entries, order->entry_count, order->entry_capacity) =
        (ek_order_entry){owner, inner, key_text(name), name->line, name->column};
    parse_expression(parse, 0);
}

static uint32_t parse_braces(parser *parse)
{
    uint32_t own = parse->order->braces++;

    expect(parse, '{');
    while (!parse->lost && !is_at(parse, '}')) {
        const ek_token *token = this_token(parse);

        if (token->kind == EK_TOKEN_NAME && token[1].sign == '=') {
            parse->at += 2;
            parse_entry(parse, own, token);
        } else if (token->sign == '[' && token[1].kind == EK_TOKEN_TEXT) {
            parse->at += 2;
            expect(parse, ']');
            expect(parse, '=');
            if (!parse->lost)
                parse_entry(parse, own, token + 1);
        } else {
            parse_expression(parse, 0);
        }
        if (!skip(parse, ',') && !skip(parse, ';') && !is_at(parse, '}'))
            parse->lost = true;
    }
    expect(parse, '}');
    return own;
}

/* ( … ), { … } or a text behind a name. */
static bool parse_arguments(parser *parse, const ek_token *name)
{
    uint32_t braces = EK_NO_BRACES;

    if (this_token(parse)->kind == EK_TOKEN_TEXT) {
        parse->at++;
    } else if (is_at(parse, '{')) {
        braces = parse_braces(parse);
    } else if (skip(parse, '(')) {
        if (is_at(parse, '{'))
            braces = parse->order->braces;
        while (!parse->lost && !is_at(parse, ')')) {
            parse_expression(parse, 0);
            if (!skip(parse, ','))
                break;
        }
        expect(parse, ')');
    } else {
        return false;
    }
    if (name)
        add_step(parse, EK_STEP_CALL, name, braces);
    return true;
}

static void parse_suffixed(parser *parse)
{
    const ek_token *name = NULL;

    if (this_token(parse)->kind == EK_TOKEN_NAME) {
        name = this_token(parse);
        parse->at++;
        if (!is_at(parse, '='))
            add_step(parse, EK_STEP_NAME, name, EK_NO_BRACES);
    } else if (skip(parse, '(')) {
        parse_expression(parse, 0);
        expect(parse, ')');
    } else {
        parse->lost = true;
    }
    while (!parse->lost) {
        if (is_at(parse, '.') && this_token(parse)[1].kind == EK_TOKEN_NAME) {
            name = this_token(parse) + 1;
            parse->at += 2;
            add_step(parse, EK_STEP_INDEX, name, EK_NO_BRACES);
        } else if (!parse_arguments(parse, name)) {
            break;
        }
    }
}

typedef struct sign {
    const char *text;
    int left, right;
} sign;

static const sign *find_sign(const ek_token *token)
{
    static const sign signs[] = {
        {"or", 1, 1},   {"and", 2, 2}, {"<", 3, 3},   {">", 3, 3},   {"<=", 3, 3},  {">=", 3, 3},
        {"~=", 3, 3},   {"==", 3, 3},  {"|", 4, 4},   {"~", 5, 5},   {"&", 6, 6},   {"<<", 7, 7},
        {">>", 7, 7},   {"..", 9, 8},  {"+", 10, 10}, {"-", 10, 10}, {"*", 11, 11}, {"/", 11, 11},
        {"//", 11, 11}, {"%", 11, 11}, {"^", 14, 13}};

    if (token->kind != EK_TOKEN_SYMBOL && token->kind != EK_TOKEN_KEYWORD)
        return NULL;
    if (token->sign == ',' || token->sign == '}' || token->sign == ')') /* as mostly */
        return NULL;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (token_is(token, signs[i].text))
            return &signs[i];
    return NULL;
}

static bool is_constant(const ek_token *token)
{
    if (token->kind == EK_TOKEN_NUMBER || token->kind == EK_TOKEN_TEXT)
        return true;
    return token_is(token, "nil") || token_is(token, "true") || token_is(token, "false") ||
           token_is(token, "...");
}

static void parse_operand(parser *parse)
{
    const ek_token *token = this_token(parse);

    if (token->sign == '-' || token->sign == '#' || token->sign == '~' || token_is(token, "not")) {
        parse->at++;
        parse_expression(parse, 12);
        add_step(parse, EK_STEP_SIGN, token, EK_NO_BRACES);
    } else if (is_constant(token)) {
        parse->at++;
    } else if (token->sign == '{') {
        parse_braces(parse);
    } else {
        parse_suffixed(parse);
    }
}

static void parse_expression(parser *parse, int limit)
{
    const sign *found;

    if (parse->lost || ++parse->depth > MAX_DEPTH) {
        parse->lost = true;
        return;
    }
    parse_operand(parse);
    while (!parse->lost && (found = find_sign(this_token(parse))) && found->left > limit) {
        const ek_token *token = this_token(parse);

        parse->at++;
        parse_expression(parse, found->right);
        add_step(parse, EK_STEP_SIGN, token, EK_NO_BRACES);
    }
    parse->depth--;
}

/* Of one owner. */
static int compare_entries(const void *a, const void *b)
{
    const ek_order_entry *one = a, *other = b;

    if (!ek_text_equal(one->name, other->name))
        return ek_text_compare(one->name, other->name);
    if (one->line != other->line)
        return one->line < other->line ? -1 : 1;
    return one->column < other->column ? -1 : one->column > other->column;
}

/* Entries by their owner, those of one owner by name. Owners are numbers from 0 on, so each entry
 * is put where the entries of the owners before it end. */
static void sort_entries(ek_order *order, ek_arena *arena)
{
    ek_order_entry *sorted = EK_ROOM(arena, ek_order_entry, order->entry_count);
    uint32_t *ends = EK_NEW_ARRAY(arena, uint32_t, (size_t)order->braces + 1);

    for (uint32_t i = 0; i < order->entry_count; i++)
        ends[order->entries[i].owner + 1]++;
    for (uint32_t i = 0; i < order->braces; i++)
        ends[i + 1] += ends[i];
    for (uint32_t i = 0; i < order->entry_count; i++)
        sorted[ends[order->entries[i].owner]++] = order->entries[i];
    for (uint32_t i = 0, from = 0; i < order->braces; from = ends[i++])
        ek_sort(sorted + from, ends[i] - from, sizeof *sorted, compare_entries);
    order->entries = sorted;
    order->entry_capacity = order->entry_count;
}

static void tell_twice(const ek_order *order, ek_text file, ek_problems *problems)
{
    for (uint32_t i = 1; i < order->entry_count; i++) {
        const ek_order_entry *entry = &order->entries[i], *before = entry - 1;
        ek_place place = {file, entry->line, entry->column};

        if (entry->owner == before->owner && ek_text_equal(entry->name, before->name))
            ek_problem_add(problems, ERKEND_EPOLICY, place,
                           "'%.*s' stands here twice, first in line %u: leave one out",
                           EK_TEXT_ARGS(entry->name), (unsigned)before->line);
    }
}

void ek_order_of(ek_order *out, ek_arena *arena, ek_tokens tokens, ek_text file,
                 ek_problems *problems)
{
    parser parse = {arena, out, tokens.items, 0, 0, tokens.broken};

    *out = (ek_order){0};
    while (!parse.lost && this_token(&parse)->kind != EK_TOKEN_END) {
        const ek_token *first = this_token(&parse);

        parse_suffixed(&parse);
        if (skip(&parse, '=')) {
            parse_expression(&parse, 0);
            add_step(&parse, EK_STEP_WRITE, first, EK_NO_BRACES);
        }
        skip(&parse, ';');
    }
    sort_entries(out, arena);
    tell_twice(out, file, problems);
}

const ek_order_entry *ek_order_field(const ek_order *order, uint32_t braces, ek_text name)
{
    uint32_t low = 0, high = order->entry_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const ek_order_entry *entry = &order->entries[middle];
        int way = entry->owner != braces ? (entry->owner < braces ? -1 : 1)
                                         : ek_text_compare(entry->name, name);

        if (way < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < order->entry_count && order->entries[low].owner == braces &&
        ek_text_equal(order->entries[low].name, name))
        return &order->entries[low];
    return NULL;
}
