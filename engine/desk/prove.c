/* Questions about all cases: problems are written, answers read, cases decided again. */
#include "desk/prove.h"

#include <string.h>

#include "base/api.h"
#include "decide/timeline.h"

#define LENGTH_MOST 8

/* ---- Which problems ------------------------------------------------------------------------- */

static bool has_rules(const ek_rulebook *book, ek_scope claim)
{
    for (uint32_t i = 0; book && i < book->rule_count; i++)
        if (book->rules[i]->claim == claim)
            return true;
    return false;
}

static void add_item(erkend_inquiry *inquiry, ek_scope claim, const ek_rule *rule, bool fails)
{
    ek_inquiry_item *item =
        EK_PUSH(&inquiry->arena, inquiry->items, inquiry->item_count, inquiry->item_capacity);

    *item = (ek_inquiry_item){.claim = claim, .rule = rule, .fails = fails};
    if (inquiry->question == ERKEND_PROVE_SAME)
        item->by_words = ek_text_equal(ek_sayings_print(&inquiry->arena, inquiry->books[0], claim),
                                       ek_sayings_print(&inquiry->arena, inquiry->books[1], claim));
    if (item->by_words)
        item->state = EK_INQUIRY_NEVER;
}

static void add_part(erkend_inquiry *inquiry, ek_scope claim, ek_inquiry_part part)
{
    ek_inquiry_item item = {.claim = claim, .part = part};

    if (!ek_inquiry_has_part(inquiry, claim, part))
        return;
    ek_inquiry_frame(inquiry, &item);
    *EK_PUSH(&inquiry->arena, inquiry->items, inquiry->item_count, inquiry->item_capacity) = item;
}

/* What stands around the rules of two policies. */
static void add_parts(erkend_inquiry *inquiry, ek_scope only)
{
    for (uint32_t claim = EK_FIRST_CLAIM; claim <= EK_LAST_CLAIM; claim++)
        if (only == EK_SCOPE_NONE || only == claim)
            add_part(inquiry, (ek_scope)claim, EK_PART_ARISES);
    if (only != EK_SCOPE_NONE && only != EK_SCOPE_UNIT)
        return;
    add_part(inquiry, EK_SCOPE_NONE, EK_PART_ACCOUNT);
    add_part(inquiry, EK_SCOPE_NONE, EK_PART_SHARES);
    ek_inquiry_settle_accounts(inquiry);
}

static bool is_named(const char *const *rules, ek_text id)
{
    for (; rules && *rules; rules++)
        if (ek_text_is(id, *rules))
            return true;
    return rules == NULL;
}

static void add_items(erkend_inquiry *inquiry, ek_scope only, const char *const *rules)
{
    const ek_rulebook *book = inquiry->books[0];

    for (uint32_t claim = EK_FIRST_CLAIM; claim <= EK_LAST_CLAIM; claim++)
        if ((only == EK_SCOPE_NONE || only == claim) && inquiry->question != ERKEND_PROVE_FIRES &&
            (has_rules(book, (ek_scope)claim) || has_rules(inquiry->books[1], (ek_scope)claim)))
            add_item(inquiry, (ek_scope)claim, NULL, false);
    if (inquiry->question == ERKEND_PROVE_SAME)
        add_parts(inquiry, only);
    for (uint32_t i = 0; inquiry->question == ERKEND_PROVE_FIRES && i < book->rule_count; i++) {
        const ek_rule *rule = book->rules[i];

        if ((only != EK_SCOPE_NONE && rule->claim != only) || !is_named(rules, rule->id) ||
            rule->last_day < book->first_day)
            continue;
        add_item(inquiry, rule->claim, rule, false);
        if (rule->must)
            add_item(inquiry, rule->claim, rule, true);
    }
}

