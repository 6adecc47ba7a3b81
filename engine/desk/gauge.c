/* Gauge: what a country's rules come to on many cases, and how near the cases lie to its limits.
 *
 * Each case is decided plainly and watched: for each rule how often it was asked, held, failed, was
 * unknown; for each comparison how many cases lie within one step of it. So rules show that nobody
 * meets or that stop everybody, and limits on which many stand or fall. */
#include <inttypes.h>
#include <string.h>

#include "base/api.h"
#include "decide/testing.h"
#include "desk/coverage.h"
#include "explain/json.h"

typedef enum side { FAR_BELOW, BELOW, AT, ABOVE, FAR_ABOVE, SIDES } side;

typedef struct limit {
    uint64_t met[SIDES];
} limit;

typedef struct turn {
    uint64_t asked, holds, fails, unknown;
} turn;

struct erkend_gauge {
    ek_arena arena;
    const erkend_bundle *bundle;
    const ek_rulebook *book;
    struct erkend_worker worker;
    ek_trace trace;
    ek_coverage points; /* knows whose expression each is */
    ek_answer *last;    /* by number_id: what came of it last */
    limit *limits;      /* by number_id of the comparison */
    turn *turns;        /* by index of the rule */
    uint64_t cases, undecided;
};

/* ---- While it decides ----------------------------------------------------------------------- */

static bool is_comparison(const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_AT_LEAST:
    case EK_OP_AT_MOST:
    case EK_OP_MORE_THAN:
    case EK_OP_LESS_THAN:
    case EK_OP_BEFORE:
    case EK_OP_AFTER:
    case EK_OP_ON_OR_BEFORE:
    case EK_OP_ON_OR_AFTER: return expr->count == 2;
    default: return false;
    }
}

/* How far the left side is above the right one, and what one step is: a day, one of the unit, or a
 * hundredth of what is less than one. False: not known. */
static bool measure(const ek_answer *left, const ek_answer *right, ek_fraction *apart,
                    ek_fraction *step)
{
    *step = EK_ONE;
    if (left->state != EK_KNOWN || right->state != EK_KNOWN || left->type != right->type)
        return false;
    if (left->type == EK_TYPE_DATE) {
        *apart = ek_fraction_whole((int64_t)left->as.date - right->as.date);
        return true;
    }
    if (left->type != EK_TYPE_QUANTITY ||
        ek_fraction_subtract(apart, left->low, right->low) != ERKEND_OK)
        return false;
    if (right->low.num > 0 && ek_fraction_compare(right->low, EK_ONE) < 0)
        *step = (ek_fraction){1, 100};
    return true;
}

static side side_of(ek_fraction apart, ek_fraction step)
{
    ek_fraction size = {apart.num < 0 ? -apart.num : apart.num, apart.den};
    bool near = ek_fraction_compare(size, step) <= 0;

    if (apart.num == 0)
        return AT;
    if (apart.num < 0)
        return near ? BELOW : FAR_BELOW;
    return near ? ABOVE : FAR_ABOVE;
}

static void see(void *to, const ek_scene *scene, const ek_expr *expr, const ek_answer *answer)
{
    erkend_gauge *gauge = to;
    ek_fraction apart, step;

    (void)scene;
    if (expr->number_id > gauge->book->expr_count)
        return;
    gauge->last[expr->number_id] = *answer;
    if (is_comparison(expr) && expr->args[0]->number_id <= gauge->book->expr_count &&
        expr->args[1]->number_id <= gauge->book->expr_count &&
        measure(&gauge->last[expr->args[0]->number_id], &gauge->last[expr->args[1]->number_id],
                &apart, &step))
        gauge->limits[expr->number_id].met[side_of(apart, step)]++;
}

static void count_reasons(erkend_gauge *gauge, const ek_claim *claim)
{
    for (uint32_t i = 0; i < claim->reason_count; i++) {
        const ek_reason *reason = &claim->reasons[i];
        turn *t;

        if (!reason->rule || reason->silent)
            continue;
        t = &gauge->turns[reason->rule->index];
        t->asked++;
        if (reason->where != EK_TRUE || reason->must == EK_UNKNOWN)
            t->unknown++;
        else if (reason->must == EK_TRUE)
            t->holds++;
        else
            t->fails++;
    }
}

/* ---- In words ------------------------------------------------------------------------------- */

/* NULL: nothing to say of it. */
static const char *says_of(const ek_rule *rule, const turn *t)
{
    if (t->asked == 0)
        return "never asked";
    if (!rule->must)
        return NULL;
    if (t->holds == t->asked)
        return "always holds";
    if (t->holds == 0 && t->fails > 0)
        return "never holds";
    if (t->unknown == t->asked)
        return "always unknown";
    return NULL;
}

static bool is_own(const erkend_gauge *gauge, const ek_rule *rule)
{
    return ek_coverage_counts(gauge->book, rule->place);
}

