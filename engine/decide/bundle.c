/* A bundle: all policy files, read, checked and compiled; whole or not at all.
 *
 * Order of work: the vocabulary (policies/ .lua), then each country by its folder's name:
 * country.yaml, parameters and questions, the sets of the European framework that it adopts, its
 * own rules. When every file was read and no error was found, all books are checked together, and
 * only then compiled. Files are listed and read in bytewise order, so that nothing depends on what
 * a file system answers first. The Lua state lives outside the arena and is closed on every way
 * out. Everything else lives in the arena of the bundle. */
#include "decide/inside.h"

#include "base/sort.h"
#include "rule/check.h"
#include "script/script.h"

typedef struct names {
    ek_arena *arena;
    ek_text *items;
    uint32_t count, capacity;
    bool failed; /* no memory, within the host's call */
    erkend_status status;
} names;

/* A folder of sets that countries may adopt: policies/eu, or a sector's. Read when first adopted.
 */
typedef struct shelf {
    ek_text name; /* "eu" */
    names files;
    bool has_data; /* what stands beside its sets was read */
    ek_source sources[2];
    uint32_t source_count;
    ek_source *sets; /* the sets opened so far */
    uint32_t set_count, set_capacity;
    const ek_parameter *const *parameters;
    uint32_t parameter_count;
    const ek_question *const *questions;
    uint32_t question_count;
} shelf;

typedef struct opening {
    struct erkend_bundle *bundle;
    const erkend_config *config;
    ek_arena *arena;
    ek_problems *problems;
    ek_script *script;
    ek_text policies, countries; /* folders, as the host names them */
    ek_source *vocabulary;
    uint32_t vocabulary_count;
    shelf *shelves;
    uint32_t shelf_count, shelf_capacity;
    ek_rulebook **books;
    uint32_t book_count, book_capacity;
    ek_source *sources; /* of the country at work */
    uint32_t source_count, source_capacity;
} opening;

/* ---- Listing ------------------------------------------------------------------------------ */

/* Called by the host: nothing may leave through its frames. */
static void note_name(void *to, const char *name)
{
    names *list = to;
    ek_escape escape;

    if (list->failed)
        return;
    if (EK_TRY(list->arena, &escape)) {
        ek_text copy = ek_text_copy(list->arena, ek_text_of(name));

        *EK_PUSH(list->arena, list->items, list->count, list->capacity) = copy;
    } else {
        list->failed = true;
        list->status = escape.status;
    }
    ek_escape_end(list->arena, &escape);
}

static erkend_status list_folder(const opening *to, ek_text folder, names *out)
{
    erkend_status status;

    *out = (names){.arena = to->arena};
    status = to->config->files->list(to->config->files->user, ek_text_terminated(to->arena, folder),
                                     note_name, out);
    if (out->failed)
        ek_raise(to->arena, out->status);
    ek_texts_sort(out->items, out->count);
    return status;
}

static ek_text join_path(const opening *to, ek_text folder, const char *name)
{
    return ek_text_format(to->arena, "%.*s%s%s", EK_TEXT_ARGS(folder), folder.size ? "/" : "",
                          name);
}

static bool is_there(const names *list, const char *name)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (ek_text_is(list->items[i], name))
            return true;
    return false;
}

/* ---- Reading ------------------------------------------------------------------------------ */

static bool open_source(opening *to, ek_source *out, ek_text name)
{
    return ek_source_open(out, to->arena, to->config->files, ek_text_terminated(to->arena, name),
                          to->bundle->limits.policy_file_bytes, to->problems,
                          (ek_place){.file = name}) == ERKEND_OK;
}

static void keep_source(opening *to, const ek_source *source)
{
    *EK_PUSH(to->arena, to->sources, to->source_count, to->source_capacity) = *source;
}

static void read_vocabulary(opening *to)
{
    names list;

    if (list_folder(to, to->policies, &list) != ERKEND_OK) {
        ek_problem_add(to->problems, ERKEND_EPOLICY, (ek_place){.file = to->policies},
                       "there is no such folder of policies");
        return;
    }
    to->vocabulary = EK_NEW_ARRAY(to->arena, ek_source, list.count + 1);
    for (uint32_t i = 0; i < list.count; i++) {
        const char *name = ek_text_terminated(to->arena, list.items[i]);

        if (ek_text_ends(list.items[i], ".lua") &&
            open_source(to, &to->vocabulary[to->vocabulary_count],
                        join_path(to, to->policies, name)))
            to->vocabulary_count++;
    }
}

