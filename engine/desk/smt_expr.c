/* Expressions as terms, word by word; docs/semantics.md says what each means when all is known. */
#include "desk/smt.h"

static ek_smt_value arg(ek_smt *smt, const ek_expr *expr, uint32_t i)
{
    return ek_smt_expr(smt, expr->args[i]);
}

/* ---- What cannot be written ----------------------------------------------------------------- */

static void note_gap(ek_smt *smt, ek_text word)
{
    for (uint32_t i = 0; i < smt->gap_count; i++)
        if (ek_text_equal(smt->gaps[i].rule, smt->owner) && ek_text_equal(smt->gaps[i].word, word))
            return;
    *EK_PUSH(smt->arena, smt->gaps, smt->gap_count, smt->gap_capacity) =
        (ek_smt_gap){smt->owner, word};
}

static uint32_t oracle_number(ek_smt *smt, ek_text what, bool *is_new)
{
    *is_new = false;
    for (uint32_t i = 0; i < smt->oracle_count; i++)
        if (ek_text_equal(smt->oracles[i], what))
            return i;
    *is_new = true;
    *EK_PUSH(smt->arena, smt->oracles, smt->oracle_count, smt->oracle_capacity) = what;
    return smt->oracle_count - 1;
}

/* A value of which nothing is known but that it is the same where the same is said, by the same
 * clock, of the same things. */
ek_smt_value ek_smt_oracle(ek_smt *smt, const ek_expr *expr, ek_type type)
{
    ek_buffer what;
    bool is_new;
    uint32_t number;
    const char *sort = type == EK_TYPE_CONDITION  ? "Bool"
                       : type == EK_TYPE_QUANTITY ? "Real"
                                                  : "Int";
    ek_smt_value value = {.type = type};

    note_gap(smt, ek_text_of(ek_op_name(expr->op)));
    ek_buffer_init(&what, smt->arena);
    ek_buffer_format(&what, "%s%d|%.*s|", smt->copy, (int)type, EK_TEXT_ARGS(smt->clock.is));
    for (uint32_t i = 0; i < EK_SCOPE_COUNT; i++)
        if (smt->at[i] >= 0)
            ek_buffer_format(&what, "%u#%d|", i, (int)smt->at[i]);
    ek_smt_print(&what, expr, 0);
    number = oracle_number(smt, ek_buffer_done(&what), &is_new);
    if (is_new)
        ek_buffer_format(&smt->lines, "(declare-const o%u %s)\n(declare-const o%u? Bool)\n", number,
                         sort, number);
    value.is = ek_smt_format(smt, "o%u", number);
    value.none = type == EK_TYPE_CONDITION ? EK_TEXT("false") : ek_smt_format(smt, "o%u?", number);
    if (type == EK_TYPE_DATE) {
        value.month = ek_smt_format(smt, "(div %.*s 32)", EK_TEXT_ARGS(value.is));
        value.day = ek_smt_format(smt, "(mod %.*s 32)", EK_TEXT_ARGS(value.is));
    }
    value.opaque = type == EK_TYPE_SET || type == EK_TYPE_LIST;
    return value;
}

/* ---- Parameters and terms ------------------------------------------------------------------- */

ek_text ek_smt_in_days(ek_smt *smt, ek_date since, ek_date last_day)
{
    ek_text in = ek_smt_not(smt, smt->clock.none);

    if (since != EK_DATE_ALWAYS)
        in =
            ek_smt_and(smt, in,
                       ek_smt_keep(smt, "Bool",
                                   ek_smt_format(smt, "(>= %.*s %.*s)", EK_TEXT_ARGS(smt->clock.is),
                                                 EK_TEXT_ARGS(ek_smt_date(smt, since).is))));
    if (last_day != EK_DATE_NEVER)
        in =
            ek_smt_and(smt, in,
                       ek_smt_keep(smt, "Bool",
                                   ek_smt_format(smt, "(<= %.*s %.*s)", EK_TEXT_ARGS(smt->clock.is),
                                                 EK_TEXT_ARGS(ek_smt_date(smt, last_day).is))));
    return in;
}

