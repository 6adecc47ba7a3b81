/* The matrix: articles with what cites them, rules with what tests found of them, and every cell
 * that is empty; as text and as JSON (docs/json.md). */
#include "desk/law.h"
#include "explain/json.h"
#include "explain/page.h"

#define NAME_COLUMNS 34
#define MOST_NAME 46

/* ---- Text ---------------------------------------------------------------------------------- */

static void write_padded(ek_pen *pen, ek_text text, uint32_t columns)
{
    uint32_t width = ek_utf8_width(text);

    ek_pen_styled(pen, text, EK_STYLE_PLAIN);
    ek_pen_spaces(pen, width < columns ? columns - width : 1);
}

static void write_number(ek_pen *pen, uint32_t number)
{
    if (number == 0)
        ek_buffer_string(pen->out, "      –");
    else
        ek_buffer_format(pen->out, "%7u", number);
}

static uint32_t widest_name(const ek_law_view *view)
{
    uint32_t widest = NAME_COLUMNS;

    for (uint32_t i = 0; i < view->book->rule_count; i++) {
        uint32_t width = ek_utf8_width(view->book->rules[i]->id) + 2;

        widest = width > widest && width <= MOST_NAME ? width : widest;
    }
    return widest;
}

static ek_text say_article(const ek_pen *pen, const ek_article *article)
{
    ek_text parts[2] = {article->act, article->name};

    return ek_shown(pen, ek_joined(pen, parts, 2, " "));
}

static void write_article(ek_pen *pen, const ek_article_line *line, uint32_t columns)
{
    const ek_article *article = line->article;
    ek_text says = ek_shown(pen, ek_says_in(&article->says, pen->language));

    write_padded(pen, say_article(pen, article), columns);
    if (line->empty || (ek_article_has_reason(article) && !line->idle)) {
        ek_text because = ek_says_in(&article->no_rule_because, pen->language);

        ek_write_wrapped(pen,
                         line->empty
                             ? ek_text_format(pen->out->arena, "EMPTY: nothing cites it (%.*s)",
                                              EK_TEXT_ARGS(says))
                             : ek_text_format(pen->out->arena, "no rule: %.*s",
                                              EK_TEXT_ARGS(ek_shown(pen, because))),
                         columns, columns, EK_STYLE_FAINT);
        return;
    }
    write_number(pen, line->count[EK_CITES_RULE]);
    write_number(pen, line->count[EK_CITES_TERM] + line->count[EK_CITES_ALLOCATION] +
                          line->count[EK_CITES_ITEM]);
    write_number(pen, line->count[EK_CITES_PARAMETER]);
    write_number(pen, line->count[EK_CITES_QUESTION]);
    write_number(pen, line->tests);
    ek_buffer_string(pen->out, line->idle ? "  EMPTY: it has a reason, and a rule\n" : "\n");
}

/* A number where there can be tests of that kind; else nothing. */
static void write_where_possible(ek_pen *pen, uint32_t number, bool possible)
{
    if (possible || number > 0)
        write_number(pen, number);
    else
        ek_pen_spaces(pen, 7);
}

/* Does a condition hold by law alone, whatever the case? With `sure`: can it at least never be
 * unknown? */
static bool is_constant(const ek_expr *expr, bool sure, uint32_t depth)
{
    bool constant = expr->op != EK_OP_THING && expr->op != EK_OP_RULING;

    if (expr->op == EK_OP_FACT) /* what is not there is none, never missing */
        return sure && expr->as.path.length == 1 && expr->as.path.field &&
               (expr->as.path.field->flags & EK_ABSENT_NONE);
    if (depth == 24)
        return false;
    for (uint32_t i = 0; expr->op == EK_OP_TERM && i < expr->as.term->version_count; i++)
        constant = constant && is_constant(expr->as.term->versions[i]->is, sure, depth + 1);
    for (uint32_t i = 0; constant && i < expr->count; i++)
        constant = is_constant(expr->args[i], sure, depth + 1);
    return constant;
}