static erkend_status check_options(erkend_inquiry *inquiry, const erkend_inquiry_options *options,
                                   ek_scope *claim, erkend_error *error)
{
    ek_text country = ek_text_of(options->country);

    for (uint32_t i = 0; i < 2; i++) {
        inquiry->books[i] =
            inquiry->bundles[i] ? ek_bundle_book(inquiry->bundles[i], country) : NULL;
        if (inquiry->bundles[i] && !inquiry->books[i])
            return ek_error_say(error, ERKEND_ENOPOLICY, "there is no policy of the country '%s'",
                                options->country);
    }
    if (options->until && ek_date_read(&inquiry->last_day, ek_text_of(options->until)) != ERKEND_OK)
        return ek_error_say(error, ERKEND_ECALL, "'%s' is no date: write it as 2035-12-31",
                            options->until);
    if (inquiry->last_day >= ek_date_from((ek_civil){2060, 1, 1}) || !inquiry->books[0] ||
        inquiry->last_day < inquiry->books[0]->first_day)
        return ek_error_say(error, ERKEND_ECALL,
                            "the last deciding date lies between the first day of the policy and "
                            "the year 2060");
    if (inquiry->length > LENGTH_MOST)
        return ek_error_say(error, ERKEND_ECALL, "lists of at most %d things can be asked about",
                            LENGTH_MOST);
    if (options->claim) {
        *claim = ek_scope_named(ek_text_of(options->claim));
        if (*claim == EK_SCOPE_NONE || ek_scope_of(*claim)->kind != EK_SCOPE_CLAIM)
            return ek_error_say(error, ERKEND_ECALL, "'%s' is no kind of claim", options->claim);
    }
    for (uint32_t i = 0; options->rules && options->rules[i]; i++) {
        bool found = false;

        for (uint32_t k = 0; k < inquiry->books[0]->rule_count; k++)
            found = found || ek_text_is(inquiry->books[0]->rules[k]->id, options->rules[i]);
        if (!found)
            return ek_error_say(error, ERKEND_ECALL, "%s has no rule '%s'", options->country,
                                options->rules[i]);
    }
    return ERKEND_OK;
}

static erkend_status try_items(erkend_inquiry *inquiry, ek_scope only, const char *const *rules,
                               erkend_error *error)
{
    ek_escape escape;

    if (EK_TRY(&inquiry->arena, &escape))
        add_items(inquiry, only, rules);
    ek_escape_end(&inquiry->arena, &escape);
    return ek_error_fill(error, escape.status, NULL);
}

erkend_status erkend_inquiry_new(erkend_inquiry **out, erkend_inquiry_kind question,
                                 const erkend_bundle *before, const erkend_bundle *after,
                                 const erkend_inquiry_options *options, erkend_error *error)
{
    ek_scope claim = EK_SCOPE_NONE;
    erkend_inquiry *inquiry;
    erkend_status status;

    ek_error_clear(error);
    if (!out || !before || !options || !options->country ||
        (question == ERKEND_PROVE_SAME) != (after != NULL))
        return ek_error_say(error, ERKEND_ECALL, "erkend_inquiry_new: NULL where it is needed");
    *out = NULL;
    inquiry = ek_host_alloc(before->arena.host, sizeof *inquiry);
    if (!inquiry)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    memset(inquiry, 0, sizeof *inquiry);
    inquiry->host = before->arena.host;
    inquiry->bundles[0] = before;
    inquiry->bundles[1] = after;
    inquiry->question = question;
    inquiry->given = options->given != 0;
    inquiry->length = options->length ? options->length : 1;
    inquiry->last_day = ek_date_from((ek_civil){2035, 12, 31});
    inquiry->at = SIZE_MAX;
    ek_arena_init(&inquiry->arena, inquiry->host, 0);
    ek_arena_init(&inquiry->work, inquiry->host, 0);
    status = check_options(inquiry, options, &claim, error);
    if (status == ERKEND_OK)
        status = try_items(inquiry, claim, options->rules, error);
    if (status == ERKEND_OK)
        *out = inquiry;
    else
        erkend_inquiry_free(inquiry);
    return status;
}

void erkend_inquiry_free(erkend_inquiry *inquiry)
{
    if (!inquiry)
        return;
    ek_arena_dispose(&inquiry->work);
    ek_arena_dispose(&inquiry->arena);
    ek_host_free(inquiry->host, inquiry, sizeof *inquiry);
}

