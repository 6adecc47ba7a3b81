/* A problem while it is written: terms, names for them, texts as numbers, two values put together.
 */
#include "desk/smt.h"

#include <string.h>

/* ---- Terms ---------------------------------------------------------------------------------- */

ek_text ek_smt_format(ek_smt *smt, const char *format, ...)
{
    ek_buffer out;
    va_list arguments;

    ek_buffer_init(&out, smt->arena);
    va_start(arguments, format);
    ek_buffer_format_list(&out, format, arguments);
    va_end(arguments);
    return ek_buffer_done(&out);
}

#define SHORT_TERM 24

ek_text ek_smt_keep(ek_smt *smt, const char *sort, ek_text term)
{
    ek_text name;

    if (term.size <= SHORT_TERM)
        return term;
    name = ek_smt_format(smt, "t%u", smt->defined++);
    ek_buffer_format(&smt->lines, "(define-fun %.*s () %s %.*s)\n", EK_TEXT_ARGS(name), sort,
                     EK_TEXT_ARGS(term));
    return name;
}

static bool is_true(ek_text a)
{
    return ek_text_is(a, "true");
}

static bool is_false(ek_text a)
{
    return ek_text_is(a, "false");
}

ek_text ek_smt_not(ek_smt *smt, ek_text a)
{
    if (is_true(a))
        return EK_TEXT("false");
    if (is_false(a))
        return EK_TEXT("true");
    if (ek_text_starts(a, "(not "))
        return ek_text_slice(a, 5, a.size - 1);
    return ek_smt_format(smt, "(not %.*s)", EK_TEXT_ARGS(a));
}

ek_text ek_smt_and(ek_smt *smt, ek_text a, ek_text b)
{
    if (is_false(a) || is_false(b))
        return EK_TEXT("false");
    if (is_true(a))
        return b;
    if (is_true(b) || ek_text_equal(a, b))
        return a;
    return ek_smt_keep(smt, "Bool",
                       ek_smt_format(smt, "(and %.*s %.*s)", EK_TEXT_ARGS(a), EK_TEXT_ARGS(b)));
}

ek_text ek_smt_or(ek_smt *smt, ek_text a, ek_text b)
{
    if (is_true(a) || is_true(b))
        return EK_TEXT("true");
    if (is_false(a))
        return b;
    if (is_false(b) || ek_text_equal(a, b))
        return a;
    return ek_smt_keep(smt, "Bool",
                       ek_smt_format(smt, "(or %.*s %.*s)", EK_TEXT_ARGS(a), EK_TEXT_ARGS(b)));
}

void ek_smt_assert(ek_smt *smt, ek_text term)
{
    if (!is_true(term))
        ek_buffer_format(&smt->lines, "(assert %.*s)\n", EK_TEXT_ARGS(term));
}

void ek_smt_require(ek_smt *smt, ek_text term)
{
    ek_smt_assert(smt, ek_smt_or(smt, ek_smt_not(smt, smt->guard), term));
}

ek_text ek_smt_number(ek_smt *smt, ek_fraction number)
{
    const char *minus = number.num < 0 ? "(- " : "", *end = number.num < 0 ? ")" : "";
    uint64_t size = number.num < 0 ? (uint64_t)0 - (uint64_t)number.num : (uint64_t)number.num;

    if (number.den == 1)
        return ek_smt_format(smt, "%s%llu.0%s", minus, (unsigned long long)size, end);
    return ek_smt_format(smt, "%s(/ %llu.0 %lld.0)%s", minus, (unsigned long long)size,
                         (long long)number.den, end);
}

/* ---- Texts ---------------------------------------------------------------------------------- */

uint32_t ek_smt_text_number(ek_smt *smt, ek_text text)
{
    for (uint32_t i = 0; i < smt->text_count; i++)
        if (ek_text_equal(smt->texts[i], text))
            return i;
    *EK_PUSH(smt->arena, smt->texts, smt->text_count, smt->text_capacity) = text;
    return smt->text_count - 1;
}

static void gather_datum(ek_smt *smt, const ek_datum *datum)
{
    switch (datum->kind) {
    case EK_DATUM_TEXT: (void)ek_smt_text_number(smt, datum->as.text); break;
    case EK_DATUM_TEXTS:
        for (uint32_t i = 0; i < datum->as.texts.count; i++)
            (void)ek_smt_text_number(smt, datum->as.texts.items[i]);
        break;
    case EK_DATUM_TABLE:
        for (uint32_t i = 0; i < datum->as.table.count; i++) {
            ek_fraction number;

            if (ek_fraction_read(&number, datum->as.table.rows[i].key) != ERKEND_OK)
                (void)ek_smt_text_number(smt, datum->as.table.rows[i].key);
            gather_datum(smt, &datum->as.table.rows[i].value);
        }
        break;
    default: break;
    }
}

