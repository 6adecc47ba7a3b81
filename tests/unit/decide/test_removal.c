/* DECISIONS 3, over every test of every country: each fact of each case is taken out in turn, and
 * each verdict stays as it was or becomes incomplete (or referred, where a ruling is lacking).
 * Facts whose absence the schema gives a meaning are the only exceptions. Cases are rewritten as
 * JSON, one value a line, so this also reads every case of every country in its other form. */
#include <dirent.h>
#include <sys/stat.h>

#include "load/node.h"

#include "unit/decide/make.h"

/* ---- Files of the tree -------------------------------------------------------------------- */

static erkend_status open_disk(void *user, const char *name, size_t max_bytes, const char **bytes,
                               size_t *size, void **handle)
{
    FILE *file = fopen(name, "rb");
    struct stat about;
    char *text;

    (void)user;
    (void)max_bytes;
    if (!file)
        return ERKEND_EIO;
    if (fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode) ||
        !(text = malloc((size_t)about.st_size + 1))) {
        (void)fclose(file);
        return ERKEND_EIO;
    }
    *size = fread(text, 1, (size_t)about.st_size, file);
    (void)fclose(file);
    *bytes = text;
    *handle = text;
    return ERKEND_OK;
}

static void close_disk(void *user, void *handle)
{
    (void)user;
    free(handle);
}

static erkend_status list_disk(void *user, const char *folder,
                               void (*found)(void *to, const char *name), void *to)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    struct stat about;
    char path[1024], name[512];

    (void)user;
    if (!dir)
        return ERKEND_EIO;
    while ((entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        (void)snprintf(name, sizeof name, "%s%s", entry->d_name,
                       stat(path, &about) == 0 && S_ISDIR(about.st_mode) ? "/" : "");
        found(to, name);
    }
    (void)closedir(dir);
    return ERKEND_OK;
}

/* ---- A case as JSON, one value a line ----------------------------------------------------- */

typedef struct writer {
    ek_buffer out;
    uint32_t line;     /* of what is written next */
    uint32_t left_out; /* this line's pair is not written; 0: all are */
} writer;

static bool is_number(ek_text text)
{
    ek_fraction number;
    uint32_t slash = 0;

    while (slash < text.size && text.bytes[slash] != '/')
        slash++;
    return slash == text.size && ek_fraction_read(&number, text) == ERKEND_OK;
}

static void write_scalar(writer *to, const ek_node *node)
{
    if (!node->quoted && ek_text_is(node->text, "none"))
        ek_buffer_string(&to->out, "null");
    else if (!node->quoted && (ek_text_is(node->text, "true") || ek_text_is(node->text, "false") ||
                               is_number(node->text)))
        ek_buffer_text(&to->out, node->text);
    else
        ek_buffer_json(&to->out, node->text);
}

static void write_node(writer *to, const ek_node *node);

static void write_pair(writer *to, const ek_pair *pair, bool *first)
{
    uint32_t line = to->line;

    if (line == to->left_out && pair->value->kind != EK_NODE_MAP) {
        to->line = line + 1;
        return;
    }
    ek_buffer_string(&to->out, *first ? "\n" : ",\n");
    *first = false;
    to->line++;
    ek_buffer_json(&to->out, pair->key);
    ek_buffer_char(&to->out, ':');
    write_node(to, pair->value);
}

static void write_node(writer *to, const ek_node *node)
{
    bool first = true;

    switch (node->kind) {
    case EK_NODE_SCALAR: write_scalar(to, node); break;
    case EK_NODE_NULL: ek_buffer_string(&to->out, "null"); break;
    case EK_NODE_LIST:
        ek_buffer_char(&to->out, '[');
        for (uint32_t i = 0; i < node->count; i++) {
            if (i > 0)
                ek_buffer_char(&to->out, ',');
            write_node(to, node->items[i]);
        }
        ek_buffer_char(&to->out, ']');
        break;
    case EK_NODE_MAP:
        ek_buffer_char(&to->out, '{');
        for (uint32_t i = 0; i < node->count; i++)
            write_pair(to, &node->pairs[i], &first);
        ek_buffer_char(&to->out, '}');
        break;
    }
}

