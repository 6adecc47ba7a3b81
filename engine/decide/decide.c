/* Deciding: one case, one country, one decision.
 *
 * Claims are bound once, judged one by one in the order of kind and id, guarded among each other,
 * and only then do effects get their state and reasons their order. In the mode that verifies, all
 * of it is done twice, with either evaluation, and the two are compared in everything that a reader
 * could see. */
#include "decide/inside.h"

#include "base/sort.h"

/* ---- Which evaluation --------------------------------------------------------------------- */

static ek_answer evaluate_plainly(ek_scene *scene, const ek_expr *root, ek_date day,
                                  ek_reads *reads)
{
    return ek_plain_eval(scene, root, day, reads, scene->watch);
}

ek_evaluate ek_evaluate_of(erkend_mode mode)
{
    return mode == ERKEND_PLAIN ? evaluate_plainly : ek_compiled_eval;
}

/* ---- Reasons in order --------------------------------------------------------------------- */

static ek_text id_of(const ek_reason *reason)
{
    return reason->rule ? reason->rule->id : ek_text_of(reason->core_id);
}

static ek_text name_of(const ek_record *thing)
{
    if (!thing)
        return EK_TEXT("");
    for (uint32_t i = 0; i < thing->type->field_count; i++)
        if (thing->type->fields[i].flags & EK_ID)
            return thing->slots[i].state == EK_KNOWN ? thing->slots[i].as.text : EK_TEXT("");
    return EK_TEXT("");
}

static int compare_reasons(const void *left, const void *right)
{
    const ek_reason *a = left, *b = right;
    int order = (int)b->decides - (int)a->decides;

    if (order == 0)
        order = ek_text_compare(id_of(a), id_of(b));
    if (order == 0)
        order = ek_text_compare(name_of(a->thing), name_of(b->thing));
    if (order == 0 && a->thing && b->thing)
        order = a->thing->number < b->thing->number ? -1 : a->thing->number > b->thing->number;
    if (order == 0 && a->rule && b->rule)
        order = a->rule->since < b->rule->since ? -1 : a->rule->since > b->rule->since;
    return order;
}

static void cite_reason(const struct erkend_decision *decision, ek_reason *reason)
{
    if (reason->rule)
        reason->law = ek_law_cited(reason->rule->laws, reason->rule->law_count,
                                   ek_text_at(decision->qualification, "law"), reason->day);
}

static const char *says_of_core(const char *id)
{
    if (ek_text_is(ek_text_of(id), EK_CORE_NOTHING_GIVES))
        return "No rule in force gives anything for this claim.";
    if (ek_text_is(ek_text_of(id), EK_CORE_NOT_ASSESSED))
        return "Nothing is validated that was not assessed or established.";
    if (ek_text_is(ek_text_of(id), EK_CORE_NOT_VALIDATED))
        return "Nothing is recognised that was not validated.";
    if (ek_text_is(ek_text_of(id), EK_CORE_OUT_OF_ORDER))
        return "What is validated was assessed before.";
    return "No outcome counts twice towards one qualification.";
}

static void show_reason(ek_arena *arena, ek_reason *reason)
{
    reason->law_text = ek_text_terminated(arena, reason->law);
    reason->says_text = reason->rule
                            ? ek_text_terminated(arena, ek_says_in(&reason->rule->says, EK_EN))
                            : says_of_core(reason->core_id);
}

/* ---- One claim ---------------------------------------------------------------------------- */

/* The memorandum was found by what the agreement says of it; who read the one read the other. */
static void read_bound(ek_judging *j)
{
    const ek_value *agreement = &j->scene->at[EK_SCOPE_AGREEMENT];
    const ek_value *mou = &j->scene->at[EK_SCOPE_MOU];
    ek_read read = {.kind = EK_READ_FACT, .scope = EK_SCOPE_AGREEMENT};
    uint32_t count = j->claim->reads.count;
    bool used = false;

    if (agreement->state != EK_KNOWN ||
        ek_record_at(agreement->as.record, "mou")->state != EK_KNOWN)
        return;
    for (uint32_t i = 0; i < count && !used; i++)
        used = j->claim->reads.items[i].scope == EK_SCOPE_MOU ||
               (mou->state == EK_KNOWN && j->claim->reads.items[i].record == mou->as.record);
    if (!used)
        return;
    read.record = agreement->as.record;
    read.field = &ek_type_agreement.fields[ek_slot(&ek_type_agreement, "mou")];
    read.value = ek_record_at(agreement->as.record, "mou");
    ek_reads_add(&j->claim->reads, read);
}

