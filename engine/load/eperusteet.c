/* ePerusteet: qualification requirements as the Finnish National Agency for Education publishes
 * them.
 *
 * The JSON is taken as it is. Of it are read: the number of the requirements, names, days in force,
 * the units of one mode (suoritustapa) with their size, their sub-areas, and the structure
 * (rakenne). A leaf of the structure points at a viite, that points at a unit: both by numbers,
 * found here in tables sorted once. Days are midnight in Helsinki, in milliseconds. A limit of null
 * or 0 is none. eperusteet_tree.c makes the composition. */
#include "load/eperusteet.h"

#include "base/sort.h"

ek_place ek_eperusteet_place(const ek_eperusteet *run, const ek_node *node)
{
    return (ek_place){run->the_case->documents[run->file].name, node->line, node->column};
}

bool ek_eperusteet_is(const ek_node *node)
{
    return ek_node_get(node, "suoritustavat") && ek_node_get(node, "tutkinnonOsat");
}

const ek_node *ek_eperusteet_get(const ek_node *map, const char *key, ek_node_kind kind)
{
    const ek_node *node = map ? ek_node_get(map, key) : NULL;

    return node && node->kind == kind ? node : NULL;
}

ek_text ek_eperusteet_text(const ek_node *map, const char *key)
{
    const ek_node *node = ek_eperusteet_get(map, key, EK_NODE_SCALAR);

    return node ? node->text : EK_TEXT("");
}

/* A name by language: Finnish, else Swedish, else English. */
const ek_node *ek_eperusteet_name(const ek_node *map)
{
    static const char *const languages[] = {"fi", "sv", "en"};
    const ek_node *name = ek_eperusteet_get(map, "nimi", EK_NODE_MAP), *text;

    for (int i = 0; name && i < 3; i++)
        if ((text = ek_eperusteet_get(name, languages[i], EK_NODE_SCALAR)) != NULL)
            return text;
    return NULL;
}

/* ---- Values in place --------------------------------------------------------------------------
 */

static ek_record *new_record(ek_eperusteet *run, const ek_record_type *type, const ek_node *node)
{
    ek_record *record = ek_record_new(run->arena, type);

    record->number = run->the_case->record_count++;
    record->file = run->file;
    record->line = node->line;
    record->column = node->column > UINT16_MAX ? UINT16_MAX : (uint16_t)node->column;
    return record;
}

static ek_value *put_known(ek_eperusteet *run, ek_record *record, const char *field,
                           const ek_node *node)
{
    ek_value *value = &record->slots[ek_slot(record->type, field)];

    value->state = EK_KNOWN;
    value->assumed = 0;
    value->file = run->file;
    value->line = node->line;
    value->column = node->column > UINT16_MAX ? UINT16_MAX : (uint16_t)node->column;
    return value;
}

static void put_text(ek_eperusteet *run, ek_record *record, const char *field, const ek_node *node)
{
    if (node && node->kind == EK_NODE_SCALAR)
        put_known(run, record, field, node)->as.text = node->text;
}

static void put_word(ek_eperusteet *run, ek_record *record, const char *field, const ek_node *node,
                     const char *word)
{
    put_known(run, record, field, node)->as.text = ek_text_of(word);
}

/* A size in competence points; null and what is no number stay missing. */
static void put_points(ek_eperusteet *run, ek_record *record, const ek_node *node)
{
    ek_fraction points;

    if (node && node->kind == EK_NODE_SCALAR &&
        ek_fraction_read(&points, node->text) == ERKEND_OK && points.num >= 0)
        put_known(run, record, "points", node)->as.number = points;
}

static void put_day(ek_eperusteet *run, ek_record *record, const char *field, const ek_node *root,
                    const char *key)
{
    const ek_node *node = ek_node_get(root, key);
    ek_value *value = &record->slots[ek_slot(record->type, field)];
    ek_fraction moment;
    ek_date day;

    if (!node)
        return;
    if (node->kind == EK_NODE_SCALAR && ek_fraction_read(&moment, node->text) == ERKEND_OK &&
        moment.den == 1 && ek_date_in_helsinki(&day, moment.num) == ERKEND_OK) {
        put_known(run, record, field, node)->as.date = day;
    } else if (node->kind == EK_NODE_NULL) {
        if (value->assumed) /* absent means none there; a first day that is null stays missing */
            put_known(run, record, field, node)->state = EK_NONE;
    } else {
        ek_problem_add(run->problems, ERKEND_EINVALID, ek_eperusteet_place(run, node),
                       "%s of ePerusteet is a moment in milliseconds: download the file again",
                       key);
    }
}

/* ---- Tables of numbers -------------------------------------------------------------------------
 */

static int compare_entries(const void *a, const void *b)
{
    return ek_text_compare(((const ek_eperusteet_entry *)a)->id,
                           ((const ek_eperusteet_entry *)b)->id);
}

