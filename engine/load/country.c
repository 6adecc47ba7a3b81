/* country.yaml: who decides here, which acts, steps, roads, frameworks and scales there are, and
 * which claims arise from facts.
 *
 * Each section is a function that fills its part of the book; what rules name of it is checked
 * later, when the rules are there. */
#include "base/sort.h"
#include "load/policy.h"

static const char *const country_keys[] = {
    "country",    "name",       "language", "first_day", "accumulates", "uses_points",
    "applied",    "adopts",     "acts",     "bodies",    "steps",       "roads",
    "checklists", "frameworks", "scales",   "claims",    NULL};

typedef struct ek_section {
    ek_policy policy;
    ek_rulebook *book;
} ek_section;

/* ---- The country itself
 * --------------------------------------------------------------------------- */

static void read_code(const ek_section *section, const ek_node *node)
{
    ek_text code;

    if (!ek_policy_text(&section->policy, node, "country", &code))
        return;
    if (code.size == 2 && code.bytes[0] >= 'A' && code.bytes[0] <= 'Z' && code.bytes[1] >= 'A' &&
        code.bytes[1] <= 'Z')
        section->book->code = code;
    else
        ek_policy_refuse(&section->policy, ek_policy_place(&section->policy, node),
                         "country is two capital letters, as FI; England is GB");
}

static void read_language(const ek_section *section, const ek_node *node)
{
    ek_text name;

    section->book->language = EK_LANGUAGES;
    if (ek_policy_text(&section->policy, node, "language", &name))
        section->book->language = ek_language_named(name);
}

static void read_itself(const ek_section *section, const ek_node *root)
{
    const ek_policy *policy = &section->policy;
    ek_rulebook *book = section->book;
    static const char *const degrees[] = {"none", "testing", "partly", "fully", NULL};
    const char *what = "country.yaml";
    const ek_node *node;
    uint32_t word = 0;

    if ((node = ek_policy_need(policy, root, what, "country")) != NULL)
        read_code(section, node);
    if ((node = ek_policy_need(policy, root, what, "name")) != NULL)
        book->name = ek_policy_says(policy, node, "name");
    if ((node = ek_policy_need(policy, root, what, "language")) != NULL)
        read_language(section, node);
    if ((node = ek_policy_need(policy, root, what, "first_day")) != NULL)
        (void)ek_policy_date(policy, node, "first_day", &book->first_day);
    if ((node = ek_node_get(root, "accumulates")) != NULL)
        (void)ek_policy_yes(policy, node, "accumulates", &book->accumulates);
    if ((node = ek_node_get(root, "uses_points")) != NULL)
        (void)ek_policy_yes(policy, node, "uses_points", &book->uses_points);
    if ((node = ek_node_get(root, "applied")) != NULL &&
        ek_policy_word(policy, node, "applied", degrees, &word))
        book->applied = node->text;
}

/* ---- Sets and acts
 * -------------------------------------------------------------------------------- */

/* A file of a folder of policies: small letters and _, one slash between. */
static bool is_set_name(ek_text name)
{
    uint32_t slashes = 0;

    for (uint32_t i = 0; i < name.size; i++) {
        char c = name.bytes[i];

        if (c == '/' && i > 0 && i + 1 < name.size)
            slashes++;
        else if ((c < 'a' || c > 'z') && c != '_')
            return false;
    }
    return slashes == 1;
}

static void read_adopts(const ek_section *section, const ek_node *node)
{
    const ek_policy *policy = &section->policy;
    ek_adopts *items;
    ek_texts sets;
    uint32_t count = 0;

    if (!ek_policy_texts(policy, node, "adopts", false, &sets))
        return;
    items = EK_NEW_ARRAY(policy->arena, ek_adopts, sets.count);
    for (uint32_t i = 0; i < sets.count; i++) {
        ek_place place = ek_policy_place(policy, node->items[i]);
        bool twice = false;

        for (uint32_t j = 0; j < count; j++)
            twice = twice || ek_text_equal(items[j].set, sets.items[i]);
        if (twice || !is_set_name(sets.items[i]))
            ek_policy_refuse(policy, place, "%.*s %s", EK_TEXT_ARGS(sets.items[i]),
                             twice
                                 ? "is adopted twice: write it once"
                                 : "is no set: write the name of a file of policies, as eu/points");
        else
            items[count++] = (ek_adopts){sets.items[i], place};
    }
    section->book->adopts = items;
    section->book->adopts_count = count;
}

