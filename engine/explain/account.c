/* Accumulation and points in words: what served what, what is left over, what is missing. */
#include "explain/gap.h"
#include "explain/page.h"

static ek_text say_points(const ek_pen *pen, ek_fraction points)
{
    ek_measure measure = {.power = {[EK_POINTS] = 1}};

    return ek_say_quantity(pen, points, &measure, EK_FORM_PLAIN);
}

ek_text ek_say_lack(const ek_pen *pen, const ek_lack *lack)
{
    ek_text name = ek_shown(pen, lack->node->name), parts[2];

    name = name.size ? name : ek_label_of_scope(pen->language, EK_SCOPE_QUALIFICATION);
    if (lack->points.num > 0)
        parts[0] = ek_say2(pen, EK_SAY_LACKS_POINTS, name, say_points(pen, lack->points));
    else if (lack->units > 0 && lack->node->kind != EK_TREE_UNIT)
        parts[0] = ek_say2(pen, EK_SAY_LACKS_UNITS, name, ek_say_count(pen, lack->units));
    else
        parts[0] = ek_say1(pen, EK_SAY_LACKS, name);
    parts[1] = lack->competes ? ek_say(pen, EK_SAY_COMPETES) : EK_TEXT("");
    return ek_joined(pen, parts, 2, "; ");
}

static void write_line(ek_pen *pen, ek_text text, uint32_t style)
{
    ek_pen_spaces(pen, 2);
    ek_write_wrapped(pen, text, 2, 4, style);
}

static void write_title(ek_pen *pen, ek_phrase phrase, ek_text more)
{
    ek_text title = ek_say(pen, phrase);

    ek_buffer_char(pen->out, '\n');
    if (more.size)
        title = ek_say_field(pen, title, more);
    ek_write_wrapped(pen, title, 0, 2, EK_STYLE_STRONG);
}

static void write_outcomes(ek_pen *pen, ek_phrase phrase, ek_texts outcomes)
{
    ek_text *names = EK_NEW_ARRAY(pen->out->arena, ek_text, outcomes.count + 1u);

    if (outcomes.count == 0)
        return;
    for (uint32_t i = 0; i < outcomes.count; i++)
        names[i] = ek_shown(pen, outcomes.items[i]);
    ek_pen_spaces(pen, 4);
    ek_write_wrapped(pen, ek_say1(pen, phrase, ek_joined(pen, names, outcomes.count, ", ")), 4, 6,
                     EK_STYLE_PLAIN);
}

/* What is missing, and how it can be come by. */
static void write_lack(ek_pen *pen, const struct erkend_decision *decision, const ek_lack *lack)
{
    ek_gap gap;

    write_line(pen, ek_say_lack(pen, lack), EK_STYLE_PLAIN);
    if (!ek_gap_find(&gap, pen->out->arena, decision, lack))
        return;
    write_outcomes(pen, EK_SAY_GAP_SHOWN, gap.shown);
    write_outcomes(pen, EK_SAY_GAP_NOT_SHOWN, gap.not_shown);
    write_outcomes(pen, EK_SAY_GAP_PLANNED, gap.planned);
    if (gap.not_shown.count > 0 && gap.assessment.size > 0)
        write_outcomes(pen, EK_SAY_GAP_ASSESSED, (ek_texts){&gap.assessment, 1});
}

static void write_services(ek_pen *pen, const struct erkend_decision *decision)
{
    const ek_account *account = decision->account;
    ek_text *left = EK_NEW_ARRAY(pen->out->arena, ek_text, account->service_count + 1u);
    uint32_t left_count = 0;

    for (uint32_t i = 0; i < account->service_count; i++) {
        const ek_service *service = &account->services[i];
        ek_text unit = ek_shown(pen, decision->parts[service->part].unit), parts[2];

        if (!service->leaf) {
            left[left_count++] = unit;
            continue;
        }
        parts[0] = ek_text_equal(service->leaf->name, decision->parts[service->part].unit)
                       ? unit
                       : ek_say2(pen, EK_SAY_SERVES, unit, ek_shown(pen, service->leaf->name));
        parts[1] = service->points.num > 0 ? say_points(pen, service->points) : EK_TEXT("");
        write_line(pen, ek_joined(pen, parts, 2, ", "), EK_STYLE_PLAIN);
    }
    if (left_count)
        write_line(pen, ek_say1(pen, EK_SAY_LEFT_OVER, ek_joined(pen, left, left_count, ", ")),
                   EK_STYLE_PLAIN);
}

void ek_write_account(ek_pen *pen, const struct erkend_decision *decision)
{
    const ek_account *account = decision->account;

    if (!account)
        return;
    write_title(pen, EK_SAY_ACCOUNT, ek_say_record(pen, decision->qualification));
    write_services(pen, decision);
    if (account->points.num > 0)
        write_line(pen, ek_say1(pen, EK_SAY_COUNTED, say_points(pen, account->points)),
                   EK_STYLE_PLAIN);
    for (uint32_t i = 0; i < account->lack_count; i++)
        write_lack(pen, decision, &account->lacks[i]);
    if (account->fulfilled)
        write_line(pen, ek_say(pen, EK_SAY_FULFILLED), EK_STYLE_PLAIN);
    if (account->capped)
        write_line(pen, ek_say(pen, EK_SAY_CAPPED), EK_STYLE_FAINT);
    if (!account->exhaustive)
        write_line(pen, ek_say(pen, EK_SAY_NOT_EXHAUSTIVE), EK_STYLE_FAINT);
}

void ek_write_allocated(ek_pen *pen, const struct erkend_decision *decision)
{
    for (uint32_t i = 0; i < decision->allocated_count; i++) {
        const ek_allocated *allocated = &decision->allocated[i];
        ek_text law = ek_shown(pen, allocated->law), parts[2];

        parts[0] = allocated->known ? say_points(pen, allocated->total) : EK_TEXT("");
        parts[1] = law;
        write_title(pen, EK_SAY_POINTS_OF_UNITS, ek_joined(pen, parts, 2, ", "));
        for (uint32_t k = 0; allocated->known && k < allocated->count; k++)
            write_line(pen,
                       ek_say_field(pen, ek_shown(pen, allocated->codes[k]),
                                    say_points(pen, allocated->points[k])),
                       EK_STYLE_PLAIN);
        for (uint32_t k = 0; k < allocated->lacking_count; k++)
            write_line(pen,
                       ek_say_field(pen, ek_say(pen, EK_SAY_ROW_MISSING),
                                    ek_lacking_label(pen, &allocated->lacking[k])),
                       EK_STYLE_PLAIN);
    }
}
