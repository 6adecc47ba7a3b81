/* What the rules of a claim say together, as terms; and when two rulebooks say different things. */
#include "desk/prove.h"

/* ---- One rule, one thing -------------------------------------------------------------------- */

static ek_text in_force(ek_smt *smt, const ek_rule *rule)
{
    smt->clock = ek_smt_decided(smt);
    if (rule->clock)
        smt->clock = ek_smt_expr(smt, rule->clock);
    return ek_smt_in_days(smt, rule->since, rule->last_day);
}

static ek_text exceptions(ek_smt *smt, const ek_rulebook *book, const ek_rule *rule,
                          uint32_t depth);

/* The exception holds for the thing at hand. */
static ek_text holds(ek_smt *smt, const ek_rulebook *book, const ek_rule *rule, uint32_t depth)
{
    ek_text speaks = in_force(smt, rule);

    if (rule->where)
        speaks = ek_smt_and(smt, speaks, ek_smt_expr(smt, rule->where).is);
    return ek_smt_and(smt, speaks, ek_smt_not(smt, exceptions(smt, book, rule, depth + 1)));
}

static ek_text holds_for_one(ek_smt *smt, const ek_rulebook *book, const ek_rule *rule,
                             uint32_t depth)
{
    ek_smt_value list = ek_smt_of_list(smt, rule->for_each);
    ek_text any = EK_TEXT("false");

    for (uint32_t i = 0; i < smt->length; i++) {
        smt->at[rule->for_each] = (int32_t)i;
        any = ek_smt_or(smt, any, ek_smt_and(smt, list.items[i], holds(smt, book, rule, depth)));
    }
    smt->at[rule->for_each] = -1;
    return any;
}

static ek_text exceptions(ek_smt *smt, const ek_rulebook *book, const ek_rule *rule, uint32_t depth)
{
    ek_text any = EK_TEXT("false");

    for (uint32_t i = 0; depth < 16 && i < book->rule_count; i++) {
        const ek_rule *other = book->rules[i];

        if (other->overrides.size == 0 || !ek_text_equal(other->overrides, rule->id))
            continue;
        any = ek_smt_or(smt, any,
                        other->for_each == other->claim || other->for_each == rule->for_each
                            ? holds(smt, book, other, depth)
                            : holds_for_one(smt, book, other, depth));
    }
    return any;
}

/* Nothing is known of it, not even from whether all is covered. */
static ek_text covers_perhaps(ek_smt *smt, const ek_expr *expr)
{
    return ek_smt_format(smt, "(> %.*s 0.0)",
                         EK_TEXT_ARGS(ek_smt_oracle(smt, expr, EK_TYPE_QUANTITY).is));
}

/* Something of what is to be covered is; *found: a word that covers stands there. */
static ek_text covers_some(ek_smt *smt, const ek_expr *expr, bool *found, uint32_t depth)
{
    ek_text any = EK_TEXT("false");

    if (expr->op == EK_OP_COVERS) {
        ek_smt_value have = ek_smt_expr(smt, expr->args[0]), want = ek_smt_expr(smt, expr->args[1]);

        *found = true;
        if (have.opaque || want.opaque)
            return covers_perhaps(smt, expr);
        for (uint32_t i = 0; i < want.member_count; i++)
            for (uint32_t k = 0; k < have.member_count; k++)
                any = ek_smt_or(
                    smt, any,
                    ek_smt_and(smt, ek_smt_and(smt, want.members[i].in, have.members[k].in),
                               ek_smt_keep(smt, "Bool",
                                           ek_smt_format(smt, "(= %.*s %.*s)",
                                                         EK_TEXT_ARGS(want.members[i].text),
                                                         EK_TEXT_ARGS(have.members[k].text)))));
        return ek_smt_and(smt, ek_smt_not(smt, ek_smt_or(smt, have.none, want.none)), any);
    }
    if (expr->op == EK_OP_FULFILS || (expr->op == EK_OP_TERM && depth < 16)) {
        *found = *found || expr->op == EK_OP_FULFILS;
        if (expr->op == EK_OP_FULFILS)
            return covers_perhaps(smt, expr);
        for (uint32_t i = 0; expr->op == EK_OP_TERM && i < expr->as.term->version_count; i++)
            any = ek_smt_or(smt, any,
                            covers_some(smt, expr->as.term->versions[i]->is, found, depth + 1));
        return any;
    }
    if (expr->op == EK_OP_ALL || expr->op == EK_OP_ANY)
        for (uint32_t i = 0; i < expr->count; i++)
            any = ek_smt_or(smt, any, covers_some(smt, expr->args[i], found, depth));
    return any;
}