/* ---- Sets of the European framework ------------------------------------------------------- */

/* A shelf that does not exist has no files. */
static shelf *find_shelf(opening *to, ek_text name)
{
    shelf *made;

    for (uint32_t i = 0; i < to->shelf_count; i++)
        if (ek_text_equal(to->shelves[i].name, name))
            return &to->shelves[i];
    made = EK_PUSH(to->arena, to->shelves, to->shelf_count, to->shelf_capacity);
    *made = (shelf){.name = name};
    if (list_folder(to, join_path(to, to->policies, ek_text_terminated(to->arena, name)),
                    &made->files) != ERKEND_OK)
        made->files.count = 0;
    return made;
}

static void read_shelf(opening *to, shelf *from)
{
    ek_text folder = join_path(to, to->policies, ek_text_terminated(to->arena, from->name));
    const erkend_limits *limits = &to->bundle->limits;

    if (from->has_data)
        return;
    from->has_data = true;
    if (is_there(&from->files, "parameters.yaml") &&
        open_source(to, &from->sources[from->source_count],
                    join_path(to, folder, "parameters.yaml")))
        ek_parameters_load(to->arena, &from->sources[from->source_count++], limits,
                           &from->parameters, &from->parameter_count, to->problems);
    if (is_there(&from->files, "questions.yaml") &&
        open_source(to, &from->sources[from->source_count],
                    join_path(to, folder, "questions.yaml")))
        ek_questions_load(to->arena, &from->sources[from->source_count++], limits, &from->questions,
                          &from->question_count, to->problems);
}

static ek_text shelf_of(ek_text set)
{
    uint32_t slash = 0;

    while (slash < set.size && set.bytes[slash] != '/')
        slash++;
    return slash < set.size ? ek_text_slice(set, 0, slash) : EK_TEXT("");
}

/* Names of sets go into paths: small letters, digits, _ and one slash. */
static bool is_set_name(ek_text set)
{
    uint32_t slashes = 0;

    for (uint32_t i = 0; i < set.size; i++) {
        char c = set.bytes[i];

        if (c == '/' && i > 0 && i + 1 < set.size)
            slashes++;
        else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    }
    return slashes == 1;
}

static bool is_set_there(opening *to, const shelf *from, ek_text set)
{
    ek_text file = ek_text_slice(set, from->name.size + 1, set.size);

    return is_there(&from->files, ek_text_format(to->arena, "%.*s.lua", EK_TEXT_ARGS(file)).bytes);
}

/* The file of a set, read when it is first adopted: countries that adopt it share its bytes, by
 * which the script room knows them again. false: it cannot be read, which was reported. */
static bool open_set(opening *to, shelf *from, ek_text set, ek_source *out)
{
    ek_text name =
        ek_text_format(to->arena, "%.*s/%.*s.lua", EK_TEXT_ARGS(to->policies), EK_TEXT_ARGS(set));

    for (uint32_t i = 0; i < from->set_count; i++)
        if (ek_text_equal(from->sets[i].name, name)) {
            *out = from->sets[i];
            return true;
        }
    if (!open_source(to, out, name))
        return false;
    *EK_PUSH(to->arena, from->sets, from->set_count, from->set_capacity) = *out;
    return true;
}

static int compare_adopts(const void *left, const void *right)
{
    return ek_text_compare(((const ek_adopts *)left)->set, ((const ek_adopts *)right)->set);
}

static void adopt_set(opening *to, ek_rulebook *book, const ek_adopts *adopts)
{
    ek_source source;
    shelf *from = is_set_name(adopts->set) ? find_shelf(to, shelf_of(adopts->set)) : NULL;
    ek_script_set set = {.book = book, .shared = true};
    bool known = false;

    if (!from || !is_set_there(to, from, adopts->set)) {
        ek_problem_add(to->problems, ERKEND_EPOLICY, adopts->place,
                       "there is no set '%.*s': sets are files of %.*s, written eu/recognition",
                       EK_TEXT_ARGS(adopts->set), EK_TEXT_ARGS(to->policies));
        return;
    }
    read_shelf(to, from);
    for (uint32_t i = 0; i < to->source_count; i++)
        known = known || (from->source_count > 0 &&
                          ek_text_equal(to->sources[i].name, from->sources[0].name));
    for (uint32_t i = 0; i < from->source_count && !known; i++)
        keep_source(to, &from->sources[i]);
    if (!open_set(to, from, adopts->set, &source))
        return;
    keep_source(to, &source);
    set.parameters = from->parameters;
    set.parameter_count = from->parameter_count;
    set.questions = from->questions;
    set.question_count = from->question_count;
    (void)ek_script_run(to->script, &to->sources[to->source_count - 1], &set, to->problems);
}

