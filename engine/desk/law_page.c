/* The page of a country: what it is, its provisions in the order of laws.yaml with the rules below
 * each, and at the end who decides, levels, grades, and which claims arise from facts. */
#include "desk/law_rule.h"
#include "desk/sheet.h"

static bool is_written(const ek_citer *citer)
{
    return citer->kind <= EK_CITES_ITEM;
}

/* ---- The country itself -------------------------------------------------------------------- */

static ek_text say_act(const ek_pen *pen, const ek_act *act)
{
    ek_phrase status = ek_text_is(act->status, "verified")  ? EK_SAY_LAW_STATUS_VERIFIED
                       : ek_text_is(act->status, "partial") ? EK_SAY_LAW_STATUS_PARTIAL
                                                            : EK_SAY_LAW_STATUS_DRAFT;
    ek_text parts[4] = {ek_shown(pen, act->title),
                        act->compared == EK_DATE_NEVER ? EK_TEXT("")
                                                       : ek_say1(pen, EK_SAY_LAW_PAGE_COMPARED,
                                                                 ek_say_date(pen, act->compared)),
                        ek_say(pen, status),
                        act->repealed == EK_DATE_NEVER ? EK_TEXT("")
                                                       : ek_say1(pen, EK_SAY_LAW_PAGE_REPEALED,
                                                                 ek_say_date(pen, act->repealed))};

    return ek_joined(pen, parts, 4, "; ");
}

/* How far the European framework is applied, where the country says so. */
static void write_applied(ek_sheet *sheet, ek_text applied)
{
    ek_phrase phrase = ek_text_is(applied, "none")      ? EK_SAY_LAW_PAGE_APPLIED_NONE
                       : ek_text_is(applied, "testing") ? EK_SAY_LAW_PAGE_APPLIED_TESTING
                       : ek_text_is(applied, "partly")  ? EK_SAY_LAW_PAGE_APPLIED_PARTLY
                                                        : EK_SAY_LAW_PAGE_APPLIED_FULLY;

    if (applied.size > 0)
        ek_sheet_item(sheet, 0, EK_TEXT(""), ek_say(sheet->pen, phrase));
}

static void write_country(ek_sheet *sheet, const ek_law_view *view)
{
    const ek_rulebook *book = view->book;
    const ek_pen *pen = sheet->pen;
    ek_text name = ek_shown(pen, ek_says_in(&book->name, pen->language));
    ek_text *sets = EK_NEW_ARRAY(pen->out->arena, ek_text, book->adopts_count + 1u);

    ek_sheet_heading(sheet, 1, ek_say1(pen, EK_SAY_LAW_PAGE_TITLE, name));
    ek_sheet_paragraph(sheet, ek_say1(pen, EK_SAY_LAW_PAGE_MADE, EK_TEXT("erkend law")));
    ek_sheet_item(sheet, 0, EK_TEXT(""),
                  ek_say(pen, book->accumulates ? EK_SAY_LAW_PAGE_ADDS : EK_SAY_LAW_PAGE_ADDS_NOT));
    ek_sheet_item(
        sheet, 0, EK_TEXT(""),
        ek_say(pen, book->uses_points ? EK_SAY_LAW_PAGE_POINTS : EK_SAY_LAW_PAGE_POINTS_NOT));
    write_applied(sheet, book->applied);
    ek_sheet_item(sheet, 0, EK_TEXT(""),
                  ek_say1(pen, EK_SAY_LAW_PAGE_FIRST_DAY, ek_say_date(pen, book->first_day)));
    for (uint32_t i = 0; i < book->adopts_count; i++)
        sets[i] = ek_shown(pen, book->adopts[i].set);
    if (book->adopts_count)
        ek_sheet_item(
            sheet, 0, EK_TEXT(""),
            ek_say1(pen, EK_SAY_LAW_PAGE_ADOPTS, ek_joined(pen, sets, book->adopts_count, ", ")));
    ek_sheet_heading(sheet, 2, ek_say(pen, EK_SAY_LAW_PAGE_ACTS));
    for (uint32_t i = 0; i < book->act_count; i++)
        ek_sheet_item(sheet, 0, ek_shown(pen, book->acts[i].name), say_act(pen, &book->acts[i]));
}

/* ---- Provisions ---------------------------------------------------------------------------- */

