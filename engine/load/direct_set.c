/* Sets in JSON, read directly: lists of texts, in any order, none twice. Few go straight into the
 * arena; they are sorted only where they are not in their order. */
#include <string.h>

#include "load/scan.h"

/* Texts of a list that are being read. */
typedef struct text_list {
    ek_text *items, *next, *end;
    bool plain; /* all are of the document, in their order, and none stands twice */
} text_list;

enum { FEW_TEXTS = 16 };

/* More than few are kept apart until it is known how many they are. */
static void make_room(ek_scan *s, text_list *list)
{
    ek_read_kit *kit = s->kit;
    uint32_t count = (uint32_t)(list->next - list->items);
    bool moved = list->items != kit->texts;

    kit->texts = ek_grow(&kit->arena, kit->texts, count, &kit->text_capacity, sizeof *kit->texts);
    if (moved)
        memcpy(kit->texts, list->items, count * sizeof *list->items);
    list->items = kit->texts;
    list->next = kit->texts + count;
    list->end = kit->texts + kit->text_capacity;
}

/* Does a text whose first eight bytes are the same come before the other? Neither has escapes. */
static bool comes_before(ek_text text, ek_text other)
{
    uint64_t rest, rest_of_other;

    if (text.size < 8 || other.size < 8 || text.size > 16 || other.size > 16)
        return ek_text_compare(text, other) < 0;
    rest = ek_sort_8(text.bytes + 8, text.size - 8);
    rest_of_other = ek_sort_8(other.bytes + 8, other.size - 8);
    return rest < rest_of_other; /* no zero byte is in either, so none that is longer is equal */
}

/* A text that is not short, or that is written with escapes: that one counts as out of order. */
static const char *read_long_text(ek_scan *s, const char *from, ek_text *text, uint64_t *head)
{
    const char *at = ek_scan_long_text(s, from, text);

    *head = text->bytes == from ? ek_sort_8(from, text->size) : 0;
    return at;
}

/* Behind the quote that opens the next text, from behind the last one on; NULL: there is none, and
 * s->at is where it would be. */
static const char *find_next(ek_scan *s, const char *at)
{
    at = ek_scan_look_at(s, at);
    s->at = at;
    if (*at != ',')
        return NULL;
    at = ek_scan_look_at(s, at + 1);
    if (*at != '"')
        ek_scan_give_up(s);
    return at + 1;
}

/* Texts, the first of them from behind its quote on. Nearly all lists are written in their order,
 * which the first eight bytes tell, and without spaces. */
static inline const char *read_texts(ek_scan *s, const char *from, text_list *list)
{
    ek_text *next = list->next;
    uint64_t last = 0, head;
    bool plain = true;

    do {
        size_t size = ek_scan_plain_16(from);
        const char *at = from + size + 1;

        if (next == list->end) {
            list->next = next;
            make_room(s, list);
            next = list->next;
        }
        if (at[-1] == '"') {
            *next = (ek_text){from, (uint32_t)size};
            head = ek_sort_8(from, size);
        } else {
            at = read_long_text(s, from, next, &head);
        }
        if (head <= last)
            plain = plain && head == last && head > 0 && comes_before(next[-1], *next);
        last = head;
        next++;
        from = memcmp(at, ",\"", 2) == 0 ? at + 2 : find_next(s, at);
    } while (from);
    list->plain = plain;
    list->next = next;
    return s->at;
}

static bool are_words(const ek_key *key, const ek_text *items, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!ek_key_word_at(key, items[i].bytes) && !ek_is_word(key->field, items[i]))
            return false;
    return true;
}

const char *ek_scan_set(ek_scan *s, const char *at, const ek_key *key, ek_value *value)
{
    ek_text *few = ek_arena_take(s->arena, FEW_TEXTS * sizeof *few), *items = few;
    text_list list = {few, few, few + FEW_TEXTS, true};
    uint32_t count;

    if (s->depth_left == 0)
        ek_scan_give_up(s);
    at = ek_scan_look_at(s, at + 1);
    if (*at == '"')
        at = read_texts(s, at + 1, &list);
    at = ek_scan_mark_at(s, at, ']');
    count = (uint32_t)(list.next - list.items);
    if (list.items != few)
        items = ek_arena_copy(s->arena, list.items, count * sizeof *items);
    else
        ek_arena_cut(s->arena, few, FEW_TEXTS * sizeof *few, (count > 0 ? count : 1) * sizeof *few);
    if (list.plain ? key->words && !are_words(key, items, count)
                   : !ek_set_sort(key->field, items, count))
        ek_scan_give_up(s);
    value->as.texts = (ek_texts){items, count};
    return at;
}