static void make_table(ek_eperusteet *run, ek_eperusteet_table *out, const ek_node *list)
{
    ek_eperusteet_entry *entries = EK_NEW_ARRAY(run->arena, ek_eperusteet_entry, list->count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < list->count; i++) {
        ek_text id = ek_eperusteet_text(list->items[i], "id");

        if (id.size > 0)
            entries[count++] = (ek_eperusteet_entry){id, list->items[i]};
    }
    ek_sort(entries, count, sizeof *entries, compare_entries);
    out->entries = entries;
    out->count = count;
}

static const ek_node *find_entry(const ek_eperusteet_table *table, ek_text id)
{
    uint32_t low = 0, high = table->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = ek_text_compare(table->entries[middle].id, id);

        if (order == 0)
            return table->entries[middle].node;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const ek_node *ek_eperusteet_unit(const ek_eperusteet *run, ek_text reference, const ek_node **size)
{
    const ek_node *viite = find_entry(&run->references, reference);

    *size = viite ? ek_node_get(viite, "laajuus") : NULL;
    return viite ? find_entry(&run->units, ek_eperusteet_text(viite, "_tutkinnonOsa")) : NULL;
}

/* ---- Components
 * ---------------------------------------------------------------------------------- */

typedef struct component_list {
    const ek_record **items;
    uint32_t count, capacity;
} component_list;

static void put_component(ek_eperusteet *run, component_list *list, const ek_node *node,
                          const char *kind, const ek_node *size)
{
    const ek_node *code = ek_eperusteet_get(node, "koodiArvo", EK_NODE_SCALAR);
    ek_record *component;

    if (!code || code->text.size == 0)
        return; /* it cannot be named, so nothing can be put forward for it */
    component = new_record(run, &ek_type_component, node);
    put_text(run, component, "unit", code);
    put_text(run, component, "title", ek_eperusteet_name(node));
    put_word(run, component, "kind", node, kind);
    put_points(run, component, size);
    *EK_PUSH(run->arena, list->items, list->count, list->capacity) = component;
}

/* The size of what every learner takes of a sub-area: files before 2020 list aims, later ones do
 * not. */
static const ek_node *find_area_size(const ek_node *area)
{
    const ek_node *aims = ek_eperusteet_get(area, "osaamistavoitteet", EK_NODE_LIST);
    const ek_node *taken = ek_eperusteet_get(area, "pakollisetOsaamistavoitteet", EK_NODE_MAP);

    if (taken)
        return ek_node_get(taken, "laajuus");
    for (uint32_t i = 0; aims && i < aims->count; i++)
        if (ek_text_is(ek_eperusteet_text(aims->items[i], "pakollinen"), "true"))
            return ek_node_get(aims->items[i], "laajuus");
    return NULL;
}

static void put_areas(ek_eperusteet *run, component_list *list, const ek_node *unit)
{
    const ek_node *areas = ek_eperusteet_get(unit, "osaAlueet", EK_NODE_LIST);

    for (uint32_t i = 0; areas && i < areas->count; i++)
        put_component(run, list, areas->items[i], "sub_area", find_area_size(areas->items[i]));
}

static int compare_components(const void *a, const void *b)
{
    const ek_record *left = *(const ek_record *const *)a, *right = *(const ek_record *const *)b;
    int order =
        ek_text_compare(ek_record_at(left, "unit")->as.text, ek_record_at(right, "unit")->as.text);

    if (order != 0)
        return order;
    return left->number < right->number ? -1 : left->number > right->number;
}

/* One component for each code. A sub-area stands once for each language; where the sizes differ,
 * which one holds is not known, so none is kept. */
static void join_components(component_list *list)
{
    uint32_t kept = 0;

    ek_sort(list->items, list->count, sizeof *list->items, compare_components);
    for (uint32_t i = 0; i < list->count; i++) {
        ek_value *size, *other;

        if (kept == 0 || !ek_text_equal(ek_record_at(list->items[kept - 1], "unit")->as.text,
                                        ek_record_at(list->items[i], "unit")->as.text)) {
            list->items[kept++] = list->items[i];
            continue;
        }
        size = &((ek_record *)list->items[kept - 1])->slots[ek_slot(&ek_type_component, "points")];
        other = &((ek_record *)list->items[i])->slots[ek_slot(&ek_type_component, "points")];
        if (size->state == EK_KNOWN &&
            (other->state != EK_KNOWN || !ek_fraction_equal(size->as.number, other->as.number)))
            size->state = EK_MISSING;
    }
    list->count = kept;
}

static void put_components(ek_eperusteet *run, ek_record *qualification, const ek_node *mode)
{
    const ek_node *list = ek_eperusteet_get(mode, "tutkinnonOsaViitteet", EK_NODE_LIST);
    component_list components = {NULL, 0, 0};

    for (uint32_t i = 0; list && i < list->count; i++) {
        const ek_node *size = NULL;
        const ek_node *unit =
            ek_eperusteet_unit(run, ek_eperusteet_text(list->items[i], "id"), &size);

        if (!unit) {
            ek_problem_add(run->problems, ERKEND_EINVALID, ek_eperusteet_place(run, list->items[i]),
                           "this refers to a unit that the file does not have: download it again");
            continue;
        }
        put_component(run, &components, unit, "unit", size);
        put_areas(run, &components, unit);
    }
    join_components(&components);
    if (list)
        put_known(run, qualification, "components", list)->as.list =
            (ek_list){components.items, components.count};
}

/* ---- The qualification
 * ---------------------------------------------------------------------------- */

/* The modes of the file, for a message: "ops, naytto". */
static ek_text list_modes(ek_eperusteet *run, const ek_node *modes)
{
    ek_buffer list;

    ek_buffer_init(&list, run->arena);
    for (uint32_t i = 0; i < modes->count; i++) {
        if (i > 0)
            ek_buffer_string(&list, ", ");
        ek_buffer_text(&list, ek_eperusteet_text(modes->items[i], "suoritustapakoodi"));
    }
    return ek_buffer_done(&list);
}

static const ek_node *find_mode(ek_eperusteet *run, const ek_node *root, ek_text wanted,
                                ek_place asked_at)
{
    const ek_node *modes = ek_eperusteet_get(root, "suoritustavat", EK_NODE_LIST);

    if (!modes || modes->count == 0) {
        ek_problem_add(run->problems, ERKEND_EINVALID, ek_eperusteet_place(run, root),
                       "the file has no suoritustavat: it describes no structure");
        return NULL;
    }
    if (wanted.size == 0 && modes->count == 1)
        return modes->items[0];
    for (uint32_t i = 0; wanted.size > 0 && i < modes->count; i++)
        if (ek_text_equal(ek_eperusteet_text(modes->items[i], "suoritustapakoodi"), wanted))
            return modes->items[i];
    ek_problem_add(run->problems, ERKEND_EINVALID, asked_at,
                   wanted.size > 0 ? "%.*s has no mode %.*s: write one of %.*s"
                                   : "%.*s has several modes%.*s: write mode, one of %.*s",
                   EK_TEXT_ARGS(run->the_case->documents[run->file].name), EK_TEXT_ARGS(wanted),
                   EK_TEXT_ARGS(list_modes(run, modes)));
    return NULL;
}

/* Requirements that many qualifications share have no qualification of their own. */
static bool check_kind(ek_eperusteet *run, const ek_node *root)
{
    const ek_node *kind = ek_eperusteet_get(root, "tyyppi", EK_NODE_SCALAR);

    if (!kind || ek_text_is(kind->text, "normaali"))
        return true;
    ek_problem_add(run->problems, ERKEND_EINVALID, ek_eperusteet_place(run, kind),
                   "this is no qualification but a part that several share (tyyppi %.*s): name the "
                   "file of the qualification",
                   EK_TEXT_ARGS(kind->text));
    return false;
}

static const char *find_qualification_kind(ek_text code)
{
    if (ek_text_is(code, "koulutustyyppi_1"))
        return "vocational_upper_secondary";
    if (ek_text_is(code, "koulutustyyppi_11"))
        return "further_vocational";
    return ek_text_is(code, "koulutustyyppi_12") ? "specialist_vocational" : NULL;
}

static void put_itself(ek_eperusteet *run, ek_record *record, const ek_node *root)
{
    const ek_node *kind = ek_eperusteet_get(root, "koulutustyyppi", EK_NODE_SCALAR);
    const char *word = kind ? find_qualification_kind(kind->text) : NULL;

    put_text(run, record, "code", ek_eperusteet_get(root, "diaarinumero", EK_NODE_SCALAR));
    put_text(run, record, "title", ek_eperusteet_name(root));
    put_word(run, record, "country", root, "FI");
    if (word)
        put_word(run, record, "kind", kind, word);
    put_day(run, record, "first_day", root, "voimassaoloAlkaa");
    put_day(run, record, "last_day", root, "voimassaoloLoppuu");
    put_day(run, record, "transition_last_day", root, "siirtymaPaattyy");
}

const ek_record *ek_eperusteet_read(struct erkend_case *the_case, uint16_t file,
                                    const ek_node *node, ek_text mode, ek_place asked_at,
                                    ek_problems *problems)
{
    ek_eperusteet run = {the_case, &the_case->arena, problems, file, {NULL, 0}, {NULL, 0}};
    const ek_node *units = ek_eperusteet_get(node, "tutkinnonOsat", EK_NODE_LIST);
    const ek_node *chosen = NULL, *structure, *references;
    const ek_tree *tree;
    ek_record *record;

    if (check_kind(&run, node))
        chosen = find_mode(&run, node, mode, asked_at);
    if (!chosen)
        return NULL;
    references = ek_eperusteet_get(chosen, "tutkinnonOsaViitteet", EK_NODE_LIST);
    if (units)
        make_table(&run, &run.units, units);
    if (references)
        make_table(&run, &run.references, references);
    record = new_record(&run, &ek_type_qualification, node);
    put_itself(&run, record, node);
    put_components(&run, record, chosen);
    structure = ek_eperusteet_get(chosen, "rakenne", EK_NODE_MAP);
    tree = structure ? ek_eperusteet_tree(&run, structure) : NULL;
    if (!tree)
        return record;
    put_known(&run, record, "composition", structure)->as.tree = tree;
    if (tree->has_min_points)
        put_known(&run, record, "points", structure)->as.number = tree->min_points;
    return record;
}
