/* Two versions of a country, side by side: each thing is written as policy text, part by part, and
 * the texts are compared. Places and the order in files make no difference. */
#include "desk/policy_diff.h"

#include <string.h>

#define PARTS 13

/* A rule, definition or allocation as texts by part; `words` of them are for people. */
typedef struct parts {
    const char *names[PARTS];
    ek_text texts[PARTS];
    bool words[PARTS];
    uint32_t count;
} parts;

typedef struct walk {
    ek_arena *arena;
    ek_policy_diff *out;
    ek_text *names; /* parameters, definitions and questions that answer otherwise */
    uint32_t name_count, name_capacity;
} walk;

/* ---- Parts as text -------------------------------------------------------------------------- */

static void add_part(parts *p, const char *name, ek_text text, bool words)
{
    p->names[p->count] = name;
    p->texts[p->count] = text;
    p->words[p->count++] = words;
}

static void add_expr(parts *p, ek_arena *arena, const char *name, const ek_expr *expr)
{
    ek_buffer text;

    ek_buffer_init(&text, arena);
    if (expr)
        ek_buffer_expr(&text, expr);
    add_part(p, name, ek_buffer_done(&text), false);
}

static void buffer_texts(ek_buffer *out, ek_texts texts)
{
    for (uint32_t i = 0; i < texts.count; i++) {
        ek_buffer_text(out, texts.items[i]);
        ek_buffer_char(out, '\n');
    }
}

static void add_effect(parts *p, ek_arena *arena, const char *name, const ek_effect *effect)
{
    ek_buffer text;

    ek_buffer_init(&text, arena);
    if (effect)
        ek_buffer_string(&text, ek_effect_name(effect->kind));
    for (uint32_t i = 0; effect && i < effect->field_count; i++) {
        const ek_effect_field *field = &effect->fields[i];

        ek_buffer_format(&text, "\n%.*s%s ", EK_TEXT_ARGS(field->name),
                         field->at_most ? " up to" : "");
        ek_buffer_expr(&text, field->value);
    }
    add_part(p, name, ek_buffer_done(&text), false);
}

static void add_otherwise(parts *p, ek_arena *arena, const ek_otherwise *otherwise)
{
    ek_buffer text;

    ek_buffer_init(&text, arena);
    ek_buffer_format(&text, "%d %.*s\n", (int)otherwise->kind, EK_TEXT_ARGS(otherwise->step));
    buffer_texts(&text, otherwise->instead);
    if (otherwise->ruling)
        ek_buffer_expr(&text, otherwise->ruling);
    add_part(p, "otherwise", ek_buffer_done(&text), false);
}

static void add_says(parts *p, ek_arena *arena, const char *name, const ek_says *says)
{
    ek_buffer text;

    ek_buffer_init(&text, arena);
    for (uint32_t i = 0; i < EK_LANGUAGES; i++) {
        ek_buffer_text(&text, says->in[i]);
        ek_buffer_char(&text, '\n');
    }
    add_part(p, name, ek_buffer_done(&text), true);
}

static void add_laws(parts *p, ek_arena *arena, const ek_law *laws, uint32_t count, bool unverified)
{
    ek_buffer text;

    ek_buffer_init(&text, arena);
    for (uint32_t i = 0; i < count; i++)
        ek_buffer_format(&text, "%.*s %d %.*s\n", EK_TEXT_ARGS(laws[i].code), (int)laws[i].before,
                         EK_TEXT_ARGS(laws[i].text));
    add_part(p, "law", ek_buffer_done(&text), true);
    add_part(p, "status", unverified ? EK_TEXT("unverified") : EK_TEXT(""), true);
}

static void add_days(parts *p, ek_arena *arena, ek_date since, ek_date last_day)
{
    add_part(p, "since", ek_text_format(arena, "%d", (int)since), false);
    add_part(p, "last_day", ek_text_format(arena, "%d", (int)last_day), false);
}