static ek_smt_value none_value(void)
{
    return (ek_smt_value){.type = EK_TYPE_NONE, .none = EK_TEXT("true"), .is = EK_TEXT("0")};
}

static ek_smt_value texts_value(ek_smt *smt, ek_texts texts)
{
    ek_smt_member *members = EK_NEW_ARRAY(smt->arena, ek_smt_member, texts.count + 1);

    for (uint32_t i = 0; i < texts.count; i++)
        members[i] = (ek_smt_member){
            ek_smt_format(smt, "%u", ek_smt_text_number(smt, texts.items[i])), EK_TEXT("true")};
    return (ek_smt_value){.type = EK_TYPE_SET,
                          .none = EK_TEXT("false"),
                          .members = members,
                          .member_count = texts.count};
}

static ek_smt_value text_value(ek_smt *smt, ek_text text)
{
    return (ek_smt_value){.type = EK_TYPE_TEXT,
                          .none = EK_TEXT("false"),
                          .is = ek_smt_format(smt, "%u", ek_smt_text_number(smt, text))};
}

static bool datum_value(ek_smt *smt, const ek_datum *datum, ek_smt_value *out)
{
    switch (datum->kind) {
    case EK_DATUM_NUMBER:
        *out = ek_smt_quantity(ek_smt_number(smt, datum->as.number), EK_TEXT("false"));
        return true;
    case EK_DATUM_DATE: *out = ek_smt_date(smt, datum->as.date); return true;
    case EK_DATUM_TEXT: *out = text_value(smt, datum->as.text); return true;
    case EK_DATUM_TEXTS: *out = texts_value(smt, datum->as.texts); return true;
    default: return false;
    }
}

/* What a parameter comes to by each of its values: `make` is asked for one at a time, the last
 * first. */
typedef ek_smt_value (*made_of)(ek_smt *smt, const ek_datum *datum, const ek_expr *expr,
                                const ek_smt_value *values);

static ek_smt_value by_value(ek_smt *smt, const ek_parameter *param, made_of make,
                             const ek_expr *expr, const ek_smt_value *values)
{
    ek_smt_value out = none_value();

    for (uint32_t i = 0; i < param->value_count; i++) {
        ek_text since = ek_smt_in_days(smt, param->values[i].since, EK_DATE_NEVER);

        out = ek_smt_either(smt, since, make(smt, &param->values[i].value, expr, values), out);
    }
    return out;
}

static ek_smt_value make_itself(ek_smt *smt, const ek_datum *datum, const ek_expr *expr,
                                const ek_smt_value *values)
{
    ek_smt_value out;

    (void)values;
    return datum_value(smt, datum, &out) ? out : ek_smt_oracle(smt, expr, expr->type);
}

static ek_smt_value make_product(ek_smt *smt, const ek_datum *datum, const ek_expr *expr,
                                 const ek_smt_value *values)
{
    if (datum->kind != EK_DATUM_NUMBER)
        return ek_smt_oracle(smt, expr, EK_TYPE_QUANTITY);
    return ek_smt_quantity(
        ek_smt_keep(smt, "Real",
                    ek_smt_format(smt, "(* %.*s %.*s)",
                                  EK_TEXT_ARGS(ek_smt_number(smt, datum->as.number)),
                                  EK_TEXT_ARGS(values[0].is))),
        values[0].none);
}

static ek_smt_value make_rounded(ek_smt *smt, const ek_datum *datum, const ek_expr *expr,
                                 const ek_smt_value *values)
{
    if (datum->kind != EK_DATUM_ROUNDING)
        return ek_smt_oracle(smt, expr, EK_TYPE_QUANTITY);
    return ek_smt_quantity(ek_smt_round(smt, values[0].is, datum->as.rounding), values[0].none);
}

