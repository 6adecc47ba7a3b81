/* countries/xx/relations.yaml: relations that a rule breaks, by which law, and why. */
#include "desk/relations.h"

#include "load/policy.h"

#define FILE_NAME "relations.yaml"

static void note_name(void *to, const char *name)
{
    bool *found = to;

    *found = *found || ek_text_is(EK_TEXT(FILE_NAME), name);
}

static bool is_there(const erkend_config *config, const char *folder)
{
    bool found = false;

    return config->files->list(config->files->user, folder, note_name, &found) == ERKEND_OK &&
           found;
}

/* The rule is gone, or does not cite that law any more. */
static const char *find_stale(const ek_rulebook *book, const ek_breach *breach)
{
    bool found = ek_text_starts(breach->rule, "core.");

    if (found)
        return NULL;
    for (uint32_t i = 0; i < book->rule_count; i++) {
        if (!ek_text_equal(book->rules[i]->id, breach->rule))
            continue;
        found = true;
        for (uint32_t k = 0; k < book->rules[i]->law_count; k++)
            if (ek_text_equal(book->rules[i]->laws[k].text, breach->law))
                return NULL;
    }
    return found ? "the rule does not cite this law" : "there is no such rule";
}

static bool read_text(ek_policy *policy, const ek_node *item, const char *key, ek_text *out)
{
    const ek_node *node = ek_policy_need(policy, item, "breaks", key);

    return node && ek_policy_text(policy, node, key, out);
}

static bool read_item(ek_policy *policy, const ek_node *item, const ek_rulebook *book,
                      ek_breach *out)
{
    static const char *const keys[] = {"relation", "rule", "law", "because", NULL};
    const char *names[EK_RELATIONS + 1] = {NULL};
    const ek_node *node;
    uint32_t which = 0;

    for (uint32_t i = 0; i < EK_RELATIONS; i++)
        names[i] = ek_relation_name((ek_relation)i);
    if (!ek_policy_is_map(policy, item, "breaks"))
        return false;
    ek_policy_keys(policy, item, "breaks", keys);
    node = ek_policy_need(policy, item, "breaks", "relation");
    if (!node || !ek_policy_word(policy, node, "relation", names, &which) ||
        !read_text(policy, item, "rule", &out->rule) ||
        !read_text(policy, item, "law", &out->law) ||
        !read_text(policy, item, "because", &out->because))
        return false;
    out->relation = (ek_relation)which;
    out->place = ek_policy_place(policy, item);
    out->stale = find_stale(book, out);
    return true;
}

void ek_breaches_load(ek_breaches *out, ek_arena *arena, const ek_rulebook *book,
                      const erkend_config *config, const erkend_limits *limits,
                      ek_problems *problems)
{
    static const char *const keys[] = {"breaks", NULL};
    const char *folder = ek_text_terminated(arena, book->folder);
    const ek_node *root, *list;
    ek_source source;
    ek_policy policy;

    *out = (ek_breaches){NULL, 0};
    if (!is_there(config, folder) ||
        ek_source_open(&source, arena, config->files,
                       ek_text_format(arena, "%s/" FILE_NAME, folder).bytes,
                       limits->policy_file_bytes, problems, (ek_place){0}) != ERKEND_OK)
        return;
    root = ek_policy_open(&policy, arena, &source, limits, problems);
    if (!root)
        return;
    ek_policy_keys(&policy, root, FILE_NAME, keys);
    list = ek_policy_need(&policy, root, FILE_NAME, "breaks");
    if (!list)
        return;
    if (list->kind != EK_NODE_LIST) {
        ek_policy_refuse(&policy, ek_policy_place(&policy, list),
                         "breaks is a list: write - relation: …, rule: …, law: …, because: …");
        return;
    }
    out->items = EK_NEW_ARRAY(arena, ek_breach, list->count + 1u);
    for (uint32_t i = 0; i < list->count; i++)
        if (read_item(&policy, list->items[i], book, &out->items[out->count]))
            out->count++;
}
