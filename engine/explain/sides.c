/* Both sides of a condition: what was found, what it was held against, by how much it fails; and
 * behind each side the facts and parameters with their places (LANGUAGE section 5, last column).
 *
 * The condition is evaluated again, plainly, in a copy of the scene that its rule was judged in.
 * Parts are asked in the order of that evaluation and only as far as it went: `all` up to its first
 * false, `any` up to its first true; so nothing is asked here that was not asked then. */
#include "explain/sides.h"

#define MOST_ELEMENTS 8

static void explain(ek_side_builder *b, const ek_expr *expr);
static void explain_answered(ek_side_builder *b, const ek_expr *expr, const ek_answer *answer);

/* ---- Comparisons --------------------------------------------------------------------------- */

static ek_phrase phrase_of_excess(const ek_expr *expr, bool over)
{
    static const ek_dimension times[] = {EK_MONTHS, EK_WEEKS, EK_DAYS, EK_YEARS};

    for (uint32_t i = 0; i < 4 && expr->op != EK_OP_AGE_ON; i++)
        if (expr->measure.power[times[i]] == 1)
            return over ? EK_SAY_TOO_LONG : EK_SAY_TOO_SHORT;
    if (expr->measure.power[EK_MARKS])
        return over ? EK_SAY_TOO_HIGH : EK_SAY_TOO_LOW;
    return ek_side_is_plain(expr) ? (over ? EK_SAY_TOO_MUCH : EK_SAY_TOO_LITTLE)
                                  : (over ? EK_SAY_TOO_MANY : EK_SAY_TOO_FEW);
}

static void add_difference(ek_side_builder *b, const ek_expr *expr, const ek_answer *left,
                           const ek_answer *right, ek_truth truth)
{
    bool over = expr->op == EK_OP_AT_MOST || expr->op == EK_OP_LESS_THAN;
    ek_fraction difference;

    if (left->state != EK_KNOWN || right->state != EK_KNOWN)
        return;
    if (ek_fraction_subtract(&difference, over ? left->low : right->low,
                             over ? right->low : left->low) != ERKEND_OK)
        return;
    if (truth == EK_TRUE && difference.num == 0) {
        ek_side_add(b, EK_SIDE_DIFFERENCE, ek_say(b->pen, EK_SAY_EXACTLY));
    } else if (truth == EK_FALSE && b->failed && difference.num > 0) {
        const ek_expr *measured = expr->args[0]->measure.any ? expr->args[1] : expr->args[0];

        ek_side_add(
            b, EK_SIDE_DIFFERENCE,
            ek_say1(b->pen, phrase_of_excess(measured, over),
                    ek_say_quantity(b->pen, difference, &measured->measure, EK_FORM_PLAIN)));
    }
}

static ek_phrase phrase_of_comparison(ek_op op, ek_truth truth)
{
    switch (op) {
    case EK_OP_AT_LEAST: return EK_SAY_AT_LEAST;
    case EK_OP_AT_MOST: return EK_SAY_AT_MOST;
    case EK_OP_MORE_THAN: return EK_SAY_MORE_THAN;
    case EK_OP_LESS_THAN: return EK_SAY_LESS_THAN;
    case EK_OP_BEFORE: return EK_SAY_BEFORE;
    case EK_OP_AFTER: return EK_SAY_AFTER;
    case EK_OP_ON_OR_BEFORE: return EK_SAY_ON_OR_BEFORE;
    case EK_OP_ON_OR_AFTER: return EK_SAY_ON_OR_AFTER;
    case EK_OP_SAME: return truth == EK_FALSE ? EK_SAY_NOT_SAME : EK_SAY_SAME;
    case EK_OP_ONE_OF: return truth == EK_FALSE ? EK_SAY_NOT_ONE_OF : EK_SAY_ONE_OF;
    default: return truth == EK_FALSE ? EK_SAY_NOT_DIFFERENT : EK_SAY_DIFFERENT;
    }
}

static void explain_quantities(ek_side_builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_answer left = ek_side_ask(b, expr->args[0]), right = ek_side_ask(b, expr->args[1]);

    ek_side_add_value(b, expr->args[0], &left);
    ek_side_add_limit(b, expr->args[1], &right, phrase_of_comparison(expr->op, truth));
    add_difference(b, expr, &left, &right, truth);
}