static ek_smt_value make_one_of(ek_smt *smt, const ek_datum *datum, const ek_expr *expr,
                                const ek_smt_value *values)
{
    ek_text any = EK_TEXT("false");

    if (datum->kind == EK_DATUM_TEXTS) {
        for (uint32_t i = 0; i < datum->as.texts.count; i++)
            any = ek_smt_or(smt, any,
                            ek_smt_same(smt, values[0], text_value(smt, datum->as.texts.items[i])));
        return ek_smt_truth(any);
    }
    if (datum->kind != EK_DATUM_NUMBERS)
        return ek_smt_oracle(smt, expr, EK_TYPE_CONDITION);
    for (uint32_t i = 0; i < datum->as.numbers.count; i++)
        any = ek_smt_or(smt, any,
                        ek_smt_same(smt, values[0],
                                    ek_smt_quantity(ek_smt_number(smt, datum->as.numbers.items[i]),
                                                    EK_TEXT("false"))));
    return ek_smt_truth(any);
}

static ek_smt_value read_term(ek_smt *smt, const ek_term *term)
{
    ek_smt_value out = none_value(), outside = smt->clock;

    if (term->type == EK_TYPE_CONDITION)
        out = (ek_smt_value){
            .type = EK_TYPE_CONDITION, .none = EK_TEXT("true"), .is = EK_TEXT("false")};
    for (uint32_t i = term->version_count; i-- > 0;) {
        const ek_definition *version = term->versions[i];
        ek_text in_force;
        ek_smt_value is;

        smt->clock = ek_smt_decided(smt);
        if (version->clock)
            smt->clock = ek_smt_expr(smt, version->clock);
        in_force = ek_smt_in_days(smt, version->since, version->last_day);
        is = ek_smt_expr(smt, version->is);
        out = ek_smt_either(smt, in_force, is, out);
    }
    smt->clock = outside;
    return out;
}

/* ---- Tables --------------------------------------------------------------------------------- */

typedef struct lookup {
    ek_smt_value value;
    ek_text found;
} lookup;

static ek_text is_key(ek_smt *smt, const ek_smt_value *key, ek_text row)
{
    ek_fraction number;

    if (key->type == EK_TYPE_QUANTITY)
        return ek_fraction_read(&number, row) == ERKEND_OK
                   ? ek_smt_same(smt, *key,
                                 ek_smt_quantity(ek_smt_number(smt, number), EK_TEXT("false")))
                   : EK_TEXT("false");
    return ek_smt_same(smt, *key, text_value(smt, row));
}

static lookup look_up(ek_smt *smt, const ek_datum *datum, const ek_expr *expr,
                      const ek_smt_value *keys, uint32_t count)
{
    lookup out = {none_value(), EK_TEXT("false")};

    if (count == 0) {
        out.value = make_itself(smt, datum, expr, NULL);
        out.found = EK_TEXT("true");
        return out;
    }
    if (datum->kind != EK_DATUM_TABLE)
        return out;
    for (uint32_t i = 0; i < datum->as.table.count; i++) {
        ek_text here = is_key(smt, keys, datum->as.table.rows[i].key);
        lookup row = look_up(smt, &datum->as.table.rows[i].value, expr, keys + 1, count - 1);

        if (ek_text_is(here, "false"))
            continue;
        out.value = ek_smt_either(smt, here, row.value, out.value);
        out.found = ek_smt_or(smt, out.found, ek_smt_and(smt, here, row.found));
    }
    return out;
}

/* Where a table has no row and nothing is said otherwise, the answer lacks something: such cases
 * are left out. */
static ek_smt_value from_table(ek_smt *smt, const ek_expr *expr)
{
    uint32_t keys = expr->count - 1 - expr->has_otherwise;
    ek_smt_value *values = EK_NEW_ARRAY(smt->arena, ek_smt_value, keys + 1), out = none_value();
    const ek_parameter *param = expr->args[0]->as.param;
    ek_text found = EK_TEXT("false");

    if (expr->args[0]->op != EK_OP_PARAM)
        return ek_smt_oracle(smt, expr, expr->type == EK_TYPE_ANY ? EK_TYPE_TEXT : expr->type);
    for (uint32_t i = 0; i < keys; i++)
        values[i] = arg(smt, expr, i + 1);
    for (uint32_t i = 0; i < param->value_count; i++) {
        ek_text since = ek_smt_in_days(smt, param->values[i].since, EK_DATE_NEVER);
        lookup found_in = look_up(smt, &param->values[i].value, expr, values, keys);

        out = ek_smt_either(smt, since, found_in.value, out);
        found = ek_smt_either(smt, since, ek_smt_truth(found_in.found), ek_smt_truth(found)).is;
    }
    if (expr->has_otherwise)
        return ek_smt_either(smt, found, out, arg(smt, expr, expr->count - 1));
    ek_smt_require(smt, found);
    return out;
}

