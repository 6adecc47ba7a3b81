/* Holding a case against checklists: the scenes are those of deciding, made by bind. */
#include "decide/checklist.h"

#include "decide/inside.h"

typedef struct holding {
    ek_checked_list *out;
    ek_arena *arena;
    const ek_rulebook *book;
    ek_date day;
} holding;

static ek_text about_of(const ek_record *record)
{
    static const char *const names[] = {"id", "unit", "code", "name"};

    for (size_t i = 0; record && i < sizeof names / sizeof names[0]; i++) {
        uint32_t slot = ek_field_named(record->type, ek_text_of(names[i]));

        if (slot != EK_NO_FIELD && record->slots[slot].state == EK_KNOWN &&
            record->slots[slot].kind == EK_KIND_TEXT)
            return record->slots[slot].as.text;
    }
    return EK_TEXT("");
}

static void put_wants(holding *h, ek_checked *checked, ek_scene *scene, const ek_expr *expr)
{
    ek_wants wants = {NULL, 0, 0, NULL, 0, 0};

    ek_wants_expr(&wants, scene, expr, h->day);
    checked->lacking = wants.facts;
    checked->lacking_count = wants.fact_count;
    checked->open = wants.open;
    checked->open_count = wants.open_count;
}

static void hold_item(holding *h, const ek_item *item, const ek_scene *from, const ek_record *thing,
                      ek_text about)
{
    ek_checked *checked = EK_PUSH(h->arena, h->out->items, h->out->count, h->out->capacity);
    ek_scene *scene = ek_arena_copy(h->arena, from, sizeof *from);
    ek_reads reads;

    ek_reads_init(&reads, h->arena);
    scene->memo = NULL;
    *checked = (ek_checked){
        .item = item,
        .thing = thing,
        .about = about,
        .law = ek_law_cited(item->laws, item->law_count,
                            ek_text_at(scene->at[EK_SCOPE_QUALIFICATION].state == EK_KNOWN
                                           ? scene->at[EK_SCOPE_QUALIFICATION].as.record
                                           : NULL,
                                       "law"),
                            h->day),
        .applies = true,
        .truth = EK_UNKNOWN,
        .scene = scene};
    if (item->where) {
        ek_truth where = ek_plain_eval(scene, item->where, h->day, &reads, NULL).truth;

        checked->applies = where != EK_FALSE;
        if (where == EK_UNKNOWN)
            put_wants(h, checked, scene, item->where);
        if (where != EK_TRUE)
            return;
    }
    checked->truth = ek_plain_eval(scene, item->must, h->day, &reads, NULL).truth;
    if (checked->truth == EK_UNKNOWN)
        put_wants(h, checked, scene, item->must);
}

/* Each thing of a list; where nobody said whether there are any, the line stands without one. */
static void hold_listed(holding *h, const ek_item *item, const ek_scene *from)
{
    ek_scene scene = *from;
    ek_reads reads;
    ek_answer list;

    ek_reads_init(&reads, h->arena);
    list = ek_scene_list(&scene, item->for_each, &reads);
    for (uint32_t i = 0; i < list.count; i++) {
        scene.at[item->for_each] = ek_at_record(list.items[i]);
        hold_item(h, item, &scene, list.items[i], about_of(list.items[i]));
    }
}

static void hold(holding *h, const ek_item *item, const ek_binding *binding)
{
    const ek_scope_info *info = ek_scope_of(item->for_each);
    ek_scope claim = info->kind == EK_SCOPE_MANY ? info->parent : item->for_each;

    if (item->for_each == EK_SCOPE_CASE) {
        hold_item(h, item, &binding->base, NULL, EK_TEXT(""));
        return;
    }
    if (ek_scope_of(claim)->kind != EK_SCOPE_CLAIM) {
        hold_listed(h, item, &binding->base);
        return;
    }
    for (uint32_t i = 0; i < binding->count; i++) {
        if (binding->claims[i].kind != claim)
            continue;
        if (info->kind == EK_SCOPE_MANY)
            hold_listed(h, item, &binding->scenes[i]);
        else
            hold_item(h, item, &binding->scenes[i], NULL, binding->claims[i].id);
    }
}

void ek_checklists_hold(ek_checked_list *out, ek_arena *arena, const struct erkend_bundle *bundle,
                        const struct erkend_case *the_case, const ek_rulebook *book,
                        ek_problems *problems)
{
    holding h = {.out = out, .arena = arena, .book = book, .day = the_case->decided};
    ek_binding binding = {0};

    *out = (ek_checked_list){
        .of = {.bundle = bundle, .the_case = the_case, .book = book, .decided = the_case->decided}};
    ek_bind(&binding, &out->of, arena, problems);
    for (uint32_t k = 0; k < book->checklist_count; k++)
        for (uint32_t i = 0; i < book->item_count; i++) {
            const ek_item *item = book->items[i];

            if (ek_text_equal(item->list, book->checklists[k].name) && item->since <= h.day &&
                h.day <= item->last_day)
                hold(&h, item, &binding);
        }
}
