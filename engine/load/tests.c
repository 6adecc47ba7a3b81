/* A country's own tests: cases/ .yaml, a list of what is given and what is expected.
 *
 * What is given is a case whose id and day of decision the test adds; so it is read by the same
 * reader, from a map with two more keys. Documents that it refers to are looked for in the
 * country's folder. Each case has its own memory; the nodes, which its texts borrow, lie in the
 * arena of the file. */
#include <string.h>

#include "base/api.h"
#include "load/policy.h"
#include "load/reader.h"

static const char *const test_keys[] = {"name", "decided", "given", "expect", NULL};
static const char *const expect_keys[] = {"claim",   "verdict", "because", "effects",
                                          "missing", "asks",    "step",    "instead",
                                          "points",  "error",   NULL};
static const char *const verdict_words[] = {"recognised", "partial", "conditional", "referred",
                                            "incomplete", "refused", NULL};
static const char *const error_words[] = {"conflict", "overflow",  "limit",
                                          "invalid",  "no_policy", NULL};

/* ---- What is expected --------------------------------------------------------------------- */

static void read_list(const ek_policy *policy, const ek_node *map, const char *key, ek_texts *out)
{
    const ek_node *node = ek_node_get(map, key);

    if (node)
        (void)ek_policy_texts(policy, node, key, false, out);
}

static void read_expectation(const ek_policy *policy, const ek_node *map, ek_expectation *out)
{
    const ek_node *node;
    uint32_t word = 0;

    out->place = ek_policy_place(policy, map);
    if (!ek_policy_is_map(policy, map, "expect"))
        return;
    ek_policy_keys(policy, map, "expect", expect_keys);
    if ((node = ek_node_get(map, "claim")) != NULL)
        (void)ek_policy_text(policy, node, "claim", &out->claim);
    if ((node = ek_node_get(map, "verdict")) != NULL &&
        ek_policy_word(policy, node, "verdict", verdict_words, &word))
        out->verdict = node->text;
    read_list(policy, map, "because", &out->because);
    out->says_effects = ek_node_get(map, "effects") != NULL;
    read_list(policy, map, "effects", &out->effects);
    out->says_missing = ek_node_get(map, "missing") != NULL;
    out->says_asks = ek_node_get(map, "asks") != NULL;
    out->says_instead = ek_node_get(map, "instead") != NULL;
    read_list(policy, map, "missing", &out->missing);
    read_list(policy, map, "asks", &out->asks);
    if ((node = ek_node_get(map, "step")) != NULL)
        (void)ek_policy_text(policy, node, "step", &out->step);
    read_list(policy, map, "instead", &out->instead);
    out->says_points = ek_node_get(map, "points") != NULL;
    read_list(policy, map, "points", &out->points);
    if ((node = ek_node_get(map, "error")) == NULL) {
        if (map->count == 0)
            ek_policy_refuse(policy, out->place, "nothing is expected: write a verdict");
        return;
    }
    if (ek_policy_word(policy, node, "error", error_words, &word))
        out->error = node->text;
    if (map->count > 1)
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "where an error is expected nothing else can be: remove the other keys");
}

static void read_expectations(const ek_policy *policy, const ek_node *node, ek_test_case *out)
{
    uint32_t count = node->kind == EK_NODE_LIST ? node->count : 1;

    out->expects = EK_NEW_ARRAY(policy->arena, ek_expectation, count);
    out->expect_count = count;
    if (count == 0)
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "nothing is expected: write a verdict");
    for (uint32_t i = 0; i < count; i++) {
        const ek_node *item = node->kind == EK_NODE_LIST ? node->items[i] : node;

        read_expectation(policy, item, &out->expects[i]);
        if (count > 1 && item->kind == EK_NODE_MAP && !ek_node_get(item, "claim"))
            ek_policy_refuse(policy, ek_policy_place(policy, item),
                             "there are several claims: say which with claim, an id or a kind");
    }
}

/* ---- What is given ------------------------------------------------------------------------ */