static void rule_parts(parts *p, ek_arena *arena, const ek_rule *rule)
{
    p->count = 0;
    add_laws(p, arena, rule->laws, rule->law_count, rule->unverified);
    add_says(p, arena, "says", &rule->says);
    add_says(p, arena, "reading", &rule->reading);
    add_part(p, "last_day", ek_text_format(arena, "%d", (int)rule->last_day), false);
    add_expr(p, arena, "clock", rule->clock);
    add_part(p, "for_each, phase, choose, overrides",
             ek_text_format(arena, "%d %d %d %.*s", (int)rule->for_each, (int)rule->phase,
                            (int)rule->choose, EK_TEXT_ARGS(rule->overrides)),
             false);
    add_expr(p, arena, "where", rule->where);
    add_expr(p, arena, "to_reach", rule->to_reach);
    add_expr(p, arena, "must", rule->must);
    add_otherwise(p, arena, &rule->otherwise);
    add_effect(p, arena, "gives", rule->gives);
    add_effect(p, arena, "limits", rule->limits);
}

static void definition_parts(parts *p, ek_arena *arena, const ek_definition *definition)
{
    p->count = 0;
    add_laws(p, arena, definition->laws, definition->law_count, definition->unverified);
    add_says(p, arena, "says", &definition->says);
    add_days(p, arena, definition->since, definition->last_day);
    add_expr(p, arena, "clock", definition->clock);
    add_expr(p, arena, "is", definition->is);
}

static void allocation_parts(parts *p, ek_arena *arena, const ek_allocation *allocation)
{
    p->count = 0;
    add_laws(p, arena, allocation->laws, allocation->law_count, allocation->unverified);
    add_says(p, arena, "says", &allocation->says);
    add_says(p, arena, "reading", &allocation->reading);
    add_days(p, arena, allocation->since, allocation->last_day);
    add_expr(p, arena, "clock", allocation->clock);
    add_expr(p, arena, "where", allocation->where);
    add_expr(p, arena, "total", allocation->total);
    add_expr(p, arena, "by", allocation->by);
    add_expr(p, arena, "rounding", allocation->rounding);
}

/* Names of the parts that differ, joined; *words_only: no answer depends on them. */
static ek_text differing(ek_arena *arena, const parts *a, const parts *b, bool *words_only)
{
    ek_buffer names;

    ek_buffer_init(&names, arena);
    *words_only = true;
    for (uint32_t i = 0; i < a->count; i++) {
        if (ek_text_equal(a->texts[i], b->texts[i]))
            continue;
        if (names.size)
            ek_buffer_string(&names, ", ");
        ek_buffer_string(&names, a->names[i]);
        if (!a->words[i])
            *words_only = false;
    }
    return ek_buffer_done(&names);
}

/* ---- Changes -------------------------------------------------------------------------------- */

static void add_change(walk *w, ek_policy_change change)
{
    *EK_PUSH(w->arena, w->out->items, w->out->count, w->out->capacity) = change;
}

static void add_name(walk *w, ek_text name)
{
    *EK_PUSH(w->arena, w->names, w->name_count, w->name_capacity) = name;
}

static void add_rule(walk *w, ek_text id)
{
    if (w->out->rule_count > 0 && ek_text_equal(w->out->rules[w->out->rule_count - 1], id))
        return;
    *EK_PUSH(w->arena, w->out->rules, w->out->rule_count, w->out->rule_capacity) = id;
}

static ek_text since_day(ek_arena *arena, ek_date day)
{
    ek_buffer text;

    ek_buffer_init(&text, arena);
    ek_buffer_string(&text, "since ");
    ek_buffer_date(&text, day);
    return ek_buffer_done(&text);
}

/* ---- Rules ---------------------------------------------------------------------------------- */

static int compare_rules(const ek_rule *a, const ek_rule *b)
{
    int order = ek_text_compare(a->id, b->id);

    return order != 0 ? order : (a->since > b->since) - (a->since < b->since);
}

static void note_rule(walk *w, const ek_rule *rule, ek_difference difference)
{
    add_change(w, (ek_policy_change){.thing = "rule",
                                     .difference = difference,
                                     .name = rule->id,
                                     .says = since_day(w->arena, rule->since),
                                     .place = rule->place});
    add_rule(w, rule->id);
}