static ek_text verdict_of_failure(ek_smt *smt, const ek_rule *rule)
{
    bool found = false;
    ek_text some;

    switch (rule->otherwise.kind) {
    case EK_ELSE_CONDITIONAL: return ek_smt_format(smt, "%d", (int)ERKEND_CONDITIONAL);
    case EK_ELSE_PARTIAL:
        some = covers_some(smt, rule->must, &found, 0);
        return found ? ek_smt_format(smt, "(ite %.*s %d %d)", EK_TEXT_ARGS(some),
                                     (int)ERKEND_PARTIAL, (int)ERKEND_REFUSED)
                     : ek_smt_format(smt, "%d", (int)ERKEND_PARTIAL);
    default: return ek_smt_format(smt, "%d", (int)ERKEND_REFUSED);
    }
}

static ek_smt_value *effect_values(ek_smt *smt, const ek_effect *effect)
{
    ek_smt_value *values;

    if (!effect)
        return NULL;
    values = EK_NEW_ARRAY(smt->arena, ek_smt_value, effect->field_count + 1);
    for (uint32_t i = 0; i < effect->field_count; i++)
        values[i] = ek_smt_expr(smt, effect->fields[i].value);
    return values;
}

static void say(ek_smt *smt, const ek_rulebook *book, const ek_rule *rule, ek_text there,
                ek_sayings *out)
{
    ek_said *said = EK_PUSH(smt->arena, out->items, out->count, out->capacity);
    ek_text must = EK_TEXT("true");

    said->rule = rule;
    said->element = rule->for_each == rule->claim ? -1 : smt->at[rule->for_each];
    smt->owner = rule->id;
    said->speaks = ek_smt_and(smt, there, holds(smt, book, rule, 0));
    (void)in_force(smt, rule); /* sets the clock again */
    if (rule->must)
        must = rule->choose != EK_SCOPE_NONE && rule->to_reach
                   ? ek_smt_oracle(smt, rule->must, EK_TYPE_CONDITION).is
                   : ek_smt_expr(smt, rule->must).is;
    said->fails = ek_smt_and(smt, said->speaks, ek_smt_not(smt, must));
    if (rule->otherwise.kind == EK_ELSE_RULING)
        must = ek_smt_or(smt, must, ek_smt_expr(smt, rule->otherwise.ruling).is);
    said->verdict = ek_smt_keep(
        smt, "Int",
        ek_smt_format(smt, "(ite (and %.*s (not %.*s)) %.*s %d)", EK_TEXT_ARGS(said->speaks),
                      EK_TEXT_ARGS(must),
                      EK_TEXT_ARGS(rule->must ? verdict_of_failure(smt, rule)
                                              : ek_smt_format(smt, "%d", (int)ERKEND_REFUSED)),
                      (int)ERKEND_RECOGNISED));
    said->gives = effect_values(smt, rule->gives);
    said->limits = effect_values(smt, rule->limits);
}

/* ---- All rules of a claim ------------------------------------------------------------------- */

static void say_each(ek_smt *smt, const ek_rulebook *book, const ek_rule *rule, ek_sayings *out)
{
    ek_smt_value list;

    if (rule->for_each == rule->claim) {
        say(smt, book, rule, EK_TEXT("true"), out);
        return;
    }
    list = ek_smt_of_list(smt, rule->for_each);
    for (uint32_t i = 0; i < smt->length; i++) {
        smt->at[rule->for_each] = (int32_t)i;
        smt->guard = list.items[i];
        say(smt, book, rule, list.items[i], out);
        smt->guard = EK_TEXT("true");
        smt->at[rule->for_each] = -1;
    }
}