static void judge(ek_judging *j, struct erkend_decision *decision)
{
    ek_reads_init(&j->claim->reads, j->arena);
    j->scene->memo = NULL;
    ek_judge_claim(j);
    for (uint32_t i = 0; i < j->reason_count; i++)
        cite_reason(decision, &j->reasons[i]);
    ek_settle(j);
    ek_guard_claim(j);
    read_bound(j);
}

static void finish(ek_judging *j, struct erkend_decision *decision)
{
    ek_claim *claim = j->claim;

    claim->verdict = ek_weakest(j);
    for (uint32_t i = 0; i < j->reason_count; i++) {
        ek_reason *reason = &j->reasons[i];

        reason->decides = !reason->silent && reason->verdict == claim->verdict;
        if (!reason->silent)
            show_reason(j->arena, reason);
        if (reason->decides && reason->rule)
            reason->unverified = ek_rule_unverified(reason->scene ? reason->scene : j->scene,
                                                    reason->rule, reason->day);
        if (reason->verdict == ERKEND_INCOMPLETE)
            reason->open_count = 0; /* first the facts, then the body */
        else if (reason->verdict != ERKEND_REFERRED)
            reason->open_count = reason->lacking_count = 0;
        decision->unverified = decision->unverified || reason->unverified;
    }
    ek_sort(j->reasons, j->reason_count, sizeof *j->reasons, compare_reasons);
    claim->reasons = j->reasons;
    claim->reason_count = j->reason_count;
    ek_settle_states(claim, j->effects, j->effect_count);
    for (uint32_t i = 0; i < j->effect_count; i++)
        j->effects[i].text = ek_given_text(j->arena, &j->effects[i]).bytes;
    claim->effects = j->effects;
    claim->effect_count = j->effect_count;
    j->scene->memo = NULL;
}

static void decide_claims(struct erkend_decision *decision, const ek_binding *binding,
                          ek_evaluate evaluate, ek_arena *arena, ek_problems *problems)
{
    uint32_t count = binding->count, room = count ? count : 1;
    ek_judging *judgings = EK_NEW_ARRAY(arena, ek_judging, room);
    ek_claim *claims = EK_NEW_ARRAY(arena, ek_claim, room);
    ek_scene *scenes = EK_NEW_ARRAY(arena, ek_scene, room);

    for (uint32_t i = 0; i < count; i++) {
        claims[i] = binding->claims[i];
        scenes[i] = binding->scenes[i];
        judgings[i] = (ek_judging){.arena = arena,
                                   .problems = problems,
                                   .book = decision->book,
                                   .evaluate = evaluate,
                                   .claim = &claims[i],
                                   .scene = &scenes[i]};
        judge(&judgings[i], decision);
    }
    ek_guard_claims(judgings, count);
    decision->claims = claims;
    decision->claim_count = count;
    for (uint32_t i = 0; i < count; i++)
        finish(&judgings[i], decision);
}

/* ---- Facts read, and facts that there are ------------------------------------------------- */

static int compare_values(const void *left, const void *right)
{
    const ek_value *a = *(const ek_value *const *)left, *b = *(const ek_value *const *)right;

    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

static bool is_leaf(ek_kind kind)
{
    return kind != EK_KIND_RECORD && kind != EK_KIND_LIST && kind != EK_KIND_BY_COUNTRY;
}

static uint32_t count_read(const struct erkend_decision *decision, ek_arena *arena)
{
    uint32_t all = 0, count = 0, distinct = 0;
    const ek_value **values;

    for (uint32_t i = 0; i < decision->claim_count; i++)
        all += decision->claims[i].reads.count;
    values = EK_NEW_ARRAY(arena, const ek_value *, all + 1);
    for (uint32_t i = 0; i < decision->claim_count; i++)
        for (uint32_t k = 0; k < decision->claims[i].reads.count; k++) {
            const ek_read *read = &decision->claims[i].reads.items[k];

            if (read->kind == EK_READ_FACT && read->value && read->value->line > 0 &&
                is_leaf((ek_kind)read->value->kind))
                values[count++] = read->value;
        }
    ek_sort(values, count, sizeof(void *), compare_values);
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || compare_values(&values[i - 1], &values[i]) != 0)
            distinct++;
    return distinct;
}

