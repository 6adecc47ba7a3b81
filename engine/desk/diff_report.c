/* A diff for people and programs: text and JSON. Groups in one order for all: those that nobody
 * declared first, then by country, the most cases first. */
#include <inttypes.h>

#include "base/api.h"
#include "base/sort.h"
#include "desk/diff_page.h"
#include "explain/html.h"
#include "explain/json.h"

/* ---- Order ------------------------------------------------------------------------------------
 */

static int compare_groups(const void *left, const void *right)
{
    const ek_diff_group *a = left, *b = right;
    int order;

    if (!a->declared != !b->declared)
        return a->declared ? 1 : -1;
    if ((order = ek_text_compare(a->after_country, b->after_country)) != 0)
        return order;
    if (a->cases != b->cases)
        return a->cases > b->cases ? -1 : 1;
    if (a->from != b->from)
        return a->from - b->from;
    if (a->to != b->to)
        return a->to - b->to;
    if ((order = ek_text_compare(a->rule, b->rule)) != 0)
        return order;
    if ((order = ek_text_compare(a->before_kind, b->before_kind)) != 0)
        return order;
    if ((order = ek_text_compare(a->after_kind, b->after_kind)) != 0)
        return order;
    return ek_text_compare(a->error, b->error);
}

void ek_diff_sort(erkend_diff *diff)
{
    ek_diff_match(diff);
    ek_sort(diff->groups, diff->group_count, sizeof *diff->groups, compare_groups);
}

int erkend_diff_example(erkend_diff *diff, size_t index, const char **id, const char **document,
                        size_t *size)
{
    if (!diff || !id || !document || !size || index >= diff->group_count)
        return 0;
    ek_diff_sort(diff);
    *id = diff->groups[index].smallest.id.bytes;
    *document = diff->groups[index].smallest.document.bytes;
    *size = diff->groups[index].smallest.document.size;
    return 1;
}

/* ---- Sentences --------------------------------------------------------------------------------
 */

static void buffer_more(ek_buffer *out, uint64_t before, uint64_t after, const char *what)
{
    if (before == after)
        return;
    ek_buffer_string(out, out->size ? ", " : "");
    ek_buffer_grouped(out, after > before ? after - before : before - after);
    ek_buffer_format(out, " %s %s", after > before ? "more" : "fewer", what);
}

static void buffer_quantity(ek_buffer *out, ek_fraction before, ek_fraction after, const char *what)
{
    ek_fraction more;

    if (ek_fraction_equal(before, after) || ek_fraction_subtract(&more, after, before) != ERKEND_OK)
        return;
    ek_buffer_string(out, out->size ? ", " : "");
    ek_buffer_string(out, ek_fraction_compare(after, before) > 0 ? "+ " : "− ");
    if (ek_fraction_compare(more, ek_fraction_whole(0)) < 0)
        (void)ek_fraction_subtract(&more, before, after);
    ek_buffer_fraction_shown(out, more);
    ek_buffer_format(out, " %s", what);
}

ek_text ek_diff_say_effect(ek_arena *arena, const ek_diff_group *group, ek_effect_kind kind)
{
    const ek_effect_sum *before = &group->before[kind], *after = &group->after[kind];
    ek_buffer says, line;

    ek_buffer_init(&says, arena);
    buffer_quantity(&says, before->months, after->months, "months");
    buffer_quantity(&says, before->points, after->points, "points");
    buffer_more(&says, before->in_force, after->in_force, "in force");
    buffer_more(&says, before->waiting, after->waiting, "waiting");
    if (before->lost || after->lost)
        ek_buffer_string(&says, ", sums too large to be exact");
    if (says.size == 0)
        return EK_TEXT("");
    ek_buffer_init(&line, arena);
    for (const char *c = ek_effect_name(kind); *c; c++)
        ek_buffer_char(&line, *c == '_' ? ' ' : *c);
    ek_buffer_string(&line, ": ");
    ek_buffer_text(&line, ek_buffer_done(&says));
    return ek_buffer_done(&line);
}

