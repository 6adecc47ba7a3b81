/* Coverage: counting the outcomes of points while cases are decided.
 *
 * The trace sees each condition and each clock as the plain evaluation answers it; what needs the
 * whole decision (a rule without a clock that was or was not in force, an exception, a limit) is
 * noted when it is made. Cost: two look-ups by the number of the expression. */
#include "desk/coverage.h"

const char *ek_outcome_name(ek_outcome outcome)
{
    static const char *const names[EK_OUTCOMES] = {
        [EK_OUT_HOLDS] = "holds",     [EK_OUT_FAILS] = "fails",
        [EK_OUT_UNKNOWN] = "unknown", [EK_OUT_IN_FORCE] = "in_force",
        [EK_OUT_LEAVES] = "leaves",   [EK_OUT_OUT_OF_FORCE] = "out_of_force",
        [EK_OUT_APPLIES] = "applies"};

    return (unsigned)outcome < EK_OUTCOMES ? names[outcome] : "?";
}

ek_text ek_owner_name(const ek_owner *owner)
{
    return owner->rule         ? owner->rule->id
           : owner->definition ? owner->definition->name
                               : owner->allocation->id;
}

void ek_buffer_owner(ek_buffer *out, const ek_owner *owner)
{
    if (owner->definition)
        ek_buffer_string(out, "term.");
    ek_buffer_text(out, ek_owner_name(owner));
}

ek_place ek_owner_place(const ek_owner *owner)
{
    return owner->rule         ? owner->rule->place
           : owner->definition ? owner->definition->place
                               : owner->allocation->place;
}

/* ---- What the evaluation shows -------------------------------------------------------------- */

static void count_outcome(ek_coverage *coverage, uint32_t point, ek_outcome outcome)
{
    coverage->points[point - 1].times[outcome]++;
}

static void see_clock(ek_coverage *coverage, uint32_t point, const ek_answer *answer)
{
    const ek_owner *owner = &coverage->points[point - 1].owner;
    ek_date since = owner->rule         ? owner->rule->since
                    : owner->definition ? owner->definition->since
                                        : owner->allocation->since;
    ek_date last_day = owner->rule         ? owner->rule->last_day
                       : owner->definition ? owner->definition->last_day
                                           : owner->allocation->last_day;

    if (answer->state == EK_MISSING)
        count_outcome(coverage, point, EK_OUT_UNKNOWN);
    else if (answer->state == EK_KNOWN && answer->as.date >= since && answer->as.date <= last_day)
        count_outcome(coverage, point, EK_OUT_IN_FORCE);
    else
        count_outcome(coverage, point, EK_OUT_OUT_OF_FORCE);
}

/* Which versions of a definition without a clock hold on the day of the decision. */
static void see_term(ek_coverage *coverage, const ek_term *term, ek_date decided)
{
    for (uint32_t i = 0; i < term->version_count; i++) {
        const ek_definition *version = term->versions[i];
        uint32_t point = coverage->of_version[version->is->number_id];

        if (point > 0 && !version->clock)
            count_outcome(coverage, point,
                          decided >= version->since && decided <= version->last_day
                              ? EK_OUT_IN_FORCE
                              : EK_OUT_OUT_OF_FORCE);
    }
}

static void see(void *to, const ek_scene *scene, const ek_expr *expr, const ek_answer *answer)
{
    ek_coverage *coverage = to;
    uint32_t id = expr->number_id;

    if (id >= coverage->book->expr_count)
        return;
    coverage->evaluated[id]++;
    if (coverage->of_clock[id] > 0)
        see_clock(coverage, coverage->of_clock[id], answer);
    if (coverage->of_expr[id] > 0 && answer->type == EK_TYPE_CONDITION)
        count_outcome(coverage, coverage->of_expr[id],
                      answer->truth == EK_TRUE    ? EK_OUT_HOLDS
                      : answer->truth == EK_FALSE ? EK_OUT_FAILS
                                                  : EK_OUT_UNKNOWN);
    if (expr->op == EK_OP_TERM)
        see_term(coverage, expr->as.term, scene->decided);
}

void ek_coverage_init(ek_coverage *coverage, ek_arena *arena, const ek_rulebook *book)
{
    uint32_t room = book->expr_count + 1;

    *coverage = (ek_coverage){.book = book, .arena = arena};
    coverage->evaluated = EK_NEW_ARRAY(arena, uint64_t, room);
    coverage->of_expr = EK_NEW_ARRAY(arena, uint32_t, room);
    coverage->of_clock = EK_NEW_ARRAY(arena, uint32_t, room);
    coverage->of_version = EK_NEW_ARRAY(arena, uint32_t, room);
    coverage->trace = (ek_trace){see, coverage};
    ek_points_find(coverage);
}

/* ---- What the decision shows ---------------------------------------------------------------- */

