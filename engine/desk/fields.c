/* A record of a made-up case: for each field of its type whether it is stated, and what it is.
 *
 * What a value is depends on its kind; a few fields must fit others (codes of units, ids, scales,
 * countries), and those are told apart by name here. */
#include "desk/population.h"

#include <stdio.h>
#include <string.h>

/* ---- Chance -------------------------------------------------------------------------------- */

uint64_t ek_chance_draw(ek_chance *chance)
{
    uint64_t z = (chance->state += UINT64_C(0x9e3779b97f4a7c15));

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

int64_t ek_chance_between(ek_chance *chance, int64_t least, int64_t most)
{
    return least + (int64_t)(ek_chance_draw(chance) % (uint64_t)(most - least + 1));
}

bool ek_chance_often(ek_chance *chance, uint32_t of_thousand)
{
    return ek_chance_draw(chance) % 1000 < of_thousand;
}

static uint32_t pick(ek_population *p, uint32_t count)
{
    uint64_t drawn = ek_chance_draw(&p->chance);

    return count > 0 ? (uint32_t)(drawn % count) : 0;
}

static bool often(ek_population *p, uint32_t of_thousand)
{
    return ek_chance_often(&p->chance, of_thousand);
}

static int64_t between(ek_population *p, int64_t least, int64_t most)
{
    return ek_chance_between(&p->chance, least, most);
}

const ek_sketch *ek_population_sketch(const ek_population *p, const ek_record_type *type)
{
    uint32_t i = 0;

    while (p->sketches[i].type != type)
        i++;
    return &p->sketches[i];
}

const char *ek_population_id(ek_population *p, const ek_record_type *type)
{
    ek_story *story = &p->story;
    uint32_t number = 1, i;

    for (i = 0; i < story->id_count; i++)
        number += story->ids[i].type == type;
    i = story->id_count < 64 ? story->id_count++ : 63;
    story->ids[i].type = type;
    (void)snprintf(story->ids[i].id, sizeof story->ids[i].id, "%.12s-%u", type->name, number);
    return story->ids[i].id;
}

/* ---- Values -------------------------------------------------------------------------------- */

static void put_number(ek_population *p, const char *key, ek_fraction number)
{
    ek_json_begin(&p->json, key);
    if (ek_fraction_is_whole(number)) {
        ek_buffer_fraction(p->json.out, number);
        return;
    }
    ek_json_put_number(&p->json, number);
}

/* Within the range of the field, or on, just below or just above what a rule compares it with. */
static void put_quantity(ek_population *p, const ek_field *field, const ek_frequency *how,
                         const ek_field_hints *hints)
{
    ek_fraction number = ek_fraction_whole(between(p, how->least, how->most));

    if (hints != NULL && hints->number_count > 0 && often(p, 300)) {
        ek_fraction near = hints->numbers[pick(p, hints->number_count)];

        if (ek_fraction_add(&near, near, ek_fraction_whole(between(p, -1, 1))) == ERKEND_OK)
            number = near;
    } else if (often(p, 80)) {
        (void)ek_fraction_add(&number, number, (ek_fraction){1, between(p, 2, 4)});
    }
    if (number.num < 0 || (number.num == 0 && (field->flags & EK_POSITIVE)))
        number = (ek_fraction){1, 2};
    put_number(p, field->name, number);
}

static void put_mark(ek_population *p, const char *key)
{
    const ek_scale *scale = p->story.scale;
    int64_t least = scale ? ek_fraction_floor(scale->lowest) : 1;
    int64_t most = scale ? ek_fraction_floor(scale->highest) : 10;
    ek_fraction mark = ek_fraction_whole(between(p, least, most));

    if (mark.num < most && often(p, 250))
        (void)ek_fraction_add(&mark, mark, (ek_fraction){1, 2});
    put_number(p, key, mark);
}

static ek_date bound_date(int64_t day)
{
    return day < EK_DATE_MIN ? EK_DATE_MIN : day > EK_DATE_MAX ? EK_DATE_MAX : (ek_date)day;
}

static void put_date(ek_population *p, const ek_field *field, const ek_frequency *how,
                     const ek_field_hints *hints)
{
    const ek_story *story = &p->story;
    ek_date day = bound_date(story->days[how->anchor] + between(p, how->least, how->most));

    if (hints != NULL && hints->date_count > 0 && often(p, 150))
        day = bound_date(hints->dates[pick(p, hints->date_count)] + between(p, -1, 1));
    else if (p->hints.law_day_count > 0 && how->anchor != EK_ANCHOR_FIRST_DAY && often(p, 30))
        day = bound_date(p->hints.law_days[pick(p, p->hints.law_day_count)] - between(p, 0, 1));
    if (strcmp(field->name, "first_day") == 0)
        p->story.days[EK_ANCHOR_FIRST_DAY] = day;
    if (strcmp(field->name, "last_day") == 0 && day < story->days[EK_ANCHOR_FIRST_DAY])
        day = story->days[EK_ANCHOR_FIRST_DAY];
    ek_json_date(&p->json, field->name, day);
}

static void put_level(ek_population *p, const char *key)
{
    const ek_rulebook *book = p->story.book;
    char level[96];

    if (book == NULL && p->book_count > 0)
        book = p->books[pick(p, p->book_count)];
    if (book != NULL && book->framework_count > 0 && often(p, 800)) {
        const ek_framework *framework = &book->frameworks[pick(p, book->framework_count)];
        ek_text label = framework->labels[pick(p, framework->count)];

        (void)snprintf(level, sizeof level, "%.*s %.*s", EK_TEXT_ARGS(framework->name),
                       EK_TEXT_ARGS(label));
    } else {
        (void)snprintf(level, sizeof level, "EQF %d", (int)between(p, 2, 6));
    }
    ek_json_string(&p->json, key, level);
}

static void put_country(ek_population *p, const char *key)
{
    static const char *const others[] = {"FR", "ES", "IE", "SE", "AT", "TR", "CH"};

    ek_json_string(&p->json, key,
                   often(p, 700)   ? p->story.host
                   : often(p, 500) ? p->story.home
                                   : others[pick(p, 7)]);
}

/* ---- Texts and sets ------------------------------------------------------------------------ */

/* Codes of outcomes of the unit at hand, most of them; the same codes in targets and in units. */
static void put_outcomes(ek_population *p, const char *key, uint32_t of_thousand)
{
    uint32_t i;
    char code[24];

    ek_json_open(&p->json, key, '[');
    for (i = 1; i <= 3; i++)
        if (often(p, of_thousand)) {
            (void)snprintf(code, sizeof code, "U%u.%u", p->story.at, i);
            ek_json_string(&p->json, NULL, code);
        }
    ek_json_close(&p->json, ']');
}

static void put_codes(ek_population *p, const char *key)
{
    uint32_t i;
    char code[16];

    ek_json_open(&p->json, key, '[');
    for (i = 1; i <= p->story.units; i++)
        if (often(p, 850)) {
            (void)snprintf(code, sizeof code, "U%u", i);
            ek_json_string(&p->json, NULL, code);
        }
    ek_json_close(&p->json, ']');
}

static bool is_named(const ek_field *field, const char *name)
{
    return strcmp(field->name, name) == 0;
}

/* A text that must fit others of the case; false: it need not. */
static bool put_fitting_text(ek_population *p, const ek_record_type *type, const ek_field *field)
{
    ek_story *story = &p->story;
    char code[16];

    (void)snprintf(code, sizeof code, "U%u", story->at);
    if (is_named(field, "unit") || is_named(field, "part") || is_named(field, "code") ||
        is_named(field, "title") || (field->flags & EK_ID))
        ek_json_string(&p->json, field->name, code);
    else if (is_named(field, "learner"))
        ek_json_string(&p->json, field->name, "learner-1");
    else if (is_named(field, "mou"))
        ek_json_string(&p->json, field->name, "mou-1");
    else if (is_named(field, "scale") && story->scale != NULL)
        ek_json_text(&p->json, field->name, story->scale->name);
    else if (type == &ek_type_qualification && is_named(field, "framework") &&
             story->book != NULL && story->book->framework_count > 0)
        ek_json_text(&p->json, field->name, story->book->frameworks[0].name);
    else
        return false;
    return true;
}

/* Ours, one of the rules', or one that nobody expects; `number` chooses among ours. */
static void put_one_text(ek_population *p, const char *key, const ek_frequency *how,
                         const ek_field_hints *hints, uint32_t number)
{
    uint32_t count = 0;

    while (how->values != NULL && how->values[count] != NULL)
        count++;
    if (count > 0 && (hints == NULL || hints->text_count == 0 || often(p, how->likely)))
        ek_json_string(&p->json, key, how->values[number % count]);
    else if (hints != NULL && hints->text_count > 0 && often(p, 950))
        ek_json_text(&p->json, key, hints->texts[number % hints->text_count]);
    else
        ek_json_string(&p->json, key, number % 2 ? "other" : "another");
}

static uint32_t count_words(const char *const *words)
{
    uint32_t count = 0;

    while (words[count] != NULL)
        count++;
    return count;
}

/* Some of the words, or of the texts that rules know; neighbours, so that none stands twice. */
static void put_set(ek_population *p, const ek_field *field, const ek_frequency *how,
                    const ek_field_hints *hints)
{
    uint32_t wanted = (uint32_t)between(p, how->least, how->most), from, i, known;

    ek_json_open(&p->json, field->name, '[');
    if (field->words != NULL) {
        for (i = 0; field->words[i] != NULL; i++)
            if (often(p, 800))
                ek_json_string(&p->json, NULL, field->words[i]);
    } else if (how->values != NULL) {
        for (i = 0; how->values[i] != NULL; i++)
            if (often(p, 850))
                ek_json_string(&p->json, NULL, how->values[i]);
    } else if (hints != NULL && hints->text_count > 0) {
        known = hints->text_count;
        from = pick(p, known);
        for (i = 0; i < wanted && i < known; i++)
            ek_json_text(&p->json, NULL, hints->texts[(from + i) % known]);
    } else {
        ek_json_string(&p->json, NULL, "other");
    }
    ek_json_close(&p->json, ']');
}

/* ---- Records in records -------------------------------------------------------------------- */

static const char *find_id(ek_population *p, const ek_record_type *type)
{
    uint32_t count = 0, i, wanted;

    for (i = 0; i < p->story.id_count; i++)
        count += p->story.ids[i].type == type;
    if (count == 0)
        return NULL;
    wanted = pick(p, count);
    for (i = 0; p->story.ids[i].type != type || wanted-- > 0; i++) {
    }
    return p->story.ids[i].id;
}

static void put_tree(ek_population *p, const char *key)
{
    uint32_t i;
    char code[16];

    ek_json_open(&p->json, key, '{');
    ek_json_open(&p->json, often(p, 600) ? "all" : "choose", '[');
    for (i = 1; i <= p->story.units; i++) {
        (void)snprintf(code, sizeof code, "U%u", i);
        ek_json_open(&p->json, NULL, '{');
        ek_json_string(&p->json, "unit", code);
        ek_json_close(&p->json, '}');
    }
    ek_json_close(&p->json, ']');
    if (often(p, 400))
        ek_json_count(&p->json, "points", (uint64_t)between(p, 10, 180));
    ek_json_close(&p->json, '}');
}

/* Records of a list; what is at hand moves on with units and components. */
static void put_list(ek_population *p, const ek_field *field, const ek_frequency *how)
{
    uint32_t count = (uint32_t)between(p, how->least, how->most), at = p->story.at, i;
    ek_date days[EK_ANCHORS];

    if (field->record == &ek_type_component)
        count = p->story.units;
    ek_json_open(&p->json, field->name, '[');
    for (i = 0; i < count; i++) {
        memcpy(days, p->story.days, sizeof days);
        p->story.at = i + 1;
        if (field->record == &ek_type_stay && i > 0)
            p->story.days[EK_ANCHOR_AWAY] += (ek_date)between(p, 60, 300);
        if (often(p, 200))
            p->story.days[EK_ANCHOR_ASSESSED] -= (ek_date)between(p, 1, 2000);
        ek_json_open(&p->json, NULL, '{');
        ek_population_put_record(p, field->record, NULL);
        ek_json_close(&p->json, '}');
        memcpy(p->story.days, days, sizeof days);
    }
    ek_json_close(&p->json, ']');
    p->story.at = at;
}

static void put_references(ek_population *p, const ek_field *field)
{
    uint32_t i;

    ek_json_open(&p->json, field->name, '[');
    for (i = 0; i < p->story.id_count; i++)
        if (p->story.ids[i].type == field->record && often(p, 950))
            ek_json_string(&p->json, NULL, p->story.ids[i].id);
    ek_json_close(&p->json, ']');
}

/* One of the target units of each country. */
static void put_by_country(ek_population *p, const ek_field *field)
{
    uint32_t i;

    ek_json_open(&p->json, field->name, '{');
    for (i = 0; i < p->book_count; i++)
        if (often(p, 900)) {
            ek_json_open(&p->json, ek_text_terminated(&p->scratch, p->books[i]->code), '{');
            ek_population_put_record(p, field->record, NULL);
            ek_json_close(&p->json, '}');
        }
    ek_json_close(&p->json, '}');
}

static void put_nested(ek_population *p, const ek_field *field)
{
    const char *id;
    ek_date first = p->story.days[EK_ANCHOR_FIRST_DAY];

    if (field->flags & EK_REFERENCE) {
        id = find_id(p, field->record);
        if (id != NULL)
            ek_json_string(&p->json, field->name, id);
        return;
    }
    ek_json_open(&p->json, field->name, '{');
    ek_population_put_record(p, field->record, NULL);
    ek_json_close(&p->json, '}');
    p->story.days[EK_ANCHOR_FIRST_DAY] = first;
}

/* ---- A field ------------------------------------------------------------------------------- */

static void put_value(ek_population *p, const ek_record_type *type, const ek_field *field,
                      const ek_frequency *how, const ek_field_hints *hints)
{
    switch (field->kind) {
    case EK_KIND_YES: ek_json_yes(&p->json, field->name, often(p, how->likely)); break;
    case EK_KIND_NUMBER: put_quantity(p, field, how, hints); break;
    case EK_KIND_MARK: put_mark(p, field->name); break;
    case EK_KIND_DATE: put_date(p, field, how, hints); break;
    case EK_KIND_TEXT:
        if (!put_fitting_text(p, type, field))
            put_one_text(p, field->name, how, hints, pick(p, 1000));
        break;
    case EK_KIND_WORD:
        ek_json_string(
            &p->json, field->name,
            field->words[often(p, how->likely) ? 0 : pick(p, count_words(field->words))]);
        break;
    case EK_KIND_COUNTRY:
        if (type == &ek_type_qualification && p->story.book != NULL)
            ek_json_text(&p->json, field->name, p->story.book->code);
        else
            put_country(p, field->name);
        break;
    case EK_KIND_SET:
        if (is_named(field, "outcomes") || is_named(field, "part_outcomes"))
            put_outcomes(p, field->name, type == &ek_type_unit ? 930 : 750);
        else if (is_named(field, "units") || is_named(field, "adaptable_units"))
            put_codes(p, field->name);
        else
            put_set(p, field, how, hints);
        break;
    case EK_KIND_LEVEL: put_level(p, field->name); break;
    case EK_KIND_RECORD: put_nested(p, field); break;
    case EK_KIND_LIST:
        if (field->flags & EK_REFERENCE)
            put_references(p, field);
        else
            put_list(p, field, how);
        break;
    case EK_KIND_BY_COUNTRY: put_by_country(p, field); break;
    case EK_KIND_TREE: put_tree(p, field->name); break;
    case EK_KIND_ANSWER: break; /* population.c: an answer is of its question */
    }
}

static bool may_be_written(const ek_field *field)
{
    return !(field->flags & (EK_COMPUTED | EK_EMBED));
}

static bool may_be_none(const ek_field *field)
{
    return (field->flags & EK_ABSENT_NONE) && !(field->flags & (EK_REQUIRED | EK_ID));
}

/* Those of the country at hand, else those of all. */
static const ek_field_hints *find_hints(const ek_population *p, const ek_sketch *sketch,
                                        uint32_t slot)
{
    const ek_field_hints *own = NULL;
    uint32_t i;

    for (i = 0; i < p->book_count && own == NULL; i++)
        if (p->books[i] == p->story.book)
            own = ek_hints_of(&p->book_hints[i], &sketch->type->fields[slot]);
    return own != NULL ? own : sketch->hints[slot];
}

static void put_field(ek_population *p, const ek_sketch *sketch, uint32_t slot)
{
    const ek_field *field = &sketch->type->fields[slot];
    const ek_frequency *how = &sketch->fields[slot];

    if (!may_be_written(field))
        return;
    if (!(field->flags & EK_REQUIRED)) {
        /* What is never stated takes no chance: a field that no rule reads changes no population.
         */
        if (how->stated == 0 || !often(p, how->stated) || often(p, p->missing))
            return;
        if (may_be_none(field) && often(p, 40)) {
            ek_json_null(&p->json, field->name);
            return;
        }
    }
    put_value(p, sketch->type, field, how, find_hints(p, sketch, slot));
}

void ek_population_put_field(ek_population *p, const ek_record_type *type, const char *name)
{
    const ek_sketch *sketch = ek_population_sketch(p, type);
    uint32_t slot = ek_slot(type, name);

    put_value(p, type, &type->fields[slot], &sketch->fields[slot], find_hints(p, sketch, slot));
}

/* What a claim or a qualification is marked on is mostly the scale of its country; a programme that
 * of the last country that has one; a unit any. */
static const ek_scale *choose_scale(ek_population *p, const ek_record_type *type)
{
    const ek_rulebook *book = p->story.book;

    if (book != NULL && book->scale_count > 0 && often(p, 970))
        return &book->scales[pick(p, book->scale_count)];
    if (p->scale_count == 0)
        return NULL;
    if (type == &ek_type_programme && often(p, 970))
        return p->scales[p->scale_count - 1];
    return p->scales[pick(p, p->scale_count)];
}

static bool is_among(const char *const *names, const char *name)
{
    for (; names != NULL && *names != NULL; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

void ek_population_put_record(ek_population *p, const ek_record_type *type,
                              const char *const *left_out)
{
    const ek_sketch *sketch = ek_population_sketch(p, type);
    const ek_scale *scale = p->story.scale;
    uint32_t id = ek_field_named(type, EK_TEXT("id")), slot;

    if (ek_field_named(type, EK_TEXT("scale")) != EK_NO_FIELD)
        p->story.scale = choose_scale(p, type);
    for (slot = 0; slot < type->field_count; slot++)
        if (is_among(left_out, type->fields[slot].name))
            continue;
        else if (slot == id)
            ek_json_string(&p->json, "id", ek_population_id(p, type));
        else
            put_field(p, sketch, slot);
    p->story.scale = scale;
}
