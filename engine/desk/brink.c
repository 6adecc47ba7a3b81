/* Values at which conditions turn: found by the decision at hand, written into samples. */
#include "desk/brink.h"

static bool is_there(const ek_brinks *brinks, ek_arena *arena, const ek_change *change)
{
    for (uint32_t i = 0; i < brinks->count; i++) {
        const ek_brink *one = &brinks->items[i];
        ek_change like = {.kind = EK_CHANGE_FACT, .number = 0, .slot = 0, .to = one->to};
        ek_change other = {.kind = EK_CHANGE_FACT, .number = 0, .slot = 0, .to = change->to};

        if (one->field == change->field && ek_change_same(arena, &like, &other))
            return true;
    }
    return false;
}

ek_brinks ek_brinks_find(ek_arena *arena, const struct erkend_decision *decision)
{
    ek_brinks out = {NULL, 0, 0};
    ek_changes changes = {.arena = arena, .record_count = decision->the_case->record_count};

    for (uint32_t i = 0; i < decision->claim_count; i++)
        ek_changes_find(&changes, decision, &decision->claims[i]);
    for (uint32_t i = 0; i < changes.count; i++) {
        const ek_change *change = &changes.items[i];

        if (change->kind == EK_CHANGE_RULING || change->to.state != EK_KNOWN ||
            is_there(&out, arena, change))
            continue;
        *EK_PUSH(arena, out.items, out.count, out.capacity) =
            (ek_brink){change->type, change->field, change->to, change->by};
    }
    return out;
}

bool ek_brink_fits(const ek_brink *brink, const ek_sample *node)
{
    if (node->kind == EK_NODE_SCALAR)
        return node->in == brink->in && node->field == brink->field;
    return node->kind == EK_NODE_MAP && node->is == brink->in &&
           !ek_sample_get(node, brink->field->name);
}

/* As a document says it; empty: it takes more than a word. */
static ek_text word_of(ek_arena *arena, const ek_value *value, bool *quoted)
{
    *quoted = false;
    switch (value->kind) {
    case EK_KIND_YES: return value->as.yes ? EK_TEXT("true") : EK_TEXT("false");
    case EK_KIND_TEXT:
    case EK_KIND_WORD:
    case EK_KIND_COUNTRY: *quoted = true; return value->as.text;
    case EK_KIND_LEVEL:
        *quoted = true;
        return ek_text_format(arena, "%.*s %.*s", EK_TEXT_ARGS(value->as.level->framework),
                              EK_TEXT_ARGS(value->as.level->label));
    default: return (ek_text){"", 0};
    }
}

bool ek_brink_put(const ek_brink *brink, ek_arena *arena, ek_sample *node)
{
    const ek_value *to = &brink->to;
    ek_text before = node->text, word;
    bool quoted;

    if (node->kind == EK_NODE_MAP) {
        ek_sample_set(node, arena, brink->field->name, EK_TEXT("?"), true);
        node = ek_sample_get(node, brink->field->name);
        node->in = brink->in;
        node->field = brink->field;
        before = (ek_text){"", 0};
    }
    if (to->kind == EK_KIND_NUMBER)
        ek_sample_set_number(node, arena, to->as.number);
    else if (to->kind == EK_KIND_MARK)
        ek_sample_set_number(node, arena, to->as.mark->value);
    else if (to->kind == EK_KIND_DATE)
        ek_sample_set_date(node, arena, to->as.date);
    else {
        word = word_of(arena, to, &quoted);
        if (word.size == 0)
            return false;
        node->text = word;
        node->quoted = quoted;
    }
    return !ek_text_equal(node->text, before);
}
