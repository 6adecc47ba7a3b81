/* laws.yaml: the provisions that a country declares, by act, in the order of the law.
 *
 *   BBiG:
 *     § 2 Abs. 3:
 *       says: { en: a quarter of the training may take place abroad }
 *     § 4 Abs. 2:
 *       says: { en: training only under the regulation }
 *       no_rule_because: { en: it binds the employer }
 *
 * An act that is declared as a whole has says itself. */
#include "load/policy.h"

static const char *const article_keys[] = {"says", "no_rule_because", NULL};

typedef struct ek_article_list {
    ek_policy policy;
    ek_article *items;
    uint32_t count, capacity;
} ek_article_list;

static void read_article(ek_article_list *list, ek_text act, ek_text name, const ek_pair *pair)
{
    const ek_policy *policy = &list->policy;
    ek_article *article = EK_PUSH(policy->arena, list->items, list->count, list->capacity);
    const ek_node *node;

    *article = (ek_article){.act = act, .name = name, .place = ek_policy_key_place(policy, pair)};
    ek_policy_keys(policy, pair->value, "a provision", article_keys);
    if ((node = ek_policy_need(policy, pair->value, "a provision", "says")) != NULL)
        article->says = ek_policy_says(policy, node, "says");
    if ((node = ek_node_get(pair->value, "no_rule_because")) != NULL)
        article->no_rule_because = ek_policy_says(policy, node, "no_rule_because");
}

static void read_act(ek_article_list *list, const ek_pair *pair)
{
    const ek_node *act = pair->value;

    if (!ek_policy_is_map(&list->policy, act, "an act"))
        return;
    if (ek_node_get(act, "says")) {
        read_article(list, pair->key, EK_TEXT(""), pair);
        return;
    }
    for (uint32_t i = 0; i < act->count; i++)
        if (ek_policy_is_map(&list->policy, act->pairs[i].value, "a provision"))
            read_article(list, pair->key, act->pairs[i].key, &act->pairs[i]);
}

void ek_laws_load(ek_arena *arena, const ek_source *source, const erkend_limits *limits,
                  const ek_article **out, uint32_t *count, ek_problems *problems)
{
    ek_article_list list = {.items = NULL};
    const ek_node *root = ek_policy_open(&list.policy, arena, source, limits, problems);

    for (uint32_t i = 0; root && i < root->count; i++)
        read_act(&list, &root->pairs[i]);
    *out = list.items;
    *count = list.count;
}

bool ek_article_has_reason(const ek_article *article)
{
    return ek_says_in(&article->no_rule_because, EK_EN).size > 0;
}
