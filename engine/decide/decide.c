/* Deciding: one case, one country, one decision.
 *
 * Claims are bound once, judged one by one in the order of kind and id, guarded among each other,
 * and only then do effects get their state and reasons their order. In the mode that verifies, all
 * of it is done twice, with either evaluation, and the two are compared in everything that a reader
 * could see. */
#include <string.h>

#include "decide/inside.h"

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

const char *ek_core_says(const char *id)
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

/* ---- One claim ---------------------------------------------------------------------------- */

/* The memorandum was found by what the agreement says of it; who read the one read the other. */
static void read_bound(ek_judging *j)
{
    const ek_at *agreement = &j->scene->at[EK_SCOPE_AGREEMENT];
    const ek_at *mou = &j->scene->at[EK_SCOPE_MOU];
    ek_read read = {.kind = EK_READ_FACT, .scope = EK_SCOPE_AGREEMENT};
    uint16_t slot = j->plan->at.agreement_mou;
    uint32_t count = j->claim->reads.count;
    bool used = false;

    if (agreement->state != EK_KNOWN || agreement->as.record->slots[slot].state != EK_KNOWN)
        return;
    for (uint32_t i = 0; i < count && !used; i++)
        used = j->claim->reads.items[i].scope == EK_SCOPE_MOU ||
               (mou->state == EK_KNOWN && j->claim->reads.items[i].record == mou->as.record);
    if (!used)
        return;
    read.record = agreement->as.record;
    read.field = &ek_type_agreement.fields[slot];
    read.value = &agreement->as.record->slots[slot];
    ek_reads_add(&j->claim->reads, read);
}

static void judge(ek_judging *j, const struct erkend_decision *decision)
{
    if (decision->unread) {
        ek_reads_unread(&j->claim->reads, j->arena);
    } else {
        ek_reads_init(&j->claim->reads, j->arena);
        ek_reads_mark(&j->claim->reads, j->marks, j->mark_count);
    }
    j->law_code = ek_text_in_slot(decision->qualification, j->plan->at.qualification_law);
    ek_judge_claim(j);
    ek_settle(j);
    ek_guard_claim(j);
    read_bound(j);
    ek_reads_end(&j->claim->reads);
    ek_compiled_forget(j->scene);
}

static void finish(ek_judging *j, struct erkend_decision *decision, ek_patterns *patterns)
{
    ek_claim *claim = j->claim;

    claim->verdict = ek_weakest(j);
    ek_reasons_order(j, decision, patterns);
    ek_settle_states(claim, j->effects, j->effect_count);
    claim->effects = j->effects;
    claim->effect_count = j->effect_count;
}

/* Judges the claims of a binding where they stand. */
static void decide_claims(struct erkend_decision *decision, const ek_binding *binding,
                          ek_evaluate evaluate, ek_patterns *patterns, ek_arena *arena,
                          ek_problems *problems)
{
    uint32_t count = binding->count;
    ek_judging *judgings = EK_ROOM(arena, ek_judging, count);
    uint64_t *marks = EK_NEW_ARRAY(arena, uint64_t, binding->record_count);
    const ek_plan *plan = ek_plan_of(decision->book);
    void *memo = NULL;

    for (uint32_t i = 0; i < count; i++) {
        ek_scene *scene = &binding->scenes[i];

        scene->compiled = evaluate == ek_compiled_eval;
        scene->memo = memo;
        judgings[i] = (ek_judging){.arena = arena,
                                   .problems = problems,
                                   .book = decision->book,
                                   .plan = plan,
                                   .evaluate = evaluate,
                                   .claim = &binding->claims[i],
                                   .scene = scene,
                                   .marks = marks,
                                   .mark_count = binding->record_count};
        judge(&judgings[i], decision);
        memo = scene->memo;
        scene->memo = NULL;
    }
    ek_guard_claims(judgings, count);
    decision->claims = binding->claims;
    decision->claim_count = count;
    for (uint32_t i = 0; i < count; i++)
        finish(&judgings[i], decision, patterns);
}

/* ---- Facts that there are ----------------------------------------------------------------- */

static bool is_leaf(ek_kind kind)
{
    return kind != EK_KIND_RECORD && kind != EK_KIND_LIST && kind != EK_KIND_BY_COUNTRY;
}

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

uint32_t ek_facts_known(const struct erkend_case *the_case, ek_arena *arena)
{
    return count_known(the_case->root, EK_NEW_ARRAY(arena, bool, the_case->record_count + 1), 0);
}

/* ---- The decision ------------------------------------------------------------------------- */

static void decide_with(struct erkend_decision *decision, ek_binding *binding, ek_evaluate evaluate,
                        ek_patterns *patterns, ek_arena *arena, ek_problems *problems)
{
    decide_claims(decision, binding, evaluate, patterns, arena, problems);
    ek_earn(decision, &binding->base, arena);
    ek_weigh(decision, &binding->base, evaluate, arena, problems);
}

/* The same claims once more: deciding fills what it is given. */
static ek_binding copy_binding(const ek_binding *binding, ek_arena *arena)
{
    ek_binding copy = *binding;

    copy.claims = ek_arena_copy(arena, binding->claims, binding->count * sizeof *copy.claims);
    copy.scenes = ek_arena_copy(arena, binding->scenes, binding->count * sizeof *copy.scenes);
    return copy;
}

static erkend_status compare_both(const struct erkend_decision *decision, ek_binding *untouched,
                                  ek_arena *arena, ek_problems *problems)
{
    struct erkend_decision other = *decision;
    ek_buffer difference;

    other.claims = NULL;
    other.claim_count = other.allocated_count = other.part_count = 0;
    other.unverified = false;
    decide_with(&other, untouched, ek_evaluate_of(ERKEND_PLAIN), NULL, arena, problems);
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
    ek_patterns *patterns = worker->mode == ERKEND_PLAIN ? NULL : worker->patterns;
    erkend_status status = check_date(the_case, book, problems);
    ek_binding binding = {0}, again;

    if (status != ERKEND_OK)
        return status;
    decision->bundle = worker->bundle;
    decision->the_case = the_case;
    decision->book = book;
    decision->decided = the_case->decided;
    decision->unread = worker->unread && worker->mode != ERKEND_VERIFY;
    if (patterns)
        ek_patterns_begin(patterns);
    ek_bind(&binding, decision, arena, problems);
    binding.base.watch = worker->watch;
    for (uint32_t i = 0; i < binding.count; i++)
        binding.scenes[i].watch = worker->watch;
    ek_guard_total(decision, arena, problems);
    if (worker->mode == ERKEND_VERIFY)
        again = copy_binding(&binding, arena);
    decide_with(decision, &binding, ek_evaluate_of(worker->mode), patterns, arena, problems);
    if (worker->mode == ERKEND_VERIFY)
        status = compare_both(decision, &again, arena, problems);
    return status;
}

void ek_decision_show(struct erkend_decision *decision)
{
    ek_claim *claims = (ek_claim *)(uintptr_t)decision->claims;

    for (uint32_t i = 0; i < decision->claim_count; i++) {
        claims[i].id = ek_text_copy(&decision->arena, claims[i].id);
        claims[i].title = ek_text_copy(&decision->arena, claims[i].title);
        for (uint32_t k = 0; k < decision->claims[i].effect_count; k++) {
            ek_given *given = (ek_given *)(uintptr_t)&decision->claims[i].effects[k];

            given->shown = ek_given_text(&decision->arena, given).bytes;
        }
    }
}
