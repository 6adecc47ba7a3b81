/* What is lacking: which missing facts and open questions make an expression unknown.
 *
 * The expression is walked, and its parts are evaluated as the case is, compiled or plainly, into a
 * record of reads that nobody keeps. A part that is known contributed nothing and is passed over,
 * so `any { true, unknown }` lacks nothing and of `all { a, b }` each unknown part is named.
 * Walking costs time only where something is unknown. Names are those that rules write; a field
 * that follows from others names those. */
#include <assert.h>
#include <string.h>

#include "decide/inside.h"
#include "decide/told.h"

typedef struct walk {
    ek_wants *wants;
    ek_asking asking;
    uint32_t depth;
    bool found; /* something that lacks, named before or not */
    bool
        steady; /* only the claim is at hand, and nothing chosen: what is found can be remembered */
    bool looks; /* what is named depends on what was found before */
} walk;

/* What was found for an expression of the claim, or for a word. */
typedef struct lacked lacked;
struct lacked {
    lacked *next;
    const void *of; /* ek_expr or ek_term */
    ek_date day;
    ek_wants wants;
    bool found, looks; /* looks: it has to be walked each time */
};

#define MAX_DEPTH EK_WORDS_DEEP

static void walk_part(walk *to, ek_part at);
static void walk_unknown(walk *to, ek_part at);

static ek_part root_of(const walk *to, const ek_expr *expr)
{
    return (ek_part){expr, to->asking.scene->compiled
                               ? ek_compiled_form(to->asking.scene->book, expr, to->asking.day)
                               : NULL};
}

/* ---- Collecting --------------------------------------------------------------------------- */

static bool has_fact(const ek_wants *wants, const ek_record *record, ek_text name)
{
    for (uint32_t i = 0; i < wants->fact_count; i++)
        if (wants->facts[i].record == record && ek_text_equal(wants->facts[i].name, name))
            return true;
    return false;
}

void ek_wants_fact(ek_wants *wants, ek_scene *scene, ek_scope scope, const ek_record *record,
                   const ek_field *field, ek_text name)
{
    ek_lacking *lacking;

    if (has_fact(wants, record, name))
        return;
    lacking = EK_PUSH(scene->arena, wants->facts, wants->fact_count, wants->fact_capacity);
    lacking->scope = scope;
    lacking->record = record;
    lacking->field = field;
    lacking->name = name;
    lacking->supplier = field ? field->supplier : "learner";
}

static void add_open(ek_wants *wants, ek_scene *scene, const ek_question *question)
{
    const ek_record *about = NULL;
    ek_open *open;

    if (question->about != EK_SCOPE_CASE && question->about < EK_SCOPE_COUNT &&
        scene->at[question->about].state == EK_KNOWN)
        about = scene->at[question->about].as.record;
    for (uint32_t i = 0; i < wants->open_count; i++)
        if (wants->open[i].question == question && wants->open[i].about == about)
            return;
    open = EK_PUSH(scene->arena, wants->open, wants->open_count, wants->open_capacity);
    open->question = question;
    open->about = about;
}

static void join_facts(ek_wants *wants, ek_arena *arena, const ek_lacking *facts, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bool there = false;

        for (uint32_t k = 0; k < wants->fact_count && !there; k++)
            there = wants->facts[k].record == facts[i].record &&
                    ek_text_equal(wants->facts[k].name, facts[i].name);
        if (!there)
            *EK_PUSH(arena, wants->facts, wants->fact_count, wants->fact_capacity) = facts[i];
    }
}

static void join_open(ek_wants *wants, ek_arena *arena, const ek_open *open, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bool there = false;

        for (uint32_t k = 0; k < wants->open_count && !there; k++)
            there = wants->open[k].question == open[i].question &&
                    wants->open[k].about == open[i].about;
        if (!there)
            *EK_PUSH(arena, wants->open, wants->open_count, wants->open_capacity) = open[i];
    }
}

void ek_wants_join(ek_wants *wants, ek_arena *arena, const ek_wants *more)
{
    join_facts(wants, arena, more->facts, more->fact_count);
    join_open(wants, arena, more->open, more->open_count);
}