/* "abroad referred → recognised"; of two countries "DE abroad referred → FI unit recognised". */
ek_text ek_diff_say_change(ek_arena *arena, const ek_diff_group *group)
{
    bool two = !ek_text_equal(group->before_country, group->after_country);
    ek_text kind = group->after_kind.size ? group->after_kind : group->before_kind;
    ek_buffer says;

    ek_buffer_init(&says, arena);
    if (two)
        ek_buffer_format(&says, "%.*s %.*s%s", EK_TEXT_ARGS(group->before_country),
                         EK_TEXT_ARGS(group->before_kind), group->before_kind.size ? " " : "");
    else
        ek_buffer_format(&says, "%.*s%s", EK_TEXT_ARGS(kind), kind.size ? " " : "");
    ek_buffer_format(&says, "%s → ", ek_diff_outcome(group->from));
    if (two)
        ek_buffer_format(&says, "%.*s %.*s%s", EK_TEXT_ARGS(group->after_country),
                         EK_TEXT_ARGS(group->after_kind), group->after_kind.size ? " " : "");
    ek_buffer_string(&says, group->from == group->to && !two ? "other effects"
                                                             : ek_diff_outcome(group->to));
    return ek_buffer_done(&says);
}

/* "de.bbig.2.3.quarter · BBiG § 2 Abs. 3 Satz 2". */
ek_text ek_diff_say_rule(ek_arena *arena, const ek_diff_group *group)
{
    if (group->error.size)
        return group->error;
    return ek_text_format(arena, "%.*s%s%.*s", EK_TEXT_ARGS(group->rule),
                          group->law.size ? " · " : "", EK_TEXT_ARGS(group->law));
}

ek_text ek_diff_say_policy(ek_arena *arena, const ek_policy_change *change)
{
    static const char *const how[] = {
        [EK_ADDED] = "new", [EK_REMOVED] = "gone", [EK_ALTERED] = "changed"};

    return ek_text_format(arena, "%s %.*s %s%s%.*s%s", change->thing, EK_TEXT_ARGS(change->name),
                          how[change->difference], change->says.size ? ": " : "",
                          EK_TEXT_ARGS(change->says),
                          change->words_only ? " (no answer depends on it)" : "");
}

ek_text ek_diff_say_place(ek_arena *arena, ek_place place)
{
    return place.line > 0 ? ek_text_format(arena, "%.*s:%u", EK_TEXT_ARGS(place.file), place.line)
                          : place.file;
}

static ek_text say_cases(ek_arena *arena, uint64_t count)
{
    ek_buffer says;

    ek_buffer_init(&says, arena);
    ek_buffer_grouped(&says, count);
    ek_buffer_string(&says, count == 1 ? " case" : " cases");
    return ek_buffer_done(&says);
}

/* ---- Text -------------------------------------------------------------------------------------
 */

static void write_country(ek_pen *pen, const ek_diff_country *asked)
{
    ek_arena *arena = pen->out->arena;
    ek_text title = ek_text_equal(asked->before, asked->after)
                        ? asked->after
                        : ek_text_format(arena, "%.*s and %.*s", EK_TEXT_ARGS(asked->before),
                                         EK_TEXT_ARGS(asked->after));

    ek_buffer_char(pen->out, '\n');
    ek_write_edges(pen, title, EK_STYLE_STRONG, say_cases(arena, asked->cases));
    if (!asked->compared)
        return;
    for (uint32_t i = 0; i < asked->policy.count; i++) {
        const ek_policy_change *change = &asked->policy.items[i];

        ek_buffer_string(pen->out, "  ");
        ek_write_wrapped(pen,
                         ek_text_format(arena, "%.*s   %.*s",
                                        EK_TEXT_ARGS(ek_diff_say_policy(arena, change)),
                                        EK_TEXT_ARGS(ek_diff_say_place(arena, change->place))),
                         2, 4, EK_STYLE_PLAIN);
    }
    if (asked->policy.count == 0)
        ek_buffer_string(pen->out, "  the policies say the same\n");
    else if (!asked->policy.everything) {
        ek_buffer_string(pen->out, "  ");
        ek_write_wrapped(pen,
                         ek_text_format(arena,
                                        "%.*s met a rule that changed or reads what changed; the "
                                        "others cannot be touched",
                                        EK_TEXT_ARGS(say_cases(arena, asked->touched))),
                         2, 4, EK_STYLE_FAINT);
    }
}