/* Lines are those of the whole text, so that one that is left out keeps its number. */
static ek_text write_case(ek_arena *arena, const ek_node *given, const ek_node *decided,
                          uint32_t left_out, uint32_t *lines)
{
    writer to = {.line = 2, .left_out = left_out};
    bool first = true;

    ek_buffer_init(&to.out, arena);
    ek_buffer_string(&to.out, "{\"id\":\"test\"");
    if (decided) {
        ek_buffer_string(&to.out, ",\"decided\":");
        write_scalar(&to, decided);
    }
    for (uint32_t i = 0; i < given->count; i++) {
        if (ek_text_is(given->pairs[i].key, "id") ||
            (decided && ek_text_is(given->pairs[i].key, "decided")))
            continue;
        if (first)
            ek_buffer_char(&to.out, ',');
        write_pair(&to, &given->pairs[i], &first);
        first = false;
    }
    ek_buffer_string(&to.out, "}\n");
    *lines = to.line;
    return ek_buffer_done(&to.out);
}

/* ---- Which value stands on a line --------------------------------------------------------- */

static const ek_field *find_on(const ek_record *record, uint32_t line, uint32_t depth)
{
    const ek_field *found = NULL;

    for (uint32_t i = 0; i < record->type->field_count && !found && depth < 12; i++) {
        const ek_value *value = &record->slots[i];

        if (value->line == line && value->file == 0 && value->kind != EK_KIND_RECORD &&
            value->kind != EK_KIND_LIST && value->kind != EK_KIND_BY_COUNTRY &&
            !(record->type->fields[i].flags & EK_COMPUTED))
            return &record->type->fields[i];
        if (value->state != EK_KNOWN)
            continue;
        if (value->kind == EK_KIND_RECORD)
            found = find_on(value->as.record, line, depth + 1);
        for (uint32_t k = 0; (value->kind == EK_KIND_LIST || value->kind == EK_KIND_BY_COUNTRY) &&
                             k < value->as.list.count && !found;
             k++)
            found = find_on(value->as.list.items[k], line, depth + 1);
    }
    return found;
}

/* ---- The test ----------------------------------------------------------------------------- */

typedef struct sweep {
    make *m;
    const char *country;
    uint32_t removed, changed, differs;
} sweep;

static bool decide_text(sweep *to, ek_text text, const char *name)
{
    erkend_case_options options = {.struct_size = sizeof options, .files = &to->m->host};

    forget_case(to->m);
    return erkend_case_read(&to->m->the_case, name, text.bytes, text.size, &options,
                            to->m->error) == ERKEND_OK &&
           erkend_decide(&to->m->decision, to->m->worker, to->m->the_case, to->country,
                         to->m->error) == ERKEND_OK;
}

static void compare_removed(sweep *to, const verdicts *before, ek_text title, const ek_field *field,
                            const char *name)
{
    verdicts after;

    note_verdicts(to->m, &after);
    for (uint32_t i = 0; i < before->count; i++)
        for (uint32_t k = 0; k < after.count; k++) {
            erkend_verdict now = after.verdict[k];

            if (strcmp(before->id[i], after.id[k]) != 0 || now == before->verdict[i])
                continue;
            to->changed++;
            if (now == ERKEND_INCOMPLETE || now == ERKEND_REFERRED)
                continue;
            to->differs++;
            print_message("%s: %.*s: without %s the claim %s is %s, no longer %s\n", name,
                          EK_TEXT_ARGS(title), field->name, before->id[i], erkend_verdict_name(now),
                          erkend_verdict_name(before->verdict[i]));
        }
}