/* Insertion by name, then by the record's number: lists are short. */
static void sort_facts(ek_lacking *facts, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t k = i; k > 0; k--) {
            int order = ek_text_compare(facts[k - 1].name, facts[k].name);
            ek_lacking swap = facts[k];

            if (order < 0 ||
                (order == 0 && (!facts[k].record || !facts[k - 1].record ||
                                facts[k - 1].record->number <= facts[k].record->number)))
                break;
            facts[k] = facts[k - 1];
            facts[k - 1] = swap;
        }
}

/* Of a reason that named nothing before: a copy, as `wants` goes on in its own order. */
static void put_first(const ek_wants *wants, ek_arena *arena, ek_detail *detail)
{
    ek_lacking *facts =
        ek_arena_copy(arena, wants->facts, wants->fact_count * sizeof *wants->facts);

    sort_facts(facts, wants->fact_count);
    detail->lacking = facts;
    detail->lacking_count = wants->fact_count;
    detail->open = ek_arena_copy(arena, wants->open, wants->open_count * sizeof *wants->open);
    detail->open_count = wants->open_count;
}

/* What the reason named before stays. Questions are named only where no fact is lacking. */
void ek_wants_put(ek_wants *wants, ek_arena *arena, ek_reason *reason)
{
    ek_detail *detail = ek_reason_detail(arena, reason);
    ek_wants all = {0};

    if (detail->lacking_count == 0 && detail->open_count == 0) {
        put_first(wants, arena, detail);
        return;
    }
    join_facts(&all, arena, detail->lacking, detail->lacking_count);
    join_open(&all, arena, detail->open, detail->open_count);
    ek_wants_join(&all, arena, wants);
    sort_facts(all.facts, all.fact_count);
    detail->lacking = all.facts;
    detail->lacking_count = all.fact_count;
    detail->open = all.open;
    detail->open_count = all.open_count;
}

/* ---- Facts -------------------------------------------------------------------------------- */

static const char *scope_prefix(ek_scope scope)
{
    return scope == EK_SCOPE_TARGET ? "unit.target" : ek_scope_of(scope)->name;
}

/* A name as it grows, of a scope and the fields of a path. */
#define NAME_ROOM 256
typedef struct naming {
    char bytes[NAME_ROOM];
    uint32_t size;
} naming;

static void add_bytes(naming *name, const char *bytes, uint32_t size)
{
    assert(name->size + size <= NAME_ROOM);
    memcpy(name->bytes + name->size, bytes, size);
    name->size += size;
}

static void add_field_name(naming *name, const ek_field *field)
{
    add_bytes(name, ".", 1);
    add_bytes(name, field->name, field->name_size);
}

/* Begins with the name of a scope. */
static void begin_name(naming *name, ek_scope scope)
{
    const char *prefix = scope_prefix(scope);

    name->size = 0;
    add_bytes(name, prefix, (uint32_t)strlen(prefix));
}

/* "unit.requirements": the path without its last step, as rules write it. */
static void write_prefix(naming *name, const ek_path *path, uint32_t length)
{
    const ek_record_type *type = ek_scope_of(path->scope)->record;

    begin_name(name, path->scope);
    for (uint32_t i = 0; i < length; i++) {
        const ek_field *field = &type->fields[path->slots[i]];

        if (!(field->flags & EK_EMBED))
            add_field_name(name, field);
        type = field->record;
        if (!type)
            break;
    }
}

/* Named by what stands before it, which stays as it is. Copied only where it is new. */
static void add_named(walk *to, ek_scope scope, const ek_record *record, naming *prefix,
                      const ek_field *field)
{
    uint32_t size = prefix->size;
    ek_text name;

    to->found = true;
    add_field_name(prefix, field);
    name = (ek_text){prefix->bytes, prefix->size};
    if (!has_fact(to->wants, record, name)) {
        name.bytes = ek_arena_copy(to->asking.scene->arena, name.bytes, name.size);
        ek_wants_fact(to->wants, to->asking.scene, scope, record, field, name);
    }
    prefix->size = size;
}

/* The same of a field of a scope. */
static void add_of_scope(walk *to, ek_scope scope, const ek_record *record, const ek_field *field)
{
    naming name;

    begin_name(&name, scope);
    add_named(to, scope, record, &name, field);
}

/* The same of the last step of a path. */
static void add_of_path(walk *to, const ek_path *path, const ek_record *record,
                        const ek_field *field)
{
    naming name;

    write_prefix(&name, path, path->length - 1);
    add_named(to, path->scope, record, &name, field);
}