size_t erkend_inquiry_count(const erkend_inquiry *inquiry)
{
    return inquiry ? inquiry->item_count : 0;
}

/* ---- Writing a problem ---------------------------------------------------------------------- */

static ek_text ask_fires(ek_smt *smt, const ek_sayings *all, const ek_inquiry_item *item)
{
    ek_text any = EK_TEXT("false");

    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i].rule == item->rule)
            any = ek_smt_or(smt, any, item->fails ? all->items[i].fails : all->items[i].speaks);
    return any;
}

/* Nothing gives, nothing refuses. */
static ek_text ask_answered(ek_smt *smt, const ek_sayings *all)
{
    ek_text any = EK_TEXT("false");

    for (uint32_t i = 0; i < all->count; i++) {
        const ek_said *said = &all->items[i];
        ek_text refuses =
            ek_smt_format(smt, "(= %.*s %d)", EK_TEXT_ARGS(said->verdict), (int)ERKEND_REFUSED);
        bool gives = said->rule->gives && said->rule->gives->kind != EK_EFFECT_INFORM;

        any = ek_smt_or(smt, any, gives ? said->speaks : ek_smt_and(smt, said->speaks, refuses));
    }
    return ek_smt_not(smt, any);
}

static bool is_learning(const ek_smt_fact *fact)
{
    const ek_field *field = fact->field;

    if (!field || field->control != EK_BY_LEARNER ||
        ek_text_is(ek_text_of(field->name), "months_asked") ||
        ek_text_is(ek_text_of(field->name), "attempts") ||
        ek_text_is(ek_text_of(field->name), "weekly_hours"))
        return false;
    return field->kind == EK_KIND_LEVEL || field->kind == EK_KIND_MARK ||
           (field->kind == EK_KIND_NUMBER &&
            (field->unit == EK_POINTS || field->unit == EK_HOURS || field->unit == EK_MONTHS ||
             ek_text_is(ek_text_of(field->name), "earlier_level"))) ||
           (field->kind == EK_KIND_SET && (ek_text_is(ek_text_of(field->name), "outcomes") ||
                                           ek_text_is(ek_text_of(field->name), "evidence")));
}

static ek_text same_fact(ek_smt *smt, const ek_smt_fact *a, const ek_smt_fact *b, bool may_grow)
{
    bool low_is_best = a->field && a->field->kind == EK_KIND_MARK && smt->book->scale_count > 0 &&
                       smt->book->scales[0].low_is_best;
    ek_text same = EK_TEXT("true");

    if (a->own_none.size)
        same = ek_smt_format(smt, "(= %.*s %.*s)", EK_TEXT_ARGS(a->own_none),
                             EK_TEXT_ARGS(b->own_none));
    if (a->value.type == EK_TYPE_RECORD)
        return same;
    for (uint32_t i = 0; a->value.type == EK_TYPE_SET && i < a->value.member_count; i++)
        same = ek_smt_and(smt, same,
                          ek_smt_format(smt, "(%s %.*s %.*s)", may_grow ? "=>" : "=",
                                        EK_TEXT_ARGS(a->value.members[i].in),
                                        EK_TEXT_ARGS(b->value.members[i].in)));
    if (a->value.type == EK_TYPE_SET)
        return same;
    if (a->value.type == EK_TYPE_DATE)
        return ek_smt_and(smt, same,
                          ek_smt_format(smt, "(and (= %.*s %.*s) (= %.*s %.*s))",
                                        EK_TEXT_ARGS(a->value.month), EK_TEXT_ARGS(b->value.month),
                                        EK_TEXT_ARGS(a->value.day), EK_TEXT_ARGS(b->value.day)));
    return ek_smt_and(smt, same,
                      ek_smt_format(smt, "(%s |%.*s| |%.*s|)",
                                    !may_grow     ? "="
                                    : low_is_best ? ">="
                                                  : "<=",
                                    EK_TEXT_ARGS(a->key), EK_TEXT_ARGS(b->key)));
}

