/* The check of words: what nobody uses, whom nobody knows, and what is not said in a language. */
#include "rule/check_inside.h"

/* ---- What is used -------------------------------------------------------------------------- */

static bool is_text_in(const ek_text *names, uint32_t count, ek_text name)
{
    for (uint32_t i = 0; i < count; i++)
        if (ek_text_equal(names[i], name))
            return true;
    return false;
}

typedef struct usage {
    bool *parameters, *questions, *terms; /* by index in the book */
} usage;

static void mark_used(ek_checking *check, usage *used, const ek_expr *expr)
{
    const ek_rulebook *book = check->book;

    if (expr->op == EK_OP_PARAM)
        for (uint32_t i = 0; i < book->parameter_count; i++)
            used->parameters[i] = used->parameters[i] || book->parameters[i] == expr->as.param;
    else if (expr->op == EK_OP_RULING)
        for (uint32_t i = 0; i < book->question_count; i++)
            used->questions[i] = used->questions[i] || book->questions[i] == expr->as.question;
    else if (expr->op == EK_OP_TERM)
        used->terms[expr->as.term->index] = true;
    for (uint32_t i = 0; i < expr->count; i++)
        mark_used(check, used, expr->args[i]);
}

static void mark_root(ek_checking *check, const ek_form *form, const ek_expr *root, void *to)
{
    (void)form;
    mark_used(check, to, root);
}

bool ek_told_here(const ek_checking *check, ek_place place)
{
    for (uint32_t i = 0; i < check->problems->count; i++) {
        const ek_problem *problem = &check->problems->items[i];

        if (!problem->warning && problem->place.line == place.line &&
            ek_text_equal(problem->place.file, place.file))
            return true;
    }
    return false;
}

/* Does this belong to the country itself, and not to a set that it adopted? */
static bool is_own(const ek_checking *check, ek_place place)
{
    ek_text folder = check->book->folder;

    return folder.size == 0 || place.file.size < folder.size ||
           ek_text_equal(ek_text_slice(place.file, 0, folder.size), folder);
}

static void warn_unused(ek_checking *check, ek_place place, const char *kind, ek_text name)
{
    /* A name that is misspelt where it is used is not unused. */
    if (is_own(check, place) && check->problems->errors == 0)
        ek_problem_warn(check->problems, ERKEND_EPOLICY, place, "%s '%.*s' is used nowhere", kind,
                        EK_TEXT_ARGS(name));
}

static void check_usage(ek_checking *check)
{
    const ek_rulebook *book = check->book;
    usage used = {EK_NEW_ARRAY(check->arena, bool, book->parameter_count),
                  EK_NEW_ARRAY(check->arena, bool, book->question_count),
                  EK_NEW_ARRAY(check->arena, bool, book->term_count)};

    ek_visit_all(check, mark_root, &used);
    for (uint32_t i = 0; i < book->parameter_count; i++)
        if (!used.parameters[i])
            warn_unused(check, book->parameters[i]->place, "parameter", book->parameters[i]->name);
    for (uint32_t i = 0; i < book->question_count; i++)
        if (!used.questions[i])
            warn_unused(check, book->questions[i]->place, "question", book->questions[i]->name);
    for (uint32_t i = 0; i < book->term_count; i++)
        if (!used.terms[i] && book->terms[i]->version_count > 0)
            warn_unused(check, book->terms[i]->versions[0]->place, "definition",
                        book->terms[i]->name);
}

/* ---- Bodies, steps, roads ------------------------------------------------------------------- */

static uint32_t list_names(const ek_named *items, uint32_t count, ek_text *out)
{
    for (uint32_t i = 0; i < count; i++)
        out[i] = items[i].name;
    return count;
}

static void check_bodies(ek_checking *check)
{
    const ek_rulebook *book = check->book;
    ek_text *names = EK_NEW_ARRAY(check->arena, ek_text, book->body_count);
    ek_text *asked = EK_NEW_ARRAY(check->arena, ek_text, book->question_count + book->step_count);
    uint32_t count = list_names(book->bodies, book->body_count, names), asked_count = 0;

    for (uint32_t i = 0; i < book->question_count; i++) {
        const ek_question *question = book->questions[i];

        asked[asked_count++] = question->body;
        if (!is_text_in(names, count, question->body))
            ek_problem_add(check->problems, ERKEND_EPOLICY, question->place,
                           "question '%.*s' is for '%.*s', which is no body of country.yaml%.*s",
                           EK_TEXT_ARGS(question->name), EK_TEXT_ARGS(question->body),
                           EK_TEXT_ARGS(ek_meant(check->arena, question->body, names, count)));
    }
    for (uint32_t i = 0; i < book->step_count; i++)
        asked[asked_count++] = book->steps[i].by;
    for (uint32_t i = 0; i < book->body_count; i++)
        if (!is_text_in(asked, asked_count, book->bodies[i].name))
            warn_unused(check, book->bodies[i].place, "body", book->bodies[i].name);
}

