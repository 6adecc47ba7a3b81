/* A case: its document, the documents that it refers to, and what the caller adds.
 *
 * Everything lies in the arena of the case. Problems are collected there too while it is read, so
 * that whatever raises leaves one arena only; they are handed over at the end, when nothing can
 * leave any more but through the caller's own arena. */
#include <string.h>

#include "base/api.h"
#include "base/sort.h"
#include "load/direct.h"

uint16_t ek_reader_add_document(ek_reader *reader, ek_text name, ek_text bytes, ek_digest digest)
{
    struct erkend_case *the_case = reader->the_case;
    ek_document document;

    document.name = name;
    document.bytes = bytes;
    document.digest = digest;
    *EK_PUSH(reader->arena, the_case->documents, the_case->document_count,
             reader->document_capacity) = document;
    return (uint16_t)(the_case->document_count - 1);
}

/* ---- What the caller adds ----------------------------------------------------------------------
 */

static void report_option(ek_reader *reader, const char *option, const char *value,
                          const char *advice)
{
    ek_problem_add(reader->problems, ERKEND_EVALUE, (ek_place){{"", 0}, 0, 0},
                   "the option %s is %s: %s", option, value ? value : "not given", advice);
}

/* The day of the decision: the case's own, else the caller's. */
static void put_decided(ek_reader *reader, ek_record *root, const char *decided)
{
    ek_value *value = &root->slots[reader->kit->slots.decided];
    ek_date date;

    reader->the_case->decided = EK_DATE_NEVER;
    if (value->state != EK_KNOWN && decided) {
        if (ek_date_read(&date, ek_text_of(decided)) != ERKEND_OK) {
            report_option(reader, "decided", decided, "write a date, as 2026-03-01");
            return;
        }
        memset(value, 0, sizeof *value);
        value->kind = EK_KIND_DATE;
        value->state = EK_KNOWN;
        value->assumed = 1;
        value->as.date = date;
        reader->the_case->decided_assumed = true;
    }
    if (value->state == EK_KNOWN)
        reader->the_case->decided = value->as.date;
}

/* The target of that country, made and listed when the case has none. */
static ek_record *find_target(ek_reader *reader, ek_record *root, ek_text country)
{
    ek_value *targets = &root->slots[ek_slot(root->type, "targets")];
    uint32_t count = targets->state == EK_KNOWN ? targets->as.list.count : 0;
    const ek_record **items;
    ek_record *made;

    for (uint32_t i = 0; i < count; i++)
        if (ek_text_equal(targets->as.list.items[i]->key, country))
            return (ek_record *)targets->as.list.items[i];
    items = EK_NEW_ARRAY(reader->arena, const ek_record *, count + 1u);
    for (uint32_t i = 0; i < count; i++)
        items[i] = targets->as.list.items[i];
    made = ek_record_new(reader->arena, &ek_type_target);
    made->number = reader->the_case->record_count++;
    made->key = ek_text_copy(reader->arena, country);
    items[count] = made;
    targets->state = EK_KNOWN;
    targets->assumed = 0;
    targets->as.list = (ek_list){items, count + 1};
    return made;
}

/* The file of the target qualification that the caller named: it goes before what the case says. */
static void put_qualification(ek_reader *reader, ek_record *root,
                              const erkend_case_options *options)
{
    ek_place nowhere = {{"", 0}, 0, 0};
    ek_text country = ek_text_of(options->country);
    ek_text name = ek_text_copy(reader->arena, ek_text_of(options->qualification));
    ek_record *holder = root;
    const ek_record *qualification;
    ek_value *value;

    if (options->country && !ek_text_is_country(country)) {
        report_option(reader, "country", options->country, "write two capital letters, as FI");
        return;
    }
    reader->mode = ek_text_copy(reader->arena, ek_text_of(options->qualification_mode));
    qualification = ek_file_name_check(reader, &ek_type_qualification, name, nowhere)
                        ? ek_read_named_file(reader, &ek_type_qualification, name, nowhere)
                        : NULL;
    reader->mode = (ek_text){"", 0};
    if (!qualification)
        return;
    reader->the_case->named_document = qualification->file;
    if (options->country)
        holder = find_target(reader, root, country);
    value = &holder->slots[ek_slot(holder->type, "qualification")];
    value->state = EK_KNOWN;
    value->assumed = 0;
    value->file = qualification->file;
    value->line = qualification->line;
    value->column = qualification->column;
    value->as.record = qualification;
}

