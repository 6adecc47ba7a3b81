/* The smallest distinguishing case: erkend_distinguish of erkend.h.
 *
 * What both sides' own tests give, and then cases that are made up for both sides, varied towards
 * the limits of both sides' rules, are decided on both (diff.h). The best of those that differ is
 * shrunk as long as it differs in the same way; then each of its values is moved as far as the
 * difference lasts. */
#include <inttypes.h>

#include "base/api.h"
#include "decide/timeline.h"
#include "desk/diff.h"
#include "desk/search.h"
#include "desk/vary.h"
#include "explain/json.h"
#include "explain/words.h"

enum { BUDGET = 3000, BEST = 7, WHEN_MOST = 6, REACH = 13 };

typedef enum outcome { INVALID, ALIKE, DIFFERENT } outcome;

/* A value, and how far it can go while the case is decided differently. */
typedef struct when {
    ek_text path, from, to; /* from, to: empty where nothing ends it */
    bool exact;             /* no range: this value only */
    uint64_t width;         /* UINT64_MAX: open on a side */
} when;

typedef struct hunt {
    const erkend_search *how;
    erkend_diff *diff;
    ek_arena arena, work;
    erkend_error *error;
    ek_search search;
    const char *names[2];
    const char *const *countries; /* asked in turn; NULL-ended */
    uint32_t country_count;
    const erkend_files *files; /* of the case at hand */
    /* What was found. */
    ek_sample *best;
    ek_diff_group group;
    const char *country;
    uint32_t score;
    uint64_t found_in, tried;
    ek_text given; /* name of the given case that it came from */
    when whens[WHEN_MOST];
    uint32_t when_count;
} hunt;

/* ---- One case on both sides ----------------------------------------------------------------- */

static uint32_t score_of(const ek_diff_group *group)
{
    uint32_t score = 1;

    if (group->from < 0 || group->to < 0)
        return group->from == EK_NO_DECISION || group->to == EK_NO_DECISION ? 1 : 2;
    score = 4;
    score += group->from != group->to;
    score += group->from != ERKEND_INCOMPLETE && group->to != ERKEND_INCOMPLETE ? 2 : 0;
    return score;
}

static bool is_alike(const ek_diff_group *a, const ek_diff_group *b)
{
    return a->from == b->from && a->to == b->to && ek_text_equal(a->before_kind, b->before_kind) &&
           ek_text_equal(a->after_kind, b->after_kind) && ek_text_equal(a->rule, b->rule);
}

/* Leaves the groups of the case in the diff until the next. */
static outcome decide_both(hunt *h, const ek_sample *root, const char *country)
{
    ek_text document;
    erkend_case *the_case = NULL;
    erkend_case_options how = {.struct_size = sizeof how, .files = h->files};
    erkend_status status;

    ek_arena_reset(&h->work);
    h->diff->group_count = 0;
    document = ek_sample_json(&h->work, root);
    status =
        erkend_case_read(&the_case, "case.json", document.bytes, document.size, &how, h->error);
    if (status == ERKEND_OK)
        status = erkend_diff_add(h->diff, the_case, country, NULL, NULL, 0, h->error);
    erkend_case_free(the_case);
    if (status == ERKEND_ENOMEM)
        ek_raise(&h->arena, status);
    return status != ERKEND_OK ? INVALID : h->diff->group_count > 0 ? DIFFERENT : ALIKE;
}

static const ek_diff_group *find_best(const erkend_diff *diff)
{
    const ek_diff_group *best = &diff->groups[0];

    for (uint32_t i = 1; i < diff->group_count; i++)
        if (score_of(&diff->groups[i]) > score_of(best))
            best = &diff->groups[i];
    return best;
}

/* Differs in the way that was found? */
static outcome decide_again(hunt *h, const ek_sample *root)
{
    outcome came = decide_both(h, root, h->country);

    if (came != DIFFERENT)
        return came;
    for (uint32_t i = 0; i < h->diff->group_count; i++)
        if (is_alike(&h->diff->groups[i], &h->group))
            return DIFFERENT;
    return ALIKE;
}

static bool still_differs(void *to, const ek_sample *root)
{
    return decide_again(to, root) == DIFFERENT;
}

/* ---- Looking for one ------------------------------------------------------------------------ */