/* Facts that rules could read, each once although several records may refer to it. */
static uint32_t count_known(const ek_record *record, bool *seen, uint32_t depth)
{
    uint32_t count = 0;

    if (seen[record->number] || depth > 64)
        return 0;
    seen[record->number] = true;
    for (uint32_t i = 0; i < record->type->field_count; i++) {
        const ek_value *value = &record->slots[i];
        const ek_field *field = &record->type->fields[i];

        if (value->state == EK_MISSING)
            continue;
        if (is_leaf((ek_kind)value->kind)) {
            count += value->line > 0 && !(field->flags & (EK_HIDDEN | EK_PERSONAL | EK_ID));
        } else if (value->state == EK_KNOWN && value->kind == EK_KIND_RECORD) {
            count += count_known(value->as.record, seen, depth + 1);
        } else if (value->state == EK_KNOWN) {
            for (uint32_t k = 0; k < value->as.list.count; k++)
                count += count_known(value->as.list.items[k], seen, depth + 1);
        }
    }
    return count;
}

/* ---- The decision ------------------------------------------------------------------------- */

static void decide_with(struct erkend_decision *decision, ek_binding *binding, ek_evaluate evaluate,
                        ek_arena *arena, ek_problems *problems)
{
    decide_claims(decision, binding, evaluate, arena, problems);
    ek_earn(decision, &binding->base, arena);
    ek_weigh(decision, &binding->base, evaluate, arena, problems);
}

static erkend_status compare_both(const struct erkend_decision *decision, ek_binding *binding,
                                  ek_arena *arena, ek_problems *problems)
{
    struct erkend_decision other = *decision;
    ek_buffer difference;

    other.claims = NULL;
    other.claim_count = other.allocated_count = other.part_count = 0;
    other.unverified = false;
    decide_with(&other, binding, ek_evaluate_of(ERKEND_PLAIN), arena, problems);
    ek_buffer_init(&difference, arena);
    if (ek_decision_equal(decision, &other, &difference))
        return ERKEND_OK;
    ek_problem_add(problems, ERKEND_ECONFLICT, (ek_place){0},
                   "the compiled and the plain evaluation differ: %.*s",
                   EK_TEXT_ARGS(ek_buffer_done(&difference)));
    return ERKEND_ECONFLICT;
}

static erkend_status check_date(const struct erkend_case *the_case, const ek_rulebook *book,
                                ek_problems *problems)
{
    ek_place place = {0};
    ek_civil first;

    if (the_case->document_count > 0)
        place.file = the_case->documents[0].name;
    if (the_case->decided == EK_DATE_NEVER) {
        ek_problem_add(problems, ERKEND_EINVALID, place,
                       "the case has no deciding date; write decided: YYYY-MM-DD");
        return ERKEND_EINVALID;
    }
    if (the_case->decided >= book->first_day)
        return ERKEND_OK;
    first = ek_date_civil(book->first_day);
    ek_problem_add(problems, ERKEND_ENOPOLICY, place,
                   "the policy of %.*s begins on %04d-%02d-%02d; the case is decided before",
                   EK_TEXT_ARGS(book->code), (int)first.year, (int)first.month, (int)first.day);
    return ERKEND_ENOPOLICY;
}

erkend_status ek_decide(struct erkend_decision *decision, const struct erkend_worker *worker,
                        const struct erkend_case *the_case, const ek_rulebook *book,
                        ek_problems *problems)
{
    ek_arena *arena = &decision->arena;
    erkend_status status = check_date(the_case, book, problems);
    ek_binding binding = {0};
    bool *seen;

    if (status != ERKEND_OK)
        return status;
    decision->bundle = worker->bundle;
    decision->the_case = the_case;
    decision->book = book;
    decision->decided = the_case->decided;
    ek_bind(&binding, decision, arena, problems);
    binding.base.watch = worker->watch;
    for (uint32_t i = 0; i < binding.count; i++)
        binding.scenes[i].watch = worker->watch;
    ek_guard_total(decision, arena, problems);
    decide_with(decision, &binding, ek_evaluate_of(worker->mode), arena, problems);
    if (worker->mode == ERKEND_VERIFY)
        status = compare_both(decision, &binding, arena, problems);
    seen = EK_NEW_ARRAY(arena, bool, the_case->record_count + 1);
    decision->facts_read = count_read(decision, arena);
    decision->facts_known = count_known(the_case->root, seen, 0);
    return status;
}