static void explain_dates(ek_side_builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_answer left = ek_side_ask(b, expr->args[0]), right = ek_side_ask(b, expr->args[1]);
    bool upper = expr->op == EK_OP_BEFORE || expr->op == EK_OP_ON_OR_BEFORE;
    ek_measure days = {.power = {[EK_DAYS] = 1}};
    int64_t over;

    ek_side_add_value(b, expr->args[0], &left);
    ek_side_add_limit(b, expr->args[1], &right, phrase_of_comparison(expr->op, truth));
    if (truth != EK_FALSE || !b->failed || left.state != EK_KNOWN || right.state != EK_KNOWN)
        return;
    over = upper ? (int64_t)left.as.date - right.as.date : (int64_t)right.as.date - left.as.date;
    if (expr->op == EK_OP_BEFORE || expr->op == EK_OP_AFTER)
        over++;
    ek_side_add(b, EK_SIDE_DIFFERENCE,
                ek_say1(b->pen, upper ? EK_SAY_TOO_LATE : EK_SAY_TOO_EARLY,
                        ek_say_quantity(b->pen, ek_fraction_whole(over), &days, EK_FORM_PLAIN)));
}

static void explain_equality(ek_side_builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_answer left = ek_side_ask(b, expr->args[0]), right;
    bool before = b->countries;

    b->countries = expr->args[0]->op == EK_OP_FACT && expr->args[0]->as.path.field &&
                   expr->args[0]->as.path.field->kind == EK_KIND_COUNTRY;
    ek_side_add_value(b, expr->args[0], &left);
    if (expr->op != EK_OP_SAME || truth != EK_TRUE || expr->args[1]->op != EK_OP_TEXT) {
        right = ek_side_ask(b, expr->args[1]);
        ek_side_add_limit(b, expr->args[1], &right, phrase_of_comparison(expr->op, truth));
    }
    b->countries = before;
}

static ek_texts without(ek_side_builder *b, ek_texts texts, ek_texts others, bool shared)
{
    ek_text *kept = EK_NEW_ARRAY(ek_side_arena(b), ek_text, texts.count + 1u);
    uint32_t count = 0;

    for (uint32_t i = 0; i < texts.count; i++)
        if (ek_texts_have(others, texts.items[i]) == shared)
            kept[count++] = texts.items[i];
    return (ek_texts){kept, count};
}

static void explain_covers(ek_side_builder *b, const ek_expr *expr)
{
    ek_answer have = ek_side_ask(b, expr->args[0]), want = ek_side_ask(b, expr->args[1]);
    ek_texts covered, rest;

    if (have.state != EK_KNOWN || want.state != EK_KNOWN || have.type != EK_TYPE_SET ||
        want.type != EK_TYPE_SET) {
        ek_side_add_value(b, expr->args[0], &have);
        ek_side_add_value(b, expr->args[1], &want);
        return;
    }
    covered = without(b, want.as.texts, have.as.texts, true);
    rest = without(b, want.as.texts, have.as.texts, false);
    ek_side_add(b, EK_SIDE_VALUE, ek_say1(b->pen, EK_SAY_COVERED, ek_say_words(b->pen, covered)));
    ek_side_add_origins(b, expr->args[0]);
    if (rest.count)
        ek_side_add(b, EK_SIDE_LIMIT,
                    ek_say1(b->pen, EK_SAY_NOT_COVERED, ek_say_words(b->pen, rest)));
    ek_side_add_origins(b, expr->args[1]);
}

static void explain_multiple(ek_side_builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_answer left = ek_side_ask(b, expr->args[0]), step = ek_side_ask(b, expr->args[1]);
    ek_text steps[3];
    ek_fraction times;

    ek_side_add_value(b, expr->args[0], &left);
    if (step.state != EK_KNOWN) {
        ek_side_add_value(b, expr->args[1], &step);
        return;
    }
    for (uint32_t i = 0; i < 3; i++) {
        if (ek_fraction_multiply(&times, step.low, ek_fraction_whole((int64_t)i + 1)) != ERKEND_OK)
            times = step.low;
        steps[i] = i < 2 ? ek_say_number(b->pen, times)
                         : ek_say_quantity(b->pen, times, &expr->args[1]->measure, EK_FORM_PLAIN);
    }
    ek_side_add(b, EK_SIDE_LIMIT,
                ek_say3(b->pen, truth == EK_FALSE ? EK_SAY_NO_MULTIPLE : EK_SAY_MULTIPLE, steps[0],
                        steps[1], steps[2]));
    ek_side_add_origins(b, expr->args[1]);
}

