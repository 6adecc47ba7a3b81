/* The plain tree of a document, and what its two readers of form have in common.
 *
 * Both refuse the same bytes and the same texts, so that what a document may hold does not depend
 * on its form: UTF-8 only, a byte order mark only at the start, no control characters. */
#include "load/node.h"

#include <string.h>

#include "base/sort.h"
#include "load/form.h"

#define FEW_KEYS 16

const ek_node *ek_form_parse(ek_arena *arena, ek_text name, ek_text bytes,
                             const erkend_limits *limits, ek_problems *problems)
{
    if (ek_text_ends(name, ".json"))
        return ek_json_parse(arena, name, bytes, limits, problems);
    return ek_yaml_parse(arena, name, bytes, limits, problems);
}

bool ek_node_is_empty(const ek_node *node)
{
    return node->kind == EK_NODE_NULL && !node->quoted && node->text.size == 0;
}

const ek_node *ek_node_get(const ek_node *map, const char *key)
{
    if (map->kind != EK_NODE_MAP)
        return NULL;
    for (uint32_t i = 0; i < map->count; i++)
        if (ek_text_is(map->pairs[i].key, key))
            return map->pairs[i].value;
    return NULL;
}

/* ---- Bytes -------------------------------------------------------------------------------- */

/* The place of a byte; everything before it is well-formed UTF-8. */
static ek_place find_place(ek_text name, ek_text bytes, size_t offset)
{
    ek_place place = {name, 1, 1};

    for (size_t i = 0; i < offset; i++) {
        if (bytes.bytes[i] == '\n') {
            place.line++;
            place.column = 1;
        } else if (((unsigned char)bytes.bytes[i] & 0xc0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

/* The control character that begins at `i`, or 0: C0 except tab, line feed and carriage return;
 * DEL; C1; and a byte order mark, which is none but would be as invisible. */
static uint32_t control_at(ek_text text, uint32_t i)
{
    unsigned char c = (unsigned char)text.bytes[i];

    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r' ? 0 : c + 0x110000u;
    if (c == 0x7f)
        return c;
    if (c == 0xc2 && i + 1 < text.size && (unsigned char)text.bytes[i + 1] < 0xa0)
        return (unsigned char)text.bytes[i + 1];
    if (c == 0xef && i + 2 < text.size && memcmp(text.bytes + i, "\xef\xbb\xbf", 3) == 0)
        return 0xfeff;
    return 0;
}

/* Whether eight bytes are all printable ASCII: none below 0x20, none at 0x7f or above. */
static bool are_plain(const char *bytes)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
    return (((word - each * 0x20) | word | (word + each)) & each * 0x80) == 0;
}

static uint32_t find_control(ek_text text, uint32_t *found)
{
    for (uint32_t i = 0; i < text.size; i++) {
        while (text.size - i > 8 && are_plain(text.bytes + i))
            i += 8;
        *found = control_at(text, i);
        if (*found) {
            *found -= *found >= 0x110000u ? 0x110000u : 0;
            return i;
        }
    }
    return text.size;
}

bool ek_form_has_control(ek_text text)
{
    uint32_t control;

    return find_control(text, &control) < text.size;
}

bool ek_form_check(ek_text *out, ek_text name, ek_text bytes, const erkend_limits *limits,
                   ek_problems *problems)
{
    uint32_t control = 0, at;
    size_t broken;

    if (bytes.size >= 3 && memcmp(bytes.bytes, "\xef\xbb\xbf", 3) == 0)
        bytes = ek_text_slice(bytes, 3, bytes.size);
    *out = bytes;
    if (bytes.size > limits->document_bytes) {
        ek_problem_add(problems, ERKEND_ELIMIT, (ek_place){name, 0, 0},
                       "the document has %lu bytes, the limit document_bytes is %lu: split it, or "
                       "raise the limit",
                       (unsigned long)bytes.size, (unsigned long)limits->document_bytes);
        return false;
    }
    broken = ek_utf8_check(bytes.bytes, bytes.size);
    if (broken < bytes.size) {
        ek_problem_add(problems, ERKEND_EINVALID, find_place(name, bytes, broken),
                       "this byte is not UTF-8: save the document as UTF-8");
        return false;
    }
    at = find_control(bytes, &control);
    if (at < bytes.size) {
        ek_problem_add(problems, ERKEND_EINVALID, find_place(name, bytes, at),
                       "a control character (U+%04lX) stands here: remove it",
                       (unsigned long)control);
        return false;
    }
    return true;
}

bool ek_form_text_check(ek_text text, ek_place place, const erkend_limits *limits,
                        ek_problems *problems)
{
    uint32_t control = 0;

    if (text.size > limits->text_bytes) {
        ek_problem_add(problems, ERKEND_ELIMIT, place,
                       "this text has %lu bytes, the limit text_bytes is %lu: shorten it, or raise "
                       "the limit",
                       (unsigned long)text.size, (unsigned long)limits->text_bytes);
        return false;
    }
    if (find_control(text, &control) < text.size) {
        ek_problem_add(problems, ERKEND_EINVALID, place,
                       "this text holds a control character (U+%04lX): remove it",
                       (unsigned long)control);
        return false;
    }
    return true;
}

/* ---- Duplicate keys ------------------------------------------------------------------------ */

static int compare_pairs(const void *a, const void *b)
{
    const ek_pair *left = *(ek_pair *const *)a, *right = *(ek_pair *const *)b;
    int order = ek_text_compare(left->key, right->key);

    if (order != 0)
        return order;
    return left < right ? -1 : left > right; /* of one array: the order of the document */
}

/* Reports pairs whose key stood before, and takes their value away. Returns how many. */
static uint32_t strike_twice(ek_arena *arena, ek_text name, ek_pair *pairs, uint32_t count,
                             ek_problems *problems)
{
    ek_pair **sorted = EK_NEW_ARRAY(arena, ek_pair *, count);
    uint32_t first = 0, struck = 0;

    for (uint32_t i = 0; i < count; i++)
        sorted[i] = &pairs[i];
    ek_sort(sorted, count, sizeof *sorted, compare_pairs);
    for (uint32_t i = 1; i < count; i++) {
        if (!ek_text_equal(sorted[first]->key, sorted[i]->key)) {
            first = i;
            continue;
        }
        ek_problem_add(problems, ERKEND_EINVALID,
                       (ek_place){name, sorted[i]->line, sorted[i]->column},
                       "%.*s stands here twice, first on line %lu: keep one of the two",
                       EK_TEXT_ARGS(sorted[i]->key), (unsigned long)sorted[first]->line);
        sorted[i]->value = NULL;
        struck++;
    }
    return struck;
}

static bool have_twice(const ek_pair *pairs, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t j = 0; j < i; j++)
            if (ek_text_equal(pairs[i].key, pairs[j].key))
                return true;
    return false;
}

uint32_t ek_form_keys_check(ek_arena *arena, ek_text name, ek_pair *pairs, uint32_t count,
                            ek_problems *problems)
{
    uint32_t kept = 0;

    if (count <= FEW_KEYS && !have_twice(pairs, count))
        return count; /* nearly all maps: no memory for these */
    if (strike_twice(arena, name, pairs, count, problems) == 0)
        return count;
    for (uint32_t i = 0; i < count; i++)
        if (pairs[i].value)
            pairs[kept++] = pairs[i];
    return kept;
}