void ek_sayings_of(ek_smt *smt, const ek_rulebook *book, ek_sayings *out)
{
    *out = (ek_sayings){.verdict = ek_smt_format(smt, "%d", (int)ERKEND_RECOGNISED)};
    for (uint32_t i = 0; i < 3; i++)
        out->judged[i] = EK_TEXT("false");
    smt->book = book;
    for (uint32_t i = 0; i < book->rule_count; i++)
        if (book->rules[i]->claim == smt->claim && (!smt->only || smt->only == book->rules[i]))
            say_each(smt, book, book->rules[i], out);
    for (uint32_t i = 0; i < out->count; i++) {
        const ek_said *said = &out->items[i];

        out->verdict =
            ek_smt_keep(smt, "Int",
                        ek_smt_format(smt, "(least %.*s %.*s)", EK_TEXT_ARGS(out->verdict),
                                      EK_TEXT_ARGS(said->verdict)));
        if (said->rule->must || said->rule->where)
            out->judged[said->rule->phase] =
                ek_smt_or(smt, out->judged[said->rule->phase], said->speaks);
    }
    out->settled = out->verdict;
}

/* ---- Two sides ------------------------------------------------------------------------------ */

static bool adds_up(ek_effect_kind kind)
{
    return kind == EK_EFFECT_SHORTEN || kind == EK_EFFECT_CREDIT_TIME ||
           kind == EK_EFFECT_COUNT_AS_TRAINING;
}

static ek_text gives_at_all(ek_smt *smt, const ek_said *said)
{
    return ek_smt_and(
        smt, said->speaks,
        ek_smt_format(smt, "(not (= %.*s %d))", EK_TEXT_ARGS(said->verdict), (int)ERKEND_REFUSED));
}

static ek_text same_or_none(ek_smt *smt, ek_smt_value a, ek_smt_value b)
{
    if (a.type == EK_TYPE_CONDITION && b.type == EK_TYPE_CONDITION)
        return ek_smt_keep(
            smt, "Bool",
            ek_smt_format(smt, "(= %.*s %.*s)", EK_TEXT_ARGS(a.is), EK_TEXT_ARGS(b.is)));
    return ek_smt_or(smt, ek_smt_and(smt, a.none, b.none), ek_smt_same(smt, a, b));
}

static ek_text same_effect(ek_smt *smt, const ek_effect *a, const ek_smt_value *of_a,
                           const ek_effect *b, const ek_smt_value *of_b, bool limits)
{
    ek_text same = EK_TEXT("true");

    if (a->kind != b->kind || a->field_count != b->field_count)
        return EK_TEXT("false");
    for (uint32_t i = 0; i < a->field_count; i++) {
        if (!ek_text_equal(a->fields[i].name, b->fields[i].name) ||
            (a->fields[i].at_most || a->fields[i].value->op == EK_OP_UP_TO) !=
                (b->fields[i].at_most || b->fields[i].value->op == EK_OP_UP_TO))
            return EK_TEXT("false");
        if (limits || !adds_up(a->kind) || !ek_text_is(a->fields[i].name, "months"))
            same = ek_smt_and(smt, same, same_or_none(smt, of_a[i], of_b[i]));
    }
    return same;
}

/* Each effect of a has its like in b. */
static ek_text has_likes(ek_smt *smt, const ek_sayings *a, const ek_sayings *b, bool limits)
{
    ek_text all = EK_TEXT("true");

    for (uint32_t i = 0; i < a->count; i++) {
        const ek_said *one = &a->items[i];
        const ek_effect *effect = limits ? one->rule->limits : one->rule->gives;
        ek_text like = EK_TEXT("false");

        if (!effect)
            continue;
        for (uint32_t k = 0; k < b->count; k++) {
            const ek_said *other = &b->items[k];
            const ek_effect *second = limits ? other->rule->limits : other->rule->gives;

            if (second && second->kind == effect->kind)
                like = ek_smt_or(
                    smt, like,
                    ek_smt_and(smt, gives_at_all(smt, other),
                               same_effect(smt, effect, limits ? one->limits : one->gives, second,
                                           limits ? other->limits : other->gives, limits)));
        }
        all = ek_smt_and(smt, all, ek_smt_or(smt, ek_smt_not(smt, gives_at_all(smt, one)), like));
    }
    return all;
}