/* ---- Conditions ----------------------------------------------------------------------------- */

static ek_smt_value compare(ek_smt *smt, const ek_expr *expr, const char *how)
{
    ek_smt_value a = arg(smt, expr, 0), b = arg(smt, expr, 1);
    ek_text known = ek_smt_not(smt, ek_smt_or(smt, a.none, b.none));

    if (a.type == EK_TYPE_NONE || b.type == EK_TYPE_NONE)
        return ek_smt_truth(EK_TEXT("false"));
    if (a.type != b.type)
        return ek_smt_oracle(smt, expr, EK_TYPE_CONDITION);
    return ek_smt_truth(
        ek_smt_and(smt, known,
                   ek_smt_keep(smt, "Bool",
                               ek_smt_format(smt, "(%s %.*s %.*s)", how, EK_TEXT_ARGS(a.is),
                                             EK_TEXT_ARGS(b.is)))));
}

static ek_smt_value same(ek_smt *smt, const ek_expr *expr)
{
    const ek_expr *left = expr->args[0], *right = expr->args[1];
    ek_smt_value a, b;

    if (left->op == EK_OP_NONE || right->op == EK_OP_NONE)
        return ek_smt_truth(arg(smt, expr, left->op == EK_OP_NONE).none);
    a = arg(smt, expr, 0);
    b = arg(smt, expr, 1);
    if ((a.opaque || b.opaque) && a.type != EK_TYPE_NONE && b.type != EK_TYPE_NONE)
        return ek_smt_oracle(smt, expr, EK_TYPE_CONDITION);
    return ek_smt_truth(ek_smt_same(smt, a, b));
}

static ek_smt_value given(ek_smt *smt, const ek_expr *expr)
{
    ek_smt_value a = arg(smt, expr, 0);
    ek_text any = EK_TEXT("false");

    if (a.opaque)
        return ek_smt_oracle(smt, expr, EK_TYPE_CONDITION);
    if (a.type != EK_TYPE_SET && a.type != EK_TYPE_LIST)
        return ek_smt_truth(ek_smt_not(smt, a.none));
    for (uint32_t i = 0; a.type == EK_TYPE_SET && i < a.member_count; i++)
        any = ek_smt_or(smt, any, a.members[i].in);
    for (uint32_t i = 0; a.type == EK_TYPE_LIST && i < smt->length; i++)
        any = ek_smt_or(smt, any, a.items[i]);
    return ek_smt_truth(ek_smt_and(smt, ek_smt_not(smt, a.none), any));
}

static ek_text is_in(ek_smt *smt, const ek_smt_value *text, const ek_smt_value *set)
{
    ek_text any = EK_TEXT("false");

    for (uint32_t i = 0; i < set->member_count; i++) {
        ek_smt_value one = {
            .type = EK_TYPE_TEXT, .none = EK_TEXT("false"), .is = set->members[i].text};

        any =
            ek_smt_or(smt, any, ek_smt_and(smt, set->members[i].in, ek_smt_same(smt, *text, one)));
    }
    return ek_smt_and(smt, ek_smt_not(smt, set->none), any);
}