static ek_text say_examples(ek_arena *arena, const ek_diff_group *group)
{
    ek_buffer says;

    ek_buffer_init(&says, arena);
    ek_buffer_string(&says, "for example ");
    for (uint32_t i = 0; i < group->first_count; i++)
        ek_buffer_format(&says, "%s%.*s (%.*s)", i ? ", " : "", EK_TEXT_ARGS(group->first[i].id),
                         EK_TEXT_ARGS(group->first[i].place));
    if (group->cases > group->first_count)
        ek_buffer_format(&says, "; smallest %.*s (%.*s)", EK_TEXT_ARGS(group->smallest.id),
                         EK_TEXT_ARGS(group->smallest.place));
    return ek_buffer_done(&says);
}

static void write_line(ek_pen *pen, ek_text text, uint32_t style)
{
    ek_buffer_string(pen->out, "    ");
    ek_write_wrapped(pen, text, 4, 6, style);
}

static void write_group(ek_pen *pen, const erkend_diff *diff, const ek_diff_group *group)
{
    ek_arena *arena = pen->out->arena;
    ek_text head =
        ek_text_format(arena, "%.*s   %.*s", EK_TEXT_ARGS(say_cases(arena, group->cases)),
                       EK_TEXT_ARGS(ek_diff_say_change(arena, group)));
    uint32_t style =
        group->to >= 0 ? EK_STYLE_VERDICT + (uint32_t)group->to : (uint32_t)EK_STYLE_STRONG;

    ek_buffer_string(pen->out, "\n  ");
    ek_write_wrapped(pen,
                     diff->has_declared && !group->declared
                         ? ek_text_format(arena, "%.*s   ← not declared", EK_TEXT_ARGS(head))
                         : head,
                     2, 4, style);
    write_line(pen, ek_diff_say_rule(arena, group), EK_STYLE_PLAIN);
    for (int kind = 0; kind < EK_EFFECTS; kind++) {
        ek_text says = ek_diff_say_effect(arena, group, (ek_effect_kind)kind);

        if (says.size)
            write_line(pen, says, EK_STYLE_PLAIN);
    }
    if (group->declared)
        write_line(pen,
                   ek_text_format(arena, "declared: %.*s", EK_TEXT_ARGS(group->declared->change)),
                   EK_STYLE_FAINT);
    write_line(pen, ek_shown(pen, say_examples(arena, group)), EK_STYLE_FAINT);
}

ek_text ek_diff_say_declared(ek_arena *arena, const ek_declared *declared)
{
    if (declared->found == 0)
        return ek_text_format(arena, "declared, and did not happen: %.*s (%.*s)",
                              EK_TEXT_ARGS(declared->change),
                              EK_TEXT_ARGS(ek_diff_say_place(arena, declared->place)));
    if (declared->counted && declared->found != declared->cases)
        return ek_text_format(arena, "declared for %.*s, and happened to %" PRIu64 ": %.*s (%.*s)",
                              EK_TEXT_ARGS(say_cases(arena, declared->cases)), declared->found,
                              EK_TEXT_ARGS(declared->change),
                              EK_TEXT_ARGS(ek_diff_say_place(arena, declared->place)));
    return EK_TEXT("");
}

static void write_end(ek_pen *pen, const erkend_diff *diff)
{
    ek_arena *arena = pen->out->arena;
    uint64_t unexpected = ek_diff_unexpected(diff);
    ek_buffer says;

    ek_buffer_init(&says, arena);
    ek_buffer_grouped(&says, diff->changed);
    ek_buffer_format(&says, " of %.*s change%s", EK_TEXT_ARGS(say_cases(arena, diff->cases)),
                     diff->changed == 1 ? "s" : "");
    if (diff->has_declared)
        ek_buffer_string(&says, unexpected == 0 ? "; all of it was declared"
                                                : "; not all is as it was declared");
    ek_buffer_char(pen->out, '\n');
    for (uint32_t i = 0; i < diff->declared_count; i++) {
        ek_text missed = ek_diff_say_declared(arena, &diff->declared[i]);

        if (missed.size)
            ek_write_wrapped(pen, missed, 0, 2, EK_STYLE_STRONG);
    }
    if (diff->cut_short)
        ek_write_wrapped(pen, EK_TEXT("There are more kinds of change than are shown."), 0, 2,
                         EK_STYLE_STRONG);
    ek_write_wrapped(pen, ek_buffer_done(&says), 0, 2, EK_STYLE_STRONG);
}