static void try_sample(hunt *h, ek_sample *root, ek_text given)
{
    if (h->tried >= h->how->tries)
        return;
    h->tried++;
    for (const char *const *country = h->countries; *country; country++) {
        const ek_diff_group *group;

        if (decide_both(h, root, **country ? *country : NULL) != DIFFERENT)
            continue;
        group = find_best(h->diff);
        if (h->best && score_of(group) <= h->score)
            continue;
        if (!h->best)
            h->found_in = h->tried;
        h->score = score_of(group);
        h->group = *group;
        h->country = **country ? *country : NULL;
        h->best = ek_sample_copy(&h->arena, root);
        h->given = given;
        h->search.files = h->files;
    }
}

/* A good one was found, or it was looked long enough for a better one. */
static bool is_enough(const hunt *h)
{
    return h->tried >= h->how->tries ||
           (h->best && (h->score == BEST || h->tried >= 2 * h->found_in + 500));
}

/* ---- Along the limits ----------------------------------------------------------------------- */

static bool move_value(ek_sample *node, ek_arena *arena, const ek_sample *from, int64_t steps);

/* Everything that the older side answers, as one text in `work`; empty: it does not. */
static ek_text answer_of(hunt *h, const ek_sample *root, const char *country)
{
    erkend_case_options how = {.struct_size = sizeof how, .files = h->files};
    erkend_case *the_case = NULL;
    erkend_decision *decision = NULL;
    ek_text document = ek_sample_json(&h->work, root);
    ek_buffer out;

    ek_buffer_init(&out, &h->work);
    if (erkend_case_read(&the_case, "case.json", document.bytes, document.size, &how, h->error) ==
            ERKEND_OK &&
        erkend_decide(&decision, &h->diff->workers[0], the_case, country, h->error) == ERKEND_OK)
        for (uint32_t i = 0; i < decision->claim_count; i++) {
            ek_buffer_text(&out, ek_claim_outcome(&h->work, &decision->claims[i]));
            ek_buffer_char(&out, '\n');
        }
    erkend_decision_free(decision);
    erkend_case_free(the_case);
    return ek_buffer_done(&out);
}

static bool answers_alike(hunt *h, ek_sample *root, ek_sample *node, const ek_sample *from,
                          int64_t steps, const char *country, ek_text answer)
{
    return move_value(node, &h->work, from, steps) &&
           ek_text_equal(answer_of(h, root, country), answer);
}

/* Where a value, moved in one direction, makes the older side answer otherwise, both sides are
 * asked: on the last day before, and on the first after. */
static void walk_to_limit(hunt *h, ek_sample *root, ek_sample *node, int64_t direction,
                          const char *country)
{
    ek_arena *arena = &h->search.work;
    ek_sample from = *node;
    int64_t good = 0, bad = 1;
    ek_text answer;

    ek_arena_reset(&h->work);
    answer = ek_text_copy(arena, answer_of(h, root, country));
    while (bad <= 4096 && answers_alike(h, root, node, &from, direction * bad, country, answer)) {
        good = bad;
        bad *= 2;
    }
    while (bad <= 4096 && bad > good + 1) {
        int64_t middle = good + (bad - good) / 2;

        if (answers_alike(h, root, node, &from, direction * middle, country, answer))
            good = middle;
        else
            bad = middle;
    }
    for (uint32_t i = 0; i < 2 && bad <= 4096; i++)
        if (move_value(node, arena, &from, direction * (i == 0 ? good : bad)))
            try_sample(h, root, h->search.given_now);
    node->text = from.text;
    node->quoted = from.quoted;
}

/* A few numbers and days of the case, to the limits on both sides of them. */
static void walk_along(hunt *h, ek_sample *root)
{
    enum { WALKS = 4 };
    ek_samples all = ek_samples_of(&h->search.work, root);
    ek_chance chance = {h->how->seed ^ h->tried * UINT64_C(0xbf58476d1ce4e5b9)};
    const char *country = h->diff->countries[0].size ? h->diff->countries[0].bytes
                                                     : h->countries[h->tried % h->country_count];
    uint32_t walks = 0;

    for (uint32_t turn = 0; turn < 60 && walks < WALKS; turn++) {
        ek_sample *node = all.items[ek_chance_between(&chance, 1, (int64_t)all.count - 1)];

        if (!node->field || node->kind != EK_NODE_SCALAR ||
            (node->field->kind != EK_KIND_DATE && node->field->kind != EK_KIND_NUMBER))
            continue;
        walks++;
        walk_to_limit(h, root, node, -1, country);
        walk_to_limit(h, root, node, 1, country);
    }
}