static ek_text months_given(ek_smt *smt, const ek_sayings *all, ek_effect_kind kind)
{
    ek_text sum = EK_TEXT("0.0");

    for (uint32_t i = 0; i < all->count; i++) {
        const ek_effect *gives = all->items[i].rule->gives;

        for (uint32_t k = 0; gives && gives->kind == kind && k < gives->field_count; k++) {
            const ek_smt_value *months = &all->items[i].gives[k];

            if (ek_text_is(gives->fields[k].name, "months") && months->type == EK_TYPE_QUANTITY)
                sum = ek_smt_keep(
                    smt, "Real",
                    ek_smt_format(smt, "(+ %.*s (ite (and %.*s (not %.*s) (> %.*s 0.0)) %.*s 0.0))",
                                  EK_TEXT_ARGS(sum),
                                  EK_TEXT_ARGS(gives_at_all(smt, &all->items[i])),
                                  EK_TEXT_ARGS(months->none), EK_TEXT_ARGS(months->is),
                                  EK_TEXT_ARGS(months->is)));
        }
    }
    return sum;
}

/* The months after the limits of that kind. */
static ek_text cut_months(ek_smt *smt, const ek_sayings *all, ek_effect_kind kind, ek_text sum)
{
    for (uint32_t i = 0; i < all->count; i++) {
        const ek_effect *limits = all->items[i].rule->limits;

        for (uint32_t k = 0; limits && limits->kind == kind && k < limits->field_count; k++) {
            const ek_smt_value *most = &all->items[i].limits[k];

            if (ek_text_is(limits->fields[k].name, "months") && most->type == EK_TYPE_QUANTITY)
                sum = ek_smt_keep(
                    smt, "Real",
                    ek_smt_format(smt, "(ite (and %.*s (not %.*s) (< %.*s %.*s)) %.*s %.*s)",
                                  EK_TEXT_ARGS(gives_at_all(smt, &all->items[i])),
                                  EK_TEXT_ARGS(most->none), EK_TEXT_ARGS(most->is),
                                  EK_TEXT_ARGS(sum), EK_TEXT_ARGS(most->is), EK_TEXT_ARGS(sum)));
        }
    }
    return sum;
}

void ek_sayings_settle(ek_smt *smt, ek_sayings *all)
{
    const ek_record_type *type = ek_scope_of(smt->claim)->record;
    uint32_t slot = ek_field_named(type, EK_TEXT("months_asked"));
    ek_path path = {.scope = smt->claim, .length = 1};
    ek_text less = EK_TEXT("false");
    ek_smt_value asked;

    if (slot == EK_NO_FIELD)
        return;
    path.slots[0] = (uint16_t)slot;
    path.field = &type->fields[slot];
    asked = ek_smt_of_path(smt, &path);
    for (uint32_t kind = 0; kind < EK_EFFECTS; kind++) {
        ek_text sum;

        if (!adds_up((ek_effect_kind)kind))
            continue;
        sum = months_given(smt, all, (ek_effect_kind)kind);
        less = ek_smt_or(
            smt, less,
            ek_smt_keep(smt, "Bool",
                        ek_smt_format(smt, "(and (> %.*s 0.0) (not %.*s) (< %.*s %.*s))",
                                      EK_TEXT_ARGS(sum), EK_TEXT_ARGS(asked.none),
                                      EK_TEXT_ARGS(cut_months(smt, all, (ek_effect_kind)kind, sum)),
                                      EK_TEXT_ARGS(asked.is))));
    }
    all->settled = ek_smt_keep(smt, "Int",
                               ek_smt_format(smt, "(ite %.*s (least %.*s %d) %.*s)",
                                             EK_TEXT_ARGS(less), EK_TEXT_ARGS(all->verdict),
                                             (int)ERKEND_PARTIAL, EK_TEXT_ARGS(all->verdict)));
}

static ek_text equal(ek_smt *smt, ek_text a, ek_text b)
{
    return ek_text_equal(a, b)
               ? EK_TEXT("true")
               : ek_smt_keep(smt, "Bool",
                             ek_smt_format(smt, "(= %.*s %.*s)", EK_TEXT_ARGS(a), EK_TEXT_ARGS(b)));
}