static void gather_texts(ek_smt *smt, ek_texts texts)
{
    for (uint32_t i = 0; i < texts.count; i++)
        (void)ek_smt_text_number(smt, texts.items[i]);
}

void ek_smt_gather_expr(ek_smt *smt, const ek_expr *expr)
{
    if (!expr || smt->depth > 64)
        return;
    smt->depth++;
    switch (expr->op) {
    case EK_OP_TEXT: (void)ek_smt_text_number(smt, expr->as.text); break;
    case EK_OP_PARAM:
        for (uint32_t i = 0; i < expr->as.param->value_count; i++)
            gather_datum(smt, &expr->as.param->values[i].value);
        break;
    case EK_OP_FACT:
        for (const char *const *word = expr->as.path.field ? expr->as.path.field->words : NULL;
             word && *word; word++)
            (void)ek_smt_text_number(smt, ek_text_of(*word));
        break;
    case EK_OP_RULING: gather_texts(smt, expr->as.question->choices); break;
    case EK_OP_TERM:
        for (uint32_t i = 0; i < expr->as.term->version_count; i++)
            ek_smt_gather_expr(smt, expr->as.term->versions[i]->is);
        break;
    default: break;
    }
    for (uint32_t i = 0; i < expr->count; i++)
        ek_smt_gather_expr(smt, expr->args[i]);
    smt->depth--;
}

static void gather_effect(ek_smt *smt, const ek_effect *effect)
{
    for (uint32_t i = 0; effect && i < effect->field_count; i++)
        ek_smt_gather_expr(smt, effect->fields[i].value);
}

void ek_smt_gather(ek_smt *smt, const ek_rulebook *book)
{
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const ek_rule *rule = book->rules[i];

        if (rule->claim != smt->claim)
            continue;
        ek_smt_gather_expr(smt, rule->where);
        ek_smt_gather_expr(smt, rule->to_reach);
        ek_smt_gather_expr(smt, rule->must);
        ek_smt_gather_expr(smt, rule->otherwise.ruling);
        gather_effect(smt, rule->gives);
        gather_effect(smt, rule->limits);
    }
}

/* ---- Values --------------------------------------------------------------------------------- */

ek_smt_value ek_smt_truth(ek_text is)
{
    return (ek_smt_value){.type = EK_TYPE_CONDITION, .none = EK_TEXT("false"), .is = is};
}

ek_smt_value ek_smt_quantity(ek_text is, ek_text none)
{
    return (ek_smt_value){.type = EK_TYPE_QUANTITY, .none = none, .is = is};
}

ek_smt_value ek_smt_date(ek_smt *smt, ek_date date)
{
    ek_civil civil = ek_date_civil(date);
    int32_t month = civil.year * 12 + civil.month - 1;

    return (ek_smt_value){.type = EK_TYPE_DATE,
                          .none = EK_TEXT("false"),
                          .is = ek_smt_format(smt, "%d", month * 32 + civil.day),
                          .month = ek_smt_format(smt, "%d", month),
                          .day = ek_smt_format(smt, "%d", civil.day)};
}

static ek_text choose(ek_smt *smt, const char *sort, ek_text condition, ek_text a, ek_text b)
{
    if (ek_text_equal(a, b) || is_true(condition))
        return a;
    if (is_false(condition))
        return b;
    return ek_smt_keep(smt, sort,
                       ek_smt_format(smt, "(ite %.*s %.*s %.*s)", EK_TEXT_ARGS(condition),
                                     EK_TEXT_ARGS(a), EK_TEXT_ARGS(b)));
}

static const char *sort_of(ek_type type)
{
    return type == EK_TYPE_CONDITION                           ? "Bool"
           : type == EK_TYPE_QUANTITY || type == EK_TYPE_LEVEL ? "Real"
                                                               : "Int";
}

static void join_members(ek_smt *smt, ek_text condition, const ek_smt_value *a,
                         const ek_smt_value *b, ek_smt_value *out)
{
    uint32_t count = a->member_count + b->member_count;
    ek_smt_member *members = EK_NEW_ARRAY(smt->arena, ek_smt_member, count ? count : 1);

    for (uint32_t i = 0; i < count; i++) {
        bool first = i < a->member_count;

        members[i] = first ? a->members[i] : b->members[i - a->member_count];
        members[i].in =
            ek_smt_and(smt, first ? condition : ek_smt_not(smt, condition), members[i].in);
    }
    out->members = members;
    out->member_count = count;
}

