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

typedef struct walk {
    ek_wants *wants;
    ek_scene *scene;
    ek_date day;
    const ek_expr *root;
    ek_reads *scratch;
    uint32_t depth;
    bool found; /* something that lacks, named before or not */
} walk;

#define MAX_DEPTH 200 /* expressions and definitions in one another */

/* A part of an expression; `form` is NULL in the plain evaluation. */
typedef struct part {
    const ek_expr *expr;
    const struct ek_node *form;
} part;

static void walk_part(walk *to, part at);
static void walk_unknown(walk *to, part at);

static part arg_of(part at, uint32_t index)
{
    return (part){at.expr->args[index], at.form ? ek_form_arg(at.form, index) : NULL};
}

static part root_of(const walk *to, const ek_expr *expr)
{
    return (part){expr,
                  to->scene->compiled ? ek_compiled_form(to->scene->book, expr, to->day) : NULL};
}

/* ---- Collecting --------------------------------------------------------------------------- */

void ek_wants_fact(ek_wants *wants, ek_scene *scene, ek_scope scope, const ek_record *record,
                   const ek_field *field, ek_text name)
{
    ek_lacking *lacking;

    for (uint32_t i = 0; i < wants->fact_count; i++)
        if (wants->facts[i].record == record && ek_text_equal(wants->facts[i].name, name))
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

/* What the reason named before stays. Questions are named only where no fact is lacking. */
void ek_wants_put(ek_wants *wants, ek_arena *arena, ek_reason *reason)
{
    ek_detail *detail = ek_reason_detail(arena, reason);
    ek_wants all = {0};

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

static void add_word(naming *name, const char *word)
{
    size_t size = strlen(word);

    assert(name->size + size <= NAME_ROOM);
    memcpy(name->bytes + name->size, word, size);
    name->size += (uint32_t)size;
}

static ek_text named(ek_arena *arena, const naming *name)
{
    return (ek_text){ek_arena_copy(arena, name->bytes, name->size), name->size};
}

/* "unit.requirements": the path without its last step, as rules write it. */
static void write_prefix(naming *name, const ek_path *path, uint32_t length)
{
    const ek_record_type *type = ek_scope_of(path->scope)->record;

    add_word(name, scope_prefix(path->scope));
    for (uint32_t i = 0; i < length; i++) {
        const ek_field *field = &type->fields[path->slots[i]];

        if (!(field->flags & EK_EMBED)) {
            add_word(name, ".");
            add_word(name, field->name);
        }
        type = field->record;
        if (!type)
            break;
    }
}

static ek_text prefix_of(ek_arena *arena, const ek_path *path, uint32_t length)
{
    naming name = {.size = 0};

    write_prefix(&name, path, length);
    return named(arena, &name);
}

static void add_named(walk *to, ek_scope scope, const ek_record *record, ek_text prefix,
                      const ek_field *field)
{
    naming name = {.size = 0};

    to->found = true;
    assert(prefix.size < NAME_ROOM);
    memcpy(name.bytes, prefix.bytes, prefix.size);
    name.size = prefix.size;
    add_word(&name, ".");
    add_word(&name, field->name);
    ek_wants_fact(to->wants, to->scene, scope, record, field, named(to->scene->arena, &name));
}

/* The field itself; or what it follows from, where it is only computed or half of that is there. */
static void add_field(walk *to, ek_scope scope, const ek_record *record, const ek_record_type *type,
                      ek_text prefix, const ek_field *field)
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
    const ek_at *parent = &to->scene->at[info->parent];

    add_named(to, info->parent, parent->state == EK_KNOWN ? parent->as.record : NULL,
              ek_text_of(scope_prefix(info->parent)), field);
}

static void add_thing(walk *to, ek_scope scope)
{
    if (ek_scope_of(scope)->kind == EK_SCOPE_MANY)
        add_list(to, scope);
    else
        ek_wants_fact(to->wants, to->scene, scope, NULL, NULL, ek_text_of(scope_prefix(scope)));
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
    ek_value value = ek_path_follow(to->scene, path, &owner);

    if (path->length == 0) {
        add_thing(to, path->scope);
    } else if (ek_scope_of(path->scope)->kind == EK_SCOPE_MANY &&
               to->scene->at[path->scope].state != EK_KNOWN) {
        add_list(to, path->scope);
    } else if (value.state == EK_MISSING) {
        add_field(to, path->scope, owner, owner_type(path),
                  prefix_of(to->scene->arena, path, path->length - 1), path->field);
    }
}

/* ---- Marks whose scale is not known ------------------------------------------------------- */

static void add_scale(walk *to, const ek_path *path)
{
    static const ek_scope around[] = {EK_SCOPE_PROGRAMME, EK_SCOPE_COMPLETION};
    const ek_record_type *type = owner_type(path);
    const ek_record *owner = NULL;
    ek_value value = ek_path_follow(to->scene, path, &owner);
    uint32_t slot = ek_field_named(type, EK_TEXT("scale"));

    if (value.state != EK_KNOWN || value.kind != EK_KIND_MARK || value.as.mark->scale)
        return;
    if (slot != EK_NO_FIELD) {
        add_named(to, path->scope, owner, prefix_of(to->scene->arena, path, path->length - 1),
                  &type->fields[slot]);
        return;
    }
    for (uint32_t i = 0; i < sizeof around / sizeof around[0]; i++)
        if (ek_scope_of(path->scope)->parent == around[i]) {
            const ek_at *parent = &to->scene->at[around[i]];

            type = ek_scope_of(around[i])->record;
            add_named(to, around[i], parent->state == EK_KNOWN ? parent->as.record : NULL,
                      ek_text_of(scope_prefix(around[i])), &type->fields[ek_slot(type, "scale")]);
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

            (void)ek_path_follow(to->scene, &expr->as.path, &owner);
            add_named(to, expr->as.path.scope, owner,
                      prefix_of(to->scene->arena, &expr->as.path, expr->as.path.length - 1),
                      expr->as.path.field);
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
    for (uint32_t i = 0; answer->perhaps && i < answer->count; i++)
        if (answer->perhaps[i])
            return true;
    return false;
}

static ek_answer ask(walk *to, part at)
{
    if (at.form)
        return ek_form_eval(to->scene, at.form, to->root, to->scratch);
    return ek_plain_eval(to->scene, at.expr, to->day, to->scratch, NULL);
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
static void walk_list(walk *to, part at)
{
    const ek_expr *expr = at.expr;
    ek_answer list = ask(to, arg_of(at, 0));
    ek_scope scope = expr->list_scope;
    uint32_t last = expr->count - 1;
    ek_at before;

    walk_part(to, arg_of(at, 0));
    if (scope >= EK_SCOPE_COUNT || list.state != EK_KNOWN)
        return;
    before = to->scene->at[scope];
    for (uint32_t i = 0; i < list.count; i++) {
        bool counts = true;

        to->scene->at[scope] = ek_at_record(list.items[i]);
        if (has_condition(expr)) {
            ek_answer condition = ask(to, arg_of(at, last));

            counts = condition.truth != EK_FALSE;
            if (condition.truth == EK_UNKNOWN)
                walk_part(to, arg_of(at, last));
        }
        for (uint32_t k = 1; counts && k < expr->count - (has_condition(expr) ? 1U : 0U); k++)
            walk_part(to, arg_of(at, k));
    }
    to->scene->at[scope] = before;
}

/* months_in_all, days_in_all: each period by its days, or by its stated months. */
static void walk_periods(walk *to, part at)
{
    const ek_expr *expr = at.expr;
    ek_answer list = ask(to, arg_of(at, 0));
    ek_scope scope = expr->list_scope;

    walk_part(to, arg_of(at, 0));
    if (scope >= EK_SCOPE_COUNT)
        scope = expr->args[0]->list_scope;
    if (scope >= EK_SCOPE_COUNT)
        return;
    for (uint32_t i = 0; list.state == EK_KNOWN && i < list.count; i++) {
        const ek_record_type *type = list.items[i]->type;
        uint32_t slot = ek_field_named(type, EK_TEXT("months"));
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
        add_field(to, scope, list.items[i], type, ek_text_of(scope_prefix(scope)),
                  &type->fields[slot]);
    }
}

/* in_force(thing, day): the thing, its days, the day. */
static void walk_period(walk *to, part at)
{
    const ek_expr *expr = at.expr;
    const ek_expr *thing = expr->args[0];
    ek_answer there = ask(to, arg_of(at, 0));

    walk_part(to, arg_of(at, 0));
    walk_part(to, arg_of(at, 1));
    if (there.state == EK_KNOWN && there.as.record && expr->op == EK_OP_IN_FORCE &&
        ek_record_at(there.as.record, "first_day")->state == EK_MISSING) {
        const ek_record_type *type = there.as.record->type;
        ek_scope scope = thing->op == EK_OP_FACT ? thing->as.path.scope : thing->as.scope;
        ek_text prefix = thing->op == EK_OP_FACT
                             ? prefix_of(to->scene->arena, &thing->as.path, thing->as.path.length)
                             : ek_text_of(scope_prefix(scope));

        add_named(to, scope, there.as.record, prefix, &type->fields[ek_slot(type, "first_day")]);
    }
}

/* fulfils(parts, composition): the lists themselves; code, kind and points of the parts. */
static void walk_fulfilment(walk *to, part at)
{
    static const char *const names[] = {"unit", "kind", "points"};
    ek_answer list = ask(to, arg_of(at, 0));

    walk_part(to, arg_of(at, 0));
    walk_part(to, arg_of(at, 1));
    for (uint32_t i = 0; !to->found && list.state == EK_KNOWN && i < list.count; i++)
        for (uint32_t k = 0; k < sizeof names / sizeof names[0]; k++) {
            const ek_record_type *type = list.items[i]->type;
            uint32_t slot = ek_field_named(type, ek_text_of(names[k]));

            if (slot != EK_NO_FIELD && list.items[i]->slots[slot].state == EK_MISSING)
                ek_wants_fact(to->wants, to->scene, EK_SCOPE_PART, list.items[i],
                              &type->fields[slot],
                              ek_text_format(to->scene->arena, "part.%s", names[k]));
        }
    to->found = to->found || to->wants->fact_count > 0;
}

static void walk_term(walk *to, part at)
{
    const ek_expr *expr = at.expr;
    ek_date day = to->day, before = to->day;
    bool known = true;
    const ek_definition *version = ek_term_version(to->scene, expr->as.term, &day, &known);

    if (!known && expr->as.term->version_count > 0)
        walk_part(to, root_of(to, expr->as.term->versions[0]->clock));
    if (!version)
        return;
    to->day = day;
    walk_unknown(to, root_of(to, version->is)); /* as the word is */
    to->day = before;
}

static void walk_args(walk *to, part at)
{
    const ek_expr *expr = at.expr;
    for (uint32_t i = 0; i < expr->count; i++)
        walk_part(to, arg_of(at, i));
}

/* The keys; what holds otherwise only where there is no row for them. */
static void walk_table(walk *to, part at)
{
    const ek_expr *expr = at.expr;
    uint32_t keys = expr->count - (expr->has_otherwise ? 1U : 0U);
    bool before = to->found;

    to->found = false;
    for (uint32_t i = 0; i < keys; i++)
        walk_part(to, arg_of(at, i));
    if (!to->found && expr->has_otherwise)
        walk_part(to, arg_of(at, keys));
    to->found = to->found || before;
}

static void walk_parts(walk *to, part at)
{
    const ek_expr *expr = at.expr;
    switch (expr->op) {
    case EK_OP_FACT: add_fact(to, &expr->as.path); break;
    case EK_OP_THING:
        if (to->scene->at[expr->as.scope].state != EK_KNOWN)
            add_thing(to, expr->as.scope);
        break;
    case EK_OP_RULING:
        to->found = true;
        add_open(to->wants, to->scene, expr->as.question);
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
static void walk_unknown(walk *to, part at)
{
    if (to->depth == MAX_DEPTH)
        return;
    to->depth++;
    walk_parts(to, at);
    to->depth--;
    if (to->depth == 0 && !to->found)
        walk_leaves(to, at.expr);
}

static void walk_part(walk *to, part at)
{
    ek_answer answer;

    if (to->depth == MAX_DEPTH)
        return;
    answer = ask(to, at);
    if (is_unknown(at.expr, &answer))
        walk_unknown(to, at);
}

void ek_wants_expr(ek_wants *wants, ek_scene *scene, const ek_expr *expr, ek_date day)
{
    ek_reads scratch;
    walk to = {.wants = wants, .scene = scene, .day = day, .root = expr, .scratch = &scratch};

    if (!expr)
        return;
    ek_reads_none(&scratch, scene->arena);
    walk_part(&to, root_of(&to, expr));
}

/* ---- Definitions, and law that was not verified ------------------------------------------- */

const ek_definition *ek_term_version(ek_scene *scene, const ek_term *term, ek_date *day,
                                     bool *known)
{
    ek_reads scratch;

    *known = true;
    ek_reads_none(&scratch, scene->arena);
    for (uint32_t i = 0; i < term->version_count; i++) {
        const ek_definition *version = term->versions[i];

        *day = scene->decided;
        if (version->clock) {
            ek_answer clock =
                scene->compiled
                    ? ek_compiled_eval(scene, version->clock, scene->decided, &scratch)
                    : ek_plain_eval(scene, version->clock, scene->decided, &scratch, NULL);

            if (clock.state == EK_MISSING)
                *known = false;
            if (clock.state != EK_KNOWN)
                continue;
            *day = clock.as.date;
        }
        if (*day >= version->since && *day <= version->last_day)
            return version;
    }
    return NULL;
}

static bool is_unverified(ek_scene *scene, const ek_expr *expr, ek_date day, uint32_t depth)
{
    bool known;
    const ek_definition *version;
    const ek_dated *dated;

    if (!expr || depth == MAX_DEPTH)
        return false;
    switch (expr->op) {
    case EK_OP_PARAM:
        dated = ek_parameter_on(expr->as.param, day);
        return dated && dated->unverified;
    case EK_OP_RULING: return expr->as.question->unverified;
    case EK_OP_TERM:
        version = ek_term_version(scene, expr->as.term, &day, &known);
        return version &&
               (version->unverified || is_unverified(scene, version->is, day, depth + 1));
    default: break;
    }
    for (uint32_t i = 0; i < expr->count; i++)
        if (is_unverified(scene, expr->args[i], day, depth + 1))
            return true;
    return false;
}

static bool is_effect_unverified(ek_scene *scene, const ek_effect *effect, ek_date day)
{
    for (uint32_t i = 0; effect && i < effect->field_count; i++)
        if (is_unverified(scene, effect->fields[i].value, day, 0))
            return true;
    return false;
}

bool ek_rule_unverified(ek_scene *scene, const ek_rule *rule, ek_date day)
{
    return rule->unverified || is_unverified(scene, rule->clock, day, 0) ||
           is_unverified(scene, rule->where, day, 0) ||
           is_unverified(scene, rule->to_reach, day, 0) ||
           is_unverified(scene, rule->must, day, 0) ||
           is_unverified(scene, rule->otherwise.ruling, day, 0) ||
           is_effect_unverified(scene, rule->gives, day) ||
           is_effect_unverified(scene, rule->limits, day);
}