static void write_text(ek_pen *pen, const erkend_diff *diff)
{
    ek_write_wrapped(pen,
                     ek_text_format(pen->out->arena, "%.*s → %.*s", EK_TEXT_ARGS(diff->names[0]),
                                    EK_TEXT_ARGS(diff->names[1])),
                     0, 2, EK_STYLE_STRONG);
    for (uint32_t i = 0; i < diff->asked_count; i++)
        write_country(pen, &diff->asked[i]);
    for (uint32_t i = 0; i < diff->group_count; i++)
        write_group(pen, diff, &diff->groups[i]);
    write_end(pen, diff);
}

/* ---- JSON -------------------------------------------------------------------------------------
 */

static void put_policy(ek_json *json, const ek_policy_change *change)
{
    static const char *const how[] = {
        [EK_ADDED] = "added", [EK_REMOVED] = "removed", [EK_ALTERED] = "altered"};

    ek_json_open(json, NULL, '{');
    ek_json_string(json, "thing", change->thing);
    ek_json_string(json, "difference", how[change->difference]);
    ek_json_text(json, "name", change->name);
    ek_json_text(json, "says", change->says);
    ek_json_yes(json, "words_only", change->words_only);
    ek_json_place(json, "place", change->place);
    ek_json_close(json, '}');
}

