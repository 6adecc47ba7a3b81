/* Citations: one part (up to a semicolon) after the other, word by word. Nothing is refused: what
 * is no marker is a number, and an act that nobody declared keeps its text. */
#include "desk/citation.h"

typedef struct reading {
    ek_provisions *out;
    ek_arena *arena;
    ek_provision at; /* as far as it was read */
    bool any;        /* a number stands since the last comma */
    bool wants;      /* a marker stands without its number */
} reading;

static ek_text trimmed(ek_text text)
{
    uint32_t from = 0, to = text.size;

    while (from < to && text.bytes[from] == ' ')
        from++;
    while (to > from && text.bytes[to - 1] == ' ')
        to--;
    return ek_text_slice(text, from, to);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* "Abs.", "lid", "onder", "§": more than one sign, letters and a full stop alone. */
static bool is_marker(ek_text word)
{
    if (ek_text_starts(word, "§"))
        return true;
    for (uint32_t i = 0; i < word.size; i++)
        if (!is_letter(word.bytes[i]) && word.bytes[i] != '.')
            return false;
    return word.size > 1;
}

static ek_text one_of_many(ek_text marker)
{
    if (ek_text_is(marker, "§§"))
        return EK_TEXT("§");
    return ek_text_is(marker, "arts.") ? EK_TEXT("art.") : marker;
}

static void finish(reading *r)
{
    if (r->any)
        *EK_PUSH(r->arena, r->out->items, r->out->count, r->out->capacity) = r->at;
    r->any = false;
}

static void read_marker(reading *r, ek_text word)
{
    uint32_t i = 0;

    word = one_of_many(word);
    while (i < r->at.count && !ek_text_equal(r->at.steps[i].marker, word))
        i++;
    if (i == EK_CITATION_STEPS)
        return;
    r->at.steps[i] = (ek_step){word, EK_TEXT("")};
    r->at.count = i + 1;
    r->wants = true;
}

static bool read_whole(ek_text text, uint32_t *out)
{
    *out = 0;
    for (uint32_t i = 0; i < text.size; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9' || i > 5)
            return false;
        *out = *out * 10 + (uint32_t)(text.bytes[i] - '0');
    }
    return text.size > 0;
}

/* "128–129" and "31-38": the ends; false when it is no such pair. */
static bool read_range(ek_text word, uint32_t *first, uint32_t *last)
{
    for (uint32_t i = 1; i < word.size; i++) {
        ek_text rest = ek_text_slice(word, i, word.size);
        uint32_t dash = ek_text_starts(rest, "–") ? 3 : ek_text_starts(rest, "-") ? 1 : 0;

        if (dash)
            return read_whole(ek_text_slice(word, 0, i), first) &&
                   read_whole(ek_text_slice(rest, dash, rest.size), last) && *first < *last &&
                   *last - *first < 100;
    }
    return false;
}

static void put_number(reading *r, ek_text number)
{
    if (r->at.count == 0)
        r->at.steps[r->at.count++].marker = EK_TEXT("");
    r->at.steps[r->at.count - 1].number = number;
    r->any = true;
    r->wants = false;
}

static void read_number(reading *r, ek_text word)
{
    uint32_t first, last;

    if (!read_range(word, &first, &last)) {
        put_number(r, word);
        return;
    }
    for (uint32_t i = first; i <= last; i++) {
        if (i > first)
            finish(r);
        put_number(r, ek_text_format(r->arena, "%u", i));
    }
}

static void read_word(reading *r, ek_text word)
{
    bool comma = ek_text_ends(word, ",");

    if (comma)
        word = ek_text_slice(word, 0, word.size - 1);
    if (word.size == 0) {
        finish(r);
        return;
    }
    if (!r->wants && (ek_text_is(word, "en") || ek_text_is(word, "jo."))) {
        finish(r);
    } else if (r->wants || !is_marker(word)) {
        read_number(r, word);
    } else {
        if (r->any && r->at.count == EK_CITATION_STEPS)
            finish(r);
        read_marker(r, word);
    }
    if (comma)
        finish(r);
}

static ek_text next_word(ek_text *rest)
{
    uint32_t to = 0;
    ek_text word;

    *rest = trimmed(*rest);
    while (to < rest->size && rest->bytes[to] != ' ')
        to++;
    word = ek_text_slice(*rest, 0, to);
    *rest = ek_text_slice(*rest, to, rest->size);
    return word;
}

/* What stands in brackets goes; "27(2)" is one word and stays. */
static void read_path(reading *r, ek_text rest)
{
    uint32_t depth = 0;
    ek_text word;

    while ((word = next_word(&rest)).size > 0) {
        bool comma = ek_text_ends(word, ",");

        if (ek_text_starts(word, "("))
            depth++;
        if (depth == 0) {
            read_word(r, word);
            continue;
        }
        if (ek_text_ends(word, ")") || ek_text_ends(word, "),"))
            depth--;
        if (comma && depth == 0)
            finish(r);
    }
    finish(r);
}

static ek_text find_act(ek_text part, const ek_text *acts, uint32_t count)
{
    ek_text found = EK_TEXT("");

    for (uint32_t i = 0; i < count; i++)
        if (acts[i].size > found.size && acts[i].size <= part.size &&
            ek_text_equal(ek_text_slice(part, 0, acts[i].size), acts[i]) &&
            (acts[i].size == part.size || part.bytes[acts[i].size] == ' ' ||
             part.bytes[acts[i].size] == ','))
            found = acts[i];
    return found;
}

static void read_part(ek_provisions *out, ek_arena *arena, ek_text part, const ek_text *acts,
                      uint32_t act_count)
{
    reading r = {.out = out, .arena = arena};
    uint32_t before = out->count;

    r.at.text = part;
    r.at.act = find_act(part, acts, act_count);
    if (r.at.act.size > 0)
        read_path(&r, ek_text_slice(part, r.at.act.size, part.size));
    if (out->count == before)
        *EK_PUSH(arena, out->items, out->count, out->capacity) = r.at;
}

void ek_citation_read(ek_provisions *out, ek_arena *arena, ek_text text, const ek_text *acts,
                      uint32_t act_count)
{
    uint32_t from = 0;

    for (uint32_t to = 0; to <= text.size; to++) {
        if (to < text.size && text.bytes[to] != ';')
            continue;
        if (trimmed(ek_text_slice(text, from, to)).size > 0)
            read_part(out, arena, trimmed(ek_text_slice(text, from, to)), acts, act_count);
        from = to + 1;
    }
}

/* "27(2)" is within "27". */
static bool number_within(ek_text inner, ek_text outer)
{
    return inner.size >= outer.size && ek_text_equal(ek_text_slice(inner, 0, outer.size), outer) &&
           (inner.size == outer.size || inner.bytes[outer.size] == '(');
}

bool ek_provision_within(const ek_provision *inner, const ek_provision *outer)
{
    if (outer->act.size == 0 || !ek_text_equal(inner->act, outer->act) ||
        inner->count < outer->count)
        return false;
    for (uint32_t i = 0; i < outer->count; i++) {
        const ek_step *a = &inner->steps[i], *b = &outer->steps[i];

        if (!ek_text_equal(a->marker, b->marker) ||
            (ek_text_equal(a->number, b->number) ? false
             : i + 1 == outer->count             ? !number_within(a->number, b->number)
                                                 : true))
            return false;
    }
    return true;
}