static void compare_rule(walk *w, const ek_rule *before, const ek_rule *after)
{
    ek_policy_change change = {
        .thing = "rule", .difference = EK_ALTERED, .name = after->id, .place = after->place};
    parts a, b;

    rule_parts(&a, w->arena, before);
    rule_parts(&b, w->arena, after);
    change.says = differing(w->arena, &a, &b, &change.words_only);
    if (change.says.size == 0)
        return;
    add_change(w, change);
    if (!change.words_only)
        add_rule(w, after->id);
}

static void compare_all_rules(walk *w, const ek_rulebook *before, const ek_rulebook *after)
{
    uint32_t a = 0, b = 0, a_count = before ? before->rule_count : 0,
             b_count = after ? after->rule_count : 0;

    while (a < a_count || b < b_count) {
        int order = a == a_count   ? 1
                    : b == b_count ? -1
                                   : compare_rules(before->rules[a], after->rules[b]);

        if (order < 0)
            note_rule(w, before->rules[a], EK_REMOVED);
        else if (order > 0)
            note_rule(w, after->rules[b], EK_ADDED);
        else
            compare_rule(w, before->rules[a], after->rules[b]);
        a += order <= 0;
        b += order >= 0;
    }
}

/* ---- Parameters ----------------------------------------------------------------------------- */

static void buffer_datum(ek_buffer *out, const ek_datum *datum)
{
    switch (datum->kind) {
    case EK_DATUM_NUMBER: ek_buffer_fraction(out, datum->as.number); break;
    case EK_DATUM_DATE: ek_buffer_date(out, datum->as.date); break;
    case EK_DATUM_TEXT: ek_buffer_text(out, datum->as.text); break;
    case EK_DATUM_TEXTS:
        for (uint32_t i = 0; i < datum->as.texts.count; i++)
            ek_buffer_format(out, "%s%.*s", i ? ", " : "", EK_TEXT_ARGS(datum->as.texts.items[i]));
        break;
    case EK_DATUM_ROUNDING: ek_buffer_rounding(out, datum->as.rounding); break;
    case EK_DATUM_NUMBERS:
        for (uint32_t i = 0; i < datum->as.numbers.count; i++) {
            ek_buffer_string(out, i ? ", " : "");
            ek_buffer_fraction(out, datum->as.numbers.items[i]);
        }
        break;
    case EK_DATUM_TABLE:
        ek_buffer_char(out, '{');
        for (uint32_t i = 0; i < datum->as.table.count; i++) {
            ek_buffer_format(out, "%s%.*s: ", i ? ", " : "",
                             EK_TEXT_ARGS(datum->as.table.rows[i].key));
            buffer_datum(out, &datum->as.table.rows[i].value);
        }
        ek_buffer_char(out, '}');
        break;
    }
}

static ek_text say_value(ek_arena *arena, const ek_dated *value)
{
    ek_buffer text;

    ek_buffer_init(&text, arena);
    if (value)
        buffer_datum(&text, &value->value);
    return value ? ek_buffer_done(&text) : EK_TEXT("no value");
}

static void add_value(walk *w, const ek_parameter *parameter, const ek_dated *value,
                      ek_difference difference, ek_text was, ek_text now)
{
    bool same = ek_text_equal(was, now);
    ek_text since = since_day(w->arena, value->since);
    ek_text says = same ? ek_text_format(w->arena, "law or status, %.*s", EK_TEXT_ARGS(since))
                        : ek_text_format(w->arena, "%.*s → %.*s, %.*s", EK_TEXT_ARGS(was),
                                         EK_TEXT_ARGS(now), EK_TEXT_ARGS(since));

    add_change(w, (ek_policy_change){.thing = "parameter",
                                     .difference = difference,
                                     .name = parameter->name,
                                     .says = says,
                                     .place = value->place,
                                     .words_only = same});
    if (!same)
        add_name(w, parameter->name);
}