/* A second case, in which some learning is more and nothing else is different. */
static ek_text ask_monotone(ek_smt *smt, const ek_rulebook *book, ek_sayings *less)
{
    uint32_t count;
    ek_sayings more;

    ek_sayings_settle(smt, less);
    count = smt->fact_count;
    smt->copy = "'";
    ek_sayings_of(smt, book, &more);
    ek_sayings_settle(smt, &more);
    smt->copy = "";
    for (uint32_t i = 0; i < count; i++) {
        ek_text wanted = ek_smt_format(smt, "%.*s'", EK_TEXT_ARGS(smt->facts[i].key));

        for (uint32_t k = count; k < smt->fact_count; k++)
            if (ek_text_equal(smt->facts[k].key, wanted))
                ek_smt_assert(smt, same_fact(smt, &smt->facts[i], &smt->facts[k],
                                             is_learning(&smt->facts[i])));
    }
    return ek_smt_format(smt, "(< %.*s %.*s)", EK_TEXT_ARGS(more.settled),
                         EK_TEXT_ARGS(less->settled));
}

static ek_text ask(erkend_inquiry *inquiry, const ek_inquiry_item *item)
{
    ek_sayings all, after;
    ek_smt *smt = &inquiry->smt;

    smt->only = item->rule;
    ek_sayings_of(smt, inquiry->books[0], &all);
    switch (inquiry->question) {
    case ERKEND_PROVE_SAME:
        ek_sayings_of(smt, inquiry->books[1], &after);
        return ek_sayings_differ(smt, &all, &after);
    case ERKEND_PROVE_FIRES: return ask_fires(smt, &all, item);
    case ERKEND_PROVE_CONTRADICT: return ek_sayings_contradict(smt, &all);
    case ERKEND_PROVE_ANSWERED: return ask_answered(smt, &all);
    case ERKEND_PROVE_MONOTONE: return ask_monotone(smt, inquiry->books[0], &all);
    }
    return EK_TEXT("false");
}

static void keep_gaps(erkend_inquiry *inquiry, ek_inquiry_item *item)
{
    ek_smt_gap *gaps = EK_NEW_ARRAY(&inquiry->arena, ek_smt_gap, inquiry->smt.gap_count + 1);

    for (uint32_t i = 0; i < inquiry->smt.gap_count; i++)
        gaps[i] = (ek_smt_gap){ek_text_copy(&inquiry->arena, inquiry->smt.gaps[i].rule),
                               ek_text_copy(&inquiry->arena, inquiry->smt.gaps[i].word)};
    item->gaps = gaps;
    item->gap_count = inquiry->smt.gap_count;
    item->has_list = false;
    for (uint32_t i = 0; i < inquiry->smt.fact_count; i++)
        item->has_list = item->has_list || inquiry->smt.facts[i].is_list;
}

/* No document says a last day before the first one. */
void ek_inquiry_order_days(ek_smt *smt)
{
    for (uint32_t i = 0; i < smt->fact_count; i++) {
        const ek_smt_fact *first = &smt->facts[i];
        ek_text stem = ek_text_slice(first->key, 0, first->key.size - 9U);

        if (!first->field || first->value.type != EK_TYPE_DATE ||
            !ek_text_ends(first->path, "first_day") || !ek_text_ends(first->key, "first_day"))
            continue;
        for (uint32_t k = 0; k < smt->fact_count; k++)
            if (ek_text_equal(smt->facts[k].key,
                              ek_smt_format(smt, "%.*slast_day", EK_TEXT_ARGS(stem))))
                ek_smt_assert(smt, ek_smt_format(smt, "(or %.*s %.*s (<= %.*s %.*s))",
                                                 EK_TEXT_ARGS(first->value.none),
                                                 EK_TEXT_ARGS(smt->facts[k].value.none),
                                                 EK_TEXT_ARGS(first->value.is),
                                                 EK_TEXT_ARGS(smt->facts[k].value.is)));
    }
}

