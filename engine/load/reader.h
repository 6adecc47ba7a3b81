/* The reader of meaning, from inside: one run over all documents of a case. */
#ifndef EK_LOAD_READER_H
#define EK_LOAD_READER_H

#include "load/load.h"
#include "load/node.h"
#include "load/shape.h"

/* A record that has an id. */
typedef struct ek_named_record {
    ek_text id;
    const ek_record *record;
    uint32_t list; /* ids that name things within one list only: the number of that list; else 0 */
} ek_named_record;

/* A value that names a record; resolved when everything is read. */
typedef struct ek_reference {
    ek_text id;
    const ek_record_type *type;
    ek_value *value;        /* a RECORD; NULL: an item */
    const ek_record **item; /* of a LIST */
    ek_place place;
} ek_reference;

/* A document that was referred to, in one meaning. */
typedef struct ek_opened {
    ek_text name, mode;
    const ek_record_type *type;
    const ek_record *record; /* NULL: it is being read, or had errors */
    bool being_read;
} ek_opened;

#define EK_FEW_NAMES 64u

/* An item of a list that is being read. */
typedef struct ek_listed {
    const ek_record *record; /* NULL: a reference */
    uint32_t reference;      /* number of that reference */
} ek_listed;

/* Slots of a case. */
typedef struct ek_case_slots {
    uint32_t id, home_country, decided, targets, claims;
} ek_case_slots;

/* A month that days were read of, as they are written: 2024-02- */
typedef struct ek_month {
    uint64_t written; /* 0: none */
    ek_date before;   /* the day before its first */
    uint32_t days;
} ek_month;

/* What a thread keeps between the cases that it reads: shapes of records, and room for what is
 * known of a case only while it is read. */
struct ek_read_kit {
    ek_arena arena;
    bool gave_up; /* the direct reader did, on the case that was read last; see load/direct.h */
    ek_case_slots slots;
    ek_shapes shapes;
    ek_named_record *names;
    uint32_t name_count, name_capacity;
    ek_reference *references;
    uint32_t reference_count, reference_capacity;
    ek_listed *listed; /* of all lists that are being read, the innermost last */
    uint32_t listed_count, listed_capacity;
    const ek_tree **trees; /* the same for nodes of a composition */
    uint32_t tree_count, tree_capacity;
    ek_mark **marks; /* whose scale, if there is one, stands in a record around them */
    uint32_t mark_count, mark_capacity;
    ek_record **later; /* exemptions: what follows in them is found when references are */
    uint32_t later_count, later_capacity;
    ek_text *texts; /* of a set that is being read */
    uint32_t text_capacity;
    ek_month months[256]; /* by a hash of how they are written */
    bool sorted;          /* names are in their order; else they are few, and found by `index` */
    uint8_t index[2 * EK_FEW_NAMES]; /* by hash: number of the name and 1; 0: free */
};

typedef struct ek_reader {
    struct erkend_case *the_case;
    ek_arena *arena;
    ek_problems *problems;
    ek_text folder;            /* of documents that the case names; empty: beside it */
    const erkend_files *files; /* NULL: none may be referred to */
    erkend_limits limits;
    uint16_t file; /* document that is being read */
    uint32_t document_capacity, list_count;
    ek_text mode; /* of the qualification that comes next, or empty */
    ek_read_kit *kit;
    ek_opened *opened;
    uint32_t opened_count, opened_capacity;
} ek_reader;

ek_place ek_reader_place(const ek_reader *reader, uint32_t line, uint32_t column);
ek_place ek_node_place(const ek_reader *reader, const ek_node *node);
uint16_t ek_reader_add_document(ek_reader *reader, ek_text name, ek_text bytes, ek_digest digest);

/* case.c: as ek_case_load for a case that is a node of some document, such as a test; node, name
 * and bytes of that document are borrowed. `folder`: where documents are that the case names. */
erkend_status ek_case_load_node(struct erkend_case *the_case, ek_text name, ek_text bytes,
                                const ek_node *node, ek_text folder,
                                const erkend_case_options *options, ek_problems *problems);

/* read.c */
ek_record *ek_read_new(ek_reader *reader, const ek_record_type *type, const ek_node *node);
/* Reads a mapping into a record; problems are added, and what is wrong stays missing. */
ek_record *ek_read_record(ek_reader *reader, const ek_record_type *type, const ek_node *node);
/* A last day before the first is a problem; the slots of both. */
void ek_check_days(ek_reader *reader, const ek_record *record, uint32_t first, uint32_t last);
/* Puts a known value in its place. */
void ek_read_known(ek_reader *reader, ek_value *value, const ek_node *node);

/* read_file.c: the record of `type` in the document of that name; NULL after problems. The name is
 * as written in the document that is being read, or as the host knows it. */
const ek_record *ek_read_file(ek_reader *reader, const ek_record_type *type, ek_text name,
                              ek_place asked_at);
bool ek_file_name_check(ek_reader *reader, const ek_record_type *type, ek_text name,
                        ek_place asked_at); /* false, with a problem: it leaves its folder */
const ek_record *ek_read_named_file(ek_reader *reader, const ek_record_type *type, ek_text name,
                                    ek_place asked_at);

/* read_value.c: values without records in them. `owner` is the record type, for messages. */
void ek_read_value(ek_reader *reader, const ek_record_type *owner, const ek_field *field,
                   ek_value *value, const ek_node *node);
/* Sorts the texts of a set; false when one is no word of the field, or stands twice. */
bool ek_set_sort(const ek_field *field, ek_text *items, uint32_t count);
bool ek_is_word(const ek_field *field, ek_text text);
/* A plain text as true, false, number, or text that needs quotes. */
bool ek_text_is_number(ek_text text);
bool ek_text_needs_quotes(ek_text text);
bool ek_text_is_country(ek_text text);
bool ek_node_is_none(const ek_node *node); /* plain none, or JSON null */

/* references.c */
/* The id stands in the record. */
static inline void ek_name_record(ek_read_kit *kit, const ek_record *record, ek_text id,
                                  uint32_t list)
{
    *EK_PUSH(&kit->arena, kit->names, kit->name_count, kit->name_capacity) =
        (ek_named_record){id, record, list};
}
void ek_refer(ek_reader *reader, const ek_record_type *type, const ek_node *node, ek_value *value,
              const ek_record **item);
/* Ids that stand twice are problems, and so are references to nothing. Claims of `root` (a case;
 * may be NULL) that have no id get one. */
void ek_references_resolve(ek_reader *reader, const ek_record *root);

/* tree.c */
const ek_tree *ek_tree_read(ek_reader *reader, const ek_node *node);

#endif