static void check_steps(ek_checking *check)
{
    const ek_rulebook *book = check->book;

    for (uint32_t i = 0; i < book->step_count; i++) {
        bool used = false;

        for (uint32_t j = 0; j < book->rule_count && !used; j++)
            used = book->rules[j]->otherwise.kind == EK_ELSE_CONDITIONAL &&
                   ek_text_equal(book->rules[j]->otherwise.step, book->steps[i].name);
        if (!used)
            warn_unused(check, book->steps[i].place, "step", book->steps[i].name);
    }
    for (uint32_t i = 0; i < book->road_count; i++) {
        bool used = false;

        for (uint32_t j = 0; j < book->rule_count && !used; j++)
            used = ek_texts_have(book->rules[j]->otherwise.instead, book->roads[i].name);
        if (!used)
            warn_unused(check, book->roads[i].place, "road", book->roads[i].name);
    }
}

/* A rule that names a step or a road that country.yaml does not know cannot say what it is. */
static void check_otherwise(ek_checking *check, const ek_rule *rule)
{
    const ek_rulebook *book = check->book;
    const ek_otherwise *otherwise = &rule->otherwise;

    if (ek_told_here(check, otherwise->place))
        return;
    if (otherwise->kind == EK_ELSE_CONDITIONAL &&
        ek_named_find(book->steps, book->step_count, otherwise->step) == NULL) {
        ek_text *names = EK_NEW_ARRAY(check->arena, ek_text, book->step_count);
        uint32_t count = list_names(book->steps, book->step_count, names);

        ek_problem_add(check->problems, ERKEND_EPOLICY, otherwise->place, "no step '%.*s'%.*s",
                       EK_TEXT_ARGS(otherwise->step),
                       EK_TEXT_ARGS(ek_meant(check->arena, otherwise->step, names, count)));
    }
    for (uint32_t i = 0; i < otherwise->instead.count; i++) {
        ek_text road = otherwise->instead.items[i], *names;
        uint32_t count;

        if (ek_named_find(book->roads, book->road_count, road) != NULL)
            continue;
        names = EK_NEW_ARRAY(check->arena, ek_text, book->road_count);
        count = list_names(book->roads, book->road_count, names);
        ek_problem_add(check->problems, ERKEND_EPOLICY, otherwise->place, "no road '%.*s'%.*s",
                       EK_TEXT_ARGS(road),
                       EK_TEXT_ARGS(ek_meant(check->arena, road, names, count)));
    }
}

/* ---- Checklists ----------------------------------------------------------------------------- */

static void check_lists(ek_checking *check)
{
    const ek_rulebook *book = check->book;
    bool *used = EK_NEW_ARRAY(check->arena, bool, book->checklist_count + 1u);
    ek_text *names = EK_NEW_ARRAY(check->arena, ek_text, book->checklist_count + 1u);
    uint32_t count = list_names(book->checklists, book->checklist_count, names);

    for (uint32_t i = 0; i < book->item_count; i++) {
        const ek_item *item = book->items[i];
        const ek_named *list = ek_named_find(book->checklists, book->checklist_count, item->list);

        if (list != NULL)
            used[list - book->checklists] = true;
        else if (!ek_told_here(check, item->place))
            ek_problem_add(check->problems, ERKEND_EPOLICY, item->place, "no checklist '%.*s'%.*s",
                           EK_TEXT_ARGS(item->list),
                           EK_TEXT_ARGS(ek_meant(check->arena, item->list, names, count)));
    }
    for (uint32_t i = 0; i < book->checklist_count; i++)
        if (!used[i])
            warn_unused(check, book->checklists[i].place, "checklist", book->checklists[i].name);
}

/* ---- Languages and laws --------------------------------------------------------------------- */

static void warn_language(ek_checking *check, const ek_says *says, ek_language language,
                          ek_place place, ek_text what)
{
    if (language < EK_LANGUAGES && says->in[language].size == 0)
        ek_problem_warn(check->problems, ERKEND_EPOLICY, place, "%.*s is not said in %s",
                        EK_TEXT_ARGS(what), ek_language_name(language));
}

/* English; and where the words are the country's own, its own language and those that it says its
 * name in: whoever is answered in one of them is to read every sentence in it. */
static void check_says(ek_checking *check, const ek_says *says, ek_place place, const char *kind,
                       ek_text name)
{
    ek_language own = check->book->language;
    ek_text what = ek_text_format(check->arena, "%s '%.*s'", kind, EK_TEXT_ARGS(name));

    warn_language(check, says, EK_EN, place, what);
    for (ek_language i = EK_DE; i < EK_LANGUAGES && is_own(check, place); i++)
        if (i == own || check->book->name.in[i].size > 0)
            warn_language(check, says, i, place, what);
}

