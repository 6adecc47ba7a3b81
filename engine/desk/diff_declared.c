/* Changes that were announced: a YAML list, each entry one sentence and what it covers. */
#include "base/api.h"
#include "desk/diff.h"
#include "load/policy.h"

static const char *const declared_keys[] = {"change", "country", "claim", "from",
                                            "to",     "rule",    "cases", NULL};

const char *ek_diff_outcome(int outcome)
{
    if (outcome == EK_NOT_ASKED)
        return "not asked";
    if (outcome == EK_NO_DECISION)
        return "no decision";
    return erkend_verdict_name((erkend_verdict)outcome);
}

bool ek_diff_outcome_read(ek_text word, int *outcome)
{
    for (int i = EK_NO_DECISION; i <= (int)ERKEND_RECOGNISED; i++)
        if (ek_text_is(word, ek_diff_outcome(i))) {
            *outcome = i;
            return true;
        }
    return false;
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

static void read_outcome(const ek_policy *policy, const ek_node *map, const char *key, int *out)
{
    const ek_node *node = ek_policy_need(policy, map, "a declared change", key);
    ek_text word;

    if (!node || !ek_policy_text(policy, node, key, &word))
        return;
    if (!ek_diff_outcome_read(word, out))
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "%s is a verdict (refused, incomplete, referred, conditional, partial, "
                         "recognised), not asked, or no decision; not '%.*s'",
                         key, EK_TEXT_ARGS(ek_text_slice(word, 0, 60)));
}

static void read_text(const ek_policy *policy, const ek_node *map, const char *key, ek_text *out)
{
    const ek_node *node = ek_node_get(map, key);

    if (node)
        (void)ek_policy_text(policy, node, key, out);
}

static void read_cases(const ek_policy *policy, const ek_node *map, ek_declared *out)
{
    const ek_node *node = ek_node_get(map, "cases");
    ek_fraction number;

    if (!node || !ek_policy_number(policy, node, "cases", &number))
        return;
    if (!ek_fraction_is_whole(number) || ek_fraction_floor(number) < 1) {
        ek_policy_refuse(policy, ek_policy_place(policy, node),
                         "cases is how many there are: a whole number from 1; leave it out where "
                         "it does not matter");
        return;
    }
    out->counted = true;
    out->cases = (uint64_t)ek_fraction_floor(number);
}

static void read_declared(const ek_policy *policy, const ek_node *node, ek_declared *out)
{
    const ek_node *change;

    out->place = ek_policy_place(policy, node);
    out->from = out->to = EK_NOT_ASKED;
    if (!ek_policy_is_map(policy, node, "a declared change"))
        return;
    ek_policy_keys(policy, node, "a declared change", declared_keys);
    change = ek_policy_need(policy, node, "a declared change", "change");
    if (change)
        (void)ek_policy_text(policy, change, "change", &out->change);
    read_text(policy, node, "country", &out->country);
    read_text(policy, node, "claim", &out->claim);
    read_text(policy, node, "rule", &out->rule);
    read_outcome(policy, node, "from", &out->from);
    read_outcome(policy, node, "to", &out->to);
    read_cases(policy, node, out);
}

static void read_list(erkend_diff *diff, ek_text name, ek_text bytes, ek_problems *problems)
{
    erkend_limits limits = ek_limits_of(NULL);
    ek_policy policy = {.arena = &diff->arena, .problems = problems, .file = name};
    const ek_node *root = ek_yaml_parse(&diff->arena, name, bytes, &limits, problems);

    diff->has_declared = true;
    if (!root)
        return;
    if (root->kind != EK_NODE_LIST) {
        ek_policy_refuse(&policy, ek_policy_place(&policy, root),
                         "declared changes are a list: begin each with a dash, as in "
                         "- { change: …, from: referred, to: recognised }");
        return;
    }
    diff->declared = EK_NEW_ARRAY(&diff->arena, ek_declared, root->count + 1u);
    for (uint32_t i = 0; i < root->count; i++)
        read_declared(&policy, root->items[i], &diff->declared[i]);
    diff->declared_count = root->count;
}

erkend_status erkend_diff_declare(erkend_diff *diff, const char *name, const char *bytes,
                                  size_t size, erkend_error *error)
{
    ek_problems problems;
    erkend_status status;
    ek_escape escape;

    ek_error_clear(error);
    if (!diff || !name || !bytes)
        return ek_error_say(error, ERKEND_ECALL, "erkend_diff_declare needs a diff and a document");
    if (size > ek_limits_of(NULL).document_bytes)
        return ek_error_say(error, ERKEND_ELIMIT, "%s: is larger than 4 MB", name);
    ek_problems_init(&problems, &diff->arena);
    if (EK_TRY(&diff->arena, &escape)) {
        ek_text copy = ek_text_copy(&diff->arena, (ek_text){bytes, (uint32_t)size});
        read_list(diff, ek_text_copy(&diff->arena, ek_text_of(name)), copy, &problems);
    }
    ek_escape_end(&diff->arena, &escape);
    status = escape.status;
    if (status == ERKEND_OK && problems.errors > 0)
        status = ERKEND_EINVALID;
    return ek_error_fill(error, status, &problems);
}

/* ---- Matching ---------------------------------------------------------------------------------
 */

static bool covers(const ek_declared *declared, const ek_diff_group *group)
{
    if (declared->from != group->from || declared->to != group->to)
        return false;
    if (declared->country.size && !ek_text_equal(declared->country, group->after_country))
        return false;
    if (declared->claim.size && !ek_text_equal(declared->claim, group->after_kind) &&
        !ek_text_equal(declared->claim, group->before_kind))
        return false;
    return declared->rule.size == 0 || ek_text_equal(declared->rule, group->rule);
}

void ek_diff_match(erkend_diff *diff)
{
    for (uint32_t k = 0; k < diff->declared_count; k++)
        diff->declared[k].found = 0;
    for (uint32_t i = 0; i < diff->group_count; i++) {
        ek_diff_group *group = &diff->groups[i];

        group->declared = NULL;
        for (uint32_t k = 0; k < diff->declared_count && !group->declared; k++)
            if (covers(&diff->declared[k], group)) {
                group->declared = &diff->declared[k];
                diff->declared[k].found += group->cases;
            }
    }
}

static bool is_fulfilled(const ek_declared *declared)
{
    return declared->found > 0 && (!declared->counted || declared->found == declared->cases);
}

uint64_t ek_diff_unexpected(const erkend_diff *diff)
{
    uint64_t count = diff->cut_short;

    for (uint32_t i = 0; i < diff->group_count; i++)
        count += diff->groups[i].declared == NULL;
    for (uint32_t k = 0; k < diff->declared_count; k++)
        count += !is_fulfilled(&diff->declared[k]);
    return count;
}

uint64_t erkend_diff_unexpected(erkend_diff *diff)
{
    if (!diff)
        return 0;
    ek_diff_match(diff);
    return ek_diff_unexpected(diff);
}
