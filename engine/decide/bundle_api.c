/* Bundles, workers and decisions as a host sees them (erkend.h).
 *
 * Each handle is one piece of the host's memory with one arena in it; freeing the handle frees the
 * arena. A decision that cannot be made leaves nothing behind but the error, and the worker stays
 * usable. */
#include "decide/inside.h"

#include "base/api.h"

#include <string.h>

const char *erkend_version(void)
{
#ifdef EK_BUILT_WITH
    return "erkend " ERKEND_VERSION " (" EK_BUILT_WITH ")";
#else
    return "erkend " ERKEND_VERSION;
#endif
}

const char *erkend_language(uint32_t at)
{
    return at < EK_LANGUAGES ? ek_language_code((ek_language)at) : NULL;
}

const char *erkend_verdict_name(erkend_verdict verdict)
{
    switch (verdict) {
    case ERKEND_REFUSED: return "refused";
    case ERKEND_INCOMPLETE: return "incomplete";
    case ERKEND_REFERRED: return "referred";
    case ERKEND_CONDITIONAL: return "conditional";
    case ERKEND_PARTIAL: return "partial";
    case ERKEND_RECOGNISED: return "recognised";
    }
    return "?";
}

/* ---- Bundle ------------------------------------------------------------------------------- */

static bool is_config(const erkend_config *config)
{
    return config && config->struct_size == sizeof *config && config->files &&
           config->files->open && config->files->done && config->files->list;
}

static void free_bundle(struct erkend_bundle *bundle)
{
    const erkend_allocator *host = bundle->arena.host;

    ek_arena_dispose(&bundle->arena);
    ek_host_free(host, bundle, sizeof *bundle);
}

/* The bundle, or NULL with all that is wrong in `error`; warnings go along either way. */
static erkend_status open_bundle(erkend_bundle **out, const erkend_config *config,
                                 erkend_error *error)
{
    struct erkend_bundle *bundle;
    ek_problems problems;
    erkend_status status;
    ek_escape escape;

    ek_error_clear(error);
    if (!is_config(config))
        return ek_error_say(error, ERKEND_ECALL, "a configuration with files is needed");
    bundle = ek_host_alloc(config->allocator, sizeof *bundle);
    if (!bundle)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    bundle->limits = ek_limits_of(&config->limits);
    ek_arena_init(&bundle->arena, config->allocator, bundle->limits.policy_bytes);
    ek_problems_init(&problems, &bundle->arena);
    if (EK_TRY(&bundle->arena, &escape))
        status = ek_bundle_load(bundle, config, &problems);
    else
        status = escape.status;
    ek_escape_end(&bundle->arena, &escape);
    if (status == ERKEND_ELIMIT && (escape.status == ERKEND_ELIMIT || problems.errors == 0))
        status = ek_error_say(error, status,
                              "the policies need more memory than the limit policy_bytes of %zu: "
                              "shorten them, or raise the limit",
                              bundle->limits.policy_bytes);
    else
        status = ek_error_fill(error, status, &problems);
    if (status != ERKEND_OK) {
        free_bundle(bundle);
        return status;
    }
    *out = bundle;
    return ERKEND_OK;
}

erkend_status erkend_bundle_open(erkend_bundle **out, const erkend_config *config,
                                 erkend_error *error)
{
    if (!out)
        return ek_error_say(error, ERKEND_ECALL, "erkend_bundle_open needs somewhere to put it");
    *out = NULL;
    return open_bundle(out, config, error);
}

void erkend_bundle_free(erkend_bundle *bundle)
{
    if (bundle)
        free_bundle(bundle);
}

size_t erkend_bundle_country_count(const erkend_bundle *bundle)
{
    return bundle ? bundle->books.count : 0;
}

const char *erkend_bundle_country(const erkend_bundle *bundle, size_t index)
{
    return bundle && index < bundle->books.count ? bundle->books.items[index]->code.bytes : NULL;
}