static void adopt_sets(opening *to, ek_rulebook *book)
{
    ek_adopts *sorted;

    if (book->adopts_count == 0)
        return;
    sorted = ek_arena_copy(to->arena, book->adopts, book->adopts_count * sizeof *sorted);
    ek_sort(sorted, book->adopts_count, sizeof *sorted, compare_adopts);
    for (uint32_t i = 0; i < book->adopts_count; i++) {
        if (i > 0 && ek_text_equal(sorted[i - 1].set, sorted[i].set))
            ek_problem_add(to->problems, ERKEND_EPOLICY, sorted[i].place,
                           "the set '%.*s' is adopted twice", EK_TEXT_ARGS(sorted[i].set));
        else
            adopt_set(to, book, &sorted[i]);
    }
}

/* ---- Questions that a country takes over with a set --------------------------------------- */

static bool has_question(const ek_rulebook *book, ek_text name)
{
    for (uint32_t i = 0; i < book->question_count; i++)
        if (ek_text_equal(book->questions[i]->name, name))
            return true;
    return false;
}

static int compare_questions(const void *left, const void *right)
{
    return ek_text_compare((*(const ek_question *const *)left)->name,
                           (*(const ek_question *const *)right)->name);
}

static void add_question(opening *to, ek_rulebook *book, const ek_question *question)
{
    const ek_question **all =
        EK_NEW_ARRAY(to->arena, const ek_question *, book->question_count + 1);

    if (has_question(book, question->name))
        return;
    for (uint32_t i = 0; i < book->question_count; i++)
        all[i] = book->questions[i];
    all[book->question_count++] = question;
    ek_sort(all, book->question_count, sizeof(void *), compare_questions);
    book->questions = all;
}

static void add_asked(opening *to, ek_rulebook *book, const ek_expr *expr, uint32_t depth)
{
    if (!expr || depth > 256)
        return;
    if (expr->op == EK_OP_RULING && expr->as.question)
        add_question(to, book, expr->as.question);
    for (uint32_t i = 0; i < expr->count; i++)
        add_asked(to, book, expr->args[i], depth + 1);
}

static void add_asked_by(opening *to, ek_rulebook *book, const ek_rule *rule)
{
    const ek_effect *effects[] = {rule->gives, rule->limits};

    add_asked(to, book, rule->clock, 0);
    add_asked(to, book, rule->where, 0);
    add_asked(to, book, rule->to_reach, 0);
    add_asked(to, book, rule->must, 0);
    add_asked(to, book, rule->otherwise.ruling, 0);
    for (uint32_t i = 0; i < 2; i++)
        for (uint32_t k = 0; effects[i] && k < effects[i]->field_count; k++)
            add_asked(to, book, effects[i]->fields[k].value, 0);
}

/* A country takes over the questions that its adopted sets ask, not all that the framework has. */
static void take_questions(opening *to, ek_rulebook *book)
{
    for (uint32_t i = 0; i < book->rule_count; i++)
        add_asked_by(to, book, book->rules[i]);
    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t k = 0; k < book->terms[i]->version_count; k++)
            add_asked(to, book, book->terms[i]->versions[k]->is, 0);
}

/* ---- Order within a book ------------------------------------------------------------------ */

static int compare_rules(const void *left, const void *right)
{
    const ek_rule *a = *(const ek_rule *const *)left, *b = *(const ek_rule *const *)right;
    int order = ek_text_compare(a->id, b->id);

    if (order == 0)
        order = a->since < b->since ? -1 : a->since > b->since;
    if (order == 0)
        order = ek_text_compare(a->place.file, b->place.file);
    if (order == 0)
        order = a->place.line < b->place.line ? -1 : a->place.line > b->place.line;
    return order;
}

static int compare_terms(const void *left, const void *right)
{
    return ek_text_compare((*(const ek_term *const *)left)->name,
                           (*(const ek_term *const *)right)->name);
}