/* ---- Digest ------------------------------------------------------------------------------- */

/* Over the bytes of the case and of each further document, in the order of reading. Names only say
 * where they lie. */
ek_digest ek_documents_digest(const ek_document *documents, uint32_t count,
                              const char *const options[2])
{
    ek_digester digester;

    ek_digester_init(&digester);
    for (uint32_t i = 0; i < count; i++) {
        ek_digester_add(&digester, "", 1);
        ek_digester_add(&digester, documents[i].digest.bytes, sizeof documents[i].digest.bytes);
    }
    for (uint32_t i = 0; i < 2; i++)
        if (options[i])
            ek_digester_add(&digester, options[i], strlen(options[i]) + 1);
    return ek_digester_done(&digester);
}

void ek_case_digest(struct erkend_case *the_case)
{
    if (the_case->digest_hex[0] != '\0')
        return;
    the_case->documents[0].digest = ek_digest_of(the_case->documents[0].bytes);
    the_case->digest =
        ek_documents_digest(the_case->documents, the_case->document_count, the_case->digested);
    ek_digest_hex(the_case->digest, the_case->digest_hex);
}

static void put_digested(struct erkend_case *the_case, const erkend_case_options *options)
{
    ek_arena *arena = &the_case->arena;

    if (options && options->qualification_mode)
        the_case->digested[0] = ek_text_terminated(arena, ek_text_of(options->qualification_mode));
    if (options && options->qualification && options->country)
        the_case->digested[1] = ek_text_terminated(arena, ek_text_of(options->country));
}

/* ---- Reading
 * ------------------------------------------------------------------------------------- */

static int compare_codes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What hosts are told of a case. */
static void put_about(ek_arena *arena, struct erkend_case *the_case, const ek_case_slots *slots)
{
    const ek_value *home = &the_case->root->slots[slots->home_country];
    const ek_value *targets = &the_case->root->slots[slots->targets];
    uint32_t count = targets->state == EK_KNOWN ? targets->as.list.count : 0;
    const char **codes = EK_NEW_ARRAY(arena, const char *, count + 1);
    ek_buffer decided;

    the_case->id = ek_text_terminated(arena, the_case->root->slots[slots->id].as.text);
    the_case->home = home->state == EK_KNOWN ? ek_text_terminated(arena, home->as.text) : "";
    for (uint32_t i = 0; i < count; i++)
        codes[i] = ek_text_terminated(arena, targets->as.list.items[i]->key);
    ek_sort(codes, count, sizeof *codes, compare_codes);
    the_case->targets = codes;
    the_case->target_count = count;
    ek_buffer_init(&decided, arena);
    if (the_case->decided != EK_DATE_NEVER)
        ek_buffer_date(&decided, the_case->decided);
    the_case->decided_text = ek_text_terminated(arena, ek_buffer_done(&decided));
}

/* Where a case is read from. */
typedef struct case_source {
    ek_text name, bytes; /* of the document */
    ek_text folder;
    const ek_node *node; /* the case, where the document holds more than it */
    uint32_t line;       /* on which a line of JSON stands; 0: it is no such line */
    bool copied;         /* name and bytes are the host's */
} case_source;

/* The bytes are checked before lines are counted: there, every line is the first. */
static void put_line(ek_problems *problems, uint32_t line)
{
    for (uint32_t i = 0; i < problems->count; i++)
        if (problems->items[i].place.line > 0)
            problems->items[i].place.line = line;
}

static const ek_node *find_node(ek_reader *reader, const case_source *source,
                                const ek_document *document)
{
    const ek_node *node;

    if (source->node)
        return source->node;
    if (source->line == 0)
        return ek_form_parse(reader->arena, document->name, document->bytes, &reader->limits,
                             reader->problems);
    node = ek_json_parse_line(reader->arena, document->name, document->bytes, source->line,
                              &reader->limits, reader->problems);
    put_line(reader->problems, source->line);
    return node;
}

static ek_record *read_document(ek_reader *reader, const case_source *source, bool directly)
{
    const ek_document *document = &reader->the_case->documents[0];
    const ek_node *node;

    if (directly)
        return ek_direct_read(reader, document->bytes, source->line > 0 ? source->line : 1);
    node = find_node(reader, source, document);
    return node ? ek_read_record(reader, &ek_type_case, node) : NULL;
}