/* ---- Periods and things -------------------------------------------------------------------- */

static ek_text say_period(ek_side_builder *b, const ek_record *record, bool transition)
{
    const ek_value *first = ek_record_at(record, "first_day");
    const ek_value *last = ek_record_at(record, transition ? "transition_last_day" : "last_day");
    ek_text to = ek_say_value(b->pen, last, NULL);

    if (transition)
        return ek_say1(b->pen, EK_SAY_TRANSITION_TO, to);
    if (first->state == EK_KNOWN && last->state == EK_KNOWN)
        return ek_say2(b->pen, EK_SAY_IN_FORCE_BETWEEN, ek_say_value(b->pen, first, NULL), to);
    if (last->state == EK_KNOWN)
        return ek_say1(b->pen, EK_SAY_IN_FORCE_TO, to);
    return ek_say1(b->pen, EK_SAY_IN_FORCE_FROM, ek_say_value(b->pen, first, NULL));
}

static void explain_period(ek_side_builder *b, const ek_expr *expr)
{
    ek_answer thing = ek_side_ask(b, expr->args[0]);
    ek_text subject = ek_side_subject(b, expr->args[0]);

    if (thing.state != EK_KNOWN || thing.type != EK_TYPE_RECORD || !thing.as.record) {
        ek_side_add_value(b, expr->args[0], &thing);
        return;
    }
    ek_side_add(b, EK_SIDE_VALUE,
                ek_say_field(b->pen, subject,
                             say_period(b, thing.as.record, expr->op == EK_OP_IN_TRANSITION)));
    ek_side_add_origins(b, expr);
    ek_side_add(b, EK_SIDE_LIMIT,
                ek_say1(b->pen, EK_SAY_ON_DAY, ek_side_say(b, expr->args[1], EK_FORM_PLAIN)));
}

static void explain_given(ek_side_builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_text subject = ek_side_subject(b, expr->args[0]);
    uint32_t index = b->count;

    if (!subject.size)
        subject = ek_side_say(b, expr->args[0], EK_FORM_PLAIN);
    if (truth == EK_UNKNOWN)
        ek_side_add(b, EK_SIDE_VALUE,
                    ek_say_field(b->pen, subject, ek_say(b->pen, EK_SAY_NOT_KNOWN)));
    else
        ek_side_add(
            b, EK_SIDE_VALUE,
            ek_say1(b->pen, truth == EK_TRUE ? EK_SAY_IS_GIVEN : EK_SAY_IS_NOT_GIVEN, subject));
    ek_side_finish(b, expr->args[0], index);
}

/* ---- Lists --------------------------------------------------------------------------------- */

static void explain_element(ek_side_builder *b, const ek_expr *expr, const ek_record *record,
                            const ek_answer *answer)
{
    ek_text parts[2] = {ek_label_of_scope(b->pen->language, expr->list_scope),
                        ek_say_record(b->pen, record)};
    ek_side *head = ek_side_add(b, EK_SIDE_HEAD, ek_joined(b->pen, parts, 2, ": "));

    if (record->line)
        head->place = ek_record_place(b->decision->the_case, record);
    if (!b->brief)
        head->name = ek_fact_name(b->pen, b->decision->the_case, record, NULL);
    b->depth++;
    explain_answered(b, expr->args[1], answer);
    b->depth--;
}

/* every: the first element that fails; some: the first that holds; otherwise all of them, a few. */
static void explain_quantifier(ek_side_builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_answer list = ek_side_ask(b, expr->args[0]);
    ek_truth deciding = expr->op == EK_OP_EVERY ? EK_FALSE : EK_TRUE;
    ek_scope scope = expr->list_scope;
    uint32_t shown = 0;
    ek_at before;

    if (list.state != EK_KNOWN || list.count == 0 || scope >= EK_SCOPE_COUNT) {
        ek_side_add_value(b, expr->args[0], &list);
        return;
    }
    before = b->scene.at[scope];
    for (uint32_t i = 0; i < list.count && shown < MOST_ELEMENTS; i++) {
        ek_answer one;

        b->scene.at[scope] = ek_at_record(list.items[i]);
        one = ek_side_ask(b, expr->args[1]);
        if (truth == deciding ? one.truth != deciding
                              : truth == EK_UNKNOWN && one.truth != EK_UNKNOWN)
            continue;
        explain_element(b, expr, list.items[i], &one);
        shown++;
        if (truth == deciding)
            break;
    }
    b->scene.at[scope] = before;
}