static void note_rule(const struct erkend_decision *decision, const ek_claim *claim,
                      ek_point *point)
{
    const ek_rule *rule = point->owner.rule;
    bool judged = false;

    if (rule->claim != claim->kind || rule->clock)
        return;
    for (uint32_t i = 0; i < claim->reason_count && !judged; i++)
        judged = claim->reasons[i].rule == rule;
    if (judged)
        point->times[EK_OUT_IN_FORCE]++;
    else if (decision->decided < rule->since || decision->decided > rule->last_day)
        point->times[EK_OUT_OUT_OF_FORCE]++;
}

static void note_exception(const ek_claim *claim, ek_point *point)
{
    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (claim->reasons[i].silent &&
            claim->reasons[i].detail->overridden_by == point->owner.rule)
            point->times[EK_OUT_APPLIES]++;
}

static bool speaks(const ek_claim *claim, const ek_rule *rule)
{
    for (uint32_t i = 0; i < claim->reason_count; i++)
        if (claim->reasons[i].rule == rule && !claim->reasons[i].silent)
            return true;
    return false;
}

/* An effect that others give and this rule limits. */
static void note_limit(const ek_claim *claim, ek_point *point)
{
    const ek_rule *rule = point->owner.rule;

    if (!speaks(claim, rule))
        return;
    for (uint32_t i = 0; i < claim->effect_count; i++)
        if (claim->effects[i].kind == rule->limits->kind)
            point->times[claim->effects[i].limited_by == rule ? EK_OUT_APPLIES : EK_OUT_LEAVES]++;
}

static void note_allocation(const struct erkend_decision *decision, ek_point *point)
{
    const ek_allocation *allocation = point->owner.allocation;

    if (allocation->clock || !decision->allocated)
        return;
    if (decision->decided < allocation->since || decision->decided > allocation->last_day) {
        point->times[EK_OUT_OUT_OF_FORCE]++;
        return;
    }
    for (uint32_t i = 0; i < decision->allocated_count; i++)
        if (decision->allocated[i].allocation == allocation)
            point->times[EK_OUT_IN_FORCE]++;
}

void ek_coverage_note(ek_coverage *coverage, const struct erkend_decision *decision)
{
    for (uint32_t i = 0; i < coverage->count; i++) {
        ek_point *point = &coverage->points[i];

        if (point->kind == EK_POINT_ALLOCATION)
            note_allocation(decision, point);
        for (uint32_t k = 0; k < decision->claim_count; k++) {
            if (point->kind == EK_POINT_RULE)
                note_rule(decision, &decision->claims[k], point);
            else if (point->kind == EK_POINT_EXCEPTION)
                note_exception(&decision->claims[k], point);
            else if (point->kind == EK_POINT_LIMIT)
                note_limit(&decision->claims[k], point);
        }
    }
}

/* ---- In words ------------------------------------------------------------------------------- */

uint32_t ek_point_needed(const ek_point *point)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < EK_OUTCOMES; i++)
        count += point->needed >> i & 1u;
    return count;
}

uint32_t ek_point_reached(const ek_point *point)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < EK_OUTCOMES; i++)
        count += (point->needed >> i & 1u) && point->times[i] > 0;
    return count;
}

static void write_condition(ek_buffer *out, const ek_point *point, ek_outcome outcome)
{
    ek_buffer_string(out, "no test in which ");
    ek_buffer_expr(out, point->expr);
    ek_buffer_string(out, outcome == EK_OUT_HOLDS   ? " holds"
                          : outcome == EK_OUT_FAILS ? " fails"
                                                    : " is unknown");
}

void ek_buffer_not_covered(ek_buffer *out, const ek_point *point, ek_outcome outcome)
{
    const char *what = point->kind == EK_POINT_DEFINITION   ? "the definition"
                       : point->kind == EK_POINT_ALLOCATION ? "the allocation"
                                                            : "the rule";

    if (point->kind == EK_POINT_CONDITION) {
        write_condition(out, point, outcome);
        return;
    }
    switch (outcome) {
    case EK_OUT_UNKNOWN:
        ek_buffer_format(out,
                         "no test in which the day that decides whether %s is in force is "
                         "unknown",
                         what);
        break;
    case EK_OUT_IN_FORCE: ek_buffer_format(out, "no test in which %s is in force", what); break;
    case EK_OUT_OUT_OF_FORCE:
        ek_buffer_format(out, "no test in which %s is not in force", what);
        break;
    case EK_OUT_APPLIES:
        if (point->kind == EK_POINT_LIMIT)
            ek_buffer_string(out, "no test in which the limit cuts what is given");
        else
            ek_buffer_format(out, "no test in which the rule sets %.*s aside",
                             EK_TEXT_ARGS(point->owner.rule->overrides));
        break;
    default: ek_buffer_string(out, "no test in which the limit leaves what is given"); break;
    }
}