/* The map with an id, and with the test's day of decision, where it has none of its own. */
static const ek_node *complete_given(ek_arena *arena, const ek_node *given, const ek_node *decided)
{
    ek_node *made = EK_NEW(arena, ek_node), *id = EK_NEW(arena, ek_node);
    ek_pair *pairs = EK_NEW_ARRAY(arena, ek_pair, given->count + 2u);
    uint32_t count = 0;

    *made = *given;
    *id = (ek_node){.kind = EK_NODE_SCALAR, .quoted = true, .text = EK_TEXT("test")};
    id->line = given->line;
    id->column = given->column;
    if (!ek_node_get(given, "id"))
        pairs[count++] = (ek_pair){EK_TEXT("id"), given->line, given->column, id};
    if (decided && !ek_node_get(given, "decided"))
        pairs[count++] = (ek_pair){EK_TEXT("decided"), decided->line, decided->column, decided};
    for (uint32_t i = 0; i < given->count; i++)
        pairs[count++] = given->pairs[i];
    made->pairs = pairs;
    made->count = count;
    return made;
}

static void load_given(const ek_policy *policy, const ek_source *source, const ek_node *given,
                       ek_text folder, const erkend_case_options *options, ek_test_case *out)
{
    struct erkend_case *the_case = ek_host_alloc(policy->arena->host, sizeof *the_case);
    erkend_status status;

    if (!the_case)
        ek_raise(policy->arena, ERKEND_ENOMEM);
    ek_arena_init(&the_case->arena, policy->arena->host, 0);
    out->given = the_case; /* from here on the caller frees it, whatever happens */
    status = ek_case_load_node(the_case, source->name, source->bytes, given, folder, options,
                               policy->problems);
    if (status == ERKEND_OK)
        return;
    erkend_case_free(the_case);
    out->given = NULL;
    if (status == ERKEND_ENOMEM)
        ek_raise(policy->arena, status);
}

static void read_test(const ek_policy *policy, const ek_source *source, const ek_node *node,
                      ek_text folder, const erkend_case_options *options, ek_test_case *out)
{
    const ek_node *name, *given, *expect;

    out->place = ek_policy_place(policy, node);
    if (!ek_policy_is_map(policy, node, "a test"))
        return;
    ek_policy_keys(policy, node, "a test", test_keys);
    if ((name = ek_policy_need(policy, node, "a test", "name")) != NULL)
        (void)ek_policy_text(policy, name, "name", &out->name);
    if ((expect = ek_policy_need(policy, node, "a test", "expect")) != NULL)
        read_expectations(policy, expect, out);
    given = ek_policy_need(policy, node, "a test", "given");
    if (given && ek_policy_is_map(policy, given, "given")) {
        out->document = complete_given(policy->arena, given, ek_node_get(node, "decided"));
        load_given(policy, source, out->document, folder, options, out);
    }
}

erkend_status ek_tests_load(ek_arena *arena, const ek_source *source, const ek_rulebook *book,
                            const erkend_case_options *options, ek_test_case **out, uint32_t *count,
                            ek_problems *problems)
{
    ek_policy policy = {arena, problems, source->name};
    erkend_limits limits = ek_limits_of(options ? &options->limits : NULL);
    uint32_t errors = problems->errors;
    const ek_node *root = ek_form_parse(arena, source->name, source->bytes, &limits, problems);

    *out = NULL;
    *count = 0;
    if (root && root->kind != EK_NODE_LIST)
        ek_policy_refuse(&policy, ek_policy_place(&policy, root),
                         "tests are a list: write - before each name");
    if (!root || root->kind != EK_NODE_LIST)
        return ERKEND_EINVALID;
    *out = EK_NEW_ARRAY(arena, ek_test_case, root->count);
    for (uint32_t i = 0; i < root->count; i++) {
        (*count)++; /* before its case is made, so that it is freed in any event */
        read_test(&policy, source, root->items[i], book->folder, options, &(*out)[i]);
    }
    return problems->errors > errors ? ERKEND_EINVALID : ERKEND_OK;
}
