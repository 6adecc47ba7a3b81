/* Waivers: countries/xx/survivors.yaml, two lists of sentences with reasons. */
#include "desk/waiver.h"

#include "load/policy.h"

#define FILE_NAME "survivors.yaml"

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

/* One sentence, or a list of those that have the same reason: a waiver each. */
static uint32_t count_sentences(const ek_node *list, const char *key)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < list->count; i++) {
        const ek_node *node =
            list->items[i]->kind == EK_NODE_MAP ? ek_node_get(list->items[i], key) : NULL;

        count += node && node->kind == EK_NODE_LIST ? node->count : 1;
    }
    return count;
}

static void read_item(ek_policy *policy, const ek_node *item, const char *list, const char *key,
                      ek_waiver *waivers, uint32_t *count)
{
    const char *const keys[] = {key, "why", NULL};
    const ek_node *sentence, *node;
    ek_text why;

    if (!ek_policy_is_map(policy, item, list))
        return;
    ek_policy_keys(policy, item, list, keys);
    sentence = ek_policy_need(policy, item, list, key);
    node = ek_policy_need(policy, item, list, "why");
    if (!sentence || !node || !ek_policy_text(policy, node, "why", &why))
        return;
    for (uint32_t i = 0; i < (sentence->kind == EK_NODE_LIST ? sentence->count : 1); i++) {
        ek_waiver *waiver = &waivers[*count];

        node = sentence->kind == EK_NODE_LIST ? sentence->items[i] : sentence;
        waiver->place = ek_policy_place(policy, node);
        waiver->why = why;
        if (ek_policy_text(policy, node, key, &waiver->sentence))
            (*count)++;
    }
}

static ek_waiver *read_list(ek_policy *policy, const ek_node *root, const char *list,
                            const char *key, uint32_t *count)
{
    const ek_node *node = ek_node_get(root, list);
    ek_waiver *waivers;

    *count = 0;
    if (!node)
        return NULL;
    if (node->kind != EK_NODE_LIST) {
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "%s is a list: write - %s: … and why: … below it", list, key);
        return NULL;
    }
    waivers = EK_NEW_ARRAY(policy->arena, ek_waiver, count_sentences(node, key) + 1);
    for (uint32_t i = 0; i < node->count; i++)
        read_item(policy, node->items[i], list, key, waivers, count);
    return waivers;
}

void ek_waivers_load(ek_waivers *out, ek_arena *arena, const ek_rulebook *book,
                     const erkend_config *config, const erkend_limits *limits,
                     ek_problems *problems)
{
    static const char *const keys[] = {"changes", "outcomes", NULL};
    const char *folder = ek_text_terminated(arena, book->folder);
    ek_source source;
    ek_policy policy;
    const ek_node *root;

    *out = (ek_waivers){0};
    if (!is_there(config, folder) ||
        ek_source_open(&source, arena, config->files,
                       ek_text_format(arena, "%s/" FILE_NAME, folder).bytes,
                       limits->policy_file_bytes, problems, (ek_place){0}) != ERKEND_OK)
        return;
    root = ek_policy_open(&policy, arena, &source, limits, problems);
    if (!root)
        return;
    ek_policy_keys(&policy, root, FILE_NAME, keys);
    out->changes = read_list(&policy, root, "changes", "change", &out->change_count);
    out->outcomes = read_list(&policy, root, "outcomes", "outcome", &out->outcome_count);
}

const ek_waiver *ek_waiver_use(ek_waiver *waivers, uint32_t count, ek_text sentence)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!ek_text_equal(waivers[i].sentence, sentence))
            continue;
        waivers[i].used = true;
        return &waivers[i];
    }
    return NULL;
}