static void read_acts(const ek_section *section, const ek_node *node)
{
    static const char *const keys[] = {"title", "compared", "repealed", "status", NULL};
    static const char *const statuses[] = {"draft", "partial", "verified", NULL};
    const ek_policy *policy = &section->policy;
    ek_act *acts;

    if (!ek_policy_is_map(policy, node, "acts"))
        return;
    acts = EK_NEW_ARRAY(policy->arena, ek_act, node->count);
    for (uint32_t i = 0; i < node->count; i++) {
        const ek_node *map = node->pairs[i].value, *value;
        uint32_t word = 0;

        acts[i].name = node->pairs[i].key;
        acts[i].place = ek_policy_key_place(policy, &node->pairs[i]);
        acts[i].compared = acts[i].repealed = EK_DATE_NEVER;
        if (!ek_policy_is_map(policy, map, "an act"))
            continue;
        ek_policy_keys(policy, map, "an act", keys);
        if ((value = ek_policy_need(policy, map, "an act", "title")) != NULL)
            (void)ek_policy_text(policy, value, "title", &acts[i].title);
        if ((value = ek_node_get(map, "compared")) != NULL)
            (void)ek_policy_date(policy, value, "compared", &acts[i].compared);
        if ((value = ek_node_get(map, "repealed")) != NULL)
            (void)ek_policy_date(policy, value, "repealed", &acts[i].repealed);
        if ((value = ek_policy_need(policy, map, "an act", "status")) != NULL &&
            ek_policy_word(policy, value, "status", statuses, &word))
            acts[i].status = value->text;
    }
    section->book->acts = acts;
    section->book->act_count = node->count;
}

/* ---- Bodies, steps, roads
 * ------------------------------------------------------------------------- */

static const ek_named *read_named(const ek_section *section, const ek_node *node, const char *what,
                                  bool has_by, uint32_t *count)
{
    static const char *const plain_keys[] = {"says", NULL}, *const step_keys[] = {"by", "says",
                                                                                  NULL};
    const ek_policy *policy = &section->policy;
    ek_named *items;

    if (!ek_policy_is_map(policy, node, what))
        return NULL;
    items = EK_NEW_ARRAY(policy->arena, ek_named, node->count);
    for (uint32_t i = 0; i < node->count; i++) {
        const ek_node *map = node->pairs[i].value, *value;

        items[i].name = node->pairs[i].key;
        items[i].place = ek_policy_key_place(policy, &node->pairs[i]);
        if (!ek_policy_is_map(policy, map, what))
            continue;
        ek_policy_keys(policy, map, what, has_by ? step_keys : plain_keys);
        if ((value = ek_policy_need(policy, map, what, "says")) != NULL)
            items[i].says = ek_policy_says(policy, value, "says");
        if (has_by && (value = ek_policy_need(policy, map, what, "by")) != NULL)
            (void)ek_policy_text(policy, value, "by", &items[i].by);
    }
    *count = node->count;
    return items;
}

/* Who takes a step: a body, or one whom every country knows. */
static void check_steps(const ek_section *section, const ek_node *steps)
{
    static const char *const everybody[] = {"learner", "apprentice", "employer",
                                            "home",    "host",       "provider"};
    const ek_rulebook *book = section->book;

    for (uint32_t i = 0; i < book->step_count; i++) {
        const ek_named *step = &book->steps[i];
        bool known = step->by.size == 0; /* reported above */

        for (uint32_t j = 0; j < 6; j++)
            known = known || ek_text_is(step->by, everybody[j]);
        for (uint32_t j = 0; j < book->body_count; j++)
            known = known || ek_text_equal(step->by, book->bodies[j].name);
        if (!known)
            ek_policy_refuse(
                &section->policy,
                ek_policy_place(&section->policy, ek_node_get(steps->pairs[i].value, "by")),
                "the step %.*s is taken by %.*s, who is unknown: write a key of bodies, "
                "or learner, apprentice, employer, home, host, provider",
                EK_TEXT_ARGS(step->name), EK_TEXT_ARGS(step->by));
    }
}

static void read_people(const ek_section *section, const ek_node *root)
{
    ek_rulebook *book = section->book;
    const ek_node *node;

    if ((node = ek_node_get(root, "bodies")) != NULL)
        book->bodies = read_named(section, node, "bodies", false, &book->body_count);
    if ((node = ek_node_get(root, "steps")) != NULL) {
        book->steps = read_named(section, node, "steps", true, &book->step_count);
        check_steps(section, node);
    }
    if ((node = ek_node_get(root, "roads")) != NULL)
        book->roads = read_named(section, node, "roads", false, &book->road_count);
    if ((node = ek_node_get(root, "checklists")) != NULL)
        book->checklists = read_named(section, node, "checklists", false, &book->checklist_count);
}

/* ---- Frameworks and scales
 * ------------------------------------------------------------------------ */