/* Can what the rule asks or gives be unknown? What it only tells decides nothing. */
static bool may_be_unknown(const ek_rule *rule)
{
    bool constant = (!rule->where || is_constant(rule->where, true, 0)) &&
                    (!rule->must || is_constant(rule->must, true, 0));

    if (!rule->gives || rule->gives->kind == EK_EFFECT_INFORM)
        return !constant;
    for (uint32_t i = 0; constant && i < rule->gives->field_count; i++)
        constant = is_constant(rule->gives->fields[i].value, true, 0);
    return !constant;
}

static void write_rule(ek_pen *pen, const ek_law_view *view, const ek_citer *citer,
                       uint32_t columns)
{
    const ek_reached *reached = citer->reached;
    const ek_rule *rule = citer->item;
    bool constant = rule->must && is_constant(rule->must, false, 0);

    write_padded(pen, ek_shown(pen, citer->name), columns);
    write_number(pen, reached->speaks);
    write_where_possible(pen, reached->holds, !constant);
    write_where_possible(pen, reached->fails, rule->must && !constant);
    write_where_possible(pen, reached->unknown, may_be_unknown(rule));
    write_where_possible(pen, reached->silent, rule->where != NULL);
    write_where_possible(pen, reached->day_before,
                         rule->clock || rule->since > view->book->first_day);
    write_where_possible(pen, reached->first_day,
                         rule->clock || rule->since >= view->book->first_day);
    ek_buffer_string(pen->out, reached->speaks == 0 ? "  EMPTY: no test reaches it\n" : "\n");
}

static const char *const kinds[EK_CITER_KINDS] = {"rule",  "word",   "allocation",
                                                  "check", "number", "question"};

static void write_undeclared(ek_pen *pen, const ek_law_view *view)
{
    for (uint32_t i = 0; i < view->citer_count; i++) {
        const ek_citer *citer = &view->citers[i];

        if (citer->undeclared.size)
            ek_buffer_format(
                pen->out, "EMPTY: %.*s: the %s %.*s cites %.*s, which laws.yaml does not declare\n",
                EK_TEXT_ARGS(ek_say_place(pen, citer->place)), kinds[citer->kind],
                EK_TEXT_ARGS(ek_shown(pen, citer->name)),
                EK_TEXT_ARGS(ek_shown(pen, citer->undeclared)));
    }
}