static void compare_value(walk *w, const ek_parameter *parameter, const ek_dated *before,
                          const ek_dated *after)
{
    ek_text was = say_value(w->arena, before), now = say_value(w->arena, after);

    if (!before && after)
        add_value(w, parameter, after, EK_ADDED, was, now);
    else if (before && !after)
        add_value(w, parameter, before, EK_REMOVED, was, now);
    else if (before && after &&
             (!ek_text_equal(was, now) || !ek_text_equal(before->law, after->law) ||
              before->unverified != after->unverified))
        add_value(w, parameter, after, EK_ALTERED, was, now);
}

/* NULL past the end. */
static const ek_dated *value_at(const ek_parameter *parameter, uint32_t index)
{
    return parameter && index < parameter->value_count ? &parameter->values[index] : NULL;
}

static void compare_values(walk *w, const ek_parameter *before, const ek_parameter *after)
{
    const ek_parameter *parameter = after ? after : before;
    const ek_dated *x = value_at(before, 0), *y = value_at(after, 0);

    for (uint32_t a = 0, b = 0; x || y; x = value_at(before, a), y = value_at(after, b)) {
        bool old = x && (!y || x->since <= y->since), new = y && (!x || y->since <= x->since);

        compare_value(w, parameter, old ? x : NULL, new ? y : NULL);
        a += old;
        b += new;
    }
}

static void compare_parameters(walk *w, const ek_rulebook *before, const ek_rulebook *after)
{
    uint32_t a = 0, b = 0, a_count = before ? before->parameter_count : 0,
             b_count = after ? after->parameter_count : 0;

    while (a < a_count || b < b_count) {
        int order = a == a_count ? 1
                    : b == b_count
                        ? -1
                        : ek_text_compare(before->parameters[a]->name, after->parameters[b]->name);

        compare_values(w, order <= 0 ? before->parameters[a] : NULL,
                       order >= 0 ? after->parameters[b] : NULL);
        a += order <= 0;
        b += order >= 0;
    }
}

/* ---- Definitions, questions, allocations ---------------------------------------------------- */

static const ek_definition *find_definition(const ek_rulebook *book, ek_text name, ek_date since)
{
    for (uint32_t i = 0; book && i < book->term_count; i++)
        for (uint32_t k = 0; k < book->terms[i]->version_count; k++)
            if (ek_text_equal(book->terms[i]->name, name) &&
                book->terms[i]->versions[k]->since == since)
                return book->terms[i]->versions[k];
    return NULL;
}

static void note_definition(walk *w, const ek_definition *definition, ek_difference difference)
{
    add_change(w, (ek_policy_change){.thing = "definition",
                                     .difference = difference,
                                     .name = definition->name,
                                     .says = since_day(w->arena, definition->since),
                                     .place = definition->place});
    add_name(w, definition->name);
}

static void compare_definition(walk *w, const ek_definition *before, const ek_definition *after)
{
    ek_policy_change change = {.thing = "definition",
                               .difference = EK_ALTERED,
                               .name = after->name,
                               .place = after->place};
    parts a, b;

    definition_parts(&a, w->arena, before);
    definition_parts(&b, w->arena, after);
    change.says = differing(w->arena, &a, &b, &change.words_only);
    if (change.says.size == 0)
        return;
    add_change(w, change);
    if (!change.words_only)
        add_name(w, after->name);
}

/* Those of `book`; of the other one, only what this one has not, when `only_missing`. */
static void compare_definitions(walk *w, const ek_rulebook *book, const ek_rulebook *other,
                                bool only_missing)
{
    for (uint32_t i = 0; book && i < book->term_count; i++)
        for (uint32_t k = 0; k < book->terms[i]->version_count; k++) {
            const ek_definition *here = book->terms[i]->versions[k];
            const ek_definition *there = find_definition(other, here->name, here->since);

            if (!there)
                note_definition(w, here, only_missing ? EK_REMOVED : EK_ADDED);
            else if (!only_missing)
                compare_definition(w, there, here);
        }
}

