/* Facts: how many were read, how many never were, and what documents call them. */
#include "explain/page.h"

#include "base/sort.h"

/* A fact counts once, however many claims and countries read it, and whatever follows from it:
 * facts are told apart by where they are written. */
typedef struct fact_key {
    uint32_t file, line, column;
} fact_key;

static int compare_keys(const void *a, const void *b)
{
    const fact_key *x = a, *y = b;

    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

/* A fact that somebody wrote: no defaults, no whole lists or records. */
static bool is_counted(const ek_read *read)
{
    return read->kind == EK_READ_FACT && read->value && read->value->line > 0 &&
           read->value->kind != EK_KIND_LIST && read->value->kind != EK_KIND_RECORD &&
           read->value->kind != EK_KIND_BY_COUNTRY;
}

static uint32_t count_reads(const struct erkend_decision *const *decisions, uint32_t count,
                            fact_key *keys)
{
    uint32_t found = 0;

    for (uint32_t d = 0; d < count; d++)
        for (uint32_t c = 0; c < decisions[d]->claim_count; c++) {
            const ek_reads *reads = &decisions[d]->claims[c].reads;

            for (uint32_t i = 0; i < reads->count; i++) {
                const ek_read *read = &reads->items[i];

                if (!is_counted(read))
                    continue;
                if (keys)
                    keys[found] =
                        (fact_key){read->value->file, read->value->line, read->value->column};
                found++;
            }
        }
    return found;
}

void ek_count_facts(const struct erkend_decision *const *decisions, uint32_t count, ek_arena *arena,
                    uint32_t *read, uint32_t *unread)
{
    uint32_t all = count_reads(decisions, count, NULL), known = 0;
    fact_key *keys = EK_NEW_ARRAY(arena, fact_key, all + 1u);

    (void)count_reads(decisions, count, keys);
    ek_sort(keys, all, sizeof *keys, compare_keys);
    *read = 0;
    for (uint32_t i = 0; i < all; i++)
        if (i == 0 || compare_keys(&keys[i - 1], &keys[i]) != 0)
            ++*read;
    for (uint32_t d = 0; d < count; d++)
        known = decisions[d]->facts_known > known ? decisions[d]->facts_known : known;
    *unread = known > *read ? known - *read : 0;
}

ek_text ek_say_facts(const ek_pen *pen, uint32_t read, uint32_t unread)
{
    ek_text parts[2];

    parts[0] = read == 1 ? ek_say(pen, EK_SAY_READ_ONE)
                         : ek_say1(pen, EK_SAY_READ, ek_say_count(pen, read));
    if (unread == 0)
        parts[1] = ek_say(pen, EK_SAY_UNREAD_NONE);
    else if (unread == 1)
        parts[1] = ek_say(pen, EK_SAY_UNREAD_ONE);
    else
        parts[1] = ek_say1(pen, EK_SAY_UNREAD, ek_say_count(pen, unread));
    return ek_joined(pen, parts, 2, "; ");
}

/* ---- Names --------------------------------------------------------------------------------- */

#define MOST_DEPTH 16

/* A record that others refer to is named by where it is written, so references are followed last.
 */
typedef struct name_search {
    ek_buffer path;
    const ek_record *wanted;
    uint32_t depth;
    bool follow;
} name_search;

static bool find_record(name_search *search, const ek_record *at);

static bool try_record(name_search *search, const ek_record *record, const ek_field *field,
                       uint32_t index, bool indexed)
{
    size_t before = search->path.size;

    if (!(field->flags & EK_EMBED) || record->type == &ek_type_unit) {
        if (before > 0)
            ek_buffer_char(&search->path, '.');
        ek_buffer_string(&search->path, field->name);
        if (indexed)
            ek_buffer_format(&search->path, "[%u]", index + 1);
        else if (record->key.size)
            ek_buffer_format(&search->path, ".%.*s", EK_TEXT_ARGS(record->key));
    }
    if (find_record(search, record))
        return true;
    search->path.size = before;
    return false;
}

static bool find_record(name_search *search, const ek_record *at)
{
    if (at == search->wanted)
        return true;
    if (!at || search->depth == MOST_DEPTH)
        return false;
    search->depth++;
    for (uint32_t i = 0; i < at->type->field_count; i++) {
        const ek_field *field = &at->type->fields[i];
        const ek_value *value = &at->slots[i];

        if (value->state != EK_KNOWN || (!search->follow && (field->flags & EK_REFERENCE)))
            continue;
        if (value->kind == EK_KIND_RECORD && try_record(search, value->as.record, field, 0, false))
            return true;
        if (value->kind != EK_KIND_LIST && value->kind != EK_KIND_BY_COUNTRY)
            continue;
        for (uint32_t k = 0; k < value->as.list.count; k++)
            if (try_record(search, value->as.list.items[k], field, k, value->kind == EK_KIND_LIST))
                return true;
    }
    search->depth--;
    return false;
}

static bool find_path(name_search *search, const struct erkend_case *the_case)
{
    if (!search->wanted || !the_case || !the_case->root)
        return false;
    if (find_record(search, the_case->root))
        return true;
    search->follow = true;
    search->path.size = 0;
    search->depth = 0;
    return find_record(search, the_case->root);
}

/* Records that no document holds: claims that arise, and what a unit is to count for. */
static const char *name_of_type(const ek_record_type *type)
{
    if (type == &ek_type_unit_claim)
        return "unit";
    return type == &ek_type_unit_target ? "unit.target" : type->name;
}

ek_text ek_fact_name(const ek_pen *pen, const struct erkend_case *the_case, const ek_record *record,
                     const ek_field *field)
{
    name_search search = {.wanted = record};
    ek_buffer name;

    ek_buffer_init(&search.path, pen->out->arena);
    ek_buffer_init(&name, pen->out->arena);
    if (find_path(&search, the_case))
        ek_buffer_shown(&name, ek_buffer_done(&search.path));
    else if (record)
        ek_buffer_string(&name, name_of_type(record->type));
    if (name.size > 0 && field)
        ek_buffer_char(&name, '.');
    if (field)
        ek_buffer_string(&name, field->name);
    return ek_buffer_done(&name);
}