static ek_smt_value one_of(ek_smt *smt, const ek_expr *expr)
{
    ek_smt_value a = arg(smt, expr, 0), set;

    if (expr->args[1]->op == EK_OP_PARAM) {
        ek_smt_value out = by_value(smt, expr->args[1]->as.param, make_one_of, expr, &a);
        return out.type == EK_TYPE_NONE ? ek_smt_truth(EK_TEXT("false")) : out;
    }
    set = arg(smt, expr, 1);
    if (set.type == EK_TYPE_NONE)
        return ek_smt_truth(EK_TEXT("false"));
    if (set.type != EK_TYPE_SET || set.opaque)
        return ek_smt_oracle(smt, expr, EK_TYPE_CONDITION);
    return ek_smt_truth(is_in(smt, &a, &set));
}

static ek_smt_value covers(ek_smt *smt, const ek_expr *expr)
{
    ek_smt_value have = arg(smt, expr, 0), want = arg(smt, expr, 1);
    ek_text all = ek_smt_not(smt, ek_smt_or(smt, have.none, want.none));

    if (have.type == EK_TYPE_NONE || want.type == EK_TYPE_NONE)
        return ek_smt_truth(EK_TEXT("false"));
    if (have.type != EK_TYPE_SET || want.type != EK_TYPE_SET || have.opaque || want.opaque)
        return ek_smt_oracle(smt, expr, EK_TYPE_CONDITION);
    for (uint32_t i = 0; i < want.member_count; i++) {
        ek_smt_value one = {
            .type = EK_TYPE_TEXT, .none = EK_TEXT("false"), .is = want.members[i].text};

        all = ek_smt_and(
            smt, all, ek_smt_or(smt, ek_smt_not(smt, want.members[i].in), is_in(smt, &one, &have)));
    }
    return ek_smt_truth(all);
}

static ek_smt_value multiple_of(ek_smt *smt, const ek_expr *expr)
{
    ek_smt_value a = arg(smt, expr, 0), step = arg(smt, expr, 1);
    ek_text times;

    if (a.type != EK_TYPE_QUANTITY || step.type != EK_TYPE_QUANTITY)
        return ek_smt_oracle(smt, expr, EK_TYPE_CONDITION);
    times =
        ek_smt_keep(smt, "Real",
                    ek_smt_format(smt, "(/ %.*s %.*s)", EK_TEXT_ARGS(a.is), EK_TEXT_ARGS(step.is)));
    return ek_smt_truth(ek_smt_and(
        smt, ek_smt_not(smt, ek_smt_or(smt, a.none, step.none)),
        ek_smt_keep(smt, "Bool",
                    ek_smt_format(smt, "(and (not (= %.*s 0.0)) (> %.*s 0.0) (is_int %.*s))",
                                  EK_TEXT_ARGS(step.is), EK_TEXT_ARGS(times),
                                  EK_TEXT_ARGS(times)))));
}

static ek_text is_before(ek_smt *smt, ek_smt_value a, ek_smt_value b, const char *how)
{
    return ek_smt_keep(
        smt, "Bool",
        ek_smt_format(smt, "(%s %.*s %.*s)", how, EK_TEXT_ARGS(a.is), EK_TEXT_ARGS(b.is)));
}

static ek_smt_value in_force(ek_smt *smt, const ek_expr *expr)
{
    const ek_expr *thing = expr->args[0];
    ek_smt_value first, last, more, day = arg(smt, expr, 1);
    ek_text holds = ek_smt_not(smt, day.none);

    if (thing->op != EK_OP_THING && thing->op != EK_OP_FACT)
        return ek_smt_oracle(smt, expr, EK_TYPE_CONDITION);
    last = ek_smt_field_of(smt, thing, "last_day");
    if (expr->op == EK_OP_IN_TRANSITION) {
        more = ek_smt_field_of(smt, thing, "transition_last_day");
        holds = ek_smt_and(smt, holds, ek_smt_not(smt, ek_smt_or(smt, last.none, more.none)));
        holds = ek_smt_and(smt, holds, is_before(smt, day, last, ">"));
        return ek_smt_truth(ek_smt_and(smt, holds, is_before(smt, day, more, "<=")));
    }
    first = ek_smt_field_of(smt, thing, "first_day");
    holds = ek_smt_and(smt, holds, ek_smt_not(smt, first.none));
    holds = ek_smt_and(smt, holds, is_before(smt, first, day, "<="));
    return ek_smt_truth(
        ek_smt_and(smt, holds, ek_smt_or(smt, last.none, is_before(smt, day, last, "<="))));
}

