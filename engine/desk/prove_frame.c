/* What stands around the rules: which claims arise from facts, what awarded units add up to, how
 * points are shared out. Asked of two policies only, and without a solver.
 *
 * All three are settled by what they say. A claim that arises is a claim of its kind, so that where
 * both sides let it arise from the same things with the same fields, what is proved of the kind
 * holds of it, too. An account follows from the composition, which the case states, and from what
 * units were awarded: where both sides add up and decide every unit alike, accounts are alike.
 * Where the words differ, small cases without a claim are decided by both sides. */
#include "desk/prove.h"

#include "base/api.h"
#include "decide/timeline.h"

/* ---- Word by word --------------------------------------------------------------------------- */

static ek_text print_arising(ek_arena *arena, const ek_rulebook *book, ek_scope claim)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    for (uint32_t i = 0; i < book->arises_count; i++) {
        const ek_arises *arises = &book->arises[i];

        if (arises->claim != claim)
            continue;
        ek_buffer_format(&out, "from %d", (int)arises->from);
        for (uint32_t k = 0; k < arises->field_count; k++) {
            const ek_path *from = &arises->fields[k].from;

            ek_buffer_format(&out, " %.*s=%d", EK_TEXT_ARGS(arises->fields[k].name),
                             (int)from->scope);
            for (uint32_t n = 0; n < from->length; n++)
                ek_buffer_format(&out, ".%u", (unsigned)from->slots[n]);
        }
    }
    return ek_buffer_done(&out);
}

static ek_text print_sharing(ek_arena *arena, const ek_rulebook *book)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    for (uint32_t i = 0; i < book->allocation_count; i++) {
        const ek_allocation *one = book->allocations[i];
        const ek_expr *const parts[] = {one->clock, one->where, one->total, one->by, one->rounding};

        ek_buffer_format(&out, "\n%.*s %d %d", EK_TEXT_ARGS(one->id), (int)one->since,
                         (int)one->last_day);
        for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++) {
            ek_buffer_string(&out, "\n- ");
            ek_smt_print(&out, parts[k], 0);
        }
    }
    return ek_buffer_done(&out);
}

/* ---- Small cases without a claim ------------------------------------------------------------ */

static const char *const outside_stay =
    "other_learning:\n  - { id: unit-1, context: formal, result: passed }\n";
static const char *const in_stay =
    "stays:\n  - { id: stay-1 }\n"
    "other_learning:\n  - { id: unit-1, context: formal, result: passed, stay: stay-1 }\n";
static const char *const a_stay = "stays:\n  - { id: stay-1 }\n";
static const char *const an_examination = "examinations:\n  - { id: examination-1 }\n";

/* The claims of the kind that this side sees in the case. */
static ek_text claims_seen(erkend_inquiry *inquiry, uint32_t side, const erkend_case *the_case,
                           ek_scope claim)
{
    struct erkend_worker worker = {
        .bundle = inquiry->bundles[side], .mode = ERKEND_VERIFY, .allocator = inquiry->host};
    struct erkend_decision decision = {.claim_count = 0};
    ek_problems problems;
    ek_escape escape;
    ek_buffer out;

    ek_arena_init(&decision.arena, inquiry->host, 0);
    ek_problems_init(&problems, &decision.arena);
    ek_buffer_init(&out, &inquiry->arena);
    if (EK_TRY(&decision.arena, &escape)) {
        if (ek_decide(&decision, &worker, the_case, inquiry->books[side], &problems) != ERKEND_OK)
            ek_buffer_string(&out, "not decided");
        for (uint32_t i = 0; i < decision.claim_count; i++)
            if (decision.claims[i].kind == claim)
                ek_buffer_format(&out, "%s%s %.*s", out.size ? ", " : "", ek_scope_of(claim)->name,
                                 EK_TEXT_ARGS(decision.claims[i].id));
    }
    ek_escape_end(&decision.arena, &escape);
    ek_arena_dispose(&decision.arena);
    return out.size ? ek_buffer_done(&out) : EK_TEXT("no claim");
}

static void try_case(erkend_inquiry *inquiry, ek_inquiry_item *item, const char *things)
{
    ek_buffer out;
    ek_text document, sides[2], none = EK_TEXT("");
    erkend_case *the_case;

    ek_buffer_init(&out, &inquiry->arena);
    ek_buffer_string(&out, "id: found\ndecided: ");
    ek_buffer_date(&out, inquiry->last_day);
    ek_buffer_format(&out, "\n%s", things);
    document = ek_buffer_done(&out);
    the_case = ek_inquiry_read_case(inquiry, document, &none);
    if (!the_case)
        return;
    for (uint32_t i = 0; i < 2; i++)
        sides[i] = claims_seen(inquiry, i, the_case, item->claim);
    erkend_case_free(the_case);
    if (ek_text_equal(sides[0], sides[1]))
        return;
    item->state = EK_INQUIRY_CASE;
    item->document = document;
    item->shown = ek_text_format(&inquiry->arena, "%.*s -> %.*s", EK_TEXT_ARGS(sides[0]),
                                 EK_TEXT_ARGS(sides[1]));
}

void ek_inquiry_frame(erkend_inquiry *inquiry, ek_inquiry_item *item)
{
    const char *const things[] = {outside_stay, a_stay, in_stay, an_examination};
    const ek_rulebook *const *books = inquiry->books;
    ek_arena *arena = &inquiry->arena;

    item->state = EK_INQUIRY_OPEN;
    item->by_words = true;
    switch (item->part) {
    case EK_PART_ARISES:
        if (ek_text_equal(print_arising(arena, books[0], item->claim),
                          print_arising(arena, books[1], item->claim)))
            item->state = EK_INQUIRY_NEVER;
        for (size_t i = 0; item->state == EK_INQUIRY_OPEN && i < sizeof things / sizeof things[0];
             i++)
            try_case(inquiry, item, things[i]);
        break;
    case EK_PART_SHARES:
        if (ek_text_equal(print_sharing(arena, books[0]), print_sharing(arena, books[1])))
            item->state = EK_INQUIRY_NEVER;
        break;
    default: break;
    }
}

bool ek_inquiry_has_part(const erkend_inquiry *inquiry, ek_scope claim, ek_inquiry_part part)
{
    bool has = false;

    for (uint32_t i = 0; i < 2; i++) {
        const ek_rulebook *book = inquiry->books[i];

        for (uint32_t k = 0; part == EK_PART_ARISES && k < book->arises_count; k++)
            has = has || book->arises[k].claim == claim;
        has = has || (part == EK_PART_ACCOUNT && book->accumulates);
        has = has || (part == EK_PART_SHARES && book->allocation_count > 0);
    }
    return has;
}

/* ---- What rests on other answers ------------------------------------------------------------ */

void ek_inquiry_settle_accounts(erkend_inquiry *inquiry)
{
    bool alike = inquiry->books[1] != NULL &&
                 inquiry->books[0]->accumulates == inquiry->books[1]->accumulates;
    ek_inquiry_item *account = NULL;

    for (uint32_t i = 0; i < inquiry->item_count; i++) {
        ek_inquiry_item *item = &inquiry->items[i];

        if (item->part == EK_PART_ACCOUNT)
            account = item;
        else if (item->claim == EK_SCOPE_UNIT)
            alike = alike && item->state == EK_INQUIRY_NEVER;
    }
    if (account)
        account->state = alike ? EK_INQUIRY_NEVER : EK_INQUIRY_OPEN;
}