static const ek_question *find_question(const ek_rulebook *book, ek_text name)
{
    for (uint32_t i = 0; book && i < book->question_count; i++)
        if (ek_text_equal(book->questions[i]->name, name))
            return book->questions[i];
    return NULL;
}

static bool same_question(const ek_question *a, const ek_question *b, bool *words_only)
{
    *words_only = a->type == b->type && ek_text_equal(a->body, b->body) && a->about == b->about &&
                  a->answer == b->answer && ek_measure_equal(&a->measure, &b->measure) &&
                  ek_texts_equal(a->choices, b->choices);
    for (uint32_t i = 0; i < EK_LANGUAGES; i++)
        if (!ek_text_equal(a->asks.in[i], b->asks.in[i]))
            return false;
    return *words_only && ek_text_equal(a->law, b->law) && a->unverified == b->unverified &&
           ek_texts_equal(a->evidence, b->evidence);
}

static void compare_questions(walk *w, const ek_rulebook *before, const ek_rulebook *after)
{
    for (uint32_t i = 0; after && i < after->question_count; i++) {
        const ek_question *now = after->questions[i], *was = find_question(before, now->name);
        ek_policy_change change = {.thing = "question",
                                   .difference = was ? EK_ALTERED : EK_ADDED,
                                   .name = now->name,
                                   .place = now->place};

        if (was && same_question(was, now, &change.words_only))
            continue;
        add_change(w, change);
        if (!change.words_only)
            add_name(w, now->name);
    }
    for (uint32_t i = 0; before && i < before->question_count; i++) {
        const ek_question *was = before->questions[i];

        if (find_question(after, was->name))
            continue;
        add_change(w, (ek_policy_change){.thing = "question",
                                         .difference = EK_REMOVED,
                                         .name = was->name,
                                         .place = was->place});
        add_name(w, was->name);
    }
}

static const ek_allocation *find_allocation(const ek_rulebook *book, const ek_allocation *like)
{
    for (uint32_t i = 0; book && i < book->allocation_count; i++)
        if (ek_text_equal(book->allocations[i]->id, like->id) &&
            book->allocations[i]->since == like->since)
            return book->allocations[i];
    return NULL;
}

static void compare_allocations(walk *w, const ek_rulebook *before, const ek_rulebook *after)
{
    parts a, b;

    for (uint32_t i = 0; after && i < after->allocation_count; i++) {
        const ek_allocation *now = after->allocations[i], *was = find_allocation(before, now);
        ek_policy_change change = {
            .thing = "allocation", .name = now->id, .place = now->place, .difference = EK_ADDED};

        if (was) {
            allocation_parts(&a, w->arena, was);
            allocation_parts(&b, w->arena, now);
            change.difference = EK_ALTERED;
            change.says = differing(w->arena, &a, &b, &change.words_only);
            if (change.says.size == 0)
                continue;
        }
        add_change(w, change);
        w->out->everything |= !change.words_only;
    }
    for (uint32_t i = 0; before && i < before->allocation_count; i++)
        if (!find_allocation(after, before->allocations[i])) {
            add_change(w, (ek_policy_change){.thing = "allocation",
                                             .difference = EK_REMOVED,
                                             .name = before->allocations[i]->id,
                                             .place = before->allocations[i]->place});
            w->out->everything = true;
        }
}

/* ---- Files behind every rule ---------------------------------------------------------------- */

static const ek_policy_file *find_file(const ek_rulebook *book, ek_text name)
{
    for (uint32_t i = 0; book && i < book->file_count; i++)
        if (ek_text_equal(book->files[i].name, name))
            return &book->files[i];
    return NULL;
}

/* country.yaml (levels, scales, claims that arise) and what countries share. */
static bool is_behind_all(ek_text name)
{
    return ek_text_ends(name, "/country.yaml") || ek_text_starts(name, "policies/");
}

static void note_file(walk *w, ek_text name, ek_difference difference)
{
    add_change(w, (ek_policy_change){.thing = "file",
                                     .difference = difference,
                                     .name = name,
                                     .says = EK_TEXT("stands behind every rule"),
                                     .place = {.file = name}});
    w->out->everything = true;
}