const char *erkend_bundle_digest(const erkend_bundle *bundle, const char *country)
{
    const ek_rulebook *book =
        bundle && country ? ek_bundle_book(bundle, ek_text_of(country)) : NULL;

    return book ? book->digest_hex : NULL;
}

erkend_status erkend_check(const erkend_config *config, erkend_error *error)
{
    erkend_bundle *bundle = NULL;
    erkend_status status = open_bundle(&bundle, config, error);

    erkend_bundle_free(bundle);
    return status;
}

/* ---- Worker ------------------------------------------------------------------------------- */

erkend_status erkend_worker_new(erkend_worker **out, const erkend_bundle *bundle, erkend_mode mode,
                                erkend_error *error)
{
    ek_error_clear(error);
    if (!out)
        return ek_error_say(error, ERKEND_ECALL, "erkend_worker_new needs somewhere to put it");
    *out = NULL;
    if (!bundle || (mode != ERKEND_COMPILED && mode != ERKEND_PLAIN && mode != ERKEND_VERIFY))
        return ek_error_say(error, ERKEND_ECALL, "a worker needs a bundle and one of the modes");
    *out = ek_host_alloc(bundle->arena.host, sizeof **out);
    if (!*out)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    (*out)->bundle = bundle;
    (*out)->mode = mode;
    (*out)->allocator = bundle->arena.host;
    (*out)->patterns = ek_host_alloc(bundle->arena.host, sizeof *(*out)->patterns);
    if ((*out)->patterns)
        ek_patterns_init((*out)->patterns, bundle->arena.host);
    return ERKEND_OK; /* also where nothing can be remembered */
}

void ek_worker_forgets(struct erkend_worker *worker)
{
    if (!worker->patterns)
        return;
    ek_patterns_dispose(worker->patterns);
    ek_host_free(worker->allocator, worker->patterns, sizeof *worker->patterns);
    worker->patterns = NULL;
}

void erkend_worker_free(erkend_worker *worker)
{
    if (!worker)
        return;
    ek_worker_forgets(worker);
    ek_host_free(worker->allocator, worker, sizeof *worker);
}

/* ---- Decision ----------------------------------------------------------------------------- */

static void free_decision(struct erkend_decision *decision)
{
    const erkend_allocator *host = decision->arena.host;

    ek_arena_dispose(&decision->arena);
    ek_host_free(host, decision, sizeof *decision);
}

static erkend_status find_book(const ek_rulebook **out, const erkend_worker *worker,
                               const char *country, erkend_error *error)
{
    *out = ek_bundle_book(worker->bundle, ek_text_of(country));
    return *out ? ERKEND_OK
                : ek_error_say(error, ERKEND_ENOPOLICY, "there is no policy of the country '%s'",
                               country);
}

/* The decision may live longer than its worker. */
static void forget_patterns(struct erkend_decision *decision)
{
    for (uint32_t i = 0; i < decision->claim_count; i++)
        ((ek_claim *)(uintptr_t)&decision->claims[i])->pattern = NULL;
}

