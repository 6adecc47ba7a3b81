/* The benchmark's task by hand (limit.c): from a line to a struct, by a parser that knows this
 * schema. */
#ifndef BENCH_RECOG_LIMIT_READ_H
#define BENCH_RECOG_LIMIT_READ_H

#include <emmintrin.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 1 << 20, SPARE = 64, MOST_UNITS = 32, MOST_TEXTS = 32, MOST_STAYS = 16 };

static _Noreturn void give_up(const char *why)
{
    (void)fprintf(stderr, "limit: %s\n", why);
    exit(3);
}

/* ---- Texts --------------------------------------------------------------------------------- */

typedef struct text {
    const char *at;
    uint64_t head; /* its first eight bytes, 0 behind its end */
    uint32_t size;
} text;

typedef struct texts {
    text items[MOST_TEXTS];
    uint32_t count;
} texts;

static inline bool same(const text *a, const text *b)
{
    return a->head == b->head && a->size == b->size &&
           (a->size <= 8 || memcmp(a->at + 8, b->at + 8, a->size - 8) == 0);
}

static inline bool have(const texts *list, const text *wanted)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (same(&list->items[i], wanted))
            return true;
    return false;
}

static inline bool is(const text *a, const char *word, uint32_t size)
{
    return a->size == size && memcmp(a->at, word, size) == 0;
}
#define IS(a, word) is((a), (word), sizeof(word) - 1)

/* ---- A case -------------------------------------------------------------------------------- */

typedef enum country { DE, FI, NL, COUNTRIES } country;
typedef enum kind { UNIT, SUB_AREA, PART } kind;

typedef struct component {
    text unit;
    texts outcomes;
    int32_t points; /* tenths */
    kind kind;
    bool listed, optional; /* in the composition */
} component;

typedef struct unit {
    text id, assessed_by, target;
    texts outcomes;
    int32_t points, level, grade, scale, assessed; /* grade and scale -1: none */
    bool passed, informal;
} unit;

typedef struct stay {
    int32_t first, last;
} stay;

typedef struct learner_case {
    text id, decided, home, host; /* home, host: institutions of the agreement */
    country home_country, host_country;
    int32_t level, prescribed_months, mou_first, mou_last, last_day;
    texts parties, listed, agreed, composed;
    uint64_t optional; /* bits of `composed` */
    component components[MOST_TEXTS];
    unit units[MOST_UNITS];
    stay stays[MOST_STAYS];
    uint32_t component_count, unit_count, stay_count;
    bool has_composition;
} learner_case;

/* ---- Reading ------------------------------------------------------------------------------- */

static inline const char *over_space(const char *p)
{
    while (*p == ' ' || *p == '\t')
        p++;
    return p;
}

/* From behind the opening quote to the closing one. */
static inline const char *end_of_text(const char *p)
{
    const __m128i quote = _mm_set1_epi8('"'), escape = _mm_set1_epi8('\\');

    for (;; p += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
        int quotes = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, quote));
        int escapes = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, escape));

        if (quotes | escapes) {
            int first = __builtin_ctz((unsigned)(quotes | escapes));
            if (escapes >> first & 1)
                give_up("a text with an escape");
            return p + first;
        }
    }
}

static inline const char *read_text(const char *p, text *out)
{
    const char *end = end_of_text(p + 1);
    uint64_t head;

    out->at = p + 1;
    out->size = (uint32_t)(end - p - 1);
    memcpy(&head, out->at, 8);
    if (out->size < 8)
        head &= (UINT64_C(1) << out->size * 8) - 1;
    out->head = head;
    return end + 1;
}

static const char *skip_value(const char *p)
{
    int depth = 0;

    do {
        if (*p == '"') {
            p = end_of_text(p + 1) + 1;
            continue;
        }
        if (*p == '{' || *p == '[')
            depth++;
        else if (*p == '}' || *p == ']')
            depth--;
        else if (*p == '\n')
            give_up("a line ends too early");
        p++;
    } while (depth > 0 || (*p != ',' && *p != '}' && *p != ']'));
    return p;
}

static inline const char *read_tenths(const char *p, int32_t *out)
{
    int32_t number = 0;

    while (*p >= '0' && *p <= '9')
        number = number * 10 + (*p++ - '0');
    number *= 10;
    if (*p == '.') {
        number += p[1] - '0';
        p += 2;
        if (*p >= '0' && *p <= '9')
            give_up("a number with two decimals");
    }
    *out = number;
    return p;
}