void ek_law_table(ek_pen *pen, const ek_law_view *view)
{
    uint32_t columns = widest_name(view), reasons = 0;

    for (uint32_t i = 0; i < view->line_count; i++)
        reasons += ek_article_has_reason(view->lines[i].article);
    ek_buffer_format(pen->out,
                     "%.*s: %u provisions (%u without a rule, for a reason), %u rules, %u tests",
                     EK_TEXT_ARGS(view->book->code), view->line_count, reasons,
                     view->book->rule_count, view->test_count);
    if (view->failed_count)
        ek_buffer_format(pen->out, ", %u of them FAIL", view->failed_count);
    ek_buffer_string(pen->out, "\n\n");
    write_padded(pen, EK_TEXT("provision"), columns);
    ek_buffer_string(pen->out, "  rules  words numbers   asked  tests\n");
    for (uint32_t i = 0; i < view->line_count; i++)
        write_article(pen, &view->lines[i], columns);
    ek_buffer_char(pen->out, '\n');
    write_padded(pen, EK_TEXT("rule: tests in which it"), columns);
    ek_buffer_string(pen->out, " speaks  holds  fails unknown silent    eve  first\n");
    for (uint32_t i = 0; i < view->book->rule_count; i++)
        write_rule(pen, view, &view->citers[i], columns);
    ek_buffer_char(pen->out, '\n');
    write_undeclared(pen, view);
    ek_buffer_format(pen->out, "%.*s: %u empty %s\n", EK_TEXT_ARGS(view->book->code), view->empty,
                     view->empty == 1 ? "cell" : "cells");
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void put_citers(ek_json *json, const ek_law_view *view, const ek_article_line *line)
{
    static const char *const keys[EK_CITER_KINDS] = {"rules",  "definitions", "allocations",
                                                     "checks", "parameters",  "questions"};

    for (int kind = 0; kind < EK_CITER_KINDS; kind++) {
        ek_json_open(json, keys[kind], '[');
        for (uint32_t i = 0; i < view->citer_count; i++)
            if (view->citers[i].kind == (ek_citer_kind)kind && ek_law_cites(&view->citers[i], line))
                ek_json_text(json, NULL, view->citers[i].name);
        ek_json_close(json, ']');
    }
}

static void put_article(ek_json *json, const ek_law_view *view, const ek_article_line *line)
{
    const ek_article *article = line->article;

    ek_json_open(json, NULL, '{');
    ek_json_text(json, "act", article->act);
    ek_json_text(json, "article", article->name);
    ek_json_text(json, "says", ek_says_in(&article->says, json->pen.language));
    if (ek_article_has_reason(article))
        ek_json_text(json, "no_rule_because",
                     ek_says_in(&article->no_rule_because, json->pen.language));
    else
        ek_json_null(json, "no_rule_because");
    put_citers(json, view, line);
    ek_json_count(json, "tests", line->tests);
    ek_json_yes(json, "empty", line->empty || line->idle);
    ek_json_place(json, "place", article->place);
    ek_json_close(json, '}');
}

static void put_rule(ek_json *json, const ek_citer *citer)
{
    const ek_reached *reached = citer->reached;

    ek_json_open(json, NULL, '{');
    ek_json_text(json, "rule", citer->name);
    ek_json_date(json, "since", ((const ek_rule *)citer->item)->since);
    if (citer->undeclared.size)
        ek_json_text(json, "undeclared", citer->undeclared);
    else
        ek_json_null(json, "undeclared");
    ek_json_open(json, "tests", '{');
    ek_json_count(json, "speaks", reached->speaks);
    ek_json_count(json, "holds", reached->holds);
    ek_json_count(json, "fails", reached->fails);
    ek_json_count(json, "unknown", reached->unknown);
    ek_json_count(json, "silent", reached->silent);
    ek_json_count(json, "day_before", reached->day_before);
    ek_json_count(json, "first_day", reached->first_day);
    ek_json_close(json, '}');
    ek_json_yes(json, "empty", reached->speaks == 0 || citer->undeclared.size > 0);
    ek_json_place(json, "place", citer->place);
    ek_json_close(json, '}');
}

void ek_law_json(ek_buffer *out, const ek_law_view *view, ek_language language)
{
    ek_json json;

    ek_json_init(&json, out, language, false);
    ek_json_open(&json, NULL, '{');
    ek_json_text(&json, "country", view->book->code);
    ek_json_count(&json, "tests", view->test_count);
    ek_json_count(&json, "failed", view->failed_count);
    ek_json_open(&json, "articles", '[');
    for (uint32_t i = 0; i < view->line_count; i++)
        put_article(&json, view, &view->lines[i]);
    ek_json_close(&json, ']');
    ek_json_open(&json, "rules", '[');
    for (uint32_t i = 0; i < view->book->rule_count; i++)
        put_rule(&json, &view->citers[i]);
    ek_json_close(&json, ']');
    ek_json_open(&json, "undeclared", '[');
    for (uint32_t i = view->book->rule_count; i < view->citer_count; i++)
        if (view->citers[i].undeclared.size)
            ek_json_text(&json, NULL, view->citers[i].name);
    ek_json_close(&json, ']');
    ek_json_count(&json, "empty", view->empty);
    ek_json_close(&json, '}');
}