static int compare_versions(const void *left, const void *right)
{
    const ek_definition *a = *(const ek_definition *const *)left;
    const ek_definition *b = *(const ek_definition *const *)right;
    int order = a->since < b->since ? -1 : a->since > b->since;

    if (order == 0)
        order = ek_text_compare(a->place.file, b->place.file);
    if (order == 0)
        order = a->place.line < b->place.line ? -1 : a->place.line > b->place.line;
    return order;
}

static int compare_allocations(const void *left, const void *right)
{
    const ek_allocation *a = *(const ek_allocation *const *)left;
    const ek_allocation *b = *(const ek_allocation *const *)right;
    int order = ek_text_compare(a->id, b->id);

    return order ? order : a->since < b->since ? -1 : a->since > b->since;
}

/* The book is still being made, so what its lists point to may be changed here. */
static void sort_book(ek_arena *arena, ek_rulebook *book)
{
    ek_rule **rules = ek_arena_copy(arena, book->rules, book->rule_count * sizeof(void *));
    ek_term **terms = ek_arena_copy(arena, book->terms, book->term_count * sizeof(void *));
    ek_allocation **allocations =
        ek_arena_copy(arena, book->allocations, book->allocation_count * sizeof(void *));

    ek_sort(rules, book->rule_count, sizeof(void *), compare_rules);
    for (uint32_t i = 0; i < book->rule_count; i++)
        rules[i]->index = i;
    ek_sort(terms, book->term_count, sizeof(void *), compare_terms);
    for (uint32_t i = 0; i < book->term_count; i++) {
        const ek_definition **versions =
            ek_arena_copy(arena, terms[i]->versions, terms[i]->version_count * sizeof(void *));

        ek_sort(versions, terms[i]->version_count, sizeof(void *), compare_versions);
        terms[i]->versions = versions;
        terms[i]->index = i;
    }
    ek_sort(allocations, book->allocation_count, sizeof(void *), compare_allocations);
    book->rules = (const ek_rule *const *)rules;
    book->terms = (const ek_term *const *)terms;
    book->allocations = (const ek_allocation *const *)allocations;
}

/* ---- Digests ------------------------------------------------------------------------------ */

/* Names in digests do not depend on where the host keeps its folders. */
static ek_text canonical_name(const opening *to, ek_text name)
{
    const ek_text folders[] = {to->countries, to->policies};
    const char *const shown[] = {"countries", "policies"};

    for (uint32_t i = 0; i < 2; i++)
        if (name.size > folders[i].size && name.bytes[folders[i].size] == '/' &&
            ek_text_equal(ek_text_slice(name, 0, folders[i].size), folders[i]))
            return ek_text_format(to->arena, "%s%.*s", shown[i],
                                  EK_TEXT_ARGS(ek_text_slice(name, folders[i].size, name.size)));
    return name;
}

static int compare_files(const void *left, const void *right)
{
    return ek_text_compare(((const ek_policy_file *)left)->name,
                           ((const ek_policy_file *)right)->name);
}

static void make_digest(opening *to, ek_rulebook *book)
{
    uint32_t count = to->source_count + to->vocabulary_count;
    ek_policy_file *files = EK_NEW_ARRAY(to->arena, ek_policy_file, count + 1);
    ek_digester digester;
    size_t bytes = 0;

    for (uint32_t i = 0; i < count; i++) {
        const ek_source *source =
            i < to->source_count ? &to->sources[i] : &to->vocabulary[i - to->source_count];

        files[i] =
            (ek_policy_file){canonical_name(to, source->name), source->digest, source->bytes};
        bytes += source->bytes.size;
    }
    ek_sort(files, count, sizeof *files, compare_files);
    ek_digester_init(&digester);
    for (uint32_t i = 0; i < count; i++) {
        ek_digester_add(&digester, files[i].name.bytes, files[i].name.size);
        ek_digester_add(&digester, "", 1);
        ek_digester_add(&digester, files[i].digest.bytes, sizeof files[i].digest.bytes);
    }
    ek_digest_hex(ek_digester_done(&digester), book->digest_hex);
    book->files = files;
    book->file_count = count;
    if (bytes > to->bundle->limits.policy_all_bytes)
        ek_problem_add(to->problems, ERKEND_ELIMIT, (ek_place){.file = book->folder},
                       "the files of this country are larger than %zu bytes together",
                       to->bundle->limits.policy_all_bytes);
}

static void add_text(ek_digester *digester, ek_text text)
{
    ek_digester_add(digester, text.bytes, text.size);
    ek_digester_add(digester, "", 1);
}