static void try_all(hunt *h)
{
    ek_sample *root;

    while (!is_enough(h) && (root = ek_search_next(&h->search)) != NULL) {
        h->files = h->search.files_now;
        try_sample(h, root, h->search.given_now);
        if (!h->best && h->search.varied == 0 && !h->search.listed)
            walk_along(h, root);
        if (h->how->progress)
            h->how->progress(h->how->user, h->tried, h->how->tries);
    }
}

/* ---- How far the difference goes ------------------------------------------------------------ */

/* The value `steps` steps away. */
static bool move_value(ek_sample *node, ek_arena *arena, const ek_sample *from, int64_t steps)
{
    ek_fraction number;
    ek_date day;

    if (node->field->kind == EK_KIND_DATE) {
        if (!ek_sample_date(from, &day))
            return false;
        ek_sample_set_date(node, arena, (ek_date)(day + steps));
        return true;
    }
    if (!ek_sample_number(from, &number) ||
        ek_fraction_add(&number, number, ek_fraction_whole(steps)) != ERKEND_OK || number.num < 0)
        return false;
    ek_sample_set_number(node, arena, number);
    return true;
}

static outcome try_moved(hunt *h, ek_sample *node, const ek_sample *from, int64_t steps)
{
    outcome came = INVALID;

    if (move_value(node, &h->arena, from, steps))
        came = decide_again(h, h->best);
    node->text = from->text;
    node->quoted = from->quoted;
    return came;
}

/* The last value in that direction that differs; false: nothing that is a case ends it. */
static bool find_end(hunt *h, ek_sample *node, const ek_sample *from, int64_t direction,
                     int64_t *end)
{
    int64_t good = 0, bad = 0;

    for (uint32_t power = 0; power < REACH && bad == 0; power++) {
        int64_t steps = INT64_C(1) << power;
        outcome came = try_moved(h, node, from, direction * steps);

        if (came == INVALID)
            return false;
        if (came == ALIKE)
            bad = steps;
        else
            good = steps;
    }
    while (bad > good + 1) {
        int64_t middle = good + (bad - good) / 2;

        if (try_moved(h, node, from, direction * middle) == DIFFERENT)
            good = middle;
        else
            bad = middle;
    }
    *end = direction * good;
    return bad > 0;
}

static ek_text text_of_moved(hunt *h, ek_sample *node, const ek_sample *from, int64_t steps)
{
    ek_text text;

    (void)move_value(node, &h->arena, from, steps);
    text = node->text;
    node->text = from->text;
    node->quoted = from->quoted;
    return text;
}

static void put_when(hunt *h, when found)
{
    uint32_t at = h->when_count < WHEN_MOST ? h->when_count++ : WHEN_MOST - 1;

    for (; at > 0 && h->whens[at - 1].width > found.width; at--)
        h->whens[at] = h->whens[at - 1];
    h->whens[at] = found;
}

static void measure_value(hunt *h, ek_sample *node)
{
    ek_sample from = *node;
    when found = {.path = ek_sample_path(&h->arena, node), .width = UINT64_MAX - 1};
    int64_t least = 0, most = 0;
    bool below = find_end(h, node, &from, -1, &least), above = find_end(h, node, &from, 1, &most);

    if (!below && !above)
        return;
    if (below)
        found.from = text_of_moved(h, node, &from, least);
    if (above)
        found.to = text_of_moved(h, node, &from, most);
    if (below && above)
        found.width = (uint64_t)(most - least);
    put_when(h, found);
}

/* Yes or no: does the other answer end it? */
static void measure_yes(hunt *h, ek_sample *node)
{
    ek_text was = node->text;
    bool yes = ek_text_is(was, "true");

    node->text = yes ? EK_TEXT("false") : EK_TEXT("true");
    if (decide_again(h, h->best) == ALIKE)
        put_when(h, (when){.path = ek_sample_path(&h->arena, node),
                           .from = was,
                           .to = was,
                           .exact = true,
                           .width = UINT64_MAX});
    node->text = was;
}