/* Where an unclear text is read: in English, and for those whose law it is. */
static void check_reading(ek_checking *check, const ek_says *reading, ek_place place, ek_text name)
{
    ek_text what = ek_text_format(check->arena, "reading of '%.*s'", EK_TEXT_ARGS(name));

    if (ek_says_in(reading, EK_EN).size == 0)
        return;
    warn_language(check, reading, EK_EN, place, what);
    if (is_own(check, place) && check->book->language != EK_EN)
        warn_language(check, reading, check->book->language, place, what);
}

static void check_named(ek_checking *check, const ek_named *items, uint32_t count, const char *kind)
{
    for (uint32_t i = 0; i < count; i++)
        check_says(check, &items[i].says, items[i].place, kind, items[i].name);
}

static void check_readings(ek_checking *check)
{
    const ek_rulebook *book = check->book;

    for (uint32_t i = 0; i < book->rule_count; i++)
        check_reading(check, &book->rules[i]->reading, book->rules[i]->place, book->rules[i]->id);
    for (uint32_t i = 0; i < book->allocation_count; i++)
        check_reading(check, &book->allocations[i]->reading, book->allocations[i]->place,
                      book->allocations[i]->id);
    for (uint32_t i = 0; i < book->item_count; i++)
        check_reading(check, &book->items[i]->reading, book->items[i]->place, book->items[i]->id);
}

static void check_languages(ek_checking *check)
{
    const ek_rulebook *book = check->book;

    for (uint32_t i = 0; i < book->rule_count; i++)
        check_says(check, &book->rules[i]->says, book->rules[i]->place, "rule", book->rules[i]->id);
    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t j = 0; j < book->terms[i]->version_count; j++)
            check_says(check, &book->terms[i]->versions[j]->says,
                       book->terms[i]->versions[j]->place, "definition", book->terms[i]->name);
    for (uint32_t i = 0; i < book->allocation_count; i++)
        check_says(check, &book->allocations[i]->says, book->allocations[i]->place, "allocation",
                   book->allocations[i]->id);
    for (uint32_t i = 0; i < book->item_count; i++)
        check_says(check, &book->items[i]->says, book->items[i]->place, "check",
                   book->items[i]->id);
    for (uint32_t i = 0; i < book->parameter_count; i++)
        check_says(check, &book->parameters[i]->says, book->parameters[i]->place, "parameter",
                   book->parameters[i]->name);
    for (uint32_t i = 0; i < book->question_count; i++)
        check_says(check, &book->questions[i]->asks, book->questions[i]->place, "question",
                   book->questions[i]->name);
    for (uint32_t i = 0; i < book->scale_count; i++)
        check_says(check, &book->scales[i].says, book->scales[i].place, "scale",
                   book->scales[i].name);
    check_named(check, book->bodies, book->body_count, "body");
    check_named(check, book->steps, book->step_count, "step");
    check_named(check, book->roads, book->road_count, "road");
    check_named(check, book->checklists, book->checklist_count, "checklist");
}

static void need_law(ek_checking *check, uint32_t law_count, ek_place place, const char *kind,
                     ek_text name)
{
    if (law_count == 0)
        ek_problem_add(check->problems, ERKEND_EPOLICY, place, "%s '%.*s' has no law", kind,
                       EK_TEXT_ARGS(name));
}

static void check_laws(ek_checking *check)
{
    const ek_rulebook *book = check->book;

    for (uint32_t i = 0; i < book->rule_count; i++)
        need_law(check, book->rules[i]->law_count, book->rules[i]->place, "rule",
                 book->rules[i]->id);
    for (uint32_t i = 0; i < book->term_count; i++)
        for (uint32_t j = 0; j < book->terms[i]->version_count; j++)
            need_law(check, book->terms[i]->versions[j]->law_count,
                     book->terms[i]->versions[j]->place, "definition", book->terms[i]->name);
    for (uint32_t i = 0; i < book->item_count; i++)
        need_law(check, book->items[i]->law_count, book->items[i]->place, "check",
                 book->items[i]->id);
    for (uint32_t i = 0; i < book->question_count; i++)
        if (book->questions[i]->law.size == 0)
            ek_problem_warn(check->problems, ERKEND_EPOLICY, book->questions[i]->place,
                            "question '%.*s' has no law", EK_TEXT_ARGS(book->questions[i]->name));
}

void ek_check_words(ek_checking *check)
{
    check_usage(check);
    check_bodies(check);
    check_steps(check);
    check_lists(check);
    for (uint32_t i = 0; i < check->book->rule_count; i++)
        check_otherwise(check, check->book->rules[i]);
    check_languages(check);
    check_readings(check);
    check_laws(check);
}
