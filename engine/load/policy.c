/* Reading a country's YAML: each function takes one node, says what is wrong with it and where, and
 * goes on. */
#include "load/policy.h"

#include "load/reader.h"

#define MAX_KEYS 32

const ek_node *ek_policy_open(ek_policy *policy, ek_arena *arena, const ek_source *source,
                              const erkend_limits *limits, ek_problems *problems)
{
    erkend_limits filled = ek_limits_of(limits);
    const ek_node *root;

    *policy = (ek_policy){arena, problems, source->name};
    root = ek_yaml_parse(arena, source->name, source->bytes, &filled, problems);
    if (!root || !ek_policy_is_map(policy, root, "this file"))
        return NULL;
    return root;
}

ek_place ek_policy_place(const ek_policy *policy, const ek_node *node)
{
    return (ek_place){policy->file, node->line, node->column};
}

ek_place ek_policy_key_place(const ek_policy *policy, const ek_pair *pair)
{
    return (ek_place){policy->file, pair->line, pair->column};
}

void ek_policy_refuse(const ek_policy *policy, ek_place place, const char *format, ...)
{
    ek_buffer message;
    va_list arguments;

    ek_buffer_init(&message, policy->arena);
    va_start(arguments, format);
    ek_buffer_format_list(&message, format, arguments);
    va_end(arguments);
    ek_problem_add(policy->problems, ERKEND_EPOLICY, place, "%.*s",
                   EK_TEXT_ARGS(ek_buffer_done(&message)));
}

/* A null of YAML was reported when the file was parsed. */
static bool is_reported(const ek_node *node)
{
    return node->kind == EK_NODE_NULL && !node->quoted;
}

bool ek_policy_is_map(const ek_policy *policy, const ek_node *node, const char *what)
{
    if (node->kind == EK_NODE_MAP)
        return true;
    if (!is_reported(node))
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "%s is written as keys with values: name: value", what);
    return false;
}

/* The words with commas between them. */
static ek_text list_words(const ek_policy *policy, const char *const *words, uint32_t most)
{
    ek_buffer list;

    ek_buffer_init(&list, policy->arena);
    for (uint32_t i = 0; i < most && words[i]; i++)
        ek_buffer_format(&list, "%s%s", i > 0 ? ", " : "", words[i]);
    return ek_buffer_done(&list);
}

static bool is_among(const char *const *words, uint32_t most, ek_text text)
{
    for (uint32_t i = 0; i < most && words[i]; i++)
        if (ek_text_is_word(text, words[i]))
            return true;
    return false;
}

static void refuse_key(const ek_policy *policy, const ek_pair *pair, const char *what,
                       const char *const *keys)
{
    ek_text key = ek_text_slice(pair->key, 0, 60), names[MAX_KEYS], nearest;
    ek_place place = ek_policy_key_place(policy, pair);
    uint32_t count = 0;

    for (; count < MAX_KEYS && keys[count]; count++)
        names[count] = ek_text_of(keys[count]);
    nearest = ek_text_nearest(pair->key, names, count);
    if (ek_node_is_empty(pair->value))
        ek_policy_refuse(policy, place,
                         "'%.*s' stands alone after a comma: put a text with a comma in "
                         "quotes, write a decimal number with a point",
                         EK_TEXT_ARGS(key));
    else if (nearest.size > 0)
        ek_policy_refuse(policy, place, "%s has no %.*s: did you mean %.*s?", what,
                         EK_TEXT_ARGS(key), EK_TEXT_ARGS(nearest));
    else
        ek_policy_refuse(policy, place, "%s has no %.*s: its keys are %.*s", what,
                         EK_TEXT_ARGS(key), EK_TEXT_ARGS(list_words(policy, keys, MAX_KEYS)));
}

void ek_policy_keys(const ek_policy *policy, const ek_node *map, const char *what,
                    const char *const *keys)
{
    for (uint32_t i = 0; i < map->count; i++)
        if (!is_among(keys, MAX_KEYS, map->pairs[i].key))
            refuse_key(policy, &map->pairs[i], what, keys);
}

const ek_node *ek_policy_need(const ek_policy *policy, const ek_node *map, const char *what,
                              const char *key)
{
    const ek_node *node = ek_node_get(map, key);

    if (!node)
        ek_policy_refuse(policy, ek_policy_place(policy, map), "%s needs %s: add it", what, key);
    return node && is_reported(node) ? NULL : node;
}

/* ---- Values -------------------------------------------------------------------------------------
 */

static bool refuse_kind(const ek_policy *policy, const ek_node *node, const char *key,
                        const char *wants)
{
    if (!is_reported(node))
        ek_policy_refuse(policy, ek_policy_place(policy, node), "%s is %s", key, wants);
    return false;
}

bool ek_policy_text(const ek_policy *policy, const ek_node *node, const char *key, ek_text *out)
{
    if (node->kind != EK_NODE_SCALAR)
        return refuse_kind(policy, node, key, "a text: write one, in quotes if it has , or ?");
    if (!node->quoted && ek_text_needs_quotes(node->text)) {
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "%s is a text, and this is none: quote it, \"%.*s\"", key,
                         EK_TEXT_ARGS(ek_text_slice(node->text, 0, 60)));
        return false;
    }
    if (node->text.size == 0)
        return refuse_kind(policy, node, key, "empty: write a text");
    *out = node->text;
    return true;
}

