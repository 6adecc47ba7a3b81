/* Records and values: making an empty record, finding a field, where a value stands, and a value as
 * text for machines. */
#include "model/document.h"

ek_record *ek_record_new(ek_arena *arena, const ek_record_type *type)
{
    size_t size = sizeof(ek_record) + type->field_count * sizeof(ek_value);
    ek_record *record = ek_arena_alloc(arena, size);

    record->type = type;
    for (uint32_t i = 0; i < type->field_count; i++) {
        ek_value *value = &record->slots[i];

        value->kind = (uint8_t)type->fields[i].kind;
        value->state = EK_MISSING;
        if (type->fields[i].flags & (EK_ABSENT_NONE | EK_ABSENT_EMPTY)) {
            value->state = type->fields[i].flags & EK_ABSENT_NONE ? EK_NONE : EK_KNOWN;
            value->assumed = 1;
        }
    }
    return record;
}

const ek_value *ek_record_at(const ek_record *record, const char *field)
{
    return &record->slots[ek_slot(record->type, field)];
}

static ek_place make_place(const struct erkend_case *the_case, uint16_t file, uint32_t line,
                           uint16_t column)
{
    ek_place place = {{"", 0}, line, column};

    if (line > 0 && file < the_case->document_count)
        place.file = the_case->documents[file].name;
    return place;
}

ek_place ek_value_place(const struct erkend_case *the_case, const ek_value *value)
{
    return make_place(the_case, value->file, value->line, value->column);
}

ek_place ek_record_place(const struct erkend_case *the_case, const ek_record *record)
{
    return make_place(the_case, record->file, record->line, record->column);
}

/* ---- Text for machines -------------------------------------------------------------------- */

/* Letters, digits, bytes of other letters, and _ - . / : + and the space. */
static const uint64_t bare_ascii[2] = {UINT64_C(0x07ffe80100000000), UINT64_C(0x07fffffe87fffffe)};

#define EACH_BYTE(number) (UINT64_C(0x0101010101010101) * (number))

typedef unsigned char bytes_16 __attribute__((vector_size(16)));
typedef uint64_t halves_16 __attribute__((vector_size(16)));

/* The same of sixteen bytes: those from - to : stand in one row. */
static bool are_bare_16(bytes_16 bytes)
{
    bytes_16 small = bytes | 0x20;
    halves_16 bare = (halves_16)((bytes >= 0x80) | ((small >= 'a') & (small <= 'z')) |
                                 ((bytes >= '-') & (bytes <= ':')) | (bytes == '_') |
                                 (bytes == '+') | (bytes == ' '));

    return (bare[0] & bare[1]) == UINT64_MAX;
}

static bool are_bare(ek_text text)
{
    uint64_t bare = 1;
    bytes_16 bytes;
    uint32_t at = 0;

    for (; at + 16 <= text.size; at += 16) {
        memcpy(&bytes, text.bytes + at, sizeof bytes);
        if (!are_bare_16(bytes))
            return false;
    }
    if (text.size - at >= 8) { /* the last pieces overlap */
        halves_16 halves = {ek_load_8(text.bytes + at), ek_load_8(text.bytes + text.size - 8)};

        return are_bare_16((bytes_16)halves);
    }
    if (text.size - at >= 4) {
        halves_16 halves = {ek_load_4(text.bytes + at), ek_load_4(text.bytes + text.size - 4)};

        return are_bare_16((bytes_16)(halves | (EACH_BYTE('0') << 32)));
    }
    for (; at < text.size; at++) {
        unsigned char c = (unsigned char)text.bytes[at];

        bare &= c >> 7 | bare_ascii[c >> 6 & 1] >> (c & 63);
    }
    return bare != 0;
}

/* What stands for something that is no text. */
static bool is_taken(ek_text text)
{
    switch (text.size) {
    case 4: return ek_text_is(text, "none") || ek_text_is(text, "true");
    case 5: return ek_text_is(text, "false");
    case 7: return ek_text_is(text, "missing");
    default: return false;
    }
}

