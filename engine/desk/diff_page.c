/* A diff as a page: how claims flow from one verdict to another, what differs in the policies, and
 * a table of every kind of change. One picture, drawn in whole tenths of a pixel. */
#include "desk/diff_page.h"

#include <inttypes.h>

#include "explain/html.h"

enum {
    OUTCOMES = ERKEND_RECOGNISED + 3, /* verdicts, not asked, no decision */
    WIDTH = 800,
    TOP = 40,
    FLOW = 2600, /* height of all claims that change, in tenths */
    GAP = 140,   /* between two outcomes */
    LEFT = 1800, /* where bands begin and end */
    RIGHT = 6200
};

static const char style[] = ".other{fill:var(--none)}\n"
                            ".band{opacity:.45}\n"
                            "tr.surprise td:first-child{border-left:4px solid var(--refused)}\n";

static const char *class_of(int outcome)
{
    return outcome >= 0 ? erkend_verdict_name((erkend_verdict)outcome) : "other";
}

/* From the best at the top to what has no answer. */
static uint32_t row_of(int outcome)
{
    return (uint32_t)((int)ERKEND_RECOGNISED - outcome);
}

static void put_tenths(ek_buffer *out, uint64_t tenths)
{
    ek_buffer_format(out, "%" PRIu64 ".%" PRIu64, tenths / 10, tenths % 10);
}

/* ---- The picture ------------------------------------------------------------------------------
 */

typedef struct flow {
    uint64_t claims[OUTCOMES][OUTCOMES]; /* by row, from and to */
    uint64_t left[OUTCOMES], right[OUTCOMES], all;
    uint64_t left_at[OUTCOMES], right_at[OUTCOMES]; /* where the next band begins, in tenths */
    uint64_t height;
} flow;

static void count_flow(flow *f, const erkend_diff *diff)
{
    uint64_t left_at = TOP * 10, right_at = TOP * 10;

    for (uint32_t i = 0; i < diff->group_count; i++) {
        const ek_diff_group *group = &diff->groups[i];

        f->claims[row_of(group->from)][row_of(group->to)] += group->claims;
        f->left[row_of(group->from)] += group->claims;
        f->right[row_of(group->to)] += group->claims;
        f->all += group->claims;
    }
    for (uint32_t row = 0; row < OUTCOMES && f->all > 0; row++) {
        f->left_at[row] = left_at;
        f->right_at[row] = right_at;
        if (f->left[row] > 0)
            left_at += f->left[row] * FLOW / f->all + GAP;
        if (f->right[row] > 0)
            right_at += f->right[row] * FLOW / f->all + GAP;
    }
    f->height = (left_at > right_at ? left_at : right_at) / 10 + 10;
}

static void put_node(ek_buffer *out, const flow *f, int outcome, bool left)
{
    uint32_t row = row_of(outcome);
    uint64_t count = left ? f->left[row] : f->right[row];
    uint64_t at = left ? f->left_at[row] : f->right_at[row], high;

    if (count == 0)
        return;
    high = count * FLOW / f->all;
    ek_buffer_format(out, "<rect class=\"%s\" x=\"%d\" y=\"", class_of(outcome),
                     left ? LEFT / 10 - 12 : RIGHT / 10);
    put_tenths(out, at);
    ek_buffer_string(out, "\" width=\"12\" height=\"");
    put_tenths(out, high > 10 ? high : 10);
    ek_buffer_format(out, "\"/><text x=\"%d\" y=\"", left ? LEFT / 10 - 20 : RIGHT / 10 + 20);
    put_tenths(out, at + high / 2 + 40);
    ek_buffer_format(out, "\"%s>%s, ", left ? " text-anchor=\"end\"" : "",
                     ek_diff_outcome(outcome));
    ek_buffer_grouped(out, count);
    ek_buffer_string(out, "</text>\n");
}

