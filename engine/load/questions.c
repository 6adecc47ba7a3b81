/* questions.yaml: what bodies decide, and nobody else. */
#include "base/sort.h"
#include "load/policy.h"

static const char *const question_keys[] = {"asks", "type", "body",     "about",  "answer",
                                            "unit", "law",  "evidence", "status", NULL};
static const char *const type_words[] = {"exception",  "discretion", "forecast", "finding",
                                         "comparison", "currency",   "gap",      NULL};
static const char *const answer_words[] = {"yes or no", "number", "date", "text", "texts", NULL};
static const ek_answer_kind answer_kinds[] = {EK_ANSWER_YES, EK_ANSWER_NUMBER, EK_ANSWER_DATE,
                                              EK_ANSWER_TEXT, EK_ANSWER_TEXTS};

/* The case, a claim, or a thing listed in a claim. */
static void read_about(const ek_policy *policy, const ek_node *node, ek_question *out)
{
    ek_text names[EK_SCOPE_COUNT], written, nearest;
    uint32_t count = 0;

    if (!ek_policy_text(policy, node, "about", &written))
        return;
    for (uint32_t i = 0; i < EK_SCOPE_COUNT; i++) {
        const ek_scope_info *info = ek_scope_of((ek_scope)i);

        if (i != EK_SCOPE_CASE && info->kind == EK_SCOPE_ONE)
            continue;
        names[count++] = ek_text_of(info->name);
        if (ek_text_is(written, info->name)) {
            out->about = (ek_scope)i;
            return;
        }
    }
    nearest = ek_text_nearest(written, names, count);
    ek_policy_refuse(
        policy, ek_policy_place(policy, node), "a question cannot be about %.*s: %s%.*s%s",
        EK_TEXT_ARGS(ek_text_slice(written, 0, 60)),
        nearest.size > 0 ? "did you mean "
                         : "write case, a kind of claim, or what a claim lists, as stay",
        EK_TEXT_ARGS(nearest), nearest.size > 0 ? "?" : "");
}

/* A list gives the texts that may be answered; plain none among them is a text like any. */
static void read_answer(const ek_policy *policy, const ek_node *node, ek_question *out)
{
    uint32_t word = 0;

    if (node->kind == EK_NODE_LIST) {
        out->answer = EK_ANSWER_TEXT;
        if (ek_policy_texts(policy, node, "answer", false, &out->choices) && out->choices.count < 2)
            ek_policy_refuse(policy, ek_policy_place(policy, node),
                             "answer is a list of allowed texts: write at least two");
        return;
    }
    if (ek_policy_word(policy, node, "answer, unless it is a list of allowed texts,", answer_words,
                       &word))
        out->answer = answer_kinds[word];
}

static void read_measure(const ek_policy *policy, const ek_node *map, const char *what,
                         ek_question *out)
{
    const ek_node *node = ek_node_get(map, "unit");
    ek_text unit;

    if (out->answer != EK_ANSWER_NUMBER) {
        if (node)
            ek_policy_refuse(policy, ek_policy_place(policy, node),
                             "unit goes with answer: number: remove one of the two");
        return;
    }
    node = ek_policy_need(policy, map, what, "unit");
    if (node && ek_policy_text(policy, node, "unit", &unit) &&
        !ek_measure_read(&out->measure, unit))
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "there is no unit %.*s: write share, count, months, weeks, days, years, "
                         "hours, points or mark(scale)",
                         EK_TEXT_ARGS(ek_text_slice(unit, 0, 60)));
}

static const ek_question *read_question(const ek_policy *policy, const ek_pair *pair)
{
    ek_question *question = EK_NEW(policy->arena, ek_question);
    const char *what = ek_text_terminated(
        policy->arena, ek_text_format(policy->arena, "question %.*s", EK_TEXT_ARGS(pair->key)));
    const ek_node *map = pair->value, *node;
    uint32_t word = 0;

    question->name = pair->key;
    question->place = ek_policy_key_place(policy, pair);
    question->about = EK_SCOPE_CASE;
    (void)ek_policy_name(policy, pair, "question");
    if (!ek_policy_is_map(policy, map, what))
        return question;
    ek_policy_keys(policy, map, what, question_keys);
    if ((node = ek_policy_need(policy, map, what, "asks")) != NULL)
        question->asks = ek_policy_says(policy, node, "asks");
    if ((node = ek_policy_need(policy, map, what, "type")) != NULL &&
        ek_policy_word(policy, node, "type", type_words, &word))
        question->type = (ek_question_type)word;
    if ((node = ek_policy_need(policy, map, what, "body")) != NULL)
        (void)ek_policy_text(policy, node, "body", &question->body);
    if ((node = ek_policy_need(policy, map, what, "about")) != NULL)
        read_about(policy, node, question);
    if ((node = ek_policy_need(policy, map, what, "answer")) != NULL)
        read_answer(policy, node, question);
    read_measure(policy, map, what, question);
    if ((node = ek_policy_need(policy, map, what, "law")) != NULL)
        (void)ek_policy_text(policy, node, "law", &question->law);
    if ((node = ek_node_get(map, "evidence")) != NULL)
        (void)ek_policy_texts(policy, node, "evidence", false, &question->evidence);
    question->unverified = ek_policy_unverified(policy, map);
    return question;
}

static int compare_questions(const void *a, const void *b)
{
    return ek_text_compare((*(const ek_question *const *)a)->name,
                           (*(const ek_question *const *)b)->name);
}

void ek_questions_load(ek_arena *arena, const ek_source *source, const erkend_limits *limits,
                       const ek_question *const **out, uint32_t *count, ek_problems *problems)
{
    ek_policy policy;
    const ek_node *root = ek_policy_open(&policy, arena, source, limits, problems);
    const ek_question **items;

    *out = NULL;
    *count = 0;
    if (!root)
        return;
    items = EK_NEW_ARRAY(arena, const ek_question *, root->count);
    for (uint32_t i = 0; i < root->count; i++)
        items[i] = read_question(&policy, &root->pairs[i]);
    ek_sort(items, root->count, sizeof *items, compare_questions);
    *out = items;
    *count = root->count;
}
