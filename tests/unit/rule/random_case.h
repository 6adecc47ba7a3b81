/* Random cases for the random law of random.h: records in which facts are missing, none, on another
 * scale, or far too large; rulings; and selections of a list. */
#ifndef TESTS_UNIT_RULE_RANDOM_CASE_H
#define TESTS_UNIT_RULE_RANDOM_CASE_H

#include "random.h"

/* ---- Cases --------------------------------------------------------------------------------- */

static ek_fraction gen_amount(generator *g, bool never_negative)
{
    ek_fraction amount = ek_fraction_whole(roll(g, 40));

    if (one_in(g, 12))
        (void)ek_fraction_make(&amount, roll(g, 60), 1 + roll(g, 7));
    if (one_in(g, 20) && !never_negative)
        amount.num = -amount.num;
    if (one_in(g, 400))
        amount = ek_fraction_whole(INT64_MAX / (1 + (int64_t)roll(g, 3)));
    return amount;
}

static const ek_text scales[] = {{"nl_10", 5}, {"fi_1_5", 6}};
static const ek_level levels[] = {
    {{"EQF", 3}, {"4", 1}}, {{"EQF", 3}, {"6", 1}}, {{"XYZ", 3}, {"2", 1}}};

static ek_text gen_word(generator *g, const ek_field *field)
{
    uint32_t count = 0;

    if (field->words == NULL)
        return ek_text_of(some_texts[roll(g, 7)]);
    while (field->words[count] != NULL)
        count++;
    return ek_text_of(field->words[roll(g, count)]);
}

static ek_texts gen_words(generator *g, const ek_field *field)
{
    ek_text *items = EK_NEW_ARRAY(&g->m->arena, ek_text, 3);
    uint32_t count = 0, wanted = roll(g, 4);

    for (uint32_t i = 0; i < wanted; i++) {
        ek_text word = gen_word(g, field);
        uint32_t at = count;

        if (ek_texts_have((ek_texts){items, count}, word))
            continue;
        for (; at > 0 && ek_text_compare(items[at - 1], word) > 0; at--)
            items[at] = items[at - 1];
        items[at] = word;
        count++;
    }
    return (ek_texts){items, count};
}

static const ek_tree *gen_tree(generator *g)
{
    ek_tree *tree = EK_NEW(&g->m->arena, ek_tree);
    const ek_tree **children = EK_NEW_ARRAY(&g->m->arena, const ek_tree *, 2);

    tree->kind = one_in(g, 2) ? EK_TREE_ALL : EK_TREE_CHOOSE;
    tree->child_count = 2;
    tree->children = children;
    tree->has_min_points = one_in(g, 2);
    tree->min_points = ek_fraction_whole(roll(g, 20));
    for (uint32_t i = 0; i < 2; i++) {
        ek_tree *leaf = EK_NEW(&g->m->arena, ek_tree);

        leaf->kind = EK_TREE_UNIT;
        leaf->name = ek_text_of(some_texts[roll(g, 7)]);
        children[i] = leaf;
    }
    return tree;
}

static const ek_record *gen_record(generator *g, const ek_record_type *type, uint32_t depth);

static void gen_value(generator *g, ek_value *value, const ek_field *field, uint32_t depth)
{
    const ek_record **items;
    uint32_t count = roll(g, 4);
    ek_mark *mark;

    switch (field->kind) {
    case EK_KIND_YES: value->as.yes = one_in(g, 2); break;
    case EK_KIND_NUMBER:
        value->as.number = gen_amount(g, (field->flags & (EK_NOT_NEGATIVE | EK_POSITIVE)) != 0);
        break;
    case EK_KIND_MARK:
        mark = EK_NEW(&g->m->arena, ek_mark);
        mark->value = ek_fraction_whole(1 + roll(g, 10));
        mark->scale = one_in(g, 12) ? NULL : &scales[one_in(g, 30) ? 1 : 0];
        value->as.mark = mark;
        break;
    case EK_KIND_DATE: value->as.date = 18000 + (ek_date)roll(g, 3000); break;
    case EK_KIND_TEXT:
    case EK_KIND_WORD:
    case EK_KIND_COUNTRY: value->as.text = gen_word(g, field); break;
    case EK_KIND_SET: value->as.texts = gen_words(g, field); break;
    case EK_KIND_LEVEL: value->as.level = &levels[roll(g, 3)]; break;
    case EK_KIND_RECORD: value->as.record = gen_record(g, field->record, depth - 1); break;
    case EK_KIND_LIST:
        items = EK_NEW_ARRAY(&g->m->arena, const ek_record *, count);
        for (uint32_t i = 0; i < count; i++)
            items[i] = gen_record(g, field->record, depth - 1);
        value->as.list = (ek_list){items, count};
        break;
    case EK_KIND_TREE: value->as.tree = gen_tree(g); break;
    case EK_KIND_BY_COUNTRY:
    case EK_KIND_ANSWER: value->state = EK_MISSING; break;
    }
}