erkend_status erkend_decide(erkend_decision **out, erkend_worker *worker,
                            const erkend_case *the_case, const char *country, erkend_error *error)
{
    struct erkend_decision *decision;
    const ek_rulebook *book;
    ek_problems problems;
    erkend_status status;
    ek_escape escape;

    ek_error_clear(error);
    if (!out)
        return ek_error_say(error, ERKEND_ECALL, "erkend_decide needs somewhere to put it");
    *out = NULL;
    if (!worker || !the_case || !country)
        return ek_error_say(error, ERKEND_ECALL, "erkend_decide needs a worker, a case, a country");
    if ((status = find_book(&book, worker, country, error)) != ERKEND_OK)
        return status;
    decision = ek_host_alloc(worker->allocator, sizeof *decision);
    if (!decision)
        return ek_error_fill(error, ERKEND_ENOMEM, NULL);
    ek_arena_init(&decision->arena, worker->allocator, worker->bundle->limits.decision_bytes);
    ek_problems_init(&problems, &decision->arena);
    if (EK_TRY(&decision->arena, &escape)) {
        status = ek_decide(decision, worker, the_case, book, &problems);
        if (status == ERKEND_OK) {
            forget_patterns(decision);
            ek_decision_show(decision);
        }
    } else {
        status = escape.status;
    }
    ek_escape_end(&decision->arena, &escape);
    if (status == ERKEND_ELIMIT && problems.errors == 0)
        status =
            ek_error_say(error, status,
                         "the decision needs more memory than the limit decision_bytes of %zu: "
                         "simplify the case, or raise the limit",
                         worker->bundle->limits.decision_bytes);
    else
        status = ek_error_fill(error, status, &problems);
    if (status != ERKEND_OK) {
        free_decision(decision);
        return status;
    }
    *out = decision;
    return ERKEND_OK;
}

void erkend_decision_free(erkend_decision *decision)
{
    if (decision)
        free_decision(decision);
}

const char *erkend_decision_country(const erkend_decision *decision)
{
    return decision ? decision->book->code.bytes : NULL;
}

size_t erkend_decision_claim_count(const erkend_decision *decision)
{
    return decision ? decision->claim_count : 0;
}

/* A reason that was not judged is kept for explanations only. */
static size_t count_reasons(const ek_claim *claim)
{
    size_t count = 0;

    for (uint32_t i = 0; i < claim->reason_count; i++)
        count += !claim->reasons[i].silent;
    return count;
}

int erkend_decision_claim(const erkend_decision *decision, size_t index, erkend_claim *out)
{
    const ek_claim *claim;

    if (!decision || !out || index >= decision->claim_count)
        return 0;
    claim = &decision->claims[index];
    out->id = claim->id.bytes;
    out->kind = ek_scope_of(claim->kind)->name;
    out->title = claim->title.bytes;
    out->verdict = claim->verdict;
    out->reason_count = count_reasons(claim);
    out->effect_count = claim->effect_count;
    return 1;
}

int erkend_decision_reason(const erkend_decision *decision, size_t claim, size_t index,
                           erkend_reason *out)
{
    const ek_claim *of;
    uint32_t at = 0;

    if (!decision || !out || claim >= decision->claim_count)
        return 0;
    of = &decision->claims[claim];
    for (size_t passed = 0; at < of->reason_count; at++)
        if (!of->reasons[at].silent && passed++ == index)
            break;
    if (at == of->reason_count)
        return 0;
    out->rule =
        of->reasons[at].rule ? of->reasons[at].rule->id.bytes : of->reasons[at].detail->core_id;
    out->law = of->reasons[at].law.bytes;
    out->verdict = of->reasons[at].verdict;
    out->says = of->reasons[at].rule ? ek_says_in(&of->reasons[at].rule->says, EK_EN).bytes
                                     : ek_core_says(of->reasons[at].detail->core_id);
    out->unverified = of->reasons[at].unverified;
    return 1;
}

const char *ek_effect_state_name(ek_effect_state state)
{
    static const char *const names[] = {[EK_EFFECT_IN_FORCE] = "in_force",
                                        [EK_EFFECT_AFTER_STEP] = "after_step",
                                        [EK_EFFECT_PROPOSED] = "proposed",
                                        [EK_EFFECT_NONE] = "none"};

    return names[state];
}

int erkend_decision_effect(const erkend_decision *decision, size_t claim, size_t index,
                           erkend_effect *out)
{
    const ek_given *given;

    if (!decision || !out || claim >= decision->claim_count ||
        index >= decision->claims[claim].effect_count)
        return 0;
    given = &decision->claims[claim].effects[index];
    out->kind = ek_effect_name(given->kind);
    out->state = ek_effect_state_name(given->state);
    out->text = given->shown;
    return 1;
}