static void sweep_case(sweep *to, ek_arena *arena, const ek_node *given, const ek_node *decided,
                       ek_text title, const char *name)
{
    uint32_t lines = 0, ignored;
    const ek_field **fields;
    verdicts before;

    if (!decide_text(to, write_case(arena, given, decided, 0, &lines), name))
        return;
    note_verdicts(to->m, &before);
    fields = EK_NEW_ARRAY(arena, const ek_field *, lines + 1);
    for (uint32_t line = 2; line < lines; line++)
        fields[line] = find_on(to->m->the_case->root, line, 0);
    for (uint32_t line = 2; line < lines; line++) {
        if (!fields[line] || fields[line]->flags & (EK_ABSENT_NONE | EK_ABSENT_EMPTY | EK_HIDDEN |
                                                    EK_REQUIRED | EK_PERSONAL | EK_ID))
            continue;
        if (!decide_text(to, write_case(arena, given, decided, line, &ignored), name))
            continue;
        to->removed++;
        compare_removed(to, &before, title, fields[line], name);
    }
}

/* A list of tests, or one case. */
static void sweep_root(sweep *to, ek_arena *arena, const ek_node *root, const char *name)
{
    if (root->kind == EK_NODE_MAP)
        sweep_case(to, arena, root, NULL, EK_TEXT("the example"), name);
    for (uint32_t i = 0; root->kind == EK_NODE_LIST && i < root->count; i++) {
        const ek_node *given = ek_node_get(root->items[i], "given");

        if (given)
            sweep_case(to, arena, given, ek_node_get(root->items[i], "decided"),
                       ek_node_get(root->items[i], "name")->text, name);
    }
}

static void sweep_file(sweep *to, const char *name, ek_text bytes)
{
    ek_arena arena;
    ek_problems problems;
    ek_escape escape;
    erkend_limits limits = ek_limits_of(&(erkend_limits){0});
    char json[512];

    (void)snprintf(json, sizeof json, "%.*sjson", (int)strlen(name) - 4, name);
    ek_arena_init(&arena, NULL, 0);
    ek_problems_init(&problems, &arena);
    if (EK_TRY(&arena, &escape)) {
        const ek_node *root = ek_yaml_parse(&arena, ek_text_of(name), bytes, &limits, &problems);

        if (root)
            sweep_root(to, &arena, root, json);
    }
    ek_escape_end(&arena, &escape);
    assert_int_equal(escape.status, ERKEND_OK);
    ek_arena_dispose(&arena);
}

typedef struct listing {
    char names[64][256];
    uint32_t count;
} listing;

static void note_file(void *to, const char *name)
{
    listing *list = to;

    if (list->count < 64 && strstr(name, ".yaml"))
        (void)snprintf(list->names[list->count++], sizeof list->names[0], "%s", name);
}

static void sweep_folder(make *m, const char *country, const char *folder, sweep *total)
{
    sweep to = {.m = m, .country = country};
    listing list = {.count = 0};
    char path[512];

    if (list_disk(NULL, folder, note_file, &list) != ERKEND_OK)
        return;
    for (uint32_t i = 0; i < list.count; i++) {
        const char *bytes;
        size_t size;
        void *handle;

        (void)snprintf(path, sizeof path, "%s/%s", folder, list.names[i]);
        assert_int_equal(open_disk(NULL, path, 0, &bytes, &size, &handle), ERKEND_OK);
        sweep_file(&to, path, (ek_text){bytes, (uint32_t)size});
        close_disk(NULL, handle);
    }
    total->removed += to.removed;
    total->changed += to.changed;
    total->differs += to.differs;
}

static void sweep_country(make *m, const char *country, sweep *total)
{
    char folder[64];

    (void)snprintf(folder, sizeof folder, "countries/%c%c/cases", country[0] + 32, country[1] + 32);
    sweep_folder(m, country, folder, total);
    sweep_folder(m, country, "examples", total);
}

static void test_removal__of_any_fact_of_any_test_and_any_example(void **state)
{
    make *m = *state;
    sweep total = {.m = m};

    m->host = (erkend_files){m, open_disk, close_disk, list_disk};
    open_files(m);
    for (size_t i = 0; i < erkend_bundle_country_count(m->bundle); i++)
        sweep_country(m, erkend_bundle_country(m->bundle, i), &total);
    print_message("%u facts taken out, %u verdicts changed\n", total.removed, total.changed);
    assert_true(total.removed > 1000);
    assert_true(total.changed > 200);
    assert_int_equal(total.differs, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAKE(test_removal__of_any_fact_of_any_test_and_any_example),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
