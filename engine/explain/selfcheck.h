/* A second opinion: the same case, decided again in other circumstances, has to give the same
 * bytes.
 *
 * What is other the second time:
 *   policies   opened anew, folders listed in the opposite order, so that Lua has another hash seed
 *              and every rule, parameter and text another address
 *   memory     from an allocator that hands out other addresses, each filled with noise
 *   the case   read from its own bytes by way of nodes, the keys of every map in opposite order
 *   evaluation the plain one, which shares no code with the compiled one
 *   printing   without the pieces that a batch prepares
 *
 * A difference is a fault of the engine or a hidden dependence of a policy on order; it never is an
 * answer. */
#ifndef EK_EXPLAIN_SELFCHECK_H
#define EK_EXPLAIN_SELFCHECK_H

#include "explain/explain.h"

struct erkend_self_check {
    const erkend_allocator *host;
    erkend_allocator noisy;
    struct erkend_bundle *bundle;
};

/* Compares; what differs goes into problems (ERKEND_ECONFLICT). Used by several threads at once:
 * everything it makes is its own. */
erkend_status ek_self_check(const struct erkend_self_check *check,
                            const struct erkend_decision *decision, ek_problems *problems);

#endif
