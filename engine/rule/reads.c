/* Reads: what an evaluation looked at, each thing once, in the order of first reading.
 *
 * The items are a plain list. Whether a fact was read before says a bit, where there are marks: a
 * record has its number and a field its slot. All else is found by a table of item numbers (open
 * addressing, a power of two, at most half full). Hashes are made of numbers that the case itself
 * gives (number of a record, slot of a field), so runs on any machine do the same work. */
#include <assert.h>
#include <string.h>

#include "rule/eval.h"

#define FIRST_TABLE 16
#define FIRST_ITEMS 32

void ek_reads_init(ek_reads *reads, ek_arena *arena)
{
    *reads = (ek_reads){.arena = arena};
}

void ek_reads_none(ek_reads *reads, ek_arena *arena)
{
    *reads = (ek_reads){.arena = arena, .unkept = true};
}

void ek_reads_unread(ek_reads *reads, ek_arena *arena)
{
    ek_reads_none(reads, arena);
    reads->token = reads;
}

void ek_reads_mark(ek_reads *reads, uint64_t *marks, uint32_t count)
{
    assert(reads->count == 0 && !reads->unkept && marks != NULL);
    reads->marks = marks;
    reads->mark_count = count;
}

void ek_reads_end(ek_reads *reads)
{
    bool all = reads->mark_count <= 2 * reads->count; /* then that is the shorter way */

    if (all && reads->mark_count > 0)
        memset(reads->marks, 0, reads->mark_count * sizeof *reads->marks);
    for (uint32_t i = 0; !all && i < reads->count; i++)
        if (reads->items[i].kind == EK_READ_FACT &&
            reads->items[i].record->number < reads->mark_count)
            reads->marks[reads->items[i].record->number] = 0;
    reads->marks = NULL;
    reads->mark_count = 0;
    reads->ended = true;
}

static uint32_t mix_number(uint32_t hash, uint32_t number)
{
    hash ^= number;
    hash *= 2654435769u;
    return hash ^ hash >> 15;
}

static uint32_t mix_text(uint32_t hash, ek_text text)
{
    for (uint32_t i = 0; i < text.size; i++)
        hash = mix_number(hash, (unsigned char)text.bytes[i]);
    return hash;
}

static uint32_t hash_read(const ek_read *read)
{
    uint32_t hash = mix_number(17, (uint32_t)read->kind);

    hash = mix_number(hash, read->record != NULL ? read->record->number : UINT32_MAX);
    switch (read->kind) {
    case EK_READ_FACT:
        assert(read->record != NULL);
        return mix_number(hash, (uint32_t)(read->field - read->record->type->fields));
    case EK_READ_SCOPE: return mix_number(hash, (uint32_t)read->scope);
    case EK_READ_RULING: break;
    }
    return mix_text(hash, read->question->name);
}

static bool is_same_thing(const ek_read *a, const ek_read *b)
{
    if (a->kind != b->kind || a->record != b->record)
        return false;
    switch (a->kind) {
    case EK_READ_FACT: return a->field == b->field;
    case EK_READ_SCOPE: return a->scope == b->scope;
    case EK_READ_RULING: break;
    }
    return a->question == b->question;
}

/* The place in the table where this read stands, or where it would. A place holds 1 + its index. */
static uint32_t find_place(const ek_reads *reads, const ek_read *read)
{
    uint32_t place = hash_read(read) & (reads->table_size - 1);

    while (reads->table[place] != 0 && !is_same_thing(&reads->items[reads->table[place] - 1], read))
        place = (place + 1) & (reads->table_size - 1);
    return place;
}

static bool is_marked(const ek_reads *reads, const ek_read *read)
{
    return read->kind == EK_READ_FACT && read->record->number < reads->mark_count;
}

static void grow_table(ek_reads *reads)
{
    reads->table_size = reads->table_size == 0 ? FIRST_TABLE : reads->table_size * 2;
    reads->table = EK_NEW_ARRAY(reads->arena, uint32_t, reads->table_size);
    for (uint32_t i = 0; i < reads->count; i++)
        if (!is_marked(reads, &reads->items[i]))
            reads->table[find_place(reads, &reads->items[i])] = i + 1;
}

static ek_read *grow_items(ek_reads *reads)
{
    if (reads->count == 0 && reads->capacity == 0) {
        reads->items = EK_ROOM(reads->arena, ek_read, FIRST_ITEMS);
        reads->capacity = FIRST_ITEMS;
    }
    return EK_PUSH(reads->arena, reads->items, reads->count, reads->capacity);
}

static inline ek_read *push_item(ek_reads *reads)
{
    return reads->count < reads->capacity ? &reads->items[reads->count++] : grow_items(reads);
}

static inline ek_read read_of(ek_scope scope, const ek_record *record, uint32_t slot)
{
    return (ek_read){.kind = EK_READ_FACT,
                     .scope = scope,
                     .record = record,
                     .field = &record->type->fields[slot],
                     .value = &record->slots[slot]};
}

void ek_reads_put(ek_reads *reads, ek_scope scope, const ek_record *record, uint32_t slot)
{
    *push_item(reads) = read_of(scope, record, slot);
}

static void add_marked(ek_reads *reads, const ek_read *read)
{
    uint64_t *marks = &reads->marks[read->record->number];
    uint64_t mark = UINT64_C(1) << (read->field - read->record->type->fields);

    if ((*marks & mark) != 0)
        return;
    *marks |= mark;
    *push_item(reads) = *read;
}

void ek_reads_add(ek_reads *reads, ek_read read)
{
    uint32_t place;

    assert(!reads->ended);
    if (reads->unkept)
        return;
    if (is_marked(reads, &read)) {
        add_marked(reads, &read);
        return;
    }
    if ((reads->tabled + 1) * 2 > reads->table_size)
        grow_table(reads);
    place = find_place(reads, &read);
    if (reads->table[place] != 0)
        return;
    *push_item(reads) = read;
    reads->table[place] = reads->count;
    reads->tabled++;
}

void ek_reads_put_unmarked(ek_reads *reads, ek_scope scope, const ek_record *record, uint32_t slot)
{
    ek_reads_add(reads, read_of(scope, record, slot));
}

bool ek_reads_equal(const ek_reads *a, const ek_reads *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!is_same_thing(&a->items[i], &b->items[i]) || a->items[i].ruling != b->items[i].ruling)
            return false;
    return true;
}
