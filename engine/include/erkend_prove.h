/* All cases at once. A part of erkend.h, which includes it.
 *
 * Questions about every case, as problems for a solver that reads SMT-LIB 2 (z3 is one). The
 * library writes the problems and reads the answers; it starts no program. */
#ifndef ERKEND_PROVE_H
#define ERKEND_PROVE_H

typedef enum erkend_inquiry_kind {
    ERKEND_PROVE_SAME,       /* do two policies decide every case alike? */
    ERKEND_PROVE_FIRES,      /* can each rule speak, and can it fail? */
    ERKEND_PROVE_CONTRADICT, /* can two rules give one effect with two values? */
    ERKEND_PROVE_ANSWERED,   /* is there a claim to which no rule has an answer? */
    ERKEND_PROVE_MONOTONE    /* is more learning ever worse? */
} erkend_inquiry_kind;

typedef struct erkend_inquiry erkend_inquiry;

typedef struct erkend_inquiry_options {
    size_t struct_size;       /* sizeof(erkend_inquiry_options) */
    const char *country;      /* by code; needed */
    const char *claim;        /* one kind of claim: "abroad"; NULL: every kind */
    const char *const *rules; /* FIRES: these rules, NULL-ended; NULL: all */
    const char *until;        /* last deciding date; NULL: 2035-12-31 */
    uint32_t length;          /* lists are at most that long, 1 to 8; 0: 1 */
    int given; /* not 0: only cases in which no fact is said not to exist that need not be */
} erkend_inquiry_options;

/* after: ERKEND_PROVE_SAME only, else NULL. out: new; erkend_inquiry_free. Borrows the bundles.
 * ERKEND_ENOPOLICY: no such country; ERKEND_ECALL: no such claim, rule, or date. */
ERKEND_API erkend_status erkend_inquiry_new(erkend_inquiry **out, erkend_inquiry_kind question,
                                            const erkend_bundle *before, const erkend_bundle *after,
                                            const erkend_inquiry_options *options,
                                            erkend_error *error);
ERKEND_API void erkend_inquiry_free(erkend_inquiry *inquiry);
ERKEND_API size_t erkend_inquiry_count(const erkend_inquiry *inquiry);
/* The problem in SMT-LIB 2, ending in (check-sat) and (get-value …); borrowed until the next call.
 * everything_there: not 0 looks only for cases in which nothing is said not to exist: what is found
 * is easier to read, and nothing found proves nothing. *smt NULL: it is settled without a solver.
 */
ERKEND_API erkend_status erkend_inquiry_problem(erkend_inquiry *inquiry, size_t index,
                                                int everything_there, const char **smt,
                                                size_t *size, erkend_error *error);
/* What a solver printed for the problem that was asked for last; size 0: nothing in time. *settled:
 * 1 when there is nothing more to ask about it. */
ERKEND_API erkend_status erkend_inquiry_answer(erkend_inquiry *inquiry, const char *output,
                                               size_t size, int *settled, erkend_error *error);
/* The case that was found, in YAML; which: 0, or 1 for the second of two. 0 when there is none.
 * Borrowed. */
ERKEND_API int erkend_inquiry_case(const erkend_inquiry *inquiry, size_t index, int which,
                                   const char **document, size_t *size);
/* Problems that did not come out as one wishes, or stay open. */
ERKEND_API size_t erkend_inquiry_unwanted(const erkend_inquiry *inquiry);
/* text, JSON or NDJSON. In English. */
ERKEND_API erkend_status erkend_render_inquiry(erkend_text **out, const erkend_inquiry *inquiry,
                                               const erkend_style *style, erkend_error *error);

#endif