/* Rules written below another provision that cite this one too, each name once. */
static void write_others(ek_sheet *sheet, const ek_law_view *view, uint32_t index)
{
    ek_text *names = EK_NEW_ARRAY(sheet->pen->out->arena, ek_text, view->citer_count + 1u);
    uint32_t count = 0;

    for (uint32_t i = 0; i < view->citer_count; i++) {
        const ek_citer *citer = &view->citers[i];

        if (is_written(citer) && citer->first != index &&
            ek_law_cites(citer, &view->lines[index]) &&
            !ek_texts_have((ek_texts){names, count}, citer->name))
            names[count++] = citer->name;
    }
    ek_sheet_codes(sheet, ek_say(sheet->pen, EK_SAY_LAW_SEE_ALSO), (ek_texts){names, count});
}

static void write_provision(ek_sheet *sheet, const ek_law_view *view, uint32_t index)
{
    const ek_article_line *line = &view->lines[index];
    const ek_article *article = line->article;
    const ek_pen *pen = sheet->pen;
    ek_text parts[2] = {article->act, article->name};
    ek_text title = ek_shown(pen, ek_joined(pen, parts, 2, " "));

    if (index == 0 || !ek_text_equal(view->lines[index - 1].article->act, article->act))
        ek_sheet_heading(sheet, 2, ek_shown(pen, article->act));
    ek_sheet_heading(
        sheet, 3,
        ek_text_format(pen->out->arena, "%.*s – %.*s", EK_TEXT_ARGS(title),
                       EK_TEXT_ARGS(ek_shown(pen, ek_says_in(&article->says, pen->language)))));
    if (ek_article_has_reason(article))
        ek_sheet_paragraph(
            sheet, ek_say1(pen, EK_SAY_LAW_NO_RULE,
                           ek_shown(pen, ek_says_in(&article->no_rule_because, pen->language))));
    write_others(sheet, view, index);
    for (uint32_t i = 0; i < view->citer_count; i++)
        if (view->citers[i].first == index)
            ek_law_write_citer(sheet, view, &view->citers[i]);
}

static void write_undeclared(ek_sheet *sheet, const ek_law_view *view)
{
    bool titled = false;

    for (uint32_t i = 0; i < view->citer_count; i++) {
        if (view->citers[i].first != UINT32_MAX || !is_written(&view->citers[i]))
            continue;
        if (!titled)
            ek_sheet_heading(sheet, 2, ek_say(sheet->pen, EK_SAY_LAW_PAGE_UNDECLARED));
        titled = true;
        ek_law_write_citer(sheet, view, &view->citers[i]);
    }
}

/* ---- Bodies, levels, grades, claims --------------------------------------------------------- */

static void write_named(ek_sheet *sheet, const ek_rulebook *book, const ek_named *items,
                        uint32_t count, ek_phrase title)
{
    const ek_pen *pen = sheet->pen;

    if (count == 0)
        return;
    ek_sheet_heading(sheet, 2, ek_say(pen, title));
    for (uint32_t i = 0; i < count; i++) {
        ek_text says = ek_shown(pen, ek_says_in(&items[i].says, pen->language));

        if (items[i].by.size)
            says = ek_say2(pen, EK_SAY_LAW_LABELLED, says,
                           ek_shown(pen, ek_label_of_actor(pen->language, book, items[i].by)));
        ek_sheet_item(sheet, 0, EK_TEXT(""), says);
    }
}

static void write_levels(ek_sheet *sheet, const ek_rulebook *book)
{
    const ek_pen *pen = sheet->pen;

    if (book->framework_count == 0)
        return;
    ek_sheet_heading(sheet, 2, ek_say(pen, EK_SAY_LAW_PAGE_LEVELS));
    for (uint32_t i = 0; i < book->framework_count; i++) {
        const ek_framework *framework = &book->frameworks[i];

        for (uint32_t k = 0; k < framework->count; k++)
            ek_sheet_item(sheet, 0, EK_TEXT(""),
                          ek_say3(pen, EK_SAY_LAW_PAGE_LEVEL, ek_shown(pen, framework->name),
                                  ek_shown(pen, framework->labels[k]),
                                  ek_say_count(pen, framework->eqf[k])));
    }
}