static void read_root(ek_reader *reader, const case_source *source,
                      const erkend_case_options *options, bool directly)
{
    struct erkend_case *the_case = reader->the_case;
    ek_record *root;

    if (options)
        reader->mode = ek_text_copy(reader->arena, ek_text_of(options->qualification_mode));
    root = read_document(reader, source, directly);
    reader->mode = (ek_text){"", 0};
    if (!root)
        return;
    if (options && options->qualification)
        put_qualification(reader, root, options);
    put_decided(reader, root, options ? options->decided : NULL);
    ek_references_resolve(reader, root);
    if (reader->problems->errors > 0)
        return;
    if (!directly || (options && options->qualification))
        ek_derive(reader->arena, root);
    for (uint32_t i = 0; i < reader->kit->later_count; i++)
        ek_derive_own(reader->arena, reader->kit->later[i]);
    put_digested(the_case, options);
    the_case->root = root;
    put_about(reader->arena, the_case, &reader->kit->slots);
}

static void read_all(struct erkend_case *the_case, ek_read_kit *kit, const case_source *source,
                     const erkend_case_options *options, bool directly, ek_problems *problems)
{
    ek_text name = source->name, bytes = source->bytes;
    ek_reader reader;

    memset(&reader, 0, sizeof reader);
    reader.the_case = the_case;
    reader.arena = &the_case->arena;
    reader.kit = kit;
    reader.problems = problems;
    reader.folder = source->folder;
    reader.files = options ? options->files : NULL;
    reader.limits = ek_limits_of(options ? &options->limits : NULL);
    kit->name_count = kit->reference_count = kit->listed_count = kit->tree_count = 0;
    kit->mark_count = kit->later_count = 0;
    the_case->decided = EK_DATE_NEVER;
    the_case->line = source->line;
    if (source->copied) {
        name = ek_text_copy(reader.arena, name);
        bytes = ek_line_copy(reader.arena, bytes);
    }
    ek_reader_add_document(&reader, name, bytes, (ek_digest){{0}});
    read_root(&reader, source, options, directly);
}

static void pass_on(ek_problems *to, const ek_problems *from)
{
    uint32_t unkept = from->errors;

    for (uint32_t i = 0; i < from->count; i++) {
        const ek_problem *problem = &from->items[i];

        if (problem->warning)
            ek_problem_warn(to, problem->code, problem->place, "%.*s",
                            EK_TEXT_ARGS(problem->message));
        else
            ek_problem_add(to, problem->code, problem->place, "%.*s",
                           EK_TEXT_ARGS(problem->message));
        unkept -= !problem->warning;
    }
    to->errors += unkept;
}

/* The gravest of what was wrong, as a status: a limit or the host's files go before the content. */
static erkend_status find_status(const ek_problems *problems)
{
    erkend_status status = problems->errors > 0 ? ERKEND_EINVALID : ERKEND_OK;

    for (uint32_t i = 0; i < problems->count; i++)
        if (problems->items[i].code == ERKEND_ELIMIT)
            status = ERKEND_ELIMIT;
    return status;
}

/* One way of reading a case: with its own problems, which are handed over when it was to the end.
 */
static erkend_status try_reading(struct erkend_case *the_case, ek_read_kit *kit,
                                 const case_source *source, const erkend_case_options *options,
                                 bool directly, ek_problems *problems)
{
    ek_problems *volatile own = NULL; /* kept where a raise finds it */
    volatile erkend_status status = ERKEND_OK;
    ek_escape escape;

    if (EK_TRY(&the_case->arena, &escape)) {
        ek_problems *made = EK_NEW(&the_case->arena, ek_problems);

        kit->arena.escape = the_case->arena.escape; /* one way out of both */
        ek_problems_init(made, &the_case->arena);
        own = made;
        read_all(the_case, kit, source, options, directly, made);
        status = find_status(made);
    } else {
        status = escape.status;
    }
    ek_escape_end(&the_case->arena, &escape);
    if (own && !(directly && kit->gave_up))
        pass_on(problems, own);
    return status;
}

/* JSON is read directly; where that gives up, all is forgotten and read by way of nodes. */
static erkend_status load_case(struct erkend_case *the_case, ek_read_kit *kit,
                               const case_source *source, const erkend_case_options *options,
                               ek_problems *problems)
{
    bool directly = !source->node && (source->line > 0 || ek_text_ends(source->name, ".json"));
    erkend_status status;
    ek_arena arena;

    kit->gave_up = false;
    status = try_reading(the_case, kit, source, options, directly, problems);
    if (!kit->gave_up)
        return status;
    arena = the_case->arena;
    memset(the_case, 0, sizeof *the_case);
    the_case->arena = arena;
    ek_arena_reset(&the_case->arena);
    return try_reading(the_case, kit, source, options, false, problems);
}