static ek_smt_value all_or_any(ek_smt *smt, const ek_expr *expr)
{
    bool all = expr->op == EK_OP_ALL;
    ek_text out = all ? EK_TEXT("true") : EK_TEXT("false");

    for (uint32_t i = 0; i < expr->count; i++) {
        ek_smt_value one = arg(smt, expr, i);
        ek_text is = one.type == EK_TYPE_CONDITION ? one.is : ek_smt_not(smt, one.none);

        out = all ? ek_smt_and(smt, out, is) : ek_smt_or(smt, out, is);
    }
    return ek_smt_truth(out);
}

/* ---- Quantities ----------------------------------------------------------------------------- */

static ek_smt_value arithmetic(ek_smt *smt, const ek_expr *expr)
{
    static const char *const signs[] = {"+", "-", "*", "/"};
    ek_smt_value a, b;

    if (expr->op == EK_OP_MULTIPLY)
        for (uint32_t i = 0; i < 2; i++)
            if (expr->args[i]->op == EK_OP_PARAM) {
                a = arg(smt, expr, 1 - i);
                return by_value(smt, expr->args[i]->as.param, make_product, expr, &a);
            }
    a = arg(smt, expr, 0);
    b = arg(smt, expr, 1);
    if (a.type != EK_TYPE_QUANTITY || b.type != EK_TYPE_QUANTITY)
        return ek_smt_oracle(smt, expr, EK_TYPE_QUANTITY);
    if (expr->op == EK_OP_DIVIDE)
        ek_smt_require(smt,
                       ek_smt_or(smt, ek_smt_or(smt, a.none, b.none),
                                 ek_smt_format(smt, "(not (= %.*s 0.0))", EK_TEXT_ARGS(b.is))));
    return ek_smt_quantity(
        ek_smt_keep(smt, "Real",
                    ek_smt_format(smt, "(%s %.*s %.*s)", signs[expr->op - EK_OP_ADD],
                                  EK_TEXT_ARGS(a.is), EK_TEXT_ARGS(b.is))),
        ek_smt_or(smt, a.none, b.none));
}

static ek_smt_value extreme(ek_smt *smt, const ek_expr *expr)
{
    ek_smt_value out = arg(smt, expr, 0);

    for (uint32_t i = 1; i < expr->count; i++) {
        ek_smt_value next = arg(smt, expr, i);
        ek_text none = ek_smt_or(smt, out.none, next.none);
        ek_text less = ek_smt_keep(smt, "Bool",
                                   ek_smt_format(smt, "(%s %.*s %.*s)",
                                                 expr->op == EK_OP_LESSER_OF ? "<=" : ">=",
                                                 EK_TEXT_ARGS(out.is), EK_TEXT_ARGS(next.is)));

        if (out.type != EK_TYPE_QUANTITY || next.type != EK_TYPE_QUANTITY)
            return ek_smt_oracle(smt, expr, EK_TYPE_QUANTITY);
        out = ek_smt_either(smt, less, out, next);
        out.none = none;
    }
    return out;
}

static ek_smt_value rounded(ek_smt *smt, const ek_expr *expr)
{
    ek_smt_value a = arg(smt, expr, 0);

    if (a.type != EK_TYPE_QUANTITY || expr->args[1]->op != EK_OP_PARAM)
        return ek_smt_oracle(smt, expr, EK_TYPE_QUANTITY);
    return by_value(smt, expr->args[1]->as.param, make_rounded, expr, &a);
}