/* ---- Composition --------------------------------------------------------------------------- */

static void explain_fulfils(ek_side_builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_answer parts = ek_side_ask(b, expr->args[0]), tree = ek_side_ask(b, expr->args[1]);
    ek_part_in *in;
    ek_account *account;

    if (parts.state != EK_KNOWN || tree.state != EK_KNOWN || tree.type != EK_TYPE_TREE ||
        !ek_parts_of(ek_side_arena(b), parts.items, parts.count, &in)) {
        ek_side_add_value(b, expr->args[0], &parts);
        return;
    }
    if (truth == EK_TRUE) {
        ek_side_add(b, EK_SIDE_VALUE, ek_say(b->pen, EK_SAY_FULFILLED));
        return;
    }
    account = ek_fulfil(ek_side_arena(b), tree.as.tree, in, parts.count, b->scene.search_steps);
    for (uint32_t i = 0; i < account->lack_count && i < EK_SIDES_FACTS; i++)
        ek_side_add(b, i == 0 ? EK_SIDE_VALUE : EK_SIDE_LIMIT,
                    ek_say_lack(b->pen, &account->lacks[i]));
}

/* ---- Conditions ---------------------------------------------------------------------------- */

/* all: up to its first false; any: up to its first true. */
static void explain_parts(ek_side_builder *b, const ek_expr *expr, ek_truth truth)
{
    ek_truth deciding = expr->op == EK_OP_ALL ? EK_FALSE : EK_TRUE;

    for (uint32_t i = 0; i < expr->count; i++) {
        ek_answer one = ek_side_ask(b, expr->args[i]);

        if (truth == deciding ? one.truth == deciding
                              : truth != EK_UNKNOWN || one.truth == EK_UNKNOWN)
            explain_answered(b, expr->args[i], &one);
        if (one.truth == deciding)
            break;
    }
}

static void explain_term(ek_side_builder *b, const ek_expr *expr, const ek_answer *answer)
{
    ek_date before = b->day, day;
    const ek_definition *version = ek_side_version(b, expr->as.term, &day);
    ek_side *head;

    if (!version) {
        ek_side_add(b, EK_SIDE_VALUE,
                    ek_say_field(b->pen, ek_shown(b->pen, expr->as.term->name),
                                 ek_side_say_answer(b, expr, answer, EK_FORM_PLAIN)));
        return;
    }
    head = ek_side_add(b, EK_SIDE_HEAD,
                       ek_say_field(b->pen, ek_side_say_term(b, expr->as.term),
                                    ek_side_say_answer(b, expr, answer, EK_FORM_PLAIN)));
    head->name = ek_text_format(ek_side_arena(b), "term.%.*s", EK_TEXT_ARGS(version->name));
    head->law = ek_side_law(b, version->laws, version->law_count, day);
    head->unverified = version->unverified;
    b->day = day;
    b->depth++;
    explain(b, version->is);
    b->depth--;
    b->day = before;
}

static void explain_ruling(ek_side_builder *b, const ek_expr *expr, const ek_answer *answer)
{
    const ek_question *question = expr->as.question;
    ek_text body =
        ek_shown(b->pen, ek_label_of_actor(b->pen->language, b->decision->book, question->body));
    ek_side *side;
    ek_reads reads;

    if (answer->truth != EK_UNKNOWN || answer->type != EK_TYPE_CONDITION) {
        ek_reads_init(&reads, ek_side_arena(b));
        (void)ek_side_read(b, expr, &reads);
        ek_side_add_rulings(b, &reads);
        return;
    }
    side = ek_side_add(b, EK_SIDE_VALUE,
                       ek_say2(b->pen, EK_SAY_A_STEP,
                               ek_shown(b->pen, ek_says_in(&question->asks, b->pen->language)),
                               ek_say1(b->pen, EK_SAY_NOT_KNOWN_FROM, body)));
    side->name = ek_text_format(ek_side_arena(b), "ruling.%.*s", EK_TEXT_ARGS(question->name));
    side->law = ek_shown(b->pen, question->law);
    side->unverified = question->unverified;
}