static void put_band(ek_buffer *out, flow *f, int from, int to)
{
    uint64_t count = f->claims[row_of(from)][row_of(to)], high;
    uint64_t a, b;

    if (count == 0)
        return;
    high = count * FLOW / f->all;
    high = high > 8 ? high : 8;
    a = f->left_at[row_of(from)];
    b = f->right_at[row_of(to)];
    f->left_at[row_of(from)] += count * FLOW / f->all;
    f->right_at[row_of(to)] += count * FLOW / f->all;
    ek_buffer_format(out, "<path class=\"band %s\" d=\"M%d ", class_of(to), LEFT / 10);
    put_tenths(out, a);
    ek_buffer_string(out, "C400 ");
    put_tenths(out, a);
    ek_buffer_string(out, " 400 ");
    put_tenths(out, b);
    ek_buffer_format(out, " %d ", RIGHT / 10);
    put_tenths(out, b);
    ek_buffer_char(out, 'v');
    put_tenths(out, high);
    ek_buffer_string(out, "C400 ");
    put_tenths(out, b + high);
    ek_buffer_string(out, " 400 ");
    put_tenths(out, a + high);
    ek_buffer_format(out, " %d ", LEFT / 10);
    put_tenths(out, a + high);
    ek_buffer_format(out, "z\"><title>%s → %s: ", ek_diff_outcome(from), ek_diff_outcome(to));
    ek_buffer_grouped(out, count);
    ek_buffer_string(out, " claims</title></path>\n");
}

static void put_flow(ek_buffer *out, const erkend_diff *diff)
{
    flow f = {.all = 0};

    count_flow(&f, diff);
    if (f.all == 0)
        return;
    ek_buffer_format(out,
                     "<svg viewBox=\"0 0 %d %" PRIu64 "\" role=\"img\" "
                     "aria-labelledby=\"flow-title flow-text\">\n"
                     "<title id=\"flow-title\">From verdict to verdict</title>\n"
                     "<desc id=\"flow-text\">Claims that are answered differently, before on the "
                     "left, after on the right; the numbers stand in the table below.</desc>\n"
                     "<text x=\"%d\" y=\"20\" text-anchor=\"end\">before</text>"
                     "<text x=\"%d\" y=\"20\">after</text>\n",
                     WIDTH, f.height, LEFT / 10, RIGHT / 10);
    for (int outcome = ERKEND_RECOGNISED; outcome >= EK_NO_DECISION; outcome--) {
        put_node(out, &f, outcome, true);
        put_node(out, &f, outcome, false);
    }
    for (int from = ERKEND_RECOGNISED; from >= EK_NO_DECISION; from--)
        for (int to = ERKEND_RECOGNISED; to >= EK_NO_DECISION; to--)
            put_band(out, &f, from, to);
    ek_buffer_string(out, "</svg>\n");
}

/* ---- Tables -----------------------------------------------------------------------------------
 */

static void put_country(ek_buffer *out, const ek_diff_country *asked)
{
    ek_arena *arena = out->arena;

    ek_buffer_string(out, "<h2>");
    ek_html_text(out, asked->before);
    if (!ek_text_equal(asked->before, asked->after)) {
        ek_buffer_string(out, " and ");
        ek_html_text(out, asked->after);
    }
    ek_buffer_string(out, "</h2>\n<p>");
    ek_buffer_grouped(out, asked->cases);
    ek_buffer_string(out, " cases");
    if (asked->compared && !asked->policy.everything) {
        ek_buffer_string(out, ", of which ");
        ek_buffer_grouped(out, asked->touched);
        ek_buffer_string(out, " met a rule that changed or reads what changed; the others cannot "
                              "be touched");
    }
    ek_buffer_string(out, ".</p>\n");
    if (!asked->compared)
        return;
    ek_buffer_string(out, "<ul>\n");
    for (uint32_t i = 0; i < asked->policy.count; i++) {
        ek_buffer_string(out, "<li>");
        ek_html_text(out, ek_diff_say_policy(arena, &asked->policy.items[i]));
        ek_buffer_string(out, " ");
        ek_html_element(out, "span", "soft",
                        ek_diff_say_place(arena, asked->policy.items[i].place));
        ek_buffer_string(out, "</li>\n");
    }
    ek_buffer_string(out, asked->policy.count ? "</ul>\n"
                                              : "<li>The policies say the same.</li>\n</ul>\n");
}