/* The mean of those that are not none; by how many that are. */
static ek_smt_value average(ek_smt *smt, const ek_expr *expr)
{
    ek_text sum = EK_TEXT("0.0"), count = EK_TEXT("0");
    ek_smt_value out = ek_smt_quantity(EK_TEXT("0.0"), EK_TEXT("true"));

    for (uint32_t i = 0; i < expr->count; i++) {
        ek_smt_value one = arg(smt, expr, i);

        if (one.type == EK_TYPE_NONE)
            continue;
        if (one.type != EK_TYPE_QUANTITY)
            return ek_smt_oracle(smt, expr, EK_TYPE_QUANTITY);
        sum = ek_smt_keep(smt, "Real",
                          ek_smt_format(smt, "(+ %.*s (ite %.*s 0.0 %.*s))", EK_TEXT_ARGS(sum),
                                        EK_TEXT_ARGS(one.none), EK_TEXT_ARGS(one.is)));
        count = ek_smt_keep(smt, "Int",
                            ek_smt_format(smt, "(+ %.*s (ite %.*s 0 1))", EK_TEXT_ARGS(count),
                                          EK_TEXT_ARGS(one.none)));
    }
    for (uint32_t i = 1; i <= expr->count; i++)
        out =
            ek_smt_either(smt, ek_smt_format(smt, "(= %.*s %u)", EK_TEXT_ARGS(count), i),
                          ek_smt_quantity(ek_smt_format(smt, "(/ %.*s %u.0)", EK_TEXT_ARGS(sum), i),
                                          EK_TEXT("false")),
                          out);
    return out;
}

static ek_smt_value calendar(ek_smt *smt, const ek_expr *expr)
{
    ek_smt_value a = arg(smt, expr, 0), b = arg(smt, expr, 1), out;
    ek_text months;

    if (a.type != EK_TYPE_DATE ||
        b.type != (expr->op == EK_OP_AGE_ON || expr->op == EK_OP_MONTHS_IN ? EK_TYPE_DATE
                                                                           : EK_TYPE_QUANTITY))
        return ek_smt_oracle(smt, expr, expr->type);
    if (expr->op == EK_OP_AGE_ON)
        return ek_smt_age_on(smt, a, b);
    if (expr->op == EK_OP_MONTHS_IN) {
        ek_smt_require(smt,
                       ek_smt_or(smt, ek_smt_or(smt, a.none, b.none), is_before(smt, a, b, "<=")));
        return ek_smt_months_in(smt, a, b);
    }
    months = expr->op == EK_OP_YEARS_AFTER ? ek_smt_format(smt, "(* 12.0 %.*s)", EK_TEXT_ARGS(b.is))
                                           : b.is;
    out = ek_smt_months_after(smt, a, months);
    out.none = ek_smt_or(smt, a.none, b.none);
    return out;
}

/* Texts and sets of texts, one after the other. */
static ek_smt_value literal_set(ek_smt *smt, const ek_expr *expr)
{
    ek_smt_value out = {.type = EK_TYPE_SET, .none = EK_TEXT("false")};
    ek_smt_member *members = NULL;
    uint32_t capacity = 0;

    for (uint32_t i = 0; i < expr->count; i++) {
        ek_smt_value one = arg(smt, expr, i);

        if (one.opaque)
            return ek_smt_oracle(smt, expr, EK_TYPE_SET);
        out.none = ek_smt_or(smt, out.none, one.none);
        if (one.type == EK_TYPE_TEXT)
            *EK_PUSH(smt->arena, members, out.member_count, capacity) =
                (ek_smt_member){one.is, EK_TEXT("true")};
        for (uint32_t k = 0; one.type == EK_TYPE_SET && k < one.member_count; k++)
            *EK_PUSH(smt->arena, members, out.member_count, capacity) = one.members[k];
    }
    out.members = members;
    return out;
}

/* A ruling about a thing that is not at hand can never be given. */
static ek_smt_value ruling(ek_smt *smt, const ek_expr *expr)
{
    const ek_question *question = expr->as.question;
    ek_scope_kind kind = ek_scope_of(question->about)->kind;

    if ((kind == EK_SCOPE_CLAIM && question->about != smt->claim) ||
        (kind == EK_SCOPE_MANY && smt->at[question->about] < 0))
        return ek_smt_oracle(smt, expr, expr->type);
    return ek_smt_of_ruling(smt, question);
}