static void put_country(ek_json *json, const ek_diff_country *asked)
{
    ek_json_open(json, NULL, '{');
    ek_json_text(json, "before", asked->before);
    ek_json_text(json, "after", asked->after);
    ek_json_count(json, "cases", asked->cases);
    ek_json_count(json, "touched", asked->touched);
    ek_json_open(json, "policy", '[');
    for (uint32_t i = 0; i < asked->policy.count; i++)
        put_policy(json, &asked->policy.items[i]);
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

static void put_sum(ek_json *json, const char *key, const ek_effect_sum *sum)
{
    ek_json_open(json, key, '{');
    ek_json_count(json, "in_force", sum->in_force);
    ek_json_count(json, "waiting", sum->waiting);
    if (sum->lost) {
        ek_json_null(json, "months");
        ek_json_null(json, "points");
    } else {
        ek_json_number(json, "months", sum->months);
        ek_json_number(json, "points", sum->points);
    }
    ek_json_close(json, '}');
}

static void put_effects(ek_json *json, const ek_diff_group *group)
{
    ek_json_open(json, "effects", '[');
    for (int kind = 0; kind < EK_EFFECTS; kind++) {
        if (ek_diff_say_effect(json->out->arena, group, (ek_effect_kind)kind).size == 0)
            continue;
        ek_json_open(json, NULL, '{');
        ek_json_string(json, "kind", ek_effect_name((ek_effect_kind)kind));
        put_sum(json, "before", &group->before[kind]);
        put_sum(json, "after", &group->after[kind]);
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
}

static void put_seen(ek_json *json, const char *key, const ek_case_seen *seen)
{
    ek_json_open(json, key, '{');
    ek_json_text(json, "id", seen->id);
    ek_json_text(json, "place", seen->place);
    ek_json_close(json, '}');
}

static void put_group(ek_json *json, const ek_diff_group *group)
{
    ek_json_open(json, NULL, '{');
    ek_json_text(json, "before_country", group->before_country);
    ek_json_text(json, "after_country", group->after_country);
    ek_json_text(json, "before_claim", group->before_kind);
    ek_json_text(json, "after_claim", group->after_kind);
    ek_json_string(json, "from", ek_diff_outcome(group->from));
    ek_json_string(json, "to", ek_diff_outcome(group->to));
    ek_json_text(json, "rule", group->rule);
    ek_json_text(json, "law", group->law);
    ek_json_text(json, "error", group->error);
    ek_json_count(json, "cases", group->cases);
    ek_json_count(json, "claims", group->claims);
    ek_json_yes(json, "touched", group->touched);
    if (group->declared)
        ek_json_text(json, "declared", group->declared->change);
    else
        ek_json_null(json, "declared");
    put_effects(json, group);
    ek_json_open(json, "examples", '[');
    for (uint32_t i = 0; i < group->first_count; i++)
        put_seen(json, NULL, &group->first[i]);
    ek_json_close(json, ']');
    put_seen(json, "smallest", &group->smallest);
    ek_json_close(json, '}');
}

static void write_json(ek_buffer *out, const erkend_diff *diff, bool line)
{
    ek_json json;

    ek_json_init(&json, out, EK_EN, line);
    ek_json_open(&json, NULL, '{');
    ek_json_string(&json, "erkend", ERKEND_VERSION);
    ek_json_string(&json, "kind", "diff");
    ek_json_text(&json, "before", diff->names[0]);
    ek_json_text(&json, "after", diff->names[1]);
    ek_json_count(&json, "cases", diff->cases);
    ek_json_count(&json, "changed", diff->changed);
    ek_json_count(&json, "unexpected", ek_diff_unexpected(diff));
    ek_json_open(&json, "countries", '[');
    for (uint32_t i = 0; i < diff->asked_count; i++)
        put_country(&json, &diff->asked[i]);
    ek_json_close(&json, ']');
    ek_json_open(&json, "changes", '[');
    for (uint32_t i = 0; i < diff->group_count; i++)
        put_group(&json, &diff->groups[i]);
    ek_json_close(&json, ']');
    ek_json_open(&json, "declared", '[');
    for (uint32_t i = 0; i < diff->declared_count; i++) {
        ek_json_open(&json, NULL, '{');
        ek_json_text(&json, "change", diff->declared[i].change);
        ek_json_count(&json, "found", diff->declared[i].found);
        ek_json_text(&json, "missed", ek_diff_say_declared(out->arena, &diff->declared[i]));
        ek_json_place(&json, "place", diff->declared[i].place);
        ek_json_close(&json, '}');
    }
    ek_json_close(&json, ']');
    ek_json_yes(&json, "cut_short", diff->cut_short);
    ek_json_close(&json, '}');
    ek_buffer_char(out, '\n');
}

/* ---- The host's -------------------------------------------------------------------------------
 */

static void render(ek_pen *pen, const erkend_diff *diff, erkend_format format)
{
    if (format == ERKEND_TEXT)
        write_text(pen, diff);
    else if (format == ERKEND_HTML)
        ek_diff_page(pen->out, diff);
    else
        write_json(pen->out, diff, format == ERKEND_NDJSON);
}

erkend_status erkend_render_diff(erkend_text **out, erkend_diff *diff, const erkend_style *style,
                                 erkend_error *error)
{
    erkend_format format = style ? style->format : ERKEND_TEXT;
    erkend_status status;
    ek_arena arena;
    ek_buffer buffer;
    ek_escape escape;
    ek_pen pen = {.out = &buffer, .language = EK_EN, .columns = EK_COLUMNS};

    ek_error_clear(error);
    if (!out || !diff)
        return ek_error_say(error, ERKEND_ECALL, "erkend_render_diff: NULL where it is needed");
    *out = NULL;
    if (format == ERKEND_CODES || (unsigned)format > ERKEND_HTML)
        return ek_error_say(error, ERKEND_EVALUE, "a diff is shown as text, JSON, NDJSON or HTML");
    if (style) {
        pen.colour = style->colour != 0;
        pen.columns = style->columns >= 40 ? style->columns : pen.columns;
    }
    ek_diff_sort(diff);
    ek_arena_init(&arena, diff->host, 0);
    ek_buffer_init(&buffer, &arena);
    if (EK_TRY(&arena, &escape))
        render(&pen, diff, format);
    ek_escape_end(&arena, &escape);
    status = escape.status;
    if (status == ERKEND_OK)
        status = ek_text_give(out, diff->host, ek_buffer_done(&buffer));
    ek_arena_dispose(&arena);
    return ek_error_fill(error, status, NULL);
}