bool ek_text_is_value(ek_text text)
{
    return text.size > 0 && text.bytes[0] != ' ' && text.bytes[text.size - 1] != ' ' &&
           are_bare(text) && !is_taken(text);
}

/* A text as it is, unless it could be taken for something else: then as in JSON. */
static void put_text(ek_buffer *buffer, ek_text text)
{
    if (ek_text_is_value(text)) {
        char *room = ek_buffer_room(buffer, text.size);

        memcpy(room, text.bytes, text.size);
        room[text.size] = '\0';
        buffer->size += text.size;
    } else {
        ek_buffer_json(buffer, text);
    }
}

/* A record is named by its id; one that has none, by its type. */
static void put_record(ek_buffer *buffer, const ek_record *record)
{
    for (uint32_t i = 0; i < record->type->field_count; i++) {
        if ((record->type->fields[i].flags & EK_ID) && record->slots[i].state == EK_KNOWN) {
            put_text(buffer, record->slots[i].as.text);
            return;
        }
    }
    ek_buffer_string(buffer, record->type->name);
}

static void put_texts(ek_buffer *buffer, ek_texts texts)
{
    ek_buffer_char(buffer, '[');
    for (uint32_t i = 0; i < texts.count; i++) {
        if (i > 0)
            ek_buffer_add(buffer, ", ", 2);
        put_text(buffer, texts.items[i]);
    }
    ek_buffer_char(buffer, ']');
}

static void put_list(ek_buffer *buffer, const ek_value *value)
{
    ek_buffer_char(buffer, '[');
    for (uint32_t i = 0; i < value->as.list.count; i++) {
        const ek_record *record = value->as.list.items[i];

        if (i > 0)
            ek_buffer_string(buffer, ", ");
        if (value->kind == EK_KIND_BY_COUNTRY)
            put_text(buffer, record->key);
        else
            put_record(buffer, record);
    }
    ek_buffer_char(buffer, ']');
}

static void put_answer(ek_buffer *buffer, const ek_value *value)
{
    switch ((ek_answer_kind)value->answer) {
    case EK_ANSWER_YES: ek_buffer_string(buffer, value->as.yes ? "true" : "false"); break;
    case EK_ANSWER_NUMBER: ek_buffer_fraction(buffer, value->as.number); break;
    case EK_ANSWER_DATE: ek_buffer_date(buffer, value->as.date); break;
    case EK_ANSWER_TEXT: put_text(buffer, value->as.text); break;
    case EK_ANSWER_TEXTS: put_texts(buffer, value->as.texts); break;
    }
}

void ek_buffer_value(ek_buffer *buffer, const ek_value *value)
{
    if (value->state != EK_KNOWN) {
        ek_buffer_string(buffer, value->state == EK_NONE ? "none" : "missing");
        return;
    }
    switch ((ek_kind)value->kind) {
    case EK_KIND_YES: ek_buffer_string(buffer, value->as.yes ? "true" : "false"); break;
    case EK_KIND_NUMBER: ek_buffer_fraction(buffer, value->as.number); break;
    case EK_KIND_MARK: ek_buffer_fraction(buffer, value->as.mark->value); break;
    case EK_KIND_DATE: ek_buffer_date(buffer, value->as.date); break;
    case EK_KIND_TEXT:
    case EK_KIND_WORD:
    case EK_KIND_COUNTRY: put_text(buffer, value->as.text); break;
    case EK_KIND_SET: put_texts(buffer, value->as.texts); break;
    case EK_KIND_LEVEL:
        put_text(buffer, value->as.level->framework);
        ek_buffer_char(buffer, ' ');
        put_text(buffer, value->as.level->label);
        break;
    case EK_KIND_RECORD: put_record(buffer, value->as.record); break;
    case EK_KIND_LIST:
    case EK_KIND_BY_COUNTRY: put_list(buffer, value); break;
    case EK_KIND_TREE: ek_buffer_string(buffer, "composition"); break;
    case EK_KIND_ANSWER: put_answer(buffer, value); break;
    }
}