static inline const char *read_number(const char *p, int32_t *out)
{
    p = read_tenths(p, out);
    *out /= 10;
    return p;
}

/* "2024-03-01" as 20240301 */
static inline const char *read_day(const char *p, int32_t *out)
{
    int32_t day = 0;

    for (int i = 1; i <= 10; i++)
        if (i != 5 && i != 8)
            day = day * 10 + (p[i] - '0');
    *out = day;
    return p + 12;
}

static inline const char *read_country(const char *p, country *out)
{
    *out = p[1] == 'D' ? DE : p[1] == 'F' ? FI : NL;
    return p + 4;
}

/* "FiNQF 4": the frameworks of these countries have the levels of the European one. */
static inline const char *read_level(const char *p, int32_t *out)
{
    p = end_of_text(p + 1);
    *out = p[-1] - '0';
    return p + 1;
}

#define OBJECT(body)                                                                               \
    do {                                                                                           \
        p = over_space(p + 1);                                                                     \
        if (*p == '}') {                                                                           \
            p++;                                                                                   \
            break;                                                                                 \
        }                                                                                          \
        for (;;) {                                                                                 \
            const char *const key = p + 1;                                                         \
            const char *const key_end = end_of_text(key);                                          \
            const size_t size = (size_t)(key_end - key);                                           \
            p = over_space(over_space(key_end + 1) + 1);                                           \
            body p = over_space(p);                                                                \
            if (*p++ == '}')                                                                       \
                break;                                                                             \
            p = over_space(p);                                                                     \
        }                                                                                          \
    } while (0)

#define LIST(body)                                                                                 \
    do {                                                                                           \
        p = over_space(p + 1);                                                                     \
        if (*p == ']') {                                                                           \
            p++;                                                                                   \
            break;                                                                                 \
        }                                                                                          \
        for (;;) {                                                                                 \
            body p = over_space(p);                                                                \
            if (*p++ == ']')                                                                       \
                break;                                                                             \
            p = over_space(p);                                                                     \
        }                                                                                          \
    } while (0)

#define KEY(word) (size == sizeof(word) - 1 && memcmp(key, word, sizeof(word) - 1) == 0)

static inline const char *read_texts(const char *p, texts *out)
{
    out->count = 0;
    LIST({
        if (out->count == MOST_TEXTS)
            give_up("a list is too long");
        p = read_text(p, &out->items[out->count++]);
    });
    return p;
}

static const char *read_component(const char *p, component *out)
{
    text word;

    OBJECT({
        if (KEY("unit")) {
            p = read_text(p, &out->unit);
        } else if (KEY("kind")) {
            p = read_text(p, &word);
            out->kind = word.at[0] == 'u' ? UNIT : word.at[0] == 's' ? SUB_AREA : PART;
        } else if (KEY("points")) {
            p = read_tenths(p, &out->points);
        } else if (KEY("outcomes")) {
            p = read_texts(p, &out->outcomes);
        } else {
            p = skip_value(p);
        }
    });
    return p;
}

static const char *read_leaf(const char *p, learner_case *c)
{
    if (c->composed.count == MOST_TEXTS)
        give_up("a list is too long");
    OBJECT({
        if (KEY("unit")) {
            p = read_text(p, &c->composed.items[c->composed.count]);
        } else {
            if (*p == 't')
                c->optional |= UINT64_C(1) << c->composed.count;
            p = skip_value(p);
        }
    });
    c->composed.count++;
    return p;
}

static const char *read_composition(const char *p, learner_case *c)
{
    c->has_composition = true;
    OBJECT({
        if (!KEY("all"))
            give_up("a composition that is no list of units");
        LIST({ p = read_leaf(p, c); });
    });
    return p;
}

static const char *read_qualification(const char *p, learner_case *c)
{
    OBJECT({
        if (KEY("components")) {
            LIST({
                if (c->component_count == MOST_TEXTS)
                    give_up("a list is too long");
                p = read_component(p, &c->components[c->component_count++]);
            });
        } else if (KEY("composition")) {
            p = read_composition(p, c);
        } else if (KEY("level")) {
            p = read_level(p, &c->level);
        } else if (KEY("prescribed_months")) {
            p = read_number(p, &c->prescribed_months);
        } else {
            p = skip_value(p);
        }
    });
    return p;
}