/* The field itself; or what it follows from, where it is only computed or half of that is there. */
static void add_field(walk *to, ek_scope scope, const ek_record *record, const ek_record_type *type,
                      naming *prefix, const ek_field *field)
{
    const char *const *from =
        field->flags & (EK_DERIVED | EK_COMPUTED) ? ek_derived_from(type, field) : NULL;
    uint32_t known = 0, missing = 0;

    for (uint32_t i = 0; from && from[i]; i++) {
        uint32_t slot = ek_field_named(type, ek_text_of(from[i]));

        if (slot == EK_NO_FIELD)
            continue;
        if (record && record->slots[slot].state != EK_MISSING)
            known++;
        else
            missing++;
    }
    if (missing == 0 || (known == 0 && !(field->flags & EK_COMPUTED))) {
        add_named(to, scope, record, prefix, field);
        return;
    }
    for (uint32_t i = 0; from && from[i]; i++) {
        uint32_t slot = ek_field_named(type, ek_text_of(from[i]));

        if (slot != EK_NO_FIELD && !(record && record->slots[slot].state != EK_MISSING))
            add_named(to, scope, record, prefix, &type->fields[slot]);
    }
}

/* The list that a thing in turn stands in: abroad.stays. */
static void add_list(walk *to, ek_scope scope)
{
    const ek_scope_info *info = ek_scope_of(scope);
    const ek_field *field = &ek_scope_of(info->parent)->record->fields[info->list];
    const ek_at *parent = &to->asking.scene->at[info->parent];

    add_of_scope(to, info->parent, parent->state == EK_KNOWN ? parent->as.record : NULL, field);
}

static void add_thing(walk *to, ek_scope scope)
{
    if (ek_scope_of(scope)->kind == EK_SCOPE_MANY)
        add_list(to, scope);
    else
        ek_wants_fact(to->wants, to->asking.scene, scope, NULL, NULL,
                      ek_text_of(scope_prefix(scope)));
    to->found = true;
}

/* The type of the record that the last step of a path is a field of. */
static const ek_record_type *owner_type(const ek_path *path)
{
    const ek_record_type *type = ek_scope_of(path->scope)->record;

    for (uint32_t i = 0; i + 1 < path->length; i++)
        type = type->fields[path->slots[i]].record;
    return type;
}

static void add_fact(walk *to, const ek_path *path)
{
    const ek_record *owner = NULL;
    ek_value value = ek_path_follow(to->asking.scene, path, &owner);

    if (path->length == 0) {
        add_thing(to, path->scope);
    } else if (ek_scope_of(path->scope)->kind == EK_SCOPE_MANY &&
               to->asking.scene->at[path->scope].state != EK_KNOWN) {
        add_list(to, path->scope);
    } else if (value.state == EK_MISSING) {
        naming prefix;

        write_prefix(&prefix, path, path->length - 1);
        add_field(to, path->scope, owner, owner_type(path), &prefix, path->field);
    }
}

/* ---- Marks whose scale is not known ------------------------------------------------------- */

static void add_scale(walk *to, const ek_path *path)
{
    static const ek_scope around[] = {EK_SCOPE_PROGRAMME, EK_SCOPE_COMPLETION};
    const ek_record_type *type = owner_type(path);
    const ek_record *owner = NULL;
    ek_value value = ek_path_follow(to->asking.scene, path, &owner);
    uint32_t slot = ek_field_named(type, EK_TEXT("scale"));

    if (value.state != EK_KNOWN || value.kind != EK_KIND_MARK || value.as.mark->scale)
        return;
    if (slot != EK_NO_FIELD) {
        add_of_path(to, path, owner, &type->fields[slot]);
        return;
    }
    for (uint32_t i = 0; i < sizeof around / sizeof around[0]; i++)
        if (ek_scope_of(path->scope)->parent == around[i]) {
            const ek_at *parent = &to->asking.scene->at[around[i]];

            type = ek_scope_of(around[i])->record;
            add_of_scope(to, around[i], parent->state == EK_KNOWN ? parent->as.record : NULL,
                         &type->fields[ek_slot(type, "scale")]);
        }
}

/* Nothing inside is unknown and yet the whole is: a scale, a level in no table, a divisor of zero.
 */