static void measure(hunt *h)
{
    ek_samples all = ek_samples_of(&h->arena, h->best);

    for (uint32_t i = 1; i < all.count; i++) {
        const ek_field *field = all.items[i]->field;

        if (!field || all.items[i]->kind != EK_NODE_SCALAR)
            continue;
        if (field->kind == EK_KIND_DATE || field->kind == EK_KIND_NUMBER)
            measure_value(h, all.items[i]);
        else if (field->kind == EK_KIND_YES)
            measure_yes(h, all.items[i]);
    }
}

/* ---- In words ------------------------------------------------------------------------------- */

static void write_when(ek_buffer *out, const when *w)
{
    ek_buffer_text(out, w->path);
    if (w->exact || ek_text_equal(w->from, w->to))
        ek_buffer_format(out, " is %.*s", EK_TEXT_ARGS(w->from));
    else if (w->from.size && w->to.size)
        ek_buffer_format(out, " is from %.*s to %.*s", EK_TEXT_ARGS(w->from), EK_TEXT_ARGS(w->to));
    else if (w->from.size)
        ek_buffer_format(out, " is %.*s or more", EK_TEXT_ARGS(w->from));
    else
        ek_buffer_format(out, " is at most %.*s", EK_TEXT_ARGS(w->to));
}

static void write_sentence(ek_buffer *out, const hunt *h)
{
    const ek_diff_group *group = &h->group;

    ek_buffer_format(out, "%s and %s ", h->names[0], h->names[1]);
    if (h->when_count > 0) {
        ek_buffer_string(out, "differ exactly when ");
        write_when(out, &h->whens[0]);
        ek_buffer_string(out, ", all else being as below");
    } else
        ek_buffer_string(out, "differ as long as the facts below are so");
    ek_buffer_format(out, ": %.*s %s → %s",
                     EK_TEXT_ARGS(group->after_kind.size ? group->after_kind : group->before_kind),
                     ek_diff_outcome(group->from), ek_diff_outcome(group->to));
    if (group->rule.size)
        ek_buffer_format(out, ", by %.*s", EK_TEXT_ARGS(group->rule));
    if (group->law.size)
        ek_buffer_format(out, " (%.*s)", EK_TEXT_ARGS(group->law));
    if (group->error.size)
        ek_buffer_format(out, ": %.*s", EK_TEXT_ARGS(group->error));
    ek_buffer_char(out, '.');
}

static void write_text(ek_buffer *out, const hunt *h)
{
    if (!h->best) {
        ek_buffer_format(out, "%s and %s: no difference in %" PRIu64 " tries (seed %" PRIu64 ")\n",
                         h->names[0], h->names[1], h->tried, h->how->seed);
        return;
    }
    ek_buffer_string(out, "# ");
    write_sentence(out, h);
    if (h->when_count > 1)
        ek_buffer_string(out, "\n# So it is with each of these:");
    for (uint32_t i = 1; i < h->when_count; i++) {
        ek_buffer_string(out, "\n#   ");
        write_when(out, &h->whens[i]);
    }
    ek_buffer_format(out, "\n# Found in %" PRIu64 " %s (seed %" PRIu64 ")", h->tried,
                     h->tried == 1 ? "try" : "tries", h->how->seed);
    if (h->given.size)
        ek_buffer_format(out, ", from %.*s", EK_TEXT_ARGS(h->given));
    ek_buffer_string(out, ".\n");
    ek_buffer_text(out, ek_sample_yaml(out->arena, h->best));
}

static void write_json(ek_buffer *out, const hunt *h)
{
    const ek_diff_group *group = &h->group;
    ek_buffer sentence;
    ek_json json;

    ek_json_init(&json, out, EK_EN, false);
    ek_json_open(&json, NULL, '{');
    ek_json_string(&json, "before", h->names[0]);
    ek_json_string(&json, "after", h->names[1]);
    ek_json_yes(&json, "found", h->best != NULL);
    ek_json_count(&json, "tries", h->tried);
    ek_json_count(&json, "seed", h->how->seed);
    if (h->best) {
        ek_buffer_init(&sentence, out->arena);
        write_sentence(&sentence, h);
        ek_json_text(&json, "says", ek_buffer_done(&sentence));
        ek_json_text(&json, "claim",
                     group->after_kind.size ? group->after_kind : group->before_kind);
        ek_json_string(&json, "from", ek_diff_outcome(group->from));
        ek_json_string(&json, "to", ek_diff_outcome(group->to));
        ek_json_text(&json, "rule", group->rule);
        ek_json_text(&json, "law", group->law);
        ek_json_open(&json, "when", '[');
        for (uint32_t i = 0; i < h->when_count; i++) {
            ek_json_open(&json, NULL, '{');
            ek_json_text(&json, "fact", h->whens[i].path);
            ek_json_text(&json, "least", h->whens[i].from);
            ek_json_text(&json, "most", h->whens[i].to);
            ek_json_close(&json, '}');
        }
        ek_json_close(&json, ']');
        ek_json_text(&json, "case", ek_sample_yaml(out->arena, h->best));
    }
    ek_json_close(&json, '}');
    ek_buffer_char(out, '\n');
}