static void read_levels(const ek_policy *policy, const ek_node *node, ek_framework *out)
{
    ek_text *labels;
    uint8_t *eqf;

    if (!ek_policy_is_map(policy, node, "a framework, by national level,"))
        return;
    labels = EK_NEW_ARRAY(policy->arena, ek_text, node->count);
    eqf = EK_NEW_ARRAY(policy->arena, uint8_t, node->count);
    for (uint32_t i = 0; i < node->count; i++) {
        const ek_node *level = node->pairs[i].value;

        labels[i] = node->pairs[i].key;
        if (level->kind == EK_NODE_SCALAR && level->text.size == 1 && level->text.bytes[0] >= '1' &&
            level->text.bytes[0] <= '8')
            eqf[i] = (uint8_t)(level->text.bytes[0] - '0');
        else
            ek_policy_refuse(policy, ek_policy_place(policy, level),
                             "an EQF level is due here: write 1 to 8");
    }
    out->labels = labels;
    out->eqf = eqf;
    out->count = node->count;
}

static void read_frameworks(const ek_section *section, const ek_node *node)
{
    const ek_policy *policy = &section->policy;
    ek_framework *items;

    if (!ek_policy_is_map(policy, node, "frameworks"))
        return;
    items = EK_NEW_ARRAY(policy->arena, ek_framework, node->count);
    for (uint32_t i = 0; i < node->count; i++) {
        items[i].name = node->pairs[i].key;
        if (ek_text_is(items[i].name, "EQF"))
            ek_policy_refuse(policy, ek_policy_key_place(policy, &node->pairs[i]),
                             "EQF is known already: write national frameworks only");
        read_levels(policy, node->pairs[i].value, &items[i]);
    }
    section->book->frameworks = items;
    section->book->framework_count = node->count;
}

static void read_scale(const ek_policy *policy, const ek_node *map, ek_scale *out)
{
    static const char *const keys[] = {"from", "to", "best", "says", NULL};
    const ek_node *node;
    ek_fraction best = EK_ZERO;
    bool good = true;

    if (!ek_policy_is_map(policy, map, "a scale"))
        return;
    ek_policy_keys(policy, map, "a scale", keys);
    out->lowest = out->highest = EK_ZERO;
    node = ek_policy_need(policy, map, "a scale", "from");
    good = node && ek_policy_number(policy, node, "from", &out->lowest) && good;
    node = ek_policy_need(policy, map, "a scale", "to");
    good = node && ek_policy_number(policy, node, "to", &out->highest) && good;
    node = ek_policy_need(policy, map, "a scale", "best");
    good = node && ek_policy_number(policy, node, "best", &best) && good;
    if (good && ek_fraction_compare(out->lowest, out->highest) >= 0)
        ek_policy_refuse(policy, ek_policy_place(policy, map),
                         "from is not below to: write the lowest number first");
    else if (good && !ek_fraction_equal(best, out->lowest) &&
             !ek_fraction_equal(best, out->highest))
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "best is neither from nor to: write one of the two");
    out->low_is_best = good && ek_fraction_equal(best, out->lowest);
    if ((node = ek_policy_need(policy, map, "a scale", "says")) != NULL)
        out->says = ek_policy_says(policy, node, "says");
}

static void read_scales(const ek_section *section, const ek_node *node)
{
    const ek_policy *policy = &section->policy;
    ek_scale *items;

    if (!ek_policy_is_map(policy, node, "scales"))
        return;
    items = EK_NEW_ARRAY(policy->arena, ek_scale, node->count);
    for (uint32_t i = 0; i < node->count; i++) {
        items[i].name = node->pairs[i].key;
        items[i].place = ek_policy_key_place(policy, &node->pairs[i]);
        read_scale(policy, node->pairs[i].value, &items[i]);
    }
    section->book->scales = items;
    section->book->scale_count = node->count;
}

/* ---- All of it
 * ------------------------------------------------------------------------------------ */

void ek_country_load(ek_rulebook *book, ek_arena *arena, const ek_source *source,
                     const erkend_limits *limits, ek_problems *problems)
{
    ek_section section;
    const ek_node *root = ek_policy_open(&section.policy, arena, source, limits, problems), *node;

    section.book = book;
    book->language = EK_LANGUAGES;
    book->first_day = EK_DATE_NEVER;
    book->place = (ek_place){source->name, 1, 1};
    if (!root)
        return;
    ek_policy_keys(&section.policy, root, "country.yaml", country_keys);
    read_itself(&section, root);
    if ((node = ek_node_get(root, "adopts")) != NULL)
        read_adopts(&section, node);
    if ((node = ek_node_get(root, "acts")) != NULL)
        read_acts(&section, node);
    read_people(&section, root);
    if ((node = ek_node_get(root, "frameworks")) != NULL)
        read_frameworks(&section, node);
    if ((node = ek_node_get(root, "scales")) != NULL)
        read_scales(&section, node);
    if ((node = ek_node_get(root, "claims")) != NULL)
        ek_arises_read(&section.policy, node, book);
}
