/* Coverage in sentences, in JSON, and as an LCOV tracefile. */
#include "desk/report.h"
#include "explain/json.h"

/* ---- Text ----------------------------------------------------------------------------------- */

static void write_place(ek_buffer *out, ek_place place)
{
    ek_buffer_place(out, place);
    ek_buffer_string(out, ": ");
}

static bool is_open(const ek_point *point, uint32_t outcome)
{
    return (point->needed >> outcome & 1u) && !(point->waived >> outcome & 1u) &&
           point->times[outcome] == 0;
}

static void write_country(ek_buffer *out, const erkend_coverage *of)
{
    erkend_coverage_counts counts;
    size_t reached;

    erkend_coverage_counts_of(of, &counts);
    for (uint32_t i = 0; i < of->points.count; i++)
        for (uint32_t k = 0; k < EK_OUTCOMES; k++) {
            const ek_point *point = &of->points.points[i];

            if (!is_open(point, k))
                continue;
            write_place(out, point->place);
            ek_buffer_owner(out, &point->owner);
            ek_buffer_string(out, ": ");
            ek_buffer_not_covered(out, point, (ek_outcome)k);
            ek_buffer_char(out, '\n');
        }
    for (uint32_t i = 0; i < of->waivers.outcome_count; i++) {
        if (of->waivers.outcomes[i].used)
            continue;
        write_place(out, of->waivers.outcomes[i].place);
        ek_buffer_string(out, "stale: a test reaches this by now, or it is there no more; take it "
                              "out\n");
    }
    reached = counts.outcomes_reached + counts.waived;
    ek_buffer_format(
        out, "%.*s  %zu tests passed, %zu failed; %u %% of %zu rules, %u %% of %zu outcomes",
        EK_TEXT_ARGS(of->points.book->code), counts.passed, counts.failed,
        ek_percent(counts.rules_reached, counts.rules), counts.rules,
        ek_percent(reached, counts.outcomes), counts.outcomes);
    if (counts.outcomes > reached)
        ek_buffer_format(out, ", %zu not reached", counts.outcomes - reached);
    if (counts.waived > 0)
        ek_buffer_format(out, ", %zu with a reason", counts.waived);
    ek_buffer_char(out, '\n');
}