static void put_examples(ek_buffer *out, const ek_diff_group *group)
{
    for (uint32_t i = 0; i < group->first_count; i++) {
        ek_buffer_string(out, i ? "<br>" : "");
        ek_html_text(out, group->first[i].id);
        ek_buffer_char(out, ' ');
        ek_html_element(out, "span", "soft", group->first[i].place);
    }
}

static void put_group(ek_buffer *out, const erkend_diff *diff, const ek_diff_group *group)
{
    bool surprise = diff->has_declared && !group->declared;

    ek_buffer_format(out, "<tr%s><td class=\"n\">", surprise ? " class=\"surprise\"" : "");
    ek_buffer_grouped(out, group->cases);
    ek_buffer_string(out, "</td>");
    ek_html_element(out, "td", NULL, ek_diff_say_change(out->arena, group));
    ek_buffer_string(out, "<td>");
    ek_html_text(out, ek_diff_say_rule(out->arena, group));
    for (int kind = 0; kind < EK_EFFECTS; kind++) {
        ek_text says = ek_diff_say_effect(out->arena, group, (ek_effect_kind)kind);

        if (says.size == 0)
            continue;
        ek_buffer_string(out, "<br>");
        ek_html_text(out, says);
    }
    ek_buffer_string(out, "</td>");
    if (diff->has_declared)
        ek_html_element(out, "td", NULL,
                        group->declared ? group->declared->change : EK_TEXT("not declared"));
    ek_buffer_string(out, "<td>");
    put_examples(out, group);
    ek_buffer_string(out, "</td></tr>\n");
}

static void put_groups(ek_buffer *out, const erkend_diff *diff)
{
    ek_buffer_format(out,
                     "<h2>Every kind of change</h2>\n<div class=\"scroll\"><table>\n<thead><tr>"
                     "<th scope=\"col\" class=\"n\">Cases</th><th scope=\"col\">Change</th>"
                     "<th scope=\"col\">Why, and what it gives</th>%s"
                     "<th scope=\"col\">For example</th></tr></thead>\n<tbody>\n",
                     diff->has_declared ? "<th scope=\"col\">Declared</th>" : "");
    for (uint32_t i = 0; i < diff->group_count; i++)
        put_group(out, diff, &diff->groups[i]);
    ek_buffer_string(out, "</tbody></table></div>\n");
}

void ek_diff_page(ek_buffer *out, const erkend_diff *diff)
{
    ek_html_begin(out,
                  ek_text_format(out->arena, "What changes: %.*s → %.*s",
                                 EK_TEXT_ARGS(diff->names[0]), EK_TEXT_ARGS(diff->names[1])),
                  style);
    ek_buffer_string(out, "<p><strong>");
    ek_buffer_grouped(out, diff->changed);
    ek_buffer_string(out, " of ");
    ek_buffer_grouped(out, diff->cases);
    ek_buffer_format(out, " cases change.</strong>%s</p>\n",
                     !diff->has_declared             ? ""
                     : ek_diff_unexpected(diff) == 0 ? " All of it was declared."
                                                     : " Not all is as it was declared.");
    for (uint32_t i = 0; i < diff->declared_count; i++) {
        ek_text missed = ek_diff_say_declared(out->arena, &diff->declared[i]);

        if (missed.size)
            ek_html_element(out, "p", NULL, missed);
    }
    put_flow(out, diff);
    if (diff->group_count > 0)
        put_groups(out, diff);
    for (uint32_t i = 0; i < diff->asked_count; i++)
        put_country(out, &diff->asked[i]);
    ek_html_end(out);
}