static uint64_t near_of(const limit *l)
{
    return l->met[BELOW] + l->met[AT] + l->met[ABOVE];
}

static uint64_t all_of(const limit *l)
{
    return near_of(l) + l->met[FAR_BELOW] + l->met[FAR_ABOVE];
}

static const limit *limit_of(const erkend_gauge *gauge, const ek_point *point)
{
    if (point->kind != EK_POINT_CONDITION || !is_comparison(point->expr))
        return NULL;
    return &gauge->limits[point->expr->number_id];
}

static void write_text(ek_buffer *out, const erkend_gauge *gauge)
{
    ek_buffer_format(out, "%.*s  %" PRIu64 " cases", EK_TEXT_ARGS(gauge->book->code), gauge->cases);
    if (gauge->undecided > 0)
        ek_buffer_format(out, ", %" PRIu64 " of them not decided", gauge->undecided);
    ek_buffer_char(out, '\n');
    for (uint32_t i = 0; i < gauge->book->rule_count; i++) {
        const ek_rule *rule = gauge->book->rules[i];
        const turn *t = &gauge->turns[i];
        const char *says = says_of(rule, t);

        if (!says || !is_own(gauge, rule))
            continue;
        ek_buffer_place(out, rule->place);
        ek_buffer_format(out, ": %.*s: %s", EK_TEXT_ARGS(rule->id), says);
        if (t->asked > 0)
            ek_buffer_format(out, ", asked %" PRIu64 " %s", t->asked,
                             t->asked == 1 ? "time" : "times");
        ek_buffer_char(out, '\n');
    }
    for (uint32_t i = 0; i < gauge->points.count; i++) {
        const ek_point *point = &gauge->points.points[i];
        const limit *l = limit_of(gauge, point);

        if (!l || near_of(l) == 0)
            continue;
        ek_buffer_place(out, point->place);
        ek_buffer_string(out, ": ");
        ek_buffer_owner(out, &point->owner);
        ek_buffer_string(out, ": ");
        ek_buffer_expr(out, point->expr);
        ek_buffer_format(out,
                         ": %" PRIu64 " of %" PRIu64 " within one step (%" PRIu64 " below, %" PRIu64
                         " at it, %" PRIu64 " above)\n",
                         near_of(l), all_of(l), l->met[BELOW], l->met[AT], l->met[ABOVE]);
    }
}

static void put_limit(ek_json *json, const erkend_gauge *gauge, const ek_point *point,
                      const limit *l)
{
    ek_buffer owner, expr;

    ek_buffer_init(&owner, json->out->arena);
    ek_buffer_init(&expr, json->out->arena);
    ek_buffer_owner(&owner, &point->owner);
    ek_buffer_expr(&expr, point->expr);
    (void)gauge;
    ek_json_open(json, NULL, '{');
    ek_json_text(json, "of", ek_buffer_done(&owner));
    ek_json_text(json, "condition", ek_buffer_done(&expr));
    ek_json_place(json, "place", point->place);
    ek_json_count(json, "met", all_of(l));
    ek_json_count(json, "below", l->met[BELOW]);
    ek_json_count(json, "at", l->met[AT]);
    ek_json_count(json, "above", l->met[ABOVE]);
    ek_json_close(json, '}');
}

static void write_json(ek_buffer *out, const erkend_gauge *gauge)
{
    ek_json json;

    ek_json_init(&json, out, EK_EN, true);
    ek_json_open(&json, NULL, '{');
    ek_json_text(&json, "country", gauge->book->code);
    ek_json_count(&json, "cases", gauge->cases);
    ek_json_count(&json, "undecided", gauge->undecided);
    ek_json_open(&json, "rules", '[');
    for (uint32_t i = 0; i < gauge->book->rule_count; i++) {
        const ek_rule *rule = gauge->book->rules[i];
        const char *says = says_of(rule, &gauge->turns[i]);

        if (!is_own(gauge, rule))
            continue;
        ek_json_open(&json, NULL, '{');
        ek_json_text(&json, "rule", rule->id);
        ek_json_place(&json, "place", rule->place);
        ek_json_count(&json, "asked", gauge->turns[i].asked);
        ek_json_count(&json, "holds", gauge->turns[i].holds);
        ek_json_count(&json, "fails", gauge->turns[i].fails);
        ek_json_count(&json, "unknown", gauge->turns[i].unknown);
        if (says)
            ek_json_string(&json, "says", says);
        else
            ek_json_null(&json, "says");
        ek_json_close(&json, '}');
    }
    ek_json_close(&json, ']');
    ek_json_open(&json, "limits", '[');
    for (uint32_t i = 0; i < gauge->points.count; i++) {
        const limit *l = limit_of(gauge, &gauge->points.points[i]);

        if (l)
            put_limit(&json, gauge, &gauge->points.points[i], l);
    }
    ek_json_close(&json, ']');
    ek_json_close(&json, '}');
    ek_buffer_char(out, '\n');
}

/* ---- For hosts ------------------------------------------------------------------------------ */