void ek_coverage_text(ek_buffer *out, const erkend_coverage *const *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        write_country(out, items[i]);
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static void put_point(ek_json *json, const ek_point *point, uint32_t outcome)
{
    ek_buffer owner, sentence, condition;

    ek_buffer_init(&sentence, json->out->arena);
    ek_buffer_init(&condition, json->out->arena);
    ek_buffer_not_covered(&sentence, point, (ek_outcome)outcome);
    ek_json_open(json, NULL, '{');
    ek_buffer_init(&owner, json->out->arena);
    ek_buffer_owner(&owner, &point->owner);
    ek_json_text(json, "rule", ek_buffer_done(&owner));
    ek_json_place(json, "place", point->place);
    if (point->expr) {
        ek_buffer_expr(&condition, point->expr);
        ek_json_string(json, "part", point->part);
        ek_json_text(json, "condition", ek_buffer_done(&condition));
    }
    ek_json_string(json, "outcome", ek_outcome_name((ek_outcome)outcome));
    ek_json_text(json, "sentence", ek_buffer_done(&sentence));
    ek_json_yes(json, "has_reason", point->waived >> outcome & 1u);
    ek_json_close(json, '}');
}

static void put_country(ek_json *json, const erkend_coverage *of)
{
    erkend_coverage_counts counts;

    erkend_coverage_counts_of(of, &counts);
    ek_json_open(json, NULL, '{');
    ek_json_text(json, "country", of->points.book->code);
    ek_json_count(json, "passed", counts.passed);
    ek_json_count(json, "failed", counts.failed);
    ek_json_count(json, "rules", counts.rules);
    ek_json_count(json, "rules_reached", counts.rules_reached);
    ek_json_count(json, "outcomes", counts.outcomes);
    ek_json_count(json, "outcomes_reached", counts.outcomes_reached);
    ek_json_count(json, "with_reason", counts.waived);
    ek_json_open(json, "not_reached", '[');
    for (uint32_t i = 0; i < of->points.count; i++)
        for (uint32_t k = 0; k < EK_OUTCOMES; k++)
            if ((of->points.points[i].needed >> k & 1u) && of->points.points[i].times[k] == 0)
                put_point(json, &of->points.points[i], k);
    ek_json_close(json, ']');
    ek_json_open(json, "stale_reasons", '[');
    for (uint32_t i = 0; i < of->waivers.outcome_count; i++)
        if (!of->waivers.outcomes[i].used)
            ek_json_text(json, NULL, of->waivers.outcomes[i].sentence);
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

void ek_coverage_json(ek_buffer *out, const erkend_coverage *const *items, size_t count)
{
    ek_json json;

    ek_json_init(&json, out, EK_EN, false);
    ek_json_open(&json, NULL, '{');
    ek_json_open(&json, "countries", '[');
    for (size_t i = 0; i < count; i++)
        put_country(&json, items[i]);
    ek_json_close(&json, ']');
    ek_json_close(&json, '}');
    ek_buffer_char(out, '\n');
}

/* ---- LCOV ----------------------------------------------------------------------------------- */

static uint64_t times_of(const ek_point *point)
{
    uint64_t times = 0;

    if (point->kind <= EK_POINT_ALLOCATION)
        return point->times[EK_OUT_IN_FORCE];
    for (uint32_t k = 0; k < EK_OUTCOMES; k++)
        times += point->times[k];
    return times;
}

/* Rules are functions: FN and FNDA. */
static void write_functions(ek_buffer *out, const ek_point *points, uint32_t count)
{
    uint32_t all = 0, hit = 0;

    for (uint32_t i = 0; i < count; i++)
        if (points[i].kind <= EK_POINT_ALLOCATION)
            ek_buffer_format(out, "FN:%u,%.*s\n", points[i].place.line,
                             EK_TEXT_ARGS(ek_owner_name(&points[i].owner)));
    for (uint32_t i = 0; i < count; i++) {
        if (points[i].kind > EK_POINT_ALLOCATION)
            continue;
        ek_buffer_format(out, "FNDA:%llu,%.*s\n", (unsigned long long)times_of(&points[i]),
                         EK_TEXT_ARGS(ek_owner_name(&points[i].owner)));
        all++;
        hit += times_of(&points[i]) > 0;
    }
    ek_buffer_format(out, "FNF:%u\nFNH:%u\n", all, hit);
}

/* Each point is a block, each outcome a branch of it. */
static void write_branches(ek_buffer *out, const ek_point *points, uint32_t count)
{
    uint32_t all = 0, hit = 0;

    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < EK_OUTCOMES; k++) {
            if (!(points[i].needed >> k & 1u))
                continue;
            ek_buffer_format(out, "BRDA:%u,%u,%u,", points[i].place.line, i, k);
            if (times_of(&points[i]) == 0)
                ek_buffer_string(out, "-\n");
            else
                ek_buffer_format(out, "%llu\n", (unsigned long long)points[i].times[k]);
            all++;
            hit += points[i].times[k] > 0;
        }
    ek_buffer_format(out, "BRF:%u\nBRH:%u\n", all, hit);
}

/* A line counts as often as the point on it that came about most often. */
static void write_lines(ek_buffer *out, const ek_point *points, uint32_t count)
{
    uint32_t all = 0, hit = 0;

    for (uint32_t i = 0; i < count;) {
        uint32_t line = points[i].place.line;
        uint64_t times = 0;

        for (; i < count && points[i].place.line == line; i++)
            if (times_of(&points[i]) > times)
                times = times_of(&points[i]);
        ek_buffer_format(out, "DA:%u,%llu\n", line, (unsigned long long)times);
        all++;
        hit += times > 0;
    }
    ek_buffer_format(out, "LF:%u\nLH:%u\n", all, hit);
}

void ek_coverage_lcov(ek_buffer *out, const erkend_coverage *const *items, size_t count)
{
    for (size_t n = 0; n < count; n++) {
        const ek_point *points = items[n]->points.points;
        uint32_t all = items[n]->points.count, first = 0;

        while (first < all) {
            uint32_t end = first + 1;

            while (end < all && ek_text_equal(points[end].place.file, points[first].place.file))
                end++;
            ek_buffer_format(out, "TN:%.*s\nSF:%.*s\n", EK_TEXT_ARGS(items[n]->points.book->code),
                             EK_TEXT_ARGS(points[first].place.file));
            write_functions(out, points + first, end - first);
            write_branches(out, points + first, end - first);
            write_lines(out, points + first, end - first);
            ek_buffer_string(out, "end_of_record\n");
            first = end;
        }
    }
}