static void walk_leaves(walk *to, const ek_expr *expr)
{
    if (expr->op == EK_OP_FACT && expr->as.path.length > 0) {
        if (expr->as.path.field->kind == EK_KIND_MARK) {
            add_scale(to, &expr->as.path);
        } else if (expr->as.path.field->kind != EK_KIND_RECORD) {
            const ek_record *owner = NULL;

            (void)ek_path_follow(to->asking.scene, &expr->as.path, &owner);
            add_of_path(to, &expr->as.path, owner, expr->as.path.field);
        }
        return;
    }
    for (uint32_t i = 0; i < expr->count; i++)
        walk_leaves(to, expr->args[i]);
}

/* ---- Walking ------------------------------------------------------------------------------ */

static bool is_unknown(const ek_expr *expr, const ek_answer *answer)
{
    if (expr->type == EK_TYPE_CONDITION || answer->type == EK_TYPE_CONDITION)
        return answer->truth == EK_UNKNOWN;
    if (answer->state == EK_MISSING || answer->list_unknown)
        return true;
    if (answer->type != EK_TYPE_LIST || !answer->perhaps)
        return false;
    for (uint32_t i = 0; i < answer->count; i++)
        if (answer->perhaps[i])
            return true;
    return false;
}

/* A part that was asked already. */
static void walk_asked(walk *to, ek_part at, const ek_answer *answer)
{
    if (is_unknown(at.expr, answer))
        walk_unknown(to, at);
}

static bool has_condition(const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_EVERY:
    case EK_OP_SOME:
    case EK_OP_THOSE: return true;
    case EK_OP_NUMBER_OF:
    case EK_OP_SHARE_OF: return expr->count == 2;
    case EK_OP_WEIGHTED_MEAN_OF: return expr->count == 4;
    case EK_OP_EACH_OF: return false;
    default: return expr->count == 3;
    }
}

/* Elements whose condition is false do not count, whatever they lack. */
static void walk_list(walk *to, ek_part at)
{
    const ek_expr *expr = at.expr;
    ek_answer list = ek_part_ask(&to->asking, ek_part_arg(at, 0));
    ek_scope scope = expr->list_scope;
    bool steady = to->steady;
    uint32_t last = expr->count - 1;
    ek_at before;

    walk_asked(to, ek_part_arg(at, 0), &list);
    if (scope >= EK_SCOPE_COUNT || list.state != EK_KNOWN)
        return;
    before = to->asking.scene->at[scope];
    to->steady = false;
    for (uint32_t i = 0; i < list.count; i++) {
        bool counts = true;

        to->asking.scene->at[scope] = ek_at_record(list.items[i]);
        if (has_condition(expr)) {
            ek_answer condition = ek_part_ask(&to->asking, ek_part_arg(at, last));

            counts = condition.truth != EK_FALSE;
            if (condition.truth == EK_UNKNOWN)
                walk_asked(to, ek_part_arg(at, last), &condition);
        }
        for (uint32_t k = 1; counts && k < expr->count - (has_condition(expr) ? 1U : 0U); k++)
            walk_part(to, ek_part_arg(at, k));
    }
    to->asking.scene->at[scope] = before;
    to->steady = steady;
}

/* months_in_all, days_in_all: each period by its days, or by its stated months. */
static void walk_periods(walk *to, ek_part at)
{
    const ek_expr *expr = at.expr;
    ek_answer list = ek_part_ask(&to->asking, ek_part_arg(at, 0));
    ek_scope scope = expr->list_scope;

    walk_asked(to, ek_part_arg(at, 0), &list);
    if (scope >= EK_SCOPE_COUNT)
        scope = expr->args[0]->list_scope;
    if (scope >= EK_SCOPE_COUNT)
        return;
    for (uint32_t i = 0; list.state == EK_KNOWN && i < list.count; i++) {
        const ek_record_type *type = list.items[i]->type;
        uint32_t slot = ek_field_named(type, EK_TEXT("months"));
        naming prefix;
        bool days = ek_record_at(list.items[i], "first_day")->state != EK_MISSING &&
                    ek_record_at(list.items[i], "last_day")->state != EK_MISSING;

        if (days || slot == EK_NO_FIELD ||
            (expr->op == EK_OP_MONTHS_IN_ALL && list.items[i]->slots[slot].state != EK_MISSING))
            continue;
        if (expr->op == EK_OP_DAYS_IN_ALL)
            slot =
                ek_slot(type, list.items[i]->slots[ek_slot(type, "first_day")].state == EK_MISSING
                                  ? "first_day"
                                  : "last_day");
        begin_name(&prefix, scope);
        add_field(to, scope, list.items[i], type, &prefix, &type->fields[slot]);
    }
}