erkend_status erkend_gauge_new(erkend_gauge **out, const erkend_bundle *bundle, const char *country,
                               erkend_error *error)
{
    erkend_gauge *gauge;
    ek_escape escape;

    ek_error_clear(error);
    if (!out || !bundle || !country)
        return ek_error_say(error, ERKEND_ECALL, "erkend_gauge_new needs a bundle and a country");
    *out = NULL;
    if (!ek_bundle_book(bundle, ek_text_of(country)))
        return ek_error_say(error, ERKEND_ENOPOLICY, "there is no policy of the country '%s'",
                            country);
    gauge = ek_host_alloc(bundle->arena.host, sizeof *gauge);
    if (!gauge)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    ek_arena_init(&gauge->arena, bundle->arena.host, 0);
    gauge->bundle = bundle;
    gauge->book = ek_bundle_book(bundle, ek_text_of(country));
    gauge->trace = (ek_trace){see, gauge};
    gauge->worker = (struct erkend_worker){.bundle = bundle,
                                           .mode = ERKEND_PLAIN,
                                           .allocator = bundle->arena.host,
                                           .watch = &gauge->trace};
    if (EK_TRY(&gauge->arena, &escape)) {
        uint32_t room = gauge->book->expr_count + 1;

        ek_coverage_init(&gauge->points, &gauge->arena, gauge->book);
        gauge->last = EK_NEW_ARRAY(&gauge->arena, ek_answer, room);
        gauge->limits = EK_NEW_ARRAY(&gauge->arena, limit, room);
        gauge->turns = EK_NEW_ARRAY(&gauge->arena, turn, gauge->book->rule_count + 1u);
    }
    ek_escape_end(&gauge->arena, &escape);
    if (escape.status != ERKEND_OK) {
        erkend_gauge_free(gauge);
        return ek_error_fill(error, escape.status, NULL);
    }
    *out = gauge;
    return ERKEND_OK;
}

void erkend_gauge_free(erkend_gauge *gauge)
{
    const erkend_allocator *host;

    if (!gauge)
        return;
    host = gauge->arena.host;
    ek_arena_dispose(&gauge->arena);
    ek_host_free(host, gauge, sizeof *gauge);
}

erkend_status erkend_gauge_add(erkend_gauge *gauge, const erkend_case *the_case,
                               erkend_error *error)
{
    erkend_decision *decision = NULL;
    erkend_status status;

    if (!gauge || !the_case)
        return ek_error_say(error, ERKEND_ECALL, "erkend_gauge_add needs a gauge and a case");
    gauge->cases++;
    status = erkend_decide(&decision, &gauge->worker, the_case, gauge->book->code.bytes, error);
    if (status == ERKEND_OK)
        for (uint32_t i = 0; i < decision->claim_count; i++)
            count_reasons(gauge, &decision->claims[i]);
    else if (status != ERKEND_ENOMEM) {
        gauge->undecided++;
        ek_error_clear(error);
        status = ERKEND_OK;
    }
    erkend_decision_free(decision);
    return status;
}

/* Those of each file that can be read. */
static erkend_status add_suite(erkend_gauge *gauge, ek_suite *suite, const erkend_config *config,
                               erkend_error *error)
{
    erkend_status status = ek_suite_load(suite, config);

    if (status != ERKEND_OK)
        return ek_error_fill(error, status, &suite->problems);
    for (uint32_t i = 0; i < suite->count && status == ERKEND_OK; i++)
        status = erkend_gauge_add(gauge, suite->tests[i].given, error);
    return status;
}

erkend_status erkend_gauge_add_tests(erkend_gauge *gauge, const erkend_config *config,
                                     erkend_error *error)
{
    erkend_status status;
    ek_suite suite;

    ek_error_clear(error);
    if (!gauge || !config || !config->files)
        return ek_error_say(error, ERKEND_ECALL, "erkend_gauge_add_tests needs a gauge and files");
    ek_suite_init(&suite, gauge->bundle, gauge->book);
    status = add_suite(gauge, &suite, config, error);
    ek_suite_dispose(&suite);
    return status;
}

erkend_status erkend_render_gauge(erkend_text **out, erkend_gauge *gauge, const erkend_style *style,
                                  erkend_error *error)
{
    volatile erkend_status status;
    ek_escape escape;
    ek_buffer text;

    ek_error_clear(error);
    if (!out || !gauge)
        return ek_error_say(error, ERKEND_ECALL, "erkend_render_gauge needs a gauge");
    *out = NULL;
    if (EK_TRY(&gauge->arena, &escape)) {
        ek_buffer_init(&text, &gauge->arena);
        if (style && style->format == ERKEND_JSON)
            write_json(&text, gauge);
        else
            write_text(&text, gauge);
        status = ek_text_give(out, gauge->arena.host, ek_buffer_done(&text));
    } else
        status = escape.status;
    ek_escape_end(&gauge->arena, &escape);
    return ek_error_fill(error, status, NULL);
}
