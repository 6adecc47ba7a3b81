/* Unverified: definitions as they are in force, and whether law behind a rule was not verified. */
#include "decide/inside.h"

const ek_definition *ek_term_version(ek_scene *scene, const ek_term *term, ek_date *day,
                                     bool *known)
{
    ek_reads scratch;

    *known = true;
    ek_reads_none(&scratch, scene->arena);
    for (uint32_t i = 0; i < term->version_count; i++) {
        const ek_definition *version = term->versions[i];

        *day = scene->decided;
        if (version->clock) {
            ek_answer clock =
                scene->compiled
                    ? ek_compiled_eval(scene, version->clock, scene->decided, &scratch)
                    : ek_plain_eval(scene, version->clock, scene->decided, &scratch, NULL);

            if (clock.state == EK_MISSING)
                *known = false;
            if (clock.state != EK_KNOWN)
                continue;
            *day = clock.as.date;
        }
        if (*day >= version->since && *day <= version->last_day)
            return version;
    }
    return NULL;
}

static bool is_unverified(ek_scene *scene, const ek_expr *expr, ek_date day, uint32_t depth)
{
    bool known;
    const ek_definition *version;
    const ek_dated *dated;

    if (!expr || depth == EK_WORDS_DEEP)
        return false;
    switch (expr->op) {
    case EK_OP_PARAM:
        dated = ek_parameter_on(expr->as.param, day);
        return dated && dated->unverified;
    case EK_OP_RULING: return expr->as.question->unverified;
    case EK_OP_TERM:
        version = ek_term_version(scene, expr->as.term, &day, &known);
        return version &&
               (version->unverified || is_unverified(scene, version->is, day, depth + 1));
    default: break;
    }
    for (uint32_t i = 0; i < expr->count; i++)
        if (is_unverified(scene, expr->args[i], day, depth + 1))
            return true;
    return false;
}

static bool is_effect_unverified(ek_scene *scene, const ek_effect *effect, ek_date day)
{
    for (uint32_t i = 0; effect && i < effect->field_count; i++)
        if (is_unverified(scene, effect->fields[i].value, day, 0))
            return true;
    return false;
}

bool ek_rule_unverified(ek_scene *scene, const ek_rule *rule, ek_date day)
{
    return rule->unverified || is_unverified(scene, rule->clock, day, 0) ||
           is_unverified(scene, rule->where, day, 0) ||
           is_unverified(scene, rule->to_reach, day, 0) ||
           is_unverified(scene, rule->must, day, 0) ||
           is_unverified(scene, rule->otherwise.ruling, day, 0) ||
           is_effect_unverified(scene, rule->gives, day) ||
           is_effect_unverified(scene, rule->limits, day);
}