/* eqf() looks into the frameworks of every country (ek_eqf_level). */
static void make_seals(opening *to)
{
    ek_digester digester, own;

    ek_digester_init(&digester);
    for (uint32_t i = 0; i < to->book_count; i++)
        for (uint32_t k = 0; k < to->books[i]->framework_count; k++) {
            const ek_framework *framework = &to->books[i]->frameworks[k];

            add_text(&digester, framework->name);
            for (uint32_t n = 0; n < framework->count; n++) {
                add_text(&digester, framework->labels[n]);
                ek_digester_add(&digester, &framework->eqf[n], 1);
            }
        }
    for (uint32_t i = 0; i < to->book_count; i++) {
        own = digester;
        add_text(&own, ek_text_of(to->books[i]->digest_hex));
        to->books[i]->seal = ek_digester_done(&own);
    }
}

/* ---- One country -------------------------------------------------------------------------- */

static void read_data(opening *to, ek_rulebook *book, const names *list)
{
    const erkend_limits *limits = &to->bundle->limits;
    ek_source source;

    if (is_there(list, "parameters.yaml") &&
        open_source(to, &source, join_path(to, book->folder, "parameters.yaml"))) {
        keep_source(to, &source);
        ek_parameters_load(to->arena, &source, limits, &book->parameters, &book->parameter_count,
                           to->problems);
    }
    if (is_there(list, "questions.yaml") &&
        open_source(to, &source, join_path(to, book->folder, "questions.yaml"))) {
        keep_source(to, &source);
        ek_questions_load(to->arena, &source, limits, &book->questions, &book->question_count,
                          to->problems);
    }
}

/* Rules of the country may speak of the questions of the sets it adopted. */
static void run_rules(opening *to, ek_rulebook *book, const names *list)
{
    ek_rulebook offered = *book;
    ek_script_set set = {
        .book = book, .parameters = book->parameters, .parameter_count = book->parameter_count};

    for (uint32_t i = 0; i < to->shelf_count && book->adopts_count > 0; i++)
        for (uint32_t k = 0; k < to->shelves[i].question_count; k++)
            add_question(to, &offered, to->shelves[i].questions[k]);
    set.questions = offered.questions;
    set.question_count = offered.question_count;
    for (uint32_t i = 0; i < list->count; i++) {
        ek_source *source;

        if (!ek_text_ends(list->items[i], ".lua"))
            continue;
        source = EK_NEW(to->arena, ek_source);
        if (!open_source(
                to, source,
                join_path(to, book->folder, ek_text_terminated(to->arena, list->items[i]))))
            continue;
        keep_source(to, source);
        (void)ek_script_run(to->script, source, &set, to->problems);
    }
}

static void read_country(opening *to, ek_text folder)
{
    ek_rulebook *book = EK_NEW(to->arena, ek_rulebook);
    ek_source source;
    names list;

    to->sources = NULL;
    to->source_count = to->source_capacity = 0;
    book->folder = join_path(to, to->countries, ek_text_terminated(to->arena, folder));
    book->language = EK_LANGUAGES;
    book->all = &to->bundle->books;
    if (list_folder(to, book->folder, &list) != ERKEND_OK || !is_there(&list, "country.yaml")) {
        ek_problem_add(to->problems, ERKEND_EPOLICY, (ek_place){.file = book->folder},
                       "there is no country.yaml in this folder");
        return;
    }
    if (!open_source(to, &source, join_path(to, book->folder, "country.yaml")))
        return;
    keep_source(to, &source);
    ek_country_load(book, to->arena, &source, &to->bundle->limits, to->problems);
    read_data(to, book, &list);
    adopt_sets(to, book);
    run_rules(to, book, &list);
    sort_book(to->arena, book);
    take_questions(to, book);
    make_digest(to, book);
    to->books = ek_grow(to->arena, to->books, to->book_count, &to->book_capacity, sizeof(void *));
    to->books[to->book_count++] = book;
}

/* ---- All countries ------------------------------------------------------------------------ */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_folder_of(ek_text folder, const char *code)
{
    for (uint32_t i = 0; i < folder.size; i++)
        if (!code[i] || lower(code[i]) != lower(folder.bytes[i]))
            return false;
    return code[folder.size] == '\0';
}

static bool is_wanted(const erkend_config *config, ek_text folder)
{
    if (!config->only)
        return true;
    for (const char *const *code = config->only; *code; code++)
        if (is_folder_of(folder, *code))
            return true;
    return false;
}