/* in_force(thing, day): the thing, its days, the day. */
static void walk_period(walk *to, ek_part at)
{
    const ek_expr *expr = at.expr;
    const ek_expr *thing = expr->args[0];
    ek_answer there = ek_part_ask(&to->asking, ek_part_arg(at, 0));

    walk_asked(to, ek_part_arg(at, 0), &there);
    walk_part(to, ek_part_arg(at, 1));
    if (there.state == EK_KNOWN && there.as.record && expr->op == EK_OP_IN_FORCE &&
        ek_record_at(there.as.record, "first_day")->state == EK_MISSING) {
        const ek_record_type *type = there.as.record->type;
        ek_scope scope = thing->op == EK_OP_FACT ? thing->as.path.scope : thing->as.scope;
        naming prefix;

        if (thing->op == EK_OP_FACT)
            write_prefix(&prefix, &thing->as.path, thing->as.path.length);
        else
            begin_name(&prefix, scope);
        add_named(to, scope, there.as.record, &prefix, &type->fields[ek_slot(type, "first_day")]);
    }
}

/* fulfils(parts, composition): the lists themselves; code, kind and points of the parts. */
static void walk_fulfilment(walk *to, ek_part at)
{
    static const char *const names[] = {"unit", "kind", "points"};
    ek_answer list = ek_part_ask(&to->asking, ek_part_arg(at, 0));

    walk_asked(to, ek_part_arg(at, 0), &list);
    walk_part(to, ek_part_arg(at, 1));
    to->looks = true;
    for (uint32_t i = 0; !to->found && list.state == EK_KNOWN && i < list.count; i++)
        for (uint32_t k = 0; k < sizeof names / sizeof names[0]; k++) {
            const ek_record_type *type = list.items[i]->type;
            uint32_t slot = ek_field_named(type, ek_text_of(names[k]));

            if (slot != EK_NO_FIELD && list.items[i]->slots[slot].state == EK_MISSING)
                ek_wants_fact(to->wants, to->asking.scene, EK_SCOPE_PART, list.items[i],
                              &type->fields[slot],
                              ek_text_format(to->asking.scene->arena, "part.%s", names[k]));
        }
    to->found = to->found || to->wants->fact_count > 0;
}

static lacked *find_lacked(const walk *to, const void *of)
{
    lacked *one = to->asking.scene->lacked;

    while (one && (one->of != of || one->day != to->asking.day))
        one = one->next;
    return one;
}

/* Walks for the first time, apart from what was found before. */
static lacked *keep_lacked(walk *to, const void *of, ek_part at, void (*walk_it)(walk *, ek_part))
{
    lacked *kept = EK_NEW(to->asking.scene->arena, lacked);
    ek_wants *before = to->wants;

    kept->of = of;
    kept->day = to->asking.day;
    to->wants = &kept->wants;
    to->found = to->looks = false;
    walk_it(to, at);
    to->wants = before;
    kept->found = to->found;
    kept->looks = to->looks;
    kept->next = to->asking.scene->lacked;
    to->asking.scene->lacked = kept;
    return kept;
}

/* Rules ask for the same words, and the core for what the rules asked: within a claim that has one
 * answer. Only of the compiled evaluation, which the plain one is held against. */
static void walk_once(walk *to, const void *of, ek_part at, void (*walk_it)(walk *, ek_part))
{
    bool found = to->found, looks = to->looks;
    lacked *known;

    if (!to->steady) {
        walk_it(to, at);
        return;
    }
    known = find_lacked(to, of);
    if (!known)
        known = keep_lacked(to, of, at, walk_it);
    to->found = found;
    to->looks = looks || known->looks;
    if (known->looks) {
        walk_it(to, at);
        return;
    }
    ek_wants_join(to->wants, to->asking.scene->arena, &known->wants);
    to->found = found || known->found;
}

static void walk_versions(walk *to, ek_part at)
{
    const ek_expr *expr = at.expr;
    ek_date day = to->asking.day, before = to->asking.day;
    bool known = true;
    const ek_definition *version = ek_term_version(to->asking.scene, expr->as.term, &day, &known);

    if (!known && expr->as.term->version_count > 0)
        walk_part(to, root_of(to, expr->as.term->versions[0]->clock));
    if (!version)
        return;
    to->asking.day = day;
    walk_unknown(to, root_of(to, version->is)); /* as the word is */
    to->asking.day = before;
}

