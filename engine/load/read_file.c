/* Documents that a case refers to by name, each read once in each meaning.
 *
 * A name is relative to the document that it stands in, and cannot leave that one's folder. The
 * number of documents is limited, and a document that refers to itself, on whatever way, is
 * refused. */
#include <string.h>

#include "load/europass.h"
#include "load/reader.h"

/* Why a name is refused; NULL when it is good. */
static const char *find_fault(ek_text name)
{
    uint32_t from = 0;

    if (name.size == 0 || name.bytes[0] == '/')
        return "is no relative name: write it as seen from the folder of the case";
    if (memchr(name.bytes, '\\', name.size))
        return "has a backslash: part folders by /";
    if (memchr(name.bytes, ':', name.size))
        return "has a colon: write a relative name";
    for (uint32_t i = 0; i <= name.size; i++) {
        ek_text part;

        if (i < name.size && name.bytes[i] != '/')
            continue;
        part = ek_text_slice(name, from, i);
        from = i + 1;
        if (part.size == 0 || ek_text_is(part, ".") || ek_text_is(part, ".."))
            return "leaves its folder, or goes round: write it without . and ..";
    }
    return NULL;
}

static ek_opened *find_opened(ek_reader *reader, const ek_record_type *type, ek_text name)
{
    for (uint32_t i = 0; i < reader->opened_count; i++) {
        ek_opened *opened = &reader->opened[i];

        if (opened->type == type && ek_text_equal(opened->name, name) &&
            ek_text_equal(opened->mode, reader->mode))
            return opened;
    }
    return NULL;
}

/* UINT16_MAX after problems. */
static uint16_t open_document(ek_reader *reader, ek_text name, ek_place asked_at)
{
    struct erkend_case *the_case = reader->the_case;
    ek_source source;

    for (uint32_t i = 1; i < the_case->document_count; i++)
        if (ek_text_equal(the_case->documents[i].name, name))
            return (uint16_t)i;
    if (the_case->document_count > reader->limits.documents) {
        ek_problem_add(reader->problems, ERKEND_ELIMIT, asked_at,
                       "the case refers to more files than the limit documents of %lu",
                       (unsigned long)reader->limits.documents);
        return UINT16_MAX;
    }
    if (!reader->files) {
        ek_problem_add(reader->problems, ERKEND_EIO, asked_at,
                       "%.*s cannot be read: the case was read without access to files",
                       EK_TEXT_ARGS(name));
        return UINT16_MAX;
    }
    if (ek_source_open(&source, reader->arena, reader->files,
                       ek_text_terminated(reader->arena, name), reader->limits.document_bytes,
                       reader->problems, asked_at) != ERKEND_OK)
        return UINT16_MAX;
    return ek_reader_add_document(reader, name, source.bytes, source.digest);
}

static const ek_record *read_document(ek_reader *reader, const ek_record_type *type, uint16_t file,
                                      ek_place asked_at)
{
    const ek_document *document = &reader->the_case->documents[file];
    uint16_t outer_file = reader->file;
    ek_text mode = reader->mode;
    const ek_node *node = ek_form_parse(reader->arena, document->name, document->bytes,
                                        &reader->limits, reader->problems);
    const ek_record *record = NULL;

    reader->file = file;
    reader->mode = (ek_text){"", 0};
    if (node && type == &ek_type_qualification && ek_eperusteet_is(node))
        record = ek_eperusteet_read(reader->the_case, file, node, mode, asked_at, reader->problems);
    else if (node)
        record = ek_read_record(reader, type,
                                type == &ek_type_transcript && ek_europass_is(node)
                                    ? ek_europass_transcript(reader->arena, node)
                                    : node);
    reader->file = outer_file;
    reader->mode = mode;
    return record;
}

/* "examples/anna.yaml" and "qualifications/x.yaml" make "examples/qualifications/x.yaml". */
static ek_text join_name(const ek_reader *reader, ek_text name)
{
    ek_text from = reader->the_case->documents[reader->file].name;
    uint32_t size = from.size;

    if (reader->file == 0 && reader->folder.size > 0)
        return ek_text_format(reader->arena, "%.*s/%.*s", EK_TEXT_ARGS(reader->folder),
                              EK_TEXT_ARGS(name));
    while (size > 0 && from.bytes[size - 1] != '/')
        size--;
    return size == 0 ? name
                     : ek_text_format(reader->arena, "%.*s%.*s", (int)size, from.bytes,
                                      EK_TEXT_ARGS(name));
}

bool ek_file_name_check(ek_reader *reader, const ek_record_type *type, ek_text name,
                        ek_place asked_at)
{
    const char *fault = find_fault(name);

    if (fault)
        ek_problem_add(reader->problems, ERKEND_EINVALID, asked_at,
                       "the file name %.*s %s; a %s may also be written here in full",
                       EK_TEXT_ARGS(ek_text_slice(name, 0, 200)), fault, type->name);
    return !fault;
}

const ek_record *ek_read_file(ek_reader *reader, const ek_record_type *type, ek_text name,
                              ek_place asked_at)
{
    return ek_file_name_check(reader, type, name, asked_at)
               ? ek_read_named_file(reader, type, join_name(reader, name), asked_at)
               : NULL;
}

const ek_record *ek_read_named_file(ek_reader *reader, const ek_record_type *type, ek_text name,
                                    ek_place asked_at)
{
    ek_opened *opened = find_opened(reader, type, name);
    uint16_t file;
    uint32_t index;
    const ek_record *record;

    if (opened && opened->being_read)
        ek_problem_add(reader->problems, ERKEND_EINVALID, asked_at,
                       "%.*s refers to itself, here: remove one of the references",
                       EK_TEXT_ARGS(name));
    if (opened)
        return opened->record;
    file = open_document(reader, name, asked_at);
    if (file == UINT16_MAX)
        return NULL;
    index = reader->opened_count;
    *EK_PUSH(reader->arena, reader->opened, reader->opened_count, reader->opened_capacity) =
        (ek_opened){name, reader->mode, type, NULL, true};
    record = read_document(reader, type, file, asked_at);
    reader->opened[index].being_read = false;
    reader->opened[index].record = record;
    return record;
}