/* Verdicts differ; or something is given, and not the same. */
ek_text ek_sayings_differ(ek_smt *smt, const ek_sayings *a, const ek_sayings *b)
{
    ek_text alike = ek_smt_and(smt, has_likes(smt, a, b, false), has_likes(smt, b, a, false));
    ek_text verdicts = equal(smt, a->verdict, b->verdict);

    alike = ek_smt_and(smt, alike, has_likes(smt, a, b, true));
    alike = ek_smt_and(smt, alike, has_likes(smt, b, a, true));
    for (uint32_t kind = 0; kind < EK_EFFECTS; kind++)
        if (adds_up((ek_effect_kind)kind))
            alike = ek_smt_and(smt, alike,
                               equal(smt, months_given(smt, a, (ek_effect_kind)kind),
                                     months_given(smt, b, (ek_effect_kind)kind)));
    for (uint32_t i = 0; smt->claim == EK_SCOPE_UNIT && i < 2; i++)
        alike = ek_smt_and(smt, alike, equal(smt, a->judged[i], b->judged[i]));
    return ek_smt_or(smt, ek_smt_not(smt, verdicts),
                     ek_smt_and(smt,
                                ek_smt_format(smt, "(not (= %.*s %d))", EK_TEXT_ARGS(a->verdict),
                                              (int)ERKEND_REFUSED),
                                ek_smt_not(smt, alike)));
}

/* Both give the same effect, and a field of it with two values. */
static ek_text disagree(ek_smt *smt, const ek_said *a, const ek_said *b)
{
    const ek_effect *first = a->rule->gives, *second = b->rule->gives;
    ek_text any = EK_TEXT("false");

    for (uint32_t i = 0; i < first->field_count; i++)
        for (uint32_t k = 0; k < second->field_count; k++) {
            if (!ek_text_equal(first->fields[i].name, second->fields[k].name) ||
                (adds_up(first->kind) && ek_text_is(first->fields[i].name, "months")))
                continue;
            any = ek_smt_or(
                smt, any,
                ek_smt_and(smt, ek_smt_not(smt, ek_smt_or(smt, a->gives[i].none, b->gives[k].none)),
                           ek_smt_not(smt, same_or_none(smt, a->gives[i], b->gives[k]))));
        }
    return ek_smt_and(smt, any, ek_smt_and(smt, gives_at_all(smt, a), gives_at_all(smt, b)));
}

ek_text ek_sayings_contradict(ek_smt *smt, const ek_sayings *all)
{
    ek_text any = EK_TEXT("false");

    for (uint32_t i = 0; i < all->count; i++)
        for (uint32_t k = i + 1; k < all->count; k++)
            if (all->items[i].rule->gives && all->items[k].rule->gives &&
                all->items[i].rule->gives->kind == all->items[k].rule->gives->kind)
                any = ek_smt_or(smt, any, disagree(smt, &all->items[i], &all->items[k]));
    return ek_smt_and(
        smt, any,
        ek_smt_format(smt, "(not (= %.*s %d))", EK_TEXT_ARGS(all->verdict), (int)ERKEND_REFUSED));
}

/* ---- Word by word --------------------------------------------------------------------------- */

static void print_part(ek_buffer *out, const char *name, const ek_expr *expr)
{
    ek_buffer_format(out, "\n%s ", name);
    ek_smt_print(out, expr, 0);
}

static void print_effect(ek_buffer *out, const char *name, const ek_effect *effect)
{
    ek_buffer_format(out, "\n%s %s", name, effect ? ek_effect_name(effect->kind) : "");
    for (uint32_t i = 0; effect && i < effect->field_count; i++) {
        ek_buffer_format(out, " %.*s%s=", EK_TEXT_ARGS(effect->fields[i].name),
                         effect->fields[i].at_most ? "<" : "");
        ek_smt_print(out, effect->fields[i].value, 0);
    }
}

ek_text ek_sayings_print(ek_arena *arena, const ek_rulebook *book, ek_scope claim)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const ek_rule *rule = book->rules[i];

        if (rule->claim != claim)
            continue;
        ek_buffer_format(&out, "\nrule %.*s %d %d %d %d %d %d %.*s ", EK_TEXT_ARGS(rule->id),
                         (int)rule->since, (int)rule->last_day, (int)rule->for_each,
                         (int)rule->phase, (int)rule->choose, (int)rule->otherwise.kind,
                         EK_TEXT_ARGS(rule->overrides));
        print_part(&out, "clock", rule->clock);
        print_part(&out, "where", rule->where);
        print_part(&out, "reach", rule->to_reach);
        print_part(&out, "must", rule->must);
        print_part(&out, "ruling", rule->otherwise.ruling);
        print_effect(&out, "gives", rule->gives);
        print_effect(&out, "limits", rule->limits);
    }
    return ek_buffer_done(&out);
}