bool ek_policy_word(const ek_policy *policy, const ek_node *node, const char *key,
                    const char *const *words, uint32_t *out)
{
    for (uint32_t i = 0; words[i]; i++)
        if (node->kind == EK_NODE_SCALAR && ek_text_is(node->text, words[i])) {
            *out = i;
            return true;
        }
    if (!is_reported(node))
        ek_policy_refuse(policy, ek_policy_place(policy, node), "%s is one of: %.*s", key,
                         EK_TEXT_ARGS(list_words(policy, words, UINT32_MAX)));
    return false;
}

bool ek_policy_yes(const ek_policy *policy, const ek_node *node, const char *key, bool *out)
{
    bool yes = node->kind == EK_NODE_SCALAR && !node->quoted && ek_text_is(node->text, "true");

    if (!yes && (node->kind != EK_NODE_SCALAR || node->quoted || !ek_text_is(node->text, "false")))
        return refuse_kind(policy, node, key, "true or false, without quotes");
    *out = yes;
    return true;
}

bool ek_policy_date(const ek_policy *policy, const ek_node *node, const char *key, ek_date *out)
{
    if (node->kind == EK_NODE_SCALAR && ek_date_read(out, node->text) == ERKEND_OK)
        return true;
    return refuse_kind(policy, node, key, "a date: write year-month-day, as 2020-01-31");
}

bool ek_policy_number(const ek_policy *policy, const ek_node *node, const char *key,
                      ek_fraction *out)
{
    erkend_status status = ERKEND_EVALUE;

    if (node->kind == EK_NODE_SCALAR && !node->quoted)
        status = ek_fraction_read(out, node->text);
    if (status == ERKEND_OK)
        return true;
    return refuse_kind(policy, node, key,
                       status == ERKEND_EOVERFLOW
                           ? "too large a number"
                           : "a number: write it as 12, 2.49 or 1/4, without quotes");
}

bool ek_policy_texts(const ek_policy *policy, const ek_node *node, const char *key, bool sorted,
                     ek_texts *out)
{
    ek_text *items;

    if (node->kind != EK_NODE_LIST)
        return refuse_kind(policy, node, key, "a list of texts: write it in brackets, as [a, b]");
    items = EK_NEW_ARRAY(policy->arena, ek_text, node->count);
    for (uint32_t i = 0; i < node->count; i++)
        if (!ek_policy_text(policy, node->items[i], key, &items[i]))
            return false;
    *out = (ek_texts){items, node->count};
    if (!sorted)
        return true;
    ek_texts_sort(items, node->count);
    for (uint32_t i = 1; i < node->count; i++)
        if (ek_text_equal(items[i - 1], items[i]))
            return refuse_kind(policy, node, key, "a list in which a text stands twice");
    return true;
}

ek_says ek_policy_says(const ek_policy *policy, const ek_node *node, const char *key)
{
    const char *languages[EK_LANGUAGES + 1] = {NULL};
    ek_says says;

    for (uint32_t i = 0; i < EK_LANGUAGES; i++) {
        languages[i] = ek_language_code((ek_language)i);
        says.in[i] = EK_TEXT("");
    }
    if (node->kind != EK_NODE_MAP) {
        refuse_kind(policy, node, key, "written by language: en: …");
        return says;
    }
    ek_policy_keys(policy, node, key, languages);
    for (uint32_t i = 0; i < EK_LANGUAGES; i++) {
        const ek_node *text = ek_node_get(node, languages[i]);

        if (text)
            (void)ek_policy_text(policy, text, key, &says.in[i]);
    }
    if (!ek_node_get(node, "en"))
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "%s has no English: add en, which is shown where a language lacks", key);
    return says;
}

bool ek_policy_unverified(const ek_policy *policy, const ek_node *map)
{
    static const char *const words[] = {"unverified", NULL};
    const ek_node *status = ek_node_get(map, "status");
    uint32_t word;

    return status && ek_policy_word(policy, status, "status", words, &word);
}

static bool is_lua_keyword(ek_text name)
{
    static const char *const keywords[] = {"and",   "break", "do",       "else", "elseif", "end",
                                           "false", "for",   "function", "goto", "if",     "in",
                                           "local", "nil",   "not",      "or",   "repeat", "return",
                                           "then",  "true",  "until",    "while"};

    for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++)
        if (ek_text_is(name, keywords[i]))
            return true;
    return false;
}

bool ek_policy_name(const ek_policy *policy, const ek_pair *pair, const char *what)
{
    ek_text name = pair->key;
    bool good = name.size > 0 && name.bytes[0] >= 'a' && name.bytes[0] <= 'z';

    for (uint32_t i = 0; good && i < name.size; i++)
        good = (name.bytes[i] >= 'a' && name.bytes[i] <= 'z') ||
               (name.bytes[i] >= '0' && name.bytes[i] <= '9') || name.bytes[i] == '_';
    if (good && !is_lua_keyword(name))
        return true;
    ek_policy_refuse(policy, ek_policy_key_place(policy, pair),
                     "%.*s cannot name a %s: use small letters, digits and _, and no word of Lua",
                     EK_TEXT_ARGS(ek_text_slice(name, 0, 60)), what);
    return false;
}