static ek_text write_problem(erkend_inquiry *inquiry, ek_inquiry_item *item, bool everything_there)
{
    static const char *const fresh[] = {"other-1", "other-2", "AT", "BE"};
    ek_smt *smt = &inquiry->smt;
    ek_buffer out;
    ek_text wanted;

    ek_smt_begin(smt, &inquiry->work, inquiry->books[0], item->claim, inquiry->length,
                 inquiry->last_day);
    for (uint32_t i = 0; i < 2; i++)
        if (inquiry->books[i])
            ek_smt_gather(smt, inquiry->books[i]);
    for (uint32_t i = 0; i < 4; i++)
        (void)ek_smt_text_number(smt, ek_text_of(fresh[i]));
    wanted = ask(inquiry, item);
    ek_inquiry_order_days(smt);
    for (uint32_t i = 0; everything_there && i < smt->fact_count; i++)
        if (smt->facts[i].own_none.size &&
            !(smt->facts[i].field && smt->facts[i].field->flags & EK_ABSENT_NONE))
            ek_smt_assert(smt, ek_smt_not(smt, smt->facts[i].own_none));
    keep_gaps(inquiry, item);
    ek_buffer_init(&out, &inquiry->work);
    ek_smt_prelude(&out);
    ek_buffer_text(&out, ek_buffer_done(&smt->lines));
    ek_buffer_format(&out, "(assert %.*s)\n(check-sat)\n", EK_TEXT_ARGS(wanted));
    ek_inquiry_ask_values(smt, &out);
    return ek_buffer_done(&out);
}

erkend_status erkend_inquiry_problem(erkend_inquiry *inquiry, size_t index, int everything_there,
                                     const char **smt, size_t *size, erkend_error *error)
{
    ek_text text = EK_TEXT("");
    ek_escape escape, kept;

    ek_error_clear(error);
    if (!inquiry || index >= inquiry->item_count || !smt || !size)
        return ek_error_say(error, ERKEND_ECALL,
                            "erkend_inquiry_problem: there is no such problem");
    *smt = NULL;
    *size = 0;
    inquiry->at = SIZE_MAX;
    if (inquiry->items[index].by_words)
        return ERKEND_OK;
    ek_arena_reset(&inquiry->work);
    if (EK_TRY(&inquiry->arena, &kept)) {
        if (EK_TRY(&inquiry->work, &escape))
            text = write_problem(inquiry, &inquiry->items[index],
                                 everything_there != 0 || inquiry->given);
        ek_escape_end(&inquiry->work, &escape);
        if (escape.status != ERKEND_OK)
            ek_raise(&inquiry->arena, escape.status);
    }
    ek_escape_end(&inquiry->arena, &kept);
    if (kept.status != ERKEND_OK)
        return ek_error_fill(error, kept.status, NULL);
    inquiry->at = index;
    *smt = text.bytes;
    *size = text.size;
    return ERKEND_OK;
}

/* ---- What the engine says ------------------------------------------------------------------- */

/* "recognised; count_as_training months=9": the lines of an outcome in one. */
static ek_text flatten(ek_arena *arena, ek_text lines)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    for (uint32_t i = 0; i < lines.size; i++)
        if (lines.bytes[i] != '\n')
            ek_buffer_char(&out, lines.bytes[i]);
        else if (i + 1 < lines.size)
            ek_buffer_string(&out, "; ");
    return ek_buffer_done(&out);
}

/* A case decided on one side; in `text` what came of its first claim of the kind. */
typedef struct trial {
    struct erkend_decision decision;
    erkend_status status;
    const ek_claim *claim;
    ek_text text;
} trial;