static void join_items(ek_smt *smt, ek_text condition, const ek_smt_value *a, const ek_smt_value *b,
                       ek_smt_value *out)
{
    ek_text *items = EK_NEW_ARRAY(smt->arena, ek_text, smt->length);

    for (uint32_t i = 0; i < smt->length; i++)
        items[i] = choose(smt, "Bool", condition, a->items[i], b->items[i]);
    out->scope = a->scope;
    out->items = items;
}

ek_smt_value ek_smt_either(ek_smt *smt, ek_text condition, ek_smt_value a, ek_smt_value b)
{
    ek_smt_value out = a.type == EK_TYPE_NONE ? b : a;

    out.none = choose(smt, "Bool", condition, a.none, b.none);
    if (a.type == EK_TYPE_NONE || b.type == EK_TYPE_NONE) {
        if (out.type == EK_TYPE_CONDITION)
            out.is = ek_smt_and(smt, ek_smt_not(smt, out.none), out.is);
        return out;
    }
    if (a.opaque || b.opaque) {
        out.opaque = true;
        out.is = ek_smt_format(smt, "%.*s %.*s %.*s", EK_TEXT_ARGS(condition), EK_TEXT_ARGS(a.is),
                               EK_TEXT_ARGS(b.is));
    } else if (out.type == EK_TYPE_SET)
        join_members(smt, condition, &a, &b, &out);
    else if (out.type == EK_TYPE_LIST)
        join_items(smt, condition, &a, &b, &out);
    else
        out.is = choose(smt, sort_of(out.type), condition, a.is, b.is);
    if (out.type == EK_TYPE_DATE) {
        out.month = choose(smt, "Int", condition, a.month, b.month);
        out.day = choose(smt, "Int", condition, a.day, b.day);
    }
    return out;
}

static ek_text has_member(ek_smt *smt, const ek_smt_value *set, const ek_smt_member *member)
{
    ek_text has = EK_TEXT("false");

    for (uint32_t i = 0; i < set->member_count; i++) {
        ek_text same = ek_text_equal(set->members[i].text, member->text)
                           ? EK_TEXT("true")
                           : ek_smt_format(smt, "(= %.*s %.*s)", EK_TEXT_ARGS(set->members[i].text),
                                           EK_TEXT_ARGS(member->text));
        has = ek_smt_or(smt, has, ek_smt_and(smt, set->members[i].in, same));
    }
    return has;
}

static ek_text within(ek_smt *smt, const ek_smt_value *a, const ek_smt_value *b)
{
    ek_text all = EK_TEXT("true");

    for (uint32_t i = 0; i < a->member_count; i++)
        all = ek_smt_and(
            smt, all,
            ek_smt_or(smt, ek_smt_not(smt, a->members[i].in), has_member(smt, b, &a->members[i])));
    return all;
}

/* Both known and equal; of what is opaque only that it is the same is known. */
ek_text ek_smt_same(ek_smt *smt, ek_smt_value a, ek_smt_value b)
{
    ek_text same, known = ek_smt_not(smt, ek_smt_or(smt, a.none, b.none));

    if (a.type == EK_TYPE_NONE || b.type == EK_TYPE_NONE || a.type != b.type)
        return EK_TEXT("false");
    if (a.opaque || b.opaque)
        same =
            a.opaque && b.opaque && ek_text_equal(a.is, b.is) ? EK_TEXT("true") : EK_TEXT("false");
    else if (a.type == EK_TYPE_SET)
        same = ek_smt_and(smt, within(smt, &a, &b), within(smt, &b, &a));
    else if (ek_text_equal(a.is, b.is))
        same = EK_TEXT("true");
    else
        same = ek_smt_format(smt, "(= %.*s %.*s)", EK_TEXT_ARGS(a.is), EK_TEXT_ARGS(b.is));
    return ek_smt_and(smt, known, ek_smt_keep(smt, "Bool", same));
}

/* ---- Beginning ------------------------------------------------------------------------------ */

void ek_smt_begin(ek_smt *smt, ek_arena *arena, const ek_rulebook *book, ek_scope claim,
                  uint32_t length, ek_date last_day)
{
    *smt = (ek_smt){.arena = arena,
                    .book = book,
                    .claim = claim,
                    .length = length,
                    .first_day = book->first_day,
                    .last_day = last_day,
                    .guard = EK_TEXT("true"),
                    .copy = ""};
    ek_buffer_init(&smt->lines, arena);
    for (uint32_t i = 0; i < EK_SCOPE_COUNT; i++)
        smt->at[i] = -1;
}
