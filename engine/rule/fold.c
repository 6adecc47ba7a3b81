/* Folding: from an expression and a day of law to nodes.
 *
 * A parameter becomes the constant that it is on that day, arithmetic on constants is done here
 * (as far as it fits; what would overflow stays, and says so when it is run), and equal nodes are
 * one node for the whole book, so that an interval of law that changes nothing costs nothing.
 * Nodes never change after ek_compile, but for their tests, which it makes. */
#include <assert.h>
#include <string.h>

#include "rule/compile.h"

uint32_t ek_list_args(ek_op op)
{
    switch (op) {
    case EK_OP_EVERY:
    case EK_OP_SOME:
    case EK_OP_THOSE:
    case EK_OP_NUMBER_OF:
    case EK_OP_SHARE_OF: return 1;
    case EK_OP_SUM_OF:
    case EK_OP_MEAN_OF:
    case EK_OP_LARGEST_OF:
    case EK_OP_SMALLEST_OF:
    case EK_OP_EACH_OF: return 2;
    case EK_OP_WEIGHTED_MEAN_OF: return 3;
    default: return 0;
    }
}

bool ek_is_list_word(ek_op op)
{
    return ek_list_args(op) != 0;
}

const char *const *ek_looked_at(ek_op op)
{
    static const char *const in_force[] = {"first_day", "last_day", NULL};
    static const char *const in_transition[] = {"last_day", "transition_last_day", NULL};
    static const char *const periods[] = {"first_day", "last_day", "months", NULL};
    static const char *const parts[] = {"unit", "kind", "points", NULL};

    switch (op) {
    case EK_OP_IN_FORCE: return in_force;
    case EK_OP_IN_TRANSITION: return in_transition;
    case EK_OP_MONTHS_IN_ALL:
    case EK_OP_DAYS_IN_ALL: return periods;
    case EK_OP_FULFILS: return parts;
    default: return NULL;
    }
}

static uint32_t mix_hash(uint32_t hash, uint64_t word)
{
    uint64_t mixed = ((uint64_t)hash << 32 | hash) ^ word * UINT64_C(0x9e3779b97f4a7c15);

    mixed ^= mixed >> 29;
    mixed *= UINT64_C(0xbf58476d1ce4e5b9);
    return (uint32_t)(mixed ^ mixed >> 32);
}

static uint32_t hash_text(ek_text text)
{
    uint32_t hash = 2166136261u;

    for (uint32_t i = 0; i < text.size; i++)
        hash = (hash ^ (unsigned char)text.bytes[i]) * 16777619u;
    return hash;
}

static bool constants_equal(const ek_node *a, const ek_node *b)
{
    const ek_answer *x = a->as.constant, *y = b->as.constant;

    if (x->type != y->type || x->state != y->state || !ek_text_equal(x->scale, y->scale))
        return false;
    if (x->state != EK_KNOWN)
        return true;
    switch (x->type) {
    case EK_TYPE_QUANTITY: return ek_fraction_equal(x->low, y->low);
    case EK_TYPE_DATE: return x->as.date == y->as.date;
    case EK_TYPE_TEXT: return ek_text_equal(x->as.text, y->as.text);
    case EK_TYPE_SET:
        if (x->as.texts.count != y->as.texts.count)
            return false;
        for (uint32_t i = 0; i < x->as.texts.count; i++)
            if (!ek_text_equal(x->as.texts.items[i], y->as.texts.items[i]))
                return false;
        return true;
    case EK_TYPE_ROUNDING:
        return x->as.rounding.mode == y->as.rounding.mode &&
               ek_fraction_equal(x->as.rounding.step, y->as.rounding.step);
    case EK_TYPE_TABLE: return x->as.datum == y->as.datum;
    default: return true;
    }
}

static uint32_t hash_constant(const ek_answer *answer)
{
    uint32_t hash = mix_hash((uint32_t)answer->type, answer->state);

    if (answer->state != EK_KNOWN)
        return hash;
    if (answer->type == EK_TYPE_QUANTITY)
        return mix_hash(mix_hash(hash, (uint64_t)answer->low.num), (uint64_t)answer->low.den);
    if (answer->type == EK_TYPE_DATE)
        return mix_hash(hash, (uint64_t)answer->as.date);
    return answer->type == EK_TYPE_TEXT ? mix_hash(hash, hash_text(answer->as.text)) : hash;
}