static void write_scales(ek_sheet *sheet, const ek_rulebook *book)
{
    const ek_pen *pen = sheet->pen;

    if (book->scale_count == 0)
        return;
    ek_sheet_heading(sheet, 2, ek_say(pen, EK_SAY_LAW_PAGE_SCALES));
    for (uint32_t i = 0; i < book->scale_count; i++) {
        const ek_scale *scale = &book->scales[i];
        ek_text texts[] = {ek_shown(pen, ek_says_in(&scale->says, pen->language)),
                           ek_say_number(pen, scale->lowest), ek_say_number(pen, scale->highest),
                           ek_say_number(pen, scale->low_is_best ? scale->lowest : scale->highest)};
        ek_buffer out;

        ek_buffer_init(&out, pen->out->arena);
        ek_phrase_put(&out, pen->language, EK_SAY_LAW_PAGE_SCALE, texts, 4);
        ek_sheet_item(sheet, 0, EK_TEXT(""), ek_buffer_done(&out));
    }
}

static void write_claims(ek_sheet *sheet, const ek_rulebook *book)
{
    static const ek_phrase from[] = {
        [EK_FROM_UNITS] = EK_SAY_LAW_FROM_UNITS,
        [EK_FROM_UNITS_OUTSIDE_STAYS] = EK_SAY_LAW_FROM_UNITS_HERE,
        [EK_FROM_STAYS] = EK_SAY_LAW_FROM_STAYS,
        [EK_FROM_EXAMINATIONS] = EK_SAY_LAW_FROM_EXAMINATIONS,
    };
    const ek_pen *pen = sheet->pen;

    if (book->arises_count == 0)
        return;
    ek_sheet_heading(sheet, 2, ek_say(pen, EK_SAY_LAW_PAGE_CLAIMS));
    for (uint32_t i = 0; i < book->arises_count; i++)
        ek_sheet_item(sheet, 0, ek_label_of_scope(pen->language, book->arises[i].claim),
                      ek_say(pen, from[book->arises[i].from]));
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void put_provision(ek_json *json, const ek_law_view *view, uint32_t index)
{
    const ek_article *article = view->lines[index].article;

    ek_json_open(json, NULL, '{');
    ek_json_text(json, "act", article->act);
    ek_json_text(json, "article", article->name);
    ek_json_text(json, "says", ek_says_in(&article->says, json->pen.language));
    if (ek_article_has_reason(article))
        ek_json_text(json, "no_rule_because",
                     ek_says_in(&article->no_rule_because, json->pen.language));
    else
        ek_json_null(json, "no_rule_because");
    ek_json_open(json, "see", '[');
    for (uint32_t i = 0; i < view->citer_count; i++)
        if (is_written(&view->citers[i]) && view->citers[i].first != index &&
            ek_law_cites(&view->citers[i], &view->lines[index]))
            ek_json_text(json, NULL, view->citers[i].name);
    ek_json_close(json, ']');
    ek_json_open(json, "law", '[');
    for (uint32_t i = 0; i < view->citer_count; i++)
        if (view->citers[i].first == index && is_written(&view->citers[i]))
            ek_law_put_citer(json, view, &view->citers[i]);
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

static void put_page(ek_pen *pen, const ek_law_view *view)
{
    ek_json json;

    ek_json_init(&json, pen->out, pen->language, false);
    ek_json_open(&json, NULL, '{');
    ek_json_text(&json, "country", view->book->code);
    ek_json_text(&json, "name", ek_says_in(&view->book->name, pen->language));
    ek_json_open(&json, "provisions", '[');
    for (uint32_t i = 0; i < view->line_count; i++)
        put_provision(&json, view, i);
    ek_json_close(&json, ']');
    ek_json_open(&json, "undeclared", '[');
    for (uint32_t i = 0; i < view->citer_count; i++)
        if (view->citers[i].first == UINT32_MAX && is_written(&view->citers[i]))
            ek_law_put_citer(&json, view, &view->citers[i]);
    ek_json_close(&json, ']');
    ek_json_close(&json, '}');
}

void ek_law_page(ek_pen *pen, const ek_law_view *view, erkend_format format)
{
    ek_sheet sheet = {.pen = pen, .markdown = format == ERKEND_MARKDOWN};
    const ek_rulebook *book = view->book;

    if (format == ERKEND_JSON) {
        put_page(pen, view);
        return;
    }
    write_country(&sheet, view);
    for (uint32_t i = 0; i < view->line_count; i++)
        write_provision(&sheet, view, i);
    write_undeclared(&sheet, view);
    write_named(&sheet, book, book->bodies, book->body_count, EK_SAY_LAW_PAGE_BODIES);
    write_named(&sheet, book, book->steps, book->step_count, EK_SAY_LAW_PAGE_STEPS);
    write_named(&sheet, book, book->roads, book->road_count, EK_SAY_LAW_PAGE_ROADS);
    write_levels(&sheet, book);
    write_scales(&sheet, book);
    write_claims(&sheet, book);
}