/* ---- For hosts ------------------------------------------------------------------------------ */

/* Two countries have names for people. */
static const char *name_of(hunt *h, const erkend_diff_side *side)
{
    if (side->country)
        return ek_text_terminated(
            &h->arena, ek_label_of_country(EK_EN, &side->bundle->books, ek_text_of(side->country)));
    return ek_text_terminated(&h->arena, ek_text_of(side->name ? side->name : "?"));
}

static void run_hunt(hunt *h, const erkend_diff_side *a, const erkend_diff_side *b)
{
    static const char *const fixed[] = {"", NULL};

    h->names[0] = name_of(h, a);
    h->names[1] = name_of(h, b);
    h->countries = a->country ? fixed : h->how->countries;
    while (h->countries[h->country_count])
        h->country_count++;
    if (h->country_count == 0)
        return;
    ek_search_side(&h->search, a->bundle, a->country, a->country ? NULL : h->countries);
    ek_search_side(&h->search, b->bundle, b->country, b->country ? NULL : h->countries);
    if (a->config)
        ek_search_tests(&h->search, a->bundle, a->config, a->country, h->countries);
    if (b->config)
        ek_search_tests(&h->search, b->bundle, b->config, b->country, h->countries);
    ek_search_begin(&h->search);
    try_all(h);
    if (!h->best)
        return;
    h->files = h->search.files;
    ek_shrink(&h->arena, h->best, still_differs, h, BUDGET);
    measure(h);
}

static erkend_status give_report(erkend_text **out, hunt *h, const erkend_style *style)
{
    ek_buffer text;

    ek_buffer_init(&text, &h->arena);
    if (style && style->format == ERKEND_JSON)
        write_json(&text, h);
    else
        write_text(&text, h);
    return ek_text_give(out, h->arena.host, ek_buffer_done(&text));
}

erkend_status erkend_distinguish(erkend_text **out, int *found, const erkend_diff_side *a,
                                 const erkend_diff_side *b, const erkend_search *options,
                                 const erkend_style *style, erkend_error *error)
{
    hunt *h;
    erkend_diff *diff = NULL;
    volatile erkend_status status;
    ek_escape escape;

    ek_error_clear(error);
    if (!out || !found || !options || options->struct_size != sizeof *options)
        return ek_error_say(error, ERKEND_ECALL, "erkend_distinguish needs options and a place");
    *out = NULL;
    *found = 0;
    status = erkend_diff_new(&diff, a, b, error);
    if (status != ERKEND_OK)
        return status;
    h = ek_host_alloc(diff->host, sizeof *h);
    if (!h) {
        erkend_diff_free(diff);
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    }
    h->how = options;
    h->diff = diff;
    ek_arena_init(&h->arena, diff->host, 0);
    ek_arena_init(&h->work, diff->host, 0);
    ek_search_init(&h->search, diff->host, options->seed, options->cases, options->case_count);
    h->error = erkend_error_new(diff->host);
    if (EK_TRY(&h->arena, &escape)) {
        h->work.escape = h->search.arena.escape = h->search.work.escape = h->arena.escape;
        run_hunt(h, a, b);
        status = give_report(out, h, style);
    } else
        status = escape.status;
    ek_escape_end(&h->arena, &escape);
    *found = h->best != NULL;
    erkend_error_free(h->error);
    ek_search_dispose(&h->search);
    ek_arena_dispose(&h->work);
    ek_arena_dispose(&h->arena);
    ek_host_free(diff->host, h, sizeof *h);
    erkend_diff_free(diff);
    return ek_error_fill(error, status, NULL);
}