static bool nodes_equal(const ek_node *a, const ek_node *b)
{
    if (a->hash != b->hash || a->op != b->op || a->type != b->type || a->marks != b->marks ||
        a->is_constant != b->is_constant || a->has_otherwise != b->has_otherwise ||
        a->list_scope != b->list_scope || a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (a->args[i] != b->args[i])
            return false;
    if (a->is_constant)
        return constants_equal(a, b);
    switch (a->op) {
    case EK_OP_FACT: return a->as.fact == b->as.fact;
    case EK_OP_THING: return a->as.scope == b->as.scope;
    case EK_OP_TERM: return a->as.term == b->as.term;
    case EK_OP_RULING: return a->as.asked == b->as.asked;
    default: return true;
    }
}

static uint32_t hash_node(const ek_node *node)
{
    uint32_t hash = mix_hash((uint32_t)node->op, node->count);

    hash = mix_hash(hash, (uint64_t)node->type << 8 | (uint64_t)node->list_scope);
    for (uint32_t i = 0; i < node->count; i++)
        hash = mix_hash(hash, node->args[i]->hash);
    if (node->is_constant)
        return mix_hash(hash, hash_constant(node->as.constant));
    switch (node->op) {
    case EK_OP_FACT: return mix_hash(hash, node->as.fact->index);
    case EK_OP_THING: return mix_hash(hash, node->as.scope);
    case EK_OP_TERM: return mix_hash(hash, node->as.term->index);
    case EK_OP_RULING: return mix_hash(hash, node->as.asked->index);
    default: return hash;
    }
}

/* The node equal to this one that was met first, or a copy of it. */
static const ek_node *keep_node(ek_compiler *compiler, ek_node *candidate)
{
    ek_node **place, *node;

    candidate->hash = hash_node(candidate);
    place = &compiler->table[candidate->hash & (compiler->table_size - 1)];
    for (node = *place; node != NULL; node = node->chained)
        if (nodes_equal(node, candidate))
            return node;
    node = ek_arena_copy(compiler->arena, candidate, sizeof *candidate);
    node->args =
        ek_arena_copy(compiler->arena, candidate->args, candidate->count * sizeof *candidate->args);
    if (candidate->is_constant)
        node->as.constant =
            ek_arena_copy(compiler->arena, candidate->as.constant, sizeof *candidate->as.constant);
    node->chained = *place;
    *place = node;
    return node;
}

static const ek_node *keep_constant(ek_compiler *compiler, const ek_expr *expr,
                                    const ek_answer *answer)
{
    ek_node node = {.op = EK_OP_NONE,
                    .is_constant = true,
                    .type = answer->type,
                    .list_scope = EK_SCOPE_NONE,
                    .origin = expr};

    node.as.constant = answer;
    node.marks = answer->type == EK_TYPE_QUANTITY && expr->measure.power[EK_MARKS] != 0;
    node.cells = ek_count_cells(&node);
    return keep_node(compiler, &node);
}

static const ek_fact *keep_fact(ek_compiler *compiler, const ek_path *path)
{
    ek_fact *fact;

    for (uint32_t i = 0; i < compiler->fact_count; i++) {
        const ek_path *other = &compiler->facts[i]->path;

        if (other->scope == path->scope && other->length == path->length &&
            memcmp(other->slots, path->slots, path->length * sizeof path->slots[0]) == 0)
            return compiler->facts[i];
    }
    fact = EK_NEW(compiler->arena, ek_fact);
    fact->path = *path;
    if (path->length > 0) {
        fact->before = (uint16_t)(path->length - 1);
        fact->last = path->slots[fact->before];
    }
    fact->index = compiler->fact_count;
    *EK_PUSH(compiler->arena, compiler->facts, compiler->fact_count, compiler->fact_capacity) =
        fact;
    return fact;
}

static const ek_asked *keep_asked(ek_compiler *compiler, const ek_question *question)
{
    ek_asked *asked;

    for (uint32_t i = 0; i < compiler->asked_count; i++)
        if (compiler->asked[i]->question == question)
            return compiler->asked[i];
    asked = EK_NEW(compiler->arena, ek_asked);
    asked->question = question;
    asked->index = compiler->asked_count;
    *EK_PUSH(compiler->arena, compiler->asked, compiler->asked_count, compiler->asked_capacity) =
        asked;
    return asked;
}

/* The value of a parameter on a day; written here once more, as the plain evaluation shares no
 * code. */
static const ek_datum *find_datum(const ek_parameter *parameter, ek_date day)
{
    const ek_datum *datum = NULL;

    for (uint32_t i = 0; i < parameter->value_count && parameter->values[i].since <= day; i++)
        datum = &parameter->values[i].value;
    return datum;
}

static const ek_node *fold_leaf(ek_compiler *compiler, const ek_expr *expr, ek_date day)
{
    ek_answer answer;
    const ek_datum *datum;

    switch (expr->op) {
    case EK_OP_NUMBER: ek_answer_number(&answer, expr->as.number); break;
    case EK_OP_NONE: ek_answer_none(&answer, EK_TYPE_NONE); break;
    case EK_OP_TEXT:
        ek_answer_none(&answer, EK_TYPE_TEXT);
        answer.state = EK_KNOWN;
        answer.as.text = expr->as.text;
        break;
    default: /* PARAM */
        datum = find_datum(expr->as.param, day);
        if (datum == NULL)
            ek_answer_none(&answer, expr->type);
        else
            ek_answer_of_datum(&answer, datum, expr->as.param->measure.scale);
        break;
    }
    return keep_constant(compiler, expr, &answer);
}

/* Sums and products of known numbers; false: leave it to the run. */
static bool fold_arithmetic(const ek_node *node, ek_answer *out)
{
    const ek_answer *a = node->args[0]->as.constant, *b;
    ek_fraction result;
    erkend_status status;

    if (node->op == EK_OP_UP_TO) {
        *out = *a;
        return true;
    }
    if (node->count != 2 || node->marks)
        return false;
    b = node->args[1]->as.constant;
    if (a->type != EK_TYPE_QUANTITY || b->type != EK_TYPE_QUANTITY || a->state != EK_KNOWN ||
        b->state != EK_KNOWN || a->scale.size != 0 || b->scale.size != 0)
        return false;
    switch (node->op) {
    case EK_OP_ADD: status = ek_fraction_add(&result, a->low, b->low); break;
    case EK_OP_SUBTRACT: status = ek_fraction_subtract(&result, a->low, b->low); break;
    case EK_OP_MULTIPLY: status = ek_fraction_multiply(&result, a->low, b->low); break;
    case EK_OP_DIVIDE: status = ek_fraction_divide(&result, a->low, b->low); break;
    default: return false;
    }
    if (status != ERKEND_OK)
        return false;
    ek_answer_number(out, result);
    return true;
}

/* A set written out: { "home", "host" }. */
static bool fold_texts(ek_compiler *compiler, const ek_node *node, ek_answer *out)
{
    ek_text *items = EK_NEW_ARRAY(compiler->arena, ek_text, node->count);

    for (uint32_t i = 0; i < node->count; i++) {
        const ek_answer *item = node->args[i]->as.constant;

        if (item->type != EK_TYPE_TEXT || item->state != EK_KNOWN)
            return false;
        items[i] = item->as.text;
    }
    ek_answer_none(out, EK_TYPE_SET);
    out->state = EK_KNOWN;
    out->as.texts = (ek_texts){items, ek_texts_once(items, node->count)};
    return true;
}

/* A condition that is an argument of something else than all, any, no needs steps of its own;
 * within these it is laid out with them, and needs its own only to be asked for as a part. */
static void make_tests(ek_compiler *compiler, const ek_node *node)
{
    bool laid_out = node->op == EK_OP_ALL || node->op == EK_OP_ANY || node->op == EK_OP_NO;

    for (uint32_t i = 0; i < node->count; i++)
        if (node->args[i]->depth > 0 || (!laid_out && node->args[i]->type == EK_TYPE_CONDITION))
            ek_compile_test(compiler, node->args[i]);
}

/* A value that is not laid out with what asks for it needs steps of its own. */
static void make_values(ek_compiler *compiler, const ek_node *node)
{
    if (ek_count_cells(node) > 0 || (node->type == EK_TYPE_CONDITION && !ek_is_list_word(node->op)))
        return;
    for (uint32_t i = 0; i < node->count; i++)
        ek_compile_value(compiler, node->args[i]);
}

static void describe_leaf(ek_compiler *compiler, ek_node *node, const ek_expr *expr)
{
    switch (expr->op) {
    case EK_OP_FACT:
        node->as.fact = keep_fact(compiler, &expr->as.path);
        node->direct = expr->as.path.length > 0;
        node->not_negative = expr->as.path.field != NULL &&
                             (expr->as.path.field->flags & (EK_NOT_NEGATIVE | EK_POSITIVE)) != 0;
        break;
    case EK_OP_THING: node->as.scope = expr->as.scope; break;
    case EK_OP_TERM: node->as.term = expr->as.term; break;
    case EK_OP_RULING: node->as.asked = keep_asked(compiler, expr->as.question); break;
    default: break;
    }
}

/* What the thing or the things of an expression most likely are. */
static const ek_record_type *find_record_type(const ek_expr *expr)
{
    if (expr->op == EK_OP_THING)
        return ek_scope_of(expr->as.scope)->record;
    if (expr->op == EK_OP_FACT)
        return expr->as.path.field != NULL ? expr->as.path.field->record
                                           : ek_scope_of(expr->as.path.scope)->record;
    return expr->list_scope < EK_SCOPE_COUNT ? ek_scope_of(expr->list_scope)->record : NULL;
}

static void find_slots(ek_node *node, const ek_expr *expr)
{
    const char *const *names = ek_looked_at(expr->op);

    if (names == NULL || expr->count == 0)
        return;
    node->looks_into = find_record_type(expr->args[0]);
    for (uint32_t i = 0; node->looks_into != NULL && names[i] != NULL; i++)
        node->slots[i] = ek_field_named(node->looks_into, ek_text_of(names[i]));
}

/* The args of a node, folded; whether all are constants. */
static bool fold_args(ek_compiler *compiler, const ek_expr *expr, ek_date day, const ek_node **args,
                      uint8_t *depth)
{
    bool constant = expr->count > 0;

    for (uint32_t i = 0; i < expr->count; i++) {
        args[i] = ek_fold(compiler, expr->args[i], day);
        constant = constant && args[i]->is_constant;
        if (args[i]->depth > *depth)
            *depth = args[i]->depth;
    }
    return constant;
}

const ek_node *ek_fold(ek_compiler *compiler, const ek_expr *expr, ek_date day)
{
    ek_node node = {.op = expr->op,
                    .type = expr->type,
                    .list_scope = EK_SCOPE_NONE,
                    .has_otherwise = expr->has_otherwise,
                    .count = expr->count,
                    .origin = expr};
    const ek_node **args = EK_NEW_ARRAY(compiler->arena, const ek_node *, expr->count);
    ek_answer answer;
    bool constant;

    if (expr->op == EK_OP_NUMBER || expr->op == EK_OP_TEXT || expr->op == EK_OP_NONE ||
        expr->op == EK_OP_PARAM)
        return fold_leaf(compiler, expr, day);
    node.args = args;
    node.marks = expr->type == EK_TYPE_QUANTITY && expr->measure.power[EK_MARKS] != 0;
    if (ek_is_list_word(expr->op))
        node.list_scope = expr->list_scope;
    constant = fold_args(compiler, expr, day, args, &node.depth);
    if (expr->op == EK_OP_ALL || expr->op == EK_OP_ANY || expr->op == EK_OP_NO)
        node.depth = (uint8_t)(node.depth + (node.depth < UINT8_MAX));
    else
        node.depth = 0;
    describe_leaf(compiler, &node, expr);
    find_slots(&node, expr);
    if (constant && (expr->op == EK_OP_TEXTS ? fold_texts(compiler, &node, &answer)
                                             : fold_arithmetic(&node, &answer)))
        return keep_constant(compiler, expr, &answer);
    make_tests(compiler, &node);
    make_values(compiler, &node);
    node.cells = ek_count_cells(&node);
    return keep_node(compiler, &node);
}