static ek_smt_value fact(ek_smt *smt, const ek_expr *expr)
{
    ek_scope scope = expr->as.path.scope;

    if ((ek_scope_of(scope)->kind == EK_SCOPE_MANY && smt->at[scope] < 0) ||
        (ek_scope_of(scope)->kind == EK_SCOPE_CLAIM && scope != smt->claim))
        return ek_smt_oracle(smt, expr, expr->type);
    if (expr->as.path.field->kind == EK_KIND_LIST)
        return ek_smt_oracle(smt, expr, EK_TYPE_LIST); /* of no name: nothing lists it */
    if (scope == EK_SCOPE_CASE && ek_text_is(ek_text_of(expr->as.path.field->name), "decided"))
        return ek_smt_decided(smt);
    return ek_smt_of_path(smt, &expr->as.path);
}

ek_smt_value ek_smt_expr(ek_smt *smt, const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_NUMBER:
        return ek_smt_quantity(ek_smt_number(smt, expr->as.number), EK_TEXT("false"));
    case EK_OP_TEXT: return text_value(smt, expr->as.text);
    case EK_OP_TEXTS: return literal_set(smt, expr);
    case EK_OP_NONE: return none_value();
    case EK_OP_FACT: return fact(smt, expr);
    case EK_OP_THING:
        return expr->type == EK_TYPE_LIST ? ek_smt_of_list(smt, expr->as.scope)
                                          : ek_smt_of_thing(smt, expr->as.scope);
    case EK_OP_PARAM: return by_value(smt, expr->as.param, make_itself, expr, NULL);
    case EK_OP_TERM: return read_term(smt, expr->as.term);
    case EK_OP_RULING: return ruling(smt, expr);
    case EK_OP_ALL:
    case EK_OP_ANY: return all_or_any(smt, expr);
    case EK_OP_NO: return ek_smt_truth(ek_smt_not(smt, arg(smt, expr, 0).is));
    case EK_OP_AT_LEAST: return compare(smt, expr, ">=");
    case EK_OP_AT_MOST: return compare(smt, expr, "<=");
    case EK_OP_MORE_THAN: return compare(smt, expr, ">");
    case EK_OP_LESS_THAN: return compare(smt, expr, "<");
    case EK_OP_BEFORE: return compare(smt, expr, "<");
    case EK_OP_AFTER: return compare(smt, expr, ">");
    case EK_OP_ON_OR_BEFORE: return compare(smt, expr, "<=");
    case EK_OP_ON_OR_AFTER: return compare(smt, expr, ">=");
    case EK_OP_SAME: return same(smt, expr);
    case EK_OP_DIFFERENT: return ek_smt_truth(ek_smt_not(smt, same(smt, expr).is));
    case EK_OP_ONE_OF: return one_of(smt, expr);
    case EK_OP_COVERS: return covers(smt, expr);
    case EK_OP_MULTIPLE_OF: return multiple_of(smt, expr);
    case EK_OP_IN_FORCE:
    case EK_OP_IN_TRANSITION: return in_force(smt, expr);
    case EK_OP_GIVEN: return given(smt, expr);
    case EK_OP_ADD:
    case EK_OP_SUBTRACT:
    case EK_OP_MULTIPLY:
    case EK_OP_DIVIDE: return arithmetic(smt, expr);
    case EK_OP_LESSER_OF:
    case EK_OP_GREATER_OF: return extreme(smt, expr);
    case EK_OP_ROUNDED: return rounded(smt, expr);
    case EK_OP_UP_TO: return arg(smt, expr, 0);
    case EK_OP_AVERAGE_OF: return average(smt, expr);
    case EK_OP_FROM_TABLE: return from_table(smt, expr);
    case EK_OP_AGE_ON:
    case EK_OP_MONTHS_IN:
    case EK_OP_MONTHS_AFTER:
    case EK_OP_YEARS_AFTER: return calendar(smt, expr);
    case EK_OP_EQF: {
        ek_smt_value level = arg(smt, expr, 0);

        level.type = EK_TYPE_QUANTITY;
        return level;
    }
    default: return ek_smt_list_word(smt, expr);
    }
}