static void decide(erkend_inquiry *inquiry, uint32_t side, const erkend_case *the_case,
                   ek_scope claim, trial *t)
{
    struct erkend_worker worker = {
        .bundle = inquiry->bundles[side], .mode = ERKEND_VERIFY, .allocator = inquiry->host};
    ek_problems problems;
    ek_escape escape;

    memset(t, 0, sizeof *t);
    ek_arena_init(&t->decision.arena, inquiry->host, 0);
    ek_problems_init(&problems, &t->decision.arena);
    if (EK_TRY(&t->decision.arena, &escape)) {
        t->status = ek_decide(&t->decision, &worker, the_case, inquiry->books[side], &problems);
        for (uint32_t i = 0; t->status == ERKEND_OK && i < t->decision.claim_count && !t->claim;
             i++)
            if (t->decision.claims[i].kind == claim)
                t->claim = &t->decision.claims[i];
        t->text = t->claim
                      ? flatten(&t->decision.arena, ek_claim_outcome(&t->decision.arena, t->claim))
                      : EK_TEXT("no claim");
    } else
        t->status = escape.status;
    ek_escape_end(&t->decision.arena, &escape);
    if (t->status != ERKEND_OK)
        t->text = problems.count > 0 ? problems.items[0].message
                                     : ek_text_of(erkend_status_says(t->status));
}

static const char *first_message(const erkend_error *error)
{
    erkend_problem problem = {0};

    return error && erkend_error_at(error, 0, &problem) ? problem.message : "no memory";
}

erkend_case *ek_inquiry_read_case(erkend_inquiry *inquiry, ek_text document, ek_text *error_text)
{
    erkend_case_options how = {.struct_size = sizeof how, .allocator = inquiry->host};
    erkend_error *error = erkend_error_new(inquiry->host);
    erkend_case *the_case = NULL;

    if (erkend_case_read(&the_case, "found.yaml", document.bytes, document.size, &how, error) !=
        ERKEND_OK)
        *error_text = ek_text_copy(&inquiry->arena, ek_text_of(first_message(error)));
    erkend_error_free(error);
    return the_case;
}

static bool shows_firing(const ek_inquiry_item *item, const trial *t)
{
    for (uint32_t i = 0; t->claim && i < t->claim->reason_count; i++) {
        const ek_reason *reason = &t->claim->reasons[i];

        if (reason->rule == item->rule && !reason->silent &&
            (!item->fails || reason->must == EK_FALSE))
            return true;
    }
    return false;
}

static bool shows_nothing(const trial *t)
{
    for (uint32_t i = 0; t->claim && i < t->claim->reason_count; i++)
        if (t->claim->reasons[i].detail->core_id &&
            ek_text_is(EK_TEXT(EK_CORE_NOTHING_GIVES), t->claim->reasons[i].detail->core_id))
            return true;
    return false;
}

static bool shows(const erkend_inquiry *inquiry, const ek_inquiry_item *item, const trial *a,
                  const trial *b)
{
    switch (inquiry->question) {
    case ERKEND_PROVE_SAME: return !ek_text_equal(a->text, b->text);
    case ERKEND_PROVE_FIRES: return shows_firing(item, a);
    case ERKEND_PROVE_CONTRADICT: return a->status == ERKEND_ECONFLICT;
    case ERKEND_PROVE_ANSWERED: return shows_nothing(a);
    case ERKEND_PROVE_MONOTONE:
        return a->claim && b->claim && b->claim->verdict < a->claim->verdict;
    }
    return false;
}

static void confirm_with(erkend_inquiry *inquiry, ek_inquiry_item *item, const erkend_case *first,
                         const erkend_case *second)
{
    bool two = inquiry->question == ERKEND_PROVE_SAME || second != NULL;
    trial a, b = {.text = EK_TEXT("")};

    decide(inquiry, 0, first, item->claim, &a);
    if (two)
        decide(inquiry, second ? 0 : 1, second ? second : first, item->claim, &b);
    item->state = shows(inquiry, item, &a, &b) ? EK_INQUIRY_CASE : EK_INQUIRY_UNCONFIRMED;
    item->shown = two ? ek_text_format(&inquiry->arena, "%.*s -> %.*s", EK_TEXT_ARGS(a.text),
                                       EK_TEXT_ARGS(b.text))
                      : ek_text_copy(&inquiry->arena, a.text);
    ek_arena_dispose(&a.decision.arena);
    if (two)
        ek_arena_dispose(&b.decision.arena);
}