static const ek_record *gen_record(generator *g, const ek_record_type *type, uint32_t depth)
{
    ek_record *record = make_record(g->m, type);

    for (uint32_t i = 0; i < type->field_count; i++) {
        const ek_field *field = &type->fields[i];
        ek_value *value = &record->slots[i];
        uint32_t kind = roll(g, 20);

        value->state = kind < 3 ? EK_MISSING : kind < 5 ? EK_NONE : EK_KNOWN;
        if (field->record != NULL && depth == 0)
            value->state = EK_MISSING;
        if (value->state == EK_KNOWN)
            gen_value(g, value, field, depth);
    }
    return record;
}

static const ek_record *gen_ruling_document(generator *g, const ek_question *question)
{
    ek_record *ruling = make_record(g->m, &ek_type_ruling);
    ek_value *answer = known_slot(ruling, "answer");

    known_slot(ruling, "question")->as.text = question->name;
    set_text(ruling, "role", one_in(g, 8) ? "assessors" : "chamber");
    set_date(ruling, "date", 19900 + (ek_date)roll(g, 120));
    set_none(ruling, "about");
    set_none(ruling, "country");
    answer->answer = (uint8_t)question->answer;
    switch (question->answer) {
    case EK_ANSWER_YES: answer->as.yes = one_in(g, 2); break;
    case EK_ANSWER_NUMBER: answer->as.number = gen_amount(g, false); break;
    case EK_ANSWER_DATE: answer->as.date = 19000; break;
    case EK_ANSWER_TEXT: answer->as.text = ek_text_of(some_texts[roll(g, 7)]); break;
    case EK_ANSWER_TEXTS: answer->as.texts = gen_words(g, &(const ek_field){.words = NULL}); break;
    }
    if (one_in(g, 10))
        answer->state = EK_NONE;
    return ruling;
}

static const ek_record *gen_case(generator *g)
{
    ek_record *root = (ek_record *)(uintptr_t)gen_record(g, &ek_type_case, 0);
    const ek_record *rulings[MANY_QUESTIONS];
    uint32_t count = 0;

    for (uint32_t i = 0; i < MANY_QUESTIONS; i++)
        if (!one_in(g, 3))
            rulings[count++] = gen_ruling_document(g, g->questions[i]);
    set_list(g->m, root, "rulings", count, rulings);
    return root;
}

static ek_scene *gen_scene(generator *g)
{
    ek_scene *scene = make_scene(g->m);

    if (one_in(g, 4)) /* before a word was defined, or while its first version held */
        scene->decided = 15900 + (ek_date)roll(g, 4000);
    for (ek_scope scope = 0; scope < EK_SCOPE_COUNT; scope++) {
        uint32_t kind = roll(g, 16);

        if (ek_scope_of(scope)->kind == EK_SCOPE_MANY && scope != EK_SCOPE_STAY &&
            scope != EK_SCOPE_TARGET)
            continue;
        if (scope == EK_SCOPE_CASE)
            put_at(scene, scope, gen_case(g));
        else if (kind > 1)
            put_at(scene, scope, gen_record(g, ek_scope_of(scope)->record, 2));
        else if (kind == 1)
            scene->at[scope].state = EK_NONE;
    }
    return scene;
}

/* Another selection of a list, as `choose` tries them one after the other; or none. */
static void gen_selection(generator *g, ek_scene *scene)
{
    ek_scope scope = one_in(g, 2) ? EK_SCOPE_WORK : EK_SCOPE_ELECTIVE;
    const ek_at *parent = &scene->at[ek_scope_of(scope)->parent];
    const ek_value *list;

    scene->chosen = EK_SCOPE_NONE;
    if (parent->state != EK_KNOWN || one_in(g, 3))
        return;
    list = &parent->as.record->slots[ek_scope_of(scope)->list];
    if (list->state != EK_KNOWN || list->as.list.count == 0)
        return;
    scene->chosen = scope;
    scene->chosen_items = list->as.list.items;
    scene->chosen_count = roll(g, list->as.list.count);
}

#endif