static void explain_op(ek_side_builder *b, const ek_expr *expr, const ek_answer *answer)
{
    switch (expr->op) {
    case EK_OP_ALL:
    case EK_OP_ANY: explain_parts(b, expr, answer->truth); break;
    case EK_OP_NO: explain(b, expr->args[0]); break;
    case EK_OP_TERM: explain_term(b, expr, answer); break;
    case EK_OP_RULING: explain_ruling(b, expr, answer); break;
    case EK_OP_AT_LEAST:
    case EK_OP_AT_MOST:
    case EK_OP_MORE_THAN:
    case EK_OP_LESS_THAN: explain_quantities(b, expr, answer->truth); break;
    case EK_OP_BEFORE:
    case EK_OP_AFTER:
    case EK_OP_ON_OR_BEFORE:
    case EK_OP_ON_OR_AFTER: explain_dates(b, expr, answer->truth); break;
    case EK_OP_SAME:
    case EK_OP_DIFFERENT:
    case EK_OP_ONE_OF: explain_equality(b, expr, answer->truth); break;
    case EK_OP_COVERS: explain_covers(b, expr); break;
    case EK_OP_MULTIPLE_OF: explain_multiple(b, expr, answer->truth); break;
    case EK_OP_IN_FORCE:
    case EK_OP_IN_TRANSITION: explain_period(b, expr); break;
    case EK_OP_GIVEN: explain_given(b, expr, answer->truth); break;
    case EK_OP_EVERY:
    case EK_OP_SOME: explain_quantifier(b, expr, answer->truth); break;
    case EK_OP_FULFILS: explain_fulfils(b, expr, answer->truth); break;
    default: ek_side_add_value(b, expr, answer); break;
    }
}

static void explain_answered(ek_side_builder *b, const ek_expr *expr, const ek_answer *answer)
{
    if (b->depth < EK_SIDES_DEPTH)
        explain_op(b, expr, answer);
}

static void explain(ek_side_builder *b, const ek_expr *expr)
{
    ek_answer answer;

    if (b->depth >= EK_SIDES_DEPTH)
        return;
    answer = ek_side_ask(b, expr);
    explain_op(b, expr, &answer);
}

/* A condition of constants says something of the law, nothing of the case. */
static bool reads_something(const ek_expr *expr, uint32_t depth)
{
    if (expr->op == EK_OP_FACT || expr->op == EK_OP_THING || expr->op == EK_OP_RULING ||
        expr->op == EK_OP_TERM || depth == EK_SIDES_DEPTH)
        return true;
    for (uint32_t i = 0; i < expr->count; i++)
        if (reads_something(expr->args[i], depth + 1))
            return true;
    return false;
}

static ek_sides find_sides(const ek_pen *pen, const struct erkend_decision *decision,
                           const ek_reason *reason, const ek_expr *condition, bool brief)
{
    ek_side_builder b = {.pen = pen, .decision = decision, .day = reason->day, .brief = brief};
    ek_answer answer;

    if (!reason->scene || !condition || !reads_something(condition, 0))
        return (ek_sides){NULL, 0};
    b.scene = *reason->scene;
    b.scene.arena = pen->out->arena;
    b.scene.memo = NULL;
    ek_problems_init(&b.problems, pen->out->arena);
    b.scene.problems = &b.problems;
    answer = ek_side_ask(&b, condition);
    b.failed = answer.truth == EK_FALSE && !reason->silent;
    explain_answered(&b, condition, &answer);
    return (ek_sides){b.items, b.count};
}

ek_sides ek_sides_of(const ek_pen *pen, const struct erkend_decision *decision,
                     const ek_reason *reason, const ek_expr *condition)
{
    return find_sides(pen, decision, reason, condition, false);
}

/* ---- In one line --------------------------------------------------------------------------- */

static const char *mark_before(ek_side_kind kind)
{
    if (kind == EK_SIDE_DIFFERENCE)
        return ": ";
    return kind == EK_SIDE_LIMIT ? "; " : ". ";
}

ek_text ek_sides_line(const ek_pen *pen, const struct erkend_decision *decision,
                      const ek_reason *reason, const ek_expr *condition)
{
    ek_sides sides = find_sides(pen, decision, reason, condition, true);
    ek_buffer line;

    ek_buffer_init(&line, pen->out->arena);
    for (uint32_t i = 0; i < sides.count; i++) {
        const ek_side *side = &sides.items[i];

        if (side->kind == EK_SIDE_FACT || side->kind == EK_SIDE_PARAMETER ||
            side->kind == EK_SIDE_HEAD)
            continue;
        if (line.size > 0)
            ek_buffer_string(&line, mark_before(side->kind));
        ek_buffer_text(&line, side->says);
    }
    return ek_buffer_done(&line);
}