static void report_absent(opening *to, const names *list)
{
    for (const char *const *code = to->config->only; code && *code; code++) {
        bool found = false;

        for (uint32_t i = 0; i < list->count; i++)
            found = found || is_folder_of(list->items[i], *code);
        if (!found)
            ek_problem_add(to->problems, ERKEND_EPOLICY, (ek_place){.file = to->countries},
                           "there is no folder for the country %s", *code);
    }
}

static void read_countries(opening *to)
{
    names list;

    if (list_folder(to, to->countries, &list) != ERKEND_OK) {
        ek_problem_add(to->problems, ERKEND_EPOLICY, (ek_place){.file = to->countries},
                       "there is no such folder of countries");
        return;
    }
    for (uint32_t i = 0; i < list.count; i++)
        if (ek_text_ends(list.items[i], "/"))
            list.items[i].size--; /* folders end in '/' */
        else
            list.items[i].size = 0;
    report_absent(to, &list);
    for (uint32_t i = 0; i < list.count; i++)
        if (list.items[i].size > 0 && is_wanted(to->config, list.items[i]))
            read_country(to, list.items[i]);
    if (to->book_count == 0 && to->problems->errors == 0)
        ek_problem_add(to->problems, ERKEND_EPOLICY, (ek_place){.file = to->countries},
                       "there are no countries in this folder");
}

static int compare_books(const void *left, const void *right)
{
    return ek_text_compare((*(const ek_rulebook *const *)left)->code,
                           (*(const ek_rulebook *const *)right)->code);
}

static void check_books(opening *to)
{
    if (to->book_count > 0)
        ek_sort(to->books, to->book_count, sizeof(void *), compare_books);
    to->bundle->books.items = (const ek_rulebook *const *)to->books;
    to->bundle->books.count = to->book_count;
    for (uint32_t i = 1; i < to->book_count; i++)
        if (ek_text_equal(to->books[i - 1]->code, to->books[i]->code))
            ek_problem_add(to->problems, ERKEND_EPOLICY, to->books[i]->place,
                           "the country %.*s has two folders", EK_TEXT_ARGS(to->books[i]->code));
    for (uint32_t i = 0; i < to->book_count; i++)
        ek_check_book(to->books[i], to->problems);
}

static void open_bundle(opening *to)
{
    read_vocabulary(to);
    if (ek_script_open(&to->script, to->arena, to->vocabulary, to->vocabulary_count,
                       &to->bundle->limits, to->problems) != ERKEND_OK &&
        !to->script)
        return;
    read_countries(to);
    check_books(to);
    for (uint32_t i = 0; i < to->book_count && to->problems->errors == 0; i++)
        ek_check_unfolding(to->arena, to->books[i], to->problems);
    if (to->problems->errors > 0)
        return;
    make_seals(to);
    for (uint32_t i = 0; i < to->book_count; i++)
        to->books[i]->programs = ek_compile(to->arena, to->books[i]);
}

static ek_text folder_of(ek_arena *arena, const char *given, const char *usual)
{
    ek_text folder = ek_text_of(given ? given : usual);

    while (folder.size > 1 && folder.bytes[folder.size - 1] == '/')
        folder.size--;
    return ek_text_copy(arena, folder);
}

erkend_status ek_bundle_load(struct erkend_bundle *bundle, const erkend_config *config,
                             ek_problems *problems)
{
    opening *to = EK_NEW(&bundle->arena, opening);
    erkend_status status = ERKEND_OK;
    ek_escape escape;

    to->bundle = bundle;
    to->config = config;
    to->arena = &bundle->arena;
    to->problems = problems;
    if (EK_TRY(&bundle->arena, &escape)) {
        to->policies = folder_of(to->arena, config->policies, "policies");
        to->countries = folder_of(to->arena, config->countries, "countries");
        open_bundle(to);
    } else {
        status = escape.status;
    }
    ek_escape_end(&bundle->arena, &escape);
    if (to->script)
        ek_script_close(to->script);
    if (status != ERKEND_OK)
        return status;
    return problems->errors > 0 ? ERKEND_EPOLICY : ERKEND_OK;
}

const ek_rulebook *ek_bundle_book(const struct erkend_bundle *bundle, ek_text code)
{
    for (uint32_t i = 0; i < bundle->books.count; i++)
        if (ek_text_equal(bundle->books.items[i]->code, code))
            return bundle->books.items[i];
    return NULL;
}