/* ---- With and without a kit ----------------------------------------------------------------- */

static void open_kit(ek_read_kit *kit, const erkend_allocator *host)
{
    memset(kit, 0, sizeof *kit);
    ek_arena_init(&kit->arena, host, 0);
    kit->shapes.arena = &kit->arena;
    kit->slots =
        (ek_case_slots){ek_slot(&ek_type_case, "id"), ek_slot(&ek_type_case, "home_country"),
                        ek_slot(&ek_type_case, "decided"), ek_slot(&ek_type_case, "targets"),
                        ek_slot(&ek_type_case, "claims")};
}

ek_read_kit *ek_read_kit_new(const erkend_allocator *host)
{
    ek_read_kit *kit = ek_host_alloc(host, sizeof *kit);

    if (kit)
        open_kit(kit, host);
    return kit;
}

void ek_read_kit_free(ek_read_kit *kit)
{
    const erkend_allocator *host;

    if (!kit)
        return;
    host = kit->arena.host;
    ek_arena_dispose(&kit->arena);
    ek_host_free(host, kit, sizeof *kit);
}

/* The kit is given back also when there is no memory for the problems. */
static erkend_status load_alone(struct erkend_case *the_case, const case_source *source,
                                const erkend_case_options *options, ek_problems *problems)
{
    volatile erkend_status status = ERKEND_OK;
    volatile bool raised = false;
    ek_escape escape;
    ek_read_kit kit;

    open_kit(&kit, problems->arena->host);
    if (EK_TRY(problems->arena, &escape)) {
        status = load_case(the_case, &kit, source, options, problems);
    } else {
        status = escape.status;
        raised = true;
    }
    ek_escape_end(problems->arena, &escape);
    ek_arena_dispose(&kit.arena);
    if (raised)
        ek_raise(problems->arena, status);
    if (status == ERKEND_OK)
        ek_case_digest(the_case);
    return status;
}

erkend_status ek_case_load_node(struct erkend_case *the_case, ek_text name, ek_text bytes,
                                const ek_node *node, ek_text folder,
                                const erkend_case_options *options, ek_problems *problems)
{
    case_source source = {.name = name, .bytes = bytes, .folder = folder, .node = node};

    return load_alone(the_case, &source, options, problems);
}

ek_text ek_line_copy(ek_arena *arena, ek_text line)
{
    char *copy = ek_arena_room(arena, 1, (size_t)line.size + EK_SPARE_BYTES);

    if (line.size > 0)
        memcpy(copy, line.bytes, line.size);
    memset(copy + line.size, 0, EK_SPARE_BYTES);
    return (ek_text){copy, line.size};
}

erkend_status ek_case_load_line(struct erkend_case *the_case, ek_read_kit *kit, ek_text name,
                                ek_text bytes, uint32_t line, const char *decided,
                                ek_problems *problems)
{
    case_source source = {.name = name, .bytes = bytes, .folder = {"", 0}, .line = line};
    erkend_case_options options;

    memset(&options, 0, sizeof options);
    options.struct_size = sizeof options;
    options.decided = decided;
    return load_case(the_case, kit, &source, &options, problems);
}

erkend_status ek_case_load(struct erkend_case *the_case, const char *name, const char *bytes,
                           size_t size, const erkend_case_options *options, ek_problems *problems)
{
    erkend_limits limits = ek_limits_of(options ? &options->limits : NULL);
    case_source source = {.folder = {"", 0}, .copied = true};

    if (size > limits.document_bytes || size > UINT32_MAX - 1) {
        ek_problem_add(problems, ERKEND_ELIMIT, (ek_place){ek_text_of(name), 0, 0},
                       "the case has %lu bytes, the limit document_bytes is %lu: split it, or "
                       "raise the limit",
                       (unsigned long)size, (unsigned long)limits.document_bytes);
        return ERKEND_ELIMIT;
    }
    source.name = ek_text_of(name);
    source.bytes = (ek_text){bytes, (uint32_t)size};
    source.line = options ? options->line : 0;
    return load_alone(the_case, &source, options, problems);
}