static const char *read_mou(const char *p, learner_case *c)
{
    OBJECT({
        if (KEY("first_day"))
            p = read_day(p, &c->mou_first);
        else if (KEY("last_day"))
            p = read_day(p, &c->mou_last);
        else if (KEY("parties"))
            p = read_texts(p, &c->parties);
        else if (KEY("units"))
            p = read_texts(p, &c->listed);
        else
            p = skip_value(p);
    });
    return p;
}

static const char *read_agreement(const char *p, learner_case *c)
{
    OBJECT({
        if (KEY("home"))
            p = read_text(p, &c->home);
        else if (KEY("host"))
            p = read_text(p, &c->host);
        else if (KEY("last_day"))
            p = read_day(p, &c->last_day);
        else if (KEY("units"))
            p = read_texts(p, &c->agreed);
        else
            p = skip_value(p);
    });
    return p;
}

static const char *read_stay(const char *p, stay *out)
{
    OBJECT({
        if (KEY("first_day"))
            p = read_day(p, &out->first);
        else if (KEY("last_day"))
            p = read_day(p, &out->last);
        else
            p = skip_value(p);
    });
    return p;
}

static const char *read_stays(const char *p, learner_case *c)
{
    LIST({
        if (c->stay_count == MOST_STAYS)
            give_up("a list is too long");
        p = read_stay(p, &c->stays[c->stay_count++]);
    });
    return p;
}

static inline const char *read_target(const char *p, unit *out)
{
    OBJECT({
        if (KEY("unit"))
            p = read_text(p, &out->target);
        else
            p = skip_value(p);
    });
    return p;
}

/* By country; these cases name a target in one. */
static inline const char *read_targets(const char *p, unit *out)
{
    OBJECT({
        (void)size;
        p = read_target(p, out);
    });
    return p;
}

static const char *read_unit(const char *p, unit *out)
{
    text word;

    out->grade = out->scale = -1;
    OBJECT({
        switch (key[0]) {
        case 'i': p = read_text(p, &out->id); break;
        case 'p': p = read_tenths(p, &out->points); break;
        case 'l': p = read_level(p, &out->level); break;
        case 'g': p = read_number(p, &out->grade); break;
        case 's':
            p = read_text(p, &word);
            out->scale = word.at[0] == 'd' ? DE : word.at[0] == 'f' ? FI : NL;
            break;
        case 'o': p = read_texts(p, &out->outcomes); break;
        case 'r':
            p = read_text(p, &word);
            out->passed = IS(&word, "passed");
            break;
        case 'a':
            if (size == 8)
                p = read_day(p, &out->assessed);
            else
                p = read_text(p, &out->assessed_by);
            break;
        case 'c':
            p = read_text(p, &word);
            out->informal = IS(&word, "informal");
            break;
        case 't':
            if (KEY("targets")) {
                p = read_targets(p, out);
                break;
            }
            /* fallthrough */
        default: p = skip_value(p);
        }
    });
    return p;
}

static const char *read_transcript(const char *p, learner_case *c)
{
    OBJECT({
        if (KEY("units"))
            LIST({
                if (c->unit_count == MOST_UNITS)
                    give_up("a list is too long");
                p = read_unit(p, &c->units[c->unit_count++]);
            });
        else
            p = skip_value(p);
    });
    return p;
}

static void read_case(const char *p, learner_case *c)
{
    c->component_count = c->unit_count = c->stay_count = c->composed.count = 0;
    c->optional = 0;
    c->has_composition = false;
    OBJECT({
        if (KEY("id"))
            p = read_text(p, &c->id);
        else if (KEY("home_country"))
            p = read_country(p, &c->home_country);
        else if (KEY("host_country"))
            p = read_country(p, &c->host_country);
        else if (KEY("decided"))
            p = read_text(p, &c->decided);
        else if (KEY("qualification"))
            p = read_qualification(p, c);
        else if (KEY("mou"))
            p = read_mou(p, c);
        else if (KEY("agreement"))
            p = read_agreement(p, c);
        else if (KEY("stays"))
            p = read_stays(p, c);
        else if (KEY("transcripts"))
            LIST({ p = read_transcript(p, c); });
        else
            p = skip_value(p);
    });
}

#endif