static void confirm(erkend_inquiry *inquiry, ek_inquiry_item *item)
{
    erkend_case *first = ek_inquiry_read_case(inquiry, item->document, &item->shown),
                *second = NULL;

    item->state = EK_INQUIRY_UNCONFIRMED;
    if (first && item->more.size)
        second = ek_inquiry_read_case(inquiry, item->more, &item->shown);
    if (first && (second || !item->more.size))
        confirm_with(inquiry, item, first, second);
    erkend_case_free(first);
    erkend_case_free(second);
}

/* ---- Reading an answer ---------------------------------------------------------------------- */

static void read_found(erkend_inquiry *inquiry, ek_inquiry_item *item, ek_text output)
{
    ek_buffer out;

    item->state = EK_INQUIRY_UNREAD;
    ek_buffer_init(&out, &inquiry->arena);
    if (!ek_inquiry_document(&inquiry->smt, output, "", &out))
        return;
    item->document = ek_buffer_done(&out);
    if (inquiry->question == ERKEND_PROVE_MONOTONE) {
        ek_buffer_init(&out, &inquiry->arena);
        (void)ek_inquiry_document(&inquiry->smt, output, "'", &out);
        item->more = ek_buffer_done(&out);
    }
    confirm(inquiry, item);
}

static void read_answer(erkend_inquiry *inquiry, ek_inquiry_item *item, ek_text output)
{
    if (ek_text_starts(output, "unsat")) {
        item->state = EK_INQUIRY_NEVER;
        return;
    }
    if (ek_text_starts(output, "sat")) {
        read_found(inquiry, item, ek_text_slice(output, 3, output.size));
        return;
    }
    item->state =
        output.size == 0 || ek_text_starts(output, "unknown") || ek_text_starts(output, "timeout")
            ? EK_INQUIRY_OPEN
            : EK_INQUIRY_UNREAD;
    if (item->state == EK_INQUIRY_UNREAD) {
        ek_buffer shown;

        ek_buffer_init(&shown, &inquiry->arena);
        ek_buffer_shown(&shown, ek_text_slice(output, 0, 120));
        item->shown = ek_buffer_done(&shown);
    }
}

erkend_status erkend_inquiry_answer(erkend_inquiry *inquiry, const char *output, size_t size,
                                    int *settled, erkend_error *error)
{
    ek_inquiry_item *item;
    ek_escape escape, kept;
    ek_text text = {output, (uint32_t)size};

    ek_error_clear(error);
    if (!inquiry || inquiry->at >= inquiry->item_count || (size && !output) || size > UINT32_MAX)
        return ek_error_say(error, ERKEND_ECALL, "erkend_inquiry_answer: no problem was asked for");
    item = &inquiry->items[inquiry->at];
    if (EK_TRY(&inquiry->arena, &kept)) {
        if (EK_TRY(&inquiry->work, &escape))
            read_answer(inquiry, item, text);
        ek_escape_end(&inquiry->work, &escape);
        if (escape.status != ERKEND_OK)
            ek_raise(&inquiry->arena, escape.status);
        ek_inquiry_settle_accounts(inquiry);
    }
    ek_escape_end(&inquiry->arena, &kept);
    if (settled)
        *settled = item->state == EK_INQUIRY_CASE || item->state == EK_INQUIRY_NEVER;
    return ek_error_fill(error, kept.status, NULL);
}

int erkend_inquiry_case(const erkend_inquiry *inquiry, size_t index, int which,
                        const char **document, size_t *size)
{
    ek_text text = EK_TEXT("");

    if (inquiry && index < inquiry->item_count)
        text = which ? inquiry->items[index].more : inquiry->items[index].document;
    if (text.size == 0 || inquiry->items[index].state == EK_INQUIRY_UNREAD)
        return 0;
    *document = text.bytes;
    *size = text.size;
    return 1;
}

size_t erkend_inquiry_unwanted(const erkend_inquiry *inquiry)
{
    size_t count = 0;

    for (uint32_t i = 0; i < inquiry->item_count; i++)
        count += inquiry->items[i].state !=
                 (inquiry->question == ERKEND_PROVE_FIRES ? EK_INQUIRY_CASE : EK_INQUIRY_NEVER);
    return count;
}