static void compare_files(walk *w, const ek_rulebook *before, const ek_rulebook *after)
{
    for (uint32_t i = 0; after && i < after->file_count; i++) {
        const ek_policy_file *now = &after->files[i], *was = find_file(before, now->name);

        if (is_behind_all(now->name) &&
            (!was || memcmp(was->digest.bytes, now->digest.bytes, sizeof now->digest.bytes) != 0))
            note_file(w, now->name, was ? EK_ALTERED : EK_ADDED);
    }
    for (uint32_t i = 0; before && i < before->file_count; i++)
        if (is_behind_all(before->files[i].name) && !find_file(after, before->files[i].name))
            note_file(w, before->files[i].name, EK_REMOVED);
}

/* ---- Which rules read what differs ---------------------------------------------------------- */

static bool is_named(const walk *w, ek_text name)
{
    for (uint32_t i = 0; i < w->name_count; i++)
        if (ek_text_equal(w->names[i], name))
            return true;
    return false;
}

static bool reads_changed(const walk *w, const ek_expr *expr, uint32_t depth)
{
    if (!expr || depth > 64)
        return false;
    if (expr->op == EK_OP_PARAM && is_named(w, expr->as.param->name))
        return true;
    if (expr->op == EK_OP_RULING && is_named(w, expr->as.question->name))
        return true;
    if (expr->op == EK_OP_TERM) {
        if (is_named(w, expr->as.term->name))
            return true;
        for (uint32_t i = 0; i < expr->as.term->version_count; i++)
            if (reads_changed(w, expr->as.term->versions[i]->is, depth + 1))
                return true;
    }
    for (uint32_t i = 0; i < expr->count; i++)
        if (reads_changed(w, expr->args[i], depth + 1))
            return true;
    return false;
}

static bool effect_reads(const walk *w, const ek_effect *effect)
{
    for (uint32_t i = 0; effect && i < effect->field_count; i++)
        if (reads_changed(w, effect->fields[i].value, 0))
            return true;
    return false;
}

static void find_readers(walk *w, const ek_rulebook *book)
{
    for (uint32_t i = 0; book && i < book->rule_count; i++) {
        const ek_rule *rule = book->rules[i];

        if (reads_changed(w, rule->clock, 0) || reads_changed(w, rule->where, 0) ||
            reads_changed(w, rule->to_reach, 0) || reads_changed(w, rule->must, 0) ||
            reads_changed(w, rule->otherwise.ruling, 0) || effect_reads(w, rule->gives) ||
            effect_reads(w, rule->limits))
            add_rule(w, rule->id);
    }
    for (uint32_t i = 0; book && i < book->allocation_count; i++)
        if (reads_changed(w, book->allocations[i]->where, 0) ||
            reads_changed(w, book->allocations[i]->total, 0) ||
            reads_changed(w, book->allocations[i]->by, 0) ||
            reads_changed(w, book->allocations[i]->rounding, 0))
            w->out->everything = true;
}

void ek_policy_diff_find(ek_policy_diff *out, ek_arena *arena, const ek_rulebook *before,
                         const ek_rulebook *after)
{
    walk w = {.arena = arena, .out = out};

    *out = (ek_policy_diff){.everything = !before || !after};
    compare_files(&w, before, after);
    compare_parameters(&w, before, after);
    compare_questions(&w, before, after);
    compare_definitions(&w, after, before, false);
    compare_definitions(&w, before, after, true);
    compare_all_rules(&w, before, after);
    compare_allocations(&w, before, after);
    find_readers(&w, before);
    find_readers(&w, after);
    ek_texts_sort(out->rules, out->rule_count);
    out->rule_count = ek_texts_once(out->rules, out->rule_count);
}

bool ek_policy_diff_touches(const ek_policy_diff *diff, ek_text rule)
{
    return diff->everything || ek_texts_have((ek_texts){diff->rules, diff->rule_count}, rule);
}