static void walk_term(walk *to, ek_part at)
{
    walk_once(to, at.expr->as.term, at, walk_versions);
}

static void walk_args(walk *to, ek_part at)
{
    uint32_t only = 0;

    if (ek_part_only_unknown(&to->asking, at, &only)) {
        walk_unknown(to, ek_part_arg(at, only));
        return;
    }
    for (uint32_t i = 0; i < at.expr->count; i++)
        walk_part(to, ek_part_arg(at, i));
}

/* The keys; what holds otherwise only where there is no row for them. */
static void walk_table(walk *to, ek_part at)
{
    const ek_expr *expr = at.expr;
    uint32_t keys = expr->count - (expr->has_otherwise ? 1U : 0U);
    bool before = to->found;

    to->found = false;
    for (uint32_t i = 0; i < keys; i++)
        walk_part(to, ek_part_arg(at, i));
    if (!to->found && expr->has_otherwise)
        walk_part(to, ek_part_arg(at, keys));
    to->found = to->found || before;
}

static void walk_parts(walk *to, ek_part at)
{
    const ek_expr *expr = at.expr;
    switch (expr->op) {
    case EK_OP_FACT: add_fact(to, &expr->as.path); break;
    case EK_OP_THING:
        if (to->asking.scene->at[expr->as.scope].state != EK_KNOWN)
            add_thing(to, expr->as.scope);
        break;
    case EK_OP_RULING:
        to->found = true;
        add_open(to->wants, to->asking.scene, expr->as.question);
        break;
    case EK_OP_TERM: walk_term(to, at); break;
    case EK_OP_IN_FORCE:
    case EK_OP_IN_TRANSITION: walk_period(to, at); break;
    case EK_OP_MONTHS_IN_ALL:
    case EK_OP_DAYS_IN_ALL: walk_periods(to, at); break;
    case EK_OP_FULFILS: walk_fulfilment(to, at); break;
    case EK_OP_FROM_TABLE: walk_table(to, at); break;
    default:
        if (ek_op_binds_each(expr->op))
            walk_list(to, at);
        else
            walk_args(to, at);
        break;
    }
}

/* Of a part that is unknown. */
static void walk_unknown(walk *to, ek_part at)
{
    if (to->depth == MAX_DEPTH)
        return;
    to->depth++;
    walk_parts(to, at);
    to->depth--;
    if (to->depth == 0 && !to->found)
        walk_leaves(to, at.expr);
}

static void walk_part(walk *to, ek_part at)
{
    ek_answer answer;
    bool unknown;

    if (to->depth == MAX_DEPTH)
        return;
    if (!ek_part_told(&to->asking, at, &unknown)) {
        answer = ek_part_ask(&to->asking, at);
        unknown = is_unknown(at.expr, &answer);
    }
    if (unknown)
        walk_unknown(to, at);
}

/* Nothing but the claim is at hand: no thing in turn, no choice. */
static bool is_steady(const ek_scene *scene)
{
    if (!scene->compiled || scene->chosen != EK_SCOPE_NONE)
        return false;
    for (uint32_t i = EK_SCOPE_STAY; i < EK_SCOPE_TARGET; i++)
        if (scene->at[i].state != EK_MISSING)
            return false;
    return true;
}

static void want(ek_wants *wants, ek_scene *scene, const ek_expr *expr, ek_date day,
                 void (*walk_it)(walk *, ek_part))
{
    ek_reads scratch;
    walk to = {.wants = wants, .asking = {scene, day, expr, &scratch}};

    if (!expr)
        return;
    ek_reads_none(&scratch, scene->arena);
    to.steady = is_steady(scene);
    if (expr->count > 0)
        walk_once(&to, expr, root_of(&to, expr), walk_it);
    else
        walk_it(&to, root_of(&to, expr));
}

void ek_wants_expr(ek_wants *wants, ek_scene *scene, const ek_expr *expr, ek_date day)
{
    want(wants, scene, expr, day, walk_part);
}

void ek_wants_unknown(ek_wants *wants, ek_scene *scene, const ek_expr *expr, ek_date day)
{
    want(wants, scene, expr, day, walk_unknown);
}
